//! How a keyword is written: of the ways in which the text writes it, the one that stands best alone.

use std::borrow::Cow;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::bare::is_known as is_bare;
use super::candidates::{Candidates, Place};
use super::nominative::{is_nominative, nominative};
use super::words::{Kind, Look, Words};
use super::{Keyword, KeywordPlace};
use crate::analysis::Analysis;
use crate::document::unwrap_lines;
use crate::language::{Language, Plurals};
use crate::score::Score;
use crate::span::Span;

/// The form in lower case is the better one if it is said this share as often as a capitalized one inside sentences. Chosen:
/// `the Board` and `the board` are one thing, and the second is no name.
const LOWER: usize = 3;

/// A singular with a capital is written in the place of its plural if it is said at least one time in this many. Chosen: what
/// is seldomer is another word.
const SELDOM: usize = 8;

/// The longest number that is part of a name, in characters: of a version or a year.
const LONGEST_NUMBER: u32 = 4;

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

/// Endings of countries and the like in other cases than the nominative: `Германии`, `Francji`.
const COUNTRIES: [(Language, &str, &str); 4] = [
    (Language::Polish, "cji", "cja"),
    (Language::Polish, "nii", "nia"),
    (Language::Russian, "ии", "ия"),
    (Language::Ukrainian, "ії", "ія"),
];

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
        if let Some(shorter) = self.base(number, &keyword.phrase) {
            // The shortest form of the text may have an ending still: `hataları` of `hatalarını`.
            let may_bend = !shorter.contains(char::is_uppercase);
            let made = nominative(language, &shorter, &|word| self.has(word)).filter(|_| may_bend);
            keyword.phrase = made.unwrap_or(shorter);
        } else if let Some(form) = self.dictionary_form(&keyword.phrase) {
            keyword.phrase = form;
        } else if keyword.phrase.starts_with(char::is_uppercase)
            && let Some((ending, nominative)) = COUNTRIES.iter().find_map(|(of, ending, becomes)| {
                (*of == language && keyword.phrase.ends_with(ending)).then_some((*ending, *becomes))
            })
            && !keyword.phrase.contains(' ')
        {
            let rest = keyword.phrase.len() - ending.len();
            keyword.phrase.replace_range(rest.., nominative);
        } else if may_bend && let Some(nominative) = self.nominative(number, &keyword.phrase) {
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
        forms.sort_by_key(|form| (Reverse(form.count), form.first));
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
        if language != Language::German
            && let Some(first) = phrase.chars().next().filter(|first| first.is_uppercase())
        {
            let lower: String = first.to_lowercase().chain(phrase.chars().skip(1)).collect();
            let made = nominative(language, &lower, &|word| self.has(word))?;
            let rest = made.chars().next().map_or(0, char::len_utf8);
            return Some(format!("{first}{}", &made[rest..]));
        }
        let by_ending = nominative(language, phrase, &|word| self.has(word));
        let has_no_others = language == Language::German || is_bare(language);
        if by_ending.is_some() || has_no_others || is_nominative(language, phrase) {
            return by_ending;
        }
        // What is shorter may be a plural of another case: `метрик` of `метрики`.
        let length = |text: &str| text.chars().count();
        let stands = |text: &String| length(text) >= length(phrase) && is_nominative(language, text);
        let mut forms = self.forms(number);
        forms.sort_by_key(|form| (Reverse(form.count), form.first));
        forms.into_iter().map(|form| form.text.to_lowercase()).find(stands)
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
        let (most, count) = counts.into_iter().max_by_key(|(number, count)| (*count, Reverse(*number)))?;
        (count > 1 && 2 * count >= places.len()).then_some(most)
    }

    /// A short number right behind a place.
    fn number_behind(&self, place: &Place) -> Option<&'a str> {
        let word = self.words.words.get(place.first as usize + usize::from(place.words))?;
        let is_number = word.kind == Kind::Number && !word.is_parted && word.shape.chars <= LONGEST_NUMBER;
        let document = self.analysis.sentences()[word.sentence as usize].document;
        is_number.then(|| word.span.of(self.analysis.documents()[document].text()))
    }

    /// A candidate as it is written best.
    pub(super) fn phrase(&self, number: usize) -> String {
        let mut forms = self.forms(number);
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
        let place = self.candidates.places_of(&self.candidates.groups[number])[form.first];
        let first = place.first as usize;
        let (document, span) = self.span(first, usize::from(place.words));
        let is_told = !self.words.tags.is_empty() && self.analysis.language() != Language::German;
        if form.inside_sentences > 0 || !is_told || form.text.len() != span.len() {
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
        let mut known: FxHashMap<Cow<'a, str>, usize> = FxHashMap::default();
        let mut forms: Vec<Form<'a>> = Vec::new();
        for (at, place) in self.candidates.places_of(&self.candidates.groups[number]).iter().enumerate() {
            let (document, span) = self.span(place.first as usize, usize::from(place.words));
            let text = unwrap_lines(span.of(self.analysis.documents()[document].text()));
            let form = *known.entry(text).or_insert_with_key(|text| {
                forms.push(Form { text: text.clone(), inside_sentences: 0, count: 0, nouns: 0, first: at });
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
        let is_abbreviation = last.span.of(text).split_once('.').is_some_and(|(_, rest)| is_short(rest))
            && text[last.span.end..].starts_with('.');
        (document, Span { start: start.span.start, end: last.span.end + usize::from(is_abbreviation) })
    }
}

/// Whether what stands behind the first period of an abbreviation is letters and periods: no name of a file or a version.
fn is_short(rest: &str) -> bool {
    !rest.is_empty()
        && rest.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
