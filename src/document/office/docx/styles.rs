//! The styles of a document of Word.

use super::super::styles::{Style, Styles};
use super::super::xml::{Node, Tag, Vocabulary, Xml};
use crate::error::Error;

/// Reads the part that has the styles.
pub(super) fn read(mut xml: Xml<'_>, styles: &mut Styles) -> Result<(), Error> {
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.id() == (Vocabulary::Word, "style") => {
                let id = tag.get("styleId");
                let style = style(&mut xml)?;
                if let Some(id) = id {
                    styles.insert(id, style)?;
                }
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the style that has just begun, to its end.
fn style(xml: &mut Xml<'_>) -> Result<Style, Error> {
    let depth = xml.depth();
    let mut style = Style::default();
    while xml.depth() >= depth {
        let Node::Open(tag) = xml.next()? else { continue };
        match tag.id() {
            (Vocabulary::Word, "name") => style.name = tag.get("val"),
            (Vocabulary::Word, "basedOn") => style.based_on = tag.get("val"),
            (Vocabulary::Word, "outlineLvl") => style.level = level(&tag),
            (Vocabulary::Word, "numId") => style.listed = listed(&tag),
            (Vocabulary::Word, "vanish") => style.hidden = Some(is_on(&tag)),
            // What a table looks like in parts.
            (Vocabulary::Word, "tblStylePr") => xml.skip()?,
            _ => {}
        }
    }
    Ok(style)
}

/// Whether a property is on: it may say so, and is on if it does not.
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !tag.get("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// The level of a heading, from 1; 0 for the level of a text that is none.
pub(super) fn level(tag: &Tag<'_>) -> Option<u8> {
    tag.number::<u8>("val").map(|level| if level < 9 { level + 1 } else { 0 })
}

/// Whether the list that a paragraph belongs to is one: number 0 takes a paragraph out of the list of its style.
pub(super) fn listed(tag: &Tag<'_>) -> Option<bool> {
    tag.get("val").map(|number| number != "0")
}
