//! From what happens in a page to the blocks of a document.

use std::ops::Range;

use super::content::Content;
use super::data;
use super::element::Name;
use super::pieces;
use super::scan::{Element, Event, Page};
use super::visible::{Standing, is_of_consent_service};
use crate::document::builder::{Builder, raised};
use crate::document::{BlockKind, Document, Piece, Role, program, source_of};
use crate::span::Span;

/// What of a page goes into the document.
#[derive(Clone, Copy)]
pub(super) enum Taken<'c> {
    /// What is marked as content.
    Marked(&'c Content),
    /// All that is seen, but what is around the content.
    Unframed,
    /// All that is seen.
    Seen,
    /// All that is seen, or would be if the reader opened it.
    Openable,
}

/// Cells with more text than this many bytes hold prose: tables were used to lay pages out. Chosen: some two sentences.
const LONG_CELL: usize = 200;

/// A block that was built, and where its text came from.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) kind: BlockKind,
    /// Its length in bytes, and how much of it stands in links.
    pub(super) length: usize,
    pub(super) linked: usize,
    pub(super) runs: Range<usize>,
}

/// The least bytes of a block of prose, rather than a label, with less than a third of them in links. Chosen: a short sentence.
const PROSE_BYTES: usize = 80;

impl Outline {
    pub(super) fn is_prose(&self) -> bool {
        self.length >= PROSE_BYTES && self.linked * 3 < self.length
    }

    /// Whether it is a label.
    pub(super) fn is_short(&self) -> bool {
        self.length < PROSE_BYTES
    }
}

/// Builds the document of a page, and says what its blocks came from.
pub(super) fn build(source: &str, page: &Page, taken: Taken<'_>) -> (Document<'static>, Vec<Outline>) {
    let (builder, outlines) = push(Builder::with_capacity(source.len() / 2), source, page, taken, &[]);
    (builder.finish(BlockKind::Paragraph), outlines)
}

/// Pushes what a page says for a document that is being built. If the page is a part of another source, `pieces` lead there.
pub(super) fn push(
    builder: Builder,
    source: &str,
    page: &Page,
    taken: Taken<'_>,
    pieces: &[Piece],
) -> (Builder, Vec<Outline>) {
    let mut walker = Walker {
        source,
        pieces,
        page,
        taken,
        builder,
        kinds: Vec::new(),
        lists: Vec::new(),
        items: Vec::new(),
        roles: Vec::new(),
        said: None,
        left_out: None,
        code: 0,
        raised: 0,
        formula: None,
        preformatted: 0,
        space: None,
        broken: false,
        ended: None,
        parted: None,
        links: 0,
        linked: 0,
        first_run: 0,
        next_run: 0,
        outlines: Vec::new(),
    };
    for (at, event) in page.events.iter().enumerate() {
        walker.take(*event, &page.events[at + 1..]);
    }
    walker.end_block();
    walker.items.iter().for_each(|_| walker.builder.close_item());
    (walker.builder, walker.outlines)
}

struct Walker<'p> {
    source: &'p str,
    /// Where that comes from; empty if it is the source.
    pieces: &'p [Piece],
    page: &'p Page,
    taken: Taken<'p>,
    builder: Builder,
    /// What the elements are that are open and say what their text is, innermost last.
    kinds: Vec<(usize, BlockKind)>,
    /// The lists that are open, each with the number of its next item if it is a numbered one, innermost last.
    lists: Vec<(usize, Option<i64>)>,
    /// The items that are open.
    items: Vec<usize>,
    /// The same for those that say what their text is there for, if the block at hand begins with them; and where in the text the last one
    /// ended.
    roles: Vec<(usize, Role)>,
    said: Option<(usize, Role)>,
    /// The outermost element that is open and whose text is left out.
    left_out: Option<usize>,
    /// How many elements of code are open, of raised and of preformatted text.
    code: usize,
    raised: usize,
    preformatted: usize,
    /// Where in the text the formula begins that is open.
    formula: Option<usize>,
    /// White space that is a space if something comes behind it.
    space: Option<Span>,
    /// Whether a line break stands before what comes.
    broken: bool,
    /// Where in the text an element of words ended, and where one began at once behind it.
    ended: Option<usize>,
    parted: Option<(usize, Span)>,
    /// How many links are open, and how much of the text of the block at hand stood in links, in bytes.
    links: usize,
    linked: usize,
    /// The runs of the block at hand begin with this one and end before the next.
    first_run: usize,
    next_run: usize,
    outlines: Vec<Outline>,
}

impl Walker<'_> {
    fn take(&mut self, event: Event, ahead: &[Event]) {
        match event {
            Event::Open(_) if self.left_out.is_some() => {}
            Event::Open(place) if self.is_left_out(place, ahead) => {
                self.left_out = Some(place);
                if is_shown(self.element(place).name) {
                    self.builder.unread();
                }
                if self.element(place).name.is_block() {
                    self.end_block();
                }
            }
            Event::Open(place) => self.open(place),
            Event::Close(place) if self.left_out == Some(place) => self.left_out = None,
            // What overlaps with what is left out, and was open before it, may end in it.
            Event::Close(place) if self.left_out.is_none_or(|outermost| place < outermost) => {
                self.close(place)
            }
            Event::Text(place) if self.left_out.is_none() && self.is_kept(place) => self.text(place),
            Event::Close(_) | Event::Text(_) => {}
            Event::Comment(inside) => self.builder.comment(inside.of(self.source)),
        }
    }

    fn element(&self, place: usize) -> &Element {
        &self.page.elements[place]
    }

    fn is_left_out(&self, place: usize, ahead: &[Event]) -> bool {
        let element = self.element(place);
        // Of a page whose content is marked, nothing around it is.
        let standing = Standing::of(element);
        let is_seen = match self.taken {
            Taken::Unframed => standing == Standing::Content,
            Taken::Seen => standing < Standing::Hidden,
            Taken::Openable => standing < Standing::Unseen,
            // A page that a program fills may have no other text.
            Taken::Marked(_) => {
                standing < Standing::Unseen
                    && !(standing == Standing::Furniture && is_of_consent_service(element))
            }
        };
        !is_seen && !self.is_title_of_panel(element)
            || is_program(element, self.page, self.source, ahead)
            || is_note_mark(element, self.page, ahead)
    }

    /// Whether an element is a button that is a heading: that of a panel which it opens, as the patterns of WAI-ARIA have it.
    fn is_title_of_panel(&self, element: &Element) -> bool {
        element.name.as_str() == "button"
            && self.kinds.last().is_some_and(|(_, kind)| *kind == BlockKind::Heading)
    }

    fn is_kept(&self, run: usize) -> bool {
        match self.taken {
            Taken::Marked(content) => {
                // White space between what is kept is kept.
                content.runs[run] || self.page.runs[run].text(self.source).trim_ascii().is_empty()
            }
            Taken::Unframed | Taken::Seen | Taken::Openable => true,
        }
    }

    fn open(&mut self, place: usize) {
        let element = self.element(place);
        let (name, tag, role) = (element.name, element.tag, data::role(element));
        let link =
            element.attributes.get("href").filter(|_| name.as_str() == "a").map(|to| to.starts_with('#'));
        if name.is_block() {
            self.end_block();
        }
        if is_worded(name) {
            self.part(tag);
        }
        match name.as_str() {
            "br" if self.preformatted > 0 => self.end_block(),
            // The second in a row parts paragraphs.
            "br" if self.broken => self.end_block(),
            "br" => {
                self.broken = true;
                self.space = self.space.or(Some(tag));
            }
            "img" => self.image(place),
            "embed" | "input" => self.builder.unread(),
            "math" => self.formula = Some(self.builder.text.len()),
            "pre" | "listing" => self.preformatted += 1,
            "code" | "kbd" | "samp" | "tt" => self.code += 1,
            "sup" => self.raised += 1,
            "a" => {
                if let Some(is_local) = link {
                    self.links += 1;
                    self.builder.open_link(is_local);
                }
            }
            _ => {}
        }
        if let Some(kind) = self.kind_of(name) {
            self.kinds.push((place, kind));
        }
        if let Some(role) = role
            && self.builder.block_text().trim_ascii().is_empty()
        {
            self.roles.push((place, role));
        }
        match name.as_str() {
            "table" => self.builder.open_table(),
            "tr" => self.builder.end_row(),
            cell @ ("td" | "th") => self.builder.open_cell(cell == "th"),
            list @ ("ol" | "ul" | "menu" | "dir") => {
                self.lists.push((place, self.first_number(place).filter(|_| list == "ol")));
            }
            "li" => self.item(place),
            _ => {}
        }
        if name.is_heading()
            && let Some(level) = name.as_str().strip_prefix('h').and_then(|level| level.parse().ok())
        {
            self.builder.heading(level);
        }
    }

    /// The number that a list begins with. One that counts down has none: how many items it has is not known yet.
    fn first_number(&self, place: usize) -> Option<i64> {
        let attributes = &self.element(place).attributes;
        let counts_up = attributes.get("reversed").is_none();
        let start = attributes.get("start").and_then(|start| start.trim().parse().ok());
        counts_up.then(|| start.unwrap_or(1))
    }

    /// Begins an item, with the number that its list has come to or that it states itself.
    fn item(&mut self, place: usize) {
        let stated = self.element(place).attributes.get("value").and_then(|value| value.trim().parse().ok());
        let number = self.lists.last_mut().and_then(|(_, next)| {
            let number = stated.or(*next).filter(|_| next.is_some())?;
            *next = Some(number.saturating_add(1));
            Some(number)
        });
        self.builder.open_item(number);
        self.items.push(place);
    }

    /// An element of words that begins where another ended says something else, unless a word goes on in it.
    fn part(&mut self, tag: Span) {
        let between = Span { start: tag.start, end: tag.start };
        self.parted =
            self.ended.filter(|ended| *ended == self.builder.text.len()).map(|ended| (ended, between));
    }

    fn close(&mut self, place: usize) {
        let name = self.element(place).name;
        if name.is_block() {
            self.end_block();
        }
        match name.as_str() {
            "math" => {
                self.builder.unread();
                if let Some(start) = self.formula.take() {
                    self.builder.mark(Role::Formula, start);
                }
            }
            "pre" | "listing" => self.preformatted -= 1,
            "code" | "kbd" | "samp" | "tt" => self.code -= 1,
            "sup" => self.raised -= 1,
            "tr" => self.builder.end_row(),
            "table" => self.builder.end_table(),
            // A component, whose program fills it: `<lite-youtube videoid="x"></lite-youtube>`.
            "" if is_component(self.element(place).tag.of(self.source)) => self.builder.unread(),
            "a" if self.element(place).attributes.get("href").is_some() => {
                self.links -= 1;
                self.builder.close_link();
            }
            _ => {}
        }
        if is_worded(name) {
            self.ended = Some(self.builder.text.len());
        }
        self.kinds.pop_if(|(open, _)| *open == place);
        self.lists.pop_if(|(open, _)| *open == place);
        if self.items.pop_if(|open| *open == place).is_some() {
            self.builder.close_item();
        }
        if let Some((_, role)) = self.roles.pop_if(|(open, _)| *open == place) {
            self.said = Some((self.builder.text.len(), role));
        }
    }

    /// What the text of an element is, if the element says so.
    fn kind_of(&self, name: Name) -> Option<BlockKind> {
        let outer = self.kinds.last().map(|(_, kind)| *kind);
        match name.as_str() {
            "h1" if self.builder.is_empty() && !matches!(self.taken, Taken::Marked(_)) => {
                Some(BlockKind::Title)
            }
            _ if name.is_heading() => Some(BlockKind::Heading),
            "li" | "dd" | "dt" => Some(BlockKind::Item),
            "blockquote" => Some(BlockKind::Quote),
            "td" | "th" => Some(BlockKind::Cell),
            "caption" | "figcaption" => Some(BlockKind::Footnote),
            // A paragraph in a cell lays a page out.
            "p" if outer == Some(BlockKind::Cell) => Some(BlockKind::Paragraph),
            "legend" | "summary" => Some(BlockKind::Heading),
            _ => None,
        }
    }

    fn end_block(&mut self) {
        let kind = self.kinds.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        let is_long_cell = kind == BlockKind::Cell && self.builder.block_text().trim().len() > LONG_CELL;
        let kind = if is_long_cell { BlockKind::Paragraph } else { kind };
        let length = self.builder.block_text().trim().len();
        let count = self.builder.count();
        let said = self.said.take().filter(|(end, _)| *end == self.builder.text.len());
        let role = self.roles.last().map(|(_, role)| *role).or(said.map(|(_, role)| role));
        match role.filter(|_| kind != BlockKind::Heading && kind != BlockKind::Title) {
            Some(role) => self.builder.end_block_as(kind, role),
            None => self.builder.end_block(kind),
        }
        if self.builder.count() > count {
            let runs = self.first_run..self.next_run;
            self.outlines.push(Outline { kind, length, linked: self.linked, runs });
        }
        self.first_run = self.next_run;
        self.linked = 0;
        self.space = None;
        self.broken = false;
    }

    fn image(&mut self, place: usize) {
        self.builder.unread();
        let is_kept = match self.taken {
            Taken::Marked(content) => content.elements[place],
            Taken::Unframed | Taken::Seen | Taken::Openable => true,
        };
        let element = &self.page.elements[place];
        // An empty one says that the picture is decoration.
        if is_kept && element.attributes.get("alt").is_none() {
            let place = self.place(element.tag);
            self.builder.fields.unlabelled_images.push(place);
        }
        if let Some(text) = element.attributes.get("alt").filter(|text| is_kept && !text.trim().is_empty()) {
            let alternative = (text.trim().to_string(), self.place(element.tag));
            let class = element.attributes.get("class").unwrap_or_default();
            match FORMULA_CLASSES.iter().any(|part| class.contains(part)) {
                false => self.builder.fields.alternatives.push(alternative),
                true => {
                    let (words, place) = alternative;
                    let words = bare_formula(&words);
                    self.begin(words);
                    let start = self.builder.text.len();
                    self.builder.push(words, place);
                    self.builder.mark(Role::Formula, start);
                }
            }
        }
    }

    fn text(&mut self, place: usize) {
        // What begins behind a line break is the next block's, and so is its run.
        let run = self.page.runs[place].text(self.source).trim_start_matches(is_blank);
        if self.broken && !run.is_empty() && !run.starts_with(char::is_lowercase) {
            self.end_block();
        }
        self.next_run = place + 1;
        let began = self.builder.text.len();
        for (words, source) in pieces::of(&self.page.runs[place], self.source) {
            self.words(&words, source);
        }
        if self.code > 0 {
            self.builder.mark(Role::Code, began);
        }
        if self.links > 0 {
            self.linked += self.builder.text.len().saturating_sub(began);
        }
    }

    /// Text without entities, or what one entity says. White space is one space, however much of it there is.
    fn words(&mut self, words: &str, source: Span) {
        let is_verbatim = words.len() == source.len();
        let place = |at: usize, end: usize| match is_verbatim {
            true => Span { start: source.start + at, end: source.start + end },
            false => source,
        };
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let blank = rest.len() - rest.trim_start_matches(is_blank).len();
            if blank > 0 {
                self.blank(&rest[..blank], place(at, at + blank));
                at += blank;
                continue;
            }
            // Single spaces stay inside a piece, so that a line is one piece.
            let length = length_of_line(rest);
            self.begin(&rest[..length]);
            let words = if self.raised > 0 { raised(&rest[..length]) } else { rest[..length].into() };
            let place = self.place(place(at, at + length));
            self.builder.push(&words, place);
            at += length;
        }
    }

    fn blank(&mut self, blank: &str, source: Span) {
        if self.preformatted > 0 && blank.bytes().filter(|byte| *byte == b'\n').count() > 1 {
            return self.end_block();
        }
        self.space = self.space.or(Some(source));
    }

    /// What stands between the text so far and words that come.
    fn begin(&mut self, words: &str) {
        // A sentence that runs on behind a line break was only broken; else the line stands for itself.
        if self.broken && !words.starts_with(char::is_lowercase) {
            self.end_block();
        }
        self.broken = false;
        if let Some((_, between)) = self.parted.take().filter(|(at, _)| *at == self.builder.text.len())
            && begins_anew(self.builder.block_text(), words)
        {
            self.space = self.space.or(Some(between));
        }
        if let Some(source) = self.space.take()
            && !self.builder.block_text().trim_end().is_empty()
        {
            self.builder.push(" ", self.place(source));
        }
    }

    /// Where a stretch of the page stands in what it is a part of.
    fn place(&self, stretch: Span) -> Span {
        match self.pieces.is_empty() {
            true => stretch,
            false => source_of(self.pieces, stretch),
        }
    }
}

/// Whether an element shows something though it is no text to be read.
pub(super) fn is_shown(name: Name) -> bool {
    let name = name.as_str();
    matches!(
        name,
        "pre"
            | "svg"
            | "iframe"
            | "video"
            | "audio"
            | "object"
            | "embed"
            | "canvas"
            | "math"
            | "select"
            | "textarea"
            | "button"
            | "input"
    )
}

/// Whether a tag is that of an element which a page defines: HTML has no hyphen in the names of its own.
fn is_component(tag: &str) -> bool {
    let name = tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next();
    name.is_some_and(|name| name.contains('-'))
}

/// Whether an element holds words of a line, which pages lay out side by side by their styles: labels, links, names.
fn is_worded(name: Name) -> bool {
    matches!(name.as_str(), "span" | "a" | "b" | "strong" | "i" | "em" | "small" | "font" | "")
}

/// Whether words in an element of their own are none of the word before: they begin with a capital, and it is more than a letter.
fn begins_anew(before: &str, words: &str) -> bool {
    let last = before.chars().rev().take_while(|c| c.is_alphanumeric()).take(2).count();
    last == 2
        && before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && words.starts_with(char::is_uppercase)
}

/// White space that HTML folds; a no-break space is none.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{C}' | '\r')
}

/// The bytes up to white space that is not one space, or at the end.
fn length_of_line(text: &str) -> usize {
    let bytes = text.as_bytes();
    let blank = |at: usize| bytes.get(at).is_some_and(|byte| is_blank(char::from(*byte)));
    let mut at = 0;
    while at < bytes.len() {
        let is_single = bytes[at] == b' ' && !blank(at + 1) && at + 1 < bytes.len();
        if blank(at) && !is_single {
            break;
        }
        at += 1;
    }
    at
}

/// Parts of class names of preformatted text that is a program: chosen, those of common highlighters.
const PROGRAM_CLASSES: [&str; 7] =
    ["brush", "code", "highlight", "lang-", "language", "prettyprint", "source"];

/// Class names of preformatted text that is a program, or what one prints: those of Org, DocBook, AsciiDoc and docutils.
const LISTING_CLASSES: [&str; 8] =
    ["example", "listing", "literal-block", "literallayout", "programlisting", "screen", "src", "terminal"];

/// Parts of class names of pictures that show a formula: those of MediaWiki, WordPress and TeX converters.
const FORMULA_CLASSES: [&str; 4] = ["mwe-math", "latex", "tex-image", "math-image"];

/// A formula without the command for its size that MediaWiki writes around it: `{\displaystyle x>0}`.
fn bare_formula(words: &str) -> &str {
    let inner = words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(words).trim();
    let styles = ["\\displaystyle ", "\\textstyle ", "\\scriptstyle "];
    styles.iter().find_map(|style| inner.strip_prefix(style)).map_or(words, str::trim)
}

/// Whether an element is preformatted text that is a program rather than prose: it says so, or begins with code.
pub(super) fn is_program(element: &Element, page: &Page, source: &str, ahead: &[Event]) -> bool {
    if element.name.as_str() != "pre" {
        return false;
    }
    let class = element.attributes.get("class").unwrap_or_default().to_ascii_lowercase();
    let is_blank = |event: &&Event| match event {
        Event::Text(run) => page.runs[*run].text(source).trim_ascii().is_empty(),
        _ => false,
    };
    let begins_with_code = match ahead.iter().find(|event| !is_blank(event)) {
        Some(Event::Open(place)) => matches!(page.elements[*place].name.as_str(), "code" | "samp" | "kbd"),
        _ => false,
    };
    begins_with_code
        || PROGRAM_CLASSES.iter().any(|part| class.contains(part))
        || class.split_ascii_whitespace().any(|name| LISTING_CLASSES.contains(&name))
        || program::is_one(preformatted(page, source, ahead).lines())
}

/// The text of a preformatted element up to its end, of which no more is looked at than says what it is.
fn preformatted(page: &Page, source: &str, ahead: &[Event]) -> String {
    const MOST_BYTES: usize = 2_000;
    let (mut text, mut depth) = (String::new(), 0usize);
    for event in ahead {
        match *event {
            Event::Open(_) => depth += 1,
            Event::Close(_) if depth == 0 => break,
            Event::Close(_) => depth -= 1,
            Event::Text(run) => {
                text.extend(pieces::of(&page.runs[run], source).into_iter().map(|(words, _)| words));
            }
            Event::Comment(_) => {}
        }
        if text.len() > MOST_BYTES {
            break;
        }
    }
    text
}

/// Whether an element is the mark of a note: raised, and a link within the page.
fn is_note_mark(element: &Element, page: &Page, ahead: &[Event]) -> bool {
    element.name.as_str() == "sup"
        && ahead.iter().take(2).any(|event| match event {
            Event::Open(place) => {
                let inner = &page.elements[*place];
                inner.name.as_str() == "a"
                    && inner.attributes.get("href").is_some_and(|to| to.starts_with('#'))
            }
            _ => false,
        })
}
