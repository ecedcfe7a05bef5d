//! Gemtext, the pages of Gemini: a line is a paragraph, a heading, an item, a quotation or a link.

use super::inline::Lines;
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Role};
use crate::span::Span;

/// A line of at least this many bytes without a mark at its end goes on: not every program leaves paragraphs on one line.
const SHORTEST_WRAPPED: usize = 50;

/// Whether a text is one: two lines are links as no other notation has them.
pub(in crate::document) fn is_one(text: &str) -> bool {
    if memchr::memmem::find(text.as_bytes(), b"=>").is_none() {
        return false;
    }
    let is_link = |line: &&str| {
        let target =
            line.strip_prefix("=>").map(str::trim_start).and_then(|rest| rest.split_whitespace().next());
        target.is_some_and(|target| {
            target.contains("://") || target.starts_with('/') || target.ends_with(".gmi")
        })
    };
    text.lines().filter(is_link).take(2).count() > 1
        && text.lines().all(|line| !line.trim_end().ends_with([';', '{']))
}

pub(super) fn read(source: &str) -> Document<'static> {
    let lines = Lines::new(source);
    let mut builder = Builder::with_capacity(source.len());
    let mut at = 0;
    while at < lines.len() {
        let (line, span) = (lines.get(at), lines.span(at));
        let mut push = |skip: usize, kind: BlockKind, role: Role| {
            let words = Span { start: span.start + skip, end: span.end }.trim(source);
            if !words.is_empty() {
                builder.push(words.of(source), words);
                builder.end_block_as(kind, role);
            }
        };
        at += 1;
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with("```") {
            let close = (at..lines.len()).find(|at| lines.get(*at).starts_with("```"));
            if let Some(close) = close {
                builder.lead_to_code();
                at = close + 1;
            }
        } else if let Some(link) = line.strip_prefix("=>") {
            let target = link.trim_start();
            let words = target.find(char::is_whitespace).map_or("", |end| target[end..].trim_start());
            push(line.len() - words.len(), BlockKind::Item, Role::Navigation);
        } else if line.starts_with('#') {
            let level = line.bytes().take_while(|byte| *byte == b'#').count();
            let words = Span { start: span.start + level, end: span.end }.trim(source);
            if !words.is_empty() {
                builder.heading_alone(level.min(6) as u8);
                builder.push(words.of(source), words);
                builder.end_block(BlockKind::Heading);
            }
        } else if line.starts_with("* ") {
            push(2, BlockKind::Item, Role::Prose);
        } else if line.starts_with('>') {
            push(1, BlockKind::Quote, Role::Prose);
        } else {
            let mut last = at - 1;
            let goes_on = |last: usize| {
                let (line, next) = (lines.get(last), lines.get(last + 1));
                line.len() >= SHORTEST_WRAPPED
                    && !line.ends_with(['.', '!', '?', ':', '"', '”', ')'])
                    && !next.is_empty()
                    && !["=>", "#", "* ", ">", "```"].iter().any(|mark| next.starts_with(mark))
            };
            builder.push(line.trim(), span.trim(source));
            while goes_on(last) {
                last += 1;
                let span = lines.span(last).trim(source);
                builder.push(" ", Span { start: lines.span(last - 1).end, end: span.start });
                builder.push(span.of(source), span);
            }
            builder.end_block(BlockKind::Paragraph);
            at = last + 1;
        }
    }
    builder.finish(BlockKind::Paragraph)
}
