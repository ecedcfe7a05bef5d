//! Random numbers that are the same everywhere: SplitMix64.
//!
//! Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, 2014; the constants are those of Vigna's
//! implementation. Not for secrets.

/// A generator. Two of the same seed give the same numbers.
#[derive(Clone, Debug)]
pub(crate) struct SplitMix64(u64);

impl SplitMix64 {
    pub(crate) fn new(seed: u64) -> SplitMix64 {
        SplitMix64(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below 1, of the 53 bits that an `f64` has room for.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number below `limit`, which is not 0. Some come up more often than others by a part in 2⁶⁴ / `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_reference() {
        // By Vigna's splitmix64.c.
        let mut numbers = SplitMix64::new(1_234_567);
        let first = [6457827717110365317, 3203168211198807973, 9817491932198370423];
        assert_eq!(first.map(|_: u64| numbers.next()), first);
        assert_eq!(SplitMix64::new(0).next(), 0xE220_A839_7B1D_CDAF);
        assert!((0..100).all(|_| numbers.below(3) < 3));
    }
}
