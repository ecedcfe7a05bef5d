//! The findings of an earlier run, which are known and not reported again.

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
    levels: HashMap<Key, BTreeMap<Level, Vec<usize>>>,
    /// The files that it has, each with the rules and fingerprints of its findings.
    files: BTreeMap<String, Vec<(String, String)>>,
}

/// What became of findings that are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many there are.
    pub(crate) known: usize,
    /// How many places they had and have.
    pub(crate) places: (usize, usize),
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
    #[serde(default)]
    occurrences: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    occurrences_left_out: usize,
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

    /// Findings that are known of one file.
    pub(crate) fn of(file: &str, findings: &[Finding]) -> Baseline {
        let mut baseline = Baseline::default();
        for finding in findings {
            let (rule, fingerprint) = (finding.rule.to_string(), fingerprint(finding));
            let known = baseline.files.entry(bare(file).to_string()).or_default();
            known.push((rule.clone(), fingerprint.clone()));
            let levels = baseline.levels.entry(key(file, rule, fingerprint)).or_default();
            levels.entry(finding.level).or_default().push(finding.occurrences.len());
        }
        baseline
    }

    fn add(&mut self, line: &str) -> Result<()> {
        let row: Row = serde_json::from_str(line)?;
        for known in row.findings {
            let level = known.level.parse()?;
            let places = known.occurrences.len() + known.occurrences_left_out;
            let file = self.files.entry(bare(&row.file).to_string()).or_default();
            file.push((known.rule.clone(), known.fingerprint.clone()));
            let levels = self.levels.entry(key(&row.file, known.rule, known.fingerprint)).or_default();
            levels.entry(level).or_default().push(places);
        }
        Ok(())
    }

    /// Takes the findings that are known out of those of a file, and says what became of them. Each entry of the baseline is used
    /// once. A file that the baseline does not have is the one that is gone since and had most of its findings, if there is one.
    pub(crate) fn take_known(&mut self, file: &str, findings: &mut Vec<Finding>) -> Progress {
        let file = self.former_name(file, findings).unwrap_or_else(|| file.to_string());
        let mut known = vec![false; findings.len()];
        let mut progress = Progress::default();
        // The gravest first, each by the least entry that will do: so what is left over is the least grave.
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(findings[*place].level));
        for place in order {
            let finding = &findings[place];
            let key = key(&file, finding.rule.to_string(), fingerprint(finding));
            let Some(levels) = self.levels.get_mut(&key) else { continue };
            let left = levels.range_mut(finding.level..).find(|(_, places)| !places.is_empty());
            if let Some(places) = left.map(|(_, places)| places.remove(0)) {
                known[place] = true;
                progress.known += 1;
                progress.places.0 += places;
                progress.places.1 += finding.occurrences.len();
            }
        }
        let mut known = known.into_iter();
        findings.retain(|_| !known.next().expect("there is one for each finding"));
        progress
    }

    /// What a file was called that is not in the baseline: the one that had most of its findings and is there no more.
    fn former_name(&self, file: &str, findings: &[Finding]) -> Option<String> {
        if self.files.contains_key(bare(file)) || findings.is_empty() {
            return None;
        }
        let own: Vec<(String, String)> =
            findings.iter().map(|finding| (finding.rule.to_string(), fingerprint(finding))).collect();
        let common = |had: &Vec<(String, String)>| had.iter().filter(|finding| own.contains(finding)).count();
        let gone = self.files.iter().filter(|(name, _)| !Path::new(name).exists());
        let most =
            gone.map(|(name, had)| (common(had), name)).filter(|(count, _)| 2 * count >= own.len().min(2));
        // Of several the first by name.
        most.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(one.1))).map(|(_, name)| name.clone())
    }
}

fn fingerprint(finding: &Finding) -> String {
    format!("{:016x}", finding.fingerprint())
}

fn bare(file: &str) -> &str {
    file.strip_prefix("./").unwrap_or(file)
}

/// `./draft.md` is `draft.md`.
fn key(file: &str, rule: String, fingerprint: String) -> Key {
    (bare(file).to_string(), rule, fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Findings of a real audit: their level is set, all else is as it comes.
    fn findings(levels: &[Level]) -> Vec<Finding> {
        let draft = "Ask the garden tool rental. ".repeat(8);
        let audit = nutgraf::audit(&draft, nutgraf::AuditOptions::new());
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
                "occurrences": vec![serde_json::json!({}); finding.occurrences.len() + 5],
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
            (taken.known, now.iter().map(|finding| finding.level).collect::<Vec<_>>())
        };
        assert_eq!(left(&[Note], &[Note, Note], "a.md"), (1, vec![Note]));
        assert_eq!(left(&[Note], &[Warning], "a.md"), (0, vec![Warning]));
        assert_eq!(left(&[Warning], &[Note], "./a.md"), (1, vec![]));
        // `a.md` is gone, so that this is what it became.
        assert_eq!(left(&[Warning], &[Note], "b.md"), (1, vec![]));
        assert_eq!(left(&[Warning, Note], &[Note, Note, Warning], "a.md"), (2, vec![Note]));
        assert_eq!(left(&[], &[Error], "a.md"), (0, vec![Error]));
    }

    #[test]
    fn progress_counts_places_and_a_file_that_is_there_keeps_its_findings() {
        let mut now = findings(&[Level::Note]);
        let count = now[0].occurrences.len();
        let progress = baseline("a.md", &now.clone()).take_known("a.md", &mut now);
        assert_eq!(progress, Progress { known: 1, places: (count + 5, count) });
        let mut now = findings(&[Level::Note]);
        // Tests run in the root of the package.
        assert_eq!(baseline("Cargo.toml", &now.clone()).take_known("b.md", &mut now).known, 0);
    }
}
