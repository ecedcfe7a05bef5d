//! Texts as Python gives them, made readable: a str as it stands, bytes and files in any format.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::{Document, Format};
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};

use crate::arguments::Said;
use crate::error::Problem;
use crate::work::Own;

/// The largest file that is read, as the program has it.
const FILE_BYTES: u64 = 500_000_000;

/// A text as it was given.
pub(crate) enum Given {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

/// A text that offsets lead into, and what is known of it.
pub(crate) struct Source<'t> {
    /// Of formats that are no text, what is read in it.
    pub(crate) text: Cow<'t, str>,
    format: Option<Format>,
    document: Option<Document<'static>>,
}

impl Source<'_> {
    pub(crate) fn own(&self) -> Own<'_> {
        Own { format: self.format, document: self.document.as_ref() }
    }
}

impl Given {
    /// What it is called, if it has a name.
    pub(crate) fn name(&self) -> Option<String> {
        match self {
            Given::Path(path) => Some(path.display().to_string()),
            _ => None,
        }
    }

    /// Reads it.
    pub(crate) fn read(&self, said: Said) -> Result<Source<'_>, Problem> {
        match self {
            Given::Text(text) => {
                let format = match said {
                    Said::Nothing => Some(Format::Text),
                    Said::Auto => None,
                    Said::Format(format) if !format.is_text() => {
                        let name = format.name();
                        return Err(Problem::new(format!(
                            "format {name}: expected bytes or a path, not a str"
                        )));
                    }
                    Said::Format(format) => Some(format),
                };
                Ok(Source { text: Cow::Borrowed(&**text), format, document: None })
            }
            Given::Bytes(bytes) => of_bytes(bytes, Path::new(""), said),
            Given::Path(path) => {
                let name = path.display();
                let cannot = |verb: &str, error: &dyn std::fmt::Display| {
                    Problem::new(format!("cannot {verb} {name}: {error}"))
                };
                let file = fs::metadata(path).map_err(|error| cannot("open", &error))?;
                if file.is_dir() {
                    return Err(Problem::new(format!(
                        "cannot read {name}: it is a directory: expected a file"
                    )));
                }
                if file.len() > FILE_BYTES {
                    return Err(Problem::new(format!("{name}: more than {FILE_BYTES} bytes")));
                }
                let bytes = fs::read(path).map_err(|error| cannot("read", &error))?;
                let source = of_bytes(&bytes, path, said)
                    .map_err(|problem| Problem::new(format!("{name}: {problem}")))?;
                Ok(Source { text: Cow::Owned(source.text.into_owned()), ..source })
            }
        }
    }
}

/// The format of a file, by its extension if that tells, else by its content: as the program has it.
fn format_of(path: &Path, bytes: &[u8]) -> Result<Format, Problem> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    Ok(Format::of_file(&extension, bytes)?)
}

fn of_bytes<'t>(bytes: &[u8], path: &Path, said: Said) -> Result<Source<'t>, Problem> {
    let format = match said {
        Said::Format(format) => format,
        _ => format_of(path, bytes)?,
    };
    if !format.is_text() {
        return of_file(bytes, format);
    }
    let decoded = match format {
        Format::Html | Format::HtmlPage => nutgraf::decode_page(bytes, None)?,
        _ => nutgraf::decode(bytes)?,
    };
    Ok(Source { text: Cow::Owned(decoded.text.into_owned()), format: Some(format), document: None })
}

#[cfg(feature = "documents")]
fn of_file<'t>(bytes: &[u8], format: Format) -> Result<Source<'t>, Problem> {
    let (text, document) = match format {
        Format::Pdf => Document::pdf(bytes)?,
        format => {
            let document = Document::office(bytes, format)?;
            (document.text().to_string(), document)
        }
    };
    Ok(Source { text: Cow::Owned(text), format: Some(format), document: Some(document) })
}

#[cfg(not(feature = "documents"))]
fn of_file<'t>(_: &[u8], format: Format) -> Result<Source<'t>, Problem> {
    Err(Problem::new(format!("{}: this build does not read such files", format.name())))
}
