//! `nutgraf report`, and what the pages for the browser have in common.

mod site;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use nutgraf::render::against::AgainstReport;
use nutgraf::render::density::DensityReport;
use nutgraf::render::html::{self, AuditPage, SummaryPage};
use nutgraf::{Analyzer, Budget, DensityOptions, Document, Options, Summary, summarize_documents};

use crate::against::References;
use crate::args::{Common, Report};
use crate::audit::{OptionsByFile, fails};
use crate::corpus::Tables;
use crate::input;
use crate::output::{self, Status};
use crate::summarize::note_faults;

/// How many phrases of each size the tables of densities have.
const TOP_OF_DENSITY: usize = 20;

/// Writes the page of a file, or of the drafts of a folder. It is made to be looked at, so findings do not fail it unless that is asked for.
pub(crate) fn run(args: &Report, common: &Common) -> Result<Status> {
    let path = args.file.as_deref().unwrap_or(Path::new("-"));
    if path != Path::new("-") && path.is_dir() {
        return site::run(args, common, path);
    }
    output::with_output(args.output.as_deref(), |out| {
        let input = input::read(path, common)?;
        let document = input.document()?;
        input.doubt_language(&document, common);
        let tables = Tables::read(common)?;
        let options = args.how.options().language(common.lang);
        let pair = Pair::of(&mut tables.analyzer(), std::slice::from_ref(&document), &options);
        note_faults(&pair.summary, Some(&input.name), common);
        let (mut options, _) = OptionsByFile::new(&args.what, common)?.of(path)?;
        (options.topic, options.full_checklist) = (true, true);
        let audit = tables.auditor().audit(&document, &options);
        let references = References::read(&args.against, common)?;
        let compared = references.as_ref().map(|references| -> Result<_> {
            let comparison = references.compare(&input, common.lang, &mut tables.auditor())?;
            Ok((references.names(&input.name), comparison))
        });
        let compared = compared.transpose()?;
        let against = compared
            .as_ref()
            .map(|(names, comparison)| AgainstReport::new(&input.name, names, comparison).top(args.top));
        let density = args.density.then(|| {
            let options = DensityOptions::new().language(common.lang).top(Some(TOP_OF_DENSITY));
            tables.auditor().density(std::slice::from_ref(&document), &options)
        });
        let sources = [(input.name.as_str(), input.text.as_str())];
        let density = density.as_ref().map(|density| DensityReport::new(&input.name, &sources, density));
        let report = nutgraf::render::Report::new(&input.name, &input.text, &audit);
        let page = html::report(
            &SummaryPage::new(&input.name, &document, &pair.summary, &pair.ranked),
            &AuditPage::new(report, &document, &options.limits)
                .top(args.top)
                .against(against)
                .density(density),
        );
        out.write_all(page.as_bytes())?;
        let found =
            audit.findings.iter().any(|finding| args.fail_on.is_some_and(|on| fails(finding.level, on)));
        Ok(if found { Status::Found } else { Status::Done })
    })
}

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
