//! Scores: how much each sentence says of the whole.
//!
//! All are linear in the text. Only the sentences of prose are scored and take part: no headings, no table cells,
//! no notes, unless there is nothing else.

mod context;
mod ensemble;
mod form;
mod graph;
mod lexrank;
mod matrix;
mod position;
mod textrank;
mod tfidf;
#[cfg(test)]
mod twins;
mod wording;

use std::fmt;
use std::str::FromStr;

use crate::analysis::Analysis;
use crate::error::Error;
pub use form::Form;
use matrix::TermMatrix;

/// A way to score sentences.
///
/// # Which one?
///
/// | method | takes | bad at |
/// |---|---|---|
/// | [`Auto`](Method::Auto) | position, centroid, LexRank and TextRank together | text without an order, such as bags of comments, where its trust in the opening is misplaced |
/// | [`Lead`](Method::Lead) | the first sentences | everything but news; hard to beat there |
/// | [`TfIdf`](Method::TfIdf) | sentences most like the text as a whole | texts of several topics: it sees only the largest |
/// | [`TextRank`](Method::TextRank) | sentences that share words with many others | long documents, where long sentences win |
/// | [`LexRank`](Method::LexRank) | sentences that resemble many others, rare words counting more | texts of a few lines, whose words hardly recur |
///
/// When in doubt, leave it at `Auto`: no other is better over all kinds of text (the README has the figures).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// The default: position, centroid, LexRank and TextRank, each as a z-score, added up with fixed weights.
    #[default]
    Auto,
    /// The order of the text.
    Lead,
    /// The cosine to the TF-IDF centroid of the text.
    TfIdf,
    /// PageRank over the words that sentences share.
    TextRank,
    /// PageRank over the cosines of their TF-IDF vectors.
    LexRank,
}

impl Method {
    /// All methods, the default first.
    pub const ALL: [Method; 5] =
        [Method::Auto, Method::Lead, Method::TfIdf, Method::TextRank, Method::LexRank];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Method::Auto => "auto",
            Method::Lead => "lead",
            Method::TfIdf => "tfidf",
            Method::TextRank => "textrank",
            Method::LexRank => "lexrank",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Method {
    type Err = Error;

    fn from_str(name: &str) -> Result<Method, Error> {
        let found = Method::ALL.into_iter().find(|method| method.name() == name);
        found.ok_or_else(|| Error::unknown_name("method", name, "auto, lead, tfidf, textrank or lexrank"))
    }
}

/// A number to rank by: finite, so that any two compare.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score(f64);

impl Score {
    /// A score; what is not finite counts as 0.
    pub fn new(value: f64) -> Score {
        Score(if value.is_finite() { value } else { 0.0 })
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Score {}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> std::cmp::Ordering {
        self.0.partial_cmp(&other.0).expect("scores are finite")
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// One of the measures that a score is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// What it measures: `position`, `centroid`, `lexrank` or `textrank`.
    pub name: &'static str,
    /// What it counts in the sum.
    pub weight: f64,
    /// Its value for each scored sentence: a z-score if there is more than one component.
    pub values: Vec<f64>,
}

/// The scores of the sentences that may stand in a summary.
#[derive(Clone, Debug)]
pub struct Scores {
    /// Which sentences of the analysis were scored, in order.
    pub sentences: Vec<usize>,
    /// The score of each of them.
    pub totals: Vec<Score>,
    /// What the text looked like to [`Method::Auto`]; none with other methods.
    pub form: Option<Form>,
    /// What the scores are made of.
    pub components: Vec<Component>,
    /// The content terms of each of them, to tell redundancy by.
    pub(crate) matrix: TermMatrix,
}

impl Scores {
    /// Scores the sentences of an analysis.
    ///
    /// * time: `O(n)` for `Lead`, `TfIdf`, and for each of at most 60 steps of the graph methods, for a text of `n`
    ///   words
    /// * space: `O(n)`
    ///
    /// Empty if the text has no word.
    pub fn new(analysis: &Analysis<'_>, method: Method) -> Scores {
        let sentences = candidates(analysis);
        let matrix = TermMatrix::new(analysis, &sentences);
        let mut form = None;
        let components = match method {
            Method::Auto => {
                let (components, seen) = ensemble::components(analysis, &sentences, &matrix);
                form = Some(seen);
                components
            }
            Method::Lead => single("position", position::scores(analysis, &sentences)),
            Method::TfIdf => single("centroid", tfidf::scores(&matrix.weighted(&matrix.idf(analysis)))),
            Method::TextRank => single("textrank", textrank::scores(&matrix)),
            Method::LexRank => single("lexrank", lexrank::scores(&matrix.weighted(&matrix.idf(analysis)))),
        };
        let total = |i: usize| components.iter().map(|c| c.weight * c.values[i]).sum();
        let totals = (0..sentences.len()).map(|i| Score::new(total(i))).collect();
        Scores { sentences, totals, form, components, matrix }
    }
}

fn single(name: &'static str, values: Vec<f64>) -> Vec<Component> {
    vec![Component { name, weight: 1.0, values }]
}

/// The sentences that may stand in a summary: those of prose that have a word; where there are none, all that have
/// one.
fn candidates(analysis: &Analysis<'_>) -> Vec<usize> {
    let worded = |prose: bool| -> Vec<usize> {
        let sentences = analysis.sentences().iter().enumerate();
        let fit =
            sentences.filter(|(_, s)| (!prose || s.kind.is_prose()) && !analysis.tokens_of(s).is_empty());
        fit.map(|(i, _)| i).collect()
    };
    let prose = worded(true);
    if prose.is_empty() { worded(false) } else { prose }
}
