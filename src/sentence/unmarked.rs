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

use std::ops::Range;

use crate::span::{Span, boundary_at_or_before};

/// Fitted weights, behind the two thresholds.
const MODEL: &[u8; 8 + BUCKETS] = include_bytes!("unmarked.bin");

/// What the sum of all weights has to be above, and that of the first four, without which the others are not looked up.
const THRESHOLDS: [i32; 2] = [threshold(0), threshold(4)];

const fn threshold(at: usize) -> i32 {
    i32::from_le_bytes([MODEL[at], MODEL[at + 1], MODEL[at + 2], MODEL[at + 3]])
}

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

/// From this many words on, those before or behind a gap are many.
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
    let (mut ends, mut counted) = (None, Counted::default());
    let mut gaps = Gaps { bytes, at: 0, found: 0 };
    loop {
        let next = gaps.next()?;
        let Some(before) = word_before(bytes, next) else { continue };
        if ends_in_mark(&bytes[before.clone()]) {
            continue;
        }
        let ends = *ends.get_or_insert_with(|| ends_in_mark(bytes));
        let gap = Gap { bytes, before: before.clone(), next: next..word_end(bytes, next), ends, no_layout };
        if gap.ends_sentence(&mut counted) {
            return Some(sentence.start + before.end);
        }
    }
}

/// Where words begin that a boundary without a mark may stand before. Behind a word with a mark the rules have decided.
///
/// Eight bytes are looked at together, each with the one before it: most words of prose begin with a small letter.
struct Gaps<'t> {
    bytes: &'t [u8],
    /// Where the next eight bytes begin that have not been looked at.
    at: usize,
    /// The high bits of those of the eight bytes before that are blanks with something else than a letter in lower case behind.
    found: u64,
}

impl Iterator for Gaps<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            while self.found != 0 {
                let place = self.at - 8 + self.found.trailing_zeros() as usize / 8;
                self.found &= self.found - 1;
                if begins_gap(self.bytes[place + 1]) {
                    return Some(place + 1);
                }
            }
            let Some(nine) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<9>) else { break };
            let [first @ .., _] = nine;
            let [_, second @ ..] = nine;
            let (before, next) = (u64::from_le_bytes(*first), u64::from_le_bytes(*second));
            self.found = both_below([b' ' + 1, b'Z' + 1], [before, next]);
            self.at += 8;
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let found = rest.windows(2).position(|pair| is_blank(pair[0]) && begins_gap(pair[1]))?;
        self.at += found + 1;
        Some(self.at)
    }
}

/// Whether a boundary without a mark may stand before a word that begins so.
fn begins_gap(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'*' | b'<')
}

/// Whether a byte stands between words: white space and controls.
fn is_blank(byte: u8) -> bool {
    byte <= b' '
}

/// The high bits of eight bytes.
const HIGH: u64 = 0x80 * ONES;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of each of eight bytes that is below a limit of at most 128.
fn below(limit: u8, eight: u64) -> u64 {
    // With its high bit set, no byte borrows from the next.
    !((eight | HIGH) - ONES * u64::from(limit)) & !eight & HIGH
}

/// The high bit of each of eight bytes that is below a limit in both of two.
fn both_below(limits: [u8; 2], [one, other]: [u64; 2]) -> u64 {
    // With its high bit set, no byte borrows from the next.
    let over_one = (one | HIGH) - ONES * u64::from(limits[0]);
    let over_other = (other | HIGH) - ONES * u64::from(limits[1]);
    !(over_one | over_other | one | other) & HIGH
}

/// The high bit of each of eight bytes that [`is_blank`].
fn blanks(eight: u64) -> u64 {
    below(b' ' + 1, eight)
}

/// The word before a place that is not inside one.
fn word_before(bytes: &[u8], place: usize) -> Option<Range<usize>> {
    let end = bytes[..place].iter().rposition(|byte| !is_blank(*byte))? + 1;
    let mut start = end;
    // Most words have eight bytes or fewer.
    while let Some(eight) = bytes[..start].last_chunk() {
        let found = blanks(u64::from_le_bytes(*eight));
        if found != 0 {
            return Some(start - found.leading_zeros() as usize / 8..end);
        }
        start -= 8;
    }
    let start = bytes[..start].iter().rposition(|byte| is_blank(*byte)).map_or(0, |blank| blank + 1);
    Some(start..end)
}

/// Where the word ends that begins at a place.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let found = blanks(u64::from_le_bytes(*eight));
        if found != 0 {
            return end + found.trailing_zeros() as usize / 8;
        }
        end += 8;
    }
    let length = bytes[end..].iter().position(|byte| is_blank(*byte));
    length.map_or(bytes.len(), |length| end + length)
}

/// The word that begins at a place or behind it, which is not inside one; an empty one if there is none.
fn word_behind(bytes: &[u8], place: usize) -> Range<usize> {
    let blanks = bytes[place..].iter().take_while(|byte| is_blank(**byte)).count();
    place + blanks..word_end(bytes, place + blanks)
}

/// Whether a word or sentence ends in a mark, perhaps inside quotes or brackets.
fn ends_in_mark(sentence: &[u8]) -> bool {
    let closed = |byte: &&u8| matches!(byte, b'"' | b'\'' | b')');
    sentence.iter().rev().find(|byte| !closed(byte)).is_some_and(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

/// How many words of a sentence end before a place that goes forward: as far as it matters, and no byte is counted twice.
#[derive(Default)]
struct Counted {
    at: usize,
    words: u8,
}

impl Counted {
    /// The words that end before a byte, at most [`MANY_WORDS`].
    fn words_before(&mut self, bytes: &[u8], gap: usize) -> u8 {
        while self.words < MANY_WORDS && self.at < gap {
            let Some(nine) = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<9>) else {
                self.words += u8::from(is_blank(bytes[self.at + 1]) && !is_blank(bytes[self.at]));
                self.at += 1;
                continue;
            };
            let [first @ .., _] = nine;
            let [_, second @ ..] = nine;
            let ends = !blanks(u64::from_le_bytes(*first)) & blanks(u64::from_le_bytes(*second));
            let looked = (gap - self.at).min(8);
            // What stands behind the gap does not count. Each high bit becomes a one, and their sum stands in the highest byte.
            let words = ((ends << (8 * (8 - looked))) >> 7).wrapping_mul(ONES) >> 56;
            self.words = MANY_WORDS.min(self.words + words as u8);
            self.at += looked;
        }
        self.words
    }
}

/// How many words a sentence has from a place on that is not inside one, at most [`MANY_WORDS`].
fn words_from(bytes: &[u8], place: usize) -> u8 {
    let Some(last) = bytes.len().checked_sub(1) else { return 0 };
    let mut counted = Counted { at: place, words: 0 };
    let ended = counted.words_before(bytes, last);
    MANY_WORDS.min(ended + u8::from(!is_blank(bytes[last])))
}

/// The gap between two words.
struct Gap<'t> {
    bytes: &'t [u8],
    before: Range<usize>,
    next: Range<usize>,
    /// Whether the sentence ends in a mark.
    ends: bool,
    no_layout: bool,
}

/// The most that [`Gap::place`] can weigh, for a sentence that ends in no mark and for one that does.
const MOST_OF_PLACE: [i32; 2] = [most_of_place(NO_MARK), most_of_place(MARK)];

/// What stands for whether a sentence ends in a mark.
const MARK: &[u8] = b".";
const NO_MARK: &[u8] = b"-";

const fn most_of_place(ends: &[u8]) -> i32 {
    let (mut most, mut words) = (i32::MIN, 0);
    while words <= MANY_WORDS {
        let weight = weight(3, &[&[b'0' + words], ends]);
        most = if weight > most { weight } else { most };
        words += 1;
    }
    most
}

/// The most that what knows how many words are left can weigh, likewise, and the most that anything can.
const MOST_OF_LEFT: [i32; 2] = [most_of_left(NO_MARK), most_of_left(MARK)];
const MOST: i32 = i8::MAX as i32;

const fn most_of_left(ends: &[u8]) -> i32 {
    let (mut most, mut words) = (i32::MIN, 0);
    while words <= MANY_WORDS {
        let left = &[b'0' + words];
        let mut since = 0;
        while since <= MANY_WORDS {
            let weight = weight(14, &[left, ends]) + weight(19, &[&[b'0' + since], left, ends]);
            most = if weight > most { weight } else { most };
            since += 1;
        }
        words += 1;
    }
    most
}

impl Gap<'_> {
    fn ends_sentence(self, counted: &mut Counted) -> bool {
        let [threshold, early_threshold] = THRESHOLDS;
        let (before, next) = (&self.bytes[self.before.clone()], &self.bytes[self.next.clone()]);
        let (of_before, a) = weight_and_shape(0, before);
        let (of_next, b) = weight_and_shape(1, next);
        let sides = of_before + of_next + Hash::new(2).with_shape(a).with_shape(b).weight();
        // Most gaps end here, and the words need not be counted for them.
        if sides + MOST_OF_PLACE[usize::from(self.ends)] <= early_threshold {
            return false;
        }
        let since = counted.words_before(self.bytes, self.before.end);
        let since = &[b'0' + since][..];
        let ends = if self.ends { MARK } else { NO_MARK };
        let early = sides + weight(3, &[since, ends]);
        let least = if self.no_layout { threshold - LESS_SURE } else { threshold };
        early > early_threshold && self.late([a, b], since, ends, least - early)
    }

    /// Whether the words further away and pairs of words weigh more than `least`. What nearly no gap comes to is left for the end.
    fn late(&self, [a_shape, b_shape]: [Shape; 2], since: &[u8], ends: &[u8], least: i32) -> bool {
        let bytes = self.bytes;
        let a2 = word_before(bytes, self.before.start).map_or(&[][..], |word| &bytes[word]);
        let (raw, next) = (&bytes[self.before.clone()], &bytes[self.next.clone()]);
        let (a, b) = (last(raw, LONGEST_WORD), last(next, LONGEST_WORD));
        let b2_range = word_behind(bytes, self.next.end);
        let b2 = &bytes[b2_range.clone()];
        let b2_shape = Shape::of(b2);
        let of = Hash::new;
        let near = of(4).with_lower(last(a2, LONGEST_WORD)).weight()
            + of(5).with_lower(last(b2, LONGEST_WORD)).weight()
            + of(6).with_lower(b).with_lower(last(b2, LONGEST_WORD)).weight()
            + of(7).with_lower(a).with_lower(b).weight()
            + of(8).with_shape(a_shape).weight()
            + of(9).with_shape(b_shape).weight()
            + of(10)
                .with_shape(Shape::of(a2))
                .with_shape(a_shape)
                .with_shape(b_shape)
                .with_shape(b2_shape)
                .weight()
            + of(12).with_lower(last(a, 3)).weight()
            + of(13).with_part(last(raw, 1)).with_shape(b_shape).weight()
            + of(15).with_part(since).with_lower(b).weight()
            + of(16).with_shape(a_shape).with_lower(b).weight()
            + of(17).with_lower(a).with_shape(b_shape).weight()
            + of(18).with_part(since).with_shape(a_shape).with_shape(b_shape).weight();
        if near + MOST + MOST_OF_LEFT[usize::from(self.ends)] <= least {
            return false;
        }
        let b3_shape = Shape::of(&bytes[word_behind(bytes, b2_range.end)]);
        let left = &[b'0' + words_from(bytes, self.next.start)][..];
        let far = of(11).with_shape(b_shape).with_shape(b2_shape).with_shape(b3_shape).weight()
            + weight(14, &[left, ends])
            + weight(19, &[since, left, ends]);
        near + far > least
    }
}

/// The last bytes of a word.
fn last(word: &[u8], count: usize) -> &[u8] {
    &word[word.len().saturating_sub(count)..]
}

/// The shape of a word: its first runs of capitals, small letters, digits and each other byte, from the lowest byte on, and zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape(u64);

impl Shape {
    fn of(word: &[u8]) -> Shape {
        // No byte of a word is of the kind 0, a control.
        let (mut shape, mut runs, mut last) = (0, 0, 0);
        for byte in word {
            let [_, kind] = LOOKS[usize::from(*byte)];
            if last != kind {
                shape |= u64::from(kind) << (8 * runs);
                last = kind;
                runs += 1;
                if runs == LONGEST_SHAPE {
                    break;
                }
            }
        }
        Shape(shape)
    }
}

/// What each byte is in lower case, and in a shape.
static LOOKS: [[u8; 2]; 256] = looks();

const fn looks() -> [[u8; 2]; 256] {
    let mut looks = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        let kind = match byte as u8 {
            b'A'..=b'Z' => b'A',
            b'a'..=b'z' | 0x80.. => b'a',
            b'0'..=b'9' => b'0',
            other => other,
        };
        looks[byte] = [(byte as u8).to_ascii_lowercase(), kind];
        byte += 1;
    }
    looks
}

/// The FNV-1a hash of a feature's number and parts, with a zero behind each part.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x100_0000_01B3;

    const fn new(number: u8) -> Hash {
        Hash(Hash::START).with(number)
    }

    const fn with(self, byte: u8) -> Hash {
        Hash((self.0 ^ byte as u64).wrapping_mul(Hash::PRIME))
    }

    /// With one more part, as it is.
    fn with_part(self, part: &[u8]) -> Hash {
        part.iter().fold(self, |hash, byte| hash.with(*byte)).with(0)
    }

    /// With a word in lower case as one more part.
    fn with_lower(self, word: &[u8]) -> Hash {
        word.iter().fold(self, |hash, byte| hash.with(LOOKS[usize::from(*byte)][0])).with(0)
    }

    /// With the shape of a word as one more part.
    fn with_shape(self, Shape(mut left): Shape) -> Hash {
        let mut hash = self;
        while left != 0 {
            hash = hash.with(left as u8);
            left >>= 8;
        }
        hash.with(0)
    }

    /// The weight of the bucket.
    const fn weight(self) -> i32 {
        let bucket = (self.0 >> 32) as usize % BUCKETS;
        MODEL[8 + bucket] as i8 as i32
    }
}

/// The weight of a feature.
const fn weight(number: u8, parts: &[&[u8]]) -> i32 {
    let mut hash = Hash::new(number);
    let mut part = 0;
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            hash = hash.with(parts[part][at]);
            at += 1;
        }
        hash = hash.with(0);
        part += 1;
    }
    hash.weight()
}

/// The weight of a feature whose only part is the end of a word in lower case, and the word's shape. In most words, both are seen in
/// one pass, which is what the model does at every gap.
fn weight_and_shape(number: u8, word: &[u8]) -> (i32, Shape) {
    let Some((first, behind)) = word.split_first().filter(|_| word.len() <= LONGEST_WORD) else {
        return (Hash::new(number).with_lower(last(word, LONGEST_WORD)).weight(), Shape::of(word));
    };
    let [small, first] = LOOKS[usize::from(*first)];
    let (mut lower, mut others) = (Hash::new(number).with(small), 0);
    for byte in behind {
        let [small, kind] = LOOKS[usize::from(*byte)];
        lower = lower.with(small);
        others |= kind ^ b'a';
    }
    let shape = match others {
        0 if behind.is_empty() || first == b'a' => Shape(u64::from(first)),
        0 => Shape(u64::from(first) | u64::from(b'a') << 8),
        _ => Shape::of(word),
    };
    (lower.with(0).weight(), shape)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    /// The two ways in which a word is looked at.
    struct Sides {
        lower: Vec<u8>,
        shape: Vec<u8>,
    }

    impl Sides {
        fn of(word: &[u8]) -> Sides {
            let mut shape: Vec<u8> = word.iter().map(|byte| LOOKS[usize::from(*byte)][1]).collect();
            shape.dedup();
            shape.truncate(LONGEST_SHAPE);
            Sides { lower: last(word, LONGEST_WORD).to_ascii_lowercase(), shape }
        }

        fn lower(&self) -> &[u8] {
            &self.lower
        }

        fn shape(&self) -> &[u8] {
            &self.shape
        }
    }

    /// What [`boundary`] does, word by word and with every weight.
    fn slow_boundary(text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        if bytes.len() > LONGEST {
            return None;
        }
        let words: Vec<&[u8]> = bytes.split(|byte| is_blank(*byte)).filter(|word| !word.is_empty()).collect();
        let ends = if ends_in_mark(bytes) { MARK } else { NO_MARK };
        let number = |count: usize| [b'0' + count.min(usize::from(MANY_WORDS)) as u8];
        let found = (1..words.len()).find(|at| {
            let word = |place: usize| words.get(place).copied().unwrap_or_default();
            let (a, b) = (Sides::of(words[at - 1]), Sides::of(words[*at]));
            let (a2, b2, b3) = (
                Sides::of(if *at > 1 { words[at - 2] } else { b"" }),
                Sides::of(word(at + 1)),
                Sides::of(word(at + 2)),
            );
            let (since, left) = (number(*at), number(words.len() - at));
            let early = weight(0, &[a.lower()])
                + weight(1, &[b.lower()])
                + weight(2, &[a.shape(), b.shape()])
                + weight(3, &[&since, ends]);
            let late = weight(4, &[a2.lower()])
                + weight(5, &[b2.lower()])
                + weight(6, &[b.lower(), b2.lower()])
                + weight(7, &[a.lower(), b.lower()])
                + weight(8, &[a.shape()])
                + weight(9, &[b.shape()])
                + weight(10, &[a2.shape(), a.shape(), b.shape(), b2.shape()])
                + weight(11, &[b.shape(), b2.shape(), b3.shape()])
                + weight(12, &[last(a.lower(), 3)])
                + weight(13, &[last(words[at - 1], 1), b.shape()])
                + weight(14, &[&left, ends])
                + weight(15, &[&since, b.lower()])
                + weight(16, &[a.shape(), b.lower()])
                + weight(17, &[a.lower(), b.shape()])
                + weight(18, &[&since, a.shape(), b.shape()])
                + weight(19, &[&since, &left, ends]);
            begins_gap(words[*at][0])
                && !ends_in_mark(words[at - 1])
                && early > THRESHOLDS[1]
                && early + late > THRESHOLDS[0]
        })?;
        Some(words[found - 1].as_ptr_range().end.addr() - bytes.as_ptr().addr())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(5_000) })]

        #[test]
        fn boundaries_equal_those_of_the_slow_twin(
            text in "(Best|regards|Anna|To:|Pier|12/03|the|in|x\\)|of\"|é|-|<a|\\*|He said\\.|[ \t\n\u{B}]| |  ){1,24}"
        ) {
            prop_assert_eq!(boundary(&text, Span::new(0, text.len()), false), slow_boundary(&text));
        }

        #[test]
        fn boundaries_of_any_text_equal_those_of_the_slow_twin(text in "([A-Za-z0-9 .,:<*\u{0}-\u{20}é-]{0,12}[ \n]){0,12}") {
            prop_assert_eq!(boundary(&text, Span::new(0, text.len()), false), slow_boundary(&text));
        }
    }

    #[test]
    fn words_have_two_sides() {
        let sides = Sides::of(b"Kr-2019.docx/AB");
        assert_eq!((sides.lower(), sides.shape()), (&b"kr-2019.docx/ab"[..], &b"Aa-0.a"[..]));
        for word in [
            &b"Kr-2019.docx/AB"[..],
            b"a",
            b"A",
            b"Anna",
            b"\"so",
            b"12",
            b"",
            b"an-Endless-Word-of-Many-Letters",
        ] {
            let sides = Sides::of(word);
            let (weighed, shape) = weight_and_shape(0, word);
            let mut bytes = [0; 8];
            bytes[..sides.shape.len()].copy_from_slice(&sides.shape);
            assert_eq!((weighed, shape), (weight(0, &[sides.lower()]), Shape(u64::from_le_bytes(bytes))));
            assert_eq!(shape, Shape::of(word));
        }
        assert!(ends_in_mark(b"He left.\")") && !ends_in_mark(b"He left") && !ends_in_mark(b""));
    }
}
