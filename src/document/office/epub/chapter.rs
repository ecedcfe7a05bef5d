//! A chapter in XHTML, as a reader of HTML understands it.
//!
//! In XHTML any element may close itself. To a reader of HTML `<title/>` begins a title that never ends, and the
//! chapter is gone; so these get an end of their own.

use std::borrow::Cow;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::super::xml::DECLARES_ENTITIES;

/// Elements that have no end in HTML either.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The chapter in HTML. From where it is not well-formed on, it is taken as it is.
///
/// # Errors
///
/// If it declares entities of its own.
pub(super) fn read(source: &str) -> Result<Cow<'_, str>, &'static str> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let (mut html, mut copied) = (String::new(), 0);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(source.len());
        let event = reader.read_event();
        let end = usize::try_from(reader.buffer_position()).unwrap_or(source.len());
        match event {
            Ok(Event::Empty(tag)) if !VOID.contains(&tag.name().into_inner()) => {
                html.push_str(source.get(copied..end).unwrap_or_default().trim_end_matches(['/', '>']));
                html.extend(["></", tag.name().into_inner(), ">"]);
                copied = end;
            }
            Ok(Event::CData(text)) => {
                html.push_str(source.get(copied..start).unwrap_or_default());
                html.push_str(&text.into_inner().replace('&', "&amp;").replace('<', "&lt;"));
                copied = end;
            }
            Ok(Event::DocType(declared)) if declared.contains('[') => {
                return Err(DECLARES_ENTITIES);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    if copied == 0 {
        return Ok(Cow::Borrowed(source));
    }
    html.push_str(source.get(copied..).unwrap_or_default());
    Ok(Cow::Owned(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_close_themselves_get_an_end() {
        for (source, expected) in [
            ("<html><head><title/></head>", "<html><head><title></title></head>"),
            ("<p><a id=\"x\" />a<br/>b</p>", "<p><a id=\"x\" ></a>a<br/>b</p>"),
            ("<script src='/a/'/><p>é</p>", "<script src='/a/'></script><p>é</p>"),
            ("<p>1 <![CDATA[< & 2]]></p>", "<p>1 &lt; &amp; 2</p>"),
            ("<p/>1 & 2</i><!-- open <b/>", "<p></p>1 & 2</i><!-- open <b/>"),
            ("<p>as it is</p>", "<p>as it is</p>"),
        ] {
            assert_eq!(read(source).unwrap(), expected);
        }
    }

    #[test]
    fn entities_of_its_own_are_refused() {
        assert!(read("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"x\"><p>x</p>").is_ok());
        let error = read("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>").unwrap_err();
        assert!(error.contains("declares entities"), "{error}");
    }
}
