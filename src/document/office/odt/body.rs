//! The text of an ODT, with its notes behind it.

use super::super::lines::{self, Lines, Role};
use super::super::styles::{Meaning, Resolved, Styles};
use super::super::xml::{Node, Tag, Vocabulary::*, Xml};
use super::{read_styles, span_id};
use crate::error::Error;

/// The blanks that one element may stand for: those of a wide tab. More are no spacing of words, and a text of nothing but
/// such elements is no longer than they are.
const MOST_BLANKS: usize = 16;

/// Reads the content, a node at a time.
pub(super) fn read(mut xml: Xml<'_>, styles: Styles, lines: &mut Lines) -> Result<(), Error> {
    xml.root((Office, "document-content"), "office:document-content")?;
    let mut body = Body {
        styles,
        lines,
        scopes: Vec::new(),
        around: Vec::new(),
        paragraphs: Vec::new(),
        waiting: Vec::new(),
        notes: Vec::new(),
        open_notes: 0,
        columns: Vec::new(),
    };
    let mut is_text = false;
    loop {
        let node = xml.next()?;
        body.close(xml.depth() - usize::from(matches!(node, Node::Open(_))))?;
        match node {
            Node::Open(tag) => {
                is_text |= tag.id() == (Office, "text");
                body.open(&tag, &mut xml)?;
            }
            Node::Text(words) => body.push(&words),
            Node::Close => {}
            Node::End if is_text => break,
            Node::End => return Err(xml.malformed("expected the element office:text, as texts have it")),
        }
    }
    for words in std::mem::take(&mut body.notes) {
        body.lines.add(Role::Footnote, &words)?;
    }
    Ok(())
}

/// Elements whose end matters have a scope. Paragraphs nest: a note or a text box stands inside the paragraph that
/// it belongs to.
struct Body<'l> {
    styles: Styles,
    lines: &'l mut Lines,
    /// The scopes that are open, innermost last, and how deep the element of each is.
    scopes: Vec<(usize, Scope)>,
    /// What the items and cells that are open make of their paragraphs, innermost last.
    around: Vec<Role>,
    /// The paragraphs that are open, innermost last.
    paragraphs: Vec<Paragraph>,
    /// Paragraphs of text boxes in the paragraph at hand.
    waiting: Vec<(Role, String)>,
    /// The paragraphs of all notes.
    notes: Vec<String>,
    open_notes: usize,
    /// The number of columns of each table that is open.
    columns: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Paragraph,
    /// An item or a cell.
    Around,
    Table,
    /// The rows of a table that are its heads.
    Heads,
    Note,
    /// A picture or a text box, and whether it has said what it shows. What stands in it directly is no text.
    Drawing {
        is_described: bool,
    },
}

#[derive(Debug)]
struct Paragraph {
    words: String,
    role: Option<Role>,
    /// Whether white space was read last, which is one blank however long it is.
    blank: bool,
}

impl Body<'_> {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        match tag.id() {
            (Office, "automatic-styles") => read_styles(xml, &mut self.styles)?,
            (Text, "p" | "h") => {
                let style = tag.get("style-name").map(|id| self.styles.resolve(&id)).unwrap_or_default();
                if style.hidden {
                    return xml.skip();
                }
                let role = self.role(tag, style);
                self.paragraphs.push(Paragraph { words: String::new(), role, blank: true });
                self.enter(Scope::Paragraph, xml);
            }
            (Text, "span") => {
                let style = tag.get("style-name").map(|id| self.styles.resolve(&span_id(&id)));
                if style.is_some_and(|style| style.hidden) {
                    xml.skip()?;
                }
            }
            (Text, "s") => {
                let blanks = tag.number("c").unwrap_or(1).clamp(0, MOST_BLANKS);
                self.push_as_is(&" ".repeat(blanks));
            }
            (Text, "tab") => self.push_as_is("\t"),
            (Text, "line-break") => self.push_break(),
            (Text, "list-item" | "numbered-paragraph") => self.surround(Role::Item, xml),
            (Text, "note") => {
                self.open_notes += 1;
                self.enter(Scope::Note, xml);
            }
            (Text, "section" | "hidden-paragraph") if is_hidden(tag) => xml.skip()?,
            (Table, "table") => {
                self.columns.push(0);
                self.lines.open_table();
                self.enter(Scope::Table, xml);
            }
            (Table, "table-header-rows") => self.enter(Scope::Heads, xml),
            (Table, "table-row") => {
                let is_head = self.scopes.last().is_some_and(|(_, scope)| *scope == Scope::Heads);
                self.lines.begin_row(is_head);
            }
            (Table, "table-column") => {
                let columns = tag.number("number-columns-repeated").unwrap_or(1);
                if let Some(count) = self.columns.last_mut() {
                    *count = count.saturating_add(columns);
                }
            }
            (Table, "table-cell") => {
                // A table of one column is a frame around a text.
                let framed = self.columns.last() == Some(&1);
                self.lines.open_cell(1);
                self.surround(if framed { Role::Paragraph } else { Role::Cell }, xml);
            }
            (Svg, "title" | "desc") => {
                let words = xml.text()?;
                // The description may be long, and the title says it in short.
                if let Some((_, Scope::Drawing { is_described })) = self.scopes.last_mut()
                    && !std::mem::replace(is_described, *is_described || !words.trim().is_empty())
                {
                    self.lines.add_alternative(&words);
                }
            }
            // What stands for other content: its mark, how to say it, what it was, what is said about it.
            (Text, "note-citation" | "ruby-text" | "tracked-changes" | "hidden-text")
            | (Office, "annotation" | "forms" | "scripts" | "event-listeners" | "font-face-decls")
            | (Draw, "object" | "glue-point") => xml.skip()?,
            (Table, "covered-table-cell") => {
                self.lines.open_cell(tag.number("number-columns-repeated").unwrap_or(1).max(1));
                xml.skip()?;
            }
            (Text, name) if name.ends_with("-index") && name != "bibliography-index" => xml.skip()?,
            (Text, "table-of-content") => xml.skip()?,
            (Draw, name) if name != "a" => self.enter(Scope::Drawing { is_described: false }, xml),
            _ => {}
        }
        Ok(())
    }

    fn enter(&mut self, scope: Scope, xml: &Xml<'_>) {
        self.scopes.push((xml.depth(), scope));
    }

    fn surround(&mut self, role: Role, xml: &Xml<'_>) {
        self.around.push(role);
        self.enter(Scope::Around, xml);
    }

    /// Closes the scopes of elements that are deeper than `depth`.
    fn close(&mut self, depth: usize) -> Result<(), Error> {
        while let Some((_, scope)) = self.scopes.pop_if(|(at, _)| *at > depth) {
            match scope {
                Scope::Paragraph => self.end_paragraph()?,
                Scope::Note => self.open_notes -= 1,
                Scope::Table => {
                    self.columns.pop();
                    self.lines.end_table();
                }
                Scope::Heads => {}
                Scope::Around => _ = self.around.pop(),
                Scope::Drawing { .. } => {}
            }
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), Error> {
        let Some(Paragraph { words, role, .. }) = self.paragraphs.pop() else { return Ok(()) };
        match role {
            _ if words.trim().is_empty() => {}
            Some(Role::Footnote) => self.notes.push(words),
            Some(role) if self.paragraphs.is_empty() => self.lines.add(role, &words)?,
            Some(role) => self.waiting.push((role, words)),
            None => {}
        }
        if self.paragraphs.is_empty() {
            for (role, words) in self.waiting.drain(..) {
                self.lines.add(role, &words)?;
            }
        }
        Ok(())
    }

    /// What a paragraph is; `None` if it was made from the rest of the text.
    fn role(&self, tag: &Tag<'_>, style: Resolved) -> Option<Role> {
        Some(match style.meaning {
            Some(Meaning::Generated) => return None,
            _ if self.open_notes > 0 => Role::Footnote,
            Some(Meaning::Role(Role::Title)) => Role::Title,
            _ if tag.name() == "h" => Role::Heading(tag.number("outline-level").unwrap_or(1)),
            Some(Meaning::Role(role @ (Role::Heading(_) | Role::Quote))) => role,
            _ => self.around.last().copied().unwrap_or(Role::Paragraph),
        })
    }

    /// The paragraph that text belongs to: none where it stands in a drawing.
    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.scopes.last() {
            Some((_, Scope::Paragraph)) => self.paragraphs.last_mut(),
            _ => None,
        }
    }

    /// Adds text as a file has it: white space of any length is a blank, and none where the line begins.
    fn push(&mut self, words: &str) {
        let Some(open) = self.paragraph() else { return };
        for (part, words) in words.split([' ', '\t', '\r', '\n']).enumerate() {
            if part > 0 && !open.blank {
                open.words.push(' ');
                open.blank = true;
            }
            if !words.is_empty() {
                lines::push(&mut open.words, words);
                open.blank = false;
            }
        }
    }

    /// Adds blanks that were requested.
    fn push_as_is(&mut self, blanks: &str) {
        if let Some(open) = self.paragraph() {
            open.words.push_str(blanks);
            open.blank = false;
        }
    }

    fn push_break(&mut self) {
        if let Some(open) = self.paragraph() {
            open.words.push('\n');
            open.blank = true;
        }
    }
}

/// Whether a section or a paragraph is not shown.
fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.get("display").is_some_and(|display| display == "none")
        || tag.get("is-hidden").is_some_and(|hidden| hidden == "true")
}
