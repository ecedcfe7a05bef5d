//! `nutgraf audit`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use nutgraf::render::against::{self, Against, AgainstReport};
use nutgraf::render::html::{self, AuditPage};
use nutgraf::render::text::Terminal;
use nutgraf::render::{Report, Totals, checkstyle, github, gitlab, json, junit, markdown, sarif, text, unix};
use nutgraf::{
    AuditOptions, AuditRule, Auditor, Comparison, Finding, Keyphrase, Level, Limits, Setting, SiteAuditor,
    SiteLimits,
};
use serde::Serialize;

use crate::against::References;
use crate::args::{Audit, AuditFormat, Common, FailOn, What};
use crate::baseline::Baseline;
use crate::config::Configs;
use crate::corpus::Tables;
use crate::folder::Choice;
use crate::git::{Changed, Revision};
use crate::input::{self, Input, Walk};
use crate::output::{self, Status, note};
use crate::page::only_file;
use crate::progress::Progress;

pub(crate) fn run(args: &Audit, common: &Common) -> Result<Status> {
    // Read before anything is written: it may be the file to be written.
    let mut baseline = args.baseline.as_deref().map(|path| Baseline::read(path, common)).transpose()?;
    output::refuse_input(args.output.as_deref(), &args.files)?;
    output::with_output(args.output.as_deref(), |out| {
        if args.schema {
            out.write_all(json::AUDIT_SCHEMA.as_bytes())?;
            return Ok(Status::Done);
        }
        if let Some(rule) = args.explain {
            out.write_all(explain(rule).as_bytes())?;
            return Ok(Status::Done);
        }
        audit_all(args, common, baseline.as_mut(), out)
    })
}

/// An audit with what it was made of.
struct Audited {
    input: Input,
    audit: nutgraf::Audit,
    /// How many findings the baseline had.
    known: usize,
    /// How many places those had and have.
    places: (usize, usize),
    /// What it was judged by.
    limits: Limits,
    /// The level that fails it.
    fail_on: FailOn,
    /// It beside the references, if there are any, and what these are called.
    against: Option<(Vec<String>, Comparison)>,
}

impl Audited {
    fn report(&self) -> Report<'_> {
        Report::new(&self.input.name, &self.input.text, &self.audit).known(self.known).progress(self.places)
    }
}

/// Audits files one by one, or the files of a site against each other.
fn audit_all(
    args: &Audit,
    common: &Common,
    baseline: Option<&mut Baseline>,
    out: &mut dyn Write,
) -> Result<Status> {
    let mut by_file = OptionsByFile::new(&args.what, common)?;
    let choose = |folder: &Path| by_file.choice(folder, &args.exclude);
    let since = args.changed.as_deref().map(|rev| Since::read(rev, &args.files)).transpose()?;
    let files =
        if since.is_some() && args.files.is_empty() { &vec![PathBuf::from(".")] } else { &args.files };
    let Walk { mut paths, has_folder, status: walked } = match &since {
        // What else there is in the folder is no matter of the change.
        Some(_) => input::walked(files, choose, &Common { quiet: true, ..common.clone() })?,
        None => input::walked(files, choose, common)?,
    };
    if let Some(since) = &since {
        paths.retain(|path| since.changed.has(path));
        if paths.is_empty() {
            note(common, "no draft has changed");
        }
    }
    // A change is judged draft by draft: what drafts have in common is nothing that one of them brought.
    let is_site = has_folder && since.is_none();
    if args.format == AuditFormat::Html {
        only_file(&paths, "other formats take folders and several files")?;
    }
    let is_file = args.output.is_some();
    let mut run = Run {
        args,
        common,
        baseline,
        by_file,
        auditor: Tables::read(common)?.auditor(),
        known: 0,
        found: false,
        first: true,
        is_site,
        terminal: Terminal::new(output::columns(is_file)).colors(output::has_colors(is_file)),
        kept: Vec::new(),
        totals: Totals::default(),
        references: References::read(&args.against, !args.files.is_empty(), common)?,
    };
    let count = paths.len();
    let status = match is_site {
        true => run.site(paths, out)?,
        false => {
            let progress = match args.output {
                None => Progress::each(count, "files", common),
                Some(_) => Progress::each_until_end(count, "files", common),
            };
            output::for_each_into(out, paths, |path: &PathBuf, out| {
                let input = input::read(path, common)?;
                let (options, fail_on) = run.options(path)?;
                let document = input.document()?;
                input.note_doubts(&document, common);
                let mut audit = run.auditor.audit(&document, &options);
                drop(document);
                progress.add();
                let against = run.compare(&input)?;
                let before =
                    since.as_ref().map(|since| since.known(path, &options, &mut run.auditor, common));
                let known = before.transpose()?.map(|findings| {
                    Baseline::of(&input.name, &findings).take_known(&input.name, &mut audit.findings)
                });
                let known = known.unwrap_or_default();
                run.take(
                    Audited {
                        input,
                        audit,
                        known: known.known,
                        places: known.places,
                        limits: options.limits,
                        fail_on,
                        against,
                    },
                    out,
                )
            })?
        }
    };
    let status = status.max(walked);
    // Where nothing could be read, there is nothing to make a document of: one without findings would say that all is
    // well.
    if status < Status::Failed || !run.kept.is_empty() {
        run.finish(out)?;
    }
    // What could not be read outweighs what was found.
    Ok(status.max(if run.found { Status::Found } else { Status::Done }))
}

/// What `--changed` compares with.
struct Since<'a> {
    revision: Revision<'a>,
    changed: Changed,
}

impl<'a> Since<'a> {
    fn read(rev: &'a str, files: &[PathBuf]) -> Result<Since<'a>> {
        let revision = Revision::new(rev, "--changed")?;
        if files.iter().any(|file| file == Path::new("-")) {
            bail!("--changed: expected files or folders, as git does not know standard input");
        }
        if let Some(missing) = files.iter().find(|file| !file.exists()) {
            bail!("{}: no such file or folder", missing.display());
        }
        let folder = |file: &'_ PathBuf| match file.is_dir() {
            true => file.clone(),
            false => file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).into(),
        };
        let mut folders: Vec<PathBuf> = files.iter().map(folder).collect();
        if folders.is_empty() {
            folders.push(".".into());
        }
        let changed = revision.changed(folders.iter().map(PathBuf::as_path))?;
        Ok(Since { revision, changed })
    }

    /// The findings that a file had.
    fn known(
        &self,
        path: &Path,
        options: &AuditOptions,
        auditor: &mut Auditor,
        common: &Common,
    ) -> Result<Vec<Finding>> {
        let Some(before) = self.revision.read_changed(&self.changed, path, common)? else {
            return Ok(Vec::new());
        };
        let mut options = options.clone();
        options.topic = false;
        Ok(auditor.audit(&before.document()?, &options).findings)
    }
}

/// An audit of several files on its way.
struct Run<'a> {
    args: &'a Audit,
    common: &'a Common,
    baseline: Option<&'a mut Baseline>,
    by_file: OptionsByFile<'a>,
    auditor: Auditor,
    /// How many findings the baseline had.
    known: usize,
    /// Whether there is a finding that fails the run.
    found: bool,
    /// Whether nothing has been written yet.
    first: bool,
    /// Whether the files are the drafts of one site.
    is_site: bool,
    /// What text is laid out for.
    terminal: Terminal,
    /// What becomes one document is kept until the last file is read.
    kept: Vec<Audited>,
    totals: Totals,
    /// The texts that drafts are compared with.
    references: Option<References>,
}

impl Run<'_> {
    /// The options for a file, and the level that fails it.
    fn options(&mut self, path: &Path) -> Result<(AuditOptions, FailOn)> {
        let (mut options, fail_on) = self.by_file.of(path)?;
        options.topic = match self.args.format {
            AuditFormat::Text => !self.is_site,
            AuditFormat::Json | AuditFormat::Html => true,
            _ => false,
        };
        options.full_checklist = self.args.format == AuditFormat::Html;
        Ok((options, self.args.fail_on.or(fail_on).unwrap_or(FailOn::Warning)))
    }

    /// A file beside the references.
    fn compare(&mut self, input: &Input) -> Result<Option<(Vec<String>, Comparison)>> {
        let Some(references) = &self.references else { return Ok(None) };
        let comparison = references.compare(input, self.common.lang, &mut self.auditor, self.common)?;
        let names = references.names(&input.name).into_iter().map(str::to_string).collect();
        Ok(Some((names, comparison)))
    }

    /// Audits the files as the drafts of one site.
    fn site(&mut self, paths: Vec<PathBuf>, out: &mut dyn Write) -> Result<Status> {
        let mut inputs: Vec<(PathBuf, Input)> = Vec::new();
        let mut status = output::for_each_into(out, paths, |path: &PathBuf, _| {
            inputs.push((path.clone(), input::read(path, self.common)?));
            Ok(())
        })?;
        let mut site = SiteAuditor::new(SiteLimits::default());
        let mut audits = Vec::new();
        let progress = Progress::each_until_end(inputs.len(), "files", self.common);
        for (path, input) in &inputs {
            progress.add();
            let (options, fail_on) = match self.options(path) {
                Ok(options) => options,
                Err(error) => {
                    status = status.max(Status::of_error(&error));
                    continue;
                }
            };
            let document = input.document()?;
            input.note_doubts(&document, self.common);
            let audit = self.auditor.audit(&document, &options);
            site.add(input.name.as_str(), &input.text, &document, &audit);
            audits.push((audit, options, fail_on));
        }
        let mut found = site.finish();
        drop(progress);
        if audits.len() < inputs.len() {
            // A configuration could not be read: nothing is reported by halves.
            return Ok(status);
        }
        for (((_, input), (mut audit, options, fail_on)), findings) in
            inputs.into_iter().zip(audits).zip(std::mem::take(&mut found.drafts))
        {
            audit.add_findings(findings.into_iter().filter_map(|finding| options.set_level(finding)));
            let against = self.compare(&input)?;
            self.take(
                Audited { input, audit, known: 0, places: (0, 0), limits: options.limits, fail_on, against },
                out,
            )?;
        }
        if self.args.format == AuditFormat::Text {
            if !self.first {
                writeln!(out)?;
            }
            out.write_all(text::site(&found, self.terminal.width).as_bytes())?;
        }
        Ok(status)
    }

    /// Writes an audit, or keeps it, less what the baseline has.
    fn take(&mut self, mut audited: Audited, out: &mut dyn Write) -> Result<()> {
        if let Some(baseline) = &mut self.baseline {
            let progress = baseline.take_known(&audited.input.name, &mut audited.audit.findings);
            (audited.known, audited.places) = (progress.known, progress.places);
        }
        self.known += audited.known;
        self.totals.add(&audited.audit);
        self.found |= audited.audit.findings.iter().any(|finding| fails(finding.level, audited.fail_on));
        if is_one_document(self.args.format) {
            self.kept.push(audited);
            return Ok(());
        }
        // Of many drafts, only those are shown that there is something to say of.
        if self.is_site && self.args.format == AuditFormat::Text {
            if audited.audit.findings.is_empty() {
                return Ok(());
            }
            let shown = text::findings(&audited.report(), self.terminal);
            let gap = if std::mem::take(&mut self.first) { "" } else { "\n" };
            return Ok(write!(out, "{gap}{shown}")?);
        }
        let parted = matches!(self.args.format, AuditFormat::Text | AuditFormat::Markdown);
        if !std::mem::take(&mut self.first) && parted {
            writeln!(out)?;
        }
        write_audit(&audited, self.args, self.common, self.terminal, out)
    }

    /// Writes what becomes one document.
    fn finish(&self, out: &mut dyn Write) -> Result<()> {
        let reports: Vec<Report<'_>> = self.kept.iter().map(Audited::report).collect();
        match self.args.format {
            AuditFormat::Gitlab => out.write_all(gitlab::audits(&reports).as_bytes())?,
            AuditFormat::Sarif => out.write_all(sarif::audits(&reports).as_bytes())?,
            AuditFormat::Junit => {
                let levels = self.kept.iter().map(|audited| audited.fail_on.level());
                let judged: Vec<_> = reports.into_iter().zip(levels).collect();
                out.write_all(junit::audits(&judged).as_bytes())?;
            }
            AuditFormat::Checkstyle => out.write_all(checkstyle::audits(&reports).as_bytes())?,
            AuditFormat::Html => self.page(out)?,
            AuditFormat::Text if self.totals.files() > 1 => writeln!(out, "\n{}", self.totals)?,
            AuditFormat::Markdown if self.totals.files() > 1 => writeln!(out, "\n**{}**", self.totals)?,
            _ => {}
        }
        // Text and its like say it themselves.
        let says = matches!(self.args.format, AuditFormat::Text | AuditFormat::Markdown | AuditFormat::Html);
        if self.known > 0 && !says {
            let findings = if self.known == 1 { "finding" } else { "findings" };
            note(self.common, &format!("{} known {findings} left out", self.known));
        }
        Ok(())
    }

    /// Writes the page of the one draft.
    fn page(&self, out: &mut dyn Write) -> Result<()> {
        for audited in &self.kept {
            let document = audited.input.document()?;
            let mut page = AuditPage::new(audited.report(), &document, &audited.limits);
            page.top = self.args.top.unwrap_or(page.top);
            let names: Vec<&str> =
                audited.against.iter().flat_map(|(names, _)| names).map(String::as_str).collect();
            page.against = audited.against.as_ref().map(|(_, comparison)| {
                AgainstReport::new(&audited.input.name, &names, comparison).top(page.top)
            });
            out.write_all(html::audit(&page).as_bytes())?;
        }
        Ok(())
    }
}

/// Finds the options of each file.
pub(crate) struct OptionsByFile<'a> {
    what: &'a What,
    common: &'a Common,
    configs: Configs<'a>,
    keyphrases: Vec<Keyphrase>,
}

impl<'a> OptionsByFile<'a> {
    pub(crate) fn new(what: &'a What, common: &'a Common) -> Result<OptionsByFile<'a>> {
        let configs = Configs::new(what.config.as_deref(), what.no_config, common)?;
        Ok(OptionsByFile { what, common, configs, keyphrases: keyphrases(what)? })
    }

    /// What of a folder is read.
    pub(crate) fn choice(&mut self, folder: &Path, excluded: &[String]) -> Result<Choice> {
        self.configs.of_folder(folder)?.choice(excluded)
    }

    /// The options for a file: what the command line says goes before what its configuration says. And the level that
    /// fails it, if its configuration says that.
    pub(crate) fn of(&mut self, path: &Path) -> Result<(AuditOptions, Option<FailOn>)> {
        let config = self.configs.of(path)?;
        let what = self.what;
        let mut options = AuditOptions::new().language(self.common.lang);
        options.keyphrases.clone_from(&self.keyphrases);
        config.apply(path, what.preset, &mut options);
        options.least_count = what.min_count.unwrap_or(options.least_count);
        options.most_words = what.max_words.unwrap_or(options.most_words);
        options.allowed.extend(what.allow.iter().cloned());
        for rule in AuditRule::ALL {
            let is_off = what.skip.contains(&rule) || !what.only.is_empty() && !what.only.contains(&rule);
            if is_off {
                options.set(rule, Setting::Off);
            } else if what.only.contains(&rule) && options.setting(rule) == Setting::Off {
                options.set(rule, Setting::On);
            }
        }
        Ok((options, config.fail_on(path)))
    }
}

/// The requested keyphrases, each with its synonyms.
fn keyphrases(what: &What) -> Result<Vec<Keyphrase>> {
    let mut keyphrases: Vec<Keyphrase> = what.keyphrase.iter().map(Keyphrase::from).collect();
    for given in &what.synonym {
        let named = given.split_once('=').and_then(|(phrase, synonym)| {
            let phrase = phrase.trim();
            Some((keyphrases.iter().position(|keyphrase| keyphrase.phrase == phrase)?, synonym.trim()))
        });
        let (place, synonym) = match named {
            Some(named) => named,
            None if keyphrases.len() == 1 => (0, given.as_str()),
            None => bail!("synonym \"{given}\": expected KEYPHRASE=SYNONYM, as there are several keyphrases"),
        };
        keyphrases[place].synonyms.push(synonym.to_string());
    }
    Ok(keyphrases)
}

/// The page of a rule, or a line for each.
pub(crate) fn explain(rule: Option<AuditRule>) -> String {
    match rule {
        Some(rule) => rule.page().to_string(),
        None => AuditRule::ALL.map(|rule| format!("{:<20} {}\n", rule.name(), rule.summary())).concat(),
    }
}

pub(crate) fn fails(level: Level, limit: FailOn) -> bool {
    limit.level().is_some_and(|least| level >= least)
}

fn is_one_document(format: AuditFormat) -> bool {
    matches!(
        format,
        AuditFormat::Gitlab
            | AuditFormat::Sarif
            | AuditFormat::Junit
            | AuditFormat::Checkstyle
            | AuditFormat::Html
    )
}

/// How many phrases are shown by default; a page for the browser has room for more.
const TOP: usize = 10;

/// Writes an audit in a format that goes file by file.
fn write_audit(
    audited: &Audited,
    args: &Audit,
    common: &Common,
    terminal: Terminal,
    out: &mut dyn Write,
) -> Result<()> {
    let top = args.top.unwrap_or(TOP);
    let (report, is_json) = (&audited.report(), args.format == AuditFormat::Json);
    let names: Vec<&str> = audited.against.iter().flat_map(|(names, _)| names).map(String::as_str).collect();
    let against = audited.against.as_ref().map(|(_, comparison)| {
        AgainstReport::new(report.name, &names, comparison).top((!is_json).then_some(top))
    });
    match args.format {
        AuditFormat::Text => {
            out.write_all(text::audit(report, top, terminal).as_bytes())?;
            if args.cuts {
                out.write_all(text::cuts(report, terminal.width).as_bytes())?;
            }
            if let Some(against) = &against {
                write!(out, "\n{}", against::text(against, terminal))?;
            }
        }
        AuditFormat::Markdown => {
            out.write_all(markdown::audit(report, top).as_bytes())?;
            if let Some(against) = &against {
                write!(out, "\n{}", against::markdown(against))?;
            }
        }
        AuditFormat::Github => out.write_all(github::audit(report).as_bytes())?,
        AuditFormat::Unix => out.write_all(unix::audit(report).as_bytes())?,
        AuditFormat::Json => {
            let audit = json::Audit::new(report.audit, report.source, common.offsets.into());
            out.write_all(
                json::line(&FileAudit {
                    file: report.name,
                    audit,
                    against: against.as_ref().map(Against::new),
                })?
                .as_bytes(),
            )?;
        }
        AuditFormat::Jsonl => {
            for row in json::FindingRow::all(report, common.offsets.into()) {
                out.write_all(json::line(&row)?.as_bytes())?;
            }
        }
        AuditFormat::Gitlab
        | AuditFormat::Sarif
        | AuditFormat::Junit
        | AuditFormat::Checkstyle
        | AuditFormat::Html => {
            unreachable!("these are written when all files are read")
        }
    }
    Ok(())
}

/// An audit in JSON: `{"file"}` and then as in a batch.
#[derive(Serialize)]
struct FileAudit<'a> {
    file: &'a str,
    #[serde(flatten)]
    audit: json::Audit<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against<'a>>,
}
