//! `nutgraf report`.

mod site;

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use nutgraf::DensityOptions;
use nutgraf::render::against::AgainstReport;
use nutgraf::render::density::DensityReport;
use nutgraf::render::html::{self, AuditPage, SummaryPage};

use crate::against::References;
use crate::args::{Common, Report};
use crate::audit::{OptionsByFile, fails};
use crate::corpus::Tables;
use crate::output::{self, Status, note};
use crate::page::Pair;
use crate::summarize::note_faults;
use crate::{folder, input};

/// How many phrases of each size the tables of densities have.
const TOP_OF_DENSITY: usize = 20;

/// Writes the page of a file, or of the drafts of a folder. It is made to be looked at, so findings fail it only with `--fail-on`.
pub(crate) fn run(args: &Report, common: &Common) -> Result<Status> {
    let path = args.file.as_deref().unwrap_or(Path::new("-"));
    let is_named = args.output.is_some();
    // A terminal shows no pages.
    let needs_file = args.open || io::stdout().is_terminal();
    let target = match &args.output {
        None if needs_file => Some(beside(path)?),
        given => given.clone(),
    };
    let status = write(args, path, target.as_deref(), common)?;
    if let Some(target) = target.as_deref().filter(|_| status < Status::Failed) {
        if !is_named {
            note(common, &format!("wrote {}", target.display()));
        }
        let shown = if target.is_dir() { target.join(site::INDEX) } else { target.to_path_buf() };
        if args.open
            && let Err(error) = open::that_detached(shown)
        {
            note(common, &format!("cannot open {}: {error}", target.display()));
        }
    }
    Ok(status)
}

/// The file that a report is written to where none is named: in the working folder, with the name of the draft. What is there already
/// is replaced only if it is a report.
fn beside(path: &Path) -> Result<PathBuf> {
    let stem = path.file_stem().filter(|_| path != Path::new("-"));
    let mut name = stem.unwrap_or(OsStr::new("report")).to_os_string();
    name.push(".html");
    let target = PathBuf::from(name);
    match target.exists() && !folder::is_own(&target) {
        true => bail!("{} already exists: name another file with --output", target.display()),
        false => Ok(target),
    }
}

fn write(args: &Report, path: &Path, target: Option<&Path>, common: &Common) -> Result<Status> {
    output::refuse_input(target, &args.file.iter().cloned().collect::<Vec<_>>())?;
    if path != Path::new("-") && path.is_dir() {
        return site::run(args, common, path, target);
    }
    output::with_output(target, |out| {
        let references = References::read(&args.against, args.file.is_some(), common)?;
        let input = input::read(path, common)?;
        let document = input.document()?;
        input.note_doubts(&document, common);
        let tables = Tables::read(common)?;
        let options = args.how.options().language(common.lang);
        let pair = Pair::of(&mut tables.analyzer(), std::slice::from_ref(&document), &options);
        note_faults(&pair.summary, Some(&input.name), common);
        let (mut options, _) = OptionsByFile::new(&args.what, common)?.of(path)?;
        (options.topic, options.full_checklist) = (true, true);
        let audit = tables.auditor().audit(&document, &options);
        let compared = references.as_ref().map(|references| -> Result<_> {
            let comparison = references.compare(&input, common.lang, &mut tables.auditor(), common)?;
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
