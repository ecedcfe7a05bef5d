//! What pages for the browser have in common.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use nutgraf::{Analyzer, Budget, Document, Options, Summary, summarize_documents};

/// The one file that a page is made of; else an error that says what to do with several.
pub(crate) fn only_file<'a>(paths: &'a [PathBuf], instead: &str) -> Result<&'a Path> {
    match paths {
        [path] => Ok(path),
        _ => bail!(
            "--format html: expected one file, as a page shows one, not {} files; {instead}",
            paths.len()
        ),
    }
}

/// The summary that a page opens with, and that of every sentence, for its slider.
pub(crate) struct Pair {
    pub(crate) summary: Summary,
    pub(crate) ranked: Summary,
}

impl Pair {
    pub(crate) fn of(analyzer: &mut Analyzer, documents: &[Document<'_>], options: &Options) -> Pair {
        let mut all = options.clone();
        all.budget = Budget::Sentences(usize::MAX);
        Pair {
            summary: summarize_documents(analyzer, documents, options),
            ranked: summarize_documents(analyzer, documents, all),
        }
    }
}
