//! Audits drafts, prints their findings as a compiler does, and fails if there is a warning.
//!
//!     cargo run --example audit -- "heat pump" draft.txt notes.txt

#![allow(clippy::print_stdout, reason = "a program prints")]

use nutgraf::{AuditOptions, Auditor, Document, Level, LineIndex, Preset};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let keyphrase = args.next().ok_or("usage: audit KEYPHRASE FILE...")?;
    let options = AuditOptions::from(Preset::Seo).keyphrase(keyphrase);
    let mut auditor = Auditor::new();
    let mut has_warning = false;
    for path in args {
        let source = std::fs::read_to_string(&path)?;
        let audit = auditor.audit(&Document::plain(&source), &options);
        let lines = LineIndex::new(&source);
        for finding in &audit.findings {
            let (line, column) =
                finding.occurrences.first().map_or((1, 1), |place| lines.place(place.span.start));
            println!(
                "{path}:{line}:{column}: {}: {} [{}]",
                finding.level.name(),
                finding.message,
                finding.rule
            );
            has_warning |= finding.level >= Level::Warning;
        }
    }
    if has_warning { Err("there are warnings".into()) } else { Ok(()) }
}
