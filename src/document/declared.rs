//! Bytes whose encoding somebody has named: a server, or a page itself. It is believed as far as the bytes bear it out.

use super::decode::{Decoded, decode};
use crate::error::Error;

/// Turns the bytes of a text into text, minding what encoding somebody says it is in: a name such as `iso-8859-1`, by
/// the table of the Encoding Standard, as browsers read it.
///
/// * A byte order mark goes before it, and so does UTF-8 that is sound, unless an encoding of several bytes a character
///   was named and there is little to tell them by. A name that nobody knows is as good as none.
/// * Bytes that are not in the encoding named are replaced by U+FFFD, and counted, if it is right for most characters
///   beyond ASCII; else they are read as [`decode`] does.
///
/// # Errors
///
/// As [`decode`]. Without the feature `encoding` all text has to be UTF-8 or have a byte order mark.
///
/// ```
/// # #[cfg(feature = "encoding")] {
/// let decoded = nutgraf::decode_as(b"\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251").unwrap();
/// assert_eq!(decoded.text, "Привет");
/// # }
/// ```
pub fn decode_as<'b>(bytes: &'b [u8], charset: &str) -> Result<Decoded<'b>, Error> {
    if has_mark(bytes) {
        return decode(bytes);
    }
    fitting::text(bytes, charset)
}

/// Turns the bytes of a page in HTML into text.
///
/// What is believed first: a byte order mark, the charset that its server has named, a `<meta>` or an XML declaration in
/// it, UTF-8, the look of the bytes. As in [`decode_as`], sound UTF-8 is not read as anything of one byte a character:
/// pages outlive what is said of them, and such text is all but never sound UTF-8 by accident.
///
/// Odd bytes are no error: where they fit nothing, they are replaced by U+FFFD and counted. So are zero bytes none; they
/// stay in the text.
///
/// # Errors
///
/// If it is no page but a file that begins as archives, pictures, programs and documents of other formats do. Without the
/// feature `encoding`, pages have to be UTF-8 or have a byte order mark.
///
/// ```
/// let page = nutgraf::decode_page(b"<meta charset=utf-8><p>na\xC3\xAFve", None).unwrap();
/// assert!(page.text.ends_with("naïve"));
/// assert_eq!((page.encoding, page.replaced), ("UTF-8", 0));
/// ```
#[cfg(feature = "html")]
pub fn decode_page<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Decoded<'b>, Error> {
    let format = super::Format::of_content(bytes)?;
    if !format.is_text() {
        let what = format!("it is another kind of file, {} (format {format})", format.name().to_uppercase());
        return Err(Error::malformed("a page in HTML", what));
    }
    if memchr::memchr(0, bytes).is_some()
        && let Some(what) = super::decode::begins_as(bytes)
        && !has_mark(bytes)
    {
        return Err(Error::malformed("a page in HTML", format!("it looks like {what}")));
    }
    fitting::page(bytes, charset)
}

/// Whether the bytes begin with a byte order mark.
fn has_mark(bytes: &[u8]) -> bool {
    let marks = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF", b"\0\0\xFE\xFF"];
    marks.iter().any(|mark| bytes.starts_with(mark))
}

/// What fits, of all encodings.
#[cfg(feature = "encoding")]
mod fitting {
    use std::borrow::Cow;

    use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

    use super::*;

    pub(super) fn text<'b>(bytes: &'b [u8], charset: &str) -> Result<Decoded<'b>, Error> {
        let named = known(charset, bytes);
        let is_utf16 = named.is_some_and(is_utf16);
        match named {
            None => decode(bytes),
            // The error names the zero byte, which no other encoding has in a text.
            Some(_) if !is_utf16 && memchr::memchr(0, bytes).is_some() => decode(bytes),
            Some(_) => Ok(fitting(bytes, named)),
        }
    }

    #[cfg(feature = "html")]
    pub(super) fn page<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Decoded<'b>, Error> {
        // Pages in UTF-32 are none to browsers, and a mark is no accident.
        if [&b"\xFF\xFE\0\0"[..], b"\0\0\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark)) {
            return decode(bytes);
        }
        if let Some((encoding, length)) = Encoding::for_bom(bytes) {
            return Ok(Replaced::new(&bytes[length..], encoding).into());
        }
        let unmarked = match bytes {
            [b'<', 0, letter, 0, ..] if *letter != 0 => Some(UTF_16LE),
            [0, b'<', 0, letter, ..] if *letter != 0 => Some(UTF_16BE),
            _ => None,
        };
        let sent = || charset.and_then(|charset| known(charset, bytes));
        let said = || known(&crate::document::charset::of_page(bytes)?, bytes);
        Ok(fitting(bytes, unmarked.or_else(sent).or_else(said)))
    }

    /// The encoding of a name, if it is one that the bytes can be in.
    fn known(charset: &str, bytes: &[u8]) -> Option<&'static Encoding> {
        let encoding = Encoding::for_label_no_replacement(charset.trim_matches(['"', '\'']).as_bytes())?;
        // Every ASCII character, and a text has some, is a zero byte in UTF-16.
        (!is_utf16(encoding) || memchr::memchr(0, bytes).is_some()).then_some(encoding)
    }

    fn is_utf16(encoding: &'static Encoding) -> bool {
        encoding == UTF_16LE || encoding == UTF_16BE
    }

    /// How many characters beyond ASCII make sound UTF-8 no accident. Of the commonest characters of Chinese, in GBK, 18
    /// in 100 are sound UTF-8; of texts of eight characters it is one in a million. With fewer, short texts would be taken
    /// for what they are not; with more, pages that are wrong about themselves are believed longer.
    const NO_ACCIDENT: usize = 8;

    /// The text in the encoding named, or in the first that fits: UTF-8, then the likeliest.
    fn fitting<'b>(bytes: &'b [u8], named: Option<&'static Encoding>) -> Decoded<'b> {
        let utf8 = str::from_utf8(bytes);
        if let Ok(text) = utf8
            && (named.is_none_or(|named| named == UTF_8 || named.is_single_byte())
                || beyond_ascii(text) >= NO_ACCIDENT)
        {
            return Decoded::all(text, UTF_8.name());
        }
        let read = Replaced::new(bytes, named.unwrap_or(UTF_8));
        if read.count == 0 {
            return read.into();
        }
        // What is mostly UTF-8 is so as little by accident.
        let as_utf8 = Replaced::new(bytes, UTF_8);
        if as_utf8.count == 0 || as_utf8.is_right() {
            return as_utf8.into();
        }
        if read.is_right() {
            return read.into();
        }
        let likeliest = crate::document::decode::likeliest(bytes);
        match likeliest.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => Decoded { is_guess: true, ..Decoded::all(text, likeliest.name()) },
            None => read.into(),
        }
    }

    fn beyond_ascii(text: &str) -> usize {
        text.chars().filter(|c| !c.is_ascii()).count()
    }

    /// Bytes decoded, with U+FFFD for what is not in the encoding.
    struct Replaced<'b> {
        text: Cow<'b, str>,
        encoding: &'static Encoding,
        count: usize,
    }

    impl<'b> Replaced<'b> {
        fn new(bytes: &'b [u8], encoding: &'static Encoding) -> Replaced<'b> {
            if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
                return Replaced { text, encoding, count: 0 };
            }
            let mut decoder = encoding.new_decoder_without_bom_handling();
            let (mut text, mut rest, mut count) = (String::new(), bytes, 0);
            loop {
                text.reserve(rest.len().max(16));
                let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
                rest = &rest[read..];
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(..) => {
                        text.push('\u{FFFD}');
                        count += 1;
                    }
                }
            }
            Replaced { text: text.into(), encoding, count }
        }

        /// Whether more characters beyond ASCII decoded than places did not. In a wrong encoding hardly one does; in
        /// the right one a page may still have a character that was cut, or a part that came from elsewhere.
        fn is_right(&self) -> bool {
            beyond_ascii(&self.text) > 2 * self.count
        }
    }

    impl<'b> From<Replaced<'b>> for Decoded<'b> {
        fn from(read: Replaced<'b>) -> Decoded<'b> {
            Decoded { replaced: read.count, ..Decoded::all(read.text, read.encoding.name()) }
        }
    }
}

/// What fits, of UTF-8 and UTF-16.
#[cfg(not(feature = "encoding"))]
mod fitting {
    use super::*;

    pub(super) fn text<'b>(bytes: &'b [u8], charset: &str) -> Result<Decoded<'b>, Error> {
        match memchr::memchr(0, bytes) {
            Some(_) => decode(bytes),
            None => unicode(bytes, Some(charset)),
        }
    }

    #[cfg(feature = "html")]
    pub(super) fn page<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Decoded<'b>, Error> {
        if has_mark(bytes) {
            return decode(bytes);
        }
        let said = || crate::document::charset::of_page(bytes);
        unicode(bytes, charset.map(Into::into).or_else(said).as_deref())
    }

    fn unicode<'b>(bytes: &'b [u8], named: Option<&str>) -> Result<Decoded<'b>, Error> {
        str::from_utf8(bytes).map(|text| Decoded::all(text, "UTF-8")).map_err(|error| {
            let at = error.valid_up_to();
            match named {
                Some(named) if !named.eq_ignore_ascii_case("utf-8") => {
                    Error::other_encoding(at, bytes[at], named)
                }
                _ => Error::undecodable(at, bytes[at], None),
            }
        })
    }
}
