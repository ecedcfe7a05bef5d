//! The text that is made of an office file: a block a line.

use std::borrow::Cow;

use crate::document::{self, Block, BlockKind, Document, Fields, Heading, Stretch, TableCell, plain};
use crate::error::Error;
use crate::span::{PAGE, Span};

/// What a stretch of an office file is. It becomes a [`BlockKind`] once all that stands before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Written as the title of the document.
    Title,
    /// A heading of a level, from 1.
    Heading(u8),
    Paragraph,
    Item,
    Quote,
    Cell,
    Footnote,
}

/// The longest text that is read, in bytes: four times the longest novels. What is done with a text takes some thirty
/// times as much memory, and an archive may hold a thousand times what its own length is.
const MOST_BYTES: usize = 16 << 20;

/// The most blocks: some fifty times what the longest novels have.
const MOST_BLOCKS: usize = 500_000;

/// A line of this many bytes or more that has no mark at its end was wrapped by hand. Shorter ones are addresses, verse and labels.
/// As plain text has it.
const WRAPPED: usize = 60;

/// Cells with a line of more than this many bytes hold prose: tables are used to lay text out. As of pages in HTML.
const LONG_CELL: usize = 300;

/// Builds a document whose text is the source of all its spans.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    blocks: Vec<Block>,
    code: Vec<Span>,
    pub(super) fields: Fields,
    /// Whether a block is the title.
    titled: bool,
    /// Whether the first block is a heading of the first level.
    headed: bool,
    /// Whether there is a heading of the first level.
    sections: bool,
    /// The cell at hand of each table that is open, innermost last: `column` is one more than its place, 0 before the first.
    cells: Vec<TableCell>,
    /// How many tables there were.
    tables: usize,
    /// What the part at hand is there for.
    role: document::Role,
}

impl Lines {
    /// Adds a stretch of text, if there is any in it: a block for each of its lines.
    ///
    /// What the readers put into `words` by [`push`] has no line breaks but those that the writer meant.
    ///
    /// # Errors
    ///
    /// If the text becomes longer than is read.
    pub(super) fn add(&mut self, role: Role, words: &str) -> Result<(), Error> {
        // The lines of a heading are one heading.
        let lines = match role {
            Role::Title | Role::Heading(_) => vec![Cow::Owned(words.replace('\n', " "))],
            _ => joined(words),
        };
        for line in lines {
            let start = self.text.len();
            self.text.push_str(line.trim());
            self.end_block(role, start)?;
        }
        Ok(())
    }

    /// Begins a page: places have its number (see [`crate::LineIndex::locate`]).
    ///
    /// # Errors
    ///
    /// If the text becomes longer than is read.
    pub(super) fn begin_page(&mut self) -> Result<(), Error> {
        self.text.push_str(PAGE);
        match self.text.len() > MOST_BYTES {
            true => Err(Error::limit("bytes of text", self.text.len(), MOST_BYTES)),
            false => Ok(()),
        }
    }

    /// Adds a block of another document, with its code.
    pub(super) fn add_block(&mut self, role: Role, of: &Document<'_>, block: &Block) -> Result<(), Error> {
        let (start, source) = (self.text.len(), of.text());
        let mut at = block.span.start;
        let first = of.stretches.partition_point(|stretch| stretch.span.end <= at);
        let inside = of.stretches[first..].iter().take_while(|stretch| stretch.span.end <= block.span.end);
        for code in inside.filter(|stretch| stretch.role == document::Role::Code).map(|stretch| stretch.span)
        {
            let code = Span { start: code.start.max(at), end: code.end.max(at) }.trim(source);
            push(&mut self.text, Span { start: at, end: code.start }.of(source));
            let start = self.text.len();
            push(&mut self.text, code.of(source));
            self.code.extend((!code.is_empty()).then_some(Span { start, end: self.text.len() }));
            at = code.end;
        }
        push(&mut self.text, Span { start: at, end: block.span.end }.of(source));
        self.end_block(role, start)
    }

    /// Says that a table begins.
    pub(super) fn open_table(&mut self) {
        let span = Span::default();
        self.cells.push(TableCell { span, table: self.tables, row: 0, column: 0, is_head: false });
        self.tables += 1;
    }

    /// Says that a row of the table at hand begins. Those without cells do not count.
    pub(super) fn begin_row(&mut self, is_head: bool) {
        if let Some(cell) = self.cells.last_mut() {
            cell.row += usize::from(cell.column > 0);
            (cell.column, cell.is_head) = (0, is_head);
        }
    }

    /// Says that the row at hand is one of heads.
    pub(super) fn make_head(&mut self) {
        if let Some(cell) = self.cells.last_mut() {
            cell.is_head = true;
        }
    }

    /// Says that a cell of the row at hand begins, `columns` behind the one before.
    pub(super) fn open_cell(&mut self, columns: usize) {
        if let Some(cell) = self.cells.last_mut() {
            cell.column = cell.column.saturating_add(columns);
        }
    }

    /// Says that the table at hand ends.
    pub(super) fn end_table(&mut self) {
        self.cells.pop();
    }

    /// Makes a block of what stands from `start` on, if there is anything.
    fn end_block(&mut self, role: Role, start: usize) -> Result<(), Error> {
        let span = Span { start, end: self.text.len() }.trim(&self.text);
        if span.is_empty() {
            self.text.truncate(start);
            while self.code.pop_if(|code| code.end > start).is_some() {}
            return Ok(());
        }
        let kind = match role {
            Role::Title if !self.titled => {
                self.titled = true;
                BlockKind::Title
            }
            Role::Title | Role::Heading(_) => BlockKind::Heading,
            Role::Cell if span.len() > LONG_CELL => BlockKind::Paragraph,
            Role::Paragraph => BlockKind::Paragraph,
            Role::Item => BlockKind::Item,
            Role::Quote => BlockKind::Quote,
            Role::Cell => BlockKind::Cell,
            Role::Footnote => BlockKind::Footnote,
        };
        self.headed |= self.blocks.is_empty() && role == Role::Heading(1);
        let level = match role {
            Role::Title => Some(1),
            Role::Heading(level) => Some(level.clamp(1, 6)),
            _ => None,
        };
        if let Some(level) = level {
            // Pictures and the like under it are not reported.
            self.fields.headings.push(Heading { level, span, holds_unread: true });
            self.sections |= role == Role::Heading(1);
        }
        if kind == BlockKind::Cell
            && let Some(cell) = self.cells.last().filter(|cell| cell.column > 0)
        {
            self.fields.cells.push(TableCell { span, column: cell.column - 1, ..*cell });
        }
        self.blocks.push(Block { kind, span, content_start: span.start, role: self.role });
        self.text.push('\n');
        if self.text.len() > MOST_BYTES {
            return Err(Error::limit("bytes of text", self.text.len(), MOST_BYTES));
        }
        if self.blocks.len() > MOST_BLOCKS {
            return Err(Error::limit("paragraphs", self.blocks.len(), MOST_BLOCKS));
        }
        Ok(())
    }

    /// Says what the blocks that come are there for.
    pub(super) fn is_for(&mut self, role: document::Role) {
        self.role = role;
    }

    /// Whether some text is its title.
    pub(super) fn is_titled(&self) -> bool {
        self.titled
    }

    /// Adds the alternative text of a picture, which stands where the text is now.
    pub(super) fn add_alternative(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            let at = self.text.len();
            self.fields.alternatives.push((words, Span { start: at, end: at }));
        }
    }

    /// The document. A heading of the first level before everything else is its title, if nothing else is.
    pub(super) fn finish(mut self) -> Document<'static> {
        if self.headed && !self.titled {
            self.blocks[0].kind = BlockKind::Title;
        }
        // Headings of the first level are below a title that has a style of its own.
        if self.titled && self.sections {
            let titles = |span: Span| {
                let at = self.blocks.partition_point(|block| block.span.start < span.start);
                self.blocks.get(at).is_some_and(|block| block.kind == BlockKind::Title)
            };
            for heading in self.fields.headings.iter_mut().filter(|heading| !titles(heading.span)) {
                heading.level = (heading.level + 1).min(6);
            }
        }
        self.text.truncate(self.text.trim_end_matches(['\n', '\u{C}']).len());
        let end = self.text.len();
        for (_, place) in &mut self.fields.alternatives {
            *place = Span { start: place.start.min(end), end: place.end.min(end) };
        }
        let Lines { text, blocks, code, fields, .. } = self;
        let stretches = code.into_iter().map(|span| Stretch { span, role: document::Role::Code }).collect();
        let mut document =
            Document { text: Cow::Owned(text), blocks, stretches, fields, ..Document::default() };
        document::frames::mark_notices(&mut document);
        document.with_roles()
    }
}

/// Adds words to a line. Line breaks and controls in a file are blanks; tabs stay.
pub(super) fn push(line: &mut String, words: &str) {
    let is_blank = |c: char| c != '\t' && (c.is_control() || plain::is_line_break(c));
    let mut rest = words;
    while let Some(at) = rest.find(is_blank) {
        line.push_str(&rest[..at]);
        line.push(' ');
        rest = rest[at..].trim_start_matches(is_blank);
    }
    line.push_str(rest);
}

/// The lines of a text, of which those are one whose sentence plainly runs on: breaks are also put in to make lines
/// look even.
fn joined(words: &str) -> Vec<Cow<'_, str>> {
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    let mut last = "";
    for line in words.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        match lines.last_mut() {
            Some(above) if plain::runs_on(above, line) || was_wrapped(last, line) => {
                above.to_mut().push(' ');
                above.to_mut().push_str(line);
            }
            _ => lines.push(Cow::Borrowed(line)),
        }
        last = line;
    }
    lines
}

/// Whether a line ends only since the next word did not fit. What begins with a number or a bullet is an item.
fn was_wrapped(above: &str, line: &str) -> bool {
    above.len() >= WRAPPED
        && above.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && line.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(document: &Document<'_>) -> Vec<String> {
        let name = |block: &Block| format!("{:?} {}", block.kind, block.span.of(document.text()));
        document.blocks().iter().map(name).collect()
    }

    #[test]
    fn a_block_is_a_line() {
        let mut lines = Lines::default();
        lines.add_alternative(" a \n boat ");
        lines.add(Role::Heading(1), "Boats\nand ships").unwrap();
        lines.add(Role::Paragraph, "  The harbor was full of small boats\nand of ships.  ").unwrap();
        lines.add(Role::Paragraph, " \n ").unwrap();
        lines.add(Role::Item, "12 High Street\nHarrow\n").unwrap();
        let wrapped =
            "The pier was closed by the divers of the board, whom it had sent on\nMonday, and it opened.";
        lines.add(Role::Paragraph, &format!("{wrapped}\nIslanders say\n1- Copy\n2- Form")).unwrap();
        lines.add_alternative("a ship");
        let document = lines.finish();
        assert_eq!(
            document.text(),
            "Boats and ships\nThe harbor was full of small boats and of ships.\n12 High Street\nHarrow\nThe pier was closed by the \
             divers of the board, whom it had sent on Monday, and it opened.\nIslanders say\n1- Copy\n2- Form"
        );
        assert_eq!(
            show(&document),
            [
                "Title Boats and ships",
                "Paragraph The harbor was full of small boats and of ships.",
                "Item 12 High Street",
                "Item Harrow",
                "Paragraph The pier was closed by the divers of the board, whom it had sent on Monday, and it opened.",
                "Paragraph Islanders say",
                "Paragraph 1- Copy",
                "Paragraph 2- Form",
            ]
        );
        let (first, last) = (&document.fields().alternatives[0], &document.fields().alternatives[1]);
        assert_eq!((first.0.as_str(), first.1), ("a boat", Span::new(0, 0)));
        assert_eq!((last.0.as_str(), last.1.end), ("a ship", document.text().len()));
    }

    #[test]
    fn there_is_one_title() {
        let mut lines = Lines::default();
        lines.add(Role::Heading(1), "Ministry of Ships").unwrap();
        lines.add(Role::Title, "Boats").unwrap();
        lines.add(Role::Title, "and ships").unwrap();
        assert_eq!(show(&lines.finish()), ["Heading Ministry of Ships", "Title Boats", "Heading and ships"]);
    }

    #[test]
    fn code_moves_with_its_block() {
        let text = "x\n\nCall  a\u{2028}b or c, then d.\n\n\u{1}";
        let block = |words: &str| {
            let start = text.find(words).unwrap();
            Block {
                kind: BlockKind::Item,
                span: Span { start, end: start + words.len() },
                content_start: start,
                role: document::Role::Prose,
            }
        };
        let (call, nothing) = (block("Call  a\u{2028}b or c, then d."), block("\u{1}"));
        let code = vec![block(" a\u{2028}b").span, block("c").span, nothing.span];
        let stretches = code.into_iter().map(|span| Stretch { span, role: document::Role::Code }).collect();
        let of =
            Document { text: text.into(), blocks: vec![call, nothing], stretches, ..Document::default() };
        let mut lines = Lines::default();
        lines.add(Role::Paragraph, "First.").unwrap();
        lines.add_block(Role::Item, &of, &call).unwrap();
        lines.add_block(Role::Item, &of, &nothing).unwrap();
        let document = lines.finish();
        assert_eq!(document.text(), "First.\nCall  a b or c, then d.");
        let code: Vec<&str> = document.code().map(|code| code.of(document.text())).collect();
        assert_eq!(code, ["a b", "c"]);
    }

    #[test]
    fn what_is_no_text_is_a_blank() {
        let mut line = String::from("a");
        push(&mut line, "b\r\n\u{0}\u{85}c\td\u{2028}");
        assert_eq!(line, "ab c\td ");
    }
}
