//! Notations that are read by rewriting them into one that has a reader, with the way back.
//!
//! Most formats that writers keep say the same as Markdown or plain text with other marks. So a reader of such a
//! notation only writes its source anew, piece by piece, and says of each piece what it stands for; the reader of
//! Markdown or plain text then makes the blocks, and [`Rewriting::read`] leads its places on to the source.
//!
//! * time: `O(n log n)` for `n` pieces
//! * space: the text written anew and its pieces

use std::borrow::Cow;

use super::{Document, Piece, source_of};
#[cfg(feature = "html")]
use crate::error::Error;
use crate::span::Span;

/// A source that is being written anew.
#[derive(Debug)]
pub(super) struct Rewriting<'t> {
    source: &'t str,
    text: String,
    pieces: Vec<Piece>,
}

impl<'t> Rewriting<'t> {
    /// Nothing of a source yet.
    pub(super) fn new(source: &'t str) -> Rewriting<'t> {
        Rewriting { source, text: String::with_capacity(source.len()), pieces: Vec::new() }
    }

    /// What is written so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Keeps a stretch of the source as it stands.
    pub(super) fn keep(&mut self, source: Span) {
        let start = self.text.len();
        self.text.push_str(source.of(self.source));
        self.add(Piece { text: Span { start, end: self.text.len() }, source });
    }

    /// Writes something else for a stretch of the source, which may be empty: marks that the notation does not have.
    pub(super) fn put(&mut self, words: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        self.add(Piece { text: Span { start, end: self.text.len() }, source });
    }

    fn add(&mut self, piece: Piece) {
        if piece.text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.takes(&piece) => last.extend(&piece),
            _ => self.pieces.push(piece),
        }
    }

    /// Reads what was written, and leads all places on to the source.
    pub(super) fn read(self, read: impl FnOnce(&str) -> Document<'_>) -> Document<'static> {
        let document = read(&self.text).into_owned();
        self.lead_back(document)
    }

    /// The same with a reader that may refuse.
    #[cfg(feature = "html")]
    pub(super) fn try_read(
        self,
        read: impl FnOnce(&str) -> Result<Document<'static>, Error>,
    ) -> Result<Document<'static>, Error> {
        let document = read(&self.text)?;
        Ok(self.lead_back(document))
    }

    fn lead_back(mut self, document: Document<'static>) -> Document<'static> {
        let nothing = Piece { text: Span::default(), source: Span::default() };
        if self.pieces.is_empty() {
            self.pieces.push(nothing);
        }
        let Document {
            text,
            blocks,
            stretches,
            unaudited,
            mut fields,
            pieces,
            gaps,
            is_main_content,
            extent,
            question,
            parts,
            about,
        } = document;
        // A reader of plain text has no pieces, since its text is what it read.
        let whole = Span { start: 0, end: text.len() };
        let whole = Piece { text: whole, source: whole };
        let pieces = if pieces.is_empty() { vec![whole] } else { pieces };
        for (_, place) in &mut fields.alternatives {
            *place = source_of(&self.pieces, *place);
        }
        let images = fields.unlabelled_images.iter_mut().chain(&mut fields.main_headings);
        for place in images.chain(fields.places.all_mut()) {
            *place = source_of(&self.pieces, *place);
        }
        let pieces = composed(&pieces, &self.pieces);
        let text = Cow::Owned(text.into_owned());
        Document {
            text,
            blocks,
            stretches,
            unaudited,
            fields,
            pieces,
            gaps,
            is_main_content,
            extent,
            question,
            parts,
            about,
        }
        .with_gaps()
    }
}

/// Reads a source whose lines may end in other ways as one in which all end in a line feed, so that no reader of a notation needs to know
/// of others.
#[cfg(any(feature = "markdown", feature = "markup"))]
pub(super) fn by_line_feeds<'t>(
    source: &'t str,
    read: impl for<'a> FnOnce(&'a str) -> Document<'a>,
) -> Document<'t> {
    if memchr::memchr(b'\r', source.as_bytes()).is_none() {
        return read(source);
    }
    let mut written = Rewriting::new(source);
    let mut kept = 0;
    for at in memchr::memchr_iter(b'\r', source.as_bytes()) {
        let end = at + if source[at..].starts_with("\r\n") { 2 } else { 1 };
        written.keep(Span { start: kept, end: at });
        written.put("\n", Span { start: at, end });
        kept = end;
    }
    written.keep(Span { start: kept, end: source.len() });
    written.read(read)
}

/// Pieces that lead where two lists of them lead one after the other. Where the source goes on letter for letter, so does a
/// piece.
fn composed(first: &[Piece], second: &[Piece]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(first.len().max(second.len()));
    let mut add = |piece: Piece| match pieces.last_mut() {
        Some(last) if last.takes(&piece) => last.extend(&piece),
        _ => pieces.push(piece),
    };
    for piece in first {
        if !piece.is_verbatim() || piece.source.is_empty() {
            add(Piece { text: piece.text, source: source_of(second, piece.source) });
            continue;
        }
        // Cut where the second list cuts.
        let mut at = piece.source.start;
        let mut next = second.partition_point(|other| other.text.end <= at);
        while at < piece.source.end {
            let Some(other) = second.get(next) else { break };
            let end = other.text.end.min(piece.source.end);
            let text = Span {
                start: piece.text.start + (at - piece.source.start),
                end: piece.text.start + (end - piece.source.start),
            };
            let source = Span { start: other.start_in_source(at), end: other.end_in_source(end) };
            add(Piece { text, source });
            (at, next) = (end, next + 1);
        }
    }
    pieces
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;

    /// `x` becomes nothing, `<` two letters; all else stays.
    fn rewritten(source: &str) -> Document<'static> {
        let mut rewriting = Rewriting::new(source);
        for (at, c) in source.char_indices() {
            let place = Span { start: at, end: at + c.len_utf8() };
            match c {
                'x' => rewriting.put("", place),
                '<' => rewriting.put("ab", place),
                _ => rewriting.keep(place),
            }
        }
        rewriting.read(|text| Document::markdown(text))
    }

    #[test]
    fn places_lead_through_both_readers() {
        let source = "One *voxery* long line &amp; a\nroad <nd mxore.\n\n![alt x](y.png)\n";
        let document = rewritten(source);
        let text = document.text();
        assert_eq!(text.trim_end(), "One voery long line & a road abnd more.");
        for (words, expected) in [
            ("One", "One"),
            ("voery", "voxery"),
            ("line & a", "line &amp; a"),
            ("abnd", "<nd"),
            ("more", "mxore"),
        ] {
            let start = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
            let span = document.source_span(Span { start, end: start + words.len() });
            assert_eq!(span.of(source), expected);
        }
        let (alternative, place) = &document.fields().alternatives[0];
        assert_eq!((alternative.trim(), place.of(source)), ("alt", "![alt x](y.png)"));
    }

    #[test]
    fn what_is_kept_whole_reads_as_itself() {
        let source = "# Bread\n\nOld *bread* is not hard.\n";
        let mut rewriting = Rewriting::new(source);
        rewriting.keep(Span { start: 0, end: 9 });
        rewriting.keep(Span { start: 9, end: source.len() });
        let (document, own) = (rewriting.read(|text| Document::markdown(text)), Document::markdown(source));
        assert_eq!((document.text(), document.blocks()), (own.text(), own.blocks()));
        let mut plain = Rewriting::new(source);
        plain.keep(Span { start: 2, end: source.len() });
        let plain = plain.read(|text| Document::plain(text));
        assert_eq!(plain.source_span(Span { start: 0, end: 5 }).of(source), "Bread");
    }
}
