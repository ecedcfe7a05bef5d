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

/// The case endings of a language without a stemmer.
pub(super) struct Cases {
    /// Those of nouns and adjectives, the longest first.
    endings: &'static [&'static str],
    /// Those of them that a stem may end in too, as `problem` does: they are taken off behind another as well, so that
    /// `problem` and `problemy` come to the same.
    of_stems: &'static [&'static str],
    /// What a nominative or a genitive has before its last consonant and other cases have not, with that consonant:
    /// `podatek` and `podatki`.
    fleeting: &'static [(&'static str, &'static str)],
    /// What a stem ends in before some endings and not before others, and what it ends in then.
    soft: &'static [(&'static str, &'static str)],
    /// A vowel that the nominative has where other cases have another, and that one.
    raised: Option<(char, char)>,
}

pub(super) const POLISH: Cases = Cases {
    endings: &[
        "ami", "ach", "owi", "ego", "emu", "ymi", "imi", "ych", "ich", "om", "em", "ej", "ów", "ym", "im",
        "ie", "ą", "ę", "a", "e", "i", "o", "u", "y",
    ],
    of_stems: &["ach", "em", "ej", "im", "om", "ym"],
    fleeting: &[("ek", "k"), ("iec", "c")],
    // `tanie` and `taniego`, `ubezpieczenie` and `ubezpieczeń`.
    soft: &[("i", ""), ("ń", "n")],
    // `samochód` and `samochody`.
    raised: Some(('ó', 'o')),
};

pub(super) const CZECH: Cases = Cases {
    endings: &[
        "ovi", "ami", "emi", "ého", "ému", "ými", "ích", "ých", "ách", "ech", "ům", "ám", "ém", "em", "ím",
        "ým", "ou", "ů", "a", "e", "ě", "i", "í", "o", "u", "y", "á", "é", "ý",
    ],
    of_stems: &["ech", "em", "ém", "im", "ím", "ým", "ám"],
    fleeting: &[("ek", "k"), ("ec", "c")],
    soft: &[],
    raised: None,
};

pub(super) const SLOVAK: Cases = Cases {
    endings: &[
        "iach", "iami", "ami", "ovi", "ého", "ému", "ými", "ími", "ích", "ých", "ách", "och", "iam", "ám",
        "om", "em", "ím", "ým", "ej", "ou", "ov", "ia", "ie", "iu", "a", "e", "i", "í", "o", "u", "y", "á",
        "é", "ý",
    ],
    of_stems: &["och", "om", "em", "ém", "ov", "ej", "ím", "ým", "ám"],
    fleeting: &[("ok", "k"), ("ek", "k"), ("ec", "c")],
    soft: &[],
    raised: None,
};

pub(super) const SLOVENIAN: Cases = Cases {
    endings: &[
        "ama", "ami", "oma", "ega", "emu", "imi", "ih", "im", "em", "om", "am", "ah", "ov", "ev", "a", "e",
        "i", "o", "u",
    ],
    of_stems: &["am", "em", "im", "om", "ov", "ev"],
    fleeting: &[("ek", "k"), ("ec", "c")],
    soft: &[],
    raised: None,
};

/// Croatian, and Serbian in both alphabets.
pub(super) const SERBO_CROATIAN: Cases = Cases {
    endings: &[
        "ima", "ama", "oga", "omu", "ome", "ega", "emu", "ih", "im", "om", "em", "oj", "og", "eg", "a", "e",
        "i", "o", "u", "има", "ама", "ога", "ому", "оме", "ега", "ему", "их", "им", "ом", "ем", "ој", "ог",
        "ег", "а", "е", "и", "о", "у",
    ],
    // `gradovi` of `grad`.
    of_stems: &["ov", "ev", "em", "im", "om", "og", "ов", "ев", "ем", "им", "ом", "ог"],
    fleeting: &[("ac", "c"), ("ац", "ц")],
    soft: &[],
    raised: None,
};

pub(super) const UKRAINIAN: Cases = Cases {
    endings: &[
        "ього", "ьому", "ами", "ями", "ові", "еві", "єві", "ого", "ому", "ими", "іми", "ах", "ях", "их",
        "іх", "ій", "ий", "ої", "ою", "ею", "єю", "ом", "ем", "єм", "ів", "їв", "ей", "им", "ім", "ам", "ям",
        "а", "я", "у", "ю", "і", "и", "ї", "е", "є", "о", "ь",
    ],
    of_stems: &["ом", "ем", "ам", "им", "ім", "ів"],
    fleeting: &[("ок", "к"), ("ець", "ц")],
    soft: &[],
    raised: None,
};

pub(super) const BELARUSIAN: Cases = Cases {
    endings: &[
        "амі", "ямі", "ага", "ога", "яга", "аму", "ому", "яму", "ымі", "імі", "ая", "яя", "ую", "юю", "ай",
        "яй", "ой", "ый", "ах", "ях", "ых", "іх", "аў", "яў", "ам", "ям", "ом", "ым", "ім", "а", "я", "у",
        "ю", "ы", "і", "е", "э", "о", "ь",
    ],
    of_stems: &["ам", "ом", "ым", "ім"],
    fleeting: &[("ец", "ц")],
    soft: &[],
    raised: None,
};

/// A word without its ending: the same for all its cases, as far as they do not change what is before.
pub(super) fn without_case<'w>(cases: &Cases, word: &'w str) -> Cow<'w, str> {
    let is_long = |stem: &&str| has(stem, SHORTEST);
    let cut = |word: &'w str, endings: &[&str]| {
        endings.iter().find_map(|end| word.strip_suffix(end).filter(is_long))
    };
    for (with_vowel, bare) in cases.fleeting {
        if let Some(stem) = word.strip_suffix(with_vowel).filter(is_long) {
            return with_end(stem, bare);
        }
    }
    let stem = cut(word, cases.endings).unwrap_or(word);
    let stem = if stem.len() < word.len() { cut(stem, cases.of_stems).unwrap_or(stem) } else { stem };
    let hard = cases
        .soft
        .iter()
        .find_map(|(soft, hard)| stem.strip_suffix(soft).filter(is_long).map(|stem| with_end(stem, hard)));
    let stem: Cow<'w, str> = hard.unwrap_or(stem.into());
    match cases.raised {
        Some((raised, low)) if stem.contains(raised) => {
            stem.replace(raised, low.encode_utf8(&mut [0; 4])).into()
        }
        _ => stem,
    }
}

/// A Bulgarian word without its article and the ending of its number and gender. It has no cases.
pub(super) fn bulgarian(word: &str) -> Cow<'_, str> {
    /// An article, and what the word before it ends with.
    const ARTICLES: [(&str, &[char]); 3] = [("та", &['а', 'я']), ("то", &['о', 'е']), ("те", &['и', 'е'])];
    const ENDINGS: [&str; 10] = ["ове", "еве", "ия", "ии", "ие", "а", "я", "и", "о", "е"];
    let is_long = |stem: &&str| has(stem, SHORTEST);
    let of_vowel = ARTICLES.iter().find_map(|(article, before)| {
        word.strip_suffix(article).filter(|word| word.ends_with(*before)).filter(is_long)
    });
    let of_consonant = || {
        let endings = ["ият", "ът", "ят"];
        endings.iter().find_map(|article| word.strip_suffix(article).filter(is_long))
    };
    let word = of_vowel.or_else(of_consonant).unwrap_or(word);
    let stem = ENDINGS.iter().find_map(|end| word.strip_suffix(end).filter(is_long));
    stem.unwrap_or(word).into()
}
