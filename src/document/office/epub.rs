//! EPUB: books, whose chapters are pages in XHTML.
//!
//! The container names the package document, and that the chapters in the order in which they are read. What stands
//! outside that order (`linear="no"`), and the table of contents, are left out.

mod chapter;
mod package;

use std::collections::{BTreeSet, HashSet};
use std::fmt::Display;

use super::archive::{Archive, resolve};
use super::lines::{Lines, Role};
use super::xml::{Node, Xml};
use crate::document::{self, BlockKind, Document, decode_page};
use crate::error::Error;
use package::Package;

/// The file that says where the package document is.
const CONTAINER: &str = "META-INF/container.xml";

/// The file that says what is encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// The tags of one chapter: some twenty times what the longest books in one chapter have. A tag takes 200 to 300 bytes.
const MOST_TAGS: usize = 1_000_000;

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document<'static>, Error> {
    let part = package_part(archive)?;
    let text = archive.read_text(&part)?;
    let package = Package::read(Xml::new(&text, archive.what(), &part), &part)?;
    drop(text);
    let encrypted = encrypted(archive)?;
    let mut lines = Lines::default();
    lines.fields = package.fields;
    let mut seen = HashSet::new();
    // A chapter that is named twice is read once.
    for part in package.chapters.iter().filter(|part| seen.insert(part.as_str())) {
        if encrypted.contains(part) {
            let why =
                format!("{part} is encrypted, as books that are sold often are: expected a book without DRM");
            return Err(archive.malformed(why));
        }
        let bytes = archive.read(part)?;
        let malformed = |why: &dyn Display| archive.malformed(format!("{part}: {why}"));
        let source = decode_page(&bytes, None).map_err(|error| malformed(&error))?.text;
        let html = chapter::read(&source).map_err(|why| malformed(&why))?;
        lines.is_for(role_of(&html));
        add_chapter(&html, &mut lines).map_err(|error| malformed(&error))?;
    }
    Ok(lines.finish())
}

/// What a chapter says it is there for, in the first tags of its body.
fn role_of(html: &str) -> document::Role {
    const LOOKED_AT: usize = 1_500;
    let Some(body) = memchr::memmem::find(html.as_bytes(), b"<body") else { return document::Role::Prose };
    let begin = html.get(body..).unwrap_or_default();
    let begin = &begin[..crate::span::boundary_at_or_before(begin, LOOKED_AT)];
    // Only what stands around all of the chapter says what all of it is.
    let end = begin.find("<p").into_iter().chain(begin.find("<h")).min().unwrap_or(begin.len());
    let kinds = begin[..end].split("epub:type=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for kind in kinds.flat_map(str::split_whitespace) {
        match kind {
            "imprint" | "colophon" | "copyright-page" | "halftitlepage" | "titlepage" | "other-credits"
            | "contributors" | "cover" => return document::Role::Notice,
            "toc" | "landmarks" | "loi" | "lot" | "index" => return document::Role::Contents,
            "bibliography" => return document::Role::References,
            _ => {}
        }
    }
    document::Role::Prose
}

/// Adds what a chapter's readers see.
fn add_chapter(html: &str, lines: &mut Lines) -> Result<(), Error> {
    let tags = memchr::memchr_iter(b'<', html.as_bytes()).count();
    if tags > MOST_TAGS {
        return Err(Error::limit("tags", tags, MOST_TAGS));
    }
    let chapter = Document::html_page(html)?;
    for (words, _) in &chapter.fields().alternatives {
        lines.add_alternative(words);
    }
    for block in chapter.blocks() {
        let role = match block.kind {
            BlockKind::Title if is_title(block.span.of(chapter.text()), lines) => Role::Title,
            BlockKind::Title | BlockKind::Heading => {
                // The book is above its chapters.
                let headings = &chapter.fields().headings;
                let at = headings.partition_point(|heading| heading.span.start < block.span.start);
                let level = headings.get(at).filter(|heading| heading.span == block.span);
                Role::Heading(level.map_or(2, |heading| heading.level.saturating_add(1)))
            }
            BlockKind::Paragraph => Role::Paragraph,
            BlockKind::Item => Role::Item,
            BlockKind::Quote => Role::Quote,
            BlockKind::Cell => Role::Cell,
            BlockKind::Footnote => Role::Footnote,
        };
        lines.add_block(role, &chapter, block)?;
    }
    Ok(())
}

/// Whether the title of a chapter is that of the book: says the same, or nothing else says what the book is called.
fn is_title(words: &str, lines: &Lines) -> bool {
    let title = lines.fields.title.as_deref();
    !lines.is_titled() && title.is_none_or(|title| title.to_lowercase() == words.to_lowercase())
}

/// The name of the package document.
fn package_part(archive: &mut Archive<'_>) -> Result<String, Error> {
    let text = archive.read_text(CONTAINER)?;
    let mut xml = Xml::new(&text, archive.what(), CONTAINER);
    let mut found = None;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "rootfile" => {
                // A book may be packed in several ways; the first is the one to read.
                found = found.or_else(|| resolve("", &tag.get("full-path")?));
            }
            Node::End => break,
            _ => {}
        }
    }
    found.ok_or_else(|| xml.malformed("expected an element rootfile with a full-path"))
}

/// The parts that are encrypted. Fonts that are only made hard to copy are none of them.
fn encrypted(archive: &mut Archive<'_>) -> Result<BTreeSet<String>, Error> {
    const FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    let mut parts = BTreeSet::new();
    if !archive.has(ENCRYPTION) {
        return Ok(parts);
    }
    let text = archive.read_text(ENCRYPTION)?;
    let mut xml = Xml::new(&text, archive.what(), ENCRYPTION);
    let mut is_font = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "EncryptedData" => is_font = false,
                "EncryptionMethod" => {
                    is_font = tag.get("Algorithm").is_some_and(|name| FONTS.contains(&&*name))
                }
                "CipherReference" if !is_font => {
                    let part = tag.get("URI").and_then(|path| resolve("", &package::decoded(&path)));
                    parts.extend(part);
                }
                _ => {}
            },
            Node::End => return Ok(parts),
            Node::Close | Node::Text(_) => {}
        }
    }
}
