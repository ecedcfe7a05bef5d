//! Fixed connectives that hold a noun: the `fact` of `in fact` is no occurrence of the noun.
//!
//! Who writes *sin embargo* ten times does not write about an embargo. A word of a connective is another word than the noun, for
//! whoever counts: keyphrases, repeats, tables of single words. Who asks for the connective itself finds it, since what is requested is
//! read by the same lists. They are in `connectives.txt`, a line for each language, written from knowledge of the languages. Only what
//! hardly ever is a noun with its preposition is there: *in diesem Fall* and *à la fin* are counted.
//!
//! Of one word are connectives that are a form of a noun by their letters (Finnish `esimerkiksi`, Turkish `örneğin`).
//!
//! * time: for each word a look at one byte, for the last words of connectives those that end so

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::fold::Folder;
use super::words::{Gap, Word};
use crate::language::{Language, Neighbor};
use crate::term::fold;

const CONNECTIVES: &str = include_str!("connectives.txt");

/// English connectives that are no more than a preposition and half a compound before some nouns: `a list of course fees`, `in case studies`.
/// Nothing else tells these from `in fact prices rose` and `people of course know`.
const BEFORE_NOUN: [(&str, &str); 6] = [
    (
        "of course",
        "book books catalog catalogs catalogue catalogues catering content contents corrections credit credits description descriptions \
         design evaluation evaluations fee fees grade grades instructor instructors leader leaders list lists load material materials name \
         names number numbers offerings outline outlines planning record records registration requirement requirements schedule schedules \
         section sections selection setting syllabus title titles unit units work",
    ),
    (
        "in case",
        "file files handling history law load management manager managers material materials note notes number numbers records report \
         reports studies study volume work worker workers",
    ),
    (
        "in event",
        "calendar calendars coordination data handler handlers handling listing listings log logs loop management marketing name names \
         organization photography planner planning production queue rental stream streams venues",
    ),
    (
        "in end",
        "effector face grain note notes notation point points product products result results tables tag tags use user users zone zones",
    ),
    (
        "in fact",
        "box boxes check checker checkers checking checks file files finder finding patterns sheet sheets table tables",
    ),
    (
        "for instance",
        "attribute attributes class configuration count creation data families family group groups hour hours id ids limits metadata method \
         methods name names norm pricing profile profiles segmentation selection size sizes storage template templates type types variable \
         variables",
    ),
];

/// What makes a connective of `in order`, in which files may be kept too.
const BEHIND_ORDER: [&str; 2] = ["to", "that"];

/// The connectives of a language.
#[derive(Debug)]
pub(super) struct Connectives {
    language: Language,
    entries: &'static str,
    by_last: Option<&'static ByLast>,
}

/// Connectives of several words by their last, each behind the word before that.
type ByLast = FxHashMap<&'static str, Vec<(&'static str, &'static str)>>;

/// Those of each line of the list, made when they are first needed. There are no more lines.
static BY_LAST: [OnceLock<ByLast>; 64] = [const { OnceLock::new() }; 64];

impl Connectives {
    pub(super) fn of(language: Language, neighbor: Option<Neighbor>) -> Connectives {
        let code = neighbor.map_or(language.code(), Neighbor::code);
        let mut lines = CONNECTIVES.lines().enumerate();
        let found = lines.find_map(|(at, line)| Some((at, line.strip_prefix(code)?.strip_prefix(": ")?)));
        let Some((at, entries)) = found else {
            return Connectives { language, entries: "", by_last: None };
        };
        let by_last = BY_LAST[at].get_or_init(|| {
            let mut by_last = ByLast::default();
            for entry in entries.split(", ") {
                if let Some((rest, last)) = entry.rsplit_once(' ') {
                    let before = rest.rsplit(' ').next().unwrap_or(rest);
                    by_last.entry(last).or_default().push((before, entry));
                }
            }
            by_last
        });
        Connectives { language, entries, by_last: Some(by_last) }
    }

    /// Those of one word.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.entries.split(", ").filter(|entry| !entry.is_empty() && !entry.contains(' '))
    }

    /// Whether one may end with a word in lower case.
    pub(super) fn may_end(&self, word: &str) -> bool {
        self.by_last.is_some_and(|by_last| by_last.contains_key(word))
    }

    /// How many of the last of these words are the longest connective that ends there; none if there is none.
    fn length<'t>(&self, words: &[Word], written: impl Fn(&Word) -> &'t str) -> usize {
        // Whether the word before a place goes on to it, and comes to this.
        let is_before = |place: usize, folded: &str| {
            let Some(before) = place.checked_sub(1) else { return false };
            let (word, next) = (&words[before], &words[place]);
            next.gap == Gap::Space
                && next.sentence == word.sentence
                && is_folded(written(word), folded, self.language)
        };
        let Some(last) = words.len().checked_sub(1) else { return 0 };
        let is_at_end = |entry: &str| {
            // The last word is the one that they were looked up by.
            let mut places = (0..=last).rev();
            entry.rsplit(' ').skip(1).all(|part| places.next().is_some_and(|place| is_before(place, part)))
        };
        let folded = fold(written(&words[last]), self.language);
        let ending = self.by_last.and_then(|by_last| by_last.get(&*folded));
        let found = ending.into_iter().flatten().filter(|(before, _)| is_before(last, before));
        let found = found.filter(|(_, entry)| is_at_end(entry));
        found.map(|(_, entry)| entry.split(' ').count()).max().unwrap_or(0)
    }
}

/// Whether a word comes to `folded`: most differ from it in length, or in their first letter.
fn is_folded(word: &str, folded: &str, language: Language) -> bool {
    match word.is_ascii() && language != Language::Turkish {
        true => {
            let mut bytes = word.bytes().zip(folded.bytes());
            word.len() == folded.len() && bytes.all(|(byte, folded)| byte.to_ascii_lowercase() == folded)
        }
        false => *fold(word, language) == *folded,
    }
}

/// Makes the nouns of connectives words of their own that are no content.
pub(super) fn mark<'t>(words: &mut [Word], written: impl Fn(&Word) -> &'t str, folder: &mut Folder) {
    // Hardly any word ends one.
    let ends = words.iter().enumerate().skip(1).filter(|(_, word)| word.folded.ends_connective);
    let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
    for last in ends {
        let length = folder.connectives().length(&words[..=last], &written);
        if length == 0
            || is_name(words, last, length, &written, folder.language())
            || is_before_noun(words, last, length, &written, folder.language())
        {
            continue;
        }
        let first = last + 1 - length;
        for (at, word) in words[first..=last].iter_mut().enumerate() {
            // The last may be a function word too, as in `par contre`.
            if word.folded.is_content || first + at == last {
                let key = folder.of_connective(word.folded.key);
                let folded = &mut word.folded;
                (folded.key, folded.namesake, folded.is_content) = (key, key, false);
            }
        }
    }
}

/// Whether a capital says that the noun is part of a name, as in `stated in Order Form 2`, where nouns are written small.
fn is_name<'t>(
    words: &[Word],
    last: usize,
    length: usize,
    written: impl Fn(&Word) -> &'t str,
    language: Language,
) -> bool {
    let is_capital = |at: usize| written(&words[at]).starts_with(char::is_uppercase);
    language != Language::German && is_capital(last) && !is_capital(last + 1 - length)
}

/// Whether an English connective is none here: its noun begins a compound, or things are kept `in order`.
fn is_before_noun<'t>(
    words: &[Word],
    last: usize,
    length: usize,
    written: impl Fn(&Word) -> &'t str,
    language: Language,
) -> bool {
    if language != Language::English || length > 3 {
        return false;
    }
    let sentence = words[last].sentence;
    if length == 2 && &*fold(written(&words[last]), language) == "order" {
        let is_connective = |next: &Word| {
            next.sentence == sentence && BEHIND_ORDER.contains(&&*fold(written(next), language))
        };
        return !words.get(last + 1).is_some_and(is_connective);
    }
    let Some(next) = words.get(last + 1).filter(|next| next.sentence == sentence && next.gap == Gap::Space)
    else {
        return false;
    };
    let first = last + 1 - length;
    let begins = [first, last].map(|at| fold(written(&words[at]), language));
    let is_it = |entry: &str| entry.split(' ').eq(begins.iter().map(|word| &**word));
    let next = fold(written(next), language);
    BEFORE_NOUN.iter().any(|(entry, nouns)| is_it(entry) && nouns.split(' ').any(|noun| noun == &*next))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of a code that no language has would never be read, and an entry has a single space between each two words.
    #[test]
    fn each_line_is_of_a_language() {
        assert!(CONNECTIVES.lines().count() <= BY_LAST.len());
        for line in CONNECTIVES.lines() {
            let (code, entries) = line.split_once(": ").expect(line);
            let is_language = Language::ALL.iter().any(|language| language.code() == code);
            assert!(is_language || Neighbor::ALL.iter().any(|neighbor| neighbor.code() == code), "{code}");
            assert!(!entries.contains("  ") && !entries.ends_with(','), "{code}");
            let mut known = rustc_hash::FxHashSet::default();
            assert!(entries.split(", ").all(|entry| known.insert(entry)), "{code}");
        }
    }
}
