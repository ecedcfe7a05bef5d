//! A summary that grows sentence by sentence, its score known at each step.
//!
//! To score a summary is to count all its words. Here the counts are kept, and what a sentence changes is counted in and
//! out again: a look costs the words of the sentence and not those of the summary.

use super::{FOREIGN, Reference, Score, Text};
use crate::work;

/// A summary made of some of these sentences, against one reference.
pub(crate) struct Growing<'r> {
    reference: &'r Reference,
    /// The words of each sentence, in the numbers of the reference.
    sentences: Vec<Vec<u32>>,
    /// The pairs within each sentence that the reference has too, by their places there.
    pairs: Vec<Vec<u32>>,
    words: usize,
    counts: Counts,
    pair_counts: Counts,
}

/// How often the summary has each word or pair of the reference.
struct Counts {
    of_summary: Vec<u32>,
    hits: usize,
}

impl Counts {
    fn add(&mut self, of_reference: &[u32], place: u32) {
        let count = &mut self.of_summary[place as usize];
        self.hits += usize::from(*count < of_reference[place as usize]);
        *count += 1;
    }

    fn remove(&mut self, of_reference: &[u32], place: u32) {
        let count = &mut self.of_summary[place as usize];
        *count -= 1;
        self.hits -= usize::from(*count < of_reference[place as usize]);
    }
}

impl<'r> Growing<'r> {
    /// A summary of none of the sentences.
    pub(crate) fn new(reference: &'r Reference, sentences: &[Text]) -> Growing<'r> {
        let known = |word: &u32| reference.words.get(word).copied().unwrap_or(FOREIGN);
        let own = |text: &Text| text.lines.iter().flatten().map(known).collect::<Vec<u32>>();
        let sentences: Vec<Vec<u32>> = sentences.iter().map(own).collect();
        let pair = |pair: &[u32]| reference.pairs.get(&(pair[0], pair[1])).copied();
        let pairs = sentences.iter().map(|words| words.windows(2).filter_map(pair).collect()).collect();
        let counts = |length| Counts { of_summary: vec![0; length], hits: 0 };
        Growing {
            reference,
            sentences,
            pairs,
            words: 0,
            counts: counts(reference.counts.len()),
            pair_counts: counts(reference.pair_counts.len()),
        }
    }

    /// The scores by words and by pairs.
    fn score(&self) -> [Score; 2] {
        let (reference, pairs) = (self.reference.length(), |words: usize| words.saturating_sub(1));
        [
            Score::new(self.counts.hits, self.words, reference),
            Score::new(self.pair_counts.hits, pairs(self.words), pairs(reference)),
        ]
    }

    /// The scores if a sentence stood between two that stand there.
    pub(crate) fn score_with(&mut self, sentence: usize, between: [Option<usize>; 2]) -> [Score; 2] {
        work::count(self.sentences[sentence].len());
        self.add(sentence, between);
        let score = self.score();
        self.remove(sentence, between);
        score
    }

    /// Puts a sentence between two that stand there. All of them have words.
    pub(crate) fn add(&mut self, sentence: usize, between: [Option<usize>; 2]) {
        let [opened, joined, closed] = self.joints(sentence, between);
        let Reference { counts, pair_counts, .. } = self.reference;
        let known = self.sentences[sentence].iter().filter(|word| **word != FOREIGN);
        known.for_each(|word| self.counts.add(counts, *word));
        self.words += self.sentences[sentence].len();
        opened.into_iter().for_each(|pair| self.pair_counts.remove(pair_counts, pair));
        let more = self.pairs[sentence].iter().copied().chain(joined).chain(closed);
        more.for_each(|pair| self.pair_counts.add(pair_counts, pair));
    }

    fn remove(&mut self, sentence: usize, between: [Option<usize>; 2]) {
        let [opened, joined, closed] = self.joints(sentence, between);
        let Reference { counts, pair_counts, .. } = self.reference;
        let known = self.sentences[sentence].iter().filter(|word| **word != FOREIGN);
        known.for_each(|word| self.counts.remove(counts, *word));
        self.words -= self.sentences[sentence].len();
        let more = self.pairs[sentence].iter().copied().chain(joined).chain(closed);
        more.for_each(|pair| self.pair_counts.remove(pair_counts, pair));
        opened.into_iter().for_each(|pair| self.pair_counts.add(pair_counts, pair));
    }

    /// The pairs over the ends of sentences: of the two without the one between, and of it with either.
    fn joints(&self, sentence: usize, [before, after]: [Option<usize>; 2]) -> [Option<u32>; 3] {
        let last = |place: usize| self.sentences[place].last();
        let first = |place: usize| self.sentences[place].first();
        let (before, after) = (before.and_then(last), after.and_then(first));
        let pair =
            |one: Option<&u32>, other: Option<&u32>| self.reference.pairs.get(&(*one?, *other?)).copied();
        [pair(before, after), pair(before, first(sentence)), pair(last(sentence), after)]
    }

    /// The words of a sentence.
    pub(crate) fn words(&self, sentence: usize) -> usize {
        self.sentences[sentence].len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Scorer;
    use super::*;
    use crate::Language;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// What is kept is what counting from the beginning gives.
        #[test]
        fn scores_equal_those_of_the_whole_summary(
            reference in "[a-d ]{0,40}",
            sentences in prop::collection::vec("[a-e ]{0,9}", 1..7),
            order in prop::collection::vec(0usize..7, 0..9),
        ) {
            let mut scorer = Scorer::new(Language::English);
            let reference = Reference::new(&scorer.text(&reference));
            let texts: Vec<Text> = sentences.iter().map(|sentence| scorer.text(sentence)).collect();
            let mut growing = Growing::new(&reference, &texts);
            let mut chosen: Vec<usize> = Vec::new();
            for place in order.into_iter().filter(|place| *place < texts.len()) {
                let Err(at) = chosen.binary_search(&place) else { continue };
                if growing.words(place) == 0 {
                    continue;
                }
                let between = [at.checked_sub(1).map(|at| chosen[at]), chosen.get(at).copied()];
                chosen.insert(at, place);
                let whole: Vec<&Text> = chosen.iter().map(|place| &texts[*place]).collect();
                let expected = reference.score_words(&whole);
                prop_assert_eq!(growing.score_with(place, between), expected);
                growing.add(place, between);
                prop_assert_eq!(growing.score(), expected);
            }
        }
    }
}
