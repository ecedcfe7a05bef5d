//! How wide a line of text is, about: titles and descriptions in search results are cut by pixels, not by characters.
//!
//! Advance widths of Helvetica, which Arial has too, in thousandths of the size of the font (Adobe's metrics of the core fonts).
//! Letters with marks count as the letter below, wide characters of East Asia as a square, all others as a digit.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// From U+0020 to U+007E.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a line at a size of the font, in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u64 = text.nfd().map(|c| u64::from(of(c))).sum();
    thousandths as f64 * size / 1000.0
}

/// Whether a line has characters of East Asia that are as wide as they are high.
pub(super) fn has_wide(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'))
}

fn of(c: char) -> u16 {
    match c {
        ' '..='~' => WIDTHS[c as usize - ' ' as usize],
        c if is_combining_mark(c) || c.is_control() => 0,
        '’' | '‘' => 222,
        '–' => 556,
        '—' | '…' => 1000,
        // Hangul comes decomposed: the vowel and the end of a syllable take no room of their own.
        '\u{1160}'..='\u{11FF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => 1000,
        _ => 556,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Ada` is 667 + 556 + 556 thousandths: 35.58 pixels at 20.
    #[test]
    fn widths_by_hand() {
        assert!((width("Ada", 20.0) - 35.58).abs() < 1e-9);
        assert_eq!(width("", 20.0), 0.0);
        assert_eq!(width("é", 10.0), width("e", 10.0));
        assert_eq!((width("漢字", 20.0), width("한국", 20.0)), (40.0, 40.0));
        assert!(width("iiii", 20.0) < width("mmmm", 20.0) / 3.0);
    }
}
