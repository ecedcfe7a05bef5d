//! Books of the Open Islamicate Texts Initiative (OpenITI mARkdown): a header of fields, then lines that say what they are.
//!
//! `# ` begins a paragraph and `~~` goes on with it, `### | ` begins a heading; marks of pages and milestones stand in the lines.
//!
//! * time: linear; other texts are looked at by their first bytes
//! * space: the text and its pieces

use super::Document;
use super::rewrite::Rewriting;
use crate::span::Span;

/// What a book begins with, and what its header ends with.
const BEGIN: &str = "######OpenITI#";
const END: &str = "#META#Header#End#";

/// The field of the header that has the title.
const TITLE: &str = "020.BookTITLE";

/// Whether a text is such a book, by its first line.
pub(super) fn is_one(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}').starts_with(BEGIN)
}

/// The same by the bytes of a file.
#[cfg(feature = "markdown")]
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).starts_with(BEGIN.as_bytes())
}

pub(super) fn read(source: &str) -> Document<'static> {
    let header = memchr::memmem::find(source.as_bytes(), END.as_bytes()).map(|at| at + END.len());
    let mut title = None;
    let mut out = Rewriting::new(source);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let said = line.trim_end();
        if said.starts_with("#META#") || said.contains(BEGIN) || header.is_some_and(|end| start < end) {
            let named = said.split_once("::").filter(|(name, _)| name.trim_end().ends_with(TITLE));
            title = title.or_else(|| named.map(|(_, title)| title.trim().to_string()));
            continue;
        }
        let (skip, before, behind) = if said.starts_with("###") {
            (said.len() - said.trim_start_matches(['#', ' ', '|', '$']).len(), "\n\n", "\n\n")
        } else if said.starts_with("# ") {
            (said.len() - said[1..].trim_start_matches([' ', '|']).len(), "\n\n", "")
        } else if said.starts_with("~~") {
            (2, " ", "")
        } else if said.starts_with('#') {
            continue;
        } else {
            (0, "\n", "")
        };
        let words = Span { start: start + skip, end: start + said.len() };
        out.put(before, Span { start, end: words.start });
        without_marks(&mut out, source, words);
        out.put(behind, Span { start: words.end, end: words.end });
    }
    let mut document = out.read(|text| Document::lines(text).with_roles());
    document.fields.title =
        title.filter(|title| title.chars().any(char::is_alphanumeric) && title != "NODATA");
    document
}

/// The words of a line without `PageV01P003`, `ms12` and what parts the halves of a verse.
fn without_marks(out: &mut Rewriting<'_>, source: &str, words: Span) {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_mark = |word: &str| {
        word == "%~%"
            || word.strip_prefix("ms").is_some_and(is_digits)
            || word.strip_prefix("PageV").and_then(|rest| rest.split_once('P')).is_some_and(
                |(volume, page)| {
                    is_digits(volume) && is_digits(page.trim_end_matches(|c: char| c.is_ascii_uppercase()))
                },
            )
    };
    let (mut done, mut at) = (words.start, words.start);
    for word in words.of(source).split_inclusive(' ') {
        if is_mark(word.trim_end()) {
            out.keep(Span { start: done, end: at });
            done = at + word.len();
        }
        at += word.len();
    }
    out.keep(Span { start: done, end: words.end });
}
