//! What each feature counts.
//!
//! # Where the weights come from
//!
//! `scripts/fit_keywords.py` fitted them to the development halves of sixteen collections of texts with keywords that
//! people chose (abstracts, papers, news and essays in English, French, Portuguese, Russian, Arabic and Polish; at most 150
//! texts of each), by a listwise softmax. Only these figures are kept. One set serves all languages without a tagger: without a
//! background every word has the same rarity. Those with one have another, [`with_tags`], which lifts F1@10 of left-out
//! collections from 21.6 to 22.3 on the mean; whether an acronym is defined behind a phrase, whether it stands behind `of`, and
//! the share of names in the text lift it by another 0.3 (news 16.7 to 18.1, abstracts 25.5 to 26.3). In texts of more than [`LONG`] words parts of speech cost what they gain
//! elsewhere (English papers: 27.9 without them, 25.6 with), so these are weighed without them.
//!
//! Weights depend on each other, so none is to be read alone: `sentences` is below zero because `count` says most of the
//! same, and what is left is a word that is everywhere.
//!
//! # What was tried and left out
//!
//! By F1 on collections that were left out of the fit, nothing or less than nothing came of: whether a candidate stands in
//! the title or in headings, its own length, digits, the counts of its last, first and rarest words, the share of its
//! words' occurrences that it has, how many candidates share its words, the longest candidate that holds it and the C-value,
//! and weights that move with the length of the text for more features than four. Weights of their own for single words
//! gained half a point, and weak words as much. What was left out was chosen by these figures, so they are a little
//! better than on a collection that nobody looked at.

mod with_tags;

use super::features::{COUNT, Features, length, name_share};
use super::words::Words;

/// What a feature counts.
pub(super) struct Weight {
    pub(super) weight: f64,
    /// What is added for each unit of [`length`](super::features::length).
    pub(super) by_length: f64,
    /// What is added for the whole of the [share of names](super::features::name_share), which is 0 without a tagger.
    pub(super) by_names: f64,
    /// What is added for a candidate of one content word.
    pub(super) if_one: f64,
}

/// In words: a long paper, but no article or abstract.
const LONG: usize = 4_000;

/// The weights for a text of `words` words, whose language has a tagger or not.
pub(super) fn of(words: usize, has_tags: bool) -> &'static [Weight; COUNT] {
    if has_tags && words <= LONG { &with_tags::WEIGHTS } else { &WEIGHTS }
}

/// What each feature counts in a text, for a candidate of one content word and for one of more.
pub(super) fn summed(words: &Words) -> (Features, Features) {
    let weights = of(words.words.len(), !words.tags.is_empty());
    let (length, names) = (length(words), name_share(words));
    let sum = |weight: &Weight| weight.weight + length * weight.by_length + names * weight.by_names;
    let of_many: Features = std::array::from_fn(|i| sum(&weights[i]));
    (std::array::from_fn(|i| of_many[i] + weights[i].if_one), of_many)
}

/// The weights, in the order of [`NAMES`](super::features::NAMES).
#[rustfmt::skip] // A line for each feature.
pub(super) static WEIGHTS: [Weight; COUNT] = [
    Weight { weight: 1.1198, by_length: -0.1763, by_names: 0.0000, if_one: -0.4247 }, // count
    Weight { weight: 0.2589, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // first
    Weight { weight: -0.0774, by_length: -0.1092, by_names: 0.0000, if_one: 0.0000 }, // one
    Weight { weight: 0.2792, by_length: -0.0804, by_names: 0.0000, if_one: 0.0000 }, // two
    Weight { weight: -0.0045, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // three
    Weight { weight: -0.7032, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // four
    Weight { weight: 0.7900, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // alone
    Weight { weight: -0.2257, by_length: -0.0471, by_names: 0.0000, if_one: 0.0000 }, // rare
    Weight { weight: 1.0623, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // rarest
    Weight { weight: -0.5655, by_length: 0.0000, by_names: 0.0000, if_one: 0.8520 }, // rare_head
    Weight { weight: 1.3821, by_length: 0.0000, by_names: 0.0000, if_one: 0.6818 }, // words
    Weight { weight: -0.2631, by_length: 0.0000, by_names: 0.0000, if_one: -1.1636 }, // sentences
    Weight { weight: -0.6236, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // spread
    Weight { weight: 0.5484, by_length: 0.0000, by_names: 0.0000, if_one: 0.0849 }, // capitals
    Weight { weight: -0.0342, by_length: 0.0000, by_names: 0.0000, if_one: 0.7782 }, // acronym
    Weight { weight: -1.3028, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // stop
    Weight { weight: 1.2665, by_length: 0.0000, by_names: 0.0000, if_one: -0.0632 }, // context
    Weight { weight: 0.2554, by_length: 0.0000, by_names: 0.0000, if_one: -0.0783 }, // lead
    Weight { weight: 0.2438, by_length: 0.0000, by_names: 0.0000, if_one: -0.2281 }, // hyphen
    Weight { weight: 0.7857, by_length: 0.0000, by_names: 0.0000, if_one: 0.0101 }, // letters
    Weight { weight: 1.6598, by_length: 0.0000, by_names: 0.0000, if_one: -0.6035 }, // gaps
    Weight { weight: 0.8023, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // blocks
    Weight { weight: 0.3325, by_length: 0.0000, by_names: 0.0000, if_one: -0.0140 }, // closes
    Weight { weight: 0.0000, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // phrase
    Weight { weight: 0.0000, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // whole
    Weight { weight: 0.0000, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // clause
    Weight { weight: 0.0000, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // name
    Weight { weight: 0.0000, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // defined
    Weight { weight: 0.0000, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // of
];
