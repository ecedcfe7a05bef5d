//! Hungarian nouns without the endings of case, of whose they are and of the plural: `kert` for `kertek`, `kertben` and
//! `kertjeinket`.
//!
//! From the end: a case, whose it is, the plural. An ending goes if its vowel is in harmony with the one before and a stem is left.
//! A last `a` or `e` goes from all forms where a syllable is left, and with it `-a` and `-e` of *his*: `alm` for `alma`, `almát`
//! and `almáink`. The stemmer takes `-t` and `-at` from nouns as well: `kert`, `élet` and `feladat` are none of its accusatives.

use std::borrow::Cow;

use super::{Lists, ending, has, with_end};

/// Cases, each with the vowel of those that have one: the longest first.
const CASES: [&str; 22] = [
    "ként", "ból", "ből", "hoz", "hez", "höz", "nál", "nél", "tól", "től", "ról", "ről", "ban", "ben", "nak",
    "nek", "ért", "ba", "be", "ra", "re", "ig",
];

/// Whose something is, and the plural of what somebody has, the longest first. The vowel that ends all of them is taken off later.
const OWNERS: [&str; 24] = [
    "jaink", "jeink", "jaik", "jeik", "jaim", "jeim", "aink", "eink", "aik", "eik", "aim", "eim", "jai",
    "jei", "junk", "jünk", "juk", "jük", "unk", "ünk", "ai", "ei", "uk", "ük",
];

/// Stems as they are before endings, and nouns: of some the vowel falls, of others it is short, of others there is a `v`.
const STEMS: [(&str, &str); 63] = [
    ("term", "terem"),
    ("kez", "kéz"),
    ("viz", "víz"),
    ("nev", "név"),
    ("level", "levél"),
    ("hid", "híd"),
    ("tüz", "tűz"),
    ("madar", "madár"),
    ("nyar", "nyár"),
    ("szeker", "szekér"),
    ("kerek", "kerék"),
    ("eger", "egér"),
    ("tehen", "tehén"),
    ("pohar", "pohár"),
    ("kosar", "kosár"),
    ("bogar", "bogár"),
    ("kanal", "kanál"),
    ("fedel", "fedél"),
    ("kenyer", "kenyér"),
    ("fazek", "fazék"),
    ("het", "hét"),
    ("utak", "út"),
    ("lov", "ló"),
    ("tav", "tó"),
    ("köv", "kő"),
    ("füv", "fű"),
    ("szav", "szó"),
    ("hav", "hó"),
    ("csöv", "cső"),
    ("műv", "mű"),
    ("falv", "falu"),
    ("tetv", "tetű"),
    ("idej", "idő"),
    ("vej", "vő"),
    ("szobr", "szobor"),
    ("dolg", "dolog"),
    ("bokr", "bokor"),
    ("tükr", "tükör"),
    ("gyomr", "gyomor"),
    ("majm", "majom"),
    ("álm", "álom"),
    ("torny", "torony"),
    ("árk", "árok"),
    ("sark", "sarok"),
    ("titk", "titok"),
    ("fészk", "fészek"),
    ("torkok", "torok"),
    ("ökr", "ökör"),
    ("ezr", "ezer"),
    ("iker", "iker"),
    ("ikr", "iker"),
    ("eper", "eper"),
    ("epr", "eper"),
    ("retk", "retek"),
    ("terh", "teher"),
    ("pelyh", "pehely"),
    ("gödr", "gödör"),
    ("csökr", "csokor"),
    ("csokr", "csokor"),
    ("sátr", "sátor"),
    ("ajtaj", "ajtó"),
    ("erdej", "erdő"),
    ("mezej", "mező"),
];

/// Nouns of two letters that end in a vowel.
const SHORT: [&str; 13] = ["ló", "kő", "hó", "só", "tó", "fő", "nő", "fű", "mű", "bú", "fa", "jó", "ma"];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'á' | 'e' | 'é' | 'i' | 'í' | 'o' | 'ó' | 'ö' | 'ő' | 'u' | 'ú' | 'ü' | 'ű')
}

fn syllables(word: &str) -> usize {
    word.chars().filter(|c| is_vowel(*c)).count()
}

/// Whether an ending sounds like the stem before it; `i`, `í` and `é` go with both kinds.
fn is_in_harmony(ending: &str, stem: &str) -> bool {
    let kind = |c: char| match c {
        'a' | 'á' | 'o' | 'ó' | 'u' | 'ú' => Some(true),
        'e' | 'ö' | 'ő' | 'ü' | 'ű' => Some(false),
        _ => None,
    };
    let Some(of_ending) = ending.chars().find(|c| is_vowel(*c)).and_then(kind) else { return true };
    match stem.chars().rev().find(|c| is_vowel(*c)).map(kind) {
        Some(Some(of_stem)) => of_stem == of_ending,
        // `kávéban` and `kertben`, `férfiak` and `székek`.
        Some(None) => true,
        None => false,
    }
}

/// Two letters with a vowel, and more for the endings of one letter.
fn without<'w>(word: &'w str, ending: &str, least: usize) -> Option<&'w str> {
    let stem = word.strip_suffix(ending)?;
    let is_short =
        !has(stem, 3) && (stem.ends_with(is_vowel) || !stem.starts_with(is_vowel)) && !SHORT.contains(&stem);
    // Before an ending they are long: `almára`.
    let is_long = !stem.ends_with(['a', 'e']) || ending == "ként";
    (!is_short && is_long && has(stem, least) && syllables(stem) > 0 && is_in_harmony(ending, stem))
        .then_some(stem)
}

pub(super) fn hungarian<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    let is_listed = |end: &str| (has(end, 4) && lists.bare.contains(end)).then_some(());
    let is_bare = |stem: &str| lists.bare.contains(stem) || has(stem, 6) && ending(stem, is_listed).is_some();
    if is_bare(word) {
        return canonical(word, true);
    }
    let of_case = without_case(word);
    let is_changed = of_case != word;
    // What was cut from a word that was changed has to be owned.
    match &of_case {
        Cow::Borrowed(stem) => without_owner(stem, is_changed, is_bare),
        Cow::Owned(stem) => without_owner(stem, is_changed, is_bare).into_owned().into(),
    }
}

/// A word without the ending for whose it is, and its plural.
fn without_owner(stem: &str, is_changed: bool, is_bare: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if is_bare(stem) {
        return canonical(stem, true);
    }
    let whole = stem;
    let stem = OWNERS.iter().find_map(|owner| without(stem, owner, 3)).unwrap_or(stem);
    let stem =
        match stem.strip_suffix(['m', 'd']).filter(|owned| owned.ends_with(['á', 'é']) && has(owned, 4)) {
            Some(owned) if stem.ends_with('m') || syllables(stem) > 2 && !stem.ends_with("ság") => owned,
            _ => {
                let of_us = ["ink", "nk", "ik", "im"].iter().filter_map(|owner| stem.strip_suffix(owner));
                let mut owned = of_us.filter(|owned| owned.ends_with(['á', 'é', 'ó', 'ő']));
                owned.find(|owned| has(owned, 3)).unwrap_or(stem)
            }
        };
    let of_me = ["am", "em", "om", "öm"].iter().find_map(|owner| without(stem, owner, 3));
    // `egyetem` and `program` end so by themselves.
    let is_owned = |owned: &&str| is_bare(owned) || ["ház", "könyv", "férj", "autó", "gép"].contains(owned);
    let stem = of_me.filter(is_owned).filter(|_| !is_bare(stem)).unwrap_or(stem);
    if is_bare(stem) {
        return canonical(stem, true);
    }
    let plural = ["ok", "ek", "ök", "ak"]
        .iter()
        .find_map(|plural| without(stem, plural, 2))
        .filter(|rest| !rest.ends_with(is_vowel) || rest.ends_with('i'));
    let plural = plural.or_else(|| {
        let rest = stem.strip_suffix('k')?;
        (rest.ends_with(is_vowel) && has(rest, 2) && !rest.ends_with(['o', 'e', 'ö', 'a'])).then_some(rest)
    });
    let stem = plural
        .filter(|rest| {
            !rest.ends_with(is_vowel) || syllables(rest) > 1 || !has(rest, 3) || SHORT.contains(rest)
        })
        .unwrap_or(stem);
    canonical(stem, !is_changed && stem == whole)
}

/// A word without its case.
fn without_case(word: &str) -> Cow<'_, str> {
    if let Some(stem) = CASES.iter().find_map(|case| without(word, case, 2)) {
        return stem.into();
    }
    // `kézzel` and `autóval`: the `v` takes the sound of a consonant before it.
    for case in ["al", "el"] {
        let Some(rest) = word.strip_suffix(case).filter(|rest| has(rest, 3) && is_in_harmony(case, rest))
        else {
            continue;
        };
        if let Some(stem) = rest.strip_suffix('v').filter(|stem| stem.ends_with(is_vowel) && stem.len() > 1) {
            return stem.into();
        }
        // A letter that is written with two is doubled with three: `kormánnyal`.
        let double =
            ["ssz", "ggy", "nny", "lly", "tty", "ccs", "zzs"].iter().find(|double| rest.ends_with(**double));
        if let Some(double) = double {
            return with_end(&rest[..rest.len() - 3], &double[1..]);
        }
        let mut last = rest.chars().rev();
        let (one, two) = (last.next(), last.next());
        if one == two && one.is_some_and(|c| !is_vowel(c)) {
            return rest[..rest.len() - one.map_or(0, char::len_utf8)].into();
        }
    }
    for case in ["on", "en", "ön"] {
        if let Some(stem) = without(word, case, 2).filter(|stem| !stem.ends_with(is_vowel)) {
            return stem.into();
        }
    }
    if let Some(stem) =
        word.strip_suffix('n').filter(|stem| stem.ends_with(['á', 'é', 'ó', 'ő', 'ú', 'ű', 'u', 'ü']))
        && has(stem, 3)
        && syllables(stem) > 1
    {
        return stem.into();
    }
    without_object(word).into()
}

/// A word without the `-t` of the object. Many nouns end in it themselves: those in `-at` and `-et` of three syllables that are
/// made of verbs, and others from a list.
fn without_object(word: &str) -> &str {
    let Some(rest) = word.strip_suffix('t').filter(|rest| has(rest, 3) || SHORT.contains(rest)) else {
        return word;
    };
    if let Some(stem) = rest.strip_suffix(['a', 'e', 'o', 'ö']).filter(|stem| has(stem, 2)) {
        let is_of_verb = rest.ends_with(['a', 'e'])
            && syllables(rest) > 2
            && (stem.ends_with(['l', 'z', 'd', 'n'])
                || stem.ends_with('m') && !stem.ends_with("lm") && !stem.ends_with("rm"))
            && ![
                "éd", "ád", "éz", "áz", "íz", "level", "kanal", "madar", "föld", "rend", "hid", "szem",
                "film",
            ]
            .iter()
            .any(|noun| stem.ends_with(noun));
        return if is_of_verb || stem.ends_with(is_vowel) || syllables(stem) == 0 { word } else { stem };
    }
    if rest.ends_with(is_vowel) {
        return if syllables(rest) > 1 || has(rest, 4) || SHORT.contains(&rest) { rest } else { word };
    }
    if rest.ends_with(['l', 'r', 'n', 's', 'z', 'y']) && syllables(rest) > 0 { rest } else { word }
}

/// What is left of a noun, the same for all its forms.
fn canonical(stem: &str, is_whole: bool) -> Cow<'_, str> {
    let bare = stem.strip_suffix(['a', 'á', 'e', 'é']).filter(|bare| syllables(bare) > 0 && has(bare, 2));
    let bare = match bare {
        Some(bare) if bare.ends_with("ej") || bare.ends_with("aj") => bare,
        Some(bare) => bare
            .strip_suffix('j')
            .filter(|noun| has(noun, 3) && !noun.ends_with(['a', 'á', 'e', 'é']))
            .unwrap_or(bare),
        None => stem,
    };
    let is_changed = !is_whole || bare.len() < stem.len();
    let noun = STEMS
        .iter()
        .find(|(form, _)| is_changed && bare.ends_with(form) && (bare.len() == form.len() || has(bare, 6)));
    if let Some((form, noun)) = noun {
        return format!("{}{noun}", &bare[..bare.len() - form.len()]).into();
    }
    for (form, noun) in [("alm", "alom"), ("elm", "elem")] {
        if let Some(start) = bare.strip_suffix(form).filter(|start| syllables(start) > 0) {
            return format!("{start}{noun}").into();
        }
    }
    bare.into()
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Plurals};

    #[test]
    fn forms_of_a_noun_come_to_one() {
        let plurals = Plurals::of(Language::Hungarian);
        for forms in [
            "kert kertek kertben kertet kertjeink kertünk",
            "alma almák almát almában almával almáink",
            "ház házak házat házban házzal háza házunk házaikban házam",
            "ló lovak lovat lónak lovai",
            "kéz kezek kezét kézben kezek kezünk kézzel",
            "feladat feladatok feladatot feladatban feladataink",
            "élet élete életünk életben életet",
            "kávé kávét kávéval kávék",
            "ember embert emberek emberrel emberei",
            "kormány kormánnyal kormányt kormányok",
            "hatalom hatalmat hatalma hatalommal",
            "parlament parlamenttel parlamentet parlamentek",
            "autó autót autók autóval autója autónk",
        ] {
            let mut keys = forms.split(' ').map(|form| (form, plurals.singular(form)));
            let (_, first) = keys.next().unwrap();
            keys.for_each(|(form, key)| assert_eq!(key, first, "{form}"));
        }
        for pair in ["alma álma", "ház házas", "kert kér", "part pár", "szent szén", "élet él", "szoba szó"]
        {
            let (one, other) = pair.split_once(' ').unwrap();
            assert_ne!(plurals.singular(one), plurals.singular(other), "{pair}");
        }
    }
}
