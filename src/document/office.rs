//! Files of office programs, and books: archives of parts in XML, and RTF.
//!
//! | format | what is read | where its parts are found |
//! |---|---|---|
//! | [`docx`] | the body, then footnotes and endnotes | relationships |
//! | [`pptx`] | slides with their notes | relationships |
//! | [`odt`] | the body, then its notes | names that are fixed |
//! | [`epub`] | chapters, by the reader of HTML | the package document's spine |
//! | [`rtf`] | the body, then its notes | it has none: it is a text |
//!
//! All that a hostile file could do is bounded: by [`archive`] what it unpacks to, by [`xml`] what it nests and
//! declares. Time and space are linear in what is unpacked.

mod archive;
mod docx;
mod epub;
mod lines;
mod odt;
mod pptx;
mod properties;
mod relationships;
mod rtf;
mod styles;
mod xml;

use super::format::mistaken;
use super::{Document, Format, Refused};
use crate::error::Error;
use archive::Archive;

pub(super) fn read(bytes: &[u8], format: Format) -> Result<Document<'static>, Error> {
    let (what, reader): (_, fn(&mut Archive<'_>) -> _) = match format {
        Format::Docx => ("a readable DOCX", docx::read),
        Format::Pptx => ("a readable PPTX", pptx::read),
        Format::Odt => ("a readable ODT", odt::read),
        Format::Epub => ("a readable EPUB", epub::read),
        Format::Rtf => return rtf::read(bytes),
        #[cfg(feature = "pdf")]
        Format::Pdf => return Document::pdf(bytes).map(|(_, document)| document),
        format => return Document::read(&super::decode(bytes)?.text, format).map(Document::into_owned),
    };
    let mut archive = Archive::open(bytes, what).map_err(|error| no_archive(bytes, what, error))?;
    match kind(&mut archive) {
        Some(Ok(found)) if found != format => {
            let name = found.name();
            Err(archive
                .malformed(format!("it is another kind of file, {} (format {name})", name.to_uppercase())))
        }
        Some(Err(refused)) => Err(Error::refused(refused)),
        _ => reader(&mut archive),
    }
}

/// The format of an archive; `None` if its bytes are not a whole archive.
pub(super) fn format_of(bytes: &[u8]) -> Option<Result<Format, Error>> {
    let mut archive = Archive::open(bytes, "an archive").ok()?;
    Some(kind(&mut archive).unwrap_or(Err(Refused::Archive)).map_err(Error::refused))
}

/// What an archive is by its media type, if it has one, or by the names of its parts.
fn kind(archive: &mut Archive<'_>) -> Option<Result<Format, Refused>> {
    let media_type = match archive.has("mimetype") {
        true => archive.read_text("mimetype").unwrap_or_default(),
        false => String::new(),
    };
    let has = |name: &str| archive.has(name);
    match media_type.trim() {
        "application/epub+zip" => return Some(Ok(Format::Epub)),
        name if name.starts_with("application/vnd.oasis.opendocument.text") => return Some(Ok(Format::Odt)),
        name if name.contains("spreadsheet") => return Some(Err(Refused::Spreadsheet)),
        name if name.contains("presentation") => return Some(Err(Refused::Presentation)),
        _ => {}
    }
    if has("META-INF/container.xml") {
        Some(Ok(Format::Epub))
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Some(Ok(Format::Odt))
    } else if archive.has_folder("word/") {
        Some(Ok(Format::Docx))
    } else if archive.has_folder("xl/") {
        Some(Err(Refused::Spreadsheet))
    } else if archive.has_folder("ppt/") {
        Some(Ok(Format::Pptx))
    } else {
        None
    }
}

/// What is wrong with bytes that are no archive.
fn no_archive(bytes: &[u8], what: &'static str, error: Error) -> Error {
    /// `EncryptedPackage` as the directory of an encrypted file spells it.
    const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    match bytes {
        [b'P', b'K', ..] => error,
        [0xD0, 0xCF, 0x11, 0xE0, ..] if memchr::memmem::find(bytes, ENCRYPTED).is_some() => {
            Error::malformed(what, "it is encrypted: expected a file saved without a password")
        }
        _ => mistaken(bytes, what, "it is not an archive: expected a file that begins with PK"),
    }
}
