//! Rows as JSON Lines, in blocks of whole lines.

use std::io::{self, Read};

use anyhow::{Context, Result, anyhow};
use memchr::{memchr, memchr_iter, memrchr};
use serde::de::IgnoredAny;

use super::magic::refuse_parquet;
use super::record::Mark;
use super::resume::Skip;
use super::row::{self, Fields, Request};
use crate::input;

/// How much is read at a time: what a pipe holds on Linux. A block is the whole lines of one read, or one line that is
/// longer, so that rows that come slowly do not wait for others.
const READ_BYTES: usize = 1 << 16;

/// What stands for a row that is too long to be held. Like that one it is no JSON and has no id.
const TOO_LONG: &[u8] = b"-";

/// Whole lines, of which the first may be skipped.
#[derive(Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    /// How many bytes at the beginning are of rows that an earlier run answered.
    pub(super) skipped: usize,
    /// The number of the first line behind them.
    line: usize,
    /// The most bytes of a line.
    most: usize,
    /// Whether this stands for one line that is longer.
    is_cut: bool,
}

impl Lines {
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Whether this is no JSON Lines at all: the first row is no JSON, and most rows neither are JSON nor begin as an object does. An
    /// error in a row is an answer to it; a text that was taken for rows has no rows.
    pub(super) fn is_other(&self) -> bool {
        let is_json = |row: &[u8]| row.starts_with(b"{") || serde_json::from_slice::<IgnoredAny>(row).is_ok();
        let (mut all, mut json) = (0, 0);
        for line in rows(&self.bytes, self.least_too_long()) {
            let is_row = line.is_long || is_json(line.row);
            if all == 0 && is_row {
                return false;
            }
            all += 1;
            json += usize::from(is_row);
        }
        2 * json < all
    }

    /// The rows to be answered. Blank lines are no rows.
    pub(super) fn requests<'r>(&'r self, fields: Fields<'r>) -> impl Iterator<Item = Request<'r>> {
        let bytes = &self.bytes[self.skipped..];
        let is_open = !bytes.ends_with(b"\n");
        rows(bytes, self.least_too_long()).map(move |Line { end, number, row: line, is_long }| {
            let (id, row) = row::read(line, &fields);
            let is_last = is_open && end == bytes.len();
            let is_torn = is_last && row.is_err() && serde_json::from_slice::<IgnoredAny>(line).is_err();
            let row = match is_long {
                true => Err(anyhow!(input::too_long("the row", self.most, "--max-row-bytes"))),
                false => row,
            };
            let mark = Mark { sum: crc32fast::hash(line), is_torn: is_torn && !is_long };
            Request { number: self.line + number, id, row, mark }
        })
    }

    /// From how many bytes on a line is too long.
    fn least_too_long(&self) -> usize {
        if self.is_cut { 0 } else { self.most.saturating_add(1) }
    }

    /// Leaves out what an earlier run answered; `line` is the number of the first line.
    fn skip(&mut self, line: usize, skip: &mut Skip, fields: &Fields<'_>) -> Result<()> {
        (self.skipped, self.line) = (0, line);
        if skip.is_over() {
            return Ok(());
        }
        for Line { end, number, row, .. } in rows(&self.bytes, self.least_too_long()) {
            if !skip.takes(|| row::id(row, fields), || crc32fast::hash(row))? {
                break;
            }
            (self.skipped, self.line) = (end, line + number + 1);
        }
        Ok(())
    }
}

/// A row among lines.
#[derive(Debug, PartialEq, Eq)]
struct Line<'b> {
    /// Where its line ends.
    end: usize,
    /// The number of its line, from 0.
    number: usize,
    /// The row without white space around it, or what stands for it.
    row: &'b [u8],
    /// Whether it is too long to be a row.
    is_long: bool,
}

/// The rows in some lines. A line of `too_long` bytes or more is a row that cannot be read, whatever is in it: so it is
/// the same whether all of it was read or not.
fn rows(bytes: &[u8], too_long: usize) -> impl Iterator<Item = Line<'_>> {
    let mut begin = 0;
    let ends = memchr_iter(b'\n', bytes).map(|at| at + 1);
    // The last line may have no line break.
    let rest = memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    let last = (rest < bytes.len()).then_some(bytes.len());
    let lines = ends.chain(last).enumerate().map(move |(number, end)| {
        let line = &bytes[begin..end];
        begin = end;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let is_long = line.len() >= too_long;
        // Where files were joined, the mark that the second began with is inside.
        let row = if is_long { TOO_LONG } else { input::without_mark(line).trim_ascii() };
        Line { end, number, row, is_long }
    });
    lines.filter(|line| !line.row.is_empty())
}

/// What a read found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// The end.
    Nothing,
    Lines,
    /// A line that is too long.
    Cut,
}

/// A file of lines that is being read.
pub(super) struct LineFile {
    name: String,
    file: Box<dyn Read + Send>,
    /// The begin of a line whose end is not read yet.
    rest: Vec<u8>,
    /// Whether what comes next is of a line that was too long, and has its answer.
    is_amid: bool,
    /// The number of the next line.
    line: usize,
    /// The most bytes of a line.
    most: usize,
}

impl LineFile {
    pub(super) fn new(name: String, file: Box<dyn Read + Send>, most: usize) -> LineFile {
        LineFile { name, file, rest: Vec::new(), is_amid: false, line: 1, most }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Reads the next block; false if there is none.
    pub(super) fn read(&mut self, block: &mut Lines, skip: &mut Skip, fields: &Fields<'_>) -> Result<bool> {
        let read = self.read_lines(&mut block.bytes).with_context(|| format!("cannot read {}", self.name))?;
        (block.most, block.is_cut) = (self.most, read == Found::Cut);
        if read == Found::Nothing {
            return Ok(false);
        }
        if self.line == 1 {
            refuse_parquet(&self.name, &block.bytes)?;
        }
        block.skip(self.line, skip, fields)?;
        self.line += memchr_iter(b'\n', &block.bytes).count();
        Ok(true)
    }

    /// Reads what is there, but at least a line. Of a line that is too long nothing is kept, and its end is not waited for.
    fn read_lines(&mut self, bytes: &mut Vec<u8>) -> io::Result<Found> {
        bytes.clear();
        while self.is_amid {
            self.pass_over(bytes)?;
        }
        bytes.append(&mut self.rest);
        // One row that was long is no reason to keep so much.
        bytes.shrink_to(2 * READ_BYTES);
        // Behind a line that was too long there may be others.
        if self.keep_rest(bytes, 0) {
            return Ok(Found::Lines);
        }
        loop {
            let begin = bytes.len();
            if begin > self.most {
                bytes.clear();
                bytes.shrink_to(2 * READ_BYTES);
                bytes.extend_from_slice(TOO_LONG);
                bytes.push(b'\n');
                self.is_amid = true;
                return Ok(Found::Cut);
            }
            if self.fill(bytes)? == 0 {
                return Ok(if bytes.is_empty() { Found::Nothing } else { Found::Lines });
            }
            if self.keep_rest(bytes, begin) {
                return Ok(Found::Lines);
            }
        }
    }

    /// Keeps what stands behind the last line break from `begin` on, if there is one.
    fn keep_rest(&mut self, bytes: &mut Vec<u8>, begin: usize) -> bool {
        let Some(at) = memrchr(b'\n', &bytes[begin..]) else { return false };
        self.rest.extend_from_slice(&bytes[begin + at + 1..]);
        bytes.truncate(begin + at + 1);
        true
    }

    /// Reads on in a line that was too long, and keeps what stands behind it. Leaves no bytes.
    fn pass_over(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let read = self.fill(bytes)?;
        let end = memchr(b'\n', bytes);
        self.rest.extend_from_slice(end.map_or(&[], |at| &bytes[at + 1..]));
        self.is_amid = read > 0 && end.is_none();
        bytes.clear();
        Ok(())
    }

    /// Adds what one read gives; 0 at the end.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let begin = bytes.len();
        bytes.resize(begin + READ_BYTES, 0);
        let read = loop {
            match self.file.read(&mut bytes[begin..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        bytes.truncate(begin + *read.as_ref().unwrap_or(&0));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives this many bytes at a time, as a pipe may.
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
                let mut open = LineFile::new(String::new(), file, usize::MAX);
                let (mut block, mut whole) = (Vec::new(), Vec::new());
                while open.read_lines(&mut block).unwrap() != Found::Nothing {
                    assert!(whole.is_empty() || whole.ends_with(b"\n"));
                    whole.extend_from_slice(&block);
                }
                assert!(whole == text.as_bytes(), "by {step}");
            }
        }
    }

    /// Rows that are too long are the same rows, however the file comes.
    #[test]
    fn long_lines_are_rows_of_their_own() {
        let most = 10;
        let lines = [
            "{}",
            "",
            "0123456789",
            "01234567890",
            "b",
            &"x".repeat(3 * READ_BYTES),
            " ",
            "c",
            &" ".repeat(11),
        ];
        for end in ["", "\n", "\nd"] {
            let text = lines.join("\n") + end;
            let expected: Vec<(usize, bool)> = text
                .split('\n')
                .zip(1..)
                .filter(|(line, _)| line.len() > most || !line.trim().is_empty())
                .map(|(line, number)| (number, line.len() > most))
                .collect();
            for step in [1, 7, 1000, READ_BYTES] {
                let file: Box<dyn Read + Send> = Box::new(Trickle(text.clone().leak().as_bytes(), step));
                let mut open = LineFile::new(String::new(), file, most);
                let (mut block, mut found) = (Lines::default(), Vec::new());
                let fields = Fields { text: "text", id: "id" };
                while open.read(&mut block, &mut Skip::Nothing, &fields).unwrap() {
                    assert!(block.size() <= READ_BYTES + most);
                    let is_long = |request: &Request<'_>| {
                        request.row.as_ref().is_err_and(|error| error.to_string().contains("--max-row-bytes"))
                    };
                    found.extend(block.requests(fields).map(|request| (request.number, is_long(&request))));
                }
                assert_eq!(found, expected, "by {step}");
            }
        }
    }

    /// A line that never ends is a row that is too long as soon as it is, and what is read of it is not kept.
    #[test]
    fn endless_lines_are_answered() {
        let most = 10 * READ_BYTES;
        let file: Box<dyn Read + Send> = Box::new(io::repeat(b'a'));
        let mut open = LineFile::new(String::new(), file, most);
        let (mut block, fields) = (Lines::default(), Fields { text: "text", id: "id" });
        assert!(open.read(&mut block, &mut Skip::Nothing, &fields).unwrap());
        let errors: Vec<String> =
            block.requests(fields).map(|request| request.row.err().unwrap().to_string()).collect();
        assert!(errors.len() == 1 && errors[0].contains("--max-row-bytes"), "{errors:?}");
        block.bytes.clear();
        open.pass_over(&mut block.bytes).unwrap();
        assert!(open.is_amid && open.rest.is_empty() && block.bytes.capacity() <= 3 * READ_BYTES);
    }

    #[test]
    fn rows_have_the_numbers_of_their_lines() {
        let found: Vec<_> =
            rows(b"a\n\n \t\n b \r\nc", 100).map(|line| (line.end, line.number, line.row)).collect();
        assert_eq!(found, [(2, 0, b"a" as &[u8]), (11, 3, b"b"), (12, 4, b"c")]);
        let joined = "\u{feff}{}\n\u{feff}\n\u{feff}[]";
        let found: Vec<_> = rows(joined.as_bytes(), 100).map(|line| (line.number, line.row)).collect();
        assert_eq!(found, [(0, b"{}" as &[u8]), (2, b"[]")]);
        assert_eq!(rows(b"", 100).count() + rows(b"\n\n", 100).count(), 0);
    }
}
