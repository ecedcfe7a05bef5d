//! Places as the protocol has them: a line from 0 on, and what stands before in that line, in the client's unit.

use lsp_types::{Position, PositionEncodingKind, Range};
use nutgraf::Span;

/// What the columns of a client count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    #[default]
    Utf16,
}

impl Encoding {
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// Where the lines of a text begin. A line ends with `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines { starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect() }
    }

    /// The line that a byte stands in, without its end.
    pub(super) fn around(&self, text: &str, at: usize) -> Span {
        self.line(text, self.number(at))
    }

    fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    fn line(&self, text: &str, number: usize) -> Span {
        let start = self.starts[number];
        let end = self.starts.get(number + 1).copied().unwrap_or(text.len());
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + line.len())
    }

    /// The place of a byte; of the end of the text, if it is past it.
    pub(super) fn position(&self, text: &str, at: usize, encoding: Encoding) -> Position {
        let at = at.min(text.len());
        let number = self.number(at);
        let before = text.get(self.starts[number]..at).unwrap_or_default();
        Position { line: number as u32, character: encoding.length(before) as u32 }
    }

    pub(super) fn range(&self, text: &str, span: Span, encoding: Encoding) -> Range {
        Range {
            start: self.position(text, span.start, encoding),
            end: self.position(text, span.end, encoding),
        }
    }

    /// The byte at a place. A column past the end of its line is that end, a line past the last one the end of the text,
    /// and a column inside a character its beginning.
    pub(super) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let number = position.line as usize;
        if number >= self.starts.len() {
            return text.len();
        }
        let line = self.line(text, number);
        let mut left = position.character as usize;
        for (at, c) in line.of(text).char_indices() {
            let length = encoding.length(c.encode_utf8(&mut [0; 4]));
            if left < length {
                return line.start + at;
            }
            left -= length;
        }
        line.end
    }

    /// The span of a range, its ends in order.
    pub(super) fn span(&self, text: &str, range: Range, encoding: Encoding) -> Span {
        let start = self.offset(text, range.start, encoding);
        let end = self.offset(text, range.end, encoding);
        Span::new(start.min(end), start.max(end))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn places_lead_back(text in "([ab é漢🙂]|\r\n|\r|\n){0,20}") {
            let lines = Lines::new(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                for (at, _) in text.char_indices() {
                    // Between the two marks of an end there is no place.
                    let is_inside = at > 0 && text.as_bytes()[at] == b'\n' && text.as_bytes()[at - 1] == b'\r';
                    if !is_inside {
                        prop_assert_eq!(lines.offset(&text, lines.position(&text, at, encoding), encoding), at);
                    }
                }
            }
        }
    }

    #[test]
    fn places_that_are_not_there() {
        let text = "a🙂\nbc";
        let lines = Lines::new(text);
        let at = |line, character| lines.offset(text, Position { line, character }, Encoding::Utf16);
        assert_eq!([at(0, 1), at(0, 2), at(0, 3), at(0, 9)], [1, 1, 5, 5]);
        assert_eq!([at(1, 9), at(7, 0)], [text.len(), text.len()]);
    }
}
