//! What each feature counts where parts of speech are known and the text is no long one.
//!
//! Fitted as the weights of the parent module are, to the features by parts of speech too.

use super::Weight;
use crate::keywords::features::COUNT;

/// The weights, in the order of [`NAMES`](crate::keywords::features::NAMES).
#[rustfmt::skip] // A line for each feature.
pub(super) static WEIGHTS: [Weight; COUNT] = [
    Weight { weight: 1.0542, by_length: -0.1598, by_names: 0.0000, if_one: -0.3914 }, // count
    Weight { weight: 0.2628, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // first
    Weight { weight: -0.1215, by_length: -0.0990, by_names: 7.0631, if_one: 0.0000 }, // one
    Weight { weight: 0.2725, by_length: -0.0537, by_names: 0.0000, if_one: 0.0000 }, // two
    Weight { weight: 0.0441, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // three
    Weight { weight: -0.6046, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // four
    Weight { weight: 0.4776, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // alone
    Weight { weight: -0.1655, by_length: -0.0287, by_names: 0.0000, if_one: 0.0000 }, // rare
    Weight { weight: 0.8699, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // rarest
    Weight { weight: -0.4283, by_length: 0.0000, by_names: 0.0000, if_one: 0.8314 }, // rare_head
    Weight { weight: 1.3072, by_length: 0.0000, by_names: 0.0000, if_one: 0.3581 }, // words
    Weight { weight: -0.1356, by_length: 0.0000, by_names: 0.0000, if_one: -0.9339 }, // sentences
    Weight { weight: -0.5902, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // spread
    Weight { weight: 0.2764, by_length: 0.0000, by_names: 0.0000, if_one: 0.0004 }, // capitals
    Weight { weight: -0.0199, by_length: 0.0000, by_names: 0.0000, if_one: 0.9083 }, // acronym
    Weight { weight: -1.1619, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // stop
    Weight { weight: 1.1874, by_length: 0.0000, by_names: 0.0000, if_one: -0.0811 }, // context
    Weight { weight: 0.2595, by_length: 0.0000, by_names: 0.0000, if_one: -0.1131 }, // lead
    Weight { weight: 0.3148, by_length: 0.0000, by_names: 0.0000, if_one: -0.2702 }, // hyphen
    Weight { weight: 0.7827, by_length: 0.0000, by_names: 0.0000, if_one: 0.0144 }, // letters
    Weight { weight: 1.4950, by_length: 0.0000, by_names: 0.0000, if_one: -0.4165 }, // gaps
    Weight { weight: 0.7860, by_length: 0.0000, by_names: 0.0000, if_one: 0.0000 }, // blocks
    Weight { weight: 0.2371, by_length: 0.0000, by_names: 0.0000, if_one: 0.0019 }, // closes
    Weight { weight: 0.5893, by_length: 0.0000, by_names: 0.0000, if_one: -0.0532 }, // phrase
    Weight { weight: 0.6205, by_length: 0.0000, by_names: 0.0000, if_one: -0.2134 }, // whole
    Weight { weight: 0.1359, by_length: 0.0000, by_names: 0.0000, if_one: 0.0079 }, // clause
    Weight { weight: 0.3286, by_length: 0.0000, by_names: 0.0000, if_one: -0.2856 }, // name
    Weight { weight: 1.2432, by_length: 0.0000, by_names: 0.0000, if_one: -1.0043 }, // defined
    Weight { weight: 0.3020, by_length: 0.0000, by_names: 0.0000, if_one: -0.4025 }, // of
];
