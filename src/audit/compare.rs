//! A draft beside reference texts: which terms they have that it has not, and how often each uses what they share.
//!
//! ```text
//! draft and references ─▶ words that count ─▶ runs of words ─▶ counts in each text ─▶ missing, under-used, over-used
//! ```
//!
//! * time: `O(k·W + r·n)` for `W` words in all, phrases of at most `k` words, and `r` terms that `n` references are compared by
//! * space: `O(W)`
//!
//! What only one reference says, such as its names and its boilerplate, makes no list: a list has what most of them share. Of a single
//! reference that would be everything, so that it has to say a term again and again.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Auditor;
use super::fold::Folder;
use super::measures::{keyness, percent};
use super::ngrams::{self, Runs};
use super::phrases::is_phrase;
use super::readability::{self, Counts};
use super::spelling::{Spelling, Standing};
use super::words::{self, Word};
use crate::analysis::{Analysis, detect};
use crate::background::rarity;
use crate::document::{BlockKind, Document};
use crate::keywords::Namings;
use crate::language::Language;
use crate::order::Arrange;

/// The longest phrases that are compared, in words.
const MOST_WORDS: usize = 3;

/// The share of the references that have a term of a list. Chosen: most of them.
const MOST: f64 = 0.5;

/// The least references that have it; with a single one, that one.
const LEAST_REFERENCES: usize = 2;

/// From this many references on, a term that most of them share belongs to the subject. Chosen.
const ENOUGH_REFERENCES: usize = 3;

/// The least occurrences, in all references together, of what a draft lacks where there are fewer of them: what one text says once or
/// twice, another need not say. Chosen by eye on guides of one site against each other.
const LEAST_REPEATED: usize = 4;

/// The same of short references: what they say twice and at least once in 100 words is what they are about. Chosen.
const LEAST_REPEATED_IF_DENSE: usize = 2;
const DENSE: f64 = 1.0;

/// The share of the occurrences of a term that are made as a term is: the others are a tagger's mistakes, or a verb that is spelled
/// like a noun.
const MADE_SO: f64 = 0.5;

/// The share of the references from which on a name is no name of some of them.
const COMMON_NAME: f64 = 0.75;

/// The share of the texts of a background that have a word, from which on it says nothing of a topic: of what the draft says too
/// often, and of phrases by their rarest word. Chosen.
const COMMON_WORD: f64 = 0.2;

/// The same for what a draft lacks: `want`, `service` and `team` are words that any text may do without. Chosen by eye on posts of
/// one office against each other, where what is left names their subjects.
const COMMON_LACK: f64 = 0.1;

/// How often a text of the draft's length has a term at the median density of the references, from which on its absence says
/// something. Chosen: half an occurrence.
const LEAST_EXPECTED: f64 = 0.5;

/// The log-likelihood of a difference that makes a term under-used (once in 10 by chance: drafts are short, and the list only
/// suggests) or over-used (once in 100).
const UNDER_USED_G2: f64 = 2.71;
const OVER_USED_G2: f64 = 6.63;

/// How many times less often than the median, or more often than the most, in bits: half, and twice.
const BITS: f64 = 1.0;

/// The least occurrences of what is over-used.
const LEAST_OVER_USED: usize = 3;

/// The share of its occurrences in the references that a term has in a longer one of the list, from which on it says nothing
/// more.
const INSIDE: f64 = 2.0 / 3.0;

/// How many terms of a list are looked at before those inside others are left out.
const LOOKED_AT: usize = 300;

/// A draft beside references.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The language that was given, or detected of the draft.
    pub language: Language,
    /// The references that the draft was compared with.
    pub references: usize,
    /// Those that it was not compared with.
    pub left_out: Vec<LeftOut>,
    /// Measures of the texts side by side.
    pub measures: Vec<ComparedMeasure>,
    /// Terms that most references have and the draft has not, although it is long enough to have them, the weightiest first.
    pub missing: Vec<Term>,
    /// Terms that most references have and the draft less than half as often as their median.
    pub under_used: Vec<Term>,
    /// Terms that the draft has more than twice as often as any reference.
    pub over_used: Vec<Term>,
}

/// A reference that a draft was not compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Which one, from 0.
    pub reference: usize,
    /// The language that it is plainly in; `None` if it has no text.
    pub language: Option<Language>,
}

/// A measure of the draft and of the references.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ComparedMeasure {
    /// What is measured.
    pub name: &'static str,
    /// The draft's.
    pub here: Option<f64>,
    /// The median, the least and the most of the references'; `None` if none has it.
    pub there: Option<(f64, f64, f64)>,
}

/// A word or phrase in the draft and in the references.
///
/// In the formulas `c` is how often it occurs in a text of `W` words, `N` how many texts there are (the draft too) and `n` how
/// many of them have it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// The term as it is written most often inside a sentence.
    pub text: String,
    /// Its words.
    pub words: usize,
    /// Its occurrences in the draft.
    pub count: usize,
    /// The same for 100 words.
    pub density: f64,
    /// The median of the densities in the references, those without it included.
    pub median: f64,
    /// The least and the most of them.
    pub range: (f64, f64),
    /// How many references have it.
    pub references: usize,
    /// `log2(c + 1) / log2(W) · log10(1 + N / n)` in the draft: WDF*IDF as tools for search engines have it.
    pub wdf_idf: f64,
    /// The mean of the same over the references that have it.
    pub wdf_idf_there: f64,
    /// The density times `ln((D + 1) / (d + 0.5))` for a background table of `D` documents of which `d` have its rarest content
    /// word; `None` without a table.
    pub tf_idf: Option<f64>,
    /// `G²`, the log-likelihood of the difference to all references together: over 3.84, 6.63 or 10.83 once in 20, 100 or 1,000
    /// times by chance.
    pub g2: f64,
    /// The effect size: the binary logarithm of the ratio of the two relative frequencies. 1 is twice as often.
    pub log_ratio: f64,
}

impl Auditor {
    /// Compares a draft, the first of some documents, with the others. All are read as the language of the draft; one that is plainly
    /// in another language, or has no text, is left out.
    pub fn compare(&mut self, documents: &[Document<'_>], language: Option<Language>) -> Comparison {
        let language = language.unwrap_or_else(|| detect(documents));
        let left_out = left_out(documents, language);
        let documents = match left_out.is_empty() {
            true => Cow::Borrowed(documents),
            false => {
                let is_kept = |place: usize| !left_out.iter().any(|out| out.reference + 1 == place);
                let kept = documents.iter().enumerate().filter(|(place, _)| is_kept(*place));
                Cow::Owned(kept.map(|(_, document)| document.clone()).collect())
            }
        };
        let analysis = self.analyzer.analyze(&documents, Some(language));
        let folder = Folder::among(&mut self.folders, &analysis);
        let mut words = words::words(&analysis, folder);
        words::restore_accents(&analysis, &mut words, &[], folder);
        let texts = Texts::new(&analysis, &words, folder);
        let mut terms = Vec::new();
        let keys: Vec<u32> = words.iter().map(|word| word.folded.key).collect();
        ngrams::for_each_size(&words, &keys, MOST_WORDS, |runs| texts.add_terms(runs, &mut terms));
        let weight = |term: &Weighed| term.weight;
        let list = |is_in: &dyn Fn(&Weighed) -> bool| {
            let mut chosen: Vec<&Weighed> = terms.iter().filter(|term| is_in(term)).collect();
            chosen.arrange_by(|one, other| {
                weight(other).total_cmp(&weight(one)).then(one.first.cmp(&other.first))
            });
            chosen.truncate(LOOKED_AT);
            without_parts(&chosen)
        };
        let enough = texts.enough();
        let is_lacked = |Weighed { term, says_nothing, there, .. }: &Weighed| {
            let is_dense =
                *there >= LEAST_REPEATED_IF_DENSE && percent(*there, texts.reference_words()) >= DENSE;
            let is_repeated = texts.references() >= ENOUGH_REFERENCES || *there >= LEAST_REPEATED || is_dense;
            !says_nothing && term.references >= enough && is_repeated
        };
        Comparison {
            language: analysis.language(),
            references: texts.references(),
            left_out,
            measures: texts.measures(),
            missing: list(&|weighed| {
                let term = &weighed.term;
                let expected = term.median / 100.0 * texts.lengths.first().copied().unwrap_or(0) as f64;
                is_lacked(weighed) && term.count == 0 && expected >= LEAST_EXPECTED
            }),
            under_used: list(&|weighed| {
                let term = &weighed.term;
                is_lacked(weighed)
                    && term.count > 0
                    && term.density < term.median / BITS.exp2()
                    && term.log_ratio < 0.0
                    && term.g2 >= UNDER_USED_G2
            }),
            over_used: list(&|Weighed { term, .. }| {
                term.count >= LEAST_OVER_USED
                    && texts.references() > 0
                    && term.density > term.range.1
                    && term.log_ratio >= BITS
                    && term.g2 >= OVER_USED_G2
            }),
        }
    }
}

/// The references without text, and those that are plainly in another language than the draft. Where the draft is not in the language
/// that it is said to be in, whoever said so knows better.
fn left_out(documents: &[Document<'_>], language: Language) -> Vec<LeftOut> {
    let Some((draft, references)) = documents.split_first() else { return Vec::new() };
    let is_as_said = contradicts(draft, language).is_none();
    let out = |(reference, document): (usize, &Document<'_>)| {
        if !document.text().contains(char::is_alphanumeric) {
            return Some(LeftOut { reference, language: None });
        }
        let other = contradicts(document, language).filter(|_| is_as_said)?;
        Some(LeftOut { reference, language: Some(other) })
    };
    references.iter().enumerate().filter_map(out).collect()
}

#[cfg(feature = "detect")]
fn contradicts(document: &Document<'_>, language: Language) -> Option<Language> {
    document.contradicts(language)
}

#[cfg(not(feature = "detect"))]
fn contradicts(_: &Document<'_>, _: Language) -> Option<Language> {
    None
}

/// A term with what it is sorted by.
struct Weighed {
    term: Term,
    /// How much it says: what it is used more or less, times how rare its rarest word is.
    weight: f64,
    first: usize,
    /// Its occurrences in all references.
    there: usize,
    keys: Vec<u32>,
    /// Whether it names no topic, or is a word that any text may do without.
    says_nothing: bool,
}

/// The terms that do not lie in a longer one that says the same.
fn without_parts(chosen: &[&Weighed]) -> Vec<Term> {
    let holds = |long: &Weighed, short: &Weighed| {
        long.keys.len() > short.keys.len()
            && long.keys.windows(short.keys.len()).any(|keys| keys == short.keys)
            && (long.there + long.term.count) as f64 >= INSIDE * (short.there + short.term.count) as f64
    };
    let is_part = |short: &&&Weighed| chosen.iter().any(|long| holds(long, short));
    chosen.iter().filter(|term| !is_part(term)).map(|weighed| weighed.term.clone()).collect()
}

/// The words of a draft and of its references.
struct Texts<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a [Word],
    folder: &'a Folder,
    /// The words of each text.
    lengths: Vec<usize>,
    /// Words of the language that say little of a topic.
    weak: FxHashSet<&'static str>,
    spelling: Spelling<'a>,
    namings: Namings,
}

/// How often a run stands in the texts.
#[derive(Default)]
struct Counted {
    first: usize,
    written: Written,
    end: usize,
    /// Its occurrences; those that are a term; those that name a topic.
    named: [u32; 3],
    /// Whether it is no name somewhere: in lower case, or at the beginning of a sentence.
    is_name: bool,
    /// Each text that has it, with how often.
    texts: Vec<(u32, u32)>,
}

/// The occurrence that shows best how a term is written.
#[derive(Default)]
struct Written {
    /// The first one inside a sentence that begins with a small letter, and the first that does not, with how many there are.
    inside: [(usize, u32); 2],
    /// The first of those that stand best.
    other: (usize, Standing),
}

impl Written {
    fn add(&mut self, start: usize, standing: Standing, is_capital: bool) {
        if standing == Standing::Inside {
            let (first, count) = &mut self.inside[usize::from(is_capital)];
            if *count == 0 {
                *first = start;
            }
            *count += 1;
        } else if self.other.1 < standing {
            self.other = (start, standing);
        }
    }

    fn shown(&self) -> usize {
        let [small, capital] = self.inside;
        match (small.1, capital.1) {
            (0, 0) => self.other.0,
            (count, other) if count >= other => small.0,
            _ => capital.0,
        }
    }
}

impl<'a> Texts<'a> {
    fn new(analysis: &'a Analysis<'a>, words: &'a [Word], folder: &'a Folder) -> Texts<'a> {
        let mut lengths = vec![0; analysis.documents().len()];
        for word in words {
            lengths[analysis.sentences()[word.sentence as usize].document] += 1;
        }
        Texts {
            analysis,
            words,
            folder,
            lengths,
            weak: analysis.language().weak_words().collect(),
            spelling: Spelling::new(analysis, words),
            namings: Namings::new(analysis, words.iter().map(|word| (word.sentence, word.span))),
        }
    }

    fn references(&self) -> usize {
        self.lengths.len().saturating_sub(1)
    }

    fn reference_words(&self) -> usize {
        self.lengths.iter().skip(1).sum()
    }

    /// In how many references a term of a list stands.
    fn enough(&self) -> usize {
        let most = (MOST * self.references() as f64).floor() as usize + 1;
        most.max(LEAST_REFERENCES).min(self.references().max(1))
    }

    fn document(&self, word: usize) -> usize {
        self.analysis.sentences()[self.words[word].sentence as usize].document
    }

    fn add_terms(&self, runs: &Runs<'_>, terms: &mut Vec<Weighed>) {
        let size = runs.size;
        let mut counted: Vec<Counted> = Vec::new();
        counted.resize_with(runs.distinct, Counted::default);
        for (number, start) in runs.places() {
            let run = &mut counted[number as usize];
            if run.texts.is_empty() {
                (run.first, run.is_name) = (start, true);
                run.written.other = (start, Standing::Heading);
            } else if start < run.end {
                continue;
            }
            run.end = start + size;
            run.written.add(start, self.spelling.standing(start), self.is_capital(start));
            run.named[0] += 1;
            run.named[1] += u32::from(self.namings.is_term(start, size));
            run.named[2] += u32::from(self.namings.names_topic(start, size));
            run.is_name &= self.is_name(start, size);
            let document = self.document(start) as u32;
            match run.texts.last_mut().filter(|(text, _)| *text == document) {
                Some((_, count)) => *count += 1,
                None => run.texts.push((document, 1)),
            }
        }
        let is_listed = |run: &&Counted| {
            let words = &self.words[run.first..run.first + size];
            match words {
                [word] => word.folded.is_content,
                words => is_phrase(words),
            }
        };
        // What one reference alone has is on no list, unless there is one only; what the draft alone has may be over-used.
        let least = if self.references() < LEAST_REFERENCES { 1 } else { LEAST_REFERENCES };
        let is_own =
            |run: &Counted| matches!(run.texts[..], [(0, count), ..] if count as usize >= LEAST_OVER_USED);
        let may_be = |run: &&Counted| run.texts.len() >= least || is_own(run);
        let shared = counted.iter().filter(may_be).filter(is_listed);
        terms.extend(shared.filter_map(|run| self.term(run, size)));
    }

    fn is_capital(&self, word: usize) -> bool {
        let text = self.analysis.documents()[self.document(word)].text();
        self.words[word].span.of(text).starts_with(char::is_uppercase)
    }

    /// Whether an occurrence is written as a name: with a capital that no sentence begins with.
    fn is_name(&self, start: usize, size: usize) -> bool {
        if self.analysis.language() == Language::German {
            return false;
        }
        let word = &self.words[start];
        let is_first = start == 0 || self.words[start - 1].sentence != word.sentence;
        let text = self.analysis.documents()[self.document(start)].text();
        let is_heading = !self.analysis.sentences()[word.sentence as usize].kind.is_prose();
        // Where all words have capitals, they say nothing; a capital at the beginning neither.
        let last = &self.words[start + size - 1];
        (is_first && size == 1) || is_heading || last.span.of(text).starts_with(char::is_uppercase)
    }

    /// Whether a word begins and ends no term that says something: an adverb, a month, a unit, a number.
    fn is_weak(&self, place: usize) -> bool {
        let word = &self.words[place];
        let text = word.span.of(self.analysis.documents()[self.document(place)].text());
        !text.contains(char::is_alphabetic) || self.weak.contains(text.to_lowercase().trim_end_matches('.'))
    }

    fn term(&self, run: &Counted, size: usize) -> Option<Weighed> {
        let references = self.references();
        let total = self.lengths.len() as f64;
        let here_words = *self.lengths.first()?;
        let count = run.texts.first().filter(|(text, _)| *text == 0).map_or(0, |(_, count)| *count as usize);
        let there: Vec<(usize, usize)> = run
            .texts
            .iter()
            .filter(|(text, _)| *text > 0)
            .map(|(text, count)| (*count as usize, self.lengths[*text as usize]))
            .collect();
        let having = there.len();
        if having == 0 && count == 0 {
            return None;
        }
        let [occurrences, terms, topics] = run.named.map(f64::from);
        if terms < MADE_SO * occurrences {
            return None;
        }
        if run.is_name && (having as f64) < COMMON_NAME * references as f64 {
            return None;
        }
        let mut densities: Vec<f64> = there.iter().map(|(count, words)| percent(*count, *words)).collect();
        densities.resize(references, 0.0);
        densities.sort_by(f64::total_cmp);
        let median = median(&densities);
        let range =
            densities.first().zip(densities.last()).map_or((0.0, 0.0), |(least, most)| (*least, *most));
        let idf = (1.0 + total / run.texts.len() as f64).log10();
        let wdf_idf = |(count, words): (usize, usize)| match words > 1 {
            true => ((count + 1) as f64).log2() / (words as f64).log2() * idf,
            false => 0.0,
        };
        let mean = there.iter().map(|text| wdf_idf(*text)).sum::<f64>() / having.max(1) as f64;
        let all: usize = there.iter().map(|(count, _)| count).sum();
        let all_words = self.reference_words();
        let (log_ratio, g2) = keyness(count, here_words.max(1), all as f64, all_words.max(1) as f64);
        if self.is_weak(run.first) || self.is_weak(run.first + size - 1) {
            return None;
        }
        let density = percent(count, here_words);
        let rare = self.rarity(run.first, size);
        // What everybody says is no topic.
        if rare.is_some_and(|(share, _)| share >= COMMON_WORD) {
            return None;
        }
        let is_common = size == 1 && rare.is_some_and(|(share, _)| share >= COMMON_LACK);
        let says_nothing = is_common || topics < MADE_SO * occurrences;
        let rarity = rare.map(|(_, rarity)| rarity);
        let difference =
            if count > 0 && density > range.1 { density } else { median.max(percent(all, all_words)) };
        let words = &self.words[run.first..run.first + size];
        Some(Weighed {
            says_nothing,
            weight: difference * size as f64 * rarity.unwrap_or(1.0) * having.max(1) as f64,
            first: run.first,
            there: all,
            keys: words.iter().map(|word| word.folded.key).collect(),
            term: Term {
                text: self.spelling.of(run.written.shown(), size).into_owned(),
                words: size,
                count,
                density,
                median,
                range,
                references: having,
                wdf_idf: wdf_idf((count, here_words)),
                wdf_idf_there: mean,
                tf_idf: rarity.map(|rarity| density * rarity),
                g2,
                log_ratio,
            },
        })
    }

    /// The share of the texts of the background that have the rarest content word of a term, and its inverse frequency.
    fn rarity(&self, start: usize, size: usize) -> Option<(f64, f64)> {
        let background = self.analysis.background().filter(|background| background.documents() > 0)?;
        let content = self.words[start..start + size].iter().filter(|word| word.folded.is_content);
        let frequency = content.map(|word| self.folder.frequency(word.folded.key, background)).min()?;
        let documents = background.documents();
        Some((f64::from(frequency) / f64::from(documents), rarity(frequency, documents)))
    }

    /// Measures of all texts.
    fn measures(&self) -> Vec<ComparedMeasure> {
        let texts = self.lengths.len();
        let mut counts = vec![Counts::default(); texts];
        let mut prose = vec![(0usize, 0usize); texts];
        for sentence in self.words.chunk_by(|one, next| one.sentence == next.sentence) {
            let of = &self.analysis.sentences()[sentence[0].sentence as usize];
            if of.kind.is_prose() {
                prose[of.document].0 += 1;
                prose[of.document].1 += sentence.len();
            }
            if of.kind == BlockKind::Paragraph {
                counts[of.document].add(sentence);
            }
        }
        let documents = self.analysis.documents();
        let blocks = |document: usize, kind: BlockKind| {
            documents[document].blocks().iter().filter(|block| block.kind == kind).count()
        };
        let language = self.analysis.language();
        let formula = counts.iter().find_map(|counts| readability::readability(language, counts));
        let compared = |name: &'static str, of: &dyn Fn(usize) -> Option<f64>| {
            let mut there: Vec<f64> = (1..texts).filter_map(of).collect();
            there.sort_by(f64::total_cmp);
            let ends = there.first().copied().zip(there.last().copied());
            let here = if texts > 0 { of(0) } else { None };
            ComparedMeasure { name, here, there: ends.map(|(least, most)| (median(&there), least, most)) }
        };
        let per = |count: usize, whole: usize| (count > 0).then(|| whole as f64 / count as f64);
        let headings = |text: usize| blocks(text, BlockKind::Heading);
        let mut measures = vec![
            compared("words", &|text| Some(self.lengths[text] as f64)),
            compared("sentences", &|text| Some(prose[text].0 as f64)),
            compared("words per sentence", &|text| per(prose[text].0, prose[text].1)),
            compared("paragraphs", &|text| Some(blocks(text, BlockKind::Paragraph) as f64)),
            compared("list items", &|text| Some(blocks(text, BlockKind::Item) as f64)),
            compared("headings", &|text| Some(headings(text) as f64)),
            compared("words per heading", &|text| per(headings(text), self.lengths[text])),
        ];
        if let Some(formula) = formula {
            measures.push(compared(formula.formula, &|text| {
                readability::readability(language, &counts[text]).map(|readability| readability.score)
            }));
        }
        measures
    }
}

/// The middle of sorted numbers, or the mean of both; 0 of none.
fn median(sorted: &[f64]) -> f64 {
    match (sorted.len(), sorted.len() / 2) {
        (0, _) => 0.0,
        (count, middle) if count % 2 == 1 => sorted[middle],
        (_, middle) => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

/// How often each phrase of up to `most` words occurs in two texts, those that a list would have, with the place that shows best
/// how it is written: for what compares versions.
pub(super) fn pairs(
    spelling: &Spelling<'_>,
    most_words: usize,
    mut each: impl FnMut(usize, usize, [usize; 2]),
) {
    let (analysis, words) = (spelling.analysis(), spelling.words());
    let keys: Vec<u32> = words.iter().map(|word| word.folded.key).collect();
    ngrams::for_each_size(words, &keys, most_words, |runs| {
        let mut counted: FxHashMap<u32, (usize, usize, [usize; 2])> = FxHashMap::default();
        for (number, start) in runs.places() {
            let document = analysis.sentences()[words[start].sentence as usize].document;
            let (shown, end, counts) = counted.entry(number).or_insert((start, 0, [0; 2]));
            if start >= *end {
                *end = start + runs.size;
                counts[document.min(1)] += 1;
                if spelling.standing(*shown) < spelling.standing(start) {
                    *shown = start;
                }
            }
        }
        for (shown, _, counts) in counted.into_values() {
            let is_listed = match &words[shown..shown + runs.size] {
                [word] => word.folded.is_content,
                words => is_phrase(words),
            };
            if is_listed {
                each(shown, runs.size, counts);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// None of 8 words here, 4 of 11 in the one reference: `log2(5) / log2(11) · log10(1 + 2 / 1)`.
    #[test]
    fn formulas_by_hand() {
        let documents = [
            Document::plain("The barrel holds a barrel in a barrel."),
            Document::plain("The roof keeps the roof under a roof by the roof."),
        ];
        let compared = Auditor::new().compare(&documents, Some(Language::English));
        let missing: Vec<&str> = compared.missing.iter().map(|term| term.text.as_str()).collect();
        assert_eq!(missing, ["roof"]);
        let roof = &compared.missing[0];
        assert_eq!((roof.count, roof.references, roof.density, roof.median), (0, 1, 0.0, 400.0 / 11.0));
        assert_eq!(roof.wdf_idf, 0.0);
        let there = 5f64.log2() / 11f64.log2() * 3f64.log10();
        assert!((roof.wdf_idf_there - there).abs() < 1e-12);
        let words = &compared.measures[0];
        assert_eq!((words.name, words.here, words.there), ("words", Some(8.0), Some((11.0, 11.0, 11.0))));
    }

    #[test]
    fn terms_are_written_as_inside_a_sentence() {
        let draft = "A wall is high. ".repeat(6);
        let reference = "# Heat Pump Costs\n\nHeat pumps hum. A heat pump costs much, and Port Ailder has nine. Cedar is dear.\n\n";
        let reference = reference.repeat(4);
        let documents = [Document::plain(&draft), Document::plain(&reference)];
        let compared = Auditor::new().compare(&documents, Some(Language::English));
        let missing: Vec<&str> = compared.missing.iter().map(|term| term.text.as_str()).collect();
        assert!(missing.iter().any(|term| term.starts_with("heat pump")), "{missing:?}");
        assert!(missing.contains(&"Port Ailder"), "{missing:?}");
        assert!(!missing.iter().any(|term| term.starts_with("Heat")), "{missing:?}");
    }

    #[test]
    fn one_reference_lacks_nothing_that_it_says_in_passing() {
        let draft = "The old pier is closed. Storms broke the old pier, and nobody pays for it.";
        let reference = "Everything inside is easy to find here. The ferry waits. A ferry is late. That ferry left. Our ferry is full, \
                         and someone walked to the bakery. We found a lot of things that we needed, and it makes sense.";
        let documents = [Document::plain(draft), Document::plain(reference)];
        let compared = Auditor::new().compare(&documents, Some(Language::English));
        let missing: Vec<&str> = compared.missing.iter().map(|term| term.text.as_str()).collect();
        assert_eq!(missing, ["ferry"]);
    }

    #[test]
    fn references_without_text_and_in_other_languages_are_left_out() {
        let draft = "The council approved the new flood wall on Monday after a long debate. ".repeat(4);
        let german =
            "Der Rat hat am Montag nach langer Debatte die neue Mauer gegen das Hochwasser beschlossen. "
                .repeat(4);
        let documents = [draft.as_str(), " \n", &draft, &german].map(Document::plain);
        let compared = Auditor::new().compare(&documents, None);
        let left_out: Vec<(usize, Option<Language>)> =
            compared.left_out.iter().map(|out| (out.reference, out.language)).collect();
        let german = if cfg!(feature = "detect") { vec![(2, Some(Language::German))] } else { Vec::new() };
        assert_eq!(left_out, [vec![(0, None)], german].concat());
        assert_eq!(compared.references + compared.left_out.len(), 3);
        // Who says what language all of it is in is believed.
        let compared = Auditor::new().compare(&documents, Some(Language::French));
        assert_eq!(compared.left_out.len(), 1);
    }

    #[test]
    fn common_words_and_what_a_short_draft_need_not_have_are_not_missing() {
        let about = |place: usize| {
            format!(
                "We want a better service, and our team wants a product. The ferry number {place} leaves at nine. {}",
                "Boats come and go in the harbor of the island all day. ".repeat(40)
            )
        };
        let texts: Vec<String> =
            std::iter::once("The bus is late, and so are we.".to_string()).chain((0..4).map(about)).collect();
        let documents: Vec<Document<'_>> = texts.iter().map(|text| Document::plain(text)).collect();
        let compared = Auditor::new().compare(&documents, Some(Language::English));
        let missing: Vec<String> = compared.missing.iter().map(|term| term.text.to_lowercase()).collect();
        for common in ["want", "better", "service", "team", "product"] {
            assert!(!missing.iter().any(|term| term.starts_with(common)), "{common}: {missing:?}");
        }
        // Once in 500 words is nothing that a draft of eight words lacks.
        assert!(!missing.iter().any(|term| term.contains("ferry")), "{missing:?}");
        assert!(missing.iter().any(|term| term.contains("boat") || term.contains("harbor")), "{missing:?}");
    }

    #[test]
    fn medians_of_none_one_and_two() {
        assert_eq!((median(&[]), median(&[3.0]), median(&[1.0, 2.0])), (0.0, 3.0, 1.5));
    }

    #[test]
    fn nothing_compares_with_nothing() {
        for texts in [&[""][..], &["", ""], &["A pier.", ""], &["", "A pier."]] {
            let documents: Vec<Document<'_>> = texts.iter().map(|text| Document::plain(text)).collect();
            let compared = Auditor::new().compare(&documents, None);
            let all = compared.references + compared.left_out.len();
            assert_eq!((all, compared.over_used.len()), (texts.len() - 1, 0));
        }
        assert_eq!(Auditor::new().compare(&[], None).references, 0);
    }
}
