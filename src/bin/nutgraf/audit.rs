//! `nutgraf audit`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{json, text};
use nutgraf::{AuditOptions, Auditor, Document, Level, LineIndex};
use serde::Serialize;

use crate::args::{Audit, AuditFormat, Common, FailOn};
use crate::input::{self, Input};
use crate::output::{self, Status};

pub(crate) fn run(args: &Audit, common: &Common) -> Result<Status> {
    let mut options = AuditOptions::new().language(common.lang);
    options.keyphrases = args.keyphrase.iter().map(Into::into).collect();
    let mut auditor = Auditor::new();
    let mut found = false;
    let mut first = true;
    let status = output::for_each(input::paths(&args.files), |path: &PathBuf, out| {
        let input = input::read(path, common)?;
        let audit = auditor.audit(&Document::read(&input.text, input.format), &options);
        found |= audit.findings.iter().any(|finding| fails(finding.level, args.fail_on));
        if !std::mem::take(&mut first) && args.format == AuditFormat::Text {
            writeln!(out)?;
        }
        write_audit(&audit, &input, args, common, out)
    })?;
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

fn write_audit(
    audit: &nutgraf::Audit,
    input: &Input,
    args: &Audit,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    match args.format {
        AuditFormat::Text => write!(out, "{}", text::audit(audit, &input.text, &input.name, args.top))?,
        AuditFormat::Json => {
            let audit = json::Audit::new(audit, &input.text, common.offsets.into());
            serde_json::to_writer(&mut *out, &FileAudit { file: &input.name, audit })?;
            writeln!(out)?;
        }
        AuditFormat::Unix => {
            let lines = LineIndex::new(&input.text);
            for finding in &audit.findings {
                for occurrence in &finding.occurrences {
                    let (line, column) = lines.place(occurrence.span.start);
                    let (level, message, rule) = (finding.level, &finding.message, finding.rule);
                    writeln!(out, "{}:{line}:{column}: {level}: {message} [{rule}]", input.name)?;
                }
            }
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
