//! Going on where a run was stopped, however it was: nothing is lost and nothing is there twice.
//!
//! Every row has one answer and answers are in the order of the rows, so the lines of the output tell how many rows are
//! done, whatever their ids are. A last line that has no line break was not finished, and is made anew. So is the answer
//! to a row that was cut off when it was read.
//!
//! First all is looked at: the record of the run ([`super::record`]), the answers, then every row that is answered
//! already. Only when the first answer follows is the unfinished line cut off: what is refused stays as it was.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use memchr::memchr_iter;
use serde_json::Value;
use serde_json::value::RawValue;

use super::record::{Header, Marks, Record};
use crate::args::Common;
use crate::output::{Target, note};

/// What every answer begins with.
const BEGIN: &[u8] = b"{\"id\":";

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
    /// What the record says of their rows, if there is one.
    marks: Option<Marks>,
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

    /// Whether the next row is answered; `id` gives its id as JSON, and `sum` the check sum of the row.
    pub(super) fn takes<'r>(
        &mut self,
        id: impl FnOnce() -> Cow<'r, str>,
        sum: impl FnOnce() -> u32,
    ) -> Result<bool> {
        match self {
            Skip::Nothing => return Ok(false),
            Skip::Count(answered) => {
                answered.left -= 1;
                let Answered { file, rows, left, id: expected, marks } = answered;
                let row = *rows - *left;
                let mark = marks.as_mut().map(Marks::next).transpose();
                let mark = mark.with_context(|| format!("cannot read the record of {file}"))?.flatten();
                if *left == 0 {
                    let id = id();
                    if id != *expected {
                        bail!(
                            "cannot resume {file}: its answer {rows} has the id {expected}, but row {rows} of the input has {id}; \
                             to start over, remove {file}"
                        );
                    }
                }
                if mark.is_some_and(|mark| mark.sum != sum()) {
                    bail!(
                        "cannot resume {file}: row {row} of the input is not the one that was answered; to start over, \
                         remove {file}"
                    );
                }
                if *left == 0 {
                    *self = Skip::Nothing;
                }
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
                    "cannot resume {file}: it has {rows} answers, but the input has only {} rows; to start over, remove \
                     {file}",
                    rows - left
                )
            }
            Skip::UpTo(id) => bail!("cannot resume: no row has the id {}", id.given),
        }
    }
}

/// A file of answers.
pub(super) struct Output {
    name: String,
    file: File,
    /// None for what is no file but a pipe or a device.
    record: Option<Record>,
    header: Header,
    /// How many rows are answered and where their answers end, until the first answer follows them.
    done: Option<Done>,
}

#[derive(Clone, Copy)]
struct Done {
    rows: u64,
    end: u64,
}

/// Opens a file for answers. One that has some already is not touched, unless the run is to go on behind them. `field`
/// is what each answer of the task has.
pub(super) fn open(
    path: &Path,
    is_resumed: bool,
    header: Header,
    field: &str,
    common: &Common,
) -> Result<(Output, Skip)> {
    let name = path.display().to_string();
    let target = Target::new(path)?;
    if target.is_stream() {
        if is_resumed {
            bail!("cannot resume {name}: expected a file");
        }
        let file = OpenOptions::new().append(true).open(path);
        let file = file.with_context(|| format!("cannot write {name}"))?;
        return Ok((Output { name, file, record: None, header, done: None }, Skip::Nothing));
    }
    let mut record = Record::open(target.path())?;
    match look(&target, &name, is_resumed, &mut record, &header, field, common) {
        Ok((file, done, skip)) => {
            Ok((Output { name, file, record: Some(record), header, done: Some(done) }, skip))
        }
        Err(error) => {
            record.withdraw();
            Err(error)
        }
    }
}

/// Looks at what there is, and changes nothing.
fn look(
    target: &Target,
    name: &str,
    is_resumed: bool,
    record: &mut Record,
    header: &Header,
    field: &str,
    common: &Common,
) -> Result<(File, Done, Skip)> {
    let file =
        OpenOptions::new().read(is_resumed).write(true).create(true).truncate(false).open(target.path());
    let mut file = file.with_context(|| format!("cannot write {name}"))?;
    // The file has other names where there are hard links to it, and a record beside each. Where a lock also keeps others
    // from reading, answers could not be looked at before the run ends.
    #[cfg(unix)]
    super::record::lock(&file, target.path(), Path::new(name))?;
    let length = file.metadata().with_context(|| format!("cannot read {name}"))?.len();
    if length > 0 && !is_resumed {
        bail!("{name} is not empty: expected --resume to continue it, or another file");
    }
    let earlier = record.read()?;
    if length == 0 {
        record.forget();
        return Ok((file, Done { rows: 0, end: 0 }, Skip::Nothing));
    }
    let resume = || format!("cannot resume {name}");
    let over = || format!("to start over, remove {name}");
    if let Some(difference) = earlier.as_ref().and_then(|earlier| earlier.difference(header)) {
        bail!("{}: {difference}; {}", resume(), over());
    }
    let mut lines = count_lines(&file).with_context(resume)?;
    let rest = part(&mut file, lines.end, BEGIN.len() as u64).with_context(resume)?;
    // Without a whole line and without a record, nothing says that it is the output of a batch at all.
    let is_ours = BEGIN.starts_with(&rest) && (lines.count > 0 || earlier.is_some());
    if !is_ours {
        bail!(
            "{}: its last line is no answer of a batch, not even the beginning of one; {}",
            resume(),
            over()
        );
    }
    if lines.count > 0 && record.mark(lines.count - 1).with_context(resume)?.is_some_and(|mark| mark.is_torn)
    {
        // It was the answer to half a row.
        lines = Lines { count: lines.count - 1, last: lines.before, end: lines.last, before: 0 };
    }
    let done = Done { rows: lines.count, end: lines.end };
    if lines.count == 0 {
        return Ok((file, done, Skip::Nothing));
    }
    let line = part(&mut file, lines.last, lines.end - lines.last).with_context(resume)?;
    let Some(id) = id_of_answer(&line, field) else {
        bail!(
            "{}: line {} is no answer of batch {}, expected an object with \"id\" and \"{field}\"; {}",
            resume(),
            lines.count,
            header.task,
            over()
        )
    };
    if earlier.is_none() {
        let record = record.name();
        note(common, &format!("{name} has no record of its run ({record}): only its last id is compared"));
    }
    let marks = earlier.is_some().then(|| record.marks(lines.count)).transpose().with_context(resume)?;
    let rows = lines.count as usize;
    Ok((file, done, Skip::Count(Answered { file: name.into(), rows, left: rows, id, marks })))
}

/// The id of an answer, which has this field or an error; none if it is no such answer.
fn id_of_answer(line: &[u8], field: &str) -> Option<String> {
    let answer: std::collections::HashMap<String, &RawValue> = serde_json::from_slice(line).ok()?;
    let has = |name: &str| answer.contains_key(name);
    (has(field) || has("error")).then(|| answer.get("id").map(|id| id.get().to_string())).flatten()
}

impl Output {
    /// Writes the answers of a block, and before them the marks of their rows. They are out of the program's hands when
    /// this is done.
    pub(super) fn write(&mut self, answers: &[u8], marks: &[u8]) -> Result<()> {
        if answers.is_empty() {
            return Ok(());
        }
        self.begin()?;
        if let Some(record) = &mut self.record {
            record.write(marks).with_context(|| format!("cannot write {}", record.name()))?;
        }
        self.file.write_all(answers).with_context(|| format!("cannot write {}", self.name))
    }

    /// Cuts off what was not finished, unless that is done.
    fn begin(&mut self) -> Result<()> {
        let (Some(done), Some(record)) = (self.done.take(), &mut self.record) else { return Ok(()) };
        // The record first: killed between the two, the run has a mark for every answer.
        let marked = record.go_on(done.rows, &self.header);
        marked.with_context(|| format!("cannot write {}", record.name()))?;
        let cut = self.file.set_len(done.end).and_then(|()| self.file.seek(SeekFrom::Start(done.end)));
        cut.map(drop).with_context(|| format!("cannot write {}", self.name))
    }

    /// Ends the output, on the disk. Of a run that was stopped before it wrote anything, all is left as it was.
    pub(super) fn finish(mut self, is_stopped: bool) -> Result<()> {
        if !is_stopped {
            self.begin()?;
        }
        if let Some(record) = &self.record {
            let synced = self.file.sync_all().with_context(|| format!("cannot write {}", self.name));
            synced.and_then(|()| record.sync().with_context(|| format!("cannot write {}", record.name())))?;
        }
        Ok(())
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

/// The whole lines of a file.
#[derive(Default)]
struct Lines {
    count: u64,
    /// Where the last but one begins.
    before: u64,
    /// Where the last begins.
    last: u64,
    /// Where the last ends.
    end: u64,
}

fn count_lines(file: &File) -> io::Result<Lines> {
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let (mut lines, mut read) = (Lines::default(), 0);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(lines);
        }
        for at in memchr_iter(b'\n', bytes) {
            lines.count += 1;
            (lines.before, lines.last, lines.end) = (lines.last, lines.end, read + at as u64 + 1);
        }
        let count = bytes.len();
        read += count as u64;
        reader.consume(count);
    }
}

/// So many bytes of a file, or as many as there are.
fn part(file: &mut File, begin: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(begin))?;
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
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
        let answered = |rows| Answered { file: "o".into(), rows, left: rows, id: "2".into(), marks: None };
        let mut skip = Skip::Count(answered(2));
        assert!(skip.takes(|| "9".into(), || 0).unwrap() && !skip.is_over());
        assert!(skip.takes(|| "2".into(), || 0).unwrap() && skip.is_over());
        assert!(!skip.takes(|| "2".into(), || 0).unwrap());
        let mut skip = Skip::Count(answered(2));
        assert!(skip.takes(|| "1".into(), || 0).unwrap());
        let complaint = skip.takes(|| "3".into(), || 0).unwrap_err().to_string();
        assert_eq!(
            complaint,
            "cannot resume o: its answer 2 has the id 2, but row 2 of the input has 3; to start over, remove o"
        );
        let mut skip = Skip::UpTo(Id::new("x"));
        assert!(skip.takes(|| "1".into(), || 0).unwrap() && skip.end().is_err());
        assert!(skip.takes(|| "\"x\"".into(), || 0).unwrap() && skip.end().is_ok());
        assert!(!skip.takes(|| "\"x\"".into(), || 0).unwrap());
    }
}
