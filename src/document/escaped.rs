//! HTML whose marks are written as entities, `&lt;p&gt;The wall …`, as feeds and databases hand it over.
//!
//! * time: linear; texts without an ampersand are searched for one and no more
//! * space: the text with its marks

use super::Document;
use super::rewrite::Rewriting;
use crate::span::Span;

/// The least tags that make a text one.
const LEAST_TAGS: usize = 2;

/// The least tags of a whole page that are written so, and how many of them stand beside one of its own. Chosen by eye.
const LEAST_TAGS_OF_PAGE: usize = 12;
const OWN_TAGS: usize = 2;

/// Tags that texts have.
#[rustfmt::skip] // Several to a line.
const TAGS: [&str; 24] = [
    "p", "br", "a", "div", "span", "b", "i", "em", "strong", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote", "img", "figure", "table", "td", "section", "tr", "th",
];

/// The entities that marks of HTML are written as.
const ENTITIES: [(&str, &str); 6] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#34;", "\""), ("&amp;", "&")];

/// Reads a text whose tags are written as entities; `None` for other texts.
pub(super) fn read(source: &str) -> Option<Document<'static>> {
    let bytes = source.as_bytes();
    let tags = memchr::memchr_iter(b'&', bytes).filter(|at| is_tag(&source[*at..])).take(LEAST_TAGS).count();
    // A text about HTML names a tag and no address, and has nothing of its own in angles.
    if tags < LEAST_TAGS || memchr::memchr(b'<', bytes).is_some() {
        return None;
    }
    unescaped(source).try_read(|text| Document::html(text).map(Document::into_owned)).ok()
}

/// A page nearly all of whose tags are written as entities, as a program left it that wrote them twice; one that shows HTML has an element
/// for it.
pub(super) fn page(source: &str) -> Option<Rewriting<'_>> {
    let bytes = source.as_bytes();
    memchr::memmem::find(bytes, b"&lt;")?;
    let written = memchr::memchr_iter(b'&', bytes).filter(|at| is_tag(&source[*at..])).count();
    let own = memchr::memchr_iter(b'<', bytes)
        .filter(|at| bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic()))
        .take(written + 1)
        .count();
    let shows = || {
        let finder = |tag: &str| memchr::memmem::find(bytes, tag.as_bytes()).is_some();
        ["<pre", "<code", "<textarea", "<xmp", "<samp", "<script type=\"text/template"]
            .into_iter()
            .any(finder)
    };
    (written >= LEAST_TAGS_OF_PAGE && own * OWN_TAGS < written && !shows()).then(|| unescaped(source))
}

/// A text with the marks that its entities stand for.
fn unescaped(source: &str) -> Rewriting<'_> {
    let bytes = source.as_bytes();
    let mut out = Rewriting::new(source);
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', bytes) {
        if at < done {
            continue;
        }
        if let Some((name, sign)) = ENTITIES.iter().find(|(name, _)| source[at..].starts_with(name)) {
            out.keep(Span { start: done, end: at });
            out.put(sign, Span { start: at, end: at + name.len() });
            done = at + name.len();
        }
    }
    out.keep(Span { start: done, end: source.len() });
    out
}

/// Whether a text begins with a tag that is written with entities: `&lt;p&gt;`, `&lt;/a&gt;`, `&lt;img src=`.
fn is_tag(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("&lt;") else { return false };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    TAGS.contains(&rest[..name].to_ascii_lowercase().as_str())
        && (rest[name..].starts_with("&gt;") || rest[name..].starts_with([' ', '/']))
}
