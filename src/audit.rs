//! Audits: what a draft says too often, where, and how unusual that is.
//!
//! ```text
//! Analysis ─▶ words that count ─▶ repeats ─▶ measures ─▶ findings = Audit
//! ```

mod finding;
mod fold;
mod limits;
mod measures;
mod phrases;
mod repeats;
mod rule;
mod words;

use crate::analysis::{Analysis, Analyzer};
use crate::document::{BlockKind, Document};
use crate::language::Language;
use crate::span::Span;
pub use finding::{Finding, Judged, Level};
use fold::Folder;
pub use limits::Limits;
use phrases::{Repeat, Search};
pub use rule::AuditRule;
use words::Word;

/// What to audit for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AuditOptions {
    /// The language of the draft. Detected, if not set.
    pub language: Option<Language>,
    /// Phrases to count, whether they are repeated or not. In quotes (`"…"`) only what is written exactly so counts.
    pub keyphrases: Vec<String>,
    /// When a finding is made, and how grave it is.
    pub limits: Limits,
}

impl AuditOptions {
    /// Options without keyphrases, and the default limits.
    pub fn new() -> AuditOptions {
        AuditOptions::default()
    }

    /// Adds a phrase to count.
    pub fn keyphrase(mut self, phrase: impl Into<String>) -> AuditOptions {
        self.keyphrases.push(phrase.into());
        self
    }

    /// Sets the language of the draft, which is detected otherwise.
    pub fn language(mut self, language: impl Into<Option<Language>>) -> AuditOptions {
        self.language = language.into();
        self
    }
}

/// What an audit found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// The language that was given or detected.
    pub language: Language,
    /// The words that count: all but those of code, with hyphens split. The one denominator of all shares.
    pub words: usize,
    /// The paragraphs of the draft.
    pub paragraphs: usize,
    /// The share of words, in percent, inside any phrase of the family of the one that most words are spent on: those
    /// of two to six words said three times or more that share a content word with it.
    pub family_coverage: f64,
    /// The keyphrases asked for, in their order.
    pub keyphrases: Vec<Phrase>,
    /// The phrases found, the one that most words are spent on first.
    pub phrases: Vec<Phrase>,
    /// What is unusual.
    pub findings: Vec<Finding>,
}

/// A phrase and its occurrences.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Phrase {
    /// The phrase as the draft writes it most often, or as it was asked for.
    pub text: String,
    /// The words it has.
    pub words: usize,
    /// Its occurrences, left to right, none overlapping the one before.
    pub occurrences: Vec<Occurrence>,
    /// How many of them are written exactly as it was asked for; for a phrase that was found, as its text is.
    pub exact: usize,
    /// The share of all words spent on it, in percent: `100 · c · n / W` for `c` occurrences of `n` words among `W`.
    pub coverage: f64,
    /// Occurrences for 100 words: `100 · c / W`.
    pub density: f64,
    /// The paragraphs that hold it.
    pub paragraphs: usize,
    /// The paragraphs that open with it, or with one word and it.
    pub openers: usize,
    /// The occurrences in the title and in headings.
    pub headings: usize,
    /// The longest stretch without it, as a share of the words.
    pub longest_gap: f64,
    /// Gries' deviation of proportions over ten equal parts: 0 is as even as can be.
    pub deviation: f64,
    /// -1 regular, 0 as by chance, towards 1 clustered; `None` for fewer than three occurrences.
    pub burstiness: Option<f64>,
    /// Each way it is written, with its count, the commonest first.
    pub variants: Vec<(String, usize)>,
}

/// A place where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occurrence {
    /// Where it is in the source, in bytes.
    pub span: Span,
    /// What the block is that it stands in.
    pub kind: BlockKind,
    /// Whether its paragraph opens with it.
    pub opens: bool,
}

/// The longest phrases that are told, in words. Longer repeats are repeated sentences.
const MOST_WORDS: usize = 12;

/// The longest phrases of a family, in words: as the measure was calibrated.
const FAMILY_WORDS: usize = 6;

/// The least occurrences of a phrase that is told, and of one of a family.
const LEAST_COUNT: usize = 3;

/// Audits a draft in plain text.
///
/// ```
/// let draft = "The garden tool rental opens in May. A garden tool rental saves money. \
///              Ask at the garden tool rental about saws.";
/// let audit = nutgraf::audit(draft, &nutgraf::AuditOptions::new());
/// assert_eq!(audit.phrases[0].text, "garden tool rental");
/// assert_eq!(audit.phrases[0].occurrences.len(), 3);
/// ```
pub fn audit(text: &str, options: &AuditOptions) -> Audit {
    Auditor::new().audit(&Document::plain(text), options)
}

/// Audits drafts, and keeps what it learns of words from one to the next.
#[derive(Default)]
pub struct Auditor {
    analyzer: Analyzer,
    /// One for each language met so far.
    folders: Vec<Folder>,
}

impl Auditor {
    /// A new auditor.
    pub fn new() -> Auditor {
        Auditor::default()
    }

    /// Audits a draft of any format. `O(n log n)` in its words.
    pub fn audit(&mut self, document: &Document<'_>, options: &AuditOptions) -> Audit {
        let documents = std::slice::from_ref(document);
        let analysis = self.analyzer.analyze(documents, options.language);
        let folder = Folder::among(&mut self.folders, analysis.language());
        let words = words::words(&analysis, folder);
        let draft = Draft { analysis: &analysis, words: &words };

        let search = Search { most_words: MOST_WORDS, least_count: LEAST_COUNT };
        let repeats = phrases::repeats(&words, folder.len(), search);
        let family: Vec<Repeat> =
            repeats.iter().filter(|repeat| repeat.words <= FAMILY_WORDS).cloned().collect();
        let family_coverage = phrases::family_coverage(&words, &family);
        let told = phrases::folded(&repeats, words.len(), LEAST_COUNT);
        let phrases: Vec<Phrase> = told.into_iter().map(|repeat| draft.phrase(repeat)).collect();
        let keyphrases = options.keyphrases.iter().map(|asked| draft.keyphrase(asked, folder)).collect();
        let mut audit = Audit {
            language: analysis.language(),
            words: words.len(),
            paragraphs: draft.paragraphs(),
            family_coverage,
            keyphrases,
            phrases,
            findings: Vec::new(),
        };
        audit.findings = limits::findings(&audit, &options.limits);
        audit
    }
}

/// A draft that is being measured.
struct Draft<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a [Word],
}

impl Draft<'_> {
    fn document(&self) -> &Document<'_> {
        &self.analysis.documents()[0]
    }

    fn paragraphs(&self) -> usize {
        self.document().blocks().iter().filter(|block| block.kind == BlockKind::Paragraph).count()
    }

    /// What is to be told of a repeat.
    fn phrase(&self, repeat: &Repeat) -> Phrase {
        let variants = self.variants(repeat);
        let (text, exact) = variants.first().cloned().unwrap_or_default();
        self.measured(text, repeat.words, &repeat.starts, exact, variants)
    }

    /// Each way a phrase is written, the commonest first.
    fn variants(&self, repeat: &Repeat) -> Vec<(String, usize)> {
        let mut variants: Vec<(String, usize)> = Vec::new();
        for start in &repeat.starts {
            let text = self.text(*start, repeat.words);
            match variants.iter_mut().find(|(variant, _)| *variant == text) {
                Some((_, count)) => *count += 1,
                None => variants.push((text, 1)),
            }
        }
        variants.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        variants
    }

    /// What is to be told of a phrase that was asked for.
    fn keyphrase(&self, asked: &str, folder: &mut Folder) -> Phrase {
        let trimmed = asked.trim();
        let quoted = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let phrase = words::of_phrase(quoted.unwrap_or(trimmed), folder);
        let found = phrases::occurrences(self.words, &phrase);
        let counted = found.iter().filter(|(_, exact)| *exact || quoted.is_none());
        let starts: Vec<usize> = counted.map(|(start, _)| *start).collect();
        let exact = found.iter().filter(|(_, exact)| *exact).count();
        let repeat = Repeat { words: phrase.len(), starts };
        let variants = self.variants(&repeat);
        self.measured(asked.to_string(), repeat.words, &repeat.starts, exact, variants)
    }

    fn measured(
        &self,
        text: String,
        words: usize,
        starts: &[usize],
        exact: usize,
        variants: Vec<(String, usize)>,
    ) -> Phrase {
        let total = self.words.len();
        let occurrences: Vec<Occurrence> =
            starts.iter().map(|start| self.occurrence(*start, words)).collect();
        let mut holding: Vec<usize> = starts.iter().filter_map(|start| self.paragraph(*start)).collect();
        holding.dedup();
        let headings = occurrences.iter().filter(|o| matches!(o.kind, BlockKind::Title | BlockKind::Heading));
        Phrase {
            text,
            words,
            exact,
            coverage: measures::coverage(starts.len(), words, total),
            density: measures::percent(starts.len(), total),
            paragraphs: holding.len(),
            openers: occurrences.iter().filter(|occurrence| occurrence.opens).count(),
            headings: headings.count(),
            longest_gap: measures::longest_gap(starts, total),
            deviation: measures::deviation_of_proportions(starts, total),
            burstiness: measures::burstiness(starts),
            variants,
            occurrences,
        }
    }

    fn occurrence(&self, start: usize, words: usize) -> Occurrence {
        let sentence = &self.analysis.sentences()[self.words[start].sentence as usize];
        let span = Span { start: self.words[start].span.start, end: self.words[start + words - 1].span.end };
        let block = self.document().blocks()[sentence.block].content_start;
        // One word may stand before it: `The`.
        let opens = sentence.kind == BlockKind::Paragraph
            && (self.begins_block(start, block) || start > 0 && self.begins_block(start - 1, block));
        Occurrence { span: self.document().source_span(span), kind: sentence.kind, opens }
    }

    /// Whether no word of the block that begins at byte `block` stands before a word.
    fn begins_block(&self, word: usize, block: usize) -> bool {
        self.words[word].span.start >= block && (word == 0 || self.words[word - 1].span.end <= block)
    }

    /// The block that a word stands in, if it is a paragraph.
    fn paragraph(&self, word: usize) -> Option<usize> {
        let sentence = &self.analysis.sentences()[self.words[word].sentence as usize];
        (sentence.kind == BlockKind::Paragraph).then_some(sentence.block)
    }

    /// Some words as the draft writes them, line breaks shown as spaces.
    fn text(&self, start: usize, words: usize) -> String {
        let span = Span { start: self.words[start].span.start, end: self.words[start + words - 1].span.end };
        crate::document::unwrap_lines(span.of(self.document().text())).into_owned()
    }
}
