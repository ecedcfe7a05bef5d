//! The words that a sentence can be shown without, and those that forbid it.
//!
//! The lists stand in `trims/`, a file for each language whose function words are known, a line for each [class](TrimClass), entries
//! parted by commas. They are written from knowledge of the languages. A line is empty where a language has no such words, or
//! has them where leaving them out would break the sentence: Turkish and Tamil put the verb of saying last and without a comma, Arabic
//! puts it first; German, Dutch and the Scandinavian languages turn verb and subject around behind `außerdem`, so that only what stands
//! before a comma is listed there.

use rustc_hash::FxHashSet;

use super::Language;
use crate::term::fold;

/// What words do that can be left out, or must not be. The name is that of the line in the files of `trims/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TrimClass {
    /// Opens a sentence, before a comma: `however`.
    Connective,
    /// Opens a sentence without one: `but`.
    Coordinator,
    /// What may follow a coordinator at the start of a clause.
    Article,
    /// Verbs of saying.
    Saying,
    /// Pronouns that speak; `-` where the verb needs none.
    Speaker,
    /// What says when, where and to whom something was said, and small words beside a verb of saying.
    Aside,
    /// A clause that begins with one of these is no sentence.
    Fragment,
    /// What limits the words around it: a parenthesis with one of these stays.
    Exception,
}

impl TrimClass {
    const ALL: [(&str, TrimClass); 8] = [
        ("connective", TrimClass::Connective),
        ("coordinator", TrimClass::Coordinator),
        ("article", TrimClass::Article),
        ("saying", TrimClass::Saying),
        ("speaker", TrimClass::Speaker),
        ("aside", TrimClass::Aside),
        ("fragment", TrimClass::Fragment),
        ("exception", TrimClass::Exception),
    ];
}

/// The lists of a language, folded.
#[derive(Debug)]
pub(crate) struct TrimWords {
    language: Language,
    lists: [FxHashSet<String>; TrimClass::ALL.len()],
}

impl TrimWords {
    /// Those of a language; `None` if it has no lists.
    pub(crate) fn new(language: Language) -> Option<TrimWords> {
        let mut lists: [FxHashSet<String>; TrimClass::ALL.len()] = Default::default();
        for (list, line) in lists.iter_mut().zip(file(language)?.lines()) {
            let (_, entries) = line.split_once(':').unwrap_or_default();
            let entries = entries.split(',').map(str::trim).filter(|entry| !entry.is_empty());
            list.extend(entries.map(|entry| fold(entry, language).into_owned()));
        }
        Some(TrimWords { language, lists })
    }

    /// Whether a word, or several with a space between each two, is of a class.
    pub(crate) fn is(&self, class: TrimClass, words: &str) -> bool {
        self.lists[class as usize].contains(&*fold(words, self.language))
    }
}

fn file(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::Arabic => include_str!("trims/ar.txt"),
        Language::Danish => include_str!("trims/da.txt"),
        Language::Dutch => include_str!("trims/nl.txt"),
        Language::English => include_str!("trims/en.txt"),
        Language::Finnish => include_str!("trims/fi.txt"),
        Language::French => include_str!("trims/fr.txt"),
        Language::German => include_str!("trims/de.txt"),
        Language::Greek => include_str!("trims/el.txt"),
        Language::Hungarian => include_str!("trims/hu.txt"),
        Language::Italian => include_str!("trims/it.txt"),
        Language::Norwegian => include_str!("trims/no.txt"),
        Language::Portuguese => include_str!("trims/pt.txt"),
        Language::Romanian => include_str!("trims/ro.txt"),
        Language::Russian => include_str!("trims/ru.txt"),
        Language::Spanish => include_str!("trims/es.txt"),
        Language::Swedish => include_str!("trims/sv.txt"),
        Language::Tamil => include_str!("trims/ta.txt"),
        Language::Turkish => include_str!("trims/tr.txt"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each language whose function words are known has a file, and each file has a line for each class in order.
    #[test]
    fn files_are_whole() {
        for language in Language::ALL.into_iter().filter(|language| language.has_stop_words()) {
            let file = file(language).unwrap_or_else(|| panic!("{language} has no file"));
            let names: Vec<&str> = file.lines().filter_map(|line| Some(line.split_once(':')?.0)).collect();
            assert_eq!(names, TrimClass::ALL.map(|(name, _)| name), "{language}");
            assert!(file.lines().all(|line| !line.contains(",,") && !line.ends_with(',')), "{language}");
        }
        assert!(TrimWords::new(Language::Khmer).is_none());
    }

    #[test]
    fn entries_are_of_one_word_or_more() {
        let english = TrimWords::new(Language::English).expect("a file");
        assert!(english.is(TrimClass::Connective, "In addition"));
        assert!(!english.is(TrimClass::Connective, "addition"));
        assert!(!english.is(TrimClass::Saying, ""));
        let turkish = TrimWords::new(Language::Turkish).expect("a file");
        assert!(turkish.is(TrimClass::Exception, "DIŞINDA"));
    }
}
