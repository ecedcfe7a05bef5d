//! Random: the floor. A method that is not better than this has learned nothing from the text.
//!
//! Numbers come from SplitMix64, one for each sentence in the order of the text. They depend on the seed and on nothing
//! else, so that a summary is the same on every machine.

use crate::random::SplitMix64;

/// A number from 0 to below 1 for each of this many sentences.
pub(super) fn scores(sentences: usize, seed: u64) -> Vec<f64> {
    let mut numbers = SplitMix64::new(seed);
    (0..sentences).map(|_| numbers.share()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_below_one() {
        assert!(scores(1000, 7).into_iter().all(|share| (0.0..1.0).contains(&share)));
        assert!(scores(0, 7).is_empty());
    }
}
