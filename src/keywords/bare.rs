//! Phrases of languages that write the article, the possessor or a case behind the noun, without it: `ekonomiska zonen` stands alone as
//! `ekonomisk zon`, `sistemului de operare` as `sistem de operare`, `yazılım sektörüne` as `yazılım sektörü`.
//!
//! What the noun alone becomes is counted (`nominatives.txt`). Here is what becomes of the words beside it: an adjective that agrees with
//! a noun gives way with it or neither does, and a noun that another belongs to keeps what says so.

use crate::language::Language;

/// Asks for the bare form of a noun, and whether the text has a word.
pub(super) struct Knows<'a> {
    pub(super) noun: &'a dyn Fn(&str) -> Option<String>,
    pub(super) has: &'a dyn Fn(&str) -> bool,
}

/// Whether phrases of a language are made bare here.
pub(super) fn is_known(language: Language) -> bool {
    use Language::*;
    matches!(language, Danish | Icelandic | Norwegian | Romanian | Swedish | Turkish)
}

/// A phrase of plain words in lower case as it stands alone, if that is another one.
pub(super) fn bare(language: Language, words: &[&str], knows: &Knows<'_>) -> Option<String> {
    let [.., last] = words else { return None };
    match (language, words) {
        (Language::Romanian, [word]) => (knows.noun)(word).or_else(|| romanian_plural(word)),
        (_, [word]) => (knows.noun)(word),
        (Language::Turkish, _) => with_last(words, turkish_head(last, knows)?),
        (Language::Romanian, [head, next, rest @ ..]) => romanian(head, next, rest, knows),
        (Language::Swedish | Language::Danish | Language::Norwegian, _) => nordic(language, words, knows),
        _ => None,
    }
}

fn with_last(words: &[&str], last: String) -> Option<String> {
    let before = words[..words.len() - 1].join(" ");
    Some(format!("{before} {last}"))
}

/// The vowels of a possessor and the cases behind it.
const POSSESSORS: [char; 4] = ['ı', 'i', 'u', 'ü'];
const CASES_BEHIND_POSSESSOR: [&str; 14] =
    ["ndan", "nden", "nda", "nde", "nın", "nin", "nun", "nün", "na", "ne", "nı", "ni", "nu", "nü"];
/// Those behind a noun without one.
const CASES_BEHIND_NOUN: [&str; 20] = [
    "dan", "den", "tan", "ten", "nın", "nin", "nun", "nün", "da", "de", "ta", "te", "ya", "ye", "yı", "yi",
    "yu", "yü", "yla", "yle",
];

/// The noun that others stand before: its possessor joins it with them and stays.
fn turkish_head(head: &str, knows: &Knows<'_>) -> Option<String> {
    let noun = (knows.noun)(head)?;
    let of_possessor = CASES_BEHIND_POSSESSOR.iter().find_map(|case| head.strip_suffix(case));
    match of_possessor.filter(|rest| rest.ends_with(POSSESSORS) && rest.len() > noun.len()) {
        Some(rest) => Some(rest.to_string()),
        None => {
            head.strip_prefix(&*noun).is_some_and(|case| CASES_BEHIND_NOUN.contains(&case)).then_some(noun)
        }
    }
}

/// Words after which a noun is not the one that the phrase is about.
const NORDIC_PREPOSITIONS: [&str; 16] = [
    "av", "af", "efter", "for", "fra", "från", "för", "i", "med", "och", "og", "om", "på", "som", "til",
    "till",
];

/// Endings of Swedish nouns that are no plurals and take `en`.
const SWEDISH_COMMON: [&str; 10] = ["ing", "het", "ion", "nad", "dom", "else", "itet", "ik", "tur", "nomi"];
/// Last parts of Swedish nouns whose plural with an article ends in `en` too: `de politiska problemen`.
const SWEDISH_NEUTER: [&str; 42] = [
    "ag", "ap", "avtal", "barn", "beslut", "bolag", "bord", "brev", "djur", "em", "fel", "gram", "hem",
    "hus", "kontor", "kort", "krav", "land", "ljud", "ljus", "liv", "lån", "ment", "mål", "möt", "namn",
    "nät", "ord", "pris", "rum", "råd", "samtal", "skäl", "spel", "språk", "stöd", "svar", "tal", "tåg",
    "val", "verk", "år",
];
/// Endings of Swedish nouns that may be plurals.
const SWEDISH_ALIKE: [&str; 3] = ["are", "ande", "ende"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Common,
    Neuter,
}

fn nordic(language: Language, words: &[&str], knows: &Knows<'_>) -> Option<String> {
    let (last, before) = words.split_last()?;
    if before.iter().any(|word| NORDIC_PREPOSITIONS.contains(word)) {
        return None;
    }
    let is_swedish = language == Language::Swedish;
    let with_article = last.strip_suffix('s').unwrap_or(last);
    let is_plural = ["na", "ne"].iter().any(|ending| with_article.ends_with(ending));
    let bare = (knows.noun)(last);
    let gender = match &bare {
        Some(noun) if is_plural || is_swedish && SWEDISH_NEUTER.iter().any(|part| noun.ends_with(part)) => {
            None
        }
        Some(_) if with_article.ends_with('n') => Some(Gender::Common),
        Some(_) if with_article.ends_with('t') => Some(Gender::Neuter),
        _ => None,
    };
    let noun = bare.as_deref().unwrap_or(last);
    let has = |ending: &str| (knows.has)(&format!("{noun}{ending}"));
    let is_common = || SWEDISH_COMMON.iter().any(|ending| noun.ends_with(ending)) || has("er") || has("ar");
    let of_text = || (is_swedish && is_common()).then_some(Gender::Common);
    // An adjective beside a noun without an article stood behind a possessor, if the noun is no plural.
    let gender = gender.or_else(of_text);
    let weak = if is_swedish { 'a' } else { 'e' };
    let is_weak = |word: &&&str| word.ends_with(weak) && word.len() > 3;
    if before.iter().filter(is_weak).count() == 0 {
        return with_last(words, bare?);
    }
    let is_singular = bare.is_some()
        || is_swedish
            && gender == Some(Gender::Common)
            && !SWEDISH_ALIKE.iter().any(|ending| noun.ends_with(ending));
    let gender = gender.filter(|_| is_singular)?;
    let mut made: Vec<String> = Vec::with_capacity(words.len());
    for word in before {
        made.push(match is_weak(&word) {
            true if is_swedish => swedish_adjective(word, gender)?,
            true => other_nordic_adjective(word, gender)?,
            false => (*word).to_string(),
        });
    }
    made.push(noun.to_string());
    Some(made.join(" "))
}

/// Swedish words that end as adjectives do behind an article and have no other form, or one that their ending does not tell.
const SWEDISH_FIXED: [&str; 13] = [
    "andra", "bra", "båda", "egna", "enda", "extra", "första", "hela", "lilla", "rosa", "samma", "sista",
    "små",
];

/// A Swedish adjective as it is behind `en` or `ett`: `ekonomiska`, `öppna`, `gemensamma`.
fn swedish_adjective(word: &str, gender: Gender) -> Option<String> {
    if SWEDISH_FIXED.contains(&word) || word.ends_with("sta") {
        return None;
    }
    let stem = word.strip_suffix('a')?;
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let is_vowel = |c: char| "aeiouyåäö".contains(c);
    let base = match (before, last) {
        ('m', 'm') | ('n', 'n') => stem[..stem.len() - 1].to_string(),
        (_, 'n' | 'l' | 'r') if !is_vowel(before) && before != last => {
            format!("{}e{last}", &stem[..stem.len() - 1])
        }
        _ => stem.to_string(),
    };
    Some(match gender {
        Gender::Common => base,
        Gender::Neuter if base.ends_with("en") => format!("{}t", &base[..base.len() - 1]),
        Gender::Neuter if base.ends_with('t') => base,
        Gender::Neuter if base.ends_with('d') || base.ends_with(is_vowel) => return None,
        Gender::Neuter => format!("{base}t"),
    })
}

/// A Danish or Norwegian adjective where all its forms are plain: `økonomiske`, `vigtige` of a noun with `en`.
fn other_nordic_adjective(word: &str, gender: Gender) -> Option<String> {
    let base = word.strip_suffix('e')?;
    let is_plain = base.ends_with("isk") || gender == Gender::Common && base.ends_with("ig");
    is_plain.then(|| base.to_string())
}

/// Romanian nouns in the genitive, behind the one that they belong to, and the words that may stand between them.
const ROMANIAN_GENITIVES: [&str; 4] = ["lui", "lor", "ii", "ei"];
const ROMANIAN_LINKS: [&str; 4] = ["al", "a", "ai", "ale"];

/// Plurals with an article, in the nominative and in the genitive, and what they are without.
const ROMANIAN_PLURALS: [(&str, &str, &str); 3] =
    [("urile", "urilor", "uri"), ("ele", "elor", "e"), ("ile", "ilor", "i")];

/// Endings of feminine adjectives in the genitive and in the nominative.
const ROMANIAN_FEMININE: [(&str, &str); 14] = [
    ("oase", "oasă"),
    ("ene", "eană"),
    ("ice", "ică"),
    ("ive", "ivă"),
    ("ale", "ală"),
    ("are", "ară"),
    ("ate", "ată"),
    ("ute", "ută"),
    ("ite", "ită"),
    ("ente", "entă"),
    ("ante", "antă"),
    ("ești", "ească"),
    ("une", "ună"),
    ("ise", "isă"),
];

/// A plural in the genitive without its article, which its ending alone tells: `sistemelor`.
fn romanian_plural(word: &str) -> Option<String> {
    let (stem, bare) =
        ROMANIAN_PLURALS.iter().find_map(|(_, genitive, bare)| Some((word.strip_suffix(genitive)?, bare)))?;
    (stem.chars().count() >= LEAST_ROMANIAN).then(|| format!("{stem}{bare}"))
}

/// What stands before the article has this many letters or more.
const LEAST_ROMANIAN: usize = 3;

fn romanian(head: &str, next: &str, rest: &[&str], knows: &Knows<'_>) -> Option<String> {
    let known = (knows.noun)(head);
    let is_known = known.is_some();
    let noun = known.or_else(|| romanian_plural(head))?;
    let behind = |head: String| Some([&[&*head, next], rest].concat().join(" "));
    let is_owned =
        ROMANIAN_LINKS.contains(&next) || ROMANIAN_GENITIVES.iter().any(|ending| next.ends_with(ending));
    let is_feminine = noun.ends_with(['ă', 'e', 'a']);
    let of_plural = ROMANIAN_PLURALS.iter().find_map(|(article, genitive, bare)| {
        let (article, genitive) = (head.strip_suffix(article), head.strip_suffix(genitive));
        let stem = article.or(genitive)?;
        // `numele` is a singular.
        noun.starts_with(stem.get(..stem.len().min(3))?).then(|| (stem, *bare, genitive.is_some()))
    });
    let is_masculine_plural = head.ends_with("ii") && !is_feminine;
    let is_genitive = ["ii", "ei"].iter().any(|ending| head.ends_with(ending)) && is_feminine;
    if is_owned {
        // The noun that another belongs to has its article.
        return behind(match of_plural {
            // Of a plural that the table does not know, nothing says whether it is masculine.
            Some((_, "i", true)) if !is_known => return None,
            Some((stem, "i", true)) if !is_feminine => format!("{stem}ii"),
            Some((stem, "i", true)) => format!("{stem}ile"),
            Some((stem, "e", true)) => format!("{stem}ele"),
            Some((stem, _, true)) => format!("{stem}urile"),
            Some(_) => return None,
            None if head.ends_with("ului") => head.strip_suffix("ui")?.to_string(),
            None if is_genitive && noun.ends_with('ă') => format!("{}a", noun.strip_suffix('ă')?),
            None if is_genitive && noun.ends_with("ie") => format!("{}a", noun.strip_suffix('e')?),
            None if is_genitive && noun.ends_with('e') => format!("{noun}a"),
            None => return None,
        });
    }
    match of_plural {
        Some((stem, bare, _)) => behind(format!("{stem}{bare}")),
        None if is_masculine_plural => behind(head.strip_suffix('i')?.to_string()),
        None if !is_genitive || ROMANIAN_PREPOSITIONS.contains(&next) => behind(noun),
        None if rest.is_empty() => {
            let (ending, nominative) = ROMANIAN_FEMININE.iter().find(|(ending, _)| next.ends_with(ending))?;
            Some(format!("{noun} {}{nominative}", next.strip_suffix(ending)?))
        }
        None => None,
    }
}

const ROMANIAN_PREPOSITIONS: [&str; 8] = ["cu", "de", "din", "fără", "la", "pe", "pentru", "în"];

#[cfg(test)]
mod tests {
    use super::super::nominative::nominative;
    use crate::language::Language;

    #[test]
    fn nouns_give_way_with_the_words_that_agree_with_them() {
        let has = |word: &str| word == "zoner" || word == "förslagen";
        for (language, phrase, expected) in [
            (Language::Swedish, "föreningen", Some("förening")),
            (Language::Swedish, "ekonomiska zonen", Some("ekonomisk zon")),
            (Language::Swedish, "ekonomiska zon", Some("ekonomisk zon")),
            (Language::Swedish, "gemensamma utställningen", Some("gemensam utställning")),
            (Language::Swedish, "största föreningen", None),
            (Language::Swedish, "nya användare", None),
            (Language::Swedish, "politiska problemen", None),
            (Language::Swedish, "allmänna utskottet", Some("allmänt utskott")),
            (Language::Swedish, "politiska förslag", None),
            (Language::Swedish, "förening för bostäder", None),
            (Language::Romanian, "comunității", Some("comunitate")),
            (Language::Romanian, "comunității brașovene", Some("comunitate brașoveană")),
            (Language::Romanian, "sistemului de operare", Some("sistem de operare")),
            (Language::Romanian, "proiectului comunității", Some("proiectul comunității")),
            (Language::Romanian, "proiectelor comunității", Some("proiectele comunității")),
            (Language::Romanian, "membrii comunității", None),
            (Language::Romanian, "comunitate", None),
            (Language::Romanian, "sistemelor", Some("sisteme")),
            (Language::Turkish, "politikaya", Some("politika")),
            (Language::Turkish, "yazılım sektörüne", Some("yazılım sektörü")),
            (Language::Turkish, "yazılım sektörü", None),
            (Language::Norwegian, "foreningen", Some("forening")),
        ] {
            assert_eq!(nominative(language, phrase, &has).as_deref(), expected, "{phrase}");
        }
    }
}
