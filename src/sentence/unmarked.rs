//! Boundaries without a mark: `Best regards, Ned Poole Harbour Board`, as in mail, signatures and lists that lost their lines.
//!
//! A linear model looks at the gaps between words that the rules leave joined, and may end a sentence there; it removes no
//! boundary. It sees the words and shapes around the gap and how many words the sentence has, each hashed to a bucket with a
//! weight; a sum above the threshold is a boundary. Weights are fitted by `scripts/fit_unmarked.py` to the English Web Treebank
//! (CC BY-SA 4.0) with posts of the US government (CC0) as prose that has no such gaps.
//!
//! * time: a pass over the sentence, and twenty look-ups at gaps before a capital, digit or sign; most stop after four
//! * space: 32 KB of weights; nothing is allocated
//!
//! Only for English: there are no data of other languages whose licence allows it.

use crate::span::{Span, boundary_at_or_before};

/// Fitted weights, behind the two thresholds.
static MODEL: &[u8; 8 + BUCKETS] = include_bytes!("unmarked.bin");

const BUCKETS: usize = 1 << 15;

/// The longest sentence that is searched, in bytes: each part is split off and the rest read again.
const LONGEST: usize = 2_000;

/// The longest end of a word that is looked at, in bytes.
const LONGEST_WORD: usize = 24;

/// The longest shape, in runs of like bytes.
const LONGEST_SHAPE: usize = 6;

/// How much less sure a boundary has to be where there are no lines, in steps of the weights. Chosen on mail and newsgroups whose
/// sentences were joined by blanks, which gain .3, and on edited prose, which stays as it is down to 40.
const LESS_SURE: i32 = 30;

/// So many words before or behind a gap are many.
const MANY_WORDS: u8 = 12;

/// Where the first part of a sentence ends, if it has several without a mark between them.
pub(super) fn boundary(text: &str, mut sentence: Span, no_layout: bool) -> Option<usize> {
    if sentence.len() > LONGEST {
        if !no_layout {
            return None;
        }
        sentence.end = boundary_at_or_before(text, sentence.start + LONGEST);
    }
    let bytes = &text.as_bytes()[sentence.range()];
    let mut words = Words { bytes, at: 0 };
    let mut before = Word::default();
    let mut word = words.next()?;
    let mut since = 0;
    let mut ends = None;
    loop {
        let next = words.next()?;
        since = MANY_WORDS.min(since + 1);
        if is_gap(next.bytes) && !ends_in_mark(word.bytes) {
            let ends = *ends.get_or_insert_with(|| ends_in_mark(bytes));
            let gap = Gap { words: [before, word, next], rest: words.clone(), since, ends, no_layout };
            if gap.ends_sentence() {
                return Some(sentence.start + word.end);
            }
        }
        (before, word) = (word, next);
    }
}

/// Whether a boundary without a mark may stand before a word. Behind a word with a mark the rules have decided.
fn is_gap(next: &[u8]) -> bool {
    matches!(next.first(), Some(b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'*' | b'<'))
}

/// Whether a word or sentence ends in a mark, perhaps inside quotes or brackets.
fn ends_in_mark(sentence: &[u8]) -> bool {
    let closed = |byte: &&u8| matches!(byte, b'"' | b'\'' | b')');
    sentence.iter().rev().find(|byte| !closed(byte)).is_some_and(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

/// A word and where it ends.
#[derive(Clone, Copy, Default)]
struct Word<'t> {
    bytes: &'t [u8],
    end: usize,
}

/// The words between blanks.
#[derive(Clone)]
struct Words<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let start = self.at + self.bytes[self.at..].iter().position(|byte| !is_blank(byte))?;
        let rest = &self.bytes[start..];
        let end = start + rest.iter().position(is_blank).unwrap_or(rest.len());
        self.at = end;
        Some(Word { bytes: &self.bytes[start..end], end })
    }
}

/// A gap before the last of three words.
struct Gap<'t> {
    words: [Word<'t>; 3],
    rest: Words<'t>,
    since: u8,
    ends: bool,
    no_layout: bool,
}

impl Gap<'_> {
    fn ends_sentence(mut self) -> bool {
        let [two_before, before, next] = self.words.map(|word| Sides::of(word.bytes));
        let (a, b) = (&before, &next);
        let since = &[b'0' + self.since][..];
        let ends = if self.ends { &b"."[..] } else { &b"-"[..] };
        let early = weight(0, &[a.lower()])
            + weight(1, &[b.lower()])
            + weight(2, &[a.shape(), b.shape()])
            + weight(3, &[since, ends]);
        let [threshold, early_threshold] =
            [0, 4].map(|at| i32::from_le_bytes([MODEL[at], MODEL[at + 1], MODEL[at + 2], MODEL[at + 3]]));
        if early <= early_threshold {
            return false;
        }
        let mut left = 1;
        let mut behind = [Word::default(); 2];
        for word in self.rest.by_ref().take(usize::from(MANY_WORDS)) {
            if let Some(place) = behind.get_mut(left - 1) {
                *place = word;
            }
            left += 1;
        }
        let left = &[b'0' + MANY_WORDS.min(left as u8)][..];
        let [b2, b3] = behind.map(|word| Sides::of(word.bytes));
        let a2 = &two_before;
        let raw = self.words[1].bytes;
        let late = weight(4, &[a2.lower()])
            + weight(5, &[b2.lower()])
            + weight(6, &[b.lower(), b2.lower()])
            + weight(7, &[a.lower(), b.lower()])
            + weight(8, &[a.shape()])
            + weight(9, &[b.shape()])
            + weight(10, &[a2.shape(), a.shape(), b.shape(), b2.shape()])
            + weight(11, &[b.shape(), b2.shape(), b3.shape()])
            + weight(12, &[last(a.lower(), 3)])
            + weight(13, &[last(raw, 1), b.shape()])
            + weight(14, &[left, ends])
            + weight(15, &[since, b.lower()])
            + weight(16, &[a.shape(), b.lower()])
            + weight(17, &[a.lower(), b.shape()])
            + weight(18, &[since, a.shape(), b.shape()])
            + weight(19, &[since, left, ends]);
        early + late > threshold - if self.no_layout { LESS_SURE } else { 0 }
    }
}

/// The last bytes of a word.
fn last(word: &[u8], count: usize) -> &[u8] {
    &word[word.len().saturating_sub(count)..]
}

/// The two ways in which a word is looked at.
struct Sides {
    lower: [u8; LONGEST_WORD],
    letters: usize,
    shape: [u8; LONGEST_SHAPE],
    runs: usize,
}

impl Sides {
    fn of(word: &[u8]) -> Sides {
        let mut sides = Sides { lower: [0; LONGEST_WORD], letters: 0, shape: [0; LONGEST_SHAPE], runs: 0 };
        let end = last(word, LONGEST_WORD);
        sides.letters = end.len();
        sides.lower[..end.len()].copy_from_slice(end);
        sides.lower.make_ascii_lowercase();
        for byte in word {
            let kind = match byte {
                b'A'..=b'Z' => b'A',
                b'a'..=b'z' | 0x80.. => b'a',
                b'0'..=b'9' => b'0',
                other => *other,
            };
            if sides.runs == 0 || sides.shape[sides.runs - 1] != kind {
                sides.shape[sides.runs] = kind;
                sides.runs += 1;
                if sides.runs == LONGEST_SHAPE {
                    break;
                }
            }
        }
        sides
    }

    /// Its end in lower case.
    fn lower(&self) -> &[u8] {
        &self.lower[..self.letters]
    }

    /// Its runs of capitals, small letters, digits and each other byte.
    fn shape(&self) -> &[u8] {
        &self.shape[..self.runs]
    }
}

/// The weight of a feature, whose bucket is the FNV-1a hash of its number and parts.
fn weight(number: u8, parts: &[&[u8]]) -> i32 {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x100_0000_01B3;
    let pushed = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    let start = pushed(START, &number);
    let hash = parts.iter().fold(start, |hash, part| pushed(part.iter().fold(hash, pushed), &0));
    let bucket = (hash >> 32) as usize % BUCKETS;
    i32::from(MODEL[8 + bucket] as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        let mut rest = Span::new(0, text.len());
        while let Some(end) = boundary(text, rest, false) {
            parts.push(&text[rest.start..end]);
            rest = Span { start: end, end: text.len() }.trim(text);
        }
        parts.push(rest.of(text));
        parts
    }

    #[test]
    fn prose_is_left_as_it_is() {
        for text in [
            "The council of Port Ailder approved the Harbour Street wall on Monday.",
            "In 2019 Anna Moss moved from New York to the Isle of Wight with 3 dogs.",
            "",
            "One",
        ] {
            assert_eq!(parts(text), [text]);
        }
    }

    #[test]
    fn signatures_and_salutations_end_without_a_mark() {
        for (text, expected) in [
            (
                "Best regards, Ned Poole Harbour Board 12 Pier Street",
                &["Best regards,", "Ned Poole Harbour Board 12 Pier Street"][..],
            ),
            (
                "Sent by: Anna Moss 12/03/2001 04:10 PM To: Ned Poole Subject: Pier",
                &["Sent by: Anna Moss", "12/03/2001 04:10 PM", "To: Ned Poole Subject: Pier"],
            ),
        ] {
            assert_eq!(parts(text), expected);
        }
    }

    #[test]
    fn words_have_two_sides() {
        let sides = Sides::of(b"Kr-2019.docx/AB");
        assert_eq!((sides.lower(), sides.shape()), (&b"kr-2019.docx/ab"[..], &b"Aa-0.a"[..]));
        assert!(ends_in_mark(b"He left.\")") && !ends_in_mark(b"He left") && !ends_in_mark(b""));
    }
}
