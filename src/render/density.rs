//! Densities in every format: text with bars, Markdown, CSV, TSV, JSON, and a page for the browser.
//!
//! ```
//! use nutgraf::render::density::{self, DensityReport};
//! use nutgraf::{Auditor, DensityOptions, Document};
//!
//! let text = "The pier is closed. The pier is old.";
//! let counted = Auditor::new().density(&[Document::plain(text)], &DensityOptions::new());
//! let sources = [("pier.txt", text)];
//! let csv = density::csv(&DensityReport::new("pier.txt", &sources, &counted), true);
//! assert!(csv.lines().nth(1).is_some_and(|line| line.starts_with("pier.txt,,1,2,")), "{csv}");
//! ```

use super::tables::{self, Blank, Cell, Column, Said, Table};
use super::text::Terminal;
use crate::audit::{Density, DensityRow, DensityTable};

/// What columns are, for the legend.
const PARTS: &str = "the share of them that has it";
const BEFORE: &str = "how much of the text is before that occurrence";

/// Densities to be written down: what was counted, and what it is called.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DensityReport<'a> {
    /// What is shown as the name: a path, or how many files it is of.
    pub name: &'a str,
    /// The name and the source of each document, in the order in which they were counted.
    pub sources: &'a [(&'a str, &'a str)],
    /// The densities.
    pub density: &'a Density,
}

impl<'a> DensityReport<'a> {
    /// A report of these documents.
    pub fn new(name: &'a str, sources: &'a [(&'a str, &'a str)], density: &'a Density) -> DensityReport<'a> {
        DensityReport { name, sources, density }
    }

    /// What was counted: `612 words (318 content words), 31 sentences, 12 paragraphs, English`.
    fn measure(&self) -> Said {
        let density = self.density;
        Said::counted(density.words, "{} word", "{} words")
            .and(Said::counted(density.content_words, " ({} content word)", " ({} content words)"))
            .and(tables::COMMA)
            .and(Said::counted(density.sentences, "{} sentence", "{} sentences"))
            .and(tables::COMMA)
            .and(Said::counted(density.paragraphs, "{} paragraph", "{} paragraphs"))
            .and(tables::COMMA)
            .and(tables::language(density.language))
    }

    /// All tables: those of the whole, then those of each section.
    pub(super) fn tables(&self) -> Vec<Table> {
        let density = self.density;
        let whole = density.tables.iter().map(|table| self.table(table, None));
        let sections = density.sections.iter().flat_map(|section| {
            // Of a section, what has nothing to show says so by not being there.
            let tables = section.tables.iter().filter(|table| !table.rows.is_empty());
            tables.map(move |table| self.table(table, Some((&section.heading, section.words))))
        });
        whole.chain(sections).collect()
    }

    fn table(&self, table: &DensityTable, section: Option<(&str, usize)>) -> Table {
        let size = table.size;
        let title = match size {
            1 => Said::from("single words"),
            2 => Said::from("two-word phrases"),
            3 => Said::from("three-word phrases"),
            size => Said::new("{}-word phrases", [Blank::Count(size)]),
        };
        let (heading, caption) = match section {
            None => ("", title),
            Some((heading, words)) => {
                let shown = match heading {
                    "" => Said::from("(before the first heading)"),
                    heading => Said::verbatim(heading),
                };
                let counted = Said::counted(words, "{} word", "{} words");
                let blanks = [Blank::Said(shown), Blank::Said(counted), Blank::Said(title)];
                (heading, Said::new("{} ({}): {}", blanks))
            }
        };
        // What has no row says why.
        let caption = match (table.rows.is_empty(), table.windows) {
            (false, windows) if size > 1 => {
                caption.and(Said::new(" (share of {} positions)", [Blank::Count(windows)]))
            }
            (false, _) => caption,
            (true, _) => caption.and(": none occurs often enough"),
        };
        let mut columns = vec![
            Column::new("times", "count"),
            Column::new("share", "share").about("of all positions where a phrase of this size could occur"),
            Column::new("density", "density").about("occurrences per 100 words"),
            Column::new("sentences", "sentence_share").about(PARTS).from(86),
            Column::new("paragraphs", "paragraph_share").about(PARTS).from(98),
            Column::new("first", "first").about(BEFORE).from(64),
            Column::new("last", "last").about(BEFORE).from(64),
            Column::new("tf-idf", "tf_idf").about("density times how rare it is in the language").from(106),
        ];
        // Of one-word phrases both are the same, but for CSV, where all tables have the same columns.
        if size == 1 {
            columns[1].from = usize::MAX;
        }
        let of_several = self.density.documents > 1;
        columns.push(if of_several {
            Column::new("files", "files")
        } else {
            Column::new("", "files").from(usize::MAX)
        });
        columns.push(Column::new("", "").from(80));
        columns.push(Column::new("phrase", "phrase"));
        let most = table.rows.iter().map(|row| row.density).fold(f64::MIN_POSITIVE, f64::max);
        let row = |row: &DensityRow| {
            vec![
                Cell::Count(row.count),
                Cell::Percent(row.share, 2),
                Cell::Percent(row.density, 2),
                Cell::Percent(row.sentence_share, 0),
                Cell::Percent(row.paragraph_share, 0),
                Cell::Percent(row.first.position, 0),
                Cell::Percent(row.last.position, 0),
                row.tf_idf.map_or(Cell::Nothing, |value| Cell::Number(value, 2)),
                Cell::Count(row.documents),
                Cell::Bar(row.density / most),
                Cell::Text(row.text.clone()),
            ]
        };
        Table {
            caption,
            of: vec![("file", self.name.into()), ("section", heading.into()), ("words", size.to_string())],
            columns,
            rows: table.rows.iter().map(row).collect(),
            more: table.left_out,
        }
    }
}

/// Densities for a terminal, a table for each size: how often, the share of all phrases of that size, for 100 words, in
/// how many sentences and paragraphs, where first and last, and a bar. Narrow terminals show fewer columns.
pub fn text(report: &DensityReport<'_>, terminal: impl Into<Terminal>) -> String {
    let terminal = terminal.into();
    let mut out = String::new();
    let head = format!("{}: {}", report.name, report.measure().english());
    super::text::paragraph(&mut out, "", &head, terminal.width());
    tables::text(&report.tables(), terminal.width(), &mut out);
    out
}

/// Densities as Markdown: a heading, and a table for each size.
pub fn markdown(report: &DensityReport<'_>) -> String {
    let mut out = format!("### {}\n\n{}\n", super::markdown::inline(report.name), report.measure().english());
    let shown: Vec<Table> = report.tables().into_iter().map(Table::without_hidden).collect();
    tables::markdown(&shown, &mut out);
    out
}

/// Densities as values with commas between, a phrase a line; the names of the columns come first, if asked for.
/// Percentages are in percent, places the share of the words before them.
pub fn csv(report: &DensityReport<'_>, has_head: bool) -> String {
    let mut out = String::new();
    tables::values(&report.tables(), ',', has_head, &mut out);
    out
}

/// The same with tabs.
pub fn tsv(report: &DensityReport<'_>, has_head: bool) -> String {
    let mut out = String::new();
    tables::values(&report.tables(), '\t', has_head, &mut out);
    out
}

/// Densities as a page for the browser, and comparisons behind them: one file that loads nothing and has no script.
#[cfg(feature = "report")]
pub fn html(reports: &[DensityReport<'_>], against: &[super::against::AgainstReport<'_>]) -> String {
    use super::html::desk::{Page, Part};
    let part = |report: &DensityReport<'_>| Part {
        heading: Said::verbatim(report.name),
        lines: vec![report.measure()],
        legend: tables::legend(&report.tables(), usize::MAX - 1),
        tables: report.tables(),
    };
    let title = match reports {
        [report] => Said::verbatim(report.name),
        _ => Said::new("{} files", [Blank::Count(reports.len())]),
    };
    let mut parts: Vec<Part> = reports.iter().map(part).collect();
    parts.extend(against.iter().map(super::against::part));
    Page { kind: "density", title, language: reports.first().map(|report| report.density.language), parts }
        .write()
}

/// The JSON Schema of a line of [`json()`].
#[cfg(feature = "json")]
pub const SCHEMA: &str = include_str!("../../docs/schemas/density.schema.json");

/// Densities as one line of JSON, with offsets in a unit: `{"file", "words", "content_words", "sentences", "paragraphs",
/// "tables", "sections", "lang"}`. `docs/schemas/density.schema.json` describes it.
///
/// # Errors
///
/// None: it can always be written.
#[cfg(feature = "json")]
pub fn json(
    report: &DensityReport<'_>,
    against: Option<&super::against::AgainstReport<'_>>,
    unit: crate::OffsetUnit,
) -> serde_json::Result<String> {
    super::json::line(&shape::Density::new(report, against, unit))
}

#[cfg(feature = "json")]
mod shape {
    use serde::Serialize;

    use super::super::against::{Against, AgainstReport};
    use super::super::json::rounded;
    use super::DensityReport;
    use crate::audit::{DensityPlace, DensityRow, DensitySection, DensityTable};
    use crate::span::{LineIndex, OffsetUnit, Offsets};

    #[derive(Serialize)]
    pub(super) struct Density<'a> {
        file: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        files: Vec<&'a str>,
        words: usize,
        content_words: usize,
        sentences: usize,
        paragraphs: usize,
        tables: Vec<Table<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        sections: Vec<Section<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        against: Option<Against<'a>>,
        lang: &'static str,
    }

    #[derive(Serialize)]
    struct Section<'a> {
        heading: &'a str,
        #[serde(flatten)]
        place: Place,
        words: usize,
        tables: Vec<Table<'a>>,
    }

    #[derive(Serialize)]
    struct Table<'a> {
        size: usize,
        windows: usize,
        phrases: Vec<Row<'a>>,
        left_out: usize,
    }

    #[derive(Serialize)]
    struct Row<'a> {
        phrase: &'a str,
        count: usize,
        share: f64,
        density: f64,
        sentences: usize,
        sentence_share: f64,
        paragraphs: usize,
        paragraph_share: f64,
        files: usize,
        first: Place,
        last: Place,
        #[serde(skip_serializing_if = "Option::is_none")]
        tf_idf: Option<f64>,
    }

    #[derive(Serialize)]
    struct Place {
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<usize>,
        start: usize,
        end: usize,
        line: usize,
        column: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<f64>,
    }

    impl<'a> Density<'a> {
        pub(super) fn new(
            report: &DensityReport<'a>,
            against: Option<&AgainstReport<'a>>,
            unit: OffsetUnit,
        ) -> Density<'a> {
            let density = report.density;
            let indexes: Vec<(Offsets<'_>, LineIndex<'_>)> = report
                .sources
                .iter()
                .map(|(_, source)| (Offsets::new(source, unit), LineIndex::new(source)))
                .collect();
            let several = report.sources.len() > 1;
            let place = |document: usize, span: crate::Span, position: Option<f64>| {
                let (offsets, lines) = &indexes[document];
                let (line, column) = lines.place(span.start);
                let span = offsets.span(span);
                let position = position.map(rounded);
                Place {
                    file: several.then_some(document),
                    start: span.start,
                    end: span.end,
                    line,
                    column,
                    position,
                }
            };
            let of = |at: &DensityPlace| place(at.document, at.span, Some(at.position));
            let row = |row: &'a DensityRow| Row {
                phrase: &row.text,
                count: row.count,
                share: rounded(row.share),
                density: rounded(row.density),
                sentences: row.sentences,
                sentence_share: rounded(row.sentence_share),
                paragraphs: row.paragraphs,
                paragraph_share: rounded(row.paragraph_share),
                files: row.documents,
                first: of(&row.first),
                last: of(&row.last),
                tf_idf: row.tf_idf.map(rounded),
            };
            let table = |table: &'a DensityTable| Table {
                size: table.size,
                windows: table.windows,
                phrases: table.rows.iter().map(row).collect(),
                left_out: table.left_out,
            };
            let section = |section: &'a DensitySection| Section {
                heading: &section.heading,
                place: place(section.document, section.span, None),
                words: section.words,
                tables: section.tables.iter().map(table).collect(),
            };
            Density {
                file: report.name,
                files: if several {
                    report.sources.iter().map(|(name, _)| *name).collect()
                } else {
                    Vec::new()
                },
                words: density.words,
                content_words: density.content_words,
                sentences: density.sentences,
                paragraphs: density.paragraphs,
                tables: density.tables.iter().map(table).collect(),
                sections: density.sections.iter().map(section).collect(),
                against: against.map(Against::new),
                lang: density.language.code(),
            }
        }
    }
}
