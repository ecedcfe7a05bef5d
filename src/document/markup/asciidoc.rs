//! AsciiDoc: titles, paragraphs, lists, quotations, cells and footnotes.

use std::borrow::Cow;
use std::collections::HashMap;

use super::inline::{Lines, Mark, Place, character_reference, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// What lines under titles are drawn of, the first level first.
const UNDERLINES: [u8; 5] = *b"=-~^+";

/// Labels that a paragraph of advice begins with.
const ADMONITIONS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Styles of blocks that hold no prose, whatever stands around them.
const VERBATIM: [&str; 12] = [
    "source",
    "listing",
    "literal",
    "stem",
    "latexmath",
    "asciimath",
    "plantuml",
    "mermaid",
    "graphviz",
    "ditaa",
    "pass",
    "comment",
];

/// Macros whose words are shown on keys and buttons.
const SHOWN: [&str; 4] = ["kbd:", "btn:", "menu:", "pass:"];

/// Macros that show no words.
const HIDDEN: [&str; 6] = ["image:", "icon:", "indexterm:", "indexterm2:", "anchor:", "bibitem:"];

/// Attributes that every processor knows, and what they stand for.
const INTRINSIC: [(&str, &str); 14] = [
    ("nbsp", "\u{A0}"),
    ("empty", ""),
    ("sp", " "),
    ("plus", "+"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("apos", "'"),
    ("quot", "\""),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("zwsp", ""),
];

/// The longest name of an attribute, in bytes; those of manual pages have blanks in them.
const LONGEST_NAME: usize = 40;

/// A value of an attribute longer than this is none that stands in a sentence.
const MOST_VALUE: usize = 500;

pub(super) fn read(source: &str) -> Document<'static> {
    let lines = Lines::new(source);
    let mut last = HashMap::new();
    for at in 0..lines.len() {
        if let Some(delimiter) = delimiter(lines.get(at)) {
            last.insert(delimiter, at);
        }
    }
    let mut reader = Reader {
        lines,
        at: 0,
        builder: Builder::with_capacity(source.len()),
        attributes: HashMap::new(),
        style: Style::Prose,
        title: None,
        open: Vec::new(),
        last,
        in_list: false,
    };
    reader.run();
    reader.builder.finish(BlockKind::Paragraph)
}

/// What the attributes before a block make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Prose,
    Quote,
    Verbatim,
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    builder: Builder,
    attributes: HashMap<&'t str, Cow<'t, str>>,
    style: Style,
    /// The title of the block to come.
    title: Option<Span>,
    /// The delimiters of the blocks that are open, and whether they are quotations.
    open: Vec<(&'t str, bool)>,
    /// The last line of each delimiter.
    last: HashMap<&'t str, usize>,
    in_list: bool,
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        while self.at < self.lines.len() {
            let line = self.lines.get(self.at);
            if line.is_empty() {
                self.at += 1;
            } else if !self.metadata(line)
                && !self.delimited(line)
                && !self.heading(line)
                && !self.quoted(line)
            {
                self.prose(line);
            }
        }
    }

    /// Lines that say something about what follows, and those that say nothing.
    fn metadata(&mut self, line: &'t str) -> bool {
        if let Some((name, value)) = attribute(line) {
            self.attribute(name, value);
        } else if line.starts_with('[') && line.ends_with(']') && !line.starts_with("[ ") {
            self.style = style(line).unwrap_or(self.style);
        } else if let Some(title) = line.strip_prefix('.')
            && !title.starts_with(['.', ' ', '\t'])
            && !title.is_empty()
        {
            self.title = Some(self.lines.between(self.at, 1, self.at));
        } else if let Some((name, rest)) = block_macro(line) {
            if name == "image"
                && let Some(words) = rest.split_once('[').map(|(_, words)| words.trim_end_matches(']'))
                && let Some(words) = words.split(',').next().map(|words| words.trim_matches('"'))
                && !words.trim().is_empty()
                && !words.contains('=')
            {
                let place = self.lines.between(self.at, 0, self.at);
                self.builder.fields.alternatives.push((words.to_string(), place));
            }
            (self.title, self.style) = (None, Style::Prose);
        } else if !is_comment(line) && !matches!(line, "+" | "'''" | "---" | "***" | "- - -" | "<<<") {
            return false;
        }
        self.at += 1;
        true
    }

    fn attribute(&mut self, name: &'t str, value: &'t str) {
        let mut value = Cow::Borrowed(value);
        while let Some(begun) = value.strip_suffix('\\').map(str::trim_end)
            && self.at + 1 < self.lines.len()
            && value.len() < MOST_VALUE
        {
            self.at += 1;
            value = Cow::Owned(format!("{begun} {}", self.lines.get(self.at).trim()));
        }
        let fields = &mut self.builder.fields;
        match name {
            "description" => fields.description = Some(value.to_string()),
            "lang" => fields.language = Some(value.to_string()),
            "revdate" | "docdate" => fields.date = value.parse().ok(),
            _ => {}
        }
        if let Some(unset) = name.strip_prefix('!') {
            self.attributes.remove(unset);
        } else if value.len() <= MOST_VALUE {
            self.attributes.insert(name, value);
        }
    }

    /// Blocks between two equal lines.
    fn delimited(&mut self, line: &'t str) -> bool {
        let Some(mark) = delimiter(line) else { return false };
        let style = std::mem::replace(&mut self.style, Style::Prose);
        if self.open.last().is_some_and(|(open, _)| *open == mark) {
            self.open.pop();
        } else if self.last.get(mark).is_some_and(|last| *last > self.at) {
            let first = mark.as_bytes()[0];
            let is_table = mark.ends_with("===") && matches!(first, b'|' | b',' | b':' | b'!');
            let is_verbatim = style == Style::Verbatim
                || matches!(first, b'/' | b'.' | b'+' | b'`')
                || mark.starts_with("----");
            if is_table || is_verbatim {
                if !is_table && first != b'/' {
                    self.builder.lead_to_code();
                }
                self.title = None;
                let start = self.at + 1;
                self.at = start;
                while self.lines.get(self.at) != mark && self.at < self.lines.len() {
                    self.at += 1;
                }
                if is_table {
                    self.table(start, self.at, first);
                }
            } else {
                self.flush_title();
                self.open.push((mark, style == Style::Quote || first == b'_'));
            }
        }
        self.at += 1;
        self.in_list = false;
        true
    }

    /// The cells of the lines of a table.
    fn table(&mut self, start: usize, end: usize, first: u8) {
        let mark = match first {
            b',' => ',',
            b':' => ':',
            b'!' => '!',
            _ => '|',
        };
        for at in start..end {
            let (line, span) = (self.lines.get(at), self.lines.span(at));
            let mut start = 0;
            let push = |reader: &mut Reader<'t>, start: usize, end: usize| {
                let mut end = end;
                // What the next cell is like stands before its mark: `2+`, `.3+^.>s`.
                let cell = line[start..end].trim_end();
                let like = cell.rsplit(' ').next().unwrap_or_default();
                if end < line.len()
                    && !like.is_empty()
                    && like.len() <= 8
                    && like.bytes().all(|b| {
                        matches!(b, b'0'..=b'9' | b'.' | b'+' | b'*' | b'^' | b'<' | b'>')
                            || b"adehlmsv".contains(&b)
                    })
                    && (like.len() == 1 || like.contains(['+', '*', '^', '<', '>', '.']))
                    && !like.ends_with('.')
                {
                    end = start + cell.len() - like.len();
                }
                reader.words(Span { start: span.start + start, end: span.start + end }, BlockKind::Cell);
            };
            for (place, _) in line.match_indices(mark) {
                if line[..place].ends_with('\\') {
                    continue;
                }
                push(self, start, place);
                start = place + 1;
            }
            push(self, start, line.len());
        }
    }

    fn heading(&mut self, line: &'t str) -> bool {
        let marks = line.bytes().take_while(|b| *b == line.as_bytes()[0]).count();
        let is_marked = (1..=6).contains(&marks)
            && line.starts_with(['=', '#'])
            && line[marks..].starts_with([' ', '\t']);
        let below = self.lines.get(self.at + 1);
        let is_underlined = !is_marked && is_underlined(line, below);
        if !is_marked && !is_underlined {
            return false;
        }
        let is_title = self.builder.is_empty() && (marks == 1 || below.starts_with("=="));
        let span = self.lines.between(self.at, if is_marked { marks } else { 0 }, self.at);
        self.at += if is_underlined { 2 } else { 1 };
        (self.style, self.title, self.in_list) = (Style::Prose, None, false);
        let underline = below.bytes().next().and_then(|mark| UNDERLINES.iter().position(|it| *it == mark));
        let level = if is_marked { marks } else { underline.map_or(1, |place| place + 1) };
        self.builder.heading_alone(level as u8);
        self.words(
            span.trim(self.lines.source),
            if is_title { BlockKind::Title } else { BlockKind::Heading },
        );
        if is_title {
            self.header();
        }
        true
    }

    /// What stands right below the title: its author, its revision, attributes.
    fn header(&mut self) {
        for at in 0..3 {
            while let Some((name, value)) = attribute(self.lines.get(self.at)) {
                self.attribute(name, value);
                self.at += 1;
            }
            let line = self.lines.get(self.at);
            let is_author = at == 0
                && !line.is_empty()
                && line.chars().count() <= 200
                && !line.ends_with(['.', '!', '?', ':'])
                && line.starts_with(char::is_alphabetic);
            let is_revision = line.starts_with(|c: char| c.is_ascii_digit())
                || line.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            if is_comment(line) {
                self.at += 1;
            } else if is_author || (at > 0 && is_revision) {
                if is_revision {
                    let date = line.split([',', ' ']).find_map(|part| part.trim().parse().ok());
                    self.builder.fields.date = date.or(self.builder.fields.date);
                }
                self.at += 1;
            }
        }
    }

    /// Lines that begin with an angle, as quotations of Markdown do: paragraphs and items of one.
    fn quoted(&mut self, line: &'t str) -> bool {
        let inner =
            |line: &'t str| line.strip_prefix('>').filter(|rest| rest.is_empty() || rest.starts_with(' '));
        if inner(line).is_none() {
            return false;
        }
        self.flush_title();
        (self.style, self.in_list) = (Style::Prose, false);
        while let Some(rest) = inner(self.lines.get(self.at)) {
            let start = self.at;
            self.at += 1;
            let words = rest.trim_start();
            if words.is_empty() {
                continue;
            }
            let bullet = item(words).filter(|(_, is_term)| !is_term).map(|((_, skip), _)| skip);
            while let Some(rest) = inner(self.lines.get(self.at)).map(str::trim_start)
                && !rest.is_empty()
                && item(rest).is_none()
            {
                self.at += 1;
            }
            let skip = self.lines.get(start).len() - words.len() + bullet.unwrap_or(0);
            let span = self.lines.between(start, skip, self.at - 1);
            self.words(span, if bullet.is_some() { BlockKind::Item } else { BlockKind::Quote });
        }
        true
    }

    /// Everything else: an item, a paragraph, an indented listing.
    fn prose(&mut self, line: &'t str) {
        let words = line.trim_start();
        let is_indented = words.len() < line.len();
        let style = std::mem::replace(&mut self.style, Style::Prose);
        let start = self.at;
        if let Some((skip, is_term)) = item(words) {
            self.flush_title();
            self.in_list = true;
            if is_term {
                self.at += 1;
                let term = self.lines.between(start, 0, start);
                self.words(Span { start: term.start, end: term.start + skip.0 }, BlockKind::Heading);
                let rest = Span { start: term.start + skip.1, end: term.end };
                if rest.trim(self.lines.source).is_empty() {
                    return;
                }
                self.paragraph_end();
                let end = self.lines.span(self.at - 1).end;
                return self.words(Span { start: rest.start, end }, BlockKind::Item);
            }
            self.at += 1;
            self.paragraph_end();
            return self.words(self.lines.between(start, skip.1, self.at - 1), BlockKind::Item);
        }
        self.at += 1;
        self.paragraph_end();
        let is_listing = style == Style::Verbatim || (is_indented && !self.in_list);
        if is_listing {
            self.title = None;
            return;
        }
        self.flush_title();
        let label = ADMONITIONS.iter().find_map(|label| words.strip_prefix(label)?.strip_prefix(": "));
        let mut span =
            self.lines.between(start, label.map_or(0, |rest| words.len() - rest.len()), self.at - 1);
        let is_quote = style == Style::Quote || self.open.iter().any(|(_, is_quote)| *is_quote);
        // A paragraph in quotation marks with its source below.
        if words.starts_with('"') && self.at > start + 1 && self.lines.get(self.at - 1).starts_with("-- ") {
            span.end = self.lines.span(self.at - 2).end;
        }
        let kind = match (is_quote, self.in_list && is_indented) {
            (true, _) => BlockKind::Quote,
            (_, true) => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        if !is_indented && self.lines.get(start.wrapping_sub(1)) != "+" {
            self.in_list = false;
        }
        self.words(span, kind);
    }

    /// Goes to the end of the paragraph at hand.
    fn paragraph_end(&mut self) {
        while self.at < self.lines.len() {
            let line = self.lines.get(self.at);
            let ends = line.is_empty()
                || line == "+"
                || delimiter(line).is_some()
                || (line.starts_with('[') && line.ends_with(']') && style(line).is_some())
                || (self.in_list && item(line.trim_start()).is_some());
            if ends {
                break;
            }
            self.at += 1;
        }
    }

    fn flush_title(&mut self) {
        if let Some(title) = self.title.take() {
            self.words(title, BlockKind::Heading);
        }
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        let (source, attributes) = (self.lines.source, &self.attributes);
        let mut spans = vec![(span, kind)];
        // A line that was ended on purpose stands for itself, unless its sentence runs on.
        while let Some((span, kind)) = spans.last_mut()
            && let Some(end) = ended_line(span.of(source))
        {
            let behind = (Span { start: span.start + end + " +".len(), end: span.end }.trim(source), *kind);
            span.end = span.start + end;
            spans.push(behind);
        }
        spans.reverse();
        while let Some((span, kind)) = spans.pop() {
            let notes = write(&mut self.builder, source, span, |place| mark(place, attributes));
            self.builder.end_block(kind);
            // A note in a note is none.
            if kind != BlockKind::Footnote {
                spans.extend(notes.into_iter().rev().map(|note| (note, BlockKind::Footnote)));
            }
        }
    }
}

/// Where a line ends that a mark ends and whose sentence does not run on behind it: before that mark.
fn ended_line(text: &str) -> Option<usize> {
    memchr::memmem::find_iter(text.as_bytes(), b" +").find_map(|at| {
        let behind = &text[at + 2..];
        let next = behind.strip_prefix('\n').or_else(|| behind.strip_prefix("\r\n"))?;
        let next = next.trim_start();
        (!next.is_empty() && !next.starts_with(char::is_lowercase)).then_some(at)
    })
}

/// `:name: value`.
fn attribute(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let sound = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!' | b' '))
        && name.len() <= LONGEST_NAME
        && name.trim() == name
        && (value.is_empty() || value.starts_with([' ', '\t']));
    sound.then(|| (name, value.trim()))
}

fn style(line: &str) -> Option<Style> {
    let inner = line[1..line.len() - 1].trim_start_matches('[');
    let name = inner.split([',', '#', '.', '%', ']']).next().unwrap_or_default().trim();
    if VERBATIM.contains(&name) {
        Some(Style::Verbatim)
    } else if matches!(name, "quote" | "verse") {
        Some(Style::Quote)
    } else if name.is_empty()
        || ADMONITIONS.contains(&name)
        || name.bytes().all(|b| b.is_ascii_lowercase() || b"-_=\"".contains(&b))
    {
        Some(Style::Prose)
    } else {
        None
    }
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("////")
}

/// `name::target[…]` on a line of its own: the name, and the rest.
fn block_macro(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once("::")?;
    let sound = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
        && !rest.starts_with([' ', '\t'])
        && rest.ends_with(']')
        && rest.contains('[');
    sound.then_some((name, rest))
}

/// The line itself, if it can begin or end a block.
fn delimiter(line: &str) -> Option<&str> {
    let first = *line.as_bytes().first()?;
    let all = |from: usize| line.len() >= 4 && line.bytes().skip(from).all(|b| b == first);
    let is_one = match first {
        b'-' => line == "--" || all(0),
        b'.' | b'=' | b'*' | b'_' | b'+' | b'/' => all(0),
        b'`' => line.starts_with("```") && !line[3..].contains('`'),
        b'|' | b',' | b':' | b'!' => line.len() >= 4 && line[1..].bytes().all(|b| b == b'='),
        _ => false,
    };
    // A fence may name its language.
    is_one.then(|| if first == b'`' { &line[..3] } else { line })
}

/// A title in the old way: a line of marks below it, as long as itself within two.
fn is_underlined(line: &str, below: &str) -> bool {
    let (title, marks) = (line.chars().count(), below.len());
    let first = below.bytes().next().unwrap_or_default();
    matches!(first, b'=' | b'-' | b'~' | b'^' | b'+')
        && marks >= 3
        && below.bytes().all(|b| b == first)
        && title.abs_diff(marks) <= 2
        && line.starts_with(char::is_alphanumeric)
}

/// Where an item's words begin. Of a term: where it ends, and where its explanation begins; and that it is one.
fn item(line: &str) -> Option<((usize, usize), bool)> {
    let bullets = line.bytes().take_while(|b| matches!(b, b'*' | b'.')).count();
    let bullets = if line.starts_with("- ") { 1 } else { bullets };
    if (1..=6).contains(&bullets) && line[bullets..].starts_with([' ', '\t']) {
        let mut skip = bullets + 1;
        for task in ["[ ] ", "[x] ", "[*] "] {
            if line[skip..].starts_with(task) {
                skip += task.len();
                break;
            }
        }
        return Some(((0, skip), false));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_letter =
        line.as_bytes().first().is_some_and(u8::is_ascii_lowercase) && line[1..].starts_with(". ");
    let number = if is_letter { 1 } else { digits };
    if (1..=3).contains(&number) && line[number..].starts_with(". ") {
        return Some(((0, number + 2), false));
    }
    if let Some((number, rest)) = line.strip_prefix('<').and_then(|rest| rest.split_once('>'))
        && (number == "." || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())))
        && rest.starts_with(' ')
    {
        return Some(((0, number.len() + 3), false));
    }
    let ends = ["::", ";;"].iter().find_map(|mark| {
        let at = line.find(mark)?;
        let rest = line[at..].trim_start_matches([':', ';']);
        (at > 0 && (rest.is_empty() || rest.starts_with([' ', '\t']))).then(|| (at, line.len() - rest.len()))
    })?;
    (ends.0 <= 200 && !line[..ends.0].ends_with('.')).then_some((ends, true))
}

fn mark<'t>(place: Place<'t>, attributes: &HashMap<&'t str, Cow<'t, str>>) -> Option<Mark<'t>> {
    let rest = place.rest();
    match rest.as_bytes()[0] {
        b'\n' => {
            let line = rest[1..].split('\n').next().unwrap_or_default();
            // The next line of a quotation as Markdown has it.
            if let Some(words) = line.strip_prefix("> ") {
                return Some(Mark::Put(1 + line.len() - words.len(), " ".into()));
            }
            let out = is_comment(line) || block_macro(line.trim_end()).is_some() || attribute(line).is_some();
            out.then(|| Mark::Out(1 + line.len()))
        }
        b'\\' => rest[1..]
            .starts_with(['{', '*', '_', '`', '#', '<', '^', '~', '[', '\'', '-'])
            .then_some(Mark::Out(1)),
        b' ' if rest.starts_with(" +\n") || rest.starts_with(" +\r\n") => Some(Mark::Out(2)),
        b'&' => character_reference(rest),
        b'{' => reference(place, attributes),
        b'<' if rest.starts_with("<<") => {
            let len = place.find(2, ">>")?;
            Some(match rest[2..len].split_once(',') {
                Some((id, words)) => {
                    let skip = 3 + id.len() + (words.len() - words.trim_start().len());
                    Mark::Around { open: skip, words: len - skip, close: 2 }
                }
                // A title, or a name that says less.
                None if rest[2..len].contains(' ') => Mark::Around { open: 2, words: len - 2, close: 2 },
                None => Mark::Name { open: 2, words: len - 2, close: 2 },
            })
        }
        b'<' if rest[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            let len = place.find(1, ">")?;
            let is_callout = rest[1..len].bytes().all(|b| b.is_ascii_digit() || b == b'.');
            is_callout.then_some(Mark::Out(len + 1))
        }
        b'[' if rest.starts_with("[[") => Some(Mark::Out(place.find(2, "]]")? + 2)),
        // A role before marked words.
        b'[' => {
            let len = place.find(1, "]")? + 1;
            let is_role = rest[1..].starts_with(['.', '#'])
                || rest[1..len - 1].bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            (is_role && rest[len..].starts_with(['#', '*', '_', '`']) && len > 2).then_some(Mark::Out(len))
        }
        b'(' if rest.starts_with("(((") => Some(Mark::Out(place.find(3, ")))")? + 3)),
        b'(' if rest.starts_with("((") => {
            let len = place.find(2, "))")?;
            Some(Mark::Around { open: 2, words: len - 2, close: 2 })
        }
        b'"' | b'\'' if rest[1..].starts_with('`') => {
            let quote = &rest[..1];
            place.find(2, if quote == "\"" { "`\"" } else { "`'" })?;
            Some(Mark::Put(2, if quote == "\"" { "“".into() } else { "‘".into() }))
        }
        b'`' if rest.starts_with("`\"") => Some(Mark::Put(2, "”".into())),
        b'`' if rest.starts_with("`'") && !place.is_open() => Some(Mark::Put(2, "’".into())),
        b'\'' if rest.starts_with("''") && closes_old_quote(place) => Some(Mark::Put(2, "”".into())),
        b'\'' if closes_old_single_quote(place) => Some(Mark::Put(1, "’".into())),
        b'`' => {
            let old = old_quote(place);
            if old.is_some() {
                return old;
            }
            let (words, len) = both(place, "``", "`")?;
            let inner = &rest[len..len + words];
            // Pluses keep what is between them from being read.
            let plus = usize::from(inner.len() > 2 && inner.starts_with('+') && inner.ends_with('+'));
            // An attribute alone is what it stands for.
            let name = inner.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
            if let Some(name) = name.filter(|name| !name.contains(['{', '}', ' ', ':']) && !name.is_empty()) {
                return Some(match attributes.get(name) {
                    Some(value) if !value.contains(['{', '*', '`', '[']) => {
                        Mark::Put(words + 2 * len, value.clone())
                    }
                    _ => Mark::Name { open: len + 1, words: words - 2, close: len + 1 },
                });
            }
            Some(Mark::Code { open: len + plus, words: words - 2 * plus, close: len + plus })
        }
        b'+' => {
            let triple = place.unconstrained("+++").map(|words| (words, 3));
            let (words, len) = triple.or_else(|| both(place, "++", "+"))?;
            Some(Mark::Around { open: len, words, close: len })
        }
        b'*' if rest.starts_with("***") && !rest[3..].starts_with(['*', ' ']) => {
            let close = place.find(3, "***")?;
            Some(Mark::Around { open: 3, words: close - 3, close: 3 })
        }
        b'*' => both(place, "**", "*").map(|(words, len)| Mark::Around { open: len, words, close: len }),
        b'_' => both(place, "__", "_").map(|(words, len)| Mark::Around { open: len, words, close: len }),
        b'#' => both(place, "##", "#").map(|(words, len)| Mark::Around { open: len, words, close: len }),
        b'^' | b'~' => {
            let words = place.unconstrained(&rest[..1]).filter(|words| *words < 30)?;
            (!rest[1..1 + words].contains(char::is_whitespace)).then_some(Mark::Around {
                open: 1,
                words,
                close: 1,
            })
        }
        byte if byte.is_ascii_alphabetic() && place.is_open() => named(place),
        _ => None,
    }
}

/// The first mark of a quotation as AsciiDoc had it before 2013, that of TeX: ``` ``Git'' ```, and `` `Git' `` where nothing closes
/// the code that it may begin.
fn old_quote(place: Place<'_>) -> Option<Mark<'static>> {
    let rest = place.rest();
    if !rest.starts_with("``") {
        let close = place.find(1, "'")?;
        let inner = &rest[1..close];
        let is_quoted = place.is_open()
            && !inner.is_empty()
            && !inner.contains('`')
            && !inner.starts_with(' ')
            && !rest[close + 1..].starts_with(char::is_alphanumeric)
            // Code that another begins in is none.
            && both(place, "``", "`").is_none_or(|(words, len)| rest[len..len + words].contains(" `"));
        return is_quoted.then(|| Mark::Put(1, "‘".into()));
    }
    let close = place.find(2, "''").filter(|close| *close > 2 && !rest.starts_with("```"))?;
    place.find(2, "``").is_none_or(|code| close < code).then(|| Mark::Put(2, "“".into()))
}

/// Whether a prime behind a word closes what a backtick has opened, which stands before a word and behind none.
fn closes_old_single_quote(place: Place<'_>) -> bool {
    let (before, behind) = (place.just_before(), &place.rest()[1..]);
    let opens = |open: usize| {
        let said = &before[open + 1..];
        !said.starts_with(|c: char| c.is_whitespace())
            && !said.contains('\'')
            && before[..open].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')
    };
    !behind.starts_with(|c: char| c == '\'' || c.is_alphanumeric())
        && before.ends_with(|c: char| !c.is_whitespace() && c != '`')
        && before.rfind('`').is_some_and(opens)
}

/// Whether two primes behind a word close what two backticks have opened.
fn closes_old_quote(place: Place<'_>) -> bool {
    let (before, behind) = (place.just_before(), &place.rest()[2..]);
    !behind.starts_with(|c: char| c == '\'' || c.is_alphanumeric())
        && before.ends_with(|c: char| !c.is_whitespace() && c != '\'')
        && before.rfind("``").is_some_and(|open| !before[open..].contains("''"))
}

/// Words between doubled marks, or between single ones at the ends of words: their length and that of a mark.
fn both(place: Place<'_>, double: &str, single: &str) -> Option<(usize, usize)> {
    place
        .unconstrained(double)
        .map(|words| (words, 2))
        .or_else(|| place.constrained(single).map(|words| (words, 1)))
}

/// `{name}`.
fn reference<'t>(place: Place<'t>, attributes: &HashMap<&'t str, Cow<'t, str>>) -> Option<Mark<'t>> {
    let rest = place.rest();
    let end = rest.bytes().take(100).position(|b| b == b'}')?;
    let name = &rest[1..end];
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
        return None;
    }
    let value = attributes.get(name);
    // An address, which may go on behind the attribute, and its words.
    let is_address = match value {
        Some(value) => value.contains(':') || value.contains('{'),
        None => ["url", "uri", "link"].iter().any(|word| name.starts_with(word) || name.ends_with(word)),
    };
    let tail = &rest[end + 1..];
    let path = tail.bytes().take(500).position(|b| b.is_ascii_whitespace() || b == b'[');
    if let Some(path) = path.filter(|path| is_address && tail[*path..].starts_with('['))
        && let Some(close) =
            tail[path + 1..].bytes().take(500).position(|b| b == b']').filter(|close| *close > 0)
    {
        let words = shown(&tail[path + 1..path + 1 + close]);
        return Some(Mark::Around { open: end + 2 + path, words, close: 1 + close - words });
    }
    if let Some((_, stands_for)) = INTRINSIC.iter().find(|(intrinsic, _)| *intrinsic == name) {
        return Some(Mark::Put(end + 1, Cow::Borrowed(stands_for)));
    }
    Some(match value {
        Some(value) if !value.contains(['{', '*', '`', '[']) => Mark::Put(end + 1, value.clone()),
        // A name says more than a hole.
        _ => Mark::Name { open: 1, words: name.len(), close: 1 },
    })
}

/// `name:target[words]`.
fn named(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    let colon = rest
        .bytes()
        .take(14)
        .position(|b| !b.is_ascii_alphanumeric())
        .filter(|at| rest[*at..].starts_with(':'))?;
    let name = &rest[..=colon];
    let target = rest[colon + 1..].bytes().take(1_000).position(|b| b.is_ascii_whitespace() || b == b'[')?;
    let open = colon + 1 + target;
    if !rest[open..].starts_with('[') {
        return None;
    }
    let inner = Place { at: place.at + open, ..place };
    let len = inner.bracketed(b'[', b']')?;
    let words = &rest[open + 1..open + len - 1];
    let whole = open + len;
    match name {
        "footnote:" => Some(Mark::Note { open: open + 1, words: words.len(), close: 1 }),
        "footnoteref:" => {
            let skip = words.find(',').map_or(words.len(), |at| at + 1);
            Some(Mark::Note { open: open + 1 + skip, words: words.len() - skip, close: 1 })
        }
        "xref:" | "link:" | "mailto:" | "http:" | "https:" | "ftp:" | "irc:" => {
            let is_named = words.starts_with('"') && words.len() > 1;
            let shown = match words[usize::from(is_named)..].find('"') {
                Some(end) if is_named => end,
                _ => shown(words),
            };
            if words[..shown].trim().is_empty() {
                // Without words, its target is shown; of an address on the web, all of it.
                let skip = if matches!(name, "xref:" | "link:" | "mailto:") { colon + 1 } else { 0 };
                let words = open - skip;
                return Some(match name {
                    // The title of another page, which is not known here.
                    "xref:" => Mark::Name { open: skip, words, close: len },
                    _ => Mark::Code { open: skip, words, close: len },
                });
            }
            let start = open + 1 + usize::from(is_named);
            Some(Mark::Around { open: start, words: shown, close: whole - start - shown })
        }
        // As processors show it: `File › Save`.
        "menu:" if !words.trim().is_empty() => {
            let path = format!("{} › {}", &rest[colon + 1..open], words.trim().replace(" > ", " › "));
            Some(Mark::Put(whole, path.into()))
        }
        // What is handed on to HTML as it is.
        "pass:" if words.starts_with('<') && words.ends_with('>') && words.contains("</") => {
            let start = words.find('>')? + 1;
            let end = words.rfind("</")?.max(start);
            Some(Mark::Around { open: open + 1 + start, words: end - start, close: words.len() - end + 1 })
        }
        _ if SHOWN.contains(&name) && words.trim().is_empty() => {
            Some(Mark::Around { open: colon + 1, words: target, close: len })
        }
        _ if SHOWN.contains(&name) => Some(Mark::Around { open: open + 1, words: words.len(), close: 1 }),
        "stem:" | "latexmath:" | "asciimath:" => Some(Mark::formula(open + 1, words, 1)),
        _ if HIDDEN.contains(&name) => Some(Mark::Out(whole)),
        _ => None,
    }
}

/// How much of the words of a link is shown: without `,role=…` and the mark of a new window.
fn shown(words: &str) -> usize {
    let options = words.match_indices(',').find(|(at, _)| {
        let rest = words[at + 1..].trim_start();
        let name = rest.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'-').count();
        name > 0 && rest[name..].starts_with('=')
    });
    words[..options.map_or(words.len(), |(at, _)| at)].trim_end_matches('^').len()
}
