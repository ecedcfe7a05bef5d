//! Forms of German and Dutch words: numbers, cases, the endings of adjectives.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::{Lists, ending, ends_in, has, is_whole, with_end};

/// A stem has this many letters or more.
const SHORTEST: usize = 3;

/// German: one ending is taken off. `-er` is one only of adjectives and of nouns that are listed, since `Mieter` is no
/// form of `Miete`; an umlaut counts unless the noun is listed for it, since `schon` is no form of `schön`.
pub(super) fn german<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if is_whole(lists, word) {
        return word.into();
    }
    if let Some(singular) = word.strip_suffix('n').filter(|singular| is_whole(lists, singular)) {
        return singular.into();
    }
    if let Some(singular) = of_umlaut(lists, word) {
        return german(lists, &singular).into_owned().into();
    }
    if let Some(stem) = word.strip_suffix("innen").filter(|stem| has(stem, SHORTEST)) {
        return with_end(stem, "in");
    }
    for end in ["nisse", "nissen", "nisses"] {
        if let Some(stem) = word.strip_suffix(end) {
            return with_end(stem, "nis");
        }
    }
    let stem_of = |end: &str| word.strip_suffix(end).filter(|stem| has(stem, SHORTEST));
    if let Some(stem) = stem_of("er").or_else(|| stem_of("ern")).or_else(|| stem_of("ers")) {
        let is_ending = ends_in(&lists.plural_in_er, stem) || is_adjective(lists, stem);
        return if is_ending { stem.into() } else { word[..stem.len() + 2].into() };
    }
    if word.ends_with("eln") {
        return word[..word.len() - 1].into();
    }
    if let Some(stem) = stem_of("em") {
        return if is_adjective(lists, stem) { stem.into() } else { word.into() };
    }
    for end in ["en", "es", "e"] {
        if let Some(stem) = stem_of(end) {
            return stem.into();
        }
    }
    if let Some(stem) = word.strip_suffix('n').filter(|stem| stem.ends_with('e') && has(stem, SHORTEST)) {
        return stem.into();
    }
    match word.strip_suffix('s').filter(|bare| has(bare, SHORTEST) && ends_before_s(word, bare)) {
        // `Gartens` is of `Garten`, which loses its own ending.
        Some(bare) => bare.strip_suffix("en").filter(|stem| has(stem, SHORTEST)).unwrap_or(bare).into(),
        None => word.into(),
    }
}

/// Whether the `s` behind a word is an ending: the genitive behind a consonant, the plural behind a vowel.
fn ends_before_s(word: &str, bare: &str) -> bool {
    const NO_PLURALS: [&str; 15] = [
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
        "etwas",
    ];
    const OF_CHS: [&str; 10] =
        ["dachs", "fuchs", "lachs", "wachs", "luchs", "ochs", "sechs", "wuchs", "flachs", "wächs"];
    match bare.chars().next_back() {
        Some('o' | 'a' | 'y' | 'é') => !NO_PLURALS.iter().any(|end| word.ends_with(end)),
        Some('p') => !["schnaps", "gips", "raps", "klaps", "kollaps", "schlips", "mops"].contains(&word),
        // `Sees`, `Reichs`, but `Fuchs`.
        Some('e') => bare.ends_with("ee"),
        // `Baus`, but `Haus`.
        Some('u') => bare.ends_with("bau") || bare.ends_with("stau"),
        Some('h') => !OF_CHS.iter().any(|end| word.ends_with(end)),
        Some('l' | 'm' | 'n' | 'r' | 'g' | 'd' | 't' | 'k' | 'b' | 'f') => true,
        _ => false,
    }
}

/// The singular of a plural with an umlaut: `Bäume`, `Häusern`, `Gärten`.
///
/// Only the last part of a compound changes, so the umlaut has to be in what is listed: that of `Kühlschrank` is not. Genitives have none;
/// what has one in the singular and the letters of another noun (`Gerät`, `Stück`) is taken with its genitive.
fn of_umlaut(lists: &Lists, word: &str) -> Option<String> {
    let (at, umlaut) = word.char_indices().rfind(|(_, c)| matches!(c, 'ä' | 'ö' | 'ü'))?;
    let vowel = match umlaut {
        'ä' => 'a',
        'ö' => 'o',
        _ => 'u',
    };
    let bare = format!("{}{vowel}{}", &word[..at], &word[at + umlaut.len_utf8()..]);
    let of_list = |ends: &[&str], list: &FxHashSet<&'static str>| {
        let mut stems = ends.iter().filter_map(|end| bare.strip_suffix(end)).filter(|stem| stem.len() > at);
        let is_listed = |stem: &&str| ending(stem, |end| list.get(end)).is_some_and(|(start, _)| start <= at);
        stems.find(is_listed).map(str::to_string)
    };
    // `Kämpfer` is no form of `Kampf`.
    of_list(&["", "n", "e", "en", "s", "es"], &lists.umlaut)
        .or_else(|| of_list(&["er", "ern"], &lists.umlaut_in_er))
}

/// Whether a stem is an adjective's, by its ending or by the list.
pub(super) fn is_adjective(lists: &Lists, stem: &str) -> bool {
    /// Endings, with the letters that a stem has at least: `Mischer`, `Maler` and `Kalender` are nouns.
    const ENDINGS: [(&str, usize); 17] = [
        ("lich", 5),
        ("isch", 6),
        ("bar", 5),
        ("sam", 5),
        ("haft", 5),
        ("los", 5),
        ("voll", 5),
        ("iv", 4),
        ("ell", 5),
        ("är", 4),
        ("ös", 4),
        ("end", 7),
        ("frei", 5),
        ("reich", 6),
        ("fähig", 6),
        ("al", 5),
        ("ant", 7),
    ];
    if let Some(before) = stem.strip_suffix("ig") {
        return has(before, 2) && !before.ends_with(['e', 'i']);
    }
    let is_participle = stem.starts_with("ge") && stem.ends_with('t') && has(stem, 7);
    is_participle
        || ENDINGS.iter().any(|(end, letters)| stem.ends_with(end) && has(stem, *letters))
        || lists.adjectives.contains(stem)
}

/// Dutch: `-s`, `-en` and `-e` are taken off, and what spelling makes of the rest is undone: `bomen` is `boom`, `bommen`
/// `bom`, `huizen` `huis`.
pub(super) fn dutch<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if !has(word, SHORTEST + 1) || is_whole(lists, word) {
        return word.into();
    }
    if let Some(singular) = word.strip_suffix("heden") {
        return with_end(singular, "heid");
    }
    if let Some(stem) = word.strip_suffix("ën") {
        return if stem.ends_with('i') { with_end(stem, "e") } else { stem.into() };
    }
    let bare = word.strip_suffix('s').filter(|bare| {
        let is_long = bare.ends_with("en") && has(bare, 5)
            || bare.ends_with("on") && has(bare, 5)
            || bare.ends_with('e') && has(bare, 4);
        bare.ends_with(['é', 'l', 'm', 'r', 'g', 'k', 't', 'p', 'd', 'b', 'y']) || is_long
    });
    let bare = bare.unwrap_or(word);
    if is_whole(lists, bare) {
        return bare.into();
    }
    let stem = bare.strip_suffix("en").or_else(|| bare.strip_suffix('e'));
    // `mooie` is of `mooi`, but `knie` is whole.
    let is_whole_part = |stem: &str| {
        stem.ends_with(['e', 'é'])
            || stem.ends_with('i') && !["ai", "oi", "ui", "ei"].iter().any(|end| stem.ends_with(end))
    };
    match stem.filter(|stem| has(stem, SHORTEST) && !is_whole_part(stem)) {
        Some(stem) => {
            let stem = closed(stem);
            // `toets` of `toetsen` ends in its own `s`; `artikels` and `artikelen` are of `artikel`.
            match stem.strip_suffix('s').filter(|_| !is_whole(lists, &stem)) {
                Some(shorter) if shorter.ends_with(['g', 'k', 't', 'p', 'd', 'l', 'm', 'r']) => {
                    shorter.to_string().into()
                }
                _ => stem.into(),
            }
        }
        None => bare.into(),
    }
}

/// A Dutch stem as it is written at the end of a word: `bom` for `bomm`, `boom` for `bom`, `huis` for `huiz`.
fn closed(open: &str) -> String {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ë' | 'ï');
    let mut letters = open.chars().rev();
    let (last, before, third) =
        (letters.next().unwrap_or('n'), letters.next().unwrap_or('n'), letters.next());
    if is_vowel(last) {
        return open.to_string();
    }
    if last == before {
        return open[..open.len() - last.len_utf8()].to_string();
    }
    let end = match last {
        'z' => 's',
        'v' => 'f',
        c => c,
    };
    let stem = &open[..open.len() - last.len_utf8()];
    // In `artikelen` and `monniken` nobody hears a long vowel; `ij` is two letters of one sound.
    let syllables = open.char_indices().filter(|(at, c)| is_vowel(*c) && !open[..*at].ends_with(is_vowel));
    let is_weak =
        syllables.count() > 1 && (before == 'i' || before == 'e' && matches!(last, 'l' | 'r' | 'n' | 'm'));
    let is_long = matches!(before, 'a' | 'e' | 'o' | 'u') && !third.is_some_and(is_vowel) && !is_weak;
    if is_long { format!("{stem}{before}{end}") } else { format!("{stem}{end}") }
}

/// Whether one of two German words has `ß` and the other `ss` in one of the few pairs that are two nouns: `Maße` and `Masse`.
/// A vowel is behind both, as the old spelling has `ß` for `ss` elsewhere.
pub(super) fn are_apart(one: &str, other: &str) -> bool {
    const PAIRS: [&str; 5] = ["maß", "buß", "floß", "ruß", "schoß"];
    let is_sharp = |word: &str| {
        let small = word.to_lowercase();
        PAIRS.iter().any(|start| small.strip_prefix(start).is_some_and(|rest| rest.starts_with('e')))
    };
    let is_double = |word: &str| {
        let small = word.to_lowercase();
        PAIRS.iter().any(|start| {
            let short = &start[..start.len() - 'ß'.len_utf8()];
            small.strip_prefix(short).is_some_and(|rest| rest.starts_with("sse") || rest == "s")
        })
    };
    is_sharp(one) && is_double(other) || is_double(one) && is_sharp(other)
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Plurals};

    #[test]
    fn german_forms_come_to_one_and_other_words_stay_apart() {
        let plurals = Plurals::of(Language::German);
        for forms in [
            "mann männer männern mannes manns",
            "beweis beweise beweises beweisen",
            "königreich königreichs königreiche königreiches",
            "see sees seen",
            "kaffee kaffees",
            "bau baus",
            "umbau umbaus",
            "kampf kämpfe kämpfen kampfes",
            "wort wörter wörtern worte",
            "fuchs füchse fuchses",
            // Where the umlaut is no plural's.
            "kühlschrank kühlschränke kühlschranks kühlschrankes",
            "gästehaus gästehäuser gästehauses",
            "wörterbuch wörterbücher wörterbuchs",
            "gerät geräte geräts gerätes geräten",
            "stück stücke stücks stückes stücken",
            "gelände geländes",
            "bäcker bäckers bäckern",
            "öl öle öls ölen",
            "bus busse busses",
        ] {
            let mut keys = forms.split(' ').map(|form| (form, plurals.singular(form)));
            let (_, first) = keys.next().unwrap();
            keys.for_each(|(form, key)| assert_eq!(key, first, "{form}"));
        }
        for pair in [
            "kampf kämpfer",
            "rat rate",
            "list liste",
            "band bande",
            "mark marken",
            "tanz tänzer",
            "trupp truppen",
        ] {
            let (one, other) = pair.split_once(' ').unwrap();
            assert_ne!(plurals.singular(one), plurals.singular(other), "{pair}");
        }
    }
}
