//! What ordinary drafts have: how much of a measure is unusual.
//!
//! Percentiles of 245 posts of a public government blog (CC0), the development half of those that `DESIGN.md` names,
//! by `scripts/reference_percentiles.py`. One genre, one publisher, English: so a finding names its reference.

use super::wording::{Said, Text, say};

/// Values under which 5, 10, … 95, 99 and 100 of 100 reference drafts lie.
type Percentiles = [f64; 21];

const STEPS: [f64; 21] = [
    5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0,
    90.0, 95.0, 99.0, 100.0,
];

/// What the reference drafts of one band of length have of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reference {
    /// How many drafts there are.
    pub(crate) drafts: usize,
    pub(crate) table: &'static Percentiles,
}

impl Reference {
    /// The share of the reference drafts, in percent, that have less: by steps of five, and 99.
    pub(crate) fn percentile(&self, value: f64) -> f64 {
        let below = self.table.iter().take_while(|limit| **limit < value).count();
        if below == 0 { 0.0 } else { STEPS[below - 1] }
    }

    /// How a value compares, in words that say who has less: `9 in 10 comparable posts use less`.
    pub(super) fn standing(&self, value: f64, posts: &'static Text) -> Said {
        match self.percentile(value) {
            100.0.. => say!(MORE_THAN_IN_ANY, self.drafts, posts),
            99.0.. => say!(USE_LESS, 99, 100, posts),
            95.0.. => say!(USE_LESS, 19, 20, posts),
            90.0.. => say!(USE_LESS, 9, 10, posts),
            75.0.. => say!(USE_LESS, 3, 4, posts),
            50.0.. => say!(HALF_USE_LESS, posts),
            _ => say!(LESS_THAN_HALF, posts),
        }
    }

    /// The value that half of the drafts stay under.
    pub(crate) fn half(&self) -> f64 {
        self.table[9]
    }

    /// The most that any of the drafts has.
    pub(crate) fn most(&self) -> f64 {
        self.table[20]
    }

    /// The upper end of what is usual: 9 in 10 drafts stay under it. What advice aims at, since a draft that has been
    /// written for one phrase need not get to the middle of all.
    pub(crate) fn usual(&self) -> f64 {
        self.table[17]
    }
}

/// The words from which on a reference draft is one of the longer ones.
const LONG: usize = 600;

/// The reference drafts of fewer than [`LONG`] words, and those of more.
const DRAFTS: [usize; 2] = [69, 176];

/// Family coverage in both bands, in percent of the words.
static FAMILY_COVERAGE: [Percentiles; 2] = [
    [
        0.00, 0.00, 0.00, 1.13, 1.50, 1.57, 1.72, 1.93, 2.18, 2.48, 2.61, 2.81, 3.12, 3.41, 3.70, 5.07, 5.31,
        5.67, 6.06, 9.77, 9.77,
    ],
    [
        0.48, 0.67, 0.74, 0.87, 0.98, 1.16, 1.24, 1.40, 1.49, 1.63, 1.79, 1.89, 2.25, 2.49, 2.89, 3.17, 3.59,
        4.18, 5.41, 7.56, 7.95,
    ],
];

/// The share of the commonest content word among the content words, in percent.
static WORD_SHARE: [Percentiles; 2] = [
    [
        2.48, 2.83, 3.24, 3.32, 3.50, 3.63, 3.85, 4.00, 4.20, 4.24, 4.43, 4.67, 4.98, 5.18, 5.49, 6.19, 6.54,
        6.85, 7.33, 9.54, 9.54,
    ],
    [
        1.97, 2.17, 2.42, 2.64, 2.81, 3.02, 3.15, 3.31, 3.49, 3.73, 3.91, 4.13, 4.29, 4.49, 4.72, 4.95, 5.37,
        5.91, 6.34, 8.00, 8.91,
    ],
];

/// The band of drafts of this length.
fn in_band(tables: &'static [Percentiles; 2], words: usize) -> Reference {
    let band = usize::from(!is_short(words));
    Reference { drafts: DRAFTS[band], table: &tables[band] }
}

/// The reference for family coverage in drafts of this length.
pub(crate) fn family_coverage(words: usize) -> Reference {
    in_band(&FAMILY_COVERAGE, words)
}

/// The reference for the commonest content word of drafts of this length.
pub(crate) fn word_share(words: usize) -> Reference {
    in_band(&WORD_SHARE, words)
}

/// Whether drafts of this length are compared with the shorter of the reference drafts.
pub(crate) fn is_short(words: usize) -> bool {
    words < LONG
}
