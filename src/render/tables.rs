//! Tables of the desk's views (densities, comparisons, differences): one model, and a writer for each format.
//!
//! A view says what its columns and cells are; how they are laid out, rounded and escaped is said here.

use std::fmt::Write;

use super::columns::{cut_end, visible, width};
use super::{bidi, visible};
use crate::language::{Language, numbers};

/// What is said of a table, in English: texts behind each other, each with what fills its blanks (`{}`). Pages for the browser say it
/// in the language of their draft, by the same texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said(pub(super) Vec<(&'static str, Vec<Blank>)>);

/// What fills a blank.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Blank {
    Count(usize),
    /// A percentage, or another number, with its decimals.
    Percent(f64, usize),
    Number(f64, usize),
    /// Words of a draft, names of files: the same in every language.
    Verbatim(String),
    /// Another text.
    Said(Said),
}

impl From<&'static str> for Said {
    fn from(text: &'static str) -> Said {
        Said(vec![(text, Vec::new())])
    }
}

impl Said {
    pub(super) fn new(text: &'static str, blanks: impl IntoIterator<Item = Blank>) -> Said {
        Said(vec![(text, blanks.into_iter().collect())])
    }

    /// Something as it is.
    pub(super) fn verbatim(text: impl Into<String>) -> Said {
        Said::new("{}", [Blank::Verbatim(text.into())])
    }

    /// One text of one, another of any other number.
    pub(super) fn counted(count: usize, one: &'static str, many: &'static str) -> Said {
        Said::new(if count == 1 { one } else { many }, [Blank::Count(count)])
    }

    /// This, and what comes behind it.
    pub(super) fn and(mut self, more: impl Into<Said>) -> Said {
        self.0.extend(more.into().0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In English.
    pub(super) fn english(&self) -> String {
        self.written(&ENGLISH)
    }

    /// In a language.
    pub(super) fn written(&self, how: &Writing<'_>) -> String {
        let mut out = String::new();
        for (text, blanks) in &self.0 {
            let mut parts = (how.texts)(text).split("{}");
            out.push_str(parts.next().unwrap_or_default());
            let mut blanks = blanks.iter();
            for part in parts {
                match blanks.next() {
                    Some(Blank::Count(count)) => out.push_str(&numbers::whole(*count, how.language)),
                    Some(Blank::Percent(value, decimals)) => {
                        out.push_str(&number(*value, *decimals, how.language));
                        out.push_str(how.percent);
                    }
                    Some(Blank::Number(value, decimals)) => {
                        out.push_str(&number(*value, *decimals, how.language));
                    }
                    Some(Blank::Verbatim(text)) => out.push_str(text),
                    Some(Blank::Said(said)) => out.push_str(&said.written(how)),
                    None => {}
                }
                out.push_str(part);
            }
        }
        out
    }
}

/// How a language is written: its numbers, its percent sign, and what each text is in it.
pub(super) struct Writing<'a> {
    pub(super) language: Language,
    pub(super) percent: &'a str,
    pub(super) texts: &'a dyn Fn(&'static str) -> &'static str,
}

const ENGLISH: Writing<'static> =
    Writing { language: Language::English, percent: "%", texts: &|text: &'static str| text };

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// What it is a table of; may be empty.
    pub(super) caption: Said,
    /// Of which file, section, size it is: columns of their own in formats that have one table for all.
    pub(super) of: Vec<(&'static str, String)>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many rows were left out, and what to call them: `phrases`.
    pub(super) more: usize,
}

impl Table {
    /// Whether people are shown a column where there is room for those from this width on: one without any value says nothing.
    pub(super) fn shows(&self, at: usize, terminal: usize) -> bool {
        let has_value = self.rows.is_empty() || self.rows.iter().any(|row| !matches!(row[at], Cell::Nothing));
        self.columns[at].from <= terminal && has_value
    }

    /// The same without the columns that are for CSV alone.
    pub(super) fn without_hidden(mut self) -> Table {
        let shown: Vec<bool> = (0..self.columns.len()).map(|at| self.shows(at, usize::MAX - 1)).collect();
        let mut columns = shown.iter();
        self.columns.retain(|_| *columns.next().expect("there is one for each column"));
        for row in &mut self.rows {
            let mut cells = shown.iter();
            row.retain(|_| *cells.next().expect("there is one for each cell"));
        }
        self
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Its head, to be read.
    pub(super) head: &'static str,
    /// Its name in CSV and TSV.
    pub(super) name: &'static str,
    /// The least columns of a terminal that it is shown in.
    pub(super) from: usize,
    /// What its numbers are, for the legend; nothing where the head says it.
    pub(super) about: &'static str,
}

impl Column {
    pub(super) const fn new(head: &'static str, name: &'static str) -> Column {
        Column { head, name, from: 0, about: "" }
    }

    /// A column that the legend explains.
    pub(super) const fn about(self, about: &'static str) -> Column {
        Column { about, ..self }
    }

    /// A column that narrow terminals do not show.
    pub(super) const fn from(self, from: usize) -> Column {
        Column { from, ..self }
    }
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Count(usize),
    /// A percentage, with the number of decimals that people read.
    Percent(f64, usize),
    /// Two of them, from the least to the most.
    Range(f64, f64, usize),
    /// The same for other numbers.
    Number(f64, usize),
    /// A difference: the same, with its sign.
    Change(f64, usize),
    /// The length of a bar, from 0 to 1: drawn, and left out where nothing is.
    Bar(f64),
    Text(String),
    /// Words of the table, not of the text that it is about.
    Said(Said),
    /// A number that is not there.
    Nothing,
}

/// The columns of a bar.
const BAR: usize = 12;

impl Cell {
    /// As people read it, in English.
    pub(super) fn read(&self) -> String {
        self.written(&ENGLISH)
    }

    /// As people read it in a language.
    pub(super) fn written(&self, how: &Writing<'_>) -> String {
        let number = |value, decimals| number(value, decimals, how.language);
        match self {
            Cell::Count(count) => numbers::whole(*count, how.language),
            Cell::Percent(value, decimals) => format!("{}{}", number(*value, *decimals), how.percent),
            Cell::Range(least, most, decimals) => {
                format!("{}–{}{}", number(*least, *decimals), number(*most, *decimals), how.percent)
            }
            Cell::Number(value, decimals) => number(*value, *decimals),
            Cell::Change(value, decimals) => {
                let value = without_sign_of_zero(*value, *decimals);
                let sign = if value > 0.0 { "+" } else { "" };
                format!("{sign}{}", number(value, *decimals))
            }
            Cell::Bar(share) => bar(*share),
            Cell::Text(text) => text.clone(),
            Cell::Said(said) => said.written(how),
            Cell::Nothing => "–".into(),
        }
    }

    /// As programs read it: numbers to four places.
    fn plain(&self) -> String {
        match self {
            Cell::Count(count) => count.to_string(),
            Cell::Percent(value, _) | Cell::Number(value, _) | Cell::Change(value, _) => {
                format!("{}", (value * 1e4).round() / 1e4)
            }
            Cell::Text(text) => text.clone(),
            Cell::Said(said) => said.english(),
            Cell::Range(..) => self.read(),
            Cell::Bar(_) | Cell::Nothing => String::new(),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(
            self,
            Cell::Count(_) | Cell::Percent(..) | Cell::Number(..) | Cell::Change(..) | Cell::Nothing
        )
    }
}

fn without_sign_of_zero(value: f64, decimals: usize) -> f64 {
    let step = 0.5 / 10f64.powi(decimals as i32);
    if value.abs() < step { 0.0 } else { value }
}

/// `1,398.5`.
fn number(value: f64, decimals: usize, language: Language) -> String {
    let digits = numbers::decimal(value.abs(), decimals, language);
    let (whole, fraction) = digits.split_at(digits.find(['.', ',']).unwrap_or(digits.len()));
    let sign = if value < 0.0 { "-" } else { "" };
    match whole.parse() {
        Ok(count) => format!("{sign}{}{fraction}", numbers::whole(count, language)),
        Err(_) => format!("{sign}{digits}"),
    }
}

/// A change as it follows from two numbers that are shown with this many decimals.
pub(super) fn change(before: f64, after: f64, decimals: usize) -> Cell {
    let scale = 10f64.powi(decimals as i32);
    Cell::Change(((after * scale).round() - (before * scale).round()) / scale, decimals)
}

/// What the columns of some tables are, those that a terminal shows: `density: per 100 words; first, last: …`. Nothing if all
/// heads say it, or no table has a row.
pub(super) fn legend(tables: &[Table], terminal: usize) -> Option<Said> {
    let mut entries: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let shown = (0..table.columns.len()).filter(|at| table.shows(*at, terminal));
        for column in shown.map(|at| &table.columns[at]).filter(|column| !column.about.is_empty()) {
            match entries.iter_mut().find(|(about, _)| *about == column.about) {
                Some((_, heads)) if heads.contains(&column.head) => {}
                Some((_, heads)) => heads.push(column.head),
                None => entries.push((column.about, vec![column.head])),
            }
        }
    }
    let mut legend = Said::default();
    for (about, heads) in entries {
        if !legend.is_empty() {
            legend = legend.and(SEMICOLON);
        }
        for (place, head) in heads.into_iter().enumerate() {
            legend = if place == 0 { legend } else { legend.and(COMMA) }.and(head);
        }
        legend = legend.and(COLON).and(about);
    }
    (!legend.is_empty()).then_some(legend)
}

/// What stands between the parts of what is said.
pub(super) const COMMA: &str = ", ";
pub(super) const COLON: &str = ": ";
const SEMICOLON: &str = "; ";

/// The name of a language, which is said in its own way only where a page is in it.
pub(super) fn language(language: Language) -> Said {
    language.name().into()
}

/// `1,398`.
pub(super) fn thousands(count: usize) -> String {
    numbers::whole(count, Language::English)
}

/// A bar in eighths of a column, as long as its share of all columns.
fn bar(share: f64) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (8 * BAR) as f64).round() as usize;
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    "█".repeat(eighths / 8) + rest
}

/// Tables for a terminal, each behind an empty line: numbers to the right, the last column as long as there is room.
pub(super) fn text(tables: &[Table], terminal: usize, out: &mut String) {
    for table in tables {
        out.push('\n');
        if !table.caption.is_empty() {
            let caption = table.caption.english();
            let caption = visible(&caption);
            let _ = writeln!(out, "{}", bidi::isolated(&cut_end(&caption, terminal)));
        }
        if !table.rows.is_empty() {
            rows(table, terminal, out);
        }
        if table.more > 0 {
            let _ = writeln!(out, "… and {} more", thousands(table.more));
        }
    }
    if let Some(legend) = legend(tables, terminal) {
        out.push('\n');
        super::text::paragraph(out, "", &legend.english(), terminal);
    }
}

fn rows(table: &Table, terminal: usize, out: &mut String) {
    let shown: Vec<usize> = (0..table.columns.len()).filter(|at| table.shows(*at, terminal)).collect();
    let Some((last, others)) = shown.split_last() else { return };
    let cells: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| shown.iter().map(|at| visible(&row[*at].read()).into_owned()).collect())
        .collect();
    let wide = |place: usize, at: usize| {
        let longest = cells.iter().map(|row| width(&row[place])).max().unwrap_or(0);
        let least = if matches!(table.rows[0][at], Cell::Bar(_)) { BAR } else { 0 };
        longest.max(table.columns[at].head.len()).max(least)
    };
    let widths: Vec<usize> = others.iter().enumerate().map(|(place, at)| wide(place, *at)).collect();
    let room = terminal.saturating_sub(widths.iter().map(|width| width + 2).sum()).max(8);
    let is_left = |at: usize| {
        matches!(table.rows[0][at], Cell::Bar(_) | Cell::Text(_) | Cell::Said(_) | Cell::Range(..))
    };
    let mut line = |cell: &dyn Fn(usize, usize) -> String| {
        let mut line = String::new();
        for ((place, at), columns) in others.iter().enumerate().zip(&widths) {
            let cell = cell(place, *at);
            let gap = " ".repeat(columns - width(&cell).min(*columns));
            let (before, behind) = if is_left(*at) { ("", gap.as_str()) } else { (gap.as_str(), "") };
            let _ = write!(line, "{before}{}{behind}  ", bidi::isolated(&cell));
        }
        line.push_str(&bidi::isolated(&cut_end(&cell(others.len(), *last), room)));
        let _ = writeln!(out, "{}", line.trim_end());
    };
    line(&|_, at| table.columns[at].head.to_string());
    for row in &cells {
        line(&|place, _| row[place].clone());
    }
}

/// Tables as Markdown, each with its caption in a line of its own.
pub(super) fn markdown(tables: &[Table], out: &mut String) {
    for table in tables {
        if !table.caption.is_empty() {
            let _ = write!(out, "\n**{}**\n", super::markdown::inline(&table.caption.english()));
        }
        if !table.rows.is_empty() {
            let shown: Vec<usize> =
                (0..table.columns.len()).filter(|at| !matches!(table.rows[0][*at], Cell::Bar(_))).collect();
            let heads: Vec<&str> = shown.iter().map(|at| table.columns[*at].head).collect();
            let is_number = |at: &&usize| table.rows.iter().any(|row| row[**at].is_number());
            let rules: Vec<&str> =
                shown.iter().map(|at| if is_number(&at) { "---:" } else { "---" }).collect();
            let _ = write!(out, "\n| {} |\n| {} |\n", heads.join(" | "), rules.join(" | "));
            for row in &table.rows {
                let cell = |at: &usize| match &row[*at] {
                    Cell::Text(text) => super::markdown::code(text).replace('|', "\\|"),
                    Cell::Said(said) => super::markdown::code(&said.english()).replace('|', "\\|"),
                    cell => cell.read(),
                };
                let cells: Vec<String> = shown.iter().map(cell).collect();
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
        }
        if table.more > 0 {
            let _ = writeln!(out, "\n… and {} more", thousands(table.more));
        }
    }
    if let Some(legend) = legend(tables, usize::MAX - 1) {
        let _ = writeln!(out, "\n{}", super::markdown::inline(&legend.english()));
    }
}

/// Tables of the same columns as one of values with a separator between, by RFC 4180: a line of names first, if asked
/// for. What is no text to be seen is made visible, so that each row is a line.
pub(super) fn values(tables: &[Table], separator: char, has_head: bool, out: &mut String) {
    let mut has_head = has_head;
    for table in tables {
        let shown: Vec<usize> =
            (0..table.columns.len()).filter(|at| !table.columns[*at].name.is_empty()).collect();
        if std::mem::take(&mut has_head) {
            let of = table.of.iter().map(|(name, _)| *name);
            let names = of.chain(shown.iter().map(|at| table.columns[*at].name));
            let names: Vec<String> = names.map(String::from).collect();
            line_of_values(names.iter().map(String::as_str), separator, out);
        }
        for row in &table.rows {
            let cells: Vec<String> = shown.iter().map(|at| row[*at].plain()).collect();
            let of = table.of.iter().map(|(_, value)| value.as_str());
            line_of_values(of.chain(cells.iter().map(String::as_str)), separator, out);
        }
    }
}

fn line_of_values<'v>(values: impl Iterator<Item = &'v str>, separator: char, out: &mut String) {
    for (place, value) in values.enumerate() {
        if place > 0 {
            out.push(separator);
        }
        let value = visible::line(value);
        // A tab cannot be quoted where tabs part values.
        match separator {
            '\t' => out.push_str(&value.replace('\t', " ")),
            _ if value.contains([separator, '"']) => {
                let _ = write!(out, "\"{}\"", value.replace('"', "\"\""));
            }
            _ => out.push_str(&value),
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!([7, 999, 1_398, 1_000_000].map(thousands), ["7", "999", "1,398", "1,000,000"]);
        assert_eq!(Cell::Percent(1.235, 2).read(), "1.24%");
        assert_eq!(Cell::Change(-0.001, 2).read(), "0.00");
        assert_eq!(Cell::Change(1271.0, 0).read(), "+1,271");
        assert_eq!(Cell::Number(-1271.25, 1).read(), "-1,271.2");
        // 0.74 and 0.66 are shown as 0.7 both: what is shown adds up.
        assert_eq!(change(0.74, 0.66, 1).read(), "0.0");
        assert_eq!((bar(0.0), bar(1.0), bar(0.5)), (String::new(), "█".repeat(12), "█".repeat(6)));
        assert_eq!(bar(1.0 / 96.0), "▏");
    }

    #[test]
    fn a_legend_says_what_is_shown_and_no_more() {
        let table = |rows| Table {
            columns: vec![
                Column::new("here", "here").about("per 100 words"),
                Column::new("median", "median").about("per 100 words"),
                Column::new("wide", "wide").about("on wide terminals").from(90),
                Column::new("term", "term"),
            ],
            rows,
            ..Table::default()
        };
        let full = table(vec![vec![Cell::Count(1), Cell::Count(2), Cell::Count(3), Cell::Text("a".into())]]);
        assert_eq!(
            legend(&[full.clone(), full.clone()], 80).unwrap().english(),
            "here, median: per 100 words"
        );
        assert!(legend(&[full], 90).unwrap().english().ends_with("; wide: on wide terminals"));
        assert_eq!(legend(&[table(Vec::new())], 90), None);
    }

    #[test]
    fn values_are_quoted_where_they_have_to_be() {
        let mut out = String::new();
        line_of_values(["a,b", "say \"x\"", "two\nlines", "plain"].into_iter(), ',', &mut out);
        assert_eq!(out, "\"a,b\",\"say \"\"x\"\"\",two lines,plain\n");
        out.clear();
        line_of_values(["a\tb", "c,d"].into_iter(), '\t', &mut out);
        assert_eq!(out, "a b\tc,d\n");
    }
}
