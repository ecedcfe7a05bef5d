//! The record of a run, in a file beside its output: what was requested, and a mark of every row that was answered.
//!
//! ```text
//! {"nutgraf":"0.1.0","task":"sentences","options":{"--id-field":"id",…}}
//! 5f0c3e1a
//! 0b77d2c4
//! ```
//!
//! Answers are one line for each row and nothing else, so there is no room for this among them. Marks are written before
//! their answers: a run that is killed has one for each answer at least. They are CRC-32 of the rows, since they are to
//! tell mistakes and not attacks, and all have the same length, so that the mark of a row is found by its number. The
//! file is also what a run locks: a lock ends with the program that holds it, however that ends.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs4::{FileExt, TryLockError};
use serde::{Deserialize, Serialize};

/// What the name of the output is followed by.
const SUFFIX: &str = ".nutgraf-run";

/// The most bytes of a file name, on all systems that have a limit.
const MOST_NAME_BYTES: usize = 255;

/// How many bytes of a long name are kept, before its check sum.
const NAME_BYTES: usize = 200;

/// The bytes of a mark: eight digits and what ends it.
const MARK_BYTES: u64 = 9;

/// What ends the mark of a row, and of one that was cut off when it was read.
const WHOLE: u8 = b'\n';
const TORN: u8 = b'~';

/// The mark of a row that was answered before there was a record.
const UNKNOWN: &[u8; MARK_BYTES as usize] = b"--------\n";

/// What a run was started with.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    /// The version of the program.
    pub(crate) nutgraf: String,
    pub(crate) task: String,
    /// All that changes answers, by the names of the options.
    pub(crate) options: BTreeMap<String, String>,
}

/// What a row is recognized by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) sum: u32,
    /// Whether it ends with the input and not with a line, and is no JSON: it was still being written.
    pub(super) is_torn: bool,
}

impl Mark {
    pub(super) fn write(self, marks: &mut Vec<u8>) {
        let end = if self.is_torn { TORN } else { WHOLE };
        let digit = |place: u32| b"0123456789abcdef"[(self.sum >> (4 * place) & 15) as usize];
        marks.extend((0..8).rev().map(digit));
        marks.push(end);
    }

    /// None if the row is not known.
    fn read(bytes: &[u8]) -> Option<Mark> {
        let digits = str::from_utf8(&bytes[..8]).ok()?;
        let sum = u32::from_str_radix(digits, 16).ok()?;
        Some(Mark { sum, is_torn: bytes[8] == TORN })
    }
}

/// Locks a file of the run that writes to `output`, for as long as it is open.
pub(super) fn lock(file: &File, path: &Path, output: &Path) -> Result<()> {
    // The standard library has this since Rust 1.89 only.
    match FileExt::try_lock(file) {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => bail!(
            "{} is being written by another run: wait until it ends, or name another file",
            output.display()
        ),
        // There are file systems without locks.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

/// An open record, which no other run has.
pub(super) struct Record {
    path: PathBuf,
    file: File,
    /// Whether this run made the file.
    pub(super) is_new: bool,
    /// Where marks begin; 0 if there is no header yet.
    begin: u64,
    /// How many rows have a mark.
    pub(super) rows: u64,
}

impl Record {
    /// Opens and locks the record of what is written to `output`.
    pub(super) fn open(output: &Path) -> Result<Record> {
        let path = beside(output);
        let name = path.display();
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.with_context(|| format!("cannot write {name}, the record of the run"))?;
        lock(&file, &path, output)?;
        let is_new = file.metadata().with_context(|| format!("cannot read {name}"))?.len() == 0;
        Ok(Record { path, file, is_new, begin: 0, rows: 0 })
    }

    /// Reads what an earlier run was started with; none if there was no such run. An error if the file is something else.
    pub(super) fn read(&mut self) -> Result<Option<Header>> {
        if self.is_new {
            return Ok(None);
        }
        let name = self.path.display().to_string();
        let mut line = Vec::new();
        self.file.rewind()?;
        // A header has some hundred bytes.
        BufReader::new(&self.file)
            .take(1 << 20)
            .read_until(b'\n', &mut line)
            .with_context(|| format!("cannot read {name}"))?;
        let Ok(header) = serde_json::from_slice(&line) else {
            bail!("{name} is not the record of a batch: remove it, or name another output")
        };
        self.begin = line.len() as u64;
        let length = self.file.metadata().with_context(|| format!("cannot read {name}"))?.len();
        self.rows = length.saturating_sub(self.begin) / MARK_BYTES;
        Ok(Some(header))
    }

    /// The marks of the first rows, read as they are needed.
    pub(super) fn marks(&self, rows: u64) -> io::Result<Marks> {
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(self.begin))?;
        Ok(Marks(BufReader::new(file).take(rows.min(self.rows) * MARK_BYTES)))
    }

    /// The mark of a row, if it has one that is known.
    pub(super) fn mark(&mut self, row: u64) -> io::Result<Option<Mark>> {
        if row >= self.rows {
            return Ok(None);
        }
        let mut bytes = [0; MARK_BYTES as usize];
        self.file.seek(SeekFrom::Start(self.begin + row * MARK_BYTES))?;
        self.file.read_exact(&mut bytes)?;
        Ok(Mark::read(&bytes))
    }

    /// Makes it ready for the marks behind those of the first `rows`; those that it does not have are not known.
    pub(super) fn go_on(&mut self, rows: u64, header: &Header) -> io::Result<()> {
        if self.begin == 0 {
            let mut line = serde_json::to_vec(header)?;
            line.push(b'\n');
            self.file.set_len(0)?;
            self.file.rewind()?;
            self.file.write_all(&line)?;
            (self.begin, self.rows) = (line.len() as u64, 0);
        }
        let known = rows.min(self.rows);
        let end = self.begin + known * MARK_BYTES;
        self.file.set_len(end)?;
        self.file.seek(SeekFrom::Start(end))?;
        for _ in known..rows {
            self.file.write_all(UNKNOWN)?;
        }
        Ok(())
    }

    /// Forgets what was read: the next run begins from the first row.
    pub(super) fn forget(&mut self) {
        (self.begin, self.rows) = (0, 0);
    }

    pub(super) fn write(&mut self, marks: &[u8]) -> io::Result<()> {
        self.file.write_all(marks)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Takes back what this run made, and nothing else.
    pub(super) fn withdraw(self) {
        if self.is_new {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The marks of rows, from the first on.
pub(super) struct Marks(io::Take<BufReader<File>>);

impl Marks {
    /// The next mark; none if it is not known.
    pub(super) fn next(&mut self) -> io::Result<Option<Mark>> {
        if self.0.limit() == 0 {
            return Ok(None);
        }
        let mut bytes = [0; MARK_BYTES as usize];
        self.0.read_exact(&mut bytes)?;
        Ok(Mark::read(&bytes))
    }
}

impl Header {
    /// What differs from another run, in words; none if nothing does.
    pub(super) fn difference(&self, now: &Header) -> Option<String> {
        if self.task != now.task {
            return Some(format!("it has answers of batch {}, not of batch {}", self.task, now.task));
        }
        if self.nutgraf != now.nutgraf {
            return Some(format!("it was made by nutgraf {}, this is {}", self.nutgraf, now.nutgraf));
        }
        let keys = self.options.keys().chain(now.options.keys());
        let differs = |key: &&String| self.options.get(*key) != now.options.get(*key);
        let key = keys.into_iter().find(differs)?;
        let value = |header: &Header| match header.options.get(key) {
            Some(value) => format!("{key} {value}"),
            None => format!("no {key}"),
        };
        Some(format!("it was made with {}, this run has {}", value(self), value(now)))
    }
}

/// The record of an output.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default();
    let mut record = name.to_os_string();
    if name.len() + SUFFIX.len() > MOST_NAME_BYTES {
        // As much of the name as there is room for, and what tells it from others that begin alike.
        let name = name.to_string_lossy();
        let sum = crc32fast::hash(name.as_bytes());
        record = format!("{}-{sum:08x}", beginning(&name, NAME_BYTES)).into();
    }
    record.push(SUFFIX);
    output.with_file_name(record)
}

/// As many characters as have at most this many bytes.
fn beginning(name: &str, most: usize) -> &str {
    let end = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= most).last();
    &name[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_are_written() {
        for mark in [Mark { sum: 0, is_torn: false }, Mark { sum: u32::MAX, is_torn: true }] {
            let mut written = Vec::new();
            mark.write(&mut written);
            assert_eq!((written.len() as u64, Mark::read(&written)), (MARK_BYTES, Some(mark)));
        }
        assert_eq!(Mark::read(UNKNOWN), None);
    }

    #[test]
    fn a_record_has_a_name_for_every_output() {
        let name = |output: &str| beside(Path::new(output)).display().to_string();
        assert_eq!(name("a/out.jsonl"), "a/out.jsonl.nutgraf-run");
        let (one, other) = (name(&("ä".repeat(126) + "b")), name(&("ä".repeat(126) + "c")));
        assert!(one != other && one.len() <= MOST_NAME_BYTES);
    }

    #[test]
    fn what_differs_is_named() {
        let header = |task: &str, options: &[(&str, &str)]| Header {
            nutgraf: "1".into(),
            task: task.into(),
            options: options.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect(),
        };
        let one = header("sentences", &[("--lang", "en")]);
        assert_eq!(one.difference(&header("sentences", &[("--lang", "en")])), None);
        let of = |other| one.difference(&other).unwrap();
        assert_eq!(of(header("audit", &[])), "it has answers of batch sentences, not of batch audit");
        assert_eq!(of(header("sentences", &[])), "it was made with --lang en, this run has no --lang");
        let more = header("sentences", &[("--lang", "en"), ("--focus", "x")]);
        assert_eq!(of(more), "it was made with no --focus, this run has --focus x");
        assert!(
            of(Header { nutgraf: "2".into(), ..header("sentences", &[]) }).contains("nutgraf 1, this is 2")
        );
    }
}
