//! SumBasic: sentences of words that the text says often, each counting less once it is said.
//!
//! The probability of a word is its share in the text, and a sentence counts the mean of its words. Each time the best
//! of the sentences that hold the most probable word is taken, and the probabilities of its words are squared.
//!
//! * time: each choice looks at the sentences that hold the word: `O(n)` at worst, and a small part of that in texts
//! * space: `O(n)`
//!
//! Nenkova and Vanderwende, *The Impact of Frequency on Summarization*, 2005; Vanderwende, Suzuki, Brockett and
//! Nenkova, *Beyond SumBasic*, 2007.
//!
//! # Where this differs from the paper
//!
//! Words are stemmed. With a focus, the probability of a word is mixed of its share in the focus and in the text, as in
//! the second paper's SumFocus, with the same weights.
//!
//! # An example by hand
//!
//! Three sentences with the stems `ferri pier storm harbor`, `storm harbor` and `ferri ticket price`: `ferri`, `storm`
//! and `harbor` have 2/9, the others 1/9, so the sentences count 7/36, 8/36 and 16/108. `ferri` comes first among the
//! most probable words; of the two sentences with it the first is better, though the second counts more. Its words are
//! squared, to 4/81 and 1/81; now `ticket` and `price` are the most probable, and the third sentence is taken.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Score;
use super::greedy::{MOST_PICKS, Picker};
use super::matrix::TermMatrix;
use crate::order::Arrange;

/// The weight of the focus against the text in the probability of a word, as in the second paper.
const FOCUS: f64 = 0.9;

/// The probability of each term: its share in the text, mixed with its share in a focus, of which `(term, weight)` says
/// how much each counts.
pub(super) fn probabilities(matrix: &TermMatrix, focus: &[(u32, f64)]) -> Vec<f64> {
    let mut probabilities = matrix.shares();
    let total: f64 = focus.iter().map(|(_, weight)| weight).sum();
    if total > 0.0 {
        probabilities.iter_mut().for_each(|probability| *probability *= 1.0 - FOCUS);
        focus.iter().for_each(|(term, weight)| probabilities[*term as usize] += FOCUS * weight / total);
    }
    probabilities
}

/// The mean probability of a sentence's words; 0 if it has none.
fn mean(matrix: &TermMatrix, probabilities: &[f64], sentence: usize) -> f64 {
    let sum: f64 = matrix.counts(sentence).map(|(term, count)| count * probabilities[term]).sum();
    sum / matrix.length(sentence).max(1) as f64
}

/// What each sentence counts before any is taken.
pub(super) fn scores(matrix: &TermMatrix, probabilities: &[f64]) -> Vec<f64> {
    (0..matrix.rows()).map(|sentence| mean(matrix, probabilities, sentence)).collect()
}

/// Takes the best sentence with the most probable word.
pub(super) struct SumBasic<'m> {
    matrix: &'m TermMatrix,
    probabilities: Vec<f64>,
    bonus: Vec<f64>,
    /// The sentences of each tier that nobody has come to, the last tier first, and those of the tier at hand.
    tiers: Vec<Vec<usize>>,
    is_left: Vec<bool>,
    /// The sentences of each term, and where each term's begin; one more at the end.
    holders: Vec<u32>,
    offsets: Vec<usize>,
    /// The words of the tier at hand: ties go to the earlier word.
    words: BinaryHeap<(Score, Reverse<usize>)>,
    /// Sentences that are taken in order because they have no words, or come after [`MOST_PICKS`].
    rest: std::vec::IntoIter<usize>,
    taken: usize,
}

impl<'m> SumBasic<'m> {
    /// Sentences and their tiers: those of a lower one come first. `bonus` is added to what each counts.
    pub(super) fn new(
        matrix: &'m TermMatrix,
        probabilities: Vec<f64>,
        tiers: &[u8],
        bonus: Vec<f64>,
    ) -> SumBasic<'m> {
        let mut offsets = vec![0; matrix.width() + 1];
        let rows =
            || (0..matrix.rows()).flat_map(|row| matrix.terms(row).iter().map(move |term| (row, *term)));
        rows().for_each(|(_, term)| offsets[term as usize + 1] += 1);
        (1..offsets.len()).for_each(|i| offsets[i] += offsets[i - 1]);
        let mut holders = vec![0; offsets[matrix.width()]];
        let mut next = offsets.clone();
        for (row, term) in rows() {
            holders[next[term as usize]] = row as u32;
            next[term as usize] += 1;
        }
        let mut numbers: Vec<u8> = tiers.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        let of = |tier: &u8| (0..tiers.len()).filter(|i| tiers[*i] == *tier).collect();
        SumBasic {
            matrix,
            probabilities,
            bonus,
            tiers: numbers.iter().rev().map(of).collect(),
            is_left: vec![false; matrix.rows()],
            holders,
            offsets,
            words: BinaryHeap::new(),
            rest: Vec::new().into_iter(),
            taken: 0,
        }
    }

    fn worth(&self, sentence: usize) -> f64 {
        mean(self.matrix, &self.probabilities, sentence) + self.bonus.get(sentence).unwrap_or(&0.0)
    }

    /// The best sentence with a word, and whether there is one that fits.
    fn best_with(&mut self, word: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut best: Option<(Score, Reverse<usize>)> = None;
        for at in self.offsets[word]..self.offsets[word + 1] {
            let sentence = self.holders[at] as usize;
            if self.is_left[sentence] && fits(sentence) {
                best = best.max(Some((Score::new(self.worth(sentence)), Reverse(sentence))));
            }
        }
        best.map(|(_, Reverse(sentence))| sentence)
    }

    fn take(&mut self, sentence: usize) {
        self.is_left[sentence] = false;
        self.taken += 1;
        for &term in self.matrix.terms(sentence) {
            let probability = &mut self.probabilities[term as usize];
            *probability *= *probability;
            self.words.push((Score::new(*probability), Reverse(term as usize)));
        }
    }

    /// Goes on to the next tier, if there is one.
    fn open_tier(&mut self) -> bool {
        let Some(sentences) = self.tiers.pop() else { return false };
        let mut words: Vec<u32> = sentences.iter().flat_map(|i| self.matrix.terms(*i)).copied().collect();
        words.sort_unstable();
        words.dedup();
        let entry = |word: &u32| (Score::new(self.probabilities[*word as usize]), Reverse(*word as usize));
        self.words = words.iter().map(entry).collect();
        sentences.iter().for_each(|sentence| self.is_left[*sentence] = true);
        let (mut rest, mut wordless) = (Vec::new(), Vec::new());
        for &sentence in &sentences {
            match self.matrix.terms(sentence).is_empty() {
                true => wordless.push(sentence),
                false if self.taken >= MOST_PICKS => rest.push(sentence),
                false => {}
            }
        }
        rest.arrange_by_key(|sentence| Reverse(Score::new(self.worth(*sentence))));
        if !rest.is_empty() {
            self.words.clear();
        }
        rest.extend(wordless);
        self.rest = rest.into_iter();
        true
    }
}

impl Picker for SumBasic<'_> {
    fn pick(&mut self, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        loop {
            while let Some((probability, Reverse(word))) = self.words.pop() {
                if probability != Score::new(self.probabilities[word]) {
                    continue; // It was taken since, and stands here again with what it counts now.
                }
                let Some(sentence) = self.best_with(word, fits) else { continue };
                self.words.push((probability, Reverse(word)));
                self.take(sentence);
                if self.taken == MOST_PICKS {
                    let left: Vec<usize> = (0..self.matrix.rows()).filter(|i| self.is_left[*i]).collect();
                    self.tiers.push(left);
                    self.words.clear();
                    self.open_tier();
                }
                return Some(sentence);
            }
            if let Some(sentence) = self.rest.find(|sentence| fits(*sentence)) {
                self.is_left[sentence] = false;
                return Some(sentence);
            }
            if !self.open_tier() {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::greedy::tests::all;

    #[test]
    fn the_example_by_hand() {
        let matrix = TermMatrix::from_rows(6, &[&[0, 1, 2, 3], &[2, 3], &[0, 4, 5], &[]]);
        let probabilities = probabilities(&matrix, &[]);
        for (score, expected) in scores(&matrix, &probabilities).iter().zip([7.0, 8.0, 16.0 / 3.0, 0.0]) {
            assert!((score - expected / 36.0).abs() < 1e-12, "{score}");
        }
        let order = |tiers| all(&mut SumBasic::new(&matrix, probabilities.clone(), tiers, Vec::new()));
        assert_eq!(order(&[0; 4]), [0, 2, 1, 3]);
        assert_eq!(order(&[1, 0, 0, 0]), [2, 1, 3, 0]);
    }

    #[test]
    fn a_focus_has_nine_tenths() {
        let matrix = TermMatrix::from_rows(6, &[&[0, 1, 2, 3], &[2, 3], &[0, 4, 5]]);
        let mixed = probabilities(&matrix, &[(4, 2.0), (1, 1.0)]);
        for (probability, expected) in mixed.iter().zip([2.0, 28.0, 2.0, 2.0, 55.0, 1.0]) {
            assert!((probability - expected / 90.0).abs() < 1e-12, "{mixed:?}");
        }
    }

    #[test]
    fn past_the_last_choice_the_rest_come_by_what_they_count() {
        let rows: Vec<Vec<u32>> = (0..1200u32).map(|i| vec![i % 7, i % 3]).collect();
        let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
        let matrix = TermMatrix::from_rows(7, &rows);
        let probabilities = probabilities(&matrix, &[]);
        let mut order = all(&mut SumBasic::new(&matrix, probabilities, &vec![0; 1200], Vec::new()));
        order.sort_unstable();
        assert_eq!(order, (0..1200).collect::<Vec<_>>());
    }
}
