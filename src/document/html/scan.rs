//! A page as a sequence of elements that open and close, and of text between them, all with their places in the source.
//!
//! Tags are recognized by the tokenizer of the HTML standard. End tags that are left out are put in, and stray ones ignored, in
//! the manner of its tree builder, but without a tree: each tag costs `O(1)`, whatever the nesting.

use html5gum::State;
use html5gum::emitters::callback::CallbackEvent;
use rustc_hash::FxHashMap;

use super::element::Name;
use super::tokens::{self, Listener};
use crate::span::Span;

/// What happens in a page, in order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// An element begins: its place in [`Page::elements`].
    Open(usize),
    /// An element ends.
    Close(usize),
    /// A stretch of text without a tag in it: its place in [`Page::runs`].
    Text(usize),
    /// A comment: what stands inside it.
    Comment(Span),
}

/// An element of a page.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: Name,
    /// Its start tag in the source.
    pub(super) tag: Span,
    /// Where it ends in the source, its end tag included.
    pub(super) end: usize,
    /// Whether it has ended although elements that it holds have not: it overlaps with them.
    has_ended: bool,
    pub(super) attributes: Attributes,
    /// How many attributes it has, with those that do not matter.
    pub(super) attribute_count: usize,
}

impl Element {
    /// Whether its text is data in JSON-LD.
    pub(super) fn is_linked_data(&self) -> bool {
        self.name.as_str() == "script"
            && self.attributes.get("type").is_some_and(|kind| kind.contains("ld+json"))
    }
}

/// The attributes of an element that matter.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

/// The attributes that matter; the values of others are not kept.
const KEPT: [&str; 22] = [
    "alt",
    "aria-hidden",
    "charset",
    "class",
    "content",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "open",
    "property",
    "rel",
    "reversed",
    "role",
    "start",
    "style",
    "type",
    "value",
    "xml:lang",
];

impl Attributes {
    /// The value of an attribute, empty if it has none; `None` if it is not there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has a value, in lower case or capitals.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|given| given.trim().eq_ignore_ascii_case(value))
    }
}

/// A stretch of text without a tag in it.
#[derive(Debug)]
pub(super) struct Run {
    /// Where it stands in the source, entities and all.
    pub(super) source: Span,
    /// What it says, where that is not what stands in the source.
    decoded: Option<String>,
}

impl Run {
    /// What it says.
    pub(super) fn text<'r>(&'r self, source: &'r str) -> &'r str {
        self.decoded.as_deref().unwrap_or_else(|| self.source.of(source))
    }

    /// Whether that is what stands in the source, letter for letter.
    pub(super) fn is_verbatim(&self) -> bool {
        self.decoded.is_none()
    }
}

/// A page that has been scanned.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) events: Vec<Event>,
    pub(super) elements: Vec<Element>,
    pub(super) runs: Vec<Run>,
    /// The most elements that are open at once, about as a tree builder has them.
    pub(super) depth: usize,
    /// The elements that each element is in, added up.
    pub(super) depths: usize,
    /// The elements and texts that a tree builder makes, about: those that it opens again in each block included.
    pub(super) nodes: usize,
}

impl Page {
    /// The places of what its scripts have as data in JSON-LD.
    pub(super) fn linked_data(&self) -> impl Iterator<Item = Span> {
        let mut in_data = false;
        self.events.iter().filter_map(move |event| {
            match event {
                Event::Open(place) => in_data = self.elements[*place].is_linked_data(),
                Event::Text(run) if in_data => return Some(self.runs[*run].source),
                _ => {}
            }
            None
        })
    }
}

/// Scans a page. `O(n)`.
pub(super) fn scan(source: &str) -> Page {
    let mut scanner = Scanner::new(source);
    tokens::read(source.as_bytes(), true, &mut scanner);
    scanner.finish()
}

impl Listener for Scanner<'_> {
    fn hear(&mut self, event: CallbackEvent<'_>, span: Span) -> bool {
        let end = span.end.min(self.source.len());
        self.take(&event, Span { start: span.start.min(end), end });
        false
    }

    /// A `title` or `style` inside a picture does not begin raw text.
    fn next_state(&mut self, usual: Option<State>) -> Option<State> {
        usual.filter(|_| !self.open.is_foreign())
    }
}

/// The elements that are open, and what can be said of them without looking through them all.
#[derive(Debug)]
struct Open {
    stack: Vec<usize>,
    /// The heights at which elements of each name stand, the highest last.
    heights: Vec<Vec<usize>>,
    /// The same of blocks, of elements that end tags do not reach out of, and of lists.
    blocks: Vec<usize>,
    scopes: Vec<usize>,
    lists: Vec<usize>,
}

impl Open {
    fn highest(&self, name: &str) -> Option<usize> {
        self.heights[Name::of(name.as_bytes()).place()].last().copied()
    }

    /// Whether what comes is inside a picture or a formula: XML, but for pieces of HTML in it.
    fn is_foreign(&self) -> bool {
        let foreign = self.highest("svg").max(self.highest("math"));
        foreign.is_some() && foreign > self.highest("foreignobject")
    }

    /// Whether a height is above a list's or a scope's: in it.
    fn is_above(height: usize, barriers: &[usize]) -> bool {
        barriers.last().is_none_or(|barrier| height > *barrier)
    }
}

/// A formatting element that was closed with the block around it: parsers open it again in the next one.
type Unclosed = (Name, u64);

/// Of elements that are the same, parsers open no more than this many again: the standard's "Noah's Ark clause".
const NOAHS_ARK: usize = 3;

struct Scanner<'s> {
    source: &'s str,
    page: Page,
    open: Open,
    /// The attributes of the start tag at hand, where it begins, and its name.
    attributes: Vec<(&'static str, String)>,
    attribute: Option<&'static str>,
    attribute_count: usize,
    tag: (usize, Name),
    unclosed: Vec<Unclosed>,
    counts: FxHashMap<Unclosed, usize>,
}

impl<'s> Scanner<'s> {
    fn new(source: &'s str) -> Scanner<'s> {
        let heights = vec![Vec::new(); Name::COUNT];
        let open =
            Open { stack: Vec::new(), heights, blocks: Vec::new(), scopes: Vec::new(), lists: Vec::new() };
        Scanner {
            source,
            page: Page::default(),
            open,
            attributes: Vec::new(),
            attribute: None,
            attribute_count: 0,
            tag: (0, Name::OTHER),
            unclosed: Vec::new(),
            counts: FxHashMap::default(),
        }
    }

    fn take(&mut self, event: &CallbackEvent<'_>, span: Span) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = (span.start, Name::of(name));
                self.attributes.clear();
                self.attribute = None;
                self.attribute_count = 0;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute_count += 1;
                // The first of several with the same name counts.
                let kept = KEPT.iter().copied().find(|kept| kept.as_bytes() == *name);
                self.attribute = kept.filter(|kept| self.attributes.iter().all(|(known, _)| known != kept));
                self.attributes.extend(self.attribute.map(|name| (name, String::new())));
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(_), Some((_, kept))) = (self.attribute.take(), self.attributes.last_mut()) {
                    *kept = String::from_utf8_lossy(value).into_owned();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start_tag(span.end, *self_closing),
            CallbackEvent::EndTag { name } => self.end_tag(Name::of(name), span),
            CallbackEvent::String { value } => self.text(value, span),
            CallbackEvent::Comment { .. } => {
                let inside = span.of(self.source);
                let inner = inside.strip_prefix("<!--").unwrap_or(inside);
                let start = span.end - inner.len();
                let end = start + inner.strip_suffix("-->").unwrap_or(inner).len();
                self.page.events.push(Event::Comment(Span { start, end }));
            }
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn text(&mut self, value: &[u8], span: Span) {
        let said = String::from_utf8_lossy(value);
        let decoded = (said != span.of(self.source)).then(|| said.into_owned());
        self.page.nodes += 1;
        self.page.events.push(Event::Text(self.page.runs.len()));
        self.page.runs.push(Run { source: span, decoded });
    }

    fn start_tag(&mut self, end: usize, is_self_closing: bool) {
        let (start, name) = self.tag;
        self.close_before(name, start);
        let place = self.page.elements.len();
        let attributes = Attributes(std::mem::take(&mut self.attributes));
        let attribute_count = self.attribute_count;
        let tag = Span { start, end };
        self.page.elements.push(Element { name, tag, end, has_ended: false, attributes, attribute_count });
        self.page.events.push(Event::Open(place));
        self.page.nodes += 1;
        if name.closes_paragraph() {
            self.page.nodes += self.unclosed.len();
        }
        let is_foreign = self.open.is_foreign() || matches!(name.as_str(), "svg" | "math");
        if name.is_void() || is_foreign && is_self_closing {
            self.page.events.push(Event::Close(place));
            return;
        }
        let height = self.open.stack.len();
        self.open.stack.push(place);
        self.open.heights[name.place()].push(height);
        for (is_one, heights) in [
            (name.is_block(), &mut self.open.blocks),
            (name.is_scope(), &mut self.open.scopes),
            (matches!(name.as_str(), "ul" | "ol" | "menu" | "dir" | "dl"), &mut self.open.lists),
        ] {
            if is_one {
                heights.push(height);
            }
        }
        let depth = self.open.stack.len() + self.unclosed.len();
        self.page.depth = self.page.depth.max(depth);
        self.page.depths += depth;
    }

    /// Closes what the start of an element closes although it has no end tag.
    fn close_before(&mut self, name: Name, at: usize) {
        let open = &self.open;
        let in_list =
            |height: &usize| Open::is_above(*height, &open.lists) && Open::is_above(*height, &open.scopes);
        let table = open.highest("table");
        let in_table = |height: &usize| table.is_none_or(|table| *height > table);
        let highest = |names: &[&str]| names.iter().filter_map(|name| open.highest(name)).max();
        let closed = match name.as_str() {
            "li" => highest(&["li"]).filter(in_list),
            "dt" | "dd" => highest(&["dt", "dd"]).filter(in_list),
            "td" | "th" => highest(&["td", "th"]).filter(in_table),
            "tr" => highest(&["tr", "caption"]).filter(in_table),
            "thead" | "tbody" | "tfoot" => highest(&["thead", "tbody", "tfoot", "caption"]).filter(in_table),
            "body" | "frameset" => highest(&["head"]),
            // What cannot stand in the head ends it.
            _ if !name.is_in_head() && name.as_str() != "head" => {
                highest(&["head"]).filter(|head| head + 1 == open.stack.len())
            }
            _ => None,
        };
        if let Some(height) = closed {
            self.close_from(height, at, None);
        }
        if name.is_heading() {
            let top = self.open.stack.last().map(|top| self.page.elements[*top].name);
            if top.is_some_and(Name::is_heading) {
                self.close_from(self.open.stack.len() - 1, at, None);
            }
        }
        if name.closes_paragraph()
            && let Some(height) = self.open.highest("p").filter(|p| Open::is_above(*p, &self.open.scopes))
        {
            self.close_from(height, at, None);
        }
    }

    fn end_tag(&mut self, name: Name, span: Span) {
        let open = &self.open;
        let found = match name {
            _ if name.is_heading() => (1..=6).filter_map(|level| open.highest(&format!("h{level}"))).max(),
            _ => open.heights[name.place()].last().copied(),
        };
        let is_of_table =
            matches!(name.as_str(), "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption");
        let within = |height: &usize| match name {
            _ if is_of_table => open.highest("table").is_none_or(|table| *height > table),
            _ if name.is_scope() => true,
            _ if name.is_block() || name.is_unread() => Open::is_above(*height, &open.scopes),
            _ => Open::is_above(*height, &open.blocks),
        };
        match found {
            Some(height) if within(&height) => self.close_from(height, span.end, Some(name)),
            Some(height) if name.is_formatting() && Open::is_above(height, &open.scopes) => {
                self.end_early(open.stack[height], span.end);
            }
            _ => self.forget_unclosed(name),
        }
    }

    /// Ends an element before the blocks inside it end.
    fn end_early(&mut self, place: usize, at: usize) {
        let element = &mut self.page.elements[place];
        (element.end, element.has_ended) = (at, true);
        self.open.heights[element.name.place()].pop();
        self.page.events.push(Event::Close(place));
    }

    /// Closes all that is open from a height on; `named` is what has an end tag.
    fn close_from(&mut self, height: usize, at: usize, named: Option<Name>) {
        while self.open.stack.len() > height {
            let Some(place) = self.open.stack.pop() else { break };
            let element = &mut self.page.elements[place];
            let (name, top) = (element.name, self.open.stack.len());
            if element.has_ended {
                continue;
            }
            element.end = at;
            self.page.events.push(Event::Close(place));
            self.open.heights[name.place()].pop();
            for heights in [&mut self.open.blocks, &mut self.open.scopes, &mut self.open.lists] {
                heights.pop_if(|height| *height == top);
            }
            let has_end_tag = top == height && named == Some(name);
            // A link that is opened closes one that is open.
            if name.is_formatting() && !has_end_tag && name.as_str() != "a" {
                self.keep_unclosed(name, self.page.elements[place].tag);
            }
        }
    }

    fn keep_unclosed(&mut self, name: Name, tag: Span) {
        use std::hash::BuildHasher;
        let unclosed = (name, rustc_hash::FxBuildHasher.hash_one(tag.of(self.source)));
        let count = self.counts.entry(unclosed).or_default();
        if *count < NOAHS_ARK {
            *count += 1;
            self.unclosed.push(unclosed);
        }
    }

    /// An end tag for which nothing is open may be that of an element that was closed with its block.
    fn forget_unclosed(&mut self, name: Name) {
        if let Some(unclosed) = self.unclosed.pop_if(|(unclosed, _)| *unclosed == name) {
            self.counts.entry(unclosed).and_modify(|count| *count -= 1);
        }
    }

    fn finish(mut self) -> Page {
        self.close_from(0, self.source.len(), None);
        self.page
    }
}
