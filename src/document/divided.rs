//! Words that a plain text divides at the ends of its lines, put together again: `har-` and `bour`.
//!
//! Whether the hyphen belongs to the word, as in `low-lying`, the text itself shows, if it has the word undivided
//! somewhere else; then by the first part, if that is one that makes compounds; else it was put there to divide.
//!
//! * time: `O(n)`; texts without a hyphen at the end of a line are searched for one and no more
//! * space: the text, if it has any; its distinct words

use std::borrow::Cow;

use memchr::memchr_iter;
use rustc_hash::FxHashSet;

use super::{Block, Document, Piece};
use crate::span::Span;
use crate::words::for_each_word;

/// Words that begin compounds with a hyphen, in English and French. Chosen.
const COMPOUNDING: [&str; 78] = [
    "after", "air", "all", "anti", "best", "better", "bi", "broad", "close", "cold", "cost", "counter",
    "cross", "deep", "double", "eight", "energy", "ever", "evidence", "ex", "far", "fast", "fine", "first",
    "five", "four", "free", "full", "good", "half", "hand", "hard", "heavy", "high", "hot", "ill", "large",
    "left", "light", "long", "low", "mid", "much", "multi", "near", "new", "nine", "non", "off", "old",
    "one", "open", "part", "post", "pre", "pro", "quasi", "right", "second", "self", "semi", "seven",
    "short", "single", "six", "slow", "small", "so", "ten", "third", "three", "top", "two", "well", "wide",
    "world", "vice", "demi",
];

/// The document of a plain text with its divided words put together; none if it has none.
pub(super) fn joined(source: &str, blocks: &[Block]) -> Option<Document<'static>> {
    let breaks = breaks(source, blocks);
    if breaks.is_empty() {
        return None;
    }
    let vocabulary = Vocabulary::of(source);
    let cuts: Vec<Span> = breaks.iter().map(|found| found.cut(source, &vocabulary)).collect();
    Some(without(source, blocks, &cuts))
}

/// A line break inside a word or compound.
pub(super) struct Break {
    /// The letters before the hyphen and behind the break.
    first: Span,
    second: Span,
    /// The hyphen.
    hyphen: Span,
}

/// The line breaks inside words that the blocks hold.
fn breaks(source: &str, blocks: &[Block]) -> Vec<Break> {
    let mut found = Vec::new();
    let mut blocks = blocks.iter();
    let mut block = blocks.next();
    for at in memchr_iter(b'\n', source.as_bytes()) {
        let line = source[..at].strip_suffix('\r').unwrap_or(&source[..at]);
        let Some(mark) = line.chars().next_back().filter(|c| is_hyphen(*c)) else { continue };
        let hyphen = Span { start: line.len() - mark.len_utf8(), end: line.len() };
        let before = line[..hyphen.start].trim_end_matches(char::is_alphanumeric);
        let behind = source[at + 1..].trim_start_matches([' ', '\t']);
        let letters = behind.len() - behind.trim_start_matches(char::is_alphanumeric).len();
        let start = source.len() - behind.len();
        let first = Span { start: before.len(), end: hyphen.start };
        let second = Span { start, end: start + letters };
        while block.is_some_and(|block| block.span.end <= at) {
            block = blocks.next();
        }
        let is_inside =
            block.is_some_and(|block| block.content_start <= first.start && second.end <= block.span.end);
        if is_inside && !first.is_empty() && !second.is_empty() {
            found.push(Break { first, second, hyphen });
        }
    }
    found
}

/// Whether a character at the end of a line may divide a word.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

impl Break {
    /// What is to be left out: the break, and the hyphen too if it only divides.
    fn cut(&self, source: &str, vocabulary: &Vocabulary) -> Span {
        let end = self.second.start;
        match self.divides(source, vocabulary) {
            true => Span { start: self.hyphen.start, end },
            false => Span { start: self.hyphen.end, end },
        }
    }

    /// The break between two lines, one of which ends in a hyphen; none, if they do not share a word. They need not
    /// follow each other.
    #[cfg(feature = "pdf")]
    pub(super) fn between(source: &str, line: Span, next: Span) -> Option<Break> {
        let mark = line.of(source).chars().next_back().filter(|c| is_hyphen(*c))?;
        let hyphen = Span { start: line.end - mark.len_utf8(), end: line.end };
        let before = source[line.start..hyphen.start].trim_end_matches(char::is_alphanumeric);
        let behind = next.of(source);
        let letters = behind.len() - behind.trim_start_matches(char::is_alphanumeric).len();
        let first = Span { start: line.start + before.len(), end: hyphen.start };
        let second = Span { start: next.start, end: next.start + letters };
        (!first.is_empty() && !second.is_empty()).then_some(Break { first, second, hyphen })
    }

    /// Whether the hyphen only divides a word.
    pub(super) fn divides(&self, source: &str, vocabulary: &Vocabulary) -> bool {
        if self.hyphen.of(source) == "\u{AD}" {
            return true;
        }
        let (first, second) = (self.first.of(source), self.second.of(source));
        let is_compound =
            source[..self.first.start].ends_with('-') || source[self.second.end..].starts_with('-');
        let is_lower = second.starts_with(char::is_lowercase) && !first.contains(char::is_numeric);
        if is_compound || !is_lower {
            return false;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        if vocabulary.words.contains(&*format!("{first}{second}")) {
            return true;
        }
        let is_kept = vocabulary.words.contains(&*format!("{first}-{second}"))
            || COMPOUNDING.contains(&first.as_str())
            || vocabulary.words.contains(&*first) && vocabulary.words.contains(&*second);
        !is_kept
    }
}

/// The words of a text in lower case, and its pairs with a hyphen between, but for those that lines divide.
pub(super) struct Vocabulary {
    words: FxHashSet<Box<str>>,
}

impl Vocabulary {
    pub(super) fn of(source: &str) -> Vocabulary {
        let mut words: FxHashSet<Box<str>> = FxHashSet::default();
        let mut before = Span { start: 0, end: 0 };
        for_each_word(source, |at, word| {
            let span = Span { start: at, end: at + word.len() };
            if &source[before.end..at] == "-" {
                words.insert(Span { start: before.start, end: span.end }.of(source).to_lowercase().into());
            }
            before = span;
            let is_divided = ["-\n", "-\r\n"].iter().any(|end| source[span.end..].starts_with(end))
                || source[..at].trim_end().ends_with('-') && source[..at].ends_with(['\n', ' ', '\t']);
            if !is_divided {
                words.insert(word.to_lowercase().into());
            }
        });
        Vocabulary { words }
    }
}

/// A plain text without some stretches, which lie inside its blocks.
fn without(source: &str, blocks: &[Block], cuts: &[Span]) -> Document<'static> {
    let mut text = String::with_capacity(source.len());
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    let end = Span { start: source.len(), end: source.len() };
    for cut in cuts.iter().chain([&end]) {
        let kept = Span { start: from, end: cut.start };
        let start = text.len();
        text.push_str(kept.of(source));
        if !kept.is_empty() {
            pieces.push(Piece { text: Span { start, end: text.len() }, source: kept });
        }
        from = cut.end;
    }
    // No place that is asked for lies in a cut.
    let moved = |at: usize| {
        let place = pieces.partition_point(|piece: &Piece| piece.source.end < at);
        pieces.get(place).map_or(text.len(), |piece| piece.text.start + at.saturating_sub(piece.source.start))
    };
    let blocks = blocks
        .iter()
        .map(|block| Block {
            span: Span { start: moved(block.span.start), end: moved(block.span.end) },
            content_start: moved(block.content_start),
            ..*block
        })
        .collect();
    Document { text: Cow::Owned(text), blocks, pieces, ..Document::default() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::plain;
    use super::*;

    #[test]
    fn hyphens_go_that_only_divide() {
        for (source, expected) in [
            ("A har-\nbour wall is a harbour wall.", "A harbour wall is a harbour wall."),
            ("He has mon-\n  ey for the low-\r\nlying town.", "He has money for the low-lying town."),
            ("The on-site crew and the on-\nsite team met.", "The on-site crew and the on-site team met."),
            ("It was state-of-the-\nart.", "It was state-of-the-art."),
            ("Die Hafen-\nmauer ist neu.", "Die Hafenmauer ist neu."),
            ("A soft\u{AD}\nware.", "A software."),
        ] {
            let document = Document::plain(source);
            assert_eq!(document.text(), expected);
            for (at, _) in expected.char_indices() {
                let length = expected[at..].chars().next().unwrap().len_utf8();
                let span = document.source_span(Span { start: at, end: at + length });
                assert_eq!(span.of(source), &expected[at..at + length]);
            }
        }
        let source = "- one -\n- two\n\nAn en-\n\ntrance.";
        assert_eq!(Document::plain(source).text(), source);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn blocks_lead_to_the_same_source(source in "([a-zé]{1,6}|-\n|-\r\n  |\n\n|[ .A-Z-]|\u{AD}\n){0,30}") {
            let document = Document::plain(&source);
            let blocks: Vec<Block> = plain::blocks(&source).collect();
            prop_assert_eq!(document.blocks().len(), blocks.len());
            for (moved, block) in document.blocks().iter().zip(&blocks) {
                prop_assert_eq!(document.source_span(moved.span), block.span);
                prop_assert!(moved.span.start <= moved.content_start && moved.content_start <= moved.span.end);
            }
        }
    }
}
