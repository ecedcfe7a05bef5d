//! What there is for each language, as the parts that have it say.

#[cfg(feature = "detect")]
use crate::language::detectable;
use crate::language::{Language, Plurals, Stemmer, for_each_role};
use crate::sentence::abbreviations;
use crate::tag::Tagger;
use crate::{Background, words};

/// What nutgraf has for a language, as built: features add tables.
///
/// ```
/// use nutgraf::{Language, Resources};
///
/// let german = Resources::of(Language::German);
/// assert!(german.stemmer && german.stop_words > 100);
/// let khmer = Resources::of(Language::Khmer);
/// assert!(!khmer.stemmer && !khmer.spaces);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resources {
    /// The language.
    pub language: Language,
    /// How it is detected; `None` where nothing is, without the feature `detect`.
    pub detection: Option<Detection>,
    /// Abbreviations in the table of its splitter; 0 if it is split by what most languages share.
    pub abbreviations: usize,
    /// Stop words and light words: those that say little about the topic.
    pub stop_words: usize,
    /// Whether these are known so well that audits judge phrases.
    pub judged: bool,
    /// Words that begin and end no keyword, beyond stop words.
    pub weak_words: usize,
    /// Whether there is a stemmer.
    pub stemmer: bool,
    /// Whether rules say which inflected forms count as one word.
    pub inflection: bool,
    /// Words with a role in a sentence: those that point back, connect, ask.
    pub role_words: usize,
    /// Whether there is a built-in table of how common words are.
    pub background: bool,
    /// Whether there is a tagger of parts of speech.
    pub tagger: bool,
    /// Whether it has spaces between words. Where it has none, a dictionary finds them with the feature `dictionary`, and else each
    /// character is one.
    pub spaces: bool,
}

/// What a language is detected by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detection {
    /// Its script, which no other language of ours has.
    Script,
    /// Trigrams.
    Trigrams,
    /// Its most common words, and trigrams where they do not decide.
    Words,
}

impl Detection {
    /// What it is called: `script`, `trigrams` or `words`.
    pub fn name(self) -> &'static str {
        match self {
            Detection::Script => "script",
            Detection::Trigrams => "trigrams",
            Detection::Words => "words",
        }
    }
}

impl Resources {
    /// What there is for a language.
    pub fn of(language: Language) -> Resources {
        let mut stop_words: Vec<&str> = language.stop_list().chain(language.light_words()).collect();
        stop_words.sort_unstable();
        stop_words.dedup();
        let mut role_words = Vec::new();
        for_each_role(language, |word, _| role_words.push(word));
        role_words.sort_unstable();
        role_words.dedup();
        Resources {
            language,
            detection: detection(language),
            abbreviations: abbreviations(language),
            stop_words: stop_words.len(),
            judged: language.has_stop_words(),
            weak_words: language.weak_words().count(),
            stemmer: Stemmer::new(language).is_some(),
            inflection: Plurals::of(language).is_some(),
            role_words: role_words.len(),
            background: Background::of(language).is_some(),
            tagger: Tagger::is_there(language),
            spaces: words::are_apart(language),
        }
    }
}

#[cfg(feature = "detect")]
fn detection(language: Language) -> Option<Detection> {
    let (by_words, by_trigrams) = detectable(language);
    match (by_words, by_trigrams) {
        _ if language == Language::Undetermined => None,
        (true, _) => Some(Detection::Words),
        (_, true) => Some(Detection::Trigrams),
        _ => Some(Detection::Script),
    }
}

#[cfg(not(feature = "detect"))]
fn detection(_: Language) -> Option<Detection> {
    None
}
