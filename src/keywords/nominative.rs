//! Phrases in the form that a dictionary has, where their endings leave no doubt: `информационной системы` stands alone as
//! `информационная система`, `zarządzania` as `zarządzanie`.
//!
//! A text that never says a phrase as a subject has it in other cases only, which read as torn out. There is no dictionary
//! here but a table of endings for each language, counted in treebanks (`scripts/nominatives.py`); a few were written by
//! hand. What may be of two genders or declensions stays as it is written, and so does what may be a plural. Of the nouns of
//! treebanks that the tables were not made from, 4 of 100 that are changed come to a wrong form in Finnish, Russian and Serbian, 5 in
//! Polish, 6 in Czech; in the languages of `bare.rs` 3 in Romanian and Swedish, 7 in Norwegian, Turkish and Danish, 8 in Icelandic.

use std::cmp::Ordering;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::bare::{self, Knows, bare};
use crate::language::Language;
use crate::words::is_hyphen;

/// Lines of a language's code, a section and its rules; `scripts/nominatives.py` explains them.
const COUNTED: &str = include_str!("nominatives.txt");
const WRITTEN: &str = include_str!("nominatives_written.txt");

/// The longest ending that decides, in characters: those that were counted have six or fewer.
const LONGEST: usize = 10;

/// A word of fewer letters stays as it is written: an abbreviation, a unit.
const SHORTEST_WORD: usize = 3;

/// Endings of Slavic adjectives in the genitive plural, which stand behind their nouns too.
const BEHIND: [&str; 6] = ["ych", "ich", "ých", "ích", "ых", "их"];

/// What Finnish cases end in.
const FINNISH_CASES: [&str; 9] = ["n", "a", "ä", "lle", "ksi", "t", "lla", "llä", "ine"];

/// Words for data.
const PLURALS: [&str; 8] = ["dane", "dati", "duomenys", "podaci", "podatki", "údaje", "данные", "дані"];

/// Those of them that no noun has which another belongs to.
const FINNISH_AGREEING: [&str; 10] = ["ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi"];

/// What becomes of a word with an ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Kept,
    Unknown,
    Becomes(&'static str),
}

/// What was written for a language, which goes first, by section; and the rules of each section that were counted, which stand in order
/// and are searched where they are: a hash table of them would cost a short text more than its keywords.
struct Table {
    written: FxHashMap<&'static str, FxHashMap<&'static str, Rule>>,
    counted: Vec<(&'static str, &'static str)>,
}

/// A phrase with its head in the nominative, if its endings alone tell and it is another one. `has` says whether the text has a word.
pub(super) fn nominative(language: Language, phrase: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
    nominative_of_text(language, phrase, has, &|_| None)
}

/// The same, where `noun` gives the dictionary form of a noun whose ending leaves doubt, by what else the text has of it.
pub(super) fn nominative_of_text(
    language: Language,
    phrase: &str,
    has: &dyn Fn(&str) -> bool,
    noun: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let table = table(language)?;
    let written: Vec<&str> = phrase.split(' ').collect();
    if bare::is_known(language) {
        let is_plain =
            |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
        let bare_noun = |word: &str| {
            let is_long = word.chars().nth(SHORTEST_WORD - 1).is_some();
            replaced(decide(table, "noun", word).filter(|_| is_long)?, word)
                .filter(|made| made.chars().nth(SHORTEST_WORD - 2).is_some())
        };
        let made = written
            .iter()
            .all(is_plain)
            .then(|| bare(language, &written, &Knows { noun: &bare_noun, has }))??;
        return (made != phrase).then_some(made);
    }
    let is_german = language == Language::German;
    let words: Vec<String> = match is_german {
        true => written.iter().map(|word| word.to_lowercase()).collect(),
        false => written.iter().map(|word| (*word).to_string()).collect(),
    };
    // `веб-сервера`, `об'єкта`; what joins a German word may part a number or an acronym.
    let may_join = |c: char| !is_german && (is_hyphen(c) || matches!(c, '\'' | '’' | 'ʼ'));
    let is_plain = |word: &String| {
        word.chars().nth(SHORTEST_WORD - 1).is_some()
            && word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase() || may_join(c))
            && word.ends_with(char::is_alphabetic)
    };
    let is_adjective =
        |word: &&String| decide(table, "adjective", word).map(|(_, rule)| rule) == Some(Rule::Kept);
    let adjectives = words[..words.len() - 1].iter().take_while(is_adjective).count();
    if !words[..=adjectives].iter().all(is_plain) {
        return None;
    }
    // Of an adjective behind its noun nothing is known: `komponentów kontrolowanych`.
    if words
        .get(adjectives + 1)
        .is_some_and(|next| is_adjective(&next) || BEHIND.iter().any(|ending| next.ends_with(ending)))
    {
        return None;
    }
    let mut made = words.clone();
    // An adjective that agrees with its noun gives way with it: `suomalaisista aikuisista`.
    if language == Language::Finnish
        && let [first, last] = &words[..]
        && FINNISH_AGREEING.iter().any(|ending| first.ends_with(ending) && last.ends_with(ending))
    {
        let noun = |word: &str| replaced(decide(table, "noun", word)?, word);
        let (first, last) = (noun(first)?, noun(last)?);
        return (first.ends_with("inen") || has(&first)).then(|| format!("{first} {last}"));
    }
    // Finnish has a noun behind those that belong to it; what agrees with it has its ending.
    if language == Language::Finnish && words.len() > adjectives + 1 {
        let (last, before) = words.split_last()?;
        let agrees =
            |ending: &str| last.ends_with(ending) && before.last().is_some_and(|word| word.ends_with(ending));
        if adjectives > 0 || FINNISH_CASES.iter().any(|ending| agrees(ending)) {
            return None;
        }
        let at = made.len() - 1;
        made[at] = replaced(decide(table, "noun", last)?, last)?;
        return Some(made.join(" "));
    }
    let applied = |rule: Option<(usize, Rule)>, head: &str| match rule {
        Some(known @ (_, Rule::Becomes(_))) => replaced(known, head),
        Some((_, Rule::Kept)) => None,
        _ => noun(head),
    };
    // The last noun is the head here too; what agrees with it may be a participle that the table does not know.
    if matches!(language, Language::Latvian | Language::Lithuanian) && adjectives == 0 && words.len() > 1 {
        let (last, before) = words.split_last()?;
        if before.last()?.chars().next_back() == last.chars().next_back() {
            return None;
        }
        let at = made.len() - 1;
        made[at] = applied(decide(table, "noun", last), last)?;
        return Some(made.join(" "));
    }
    let head = &words[adjectives];
    if adjectives == 0 {
        // What may be an adjective is no noun that gives way.
        let is_noun = words.len() == 1
            || is_german
            || !matches!(decide(table, "adjective", head), Some((_, Rule::Unknown)));
        if !is_noun {
            return None;
        }
        let rule = decide(table, "noun", head);
        // What stands before others may be an adjective that the table does not know: `otvoreni podaci`.
        let is_known = || matches!(decide(table, "adjective", head), Some((_, Rule::Becomes(_))));
        made[0] = if words.len() == 1 || is_known() { applied(rule, head)? } else { replaced(rule?, head)? };
    } else {
        let behind = decide(table, &after(&words[adjectives - 1]), head);
        let rule = match behind {
            Some((_, Rule::Kept)) => return None,
            Some(known @ (_, Rule::Becomes(_))) => Some(known),
            _ => decide(table, "noun", head),
        };
        made[adjectives] = applied(rule, head)?;
        // Of plurals that dictionaries have, the adjective would be in the plural too.
        if PLURALS.contains(&&*made[adjectives]) {
            return None;
        }
        let Some((_, Rule::Becomes(gender))) = decide(table, "gender", &made[adjectives]) else {
            return None;
        };
        for (word, made) in words[..adjectives].iter().zip(&mut made) {
            let rule = decide(table, gender, word)?;
            *made = if rule.1 == Rule::Kept { word.clone() } else { replaced(rule, word)? };
        }
    }
    for (made, written) in made.iter_mut().zip(&written) {
        if let Some(first) = written.chars().next().filter(|first| first.is_uppercase()) {
            let rest = made.chars().next().map_or(0, char::len_utf8);
            *made = format!("{first}{}", &made[rest..]);
        }
    }
    let made = made.join(" ");
    (made != phrase).then_some(made)
}

/// Whether anything is known of the endings of a language.
pub(super) fn has_nominatives(language: Language) -> bool {
    table(language).is_some()
}

/// Whether a phrase is plainly in the nominative.
pub(super) fn is_nominative(language: Language, phrase: &str) -> bool {
    if bare::is_known(language) {
        return false;
    }
    let is_kept = |table| {
        let mut words = phrase.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        let section = match second {
            Some(_) if decide(table, "adjective", first).map(|(_, rule)| rule) == Some(Rule::Kept) => {
                after(first)
            }
            _ => "noun".to_string(),
        };
        let head = if section == "noun" { first } else { second.unwrap_or_default() };
        matches!(decide(table, &section, head), Some((_, Rule::Kept)))
    };
    table(language).is_some_and(is_kept)
}

/// The section for nouns behind an adjective.
fn after(adjective: &str) -> String {
    let start = adjective.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    format!("after {}", &adjective[start..])
}

/// The longest ending of a word that a section has, and what it says.
fn decide(table: &Table, section: &str, word: &str) -> Option<(usize, Rule)> {
    let mut starts = [0; LONGEST];
    let mut count = 0;
    for (at, _) in word.char_indices().rev().take(LONGEST) {
        starts[count] = at;
        count += 1;
    }
    let longest_first = || starts[..count].iter().rev().copied();
    let of_written =
        |rules: &FxHashMap<&str, Rule>| longest_first().find_map(|at| Some((at, *rules.get(&word[at..])?)));
    let of_counted = |(_, rules): &(&str, &'static str)| {
        longest_first().find_map(|at| Some((at, entry_of(rules, &word[at..], read_rule)?)))
    };
    let in_counted = || table.counted.iter().find(|(name, _)| *name == section).and_then(of_counted);
    table.written.get(section).and_then(of_written).or_else(in_counted)
}

/// What stands for an ending among entries that are parted by spaces and in the order of their endings, each taken apart by `read`.
pub(super) fn entry_of<R>(
    entries: &'static str,
    ending: &str,
    read: impl Fn(&'static str) -> (&'static str, R),
) -> Option<R> {
    let (mut low, mut high) = (0, entries.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = entries.as_bytes()[low..middle].iter().rposition(|byte| *byte == b' ');
        let start = start.map_or(low, |at| low + at + 1);
        let end = entries.as_bytes()[middle..].iter().position(|byte| *byte == b' ');
        let end = end.map_or(entries.len(), |at| middle + at);
        let (other, found) = read(&entries[start..end]);
        match other.cmp(ending) {
            Ordering::Equal => return Some(found),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// A word with another ending.
fn replaced((at, rule): (usize, Rule), word: &str) -> Option<String> {
    let Rule::Becomes(ending) = rule else { return None };
    Some(format!("{}{ending}", &word[..at]))
}

fn table(language: Language) -> Option<&'static Table> {
    static KNOWN: [OnceLock<Table>; Language::ALL.len() + 1] =
        [const { OnceLock::new() }; Language::ALL.len() + 1];
    let table = KNOWN[language as usize].get_or_init(|| {
        let mut written: FxHashMap<_, FxHashMap<_, _>> = FxHashMap::default();
        for (section, rules) in sections(WRITTEN, language) {
            written.entry(section).or_default().extend(rules.split(' ').map(read_rule));
        }
        Table { written, counted: sections(COUNTED, language).collect() }
    });
    (!table.written.is_empty() || !table.counted.is_empty()).then_some(table)
}

/// The sections of a language in a list, in which its lines stand together, and their rules.
fn sections(list: &'static str, language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let prefix = format!("\n{} ", language.code());
    let from = list.find(&prefix).map_or(list.len(), |at| at + 1);
    let code = language.code();
    list[from..].lines().map_while(move |line| line.strip_prefix(code)?.strip_prefix(' ')).filter_map(
        |line| {
            let spaces = usize::from(line.starts_with("after "));
            let (at, _) = line.match_indices(' ').nth(spaces)?;
            Some((&line[..at], &line[at + 1..]))
        },
    )
}

/// An ending and what becomes of it.
fn read_rule(rule: &'static str) -> (&'static str, Rule) {
    match rule.split_once('>') {
        Some((ending, becomes)) => (ending, Rule::Becomes(becomes)),
        None if rule.ends_with('=') => (&rule[..rule.len() - 1], Rule::Kept),
        None => (rule.trim_end_matches('?'), Rule::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_by_its_endings_is_put_in_the_nominative() {
        for (language, phrase, expected) in [
            (Language::Russian, "информационной системы", Some("информационная система")),
            (Language::Russian, "нужную команду", Some("нужная команда")),
            (Language::Russian, "уникальных посетителей", Some("уникальный посетитель")),
            (Language::Russian, "системой управления", Some("система управления")),
            (Language::Russian, "безопасностью", Some("безопасность")),
            (Language::Russian, "ряд", None),
            (Language::Russian, "", None),
            (Language::Russian, "система", None),
            (Language::Russian, "собеседованиях разработчиков", Some("собеседования разработчиков")),
            (Language::Russian, "рабочих процессов", Some("рабочий процесс")),
            (Language::Polish, "zarządzania", Some("zarządzanie")),
            (Language::Polish, "społeczności", Some("społeczność")),
            (Language::Polish, "system", None),
            (Language::Czech, "životního prostředí", Some("životní prostředí")),
            (Language::Finnish, "yliopiston", Some("yliopisto")),
            (Language::Finnish, "kokouksissa", Some("kokous")),
            (Language::Finnish, "hallituksen kokouksessa", Some("hallituksen kokous")),
            (Language::Finnish, "avoimessa yliopistossa", None),
            (Language::Finnish, "suomalaisista aikuisista", Some("suomalainen aikuinen")),
            (Language::Lithuanian, "panaudojimo organizacijos", Some("panaudojimo organizacija")),
            (Language::Lithuanian, "atvirų duomenų", None),
            (Language::Russian, "безопасности", Some("безопасность")),
            (Language::Russian, "веб-разработчиков", Some("веб-разработчик")),
            (Language::Ukrainian, "реактивного об'єкта", Some("реактивний об'єкт")),
            (Language::Ukrainian, "діяльності", Some("діяльність")),
            (Language::German, "Italienischen Republik", Some("Italienische Republik")),
            (Language::German, "offenen Daten", Some("offene Daten")),
            (Language::German, "Altglascontainern", Some("Altglascontainer")),
            (Language::German, "Vereins Westwoodlabs", Some("Verein Westwoodlabs")),
            (Language::German, "Eltern", None),
            (Language::German, "Verordnung", None),
            (Language::English, "system", None),
        ] {
            assert_eq!(nominative(language, phrase, &|_| false).as_deref(), expected, "{phrase}");
        }
        assert!(is_nominative(Language::Russian, "система"));
        assert!(!is_nominative(Language::Russian, "системой") && !is_nominative(Language::English, "system"));
    }

    #[test]
    fn tables_have_known_languages_and_rules() {
        for line in WRITTEN.lines().chain(COUNTED.lines()).filter(|line| !line.starts_with('#')) {
            let code = line.split(' ').next().unwrap();
            assert!(code.parse::<Language>().is_ok_and(|language| language.code() == code), "{line}");
            let rules = line.split(' ').skip(2);
            let is_rule = |rule: &str| rule.contains('>') || rule.ends_with(['=', '?']);
            assert!(rules.filter(|rule| !is_rule(rule)).count() <= 1, "{line}");
        }
        for language in &Language::ALL[..] {
            for (section, rules) in sections(COUNTED, *language) {
                let endings: Vec<&str> = rules.split(' ').map(|rule| read_rule(rule).0).collect();
                assert!(endings.is_sorted(), "{language:?} {section}");
                assert!(endings.iter().all(|ending| entry_of(rules, ending, read_rule).is_some()));
                assert!(["", "\u{10FFFF}"].iter().all(|no| entry_of(rules, no, read_rule).is_none()));
            }
        }
    }
}
