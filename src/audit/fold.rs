//! What counts as the same word when repeats are counted: stricter than for scoring, where a stem will do.
//!
//! A scorer may take `universal` and `university` for one word; a writer may not be given that as a finding. Two words count as one
//! if they differ in
//!
//! * case, curly or straight apostrophes, soft hyphens, composed or decomposed accents;
//! * the possessive `'s` and `'`; the plural, in English by rules and a table of our own, elsewhere by a table and the
//!   stemmer, which takes off other endings too;
//! * letters that writers of the language interchange: accents in English and on Greek capitals, `ё` and `е`, `œ` and `oe`;
//! * the dots of an acronym: `U.S.` is `US`, `Ph.D.` is `PhD`. But `US` is never `us`: an acronym whose small form is a
//!   function word keeps its capitals, except in a line that is all capitals. Who asks for `us visa` in lower case may
//!   mean it: its [`Folded::namesake`].
//!
//! The exact form of a word knows nothing of this but case, apostrophes, soft hyphens and composition.

use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::concordance::{self, Concordance};
use super::connectives::Connectives;
use super::sales::SalesKeys;
use super::syllables::syllables;
use super::words::{Word, is_plain};
use crate::analysis::Analysis;
use crate::background::Background;
use crate::language::{APART, Language, Neighbor, Plurals, Stemmer, russian_stem};
use crate::term::{FormId, Lexicon, MOST_FORMS, Stems, fold};
use crate::words::{ACRONYMS, are_apart, is_apostrophe, is_code};

/// Function words that are in no stop list.
fn more_function_words(language: Language) -> impl Iterator<Item = &'static str> {
    let words = match language {
        Language::English => {
            "a.m also although amid among another because could every however may might must onto p.m since though \
             unless upon us whether within without would"
        }
        Language::German => {
            "ab anstatt bzw mehr meist meiste meisten nie schon sogar sowie sowohl statt trotz wann warum wegen wem \
             wen wer weshalb wessen wieso woher wohin"
        }
        Language::French => {
            "a ainsi alors après aussi avant car chez comme contre depuis donc dont dès encore entre jamais lors \
             lorsque moins même ni où parce pendant peu plus plusieurs puis quand quel quelle quelles quels quoi sans \
             selon si sous tandis toujours tous tout toute toutes très vers"
        }
        Language::Spanish => {
            "así aun aunque aún cada casi cual cuales cuando donde durante hasta mientras menos ni pues quien quienes \
             según si sino solo sólo tampoco tan tanto tras"
        }
        _ => "",
    };
    words.split_whitespace()
}

/// What stands behind the key of a function word that a rule made something else of, and in no word.
const OF_FUNCTION: char = '\u{1}';

/// What stands behind the key of another word that comes to a function word, and in no word.
const LIKE_FUNCTION: char = '\u{2}';

/// What stands behind the key of a German verb beside a noun of its stem, and in no word.
const OF_VERB: char = '\u{4}';

/// What stands behind the key of a noun inside a connective, and in no word.
const OF_CONNECTIVE: char = '\u{5}';

/// Acronyms of this many letters or fewer are no plurals: `AIDS`, `GPS`.
const SHORT_ACRONYM: usize = 4;

/// The longest part of an acronym with dots, in letters: `Ph` of `Ph.D.`, `Phil` is too long to tell from a missing space.
const LONGEST_DOTTED: usize = 3;

/// What a word comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// The number of its folded form: words that count as one have the same.
    pub(super) key: u32,
    /// The number of its exact form.
    pub(super) exact: u32,
    /// The number of the acronym that is written like it but for its capitals; its own key for most words.
    pub(super) namesake: u32,
    /// Whether it is more likely that acronym where it begins a keyphrase in lower case.
    pub(super) is_acronym_at_heart: bool,
    /// Whether it is a word with a letter that is no function word.
    pub(super) is_content: bool,
    /// Whether it has no letter: a number.
    pub(super) is_number: bool,
    /// Whether it is a key or a hash, which is no word.
    pub(super) is_code: bool,
    /// How many syllables it is spoken in, about; none for an elided article, which is spoken with the next word.
    pub(super) syllables: u8,
    /// How many letters and digits it has; 255 for more.
    pub(super) letters: u8,
    /// Whether a connective of several words may end with it.
    pub(super) ends_connective: bool,
    /// Whether it is one word and no more, as it is written, unless what stands right beside it says otherwise.
    pub(super) is_plain: bool,
}

/// Folds words, each distinct one once.
pub(super) struct Folder {
    language: Language,
    /// What a text without a name for its language may be in.
    neighbor: Option<Neighbor>,
    stemmer: Stemmer,
    plurals: &'static Plurals,
    function_words: FxHashSet<&'static str>,
    connectives: Connectives,
    known: FxHashMap<Box<str>, Folded>,
    /// What the forms of a lexicon come to, for the lexicon whose generation it is.
    forms: Vec<Option<Folded>>,
    generation: u32,
    /// The form that each number stands for.
    numbers: Stems,
    /// How often each number's stem occurs in the background, of those that somebody has requested.
    occurrences: RefCell<FxHashMap<u32, u64>>,
    /// In how many of its documents, of the same.
    frequencies: RefCell<FxHashMap<u32, u32>>,
    /// A place for each number, free between two concordances.
    room: Vec<u32>,
    /// The numbers of sales words, once somebody has looked for them.
    sales: Option<SalesKeys>,
}

impl Folder {
    pub(super) fn new(language: Language) -> Folder {
        Folder::with_neighbor(language, None)
    }

    fn with_neighbor(language: Language, neighbor: Option<Neighbor>) -> Folder {
        // Of these languages the light words are the particles, which the Toolkit has no lists of.
        let particles = (!are_apart(language)).then(|| language.light_words()).into_iter().flatten();
        let is_listed = language.has_stop_words() || !are_apart(language);
        let weak = (!is_listed).then(|| language.weak_words()).into_iter().flatten();
        let connectives = Connectives::of(language, neighbor);
        Folder {
            language,
            neighbor,
            stemmer: Stemmer::new(language),
            plurals: Plurals::of(language),
            function_words: language
                .stop_list()
                .chain(more_function_words(language))
                .chain(particles)
                .chain(weak)
                .chain(connectives.words())
                .collect(),
            connectives,
            known: FxHashMap::default(),
            forms: Vec::new(),
            generation: 0,
            numbers: Stems::default(),
            occurrences: RefCell::default(),
            frequencies: RefCell::default(),
            room: Vec::new(),
            sales: None,
        }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn connectives(&self) -> &Connectives {
        &self.connectives
    }

    /// The number of a word inside a connective, which is none of the noun.
    pub(super) fn of_connective(&mut self, noun: u32) -> u32 {
        let marked = format!("{}{OF_CONNECTIVE}", self.numbers.text(noun));
        self.numbers.add(&marked).0
    }

    /// The folder of the language of an analysis among those there are, or a new one. One that knows very many words starts over;
    /// the numbers of words are good for one audit only.
    pub(super) fn among<'f>(folders: &'f mut Vec<Folder>, analysis: &Analysis<'_>) -> &'f mut Folder {
        let language = analysis.language();
        let neighbor = match language {
            Language::Undetermined => neighbor(analysis),
            _ => None,
        };
        let is_same = |folder: &Folder| folder.language == language && folder.neighbor == neighbor;
        let place = folders.iter().position(is_same).unwrap_or(folders.len());
        let new = || Folder::with_neighbor(language, neighbor);
        match folders.get_mut(place) {
            None => folders.push(new()),
            Some(folder) if folder.numbers.len() > MOST_FORMS => *folder = new(),
            Some(_) => {}
        }
        &mut folders[place]
    }

    /// The numbers of sales words.
    pub(super) fn sales_keys(&mut self) -> &SalesKeys {
        if self.sales.is_none() {
            self.sales = Some(SalesKeys::new(|word| self.fold(word, false).key));
        }
        self.sales.as_ref().expect("they were made right now")
    }

    /// The concordance of some words that it has folded.
    pub(super) fn concordance(&mut self, words: &[Word]) -> Concordance {
        // Taken out, so that a panic would leave none behind that is not free.
        let mut room = std::mem::take(&mut self.room);
        room.resize(self.numbers.len(), concordance::NONE);
        let concordance = Concordance::new(words, &mut room);
        self.room = room;
        concordance
    }

    /// How many numbers have been given out: all are less than this.
    pub(super) fn len(&self) -> u32 {
        self.numbers.len() as u32
    }

    /// Makes ready for the forms of a lexicon.
    pub(super) fn know_forms_of(&mut self, lexicon: &Lexicon) {
        if self.generation != lexicon.generation() {
            self.generation = lexicon.generation();
            self.forms.clear();
        }
    }

    /// What a form comes to, if it has been folded: a form of the lexicon that was last named.
    #[inline]
    pub(super) fn known_form(&self, form: FormId) -> Option<&Folded> {
        self.forms.get(form.index())?.as_ref()
    }

    /// What `word` comes to, a form of the lexicon that was last named: looked up by its number.
    pub(super) fn fold_form(&mut self, form: FormId, word: &str) -> Folded {
        if let Some(folded) = self.known_form(form) {
            return *folded;
        }
        let folded = self.work_out(&narrowed(word.into()));
        if self.forms.len() <= form.index() {
            self.forms.resize(form.index() + 1, None);
        }
        self.forms[form.index()] = Some(folded);
        folded
    }

    /// What an elided article such as `L’` comes to: a function word that has no syllable of its own.
    pub(super) fn fold_elided(&mut self, article: &str) -> Folded {
        let folded = self.fold(article, false);
        let small = fold(article, self.language).replace(crate::words::is_like_apostrophe, "") + "'";
        let (key, _) = self.numbers.add(&small);
        Folded { key, exact: key, namesake: key, is_content: false, is_number: false, syllables: 0, ..folded }
    }

    /// What `word` comes to; `shouted` if all of its line is in capitals.
    pub(super) fn fold(&mut self, word: &str, shouted: bool) -> Folded {
        let word: Cow<'_, str> = if shouted { fold(word, self.language) } else { word.into() };
        let word = narrowed(word);
        if let Some(folded) = self.known.get(&*word) {
            return *folded;
        }
        let folded = self.work_out(&word);
        self.known.insert(word.into(), folded);
        folded
    }

    /// What a word comes to that is not in capitals throughout, worked out: always the same.
    fn work_out(&mut self, word: &str) -> Folded {
        let mut small = fold(word, self.language);
        // `50 %` is `50%`.
        let may_have_space = |byte: u8| byte == b' ' || !byte.is_ascii();
        if small.bytes().any(may_have_space) && small.contains(char::is_whitespace) {
            small.to_mut().retain(|c| !c.is_whitespace());
        }
        let bare = without_possessive(word);
        let acronym = Acronym::of(bare);
        let namesake =
            acronym.as_ref().filter(|it| self.function_words.contains(&*it.letters.to_lowercase()));
        let key = match (&namesake, &acronym) {
            (Some(acronym), _) => acronym.letters.to_uppercase().into(),
            (None, Some(acronym)) => self.acronym_key(acronym).into(),
            (None, None) if small.starts_with(|c: char| c.is_ascii_digit()) => self.number_key(&small),
            (None, None) => self.key(without_possessive(&small)),
        };
        let exact: &str = if namesake.is_some() { word } else { &small };
        let is_english = self.language == Language::English;
        // `a.m.` is no acronym, though `am` is a function word.
        let is_function = (namesake.is_none() || small.contains('.'))
            && (self.function_words.contains(&*small)
                || is_english && key != small && self.function_words.contains(&*key));
        // A form of a function word is none of a noun: French `mais` is not the plural of `mai`.
        let is_changed = is_function && key != small && !self.function_words.contains(&*key);
        let key: Cow<'_, str> = if is_changed { format!("{key}{OF_FUNCTION}").into() } else { key };
        let is_like_function = !is_function && namesake.is_none() && self.is_like_function(&small, &key);
        let key: Cow<'_, str> = if is_like_function { format!("{key}{LIKE_FUNCTION}").into() } else { key };
        let has_letter = key.chars().any(char::is_alphabetic);
        // As a function word: it begins and ends no phrase, and is none by itself.
        let is_code = is_code(without_possessive(&small));
        let is_small = acronym.is_none() && word == small && has_letter;
        let capitals = if is_small { self.in_capitals(&small, is_function) } else { None };
        let (number, _) = self.numbers.add(&key);
        let exact = if exact == key { number } else { self.numbers.add(exact).0 };
        Folded {
            key: number,
            exact,
            namesake: capitals.map_or(number, |capitals| self.numbers.add(&capitals).0),
            is_acronym_at_heart: is_english
                && is_small
                && ACRONYMS.iter().any(|acronym| acronym.eq_ignore_ascii_case(word)),
            is_content: has_letter && !is_function && !is_code,
            is_code,
            is_number: !has_letter,
            syllables: syllables(&small, self.language),
            letters: small.chars().filter(|c| c.is_alphanumeric()).count().min(255) as u8,
            ends_connective: self.connectives.may_end(&small),
            is_plain: is_plain(word, self.language),
        }
    }

    /// The folded form of the acronym that a word in lower case may stand for, if it has another one than the word.
    fn in_capitals(&self, small: &str, is_function: bool) -> Option<String> {
        let is_short = small.len() <= SHORT_ACRONYM && small.ends_with('s');
        if !is_function && !is_short || small.chars().nth(1).is_none() || small.contains(is_apostrophe) {
            return None;
        }
        let letters = small.to_uppercase();
        if is_function {
            return Some(letters);
        }
        Some(self.acronym_key(&Acronym { letters, is_capital: true })).filter(|key| **key != *self.key(small))
    }

    /// The folded form of an acronym that has no namesake among the function words.
    fn acronym_key(&self, acronym: &Acronym) -> String {
        let small = fold(&acronym.letters, self.language);
        let is_short = acronym.is_capital && acronym.letters.chars().count() <= SHORT_ACRONYM;
        match self.language == Language::English && is_short {
            true => self.plain(&small).into_owned(),
            false => self.key(&small).into_owned(),
        }
    }

    /// The folded form of a word in lower case without its possessive ending.
    fn key<'w>(&self, small: &'w str) -> Cow<'w, str> {
        // A word that was changed is owned here, so that what is cut from it has to be.
        fn then<'w>(word: Cow<'w, str>, change: impl Fn(&str) -> Cow<'_, str>) -> Cow<'w, str> {
            match word {
                Cow::Borrowed(word) => change(word),
                Cow::Owned(word) => Cow::Owned(change(&word).into_owned()),
            }
        }
        if let Some(neighbor) = self.neighbor {
            return then(self.plain(small), |word| neighbor.singular(word));
        }
        let singular = then(self.plain(small), |word| self.plurals.singular(word));
        // Of two words by the circumflex: profit is no snow.
        if self.language == Language::Turkish && small.contains('â') && CIRCUMFLEXED.contains(&&*singular) {
            return format!("{singular}{APART}").into();
        }
        match self.plurals.are_complete() {
            true => singular,
            false if self.language == Language::Russian => {
                then(singular, |word| russian_stem(word, |word| self.stemmer.stem(word)))
            }
            false => then(singular, |word| self.stemmer.stem(word)),
        }
    }

    /// The folded form of a word that begins with a digit: without the marks that part its thousands, `10.000` in German.
    fn number_key<'w>(&self, small: &'w str) -> Cow<'w, str> {
        let bare = without_possessive(small);
        match without_thousands(bare, self.language) {
            Some(number) => number.into(),
            None => self.key(bare),
        }
    }

    /// Whether what a word came to is a function word that it is no form of: `seit` for German `Seiten`, `man` for `Männer`.
    /// English says itself which forms of function words are some, and tables which words are forms of those.
    fn is_like_function(&self, small: &str, key: &str) -> bool {
        self.language != Language::English && self.function_words.contains(key) && !self.plurals.knows(small)
    }

    /// The number of what a word would come to, if a word that comes to it has been folded.
    pub(super) fn known_key(&self, word: &str) -> Option<u32> {
        let small = fold(word, self.language);
        let key = self.key(&small);
        match self.is_like_function(&small, &key) && !self.function_words.contains(&*small) {
            true => self.numbers.find(&format!("{key}{LIKE_FUNCTION}")),
            false => self.numbers.find(&key),
        }
    }

    /// The number of a noun that is written like a function word, where an article or an ending says which of the two it is: `العلم`
    /// of `علم`, French `cars` of `car`, German `Wege` of `Weg`.
    pub(super) fn noun_like(&self, function_word: u32) -> Option<u32> {
        let key = self.form(function_word);
        let may_be = self.language != Language::English && self.function_words.contains(key);
        may_be.then(|| self.numbers.find(&format!("{key}{LIKE_FUNCTION}"))).flatten()
    }

    /// The number of another English noun with the same plural, by which that plural goes, if a word has it: `axe` for `axis`.
    pub(super) fn other_singular(&self, key: u32) -> Option<u32> {
        const PAIRS: [(&str, &str); 5] =
            [("axis", "axe"), ("ax", "axe"), ("basis", "base"), ("ellipse", "ellipsis"), ("stave", "staff")];
        if self.language != Language::English {
            return None;
        }
        let form = self.form(key);
        let (_, other) = PAIRS.iter().find(|(noun, _)| *noun == form)?;
        self.numbers.find(other)
    }

    /// The number of a German verb with the stem of a noun; none for what is the stem of an adjective, whose forms end as verbs do.
    /// Beside its subject it is a verb in any case: `ich stelle`.
    pub(super) fn verb_of(&mut self, noun: u32, has_subject: bool) -> Option<u32> {
        let form = self.numbers.text(noun);
        let may_be_adjective = !has_subject && self.plurals.is_adjective(form);
        if form.ends_with([OF_FUNCTION, LIKE_FUNCTION, OF_VERB, OF_CONNECTIVE]) || may_be_adjective {
            return None;
        }
        let verb = format!("{form}{OF_VERB}");
        Some(self.numbers.add(&verb).0)
    }

    /// A word in lower case, with those that writers of its language interchange made one.
    fn plain<'w>(&self, small: &'w str) -> Cow<'w, str> {
        let replaced =
            |pairs: &[(char, char)]| match small.contains(|c| pairs.iter().any(|(from, _)| *from == c)) {
                true => {
                    let plain = |c| pairs.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
                    small.chars().map(plain).collect::<String>().into()
                }
                false => Cow::Borrowed(small),
            };
        match self.language {
            _ if small.is_ascii() => small.into(),
            Language::German => match small.contains('ß') {
                true => small.replace('ß', "ss").into(),
                false => small.into(),
            },
            Language::English => {
                let bare = without_marks(small);
                let noun = bare.strip_suffix('s').unwrap_or(&bare);
                // Beside a verb or another noun of the same letters.
                match noun.len() < small.len() && OTHER_BY_ACCENT.contains(&noun) {
                    true => format!("{}é", &noun[..noun.len() - 1]).into(),
                    false => bare.into(),
                }
            }
            // Greek capitals have no accents, and a final sigma is the same letter.
            Language::Greek => {
                let bare = without_marks(small).replace('ς', "σ");
                if is_other_by_accent(small, &bare) { format!("\u{301}{bare}").into() } else { bare.into() }
            }
            // A stress mark is written for learners only.
            Language::Russian => small
                .chars()
                .filter(|c| *c != '\u{301}')
                .map(|c| if c == 'ё' { 'е' } else { c })
                .collect::<String>()
                .into(),
            // `サーバー` is written `サーバ` as well.
            Language::Japanese => match small.strip_suffix('ー') {
                Some(short) if short.chars().count() >= 3 && short.chars().all(is_katakana) => short.into(),
                _ => small.into(),
            },
            Language::Romanian => replaced(&[('ş', 'ș'), ('ţ', 'ț')]),
            Language::Turkish => replaced(&[('â', 'a'), ('î', 'i'), ('û', 'u')]),
            Language::Portuguese => replaced(&[('ü', 'u')]),
            Language::Arabic => replaced(&[('أ', 'ا'), ('إ', 'ا'), ('آ', 'ا'), ('ى', 'ي')]),
            _ => small.into(),
        }
    }

    /// A folded form.
    pub(super) fn form(&self, key: u32) -> &str {
        self.numbers.text(key)
    }

    /// A folded form without its accents and strokes, if it has any.
    pub(super) fn without_accents(&self, key: u32) -> Option<String> {
        let form = self.form(key);
        let without_stroke = |c: char| match c {
            'ł' => 'l',
            'đ' => 'd',
            'ø' => 'o',
            'ħ' => 'h',
            'ı' => 'i',
            c => c,
        };
        let bare = || without_marks(form).chars().map(without_stroke).collect::<String>();
        (!form.is_ascii()).then(bare).filter(|bare| bare != form)
    }

    /// The number of a form without its accents, if a word has it.
    pub(super) fn bare_key(&self, key: u32) -> Option<u32> {
        use Language::*;
        let may_be_left_out = matches!(
            self.language,
            French | Spanish | Portuguese | Italian | Romanian | Polish | Czech | Turkish
        );
        may_be_left_out.then(|| self.without_accents(key)).flatten().and_then(|bare| self.numbers.find(&bare))
    }

    /// The number of a Turkish form with the circumflex or without it where the two are another word, if a word has it.
    pub(super) fn with_other_circumflex(&self, key: u32) -> Option<u32> {
        let form = self.form(key);
        let bare = form.trim_end_matches(APART);
        if self.language != Language::Turkish || !CIRCUMFLEXED.contains(&bare) {
            return None;
        }
        match bare.len() < form.len() {
            true => self.numbers.find(bare),
            false => self.numbers.find(&format!("{bare}{APART}")),
        }
    }

    /// The number of an English form without the accents that make it another word, if a word has it.
    pub(super) fn unaccented_key(&self, key: u32) -> Option<u32> {
        self.numbers.find(&self.without_accents(key)?)
    }

    /// The number of a German form with `ae` for `ä`, or the other way round, if a word has it.
    pub(super) fn with_other_umlauts(&self, key: u32) -> Option<u32> {
        const PAIRS: [(&str, &str); 3] = [("ä", "ae"), ("ö", "oe"), ("ü", "ue")];
        let form = self.form(key);
        if self.language != Language::German
            || !PAIRS.iter().any(|(one, two)| form.contains(one) || form.contains(two))
        {
            return None;
        }
        let written = |from_letter: bool| {
            PAIRS.iter().fold(form.to_string(), |form, (letter, two)| match from_letter {
                true => form.replace(letter, two),
                false => form.replace(two, letter),
            })
        };
        self.numbers.find(&written(form.contains(['ä', 'ö', 'ü'])))
    }

    /// How often words of a folded form occur in a background: always the same one.
    pub(super) fn occurrences(&self, key: u32, background: &Background) -> u64 {
        let mut known = self.occurrences.borrow_mut();
        *known.entry(key).or_insert_with(|| background.occurrences(&self.stem_of(key)))
    }

    /// In how many documents of a background words of a folded form occur: always the same one.
    pub(super) fn frequency(&self, key: u32, background: &Background) -> u32 {
        let mut known = self.frequencies.borrow_mut();
        *known.entry(key).or_insert_with(|| background.frequency(&self.stem_of(key)))
    }

    /// The stem by which background tables know the words of a folded form.
    pub(super) fn stem_of(&self, key: u32) -> String {
        let form = self
            .form(key)
            .trim_end_matches([OF_FUNCTION, LIKE_FUNCTION, OF_VERB, OF_CONNECTIVE])
            .trim_end_matches(APART);
        self.stemmer.stem(&form.to_lowercase()).into_owned()
    }
}

/// The language without a name that the first document may be in.
#[cfg(feature = "detect")]
fn neighbor(analysis: &Analysis<'_>) -> Option<Neighbor> {
    let document = analysis.documents().first()?;
    let text = document.text();
    crate::language::neighbor(document.blocks().iter().map(|block| block.span.of(text)))
}

#[cfg(not(feature = "detect"))]
fn neighbor(_: &Analysis<'_>) -> Option<Neighbor> {
    None
}

/// The first byte of full-width letters and digits, and of other characters.
const WIDE: u8 = 0xEF;

/// A word as [`narrow`] has it: most have nothing that is wide.
fn narrowed(word: Cow<'_, str>) -> Cow<'_, str> {
    if word.as_bytes().contains(&WIDE) { narrow(word) } else { word }
}

/// A word with letters and digits of the usual width for full-width ones: `ＡＢＣ` is `ABC`.
fn narrow(word: Cow<'_, str>) -> Cow<'_, str> {
    let of_width = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        c => c,
    };
    match word.chars().any(|c| of_width(c) != c) {
        true => word.chars().map(of_width).collect::<String>().into(),
        false => word,
    }
}

/// A number without the marks that part its thousands in texts of a language, if it has any: `10,000` in English, `10.000` in most
/// languages of Europe, `10’000` in Switzerland. A decimal mark is the other one, or has no three digits behind it.
fn without_thousands(number: &str, language: Language) -> Option<String> {
    use Language::*;
    let marks: &[char] = match language {
        English | Chinese | Japanese | Korean | Thai | Hebrew | Hindi | Urdu | Tamil | Gujarati => &[','],
        German | Italian => &['.', '\'', '’'],
        Undetermined => return None,
        _ => &['.'],
    };
    let end = number.find(|c: char| !c.is_ascii_digit() && !marks.contains(&c)).unwrap_or(number.len());
    let (whole, rest) = number.split_at(end);
    let mut groups = whole.split(marks);
    let first = groups.next()?;
    let is_parted = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let mut others = groups.peekable();
    if !is_parted || others.peek().is_none() || !others.all(|group| group.len() == 3) {
        return None;
    }
    Some(whole.replace(marks, "") + rest)
}

/// English words without the accents by which they are another word: `résumé`, which is none of `resume`.
const OTHER_BY_ACCENT: [&str; 6] = ["resume", "expose", "rose", "pate", "lame", "pique"];

/// Turkish words that are another word without the circumflex.
const CIRCUMFLEXED: [&str; 3] = ["adet", "hala", "kar"];

fn without_marks(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect()
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Whether a Greek word has its accent on the ending, and another word of the same letters has it before: `νομός` beside `νόμος`.
fn is_other_by_accent(word: &str, bare: &str) -> bool {
    const STEMS: [&str; 5] = ["νομ", "ωμ", "γερ", "θολ", "τζαμ"];
    let is_accented = |c: char| matches!(c, 'ά' | 'έ' | 'ή' | 'ί' | 'ό' | 'ύ' | 'ώ');
    // *Never* beside *when*.
    word == "ποτέ"
        || STEMS.iter().any(|stem| {
            let ending = bare.strip_prefix(stem).map_or(0, |ending| ending.chars().count());
            // The genitive of the plural moves it.
            (1..=3).contains(&ending)
                && !bare.ends_with("ων")
                && word.chars().rev().take(ending).any(is_accented)
        })
}

/// A word without a possessive ending, with any apostrophe.
fn without_possessive(word: &str) -> &str {
    // Most words, recognized by one byte.
    if word.bytes().last().is_none_or(|last| last.is_ascii_alphanumeric() && !matches!(last, b's' | b'S')) {
        return word;
    }
    let bare = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    let bare = bare.or_else(|| word.strip_suffix(is_apostrophe)).unwrap_or(word);
    if bare.is_empty() { word } else { bare }
}

/// The letters of an acronym, without its dots.
#[derive(Debug)]
struct Acronym {
    letters: String,
    /// Whether all of them are capitals.
    is_capital: bool,
}

impl Acronym {
    /// A word that is nothing but capitals, two or more, perhaps with dots between: `US`, `U.S`; or of short parts with
    /// dots between: `Ph.D`, `u.s`.
    fn of(word: &str) -> Option<Acronym> {
        // `M.D.s` and `Ph.D.s` are plurals.
        let word = word.strip_suffix(".s").filter(|singular| singular.contains('.')).unwrap_or(word);
        let dotted = word.contains('.') && !word.starts_with('.');
        if !dotted && (!word.starts_with(char::is_uppercase) || word.ends_with(char::is_lowercase)) {
            return None;
        }
        let letters: String = word.chars().filter(|c| *c != '.').collect();
        letters.chars().nth(1)?;
        let is_capital = letters.chars().all(char::is_uppercase);
        // `ASP.NET` and `NODE.JS` are names with a dot, in capitals or not.
        if is_capital {
            let is_acronym = word.split('.').all(|part| !dotted || part.chars().count() < LONGEST_DOTTED);
            return is_acronym.then_some(Acronym { letters, is_capital });
        }
        let mut parts = word.split('.').filter(|part| !part.is_empty());
        let begins_small = word.starts_with(char::is_lowercase);
        let most = if begins_small { LONGEST_DOTTED - 1 } else { LONGEST_DOTTED };
        let is_part = |part: &str| {
            // Single letters may be small in the middle: `G.m.b.H.`
            (begins_small || part.starts_with(char::is_uppercase) || part.len() == 1)
                && part.chars().all(char::is_alphabetic)
                && part.chars().count() <= most
        };
        let is_acronym = dotted
            && word.starts_with(char::is_alphabetic)
            && parts.clone().nth(1).is_some()
            && parts.all(is_part);
        is_acronym.then_some(Acronym { letters, is_capital })
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
            ("shelves", "shelf"),
            ("bookshelves", "bookshelf"),
            ("women", "woman"),
            ("womens", "woman's"),
            ("childrens", "children’s"),
            ("firemen", "fireman"),
            ("emus", "emu"),
            ("theses", "thesis"),
            ("vertices", "vertex"),
            ("biases", "bias"),
            ("CRÈME", "creme"),
            ("TOWERS", "tower"),
            ("Ph.D", "PhD"),
            ("ph.d", "PhDs"),
            ("Ed.D", "EdD"),
            ("u.s", "US"),
            ("council‛s", "council"),
            ("NODE.JS", "Node.js"),
            ("U.N", "UN"),
            ("G.m.b.H", "GmbH"),
            ("10,000", "10000"),
            ("1,234,567", "1234567"),
        ];
        for (one, other) in list {
            assert!(same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn plurals_of_other_languages_count_as_one() {
        use Language::*;
        for (language, one, other) in [
            (Spanish, "peces", "pez"),
            (Spanish, "imágenes", "imagen"),
            (Portuguese, "túneis", "túnel"),
            (Portuguese, "animais", "animal"),
            (Portuguese, "papéis", "papel"),
            (Portuguese, "fáceis", "fácil"),
            (Portuguese, "barris", "barril"),
            (Portuguese, "limões", "limão"),
            (Portuguese, "homens", "homem"),
            (Portuguese, "heróis", "herói"),
            (Italian, "laghi", "lago"),
            (Italian, "uomini", "uomo"),
            (French, "travaux", "travail"),
            (French, "jeux", "jeu"),
            (French, "cœurs", "coeur"),
            (German, "Autos", "Auto"),
            (German, "Rechenzentren", "Rechenzentrum"),
            (German, "Apps", "App"),
            (German, "10.000", "10000"),
            (German, "10’000", "10000"),
            (Spanish, "1.500.000", "1500000"),
            (Dutch, "steden", "stad"),
            (Swedish, "böcker", "bok"),
            (Swedish, "huset", "hus"),
            (Swedish, "husets", "husen"),
            (Swedish, "året", "år"),
            (Swedish, "företagets", "företag"),
            (Swedish, "universitetet", "universitet"),
            (Swedish, "paketen", "paketets"),
            (Swedish, "exemplet", "exempel"),
            (Swedish, "äpplet", "äpple"),
            (Swedish, "elcykeln", "elcyklar"),
            (Swedish, "frågan", "frågor"),
            (Danish, "bøger", "bog"),
            (Danish, "reglerne", "regel"),
            (Norwegian, "velgerne", "velger"),
            (Italian, "eventi", "evento"),
            (Italian, "movimenti", "movimento"),
            (Romanian, "comunități", "comunitatea"),
            (Romanian, "anul", "ani"),
            (Latvian, "ministrijas", "ministrija"),
            (Lithuanian, "sektoriuje", "sektoriaus"),
            (Icelandic, "göturnar", "gata"),
            (Slovak, "možnosti", "možnosť"),
            (Slovak, "krajín", "krajiny"),
            (Ukrainian, "відповідальності", "відповідальність"),
            (Ukrainian, "комісії", "комісій"),
            (Polish, "części", "część"),
            (Norwegian, "hender", "hånd"),
            (Russian, "чёрный", "Черный"),
            (Russian, "рынки", "рынок"),
            (Greek, "ΠΌΛΗΣ", "πόλης"),
            (Turkish, "kâğıt", "kağıt"),
            (Greek, "νόμος", "νόμου"),
            (Greek, "νομός", "νομοί"),
            (Hungarian, "kert", "kertben"),
            (Finnish, "auto", "auton"),
            (Swedish, "gammalt", "gamla"),
            (Urdu, "کتاب", "کتابیں"),
            (Indonesian, "rumah", "rumahnya"),
        ] {
            let mut folder = Folder::new(language);
            assert_eq!(
                folder.fold(one, false).key,
                folder.fold(other, false).key,
                "{language:?} {one} {other}"
            );
        }
        for (language, one, other) in [
            (French, "mai", "mais"),
            (Spanish, "plaza", "placa"),
            (Portuguese, "mais", "mal"),
            (German, "Glas", "Gla"),
            (German, "kostenlos", "kostenlo"),
            // Not one with a function word.
            (German, "Mann", "man"),
            (German, "Waren", "war"),
            (Norwegian, "mann", "man"),
            (Arabic, "زير", "وزير"),
            (Greek, "νόμος", "νομός"),
            (Ukrainian, "місто", "міст"),
        ] {
            let mut folder = Folder::new(language);
            assert_ne!(
                folder.fold(one, false).key,
                folder.fold(other, false).key,
                "{language:?} {one} {other}"
            );
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
            ("specimen", "speciman"),
            (".NET", "net"),
            ("a.m", "am"),
            ("Vue.js", "vuejs"),
            ("ASP.NET", "aspnet"),
            ("NODE.JS", "nodejs"),
            ("1.000", "1000"),
            ("1,00", "100"),
            ("2,0000", "20000"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
        let mut folder = Folder::new(Language::English);
        assert_eq!(folder.fold("US", true), folder.fold("us", false));
        // A line of capitals makes no acronym of a name with a dot.
        assert_eq!(folder.fold("ASP.NET", true).key, folder.fold("ASP.NET", false).key);
        assert_eq!(folder.fold("NODE.JS", true).key, folder.fold("Node.js", false).key);
        assert!(folder.fold("US", false).is_content && !folder.fold("us", false).is_content);
    }
}
