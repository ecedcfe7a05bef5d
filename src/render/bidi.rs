//! Right-to-left text among our own columns.
//!
//! A terminal that knows the Unicode bidirectional algorithm orders each line as a whole: an Arabic phrase would take the
//! number behind it to its other side. An *isolate* is ordered by itself and counts as one neutral character outside. So
//! what is of a draft stands in one wherever it holds a character that is written from right to left. The characters
//! that open and close it have no width; terminals without the algorithm show nothing for them.

use std::ops::Range;

/// Opens an isolate whose direction is that of its first letter.
pub(super) const FIRST_STRONG: &str = "\u{2068}";
const LEFT_TO_RIGHT: &str = "\u{2066}";
const RIGHT_TO_LEFT: &str = "\u{2067}";
/// Closes an isolate.
pub(super) const POP: &str = "\u{2069}";

/// The direction of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The direction of the first letter; left to right if there is none.
    pub(super) fn of(text: &str) -> Direction {
        match text.chars().find(|c| c.is_alphabetic()) {
            Some(letter) if is_right_to_left(letter) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// What opens an isolate of this direction.
    pub(super) fn opener(self) -> &'static str {
        match self {
            Direction::LeftToRight => LEFT_TO_RIGHT,
            Direction::RightToLeft => RIGHT_TO_LEFT,
        }
    }
}

/// Whether a line with this text is ordered otherwise than it is written.
pub(super) fn holds_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_right_to_left)
}

/// Whether a character is written from right to left, or stands in a block whose characters are unless they are digits
/// or marks: those that the Unicode Character Database gives one of the classes R and AL by default.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The pieces of one of our own lines that have to be isolated: from right-to-left character to right-to-left
/// character, over whatever stands between them but our own words.
///
/// What is quoted from a draft stands between quotation marks, and our own words outside: letters *and* a quotation mark
/// tell two quotations apart. (Letters alone may be a name in a phrase, and a mark alone is how Hebrew writes acronyms.)
pub(super) fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    if line.is_ascii() {
        return pieces;
    }
    for (at, c) in line.char_indices().filter(|(_, c)| is_right_to_left(*c)) {
        let end = at + c.len_utf8();
        match pieces.last_mut() {
            Some(last) if !parts(&line[last.end..at]) => last.end = end,
            _ => pieces.push(at..end),
        }
    }
    pieces
}

fn parts(gap: &str) -> bool {
    gap.contains('"') && gap.contains(|c: char| c.is_ascii_alphabetic())
}

/// A piece of a draft inside a line of ours: isolated, if it has to be.
pub(super) fn isolated(text: &str) -> String {
    match holds_right_to_left(text) {
        true => format!("{FIRST_STRONG}{text}{POP}"),
        false => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Vec<&str> {
        pieces(line).into_iter().map(|piece| &line[piece]).collect()
    }

    #[test]
    fn our_own_numbers_stay_outside() {
        assert_eq!(shown("\"جدار الفيضان\" 24 times: it takes 9 %"), ["جدار الفيضان"]);
        assert_eq!(shown("\"صه\" and \"جدار\" both"), ["صه", "جدار"]);
        // Inside a phrase, a name in other letters and the mark of a Hebrew acronym.
        assert_eq!(shown("\"برنامج Atlas المجاني\" 3 times"), ["برنامج Atlas المجاني"]);
        assert_eq!(shown("\"צה\"ל\" 3 times"), ["צה\"ל"]);
        assert_eq!(shown("\"flood wall\" 24 times"), [""; 0]);
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        assert_eq!(Direction::of("12 جدار wall"), Direction::RightToLeft);
        assert_eq!(Direction::of("12 wall جدار"), Direction::LeftToRight);
        assert_eq!(Direction::of("12"), Direction::LeftToRight);
        assert_eq!(isolated("سد"), "\u{2068}سد\u{2069}");
        assert_eq!(isolated("dam"), "dam");
    }
}
