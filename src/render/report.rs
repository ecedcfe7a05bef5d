//! What the formats of audits have in common.

use std::fmt;

use crate::audit::{Audit, Finding, Level, Occurrence};
use crate::document::{Block, Document, Role};
use crate::span::{LineIndex, Span};

/// So many characters of a block show what it is: with wide ones, a line of the narrowest terminal has room for them.
const EXAMPLE: usize = 24;

/// The blocks of one role that no summary is chosen from.
pub(super) struct LeftOut {
    pub(super) role: Role,
    pub(super) blocks: usize,
    /// How the first of them begins, with a mark of omission if it goes on.
    pub(super) first: String,
}

impl LeftOut {
    /// Those of some documents, in the order of [`Role::ALL`].
    pub(super) fn of(documents: &[Document<'_>]) -> impl Iterator<Item = LeftOut> {
        Role::ALL.into_iter().filter(|role| !role.is_prose()).filter_map(|role| {
            let has_role = |block: &&Block| block.role == role;
            let of = |document: &Document<'_>| document.blocks().iter().filter(has_role).count();
            let first = documents.iter().find_map(|document| {
                let block = document.blocks().iter().find(has_role)?;
                Some(block.span.of(document.text()))
            })?;
            let begins: String = first.chars().take(EXAMPLE).collect();
            let dots = if begins.len() < first.len() { "…" } else { "" };
            let first = format!("{}{dots}", begins.trim_end());
            Some(LeftOut { role, blocks: documents.iter().map(of).sum(), first })
        })
    }
}

/// An audit to be written down: whose it is, and the source that its spans lead into.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Report<'a> {
    /// What the draft is called: its path, or what stands for one.
    pub name: &'a str,
    /// The source that was audited.
    pub source: &'a str,
    /// What was found in it.
    pub audit: &'a Audit,
    /// How many findings were taken out of the audit because they are known.
    pub known: usize,
    /// How many places those had when they became known, and how many they have.
    pub places: (usize, usize),
}

impl<'a> Report<'a> {
    /// A report without known findings.
    pub fn new(name: &'a str, source: &'a str, audit: &'a Audit) -> Report<'a> {
        Report { name, source, audit, known: 0, places: (0, 0) }
    }

    /// Says how many findings were taken out because they are known.
    pub fn known(mut self, known: usize) -> Report<'a> {
        self.known = known;
        self
    }

    /// Says how many places the known findings had and have.
    pub fn progress(mut self, places: (usize, usize)) -> Report<'a> {
        self.places = places;
        self
    }

    /// What is said of known findings: `2 known`, and where their places changed, `2 known (24 to 13 places)`.
    fn known_findings(&self) -> String {
        match self.places {
            (before, after) if before != after => {
                format!("{} known ({before} to {after} places)", self.known)
            }
            _ => format!("{} known", self.known),
        }
    }

    /// How many findings there are of each level: `1 warning, 2 notes`, or `no findings`; then those that the audit
    /// left out, and known ones last.
    pub fn verdict(&self) -> String {
        let mut parts: Vec<String> =
            self.counts().iter().map(|(count, level)| counted(*count, level.name())).collect();
        parts.extend(self.left_out());
        match (parts.is_empty(), self.known) {
            (true, 0) => parts.push("no findings".into()),
            (true, _) => parts.push(format!("nothing new, {}", self.known_findings())),
            (false, 0) => {}
            (false, _) => parts.push(self.known_findings()),
        }
        parts.join(", ")
    }

    /// How long the draft is, and its language: `943 words, 7 paragraphs, English`.
    pub fn measure(&self) -> String {
        let (words, paragraphs) = (self.audit.words, self.audit.paragraphs);
        format!(
            "{}, {}, {}",
            counted(words, "word"),
            counted(paragraphs, "paragraph"),
            self.audit.language.name()
        )
    }

    /// What is said of findings that the audit left out, if it did: `900 more findings left out`.
    pub(super) fn left_out(&self) -> Option<String> {
        let count = self.audit.left_out;
        (count > 0).then(|| format!("{} left out", counted(count, "more finding")))
    }

    /// How many places each finding may list where a format lists them all: of a draft at most [`MOST_LISTED`].
    #[cfg(feature = "json")]
    pub(super) fn listed(&self) -> Listed {
        Listed::of(self.audit.findings.iter().map(|finding| finding.occurrences.len()), MOST_LISTED)
    }

    /// How many findings there are of each level that has any, the gravest first.
    pub(super) fn counts(&self) -> Vec<(usize, Level)> {
        let count = |level| self.audit.findings.iter().filter(|finding| finding.level == level).count();
        let counts = [Level::Error, Level::Warning, Level::Note].map(|level| (count(level), level));
        counts.into_iter().filter(|(count, _)| *count > 0).collect()
    }
}

/// The most places of one draft that a format lists which lists them all, for a program to read. Chosen: a place takes up
/// to 500 bytes, in SARIF.
#[cfg(feature = "json")]
const MOST_LISTED: usize = 1_000;

/// A number of places that nothing may list more of. One that has fewer leaves its room to the others.
#[derive(Clone, Copy, Debug)]
#[cfg(any(feature = "json", test))]
pub(super) struct Listed {
    most: usize,
}

#[cfg(any(feature = "json", test))]
impl Listed {
    /// The greatest number under which all together list at most `total`; but each lists one.
    pub(super) fn of(counts: impl Iterator<Item = usize>, total: usize) -> Listed {
        let mut counts: Vec<usize> = counts.collect();
        counts.sort_unstable();
        let (mut room, mut waiting) = (total, counts.len());
        for count in counts {
            let share = room / waiting;
            if count > share {
                return Listed { most: share.max(1) };
            }
            room -= count;
            waiting -= 1;
        }
        Listed { most: usize::MAX }
    }

    /// Those that are listed, and the number of the others.
    pub(super) fn split<T>(self, places: &[T]) -> (&[T], usize) {
        let listed = places.len().min(self.most);
        (&places[..listed], places.len() - listed)
    }
}

/// What stands behind the last place that is shown: `… and 21 more places`.
pub(super) fn and_more(places: usize) -> String {
    format!("… and {}", counted(places, "more place"))
}

/// A count with its noun: `1 word`, `2 words`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A region of a source, in lines and columns from 1; the end column is the one behind the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Region {
    pub(super) fn new(span: Span, lines: &LineIndex<'_>) -> Region {
        let (line, column) = lines.place(span.start);
        let (end_line, end_column) = lines.place(span.end);
        Region { line, column, end_line, end_column }
    }

    /// Where a finding is to be shown: its first occurrence.
    pub(super) fn of(finding: &Finding, lines: &LineIndex<'_>) -> Option<Region> {
        finding.occurrences.first().map(|occurrence| Region::new(occurrence.span, lines))
    }
}

/// What is unusual, and what to do about it.
pub(super) fn advised(finding: &Finding) -> String {
    match finding.advice.as_str() {
        "" => finding.message.clone(),
        advice => format!("{}; {advice}", finding.message),
    }
}

/// How many lines with further places a message names.
const LINES_NAMED: usize = 8;

/// The findings of several drafts, to be shown in a line: `3 warnings, 5 notes in 3 of 7 files`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    files: usize,
    with_findings: usize,
    /// By level, the least severe first.
    levels: [usize; 3],
    left_out: usize,
}

impl Totals {
    /// Adds the findings of a draft.
    pub fn add(&mut self, audit: &Audit) {
        self.files += 1;
        self.with_findings += usize::from(!audit.findings.is_empty());
        self.left_out += audit.left_out;
        for finding in &audit.findings {
            self.levels[finding.level as usize] += 1;
        }
    }

    /// How many drafts there are.
    pub fn files(&self) -> usize {
        self.files
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of =
            [Level::Error, Level::Warning, Level::Note].map(|level| (self.levels[level as usize], level));
        let found = of.iter().filter(|(count, _)| *count > 0);
        let mut parts: Vec<String> = found.map(|(count, level)| counted(*count, level.name())).collect();
        if self.left_out > 0 {
            parts.push(format!("{} left out", counted(self.left_out, "more finding")));
        }
        let files = counted(self.files, "file");
        match parts.is_empty() {
            true => write!(f, "no findings in {files}"),
            false => write!(f, "{} in {} of {files}", parts.join(", "), self.with_findings),
        }
    }
}

/// The message and the advice of a finding where only its first place is shown: the others are counted, and their lines named.
pub(super) fn advised_with_places(finding: &Finding, lines: &LineIndex<'_>) -> String {
    let others = finding.occurrences.get(1..).unwrap_or_default();
    if others.is_empty() {
        return advised(finding);
    }
    let line = |other: &Occurrence| {
        let place = lines.locate(other.span.start);
        (place.page, place.line)
    };
    let mut named: Vec<(Option<usize>, usize)> = others.iter().map(line).collect();
    named.sort_unstable();
    named.dedup();
    let noun = match (named[0].0, named.len()) {
        (Some(_), _) => "at",
        (None, 1) => "on line",
        (None, _) => "on lines",
    };
    let dots = if named.len() > LINES_NAMED { ", …" } else { "" };
    let name = |(page, line): &(Option<usize>, usize)| match page {
        Some(page) => format!("p{page}:{line}"),
        None => line.to_string(),
    };
    let named: Vec<String> = named.iter().take(LINES_NAMED).map(name).collect();
    format!("{} ({} more {noun} {}{dots})", advised(finding), others.len(), named.join(", "))
}

/// Values for the tests of all formats.
#[cfg(test)]
pub(super) mod samples {
    use proptest::prelude::*;

    use super::*;
    use crate::audit::{AuditOptions, AuditRule, Judged, Occurrence};
    use crate::document::BlockKind;

    /// What breaks a format that does not escape.
    pub(in crate::render) const HOSTILE: &str = "a|b `c` ``d`` <e> & \"f\" 'g' ]]> --> %0A\r\n::error::h\t\u{1}\u{FFFE}\u{1b}[31m @i #1 [j](1) \\ ,:漢🙂";

    /// What breaks a layout: wide, joined, combining and right-to-left characters, and what turns the order.
    pub(in crate::render) const SCRIPTS: &str = "[ a-c\"\n\t漢「。éא-גا-ي٣👩👍🏽❤\u{301}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FE0F}]{0,200}";

    /// An audit without anything, to put findings in.
    pub(in crate::render) fn empty() -> Audit {
        crate::audit::audit("", AuditOptions::new())
    }

    /// A finding that says `text` wherever it says something.
    pub(in crate::render) fn finding(rule: AuditRule, level: Level, text: &str, spans: &[Span]) -> Finding {
        let occurrence = |span: &Span| Occurrence { span: *span, kind: BlockKind::Paragraph, opens: false };
        Finding {
            rule,
            level,
            message: text.into(),
            advice: text.into(),
            subject: text.into(),
            judged: Some(Judged { value: 11.1, limit: 8.0, unit: "% of words", percentile: None }),
            occurrences: spans.iter().map(occurrence).collect(),
            said: Default::default(),
        }
    }

    /// A source, and findings with spans into it.
    pub(in crate::render) fn drafts() -> impl Strategy<Value = (String, String, Vec<Finding>)> {
        let level = prop_oneof![Just(Level::Note), Just(Level::Warning), Just(Level::Error)];
        let text = prop_oneof![Just(HOSTILE.to_string()), "\\PC{0,12}", SCRIPTS, any::<String>()];
        let parts =
            (0..AuditRule::ALL.len(), level, text, prop::collection::vec((0..99usize, 0..99usize), 0..5));
        let source = prop_oneof!["[ a-z\n\r\t漢é🙂]{0,300}", SCRIPTS, any::<String>()];
        (any::<String>(), source, prop::collection::vec(parts, 0..5)).prop_map(|(name, source, parts)| {
            let bound = |at: usize| crate::span::boundary_at_or_before(&source, at * source.len() / 98);
            let span = |(a, b): &(usize, usize)| Span { start: bound(*a.min(b)), end: bound(*a.max(b)) };
            let make = |(rule, level, text, places): (usize, Level, String, Vec<(usize, usize)>)| {
                let spans: Vec<Span> = places.iter().map(span).collect();
                finding(AuditRule::ALL[rule], level, &text, &spans)
            };
            let findings = parts.into_iter().map(make).collect();
            (name, source, findings)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{empty, finding};
    use super::*;
    use crate::audit::AuditRule;

    #[test]
    fn verdicts_count_and_name_what_was_left_out() {
        let mut audit = empty();
        let verdict = |audit: &Audit, known| Report::new("x", "", audit).known(known).verdict();
        assert_eq!(
            (verdict(&audit, 0).as_str(), verdict(&audit, 2).as_str()),
            ("no findings", "nothing new, 2 known")
        );
        for level in [Level::Note, Level::Warning, Level::Note] {
            audit.findings.push(finding(AuditRule::EchoedWord, level, "x", &[]));
        }
        assert_eq!(verdict(&audit, 1), "1 warning, 2 notes, 1 known");
        assert_eq!(Report::new("x", "", &audit).measure(), "0 words, 0 paragraphs, English");
    }

    #[test]
    fn verdicts_say_what_the_audit_left_out() {
        let mut audit = empty();
        audit.findings.push(finding(AuditRule::EchoedWord, Level::Note, "x", &[]));
        audit.left_out = 900;
        assert_eq!(
            Report::new("x", "", &audit).known(2).verdict(),
            "1 note, 900 more findings left out, 2 known"
        );
    }

    #[test]
    fn room_is_shared_and_who_needs_little_leaves_the_rest() {
        let listed = |counts: &[usize], total| {
            let listed = Listed::of(counts.iter().copied(), total);
            counts.iter().map(|count| listed.split(&vec![(); *count]).0.len()).collect::<Vec<_>>()
        };
        assert_eq!(listed(&[1, 50, 2, 70], 23), [1, 10, 2, 10]);
        assert_eq!(listed(&[3, 4], 7), [3, 4]);
        assert_eq!(listed(&[3, 4, 5], 2), [1, 1, 1]);
        assert_eq!(listed(&[], 2), [0usize; 0]);
        assert_eq!(Listed::of([9].into_iter(), 4).split(&[0; 9]).1, 5);
    }

    #[test]
    fn further_places_are_named_by_their_lines() {
        let source = "x\n".repeat(20);
        let spans: Vec<Span> = (0..20).map(|line| Span::new(2 * line, 2 * line + 1)).collect();
        let lines = LineIndex::new(&source);
        let message = |count: usize| {
            advised_with_places(&finding(AuditRule::EchoedWord, Level::Note, "m", &spans[..count]), &lines)
        };
        assert_eq!(message(1), "m; m");
        assert_eq!(message(2), "m; m (1 more on line 2)");
        assert_eq!(message(20), "m; m (19 more on lines 2, 3, 4, 5, 6, 7, 8, 9, …)");
    }
}
