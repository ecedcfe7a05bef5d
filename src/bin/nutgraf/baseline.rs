//! The findings of an earlier run, which are known and not told again.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::{Finding, Level};
use serde::Deserialize;

use crate::args::Common;
use crate::input;

/// Findings that are known: how many of each level stand in the baseline, by file, rule and fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    levels: HashMap<Key, BTreeMap<Level, usize>>,
}

type Key = (String, String, String);

/// What is read of a line; other fields are of no interest.
#[derive(Deserialize)]
struct Row {
    file: String,
    findings: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    rule: String,
    level: String,
    fingerprint: String,
}

impl Baseline {
    /// Reads the output of `nutgraf audit --format json`.
    pub(crate) fn read(path: &Path, common: &Common) -> Result<Baseline> {
        let name = path.display();
        // Standard input has the drafts, so what is called - here is a file.
        let path = if path == Path::new("-") { Path::new("./-") } else { path };
        let text =
            input::read_text(path, common).with_context(|| format!("cannot read the baseline {name}"))?;
        let mut baseline = Baseline::default();
        for (number, line) in input::filled_lines(&text) {
            baseline.add(line).with_context(|| {
                format!("{name}, line {number}: expected a line that nutgraf audit --format json printed")
            })?;
        }
        Ok(baseline)
    }

    fn add(&mut self, line: &str) -> Result<()> {
        let row: Row = serde_json::from_str(line)?;
        for known in row.findings {
            let level = known.level.parse()?;
            let levels = self.levels.entry(key(&row.file, known.rule, known.fingerprint)).or_default();
            *levels.entry(level).or_default() += 1;
        }
        Ok(())
    }

    /// Takes the findings that are known out of those of a file, and says how many they were. Each entry of the
    /// baseline is used once.
    pub(crate) fn take_known(&mut self, file: &str, findings: &mut Vec<Finding>) -> usize {
        let mut known = vec![false; findings.len()];
        // The gravest first, each by the least entry that will do: so what is left over is the least grave.
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(findings[*place].level));
        for place in order {
            let finding = &findings[place];
            let fingerprint = format!("{:016x}", finding.fingerprint());
            let key = key(file, finding.rule.to_string(), fingerprint);
            let Some(levels) = self.levels.get_mut(&key) else { continue };
            if let Some((_, count)) = levels.range_mut(finding.level..).find(|(_, count)| **count > 0) {
                *count -= 1;
                known[place] = true;
            }
        }
        let mut known = known.into_iter();
        let before = findings.len();
        findings.retain(|_| !known.next().expect("there is one for each finding"));
        before - findings.len()
    }
}

/// `./draft.md` is `draft.md`.
fn key(file: &str, rule: String, fingerprint: String) -> Key {
    (file.strip_prefix("./").unwrap_or(file).to_string(), rule, fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Findings of a real audit: their level is set, all else is as it comes.
    fn findings(levels: &[Level]) -> Vec<Finding> {
        let draft = "Ask the garden tool rental. ".repeat(8);
        let audit = nutgraf::audit(&draft, &nutgraf::AuditOptions::new());
        let first = audit.findings.first().expect("so short a draft is full of it");
        let of = |level: &Level| {
            let mut finding = first.clone();
            finding.level = *level;
            finding
        };
        levels.iter().map(of).collect()
    }

    fn baseline(file: &str, findings: &[Finding]) -> Baseline {
        let known = |finding: &Finding| {
            serde_json::json!({
                "rule": finding.rule.name(),
                "level": finding.level.name(),
                "fingerprint": format!("{:016x}", finding.fingerprint()),
            })
        };
        let known: Vec<_> = findings.iter().map(known).collect();
        let mut baseline = Baseline::default();
        baseline.add(&serde_json::json!({ "file": file, "findings": known }).to_string()).unwrap();
        baseline
    }

    #[test]
    fn an_entry_stands_for_one_finding_that_is_no_graver() {
        use Level::{Error, Note, Warning};
        let left = |known: &[Level], now: &[Level], file: &str| {
            let mut now = findings(now);
            let taken = baseline("a.md", &findings(known)).take_known(file, &mut now);
            (taken, now.iter().map(|finding| finding.level).collect::<Vec<_>>())
        };
        assert_eq!(left(&[Note], &[Note, Note], "a.md"), (1, vec![Note]));
        assert_eq!(left(&[Note], &[Warning], "a.md"), (0, vec![Warning]));
        assert_eq!(left(&[Warning], &[Note], "./a.md"), (1, vec![]));
        assert_eq!(left(&[Warning], &[Note], "b.md"), (0, vec![Note]));
        assert_eq!(left(&[Warning, Note], &[Note, Note, Warning], "a.md"), (2, vec![Note]));
        assert_eq!(left(&[], &[Error], "a.md"), (0, vec![Error]));
    }
}
