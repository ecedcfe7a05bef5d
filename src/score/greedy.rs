//! Methods that choose sentence by sentence, each choice changing what the others are worth.
//!
//! Plainly done, every choice looks at every sentence again. Here sentences wait in a queue by what they were worth
//! when somebody last looked. Since what is taken makes nothing worth more, that is a bound from above: a sentence
//! that is looked at again and still stands first is the best one, and the others need no look (*lazy greedy*).
//!
//! * time: `O(n)` for the queue, then for each choice a look at those sentences whose bounds were too high, of which
//!   there are a few in texts; `O(log n)` for each choice past [`MOST_PICKS`]
//! * space: `O(n)`
//!
//! Minoux, *Accelerated greedy algorithms for maximizing submodular set functions*, 1978.
//!
//! The order does not depend on the budget, but for sentences that would not fit any more, which are left out. So
//! under a budget of sentences the first `k` choices are the same whatever the budget.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Score;

/// After this many choices the sentences that are left come in the order of what they were last known to be worth.
/// It bounds the cost where a budget asks for a large part of a long text; nobody reads so long a summary.
pub(super) const MOST_PICKS: usize = 1000;

/// Chooses sentences one after the other.
pub(crate) trait Picker {
    /// Takes the best of the sentences that fit, given those taken before. One that does not fit never comes back.
    fn pick(&mut self, fits: &dyn Fn(usize) -> bool) -> Option<usize>;
}

/// What sentences are worth to a summary, given those that stand in it.
pub(super) trait Objective {
    /// What a sentence is worth, less its toll. Never more than it was with fewer sentences taken.
    fn worth(&mut self, sentence: usize) -> f64;

    /// What a sentence is worth at most, if that is known sooner. Never more than it was with fewer sentences taken.
    fn bound(&mut self, sentence: usize) -> f64 {
        self.worth(sentence)
    }

    /// Whether bounds are what sentences are worth.
    fn bounds_are_exact(&self) -> bool {
        true
    }

    /// Puts a sentence into the summary.
    fn take(&mut self, sentence: usize);

    /// Which sentences pay the same toll: few classes, numbered from 0.
    fn class(&self, _sentence: usize) -> usize {
        0
    }

    /// What is taken off the worth of a class. Unlike the rest it may be less when more sentences are taken.
    fn toll(&self, _class: usize) -> f64 {
        0.0
    }
}

/// The queue, one for each class, since tolls change the order between classes and not inside one.
pub(super) struct Lazy<O> {
    objective: O,
    queues: Vec<BinaryHeap<Entry>>,
    /// Added to what each sentence is worth; empty for nothing.
    bonus: Vec<f64>,
    taken: usize,
}

/// A sentence that waits: the greatest is next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Those of a lower tier come first, whatever they are worth.
    tier: Reverse<u8>,
    worth: Score,
    /// Ties go to the earlier sentence.
    sentence: Reverse<usize>,
    /// How many had been taken when this was known.
    known: usize,
    /// Whether it is no mere bound.
    is_exact: bool,
}

impl<O: Objective> Lazy<O> {
    /// A queue of sentences, a tier for each. Those of a lower tier come first; `bonus` is added to their worth.
    pub(super) fn new(mut objective: O, tiers: &[u8], bonus: Vec<f64>) -> Lazy<O> {
        let mut queues: Vec<Vec<Entry>> = Vec::new();
        let is_exact = objective.bounds_are_exact();
        for (sentence, &tier) in tiers.iter().enumerate() {
            let class = objective.class(sentence);
            if queues.len() <= class {
                queues.resize_with(class + 1, Vec::new);
            }
            let worth = objective.bound(sentence) + bonus.get(sentence).unwrap_or(&0.0);
            queues[class].push(Entry {
                tier: Reverse(tier),
                worth: Score::new(worth),
                sentence: Reverse(sentence),
                known: 0,
                is_exact,
            });
        }
        Lazy { objective, queues: queues.into_iter().map(BinaryHeap::from).collect(), bonus, taken: 0 }
    }

    /// The class whose first sentence is before those of all others.
    fn first_class(&self) -> Option<usize> {
        let first = |class: usize| {
            let entry = self.queues[class].peek()?;
            let worth = Score::new(entry.worth.get() - self.objective.toll(class));
            Some((entry.tier, worth, entry.sentence, class))
        };
        (0..self.queues.len()).filter_map(first).max().map(|(.., class)| class)
    }
}

impl<O: Objective> Picker for Lazy<O> {
    fn pick(&mut self, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        while let Some(class) = self.first_class() {
            let mut entry = self.queues[class].pop()?;
            let Reverse(sentence) = entry.sentence;
            if !fits(sentence) {
                continue;
            }
            let is_current = entry.known == self.taken;
            if (is_current && entry.is_exact) || self.taken >= MOST_PICKS {
                self.objective.take(sentence);
                self.taken += 1;
                return Some(sentence);
            }
            entry.is_exact = is_current || self.objective.bounds_are_exact();
            let worth = match entry.is_exact {
                true => self.objective.worth(sentence),
                false => self.objective.bound(sentence),
            };
            entry.worth = Score::new(worth + self.bonus.get(sentence).unwrap_or(&0.0));
            entry.known = self.taken;
            self.queues[class].push(entry);
        }
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// All sentences of a picker, in the order it takes them.
    pub(in crate::score) fn all(picker: &mut dyn Picker) -> Vec<usize> {
        std::iter::from_fn(|| picker.pick(&|_| true)).collect()
    }

    /// The slow twin: looks at every sentence before each choice. Checks that `picked` are best choices, but for
    /// what rounding makes of equal ones.
    pub(in crate::score) fn check_plain<O: Objective>(
        mut objective: O,
        tiers: &[u8],
        picked: &[usize],
    ) -> Result<(), String> {
        const CLOSE: f64 = 1e-9;
        let mut left: Vec<usize> = (0..tiers.len()).collect();
        for &pick in picked {
            let lowest = left.iter().map(|i| tiers[*i]).min();
            let mut value = |i: usize| objective.worth(i) - objective.toll(objective.class(i));
            let best = left.iter().filter(|i| Some(tiers[**i]) == lowest).map(|i| value(*i));
            let best = best.fold(f64::NEG_INFINITY, f64::max);
            if Some(tiers[pick]) != lowest || value(pick) < best - CLOSE {
                return Err(format!("{pick} in {picked:?} is worth {}, the best one {best}", value(pick)));
            }
            left.retain(|i| *i != pick);
            objective.take(pick);
        }
        if left.is_empty() { Ok(()) } else { Err(format!("{left:?} were never taken")) }
    }

    /// Worth by which of ten things a sentence has that no other has brought.
    struct Cover(Vec<[bool; 10]>, [bool; 10]);

    impl Objective for Cover {
        fn worth(&mut self, sentence: usize) -> f64 {
            let Cover(sets, covered) = self;
            sets[sentence].iter().zip(covered).filter(|(has, covered)| **has && !**covered).count() as f64
        }

        fn take(&mut self, sentence: usize) {
            let Cover(sets, covered) = self;
            covered.iter_mut().zip(&sets[sentence]).for_each(|(covered, has)| *covered |= has);
        }
    }

    fn cover() -> Cover {
        let set = |things: &[usize]| std::array::from_fn(|thing| things.contains(&thing));
        Cover(
            vec![set(&[0, 1, 2]), set(&[0, 1, 2, 3]), set(&[4, 5]), set(&[3, 4]), set(&[6, 7])],
            [false; 10],
        )
    }

    #[test]
    fn what_is_taken_counts_no_more() {
        // First 1 for four things; then 2 and 4 for two each, the earlier first; then 0 and 3 for none.
        assert_eq!(all(&mut Lazy::new(cover(), &[0; 5], Vec::new())), [1, 2, 4, 0, 3]);
        // A tier comes before what it is worth, and a bonus is part of that.
        assert_eq!(all(&mut Lazy::new(cover(), &[0, 1, 0, 0, 0], Vec::new())), [0, 2, 4, 3, 1]);
        assert_eq!(all(&mut Lazy::new(cover(), &[0; 5], vec![0.0, 0.0, 0.0, 0.0, 3.0])), [4, 1, 2, 0, 3]);
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_takes_nothing() {
        let mut picker = Lazy::new(cover(), &[0; 5], Vec::new());
        assert_eq!(picker.pick(&|sentence| sentence != 1), Some(0));
        let rest = all(&mut picker);
        assert_eq!(rest, [2, 4, 3]);
    }
}
