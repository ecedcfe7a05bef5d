//! Answers: as JSON Lines, written straight into the buffer of their block, or as columns of a table, which have the
//! fields of the JSON.

use std::borrow::Cow;

use anyhow::{Error, Result};
use nutgraf::render::visible;
use nutgraf::{Audit, Keywords, OffsetUnit, Summary, render};
use serde::Serialize;

#[cfg(feature = "parquet")]
use super::table::{Columns, Schema};

/// How much room for lines a block keeps when it is used again: one whose answers were long is no reason for more.
const KEPT_BYTES: usize = 1 << 18;

/// What answers are written as.
pub(super) enum Kind {
    Lines,
    /// With these columns.
    #[cfg(feature = "parquet")]
    Table(Schema),
}

/// The answers of a block.
pub(crate) enum Answers {
    /// One line each.
    Lines(Vec<u8>),
    #[cfg(feature = "parquet")]
    Table(Columns),
}

/// What a row of a block is answered with. Each row has exactly one answer.
pub(crate) struct Answer<'a> {
    /// The id as JSON.
    pub(crate) id: &'a str,
    /// Where it is written to.
    pub(crate) to: &'a mut Answers,
    pub(crate) unit: OffsetUnit,
}

impl Default for Answers {
    fn default() -> Answers {
        Answers::Lines(Vec::new())
    }
}

impl Answers {
    /// The lines; none where there are columns.
    pub(crate) fn into_lines(self) -> Vec<u8> {
        match self {
            Answers::Lines(lines) => lines,
            #[cfg(feature = "parquet")]
            Answers::Table(_) => Vec::new(),
        }
    }

    /// Makes room for those of a new block.
    pub(super) fn begin(&mut self, to: &Kind) {
        match (to, &mut *self) {
            (Kind::Lines, Answers::Lines(lines)) => {
                lines.clear();
                lines.shrink_to(KEPT_BYTES);
            }
            #[cfg(feature = "parquet")]
            (Kind::Lines, Answers::Table(_)) => *self = Answers::default(),
            #[cfg(feature = "parquet")]
            (Kind::Table(schema), _) => *self = Answers::Table(Columns::new(schema)),
        }
    }
}

impl Answer<'_> {
    pub(super) fn spans(self, spans: &[[usize; 2]]) -> Result<()> {
        self.write(&Spans { spans })
    }

    pub(super) fn summary(self, summary: &Summary, texts: &[&str]) -> Result<()> {
        let shape = render::json::Summary::new(summary, texts, self.unit);
        self.write(&shape)
    }

    pub(super) fn keywords(self, keywords: &Keywords) -> Result<()> {
        self.write(&render::json::Keywords::new(keywords))
    }

    pub(crate) fn audit(self, audit: &Audit, text: &str) -> Result<()> {
        let shape = render::json::Audit::new(audit, text, self.unit);
        self.write(&shape)
    }

    /// Says of the row in this line what is wrong with it.
    pub(super) fn error(self, line: usize, error: &Error) {
        let message = visible::clipped(&format!("{error:#}"), visible::MESSAGE_CHARS).into_owned();
        let failure = Failure { error: Problem { line, message } };
        self.write(&failure).expect("a number and a string are JSON");
    }

    fn write(self, object: &impl Serialize) -> Result<()> {
        match self.to {
            Answers::Lines(lines) => write_line(lines, self.id, object),
            #[cfg(feature = "parquet")]
            Answers::Table(columns) => {
                columns.append(self.id, &serde_json::to_value(object)?);
                Ok(())
            }
        }
    }
}

/// Writes an object, which has at least one field, with the id before the others; or nothing of it.
fn write_line(lines: &mut Vec<u8>, id: &str, object: &impl Serialize) -> Result<()> {
    let begin = lines.len();
    lines.extend_from_slice(b"{\"id\":");
    lines.extend_from_slice(id.as_bytes());
    let brace = lines.len();
    serde_json::to_writer(&mut *lines, object).inspect_err(|_| lines.truncate(begin))?;
    lines[brace] = b',';
    if let Ok(Cow::Owned(escaped)) = str::from_utf8(&lines[brace..]).map(visible::json) {
        lines.truncate(brace);
        lines.extend_from_slice(escaped.as_bytes());
    }
    lines.push(b'\n');
    Ok(())
}

#[derive(Serialize)]
struct Spans<'a> {
    spans: &'a [[usize; 2]],
}

#[derive(Serialize)]
struct Failure {
    error: Problem,
}

#[derive(Serialize)]
struct Problem {
    line: usize,
    message: String,
}
