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

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::analysis::Analysis;
use crate::random::SplitMix64;
use crate::rouge::{Across, Growing, Reference, Scorer, Scores, Text};
use crate::score::{self, Method, Score};
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
    /// How many words the [`oracle`](Choice::oracle) looks at before it looks at the most promising sentences only, for
    /// all references together. Chosen: half a second.
    pub const EXACT_WORDS: usize = 50_000_000;

    /// How many sentences a step of the [`oracle`](Choice::oracle) looks at then. Chosen.
    pub const LOOKS: usize = 64;

    /// The sentences of a text that a summary under this budget may be made of, in order.
    pub fn new(analysis: &Analysis<'_>, budget: Budget) -> Choice {
        let scored = score::Scores::new(analysis, Method::Lead).sentences;
        let text = |place: &usize| analysis.readable_text(&analysis.sentences()[*place]).into_owned();
        let purse = Purse::new(analysis, &scored, budget, None);
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
    /// adds something. Every step looks at every sentence, until [`EXACT_WORDS`](Choice::EXACT_WORDS) have been looked
    /// at; past that, only at those that added most when they were last looked at, [`LOOKS`](Choice::LOOKS) of them. So
    /// half of 2,000 sentences is exact, and more takes time in line with its length.
    pub fn oracle(&self, scorer: &mut Scorer, references: &[Reference], across: Across) -> Vec<usize> {
        self.oracle_within(scorer, references, across, Choice::EXACT_WORDS)
    }

    fn oracle_within(
        &self,
        scorer: &mut Scorer,
        references: &[Reference],
        across: Across,
        mut exact_words: usize,
    ) -> Vec<usize> {
        let texts: Vec<Text> = self.sentences.iter().map(|sentence| scorer.text(sentence)).collect();
        let mut growing: Vec<Growing<'_>> =
            references.iter().map(|reference| Growing::new(reference, &texts)).collect();
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        let between = |chosen: &BTreeSet<usize>, place: usize| {
            [chosen.range(..place).next_back().copied(), chosen.range(place..).next().copied()]
        };
        // The sentences that may come, by what they added when they were last looked at; ties to the earlier one.
        let has_words = |place: &usize| growing.first().is_some_and(|first| first.words(*place) > 0);
        let mut waiting: BinaryHeap<(Score, Reverse<usize>)> =
            (0..texts.len()).filter(has_words).map(|place| (Score::new(0.0), Reverse(place))).collect();
        let (mut best, mut left) = (0.0, self.budget);
        loop {
            let mut looked_at: Vec<usize> = Vec::new();
            while exact_words == 0 && looked_at.len() < Choice::LOOKS {
                let Some((_, Reverse(place))) = waiting.pop() else { break };
                looked_at.extend((self.prices[place] <= left).then_some(place));
            }
            if exact_words > 0 {
                let all = std::mem::take(&mut waiting).into_iter().map(|(_, Reverse(place))| place);
                looked_at.extend(all.filter(|place| self.prices[*place] <= left));
            }
            let mut reached = |place: &usize| {
                let between = between(&chosen, *place);
                let with = |summary: &mut Growing<'_>| {
                    exact_words = exact_words.saturating_sub(summary.words(*place));
                    let [rouge1, rouge2] = summary.score_with(*place, between);
                    Scores { rouge1, rouge2, ..Scores::default() }
                };
                let scores = across.of(&growing.iter_mut().map(with).collect::<Vec<_>>());
                (Score::new(scores.rouge1.f1 + scores.rouge2.f1), Reverse(*place))
            };
            let reached: Vec<(Score, Reverse<usize>)> = looked_at.iter().map(&mut reached).collect();
            let Some(&(score, next)) = reached.iter().max().filter(|(score, _)| score.get() > best) else {
                return chosen.into_iter().collect();
            };
            let others = reached.iter().filter(|(_, place)| *place != next);
            waiting.extend(others.map(|(score, place)| (Score::new(score.get() - best), *place)));
            let between = between(&chosen, next.0);
            growing.iter_mut().for_each(|summary| summary.add(next.0, between));
            chosen.insert(next.0);
            (best, left) = (score.get(), left - self.prices[next.0]);
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

    /// The slow twin: scores the whole summary anew for each sentence at each step.
    fn plain_oracle(choice: &Choice, scorer: &mut Scorer, references: &[Reference]) -> Vec<usize> {
        let texts: Vec<Text> = choice.sentences.iter().map(|sentence| scorer.text(sentence)).collect();
        let sum = |chosen: &[usize]| {
            let summary: Vec<&Text> = chosen.iter().map(|place| &texts[*place]).collect();
            let of_each = references.iter().map(|reference| {
                let [rouge1, rouge2] = reference.score_words(&summary);
                Scores { rouge1, rouge2, ..Scores::default() }
            });
            let scores = Across::Mean.of(&of_each.collect::<Vec<_>>());
            scores.rouge1.f1 + scores.rouge2.f1
        };
        let (mut chosen, mut best, mut left) = (Vec::new(), 0.0, choice.budget);
        loop {
            let mut next = None;
            for place in (0..texts.len()).filter(|place| choice.prices[*place] <= left) {
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
            left -= choice.prices[place];
        }
    }

    /// Sentences of words drawn with a seed.
    fn drawn(sentences: usize, seed: u64) -> String {
        let mut numbers = SplitMix64::new(seed);
        let mut sentence = || {
            let words: Vec<String> = (0..8).map(|_| format!("w{}", numbers.below(300))).collect();
            format!("The {}. ", words.join(" "))
        };
        (0..sentences).map(|_| sentence()).collect()
    }

    #[test]
    fn the_oracle_equals_its_slow_twin() {
        for seed in 0..6 {
            let choice = choice(&drawn(40, seed), Budget::Ratio(0.5));
            let mut scorer = Scorer::new(Language::English);
            let references: Vec<Reference> =
                (0..2).map(|other| Reference::new(&scorer.text(&drawn(15, 10 * seed + other)))).collect();
            let oracle = choice.oracle(&mut scorer, &references, Across::Mean);
            assert_eq!(oracle, plain_oracle(&choice, &mut scorer, &references));
            // With few looks it is nearly as good.
            let few = choice.oracle_within(&mut scorer, &references, Across::Mean, 1);
            let mut sum = |chosen: &[usize]| -> f64 {
                let text = scorer.text(&choice.text(chosen));
                references.iter().map(|reference| reference.score_words(&[&text])[0].f1).sum()
            };
            assert!(sum(&few) > 0.9 * sum(&oracle));
        }
    }

    #[test]
    fn past_its_limit_the_oracle_takes_time_in_line_with_the_text() {
        let work = |sentences: usize| {
            let text = drawn(sentences, 1);
            let choice = choice(&text, Budget::Ratio(0.5));
            let mut scorer = Scorer::new(Language::English);
            let reference = Reference::new(&scorer.text(&text));
            crate::work::of(|| drop(choice.oracle_within(&mut scorer, &[reference], Across::Mean, 10_000)))
        };
        let (one, two) = (work(1_000), work(2_000));
        assert!(two < 23 * one / 10, "{one}, {two}");
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
