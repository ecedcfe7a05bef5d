//! Lines as compilers print them, for editors to jump along.

use std::fmt::Write;

use super::{Report, visible};
use crate::span::LineIndex;

/// `FILE:LINE:COLUMN: LEVEL: MESSAGE [RULE]`, a line for each occurrence; at `FILE:1:1` if a finding has none.
pub fn audit(report: &Report<'_>) -> String {
    let mut out = String::new();
    let lines = LineIndex::new(report.source);
    let name = visible::line(report.name);
    for finding in &report.audit.findings {
        let message = visible::line(&finding.message);
        let mut places: Vec<_> =
            finding.occurrences.iter().map(|occurrence| lines.place(occurrence.span.start)).collect();
        if places.is_empty() {
            places.push((1, 1));
        }
        for (line, column) in places {
            let _ = writeln!(out, "{name}:{line}:{column}: {}: {message} [{}]", finding.level, finding.rule);
        }
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
        fn each_occurrence_has_one_line((name, source, findings) in samples::drafts()) {
            let mut document = samples::empty();
            let places: usize = findings.iter().map(|finding| finding.occurrences.len().max(1)).sum();
            document.findings = findings;
            let lines = audit(&Report::new(&name, &source, &document));
            prop_assert_eq!(lines.split_terminator('\n').count(), places);
            prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
