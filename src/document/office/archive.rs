//! The archive around an office file: its parts by name, unpacked within limits.
//!
//! Names are names and never paths: nothing is written anywhere. What a part unpacks to is counted while it is
//! unpacked; the sizes that an archive declares are believed only where they already are too much.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::document::decode;
use crate::error::Error;

/// The bytes that one part may unpack to: what Word's XML is for the longest text that is read, at some four to one.
const MOST_PART_BYTES: usize = 64 << 20;

/// The bytes that all parts that are read may unpack to, one after the other. Books have a part for each chapter.
const MOST_BYTES: usize = 96 << 20;

/// The files that an archive may have. Books of pictures have a few thousand.
const MOST_FILES: usize = 20_000;

/// What each entry of an archive's list of files begins with.
const LISTED: &[u8] = b"PK\x01\x02";

/// An archive that is open.
pub(super) struct Archive<'b> {
    /// What it should be, as an error says it: `a readable DOCX`.
    what: &'static str,
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The places of its files by name.
    files: BTreeMap<String, usize>,
    /// The bytes that may still be unpacked.
    left: usize,
}

impl<'b> Archive<'b> {
    /// Opens an archive, and looks at the names of all its files.
    pub(super) fn open(bytes: &'b [u8], what: &'static str) -> Result<Archive<'b>, Error> {
        // No list is longer than this; so it is known to be short before it is read.
        let listed = memchr::memmem::find_iter(bytes, LISTED).take(MOST_FILES + 1).count();
        if listed > MOST_FILES {
            return Err(Error::limit("files in the archive", listed, MOST_FILES));
        }
        let damaged = |error: ZipError| Error::malformed(what, damage(&error));
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.has_duplicate_names() {
            return Err(Error::malformed(what, "its archive has two files of one name"));
        }
        let mut files = BTreeMap::new();
        for (place, name) in zip.file_names().enumerate() {
            // Some programs write the separators of their own system.
            let name = name.map_err(damaged)?.replace('\\', "/");
            if escapes(&name) {
                let why = format!("its archive has a file '{}', which leads out of it", name.escape_debug());
                return Err(Error::malformed(what, why));
            }
            match files.entry(name) {
                Entry::Vacant(entry) => _ = entry.insert(place),
                Entry::Occupied(entry) => {
                    let why = format!("its archive has two files '{}'", entry.key().escape_debug());
                    return Err(Error::malformed(what, why));
                }
            }
        }
        Ok(Archive { what, zip, files, left: MOST_BYTES })
    }

    /// What is wrong with what the archive should be.
    pub(super) fn malformed(&self, why: impl Into<String>) -> Error {
        Error::malformed(self.what, why)
    }

    /// What it should be, as an error says it.
    pub(super) fn what(&self) -> &'static str {
        self.what
    }

    /// Whether it has a file of this name, in capitals or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// Whether it has files in a folder: `word/`.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        let first = self.files.range(folder.to_string()..).next();
        first.is_some_and(|(name, _)| name.starts_with(folder))
    }

    /// The place of a file. Names of parts mean the same in capitals or not, and not all programs write them alike.
    fn place(&self, name: &str) -> Option<usize> {
        let alike =
            || self.files.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, at)| at);
        self.files.get(name).or_else(alike).copied()
    }

    /// Unpacks a part.
    ///
    /// # Errors
    ///
    /// If there is none of this name, if it is encrypted or damaged, or unpacks to more than is read.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let what = self.what;
        let Some(place) = self.place(name) else {
            return Err(self.malformed(format!("it has no part {name}")));
        };
        let damaged = |error: ZipError| Error::malformed(what, format!("{name}: {}", damage(&error)));
        let mut file = self.zip.by_index(place).map_err(damaged)?;
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(damaged(ZipError::CompressionMethodNotSupported(0)));
        }
        let most = MOST_PART_BYTES.min(self.left);
        let declared = usize::try_from(file.size()).unwrap_or(usize::MAX);
        if declared > most {
            return Err(too_long(name, declared));
        }
        // Deflate makes at most 1,032 bytes of one, so no more is set aside than can come.
        let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(declared.min(packed.saturating_mul(1032)));
        let unpacked = file.by_ref().take(most as u64 + 1).read_to_end(&mut bytes);
        unpacked
            .map_err(|error| Error::malformed(what, format!("{name} is damaged or cut off ({error})")))?;
        if bytes.len() > most {
            return Err(too_long(name, bytes.len()));
        }
        self.left -= bytes.len();
        Ok(bytes)
    }

    /// Unpacks a part that is text: UTF-8, or UTF-16 with its mark.
    pub(super) fn read_text(&mut self, name: &str) -> Result<String, Error> {
        let bytes = self.read(name)?;
        match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{FEFF}') {
                    text.remove(0);
                }
                Ok(text)
            }
            Err(error) => {
                let decoded = decode(error.as_bytes());
                let decoded = decoded.map_err(|error| self.malformed(format!("{name}: {error}")))?;
                Ok(decoded.text.into_owned())
            }
        }
    }
}

/// What an error of the archive means for its reader.
fn damage(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is encrypted: expected a file saved without a password".into()
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            "it is packed in a way that office files are not: expected deflate".into()
        }
        error => format!("its archive is damaged or cut off ({error})"),
    }
}

fn too_long(name: &str, given: usize) -> Error {
    let (what, most) = match given > MOST_PART_BYTES {
        true => (format!("bytes in {name}"), MOST_PART_BYTES),
        false => (format!("bytes in {name} and the parts before it"), MOST_BYTES),
    };
    Error::limit(what, given, most)
}

/// Whether a name, as a path, would leave the folder that it is unpacked to.
fn escapes(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || drive || name.split('/').any(|part| part == "..") || name.contains('\0')
}

/// The name of the part that a reference in the folder `folder` leads to, if it leads to one: `../Text/a.xhtml` in
/// `OEBPS/Package/` to `OEBPS/Text/a.xhtml`.
///
/// A reference that begins with `/` is one from the root; what would lead out of the archive leads nowhere.
pub(super) fn resolve(folder: &str, reference: &str) -> Option<String> {
    let mut parts: Vec<&str> = match reference.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The folder that a part stands in, with its final `/`; nothing at the root.
pub(super) fn folder_of(name: &str) -> &str {
    name.rfind('/').map_or("", |slash| &name[..=slash])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_in_the_archive() {
        for (folder, reference, expected) in [
            ("", "word/document.xml", Some("word/document.xml")),
            ("word/", "/word/styles.xml", Some("word/styles.xml")),
            ("word/", "styles.xml", Some("word/styles.xml")),
            ("OEBPS/Package/", "../Text/./a.xhtml", Some("OEBPS/Text/a.xhtml")),
            ("OEBPS/", "../../etc/passwd", None),
            ("", "..", None),
            ("a/", "", Some("a")),
            ("", "/", None),
        ] {
            assert_eq!(resolve(folder, reference).as_deref(), expected, "{folder} {reference}");
        }
        assert_eq!((folder_of("a/b/c"), folder_of("c")), ("a/b/", ""));
    }

    #[test]
    fn names_that_escape_are_told() {
        for name in ["../x", "a/../../x", "/etc/passwd", "C:/x", "a/..", "a\0b"] {
            assert!(escapes(name), "{name}");
        }
        for name in ["word/document.xml", "a..b/c", "..a", "[Content_Types].xml", "META-INF/"] {
            assert!(!escapes(name), "{name}");
        }
    }
}
