//! GitLab's code quality report, in JSON: <https://docs.gitlab.com/ci/testing/code_quality/>.
//!
//! ```
//! use nutgraf::render::{Report, gitlab};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! assert!(gitlab::audits(&[report]).contains(r#""check_name": "echoed-word""#));
//! ```

use std::collections::HashMap;

use serde::Serialize;

use super::report::{Region, advised_with_places};
use super::{Report, visible};
use crate::audit::{Finding, Level};
use crate::span::LineIndex;

/// All reports as one array, ending in a line break: an entry for each finding, at its first place. Its message names the
/// lines of the others. Findings that an audit left out have an entry for all of them.
///
/// A merge request shows which entries are new by their fingerprints, which therefore hold the file, the rule and the
/// subject, and no line.
pub fn audits(reports: &[Report<'_>]) -> String {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut issues = Vec::new();
    for report in reports {
        let lines = LineIndex::new(report.source);
        for finding in &report.audit.findings {
            issues.push(Issue::new(report.name, finding, &lines, &mut known));
        }
        if let Some(left_out) = report.left_out() {
            issues.push(Issue {
                description: left_out,
                check_name: "nutgraf",
                fingerprint: hash(&[report.name, "left out"]),
                severity: "info",
                location: Location { path: path(report.name), lines: Lines { begin: 1, end: 1 } },
            });
        }
    }
    let issues = serde_json::to_string_pretty(&issues).expect("text and numbers are JSON");
    visible::json(&issues).into_owned() + "\n"
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl<'a> Issue<'a> {
    fn new(
        name: &'a str,
        finding: &'a Finding,
        lines: &LineIndex<'_>,
        known: &mut HashMap<String, usize>,
    ) -> Issue<'a> {
        let (begin, end) = Region::of(finding, lines).map_or((1, 1), |region| (region.line, region.end_line));
        let own = format!("{:016x}", finding.fingerprint());
        let mut fingerprint = hash(&[path(name), &own]);
        // Two findings of the same subject would be one.
        let count = known.entry(fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            fingerprint = hash(&[path(name), &own, &count.to_string()]);
        }
        Issue {
            description: advised_with_places(finding, lines),
            check_name: finding.rule.name(),
            fingerprint,
            severity: match finding.level {
                Level::Error => "critical",
                Level::Warning => "major",
                Level::Note => "minor",
            },
            location: Location { path: path(name), lines: Lines { begin, end } },
        }
    }
}

/// A path from the root of the repository, as GitLab expects it.
fn path(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}

/// FNV-1a of some texts, 64 bits, in hexadecimal digits.
fn hash(parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::report::samples;
    use super::*;

    proptest! {
        #[test]
        fn it_reads_back_with_a_fingerprint_each((name, source, findings) in samples::drafts()) {
            let mut audit = samples::empty();
            audit.findings = findings;
            let report = Report::new(&name, &source, &audit);
            let issues: Vec<Value> = serde_json::from_str(&audits(&[report, report])).unwrap();
            prop_assert_eq!(issues.len(), 2 * audit.findings.len());
            let prints: std::collections::HashSet<String> =
                issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
            prop_assert_eq!(prints.len(), issues.len());
            for issue in &issues {
                prop_assert!(issue["location"]["lines"]["begin"].as_u64() >= Some(1));
                prop_assert!(["critical", "major", "minor"].contains(&issue["severity"].as_str().unwrap()));
            }
        }
    }
}
