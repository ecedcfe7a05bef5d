//! Runs of words, numbered: every phrase of one word or more, whether it is repeated or not.
//!
//! * time: `O(k·n)` for `n` words and phrases of at most `k`
//! * space: `O(n)`; the numbers of one size make those of the next
//!
//! A run of `k` words is the run of its first `k - 1` and one more word, so two numbers name it. So are the phrases of an
//! audit found too, but only those that are said often enough: see [`phrases`](super::phrases).

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::phrases::is_whole;
use super::words::Word;

/// No run: it would cross the end of a clause.
const NONE: u32 = u32::MAX;

/// All runs of some number of words.
pub(super) struct Runs<'a> {
    words: &'a [Word],
    /// The words of a run.
    pub(super) size: usize,
    /// How many different ones there are: their numbers are less than this.
    pub(super) distinct: usize,
    /// How many there are in all, within clauses: where a phrase of this size can stand.
    pub(super) windows: usize,
    /// The number of the run that begins at each word.
    numbers: &'a [u32],
}

impl Runs<'_> {
    /// The number of each run with the place of its first word, left to right. A run of two words or more that begins or
    /// ends inside a compound is no phrase and is left out, as an audit has it.
    pub(super) fn places(&self) -> impl Iterator<Item = (u32, usize)> {
        let numbered = self.numbers.iter().enumerate().filter(|(_, number)| **number != NONE);
        numbered
            .map(|(start, number)| (*number, start))
            .filter(|(_, start)| self.size == 1 || is_whole(self.words, *start, self.size))
    }
}

/// Does something for the runs of each number of words, from one to `most`. `keys` has what each word counts as.
pub(super) fn for_each_size(words: &[Word], keys: &[u32], most: usize, mut each: impl FnMut(&Runs<'_>)) {
    let mut known = Numbers::default();
    let keys: Vec<u32> = keys.iter().map(|key| known.of(*key)).collect();
    let mut numbers = keys.clone();
    let mut distinct = known.len();
    for size in 1..=most {
        if size > 1 {
            let mut known = Numbers::default();
            for (start, number) in numbers.iter_mut().enumerate() {
                let end = start + size - 1;
                let goes_on = *number != NONE && words.get(end).is_some_and(|word| !word.gap.breaks());
                *number = if goes_on { known.of((*number, keys[end])) } else { NONE };
            }
            distinct = known.len();
        }
        let windows = numbers.iter().filter(|number| **number != NONE).count();
        each(&Runs { words, size, distinct, windows, numbers: &numbers });
        if windows == 0 {
            break;
        }
    }
}

/// Numbers for values, in the order in which they are met.
pub(super) struct Numbers<T>(FxHashMap<T, u32>);

impl<T> Default for Numbers<T> {
    fn default() -> Numbers<T> {
        Numbers(FxHashMap::default())
    }
}

impl<T: Hash + Eq> Numbers<T> {
    pub(super) fn of(&mut self, value: T) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(value).or_insert(next)
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}
