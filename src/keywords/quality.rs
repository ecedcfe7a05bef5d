//! How likely a keyword is a good one, by what is measured of it where it is offered to a list.
//!
//! A logistic regression over 2,567 candidates of 186 public documents, labelled by a reader (November 2026): posts, READMEs, documentation,
//! pages of sites, news, papers, a third of them English, the rest in 28 languages. `scripts/fit_quality.py` fits it; the values were chosen
//! from 65 by leaving documents out. Fitted without 65 of the documents, 75.5 of 100 keywords are good and 4.0 a document, by the
//! regression before it, which knew how often a keyword is said and how it is written, 72.9 and 4.2.
//!
//! What it learned: what is said often is good, and so are names, longer words and rare ones, what the title names and what stands behind
//! `of`; paths, what numbers stand beside, what looks like a verb, and pieces of phrases that go on are not. Single common words need more.

/// How many values there are.
pub(super) const COUNT: usize = 22;

/// What a list measures of a keyword.
pub(super) type Values = [f64; COUNT];

/// Above this a place and a count mean no more.
pub(super) const LAST: usize = 12;
pub(super) const MOST: u32 = 12;

/// The share of capitals of what stands nowhere but where sentences begin.
pub(super) const NO_CAPITALS: f64 = 0.3;

/// The names of the values, in their order.
///
/// * `place`: how many stand before it, or were left out as no good, down to [`LAST`]
/// * `below_first`, `below_second`: how far its score lies below those of the first two, without what the title gives to these
/// * `count`: ln(how often it is said), of which the most is [`MOST`]
/// * `once`: 1 if it is said once
/// * `two`: 1 if it has two content words
/// * `letters`: ln(its letters)
/// * `rarity`: the inverse document frequency of its rarest word
/// * `titled`: 1 if the title names it
/// * `capitals`: of the places that do not begin a sentence, the share with every content word capitalized; [`NO_CAPITALS`] if there is none
/// * `mark`, `hyphen`: 1 if it has a mark of paths and addresses, or a hyphen
/// * `goes_on`: 1 if the noun phrase goes on to either side at all of its places
/// * `free`: the share of its places that no longer candidate holds
/// * `context`: how many different words stand beside it, for each two places
/// * `behind_of`: the share of its places behind a preposition that joins nouns
/// * `number_beside`: the share of its places beside a number
/// * `head_noun`: the share of its places whose last word the tagger takes for a noun
/// * `unlike_verb`: how much more its last word looks like a verb than like a noun, in a language without a tagger
/// * `tagger`: 1 if the language has a tagger
/// * `german`: 1 in German, where capitals say little
/// * `candidates`: ln(how many candidates the text has)
pub(super) const NAMES: [&str; COUNT] = [
    "place",
    "below_first",
    "below_second",
    "count",
    "once",
    "two",
    "letters",
    "rarity",
    "titled",
    "capitals",
    "mark",
    "hyphen",
    "goes_on",
    "free",
    "context",
    "behind_of",
    "number_beside",
    "head_noun",
    "unlike_verb",
    "tagger",
    "german",
    "candidates",
];

/// The weights, for the logarithm of the odds. From `scripts/fit_quality.py`.
const START: f64 = -1.135;
#[rustfmt::skip] // A line for each value.
const WEIGHTS: Values = [
    -0.074, // place
    -0.125, // below_first
    -0.172, // below_second
    0.717, // count
    -0.231, // once
    0.271, // two
    0.434, // letters
    0.607, // rarity
    0.449, // titled
    0.417, // capitals
    -1.172, // mark
    -0.411, // hyphen
    -0.608, // goes_on
    -0.104, // free
    0.240, // context
    0.597, // behind_of
    -0.503, // number_beside
    0.348, // head_noun
    -0.075, // unlike_verb
    0.468, // tagger
    -0.279, // german
    -0.140, // candidates
];

/// The least odds, as a logarithm: 55 of 100. Chosen so that as many good keywords are listed as before.
const LEAST: f64 = 0.2;

/// Of a single word that is no name: 62 of 100. A list has room for a few keywords, and readers would rather have the names that stand behind
/// such a word.
const LEAST_COMMON: f64 = 0.5;

/// Whether a keyword, a single common word or another, is likely a good one.
pub(super) fn is_good(values: &Values, is_common: bool) -> bool {
    odds(values) >= if is_common { LEAST_COMMON } else { LEAST }
}

/// The logarithm of the odds.
fn odds(values: &Values) -> f64 {
    START + WEIGHTS.iter().zip(values).map(|(weight, value)| weight * value).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_often_is_named_or_has_capitals_is_good_and_paths_and_pieces_are_not() {
        let values = |given: &[(&str, f64)]| {
            let mut values = [0.0; COUNT];
            let word = [
                ("place", 5.0),
                ("below_first", 2.0),
                ("below_second", 1.0),
                ("count", 2f64.ln()),
                ("letters", 8f64.ln()),
                ("rarity", 0.5),
                ("capitals", 0.0),
                ("free", 0.5),
                ("context", 0.75),
                ("head_noun", 1.0),
                ("tagger", 1.0),
                ("candidates", 300f64.ln()),
            ];
            for (name, value) in word.iter().chain(given) {
                values[NAMES.iter().position(|known| known == name).unwrap()] = *value;
            }
            values
        };
        for (given, expected) in [
            (&[][..], false),
            (&[("count", 8f64.ln())], true),
            (&[("titled", 1.0)], true),
            (&[("capitals", 1.0)], true),
            (&[("two", 1.0), ("letters", 14f64.ln())], true),
            (&[("count", 8f64.ln()), ("mark", 1.0)], false),
            (&[("capitals", 1.0), ("goes_on", 1.0)], false),
            (&[("capitals", 1.0), ("number_beside", 1.0)], false),
            (&[("count", 8f64.ln()), ("below_first", 6.0), ("below_second", 4.0)], false),
        ] {
            let values = values(given);
            assert_eq!(is_good(&values, false), expected, "{given:?}: {}", odds(&values));
        }
    }
}
