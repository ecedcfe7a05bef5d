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
//! gained half a point, and the weak words of seven languages as much.

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
    Weight { weight: 0.9931, by_length: -0.1686, if_one: -0.3453 }, // count
    Weight { weight: 0.2139, by_length: 0.0000, if_one: 0.0000 }, // first
    Weight { weight: -0.0963, by_length: -0.1025, if_one: 0.0000 }, // one
    Weight { weight: 0.2724, by_length: -0.0976, if_one: 0.0000 }, // two
    Weight { weight: 0.0024, by_length: 0.0000, if_one: 0.0000 }, // three
    Weight { weight: -0.6542, by_length: 0.0000, if_one: 0.0000 }, // four
    Weight { weight: 0.7182, by_length: 0.0000, if_one: 0.0000 }, // alone
    Weight { weight: -0.2637, by_length: -0.1049, if_one: 0.0000 }, // rare
    Weight { weight: 1.2481, by_length: 0.0000, if_one: 0.0000 }, // rarest
    Weight { weight: -0.6711, by_length: 0.0000, if_one: 0.8741 }, // rare_head
    Weight { weight: 1.2890, by_length: 0.0000, if_one: 0.6139 }, // words
    Weight { weight: -0.2874, by_length: 0.0000, if_one: -1.0727 }, // sentences
    Weight { weight: -0.7357, by_length: 0.0000, if_one: 0.0000 }, // spread
    Weight { weight: 0.4904, by_length: 0.0000, if_one: 0.0892 }, // capitals
    Weight { weight: -0.0665, by_length: 0.0000, if_one: 0.8288 }, // acronym
    Weight { weight: -1.2510, by_length: 0.0000, if_one: 0.0000 }, // stop
    Weight { weight: 1.0602, by_length: 0.0000, if_one: -0.1077 }, // context
    Weight { weight: 0.2718, by_length: 0.0000, if_one: -0.0585 }, // lead
    Weight { weight: 0.2351, by_length: 0.0000, if_one: -0.2042 }, // hyphen
    Weight { weight: 0.7410, by_length: 0.0000, if_one: 0.0146 }, // letters
    Weight { weight: 1.7599, by_length: 0.0000, if_one: -0.5824 }, // gaps
    Weight { weight: 0.7309, by_length: 0.0000, if_one: 0.0000 }, // blocks
    Weight { weight: 0.3291, by_length: 0.0000, if_one: -0.0318 }, // closes
];
