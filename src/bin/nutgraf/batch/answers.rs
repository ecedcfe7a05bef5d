//! Answers as JSON Lines, written straight into the buffer of their block.

use anyhow::{Error, Result};
use nutgraf::{Audit, Keywords, OffsetUnit, Summary, render};
use serde::Serialize;

/// What a row of a block is answered with. Each row has exactly one answer.
pub(super) struct Answer<'a> {
    /// The id as JSON.
    pub(super) id: &'a str,
    /// Where it is written to.
    pub(super) out: &'a mut Vec<u8>,
    pub(super) unit: OffsetUnit,
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

    pub(super) fn audit(self, audit: &Audit, text: &str) -> Result<()> {
        let shape = render::json::Audit::new(audit, text, self.unit);
        self.write(&shape)
    }

    /// Says of the row in this line what is wrong with it.
    pub(super) fn error(self, line: usize, error: &Error) -> Result<()> {
        self.write(&Failure { error: Problem { line, message: format!("{error:#}") } })
    }

    /// Writes an object, which has at least one field, with the id before the others.
    fn write(self, object: &impl Serialize) -> Result<()> {
        self.out.extend_from_slice(b"{\"id\":");
        self.out.extend_from_slice(self.id.as_bytes());
        let brace = self.out.len();
        serde_json::to_writer(&mut *self.out, object)?;
        self.out[brace] = b',';
        self.out.push(b'\n');
        Ok(())
    }
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
