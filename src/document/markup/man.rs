//! Pages of manuals, in the macros `man` and `mdoc` of roff, and papers in `ms`: headings, paragraphs, items, and tags as headings.
//!
//! A line is text or a macro. Text goes on with the paragraph, macros of fonts and names put their arguments into it, all others
//! end it or are left out. Nothing nests but lists, and those only say whether their items have tags.

use std::collections::HashMap;

use super::inline::Lines;
use crate::document::builder::Builder;
use crate::document::frames::SECTIONS_OF_MANUALS;
use crate::document::{BlockKind, Document, Role};
use crate::span::Span;

/// Macros around what is kept as it is, with the one that ends it.
const KEPT: [(&str, &str); 10] = [
    ("nf", "fi"),
    ("EX", "EE"),
    ("DS", "DE"),
    ("TS", "TE"),
    ("EQ", "EN"),
    ("PS", "PE"),
    ("SY", "YS"),
    ("ig", "."),
    ("de", "."),
    ("am", "."),
];

/// Macros whose arguments stand in the text, with blanks between them, or in several fonts without.
const SPACED: [&str; 5] = ["B", "I", "SM", "SB", "R"];
const JOINED: [&str; 6] = ["BR", "RB", "BI", "IB", "IR", "RI"];

/// Macros of `mdoc` that stand inside sentences. Each may stand among the arguments of another.
#[rustfmt::skip] // Several to a line.
const NAMES: [&str; 64] = [
    "Ac", "Ad", "An", "Ao", "Ap", "Aq", "Ar", "At", "Bc", "Bo", "Bq", "Brc", "Bro", "Brq", "Bx", "Cd", "Cm", "Dc", "Do", "Dq",
    "Dv", "Em", "Er", "Ev", "Fa", "Fl", "Fn", "Ft", "Fx", "Ic", "Li", "Lk", "Ms", "Mt", "Nm", "No", "Ns", "Nx", "Oc", "Oo",
    "Op", "Ox", "Pa", "Pc", "Pf", "Po", "Pq", "Qc", "Ql", "Qo", "Qq", "Sc", "So", "Sq", "St", "Sx", "Sy", "Tn", "Ux", "Va",
    "Vt", "Xc", "Xo", "Xr",
];

/// Headings over the line that says what the page is about.
const TITLES: [&str; 8] = ["NAME", "BEZEICHNUNG", "NOM", "NOMBRE", "NOME", "NAAM", "ИМЯ", "名前"];

/// Letters and marks by their names in roff, those that prose has.
#[rustfmt::skip] // Several to a line.
const GLYPHS: [(&str, &str); 40] = [
    ("aq", "'"), ("cq", "’"), ("oq", "‘"), ("lq", "“"), ("rq", "”"), ("dq", "\""), ("em", "—"), ("en", "–"), ("hy", "-"), ("mi", "−"),
    ("bu", "•"), ("co", "©"), ("rg", "®"), ("tm", "™"), ("rs", "\\"), ("ti", "~"), ("ha", "^"), ("ga", "`"), ("at", "@"), ("sh", "#"),
    ("->", "→"), ("<-", "←"), (">=", "≥"), ("<=", "≤"), ("+-", "±"), ("mu", "×"), ("Bq", "„"), ("bq", "‚"), ("Fo", "«"), ("Fc", "»"),
    ("de", "°"), ("sc", "§"), ("Eu", "€"), (":a", "ä"), (":o", "ö"), (":u", "ü"), ("ss", "ß"), ("'e", "é"), ("`e", "è"), ("'a", "á"),
];

/// Whether a text is one: its first line is a comment or a macro of a page, and a heading of one comes behind it.
pub(in crate::document) fn is_one(text: &str) -> bool {
    let begins = [".\\\"", "'\\\"", ".TH ", ".Dd ", ".SH ", ".\\ \"", "'\\ \"", ".TL", ".so ", ".ig"];
    begins.iter().any(|begin| text.starts_with(begin))
        && text.lines().any(|line| {
            [".TH ", ".SH", ".Sh ", ".PP", ".LP", ".Pp", ".NH"].iter().any(|name| line.starts_with(name))
        })
}

pub(super) fn read(source: &str) -> Document<'static> {
    let lines = Lines::new(source);
    // What has no end hides nothing, and no look for one goes over the text twice.
    let mut last = HashMap::new();
    for at in 0..lines.len() {
        let line = lines.get(at);
        if let Some(name) = request(line)
            && (name == "Ed" || KEPT.iter().any(|(_, end)| *end == name))
        {
            last.insert(name, at);
        }
        if line.contains("\\}") {
            last.insert("}", at);
        }
    }
    let mut reader = Reader {
        lines,
        at: 0,
        last,
        builder: Builder::with_capacity(source.len()),
        kind: BlockKind::Paragraph,
        is_title: false,
        role: Role::Prose,
        is_glued: false,
        lists: Vec::new(),
        name: None,
        open: false,
    };
    reader.builder.fields.is_titled_elsewhere = true;
    while reader.at < reader.lines.len() {
        reader.line();
    }
    reader.end();
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// The last line of each macro that ends something.
    last: HashMap<&'t str, usize>,
    builder: Builder,
    /// What the paragraph at hand is.
    kind: BlockKind,
    /// Whether it says what the page is about.
    is_title: bool,
    /// What the section at hand is there for.
    role: Role,
    /// Whether the next words stand without a blank behind the last ones.
    is_glued: bool,
    /// Whether the items of the lists that are open have tags.
    lists: Vec<bool>,
    /// What the page is about: what `.Nm` without a name stands for.
    name: Option<Span>,
    /// Whether the tag of an item goes on over several lines.
    open: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self) {
        let (text, span) = (self.lines.get(self.at), self.lines.span(self.at));
        let at = self.at;
        self.at += 1;
        if text.is_empty() {
            return self.end();
        }
        let Some(control) = text.strip_prefix(['.', '\'']) else {
            return self.text(span);
        };
        let request = control.trim_start();
        let name = request.split(|c: char| c.is_whitespace() || c == '\\').next().unwrap_or_default();
        if name.is_empty() {
            return;
        }
        let rest = Span { start: span.end - request.len() + name.len(), end: span.end };
        if let Some((_, end)) = KEPT.iter().find(|(begin, _)| *begin == name) {
            return self.kept(end);
        }
        match name {
            "SH" | "SS" | "Sh" | "Ss" | "NH" => self.heading(name, rest),
            "TL" => self.below(BlockKind::Title),
            "TH" | "Dt" | "Dd" | "Os" | "AU" | "AI" => {
                if matches!(name, "AU" | "AI") {
                    self.at += 1;
                }
                self.end();
            }
            "Bl" => {
                self.end();
                let is_tagged = !["-bullet", "-dash", "-hyphen", "-enum", "-item"]
                    .iter()
                    .any(|list| rest.of(self.lines.source).contains(list));
                self.lists.push(is_tagged);
            }
            "El" => {
                self.end();
                self.lists.pop();
            }
            "It" => self.item(rest),
            "TP" | "TQ" => {
                self.end();
                self.tag();
            }
            "IP" => {
                self.end();
                let mut tag = arguments(self.lines.source, rest);
                tag.truncate(1);
                let is_named = |tag: &Span| tag.of(self.lines.source).contains(|c: char| c.is_alphabetic());
                if let Some(tag) =
                    tag.pop().filter(|tag| is_named(tag) && !tag.of(self.lines.source).starts_with("\\("))
                {
                    self.words(tag);
                    self.end_as(BlockKind::Heading);
                }
                self.kind = BlockKind::Item;
            }
            "Bd" if rest.of(self.lines.source).contains("-literal")
                || rest.of(self.lines.source).contains("-unfilled") =>
            {
                self.kept("Ed");
            }
            "Nd" => {
                self.words_of(" –", rest);
                self.arguments_of(rest, true);
            }
            "UR" | "MT" => {}
            "UE" | "ME" => {
                self.is_glued = true;
                self.arguments_of(rest, true);
            }
            "QP" => {
                self.end();
                self.kind = BlockKind::Quote;
            }
            "FS" => {
                self.end();
                self.kind = BlockKind::Footnote;
            }
            "FE" | "PP" | "LP" | "P" | "Pp" | "HP" | "sp" | "RS" | "RE" | "Bd" | "Ed" | "AB" | "AE"
            | "in" | "ti" => self.end(),
            // A break inside a sentence is none.
            "br" if self.builder.block_text().trim_end().ends_with(['.', ':', '!', '?', ')']) => self.end(),
            "if" | "ie" | "el" | "while" => self.condition(rest),
            _ if SPACED.contains(&name) => self.arguments_or_line(rest, true),
            _ if JOINED.contains(&name) => self.arguments_or_line(rest, false),
            _ if NAMES.contains(&name) => {
                let names = Span { start: rest.start - name.len(), end: rest.end };
                self.names(names);
                if self.open && name == "Xc" {
                    self.open = false;
                    self.end_as(BlockKind::Heading);
                    self.kind = BlockKind::Item;
                }
            }
            _ => {}
        }
        debug_assert!(self.at > at);
    }

    /// Passes what is kept as it is. Without an end only its first line is passed.
    fn kept(&mut self, end: &str) {
        self.end();
        let is_ended = self.last.get(end).is_some_and(|last| *last >= self.at);
        let last =
            (self.at..self.lines.len()).find(|at| is_ended && request(self.lines.get(*at)) == Some(end));
        if let Some(last) = last {
            self.builder.lead_to_code();
            self.at = last + 1;
        }
    }

    /// Passes a request that depends on a condition, with the lines in its braces.
    fn condition(&mut self, rest: Span) {
        if !rest.of(self.lines.source).contains("\\{") {
            return;
        }
        let is_ended = self.last.get("}").is_some_and(|last| *last >= self.at);
        let last = (self.at..self.lines.len()).find(|at| is_ended && self.lines.get(*at).contains("\\}"));
        self.at = last.map_or(self.at, |last| last + 1);
    }

    fn heading(&mut self, name: &str, rest: Span) {
        self.end();
        self.role = Role::Prose;
        self.is_title = false;
        let rest = rest.trim(self.lines.source);
        // Papers have the title of a section on the line below, after its level.
        let is_below = rest.is_empty() || name == "NH";
        let span = if is_below { self.lines.span(self.at) } else { rest };
        if is_below {
            if self.lines.get(self.at).starts_with('.') {
                return;
            }
            self.at += 1;
        }
        let mut title = String::new();
        for word in arguments(self.lines.source, span) {
            title.push_str(if title.is_empty() { "" } else { " " });
            title.push_str(word.of(self.lines.source));
        }
        if TITLES.contains(&title.to_uppercase().as_str()) {
            self.is_title = true;
            return;
        }
        if !matches!(name, "SS" | "Ss") {
            let upper = title.to_uppercase();
            self.role = SECTIONS_OF_MANUALS
                .iter()
                .find(|(section, _)| *section == upper)
                .map_or(Role::Prose, |(_, role)| *role);
        }
        self.builder.heading_alone(if matches!(name, "SS" | "Ss") { 3 } else { 2 });
        self.arguments_of(span, true);
        self.end_as(BlockKind::Heading);
    }

    /// Reads the line below as a block of this kind.
    fn below(&mut self, kind: BlockKind) {
        self.end();
        if !self.lines.get(self.at).starts_with('.') {
            self.text(self.lines.span(self.at));
            self.at += 1;
            self.end_as(kind);
        }
    }

    /// The tag of an item, which is the line below.
    fn tag(&mut self) {
        while self.lines.get(self.at).starts_with(".\\\"") || self.lines.get(self.at).starts_with(".PD") {
            self.at += 1;
        }
        // What begins a block is no tag, and nothing nests.
        let name = request(self.lines.get(self.at)).unwrap_or_default();
        let is_block = ["TP", "TQ", "IP", "SH", "SS", "PP", "RS", "RE", "nf", "EX"].contains(&name);
        if self.at < self.lines.len() && !is_block {
            let role = std::mem::take(&mut self.role);
            self.line();
            self.role = role;
        }
        let bare = self.builder.block_text().trim();
        // A bullet or a number is no tag.
        if bare.contains(char::is_alphabetic) && !is_numeral(bare) {
            self.end_as(BlockKind::Heading);
        } else {
            self.builder.take_back(0);
        }
        self.kind = BlockKind::Item;
        self.is_glued = false;
    }

    fn item(&mut self, rest: Span) {
        self.end();
        let words = rest.of(self.lines.source);
        self.kind = BlockKind::Item;
        if words.trim().is_empty() {
            return;
        }
        if self.lists.last() == Some(&false) {
            return self.names(rest);
        }
        self.names(rest);
        self.open = words.trim_end().ends_with(" Xo");
        if !self.open {
            self.end_as(BlockKind::Heading);
            self.kind = BlockKind::Item;
        }
    }

    /// The arguments of a macro of a font; without any, the line below is one.
    fn arguments_or_line(&mut self, rest: Span, is_spaced: bool) {
        if rest.trim(self.lines.source).is_empty() && !self.lines.get(self.at).starts_with('.') {
            let span = self.lines.span(self.at);
            self.at += 1;
            return self.text(span);
        }
        self.arguments_of(rest, is_spaced);
    }

    fn arguments_of(&mut self, rest: Span, is_spaced: bool) {
        for (number, word) in arguments(self.lines.source, rest).into_iter().enumerate() {
            self.is_glued |= number > 0 && !is_spaced;
            self.words(word);
        }
    }

    /// Arguments that may be names of macros.
    fn names(&mut self, rest: Span) {
        let source = self.lines.source;
        let mut words = arguments(source, rest).into_iter().peekable();
        // What closes the marks that are open up to the end of the line.
        let mut closing: Vec<&str> = Vec::new();
        let mut last = "";
        while let Some(span) = words.next() {
            let word = span.of(source);
            let is_name = NAMES.contains(&word);
            if is_name {
                last = word;
            }
            match word {
                "Ns" => self.is_glued = true,
                "Ap" => {
                    self.is_glued = true;
                    self.put("'", span);
                    self.is_glued = true;
                }
                "Pf" => {
                    if let Some(prefix) = words.next() {
                        self.words(prefix);
                        self.is_glued = true;
                    }
                }
                "Fl" => {
                    self.put("-", span);
                    let is_bare = words
                        .peek()
                        .is_none_or(|next| is_mark(next.of(source)) || NAMES.contains(&next.of(source)));
                    self.is_glued = !is_bare || words.peek().is_some_and(|next| next.of(source) == "Ns");
                }
                "Nm" => {
                    let next = words
                        .peek()
                        .copied()
                        .filter(|next| !is_mark(next.of(source)) && !NAMES.contains(&next.of(source)));
                    match (next, self.name) {
                        (Some(next), None) => self.name = Some(next),
                        (None, Some(name)) => self.put(name.of(source), span),
                        _ => {}
                    }
                }
                "Xr" => {
                    if let Some(page) = words.next() {
                        self.words(page);
                        if let Some(section) =
                            words.next_if(|next| next.of(source).starts_with(|c: char| c.is_ascii_digit()))
                        {
                            self.is_glued = true;
                            self.put("(", Span { start: section.start, end: section.start });
                            self.is_glued = true;
                            self.words(section);
                            self.is_glued = true;
                            self.put(")", Span { start: section.end, end: section.end });
                        }
                    }
                }
                "Ux" => self.put("UNIX", span),
                "Bx" => self.put("BSD", span),
                "Fx" => self.put("FreeBSD", span),
                "Nx" => self.put("NetBSD", span),
                "Ox" => self.put("OpenBSD", span),
                "At" => self.put("AT&T UNIX", span),
                "St" => {
                    words.next();
                    self.put("POSIX", span);
                }
                "Dq" | "Qq" | "Do" | "Qo" => {
                    self.opens("“", span, (word.ends_with('q')).then_some("”"), &mut closing)
                }
                "Sq" | "Ql" | "So" => {
                    self.opens("‘", span, (!word.ends_with('o')).then_some("’"), &mut closing)
                }
                "Pq" | "Po" => self.opens("(", span, (word == "Pq").then_some(")"), &mut closing),
                "Op" | "Oo" | "Bq" | "Bo" => {
                    self.opens("[", span, (!word.ends_with('o')).then_some("]"), &mut closing)
                }
                "Aq" | "Ao" => self.opens("<", span, (word == "Aq").then_some(">"), &mut closing),
                "Brq" | "Bro" => self.opens("{", span, (word == "Brq").then_some("}"), &mut closing),
                "Dc" | "Qc" => self.closes("”", span),
                "Sc" => self.closes("’", span),
                "Pc" => self.closes(")", span),
                "Oc" | "Bc" => self.closes("]", span),
                "Ac" => self.closes(">", span),
                "Brc" => self.closes("}", span),
                _ if is_name => {}
                _ => {
                    if is_mark(word) {
                        // Marks stand behind what closes, and close to it.
                        if words.peek().is_none() {
                            for close in closing.drain(..).rev() {
                                self.closes(close, Span { start: span.start, end: span.start });
                            }
                        }
                        self.is_glued = !matches!(word, "(" | "[");
                        self.words(span);
                        self.is_glued = matches!(word, "(" | "[");
                    } else {
                        self.is_glued |= last == "Fn" && self.builder.block_text().ends_with('(');
                        self.words(span);
                    }
                }
            }
        }
        let end = Span { start: rest.end, end: rest.end };
        for close in closing.into_iter().rev() {
            self.closes(close, end);
        }
    }

    fn opens<'m>(&mut self, mark: &str, span: Span, close: Option<&'m str>, closing: &mut Vec<&'m str>) {
        self.put(mark, span);
        self.is_glued = true;
        closing.extend(close);
    }

    fn closes(&mut self, mark: &str, span: Span) {
        self.is_glued = true;
        self.put(mark, span);
    }

    fn words_of(&mut self, mark: &str, rest: Span) {
        self.is_glued = true;
        self.put(mark, Span { start: rest.start, end: rest.start });
    }

    fn text(&mut self, span: Span) {
        self.words(span.trim(self.lines.source));
    }

    /// Adds words, behind a blank where there are some.
    fn put(&mut self, words: &str, span: Span) {
        // An asterisk before everything else is a bullet that the writer drew.
        let words = if words == "*" && self.builder.block_text().is_empty() { "•" } else { words };
        if !std::mem::take(&mut self.is_glued) && !self.builder.block_text().is_empty() && span.start > 0 {
            self.builder.push(" ", Span { start: span.start - 1, end: span.start });
        }
        self.builder.push(words, span);
    }

    /// Adds a stretch of the source, whose escapes stand for something else or for nothing.
    fn words(&mut self, span: Span) {
        let source = self.lines.source;
        let mut run = span.start;
        let mut at = span.start;
        while at < span.end {
            let Some(found) = memchr::memchr(b'\\', &source.as_bytes()[at..span.end]) else { break };
            at += found;
            let (len, stands_for) = escape(&source[at..span.end]);
            if run < at {
                self.put(&source[run..at], Span { start: run, end: at });
                self.is_glued = true;
            }
            let end = at + len;
            match stands_for {
                Escape::Out => {}
                Escape::Glue => {}
                Escape::Comment => {
                    at = span.end;
                    run = at;
                    break;
                }
                Escape::Words(words) => {
                    self.put(words, Span { start: at, end });
                    self.is_glued = true;
                }
            }
            if matches!(stands_for, Escape::Glue) && end >= span.end {
                self.is_glued = true;
                return;
            }
            at = end;
            run = at;
        }
        if run < span.end {
            self.put(&source[run..span.end], Span { start: run, end: span.end });
        }
        self.is_glued = false;
    }

    fn end(&mut self) {
        let kind =
            if self.is_title && self.kind == BlockKind::Paragraph { BlockKind::Title } else { self.kind };
        self.end_as(kind);
        self.kind = BlockKind::Paragraph;
    }

    fn end_as(&mut self, kind: BlockKind) {
        let role =
            if kind == BlockKind::Heading || kind == BlockKind::Title { Role::Prose } else { self.role };
        self.builder.end_block_as(kind, role);
        self.is_glued = false;
    }
}

/// The name of the macro that a line is.
fn request(line: &str) -> Option<&str> {
    line.strip_prefix(['.', '\''])?.split_whitespace().next()
}

/// `1.`, `(a)`, `iv)`.
fn is_numeral(tag: &str) -> bool {
    let bare = tag.trim_matches(['(', ')', '.', '[', ']']);
    bare.len() < tag.len()
        && bare.len() <= 4
        && (bare.len() <= 1 || bare.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
}

/// A mark that stands close to the word beside it.
fn is_mark(word: &str) -> bool {
    matches!(word, "." | "," | ";" | ":" | ")" | "]" | "(" | "[" | "?" | "!")
}

enum Escape<'t> {
    /// Nothing that is seen.
    Out,
    /// The next line goes on without a blank.
    Glue,
    /// The rest of the line is none of the text.
    Comment,
    Words(&'t str),
}

/// What an escape stands for, and its length. Not empty.
fn escape(rest: &str) -> (usize, Escape<'_>) {
    let Some(c) = rest[1..].chars().next() else { return (1, Escape::Glue) };
    // The name behind a letter: one character, two behind a bracket, or all in square brackets.
    let named = |from: usize| -> (usize, &str) {
        match rest[from..].chars().next() {
            Some('(') => {
                let end = rest[from + 1..].char_indices().nth(2).map_or(rest.len(), |(at, _)| from + 1 + at);
                (end, &rest[from + 1..end])
            }
            Some('[') => match rest[from..].find(']').filter(|end| *end < 60) {
                Some(end) => (from + end + 1, &rest[from + 1..from + end]),
                None => (from + 1, ""),
            },
            Some(c) => (from + c.len_utf8(), &rest[from..from + c.len_utf8()]),
            None => (from, ""),
        }
    };
    let glyph = |(len, name): (usize, &str)| {
        let found = GLYPHS.iter().find(|(glyph, _)| *glyph == name);
        (len, found.map_or(Escape::Out, |(_, stands_for)| Escape::Words(stands_for)))
    };
    match c {
        '"' | '#' => (rest.len(), Escape::Comment),
        '-' => (2, Escape::Words("-")),
        'e' | '\\' => (2, Escape::Words("\\")),
        '\'' => (2, Escape::Words("'")),
        '`' => (2, Escape::Words("`")),
        ' ' | '~' | '0' => (2, Escape::Words("\u{A0}")),
        '.' => (2, Escape::Words(".")),
        'c' => (2, Escape::Glue),
        'f' | 'F' | 'n' | 'g' | 'm' | 'M' | 'k' | 'Y' | 'V' => (named(2).0, Escape::Out),
        '*' => {
            let (len, name) = named(2);
            match name {
                "lq" | "L\"" | "``" => (len, Escape::Words("“")),
                "rq" | "R\"" | "''" => (len, Escape::Words("”")),
                "Aq" => (len, Escape::Words("'")),
                "R" => (len, Escape::Words("®")),
                "(Tm" | "Tm" => (len, Escape::Words("™")),
                "-" | "--" => (len, Escape::Words("—")),
                _ => (len, Escape::Out),
            }
        }
        '(' => glyph(named(1)),
        '[' => glyph(named(1)),
        's' => {
            let digits = rest[2..].trim_start_matches(['+', '-']);
            let signs = rest.len() - 2 - digits.len();
            let number = match digits.as_bytes().first() {
                Some(b'[' | b'(' | b'\'') => named(2 + signs).0 - 2 - signs,
                Some(b) if b.is_ascii_digit() => 1,
                _ => 0,
            };
            (2 + signs + number, Escape::Out)
        }
        'h' | 'v' | 'w' | 'o' | 'l' | 'L' | 'D' | 'N' | 'Z' | 'b' | 'X' | 'x' | 'H' | 'S'
            if rest[2..].starts_with('\'') =>
        {
            let end = rest[3..].find('\'').map_or(2, |end| end + 4);
            (end, Escape::Out)
        }
        _ => (1 + c.len_utf8(), Escape::Out),
    }
}

/// The arguments of a macro: words, or what stands in quotes.
fn arguments(source: &str, rest: Span) -> Vec<Span> {
    let text = rest.of(source);
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        if text[at..].starts_with("\\\"") {
            break;
        }
        if bytes[at] == b'"' {
            let start = at + 1;
            let end = memchr::memchr(b'"', &bytes[start..]).map_or(bytes.len(), |end| start + end);
            if start < end {
                found.push(Span { start: rest.start + start, end: rest.start + end });
            }
            at = end + 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            // A blank behind a backslash is part of the word.
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let end = crate::span::boundary_at_or_after(text, at.min(bytes.len()));
        at = end;
        found.push(Span { start: rest.start + start, end: rest.start + end });
    }
    found
}
