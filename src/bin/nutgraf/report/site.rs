//! `nutgraf report FOLDER`: one page for all drafts of a folder, or a folder of pages.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use nutgraf::render::Report;
use nutgraf::render::html::{self, AuditPage, SiteDraft, SitePage, SummaryPage};
use nutgraf::{Audit, AuditOptions, Date, SiteAudit, SiteAuditor, SiteLimits};

use crate::args;
use crate::args::Common;
use crate::audit::{OptionsByFile, fails};
use crate::corpus::Tables;
use crate::input::{self, Input, Walk};
use crate::output::{self, Status, Target};
use crate::page::Pair;
use crate::progress::Progress;

/// The page of all drafts, and the folder of the others, in the folder that `--output` names.
pub(super) const INDEX: &str = "index.html";
const DRAFTS: &str = "drafts";

/// Of the name of a draft, this many characters stand in that of its page, behind a number.
const NAME: usize = 40;

/// The drafts of a folder, and what was found.
struct Folder {
    name: String,
    drafts: Vec<Draft>,
    site: SiteAudit,
    status: Status,
}

struct Draft {
    input: Input,
    /// Its name in the folder.
    name: String,
    title: Option<String>,
    date: Option<Date>,
    audit: Audit,
    options: AuditOptions,
}

/// Writes a page for the drafts of a folder, or where `--output` is a folder, one for each and one for all.
pub(super) fn run(
    args: &args::Report,
    common: &Common,
    folder: &Path,
    target: Option<&Path>,
) -> Result<Status> {
    if !args.against.is_empty() {
        bail!("--against compares one draft with references; expected a file, not a folder");
    }
    if args.density {
        bail!("--density counts one draft; expected a file, not a folder");
    }
    if let Some(option) = args.how.first_given()
        && !target.is_some_and(is_folder)
    {
        bail!(
            "{option}: the page of a folder has no summaries; expected a folder as --output, for a page of each draft"
        );
    }
    let found = |folder: &Folder| {
        let fail_on = |level| args.fail_on.is_some_and(|on| fails(level, on));
        let mut findings = folder.drafts.iter().flat_map(|draft| &draft.audit.findings);
        let found = if findings.any(|finding| fail_on(finding.level)) { Status::Found } else { Status::Done };
        found.max(folder.status)
    };
    if let Some(into) = target.filter(|target| is_folder(target)) {
        // Pages inside the folder are known as such, and never read as drafts; among the drafts themselves they would be lost.
        if let (Ok(from), Ok(full)) = (folder.canonicalize(), into.canonicalize())
            && from == full
        {
            bail!("--output {}: expected a folder of its own, not that of the drafts", into.display());
        }
        // An earlier report is replaced, and nothing else.
        let index = into.join(INDEX);
        if index.exists() && !crate::folder::is_own(&index) {
            bail!(
                "--output {}: {INDEX} in it is no report of nutgraf; expected another folder",
                into.display()
            );
        }
        let folder = Folder::read(args, common, folder)?;
        if folder.status >= Status::Failed {
            output::complain(&anyhow!("{} was not written: not all drafts could be read", into.display()));
            return Ok(folder.status);
        }
        folder.write_pages(args, common, into)?;
        return Ok(found(&folder));
    }
    output::with_output(target, |out| {
        let folder = Folder::read(args, common, folder)?;
        out.write_all(folder.page(|_| None).as_bytes())?;
        Ok(found(&folder))
    })
}

/// What a folder is called on its page. `.` and `..` say nothing to a reader; what they lead to does.
fn called(folder: &Path) -> String {
    let is_relative =
        matches!(folder.components().next_back(), Some(Component::CurDir | Component::ParentDir));
    let full = is_relative.then(|| folder.canonicalize().ok()).flatten();
    let own = full.as_deref().and_then(Path::file_name).map(|name| name.display().to_string());
    own.unwrap_or_else(|| input::name(folder))
}

/// Whether an output is a folder: there is one, or its name says so.
fn is_folder(output: &Path) -> bool {
    output.is_dir() || output.to_string_lossy().ends_with(['/', MAIN_SEPARATOR])
}

impl Folder {
    fn read(args: &args::Report, common: &Common, folder: &Path) -> Result<Folder> {
        let mut by_file = OptionsByFile::new(&args.what, common)?;
        let choose = |folder: &Path| by_file.choice(folder, &[]);
        let Walk { paths, status: walked, .. } = input::walked(&[folder.to_path_buf()], choose, common)?;
        let mut inputs: Vec<(PathBuf, Input)> = Vec::new();
        let mut status = output::for_each_into(&mut std::io::sink(), paths, |path: &PathBuf, _| {
            let input = input::read(path, common)?;
            // What cannot be read as a document is reported here and left out.
            input.document()?;
            inputs.push((path.clone(), input));
            Ok(())
        })?
        .max(walked);
        let mut auditor = Tables::read(common)?.auditor();
        let mut site = SiteAuditor::new(SiteLimits::default());
        let mut audited = Vec::new();
        let progress = Progress::each_until_end(inputs.len(), "files", common);
        for (path, input) in &inputs {
            progress.add();
            let mut options = match by_file.of(path) {
                Ok((options, _)) => options,
                Err(error) => {
                    status = status.max(Status::of_error(&error));
                    AuditOptions::new()
                }
            };
            (options.topic, options.full_checklist) = (true, true);
            let document = input.document()?;
            input.note_doubts(&document, common);
            let audit = auditor.audit(&document, &options);
            let name = input::name(path.strip_prefix(folder).unwrap_or(path));
            site.add(name.as_str(), &input.text, &document, &audit);
            let title = document.title().map(str::to_string);
            audited.push((name, title, document.fields().date, audit, options));
        }
        let mut site = site.finish();
        drop(progress);
        let of_site = std::mem::take(&mut site.drafts);
        let mut drafts = Vec::with_capacity(audited.len());
        for (((_, input), audited), findings) in inputs.into_iter().zip(audited).zip(of_site) {
            let (name, title, date, mut audit, options) = audited;
            audit.add_findings(findings.into_iter().filter_map(|finding| options.set_level(finding)));
            drafts.push(Draft { input, name, title, date, audit, options });
        }
        Ok(Folder { name: called(folder), drafts, site, status })
    }

    /// The page of all drafts; `link` says where the page of each is, if it has one.
    fn page(&self, link: impl Fn(usize) -> Option<String>) -> String {
        let mut drafts = Vec::with_capacity(self.drafts.len());
        for (number, draft) in self.drafts.iter().enumerate() {
            let title = draft.title.clone();
            drafts.push(SiteDraft::new(draft.report()).title(title).date(draft.date).link(link(number)));
        }
        html::site(&SitePage::new(&self.name, &self.site, drafts))
    }

    /// Writes the page of all drafts and those of each into a folder, which is made if there is none.
    fn write_pages(&self, args: &args::Report, common: &Common, into: &Path) -> Result<()> {
        let drafts = into.join(DRAFTS);
        fs::create_dir_all(&drafts).with_context(|| format!("cannot create {}", drafts.display()))?;
        let mut analyzer = Tables::read(common)?.analyzer();
        let options = args.how.options().language(common.lang);
        let progress = Progress::each_until_end(self.drafts.len(), "pages", common);
        for (number, draft) in self.drafts.iter().enumerate() {
            let documents = [draft.input.document()?];
            let pair = Pair::of(&mut analyzer, &documents, &options);
            let [document] = &documents;
            let page = html::report(
                &SummaryPage::new(&draft.name, document, &pair.summary, &pair.ranked),
                &AuditPage::new(draft.report(), document, &draft.options.limits).top(args.top),
            );
            Target::new(&drafts.join(self.file_name(number)))?.write(page.as_bytes())?;
            progress.add();
        }
        let page = self.page(|number| Some(format!("{DRAFTS}/{}", self.file_name(number))));
        Target::new(&into.join(INDEX))?.write(page.as_bytes())?;
        self.remove_earlier(&drafts)
    }

    /// Removes the pages of an earlier report whose drafts are gone.
    fn remove_earlier(&self, drafts: &Path) -> Result<()> {
        let written: HashSet<String> = (0..self.drafts.len()).map(|number| self.file_name(number)).collect();
        let cannot = || format!("cannot read {}", drafts.display());
        for entry in fs::read_dir(drafts).with_context(cannot)? {
            let path = entry.with_context(cannot)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_numbered = name.split_once('-').is_some_and(|(number, _)| {
                number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit())
            });
            if is_numbered && !written.contains(&*name) && crate::folder::is_own(&path) {
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        Ok(())
    }

    /// The file of a draft's page: letters that need no escape in an address, and a number that no other has.
    fn file_name(&self, number: usize) -> String {
        let mut name = String::new();
        for c in self.drafts[number].name.chars().filter(char::is_ascii).take(NAME) {
            match c {
                c if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
                _ if name.ends_with('-') || name.is_empty() => {}
                _ => name.push('-'),
            }
        }
        let name = name.trim_end_matches('-');
        format!("{:04}-{}.html", number + 1, if name.is_empty() { "draft" } else { name })
    }
}

impl Draft {
    fn report(&self) -> Report<'_> {
        Report::new(&self.name, &self.input.text, &self.audit)
    }
}
