//! MMR: sentences like the text as a whole, and unlike those chosen before.
//!
//! Maximal marginal relevance takes, each time, the sentence with the greatest
//! `λ · relevance - (1 - λ) · (cosine to the most similar one taken)`. Relevance is the cosine to the centroid of the
//! text, or what it is made of with a focus.
//!
//! * time: `O(n)` for relevance; a look at a sentence compares it with those taken since the last look
//! * space: `O(n)`
//!
//! Carbonell and Goldstein, *The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
//! Summaries*, 1998.
//!
//! # Where this differs from the paper
//!
//! The paper has a query; without one the text itself stands for it.
//!
//! # An example by hand
//!
//! Three unit vectors, `a = (1, 0)`, `b = (0.8, 0.6)` and `c = (0, 1)`, of relevance 0.9, 0.8 and 0.5. `a` is taken
//! first. Then `b` is worth `0.7 · 0.8 - 0.3 · 0.8 = 0.32` and `c` `0.7 · 0.5 - 0.3 · 0 = 0.35`: so `c` goes before
//! `b`, which the order of relevance would have put second.

use super::greedy::Objective;
use super::matrix::Sparse;

/// How much relevance counts against novelty. The paper looks around with 0.3 and goes on with 0.7; less of it chooses
/// sentences for being odd.
pub(super) const RELEVANCE: f64 = 0.7;

/// Sentences by how like the text they are, and unlike those taken.
pub(super) struct Relevance {
    unit: Sparse,
    relevance: Vec<f64>,
    /// For each term, which of the sentences taken have it: their number in the order taken, and the value there.
    taken: Vec<Vec<(usize, f64)>>,
    picks: usize,
    /// How many of those taken a sentence has been compared with, and the greatest cosine so far.
    nearest: Vec<(usize, f64)>,
    cosines: Vec<f64>,
}

impl Relevance {
    /// Vectors, and `λ` times the relevance of each.
    pub(super) fn new(rows: &Sparse, relevance: Vec<f64>) -> Relevance {
        Relevance {
            unit: rows.normalized(),
            relevance,
            taken: vec![Vec::new(); rows.width],
            picks: 0,
            nearest: vec![(0, 0.0); rows.rows()],
            cosines: Vec::new(),
        }
    }
}

impl Objective for Relevance {
    fn worth(&mut self, sentence: usize) -> f64 {
        let (seen, mut nearest) = self.nearest[sentence];
        self.cosines.clear();
        self.cosines.resize(self.picks - seen, 0.0);
        for (column, value) in self.unit.row(sentence) {
            for (pick, other) in self.taken[column].iter().rev().take_while(|(pick, _)| *pick >= seen) {
                self.cosines[pick - seen] += value * other;
            }
        }
        nearest = self.cosines.iter().copied().fold(nearest, f64::max);
        self.nearest[sentence] = (self.picks, nearest);
        self.relevance[sentence] - (1.0 - RELEVANCE) * nearest
    }

    fn take(&mut self, sentence: usize) {
        for (column, value) in self.unit.row(sentence) {
            self.taken[column].push((self.picks, value));
        }
        self.picks += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::greedy::{Lazy, tests::all};

    #[test]
    fn the_example_by_hand() {
        let rows = Sparse::from_rows(&[&[1.0, 0.0], &[0.8, 0.6], &[0.0, 1.0]]);
        let relevance = vec![0.7 * 0.9, 0.7 * 0.8, 0.7 * 0.5];
        let mut objective = Relevance::new(&rows, relevance.clone());
        objective.take(0);
        assert!((objective.worth(1) - 0.32).abs() < 1e-12 && (objective.worth(2) - 0.35).abs() < 1e-12);
        assert_eq!(all(&mut Lazy::new(Relevance::new(&rows, relevance), &[0; 3], Vec::new())), [0, 2, 1]);
    }
}
