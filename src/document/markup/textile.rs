//! Textile: headings, paragraphs, items, quotations, cells and footnotes.

use super::inline::{Lines, Mark, Place, character_reference, last_ends, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// Tags whose content is no prose.
const HIDDEN: [&str; 5] = ["pre", "notextile", "script", "style", "code"];

/// Marks around words that say how these look.
const AROUND: [&str; 9] = ["**", "__", "??", "*", "_", "+", "-", "^", "~"];

/// Whether a text is one: it has a title as only Textile writes them, and a link or a name as it does.
pub(in crate::document) fn is_one(text: &str) -> bool {
    // What a line begins with is looked at before its end is looked for: the first one may be a whole text.
    let is_title = |at: &usize| {
        matches!(text.as_bytes()[*at..], [b'h', b'1'..=b'6', ..])
            && text[*at..].lines().next().is_some_and(|line| signature(line).is_some())
    };
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let titles = std::iter::once(0).chain(lines).filter(is_title).take(2).count();
    titles > 1
        || titles == 1
            && (text.contains("\":http")
                || text.contains("\":/")
                || text.contains("\nbc. ")
                || text.contains("\np. "))
}

pub(super) fn read(source: &str) -> Document<'static> {
    let ends = last_ends(source, HIDDEN, |tag| format!("</{tag}"));
    let mut reader =
        Reader { lines: Lines::new(source), at: 0, ends, builder: Builder::with_capacity(source.len()) };
    reader.front_matter();
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// Where each tag whose content is no prose ends last.
    ends: [usize; HIDDEN.len()],
    builder: Builder,
}

/// `h2(#id). `, `bq.. `: the name, whether blocks go on to the next such mark, and where the words begin.
fn signature(line: &str) -> Option<(&str, bool, usize)> {
    let name_len = line.bytes().take_while(u8::is_ascii_lowercase).count();
    let digits = line[name_len..].bytes().take_while(u8::is_ascii_digit).count();
    let name = &line[..name_len + digits];
    let is_known = matches!(
        name,
        "p" | "bq" | "bc" | "pre" | "notextile" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "dl"
    ) || name_len == 2 && name.starts_with("fn") && digits > 0;
    if !is_known && !line.starts_with("###") {
        return None;
    }
    let mut at = if is_known { name.len() } else { 3 };
    // Classes, styles, languages and alignments, in brackets and by marks.
    for _ in 0..6 {
        let rest = &line[at..];
        let close = match rest.as_bytes().first()? {
            b'(' => ')',
            b'{' => '}',
            b'[' => ']',
            b'<' | b'>' | b'=' => {
                at += 1;
                continue;
            }
            _ => break,
        };
        at += rest.find(close).filter(|end| *end < 100)? + 1;
    }
    let behind = line[at..].strip_prefix('.')?;
    let is_long = behind.starts_with('.');
    let behind = behind.strip_prefix('.').unwrap_or(behind);
    let words = behind.strip_prefix(' ').or_else(|| behind.is_empty().then_some(""))?;
    Some((name, is_long, line.len() - words.len()))
}

impl<'t> Reader<'t> {
    /// Passes front matter, as site generators have it, and reads its title.
    fn front_matter(&mut self) {
        const LONGEST: usize = 100;
        if self.lines.get(0) != "---" {
            return;
        }
        if let Some(end) = (1..self.lines.len().min(LONGEST)).find(|at| self.lines.get(*at) == "---") {
            let title = (1..end).find_map(|at| self.lines.get(at).strip_prefix("title:"));
            self.builder.fields.title = title.map(|title| title.trim().trim_matches(['"', '\'']).to_string());
            self.at = end + 1;
        }
    }

    fn block(&mut self) {
        let line = self.lines.get(self.at);
        let words = line.trim_start();
        if words.is_empty() || is_rule(words) || is_tag_of_template(words) {
            self.at += 1;
        } else if let Some(tag) = hidden(words) {
            self.hide(tag);
        } else if let Some((name, hides)) = block_of_jira(words) {
            self.at += 1;
            if hides && self.has_end_of_jira(name) {
                self.builder.lead_to_code();
                while self.at < self.lines.len() && !is_end_of_jira(self.lines.get(self.at), name) {
                    self.at += 1;
                }
                self.at += 1;
            }
        } else if let Some((name, is_long, skip)) = signature(line) {
            self.signed(name, is_long, skip);
        } else if let Some(len) = bullet(words) {
            let start = self.at;
            self.at += 1;
            while self.goes_on() {
                self.at += 1;
            }
            self.item(self.lines.between(start, len, self.at - 1));
        } else if words.starts_with('|') {
            self.row();
        } else {
            self.paragraph(BlockKind::Paragraph, 0);
        }
    }

    /// Whether the line at hand goes on with the block above it.
    fn goes_on(&self) -> bool {
        let words = self.lines.get(self.at).trim_start();
        !words.is_empty()
            && bullet(words).is_none()
            && signature(words).is_none()
            && hidden(words).is_none()
            && block_of_jira(words).is_none()
            && !is_tag_of_template(words)
            && !words.starts_with('|')
    }

    fn paragraph(&mut self, kind: BlockKind, skip: usize) {
        let start = self.at;
        self.at += 1;
        while self.goes_on() {
            self.at += 1;
        }
        self.words(self.lines.between(start, skip, self.at - 1), kind);
    }

    fn signed(&mut self, name: &str, is_long: bool, skip: usize) {
        let kind = match name.as_bytes() {
            [b'h', ..] => BlockKind::Heading,
            [b'f', b'n', ..] => BlockKind::Footnote,
            b"bq" => BlockKind::Quote,
            b"p" => BlockKind::Paragraph,
            b"table" => {
                self.at += 1;
                return;
            }
            b"dl" => {
                self.at += 1;
                return;
            }
            // Listings, and comments.
            _ => {
                if matches!(name, "bc" | "pre") {
                    self.builder.lead_to_code();
                }
                self.at += 1;
                let ends = |reader: &Self| match is_long {
                    true => signature(reader.lines.get(reader.at)).is_some(),
                    false => reader.lines.is_blank(reader.at),
                };
                while self.at < self.lines.len() && !ends(self) {
                    self.at += 1;
                }
                return;
            }
        };
        if kind == BlockKind::Heading {
            self.builder.heading_alone(name.as_bytes()[1] - b'0');
            self.words(self.lines.between(self.at, skip, self.at), kind);
            self.at += 1;
            return;
        }
        self.paragraph(kind, skip);
        while is_long && self.at < self.lines.len() && signature(self.lines.get(self.at)).is_none() {
            match self.lines.is_blank(self.at) {
                true => self.at += 1,
                false => self.paragraph(kind, 0),
            }
        }
    }

    /// Passes a tag with its content; without an end, its line.
    fn hide(&mut self, tag: &str) {
        let close = format!("</{tag}");
        let last = HIDDEN.iter().position(|hidden| *hidden == tag).map_or(0, |place| self.ends[place]);
        let is_ended = last >= self.lines.span(self.at).start && last > 0;
        let end = (self.at..self.lines.len()).find(|at| is_ended && self.lines.get(*at).contains(&close));
        if matches!(tag, "pre" | "code") {
            self.builder.lead_to_code();
        }
        self.at = end.unwrap_or(self.at) + 1;
    }

    /// An item, or a term with what it means.
    fn item(&mut self, span: Span) {
        if let Some(term) = span.of(self.lines.source).find(" := ") {
            let end = span.start + term;
            self.words(Span { start: span.start, end }, BlockKind::Heading);
            return self.words(
                Span { start: end + " := ".len(), end: span.end }.trim(self.lines.source),
                BlockKind::Item,
            );
        }
        self.words(span, BlockKind::Item);
    }

    fn row(&mut self) {
        let (text, span) = (self.lines.get(self.at), self.lines.span(self.at));
        self.at += 1;
        let mut start = 0;
        for (place, _) in text.match_indices('|').chain([(text.len(), "")]) {
            let cell = &text[start..place];
            // `_.` makes a head, `\2.` spans columns.
            let marks = cell.find(". ").filter(|end| {
                *end < 12
                    && cell[..*end].bytes().all(|b| !b.is_ascii_lowercase())
                    && !cell.starts_with(' ')
                    && *end > 0
            });
            let skip = marks.map_or(0, |end| end + 2);
            let cell = Span { start: span.start + start + skip, end: span.start + place };
            self.words(cell.trim(self.lines.source), BlockKind::Cell);
            start = (place + 1).min(text.len());
        }
    }

    /// Whether a listing of Jira that begins above has an end.
    fn has_end_of_jira(&self, name: &str) -> bool {
        let rest = &self.lines.source[self.lines.span(self.at.min(self.lines.len() - 1)).start..];
        self.at < self.lines.len()
            && memchr::memmem::find(rest.as_bytes(), format!("{{{name}}}").as_bytes()).is_some()
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        write(&mut self.builder, self.lines.source, span, mark);
        self.builder.end_block(kind);
    }
}

/// A line that begins or ends a block of Jira, such as `{code:java}` or `{panel:title=Walls}`: its name, and whether it is a listing.
fn block_of_jira(words: &str) -> Option<(&str, bool)> {
    let inner = words.trim_end().strip_prefix('{')?.strip_suffix('}')?;
    let name = inner.split(':').next()?;
    let is_alone = !inner.contains(['{', '}']);
    match name {
        "code" | "noformat" if is_alone => Some((name, true)),
        "quote" | "panel" | "info" | "note" | "warning" | "tip" | "toc" | "color" | "section" | "column"
        | "expand" | "anchor"
            if is_alone =>
        {
            Some((name, false))
        }
        _ => None,
    }
}

fn is_end_of_jira(line: &str, name: &str) -> bool {
    line.trim_end()
        .strip_suffix('}')
        .and_then(|line| line.strip_suffix(name))
        .is_some_and(|line| line.ends_with('{'))
}

fn is_rule(words: &str) -> bool {
    words.len() > 2 && words.bytes().all(|b| b == b'-')
}

/// A link of Jira, `[the plan|https://…]` or `[https://…]`: the length of its words, and of all.
fn link_of_jira(rest: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 1_000;
    let end = memchr::memchr2(b']', b'\n', &rest.as_bytes()[1..rest.len().min(LONGEST)])? + 1;
    let inner = rest[..end].get(1..)?;
    let is_target = |target: &str| {
        target.contains("://") || target.starts_with(['#', '~', '^']) || target.starts_with("mailto:")
    };
    let words = match inner.rsplit_once('|') {
        Some((words, target)) if is_target(target) => words.split('|').next()?.len(),
        None if inner.contains("://") && !inner.contains(' ') => inner.len(),
        _ => return None,
    };
    (rest.as_bytes()[end] == b']' && words > 0).then_some((words, end + 1))
}

/// A line that is a tag of Liquid, or a macro of a wiki, and nothing else.
fn is_tag_of_template(words: &str) -> bool {
    let pairs = [("{%", "%}"), ("{{", "}}")];
    pairs.iter().any(|(open, close)| {
        words.starts_with(open) && words.ends_with(close) && words.matches(open).count() == 1
    }) || words == "{% comment %}"
}

/// The tag that a line begins whose content is no prose.
fn hidden(words: &str) -> Option<&str> {
    let name = words.strip_prefix('<')?;
    let len = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_known = HIDDEN.contains(&&name[..len])
        && (name[..len] != *"code" || words.ends_with('>') && !words.contains("</code>"));
    is_known.then_some(&name[..len])
}

/// The bullets of an item with the blank behind them: their length.
fn bullet(words: &str) -> Option<usize> {
    let marks = words.bytes().take_while(|b| matches!(b, b'*' | b'#')).count();
    let dashes = words.starts_with("- ") as usize;
    let marks = marks.max(dashes);
    (marks > 0 && marks <= 6 && words[marks..].starts_with(' ')).then_some(marks + 1)
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    match rest.as_bytes()[0] {
        b'@' => place.constrained("@").map(|words| Mark::Code { open: 1, words, close: 1 }),
        b'"' => {
            let close = place.find(1, "\":")?;
            let words = rest[1..close].trim_start();
            let target = &rest[close + 2..];
            if words.is_empty() || rest[1..close].contains(['\n', '"']) && rest[1..close].contains('"') {
                return None;
            }
            let len = target
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | ')' | '|' | '<'))
                .unwrap_or(target.len());
            let len = target[..len].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
            let mut open = 1;
            // A class in brackets before the words, and a title in brackets behind them.
            if words.starts_with('(')
                && let Some(end) = words.find(')').filter(|end| end + 1 < words.len())
            {
                open += rest[1..close].len() - words.len() + end + 1;
            }
            (len > 0).then(|| Mark::Around { open, words: close - open, close: 2 + len })
        }
        b'!' => {
            let end = place.constrained("!")?;
            let inner = &rest[1..1 + end];
            let is_picture =
                !inner.contains(' ') && inner.contains('.') || inner.contains('(') && inner.ends_with(')');
            is_picture.then(|| {
                let link = rest[end + 2..]
                    .strip_prefix(':')
                    .map_or(0, |link| 1 + link.find(char::is_whitespace).unwrap_or(link.len()));
                Mark::Out(end + 2 + link)
            })
        }
        b'%' => place.constrained("%").map(|words| {
            let style = match rest[1..].starts_with('{') {
                true => rest[1..1 + words].find('}').map_or(0, |end| end + 1),
                false => 0,
            };
            Mark::Around { open: 1 + style, words: words - style, close: 1 }
        }),
        b'=' if rest.starts_with("==") => {
            place.unconstrained("==").map(|words| Mark::Around { open: 2, words, close: 2 })
        }
        b'[' if rest.starts_with("[[") => {
            let close = place.find(2, "]]")?;
            let skip = rest[2..close].rfind('|').map_or(0, |at| at + 1);
            Some(Mark::Around { open: 2 + skip, words: close - 2 - skip, close: 2 })
        }
        b'[' if link_of_jira(rest).is_some() => {
            let (words, length) = link_of_jira(rest)?;
            Some(Mark::Around { open: 1, words, close: length - words - 1 })
        }
        b'[' => {
            let end = rest.bytes().take(6).position(|b| b == b']')?;
            (end > 1
                && rest[1..end].bytes().all(|b| b.is_ascii_digit())
                && place.before().is_some_and(|c| !c.is_whitespace()))
            .then_some(Mark::Out(end + 1))
        }
        b'{' if ["{color", "{anchor"].iter().any(|tag| rest.starts_with(tag)) => {
            Some(Mark::Out(place.find(1, "}").filter(|end| *end < 60)? + 1))
        }
        b'{' if rest.starts_with("{%") => Some(Mark::Out(place.find(2, "%}")? + 2)),
        b'{' if rest.starts_with("{{") => {
            let end = place.find(2, "}}")?;
            let inner = &rest[2..end];
            // Monospace in Jira. Else what the site puts here is not known.
            if !inner.is_empty() && !inner.starts_with([' ', '\n']) && !inner.contains(['.', '|']) {
                return Some(Mark::Code { open: 2, words: inner.len(), close: 2 });
            }
            Some(Mark::Put(end + 2, "…".into()))
        }
        b'<' => {
            let name = rest[1..].trim_start_matches('/').bytes().take_while(u8::is_ascii_alphabetic).count();
            let end = place.find(1, ">").filter(|end| name > 0 && *end < 500)?;
            if rest.starts_with("<code") || rest.starts_with("<kbd") {
                let close = place.find(end, "</")?;
                let len = rest[close..].find('>').map_or(2, |at| at + 1);
                return Some(Mark::Code { open: end + 1, words: close.saturating_sub(end + 1), close: len });
            }
            Some(if rest.starts_with("<br") { Mark::Put(end + 1, " ".into()) } else { Mark::Out(end + 1) })
        }
        b'&' => character_reference(rest),
        b'*' | b'_' | b'+' | b'-' | b'^' | b'~' | b'?' => {
            let mark = AROUND.iter().find(|mark| rest.starts_with(**mark))?;
            let words = place.constrained(mark)?;
            // Dashes and sums have blanks or more of their kind around them.
            (!rest[mark.len()..].starts_with(*mark)).then_some(Mark::Around {
                open: mark.len(),
                words,
                close: mark.len(),
            })
        }
        _ => None,
    }
}
