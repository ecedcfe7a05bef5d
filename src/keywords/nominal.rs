//! How much a word looks like an adjective or a verb rather than a noun where it stands, for languages without a tagger.
//!
//! A small softmax over the endings of the word and what stands beside it, fitted by `scripts/fit_nouns.py` to treebanks of
//! Universal Dependencies: 900 features of each language, five bytes each. It is no tagger: it looks at the few candidates that come up
//! for a list to be read, and what it says of several places is taken together.
//!
//! # Where the weights come from
//!
//! All are development and test halves under CC BY-SA 4.0 but MarkIT (CC BY 4.0) and PUD (CC BY-SA 3.0); the weights are under the licence
//! of their treebanks. Fitted to one half and measured on the other, forms that are mostly nouns, adjectives and verbs of which the mean
//! of all places lies above [`UNLIKE`], in percent:
//!
//! | language | treebanks | nouns | adjectives | verbs and the like |
//! |---|---|--:|--:|--:|
//! | Belarusian | HSE | 0.8 | 69 | 69 |
//! | Croatian | SET | 1.4 | 61 | 66 |
//! | Czech | CAC | 3.3 | 85 | 64 |
//! | Danish | DDT | 1.8 | 59 | 66 |
//! | Dutch | Alpino, LassySmall | 1.2 | 51 | 57 |
//! | Estonian | EWT | 2.8 | 25 | 56 |
//! | Finnish | TDT | 2.0 | 27 | 51 |
//! | Greek | GUD | – | – | – |
//! | Icelandic | Modern | 2.5 | 47 | 63 |
//! | Indonesian | GSD | 0.7 | 25 | 48 |
//! | Italian | PUD, MarkIT | 2.0 | 33 | 74 |
//! | Korean | GSD | 1.1 | 81 | 77 |
//! | Latvian | LVTB, half of the development part | 1.0 | 35 | 62 |
//! | Lithuanian | ALKSNIS | 1.2 | 38 | 54 |
//! | Norwegian | Bokmål | 1.5 | 60 | 66 |
//! | Persian | PerDT | 0.3 | 10 | 65 |
//! | Polish | PUD; measured on PDB | 1.3 | 70 | 63 |
//! | Romanian | RRT | 1.8 | 51 | 72 |
//! | Serbian | SET | 1.4 | 67 | 70 |
//! | Slovak | SNK | 0.8 | 81 | 71 |
//! | Slovenian | SSJ | 1.6 | 67 | 64 |
//! | Swedish | Talbanken | 1.8 | 70 | 75 |
//! | Turkish | BOUN | 1.1 | 20 | 46 |
//! | Ukrainian | ParlaMint | 2.2 | 76 | 77 |

use crate::language::Language;

/// From here on a word is taken for what it looks like: a difference of logarithms of odds.
pub(super) const UNLIKE: f64 = 2.0;

const WEIGHTS: &[u8] = include_bytes!("nouns.weights");

/// A language's code and its number of features, and a feature: a hash and two weights.
const HEADER: usize = 4;
const HASH: usize = 3;
const FEATURE: usize = HASH + 2;

/// Weights are kept in steps of this size.
const STEP: f64 = 1.0 / 16.0;

/// The most letters of an ending.
const ENDING: usize = 6;

/// What is seen of a word, in lower case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) word: &'a str,
    /// The word before it, or [`START`], [`MARK`] or [`NUMBER`].
    pub(super) before: &'a str,
    pub(super) behind: &'a str,
    pub(super) is_capital: bool,
}

/// What stands before the first word of a sentence, for a mark or the end of the sentence, and for a number.
pub(super) const START: &str = "^";
pub(super) const MARK: &str = "|";
pub(super) const NUMBER: &str = "0";

/// How much more a word looks like something else than like a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Unlike {
    pub(super) adjective: f64,
    pub(super) verb: f64,
}

/// The weights of a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nominal(&'static [u8]);

impl Nominal {
    /// The weights of a language, if it has any. A look at the headers.
    pub(super) fn of(language: Language) -> Option<Nominal> {
        let mut rest = WEIGHTS;
        while let Some((header, behind)) = rest.split_first_chunk::<HEADER>() {
            let length = FEATURE * usize::from(u16::from_le_bytes([header[2], header[3]]));
            let (features, others) = behind.split_at_checked(length)?;
            if &header[..2] == language.code().as_bytes() {
                return Some(Nominal(features));
            }
            rest = others;
        }
        None
    }

    pub(super) fn unlike(self, seen: &Seen<'_>) -> Unlike {
        let Seen { word, before, behind, is_capital } = *seen;
        let mut sum = [0; 2];
        let mut add = |kind: u8, parts: [&str; 3]| {
            if let Some([adjective, verb]) = self.weights(hashed(kind, parts)) {
                sum[0] += i32::from(adjective);
                sum[1] += i32::from(verb);
            }
        };
        add(b'=', [""; 3]);
        let ending = |text, length| ending(text, length).unwrap_or(text);
        for length in 1..=ENDING {
            // The whole word is a feature of its own.
            let Some(end) = self::ending(word, length).filter(|end| end.len() < word.len()) else { break };
            add(b'e', [end, "", ""]);
        }
        add(b'w', [word, "", ""]);
        add(b'p', [before, "", ""]);
        add(b'q', [ending(before, 2), "", ""]);
        add(b'Q', [ending(before, 3), "", ""]);
        add(b'n', [behind, "", ""]);
        add(b'm', [ending(behind, 2), "", ""]);
        add(b'r', [ending(before, 2), " ", ending(word, 2)]);
        add(b't', [ending(word, 2), " ", ending(behind, 2)]);
        let kind = match (is_capital, before == START) {
            (true, true) => b'S',
            (true, false) => b'C',
            (false, _) => b'c',
        };
        add(kind, [""; 3]);
        let [adjective, verb] = sum.map(|steps| f64::from(steps) * STEP);
        Unlike { adjective, verb }
    }

    /// What a feature adds.
    fn weights(self, hash: u32) -> Option<[i8; 2]> {
        let (features, _) = self.0.as_chunks::<FEATURE>();
        let of = |feature: &[u8; FEATURE]| u32::from_be_bytes([0, feature[0], feature[1], feature[2]]);
        let place = features.binary_search_by_key(&hash, of).ok()?;
        Some([features[place][HASH] as i8, features[place][HASH + 1] as i8])
    }
}

/// The last letters of a text, if it has that many.
fn ending(text: &str, letters: usize) -> Option<&str> {
    text.char_indices().rev().nth(letters - 1).map(|(at, _)| &text[at..])
}

/// FNV-1a, folded to three bytes.
fn hashed(kind: u8, parts: [&str; 3]) -> u32 {
    let bytes = std::iter::once(kind).chain(parts.into_iter().flat_map(str::bytes));
    let hash = bytes.fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 24) ^ (hash & 0x00FF_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_adjectives_are_told_from_nouns_by_what_stands_beside_them() {
        let seen = |word, before, behind| Seen { word, before, behind, is_capital: false };
        let verbs = [
            (Language::Swedish, "väljs", "kan", "av"),
            (Language::Swedish, "visar", "som", "att"),
            (Language::Czech, "můžeš", "si", "vybrat"),
            (Language::Italian, "osservato", "stato", "nel"),
            (Language::Korean, "설명해", "잘", "주는"),
        ];
        let nouns = [
            (Language::Swedish, "programvara", "öppen", "är"),
            (Language::Czech, "přednášky", "na", "a"),
            (Language::Italian, "parco", "nel", "nazionale"),
        ];
        let mut wrong = Vec::new();
        for (language, word, before, behind) in verbs {
            let unlike = Nominal::of(language).unwrap().unlike(&seen(word, before, behind));
            if unlike.verb <= UNLIKE {
                wrong.push(format!("{word}: {unlike:?}"));
            }
        }
        for (language, word, before, behind) in nouns {
            let unlike = Nominal::of(language).unwrap().unlike(&seen(word, before, behind));
            if unlike.verb.max(unlike.adjective) >= UNLIKE {
                wrong.push(format!("{word}: {unlike:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(Nominal::of(Language::English).is_none() && Nominal::of(Language::Undetermined).is_none());
    }

    #[test]
    fn the_table_is_whole_and_sorted() {
        let mut rest = WEIGHTS;
        let mut languages = Vec::new();
        while let Some((header, behind)) = rest.split_first_chunk::<HEADER>() {
            let (features, others) =
                behind.split_at(FEATURE * usize::from(u16::from_le_bytes([header[2], header[3]])));
            let code = str::from_utf8(&header[..2]).unwrap();
            assert!(code.parse::<Language>().is_ok_and(|language| language.code() == code), "{code}");
            assert!(features.as_chunks::<FEATURE>().0.is_sorted_by(|one, other| one[..HASH] < other[..HASH]));
            languages.push(code);
            rest = others;
        }
        assert!(rest.is_empty() && languages.is_sorted() && languages.len() > 10);
    }

    /// The same as in `scripts/fit_nouns.py`.
    #[test]
    fn endings_and_hashes_are_those_of_the_script() {
        assert_eq!(ending("můžeš", 2), Some("eš"));
        assert_eq!((ending("a", 2), ending("", 1)), (None, None));
        assert_eq!(hashed(b'=', [""; 3]), 0x000C_AD50);
        assert_eq!(hashed(b'r', ["ný", " ", "ku"]), 0x0001_8DB0);
    }
}
