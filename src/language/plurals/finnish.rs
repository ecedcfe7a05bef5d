//! Finnish nouns without the endings of their cases, the signs of their plural and of whose they are, and in one grade of
//! their consonants: `kad` and a `u` for `katu`, `kadun`, `katuja` and `kaduilla`.
//!
//! In which grade a form is its ending tells: one that closes the syllable before it (`-n`, `-ssa`, `-lle`) has made it weak
//! already, others leave the strong one, which is made weak here. A last `a`, `e`, `i` or `o` goes, as the plural changes it:
//! `koira` and `koiria`, `kirja` and `kirjoja`.

use std::borrow::Cow;

use super::{Lists, is_whole};

/// Endings of cases and of cases with a plural, the longest first, written with `a`, `o` and `u` for `ä`, `ö` and `y`, and whether
/// the grade before them is strong.
const ENDINGS: [(&str, bool); 25] = [
    ("ssaan", false),
    ("staan", false),
    ("llaan", false),
    ("ltaan", false),
    ("lleen", false),
    ("isiin", false),
    ("itten", false),
    ("issa", false),
    ("ista", false),
    ("illa", false),
    ("ilta", false),
    ("ille", false),
    ("iden", false),
    ("ihin", true),
    ("ssa", false),
    ("sta", false),
    ("lla", false),
    ("lta", false),
    ("lle", false),
    ("ksi", false),
    ("ita", false),
    ("jen", true),
    ("ien", true),
    ("ja", true),
    ("na", true),
];

/// The endings before what says whose something is, or `too`.
const CASES: [&str; 6] = ["ssa", "sta", "lla", "lta", "lle", "kse"];

/// What stems in `-si` end in otherwise, without their last vowel: `vesi` and `veden`.
const OF_SI: [(&str, &str); 19] = [
    ("ves", "ved"),
    ("käs", "käd"),
    ("vuos", "vuod"),
    ("kaus", "kaud"),
    ("uus", "uud"),
    ("vars", "varr"),
    ("köys", "köyd"),
    ("reis", "reid"),
    ("täys", "täyd"),
    ("läns", "länn"),
    ("jäls", "jäll"),
    ("mieh", "mies"),
    ("vuode", "vuod"),
    ("vede", "ved"),
    ("käde", "käd"),
    ("kaude", "kaud"),
    ("kiele", "kiel"),
    ("ääne", "ään"),
    ("henkil", "henkilo"),
];

/// The weak grade of what stands before the last vowel, the longest first.
const GRADES: [(&str, &str); 13] = [
    ("uku", "uvu"),
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("nt", "nn"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("lp", "lv"),
    ("rp", "rv"),
    ("ht", "hd"),
    ("rk", "r"),
];

/// A word and the same with one letter of ASCII for each of its own.
struct Noun<'w> {
    word: &'w str,
    flat: String,
}

impl Noun<'_> {
    /// The first letters of the word.
    fn first(&self, letters: usize) -> &str {
        let end = self.word.char_indices().nth(letters).map_or(self.word.len(), |(at, _)| at);
        &self.word[..end]
    }
}

pub(super) fn finnish<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    if is_whole(lists, word) {
        return word.into();
    }
    let flat: String = word.chars().map(flat_letter).collect();
    let noun = Noun { word, flat };
    let mut end = noun.flat.len();
    let of_case = |rest: &str| CASES.iter().any(|case| rest.ends_with(case)) && rest.len() >= 6;
    let flat = |end: usize| &noun.flat[..end];
    if let Some(rest) =
        ["kin", "kaan"].iter().find_map(|also| flat(end).strip_suffix(also)).filter(|rest| of_case(rest))
    {
        end = rest.len();
    }
    let mut is_possessed = false;
    if end >= 6
        && let Some(rest) = ["nsa", "mme"].iter().find_map(|whose| flat(end).strip_suffix(whose))
        && rest.ends_with(is_vowel)
    {
        end = rest.len();
        is_possessed = true;
    }
    let of_me = |rest: &str| {
        let before = rest.strip_suffix('a').is_some_and(|stem| !stem.ends_with(is_vowel));
        (before || word.ends_with("öni")) && groups(rest) >= 2
    };
    for possessive in ["ni", "si", "nne"] {
        if let Some(rest) = flat(end).strip_suffix(possessive)
            && !is_possessed
            && (of_case(rest) || possessive == "ni" && of_me(rest))
        {
            end = rest.len();
            is_possessed = true;
        }
    }
    let flat = &noun.flat[..end];
    if end < 3 || end == 3 && (groups(flat) < 2 || !flat.ends_with(is_vowel)) {
        return word.into();
    }
    if !is_possessed && end >= 5 && flat.ends_with("nen") {
        return format!("{}s", noun.first(end - 3)).into();
    }
    let (rest, is_strong) = if end == 3 { (end, true) } else { without_ending(lists, flat, word) };
    let is_bare = rest == end && !is_possessed;
    let ending = flat[rest..].to_string();
    canonical(&noun, rest, is_strong, is_bare, &ending).into()
}

fn flat_letter(c: char) -> char {
    match c {
        'ä' => 'a',
        'ö' => 'o',
        'y' => 'u',
        'å' => 'o',
        c if c.is_ascii() => c,
        _ => '?',
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How many groups of vowels there are.
fn groups(flat: &str) -> usize {
    const HIATUS: [&str; 8] = ["ae", "oe", "ue", "ea", "oa", "ia", "ua", "io"];
    let parts = flat.split(|c| !is_vowel(c)).filter(|group| !group.is_empty());
    parts.map(|group| 1 + usize::from(HIATUS.iter().any(|pair| group.contains(pair)))).sum()
}

/// Whether this may be the stem of a noun: it has two syllables or a long one.
fn is_stem(flat: &str) -> bool {
    let long = ["aa", "ee", "ii", "oo", "uu", "ie", "uo", "io", "oi", "ei", "ai"];
    flat.len() >= 2 && groups(flat) >= 2
        || flat.len() >= 3 && (groups(flat) >= 2 || long.iter().any(|end| flat.ends_with(end)))
        || flat.len() >= 4 && groups(flat) == 1 && flat.ends_with("se")
}

/// How many letters are left without the ending, and whether the grade before it is strong.
fn without_ending(lists: &Lists, flat: &str, word: &str) -> (usize, bool) {
    if lists.bare.contains(word) {
        return (flat.len(), true);
    }
    if let Some(rest) = flat
        .strip_suffix("ten")
        .filter(|rest| (rest.ends_with('s') || rest.ends_with("in")) && rest.len() >= 4)
    {
        return (rest.len(), true);
    }
    // `mieltä` of `mieli`, not of a word `mie`.
    if let Some(rest) = flat.strip_suffix("ta")
        && ["iel", "uol"].iter().any(|end| rest.ends_with(end))
        && groups(rest) == 1
        && flat != "tielta"
    {
        return (rest.len(), true);
    }
    let bytes = flat.as_bytes();
    // `huoneeseen`, `vieraaseen`.
    if let Some(rest) = flat
        .strip_suffix("seen")
        .filter(|rest| ["aa", "ee", "uu", "oo"].iter().any(|long| rest.ends_with(long)))
    {
        return (rest.len(), true);
    }
    // Deeds in `-minen` and who is from somewhere: `tekemistä`, `suomalaista`.
    if let Some(rest) = flat.strip_suffix("ta")
        && rest.ends_with("is")
    {
        let before = &rest[..rest.len() - 2];
        let is_deed =
            before.strip_suffix('m').is_some_and(|stem| stem.ends_with(is_vowel) && groups(stem) >= 2);
        if is_deed
            || before.ends_with("la") && groups(before) >= 2
            || before.ends_with("ihm")
            || rest.ends_with("nais")
        {
            return (rest.len(), true);
        }
    }
    // `yritystä`, `vastausta`, but `koulusta`.
    if let Some(rest) = flat.strip_suffix("sta").filter(|rest| rest.ends_with('u')) {
        let stem = &rest[..rest.len() - 1];
        let is_of_s =
            stem.ends_with(is_vowel) && !stem.ends_with('u') || groups(rest) >= 3 && !stem.ends_with('l');
        if is_of_s {
            return (rest.len() + 1, true);
        }
    }
    for (ending, is_strong) in ENDINGS {
        let is_plural = ending.starts_with('i');
        let may_be = |rest: &&str| is_stem(rest) || is_plural && rest.len() >= 3 && !rest.ends_with(is_vowel);
        let Some(rest) = flat.strip_suffix(ending).filter(may_be) else { continue };
        let fits = match ending {
            "ja" | "jen" => rest.ends_with(['o', 'u', 'e']),
            "isiin" | "itten" | "iden" | "ihin" | "ita" => rest.ends_with(is_vowel) && !rest.ends_with('i'),
            "na" => rest.ends_with(is_vowel) && rest.len() >= 4,
            "ien" => !rest.ends_with(is_vowel),
            _ if ending.starts_with('i') => !rest.ends_with('i'),
            _ => rest.ends_with(is_vowel),
        };
        if fits {
            let is_of_contracted =
                matches!(ending, "isiin" | "iden" | "ita" | "itten") && rest.ends_with(['e', 'a']);
            return (rest.len(), is_strong || is_of_contracted);
        }
    }
    let count = bytes.len();
    let vowel_at = |at: usize| bytes.get(at).filter(|b| is_vowel(char::from(**b))).copied();
    if flat.ends_with('n') && count >= 4 {
        let (last, before) = (vowel_at(count - 2), vowel_at(count - 3));
        // `työhön`, `maahan`.
        if bytes[count - 3] == b'h'
            && last.is_some()
            && vowel_at(count - 4) == last
            && count >= 5
            && !flat.ends_with("miehen")
        {
            return (count - 3, true);
        }
        if last.is_some() && last == before && is_stem(&flat[..count - 2]) {
            return (count - 2, true);
        }
        if last.is_some() && is_stem(&flat[..count - 1]) {
            return (count - 1, false);
        }
        if flat.ends_with("sten") {
            return (count - 3, true);
        }
    }
    if let Some(rest) = flat.strip_suffix("ta") {
        // `huonetta`, `mahdollisuutta`, `maata`, `kieltä`.
        if let Some(stem) = rest.strip_suffix('t')
            && (stem.ends_with('u') && stem[..stem.len() - 1].ends_with(is_vowel) && groups(stem) >= 2
                || stem.ends_with('e') && groups(stem) >= 2)
        {
            return (stem.len(), false);
        }
        let is_long = |stem: &str| {
            ["aa", "ee", "ii", "oo", "uu", "ie", "uo", "io"].iter().any(|end| stem.ends_with(end))
        };
        let of_consonant =
            rest.strip_suffix(['l', 'r']).or_else(|| rest.strip_suffix('n')).is_some_and(is_long);
        if is_long(rest) && rest.len() >= 3 || of_consonant || rest.ends_with('s') && groups(rest) >= 2 {
            return (rest.len(), true);
        }
    }
    if let Some(rest) = flat.strip_suffix('t').filter(|rest| {
        // Not `kirjoittanut`.
        rest.ends_with(is_vowel) && is_stem(rest) && !rest.ends_with("nu")
    }) {
        return (rest.len(), false);
    }
    if let Some(rest) = flat.strip_suffix('a').filter(|rest| rest.ends_with(is_vowel) && is_stem(rest)) {
        return (rest.len(), true);
    }
    (count, true)
}

/// What is left of a noun, the same for all its forms.
fn canonical(noun: &Noun<'_>, rest: usize, is_strong: bool, is_bare: bool, ending: &str) -> String {
    let flat = &noun.flat[..rest];
    let keep = |letters: usize, end: &str| format!("{}{end}", noun.first(letters));
    // `mahdollisuus`, `mahdollisuuden`, `mahdollisuuksia`.
    for end in ["uuksi", "uukse", "uude", "uute", "uuks", "uut", "uus", "uuden"] {
        if let Some(stem) = flat.strip_suffix(end)
            && groups(stem) >= 1
        {
            return keep(stem.len() + 2, "");
        }
    }
    // `oikeuden` of `oikeus`.
    for end in ["ude", "ute", "ut"] {
        if let Some(stem) = flat.strip_suffix(end)
            && stem.ends_with(is_vowel)
            && groups(stem) >= 2
            && !is_bare
            && (!flat.ends_with("kaude") || flat.ends_with("kkaude"))
        {
            return keep(stem.len() + 1, "s");
        }
    }
    if ending == "tta" && flat.ends_with('u') {
        return keep(flat.len(), if flat.ends_with("uu") { "" } else { "s" });
    }
    // `yrityksen` and `yritys`.
    for end in ["kse", "ksi", "ks"] {
        if let Some(stem) = flat.strip_suffix(end)
            && !is_bare
            && stem.ends_with(['u', 'o', 'e', 'i', 'a'])
            && groups(stem) >= 1
        {
            return keep(stem.len(), "s");
        }
    }
    // `naisen` of `nainen`.
    for end in ["se", "si"] {
        if let Some(stem) = flat.strip_suffix(end)
            && !is_bare
            && stem.ends_with(is_vowel)
        {
            return of_si(keep(stem.len() + 1, ""));
        }
    }
    if flat.ends_with('s') {
        if is_bare && flat.ends_with("as") && groups(flat) >= 2 || !is_bare && flat.ends_with("as") {
            return keep(flat.len() - 2, "");
        }
        return keep(flat.len(), "");
    }
    if !flat.ends_with(is_vowel) {
        // `katujen` keeps its vowel, `tuntien` and `ovia` have lost it to the plural.
        let (stem, changed) =
            if is_strong && ending.starts_with('i') { weak(flat) } else { (flat.len(), "") };
        return of_si(keep(stem, changed));
    }
    // Of one syllable nothing is left but the stem.
    if groups(flat) < 2 {
        return keep(flat.len(), "");
    }
    let is_contracted = (flat.ends_with("ee") || flat.ends_with("aa")) && groups(flat) >= 2;
    let is_bare_e = is_bare && flat.ends_with('e');
    let stem_end = flat.trim_end_matches(is_vowel).len();
    let (consonants, vowels) = flat.split_at(stem_end);
    let is_plural = ending.starts_with('i');
    // What is doubled before the ending of a closed syllable is of `laite`, whose grades are the other way round.
    let is_doubled =
        ["kk", "pp", "tt", "nk", "mp", "nt", "lt", "rt"].iter().any(|end| consonants.ends_with(end));
    let is_plural_of_contracted = !is_strong && is_doubled && (is_plural || ending == "seen");
    let is_long = vowels.len() > 1 && !vowels.ends_with("ee") && !vowels.ends_with("aa");
    let is_plural_of_contracted = is_plural_of_contracted && flat.ends_with(['e', 'a']) && !is_long;
    // Loans have one grade: `auto` and `auton`.
    let is_loan =
        ["auto", "data", "foto", "duuni", "radio", "jooga", "blogi"].iter().any(|loan| flat.ends_with(loan));
    let weakens =
        !is_long && !is_loan && ((is_strong && !is_bare_e) || is_contracted || is_plural_of_contracted);
    let (stem, changed) = match weakens {
        true if flat.ends_with("uku") => (stem_end - 1, "v"),
        true => weak(consonants),
        false => (stem_end, ""),
    };
    let is_single = groups(flat) == 2 && consonants.ends_with(['n', 'l', 'r', 'h', 'j']) && {
        let before = &consonants[..consonants.len() - 1];
        before.ends_with(is_vowel) || consonants.ends_with('j') || consonants.ends_with('h')
    };
    let is_of_e = is_bare_e
        || flat.ends_with("ee")
        || flat.ends_with('e')
            && (matches!(ending, "tta" | "ita" | "iden" | "isiin" | "itten" | "en" | "seen")
                || is_plural && (is_plural_of_contracted || is_single || vowels.len() > 1));
    let first = flat.trim_start_matches(|c| !is_vowel(c)).chars().next();
    let is_of_o = flat.ends_with('o') && {
        let is_plain = !matches!(ending, "ja" | "jen") && !is_plural;
        match groups(flat) {
            2 => matches!(first, Some('o' | 'u')),
            _ => is_plain || flat.ends_with("io") || flat.ends_with("sto") || matches!(ending, "ja" | "jen"),
        }
    };
    let mut all = String::from(noun.first(stem));
    all.push_str(changed);
    // Of several vowels the last goes; those of `asia` and `korkea` both.
    let inner = vowels
        .strip_suffix(
            ["aa", "ee", "ii", "oo", "uu"].iter().find(|end| vowels.ends_with(**end)).copied().unwrap_or(""),
        )
        .unwrap_or(vowels);
    let inner = if inner.len() == vowels.len() { &vowels[..vowels.len() - 1] } else { inner };
    if !matches!(vowels, "ia" | "ea" | "io") {
        all.extend(noun.word.chars().skip(stem_end).take(inner.len()));
    }
    match vowels.chars().next_back() {
        Some('u') => all.extend(noun.word.chars().nth(rest - 1)),
        _ if is_of_e => all.push('e'),
        Some('o') if is_of_o => all.push('o'),
        _ => {}
    }
    of_si(all)
}

fn of_si(stem: String) -> String {
    // `eläimen` of `eläin`.
    if let Some(before) = stem
        .strip_suffix("im")
        .filter(|before| before.chars().filter(|c| is_vowel(flat_letter(*c))).count() >= 2)
    {
        return format!("{before}in");
    }
    match stem.as_str() {
        "aj" => return "ai".to_string(),
        "poj" => return "poi".to_string(),
        _ => {}
    }
    match OF_SI.iter().find_map(|(si, other)| Some((stem.strip_suffix(si)?, other))) {
        Some((before, other)) => format!("{before}{other}"),
        None => stem,
    }
}

/// How much of a stem without its last vowels stays in the weak grade, and what is behind it.
fn weak(flat: &str) -> (usize, &'static str) {
    for (strong, weak) in GRADES {
        if flat.ends_with(strong) {
            return (flat.len() - strong.len(), weak);
        }
    }
    let mut letters = flat.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    match (last, before) {
        (Some('k'), Some(c)) if is_vowel(c) || matches!(c, 'l') => (flat.len() - 1, ""),
        (Some('p'), Some(c)) if is_vowel(c) => (flat.len() - 1, "v"),
        (Some('t'), Some(c)) if is_vowel(c) => (flat.len() - 1, "d"),
        _ => (flat.len(), ""),
    }
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Plurals};

    #[test]
    fn forms_of_a_noun_come_to_one() {
        let plurals = Plurals::of(Language::Finnish);
        for forms in [
            "katu kadun katua kadulla kadut katuja katujen kaduilla katuun katunsa",
            "kirja kirjan kirjaa kirjassa kirjat kirjoja kirjoissa kirjojen kirjaan kirjani",
            "koira koiran koiraa koirat koiria koirien koirille",
            "yritys yrityksen yritystä yritykset yrityksiä yrityksessä yritykseen",
            "vastaus vastauksen vastausta vastauksia",
            "mahdollisuus mahdollisuuden mahdollisuutta mahdollisuuksia mahdollisuudet",
            "oikeus oikeuden oikeutta oikeudet",
            "laite laitteen laitetta laitteet laitteita laitteiden laitteissa laitteisiin",
            "alue alueen aluetta alueet alueita alueella",
            "asiakas asiakkaan asiakasta asiakkaat asiakkaita asiakkaille",
            "nainen naisen naista naiset naisia naisten naisille",
            "tekeminen tekemisen tekemistä tekemisessä",
            "vesi veden vettä vedessä veteen vedet",
            "vuosi vuoden vuotta vuodet vuosia vuonna vuoteen",
            "kaupunki kaupungin kaupunkia kaupungissa kaupungit kaupunkeja",
            "talo talon taloa talot taloja talojen talossa taloihin",
            "opettaja opettajan opettajaa opettajat opettajia opettajien",
            "eläin eläimen eläintä eläimet eläimiä",
        ] {
            let mut keys = forms.split(' ').map(|form| (form, plurals.singular(form)));
            let (_, first) = keys.next().unwrap();
            keys.for_each(|(form, key)| assert_eq!(key, first, "{form}"));
        }
    }

    #[test]
    fn other_words_stay_apart() {
        let plurals = Plurals::of(Language::Finnish);
        for pair in
            ["kirja kirje", "talo talous", "tuli tuuli", "alue alku", "puu puku", "tunti tunne", "tieto tie"]
        {
            let (one, other) = pair.split_once(' ').unwrap();
            assert_ne!(plurals.singular(one), plurals.singular(other), "{pair}");
        }
    }
}
