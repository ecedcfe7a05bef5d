//! BBCode, the posts of boards: lines as paragraphs, titles, items, quotations.

use super::inline::{Lines, Mark, Place, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Role};
use crate::span::Span;

/// Tags whose content is no prose.
#[rustfmt::skip] // Several to a line.
const HIDDEN: [&str; 11] =
    ["code", "img", "youtube", "video", "media", "attachment", "attach", "html", "php", "gallery", "embed"];

/// Tags that hold others or say how words look.
#[rustfmt::skip] // Several to a line.
const TAGS: [&str; 59] = [
    "ispoiler", "icode", "plain", "collapse", "anchor", "floatleft", "floatright",
    "b", "i", "u", "s", "url", "size", "color", "colour", "font", "center", "left", "right", "justify", "align", "list", "ul", "ol", "li",
    "table", "tr", "td", "th", "hr", "quote", "spoiler", "indent", "sub", "sup", "email", "h1", "h2", "h3", "h4", "h5", "h6", "strike", "del",
    "noparse", "user", "mention", "highlight", "background", "bgcolor", "tt", "mono", "tab", "tabs", "box", "heading", "title", "line", "small",
];

/// Whether a text is one: three tags of it that are closed.
pub(in crate::document) fn is_one(text: &str) -> bool {
    if memchr::memmem::find(text.as_bytes(), b"[/").is_none() {
        return false;
    }
    let (mut opened, mut closed) = (Vec::new(), 0);
    for at in memchr::memchr_iter(b'[', text.as_bytes()) {
        let Some((name, _)) = tag(&text[at..]) else { continue };
        let name = name.to_ascii_lowercase();
        match name.strip_prefix('/') {
            Some(name) => closed += usize::from(opened.iter().any(|open| open == name)),
            None if !opened.contains(&name) => opened.push(name),
            None => {}
        }
    }
    closed > 2
}

pub(super) fn read(source: &str) -> Document<'static> {
    let ends = HIDDEN.map(|tag| {
        let last = |close: String| memchr::memmem::rfind(source.as_bytes(), close.as_bytes()).unwrap_or(0);
        last(format!("[/{tag}]")).max(last(format!("[/{}]", tag.to_uppercase())))
    });
    let builder = Builder::with_capacity(source.len());
    let mut reader = Reader { lines: Lines::new(source), at: 0, quotes: 0, hidden: None, ends, builder };
    while reader.at < reader.lines.len() {
        reader.line();
    }
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// How many quotations are open.
    quotes: usize,
    /// The tag that hides what it holds and goes on over the ends of lines.
    hidden: Option<&'t str>,
    /// Where each tag of [`HIDDEN`] ends last.
    ends: [usize; HIDDEN.len()],
    builder: Builder,
}

impl<'t> Reader<'t> {
    fn line(&mut self) {
        let (line, span) = (self.lines.get(self.at), self.lines.span(self.at));
        self.at += 1;
        let mut start = 0;
        if let Some(tag) = self.hidden {
            let Some(close) = find_close(line, tag) else { return };
            (self.hidden, start) = (None, close);
        }
        // Parts of a line, by the tags that begin and end blocks.
        let mut from = start;
        while let Some(found) = memchr::memchr(b'[', &line.as_bytes()[from..]) {
            let at = from + found;
            let Some((name, len)) = tag(&line[at..]) else {
                from = at + 1;
                continue;
            };
            from = at + len;
            let name = name.to_ascii_lowercase();
            match name.as_str() {
                "quote" | "/quote" | "*" | "li" | "td" | "th" | "tr" | "/list" | "list" | "hr" | "h1"
                | "h2" | "h3" | "/h1" | "/h2" | "/h3" | "heading" | "/heading" | "center" | "/center" => {
                    self.part(span, start, at, &name);
                    start = from;
                    match name.as_str() {
                        "quote" => self.quotes += 1,
                        "/quote" => self.quotes = self.quotes.saturating_sub(1),
                        _ => {}
                    }
                }
                name if HIDDEN.contains(&name) => {
                    let place = HIDDEN.iter().position(|hidden| *hidden == name).unwrap_or_default();
                    match find_close(&line[from..], HIDDEN[place]) {
                        Some(len) => from += len,
                        None => {
                            self.part(span, start, at, "");
                            // One that nothing ends hides nothing.
                            let is_ended = self.ends[place] >= span.end;
                            if name == "code" {
                                self.builder.lead_to_code();
                            }
                            self.hidden = is_ended.then_some(HIDDEN[place]);
                            return;
                        }
                    }
                }
                _ => {}
            }
        }
        self.part(span, start, line.len(), "");
    }

    /// The words from one byte of a line to another; `ends` is the tag that ends them.
    fn part(&mut self, line: Span, start: usize, end: usize, ends: &str) {
        let span = Span { start: line.start + start, end: line.start + end }.trim(self.lines.source);
        let words = span.of(self.lines.source);
        let before = &line.of(self.lines.source)[..start];
        let opened = before.rfind('[').map_or("", |at| before[at..].trim_end());
        let is = |tag: &str| opened.eq_ignore_ascii_case(tag);
        let is_title = ends.starts_with("/h")
            || words.len() < 100 && {
                let bare = words.strip_prefix("[b]").or_else(|| words.strip_prefix("[B]"));
                bare.is_some_and(|bare| {
                    let inner = bare.strip_suffix("[/b]").or_else(|| bare.strip_suffix("[/B]"));
                    inner.is_some_and(|inner| {
                        !inner.contains("[/b]") && !inner.ends_with(['.', '!', '?', ','])
                    })
                })
            };
        let (kind, role) = match () {
            () if is_title => (BlockKind::Heading, Role::Prose),
            () if self.quotes > 0 => (BlockKind::Quote, Role::Quotation),
            () if is("[*]") || is("[li]") => (BlockKind::Item, Role::Prose),
            () if is("[td]") || is("[th]") => (BlockKind::Cell, Role::Prose),
            () => (BlockKind::Paragraph, Role::Prose),
        };
        write(&mut self.builder, self.lines.source, span, mark);
        self.builder.end_block_as(kind, role);
    }
}

/// The name of the tag that a text begins with, and its length.
fn tag(rest: &str) -> Option<(&str, usize)> {
    const LONGEST: usize = 300;
    let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b'\n'))?;
    let inner = rest.get(1..end).filter(|_| rest.as_bytes()[end] == b']')?;
    let name = inner.split(['=', ' ']).next()?;
    let bare = name.strip_prefix('/').unwrap_or(name);
    let is_known = bare == "*"
        || bare.len() < 12 && {
            let bare = bare.to_ascii_lowercase();
            TAGS.contains(&bare.as_str()) || HIDDEN.contains(&bare.as_str())
        };
    is_known.then_some((name, end + 1))
}

/// Behind the tag that closes one.
fn find_close(text: &str, name: &str) -> Option<usize> {
    memchr::memmem::find_iter(text.as_bytes(), b"[/").find_map(|at| {
        let end = at + 2 + name.len();
        let is = text.get(at + 2..end)?.eq_ignore_ascii_case(name) && text[end..].starts_with(']');
        is.then_some(end + 1)
    })
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    if !rest.starts_with('[') {
        return None;
    }
    let (name, len) = tag(rest)?;
    let name = name.to_ascii_lowercase();
    if HIDDEN.contains(&name.as_str()) {
        return Some(Mark::Out(len + find_close(&rest[len..], &name).unwrap_or(0)));
    }
    if name == "url" {
        let words = find_close(&rest[len..], "url").map_or(0, |end| end.saturating_sub("[/url]".len()));
        let inner = &rest[len..len + words];
        if inner.contains("://") && !inner.contains(' ') {
            return Some(Mark::Code { open: len, words, close: 6 });
        }
    }
    Some(Mark::Out(len))
}
