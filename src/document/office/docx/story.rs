//! The text of a part of Word's: the body, or the notes.

use std::collections::BTreeSet;

use super::super::lines::{self, Lines, Role};
use super::super::styles::{Meaning, Styles};
use super::super::xml::{Node, Tag, Vocabulary::*, Xml};
use super::styles::{is_on, level, listed};
use crate::error::Error;

/// Notes are in parts of their own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Notes {
    Footnotes,
    Endnotes,
}

impl Notes {
    /// The kind of the relationship that leads to their part.
    pub(super) fn name(self) -> &'static str {
        match self {
            Notes::Footnotes => "footnotes",
            Notes::Endnotes => "endnotes",
        }
    }
}

/// The notes that the body refers to, by number.
#[derive(Debug, Default)]
pub(super) struct Cited {
    pub(super) footnotes: BTreeSet<String>,
    pub(super) endnotes: BTreeSet<String>,
}

/// Reads a part, a node at a time.
///
/// Elements whose end matters have a scope. Paragraphs nest: a text box stands inside the paragraph that it is
/// anchored to, and its own paragraphs come behind that one.
pub(super) struct Story<'s> {
    styles: &'s mut Styles,
    lines: &'s mut Lines,
    cited: Cited,
    /// Whether the part holds notes.
    is_notes: bool,
    /// The scopes that are open, innermost last, and how deep the element of each is.
    scopes: Vec<(usize, Scope)>,
    /// The paragraphs that are open, innermost last.
    paragraphs: Vec<Paragraph>,
    /// Paragraphs of text boxes in the paragraph at hand.
    waiting: Vec<(Role, String)>,
    /// The text of a paragraph that runs on in the next one.
    carried: String,
    /// For each table that is open whether it is a mere frame: it has one column.
    frames: Vec<bool>,
    codes: Codes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Paragraph,
    Run,
    /// Text that is read.
    Words,
    Table,
    /// One content in several versions, and whether one of them was taken.
    Versions {
        taken: bool,
    },
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    words: String,
    style: Option<String>,
    level: Option<u8>,
    listed: Option<bool>,
    /// Whether it is one with the next: the mark at its end is deleted, or it is the large letter that one begins with.
    runs_on: bool,
    /// Whether its style hides its text, and whether that of the run at hand is hidden.
    hidden: bool,
    hidden_run: bool,
}

/// Fields that are open, such as a reference to a page: each has a code, which is left out, and then its result.
#[derive(Debug, Default)]
struct Codes {
    /// Whether the code of each is being read, innermost last.
    open: Vec<bool>,
    /// How many of them are.
    count: usize,
}

impl Codes {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => {
                self.open.push(true);
                self.count += 1;
            }
            Some("separate") => {
                if let Some(code) = self.open.last_mut() {
                    self.count -= usize::from(std::mem::take(code));
                }
            }
            Some("end") => self.count -= usize::from(self.open.pop().unwrap_or(false)),
            _ => {}
        }
    }

    /// A code ends with its paragraph at the latest, so that one without an end hides no more than that.
    fn end_paragraph(&mut self) {
        if self.count > 0 {
            self.open.retain(|code| !code);
            self.count = 0;
        }
    }
}

impl<'s> Story<'s> {
    pub(super) fn new(styles: &'s mut Styles, lines: &'s mut Lines) -> Story<'s> {
        Story {
            styles,
            lines,
            cited: Cited::default(),
            is_notes: false,
            scopes: Vec::new(),
            paragraphs: Vec::new(),
            waiting: Vec::new(),
            carried: String::new(),
            frames: Vec::new(),
            codes: Codes::default(),
        }
    }

    /// Reads the main part, and says which notes it refers to.
    pub(super) fn read_body(mut self, mut xml: Xml<'_>) -> Result<Cited, Error> {
        xml.root((Word, "document"), "w:document")?;
        self.read(&mut xml, |_| true)?;
        Ok(self.cited)
    }

    /// Reads the notes that are referred to.
    pub(super) fn read_notes(mut self, mut xml: Xml<'_>, cited: &BTreeSet<String>) -> Result<(), Error> {
        self.is_notes = true;
        // Lines that part notes from the body are notes too, of a type.
        let is_note = |tag: &Tag<'_>| tag.get("type").is_none_or(|kind| kind == "normal");
        self.read(&mut xml, |tag| is_note(tag) && tag.get("id").is_some_and(|id| cited.contains(&id)))
    }

    fn read(&mut self, xml: &mut Xml<'_>, is_read: impl Fn(&Tag<'_>) -> bool) -> Result<(), Error> {
        loop {
            let node = xml.next()?;
            self.close(xml.depth() - usize::from(matches!(node, Node::Open(_))))?;
            match node {
                Node::Open(tag) => match tag.id() {
                    (Word, "footnote" | "endnote") if !is_read(&tag) => xml.skip()?,
                    _ => self.open(&tag, xml)?,
                },
                Node::Text(words) if self.scope() == Some(Scope::Words) => self.push(&words),
                Node::Text(_) | Node::Close => {}
                Node::End => break,
            }
        }
        let carried = std::mem::take(&mut self.carried);
        self.lines.add(if self.is_notes { Role::Footnote } else { Role::Paragraph }, &carried)
    }

    fn scope(&self) -> Option<Scope> {
        self.scopes.last().map(|(_, scope)| *scope)
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut enter = |scope| self.scopes.push((xml.depth(), scope));
        match tag.id() {
            (Word, "p") => {
                enter(Scope::Paragraph);
                let words = std::mem::take(&mut self.carried);
                self.paragraphs.push(Paragraph { words, ..Paragraph::default() });
            }
            (Word | Math, "r") => {
                enter(Scope::Run);
                self.show_run();
            }
            (Word | Math, "t") => enter(Scope::Words),
            (Word, "tbl") => {
                enter(Scope::Table);
                self.frames.push(false);
                self.lines.open_table();
            }
            (Word, "tr") => self.lines.begin_row(false),
            (Word, "tc") => self.lines.open_cell(1),
            (Compatibility, "AlternateContent") => enter(Scope::Versions { taken: false }),
            (Compatibility, "Choice" | "Fallback") => match self.scopes.last_mut() {
                Some((_, Scope::Versions { taken: true })) => xml.skip()?,
                Some((_, Scope::Versions { taken })) => *taken = true,
                _ => {}
            },
            (Word, "pPr") => self.paragraph_properties(xml)?,
            (Word, "rPr") => self.run_properties(xml)?,
            (Word, "sdtPr") => self.control_properties(xml)?,
            (Word, "trPr" | "tcPr") => self.cell_properties(xml)?,
            (Word, "tblGrid") => self.columns(xml)?,
            (Word, "tab" | "ptab") => self.push("\t"),
            (Word, "br" | "cr") => self.push_break(),
            (Word, "noBreakHyphen") => self.push("\u{2011}"),
            (Word, "sym") => self.push(symbol(tag).encode_utf8(&mut [0; 4])),
            (Word, "fldChar") => {
                self.codes.take(tag);
                xml.skip()?;
            }
            (Word, "footnoteReference") => self.cite(tag, Notes::Footnotes),
            (Word, "endnoteReference") => self.cite(tag, Notes::Endnotes),
            (Word, "txbxContent") if !self.is_shown() => xml.skip()?,
            (WordDrawing, "docPr") => self.alternative(tag.get("descr")),
            (Vml, "shape") => self.alternative(tag.get("alt")),
            // Deleted, or moved away; codes of fields; how to say a word; what was before a change; displayed formulas.
            (
                Word,
                "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "rt" | "sectPr" | "tblPr",
            )
            | (Math, "oMathPara") => xml.skip()?,
            (Word, name) if name.ends_with("Change") => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// Closes the scopes of elements that are deeper than `depth`.
    fn close(&mut self, depth: usize) -> Result<(), Error> {
        while let Some((_, scope)) = self.scopes.pop_if(|(at, _)| *at > depth) {
            match scope {
                Scope::Paragraph => self.end_paragraph()?,
                Scope::Run => self.show_run(),
                Scope::Table => {
                    self.frames.pop();
                    self.lines.end_table();
                }
                Scope::Words | Scope::Versions { .. } => {}
            }
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), Error> {
        let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
        self.codes.end_paragraph();
        if paragraph.runs_on {
            self.carried = paragraph.words;
        } else if let Some(role) = self.role(&paragraph) {
            match self.paragraphs.is_empty() {
                true => self.lines.add(role, &paragraph.words)?,
                false if paragraph.words.trim().is_empty() => {}
                false => self.waiting.push((role, paragraph.words)),
            }
        }
        if self.paragraphs.is_empty() {
            for (role, words) in self.waiting.drain(..) {
                self.lines.add(role, &words)?;
            }
        }
        Ok(())
    }

    /// What a paragraph is; `None` if it was made from the rest of the text.
    fn role(&mut self, paragraph: &Paragraph) -> Option<Role> {
        let style = paragraph.style.as_deref().map(|id| self.styles.resolve(id)).unwrap_or_default();
        let level = paragraph.level.filter(|level| *level > 0);
        let listed = paragraph.listed.or(style.listed);
        Some(match style.meaning {
            Some(Meaning::Generated) => return None,
            _ if self.is_notes => Role::Footnote,
            Some(Meaning::Role(role @ (Role::Title | Role::Heading(_)))) => role,
            _ if level.is_some() => Role::Heading(level.unwrap_or(1)),
            Some(Meaning::Role(Role::Item)) if listed != Some(false) => Role::Item,
            _ if listed == Some(true) => Role::Item,
            Some(Meaning::Role(Role::Quote)) => Role::Quote,
            _ if self.frames.last() == Some(&false) => Role::Cell,
            _ => Role::Paragraph,
        })
    }

    /// Whether what is read now can be seen.
    fn is_shown(&self) -> bool {
        self.codes.count == 0 && self.paragraphs.last().is_none_or(|open| !open.hidden_run)
    }

    /// A run is shown as its paragraph is, as long as it does not say otherwise.
    fn show_run(&mut self) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.hidden_run = open.hidden;
        }
    }

    fn push(&mut self, words: &str) {
        if self.is_shown()
            && let Some(open) = self.paragraphs.last_mut()
        {
            lines::push(&mut open.words, words);
        }
    }

    fn push_break(&mut self) {
        if self.is_shown()
            && let Some(open) = self.paragraphs.last_mut()
        {
            open.words.push('\n');
        }
    }

    fn cite(&mut self, tag: &Tag<'_>, notes: Notes) {
        if let Some(id) = tag.get("id").filter(|_| self.is_shown()) {
            match notes {
                Notes::Footnotes => self.cited.footnotes.insert(id),
                Notes::Endnotes => self.cited.endnotes.insert(id),
            };
        }
        // A mark of its own, such as an asterisk, is the rest of the run.
        if tag.get("customMarkFollows").is_some_and(|value| value != "0" && value != "false")
            && let Some(open) = self.paragraphs.last_mut()
        {
            open.hidden_run = true;
        }
    }

    fn alternative(&mut self, words: Option<String>) {
        if let Some(words) = words.filter(|_| self.is_shown()) {
            self.lines.add_alternative(&words);
        }
    }

    /// Reads the properties of a paragraph, to their end.
    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let mut unread = Paragraph::default();
        let open = self.paragraphs.last_mut().unwrap_or(&mut unread);
        while xml.depth() >= depth {
            let Node::Open(tag) = xml.next()? else { continue };
            match tag.id() {
                (Word, "pStyle") => {
                    open.style = tag.get("val");
                    open.hidden = open.style.as_deref().is_some_and(|id| self.styles.resolve(id).hidden);
                }
                (Word, "outlineLvl") => open.level = level(&tag),
                (Word, "numId") => open.listed = listed(&tag),
                // Of the mark at its end.
                (Word, "del" | "moveFrom") => open.runs_on = true,
                (Word, "framePr") => {
                    open.runs_on |= tag.get("dropCap").is_some_and(|kind| kind != "none");
                }
                (Word, name) if name.ends_with("Change") || name == "sectPr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the properties of a run, to their end.
    fn run_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let (mut of_style, mut own) = (None, None);
        while xml.depth() >= depth {
            let Node::Open(tag) = xml.next()? else { continue };
            match tag.id() {
                (Word, "vanish") => own = Some(is_on(&tag)),
                (Word, "rStyle") => {
                    let style = tag.get("val").map(|id| self.styles.resolve(&id)).unwrap_or_default();
                    // Before a note stands its mark.
                    let is_mark = self.is_notes && style.meaning == Some(Meaning::Generated);
                    of_style = (style.hidden || is_mark).then_some(true);
                }
                (Word, name) if name.ends_with("Change") => xml.skip()?,
                _ => {}
            }
        }
        if let (Some(open), Some(hidden)) = (self.paragraphs.last_mut(), own.or(of_style)) {
            open.hidden_run = hidden;
        }
        Ok(())
    }

    /// Reads the properties of a content control; leaves it out if it is a table of contents, or shows only what is to be
    /// filled in.
    fn control_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let mut is_read = true;
        while xml.depth() >= depth {
            let Node::Open(tag) = xml.next()? else { continue };
            is_read &= match tag.id() {
                (Word, "showingPlcHdr") => !is_on(&tag),
                (Word, "docPartGallery") => tag.get("val").is_none_or(|name| name != "Table of Contents"),
                _ => true,
            };
        }
        match is_read {
            true => Ok(()),
            false => xml.leave(depth - 1),
        }
    }

    /// Reads the properties of a row or a cell; leaves it out if it is deleted.
    fn cell_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let mut is_read = true;
        while xml.depth() >= depth {
            let Node::Open(tag) = xml.next()? else { continue };
            match tag.id() {
                (Word, "del" | "cellDel") => is_read = false,
                (Word, "tblHeader") if is_on(&tag) => self.lines.make_head(),
                (Word, name) if name.ends_with("Change") => xml.skip()?,
                _ => {}
            }
        }
        match is_read {
            true => Ok(()),
            false => xml.leave(depth - 1),
        }
    }

    /// Reads the columns of a table, to their end. A table of one is a frame around a text.
    fn columns(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let mut columns = 0;
        while xml.depth() >= depth {
            match xml.next()? {
                Node::Open(tag) if tag.id() == (Word, "gridCol") => columns += 1,
                Node::Open(tag) if tag.id() == (Word, "tblGridChange") => xml.skip()?,
                _ => {}
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            *frame = columns == 1;
        }
        Ok(())
    }
}

/// The character that a symbol shows; a blank for a picture of a symbol font.
fn symbol(tag: &Tag<'_>) -> char {
    /// The letters that the font Symbol has for those of ASCII.
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    let Some(shown) = code.and_then(char::from_u32).filter(|shown| !shown.is_control()) else { return ' ' };
    // Symbol fonts have their characters from U+F000 on.
    let Some(byte) = u32::from(shown).checked_sub(0xF000).and_then(|byte| u8::try_from(byte).ok()) else {
        return shown;
    };
    if tag.get("font").is_none_or(|font| font != "Symbol") {
        return ' ';
    }
    let letter = |letters: &str, first: u8| letters.chars().nth(usize::from(byte - first)).unwrap_or(' ');
    match byte {
        b'A'..=b'Z' => letter(CAPITALS, b'A'),
        b'a'..=b'z' => letter(SMALL, b'a'),
        b' '..=b'@' => char::from(byte),
        0xA3 => '≤',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        _ => ' ',
    }
}
