//! Wikidot: headings, paragraphs, items, quotations, cells and footnotes.

use super::inline::{Lines, Mark, Place, last_ends, write_block};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Role};
use crate::span::Span;

/// Tags whose content is no prose, and those that have none.
const HIDDEN: [&str; 7] = ["module", "code", "html", "css", "math", "iframe", "embed"];
const EMPTY: [&str; 8] = ["module", "include", "toc", "f>toc", "f<toc", "image", "file", "eref"];

/// Whether a text is one: two tags or links as only Wikidot has them.
pub(in crate::document) fn is_one(text: &str) -> bool {
    if memchr::memmem::find(text.as_bytes(), b"[[").is_none() {
        return false;
    }
    const BEGINS: [&str; 15] = [
        "[[[",
        "[[module ",
        "[[include ",
        "[[div",
        "[[/div",
        "[[collapsible",
        "[[tabview",
        "[[footnote",
        "[[image ",
        "[[size ",
        "[[span ",
        "[[>]]",
        "[[=]]",
        "[[toc]]",
        "[[*user ",
    ];
    let tags = memchr::memmem::find_iter(text.as_bytes(), b"[[")
        .filter(|at| BEGINS.iter().any(|begin| text[*at..].starts_with(begin)));
    let tags = tags.take(2).count();
    // One tag beside titles that no other notation has.
    tags > 1 || tags > 0 && text.lines().any(|line| line.starts_with("++") && heading(line).is_some())
}

pub(super) fn read(source: &str) -> Document<'static> {
    let ends = last_ends(source, HIDDEN, |tag| format!("[[/{tag}]]"));
    let builder = Builder::with_capacity(source.len());
    let mut reader = Reader { lines: Lines::new(source), at: 0, ends, builder };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// Where each tag of [`HIDDEN`] ends last.
    ends: [usize; HIDDEN.len()],
    builder: Builder,
}

impl<'t> Reader<'t> {
    fn block(&mut self) {
        let line = self.lines.get(self.at);
        let words = line.trim_start();
        let start = self.lines.span(self.at).start;
        if words.is_empty() || is_rule(words) {
            self.at += 1;
        } else if let Some(name) = block_tag(words) {
            self.tag(name, start);
        } else if let Some(level) = heading(words) {
            let skip = words.len() - words[level..].trim_start_matches('*').trim_start().len();
            self.at += 1;
            self.builder.heading_alone(level as u8);
            self.builder.fields.is_titled_elsewhere = true;
            self.words(self.lines.between(self.at - 1, skip, self.at - 1), BlockKind::Heading);
        } else if words.starts_with("||") {
            self.row();
        } else if words.starts_with('>') {
            let skip = words.bytes().take_while(|byte| *byte == b'>').count();
            self.at += 1;
            self.words(self.lines.between(self.at - 1, skip, self.at - 1), BlockKind::Quote);
        } else if words.starts_with("* ") || words.starts_with("# ") {
            self.at += 1;
            self.words(self.lines.between(self.at - 1, 2, self.at - 1), BlockKind::Item);
        } else {
            // A line that is not wrapped is a paragraph or ends in a break that was meant.
            let skip = if words.starts_with("= ") { 2 } else { 0 };
            let start = self.at;
            self.at += 1;
            while self.goes_on() {
                self.at += 1;
            }
            self.words(self.lines.between(start, skip, self.at - 1), BlockKind::Paragraph);
        }
    }

    fn goes_on(&self) -> bool {
        let words = self.lines.get(self.at).trim_start();
        let above = self.lines.get(self.at - 1);
        !words.is_empty()
            && !is_rule(words)
            && block_tag(words).is_none()
            && heading(words).is_none()
            && !words.starts_with("||")
            && !words.starts_with('>')
            && !words.starts_with("* ")
            && !words.starts_with("# ")
            && !above.ends_with(['.', '!', '?', ':', '"', '”', '*'])
    }

    /// Passes a tag that begins its line, with what it holds if that is no prose.
    fn tag(&mut self, name: &str, start: usize) {
        let line = self.lines.get(self.at);
        let closes = line.contains("]]");
        if let Some(place) = HIDDEN.iter().position(|tag| *tag == name)
            && self.ends[place] >= start
            && (name != "module"
                || line.contains("CSS")
                || line.contains("css")
                || line.contains("ListPages"))
        {
            let close = format!("[[/{name}]]");
            if name == "code" {
                self.builder.lead_to_code();
            }
            let end = (self.at..self.lines.len()).find(|at| self.lines.get(*at).contains(&close));
            self.at = end.unwrap_or(self.at) + 1;
            return;
        }
        if name == "tab" && !line.trim_start().starts_with("[[/") {
            // Its name is a title.
            let words = line.trim_start();
            let skip = "[[tab".len();
            if let Some(end) = words.find("]]").filter(|end| *end > skip) {
                let span = self.lines.between(self.at, skip, self.at);
                let span = Span { start: span.start, end: span.start + end - skip };
                self.words(span.trim(self.lines.source), BlockKind::Heading);
            }
        }
        if !closes && EMPTY.contains(&name) {
            // One that goes on over lines.
            const MOST_LINES: usize = 100;
            let end = (self.at..self.lines.len().min(self.at + MOST_LINES))
                .find(|at| self.lines.get(*at).contains("]]"));
            self.at = end.unwrap_or(self.at) + 1;
            return;
        }
        // What stands behind a tag on its line.
        let words = line.trim_start();
        let end = words.find("]]").map_or(words.len(), |end| end + 2);
        let span = self.lines.between(self.at, end, self.at);
        self.at += 1;
        if !span.of(self.lines.source).trim().is_empty() {
            self.words(span, BlockKind::Paragraph);
        }
    }

    fn row(&mut self) {
        let (text, span) = (self.lines.get(self.at), self.lines.span(self.at));
        self.at += 1;
        let mut start = 0;
        for (at, _) in text.match_indices("||").chain([(text.len(), "")]) {
            if at < start {
                continue;
            }
            let cell = Span { start: span.start + start, end: span.start + at };
            let skip = cell
                .of(self.lines.source)
                .bytes()
                .take_while(|byte| matches!(byte, b'~' | b'=' | b'<' | b'>'))
                .count();
            let cell = Span { start: cell.start + skip, end: cell.end };
            self.words(cell.trim(self.lines.source), BlockKind::Cell);
            start = (at + 2).min(text.len());
        }
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        let end = |builder: &mut Builder| builder.end_block_as(kind, Role::Prose);
        write_block(&mut self.builder, self.lines.source, span, mark, end);
    }
}

fn heading(words: &str) -> Option<usize> {
    let marks = words.bytes().take_while(|byte| *byte == b'+').count();
    ((1..=6).contains(&marks) && words[marks..].trim_start_matches('*').starts_with(' ')).then_some(marks)
}

fn is_rule(words: &str) -> bool {
    words.len() > 3
        && (words.bytes().all(|byte| byte == b'-')
            || words.bytes().all(|byte| matches!(byte, b'~' | b'<' | b'>' | b'=')))
}

/// The name of the tag that a line begins with, if it is one of blocks.
fn block_tag(words: &str) -> Option<&str> {
    let rest = words.strip_prefix("[[").filter(|rest| !rest.starts_with('['))?;
    let rest =
        rest.trim_start_matches(['/', '=', '<', '>']).trim_start_matches("f>").trim_start_matches("f<");
    let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let is_inline = matches!(name, "span" | "size" | "footnote" | "user" | "a" | "u" | "date" | "ref");
    (!is_inline && !words.starts_with("[[*")).then_some(name)
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    let around = |mark: &str| {
        place.unconstrained(mark).map(|words| Mark::Around { open: mark.len(), words, close: mark.len() })
    };
    match rest.as_bytes()[0] {
        b'[' if rest.starts_with("[[[") => {
            let close = place.find(3, "]]]")?;
            let inner = &rest[3..close];
            let words = inner.rfind('|').map_or(0, |at| at + 1);
            Some(Mark::Around { open: 3 + words, words: inner.len() - words, close: 3 })
        }
        b'[' if rest.starts_with("[!--") => Some(Mark::Out(place.find(4, "--]")? + 3)),
        b'[' if rest.starts_with("[[footnote]]") => {
            let open = "[[footnote]]".len();
            let words = place.find(open, "[[/footnote]]")? - open;
            Some(Mark::Note { open, words, close: open + 1 })
        }
        b'[' if rest.starts_with("[[user ") || rest.starts_with("[[*user ") => {
            let close = place.find(2, "]]")?;
            let open = rest.find(' ')? + 1;
            Some(Mark::Around { open, words: close - open, close: 2 })
        }
        b'[' if rest.starts_with("[[") => Some(Mark::Out(place.find(2, "]]")? + 2)),
        b'[' => {
            let is_link =
                ["[http", "[*http", "[/", "[#", "[mailto:"].iter().any(|begins| rest.starts_with(begins));
            let close = place.find(1, "]").filter(|_| is_link)?;
            match rest[..close].find(' ') {
                Some(blank) => Some(Mark::Around { open: blank + 1, words: close - blank - 1, close: 1 }),
                None => Some(Mark::Out(close + 1)),
            }
        }
        b'#' if rest.starts_with("##") => {
            let close = place.find(2, "##")?;
            let color = rest[2..close].find('|')?;
            Some(Mark::Around { open: 2 + color + 1, words: close - 2 - color - 1, close: 2 })
        }
        b'{' if rest.starts_with("{{") => {
            let words = place.find(2, "}}")? - 2;
            Some(Mark::Code { open: 2, words, close: 2 })
        }
        b'{' if rest.starts_with("{$") => Some(Mark::Put(place.find(2, "}")? + 1, "…".into())),
        b'@' if rest.starts_with("@@") => around("@@"),
        b'*' if rest.starts_with("**") => around("**"),
        b'/' if rest.starts_with("//") && place.before() != Some(':') => around("//"),
        b'_' if rest.starts_with("__") => around("__"),
        b'^' if rest.starts_with("^^") => around("^^"),
        b',' if rest.starts_with(",,") => around(",,"),
        b'-' if rest.starts_with("--") && !rest.starts_with("---") => {
            // Words that are crossed out stand close to their marks; a dash has blanks around it.
            let words = place.constrained("--")?;
            Some(Mark::Around { open: 2, words, close: 2 })
        }
        _ => None,
    }
}
