//! Two versions of a draft: what changed in its measures, its phrases, its findings and its sentences.
//!
//! Linear in both, and `O(n log n)` as audits are.

use std::cmp::Reverse;
use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::fold::Folder;
use super::measures::percent;
use super::words;
use super::{Audit, AuditOptions, Auditor, Finding, compare};
use crate::document::{Document, unwrap_lines};
use crate::span::Span;

/// The longest phrases that are compared, in words, and the least occurrences in one of the versions.
const MOST_WORDS: usize = 4;
const LEAST_COUNT: usize = 3;

/// How many phrases are listed at most.
const LISTED: usize = 100;

/// What changed from one version of a draft to another.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The audit of the old version.
    pub old: Audit,
    /// The audit of the new one.
    pub new: Audit,
    /// Measures of both.
    pub measures: Vec<ChangedMeasure>,
    /// Words and phrases whose number of occurrences changed and was three or more in one of them, the greatest change first.
    pub phrases: Vec<ChangedPhrase>,
    /// What became of each finding, those of the old version first, in its order.
    pub findings: Vec<ChangedFinding>,
    /// The sentences of prose that only the old version has, as places in its source.
    pub removed: Vec<(String, Span)>,
    /// Those that only the new version has.
    pub added: Vec<(String, Span)>,
}

/// A measure of both versions.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangedMeasure {
    /// What is measured.
    pub name: &'static str,
    /// Of the old version.
    pub before: f64,
    /// Of the new one.
    pub after: f64,
}

/// A word or phrase of both versions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangedPhrase {
    /// As it is written first.
    pub text: String,
    /// Its words.
    pub words: usize,
    /// Its occurrences in the old version and in the new one.
    pub counts: (usize, usize),
    /// The same for 100 words.
    pub densities: (f64, f64),
}

/// A finding of one version or of both.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangedFinding {
    /// The finding: of the new version, if that has it.
    pub finding: Finding,
    /// What became of it.
    pub change: FindingChange,
    /// How many places it had and has.
    pub places: (usize, usize),
    /// What was measured, if the rule has a limit.
    pub values: (Option<f64>, Option<f64>),
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingChange {
    /// The new version does not have it.
    Fixed,
    /// Only the new version has it.
    New,
    /// Both have it, and it is less severe now, or of fewer places.
    Better,
    /// Both have it, and it is more severe now, or of more places.
    Worse,
    /// Both have it as it was.
    Same,
}

impl FindingChange {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            FindingChange::Fixed => "fixed",
            FindingChange::New => "new",
            FindingChange::Better => "better",
            FindingChange::Worse => "worse",
            FindingChange::Same => "same",
        }
    }
}

impl Difference {
    /// Whether something is worse: a finding is new, or is more severe or of more places than it was.
    pub fn is_worse(&self) -> bool {
        self.findings.iter().any(|found| matches!(found.change, FindingChange::New | FindingChange::Worse))
    }
}

impl Auditor {
    /// Audits two versions of a draft by the same options, and says what changed. Both are read as the language of the new one, unless
    /// one is given.
    pub fn diff(&mut self, old: &Document<'_>, new: &Document<'_>, options: &AuditOptions) -> Difference {
        let new_audit = self.audit(new, options);
        let mut options = options.clone();
        options.language = Some(new_audit.language);
        let old_audit = self.audit(old, &options);
        let documents = [old.clone(), new.clone()];
        let (phrases, [removed, added]) =
            self.changes(&documents, &options, (old_audit.words, new_audit.words));
        Difference {
            measures: measures(&old_audit, &new_audit),
            phrases,
            findings: findings(&old_audit, &new_audit),
            removed,
            added,
            old: old_audit,
            new: new_audit,
        }
    }

    /// The phrases whose counts changed, and the sentences that only one version has.
    fn changes(
        &mut self,
        documents: &[Document<'_>; 2],
        options: &AuditOptions,
        totals: (usize, usize),
    ) -> (Vec<ChangedPhrase>, [Vec<(String, Span)>; 2]) {
        let analysis = self.analyzer.analyze(documents, options.language);
        let folder = Folder::among(&mut self.folders, analysis.language());
        let mut words = words::words(&analysis, folder);
        words::restore_accents(&analysis, &mut words, &[], folder);
        let mut changed: Vec<(usize, usize, [usize; 2])> = Vec::new();
        compare::pairs(&analysis, &words, MOST_WORDS, |first, size, counts| {
            if counts[0] != counts[1] && counts[0].max(counts[1]) >= LEAST_COUNT {
                changed.push((first, size, counts));
            }
        });
        // The longest phrase of the same change first: those inside it say the same again.
        changed.sort_by_key(|(first, size, counts)| {
            (Reverse(counts[0].abs_diff(counts[1])), Reverse(*size), *first)
        });
        let mut told: FxHashMap<(u32, [usize; 2]), ()> = FxHashMap::default();
        let mut phrases = Vec::new();
        for (first, size, counts) in changed {
            let run = &words[first..first + size];
            let is_told = run.iter().all(|word| told.contains_key(&(word.folded.key, counts)));
            for word in run {
                told.insert((word.folded.key, counts), ());
            }
            if is_told || phrases.len() == LISTED {
                continue;
            }
            let document = analysis.sentences()[run[0].sentence as usize].document;
            let span = Span { start: run[0].span.start, end: run[size - 1].span.end };
            phrases.push(ChangedPhrase {
                text: unwrap_lines(span.of(documents[document].text())).into_owned(),
                words: size,
                counts: (counts[0], counts[1]),
                densities: (percent(counts[0], totals.0), percent(counts[1], totals.1)),
            });
        }
        // Sentences are the same if their words are, whatever their spaces.
        let sentences = analysis.sentences().iter().filter(|sentence| sentence.kind.is_prose());
        let said = |sentence: &crate::analysis::Sentence| {
            let text = analysis.readable_text(sentence);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let read: Vec<(usize, String, Span)> = sentences
            .map(|sentence| {
                let document = &documents[sentence.document];
                (sentence.document, said(sentence), document.source_span(sentence.span))
            })
            .collect();
        let only = |of: usize| {
            let mut other: HashMap<&str, usize> = HashMap::new();
            for (_, text, _) in read.iter().filter(|(document, ..)| *document != of) {
                *other.entry(text).or_default() += 1;
            }
            let mut own = Vec::new();
            for (_, text, span) in read.iter().filter(|(document, ..)| *document == of) {
                match other.get_mut(text.as_str()).filter(|count| **count > 0) {
                    Some(count) => *count -= 1,
                    None => own.push((text.clone(), *span)),
                }
            }
            own
        };
        (phrases, [only(0), only(1)])
    }
}

fn measures(old: &Audit, new: &Audit) -> Vec<ChangedMeasure> {
    let mut measures = Vec::new();
    let mut add = |name, before: f64, after: f64| measures.push(ChangedMeasure { name, before, after });
    add("words", old.words as f64, new.words as f64);
    add("sentences", old.measures.sentences as f64, new.measures.sentences as f64);
    add("paragraphs", old.paragraphs as f64, new.paragraphs as f64);
    add("words per sentence", old.measures.words_per_sentence, new.measures.words_per_sentence);
    if let (Some(before), Some(after)) = (old.measures.readability, new.measures.readability) {
        add(after.formula, before.score, after.score);
    }
    add("family coverage, %", old.measures.family_coverage, new.measures.family_coverage);
    add("score, %", old.measures.score, new.measures.score);
    add("sales words, %", old.measures.sales_share, new.measures.sales_share);
    add("reading minutes", old.measures.reading_minutes, new.measures.reading_minutes);
    add("findings", old.findings.len() as f64, new.findings.len() as f64);
    measures
}

/// What became of the findings: those of the same rule and subject are the same.
fn findings(old: &Audit, new: &Audit) -> Vec<ChangedFinding> {
    let mut now: HashMap<u64, Vec<&Finding>> = HashMap::new();
    for finding in new.findings.iter().rev() {
        now.entry(finding.fingerprint()).or_default().push(finding);
    }
    let value = |finding: &Finding| finding.judged.map(|judged| judged.value);
    let mut changed: Vec<ChangedFinding> = Vec::new();
    for before in &old.findings {
        let after = now.get_mut(&before.fingerprint()).and_then(Vec::pop);
        changed.push(match after {
            None => ChangedFinding {
                finding: before.clone(),
                change: FindingChange::Fixed,
                places: (before.occurrences.len(), 0),
                values: (value(before), None),
            },
            Some(after) => ChangedFinding {
                finding: after.clone(),
                change: change(before, after),
                places: (before.occurrences.len(), after.occurrences.len()),
                values: (value(before), value(after)),
            },
        });
    }
    let left: Vec<&Finding> = now.into_values().flatten().collect();
    let fresh = new.findings.iter().filter(|finding| left.iter().any(|other| std::ptr::eq(*other, *finding)));
    changed.extend(fresh.map(|finding| ChangedFinding {
        finding: finding.clone(),
        change: FindingChange::New,
        places: (0, finding.occurrences.len()),
        values: (None, value(finding)),
    }));
    changed
}

/// Whether a finding is better or worse: by its level, then by how far it is from its limit, then by its places.
fn change(before: &Finding, after: &Finding) -> FindingChange {
    let distance =
        |finding: &Finding| finding.judged.map_or(0.0, |judged| (judged.value - judged.limit).abs());
    // Shown with one decimal: less is no difference to a reader.
    let rounded = |finding: &Finding| (10.0 * distance(finding)).round() as i64;
    let of = |finding: &Finding| (finding.level, rounded(finding), finding.occurrences.len());
    match of(after).cmp(&of(before)) {
        std::cmp::Ordering::Less => FindingChange::Better,
        std::cmp::Ordering::Greater => FindingChange::Worse,
        std::cmp::Ordering::Equal => FindingChange::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str) -> Difference {
        Auditor::new().diff(&Document::plain(old), &Document::plain(new), &AuditOptions::new())
    }

    #[test]
    fn fewer_places_are_progress_and_more_are_not() {
        let draft =
            |times: usize| format!("We like it here. {}", "Ask the garden tool rental now. ".repeat(times));
        let of = |found: &Difference| {
            let finding =
                found.findings.iter().find(|found| found.finding.rule == crate::AuditRule::OverusedPhrase);
            finding.map(|found| (found.change, found.places))
        };
        let padding =
            "The bridge stays closed until the river falls. Nobody knows when that will be. ".repeat(4);
        let (long, short) = (draft(24), draft(13) + &padding);
        assert_eq!(of(&diff(&long, &short)), Some((FindingChange::Better, (24, 13))));
        assert_eq!(of(&diff(&short, &long)), Some((FindingChange::Worse, (13, 24))));
        assert!(diff(&short, &long).is_worse());
        assert_eq!(of(&diff(&long, "A bridge.")), Some((FindingChange::Fixed, (24, 0))));
        assert_eq!(of(&diff("A bridge.", &long)), Some((FindingChange::New, (0, 24))));
        let same = diff(&long, &long);
        assert!(!same.is_worse() && same.phrases.is_empty() && same.added.is_empty());
    }

    #[test]
    fn sentences_and_phrases_that_changed_are_listed_once() {
        let old = "The old pier is closed. The old pier has sunk. Who pays for the old pier? Nobody knows.";
        let new = "The pier is closed. The old pier has\nsunk. Nobody knows. Nobody knows.";
        let found = diff(old, new);
        let texts = |list: &[(String, Span)]| list.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&found.removed), ["The old pier is closed.", "Who pays for the old pier?"]);
        assert_eq!(texts(&found.added), ["The pier is closed.", "Nobody knows."]);
        let phrases: Vec<_> =
            found.phrases.iter().map(|phrase| (phrase.text.as_str(), phrase.counts)).collect();
        assert_eq!(phrases, [("old pier", (3, 1)), ("pier", (3, 2))]);
    }
}
