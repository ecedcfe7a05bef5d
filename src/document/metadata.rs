//! What MultiMarkdown, Pelican and Pandoc have above a text in Markdown, without lines of hyphens around it.
//!
//! * time: the lines of the head; of other texts, the first one or two
//! * space: none

use crate::span::{Span, boundary_at_or_before};

/// The name of a key is no longer, in bytes, and a head has no more lines. Chosen.
const LONGEST_KEY: usize = 40;
const MOST_LINES: usize = 40;

/// Keys that a head may begin with, in lower case.
#[rustfmt::skip] // Several to a line.
const KEYS: [&str; 29] = [
    "title", "author", "authors", "date", "slug", "category", "tags", "summary", "status", "base header level", "css", "layout",
    "latex input", "latex mode", "html header", "language", "lang", "subtitle", "keywords", "template", "modified", "format",
    "bibliography", "affiliation", "copyright", "quotes language", "xhtml header", "comment", "description",
];

/// A head above a text: where it ends, and its keys in lower case with the places of their values.
pub(super) struct Metadata {
    pub(super) end: usize,
    pub(super) entries: Vec<(String, Span)>,
}

/// The head that a source begins with: `Title: …` and other keys below each other up to a blank line, or lines that a percent sign
/// begins: title, authors, day.
pub(super) fn of(source: &str) -> Option<Metadata> {
    let begin = source.len() - source.strip_prefix('\u{FEFF}').unwrap_or(source).len();
    match source.as_bytes().get(begin) {
        Some(b'%') => title_block(source, begin),
        Some(b'A'..=b'Z' | b'a'..=b'z') => keys(source, begin),
        _ => None,
    }
}

fn lines(source: &str, begin: usize) -> impl Iterator<Item = Span> {
    let mut start = begin;
    let ends = memchr::memchr_iter(b'\n', &source.as_bytes()[begin..]).map(move |at| begin + at);
    ends.chain([source.len()]).map(move |end| {
        let line = Span { start, end };
        start = (end + 1).min(source.len());
        line
    })
}

/// `Title: The wall`, with values that go on in lines that are indented.
fn keys(source: &str, begin: usize) -> Option<Metadata> {
    let mut entries: Vec<(String, Span)> = Vec::new();
    for line in lines(source, begin).take(MOST_LINES) {
        let said = line.of(source);
        if said.trim().is_empty() {
            return (entries.len() > 1).then_some(Metadata { end: line.start, entries });
        }
        if let Some((_, value)) = entries.last_mut().filter(|_| said.starts_with([' ', '\t'])) {
            value.end = line.end;
            continue;
        }
        let window = &said[..boundary_at_or_before(said, LONGEST_KEY)];
        let colon = memchr::memchr(b':', window.as_bytes())?;
        let key = &said[..colon];
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'_'))
            && said[colon + 1..].starts_with([' ', '\t', '\r']) | (colon + 1 == said.len());
        let key = key.to_ascii_lowercase();
        if !is_key || entries.is_empty() && !KEYS.contains(&key.as_str()) {
            return None;
        }
        entries.push((key, Span { start: line.start + colon + 1, end: line.end }.trim(source)));
    }
    None
}

/// `% The wall`, `% Rita Vale`, `% 4 March 2025`, as Pandoc has them.
fn title_block(source: &str, begin: usize) -> Option<Metadata> {
    const ORDER: [&str; 3] = ["title", "author", "date"];
    let mut entries: Vec<(String, Span)> = Vec::new();
    for line in lines(source, begin).take(MOST_LINES) {
        let said = line.of(source);
        if let Some(value) = said.strip_prefix('%').filter(|_| entries.len() < ORDER.len()) {
            if !(value.trim().is_empty() || value.starts_with([' ', '\t'])) {
                return None;
            }
            let place = Span { start: line.start + 1, end: line.end }.trim(source);
            entries.push((ORDER[entries.len()].to_string(), place));
        } else if let Some((_, value)) =
            entries.last_mut().filter(|_| said.starts_with([' ', '\t']) && !said.trim().is_empty())
        {
            value.end = line.end;
        } else {
            // Comments of TeX stand below each other, too, with the preamble behind them.
            let is_parted = said.trim().is_empty();
            return (is_parted && !entries.is_empty()).then_some(Metadata { end: line.start, entries });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_without_fences_are_found() {
        let keys = |source: &str| {
            of(source).map(|head| {
                head.entries.into_iter().map(|(key, at)| (key, at.of(source).to_string())).collect()
            })
        };
        let pair = |key: &str, value: &str| (key.to_string(), value.to_string());
        assert_eq!(
            keys("Title: The wall\nBase Header Level: 2\nTags: a,\n  b\n\nIt sinks."),
            Some(vec![pair("title", "The wall"), pair("base header level", "2"), pair("tags", "a,\n  b")])
        );
        assert_eq!(
            keys("% The wall\n  sinks\n% Rita Vale\n\nIt does."),
            Some(vec![pair("title", "The wall\n  sinks"), pair("author", "Rita Vale")])
        );
        for source in [
            "",
            "Title: alone\n\nIt sinks.",
            "Title: The wall\nIt sinks.\n\nToday.",
            "Walls: many\nTitle: The wall\n\nIt sinks.",
            "%comment\n\nx",
            "% a comment\n\\documentclass{x}\n",
            "Title: The wall\nDate: today",
        ] {
            assert!(of(source).is_none(), "{source}");
        }
    }
}
