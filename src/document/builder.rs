//! What readers of markup have in common: they push readable text piece by piece, and end blocks.

use std::borrow::Cow;

use super::{Block, BlockKind, Document, Fields, Heading, ListItem, Piece, Role, Stretch, TableCell, roles};
use crate::order::Arrange;
use crate::span::Span;

/// Bullets of typographers, and check marks that stand for them, which no notation has.
pub(super) const BULLETS: [char; 11] = ['•', '◦', '▪', '‣', '●', '✅', '❌', '✔', '✓', '✗', '☑'];

/// A document on its way.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) text: String,
    pub(super) fields: Fields,
    blocks: Vec<Block>,
    stretches: Vec<Stretch>,
    pieces: Vec<Piece>,
    unaudited: Vec<Span>,
    /// Where the block at hand begins in `text`.
    start: usize,
    /// Where sentences lead to what is left out.
    gaps: Vec<usize>,
    /// Where audits were switched off, in `text`, if they are.
    off: Option<usize>,
    /// The links of the block at hand, and whether each leads to a place in the same document.
    links: Vec<(Span, bool)>,
    /// The level of the heading at hand, if it has one, and whether something may stand under it that nobody reports.
    level: Option<(u8, bool)>,
    /// The cell at hand, if it is in a table whose rows are known.
    cell: Option<TableCell>,
    /// The items that are open, innermost last: the number of each that is to come, and whether it has a block.
    items: Vec<(Option<i64>, bool)>,
    /// How many tables there were.
    #[cfg(any(feature = "html", feature = "markdown"))]
    tables: usize,
    /// Whether the lines of the paragraph at hand are items with letters.
    #[cfg(feature = "markdown")]
    is_enumerated: bool,
}

/// Raised digits with characters of their own, so that they do not run into the word before them.
#[cfg(any(feature = "html", feature = "markdown", feature = "pdf"))]
pub(super) fn raised(words: &str) -> Cow<'_, str> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let is_number = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
    let digit = |b: u8| RAISED[usize::from(b - b'0')];
    if is_number { words.bytes().map(digit).collect::<String>().into() } else { words.into() }
}

impl Builder {
    pub(super) fn with_capacity(bytes: usize) -> Builder {
        Builder { text: String::with_capacity(bytes), ..Builder::default() }
    }

    /// How many blocks there are.
    #[cfg(feature = "html")]
    pub(super) fn count(&self) -> usize {
        self.blocks.len()
    }

    /// Whether there is no block yet.
    #[cfg(any(feature = "html", feature = "markdown", feature = "markup"))]
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Says that what was pushed last stands for something that is not known.
    #[cfg(any(feature = "markdown", feature = "markup"))]
    pub(super) fn lack(&mut self) {
        self.gaps.push(self.text.len().saturating_sub(1));
    }

    /// Says that code or a formula comes next, which is left out: a paragraph without the mark of a sentence at its end leads to it.
    #[cfg(any(feature = "markdown", feature = "markup"))]
    pub(super) fn lead_to_code(&mut self) {
        let last = self.blocks.last().filter(|block| block.kind == BlockKind::Paragraph);
        if let Some(block) = last
            && block
                .span
                .of(&self.text)
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '/' | ':' | '：'))
        {
            self.gaps.push(block.span.end - 1);
        }
    }

    /// The text of the block at hand.
    #[cfg(any(feature = "html", feature = "markdown", feature = "markup"))]
    pub(super) fn block_text(&self) -> &str {
        &self.text[self.start..]
    }

    /// Adds readable words, and says what of the source they stand for.
    pub(super) fn push(&mut self, words: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        let piece = Piece { text: Span { start, end: self.text.len() }, source };
        match self.pieces.last_mut() {
            Some(last) if last.takes(&piece) => last.extend(&piece),
            _ => self.pieces.push(piece),
        }
    }

    /// The same for words that have a role of their own.
    #[cfg(feature = "markdown")]
    pub(super) fn push_as(&mut self, role: Role, words: &str, source: Span) {
        let start = self.text.len();
        self.push(words, source);
        self.mark(role, start);
    }

    /// Says that what was pushed from byte `start` of the text on has a role of its own.
    #[cfg(any(feature = "html", feature = "markdown", feature = "markup"))]
    pub(super) fn mark(&mut self, role: Role, start: usize) {
        if start < self.text.len() {
            self.stretches.push(Stretch { span: Span { start, end: self.text.len() }, role });
        }
    }

    /// Says that what is pushed from now on is a link, to a place in the same document or elsewhere.
    #[cfg(any(feature = "html", feature = "markdown", feature = "markup"))]
    pub(super) fn open_link(&mut self, is_local: bool) {
        let at = self.text.len();
        self.links.push((Span { start: at, end: at }, is_local));
    }

    /// Ends the link that was opened last.
    #[cfg(any(feature = "html", feature = "markdown", feature = "markup"))]
    pub(super) fn close_link(&mut self) {
        if let Some((link, _)) = self.links.last_mut().filter(|(link, _)| link.is_empty()) {
            link.end = self.text.len();
        }
        // Programs put the title of the page there that a link without words leads to.
        let is_filled = |(link, is_local): &(Span, bool)| link.is_empty() && !is_local;
        if self.level.is_none() && self.links.last().is_some_and(is_filled) {
            self.unread();
        }
    }

    /// Says that the block at hand is a heading of this level.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn heading(&mut self, level: u8) {
        self.level = Some((level, false));
    }

    /// The same for a notation whose reader does not say what stands under a heading beside text.
    #[cfg(feature = "markup")]
    pub(super) fn heading_alone(&mut self, level: u8) {
        self.level = Some((level, true));
    }

    /// Says that a table begins, with its first row to come.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn open_table(&mut self) {
        let span = Span::default();
        self.cell = Some(TableCell { span, table: self.tables, row: 0, column: 0, is_head: false });
        self.tables += 1;
    }

    /// Says that a row of the table at hand ends. Rows without cells do not count.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn end_row(&mut self) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.column > 0) {
            (cell.row, cell.column) = (cell.row + 1, 0);
        }
    }

    /// Says that a cell of the table at hand begins.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn open_cell(&mut self, is_head: bool) {
        if let Some(cell) = &mut self.cell {
            cell.column += 1;
            cell.is_head = is_head;
        }
    }

    /// Says that the table at hand ends. A table around it has no rows that are known from here on.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn end_table(&mut self) {
        self.cell = None;
    }

    /// Says that an item of a list begins, with its number if it has one.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn open_item(&mut self, number: Option<i64>) {
        self.items.push((number, false));
    }

    /// Says that the innermost item ends.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn close_item(&mut self) {
        self.items.pop();
    }

    /// Says whether the lines of the paragraph at hand are items with letters or small Roman numbers.
    #[cfg(feature = "markdown")]
    pub(super) fn enumerate(&mut self, is_enumerated: bool) {
        self.is_enumerated = is_enumerated;
    }

    /// Says that something stands here that is no text to be read.
    pub(super) fn unread(&mut self) {
        if let Some(heading) = self.fields.headings.last_mut() {
            heading.holds_unread = true;
        }
    }

    /// Whether the link that was opened last leads to a place in the same document, and is not ended yet.
    #[cfg(feature = "html")]
    #[cfg(all(feature = "html", feature = "markdown"))]
    pub(super) fn is_in_local_link(&self) -> bool {
        self.links.last().is_some_and(|(link, is_local)| *is_local && link.is_empty())
    }

    /// Takes back what the block at hand has from byte `at` of the text on.
    pub(super) fn take_back(&mut self, at: usize) {
        let at = at.max(self.start);
        self.text.truncate(at);
        while self.pieces.pop_if(|piece| piece.text.start >= at).is_some() {}
        if let Some(last) = self.pieces.last_mut().filter(|last| last.text.end > at) {
            // A piece that goes on into what is taken back is verbatim: others were pushed whole.
            last.source.end -= last.text.end - at;
            last.text.end = at;
        }
        while self.gaps.pop_if(|gap| *gap >= at).is_some() {}
        while self.stretches.pop_if(|stretch| stretch.span.start >= at).is_some() {}
        self.links.retain(|(link, _)| link.start < at);
        self.links.iter_mut().for_each(|(link, _)| link.end = link.end.min(at));
    }

    /// Ends the block at hand, if it holds anything, and begins the next one a blank line further.
    ///
    /// What holds nothing but formulas is no block.
    pub(super) fn end_block(&mut self, kind: BlockKind) {
        self.end_block_as(kind, Role::Prose);
    }

    /// The same for a block whose role the format states.
    pub(super) fn end_block_as(&mut self, kind: BlockKind, role: Role) {
        let span = Span { start: self.start, end: self.text.len() }.trim(&self.text);
        if !span.is_empty() && self.is_formula(span) {
            self.take_back(self.start);
            self.unread();
            #[cfg(any(feature = "markdown", feature = "markup"))]
            self.lead_to_code();
        } else if !span.is_empty() {
            let role = match role {
                Role::Prose => roles::of_links(&self.text, kind, span, &self.links),
                role => role,
            };
            // A bullet that stands in the text and is none of the notation's.
            let said = span.of(&self.text);
            let bullet =
                said.strip_prefix(BULLETS).map(|words| words.trim_start_matches('\u{FE0F}').trim_start());
            #[cfg(feature = "markdown")]
            let bullet = bullet.or_else(|| {
                let len = if self.is_enumerated { super::markdown::enumerator(said) } else { None };
                let number = || super::markdown::numbered(said).filter(|_| self.is_enumerated);
                Some(&said[len.or_else(number)?..])
            });
            let bullet = bullet.filter(|words| kind.is_prose() && !words.is_empty());
            let kind = if bullet.is_some() { BlockKind::Item } else { kind };
            let content_start = span.end - bullet.unwrap_or(said).len();
            self.blocks.push(Block { kind, span, content_start, role });
            if let Some((level, holds_unread)) = self.level.take()
                && matches!(kind, BlockKind::Title | BlockKind::Heading)
            {
                self.fields.headings.push(Heading { level, span, holds_unread });
            }
            if kind == BlockKind::Cell
                && let Some(cell) = self.cell.filter(|cell| cell.column > 0)
            {
                self.fields.cells.push(TableCell { span, column: cell.column - 1, ..cell });
            }
            let depth = self.items.len().saturating_sub(1);
            if kind == BlockKind::Item
                && let Some((number, is_begun)) = self.items.last_mut()
            {
                let is_continued = std::mem::replace(is_begun, true);
                self.fields.list_items.push(ListItem { span, number: number.take(), depth, is_continued });
            }
            let filled = self.links.drain(..).map(|(link, _)| link.trim(&self.text));
            self.fields.links.extend(filled.filter(|link| !link.is_empty()));
            self.text.push_str("\n\n");
        }
        self.links.clear();
        self.start = self.text.len();
    }

    /// Whether a block has no letter outside of formulas, and some formula.
    fn is_formula(&self, block: Span) -> bool {
        let stretches = self.stretches.iter().rev().take_while(|stretch| stretch.span.start >= block.start);
        let mut end = block.end;
        let mut formulas = 0;
        for stretch in stretches.filter(|stretch| stretch.role == Role::Formula) {
            if self.text[stretch.span.end.min(end)..end].contains(char::is_alphanumeric) {
                return false;
            }
            end = stretch.span.start;
            formulas += 1;
        }
        formulas > 0 && !self.text[block.start..end].contains(char::is_alphanumeric)
    }

    /// Does what comments say to nutgraf, if they say anything to it.
    #[cfg(feature = "markdown")]
    pub(super) fn comments(&mut self, html: &str) {
        let mut rest = html;
        while let Some((_, behind)) = rest.split_once("<!--") {
            let Some((comment, behind)) = behind.split_once("-->") else { break };
            rest = behind;
            self.comment(comment);
        }
    }

    /// The same for what stands inside one comment.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn comment(&mut self, comment: &str) {
        let Some(said) = comment.trim().strip_prefix("nutgraf ") else { return };
        match said.trim() {
            "off" => self.off = self.off.or(Some(self.text.len())),
            "on" => self.switch_on(),
            said => {
                let phrase = said.strip_prefix("allow").map(|phrase| phrase.trim().trim_matches('"'));
                self.fields.allowed.extend(phrase.filter(|phrase| !phrase.is_empty()).map(str::to_string));
            }
        }
    }

    fn switch_on(&mut self) {
        if let Some(start) = self.off.take().filter(|start| *start < self.text.len()) {
            self.unaudited.push(Span { start, end: self.text.len() });
        }
    }

    /// The document. What is not ended yet is a block of this kind.
    pub(super) fn finish(mut self, kind: BlockKind) -> Document<'static> {
        self.end_block(kind);
        self.switch_on();
        let Builder { text, fields, blocks, mut stretches, pieces, unaudited, gaps, .. } = self;
        // Elements that overlap end in another order than they begin.
        stretches.arrange_by_key(|stretch| stretch.span.start);
        let text = Cow::Owned(text);
        let document =
            Document { text, blocks, stretches, unaudited, fields, pieces, gaps, ..Document::default() };
        document.with_gaps().with_roles()
    }
}
