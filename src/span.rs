//! Byte spans, and their translation into other units at the edge.

use std::fmt;
use std::ops::Range;

use crate::work;

/// A half-open range of **byte** offsets, `start..end`, into a text.
///
/// Both ends lie on character boundaries of the text they belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    ///
    /// If `start` is greater than `end`.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span starts before it ends, not {start}..{end}");
        Span { start, end }
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span as a range, to index with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The span without white space at its ends; an empty span at its end if there is nothing else.
    pub(crate) fn trim(self, text: &str) -> Span {
        let bytes = &text.as_bytes()[self.range()];
        let blanks = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if visible(bytes.get(blanks)) && visible(bytes.last()) {
            return Span { start: self.start + blanks, end: self.end }; // The common case, without decoding.
        }
        let slice = self.of(text);
        let slice = slice.trim_start();
        let start = self.end - slice.len();
        Span { start, end: start + slice.trim_end().len() }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// Bytes of UTF-8, as everywhere inside this library. The default.
    #[default]
    Bytes,
    /// Unicode code points, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript, Java and the language server protocol count.
    Utf16,
}

/// Translates byte offsets of one text into an [`OffsetUnit`].
///
/// * time: `O(n)` to build for a text of `n` bytes (nothing at all for bytes or ASCII), then `O(1)` an offset
/// * space: one number for every 256 bytes
///
/// ```
/// use nutgraf::{OffsetUnit, Offsets};
///
/// let text = "naïve 🙂 text";
/// let at = text.find("text").unwrap();
/// assert_eq!(at, 12);
/// assert_eq!(Offsets::new(text, OffsetUnit::Chars).at(at), 8);
/// assert_eq!(Offsets::new(text, OffsetUnit::Utf16).at(at), 9);
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before byte `i * STRIDE` (or the first character boundary after it); empty if units are bytes.
    marks: Vec<usize>,
}

/// Bytes between two remembered counts: small enough to count through, large enough to be few.
const STRIDE: usize = 256;

impl<'t> Offsets<'t> {
    /// Prepares the translation of offsets into `text`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Offsets<'t> {
        let mut marks = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            let mut count = 0;
            marks.reserve(text.len() / STRIDE + 1);
            for piece in text.as_bytes().chunks(STRIDE) {
                marks.push(count);
                count += units(piece, unit);
            }
            marks.push(count);
        }
        Offsets { text, unit, marks }
    }

    /// The offset, in units, of byte `byte` of the text.
    ///
    /// An offset past the end counts as the end.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.marks.is_empty() {
            return byte;
        }
        let mark = byte / STRIDE;
        self.marks[mark] + units(&self.text.as_bytes()[mark * STRIDE..byte], self.unit)
    }

    /// A span in units.
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }
}

/// Whether a text holds something, looked for by the byte at a place in it, a rare one. No searcher has to be made, which costs
/// more than a short text.
pub(crate) fn holds(text: &[u8], what: &[u8], rare: usize) -> bool {
    memchr::memchr_iter(what[rare], text).any(|at| at >= rare && text[at - rare..].starts_with(what))
}

/// The units that begin in at most [`STRIDE`] bytes: a character counts where its first byte is.
fn units(bytes: &[u8], unit: OffsetUnit) -> usize {
    work::count(bytes.len());
    match unit {
        OffsetUnit::Bytes => bytes.len(),
        OffsetUnit::Chars => count(bytes, begins),
        OffsetUnit::Utf16 => count(bytes, begins) + count(bytes, |byte| byte >= 0xF0),
    }
}

/// Whether a byte begins a character.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// How many bytes are such. Few at a time, so that their sum fits into a byte and a vector holds sixteen of them.
pub(crate) fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let sum = |few: &[u8]| usize::from(few.iter().fold(0u8, |sum, byte| sum + u8::from(is(*byte))));
    bytes.chunks(FEW).map(sum).sum()
}

/// At most 255.
const FEW: usize = 128;

/// Where lines begin, to tell the line and column of a byte.
///
/// Lines end at line feeds. Lines and columns count from 1, columns in characters. `O(n)` to build and `O(log n)` to look
/// up, however long the line is: characters are counted ahead as [`Offsets`] does.
///
/// ```
/// let lines = nutgraf::LineIndex::new("one\ntwö three");
/// assert_eq!(lines.place("one\ntwö".len()), (2, 4));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The lines before the first one of each page, if the text has pages.
    pages: Vec<usize>,
    chars: Offsets<'t>,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> LineIndex<'t> {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut lines =
            LineIndex { text, starts, pages: Vec::new(), chars: Offsets::new(text, OffsetUnit::Chars) };
        if text.starts_with(PAGE) {
            lines.pages = memchr::memmem::find_iter(text.as_bytes(), PAGE.as_bytes())
                .map(|at| lines.starts.partition_point(|start| *start <= at))
                .collect();
        }
        lines
    }

    /// Where byte `at` is, for people to read: with its page, if the text has pages.
    ///
    /// ```
    /// let lines = nutgraf::LineIndex::new("one\ntwo");
    /// assert_eq!(lines.locate(5).to_string(), "2:2");
    /// let pages = nutgraf::LineIndex::new("\u{C}\none\n\u{C}\ntwo\nthree");
    /// assert_eq!(pages.locate(pages.text().len()).to_string(), "p2:2:6");
    /// ```
    pub fn locate(&self, at: usize) -> Place {
        let (line, column) = self.place(at);
        // The line that a page begins with is its first one to whoever asks for it.
        let page = self.pages.partition_point(|before| *before < line).max(1);
        match self.pages.get(page - 1) {
            Some(before) => Place { page: Some(page), line: line.saturating_sub(*before).max(1), column },
            None => Place { page: None, line, column },
        }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The line and column of byte `at`; of the end, if it is past it.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let at = boundary_at_or_before(self.text, at);
        let line = self.starts.partition_point(|start| *start <= at);
        (line, self.chars.at(at) - self.chars.at(self.starts[line - 1]) + 1)
    }

    /// The line that byte `at` stands in, without its line feed.
    pub(crate) fn around(&self, at: usize) -> Span {
        let line = self.starts.partition_point(|start| *start <= at);
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        Span { start: self.starts[line - 1], end }
    }

    /// The line with a number from 1 on, without its line break; empty if there is none.
    pub fn line(&self, number: usize) -> &'t str {
        let Some(start) = number.checked_sub(1).and_then(|place| self.starts.get(place)) else { return "" };
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        self.text[*start..end].trim_end_matches(['\n', '\r'])
    }
}

/// What each page of a text begins with that has pages, as that of a PDF has: a line of its own. A text has pages if it
/// begins so.
pub(crate) const PAGE: &str = "\u{C}\n";

/// A place in a text for people: the line and the column, from 1, and the page where the text has pages. Then lines are
/// counted anew on each page.
///
/// It is shown as `12:4`, or as `p3:12:4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The page, from 1, if there are pages.
    pub page: Option<usize>,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// The place without its column: `12`, or `p3:12`.
    pub fn line(&self) -> impl fmt::Display {
        let page = self.page.map(|page| format!("p{page}:")).unwrap_or_default();
        format!("{page}{}", self.line)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line(), self.column)
    }
}

/// The first colon of a text, which is a wide one in Chinese and Japanese.
pub(crate) fn first_colon(text: &str) -> Option<usize> {
    /// What a wide one begins with.
    const WIDE: u8 = 0xEF;
    let bytes = text.as_bytes();
    // Most texts have neither.
    let first = memchr::memchr2(b':', WIDE, bytes)?;
    if bytes[first] == b':' {
        return Some(first);
    }
    let plain = memchr::memchr(b':', bytes);
    let before = &bytes[..plain.unwrap_or(bytes.len())];
    memchr::memmem::find(before, "：".as_bytes()).or(plain)
}

/// The last character boundary at or before byte `at`.
pub(crate) fn boundary_at_or_before(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The first character boundary at or after byte `at`.
pub(crate) fn boundary_at_or_after(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_found_as_by_a_search() {
        let texts = [
            "",
            "=",
            "=help",
            "a =help",
            "==help",
            "hel=hel",
            "p=hel",
            "....",
            ".....",
            "a…b……c",
            "=hel=help",
        ];
        for text in texts {
            for (what, rare) in [("=help", 0), ("=help", 4), (".....", 0), ("……", 2), ("p", 0)] {
                assert_eq!(
                    holds(text.as_bytes(), what.as_bytes(), rare),
                    text.contains(what),
                    "{text} {what}"
                );
            }
        }
    }

    #[test]
    fn offsets_equal_a_plain_count() {
        let text = "aé漢🙂 ".repeat(200);
        let (chars, utf16) = (Offsets::new(&text, OffsetUnit::Chars), Offsets::new(&text, OffsetUnit::Utf16));
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(chars.at(byte), count);
            assert_eq!(utf16.at(byte), text[..byte].encode_utf16().count());
        }
        assert_eq!(chars.at(text.len() + 9), text.chars().count());
    }

    #[test]
    fn places_equal_a_plain_count() {
        let text = "aé漢\n\n🙂 b\r\nc".to_string() + &"é ".repeat(400) + "\nend";
        let lines = LineIndex::new(&text);
        for (at, c) in text.char_indices() {
            let before = &text[..at];
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let expected = (before.matches('\n').count() + 1, text[start..at].chars().count() + 1);
            assert_eq!(lines.place(at), expected, "{at}");
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            assert_eq!(lines.around(at), Span::new(start, end), "{at} {c:?}");
        }
        assert_eq!(lines.place(text.len() + 9), (5, 4));
    }

    #[test]
    fn trimming_keeps_to_the_text() {
        let text = "  a b \n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "a b");
        assert!(Span::new(0, 2).trim(text).is_empty());
    }
}
