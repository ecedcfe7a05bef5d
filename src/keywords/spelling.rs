//! How a keyword is written: of the ways in which the text writes it, the one that stands best alone.

use std::borrow::Cow;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::bare::is_known as is_bare;
use super::candidates::{Candidates, Place};
use super::names;
use super::nominative::{has_nominatives, is_nominative, nominative_of_text};
use super::paradigm;
use super::topicless::Topicless;
use super::words::{Kind, Look, Words};
use super::{Keyword, KeywordPlace};
use crate::analysis::Analysis;
use crate::document::unwrap_lines;
use crate::language::{Language, Plurals};
use crate::order::Arrange;
use crate::score::Score;
use crate::span::Span;
use crate::tag::Tag;
use crate::words::is_hyphen;

/// The form in lower case is the better one if it is said this share as often as a capitalized one inside sentences. Chosen:
/// `the Board` and `the board` are one thing, and the second is no name.
const LOWER: usize = 3;

/// A singular with a capital is written in the place of its plural if it is said at least one time in this many. Chosen: what
/// is seldomer is another word.
const SELDOM: usize = 8;

/// The longest number that is part of a name, in characters: of a version or a year.
const LONGEST_NUMBER: u32 = 4;

/// Numbers behind the names of wars, of rulers and of parts.
const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "IX", "V", "VI", "VII", "VIII", "X", "XI", "XII", "XIII", "XIV", "XIX", "XV",
    "XVI", "XVII", "XVIII", "XX",
];

pub(super) fn is_roman(word: &str) -> bool {
    ROMAN.contains(&word)
}

/// So many ways of writing a phrase are gone through one by one.
const FEW_FORMS: usize = 8;

/// How many places of a name are looked at for the word before it.
const SAMPLED: usize = 12;

/// The endings of cases that [`Spelling::base`] takes off have at most this many letters, and what is left at least this many.
const LONGEST_CASE: usize = 4;
const SHORTEST_BASE: usize = 4;

/// Endings of plurals that neither the tables of irregular ones nor a stemmer take off everywhere: `Helme`, `Inseln`.
pub(super) fn plural_endings(language: Language) -> &'static [&'static str] {
    match language {
        Language::German => &["e", "en", "er", "n", "s"],
        Language::Dutch => &["en", "s"],
        // With the article behind them.
        Language::Danish | Language::Norwegian => &["e", "en", "ene", "er", "erne", "et", "ne", "r"],
        Language::Swedish => {
            &["an", "ar", "arna", "e", "en", "er", "erna", "et", "n", "na", "or", "orna", "r"]
        }
        Language::French => &["s", "x"],
        Language::Portuguese | Language::Spanish => &["es", "s"],
        _ => &[],
    }
}

/// Endings of countries and the like in other cases than the nominative, and a few such names whole, which texts say most: `Германии`,
/// `Francji`, `Nemčiji`. Of each language what becomes of which.
const COUNTRIES: &[(Language, &[(&str, &str)])] = &[
    (Language::Croatian, &IJA),
    (
        Language::Czech,
        &[("ii", "ie"), ("ií", "ie"), ("Praze", "Praha"), ("Prahy", "Praha"), ("Prahu", "Praha")],
    ),
    (Language::Estonian, &[("Eestis", "Eesti"), ("Tallinna", "Tallinn"), ("Tallinnas", "Tallinn")]),
    (
        Language::Finnish,
        &[
            ("Euroopan", "Eurooppa"),
            ("Euroopassa", "Eurooppa"),
            ("Helsingin", "Helsinki"),
            ("Helsingissä", "Helsinki"),
            ("Kiinan", "Kiina"),
            ("Norjan", "Norja"),
            ("Ruotsin", "Ruotsi"),
            ("Ruotsissa", "Ruotsi"),
            ("Saksan", "Saksa"),
            ("Saksassa", "Saksa"),
            ("iinin", "iini"),
            ("iinissä", "iini"),
            ("iisin", "iisi"),
            ("iisissa", "iisi"),
            ("oossa", "oo"),
            ("iassa", "ia"),
            ("iasta", "ia"),
            ("Suomea", "Suomi"),
            ("Suomeen", "Suomi"),
            ("Suomen", "Suomi"),
            ("Suomessa", "Suomi"),
            ("Suomesta", "Suomi"),
            ("Venäjän", "Venäjä"),
            ("Viron", "Viro"),
            ("Yhdysvalloissa", "Yhdysvallat"),
            ("Yhdysvaltain", "Yhdysvallat"),
            ("Yhdysvaltojen", "Yhdysvallat"),
        ],
    ),
    (Language::Greek, &[("Ελλάδας", "Ελλάδα"), ("Ευρώπης", "Ευρώπη")]),
    (Language::Hungarian, &[("országon", "ország"), ("országnak", "ország"), ("országot", "ország")]),
    (Language::Icelandic, &[("Íslandi", "Ísland"), ("Íslands", "Ísland")]),
    (
        Language::Latvian,
        &[("ijas", "ija"), ("ijā", "ija"), ("iju", "ija"), ("Rīgas", "Rīga"), ("Rīgā", "Rīga")],
    ),
    (
        Language::Lithuanian,
        &[
            ("ijos", "ija"),
            ("ijoje", "ija"),
            ("iją", "ija"),
            ("Lietuvos", "Lietuva"),
            ("Lietuvoje", "Lietuva"),
            ("Vilniaus", "Vilnius"),
            ("Vilniuje", "Vilnius"),
        ],
    ),
    (
        Language::Polish,
        &[
            ("cji", "cja"),
            ("nii", "nia"),
            ("glii", "glia"),
            ("Polsce", "Polska"),
            ("Warszawie", "Warszawa"),
            ("Warszawy", "Warszawa"),
            ("Europie", "Europa"),
        ],
    ),
    (Language::Romanian, &[("niei", "nia"), ("liei", "lia"), ("Europei", "Europa")]),
    (
        Language::Russian,
        &[
            ("ии", "ия"),
            ("ией", "ия"),
            ("Москве", "Москва"),
            ("Москвы", "Москва"),
            ("Украине", "Украина"),
            ("Украины", "Украина"),
        ],
    ),
    (Language::Serbian, &IJA),
    (Language::Slovak, &[("nii", "nia"), ("glii", "glia")]),
    (Language::Slovenian, &IJA),
    (
        Language::Ukrainian,
        &[
            ("ії", "ія"),
            ("ією", "ія"),
            ("Інтернеті", "Інтернет"),
            ("Інтернету", "Інтернет"),
            ("Києва", "Київ"),
            ("Києві", "Київ"),
            ("України", "Україна"),
            ("Україні", "Україна"),
            ("Україну", "Україна"),
        ],
    ),
];
const IJA: [(&str, &str); 4] = [("iji", "ija"), ("ije", "ija"), ("iju", "ija"), ("ijo", "ija")];

/// How long the ending of a country in another case is, and what becomes of it.
fn country(language: Language, name: &str) -> Option<(usize, &'static str)> {
    let (_, endings) = COUNTRIES.iter().find(|(of, _)| *of == language)?;
    let (ending, becomes) = endings.iter().find(|(ending, _)| name.ends_with(ending))?;
    Some((ending.len(), becomes))
}

/// Nouns that dictionaries have in the plural, or that mean something else there, by how their other forms begin: data and people.
const PLURALS_ALONE: [(Language, &[&str], &str); 14] = [
    (Language::Croatian, &["podacima", "podataka", "podatke"], "podaci"),
    (Language::Czech, &["lidech", "lidem", "lidmi", "lidí"], "lidé"),
    (
        Language::Estonian,
        &["andmeid", "andmete", "andmetega", "andmetele", "andmetes", "andmetest"],
        "andmed",
    ),
    (Language::Latvian, &["datiem", "datos", "datu", "datus"], "dati"),
    (Language::Lithuanian, &["duomenims", "duomenimis", "duomenis", "duomenyse", "duomenų"], "duomenys"),
    (Language::Lithuanian, &["metais", "metus", "metų"], "metai"),
    (Language::Lithuanian, &["žmonėmis", "žmonėms", "žmones", "žmonių"], "žmonės"),
    (Language::Polish, &["danych", "danym", "danymi"], "dane"),
    (Language::Polish, &["ludzi", "ludziom", "ludźmi"], "ludzie"),
    (Language::Russian, &["данным", "данными", "данных"], "данные"),
    (Language::Serbian, &["podacima", "podataka", "podatke"], "podaci"),
    (Language::Slovak, &["údajmi", "údajoch", "údajom", "údajov"], "údaje"),
    (Language::Slovenian, &["podatke", "podatkih", "podatkom", "podatkov"], "podatki"),
    (Language::Ukrainian, &["даним", "даними", "даних"], "дані"),
];

/// The plural that a word is a form of, if dictionaries have the plural.
fn plural_alone(language: Language, word: &str) -> Option<&'static str> {
    PLURALS_ALONE
        .iter()
        .find(|(of, forms, _)| *of == language && forms.contains(&word))
        .map(|(.., plural)| *plural)
}

/// A word of a Semitic language without what is written together with it, if the text has the rest, or its letters tell: the Hebrew article,
/// Arabic conjunctions and prepositions before an article, and Arabic possessors. `has` says whether the text has a word.
fn without_clitics(language: Language, word: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
    match language {
        Language::Hebrew => {
            if let Some(foreign) = word.strip_prefix("ה-") {
                return Some(foreign.to_string());
            }
            let rest = word.strip_prefix('ה').filter(|rest| rest.chars().nth(2).is_some())?;
            has(rest).then(|| rest.to_string())
        }
        Language::Arabic => {
            let is_whole = |rest: &&str| rest.starts_with("ال") && rest.chars().nth(6).is_some() || has(rest);
            let before = ['و', 'ب', 'ف', 'ك'].iter().find_map(|letter| word.strip_prefix(*letter));
            if word.chars().skip(1).take(2).eq("ال".chars())
                && let Some(rest) = before.filter(is_whole)
            {
                return Some(rest.to_string());
            }
            ARABIC_POSSESSORS.iter().find_map(|possessor| {
                let noun = word.strip_suffix(possessor).filter(|noun| noun.chars().nth(2).is_some())?;
                let feminine = noun.strip_suffix('ت').map(|stem| format!("{stem}ة")).filter(|noun| has(noun));
                feminine.or_else(|| has(noun).then(|| noun.to_string()))
            })
        }
        _ => None,
    }
}

/// Who owns a thing, behind an Arabic noun.
const ARABIC_POSSESSORS: [&str; 6] = ["هما", "هم", "كم", "نا", "ها", "ه"];

/// Endings of nouns that may be of a plural or of a case, each with that of a dictionary, which counts if the text has the noun so.
struct Cases {
    endings: &'static [(&'static str, &'static str)],
    /// Endings of feminine nouns alone: where the text has the noun without an ending too, what ends in `a` may be a genitive.
    feminine: &'static [&'static str],
}

impl Cases {
    fn of(language: Language) -> Option<Cases> {
        use Language::*;
        let (endings, feminine): (&[_], &[_]) = match language {
            Polish => (
                &[
                    ("y", "a"),
                    ("i", "a"),
                    ("ę", "a"),
                    ("ą", "a"),
                    ("a", "o"),
                    ("a", "e"),
                    ("u", "o"),
                    ("u", "e"),
                    ("em", ""),
                    ("owi", ""),
                    ("ów", ""),
                ],
                &["ę", "ą"],
            ),
            Czech | Slovak => {
                // The last ones are of masculine nouns: `klubu` of `klub`.
                let endings: &[_] = &[
                    ("y", "a"),
                    ("u", "a"),
                    ("ou", "a"),
                    ("a", "o"),
                    ("u", "o"),
                    ("i", "a"),
                    ("u", ""),
                    ("em", ""),
                    ("ů", ""),
                    ("ům", ""),
                    ("ov", ""),
                ];
                (endings, &["ou"])
            }
            Croatian | Serbian | Slovenian => {
                (&[("e", "a"), ("i", "a"), ("u", "a"), ("a", "o"), ("u", "o")], &[])
            }
            Belarusian | Ukrainian => (
                &[
                    ("и", "а"),
                    ("і", "а"),
                    ("у", "а"),
                    ("ою", "а"),
                    ("ї", "я"),
                    ("ю", "я"),
                    ("а", "о"),
                    ("у", "о"),
                ],
                &["ою"],
            ),
            Russian => (
                &[
                    ("ы", "а"),
                    ("и", "а"),
                    ("у", "а"),
                    ("е", "а"),
                    ("ой", "а"),
                    ("и", "я"),
                    ("ю", "я"),
                    ("у", "о"),
                ],
                &["ой", "ою"],
            ),
            Greek => {
                (&[("ης", "η"), ("ας", "α"), ("ες", "α"), ("ου", "ος"), ("ου", "ο"), ("ους", "ος")], &[])
            }
            // The article behind the noun.
            Bulgarian => (&[("та", ""), ("то", ""), ("ът", ""), ("ят", "")], &[]),
            Danish | Norwegian | Swedish => (&[("en", ""), ("et", ""), ("n", "")], &[]),
            Romanian => (&[("ul", ""), ("ului", ""), ("lui", ""), ("l", "")], &[]),
            _ => return None,
        };
        Some(Cases { endings, feminine })
    }
}

/// Endings that a hyphen or an apostrophe parts from the word before them, or from a name or an acronym alone: `software-ul`, `USA-ban`, `GPL-em`.
struct Parted {
    marks: &'static [char],
    /// Any in lower case up to [`LONGEST_CASE`], if there are none.
    endings: &'static [&'static str],
    of_names: bool,
}

impl Parted {
    fn of(language: Language) -> Option<Parted> {
        use Language::*;
        let (marks, endings, of_names): (&[char], &[&str], bool) = match language {
            Finnish => (&[':', '\'', '’'], &[], false),
            Swedish => (&[':'], &[], false),
            Estonian | Latvian | Lithuanian => (&['\'', '’'], &[], false),
            Danish | Norwegian => {
                (&['\'', '’', '-'], &["en", "ene", "ens", "er", "erne", "et", "ets", "s"], true)
            }
            Hungarian => (
                &['-'],
                &[
                    "a", "ba", "ban", "be", "ben", "ból", "ből", "e", "en", "et", "hez", "hoz", "höz", "i",
                    "ig", "ja", "je", "k", "n", "nak", "nek", "nál", "nél", "ok", "ek", "ök", "on", "os",
                    "es", "ot", "ra", "re", "ról", "ről", "s", "t", "tól", "től", "val", "vel", "ért", "ön",
                    "ös", "öt",
                ],
                true,
            ),
            Polish => (
                &['\'', '’', '-'],
                &["a", "ach", "ami", "ego", "em", "emu", "ie", "om", "owi", "ów", "u", "y"],
                true,
            ),
            Croatian | Czech | Serbian | Slovak | Slovenian => (
                &['-'],
                &["a", "em", "i", "ima", "ja", "jem", "ju", "jom", "om", "ov", "ova", "ove", "u"],
                true,
            ),
            Romanian => {
                (&['-'], &["ul", "ului", "uri", "urile", "urilor", "lui", "ii", "iul", "iului"], false)
            }
            _ => return None,
        };
        Some(Parted { marks, endings, of_names })
    }
}

/// How much of a phrase stands before the ending of a case that a mark parts from its last word, if one does.
fn without_case(language: Language, phrase: &str) -> Option<usize> {
    let Parted { marks, endings, of_names } = Parted::of(language)?;
    let (at, mark) = phrase.char_indices().rev().find(|(_, c)| marks.contains(c) || *c == ' ')?;
    let ending = &phrase[at + mark.len_utf8()..];
    let word = phrase[..at].rsplit(' ').next().unwrap_or_default();
    let is_ending = match endings {
        [] => (1..=LONGEST_CASE).contains(&ending.chars().count()) && ending.chars().all(char::is_lowercase),
        _ => endings.contains(&ending),
    };
    // An apostrophe stands behind names that are written as those of other languages are: `Kennedy'ego`.
    let fits = match mark {
        ' ' => return None,
        '-' if of_names => word.starts_with(char::is_uppercase),
        '-' | ':' => true,
        _ => word.starts_with(char::is_uppercase) || of_names,
    };
    (is_ending && fits && word.chars().nth(1).is_some()).then_some(at)
}

/// The least letters of a German adjective that bends.
const LEAST_ADJECTIVE: usize = 4;

pub(super) struct Spelling<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a Words,
    candidates: &'a Candidates,
}

/// How often a phrase is written in one way.
struct Form<'a> {
    text: Cow<'a, str>,
    inside_sentences: usize,
    count: usize,
    /// At how many of these places the first word is a noun, if the language has a tagger.
    nouns: usize,
    /// The place, among those of the candidate, where it is first.
    first: usize,
}

impl<'a> Spelling<'a> {
    pub(super) fn new(
        analysis: &'a Analysis<'a>,
        words: &'a Words,
        candidates: &'a Candidates,
    ) -> Spelling<'a> {
        Spelling { analysis, words, candidates }
    }

    /// A candidate as a keyword, without its variants.
    pub(super) fn keyword(&self, number: usize, score: Score) -> Keyword {
        let phrase = self.phrase(number);
        let documents = self.analysis.documents();
        let places = self.candidates.places_of(&self.candidates.groups[number]).iter();
        let found = places.map(|place| {
            let (document, span) = self.span(place.first as usize, usize::from(place.words));
            KeywordPlace { document, span: documents[document].source_span(span) }
        });
        let places: Vec<KeywordPlace> = found.collect();
        Keyword {
            phrase,
            score,
            count: places.len(),
            places,
            variants: Vec::new(),
            contains: Vec::new(),
            components: Vec::new(),
            ranked_as: None,
        }
    }

    /// Completes a keyword for a reader: with the number that belongs to a name, and the other ways in which it is written.
    pub(super) fn complete(&self, keyword: &mut Keyword, number: usize) {
        // Names have declensions of their own; in German nouns are capitalized, and adjectives bend alike in names.
        let language = self.analysis.language();
        let may_bend = match language {
            Language::German => keyword.phrase.contains(' ') || !self.is_name(number),
            _ => {
                !keyword.phrase.contains(char::is_uppercase)
                    || self.is_capital_at_starts(number, &keyword.phrase)
            }
        };
        if let Some(whole) = without_case(language, &keyword.phrase) {
            keyword.phrase.truncate(whole);
        } else if let Some(bare) = self.bare_of_clitics(&keyword.phrase) {
            keyword.phrase = bare;
        } else if let Some(shorter) = self.base(number, &keyword.phrase) {
            // The shortest form of the text may have an ending still: `hataları` of `hatalarını`.
            let may_bend = !shorter.contains(char::is_uppercase);
            let made = self.bent(&shorter).filter(|_| may_bend);
            keyword.phrase = made.unwrap_or(shorter);
        } else if let Some(form) = self.dictionary_form(&keyword.phrase) {
            keyword.phrase = form;
        } else if let Some(alone) = self.without_article(number, &keyword.phrase) {
            keyword.phrase = alone;
        } else if let Some(name) = self.name_by_forms(&keyword.phrase) {
            keyword.phrase = name;
        } else if let Some(name) = self.name_by_words_before(number, &keyword.phrase) {
            keyword.phrase = name;
        } else if keyword.phrase.starts_with(char::is_uppercase)
            && !keyword.phrase.contains(' ')
            && let Some((ending, nominative)) = country(language, &keyword.phrase)
        {
            let rest = keyword.phrase.len() - ending;
            keyword.phrase.replace_range(rest.., nominative);
        } else if let Some(compound) = self.compound(&keyword.phrase) {
            keyword.phrase = compound;
        } else if may_bend && let Some(nominative) = self.nominative(number, &keyword.phrase) {
            keyword.phrase = nominative;
        } else if may_bend && let Some(nominative) = names::noun_in_nominative(language, &keyword.phrase) {
            keyword.phrase = nominative;
        }
        if let Some(of_name) = self.number_of_name(number) {
            keyword.phrase = format!("{} {of_name}", keyword.phrase);
            let places = self.candidates.places_of(&self.candidates.groups[number]);
            for (place, found) in places.iter().zip(&mut keyword.places) {
                if self.number_behind(place) == Some(of_name) {
                    let (document, span) = self.span(place.first as usize, usize::from(place.words) + 1);
                    found.span = self.analysis.documents()[document].source_span(span);
                }
            }
        }
        let mut forms = self.forms(number);
        forms.arrange_by_key(|form| (Reverse(form.count), form.first));
        let others = forms.into_iter().map(|form| form.text).filter(|text| *text != keyword.phrase);
        keyword.variants = others.map(Cow::into_owned).collect();
    }

    /// The shortest form of a word in the text that it begins with, where an ending behind a whole word is one of a case: of names in
    /// Slavic and Baltic languages (`Mastodona` of `Mastodon`), of all words in languages that only add endings; of common nouns only
    /// the forms that have its stem.
    fn base(&self, number: usize, phrase: &str) -> Option<String> {
        use Language::*;
        let is_capital = phrase.starts_with(char::is_uppercase);
        let only_adds = match self.analysis.language() {
            Estonian | Finnish | Hungarian | Turkish => true,
            Belarusian | Croatian | Czech | Latvian | Lithuanian | Polish | Russian | Serbian | Slovak
            | Slovenian | Ukrainian => false,
            _ => return None,
        };
        if phrase.contains([' ', '-']) || !only_adds && !is_capital {
            return None;
        }
        let is_base = |form: &&str| {
            phrase.strip_prefix(*form).is_some_and(|ending| {
                let ending = ending.trim_start_matches(['\'', '’']);
                (1..=LONGEST_CASE).contains(&ending.chars().count())
                    && ending.chars().all(char::is_lowercase)
                    && form.chars().count() >= SHORTEST_BASE
            })
        };
        let stem = self.candidates.stems[self.candidates.groups[number].first as usize];
        let words = self.words.words.iter().zip(&self.candidates.stems);
        let forms =
            words.filter(|(word, other)| word.kind == Kind::Content && (is_capital || **other == stem));
        let texts = forms.map(|(word, _)| {
            let document = self.analysis.sentences()[word.sentence as usize].document;
            word.span.of(self.analysis.documents()[document].text())
        });
        texts.filter(is_base).min_by_key(|form| form.len()).map(str::to_string)
    }

    /// A word as a dictionary has it, if the text has it so too and its ending tells that it is in another form: `виза` of `визы`,
    /// `programvara` of `programvaran`.
    fn dictionary_form(&self, phrase: &str) -> Option<String> {
        let cases = Cases::of(self.analysis.language())?;
        if phrase.contains([' ', '-']) || !cases.endings.iter().any(|(ending, _)| phrase.ends_with(ending)) {
            return None;
        }
        let initial = phrase.chars().next()?;
        let is_capital = initial.is_uppercase();
        let inner = &phrase[initial.len_utf8()..];
        // What begins a sentence has a capital.
        let has = |rest: &str, ending: &str| {
            self.words.words.iter().any(|word| {
                let document = self.analysis.sentences()[word.sentence as usize].document;
                let text = word.span.of(self.analysis.documents()[document].text());
                let first = text.chars().next().unwrap_or(initial);
                let is_same = first == initial || !is_capital && first.to_lowercase().eq([initial]);
                let inner = text.get(first.len_utf8()..).unwrap_or_default();
                is_same && inner.strip_prefix(rest) == Some(ending)
            })
        };
        cases.endings.iter().find_map(|(ending, becomes)| {
            let rest = inner.strip_suffix(ending)?;
            let is_told = || {
                !["a", "а"].contains(becomes)
                    || !has(rest, "")
                    || cases.feminine.iter().any(|ending| has(rest, ending))
            };
            (rest.chars().count() + 1 >= SHORTEST_BASE - 1 && has(rest, becomes) && is_told())
                .then(|| format!("{initial}{rest}{becomes}"))
        })
    }

    /// A phrase in the nominative, by its endings or as the text has it elsewhere, if it is not in it.
    fn nominative(&self, number: usize, phrase: &str) -> Option<String> {
        let language = self.analysis.language();
        // Where nothing is known of endings, nothing becomes of a phrase.
        if !has_nominatives(language) && !PLURALS_ALONE.iter().any(|(of, ..)| *of == language) {
            return None;
        }
        if language != Language::German
            && let Some(first) = phrase.chars().next().filter(|first| first.is_uppercase())
        {
            let lower: String = first.to_lowercase().chain(phrase.chars().skip(1)).collect();
            let made = self.bent(&lower)?;
            let rest = made.chars().next().map_or(0, char::len_utf8);
            return Some(format!("{first}{}", &made[rest..]));
        }
        let by_ending = self.bent(phrase);
        let has_no_others = language == Language::German || is_bare(language);
        if by_ending.is_some() || has_no_others || is_nominative(language, phrase) {
            return by_ending;
        }
        // What is shorter may be a plural of another case: `метрик` of `метрики`.
        let length = |text: &str| text.chars().count();
        let stands = |text: &String| length(text) >= length(phrase) && is_nominative(language, text);
        let mut forms = self.forms(number);
        forms.arrange_by_key(|form| (Reverse(form.count), form.first));
        forms.into_iter().map(|form| form.text.to_lowercase()).find(stands)
    }

    /// A word that a hyphen joins to a name before it, in the nominative: `Git-репозиторием`.
    fn compound(&self, phrase: &str) -> Option<String> {
        let language = self.analysis.language();
        let (at, hyphen) = phrase.char_indices().rev().find(|(_, c)| is_hyphen(*c))?;
        let (before, noun) = (&phrase[..at], &phrase[at + hyphen.len_utf8()..]);
        let is_plain = noun.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
        let is_name = before.contains(char::is_uppercase) && !before.contains(' ');
        if language == Language::German || is_bare(language) || !is_plain || !is_name {
            return None;
        }
        Some(format!("{before}{hyphen}{}", self.bent(noun)?))
    }

    /// A phrase in the nominative, by its endings and by what else the text has of its noun. What ends as verbs do is no noun: the
    /// Lithuanian `įsivaizduokime` is no form of a noun in `-imas`.
    fn bent(&self, phrase: &str) -> Option<String> {
        let language = self.analysis.language();
        if !phrase.contains(' ') {
            if Topicless::of(language).is_verb(phrase) {
                return None;
            }
            if let Some(plural) = plural_alone(language, phrase) {
                return Some(plural.to_string());
            }
        }
        nominative_of_text(language, phrase, &|word| self.has(word), &|noun| self.by_forms(noun))
    }

    /// The dictionary form of a noun in lower case, by the forms that the text has of it.
    fn by_forms(&self, noun: &str) -> Option<String> {
        let language = self.analysis.language();
        if let Some(plural) = plural_alone(language, noun) {
            return Some(plural.to_string());
        }
        if !paradigm::is_known(language) {
            return None;
        }
        let first = noun.chars().next()?;
        let initial: String = first.to_uppercase().collect();
        let rest = &noun[first.len_utf8()..];
        let shared = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
        // What begins a sentence has a capital.
        let mut capitals: Vec<String> = Vec::new();
        let mut forms: Vec<&str> = Vec::new();
        for word in &self.words.words {
            let document = self.analysis.sentences()[word.sentence as usize].document;
            let text = word.span.of(self.analysis.documents()[document].text());
            if text.starts_with(first) {
                forms.push(text);
            } else if let Some(behind) = text.strip_prefix(&*initial)
                && behind.starts_with(&rest[..shared])
            {
                capitals.push(format!("{first}{behind}"));
            }
        }
        forms.extend(capitals.iter().map(String::as_str));
        paradigm::dictionary_form(language, noun, forms.into_iter())
    }

    fn bare_of_clitics(&self, phrase: &str) -> Option<String> {
        let language = self.analysis.language();
        let may_have = matches!(language, Language::Arabic | Language::Hebrew) && !phrase.contains(' ');
        may_have.then(|| without_clitics(language, phrase, &|word| self.has(word)))?
    }

    /// A name as the text has it in the nominative, if its forms tell that it is in another case: `Nemčija` of `Nemčiji`.
    fn name_by_forms(&self, name: &str) -> Option<String> {
        let first = name.chars().next().filter(|first| first.is_uppercase())?;
        let rest = &name[first.len_utf8()..];
        if !rest.chars().all(char::is_lowercase) {
            return None;
        }
        let made = self.by_forms(&first.to_lowercase().chain(rest.chars()).collect::<String>())?;
        let behind = &made[made.chars().next().map_or(0, char::len_utf8)..];
        let made = format!("{first}{behind}");
        let is_made = |word: &super::words::Word| {
            let document = self.analysis.sentences()[word.sentence as usize].document;
            word.span.of(self.analysis.documents()[document].text()) == made
        };
        self.words.words.iter().any(is_made).then_some(made)
    }

    /// A name in the nominative, if the words before its places or its ending tell that it is in another case.
    fn name_by_words_before(&self, number: usize, name: &str) -> Option<String> {
        if !name.starts_with(char::is_uppercase) || !names::has_rules(self.analysis.language()) {
            return None;
        }
        names::in_nominative(self.analysis.language(), name, &self.words_before(number, name))
    }

    /// A German phrase that begins with an adjective as it stands alone, if it stands behind an article: `offenes Verfahren` of `das offene
    /// Verfahren`, `neuer Plan` of `der neue Plan`.
    fn without_article(&self, number: usize, phrase: &str) -> Option<String> {
        let (adjective, rest) = phrase.split_once(' ')?;
        let is_known = self.analysis.language() == Language::German
            && rest.starts_with(char::is_uppercase)
            && adjective.ends_with('e')
            && adjective.chars().nth(LEAST_ADJECTIVE - 1).is_some()
            && adjective.chars().all(char::is_lowercase);
        if !is_known {
            return None;
        }
        let before = self.words_before(number, phrase);
        let count =
            |articles: [&str; 3]| before.iter().filter(|word| articles.contains(&word.as_str())).count();
        let (neuter, masculine) = (count(["das", "dieses", "jedes"]), count(["der", "dieser", "jeder"]));
        let ending = match (2 * neuter >= before.len(), 2 * masculine >= before.len()) {
            (true, false) => 's',
            (false, true) => 'r',
            _ => return None,
        };
        Some(format!("{adjective}{ending} {rest}"))
    }

    /// The words right before the places where a candidate is written so, in lower case, and an empty one where there is none.
    fn words_before(&self, number: usize, phrase: &str) -> Vec<String> {
        let places = self.candidates.places_of(&self.candidates.groups[number]).iter();
        let of_form = places.filter(|place| {
            let (document, span) = self.span(place.first as usize, usize::from(place.words));
            span.of(self.analysis.documents()[document].text()) == phrase
        });
        let before = of_form.take(SAMPLED).map(|place| {
            let first = place.first as usize;
            let is_here = |at: &usize| {
                self.words.words[*at].sentence == self.words.words[first].sentence
                    && !self.words.looks[first].has(Look::PARTED)
            };
            let before = first.checked_sub(1).filter(is_here);
            before.map_or_else(String::new, |at| {
                let (document, span) = self.span(at, 1);
                span.of(self.analysis.documents()[document].text()).to_lowercase()
            })
        });
        before.collect()
    }

    /// Whether the text has a word, in lower case or at the beginning of a sentence.
    fn has(&self, sought: &str) -> bool {
        self.words.words.iter().any(|word| {
            let document = self.analysis.sentences()[word.sentence as usize].document;
            let text = word.span.of(self.analysis.documents()[document].text());
            let mut letters = text.chars();
            text.len() == sought.len()
                && letters.next().is_some_and(|first| first.to_lowercase().eq(sought.chars().next()))
                && sought.ends_with(letters.as_str())
        })
    }

    /// Whether a phrase of several words has no capital but the first, and nowhere inside a sentence. A single word may be a name.
    fn is_capital_at_starts(&self, number: usize, phrase: &str) -> bool {
        let starts = |place: &Place| self.words.looks[place.first as usize].has(Look::STARTS);
        phrase.contains(' ')
            && !phrase.chars().skip(1).any(char::is_uppercase)
            && self.candidates.places_of(&self.candidates.groups[number]).iter().all(starts)
    }

    /// The number that a name mostly has behind it, as in `Windows 10`, and more than once.
    fn number_of_name(&self, number: usize) -> Option<&'a str> {
        let places = self.candidates.places_of(&self.candidates.groups[number]);
        // The tagger may take `Windows` for a common noun, and a headline says nothing.
        let is_name = |place: &&Place| {
            let first = place.first as usize;
            let looks = &self.words.looks[first..first + usize::from(place.words)];
            looks.iter().all(|look| {
                let is_capital = look.has(Look::CAPITAL) && !look.has(Look::STARTS);
                look.has(Look::NAME) || look.has(Look::LINK) || is_capital
            })
        };
        if 2 * places.iter().filter(is_name).count() < places.len() {
            return None;
        }
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for behind in places.iter().filter_map(|place| self.number_behind(place)) {
            *counts.entry(behind).or_default() += 1;
        }
        let numbered: usize = counts.values().sum();
        let (most, count) = counts.into_iter().max_by_key(|(number, count)| (*count, Reverse(*number)))?;
        // `World War I` and `World War II`, said once each, are no `World War`.
        let is_always = || is_roman(most) && numbered == places.len();
        (count > 1 && 2 * count >= places.len() || is_always()).then_some(most)
    }

    /// A short number right behind a place.
    fn number_behind(&self, place: &Place) -> Option<&'a str> {
        let word = self.words.words.get(place.first as usize + usize::from(place.words))?;
        if word.is_parted || word.shape.chars > LONGEST_NUMBER {
            return None;
        }
        let document = self.analysis.sentences()[word.sentence as usize].document;
        let written = word.span.of(self.analysis.documents()[document].text());
        // The tagger knows the `I` of `said Ada, I went`; what has two letters is a word of the name: `World War II`.
        let at = place.first as usize + usize::from(place.words);
        let is_pronoun = || matches!(self.words.tags.get(at), Some(Tag::Pronoun) | None);
        let is_roman = || word.kind == Kind::Stop && is_roman(written) && !(written == "I" && is_pronoun());
        (word.kind == Kind::Number || is_roman()).then_some(written)
    }

    /// A candidate as it is written best.
    pub(super) fn phrase(&self, number: usize) -> String {
        let mut forms = self.forms(number);
        // Nothing is better than the only one.
        if let [only] = &mut forms[..] {
            let lower = self.in_lower_case(number, only);
            return lower.unwrap_or_else(|| std::mem::take(&mut only.text).into_owned());
        }
        // Where a stem joins a noun with a verb or an adjective, the noun is meant: `получение` and `полученный`.
        let is_noun = |form: &Form<'_>| 2 * form.nouns >= form.count;
        if self.candidates.groups[number].words == 1 && forms.iter().any(is_noun) {
            forms.retain(is_noun);
        }
        let usual = |form: &&Form<'_>| (form.inside_sentences, form.count, Reverse(form.first));
        let mut best = forms.iter().max_by_key(usual).expect("a candidate has a place");
        let is_lower = |form: &&Form<'_>| !form.text.contains(char::is_uppercase);
        // `HTTP` and `GitHub` are not written better as the code around them writes them, and neither is a name.
        let is_special = best.text.split(' ').any(|word| word.chars().skip(1).any(char::is_uppercase));
        let times = if self.is_name(number) { 1 } else { LOWER };
        if !is_lower(&best)
            && !is_special
            && let Some(lower) = forms.iter().filter(is_lower).max_by_key(usual)
            && times * lower.count > best.inside_sentences
        {
            best = lower;
        }
        if forms.len() > 1 {
            let (plural, singular) = (best.text.to_lowercase(), self.singular(&best.text));
            let endings = plural_endings(self.analysis.language());
            let is_singular = |form: &&Form<'_>| {
                let form = form.text.to_lowercase();
                let ending = plural.strip_prefix(&*form);
                singular.as_ref() == Some(&form) || ending.is_some_and(|ending| endings.contains(&ending))
            };
            // `Windows` is no plural for a window here and there.
            let is_usual = |form: &&Form<'_>| is_lower(&best) || SELDOM * form.count >= best.count;
            let singulars = forms.iter().filter(is_singular).filter(is_usual);
            best =
                singulars.max_by_key(|form| (is_lower(form) == is_lower(&best), usual(form))).unwrap_or(best);
        }
        self.in_lower_case(number, best).unwrap_or_else(|| best.text.clone().into_owned())
    }

    /// Whether a candidate is a name where it is first.
    fn is_name(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        self.words.is_name(group.first as usize..group.first as usize + usize::from(group.words))
    }

    /// A phrase with its last word in the singular, in lower case, if that is another one.
    fn singular(&self, phrase: &str) -> Option<String> {
        // What stands for all forms is often cut too short to be shown there.
        if self.analysis.language() == Language::Korean {
            return None;
        }
        let phrase = phrase.to_lowercase();
        let at = phrase.rfind(' ').map_or(0, |at| at + 1);
        let singular = Plurals::of(self.analysis.language()).singular(&phrase[at..]);
        (singular != phrase[at..]).then(|| format!("{}{singular}", &phrase[..at]))
    }

    /// A phrase that stands only where sentences and headings begin, with its common nouns as a dictionary has them. German
    /// writes them with a capital everywhere.
    fn in_lower_case(&self, number: usize, form: &Form<'_>) -> Option<String> {
        let is_told = !self.words.tags.is_empty() && self.analysis.language() != Language::German;
        if form.inside_sentences > 0 || !is_told {
            return None;
        }
        let place = self.candidates.places_of(&self.candidates.groups[number])[form.first];
        let first = place.first as usize;
        let (document, span) = self.span(first, usize::from(place.words));
        if form.text.len() != span.len() {
            return None;
        }
        let text = self.analysis.documents()[document].text();
        let mut phrase = form.text.clone().into_owned();
        // What has a capital elsewhere inside a sentence and none nowhere is a name that the tagger does not know.
        let is_name_elsewhere = |at: usize| {
            let stem = self.candidates.stems[at];
            let others = self
                .candidates
                .stems
                .iter()
                .zip(&self.words.looks)
                .filter(|(other, look)| **other == stem && !look.has(Look::STARTS));
            let mut others = others.map(|(_, look)| look.has(Look::CAPITAL)).peekable();
            others.peek().is_some() && others.all(|is_capital| is_capital)
        };
        for (at, (word, look)) in self.words.at(&place).iter().zip(&self.words.looks[first..]).enumerate() {
            let written = word.span.of(text);
            let mut rest = written.chars().skip(1);
            if look.has(Look::NAME)
                || is_name_elsewhere(first + at)
                || !look.has(Look::CAPITAL)
                || rest.any(|c| c.is_uppercase() || c.is_numeric())
                || written.chars().count() < 2
            {
                continue;
            }
            let begin = word.span.start - span.start;
            phrase.replace_range(begin..begin + written.len(), &written.to_lowercase());
            if phrase.len() != span.len() {
                return None;
            }
        }
        Some(phrase)
    }

    /// The ways in which a candidate is written, in the order in which they come.
    fn forms(&self, number: usize) -> Vec<Form<'a>> {
        // A phrase is seldom written in enough ways for a map to find one faster.
        let mut known: FxHashMap<Cow<'a, str>, usize> = FxHashMap::default();
        let mut forms: Vec<Form<'a>> = Vec::with_capacity(1);
        for (at, place) in self.candidates.places_of(&self.candidates.groups[number]).iter().enumerate() {
            let (document, span) = self.span(place.first as usize, usize::from(place.words));
            let text = unwrap_lines(span.of(self.analysis.documents()[document].text()));
            let has_few = forms.len() < FEW_FORMS;
            if !has_few && known.is_empty() {
                known.extend(forms.iter().enumerate().map(|(at, form)| (form.text.clone(), at)));
            }
            let of_text = match has_few {
                true => forms.iter().position(|form| form.text == text),
                false => known.get(&text).copied(),
            };
            let form = of_text.unwrap_or_else(|| {
                if !has_few {
                    known.insert(text.clone(), forms.len());
                }
                forms.push(Form { text, inside_sentences: 0, count: 0, nouns: 0, first: at });
                forms.len() - 1
            });
            forms[form].count += 1;
            forms[form].nouns += usize::from(self.words.looks[place.first as usize].has(Look::NOUN));
            forms[form].inside_sentences +=
                usize::from(!self.words.words[place.first as usize].starts_sentence);
        }
        forms
    }

    /// Where words stand in the text of their document, and which that is.
    fn span(&self, first: usize, count: usize) -> (usize, Span) {
        let (start, last) = (&self.words.words[first], &self.words.words[first + count - 1]);
        let document = self.analysis.sentences()[start.sentence as usize].document;
        let text = self.analysis.documents()[document].text();
        // The last period of an abbreviation belongs to it: `e.V.`, `U.S.`
        let is_abbreviation = text.as_bytes().get(last.span.end) == Some(&b'.')
            && last.span.of(text).split_once('.').is_some_and(|(_, rest)| is_short(rest));
        (document, Span { start: start.span.start, end: last.span.end + usize::from(is_abbreviation) })
    }
}

/// Whether what stands behind the first period of an abbreviation is letters and periods: no name of a file or a version.
fn is_short(rest: &str) -> bool {
    !rest.is_empty()
        && rest.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_together_with_semitic_nouns_is_left_out_if_the_text_tells() {
        let text = ["איומים", "حماية", "كتاب"];
        let has = |word: &str| text.contains(&word);
        for (language, word, expected) in [
            (Language::Hebrew, "האיומים", Some("איומים")),
            (Language::Hebrew, "הגנה", None),
            (Language::Hebrew, "ה-PR", Some("PR")),
            (Language::Arabic, "والخصوصية", Some("الخصوصية")),
            (Language::Arabic, "والد", None),
            (Language::Arabic, "حمايته", Some("حماية")),
            (Language::Arabic, "كتابها", Some("كتاب")),
            (Language::Arabic, "وجه", None),
            (Language::Persian, "والد", None),
        ] {
            assert_eq!(without_clitics(language, word, &has).as_deref(), expected, "{word}");
        }
        assert_eq!(plural_alone(Language::Lithuanian, "duomenų"), Some("duomenys"));
        assert_eq!(country(Language::Slovenian, "Nemčiji"), Some((3, "ija")));
    }

    #[test]
    fn endings_of_cases_are_parted_from_acronyms_and_names() {
        for (language, phrase, expected) in [
            (Language::Finnish, "EU:n", "EU"),
            (Language::Finnish, "GPS-vastaanotin", "GPS-vastaanotin"),
            (Language::Swedish, "USA:s", "USA"),
            (Language::Estonian, "Petange'is", "Petange"),
            (Language::Lithuanian, "Office'ui", "Office"),
            (Language::Polish, "Kennedy'ego", "Kennedy"),
            (Language::Polish, "rock'n'roll", "rock'n'roll"),
            (Language::Polish, "serwer GPL-em", "serwer GPL"),
            (Language::Polish, "czarno-biały", "czarno-biały"),
            (Language::Hungarian, "USA-ban", "USA"),
            (Language::Hungarian, "e-mail", "e-mail"),
            (Language::Hungarian, "Kossuth-díj", "Kossuth-díj"),
            (Language::Slovak, "Windows-u", "Windows"),
            (Language::Serbian, "Microsoft-u", "Microsoft"),
            (Language::Romanian, "software-ul", "software"),
            (Language::Romanian, "prim-ministru", "prim-ministru"),
            (Language::Croatian, "API-ja", "API"),
            (Language::Danish, "CD-er", "CD"),
            (Language::Danish, "NATO", "NATO"),
            (Language::English, "Petange's", "Petange's"),
            (Language::Finnish, "", ""),
        ] {
            let whole = without_case(language, phrase).unwrap_or(phrase.len());
            assert_eq!(&phrase[..whole], expected, "{phrase}");
        }
    }
}
