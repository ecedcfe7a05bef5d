//! DOCX: the documents of Word, and of all that write what Word reads.
//!
//! Parts are found by their relationships, as they may have any name. What is left out: headers and footers,
//! comments, tracked deletions, hidden text, the codes of fields, tables of contents.

mod story;
mod styles;

use super::archive::{Archive, folder_of, resolve};
use super::lines::Lines;
use super::properties;
use super::styles::Styles;
use super::xml::{Node, Vocabulary, Xml};
use crate::document::Document;
use crate::error::Error;
use story::{Notes, Story};

/// Where programs put the main part, should the relationships not say.
const MAIN_PART: &str = "word/document.xml";

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document<'static>, Error> {
    let package = relationships(archive, "")?;
    let main = package.of("officeDocument").unwrap_or(MAIN_PART).to_string();
    let related = relationships(archive, &main)?;
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

/// The parts that a part refers to, by the last word of the kind of their relationship.
struct Relationships {
    parts: Vec<(String, String)>,
}

impl Relationships {
    fn of(&self, kind: &str) -> Option<&str> {
        self.parts.iter().find(|(known, _)| known == kind).map(|(_, part)| part.as_str())
    }
}

/// The relationships of a part, or of the package itself: none, if it has none.
fn relationships(archive: &mut Archive<'_>, part: &str) -> Result<Relationships, Error> {
    let folder = folder_of(part);
    let name = format!("{folder}_rels/{}.rels", &part[folder.len()..]);
    let mut parts = Vec::new();
    if !archive.has(&name) {
        return Ok(Relationships { parts });
    }
    let text = archive.read_text(&name)?;
    let mut xml = Xml::new(&text, archive.what(), &name);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.id() == (Vocabulary::Relationships, "Relationship") => {
                let external = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                let (Some(kind), Some(target), false) = (tag.get("Type"), tag.get("Target"), external) else {
                    continue;
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
                if let Some(part) = resolve(folder, &target) {
                    parts.push((kind, part));
                }
            }
            Node::End => return Ok(Relationships { parts }),
            _ => {}
        }
    }
}
