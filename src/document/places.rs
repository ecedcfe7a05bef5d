//! The way back from a source into the readable text: what [`Document::source_span`] undoes.

use super::{Document, Piece};
use crate::order::Arrange;
use crate::span::{Span, boundary_at_or_before};

/// Leads from places in a source to those of the document that was read from it.
///
/// * time: `O(n log n)` to build for `n` pieces, `O(log n)` a span
/// * space: `O(n)`
pub(crate) struct Places<'d> {
    text: &'d str,
    /// The pieces that stand for some of the source, in its order; empty if the text is the source.
    pieces: Vec<Piece>,
}

impl<'d> Places<'d> {
    pub(crate) fn new(document: &'d Document<'_>) -> Places<'d> {
        let some = |piece: &&Piece| !piece.source.is_empty() && !piece.text.is_empty();
        let mut pieces: Vec<Piece> = document.pieces.iter().filter(some).copied().collect();
        pieces.arrange_by_key(|piece| (piece.source.start, piece.text.start));
        Places { text: document.text(), pieces }
    }

    /// Where in the text a span of the source stands, as far as it does.
    ///
    /// Exact wherever text and source have the same characters; a stretch that stands for another one is all or
    /// nothing, as it is the other way round.
    pub(crate) fn text_span(&self, source: Span) -> Span {
        let (start, end) = match self.pieces.is_empty() {
            true => (source.start, source.end),
            false => (self.start(source.start), self.end(source.end)),
        };
        let start = boundary_at_or_before(self.text, start.min(self.text.len()));
        let end = boundary_at_or_before(self.text, end.min(self.text.len()));
        Span { start, end: end.max(start) }
    }

    /// The last piece that begins at or before byte `at` of the source; the first one, if none does.
    fn piece_at(&self, at: usize) -> &Piece {
        let after = self.pieces.partition_point(|piece| piece.source.start <= at);
        &self.pieces[after.saturating_sub(1)]
    }

    fn start(&self, at: usize) -> usize {
        let piece = self.piece_at(at);
        match at {
            _ if at >= piece.source.end => piece.text.end,
            _ if piece.is_verbatim() => piece.text.start + at.saturating_sub(piece.source.start),
            _ => piece.text.start,
        }
    }

    fn end(&self, end: usize) -> usize {
        let piece = self.piece_at(end.saturating_sub(1));
        match end {
            _ if end <= piece.source.start => piece.text.start,
            _ if piece.is_verbatim() => (piece.text.start + (end - piece.source.start)).min(piece.text.end),
            _ => piece.text.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word of a document is found again from its place in the source.
    fn check(document: &Document<'_>) {
        let places = Places::new(document);
        crate::words::for_each_word(document.text(), |start, word| {
            let span = Span { start, end: start + word.len() };
            assert_eq!(places.text_span(document.source_span(span)), span, "{word}");
        });
    }

    #[test]
    fn plain_text_is_its_own_source() {
        let text = "Flood wall\n\n• The wall, naïve and 漢字, stands.\n";
        check(&Document::plain(text));
        let places = Document::plain("é");
        assert_eq!(Places::new(&places).text_span(Span { start: 1, end: 9 }), Span { start: 0, end: 2 });
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn words_of_markdown_lead_there_and_back() {
        let source = "---\ntitle: T\n---\n# A *title* with `code`\n\nOne **bo**ld word &amp; a\nline. [Link](x)\n\n\
                      - item one\n- item *two*\n\n| a | b |\n|---|---|\n| c | d |\n\n> A quote\n> goes on.[^1]\n\n[^1]: A note.\n";
        check(&Document::markdown(source));
        check(&Document::markdown(""));
    }
}
