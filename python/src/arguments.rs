//! Arguments as Python gives them, read into what the library takes.

use std::sync::Arc;

use nutgraf::{
    AuditOptions, AuditRule, Background, Budget, Date, Finding, Focus, Format, Keyphrase, Language, Level,
    Limits, Method, Options, Preset, Setting,
};
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyString};

use crate::error::Problem;
use crate::frequencies::DocumentFrequencies;
use crate::sources::{Given, Source};
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

/// One text, or several: each a str, bytes or a path.
pub(crate) struct Texts(pub(crate) Vec<Given>);

impl<'a, 'py> FromPyObject<'a, 'py> for Texts {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Texts> {
        let one = |one: &Bound<'py, PyAny>| -> PyResult<Given> {
            if one.is_instance_of::<PyString>() {
                let mut strings = one.extract::<Strings>()?;
                return Ok(Given::Text(strings.0.remove(0)));
            }
            if one.is_instance_of::<PyBytes>() || one.is_instance_of::<PyByteArray>() {
                return Ok(Given::Bytes(one.extract::<PyBackedBytes>()?));
            }
            if one.hasattr("__fspath__")? {
                return Ok(Given::Path(one.extract()?));
            }
            let kind =
                one.get_type().name().map_or_else(|_| "something else".into(), |name| name.to_string());
            Err(PyTypeError::new_err(format!("expected a str, bytes, a path, or a list of them, not {kind}")))
        };
        let is_one = given.is_instance_of::<PyString>()
            || given.is_instance_of::<PyBytes>()
            || given.is_instance_of::<PyByteArray>()
            || given.hasattr("__fspath__")?;
        match given.try_iter() {
            Ok(several) if !is_one => several.map(|given| one(&given?)).collect::<PyResult<_>>().map(Texts),
            _ => Ok(Texts(vec![one(&given)?])),
        }
    }
}

/// How to read texts.
#[derive(Default)]
pub(crate) struct Reading {
    title: Option<PyBackedStr>,
    format: Said,
    language: Option<Language>,
    dates: Vec<Date>,
}

impl Reading {
    pub(crate) fn new(lang: Option<&str>, format: Option<&str>) -> Result<Reading, Problem> {
        let format = match format {
            None => Said::Nothing,
            Some("auto") => Said::Auto,
            Some(name) => Said::Format(name.parse()?),
        };
        Ok(Reading { format, language: language(lang)?, ..Reading::default() })
    }

    pub(crate) fn title(mut self, title: Option<PyBackedStr>) -> Reading {
        self.title = title;
        self
    }

    pub(crate) fn dates(mut self, dates: Option<Strings>) -> Result<Reading, Problem> {
        self.dates = dates.unwrap_or_default().iter().map(str::parse).collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// Reads what was given: files are opened, bytes decoded.
    pub(crate) fn read<'t>(&self, texts: &'t Texts) -> Result<Vec<Source<'t>>, Problem> {
        texts.0.iter().map(|given| given.read(self.format)).collect()
    }

    pub(crate) fn input<'t>(&'t self, sources: &'t [Source<'t>]) -> Input<'t> {
        Input {
            texts: sources.iter().map(|source| &*source.text).collect(),
            own: sources.iter().map(Source::own).collect(),
            title: self.title.as_deref(),
            format: None,
            language: self.language,
            dates: self.dates.clone(),
        }
    }
}

/// What is said of the format of texts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Said {
    /// A str is plain text; bytes and files go by their name and content.
    #[default]
    Nothing,
    /// All go by their content.
    Auto,
    Format(Format),
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

/// The sentences of a summary, unless something else is said.
const SENTENCES: usize = 3;

/// A number of things, one or more.
pub(crate) fn count(name: &str, given: i64) -> Result<usize, Problem> {
    usize::try_from(given)
        .ok()
        .filter(|count| *count > 0)
        .ok_or_else(|| Problem::new(format!("{name} {given}: expected a number of at least 1")))
}

/// How to summarize, and how long: words, characters or a share take the place of a number of sentences.
pub(crate) fn summary_options(
    sentences: Option<i64>,
    (words, chars, ratio): (Option<i64>, Option<i64>, Option<f64>),
    method: &str,
    focus: Option<&str>,
    trim: bool,
) -> Result<Options, Problem> {
    let budget = match (sentences, words, chars, ratio) {
        (None, None, None, None) => Budget::Sentences(SENTENCES),
        (Some(sentences), None, None, None) => Budget::Sentences(count("sentences", sentences)?),
        (None, Some(words), None, None) => Budget::Words(count("words", words)?),
        (None, None, Some(chars), None) => Budget::Chars(count("chars", chars)?),
        (None, None, None, Some(share)) => Budget::ratio(share)?,
        _ => return Err(Problem::new("expected only one of sentences, words, chars and ratio")),
    };
    let mut options = Options::new(budget).method(method.parse::<Method>()?).trim(trim);
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

/// How strictly to audit: a dict of Python, which the package makes of arguments and of a configuration.
#[derive(Default, pyo3::FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Settings {
    preset: Option<String>,
    /// Limits by name, those of a configuration first.
    limits: Vec<(String, f64)>,
    /// Rules with `off`, `on` or a level.
    rules: Vec<(String, String)>,
    only: Vec<String>,
    skip: Vec<String>,
    min_count: Option<i64>,
    max_words: Option<i64>,
    /// Findings that are known: file is not looked at, only the rule, the fingerprint and the level.
    known: Vec<(String, String, String)>,
}

impl Settings {
    /// The options with these settings.
    pub(crate) fn apply(&self, options: &mut AuditOptions) -> Result<(), Problem> {
        if let Some(preset) = &self.preset {
            preset.parse::<Preset>()?.apply(options);
        }
        for (name, value) in &self.limits {
            set_limit(&mut options.limits, name, *value)?;
        }
        for (name, setting) in &self.rules {
            options.set(name.parse::<AuditRule>()?, setting_of(setting)?);
        }
        if !self.only.is_empty() && !self.skip.is_empty() {
            return Err(Problem::new("expected only one of only and skip"));
        }
        let rules = |names: &[String]| {
            names.iter().map(|name| Ok(name.parse()?)).collect::<Result<Vec<AuditRule>, Problem>>()
        };
        let (only, skip) = (rules(&self.only)?, rules(&self.skip)?);
        for rule in AuditRule::ALL {
            if skip.contains(&rule) || !only.is_empty() && !only.contains(&rule) {
                options.set(rule, Setting::Off);
            } else if only.contains(&rule) && options.setting(rule) == Setting::Off {
                options.set(rule, Setting::On);
            }
        }
        let two = |name: &str, given: i64| {
            usize::try_from(given)
                .ok()
                .filter(|count| *count >= 2)
                .ok_or_else(|| Problem::new(format!("{name} {given}: expected a number of at least 2")))
        };
        if let Some(given) = self.min_count {
            options.least_count = two("min_count", given)?;
        }
        if let Some(given) = self.max_words {
            options.most_words = two("max_words", given)?;
        }
        Ok(())
    }

    /// Leaves out findings that are known: each known one stands for one, of its level or a higher one.
    pub(crate) fn leave_out_known(&self, findings: &mut Vec<Finding>) -> Result<(), Problem> {
        let mut known: Vec<(&str, &str, Level)> = Vec::with_capacity(self.known.len());
        for (rule, fingerprint, level) in &self.known {
            known.push((rule, fingerprint, level.parse()?));
        }
        findings.retain(|finding| {
            let fingerprint = format!("{:016x}", finding.fingerprint());
            let is_it = |it: &(&str, &str, Level)| {
                it.0 == finding.rule.name() && it.1 == fingerprint && it.2 >= finding.level
            };
            match known.iter().position(is_it) {
                Some(place) => {
                    known.swap_remove(place);
                    false
                }
                None => true,
            }
        });
        Ok(())
    }
}

fn set_limit(limits: &mut Limits, name: &str, value: f64) -> Result<(), Problem> {
    let dashed = name.replace('_', "-");
    let Some(key) = Limits::KEYS.iter().find(|key| key.name == dashed) else {
        let names: Vec<&str> = Limits::KEYS.iter().map(|key| key.name).collect();
        return Err(Problem::new(format!("unknown limit '{name}': expected one of {}", names.join(", "))));
    };
    let (least, most) = key.range;
    let is_sound = value >= least && value <= most && (!key.is_whole || value.fract() == 0.0);
    if !is_sound {
        let whole = if key.is_whole { "whole number" } else { "number" };
        return Err(Problem::new(format!(
            "limit {dashed} {value}: expected a {whole} from {least} to {most}"
        )));
    }
    key.set(limits, value);
    Ok(())
}

fn setting_of(name: &str) -> Result<Setting, Problem> {
    match name {
        "off" => Ok(Setting::Off),
        "on" => Ok(Setting::On),
        level => match level.parse() {
            Ok(level) => Ok(Setting::At(level)),
            Err(_) => Err(Problem::new(format!(
                "unknown setting '{name}': expected off, on, note, warning or error"
            ))),
        },
    }
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
