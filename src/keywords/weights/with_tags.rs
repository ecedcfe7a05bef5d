//! What each feature counts where parts of speech are known and the text is no long one.
//!
//! Fitted as the weights of the parent module are, to the features by parts of speech too.

use super::Weight;
use crate::keywords::features::COUNT;

/// The weights, in the order of [`NAMES`](crate::keywords::features::NAMES).
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
