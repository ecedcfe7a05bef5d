//! Lines as compilers print them, for editors to jump along.
//!
//! ```
//! use nutgraf::render::{Report, unix};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! assert_eq!(
//!     unix::audit(&report),
//!     "wall.txt:1:10: note: \"is is\" repeats a word; remove one of them [echoed-word]\n"
//! );
//! ```

use std::fmt::Write;

use super::report::advised_with_places;
use super::{Report, visible};
use crate::order::Arrange;
use crate::span::LineIndex;

/// `FILE:LINE:COLUMN: LEVEL: MESSAGE [RULE]`, a line for each finding, in the order of their places: a finding stands at the
/// occurrence to change first, one without any at `FILE:1:1`. The message names the lines of the others.
///
/// Findings that the audit left out are counted in a line at `FILE:1:1`.
pub fn audit(report: &Report<'_>) -> String {
    let mut out = String::new();
    let lines = LineIndex::new(report.source);
    let name = visible::line(report.name);
    // The one to change first, as in other formats: the message names the lines of the others.
    let first =
        |finding: &crate::audit::Finding| finding.occurrences.first().map(|occurrence| occurrence.span.start);
    let mut findings: Vec<_> = report.audit.findings.iter().collect();
    findings.arrange_by_key(|finding| first(finding));
    for finding in findings {
        let place = lines.locate(first(finding).unwrap_or(0));
        let message = advised_with_places(finding, &lines);
        let message = visible::line(&message);
        let _ = writeln!(out, "{name}:{place}: {}: {message} [{}]", finding.level, finding.rule);
    }
    if let Some(left_out) = report.left_out() {
        let _ = writeln!(out, "{name}:1:1: note: {left_out}");
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::report::samples;
    use super::*;

    proptest! {
        #[test]
        fn each_finding_has_one_line_in_the_order_of_places((name, source, findings) in samples::drafts()) {
            let mut document = samples::empty();
            let first = |finding: &crate::audit::Finding| {
                let start = finding.occurrences.first().map(|occurrence| occurrence.span.start);
                start.map_or((1, 1), |at| LineIndex::new(&source).place(at))
            };
            let mut expected: Vec<(usize, usize)> = findings.iter().map(first).collect();
            expected.sort();
            document.findings = findings;
            let shown = visible::line(&name).into_owned();
            let lines = audit(&Report::new(&name, &source, &document));
            let place = |line: &str| {
                let mut parts = line.strip_prefix(shown.as_str()).unwrap_or_default().split(':').skip(1);
                let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
                (number(), number())
            };
            let found: Vec<(usize, usize)> = lines.split_terminator('\n').map(place).collect();
            prop_assert_eq!(found, expected);
            prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
