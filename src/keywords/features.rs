//! What is measured of each candidate, and the score that it comes to.
//!
//! # A small case by hand
//!
//! `Walls hold. Stone walls fall.` has five words, five content words in two sentences, and eight candidates. Of `walls`:
//!
//! | feature | | value |
//! |---|---|--:|
//! | `count` | ln(1 + 2) | 1.0986 |
//! | `first` | −ln(1 + 0/10): it is the first word | 0 |
//! | `one` | it has one content word | 1 |
//! | `alone` | at none of its two places it stands without a content word beside it in its clause | 0 |
//! | `words` | ln(1 + 2) / ln(1 + 2): it is the commonest word | 1 |
//! | `sentences` | it stands in two of two | 1 |
//! | `spread` | from word 0 to word 3, of 5 | 0.6 |
//! | `context` | one word before it (`stone`), two behind it (`hold`, `fall`), for 2 · 2 places | 0.75 |
//! | `lead` | one of its places lies in the first tenth of the words | 0.5 |
//!
//! A test adds up the whole score.

use std::sync::LazyLock;

use super::candidates::{Candidates, Group, MOST_CONTENT};
use super::support::{self, Support};
use super::weights;
use super::words::{Look, Part, Words};
use crate::analysis::Analysis;
use crate::language::Language;
use crate::score::Score;
use crate::term::TermId;

/// How many features there are.
pub(super) const COUNT: usize = 29;

/// The names of the features, in the order of their values.
///
/// * `count`: ln(1 + how often it is said)
/// * `first`: −ln(1 + the number of words before it / 10)
/// * `one`, `two`, `three`, `four`: 1 if it has this many content words, else 0
/// * `alone`: the share of its places with no content word beside it in the same clause
/// * `rare`, `rarest`, `rare_head`: of its content words, the mean and the largest inverse document frequency, and that
///   of the last
/// * `words`: ln(1 + the mean count of its content words) / ln(1 + that of the commonest)
/// * `sentences`: the share of the sentences that hold it
/// * `spread`: the share of the words from its first place to its last
/// * `capitals`: of the places that do not begin a sentence, the share with every content word capitalized;
///   [`NO_CAPITALS`] if there is none
/// * `acronym`: the share of its places with a word of two characters or more without a small letter
/// * `stop`: 1 if it has a stop word inside
/// * `context`: how many different words stand before it and behind it, for each two places
/// * `lead`: the share of its places in the first tenth of the words
/// * `hyphen`: 1 if it has one
/// * `letters`: ln(1 + the mean length of its content words)
/// * `gaps`: the root of the sum of the squares of the distances between its places, as a share of the words
/// * `blocks`: ln(1 + how many paragraphs and headings hold it)
/// * `closes`: the share of its places at the end of a sentence
/// * `phrase`: the share of its places where it is made as a noun phrase is
/// * `whole`: the share of those where the noun phrase does not go on to either side
/// * `clause`: the share of its places with a verb, an adverb or a pronoun
/// * `name`: the share of its places where it is a name
/// * `defined`: the share of its places with an acronym in brackets behind it
/// * `of`: the share of its places behind a preposition that joins nouns, as `of` and `de` do
///
/// The last six go by parts of speech; [`NO_TAGS`] has them where the language has no tagger.
pub(super) const NAMES: [&str; COUNT] = [
    "count",
    "first",
    "one",
    "two",
    "three",
    "four",
    "alone",
    "rare",
    "rarest",
    "rare_head",
    "words",
    "sentences",
    "spread",
    "capitals",
    "acronym",
    "stop",
    "context",
    "lead",
    "hyphen",
    "letters",
    "gaps",
    "blocks",
    "closes",
    "phrase",
    "whole",
    "clause",
    "name",
    "defined",
    "of",
];

/// Where in these stand those that are requested by themselves.
const ALONE: usize = 6;
const RAREST: usize = 8;
const CAPITALS: usize = 13;
const ACRONYM: usize = 14;
const PHRASE: usize = 23;
const WHOLE: usize = 24;
const CLAUSE: usize = 25;
const NAME: usize = 26;

/// The values of the features of one candidate.
pub(super) type Features = [f64; COUNT];

/// The inverse document frequency of every word where the language has no background. From the measured scorer.
const NO_BACKGROUND: f64 = 0.5;

/// What `capitals` is where every place begins a sentence. From the measured scorer.
const NO_CAPITALS: f64 = 0.3;

/// What the features by parts of speech are for a language without a tagger: about what single words have.
const NO_TAGS: [f64; 6] = [0.6, 0.4, 0.2, 0.1, 0.0, 0.0];

/// How far weights move with the length of a text: ln(1 + its words) − 6, which is 0 at about 400 words.
pub(super) fn length(words: &Words) -> f64 {
    (words.words.len() as f64).ln_1p() - 6.0
}

/// The share of the words of a text that are of names: few in an abstract, many in news, where single words are better
/// keywords.
pub(super) fn name_share(words: &Words) -> f64 {
    let names = words.looks.iter().filter(|look| look.has(Look::NAME)).count();
    names as f64 / words.looks.len().max(1) as f64
}

/// What a candidate comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// Its score.
    pub(super) score: Score,
    /// Its score for a list to be read, where what is no noun phrase and what is said everywhere count less.
    pub(super) reading: Score,
    /// What the title and headings give to the latter, and its name in an explanation.
    pub(super) support: Support,
    /// Whether it is made as a noun phrase is at half of its places or more; so too where the language has no tagger.
    pub(super) is_phrase: bool,
    /// Whether the noun phrase goes on to either side at all of its places.
    pub(super) goes_on: bool,
    /// The feature `rarest`.
    pub(super) rarity: f32,
}

impl Judged {
    /// Adds what the title and headings give.
    pub(super) fn supported(&mut self, support: Support) {
        self.support = support;
        self.reading = Score::new(self.reading.get() + support.1);
    }
}

/// How much lower a list to be read ranks what is no noun phrase. Chosen by reading: scores of a text's first ten lie
/// within 3 or so.
const NO_PHRASE: f64 = 3.0;

/// How much lower it ranks a single word that is no name and no acronym, for each unit that its inverse document frequency
/// lies below [`LEAST_RARITY`], which is that of all words where there is no background: `request` (0.34) by 1.3, `people` (0.19) by
/// 2.5. Chosen by reading.
const EVERYDAY: f64 = 8.0;
const LEAST_RARITY: f64 = NO_BACKGROUND;

/// How much higher it ranks a noun phrase of several words that is mostly whole where it stands: it says more than one of
/// its words would. What is said once may be there by chance. Chosen by reading.
const SEVERAL_WORDS: f64 = 0.6;
const LEAST_SAID: u32 = 2;

/// What that is called in an explanation.
const ADDED: [&str; 3] = ["no noun phrase", "everyday word", "several words"];

/// What has this many places, at this share of its places between other phrases and with a verb or the like at no more than this one, is a
/// phrase though the tagger takes its noun for an adjective, as it does of words that it does not know: `American chestnut`. And so
/// is what has capitals at this share of its places inside sentences, whatever it is taken for: `React Compiler`. Chosen by reading.
const USUAL: u32 = 4;
const LEAST_ALONE: f64 = 0.25;
const MOST_CLAUSE: f64 = 0.1;
const LEAST_CAPITALS: f64 = 0.8;

/// Whether a candidate is made as a noun phrase is, or is said like one.
fn is_phrase(analysis: &Analysis<'_>, words: &Words, group: &Group, values: &Features) -> bool {
    let is_usual = || {
        group.content > 1
            && group.count >= USUAL
            && (values[ALONE] >= LEAST_ALONE && values[CLAUSE] <= MOST_CLAUSE
                || values[CAPITALS] >= LEAST_CAPITALS && analysis.language() != Language::German)
    };
    words.tags.is_empty() || values[PHRASE] >= 0.5 || is_usual()
}

/// What a list to be read adds to a score, for each of [`ADDED`].
fn added(is_phrase: bool, group: &Group, values: &Features) -> [f64; 3] {
    let is_one = group.content == 1;
    let is_whole = values[PHRASE] >= 0.5 && values[WHOLE] >= 0.5;
    let is_common = is_one && values[NAME] < 0.5 && values[ACRONYM] < 0.5;
    let rarity = if is_common { values[RAREST] } else { LEAST_RARITY };
    [
        if is_phrase { 0.0 } else { -NO_PHRASE },
        -EVERYDAY * (LEAST_RARITY - rarity).max(0.0),
        if !is_one && is_whole && group.count >= LEAST_SAID { SEVERAL_WORDS } else { 0.0 },
    ]
}

/// The score of each candidate.
pub(super) fn judge(analysis: &Analysis<'_>, words: &Words, candidates: &Candidates) -> Vec<Judged> {
    let (of_one, of_many) = weights::summed(words);
    let mut judged = Vec::with_capacity(candidates.groups.len());
    for_each(analysis, words, candidates, false, |number, values| {
        let group = &candidates.groups[number];
        let is_one = group.content == 1;
        let score = product(if is_one { &of_one } else { &of_many }, values);
        let is_phrase = is_phrase(analysis, words, group, values);
        let [by_phrase, by_rarity, by_words] = added(is_phrase, group, values);
        let reading = score + ((by_phrase + by_rarity) + by_words);
        let goes_on = !words.tags.is_empty() && values[WHOLE] == 0.0;
        let (score, reading) = (Score::new(score), Score::new(reading));
        judged.push(Judged {
            score,
            reading,
            support: support::NONE,
            is_phrase,
            goes_on,
            rarity: values[RAREST] as f32,
        });
    });
    judged
}

/// What each feature gives to the score of each of some candidates, and for a list to be read what that adds: they sum up to the score.
pub(super) fn explain(
    analysis: &Analysis<'_>,
    words: &Words,
    candidates: &Candidates,
    wanted: &[usize],
    nested: bool,
) -> Vec<Vec<(&'static str, f64)>> {
    let (of_one, of_many) = weights::summed(words);
    let mut explained = vec![Vec::new(); wanted.len()];
    for_each(analysis, words, candidates, false, |number, values| {
        for place in (0..wanted.len()).filter(|place| wanted[*place] == number) {
            let group = &candidates.groups[number];
            let weights = if group.content == 1 { &of_one } else { &of_many };
            let given = NAMES.iter().zip(weights.iter().zip(values));
            let mut given: Vec<_> = given.map(|(name, (weight, value))| (*name, weight * value)).collect();
            if !nested {
                let is_phrase = is_phrase(analysis, words, group, values);
                given.extend(ADDED.into_iter().zip(added(is_phrase, group, values)));
            }
            given.retain(|(_, value)| *value != 0.0);
            explained[place] = given;
        }
    });
    explained
}

/// The sum of the weighted values, four sums side by side: one would wait for each addition before it begins the next.
///
/// By itself, as the compiler takes two sums together then; among what comes before it would not.
#[inline(never)]
fn product(weights: &Features, values: &Features) -> f64 {
    let (mut first, mut second) = ([0.0; 2], [0.0; 2]);
    let (weights, last_weights) = weights.as_chunks::<4>();
    let (values, last_values) = values.as_chunks::<4>();
    for (weight, value) in weights.iter().zip(values) {
        first = [first[0] + weight[0] * value[0], first[1] + weight[1] * value[1]];
        second = [second[0] + weight[2] * value[2], second[1] + weight[3] * value[3]];
    }
    const { assert!(COUNT % 4 == 1) };
    first[0] += last_weights[0] * last_values[0];
    (first[0] + first[1]) + (second[0] + second[1])
}

/// Shows `visit` each candidate with the values of its features, in order.
///
/// With `leave_out`, the text's own count is subtracted from those of the background: for texts that were counted.
pub(super) fn for_each(
    analysis: &Analysis<'_>,
    words: &Words,
    candidates: &Candidates,
    leave_out: bool,
    mut visit: impl FnMut(usize, &Features),
) {
    let mut measurer = Measurer::new(analysis, words, candidates, leave_out);
    for (number, group) in candidates.groups.iter().enumerate() {
        visit(number, &measurer.features(number, group));
    }
}

/// Whether adjectives mostly stand behind their nouns.
pub(super) fn is_romance(language: Language) -> bool {
    use Language::*;
    matches!(language, French | Italian | Portuguese | Romanian | Spanish)
}

/// What is known of a word by its stem.
#[derive(Clone, Copy, Default)]
struct Stem {
    /// How often it is a content word.
    count: u32,
    rarity: f32,
    /// The characters of its first form.
    chars: u32,
}

/// What is known of each word, by its sequence.
fn stems(analysis: &Analysis<'_>, words: &Words, candidates: &Candidates, leave_out: bool) -> Vec<Stem> {
    let mut stems = vec![Stem::default(); candidates.sequences];
    let own = u32::from(leave_out);
    let ln_documents =
        analysis.background().map_or(0.0, |table| Logarithms::new().of(table.documents() - own));
    for (at, (look, stem)) in words.looks.iter().zip(&candidates.stems).enumerate() {
        if !look.has(Look::CONTENT) {
            continue;
        }
        let stem = &mut stems[*stem as usize];
        if stem.count == 0 {
            let word = &words.words[at];
            stem.rarity = rarity(analysis, words.parts_of(word), own, ln_documents) as f32;
            stem.chars = word.shape.chars;
        }
        stem.count += 1;
    }
    stems
}

/// The inverse document frequency of a word, 1 for one that no background document has; of `state-of-the-art`, that of
/// its rarest term. `own` documents are not counted, of as many as `ln_documents` is the logarithm of.
fn rarity(analysis: &Analysis<'_>, parts: &[Part], own: u32, ln_documents: f64) -> f64 {
    let of = |part: &Part| {
        let is_term = (*part as usize) < analysis.term_count();
        let (frequency, _) = is_term.then(|| analysis.background_frequency(TermId(*part)))??;
        Some(1.0 - Logarithms::new().of(frequency.saturating_sub(own)) / ln_documents)
    };
    parts.iter().filter_map(of).reduce(f64::max).unwrap_or(NO_BACKGROUND)
}

/// ln(1 + x). Most counts are small, and looking a logarithm up is faster than working it out.
#[derive(Clone, Copy)]
struct Logarithms(&'static [f64; 256]);

impl Logarithms {
    fn new() -> Logarithms {
        static SMALL: LazyLock<[f64; 256]> = LazyLock::new(|| std::array::from_fn(|x| (x as f64).ln_1p()));
        Logarithms(&SMALL)
    }

    /// ln(1 + x).
    fn of(self, x: u32) -> f64 {
        self.0.get(x as usize).copied().unwrap_or_else(|| f64::from(x).ln_1p())
    }

    /// ln(1 + sum / count), from logarithms of whole numbers.
    fn of_mean(self, sum: u32, count: u32) -> f64 {
        self.of(sum + count - 1) - self.of(count - 1)
    }
}

/// −ln(1 + the number of words before / 10), looked up for the beginning of a text.
fn first_feature(before: usize) -> f64 {
    fn feature(before: usize) -> f64 {
        -(before as f64 / 10.0).ln_1p()
    }
    static BEGINNING: LazyLock<Vec<f64>> = LazyLock::new(|| (0..1024).map(feature).collect());
    BEGINNING.get(before).copied().unwrap_or_else(|| feature(before))
}

struct Measurer<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a Words,
    candidates: &'a Candidates,
    stems: Vec<Stem>,
    ln_1p: Logarithms,
    /// ln(1 + the count of the commonest content word).
    ln_most: f64,
    /// The first place of the candidate at hand.
    run: Run,
    /// Whether adjectives stand behind their nouns.
    is_romance: bool,
    /// The last candidate that each word was seen before, and behind.
    before: Vec<u32>,
    behind: Vec<u32>,
}

/// What is added up over the words of a candidate where it is first. The next candidate often begins with the same words, and goes on.
#[derive(Default)]
struct Run {
    /// The first word, and how many there are.
    first: usize,
    words: usize,
    /// The value of the feature `first`.
    first_feature: f64,
    looks: Looks,
    counts: u32,
    letters: u32,
    rare: f64,
    rarest: f64,
    rare_head: f64,
}

/// What the looks of some words come to together.
#[derive(Clone, Copy)]
struct Looks {
    any: Look,
    /// Whether every content word has a capital.
    are_capital: bool,
    /// Whether every word is one of a name or may stand inside one.
    are_name: bool,
}

impl Default for Looks {
    fn default() -> Looks {
        Looks { any: Look::NONE, are_capital: true, are_name: true }
    }
}

impl Looks {
    fn add(&mut self, look: Look) {
        self.any = self.any.or(look);
        self.are_capital &= !look.has(Look::CONTENT) || look.has(Look::CAPITAL);
        self.are_name &= look.has(Look::NAME) || look.has(Look::LINK);
    }

    fn of(words: &[Look]) -> Looks {
        let mut looks = Looks::default();
        words.iter().for_each(|look| looks.add(*look));
        looks
    }
}

/// What is added up over the places of a candidate.
#[derive(Default)]
struct Sums {
    alone: u32,
    sentences: u32,
    blocks: u32,
    /// Places that do not begin a sentence, and those of them that are capitalized.
    inside: u32,
    capitals: u32,
    acronym: u32,
    lead: u32,
    closes: u32,
    context: u32,
    squared_gaps: f64,
    phrase: u32,
    whole: u32,
    clause: u32,
    name: u32,
    defined: u32,
    of: u32,
}

impl<'a> Measurer<'a> {
    fn new(
        analysis: &'a Analysis<'a>,
        words: &'a Words,
        candidates: &'a Candidates,
        leave_out: bool,
    ) -> Measurer<'a> {
        let stems = stems(analysis, words, candidates, leave_out);
        let most = stems.iter().map(|stem| stem.count).max().unwrap_or(0);
        Measurer {
            analysis,
            words,
            candidates,
            stems,
            ln_1p: Logarithms::new(),
            ln_most: Logarithms::new().of(most),
            run: Run::default(),
            is_romance: is_romance(analysis.language()),
            before: vec![u32::MAX; candidates.sequences],
            behind: vec![u32::MAX; candidates.sequences],
        }
    }

    fn features(&mut self, number: usize, group: &Group) -> Features {
        self.go_through(group);
        match group.count {
            1 => self.features_of_one(group),
            _ => self.features_of_many(number, group),
        }
    }

    /// The features of a candidate of several places, or of one: the slow twin of [`features_of_one`](Measurer::features_of_one).
    fn features_of_many(&mut self, number: usize, group: &Group) -> Features {
        let n = self.words.looks.len() as f64;
        let count = f64::from(group.count);
        let share = |part: u32| f64::from(part) / count;

        let first = group.first as usize;
        let (content, length) = (usize::from(group.content), usize::from(group.words));
        let sums = self.sums(number, group);
        let last = self.candidates.places_of(group).last().map_or(first, |place| place.first as usize);
        let Run { counts, letters, rare, rarest, rare_head, looks, first_feature, .. } = self.run;
        let by_tags = match self.words.tags.is_empty() {
            true => NO_TAGS,
            false => {
                let Sums { phrase, whole, clause, name, defined, of, .. } = sums;
                [phrase, whole, clause, name, defined, of].map(share)
            }
        };
        let mean_ln = |sum: u32| self.ln_1p.of_mean(sum, u32::from(group.content));
        let has = |content_words: usize| one_if(content == content_words);
        [
            self.ln_1p.of(group.count),
            first_feature,
            has(1),
            has(2),
            has(3),
            has(MOST_CONTENT),
            share(sums.alone),
            rare / content as f64,
            rarest,
            rare_head,
            mean_ln(counts) / self.ln_most,
            f64::from(sums.sentences) / self.words.sentences as f64,
            (last - first) as f64 / n,
            if sums.inside == 0 { NO_CAPITALS } else { f64::from(sums.capitals) / f64::from(sums.inside) },
            share(sums.acronym),
            one_if(content < length),
            share(sums.context) / 2.0,
            share(sums.lead),
            one_if(looks.any.has(Look::HYPHEN)),
            mean_ln(letters),
            sums.squared_gaps.sqrt() / n,
            self.ln_1p.of(sums.blocks),
            share(sums.closes),
            by_tags[0],
            by_tags[1],
            by_tags[2],
            by_tags[3],
            by_tags[4],
            by_tags[5],
        ]
    }

    /// Goes through the words of a candidate where it is first, or goes on where the candidate before ended that begins there too: the
    /// shorter one comes first.
    fn go_through(&mut self, group: &Group) {
        let (first, words) = (group.first as usize, usize::from(group.words));
        if self.run.first != first || self.run.words > words || self.run.words == 0 {
            let first_feature = first_feature(first);
            self.run = Run { first, first_feature, rarest: f64::MIN, ..Run::default() };
        }
        let run = &mut self.run;
        for at in first + run.words..first + words {
            let look = self.words.looks[at];
            run.looks.add(look);
            if look.has(Look::CONTENT) {
                let stem = &self.stems[self.candidates.stems[at] as usize];
                run.counts += stem.count;
                run.letters += stem.chars;
                run.rare_head = f64::from(stem.rarity);
                run.rare += run.rare_head;
                run.rarest = run.rarest.max(run.rare_head);
            }
        }
        run.words = words;
    }

    /// The features of a candidate of one place, as most are: each share is all or nothing.
    fn features_of_one(&self, group: &Group) -> Features {
        let all = &self.words.looks;
        let (start, content, length) =
            (group.first as usize, usize::from(group.content), usize::from(group.words));
        let end = start + length;
        let Run { counts, letters, rare, rarest, rare_head, looks, first_feature, .. } = self.run;
        let (word, last, next) = (all[start], all[end - 1], all.get(end).copied());
        let before = start.checked_sub(1).map(|at| all[at]);
        let is_alone = (word.has(Look::PARTED) || before.is_none_or(|before| !before.has(Look::CONTENT)))
            && next.is_none_or(|next| next.has(Look::PARTED) || !next.has(Look::CONTENT));
        let by_tags = match self.words.tags.is_empty() {
            true => NO_TAGS,
            false => {
                let is_phrase = is_noun_phrase_of(word, last, looks.any, self.is_romance);
                let is_behind_of =
                    !word.has(Look::PARTED) && before.is_some_and(|before| before.has(Look::OF));
                [
                    is_phrase,
                    is_phrase && !self.goes_on(start, end),
                    looks.any.has(Look::CLAUSE),
                    looks.are_name,
                    self.is_defined(end),
                    is_behind_of,
                ]
                .map(one_if)
            }
        };
        let mean_ln = |sum: u32| self.ln_1p.of_mean(sum, u32::from(group.content));
        let has = |content_words: usize| one_if(content == content_words);
        let beside = u8::from(before.is_some()) + u8::from(next.is_some());
        [
            self.ln_1p.of(1),
            first_feature,
            has(1),
            has(2),
            has(3),
            has(MOST_CONTENT),
            one_if(is_alone),
            rare / content as f64,
            rarest,
            rare_head,
            mean_ln(counts) / self.ln_most,
            1.0 / self.words.sentences as f64,
            0.0,
            if word.has(Look::STARTS) { NO_CAPITALS } else { one_if(looks.are_capital) },
            one_if(looks.any.has(Look::ACRONYM)),
            one_if(content < length),
            f64::from(beside) / 2.0,
            one_if(start * 10 < all.len()),
            one_if(looks.any.has(Look::HYPHEN)),
            mean_ln(letters),
            0.0,
            self.ln_1p.of(1),
            one_if(next.is_none_or(|next| next.has(Look::STARTS))),
            by_tags[0],
            by_tags[1],
            by_tags[2],
            by_tags[3],
            by_tags[4],
            by_tags[5],
        ]
    }

    /// Whether a noun phrase goes on before or behind these words.
    fn goes_on(&self, start: usize, end: usize) -> bool {
        let all = &self.words.looks;
        let is_noun = |word: Look| word.has(Look::NOUN);
        let is_part = |word: Look| is_noun(word) || word.has(Look::ADJECTIVE);
        let before = start.checked_sub(1).filter(|_| !all[start].has(Look::PARTED)).map(|at| all[at]);
        let next = all.get(end).copied().filter(|next| !next.has(Look::PARTED));
        match self.is_romance {
            true => before.is_some_and(is_noun) || next.is_some_and(is_part),
            false => before.is_some_and(is_part) || next.is_some_and(is_noun),
        }
    }

    /// Whether an acronym in brackets stands behind what ends here.
    fn is_defined(&self, end: usize) -> bool {
        let next = self.words.looks.get(end);
        next.is_some_and(|next| next.has(Look::PARTED) && next.has(Look::ACRONYM)) && self.is_bracketed(end)
    }

    /// Whether a word stands behind an opening bracket and nothing else in the sentence of the word before.
    fn is_bracketed(&self, word: usize) -> bool {
        let (before, word) = (&self.words.words[word - 1], &self.words.words[word]);
        let document = self.analysis.sentences()[word.sentence as usize].document;
        let gap = self.analysis.documents()[document].text().get(before.span.end..word.span.start);
        before.sentence == word.sentence && gap.is_some_and(|gap| gap.trim() == "(")
    }

    /// Goes through the places of a candidate.
    fn sums(&mut self, number: usize, group: &Group) -> Sums {
        let all = &self.words.looks;
        let number = number as u32;
        let mut sums = Sums::default();
        let (mut sentence, mut block, mut last) = (u32::MAX, (usize::MAX, 0), group.first);
        for place in self.candidates.places_of(group) {
            let (start, end) = (place.first as usize, place.first as usize + usize::from(place.words));
            let (looks, next) = (Looks::of(&all[start..end]), all.get(end));
            let word = all[start];
            let stands_apart = |other: Option<&Look>, parted: bool| {
                parted || other.is_none_or(|other| !other.has(Look::CONTENT))
            };
            let before = start.checked_sub(1).map(|at| &all[at]);
            let is_apart = stands_apart(before, word.has(Look::PARTED))
                && stands_apart(next, next.is_some_and(|next| next.has(Look::PARTED)));
            sums.alone += u32::from(is_apart);
            let own = self.words.words[start].sentence;
            if own != sentence {
                sentence = own;
                sums.sentences += 1;
                let holds = &self.analysis.sentences()[sentence as usize];
                sums.blocks += u32::from(block != (holds.document, holds.block));
                block = (holds.document, holds.block);
            }
            if !word.has(Look::STARTS) {
                sums.inside += 1;
                sums.capitals += u32::from(looks.are_capital);
            }
            sums.acronym += u32::from(looks.any.has(Look::ACRONYM));
            sums.lead += u32::from(start * 10 < all.len());
            sums.closes += u32::from(next.is_none_or(|next| next.has(Look::STARTS)));
            if !self.words.tags.is_empty() {
                let is_phrase = is_noun_phrase_of(word, all[end - 1], looks.any, self.is_romance);
                sums.phrase += u32::from(is_phrase);
                sums.whole += u32::from(is_phrase && !self.goes_on(start, end));
                sums.clause += u32::from(looks.any.has(Look::CLAUSE));
                sums.name += u32::from(looks.are_name);
                sums.of +=
                    u32::from(!word.has(Look::PARTED) && before.is_some_and(|before| before.has(Look::OF)));
                sums.defined += u32::from(self.is_defined(end));
            }
            sums.squared_gaps += f64::from(place.first - last).powi(2);
            last = place.first;
            if start > 0 {
                let seen = &mut self.before[self.candidates.stems[start - 1] as usize];
                sums.context += u32::from(std::mem::replace(seen, number) != number);
            }
            if next.is_some() {
                let seen = &mut self.behind[self.candidates.stems[end] as usize];
                sums.context += u32::from(std::mem::replace(seen, number) != number);
            }
        }
        sums
    }
}

/// Whether words are made as a noun phrase is: they end with a noun (in Romance languages with a noun or an adjective, and
/// begin with one), and have no verb and the like.
pub(super) fn is_noun_phrase(words: &[Look], is_romance: bool) -> bool {
    match words {
        [word] => word.has(Look::NOUN),
        _ => is_noun_phrase_of(words[0], words[words.len() - 1], Looks::of(words).any, is_romance),
    }
}

/// The same of words that begin and end so, and of what any of them is.
fn is_noun_phrase_of(first: Look, last: Look, any: Look, is_romance: bool) -> bool {
    let is_part = |word: Look| word.has(Look::NOUN) || word.has(Look::ADJECTIVE);
    let ends_well = if is_romance { is_part(last) } else { last.has(Look::NOUN) };
    is_part(first) && ends_well && any.has(Look::NOUN) && !any.has(Look::CLAUSE)
}

fn one_if(is: bool) -> f64 {
    f64::from(u8::from(is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;

    #[test]
    fn what_is_said_once_is_measured_as_what_is_said_again_would_be() {
        for (text, language) in [
            (include_str!("../../corpora/flood-wall.txt"), Language::English),
            (include_str!("../../corpora/moulin-a-maree.txt"), Language::French),
            (include_str!("../../corpora/hafenbruecke.txt"), Language::German),
            ("The World Health Organization (WHO) of the U.S. A", Language::English),
        ] {
            let documents = [Document::plain(text)];
            let mut analyzer = Analyzer::new();
            let analysis = analyzer.analyze(&documents, Some(language));
            let words = Words::new(&analysis);
            let candidates = Candidates::new(&analysis, &words);
            let mut measurer = Measurer::new(&analysis, &words, &candidates, false);
            let mut count = 0;
            for (number, group) in candidates.groups.iter().enumerate().filter(|(_, group)| group.count == 1)
            {
                let fast = measurer.features(number, group);
                assert_eq!(fast, measurer.features_of_many(number, group), "{language}: {number}");
                count += 1;
            }
            assert!(count > 0);
        }
    }

    /// The case that the module works out by hand, without a background.
    #[test]
    fn a_small_case_by_hand() {
        let documents = [Document::plain("Walls hold. Stone walls fall.")];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::Undetermined));
        let words = Words::new(&analysis);
        let candidates = Candidates::new(&analysis, &words);
        assert_eq!((words.words.len(), words.sentences, candidates.groups.len()), (5, 2, 8));
        let mut first = None;
        for_each(&analysis, &words, &candidates, false, |number, values| {
            if number == 0 {
                first = Some(*values);
            }
        });
        let by_hand = [
            3f64.ln(),
            0.0,
            1.0,
            0.0,
            0.0,
            0.0,
            0.0,
            0.5,
            0.5,
            0.5,
            1.0,
            1.0,
            0.6,
            0.0,
            0.0,
            0.0,
            0.75,
            0.5,
            0.0,
            6f64.ln(),
            0.6,
            2f64.ln(),
            0.0,
            0.6,
            0.4,
            0.2,
            0.1,
            0.0,
            0.0,
        ];
        for ((name, value), expected) in NAMES.iter().zip(first.unwrap()).zip(by_hand) {
            assert!((value - expected).abs() < 1e-12, "{name} is {value}, not {expected}");
        }
        let length = 6f64.ln() - 6.0;
        let score: f64 = weights::of(5, false)
            .iter()
            .zip(by_hand)
            .map(|(weight, value)| (weight.weight + length * weight.by_length + weight.if_one) * value)
            .sum();
        assert!((judge(&analysis, &words, &candidates)[0].score.get() - score).abs() < 1e-9);
        let named = [RAREST, PHRASE, WHOLE, NAME].map(|at| NAMES[at]);
        assert_eq!(named, ["rarest", "phrase", "whole", "name"]);
        assert_eq!([ALONE, CAPITALS, CLAUSE].map(|at| NAMES[at]), ["alone", "capitals", "clause"]);
    }
}
