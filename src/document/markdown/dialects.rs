//! The dialects of Markdown, written anew as the Markdown that its parser knows.
//!
//! Site generators, note programs and forges each have marks of their own: shortcodes, directives, callouts, wikilinks,
//! components. What only arranges a page goes, what holds prose leaves its prose, titles become headings. Nothing in code is
//! touched, and a source without any such mark is not written anew at all.
//!
//! This file has what begins lines, `inline.rs` what stands in them, `tags.rs` tags of template languages and of MDX.
//!
//! * time: `O(n)`: what looks for an end looks as far as the paragraph or a bound, and once in vain for each kind
//! * space: the text written anew

use super::super::bytes::table;
use super::super::metadata::{self, Metadata};
use super::super::rewrite::Rewriting;
use super::inline::end_of;
use crate::span::Span;

/// What a line may hold in front of its text: blanks and the marks of quotations.
const PREFIX: [char; 3] = [' ', '\t', '>'];

/// The most words of a line in bold that a quotation begins with, if it is the title of an alert.
const ALERT_WORDS: usize = 3;

/// What a head without fences says that is wanted.
const SAID: [&str; 7] = ["title", "slug", "date", "summary", "description", "category", "url"];

/// A citation of several works is no longer, in bytes.
const LONGEST_CITATION: usize = 200;

/// The name of a field of front matter is no longer, in bytes.
const LONGEST_KEY: usize = 40;

/// Columns of a block of code that has no fence.
const CODE_INDENT: usize = 4;

/// Directives of MyST whose body is prose; others hold code, or data.
const PROSE_DIRECTIVES: [&str; 34] = [
    "admonition",
    "attention",
    "aside",
    "card",
    "caution",
    "danger",
    "deprecated",
    "details",
    "dropdown",
    "epigraph",
    "error",
    "exercise",
    "grid",
    "grid-item",
    "grid-item-card",
    "hint",
    "important",
    "margin",
    "note",
    "proof",
    "prf:theorem",
    "pull-quote",
    "quote",
    "seealso",
    "sidebar",
    "solution",
    "tab-item",
    "tab-set",
    "tip",
    "todo",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];

/// Directives of any dialect whose body is a program or a drawing.
const CODE_DIRECTIVES: [&str; 5] = ["mermaid", "code", "plantuml", "math", "raw"];

/// Directives that show what their argument names: a file, a picture, a video.
const SHOWN_DIRECTIVES: [&str; 13] = [
    "include",
    "literalinclude",
    "figure",
    "image",
    "toctree",
    "embed",
    "iframe",
    "video",
    "youtube",
    "csv-table",
    "tableofcontents",
    "bibliography",
    // Where Quarto puts the references.
    "#refs",
];

/// Blocks of Org whose body is no prose.
const ORG_CODE: [&str; 6] = ["src", "query", "example", "export", "comment", "html"];

/// Lines that stand for a table of contents.
const CONTENTS: [&str; 6] = ["[toc]", "[[toc]]", "[[_toc_]]", "{{toc}}", "{{ toc }}", "\\tableofcontents"];

/// A source written anew.
pub(super) struct Written<'t> {
    pub(super) text: Rewriting<'t>,
    /// The titles that became headings without having a level: of admonitions, tabs and cards.
    pub(super) titles: Vec<Span>,
    /// Where something was left out that a page shows: what is included, components, pictures of shortcodes.
    pub(super) left_out: Vec<usize>,
}

/// The source written anew; `None` if it has no mark of a dialect.
pub(super) fn rewritten(source: &str, is_mdx: bool) -> Option<Written<'_>> {
    let head = metadata::of(source);
    if !is_mdx && head.is_none() && !has_marks(source.as_bytes()) {
        return None;
    }
    let mut dialects = Dialects::new(source, is_mdx);
    if let Some(head) = head {
        dialects.head(&head);
    }
    dialects.run();
    let Dialects { out: text, titles, left_out, .. } = dialects;
    Some(Written { text, titles, left_out })
}

/// The bytes that marks of a dialect begin with, but for the word `import`.
const BEGINS_DIALECT: [bool; 256] = table(b"{$[=%!?*^#:\\<@+|~");

/// Whether a source may have marks of a dialect: a look at each byte that may begin one, and the one or two behind it.
fn has_marks(bytes: &[u8]) -> bool {
    let begins_line = |at: usize| at == 0 || matches!(bytes[at - 1], b'\n' | b' ' | b'>');
    let is = |at: usize, text: &[u8]| bytes[at..].starts_with(text);
    let holds = |text: &[u8]| memchr::memmem::find(bytes, text).is_some();
    let is_ruled = |at: usize| bytes.get(at + 6).is_some_and(|byte| *byte != b'\n');
    let comment = memchr::memrchr_iter(b'<', bytes).find(|at| is(*at, b"<!--"));
    if comment.is_some_and(|at| memchr::memmem::find(&bytes[at..], b"-->").is_none()) {
        return true;
    }
    if memchr::memmem::find_iter(bytes, b"\n\n---\n").any(is_ruled) {
        return true;
    }
    if is(0, b"---\n\n") || is(0, b"import ") || holds(b"\nimport ") || holds(b")=\n") || holds(b"\n+++\n") {
        return true;
    }
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    let begins = |(_, byte): &(usize, &u8)| BEGINS_DIALECT[usize::from(**byte)];
    bytes.iter().enumerate().filter(begins).any(|(at, byte)| match byte {
        b'{' | b'$' => true,
        b'~' => super::inline::lowered(bytes, at).is_some(),
        b'[' => {
            is(at, b"[[")
                || is(at, b"[](")
                || is(at, b"[!")
                || super::inline::shortcode(&bytes[at..]).is_some()
        }
        b'+' => super::inline::keys(&bytes[at..]).is_some(),
        b'=' => is(at, b"==") && (at == 0 || bytes[at - 1] != b'=') && (!is(at, b"===") || is(at, b"=== \"")),
        b'%' => is(at, b"%%"),
        b'|' => {
            (at == 0 || bytes[at - 1] == b'\n')
                && is(at, b"| ")
                && memchr::memchr2(b'|', b'\n', &bytes[at + 1..])
                    .is_none_or(|end| bytes[at + 1 + end] == b'\n')
        }
        b'!' => is(at, b"!!! ") && begins_line(at),
        b'?' => is(at, b"???") && begins_line(at),
        b'*' => begins_line(at) && (is(at, b"*[") || is(at, b"**") && bytes[..at].ends_with(b"> ")),
        b'^' => {
            is(at, b"^^") || at > 0 && (matches!(bytes[at - 1], b' ' | b'\n' | b'0'..=b'9') || is(at, b"^["))
        }
        b'#' => {
            let marks = bytes[at..].iter().take_while(|byte| **byte == b'#').count();
            begins_line(at) && (2..=6).contains(&marks) && is_word(bytes.get(at + marks))
                || at > 0
                    && matches!(bytes[at - 1], b' ' | b'\n')
                    && bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'+')
        }
        b':' => {
            is(at, b":::")
                || is(at, b":: ") && at > 0 && bytes[at - 1].is_ascii_alphanumeric()
                || is(at, b":--")
                || begins_line(at) && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
        }
        b'@' => at > 0 && matches!(bytes[at - 1], b' ' | b'[' | b'-' | b'(' | b'\n' | b'\\'),
        b'\\' => {
            is(at, b"\\(")
                || is(at, b"\\[")
                || is(at, b"\\begin{")
                || super::inline::raw_tex(&bytes[at..]).is_some()
        }
        b'<' if at > 2 && bytes[..at].ends_with(b"-8") => true,
        b'<' => {
            let is_next = |is: fn(&u8) -> bool| bytes.get(at + 1).is_some_and(is);
            is_next(u8::is_ascii_uppercase)
                || (at == 0 || bytes[at - 1] == b'\n') && is_next(u8::is_ascii_lowercase)
        }
        _ => false,
    })
}

/// What holds indented lines as its body: an admonition, a tab, a component.
struct Scope {
    /// The column that it begins at.
    indent: usize,
    /// How many columns its lines lose; known from the first of them.
    lost: Option<usize>,
}

pub(super) struct Dialects<'t> {
    pub(super) source: &'t str,
    pub(super) out: Rewriting<'t>,
    pub(super) is_mdx: bool,
    /// Whether there were imports: then what looks like the code of a component is some.
    pub(super) has_imports: bool,
    titles: Vec<Span>,
    left_out: Vec<usize>,
    /// How far the source is read.
    pub(super) at: usize,
    /// From where on it is to be kept as it stands.
    pub(super) kept: usize,
    /// Where the paragraph and the line at hand end.
    paragraph: usize,
    line: usize,
    /// The pairs of tags that nothing closes from here on: a bit for each name of each notation.
    pub(super) unclosed: u128,
    /// For each kind of mark, up to where no end was found.
    pub(super) vain: [usize; Mark::COUNT],
    scopes: Vec<Scope>,
    /// The character and length of the fence of code that is open.
    fence: Option<(u8, usize)>,
    /// The fences of directives that are open.
    directives: Vec<(u8, usize)>,
    /// Whether options of a directive may come.
    has_options: bool,
    is_behind_blank: bool,
    is_in_list: bool,
    /// Where the front matter stands.
    pub(super) front: Span,
    pub(super) is_in_code: bool,
    /// Whether names behind an at sign are labels of links, once that was looked up.
    pub(super) defines_mentions: Option<bool>,
    /// Whether this is MyST, once that was looked up.
    is_myst: Option<bool>,
    /// Whether it has citations, once that was looked up.
    cites: Option<bool>,
    /// Whether the source may have lists of attributes with a colon, which make badges and contents of the line above.
    has_badges: bool,
}

/// Marks whose ends are looked for.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    Code,
    Comment,
    Formula,
    Highlight,
    Caret,
    Tag,
    Expression,
    Html,
    Template,
    Tags,
    Statement,
    Raw,
    Verbatim,
    Org,
}

impl Mark {
    const COUNT: usize = 14;
}

impl<'t> Dialects<'t> {
    fn new(source: &'t str, is_mdx: bool) -> Dialects<'t> {
        Dialects {
            source,
            out: Rewriting::new(source),
            is_mdx,
            has_imports: is_mdx,
            titles: Vec::new(),
            left_out: Vec::new(),
            at: 0,
            kept: 0,
            paragraph: 0,
            line: 0,
            unclosed: 0,
            vain: [0; Mark::COUNT],
            scopes: Vec::new(),
            fence: None,
            directives: Vec::new(),
            has_options: false,
            is_behind_blank: true,
            is_in_list: false,
            front: Span::default(),
            is_in_code: false,
            defines_mentions: None,
            is_myst: None,
            cites: None,
            has_badges: memchr::memchr_iter(b'{', source.as_bytes())
                .any(|at| source.as_bytes().get(at + 1) == Some(&b':')),
        }
    }

    fn run(&mut self) {
        self.front_matter();
        while self.at < self.source.len() {
            let begins_line = self.at == 0 || self.source.as_bytes()[self.at - 1] == b'\n';
            if !begins_line || !self.line() {
                self.inline();
            }
        }
        self.flush(self.source.len());
    }

    fn front_matter(&mut self) {
        if self.at > 0 {
            return;
        }
        for fence in ["---", "+++"] {
            if self.source.lines().next().is_some_and(|line| line.trim_end() == fence) {
                let mut at = 0;
                for line in self.source.split_inclusive('\n') {
                    at += line.len();
                    let is_end = at > line.len()
                        && (line.trim_end() == fence || fence == "---" && line.trim_end() == "...");
                    if is_end {
                        // The parser takes none that begins with a blank line.
                        let first = fence.len() + 1;
                        let inner = self.source[first..at].trim_start_matches('\n');
                        let key = inner.split(':').next().unwrap_or_default();
                        let is_key = !key.is_empty()
                            && key.len() < LONGEST_KEY
                            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
                        if is_key && inner.len() < at - first {
                            self.put("", first, at - inner.len());
                        }
                        self.front = Span { start: fence.len(), end: at - line.len() };
                        self.at = at;
                        break;
                    }
                }
            }
        }
    }

    /// Writes a head without fences as front matter: what it says of the text.
    fn head(&mut self, head: &Metadata) {
        let said: Vec<_> =
            head.entries.iter().filter(|(key, at)| SAID.contains(&key.as_str()) && !at.is_empty()).collect();
        let begin = Span { start: 0, end: 0 };
        if !said.is_empty() {
            self.out.put("---\n", begin);
            for (key, at) in said {
                let value = at.of(self.source).split_whitespace().collect::<Vec<_>>().join(" ");
                let value = value.replace('\\', "\\\\").replace('"', "\\\"");
                self.out.put(&format!("{key}: \"{value}\"\n"), *at);
            }
            self.out.put("---\n", Span { start: head.end, end: head.end });
        }
        self.front = Span { start: 0, end: head.end };
        (self.kept, self.at) = (head.end, head.end);
    }

    /// Whether names behind an at sign are keys of a bibliography: the front matter names one, or several keys stand in brackets.
    pub(super) fn has_bibliography(&mut self) -> bool {
        let (source, front) = (self.source, self.front);
        *self.cites.get_or_insert_with(|| {
            ["bibliography", "csl:", "citeproc", "references:", "cite-method"]
                .iter()
                .any(|key| front.of(source).contains(key))
                || memchr::memmem::find_iter(source.as_bytes(), "; @").any(|at| {
                    let before = &source[end_of(source, at.saturating_sub(LONGEST_CITATION))..at];
                    before.rfind("[").is_some_and(|open| {
                        !before[open..].contains([']', '\n']) && before[open..].contains('@')
                    })
                })
        })
    }

    // ── Writing ──

    pub(super) fn flush(&mut self, end: usize) {
        if self.kept < end {
            self.out.keep(Span { start: self.kept, end });
        }
        self.kept = end;
    }

    /// Puts words in the place of a stretch, and goes on behind it.
    pub(super) fn put(&mut self, words: &str, start: usize, end: usize) {
        self.flush(start);
        self.out.put(words, Span { start, end });
        (self.kept, self.at) = (end, end);
    }

    /// Says that what begins here is shown on the page, though none of its words are read.
    pub(super) fn passes_over(&mut self, at: usize) {
        self.left_out.push(at);
    }

    /// Leaves a stretch out, with a blank beside it that would stand beside another.
    pub(super) fn leave_out(&mut self, start: usize, end: usize) {
        let bytes = self.source.as_bytes();
        let is_blank = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at)).is_none_or(|byte| matches!(byte, b' ' | b'\n'))
        };
        let is_doubled = bytes.get(end) == Some(&b' ') && is_blank(start.checked_sub(1));
        // No blank stays before a mark that ends a sentence.
        let is_before_mark = start > self.kept
            && bytes[start - 1] == b' '
            && bytes.get(end).is_some_and(|byte| matches!(byte, b'.' | b',' | b'!' | b'?' | b';' | b')'));
        self.put("", start - usize::from(is_before_mark), end + usize::from(is_doubled));
    }

    /// Makes a heading of some words, on a line of its own behind the prefix of this one.
    fn heading(&mut self, line: Span, body: usize, words: Span) {
        let words = words.trim(self.source);
        self.put("", body, words.start);
        if !words.is_empty() {
            self.out.put("##### ", Span { start: body, end: words.start });
            self.titles.push(words);
            self.flush(words.end);
        }
        self.put("", words.end.max(body), line.end);
        let prefix = self.source[line.start..body].to_string();
        if !words.is_empty() && !prefix.contains('>') {
            self.out.put("\n", Span { start: line.end, end: line.end });
        }
    }

    // ── Looking ──

    /// The line that begins at a place, without its end.
    fn line_at(&self, at: usize) -> Span {
        let end =
            memchr::memchr(b'\n', &self.source.as_bytes()[at..]).map_or(self.source.len(), |end| at + end);
        Span { start: at, end }
    }

    /// The end of the line that holds the place at hand.
    pub(super) fn line_end(&mut self) -> usize {
        if self.at >= self.line {
            self.line = self.line_at(self.at).end;
        }
        self.line
    }

    /// The end of the paragraph that holds the place at hand: a blank line, or the end.
    pub(super) fn paragraph_end(&mut self) -> usize {
        if self.at >= self.paragraph {
            let mut line = self.line_at(self.at);
            while line.end < self.source.len() {
                let next = self.line_at(line.end + 1);
                if next.of(self.source).trim_matches(PREFIX).trim_end().is_empty() {
                    break;
                }
                line = next;
            }
            self.paragraph = line.end;
        }
        self.paragraph
    }

    /// Where some text stands from a place on, before an end; a search in vain is not made again before that end.
    pub(super) fn find(&mut self, mark: Mark, text: &str, from: usize, end: usize) -> Option<usize> {
        if self.at < self.vain[mark as usize] || from > end {
            return None;
        }
        let found =
            memchr::memmem::find(&self.source.as_bytes()[from..end], text.as_bytes()).map(|at| from + at);
        if found.is_none() {
            self.vain[mark as usize] = end;
        }
        found
    }

    // ── Lines ──

    /// Reads what begins a line; whether it has read anything.
    fn line(&mut self) -> bool {
        let line = self.line_at(self.at);
        let text = line.of(self.source);
        let next = (line.end + 1).min(self.source.len());
        if text.trim().is_empty() {
            self.is_behind_blank = true;
            self.has_options = false;
            self.at = next;
            return true;
        }
        let indent = columns(text);
        if self.fence.is_none() {
            while self.scopes.pop_if(|scope| indent <= scope.indent).is_some() {}
        }
        self.unindent(line, indent);
        let body_text = text.trim_start_matches(PREFIX);
        let body = line.end - body_text.len();
        let is_behind_blank = std::mem::take(&mut self.is_behind_blank);
        if let Some((mark, length)) = self.fence {
            let run = body_text.bytes().take_while(|byte| *byte == mark).count();
            if run >= length && body_text[run..].trim().is_empty() {
                self.fence = None;
            }
            return self.keep_line(next);
        }
        let lost: usize = self.scopes.iter().filter_map(|scope| scope.lost).sum();
        let is_quoted = text[..text.len() - body_text.len()].contains('>');
        let is_item = is_list_item(body_text);
        if is_item {
            self.is_in_list = true;
        } else if indent <= lost && is_behind_blank {
            self.is_in_list = false;
        }
        let is_deep = indent >= lost + CODE_INDENT && !self.is_in_list && !is_quoted;
        self.is_in_code = is_deep && (is_behind_blank || self.is_in_code);
        if body_text.is_empty() {
            self.is_behind_blank = true;
            return self.keep_line(next);
        }
        if self.is_in_code && !self.is_mdx {
            return self.keep_line(next);
        }
        if self.is_mdx && is_deep && self.kept <= body {
            // MDX has no code without a fence.
            self.put("", line.start.max(self.kept), body);
        }
        if self.has_options {
            if body_text.starts_with(':') && body_text[1..].contains(':') {
                self.put("", body, line.end);
                return self.keep_line(next);
            }
            self.has_options = false;
        }
        self.at = body.max(self.at);
        if is_behind_blank && line.start > 0 && self.is_rule_above_text(line, next) {
            self.put("***", line.start, line.start + 3);
            return self.keep_line(next);
        }
        let has_read = self.fence_line(line, body)
            || self.directive(line, body)
            || self.block_mark(line, body, indent, is_quoted);
        if has_read {
            return self.keep_line(next);
        }
        if indent == 0 && !is_quoted && self.module_code(line) {
            return true;
        }
        false
    }

    /// Whether a line is a rule of three dashes directly above text that is no field of metadata: the parser would take all up to the next
    /// such rule for metadata.
    fn is_rule_above_text(&self, line: Span, next: usize) -> bool {
        line.of(self.source).trim_end() == "---" && is_text_below(&self.source[next..])
    }

    /// Whether the source has a mark that MyST alone has.
    fn is_myst(&mut self) -> bool {
        const MARKS: [&str; 6] = ["\n:::{", "\n```{", "\n~~~{", ")=\n", "}`", "\n+++\n"];
        let source = self.source.as_bytes();
        let has = |mark: &str| memchr::memmem::find(source, mark.as_bytes()).is_some();
        *self.is_myst.get_or_insert_with(|| MARKS.iter().any(|mark| has(mark)))
    }

    fn keep_line(&mut self, next: usize) -> bool {
        self.at = next.max(self.at);
        true
    }

    /// Takes from a line what the lines of its scopes lose.
    fn unindent(&mut self, line: Span, indent: usize) {
        if let Some(scope) = self.scopes.last_mut().filter(|scope| scope.lost.is_none()) {
            scope.lost = Some(indent.saturating_sub(scope.indent));
        }
        let lost: usize = self.scopes.iter().filter_map(|scope| scope.lost).sum();
        let mut column = 0;
        let blanks = line.of(self.source).bytes().take_while(|byte| {
            let is_lost = column < lost && matches!(byte, b' ' | b'\t');
            column += if *byte == b'\t' { CODE_INDENT } else { 1 };
            is_lost
        });
        let end = line.start + blanks.count();
        if end > line.start {
            self.put("", line.start, end);
        }
    }

    pub(super) fn open_scope(&mut self, indent: usize) {
        self.scopes.push(Scope { indent, lost: None });
    }

    /// A line that opens a fence, or closes that of a directive.
    fn fence_line(&mut self, line: Span, body: usize) -> bool {
        let text = &self.source[body..line.end];
        let mark = text.as_bytes().first().copied().unwrap_or_default();
        let run = text.bytes().take_while(|byte| *byte == mark).count();
        if !matches!(mark, b'`' | b'~') || run < 3 {
            return false;
        }
        let info = text[run..].trim();
        if info.is_empty()
            && self.directives.last().is_some_and(|(open, length)| *open == mark && run >= *length)
        {
            self.directives.pop();
            self.put("", body, line.end);
            return true;
        }
        if mark == b'`' && info.contains('`') {
            // CommonMark sees no fence here, but the head of a chunk of R Markdown or Quarto may have such a caption:
            // `{r pier, fig.cap = "What `pier()` shows"}`.
            if !info.starts_with('{') || !info.ends_with('}') {
                return false;
            }
            self.put("", body + run, line.end);
            self.fence = Some((mark, run));
            return true;
        }
        let named = info.strip_prefix('{').and_then(|info| info.split_once('}'));
        if let Some((name, title)) = named.filter(|(name, _)| PROSE_DIRECTIVES.contains(&name.trim())) {
            self.directives.push((mark, run));
            self.has_options = true;
            // These have an argument that is no title.
            let title = if name.starts_with("version") || name == "deprecated" { "" } else { title };
            let end =
                line.end - (self.source[body..line.end].len() - self.source[body..line.end].trim_end().len());
            self.heading(line, body, Span { start: end - title.len(), end });
            return true;
        }
        self.fence = Some((mark, run));
        true
    }

    /// A line of colons: a directive of Docusaurus, VuePress, Starlight, MyST or Pandoc, or the end of one.
    fn directive(&mut self, line: Span, body: usize) -> bool {
        let text = &self.source[body..line.end];
        let colons = text.bytes().take_while(|byte| *byte == b':').count();
        let is_leaf = colons == 2 && text[2..].starts_with(|c: char| c.is_ascii_alphabetic());
        if colons < 3 && !(is_leaf && text.trim_end().ends_with([']', '}'])) {
            return false;
        }
        let rest = text[colons..].trim();
        let start = body + (text.trim_end().len() - rest.len());
        if rest.is_empty() || rest.bytes().all(|byte| byte == b':') {
            self.put("", body, line.end);
            return true;
        }
        let name_end =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
        let braces = |from: usize| {
            rest[from..].starts_with('{').then(|| rest[from..].find('}').map(|end| from + end + 1)).flatten()
        };
        let (name, mut from) = match braces(0) {
            Some(end) => (rest[1..end - 1].trim(), end),
            None => (&rest[..name_end], name_end),
        };
        if SHOWN_DIRECTIVES.contains(&name) {
            self.passes_over(body);
            self.has_options = true;
            self.put("", body, line.end);
            return true;
        }
        if CODE_DIRECTIVES.contains(&name) || name.starts_with("code-") && name != "code-group" {
            self.passes_over(body);
            let closes = format!("\n{}", ":".repeat(colons));
            let end = memchr::memmem::find(&self.source.as_bytes()[line.end..], closes.as_bytes());
            let end = end.map_or(line.end, |end| self.line_at(line.end + end + 1).end);
            self.put("", body, end);
            return true;
        }
        self.has_options = rest.starts_with('{');
        let title = if let Some(end) = rest[from..].starts_with('[').then(|| rest[from..].find(']')).flatten()
        {
            Span { start: start + from + 1, end: start + from + end }
        } else if let Some((at, said)) = attribute(rest, "title") {
            Span { start: start + at, end: start + at + said.len() }
        } else {
            if let Some(end) = braces(from) {
                from = end;
            }
            let end = rest[from..].find('{').map_or(rest.len(), |end| from + end);
            Span { start: start + from, end: start + end }
        };
        self.heading(line, body, title);
        true
    }

    /// Lines that other marks begin.
    fn block_mark(&mut self, line: Span, body: usize, indent: usize, is_quoted: bool) -> bool {
        let text = &self.source[body..line.end];
        let trimmed = text.trim_end();
        let first = text.as_bytes()[0];
        // Nearly all lines are prose. Of those that begin with a letter only rows of tables, properties and badges are none.
        let is_prose = (first.is_ascii_alphabetic() || !first.is_ascii())
            && memchr::memchr2(b'|', b':', text.as_bytes()).is_none();
        if is_prose && !self.has_badges {
            return false;
        }
        if is_quoted && text.starts_with("[!") {
            let Some(close) = text.find(']').filter(|close| (3..40).contains(close)) else { return false };
            let rest = text[close + 1..].trim_start_matches(['+', '-']);
            self.heading(line, body, Span { start: line.end - rest.len(), end: line.end });
            return true;
        }
        // A heading without the blank that CommonMark wants, as other programs read it. One mark alone begins a tag.
        if text.starts_with("##") {
            let marks = text.bytes().take_while(|byte| *byte == b'#').count();
            let words = trimmed[marks..].trim_end_matches('#');
            if marks <= 6 && words.starts_with(char::is_alphabetic) {
                let start = body + marks;
                self.heading(line, body, Span { start, end: start + words.len() });
                return true;
            }
        }
        // A table whose line of dashes has fewer columns than its head is one to most programs.
        if text.contains('|') && line.end < self.source.len() {
            let next = self.line_at(line.end + 1);
            let dashes = next.of(self.source).trim();
            let columns = |row: &str| row.trim().trim_matches('|').split('|').count();
            if is_table_rule(dashes) && columns(text) > columns(dashes) {
                let start = next.end - next.of(self.source).trim_start().len();
                self.put(&"|-".repeat(columns(text)), start, next.end);
                return true;
            }
        }
        // `> **Note**`, as alerts were written before they had a mark.
        if is_quoted
            && let Some(title) = trimmed.strip_prefix("**").and_then(|text| text.strip_suffix("**"))
            && !title.contains('*')
            && title.split(' ').count() <= ALERT_WORDS
            && title.starts_with(char::is_alphabetic)
        {
            let start = body + 2;
            self.heading(line, body, Span { start, end: start + title.len() });
            return true;
        }
        let admonition = ["!!! ", "??? ", "???+ ", "=== \"", "===! \"", "===+ \""]
            .iter()
            .find(|mark| text.starts_with(**mark));
        if let Some(mark) = admonition {
            let following = (line.end + 1..self.source.len()).find(|at| self.source.as_bytes()[*at] != b'\n');
            let is_open = following.is_some_and(|at| {
                let start = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
                columns(self.line_at(start).of(self.source)) > indent
            });
            let is_type = mark.ends_with('"') || text[mark.len()..].starts_with(|c: char| c.is_alphabetic());
            if !is_open || !is_type {
                return false;
            }
            let quoted = text.find('"').and_then(|open| Some((open, text[open + 1..].rfind('"')?)));
            let title = match quoted {
                Some((open, length)) => Span { start: body + open + 1, end: body + open + 1 + length },
                None => Span { start: line.end, end: line.end },
            };
            self.heading(line, body, title);
            self.open_scope(indent);
            return true;
        }
        // A line of a verse, as Pandoc has it.
        if first == b'|' && text[1..].starts_with(' ') && !text[2..].contains('|') {
            self.put("", body, body + 2);
            return false;
        }
        // Blocks of Org and properties, as Logseq keeps them: `#+BEGIN_TIP`, `type:: [[plan]]`.
        let marked = text.strip_prefix("- ").unwrap_or(text);
        if let Some(block) = marked.strip_prefix("#+") {
            return self.org_line(Span { start: line.end - marked.len(), end: line.end }, block);
        }
        if is_property(marked) {
            self.put("", body, line.end);
            return true;
        }
        // `(target)=` and `+++`, which others refer to and cells end with; `% words`, which are for who writes.
        let is_target = first == b'(' && trimmed.ends_with(")=") && !trimmed.contains(char::is_whitespace);
        let is_unseen = is_target
            || indent == 0 && (trimmed == "+++" || trimmed.starts_with("+++ {"))
            || indent == 0 && first == b'%' && trimmed[1..].starts_with([' ', '%']) && self.is_myst();
        let is_attributes = first == b'{' && trimmed.ends_with('}') && is_attribute_list(trimmed);
        let is_abbreviation = text.starts_with("*[") && text.contains("]:");
        let is_contents = trimmed.len() <= 20 && CONTENTS.contains(&trimmed.to_ascii_lowercase().as_str());
        // What is put here from another file: `{* file.py hl[3] *}`, `{! file.md !}`, `--8<-- "file.md"`.
        let is_included = ["*", "!"].iter().any(|mark| {
            first == b'{' && text[1..].starts_with(mark) && trimmed.ends_with(&format!("{mark}}}"))
        }) || trimmed.trim_start_matches(';').starts_with("--8<--");
        if is_unseen || is_attributes || is_abbreviation || is_contents || is_included {
            if is_contents || is_included {
                self.passes_over(body);
            }
            self.put("", body, line.end);
            return true;
        }
        // kramdown makes a badge of the line above.
        if self.has_badges && line.end < self.source.len() && first.is_ascii_alphanumeric() | (first == b'*')
        {
            let next = self.line_at(line.end + 1);
            let said = next.of(self.source).trim();
            if said.starts_with("{:")
                && said.split(['{', '}', ':', ' ']).any(|class| class == ".label")
                && is_attribute_list(said)
            {
                self.put("", body, next.end);
                return true;
            }
        }
        if self.has_badges && is_list_item(text) && line.end < self.source.len() {
            let next = self.line_at(line.end + 1);
            let said = next.of(self.source).trim_start();
            if said.starts_with("{:toc") || said.starts_with("{: toc") || said.starts_with("{:.toc") {
                self.put("", body, next.end);
                return true;
            }
        }
        if let Some(name) =
            text.strip_prefix("\\begin{").and_then(|rest| rest.split_once('}')).map(|(name, _)| name)
        {
            let closes = format!("\\end{{{name}}}");
            if let Some(end) = self.find(Mark::Formula, &closes, line.start, self.source.len()) {
                self.passes_over(body);
                self.put("", body, end + closes.len());
                self.at = self.line_end();
                return true;
            }
        }
        false
    }
}

impl Dialects<'_> {
    /// A line that begins or ends a block of Org. What is no prose goes up to its end.
    fn org_line(&mut self, mark: Span, name: &str) -> bool {
        let name = name.trim_end();
        let begins = name.get(..6).is_some_and(|begin| begin.eq_ignore_ascii_case("begin_"));
        if !begins && !name.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("end_")) {
            return false;
        }
        let kind = name[if begins { 6 } else { 4 }..].split(' ').next().unwrap_or_default();
        let is_code = ORG_CODE.iter().any(|code| kind.eq_ignore_ascii_case(code));
        let mut end = mark.end;
        if begins && is_code {
            // They are written in one case.
            let ends = if name.starts_with('b') { "end" } else { "END" };
            let found = self.find(Mark::Org, &format!("#+{ends}_{kind}"), mark.end, self.source.len());
            end = found.map_or(end, |at| self.line_at(at).end);
            self.passes_over(mark.start);
        }
        self.put("", mark.start, end);
        true
    }
}

/// Whether what stands below a rule begins with a line of text that is no field of metadata.
fn is_text_below(rest: &str) -> bool {
    let first = rest.split('\n').next().unwrap_or_default().trim_end();
    let name = first.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
    let is_field = name > 0 && first[name..].starts_with(':');
    !first.is_empty() && !is_field
}

/// Whether a line is a property of a note: a name of at most three words, two colons, and a value.
fn is_property(line: &str) -> bool {
    let is_one = |at: &usize| line.as_bytes().get(at + 1) == Some(&b':');
    let Some(at) = memchr::memchr_iter(b':', line.as_bytes()).find(is_one) else { return false };
    let (name, value) = (&line[..at], &line[at + 2..]);
    name.len() < LONGEST_KEY
        && name.starts_with(|c: char| c.is_alphabetic())
        && name.split(' ').count() <= 3
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/'))
        && !name.ends_with(' ')
        && (value.starts_with(' ') || value.is_empty())
}

/// The columns of the blanks that a line begins with.
pub(super) fn columns(line: &str) -> usize {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.fold(
        0,
        |column, byte| if byte == b'\t' { (column / CODE_INDENT + 1) * CODE_INDENT } else { column + 1 },
    )
}

/// `:--- | :---:`.
fn is_table_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// Whether a line begins an item of a list.
fn is_list_item(text: &str) -> bool {
    let rest = match text.as_bytes() {
        [b'-' | b'*' | b'+', ..] => &text[1..],
        [b'0'..=b'9', ..] => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            match rest.strip_prefix(['.', ')']) {
                Some(rest) => rest,
                None => return false,
            }
        }
        _ => return false,
    };
    rest.starts_with([' ', '\t'])
}

/// Whether what stands in braces is a list of attributes: `{: .note}`, `{#id .class}`, `{.class width="3"}`.
pub(super) fn is_attribute_list(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) else { return false };
    if inner.contains(['{', '}', '\n']) {
        return false;
    }
    let inner = match inner.strip_prefix(':') {
        Some(inner)
            if inner.starts_with([' ', '.', '#', ':']) || inner.contains(['=', ':']) || inner == "toc" =>
        {
            return true;
        }
        Some(inner) => inner,
        None => inner,
    };
    let mut words = inner.split_whitespace();
    let is_name = |word: &str| word.len() > 1 && word[1..].starts_with(|c: char| c.is_alphabetic());
    let is_assigned = |word: &str| {
        let named = word.split_once("=\"").map_or("", |(name, _)| name);
        !named.is_empty() && named.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    };
    words.next().is_some_and(|word| word.starts_with(['.', '#']) && is_name(word) || is_assigned(word))
}

/// The value of an attribute in quotes, and where it begins.
fn attribute<'r>(text: &'r str, name: &str) -> Option<(usize, &'r str)> {
    let begin = text.find(&format!("{name}=\""))? + name.len() + 2;
    let length = text[begin..].find('"')?;
    Some((begin, &text[begin..begin + length]))
}
