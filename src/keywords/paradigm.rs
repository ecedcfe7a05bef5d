//! The dictionary form of a noun, by all the forms that the text has of it.
//!
//! One ending leaves doubt: `zagrożeń` may be of `zagrożenie`, `zagrożeń` or `zagrożenia`. Beside `zagrożenia` and `zagrożeniem` it may be
//! of the first alone. What each ending becomes and how often was counted in treebanks (`scripts/paradigms.py`); the odds of the forms are
//! multiplied, as if they were independent, and a dictionary form is given if its share is [`SURE`] or more.
//!
//! Of nouns of treebanks that the table was not made from, said three times within 80 sentences, 40 to 60 of 100 of those in another case
//! come to their dictionary form, 76 in Lithuanian and 29 in Russian; of what is changed 94 to 98 of 100 are right, 89 in Lithuanian.
//!
//! * time: `O(n)` for the `n` words of the text, for each keyword that is shown

use std::sync::OnceLock;

use super::nominative::entry_of;
use crate::language::Language;

const COUNTED: &str = include_str!("paradigms.txt");

/// The longest ending that was counted, in characters, and how many stand before one, or more.
const LONGEST: usize = 6;
const LEAST_BEFORE: usize = 2;
/// What is left of a word has this many letters or more.
const LEAST_LEFT: usize = 3;

/// The share of a dictionary form among all that a noun may have, from which on it is given, and from which on if the text has no
/// other form of the noun. Chosen on development halves: at .9 nine of ten are right.
const SURE: f64 = 0.9;
const SURE_ALONE: f64 = 0.95;
/// What has less is no candidate, and what a form of the text may be that was not counted.
const LEAST_SHARE: f64 = 0.03;
/// What a dictionary form that the text has is worth more.
const OF_TEXT: f64 = 3.0;
/// What a form has to say of one of the candidates to be taken for one of the same noun.
const LEAST_SAID: f64 = 0.05;
/// How many words with an ending weigh as much as the shorter ending.
const SMOOTHING: f64 = 3.0;

/// A dictionary form that the text does not have has this many letters or more.
const LEAST_ALONE: usize = 5;

/// The most letters of an ending of another form, and how many forms are looked at.
const LONGEST_CASE: usize = 4;
const MOST_FORMS: usize = 6;

/// Whether anything was counted for a language.
pub(super) fn is_known(language: Language) -> bool {
    rules(language).is_some()
}

/// The dictionary form of a noun in lower case, if it is in another one and its forms leave no doubt. `words` are those of the text, in
/// lower case, and may repeat.
pub(super) fn dictionary_form<'w>(
    language: Language,
    word: &str,
    words: impl Iterator<Item = &'w str>,
) -> Option<String> {
    let rules = rules(language)?;
    let (may_be, is_nominative) = readings(rules, word);
    let mut candidates: Vec<(String, f64)> =
        may_be.into_iter().filter(|(_, share)| *share >= LEAST_SHARE).collect();
    if is_nominative || candidates.is_empty() {
        return None;
    }
    let length = word.chars().count();
    let shared = length.saturating_sub(LONGEST_CASE).max(LEAST_LEFT);
    let start = word.char_indices().nth(shared).map_or(word.len(), |(at, _)| at);
    let mut forms: Vec<&str> = Vec::with_capacity(MOST_FORMS);
    let mut given: Vec<bool> = vec![false; candidates.len()];
    for other in words {
        if !other.starts_with(&word[..start]) || other == word {
            continue;
        }
        for ((candidate, share), given) in candidates.iter_mut().zip(&mut given) {
            if !*given && candidate == other {
                *given = true;
                *share *= OF_TEXT;
            }
        }
        if forms.len() == MOST_FORMS || forms.contains(&other) {
            continue;
        }
        let same = other.chars().zip(word.chars()).take_while(|(one, other)| one == other).count();
        if other.chars().count() - same > LONGEST_CASE {
            continue;
        }
        let (says, _) = readings(rules, other);
        let said = |candidate: &str| {
            says.iter().find(|(form, _)| form == candidate).map_or(0.0, |(_, share)| *share)
        };
        if candidates.iter().all(|(candidate, _)| said(candidate) < LEAST_SAID) {
            continue;
        }
        forms.push(other);
        for (candidate, share) in &mut candidates {
            *share *= said(candidate) + LEAST_SHARE;
        }
    }
    let sum: f64 = candidates.iter().map(|(_, share)| share).sum();
    let best =
        (0..candidates.len()).max_by(|one, other| candidates[*one].1.total_cmp(&candidates[*other].1))?;
    let (best, share, is_of_text) = (&candidates[best].0, candidates[best].1, given[best]);
    // What the text has with and without a vowel behind it may be a genitive without: `спільнот` beside `спільнота`.
    let is_longer =
        |((form, _), given): (&(String, f64), &bool)| *given && form != best && form.starts_with(&**best);
    if matches!(language, Language::Polish | Language::Ukrainian)
        && candidates.iter().zip(&given).any(is_longer)
    {
        return None;
    }
    let sure = if forms.is_empty() && !given.contains(&true) { SURE_ALONE } else { SURE };
    let is_sure = share >= sure * sum && (is_of_text || is_regular(language, best));
    (best != word && is_sure).then(|| best.clone())
}

/// Whether a dictionary form that the text does not have may be trusted: short ones are mostly stems, and in Polish and Ukrainian a vowel
/// changes before the last consonant (`zasób` of `zasobów`, `договір` of `договору`).
fn is_regular(language: Language, form: &str) -> bool {
    let mut letters = form.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let changes = match language {
        Language::Polish => {
            before == Some('o') && matches!(last, Some('b' | 'd' | 'g' | 'w' | 'z' | 'ż' | 'ł'))
        }
        Language::Ukrainian => {
            matches!(before, Some('о' | 'е' | 'є'))
                && matches!(last, Some('б' | 'в' | 'г' | 'д' | 'ж' | 'з' | 'л' | 'р' | 'к' | 'н'))
        }
        _ => false,
    };
    !changes && form.chars().nth(LEAST_ALONE - 1).is_some()
}

/// The dictionary forms that a word may have, by its endings, with their shares, and whether most words that end so are nominatives.
fn readings(rules: &'static str, word: &str) -> (Vec<(String, f64)>, bool) {
    let length = word.chars().count();
    let most = LONGEST.min(length.saturating_sub(LEAST_BEFORE));
    let mut made: Vec<(String, f64)> = Vec::new();
    let (mut weight, mut is_nominative) = (1.0, None);
    let starts: Vec<usize> =
        word.char_indices().rev().take(LONGEST.max(LONGEST_CASE)).map(|(at, _)| at).collect();
    for ending in (1..=most).rev() {
        let Some((nominative, decisions)) = decisions(rules, &word[starts[ending - 1]..]) else { continue };
        is_nominative.get_or_insert(nominative);
        let total: f64 = decisions.clone().map(|(_, _, count)| count).sum();
        let trusted = total / (total + SMOOTHING);
        for (cut, added, count) in decisions {
            if length < cut + LEAST_LEFT {
                continue;
            }
            let left = if cut == 0 { word.len() } else { starts[cut - 1] };
            let form = format!("{}{added}", &word[..left]);
            let share = weight * trusted * count / total;
            match made.iter_mut().find(|(known, _)| *known == form) {
                Some((_, known)) => *known += share,
                None => made.push((form, share)),
            }
        }
        weight *= 1.0 - trusted;
    }
    (made, is_nominative.unwrap_or(true))
}

/// What an ending becomes: how many letters give way to which, and how often.
fn decisions(
    rules: &'static str,
    ending: &str,
) -> Option<(bool, impl Iterator<Item = (usize, &'static str, f64)> + Clone)> {
    let (nominative, decisions) =
        entry_of(rules, ending, |entry| entry.split_once(':').unwrap_or((entry, "")))?.split_once(':')?;
    Some((nominative == "1", decisions.split(',').filter_map(decision)))
}

/// `3a12`: three letters give way to `a`, twelve times.
fn decision(written: &'static str) -> Option<(usize, &'static str, f64)> {
    let (cut, rest) = written.split_at_checked(1)?;
    let at = rest.find(|c: char| c.is_ascii_digit())?;
    Some((cut.parse().ok()?, &rest[..at], rest[at..].parse().ok()?))
}

/// The endings of a language, parted by spaces and in their order. Looked up once, for the table is long.
fn rules(language: Language) -> Option<&'static str> {
    static KNOWN: [OnceLock<Option<&str>>; Language::ALL.len() + 1] =
        [const { OnceLock::new() }; Language::ALL.len() + 1];
    let of_language = |line: &'static str| line.strip_prefix(language.code())?.strip_prefix(' ');
    *KNOWN[language as usize].get_or_init(|| COUNTED.lines().find_map(of_language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_noun_tell_its_dictionary_form_together() {
        for (language, word, text, expected) in [
            (Language::Polish, "zagrożeń", "model zagrożeń i zagrożenia lub zagrożeniem", Some("zagrożenie")),
            (Language::Ukrainian, "комісією", "комісією комісії комісію", Some("комісія")),
            (Language::Ukrainian, "договором", "договором договору договори", None),
            (Language::Ukrainian, "спільноти", "спільноти спільнот спільноту спільнота", None),
            (Language::Polish, "zasobów", "zasobów zasoby", None),
            (Language::Croatian, "podacima", "podacima podataka podatke podatak", Some("podatak")),
            (Language::Slovak, "používateľov", "používateľov používateľ používatelia", Some("používateľ")),
            (Language::Slovenian, "uporabnikov", "uporabnikov uporabnike uporabnikom", Some("uporabnik")),
            (Language::Lithuanian, "licencijos", "licencijos licenciją licencijų", Some("licencija")),
            (Language::Polish, "system", "system systemu systemem", None),
            (Language::Polish, "xyz", "xyz", None),
            (Language::Polish, "", "", None),
            (Language::English, "systems", "systems system", None),
        ] {
            let found = dictionary_form(language, word, text.split(' '));
            assert_eq!(found.as_deref(), expected, "{word}");
        }
        assert!(is_known(Language::Polish) && !is_known(Language::English));
    }

    #[test]
    fn the_table_has_known_languages_and_endings_in_order() {
        for line in COUNTED.lines().filter(|line| !line.starts_with('#')) {
            let (code, rules) = line.split_once(' ').unwrap();
            assert!(code.parse::<Language>().is_ok_and(|language| language.code() == code), "{code}");
            let endings: Vec<&str> = rules.split(' ').map(|rule| rule.split_once(':').unwrap().0).collect();
            assert!(endings.is_sorted(), "{code}");
            for rule in rules.split(' ') {
                let (ending, rest) = rule.split_once(':').unwrap();
                let (_, found) = decisions(rules, ending).unwrap();
                assert_eq!(found.count(), rest.split(',').count(), "{rule}");
            }
        }
    }
}
