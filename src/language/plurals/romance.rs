//! Numbers of Romance words. Gender is left alone: what is *blanco* is not what is *blanca*.

use std::borrow::Cow;

use super::{Lists, has, with_end};

/// Words of fewer letters have no plural that their ending shows.
const SHORTEST: usize = 4;

/// Plurals in `-s`, `-eaux` and `-aux`; `œ` is `oe`.
pub(super) fn french<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if word.contains('œ') {
        return french(lists, &word.replace('œ', "oe")).into_owned().into();
    }
    if !has(word, SHORTEST) || lists.whole.contains(word) {
        return word.into();
    }
    if let Some(stem) = word.strip_suffix("eaux") {
        return with_end(stem, "eau");
    }
    if let Some(stem) = word.strip_suffix("aux") {
        return with_end(stem, "al");
    }
    match word.strip_suffix('s') {
        Some(singular) if !word.ends_with("ss") => singular.into(),
        _ => word.into(),
    }
}

/// Plurals in `-s`, and in `-es` behind a consonant that a singular may end with. The accent that a plural gains or
/// loses (`camión`, `jóvenes`) does not count.
pub(super) fn spanish<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if !has(word, SHORTEST) || lists.whole.contains(word) {
        return word.into();
    }
    let singular = match word.strip_suffix("es") {
        Some(stem) => {
            let with_e = &word[..word.len() - 1];
            let mut letters = stem.chars().rev();
            let (last, before) = (letters.next().unwrap_or('e'), letters.next().unwrap_or('e'));
            let ends_so = match last {
                'd' | 'l' | 'n' | 'r' | 's' => is_vowel(before),
                'y' | 'í' | 'ú' => true,
                _ => false,
            };
            match last {
                _ if lists.whole.contains(with_e) => with_e.into(),
                'c' => with_end(&stem[..stem.len() - 1], "z"),
                _ if ends_so => Cow::from(stem),
                _ => with_e.into(),
            }
        }
        None => match word.strip_suffix('s') {
            Some(stem) if stem.ends_with(['a', 'e', 'i', 'o', 'u']) => stem.into(),
            _ => word.into(),
        },
    };
    let moves = singular.ends_with(['n', 's', 'z']) && singular.contains(is_accented);
    if moves { singular.chars().map(without_accent).collect::<String>().into() } else { singular }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') || is_accented(c)
}

fn is_accented(c: char) -> bool {
    matches!(c, 'á' | 'é' | 'í' | 'ó' | 'ú')
}

fn without_accent(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        _ => c,
    }
}

/// Plurals of words in `-l`, `-ão`, `-m`, `-r`, `-z` and `-ês`, and those in a vowel. Of those in `-l` plural and singular
/// become a third form, since `túneis`, `fósseis` and `reis` do not say whether an `l` was there.
pub(super) fn portuguese<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    const OF_PLACES: [&str; 6] = ["gue", "ne", "le", "ce", "de", "que"];
    if lists.whole.contains(word) {
        return word.into();
    }
    let is_stressed = |stem: &str| stem.contains(['á', 'â', 'é', 'ê', 'í', 'ó', 'ô', 'ú']);
    // `mais` is no plural of `mal`.
    let long = |stem: &&str| stem.len() > 1;
    let end = |ends: &[&str], other: &str| {
        let stem = ends.iter().find_map(|end| word.strip_suffix(end)).filter(long);
        stem.map(|stem| with_end(stem, other))
    };
    if let Some(stem) =
        word.strip_suffix("il").or_else(|| word.strip_suffix("eis").filter(|stem| is_stressed(stem)))
    {
        return if is_stressed(stem) { with_end(stem, "ei") } else { with_end(stem, "i") };
    }
    let of_ao = ["ões", "ães", "ãos"].iter().find_map(|end| word.strip_suffix(end));
    let plural = of_ao
        .filter(|stem| !stem.is_empty())
        .map(|stem| with_end(stem, "ão"))
        .or_else(|| end(&["ais", "al"], "ai"))
        .or_else(|| end(&["éis", "eis", "el", "éi"], "ei"))
        .or_else(|| end(&["óis", "ois", "ol", "ói"], "oi"))
        .or_else(|| end(&["uis", "ul"], "ui"))
        .or_else(|| end(&["ns"], "m"));
    if let Some(plural) = plural {
        return plural;
    }
    if let Some(stem) = word.strip_suffix("is").filter(|stem| !stem.is_empty()) {
        let is_plural = stem.len() > 1 && !is_stressed(stem);
        return if is_plural { with_end(stem, "i") } else { word.into() };
    }
    let Some(with_e) = word.strip_suffix('s').filter(|_| has(word, SHORTEST)) else { return word.into() };
    if let Some(stem) = with_e.strip_suffix('e')
        && !lists.whole.contains(with_e)
    {
        if let Some(stem) = stem.strip_suffix('s')
            && OF_PLACES.iter().any(|end| stem.ends_with(end))
        {
            return with_end(&stem[..stem.len() - 1], "ês");
        }
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next().unwrap_or('e'), letters.next().unwrap_or('r'));
        if last == 'z' || last == 'r' && (is_vowel(before) || before == 'ê') {
            return stem.into();
        }
    }
    if with_e.ends_with(['ê', 's']) { word.into() } else { with_e.into() }
}

/// Masculine words in `-o`, `-io` and `-i` come to `-o`, feminine ones in `-a`, `-ia` and `-e` to `-a`, those in `-e` and
/// `-i` to `-e`. Their endings and a list say which ones in `-e` are singulars.
pub(super) fn italian<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if !has(word, SHORTEST) || lists.whole.contains(word) {
        return word.into();
    }
    let Some(stem) = word.strip_suffix(['a', 'e', 'i', 'o']) else { return word.into() };
    match word.as_bytes()[stem.len()] {
        b'o' => masculine(stem),
        b'i' if stem.ends_with("ist") => with_end(stem, "a"),
        b'i' if is_deed(stem) => masculine(stem),
        b'i' => match with_end(stem, "e") {
            singular if is_in_e(lists, &singular) => singular,
            _ => masculine(stem),
        },
        b'e' if is_in_e(lists, word) => word.into(),
        _ => feminine(stem),
    }
}

/// Whether a plural in `-i` is of `-ento` and not of `-ente`: `movimenti` and `eventi`, but `studenti` and `clementi`.
fn is_deed(stem: &str) -> bool {
    const OTHERS: [&str; 5] = ["clement", "dement", "vehement", "veement", "inclement"];
    const EVENTS: [&str; 9] =
        ["event", "intervent", "avvent", "convent", "talent", "accent", "argent", "portent", "spavent"];
    stem.ends_with("ment") && has(stem, 6) && !OTHERS.contains(&stem) || EVENTS.contains(&stem)
}

fn masculine(stem: &str) -> Cow<'static, str> {
    let bare = stem.strip_suffix('i').filter(|bare| has(bare, 2)).unwrap_or(stem);
    // `laboratori` looks like `direttori`, which is of `direttore`.
    if bare.len() < stem.len() && bare.ends_with("or") {
        return with_end(bare, "e");
    }
    with_end(hard(bare), "o")
}

fn feminine(stem: &str) -> Cow<'static, str> {
    let soft = ["ci", "gi"].iter().any(|end| stem.ends_with(end)) && has(stem, SHORTEST);
    with_end(hard(if soft { &stem[..stem.len() - 1] } else { stem }), "a")
}

/// `parch` of `parchi` is `parc`.
fn hard(stem: &str) -> &str {
    if stem.ends_with("ch") || stem.ends_with("gh") { &stem[..stem.len() - 1] } else { stem }
}

/// Whether an Italian word in `-e` is a singular, and not the plural of one in `-a`.
fn is_in_e(lists: &Lists, word: &str) -> bool {
    /// Endings of singulars, with the letters that a word has at least.
    const ENDINGS: [(&str, usize); 20] = [
        ("ione", 5),
        ("one", 5),
        ("ore", 5),
        ("ente", 6),
        ("ante", 7),
        ("ale", 6),
        ("ile", 6),
        ("trice", 6),
        ("udine", 6),
        ("lese", 6),
        ("nese", 5),
        ("gese", 6),
        ("dese", 6),
        ("hese", 8),
        ("zese", 6),
        ("vese", 6),
        ("bile", 6),
        ("iere", 7),
        ("agine", 6),
        ("evole", 6),
    ];
    /// Words in `-ono`, `-onio`, `-ora`, `-ena` whose plurals look like those.
    const OTHERS: [&str; 19] = [
        "lavore",
        "telefone",
        "suone",
        "done",
        "tone",
        "trone",
        "perdone",
        "abbandone",
        "patrone",
        "matrimone",
        "patrimone",
        "demone",
        "buone",
        "colone",
        "persone",
        "corone",
        "signore",
        "cicale",
        "polente",
    ];
    lists.singular_in_e.contains(word)
        || !OTHERS.contains(&word)
            && ENDINGS.iter().any(|(end, letters)| word.ends_with(end) && has(word, *letters))
}

/// Galician: Portuguese plurals of words in `-l` (`animais`, `papeis`), Spanish ones of those in `-r`, `-s` and `-z`, and
/// an `-s` behind vowels and `-n`.
pub(super) fn galician(word: &str) -> Cow<'_, str> {
    /// Words that look like plurals of another kind than theirs.
    const WITH_E: [&str; 5] = ["árbores", "doces", "intereses", "nomes", "ordes"];
    const OF_L: [(&str, &str); 5] =
        [("ais", "al"), ("eis", "el"), ("ois", "ol"), ("uis", "ul"), ("ís", "il")];
    if !has(word, SHORTEST) || matches!(word, "país" | "depois" | "despois") {
        return word.into();
    }
    let without_accents = |word: &str| word.chars().map(without_accent).collect::<String>().into();
    let behind_consonant =
        |end: &str| word.strip_suffix(end).filter(|stem| has(stem, 2) && !stem.ends_with(is_vowel));
    if let Some((stem, singular)) = OF_L.iter().find_map(|(end, of)| Some((behind_consonant(end)?, of))) {
        return with_end(stem, singular);
    }
    let behind_vowel = |end: &str| word.strip_suffix(end).filter(|stem| stem.ends_with(is_vowel));
    if !WITH_E.contains(&word) {
        if let Some(stem) = word.strip_suffix("ces") {
            return with_end(stem, "z");
        }
        if let Some(stem) = behind_vowel("res") {
            return with_end(stem, "r");
        }
        if let Some(stem) = word.strip_suffix("eses").or_else(|| word.strip_suffix("és")) {
            return with_end(stem, "es");
        }
    }
    match word.strip_suffix('s') {
        Some("paíse") => "país".into(),
        Some(stem) if stem.ends_with('n') || stem.ends_with(is_vowel) => without_accents(stem),
        _ => without_accents(word),
    }
}

/// Catalan: feminine words in `-a`, words in `-e` and their plurals in `-es` come to `-e`, those in `-ó`, `-à`, `-í` and theirs in
/// `-ons`, `-ans`, `-ins` to the bare vowel, and those with an `-s` or `-os` more to what is before it.
pub(super) fn catalan<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if lists.whole.contains(word) {
        return word.into();
    }
    let without_graves = |word: &str| {
        word.chars().map(|c| if is_accented_vowel(c) { without_grave(c) } else { c }).collect::<String>()
    };
    if !has(word, 3) {
        return without_graves(word).into();
    }
    // Before `e` spelling changes: `amigues` of `amiga`, `vaques` of `vaca`, `places` of `plaça`, `platges` of `platja`.
    if let Some(stem) = word.strip_suffix("es").filter(|stem| has(stem, 2)) {
        for (soft, hard) in [("gu", "g"), ("qu", "c"), ("gü", "gu"), ("qü", "qu"), ("c", "ç"), ("g", "j")]
        {
            if let Some(stem) = stem.strip_suffix(soft) {
                return with_end(stem, &format!("{hard}e"));
            }
        }
        return with_end(stem, "e");
    }
    if let Some(stem) = word.strip_suffix(['a', 'e']).filter(|stem| has(stem, 2)) {
        return with_end(stem, "e");
    }
    if let Some(stem) = word.strip_suffix("os").filter(|stem| has(stem, 2)) {
        if let Some(stem) = stem.strip_suffix("ss") {
            return with_end(stem, "s");
        }
        if stem.ends_with(['s', 'x', 'ç']) || stem.ends_with("xt") || stem.ends_with("st") {
            return stem.chars().map(without_accent).collect::<String>().into();
        }
    }
    let number = word.strip_suffix('s').unwrap_or(word);
    match number.strip_suffix('n').filter(|stem| stem.ends_with(['a', 'e', 'i', 'o', 'u']) && has(stem, 2)) {
        Some(stem) => stem.into(),
        None if number.len() < word.len() && has(number, 3) && !number.ends_with(is_accented_vowel) => {
            number.into()
        }
        None => without_graves(word).into(),
    }
}

fn is_accented_vowel(c: char) -> bool {
    is_accented(c) || matches!(c, 'à' | 'è' | 'ò')
}

fn without_grave(c: char) -> char {
    match c {
        'à' => 'a',
        'è' => 'e',
        'ò' => 'o',
        _ => without_accent(c),
    }
}
