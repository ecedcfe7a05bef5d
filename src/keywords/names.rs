//! Names in the nominative: `Bydgoszcz` of `Bydgoszczy`, `Irak` of `u Iraku`.
//!
//! Names have declensions of their own, which the tables of nouns do not know, and many a genitive of one gender is the nominative of
//! another: `Lublina` is `Lublin` behind `do`, and may be a woman's name elsewhere. So the words before a name count: prepositions and
//! Greek articles say in which cases it stands. The rules were written from knowledge of the languages and tried on names of treebanks
//! (development and test parts, words in another case that were changed): 96 of 100 and more came out right in Polish, Czech, Slovene,
//! Croatian, Serbian, Russian, Ukrainian, Lithuanian, Latvian and Greek, 92 in Hungarian, 87 in Finnish and Estonian, and of names
//! in the nominative 1 in 500 was changed. A third of the names in other cases are changed, the rest stay as they are written.

use std::sync::OnceLock;

use super::nominative::entry_of;
use crate::language::Language;
use crate::words::is_hyphen;

/// Lines of a language's code, a class and its words or rules.
const NAMES: &str = include_str!("names.txt");

/// Given names, in the order of their bytes. What is a place or a thing as often (`Florence`, `Victoria`) is not among them.
const GIVEN: &str = include_str!("given.txt");

/// Whether a word is a given name, which says little without the name of the family.
pub(crate) fn is_given(word: &str) -> bool {
    let bit = bit_of(word.as_bytes());
    MAY_BE_GIVEN[bit / 64] >> (bit % 64) & 1 == 1
        && word.starts_with(char::is_uppercase)
        && entry_of(GIVEN.trim_end(), word, |entry| (entry, ())).is_some()
}

/// The bits of all given names, so that most other words need not be searched for: each keyword of a list is looked up several times.
static MAY_BE_GIVEN: [u64; BITS / 64] = bits_of(GIVEN.as_bytes());

/// About twenty for each name.
const BITS: usize = 1 << 15;

/// The bit of a word.
const fn bit_of(word: &[u8]) -> usize {
    let (mut hash, mut at) = (0x811C_9DC5_u32, 0);
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 15) as usize % BITS
}

/// The bits of words that are parted by spaces.
const fn bits_of(words: &[u8]) -> [u64; BITS / 64] {
    let mut bits = [0; BITS / 64];
    let mut rest = words;
    while let Some(end) = end_of_first(rest) {
        let (word, behind) = rest.split_at(end);
        let bit = bit_of(word);
        bits[bit / 64] |= 1 << (bit % 64);
        rest = behind.split_at(1).1;
    }
    bits
}

/// Where the first of some words ends, if one does.
const fn end_of_first(words: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < words.len() {
        if words[at] == b' ' || words[at] == b'\n' {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The longest ending that decides, in characters, and the least length of a name.
const LONGEST: usize = 10;
const SHORTEST_NAME: usize = 4;

/// The rules that need no word before the name.
const ANY: &str = "any";

/// The rules of adjectives in names.
const ADJECTIVE: &str = "adj";

/// The rules of common nouns, and how many letters of such a noun stay, or more: `ének` is a song.
const NOUN: &str = "noun";
const LEAST_LEFT: usize = 3;

/// A name of one word, or of two that bend alike, in the nominative, if it is in another case. `before` has the words right before its
/// places, in lower case, and an empty one where there is none.
pub(super) fn in_nominative(language: Language, name: &str, before: &[String]) -> Option<String> {
    let lines = lines_of(language);
    if lines.is_empty() {
        return None;
    }
    if name.contains(' ')
        && let Some(made) = agreeing(language, name)
    {
        return Some(made);
    }
    let governed = |governing: &str| {
        before.iter().filter(|word| governing.split(' ').any(|other| other == **word)).count()
    };
    let classes = lines.iter().filter_map(|(class, words)| Some((class.strip_suffix(':')?, governed(words))));
    let (class, count) = classes.max_by_key(|(_, count)| *count).unwrap_or((ANY, 0));
    let is_ruled = count > 0 && 2 * count >= before.len();
    let of_class = |wanted: &str| rules_of(language, wanted);
    let ruled = is_ruled.then(|| of_class(class)).flatten();
    if let Some((first, last)) = name.split_once(' ') {
        // An adjective bends with its noun behind what governs both: `do Jeleniej Góry`.
        if let Some(rules) = ruled
            && let Some(adjective) = of_class(ADJECTIVE).and_then(|rules| bent(rules, first))
            && let Some(noun) = bent(rules, last)
        {
            return Some(format!("{adjective} {noun}"));
        }
        let rules = of_class(ANY)?;
        // What belongs to the last noun stands before it and stays: `Tampereen Suomi-Romania-yhdistys`.
        let first = match language {
            Language::Estonian | Language::Finnish | Language::Hungarian => first.to_string(),
            _ => bent(rules, first)?,
        };
        return Some(format!("{first} {}", bent(rules, last)?));
    }
    match ruled.and_then(|rules| entry_for(rules, name)) {
        Some(rule) => replaced(rule, name),
        None => bent(of_class(ANY)?, name),
    }
}

/// A name of adjectives and the noun that they agree with, in the nominative, if the endings of both tell that it is in another case, with what
/// belongs to the noun behind it: `Národná rada Slovenskej republiky`.
fn agreeing(language: Language, name: &str) -> Option<String> {
    GENDERS.iter().find_map(|(adjectives, nouns)| {
        let (adjectives, nouns) = (rules_of(language, adjectives)?, rules_of(language, nouns)?);
        let mut made = String::new();
        let mut rest = name;
        while let Some((word, behind)) = rest.split_once(' ') {
            let Some(nominative) = replaced_longest(adjectives, word) else { break };
            made.push_str(&nominative);
            made.push(' ');
            rest = behind;
        }
        let (noun, behind) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
        // Polish has what tells kinds apart behind the noun: `Sądu Najwyższego`.
        let adjective = || {
            let next = behind.strip_prefix(' ')?;
            let end = next.find(' ').unwrap_or(next.len());
            let is_polish = language == Language::Polish;
            Some((replaced_longest(adjectives, &next[..end]).filter(|_| is_polish)?, &next[end..]))
        };
        let noun = replaced_longest(nouns, noun)?;
        match adjective() {
            Some((adjective, behind)) => Some(format!("{made}{noun} {adjective}{behind}")),
            None => (!made.is_empty()).then(|| format!("{made}{noun}{behind}")),
        }
    })
}

/// The classes of rules for adjectives and nouns that agree: feminine and other ones.
const GENDERS: [(&str, &str); 2] = [("fadj", "fnoun"), ("madj", "mnoun")];

/// Whether there are any rules for the names of a language.
pub(super) fn has_rules(language: Language) -> bool {
    !lines_of(language).is_empty()
}

/// The rules of a class.
fn rules_of(language: Language, wanted: &str) -> Option<&'static str> {
    lines_of(language)
        .iter()
        .find_map(|(class, rules)| (class.strip_suffix('>') == Some(wanted)).then_some(*rules))
}

/// A class, with the sign behind it, and its words or rules.
type Line = (&'static str, &'static str);

/// The lines of a language, looked up once: most languages have none, and every keyword of a list comes here.
fn lines_of(language: Language) -> &'static [Line] {
    static KNOWN: [OnceLock<Vec<Line>>; Language::ALL.len() + 1] =
        [const { OnceLock::new() }; Language::ALL.len() + 1];
    KNOWN[language as usize].get_or_init(|| {
        let of_language = |line: &'static str| line.strip_prefix(language.code())?.strip_prefix(' ');
        NAMES.lines().filter_map(|line| of_language(line)?.split_once(' ')).collect()
    })
}

/// A word of letters with the ending that the rules give it, if enough of it is left.
fn replaced_longest(rules: &'static str, word: &str) -> Option<String> {
    let is_long = word.chars().nth(SHORTEST_NAME - 1).is_some();
    let is_plain = is_long && word.chars().skip(1).all(|c| c.is_lowercase() || is_hyphen(c));
    replaced(longest_of(rules, word).filter(|_| is_plain)?, word)
}

/// A phrase in lower case with its last noun in the nominative, in languages that have rules for that.
pub(super) fn noun_in_nominative(language: Language, phrase: &str) -> Option<String> {
    let rules = rules_of(language, NOUN)?;
    // Bulgarian has the article behind the first word.
    let (start, end) = match language {
        Language::Bulgarian => (0, phrase.find(' ').unwrap_or(phrase.len())),
        _ => (phrase.rfind(' ').map_or(0, |at| at + 1), phrase.len()),
    };
    let word = &phrase[start..end];
    let is_plain = word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    if !is_plain || start > 0 && language == Language::Greek {
        return None;
    }
    let (at, becomes) = longest_of(rules, word)?;
    let rest = &word[..at];
    let made = format!("{rest}{}", becomes?);
    let is_enough = (at == 0 || rest.chars().nth(LEAST_LEFT - 1).is_some())
        && made.chars().nth(SHORTEST_NAME - 1).is_some();
    is_enough.then(|| format!("{}{made}{}", &phrase[..start], &phrase[end..]))
}

/// A word with the ending that the rules give it.
fn bent(rules: &'static str, word: &str) -> Option<String> {
    replaced(entry_for(rules, word)?, word)
}

/// The rule for the longest ending of a word: where that begins, and what takes its place, if it gives way.
fn entry_for(rules: &'static str, word: &str) -> Option<(usize, Option<&'static str>)> {
    let mut letters = word.chars();
    // An acronym has endings of its own; the parts of what is joined may have capitals.
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || is_hyphen(c));
    if !is_name || word.chars().nth(SHORTEST_NAME - 1).is_none() {
        return None;
    }
    longest_of(rules, word)
}

/// The same for any word.
fn longest_of(rules: &'static str, word: &str) -> Option<(usize, Option<&'static str>)> {
    let mut starts: Vec<usize> = word.char_indices().rev().take(LONGEST).map(|(at, _)| at).collect();
    starts.reverse();
    starts.into_iter().find_map(|at| {
        let ending = &word[at..];
        rules.split(' ').find_map(|rule| match rule.split_once('>') {
            Some((of, becomes)) => (of == ending).then_some((at, Some(becomes))),
            None => (rule.strip_suffix('=') == Some(ending)).then_some((at, None)),
        })
    })
}

fn replaced((at, becomes): (usize, Option<&str>), word: &str) -> Option<String> {
    Some(format!("{}{}", &word[..at], becomes?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_known_and_stand_in_order() {
        let names: Vec<&str> = GIVEN.trim_end().split(' ').collect();
        assert!(names.windows(2).all(|two| two[0] < two[1]));
        assert!(["Ada", "Željko", "Brett", "Ольга", "Χρήστος"].iter().all(|name| is_given(name)));
        assert!(!["", "Google", "brett", "Paris"].iter().any(|name| is_given(name)));
        assert!(names.iter().all(|name| is_given(name)));
    }

    #[test]
    fn nouns_are_put_in_the_nominative_where_their_endings_tell() {
        for (language, phrase, expected) in [
            (Language::Hungarian, "programozási nyelvet", Some("programozási nyelv")),
            (Language::Hungarian, "ének", None),
            (Language::Hungarian, "adat", None),
            (Language::Estonian, "arendamise", Some("arendamine")),
            (Language::Greek, "κίνησης", Some("κίνηση")),
            (Language::Greek, "χρήστης", None),
            (Language::Greek, "ασφάλεια κίνησης", None),
            (Language::Bulgarian, "парите", Some("пари")),
            (Language::Bulgarian, "входните данни", Some("входни данни")),
            (Language::Bulgarian, "машината на времето", Some("машина на времето")),
            (Language::Bulgarian, "заплата", None),
            (Language::Bulgarian, "път", None),
            (Language::Polish, "do", None),
            (Language::Greek, "", None),
        ] {
            assert_eq!(noun_in_nominative(language, phrase).as_deref(), expected, "{phrase}");
        }
    }

    #[test]
    fn names_are_put_in_the_nominative_by_what_stands_before_them() {
        for (language, before, name, expected) in [
            (Language::Polish, "do", "Ostródy", Some("Ostróda")),
            (Language::Polish, "z", "Lublina", Some("Lublin")),
            (Language::Polish, "", "Lublina", None),
            (Language::Polish, "", "Wisłę", Some("Wisła")),
            (Language::Polish, "", "Puszczę Zielonkę", Some("Puszcza Zielonka")),
            (Language::Polish, "", "Puszcza Zielonka", None),
            (Language::Polish, "do", "Jeleniej Góry", Some("Jelenia Góra")),
            (Language::Croatian, "u", "Novom Sadu", Some("Novi Sad")),
            (Language::Greek, "της", "Ευρωπαϊκής Ένωσης", Some("Ευρωπαϊκή Ένωση")),
            (Language::Polish, "w", "Tatry", None),
            (Language::Polish, "", "Polskiej Akademii Nauk", Some("Polska Akademia Nauk")),
            (Language::Polish, "", "Narodowego Banku Polskiego", Some("Narodowy Bank Polski")),
            (Language::Polish, "", "Sądu Najwyższego", Some("Sąd Najwyższy")),
            (Language::Polish, "", "Dolny Śląsk", None),
            (
                Language::Slovak,
                "",
                "Národnej rady Slovenskej republiky",
                Some("Národná rada Slovenskej republiky"),
            ),
            (Language::Slovak, "", "Ústavného súdu", Some("Ústavný súd")),
            (Language::Slovak, "", "Slovenská republika", None),
            (Language::Czech, "", "Nejvyššího soudu", Some("Nejvyšší soud")),
            (Language::Russian, "", "Российской Федерации", Some("Российская Федерация")),
            (
                Language::Russian,
                "",
                "Верховного Суда Российской Федерации",
                Some("Верховный Суд Российской Федерации"),
            ),
            (Language::Russian, "", "Красная площадь", None),
            (Language::Ukrainian, "", "Конституційного Суду України", Some("Конституційний Суд України")),
            (Language::Croatian, "", "Europskog parlamenta", Some("Europski parlament")),
            (Language::Serbian, "", "Уставног суда", Some("Уставни суд")),
            (Language::Slovenian, "", "Državnega zbora", Some("Državni zbor")),
            (Language::Greek, "", "Ελληνικής Δημοκρατίας", Some("Ελληνική Δημοκρατία")),
            (Language::Czech, "v", "Benešově", Some("Benešov")),
            (Language::Croatian, "u", "Iraku", Some("Irak")),
            (Language::Croatian, "", "Iraku", None),
            (Language::Slovenian, "iz", "Kopra", Some("Koper")),
            (Language::Russian, "из", "Лондона", Some("Лондон")),
            (Language::Russian, "в", "Минске", Some("Минск")),
            (Language::Russian, "", "Мадонна", None),
            (Language::Ukrainian, "у", "Харкові", Some("Харків")),
            (Language::Finnish, "", "Milavidassa", Some("Milavida")),
            (Language::Finnish, "", "Tampereen Suomi-seuran", Some("Tampereen Suomi-seura")),
            (Language::Finnish, "", "Virtasen", Some("Virtanen")),
            (Language::Estonian, "", "Tartust", Some("Tartu")),
            (Language::Hungarian, "", "Debrecenben", Some("Debrecen")),
            (Language::Greek, "τον", "Παπαδόπουλο", Some("Παπαδόπουλος")),
            (Language::Greek, "της", "Κέρκυρας", Some("Κέρκυρα")),
            (Language::English, "in", "Boston", None),
            (Language::Polish, "do", "", None),
        ] {
            let before = [before.to_string()];
            assert_eq!(in_nominative(language, name, &before).as_deref(), expected, "{before:?} {name}");
        }
    }
}
