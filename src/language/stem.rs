//! Stemming: cutting a word down to what its inflected forms share.
//!
//! The one place that knows which stemmer is in use: rust-stemmers, a port of Snowball's algorithms as they
//! stood in 2019. Where Snowball has changed since, Dutch, Romanian and Turkish most of all, stems differ from
//! today's official ones; they serve all the same, since only their equality within a text matters.
//!
//! Of English, which most texts are in, [`english`] gives the same stems sooner.

mod english;

use std::borrow::Cow;

use rust_stemmers::Algorithm;

use super::Language;

/// The longest word that is stemmed, in bytes. Longer ones have no inflection worth the name, and some stemmers take
/// the square of their length.
const LONGEST_STEMMED: usize = 100;

/// The stemmer of a language.
pub(crate) struct Stemmer {
    snowball: Option<rust_stemmers::Stemmer>,
    is_english: bool,
}

impl Stemmer {
    pub(crate) fn new(language: Language) -> Stemmer {
        let algorithm = match language {
            Language::Arabic => Algorithm::Arabic,
            Language::Danish => Algorithm::Danish,
            Language::Dutch => Algorithm::Dutch,
            Language::English => Algorithm::English,
            Language::Finnish => Algorithm::Finnish,
            Language::French => Algorithm::French,
            Language::German => Algorithm::German,
            Language::Greek => Algorithm::Greek,
            Language::Hungarian => Algorithm::Hungarian,
            Language::Italian => Algorithm::Italian,
            Language::Norwegian => Algorithm::Norwegian,
            Language::Portuguese => Algorithm::Portuguese,
            Language::Romanian => Algorithm::Romanian,
            Language::Russian => Algorithm::Russian,
            Language::Spanish => Algorithm::Spanish,
            Language::Swedish => Algorithm::Swedish,
            Language::Tamil => Algorithm::Tamil,
            Language::Turkish => Algorithm::Turkish,
            _ => return Stemmer { snowball: None, is_english: false },
        };
        let snowball = Some(rust_stemmers::Stemmer::create(algorithm));
        Stemmer { snowball, is_english: language == Language::English }
    }

    /// Whether there is one.
    pub(crate) fn is_some(&self) -> bool {
        self.snowball.is_some()
    }

    /// The stem of a folded word; the word itself where the stem would be empty.
    pub(crate) fn stem<'w>(&self, folded: &'w str) -> Cow<'w, str> {
        let stem = match &self.snowball {
            Some(snowball) if folded.len() <= LONGEST_STEMMED => {
                let stem = if self.is_english { english::stem(folded) } else { None };
                stem.unwrap_or_else(|| snowball.stem(folded))
            }
            _ => return Cow::Borrowed(folded),
        };
        if stem.is_empty() { Cow::Borrowed(folded) } else { stem }
    }
}
