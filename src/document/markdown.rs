//! Markdown: the prose of a CommonMark document, with the way back to its source.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Document, Piece};
use crate::span::Span;

/// Smart punctuation stays off: it would change the text, and spans would no longer match the source.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

pub(super) fn read(source: &str) -> Document<'_> {
    let mut reader = Reader { source, ..Reader::default() };
    for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
        reader.take(event, Span { start: range.start, end: range.end });
    }
    reader.end_block();
    let Reader { text, blocks, code, pieces, .. } = reader;
    Document { text: Cow::Owned(text), blocks, code, pieces, ..Document::default() }
}

/// Builds the readable text as the parser walks through the document.
#[derive(Default)]
struct Reader<'t> {
    source: &'t str,
    text: String,
    blocks: Vec<Block>,
    code: Vec<Span>,
    pieces: Vec<Piece>,
    /// Where the block at hand begins in `text`.
    start: usize,
    /// The kinds of the elements that are open, innermost last: text takes the innermost.
    open: Vec<BlockKind>,
    /// How many elements are open whose text is left out.
    hidden: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, source: Span) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) => self.push(&words, source),
            Event::Code(words) => {
                let start = self.text.len();
                self.push(&words, self.narrowed(&words, source));
                self.code.push(Span { start, end: self.text.len() });
            }
            Event::SoftBreak => self.push(" ", source),
            // A line break that the writer asked for ends a line of an address or a verse.
            Event::HardBreak | Event::Rule => self.end_block(),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.push(" ", source),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// The part of a stretch of the source where the words stand as they are, if they do: code without its marks.
    fn narrowed(&self, words: &str, source: Span) -> Span {
        let at = source.of(self.source).find(words).map(|at| source.start + at);
        at.map_or(source, |start| Span { start, end: start + words.len() })
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let outer = self.open.last().copied();
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if self.blocks.is_empty() => {
                self.enter(BlockKind::Title)
            }
            Tag::Heading { .. } => self.enter(BlockKind::Heading),
            Tag::Paragraph => self.enter(outer.unwrap_or(BlockKind::Paragraph)),
            Tag::BlockQuote(_) => self.enter(BlockKind::Quote),
            Tag::Item => self.enter(BlockKind::Item),
            Tag::TableCell => self.enter(BlockKind::Cell),
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Footnote),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Image { .. } | Tag::HtmlBlock => {
                self.hidden += 1
            }
            Tag::List(_) => self.end_block(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.open.pop();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image | TagEnd::HtmlBlock => {
                self.hidden -= 1
            }
            _ => {}
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.end_block();
        self.open.push(kind);
    }

    fn push(&mut self, words: &str, source: Span) {
        if self.hidden > 0 {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.pieces.push(Piece { text: Span { start, end: self.text.len() }, source });
    }

    /// Ends the block at hand, if it holds anything, and begins the next one a blank line further.
    fn end_block(&mut self) {
        let span = Span { start: self.start, end: self.text.len() }.trim(&self.text);
        if !span.is_empty() {
            let kind = self.open.last().copied().unwrap_or(BlockKind::Paragraph);
            self.blocks.push(Block { kind, span, content_start: span.start });
            self.text.push_str("\n\n");
        }
        self.start = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(source: &str) -> Vec<String> {
        let document = read(source);
        let name = |block: &Block| format!("{:?} {}", block.kind, block.span.of(document.text()));
        document.blocks().iter().map(name).collect()
    }

    #[test]
    fn blocks_are_named_and_code_is_left_out() {
        let source = "---\ntitle: x\n---\n# Bread\n\nFlour, **water**\nand `salt`. ![a loaf](x.png)\n\n\
                      ```\ncode\n```\n\n> Old bread\n> is not hard.\n\n1. Mix.\n   - slowly\n2. Wait.\n\n\
                      |a|b|\n|-|-|\n|1|2|\n\n<div>raw</div>\n\nEnd[^1].\n\n[^1]: A note.\n";
        assert_eq!(
            show(source),
            [
                "Title Bread",
                "Paragraph Flour, water and salt.",
                "Quote Old bread is not hard.",
                "Item Mix.",
                "Item slowly",
                "Item Wait.",
                "Cell a",
                "Cell b",
                "Cell 1",
                "Cell 2",
                "Paragraph End.",
                "Footnote A note.",
            ]
        );
    }

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = "A *very* long & winding road &amp; a [bridge](http://x.org) end here.";
        let document = read(source);
        assert_eq!(document.text().trim_end(), "A very long & winding road & a bridge end here.");
        for (words, expected) in [
            ("very", "very"),
            ("very long", "very* long"),
            ("road & a", "road &amp; a"),
            ("bridge", "bridge"),
        ] {
            let start = document.text().find(words).unwrap();
            let span = Span::new(start, start + words.len());
            assert_eq!(document.source_span(span).of(source), expected);
        }
    }
}
