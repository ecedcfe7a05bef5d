//! Words that name no topic by themselves, for a list to be read: nouns such as `example` and `process`, and in languages without a
//! tagger what ends as verbs, participles and adverbs do.
//!
//! Inside a phrase they are welcome (`example sentence`, `peace process`), and benchmarks count them too, so that only a
//! list to be read ranks them lower where they stand alone. The lists were chosen from general knowledge, and by reading what
//! documents gave; nothing of them was counted.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Language, Stemmer};

/// Lines of a language's code and its words.
const GENERIC: &str = include_str!("generic.txt");
/// Nouns that are a topic only of what is about them: `committee`, `Kunde`.
const BROAD: &str = include_str!("broad.txt");
const GENERIC_ADJECTIVES: &str = include_str!("generic_adjectives.txt");
const VERB_ENDINGS: &str = include_str!("verb_endings.txt");
const VERBS: &str = include_str!("verbs.txt");
/// The most frequent nouns of treebanks, for languages that have no background; `scripts/everyday_nouns.py` makes it.
const EVERYDAY: &str = include_str!("everyday.txt");
/// Endings of words that are no nouns, counted in treebanks; `scripts/parts_of_speech.py` makes it and explains its signs. Of the nouns
/// of treebanks that it was not made from, 1 of 200 is taken for something else, and half of the verbs and a third of the adjectives
/// are recognized (19 languages, 2026-11-29; what ships is made from both halves).
const NO_NOUNS: &str = include_str!("no_nouns.txt");

/// The longest ending of [`NO_NOUNS`], in characters, and how many characters stand before one, or more: `chat` is no verb.
const LONGEST_ENDING: usize = 6;
const LEAST_BEFORE: usize = 3;

/// What a word is by its ending, where it is no noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoNoun {
    /// A verb, an adverb and the like.
    Verb,
    Adjective,
}

/// What stands before the ending of a verb has this many letters or more: `ekmek` is bread.
const LEAST_STEM: usize = 3;

/// The words of one language.
pub(super) struct Topicless {
    /// Stems of nouns that say nothing alone.
    generic: FxHashSet<String>,
    /// Stems of nouns that are a topic only of what is about them.
    broad: FxHashSet<String>,
    /// Stems of adjectives that say nothing of the noun beside them.
    adjectives: FxHashSet<String>,
    /// Stems of the most frequent nouns.
    everyday: FxHashSet<String>,
    verb_endings: Vec<&'static str>,
    verbs: FxHashSet<&'static str>,
    /// Endings and whole words, with what tells them to be no nouns; `None` where a longer ending is one of nouns.
    endings: FxHashMap<&'static str, Option<NoNoun>>,
    whole: FxHashSet<&'static str>,
}

impl Topicless {
    pub(super) fn of(language: Language) -> &'static Topicless {
        static KNOWN: [OnceLock<Topicless>; Language::ALL.len() + 1] =
            [const { OnceLock::new() }; Language::ALL.len() + 1];
        KNOWN[language as usize].get_or_init(|| Topicless::new(language))
    }

    fn new(language: Language) -> Topicless {
        let stemmer = Stemmer::new(language);
        let stems = |list| {
            listed(list, language).map(|word| stemmer.stem(&word.to_lowercase()).into_owned()).collect()
        };
        Topicless {
            generic: stems(GENERIC),
            broad: stems(BROAD),
            adjectives: stems(GENERIC_ADJECTIVES),
            everyday: stems(EVERYDAY),
            verb_endings: listed(VERB_ENDINGS, language).collect(),
            verbs: listed(VERBS, language).collect(),
            endings: listed(NO_NOUNS, language)
                .filter(|rule| !rule.starts_with('^'))
                .filter_map(no_noun)
                .collect(),
            whole: listed(NO_NOUNS, language)
                .filter_map(|rule| rule.strip_prefix('^')?.strip_suffix('-'))
                .collect(),
        }
    }

    /// Whether a stem is that of a noun that says nothing alone.
    pub(super) fn is_generic(&self, stem: &str) -> bool {
        self.generic.contains(stem)
    }

    /// Whether a stem is that of a noun that is a topic only of what is about it.
    pub(super) fn is_broad(&self, stem: &str) -> bool {
        self.broad.contains(stem)
    }

    /// Whether a stem is that of one of the most frequent nouns of a language without a background.
    pub(super) fn is_everyday(&self, stem: &str) -> bool {
        self.everyday.contains(stem)
    }

    /// Whether a word in lower case is a form of one that says nothing alone, where neither a stem nor a table tells, by its ending.
    pub(super) fn is_form_of_generic(&self, word: &str) -> bool {
        self.generic.iter().any(|known| is_form(known, word))
    }

    /// Whether it is a form of one that is a topic only of what is about it.
    pub(super) fn is_form_of_broad(&self, word: &str) -> bool {
        self.broad.iter().any(|known| is_form(known, word))
    }

    /// Whether a stem is that of an adjective that says nothing of the noun beside it.
    pub(super) fn is_adjective(&self, stem: &str) -> bool {
        self.adjectives.contains(stem)
    }

    /// Whether a word is a form of a verb that is no noun.
    pub(super) fn is_known_verb(&self, word: &str) -> bool {
        !self.verbs.is_empty()
            && THIRD_PERSON
                .iter()
                .any(|ending| word.strip_suffix(ending).is_some_and(|verb| self.verbs.contains(verb)))
    }

    /// Whether anything is known of how words end that are no nouns.
    pub(super) fn knows_endings(&self) -> bool {
        !(self.verb_endings.is_empty() && self.endings.is_empty() && self.whole.is_empty())
    }

    /// Whether a word ends as a verb or the like does; what has a capital is no such word.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        let ends = |ending: &&str| {
            word.strip_suffix(ending).is_some_and(|stem| stem.chars().nth(LEAST_STEM - 1).is_some())
        };
        !word.starts_with(char::is_uppercase)
            && (self.verb_endings.iter().any(ends)
                || self.verbs.contains(word)
                || self.no_noun(word) == Some(NoNoun::Verb))
    }

    /// What a word in lower case is by its ending, if that tells that it is no noun.
    pub(super) fn no_noun(&self, word: &str) -> Option<NoNoun> {
        if self.whole.contains(word) {
            return Some(NoNoun::Verb);
        }
        let mut starts = [0; LONGEST_ENDING];
        let mut count = 0;
        for (at, _) in word.char_indices().rev().take(LONGEST_ENDING) {
            starts[count] = at;
            count += 1;
        }
        let mut longest_first = starts[..count].iter().rev();
        let (at, kind) = longest_first.find_map(|at| Some((*at, *self.endings.get(&word[*at..])?)))?;
        kind.filter(|_| word[..at].chars().nth(LEAST_BEFORE - 1).is_some())
    }
}

/// A form has as many letters of its word or more, and an ending of this many or fewer, or one of these.
const LEAST_OF_FORM: usize = 4;
const LONGEST_OF_FORM: usize = 2;
const LONG_CASES: [&str; 14] =
    ["ach", "ama", "ami", "emi", "ech", "iem", "ima", "owi", "ách", "ích", "ами", "ові", "ями", "ях"];

/// Whether a word is another in a case or the plural: `otázkami` of `otázka`. What goes on further is another word: `slovník` of `slovo`.
fn is_form(known: &str, word: &str) -> bool {
    // Most words have another first letter.
    if known.as_bytes().get(..2) != word.as_bytes().get(..2) {
        return false;
    }
    let Some(last) = known.chars().next_back() else { return false };
    let rest = if VOWELS.contains(last) { &known[..known.len() - last.len_utf8()] } else { known };
    rest.chars().nth(LEAST_OF_FORM - 1).is_some()
        && word.strip_prefix(rest).is_some_and(|ending| {
            ending.chars().nth(LONGEST_OF_FORM).is_none() || LONG_CASES.contains(&ending)
        })
}

/// What nouns of Slavic and Baltic languages end with in the nominative that their other forms have not.
const VOWELS: &str = "aeioyáéíóýěąęėīāēаеоиіыяєьй";

/// The endings of the third person, of verbs that are listed.
const THIRD_PERSON: [&str; 3] = ["", "s", "es"];

/// An ending and what it tells.
fn no_noun(rule: &'static str) -> Option<(&'static str, Option<NoNoun>)> {
    let ending = &rule[..rule.len() - 1];
    match rule.as_bytes().last()? {
        b'-' => Some((ending, Some(NoNoun::Verb))),
        b'~' => Some((ending, Some(NoNoun::Adjective))),
        _ => Some((ending, None)),
    }
}

/// The words of a language in a list.
fn listed(list: &'static str, language: Language) -> impl Iterator<Item = &'static str> {
    let mut lines = list.lines();
    let words = lines.find_map(|line| line.strip_prefix(language.code())?.strip_prefix(' '));
    words.unwrap_or_default().split(' ').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_languages_in_order_once_and_no_word_twice() {
        for list in [GENERIC, BROAD, GENERIC_ADJECTIVES, VERB_ENDINGS, VERBS, EVERYDAY, NO_NOUNS] {
            let mut languages: Vec<&str> = Vec::new();
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                let (code, words) = line.split_once(' ').unwrap();
                assert!(code.parse::<Language>().is_ok_and(|language| language.code() == code), "{code}");
                let mut words: Vec<&str> = words.split(' ').collect();
                let count = words.len();
                words.sort_unstable();
                words.dedup();
                assert_eq!(words.len(), count, "{code}");
                languages.push(code);
            }
            let count = languages.len();
            languages.sort_unstable();
            languages.dedup();
            assert_eq!(languages.len(), count);
        }
    }

    #[test]
    fn words_that_are_no_nouns_are_told_by_their_endings() {
        for (language, word, expected) in [
            (Language::Czech, "znamená", Some(NoNoun::Verb)),
            (Language::Czech, "vypadat", Some(NoNoun::Verb)),
            (Language::Czech, "webové", None),
            (Language::Czech, "kontejner", None),
            (Language::Slovenian, "uporabljajo", Some(NoNoun::Verb)),
            (Language::Swedish, "bibliotek", None),
            (Language::Turkish, "yapıyor", Some(NoNoun::Verb)),
            (Language::English, "becomes", None),
            (Language::Czech, "", None),
        ] {
            assert_eq!(Topicless::of(language).no_noun(word), expected, "{word}");
        }
    }

    #[test]
    fn inflected_forms_are_generic_too_and_short_words_are_no_verbs() {
        for (language, word) in [
            (Language::English, "examples"),
            (Language::French, "exemples"),
            (Language::Russian, "процессов"),
            (Language::German, "beispiele"),
            (Language::Polish, "problem"),
        ] {
            let stem = Stemmer::new(language).stem(word).into_owned();
            assert!(Topicless::of(language).is_generic(&stem), "{word}");
        }
        assert!(!Topicless::of(Language::English).is_generic("bridg"));
        assert!(Topicless::of(Language::Undetermined).generic.is_empty());
        let turkish = Topicless::of(Language::Turkish);
        assert!(
            turkish.is_verb("tamamlanmıştır") && !turkish.is_verb("ekmek") && !turkish.is_verb("Gelecek")
        );
        assert!(turkish.is_verb("kullanın") && Topicless::of(Language::Polish).is_verb("sprawia"));
        let english = Topicless::of(Language::English);
        assert!(!english.is_verb("building"));
        assert!(english.is_known_verb("understand") && english.is_known_verb("becomes"));
        assert!(!english.is_known_verb("standing") && !english.is_known_verb(""));
        let czech = Topicless::of(Language::Czech);
        assert!(czech.is_form_of_generic("otázky") && czech.is_form_of_generic("otázkami"));
        assert!(!czech.is_form_of_generic("slovník") && !czech.is_form_of_generic(""));
    }
}
