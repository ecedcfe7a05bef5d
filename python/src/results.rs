//! What Python gets back: the shapes of the library's JSON, read into classes.
//!
//! The contract of `nutgraf batch` is the one source of names and roundings, so an answer here is what is read back from
//! what the library would write, with offsets in characters. `to_dict` writes it again.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use nutgraf::{OffsetUnit, render};
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyIterator, PyTuple};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Problem;

/// A list of results. Python sees a tuple that is made when it is first asked for.
pub(crate) struct Items<T> {
    pub(crate) values: Vec<T>,
    tuple: PyOnceLock<Py<PyTuple>>,
}

impl<T: PyClass + Clone + for<'py> IntoPyObject<'py>> Items<T> {
    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let tuple = self.tuple.get_or_try_init(py, || {
            Ok::<_, PyErr>(PyTuple::new(py, self.values.iter().cloned())?.unbind())
        })?;
        Ok(tuple.bind(py).clone())
    }
}

impl<T> Default for Items<T> {
    fn default() -> Items<T> {
        Vec::new().into()
    }
}

impl<T> From<Vec<T>> for Items<T> {
    fn from(values: Vec<T>) -> Items<T> {
        Items { values, tuple: PyOnceLock::new() }
    }
}

impl<T: Clone> Clone for Items<T> {
    fn clone(&self) -> Items<T> {
        self.values.clone().into()
    }
}

impl<T: PartialEq> PartialEq for Items<T> {
    fn eq(&self, other: &Items<T>) -> bool {
        self.values == other.values
    }
}

impl<T: Serialize> Serialize for Items<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.values.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Items<T>, D::Error> {
        Vec::deserialize(deserializer).map(Items::from)
    }
}

/// Reads a shape of the contract back.
fn read_back<T: for<'de> Deserialize<'de>>(shape: &impl Serialize) -> Result<T, Problem> {
    let wrong = |error: serde_json::Error| Problem::new(format!("an answer is not as expected: {error}"));
    serde_json::from_value(serde_json::to_value(shape).map_err(wrong)?).map_err(wrong)
}

fn from_json<T: for<'de> Deserialize<'de>>(json: &str, name: &str) -> Result<T, Problem> {
    serde_json::from_str(json).map_err(|error| Problem::new(format!("not a {name} in JSON: {error}")))
}

pub(crate) fn to_json(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::new(error.to_string()))
}

fn to_dict<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// A text to be shown in one line, in quotes: its beginning, if it is long.
fn quoted(text: &str) -> String {
    const MOST_CHARS: usize = 60;
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{:?}", format!("{}…", text[..end].trim_end())),
        None => format!("{text:?}"),
    }
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A table as HTML, its last columns numbers.
fn html_table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = String::from("<table><thead><tr>");
    for head in heads {
        let _ = write!(out, "<th>{}</th>", escaped(head));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        let _ = write!(out, "<tr>{cells}</tr>");
    }
    out + "</tbody></table>"
}

/// The methods of a class of results: its own, and those that all have.
macro_rules! result {
    ($name:ident { $($methods:tt)* }) => {
        #[pymethods]
        impl $name {
            /// The same as a dict, as `nutgraf batch` writes it.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                to_dict(py, &self.to_json()?)
            }

            /// The same as JSON, as `nutgraf batch` writes it.
            fn to_json(&self) -> Result<String, Problem> {
                to_json(&self.contract())
            }

            /// What `to_json` wrote. Fields that it does not know are ignored, so that a line of `nutgraf batch` will do.
            #[staticmethod]
            fn from_json(json: &str) -> Result<$name, Problem> {
                from_json(json, stringify!($name))
            }

            fn __hash__(&self) -> Result<u64, Problem> {
                let mut hasher = DefaultHasher::new();
                to_json(self)?.hash(&mut hasher);
                Ok(hasher.finish())
            }

            fn __reduce__<'py>(slf: &Bound<'py, $name>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
                Ok((slf.get_type().getattr("from_json")?, (to_json(slf.get())?,)))
            }

            $($methods)*
        }
    };
}

/// What is written: all there is, unless a class has more than the contract.
macro_rules! all_is_contract {
    ($($name:ident),*) => {
        $(impl $name {
            fn contract(&self) -> &$name {
                self
            }
        })*
    };
}

all_is_contract!(Place, Sentence, Summary, SummarySentence);

// Behind the macros, which it uses.
mod audit;

pub(crate) use audit::{
    Audit, Check, Cut, Finding, Keyness, Measures, Phrase, Places, Readability, Variant, WordUse,
};

/// A summary: sentences of a text, in its order.
#[pyclass(frozen, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Summary {
    #[serde(rename = "summary")]
    pub(crate) text: String,
    pub(crate) sentences: Items<SummarySentence>,
    pub(crate) lang: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) over_budget: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) off_focus: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) index_page: bool,
}

impl Summary {
    pub(crate) fn new(summary: &nutgraf::Summary, sources: &[&str]) -> Result<Summary, Problem> {
        read_back(&render::json::Summary::new(summary, sources, OffsetUnit::Chars))
    }
}

result!(Summary {
    /// The sentences, joined by spaces.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// The sentences, in the order of the text.
    #[getter]
    fn sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.sentences.tuple(py)
    }

    /// The code of the language that was given or detected.
    #[getter]
    fn lang(&self) -> &str {
        &self.lang
    }

    /// Whether every sentence was longer than the budget, so that the best one stands here all the same.
    #[getter]
    fn over_budget(&self) -> bool {
        self.over_budget
    }

    /// Whether there was a focus, and nothing that it looks for stands in the text: then it changed nothing.
    #[getter]
    fn off_focus(&self) -> bool {
        self.off_focus
    }

    /// Whether it is of a web page without an article that leads to others: then the sentences are of its teasers.
    #[getter]
    fn index_page(&self) -> bool {
        self.index_page
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __len__(&self) -> usize {
        self.sentences.values.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.sentences.tuple(py)?.try_iter()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.sentences.tuple(py)?.as_any().get_item(index)
    }

    /// As notebooks show it.
    fn _repr_html_(&self) -> String {
        let items = self.sentences.values.iter().map(|sentence| format!("<li>{}</li>", escaped(&sentence.text)));
        format!("<ol>{}</ol>", items.collect::<String>())
    }

    fn __repr__(&self) -> String {
        format!("Summary({}, sentences={}, lang='{}')", quoted(&self.text), self.sentences.values.len(), self.lang)
    }
});

/// A sentence of a summary.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SummarySentence {
    /// The sentence to be read: without the bullet of an item, and with line breaks shown as spaces.
    pub(crate) text: String,
    /// Where it begins in the text that was given, in characters.
    pub(crate) start: usize,
    /// Where it ends: behind its last character.
    pub(crate) end: usize,
    /// What is shown of it, in order; empty if all is, as without `trim`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<Place>,
    /// Its score. Only its order among those of the same text means anything.
    pub(crate) score: f64,
    /// 1 for the sentence chosen first, 2 for the next.
    pub(crate) rank: usize,
    /// The place of its document among those given; None if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) document: Option<usize>,
}

result!(SummarySentence {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        let SummarySentence { text, start, end, rank, .. } = self;
        format!("SummarySentence({}, start={start}, end={end}, rank={rank})", quoted(text))
    }
});

/// A sentence of a text.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sentence {
    /// The sentence: as it stands in the text; of other formats than plain text, without markup.
    pub(crate) text: String,
    /// Where it begins in the text that was given, in characters.
    pub(crate) start: usize,
    /// Where it ends: behind its last character.
    pub(crate) end: usize,
}

impl Sentence {
    pub(crate) fn new(text: String, (start, end): (usize, usize)) -> Sentence {
        Sentence { text, start, end }
    }
}

result!(Sentence {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Sentence({}, start={}, end={})", quoted(&self.text), self.start, self.end)
    }
});

/// Where something stands in the text that was given, in characters.
#[pyclass(frozen, get_all, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Where it begins.
    start: usize,
    /// Where it ends: behind its last character.
    end: usize,
    /// The place of its document among those given; None if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    /// The line where it begins, from 1: of findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The column there, in characters from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// The line where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    /// The column behind its last character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    /// The page, from 1: of PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
}

result!(Place {
    fn __repr__(&self) -> String {
        format!("Place(start={}, end={})", self.start, self.end)
    }
});

/// The keywords of a text, the best first: a sequence of `Keyword`.
#[pyclass(frozen, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Keywords {
    pub(crate) keywords: Items<Keyword>,
    pub(crate) lang: String,
}

impl Keywords {
    pub(crate) fn new(keywords: &nutgraf::Keywords, sources: &[&str]) -> Result<Keywords, Problem> {
        let shape = render::json::Keywords::new(keywords).with_places(keywords, sources, OffsetUnit::Chars);
        read_back(&shape)
    }

    /// A batch does not write places.
    fn contract(&self) -> Keywords {
        let keywords: Vec<Keyword> = self.keywords.values.iter().map(Keyword::contract).collect();
        Keywords { keywords: keywords.into(), lang: self.lang.clone() }
    }
}

result!(Keywords {
    /// The code of the language that was given or detected.
    #[getter]
    fn lang(&self) -> &str {
        &self.lang
    }

    fn __len__(&self) -> usize {
        self.keywords.values.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.keywords.tuple(py)?.as_any().get_item(index)
    }

    /// As notebooks show it.
    fn _repr_html_(&self) -> String {
        let row = |keyword: &Keyword| vec![keyword.phrase.clone(), keyword.count.to_string()];
        html_table(&["keyword", "times"], self.keywords.values.iter().map(row))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.keywords.tuple(py)?.try_iter()
    }

    fn __str__(&self) -> String {
        let phrases: Vec<&str> = self.keywords.values.iter().map(|keyword| &*keyword.phrase).collect();
        phrases.join("\n")
    }

    fn __repr__(&self) -> String {
        let phrases: Vec<&str> = self.keywords.values.iter().map(|keyword| &*keyword.phrase).collect();
        format!("Keywords({phrases:?}, lang='{}')", self.lang)
    }
});

/// A keyword: a word or a phrase.
#[pyclass(frozen, eq, module = "nutgraf")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Keyword {
    #[pyo3(get)]
    /// As the text writes it most often inside its sentences.
    pub(crate) phrase: String,
    #[pyo3(get)]
    /// Its score. Only its order among those of the same text means anything; it may be below zero.
    pub(crate) score: f64,
    #[pyo3(get)]
    /// How often it is said, in whatever form.
    pub(crate) count: usize,
    #[pyo3(get)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    /// Other ways in which the text writes it, the most frequent first.
    pub(crate) variants: Vec<String>,
    #[pyo3(get)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    /// Phrases that are part of it and occur without it too.
    pub(crate) contains: Vec<String>,
    #[serde(default, skip_serializing_if = "no_places")]
    pub(crate) places: Items<Place>,
}

fn no_places(places: &Items<Place>) -> bool {
    places.values.is_empty()
}

impl Keyword {
    fn contract(&self) -> Keyword {
        Keyword { places: Vec::new().into(), ..self.clone() }
    }
}

result!(Keyword {
    /// Where it stands in the text, in order. They are not part of the contract of a batch.
    #[getter]
    fn places<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.places.tuple(py)
    }

    fn __str__(&self) -> &str {
        &self.phrase
    }

    fn __repr__(&self) -> String {
        format!("Keyword({:?}, score={}, count={})", self.phrase, self.score, self.count)
    }
});
