//! JSON. The shapes are a contract: fields may be added, none changes or goes without a line in the changelog.
//!
//! ```
//! use nutgraf::{OffsetUnit, render::json};
//!
//! let text = "The wall is high enough now.";
//! let summary = nutgraf::summarize(text, 1);
//! assert_eq!(
//!     serde_json::to_string(&json::Summary::new(&summary, &[text], OffsetUnit::Bytes)).unwrap(),
//!     r#"{"summary":"The wall is high enough now.","sentences":[{"text":"The wall is high enough now.","start":0,"end":28,"score":0.0,"rank":1}],"lang":"en"}"#
//! );
//! ```

use serde::Serialize;

use crate::span::{OffsetUnit, Offsets};

/// A summary: `{"summary", "sentences": [{"text", "start", "end", "score", "rank"}], "lang"}`.
///
/// * `summary` is the sentences joined by spaces.
/// * `sentences` are in the order of the text; the one of rank 1 was chosen first. `start` and `end` are offsets into
///   the source, the latter behind the last character. With several documents each has its `document`, from 0.
/// * `over_budget` is there, and true, if every sentence was longer than the budget.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    summary: String,
    sentences: Vec<Sentence<'a>>,
    lang: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    over_budget: bool,
}

/// A sentence of a [`Summary`].
#[derive(Debug, Serialize)]
struct Sentence<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    score: f64,
    rank: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Components<'a>>,
}

/// What a score is made of, as an object.
#[derive(Debug)]
struct Components<'a>(&'a [(&'static str, f64)]);

impl Serialize for Components<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl<'a> Summary<'a> {
    /// The shape of a summary of `sources`, with offsets in a unit.
    pub fn new(summary: &'a crate::Summary, sources: &[&str], unit: OffsetUnit) -> Summary<'a> {
        let offsets: Vec<_> = sources.iter().map(|source| Offsets::new(source, unit)).collect();
        let shape = |sentence: &'a crate::SummarySentence| {
            let span = offsets[sentence.document].span(sentence.span);
            Sentence {
                text: &sentence.text,
                start: span.start,
                end: span.end,
                score: sentence.score.get(),
                rank: sentence.rank,
                document: (sources.len() > 1).then_some(sentence.document),
                components: None,
            }
        };
        let texts: Vec<&str> = summary.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        Summary {
            summary: texts.join(" "),
            sentences: summary.sentences.iter().map(shape).collect(),
            lang: summary.language.code(),
            over_budget: summary.is_over_budget,
        }
    }

    /// Adds to each sentence what its score is made of: `"components": {"position": 1.2, …}`.
    pub fn explained(mut self, summary: &'a crate::Summary) -> Summary<'a> {
        for (shape, sentence) in self.sentences.iter_mut().zip(&summary.sentences) {
            shape.components = Some(Components(&sentence.components));
        }
        self
    }
}

/// An audit: `{"words", "measures": {"family_coverage"}, "keyphrases", "phrases", "findings", "lang"}`.
///
/// Shares are in percent of the words. A phrase is `{"phrase", "words", "count", "exact", "coverage", "density",
/// "paragraphs", "openers", "headings", "longest_gap", "deviation", "burstiness", "variants", "occurrences"}`, an
/// occurrence `{"start", "end"}`, a finding `{"rule", "level", "message", "advice", "subject", "value", "limit", "unit",
/// "percentile", "fingerprint", "occurrences"}`, without what it has not.
#[derive(Debug, Serialize)]
pub struct Audit<'a> {
    words: usize,
    measures: Measures,
    keyphrases: Vec<Phrase<'a>>,
    phrases: Vec<Phrase<'a>>,
    findings: Vec<Finding<'a>>,
    lang: &'static str,
}

/// Measures of a whole draft.
#[derive(Debug, Serialize)]
struct Measures {
    family_coverage: f64,
}

/// A phrase of an [`Audit`].
#[derive(Debug, Serialize)]
struct Phrase<'a> {
    phrase: &'a str,
    words: usize,
    count: usize,
    exact: usize,
    coverage: f64,
    density: f64,
    paragraphs: usize,
    openers: usize,
    headings: usize,
    longest_gap: f64,
    deviation: f64,
    burstiness: Option<f64>,
    variants: Vec<Variant<'a>>,
    occurrences: Vec<Place>,
}

/// A way a phrase is written.
#[derive(Debug, Serialize)]
struct Variant<'a> {
    text: &'a str,
    count: usize,
}

/// A finding of an [`Audit`].
#[derive(Debug, Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    advice: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'a str,
    #[serde(flatten)]
    judged: Option<Judged>,
    fingerprint: String,
    occurrences: Vec<Place>,
}

/// What a finding was judged by.
#[derive(Debug, Serialize)]
struct Judged {
    value: f64,
    limit: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentile: Option<f64>,
}

/// Where something stands in the source.
#[derive(Debug, Serialize)]
struct Place {
    start: usize,
    end: usize,
}

impl<'a> Audit<'a> {
    /// The shape of an audit of `source`, with offsets in a unit.
    pub fn new(audit: &'a crate::Audit, source: &str, unit: OffsetUnit) -> Audit<'a> {
        let offsets = Offsets::new(source, unit);
        let places = |occurrences: &[crate::Occurrence]| {
            let place = |occurrence: &crate::Occurrence| {
                let span = offsets.span(occurrence.span);
                Place { start: span.start, end: span.end }
            };
            occurrences.iter().map(place).collect()
        };
        let phrase = |phrase: &'a crate::Phrase| Phrase {
            phrase: &phrase.text,
            words: phrase.words,
            count: phrase.occurrences.len(),
            exact: phrase.exact,
            coverage: phrase.coverage,
            density: phrase.density,
            paragraphs: phrase.paragraphs,
            openers: phrase.openers,
            headings: phrase.headings,
            longest_gap: phrase.longest_gap,
            deviation: phrase.deviation,
            burstiness: phrase.burstiness,
            variants: phrase.variants.iter().map(|(text, count)| Variant { text, count: *count }).collect(),
            occurrences: places(&phrase.occurrences),
        };
        let finding = |finding: &'a crate::Finding| Finding {
            rule: finding.rule.name(),
            level: finding.level.name(),
            message: &finding.message,
            advice: &finding.advice,
            subject: &finding.subject,
            judged: finding.judged.map(|judged| Judged {
                value: judged.value,
                limit: judged.limit,
                unit: judged.unit,
                percentile: judged.percentile,
            }),
            fingerprint: format!("{:016x}", finding.fingerprint()),
            occurrences: places(&finding.occurrences),
        };
        Audit {
            words: audit.words,
            measures: Measures { family_coverage: audit.family_coverage },
            keyphrases: audit.keyphrases.iter().map(phrase).collect(),
            phrases: audit.phrases.iter().map(phrase).collect(),
            findings: audit.findings.iter().map(finding).collect(),
            lang: audit.language.code(),
        }
    }
}
