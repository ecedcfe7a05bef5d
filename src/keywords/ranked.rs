//! A candidate in the order of its score: integers, which a heap compares faster than numbers that might not be finite.

use crate::score::Score;

/// A candidate with its score. The greatest has the highest score; of two alike the one that begins earlier, then the shorter, as
/// candidates are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    score: u64,
    before: u32,
}

const SIGN: u64 = 1 << 63;

impl Ranked {
    pub(super) fn new(score: Score, number: usize) -> Ranked {
        // The zero below zero is the same number, and has no bits of its own then.
        let bits = (score.get() + 0.0).to_bits();
        let score = if bits & SIGN == 0 { bits | SIGN } else { !bits };
        let number = u32::try_from(number).expect("there are fewer candidates than words and their lengths");
        Ranked { score, before: !number }
    }

    pub(super) fn score(self) -> Score {
        let bits = if self.score & SIGN == 0 { !self.score } else { self.score & !SIGN };
        Score::new(f64::from_bits(bits))
    }

    pub(super) fn number(self) -> usize {
        !self.before as usize
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    fn check(one: (f64, usize), other: (f64, usize)) {
        let ranked = |(score, number)| Ranked::new(Score::new(score), number);
        // The slow twin: pairs that are compared as what they are.
        let pair = |(score, number)| (Score::new(score), Reverse(number));
        assert_eq!(ranked(one).cmp(&ranked(other)), pair(one).cmp(&pair(other)), "{one:?} {other:?}");
        assert_eq!((ranked(one).score(), ranked(one).number()), (Score::new(one.0), one.1));
    }

    #[test]
    fn zeros_are_one_number() {
        check((0.0, 1), (-0.0, 1));
        check((-0.0, 2), (0.0, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn candidates_are_ranked_as_pairs_are(
            one in (any::<f64>(), 0..9usize), other in (any::<f64>(), 0..9usize), near in -3..3i8
        ) {
            check(one, other);
            check((f64::from(near), one.1), (f64::from(near) + 0.5, other.1));
            check((one.0, one.1), (one.0, other.1));
        }
    }
}
