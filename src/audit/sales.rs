//! Sales words: how much of a draft is there to sell, beside the phrase that it repeats.
//!
//! Of two drafts that say a phrase equally often, the one that also says *best*, *affordable* and *book now* in every
//! paragraph is the one that was written for search engines. Measured on labelled English pages only; other languages
//! have no list, and so no sales words.

use super::concordance::Concordance;
use super::fold::Folder;
use crate::language::Language;

/// The words, in English. Written down before any page was looked at; singular and plural count alike.
pub(super) const ENGLISH: [&str; 20] = [
    "affordable",
    "best",
    "book",
    "cheap",
    "client",
    "company",
    "contact",
    "customer",
    "experienced",
    "expert",
    "guarantee",
    "hire",
    "price",
    "professional",
    "provider",
    "quality",
    "service",
    "solution",
    "top",
    "trusted",
];

/// The most that one of the words adds, as a share of the words outside the family, in percent. A page that sells has
/// many of them; a government page has `service`, and nothing else. Chosen on the 18F posts and the clean drafts, of
/// which `service` alone takes up to 3 %; half a percent is one in 200 words.
const MOST_OF_ONE: f64 = 0.5;

/// The keys of the words, which a folder makes once.
pub(super) struct SalesKeys {
    /// Each with the word that it is of, in order.
    keys: Vec<(u32, usize)>,
    /// The last byte of its key tells most words from all of them.
    may_be: [bool; 256],
}

impl SalesKeys {
    pub(super) fn new(mut fold: impl FnMut(&str) -> u32) -> SalesKeys {
        let mut keys: Vec<(u32, usize)> =
            ENGLISH.iter().enumerate().map(|(which, word)| (fold(word), which)).collect();
        keys.sort_unstable();
        let mut may_be = [false; 256];
        keys.iter().for_each(|(key, _)| may_be[*key as usize % 256] = true);
        SalesKeys { keys, may_be }
    }

    /// Which of the words has a key.
    fn which(&self, key: u32) -> Option<usize> {
        let search = || self.keys.binary_search_by_key(&key, |(known, _)| *known).ok();
        if self.may_be[key as usize % 256] { search().map(|place| self.keys[place].1) } else { None }
    }
}

/// Where the sales words of a draft are: the place of each among its words, and which one it is.
pub(super) struct SalesWords(Vec<(usize, usize)>);

impl SalesWords {
    pub(super) fn none() -> SalesWords {
        SalesWords(Vec::new())
    }

    pub(super) fn of(concordance: &Concordance, folder: &mut Folder, language: Language) -> SalesWords {
        if language != Language::English {
            return SalesWords::none();
        }
        let keys = folder.sales_keys();
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (number, entry) in (0..).zip(concordance.entries()) {
            if let Some(which) = keys.which(entry.key) {
                places.extend(concordance.places(number).map(|at| (at, which)));
            }
        }
        places.sort_unstable();
        SalesWords(places)
    }

    /// Whether a word of the draft is one.
    pub(super) fn contains(&self, at: usize) -> bool {
        self.0.binary_search_by_key(&at, |(place, _)| *place).is_ok()
    }

    /// Their share of the words outside a family, in percent; where `inside` has nothing of a word, it is outside.
    pub(super) fn share(&self, inside: &[bool], outside: usize) -> f64 {
        let mut counts = [0usize; ENGLISH.len()];
        for (at, which) in &self.0 {
            counts[*which] += usize::from(!inside.get(*at).copied().unwrap_or_default());
        }
        let share = |count: &usize| super::measures::percent(*count, outside).min(MOST_OF_ONE);
        counts.iter().map(share).sum()
    }
}
