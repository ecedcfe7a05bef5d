//! Tables of how common words are: counted, added up, written and read.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nutgraf::{Analyzer as Words, Background, Corpus, Document, Language};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyBytes;

use crate::analyzer::Analyzer;
use crate::arguments::{Reading, Texts, language};
use crate::error::Problem;
use crate::work::{Input, Pool};

/// In how many documents each stem stands, and how often: what `nutgraf corpus` builds.
///
/// Tables of one language add up, in any order, to the table of all their documents. Without a language, the first
/// document tells it, and the others have to be in it.
///
/// >>> first, second = nutgraf.DocumentFrequencies("en"), nutgraf.DocumentFrequencies("en")
/// >>> first.add("The old pier has sunk.")
/// >>> second.add("The pier is closed: no pier, no ferry.")
/// >>> first.merge(second)
/// >>> first.documents, first.frequency("piers"), first.occurrences("pier")
/// (2, 2, 3)
/// >>> nutgraf.DocumentFrequencies.from_bytes(first.to_bytes()) == first
/// True
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct DocumentFrequencies(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// None until the first document tells the language, and of a table that was read: it is counted on only if it is
    /// added to.
    corpus: Option<Corpus>,
    /// What was counted, as a table; made when it is requested.
    table: Option<Arc<Background>>,
    /// What weighs words by that table; made when it is requested.
    analyzer: Option<Py<Analyzer>>,
    /// The language that was given: no document has to look like it.
    given: Option<Language>,
    counter: Words,
}

impl Counts {
    /// The counts, to be added to. None if no language is known.
    fn corpus(&mut self) -> Result<Option<&mut Corpus>, Problem> {
        if let (None, Some(table)) = (&self.corpus, &self.table) {
            let mut corpus = Corpus::new(table.language());
            corpus.merge_background(table)?;
            self.corpus = Some(corpus);
        }
        (self.table, self.analyzer) = (None, None);
        Ok(self.corpus.as_mut())
    }

    /// Counts texts as one document.
    pub(crate) fn add(&mut self, input: &Input<'_>) -> Result<(), Problem> {
        let documents = input.documents()?;
        let known = self.corpus()?.map(|corpus| corpus.language());
        let given = input.language.or(self.given);
        let analysis = self.counter.analyze(&documents, given);
        let corpus = self.corpus.get_or_insert_with(|| Corpus::new(known.unwrap_or(analysis.language())));
        if given.is_none() && analysis.language() != corpus.language() {
            return Err(Problem::new(format!(
                "this looks like {}, the documents before like {}: expected one language, or lang",
                analysis.language().name(),
                corpus.language().name()
            )));
        }
        Ok(corpus.add(&analysis)?)
    }

    fn table(&mut self) -> Result<Arc<Background>, Problem> {
        if self.table.is_none() {
            let corpus = self.corpus.as_ref().filter(|corpus| corpus.documents() > 0);
            let corpus =
                corpus.ok_or_else(|| Problem::new("nothing was counted: expected at least one document"))?;
            self.table = Some(Arc::new(corpus.background(1)));
        }
        Ok(self.table.clone().expect("there is one now"))
    }

    fn language(&self) -> Option<Language> {
        let counted = self.corpus.as_ref().map(Corpus::language);
        counted.or_else(|| self.table.as_ref().map(|table| table.language()))
    }
}

impl DocumentFrequencies {
    pub(crate) fn of(corpus: Corpus) -> DocumentFrequencies {
        DocumentFrequencies(Mutex::new(Counts { corpus: Some(corpus), ..Counts::default() }))
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The finished table.
    pub(crate) fn table(&self) -> Result<Arc<Background>, Problem> {
        self.counts().table()
    }

    /// What a word or phrase of the table's language comes to: the stem of its first word.
    fn stem(&self, word: &str) -> Result<(Arc<Background>, String), Problem> {
        let table = self.table()?;
        let documents = [Document::plain(word)];
        let mut words = Words::new();
        let analysis = words.analyze(&documents, Some(table.language()));
        let stem =
            analysis.tokens().first().map_or(String::new(), |token| analysis.stem(token.term).to_string());
        Ok((table, stem))
    }
}

#[pymethods]
impl DocumentFrequencies {
    #[new]
    #[pyo3(signature = (lang=None))]
    fn new(lang: Option<&str>) -> Result<DocumentFrequencies, Problem> {
        let given = language(lang)?;
        let counts = Counts { corpus: given.map(Corpus::new), given, ..Counts::default() };
        Ok(DocumentFrequencies(Mutex::new(counts)))
    }

    /// Counts a document, or several texts that are one. Its first 3,000 words count.
    #[pyo3(signature = (text, lang=None, *, title=None, format=None))]
    fn add(
        &self,
        py: Python<'_>,
        text: Texts,
        lang: Option<&str>,
        title: Option<PyBackedStr>,
        format: Option<&str>,
    ) -> Result<(), Problem> {
        let reading = Reading::new(lang, format)?.title(title);
        py.detach(|| self.counts().add(&reading.input(&reading.read(&text)?)))
    }

    /// Adds what another table has counted.
    fn merge(&self, py: Python<'_>, other: &Bound<'_, DocumentFrequencies>) -> Result<(), Problem> {
        let other = other.get();
        py.detach(|| {
            // Never both locks at once: two threads may merge two tables into each other.
            let table = other.table()?;
            let mut counts = self.counts();
            match counts.corpus()? {
                Some(corpus) => Ok(corpus.merge_background(&table)?),
                None => {
                    let mut corpus = Corpus::new(table.language());
                    corpus.merge_background(&table)?;
                    counts.corpus = Some(corpus);
                    Ok(())
                }
            }
        })
    }

    /// The table as `nutgraf corpus build` writes it: of the stems that `min_df` documents or more hold. One that leaves
    /// out rare stems cannot be merged any more.
    #[pyo3(signature = (min_df=1))]
    fn to_bytes<'py>(&self, py: Python<'py>, min_df: u32) -> Result<Bound<'py, PyBytes>, Problem> {
        let text = py.detach(|| {
            let table = self.table()?;
            if min_df <= 1.max(table.least()) {
                return Ok::<_, Problem>(table.to_string());
            }
            let mut corpus = Corpus::new(table.language());
            corpus.merge_background(&table)?;
            Ok(corpus.background(min_df).to_string())
        })?;
        Ok(PyBytes::new(py, text.as_bytes()))
    }

    /// Reads a table that `to_bytes` or `nutgraf corpus build` wrote.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: PyBackedBytes) -> Result<DocumentFrequencies, Problem> {
        py.detach(|| {
            let text = str::from_utf8(&data).map_err(|_| Problem::new("expected a table in UTF-8"))?;
            let table = Some(Arc::new(Background::parse(text)?));
            Ok(DocumentFrequencies(Mutex::new(Counts { table, ..Counts::default() })))
        })
    }

    /// An analyzer that weighs words by this table, as it is now.
    fn analyzer(slf: &Bound<'_, DocumentFrequencies>) -> PyResult<Py<Analyzer>> {
        let py = slf.py();
        if let Some(known) = &slf.get().counts().analyzer {
            return Ok(known.clone_ref(py));
        }
        let table = slf.get().table()?;
        let made = Py::new(py, Analyzer(Pool::new(vec![table])))?;
        slf.get().counts().analyzer = Some(made.clone_ref(py));
        Ok(made)
    }

    /// The number of documents that hold a word, in whatever form.
    fn frequency(&self, word: &str) -> Result<u32, Problem> {
        let (table, stem) = self.stem(word)?;
        Ok(table.frequency(&stem))
    }

    /// How often a word occurs in them, in whatever form.
    fn occurrences(&self, word: &str) -> Result<u64, Problem> {
        let (table, stem) = self.stem(word)?;
        Ok(table.occurrences(&stem))
    }

    /// The stems in order, each with the number of documents that hold it, and of its occurrences.
    fn items(&self) -> Result<Vec<(String, u32, u64)>, Problem> {
        Ok(self
            .table()?
            .stems()
            .map(|(stem, documents, count)| (stem.to_string(), documents, count))
            .collect())
    }

    /// The number of documents that were counted.
    #[getter]
    fn documents(&self) -> u32 {
        let counts = self.counts();
        let read = || counts.table.as_ref().map_or(0, |table| table.documents());
        counts.corpus.as_ref().map_or_else(read, Corpus::documents)
    }

    /// The code of the language; None before the first document, if it was not given.
    #[getter]
    fn lang(&self) -> Option<&'static str> {
        self.counts().language().map(Language::code)
    }

    fn __len__(&self) -> usize {
        self.table().map_or(0, |table| table.len())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<DocumentFrequencies>() else { return false };
        self.table().ok() == other.get().table().ok()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(slf.py(), 1)?,)))
    }

    fn __repr__(&self) -> String {
        let lang = self.lang().map_or("None".into(), |code| format!("'{code}'"));
        format!("DocumentFrequencies(documents={}, stems={}, lang={lang})", self.documents(), self.__len__())
    }
}
