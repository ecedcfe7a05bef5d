//! Typst: headings, paragraphs, items, terms, quotations, captions, cells and footnotes.
//!
//! One pass with a stack of its own: text is read up to a `#`, behind which code stands. Of code only what stands in square brackets
//! is text again: behind a call always, among its arguments where the function shows them.
//!
//! * time: linear; looks for the end of an expression that has none are counted and given up
//! * space: the brackets that are open

use std::collections::HashSet;

use super::inline::is_cited;
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Role};
use crate::span::{Span, boundary_at_or_after};

/// Functions that show what stands in square brackets among their arguments.
const SHOWING: [&str; 22] = [
    "grid",
    "stack",
    "table",
    "align",
    "block",
    "box",
    "rect",
    "text",
    "quote",
    "columns",
    "figure",
    "list",
    "enum",
    "terms",
    "pad",
    "par",
    "emph",
    "strong",
    "underline",
    "highlight",
    "cell",
    "header",
];

/// Functions that say nothing that a sentence would lack.
const SILENT: [&str; 21] = [
    "cite",
    "h",
    "v",
    "pagebreak",
    "linebreak",
    "parbreak",
    "colbreak",
    "label",
    "bibliography",
    "outline",
    "image",
    "counter",
    "lorem",
    "line",
    "metadata",
    "place",
    "todo",
    "index",
    "glspl",
    "state",
    "footnote",
];

/// What a reference to a part of the document begins with. Others are citations.
const PARTS: [&str; 18] = [
    "fig", "tab", "tbl", "eq", "eqt", "sec", "sect", "chap", "ch", "lst", "alg", "thm", "def", "lem", "app",
    "apx", "par", "ex",
];

/// Words that begin a statement, which ends with its line.
const STATEMENTS: [&str; 5] = ["let", "set", "show", "import", "include"];

/// A formula that a sentence shows has no more characters than this.
const LONGEST_FORMULA: usize = 12;

/// A formula or a name in backticks is no longer than this, in bytes.
const LONGEST_MARK: usize = 2_000;

/// More brackets than this are open in no writer's text.
const DEEPEST: usize = 200;

/// Down to this depth, a look at the end of a bracket tells whether what it holds is a block.
const DEEPEST_BLOCK: usize = 8;

/// How often the length of the text may be looked through in vain for the ends of what is open.
const VAIN: usize = 4;

/// Whether a text is one: it begins with imports and settings.
pub(in crate::document) fn is_one(text: &str) -> bool {
    // Most texts have no line that begins so, which a look at the bytes says.
    if memchr::memchr(b'#', text.as_bytes()).is_none() {
        return false;
    }
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !text.starts_with('#') && !has("\n#") || !["#import \"@", "#set ", "#show"].into_iter().any(has) {
        return false;
    }
    let count = |begin: &str| text.lines().filter(|line| line.starts_with(begin)).take(2).count();
    count("#import \"@") > 0
        || count("#set ") + count("#show") + count("#let ") > 1
            && [
                "#set page(",
                "#set text(",
                "#set par(",
                "#set document(",
                "#show: ",
                "#show heading",
                "#set heading(",
            ]
            .iter()
            .any(|setting| count(setting) > 0)
}

pub(super) fn read(source: &str) -> Document<'static> {
    let mut reader = Reader {
        source,
        at: 0,
        builder: Builder::with_capacity(source.len()),
        stack: Vec::new(),
        kind: BlockKind::Paragraph,
        role: Role::Prose,
        blank: None,
        level: 0,
        vain: VAIN * source.len() + LONGEST_MARK,
        labels: labels(source),
    };
    reader.run();
    reader.end();
    reader.builder.finish(BlockKind::Paragraph)
}

/// What is open.
#[derive(Clone, Copy, Debug)]
enum Open {
    /// Text in square brackets, and the kind of the block around it if it is a block of its own.
    Text(Option<(BlockKind, Role)>),
    /// A square bracket that is part of the text.
    Bracket,
    /// Brackets in code, with what they show and what stands in square brackets there.
    Code { close: u8, shows: Option<BlockKind> },
}

struct Reader<'t> {
    source: &'t str,
    at: usize,
    builder: Builder,
    stack: Vec<Open>,
    /// What the block at hand is.
    kind: BlockKind,
    role: Role,
    /// White space that was read and not written yet.
    blank: Option<Span>,
    /// The level of the heading at hand.
    level: u8,
    /// How many bytes may still be looked through in vain.
    vain: usize,
    /// The parts of the document that can be referred to.
    labels: HashSet<&'t str>,
}

/// The labels of a document: `<fig-wall>`.
fn labels(source: &str) -> HashSet<&str> {
    let marks = memchr::memchr_iter(b'<', source.as_bytes());
    marks.filter_map(|at| Some(&source[at + 1..at + label(&source[at..])? - 1])).collect()
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.source[self.at..]
    }

    fn run(&mut self) {
        let mut is_line_start = true;
        while self.at < self.source.len() {
            if let Some(Open::Code { close, shows }) = self.stack.last().copied() {
                self.code(close, shows);
                is_line_start = false;
                continue;
            }
            if std::mem::take(&mut is_line_start) && self.line_start() {
                is_line_start = true;
                continue;
            }
            let rest = self.rest();
            let Some(byte) = rest.bytes().next() else { break };
            let start = self.at;
            match byte {
                b'\n' => {
                    self.at += 1;
                    if self.kind == BlockKind::Heading {
                        self.end();
                    } else {
                        self.blank(start);
                    }
                    is_line_start = true;
                }
                b' ' | b'\t' | b'\r' => {
                    self.at += 1;
                    self.blank(start);
                }
                b'#' => self.hash(),
                b'$' => self.formula(),
                b'`' => self.raw(),
                b'/' if rest.starts_with("//") && !self.source[..start].ends_with(':') => self.skip_line(),
                b'/' if rest.starts_with("/*") => self.comment(),
                b'\\' => self.escape(),
                b'~' => self.put("\u{A0}", 1),
                b'-' if rest.starts_with("---") => self.put("—", 3),
                b'-' if rest.starts_with("--") => self.put("–", 2),
                b'*' | b'_' if self.is_emphasis() => self.at += 1,
                b'<' if label(rest).is_some() => self.at += label(rest).unwrap_or(1),
                b'@' => self.reference(),
                b'[' => {
                    self.open(Open::Bracket);
                    self.put("[", 1);
                }
                b']' => self.close(),
                _ => {
                    let len = rest
                        .bytes()
                        .skip(1)
                        .position(|b| {
                            matches!(
                                b,
                                b'\n'
                                    | b' '
                                    | b'\t'
                                    | b'\r'
                                    | b'#'
                                    | b'$'
                                    | b'`'
                                    | b'/'
                                    | b'\\'
                                    | b'~'
                                    | b'-'
                                    | b'*'
                                    | b'_'
                                    | b'<'
                                    | b'@'
                                    | b'['
                                    | b']'
                            )
                        })
                        .map_or(rest.len(), |at| at + 1);
                    let len = boundary_at_or_after(rest, len);
                    self.put(&rest[..len], len);
                }
            }
        }
    }

    /// Reads what has a meaning at the beginning of a line; whether the line is read.
    fn line_start(&mut self) -> bool {
        let line = self.rest();
        let line = &line[..memchr::memchr(b'\n', line.as_bytes()).unwrap_or(line.len())];
        let words = line.trim_start();
        let indent = line.len() - words.len();
        if words.is_empty() {
            self.end();
            self.at = (self.at + line.len() + 1).min(self.source.len());
            return true;
        }
        if words.starts_with("//") {
            self.at += indent;
            self.skip_line();
            self.at = (self.at + 1).min(self.source.len());
            return true;
        }
        let marks = words.bytes().take_while(|b| *b == b'=').count();
        let item = match words.as_bytes() {
            [b'-' | b'+', b' ' | b'\t', ..] => Some(2),
            [b'0'..=b'9', ..] => {
                let digits = words.bytes().take_while(u8::is_ascii_digit).count();
                (digits <= 3 && words[digits..].starts_with(". ")).then_some(digits + 2)
            }
            _ => None,
        };
        if (1..=6).contains(&marks) && words[marks..].starts_with([' ', '\t']) {
            self.end();
            self.at += indent + marks;
            (self.kind, self.level) = (BlockKind::Heading, marks as u8);
        } else if let Some(len) = item {
            self.end();
            self.at += indent + len;
            self.kind = BlockKind::Item;
        } else if let Some(term) = words.strip_prefix("/ ").and_then(|rest| rest.find(": ")) {
            self.end();
            self.at += indent + 2;
            let end = self.at + term;
            let span = Span { start: self.at, end }.trim(self.source);
            self.builder.push(span.of(self.source), span);
            self.builder.end_block(BlockKind::Heading);
            self.at = end + 2;
            self.kind = BlockKind::Item;
        }
        false
    }

    fn blank(&mut self, start: usize) {
        let end = self.at;
        self.blank = Some(self.blank.map_or(Span { start, end }, |blank| Span { start: blank.start, end }));
    }

    /// Adds words that stand for as many bytes of the source, and passes these.
    fn put(&mut self, words: &str, len: usize) {
        let span = Span { start: self.at, end: self.at + len };
        self.at = span.end;
        if let Some(blank) = self.blank.take()
            && !self.builder.block_text().is_empty()
        {
            self.builder.push(" ", blank);
        }
        self.builder.push(words, span);
    }

    /// Says that something is missing here.
    fn gap(&mut self, start: usize) {
        let end = self.at;
        self.at = start;
        self.put("…", end - start);
        self.builder.lack();
    }

    fn end(&mut self) {
        self.blank = None;
        match self.kind {
            // What shows it has the title above, as its pages have.
            BlockKind::Heading => {
                self.builder.heading_alone((self.level.max(1) + 1).min(6));
                self.builder.fields.is_titled_elsewhere = true;
            }
            BlockKind::Title => self.builder.heading_alone(1),
            _ => {}
        }
        self.builder.end_block_as(self.kind, self.role);
        (self.kind, self.role) = match self.stack.iter().rev().find_map(|open| match open {
            Open::Text(Some(kept)) => Some(*kept),
            _ => None,
        }) {
            Some((kind, role)) => (kind, role),
            None => (BlockKind::Paragraph, Role::Prose),
        };
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    }

    fn comment(&mut self) {
        let rest = self.rest();
        let window = &rest.as_bytes()[..rest.len().min(self.vain)];
        self.at += match memchr::memmem::find(window, b"*/") {
            Some(end) => end + 2,
            None => {
                self.vain = self.vain.saturating_sub(window.len());
                2
            }
        };
    }

    /// Opens something, unless more is open than in any writer's text.
    fn open(&mut self, open: Open) {
        if self.stack.len() < DEEPEST {
            self.stack.push(open);
        }
    }

    /// Whether a mark of emphasis stands here: not inside a word, nor alone.
    fn is_emphasis(&self) -> bool {
        let before = self.source[..self.at].chars().next_back();
        let after = self.source[self.at + 1..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        !(is_word(before) && is_word(after) || is_blank(before) && is_blank(after))
    }

    fn escape(&mut self) {
        let rest = self.rest();
        let start = self.at;
        match rest[1..].chars().next() {
            Some(c) if c.is_whitespace() => {
                self.at += 1;
                self.blank(start);
            }
            Some('u') if rest[2..].starts_with('{') => {
                let end = rest.bytes().take(12).position(|b| b == b'}');
                let found = end.and_then(|end| {
                    let c = u32::from_str_radix(&rest[3..end], 16).ok().and_then(char::from_u32)?;
                    Some((c, end + 1))
                });
                match found {
                    Some((c, len)) => self.put(c.encode_utf8(&mut [0; 4]), len),
                    None => self.put("u", 2),
                }
            }
            Some(c) => self.put(&rest[1..1 + c.len_utf8()], 1 + c.len_utf8()),
            None => self.at += 1,
        }
    }

    /// `@wall`, `@fig:wall[page 3]`.
    fn reference(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let is_open = !self.source[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let name = rest[1..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
            .count();
        let name = rest[1..1 + name].trim_end_matches(['.', ':']);
        if !is_open || name.is_empty() {
            return self.put("@", 1);
        }
        self.at += 1 + name.len();
        let part = name.split(['-', ':', '_']).next().unwrap_or_default();
        let is_part = PARTS.contains(&part) && part.len() < name.len() || self.labels.contains(name);
        // What a reference or a citation says is made by Typst; one that is a word of its sentence leaves a gap.
        let behind = self.at + self.supplement();
        if is_part || is_cited(self.builder.block_text(), &self.source[behind..]) {
            self.gap(start);
        } else if let Some(blank) = self.blank.as_mut() {
            // A citation goes with the blank before it.
            if self.source[behind..].starts_with(['.', ',', ';', ':', ')', '!', '?']) {
                self.blank = None;
            } else {
                blank.end = self.at;
            }
        }
        self.at = behind;
    }

    /// The length of what a reference is given in square brackets.
    fn supplement(&mut self) -> usize {
        match self.rest().starts_with('[') {
            true => self.balanced(self.at).unwrap_or(0),
            false => 0,
        }
    }

    fn formula(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let Some(end) = self.end_of_formula(start) else { return self.put("$", 1) };
        let end = end - start - 1;
        let inner = &rest[1..end];
        self.at += end + 1;
        if inner.starts_with(char::is_whitespace) {
            // Set apart: the sentence before leads to it, and what is behind goes on with it.
            let is_alone = self.builder.block_text().is_empty()
                && self.rest().trim_start_matches(' ').starts_with(['\n', '\r']);
            if is_alone {
                self.builder.lead_to_code();
                return self.builder.unread();
            }
            if self.rest().trim_start().starts_with(char::is_uppercase) {
                // What begins anew is not what the sentence before goes on with.
                if self.builder.block_text().trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',') {
                    self.builder.lack();
                }
                return self.end();
            }
            self.gap(start);
        } else if inner.chars().count() <= LONGEST_FORMULA
            && inner.chars().all(|c| c.is_alphanumeric() || " +-=<>,.()|".contains(c))
            && !inner.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2)
        {
            let text = self.builder.text.len();
            self.at = start;
            let words = inner.trim();
            self.put(words, end + 1);
            let blanks = usize::from(self.builder.text[text..].starts_with(' '));
            self.builder.mark(Role::Formula, text + blanks);
        } else {
            self.gap(start);
        }
    }

    /// Names in backticks; with three or more, a listing.
    fn raw(&mut self) {
        let rest = self.rest();
        let ticks = rest.bytes().take_while(|b| *b == b'`').count();
        if ticks == 2 {
            self.at += 2;
            return;
        }
        let start = self.at;
        let mark = &rest[..ticks];
        let far = if ticks == 1 { LONGEST_MARK.min(rest.len()) } else { rest.len().min(self.vain) };
        let window = &rest.as_bytes()[ticks..far.max(ticks)];
        let Some(end) = memchr::memmem::find(window, mark.as_bytes()) else {
            self.vain = self.vain.saturating_sub(window.len());
            return self.put(mark, ticks);
        };
        let inner = &rest[ticks..ticks + end];
        if ticks > 2 && inner.contains('\n') {
            self.end();
            self.builder.lead_to_code();
            self.at = start + end + 2 * ticks;
            return;
        }
        let words = inner.trim();
        let text = self.builder.text.len();
        if !words.is_empty() {
            self.put(words, end + 2 * ticks);
            let blanks = usize::from(self.builder.text[text..].starts_with(' '));
            self.builder.mark(Role::Code, text + blanks);
        }
        self.at = start + end + 2 * ticks;
    }

    /// The bracket that ends text in square brackets, or is part of it.
    fn close(&mut self) {
        match self.stack.pop() {
            Some(Open::Bracket) | None => self.put("]", 1),
            Some(Open::Code { .. }) => self.at += 1,
            Some(Open::Text(kept)) => {
                self.at += 1;
                if kept.is_some() {
                    self.end();
                }
                let rest = self.rest();
                let other = rest.trim_start_matches(' ');
                if let Some(behind) =
                    other.strip_prefix("else").filter(|behind| behind.trim_start().starts_with(['[', '{']))
                {
                    self.blank = self.blank.or(Some(Span { start: self.at, end: self.at }));
                    return self.controlled(self.source.len() - behind.len());
                }
                // A mark ends what code is.
                if self.rest().starts_with(';') && !matches!(self.stack.last(), Some(Open::Code { .. })) {
                    self.at += 1;
                }
                // More text of the same call.
                if self.rest().starts_with('[') && !matches!(self.stack.last(), Some(Open::Code { .. })) {
                    self.at += 1;
                    self.open(Open::Text(kept));
                    if let Some((kind, role)) = kept {
                        (self.kind, self.role) = (kind, role);
                    }
                }
            }
        }
    }

    /// Whether nothing but this stands on its line up to here.
    fn is_at_line_start(&self, at: usize) -> bool {
        let before = self.source[..at].trim_end_matches([' ', '\t']);
        before.is_empty()
            || before.ends_with(['\n', '[']) && self.builder.block_text().trim().is_empty()
            || before.ends_with('\n')
    }

    /// What stands behind `#`.
    fn hash(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let behind = &rest[1..];
        let name_len = identifier(behind);
        let name = &behind[..name_len];
        let is_alone = self.is_at_line_start(start);
        if name_len == 0 {
            return match behind.as_bytes().first() {
                Some(b'[') => {
                    self.at += 2;
                    self.open(Open::Text(None));
                }
                Some(b'{' | b'(') => match self.balanced(start + 1) {
                    Some(len) => self.at += 1 + len,
                    None => self.skip_line(),
                },
                Some(b'"') => self.at += 1,
                _ => self.put("#", 1),
            };
        }
        if STATEMENTS.contains(&name) {
            if is_alone {
                self.end();
            }
            return self.statement(name, start + 1 + name_len);
        }
        if matches!(name, "if" | "for" | "while" | "context" | "else" | "return") {
            return self.controlled(start + 1 + name_len);
        }
        self.at = start + 1 + name_len;
        let last = name.rsplit('.').next().unwrap_or(name);
        if self.rest().starts_with('(') {
            let shows = match last {
                "table" | "cell" | "header" => Some(BlockKind::Cell),
                "quote" => Some(BlockKind::Quote),
                "list" | "enum" | "terms" => Some(BlockKind::Item),
                _ if SHOWING.contains(&last) => Some(BlockKind::Paragraph),
                _ => None,
            };
            if shows.is_some() && is_alone {
                self.end();
                self.at += 1;
                self.open(Open::Code { close: b')', shows });
                return;
            }
            match self.balanced(self.at) {
                Some(len) => self.at += len,
                None => return self.skip_line(),
            }
        }
        // What is called on what a call gives.
        while let Some(method) = self.rest().strip_prefix('.').map(identifier).filter(|len| *len > 0)
            && self.source[self.at + 1 + method..].starts_with('(')
        {
            match self.balanced(self.at + 1 + method) {
                Some(len) => self.at += 1 + method + len,
                None => return self.skip_line(),
            }
        }
        if self.rest().starts_with('[') {
            self.at += 1;
            if matches!(last, "footnote" | "index" | "todo" | "metadata" | "label") {
                return self.note();
            }
            // On lines of its own it is a block; inside of one, words of a sentence.
            let is_block = is_alone && self.stack.len() < DEEPEST_BLOCK && {
                let end = self.balanced(self.at - 1).map_or(self.source.len(), |len| self.at - 1 + len);
                let behind = self.source[end..].trim_start_matches([' ', '\t', '\r']);
                behind.is_empty() || behind.starts_with(['\n', '[', ']'])
            };
            let kept = is_block.then_some(match last {
                "quote" => (BlockKind::Quote, Role::Prose),
                "figure" => (BlockKind::Paragraph, Role::Caption),
                "heading" => (BlockKind::Heading, Role::Prose),
                _ => (BlockKind::Paragraph, Role::Prose),
            });
            if let Some((kind, role)) = kept {
                self.end();
                (self.kind, self.role) = (kind, role);
            }
            self.open(Open::Text(kept));
            return;
        }
        let called = &self.source[start..self.at];
        if last == "link"
            && let Some((open, len)) = called.find('"').map(|open| (open, string(&called[open..])))
            && len > 2
        {
            // A link without words shows its address.
            let (end, address) = (self.at, start + open + 1);
            self.at = address;
            let text = self.builder.text.len();
            self.put(&self.source[address..address + len - 2], len - 2);
            let blanks = usize::from(self.builder.text[text..].starts_with(' '));
            self.builder.mark(Role::Code, text + blanks);
            self.at = end;
            return;
        }
        let is_word = last == "cite"
            && (called.contains("prose")
                || called.contains("author")
                || is_cited(self.builder.block_text(), self.rest()));
        let behind = self.rest().trim_start_matches([' ', ';', '\\']);
        let is_alone = is_alone && (behind.is_empty() || behind.starts_with(['\n', '\r', ']']));
        if !is_alone
            && (!SILENT.contains(&last) || is_word)
            && !name.starts_with("sym.")
            && !name.starts_with("emoji.")
        {
            self.gap(start);
        }
        if self.rest().starts_with(';') {
            self.at += 1;
        }
    }

    /// Passes a note, whose words would part its sentence.
    fn note(&mut self) {
        match self.balanced(self.at - 1) {
            Some(len) => self.at += len - 1,
            None => self.skip_line(),
        }
    }

    /// Passes `#let`, `#set` and the like, up to the end of the line that ends them. A template may be given a title and an abstract.
    fn statement(&mut self, name: &str, from: usize) {
        let mut at = from;
        let template = name == "show" && self.source[from..].starts_with(':');
        loop {
            let line = &self.source[at..];
            let Some(found) = line.bytes().position(|b| matches!(b, b'\n' | b'(' | b'[' | b'{' | b'"'))
            else {
                self.at = self.source.len();
                return;
            };
            at += found;
            if self.source.as_bytes()[at] == b'\n' {
                self.at = at;
                return;
            }
            if template && self.source.as_bytes()[at] == b'(' {
                // What a template is given is shown where it is named so.
                self.at = at + 1;
                self.open(Open::Code { close: b')', shows: None });
                return;
            }
            match self.balanced_or_string(at) {
                Some(len) => at += len,
                None => {
                    self.at = at;
                    return self.skip_line();
                }
            }
        }
    }

    /// Passes a condition, or what a loop goes over; what stands in square brackets behind it is text.
    fn controlled(&mut self, from: usize) {
        let mut at = from;
        loop {
            let line = &self.source[at..];
            let found = line.bytes().position(|b| matches!(b, b'\n' | b'(' | b'[' | b'{' | b'"'));
            let Some(found) = found else {
                self.at = self.source.len();
                return;
            };
            at += found;
            match self.source.as_bytes()[at] {
                b'\n' => {
                    self.at = at;
                    return;
                }
                b'[' => {
                    self.at = at + 1;
                    self.open(Open::Text(None));
                    return;
                }
                open => match self.balanced_or_string(at) {
                    Some(len) => {
                        at += len;
                        if open == b'{' && !self.source[at..].trim_start_matches(' ').starts_with("else") {
                            self.at = at;
                            return;
                        }
                    }
                    None => {
                        self.at = at;
                        return self.skip_line();
                    }
                },
            }
        }
    }

    /// One step in code: to the next bracket, string or comment.
    fn code(&mut self, close: u8, shows: Option<BlockKind>) {
        let rest = self.rest();
        let found = rest
            .bytes()
            .position(|b| matches!(b, b'(' | b'[' | b'{' | b')' | b']' | b'}' | b'"' | b'/' | b'`' | b'$'));
        let Some(found) = found else {
            self.at = self.source.len();
            return;
        };
        let before = &rest[..found];
        self.at += found;
        let rest = self.rest();
        match rest.as_bytes()[0] {
            b'"' => self.at += string(rest),
            b'/' if rest.starts_with("//") => self.skip_line(),
            b'/' => self.at += 1,
            b'`' | b'$' => {
                let mark = rest.as_bytes()[0];
                let end = rest.bytes().skip(1).take(LONGEST_MARK).position(|b| b == mark);
                let formula = if mark == b'$' { self.end_of_formula(self.at) } else { None };
                self.at = formula.unwrap_or(self.at + end.map_or(1, |end| end + 2));
            }
            b'[' => {
                let key = argument(before);
                let function = function(before);
                let kept = match key {
                    "caption" => Some((BlockKind::Paragraph, Role::Caption)),
                    "abstract" => Some((BlockKind::Paragraph, Role::Prose)),
                    "title" if shows.is_none() && self.builder.is_empty() => {
                        Some((BlockKind::Title, Role::Prose))
                    }
                    "" | "body" => match (function, shows) {
                        ("", Some(kind)) => Some((kind, Role::Prose)),
                        (name, Some(_)) if SHOWING.contains(&name) => {
                            Some((BlockKind::Paragraph, Role::Prose))
                        }
                        _ => None,
                    },
                    _ => None,
                };
                match kept {
                    Some((kind, role)) => {
                        self.at += 1;
                        self.open(Open::Text(kept));
                        (self.kind, self.role) = (kind, role);
                    }
                    None => match self.balanced(self.at) {
                        Some(len) => self.at += len,
                        None => self.at += 1,
                    },
                }
            }
            open @ (b'(' | b'{') => {
                let name = function(before);
                let inner = match name {
                    "table" | "cell" | "header" if shows.is_some() => Some(BlockKind::Cell),
                    name if SHOWING.contains(&name) => shows.or(Some(BlockKind::Paragraph)),
                    _ => None,
                };
                self.at += 1;
                self.open(Open::Code { close: if open == b'(' { b')' } else { b'}' }, shows: inner });
            }
            byte => {
                self.at += 1;
                if byte == close {
                    self.stack.pop();
                    let is_text = !matches!(self.stack.last(), Some(Open::Code { .. }));
                    if is_text {
                        (self.kind, self.role) = (BlockKind::Paragraph, Role::Prose);
                    }
                    if is_text && self.rest().starts_with('[') {
                        self.at += 1;
                        let kept = (shows.unwrap_or(BlockKind::Paragraph), Role::Prose);
                        (self.kind, self.role) = kept;
                        self.open(Open::Text(Some(kept)));
                    }
                }
            }
        }
    }

    /// Behind the sign that ends the formula that begins at a place. Text in a formula may hold such signs, in quotation marks
    /// or in square brackets behind a call.
    fn end_of_formula(&mut self, from: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let end = bytes.len().min(from + LONGEST_MARK);
        let mut at = from + 1;
        while at < end {
            match bytes[at] {
                b'$' => return Some(at + 1),
                b'\\' => at += 1,
                b'"' => {
                    at += string(&self.source[at..]);
                    continue;
                }
                b'#' => {
                    let code = boundary_at_or_after(self.source, at + 1);
                    at = code + identifier(&self.source[code..]);
                    while at < end && matches!(bytes[at], b'(' | b'[') {
                        at += self.balanced(at)?;
                    }
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn balanced_or_string(&mut self, from: usize) -> Option<usize> {
        match self.source.as_bytes()[from] {
            b'"' => Some(string(&self.source[from..])),
            _ => self.balanced(from),
        }
    }

    /// The length of what a bracket opens at a place, with both brackets. Brackets in text stand for themselves.
    fn balanced(&mut self, from: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut open: Vec<u8> = Vec::new();
        let mut at = from;
        let end = bytes.len().min(from + self.vain);
        while at < end {
            let is_text = open.last() == Some(&b']');
            match bytes[at] {
                b'\\' => at += 1,
                b'"' if !is_text => {
                    at += string(&self.source[at..]);
                    continue;
                }
                b'/' if !is_text && bytes[at..].starts_with(b"//") => {
                    at += memchr::memchr(b'\n', &bytes[at..end]).unwrap_or(end - at);
                    continue;
                }
                // Brackets in formulas and in names in backticks stand in no pairs.
                mark @ (b'$' | b'`') => {
                    let window = &bytes[(at + 1).min(end)..end.min(at + LONGEST_MARK)];
                    let paragraph = memchr::memmem::find(window, b"\n\n").unwrap_or(window.len());
                    if let Some(close) = memchr::memchr(mark, &window[..paragraph])
                        && !window[..close].ends_with(b"\\")
                    {
                        at += close + 1;
                    }
                }
                b'(' if !is_text => open.push(b')'),
                b'{' if !is_text => open.push(b'}'),
                b'[' => open.push(b']'),
                byte @ (b')' | b'}' | b']') if open.last() == Some(&byte) => {
                    open.pop();
                    if open.is_empty() {
                        return Some(at + 1 - from);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.vain = self.vain.saturating_sub(end - from);
        None
    }
}

/// The length of the name that code begins with, with the names of its parts.
fn identifier(code: &str) -> usize {
    let mut len = 0;
    for (at, c) in code.char_indices() {
        let is_part = c.is_alphanumeric() || matches!(c, '_' | '-');
        let is_dot = c == '.' && at > 0 && code[at + 1..].starts_with(char::is_alphabetic);
        if !(is_part || is_dot) || at == 0 && !(c.is_alphabetic() || c == '_') {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// The length of a string with both its quotes; 1 if it has no end.
fn string(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len().min(LONGEST_MARK) {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    1
}

/// The length of a label: `<wall>`.
fn label(rest: &str) -> Option<usize> {
    let name = rest[1..]
        .bytes()
        .take(80)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
        .count();
    (name > 0 && rest[1 + name..].starts_with('>')).then_some(name + 2)
}

/// The name of the argument that code ends with.
fn argument(before: &str) -> &str {
    let Some(before) = before.trim_end().strip_suffix(':') else { return "" };
    let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default()
}

/// The name of the function that code ends with, without the module that it comes from.
fn function(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '-' || *c == '_')
        .last()
        .map_or(before.len(), |(at, _)| at);
    &before[start..]
}
