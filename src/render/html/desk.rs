//! Pages of the desk's views: headings, figures and tables with bars. No script.

use std::collections::BTreeMap;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::texts::Texts;
use super::{environment, flow};
use crate::language::Language;
use crate::render::tables::{self, Cell, Said};

const STYLE: &str = include_str!("desk.css");

/// The SHA-256 of [`STYLE`], as a policy has it; a test says what it is to be.
pub(super) const STYLE_HASH: &str = "sha256-Cr1a6qk9tn95kAxuiLPt6tT/skxUWvNhtEtoKyKu3ps=";

/// A page.
#[derive(Debug)]
pub(in crate::render) struct Page {
    /// The view.
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) title: Said,
    pub(in crate::render) language: Option<Language>,
    pub(in crate::render) parts: Vec<Part>,
}

/// A part of a page, under a heading.
#[derive(Debug)]
pub(in crate::render) struct Part {
    pub(in crate::render) heading: Said,
    pub(in crate::render) lines: Vec<Said>,
    /// What the columns are, below the tables.
    pub(in crate::render) legend: Option<Said>,
    pub(in crate::render) tables: Vec<tables::Table>,
}

/// The same in the language of the page.
#[derive(Debug, Serialize)]
struct Section {
    heading: String,
    lines: Vec<String>,
    legend: Vec<String>,
    tables: Vec<Table>,
}

#[derive(Debug, Serialize)]
pub(super) struct Table {
    caption: String,
    heads: Vec<Head>,
    rows: Vec<Vec<Shown>>,
    more: Option<String>,
}

#[derive(Debug, Serialize)]
struct Head {
    text: &'static str,
    is_number: bool,
}

#[derive(Debug, Serialize)]
struct Shown {
    text: String,
    is_number: bool,
    /// The length of a bar, in thousandths.
    bar: Option<u32>,
}

impl Table {
    pub(super) fn new(table: &tables::Table, texts: &Texts) -> Table {
        let mut shown: Vec<usize> =
            (0..table.columns.len()).filter(|at| table.shows(*at, usize::MAX - 1)).collect();
        // What a row is about comes first: on a phone the numbers are scrolled to.
        let is_text = |at: &usize| !table.rows.iter().any(|row| row[*at].is_number());
        if shown.last().is_some_and(is_text) {
            shown.rotate_right(1);
        }
        let head = |at: &usize| Head {
            text: texts.said(table.columns[*at].head),
            is_number: table.rows.iter().any(|row| row[*at].is_number()),
        };
        let cell = |cell: &Cell| match cell {
            Cell::Bar(share) => {
                let bar = (share.clamp(0.0, 1.0) * 1000.0).round() as u32;
                Shown { text: String::new(), is_number: false, bar: Some(bar) }
            }
            cell => Shown { text: texts.cell(cell), is_number: cell.is_number(), bar: None },
        };
        Table {
            caption: caption(&table.caption, texts),
            heads: shown.iter().map(head).collect(),
            rows: table.rows.iter().map(|row| shown.iter().map(|at| cell(&row[*at])).collect()).collect(),
            more: (table.more > 0).then(|| texts.whole(table.more)),
        }
    }
}

/// What a table is of, with a capital as captions have it; a heading of the draft is as it is.
fn caption(said: &Said, texts: &Texts) -> String {
    let caption = texts.all_said(said);
    let is_own = said.0.first().is_some_and(|(text, _)| !text.starts_with("{}"));
    match caption.chars().next().filter(|_| is_own) {
        Some(first) => first.to_uppercase().chain(caption[first.len_utf8()..].chars()).collect(),
        None => caption,
    }
}

#[derive(Serialize)]
struct View<'a> {
    kind: &'a str,
    title: String,
    /// The language of the page itself.
    ui: &'static str,
    t: BTreeMap<&'static str, &'static str>,
    lang: &'static str,
    version: &'static str,
    policy: String,
    style: Value,
    parts: Vec<Section>,
}

impl Page {
    /// The page as HTML, in the language of its draft.
    pub(in crate::render) fn write(&self) -> String {
        let texts = Texts::of(self.language.unwrap_or(Language::English));
        let section = |part: &Part| Section {
            heading: texts.all_said(&part.heading),
            lines: part.lines.iter().map(|line| texts.all_said(line)).collect(),
            legend: part.legend.iter().map(|line| texts.all_said(line)).collect(),
            tables: part.tables.iter().map(|table| Table::new(table, &texts)).collect(),
        };
        let view = View {
            kind: texts.said(self.kind),
            ui: flow::code(texts.language()),
            t: texts.all(),
            title: texts.all_said(&self.title),
            lang: flow::code(self.language.unwrap_or(Language::Undetermined)),
            version: env!("CARGO_PKG_VERSION"),
            policy: format!(
                "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{STYLE_HASH}'"
            ),
            style: Value::from_safe_string(STYLE.into()),
            parts: self.parts.iter().map(section).collect(),
        };
        let environment = environment();
        let template = environment.get_template("desk.html").expect("it is among the templates");
        template.render(Serde(view)).expect("the template names what the page has")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_this_style() {
        assert_eq!(STYLE_HASH, super::super::tests::hash(STYLE), "STYLE_HASH is to be the latter");
        assert!(!STYLE.contains("</") && !STYLE.contains("url("));
    }
}
