//! What an element of HTML means to a reader of text.

/// The place of an element's name in [`ELEMENTS`], or [`Name::OTHER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name(u8);

/// What an element does to the text around and inside it, as flags.
type Class = u16;

/// It stands on lines of its own: blocks end before and after it.
const BLOCK: Class = 1;
/// It has no content and no end tag.
const VOID: Class = 1 << 1;
/// Its content is no text to be read.
const UNREAD: Class = 1 << 2;
/// A formatting element, which parsers open again in the next block if it was not closed.
const FORMATTING: Class = 1 << 3;
/// It is around the content of a page rather than part of it.
const FURNITURE: Class = 1 << 4;
/// Its start closes a paragraph that is open.
const CLOSES_P: Class = 1 << 5;
/// End tags inside it do not close what is outside it.
const SCOPE: Class = 1 << 6;
/// A heading.
const HEADING: Class = 1 << 7;
/// It may stand in the head of a page.
const HEAD: Class = 1 << 8;

/// The elements that matter, sorted by name. Others are inline.
const ELEMENTS: [(&str, Class); 122] = [
    ("a", FORMATTING),
    ("address", BLOCK | CLOSES_P),
    ("annotation", UNREAD),
    ("annotation-xml", UNREAD),
    ("applet", UNREAD | SCOPE),
    ("area", VOID),
    ("article", BLOCK | CLOSES_P),
    ("aside", BLOCK | CLOSES_P | FURNITURE),
    ("audio", UNREAD),
    ("b", FORMATTING),
    ("base", VOID | HEAD),
    ("basefont", VOID | HEAD),
    ("bgsound", VOID | HEAD),
    ("big", FORMATTING),
    ("blockquote", BLOCK | CLOSES_P),
    ("body", BLOCK),
    ("br", VOID),
    ("button", UNREAD),
    ("canvas", UNREAD),
    ("caption", BLOCK | SCOPE),
    ("center", BLOCK | CLOSES_P),
    ("code", FORMATTING),
    ("col", VOID),
    ("colgroup", BLOCK),
    ("datalist", UNREAD),
    ("dd", BLOCK | CLOSES_P),
    ("details", BLOCK | CLOSES_P),
    ("dialog", BLOCK | CLOSES_P),
    ("dir", BLOCK | CLOSES_P),
    ("div", BLOCK | CLOSES_P),
    ("dl", BLOCK | CLOSES_P),
    ("dt", BLOCK | CLOSES_P),
    ("em", FORMATTING),
    ("embed", VOID),
    ("fieldset", BLOCK | CLOSES_P),
    ("figcaption", BLOCK | CLOSES_P),
    ("figure", BLOCK | CLOSES_P),
    ("font", FORMATTING),
    ("footer", BLOCK | CLOSES_P | FURNITURE),
    ("foreignobject", SCOPE),
    ("form", BLOCK | CLOSES_P),
    ("frame", VOID),
    ("frameset", UNREAD),
    ("h1", BLOCK | CLOSES_P | HEADING),
    ("h2", BLOCK | CLOSES_P | HEADING),
    ("h3", BLOCK | CLOSES_P | HEADING),
    ("h4", BLOCK | CLOSES_P | HEADING),
    ("h5", BLOCK | CLOSES_P | HEADING),
    ("h6", BLOCK | CLOSES_P | HEADING),
    ("head", BLOCK | UNREAD),
    ("header", BLOCK | CLOSES_P),
    ("hgroup", BLOCK | CLOSES_P),
    ("hr", BLOCK | CLOSES_P | VOID),
    ("html", BLOCK | SCOPE),
    ("i", FORMATTING),
    ("iframe", UNREAD),
    ("img", VOID),
    ("input", VOID),
    ("kbd", 0),
    ("legend", BLOCK),
    ("li", BLOCK | CLOSES_P),
    ("link", VOID | HEAD),
    ("listing", BLOCK | CLOSES_P),
    ("main", BLOCK | CLOSES_P),
    ("map", UNREAD),
    ("marquee", SCOPE),
    ("math", 0),
    ("menu", BLOCK | CLOSES_P),
    ("meta", VOID | HEAD),
    ("meter", UNREAD),
    ("nav", BLOCK | CLOSES_P | FURNITURE),
    ("nobr", FORMATTING),
    ("noembed", UNREAD),
    ("noframes", UNREAD | HEAD),
    ("noscript", UNREAD | HEAD),
    ("object", UNREAD | SCOPE),
    ("ol", BLOCK | CLOSES_P),
    ("optgroup", 0),
    ("option", 0),
    ("p", BLOCK | CLOSES_P),
    ("param", VOID),
    ("plaintext", BLOCK | CLOSES_P),
    ("pre", BLOCK | CLOSES_P),
    ("progress", UNREAD),
    ("q", 0),
    ("rp", UNREAD),
    ("rt", UNREAD),
    ("ruby", 0),
    ("s", FORMATTING),
    ("samp", 0),
    ("script", UNREAD | HEAD),
    ("search", BLOCK | CLOSES_P | FURNITURE),
    ("section", BLOCK | CLOSES_P),
    ("select", UNREAD),
    ("small", FORMATTING),
    ("source", VOID),
    ("span", 0),
    ("strike", FORMATTING),
    ("strong", FORMATTING),
    ("style", UNREAD | HEAD),
    ("sub", 0),
    ("summary", BLOCK | CLOSES_P),
    ("sup", 0),
    ("svg", UNREAD),
    ("table", BLOCK | CLOSES_P | SCOPE),
    ("tbody", BLOCK),
    ("td", BLOCK | SCOPE),
    ("template", UNREAD | SCOPE | HEAD),
    ("textarea", UNREAD),
    ("tfoot", BLOCK),
    ("th", BLOCK | SCOPE),
    ("thead", BLOCK),
    ("title", UNREAD | HEAD),
    ("tr", BLOCK),
    ("track", VOID),
    ("tt", FORMATTING),
    ("u", FORMATTING),
    ("ul", BLOCK | CLOSES_P),
    ("var", 0),
    ("video", UNREAD),
    ("wbr", VOID),
    ("xmp", BLOCK | CLOSES_P | UNREAD),
];

impl Name {
    /// The names that there are, that of all others included.
    pub(super) const COUNT: usize = ELEMENTS.len() + 1;
    /// An element that is not in the table.
    pub(super) const OTHER: Name = Name(ELEMENTS.len() as u8);

    pub(super) fn of(name: &[u8]) -> Name {
        let found = ELEMENTS.binary_search_by(|(known, _)| known.as_bytes().cmp(name));
        found.map_or(Name::OTHER, |place| Name(place as u8))
    }

    /// The name, empty for one that is not in the table.
    pub(super) fn as_str(self) -> &'static str {
        ELEMENTS.get(self.place()).map_or("", |(name, _)| name)
    }

    pub(super) fn place(self) -> usize {
        usize::from(self.0)
    }

    fn has(self, class: Class) -> bool {
        ELEMENTS.get(self.place()).is_some_and(|(_, classes)| classes & class != 0)
    }

    pub(super) fn is_block(self) -> bool {
        self.has(BLOCK)
    }

    pub(super) fn is_void(self) -> bool {
        self.has(VOID)
    }

    pub(super) fn is_unread(self) -> bool {
        self.has(UNREAD)
    }

    pub(super) fn is_formatting(self) -> bool {
        self.has(FORMATTING)
    }

    pub(super) fn is_furniture(self) -> bool {
        self.has(FURNITURE)
    }

    pub(super) fn closes_paragraph(self) -> bool {
        self.has(CLOSES_P)
    }

    pub(super) fn is_scope(self) -> bool {
        self.has(SCOPE)
    }

    pub(super) fn is_heading(self) -> bool {
        self.has(HEADING)
    }

    pub(super) fn is_in_head(self) -> bool {
        self.has(HEAD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
        for (name, _) in ELEMENTS {
            assert_eq!(Name::of(name.as_bytes()).as_str(), name);
        }
        assert_eq!(Name::of(b"my-element"), Name::OTHER);
        assert!(!Name::OTHER.is_block());
    }
}
