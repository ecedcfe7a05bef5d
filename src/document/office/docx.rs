//! DOCX: the documents of Word, and of all that write what Word reads.
//!
//! Parts are found by their relationships, as they may have any name. What is left out: headers and footers,
//! comments, tracked deletions, hidden text, the codes of fields, tables of contents.

mod story;
mod styles;

use super::archive::Archive;
use super::lines::Lines;
use super::properties;
use super::relationships::Relationships;
use super::styles::Styles;
use super::xml::Xml;
use crate::document::Document;
use crate::error::Error;
use story::{Notes, Story};

/// Where programs put the main part, should the relationships not say.
const MAIN_PART: &str = "word/document.xml";

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document<'static>, Error> {
    let package = Relationships::read(archive, "")?;
    let main = package.of("officeDocument").unwrap_or(MAIN_PART).to_string();
    let related = Relationships::read(archive, &main)?;
    let what = archive.what();

    let mut styles = Styles::default();
    if let Some(part) = related.of("styles") {
        styles::read(Xml::new(&archive.read_text(part)?, what, part), &mut styles)?;
    }
    let mut lines = Lines::default();
    let text = archive.read_text(&main)?;
    let cited = Story::new(&mut styles, &mut lines).read_body(Xml::new(&text, what, &main))?;
    drop(text);
    for (kind, cited) in [(Notes::Footnotes, &cited.footnotes), (Notes::Endnotes, &cited.endnotes)] {
        if let Some(part) = related.of(kind.name()).filter(|_| !cited.is_empty()) {
            let text = archive.read_text(part)?;
            Story::new(&mut styles, &mut lines).read_notes(Xml::new(&text, what, part), cited)?;
        }
    }
    // The properties of a file often are those of another that it was made from: a title in sight is better.
    let part = package.of("core-properties").unwrap_or("docProps/core.xml");
    if archive.has(part) {
        properties::read(Xml::new(&archive.read_text(part)?, what, part), &mut lines.fields)?;
    }
    lines.fields.title = lines.fields.title.take().filter(|_| !lines.is_titled());
    Ok(lines.finish())
}
