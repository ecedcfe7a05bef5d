//! Rows as JSON Lines, in blocks of whole lines.

use std::io::{self, Read};

use anyhow::{Context, Result};
use memchr::{memchr_iter, memrchr};

use super::files::{self, Request};
use super::resume::Skip;
use super::row::{self, Fields};

/// How much is read at a time: what a pipe holds on Linux. A block is the whole lines of one read, or one line that is
/// longer, so that rows that come slowly do not wait for others.
const READ_BYTES: usize = 1 << 16;

/// Whole lines, of which the first may be skipped.
#[derive(Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    /// How many bytes at the beginning are of rows that an earlier run answered.
    pub(super) skipped: usize,
    /// The number of the first line behind them.
    line: usize,
}

impl Lines {
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The rows to be answered. Blank lines are no rows.
    pub(super) fn requests<'r>(&'r self, fields: Fields<'r>) -> impl Iterator<Item = Request<'r>> {
        rows(&self.bytes[self.skipped..]).map(move |(_, number, line)| {
            let (id, row) = row::read(line, &fields);
            Request { number: self.line + number, id, row }
        })
    }

    /// Leaves out what an earlier run answered; `line` is the number of the first line.
    fn skip(&mut self, line: usize, skip: &mut Skip, fields: &Fields<'_>) -> Result<()> {
        (self.skipped, self.line) = (0, line);
        if skip.is_over() {
            return Ok(());
        }
        for (end, number, row) in rows(&self.bytes) {
            if !skip.takes(|| row::id(row, fields))? {
                break;
            }
            (self.skipped, self.line) = (end, line + number + 1);
        }
        Ok(())
    }
}

/// The rows in some lines: where the line of each ends, its number from 0, and the row without white space around it.
fn rows(bytes: &[u8]) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let mut begin = 0;
    let ends = memchr_iter(b'\n', bytes).map(|at| at + 1);
    // The last line may have no line break.
    let rest = memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    let last = (rest < bytes.len()).then_some(bytes.len());
    let lines = ends.chain(last).enumerate().map(move |(number, end)| {
        let line = &bytes[begin..end];
        begin = end;
        (end, number, line.trim_ascii())
    });
    lines.filter(|(_, _, row)| !row.is_empty())
}

/// A file of lines that is being read.
pub(super) struct LineFile {
    name: String,
    file: Box<dyn Read + Send>,
    /// The begin of a line whose end is not read yet.
    rest: Vec<u8>,
    /// The number of the next line.
    line: usize,
}

impl LineFile {
    pub(super) fn new(name: String, file: Box<dyn Read + Send>) -> LineFile {
        LineFile { name, file, rest: Vec::new(), line: 1 }
    }

    /// Reads the next block; false if there is none.
    pub(super) fn read(&mut self, block: &mut Lines, skip: &mut Skip, fields: &Fields<'_>) -> Result<bool> {
        if !self.read_lines(&mut block.bytes).with_context(|| format!("cannot read {}", self.name))? {
            return Ok(false);
        }
        if self.line == 1 {
            files::refuse_parquet(&self.name, &block.bytes)?;
        }
        block.skip(self.line, skip, fields)?;
        self.line += memchr_iter(b'\n', &block.bytes).count();
        Ok(true)
    }

    /// Reads what is there, but at least a line; false at the end.
    fn read_lines(&mut self, bytes: &mut Vec<u8>) -> io::Result<bool> {
        bytes.clear();
        bytes.append(&mut self.rest);
        // One row that was long is no reason to keep so much.
        bytes.shrink_to(2 * READ_BYTES);
        loop {
            let begin = bytes.len();
            bytes.resize(begin + READ_BYTES, 0);
            let read = self.file.read(&mut bytes[begin..]);
            bytes.truncate(begin + *read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => return Ok(!bytes.is_empty()),
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
                _ => {}
            }
            if let Some(at) = memrchr(b'\n', &bytes[begin..]) {
                self.rest.extend_from_slice(&bytes[begin + at + 1..]);
                bytes.truncate(begin + at + 1);
                return Ok(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time, as a pipe may.
    struct Trickle<'b>(&'b [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    /// However a file comes, its blocks are whole lines, and add up to the file.
    #[test]
    fn blocks_are_whole_lines() {
        let long = "x".repeat(3 * READ_BYTES);
        for text in ["", "\n", "a", "a\nb", "a\n\nbc\n", &format!("a\n{long}\nb\n{long}")] {
            for step in [1, 2, 1000, 2 * READ_BYTES].into_iter().filter(|step| text.len() / step < 1 << 16) {
                let file: Box<dyn Read + Send> = Box::new(Trickle(text.to_string().leak().as_bytes(), step));
                let mut open = LineFile::new(String::new(), file);
                let (mut block, mut whole) = (Vec::new(), Vec::new());
                while open.read_lines(&mut block).unwrap() {
                    assert!(whole.is_empty() || whole.ends_with(b"\n"));
                    whole.extend_from_slice(&block);
                }
                assert!(whole == text.as_bytes(), "by {step}");
            }
        }
    }

    #[test]
    fn rows_have_the_numbers_of_their_lines() {
        let found: Vec<_> = rows(b"a\n\n \t\n b \r\nc").collect();
        assert_eq!(found, [(2, 0, b"a" as &[u8]), (11, 3, b"b"), (12, 4, b"c")]);
        assert_eq!(rows(b"").count() + rows(b"\n\n").count(), 0);
    }
}
