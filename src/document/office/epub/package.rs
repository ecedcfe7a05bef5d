//! The package document of a book: what it is called, its files, and the order of its chapters.

use std::collections::{BTreeSet, HashMap};

use super::super::archive::{folder_of, resolve};
use super::super::xml::{Node, Tag, Vocabulary, Xml};
use crate::document::{Document, Fields};
use crate::error::Error;

/// What is read of it.
pub(super) struct Package {
    pub(super) fields: Fields,
    /// The names of the chapters' parts, in order.
    pub(super) chapters: Vec<String>,
}

/// A file of the book.
struct Item {
    part: String,
    /// Whether it is a chapter by its type, and no table of contents.
    is_chapter: bool,
}

impl Package {
    /// Reads the package document that `part` is.
    pub(super) fn read(mut xml: Xml<'_>, part: &str) -> Result<Package, Error> {
        let folder = folder_of(part);
        let mut fields = Fields::default();
        let mut items = HashMap::new();
        let mut spine = Vec::new();
        let mut contents = BTreeSet::new();
        loop {
            let tag = match xml.next()? {
                Node::Open(tag) => tag,
                Node::End => break,
                Node::Close | Node::Text(_) => continue,
            };
            match tag.name() {
                "item" => {
                    if let Some((id, item)) = tag.get("id").zip(item(&tag, folder)) {
                        items.insert(id, item);
                    }
                }
                "itemref" if tag.get("linear").is_none_or(|linear| linear != "no") => {
                    spine.extend(tag.get("idref"));
                }
                "reference" if tag.get("type").is_some_and(|kind| kind == "toc") => {
                    contents.extend(tag.get("href").and_then(|href| part_of(folder, &href)));
                }
                name if tag.vocabulary == Vocabulary::DublinCore => {
                    let field = match name.to_ascii_lowercase().as_str() {
                        "title" => &mut fields.title,
                        "description" => &mut fields.description,
                        "language" => &mut fields.language,
                        _ => continue,
                    };
                    let words = readable(&xml.text()?);
                    *field = field.take().or((!words.is_empty()).then_some(words));
                }
                _ => {}
            }
        }
        if spine.is_empty() {
            return Err(xml.malformed("expected a spine that names chapters"));
        }
        let item =
            |id: &String| items.get(id).filter(|item| item.is_chapter && !contents.contains(&item.part));
        let chapters: Vec<String> = spine.iter().filter_map(item).map(|item| item.part.clone()).collect();
        if chapters.is_empty() {
            return Err(
                xml.malformed("expected a spine with a chapter that can be read, a page in XHTML or HTML")
            );
        }
        Ok(Package { fields, chapters })
    }
}

/// What a file of the manifest is, if its address leads to one.
fn item(tag: &Tag<'_>, folder: &str) -> Option<Item> {
    let part = part_of(folder, &tag.get("href")?)?;
    let kind = tag.get("media-type").unwrap_or_default();
    let is_page = match kind.as_str() {
        "" => part.ends_with("html") || part.ends_with(".htm"),
        kind => matches!(kind, "application/xhtml+xml" | "text/html" | "text/x-oeb1-document"),
    };
    let is_contents =
        tag.get("properties").is_some_and(|names| names.split_whitespace().any(|name| name == "nav"));
    Some(Item { part, is_chapter: is_page && !is_contents })
}

/// The part that an address leads to: without its fragment, percent signs decoded.
fn part_of(folder: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    resolve(folder, &decoded(path))
}

/// An address with its percent signs decoded; as it is, if that gives no text.
pub(super) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|code| code.iter().all(u8::is_ascii_hexdigit));
        let code = code.and_then(|code| str::from_utf8(code).ok());
        let byte = code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_string())
}

/// A text in one line, without the tags that descriptions often have.
fn readable(words: &str) -> String {
    let read = || Document::html_page(words).ok().map(|document| document.text().to_string());
    let plain = words.contains('<').then(read).flatten();
    plain.as_deref().unwrap_or(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded() {
        for (href, expected) in [
            ("ch%201.xhtml#top", Some("OEBPS/ch 1.xhtml")),
            ("../%C3%A4.xhtml", Some("ä.xhtml")),
            ("%FF.xhtml", Some("OEBPS/%FF.xhtml")),
            ("100%.xhtml", Some("OEBPS/100%.xhtml")),
            ("a%+1", Some("OEBPS/a%+1")),
            ("../../x", None),
        ] {
            assert_eq!(part_of("OEBPS/", href).as_deref(), expected, "{href}");
        }
    }
}
