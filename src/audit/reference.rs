//! What ordinary drafts have: how much of a measure is unusual.
//!
//! Percentiles of 245 posts of a public government blog (CC0), the development half of those that `DESIGN.md` names,
//! by `scripts/reference_percentiles.py`. One genre, one publisher, English: so a finding names its reference.

/// What the reference is called in messages.
pub(crate) const NAME: &str = "ordinary posts";

/// Values under which 5, 10, … 95, 99 and 100 of 100 reference drafts lie.
pub(crate) type Percentiles = [f64; 21];

const STEPS: [f64; 21] = [
    5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0,
    90.0, 95.0, 99.0, 100.0,
];

/// The share of the reference drafts, in percent, that have less: by steps of five, and 99.
pub(crate) fn percentile(table: &Percentiles, value: f64) -> f64 {
    let below = table.iter().take_while(|limit| **limit < value).count();
    if below == 0 { 0.0 } else { STEPS[below - 1] }
}

/// Family coverage of drafts of fewer than 600 words, of 600 to 1,200, and of more, in percent of the words.
const FAMILY_COVERAGE: [Percentiles; 3] = [
    // 69 drafts of 0 words or more, fewer than 600.
    [
        0.00, 0.00, 0.00, 1.13, 1.50, 1.57, 1.72, 2.03, 2.14, 2.33, 2.61, 2.78, 3.18, 3.70, 4.41, 5.12, 5.33,
        5.73, 6.77, 9.77, 9.77,
    ],
    // 99 drafts of 600 words or more, fewer than 1200.
    [
        0.69, 0.87, 0.98, 1.10, 1.21, 1.23, 1.40, 1.49, 1.62, 1.86, 1.89, 2.25, 2.35, 2.64, 2.99, 3.59, 3.85,
        4.62, 5.28, 6.87, 6.87,
    ],
    // 77 drafts of 1200 words or more.
    [
        0.48, 0.61, 0.67, 0.83, 0.96, 1.13, 1.34, 1.47, 1.62, 1.75, 1.87, 2.13, 2.27, 2.49, 2.95, 3.23, 3.39,
        3.66, 6.62, 8.75, 8.75,
    ],
];

/// The percentiles of family coverage in drafts as long as one of so many words.
pub(crate) fn family_coverage(words: usize) -> &'static Percentiles {
    &FAMILY_COVERAGE[usize::from(words >= 600) + usize::from(words >= 1200)]
}

/// How the drafts of [`family_coverage`] are told in a message.
pub(crate) fn band(words: usize) -> &'static str {
    match words {
        0..600 => "ordinary posts of fewer than 600 words",
        600..1200 => "ordinary posts of 600 to 1,200 words",
        _ => "ordinary posts of 1,200 words or more",
    }
}
