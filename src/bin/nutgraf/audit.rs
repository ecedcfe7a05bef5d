//! `nutgraf audit`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{Report, checkstyle, github, json, junit, markdown, sarif, text, unix};
use nutgraf::{AuditOptions, Auditor, Document, Level};
use serde::Serialize;

use crate::args::{Audit, AuditFormat, Common, FailOn};
use crate::baseline::Baseline;
use crate::input::{self, Input};
use crate::output::{self, Status, note};

pub(crate) fn run(args: &Audit, common: &Common) -> Result<Status> {
    // Read before anything is written: it may be the file to be written.
    let mut baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    output::with_output(args.output.as_deref(), |out| {
        if args.schema {
            out.write_all(json::AUDIT_SCHEMA.as_bytes())?;
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
}

impl Audited {
    fn report(&self) -> Report<'_> {
        Report::new(&self.input.name, &self.input.text, &self.audit).known(self.known)
    }
}

fn audit_all(
    args: &Audit,
    common: &Common,
    mut baseline: Option<&mut Baseline>,
    out: &mut dyn Write,
) -> Result<Status> {
    let mut options = AuditOptions::new().language(common.lang);
    options.keyphrases = args.keyphrase.iter().map(Into::into).collect();
    let mut auditor = Auditor::new();
    let (mut found, mut known) = (false, 0);
    // What becomes one document is kept until the last file is read.
    let mut kept: Vec<Audited> = Vec::new();
    let mut first = true;
    let status = output::for_each_into(out, input::paths(&args.files), |path: &PathBuf, out| {
        let input = input::read(path, common)?;
        let audit = auditor.audit(&Document::read(&input.text, input.format), &options);
        let mut audited = Audited { input, audit, known: 0 };
        if let Some(baseline) = &mut baseline {
            audited.known = baseline.take_known(&audited.input.name, &mut audited.audit.findings);
            known += audited.known;
        }
        found |= audited.audit.findings.iter().any(|finding| fails(finding.level, args.fail_on));
        if is_one_document(args.format) {
            kept.push(audited);
            return Ok(());
        }
        if !std::mem::take(&mut first) && matches!(args.format, AuditFormat::Text | AuditFormat::Markdown) {
            writeln!(out)?;
        }
        write_audit(&audited.report(), args, common, out)
    })?;
    let reports: Vec<Report<'_>> = kept.iter().map(Audited::report).collect();
    match args.format {
        AuditFormat::Sarif => out.write_all(sarif::audits(&reports).as_bytes())?,
        AuditFormat::Junit => {
            let fails = if args.fail_on == FailOn::Note { Level::Note } else { Level::Warning };
            out.write_all(junit::audits(&reports, fails).as_bytes())?;
        }
        AuditFormat::Checkstyle => out.write_all(checkstyle::audits(&reports).as_bytes())?,
        _ => {}
    }
    // Text and Markdown say it themselves.
    if known > 0 && !matches!(args.format, AuditFormat::Text | AuditFormat::Markdown) {
        let findings = if known == 1 { "finding" } else { "findings" };
        note(common, &format!("{known} known {findings} left out"));
    }
    // What could not be read outweighs what was found.
    Ok(status.max(if found { Status::Found } else { Status::Done }))
}

fn fails(level: Level, limit: FailOn) -> bool {
    match limit {
        FailOn::Note => true,
        FailOn::Warning => level >= Level::Warning,
        FailOn::Never => false,
    }
}

fn is_one_document(format: AuditFormat) -> bool {
    matches!(format, AuditFormat::Sarif | AuditFormat::Junit | AuditFormat::Checkstyle)
}

/// Writes an audit in a format that goes file by file.
fn write_audit(report: &Report<'_>, args: &Audit, common: &Common, out: &mut dyn Write) -> Result<()> {
    match args.format {
        AuditFormat::Text => out.write_all(text::audit(report, args.top).as_bytes())?,
        AuditFormat::Markdown => out.write_all(markdown::audit(report, args.top).as_bytes())?,
        AuditFormat::Github => out.write_all(github::audit(report).as_bytes())?,
        AuditFormat::Unix => out.write_all(unix::audit(report).as_bytes())?,
        AuditFormat::Json => {
            let audit = json::Audit::new(report.audit, report.source, common.offsets.into());
            serde_json::to_writer(&mut *out, &FileAudit { file: report.name, audit })?;
            writeln!(out)?;
        }
        AuditFormat::Jsonl => {
            for row in json::FindingRow::all(report, common.offsets.into()) {
                serde_json::to_writer(&mut *out, &row)?;
                writeln!(out)?;
            }
        }
        AuditFormat::Sarif | AuditFormat::Junit | AuditFormat::Checkstyle => {
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
}
