//! A draft beside references in every format: what it misses, uses less and uses more, and measures side by side.
//!
//! ```
//! use nutgraf::render::against::{self, AgainstReport};
//! use nutgraf::{Auditor, Document};
//!
//! let documents = ["The pier is old.", "The ferry waits. A ferry is late. That ferry left. Our ferry is full."];
//! let compared = Auditor::new().compare(&documents.map(Document::plain), None);
//! let report = AgainstReport::new("pier.txt", &["ferry.txt"], &compared);
//! assert!(against::csv(&report, false).starts_with("pier.txt,missing,0,"));
//! ```

#[cfg(feature = "json")]
use super::json::Number;
use super::tables::{self, Blank, Cell, Column, Said, Table};
use super::text::Terminal;
use crate::audit::{Comparison, Term};

/// What columns are, for the legend.
const DENSITY: &str = "occurrences per 100 words";
const WDF_IDF: &str = "as tools for search engines have it, of the draft and the references";

/// A comparison to be written down: what it is of.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AgainstReport<'a> {
    /// The draft.
    pub name: &'a str,
    /// What it was compared with.
    pub references: &'a [&'a str],
    /// The comparison.
    pub comparison: &'a Comparison,
    /// How many terms of each list are shown; all, if not set.
    pub top: Option<usize>,
}

impl<'a> AgainstReport<'a> {
    /// A report that shows all terms.
    pub fn new(name: &'a str, references: &'a [&'a str], comparison: &'a Comparison) -> AgainstReport<'a> {
        AgainstReport { name, references, comparison, top: None }
    }

    /// Sets how many terms of each list are shown.
    pub fn top(mut self, top: impl Into<Option<usize>>) -> AgainstReport<'a> {
        self.top = top.into();
        self
    }

    fn head(&self) -> Said {
        let text = match self.comparison.references {
            1 => "{} beside {} reference, {}",
            _ => "{} beside {} references, {}",
        };
        let blanks = [
            Blank::Verbatim(self.name.into()),
            Blank::Count(self.comparison.references),
            Blank::Said(tables::language(self.comparison.language)),
        ];
        Said::new(text, blanks)
    }

    /// The references that the draft was compared with.
    #[cfg(any(feature = "json", feature = "report"))]
    fn used(&self) -> impl Iterator<Item = &'a str> {
        let left_out = &self.comparison.left_out;
        let is_used = |place: usize| !left_out.iter().any(|out| out.reference == place);
        self.references.iter().enumerate().filter(move |(place, _)| is_used(*place)).map(|(_, name)| *name)
    }

    /// Why each of the others was left out: `old.md is empty`, `guide.md is in French`.
    pub fn left_out(&self) -> impl Iterator<Item = String> {
        self.left_out_said().map(|said| said.english())
    }

    fn left_out_said(&self) -> impl Iterator<Item = Said> {
        self.comparison.left_out.iter().map(|out| {
            let name =
                Blank::Verbatim(self.references.get(out.reference).copied().unwrap_or_default().into());
            match out.language {
                Some(language) => Said::new(
                    "{} is in {}; left out of the comparison",
                    [name, Blank::Said(tables::language(language))],
                ),
                None => Said::new("{} has no text; left out of the comparison", [name]),
            }
        })
    }

    fn lists(&self) -> Vec<Table> {
        let comparison = self.comparison;
        // Of one or two, `most` and a median are big words.
        let [missing, under_used, over_used] = match comparison.references {
            1 => [
                "missing: several times in the reference, not here",
                "under-used: less than half as often as in the reference",
                "over-used: at least twice as often as in the reference",
            ],
            2 => [
                "missing: several times in both references, not here",
                "under-used: less than half as often as in the references",
                "over-used: at least twice as often as in the references together",
            ],
            _ => [
                "missing: in most references, not here",
                "under-used: less than half the median of the references",
                "over-used: at least twice as often as in the references together",
            ],
        };
        let lists = [
            ("missing", missing, &comparison.missing),
            ("under-used", under_used, &comparison.under_used),
            ("over-used", over_used, &comparison.over_used),
        ];
        lists.map(|(list, caption, terms)| self.list(list, caption, terms)).to_vec()
    }

    fn list(&self, list: &'static str, caption: &'static str, terms: &[Term]) -> Table {
        let columns = vec![
            Column::new("times", "count"),
            Column::new("here", "density").about(DENSITY),
            Column::new("median", "median").about(DENSITY),
            Column::new("", "least").from(usize::MAX),
            Column::new("", "most").from(usize::MAX),
            Column::new("range", "").about(DENSITY).from(60),
            Column::new("files", "references").about("references that have it"),
            Column::new("wdf*idf", "wdf_idf").about(WDF_IDF).from(88),
            Column::new("there", "wdf_idf_there").about(WDF_IDF).from(88),
            Column::new("tf-idf", "tf_idf").about("density times how rare it is in the language").from(110),
            Column::new("G2", "g2")
                .about("log-likelihood of the difference; above 3.8, chance alone is unlikely")
                .from(80),
            Column::new("log ratio", "log_ratio")
                .about("+1 is twice as often as there, -1 half as often")
                .from(80),
            Column::new("term", "term"),
        ];
        let row = |term: &Term| {
            vec![
                Cell::Count(term.count),
                Cell::Percent(term.density, 2),
                Cell::Percent(term.median, 2),
                Cell::Percent(term.range.0, 2),
                Cell::Percent(term.range.1, 2),
                Cell::Range(term.range.0, term.range.1, 2),
                Cell::Count(term.references),
                Cell::Number(term.wdf_idf, 2),
                Cell::Number(term.wdf_idf_there, 2),
                term.tf_idf.map_or(Cell::Nothing, |value| Cell::Number(value, 2)),
                Cell::Number(term.g2, 1),
                Cell::Change(term.log_ratio, 1),
                Cell::Text(term.text.clone()),
            ]
        };
        let shown = terms.len().min(self.top.unwrap_or(usize::MAX));
        Table {
            caption: if terms.is_empty() { Said::from(caption).and(": none") } else { caption.into() },
            of: vec![("file", self.name.into()), ("list", list.into())],
            columns,
            rows: terms[..shown].iter().map(row).collect(),
            more: terms.len() - shown,
        }
    }

    fn measures(&self) -> Table {
        let row = |measure: &crate::audit::ComparedMeasure| {
            // Counts are whole, but for the median of two.
            let whole =
                [measure.here, measure.there.map(|(_, least, _)| least), measure.there.map(|it| it.2)];
            let is_count = whole.into_iter().flatten().all(|value| value.fract() == 0.0);
            let number = |value: Option<f64>| {
                value.map_or(Cell::Nothing, |value| {
                    let is_whole = is_count && value.fract() == 0.0 || value >= 100.0;
                    Cell::Number(value, usize::from(!is_whole))
                })
            };
            vec![
                Cell::Said(measure.name.into()),
                number(measure.here),
                number(measure.there.map(|(median, ..)| median)),
                number(measure.there.map(|(_, least, _)| least)),
                number(measure.there.map(|(.., most)| most)),
            ]
        };
        Table {
            caption: "side by side".into(),
            of: vec![("file", self.name.into())],
            columns: vec![
                Column::new("measure", "measure"),
                Column::new("here", "here"),
                Column::new("median", "median"),
                Column::new("least", "least"),
                Column::new("most", "most"),
            ],
            rows: self.comparison.measures.iter().map(row).collect(),
            more: 0,
        }
    }

    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.measures()];
        tables.extend(self.lists());
        tables
    }
}

/// A comparison for a terminal: measures side by side, then the three lists.
pub fn text(report: &AgainstReport<'_>, terminal: impl Into<Terminal>) -> String {
    let terminal = terminal.into();
    let mut out = String::new();
    super::text::paragraph(&mut out, "", &report.head().english(), terminal.width());
    tables::text(&report.tables(), terminal.width(), &mut out);
    out
}

/// A comparison as Markdown.
pub fn markdown(report: &AgainstReport<'_>) -> String {
    let mut out = format!("### {}\n", super::markdown::inline(&report.head().english()));
    for left_out in report.left_out() {
        out.push_str(&format!("\n{}\n", super::markdown::inline(&left_out)));
    }
    let shown: Vec<Table> = report.tables().into_iter().map(Table::without_hidden).collect();
    tables::markdown(&shown, &mut out);
    out
}

/// The three lists as values with commas between, a term a line; the names of the columns come first, if asked for.
pub fn csv(report: &AgainstReport<'_>, has_head: bool) -> String {
    let mut out = String::new();
    tables::values(&report.lists(), ',', has_head, &mut out);
    out
}

/// The same with tabs.
pub fn tsv(report: &AgainstReport<'_>, has_head: bool) -> String {
    let mut out = String::new();
    tables::values(&report.lists(), '\t', has_head, &mut out);
    out
}

/// What a page shows of a comparison.
#[cfg(feature = "report")]
pub(super) fn part(report: &AgainstReport<'_>) -> super::html::desk::Part {
    super::html::desk::Part {
        heading: report.head(),
        lines: std::iter::once(Said::new(
            "References: {}",
            [Blank::Verbatim(report.used().collect::<Vec<_>>().join(", "))],
        ))
        .chain(report.left_out_said())
        .collect(),
        legend: tables::legend(&report.tables(), usize::MAX - 1),
        tables: report.tables(),
    }
}

/// A comparison in JSON: `{"references", "left_out", "measures", "missing", "under_used", "over_used"}`.
#[cfg(feature = "json")]
#[derive(Debug, serde::Serialize)]
pub struct Against<'a> {
    references: Vec<&'a str>,
    left_out: Vec<LeftOutShape<'a>>,
    measures: Vec<MeasureShape>,
    missing: Vec<TermShape<'a>>,
    under_used: Vec<TermShape<'a>>,
    over_used: Vec<TermShape<'a>>,
}

#[cfg(feature = "json")]
#[derive(Debug, serde::Serialize)]
struct LeftOutShape<'a> {
    reference: &'a str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
}

#[cfg(feature = "json")]
#[derive(Debug, serde::Serialize)]
struct MeasureShape {
    name: &'static str,
    here: Option<Number>,
    median: Option<Number>,
    least: Option<Number>,
    most: Option<Number>,
}

#[cfg(feature = "json")]
#[derive(Debug, serde::Serialize)]
struct TermShape<'a> {
    term: &'a str,
    words: usize,
    count: usize,
    density: f64,
    median: f64,
    least: f64,
    most: f64,
    references: usize,
    wdf_idf: f64,
    wdf_idf_there: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    tf_idf: Option<f64>,
    g2: f64,
    log_ratio: f64,
}

#[cfg(feature = "json")]
impl<'a> Against<'a> {
    /// The shape of a comparison.
    pub fn new(report: &AgainstReport<'a>) -> Against<'a> {
        use super::json::rounded;
        let comparison = report.comparison;
        let term = |term: &'a Term| TermShape {
            term: &term.text,
            words: term.words,
            count: term.count,
            density: rounded(term.density),
            median: rounded(term.median),
            least: rounded(term.range.0),
            most: rounded(term.range.1),
            references: term.references,
            wdf_idf: rounded(term.wdf_idf),
            wdf_idf_there: rounded(term.wdf_idf_there),
            tf_idf: term.tf_idf.map(rounded),
            g2: rounded(term.g2),
            log_ratio: rounded(term.log_ratio),
        };
        let left_out = |out: &crate::audit::LeftOut| LeftOutShape {
            reference: report.references.get(out.reference).copied().unwrap_or_default(),
            reason: if out.language.is_some() { "language" } else { "empty" },
            lang: out.language.map(crate::Language::code),
        };
        let measure = |measure: &crate::audit::ComparedMeasure| MeasureShape {
            name: measure.name,
            here: measure.here.map(Number::of),
            median: measure.there.map(|(median, ..)| Number::of(median)),
            least: measure.there.map(|(_, least, _)| Number::of(least)),
            most: measure.there.map(|(.., most)| Number::of(most)),
        };
        Against {
            references: report.used().collect(),
            left_out: comparison.left_out.iter().map(left_out).collect(),
            measures: comparison.measures.iter().map(measure).collect(),
            missing: comparison.missing.iter().map(term).collect(),
            under_used: comparison.under_used.iter().map(term).collect(),
            over_used: comparison.over_used.iter().map(term).collect(),
        }
    }
}
