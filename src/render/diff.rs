//! What changed between two versions of a draft, in every format.
//!
//! ```
//! use nutgraf::render::diff::{self, DiffReport};
//! use nutgraf::{AuditOptions, Auditor, Document};
//!
//! let (old, new) = ("The wall is is high.", "The wall is high.");
//! let (before, after) = (Document::plain(old), Document::plain(new));
//! let changed = Auditor::new().diff(&before, &after, &AuditOptions::new());
//! let shown = diff::text(&DiffReport::new(("old.txt", old), ("new.txt", new), &changed), 80);
//! assert!(shown.starts_with("old.txt → new.txt: findings: 1 fixed\n"));
//! ```

use super::tables::{self, Blank, Cell, Column, Said, Table};
use super::text::Terminal;
use crate::audit::{Difference, FindingChange};
use crate::language::Language;
use crate::span::{LineIndex, Span};

/// A difference to be written down: of what.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DiffReport<'a> {
    /// The old version: what it is called, and its source.
    pub old: (&'a str, &'a str),
    /// The new one.
    pub new: (&'a str, &'a str),
    /// What changed.
    pub difference: &'a Difference,
    /// How many phrases, and how many sentences, are shown; all, if not set.
    pub top: Option<usize>,
}

impl<'a> DiffReport<'a> {
    /// A report that shows all.
    pub fn new(
        old: (&'a str, &'a str),
        new: (&'a str, &'a str),
        difference: &'a Difference,
    ) -> DiffReport<'a> {
        DiffReport { old, new, difference, top: None }
    }

    /// Sets how many phrases, and how many sentences, are shown.
    pub fn top(mut self, top: impl Into<Option<usize>>) -> DiffReport<'a> {
        self.top = top.into();
        self
    }

    /// `2 fixed, 1 better, 1 new`.
    fn verdict(&self) -> Said {
        let changes = [
            (FindingChange::Fixed, "{} fixed"),
            (FindingChange::Better, "{} better"),
            (FindingChange::Same, "{} same"),
            (FindingChange::Worse, "{} worse"),
            (FindingChange::New, "{} new"),
        ];
        let findings = &self.difference.findings;
        let mut verdict = Said::default();
        for (change, text) in changes {
            let count = findings.iter().filter(|found| found.change == change).count();
            if count > 0 {
                let before = if verdict.is_empty() { "findings: " } else { tables::COMMA };
                verdict = verdict.and(before).and(Said::new(text, [Blank::Count(count)]));
            }
        }
        if verdict.is_empty() { "no findings before or after".into() } else { verdict }
    }

    fn head(&self) -> Said {
        let names = Said::verbatim(format!("{} → {}", self.old.0, self.new.0));
        names.and(tables::COLON).and(self.verdict())
    }

    /// The tables; messages of findings are in a language.
    fn tables(&self, language: Language) -> Vec<Table> {
        let mut tables = vec![self.measures()];
        if !self.difference.fields.is_empty() {
            tables.push(self.fields());
        }
        tables.extend([self.phrases(), self.findings(language)]);
        let removed = ["no sentence removed", "{} sentence removed", "{} sentences removed"];
        tables.push(self.sentences("removed", removed, &self.difference.removed, self.old.1));
        let added = ["no sentence added", "{} sentence added", "{} sentences added"];
        tables.push(self.sentences("added", added, &self.difference.added, self.new.1));
        tables
    }

    fn measures(&self) -> Table {
        let row = |measure: &crate::audit::ChangedMeasure| {
            let is_whole = measure.before.fract() == 0.0 && measure.after.fract() == 0.0;
            let decimals = usize::from(!is_whole);
            vec![
                Cell::Said(called(measure.name).into()),
                value(measure, measure.before, decimals),
                value(measure, measure.after, decimals),
                tables::change(measure.before, measure.after, decimals),
            ]
        };
        Table {
            caption: "measures".into(),
            of: vec![("part", "measure".into())],
            columns: vec![
                Column::new("measure", "name"),
                Column::new("before", "before"),
                Column::new("after", "after"),
                Column::new("change", "change"),
            ],
            rows: self.difference.measures.iter().map(row).collect(),
            more: 0,
        }
    }

    /// A line for what is gone and one for what is there now: titles are long, and the last column alone has room for them.
    fn fields(&self) -> Table {
        let rows = |field: &crate::audit::ChangedField| {
            let [gone, now] = match field.name {
                "heading" => ["removed", "added"],
                _ => ["before", "after"],
            };
            let row = |which: &'static str, text: &str| {
                let said = |text: &'static str| Cell::Said(text.into());
                (!text.is_empty()).then(|| vec![said(field.name), said(which), Cell::Text(text.into())])
            };
            [row(gone, &field.before), row(now, &field.after)].into_iter().flatten()
        };
        Table {
            caption: "title and headings".into(),
            of: vec![("part", "field".into())],
            columns: vec![
                Column::new("part", "field"),
                Column::new("change", "change"),
                Column::new("text", "name"),
            ],
            rows: self.difference.fields.iter().flat_map(rows).collect(),
            more: 0,
        }
    }

    fn phrases(&self) -> Table {
        let phrases = &self.difference.phrases;
        let shown = phrases.len().min(self.top.unwrap_or(usize::MAX));
        let row = |phrase: &crate::audit::ChangedPhrase| {
            let (before, after) = phrase.counts;
            vec![
                Cell::Count(before),
                Cell::Count(after),
                Cell::Change(after as f64 - before as f64, 0),
                Cell::Percent(phrase.densities.0, 2),
                Cell::Percent(phrase.densities.1, 2),
                Cell::Text(phrase.text.clone()),
            ]
        };
        Table {
            caption: if phrases.is_empty() { "phrases: none changed".into() } else { "phrases".into() },
            of: vec![("part", "phrase".into())],
            columns: vec![
                Column::new("before", "before"),
                Column::new("after", "after"),
                Column::new("change", "change"),
                Column::new("density before", "density_before")
                    .about("occurrences per 100 words, before and after")
                    .from(64),
                Column::new("density after", "density_after")
                    .about("occurrences per 100 words, before and after")
                    .from(64),
                Column::new("phrase", "name"),
            ],
            rows: phrases[..shown].iter().map(row).collect(),
            more: phrases.len() - shown,
        }
    }

    fn findings(&self, language: Language) -> Table {
        let findings = &self.difference.findings;
        let row = |found: &crate::audit::ChangedFinding| {
            let (before, after) = found.places;
            vec![
                Cell::Said(found.change.name().into()),
                Cell::Said(arrow(found.levels.0, found.levels.1, |level| level.name().into())),
                Cell::Said(Said::verbatim(format!("{before} → {after}"))),
                Cell::Said(arrow(found.values.0, found.values.1, |value| measured(found, value))),
                Cell::Text(found.finding.rule.name().into()),
                Cell::Text(match found.finding.subject.as_str() {
                    "" => found.finding.message_in(language).into_owned(),
                    subject => subject.to_string(),
                }),
            ]
        };
        Table {
            caption: if findings.is_empty() { "findings: none".into() } else { "findings".into() },
            of: vec![("part", "finding".into())],
            columns: vec![
                Column::new("change", "change"),
                Column::new("level", "level").from(72),
                Column::new("places", "places"),
                Column::new("measured", "measured").from(60),
                Column::new("rule", "rule"),
                Column::new("about", "name"),
            ],
            rows: findings.iter().map(row).collect(),
            more: 0,
        }
    }

    fn sentences(
        &self,
        part: &'static str,
        [none, one, many]: [&'static str; 3],
        sentences: &[(String, Span)],
        source: &str,
    ) -> Table {
        let lines = LineIndex::new(source);
        let shown = sentences.len().min(self.top.unwrap_or(usize::MAX));
        let row = |(text, span): &(String, Span)| {
            let (line, column) = lines.place(span.start);
            vec![Cell::Said(Said::verbatim(format!("{line}:{column}"))), Cell::Text(text.clone())]
        };
        Table {
            caption: match sentences.len() {
                0 => none.into(),
                count => Said::counted(count, one, many),
            },
            of: vec![("part", part.into())],
            columns: vec![Column::new("place", "place"), Column::new("sentence", "name")],
            rows: sentences[..shown].iter().map(row).collect(),
            more: sentences.len() - shown,
        }
    }
}

/// A value of a measure, with the sign that its name has.
fn value(measure: &crate::audit::ChangedMeasure, value: f64, decimals: usize) -> Cell {
    match measure.name.ends_with(", %") {
        true => Cell::Percent(value, 1),
        false => Cell::Number(value, decimals),
    }
}

/// What a measure is called for a reader; JSON has the names that it always had.
fn called(name: &'static str) -> &'static str {
    match name {
        "family coverage, %" => "top phrase and its variants",
        "score, %" => "weighted for sales words",
        "sales words, %" => "sales words",
        name => name,
    }
}

/// `24 → 13`; one value where both read the same or the other is not there.
fn arrow<T>(before: Option<T>, after: Option<T>, read: impl Fn(T) -> Said) -> Said {
    match (before.map(&read), after.map(&read)) {
        (Some(before), Some(after)) if before != after => before.and(" → ").and(after),
        (before, after) => after.or(before).unwrap_or_default(),
    }
}

/// What a rule measured, with its unit: `10.2% of words`.
fn measured(found: &crate::audit::ChangedFinding, value: f64) -> Said {
    let unit = found.finding.judged.map_or("", |judged| judged.unit);
    match unit.starts_with('%') {
        // `of words` is what all of them are of.
        true => Said::new("{}", [Blank::Percent(value, 1)]),
        false => Said::new("{} ", [Blank::Number(value, 0)]).and(unit),
    }
}

/// What changed, for a terminal.
pub fn text(report: &DiffReport<'_>, terminal: impl Into<Terminal>) -> String {
    let terminal = terminal.into();
    let mut out = String::new();
    super::text::paragraph(&mut out, "", &report.head().english(), terminal.width());
    tables::text(&report.tables(Language::English), terminal.width(), &mut out);
    out
}

/// What changed, as Markdown.
pub fn markdown(report: &DiffReport<'_>) -> String {
    let mut out = format!("### {}\n", super::markdown::inline(&report.head().english()));
    tables::markdown(&report.tables(Language::English), &mut out);
    out
}

/// What changed, as a page for the browser.
#[cfg(feature = "report")]
pub fn html(report: &DiffReport<'_>) -> String {
    use super::html::desk::{Page, Part};
    let language = report.difference.new.language;
    let tables = report.tables(language);
    let part = Part {
        heading: report.head(),
        lines: vec![report.verdict()],
        legend: tables::legend(&tables, usize::MAX - 1),
        tables,
    };
    let title = Said::verbatim(format!("{} → {}", report.old.0, report.new.0));
    Page { kind: "diff", title, language: Some(language), parts: vec![part] }.write()
}

/// What changed, as one line of JSON with offsets in a unit: `{"old", "new", "worse", "measures", "fields", "phrases", "findings",
/// "removed", "added"}`. `docs/schemas/diff.schema.json` describes it.
///
/// # Errors
///
/// None: it can always be written.
#[cfg(feature = "json")]
pub fn json(report: &DiffReport<'_>, unit: crate::OffsetUnit) -> serde_json::Result<String> {
    super::json::line(&shape::Diff::new(report, unit))
}

/// The JSON Schema of a line of [`json()`].
#[cfg(feature = "json")]
pub const SCHEMA: &str = include_str!("../../docs/schemas/diff.schema.json");

#[cfg(feature = "json")]
mod shape {
    use serde::Serialize;

    use super::super::json::{Number, rounded};
    use super::DiffReport;
    use crate::span::{LineIndex, OffsetUnit, Offsets, Span};

    #[derive(Serialize)]
    pub(super) struct Diff<'a> {
        old: &'a str,
        new: &'a str,
        worse: bool,
        measures: Vec<Measure>,
        fields: Vec<Field<'a>>,
        phrases: Vec<Phrase<'a>>,
        findings: Vec<Finding<'a>>,
        removed: Vec<Sentence<'a>>,
        added: Vec<Sentence<'a>>,
        lang: &'static str,
    }

    #[derive(Serialize)]
    struct Measure {
        name: &'static str,
        before: Number,
        after: Number,
        change: Number,
    }

    #[derive(Serialize)]
    struct Field<'a> {
        name: &'static str,
        before: &'a str,
        after: &'a str,
    }

    #[derive(Serialize)]
    struct Phrase<'a> {
        phrase: &'a str,
        words: usize,
        before: usize,
        after: usize,
        density_before: f64,
        density_after: f64,
    }

    #[derive(Serialize)]
    struct Finding<'a> {
        change: &'static str,
        rule: &'static str,
        level: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        level_before: Option<&'static str>,
        message: &'a str,
        subject: &'a str,
        fingerprint: String,
        places_before: usize,
        places_after: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        value_before: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        value_after: Option<f64>,
    }

    #[derive(Serialize)]
    struct Sentence<'a> {
        text: &'a str,
        start: usize,
        end: usize,
        line: usize,
        column: usize,
    }

    fn sentences<'a>(list: &'a [(String, Span)], source: &str, unit: OffsetUnit) -> Vec<Sentence<'a>> {
        let (lines, offsets) = (LineIndex::new(source), Offsets::new(source, unit));
        let sentence = |(text, span): &'a (String, Span)| {
            let (line, column) = lines.place(span.start);
            let span = offsets.span(*span);
            Sentence { text, start: span.start, end: span.end, line, column }
        };
        list.iter().map(sentence).collect()
    }

    impl<'a> Diff<'a> {
        pub(super) fn new(report: &DiffReport<'a>, unit: OffsetUnit) -> Diff<'a> {
            let difference = report.difference;
            let measure = |measure: &crate::audit::ChangedMeasure| Measure {
                name: measure.name,
                before: Number::of(measure.before),
                after: Number::of(measure.after),
                change: Number::of(measure.after - measure.before),
            };
            let field = |field: &'a crate::audit::ChangedField| Field {
                name: field.name,
                before: &field.before,
                after: &field.after,
            };
            let phrase = |phrase: &'a crate::audit::ChangedPhrase| Phrase {
                phrase: &phrase.text,
                words: phrase.words,
                before: phrase.counts.0,
                after: phrase.counts.1,
                density_before: rounded(phrase.densities.0),
                density_after: rounded(phrase.densities.1),
            };
            let finding = |found: &'a crate::audit::ChangedFinding| Finding {
                change: found.change.name(),
                rule: found.finding.rule.name(),
                level: found.finding.level.name(),
                level_before: found.levels.0.map(crate::audit::Level::name),
                message: &found.finding.message,
                subject: &found.finding.subject,
                fingerprint: format!("{:016x}", found.finding.fingerprint()),
                places_before: found.places.0,
                places_after: found.places.1,
                value_before: found.values.0.map(rounded),
                value_after: found.values.1.map(rounded),
            };
            Diff {
                old: report.old.0,
                new: report.new.0,
                worse: difference.is_worse(),
                measures: difference.measures.iter().map(measure).collect(),
                fields: difference.fields.iter().map(field).collect(),
                phrases: difference.phrases.iter().map(phrase).collect(),
                findings: difference.findings.iter().map(finding).collect(),
                removed: sentences(&difference.removed, report.old.1, unit),
                added: sentences(&difference.added, report.new.1, unit),
                lang: difference.new.language.code(),
            }
        }
    }
}
