//! What streams are packed with: deflate, LZW, run lengths, and two ways to write bytes as text. Pictures have others, and no text.

use std::io::Read;

use super::lexer::{hex, is_blank};
use super::object::Dict;

/// Unpacks bytes by a filter, to at most `most` bytes: what comes behind is cut, and so is what follows a fault. `None` for filters of pictures.
pub(super) fn unpack(name: &[u8], params: &Dict, bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let unpacked = match name {
        b"FlateDecode" | b"Fl" => inflate(bytes, most),
        b"LZWDecode" | b"LZW" => lzw(bytes, params.get("EarlyChange").integer() != Some(0), most),
        b"ASCIIHexDecode" | b"AHx" => {
            let end = memchr::memchr(b'>', bytes).unwrap_or(bytes.len());
            return Some(hex(&bytes[..end]));
        }
        b"ASCII85Decode" | b"A85" => return Some(ascii85(bytes)),
        b"RunLengthDecode" | b"RL" => return Some(run_lengths(bytes, most)),
        b"Crypt" => return Some(bytes.to_vec()),
        _ => return None,
    };
    Some(unpredict(unpacked, params))
}

fn inflate(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(most.min(bytes.len().saturating_mul(4)));
    // What is unpacked before an error stays.
    let _ = flate2::read::ZlibDecoder::new(bytes).take(most as u64).read_to_end(&mut out);
    if out.is_empty() && bytes.len() > 2 {
        // Some programs write a wrong header, or none.
        let _ = flate2::read::DeflateDecoder::new(&bytes[2..]).take(most as u64).read_to_end(&mut out);
    }
    out
}

fn lzw(bytes: &[u8], early: bool, most: usize) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const MOST_CODES: usize = 4096;
    let mut out: Vec<u8> = Vec::new();
    // Of each code: where in `out` its bytes stand, and how many there are.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut held, mut width) = (0u32, 0, 9);
    let mut before: Option<(usize, usize)> = None;
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        let at = out.len();
        match code {
            CLEAR => {
                table.clear();
                (width, before) = (9, None);
                continue;
            }
            END => break,
            0..CLEAR => out.push(code as u8),
            _ => {
                let (start, length) = match table.get(code - 258) {
                    Some(known) => *known,
                    None => match before {
                        Some((start, length)) => (start, length + 1),
                        None => break,
                    },
                };
                if at + length > most || start + length > at + 1 {
                    break;
                }
                for place in start..start + length {
                    let byte = out.get(place).copied().unwrap_or_default();
                    out.push(byte);
                }
            }
        }
        if let Some((start, length)) = before
            && table.len() + 258 < MOST_CODES
        {
            // The code before with the first byte of this one: they stand side by side.
            table.push((start, length + 1));
        }
        before = Some((at, out.len() - at));
        let next = table.len() + 258 + usize::from(early);
        width = match next {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if out.len() >= most {
            break;
        }
    }
    out
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 5 * 4);
    let (mut group, mut count) = (0u32, 0);
    for byte in bytes.iter().copied().filter(|byte| !is_blank(*byte)) {
        match byte {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&group.to_be_bytes()[..count - 1]);
    }
    out
}

fn run_lengths(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let [length, tail @ ..] = rest
        && *length != 128
        && out.len() < most
    {
        let length = usize::from(*length);
        rest = match length {
            ..128 => {
                let taken = (length + 1).min(tail.len());
                out.extend(&tail[..taken]);
                &tail[taken..]
            }
            _ => {
                let Some((byte, tail)) = tail.split_first() else { break };
                out.extend(std::iter::repeat_n(*byte, 257 - length));
                tail
            }
        };
    }
    out
}

/// Takes back what a predictor did to rows of bytes.
fn unpredict(bytes: Vec<u8>, params: &Dict) -> Vec<u8> {
    /// The longest row: of a picture of 100,000 points, which no stream of text has.
    const MOST_ROW: i64 = 1 << 20;
    let value = |key, otherwise| params.get(key).integer().unwrap_or(otherwise).clamp(1, MOST_ROW);
    let predictor = value("Predictor", 1);
    if predictor < 10 {
        return bytes; // Those of TIFF are for pictures.
    }
    let bits = value("Colors", 1).min(64) * value("BitsPerComponent", 8).min(64);
    let point = ((bits + 7) / 8) as usize;
    let row = ((bits * value("Columns", 1)).min(MOST_ROW) as usize).div_ceil(8);
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0u8; row];
    for line in bytes.chunks(row + 1) {
        let Some((kind, values)) = line.split_first() else { break };
        let start = out.len();
        for (at, value) in values.iter().enumerate() {
            let left = if at >= point { out[start + at - point] } else { 0 };
            let up = above[at];
            let corner = if at >= point { above[at - point] } else { 0 };
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(value.wrapping_add(guess));
        }
        above[..values.len()].copy_from_slice(&out[start..]);
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let off = |value: u8| (guess - i16::from(value)).abs();
    match (off(left), off(up), off(corner)) {
        (l, u, c) if l <= u && l <= c => left,
        (_, u, c) if u <= c => up,
        _ => corner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_filters() {
        let none = Dict::default();
        let unpack = |name: &str, bytes: &[u8]| unpack(name.as_bytes(), &none, bytes, 1 << 20).unwrap();
        assert_eq!(unpack("ASCIIHexDecode", b"48 65 6C6C 6F>junk"), b"Hello");
        assert_eq!(unpack("ASCII85Decode", b"87cUR\nD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(unpack("RunLengthDecode", &[2, b'a', b'b', b'c', 254, b'x', 128, b'y']), b"abcxxx");
        // The example of the standard, ISO 32000-1, 7.4.4.2.
        assert_eq!(
            unpack("LZWDecode", &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]),
            [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]
        );
        assert_eq!(super::unpack(b"DCTDecode", &none, b"", 9), None);
    }

    #[test]
    fn a_bomb_is_cut() {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, &vec![b'a'; 1 << 20]).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(unpack(b"FlateDecode", &Dict::default(), &packed, 1000).unwrap().len(), 1000);
    }
}
