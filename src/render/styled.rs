//! Text with styles, broken into lines: what all output for a terminal is made of.
//!
//! Styles are ANSI escape sequences, which a terminal's stream drops where they are not wanted. They end with each line,
//! so that none runs into a margin.

use std::ops::Range;

use super::bidi::{self, Direction};
use super::columns;
use crate::order::Arrange;

pub(super) const PLAIN: &str = "";
pub(super) const BOLD: &str = "\x1b[1m";
/// Of what is there for orientation only.
pub(super) const MARGIN: &str = "\x1b[94m";
pub(super) const RESET: &str = "\x1b[0m";

/// Whether colors are wanted. They are written or they are not: nothing is stripped later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink(pub(super) bool);

impl Ink {
    /// An escape sequence, if colors are wanted.
    pub(super) fn code(self, code: &'static str) -> &'static str {
        if self.0 { code } else { PLAIN }
    }
}

/// A text and what of it has a style.
#[derive(Clone, Debug, Default)]
pub(super) struct Styled {
    /// Visible text: what may not be sent to a terminal is not in it.
    pub(super) text: String,
    /// In order, without overlaps.
    styles: Vec<(Range<usize>, &'static str)>,
    /// The direction of the paragraph that it is of a draft; none if it is our own text with pieces of a draft in it.
    direction: Option<Direction>,
}

impl Styled {
    /// A text of one style.
    pub(super) fn new(text: &str, style: &'static str) -> Styled {
        let mut styled = Styled::default();
        styled.push(text, style);
        styled
    }

    /// An empty text that is to hold a paragraph of a draft.
    pub(super) fn of_draft(direction: Direction) -> Styled {
        Styled { direction: Some(direction), ..Styled::default() }
    }

    /// Adds a text, made visible.
    pub(super) fn push(&mut self, text: &str, style: &'static str) {
        let start = self.text.len();
        columns::push(&mut self.text, text);
        self.style(start, style);
    }

    /// Gives what was added to the text from a byte on a style.
    pub(super) fn style(&mut self, start: usize, style: &'static str) {
        if !style.is_empty() && start < self.text.len() {
            self.styles.push((start..self.text.len(), style));
        }
    }

    /// Its lines of at most `width` columns.
    pub(super) fn lines(&self, width: usize) -> impl Iterator<Item = String> {
        columns::lines(&self.text, width).into_iter().map(|line| self.line(line))
    }

    /// One line of it.
    pub(super) fn line(&self, line: Range<usize>) -> String {
        let text = &self.text[line.clone()];
        // What to insert where: at the same place, what closes before what opens.
        let mut marks: Vec<(usize, u8, &str)> = Vec::new();
        let before = self.styles.partition_point(|(style, _)| style.end <= line.start);
        for (style, code) in self.styles[before..].iter().take_while(|(style, _)| style.start < line.end) {
            let (start, end) = (style.start.max(line.start), style.end.min(line.end));
            marks.extend([(start - line.start, 2, *code), (end - line.start, 1, RESET)]);
        }
        for (piece, opener) in self.isolates(text) {
            marks.extend([(piece.start, 3, opener), (piece.end, 0, bidi::POP)]);
        }
        marks.arrange_by_key(|(at, order, _)| (*at, *order));
        let (mut out, mut from) = (String::with_capacity(text.len() + 16), 0);
        for (at, _, mark) in marks {
            out.push_str(&text[from..at]);
            out.push_str(mark);
            from = at;
        }
        out.push_str(&text[from..]);
        out
    }

    /// What of a line has to be isolated, and what opens each isolate.
    fn isolates(&self, line: &str) -> Vec<(Range<usize>, &'static str)> {
        let Some(direction) = self.direction else {
            return bidi::pieces(line).into_iter().map(|piece| (piece, bidi::FIRST_STRONG)).collect();
        };
        // A line of Latin letters in an Arabic paragraph has its full stop at its left all the same.
        let turns = direction == Direction::RightToLeft || bidi::holds_right_to_left(line);
        if turns && !line.is_empty() { vec![(0..line.len(), direction.opener())] } else { Vec::new() }
    }
}

/// Adds lines, the first behind a label, the others as far to the right.
pub(super) fn hang(out: &mut String, label: &str, lines: impl Iterator<Item = String>) {
    let indent = columns::width(label);
    for (number, line) in lines.enumerate() {
        match number {
            0 => out.push_str(label),
            _ => out.extend(std::iter::repeat_n(' ', indent)),
        }
        out.push_str(&line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_end_with_their_line() {
        let mut styled = Styled::new("the ", PLAIN);
        styled.push("flood wall", BOLD);
        styled.push(" held", PLAIN);
        let lines: Vec<String> = styled.lines(9).collect();
        assert_eq!(lines, ["the \x1b[1mflood\x1b[0m", "\x1b[1mwall\x1b[0m held"]);
    }

    #[test]
    fn each_line_of_a_right_to_left_paragraph_is_isolated() {
        let mut styled = Styled::of_draft(Direction::RightToLeft);
        styled.push("سد Atlas.", BOLD);
        let lines: Vec<String> = styled.lines(6).collect();
        assert_eq!(lines, ["\x1b[1m\u{2067}سد\u{2069}\x1b[0m", "\x1b[1m\u{2067}Atlas.\u{2069}\x1b[0m"]);
        // Our own words around a piece of a draft are outside.
        assert_eq!(
            Styled::new("\"سد\" 3 times", PLAIN).lines(80).next().unwrap(),
            "\"\u{2068}سد\u{2069}\" 3 times"
        );
    }
}
