//! Terms: what is the same word in another form. Folding, stop words, stems, and the numbers they get.

mod stems;

use std::borrow::Cow;
use std::cell::{Cell, RefCell, RefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::background::{self, Background};
use crate::language::{Language, Roles, Stemmer, for_each_role, irregular_stems};
use crate::tag;
use crate::words::{Shapes, bare};
pub(crate) use stems::Stems;

/// The number of a term in one [`Analysis`](crate::Analysis): `0` for the first that the text holds, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub(crate) u32);

impl TermId {
    /// The term's place in arrays that have one entry for each term.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Past this many distinct word forms a lexicon starts over, so that a stream of documents needs bounded memory.
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
    listed: FxHashMap<&'static str, Listed>,
    background: Option<Arc<Background>>,
    /// What is known of the word forms that [`packed`] can take, and of the longer ones.
    short: FxHashMap<(u64, u64), Known>,
    long: FxHashMap<Box<str>, Known>,
    /// What each form can do in a sentence, and what it begins with.
    roles: Vec<Roles>,
    /// What each form comes to for a tagger, once requested.
    tagged: RefCell<tag::Forms>,
    /// What each looks like, once requested.
    shapes: RefCell<Shapes>,
    /// A number that no other lexicon has, nor this one before it started over.
    generation: u32,
    stems: Stems,
    /// How common each stem is.
    commonness: Vec<Commonness>,
}

/// What a look-up of a word finds. Small, so that it stands beside the word itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) form: FormId,
    /// The place of its stem, and in the two highest bits whether it is a content word, and a weak one.
    stem: u32,
}

impl Known {
    pub(crate) const IS_CONTENT: u32 = 1 << 31;
    pub(crate) const IS_WEAK: u32 = 1 << 30;
    const FLAGS: u32 = Known::IS_CONTENT | Known::IS_WEAK;

    fn new(form: FormId, stem: u32, is_content: bool, is_weak: bool) -> Known {
        assert!(stem & Known::FLAGS == 0, "a lexicon starts over long before");
        let flag = |flag: u32, is: bool| if is { flag } else { 0 };
        Known { form, stem: stem | flag(Known::IS_CONTENT, is_content) | flag(Known::IS_WEAK, is_weak) }
    }

    /// The place of its stem in the lexicon.
    pub(crate) fn stem(self) -> u32 {
        self.stem & !Known::FLAGS
    }

    /// The two flags, where they stand.
    pub(crate) fn flags(self) -> u32 {
        self.stem & Known::FLAGS
    }
}

/// More documents than any table counts. Audits never ask, and a table is slow to search.
const NOT_LOOKED_UP: u32 = u32::MAX;

/// How common a stem is by the background table, and what else is looked up of it once somebody asks.
struct Commonness {
    /// In how many documents of the background table it occurs; [`NOT_LOOKED_UP`] until somebody asks.
    frequency: Cell<u32>,
    /// What follows from it; not a number until somebody asks.
    rarity: Cell<f64>,
    /// Whether it is that of an irregular plural.
    is_irregular: Cell<Option<bool>>,
}

/// English words that say nothing, for texts in other languages, which quote them and are half translated: those that are no words of
/// topics elsewhere, as `have`, `can` and `is` are in Danish, Turkish and Swedish.
fn english_in(language: Language) -> &'static [&'static str] {
    const ENGLISH: [&str; 24] = [
        "about", "and", "could", "from", "how", "it", "our", "should", "that", "the", "their", "them",
        "there", "these", "they", "this", "those", "want", "what", "when", "which", "with", "would", "your",
    ];
    if language == Language::English { &[] } else { &ENGLISH }
}

/// What the lists of a language say of a folded word. All of it stands in one place, so that a word is looked up once.
#[derive(Clone, Copy, Default)]
struct Listed {
    is_stop: bool,
    is_weak: bool,
    roles: Roles,
}

/// The words that some list of a language has.
fn listed(language: Language) -> FxHashMap<&'static str, Listed> {
    /// More than most languages have, so that the table need not grow again and again.
    const WORDS: usize = 850;
    let mut listed: FxHashMap<&str, Listed> = FxHashMap::with_capacity_and_hasher(WORDS, Default::default());
    for word in language.stop_list().chain(language.light_words()) {
        listed.entry(word).or_default().is_stop = true;
    }
    for word in language.weak_words().chain(english_in(language).iter().copied()) {
        listed.entry(word).or_default().is_weak = true;
    }
    for_each_role(language, |word, role| {
        let roles = &mut listed.entry(word).or_default().roles;
        *roles = roles.and(role);
    });
    listed
}

impl Lexicon {
    /// A lexicon that knows how common words are by a table, if there is one.
    pub(crate) fn new(language: Language, background: Option<Arc<Background>>) -> Lexicon {
        Lexicon {
            language,
            stemmer: Stemmer::new(language),
            listed: listed(language),
            background,
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            roles: Vec::new(),
            tagged: RefCell::default(),
            shapes: RefCell::default(),
            generation: next_generation(),
            stems: Stems::default(),
            commonness: Vec::new(),
        }
    }

    /// Forgets everything if there has come to be too much of it. Stems found before are void then.
    pub(crate) fn make_room(&mut self) {
        if self.roles.len() > MOST_FORMS {
            self.short.clear();
            self.long.clear();
            self.roles.clear();
            self.tagged.borrow_mut().clear();
            self.shapes.borrow_mut().clear();
            self.generation = next_generation();
            self.stems.clear();
            self.commonness.clear();
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

    /// What a form can do in a sentence, and what it begins with.
    pub(crate) fn roles(&self, form: FormId) -> Roles {
        self.roles[form.index()]
    }

    /// What its forms come to for the tagger of its language, by their numbers.
    pub(crate) fn tagged(&self) -> RefMut<'_, tag::Forms> {
        self.tagged.borrow_mut()
    }

    /// What its forms look like, by their numbers.
    pub(crate) fn shapes(&self) -> RefMut<'_, Shapes> {
        self.shapes.borrow_mut()
    }

    pub(crate) fn stem(&self, stem: u32) -> &str {
        self.stems.text(stem)
    }

    /// In how many documents of the background a stem occurs; 0 without a background.
    pub(crate) fn frequency(&self, stem: u32) -> u32 {
        let frequency = &self.commonness[stem as usize].frequency;
        if frequency.get() == NOT_LOOKED_UP {
            let text = self.stem(stem);
            frequency.set(self.background().map_or(0, |background| background.frequency(text)));
        }
        frequency.get()
    }

    /// The inverse document frequency of a stem in the background, worked out once; none without a background.
    pub(crate) fn rarity(&self, stem: u32) -> Option<f64> {
        let documents = self.background()?.documents();
        let rarity = &self.commonness[stem as usize].rarity;
        if rarity.get().is_nan() {
            rarity.set(background::rarity(self.frequency(stem), documents));
        }
        Some(rarity.get())
    }

    /// Whether a stem is that of an English plural whose singular has another.
    pub(crate) fn is_irregular(&self, stem: u32) -> bool {
        let is_irregular = &self.commonness[stem as usize].is_irregular;
        is_irregular.get().unwrap_or_else(|| {
            let is = self.language == Language::English && irregular_stems().contains_key(self.stem(stem));
            is_irregular.set(Some(is));
            is
        })
    }

    /// The number of a stem, if some text that was seen has it.
    pub(crate) fn find(&self, stem: &str) -> Option<u32> {
        self.stems.find(stem)
    }

    /// What the word comes to, looked up or worked out.
    pub(crate) fn know(&mut self, word: &str) -> Known {
        let key = packed(word.as_bytes());
        if let Some(known) = self.known(key, word) {
            return known;
        }
        let known = self.learn(word);
        match key {
            Some(key) => self.short.insert(key, known),
            None => self.long.insert(word.into(), known),
        };
        known
    }

    /// What is known of a word that was seen before, which has this key if it is short.
    #[inline]
    fn known(&self, key: Option<(u64, u64)>, word: &str) -> Option<Known> {
        match key {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(word).copied(),
        }
    }

    /// Works out a word that was not seen before.
    #[cold]
    fn learn(&mut self, word: &str) -> Known {
        let folded = fold(word, self.language);
        let first = word.chars().next();
        let word = self.work_out(&folded);
        let (stem, is_new) = self.stems.add(&word.stem);
        if is_new {
            self.commonness.push(Commonness {
                frequency: Cell::new(NOT_LOOKED_UP),
                rarity: Cell::new(f64::NAN),
                is_irregular: Cell::default(),
            });
        }
        let form = FormId(u32::try_from(self.roles.len()).expect("a lexicon starts over long before"));
        self.roles.push(first.map_or(word.roles, |first| word.roles.begun_with(first)));
        Known::new(form, stem, word.is_content, word.is_weak)
    }

    /// The stem of a word, if some text that was seen has it, and whether the word says something of the topic.
    pub(crate) fn look_up(&self, word: &str) -> (Option<u32>, bool) {
        if let Some(known) = self.known(packed(word.as_bytes()), word) {
            return (Some(known.stem()), known.flags() & Known::IS_CONTENT != 0);
        }
        let folded = fold(word, self.language);
        let word = self.work_out(&folded);
        (self.stems.find(&word.stem), word.is_content)
    }

    /// What a folded word comes to.
    fn work_out<'w>(&self, folded: &'w str) -> Worked<'w> {
        let bare = without_clitics(folded, self.language);
        let listed = |word: &str| self.listed.get(word).copied().unwrap_or_default();
        let whole = listed(folded);
        // Most words have nothing that would be taken off.
        let part = if bare.len() < folded.len() { listed(bare) } else { whole };
        Worked {
            stem: self.stemmer.stem(bare),
            is_content: !(whole.is_stop || part.is_stop || is_single_letter(bare)),
            is_weak: whole.is_weak || part.is_weak,
            roles: if whole.roles.is_none() { part.roles } else { whole.roles },
        }
    }
}

/// What a word form comes to.
struct Worked<'w> {
    stem: Cow<'w, str>,
    /// Whether it says something of the topic: no stop word, no single letter.
    is_content: bool,
    /// Whether no keyword begins or ends with it, though it may be a content word.
    is_weak: bool,
    /// What it can do in a sentence.
    roles: Roles,
}

/// A word of at most 16 bytes as two numbers, which are compared and hashed faster than bytes in memory. Short words have
/// zeros behind them, which no word has.
fn packed(word: &[u8]) -> Option<(u64, u64)> {
    let length = word.len();
    // Two reads that overlap have the same bytes where they do.
    if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        let beyond = 8 * 16usize.checked_sub(length)? as u32;
        let last = u64::from_le_bytes(*last).checked_shr(beyond).unwrap_or(0);
        return Some((u64::from_le_bytes(*first), last));
    }
    if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return Some((u64::from(first) | u64::from(last) << (8 * (length - 4)), 0));
    }
    Some((word.iter().rev().fold(0, |packed, byte| packed << 8 | u64::from(*byte)), 0))
}

/// It tells lexicons apart and nothing else, so what is computed does not depend on it.
fn next_generation() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The word as it is compared: NFC, lower case, straight apostrophes, without soft hyphens, marks of no width and
/// controls of the bidirectional algorithm.
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
            '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => {}
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => {}
            c if crate::words::is_apostrophe(c) => folded.push('\''),
            'I' if language == Language::Turkish => folded.push('ı'),
            'İ' if language == Language::Turkish => folded.push('i'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}

/// A folded word without what an apostrophe joins to it: the English `'s` and plural possessive, articles of Catalan, whatever French and
/// Italian elide before the last word (`quelqu'un` says no more than `un`), Turkish endings of names.
fn without_clitics(folded: &str, language: Language) -> &str {
    let found = match language {
        Language::French if folded == "aujourd'hui" => None,
        Language::French | Language::Italian => folded.rsplit_once('\'').map(|(_, word)| word),
        Language::Catalan | Language::Undetermined => Some(&folded[bare(folded, language)]),
        _ if !language.has_stop_words() => None,
        _ => Some(&folded[bare(folded, language)]).map(|word| match language {
            Language::English => word.strip_suffix('\'').unwrap_or(word),
            _ => word,
        }),
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
        let known = lexicon.know(word);
        let again = lexicon.know(word);
        assert_eq!((known.form, known.stem(), known.flags()), (again.form, again.stem(), again.flags()));
        (lexicon.stem(known.stem()).to_string(), known.flags() & Known::IS_CONTENT != 0)
    }

    #[test]
    fn forms_of_a_word_share_their_stem() {
        use Language::*;
        for (language, one, other) in [
            (English, "Councils", "council's"),
            (English, "Cafe\u{301}s", "café"),
            (English, "co\u{AD}operate", "cooperates"),
            (English, "co\u{202E}op\u{2066}er\u{200F}ate\u{2069}", "cooperates"),
            (German, "STRASSEN", "Straße"),
            (French, "L’Eau", "eaux"),
            (Catalan, "D’aigua", "l'aigua"),
            (Turkish, "Ankara'da", "ANKARA"),
            (Turkish, "ISIK", "ısık"),
            (Undetermined, "Książki", "KSIĄŻKI"),
        ] {
            assert_eq!(show(language, one).0, show(language, other).0, "{one} {other}");
        }
    }

    #[test]
    fn words_are_packed_byte_by_byte() {
        let word = b"abcdefghijklmnopqrs";
        for length in 1..=16 {
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(&word[..length]);
            let (low, high) = packed(&word[..length]).unwrap();
            assert_eq!([low.to_le_bytes(), high.to_le_bytes()].concat(), bytes);
        }
        assert_eq!(packed(&word[..17]), None);
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
