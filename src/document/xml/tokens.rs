//! Tags, text and data of XML, with their places. What is not sound is text, and nothing is read twice.

use crate::span::Span;

/// What stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A tag that begins an element; its name without a prefix.
    Open { name: &'t str, tag: Span, is_empty: bool },
    /// A tag that ends one.
    Close { name: &'t str, tag: Span },
    /// Text with entities.
    Text(Span),
    /// What is between the marks of `<![CDATA[`.
    Data(Span),
}

/// A walk through a document.
pub(super) struct Tokens<'t> {
    source: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(source: &'t str) -> Tokens<'t> {
        Tokens { source, at: 0 }
    }

    /// The same for a part of a source.
    pub(super) fn of(source: &'t str, span: Span) -> Tokens<'t> {
        Tokens { source: &source[..span.end], at: span.start }
    }
}

/// The name of an element without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let rest = self.source.get(self.at..).filter(|rest| !rest.is_empty())?;
            let start = self.at;
            let to = |mark: &str| memchr::memmem::find(rest.as_bytes(), mark.as_bytes());
            if !rest.starts_with('<') {
                self.at += memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                return Some(Token::Text(Span { start, end: self.at }));
            } else if rest.starts_with("<!--") {
                self.at += to("-->").map_or(rest.len(), |end| end + 3);
            } else if rest.starts_with("<![CDATA[") {
                let end = to("]]>").unwrap_or(rest.len());
                self.at += (end + 3).min(rest.len());
                return Some(Token::Data(Span {
                    start: start + "<![CDATA[".len().min(end),
                    end: start + end,
                }));
            } else if rest.starts_with("<?") {
                self.at += to("?>").map_or(rest.len(), |end| end + 2);
            } else if rest.starts_with("<!") {
                self.at += declaration(rest);
            } else {
                let is_end = rest.starts_with("</");
                let name = &rest[1 + usize::from(is_end)..];
                let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
                let Some(length) = is_name.then(|| length_of_tag(rest)) else {
                    self.at += 1;
                    return Some(Token::Text(Span { start, end: self.at }));
                };
                let length_of_name = name
                    .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'))
                    .unwrap_or(name.len());
                let name = local(&name[..length_of_name]);
                self.at += length;
                let tag = Span { start, end: self.at };
                return Some(match is_end {
                    true => Token::Close { name, tag },
                    false => Token::Open { name, tag, is_empty: tag.of(self.source).ends_with("/>") },
                });
            }
        }
    }
}

/// The bytes of the tag that a text begins with, up to the first `>` outside of quotes. One without an end is the rest of
/// the document.
fn length_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The bytes of a declaration, with what it declares between brackets.
fn declaration(text: &str) -> usize {
    let end = memchr::memchr2(b'>', b'[', text.as_bytes());
    match end {
        Some(at) if text.as_bytes()[at] == b'[' => {
            let close = memchr::memmem::find_iter(&text.as_bytes()[at..], b"]").map(|close| at + close + 1);
            let mut ends = close.filter(|close| text[*close..].trim_start().starts_with('>')).take(1);
            let Some(close) = ends.next() else { return text.len() };
            text[close..].find('>').map_or(text.len(), |end| close + end + 1)
        }
        Some(at) => at + 1,
        None => text.len(),
    }
}

/// What the declaration of a document's type begins and ends with, if it has one.
pub(super) fn doctype(source: &str) -> Option<&str> {
    let begin = &source[..crate::span::boundary_at_or_before(source, source.len().min(1 << 14))];
    let at = memchr::memmem::find(begin.as_bytes(), b"<!DOCTYPE")?;
    Some(&source[at..at + declaration(&source[at..])])
}

/// Entities that a document declares and that are short and stand for words alone, sorted by name.
pub(super) fn entities(source: &str, longest: usize) -> Vec<(&str, &str)> {
    let Some(doctype) = doctype(source) else { return Vec::new() };
    let mut found: Vec<(&str, &str)> = Vec::new();
    for (at, _) in doctype.match_indices("<!ENTITY") {
        let mut words = doctype[at + "<!ENTITY".len()..].trim_start().splitn(2, char::is_whitespace);
        let (Some(name), Some(rest)) = (words.next(), words.next()) else { continue };
        let rest = rest.trim_start();
        let quote = rest.as_bytes().first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value = quote.and_then(|quote| {
            let window = &rest.as_bytes()[1..rest.len().min(longest + 2)];
            rest.get(1..1 + memchr::memchr(quote, window)?)
        });
        found.extend(value.filter(|value| !value.contains(['<', '&', '%'])).map(|value| (name, value)));
    }
    found.sort_unstable();
    found.dedup_by_key(|(name, _)| *name);
    found
}

/// The entity that a text begins with, from `&` to `;`.
pub(super) fn entity(text: &str) -> Option<&str> {
    const LONGEST: usize = 64;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'#' | b':'));
    is_name.then(|| &text[..=end])
}

/// The value of an attribute of a tag, whatever its prefix.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let equals = memchr::memchr(b'=', rest.as_bytes())?;
        let key = rest[..equals].trim_end();
        let key = key.rsplit(|c: char| c.is_whitespace() || c == ':').next().unwrap_or(key);
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let end = value[1..].find(quote)? + 1;
        if key == name {
            return Some(&value[1..end]);
        }
        rest = &value[end + 1..];
    }
}
