//! What each feature counts.
//!
//! # Where the weights come from
//!
//! `scripts/fit_keywords.py` fitted them to the development halves of sixteen collections of texts with keywords that
//! people chose (abstracts, papers, news and essays in English, French, Portuguese, Russian, Arabic and Polish; at most 150
//! texts of each), by a listwise softmax. Only these figures are kept. One set serves all languages: without a background
//! every word has the same rarity.
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

use super::features::COUNT;

/// What a feature counts.
pub(super) struct Weight {
    pub(super) weight: f64,
    /// What is added for each unit of [`length`](super::features::length).
    pub(super) by_length: f64,
    /// What is added for a candidate of one content word.
    pub(super) if_one: f64,
}

/// The weights, in the order of [`NAMES`](super::features::NAMES).
#[rustfmt::skip] // A line for each feature.
pub(super) static WEIGHTS: [Weight; COUNT] = [
    Weight { weight: 1.1288, by_length: -0.1749, if_one: -0.4114 }, // count
    Weight { weight: 0.2575, by_length: 0.0000, if_one: 0.0000 }, // first
    Weight { weight: -0.0990, by_length: -0.1126, if_one: 0.0000 }, // one
    Weight { weight: 0.2933, by_length: -0.0802, if_one: 0.0000 }, // two
    Weight { weight: 0.0019, by_length: 0.0000, if_one: 0.0000 }, // three
    Weight { weight: -0.6743, by_length: 0.0000, if_one: 0.0000 }, // four
    Weight { weight: 0.7840, by_length: 0.0000, if_one: 0.0000 }, // alone
    Weight { weight: -0.6158, by_length: -0.0532, if_one: 0.0000 }, // rare
    Weight { weight: 1.4573, by_length: 0.0000, if_one: 0.0000 }, // rarest
    Weight { weight: -0.7634, by_length: 0.0000, if_one: 0.9940 }, // rare_head
    Weight { weight: 1.3711, by_length: 0.0000, if_one: 0.6542 }, // words
    Weight { weight: -0.2830, by_length: 0.0000, if_one: -1.1468 }, // sentences
    Weight { weight: -0.6346, by_length: 0.0000, if_one: 0.0000 }, // spread
    Weight { weight: 0.5645, by_length: 0.0000, if_one: 0.0781 }, // capitals
    Weight { weight: -0.0514, by_length: 0.0000, if_one: 0.8260 }, // acronym
    Weight { weight: -1.2842, by_length: 0.0000, if_one: 0.0000 }, // stop
    Weight { weight: 1.2493, by_length: 0.0000, if_one: -0.0785 }, // context
    Weight { weight: 0.2523, by_length: 0.0000, if_one: -0.0737 }, // lead
    Weight { weight: 0.2236, by_length: 0.0000, if_one: -0.2076 }, // hyphen
    Weight { weight: 0.8003, by_length: 0.0000, if_one: 0.0121 }, // letters
    Weight { weight: 1.6605, by_length: 0.0000, if_one: -0.6058 }, // gaps
    Weight { weight: 0.7841, by_length: 0.0000, if_one: 0.0000 }, // blocks
    Weight { weight: 0.3282, by_length: 0.0000, if_one: -0.0075 }, // closes
];
