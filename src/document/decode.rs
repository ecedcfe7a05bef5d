//! From bytes to text.

use std::borrow::Cow;

use crate::error::Error;

/// Bytes that have become text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<'b> {
    /// The text, without a byte order mark. Borrowed if the bytes were UTF-8.
    pub text: Cow<'b, str>,
    /// The name of the encoding, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// Whether it was guessed from the bytes, since nothing named an encoding that they are in.
    pub is_guess: bool,
    /// How many places did not decode: each is one U+FFFD in the text.
    pub replaced: usize,
}

impl<'b> Decoded<'b> {
    /// All bytes, in an encoding that was named or is UTF-8.
    pub(super) fn all(text: impl Into<Cow<'b, str>>, encoding: &'static str) -> Decoded<'b> {
        Decoded { text: text.into(), encoding, is_guess: false, replaced: 0 }
    }
}

/// Turns bytes into text.
///
/// UTF-8 is taken as it is. A byte order mark names UTF-8, UTF-16 or UTF-32. For anything else the encoding is guessed
/// from the bytes (feature `encoding`), and the guess stands only if every byte decodes.
///
/// # Errors
///
/// If the bytes are not text in UTF-8 nor in the encoding that was guessed (the message names the first byte
/// that is not UTF-8), or hold a zero byte, as programs, archives and pictures do.
///
/// ```
/// assert_eq!(nutgraf::decode(b"na\xC3\xAFve").unwrap().text, "naïve");
/// let error = nutgraf::decode(b"PK\x03\x04\x00\x00").unwrap_err();
/// assert!(error.to_string().contains("NUL byte at offset 4"));
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        let text = str::from_utf8(rest).map_err(|error| invalid(rest, error, 3, None))?;
        return Ok(Decoded::all(text, "UTF-8"));
    }
    // The mark of UTF-32 begins as that of UTF-16 does.
    if let Some(text) = decode_utf32(bytes).or_else(|| decode_utf16(bytes)) {
        return text;
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(Error::binary(offset, begins_as(bytes)));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded::all(text, "UTF-8")),
        Err(error) => guess(bytes, error),
    }
}

/// UTF-32 with a byte order mark, or `None` if there is no such mark.
fn decode_utf32(bytes: &[u8]) -> Option<Result<Decoded<'_>, Error>> {
    let (rest, encoding, unit): (_, _, fn([u8; 4]) -> u32) = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => (rest, "UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => (rest, "UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let mut text = String::with_capacity(rest.len() / 4);
    for (four, offset) in rest.chunks(4).zip((4..).step_by(4)) {
        match four.try_into().ok().and_then(|four| char::from_u32(unit(four))) {
            Some(c) => text.push(c),
            None => return Some(Err(Error::undecodable(offset, bytes[offset], Some(encoding)))),
        }
    }
    Some(Ok(Decoded::all(text, encoding)))
}

/// UTF-16 with a byte order mark, or `None` if there is no such mark.
fn decode_utf16(bytes: &[u8]) -> Option<Result<Decoded<'_>, Error>> {
    let (rest, encoding, unit): (_, _, fn([u8; 2]) -> u16) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, "UTF-16LE", u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => (rest, "UTF-16BE", u16::from_be_bytes),
        _ => return None,
    };
    let units = rest.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0xD800, // Half a unit at the end: an error like an unpaired surrogate.
    });
    let mut text = String::with_capacity(rest.len());
    let mut offset = 2;
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(c) => {
                text.push(c);
                offset += 2 * c.len_utf16();
            }
            Err(_) => return Some(Err(Error::undecodable(offset, bytes[offset], Some(encoding)))),
        }
    }
    Some(Ok(Decoded::all(text, encoding)))
}

#[cfg(feature = "encoding")]
fn guess(bytes: &[u8], error: std::str::Utf8Error) -> Result<Decoded<'_>, Error> {
    let encoding = likeliest(bytes);
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Decoded { is_guess: true, ..Decoded::all(text, encoding.name()) }),
        None => Err(invalid(bytes, error, 0, Some(encoding.name()))),
    }
}

/// The encoding that the bytes look most like, of those that are not UTF-8.
#[cfg(feature = "encoding")]
pub(super) fn likeliest(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    if guess == encoding_rs::WINDOWS_1254 && !has_turkish(bytes) { encoding_rs::WINDOWS_1252 } else { guess }
}

/// Whether bytes have a letter of Turkish in a word: those in which its encoding differs from that of Western Europe.
#[cfg(feature = "encoding")]
fn has_turkish(bytes: &[u8]) -> bool {
    let is_own = |byte: u8| matches!(byte, 0xD0 | 0xDD | 0xDE | 0xF0 | 0xFD | 0xFE);
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    (0..bytes.len()).any(|at| {
        is_own(bytes[at]) && (is_letter(bytes.get(at + 1)) || at > 0 && is_letter(bytes.get(at - 1)))
    })
}

#[cfg(not(feature = "encoding"))]
fn guess(bytes: &[u8], error: std::str::Utf8Error) -> Result<Decoded<'_>, Error> {
    Err(invalid(bytes, error, 0, None))
}

/// The error for the first byte that is not UTF-8; `skipped` bytes stand before `bytes`.
fn invalid(bytes: &[u8], error: std::str::Utf8Error, skipped: usize, tried: Option<&'static str>) -> Error {
    let at = error.valid_up_to();
    Error::undecodable(skipped + at, bytes[at], tried)
}

/// What a file is that has a zero byte in it, if its first bytes tell.
pub(super) fn begins_as(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [b'%', b'P', b'D', b'F', ..] => "a PDF file",
        [b'P', b'K', 3, 4, ..] => "a zip archive or an office document",
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => "a picture",
        [0x1F, 0x8B, ..] => "a gzip archive",
        [0x7F, b'E', b'L', b'F', ..] | [b'M', b'Z', ..] => "a program",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_name_the_encoding() {
        assert_eq!(decode(b"\xEF\xBB\xBFok").unwrap().text, "ok");
        let le: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("né🙂".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&le).unwrap(), Decoded::all("né🙂", "UTF-16LE"));
        let message = decode(&le[..le.len() - 1]).unwrap_err().to_string();
        assert!(message.contains("UTF-16LE") && message.contains("offset 6"), "{message}");
    }

    #[test]
    fn the_mark_of_utf32_is_not_that_of_utf16() {
        for (encoding, unit) in
            [("UTF-32LE", u32::to_le_bytes as fn(u32) -> [u8; 4]), ("UTF-32BE", u32::to_be_bytes)]
        {
            let mut bytes: Vec<u8> = "\u{FEFF}né🙂".chars().flat_map(|c| unit(c.into())).collect();
            assert_eq!(decode(&bytes).unwrap(), Decoded::all("né🙂", encoding));
            bytes.extend(unit(0xD800));
            let message = decode(&bytes).unwrap_err().to_string();
            assert!(message.contains(encoding) && message.contains("offset 16"), "{message}");
            assert!(decode(&bytes[..14]).unwrap_err().to_string().contains("offset 12"));
        }
    }

    #[test]
    fn a_zero_byte_is_not_text() {
        let message = decode(b"%PDF-1.7 \0").unwrap_err().to_string();
        assert!(message.contains("offset 9") && message.contains("a PDF file"), "{message}");
    }

    #[cfg(feature = "encoding")]
    #[test]
    fn old_encodings_are_guessed() {
        let bytes = b"Le caf\xE9 \xE9tait ferm\xE9 ce matin-l\xE0, et la rue d\xE9serte.";
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.encoding, "windows-1252");
        assert_eq!(decoded.text, "Le café était fermé ce matin-là, et la rue déserte.");
    }

    #[cfg(not(feature = "encoding"))]
    #[test]
    fn the_byte_is_named() {
        let message = decode(b"caf\xE9 noir").unwrap_err().to_string();
        assert!(message.contains("0xE9 at offset 3"), "{message}");
    }
}
