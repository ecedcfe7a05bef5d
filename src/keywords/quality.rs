//! How likely a keyword is a good one, by what it is made of and how many stand before it.
//!
//! A logistic regression over 927 keywords of some 140 documents of ten kinds in twenty languages that readers had graded, a third of the
//! documents English (four gradings, November 2026). Left out by documents, of the 20 of 100 that it drops three of five are no good: of
//! the rest 72 of 100 are good, 67 before.
//!
//! What it learned: common nouns in lower case are good early and seldom further down, phrases in lower case if they are said more than
//! twice. What a few paragraphs say often is what they are about, what all of them say is the language of the text; and what few other
//! texts say is better than what many do. What the title names is better than its odds.

use super::list::SHORTEST;

/// The weights, for the logarithm of the odds. Where nothing is a capital, all words count as capitalized.
const START: f64 = 0.14;
/// For each place in the list, down to [`LAST`]; in lower case and else.
const PLACE_SMALL: f64 = -0.24;
const PLACE: f64 = -0.09;
const LAST: usize = 12;
/// For the logarithm of the count, of which the most is [`MOST`], and of one more than the number of paragraphs and headings that have it.
const COUNT: f64 = 0.89;
const MOST: u32 = 12;
const BLOCKS: f64 = -0.67;
const SMALL_WORD: f64 = -0.1;
const SMALL_PHRASE: f64 = -0.32;
const SMALL_PHRASE_COUNT: f64 = 0.81;
const ONCE: f64 = 0.28;
const TITLED: f64 = 0.73;
const IN_HEADING: f64 = 0.35;
/// For what everybody says, and for the inverse document frequency of the rarest word.
const EVERYDAY: f64 = -0.85;
const RARITY: f64 = 1.2;

/// What is known of a keyword.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    /// How many stand before it, or were left out for their odds.
    pub(super) place: usize,
    pub(super) count: u32,
    /// One more than how many paragraphs and headings have it, as a logarithm.
    pub(super) blocks: f32,
    /// The inverse document frequency of its rarest word.
    pub(super) rarity: f32,
    /// Whether it is in lower case, in a script that has capitals.
    pub(super) is_small: bool,
    pub(super) is_one_word: bool,
    pub(super) is_titled: bool,
    /// Whether a heading names it.
    pub(super) is_in_heading: bool,
    /// Whether it is a word that many texts have.
    pub(super) is_everyday: bool,
}

/// The least odds, as a logarithm.
const LEAST: f64 = 0.2;

/// Whether a keyword is likely a good one. The first few always are worth showing.
pub(super) fn is_good(made: &Made) -> bool {
    made.place < SHORTEST || odds(made) >= LEAST
}

/// The logarithm of the odds.
fn odds(made: &Made) -> f64 {
    let count = f64::from(made.count.min(MOST)).ln();
    let if_so = |is: bool, weight: f64| if is { weight } else { 0.0 };
    let place = if made.is_small { PLACE_SMALL } else { PLACE };
    START
        + place * made.place.min(LAST) as f64
        + COUNT * count
        + BLOCKS * f64::from(made.blocks)
        + RARITY * f64::from(made.rarity)
        + if_so(made.is_small && made.is_one_word, SMALL_WORD)
        + if_so(made.is_small && !made.is_one_word, SMALL_PHRASE + SMALL_PHRASE_COUNT * count)
        + if_so(made.count == 1, ONCE)
        + if_so(made.is_titled, TITLED)
        + if_so(made.is_in_heading, IN_HEADING)
        + if_so(made.is_everyday, EVERYDAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_good_early_or_in_few_paragraphs_and_phrases_that_are_said_again() {
        let word = Made {
            place: 2,
            count: 1,
            blocks: 2f32.ln(),
            rarity: 0.5,
            is_small: true,
            is_one_word: true,
            is_titled: false,
            is_in_heading: false,
            is_everyday: false,
        };
        let twice = Made { count: 2, blocks: 3f32.ln(), ..word };
        let often = Made { count: 12, ..word };
        let phrase = Made { is_one_word: false, ..word };
        let name = Made { is_small: false, ..word };
        for (made, expected) in [
            (word, true),
            (Made { place: 4, ..twice }, false),
            (Made { place: 4, is_titled: true, ..twice }, true),
            (Made { place: 5, blocks: 3f32.ln(), ..often }, true),
            (Made { place: 7, blocks: 13f32.ln(), ..often }, false),
            (Made { place: 4, is_everyday: true, ..twice }, false),
            (Made { place: 3, ..twice }, false),
            (Made { place: 3, rarity: 0.9, ..twice }, true),
            (Made { place: 5, count: 4, blocks: 4f32.ln(), ..phrase }, true),
            (Made { place: 9, ..phrase }, false),
            (Made { place: 9, ..name }, false),
            (Made { place: 7, count: 3, blocks: 3f32.ln(), ..name }, true),
        ] {
            assert_eq!(is_good(&made), expected, "{made:?}: {}", odds(&made));
        }
    }
}
