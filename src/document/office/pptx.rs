//! PPTX: the presentations of PowerPoint, and of all that write what it reads.
//!
//! Slides are read in their order, each with its title first and the speaker's notes last. What is left out: hidden slides, dates,
//! footers and numbers of slides, charts and diagrams, comments, masters and layouts.
//!
//! Each slide begins with a line that holds a form feed, as a page of a PDF does: places are slide and line, `deck.pptx:p3:2`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::archive::Archive;
use super::lines::{Lines, Role, push};
use super::properties;
use super::relationships::Relationships;
use super::xml::{Node, Tag, Vocabulary, Xml};
use crate::document::Document;
use crate::error::Error;

/// Where programs put the main part, should the relationships not say.
const MAIN_PART: &str = "ppt/presentation.xml";

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document<'static>, Error> {
    let package = Relationships::read(archive, "")?;
    let main = package.of("officeDocument").unwrap_or(MAIN_PART).to_string();
    let mut lines = Lines::default();
    for part in slides(archive, &main)? {
        let text = archive.read_text(&part)?;
        let Some(slide) = Slide::read(Xml::new(&text, archive.what(), &part))? else { continue };
        drop(text);
        lines.begin_page()?;
        slide.add_to(&mut lines)?;
        let related = Relationships::read(archive, &part)?;
        if let Some(notes) = related.of("notesSlide").filter(|notes| archive.has(notes)).map(str::to_string) {
            let text = archive.read_text(&notes)?;
            if let Some(slide) = Slide::read(Xml::new(&text, archive.what(), &notes))? {
                slide.add_notes_to(&mut lines)?;
            }
        }
    }
    let part = package.of("core-properties").unwrap_or("docProps/core.xml");
    if archive.has(part) {
        let text = archive.read_text(part)?;
        properties::read(Xml::new(&text, archive.what(), part), &mut lines.fields)?;
    }
    lines.fields.title = lines.fields.title.take().filter(|_| !lines.is_titled());
    Ok(lines.finish())
}

/// The parts that are slides, in their order, each once.
fn slides(archive: &mut Archive<'_>, main: &str) -> Result<Vec<String>, Error> {
    let related = Relationships::read(archive, main)?;
    let parts: FxHashMap<&str, &str> = related.by_id().collect();
    let text = archive.read_text(main)?;
    let mut xml = Xml::new(&text, archive.what(), main);
    let mut slides = Vec::new();
    let mut seen = FxHashSet::default();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.id() == (Vocabulary::Presentation, "sldId") => {
                let part = tag.get_prefixed("id").and_then(|id| parts.get(id.as_str()).copied());
                if let Some(part) = part.filter(|part| seen.insert(*part) && archive.has(part)) {
                    slides.push(part.to_string());
                }
            }
            Node::End => return Ok(slides),
            _ => {}
        }
    }
}

/// What a shape of a slide is there for, by the placeholder of the layout that it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Title,
    Body,
    /// Date, footer, number: on every slide.
    Frame,
    /// No placeholder: a box of text.
    Free,
}

impl Shape {
    fn of(placeholder: &Tag<'_>) -> Shape {
        match placeholder.get("type").as_deref() {
            Some("title" | "ctrTitle") => Shape::Title,
            Some("dt" | "ftr" | "hdr" | "sldNum" | "sldImg") => Shape::Frame,
            Some("subTitle") => Shape::Free,
            _ => Shape::Body,
        }
    }
}

/// What a slide holds below its title, in its order.
enum Part {
    /// A paragraph, and whether it is one of the body.
    Paragraph(Role, bool, String),
    Table,
    /// A row, and whether it is one of heads.
    Row(bool),
    Cell(String),
    TableEnd,
}

#[derive(Default)]
struct Slide {
    title: String,
    parts: Vec<Part>,
    alternatives: Vec<String>,
}

impl Slide {
    /// Reads a slide, or the notes of one; `None` if it is hidden.
    fn read(mut xml: Xml<'_>) -> Result<Option<Slide>, Error> {
        let mut slide = Slide::default();
        let mut shape = Shape::Free;
        // How deep the table at hand is, and whether its next row is the first, of heads.
        let (mut table, mut is_head) = (None, false);
        loop {
            let node = xml.next()?;
            if table.is_some_and(|depth| xml.depth() < depth) {
                slide.parts.push(Part::TableEnd);
                table = None;
            }
            match node {
                Node::Open(tag) => match tag.id() {
                    (Vocabulary::Presentation, "sld")
                        if tag.get("show").is_some_and(|show| matches!(show.trim(), "0" | "false")) =>
                    {
                        return Ok(None);
                    }
                    (Vocabulary::Presentation, "sp") => shape = Shape::Free,
                    (Vocabulary::Presentation, "ph") => shape = Shape::of(&tag),
                    (Vocabulary::Presentation, "cNvPr") => slide.alternatives.extend(tag.get("descr")),
                    (Vocabulary::Drawing, "tbl") => {
                        slide.parts.push(Part::Table);
                        (table, is_head) = (Some(xml.depth()), false);
                    }
                    (Vocabulary::Drawing, "tblPr") => {
                        is_head = matches!(tag.get("firstRow").as_deref(), Some("1" | "true"));
                    }
                    (Vocabulary::Drawing, "tr") => {
                        slide.parts.push(Part::Row(std::mem::take(&mut is_head)));
                    }
                    (Vocabulary::Drawing, "tc") => {
                        let words = words_inside(&mut xml)?.0;
                        slide.parts.push(Part::Cell(words));
                    }
                    (Vocabulary::Drawing, "p") => slide.add_paragraph(&mut xml, shape)?,
                    (Vocabulary::Compatibility, "Fallback") => xml.skip()?,
                    _ => {}
                },
                Node::End => return Ok(Some(slide)),
                Node::Close | Node::Text(_) => {}
            }
        }
    }

    fn add_paragraph(&mut self, xml: &mut Xml<'_>, shape: Shape) -> Result<(), Error> {
        let (words, is_plain) = words_inside(xml)?;
        match shape {
            Shape::Frame => {}
            Shape::Title => {
                let gap = if self.title.is_empty() { "" } else { "\n" };
                self.title.push_str(gap);
                self.title.push_str(&words);
            }
            Shape::Body if !is_plain => self.parts.push(Part::Paragraph(Role::Item, true, words)),
            Shape::Body => self.parts.push(Part::Paragraph(Role::Paragraph, true, words)),
            Shape::Free => self.parts.push(Part::Paragraph(Role::Paragraph, false, words)),
        }
        Ok(())
    }

    fn add_to(&self, lines: &mut Lines) -> Result<(), Error> {
        lines.add(Role::Heading(1), &self.title)?;
        for part in &self.parts {
            match part {
                Part::Paragraph(role, _, words) => lines.add(*role, words)?,
                Part::Table => lines.open_table(),
                Part::Row(is_head) => lines.begin_row(*is_head),
                Part::Cell(words) => {
                    lines.open_cell(1);
                    lines.add(Role::Cell, words)?;
                }
                Part::TableEnd => lines.end_table(),
            }
        }
        self.alternatives.iter().for_each(|words| lines.add_alternative(words));
        Ok(())
    }

    /// Adds what the speaker is to say: the body of the notes.
    fn add_notes_to(&self, lines: &mut Lines) -> Result<(), Error> {
        for part in &self.parts {
            if let Part::Paragraph(_, true, words) = part {
                lines.add(Role::Paragraph, words)?;
            }
        }
        Ok(())
    }
}

/// The words of the paragraph or cell that has just begun, to its end, and whether it says that it has no bullet.
fn words_inside(xml: &mut Xml<'_>) -> Result<(String, bool), Error> {
    let depth = xml.depth();
    let (mut words, mut is_plain, mut is_text) = (String::new(), false, false);
    while xml.depth() >= depth {
        match xml.next()? {
            Node::Open(tag) => match tag.id() {
                (Vocabulary::Drawing, "t") => is_text = true,
                (Vocabulary::Drawing, "br") => words.push('\n'),
                (Vocabulary::Drawing, "p") if !words.is_empty() => words.push('\n'),
                (Vocabulary::Drawing, "buNone") => is_plain = true,
                // A field: the date, the number of the slide.
                (Vocabulary::Drawing, "fld") | (Vocabulary::Compatibility, "Fallback") => xml.skip()?,
                _ => {}
            },
            Node::Text(text) if is_text => push(&mut words, &text),
            Node::Close => is_text = false,
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    Ok((words, is_plain))
}
