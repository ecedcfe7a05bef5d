//! Character maps: from the codes of a font to Unicode, and from bytes to codes.

use std::collections::HashMap;

use super::lexer::{Lexer, Token};
use crate::order::Arrange;

/// What a map has.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// The lengths of codes, in bytes, and their bounds.
    spaces: Vec<(usize, u32, u32)>,
    /// What single codes stand for, in UTF-16.
    characters: HashMap<u32, Vec<u16>>,
    /// What ranges of codes stand for: the first code, the last, and what the first is, sorted.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// The same for numbers of glyphs.
    glyphs: Vec<(u32, u32, u32)>,
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut section: &[u8] = b"";
        let mut waiting: Vec<Vec<u8>> = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Word(word) => {
                    section = word.strip_prefix(b"begin").unwrap_or_default();
                    waiting.clear();
                }
                Token::String(string) => {
                    waiting.push(string);
                    match (section, &waiting[..]) {
                        (b"codespacerange", [low, high]) => {
                            map.spaces.push((low.len().clamp(1, 4), code(low), code(high)));
                        }
                        (b"bfchar", [from, to]) => _ = map.characters.insert(code(from), units(to)),
                        (b"bfrange", [low, high, to]) => map.ranges.push((code(low), code(high), units(to))),
                        _ => continue,
                    }
                    waiting.clear();
                }
                Token::ArrayStart if section == b"bfrange" && waiting.len() == 2 => {
                    let (low, high) = (code(&waiting[0]), code(&waiting[1]));
                    waiting.clear();
                    let mut at = low;
                    while let Some(Token::String(to)) = lexer.next() {
                        if at <= high {
                            map.characters.insert(at, units(&to));
                        }
                        at = at.saturating_add(1);
                    }
                }
                Token::Integer(glyph)
                    if matches!(section, b"cidrange" | b"cidchar") && !waiting.is_empty() =>
                {
                    let (low, high) = (code(&waiting[0]), code(waiting.last().unwrap_or(&waiting[0])));
                    map.glyphs.push((low, high, u32::try_from(glyph).unwrap_or(0)));
                    waiting.clear();
                }
                _ => {}
            }
        }
        map.ranges.arrange_by_key(|(low, ..)| *low);
        map.glyphs.arrange_by_key(|(low, ..)| *low);
        map
    }

    /// What a code stands for; `None`, if the map does not say, or says nothing that can be read.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let units = match self.characters.get(&code) {
            Some(units) => units.clone(),
            None => {
                let behind = self.ranges.partition_point(|(low, ..)| *low <= code);
                let (low, high, first) = self.ranges.get(behind.checked_sub(1)?)?;
                if code > *high {
                    return None;
                }
                let mut units = first.clone();
                let last = units.last_mut()?;
                *last = last.wrapping_add((code - low) as u16);
                units
            }
        };
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
        let says = text.chars().any(|c| c != '\u{FFFD}' && (!c.is_control() || c == '\t' || c == '\n'));
        says.then_some(text)
    }

    /// The number of the glyph that a code stands for.
    pub(super) fn glyph(&self, code: u32) -> u32 {
        let behind = self.glyphs.partition_point(|(low, ..)| *low <= code);
        match behind.checked_sub(1).map(|at| self.glyphs[at]) {
            Some((low, high, glyph)) if code <= high => glyph.saturating_add(code - low),
            _ => 0,
        }
    }

    /// The length of the code that bytes begin with.
    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        let fits = |length: &usize| {
            let Some(bytes) = bytes.get(..*length) else { return false };
            self.spaces.iter().any(|(known, low, high)| {
                known == length
                    && bytes.iter().enumerate().all(|(place, byte)| {
                        let shift = 8 * (length - 1 - place);
                        ((low >> shift) as u8..=(high >> shift) as u8).contains(byte)
                    })
            })
        };
        let shortest = self.spaces.iter().map(|(length, ..)| *length).min();
        (1..=4).find(fits).or(shortest).unwrap_or(2)
    }

    pub(super) fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.characters.is_empty() && self.ranges.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_ranges() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange\n\
              2 beginbfchar <01> <0048> <02> <D83DDE00> endbfchar\n\
              2 beginbfrange <10> <12> <0061> <20><21>[<00660069> <0066006C>] endbfrange\n\
              1 begincidrange <8000> <80FF> 100 endcidrange",
        );
        let text = |code| map.text(code).unwrap_or_default();
        assert_eq!([text(1), text(2), text(0x12), text(0x21)].join(" "), "H 😀 c fl");
        assert_eq!((map.text(0x13), map.text(0x22)), (None, None));
        assert_eq!(
            (map.code_length(b"\x41\x42"), map.code_length(b"\x81\x42"), map.glyph(0x8002)),
            (1, 2, 102)
        );
    }
}
