//! Tags of HTML one by one, as Markdown has them in a paragraph.

use super::blocks::is_shown;
use super::element::Name;
use super::scan;
use super::visible::Standing;
use crate::document::Role;
use crate::document::builder::{Builder, raised};
use crate::span::Span;

/// What the tags of a paragraph have opened so far.
#[derive(Default)]
pub(in crate::document) struct InlineState {
    /// The element that is open and whose text is left out.
    left_out: Option<Name>,
    /// Where a raised stretch began.
    raised: Option<usize>,
    /// Where code began.
    code: Option<usize>,
    /// A line break that stands before what comes.
    line_break: Option<Span>,
    /// Whether the raised stretch holds a link within the document: it is the mark of a note.
    is_note: bool,
}

impl InlineState {
    /// Adds text that stands between tags.
    pub(in crate::document) fn text(&mut self, builder: &mut Builder, words: &str, source: Span) {
        if self.left_out.is_some() {
            return;
        }
        if let Some(line_break) = self.line_break.take() {
            builder.push(" ", line_break);
        }
        self.is_note |= self.raised.is_some() && builder.is_in_local_link();
        match self.raised {
            Some(_) => builder.push(&raised(words), source),
            None => builder.push(words, source),
        }
    }

    /// Whether a block ends before some text: behind a line break, unless the sentence plainly runs on.
    pub(in crate::document) fn breaks(&self, words: &str) -> bool {
        self.line_break.is_some()
            && self.left_out.is_none()
            && !words.trim_start().starts_with(char::is_lowercase)
    }

    /// Reads a tag; whether a block ends there.
    pub(in crate::document) fn take(&mut self, tag: &str, source: Span, builder: &mut Builder) -> bool {
        if let Some(name) = tag.strip_prefix("</") {
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
            return self.end(Name::of(name[..end].to_ascii_lowercase().as_bytes()), builder);
        }
        let page = scan::scan(tag);
        let Some(element) = page.elements.first().filter(|_| self.left_out.is_none()) else { return false };
        let at = builder.text.len();
        if is_shown(element.name) {
            builder.unread();
        }
        match element.name.as_str() {
            // The second in a row parts paragraphs.
            "br" if self.line_break.take().is_some() => return true,
            "br" => self.line_break = Some(source),
            "img" => {
                builder.unread();
                let text = element.attributes.get("alt");
                builder.fields.unlabelled_images.extend(text.is_none().then_some(source));
                let text = text.map(str::trim).filter(|text| !text.is_empty());
                builder.fields.alternatives.extend(text.map(|text| (text.to_string(), source)));
            }
            "sup" => (self.raised, self.is_note) = (Some(at), false),
            "code" | "kbd" | "samp" | "tt" => self.code = Some(at),
            "a" => {
                let to = element.attributes.get("href").unwrap_or_default();
                builder.open_link(to.starts_with('#'));
            }
            _ if element.name.is_void() || tag.ends_with("/>") => return element.name.is_block(),
            _ if Standing::of(element) >= Standing::Hidden => self.left_out = Some(element.name),
            _ => return element.name.is_block(),
        }
        false
    }

    fn end(&mut self, name: Name, builder: &mut Builder) -> bool {
        if let Some(left_out) = self.left_out {
            self.left_out = (left_out != name).then_some(left_out);
            return false;
        }
        match name.as_str() {
            "sup" => {
                if let Some(start) = self.raised.take().filter(|_| self.is_note) {
                    builder.take_back(start);
                }
            }
            "code" | "kbd" | "samp" | "tt" => {
                if let Some(start) = self.code.take() {
                    builder.mark(Role::Code, start);
                }
            }
            "a" => builder.close_link(),
            _ => return name.is_block(),
        }
        false
    }

    /// Forgets what a block has opened, since it has ended.
    pub(in crate::document) fn end_block(&mut self) {
        *self = InlineState::default();
    }
}
