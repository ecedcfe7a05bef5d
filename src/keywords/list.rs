//! A list to be read: whole phrases, each of which says something that those before it do not.
//!
//! The ranking has `converter`, `desk converter` and `standing desk converter` side by side, which is right for a benchmark and
//! tiresome for a reader. Here each candidate, the best first, gives way to the fuller phrase that it is mostly part of (`York`
//! to `New York`, `Kennedy` to `John F. Kennedy`), and is left out if it is part of what is listed, if that is part of it, or if
//! all its words have been said.
//!
//! Whether a candidate is listed depends on those before it alone, so that a shorter list is the beginning of a longer one.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::candidates::{Candidates, Group, MOST_CONTENT, Place, Sequence};
use super::features::{Judged, is_romance};
use super::names;
use super::nominal::{self, Nominal, Seen, UNLIKE, Unlike};
use super::nominative::nominative;
use super::quality::{self, Values};
use super::spelling::{is_roman, plural_endings};
use super::support;
use super::topicless::{NoNoun, Topicless};
use super::words::{Look, Part, Words};
use crate::analysis::Analysis;
use crate::language::{Language, Stemmer};
use crate::order::Arrange;
use crate::score::Score;
use crate::term::TermId;
use crate::words::is_hyphen;

/// So many keywords are passed over as no good ones, and no more are looked at.
const MOST_PASSED_OVER: usize = 12;

/// The keywords that any text carries; it carries one more for each [`WORDS_FOR_ONE`] content words. Chosen by reading: more of a text of
/// three sentences are its words again.
pub(super) const SHORTEST: usize = 3;
const WORDS_FOR_ONE: usize = 20;

/// A phrase is fuller than its part if it has this share of the part's places. Chosen by reading.
const FULLER: f64 = 0.5;

/// A part that is said this many times as often as the whole, and is ranked less than [`NEAR`] below it, is listed in its place.
/// Chosen by reading.
const MUCH_MORE: u32 = 5;
const NEAR: f64 = 1.0;

/// A longer name that a name of several words is part of is its whole if it has one in this many of the places, and if it
/// begins with an acronym more than half of them: `Goldschmied Johannes Gutenberg` and `LREM Benjamin Griveaux`, said once
/// each, are names with what their bearers are. Chosen by reading.
const FULL_NAME: usize = 3;

/// And a phrase is fuller than its word if it has one in this many of the places of each of its two words. Chosen by reading.
const JOINED: usize = 3;

/// A phrase that the title has is fuller than its word if it has one in this many of the word's places. Chosen by reading.
const TITLED_PHRASE: usize = 4;

/// How much lower a given name is ranked that the text never has with another name behind it. Chosen by reading.
const GIVEN_NAME: f64 = 2.0;

/// How much lower a single word is ranked that says nothing alone, or is no noun by its ending; and what begins a
/// sentence or heading wherever it stands, which mostly is an instruction or a label. Chosen by reading.
const TOPICLESS: f64 = 4.0;
const OPENS: f64 = 1.5;

/// What looks like no noun is ranked lower by [`TOPICLESS`] from [`UNLIKE`] on, and by less down to this. Chosen by reading.
const LEAST_UNLIKE: f64 = 1.0;

/// A word of this many letters, all of them capitals, is no acronym where a sentence has nothing else, if that has this many words.
const SHORTEST_SHOUTED: u32 = 4;
const LEAST_SHOUTED: usize = 5;

/// German articles that are of no subject.
const CASES: [&str; 8] = ["dem", "den", "der", "des", "einem", "einen", "einer", "eines"];

/// German nouns that another stands behind without a link: `Liter Wasser`.
const MEASURES: [&str; 16] = [
    "Becher",
    "Dose",
    "Dosen",
    "Flasche",
    "Flaschen",
    "Glas",
    "Gramm",
    "Kilo",
    "Kilogramm",
    "Liter",
    "Packung",
    "Paar",
    "Prozent",
    "Scheiben",
    "Tasse",
    "Tassen",
];

/// How many places of a candidate are looked at for what it looks like.
const SAMPLED: usize = 12;

/// How much lower a single word is ranked that is among the most frequent nouns of its language: `mercado`, `empresa`. Chosen by
/// reading.
const EVERYDAY: f64 = 1.2;

/// How much lower a single word is ranked that is a topic only of what is about it (`committee`, `Kunde`): of a text whose title names it,
/// or that says it this share as often as its commonest word, or more. Chosen by reading.
const BROAD: f64 = 1.5;
const COMMONEST: f64 = 0.6;

/// Where this many different initials stand before a colon, they are those of speakers. Chosen by reading minutes.
const SPEAKERS: usize = 3;

/// How much lower a phrase is ranked that says what something in lower case has: `function's header`. Chosen by reading.
const POSSESSIVE: f64 = 2.0;

/// How many keywords are listed before what the title names, if they name nothing of it.
const BEFORE_SUBJECT: usize = 2;

/// How many of what the title names are looked at for that.
const SUBJECTS: usize = 8;

/// How many are listed before what is no noun is left out, and before what else is listed only where better ones are missing. Chosen by
/// reading titles.
const LEAST_NOUNS: usize = 1;
const LEAST_BETTER: usize = 2;

/// How much lower than the second of the list another may be ranked, once [`SHORTEST`] are listed, and what fills a list up: nothing
/// lower is looked at. Of what lies lower by more than the first, the odds let hardly anything pass in 186 documents.
const LOWEST: f64 = 2.5;
const LOWEST_FILLING: f64 = 4.0;

/// A part whose whole repeats what is listed is listed itself if it is said this many times as often, and one of several words if it is
/// said that many times without the whole: `version negotiation`, where `packet` is listed. Chosen by reading.
const PART: u32 = 2;

/// How much lower a phrase is ranked that has as many words as there may be and goes on at all of its places. Chosen by reading.
const CUT: f64 = 2.0;

/// How much lower a name is ranked that stands nowhere but in a list of this many names or more, or in one and at most [`SELDOM`] times in
/// all: who was present, who wrote. And initials
/// of this many letters or fewer that three of four times begin a sentence, as those of speakers do. Chosen by reading minutes.
const LISTED_NAME: f64 = 4.0;
const NAMES_OF_LIST: usize = 4;
const LONGEST_INITIALS: u32 = 3;

/// The reasons of what is listed only where better ones are missing.
const VERB: &str = "verb";
const ADJECTIVE: &str = "adjective";
const INITIALS: &str = "initials";
const LEAD: &str = "introduces what follows a colon";
const LIST_OF_NAMES: &str = "list of names";
const GENERIC_WORD: &str = "generic word";
const BROAD_WORD: &str = "broad word";
const EVERYDAY_WORD: &str = "everyday word";
const GIVEN_NAME_ALONE: &str = "given name";
const SHOUTED: &str = "in capitals";
const TWO_NOUNS: &str = "two nouns";
const LAST_RESORTS: [&str; 10] = [
    VERB,
    ADJECTIVE,
    INITIALS,
    LEAD,
    LIST_OF_NAMES,
    GENERIC_WORD,
    BROAD_WORD,
    GIVEN_NAME_ALONE,
    SHOUTED,
    TWO_NOUNS,
];

/// The reason of what looks a little like them.
const NO_NOUN: &str = "hardly a noun";

/// How much lower a noun that says nothing alone is ranked with nothing but an adjective beside it (`final result`, `modern world`),
/// if that is said [`SELDOM`] times or less and no heading has it. Chosen by reading.
const GENERIC_HEAD: f64 = 1.5;
const SELDOM: u32 = 3;

/// How much lower a phrase is ranked with an adjective that says nothing at its edge (`various topics`), and one with a stop word inside
/// that does not join nouns (`see under settings`). Chosen by reading.
const EMPTY_ADJECTIVE: f64 = 3.0;
const STOP_INSIDE: f64 = 3.0;

/// A bare name of a site that is said less than this many times is furniture, and so is an identifier or a path: `codeforamerica.org`,
/// `CODE_OF_CONDUCT`, `nodejs/node`. Chosen by reading.
const SITE: u32 = 3;
const SITES: [&str; 12] =
    [".br", ".com", ".de", ".edu", ".es", ".fr", ".gov", ".info", ".io", ".net", ".org", ".ru"];

/// Words inside names, with which none ends.
const PARTICLES: [&str; 16] =
    ["al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "ter", "van", "von", "zu"];

/// Words of requirements (RFC 2119) and of clocks, in capitals: furniture, unless a heading names them.
const IN_CAPITALS: [&str; 26] = [
    "AM",
    "BST",
    "CDT",
    "CEST",
    "CET",
    "CST",
    "EDT",
    "EST",
    "GMT",
    "JST",
    "MAY",
    "MDT",
    "MEZ",
    "MST",
    "MUST",
    "NOT",
    "OPTIONAL",
    "PDT",
    "PM",
    "PST",
    "RECOMMENDED",
    "REQUIRED",
    "SHALL",
    "SHOULD",
    "UTC",
    "WIB",
];

/// Endings of the names of files that hold text and data, unlike those of programs and libraries (`PDF.js`).
const FILES: [&str; 20] = [
    ".adoc", ".cfg", ".css", ".csv", ".gif", ".htm", ".html", ".ini", ".jpg", ".json", ".lock", ".md",
    ".png", ".rst", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml",
];

/// Stop words that join nouns in Romance languages; others belong to clauses: `place par la Région`.
const ROMANCE_JOINS: [&str; 48] = [
    "a", "al", "au", "aux", "con", "d'", "da", "das", "de", "degli", "dei", "del", "dell'", "della", "delle",
    "dello", "des", "di", "do", "dos", "du", "d’", "el", "em", "en", "i", "il", "l'", "la", "las", "le",
    "les", "lo", "los", "l’", "o", "os", "para", "per", "pour", "sem", "sin", "sans", "à", "às", "ao", "aos",
    "senza",
];

/// Those of other languages that have no tagger.
const OTHER_JOINS: [&str; 35] = [
    "av", "af", "dla", "do", "for", "för", "i", "in", "k", "met", "na", "o", "od", "of", "on", "op", "po",
    "pod", "pro", "på", "s", "se", "te", "til", "till", "u", "v", "van", "voor", "w", "z", "za", "ze", "з",
    "の",
];

/// Where compounds are written as one word, a part of at least this many letters that a listed one ends with says no more.
const LONGEST_PART: usize = 5;

/// The name of a file with this many hyphens or more is an address: `2014-12-08-draft.md`.
const HYPHENS_OF_SLUG: usize = 3;

/// In a language without a stemmer, two words are forms of one if they begin with the same letters, this many or more, and
/// what is left of each is no longer than an ending. Chosen by reading Polish and Bulgarian.
const SAME_BEGINNING: usize = 5;
const LONGEST_ENDING: usize = 3;

/// And so they are if they differ in one letter behind this many: `údaj`, `údaje`.
const SHORT_BEGINNING: usize = 4;

/// How many of a candidate's places are looked at for what holds it: where most of the first hundred agree, so do the rest.
const PLACES: usize = 100;

/// Words before an English verb in its base form.
const BEFORE_VERBS: [&str; 11] =
    ["to", "can", "could", "must", "will", "would", "should", "shall", "may", "might", "please"];

/// Endings of Bulgarian nouns with an article or in the plural, and those of dictionary forms.
const BULGARIAN_ENDINGS: [&str; 12] =
    ["овете", "ове", "ите", "ата", "ята", "ът", "ят", "та", "то", "те", "и", "а"];
const BULGARIAN_BASES: [&str; 5] = ["", "а", "о", "е", "я"];

/// What a Bulgarian noun with an article or in the plural may be in its dictionary form.
fn bulgarian_bases(word: &str) -> impl Iterator<Item = String> + '_ {
    let rests = BULGARIAN_ENDINGS.iter().filter_map(move |ending| word.strip_suffix(ending));
    let rests = rests.filter(|rest| rest.chars().nth(LEAST_BASE - 1).is_some());
    rests.flat_map(|rest| BULGARIAN_BASES.iter().map(move |base| format!("{rest}{base}")))
}

/// Whether a language writes compounds as one word.
fn has_compounds(language: Language) -> bool {
    use Language::*;
    matches!(
        language,
        Danish | Dutch | Estonian | Finnish | German | Hungarian | Icelandic | Norwegian | Swedish
    )
}

/// Whether nouns have many cases that no stemmer takes off.
fn has_long_endings(language: Language) -> bool {
    use Language::*;
    matches!(
        language,
        Belarusian
            | Croatian
            | Czech
            | Latvian
            | Lithuanian
            | Polish
            | Serbian
            | Slovak
            | Slovenian
            | Ukrainian
    )
}

/// Units that are written right behind a number.
const UNITS: [&str; 13] = ["cl", "cm", "dl", "g", "kg", "km", "l", "lb", "lbs", "mg", "ml", "mm", "oz"];

/// A word in lower case, which most are in.
fn in_lower_case(word: &str) -> Cow<'_, str> {
    match word.chars().any(char::is_uppercase) {
        true => word.to_lowercase().into(),
        false => word.into(),
    }
}

/// Whether a word is a number with a unit: `50g`.
fn is_measure(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    unit.len() < word.len() && UNITS.contains(&unit)
}

/// Whether a word is a pattern of a date or a time: `YYYY-MM-DD`, `HH:MM`.
fn is_date_pattern(word: &str) -> bool {
    let is_run = |part: &str| {
        part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase() && byte == part.as_bytes()[0])
    };
    word.contains(['-', '.', ':', '/']) && word.split(['-', '.', ':', '/']).all(is_run)
}

/// Whether a word is a time zone by its distance: `UTC-03`.
fn is_time_zone(word: &str) -> bool {
    let rest = word.strip_prefix("UTC").or_else(|| word.strip_prefix("GMT"));
    rest.is_some_and(|rest| {
        rest.starts_with(['+', '-', '−', '±']) && rest.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
    })
}

/// How many keywords a text carries.
pub(super) fn carried(words: &Words) -> usize {
    let content = words.looks.iter().filter(|look| look.has(Look::CONTENT)).count();
    SHORTEST + content / WORDS_FOR_ONE
}

/// A listed phrase as it may be listed again in another form.
#[derive(Default)]
struct Said {
    /// The first letters of its words and of their parts, or itself if it is an acronym.
    initials: String,
    is_acronym: bool,
    /// Its content words as one word in lower case, an acronym without the number behind it.
    joined: String,
    /// The parts of its words at capitals: `jupyter`, `hub`.
    humps: Vec<String>,
    count: u32,
}

impl Said {
    /// The letters of ASCII, in lower case, that its initials, its words and its parts begin with: a bit for each.
    fn beginnings(&self) -> u128 {
        let texts = [&self.initials, &self.joined].into_iter().chain(&self.humps);
        let first = texts.filter_map(|text| text.bytes().next()).filter(u8::is_ascii);
        first.fold(0, |letters, first| letters | 1 << first.to_ascii_lowercase())
    }
}

/// What is left of a word without the number or the ending behind it has this many letters or more.
const LEAST_BASE: usize = 3;

/// The parts of a word with capitals inside, in lower case; of any other itself.
fn humps(word: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut was_small = false;
    for c in word.chars() {
        if parts.is_empty() || was_small && c.is_uppercase() {
            parts.push(String::with_capacity(word.len()));
        }
        was_small = c.is_lowercase();
        if let Some(part) = parts.last_mut() {
            push_lower(part, c);
        }
    }
    parts
}

/// Adds a character in lower case, which most are to be looked up for.
fn push_lower(text: &mut String, c: char) {
    match c.is_ascii() {
        true => text.push(c.to_ascii_lowercase()),
        false => text.extend(c.to_lowercase()),
    }
}

/// What stands before the ending of an English word for what somebody does or what does it: `lint` of `linting` and `linters`.
fn doing(word: &str) -> Option<&str> {
    let word = word.strip_suffix('s').unwrap_or(word);
    let rest = ["ing", "er", "or"].iter().find_map(|ending| word.strip_suffix(ending))?;
    (rest.len() > LEAST_BASE).then_some(rest)
}

/// How often a candidate holds another, and how often at its beginning and at its end.
#[derive(Clone, Copy, Default)]
struct Held {
    count: usize,
    at_start: usize,
    at_end: usize,
}

pub(super) struct List<'a> {
    analysis: &'a Analysis<'a>,
    endings: &'static [&'static str],
    words: &'a Words,
    candidates: &'a Candidates,
    judged: &'a [Judged],
    max_words: usize,
    /// The content words of what is listed.
    listed: Vec<Vec<Sequence>>,
    /// The words of listed names of several words.
    names: Vec<Sequence>,
    /// What is listed, as it may be said again in another way.
    said: Vec<Said>,
    /// The letters of ASCII, in lower case, that something in these begins with: a bit for each.
    beginnings: u128,
    is_filling: bool,
    /// How many were left out as they would seldom be good: what comes behind them stands as far down as it did.
    passed_over: usize,
    /// The scores of the first and of the second that are listed.
    best: Option<Score>,
    second: Option<Score>,
    /// What was measured of what was offered last.
    values: Values,
    /// What was ranked lower than its score, why, and by how much.
    demoted: FxHashMap<u32, (&'static str, f64)>,
    topicless: &'static Topicless,
    /// What tells words that are no nouns by where they stand, in a language without a tagger.
    nominal: Option<Nominal>,
    /// Whether each sentence has names alone, if enough do; empty until it is requested.
    only_names: Option<Vec<bool>>,
    /// Whether each stem has a capital anywhere but where a sentence begins; looked up once.
    are_capital_inside: OnceCell<Vec<bool>>,
    has_stemmer: bool,
    /// Whether compounds are written as one word.
    has_compounds: bool,
    /// The words of the title that are candidates by themselves.
    titled: Vec<Sequence>,
    is_subject_sought: bool,
    /// The count of the commonest word.
    commonest: u32,
    /// The initials of speakers; looked up once.
    speakers: OnceCell<Vec<Sequence>>,
    /// Which candidates hold the one at hand. Kept, to be filled again.
    holders: FxHashMap<u32, Held>,
}

impl<'a> List<'a> {
    pub(super) fn new(
        analysis: &'a Analysis<'a>,
        words: &'a Words,
        candidates: &'a Candidates,
        judged: &'a [Judged],
        max_words: usize,
    ) -> List<'a> {
        let endings = plural_endings(analysis.language());
        let of_one = || candidates.groups.iter().zip(judged).filter(|(group, _)| group.words == 1);
        let titled = of_one().filter(|(_, judged)| judged.support.0 == support::TITLE_NAME);
        let titled = titled.map(|(group, _)| candidates.stems[group.first as usize]).collect();
        let commonest = of_one().map(|(group, _)| group.count).max().unwrap_or(0);
        List {
            titled,
            is_subject_sought: false,
            commonest,
            speakers: OnceCell::new(),
            analysis,
            endings,
            words,
            candidates,
            judged,
            max_words,
            listed: Vec::new(),
            names: Vec::new(),
            said: Vec::new(),
            beginnings: 0,
            is_filling: false,
            passed_over: 0,
            best: None,
            second: None,
            values: [0.0; quality::COUNT],
            demoted: FxHashMap::default(),
            topicless: Topicless::of(analysis.language()),
            nominal: Nominal::of(analysis.language()).filter(|_| words.tags.is_empty()),
            only_names: None,
            are_capital_inside: OnceCell::new(),
            has_stemmer: Stemmer::new(analysis.language()).is_some(),
            has_compounds: has_compounds(analysis.language()),
            holders: FxHashMap::default(),
        }
    }

    /// Lowers the bar, to fill the list up.
    pub(super) fn fill(&mut self) {
        self.is_filling = true;
    }

    pub(super) fn is_filling(&self) -> bool {
        self.is_filling
    }

    /// What a candidate is ranked with instead of its score, the first time it comes up: some words name no topic by themselves.
    ///
    /// Only what comes up is looked at, so that no word of the text is looked up in vain.
    pub(super) fn demoted(&mut self, number: usize, score: Score) -> Option<Score> {
        if self.demoted.contains_key(&(number as u32)) {
            return None;
        }
        let (reason, by) = self.reason_to_demote(number)?;
        self.demoted.insert(number as u32, (reason, -by));
        Some(Score::new(score.get() - by))
    }

    /// Why a candidate was ranked lower than its score, and what that gave.
    pub(super) fn demotion(&self, number: usize) -> Option<(&'static str, f64)> {
        self.demoted.get(&(number as u32)).copied()
    }

    fn reason_to_demote(&mut self, number: usize) -> Option<(&'static str, f64)> {
        let candidates = self.candidates;
        let group = &candidates.groups[number];
        let first = group.first as usize;
        let places = candidates.places_of(group);
        let is_opening = |place: &Place| self.words.looks[place.first as usize].has(Look::STARTS);
        let stem = |word: usize| {
            let stem = self.candidates.stems[word];
            let is_term = (stem as usize) < self.analysis.term_count();
            is_term.then(|| self.analysis.stem(TermId(stem)))
        };
        let last = first + usize::from(group.words) - 1;
        // Where no stem joins forms, the table of nominatives does.
        let form = OnceCell::new();
        let is_form = |is: fn(&Topicless, &str) -> bool, by_ending: fn(&Topicless, &str) -> bool| {
            if self.has_stemmer {
                return false;
            }
            let language = self.analysis.language();
            let (written, form) = form.get_or_init(|| {
                let written = self.written(first).to_lowercase();
                let form = nominative(language, &written, &|_| false);
                (written, form)
            });
            form.as_ref().is_some_and(|form| is(self.topicless, form))
                || language == Language::Bulgarian
                    && bulgarian_bases(written).any(|base| is(self.topicless, &base))
                || form.is_none() && has_long_endings(language) && by_ending(self.topicless, written)
        };
        let is_generic_form = || is_form(Topicless::is_generic, Topicless::is_form_of_generic);
        let is_generic =
            || stem(first).is_some_and(|stem| self.topicless.is_generic(stem)) || is_generic_form();
        if group.words == 1 && is_generic() {
            return Some((GENERIC_WORD, TOPICLESS));
        }
        let is_of_title = self.judged[number].support.0 == support::TITLE_NAME;
        if group.words == 1
            && !is_of_title
            && !self.is_name(group)
            && f64::from(group.count) < COMMONEST * f64::from(self.commonest)
            && (stem(first).is_some_and(|stem| self.topicless.is_broad(stem))
                || is_form(Topicless::is_broad, Topicless::is_form_of_broad))
        {
            return Some((BROAD_WORD, BROAD));
        }
        let is_everyday = || {
            stem(first).is_some_and(|stem| self.topicless.is_everyday(stem))
                || is_form(Topicless::is_everyday, |_, _| false)
        };
        if group.words == 1 && self.analysis.background().is_none() && !self.is_name(group) && is_everyday() {
            return Some((EVERYDAY_WORD, EVERYDAY));
        }
        if self.words.tags.is_empty() && self.has_verb(group) {
            return Some((VERB, TOPICLESS));
        }
        if self.analysis.language() == Language::German && group.words == 1 && self.is_small(group) {
            return Some((VERB, TOPICLESS));
        }
        if self.words.tags.is_empty() && group.words == 1 && self.no_noun(group) == Some(NoNoun::Adjective) {
            return Some((ADJECTIVE, TOPICLESS));
        }
        if let Some(reason) = self.unlike_noun(group) {
            return Some(reason);
        }
        // Where a stem joins a verb with its noun, the noun counts.
        let is_verb_at = |place: &Place| {
            let last = place.first as usize + usize::from(place.words) - 1;
            self.topicless.is_known_verb(self.written(last))
        };
        if !self.words.tags.is_empty() && places.iter().all(is_verb_at) {
            return Some((VERB, TOPICLESS));
        }
        // `Heil` of `Heil- und Krankenbehandlung`.
        let is_hanging = |place: &Place| {
            let behind = self.behind(place.first as usize + usize::from(place.words) - 1);
            behind.strip_prefix('-').is_some_and(|behind| behind.starts_with(' '))
        };
        if places.iter().all(is_hanging) {
            return Some(("cut", TOPICLESS));
        }
        if group.words == 1 && !is_of_title && self.is_bidden(group) {
            return Some((VERB, TOPICLESS));
        }
        if self.is_initials(number) {
            return Some((INITIALS, TOPICLESS));
        }
        if self.is_lead(number) {
            return Some((LEAD, TOPICLESS));
        }
        if self.is_name(group) && self.is_in_list_of_names(number) {
            return Some((LIST_OF_NAMES, LISTED_NAME));
        }
        if group.words == 1
            && !is_of_title
            && f64::from(group.count) < COMMONEST * f64::from(self.commonest)
            && names::is_given(self.written(first))
            && self.fuller(number).is_none()
        {
            return Some((GIVEN_NAME_ALONE, GIVEN_NAME));
        }
        // `Fix SSL` opens an item; the tagger takes it for a name.
        let is_name = self.is_name(group) && !places.iter().all(is_opening);
        // `Simplify CPC Board` of a heading, all of it in capitals.
        if group.words > 1 && self.is_name(group) != is_name && !is_of_title && self.begins_with_verb(group) {
            return Some((VERB, TOPICLESS));
        }
        if self.are_two_nouns(group) {
            return Some((TWO_NOUNS, CUT));
        }
        if group.words == 1 && !is_of_title && self.is_shouted(group) {
            return Some((SHOUTED, CUT));
        }
        if self.has_possessor(group, is_name) {
            return Some(("possessive", POSSESSIVE));
        }
        if group.words > 1 && is_measure(self.written(first)) {
            return Some(("measure", EMPTY_ADJECTIVE));
        }
        if group.words > 1 && !is_name {
            let is_empty = |word: usize| stem(word).is_some_and(|stem| self.topicless.is_adjective(stem));
            if is_empty(first) || is_romance(self.analysis.language()) && is_empty(last) {
                return Some(("generic adjective", EMPTY_ADJECTIVE));
            }
            let is_of_romance = is_romance(self.analysis.language());
            if self.has_stop_inside(group) {
                return Some(("stop word inside", STOP_INSIDE));
            }
            if self.is_cut_in_romance(group) {
                return Some(("cut", CUT));
            }
            let (head, beside) = if is_of_romance { (first, last) } else { (last, first) };
            let is_generic = || stem(head).is_some_and(|stem| self.topicless.is_generic(stem));
            let is_empty_too = || {
                stem(beside)
                    .is_some_and(|stem| self.topicless.is_generic(stem) || self.topicless.is_broad(stem))
            };
            let is_adjective = self.words.looks[beside].has(Look::ADJECTIVE);
            if group.words == 2
                && group.count <= SELDOM
                && (is_adjective || is_empty_too())
                && !support::is_named(&self.judged[number].support)
                && is_generic()
            {
                return Some(("generic noun", GENERIC_HEAD));
            }
            // `documentation for new users`, `membre de la communauté`: the noun before the link is the head.
            let is_linked = || {
                let looks = &self.words.looks[first + 1..last];
                looks.iter().any(|look| !look.has(Look::CONTENT))
            };
            let is_empty_head = || {
                stem(first)
                    .is_some_and(|stem| self.topicless.is_generic(stem) || self.topicless.is_broad(stem))
            };
            if group.words > 2
                && group.count <= SELDOM
                && !support::is_named(&self.judged[number].support)
                && is_linked()
                && is_empty_head()
            {
                return Some(("generic noun", GENERIC_HEAD));
            }
        }
        // Without a tagger, what another content word follows everywhere goes on: `voľby do Národnej rady Slovenskej` of `republiky`.
        let is_followed = |place: &Place| {
            let next = self.words.looks.get(place.first as usize + usize::from(place.words));
            next.is_some_and(|next| next.has(Look::CONTENT) && !next.has(Look::PARTED))
        };
        let goes_on =
            || self.judged[number].goes_on || self.words.tags.is_empty() && places.iter().all(is_followed);
        if usize::from(group.content) == MOST_CONTENT && goes_on() {
            return Some(("cut", CUT));
        }
        let is_label = !self.is_name(group) && places.len() > 1 && places.iter().all(is_opening);
        is_label.then_some(("label", OPENS))
    }

    /// Whether a candidate is initials of somebody who speaks: `DE: That is right.`
    fn is_initials(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        let word = &self.words.words[group.first as usize];
        let places = self.candidates.places_of(group);
        let is_of_title = self.judged[number].support.0 == support::TITLE_NAME;
        let is_short = group.words == 1
            && word.shape.chars <= LONGEST_INITIALS
            && self.words.looks[group.first as usize].has(Look::ACRONYM);
        if !is_short || is_of_title {
            return false;
        }
        if self.speakers().contains(&self.candidates.stems[group.first as usize]) {
            return true;
        }
        // `KDE 4 is out` begins with no speaker.
        let is_before_mark = |place: &&Place| {
            let next = self.words.looks.get(place.first as usize + 1);
            self.words.looks[place.first as usize].has(Look::STARTS)
                && next.is_none_or(|next| next.has(Look::PARTED))
        };
        let opening = places.iter().filter(is_before_mark).count();
        places.len() > 2 && 4 * opening >= 3 * places.len()
    }

    /// The initials that begin a sentence before a colon, if they are those of several: `DE: Is it?`, answered with `JHD: It is.` What
    /// others say of them says no more: `Follow up from RW's item`.
    fn speakers(&self) -> &[Sequence] {
        self.speakers.get_or_init(|| {
            let mut found: Vec<Sequence> = Vec::new();
            for (at, look) in self.words.looks.iter().enumerate() {
                let is_short = self.words.words[at].shape.chars <= LONGEST_INITIALS;
                if look.has(Look::STARTS)
                    && look.has(Look::ACRONYM)
                    && is_short
                    && self.behind(at).starts_with(':')
                {
                    found.push(self.candidates.stems[at]);
                }
            }
            found.sort_unstable();
            // Who speaks once may be the label of an item: `API: see below`.
            let mut speakers: Vec<Sequence> =
                found.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
            speakers.dedup();
            if speakers.len() < SPEAKERS {
                speakers.clear();
            }
            speakers
        })
    }

    /// Whether a candidate stands before a colon at the beginning of a block at half of its places or more, and more than once: who
    /// speaks, or a label such as `Note:`.
    fn is_lead(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        let places = self.candidates.places_of(group);
        let is_leading = |place: &&Place| {
            let last = &self.words.words[place.first as usize + usize::from(place.words) - 1];
            let document = self.analysis.sentences()[last.sentence as usize].document;
            let text = self.analysis.documents()[document].text();
            self.words.looks[place.first as usize].has(Look::STARTS)
                && text[last.span.end..].trim_start_matches(['*', '_', ' ']).starts_with(':')
        };
        let leading = places.iter().filter(is_leading).count();
        // Others speak of whom minutes have by initials: `I agree with JHD.`
        let is_initials = group.words == 1
            && self.words.words[group.first as usize].shape.chars <= LONGEST_INITIALS
            && self.words.looks[group.first as usize].has(Look::ACRONYM);
        let is_enough = 2 * leading >= places.len() || is_initials && 3 * leading >= places.len();
        leading > 1 && is_enough && !support::is_named(&self.judged[number].support)
    }

    /// Whether a name stands nowhere but where names stand in a row, one a line.
    fn is_in_list_of_names(&mut self, number: usize) -> bool {
        let words = self.words;
        let sentences = self.analysis.sentences().len();
        let has_names_alone = self.analysis.language() != Language::German;
        let only_names = self.only_names.get_or_insert_with(|| {
            // Whether it has a name, and whether it has anything else that says something.
            let mut seen = vec![(false, false); sentences];
            for (word, look) in words.words.iter().zip(&words.looks) {
                let (has_name, has_other) = &mut seen[word.sentence as usize];
                *has_name |= look.has(Look::NAME);
                // The tagger takes the parts of a name that it does not know for other words, the more so where they stand alone.
                let may_be_name = look.has(Look::CAPITAL) && has_names_alone;
                *has_other |= look.has(Look::CLAUSE)
                    || !may_be_name
                        && (look.has(Look::CONTENT) && !look.has(Look::NAME) && look.has(Look::NOUN)
                            || look.has(Look::ADJECTIVE));
            }
            seen.into_iter().map(|(has_name, has_other)| has_name && !has_other).collect()
        });
        let group = &self.candidates.groups[number];
        let is_listed = |place: &Place| only_names[words.words[place.first as usize].sentence as usize];
        // A first name is that of somebody present: `Ada` of `Ada Lovelace`.
        let is_first_name = |place: &Place| {
            let next = words.looks.get(place.first as usize + 1);
            is_listed(place)
                && words.looks[place.first as usize].has(Look::STARTS)
                && next.is_some_and(|next| {
                    (next.has(Look::NAME) || next.has(Look::CAPITAL) && has_names_alone)
                        && !next.has(Look::PARTED)
                })
        };
        // Names of people have several words, those of other things in a list mostly one.
        let is_person = |place: &Place| {
            let (first, end) = (place.first as usize, place.first as usize + usize::from(place.words));
            let is_capital = |at: usize| words.looks[at].has(Look::CAPITAL);
            let is_behind = || !words.looks[first].has(Look::PARTED) && first > 0 && is_capital(first - 1);
            let goes_on =
                || end < words.looks.len() && !words.looks[end].has(Look::PARTED) && is_capital(end);
            is_listed(place) && (place.words > 1 || is_behind() || goes_on())
        };
        let places = self.candidates.places_of(group);
        // Whom those present are of: `Google` in the rows of a table, and here and there elsewhere.
        let is_mostly_listed = group.count > SELDOM
            && 4 * places.iter().filter(|place| is_listed(place)).count() >= 3 * places.len()
            && !support::is_named(&self.judged[number].support);
        only_names.iter().filter(|only| **only).count() >= NAMES_OF_LIST
            && (places.iter().all(is_listed)
                || is_mostly_listed
                || group.words == 1 && places.iter().any(is_first_name)
                || group.count <= SELDOM && places.iter().any(is_person))
    }

    /// Whether a word of a candidate ends as verbs do.
    fn has_verb(&self, group: &Group) -> bool {
        let mut range = group.first as usize..group.first as usize + usize::from(group.words);
        self.topicless.knows_endings() && range.any(|word| self.topicless.is_verb(&self.as_inside(word)))
    }

    /// Whether a candidate has a stop word inside that does not join nouns.
    fn has_stop_inside(&self, group: &Group) -> bool {
        let language = self.analysis.language();
        let joining: &[&str] =
            match (is_romance(language) || language == Language::Catalan, self.words.tags.is_empty()) {
                (true, _) => &ROMANCE_JOINS,
                (false, true) => &OTHER_JOINS,
                (false, false) => &[],
            };
        let joins = |at: usize| {
            let look = &self.words.looks[at];
            look.has(Look::CONTENT)
                || look.has(Look::LINK)
                || !joining.is_empty() && joining.contains(&&*in_lower_case(self.written(at)))
        };
        let first = group.first as usize;
        !(first..first + usize::from(group.words)).all(joins)
    }

    /// Why a candidate looks like no noun phrase where it stands, and how much lower it is ranked for that: it has a verb, or its head,
    /// which in Romance languages may be any of its words, is an adjective.
    fn unlike_noun(&self, group: &Group) -> Option<(&'static str, f64)> {
        let nominal = self.nominal?;
        let content = (0..usize::from(group.words))
            .filter(|offset| self.words.looks[group.first as usize + offset].has(Look::CONTENT));
        let (mut verb, mut all_adjectives, mut head) = (f64::MIN, f64::MAX, f64::MIN);
        for offset in content {
            let unlike = self.unlike_noun_at(nominal, group, offset);
            verb = verb.max(unlike.verb);
            head = unlike.adjective;
            all_adjectives = all_adjectives.min(unlike.adjective);
        }
        let adjective = if is_romance(self.analysis.language()) { all_adjectives } else { head };
        let (reason, unlike) = if verb > adjective { (VERB, verb) } else { (ADJECTIVE, adjective) };
        let lower = TOPICLESS * ((unlike - LEAST_UNLIKE) / (UNLIKE - LEAST_UNLIKE)).min(1.0);
        (lower > 0.0).then_some((if unlike < UNLIKE { NO_NOUN } else { reason }, lower))
    }

    /// What the word at `offset` of a candidate looks like at its places, on the mean.
    fn unlike_noun_at(&self, nominal: Nominal, group: &Group, offset: usize) -> Unlike {
        let looks = &self.words.looks;
        let places = self.candidates.places_of(group).iter();
        let (mut sum, mut count) = (Unlike::default(), 0.0);
        for place in places.filter(|place| place.words == group.words).take(SAMPLED) {
            let at = place.first as usize + offset;
            let sentence = self.words.words[at].sentence;
            let is_here =
                |other: &usize| self.words.words.get(*other).is_some_and(|word| word.sentence == sentence);
            let beside = |other: usize, is_parted: bool| match looks[other].has(Look::NUMBER) {
                _ if is_parted => nominal::MARK.into(),
                true => nominal::NUMBER.into(),
                false => self.whole_word(other),
            };
            let before = at.checked_sub(1).filter(is_here);
            let before = before.map(|before| beside(before, looks[at].has(Look::PARTED)));
            let behind = Some(at + 1).filter(is_here);
            let behind = behind.map(|behind| beside(behind, looks[behind].has(Look::PARTED)));
            let unlike = nominal.unlike(&Seen {
                word: &self.whole_word(at),
                before: before.as_deref().unwrap_or(nominal::START),
                behind: behind.as_deref().unwrap_or(nominal::MARK),
                is_capital: looks[at].has(Look::CAPITAL),
            });
            sum = Unlike { adjective: sum.adjective + unlike.adjective, verb: sum.verb + unlike.verb };
            count += 1.0;
        }
        Unlike { adjective: sum.adjective / count, verb: sum.verb / count }
    }

    /// A word in lower case, with the particle that is no part of what is shown.
    fn whole_word(&self, at: usize) -> Cow<'a, str> {
        let word = &self.words.words[at];
        let document = self.analysis.sentences()[word.sentence as usize].document;
        let text = &self.analysis.documents()[document].text()[word.span.start..];
        let length = word.span.len();
        let more = text[length..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - length);
        in_lower_case(&text[..length + more])
    }

    /// What a candidate of one word is by its ending.
    fn no_noun(&self, group: &Group) -> Option<NoNoun> {
        let word = self.as_inside(group.first as usize);
        self.topicless.no_noun(&word).filter(|_| !word.starts_with(char::is_uppercase))
    }

    /// A word as it would be written inside a sentence: what begins one, and has a capital nowhere else, in lower case.
    fn as_inside(&self, word: usize) -> Cow<'a, str> {
        let written = self.written(word);
        let look = self.words.looks[word];
        if !look.has(Look::STARTS) || !look.has(Look::CAPITAL) || look.has(Look::ACRONYM) {
            return written.into();
        }
        match self.is_capital_inside(word) {
            true => written.into(),
            false => in_lower_case(written),
        }
    }

    /// Whether a word has a capital anywhere but where a sentence begins.
    fn is_capital_inside(&self, word: usize) -> bool {
        let are_capital_inside = self.are_capital_inside.get_or_init(|| {
            let mut found = vec![false; self.candidates.sequences];
            for (stem, look) in self.candidates.stems.iter().zip(&self.words.looks) {
                found[*stem as usize] |= look.has(Look::CAPITAL) && !look.has(Look::STARTS);
            }
            found
        });
        are_capital_inside[self.candidates.stems[word] as usize]
    }

    /// Whether a Romance phrase begins with an adjective before a stop word (`couvertes par un secret`) or has the noun that it
    /// ends with behind one and goes on with another at all of its places (`textes applicables en matière` of `d'accès`).
    fn is_cut_in_romance(&self, group: &Group) -> bool {
        let looks = &self.words.looks;
        let (first, size) = (group.first as usize, usize::from(group.words));
        if !is_romance(self.analysis.language()) || self.words.tags.is_empty() || size < 3 {
            return false;
        }
        let is_stop = |at: usize| !looks[at].has(Look::CONTENT);
        let begins_with_adjective =
            looks[first].has(Look::ADJECTIVE) && !looks[first].has(Look::NOUN) && is_stop(first + 1);
        let goes_on = |place: &Place| {
            let end = place.first as usize + usize::from(place.words);
            looks.get(end).is_some_and(|next| next.has(Look::OF) && !next.has(Look::PARTED))
        };
        begins_with_adjective
            || is_stop(first + size - 2) && self.candidates.places_of(group).iter().all(goes_on)
    }

    /// Whether a candidate begins with a verb that is listed: `aprender React` of a heading.
    fn begins_with_verb(&self, group: &Group) -> bool {
        self.topicless.is_known_verb(&in_lower_case(self.written(group.first as usize)))
    }

    /// Whether a German candidate is two phrases: common nouns beside each other behind an article in another case, of which one is said
    /// alone more often (`der Außenluft Wärme` of `entzieht der Außenluft Wärme`), or a noun before an adjective. What is a term has its
    /// words together: `Open Source`.
    fn are_two_nouns(&self, group: &Group) -> bool {
        if self.analysis.language() != Language::German || self.words.tags.is_empty() || group.words < 2 {
            return false;
        }
        let (first, end) = (group.first as usize, group.first as usize + usize::from(group.words));
        let looks = &self.words.looks;
        let is_common = |at: usize| {
            let look = looks[at];
            look.has(Look::CONTENT)
                && look.has(Look::NOUN)
                && !look.has(Look::NAME)
                && !look.has(Look::ACRONYM)
        };
        let is_adjective = |at: usize| looks[at].has(Look::ADJECTIVE) && !looks[at].has(Look::CAPITAL);
        let is_said_alone =
            |at: usize| self.count_of_word(group, at).is_some_and(|count| count > group.count);
        let is_behind_article = |place: &Place| {
            let at = place.first as usize;
            at > 0 && !looks[at].has(Look::PARTED) && CASES.contains(&&*in_lower_case(self.written(at - 1)))
        };
        (first..end - 1).any(|at| {
            is_common(at)
                && (is_adjective(at + 1)
                    || group.count < SELDOM
                        && is_common(at + 1)
                        && !MEASURES.contains(&self.written(at))
                        && (is_said_alone(at) || is_said_alone(at + 1))
                        && self.candidates.places_of(group).iter().all(is_behind_article))
        })
    }

    /// Whether a word in capitals stands nowhere but in sentences that are in capitals all over, where the tagger takes verbs for names.
    fn is_shouted(&self, group: &Group) -> bool {
        let first = group.first as usize;
        if !self.words.looks[first].has(Look::ACRONYM)
            || self.words.words[first].shape.chars < SHORTEST_SHOUTED
        {
            return false;
        }
        self.candidates.places_of(group).iter().take(SAMPLED).all(|place| {
            let sentence =
                &self.analysis.sentences()[self.words.words[place.first as usize].sentence as usize];
            let text = sentence.span.of(self.analysis.documents()[sentence.document].text());
            text.split(' ').nth(LEAST_SHOUTED - 1).is_some() && !text.contains(char::is_lowercase)
        })
    }

    /// Whether an English word stands behind `to` or a modal verb somewhere, and elsewhere begins a sentence or does so too: `Register
    /// now`, `to register`. The tagger takes for a noun what begins a sentence without one.
    fn is_bidden(&self, group: &Group) -> bool {
        if self.analysis.language() != Language::English || self.is_capital_inside(group.first as usize) {
            return false;
        }
        let is_behind = |place: &&Place| {
            let first = place.first as usize;
            !self.words.looks[first].has(Look::PARTED)
                && first > 0
                && BEFORE_VERBS.contains(&&*in_lower_case(self.written(first - 1)))
        };
        let places = self.candidates.places_of(group);
        let starts = |place: &&Place| self.words.looks[place.first as usize].has(Look::STARTS);
        let behind = places.iter().filter(is_behind).count();
        behind > 0 && behind + places.iter().filter(starts).count() >= places.len()
    }

    /// Whether a candidate has a word of a clause where it is first.
    fn has_clause(&self, group: &Group) -> bool {
        let mut range = group.first as usize..group.first as usize + usize::from(group.words);
        range.any(|word| self.words.looks[word].has(Look::CLAUSE))
    }

    /// What stands behind a word.
    fn behind(&self, word: usize) -> &'a str {
        let word = &self.words.words[word];
        let document = self.analysis.sentences()[word.sentence as usize].document;
        &self.analysis.documents()[document].text()[word.span.end..]
    }

    /// What stands before a word.
    fn before(&self, word: usize) -> &'a str {
        let word = &self.words.words[word];
        let document = self.analysis.sentences()[word.sentence as usize].document;
        &self.analysis.documents()[document].text()[..word.span.start]
    }

    /// Whether an English phrase has a word in lower case with a possessive ending before another, or one with a capital that is said
    /// once: `Labor's Office` of a department.
    fn has_possessor(&self, group: &Group, is_name: bool) -> bool {
        let first = group.first as usize;
        let is_possessor = |at: usize| {
            let (written, behind) = (self.written(at), self.behind(at));
            (written.starts_with(char::is_lowercase) && !is_name || group.count == 1)
                && ["'s", "’s"].iter().any(|ending| behind.starts_with(ending) || written.ends_with(ending))
        };
        group.words > 1
            && self.analysis.language() == Language::English
            && (first..first + usize::from(group.words) - 1).any(is_possessor)
    }

    /// Whether a candidate stands in tags of a template at half of its places or more: `{box-start type="note"}`.
    fn is_in_template(&self, group: &Group) -> bool {
        let is_tag = |place: &&Place| {
            let first = place.first as usize;
            let behind = self.behind(first + usize::from(place.words) - 1);
            // Braces of LaTeX stand behind the name of a command, behind a sign of equality or alone before a word.
            let opens = |before: &str| {
                !before.ends_with([' ', '=', ']'])
                    && !before.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '*').ends_with('\\')
            };
            behind.starts_with("=\"")
                || behind.starts_with("='")
                || self.before(first).strip_suffix('{').is_some_and(opens)
        };
        let places = self.candidates.places_of(group);
        2 * places.iter().filter(is_tag).count() >= places.len()
    }

    /// Whether a candidate of two capitals stands behind commas alone, as the codes of states and countries do: `Sunnyvale, CA`.
    fn is_code_of_place(&self, group: &Group) -> bool {
        let first = group.first as usize;
        let is_behind_comma = |place: &Place| self.before(place.first as usize).trim_end().ends_with(',');
        self.words.looks[first].has(Look::ACRONYM)
            && self.words.words[first].shape.chars == 2
            && group.count > 1
            && self.candidates.places_of(group).iter().all(is_behind_comma)
    }

    /// What the title names best, requested once, if the first few of the list name nothing of it.
    pub(super) fn subject(&mut self) -> Option<usize> {
        if self.is_subject_sought || self.listed.len() != BEFORE_SUBJECT {
            return None;
        }
        self.is_subject_sought = true;
        let is_titled = |word: &Sequence| self.titled.contains(word);
        if self.titled.is_empty() || self.listed.iter().flatten().any(is_titled) {
            return None;
        }
        let fits = |number: &usize| {
            let (judged, group) = (&self.judged[*number], &self.candidates.groups[*number]);
            // A common word of the title is part of better phrases: `search` of `binary search`.
            let fits = match group.words {
                1 => self.is_capital_inside(group.first as usize) && !(self.is_small(group)),
                _ => judged.is_phrase || self.is_name(group) || self.is_capitalized(group),
            };
            judged.support.0 == support::TITLE_NAME && fits && usize::from(group.content) <= self.max_words
        };
        let mut of_title: Vec<usize> = (0..self.judged.len()).filter(fits).collect();
        of_title.arrange_by_key(|number| {
            let is_one = self.candidates.groups[*number].content == 1;
            (is_one, std::cmp::Reverse(self.judged[*number].reading), *number)
        });
        of_title.truncate(SUBJECTS);
        let says = |number: &usize| self.reason_to_demote(*number).is_none_or(|(_, by)| by <= OPENS);
        of_title.into_iter().find(says)
    }

    /// A word as it is written.
    fn written(&self, word: usize) -> &'a str {
        let word = &self.words.words[word];
        let document = self.analysis.sentences()[word.sentence as usize].document;
        word.span.of(self.analysis.documents()[document].text())
    }

    /// Whether a candidate is furniture and hardly said: the name of a site, an identifier, a path or the name of a file.
    fn is_furniture(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        // A single sign of Chinese or Japanese says too little alone, and is often a part of a verb.
        let is_one_word = group.words == 1;
        if is_one_word && self.written(group.first as usize).chars().nth(1).is_none() {
            return true;
        }
        // A heading may be the path of a repository: `harbour-pilots/tide-tables`.
        let is_of_title = self.judged[number].support.0 == support::TITLE_NAME;
        if is_one_word && !is_of_title {
            let written = self.written(group.first as usize);
            if written.contains('/') && written.contains('-') && !written.contains(char::is_uppercase) {
                return true;
            }
        }
        if support::is_named(&self.judged[number].support) {
            return false;
        }
        if is_one_word {
            let written = self.written(group.first as usize);
            let is_path = written.contains('_') && written.contains(['.', ':', '/']);
            if is_path
                || IN_CAPITALS.contains(&written)
                || is_date_pattern(written)
                || is_time_zone(written)
                || self.is_code_of_place(group)
            {
                return true;
            }
        }
        if self.is_in_template(group) {
            return true;
        }
        let mut range = group.first as usize..group.first as usize + usize::from(group.words);
        // `Laurens van` of `Laurens van der Maaten`.
        if !is_one_word && PARTICLES.contains(&self.written(range.end - 1)) {
            return true;
        }
        if (group.count < SITE || group.words > 1) && range.any(|word| self.written(word).contains('_')) {
            return true;
        }
        // A text may name the same file all over: `README.md`.
        let ends = |written: &str, ending: &str| {
            let at = written.len().checked_sub(ending.len());
            at.is_some_and(|at| written.as_bytes()[at..].eq_ignore_ascii_case(ending.as_bytes()))
        };
        let is_file =
            |written: &str| written.contains('.') && FILES.iter().any(|ending| ends(written, ending));
        if is_one_word && is_file(self.written(group.first as usize)) {
            return true;
        }
        group.words == 1 && group.count < SITE && {
            let written = self.written(group.first as usize);
            let is_path = || written.contains('/') && !written.contains(char::is_uppercase);
            let is_slug = || written.contains('.') && written.matches('-').count() >= HYPHENS_OF_SLUG;
            SITES.iter().any(|ending| written.ends_with(ending)) || is_path() || is_slug()
        }
    }

    /// Whether nothing with such a score or a lower one may be listed any more, so that none of it need be looked at.
    pub(super) fn is_below(&self, score: Score, is_filled: bool) -> bool {
        let lowest = if is_filled { LOWEST_FILLING } else { LOWEST };
        self.listed.len() >= SHORTEST && self.second.is_some_and(|second| score.get() < second.get() - lowest)
    }

    /// Whether nothing is listed any more, whatever its score: of a text whose candidates are all alike, the rest are no better.
    pub(super) fn is_exhausted(&self) -> bool {
        !self.is_filling && self.passed_over >= MOST_PASSED_OVER
    }

    /// What to list for a candidate, if anything: itself or the fuller phrase that it is part of.
    pub(super) fn take(&mut self, number: usize, score: Score) -> Option<usize> {
        let group = &self.candidates.groups[number];
        let is_phrase = self.judged[number].is_phrase;
        let reason = self.demotion(number).map(|(reason, _)| reason);
        let is_last_resort = reason.is_some_and(|reason| LAST_RESORTS.contains(&reason));
        // One good keyword of a title says more than it with a verb or with `reasons` of `Ten reasons to visit the Faroe Islands`.
        let is_no_noun = || {
            reason.is_some_and(|reason| [VERB, ADJECTIVE].contains(&reason))
                || reason == Some(GENERIC_WORD) && group.count == 1
                || !is_phrase && (group.words == 1 || self.has_clause(group))
        };
        let least = match is_last_resort || !is_phrase {
            true if is_no_noun() => LEAST_NOUNS,
            true if is_last_resort && reason != Some(BROAD_WORD) => LEAST_BETTER,
            true => SHORTEST,
            false => usize::MAX,
        };
        if self.listed.len() >= least {
            return None;
        }
        if self.is_below(score, self.is_filling) {
            return None;
        }
        if self.is_exhausted() {
            return None;
        }
        // Where the whole repeats what is listed, the part may not: `KDE` of `openSUSE KDE`.
        let whole = self.whole(number);
        let count = |number: usize| self.candidates.groups[number].count;
        let by_itself = count(number).saturating_sub(count(whole));
        let is_free = (count(number) >= PART * count(whole)
            || self.candidates.groups[number].content > 1 && by_itself >= PART)
            && !self.judged[number].goes_on;
        let part = || (is_free && self.says_more(number)).then_some(number);
        let taken = self.says_more(whole).then_some(whole).or_else(part)?;
        let place = self.listed.len();
        // The first are listed whatever they are.
        if self.is_filling || place >= SHORTEST {
            self.values = self.values(number, taken, score);
        }
        let group = &self.candidates.groups[taken];
        let is_common = group.words == 1 && !self.is_name(group);
        if !self.is_filling && place >= SHORTEST && !quality::is_good(&self.values, is_common) {
            self.passed_over += 1;
            return None;
        }
        let content = self.content(&self.candidates.groups[taken]);
        if self.is_name(&self.candidates.groups[taken]) && content.len() > 1 {
            self.names.extend(&content);
        }
        self.listed.push(content);
        let said = self.said(&self.candidates.groups[taken]);
        self.beginnings |= said.beginnings();
        self.said.push(said);
        // What a title gives to the first two raises no bar for the rest.
        let bare = Score::new(score.get() - self.judged[number].support.1.max(0.0));
        match place {
            0 => self.best = Some(bare),
            1 => self.second = Some(bare),
            _ => {}
        }
        Some(taken)
    }

    /// What was measured of what was listed last, of a list that is filled up.
    pub(super) fn measured(&self) -> &Values {
        &self.values
    }

    /// What is measured of `taken`, which is offered for `number` with its score. [`quality::NAMES`] says what each is.
    fn values(&self, number: usize, taken: usize, score: Score) -> Values {
        let (words, candidates) = (self.words, self.candidates);
        let group = &candidates.groups[taken];
        let looks = &words.looks;
        let places = candidates.places_of(group);
        let places = &places[..places.len().min(PLACES)];
        let share_of = |count: usize, all: usize| count as f64 / all as f64;
        let share = |is: &dyn Fn(&Place) -> bool| {
            share_of(places.iter().filter(|place| is(place)).count(), places.len())
        };
        let first = |place: &Place| place.first as usize;
        let end = |place: &Place| place.first as usize + usize::from(place.words);
        let is_ended =
            |at: usize| looks.get(at).is_none_or(|look| look.has(Look::PARTED) || look.has(Look::STARTS));
        let starts = |at: usize| looks[at].has(Look::STARTS);
        let is_number = |at: usize| looks.get(at).is_some_and(|look| look.has(Look::NUMBER));
        let is_capital = |place: &Place| {
            looks[first(place)..end(place)]
                .iter()
                .all(|look| !look.has(Look::CONTENT) || look.has(Look::CAPITAL))
        };
        let (mut inside, mut capitals) = (0, 0);
        for place in places.iter().filter(|place| !starts(first(place))) {
            inside += 1;
            capitals += usize::from(is_capital(place));
        }
        let mut beside: Vec<(Sequence, bool)> = Vec::with_capacity(2 * places.len());
        for place in places {
            if !is_ended(first(place)) && place.first > 0 {
                beside.push((candidates.stems[first(place) - 1], false));
            }
            if !is_ended(end(place)) {
                beside.push((candidates.stems[end(place)], true));
            }
        }
        beside.sort_unstable();
        beside.dedup();
        let judged = &self.judged[taken];
        // Who is first met by the full name is meant wherever the given name stands.
        let is_given = names::is_given(self.written(candidates.groups[number].first as usize));
        let count = if is_given { group.count.max(candidates.groups[number].count) } else { group.count };
        let written = || {
            (group.first as usize..group.first as usize + usize::from(group.words)).map(|at| self.written(at))
        };
        let below = |other: Option<Score>| other.map_or(0.0, |other| other.get() - score.get());
        let last = usize::from(group.words) - 1;
        let unlike = self.nominal.map(|nominal| self.unlike_noun_at(nominal, group, last));
        let if_so = |is: bool| f64::from(u8::from(is));
        [
            (self.listed.len() + self.passed_over).min(quality::LAST) as f64,
            below(self.best),
            below(self.second),
            f64::from(count.min(quality::MOST)).ln(),
            if_so(count == 1),
            if_so(group.content == 2),
            (written().map(|word| word.chars().count()).sum::<usize>() as f64).ln(),
            f64::from(judged.rarity),
            if_so(self.judged[number].support.0 == support::TITLE_NAME),
            if inside == 0 { quality::NO_CAPITALS } else { share_of(capitals, inside) },
            if_so(written().any(|word| word.contains(['.', '_', '/', ':', '@']))),
            if_so(written().any(|word| word.contains(is_hyphen))),
            if_so(judged.goes_on),
            share(&|place| candidates.around(place).next().is_none()),
            beside.len() as f64 / (2 * places.len()) as f64,
            share(&|place| {
                let at = first(place);
                at > 0 && !looks[at].has(Look::PARTED) && looks[at - 1].has(Look::OF)
            }),
            share(&|place| {
                let (at, end) = (first(place), end(place));
                at > 0 && !starts(at) && is_number(at - 1) || is_number(end) && !starts(end)
            }),
            share(&|place| looks[end(place) - 1].has(Look::NOUN)),
            unlike.map_or(0.0, |unlike| unlike.verb),
            if_so(!words.tags.is_empty()),
            if_so(self.analysis.language() == Language::German),
            (candidates.groups.len() as f64).ln(),
        ]
    }

    /// Whether a candidate is no furniture and says something that what is listed does not.
    fn says_more(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        let content = self.content(group);
        let is_name = self.is_name(group);
        // `ex-girlfriend Karrueche` says no more than `Karrueche Tran`.
        if !is_name && content.iter().any(|word| self.names.contains(word)) {
            return false;
        }
        let holds = |listed: &Vec<Sequence>| content.windows(listed.len()).any(|part| part == listed);
        let is_said = |word: &Sequence| self.listed.iter().flatten().any(|other| self.is_same(*word, *other));
        // The dearest comes last.
        !(self.listed.iter().any(holds)
            || content.iter().all(is_said)
            || self.is_compound_of_listed(group)
            || self.is_furniture(number)
            || self.is_rare_form_of_part(number)
            || self.is_said_otherwise(group))
    }

    /// Whether a candidate is one word of parts that have been said (`ninja-developer`), or joins one that has by a slash.
    fn is_compound_of_listed(&self, group: &Group) -> bool {
        let word = &self.words.words[group.first as usize];
        let parts = self.words.parts_of(word);
        if group.words > 1 || parts.len() < 2 {
            return false;
        }
        let is_listed = |part: &Part| self.listed.iter().flatten().any(|other| self.is_same(*part, *other));
        match self.written(group.first as usize).contains('/') {
            true => parts.iter().any(is_listed),
            false => parts.iter().all(is_listed),
        }
    }

    /// A candidate as it may be listed again in another form.
    fn said(&self, group: &Group) -> Said {
        let range = group.first as usize..group.first as usize + usize::from(group.words);
        let content = range.clone().filter(|at| self.words.looks[*at].has(Look::CONTENT));
        let is_acronym = group.words == 1 && self.words.looks[group.first as usize].has(Look::ACRONYM);
        let mut said = Said { count: group.count, ..Said::default() };
        for at in content {
            let written = self.written(at);
            let parts = written.split(|c: char| is_hyphen(c) || c == '/');
            for part in parts.filter(|part| !part.is_empty()) {
                said.initials.extend(part.chars().next().into_iter().flat_map(char::to_uppercase));
                part.chars().for_each(|c| push_lower(&mut said.joined, c));
                said.humps.extend(humps(part));
            }
        }
        if is_acronym {
            said.initials = self.written(group.first as usize).replace('.', "");
        }
        said.is_acronym = is_acronym;
        // A version of a format: `HTML5`.
        let base = said.joined.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if is_acronym && base >= LEAST_BASE {
            said.joined.truncate(base);
        }
        said
    }

    /// Whether a candidate is what is listed in another way: the initials of a listed phrase or the phrase of listed initials, the same
    /// written as one word or with another number, a part of a word with capitals inside, a tool for what is done with it.
    fn is_said_otherwise(&self, group: &Group) -> bool {
        // What begins with another letter is none of these ways, as each begins with the first letter of the words.
        let first = self.written(group.first as usize).as_bytes().first();
        if let Some(first) = first.filter(|first| first.is_ascii_alphanumeric())
            && self.beginnings >> first.to_ascii_lowercase() & 1 == 0
        {
            debug_assert!(!self.is_again(group));
            return false;
        }
        self.is_again(group)
    }

    /// The same, whatever it begins with.
    fn is_again(&self, group: &Group) -> bool {
        let said = self.said(group);
        let is_english = self.analysis.language() == Language::English;
        // What is said more by itself is no mere part: `Vim` of `VimConf`.
        let holds = |other: &&Said| other.count >= said.count;
        let is_hump = |hump: &String| self.said.iter().filter(holds).any(|other| other.humps.contains(hump));
        let is_again = |other: &Said| {
            let is_initials = said.is_acronym != other.is_acronym
                && said.initials.chars().count() > 1
                && said.initials == other.initials;
            let is_tool = || {
                is_english
                    && group.words == 1
                    && said.humps.len() < 2
                    && doing(&said.joined).is_some_and(|verb| doing(&other.joined) == Some(verb))
            };
            is_initials || said.joined == other.joined || is_tool()
        };
        self.said.iter().any(is_again) || !said.humps.is_empty() && said.humps.iter().all(is_hump)
    }

    /// Whether a candidate of one word has no capital at half of its places or more where it would have one only as a noun.
    fn is_small(&self, group: &Group) -> bool {
        let looks =
            self.candidates.places_of(group).iter().map(|place| self.words.looks[place.first as usize]);
        let (small, all) = looks
            .filter(|look| !look.has(Look::STARTS))
            .fold((0, 0), |(small, all), look| (small + usize::from(!look.has(Look::CAPITAL)), all + 1));
        all > 0 && 2 * small >= all
    }

    /// Whether two words are one, or the plural of one that its stem still has.
    fn is_same(&self, one: Sequence, other: Sequence) -> bool {
        let stem = |word: Sequence| {
            let is_term = (word as usize) < self.analysis.term_count();
            is_term.then(|| self.analysis.stem(TermId(word)))
        };
        let is_plural = |plural: &str, singular: &str| {
            let ending = plural.strip_prefix(singular).filter(|_| singular.chars().count() > 3);
            // The stem of `VMs` still has its ending.
            let is_of_acronym =
                self.analysis.language() == Language::English && (2..=4).contains(&singular.len());
            ending.is_some_and(|ending| self.endings.contains(&ending))
                || is_of_acronym && plural.strip_prefix(singular) == Some("s")
        };
        let are_forms = |one: &str, other: &str| {
            let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            let rest = one.chars().count().max(other.chars().count()) - same;
            same >= SAME_BEGINNING && rest <= LONGEST_ENDING || same >= SHORT_BEGINNING && rest == 1
        };
        let is_part = |part: &str, whole: &str| {
            self.has_compounds
                && part.chars().count() >= LONGEST_PART
                && whole.len() > part.len()
                && whole.ends_with(part)
        };
        if one == other {
            return true;
        }
        let (Some(one), Some(other)) = (stem(one), stem(other)) else { return false };
        // Forms of a word begin alike.
        let begin_alike = one.as_bytes().first() == other.as_bytes().first();
        is_part(one, other)
            || begin_alike
                && (!self.has_stemmer && are_forms(one, other)
                    || is_plural(one, other)
                    || is_plural(other, one))
    }

    /// The content words of a candidate.
    fn content(&self, group: &Group) -> Vec<Sequence> {
        let range = group.first as usize..group.first as usize + usize::from(group.words);
        // The initial of `M. Andrews` says no more than the name.
        let is_initial = |at: usize| {
            at == group.first as usize && group.words > 1 && self.words.looks[at].has(Look::LETTER)
        };
        let words = range.filter(|at| self.words.looks[*at].has(Look::CONTENT) && !is_initial(*at));
        words.map(|at| self.candidates.stems[at]).collect()
    }

    /// Whether every word of a candidate is one of a name.
    fn is_name(&self, group: &Group) -> bool {
        let first = group.first as usize;
        self.words.is_name(first..first + usize::from(group.words))
    }

    /// Whether a part of the candidate is the better keyword of the two.
    fn is_rare_form_of_part(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        let score = self.judged[number].reading.get();
        !self.is_name(group)
            && self.candidates.inside(group).any(|part| {
                let (part, judged) =
                    (&self.candidates.groups[part.group as usize], &self.judged[part.group as usize]);
                // What has been said is not listed any more.
                let is_said = || {
                    let is_listed = |word: &Sequence| {
                        self.listed.iter().flatten().any(|other| self.is_same(*word, *other))
                    };
                    self.content(part).iter().all(is_listed)
                };
                judged.is_phrase
                    && part.count >= MUCH_MORE * group.count
                    && judged.reading.get() > score - NEAR
                    && !is_said()
            })
    }

    /// The fullest phrase that a candidate is mostly part of.
    fn whole(&mut self, number: usize) -> usize {
        let mut whole = number;
        while let Some(fuller) = self.fuller(whole) {
            whole = fuller;
        }
        whole
    }

    /// Whether a candidate is capitalized words with a link between them: the tagger often takes the later ones for common
    /// nouns, as in `Comisión Nacional Bancaria y de Valores`. In German all nouns are capitalized.
    fn is_linked_name(&self, group: &Group) -> bool {
        let first = group.first as usize;
        let looks = &self.words.looks[first..first + usize::from(group.words)];
        let fits = |look: &Look| look.has(Look::LINK) || look.has(Look::CONTENT) && look.has(Look::CAPITAL);
        self.analysis.language() != Language::German
            && looks.iter().any(|look| look.has(Look::LINK))
            && looks.iter().all(fits)
    }

    /// How often a word of a candidate is said, by itself or not.
    fn count_of_word(&self, group: &Group, at: usize) -> Option<u32> {
        let mut inside = self.candidates.inside(group);
        let place = inside.find(|place| place.words == 1 && place.first as usize == at)?;
        Some(self.candidates.groups[place.group as usize].count)
    }

    /// Whether a candidate is all words of its sentence where it is first.
    fn is_alone_in_sentence(&self, group: &Group) -> bool {
        let (first, end) = (group.first as usize, group.first as usize + usize::from(group.words));
        self.words.looks[first].has(Look::STARTS)
            && self.words.looks.get(end).is_none_or(|next| next.has(Look::STARTS))
    }

    /// Whether all words of a candidate are capitalized, in a language where that makes a name of them.
    fn is_capitalized(&self, group: &Group) -> bool {
        let first = group.first as usize;
        let looks = &self.words.looks[first..first + usize::from(group.words)];
        self.analysis.language() != Language::German
            && looks.iter().all(|look| look.has(Look::CAPITAL) || look.has(Look::LINK))
    }

    /// Whether a name that holds a shorter one of several words at `count` of its `places` is more than the shorter one
    /// with a title before it.
    fn is_usual_name(&self, longer: &Group, count: usize, places: usize) -> bool {
        let begins_with_acronym = {
            let written = self.written(longer.first as usize);
            self.words.looks[longer.first as usize].has(Look::ACRONYM) && !written.contains('.')
        };
        let share = if begins_with_acronym { 2 * count > places } else { FULL_NAME * count >= places };
        count == places || share
    }

    /// The longer candidate that holds this one most often, if that is often enough or makes a whole name of it.
    fn fuller(&mut self, number: usize) -> Option<usize> {
        let group = &self.candidates.groups[number];
        let places = self.candidates.places_of(group);
        let places = &places[..places.len().min(PLACES)];
        let is_name = self.is_name(group);
        let is_capitalized = places.iter().all(|place| {
            let first = place.first as usize;
            let looks = &self.words.looks[first..first + usize::from(place.words)];
            looks.iter().all(|look| look.has(Look::CAPITAL) || look.has(Look::LINK))
        });
        let is_seldom = group.count <= SELDOM;
        let has_few = group.words == 1
            && is_seldom
            && self.analysis.language() != Language::German
            && self.judged[number].support.0 != support::TITLE_NAME;
        let is_given = group.words == 1 && names::is_given(self.written(group.first as usize));
        let mut holders = std::mem::take(&mut self.holders);
        if !holders.is_empty() {
            holders.clear();
        }
        for place in places {
            for holder in self.candidates.around(place) {
                let held = holders.entry(holder.group).or_default();
                held.count += 1;
                held.at_start += usize::from(holder.first == place.first);
                held.at_end += usize::from(
                    holder.first + u32::from(holder.words) == place.first + u32::from(place.words),
                );
            }
        }
        let fits = |(holder, Held { count, at_start, at_end }): (u32, Held)| {
            let longer = &self.candidates.groups[holder as usize];
            let judged = &self.judged[holder as usize];
            // What is said in no other way is whole, whatever the tagger takes it for, unless that is a clause.
            let is_made_so = match self.words.tags.is_empty() {
                true => !self.has_verb(longer),
                false => judged.is_phrase || count == places.len() && !self.has_clause(longer),
            };
            let is_usual = count > 1 && count as f64 >= FULLER * places.len() as f64 && is_made_so;
            let is_full_name = is_name
                && at_end > 0
                && self.is_name(longer)
                && (group.content == 1 || self.is_usual_name(longer, count, places.len()));
            // `Technical Steering Committee`, of which the tagger takes the first word for an adjective.
            let is_capitalized_whole = is_capitalized
                && group.content > 1
                && count == places.len()
                && judged.is_phrase
                && self.is_capitalized(longer);
            // `Jamie`, first met as `Jamie Oliver`.
            let is_met_as = || {
                (is_given || is_name && has_few)
                    && at_start == count
                    && longer.words == 2
                    && self.is_name(longer)
                    && longer.first == group.first
            };
            // `WG` of a text with the title `Ecosystem WG`.
            let is_title = || {
                is_seldom
                    && judged.support.0 == support::TITLE_NAME
                    && judged.is_phrase
                    && usize::from(longer.content) == self.titled.len()
                    && longer.content < MOST_CONTENT as u8
            };
            // `American chestnut` of a text with the title `The American chestnut`, and `chestnut` here and there.
            let is_of_title_too = || {
                group.words == 1
                    && !is_given
                    && count >= SELDOM as usize
                    && TITLED_PHRASE * count >= places.len()
                    && judged.support.0 == support::TITLE_NAME
                    && judged.is_phrase
                    && self.judged[number].support.0 == support::TITLE_NAME
            };
            // `climate change`, where each of its words is said with others too.
            let is_of_both = || {
                group.words == 1
                    && longer.words == 2
                    && !is_name
                    && !self.words.tags.is_empty()
                    && count >= SELDOM as usize
                    && JOINED * count >= places.len()
                    && judged.is_phrase
                    && is_made_so
                    && !self.judged[holder as usize].goes_on
                    && {
                        let other = longer.first as usize + usize::from(at_start == count);
                        let said = self.count_of_word(longer, other);
                        said.is_some_and(|said| JOINED * count >= said as usize)
                    }
            };
            // `World War`, which never stands without its number.
            let is_numbered = || {
                is_name
                    && at_start == count
                    && longer.words == group.words + 1
                    && is_roman(self.written(longer.first as usize + usize::from(group.words)))
                    && places.iter().all(|place| {
                        let end = place.first as usize + usize::from(place.words);
                        let is_parted = self.words.looks.get(end).is_none_or(|next| next.has(Look::PARTED));
                        !is_parted && is_roman(self.written(end))
                    })
            };
            // An item of a list or a heading that is nothing else: `Rye flour`.
            let is_whole_line = || {
                group.words == 1
                    && count == places.len()
                    && judged.is_phrase
                    && is_made_so
                    && self.is_alone_in_sentence(longer)
            };
            let is_longer = longer.content > group.content && usize::from(longer.content) <= self.max_words;
            // `open NERDTree` is no fuller name of what the title names, unless the text has hardly anything else.
            let is_always = count > 1 && count + 1 >= places.len();
            let is_of_title = |number: usize| self.judged[number].support.0 == support::TITLE_NAME;
            let is_whole = || {
                (is_always || !is_of_title(number) || is_of_title(holder as usize) || self.is_name(longer))
                    && !self.begins_with_verb(longer)
                    && !self.are_two_nouns(longer)
                    && (self.is_name(longer)
                        || self.is_linked_name(longer)
                        || !self.has_stop_inside(longer) && !self.is_cut_in_romance(longer))
            };
            let is_linked_beginning = at_start == count || at_end == count && self.is_linked_name(group);
            let goes_on = is_capitalized
                && is_linked_beginning
                && FULL_NAME * count >= places.len()
                && self.is_linked_name(longer);
            let fits = is_longer
                && (is_usual
                    || is_full_name
                    || goes_on
                    || is_capitalized_whole
                    || is_met_as()
                    || is_title()
                    || is_of_title_too()
                    || is_of_both()
                    || is_numbered()
                    || is_whole_line());
            (fits && is_whole()).then_some((count, longer.words, std::cmp::Reverse(holder)))
        };
        let best = holders.iter().map(|(holder, counts)| (*holder, *counts)).filter_map(fits).max();
        self.holders = holders;
        best.map(|(_, _, std::cmp::Reverse(holder))| holder as usize)
    }
}
