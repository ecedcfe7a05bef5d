//! In how many drafts each repeat stands, for all repeats of a joint sequence at once.
//!
//! The suffixes of an interval are its occurrences. As many of them as come from a draft that an earlier one
//! of the interval comes from are too many; each of these forms a pair with the last suffix before it of the
//! same draft, and the pair lies in the innermost interval that holds both, and in those around it. So one
//! walk over the suffixes that remembers the last one of each draft counts them all.
//!
//! * time: `O(n log d)` for `n` words, where `d` is how deep intervals lie in each other
//! * space: `O(d)` and a number for each draft
//!
//! Hui, *Color Set Size Problem with Applications to String Matching*, 1992, with the intervals of
//! [`repeats`](super::repeats) for a tree.

use super::repeats::SuffixArray;

/// A phrase of a joint sequence, as far to the right as all its occurrences are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    /// The first suffix, as a place in [`SuffixArray::starts`].
    pub(super) first: usize,
    /// The place behind the last suffix.
    pub(super) end: usize,
    /// The words that all of them begin with.
    pub(super) words: usize,
    /// Prefixes longer than this occur here alone.
    pub(super) outer_words: usize,
    /// The word before, if it is the same everywhere.
    pub(super) before: Option<u32>,
    /// The drafts that hold it.
    pub(super) drafts: usize,
}

struct Open {
    first: usize,
    words: usize,
    before: Option<u32>,
    /// Suffixes of a draft that an earlier suffix here comes from.
    spare: usize,
}

/// Shows `visit` all phrases that occur twice or more and cannot be longer to the right without losing an
/// occurrence; inner intervals before those that hold them. `draft_of` has the draft of each word of the
/// sequence, out of `drafts`.
pub(super) fn for_each(
    suffixes: &SuffixArray,
    words: &[u32],
    draft_of: &[u32],
    drafts: usize,
    mut visit: impl FnMut(Spread),
) {
    const NEVER: u32 = u32::MAX;
    let before = |start: u32| (start as usize).checked_sub(1).map(|place| words[place]);
    let mut last_of = vec![NEVER; drafts];
    let mut open: Vec<Open> = Vec::new();
    for (place, start) in suffixes.starts.iter().enumerate() {
        let last = std::mem::replace(&mut last_of[draft_of[*start as usize] as usize], place as u32);
        if last != NEVER {
            let holding = open.partition_point(|open| open.first <= last as usize);
            if let Some(innermost) = open[..holding].last_mut() {
                innermost.spare += 1;
            }
        }
        let shared = suffixes.shared.get(place + 1).map_or(0, |shared| *shared as usize);
        let mut inner = Open { first: place, words: 0, before: before(*start), spare: 0 };
        while let Some(mut top) = open.pop_if(|top| top.words > shared) {
            top.before = top.before.filter(|word| inner.before == Some(*word));
            top.spare += inner.spare;
            visit(Spread {
                first: top.first,
                end: place + 1,
                words: top.words,
                outer_words: open.last().map_or(0, |outer| outer.words).max(shared),
                before: top.before,
                drafts: place + 1 - top.first - top.spare,
            });
            inner = top;
        }
        match open.last_mut() {
            Some(top) if top.words == shared => {
                top.before = top.before.filter(|word| inner.before == Some(*word));
                top.spare += inner.spare;
            }
            _ if shared > 0 => open.push(Open { words: shared, ..inner }),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    /// Words from this number on are separators, each of its own.
    const SEPARATORS: u32 = 1_000;

    fn joint(drafts: &[Vec<u32>]) -> (Vec<u32>, Vec<u32>) {
        let (mut words, mut draft_of) = (Vec::new(), Vec::new());
        for (number, draft) in drafts.iter().enumerate() {
            for word in [9].iter().chain(draft) {
                words.push(if *word > 3 { SEPARATORS + words.len() as u32 } else { *word });
                draft_of.push(number as u32);
            }
        }
        (words, draft_of)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

        /// Each run of words that occurs twice is a prefix of one interval alone, and stands in as many
        /// drafts.
        #[test]
        fn drafts_are_counted_as_by_force(
            drafts in prop::collection::vec(prop::collection::vec(0u32..6, 0..14), 0..6),
        ) {
            let (words, draft_of) = joint(&drafts);
            let mut holding: BTreeMap<&[u32], BTreeSet<u32>> = BTreeMap::new();
            let mut counts: BTreeMap<&[u32], usize> = BTreeMap::new();
            for from in 0..words.len() {
                for to in from + 1..=words.len() {
                    if words[to - 1] >= SEPARATORS {
                        break;
                    }
                    holding.entry(&words[from..to]).or_default().insert(draft_of[from]);
                    *counts.entry(&words[from..to]).or_default() += 1;
                }
            }
            let suffixes = SuffixArray::new(&words);
            let mut found: BTreeMap<&[u32], (usize, usize)> = BTreeMap::new();
            for_each(&suffixes, &words, &draft_of, drafts.len(), |spread| {
                let start = suffixes.starts[spread.first] as usize;
                for length in spread.outer_words + 1..=spread.words {
                    let old = found.insert(
                        &words[start..start + length],
                        (spread.end - spread.first, spread.drafts),
                    );
                    assert_eq!(old, None);
                }
            });
            let expected: BTreeMap<&[u32], (usize, usize)> = counts
                .into_iter()
                .filter(|(_, count)| *count > 1)
                .map(|(phrase, count)| (phrase, (count, holding[phrase].len())))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
