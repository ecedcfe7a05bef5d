//! Fonts: what the codes of a string stand for, and how wide they are.
//!
//! What a code stands for is said first by the font's own map to Unicode, else by the names of its glyphs, by the encoding
//! of the system that it is for, or by the font program. Fonts that say nothing at all leave U+FFFD.

use std::borrow::Cow;
use std::collections::HashMap;

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

use super::cmap::CMap;
use super::file::File;
use super::object::{Dict, Object};
use super::{names, program};

/// A font as far as text needs it.
pub(super) struct Font {
    /// Its own map to Unicode.
    unicode: CMap,
    codes: Codes,
    widths: Widths,
    /// Whether lines run from top to bottom.
    pub(super) is_vertical: bool,
    pub(super) is_bold: bool,
    /// What a thousandth of a width is, in sizes of the font: fonts of pictures may differ.
    unit: f64,
}

/// How bytes are codes, and what codes stand for.
enum Codes {
    /// A byte each, and what it stands for.
    Single(Vec<Option<Box<str>>>),
    /// By a map of the file; what glyphs stand for, if the font program says.
    Mapped { map: CMap, glyphs: HashMap<u32, char> },
    /// Two bytes each, which are numbers of glyphs.
    Glyphs(HashMap<u32, char>),
    /// Text in an encoding of several bytes a character.
    Encoded(Charset),
}

#[derive(Clone, Copy)]
enum Charset {
    Utf16,
    Utf32,
    Utf8,
    /// Two bytes of seven bits, which are those of EUC-JP without the highest one.
    SevenBits,
    Other(&'static Encoding),
}

enum Widths {
    Single { first: u32, widths: Vec<f32>, missing: Option<f32> },
    Glyphs { ranges: Vec<(u32, u32, f32)>, singles: HashMap<u32, f32>, otherwise: f32 },
}

/// A code of a string.
pub(super) struct Shown<'f> {
    pub(super) text: Cow<'f, str>,
    /// In sizes of the font.
    pub(super) width: f64,
    /// Whether it is the code 32, which word spacing is added to.
    pub(super) is_blank: bool,
}

impl Font {
    pub(super) fn load(file: &File<'_>, dict: &Dict) -> Font {
        let unicode = match file.stream(dict.get("ToUnicode")) {
            Some(stream) => {
                let bytes = file.unpack(&stream);
                file.count(bytes.len());
                CMap::parse(&bytes)
            }
            None => CMap::default(),
        };
        let name = file.get(dict, "BaseFont").name().map(|name| String::from_utf8_lossy(name).into_owned());
        let name = name.unwrap_or_default().to_lowercase();
        let mut font = Font {
            unicode,
            codes: Codes::Glyphs(HashMap::new()),
            widths: Widths::Single { first: 0, widths: Vec::new(), missing: None },
            is_vertical: false,
            is_bold: ["bold", "black", "heavy", "-bd", "demi", "cmbx", "-medi"]
                .iter()
                .any(|word| name.contains(word)),
            unit: 0.001,
        };
        match file.get(dict, "Subtype").name() {
            Some(b"Type0") => font.load_composite(file, dict),
            subtype => {
                if subtype == Some(b"Type3") {
                    let matrix = file.get(dict, "FontMatrix");
                    let unit = matrix.array().and_then(|matrix| matrix.first()?.number());
                    font.unit =
                        unit.map(f64::abs).filter(|unit| (1e-6..10.0).contains(unit)).unwrap_or(0.001);
                }
                font.load_simple(file, dict);
            }
        }
        font
    }

    fn load_simple(&mut self, file: &File<'_>, dict: &Dict) {
        let descriptor = file.dict(dict.get("FontDescriptor"));
        self.read_flags(&descriptor);
        let first = file.get(dict, "FirstChar").integer().unwrap_or(0).clamp(0, 255) as u32;
        let widths = file.get(dict, "Widths");
        let widths = widths.array().unwrap_or_default().iter().take(256);
        let widths = widths.map(|width| file.resolve(width).number().unwrap_or(0.0) as f32).collect();
        let missing = descriptor.get("MissingWidth").number().map(|width| width as f32);
        self.widths = Widths::Single { first, widths, missing };
        self.codes = Codes::Single(single(file, dict, &descriptor));
    }

    fn read_flags(&mut self, descriptor: &Dict) {
        /// A bit of a descriptor's flags: 9.8.2.
        const BOLD: i64 = 1 << 18;
        const BOLD_WEIGHT: f64 = 600.0;
        let flags = descriptor.get("Flags").integer().unwrap_or(0);
        self.is_bold |= flags & BOLD != 0
            || descriptor.get("FontWeight").number().is_some_and(|weight| weight >= BOLD_WEIGHT);
    }

    fn load_composite(&mut self, file: &File<'_>, dict: &Dict) {
        let descendants = file.get(dict, "DescendantFonts");
        let descendant = descendants.array().and_then(|fonts| fonts.first()).map(|font| file.dict(font));
        let descendant = descendant.unwrap_or_default();
        let descriptor = file.dict(descendant.get("FontDescriptor"));
        self.read_flags(&descriptor);
        self.widths = glyph_widths(file, &descendant);
        let glyphs = || match self.unicode.is_empty() {
            true => file
                .stream(descriptor.get("FontFile2"))
                .map(|program| program::characters(&file.unpack(&program))),
            false => None,
        };
        let encoding = file.get(dict, "Encoding");
        match encoding.name() {
            Some(name) => {
                let name = String::from_utf8_lossy(name).into_owned();
                self.is_vertical = name.ends_with("-V") || name == "V";
                self.codes = match charset(&name) {
                    Some(charset) => Codes::Encoded(charset),
                    None => Codes::Glyphs(glyphs().unwrap_or_default()),
                };
            }
            None => {
                self.codes = match file.stream(dict.get("Encoding")) {
                    Some(stream) => {
                        self.is_vertical = stream.dict.get("WMode").integer() == Some(1);
                        Codes::Mapped {
                            map: CMap::parse(&file.unpack(&stream)),
                            glyphs: glyphs().unwrap_or_default(),
                        }
                    }
                    None => Codes::Glyphs(glyphs().unwrap_or_default()),
                };
            }
        }
    }

    /// The codes of a string, one after the other.
    pub(super) fn show<'f>(&'f self, string: &[u8], mut each: impl FnMut(Shown<'f>)) {
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.code_length(rest).clamp(1, rest.len());
            let (bytes, tail) = rest.split_at(length);
            let code = bytes.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
            each(Shown {
                text: self.text(code, bytes),
                width: f64::from(self.width(code)) * self.unit,
                is_blank: length == 1 && code == 32,
            });
            rest = tail;
        }
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.codes {
            Codes::Single(_) => 1,
            Codes::Mapped { map, .. } => map.code_length(bytes),
            // Some programs write codes of one byte, and say so in the map to Unicode only.
            Codes::Glyphs(_) if self.unicode.has_spaces() && self.unicode.code_length(bytes) == 1 => 2,
            Codes::Glyphs(_) | Codes::Encoded(Charset::SevenBits) => 2,
            Codes::Encoded(Charset::Utf16) => match bytes[0] {
                0xD8..=0xDB => 4,
                _ => 2,
            },
            Codes::Encoded(Charset::Utf32) => 4,
            Codes::Encoded(Charset::Utf8) => match bytes[0] {
                0xF0.. => 4,
                0xE0.. => 3,
                0xC0.. => 2,
                _ => 1,
            },
            Codes::Encoded(Charset::Other(encoding)) => match bytes[0] {
                0..=0x80 => 1,
                // Katakana of half the width.
                0xA0..=0xDF if *encoding == encoding_rs::SHIFT_JIS => 1,
                _ => 2,
            },
        }
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Cow<'_, str> {
        if let Some(text) = self.unicode.text(code) {
            return match &self.codes {
                Codes::Single(table) => match table.get(code as usize) {
                    Some(Some(named)) if is_part(&text, named) => Cow::Borrowed(named),
                    _ => Cow::Owned(plain(text)),
                },
                _ => Cow::Owned(plain(text)),
            };
        }
        let unknown = Cow::Borrowed("\u{FFFD}");
        match &self.codes {
            Codes::Single(table) => match table.get(code as usize) {
                Some(Some(text)) => Cow::Borrowed(text),
                _ => unknown,
            },
            Codes::Mapped { map, glyphs } => match glyphs.get(&map.glyph(code)) {
                Some(c) => Cow::Owned(plain(c.to_string())),
                None => unknown,
            },
            Codes::Glyphs(glyphs) => match glyphs.get(&code) {
                Some(c) => Cow::Owned(plain(c.to_string())),
                None => unknown,
            },
            Codes::Encoded(charset) => Cow::Owned(match charset {
                Charset::Utf16 => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
                Charset::Utf32 => char::from_u32(code).unwrap_or('\u{FFFD}').into(),
                Charset::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
                Charset::SevenBits => {
                    let bytes: Vec<u8> = bytes.iter().map(|byte| byte | 0x80).collect();
                    encoding_rs::EUC_JP.decode_without_bom_handling(&bytes).0.into_owned()
                }
                Charset::Other(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            }),
        }
    }

    fn width(&self, code: u32) -> f32 {
        match &self.widths {
            Widths::Single { first, widths, missing } => {
                let given = code.checked_sub(*first).and_then(|at| widths.get(at as usize)).copied();
                match given {
                    Some(width) => width,
                    None if widths.is_empty() => common_width(code),
                    None => missing.unwrap_or(0.0),
                }
            }
            Widths::Glyphs { ranges, singles, otherwise } => {
                let glyph = match &self.codes {
                    Codes::Mapped { map, .. } => map.glyph(code),
                    Codes::Glyphs(_) => code,
                    // The widths are those of glyphs that only the character collection numbers.
                    _ => return *otherwise,
                };
                if let Some(width) = singles.get(&glyph) {
                    return *width;
                }
                let range = ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&glyph));
                range.map_or(*otherwise, |(_, _, width)| *width)
            }
        }
    }
}

/// Whether a letter is one of the letters that a glyph joins by its name: some programs map `T_h` to its last letter alone.
fn is_part(text: &str, named: &str) -> bool {
    text.len() == 1
        && named.len() > 1
        && named.bytes().all(|byte| byte.is_ascii_alphabetic())
        && named.contains(text)
}

/// How wide a character is about, in thousandths, in the fonts that every reader has and files need not describe.
fn common_width(code: u32) -> f32 {
    match u8::try_from(code).unwrap_or(b'n') {
        b' ' | b'i' | b'j' | b'l' | b't' | b'f' | b'r' | b'I' | b'.' | b',' | b':' | b';' | b'!' | b'\''
        | b'(' | b')' => 300.0,
        b'm' | b'w' | b'M' | b'W' => 820.0,
        b'A'..=b'Z' => 680.0,
        _ => 520.0,
    }
}

/// Letters that were joined, or have a shape for their place in a word, as they are spelled.
fn plain(text: String) -> String {
    let is_shaped =
        |c: char| matches!(c, '\u{FB00}'..='\u{FB4F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    match text.contains(is_shaped) {
        true => text.nfkc().collect(),
        false => text,
    }
}

/// The encoding of a map that every reader has: ISO 32000-2, table 116. Not those whose codes are numbers of glyphs.
fn charset(name: &str) -> Option<Charset> {
    let has = |part: &str| name.contains(part);
    Some(match name {
        "H" | "V" | "Ext-H" | "Ext-V" | "Add-H" | "Add-V" => Charset::SevenBits,
        "EUC-H" | "EUC-V" => Charset::Other(encoding_rs::EUC_JP),
        _ if has("UTF32") => Charset::Utf32,
        _ if has("UTF16") || has("UCS2") => Charset::Utf16,
        _ if has("UTF8") => Charset::Utf8,
        _ if has("RKSJ") => Charset::Other(encoding_rs::SHIFT_JIS),
        _ if name.starts_with("GB") => Charset::Other(encoding_rs::GBK),
        _ if name.starts_with("KSC") => Charset::Other(encoding_rs::EUC_KR),
        _ if has("B5") || name.starts_with("ETen") || name.starts_with("HK") => {
            Charset::Other(encoding_rs::BIG5)
        }
        _ => return None,
    })
}

/// What the bytes of a simple font stand for.
fn single(file: &File<'_>, dict: &Dict, descriptor: &Dict) -> Vec<Option<Box<str>>> {
    let encoding = file.get(dict, "Encoding");
    let described = encoding.dict().cloned().unwrap_or_default();
    let base = encoding
        .name()
        .map(<[u8]>::to_vec)
        .or_else(|| described.get("BaseEncoding").name().map(<[u8]>::to_vec));
    let name = file.get(dict, "BaseFont").name().map(|name| String::from_utf8_lossy(name).into_owned());
    let name = name.unwrap_or_default();
    let mut table: Vec<Option<Box<str>>> = match base.as_deref() {
        Some(b"WinAnsiEncoding") => of_encoding(encoding_rs::WINDOWS_1252),
        Some(b"MacRomanEncoding") => of_encoding(encoding_rs::MACINTOSH),
        _ if name.contains("Symbol") => symbols(),
        _ if matches!(file.get(dict, "Subtype").name(), Some(b"TrueType")) => {
            of_encoding(encoding_rs::WINDOWS_1252)
        }
        _ => standard(),
    };
    if base.is_none() {
        let programs = ["FontFile", "FontFile3"].map(|key| file.stream(descriptor.get(key)));
        if let Some(program) = programs.into_iter().flatten().next() {
            let bytes = file.unpack(&program);
            file.count(bytes.len());
            for (code, name) in program::encoding(&bytes) {
                if let Some(text) = names::characters(&name) {
                    table[usize::from(code)] = Some(plain(text).into());
                }
            }
        }
    }
    let differences = file.get(&described, "Differences");
    let mut code = 0usize;
    for entry in differences.array().unwrap_or_default() {
        match file.resolve(entry) {
            Object::Integer(at) => code = usize::try_from(at).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    let name = String::from_utf8_lossy(&name).into_owned();
                    let numbered = || by_code(&name, code);
                    *place = names::characters(&name).map(plain).or_else(numbered).map(Into::into);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

/// What a glyph is that is named by its own code, as TeX names those of its pictures: `a65`.
fn by_code(name: &str, code: usize) -> Option<String> {
    let number = name.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    if number.parse() != Ok(code) {
        return None;
    }
    // Text of TeX, in the encoding OT1.
    Some(match code {
        11 => "ff".into(),
        12 => "fi".into(),
        13 => "fl".into(),
        14 => "ffi".into(),
        15 => "ffl".into(),
        34 => "”".into(),
        39 => "’".into(),
        92 => "“".into(),
        96 => "‘".into(),
        123 => "–".into(),
        124 => "—".into(),
        33..=126 => char::from(code as u8).into(),
        _ => return None,
    })
}

fn of_encoding(encoding: &'static Encoding) -> Vec<Option<Box<str>>> {
    let text = |byte: u8| {
        let text = encoding.decode_without_bom_handling(&[byte]).0.into_owned();
        (!text.starts_with(|c: char| c.is_control())).then(|| plain(text).into())
    };
    (0..=255u8).map(text).collect()
}

/// Adobe's standard encoding: ISO 32000-2, annex D.
fn standard() -> Vec<Option<Box<str>>> {
    const UPPER: [(u8, &str); 58] = [
        (0xA1, "¡"),
        (0xA2, "¢"),
        (0xA3, "£"),
        (0xA4, "⁄"),
        (0xA5, "¥"),
        (0xA6, "ƒ"),
        (0xA7, "§"),
        (0xA8, "¤"),
        (0xA9, "'"),
        (0xAA, "“"),
        (0xAB, "«"),
        (0xAC, "‹"),
        (0xAD, "›"),
        (0xAE, "fi"),
        (0xAF, "fl"),
        (0xB1, "–"),
        (0xB2, "†"),
        (0xB3, "‡"),
        (0xB4, "·"),
        (0xB6, "¶"),
        (0xB7, "•"),
        (0xB8, "‚"),
        (0xB9, "„"),
        (0xBA, "”"),
        (0xBB, "»"),
        (0xBC, "…"),
        (0xBD, "‰"),
        (0xBF, "¿"),
        (0xC1, "`"),
        (0xC2, "´"),
        (0xC3, "ˆ"),
        (0xC4, "˜"),
        (0xC5, "¯"),
        (0xC6, "˘"),
        (0xC7, "˙"),
        (0xC8, "¨"),
        (0xCA, "˚"),
        (0xCB, "¸"),
        (0xCD, "˝"),
        (0xCE, "˛"),
        (0xCF, "ˇ"),
        (0xD0, "—"),
        (0xE1, "Æ"),
        (0xE3, "ª"),
        (0xE8, "Ł"),
        (0xE9, "Ø"),
        (0xEA, "Œ"),
        (0xEB, "º"),
        (0xF1, "æ"),
        (0xF5, "ı"),
        (0xF8, "ł"),
        (0xF9, "ø"),
        (0xFA, "œ"),
        (0xFB, "ß"),
        (0x27, "’"),
        (0x60, "‘"),
        (0x20, " "),
        (0xA0, " "),
    ];
    let mut table: Vec<Option<Box<str>>> = vec![None; 256];
    for byte in b' '..=b'~' {
        table[usize::from(byte)] = Some(char::from(byte).to_string().into());
    }
    for (byte, text) in UPPER {
        table[usize::from(byte)] = Some(text.into());
    }
    table
}

/// The letters of the font Symbol that texts have; pictures are not read.
fn symbols() -> Vec<Option<Box<str>>> {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let mut table = standard();
    for (first, letters) in [(b'A', CAPITALS), (b'a', SMALL)] {
        for (place, letter) in letters.chars().enumerate() {
            table[usize::from(first) + place] = Some(letter.to_string().into());
        }
    }
    for (byte, text) in [
        (0xA3, "≤"),
        (0xAE, "→"),
        (0xB0, "°"),
        (0xB1, "±"),
        (0xB3, "≥"),
        (0xB4, "×"),
        (0xB7, "•"),
        (0xB9, "≠"),
        (0xBB, "≈"),
        (0xA5, "∞"),
        (0x2D, "−"),
    ] {
        table[byte] = Some(text.into());
    }
    table
}

/// The widths of the glyphs of a composite font: 9.7.4.3.
fn glyph_widths(file: &File<'_>, dict: &Dict) -> Widths {
    let otherwise = file.get(dict, "DW").number().unwrap_or(1000.0) as f32;
    let (mut ranges, mut singles) = (Vec::new(), HashMap::new());
    let given = file.get(dict, "W");
    let mut rest = given.array().unwrap_or_default();
    while let [first, second, tail @ ..] = rest {
        let Some(first) = first.integer().and_then(|first| u32::try_from(first).ok()) else {
            rest = &rest[1..];
            continue;
        };
        match (file.resolve(second), tail) {
            (Object::Array(widths), _) => {
                for (place, width) in widths.iter().enumerate() {
                    singles.insert(first.saturating_add(place as u32), width.number().unwrap_or(0.0) as f32);
                }
                rest = tail;
            }
            (last, [width, tail @ ..]) => {
                let last = last.integer().and_then(|last| u32::try_from(last).ok()).unwrap_or(first);
                // Widths of most fonts are few: a hostile file's many would each be looked at for each glyph.
                const MOST_RANGES: usize = 256;
                if ranges.len() < MOST_RANGES {
                    ranges.push((first, last, width.number().unwrap_or(0.0) as f32));
                }
                rest = tail;
            }
            _ => break,
        }
    }
    Widths::Glyphs { ranges, singles, otherwise }
}
