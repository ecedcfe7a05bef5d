//! Going on where a run was stopped, however it was: nothing is lost and nothing is there twice.
//!
//! Every row has one answer and answers are in the order of the rows, so the lines of the output tell how many rows are
//! done, whatever their ids are. A last line that has no line break was not finished, and is made anew.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use memchr::memchr_iter;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// Which rows an earlier run answered.
pub(super) enum Skip {
    /// None, or none any more.
    Nothing,
    /// The first rows.
    Count(Answered),
    /// All rows up to the first that has this id, and that row.
    UpTo(Id),
}

/// Answers that there are.
pub(super) struct Answered {
    /// What their file is called.
    file: String,
    rows: usize,
    /// How many of them have no row yet.
    left: usize,
    /// The id of the last.
    id: String,
}

/// An id as a user writes it: as JSON, or a string without its quotes.
pub(super) struct Id {
    given: String,
    value: Option<Value>,
}

impl Id {
    pub(super) fn new(given: &str) -> Id {
        Id { given: given.into(), value: serde_json::from_str(given).ok() }
    }

    /// Whether an id that is written so in JSON is this one. Numbers are equal if they are written the same: as a value
    /// a long one may have lost its last digits.
    fn is(&self, json: &str) -> bool {
        let equals = |value: Value| match value {
            Value::Number(_) => false,
            Value::String(text) if text == self.given => true,
            value => self.value.as_ref() == Some(&value),
        };
        json == self.given || serde_json::from_str(json).is_ok_and(equals)
    }
}

impl Skip {
    /// Whether all rows from here on are to be answered.
    pub(super) fn is_over(&self) -> bool {
        matches!(self, Skip::Nothing)
    }

    /// Whether the next row is answered; `id` gives its id as JSON.
    pub(super) fn takes<'r>(&mut self, id: impl FnOnce() -> Cow<'r, str>) -> Result<bool> {
        match self {
            Skip::Nothing => return Ok(false),
            Skip::Count(answered) if answered.left > 1 => answered.left -= 1,
            Skip::Count(Answered { file, rows, id: expected, .. }) => {
                let id = id();
                if id != *expected {
                    bail!(
                        "cannot resume {file}: its answer {rows} has the id {expected}, but row {rows} of the input {id}"
                    );
                }
                *self = Skip::Nothing;
            }
            Skip::UpTo(last) => {
                if last.is(&id()) {
                    *self = Skip::Nothing;
                }
            }
        }
        Ok(true)
    }

    /// To be called at the end of the input, where there is to be nothing left to skip.
    pub(super) fn end(&self) -> Result<()> {
        match self {
            Skip::Nothing => Ok(()),
            Skip::Count(Answered { file, rows, left, .. }) => {
                bail!(
                    "cannot resume {file}: it has {rows} answers, but the input has only {} rows",
                    rows - left
                )
            }
            Skip::UpTo(id) => bail!("cannot resume: no row has the id {}", id.given),
        }
    }
}

/// Opens a file for answers. One that has some already is not touched, unless the run is to go on behind them.
pub(super) fn open(path: &Path, is_resumed: bool) -> Result<(File, Skip)> {
    let name = path.display();
    let file = OpenOptions::new().read(is_resumed).write(true).create(true).truncate(false).open(path);
    let mut file = file.with_context(|| format!("cannot write {name}"))?;
    let metadata = file.metadata().with_context(|| format!("cannot read {name}"))?;
    match (metadata.is_file(), is_resumed) {
        (false, true) => bail!("cannot resume {name}: expected a file"),
        (true, false) if metadata.len() > 0 => {
            bail!("{name} is not empty: expected --resume to continue it, or another file")
        }
        (true, true) => {
            let skip = go_on(&mut file, path).with_context(|| format!("cannot resume {name}"))?;
            Ok((file, skip))
        }
        _ => Ok((file, Skip::Nothing)),
    }
}

/// An error if a file has something in it and cannot be continued.
#[cfg(feature = "parquet")]
pub(super) fn refuse_answers(path: &Path) -> Result<()> {
    match path.metadata() {
        Ok(metadata) if metadata.len() > 0 => {
            bail!("{} is not empty: expected another file", path.display())
        }
        _ => Ok(()),
    }
}

/// Puts a file's position behind its last whole line, and removes what stands there.
fn go_on(file: &mut File, path: &Path) -> Result<Skip> {
    let (rows, last, end) = count_lines(file)?;
    file.set_len(end)?;
    if rows == 0 {
        file.rewind()?;
        return Ok(Skip::Nothing);
    }
    #[derive(Deserialize)]
    struct Answer {
        id: Box<RawValue>,
    }
    let mut line = Vec::new();
    file.seek(SeekFrom::Start(last))?;
    file.read_to_end(&mut line)?;
    let answer: Answer = serde_json::from_slice(&line)
        .map_err(|_| anyhow!("line {rows} is no answer of a batch, expected an object with an \"id\""))?;
    let id = answer.id.get().into();
    Ok(Skip::Count(Answered { file: path.display().to_string(), rows, left: rows, id }))
}

/// How many whole lines there are, where the last begins and where it ends.
fn count_lines(file: &File) -> io::Result<(usize, u64, u64)> {
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let (mut lines, mut last, mut end, mut read) = (0, 0, 0, 0);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok((lines, last, end));
        }
        for at in memchr_iter(b'\n', bytes) {
            lines += 1;
            (last, end) = (end, read + at as u64 + 1);
        }
        let count = bytes.len();
        read += count as u64;
        reader.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_json_or_a_string_without_quotes() {
        let is = |given: &str, json: &str| Id::new(given).is(json);
        assert!(is("7", "7") && is("7", "\"7\"") && is("\"7\"", "\"7\"") && !is("\"7\"", "7"));
        assert!(is("a b", r#""a b""#) && is("é", r#""\u00e9""#) && is(r#""\u00e9""#, "\"é\""));
        assert!(is(r#"{"a":[1]}"#, r#"{ "a": [1] }"#) && is("null", "null"));
        assert!(!is("12345678901234567890123", "12345678901234567890124") && !is("7", "7.0"));
    }

    #[test]
    fn rows_are_skipped_by_number_or_by_id() {
        let answered = |rows| Answered { file: "o".into(), rows, left: rows, id: "2".into() };
        let mut skip = Skip::Count(answered(2));
        assert!(skip.takes(|| "9".into()).unwrap() && !skip.is_over());
        assert!(skip.takes(|| "2".into()).unwrap() && skip.is_over());
        assert!(!skip.takes(|| "2".into()).unwrap());
        let mut skip = Skip::Count(answered(2));
        assert!(skip.takes(|| "1".into()).unwrap());
        let complaint = skip.takes(|| "3".into()).unwrap_err().to_string();
        assert_eq!(complaint, "cannot resume o: its answer 2 has the id 2, but row 2 of the input 3");
        let mut skip = Skip::UpTo(Id::new("x"));
        assert!(skip.takes(|| "1".into()).unwrap() && skip.end().is_err());
        assert!(skip.takes(|| "\"x\"".into()).unwrap() && skip.end().is_ok());
        assert!(!skip.takes(|| "\"x\"".into()).unwrap());
    }
}
