//! Audits, their phrases and findings.

use nutgraf::{OffsetUnit, render};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Items, Place, from_json, html_table, quoted, read_back, to_dict, to_json};
use crate::error::Problem;

all_is_contract!(
    Audit,
    Check,
    Cut,
    Finding,
    Keyness,
    Measures,
    Phrase,
    Places,
    Readability,
    Variant,
    WordUse
);

/// What an audit found.
#[pyclass(frozen, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Audit {
    pub(crate) words: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) topic: Vec<String>,
    pub(crate) measures: Measures,
    pub(crate) keyphrases: Items<Phrase>,
    pub(crate) phrases: Items<Phrase>,
    #[serde(default)]
    pub(crate) single_words: Items<WordUse>,
    pub(crate) findings: Items<Finding>,
    #[serde(default, skip_serializing_if = "no_checks")]
    pub(crate) checklist: Items<Check>,
    #[serde(default, skip_serializing_if = "no_cuts")]
    pub(crate) cuts: Items<Cut>,
    pub(crate) lang: String,
}

fn no_checks(checks: &Items<Check>) -> bool {
    checks.values.is_empty()
}

fn no_cuts(cuts: &Items<Cut>) -> bool {
    cuts.values.is_empty()
}

impl Audit {
    pub(crate) fn new(audit: &nutgraf::Audit, source: &str) -> Result<Audit, Problem> {
        read_back(&render::json::Audit::new(audit, source, OffsetUnit::Chars))
    }
}

result!(Audit {
    /// The words that count: all but those of code, with hyphens split.
    #[getter]
    fn words(&self) -> usize {
        self.words
    }

    /// What the draft is about: its best keywords. Empty unless `topic=True` was given.
    #[getter]
    fn topic<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.topic)
    }

    /// Measures of the whole draft.
    #[getter]
    fn measures(&self) -> Measures {
        self.measures.clone()
    }

    /// The requested keyphrases, in their order.
    #[getter]
    fn keyphrases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.keyphrases.tuple(py)
    }

    /// The phrases found, the one that most words are spent on first.
    #[getter]
    fn phrases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.phrases.tuple(py)
    }

    /// The content words that occur most often, at most ten, the commonest first.
    #[getter]
    fn single_words<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.single_words.tuple(py)
    }

    /// What is unusual.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.findings.tuple(py)
    }

    /// What was checked, with what is right too.
    #[getter]
    fn checklist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.checklist.tuple(py)
    }

    /// What to do with each occurrence of a phrase that occurs too often.
    #[getter]
    fn cuts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.cuts.tuple(py)
    }

    /// The code of the language that was given or detected.
    #[getter]
    fn lang(&self) -> &str {
        &self.lang
    }

    /// As notebooks show it: findings, then phrases.
    fn _repr_html_(&self) -> String {
        let finding = |it: &Finding| vec![it.level.clone(), it.message.clone(), it.rule.clone()];
        let phrase = |it: &Phrase| vec![it.phrase.clone(), it.count.to_string(), format!("{:.1}%", it.coverage)];
        let findings = match self.findings.values.is_empty() {
            true => "<p>no findings</p>".to_string(),
            false => html_table(&["level", "finding", "rule"], self.findings.values.iter().map(finding)),
        };
        findings + &html_table(&["phrase", "times", "share"], self.phrases.values.iter().map(phrase))
    }

    fn __repr__(&self) -> String {
        let (phrases, findings) = (self.phrases.values.len(), self.findings.values.len());
        format!("Audit(words={}, phrases={phrases}, findings={findings}, lang='{}')", self.words, self.lang)
    }
});

/// Measures of a whole draft.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Measures {
    /// The share of words, in percent, inside any phrase of the family that most words are spent on.
    pub(crate) family_coverage: f64,
    /// The share of sales words among the words outside that family, in percent.
    #[serde(default)]
    pub(crate) sales_share: f64,
    /// What the limits of a phrase are held against: family coverage, and more where there are many sales words.
    #[serde(default)]
    pub(crate) score: f64,
    /// The words that are no function words and have a letter.
    #[serde(default)]
    pub(crate) content_words: usize,
    /// The sentences of prose.
    pub(crate) sentences: usize,
    /// Words for each of them.
    pub(crate) words_per_sentence: f64,
    /// How hard its paragraphs are to read; None if its language has no formula.
    pub(crate) readability: Option<Readability>,
    /// How long an adult reads, in minutes.
    pub(crate) reading_minutes: f64,
}

result!(Measures {
    fn __repr__(&self) -> String {
        let Measures { family_coverage, sentences, words_per_sentence, reading_minutes, .. } = self;
        format!(
            "Measures(family_coverage={family_coverage}, sentences={sentences}, \
             words_per_sentence={words_per_sentence}, reading_minutes={reading_minutes})"
        )
    }
});

/// How hard a draft is to read.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Readability {
    /// The formula of the language.
    pub(crate) formula: String,
    /// What it comes to.
    pub(crate) score: f64,
}

result!(Readability {
    fn __repr__(&self) -> String {
        format!("Readability({:?}, score={})", self.formula, self.score)
    }
});

/// A phrase of an audit.
#[pyclass(frozen, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Phrase {
    #[pyo3(get)]
    /// The phrase as the draft writes it most often, or as it was requested.
    pub(crate) phrase: String,
    #[pyo3(get)]
    /// The words it has.
    pub(crate) words: usize,
    #[pyo3(get)]
    /// How often it stands in the draft, with its synonyms.
    pub(crate) count: usize,
    #[pyo3(get)]
    /// How many of its occurrences are written exactly so.
    pub(crate) exact: usize,
    #[pyo3(get)]
    /// The share of all words spent on it, in percent.
    pub(crate) coverage: f64,
    #[pyo3(get)]
    /// Occurrences for 100 words.
    pub(crate) density: f64,
    #[pyo3(get)]
    /// Occurrences for 100 runs of as many words within a clause.
    pub(crate) window_density: f64,
    #[pyo3(get)]
    /// Occurrences for 100 words if the phrase counts as one.
    pub(crate) unit_density: f64,
    #[pyo3(get)]
    /// Density as Yoast adjusts it for length.
    pub(crate) yoast_density: f64,
    #[pyo3(get)]
    /// The paragraphs that hold it.
    pub(crate) paragraphs: usize,
    #[pyo3(get)]
    /// The paragraphs that open with it, or with one word and it.
    pub(crate) openers: usize,
    #[pyo3(get)]
    /// How often it stands where readers and search engines look first.
    pub(crate) places: Places,
    #[pyo3(get)]
    /// The longest stretch without it, as a share of the words.
    pub(crate) longest_gap: f64,
    #[pyo3(get)]
    /// Juilland's D over ten equal parts: 1 is as even as can be.
    pub(crate) juilland: f64,
    #[pyo3(get)]
    /// Gries' deviation of proportions over the same parts: 0 is as even as can be.
    pub(crate) deviation: f64,
    #[pyo3(get)]
    /// The same over the most it can be: 1 is all in one part.
    pub(crate) normalized_deviation: f64,
    #[pyo3(get)]
    /// -1 regular, 0 as by chance, towards 1 clustered; None for fewer than three occurrences.
    pub(crate) burstiness: Option<f64>,
    #[pyo3(get)]
    /// How much more often it is said than elsewhere; None without occurrences or a table of its language.
    pub(crate) keyness: Option<Keyness>,
    #[pyo3(get)]
    /// How many of its occurrences lie in a phrase reported before it, or overlap one.
    pub(crate) inside: usize,
    #[pyo3(get)]
    /// The longer phrase that holds the most of them, by its place among the phrases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<usize>,
    pub(crate) variants: Items<Variant>,
    #[serde(default, skip_serializing_if = "no_variants")]
    pub(crate) synonyms: Items<Variant>,
    #[serde(default, skip_serializing_if = "no_variants")]
    pub(crate) before: Items<Variant>,
    #[serde(default, skip_serializing_if = "no_variants")]
    pub(crate) after: Items<Variant>,
    pub(crate) occurrences: Items<Place>,
}

fn no_variants(variants: &Items<Variant>) -> bool {
    variants.values.is_empty()
}

result!(Phrase {
    /// Each way it is written, the commonest first.
    #[getter]
    fn variants<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.variants.tuple(py)
    }

    /// The synonyms that were requested with it.
    #[getter]
    fn synonyms<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.synonyms.tuple(py)
    }

    /// The words that stand before it three times or more, the commonest first.
    #[getter]
    fn before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.before.tuple(py)
    }

    /// The words that stand behind it three times or more, the commonest first.
    #[getter]
    fn after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.after.tuple(py)
    }

    /// Where it stands, in order.
    #[getter]
    fn occurrences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.occurrences.tuple(py)
    }

    fn __str__(&self) -> &str {
        &self.phrase
    }

    fn __repr__(&self) -> String {
        format!("Phrase({:?}, count={}, coverage={})", self.phrase, self.count, self.coverage)
    }
});

/// How often a phrase stands where readers and search engines look first.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Places {
    /// In the title.
    title: usize,
    /// In the title that search results show, if the text says which that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    search_title: Option<usize>,
    /// In other headings.
    headings: usize,
    /// In the first paragraph.
    first_paragraph: usize,
    /// In the last paragraph.
    last_paragraph: usize,
    /// In the last part of the address, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slug: Option<usize>,
    /// In the description for search results, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<usize>,
    /// In alternative texts of images.
    alternatives: usize,
}

result!(Places {
    fn __repr__(&self) -> String {
        let Places { title, headings, first_paragraph, last_paragraph, .. } = self;
        format!(
            "Places(title={title}, headings={headings}, first_paragraph={first_paragraph}, \
             last_paragraph={last_paragraph})"
        )
    }
});

/// How much more often a phrase is said than elsewhere, at least.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Keyness {
    /// The binary logarithm of the ratio of the relative frequencies.
    log_ratio: f64,
    /// The log-likelihood of the difference.
    g2: f64,
}

result!(Keyness {
    fn __repr__(&self) -> String {
        format!("Keyness(log_ratio={}, g2={})", self.log_ratio, self.g2)
    }
});

/// A way a phrase is written, or a word beside it.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Variant {
    /// How it is written.
    text: String,
    /// How often.
    count: usize,
}

result!(Variant {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Variant({:?}, count={})", self.text, self.count)
    }
});

/// A content word that a text repeats.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct WordUse {
    /// The word as the text writes it most often.
    word: String,
    /// How often it occurs.
    count: usize,
    /// Its share of all words, in percent.
    density: f64,
    /// Its share of the content words, in percent.
    content_share: f64,
}

result!(WordUse {
    fn __str__(&self) -> &str {
        &self.word
    }

    fn __repr__(&self) -> String {
        format!("WordUse({:?}, count={})", self.word, self.count)
    }
});

/// What an audit checked, and whether it is right.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Check {
    /// The name of the rule.
    rule: String,
    /// Whether it is right.
    passed: bool,
    /// What was found, in a line.
    text: String,
}

result!(Check {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Check({:?}, passed={}, {})", self.rule, if self.passed { "True" } else { "False" }, quoted(&self.text))
    }
});

/// What to do with an occurrence of a phrase that occurs too often.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cut {
    /// The phrase, as the finding names it.
    phrase: String,
    /// `drop`, `shorten` or `keep`.
    action: String,
    /// What to write instead; None unless it is to be shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replacement: Option<String>,
    /// Why, in a few words.
    reason: String,
    /// Where it begins, in characters.
    start: usize,
    /// Where it ends: behind its last character.
    end: usize,
    /// The line where it begins, from 1.
    line: usize,
    /// The column there, in characters from 1.
    column: usize,
    /// The line where it ends.
    end_line: usize,
    /// The column behind its last character.
    end_column: usize,
}

result!(Cut {
    fn __repr__(&self) -> String {
        format!("Cut({:?}, {:?}, start={}, end={})", self.phrase, self.action, self.start, self.end)
    }
});

/// Something unusual that an audit found.
#[pyclass(frozen, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Finding {
    #[pyo3(get)]
    /// The name of the rule.
    pub(crate) rule: String,
    #[pyo3(get)]
    /// `note`, `warning` or `error`.
    pub(crate) level: String,
    #[pyo3(get)]
    /// What was found.
    pub(crate) message: String,
    #[pyo3(get)]
    /// What to do about it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) advice: String,
    #[pyo3(get)]
    /// The phrase that it is about; empty if it is about the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) subject: String,
    #[pyo3(get)]
    /// What was measured; None if nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<f64>,
    #[pyo3(get)]
    /// The limit that it was judged by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) limit: Option<f64>,
    #[pyo3(get)]
    /// What both count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
    #[pyo3(get)]
    /// The share of texts of its length, in percent, that have less, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) percentile: Option<f64>,
    #[pyo3(get)]
    /// The same for the same finding in a later version of the draft.
    pub(crate) fingerprint: String,
    pub(crate) occurrences: Items<Place>,
}

result!(Finding {
    /// Where it stands, in order.
    #[getter]
    fn occurrences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.occurrences.tuple(py)
    }

    fn __str__(&self) -> &str {
        &self.message
    }

    fn __repr__(&self) -> String {
        format!("Finding({:?}, {:?}, {})", self.rule, self.level, quoted(&self.message))
    }
});
