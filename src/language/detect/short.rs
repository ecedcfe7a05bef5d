//! The language of a short text in Latin script, by what three letters in a row say of it.
//!
//! whatlang compares ranks of frequency, which a text of a few words has none of: of cuts of twenty characters in thirteen
//! languages it knows one in ten. Here each trigram adds what it costs a language, a logarithm of how much rarer it is there than
//! where it is most frequent, to a naive Bayes classifier: of the same cuts that knows 56 in a hundred. The table is made by
//! `scripts/short_text_trigrams.py`; a class of its own stands for twelve languages that nutgraf does not know.
//!
//! * time: a look-up for each letter, and an addition for each of fifteen classes
//! * space: a table of 4,000 trigrams, 150 KB, made of its text at the first use
//!
//! Cavnar and Trenkle, *N-gram-based text categorization*, 1994, for the ranks; Dunning, *Statistical identification of
//! language*, 1994, for the likelihoods.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::super::Language;

/// How many classes there are: the fourteen languages in Latin script, and all others together.
const CLASSES: usize = 15;

/// How much less a language must cost than the next one, in steps of 0.4 nats: 12 are a likelihood of 120 to 1. With 10,
/// four texts more in a hundred of twenty characters are known, and of English ones one in a thousand is lost.
const MARGIN: u32 = 12;

/// What all classes but English cost from the start, in the same steps: it is what most short texts are written in, and
/// what is taken for the language where none is known, so another one has to be the more certain.
const NOT_ENGLISH: u32 = 15;

/// What no language has, for the edges of words.
const EDGE: char = '_';

struct Table {
    /// No language for the class of those that are not known.
    classes: [Option<Language>; CLASSES],
    costs: FxHashMap<u64, [u8; CLASSES]>,
}

/// The language of a text, if there is little doubt.
pub(super) fn detect(text: &str) -> Option<Language> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(|| Table::new(include_str!("../trigrams.txt")));
    let mut sums = [0u32; CLASSES];
    for_each_trigram(text, |trigram| {
        if let Some(costs) = table.costs.get(&trigram) {
            sums.iter_mut().zip(costs).for_each(|(sum, cost)| *sum += u32::from(*cost));
        }
    });
    let is_english = |class: usize| table.classes[class] == Some(Language::English);
    let cost = |class: usize| sums[class] + if is_english(class) { 0 } else { NOT_ENGLISH };
    let best = (0..CLASSES).min_by_key(|class| cost(*class))?;
    let next = (0..CLASSES).filter(|class| *class != best).map(cost).min()?;
    // To be the more likely one from the start is no evidence.
    let needed = MARGIN + if is_english(best) { NOT_ENGLISH } else { 0 };
    (next >= cost(best) + needed).then_some(table.classes[best]).flatten()
}

impl Table {
    /// Reads lines of a trigram and a letter for each class, behind a line that names the classes.
    fn new(text: &str) -> Table {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let mut classes = [None; CLASSES];
        let names = lines.next().unwrap_or_default().split_whitespace().skip(1);
        for (class, name) in classes.iter_mut().zip(names) {
            *class = Language::ALL.into_iter().find(|language| language.code() == name);
        }
        let mut costs = FxHashMap::default();
        for (trigram, letters) in lines.filter_map(|line| line.split_once(' ')) {
            let mut of_classes = [0; CLASSES];
            of_classes.iter_mut().zip(letters.bytes()).for_each(|(cost, letter)| *cost = letter - b'a');
            costs.insert(trigram.chars().fold(0, pushed), of_classes);
        }
        Table { classes, costs }
    }
}

/// A key of three characters with the first one dropped and another behind it.
fn pushed(key: u64, c: char) -> u64 {
    const BITS: u32 = 21;
    (key << BITS | u64::from(c)) & ((1 << (3 * BITS)) - 1)
}

/// Shows `visit` the trigrams of each word in lower case, with an edge before and behind it.
fn for_each_trigram(text: &str, mut visit: impl FnMut(u64)) {
    let (mut key, mut length) = (0, 0);
    let letters = text.chars().map(|c| if c.is_alphabetic() { c } else { ' ' });
    for c in letters.chain([' ']) {
        if c != ' ' {
            if length == 0 {
                (key, length) = (pushed(0, EDGE), 1);
            }
            for lower in c.to_lowercase() {
                (key, length) = (pushed(key, lower), length + 1);
                if length > 2 {
                    visit(key);
                }
            }
        } else if length > 0 {
            if length > 1 {
                visit(pushed(key, EDGE));
            }
            length = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_tell_their_language() {
        for (text, language) in [
            ("Die neue Mauer", Some(Language::German)),
            ("Le pont est fermé aujourd'hui", Some(Language::French)),
            ("El puente está cerrado", Some(Language::Spanish)),
            ("Köprü kapatıldı", Some(Language::Turkish)),
            ("The pier is closed", Some(Language::English)),
            ("De brug is gesloten", Some(Language::Dutch)),
            ("Silta on suljettu", Some(Language::Finnish)),
            // Not known: a language of none of the tables, and too little.
            ("Most został zamknięty", None),
            ("x", None),
            ("", None),
            ("12 – 34", None),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn the_table_has_all_its_classes() {
        let table = Table::new(include_str!("../trigrams.txt"));
        assert_eq!(table.classes.iter().flatten().count(), CLASSES - 1);
        assert!(table.costs.len() >= 4_000 && table.costs.values().all(|costs| costs.contains(&0)));
    }

    #[test]
    fn trigrams_have_edges() {
        let mut found = Vec::new();
        for_each_trigram("Il y a", |key| found.push(key));
        let key = |trigram: &str| trigram.chars().fold(0, pushed);
        assert_eq!(found, ["_il", "il_", "_y_", "_a_"].map(key));
    }
}
