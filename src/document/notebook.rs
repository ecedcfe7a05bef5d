//! Jupyter notebooks: the prose of their Markdown cells, written anew as one Markdown text.
//!
//! A notebook is JSON, whose strings have escapes; each stretch of a string leads back to where it stands. Code, outputs and
//! raw cells are left out.
//!
//! * time: `O(n)`
//! * space: the text of the cells, and the places of their strings

use super::Document;
use super::markdown;
use super::rewrite::Rewriting;
use crate::error::Error;
use crate::span::Span;

/// JSON that is deeper has not been written by a notebook. Outputs may hold any JSON: those of plots have some 20 levels.
const MOST_LEVELS: usize = 512;

pub(super) fn read(source: &str) -> Result<Document<'static>, Error> {
    let malformed = |at: usize| {
        let left = source.get(at..).unwrap_or_default().trim_start();
        let why = match () {
            () if source.trim().is_empty() => "it is empty".to_string(),
            // It ends where a value has to stand, or in a string.
            () if left.is_empty() || left.starts_with('"') && is_open(left) => {
                "it is cut off: its JSON ends before it is closed".to_string()
            }
            () => format!("no JSON at byte {at}"),
        };
        Error::malformed("a notebook", why)
    };
    let mut json = Json { source, at: 0 };
    let mut cells = Cells::default();
    json.value(0, &mut Vec::new(), &mut cells).ok_or_else(|| malformed(json.at))?;
    if !cells.has_cells {
        return Err(Error::malformed("a notebook", "it has no \"cells\""));
    }
    let mut rewriting = Rewriting::new(source);
    for cell in &cells.done {
        let start = cell.source.first().map_or(0, |string| string.start);
        if !rewriting.text().is_empty() {
            rewriting.put("\n\n", Span { start, end: start });
        }
        for string in &cell.source {
            write(source, *string, &mut rewriting);
        }
    }
    Ok(rewriting.read(markdown::read))
}

/// Whether a text that begins with a string has no end of it.
fn is_open(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        if bytes[at + found] == b'"' {
            return false;
        }
        at += found + 2;
    }
    true
}

/// Whether a text begins as a notebook does, by its first bytes: an object with cells before anything else is known of it.
pub(super) fn is_one(start: &str) -> bool {
    let has = |key: &str| start.contains(key);
    start.trim_start().starts_with('{')
        && (has("\"cells\"") && has("\"cell_type\"") || has("\"nbformat\"") && has("\"metadata\""))
}

/// Writes what a string of JSON says; `string` is what stands between its quotes.
fn write(source: &str, string: Span, rewriting: &mut Rewriting<'_>) {
    let mut at = string.start;
    while at < string.end {
        let rest = &source[at..string.end];
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if plain > 0 {
            rewriting.keep(Span { start: at, end: at + plain });
            at += plain;
            continue;
        }
        let (said, length) = escape(rest);
        let end = at + length.min(rest.len());
        rewriting.put(said.encode_utf8(&mut [0; 4]), Span { start: at, end });
        at = end;
    }
}

/// What the escape that a text begins with says, and its bytes.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{C}', 2),
        Some(b'u') => match (unit(0), unit(6)) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (char::from_u32(code).unwrap_or('\u{FFFD}'), 12)
            }
            (Some(code), _) => (char::from_u32(code).unwrap_or('\u{FFFD}'), 6),
            (None, _) => ('\u{FFFD}', 2),
        },
        Some(byte) if byte.is_ascii() => (char::from(*byte), 2),
        _ => ('\u{FFFD}', 1),
    }
}

/// The cells of a notebook that are prose.
#[derive(Default)]
struct Cells {
    has_cells: bool,
    done: Vec<Cell>,
    open: Cell,
}

#[derive(Default)]
struct Cell {
    is_markdown: bool,
    source: Vec<Span>,
}

/// Where in a value the reader is: keys of objects, and nothing for lists.
type Path<'s> = Vec<Option<&'s str>>;

impl Cells {
    /// A string at a path.
    fn string(&mut self, path: &Path<'_>, string: Span, source: &str) {
        match path.as_slice() {
            [Some("cells"), None, Some("cell_type")] => {
                self.open.is_markdown = string.of(source) == "markdown";
            }
            [Some("cells"), None, Some("source")] | [Some("cells"), None, Some("source"), None] => {
                self.open.source.push(string);
            }
            _ => {}
        }
    }

    /// The end of an object at a path.
    fn end(&mut self, path: &Path<'_>) {
        if let [Some("cells"), None] = path.as_slice() {
            let cell = std::mem::take(&mut self.open);
            self.done.extend(cell.is_markdown.then_some(cell));
        }
    }
}

/// A walk through JSON.
struct Json<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Json<'s> {
    /// Reads one value; `None` where there is none, or the levels are too many.
    fn value(&mut self, level: usize, path: &mut Path<'s>, cells: &mut Cells) -> Option<()> {
        if level > MOST_LEVELS {
            return None;
        }
        match self.peek()? {
            b'{' => {
                self.at += 1;
                let mut is_first = true;
                while self.goes_on(b'}', &mut is_first)? {
                    let key = self.string()?.of(self.source);
                    (self.peek()? == b':').then(|| self.at += 1)?;
                    cells.has_cells |= level == 0 && key == "cells";
                    path.push(Some(key));
                    self.value(level + 1, path, cells)?;
                    path.pop();
                }
                cells.end(path);
            }
            b'[' => {
                self.at += 1;
                path.push(None);
                let mut is_first = true;
                while self.goes_on(b']', &mut is_first)? {
                    self.value(level + 1, path, cells)?;
                }
                path.pop();
            }
            b'"' => {
                let string = self.string()?;
                cells.string(path, string, self.source);
            }
            _ => {
                let rest = &self.source.as_bytes()[self.at..];
                let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
                let length = rest.iter().position(is_end).unwrap_or(rest.len());
                (length > 0).then(|| self.at += length)?;
            }
        }
        Some(())
    }

    /// Whether another member of an object or list comes, behind a comma unless it is the first.
    fn goes_on(&mut self, closes: u8, is_first: &mut bool) -> Option<bool> {
        match self.peek()? {
            byte if byte == closes => {
                self.at += 1;
                Some(false)
            }
            b',' if !*is_first => {
                self.at += 1;
                Some(true)
            }
            _ if std::mem::take(is_first) => Some(true),
            _ => None,
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.source.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        Some(self.source.as_bytes()[self.at])
    }

    /// What stands between the quotes of a string.
    fn string(&mut self) -> Option<Span> {
        (self.peek()? == b'"').then_some(())?;
        let start = self.at + 1;
        let mut at = start;
        loop {
            at += memchr::memchr2(b'"', b'\\', &self.source.as_bytes()[at..])?;
            if self.source.as_bytes()[at] == b'"' {
                break;
            }
            // An escape is two bytes, of which the second may begin a character.
            at += 1 + self.source[at + 1..].chars().next()?.len_utf8();
        }
        self.at = at + 1;
        Some(Span { start, end: at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_markdown_are_read_with_their_places() {
        let source = r##"{"nbformat": 4, "cells": [
            {"source": ["# The \"east\" wall\n", "\n", "It sinks by 9\u00a0inches \ud83c\udf0a a\tyear."], "cell_type": "markdown"},
            {"cell_type": "code", "source": ["x = 1"], "outputs": [{"data": {"cells": [{"cell_type": "markdown", "source": "no"}]}}]},
            {"cell_type": "markdown", "source": "One string.", "metadata": {"deep": [1, true, null]}}], "metadata": {}}"##;
        let document = read(source).unwrap();
        let shown: Vec<&str> = document.blocks().iter().map(|block| block.span.of(document.text())).collect();
        assert_eq!(shown, ["The \"east\" wall", "It sinks by 9\u{A0}inches 🌊 a\tyear.", "One string."]);
        let place = |words: &str| {
            let start = document.text().find(words).unwrap();
            document.source_span(Span { start, end: start + words.len() }).of(source)
        };
        assert_eq!(place("\"east\""), "\\\"east\\\"");
        assert_eq!(place("🌊 a"), "\\ud83c\\udf0a a");
        assert_eq!(place("One string."), "One string.");
    }

    #[test]
    fn what_is_no_notebook_is_an_error() {
        for source in
            ["", "{", "[]", "{\"cells\": [", "{\"a\": 1}", "{\"cells\" 1}", "\"\\", "{\"cells\": \"\\é\"}x\\"]
        {
            assert!(read(source).is_err() || source.starts_with("{\"cells\": \"\\é"), "{source}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
