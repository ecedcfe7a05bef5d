//! MediaWiki text: headings, paragraphs, items, quotations and cells.

mod template;

use super::formula as tex;
use super::inline::{Lines, Mark, Place, character_reference, is_cited, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Role};
use crate::span::{Span, boundary_at_or_after};

/// Tags whose content is no prose.
const HIDDEN: [&str; 17] = [
    "ref",
    "references",
    "math",
    "chem",
    "ce",
    "gallery",
    "syntaxhighlight",
    "source",
    "pre",
    "timeline",
    "score",
    "templatedata",
    "graph",
    "imagemap",
    "mapframe",
    "hiero",
    "categorytree",
];

/// Tags of [`HIDDEN`] whose content is a formula, which its sentence shows or lacks.
const FORMULAS: [&str; 3] = ["<math", "<chem", "<ce"];

/// Names of the space that files are in, and of categories, in some languages.
#[rustfmt::skip] // Several to a line.
const SPACES: [&str; 40] = [
    "file", "image", "media", "category", "datei", "bild", "kategorie", "fichier", "catégorie", "archivo", "imagen",
    "categoría", "immagine", "categoria", "ficheiro", "imagem", "arquivo", "bestand", "afbeelding", "categorie", "plik",
    "grafika", "kategoria", "файл", "изображение", "категория", "fil", "kategori", "tiedosto", "kuva", "luokka", "fájl",
    "kép", "kategória", "fișier", "dosya", "αρχείο", "κατηγορία", "ملف", "تصنيف",
];

/// A template, a table or a note is no longer than this, in bytes.
const LONGEST: usize = 200_000;

/// Whether a text is one: two headings between signs of equality, links, and what only this notation has.
pub(in crate::document) fn is_one(text: &str) -> bool {
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !text.starts_with("==") && !has("\n==") || !has("[[") {
        return false;
    }
    let is_heading = |line: &&str| {
        let line = line.trim_end();
        line.starts_with("==") && line.ends_with("==") && line.contains(char::is_alphabetic)
    };
    (has("'''") || has("{{") || has("<ref") || has("[[Category:"))
        && text.lines().filter(is_heading).take(2).count() > 1
}

pub(super) fn read(source: &str) -> Document<'static> {
    let cuts = cuts(source);
    let lines = Lines::new(source);
    let mut reader = Reader {
        lines,
        at: 0,
        cuts,
        builder: Builder::with_capacity(source.len()),
        tables: 0,
        is_quote: false,
    };
    reader.run();
    reader.builder.finish(BlockKind::Paragraph)
}

/// What is out wherever it stands: comments, templates, notes, pictures, tags with their content. In order, apart.
fn cuts(source: &str) -> Vec<Span> {
    let mut cuts: Vec<Span> = Vec::new();
    let bytes = source.as_bytes();
    // Where nothing more of a kind ends, so that no look for it goes to the end twice.
    let mut missing: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'<', b'{', b'[', &bytes[at..]) {
        let start = at + found;
        let rest = &source[start..];
        let len = if rest.starts_with("<!--") {
            Some(memchr::memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3))
        } else if rest.starts_with("{{") && !rest.starts_with("{{{{{") {
            match template::shown(rest) {
                Some(_) => None,
                None => nested(rest, "{{", "}}"),
            }
        } else if rest.starts_with("[[") && is_in_space(rest) {
            nested(rest, "[[", "]]")
        } else if rest.starts_with('<') {
            hidden_tag(rest, &mut missing)
        } else {
            None
        };
        match len {
            Some(len) => {
                cuts.push(Span { start, end: start + len });
                at = start + len;
            }
            None => at = start + rest.bytes().take_while(|b| *b == bytes[start]).count().min(2),
        }
    }
    cuts
}

/// Whether a link is to a file or a category, or to the same page in another language.
fn is_in_space(rest: &str) -> bool {
    let inner = &rest[2..boundary_at_or_after(rest, 40.min(rest.len()))];
    let Some((name, _)) = inner.split_once(':') else { return false };
    // Capitals shorten the space of a page, and a link with words of its own is read: `[[WP:MOS|the manual]]`.
    let is_language = matches!(name.trim().len(), 2 | 3)
        && name.trim().bytes().all(|b| b.is_ascii_lowercase())
        && !inner.split("]]").next().unwrap_or_default().contains('|');
    SPACES.contains(&name.trim().to_lowercase().as_str()) || is_language
}

/// The length of what is between two marks that may stand inside each other.
fn nested(rest: &str, open: &str, close: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let (first, last) = (open.as_bytes()[0], close.as_bytes()[0]);
    let (mut depth, mut at) = (0usize, 0);
    while let Some(found) = memchr::memchr2(first, last, &bytes[at..]) {
        at += found;
        if bytes[at..].starts_with(open.as_bytes()) {
            depth += 1;
            at += open.len();
        } else if bytes[at..].starts_with(close.as_bytes()) {
            depth -= 1;
            at += close.len();
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
        // What nests deeper than any writer does is not ended either.
        if depth > 40 {
            return None;
        }
    }
    None
}

/// The length of a tag with its content, if that is no prose.
fn hidden_tag(rest: &str, missing: &mut Vec<String>) -> Option<usize> {
    let name_len = rest[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest[1..=name_len].to_ascii_lowercase();
    if !HIDDEN.contains(&name.as_str()) {
        return None;
    }
    let end = memchr::memchr(b'>', &rest.as_bytes()[..rest.len().min(1_000)])?;
    if rest[..end].ends_with('/') {
        return Some(end + 1);
    }
    if missing.contains(&name) {
        return None;
    }
    let close = format!("</{name}");
    let found = memchr::memmem::find(rest.as_bytes(), close.as_bytes());
    let Some(at) = found else {
        missing.push(name);
        return None;
    };
    Some(rest[at..].find('>').map_or(rest.len(), |end| at + end + 1))
}

/// What a formula says and the lengths of the tags around it, if this is one.
fn formula(rest: &str) -> Option<(usize, &str, usize)> {
    if !FORMULAS.iter().any(|tag| rest.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag)))
    {
        return None;
    }
    let open = rest.find('>')? + 1;
    let close = rest.rfind("</").filter(|close| *close >= open)?;
    Some((open, &rest[open..close], rest.len() - close))
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    cuts: Vec<Span>,
    builder: Builder,
    /// How many tables are open.
    tables: usize,
    is_quote: bool,
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        while self.at < self.lines.len() {
            let start = self.at;
            // A line that begins inside of what is out begins behind it.
            let mut from = self.lines.span(start).start;
            let mut end = self.lines.span(start).end;
            if let Some(cut) = self.cut_at(from)
                && (cut.start < from || formula(cut.of(self.lines.source)).is_none())
            {
                from = cut.end;
            }
            while let Some(last) = self.lines_behind(end) {
                end = last;
            }
            self.at = self.line_behind(end);
            if from >= end {
                if self.lines.is_blank(start) {
                    self.is_quote &= self.tables == 0;
                }
                continue;
            }
            self.line(Span { start: from, end });
        }
    }

    /// What is out and holds a byte.
    fn cut_at(&self, at: usize) -> Option<Span> {
        let next = self.cuts.partition_point(|cut| cut.end <= at);
        self.cuts.get(next).copied().filter(|cut| cut.start <= at)
    }

    /// The end of the line on which something ends that is out and goes on over the line break at `end`.
    fn lines_behind(&self, end: usize) -> Option<usize> {
        let cut = self.cut_at(end).filter(|cut| cut.end > end && cut.start < end)?;
        let line = self.lines.source[cut.end..].find('\n').map_or(self.lines.source.len(), |at| cut.end + at);
        Some(line).filter(|line| *line > end)
    }

    /// The number of the first line that begins behind a byte.
    fn line_behind(&self, end: usize) -> usize {
        let mut at = self.at + 1;
        while at < self.lines.len() && self.lines.span(at).start < end {
            at += 1;
        }
        at
    }

    fn line(&mut self, span: Span) {
        let text = span.of(self.lines.source);
        let words = text.trim_start();
        let skip = text.len() - words.len();
        let at = |skip: usize| Span { start: (span.start + skip).min(span.end), end: span.end };
        if words.starts_with("{|") {
            self.tables += 1;
        } else if self.tables > 0 && words.starts_with("|}") {
            self.tables -= 1;
        } else if self.tables > 0 && words.starts_with(['|', '!']) {
            if !words.starts_with("|-") && !words.starts_with("|+") {
                self.row(at(skip + 1));
            }
        } else if words.starts_with('=') && words.trim_end().ends_with('=') && words.len() > 2 {
            let trimmed = words.trim_end();
            let marks = words.bytes().take_while(|b| *b == b'=').count().min(6);
            let behind = trimmed.bytes().rev().take_while(|b| *b == b'=').count().min(marks);
            let inner =
                Span { start: span.start + skip + marks, end: span.start + skip + trimmed.len() - behind };
            if inner.start < inner.end {
                self.builder.heading_alone(marks as u8);
                self.builder.fields.is_titled_elsewhere = true;
                self.words(inner.trim(self.lines.source), BlockKind::Heading);
            }
        } else if words.starts_with("```") {
            // A listing, as wikis of forges have it.
            let close =
                (self.at..self.lines.len()).find(|at| self.lines.get(*at).trim_start().starts_with("```"));
            if let Some(close) = close {
                self.builder.lead_to_code();
                self.at = close + 1;
            }
        } else if words.bytes().all(|b| b == b'-') || is_switch(words) {
            // A rule, or a word to the wiki.
        } else if text.starts_with(['*', '#', ':', ';']) {
            let marks = text.bytes().take_while(|b| matches!(b, b'*' | b'#' | b':' | b';')).count();
            if text.to_ascii_uppercase().starts_with("#REDIRECT") {
                return;
            }
            let kind = match text.as_bytes()[marks - 1] {
                b';' => BlockKind::Heading,
                _ => BlockKind::Item,
            };
            self.words(at(marks), kind);
        } else if text.starts_with(' ')
            && self.tables == 0
            && !words.is_empty()
            && !words.starts_with(['<', '['])
        {
            // A line that is indented is kept as it is: a listing.
        } else {
            if words.starts_with("<blockquote") {
                self.is_quote = true;
            }
            let kind = match (self.tables > 0, self.is_quote) {
                (true, _) => BlockKind::Cell,
                (_, true) => BlockKind::Quote,
                _ => BlockKind::Paragraph,
            };
            // Lines without a blank one between them are one paragraph.
            let mut end = span.end;
            while self.tables == 0
                && self.at < self.lines.len()
                && !self.lines.is_blank(self.at)
                && !self.lines.get(self.at).starts_with("```")
                && !self.lines.get(self.at).starts_with(['*', '#', ':', ';', '=', '|', '!', '{', ' ', '-'])
                && self
                    .cut_at(self.lines.span(self.at).start)
                    .is_none_or(|cut| formula(cut.of(self.lines.source)).is_some())
                && !self.lines.get(self.at).contains("blockquote")
            {
                end = self.lines.span(self.at).end;
                let at = self.at;
                while let Some(last) = self.lines_behind(end) {
                    end = last;
                }
                self.at = at.max(self.line_behind(end));
            }
            self.words(Span { start: span.start, end }, kind);
            if text.contains("</blockquote") {
                self.is_quote = false;
            }
        }
    }

    /// The cells of a line of a table, without their attributes.
    fn row(&mut self, span: Span) {
        let text = span.of(self.lines.source);
        let mut start = 0;
        let ends: Vec<usize> =
            text.match_indices("||").chain(text.match_indices("!!")).map(|(at, _)| at).collect();
        let mut ends = ends;
        ends.sort_unstable();
        ends.push(text.len());
        for end in ends {
            if end < start {
                continue;
            }
            let cell = &text[start..end];
            let attributes = match cell.find('|') {
                Some(at) if !cell[..at].contains("[[") && !cell[..at].contains("{{") => at + 1,
                _ => 0,
            };
            let cell = Span { start: span.start + start + attributes, end: span.start + end };
            self.words(cell.trim(self.lines.source), BlockKind::Cell);
            start = (end + 2).min(text.len());
        }
    }

    /// The words of a paragraph. A formula on a line of its own ends it if what stands behind begins anew.
    fn words(&mut self, mut span: Span, kind: BlockKind) {
        let source = self.lines.source;
        while let Some(cut) = self.parting(span) {
            self.sentences(Span { start: span.start, end: cut.start }.trim(source), kind);
            self.builder.lead_to_code();
            self.builder.unread();
            span = Span { start: cut.end, end: span.end }.trim(source);
        }
        self.sentences(span, kind);
    }

    /// The first formula inside a paragraph that ends it.
    fn parting(&self, span: Span) -> Option<Span> {
        let source = self.lines.source;
        let first = self.cuts.partition_point(|cut| cut.start <= span.start);
        let inside = self.cuts[first..].iter().take_while(|cut| cut.end < span.end);
        inside.copied().find(|cut| {
            formula(cut.of(source)).is_some()
                && is_line(source, *cut)
                && source[cut.end..span.end].trim_start().starts_with(char::is_uppercase)
        })
    }

    fn sentences(&mut self, span: Span, kind: BlockKind) {
        let (cuts, source) = (&self.cuts, self.lines.source);
        if let Some(cut) = self.cut_at(span.start)
            && cut.start == span.start
            && formula(cut.of(source)).is_some()
            && source[cut.end.min(span.end)..span.end].trim_matches([' ', '.', ',', '\n', '\t']).is_empty()
        {
            // Set apart from all sentences.
            self.builder.lead_to_code();
            return self.builder.unread();
        }
        write(&mut self.builder, source, span, |place| {
            let next = cuts.partition_point(|cut| cut.end <= place.at);
            let Some(cut) = cuts.get(next).filter(|cut| cut.start <= place.at) else { return mark(place) };
            let (len, whole) = (cut.end - place.at, cut.of(source));
            if cut.start < place.at && formula(whole).is_some() {
                // The words of a formula that can be read.
                return None;
            }
            Some(match formula(whole) {
                // One on a line of its own is set apart.
                Some(_) if is_line(source, *cut) => Mark::Out(len),
                Some((open, words, close)) if cut.start == place.at => match tex::shown(words) {
                    Some(shown) if shown != words => Mark::Put(len, shown.into()),
                    _ => Mark::formula(open, words, close),
                },
                _ if whole.starts_with("{{")
                    && !template::is_note(whole)
                    && is_cited(
                        &source[place.start..place.at],
                        &source[cut.end.min(place.end)..place.end],
                    ) =>
                {
                    Mark::Put(len, "…".into())
                }
                _ => Mark::Out(len),
            })
        });
        self.builder.end_block_as(kind, Role::Prose);
    }
}

/// Whether a stretch is all that its lines have.
fn is_line(source: &str, stretch: Span) -> bool {
    let before = source[..stretch.start].trim_end_matches([' ', '\t', ':']);
    let behind = source[stretch.end..].trim_start_matches([' ', '\t', '.', ',']);
    (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
}

/// `__NOTOC__`.
fn is_switch(words: &str) -> bool {
    words.len() > 4 && words.starts_with("__") && words.ends_with("__")
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    match rest.as_bytes()[0] {
        b'\'' if rest.starts_with("''") => {
            Some(Mark::Out(rest.bytes().take_while(|b| *b == b'\'').count().min(5)))
        }
        b'[' if rest.starts_with("[[") => {
            let close = place.find(2, "]]")?;
            let inner = &rest[2..close];
            let skip = inner.rfind('|').map_or(0, |at| at + 1);
            // `[[#Section]]` shows its name; a colon before a name keeps it in sight.
            let skip = skip + usize::from(inner[skip..].starts_with([':', '#']));
            Some(Mark::Around { open: 2 + skip, words: inner.len() - skip, close: 2 })
        }
        b'[' if ["[http", "[//", "[ftp", "[mailto:"].iter().any(|begins| rest.starts_with(begins)) => {
            let close = place.find(1, "]")?;
            let inner = &rest[1..close];
            match inner.find(' ') {
                Some(at) => Some(Mark::Around { open: at + 2, words: inner.len() - at - 1, close: 1 }),
                None => Some(Mark::Out(close + 1)),
            }
        }
        b'{' if rest.starts_with("{{") => match template::shown(rest)? {
            template::Shown::Part { open, words, close } => Some(Mark::Around { open, words, close }),
            template::Shown::Words { len, words } => Some(Mark::Put(len, words.into())),
        },
        b'<' => {
            let name = rest[1..].trim_start_matches('/').bytes().take_while(u8::is_ascii_alphabetic).count();
            let end = place.find(1, ">").filter(|end| name > 0 && *end < 500)?;
            let tag = rest[1..=name].to_ascii_lowercase();
            if (tag == "code" || tag == "nowiki" || tag == "kbd") && !rest[..end].ends_with('/') {
                let close = place.find(end, "</")?;
                let len = rest[close..].find('>').map_or(2, |at| at + 1);
                let (open, words) = (end + 1, close.saturating_sub(end + 1));
                return Some(if tag == "nowiki" && words > 0 {
                    Mark::Put(close + len, rest[open..close].into())
                } else {
                    Mark::Code { open, words, close: len }
                });
            }
            Some(if tag == "br" { Mark::Put(end + 1, " ".into()) } else { Mark::Out(end + 1) })
        }
        b'&' => character_reference(rest),
        b'~' if rest.starts_with("~~~") => Some(Mark::Out(rest.bytes().take_while(|b| *b == b'~').count())),
        b'_' if rest.starts_with("__") => {
            let end = place.find(2, "__").filter(|end| *end < 30)?;
            rest[2..end].bytes().all(|b| b.is_ascii_uppercase()).then_some(Mark::Out(end + 2))
        }
        _ => None,
    }
}
