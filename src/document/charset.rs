//! The encoding that a page says it is in: a `<meta>` at its beginning, or its XML declaration.
//!
//! This is what the HTML Standard calls to *prescan a byte stream to determine its encoding*, and the search for an
//! XML declaration that follows it there.
//!
//! # Where this differs from the standard
//!
//! * The standard looks at 1,024 bytes, and a browser that meets a later `<meta>` starts over with what that says. Here
//!   the first look goes on until the page's body begins, which comes to the same: see [`LOOKED_AT`].
//! * What looks like a `<meta>` inside a script, a style or a title is none, as it is for the parser later.

use html5gum::emitters::callback::CallbackEvent;

use super::html::tokens::{self, Listener};
use crate::span::Span;

/// How many bytes are looked at. Scripts and styles put before the `<meta>` make heads long; chosen by eye, a look at so
/// many takes a millisecond.
const LOOKED_AT: usize = 64 * 1024;

/// The name of the encoding, as the page has it; an encoding that cannot be, since the name was readable, is corrected.
pub(super) fn of_page(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    of_meta(bytes).or_else(|| of_xml_declaration(bytes)).map(|label| match label.to_ascii_lowercase() {
        // The name could not have been read in UTF-16.
        lower if lower.starts_with("utf-16") || lower == "unicode" || lower == "ucs-2" => "utf-8".into(),
        lower if lower == "x-user-defined" => "windows-1252".into(),
        _ => label,
    })
}

/// What the first `<meta>` says that says something of the encoding.
fn of_meta(bytes: &[u8]) -> Option<String> {
    let mut head = Head::default();
    tokens::read(bytes, true, &mut head);
    head.label
}

/// What is read of a page until its body begins or its encoding is known.
#[derive(Default)]
struct Head {
    is_in_meta: bool,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
    label: Option<String>,
}

impl Listener for Head {
    fn hear(&mut self, event: CallbackEvent<'_>, _: Span) -> bool {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.is_in_meta = name == b"meta";
                self.attributes.clear();
                name == b"body"
            }
            CallbackEvent::AttributeName { name } if self.is_in_meta => {
                self.attributes.push((name.into(), Vec::new()));
                false
            }
            CallbackEvent::AttributeValue { value } if self.is_in_meta => {
                if let Some((_, kept)) = self.attributes.last_mut() {
                    *kept = value.into();
                }
                false
            }
            CallbackEvent::CloseStartTag { .. } if self.is_in_meta => {
                self.is_in_meta = false;
                self.label = self.label_of_tag();
                self.label.is_some()
            }
            _ => false,
        }
    }
}

impl Head {
    /// What a `<meta>` says: `charset`, or else `content` if it stands for the header of the content's type.
    fn label_of_tag(&self) -> Option<String> {
        // The first of several with the same name counts.
        let value = |name: &[u8]| {
            let found = self.attributes.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
        };
        let label = match value(b"charset") {
            Some(label) => label,
            None if value(b"http-equiv")?.eq_ignore_ascii_case("content-type") => {
                in_content(&value(b"content")?)?.into()
            }
            None => return None,
        };
        let label = label.trim_ascii();
        (!label.is_empty()).then(|| label.into())
    }
}

/// The charset in the content of such a `<meta>`, as in `text/html; charset=utf-8`.
fn in_content(content: &str) -> Option<&str> {
    let lower = content.to_ascii_lowercase();
    let after =
        lower.match_indices("charset").map(|(at, name)| content[at + name.len()..].trim_ascii_start());
    let value = after.filter_map(|rest| rest.strip_prefix('=')).next()?.trim_ascii_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split_once(quote).map(|(label, _)| label),
        _ => value.split([';', ' ', '\t', '\n', '\r', '\x0C']).next(),
    }
}

/// The encoding of an XML declaration: `<?xml version="1.0" encoding="windows-1251"?>`.
fn of_xml_declaration(bytes: &[u8]) -> Option<String> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let declaration = &rest[..memchr::memchr(b'>', rest)?];
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let value =
        declaration[at + b"encoding".len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, label) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let label = &label[..memchr::memchr(*quote, label)?];
    str::from_utf8(label).ok().filter(|label| !label.contains(|c: char| c <= ' ')).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_an_encoding() {
        for (page, expected) in [
            ("<meta charset=utf-8>", "utf-8"),
            ("<!doctype html><html><head><title>x</title><META CharSet = ' KOI8-R '>", "KOI8-R"),
            ("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>", "Shift_JIS"),
            ("<meta content='text/html; charset = \"gbk\" ; x' http-equiv=content-type>", "gbk"),
            ("<meta content='charset; charset=big5;x' http-equiv=content-type />", "big5"),
            ("<meta name=a><meta charset=''><meta/charset='euc-kr'/>", "euc-kr"),
            ("<!-- <meta charset=a> --><script>'<meta charset=b>'</script><meta charset=c>", "c"),
            ("<meta charset=a charset=b>", "a"),
            ("<meta charset=utf-16le>", "utf-8"),
            ("<meta charset=X-User-Defined>", "windows-1252"),
            ("<?xml version=\"1.0\" encoding = 'windows-1251'?><html>", "windows-1251"),
            ("<?xml version='1.0' encoding=\"utf-16\"?>", "utf-8"),
            ("<?xml encoding='koi8-u'?><meta charset=koi8-r>", "koi8-r"),
        ] {
            assert_eq!(of_page(page.as_bytes()).as_deref(), Some(expected), "{page}");
        }
    }

    #[test]
    fn what_names_none() {
        for page in [
            "",
            "<meta",
            "<meta charset=utf-8",
            "<meta charset>",
            "<meta content='text/html; charset=gbk'>",
            "<meta http-equiv=content-type content='text/html; charset gbk'>",
            "<meta http-equiv=content-type content='text/html; charset=\"gbk'>",
            "<meta http-equiv=refresh content='1; charset=gbk'>",
            "<body><meta charset=gbk>",
            "<title><meta charset=gbk></title>",
            "<!-- <meta charset=gbk>",
            "<?xml version='1.0'?>",
            "<?xml encoding=gbk?>",
            "<?xml encoding='gbk>",
            " <?xml encoding='gbk'?>",
        ] {
            assert_eq!(of_page(page.as_bytes()), None, "{page}");
        }
    }

    /// The standard's 1,024 bytes are not enough for heads of today; but somewhere it has to end.
    #[test]
    fn heads_may_be_long() {
        let page = |filler: usize| format!("<style>{}</style><meta charset=gbk>", "x".repeat(filler));
        assert_eq!(of_page(page(20_000).as_bytes()).as_deref(), Some("gbk"));
        assert_eq!(of_page(page(LOOKED_AT).as_bytes()), None);
    }
}
