//! Writes a page for the browser with the summary and the audit of a draft.
//!
//!     cargo run --example report -- corpora/flood-wall.txt > report.html

#![allow(clippy::print_stdout, reason = "a program prints")]

use nutgraf::render::Report;
use nutgraf::render::html::{self, AuditPage, SummaryPage};
use nutgraf::{Analyzer, AuditOptions, Auditor, Budget, Document, summarize_documents};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: report FILE")?;
    let source = std::fs::read_to_string(&path)?;
    let documents = [Document::plain(&source)];
    let mut analyzer = Analyzer::new();
    let summary = summarize_documents(&mut analyzer, &documents, 3);
    // The slider shows as many sentences as there are.
    let ranked = summarize_documents(&mut analyzer, &documents, Budget::Sentences(usize::MAX));
    let options = AuditOptions::new().topic(true).full_checklist(true);
    let audit = Auditor::new().audit(&documents[0], &options);
    let page = html::report(
        &SummaryPage::new(&path, &documents[0], &summary, &ranked),
        &AuditPage::new(Report::new(&path, &source, &audit), &documents[0], &options.limits),
    );
    println!("{page}");
    Ok(())
}
