//! What can go wrong: input and settings. Odd text is never an error.

use std::borrow::Cow;
use std::fmt;

use crate::document::{Format, Refused};
use crate::language::Language;

/// An error of this library: something the caller gave could not be used.
///
/// Its message names what was wrong and what was expected, in lower case and without a final stop. Where there is something to do,
/// it ends in `; help: ` and that.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    UnknownLanguage { given: String },
    UnknownName { what: &'static str, given: String, expected: &'static str },
    Ratio { given: f64 },
    Undecodable { offset: usize, byte: u8, tried: Option<&'static str> },
    OtherEncoding { offset: usize, byte: u8, named: String },
    Binary { offset: usize, looks_like: Option<&'static str> },
    Table { line: usize, expected: String },
    OtherLanguage { given: Language, expected: Language },
    PrunedTable { least: u32 },
    Refused { format: Refused },
    NotText { format: Format },
    Limit { what: Cow<'static, str>, given: usize, most: usize },
    Malformed { what: &'static str, why: String },
    Unreadable { why: &'static str },
}

/// What an [`Error`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A name that is not known: of a language, a format, a method, a rule, a date.
    UnknownName,
    /// A number that is out of its range.
    OutOfRange,
    /// Bytes that are no text, or in an encoding that is not read.
    Encoding,
    /// A format that is not read, or that is no text where text is expected.
    Format,
    /// A document that is beyond a limit.
    Limit,
    /// A file that is damaged or not what it has to be.
    Malformed,
    /// A table of word frequencies that does not fit: its version, its language, what it leaves out.
    Table,
}

impl Error {
    /// What it is about, to be matched on.
    ///
    /// ```
    /// use nutgraf::{ErrorKind, Language};
    ///
    /// let error = "xx".parse::<Language>().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnknownName);
    /// ```
    pub fn kind(&self) -> ErrorKind {
        match &self.kind {
            Kind::UnknownLanguage { .. } | Kind::UnknownName { .. } => ErrorKind::UnknownName,
            Kind::Ratio { .. } => ErrorKind::OutOfRange,
            Kind::Undecodable { .. } | Kind::OtherEncoding { .. } | Kind::Binary { .. } => {
                ErrorKind::Encoding
            }
            Kind::Refused { .. } | Kind::NotText { .. } => ErrorKind::Format,
            Kind::Limit { .. } => ErrorKind::Limit,
            Kind::Malformed { .. } | Kind::Unreadable { .. } => ErrorKind::Malformed,
            Kind::Table { .. } | Kind::OtherLanguage { .. } | Kind::PrunedTable { .. } => ErrorKind::Table,
        }
    }

    pub(crate) fn unknown_language(given: &str) -> Error {
        Error { kind: Kind::UnknownLanguage { given: given.into() } }
    }

    pub(crate) fn unknown_name(what: &'static str, given: &str, expected: &'static str) -> Error {
        Error { kind: Kind::UnknownName { what, given: given.into(), expected } }
    }

    pub(crate) fn ratio(given: f64) -> Error {
        Error { kind: Kind::Ratio { given } }
    }

    pub(crate) fn undecodable(offset: usize, byte: u8, tried: Option<&'static str>) -> Error {
        Error { kind: Kind::Undecodable { offset, byte, tried } }
    }

    /// Bytes are in an encoding that was named for them, and that only the feature `encoding` reads.
    #[cfg_attr(feature = "encoding", expect(dead_code, reason = "all encodings are read"))]
    pub(crate) fn other_encoding(offset: usize, byte: u8, named: &str) -> Error {
        Error { kind: Kind::OtherEncoding { offset, byte, named: named.into() } }
    }

    pub(crate) fn binary(offset: usize, looks_like: Option<&'static str>) -> Error {
        Error { kind: Kind::Binary { offset, looks_like } }
    }

    pub(crate) fn table(line: usize, expected: String) -> Error {
        Error { kind: Kind::Table { line, expected } }
    }

    pub(crate) fn other_language(given: Language, expected: Language) -> Error {
        Error { kind: Kind::OtherLanguage { given, expected } }
    }

    pub(crate) fn pruned_table(least: u32) -> Error {
        Error { kind: Kind::PrunedTable { least } }
    }

    pub(crate) fn refused(format: Refused) -> Error {
        Error { kind: Kind::Refused { format } }
    }

    #[cfg_attr(
        not(any(feature = "office", feature = "pdf")),
        expect(dead_code, reason = "all formats are text")
    )]
    pub(crate) fn not_text(format: Format) -> Error {
        Error { kind: Kind::NotText { format } }
    }

    /// A document has more of something than is read: `what` it is, in the plural.
    #[cfg_attr(
        not(any(feature = "html", feature = "office", feature = "pdf")),
        expect(dead_code, reason = "nothing has a limit")
    )]
    pub(crate) fn limit(what: impl Into<Cow<'static, str>>, given: usize, most: usize) -> Error {
        Error { kind: Kind::Limit { what: what.into(), given, most } }
    }

    /// A file is sound, and none of its text can be read.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "what is sound is read"))]
    pub(crate) fn unreadable(why: &'static str) -> Error {
        Error { kind: Kind::Unreadable { why } }
    }

    /// A file is not what it has to be: `what` it should be, and why it is not.
    #[cfg_attr(
        not(any(feature = "html", feature = "office", feature = "markdown", feature = "pdf")),
        expect(dead_code, reason = "text is never malformed")
    )]
    pub(crate) fn malformed(what: &'static str, why: impl Into<String>) -> Error {
        Error { kind: Kind::Malformed { what, why: why.into() } }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::UnknownLanguage { given } => {
                write!(
                    f,
                    "unknown language '{given}': expected a code such as en or pt-BR, or a name such as German or Deutsch"
                )
            }
            Kind::UnknownName { what, given, expected } => {
                write!(f, "unknown {what} '{given}': expected {expected}")
            }
            Kind::Ratio { given } => {
                write!(f, "ratio {given} is out of range: expected a number over 0, at most 1")
            }
            Kind::Undecodable { offset, byte, tried } => {
                write!(f, "byte 0x{byte:02X} at offset {offset} is not UTF-8")?;
                match tried {
                    Some(encoding) => write!(f, ", and the text does not decode as {encoding} either"),
                    None => write!(f, ": expected text in UTF-8"),
                }
            }
            Kind::OtherEncoding { offset, byte, named } => write!(
                f,
                "byte 0x{byte:02X} at offset {offset} is not UTF-8: expected text in UTF-8, as this was built without \
                 the feature encoding, which reads {named}"
            ),
            Kind::Binary { offset, looks_like } => {
                f.write_str("binary file (")?;
                if let Some(looks_like) = looks_like {
                    write!(f, "looks like {looks_like}; ")?;
                }
                write!(f, "NUL byte at offset {offset})")
            }
            Kind::Table { line, expected } => write!(f, "line {line}: {expected}"),
            Kind::OtherLanguage { given, expected } => {
                write!(
                    f,
                    "counts of {} do not add up with {}: expected one language",
                    given.name(),
                    expected.name()
                )
            }
            Kind::PrunedTable { least } => write!(
                f,
                "the table leaves out stems of fewer than {least} documents: expected tables with all, to be pruned when \
                 they are merged"
            ),
            Kind::Refused { format } => f.write_str(&format.advice()),
            Kind::NotText { format } => {
                write!(f, "format {format} is no text: expected the bytes of its file")
            }
            Kind::Limit { what, given, most } => write!(f, "{given} {what}: expected at most {most}"),
            Kind::Malformed { what, why } => write!(f, "not {what}: {why}"),
            Kind::Unreadable { why } => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {}
