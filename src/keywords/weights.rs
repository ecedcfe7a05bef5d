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
    Weight { weight: 1.0199, by_length: -0.1673, if_one: -0.4299 }, // count
    Weight { weight: 0.2690, by_length: 0.0000, if_one: 0.0000 }, // first
    Weight { weight: -0.0551, by_length: -0.0945, if_one: 0.0000 }, // one
    Weight { weight: 0.2272, by_length: -0.0648, if_one: 0.0000 }, // two
    Weight { weight: 0.0089, by_length: 0.0000, if_one: 0.0000 }, // three
    Weight { weight: -0.6370, by_length: 0.0000, if_one: 0.0000 }, // four
    Weight { weight: 0.5031, by_length: 0.0000, if_one: 0.0000 }, // alone
    Weight { weight: -0.3647, by_length: -0.0322, if_one: 0.0000 }, // rare
    Weight { weight: 1.0134, by_length: 0.0000, if_one: 0.0000 }, // rarest
    Weight { weight: -0.4470, by_length: 0.0000, if_one: 0.9097 }, // rare_head
    Weight { weight: 1.3217, by_length: 0.0000, if_one: 0.6605 }, // words
    Weight { weight: -0.1779, by_length: 0.0000, if_one: -1.1821 }, // sentences
    Weight { weight: -0.5517, by_length: 0.0000, if_one: 0.0000 }, // spread
    Weight { weight: 0.2444, by_length: 0.0000, if_one: 0.1563 }, // capitals
    Weight { weight: -0.0514, by_length: 0.0000, if_one: 0.8633 }, // acronym
    Weight { weight: -1.2353, by_length: 0.0000, if_one: 0.0000 }, // stop
    Weight { weight: 1.1560, by_length: 0.0000, if_one: -0.0454 }, // context
    Weight { weight: 0.2319, by_length: 0.0000, if_one: -0.1034 }, // lead
    Weight { weight: 0.3134, by_length: 0.0000, if_one: -0.2851 }, // hyphen
    Weight { weight: 0.8159, by_length: 0.0000, if_one: 0.0265 }, // letters
    Weight { weight: 1.5000, by_length: 0.0000, if_one: -0.5368 }, // gaps
    Weight { weight: 0.8155, by_length: 0.0000, if_one: 0.0000 }, // blocks
    Weight { weight: 0.2094, by_length: 0.0000, if_one: 0.0335 }, // closes
    Weight { weight: 0.5245, by_length: 0.0000, if_one: 0.0599 }, // phrase
    Weight { weight: 0.6476, by_length: 0.0000, if_one: -0.2921 }, // whole
    Weight { weight: 0.0874, by_length: 0.0000, if_one: 0.0810 }, // clause
    Weight { weight: 0.1581, by_length: 0.0000, if_one: -0.0830 }, // name
];
