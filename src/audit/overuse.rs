//! Overuse: which phrases and which single words a draft repeats too much. Measures only; [`judge`](super::judge) says
//! how severe that is.

use std::ops::Range;

use super::WordUse;
use super::concordance::Concordance;
use super::draft::Draft;
use super::measures::percent;
use super::phrases::{self, Family, Repeat};
use super::sales::SalesWords;
use super::words::Word;
use crate::document::BlockKind;
use crate::language::Language;

/// How many of the phrases that most words are spent on may be what a draft is about. As it was calibrated: the largest
/// family of 15 leading phrases was tried too, and is no better than that of the first.
const LEADING: usize = 15;

/// How many headings the title counts as, where a phrase stands in it with two of its content words or all: and this many
/// headings make up for the title.
const TITLE: usize = 2;

/// What a phrase that stands neither in the title nor in the headings has to have of one that does, to count as much. By
/// the clean drafts: a text that says `social media` often is not about it if its title says something else. Chosen.
const UNTITLED: f64 = 0.75;

/// How much a percent of sales words adds to family coverage, as a factor's logarithm: the ratio of the coefficients of
/// a logistic regression on 620 labelled texts, .70 for a percent of sales words against 2.43 for the logarithm of
/// family coverage plus one half.
const SALES_WEIGHT: f64 = 0.70 / 2.43;

/// The share of sales words, in percent, that adds nothing. 9 in 10 of the 18F posts have less.
const USUAL_SALES: f64 = 1.25;

/// The most that sales words multiply family coverage by. 3, at 5 % of sales words: no page needs more to be noted.
const MOST_BY_SALES: f64 = 3.0;

/// The words that a question begins with, which is part of what is searched for: `how to descale a kettle`.
const QUESTIONS: [&str; 8] = ["how", "what", "when", "where", "which", "who", "why", "whose"];

/// The most words that a phrase's fixed opening has.
const OPENING_WORDS: usize = 3;

/// How many single words an audit lists.
const LISTED_WORDS: usize = 10;

/// A phrase that a draft may be about, with its family.
pub(super) struct Head<'r> {
    pub(super) repeat: &'r Repeat,
    pub(super) family: Family,
    /// Whether it stands in the title or in headings, or nothing does as there are none.
    pub(super) is_titled: bool,
    /// The share of sales words among those outside the family, in percent.
    pub(super) sales: f64,
    /// Whether it is judged only if those before it are names: whoever writes a name often may repeat something else too.
    pub(super) is_spare: bool,
}

impl Head<'_> {
    /// What is held against the limits.
    pub(super) fn score(&self) -> f64 {
        score(self.family.coverage, self.sales) * if self.is_titled { 1.0 } else { UNTITLED }
    }
}

/// Family coverage and sales words in one number, in percent of the words: coverage as it is where sales words are as
/// usual, and more where there are more of them.
pub(super) fn score(coverage: f64, sales: f64) -> f64 {
    if coverage == 0.0 {
        return 0.0;
    }
    let factor = (SALES_WEIGHT * (sales - USUAL_SALES).max(0.0)).exp().min(MOST_BY_SALES);
    (coverage + 0.5) * factor - 0.5
}

/// The phrases that a draft may be about, the one that it most likely is about first: the one of the leading phrases that
/// stands in the title and in most headings, and the one that most words are spent on. `O(w)` in the words of the draft
/// and those of its repeats.
pub(super) fn heads<'r>(draft: &Draft<'_>, repeats: &[&'r Repeat], sales: &SalesWords) -> Vec<Head<'r>> {
    let words = draft.words;
    let Some(first) = repeats.first() else { return Vec::new() };
    let title = draft.title_keys();
    let has_places = !title.is_empty() || draft.has(BlockKind::Heading);
    let standing = |repeat: &Repeat| {
        let keys = content_keys(&words[repeat.starts[0]..repeat.starts[0] + repeat.words]);
        let in_title = keys.iter().filter(|key| title.binary_search(key).is_ok()).count();
        let in_headings = repeat.starts.iter().filter(|start| draft.kind_of(**start) == BlockKind::Heading);
        in_headings.count() + if in_title >= keys.len().min(2) { TITLE } else { 0 }
    };
    let mut named: Option<(&'r Repeat, usize)> = None;
    for repeat in repeats.iter().copied().take(if has_places { LEADING } else { 0 }) {
        let standing = standing(repeat);
        if standing >= TITLE && named.is_none_or(|(_, most)| standing > most) {
            named = Some((repeat, standing));
        }
    }
    let head = |repeat: &'r Repeat, is_titled: bool| {
        let family = phrases::family(words, &with_opening(draft, repeat), repeats.iter().copied());
        let sales = sales.share(&family.words, words.len() - family.inside);
        Head { repeat, family, is_titled, sales, is_spare: false }
    };
    let named = named.map(|(repeat, _)| repeat);
    let mut heads: Vec<Head<'r>> = named.map(|repeat| head(repeat, true)).into_iter().collect();
    if named.is_none_or(|repeat| !std::ptr::eq(repeat, *first)) {
        let is_titled = !has_places || standing(first) >= TITLE;
        heads.push(head(first, is_titled));
    }
    let keys = |repeat: &Repeat| content_keys(&words[repeat.starts[0]..repeat.starts[0] + repeat.words]);
    let named: Vec<u32> = heads.iter().flat_map(|head| keys(head.repeat)).collect();
    let shares = |repeat: &Repeat| keys(repeat).iter().any(|key| named.contains(key));
    if let Some(other) = repeats.iter().copied().take(LEADING).find(|repeat| !shares(repeat)) {
        let is_titled = !has_places || standing(other) >= TITLE;
        heads.push(Head { is_spare: true, ..head(other, is_titled) });
    }
    heads
}

fn content_keys(words: &[Word]) -> Vec<u32> {
    let content = words.iter().filter(|word| word.folded.is_content);
    let mut keys: Vec<u32> = content.map(|word| word.folded.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The places of the words of each occurrence, with the opening of a question that most of them have: who searches for
/// `how we collaborate remotely` is served by all four words.
fn with_opening(draft: &Draft<'_>, repeat: &Repeat) -> Vec<Range<usize>> {
    let opening = |start: usize| {
        let mut at = start;
        while at > 0 && start - at < OPENING_WORDS && !draft.words[at].gap.breaks() {
            at -= 1;
            if draft.words[at].folded.is_content {
                return start;
            }
            let word = draft.words[at].span.of(draft.document().text());
            if QUESTIONS.iter().any(|question| word.eq_ignore_ascii_case(question)) {
                return at;
            }
        }
        start
    };
    let mut stretches = repeat.stretches();
    if draft.analysis.language() != Language::English {
        return stretches;
    }
    let openings: Vec<usize> = repeat.starts.iter().map(|start| opening(*start)).collect();
    let longer = openings.iter().zip(&repeat.starts).filter(|(opening, start)| opening < start).count();
    if 2 * longer > repeat.starts.len() {
        for (stretch, opening) in stretches.iter_mut().zip(openings) {
            stretch.start = opening;
        }
    }
    stretches
}

/// A content word that a draft repeats.
pub(super) struct Single {
    pub(super) key: u32,
    /// The places where it stands, left to right.
    pub(super) places: Vec<usize>,
    /// Its share of the content words, in percent.
    pub(super) share: f64,
}

/// The content words of a draft that occur `least_count` times or more, the commonest first, and how many content words
/// there are in all. `O(n)` in the different words of the draft.
pub(super) fn singles(words: &[Word], concordance: &Concordance, least_count: usize) -> (Vec<Single>, usize) {
    let entries = concordance.entries();
    let content = entries.iter().map(|entry| entry.content as usize).sum();
    // How often each word stands as a content word, and where first: few are listed, so each is put to its place among them.
    let mut often: Vec<(std::cmp::Reverse<u32>, usize, u32)> = Vec::with_capacity(LISTED_WORDS + 1);
    let least_count = least_count.max(1);
    for (number, entry) in (0..).zip(entries).filter(|(_, entry)| entry.content as usize >= least_count) {
        let is_content = |at: &usize| words[*at].folded.is_content;
        let first = match entry.content == entry.count {
            true => entry.first as usize,
            false => concordance.places(number).filter(is_content).last().unwrap_or_default(),
        };
        let single = (std::cmp::Reverse(entry.content), first, number);
        let place = often.partition_point(|known| *known < single);
        if place < LISTED_WORDS {
            often.truncate(LISTED_WORDS - 1);
            often.insert(place, single);
        }
    }
    let singles = often.into_iter().map(|(count, _, number)| {
        let mut places: Vec<usize> = Vec::with_capacity(entries[number as usize].count as usize);
        places.extend(concordance.places(number));
        places.reverse();
        Single { key: entries[number as usize].key, places, share: percent(count.0 as usize, content) }
    });
    (singles.collect(), content)
}

/// What is reported of a single word.
pub(super) fn word_use(draft: &Draft<'_>, single: &Single) -> WordUse {
    WordUse {
        text: draft.spelling.best(single.places.iter().map(|at| (*at, 1))).into_owned(),
        count: single.places.len(),
        density: percent(single.places.len(), draft.words.len()),
        content_share: single.share,
    }
}

/// Whether a language writes as one word what others write as two or three.
fn is_compounding(language: Language) -> bool {
    use Language::*;
    matches!(language, Danish | Dutch | Finnish | German | Hungarian | Norwegian | Swedish)
}

/// The letters from which on a word of such a language is taken for a compound.
const COMPOUND_LETTERS: u8 = 9;

/// How many times the share of an English word a word may have. A compound says what takes two words of English, so that
/// a text on one topic has it more often; for words of other languages there is no reference. Compounds have it for a note
/// alone. Chosen on texts for children, blogs and news: of 203 German ones, whose topic often is
/// one word, and 240 French ones none has a note.
const COMPOUND_ROOM: f64 = 1.3;
pub(super) const OTHER_LANGUAGE_ROOM: f64 = 1.15;

/// In a language of which no full list of function words is known, a word of fewer letters may be one. No longer one has
/// 3% of the words in any of our 75 sentence sets (Indonesian *yang* comes closest), and no limit is below 9%. A letter of
/// Korean is a syllable, and its function words are endings.
const LEAST_LETTERS: u8 = 4;
const LEAST_SYLLABLES: u8 = 2;

/// How many times the share of an English word a word of a language may have; `None` where it is not judged, as it
/// may be a function word.
pub(super) fn room(language: Language, letters: u8) -> Option<f64> {
    match language {
        Language::English => Some(1.0),
        Language::Korean if letters >= LEAST_SYLLABLES => Some(OTHER_LANGUAGE_ROOM),
        _ if !language.has_stop_words() && letters < LEAST_LETTERS => None,
        _ if is_compounding(language) && letters >= COMPOUND_LETTERS => Some(COMPOUND_ROOM),
        _ => Some(OTHER_LANGUAGE_ROOM),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5 % of coverage beside 3.25 % of sales words, two more than usual: 5.5 · exp(2 · .288) - .5.
    #[test]
    fn sales_words_add_to_coverage_and_never_take_away() {
        assert!((score(5.0, 3.25) - 9.28).abs() < 0.01, "{}", score(5.0, 3.25));
        assert_eq!((score(5.0, 0.0), score(5.0, USUAL_SALES), score(0.0, 9.0)), (5.0, 5.0, 0.0));
        assert_eq!(score(5.0, 50.0), 16.0);
    }
}
