//! Summaries: the first flow, from a text to its best sentences.

use std::fmt;

use crate::analysis::{Analysis, Analyzer};
use crate::document::{BlockKind, Date, Document, Role};
use crate::language::Language;
use crate::score::{Focus, Form, Method, Score, Scores, Scoring, is_whole};
use crate::select::{Budget, select};
use crate::span::Span;
use crate::trim::Trimmer;

/// How to summarize.
///
/// ```
/// use nutgraf::{Budget, Language, Method, Options};
///
/// let options = Options::new(Budget::Words(120)).method(Method::LexRank).language(Language::German);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// How long the summary may be. Three sentences, if not set.
    pub budget: Budget,
    /// How sentences are scored. [`Method::Auto`], if not set.
    pub method: Method,
    /// The language of the text. Detected, if not set.
    pub language: Option<Language>,
    /// What the summary is to be about. The text, if not set.
    pub focus: Option<Focus>,
    /// The seed of [`Method::Random`]. 0, if not set.
    pub seed: u64,
    /// Whether sentences are shown without what says little: the place a report opens with, connectives, parentheses, and tails such
    /// as `, he said on Tuesday`. No, if not set.
    pub trim: bool,
}

impl Options {
    /// Options with a budget: a number of sentences, or any [`Budget`].
    pub fn new(budget: impl Into<Budget>) -> Options {
        Options { budget: budget.into(), ..Options::default() }
    }

    /// Sets how sentences are scored.
    pub fn method(mut self, method: Method) -> Options {
        self.method = method;
        self
    }

    /// Sets the language of the text, which is detected otherwise.
    pub fn language(mut self, language: impl Into<Option<Language>>) -> Options {
        self.language = language.into();
        self
    }

    /// Sets what the summary is to be about: a [`Focus`], or a query such as `flood "river wall" -council`.
    pub fn focus(mut self, focus: impl Into<Focus>) -> Options {
        self.focus = Some(focus.into());
        self
    }

    /// Sets the seed of [`Method::Random`].
    pub fn seed(mut self, seed: u64) -> Options {
        self.seed = seed;
        self
    }

    /// Sets whether sentences are shown without what says little. Words keep their order and their form, but for a capital where
    /// a sentence now begins; budgets count what is shown.
    ///
    /// ```
    /// use nutgraf::Options;
    ///
    /// let text = "However, the harbor board (which met twice) closes the old pier in June, he said on Tuesday.";
    /// let summary = nutgraf::summarize(text, Options::new(1).trim(true));
    /// assert_eq!(summary.to_string(), "The harbor board closes the old pier in June.");
    /// ```
    pub fn trim(mut self, trim: bool) -> Options {
        self.trim = trim;
        self
    }
}

/// Options with a budget of sentences, and the defaults for the rest.
impl From<usize> for Options {
    fn from(sentences: usize) -> Options {
        Options::new(sentences)
    }
}

/// Options with a budget, and the defaults for the rest.
impl From<Budget> for Options {
    fn from(budget: Budget) -> Options {
        Options::new(budget)
    }
}

impl From<&Options> for Options {
    fn from(options: &Options) -> Options {
        options.clone()
    }
}

impl<'o> From<&'o Options> for Scoring<'o> {
    fn from(options: &'o Options) -> Scoring<'o> {
        let mut scoring = Scoring::from(options.method);
        scoring.seed = options.seed;
        scoring.focus = options.focus.as_ref();
        scoring
    }
}

/// A summary: sentences of a text, in its order.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// The sentences, in the order of the text; dated documents in that of their dates. Empty only if the text has no
    /// word.
    pub sentences: Vec<SummarySentence>,
    /// The language that was given or detected.
    pub language: Language,
    /// How sentences were scored.
    pub method: Method,
    /// What each component of a score counts: name and weight. [`Method::Auto`] sets them by the text.
    pub weights: Vec<(&'static str, f64)>,
    /// What the text looked like to [`Method::Auto`]; none with other methods.
    pub form: Option<Form>,
    /// Whether every sentence was longer than the budget, so that the best one stands here all the same.
    pub is_over_budget: bool,
    /// Whether there was a focus, and nothing that it looks for stands in the text: then it changed nothing.
    pub is_off_focus: bool,
    /// Whether a document is a page without an article that leads to others ([`Extent::is_index`](crate::Extent)): then the sentences
    /// are of its teasers.
    pub is_index: bool,
}

/// A sentence of a [`Summary`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SummarySentence {
    /// The sentence to be read: as in the source, but without the bullet of an item, with line breaks shown as
    /// spaces, and trimmed if [`Options::trim`] says so.
    pub text: String,
    /// The place of its document among those given; 0 if there is one.
    pub document: usize,
    /// The place of its block in that document: sentences with the same one stood in the same paragraph.
    pub block: usize,
    /// What that block is.
    pub kind: BlockKind,
    /// What it is there for.
    pub role: Role,
    /// Where it is in the source, in bytes: all of it, if it is trimmed too.
    pub span: Span,
    /// Where what is shown of it is in the source, in bytes, in order. Empty if it is shown whole.
    pub parts: Vec<Span>,
    /// Where it is in its document's readable text ([`Document::text`]), in bytes.
    pub text_span: Span,
    /// Its score. Only its order among those of the same text means anything.
    pub score: Score,
    /// 1 for the sentence chosen first, 2 for the next.
    pub rank: usize,
    /// What the score is made of: name, and weighted value.
    pub components: Vec<(&'static str, f64)>,
}

impl SummarySentence {
    /// Whether it is prose, or a whole sentence that stands elsewhere, as in a cell of a table: of a text without either, a summary
    /// has a heading or a label.
    ///
    /// ```
    /// let summary = nutgraf::summarize("The harbor board closes the old pier in June.", 1);
    /// assert!(summary.sentences[0].is_prose());
    /// ```
    pub fn is_prose(&self) -> bool {
        self.kind.is_prose() && self.role.is_prose() || is_whole(&self.text)
    }
}

/// Summarizes a plain text.
///
/// `options` is a number of sentences, a [`Budget`] or [`Options`]. Time and space are linear in the text.
///
/// ```
/// let text = "The harbor board closes the old pier in June. \
///             Many islanders are angry. \
///             The board says that the pier has sunk by nine inches.";
/// let summary = nutgraf::summarize(text, 1);
/// assert_eq!(summary.to_string(), "The harbor board closes the old pier in June.");
/// ```
pub fn summarize(text: &str, options: impl Into<Options>) -> Summary {
    summarize_documents(&mut Analyzer::new(), &[Document::plain(text)], options)
}

/// Summarizes one document, or several as one text, with an analyzer that is used again and again.
///
/// Several documents each have an opening of their own, and what one has said is not taken from another. They come in
/// the order given; but if each of them has a date, the earlier first, those of the same day in the order given.
pub fn summarize_documents(
    analyzer: &mut Analyzer,
    documents: &[Document<'_>],
    options: impl Into<Options>,
) -> Summary {
    let options = options.into();
    let analysis = analyzer.analyze(documents, options.language);
    let scores = Scores::new(&analysis, &options);
    let trimmer = options.trim.then(|| Trimmer::new(&analysis));
    let selection = select(&analysis, &scores, options.budget, options.method, trimmer.as_ref());
    let mut picks: Vec<(usize, usize)> = selection.chosen.into_iter().zip(1..).collect();
    let dates: Option<Vec<Date>> = documents.iter().map(|document| document.fields().date).collect();
    let document = |place: usize| analysis.sentences()[scores.sentences[place]].document;
    picks.sort_unstable_by_key(|(place, _)| (dates.as_ref().map(|dates| dates[document(*place)]), *place));
    Summary {
        sentences: picks
            .into_iter()
            .map(|(place, rank)| picked(&analysis, &scores, place, rank, trimmer.as_ref()))
            .collect(),
        language: analysis.language(),
        method: options.method,
        weights: scores.components.iter().map(|component| (component.name, component.weight)).collect(),
        form: scores.form,
        is_over_budget: selection.is_over_budget,
        is_off_focus: scores.focus.as_ref().is_some_and(|focus| focus.is_missing),
        is_index: documents.iter().any(|document| document.extent().is_some_and(|extent| extent.is_index)),
    }
}

fn picked(
    analysis: &Analysis<'_>,
    scores: &Scores,
    place: usize,
    rank: usize,
    trimmer: Option<&Trimmer<'_>>,
) -> SummarySentence {
    let sentence = &analysis.sentences()[scores.sentences[place]];
    let read = Span { start: sentence.content_start, end: sentence.span.end };
    let document = &analysis.documents()[sentence.document];
    let parts =
        trimmer.map(|trimmer| trimmer.parts(scores.sentences[place])).filter(|parts| *parts != [read]);
    let trimmed =
        trimmer.zip(parts.as_deref()).map(|(trimmer, parts)| trimmer.readable_text(sentence, parts));
    SummarySentence {
        text: trimmed.unwrap_or_else(|| analysis.readable_text(sentence).into_owned()),
        document: sentence.document,
        block: sentence.block,
        kind: sentence.kind,
        role: sentence.role,
        span: document.source_span(read),
        parts: parts.unwrap_or_default().into_iter().map(|part| document.source_span(part)).collect(),
        text_span: read,
        score: scores.totals[place],
        rank,
        // Zero has no sign to be shown.
        components: scores.components.iter().map(|c| (c.name, c.weight * c.values[place] + 0.0)).collect(),
    }
}

impl IntoIterator for Summary {
    type Item = SummarySentence;
    type IntoIter = std::vec::IntoIter<SummarySentence>;

    fn into_iter(self) -> Self::IntoIter {
        self.sentences.into_iter()
    }
}

impl<'a> IntoIterator for &'a Summary {
    type Item = &'a SummarySentence;
    type IntoIter = std::slice::Iter<'a, SummarySentence>;

    fn into_iter(self) -> Self::IntoIter {
        self.sentences.iter()
    }
}

/// The sentences, one a line.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, sentence) in self.sentences.iter().enumerate() {
            let newline = if i > 0 { "\n" } else { "" };
            write!(f, "{newline}{}", sentence.text)?;
        }
        Ok(())
    }
}
