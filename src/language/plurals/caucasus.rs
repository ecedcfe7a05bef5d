//! Armenian and Georgian nouns without their numbers, cases and articles.
//!
//! Both lose a vowel of the stem before many endings (`գիրք` and `գրքի`, `წელი` and `წლის`), so the stem is cut without it everywhere.
//! `DESIGN.md` has the shares of forms that come to the same.

use std::borrow::Cow;

use super::{has, with_end};

/// A stem has this many letters or more.
const SHORTEST: usize = 2;

/// What an Armenian noun may end in behind its number, the longest first.
const ARMENIAN_CASES: [&str; 21] = [
    "կանցից",
    "կանց",
    "մանից",
    "վանից",
    "մանը",
    "մամբ",
    "վան",
    "ման",
    "անց",
    "ուց",
    "ուն",
    "ից",
    "ով",
    "ում",
    "ին",
    "իս",
    "իկ",
    "վա",
    "ու",
    "ի",
    "ն",
];

/// Those that a stem may not lose, for they are its own: what is before them has to be longer.
const ARMENIAN_LONG: [&str; 4] = ["վան", "ուն", "իկ", "իս"];

pub(super) fn armenian(word: &str) -> Cow<'_, str> {
    let is_long = |stem: &&str| has(stem, SHORTEST);
    let is_vowel = |c: char| matches!(c, 'ա' | 'ե' | 'է' | 'ը' | 'ի' | 'ո' | 'օ' | 'ւ');
    // `որոշություն`, `որոշության`, `որոշություններից`.
    if let Some(at) = word.rfind("ությ").filter(|at| *at > 0) {
        return word[..at + "ությ".len()].into();
    }
    let word = word.strip_suffix('ը').filter(is_long).unwrap_or(word);
    let stem = ARMENIAN_CASES.iter().find_map(|end| {
        let stem = word.strip_suffix(end)?;
        let least = if ARMENIAN_LONG.contains(end) { 3 } else { SHORTEST };
        // `սեղան` has an `ն` of its own.
        let is_article = !stem.ends_with(is_vowel) || stem.ends_with("իա");
        (has(stem, least) && (*end != "ն" || is_article)).then_some(stem)
    });
    let mut stem = stem.unwrap_or(word);
    stem = stem.strip_suffix(['ս', 'դ']).filter(|stem| stem.ends_with("եր")).unwrap_or(stem);
    for end in ["ներ", "եր"] {
        stem = stem.strip_suffix(end).filter(is_long).unwrap_or(stem);
    }
    // A deed: `որոշում` and `որոշումներ`, `որոշման`.
    for end in ["ում", "ու", "ի"] {
        stem = stem.strip_suffix(end).filter(is_long).unwrap_or(stem);
    }
    // `ակադեմիայի`.
    stem = stem.strip_suffix('յ').filter(|bare| bare.ends_with('ա')).unwrap_or(stem);
    // `մեքենան` has its article there, and `սեղան` loses as much in all its forms.
    stem = stem.strip_suffix('ն').filter(|bare| bare.ends_with('ա') && has(bare, 4)).unwrap_or(stem);
    // `լեզու` and `լեզվի`.
    if let Some(bare) = stem.strip_suffix('վ').filter(|bare| is_long(bare) && !bare.ends_with(is_vowel)) {
        stem = bare;
    }
    let last = stem.char_indices().rfind(|(_, c)| *c != 'ւ' && is_vowel(*c));
    match last {
        Some((at, vowel @ ('ի' | 'ո'))) if at > 0 => {
            let behind = &stem[at + vowel.len_utf8()..];
            let rest = match vowel {
                'ո' => behind.strip_prefix('ւ'),
                _ => Some(behind),
            };
            match rest.filter(|rest| !rest.is_empty()) {
                Some(rest) => with_end(&stem[..at], rest),
                None => stem.into(),
            }
        }
        _ => stem.into(),
    }
}

/// What a Georgian noun may end in behind its number, the longest first.
const GEORGIAN_CASES: [&str; 29] = [
    "ისათვის",
    "ისთვის",
    "სათვის",
    "სთვის",
    "ისაგან",
    "ისგან",
    "საგან",
    "სგან",
    "ისკენ",
    "სკენ",
    "იდან",
    "დან",
    "ამდე",
    "მდე",
    "სთან",
    "თან",
    "ისას",
    "ისა",
    "სა",
    "ის",
    "ით",
    "ად",
    "თა",
    "ში",
    "ზე",
    "მა",
    "ს",
    "მ",
    "ი",
];

/// A Georgian word without its number and case, with all vowels of its stem.
fn georgian_stem(word: &str) -> &str {
    let is_long = |stem: &&str| has(stem, SHORTEST);
    let is_vowel = |c: char| matches!(c, 'ა' | 'ე' | 'ი' | 'ო' | 'უ');
    let without_vowel = |stem: &'_ str| -> usize {
        stem.strip_suffix(['ა', 'ე', 'ო']).filter(is_long).map_or(stem.len(), str::len)
    };
    // What says *too*: `ცხოვრებაც`.
    let word = word.strip_suffix('ც').filter(|word| has(word, 4) && word.ends_with(is_vowel)).unwrap_or(word);
    let stem = GEORGIAN_CASES.iter().find_map(|end| {
        let stem = word.strip_suffix(end).filter(is_long)?;
        match *end {
            "მ" => stem.ends_with(is_vowel),
            "მა" => !stem.ends_with(is_vowel),
            _ => true,
        }
        .then_some(stem)
    });
    let mut stem = stem.unwrap_or(word);
    stem = &stem[..without_vowel(stem)];
    // `მეცნიერება` and `მეცნიერებები`.
    while let Some(bare) = stem.strip_suffix("ებ").filter(is_long) {
        stem = &bare[..without_vowel(bare)];
    }
    stem
}

/// The vowel that a Georgian stem loses before some endings, with its place: `წელი` and `წლის`, `მიზანი` and `მიზნები`.
fn fleeting(stem: &str) -> Option<(usize, char)> {
    let last = stem.chars().next_back().filter(|c| matches!(c, 'ლ' | 'ნ' | 'რ' | 'მ'))?;
    let before = &stem[..stem.len() - last.len_utf8()];
    let vowel = before.chars().next_back().filter(|c| matches!(c, 'ა' | 'ე' | 'ო'))?;
    let bare = &before[..before.len() - vowel.len_utf8()];
    let may_lose = !bare.is_empty() && !bare.ends_with(['ა', 'ე', 'ი', 'ო', 'უ']);
    may_lose.then_some((bare.len(), vowel))
}

pub(super) fn georgian(word: &str) -> Cow<'_, str> {
    let stem = georgian_stem(word);
    match fleeting(stem) {
        Some((at, vowel)) => with_end(&stem[..at], &stem[at + vowel.len_utf8()..]),
        None => stem.into(),
    }
}

/// Whether two Georgian words that come to the same are of two nouns all the same: they have different vowels at the place of the
/// one that is lost (`ხელი`, `ხალი`), or one has none in its nominative and so never had it (`სახლი`, `სახელი`).
pub(super) fn are_apart(one: &str, other: &str) -> bool {
    let (stem, stem_of_other) = (georgian_stem(one), georgian_stem(other));
    let is_nominative = |word: &str, stem: &str| word.strip_suffix('ი') == Some(stem);
    match (fleeting(stem), fleeting(stem_of_other)) {
        (Some((_, vowel)), Some((_, other))) => vowel != other,
        (None, Some(_)) => is_nominative(one, stem),
        (Some(_), None) => is_nominative(other, stem_of_other),
        (None, None) => false,
    }
}
