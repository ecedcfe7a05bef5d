//! ODT: the texts of LibreOffice, OpenOffice and others.
//!
//! What is left out: headers and footers, annotations, tracked deletions, hidden text, tables of contents.

mod body;

use super::archive::Archive;
use super::lines::Lines;
use super::properties;
use super::styles::{Style, Styles};
use super::xml::{Node, Tag, Vocabulary, Xml};
use crate::document::Document;
use crate::error::Error;

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document<'static>, Error> {
    let what = archive.what();
    refuse_encrypted(archive)?;
    let mut lines = Lines::default();
    let mut styles = Styles::default();
    if archive.has("styles.xml") {
        let text = archive.read_text("styles.xml")?;
        named_styles(Xml::new(&text, what, "styles.xml"), &mut styles)?;
    }
    let text = archive.read_text("content.xml")?;
    body::read(Xml::new(&text, what, "content.xml"), styles, &mut lines)?;
    drop(text);
    if archive.has("meta.xml") {
        properties::read(Xml::new(&archive.read_text("meta.xml")?, what, "meta.xml"), &mut lines.fields)?;
    }
    lines.fields.title = lines.fields.title.take().filter(|_| !lines.is_titled());
    Ok(lines.finish())
}

/// Says so if parts are encrypted: they would look damaged.
fn refuse_encrypted(archive: &mut Archive<'_>) -> Result<(), Error> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if !archive.has(MANIFEST) {
        return Ok(());
    }
    let text = archive.read_text(MANIFEST)?;
    let mut xml = Xml::new(&text, archive.what(), MANIFEST);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.id() == (Vocabulary::Manifest, "encryption-data") => {
                return Err(archive.malformed("it is encrypted: expected a file saved without a password"));
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the styles that have names. Those without, which the same part has for headers, are called as others are.
fn named_styles(mut xml: Xml<'_>, styles: &mut Styles) -> Result<(), Error> {
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.id() == (Vocabulary::Office, "styles") => read_styles(&mut xml, styles)?,
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the styles in the element that has just begun, to its end.
fn read_styles(xml: &mut Xml<'_>, styles: &mut Styles) -> Result<(), Error> {
    let depth = xml.depth();
    while xml.depth() >= depth {
        let Node::Open(tag) = xml.next()? else { continue };
        if tag.id() != (Vocabulary::Style, "style") {
            continue;
        }
        let Some(id) = tag.get("name").zip(tag.get("family")).and_then(|(name, family)| id(&name, &family))
        else {
            xml.skip()?;
            continue;
        };
        let mut style = Style { name: tag.get("display-name"), based_on: based_on(&tag), ..Style::default() };
        let depth = xml.depth();
        while xml.depth() >= depth {
            let Node::Open(tag) = xml.next()? else { continue };
            if tag.id() == (Vocabulary::Style, "text-properties") {
                style.hidden = tag.get("display").map(|display| display == "none");
            }
        }
        styles.insert(id, style)?;
    }
    Ok(())
}

/// What a style of a family is called here: families may have styles of the same name.
fn id(name: &str, family: &str) -> Option<String> {
    match family {
        "paragraph" => Some(name.to_string()),
        "text" => Some(span_id(name)),
        _ => None,
    }
}

/// What a style of spans is called here.
fn span_id(name: &str) -> String {
    format!("span {name}")
}

fn based_on(tag: &Tag<'_>) -> Option<String> {
    id(&tag.get("parent-style-name")?, &tag.get("family")?)
}
