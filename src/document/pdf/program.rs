//! What font programs say of their glyphs, where the file itself does not: TrueType, Type 1, and its compact form.

use std::collections::HashMap;

use super::lexer::{Lexer, Token};

/// The most characters of a font that are looked at: there are no more in Unicode's first plane.
const MOST_CHARACTERS: usize = 1 << 16;

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..at.checked_add(2)?).map(|pair| usize::from(u16::from_be_bytes([pair[0], pair[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16_at(bytes, at)? << 16 | u16_at(bytes, at.checked_add(2)?)?)
}

/// The characters of a TrueType font by the number of their glyph.
pub(super) fn characters(bytes: &[u8]) -> HashMap<u32, char> {
    read_characters(bytes).unwrap_or_default()
}

fn read_characters(bytes: &[u8]) -> Option<HashMap<u32, char>> {
    let tables = u16_at(bytes, 4)?;
    let table =
        (0..tables).map(|place| 12 + 16 * place).find(|at| bytes.get(*at..at + 4) == Some(b"cmap"))?;
    let map = bytes.get(u32_at(bytes, table + 8)?..)?;
    let subtables = (0..u16_at(map, 2)?.min(64)).filter_map(|place| {
        let at = 4 + 8 * place;
        Some((u16_at(map, at)?, u16_at(map, at + 2)?, u32_at(map, at + 4)?))
    });
    // Those of Unicode, the fullest last.
    let mut wanted: Vec<_> =
        subtables.filter(|(platform, kind, _)| matches!((platform, kind), (0, _) | (3, 1 | 10))).collect();
    wanted.sort_unstable();
    let mut found = HashMap::new();
    let mut add = |code: usize, glyph: usize| {
        if let (Some(c), Ok(glyph)) =
            (u32::try_from(code).ok().and_then(char::from_u32), u32::try_from(glyph))
            && glyph != 0
            && found.len() < MOST_CHARACTERS
        {
            // Of two characters with one glyph, the first is the commoner one.
            found.entry(glyph).or_insert(c);
        }
    };
    for (_, _, at) in wanted {
        let Some(table) = map.get(at..) else { continue };
        match u16_at(table, 0)? {
            4 => {
                let count = u16_at(table, 6)? / 2;
                let mut left = MOST_CHARACTERS;
                for segment in 0..count {
                    let (ends, starts) = (14 + 2 * segment, 16 + 2 * count + 2 * segment);
                    let (Some(end), Some(start)) = (u16_at(table, ends), u16_at(table, starts)) else {
                        break;
                    };
                    let delta = u16_at(table, starts + 2 * count).unwrap_or(0);
                    let offsets = starts + 4 * count;
                    let offset = u16_at(table, offsets).unwrap_or(0);
                    for code in start..=end.min(0xFFFE) {
                        left = left.checked_sub(1)?;
                        let glyph = match offset {
                            0 => (code + delta) & 0xFFFF,
                            _ => match u16_at(table, offsets + offset + 2 * (code - start)) {
                                Some(glyph) if glyph != 0 => (glyph + delta) & 0xFFFF,
                                _ => 0,
                            },
                        };
                        add(code, glyph);
                    }
                }
            }
            12 => {
                let mut left = MOST_CHARACTERS;
                for group in 0..u32_at(table, 12)?.min(MOST_CHARACTERS) {
                    let at = 16 + 12 * group;
                    let (Some(start), Some(end), Some(glyph)) =
                        (u32_at(table, at), u32_at(table, at + 4), u32_at(table, at + 8))
                    else {
                        break;
                    };
                    for code in start..=end {
                        let Some(next) = left.checked_sub(1) else { break };
                        left = next;
                        add(code, glyph + (code - start));
                    }
                }
            }
            _ => {}
        }
    }
    Some(found)
}

/// The names that a font of type 1 gives to codes by itself.
pub(super) fn encoding(bytes: &[u8]) -> Vec<(u8, String)> {
    match bytes {
        [1, 0, ..] => compact(bytes).unwrap_or_default(),
        _ => clear(bytes),
    }
}

/// `dup 65 /A put` in the part of the font that is text.
fn clear(bytes: &[u8]) -> Vec<(u8, String)> {
    let Some(start) = memchr::memmem::find(bytes, b"/Encoding") else { return Vec::new() };
    let end = memchr::memmem::find(&bytes[start..], b"eexec").map_or(bytes.len(), |end| start + end);
    let mut lexer = Lexer::new(&bytes[..end], start + b"/Encoding".len());
    let mut found = Vec::new();
    while let Some(token) = lexer.next() {
        match token {
            Token::Word(b"dup") => {
                if let (Some(Token::Integer(code)), Some(Token::Name(name))) = (lexer.next(), lexer.next())
                    && let Ok(code) = u8::try_from(code)
                {
                    found.push((code, String::from_utf8_lossy(&name).into_owned()));
                }
            }
            Token::Word(b"def" | b"readonly") => break,
            _ => {}
        }
    }
    found
}

/// The encoding of a font in the Compact Font Format (Adobe's Technical Note 5176), if it is one of its own.
fn compact(bytes: &[u8]) -> Option<Vec<(u8, String)>> {
    let at = usize::from(*bytes.get(2)?);
    let (_, at) = index(bytes, at)?;
    let (tops, at) = index(bytes, at)?;
    let (strings, _) = index(bytes, at)?;
    let top = tops.first()?;
    let glyphs = index(bytes, operand(top, 17)?)?.0.len();
    let encoding = operand(top, 16).unwrap_or(0);
    let charset = operand(top, 15).unwrap_or(0);
    if charset <= 2 || encoding == 1 {
        return None;
    }
    let name = |id: usize| match id.checked_sub(391) {
        Some(own) => strings.get(own).map(|name| String::from_utf8_lossy(name).into_owned()),
        None => standard_string(id).map(str::to_string),
    };
    let ids = charset_ids(bytes, charset, glyphs)?;
    if encoding == 0 {
        // The standard encoding, which names of glyphs only differ from: it is known without the font.
        return None;
    }
    let kind = *bytes.get(encoding)?;
    let count = usize::from(*bytes.get(encoding + 1)?);
    let mut codes: Vec<(u8, usize)> = Vec::new();
    match kind & 0x7F {
        0 => {
            codes.extend((0..count).filter_map(|place| Some((*bytes.get(encoding + 2 + place)?, place + 1))))
        }
        _ => {
            let mut glyph = 1;
            for range in 0..count {
                let at = encoding + 2 + 2 * range;
                let (first, left) = (*bytes.get(at)?, *bytes.get(at + 1)?);
                for code in first..=first.saturating_add(left) {
                    codes.push((code, glyph));
                    glyph += 1;
                }
            }
        }
    }
    Some(codes.into_iter().filter_map(|(code, glyph)| Some((code, name(*ids.get(glyph)?)?))).collect())
}

/// The numbers of the names of all glyphs.
fn charset_ids(bytes: &[u8], at: usize, glyphs: usize) -> Option<Vec<usize>> {
    let glyphs = glyphs.min(MOST_CHARACTERS);
    let mut ids = vec![0];
    let kind = *bytes.get(at)?;
    let mut at = at + 1;
    while ids.len() < glyphs {
        let first = u16_at(bytes, at)?;
        at += 2;
        let left = match kind {
            0 => 0,
            1 => usize::from(*bytes.get(at)?),
            _ => u16_at(bytes, at)?,
        };
        at += usize::from(kind).min(2);
        ids.extend((first..=first + left).take(glyphs - ids.len()));
    }
    Some(ids)
}

/// The entries of an index, and where it ends.
fn index(bytes: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let count = u16_at(bytes, at)?;
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*bytes.get(at + 2)?);
    let offset = |place: usize| {
        let start = at + 3 + place * size;
        let bytes = bytes.get(start..start + size)?;
        Some(bytes.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    if !(1..=4).contains(&size) {
        return None;
    }
    let data = at + 2 + (count + 1) * size;
    let entries: Option<Vec<&[u8]>> =
        (0..count).map(|place| bytes.get(data + offset(place)?..data + offset(place + 1)?)).collect();
    Some((entries?, data + offset(count)?))
}

/// The last operand of an operator of one byte in a dictionary.
fn operand(dict: &[u8], operator: u8) -> Option<usize> {
    let mut last = 0i64;
    let mut at = 0;
    while let Some(byte) = dict.get(at).copied() {
        at += 1;
        match byte {
            12 => at += 1,
            0..=21 if byte == operator => return usize::try_from(last).ok(),
            0..=21 => {}
            28 => {
                last = u16_at(dict, at)? as i64;
                at += 2;
            }
            29 => {
                last = u32_at(dict, at)? as i64;
                at += 4;
            }
            30 => {
                while dict.get(at).is_some_and(|byte| byte & 0x0F != 0x0F && byte >> 4 != 0x0F) {
                    at += 1;
                }
                at += 1;
            }
            32..=246 => last = i64::from(byte) - 139,
            247..=250 => {
                last = (i64::from(byte) - 247) * 256 + i64::from(*dict.get(at)?) + 108;
                at += 1;
            }
            251..=254 => {
                last = -(i64::from(byte) - 251) * 256 - i64::from(*dict.get(at)?) - 108;
                at += 1;
            }
            _ => {}
        }
    }
    None
}

/// The names that every font in the Compact Font Format has without writing them: the first 150 of its appendix A, in which
/// are all of the standard encoding.
fn standard_string(id: usize) -> Option<&'static str> {
    const NAMES: &str = ".notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright \
        asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less \
        equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright \
        asciicircum underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright \
        asciitilde exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft \
        guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase \
        quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex tilde macron \
        breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE \
        ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus \
        Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth multiply \
        threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis \
        Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute \
        Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla \
        eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis \
        ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron";
    NAMES.split_ascii_whitespace().nth(id)
}
