//! The words of a paragraph without the marks of its notation, with their places.
//!
//! A notation says of one place at a time what mark stands there; nothing nests, since a mark around words only says where
//! its other half is.
//!
//! * time: linear; a look for the other half of a mark goes [`FARTHEST`] bytes
//! * space: the halves that are still to come

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::builder::Builder;
use crate::document::divided::is_unparted;
use crate::document::{BlockKind, Role};
use crate::span::{Span, boundary_at_or_after, boundary_at_or_before};

/// How far apart the two halves of a mark may stand, in bytes: more than any footnote that stands inside its sentence.
const FARTHEST: usize = 3_000;

/// Words that a citation behind them belongs to.
#[rustfmt::skip] // Several to a line.
const CITED: [&str; 46] = [
    "in", "by", "of", "see", "from", "to", "with", "and", "is", "are", "was", "were", "or", "cf", "following", "at", "on", "like", "as",
    "als", "nach", "von", "siehe", "und", "ist", "sind", "bei", "aus", "dans", "voir", "de", "par", "et", "est", "sont", "en", "por",
    "ver", "véase", "es", "son", "con", "da", "di", "vedi", "è",
];

/// No word of [`CITED`] is longer, in bytes and in any case.
const LONGEST_CITED: usize = 12;

/// Whether what stands between these words is one of their sentence: a citation, a template. It stands behind a word that
/// leads to it, or begins a sentence that goes on.
pub(super) fn is_cited(before: &str, behind: &str) -> bool {
    let before = before.trim_end();
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?']);
    last.len() <= LONGEST_CITED && CITED.contains(&last.to_lowercase().as_str())
        || begins && behind.trim_start().starts_with(char::is_lowercase)
}

/// What names of HTML stand for in notations that take them.
#[rustfmt::skip] // Several to a line.
const CHARACTERS: [(&str, &str); 34] = [
    ("nbsp", "\u{A0}"), ("thinsp", "\u{A0}"), ("ensp", " "), ("emsp", " "), ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""),
    ("apos", "'"), ("lsquo", "‘"), ("rsquo", "’"), ("sbquo", "‚"), ("ldquo", "“"), ("rdquo", "”"), ("bdquo", "„"), ("laquo", "«"),
    ("raquo", "»"), ("ndash", "–"), ("mdash", "—"), ("minus", "−"), ("hellip", "…"), ("deg", "°"), ("times", "×"), ("plusmn", "±"),
    ("middot", "·"), ("bull", "•"), ("copy", "©"), ("reg", "®"), ("trade", "™"), ("euro", "€"), ("sect", "§"), ("shy", ""),
    ("zwj", ""), ("zwnj", ""),
];

/// The longest of them, or of their numbers, in bytes.
const LONGEST_CHARACTER: usize = 8;

/// The mark of a character that is written by its name or number: `&rsquo;`, `&#8217;`, `&#x2019;`.
pub(super) fn character_reference(rest: &str) -> Option<Mark<'static>> {
    let end = rest.bytes().take(LONGEST_CHARACTER + 2).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let Some(number) = name.strip_prefix('#') else {
        let (_, stands_for) = CHARACTERS.iter().find(|(known, _)| *known == name)?;
        return Some(Mark::Put(end + 1, (*stands_for).into()));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = char::from_u32(code).filter(|c| !c.is_control())?;
    Some(Mark::Put(end + 1, character.to_string().into()))
}

/// A mark in a paragraph. Lengths are in bytes.
#[derive(Debug)]
pub(super) enum Mark<'t> {
    /// What is not read.
    Out(usize),
    /// What other words stand for.
    Put(usize, Cow<'t, str>),
    /// Marks around words.
    Around { open: usize, words: usize, close: usize },
    /// The same around words that are a name of something.
    Code { open: usize, words: usize, close: usize },
    /// The same around the name of something that is not known here: its sentence has a gap.
    Name { open: usize, words: usize, close: usize },
    /// The same around a note, which is read behind its paragraph.
    Note { open: usize, words: usize, close: usize },
}

impl Mark<'static> {
    /// A formula inside a line: as it stands if it can be read there, and else a gap. `open` and `close` are the lengths of its marks.
    pub(super) fn formula(open: usize, words: &str, close: usize) -> Mark<'static> {
        match words.contains(['\\', '{', '^', '_', '\n']) {
            true => Mark::Put(open + words.len() + close, "…".into()),
            false => Mark::Around { open, words: words.len(), close },
        }
    }
}

/// A place in a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    pub(super) source: &'t str,
    /// Where the paragraph begins.
    pub(super) start: usize,
    pub(super) at: usize,
    /// Where the paragraph ends.
    pub(super) end: usize,
}

impl<'t> Place<'t> {
    /// The text before the place, as far as a quotation may have begun in it: some 300 bytes.
    pub(super) fn just_before(&self) -> &'t str {
        let from = boundary_at_or_before(self.source, self.at.saturating_sub(300));
        &self.source[from.max(self.start)..self.at]
    }

    /// What is left of the paragraph.
    pub(super) fn rest(&self) -> &'t str {
        &self.source[self.at..self.end]
    }

    /// The character before this place.
    pub(super) fn before(&self) -> Option<char> {
        self.source[self.start..self.at].chars().next_back()
    }

    /// Whether a word may begin here: no letter or digit goes before.
    pub(super) fn is_open(&self) -> bool {
        self.before().is_none_or(|c| !c.is_alphanumeric())
    }

    /// How far behind this place, from `from` bytes on, something stands.
    pub(super) fn find(&self, from: usize, what: &str) -> Option<usize> {
        let rest = self.rest();
        let end = boundary_at_or_before(rest, from.saturating_add(FARTHEST));
        let window = rest.get(from..end)?;
        memchr::memmem::find(window.as_bytes(), what.as_bytes()).map(|at| from + at)
    }

    /// The length of what a pair of brackets here holds, both included, if they stand in pairs.
    pub(super) fn bracketed(&self, open: u8, close: u8) -> Option<usize> {
        let mut depth = 0usize;
        for (at, byte) in self.rest().bytes().enumerate().take(FARTHEST) {
            if byte == open {
                depth += 1;
            } else if byte == close {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
        }
        None
    }

    /// Words between two marks of which the first stands here, before a word, and the other after one.
    pub(super) fn constrained(&self, mark: &str) -> Option<usize> {
        let rest = self.rest();
        if !self.is_open() || self.before() == mark.chars().next() {
            return None;
        }
        let words = rest.strip_prefix(mark)?;
        if words.starts_with(|c: char| c.is_whitespace()) || words.starts_with(mark) {
            return None;
        }
        let mut from = mark.len();
        loop {
            let close = self.find(from, mark)?;
            if close > mark.len() + FARTHEST {
                return None;
            }
            let before = rest[..close].chars().next_back();
            let after = rest[close + mark.len()..].chars().next();
            if before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric()) {
                return Some(close - mark.len());
            }
            from = close + mark.len();
        }
    }

    /// Words between two marks of which the first stands here, wherever both stand.
    pub(super) fn unconstrained(&self, mark: &str) -> Option<usize> {
        self.rest().strip_prefix(mark)?;
        let close = self.find(mark.len(), mark)?;
        (close > mark.len()).then(|| close - mark.len())
    }
}

/// Where the text that ends each tag stands last, for tags that hold what is no prose; 0 if it stands nowhere. What nothing ends is
/// then not searched for again and again.
pub(super) fn last_ends<const N: usize>(
    source: &str,
    tags: [&str; N],
    closing: impl Fn(&str) -> String,
) -> [usize; N] {
    tags.map(|tag| memchr::memmem::rfind(source.as_bytes(), closing(tag).as_bytes()).unwrap_or(0))
}

/// Writes a block without its marks, and the notes in it behind it. `end` ends the block.
pub(super) fn write_block<'t>(
    builder: &mut Builder,
    source: &'t str,
    span: Span,
    mark: fn(Place<'t>) -> Option<Mark<'t>>,
    end: impl FnOnce(&mut Builder),
) {
    let notes = write(builder, source, span, mark);
    end(builder);
    for note in notes {
        write(builder, source, note, mark);
        builder.end_block(BlockKind::Footnote);
    }
}

/// Writes a paragraph without its marks, and gives the notes in it.
///
/// White space becomes a blank; one before what is out goes with it, where a closing mark follows.
pub(super) fn write<'t>(
    builder: &mut Builder,
    source: &'t str,
    span: Span,
    mut mark: impl FnMut(Place<'t>) -> Option<Mark<'t>>,
) -> Vec<Span> {
    let mut writer = Writer { builder, source, blank: None, is_behind_out: false };
    let (mut halves, mut notes) = (BTreeMap::<usize, usize>::new(), Vec::new());
    let (mut at, mut run) = (span.start, span.start);
    while at < span.end {
        let mut found = None;
        while let Some(half) = halves.first_entry().filter(|half| *half.key() <= at) {
            let (place, end) = half.remove_entry();
            found = (place == at).then_some(Mark::Out(end - place)).or(found);
        }
        let is_half = found.is_some();
        let place = Place { source, start: span.start, at, end: span.end };
        let Some(found) = found.or_else(|| mark(place)) else {
            let c = source[at..].chars().next().unwrap_or_default();
            if c.is_whitespace() {
                writer.words(Span { start: run, end: at });
                run = at + c.len_utf8();
                writer.blank(Span { start: at, end: run });
            }
            at += c.len_utf8();
            continue;
        };
        writer.words(Span { start: run, end: at });
        let (open, inner, close) = match found {
            Mark::Out(len) | Mark::Put(len, _) => (len, 0, 0),
            Mark::Around { open, words, close }
            | Mark::Code { open, words, close }
            | Mark::Name { open, words, close }
            | Mark::Note { open, words, close } => (open, words, close),
        };
        let upto = |end: usize| boundary_at_or_after(source, end.min(span.end));
        let words = Span { start: upto(at + open), end: upto(at + open + inner) };
        // Something is passed each time, whatever a notation says.
        let end = upto(words.end + close).max(upto(at + 1));
        match found {
            Mark::Out(_) => {
                writer.is_behind_out |= !is_half;
                at = end;
            }
            Mark::Put(_, put) => {
                writer.put(&put, Span { start: at, end });
                at = end;
            }
            Mark::Around { .. } => {
                if close > 0 {
                    halves.insert(words.end, upto(words.end + close));
                }
                at = words.start.max(upto(at + usize::from(open == 0)));
                if open == 0 {
                    run = words.start;
                    continue;
                }
            }
            Mark::Code { .. } => {
                writer.code(words);
                at = end;
            }
            Mark::Name { .. } => {
                writer.code(words);
                writer.builder.lack();
                at = end;
            }
            Mark::Note { .. } => {
                notes.push(words);
                writer.is_behind_out = true;
                at = end;
            }
        }
        run = at;
    }
    writer.words(Span { start: run.min(span.end), end: span.end });
    notes
}

struct Writer<'b, 't> {
    builder: &'b mut Builder,
    source: &'t str,
    /// White space that was read and not written yet.
    blank: Option<Span>,
    /// Whether something was left out since the last word.
    is_behind_out: bool,
}

impl Writer<'_, '_> {
    fn blank(&mut self, span: Span) {
        self.blank = Some(self.blank.map_or(span, |blank| Span { start: blank.start, end: span.end }));
    }

    fn words(&mut self, span: Span) {
        if span.start < span.end {
            self.put(span.of(self.source), span);
        }
    }

    fn put(&mut self, words: &str, span: Span) {
        if words.is_empty() {
            return;
        }
        let closes = self.is_behind_out && words.starts_with(['.', ',', ';', ':', '!', '?', ')']);
        if let Some(blank) = self.blank.take()
            && !closes
            && !self.builder.block_text().is_empty()
            && !(is_unparted(self.builder.block_text(), words) && blank.of(self.source).contains('\n'))
        {
            self.builder.push(" ", blank);
        }
        self.is_behind_out = false;
        self.builder.push(words, span);
    }

    fn code(&mut self, span: Span) {
        let start = self.builder.text.len();
        self.words(span);
        // Without the blank before it.
        let blanks = self.builder.text[start..].len() - self.builder.text[start..].trim_start().len();
        self.builder.mark(Role::Code, start + blanks);
    }
}

/// The lines of a source, without line breaks and the blanks before these.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    pub(super) source: &'t str,
    spans: Vec<Span>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(source: &'t str) -> Lines<'t> {
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', source.as_bytes()).chain([source.len()]);
        let spans = ends.map(|end| {
            let line = &source[start..end];
            let span = Span { start, end: start + line.trim_end().len() };
            start = (end + 1).min(source.len());
            span
        });
        Lines { source, spans: spans.collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// A line with the blanks before it; empty past the end.
    pub(super) fn get(&self, at: usize) -> &'t str {
        self.spans.get(at).map_or("", |span| span.of(self.source))
    }

    /// Where a line stands.
    pub(super) fn span(&self, at: usize) -> Span {
        self.spans.get(at).copied().unwrap_or(Span { start: self.source.len(), end: self.source.len() })
    }

    /// The columns of blanks that a line begins with; a tab goes to the next multiple of eight.
    pub(super) fn indent(&self, at: usize) -> usize {
        let mut columns = 0;
        for byte in self.get(at).bytes() {
            match byte {
                b' ' => columns += 1,
                b'\t' => columns += 8 - columns % 8,
                _ => break,
            }
        }
        columns
    }

    /// Whether there is nothing on a line.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.get(at).is_empty()
    }

    /// From byte `skip` behind the blanks of the first line to the end of the last one.
    pub(super) fn between(&self, first: usize, skip: usize, last: usize) -> Span {
        let line = self.get(first);
        let start = self.span(first).start + (line.len() - line.trim_start().len()) + skip;
        Span { start, end: self.span(last).end.max(start) }
    }

    /// The first line from `at` on that is not blank and not indented by more than `indent` columns, or the end.
    pub(super) fn behind_indented(&self, mut at: usize, indent: usize) -> usize {
        while at < self.len() && (self.is_blank(at) || self.indent(at) > indent) {
            at += 1;
        }
        at
    }
}

/// The bullet or number that a line begins with, with the blanks behind it: its length. What counts as one is given.
pub(super) fn marker(line: &str, bullets: &[char]) -> Option<usize> {
    let behind_bullet = line.strip_prefix(bullets);
    let behind = behind_bullet.or_else(|| {
        let line = line.strip_prefix('(').unwrap_or(line);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = match digits {
            0 => line.strip_prefix(|c: char| c == '#' || c.is_ascii_alphabetic())?,
            1..=4 => &line[digits..],
            _ => return None,
        };
        rest.strip_prefix(['.', ')'])
    })?;
    let words = behind.trim_start();
    (words.len() < behind.len() || behind.is_empty()).then(|| line.len() - words.len())
}
