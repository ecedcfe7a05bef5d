//! Pages whose content does not stand where readers see it: streamed ones, those that keep it for browsers without scripts,
//! and those that have it in their data alone. They are written anew with it in its place.

use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::{self, Event, Page};
use super::visible::Standing;
use crate::document::rewrite::Rewriting;
use crate::order::Arrange;
use crate::span::Span;

/// What a browser without scripts sees is the content from this many bytes of text on, and this many times more than the page
/// shows. Chosen: a notice that asks for scripts has 200, and a page that fills itself shows its menus.
const NOSCRIPT_BYTES: usize = 500;
const NOSCRIPT_TIMES: usize = 2;

/// Pieces inside pieces that are followed: chosen, React has as many as components wait for each other.
const MOST_NESTED: usize = 32;

/// The page with its content in place; `None` if it is there already.
pub(super) fn arranged<'s>(source: &'s str, page: &Page) -> Option<Rewriting<'s>> {
    let mut streamed = streamed(source, page);
    let tags = unwrapped(source, page);
    if streamed.pieces.is_empty() && tags.is_empty() {
        return None;
    }
    streamed.marks.extend(tags.into_iter().map(|tag| (tag.start, Mark::Tag(tag))));
    streamed.marks.arrange_by_key(|(at, _)| *at);
    let mut writer = Writer { streamed, put: FxHashSet::default(), out: Rewriting::new(source) };
    writer.write(Span { start: 0, end: source.len() }, 0);
    Some(writer.out)
}

/// What React streams: hidden pieces, which its script puts where templates with the same number stand.
#[derive(Default)]
struct Streamed {
    /// Of each number, the piece with its tags and what is inside it.
    pieces: FxHashMap<String, (Span, Span)>,
    /// Where each piece begins and which it is, and where a template for it stands; in order.
    marks: Vec<(usize, Mark)>,
}

#[derive(Clone, Debug)]
enum Mark {
    /// A piece, to be left out where it stands: its number.
    Piece(String),
    /// A place for the piece of a number: the template and what stands there until it comes.
    Place(String, Span),
    /// A tag that is left out.
    Tag(Span),
}

fn streamed(source: &str, page: &Page) -> Streamed {
    let mut found = Streamed::default();
    if memchr::memmem::find(source.as_bytes(), b"\"S:").is_none() {
        return found;
    }
    let mut places = FxHashSet::default();
    let mut left = MOST_FALLBACKS;
    for element in &page.elements {
        if let ("template", Some(id)) = (element.name.as_str(), element.attributes.get("id"))
            && let Some(number) = id.strip_prefix("B:").or(id.strip_prefix("P:"))
            && places.insert(number.to_string())
        {
            let end = match id.starts_with('B') {
                true => end_of_fallback(source, element.end, &mut left),
                false => element.end,
            };
            let whole = Span { start: element.tag.start, end };
            found.marks.push((whole.start, Mark::Place(number.to_string(), whole)));
        }
    }
    for element in &page.elements {
        if let (true, Some(id)) = (element.attributes.get("hidden").is_some(), element.attributes.get("id"))
            && let Some(number) = id.strip_prefix("S:")
            && !found.pieces.contains_key(number)
        {
            let whole = Span { start: element.tag.start, end: element.end };
            let inside = Span { start: element.tag.end, end: end_inside(source, whole).max(element.tag.end) };
            found.marks.push((
                whole.start,
                match places.contains(number) {
                    true => Mark::Piece(number.to_string()),
                    // Nothing waits for it: it stays where it stands, in sight.
                    false => Mark::Place(number.to_string(), whole),
                },
            ));
            found.pieces.insert(number.to_string(), (whole, inside));
        }
    }
    found.marks.arrange_by_key(|(at, _)| *at);
    found
}

/// Where what stands in for a piece ends: at the comment that closes the boundary. Boundaries nest.
fn end_of_fallback(source: &str, at: usize, left: &mut usize) -> usize {
    let most = MOST_FALLBACK.min(*left);
    let end = crate::span::boundary_at_or_before(source, (at + most).min(source.len())).max(at);
    *left -= most;
    let mut open = 0;
    for found in memchr::memmem::find_iter(&source.as_bytes()[at..end], b"<!--") {
        let rest = &source[at + found + 4..];
        if rest.starts_with("/$-->") {
            if open == 0 {
                return at + found;
            }
            open -= 1;
        } else if rest.starts_with('$') {
            open += 1;
        }
    }
    at
}

/// Bytes of what stands in for a piece: chosen, skeletons of whole pages have some thousand.
const MOST_FALLBACK: usize = 1 << 16;
/// The same of all pieces of a page: a thousand long ones.
const MOST_FALLBACKS: usize = 1 << 26;

/// Where the end tag of an element begins.
fn end_inside(source: &str, whole: Span) -> usize {
    let tail = crate::span::boundary_at_or_before(source, whole.end.saturating_sub(64)).max(whole.start);
    source[tail..whole.end].rfind("</").map_or(whole.end, |at| tail + at)
}

/// The tags of elements `noscript` that hold the content.
fn unwrapped(source: &str, page: &Page) -> Vec<Span> {
    let is_long = |element: &&scan::Element| {
        element.name.as_str() == "noscript" && element.end - element.tag.end > NOSCRIPT_BYTES
    };
    let mut tags = Vec::new();
    let mut seen = None;
    for element in page.elements.iter().filter(is_long) {
        let whole = Span { start: element.tag.start, end: element.end };
        let inside = Span { start: element.tag.end, end: end_inside(source, whole).max(element.tag.end) };
        let text = inside.of(source);
        if memchr::memmem::find(text.as_bytes(), b"<p").is_none() {
            continue;
        }
        let bytes = bytes_seen(text, &scan::scan(text));
        let seen = *seen.get_or_insert_with(|| bytes_seen(source, page));
        if bytes > NOSCRIPT_BYTES && bytes > NOSCRIPT_TIMES * seen {
            tags.extend([element.tag, Span { start: inside.end, end: element.end }]);
        }
    }
    tags
}

/// Bytes of text that the readers of a page see.
pub(super) fn bytes_seen(source: &str, page: &Page) -> usize {
    let mut unseen = None;
    let mut bytes = 0;
    for event in &page.events {
        match event {
            Event::Open(place) if unseen.is_none() => {
                unseen = (Standing::of(&page.elements[*place]) >= Standing::Hidden).then_some(*place);
            }
            Event::Close(place) if unseen == Some(*place) => unseen = None,
            Event::Text(run) if unseen.is_none() => bytes += page.runs[*run].text(source).trim_ascii().len(),
            _ => {}
        }
    }
    bytes
}

struct Writer<'s> {
    streamed: Streamed,
    /// The pieces that have been put.
    put: FxHashSet<String>,
    out: Rewriting<'s>,
}

impl Writer<'_> {
    fn write(&mut self, stretch: Span, nested: usize) {
        let mut at = stretch.start;
        while let Some((place, mark)) = self.next_mark(at, stretch.end) {
            self.out.keep(Span { start: at, end: place });
            at = match mark {
                Mark::Tag(tag) => tag.end,
                Mark::Piece(number) => self.streamed.pieces[&number].0.end,
                Mark::Place(number, whole) => match self.streamed.pieces.get(&number).copied() {
                    Some((_, inside)) if nested < MOST_NESTED && self.put.insert(number) => {
                        self.write(inside, nested + 1);
                        whole.end
                    }
                    _ => {
                        self.out.keep(whole);
                        whole.end
                    }
                },
            };
            at = at.max(place + 1);
        }
        if at < stretch.end {
            self.out.keep(Span { start: at, end: stretch.end });
        }
    }

    /// The first mark from a byte on, before another.
    fn next_mark(&self, at: usize, end: usize) -> Option<(usize, Mark)> {
        let marks = &self.streamed.marks;
        let first = marks.get(marks.partition_point(|(place, _)| *place < at)).cloned();
        first.filter(|(place, _)| *place < end)
    }
}

/// A body in the data of a page that has at least this many bytes, and this many times more than the prose that the page shows as its
/// content, is its content; a shorter one is, too, if it has this many times more than a page that shows nothing but that it loads.
const BODY_BYTES: usize = 400;
const BODY_TIMES: usize = 3;
const SHORT_BODY_TIMES: usize = 6;
const LEAST_SHOWN: usize = 8;

/// The longest body in the data of a page, written as HTML, if it is much longer than the prose that was found, and longer than all that
/// was found.
pub(super) fn article_body<'s>(
    source: &'s str,
    bodies: &[Vec<Span>],
    prose: usize,
    all: usize,
) -> Option<Rewriting<'s>> {
    let length = |body: &[Span]| body.iter().map(|string| string.len()).sum::<usize>();
    let longest = bodies.iter().max_by_key(|body| length(body))?;
    let length = length(longest);
    let least = BODY_BYTES.min(SHORT_BODY_TIMES * prose.max(LEAST_SHOWN));
    let is_longer = length >= least && length > BODY_TIMES * prose && length > all;
    is_longer.then(|| body(source, longest))
}

/// What strings of JSON say, as HTML. Their own marks of HTML stay, and so do those that are written as entities.
pub(super) fn body<'s>(source: &'s str, strings: &[Span]) -> Rewriting<'s> {
    written(source, strings.iter().map(|string| ("p", *string)))
}

/// The same of strings that stand in elements of these names.
pub(super) fn written(source: &str, strings: impl Iterator<Item = (&'static str, Span)>) -> Rewriting<'_> {
    let mut out = Rewriting::new(source);
    for (tag, string) in strings {
        put(source, tag, string, &mut out);
    }
    out
}

fn put(source: &str, tag: &str, string: Span, out: &mut Rewriting<'_>) {
    const MARKS: [&str; 5] = ["<p>", "<p ", "<br", "\\u003cp", "\\u003Cp"];
    const ESCAPED: [&str; 5] = ["&lt;p&gt;", "&lt;p ", "&lt;br", "&lt;/p&gt;", "&lt;div"];
    let text = string.of(source);
    let is_escaped = ESCAPED.iter().any(|mark| text.contains(mark));
    let is_html = is_escaped || MARKS.iter().any(|mark| text.contains(mark));
    out.put(&format!("<{tag}>"), Span { start: string.start, end: string.start });
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let plain = rest.find(['\\', '<', '&']).unwrap_or(rest.len());
        let place = |from: usize, to: usize| Span { start: string.start + from, end: string.start + to };
        if plain > 0 {
            out.keep(place(at, at + plain));
            at += plain;
            continue;
        }
        if let Some((entity, said)) =
            ENTITIES.iter().find(|(entity, _)| is_escaped && rest.starts_with(entity))
        {
            out.put(said, place(at, at + entity.len()));
            at += entity.len();
            continue;
        }
        let (said, length) = match rest.as_bytes() {
            [b'\\', b'u', ..] => unicode(rest),
            [b'\\', b'n' | b'r', ..] if !is_html => (format!("</{tag}><{tag}>"), 2),
            [b'\\', b'n' | b'r' | b't' | b'b' | b'f', ..] => (" ".to_string(), 2),
            [b'\\', next, ..] if next.is_ascii() => (char::from(*next).to_string(), 2),
            [b'<', ..] => ("<".to_string(), 1),
            [b'&', ..] => ("&".to_string(), 1),
            _ => (String::new(), rest.chars().next().map_or(1, char::len_utf8)),
        };
        let said =
            if is_html || !said.starts_with('<') || said.len() > 1 { said } else { "&lt;".to_string() };
        out.put(&said, place(at, at + length));
        at += length;
    }
    out.put(&format!("</{tag}>"), Span { start: string.end, end: string.end });
}

/// Entities of HTML that is written as a text of HTML, and what they stand for there.
const ENTITIES: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

/// What `\u…` says, and its length; a pair of them is one character.
fn unicode(text: &str) -> (String, usize) {
    let unit = |at: usize| {
        text.get(at..at + 6).and_then(|one| u16::from_str_radix(one.strip_prefix("\\u")?, 16).ok())
    };
    let units: Vec<u16> = [unit(0), unit(6)].into_iter().map_while(|unit| unit).collect();
    match char::decode_utf16(units.iter().copied()).next() {
        Some(Ok(c)) => (c.to_string(), 6 * c.len_utf16()),
        _ => (String::new(), if units.is_empty() { 2.min(text.len()) } else { 6 }),
    }
}
