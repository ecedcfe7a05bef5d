//! What summaries are measured beside: a random choice, the best choice there is, and how far a mean can be trusted.
//!
//! ```
//! use nutgraf::evaluation::Choice;
//! use nutgraf::rouge::{Across, Reference, Scorer};
//! use nutgraf::{Analyzer, Budget, Document, Language};
//!
//! let documents = [Document::plain("Many islanders are angry. The pier closes in June. A bus will run.")];
//! let mut analyzer = Analyzer::new();
//! let choice = Choice::new(&analyzer.analyze(&documents, None), Budget::Sentences(1));
//! let mut scorer = Scorer::new(Language::English);
//! let reference = Reference::new(&scorer.text("In June the old pier will be closed."));
//! let oracle = choice.oracle(&mut scorer, &[reference], Across::Mean);
//! assert_eq!(choice.text(&oracle), "The pier closes in June.");
//! ```

use crate::analysis::Analysis;
use crate::random::SplitMix64;
use crate::rouge::{Across, Reference, Scorer, Scores, Text};
use crate::score::{self, Method};
use crate::select::{Budget, Purse};

/// The sentences that a summary may be made of, and how many of them fit.
#[derive(Clone, Debug)]
pub struct Choice {
    sentences: Vec<String>,
    /// What each takes of the budget.
    prices: Vec<usize>,
    budget: usize,
}

impl Choice {
    /// The sentences of a text that a summary under this budget may be made of, in order.
    pub fn new(analysis: &Analysis<'_>, budget: Budget) -> Choice {
        let scored = score::Scores::new(analysis, Method::Lead).sentences;
        let text = |place: &usize| analysis.readable_text(&analysis.sentences()[*place]).into_owned();
        let purse = Purse::new(analysis, &scored, budget);
        let prices = (0..scored.len()).map(|place| purse.cost(place)).collect();
        let budget = purse.left;
        let sentences = scored.iter().map(text).collect();
        Choice { sentences, prices, budget }
    }

    /// Sentences drawn one after another, those that do not fit any more passed over, in the order of the text.
    ///
    /// The same seed draws the same from the same sentences.
    pub fn random(&self, seed: u64) -> Vec<usize> {
        let mut numbers = SplitMix64::new(seed);
        let mut left = self.budget;
        let mut unseen: Vec<usize> = (0..self.sentences.len()).collect();
        let mut chosen = Vec::new();
        while !unseen.is_empty() {
            let drawn = unseen.swap_remove(numbers.below(unseen.len()));
            if self.prices[drawn] <= left {
                left -= self.prices[drawn];
                chosen.push(drawn);
            }
        }
        chosen.sort_unstable();
        chosen
    }

    /// What no method can do much better than: the sentences that score best against the references, in the order of
    /// the text.
    ///
    /// Greedy: the sentence that adds most to the sum of F1 by words and by pairs comes next, as long as one fits that
    /// adds something. `O(k·n)` scorings for `k` chosen of `n` sentences.
    pub fn oracle(&self, scorer: &mut Scorer, references: &[Reference], across: Across) -> Vec<usize> {
        let texts: Vec<Text> = self.sentences.iter().map(|sentence| scorer.text(sentence)).collect();
        let sum = |chosen: &[usize]| {
            let summary: Vec<&Text> = chosen.iter().map(|place| &texts[*place]).collect();
            let of_each = references.iter().map(|reference| {
                let [rouge1, rouge2] = reference.score_words(&summary);
                Scores { rouge1, rouge2, ..Scores::default() }
            });
            let scores = across.of(&of_each.collect::<Vec<_>>());
            scores.rouge1.f1 + scores.rouge2.f1
        };
        let (mut chosen, mut best, mut left) = (Vec::new(), 0.0, self.budget);
        loop {
            let mut next = None;
            for place in (0..texts.len()).filter(|place| self.prices[*place] <= left) {
                let Err(at) = chosen.binary_search(&place) else { continue };
                chosen.insert(at, place);
                let reached = sum(&chosen);
                chosen.remove(at);
                if reached > best {
                    (next, best) = (Some((at, place)), reached);
                }
            }
            let Some((at, place)) = next else { return chosen };
            chosen.insert(at, place);
            left -= self.prices[place];
        }
    }

    /// The sentences at these places, one a line.
    pub fn text(&self, places: &[usize]) -> String {
        places.iter().map(|place| self.sentences[*place].as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// How often documents are drawn anew for an [`interval`]: as often as ROUGE 1.5.5 does.
pub const RESAMPLES: usize = 1_000;

/// The 95 % confidence interval of a mean over documents, by the bootstrap: of the means of [`RESAMPLES`] draws of as
/// many documents with replacement, the 26th from below and the 26th from above.
///
/// The same seed draws the same documents, so that intervals of several methods rest on the same ones. `(0, 0)` for no
/// documents. Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993.
pub fn interval(values: &[f64], seed: u64) -> (f64, f64) {
    let count = values.len();
    if count == 0 {
        return (0.0, 0.0);
    }
    let mut numbers = SplitMix64::new(seed);
    let mut draw = || (0..count).map(|_| values[numbers.below(count)]).sum::<f64>() / count as f64;
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| draw()).collect();
    means.sort_unstable_by(f64::total_cmp);
    let tail = RESAMPLES / 40;
    (means[tail], means[RESAMPLES - 1 - tail])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document, Language};

    const TEXT: &str = "The council approved the flood wall. Critics say so. Heavy rain flooded forty houses near the \
                        river. The wall will protect the houses. It costs nine million.";

    fn choice(text: &str, budget: Budget) -> Choice {
        Choice::new(&Analyzer::new().analyze(&[Document::plain(text)], Some(Language::English)), budget)
    }

    #[test]
    fn choices_keep_to_the_budget() {
        for seed in 0..50 {
            let random = |budget| choice(TEXT, budget).random(seed);
            assert_eq!(random(Budget::Sentences(2)).len(), 2);
            assert_eq!(random(Budget::Sentences(9)), [0, 1, 2, 3, 4]);
            let words = choice(TEXT, Budget::Words(10));
            let chosen = words.random(seed);
            assert!(words.text(&chosen).split_whitespace().count() <= 10 && chosen.is_sorted());
            let chars = choice(TEXT, Budget::Chars(60));
            assert!(chars.text(&chars.random(seed)).chars().count() <= 60);
            assert_eq!(choice(TEXT, Budget::Ratio(1.0)).random(seed).len(), 5);
        }
        assert_eq!(choice("", Budget::default()).random(1), [0usize; 0]);
    }

    #[test]
    fn the_oracle_finds_what_the_reference_says() {
        let mut scorer = Scorer::new(Language::English);
        let mut reference = |text| Reference::new(&scorer.text(text));
        let (wall, cost) = (reference("The wall protects the houses."), reference("It cost nine millions."));
        let both = reference("The wall protects the houses. It cost nine millions.");
        let choice = choice(TEXT, Budget::Sentences(3));
        // A third sentence would only cost precision.
        assert_eq!(choice.oracle(&mut scorer, &[both], Across::Mean), [3, 4]);
        assert_eq!(choice.oracle(&mut scorer, &[wall, cost], Across::Best), [4]);
        assert_eq!(choice.oracle(&mut scorer, &[], Across::Mean), [0usize; 0]);
    }

    #[test]
    fn intervals_hold_the_mean() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let (low, high) = interval(&values, 1);
        // The standard error of the mean is 2.9.
        assert!((42.0..46.0).contains(&low) && (53.0..57.0).contains(&high), "{low} {high}");
        assert_eq!(interval(&[0.5; 7], 3), (0.5, 0.5));
        assert_eq!(interval(&[], 3), (0.0, 0.0));
    }
}
