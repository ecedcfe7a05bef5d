//! Submodular: sentences that together resemble all others, and of many topics.
//!
//! With `w` the cosines of TF-IDF vectors, a set `S` of sentences covers sentence `i` by `C_i(S)`, the sum of its `w`
//! to those in `S`, but by no more than a part `α` of what all sentences together would. Sentences are parted into
//! topics, and each topic counts the root of what its sentences in `S` are worth, so that a second one of the same
//! topic adds less:
//!
//! `F(S) = Σ_i min(C_i(S), α C_i(V)) + λ Σ_topics √(Σ_{j in S and the topic} r_j)`, with `r_j = C_j(V) / N`.
//!
//! `F` is monotone and submodular. So to take the sentence that adds most, again and again, gives at least 63 % (1 - 1/e)
//! of what the best set of this many sentences has: Nemhauser, Wolsey and Fisher, 1978.
//!
//! * time: `O(n)` for bounds; a look at a sentence visits all that share a word with it. These visits are limited to
//!   [`MOST_VISITS`] for each word of the text: past that, bounds are taken for what sentences add, and the guarantee
//!   goes
//! * space: `O(n)`
//!
//! Lin and Bilmes, *A Class of Submodular Functions for Document Summarization*, 2011.
//!
//! # Where this differs from the paper
//!
//! The paper divides what a sentence adds by a power of its length, since its budgets are in words; here every sentence
//! costs the same, for which the guarantee holds. Its topics are clusters by k-means, a fifth as many as sentences,
//! which costs `O(N²)`; here a sentence belongs to the topic of the term that gives it most of its similarity to the
//! text. Any partition keeps `F` submodular.
//!
//! # How it is fast
//!
//! The sum of a sentence's cosines to all sentences that are not yet covered fully is a bound of what it adds to the
//! first part: a single product with the sum of their vectors. Only a sentence that stands first by this bound is
//! looked at.
//!
//! # An example by hand
//!
//! Four unit vectors: `a = b = (1, 0)`, `c = (0.6, 0.8)`, `d = (0, 1)`. The cosines sum to `C(V) = 2.6, 2.6, 3, 1.8`;
//! with `α = 5/4`, over 1, no cap is ever reached by so few. The sum of all vectors is `(2.6, 1.8)`, so the first two
//! belong to the topic of the first term, and so does `c` by `1.56` against `1.44`; `d` to the other. The first choice
//! is `c`, which adds `3 + 6 √0.75 = 8.196`; then `a` would add `2.6 + 6 (√1.4 - √0.75) = 4.503`, and `d`
//! `1.8 + 6 √0.45 = 5.825`: it comes next.

use super::greedy::Objective;
use super::matrix::Sparse;
use crate::work;

/// How many times the mean of its cosines a sentence can be covered: `α` is this over their number. Not tuned.
const CAP: f64 = 5.0;

/// What topics count against coverage, `λ`. Not tuned.
const DIVERSITY: f64 = 6.0;

/// How many sentences are visited for each term of the text that stands in a sentence, before bounds have to do: so that
/// cost is linear in the text.
const MOST_VISITS: usize = 200;

/// What is less than this is what rounding leaves of nothing.
const NOTHING: f64 = 1e-9;

/// Sentences by what they add to `F`.
pub(super) struct Coverage {
    unit: Sparse,
    /// The same by columns: which rows have a term, and with which value.
    by_term: Vec<Vec<(u32, f64)>>,
    /// How far each sentence is from being covered fully.
    room: Vec<f64>,
    /// The sum of the vectors of all that have room.
    open: Vec<f64>,
    /// `r_j`, and the topic of each sentence.
    reward: Vec<f64>,
    topic: Vec<u32>,
    /// What the sentences taken of each topic are worth together.
    topics: Vec<f64>,
    /// The cosines of the sentence at hand, zero between looks, and which of them are not zero.
    cosines: Vec<f64>,
    touched: Vec<u32>,
    visits_left: usize,
}

impl Coverage {
    pub(super) fn new(rows: &Sparse) -> Coverage {
        let unit = rows.normalized();
        let n = unit.rows();
        let (mut open, mut by_term) = (vec![0.0; unit.width], vec![Vec::new(); unit.width]);
        for row in 0..n {
            for (column, value) in unit.row(row).filter(|(_, value)| *value > 0.0) {
                open[column] += value;
                by_term[column].push((row as u32, value));
            }
        }
        let sums: Vec<f64> = (0..n).map(|row| product(&unit, row, &open)).collect();
        let topic = |row| {
            let share = |(column, value): (usize, f64)| (value * open[column], column as u32);
            let better = |best: (f64, u32), share: (f64, u32)| if share.0 > best.0 { share } else { best };
            unit.row(row).map(share).fold((0.0, 0), better).1
        };
        Coverage {
            topic: (0..n).map(topic).collect(),
            topics: vec![0.0; unit.width],
            room: sums.iter().map(|sum| CAP / n as f64 * sum).collect(),
            reward: sums.iter().map(|sum| sum / n as f64).collect(),
            open,
            by_term,
            cosines: vec![0.0; n],
            touched: Vec::new(),
            visits_left: MOST_VISITS.saturating_mul(unit.values.len()),
            unit,
        }
    }

    /// What a sentence adds to the second part.
    fn diversity(&self, sentence: usize) -> f64 {
        let Some(before) = self.topics.get(self.topic[sentence] as usize) else { return 0.0 };
        DIVERSITY * ((before + self.reward[sentence]).sqrt() - before.sqrt())
    }

    /// Fills `cosines` and `touched` for a sentence.
    fn visit(&mut self, sentence: usize) {
        for (column, value) in self.unit.row(sentence) {
            work::count(self.by_term[column].len());
            self.visits_left = self.visits_left.saturating_sub(self.by_term[column].len());
            for &(row, other) in &self.by_term[column] {
                let cosine = &mut self.cosines[row as usize];
                if *cosine == 0.0 {
                    self.touched.push(row);
                }
                *cosine += value * other;
            }
        }
    }
}

/// The product of a row and a vector.
fn product(rows: &Sparse, row: usize, vector: &[f64]) -> f64 {
    rows.row(row).map(|(column, value)| value * vector[column]).sum()
}

impl Objective for Coverage {
    fn worth(&mut self, sentence: usize) -> f64 {
        let bound = product(&self.unit, sentence, &self.open);
        if bound < NOTHING || self.visits_left == 0 {
            return self.bound(sentence);
        }
        self.visit(sentence);
        let mut covered = 0.0;
        for row in self.touched.drain(..) {
            let cosine = std::mem::take(&mut self.cosines[row as usize]);
            covered += cosine.min(self.room[row as usize]);
        }
        covered + self.diversity(sentence)
    }

    fn bound(&mut self, sentence: usize) -> f64 {
        let bound = product(&self.unit, sentence, &self.open);
        self.diversity(sentence) + if bound < NOTHING { 0.0 } else { bound }
    }

    fn bounds_are_exact(&self) -> bool {
        false
    }

    fn take(&mut self, sentence: usize) {
        self.visit(sentence);
        for row in self.touched.drain(..) {
            let row = row as usize;
            let cosine = std::mem::take(&mut self.cosines[row]);
            if self.room[row] > 0.0 && self.room[row] <= cosine + NOTHING {
                for (column, value) in self.unit.row(row) {
                    self.open[column] -= value;
                }
                self.room[row] = 0.0;
            } else {
                self.room[row] = (self.room[row] - cosine).max(0.0);
            }
        }
        if let Some(topic) = self.topics.get_mut(self.topic[sentence] as usize) {
            *topic += self.reward[sentence];
        }
    }
}

/// What each sentence adds as the first, but for caps: the bound it waits by.
pub(super) fn scores(rows: &Sparse) -> Vec<f64> {
    let mut coverage = Coverage::new(rows);
    (0..rows.rows()).map(|sentence| coverage.bound(sentence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::greedy::{Lazy, tests::all};

    fn example() -> Sparse {
        Sparse::from_rows(&[&[1.0, 0.0], &[1.0, 0.0], &[0.6, 0.8], &[0.0, 1.0]])
    }

    #[test]
    fn the_example_by_hand() {
        let mut coverage = Coverage::new(&example());
        let close = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-3, "{value}");
        close(coverage.worth(2), 8.196);
        coverage.take(2);
        close(coverage.worth(0), 4.503);
        close(coverage.worth(3), 5.825);
        // A second one of the second topic does not come, so `a` and then `b`.
        assert_eq!(all(&mut Lazy::new(Coverage::new(&example()), &[0; 4], Vec::new())), [2, 3, 0, 1]);
    }

    /// `F` as the paper writes it.
    fn f(rows: &Sparse, taken: &[usize]) -> f64 {
        let unit = rows.normalized();
        let n = unit.rows();
        let cosine = |i: usize, j: usize| {
            let mut other = vec![0.0; unit.width];
            unit.row(j).for_each(|(column, value)| other[column] = value);
            product(&unit, i, &other)
        };
        let all = |i: usize| (0..n).map(|j| cosine(i, j)).sum::<f64>();
        let cap = |i: usize| CAP / n as f64 * all(i);
        let covered = |i: usize| taken.iter().map(|j| cosine(i, *j)).sum::<f64>().min(cap(i));
        let topic = Coverage::new(rows).topic;
        let reward = |k: usize| {
            let of = taken.iter().filter(|j| topic[**j] as usize == k);
            of.map(|j| all(*j) / n as f64).sum::<f64>().sqrt()
        };
        let coverage: f64 = (0..n).map(covered).sum();
        coverage + DIVERSITY * (0..unit.width).map(reward).sum::<f64>()
    }

    #[test]
    fn what_is_added_is_the_difference_of_f() {
        // Twelve sentences of five terms, so that caps of 5/12 of the sum are reached.
        let numbers = crate::score::random::scores(60, 11);
        let rows: Vec<&[f64]> = numbers.chunks(5).collect();
        let rows = Sparse::from_rows(&rows);
        let mut coverage = Coverage::new(&rows);
        let mut taken = Vec::new();
        for next in [3, 7, 1, 11, 0, 5, 9] {
            for sentence in (0..12).filter(|i| !taken.contains(i)) {
                let with: Vec<usize> = taken.iter().copied().chain([sentence]).collect();
                let added = f(&rows, &with) - f(&rows, &taken);
                let worth = coverage.worth(sentence);
                assert!((worth - added).abs() < 1e-6, "{sentence} with {taken:?}: {worth} for {added}");
                assert!(coverage.bound(sentence) > added - 1e-6);
            }
            coverage.take(next);
            taken.push(next);
        }
    }
}
