//! Lines as compilers print them, for editors to jump along.

use std::fmt::Write;

use super::report::and_more;
use super::{Report, visible};
use crate::span::LineIndex;

/// `FILE:LINE:COLUMN: LEVEL: MESSAGE [RULE]`, a line for each occurrence; at `FILE:1:1` if a finding has none. Only the first
/// has the message, the others say what they are places of.
///
/// Of a thousand occurrences or more in all, some are counted only, in a line at the last one that is listed; so are
/// findings that the audit left out, in a line at `FILE:1:1`.
pub fn audit(report: &Report<'_>) -> String {
    let mut out = String::new();
    let lines = LineIndex::new(report.source);
    let name = visible::line(report.name);
    let listed = report.listed();
    for finding in &report.audit.findings {
        let message = visible::line(&finding.message);
        let subject = visible::line(&finding.subject);
        let (shown, left_out) = listed.split(&finding.occurrences);
        let mut places: Vec<_> = shown.iter().map(|occurrence| lines.locate(occurrence.span.start)).collect();
        if places.is_empty() {
            places.push(lines.locate(0));
        }
        let last = places.last().copied();
        for (number, place) in places.into_iter().enumerate() {
            let _ = match number {
                0 => writeln!(out, "{name}:{place}: {}: {message} [{}]", finding.level, finding.rule),
                _ => writeln!(
                    out,
                    "{name}:{place}: {}: {subject}: place {} of {} [{}]",
                    finding.level,
                    number + 1,
                    finding.occurrences.len(),
                    finding.rule
                ),
            };
        }
        if let Some(place) = last.filter(|_| left_out > 0) {
            let more = and_more(left_out);
            let _ = writeln!(out, "{name}:{place}: {}: {more} [{}]", finding.level, finding.rule);
        }
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
