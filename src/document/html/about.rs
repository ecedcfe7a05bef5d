//! What the head of a page says of it, where its content says nothing: a form, a list of numbers to call, a gallery.
//!
//! The description comes before calls and labels, the title before headings of a word or two ("Contact"). Either is put behind the text, with
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

/// A page of fewer blocks says no less than its title does.
const LEAST_BLOCKS: usize = 3;

/// What leads somewhere on an index page says something from this count of words on.
const TEASER_WORDS: usize = 4;

impl Document<'_> {
    /// Adds the description of a page, or its title, if there is no prose.
    pub(super) fn add_about(&mut self, source: &str, fields: &Fields) {
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
        let (said, kind, tag) = match description {
            Some(said) => (said, BlockKind::Paragraph, fields.places.description),
            None => {
                let Some(title) = title() else { return };
                (title, BlockKind::Title, fields.places.search_title)
            }
        };
        let Some(tag) = tag else { return };
        // What it says may be written otherwise, with entities or line breaks: then it is the whole tag.
        let searched =
            Span { start: tag.start, end: if kind == BlockKind::Title { source.len() } else { tag.end } };
        let place = memchr::memmem::find(searched.of(source).as_bytes(), said.as_bytes())
            .map_or(tag, |at| Span { start: tag.start + at, end: tag.start + at + said.len() });
        let text = self.text.to_mut();
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push_str("\n\n");
        }
        let span = Span { start: text.len(), end: text.len() + said.len() };
        text.push_str(&said);
        self.pieces.push(Piece { text: span, source: place });
        self.blocks.push(Block { kind, span, content_start: span.start, role: Role::Aside });
        self.about = Some(span);
    }
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
