//! HTML: what a page says, with the way back to its source.
//!
//! ```text
//! source ─scan─▶ elements and runs of text ─content─▶ which of them are the main content
//!                                          ─blocks──▶ Document
//! ```
//!
//! Blocks are always made of what was scanned, so that each letter has its place in the source. The tree that finding the
//! main content takes only says what of it is to be read.

mod blocks;
mod content;
mod element;
mod fields;
#[cfg(feature = "markdown")]
mod inline;
mod pieces;
mod scan;
mod visible;

use super::Document;
#[cfg(feature = "markdown")]
use super::Piece;
#[cfg(feature = "markdown")]
use super::builder::Builder;
use crate::error::Error;
use blocks::Taken;
use content::Content;
#[cfg(feature = "markdown")]
pub(super) use inline::InlineState;
use scan::Page;

/// What of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    MainContent,
    WholePage,
}

/// The longest page that is read, in bytes: a thousand long articles. A tree takes some ten times as much memory.
const MOST_BYTES: usize = 16 << 20;

pub(super) fn read(source: &str, part: Part) -> Result<Document<'static>, Error> {
    if source.len() > MOST_BYTES {
        return Err(Error::limit("bytes of HTML", source.len(), MOST_BYTES));
    }
    let page = scan::scan(source);
    let mut fields = fields::read(source, &page);
    let mut content = match part {
        Part::MainContent if is_whole(&page) => content::find(source, &page)?,
        _ => None,
    };
    let build = |content: &Option<Content>| {
        let taken = match (content, part) {
            (Some(content), _) => Taken::Marked(content),
            (None, Part::MainContent) => Taken::Unframed,
            (None, Part::WholePage) => Taken::Seen,
        };
        blocks::build(source, &page, taken)
    };
    let (mut document, outlines) = build(&content);
    if content.as_mut().is_some_and(|content| content.leave_out_links(&outlines)) {
        (document, _) = build(&content);
    }
    fields.alternatives = std::mem::take(&mut document.fields.alternatives);
    fields.allowed = std::mem::take(&mut document.fields.allowed);
    fields.unlabelled_images = std::mem::take(&mut document.fields.unlabelled_images);
    fields.headings = std::mem::take(&mut document.fields.headings);
    fields.links = std::mem::take(&mut document.fields.links);
    if let Some(content) = content.filter(|content| !content.title.trim().is_empty()) {
        fields.title = Some(content.title.trim().to_string());
    }
    document.fields = fields;
    Ok(document)
}

/// Reads HTML that is a part of another source into the document of that. `pieces` lead to the source.
#[cfg(feature = "markdown")]
pub(super) fn read_into(builder: &mut Builder, html: &str, pieces: &[Piece]) {
    let page = scan::scan(html);
    let own = std::mem::take(builder);
    (*builder, _) = blocks::push(own, html, &page, Taken::Unframed, pieces);
}

/// Whether a source is a page rather than a fragment of one, which is content already.
fn is_whole(page: &Page) -> bool {
    page.elements.iter().any(|element| matches!(element.name.as_str(), "html" | "head" | "body"))
}
