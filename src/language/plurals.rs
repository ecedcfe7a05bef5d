//! Plurals that neither a stemmer nor a rule about endings joins with their singular: `shelves`, `peces`, `túneis`.
//!
//! Tables of our own, one text file for each language that has any, and rules where an ending leaves no doubt. For
//! counting only: scoring goes by stems alone.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Language, Stemmer};

/// The plurals of a language.
pub(crate) struct Plurals {
    language: Language,
    words: FxHashMap<&'static str, &'static str>,
    /// Endings of compounds, the longest first.
    endings: Vec<(&'static str, &'static str)>,
}

/// The table of a language.
fn table(language: Language) -> &'static str {
    match language {
        Language::Danish => include_str!("plurals/da.txt"),
        Language::Dutch => include_str!("plurals/nl.txt"),
        Language::English => include_str!("plurals/en.txt"),
        Language::Finnish => include_str!("plurals/fi.txt"),
        Language::French => include_str!("plurals/fr.txt"),
        Language::German => include_str!("plurals/de.txt"),
        Language::Hungarian => include_str!("plurals/hu.txt"),
        Language::Italian => include_str!("plurals/it.txt"),
        Language::Norwegian => include_str!("plurals/no.txt"),
        Language::Portuguese => include_str!("plurals/pt.txt"),
        Language::Romanian => include_str!("plurals/ro.txt"),
        Language::Russian => include_str!("plurals/ru.txt"),
        Language::Spanish => include_str!("plurals/es.txt"),
        Language::Swedish => include_str!("plurals/sv.txt"),
        _ => "",
    }
}

/// The pairs of a table: plural and singular.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(',')).filter_map(|pair| pair.trim().split_once(' '))
}

impl Plurals {
    pub(crate) fn new(language: Language) -> Plurals {
        let (mut words, mut endings) = (FxHashMap::default(), Vec::new());
        for (plural, singular) in pairs(table(language)) {
            match (plural.strip_prefix('-'), singular.strip_prefix('-')) {
                (Some(plural), Some(singular)) => endings.push((plural, singular)),
                _ => _ = words.insert(plural, singular),
            }
        }
        endings.sort_by_key(|(plural, _)| std::cmp::Reverse(plural.len()));
        Plurals { language, words, endings }
    }

    /// A folded word in the form that stands for all its numbers: mostly its singular, or the word itself.
    pub(crate) fn singular<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if let Some(singular) = self.words.get(word) {
            return (*singular).into();
        }
        for (plural, singular) in &self.endings {
            if let Some(stem) = word.strip_suffix(plural) {
                return format!("{stem}{singular}").into();
            }
        }
        match self.language {
            Language::English => english(word),
            Language::French => french(word),
            Language::German => german(word),
            Language::Portuguese => portuguese(word),
            Language::Spanish => spanish(word),
            _ => word.into(),
        }
    }
}

/// English plurals whose stem is another one than that of their singular, by that stem: for those who go by stems and
/// want both to be one. Only such as are no forms of another word, as `leaves` and `theses` are.
pub(crate) fn irregular_stems() -> &'static FxHashMap<String, String> {
    static STEMS: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
        const OTHERS: [&str; 2] = ["leaves", "lives"];
        let stemmer = Stemmer::new(Language::English);
        let is_irregular = |plural: &str| {
            (!plural.ends_with('s') || plural.ends_with("ices") || plural.ends_with("ves"))
                && !OTHERS.contains(&plural)
        };
        let words = pairs(table(Language::English))
            .filter(|(plural, _)| !plural.starts_with('-') && is_irregular(plural));
        let stems = words.map(|(plural, singular)| {
            (stemmer.stem(plural).into_owned(), stemmer.stem(singular).into_owned())
        });
        stems.filter(|(plural, singular)| plural != singular).collect()
    });
    &STEMS
}

/// The singular of an English word, as far as its ending tells.
fn english(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.ends_with('s') || !word.is_ascii() {
        return word.into();
    }
    let without = |len: usize| &word[..word.len() - len];
    match word {
        _ if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) => word.into(),
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", without(3)).into(),
        _ if ["sses", "xes", "ches", "shes", "zzes", "oes"].iter().any(|end| word.ends_with(end)) => {
            without(2).into()
        }
        _ => without(1).into(),
    }
}

/// `œ` is `oe`.
fn french(word: &str) -> Cow<'_, str> {
    match word.contains('œ') {
        true => word.replace('œ', "oe").into(),
        false => word.into(),
    }
}

/// Plurals in `-s` behind a vowel or `p`, which the stemmer leaves: `Autos`, `Handys`, `Apps`.
fn german(word: &str) -> Cow<'_, str> {
    const NO_PLURALS: [&str; 14] = [
        "los",
        "chaos",
        "kosmos",
        "pathos",
        "epos",
        "albatros",
        "glas",
        "gras",
        "gas",
        "atlas",
        "ananas",
        "was",
        "das",
        "christmas",
    ];
    let Some(bare) = word.strip_suffix('s').filter(|bare| bare.chars().nth(2).is_some()) else {
        return word.into();
    };
    let is_plural = match bare.chars().next_back() {
        Some('o' | 'a' | 'y' | 'é') => !NO_PLURALS.iter().any(|end| word.ends_with(end)),
        Some('p') => !["schnaps", "gips", "raps", "klaps", "kollaps", "schlips", "mops"].contains(&word),
        _ => false,
    };
    if is_plural { bare.into() } else { word.into() }
}

/// Plurals of words in `-l`, `-ão`, `-m` and `-ês`. Of those in `-l` plural and singular become a third form, since
/// `túneis`, `fósseis` and `reis` do not say whether an `l` was there.
fn portuguese(word: &str) -> Cow<'_, str> {
    let is_stressed = |stem: &str| stem.contains(['á', 'â', 'é', 'ê', 'í', 'ó', 'ô', 'ú']);
    // `mais` is no plural of `mal`.
    let long = |stem: &&str| stem.len() > 1;
    let end = |ends: &[&str], other: &str| {
        let stem = ends.iter().find_map(|end| word.strip_suffix(end)).filter(long);
        stem.map(|stem| Cow::from(format!("{stem}{other}")))
    };
    if let Some(stem) =
        word.strip_suffix("il").or_else(|| word.strip_suffix("eis").filter(|stem| is_stressed(stem)))
    {
        return match is_stressed(stem) {
            true => format!("{stem}ei").into(),
            false => format!("{stem}i").into(),
        };
    }
    let plural = end(&["ões", "ães", "ãos"], "ão")
        .or_else(|| end(&["ais", "al"], "ai"))
        .or_else(|| end(&["éis", "eis", "el", "éi"], "ei"))
        .or_else(|| end(&["óis", "ois", "ol", "ói"], "oi"))
        .or_else(|| end(&["uis", "ul"], "ui"))
        .or_else(|| end(&["ns"], "m"))
        .or_else(|| {
            end(&["neses"], "nês").or_else(|| end(&["leses"], "lês")).or_else(|| end(&["ceses"], "cês"))
        })
        .or_else(|| end(&["gueses"], "guês"));
    match (plural, word.strip_suffix("is")) {
        (Some(plural), _) => plural,
        (None, Some(stem)) if stem.len() > 2 && !is_stressed(stem) => format!("{stem}i").into(),
        _ => word.into(),
    }
}

/// `pez` and `peces`, `imagen` and `imágenes`.
fn spanish(word: &str) -> Cow<'_, str> {
    if let Some(stem) = word.strip_suffix('z').filter(|stem| stem.len() > 1) {
        return format!("{stem}ces").into();
    }
    if word.ends_with("enes") && word.contains(['á', 'é', 'í', 'ó', 'ú']) {
        let plain = |c: char| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' => 'u',
            _ => c,
        };
        return word[..word.len() - 2].chars().map(plain).collect::<String>().into();
    }
    word.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_no_word_twice_and_no_chain() {
        for language in Language::ALL {
            let mut seen: FxHashMap<&str, &str> = FxHashMap::default();
            for (plural, singular) in pairs(table(language)) {
                let known = seen.insert(plural, singular);
                assert!(known.is_none_or(|known| known == singular), "{language:?} {plural}");
            }
            let plurals = Plurals::new(language);
            for (plural, singular) in &plurals.words {
                let again = plurals.singular(singular);
                assert_eq!(again, plurals.singular(&plurals.singular(plural)), "{language:?} {plural}");
            }
        }
    }
}
