//! XML that writers keep: feeds, manuals, papers, books, plays, dumps of wikis. Each is known by its outermost element.
//!
//! ```text
//! source ─tokens─▶ elements and text ─vocabulary─▶ what each element is ─▶ HTML written anew ─▶ Document
//! ```
//!
//! All of these say what HTML says, in other words. So nothing is read here: the source is written anew as a fragment of
//! HTML (a dump as wiki text), whose reader makes the blocks, and [`Rewriting`] leads back. No entity is expanded but
//! those of a few bytes that the document declares itself; others are gaps. Nothing else is fetched or included.
//!
//! * time: linear; what an end tag belongs to is looked for a few elements up and no further
//! * space: the text written anew, and a few words for each open element

mod citation;
mod feed;
mod outline;
#[cfg(feature = "markup")]
mod timed;
mod tokens;
mod vocabulary;

use super::format::Refused;
use super::rewrite::Rewriting;
use super::{Document, html};
use crate::error::Error;
use crate::span::Span;
use tokens::{Token, Tokens, attribute};
use vocabulary::{Part, Vocabulary};

/// The longest document that is read, in bytes: as long as a page may be.
const MOST_BYTES: usize = 16 << 20;

/// How many elements may be open at once.
const MOST_DEPTH: usize = 500;

/// How many of the innermost elements an end tag may belong to. Documents that are sound need one.
const LOOKED_UP: usize = 32;

/// What an entity may stand for, in bytes: a name or a sign, so that nothing grows.
const LONGEST_ENTITY: usize = 64;

/// Whether a text is XML of a kind that is read, by its beginning.
pub(super) fn is_one(text: &str) -> bool {
    Vocabulary::of(text).is_some()
}

/// Whether a text is XML all the same: one element that is none of HTML, or a drawing, holds all of it, as far as it is known.
pub(super) fn is_other(text: &str, is_cut: bool) -> bool {
    let text = text.trim();
    if !text.starts_with('<') {
        return false;
    }
    let (mut depth, mut elements, mut is_closed) = (0_usize, 0, false);
    for token in Tokens::new(text) {
        match token {
            Token::Open { name, is_empty, .. } => {
                if depth == 0 && (is_closed || !is_foreign(name)) {
                    return false;
                }
                elements += 1;
                depth += usize::from(!is_empty);
                is_closed = depth == 0;
            }
            Token::Close { .. } => {
                depth = depth.saturating_sub(1);
                is_closed = depth == 0;
            }
            Token::Text(span) | Token::Data(span) => {
                // Words right below the outermost element are those of a page or of components.
                let is_word = !span.of(text).trim().is_empty();
                if is_word && (depth == 0 || elements < 2) {
                    return false;
                }
            }
        }
    }
    elements > 1 && (is_closed || is_cut)
}

/// Whether an element is none of a page, by its name.
fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
        || !name.contains('-') && !html::has_element(&name.to_ascii_lowercase()) && name.len() > 2
}

pub(super) fn read(source: &str) -> Result<Document<'static>, Error> {
    let Some(vocabulary) = Vocabulary::of(source) else { return Err(Error::refused(Refused::Xml)) };
    if source.len() > MOST_BYTES {
        return Err(Error::limit("bytes of XML", source.len(), MOST_BYTES));
    }
    match vocabulary {
        Vocabulary::Feed => Ok(feed::read(source)),
        Vocabulary::Outline => Ok(outline::read(source)),
        #[cfg(feature = "markup")]
        Vocabulary::Timed => Ok(timed::read(source)),
        #[cfg(feature = "markup")]
        Vocabulary::Wiki => Ok(feed::read_dump(source)),
        vocabulary => {
            let mut writer = Writer::new(source, vocabulary);
            for token in Tokens::new(source) {
                writer.token(token)?;
            }
            Ok(writer.read())
        }
    }
}

/// An element that is open.
struct Open<'t> {
    name: &'t str,
    part: Part,
    /// Whether it is read where all else around it is left out.
    is_wanted: bool,
    /// Where what is written for it begins.
    start: usize,
}

/// A document that is being written anew.
struct Writer<'t> {
    source: &'t str,
    vocabulary: Vocabulary,
    out: Rewriting<'t>,
    open: Vec<Open<'t>>,
    /// Of the open elements that are left out but for some, the names of these.
    partly: Vec<&'static [&'static str]>,
    /// How many of the open elements are left out, are sections, and have words.
    hidden: usize,
    sections: usize,
    worded: usize,
    /// What the document declares, sorted by name.
    entities: Vec<(&'t str, &'t str)>,
    /// Whether the last words were the number of a work in a list, and the bracket around it.
    cited: Option<citation::Bracket>,
    /// Where the title is, in what is written.
    title: Option<Span>,
    language: Option<String>,
}

impl<'t> Writer<'t> {
    fn new(source: &'t str, vocabulary: Vocabulary) -> Writer<'t> {
        Writer {
            source,
            vocabulary,
            out: Rewriting::new(source),
            open: Vec::new(),
            partly: Vec::new(),
            hidden: 0,
            sections: 0,
            worded: 0,
            entities: tokens::entities(source, LONGEST_ENTITY),
            cited: None,
            title: None,
            language: None,
        }
    }

    fn token(&mut self, token: Token<'t>) -> Result<(), Error> {
        match token {
            Token::Open { name, tag, is_empty } => {
                self.begin(name, tag)?;
                if is_empty {
                    self.end_innermost(tag);
                }
            }
            Token::Close { name, tag } => self.end(name, tag),
            Token::Text(span) => self.text(span),
            Token::Data(span) => self.data(span),
        }
        Ok(())
    }

    /// Whether an element is one of those that are read where all others are left out, or stands in one.
    fn is_wanted(&self, name: &str) -> bool {
        let in_wanted = self.open.last().is_some_and(|open| open.is_wanted);
        in_wanted || self.partly.last().is_none_or(|names| names.contains(&name))
    }

    /// The names of the elements that are open, from the innermost.
    fn around(&self) -> impl Iterator<Item = &'t str> {
        self.open.iter().rev().map(|open| open.name)
    }

    fn begin(&mut self, name: &'t str, tag: Span) -> Result<(), Error> {
        if self.open.len() >= MOST_DEPTH {
            return Err(Error::limit("levels of elements", MOST_DEPTH + 1, MOST_DEPTH));
        }
        if self.open.is_empty() {
            self.language = attribute(tag.of(self.source), "lang").map(str::to_string);
        }
        let parents = {
            let mut around = self.around();
            [around.next().unwrap_or_default(), around.next().unwrap_or_default()]
        };
        let part = if self.hidden > 0 {
            Part::Hidden
        } else if self.cites(name, tag) {
            self.cited.get_or_insert(None);
            citation::part(self.out.text())
        } else {
            self.vocabulary.part(name, parents, tag.of(self.source))
        };
        let is_wanted = !self.partly.is_empty() && self.is_wanted(name);
        let part = match part {
            // What is not known stands in a line with the words around it, if there are some.
            Part::Unknown if self.worded > 0 => Part::Inline,
            Part::Unknown => Part::Tag("div"),
            // What is left out but for some.
            part if !self.partly.is_empty() && !is_wanted => part.unread(),
            part => part,
        };
        let here = Span { start: tag.start, end: tag.start };
        let start = self.out.text().len();
        self.hidden += usize::from(part.hides());
        if let Part::Only(names) = part {
            self.partly.push(names);
        }
        self.sections += usize::from(part == Part::Section);
        self.worded += usize::from(part.has_words());
        let is_wanted = is_wanted && !part.is_partly();
        self.open.push(Open { name, part, is_wanted, start });
        match part {
            Part::Section => self.out.put("<div>", here),
            Part::Title | Part::Head => {
                let level = if part == Part::Title { 1 } else { (self.sections + 1).clamp(2, 6) };
                self.out.put(["<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"][level - 1], here);
            }
            Part::Tag(tag) => {
                for piece in ["<", tag, ">"] {
                    self.out.put(piece, here);
                }
            }
            Part::Link => self.out.put("<a href=\"x\">", here),
            Part::Break => self.out.put("<br>", here),
            Part::Blank => self.out.put(" ", here),
            Part::Gap => self.out.put("…", tag),
            Part::Inline | Part::Hidden | Part::Only(_) | Part::Unknown => {}
        }
        // A title that stands in the tag.
        if part == Part::Section
            && let Some(title) = self.vocabulary.title_attribute()
            && let Some(title) = attribute(tag.of(self.source), title)
            && let Some(at) = tag.of(self.source).find(title)
        {
            let span = Span { start: tag.start + at, end: tag.start + at + title.len() };
            let level = (self.sections + 1).clamp(2, 6);
            self.out.put(["<h2>", "<h3>", "<h4>", "<h5>", "<h6>"][level - 2], here);
            self.words(span, false);
            self.out.put(
                ["</h2>", "</h3>", "</h4>", "</h5>", "</h6>"][level - 2],
                Span { start: span.end, end: span.end },
            );
        }
        Ok(())
    }

    /// The end of an element of this name. What has no end of its own ends with it.
    fn end(&mut self, name: &str, tag: Span) {
        let looked_at = self.open.len().min(LOOKED_UP);
        let Some(up) = self.around().take(looked_at).position(|open| open == name) else { return };
        for _ in 0..=up {
            self.end_innermost(tag);
        }
    }

    fn end_innermost(&mut self, tag: Span) {
        let Some(Open { part, start, .. }) = self.open.pop() else { return };
        let here = Span { start: tag.end, end: tag.end };
        self.hidden -= usize::from(part.hides());
        if part.is_partly() {
            self.partly.pop();
        }
        self.worded -= usize::from(part.has_words());
        match part {
            Part::Section => self.out.put("</div>", here),
            Part::Title | Part::Head => {
                let is_title = part == Part::Title;
                let level = if is_title { 1 } else { (self.sections + 1).clamp(2, 6) };
                if is_title && self.title.is_none() {
                    self.title = Some(Span { start, end: self.out.text().len() });
                }
                self.out.put(["</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>"][level - 1], here);
            }
            Part::Tag(name) => {
                for piece in ["</", name, ">"] {
                    self.out.put(piece, here);
                }
            }
            Part::Link => {
                // A reference without words: a program writes what it leads to.
                if self.out.text()[start..].ends_with("<a href=\"x\">") {
                    self.out.put("…", tag);
                }
                self.out.put("</a>", here);
            }
            _ => {}
        }
        self.sections -= usize::from(part == Part::Section);
    }

    /// Whether words are read here.
    fn is_read(&self) -> bool {
        self.hidden == 0 && (self.partly.is_empty() || self.worded > 0)
    }

    fn text(&mut self, span: Span) {
        if self.is_read() {
            let span = self.without_citations(span);
            self.words(span, false);
        }
    }

    /// Whether an element is the number of a work in the list of references.
    fn cites(&self, name: &str, tag: Span) -> bool {
        self.vocabulary == Vocabulary::Jats
            && name == "xref"
            && citation::is_number(&self.source[tag.start..])
    }

    /// Text without the brackets around numbers of works, and what parts these.
    fn without_citations(&mut self, span: Span) -> Span {
        if self.vocabulary != Vocabulary::Jats {
            return span;
        }
        let is_next = citation::is_number(&self.source[span.end..]);
        citation::around(self.source, span, is_next, self.out.text(), &mut self.cited)
    }

    fn data(&mut self, span: Span) {
        if self.is_read() {
            self.words(span, true);
        }
    }

    /// Words as they stand, as HTML has them. What is data has no entities.
    fn words(&mut self, span: Span, is_data: bool) {
        let bytes = span.of(self.source).as_bytes();
        let mut done = span.start;
        for at in memchr::memchr3_iter(b'&', b'<', b'>', bytes).map(|at| span.start + at) {
            if at < done || bytes[at - span.start] == b'>' {
                continue;
            }
            let rest = &self.source[at..span.end];
            let entity = if is_data { None } else { tokens::entity(rest) };
            let sign = if rest.starts_with('<') { "&lt;" } else { "&amp;" };
            let (said, length): (&str, usize) = match entity {
                None => (sign, 1),
                Some(entity) => match self.says(entity) {
                    None => continue,
                    Some(said) => (said, entity.len()),
                },
            };
            self.out.keep(Span { start: done, end: at });
            self.out.put(said, Span { start: at, end: at + length });
            done = at + length;
        }
        self.out.keep(Span { start: done, end: span.end });
    }

    /// What an entity stands for; `None` if HTML has it too.
    fn says(&self, entity: &str) -> Option<&'t str> {
        let name = &entity[1..entity.len() - 1];
        if name.starts_with('#') {
            return None;
        }
        if let Ok(at) = self.entities.binary_search_by(|(declared, _)| (*declared).cmp(name)) {
            return Some(self.entities[at].1);
        }
        if html::has_entity(entity) {
            return None;
        }
        // Values of programs, which manuals share a file of.
        if let Some(value) = ["true", "false", "null"].into_iter().find(|value| *value == name) {
            return Some(value);
        }
        // What stands alone is a sentence of the publisher's rather than a word that is lacking.
        Some(if self.worded > 0 { "…" } else { "" })
    }

    fn read(self) -> Document<'static> {
        let (language, title) =
            (self.language, self.title.map(|title| title.of(self.out.text()).to_string()));
        #[expect(clippy::redundant_closure, reason = "its document borrows nothing")]
        let mut document = self.out.read(|html| html::read_fragment(html));
        document.fields.language = language;
        document.fields.title = title.and_then(|title| feed::plain_title(&title));
        document
    }
}

#[cfg(test)]
mod tests;
