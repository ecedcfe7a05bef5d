//! A document: readable text, cut into blocks that know what they are.
//!
//! Every reader makes the same thing, a text in which each [`Block`] is one stretch, so that all later stages
//! work on plain text and on [`Span`]s into it. For plain text the readable text is the source, borrowed. Where
//! it is not, a [`Document`] remembers which piece came from where, and [`Document::source_span`] leads back.

#[cfg(any(feature = "html", feature = "markdown", feature = "markup", feature = "pdf"))]
mod builder;
mod bytes;
#[cfg(feature = "html")]
mod charset;
mod contacts;
mod date;
mod declared;
mod decode;
mod divided;
#[cfg(feature = "html")]
mod escaped;
#[cfg(feature = "markdown")]
mod evidence;
mod filter;
mod format;
mod fragments;
mod frames;
#[cfg(feature = "markdown")]
mod front_matter;
mod header;
mod help;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "detect")]
mod language;
mod listed;
mod mail;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "markup")]
mod markup;
#[cfg(feature = "markdown")]
mod metadata;
#[cfg(feature = "markdown")]
mod notebook;
#[cfg(feature = "office")]
mod office;
mod openiti;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "report")]
mod places;
pub(crate) mod plain;
mod pointers;
#[cfg(any(feature = "html", feature = "markup"))]
mod program;
mod release;
mod rewrite;
mod role;
mod roles;
mod speech;
#[cfg(feature = "markup")]
mod subtitles;
#[cfg(feature = "html")]
mod xml;

use std::borrow::Cow;
use std::fmt;

use crate::error::Error;
use crate::span::Span;
use bytes::Bytes;
pub use date::Date;
pub use declared::decode_as;
#[cfg(feature = "html")]
pub use declared::decode_page;
pub use decode::{Decoded, decode};
pub use format::Format;
pub(crate) use format::Refused;
#[cfg(feature = "html")]
pub use html::{PageFeatures, page_blocks, page_features};
#[cfg(feature = "report")]
pub(crate) use places::Places;
pub use role::{Role, Stretch};
pub(crate) use roles::GAP;

/// What a [`Block`] is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The title of the whole document: a heading before everything else.
    Title,
    /// A heading over what follows. In plain text: a short line of its own without a final mark.
    Heading,
    /// A paragraph of prose.
    Paragraph,
    /// An item of a list.
    Item,
    /// A quotation set apart.
    Quote,
    /// A cell of a table.
    Cell,
    /// A note set apart from the prose.
    Footnote,
}

impl BlockKind {
    /// Whether a sentence of such a block may stand in a summary.
    pub fn is_prose(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote)
    }
}

/// One stretch of a document's text. No sentence crosses its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, in the document's text: without white space at its ends, never empty.
    pub span: Span,
    /// Where its words begin: after the bullet or number of an item, else the start of the span.
    pub content_start: usize,
    /// What it is there for.
    pub role: Role,
}

/// A text that has been read: its readable characters, and its blocks in order.
///
/// ```
/// use nutgraf::{BlockKind, Document};
///
/// let document = Document::plain("Flood wall approved\n\nThe council voted on Monday.\n\n• It will cost $9.4 million");
/// let kinds: Vec<BlockKind> = document.blocks().iter().map(|block| block.kind).collect();
/// assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph, BlockKind::Item]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    text: Cow<'t, str>,
    blocks: Vec<Block>,
    /// What in the blocks has a role of its own, in order.
    stretches: Vec<Stretch>,
    /// What is switched off for audits, in order.
    unaudited: Vec<Span>,
    /// What is said about the text, outside it.
    fields: Fields,
    /// Where the text came from, piece by piece and in order; empty if the text is the source.
    pieces: Vec<Piece>,
    /// Where in the text something is missing that its sentence needs, in order: what could not be shown, or code that a
    /// sentence without a mark at its end leads to.
    gaps: Vec<usize>,
    /// Whether it is the main content of a page, judged by what surrounds it.
    is_main_content: bool,
    /// How much of a page was read, if its main content was looked for.
    extent: Option<Extent>,
    /// What a thread begins with, in the text.
    question: Option<Span>,
    /// Its questions, answers, posts and reviews, in order.
    parts: Vec<Stretch>,
    /// What a page without prose says of itself in its head, in the text.
    about: Option<Span>,
}

/// How much of the prose of a page its main content has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extent {
    /// The bytes of prose in the main content.
    pub read: usize,
    /// The bytes of prose in all of the page: paragraphs and items of some length that are not links.
    pub page: usize,
    /// If parts of the page that look alike, such as the posts of a thread, hold most of its text: how many of them were read,
    /// and how many there are.
    pub parts: Option<(usize, usize)>,
    /// Whether the page has no article but leads to others: what was read are headings and teasers that are links.
    pub is_index: bool,
}

impl Extent {
    /// Whether more prose was left out than read.
    pub fn is_less_than_half(self) -> bool {
        2 * self.read < self.page
    }
}

/// What is said about a text outside it. For an audit these are places where a keyphrase may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fields {
    /// The title that was given or that front matter has.
    pub title: Option<String>,
    /// The title that search results show, if it says so itself: `title` in front matter, the `<title>` of a page.
    pub search_title: Option<String>,
    /// The last part of its address, as front matter has it: `slug`, or the last part of `permalink` or `url`.
    pub slug: Option<String>,
    /// What search results are to show: `description`, `excerpt` or `summary` in front matter.
    pub description: Option<String>,
    /// The day it is of: `date` in front matter, if it begins with an ISO 8601 date.
    pub date: Option<Date>,
    /// Its address, as it names it itself: the canonical one of a page.
    pub address: Option<String>,
    /// The language that it says it is in, as it says it: `lang` of a page, such as `pt-BR`.
    pub language: Option<String>,
    /// What kind of document it says it is: `type`, `kind`, `layout` or `category` in front matter.
    pub kind: Option<String>,
    /// The phrases that it says it is about: `keyphrase` or `keyphrases` in front matter.
    pub keyphrases: Vec<String>,
    /// Other ways to say them: `synonyms` in front matter.
    pub synonyms: Vec<String>,
    /// The alternative texts of its images, with their places in the source.
    pub alternatives: Vec<(String, Span)>,
    /// Its images without an alternative text, by their places in the source: in Markdown those with an empty one too,
    /// which HTML has for what is mere decoration.
    pub unlabelled_images: Vec<Span>,
    /// Its headings with their levels, in order: of all formats that say them, which are not plain text, mail and PDF.
    pub headings: Vec<Heading>,
    /// Whether the title of a whole page stands elsewhere, as wikis, Org and parts of LaTeX have it.
    pub(crate) is_titled_elsewhere: bool,
    /// The cells of its tables with their places there, in order: of Markdown, HTML, DOCX, ODT and RTF. Longer ones, which hold prose, are
    /// blocks of their own and not among them.
    pub cells: Vec<TableCell>,
    /// The items of its lists with their numbers and how deep they are nested, in order: of Markdown and HTML.
    pub list_items: Vec<ListItem>,
    /// The headings of the first level of a page in HTML, by their tags in the source, wherever on the page they stand.
    pub main_headings: Vec<Span>,
    /// The words of its links, by their places in its text: of Markdown and HTML.
    pub links: Vec<Span>,
    /// Phrases that `<!-- nutgraf allow "…" -->` allows it to repeat.
    pub allowed: Vec<String>,
    /// Where in the source it says these things.
    pub places: FieldPlaces,
}

/// A heading with its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Where it is in the text of the document: the span of its block.
    pub span: Span,
    /// Whether something stands under it that is no text, such as code, a picture or a formula; or may stand there, in formats
    /// whose readers pass over such things.
    pub holds_unread: bool,
}

/// A cell of a table with its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableCell {
    /// Where it is in the text of the document: the span of its block.
    pub span: Span,
    /// Its table, counted from 0.
    pub table: usize,
    /// Its row in the table, from 0.
    pub row: usize,
    /// Its place in the row, from 0. Cells without words count.
    pub column: usize,
    /// Whether it is a head.
    pub is_head: bool,
}

/// A block of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListItem {
    /// Where it is in the text of the document: the span of its block.
    pub span: Span,
    /// The number that its list gives it, which may begin anywhere; `None` in a list of bullets and behind the first block.
    pub number: Option<i64>,
    /// How many items it lies in.
    pub depth: usize,
    /// Whether the item began in a block before.
    pub is_continued: bool,
}

/// Where in its source a document says what [`Fields`] has, if it does: a whole line of front matter, a whole tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldPlaces {
    /// Where such things belong: the first line of the front matter, the tag of a page's head.
    pub head: Option<Span>,
    /// The title for search results.
    pub search_title: Option<Span>,
    /// The last part of the address, or all of it.
    pub slug: Option<Span>,
    /// The description for search results.
    pub description: Option<Span>,
}

impl FieldPlaces {
    /// All places that are known.
    fn all_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let FieldPlaces { head, search_title, slug, description } = self;
        [head, search_title, slug, description].into_iter().flatten()
    }
}

/// The last part of an address that says something, without its query and `.html`.
#[cfg(any(feature = "html", feature = "markdown"))]
fn last_part(address: String) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path =
        path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let part = path.split('/').rfind(|part| !part.is_empty())?;
    Some(part.strip_suffix(".html").unwrap_or(part).to_string())
}

/// A stretch of readable text and the stretch of the source that it stands for.
#[derive(Clone, Copy, Debug)]
struct Piece {
    text: Span,
    source: Span,
}

#[cfg(feature = "office")]
impl Document<'static> {
    /// Reads a file of an office program, or a book: [`Format::Docx`], [`Format::Pptx`], [`Format::Odt`], [`Format::Rtf`] or
    /// [`Format::Epub`].
    ///
    /// Its text is the source that all spans lead into: a block a line, so that the line of a place is the number of its
    /// paragraph.
    ///
    /// * Headings, quotations and items are recognized by styles, outline levels and lists, in any language of the program. A
    ///   heading of the first level before everything else is the title, if none is styled as one.
    /// * Each paragraph of a table is a cell; those of a table of one column are not, nor are very long ones.
    /// * A line break inside a paragraph ends a block, as in Markdown, unless the sentence plainly runs on behind it: then,
    ///   and in headings, it is a blank. Tabs stay.
    /// * Tracked changes count as accepted. Notes stand behind the body, text boxes behind their paragraph.
    /// * Headers, footers, comments, hidden text, tables of contents and the codes of fields are left out.
    /// * Chapters of a book come in the order in which it is read.
    /// * Title, description and language become [`Fields`], and alternative texts do; a title in sight goes before one
    ///   that is only in the properties of the file.
    ///
    /// Text formats are decoded and read. Time and space are linear in what the file unpacks to.
    ///
    /// # Errors
    ///
    /// If it is no such file, damaged, encrypted, or has a part missing; if it is beyond a limit: 20,000 files, 64 MiB in
    /// a part, 96 MiB in all parts, 1,000 levels of elements, 16 MiB of text, 500,000 paragraphs; if a name in it leads out
    /// of it, or its XML declares entities. The message names the part.
    pub fn office(bytes: &[u8], format: Format) -> Result<Document<'static>, Error> {
        office::read(bytes, format)
    }
}

#[cfg(feature = "pdf")]
impl Document<'static> {
    /// Reads a PDF: the text of its pages, which is the source that all spans lead into, and the document.
    ///
    /// A line of a page is a line of the text, in the order of reading, behind a line with a form feed for each page:
    /// [`LineIndex::locate`](crate::LineIndex::locate) tells page and line.
    ///
    /// * Columns are read one after the other, tables row by row. Each of their entries is a cell.
    /// * Running heads and feet and numbers of pages are in the text and not in the document, and so is what the file itself
    ///   marks as none of its content.
    /// * Lines of a paragraph are joined, over columns and pages too; a word that a line divides is put together as
    ///   [`Document::plain`] does.
    /// * Headings are recognized by the size and the weight of their letters, items by their marks, notes by size and place. The
    ///   largest heading of the first page is the title; without one, that of the file is.
    /// * Bylines, captions, references, entries of a table of contents and formulas have a [`Role`].
    /// * What is set across the other lines of its page is left out, and so are annotations and forms to be filled in.
    ///
    /// # Errors
    ///
    /// If it is no PDF or damaged so that no page is found, encrypted with a password, or has no text, as scanned pages
    /// have none; if it is beyond a limit: 192 MiB unpacked and parsed, 16 MiB of text. Files that are damaged otherwise
    /// are read as far as they go.
    pub fn pdf(bytes: &[u8]) -> Result<(String, Document<'static>), Error> {
        pdf::read(bytes)
    }
}

impl<'t> Document<'t> {
    /// Reads a source in a format.
    ///
    /// # Errors
    ///
    /// Text and Markdown are always read. HTML is refused where it is beyond its limits, and formats that are no text
    /// (see [`Format::is_text`]) are.
    pub fn read(source: &'t str, format: Format) -> Result<Document<'t>, Error> {
        #[cfg(feature = "markup")]
        #[expect(
            clippy::redundant_closure,
            reason = "what borrows nothing is not what may borrow, but for a closure"
        )]
        let rewritten =
            |read: fn(&str) -> Document<'static>| rewrite::by_line_feeds(source, |source| read(source));
        match format {
            Format::Text => Ok(Document::plain(source)),
            #[cfg(feature = "markdown")]
            Format::Markdown => Ok(Document::markdown(source)),
            #[cfg(feature = "markdown")]
            Format::Mdx => Ok(markdown::read_mdx(source)),
            #[cfg(feature = "markdown")]
            Format::Notebook => notebook::read(source),
            #[cfg(feature = "markup")]
            Format::AsciiDoc => Ok(rewritten(markup::asciidoc)),
            #[cfg(feature = "markup")]
            Format::ReStructuredText => Ok(rewritten(markup::rst)),
            #[cfg(feature = "markup")]
            Format::Org => Ok(rewritten(markup::org)),
            #[cfg(feature = "markup")]
            Format::Latex => Ok(rewritten(markup::latex)),
            #[cfg(feature = "markup")]
            Format::MediaWiki => Ok(rewritten(markup::wiki)),
            #[cfg(feature = "markup")]
            Format::Man => Ok(rewritten(markup::man)),
            #[cfg(feature = "markup")]
            Format::Typst => Ok(rewritten(markup::typst)),
            #[cfg(feature = "markup")]
            Format::Textile => Ok(rewritten(markup::textile)),
            #[cfg(feature = "markup")]
            Format::Pod => Ok(rewritten(markup::pod)),
            #[cfg(feature = "markup")]
            Format::Creole => Ok(rewritten(markup::creole)),
            #[cfg(feature = "markup")]
            Format::Wikidot => Ok(rewritten(markup::wikidot)),
            #[cfg(feature = "markup")]
            Format::BbCode => Ok(rewritten(markup::bbcode)),
            #[cfg(feature = "markup")]
            Format::Gemtext => Ok(rewritten(markup::gemtext)),
            #[cfg(feature = "markup")]
            Format::Fountain => Ok(rewritten(markup::fountain)),
            #[cfg(feature = "markup")]
            Format::Subtitles => Ok(rewritten(subtitles::read)),
            #[cfg(feature = "mail")]
            Format::Mail => Ok(mail::read(source)),
            #[cfg(feature = "mail")]
            Format::Mbox => Ok(mail::read_mbox(source)),
            #[cfg(feature = "html")]
            Format::Html => Document::html(source),
            #[cfg(feature = "html")]
            Format::HtmlPage => Document::html_page(source),
            #[cfg(feature = "html")]
            Format::Xml => xml::read(source),
            #[cfg(feature = "office")]
            Format::Docx | Format::Pptx | Format::Odt | Format::Rtf | Format::Epub => {
                Err(Error::not_text(format))
            }
            #[cfg(feature = "pdf")]
            Format::Pdf => Err(Error::not_text(format)),
        }
    }

    /// Reads plain text: paragraphs, headings and list items are recognized by their layout.
    ///
    /// * A blank line ends a block; so does a form feed, unless the sentence runs on after it in lower case.
    /// * A line break that is there only because the next word did not fit joins its lines; one that was meant ends a
    ///   block.
    /// * A short line of its own without a final mark is a heading, and so is an underlined one.
    /// * A line that begins with a bullet or a number is an item.
    /// * A word divided at the end of a line is put together again, so that the text is not always the source. The hyphen
    ///   stays if the text has the word so elsewhere, or the first part makes compounds, as in `low-lying`.
    /// * Mail, speech, and what comes from pages, books with a licence and wikis are distinguished from other text: their header
    ///   fields, quotations, labels, stamps and notices have a [`Role`] of their own.
    /// * Running heads, page numbers, entries of a table of contents with leaders and marks of notes in articles of a wiki are left
    ///   out; then, as in mail that quotes, the text is not the source, and [`Document::source_span`] leads back.
    ///
    /// Never fails; time and space are linear in the text.
    pub fn plain(source: &'t str) -> Document<'t> {
        let has = Bytes::of(source.as_bytes());
        if has.has_any(b"*=#") {
            if help::is_one(source) {
                return help::read(source);
            }
            if openiti::is_one(source) {
                return openiti::read(source);
            }
        }
        #[cfg(feature = "html")]
        if has.has(b'&')
            && let Some(document) = escaped::read(source)
        {
            return document;
        }
        mail::plain(source, &has)
            .or_else(|| frames::read(source, &has))
            .unwrap_or_else(|| Document::lines_of(source, &has).with_roles())
    }

    /// Plain text with nothing around it: the blocks of its lines, and who speaks in them.
    fn lines(source: &'t str) -> Document<'t> {
        Document::lines_of(source, &Bytes::of(source.as_bytes()))
    }

    /// The same of a text whose bytes are known.
    fn lines_of(source: &'t str, has: &Bytes<'_>) -> Document<'t> {
        let (blocks, stretches): (Vec<Block>, _) = match layout_of(source, has) {
            Layout::Speech(blocks, stretches) => (blocks.collect(), stretches),
            Layout::Lines(blocks) => (blocks.collect(), Vec::new()),
        };
        let mut blocks = blocks;
        plain::mark_capitals(source, &mut blocks);
        // What is said is not wrapped, so no word of it is divided.
        let may_be_joined = stretches.is_empty() && has.has(b'\n');
        let joined = if may_be_joined { divided::joined(source, &blocks) } else { None };
        let whole = || Document { text: Cow::Borrowed(source), blocks, stretches, ..Document::default() };
        joined.unwrap_or_else(whole)
    }

    /// Reads Markdown: headings, paragraphs, items, quotations, table cells and footnotes.
    ///
    /// Code blocks, front matter, raw HTML and the alternative text of images are left out; the words of links
    /// and of inline code stay. Front matter and alternative texts become [`Fields`]. The comments
    /// `<!-- nutgraf off -->`, `<!-- nutgraf on -->` and `<!-- nutgraf allow "a phrase" -->` are for audits. Never fails; time and space are linear in the text.
    #[cfg(feature = "markdown")]
    pub fn markdown(source: &'t str) -> Document<'t> {
        markdown::read(source)
    }

    /// Reads the main content of a page in HTML, without navigation, page footers, lists of links to other pages, and
    /// banners that ask for consent; or all that is seen of a fragment, which has no `html`, `head` or `body`.
    ///
    /// The main content is what dom_smoothie finds, a port of the reader view of Firefox; if it finds none, all that is
    /// seen but for what is named so (`nav`, `footer`, `aside`, their roles). Hidden elements, scripts, controls and
    /// programs in `pre` are left out always; so are marks of notes. The words of links and of inline code stay. What the
    /// head says becomes [`Fields`]: the title without the name of the site, description, address, language, date.
    /// Comments speak to audits as in [`Document::markdown`].
    ///
    /// Spans lead back to the source, entities and all. About linear in time and space; a tree of the page takes some ten
    /// times its size.
    ///
    /// # Errors
    ///
    /// For a page of more than 16 MiB, of more than 512 levels (or five million levels of its elements, added up) or 400,000 elements and texts, or whose texts hold too many
    /// ampersands: the message names the limit. Other pages are always read.
    ///
    /// ```
    /// let document = nutgraf::Document::html("<h1>Pier</h1><p>It was clos&eacute;d <b>on</b> Monday.<script>x()</script>").unwrap();
    /// assert_eq!(document.text().trim_end(), "Pier\n\nIt was closéd on Monday.");
    /// ```
    #[cfg(feature = "html")]
    pub fn html(source: &'t str) -> Result<Document<'t>, Error> {
        let document = html::read(source, html::Part::MainContent)?;
        Ok(Document { is_main_content: true, ..document })
    }

    /// Reads all of a page in HTML that its readers see, navigation and all, as [`Document::html`] reads a fragment. In time
    /// and space linear in the page.
    ///
    /// # Errors
    ///
    /// For a page of more than 16 MiB.
    #[cfg(feature = "html")]
    pub fn html_page(source: &'t str) -> Result<Document<'t>, Error> {
        html::read(source, html::Part::WholePage)
    }

    /// Whether this is the main content of a page in HTML, judged by what surrounds it.
    pub(crate) fn is_main_content(&self) -> bool {
        self.is_main_content
    }

    /// Where its text has the description or the title of a page whose content has no prose.
    pub(crate) fn about(&self) -> Option<Span> {
        self.about
    }

    /// Gives the document a title that does not stand in its text.
    pub fn with_title(mut self, title: impl Into<String>) -> Document<'t> {
        self.fields.title = Some(title.into());
        self
    }

    /// The document with a text of its own, for whoever must keep it.
    pub fn into_owned(self) -> Document<'static> {
        Document { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// Gives the document the last part of its address, such as `heat-pumps`: see [`Fields::slug`].
    pub fn with_slug(mut self, slug: impl Into<String>) -> Document<'t> {
        self.fields.slug = Some(slug.into());
        self
    }

    /// Gives the document a date. What that is good for: [`summarize_documents`](crate::summarize_documents).
    pub fn with_date(mut self, date: Date) -> Document<'t> {
        self.fields.date = Some(date);
        self
    }

    /// How much of a page was read, if its main content was looked for.
    pub fn extent(&self) -> Option<Extent> {
        self.extent
    }

    /// What a thread begins with, if it is one: the question or the post that the others answer, in the readable text.
    ///
    /// Summaries of a thread begin with a sentence of it.
    pub fn question(&self) -> Option<Span> {
        self.question
    }

    /// What is said about the text outside it: in front matter, in image tags.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The stretches of the text between `<!-- nutgraf off -->` and `<!-- nutgraf on -->`, in order.
    pub fn unaudited(&self) -> &[Span] {
        &self.unaudited
    }

    /// The readable text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in order; they do not overlap.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The stretches of the text that have another role than their block, in order; they do not overlap.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Where the text has [`GAP`] for something that is not shown, in order.
    pub(crate) fn gaps(&self) -> &[usize] {
        &self.gaps
    }

    /// The stretches of the text that are inline code, in order: names of things rather than prose.
    pub fn code(&self) -> impl Iterator<Item = Span> {
        self.stretches.iter().filter(|stretch| stretch.role == Role::Code).map(|stretch| stretch.span)
    }

    /// The title: the one that was given or that front matter has, else the text of the block that is one.
    pub fn title(&self) -> Option<&str> {
        let found = || self.blocks.iter().find(|block| block.kind == BlockKind::Title);
        self.fields.title.as_deref().or_else(|| found().map(|block| block.span.of(&self.text)))
    }

    /// Where a span of the readable text stands in the source, in bytes.
    ///
    /// The source span begins with the source of the span's first character and ends with that of its last; it
    /// holds whatever markup stands between. `O(log n)` in the number of pieces.
    pub fn source_span(&self, span: Span) -> Span {
        match self.pieces.is_empty() {
            true => span,
            false => source_of(&self.pieces, span),
        }
    }
}

/// The blocks of a plain text with nothing around it, in order.
#[derive(Clone)]
pub(crate) enum Layout<'t> {
    /// A chat or a transcript, and what in its blocks is no prose.
    Speech(std::vec::IntoIter<Block>, Vec<Stretch>),
    Lines(plain::Blocks<'t>),
}

/// Says of a plain text what its blocks are, for all who split one.
pub(crate) fn layout(text: &str) -> Layout<'_> {
    layout_of(text, &Bytes::of(text.as_bytes()))
}

/// The same of a text whose bytes are known.
fn layout_of<'t>(text: &'t str, has: &Bytes<'_>) -> Layout<'t> {
    match speech::blocks(text, has) {
        Some((blocks, stretches)) => Layout::Speech(blocks.into_iter(), stretches),
        None => Layout::Lines(plain::blocks(text, has)),
    }
}

impl Iterator for Layout<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        match self {
            Layout::Speech(blocks, _) => blocks.next(),
            Layout::Lines(blocks) => blocks.next(),
        }
    }
}

/// Where a span of a text stands in the source that its pieces, of which there are some, come from.
fn source_of(pieces: &[Piece], span: Span) -> Span {
    // The piece that holds byte `at` of the text, or the nearest one before it (the first, if there is none).
    let piece_at = |at: usize| {
        let after = pieces.partition_point(|piece| piece.text.start <= at);
        &pieces[after.saturating_sub(1)]
    };
    let start = piece_at(span.start).start_in_source(span.start);
    if span.is_empty() {
        return Span { start, end: start };
    }
    let end = piece_at(span.end - 1).end_in_source(span.end);
    Span { start, end: end.max(start) }
}

impl Piece {
    /// Whether another piece goes on where this one ends, letter for letter.
    fn takes(&self, next: &Piece) -> bool {
        self.is_verbatim()
            && next.is_verbatim()
            && (self.text.end, self.source.end) == (next.text.start, next.source.start)
    }

    /// Makes one piece of this one and the next, which it [`takes`](Piece::takes).
    fn extend(&mut self, next: &Piece) {
        self.text.end = next.text.end;
        self.source.end = next.source.end;
    }

    /// Whether text and source have the same length: then every byte has a place of its own.
    fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len()
    }

    fn start_in_source(&self, at: usize) -> usize {
        match self.is_verbatim() {
            true => (self.source.start + (at - self.text.start)).min(self.source.end),
            false => self.source.start,
        }
    }

    fn end_in_source(&self, end: usize) -> usize {
        match self.is_verbatim() {
            true => (self.source.start + (end - self.text.start)).min(self.source.end),
            false => self.source.end,
        }
    }
}

/// The text with each line break and the blanks around it, and each run of blanks, as columns and justified lines have them, shown as one
/// space.
pub(crate) fn unwrap_lines(text: &str) -> Cow<'_, str> {
    if !may_unwrap(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let has_run = || memchr::memchr(b'\t', bytes).is_some() || memchr::memmem::find(bytes, b"  ").is_some();
    if !text.contains(plain::is_line_break) && !has_run() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let lines = text.split(plain::is_line_break).map(str::trim);
    for words in lines.flat_map(|line| line.split([' ', '\t'])).filter(|words| !words.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(words);
    }
    Cow::Owned(out)
}

/// Whether there may be a line break, a tab, or two blanks in a row: most phrases have none. Without an end in the loops, many bytes are
/// looked at together.
fn may_unwrap(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| byte.wrapping_sub(b'\t') <= b'\r' - b'\t';
    // U+0085 is C2 85, U+2028 and U+2029 are E2 80 A8 and A9.
    let begins = |one: u8, next: u8| {
        ((one == b' ') & (next == b' '))
            | ((one == 0xC2) & (next == 0x85))
            | ((one == 0x80) & (next | 1 == 0xA9))
    };
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    bytes.iter().fold(false, |found, byte| found | is_control(*byte))
        || pairs.fold(false, |found, (one, next)| found | begins(*one, *next))
}

impl fmt::Display for Document<'_> {
    /// The readable text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether a text ends as a sentence does: in its mark, whatever closes behind it.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow twin: every line break and run of blanks looked for.
    fn unwrapped(text: &str) -> String {
        let lines = text.split(plain::is_line_break).map(str::trim);
        let words: Vec<&str> =
            lines.flat_map(|line| line.split([' ', '\t'])).filter(|words| !words.is_empty()).collect();
        words.join(" ")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn what_has_no_break_is_not_unwrapped(
            text in "[a\u{A0}é’…\u{2028}\u{2029}\u{85}\u{C5}東]([a é’…\n\r\t\u{B}\u{C}\u{2028}\u{2029}\u{85}東🙂]{0,12}a)?"
        ) {
            prop_assume!(!text.starts_with(char::is_whitespace));
            prop_assert_eq!(unwrap_lines(&text), unwrapped(&text));
        }
    }
}
