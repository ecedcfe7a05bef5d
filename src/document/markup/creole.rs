//! Creole and the wikis close to it, DokuWiki foremost: headings, paragraphs, items, quotations, cells and footnotes.

use super::inline::{Lines, Mark, Place, last_ends, write_block};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// Tags of DokuWiki whose content is no prose.
const HIDDEN: [&str; 9] = ["code", "file", "html", "php", "graphviz", "uml", "bibtex", "latex", "csv"];

/// Whether a text is one: headings between signs of equality with links, and nothing that only MediaWiki has.
pub(in crate::document) fn is_one(text: &str) -> bool {
    if !text.starts_with("==") && memchr::memmem::find(text.as_bytes(), b"\n==").is_none() {
        return false;
    }
    let is_heading = |line: &&str| {
        let line = line.trim_end();
        line.starts_with("==") && line.ends_with("==") && line.contains(char::is_alphabetic)
    };
    let headings = text.lines().filter(is_heading).take(2).count();
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    let is_doku =
        text.starts_with("======") || has("\n======") || has("\n  * ") || has("\n  - ") || has("~~NOTOC~~");
    (headings > 1 || headings > 0 && is_doku)
        && (has("{{{") || has("**") || has("\\\\") || is_doku)
        && !has("'''")
        && !has("[[File:")
        && !has("\n:")
}

/// Whether a file that may be of another wiki is a page of DokuWiki: its lists are indented by two blanks, and it has words in bold.
pub(in crate::document) fn is_doku(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 16 << 10;
    let text = &bytes[..bytes.len().min(LOOKED_AT)];
    let text = match str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default(),
    };
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    (has("\n  * ") || has("\n  - ") || text.starts_with("======"))
        && (has(" **") || has("\n\n**"))
        && is_one(text)
}

pub(super) fn read(source: &str) -> Document<'static> {
    let ends = last_ends(source, HIDDEN, |tag| format!("</{tag}>"));
    let is_doku = ["======", "\n  * ", "\n  - ", "\n====="].iter().any(|mark| source.contains(mark));
    let builder = Builder::with_capacity(source.len());
    let last_listing = memchr::memmem::rfind(source.as_bytes(), b"}}}").unwrap_or(0);
    let mut reader = Reader { lines: Lines::new(source), at: 0, ends, last_listing, is_doku, builder };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// Where each tag of [`HIDDEN`] ends last, and a listing in braces.
    ends: [usize; HIDDEN.len()],
    last_listing: usize,
    /// Whether lists are indented, and other lines that are so are listings.
    is_doku: bool,
    builder: Builder,
}

impl<'t> Reader<'t> {
    fn block(&mut self) {
        let line = self.lines.get(self.at);
        let words = line.trim_start();
        let start = self.lines.span(self.at).start;
        if words.is_empty() || is_rule(words) || is_macro(words) {
            self.at += 1;
        } else if words.starts_with("{{{") && !words[3..].contains("}}}") && self.last_listing > start {
            self.listing(|line| line.trim_end().ends_with("}}}"));
        } else if let Some(place) = HIDDEN.iter().position(|tag| opens(words, tag)) {
            let close = format!("</{}>", HIDDEN[place]);
            match self.ends[place] >= start {
                true => self.listing(|line| line.contains(&close)),
                false => self.at += 1,
            }
        } else if let Some(level) = heading(words) {
            let span = self.lines.span(self.at).trim(self.lines.source);
            let behind = words.trim_end().bytes().rev().take_while(|byte| *byte == b'=').count();
            let span = Span { start: span.start + level, end: (span.end - behind).max(span.start + level) };
            // The fewer signs DokuWiki has, the deeper a heading is.
            let level = if self.is_doku { 7_usize.saturating_sub(level).max(1) } else { level };
            self.at += 1;
            self.builder.heading_alone(level.min(6) as u8);
            self.builder.fields.is_titled_elsewhere = true;
            self.words(span.trim(self.lines.source), BlockKind::Heading);
        } else if let Some(len) = self.bullet(line) {
            let start = self.at;
            self.at += 1;
            while self.goes_on() {
                self.at += 1;
            }
            self.words(self.lines.between(start, len, self.at - 1), BlockKind::Item);
        } else if words.starts_with('|') || words.starts_with('^') && words.trim_end().ends_with(['^', '|']) {
            self.row();
        } else if words.starts_with('>') {
            let skip = words.bytes().take_while(|byte| *byte == b'>').count();
            self.at += 1;
            self.words(self.lines.between(self.at - 1, skip, self.at - 1), BlockKind::Quote);
        } else if self.is_doku && line.starts_with("  ") {
            self.builder.lead_to_code();
            while self.lines.get(self.at).starts_with("  ") {
                self.at += 1;
            }
        } else {
            let start = self.at;
            self.at += 1;
            while self.goes_on() {
                self.at += 1;
            }
            self.words(self.lines.between(start, 0, self.at - 1), BlockKind::Paragraph);
        }
    }

    /// Passes a listing up to the line that ends it.
    fn listing(&mut self, ends: impl Fn(&str) -> bool) {
        self.builder.lead_to_code();
        let end = (self.at..self.lines.len()).find(|at| ends(self.lines.get(*at)));
        self.at = end.unwrap_or(self.at) + 1;
    }

    /// Whether the line at hand goes on with the block above it.
    fn goes_on(&self) -> bool {
        let line = self.lines.get(self.at);
        let words = line.trim_start();
        !words.is_empty()
            && heading(words).is_none()
            && self.bullet(line).is_none()
            && !is_rule(words)
            && !is_macro(words)
            && !words.starts_with("{{{")
            && !words.starts_with(['|', '^', '>'])
            && !HIDDEN.iter().any(|tag| opens(words, tag))
            && !(self.is_doku && line.starts_with("  "))
    }

    /// The bullets of an item with the blank behind them: their length behind the blanks before them.
    fn bullet(&self, line: &str) -> Option<usize> {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let bytes = words.as_bytes();
        if self.is_doku {
            return (indent > 1
                && matches!(bytes, [b'*' | b'-', ..])
                && !words.starts_with("**")
                && !words.starts_with("--"))
            .then(|| words.len() - words[1..].trim_start().len());
        }
        let marks = bytes.iter().take_while(|byte| matches!(byte, b'*' | b'#' | b'-')).count();
        let is_list = matches!(bytes, [b'*' | b'#', ..]) || marks == 1;
        // Two asterisks before a word are emphasis, unless they end nowhere.
        let is_bold = marks == 2
            && words.starts_with("**")
            && words[2..].contains("**")
            && !words[2..].starts_with(' ');
        (is_list
            && !is_bold
            && (words[marks..].starts_with(' ')
                || marks == 1 && bytes[0] != b'-' && words.len() > 1 && bytes[1].is_ascii_alphabetic()))
        .then(|| words.len() - words[marks..].trim_start().len())
        .filter(|len| *len < words.len() && marks > 0)
    }

    fn row(&mut self) {
        let (text, span) = (self.lines.get(self.at), self.lines.span(self.at));
        self.at += 1;
        let (mut start, mut depth) = (0, 0usize);
        let bytes = text.as_bytes();
        for at in 0..=bytes.len() {
            match bytes.get(at) {
                Some(b'[' | b'{') => depth += 1,
                Some(b']' | b'}') => depth = depth.saturating_sub(1),
                Some(b'|' | b'^') if depth > 0 => {}
                Some(b'|' | b'^') | None => {
                    let cell =
                        Span { start: span.start + start, end: span.start + at }.trim(self.lines.source);
                    let skip = usize::from(cell.of(self.lines.source).starts_with('='));
                    if cell.of(self.lines.source) != ":::" {
                        self.words(Span { start: cell.start + skip, end: cell.end }, BlockKind::Cell);
                    }
                    start = (at + 1).min(bytes.len());
                }
                _ => {}
            }
        }
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        write_block(&mut self.builder, self.lines.source, span, mark, |builder| builder.end_block(kind));
    }
}

/// How many signs of equality a heading begins with.
fn heading(words: &str) -> Option<usize> {
    let marks = words.bytes().take_while(|byte| *byte == b'=').count();
    (marks > 0
        && marks < 8
        && words[marks..].contains(char::is_alphanumeric)
        && (words[marks..].starts_with(' ') || words.trim_end().ends_with('=')))
    .then_some(marks)
}

fn is_rule(words: &str) -> bool {
    words.len() > 3 && words.bytes().all(|byte| byte == b'-')
}

/// `~~NOTOC~~`, `<<TableOfContents>>`, `{{tag>one two}}`: a line that is a word to the wiki.
fn is_macro(words: &str) -> bool {
    let words = words.trim_end();
    words.starts_with("~~") && words.ends_with("~~")
        || words.starts_with("<<") && words.ends_with(">>")
        || words.starts_with("{{")
            && words.ends_with("}}")
            && words.matches("{{").count() == 1
            && !words.starts_with("{{{")
        || words.starts_with("#!")
}

fn opens(words: &str, tag: &str) -> bool {
    words
        .strip_prefix('<')
        .and_then(|rest| rest.strip_prefix(tag))
        .is_some_and(|rest| rest.starts_with([' ', '>']) && !words.contains("</"))
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    let around = |mark: &str| {
        place.unconstrained(mark).map(|words| Mark::Around { open: mark.len(), words, close: mark.len() })
    };
    match rest.as_bytes()[0] {
        b'[' if rest.starts_with("[[") => {
            let close = place.find(2, "]]")?;
            let inner = &rest[2..close];
            let words = match inner.find('|') {
                // A picture as the words of a link.
                Some(at) if inner[at + 1..].trim_start().starts_with("{{") => {
                    return Some(Mark::Out(close + 2));
                }
                Some(at) => at + 1,
                // The last part of the name of a page, as it is shown.
                None if inner.contains("://") => {
                    return Some(Mark::Code { open: 2, words: inner.len(), close: 2 });
                }
                None => inner.rfind([':', '>', '#']).filter(|at| at + 1 < inner.len()).map_or(0, |at| at + 1),
            };
            Some(Mark::Around { open: 2 + words, words: inner.len() - words, close: 2 })
        }
        b'{' if rest.starts_with("{{{") => {
            let words = place.find(3, "}}}")? - 3;
            Some(Mark::Code { open: 3, words, close: 3 })
        }
        b'{' if rest.starts_with("{{") => Some(Mark::Out(place.find(2, "}}")? + 2)),
        b'(' if rest.starts_with("((") && !rest.starts_with("(((") => {
            let words = place.find(2, "))")? - 2;
            (words > 0).then_some(Mark::Note { open: 2, words, close: 2 })
        }
        // Without an end it goes up to that of the paragraph.
        b'*' if rest.starts_with("**") => around("**").or_else(|| {
            let begins = place.before().is_none_or(char::is_whitespace);
            (begins && rest[2..].starts_with(char::is_alphanumeric)).then_some(Mark::Out(2))
        }),
        // Not the slashes of an address.
        b'/' if rest.starts_with("//") && place.before() != Some(':') => around("//"),
        b'_' if rest.starts_with("__") => around("__"),
        b'\'' if rest.starts_with("''") => {
            let words = place.unconstrained("''")?;
            Some(Mark::Code { open: 2, words, close: 2 })
        }
        // What stands between is shown as it is.
        b'%' if rest.starts_with("%%") => {
            let words = place.find(2, "%%")? - 2;
            (words > 0).then_some(Mark::Code { open: 2, words, close: 2 })
        }
        b'\\' if rest.starts_with("\\\\") => Some(Mark::Put(2, " ".into())),
        b'~' if rest.starts_with("~~") => Some(Mark::Out(place.find(2, "~~").filter(|end| *end < 60)? + 2)),
        b'~' if rest[1..].starts_with(['*', '/', '[', '=', '#', '{']) => Some(Mark::Out(1)),
        b'<' if rest.starts_with("<<") => Some(Mark::Out(place.find(2, ">>")? + 2)),
        b'<' => {
            let name = rest[1..].trim_start_matches('/').bytes().take_while(u8::is_ascii_alphabetic).count();
            let end = place.find(1, ">").filter(|end| name > 0 && *end < 300)?;
            if ["<code", "<file", "<nowiki"].iter().any(|tag| rest.starts_with(tag)) {
                let close = place.find(end, "</")?;
                let len = rest[close..].find('>').map_or(2, |at| at + 1);
                return Some(Mark::Code { open: end + 1, words: close.saturating_sub(end + 1), close: len });
            }
            Some(Mark::Out(end + 1))
        }
        _ => None,
    }
}
