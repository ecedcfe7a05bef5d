//! PDF: pages of glyphs at places, made into text again.
//!
//! | file | what it does |
//! |---|---|
//! | [`file`], [`object`], [`lexer`], [`filter`], [`crypt`] | find objects and unpack streams |
//! | [`font`], [`cmap`], [`names`], [`program`] | say what codes stand for |
//! | [`content`] | says which glyphs stand where on a page |
//! | [`segments`] | makes stretches of lines of glyphs |
//! | [`layout`] | puts them into the order of reading: columns, rows, cells |
//! | [`running`] | tells what recurs at the top and the foot of pages |
//! | [`blocks`] | makes headings, paragraphs, items and notes of lines |
//!
//! Time is bounded by [`MOST_WORK`], whatever a file makes its objects say of each other; space by that and the limits named
//! in the files above.

mod blocks;
mod cmap;
mod code;
mod content;
mod crypt;
mod file;
mod filter;
mod font;
mod layout;
mod lexer;
mod ligatures;
mod names;
mod object;
mod program;
mod running;
mod segments;

use std::collections::HashSet;
use std::rc::Rc;

use super::Document;
use crate::error::Error;
use content::{Fonts, Shown};
use file::File;
use object::{Dict, Object};
use segments::Page;

/// What a file should be, as an error says it.
const WHAT: &str = "a readable PDF";

/// The bytes that are unpacked and parsed in all, one after the other: more than twice what the standard of PDF itself
/// takes, of 1,000 pages. On this bound hostile files end; it is some two seconds.
const MOST_WORK: usize = 192 << 20;

/// The most pages.
const MOST_PAGES: usize = 50_000;

/// The longest text, in bytes, as of office files.
const MOST_TEXT: usize = 16 << 20;

/// The text of a PDF, page by page and line by line, and the document that was made of it.
///
/// The text is what all places lead into: a line of a page is a line, in the order of reading, and pages end with a form
/// feed. The document leaves out running heads and page numbers, joins words that lines divide, and has the lines of a
/// paragraph in one block.
pub(super) fn read(bytes: &[u8]) -> Result<(String, Document<'static>), Error> {
    let file = File::open(bytes)?;
    let catalog = file.dict(file.trailer.get("Root"));
    let mut fonts = Fonts::default();
    let mut pages: Vec<Page> = Vec::new();
    let (mut length, mut pictures) = (0, 0);
    let mut result = Ok(());
    for_each_page(&file, &catalog, |page| {
        let mut shown = Shown::default();
        let mut content = Vec::new();
        let contents = file.get(&page.dict, "Contents");
        match &contents {
            Object::Array(parts) => {
                for part in parts {
                    if let Some(stream) = file.stream(part) {
                        content.extend(file.unpack(&stream));
                        content.push(b'\n');
                    }
                }
            }
            _ => {
                if let Some(stream) = file.stream(page.dict.get("Contents")) {
                    content = file.unpack(&stream);
                }
            }
        }
        content::show(&file, &mut fonts, &content, &page.resources, &mut shown);
        pictures += usize::from(shown.has_picture);
        let page = segments::of_page(&shown, page.bounds);
        length += page.segments.iter().map(|segment| segment.text.len()).sum::<usize>();
        pages.push(page);
        result = file.check_work();
        if result.is_ok() && length > MOST_TEXT {
            result = Err(Error::limit("bytes of text", length, MOST_TEXT));
        }
        result.is_ok()
    });
    result?;
    if pages.iter().all(|page| page.segments.is_empty()) {
        let why = match (pages.len(), pictures) {
            (0, _) => "it is damaged: it has no page that can be read",
            (_, 0) => "it has no text",
            _ => {
                return Err(Error::unreadable(
                    "PDF contains only images, no text; help: run ocrmypdf FILE OUT first",
                ));
            }
        };
        return Err(Error::malformed(WHAT, why));
    }
    ligatures::restore(&mut pages);
    if unreadable(&pages) {
        return Err(Error::unreadable(
            "PDF fonts do not say which letters they show; help: run ocrmypdf --force-ocr FILE OUT first",
        ));
    }
    running::mark(&mut pages);
    let lines: Vec<Vec<layout::Line>> = pages.iter().map(layout::lines).collect();
    drop(pages);
    let about = About::read(&file, &catalog);
    let (text, mut document) = blocks::document(lines, about);
    document.mark_code_blocks();
    document.mark_contact_blocks();
    Ok((text, document))
}

/// Whether most of what is shown cannot be known.
fn unreadable(pages: &[Page]) -> bool {
    let (mut unknown, mut all) = (0, 0);
    for text in pages.iter().flat_map(|page| &page.segments).map(|segment| &segment.text) {
        all += text.chars().filter(|c| !c.is_whitespace()).count();
        unknown += text.chars().filter(|c| *c == '\u{FFFD}').count();
    }
    unknown * 2 > all
}

/// What a file says of itself.
#[derive(Default)]
struct About {
    title: Option<String>,
    description: Option<String>,
    language: Option<String>,
}

impl About {
    fn read(file: &File<'_>, catalog: &Dict) -> About {
        let info = file.dict(file.trailer.get("Info"));
        let text = |key: &str| {
            let value = file.get(&info, key);
            let text = text_string(value.string()?);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(text)
        };
        // Programs put the name of the file there that it was made from.
        let is_name = |title: &String| {
            let ending = title.rsplit_once('.').map_or("", |(_, ending)| ending);
            let is_ending =
                (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
            is_ending && !title.contains(". ")
                || title.starts_with("Microsoft Word")
                || title.eq_ignore_ascii_case("untitled")
        };
        let language = file.get(catalog, "Lang").string().map(text_string);
        About {
            title: text("Title").filter(|title| !is_name(title)),
            description: text("Subject"),
            language: language.filter(|language| !language.trim().is_empty()),
        }
    }
}

/// A string that is text and none of a font: UTF-16 or UTF-8 with a mark, or an encoding of one byte a character.
fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        bytes => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A page, with what it inherits.
struct PageNode {
    dict: Dict,
    resources: Dict,
    /// What of it is seen: left, bottom, right and top.
    bounds: [f32; 4],
}

/// Calls `each` with all pages in order, until it says no more.
fn for_each_page(file: &File<'_>, catalog: &Dict, mut each: impl FnMut(PageNode) -> bool) {
    /// How deep the tree of pages may be. Trees of thousands of pages have three or four levels.
    const MOST_LEVELS: usize = 64;
    let keys = ["Resources", "MediaBox", "CropBox"];
    let mut seen: HashSet<u32> = HashSet::new();
    let mut pages = 0;
    // What is still to be looked at, with its level and what it inherits.
    let mut waiting: Vec<(Object, usize, Rc<[Object; 3]>)> =
        vec![(catalog.get("Pages").clone(), 0, Rc::default())];
    while let Some((node, level, mut inherited)) = waiting.pop() {
        if node.reference().is_some_and(|number| !seen.insert(number)) || file.left() == 0 {
            continue;
        }
        let Object::Dict(dict) = file.resolve(&node) else { continue };
        for (place, key) in keys.iter().enumerate() {
            let own = dict.get(key);
            if *own != Object::Null {
                Rc::make_mut(&mut inherited)[place] = own.clone();
            }
        }
        match file.get(&dict, "Kids") {
            Object::Array(kids) if dict.get("Type").name() != Some(b"Page") => {
                if level < MOST_LEVELS {
                    waiting.extend(kids.into_iter().rev().map(|kid| (kid, level + 1, inherited.clone())));
                }
            }
            _ => {
                pages += 1;
                let [resources, media, crop] = &*inherited;
                let bounds =
                    bounds(file, crop).or_else(|| bounds(file, media)).unwrap_or([0.0, 0.0, 612.0, 792.0]);
                let resources = file.dict(resources);
                if !each(PageNode { dict, resources, bounds }) || pages >= MOST_PAGES {
                    return;
                }
            }
        }
    }
}

fn bounds(file: &File<'_>, value: &Object) -> Option<[f32; 4]> {
    let Object::Array(numbers) = file.resolve(value) else { return None };
    let number = |place: usize| {
        numbers.get(place).map(|number| file.resolve(number)).and_then(|number| number.number())
    };
    let (a, b, c, d) = (number(0)? as f32, number(1)? as f32, number(2)? as f32, number(3)? as f32);
    let bounds = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (bounds[2] - bounds[0] > 1.0 && bounds[3] - bounds[1] > 1.0).then_some(bounds)
}
