//! What counts as the same word when repeats are counted: stricter than for scoring, where a stem will do.
//!
//! A scorer may take `universal` and `university` for one word; a writer may not be told so. Two words count as one
//! if they differ in
//!
//! * case, curly or straight apostrophes, soft hyphens, composed or decomposed accents;
//! * the possessive `'s` and `'`; in English the plural, by a light stem of our own, and accents;
//! * the dots of an acronym: `U.S.` is `US`. But `US` is never `us`: an acronym whose small form is a function word
//!   keeps its capitals, except in a line that is all capitals;
//!
//! and in other languages in what their stemmer takes off.
//!
//! The exact form of a word knows nothing of this but case, apostrophes, soft hyphens and composition.

use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::readability::syllables;
use crate::corpus::Background;
use crate::language::{Language, Stemmer};
use crate::term::{FormId, Lexicon, MOST_FORMS, fold};

/// English function words that are in no stop list.
const MORE_FUNCTION_WORDS: [&str; 22] = [
    "also", "although", "amid", "among", "another", "because", "could", "every", "however", "may", "might",
    "must", "onto", "since", "though", "unless", "upon", "us", "whether", "within", "without", "would",
];

/// What a word comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// The number of its folded form: words that count as one have the same.
    pub(super) key: u32,
    /// The number of its exact form.
    pub(super) exact: u32,
    /// Whether it is a word with a letter that is no function word.
    pub(super) is_content: bool,
    /// Whether it has no letter: a number.
    pub(super) is_number: bool,
    /// How many syllables it is spoken in, about.
    pub(super) syllables: u8,
    /// How many letters and digits it has; 255 for more.
    pub(super) letters: u8,
}

/// Folds words, each distinct one once.
pub(super) struct Folder {
    language: Language,
    stemmer: Stemmer,
    function_words: FxHashSet<&'static str>,
    known: FxHashMap<Box<str>, Folded>,
    /// What the forms of a lexicon come to, for the lexicon whose generation it is.
    forms: Vec<Option<Folded>>,
    generation: u32,
    numbers: FxHashMap<Box<str>, u32>,
    /// The form that each number stands for.
    forms_of_numbers: Vec<Box<str>>,
    /// How often each number's stem occurs in the background, of those that somebody has asked for.
    occurrences: RefCell<FxHashMap<u32, u64>>,
}

impl Folder {
    pub(super) fn new(language: Language) -> Folder {
        let more = MORE_FUNCTION_WORDS.iter().filter(|_| language == Language::English);
        Folder {
            language,
            stemmer: Stemmer::new(language),
            function_words: language.stop_words().iter().chain(more).copied().collect(),
            known: FxHashMap::default(),
            forms: Vec::new(),
            generation: 0,
            numbers: FxHashMap::default(),
            forms_of_numbers: Vec::new(),
            occurrences: RefCell::default(),
        }
    }

    /// The folder of a language among those there are, or a new one. One that knows very many words starts over;
    /// the numbers of words are good for one audit only.
    pub(super) fn among(folders: &mut Vec<Folder>, language: Language) -> &mut Folder {
        let place = folders.iter().position(|folder| folder.language == language).unwrap_or(folders.len());
        match folders.get_mut(place) {
            None => folders.push(Folder::new(language)),
            Some(folder) if folder.known.len() > MOST_FORMS => *folder = Folder::new(language),
            Some(_) => {}
        }
        &mut folders[place]
    }

    /// How many numbers have been given out: all are less than this.
    pub(super) fn len(&self) -> u32 {
        self.numbers.len() as u32
    }

    /// What `word` comes to, the form of a lexicon: looked up by its number.
    pub(super) fn fold_form(&mut self, lexicon: &Lexicon, form: FormId, word: &str) -> Folded {
        if self.generation != lexicon.generation() {
            self.generation = lexicon.generation();
            self.forms.clear();
        }
        if let Some(Some(folded)) = self.forms.get(form.index()) {
            return *folded;
        }
        let folded = self.fold(word, false);
        if self.forms.len() <= form.index() {
            self.forms.resize(form.index() + 1, None);
        }
        self.forms[form.index()] = Some(folded);
        folded
    }

    /// What `word` comes to; `shouted` if all of its line is in capitals.
    pub(super) fn fold(&mut self, word: &str, shouted: bool) -> Folded {
        let word: Cow<'_, str> = if shouted { word.to_lowercase().into() } else { word.into() };
        if let Some(folded) = self.known.get(&*word) {
            return *folded;
        }
        let small = fold(&word, self.language);
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(&word);
        let acronym = acronym(bare).filter(|letters| self.function_words.contains(&*letters.to_lowercase()));
        let key = match &acronym {
            Some(letters) => letters.clone(),
            None => self.key(bare, &small),
        };
        let exact = if acronym.is_some() { word.to_string() } else { small.to_string() };
        let is_function = acronym.is_none()
            && (self.function_words.contains(&*small) || self.function_words.contains(key.as_str()));
        let has_letter = key.chars().any(char::is_alphabetic);
        let folded = Folded {
            key: self.number(&key),
            exact: self.number(&exact),
            is_content: has_letter && !is_function,
            is_number: !has_letter,
            syllables: syllables(&small, self.language),
            letters: small.chars().filter(|c| c.is_alphanumeric()).count().min(255) as u8,
        };
        self.known.insert(word.into(), folded);
        folded
    }

    /// The folded form of a word that is no acronym with a namesake among the function words: of `word`, less its
    /// possessive ending, or of its small form.
    fn key(&self, word: &str, small: &str) -> String {
        let bare = small.strip_suffix("'s").or_else(|| small.strip_suffix('\'')).unwrap_or(small);
        if let Some(letters) = acronym(word) {
            return letters.to_lowercase();
        }
        if self.language != Language::English {
            return self.stemmer.stem(bare).into_owned();
        }
        let plain: Cow<'_, str> = match bare.is_ascii() {
            true => bare.into(),
            false => bare.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().into(),
        };
        singular(&plain).into_owned()
    }

    /// How often words of a folded form occur in a background: always the same one.
    pub(super) fn occurrences(&self, key: u32, background: &Background) -> u64 {
        let mut known = self.occurrences.borrow_mut();
        *known.entry(key).or_insert_with(|| background.occurrences(&self.stem_of(key)))
    }

    /// The stem by which background tables know the words of a folded form.
    fn stem_of(&self, key: u32) -> String {
        self.stemmer.stem(&self.forms_of_numbers[key as usize].to_lowercase()).into_owned()
    }

    fn number(&mut self, form: &str) -> u32 {
        let next = self.len();
        match self.numbers.get(form) {
            Some(number) => *number,
            None => {
                self.numbers.insert(form.into(), next);
                self.forms_of_numbers.push(form.into());
                next
            }
        }
    }
}

/// The letters of a word that is nothing but capitals, two or more, perhaps with dots between: `US`, `U.S`.
fn acronym(word: &str) -> Option<String> {
    if !word.starts_with(char::is_uppercase) || word.ends_with(char::is_lowercase) {
        return None;
    }
    let letters: String = word.chars().filter(|c| *c != '.').collect();
    let capitals = letters.chars().all(char::is_uppercase) && letters.chars().nth(1).is_some();
    capitals.then_some(letters)
}

/// Words in `-s` whose singular the rules would get wrong, with their singular.
const IRREGULAR: [(&str, &str); 60] = [
    ("aches", "ache"),
    ("always", "always"),
    ("analyses", "analysis"),
    ("avalanches", "avalanche"),
    ("axes", "axe"),
    ("besides", "besides"),
    ("bonuses", "bonus"),
    ("brownies", "brownie"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("campuses", "campus"),
    ("canoes", "canoe"),
    ("censuses", "census"),
    ("chess", "chess"),
    ("cookies", "cookie"),
    ("crises", "crisis"),
    ("does", "does"),
    ("focuses", "focus"),
    ("foes", "foe"),
    ("gas", "gas"),
    ("gases", "gas"),
    ("genies", "genie"),
    ("genius", "genius"),
    ("geniuses", "genius"),
    ("goes", "goes"),
    ("headaches", "headache"),
    ("hoodies", "hoodie"),
    ("lens", "lens"),
    ("lenses", "lens"),
    ("lies", "lie"),
    ("mathematics", "mathematics"),
    ("minuses", "minus"),
    ("moustaches", "moustache"),
    ("movies", "movie"),
    ("news", "news"),
    ("niches", "niche"),
    ("perhaps", "perhaps"),
    ("pies", "pie"),
    ("pluses", "plus"),
    ("politics", "politics"),
    ("quizzes", "quiz"),
    ("rookies", "rookie"),
    ("selfies", "selfie"),
    ("series", "series"),
    ("shoes", "shoe"),
    ("smoothies", "smoothie"),
    ("species", "species"),
    ("statuses", "status"),
    ("surpluses", "surplus"),
    ("this", "this"),
    ("thus", "thus"),
    ("ties", "tie"),
    ("toes", "toe"),
    ("toothaches", "toothache"),
    ("towards", "towards"),
    ("veins", "vein"),
    ("viruses", "virus"),
    ("yes", "yes"),
    ("zombies", "zombie"),
];

/// The singular of an English word in small letters, as far as its ending tells.
fn singular(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.ends_with('s') || !word.is_ascii() {
        return word.into();
    }
    if let Ok(place) = IRREGULAR.binary_search_by_key(&word, |(plural, _)| plural) {
        return IRREGULAR[place].1.into();
    }
    let without = |len: usize| &word[..word.len() - len];
    match word {
        _ if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) => word.into(),
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", without(3)).into(),
        _ if ["sses", "xes", "ches", "shes", "zzes", "oes"].iter().any(|end| word.ends_with(end)) => {
            without(2).into()
        }
        _ => without(1).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let mut folder = Folder::new(Language::English);
        folder.fold(one, false).key == folder.fold(other, false).key
    }

    #[test]
    fn forms_of_a_word_count_as_one() {
        let list = [
            ("policies", "policy"),
            ("buses", "bus"),
            ("boxes", "box"),
            ("churches", "church"),
            ("heroes", "hero"),
            ("houses", "house"),
            ("movies", "movie"),
            ("dialogue’s", "dialogue"),
            ("nations'", "nations"),
            ("café", "CAFE"),
            ("soft\u{AD}ware", "software"),
            ("U.S", "US"),
            ("US's", "US"),
            ("Cats", "cat"),
        ];
        for (one, other) in list {
            assert!(same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("university", "universe"),
            ("bus", "busy"),
            ("US", "us"),
            ("IT", "it"),
            ("news", "new"),
            ("thus", "thu"),
            ("glass", "glas"),
            ("crisis", "crisi"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
        assert!(IRREGULAR.is_sorted());
        let mut folder = Folder::new(Language::English);
        assert_eq!(folder.fold("US", true), folder.fold("us", false));
        assert!(folder.fold("US", false).is_content && !folder.fold("us", false).is_content);
    }
}
