//! What is done with a text, and who does it. Nothing here knows of Python.

use std::sync::{Arc, Mutex, PoisonError};

use nutgraf::{
    Analyzer, AuditOptions, Auditor, Background, Date, Document, Format, KeywordOptions, Keywords, Language,
    Options, Span, Splitter, Summary, keywords_of_documents, summarize_documents,
};

use crate::error::Problem;

/// What is known of a text: how it is read, if not as all are, and the document that was read already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'t> {
    pub(crate) format: Option<Format>,
    pub(crate) document: Option<&'t Document<'static>>,
}

/// A text, or several that belong together, and how to read them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input<'t> {
    pub(crate) texts: Vec<&'t str>,
    /// What is known of each text by itself; of a row, nothing.
    pub(crate) own: Vec<Own<'t>>,
    pub(crate) title: Option<&'t str>,
    /// Told by the content of each text, if there is none.
    pub(crate) format: Option<Format>,
    /// Detected, if there is none.
    pub(crate) language: Option<Language>,
    /// One for each text, or none at all.
    pub(crate) dates: Vec<Date>,
}

impl<'t> Input<'t> {
    /// The texts, read in their format.
    pub(crate) fn documents(&self) -> Result<Vec<Document<'t>>, Problem> {
        let (dates, texts) = (self.dates.len(), self.texts.len());
        if dates > 0 && dates != texts {
            return Err(Problem::new(format!("{dates} dates for {texts} documents: expected one for each")));
        }
        let mut documents = Vec::with_capacity(texts);
        for (place, text) in self.texts.iter().enumerate() {
            let own = self.own.get(place);
            let mut document = match own.and_then(|own| own.document) {
                Some(document) => document.clone(),
                None => {
                    let format = own.and_then(|own| own.format).or(self.format);
                    Document::read(text, format.unwrap_or_else(|| Format::of_text(text)))?
                }
            };
            if let Some(title) = self.title {
                document = document.with_title(title);
            }
            documents.push(match self.dates.get(place) {
                Some(date) => document.with_date(*date),
                None => document,
            });
        }
        Ok(documents)
    }

    /// The one text, where there must be just one.
    pub(crate) fn document(&self) -> Result<Document<'t>, Problem> {
        match self.texts.len() {
            1 => Ok(self.documents()?.remove(0)),
            several => Err(Problem::new(format!("expected one text, not {several} documents"))),
        }
    }
}

/// What works on one text at a time, and remembers words from one to the next.
pub(crate) struct Worker {
    pub(crate) analyzer: Analyzer,
    auditor: Auditor,
}

impl Worker {
    pub(crate) fn summarize(&mut self, input: &Input<'_>, options: &Options) -> Result<Summary, Problem> {
        let options = options.clone().language(input.language);
        Ok(summarize_documents(&mut self.analyzer, &input.documents()?, options))
    }

    pub(crate) fn keywords(
        &mut self,
        input: &Input<'_>,
        options: KeywordOptions,
    ) -> Result<Keywords, Problem> {
        Ok(keywords_of_documents(&mut self.analyzer, &input.documents()?, options.language(input.language)))
    }

    pub(crate) fn audit(
        &mut self,
        input: &Input<'_>,
        options: &AuditOptions,
    ) -> Result<nutgraf::Audit, Problem> {
        let options = options.clone().language(input.language);
        Ok(self.auditor.audit(&input.document()?, &options))
    }

    /// The language of the text, and each sentence with where it is in the source.
    pub(crate) fn sentences(
        &mut self,
        input: &Input<'_>,
    ) -> Result<(Language, Vec<(String, Span)>), Problem> {
        let document = input.document()?;
        let detect = || Language::detect(document.text()).unwrap_or_default();
        let language = input.language.unwrap_or_else(detect);
        let splitter = Splitter::new(language);
        let told = |span: Span| (span.of(document.text()).to_string(), document.source_span(span));
        Ok((language, splitter.split_text(&document).map(told).collect()))
    }
}

/// Workers that are lent to whoever has a text, from any thread, and tables to weigh words by.
#[derive(Default)]
pub(crate) struct Pool {
    tables: Vec<Arc<Background>>,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    pub(crate) const fn new(tables: Vec<Arc<Background>>) -> Pool {
        Pool { tables, idle: Mutex::new(Vec::new()) }
    }

    /// Lends a worker. One that panics does not come back.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut Worker) -> R) -> R {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut worker = known.unwrap_or_else(|| self.worker());
        let done = work(&mut worker);
        idle().push(worker);
        done
    }

    fn worker(&self) -> Worker {
        let tables = || self.tables.iter().cloned();
        Worker {
            analyzer: tables().fold(Analyzer::new(), Analyzer::with_background),
            auditor: tables().fold(Auditor::new(), Auditor::with_background),
        }
    }
}
