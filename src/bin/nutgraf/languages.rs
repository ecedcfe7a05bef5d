//! `nutgraf languages`.

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use nutgraf::render::json;
use nutgraf::{Language, Resources};
use serde::Serialize;

use crate::args::{Languages, LanguagesFormat};
use crate::output::{self, Status};

pub(crate) fn run(args: &Languages) -> Result<Status> {
    let rows: Vec<Row> = Language::ALL.into_iter().map(Row::of).collect();
    output::with_output(args.output.as_deref(), |out| {
        match args.format {
            LanguagesFormat::Json => out.write_all(json::line(&rows)?.as_bytes())?,
            LanguagesFormat::Text => write_table(&rows, out)?,
        }
        Ok(Status::Done)
    })
}

/// A language in JSON.
#[derive(Serialize)]
struct Row {
    code: &'static str,
    name: &'static str,
    detection: Option<&'static str>,
    abbreviations: usize,
    stop_words: usize,
    judged: bool,
    weak_words: usize,
    stemmer: bool,
    inflection: bool,
    role_words: usize,
    background: bool,
    tagger: bool,
    spaces: bool,
}

impl Row {
    fn of(language: Language) -> Row {
        let has = Resources::of(language);
        Row {
            code: language.code(),
            name: language.name(),
            detection: has.detection.map(|detection| detection.name()),
            abbreviations: has.abbreviations,
            stop_words: has.stop_words,
            judged: has.judged,
            weak_words: has.weak_words,
            stemmer: has.stemmer,
            inflection: has.inflection,
            role_words: has.role_words,
            background: has.background,
            tagger: has.tagger,
            spaces: has.spaces,
        }
    }

    /// The cells of the table, under [`HEADINGS`].
    fn cells(&self) -> [String; HEADINGS.len()] {
        let count = |count: usize| if count == 0 { "-".to_string() } else { count.to_string() };
        let yes = |is: bool| if is { "yes" } else { "-" }.to_string();
        [
            self.code.to_string(),
            self.name.to_string(),
            self.detection.unwrap_or("-").to_string(),
            count(self.abbreviations),
            count(self.stop_words),
            count(self.weak_words),
            count(self.role_words),
            yes(self.stemmer),
            yes(self.inflection),
            yes(self.judged),
            yes(self.background),
            yes(self.tagger),
            yes(self.spaces),
        ]
    }
}

/// Short, so that the table fits a terminal of 80 columns; [`LEGEND`] says what they stand for.
const HEADINGS: [&str; 13] = [
    "code", "language", "detected", "abbr", "stop", "weak", "role", "stem", "infl", "judge", "table", "tag",
    "space",
];

/// The columns of numbers, which are aligned to the right.
const NUMBERS: Range<usize> = 3..7;

const LEGEND: &str = "
detected: by its common words, by trigrams, or by its script
abbr, stop, weak, role: number of abbreviations, stop words, weak words and
role words
stem: stemmer; infl: inflected forms count as one word; judge: repeated phrases
are judged; table: built-in table of word frequencies; tag: part-of-speech
tagger; space: written with spaces between words
";

fn write_table(rows: &[Row], out: &mut dyn Write) -> Result<()> {
    let lines: Vec<[String; HEADINGS.len()]> =
        std::iter::once(HEADINGS.map(str::to_string)).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].len()).max().unwrap_or(0);
    for line in &lines {
        let mut cells = String::new();
        for (column, cell) in line.iter().enumerate() {
            let width = width(column);
            // What stands to the left of the numbers has room around it.
            cells.push_str(if column < NUMBERS.start { "" } else { " " });
            if NUMBERS.contains(&column) {
                cells.push_str(&format!("{cell:>width$}"));
            } else {
                cells.push_str(&format!("{cell:<width$}"));
            }
            cells.push_str(if column + 1 < NUMBERS.start { "  " } else { "" });
        }
        writeln!(out, "{}", cells.trim_end())?;
    }
    write!(out, "{LEGEND}")?;
    Ok(())
}
