//! XML, an event at a time, with what a hostile file could do to its readers taken out.
//!
//! * Elements are known by their vocabulary rather than by a prefix, which any program may choose.
//! * No entity is expanded but the five of XML and numbers; a document that declares some is refused.
//! * Elements nest only so deep, and nothing here or in the readers recurs on them.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::error::Error;

/// How deep elements may nest. Tables in tables take about six levels each, and Word nests hardly twenty of them.
const MOST_DEPTH: usize = 1_000;

/// What is wrong with a document type that declares anything.
pub(super) const DECLARES_ENTITIES: &str =
    "it declares entities of its own: expected a document that declares none";

/// The vocabularies that elements come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// Text of Word.
    Word,
    /// Slides of PowerPoint.
    Presentation,
    /// Text in shapes.
    Drawing,
    /// How pictures and shapes are placed in Word.
    WordDrawing,
    /// Content in several versions, for programs of several ages.
    Compatibility,
    /// Formulas of Office.
    Math,
    /// Shapes before 2010.
    Vml,
    /// How the parts of a package belong together.
    Relationships,
    /// OpenDocument.
    Office,
    Text,
    Table,
    Style,
    Draw,
    Svg,
    Manifest,
    /// Title, description and others.
    DublinCore,
    /// Books.
    Package,
    Container,
    Encryption,
    /// None of these.
    Other,
}

use Vocabulary::*;

/// Names of vocabularies, with the prefixes that they have where a file forgets to declare them.
const VOCABULARIES: &[(&str, &str, Vocabulary)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w", Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w", Word),
    ("http://schemas.openxmlformats.org/presentationml/2006/main", "p", Presentation),
    ("http://purl.oclc.org/ooxml/presentationml/main", "p", Presentation),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a", Drawing),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a", Drawing),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp", WordDrawing),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp", WordDrawing),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc", Compatibility),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m", Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m", Math),
    ("urn:schemas-microsoft-com:vml", "v", Vml),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "", Relationships),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office", Office),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text", Text),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table", Table),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style", Style),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw", Draw),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg", Svg),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest", Manifest),
    ("http://purl.org/dc/elements/1.1/", "dc", DublinCore),
    ("http://www.idpf.org/2007/opf", "opf", Package),
    ("http://openebook.org/namespaces/oeb-package/1.0/", "opf", Package),
    ("urn:oasis:names:tc:opendocument:xmlns:container", "", Container),
    ("http://www.w3.org/2001/04/xmlenc#", "enc", Encryption),
];

impl Vocabulary {
    fn of(name: &ResolveResult<'_>) -> Vocabulary {
        let found = match name {
            ResolveResult::Bound(name) => VOCABULARIES.iter().find(|(known, ..)| *known == name.0),
            ResolveResult::Unknown(prefix) => VOCABULARIES.iter().find(|(_, known, _)| known == prefix),
            ResolveResult::Unbound => None,
        };
        found.map_or(Other, |(.., vocabulary)| *vocabulary)
    }
}

/// What is read next.
pub(super) enum Node<'x> {
    /// An element begins.
    Open(Tag<'x>),
    /// The innermost element ends. [`Xml::depth`] is what it was before the element began.
    Close,
    /// Some text; the next node may be more of it.
    Text(Cow<'x, str>),
    /// The document is over, and all its elements have ended.
    End,
}

/// The tag that begins an element.
pub(super) struct Tag<'x> {
    pub(super) vocabulary: Vocabulary,
    start: BytesStart<'x>,
}

impl Tag<'_> {
    /// The name within its vocabulary.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The vocabulary and the name, to match with.
    pub(super) fn id(&self) -> (Vocabulary, &str) {
        (self.vocabulary, self.name())
    }

    /// The value of the first attribute of this name, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).map_while(Result::ok);
        let found = found.into_iter().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(
            found
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| found.value.to_string(), Cow::into_owned),
        )
    }

    /// The value of the first attribute of this name that has a prefix, whatever it is.
    pub(super) fn get_prefixed(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).map_while(Result::ok).find(|attribute| {
            attribute.key.prefix().is_some() && attribute.key.local_name().into_inner() == name
        })?;
        Some(found.value.to_string())
    }

    /// The number that an attribute has, if it has one.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }
}

/// A document in XML that is being read.
pub(super) struct Xml<'x> {
    reader: NsReader<&'x [u8]>,
    /// What the file around it should be, and the part's name, for errors.
    what: &'static str,
    part: &'x str,
    depth: usize,
    /// Whether an element has begun.
    begun: bool,
}

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str, what: &'static str, part: &'x str) -> Xml<'x> {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Xml { reader, what, part, depth: 0, begun: false }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// An error about this document.
    pub(super) fn malformed(&self, why: &str) -> Error {
        Error::malformed(self.what, format!("{}: {why}", self.part))
    }

    /// An error at the place where the reader stands.
    fn malformed_here(&self, why: impl std::fmt::Display) -> Error {
        let at = self.reader.buffer_position();
        Error::malformed(self.what, format!("{}, byte {at}: {why}", self.part))
    }

    /// Reads on.
    pub(super) fn next(&mut self) -> Result<Node<'x>, Error> {
        loop {
            let (vocabulary, event) = match self.reader.read_resolved_event() {
                Ok((name, event @ Event::Start(_))) => (Vocabulary::of(&name), event),
                Ok((_, event)) => (Other, event),
                Err(error) => return Err(self.malformed_here(error)),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    self.begun = true;
                    if self.depth > MOST_DEPTH {
                        let what = format!("levels of elements in {}", self.part);
                        return Err(Error::limit(what, self.depth, MOST_DEPTH));
                    }
                    return Ok(Node::Open(Tag { vocabulary, start }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close);
                }
                Event::Text(text) => return Ok(Node::Text(text.into_inner())),
                Event::CData(text) => return Ok(Node::Text(text.into_inner())),
                Event::GeneralRef(name) => {
                    let number = name.resolve_char_ref().map_err(|error| self.malformed_here(error))?;
                    return Ok(Node::Text(match number {
                        Some(c) => c.to_string().into(),
                        None => named(&name),
                    }));
                }
                Event::DocType(declared) => self.check(&declared)?,
                Event::Eof if self.depth > 0 => {
                    let open = self.depth;
                    return Err(self.malformed_here(format!("it is cut off, {open} elements have no end")));
                }
                Event::Eof if !self.begun => return Err(self.malformed("it is empty")),
                Event::Eof => return Ok(Node::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
            }
        }
    }

    /// Refuses a document type that declares anything: entities that grow, or that lead to other files.
    fn check(&self, declared: &str) -> Result<(), Error> {
        match declared.contains('[') {
            true => Err(self.malformed(DECLARES_ENTITIES)),
            false => Ok(()),
        }
    }

    /// Reads up to the outermost element, which has to be this one.
    pub(super) fn root(&mut self, expected: (Vocabulary, &str), shown: &str) -> Result<(), Error> {
        loop {
            match self.next()? {
                Node::Open(tag) if tag.id() == expected => return Ok(()),
                Node::Text(_) => {}
                _ => return Err(self.malformed(&format!("expected {shown} as its outermost element"))),
            }
        }
    }

    /// Passes over the element that has just begun, with all that is in it.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.leave(self.depth)
    }

    /// Passes over what is left of an open element: the one at this depth.
    pub(super) fn leave(&mut self, depth: usize) -> Result<(), Error> {
        while self.depth >= depth.max(1) {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that has just begun, and of those in it. Reads to its end.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let depth = self.depth;
        let mut text = String::new();
        while self.depth >= depth {
            if let Node::Text(words) = self.next()? {
                text.push_str(&words);
            }
        }
        Ok(text)
    }
}

/// What a named entity stands for. Of one that XML does not have, its name as it is written.
fn named(name: &str) -> Cow<'static, str> {
    match quick_xml::escape::resolve_predefined_entity(name) {
        Some(text) => text.into(),
        None => format!("&{name};").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events of a document, a letter each; its text in brackets.
    fn show(source: &str) -> Result<String, Error> {
        let mut xml = Xml::new(source, "a readable DOCX", "x.xml");
        let mut shown = String::new();
        loop {
            match xml.next()? {
                Node::Open(tag) => shown += &format!("{:?}.{} ", tag.vocabulary, tag.name()),
                Node::Close => shown += "/ ",
                Node::Text(text) => shown += &format!("[{text}] "),
                Node::End => return Ok(shown.trim_end().to_string()),
            }
        }
    }

    #[test]
    fn vocabularies_are_told_by_name_or_by_prefix() {
        let word = VOCABULARIES[0].0;
        assert_eq!(show(&format!("<a:p xmlns:a='{word}'><t/></a:p>")).unwrap(), "Word.p Other.t / /");
        assert_eq!(show(&format!("<p xmlns='{word}'><w xmlns=''/></p>")).unwrap(), "Word.p Other.w / /");
        assert_eq!(show("<w:p><x:y/></w:p>").unwrap(), "Word.p Other.y / /");
    }

    #[test]
    fn text_comes_in_pieces() {
        let source = "<?xml version='1.0'?><!DOCTYPE a PUBLIC \"x\" \"y\"><a>1 &lt; &#x32;<!-- no --><![CDATA[ & ]]>&nbsp; & 3</a>";
        assert_eq!(show(source).unwrap(), "Other.a [1 ] [<] [ ] [2] [ & ] [&nbsp;] [ ] [& 3] /");
    }

    #[test]
    fn what_is_no_xml_says_where() {
        for (source, why) in [
            ("", "it is empty"),
            ("words", "it is empty"),
            ("<a><b>", "x.xml, byte 6: it is cut off, 2 elements have no end"),
            ("<a></b>", "x.xml, byte"),
            ("<a b=", "x.xml, byte"),
            ("<a>&#x110000;</a>", "x.xml, byte"),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares entities of its own"),
            ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "declares entities"),
        ] {
            let error = show(source).unwrap_err().to_string();
            assert!(
                error.starts_with("not a readable DOCX: x.xml") && error.contains(why),
                "{source}: {error}"
            );
        }
    }

    #[test]
    fn elements_nest_only_so_deep() {
        let nested = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
        assert!(show(&nested(MOST_DEPTH)).is_ok());
        let error = show(&nested(100_000)).unwrap_err().to_string();
        assert_eq!(error, "1001 levels of elements in x.xml: expected at most 1000");
    }
}
