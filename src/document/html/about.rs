//! What the head of a page says of it, where its content says nothing: a form, a list of numbers to call, a gallery.
//!
//! The description comes before calls and labels, the title before headings of a word or two ("Contact"). Either is put before the text, with
//! its place in the head, as what stands beside the point: summaries have it only where there is no prose.
//!
//! * time: `O(n)` in the bytes of the blocks, up to the first that is prose
//! * space: the description

use crate::document::contacts::is_contact;
use crate::document::{Block, BlockKind, Document, Fields, Piece, Role};
use crate::score::{count_words, is_whole, says_something};
use crate::span::Span;

/// A description has no fewer words, and no more bytes: longer ones repeat what search engines are to find.
const LEAST_WORDS: usize = 6;
const MOST_BYTES: usize = 400;

/// A description with a comma for fewer words than this is a list of them.
const WORDS_A_COMMA: usize = 3;

/// A title has no fewer words, and no more bytes.
const TITLE_WORDS: usize = 3;
const TITLE_BYTES: usize = 160;

/// What stands between it and the text.
const BETWEEN: &str = "\n\n";

/// A page of fewer blocks says no less than its title does.
const LEAST_BLOCKS: usize = 3;

/// What leads somewhere on an index page says something from this count of words on.
const TEASER_WORDS: usize = 4;

impl Document<'_> {
    /// Adds the description of a page, or its title, if there is no prose.
    pub(super) fn add_about(&mut self, source: &str, fields: &mut Fields) {
        let is_index = self.extent.is_some_and(|extent| extent.is_index);
        let text = &self.text;
        let says = |block: &Block| {
            let said = &text[block.content_start..block.span.end];
            let is_prose = block.kind.is_prose() && block.role.is_prose() && block.role != Role::LeadIn;
            let leads = is_index && is_prose && count_words(said, TEASER_WORDS) >= TEASER_WORDS;
            is_prose && says_something(said) || leads || block.role.is_prose() && is_whole(said)
        };
        if self.blocks.is_empty() || self.blocks.iter().any(says) {
            return;
        }
        let joined = |said: &String| said.split_whitespace().collect::<Vec<_>>().join(" ");
        let description = fields.description.as_ref().map(joined).filter(|said| describes(said));
        let title = || {
            // A sentence beside the point says more than a title, but a call does not.
            let is_beside = |block: &Block| {
                let said = block.span.of(text);
                block.role == Role::Aside && is_whole(said) && !Document::is_call(said) && !is_contact(said)
            };
            let is_fit = |title: &String| {
                title.len() <= TITLE_BYTES
                    && self.blocks.len() >= LEAST_BLOCKS
                    && !is_template(title)
                    && count_words(title, TITLE_WORDS) >= TITLE_WORDS
            };
            fields.search_title.clone().filter(|title| is_fit(title) && !self.blocks.iter().any(is_beside))
        };
        let described = description.and_then(|said| {
            let tag = fields.places.description?;
            Some((pieces(&said, tag, source)?, said, BlockKind::Paragraph, tag.end))
        });
        let entitled = || {
            let (said, tag) = (title()?, fields.places.search_title?);
            let length = memchr::memchr(b'<', &source.as_bytes()[tag.end..]);
            let end = length.map_or(source.len(), |length| tag.end + length);
            Some((pieces(&said, Span { start: tag.start, end }, source)?, said, BlockKind::Title, end))
        };
        let Some((mut pieces, said, kind, end)) = described.or_else(entitled) else { return };
        // Places follow the source.
        if self.pieces.first().is_some_and(|first| first.source.start < end) {
            return;
        }
        let by = said.len() + BETWEEN.len();
        self.shift(by, fields);
        self.text.to_mut().insert_str(0, &format!("{said}{BETWEEN}"));
        pieces.append(&mut self.pieces);
        self.pieces = pieces;
        let span = Span { start: 0, end: said.len() };
        self.blocks.insert(0, Block { kind, span, content_start: 0, role: Role::Aside });
        self.about = Some(span);
    }

    /// Moves all that leads into the text, for what is put before it.
    fn shift(&mut self, by: usize, fields: &mut Fields) {
        let shift = |span: &mut Span| *span = Span { start: span.start + by, end: span.end + by };
        for block in &mut self.blocks {
            shift(&mut block.span);
            block.content_start += by;
        }
        self.stretches.iter_mut().chain(&mut self.parts).for_each(|stretch| shift(&mut stretch.span));
        self.unaudited.iter_mut().chain(&mut self.question).for_each(shift);
        self.pieces.iter_mut().for_each(|piece| shift(&mut piece.text));
        self.gaps.iter_mut().for_each(|gap| *gap += by);
        fields.headings.iter_mut().for_each(|heading| shift(&mut heading.span));
        fields.cells.iter_mut().for_each(|cell| shift(&mut cell.span));
        fields.list_items.iter_mut().for_each(|item| shift(&mut item.span));
        fields.links.iter_mut().for_each(shift);
    }
}

/// Where the words of a text stand in a part of the source; `None` if one does not stand there as it is.
fn pieces(said: &str, part: Span, source: &str) -> Option<Vec<Piece>> {
    if let Some(at) = memchr::memmem::find(part.of(source).as_bytes(), said.as_bytes()) {
        let start = part.start + at;
        let text = Span { start: 0, end: said.len() };
        return Some(vec![Piece { text, source: Span { start, end: start + said.len() } }]);
    }
    let (mut pieces, mut at, mut end) = (Vec::new(), 0, part.start);
    for word in said.split(' ') {
        let here = Span { start: end, end: part.end };
        let place = place_of(word, here, source)?;
        let start = place.start;
        if at > 0 {
            pieces.push(Piece {
                text: Span { start: at - 1, end: at },
                source: Span { start: end, end: start },
            });
        }
        end = place.end;
        pieces.push(Piece { text: Span { start: at, end: at + word.len() }, source: place });
        at += word.len() + 1;
    }
    Some(pieces)
}

/// Where a word first stands in a part of the source, as it is or with entities.
fn place_of(word: &str, part: Span, source: &str) -> Option<Span> {
    let text = part.of(source);
    let place = |at: usize, length: usize| Span { start: part.start + at, end: part.start + at + length };
    if let Some(at) = memchr::memmem::find(text.as_bytes(), word.as_bytes()) {
        return Some(place(at, word.len()));
    }
    // An apostrophe may be in the word, or end the attribute.
    let found = |marks: &[char]| {
        let is_end = |c: char| c.is_whitespace() || marks.contains(&c);
        let mut at = 0;
        for written in text.split_inclusive(is_end) {
            let bare = written.trim_end_matches(is_end);
            if bare.contains('&') && super::pieces::read(bare) == word {
                return Some(place(at, bare.len()));
            }
            at += written.len();
        }
        None
    };
    found(&['"', '\'', '<', '>']).or_else(|| found(&['"', '<', '>']).filter(|_| word.contains('\'')))
}

/// Whether a description says what a page is: no list of words, no call, and nothing that is cut.
fn describes(said: &str) -> bool {
    let commas = memchr::memchr_iter(b',', said.as_bytes()).count();
    let words = count_words(said, usize::MAX);
    said.len() <= MOST_BYTES
        && words >= LEAST_WORDS
        && commas * WORDS_A_COMMA < words
        && !said.ends_with(['…', ']'])
        && !said.ends_with("...")
        && !is_template(said)
        && !Document::is_call(said)
        && !is_contact(said)
}

/// Whether a program is to fill in what the page is: `{{ page.description }}`.
fn is_template(said: &str) -> bool {
    ["{{", "{%", "<%", "<?"]
        .iter()
        .any(|mark| memchr::memmem::find(said.as_bytes(), mark.as_bytes()).is_some())
}
