//! Two versions of a draft: what changed in its measures, its phrases, its findings and its sentences.
//!
//! Linear in both, and `O(n log n)` as audits are.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};

use rustc_hash::FxHashSet;

use super::fold::Folder;
use super::measures::percent;
use super::spelling::Spelling;
use super::words;
use super::{Audit, AuditOptions, AuditRule, Auditor, Finding, Level, compare};
use crate::document::{BlockKind, Document};
use crate::order::Arrange;
use crate::span::Span;

/// The longest phrases that are compared, in words, and the least occurrences in one of the versions: fewer where the other has none.
const MOST_WORDS: usize = 4;
const LEAST_COUNT: usize = 3;
const LEAST_COUNT_BESIDE_NONE: usize = 2;

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
    /// The title, the description and the headings that changed.
    pub fields: Vec<ChangedField>,
    /// Words and phrases whose number of occurrences changed and was three or more in one of them, or two and none in the other; the
    /// greatest change first.
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

/// A title, a description or a heading that is not the same in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangedField {
    /// What it is: `title`, `search title`, `description`, `heading`, or `heading level`, where the texts are `H2 Who pays`.
    pub name: &'static str,
    /// What the old version has; empty where it has none.
    pub before: String,
    /// What the new one has; empty where it has none.
    pub after: String,
}

/// A word or phrase of both versions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangedPhrase {
    /// As it is written inside a sentence.
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
    /// The level of it in each version that has it.
    pub levels: (Option<Level>, Option<Level>),
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingChange {
    /// The new version does not have it.
    Fixed,
    /// Only the new version has it.
    New,
    /// Both have it, and its level is lower now, or what was measured is nearer to its limit; where nothing is measured, it takes a
    /// smaller share of the text, or there are fewer of what each is one too many.
    Better,
    /// The reverse.
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
    /// Whether something is worse: a finding is new, or worse than it was.
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
            fields: fields(old, new),
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
        let folder = Folder::among(&mut self.folders, &analysis);
        let mut words = words::words(&analysis, folder);
        words::restore_accents(&analysis, &mut words, &[], folder);
        let mut changed: Vec<(usize, usize, [usize; 2])> = Vec::new();
        let spelling = Spelling::new(&analysis, &words);
        compare::pairs(&spelling, MOST_WORDS, |first, size, counts| {
            let least = if counts.contains(&0) { LEAST_COUNT_BESIDE_NONE } else { LEAST_COUNT };
            if counts[0] != counts[1] && counts[0].max(counts[1]) >= least {
                changed.push((first, size, counts));
            }
        });
        // The longest phrase of the same change first: those inside it say the same again.
        changed.arrange_by_key(|(first, size, counts)| {
            (Reverse(counts[0].abs_diff(counts[1])), Reverse(*size), *first)
        });
        let mut listed: FxHashSet<(u32, [usize; 2])> = FxHashSet::default();
        let mut phrases = Vec::new();
        for (first, size, counts) in changed {
            let run = &words[first..first + size];
            let is_listed = run.iter().all(|word| listed.contains(&(word.folded.key, counts)));
            listed.extend(run.iter().map(|word| (word.folded.key, counts)));
            if is_listed || phrases.len() == LISTED {
                continue;
            }
            phrases.push(ChangedPhrase {
                text: spelling.of(first, size).into_owned(),
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

/// The title and the description that changed, and the headings that only one version has.
fn fields(old: &Document<'_>, new: &Document<'_>) -> Vec<ChangedField> {
    let one = |name, before: Option<&str>, after: Option<&str>| {
        let [before, after] = [before, after].map(|text| one_line(text.unwrap_or_default()));
        (before != after).then_some(ChangedField { name, before, after })
    };
    let title = one("title", old.title(), new.title());
    let given = |document: &Document<'_>| document.fields().search_title.clone();
    let search_title = one("search title", given(old).as_deref(), given(new).as_deref()).filter(|search| {
        title.as_ref().is_none_or(|title| (&title.before, &title.after) != (&search.before, &search.after))
    });
    let description =
        one("description", old.fields().description.as_deref(), new.fields().description.as_deref());
    let mut changed: Vec<ChangedField> = title.into_iter().chain(search_title).chain(description).collect();
    changed.extend(headings(old, new));
    changed.extend(levels(old, new));
    changed
}

/// The headings that only one version has: those of the old one, then those of the new one.
fn headings(old: &Document<'_>, new: &Document<'_>) -> Vec<ChangedField> {
    let of = |document: &Document<'_>| -> Vec<String> {
        let headings = document.blocks().iter().filter(|block| block.kind == BlockKind::Heading);
        headings.map(|block| one_line(&document.text()[block.content_start..block.span.end])).collect()
    };
    let (old, new) = (of(old), of(new));
    let heading = |before: String, after: String| ChangedField { name: "heading", before, after };
    let removed = only(&old, &new).map(|text| heading(text.clone(), String::new()));
    let mut changed: Vec<ChangedField> = removed.collect();
    changed.extend(only(&new, &old).map(|text| heading(String::new(), text.clone())));
    changed
}

/// The headings of both versions whose level is another one: `H2 Who pays`, `H3 Who pays`. Of headings that say the same, the first is
/// compared with the first.
fn levels(old: &Document<'_>, new: &Document<'_>) -> Vec<ChangedField> {
    let of = |document: &Document<'_>| -> Vec<(String, u8)> {
        let headings = document.fields().headings.iter();
        headings.map(|heading| (one_line(heading.span.of(document.text())), heading.level)).collect()
    };
    let mut before: HashMap<String, VecDeque<u8>> = HashMap::new();
    for (text, level) in of(old) {
        before.entry(text).or_default().push_back(level);
    }
    let mut changed = Vec::new();
    for (text, level) in of(new) {
        let was = before.get_mut(&text).and_then(VecDeque::pop_front).filter(|was| *was != level);
        if let Some(was) = was {
            let [before, after] = [was, level].map(|level| format!("H{level} {text}"));
            changed.push(ChangedField { name: "heading level", before, after });
        }
    }
    changed
}

/// What one list has more often than another.
fn only<'t>(own: &'t [String], other: &[String]) -> impl Iterator<Item = &'t String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in other {
        *counts.entry(text.clone()).or_default() += 1;
    }
    own.iter().filter(move |text| match counts.get_mut(*text).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    })
}

/// A text without line breaks and spaces beside others.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

impl Audit {
    /// What became of each finding of an earlier audit, of another version or by other limits, and which are new.
    pub fn changes_since(&self, old: &Audit) -> Vec<ChangedFinding> {
        findings(old, self)
    }
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
                levels: (Some(before.level), None),
            },
            Some(after) => ChangedFinding {
                finding: after.clone(),
                change: change((before, old.words), (after, new.words)),
                places: (before.occurrences.len(), after.occurrences.len()),
                values: (value(before), value(after)),
                levels: (Some(before.level), Some(after.level)),
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
        levels: (None, Some(finding.level)),
    }));
    changed
}

/// Steps of a hundredth of a limit: less is no difference to a reader, who sees one decimal.
const STEPS: f64 = 100.0;

/// The places of a finding in this many words are the same share of them up to a tenth: one more in ten is a difference. Chosen.
const SAME_SHARE: f64 = 0.1;

/// Whether a finding is better or worse: by its level, then by how far what was measured is from its limit. Most of what is
/// measured is a share of the words, so a draft that doubled and says a phrase as often as before is better, and one that says it
/// less often in far fewer words may be worse. Where nothing is measured, repeats count by the words that they stand in, and what
/// is wrong each time, as an image without a text, one by one.
fn change(before: (&Finding, usize), after: (&Finding, usize)) -> FindingChange {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let ((old, old_words), (new, new_words)) = (before, after);
    let distance = |finding: &Finding| {
        let judged = finding.judged?;
        let of_limit = (judged.value - judged.limit).abs() / judged.limit.abs().max(f64::MIN_POSITIVE);
        Some((STEPS * of_limit).round())
    };
    let order = new.level.cmp(&old.level).then_with(|| match (distance(old), distance(new)) {
        (Some(old), Some(new)) => new.total_cmp(&old),
        _ if is_share(new.rule) => {
            let share = |finding: &Finding, words: usize| percent(finding.occurrences.len(), words);
            let (old, new) = (share(old, old_words), share(new, new_words));
            match (new - old).abs() <= SAME_SHARE * old.max(new) {
                true => Equal,
                false => new.total_cmp(&old),
            }
        }
        _ => new.occurrences.len().cmp(&old.occurrences.len()),
    });
    match order {
        Less => FindingChange::Better,
        Greater => FindingChange::Worse,
        Equal => FindingChange::Same,
    }
}

/// Whether more places of a rule may be no more than a longer text has.
fn is_share(rule: AuditRule) -> bool {
    use AuditRule::*;
    matches!(
        rule,
        OverusedPhrase
            | OverusedWord
            | KeyphraseOverused
            | SameOpening
            | EchoedWord
            | CloseEcho
            | PetWord
            | FrequentOpening
    )
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
        // As often in twice the words is better, and less often in far fewer words is not.
        let twice = draft(24) + &padding.repeat(3);
        assert_eq!(of(&diff(&long, &twice)), Some((FindingChange::Better, (24, 24))));
        assert_eq!(of(&diff(&twice, &draft(20))), Some((FindingChange::Worse, (24, 20))));
        assert!(diff(&short, &long).is_worse());
        assert_eq!(of(&diff(&long, "A bridge.")), Some((FindingChange::Fixed, (24, 0))));
        assert_eq!(of(&diff("A bridge.", &long)), Some((FindingChange::New, (0, 24))));
        let same = diff(&long, &long);
        assert!(!same.is_worse() && same.phrases.is_empty() && same.added.is_empty());
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn titles_and_headings_are_compared_and_what_fell_to_none_is_listed() {
        let old =
            "# The old pier\n\n## Costs\n\nThe pier has a crane. The crane is old.\n\n## Why\n\nIt fell.\n";
        let new = "# The new pier\n\n## Costs\n\nThe pier is old.\n\n## Who pays\n\nIt fell.\n";
        let found =
            Auditor::new().diff(&Document::markdown(old), &Document::markdown(new), &AuditOptions::new());
        let fields: Vec<(&str, &str, &str)> = found
            .fields
            .iter()
            .map(|field| (field.name, field.before.as_str(), field.after.as_str()))
            .collect();
        assert_eq!(
            fields,
            [("title", "The old pier", "The new pier"), ("heading", "Why", ""), ("heading", "", "Who pays"),]
        );
        let phrases: Vec<(&str, (usize, usize))> =
            found.phrases.iter().map(|phrase| (phrase.text.as_str(), phrase.counts)).collect();
        assert_eq!(phrases, [("crane", (2, 0))]);
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn headings_that_moved_to_another_level_are_named() {
        let fields = |old: &str, new: &str| -> Vec<[String; 3]> {
            let [old, new] = [old, new].map(Document::markdown);
            let found = Auditor::new().diff(&old, &new, &AuditOptions::new());
            found
                .fields
                .into_iter()
                .map(|field| [field.name.to_string(), field.before, field.after])
                .collect()
        };
        let old = "# Pier\n\n## Costs\n\nMuch.\n\n## Notes\n\nOne.\n\n## Notes\n\nTwo.\n";
        let new = "# Pier\n\n## Costs\n\nMuch.\n\n## Notes\n\nOne.\n\n### Notes\n\nTwo.\n";
        assert_eq!(fields(old, new), [["heading level", "H2 Notes", "H3 Notes"]]);
        assert_eq!(fields(new, old), [["heading level", "H3 Notes", "H2 Notes"]]);
        assert!(fields(old, old).is_empty());
    }

    #[test]
    fn what_is_wrong_each_time_counts_one_by_one() {
        let mut options = AuditOptions::new();
        options.set(AuditRule::Placeholder, crate::Setting::On);
        let text = |todos: usize, sentences: usize| {
            format!("{}{}", "Ask about TODO. ".repeat(todos), "The bridge stays closed. ".repeat(sentences))
        };
        let change = |old: &str, new: &str| {
            let found = Auditor::new().diff(&Document::plain(old), &Document::plain(new), &options);
            let rule = AuditRule::Placeholder;
            found
                .findings
                .iter()
                .find(|found| found.finding.rule == rule)
                .map(|found| (found.change, found.levels))
        };
        let levels = (Some(Level::Warning), Some(Level::Warning));
        assert_eq!(change(&text(2, 5), &text(2, 50)), Some((FindingChange::Same, levels)));
        assert_eq!(change(&text(2, 5), &text(3, 50)), Some((FindingChange::Worse, levels)));
        assert_eq!(change(&text(2, 5), &text(1, 1)), Some((FindingChange::Better, levels)));
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
