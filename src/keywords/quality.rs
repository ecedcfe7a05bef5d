//! How likely a keyword is a good one, by what it is made of and how many stand before it.
//!
//! A logistic regression over 572 keywords of 70 documents that readers had graded, English ones and others in half (four gradings,
//! November 2026). Left out by gradings, it tells good ones from others with an area under the curve of .71, where the score alone has
//! .64: of the lists without what it drops, 73 of 100
//! are good, and 69 of those with it. Later it was moved by 497 keywords of 66 other documents of ten kinds, half of them English, for
//! what is in lower case. Of what that dropped of names, a reader of 34 other documents called most good: they have the odds of before.
//!
//! What it learned: single common nouns in lower case are good only if they are said often, and further down the list seldom; phrases in
//! lower case are if they are said more than twice. What the title or a heading names is better than its odds: of 34 other
//! documents that another reader graded, 11 of 17 such keywords that had been dropped were good, and 20 of 68 others.

use super::list::SHORTEST;

/// The weights, for the logarithm of the odds. Where nothing is a capital, all words count as capitalized.
const START: f64 = 1.0;
/// For each place in the list, down to [`LAST`]; in lower case and else.
const PLACE_SMALL: f64 = -0.22;
const PLACE: f64 = -0.17;
const LAST: usize = 12;
/// For the logarithm of the count, of which the most is [`MOST`].
const COUNT: f64 = 0.45;
const MOST: u32 = 12;
const SMALL_WORD: f64 = -0.6;
const SMALL_PHRASE: f64 = -0.4;
const SMALL_PHRASE_COUNT: f64 = 0.6;
const ONCE: f64 = -0.35;
const NAMED: f64 = 0.8;

/// What is known of a keyword.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    /// How many stand before it, or were left out for their odds.
    pub(super) place: usize,
    pub(super) count: u32,
    /// Whether it is in lower case, in a script that has capitals.
    pub(super) is_small: bool,
    pub(super) is_one_word: bool,
    /// Whether the title or a heading names it.
    pub(super) is_named: bool,
}

/// The least odds, as a logarithm, in lower case and else.
const LEAST_SMALL: f64 = 0.0;
const LEAST: f64 = -0.15;

/// Whether a keyword is likely a good one. The first few always are worth showing.
pub(super) fn is_good(made: &Made) -> bool {
    made.place < SHORTEST || odds(made) >= if made.is_small { LEAST_SMALL } else { LEAST }
}

/// The logarithm of the odds.
fn odds(made: &Made) -> f64 {
    let count = f64::from(made.count.min(MOST)).ln();
    let small = match (made.is_small, made.is_one_word) {
        (false, _) => 0.0,
        (true, true) => SMALL_WORD,
        (true, false) => SMALL_PHRASE + SMALL_PHRASE_COUNT * count,
    };
    let if_so = |is: bool, weight: f64| if is { weight } else { 0.0 };
    let place = if made.is_small { PLACE_SMALL } else { PLACE };
    START
        + place * made.place.min(LAST) as f64
        + COUNT * count
        + small
        + if_so(made.count == 1, ONCE)
        + if_so(made.is_named, NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_good_early_or_often_and_phrases_that_are_said_again() {
        let word = Made { place: 2, count: 1, is_small: true, is_one_word: true, is_named: false };
        let phrase = Made { place: 9, count: 2, is_one_word: false, ..word };
        for (made, expected) in [
            (word, true),
            (Made { place: 5, count: 2, ..word }, false),
            (Made { place: 5, count: 2, is_named: true, ..word }, true),
            (Made { place: 5, count: 12, ..word }, true),
            (Made { place: 9, count: 2, is_named: true, ..word }, false),
            (Made { place: 9, count: 12, ..word }, false),
            (phrase, false),
            (Made { count: 4, ..phrase }, true),
            (Made { count: 1, ..phrase }, false),
            (Made { place: 9, count: 12, is_small: false, ..word }, true),
            (Made { place: 6, count: 2, is_small: false, ..word }, true),
            (Made { place: 9, count: 1, is_small: false, ..word }, false),
            (Made { place: 5, count: 2, is_small: false, ..phrase }, true),
        ] {
            assert_eq!(is_good(&made), expected, "{made:?}");
        }
    }
}
