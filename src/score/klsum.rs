//! KL-Sum: sentences whose words together are spread as those of the text.
//!
//! With `P(w)` the share of a word in the text and `Q(w)` its share in the summary, the divergence
//! `KL(P ‖ Q) = Σ P(w) ln (P(w) / Q(w))` says how badly the summary stands for the text. Each time the sentence is
//! taken after which it is least.
//!
//! * time: `O(n)` for the queue; a look at a sentence costs its length, and each choice the number of distinct lengths
//! * space: `O(n)`
//!
//! Haghighi and Vanderwende, *Exploring Content Models for Multi-Document Summarization*, 2009.
//!
//! # Where this differs from the paper
//!
//! Words are stemmed content words. The paper smooths `Q`, so that words that the summary lacks have a share too, and
//! does not say how; here every word of the text is counted [`SMOOTHING`] times more than it stands in the summary.
//!
//! # How it is fast
//!
//! A sentence with counts `c` and `m` words changes the divergence, for a summary with counts `s` and `M` words and a
//! vocabulary of `V`, by `ln (1 + m / (M + εV)) - Σ P(w) ln (1 + c(w) / (s(w) + ε))`. The sum over its words only
//! falls as the summary grows; the first part is the same for all sentences of a length. So there is a lazy queue for
//! each length.
//!
//! # An example by hand
//!
//! A text of the words `wall wall river`, `wall`, `river pump`: `P` is 3/6 for `wall`, 2/6 for `river`, 1/6 for `pump`.
//! With `ε = 1` and `V = 3`, the first sentence alone changes the divergence by
//! `ln (1 + 3/3) - 3/6 ln 3 - 2/6 ln 2 = 0.6931 - 0.5493 - 0.2310 = -0.0872`, the second by
//! `ln (1 + 1/3) - 3/6 ln 2 = 0.2877 - 0.3466 = -0.0589`, the third by
//! `ln (1 + 2/3) - 2/6 ln 2 - 1/6 ln 2 = 0.5108 - 0.3466 = 0.1643`: the first is taken.

use super::greedy::Objective;
use super::matrix::TermMatrix;

/// What is added to the count of every word in the summary: one, as in Laplace's rule. With a tenth of it the mean over
/// the development sets is the same, but a summary of one sentence is too short to say anything.
const SMOOTHING: f64 = 1.0;

/// Sentences by how much nearer they bring the summary to the text.
pub(super) struct Divergence<'m> {
    matrix: &'m TermMatrix,
    /// The share of each term in the text.
    shares: Vec<f64>,
    /// How often each term stands in the summary.
    counts: Vec<f64>,
    /// The words of the summary, and the smoothing of all terms.
    words: f64,
    /// The class of each sentence, and the length of each class.
    classes: Vec<usize>,
    lengths: Vec<usize>,
}

impl<'m> Divergence<'m> {
    pub(super) fn new(matrix: &'m TermMatrix) -> Divergence<'m> {
        let shares = matrix.shares();
        let mut lengths: Vec<usize> = (0..matrix.rows()).map(|row| matrix.length(row)).collect();
        let classes_of = lengths.clone();
        lengths.sort_unstable();
        lengths.dedup();
        let class = |length: &usize| lengths.binary_search(length).expect("each length is there");
        let classes = classes_of.iter().map(class).collect();
        let vocabulary = shares.iter().filter(|share| **share > 0.0).count() as f64;
        let counts = vec![0.0; shares.len()];
        Divergence { matrix, shares, counts, words: SMOOTHING * vocabulary, classes, lengths }
    }

    /// How much a sentence lowers the divergence: what it is worth less its toll.
    pub(super) fn change(&mut self, sentence: usize) -> f64 {
        self.worth(sentence) - self.toll(self.classes[sentence])
    }
}

impl Objective for Divergence<'_> {
    fn worth(&mut self, sentence: usize) -> f64 {
        let gain = |(term, count): (usize, f64)| {
            self.shares[term] * (count / (self.counts[term] + SMOOTHING)).ln_1p()
        };
        self.matrix.counts(sentence).map(gain).sum()
    }

    fn take(&mut self, sentence: usize) {
        for (term, count) in self.matrix.counts(sentence) {
            self.counts[term] += count;
            self.words += count;
        }
    }

    fn class(&self, sentence: usize) -> usize {
        self.classes[sentence]
    }

    fn toll(&self, class: usize) -> f64 {
        match self.lengths[class] {
            0 => 0.0,
            length => (length as f64 / self.words).ln_1p(),
        }
    }
}

/// How much each sentence lowers the divergence if it is the first.
pub(super) fn scores(matrix: &TermMatrix) -> Vec<f64> {
    let mut divergence = Divergence::new(matrix);
    (0..matrix.rows()).map(|sentence| divergence.change(sentence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::greedy::{Lazy, tests::all};

    #[test]
    fn the_example_by_hand() {
        let matrix = TermMatrix::from_rows(3, &[&[0, 0, 1], &[0], &[1, 2]]);
        for (change, expected) in scores(&matrix).into_iter().zip([0.0872, 0.0589, -0.1643]) {
            assert!((change - expected).abs() < 1e-4, "{change} for {expected}");
        }
        // With the first taken, wall is 2, river 1, and there are 3 + 3 words: the second changes it by
        // ln (1 + 1/6) - 3/6 ln (1 + 1/3) = 0.0103, the third by
        // ln (1 + 2/6) - 2/6 ln (1 + 1/2) - 1/6 ln 2 = 0.0370.
        let mut divergence = Divergence::new(&matrix);
        divergence.take(0);
        for (sentence, expected) in [(1, -0.0103), (2, -0.0370)] {
            let change = divergence.change(sentence);
            assert!((change - expected).abs() < 1e-4, "{change} for {expected}");
        }
        assert_eq!(all(&mut Lazy::new(Divergence::new(&matrix), &[0; 3], Vec::new())), [0, 1, 2]);
    }

    #[test]
    fn changes_are_those_of_the_divergence() {
        let matrix = TermMatrix::from_rows(4, &[&[0, 0, 1], &[0], &[1, 2], &[3, 3, 2, 0]]);
        let shares = matrix.shares();
        let divergence = |taken: &[usize]| {
            let mut counts = vec![SMOOTHING; 4];
            let taken = taken.iter().flat_map(|row| matrix.counts(*row));
            taken.for_each(|(term, count)| counts[term] += count);
            let words: f64 = counts.iter().sum();
            let part = |(p, count): (&f64, &f64)| p * (p * words / count).ln();
            shares.iter().zip(&counts).map(part).sum::<f64>()
        };
        let mut objective = Divergence::new(&matrix);
        objective.take(2);
        for sentence in [0, 1, 3] {
            let change = divergence(&[2]) - divergence(&[2, sentence]);
            assert!((objective.change(sentence) - change).abs() < 1e-12);
        }
    }
}
