//! Random: the floor. A method that is not better than this has learned nothing from the text.
//!
//! Numbers come from SplitMix64, one for each sentence in the order of the text: Steele, Lea and Flood, *Fast
//! Splittable Pseudorandom Number Generators*, 2014. They depend on the seed and on nothing else, so that a summary is
//! the same on every machine.

/// The generator: its state goes up by the golden ratio and is mixed.
pub(super) struct SplitMix64(pub(super) u64);

impl SplitMix64 {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to below 1, of the 53 bits that an `f64` has room for.
    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A number from 0 to below 1 for each of so many sentences.
pub(super) fn scores(sentences: usize, seed: u64) -> Vec<f64> {
    let mut numbers = SplitMix64(seed);
    (0..sentences).map(|_| numbers.share()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_reference_implementation() {
        let mut numbers = SplitMix64(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(expected.map(|_| numbers.next()), expected);
        assert_eq!(SplitMix64(0).next(), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn shares_are_below_one() {
        assert!(scores(1000, 7).into_iter().all(|share| (0.0..1.0).contains(&share)));
        assert!(scores(0, 7).is_empty());
    }
}
