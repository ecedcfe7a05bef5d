//! Workflow commands of GitHub Actions, which become annotations of a pull request.
//!
//! ```
//! use nutgraf::render::{Report, github};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! let shown = github::audit(&report);
//! assert!(shown.starts_with("::notice file=wall.txt,line=1,endLine=1,col=10,endColumn=15,title=echoed-word::"));
//! ```

use std::fmt::Write;

use super::Report;
use super::report::{Region, advised_with_places};
use super::visible;
use crate::audit::Level;
use crate::span::LineIndex;

/// A command for each finding: `::warning file=…,line=…,endLine=…,col=…,endColumn=…,title=RULE::MESSAGE`.
///
/// Not one for each occurrence: a step may show only ten annotations of a level, and one phrase would use them up.
/// The message names the other lines. A last one counts the findings that the audit left out.
pub fn audit(report: &Report<'_>) -> String {
    let mut out = String::new();
    let lines = LineIndex::new(report.source);
    for finding in &report.audit.findings {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let _ = write!(out, "::{command} file={}", property(report.name));
        if let Some(region) = Region::of(finding, &lines) {
            let Region { line, column, end_line, end_column } = region;
            let _ = write!(out, ",line={line},endLine={end_line}");
            // The runner drops columns that are not of one line.
            if line == end_line {
                let _ = write!(out, ",col={column},endColumn={end_column}");
            }
        }
        let title = property(finding.rule.name());
        let _ = writeln!(out, ",title={title}::{}", data(&advised_with_places(finding, &lines)));
    }
    if let Some(left_out) = report.left_out() {
        let _ = writeln!(out, "::notice file={}::{}", property(report.name), data(&left_out));
    }
    out
}

/// The message of a command: what would end it is escaped, and what else is no text made visible.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible::line(&escaped).into_owned()
}

/// A property of a command: what would end it or the properties is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::report::samples;
    use super::*;
    use crate::{AuditRule, Span};

    #[test]
    fn what_ends_a_command_is_escaped() {
        let mut document = samples::empty();
        let level = Level::Note;
        document.findings.push(samples::finding(
            AuditRule::EchoedWord,
            level,
            "50 %\n::error::x",
            &[Span::new(2, 5)],
        ));
        document.findings.push(samples::finding(
            AuditRule::EchoedWord,
            Level::Error,
            "x",
            &[Span::new(0, 5)],
        ));
        assert_eq!(
            audit(&Report::new("a:b,c%.md", "a\nbcd", &document)),
            "::notice file=a%3Ab%2Cc%25.md,line=2,endLine=2,col=1,endColumn=4,title=echoed-word::\
             50 %25%0A::error::x; 50 %25%0A::error::x\n\
             ::error file=a%3Ab%2Cc%25.md,line=1,endLine=2,title=echoed-word::x; x\n"
        );
    }

    proptest! {
        #[test]
        fn each_finding_is_one_command((name, source, findings) in samples::drafts()) {
            let mut document = samples::empty();
            document.findings = findings;
            let commands = audit(&Report::new(&name, &source, &document));
            prop_assert_eq!(commands.split_terminator(['\n', '\r']).count(), document.findings.len());
            for (command, finding) in commands.lines().zip(&document.findings) {
                let (properties, message) = command[2..].split_once("::").unwrap();
                prop_assert!(!properties.contains(':'));
                let back = message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
                prop_assert!(visible::line(&back).starts_with(visible::line(&finding.message).as_ref()));
                prop_assert_eq!(&visible::line(&command[2..]), &command[2..]);
            }
        }
    }
}
