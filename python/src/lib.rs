//! The extension module of the Python package `nutgraf`: the library's functions on `str`, and on columns in Arrow.
//!
//! ```text
//! Python arguments ─▶ Input, options ─▶ work, without the interpreter's lock ─▶ the JSON contract's shapes ─▶ classes
//! Arrow columns ─▶ rows ─▶ the same work, in parallel ─▶ Arrow columns
//! ```
//!
//! `analyzer.rs` and `frequencies.rs` are what Python sees of texts, `results.rs` what it gets back. `arguments.rs` reads
//! what Python gives, `work.rs` does it and knows nothing of Python. `tasks.rs` has the tasks of a batch, `batch.rs` what they
//! share; `columns.rs` and `table.rs` are the ways in and out of Arrow.
//! `sources.rs` reads bytes and files, `desk.rs` has the views of the desk, as JSON that `nutgraf/views.py` shows.
//! `site.rs` has what the phrases of a whole site need.

mod analyzer;
mod arguments;
mod batch;
mod columns;
mod desk;
mod error;
mod frequencies;
mod results;
mod site;
mod sources;
mod table;
mod tasks;
mod work;

use pyo3::prelude::*;

/// What is written in Rust; `nutgraf/__init__.py` re-exports it.
#[pymodule]
mod _nutgraf {
    #[pymodule_export]
    use crate::analyzer::{Analyzer, decode};
    #[pymodule_export]
    use crate::desk::{compare_json, density_json, diff_json, report_html, rouge_scores, site_json};
    #[pymodule_export]
    use crate::error::Error;
    #[pymodule_export]
    use crate::frequencies::DocumentFrequencies;
    #[pymodule_export]
    use crate::results::{
        Audit, Check, Cut, Finding, Keyness, Keyword, Keywords, Measures, Phrase, Place, Places, Readability,
        Sentence, Summary, SummarySentence, Variant, WordUse,
    };
    #[pymodule_export]
    use crate::site::{common_phrases, common_runs, keep_sentences, topics_batch};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::tasks::{audit_batch, count_batch, keywords_batch, sentences_batch, summarize_batch};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
