//! Terms: what is the same word in another form. Folding, stop words, stems, and the numbers they get.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::corpus::Background;
use crate::language::{Language, Roles, Stemmer};

/// The number of a term in one [`Analysis`](crate::Analysis): `0` for the first that the text holds, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub(crate) u32);

impl TermId {
    /// The term's place in arrays that have one entry for each term.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Past so many distinct word forms a lexicon starts over, so that a stream of documents needs bounded memory.
/// Nothing that is computed depends on it: terms are numbered anew in each analysis.
pub(crate) const MOST_FORMS: usize = 200_000;

/// The number of a word form in a [`Lexicon`]: good until the lexicon starts over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FormId(u32);

impl FormId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// All word forms of one language seen so far, each folded and stemmed once.
pub(crate) struct Lexicon {
    language: Language,
    stemmer: Stemmer,
    stop_words: FxHashSet<&'static str>,
    weak_words: FxHashSet<&'static str>,
    background: Option<Arc<Background>>,
    form_ids: FxHashMap<Box<str>, FormId>,
    forms: Vec<Form>,
    /// A number that no other lexicon has, nor this one before it started over.
    generation: u32,
    stem_ids: FxHashMap<Box<str>, u32>,
    stems: Vec<Stem>,
}

/// What a word form comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The place of its stem in the lexicon.
    pub(crate) stem: u32,
    /// Whether it says something of the topic: no stop word, no single letter.
    pub(crate) is_content: bool,
    /// What it can do in a sentence.
    pub(crate) roles: Roles,
    /// Whether no keyword begins or ends with it, though it may be a content word.
    pub(crate) is_weak: bool,
}

/// More documents than any table counts. Audits never ask, and a table is slow to search.
const NOT_LOOKED_UP: u32 = u32::MAX;

struct Stem {
    text: Box<str>,
    /// In how many documents of the background table it occurs; [`NOT_LOOKED_UP`] until somebody asks.
    frequency: Cell<u32>,
}

impl Lexicon {
    /// A lexicon that knows how common words are by a table, if there is one.
    pub(crate) fn new(language: Language, background: Option<Arc<Background>>) -> Lexicon {
        Lexicon {
            language,
            stemmer: Stemmer::new(language),
            stop_words: language.stop_words().iter().copied().chain(language.light_words()).collect(),
            weak_words: language.weak_words().collect(),
            background,
            form_ids: FxHashMap::default(),
            forms: Vec::new(),
            generation: next_generation(),
            stem_ids: FxHashMap::default(),
            stems: Vec::new(),
        }
    }

    /// Forgets everything if there has come to be too much of it. Stems found before are void then.
    pub(crate) fn make_room(&mut self) {
        if self.forms.len() > MOST_FORMS {
            self.form_ids.clear();
            self.forms.clear();
            self.generation = next_generation();
            self.stem_ids.clear();
            self.stems.clear();
        }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The number that its forms' numbers belong to: another one once it has started over.
    pub(crate) fn generation(&self) -> u32 {
        self.generation
    }

    pub(crate) fn background(&self) -> Option<&Background> {
        self.background.as_deref()
    }

    /// How many stems there are: all are less than this.
    pub(crate) fn len(&self) -> usize {
        self.stems.len()
    }

    pub(crate) fn stem(&self, stem: u32) -> &str {
        &self.stems[stem as usize].text
    }

    /// In how many documents of the background a stem occurs; 0 without a background.
    pub(crate) fn frequency(&self, stem: u32) -> u32 {
        let Stem { text, frequency } = &self.stems[stem as usize];
        if frequency.get() == NOT_LOOKED_UP {
            frequency.set(self.background().map_or(0, |background| background.frequency(text)));
        }
        frequency.get()
    }

    /// What the word comes to, looked up or worked out.
    pub(crate) fn form(&mut self, word: &str) -> FormId {
        if let Some(id) = self.form_ids.get(word) {
            return *id;
        }
        let (stem, form) = self.work_out(word);
        let form = form(self.intern(&stem));
        let id = FormId(u32::try_from(self.forms.len()).expect("a lexicon starts over long before"));
        self.forms.push(form);
        self.form_ids.insert(word.into(), id);
        id
    }

    /// The stem of a word, if some text that was seen has it, and whether the word says something of the topic.
    pub(crate) fn look_up(&self, word: &str) -> (Option<u32>, bool) {
        let (stem, form) = self.work_out(word);
        (self.stem_ids.get(&*stem).copied(), form(0).is_content)
    }

    /// The stem of a word, and what the word comes to once its stem has a place.
    fn work_out(&self, word: &str) -> (String, impl Fn(u32) -> Form + use<>) {
        let folded = fold(word, self.language);
        let bare = without_clitics(&folded, self.language);
        let is_stop = self.stop_words.contains(&*folded) || self.stop_words.contains(bare);
        let is_content = !is_stop && !is_single_letter(bare);
        let is_weak = self.weak_words.contains(&*folded) || self.weak_words.contains(bare);
        let roles = Roles::of(bare, self.language);
        let stem = self.stemmer.stem(bare).into_owned();
        (stem, move |stem| Form { stem, is_content, is_weak, roles })
    }

    fn intern(&mut self, stem: &str) -> u32 {
        if let Some(id) = self.stem_ids.get(stem) {
            return *id;
        }
        let id = u32::try_from(self.stems.len()).expect("fewer stems than word forms, and few of those");
        self.stems.push(Stem { text: stem.into(), frequency: Cell::new(NOT_LOOKED_UP) });
        self.stem_ids.insert(stem.into(), id);
        id
    }
}

/// It tells lexicons apart and nothing else, so what is computed does not depend on it.
fn next_generation() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl std::ops::Index<FormId> for Lexicon {
    type Output = Form;

    fn index(&self, id: FormId) -> &Form {
        &self.forms[id.index()]
    }
}

/// The word as it is compared: NFC, lower case, straight apostrophes, without soft hyphens and marks of no width.
///
/// Lower case stands for case folding: the two differ in `ß`, which the German stemmer takes care of, and in rare
/// letters. Turkish has its own: `I` is the capital of `ı`.
pub(crate) fn fold(word: &str, language: Language) -> Cow<'_, str> {
    if word.is_ascii() && language != Language::Turkish {
        return match word.bytes().any(|b| b.is_ascii_uppercase()) {
            true => Cow::Owned(word.to_ascii_lowercase()),
            false => Cow::Borrowed(word),
        };
    }
    let composed: Cow<'_, str> = match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => Cow::Borrowed(word),
        _ => Cow::Owned(word.nfc().collect()),
    };
    let mut folded = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            '’' | 'ʼ' => folded.push('\''),
            'I' if language == Language::Turkish => folded.push('ı'),
            'İ' if language == Language::Turkish => folded.push('i'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}

/// A folded word without what an apostrophe joins to it: the English `'s`, French and Italian elided articles
/// (`l'eau`), Turkish endings of names (`ankara'da`).
fn without_clitics(folded: &str, language: Language) -> &str {
    let found = match language {
        Language::English => folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')),
        Language::French if folded == "aujourd'hui" => None,
        Language::French | Language::Italian => folded.rsplit_once('\'').map(|(_, word)| word),
        Language::Turkish => folded.split_once('\'').map(|(word, _)| word),
        _ => None,
    };
    found.filter(|word| !word.is_empty()).unwrap_or(folded)
}

/// A letter alone says nothing, unless its script writes words with one.
fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_alphabetic() && c < '\u{2E80}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(language: Language, word: &str) -> (String, bool) {
        let mut lexicon = Lexicon::new(language, None);
        let id = lexicon.form(word);
        let form = lexicon[id];
        (lexicon.stem(form.stem).to_string(), form.is_content)
    }

    #[test]
    fn forms_of_a_word_share_their_stem() {
        use Language::*;
        for (language, one, other) in [
            (English, "Councils", "council's"),
            (English, "Cafe\u{301}s", "café"),
            (English, "co\u{AD}operate", "cooperates"),
            (German, "STRASSEN", "Straße"),
            (French, "L’Eau", "eaux"),
            (Turkish, "Ankara'da", "ANKARA"),
            (Turkish, "ISIK", "ısık"),
            (Undetermined, "Książki", "KSIĄŻKI"),
        ] {
            assert_eq!(show(language, one).0, show(language, other).0, "{one} {other}");
        }
    }

    #[test]
    fn stop_words_and_letters_say_nothing() {
        use Language::*;
        for (language, word, content) in [
            (English, "The", false),
            (English, "don’t", false),
            (English, "x", false),
            (English, "7", true),
            (English, "flood", true),
            (French, "qu'il", false),
            (Undetermined, "the", true),
            (Undetermined, "水", true),
        ] {
            assert_eq!(show(language, word).1, content, "{word}");
        }
    }
}
