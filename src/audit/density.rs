//! Densities: how often each phrase of one word, two, three … stands in a text. Nothing is judged.
//!
//! ```text
//! Analysis ─▶ words that count ─▶ runs of words ─▶ counts ─▶ tables = Density
//! ```
//!
//! Words, clauses and compounds are those of an audit, so a phrase that both name has the same numbers in both. In the
//! formulas `c` is how often a phrase stands there, `n` how many words it has, `W` how many words there are in all, and
//! `R` how many runs of `n` words there are within clauses.
//!
//! * time: `O(k·W)` for phrases of at most `k` words, and `O(r log r)` for `r` rows

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Auditor;
use super::fold::Folder;
use super::measures::percent;
use super::ngrams::{self, Numbers, Runs};
use super::phrases::is_phrase;
use super::spelling::{Spelling, Ways};
use super::words::{self, Word};
use crate::analysis::Analysis;
use crate::background::rarity;
use crate::document::{BlockKind, Document, unwrap_lines};
use crate::language::Language;
use crate::order::Arrange;
use crate::span::Span;

/// How to count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DensityOptions {
    /// The language of the text. Detected, if not set.
    pub language: Option<Language>,
    /// The words of the shortest phrases. 1, unless set.
    pub least_words: usize,
    /// The words of the longest phrases, at most [`MOST_WORDS`](DensityOptions::MOST_WORDS). 3, unless set.
    pub most_words: usize,
    /// Which phrases with stop words are listed.
    pub stop_words: StopWords,
    /// Which forms of a word are one.
    pub folding: Folding,
    /// Whether `Word` and `word` are two. Not, unless set.
    pub case: bool,
    /// The least occurrences of a phrase that is listed. 2, unless set.
    pub least_count: usize,
    /// What comes first.
    pub order: DensityOrder,
    /// How many phrases of each size are listed. All, unless set.
    pub top: Option<usize>,
    /// Whether to count each section too. Not, unless set.
    pub by_heading: bool,
}

/// Which phrases with stop words are listed. Stop words count among all words, whatever is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopWords {
    /// All phrases.
    Keep,
    /// Those without any.
    Drop,
    /// Those that neither begin nor end with one, as the phrases of an audit. The default.
    #[default]
    Ends,
}

/// Which forms of a word are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Folding {
    /// Singular and plural, possessives, spellings that writers interchange: as an audit counts. The default.
    #[default]
    Light,
    /// All that have the same Snowball stem.
    Stem,
    /// None: each form by itself.
    None,
}

/// What comes first in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DensityOrder {
    /// What occurs most often, then what comes first in the text. The default.
    #[default]
    Count,
    /// What has the highest TF-IDF.
    TfIdf,
    /// What comes first in the text.
    First,
    /// The alphabet, by code points in lower case.
    Text,
}

impl Default for DensityOptions {
    fn default() -> DensityOptions {
        DensityOptions {
            language: None,
            least_words: 1,
            most_words: 3,
            stop_words: StopWords::default(),
            folding: Folding::default(),
            case: false,
            least_count: 2,
            order: DensityOrder::default(),
            top: None,
            by_heading: false,
        }
    }
}

impl DensityOptions {
    /// The longest phrases that can be requested, in words. Chosen: as long as the longest of an audit.
    pub const MOST_WORDS: usize = 12;

    /// Phrases of one word to three that occur twice or more.
    pub fn new() -> DensityOptions {
        DensityOptions::default()
    }

    /// Sets the language of the text, which is detected otherwise.
    pub fn language(mut self, language: impl Into<Option<Language>>) -> DensityOptions {
        self.language = language.into();
        self
    }

    /// Sets the words of the shortest and the longest phrases.
    pub fn words(mut self, least: usize, most: usize) -> DensityOptions {
        (self.least_words, self.most_words) = (least, most);
        self
    }

    /// Sets which phrases with stop words are listed.
    pub fn stop_words(mut self, stop_words: StopWords) -> DensityOptions {
        self.stop_words = stop_words;
        self
    }

    /// Sets which forms of a word are one.
    pub fn folding(mut self, folding: Folding) -> DensityOptions {
        self.folding = folding;
        self
    }

    /// Sets whether `Word` and `word` are two.
    pub fn case(mut self, case: bool) -> DensityOptions {
        self.case = case;
        self
    }

    /// Sets the least occurrences of a phrase that is listed.
    pub fn least_count(mut self, count: usize) -> DensityOptions {
        self.least_count = count;
        self
    }

    /// Sets what comes first.
    pub fn order(mut self, order: DensityOrder) -> DensityOptions {
        self.order = order;
        self
    }

    /// Sets how many phrases of each size are listed.
    pub fn top(mut self, top: impl Into<Option<usize>>) -> DensityOptions {
        self.top = top.into();
        self
    }

    /// Sets whether to count each section too.
    pub fn by_heading(mut self, by_heading: bool) -> DensityOptions {
        self.by_heading = by_heading;
        self
    }
}

/// How often each phrase stands in one text, or in several together.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Density {
    /// The language that was given or detected.
    pub language: Language,
    /// The documents that were counted.
    pub documents: usize,
    /// The words that count, as [`Audit::words`](super::Audit::words).
    pub words: usize,
    /// The words that are no function words and have a letter.
    pub content_words: usize,
    /// The sentences of prose.
    pub sentences: usize,
    /// The paragraphs.
    pub paragraphs: usize,
    /// A table for each number of words, from the least on.
    pub tables: Vec<DensityTable>,
    /// Each section in its order, if [`DensityOptions::by_heading`] is set.
    pub sections: Vec<DensitySection>,
}

/// The phrases of a number of words.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DensityTable {
    /// The words of each phrase.
    pub size: usize,
    /// `R`: the runs of as many words within clauses, which is where a phrase of that size can occur.
    pub windows: usize,
    /// The phrases, in the order that was requested.
    pub rows: Vec<DensityRow>,
    /// How many more there are that occur often enough.
    pub left_out: usize,
}

/// A phrase with its numbers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DensityRow {
    /// The phrase as the text writes it most often inside a sentence, else without capitals that only a heading or the beginning of
    /// a sentence gave it.
    pub text: String,
    /// `c`: its occurrences, none overlapping the one before.
    pub count: usize,
    /// Its share of all phrases of its size, in percent: `100 · c / R`, as [`Phrase::window_density`](super::Phrase::window_density).
    pub share: f64,
    /// Its occurrences for 100 words: `100 · c / W`, as [`Phrase::density`](super::Phrase::density).
    pub density: f64,
    /// The sentences of prose that it begins in.
    pub sentences: usize,
    /// Their share of all sentences of prose, in percent.
    pub sentence_share: f64,
    /// The paragraphs that hold it.
    pub paragraphs: usize,
    /// Their share of all paragraphs, in percent.
    pub paragraph_share: f64,
    /// The documents that hold it.
    pub documents: usize,
    /// Where it stands first.
    pub first: DensityPlace,
    /// Where it stands last.
    pub last: DensityPlace,
    /// Its density times `ln((D + 1) / (d + 0.5))` for a background of `D` documents of which `d` hold its rarest content
    /// word: at least that, since no phrase is in more of them. `None` without a content word or a background.
    pub tf_idf: Option<f64>,
}

/// Where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct DensityPlace {
    /// The document, from 0.
    pub document: usize,
    /// Where it is in the source of that document, in bytes.
    pub span: Span,
    /// The share of all words that stand before it, in percent.
    pub position: f64,
}

/// A heading and what stands under it, up to the next.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DensitySection {
    /// The heading; empty for what stands before the first.
    pub heading: String,
    /// The document, from 0.
    pub document: usize,
    /// Where the section begins in the source of that document, in bytes: its heading.
    pub span: Span,
    /// The words of the section, which its densities are shares of.
    pub words: usize,
    /// A table for each number of words. Positions are those in the whole text.
    pub tables: Vec<DensityTable>,
}

/// Counts the phrases of a plain text.
///
/// ```
/// use nutgraf::{DensityOptions, density};
///
/// let found = density("The pier is closed. The old pier has sunk. Who pays for the old pier?", &DensityOptions::new());
/// let (pier, old_pier) = (&found.tables[0].rows[0], &found.tables[1].rows[0]);
/// assert_eq!((pier.text.as_str(), pier.count), ("pier", 3));
/// assert_eq!(pier.density, 100.0 * 3.0 / 15.0);
/// // Of 12 runs of two words, since none crosses the end of a sentence.
/// assert_eq!((old_pier.text.as_str(), old_pier.share), ("old pier", 100.0 * 2.0 / 12.0));
/// ```
pub fn density(text: &str, options: &DensityOptions) -> Density {
    Auditor::new().density(&[Document::plain(text)], options)
}

impl Auditor {
    /// Counts the phrases of documents of any format, of all of them together. Linear in their words.
    ///
    /// With keyphrases an audit may know accents that this does not: `ECOLE` counts as `école` only where the text has
    /// both.
    pub fn density(&mut self, documents: &[Document<'_>], options: &DensityOptions) -> Density {
        let analysis = self.analyzer.analyze(documents, options.language);
        let folder = Folder::among(&mut self.folders, &analysis);
        let mut words = words::words(&analysis, folder);
        words::restore_accents(&analysis, &mut words, &[], folder);
        let keys = keys(&analysis, &words, folder, options);
        let spelling = Spelling::new(&analysis, &words);
        let counting =
            Counting { analysis: &analysis, words: &words, keys: &keys, folder, options, spelling };
        let whole = 0..words.len();
        Density {
            language: analysis.language(),
            documents: documents.len(),
            words: words.len(),
            content_words: words.iter().filter(|word| word.folded.is_content).count(),
            sentences: counting.sentences(whole.clone()),
            paragraphs: counting.paragraphs(whole.clone()),
            tables: counting.tables(whole),
            sections: if options.by_heading { counting.sections() } else { Vec::new() },
        }
    }
}

/// What each word counts as.
fn keys(analysis: &Analysis<'_>, words: &[Word], folder: &Folder, options: &DensityOptions) -> Vec<u32> {
    let written = |word: &Word| {
        let document = analysis.sentences()[word.sentence as usize].document;
        word.span.of(analysis.documents()[document].text())
    };
    let mut stems: FxHashMap<u32, u32> = FxHashMap::default();
    let mut numbers: Numbers<String> = Numbers::default();
    let mut stem = |key: u32| *stems.entry(key).or_insert_with(|| numbers.of(folder.stem_of(key)));
    let keys: Vec<u32> = words
        .iter()
        .map(|word| match options.folding {
            Folding::Light => word.folded.key,
            Folding::Stem => stem(word.folded.key),
            Folding::None => word.folded.exact,
        })
        .collect();
    if !options.case {
        return keys;
    }
    let mut cased: Numbers<(u32, Capitals)> = Numbers::default();
    keys.into_iter().zip(words).map(|(key, word)| cased.of((key, Capitals::of(written(word))))).collect()
}

/// Which letters of a word are capitals: plurals of `GmbH` and `Gmbh` stay apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Capitals {
    None,
    First,
    All,
    /// Others: as bits, the first 32 letters.
    Some(u32),
}

impl Capitals {
    fn of(word: &str) -> Capitals {
        let bits = |word: &str| {
            let capitals = word.chars().filter(|c| c.is_alphabetic()).take(32).enumerate();
            capitals.filter(|(_, c)| c.is_uppercase()).fold(0u32, |bits, (place, _)| bits | 1 << place)
        };
        match bits(word) {
            0 => Capitals::None,
            _ if !word.contains(char::is_lowercase) && word.chars().nth(1).is_some() => Capitals::All,
            1 => Capitals::First,
            bits => Capitals::Some(bits),
        }
    }
}

/// What is known of a run while it is counted.
#[derive(Clone, Copy, Default)]
struct Count {
    count: u32,
    /// Where the last occurrence ends: the next one has to begin behind it.
    end: u32,
    first: u32,
    last: u32,
    sentences: u32,
    paragraphs: u32,
    documents: u32,
    /// The sentence, paragraph and document of the last occurrence and one, each.
    in_sentence: u32,
    in_paragraph: (u32, u32),
    in_document: u32,
}

/// Words being counted.
struct Counting<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a [Word],
    keys: &'a [u32],
    folder: &'a Folder,
    options: &'a DensityOptions,
    spelling: Spelling<'a>,
}

impl Counting<'_> {
    fn sentence(&self, word: usize) -> &crate::analysis::Sentence {
        &self.analysis.sentences()[self.words[word].sentence as usize]
    }

    /// How many sentences of prose some words are of.
    fn sentences(&self, range: Range<usize>) -> usize {
        let sentences = self.words[range].chunk_by(|one, next| one.sentence == next.sentence);
        sentences
            .filter(|words| self.analysis.sentences()[words[0].sentence as usize].kind.is_prose())
            .count()
    }

    /// How many paragraphs some words are of; of all words, how many there are.
    fn paragraphs(&self, range: Range<usize>) -> usize {
        let is_paragraph = |kind: BlockKind| kind == BlockKind::Paragraph;
        if range.len() == self.words.len() {
            let blocks = self.analysis.documents().iter().flat_map(|document| document.blocks());
            return blocks.filter(|block| is_paragraph(block.kind)).count();
        }
        let place = |at: &usize| {
            let sentence = self.sentence(*at);
            is_paragraph(sentence.kind).then_some((sentence.document, sentence.block))
        };
        let mut held: Vec<(usize, usize)> = range.filter_map(|at| place(&at)).collect();
        held.dedup();
        held.len()
    }

    /// The tables of some words.
    fn tables(&self, range: Range<usize>) -> Vec<DensityTable> {
        let least = self.options.least_words.max(1);
        let most = self.options.most_words.clamp(1, DensityOptions::MOST_WORDS);
        let (sentences, paragraphs) = (self.sentences(range.clone()), self.paragraphs(range.clone()));
        let mut tables = Vec::new();
        let (words, keys) = (&self.words[range.clone()], &self.keys[range.clone()]);
        ngrams::for_each_size(words, keys, most, |runs| {
            if runs.size >= least {
                tables.push(self.table(runs, range.clone(), sentences, paragraphs));
            }
        });
        tables
    }

    fn table(
        &self,
        runs: &Runs<'_>,
        range: Range<usize>,
        sentences: usize,
        paragraphs: usize,
    ) -> DensityTable {
        let (offset, size) = (range.start, runs.size);
        let counts = self.counts(runs, offset);
        let is_listed = |count: &Count| {
            count.count as usize >= self.options.least_count.max(1) && self.lists(count.first as usize, size)
        };
        let mut chosen: Vec<usize> = (0..counts.len()).filter(|place| is_listed(&counts[*place])).collect();
        let found = chosen.len();
        self.sort(&mut chosen, &counts, size);
        chosen.truncate(self.options.top.unwrap_or(usize::MAX));
        let mut texts = self.texts(runs, offset, &chosen, counts.len());
        let windows = runs.windows;
        let place = |start: u32| self.place(start as usize, size);
        let row = |(text, number): (String, &usize)| {
            let count = &counts[*number];
            let times = count.count as usize;
            DensityRow {
                text,
                count: times,
                share: percent(times, windows),
                density: percent(times, range.len()),
                sentences: count.sentences as usize,
                sentence_share: percent(count.sentences as usize, sentences),
                paragraphs: count.paragraphs as usize,
                paragraph_share: percent(count.paragraphs as usize, paragraphs),
                documents: count.documents as usize,
                first: place(count.first),
                last: place(count.last),
                tf_idf: self
                    .rarity(count.first as usize, size)
                    .map(|rarity| percent(times, range.len()) * rarity),
            }
        };
        let rows = texts.drain(..).zip(&chosen).map(row).collect();
        DensityTable { size, windows, rows, left_out: found - chosen.len() }
    }

    /// Counts every run.
    fn counts(&self, runs: &Runs<'_>, offset: usize) -> Vec<Count> {
        let mut counts = vec![Count::default(); runs.distinct];
        for (number, start) in runs.places() {
            let (start, count) = (offset + start, &mut counts[number as usize]);
            if start < count.end as usize {
                continue;
            }
            if count.count == 0 {
                count.first = start as u32;
            }
            count.count += 1;
            count.last = start as u32;
            count.end = (start + runs.size) as u32;
            let (word, sentence) = (&self.words[start], self.sentence(start));
            if sentence.kind.is_prose() && count.in_sentence != word.sentence + 1 {
                count.in_sentence = word.sentence + 1;
                count.sentences += 1;
            }
            let paragraph = (sentence.document as u32, sentence.block as u32 + 1);
            if sentence.kind == BlockKind::Paragraph && count.in_paragraph != paragraph {
                count.in_paragraph = paragraph;
                count.paragraphs += 1;
            }
            if count.in_document != paragraph.0 + 1 {
                count.in_document = paragraph.0 + 1;
                count.documents += 1;
            }
        }
        counts
    }

    /// Whether a phrase is listed, by its stop words.
    fn lists(&self, start: usize, size: usize) -> bool {
        let words = &self.words[start..start + size];
        match (self.options.stop_words, words) {
            (StopWords::Keep, _) => true,
            (_, [word]) => word.folded.is_content,
            (StopWords::Ends, words) => is_phrase(words),
            (StopWords::Drop, words) => {
                is_phrase(words) && words.iter().all(|word| word.folded.is_content || word.folded.is_number)
            }
        }
    }

    fn sort(&self, chosen: &mut [usize], counts: &[Count], size: usize) {
        let by_count = |place: &usize| (Reverse(counts[*place].count), counts[*place].first);
        match self.options.order {
            DensityOrder::Count => chosen.sort_unstable_by_key(by_count),
            DensityOrder::First => chosen.sort_unstable_by_key(|place| counts[*place].first),
            DensityOrder::TfIdf => {
                let score = |place: &usize| {
                    let count = &counts[*place];
                    self.rarity(count.first as usize, size).unwrap_or(0.0) * f64::from(count.count)
                };
                let mut scored: Vec<(f64, usize)> =
                    chosen.iter().map(|place| (score(place), *place)).collect();
                scored.arrange_by(|one, other| match other.0.total_cmp(&one.0) {
                    Ordering::Equal => by_count(&one.1).cmp(&by_count(&other.1)),
                    order => order,
                });
                for (place, (_, sorted)) in chosen.iter_mut().zip(scored) {
                    *place = sorted;
                }
            }
            DensityOrder::Text => chosen.sort_by_cached_key(|place| {
                let first = counts[*place].first as usize;
                (self.text(first, size).to_lowercase(), first)
            }),
        }
    }

    /// Each chosen phrase as it is written most often inside a sentence; of ways that are as frequent, as it is written first.
    fn texts(&self, runs: &Runs<'_>, offset: usize, chosen: &[usize], distinct: usize) -> Vec<String> {
        const NONE: u32 = u32::MAX;
        let mut rank = vec![NONE; distinct];
        for (place, number) in chosen.iter().enumerate() {
            rank[*number] = place as u32;
        }
        let mut ways: FxHashMap<(u32, Cow<'_, str>), (Ways, Reverse<usize>)> = FxHashMap::default();
        for (number, start) in runs.places().filter(|(number, _)| rank[*number as usize] != NONE) {
            let start = offset + start;
            // Who wants capitals apart has the phrase as this row counts it.
            let text = match self.options.case {
                true => self.text(start, runs.size),
                false => self.spelling.of(start, runs.size),
            };
            let way = ways.entry((rank[number as usize], text)).or_insert((Ways::default(), Reverse(start)));
            way.0.add(self.spelling.standing(start));
        }
        /// How often a way of writing occurs, and where first.
        type Standing = (Ways, Reverse<usize>);
        let mut best: Vec<Option<(Standing, &str)>> = vec![None; chosen.len()];
        for ((place, text), way) in &ways {
            let best = &mut best[*place as usize];
            if best.is_none_or(|(other, _)| *way > other) {
                *best = Some((*way, text));
            }
        }
        best.into_iter().map(|best| best.map_or_else(String::new, |(_, text)| text.to_string())).collect()
    }

    /// How rare the rarest content word of a phrase is.
    fn rarity(&self, start: usize, size: usize) -> Option<f64> {
        let background = self.analysis.background().filter(|background| background.documents() > 0)?;
        let content = self.words[start..start + size].iter().filter(|word| word.folded.is_content);
        let frequency = content.map(|word| self.folder.frequency(word.folded.key, background)).min()?;
        Some(rarity(frequency, background.documents()))
    }

    fn span(&self, start: usize, size: usize) -> Span {
        Span { start: self.words[start].span.start, end: self.words[start + size - 1].span.end }
    }

    fn document(&self, word: usize) -> &Document<'_> {
        &self.analysis.documents()[self.sentence(word).document]
    }

    fn text(&self, start: usize, size: usize) -> Cow<'_, str> {
        unwrap_lines(self.span(start, size).of(self.document(start).text()))
    }

    fn place(&self, start: usize, size: usize) -> DensityPlace {
        DensityPlace {
            document: self.sentence(start).document,
            span: self.document(start).source_span(self.span(start, size)),
            position: percent(start, self.words.len()),
        }
    }

    /// The sections, each counted by itself.
    fn sections(&self) -> Vec<DensitySection> {
        let is_heading = |kind: BlockKind| matches!(kind, BlockKind::Title | BlockKind::Heading);
        // A section begins with the first word of a heading, or of a document.
        let mut starts: Vec<usize> = Vec::new();
        let mut before: Option<(usize, usize, bool)> = None;
        for at in 0..self.words.len() {
            let sentence = self.sentence(at);
            let here = (sentence.document, sentence.block, is_heading(sentence.kind));
            let begins = match before {
                None => true,
                Some((document, block, _)) => document != here.0 || here.2 && block != here.1,
            };
            if begins {
                starts.push(at);
            }
            before = Some(here);
        }
        let ends = starts.iter().skip(1).copied().chain([self.words.len()]);
        let section = |(start, end): (usize, usize)| {
            let (sentence, document) = (self.sentence(start), self.document(start));
            let block = document.blocks()[sentence.block];
            let heading = if is_heading(sentence.kind) { block.span.of(document.text()) } else { "" };
            DensitySection {
                heading: unwrap_lines(heading).into_owned(),
                document: sentence.document,
                span: document.source_span(block.span),
                words: end - start,
                tables: self.tables(start..end),
            }
        };
        starts.iter().copied().zip(ends).map(section).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::path::Path;

    use super::*;
    use crate::Analyzer;

    /// All texts of `corpora/`, and those that the splitter is tested with, in all languages.
    fn texts() -> Vec<(String, Option<Language>)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts = Vec::new();
        for folder in ["corpora", "tests/sentences"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "txt" || extension == "md") {
                    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                    let language = stem.parse().ok().filter(|_| folder == "tests/sentences");
                    texts.push((std::fs::read_to_string(&path).unwrap(), language));
                }
            }
        }
        texts
    }

    /// Each run of words as the forms of its words, with where it begins, left to right.
    fn spelled<'w>(
        words: &'w [Word],
        size: usize,
        form: &dyn Fn(&Word) -> String,
    ) -> HashMap<Vec<String>, Vec<usize>> {
        let mut found: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for start in 0..(words.len() + 1).saturating_sub(size) {
            let run = &words[start..start + size];
            let is_inside = |at: usize| words.get(at).is_some_and(|word| word.gap.joins());
            let is_part = size > 1 && (is_inside(start) || is_inside(start + size));
            if run[1..].iter().any(|word| word.gap.breaks()) || is_part {
                continue;
            }
            let starts = found.entry(run.iter().map(form).collect()).or_default();
            if starts.last().is_none_or(|last| last + size <= start) {
                starts.push(start);
            }
        }
        found
    }

    /// The twin spells every run out and counts nothing by numbers.
    #[test]
    fn counts_are_those_of_a_twin_that_spells_phrases_out() {
        let (mut rows, mut languages) = (0, std::collections::BTreeSet::new());
        for (text, language) in texts() {
            for folding in [Folding::Light, Folding::None, Folding::Stem] {
                let options = DensityOptions::new().words(1, 4).least_count(1).language(language);
                let options = options.stop_words(StopWords::Keep).folding(folding);
                let found = density(&text, &options);
                let documents = [Document::plain(&text)];
                let mut analyzer = Analyzer::new();
                let analysis = analyzer.analyze(&documents, language);
                let mut folder = Folder::new(analysis.language());
                let mut words = words::words(&analysis, &mut folder);
                words::restore_accents(&analysis, &mut words, &[], &folder);
                let form = |word: &Word| match folding {
                    Folding::Light => folder.form(word.folded.key).to_string(),
                    Folding::Stem => folder.stem_of(word.folded.key),
                    Folding::None => folder.form(word.folded.exact).to_string(),
                };
                languages.insert(found.language.code());
                assert_eq!(found.words, words.len());
                for table in &found.tables {
                    let spelled = spelled(&words, table.size, &form);
                    let mut expected: Vec<(usize, usize)> =
                        spelled.values().map(|starts| (starts[0], starts.len())).collect();
                    expected.arrange_by_key(|(first, count)| (Reverse(*count), *first));
                    assert_eq!(table.rows.len(), expected.len());
                    for (row, (first, count)) in table.rows.iter().zip(expected) {
                        rows += 1;
                        assert_eq!(row.count, count, "{}", row.text);
                        assert_eq!(row.first.span.start, documents[0].source_span(words[first].span).start);
                        assert_eq!(row.density, 100.0 * count as f64 / words.len() as f64);
                        assert_eq!(row.share, 100.0 * count as f64 / table.windows as f64);
                    }
                }
            }
        }
        assert!(languages.len() >= 18 && rows > 100_000, "{languages:?} {rows}");
    }

    #[test]
    fn forms_and_case_are_counted_as_asked() {
        let text = "A pump and two Pumps. PUMPS pumped. The pump of the Pump hummed.";
        let counts = |options: DensityOptions| {
            let found = density(text, &options.words(1, 1).least_count(1).stop_words(StopWords::Drop));
            let rows = &found.tables[0].rows;
            rows.iter().map(|row| format!("{} {}", row.text, row.count)).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(counts(DensityOptions::new()), "pump 5, two 1, pumped 1, hummed 1");
        assert_eq!(counts(DensityOptions::new().folding(Folding::Stem)), "pump 6, two 1, hummed 1");
        let none = DensityOptions::new().folding(Folding::None);
        assert_eq!(counts(none.clone()), "pump 3, Pumps 2, two 1, pumped 1, hummed 1");
        assert_eq!(counts(none.case(true)), "pump 2, two 1, Pumps 1, PUMPS 1, pumped 1, Pump 1, hummed 1");
        assert_eq!(
            counts(DensityOptions::new().case(true).order(DensityOrder::Text)),
            "hummed 1, pump 2, pumped 1, Pumps 2, PUMPS 1, two 1"
        );
    }

    #[test]
    fn stop_words_stay_go_or_stand_inside() {
        let text = "The state of the art is the state of the art.";
        let pairs = |stop_words, size| {
            let options = DensityOptions::new().words(size, size).stop_words(stop_words);
            let found = density(text, &options);
            found.tables[0].rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(pairs(StopWords::Ends, 4), ["state of the art"]);
        assert_eq!(pairs(StopWords::Drop, 4), [""; 0]);
        assert_eq!(pairs(StopWords::Keep, 2), ["the state", "state of", "of the", "the art"]);
    }

    #[test]
    fn sections_add_up_and_documents_are_told_apart() {
        let text = "Before.\n\nHeat pumps\n\nA heat pump is quiet.\n\nHeat pumps heat.\n\nCosts\n\nA heat pump costs money.\n";
        let documents = [Document::plain(text), Document::plain("No pump here, no heat pump.")];
        let options = DensityOptions::new().by_heading(true).least_count(1);
        let found = Auditor::new().density(&documents, &options);
        let words: usize = found.sections.iter().map(|section| section.words).sum();
        assert_eq!(words, found.words);
        let pump = |tables: &[DensityTable]| {
            tables[1]
                .rows
                .iter()
                .find(|row| row.text.to_lowercase().starts_with("heat pump"))
                .map_or(0, |row| row.count)
        };
        let each: usize = found.sections.iter().map(|section| pump(&section.tables)).sum();
        assert_eq!((each, pump(&found.tables)), (5, 5));
        let row = found.tables[1].rows.iter().find(|row| row.count == 5).unwrap();
        assert_eq!((row.documents, row.first.document, row.last.document), (2, 0, 1));
        assert_eq!(row.last.span.of("No pump here, no heat pump."), "heat pump");
    }

    #[test]
    fn nothing_has_no_density() {
        for text in ["", "\n\n", "…"] {
            let found = density(text, &DensityOptions::new().by_heading(true));
            assert_eq!((found.words, found.tables[0].rows.len(), found.sections.len()), (0, 0, 0));
        }
    }
}
