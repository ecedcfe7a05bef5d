//! `--against`: the reference texts that drafts are compared with.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use nutgraf::render::against::AgainstReport;
use nutgraf::{Auditor, Comparison, Document, Language};

use crate::args::Common;
use crate::config::Configs;
use crate::input::{self, Input};
use crate::output;

/// References that have been read.
pub(crate) struct References {
    inputs: Vec<Input>,
}

impl References {
    /// Reads files, the drafts in folders, and URLs; none if none is given. One that cannot be read is an error, since all of them
    /// count.
    ///
    /// `has_draft` says whether a draft was named: the option takes all that stands behind it, so one that was meant to be audited
    /// may be among the references, and standard input is then read in its place.
    pub(crate) fn read(paths: &[PathBuf], has_draft: bool, common: &Common) -> Result<Option<References>> {
        let Some(last) = paths.last() else { return Ok(None) };
        if !has_draft {
            let (last, all) = (last.display(), paths.len());
            match all {
                1 => bail!("--against {last}: expected a draft before it, or - for standard input"),
                _ => bail!(
                    "--against: no draft, since all {all} files behind it are references, {last} too: put the draft before it, or - \
                     for standard input"
                ),
            }
        }
        if paths.iter().any(|path| path == Path::new("-")) {
            bail!("--against -: expected files, folders or URLs, as standard input is the draft");
        }
        let mut configs = Configs::new(None, false, common)?;
        let choose = |folder: &Path| configs.of_folder(folder)?.choice(&[]);
        let (paths, _) = input::walked(paths, choose, common)?.whole()?;
        let inputs = paths.iter().map(|path| input::read(path, common)).collect::<Result<Vec<Input>>>()?;
        Ok(Some(References { inputs }))
    }

    /// What they are called, without the draft itself: a folder may hold it.
    pub(crate) fn names(&self, draft: &str) -> Vec<&str> {
        self.others(draft).into_iter().map(|input| input.name.as_str()).collect()
    }

    fn others(&self, draft: &str) -> Vec<&Input> {
        fn bare(name: &str) -> &str {
            name.strip_prefix("./").unwrap_or(name)
        }
        self.inputs.iter().filter(|input| bare(&input.name) != bare(draft)).collect()
    }

    /// Compares a draft with them.
    pub(crate) fn compare(
        &self,
        draft: &Input,
        language: Option<Language>,
        auditor: &mut Auditor,
        common: &Common,
    ) -> Result<Comparison> {
        let mut documents: Vec<Document<'_>> = vec![draft.document()?];
        for input in self.others(&draft.name) {
            documents.push(input.document()?);
        }
        if documents.len() == 1 {
            bail!("--against: expected at least one text besides {} itself", draft.name);
        }
        let comparison = auditor.compare(&documents, language);
        let names = self.names(&draft.name);
        for left_out in AgainstReport::new(&draft.name, &names, &comparison).left_out() {
            output::note(common, &format!("--against: {left_out}"));
        }
        if comparison.references == 0 {
            bail!("--against: no reference is left to compare {} with", draft.name);
        }
        Ok(comparison)
    }
}
