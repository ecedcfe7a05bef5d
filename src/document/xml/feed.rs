//! Feeds and dumps of wikis: a title for each item, and below it what it says, in HTML or in the marks of the wiki.

use super::tokens::{Token, Tokens, attribute, local};
#[cfg(feature = "markup")]
use crate::document::markup;
use crate::document::rewrite::Rewriting;
use crate::document::{Document, html};
use crate::order::Arrange;
use crate::span::Span;

/// What an item of a feed says, as far as it is read.
#[derive(Default)]
struct Item {
    title: Option<Span>,
    /// The longest of what it says: its content rather than the beginning of it.
    text: Option<Span>,
}

/// Writes an item anew, in the order of the source.
fn write(out: &mut Rewriting<'_>, source: &str, item: &Item) {
    let titled = item.title.map(|span| (span, "<h2>", "</h2>"));
    let said = item.text.map(|span| (span, "<div>", "</div>"));
    let mut parts: Vec<_> = titled.into_iter().chain(said).collect();
    parts.arrange_by_key(|(span, ..)| span.start);
    for (span, open, close) in parts {
        out.put(open, Span { start: span.start, end: span.start });
        content(out, source, span);
        out.put(close, Span { start: span.end, end: span.end });
    }
}

/// HTML that is written as text or data, or as elements.
fn content(out: &mut Rewriting<'_>, source: &str, span: Span) {
    for token in Tokens::of(source, span) {
        match token {
            Token::Open { tag, .. } | Token::Close { tag, .. } => out.keep(tag),
            Token::Data(span) => out.keep(span),
            Token::Text(span) => said(out, source, span),
        }
    }
}

/// Text of XML: what its entities stand for, and a gap for one that stands for nothing.
pub(super) fn said(out: &mut Rewriting<'_>, source: &str, span: Span) {
    let mut done = span.start;
    for at in memchr::memchr_iter(b'&', span.of(source).as_bytes()).map(|at| span.start + at) {
        let Some(entity) = super::tokens::entity(&source[at..span.end]) else { continue };
        let sign = match &entity[1..entity.len() - 1] {
            "lt" | "#60" | "#x3C" | "#x3c" => "<",
            "gt" | "#62" | "#x3E" | "#x3e" => ">",
            "quot" | "#34" | "#x22" => "\"",
            "apos" | "#39" | "#x27" => "'",
            "amp" | "#38" | "#x26" => "&",
            // What nobody has declared is a word that is lacking.
            name if !name.starts_with('#') && !html::has_entity(entity) => "…",
            _ => continue,
        };
        out.keep(Span { start: done, end: at });
        out.put(sign, Span { start: at, end: at + entity.len() });
        done = at + entity.len();
    }
    out.keep(Span { start: done, end: span.end });
}

pub(super) fn read(source: &str) -> Document<'static> {
    let mut out = Rewriting::new(source);
    let (mut title, mut language) = (None, None);
    let mut item: Option<Item> = None;
    // How many elements are open, the number of them around an item or the channel, and around what is kept.
    let (mut depth, mut around, mut kept) = (0_usize, 0, None::<(usize, &str, usize)>);
    let mut has_item = false;
    for token in Tokens::new(source) {
        match token {
            Token::Open { name, tag, is_empty } if !is_empty => {
                let full = tag.of(source)[1..].split([' ', '>', '\t', '\n', '\r']).next().unwrap_or(name);
                if kept.is_none() && item.is_none() && matches!(name, "item" | "entry") {
                    (item, around, has_item) = (Some(Item::default()), depth, true);
                } else if kept.is_none()
                    && (depth == around + 1 || item.is_none() && !has_item)
                    && is_kept(full, name)
                {
                    kept = Some((depth, name, tag.end));
                }
                if depth == 0 {
                    language = attribute(tag.of(source), "lang").map(str::to_string);
                }
                depth += 1;
            }
            Token::Open { .. } => {}
            Token::Close { name, tag } => {
                depth = depth.saturating_sub(1);
                if let Some((_, _, start)) = kept.filter(|(at, opened, _)| *at == depth && *opened == name) {
                    kept = None;
                    let span = Span { start, end: tag.start };
                    match (&mut item, name) {
                        (Some(item), "title") => item.title = item.title.or(Some(span)),
                        (Some(item), _) => {
                            item.text = item.text.filter(|text| text.len() >= span.len()).or(Some(span));
                        }
                        (None, "title") => title = title.or(Some(span)),
                        (None, "language") => language = Some(span.of(source).trim().to_string()),
                        _ => {}
                    }
                } else if kept.is_none() && depth == around && matches!(name, "item" | "entry") {
                    write(&mut out, source, &item.take().unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    // What is cut off, perhaps in what an item says.
    if let Some(mut item) = item {
        let cut = kept.map(|(_, name, start)| (name, Span { start, end: source.len() }));
        if let Some((_, said)) = cut.filter(|(name, _)| !matches!(*name, "title" | "language")) {
            item.text = item.text.filter(|text| text.len() >= said.len()).or(Some(said));
        }
        write(&mut out, source, &item);
    }
    #[expect(clippy::redundant_closure, reason = "its document borrows nothing")]
    let mut document = out.read(|html| html::read_fragment(html));
    document.fields.title = title.and_then(|title| {
        let mut out = Rewriting::new(source);
        content(&mut out, source, title);
        plain_title(out.text())
    });
    document.fields.language = language.filter(|language| language.len() < 20);
    document
}

/// Whether an element of a feed or an item in it is read, by its name with and without its prefix.
fn is_kept(full: &str, name: &str) -> bool {
    matches!(
        full,
        "title"
            | "description"
            | "content"
            | "summary"
            | "content:encoded"
            | "itunes:summary"
            | "language"
            | "atom:title"
            | "atom:content"
            | "atom:summary"
    ) || full.starts_with("rss:") && matches!(local(name), "title" | "description")
}

/// The words of a title that is written as HTML.
pub(super) fn plain_title(html: &str) -> Option<String> {
    let document = html::read_fragment(html);
    let title = document.text().split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// Pages of MediaWiki in a dump, a heading each, with the text of their last version.
#[cfg(feature = "markup")]
pub(super) fn read_dump(source: &str) -> Document<'static> {
    let mut out = Rewriting::new(source);
    let (mut start, mut title) = (0, None);
    let mut is_article = true;
    for token in Tokens::new(source) {
        match token {
            Token::Open { name: "title" | "ns" | "text", tag, .. } => start = tag.end,
            Token::Close { name: "title", tag } => {
                (title, is_article) = (Some(Span { start, end: tag.start }), true);
            }
            Token::Close { name: "ns", tag } => {
                is_article = source[start.min(tag.start)..tag.start].trim() == "0"
            }
            Token::Close { name: "text", tag } if is_article => {
                let here = |at| Span { start: at, end: at };
                if let Some(title) = title.take() {
                    out.put("\n\n= ", here(title.start));
                    said(&mut out, source, title);
                    out.put(" =\n\n", here(title.end));
                }
                said(&mut out, source, Span { start: start.min(tag.start), end: tag.start });
            }
            _ => {}
        }
    }
    #[expect(clippy::redundant_closure, reason = "its document borrows nothing")]
    let document = out.read(|text| markup::wiki(text));
    document
}
