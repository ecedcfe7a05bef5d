//! Summaries, keywords, audits and sentences of a text, as methods of an analyzer.
//!
//! Each lends a worker of a pool, so that words looked up for one text are known for the next, and works without the
//! interpreter's lock, so that threads of Python run side by side. The package's functions are in Python, around these.

use nutgraf::{KeywordOptions, OffsetUnit, Offsets, Span};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};

use crate::arguments::{Corpora, Reading, Settings, Strings, Texts, audit_options, count, summary_options};
use crate::error::Problem;
use crate::results::{Audit, Keywords, Sentence, Summary};
use crate::work::Pool;

/// The longest keywords, in words, as the program has them.
const MOST_WORDS: usize = 4;

/// Analyzes texts with tables of how common words are.
///
/// It remembers the words it has seen, may be used from several threads at once, and gives the same answers whatever came
/// before. The functions of the module share one without tables; `corpus` is a table, or several of different languages,
/// used instead of those that nutgraf brings.
///
/// >>> frequencies = nutgraf.DocumentFrequencies("en")
/// >>> frequencies.add("The old pier has sunk. The ferry is late.")
/// >>> analyzer = nutgraf.Analyzer(corpus=frequencies)
/// >>> str(analyzer.summarize("The ferry is late. The old pier has sunk into the sea at last.", 1))
/// 'The old pier has sunk into the sea at last.'
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Analyzer(pub(crate) Pool);

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (corpus=None))]
    fn new(corpus: Option<Corpora>) -> Analyzer {
        Analyzer(Pool::new(corpus.map_or(Vec::new(), |corpus| corpus.0)))
    }

    /// Summarizes, as the function of this name.
    #[pyo3(signature = (text, sentences=None, *, words=None, chars=None, ratio=None, method="auto", lang=None, focus=None, trim=false, title=None, format=None, dates=None))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn summarize(
        &self,
        py: Python<'_>,
        text: Texts,
        sentences: Option<i64>,
        words: Option<i64>,
        chars: Option<i64>,
        ratio: Option<f64>,
        method: &str,
        lang: Option<&str>,
        focus: Option<&str>,
        trim: bool,
        title: Option<PyBackedStr>,
        format: Option<&str>,
        dates: Option<Strings>,
    ) -> Result<Summary, Problem> {
        let options = summary_options(sentences, (words, chars, ratio), method, focus, trim)?;
        let reading = Reading::new(lang, format)?.title(title).dates(dates)?;
        py.detach(|| {
            let sources = reading.read(&text)?;
            let input = reading.input(&sources);
            Summary::new(&self.0.with(|worker| worker.summarize(&input, &options))?, &input.texts)
        })
    }

    /// Finds keywords, as the function of this name.
    #[pyo3(signature = (text, count=10, *, max_words=4, nested=false, lang=None, title=None, format=None))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn keywords(
        &self,
        py: Python<'_>,
        text: Texts,
        count: i64,
        max_words: i64,
        nested: bool,
        lang: Option<&str>,
        title: Option<PyBackedStr>,
        format: Option<&str>,
    ) -> Result<Keywords, Problem> {
        let Some(most) = usize::try_from(max_words).ok().filter(|words| (1..=MOST_WORDS).contains(words))
        else {
            return Err(Problem::new(format!(
                "max_words {max_words}: expected a number from 1 to {MOST_WORDS}"
            )));
        };
        let count = self::count("count", count)?;
        let filled = count > KeywordOptions::default().count;
        let options = KeywordOptions::new(count).max_words(most).nested(nested).filled(filled);
        let reading = Reading::new(lang, format)?.title(title);
        py.detach(|| {
            let sources = reading.read(&text)?;
            let input = reading.input(&sources);
            Keywords::new(&self.0.with(|worker| worker.keywords(&input, options))?, &input.texts)
        })
    }

    /// Audits, as the function of this name.
    #[pyo3(signature = (text, keyphrase=None, *, synonyms=None, allow=None, topic=false, lang=None, title=None, format=None, settings=None))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn audit(
        &self,
        py: Python<'_>,
        text: Texts,
        keyphrase: Option<Strings>,
        synonyms: Option<Strings>,
        allow: Option<Strings>,
        topic: bool,
        lang: Option<&str>,
        title: Option<PyBackedStr>,
        format: Option<&str>,
        settings: Option<Settings>,
    ) -> Result<Audit, Problem> {
        let [keyphrase, synonyms, allow] = [keyphrase, synonyms, allow].map(Option::unwrap_or_default);
        let mut options = audit_options(keyphrase.iter(), synonyms.iter(), allow.iter(), topic)?;
        let settings = settings.unwrap_or_default();
        settings.apply(&mut options)?;
        let reading = Reading::new(lang, format)?.title(title);
        py.detach(|| {
            let sources = reading.read(&text)?;
            let input = reading.input(&sources);
            let mut audit = self.0.with(|worker| worker.audit(&input, &options))?;
            settings.leave_out_known(&mut audit.findings)?;
            Audit::new(&audit, input.texts[0])
        })
    }

    /// Splits, as the function of this name.
    #[pyo3(signature = (text, lang=None, *, format=None))]
    fn sentences(
        &self,
        py: Python<'_>,
        text: Texts,
        lang: Option<&str>,
        format: Option<&str>,
    ) -> Result<Vec<Sentence>, Problem> {
        let reading = Reading::new(lang, format)?;
        py.detach(|| {
            let sources = reading.read(&text)?;
            let input = reading.input(&sources);
            let (_, sentences) = self.0.with(|worker| worker.sentences(&input))?;
            let offsets = Offsets::new(input.texts[0], OffsetUnit::Chars);
            let place = |span: Span| (offsets.at(span.start), offsets.at(span.end));
            Ok(sentences.into_iter().map(|(text, span)| Sentence::new(text, place(span))).collect())
        })
    }
}

/// Makes text of bytes in whatever encoding they are in: what a byte order mark or the text itself says, else as detected.
///
/// >>> nutgraf.decode("Müßig".encode("utf-16"))
/// 'Müßig'
#[pyfunction]
pub(crate) fn decode(data: PyBackedBytes) -> Result<String, Problem> {
    Ok(nutgraf::decode(&data)?.text.into_owned())
}
