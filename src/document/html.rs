//! HTML: what a page says, with the way back to its source.
//!
//! ```text
//! source ─scan─▶ elements and runs of text ─content─▶ which of them are the main content
//!                                          ─blocks──▶ Document
//! ```
//!
//! Blocks are always made of what was scanned, so that each letter has its place in the source. The tree that finding the
//! main content takes only says what of it is to be read.

mod about;
mod arrange;
mod blocks;
mod content;
mod copies;
mod data;
mod element;
mod features;
mod fields;
mod furniture;
mod hints;
mod index;
#[cfg(feature = "markdown")]
mod inline;
mod labels;
mod linked;
mod model;
mod named;
mod parts;
mod pieces;
mod preformatted;
mod scan;
mod stated;
mod template;
mod thread;
pub(super) mod tokens;
mod tree;
mod visible;

#[cfg(feature = "markdown")]
use super::Piece;
#[cfg(feature = "markdown")]
use super::builder::Builder;
use super::{Block, BlockKind, Document, Fields, Role, Stretch};
use crate::error::Error;
use crate::span::Span;
use blocks::Taken;
use content::Content;
use furniture::Judge;
#[cfg(feature = "markdown")]
pub(super) use inline::InlineState;
use rustc_hash::FxHashSet;
use scan::Page;

/// What of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    MainContent,
    WholePage,
}

/// Where so much of what stands below the first post of a thread is quoted, it is what the others say: chosen, no thread consists of what
/// it answers.
const QUOTED_POSTS: f64 = 0.75;

/// What stands between the title and the text of a teaser.
const TEASER_MARK: &str = ": ";

/// A title of more bytes is a sentence, and a text of fewer a label: chosen, two lines and half of one.
const MOST_TITLE: usize = 160;
const LEAST_TEASER: usize = 30;

/// The most blocks of a whole page that are judged one by one: what is measured of each takes memory. Chosen, ten times what long pages have.
const MOST_JUDGED: usize = 50_000;

/// The longest page that is read, in bytes: a thousand long articles. A tree takes some ten times as much memory.
const MOST_BYTES: usize = 16 << 20;

pub(super) fn read(source: &str, part: Part) -> Result<Document<'static>, Error> {
    if source.len() > MOST_BYTES {
        return Err(Error::limit("bytes of HTML", source.len(), MOST_BYTES));
    }
    if let Some(template) = template::read(source) {
        let (rewriting, fields) = template;
        let mut document = rewriting.try_read(|source| read_page(source, part))?;
        document.fields.title = fields.title.or(document.fields.title);
        document.fields.description = fields.description.or(document.fields.description);
        document.fields.date = fields.date.or(document.fields.date);
        document.fields.language = document.fields.language.or(fields.language);
        return Ok(document);
    }
    if let Some(unescaped) = super::escaped::page(source) {
        return unescaped.try_read(|source| read_page(source, part));
    }
    read_page(source, part)
}

/// Reads a page without the tags of a template.
fn read_page(source: &str, part: Part) -> Result<Document<'static>, Error> {
    let page = scan::scan(source);
    if let Some(text) = (part == Part::MainContent).then(|| preformatted::read(source, &page)).flatten() {
        let mut document = text.read(|text| Document::plain(text).into_owned());
        document.fields = Fields { headings: Vec::new(), ..fields::read(source, &page) };
        return Ok(document);
    }
    if let Some(arranged) = arrange::arranged(source, &page) {
        return arranged.try_read(|source| read_arranged(source, &scan::scan(source), part));
    }
    read_arranged(source, &page, part)
}

/// Reads a page whose content stands where its readers see it.
fn read_arranged(source: &str, page: &Page, part: Part) -> Result<Document<'static>, Error> {
    let mut fields = fields::read(source, page);
    let bodies = match part {
        Part::MainContent if is_whole(page) => stated::bodies(source, page),
        _ => Vec::new(),
    };
    let mut content = match part {
        Part::MainContent if is_whole(page) => {
            let reader = content::find(source, page)?;
            let (document, outlines) = blocks::build(source, page, Taken::Openable);
            let hints = hints::read(source, page, fields.address.as_deref());
            content::choose((source, &bodies), page, reader, (&document, &outlines), hints)
        }
        _ => None,
    };
    let build = |content: &Option<Content>| {
        let taken = match (content, part) {
            (Some(content), _) => Taken::Marked(content),
            (None, Part::MainContent) => Taken::Unframed,
            (None, Part::WholePage) => Taken::Seen,
        };
        blocks::build(source, page, taken)
    };
    let (mut document, mut outlines) = build(&content);
    if content.as_mut().is_some_and(|content| content.leave_out_links(&document, &outlines)) {
        (document, outlines) = build(&content);
    }
    document.mark_calls();
    if let Some(content) = &content {
        document.question = content.question(&document, &outlines);
        document.mark_repeats();
        document.mark_parts(content, &outlines);
        document.mark_asides(content, &outlines);
        document.mark_named(content, &outlines, |run| is_blank(source, page, run));
        document.mark_gaps();
        super::frames::mark_notices(&mut document);
        if content.is_of_links {
            document.mark_labels_of_teasers(&outlines);
        } else if content.has_titles {
            document.mark_labels_of_entries(content, &outlines);
        } else if !content.is_article {
            document.mark_figures(&outlines);
        }
        document.mark_fields_of_forms(content, &outlines, |run| is_blank(source, page, run));
        if !content.is_article {
            document.mark_terms(&outlines);
        }
        document.join_teasers(content, &outlines);
        document.mark_contacts();
        if !content.is_article {
            document.mark_values();
        }
        document.mark_galleries();
        if document.question.is_none() && !content.is_of_links && !content.has_titles {
            document.mark_short_labels();
        }
    } else {
        document.mark_contacts();
        if part == Part::WholePage && is_whole(page) && outlines.len() <= MOST_JUDGED {
            document.mark_furniture(source, page, &outlines);
        }
    }
    let prose = outlines.iter().filter(|outline| outline.is_prose()).map(|outline| outline.length).sum();
    let is_read = part == Part::MainContent && is_whole(page);
    let shown = document.text().len();
    let data = arrange::article_body(source, &bodies, prose, shown);
    if let Some(body) = data.or_else(|| is_read.then(|| linked::read(source, page, shown)).flatten()) {
        document = body.read(|html| {
            let page = scan::scan(html);
            blocks::build(html, &page, Taken::Unframed).0
        });
    }
    fields.alternatives = std::mem::take(&mut document.fields.alternatives);
    fields.allowed = std::mem::take(&mut document.fields.allowed);
    fields.unlabelled_images = std::mem::take(&mut document.fields.unlabelled_images);
    fields.headings = std::mem::take(&mut document.fields.headings);
    fields.cells = std::mem::take(&mut document.fields.cells);
    fields.list_items = std::mem::take(&mut document.fields.list_items);
    fields.links = std::mem::take(&mut document.fields.links);
    document.extent = content.as_ref().map(|content| content.extent);
    if let Some(content) = content.filter(|content| !content.title.trim().is_empty()) {
        fields.title = Some(content.title.trim().to_string());
    }
    if is_read {
        document.add_about(source, &mut fields);
    }
    document.fields = fields;
    Ok(document)
}

/// Whether a run is white space.
fn is_blank(source: &str, page: &Page, run: usize) -> bool {
    page.runs[run].text(source).trim_ascii().is_empty()
}

/// Reads HTML that another reader has written: all of it, whatever a page has around its content.
pub(super) fn read_fragment(html: &str) -> Document<'static> {
    blocks::build(html, &scan::scan(html), Taken::Unframed).0
}

/// Whether HTML has an element of this name that does more than dress words.
pub(super) fn has_element(name: &str) -> bool {
    element::Name::of(name.as_bytes()) != element::Name::OTHER
}

/// Whether an entity, from `&` to `;`, is one of HTML.
pub(super) fn has_entity(entity: &str) -> bool {
    pieces::read(entity) != entity
}

/// Reads HTML that is a part of another source into the document of that. `pieces` lead to the source.
#[cfg(feature = "markdown")]
pub(super) fn read_into(builder: &mut Builder, html: &str, pieces: &[Piece]) {
    let page = scan::scan(html);
    let own = std::mem::take(builder);
    (*builder, _) = blocks::push(own, html, &page, Taken::Unframed, pieces);
}

impl Document<'_> {
    /// What stands in a part whose name says so is a caption, a byline, a notice or a link.
    fn mark_named(
        &mut self,
        content: &Content,
        outlines: &[blocks::Outline],
        is_blank: impl Fn(usize) -> bool,
    ) {
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            if let Some(role) = content.named(outline, &is_blank)
                && block.kind.is_prose()
                && matches!(block.role, Role::Prose | Role::Aside)
            {
                block.role = role;
            }
        }
    }

    /// What a program was to fill in says nothing without it: "By {{ author.name }}", `[contact-form id="91"]`.
    fn mark_gaps(&mut self) {
        let text = &self.text;
        if memchr::memmem::find(text.as_bytes(), b"{{").is_none()
            && memchr::memchr(b'[', text.as_bytes()).is_none()
        {
            return;
        }
        let is_gap = |said: &str| {
            let is_short_code = said.starts_with('[') && said.ends_with(']') && said.contains('=');
            is_short_code || said.split_once("{{").is_some_and(|(_, behind)| behind.contains("}}"))
        };
        for block in self.blocks.iter_mut().filter(|block| block.kind.is_prose()) {
            if matches!(block.role, Role::Prose | Role::Aside) && is_gap(block.span.of(text)) {
                block.role = Role::LeadIn;
            }
        }
    }

    /// What only names, labels or frames something on a page that is read whole is beside the point.
    fn mark_furniture(&mut self, source: &str, page: &Page, outlines: &[blocks::Outline]) {
        let (features, told) = measured_whole(source, page, self, outlines);
        let mut judge = Judge::new(&features, &told);
        for (at, block) in self.blocks.iter_mut().enumerate() {
            let is_open = block.kind.is_prose() && block.role == Role::Prose;
            if is_open && judge.is_furniture(at, block.span.of(&self.text)) {
                block.role = Role::Aside;
            }
        }
    }

    fn mark_asides(&mut self, content: &Content, outlines: &[blocks::Outline]) {
        let question = self.question.filter(|_| content.is_first_post());
        let asks = |span| question.is_some_and(|question| question.contains(span));
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            let is_aside = content.is_aside(outline) && !asks(block.span);
            if block.kind.is_prose() && block.role == Role::Prose && is_aside {
                block.role = Role::Aside;
            }
        }
    }

    /// Says which blocks are questions, answers, posts and reviews. Of the parts of a thread that do not say it, the first asks and the
    /// others answer.
    fn mark_parts(&mut self, content: &Content, outlines: &[blocks::Outline]) {
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            let asks = self.question.map(|question| question.contains(block.span));
            let in_thread = match (asks, content.has_answers) {
                (None, _) => None,
                (Some(true), true) => Some(Role::Question),
                (Some(false), true) => Some(Role::Answer),
                (Some(_), false) => Some(Role::Post),
            };
            match content.part(outline).or(in_thread) {
                Some(Role::Signature) if matches!(block.role, Role::Prose | Role::Aside) => {
                    block.role = Role::Signature;
                }
                // What a title says is said of all of them.
                Some(role) if role != Role::Signature && block.kind != BlockKind::Title => {
                    self.parts.push(Stretch { span: block.span, role });
                }
                _ => {}
            }
        }
    }

    /// In a thread, what an answer quotes is another's, and what has been said before is a signature or a quotation.
    fn mark_repeats(&mut self) {
        let Some(question) = self.question else { return };
        let mut said = FxHashSet::default();
        let text = &self.text;
        // Some forums (vBulletin) have each post in a `<blockquote>`.
        let others =
            || self.blocks.iter().filter(|block| block.kind.is_prose() && !question.contains(block.span));
        let bytes: usize = others().map(|block| block.span.len()).sum();
        let quoted: usize =
            others().filter(|block| block.kind == BlockKind::Quote).map(|block| block.span.len()).sum();
        let are_posts = quoted as f64 > QUOTED_POSTS * bytes as f64;
        for block in self.blocks.iter_mut().filter(|block| block.kind.is_prose()) {
            let is_new = said.insert(block.span.of(text));
            if block.role == Role::Prose && !question.contains(block.span) {
                block.role = match (block.kind, is_new) {
                    (BlockKind::Quote, _) if !are_posts => Role::Quotation,
                    (_, false) => Role::Aside,
                    (_, true) => Role::Prose,
                };
            }
        }
    }

    /// Where there is no article, a label with a price in it, or little but numbers, is a field of what it stands beside: a date, a
    /// size, a count of answers.
    fn mark_figures(&mut self, outlines: &[blocks::Outline]) {
        let text = &self.text;
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            let said = block.span.of(text);
            let is_label = outline.is_short() && block.kind.is_prose() && !super::ends_sentence(said);
            // A link with a price may name what it leads to.
            let is_figure =
                || outline.linked == 0 && features::is_price(said) || features::is_of_digits(said);
            if is_label && matches!(block.role, Role::Prose | Role::Aside) && is_figure() {
                block.role = Role::Field;
            }
        }
    }

    /// Makes one block of the title of each teaser and the text at once below it: "Night ferries: Why the night ferry is the better one."
    /// Alone, neither says what it is about.
    fn join_teasers(&mut self, content: &Content, outlines: &[blocks::Outline]) {
        let is_title = |block: &Block, outline: &blocks::Outline| {
            let says = block.span.of(&self.text);
            let leads = block.kind == BlockKind::Heading || 2 * outline.linked > outline.length;
            leads && says.len() <= MOST_TITLE && says.ends_with(char::is_alphanumeric)
        };
        let is_text = |block: &Block| {
            block.kind.is_prose()
                && matches!(block.role, Role::Prose | Role::Aside)
                && block.span.len() >= LEAST_TEASER
                && block.span.of(&self.text).starts_with(char::is_alphanumeric)
        };
        let pairs = self.blocks.windows(2).zip(outlines.windows(2)).enumerate();
        let mut joined: Vec<usize> = pairs
            .filter(|(_, (blocks, outlines))| {
                let teaser = content.teaser(&outlines[0]);
                teaser.is_some()
                    && teaser == content.teaser(&outlines[1])
                    && is_title(&blocks[0], &outlines[0])
                    && is_text(&blocks[1])
                    // What parts two blocks has the bytes of what joins them, so that places stay.
                    && blocks[1].span.start - blocks[0].span.end == TEASER_MARK.len()
            })
            .map(|(at, _)| at)
            .collect();
        // What is a text below one title is no title of the next.
        joined.dedup_by(|next, title| *next == *title + 1);
        for at in joined.into_iter().rev() {
            let text = self.blocks.remove(at + 1);
            let title = &mut self.blocks[at];
            self.text.to_mut().replace_range(title.span.end..text.span.start, TEASER_MARK);
            self.fields.headings.retain(|heading| heading.span != title.span);
            *title = Block {
                kind: BlockKind::Item,
                span: Span { start: title.span.start, end: text.span.end },
                role: text.role,
                ..*title
            };
        }
    }

    /// In an entry of an index page, a paragraph that is short, no sentence and not mostly a link is its date, its author or its price.
    /// Items are what a thing can do.
    fn mark_labels_of_entries(&mut self, content: &Content, outlines: &[blocks::Outline]) {
        let text = &self.text;
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            let said = block.span.of(text);
            let is_label = block.kind == BlockKind::Paragraph
                && outline.is_short()
                && 2 * outline.linked <= outline.length
                && !super::ends_sentence(said)
                && content.teaser(outline).is_some();
            if is_label && matches!(block.role, Role::Prose | Role::Aside) {
                block.role = if features::is_price(said) { Role::Field } else { Role::Navigation };
            }
        }
    }

    /// On a page of teasers, what is short, no sentence and no link stands beside one: its price, which is a field of it, or its
    /// date and a button.
    fn mark_labels_of_teasers(&mut self, outlines: &[blocks::Outline]) {
        let text = &self.text;
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            let is_label =
                outline.is_short() && outline.linked == 0 && !super::ends_sentence(block.span.of(text));
            if is_label && block.kind.is_prose() && matches!(block.role, Role::Prose | Role::Aside) {
                let is_price = features::is_price(block.span.of(text));
                block.role = if is_price { Role::Field } else { Role::Navigation };
            }
        }
    }
}

/// What is measured of the blocks of a page, for `scripts/page_features.rs`: no part of the API.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct PageFeatures {
    pub names: Vec<String>,
    /// Of each block its text, its features and the element that it begins in.
    pub blocks: Vec<(String, Vec<f32>, usize)>,
    /// Of each element the one around it and the words of its attributes.
    pub elements: Vec<(usize, Vec<String>)>,
}

/// Measures a page.
#[doc(hidden)]
pub fn page_features(source: &str) -> Result<PageFeatures, Error> {
    let page = scan::scan(source);
    if let Some(arranged) = arrange::arranged(source, &page) {
        return measured(arranged.text());
    }
    measured(source)
}

fn measured(source: &str) -> Result<PageFeatures, Error> {
    let page = scan::scan(source);
    let fields = fields::read(source, &page);
    let content = content::find(source, &page)?;
    let taken = content.map_or_else(|| vec![false; page.runs.len()], |content| content.runs);
    let (document, outlines) = blocks::build(source, &page, Taken::Openable);
    let hints = hints::read(source, &page, fields.address.as_deref());
    let found = features::measure(source, &page, &document, &outlines, &taken, hints);
    let text = |block: &super::Block| block.span.of(document.text()).to_string();
    let rows = found.rows.iter().zip(&found.elements);
    Ok(PageFeatures {
        names: features::names(),
        blocks: document
            .blocks()
            .iter()
            .zip(rows)
            .map(|(block, (row, at))| (text(block), row.to_vec(), *at))
            .collect(),
        elements: page
            .elements
            .iter()
            .zip(&found.tree.parents)
            .map(|(one, up)| (*up, features::words(one)))
            .collect(),
    })
}

/// What is measured of the blocks of a whole page, for `scripts/page_features.rs`: no part of the API. Of each its kind, its place in the
/// source, its text and its features; and what these are called. Nothing of a page that is written anew before it is read.
#[doc(hidden)]
#[allow(clippy::type_complexity)]
pub fn page_blocks(source: &str) -> Option<(Vec<String>, Vec<(BlockKind, Span, String, Vec<f32>)>)> {
    let page = scan::scan(source);
    if template::read(source).is_some() || arrange::arranged(source, &page).is_some() {
        return None;
    }
    let (document, outlines) = blocks::build(source, &page, Taken::Seen);
    let text = |block: &Block| block.span.of(document.text()).to_string();
    let (features, told) = measured_whole(source, &page, &document, &outlines);
    let mut row = [0.0; furniture::ALL];
    let blocks = document.blocks().iter().enumerate().map(|(at, block)| {
        furniture::put(&features, &told[at], at, block.span.of(document.text()), &mut row);
        (block.kind, document.source_span(block.span), text(block), row.to_vec())
    });
    let blocks = blocks.collect();
    let mut names = features::names();
    names.extend((0..model::TOLD).map(|number| format!("told {number}")));
    names.extend(furniture::OWN.iter().map(|name| format!("own {name}")));
    Some((names, blocks))
}

/// What is measured of a page without the reader view.
fn measured_whole(
    source: &str,
    page: &Page,
    document: &Document<'_>,
    outlines: &[blocks::Outline],
) -> (features::Features, Vec<[f32; model::TOLD]>) {
    let taken = vec![false; page.runs.len()];
    let hints = hints::read(source, page, None);
    let features = features::measure(source, page, document, outlines, &taken, hints);
    let texts = document.blocks().iter().map(|block| block.span.of(document.text()));
    let told = model::told(page, &features, texts);
    (features, told)
}

/// Whether a source is a page rather than a fragment of one, which is content already.
fn is_whole(page: &Page) -> bool {
    page.elements.iter().any(|element| matches!(element.name.as_str(), "html" | "head" | "body"))
}
