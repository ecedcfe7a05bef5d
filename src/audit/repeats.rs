//! Repeats: every phrase that a sequence of words holds more than once. The phrases of a site are found so, and in tests
//! those of a draft, which [`phrases`](super::phrases) finds sooner.
//!
//! The sequence is one of numbers, a number for each word, with a number of its own at every place that no phrase
//! may cross. Its suffixes are sorted; neighbors that begin alike share a phrase; and the intervals of neighbors
//! that share one form a tree, the inner ones longer and rarer.
//!
//! * time: `O(n log n)` for `n` words: sorting by doubling, each group of equal beginnings sorted by where its
//!   continuations stand; by the first and the second word in linear time
//! * space: `O(n)`
//!
//! Larsson and Sadakane, *Faster suffix sorting*, 2007; Kasai et al., *Linear-Time Longest-Common-Prefix
//! Computation in Suffix Arrays and Its Applications*, 2001; Abouelhoda, Kurtz and Ohlebusch, *Replacing suffix
//! trees with enhanced suffix arrays*, 2004 (the intervals).
//!
//! # An example by hand
//!
//! `a b c | a b d`, with `|` a separator: `a b` occurs twice, `b` too but always behind `a`, so `a b` is the only
//! maximal repeat.

/// The suffixes of a sequence in order, and what neighbors share.
#[derive(Clone, Debug, Default)]
pub(crate) struct SuffixArray {
    /// Where each suffix begins, smallest first.
    pub(crate) starts: Vec<u32>,
    /// How many words each suffix shares with the one before it; 0 for the first.
    pub(super) shared: Vec<u32>,
}

/// Suffixes that begin with the same words: a phrase and all its occurrences.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    /// The first suffix, as a place in [`SuffixArray::starts`].
    pub(crate) first: usize,
    /// The place behind the last suffix.
    pub(crate) end: usize,
    /// The words that all of them begin with.
    pub(crate) words: usize,
    /// The words that these and their neighbors begin with: prefixes longer than this occur here alone.
    pub(crate) outer_words: usize,
    /// Whether the word before is not always the same, so that no longer phrase holds all occurrences.
    pub(crate) is_left_maximal: bool,
}

#[cfg(test)]
impl Interval {
    /// The number of occurrences, those that overlap each other included.
    pub(crate) fn count(&self) -> usize {
        self.end - self.first
    }
}

impl SuffixArray {
    /// Sorts the suffixes of a sequence.
    ///
    /// # Panics
    ///
    /// If the sequence has 2^32 words or more.
    pub(crate) fn new(words: &[u32]) -> SuffixArray {
        let starts = sorted_suffixes(words);
        let shared = shared_words(words, &starts);
        SuffixArray { starts, shared }
    }

    /// All phrases of one word or more that occur twice or more and cannot be longer to the right without losing an
    /// occurrence. Inner intervals come before those that hold them.
    #[cfg(test)]
    pub(crate) fn intervals(&self, words: &[u32]) -> Vec<Interval> {
        let before = |suffix: usize| match self.starts[suffix] {
            0 => Left::Many,
            start => Left::One(words[start as usize - 1]),
        };
        let mut found = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        for place in 1..=self.starts.len() {
            let shared = self.shared.get(place).map_or(0, |shared| *shared as usize);
            let mut first = place - 1;
            let mut left = before(place - 1);
            while let Some(top) = open.last().copied().filter(|top| top.words > shared) {
                open.pop();
                left = top.left.join(left);
                let outer = open.last().map_or(0, |outer| outer.words).max(shared);
                found.push(Interval {
                    first: top.first,
                    end: place,
                    words: top.words,
                    outer_words: outer,
                    is_left_maximal: left == Left::Many,
                });
                first = top.first;
            }
            match open.last_mut() {
                Some(top) if top.words == shared => top.left = top.left.join(left),
                _ if shared > 0 => open.push(Open { first, words: shared, left }),
                _ => {}
            }
        }
        found
    }
}

/// An interval whose end has not come yet.
#[cfg(test)]
#[derive(Clone, Copy)]
struct Open {
    first: usize,
    words: usize,
    left: Left,
}

/// The words before the occurrences of a phrase.
#[cfg(test)]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    One(u32),
    Many,
}

#[cfg(test)]
impl Left {
    fn join(self, other: Left) -> Left {
        if self == other { self } else { Left::Many }
    }
}

/// The starts of the suffixes, in order: those that begin alike are sorted by what comes `step` words later, whose
/// order is known, and the step doubles.
fn sorted_suffixes(words: &[u32]) -> Vec<u32> {
    let n = u32::try_from(words.len()).expect("fewer than 2^32 words");
    // A key above and a start below in one number: that sorts several times as fast as starts that lead to keys.
    let packed = |key: u32, start: u32| u64::from(key) << 32 | u64::from(start);
    let mut pairs = sorted_by_keys((0..n).map(|start| packed(words[start as usize], start)).collect());
    let mut starts = vec![0; words.len()];
    // The rank of a suffix is the last place of its group, so that a suffix alone has its own place.
    let mut ranks = vec![0u32; words.len()];
    let mut groups = Vec::new();
    split_group(&pairs, 0, &mut starts, &mut ranks, &mut groups);
    if !groups.is_empty() {
        groups = sort_by_second_words(&mut starts, &mut ranks, &groups);
    }
    let mut step = 2;
    while !groups.is_empty() {
        let mut rest = Vec::new();
        for group in groups {
            // A suffix that ends here comes before those that go on.
            let key = |start: u32| ranks.get(start as usize + step).map_or(0, |rank| rank + 1);
            pairs.clear();
            pairs.extend(starts[group.clone()].iter().map(|start| packed(key(*start), *start)));
            pairs.sort_unstable();
            split_group(&pairs, group.start, &mut starts, &mut ranks, &mut rest);
        }
        groups = rest;
        step *= 2;
    }
    starts
}

/// Sorts the suffixes of each group by their second word, and lists the groups that are still alike.
///
/// In the order of all suffixes, each shows where the one that begins a word earlier comes next in its group: so nothing is
/// compared, in the one step that nearly all suffixes take part in (Manber and Myers, *Suffix arrays*, 1993).
fn sort_by_second_words(
    starts: &mut Vec<u32>,
    ranks: &mut [u32],
    groups: &[std::ops::Range<usize>],
) -> Vec<std::ops::Range<usize>> {
    // The first place of each group that is free yet, by the rank of the group.
    let mut free: Vec<u32> = (0..starts.len() as u32).collect();
    for group in groups {
        free[group.end - 1] = group.start as u32;
    }
    let mut sorted = vec![0; starts.len()];
    let mut put = |start: u32| {
        let place = &mut free[ranks[start as usize] as usize];
        sorted[*place as usize] = start;
        *place += 1;
    };
    // A suffix that ends comes before those that go on.
    put(starts.len() as u32 - 1);
    starts.iter().filter(|start| **start > 0).for_each(|start| put(start - 1));
    let known = ranks.to_vec();
    let second = |start: u32| known.get(start as usize + 1);
    let mut alike = Vec::new();
    for group in groups {
        let mut at = group.start;
        for same in sorted[group.clone()].chunk_by(|one, next| second(*one) == second(*next)) {
            let part = at..at + same.len();
            same.iter().for_each(|start| ranks[*start as usize] = (part.end - 1) as u32);
            at = part.end;
            if same.len() > 1 {
                alike.push(part);
            }
        }
    }
    *starts = sorted;
    alike
}

/// So few are sorted sooner by comparing them than by counting digits.
const FEW: usize = 64;

/// Pairs that stand in the order of their starts, sorted by their keys: digit after digit, the last first, each by
/// counting: keys are numbers of words, and have few digits.
fn sorted_by_keys(mut pairs: Vec<u64>) -> Vec<u64> {
    const BITS: u32 = 8;
    const DIGITS: usize = 1 << BITS;
    if pairs.len() <= FEW {
        pairs.sort_unstable();
        return pairs;
    }
    let most = pairs.iter().max().map_or(0, |pair| pair >> 32);
    let mut sorted = vec![0; pairs.len()];
    let mut shift = 0;
    while most >> shift > 0 {
        let digit = |pair: u64| (pair >> (32 + shift)) as usize % DIGITS;
        let mut places = [0u32; DIGITS];
        pairs.iter().for_each(|pair| places[digit(*pair)] += 1);
        let mut next = 0;
        for place in &mut places {
            next += std::mem::replace(place, next);
        }
        for pair in &pairs {
            let place = &mut places[digit(*pair)];
            sorted[*place as usize] = *pair;
            *place += 1;
        }
        std::mem::swap(&mut pairs, &mut sorted);
        shift += BITS;
    }
    pairs
}

/// Puts the suffixes of a group, sorted pairs of key and start, to their places from `first` on, gives them their
/// ranks, and lists those groups of two or more that are still alike.
fn split_group(
    pairs: &[u64],
    first: usize,
    starts: &mut [u32],
    ranks: &mut [u32],
    alike: &mut Vec<std::ops::Range<usize>>,
) {
    let mut at = first;
    for same in pairs.chunk_by(|one, next| one >> 32 == next >> 32) {
        let group = at..at + same.len();
        for (place, pair) in group.clone().zip(same) {
            starts[place] = *pair as u32;
            ranks[*pair as u32 as usize] = (group.end - 1) as u32;
        }
        at = group.end;
        if same.len() > 1 {
            alike.push(group);
        }
    }
}

/// How many words each suffix shares with the one before it in order (Kasai et al.).
fn shared_words(words: &[u32], starts: &[u32]) -> Vec<u32> {
    let mut places = vec![0; starts.len()];
    for (place, start) in starts.iter().enumerate() {
        places[*start as usize] = place;
    }
    let mut shared = vec![0; starts.len()];
    let mut length = 0;
    for (start, &place) in places.iter().enumerate() {
        if place == 0 {
            length = 0;
            continue;
        }
        let before = starts[place - 1] as usize;
        while words.get(start + length).is_some_and(|word| words.get(before + length) == Some(word)) {
            length += 1;
        }
        shared[place] = length as u32;
        length = length.saturating_sub(1);
    }
    shared
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    /// Words from this number on are separators, each of its own.
    const SEPARATORS: u32 = 100_000;

    /// The maximal repeats of two words or more: phrase and count.
    fn maximal(words: &[u32]) -> Vec<(Vec<u32>, usize)> {
        let suffixes = SuffixArray::new(words);
        let intervals = suffixes.intervals(words);
        let repeats = intervals.iter().filter(|interval| interval.is_left_maximal && interval.words > 1);
        let phrase = |interval: &Interval| {
            let start = suffixes.starts[interval.first] as usize;
            (words[start..start + interval.words].to_vec(), interval.count())
        };
        let mut found: Vec<_> = repeats.map(phrase).collect();
        found.sort();
        found
    }

    /// The slow twin: every run of words between separators, less those that a longer one of the same count extends.
    fn by_force(words: &[u32]) -> Vec<(Vec<u32>, usize)> {
        let mut counts: BTreeMap<&[u32], usize> = BTreeMap::new();
        for segment in words.split(|word| *word >= SEPARATORS) {
            for from in 0..segment.len() {
                for to in from + 1..=segment.len() {
                    *counts.entry(&segment[from..to]).or_default() += 1;
                }
            }
        }
        let longer = counts.iter().filter(|(phrase, _)| phrase.len() > 1);
        let extended: BTreeSet<(&[u32], usize)> = longer
            .flat_map(|(phrase, count)| [(&phrase[1..], *count), (&phrase[..phrase.len() - 1], *count)])
            .collect();
        let repeats = counts.iter().filter(|(phrase, count)| phrase.len() > 1 && **count > 1);
        repeats
            .filter(|(phrase, count)| !extended.contains(&(**phrase, **count)))
            .map(|(phrase, count)| (phrase.to_vec(), *count))
            .collect()
    }

    /// All texts of `corpora/`, a word being what stands between spaces and marks ending a segment.
    #[test]
    fn repeats_of_texts_equal_brute_force() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpora");
        let mut texts = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let Ok(text) = std::fs::read_to_string(entry.unwrap().path()) else { continue };
            let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
            let mut words = Vec::new();
            for (place, word) in text.split_whitespace().enumerate() {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                let next = numbers.len() as u32;
                words.push(*numbers.entry(bare).or_insert(next));
                if word.ends_with(|c: char| c.is_ascii_punctuation()) {
                    words.push(SEPARATORS + place as u32);
                }
            }
            assert!(numbers.len() < SEPARATORS as usize, "separators are above all words");
            assert_eq!(maximal(&words), by_force(&words));
            texts += 1;
        }
        assert!(texts >= 15, "only {texts} texts were read");
    }

    #[test]
    fn the_example_by_hand() {
        assert_eq!(maximal(&[1, 2, 3, SEPARATORS, 1, 2, 4]), [(vec![1, 2], 2)]);
        assert_eq!(maximal(&[]), []);
        assert_eq!(maximal(&[1, 1, 1]), [(vec![1, 1], 2)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn counting_sorts_as_comparing_does(keys in prop::collection::vec(0..(1u32 << 30), 0..200), bits in 0..30u32) {
            let packed = keys.iter().zip(0..).map(|(key, start)| u64::from(key >> bits) << 32 | start);
            let mut pairs: Vec<u64> = packed.collect();
            let sorted = sorted_by_keys(pairs.clone());
            pairs.sort_unstable();
            prop_assert_eq!(sorted, pairs);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

        #[test]
        fn suffixes_are_sorted_as_by_comparing_them_whole(words in prop::collection::vec(0u32..5, 0..40)) {
            let mut starts: Vec<u32> = (0..words.len() as u32).collect();
            starts.sort_by_key(|start| &words[*start as usize..]);
            prop_assert_eq!(sorted_suffixes(&words), starts);
        }

        #[test]
        fn repeats_equal_brute_force(words in prop::collection::vec(0u32..6, 0..28)) {
            // Of six numbers two become separators, each time another one.
            let separate = |(place, word): (usize, &u32)| if *word > 3 { SEPARATORS + place as u32 } else { *word };
            let words: Vec<u32> = words.iter().enumerate().map(separate).collect();
            prop_assert_eq!(maximal(&words), by_force(&words));
        }
    }
}
