//! What readers of markup have in common: they push readable text piece by piece, and end blocks.

use std::borrow::Cow;

use super::{Block, BlockKind, Document, Fields, Piece, Role, Stretch};
use crate::span::Span;

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
    /// Where audits were switched off, in `text`, if they are.
    off: Option<usize>,
}

impl Builder {
    pub(super) fn with_capacity(bytes: usize) -> Builder {
        Builder { text: String::with_capacity(bytes), ..Builder::default() }
    }

    /// Whether there is no block yet.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The text of the block at hand.
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
    pub(super) fn mark(&mut self, role: Role, start: usize) {
        if start < self.text.len() {
            self.stretches.push(Stretch { span: Span { start, end: self.text.len() }, role });
        }
    }

    /// Ends the block at hand, if it holds anything, and begins the next one a blank line further.
    pub(super) fn end_block(&mut self, kind: BlockKind) {
        self.end_block_as(kind, Role::Prose);
    }

    /// The same for a block whose role the format states.
    pub(super) fn end_block_as(&mut self, kind: BlockKind, role: Role) {
        let span = Span { start: self.start, end: self.text.len() }.trim(&self.text);
        if !span.is_empty() {
            self.blocks.push(Block { kind, span, content_start: span.start, role });
            self.text.push_str("\n\n");
        }
        self.start = self.text.len();
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
        let Builder { text, fields, blocks, stretches, pieces, unaudited, .. } = self;
        Document { text: Cow::Owned(text), blocks, stretches, unaudited, fields, pieces }.with_roles()
    }
}
