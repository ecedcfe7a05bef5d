//! Outlines (OPML): what stands in the attributes of nested elements. A line with others below it is a heading if it is short, a
//! paragraph if it is long; one without is an item. Lists of feeds hold names and addresses, and nothing to read.

use super::feed;
use super::tokens::{Token, Tokens, attribute};
use crate::document::rewrite::Rewriting;
use crate::document::{Document, html};
use crate::order::Arrange;
use crate::span::Span;

/// A line with more words is no heading.
const HEADING_WORDS: usize = 10;

/// Deeper headings look like those of this depth.
const MOST_DEPTH: usize = 5;

/// How headings begin and end, by depth.
const HEADINGS: [(&str, &str); MOST_DEPTH] =
    [("<h2>", "</h2>"), ("<h3>", "</h3>"), ("<h4>", "</h4>"), ("<h5>", "</h5>"), ("<h6>", "</h6>")];

/// What a line is.
const ITEM: (&str, &str) = ("<ul><li>", "</li></ul>");
const PARAGRAPH: (&str, &str) = ("<p>", "</p>");

pub(super) fn read(source: &str) -> Document<'static> {
    let mut out = Rewriting::new(source);
    let (mut depth, mut title, mut title_at) = (0_usize, None, 0);
    for token in Tokens::new(source) {
        match token {
            Token::Open { name: "outline", tag, is_empty } => {
                line(&mut out, source, tag, is_empty, depth);
                depth += usize::from(!is_empty);
            }
            Token::Close { name: "outline", .. } => depth = depth.saturating_sub(1),
            Token::Open { name: "title", tag, .. } => title_at = tag.end,
            Token::Close { name: "title", tag } if title.is_none() => {
                title = Some(Span { start: title_at.min(tag.start), end: tag.start });
            }
            _ => {}
        }
    }
    #[expect(clippy::redundant_closure, reason = "its document borrows nothing")]
    let mut document = out.read(|html| html::read_fragment(html));
    document.fields.title = title.and_then(|title| {
        let mut out = Rewriting::new(source);
        feed::said(&mut out, source, title);
        feed::plain_title(out.text())
    });
    document
}

/// A line of an outline, with its note.
fn line(out: &mut Rewriting<'_>, source: &str, tag: Span, is_empty: bool, depth: usize) {
    let words = tag.of(source);
    let is_link = ["xmlUrl", "htmlUrl", "url"].iter().any(|name| attribute(words, name).is_some());
    let value = |name| attribute(words, name).filter(|value| !value.trim().is_empty());
    let place = |value: &str| {
        // A value is a part of the source that it is in.
        let start = value.as_ptr().addr() - source.as_ptr().addr();
        Span { start, end: start + value.len() }
    };
    let text = value("text").filter(|_| !is_link).map(|text| {
        let is_short = text.split_whitespace().count() <= HEADING_WORDS
            && !text.ends_with(['.', '!', '?', ':', ';', ',', '。', '！', '？']);
        let marks = match (is_empty, is_short) {
            (true, _) => ITEM,
            (false, true) => HEADINGS[depth.min(MOST_DEPTH - 1)],
            (false, false) => PARAGRAPH,
        };
        (place(text), marks)
    });
    let note = value("_note").map(|note| (place(note), PARAGRAPH));
    // In the order of the source.
    let mut parts: Vec<_> = text.into_iter().chain(note).collect();
    parts.arrange_by_key(|(span, _)| span.start);
    for (span, (open, close)) in parts {
        out.put(open, Span { start: span.start, end: span.start });
        feed::said(out, source, span);
        out.put(close, Span { start: span.end, end: span.end });
    }
}
