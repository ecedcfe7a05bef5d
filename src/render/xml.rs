//! What XML of any kind needs.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::visible;

/// A document with its declaration, ending in a line break, of what `write` writes.
pub(super) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let declared = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    declared.and_then(|()| write(&mut writer)).expect("nothing fails that is written to memory");
    let mut out = String::from_utf8(writer.into_inner()).expect("text went in");
    out.push('\n');
    out
}

/// The text, made visible, with a replacement character for each that XML 1.0 has no way to write, not even escaped.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let illegal = |c: char| matches!(c, '\u{FFFE}' | '\u{FFFF}');
    match visible::line(text) {
        text if text.contains(illegal) => Cow::Owned(text.replace(illegal, "\u{FFFD}")),
        text => text,
    }
}

/// Reading back what was written.
#[cfg(test)]
pub(super) mod tests {
    use quick_xml::Reader;

    use super::*;

    /// A name, attributes, and text.
    type Element = (String, Vec<(String, String)>, String);

    /// The elements of a well-formed document.
    pub(in crate::render) fn read(xml: &str) -> Vec<Element> {
        assert!(xml.lines().all(|line| legal(line) == line));
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let (mut elements, mut open) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().expect("it is well-formed") {
                Event::Eof => break,
                Event::End(_) => drop(open.pop().expect("it was opened")),
                Event::Text(text) => add(&mut elements, &open, text.as_ref()),
                Event::GeneralRef(entity) => {
                    let text = format!("&{};", &*entity);
                    add(&mut elements, &open, &quick_xml::escape::unescape(&text).unwrap());
                }
                event @ (Event::Start(_) | Event::Empty(_)) => {
                    let (Event::Start(tag) | Event::Empty(tag)) = &event else { unreachable!() };
                    let attribute = |a: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
                        let a = a.expect("it is well-formed");
                        let value =
                            quick_xml::escape::unescape(&a.value).expect("it is escaped").into_owned();
                        (a.key.as_ref().to_string(), value)
                    };
                    let attributes = tag.attributes().map(attribute).collect();
                    if matches!(event, Event::Start(_)) {
                        open.push(elements.len());
                    }
                    elements.push((tag.name().as_ref().to_string(), attributes, String::new()));
                }
                _ => {}
            }
        }
        assert!(open.is_empty());
        elements
    }

    fn add(elements: &mut [Element], open: &[usize], text: &str) {
        if let Some(at) = open.last() {
            elements[*at].2.push_str(text);
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(legal("a\u{1}\tb\u{FFFE}\n漢"), "a␁ b\u{FFFD} 漢");
    }
}
