//! Russian vowels that come and go (`рынок` and `рынки`, `немец` and `немцы`, `девочка` and `девочек`), and the endings of
//! Slavic languages that have no stemmer here.

use std::borrow::Cow;

use super::{Lists, has, with_end};

/// A nominative or genitive in `-ок`, `-ек` or `-ец` as the form without that vowel; the stemmer does the rest.
pub(super) fn russian<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    /// What stands behind a stem that has lost its only vowel, where the stemmer takes nothing off.
    const CASES: [&str; 17] =
        ["а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "я", "ю", "ем", "ей", "ям", "ями", "ях"];
    let mut without_vowel = CASES.iter().filter_map(|case| word.strip_suffix(case));
    if let Some(stem) = without_vowel.find(|stem| lists.without_vowel.contains(stem)) {
        return stem.into();
    }
    if !has(word, 4) || lists.whole.contains(word) {
        return word.into();
    }
    let is_vowel = |c: char| matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я');
    let behind_consonant = |end: &str| word.strip_suffix(end).filter(|stem| !stem.ends_with(is_vowel));
    if let Some(stem) = behind_consonant("ок") {
        return with_end(stem, "ки");
    }
    if let Some(stem) = behind_consonant("ек") {
        // `огонек` and `огоньки`, but `девочек` and `девочки`.
        let is_hard = stem.ends_with(['ч', 'ш', 'ж', 'ц']);
        return with_end(stem, if is_hard { "ки" } else { "ьки" });
    }
    match behind_consonant("ец") {
        Some(stem) if stem.ends_with('л') => with_end(stem, "ьцы"),
        Some(stem) => with_end(stem, "цы"),
        None => word.into(),
    }
}

/// A stem has this many letters or more.
const SHORTEST: usize = 3;

/// Case endings of Polish nouns and adjectives, the longest first.
pub(super) const POLISH: [&str; 25] = [
    "iami", "ami", "ach", "owi", "ego", "emu", "ymi", "imi", "ych", "ich", "om", "em", "ej", "ów", "ym",
    "im", "ie", "ą", "ę", "a", "e", "i", "o", "u", "y",
];

/// Those of Czech and Slovak.
pub(super) const CZECH: [&str; 28] = [
    "ami", "emi", "ého", "ému", "ými", "ích", "ých", "ách", "ech", "ům", "ou", "em", "ím", "ým", "om", "ov",
    "ů", "a", "e", "ě", "i", "í", "o", "u", "y", "á", "é", "ý",
];

/// Those of Ukrainian and Belarusian.
pub(super) const UKRAINIAN: [&str; 28] = [
    "ами", "ями", "ові", "еві", "ого", "ому", "ими", "ах", "ях", "их", "ій", "ою", "ею", "ом", "ем", "ів",
    "ей", "ым", "а", "я", "у", "ю", "і", "и", "ї", "е", "о", "ь",
];

/// A word without its ending.
pub(super) fn without_case<'w>(endings: &[&str], word: &'w str) -> Cow<'w, str> {
    let stem = endings.iter().find_map(|end| word.strip_suffix(end).filter(|stem| has(stem, SHORTEST)));
    stem.unwrap_or(word).into()
}
