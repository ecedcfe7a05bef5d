//! Arguments as Python gives them, read into what the library takes.

use std::sync::Arc;

use nutgraf::{AuditOptions, Background, Budget, Date, Focus, Format, Keyphrase, Language, Method, Options};
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::error::Problem;
use crate::frequencies::DocumentFrequencies;
use crate::work::Input;

/// One string, or several.
#[derive(Default)]
pub(crate) struct Strings(Vec<PyBackedStr>);

impl Strings {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| &**text)
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Strings {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Strings> {
        let string = |one: &Bound<'py, PyAny>| {
            let one = one.cast::<PyString>().map_err(|_| {
                let kind =
                    one.get_type().name().map_or_else(|_| "something else".into(), |name| name.to_string());
                PyTypeError::new_err(format!("expected a str, or a list of them, not {kind}"))
            })?;
            one.extract::<PyBackedStr>().map_err(|error| {
                match error.is_instance_of::<PyUnicodeEncodeError>(one.py()) {
                    true => Problem::new(format!("a text is not Unicode: {}", error.value(one.py()))).into(),
                    false => error,
                }
            })
        };
        if given.is_instance_of::<PyString>() {
            return Ok(Strings(vec![string(&given)?]));
        }
        let Ok(several) = given.try_iter() else { return Ok(Strings(vec![string(&given)?])) };
        several.map(|one| string(&one?)).collect::<PyResult<_>>().map(Strings)
    }
}

/// How to read texts.
#[derive(Default)]
pub(crate) struct Reading {
    title: Option<PyBackedStr>,
    /// Told by the content, if there is none.
    format: Option<Format>,
    language: Option<Language>,
    dates: Vec<Date>,
}

impl Reading {
    pub(crate) fn new(lang: Option<&str>, format: &str) -> Result<Reading, Problem> {
        Ok(Reading { format: format_of(format)?, language: language(lang)?, ..Reading::default() })
    }

    pub(crate) fn title(mut self, title: Option<PyBackedStr>) -> Reading {
        self.title = title;
        self
    }

    pub(crate) fn dates(mut self, dates: Option<Strings>) -> Result<Reading, Problem> {
        self.dates = dates.unwrap_or_default().iter().map(str::parse).collect::<Result<_, _>>()?;
        Ok(self)
    }

    pub(crate) fn input<'t>(&'t self, texts: &'t Strings) -> Input<'t> {
        Input {
            texts: texts.iter().collect(),
            title: self.title.as_deref(),
            format: self.format,
            language: self.language,
            dates: self.dates.clone(),
        }
    }
}

/// The format of a name; none for `auto`, which goes by the content of each text.
pub(crate) fn format_of(name: &str) -> Result<Option<Format>, Problem> {
    match name {
        "auto" => Ok(None),
        name => Ok(Some(name.parse()?)),
    }
}

pub(crate) fn language(code: Option<&str>) -> Result<Option<Language>, Problem> {
    Ok(code.map(str::parse).transpose()?)
}

/// How to summarize, and how long: words, characters or a share take the place of a number of sentences.
pub(crate) fn summary_options(
    sentences: usize,
    (words, chars, ratio): (Option<usize>, Option<usize>, Option<f64>),
    method: &str,
    focus: Option<&str>,
) -> Result<Options, Problem> {
    let budget = match (words, chars, ratio) {
        (None, None, None) => Budget::Sentences(sentences),
        (Some(words), None, None) => Budget::Words(words),
        (None, Some(chars), None) => Budget::Chars(chars),
        (None, None, Some(share)) => Budget::ratio(share)?,
        _ => return Err(Problem::new("expected only one of words, chars and ratio")),
    };
    let mut options = Options::new(budget).method(method.parse::<Method>()?);
    options.focus = focus.map(Focus::new);
    Ok(options)
}

/// What to audit for. Synonyms belong to the first keyphrase, as in a batch.
pub(crate) fn audit_options<'a>(
    keyphrases: impl Iterator<Item = &'a str>,
    synonyms: impl Iterator<Item = &'a str>,
    allowed: impl Iterator<Item = &'a str>,
    topic: bool,
) -> Result<AuditOptions, Problem> {
    let mut options = AuditOptions::new().topic(topic);
    options.keyphrases = keyphrases.map(Keyphrase::new).collect();
    options.allowed = allowed.map(str::to_string).collect();
    let synonyms: Vec<String> = synonyms.map(str::to_string).collect();
    match options.keyphrases.first_mut() {
        Some(first) => first.synonyms = synonyms,
        None if synonyms.is_empty() => {}
        None => {
            return Err(Problem::new(
                "synonyms without a keyphrase: expected the keyphrase that they stand for",
            ));
        }
    }
    Ok(options)
}

/// One table of document frequencies, or several of different languages.
pub(crate) struct Corpora(pub(crate) Vec<Arc<Background>>);

impl<'a, 'py> FromPyObject<'a, 'py> for Corpora {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Corpora> {
        if let Ok(one) = given.cast::<DocumentFrequencies>() {
            return Ok(Corpora(vec![one.get().table()?]));
        }
        let table =
            |one: PyResult<Bound<'py, PyAny>>| Ok(one?.cast::<DocumentFrequencies>()?.get().table()?);
        given.try_iter()?.map(table).collect::<PyResult<_>>().map(Corpora)
    }
}
