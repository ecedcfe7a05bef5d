//! The words of a text, by UAX #29, faster where the text is ASCII.
//!
//! Most words of most texts are ASCII with ASCII around them, and there the rules come to little: letters, digits and
//! `_` join; `.`, `'` and `:` join two letters, `.`, `'`, `,` and `;` two digits. So they do for Latin and Cyrillic letters, curly
//! apostrophes and quotation marks. Where anything else comes into play the stretch up to the next space goes to
//! `unicode-segmentation`, which is the authority; a test holds both against each other.
//!
//! What a word is and what it is made of is said once, here: [`kind`] tells what is no word of a language, [`parts`] what
//! a written word is made of. Terms, audits and keywords read it from them.

mod joined;
mod kind;
mod parts;
mod shape;

pub(crate) use kind::{PassedOver, Standing, is_code};
pub(crate) use parts::{
    ACRONYMS, bare, has_dot, is_apostrophe, is_elided, is_hyphen, is_like_apostrophe, is_raised, note_mark,
    signs,
};
pub(crate) use shape::{LONGEST_WORD, Shape, Shapes};
use unicode_segmentation::UnicodeSegmentation;

use crate::language::Language;
use crate::span::boundary_at_or_before;

/// Whether a language has spaces between its words.
pub(crate) fn are_apart(language: Language) -> bool {
    use Language::{Chinese, Japanese, Khmer, Lao, Thai};
    !matches!(language, Chinese | Japanese | Khmer | Lao | Thai)
}

/// Shows `visit` the words of a text by UAX #29, each with its offset.
///
/// UAX #29 takes the narrow no-break space for part of a word, as it does `_`. In numbers it is, `1 200`; but French
/// writes it before `!` and `?` too, where it is not, and it parts words.
pub(crate) fn for_each_word<'t>(text: &'t str, mut visit: impl FnMut(usize, &'t str)) {
    let bytes = text.as_bytes();
    // No word that has been shown goes past `free`.
    let (mut at, mut free) = (0, 0);
    while at < bytes.len() {
        let start = at;
        let (first, mut width) = class(bytes, at);
        match first {
            Class::Other | Class::MidLetter | Class::MidNumber | Class::MidBoth => at += width,
            // What stands before may be the base of a mark that comes here, and spaces in a row are one base.
            Class::Wide => {
                let spaces = bytes[free..start].iter().rev().take_while(|byte| **byte == b' ').count();
                let base = boundary_at_or_before(text, start.saturating_sub(spaces.max(1))).max(free);
                at = wide(text, base, start, &mut visit);
                free = at;
            }
            mut last => {
                let mut is_word = false;
                let end = loop {
                    is_word |= last != Class::Underscore;
                    at += width;
                    if last == Class::Letter {
                        at = letters_end(bytes, at);
                    }
                    let (next, next_width) = class(bytes, at);
                    match next {
                        Class::Letter | Class::Digit | Class::Underscore => {
                            (last, width) = (next, next_width)
                        }
                        Class::Wide => break None,
                        Class::Other => break Some(at),
                        Class::MidLetter | Class::MidNumber | Class::MidBoth => {
                            let (behind, behind_width) = class(bytes, at + next_width);
                            let joins = match last {
                                Class::Letter => behind == Class::Letter && next != Class::MidNumber,
                                Class::Digit => behind == Class::Digit && next != Class::MidLetter,
                                _ => false,
                            };
                            match (joins, behind) {
                                (true, _) => at += next_width,
                                (false, Class::Wide) => break None,
                                (false, _) => break Some(at),
                            }
                            (last, width) = (behind, behind_width);
                        }
                    }
                };
                match end {
                    Some(end) if is_word => visit(start, &text[start..end]),
                    Some(_) => {}
                    None => at = wide(text, start, at, &mut visit),
                }
                free = at;
            }
        }
    }
}

/// What the character that begins at a byte does to words, and how many bytes it has.
#[inline]
fn class(bytes: &[u8], at: usize) -> (Class, usize) {
    let Some(byte) = bytes.get(at) else { return (Class::Other, 1) };
    match CLASSES[*byte as usize] {
        Class::Wide => past_ascii(&bytes[at..]),
        class => (class, 1),
    }
}

/// The same of a character past ASCII, if it is one that texts in Latin and Cyrillic letters are full of; all others are
/// [`Class::Wide`], and with them every mark and sign that joins what stands before it.
fn past_ascii(bytes: &[u8]) -> (Class, usize) {
    match bytes {
        [0xC3, last, ..] => (if matches!(last, 0x97 | 0xB7) { Class::Other } else { Class::Letter }, 2),
        // U+0100 to U+026F, and U+0400 to U+04FF without its marks.
        [0xC4..=0xC9 | 0xD0 | 0xD1 | 0xD3, ..] | [0xD2, 0x8A..=0xBF, ..] => (Class::Letter, 2),
        // No-break space, section, degree and the quotation marks of French.
        [0xC2, 0xA0 | 0xA7 | 0xAB | 0xB0 | 0xBB, ..] => (Class::Other, 2),
        // Curly apostrophes.
        [0xE2, 0x80, 0x98 | 0x99, ..] => (Class::MidBoth, 3),
        // Dashes, quotation marks, bullet and ellipsis.
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C..=0x9E | 0xA2 | 0xA6, ..] => (Class::Other, 3),
        _ => (Class::Wide, 1),
    }
}

/// Where the letters end that go on at `at`, if any do.
///
/// Eight bytes are looked at together, and how many of them are letters is counted without a branch: where a word ends
/// cannot be foretold, and a branch that cannot costs more than the rest of the word.
fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let eight = u64::from_le_bytes(*eight);
        // In lower case and without the high bits, so that no sum carries into the next byte.
        let low = (eight | (0x20 * ONES)) & !HIGH;
        let (from_a, past_z) = (low + (0x80 - b'a' as u64) * ONES, low + (0x7F - b'z' as u64) * ONES);
        let others = !(from_a & !past_z & !eight) & HIGH;
        at += others.trailing_zeros() as usize / 8;
        if others != 0 {
            return at;
        }
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// What a byte does to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    /// `:`, which joins letters.
    MidLetter,
    /// `,` and `;`, which join digits.
    MidNumber,
    /// `.` and `'`, which join both.
    MidBoth,
    Other,
    /// A character that `unicode-segmentation` is asked about, or part of one.
    Wide,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Underscore,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidNumber,
            b'.' | b'\'' => Class::MidBoth,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
}

/// Shows the words of the stretch from `start`, where a word may begin, to the first space behind `seen` that no
/// character follows that is not ASCII; gives its end. No word goes on across a space.
fn wide<'t>(text: &'t str, start: usize, seen: usize, visit: &mut impl FnMut(usize, &'t str)) -> usize {
    const NARROW: char = '\u{202F}';
    let bytes = text.as_bytes();
    let mut end = seen;
    while end < bytes.len()
        && !(bytes[end].is_ascii_whitespace() && bytes.get(end + 1).is_none_or(|byte| byte.is_ascii()))
    {
        end += 1;
    }
    let mut run = joined::Run::default();
    for (at, word) in text[start..end].unicode_word_indices() {
        let at = start + at;
        if run.takes(text, at, word, visit) {
            continue;
        }
        if !word.contains(NARROW) {
            visit(at, word);
            continue;
        }
        let parted = word.contains(char::is_alphabetic);
        for part in word.split(|c| parted && c == NARROW).map(|part| part.trim_matches(NARROW)) {
            if !part.is_empty() {
                visit(at + (part.as_ptr().addr() - word.as_ptr().addr()), part);
            }
        }
    }
    run.end(text, visit);
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<(usize, &str)> {
        let mut words = Vec::new();
        for_each_word(text, |at, word| words.push((at, word)));
        words
    }

    /// The slow twin: all by the library, but for narrow spaces, and for what a dictionary finds.
    fn by_library(text: &str) -> Vec<(usize, &str)> {
        let (mut words, mut run) = (Vec::new(), joined::Run::default());
        let mut visit = |at, word| words.push((at, word));
        for (at, word) in text.unicode_word_indices() {
            if !run.takes(text, at, word, &mut visit) {
                visit(at, word);
            }
        }
        run.end(text, &mut visit);
        words
    }

    #[test]
    fn marks_join_letters_or_digits() {
        for text in [
            "a.b c:d e'f g,h i;j",
            "1.2 3,4 5;6 7'8 9:0",
            "a1.2b a.1 1.a _ __ _a a_.b",
            "can't. U.S. 'tis",
            "  \u{9C7}",
            "a.\u{301}b",
            "x.é",
            "abcdefg abcdefgh abcdefghi abcdefghé abcdefgh@ abcdefgh[ ABCDEFGHIJKLMNOPQ{ zZaA`",
        ] {
            assert_eq!(shown(text), by_library(text), "{text}");
        }
        assert_eq!(shown("mange\u{202F}! 1\u{202F}200"), [(0, "mange"), (10, "1\u{202F}200")]);
    }

    #[test]
    fn every_character_equals_the_librarys() {
        for c in ('\u{80}'..='\u{FFFF}').filter(|c| *c != '\u{202F}') {
            for text in
                [format!("a{c}b 1{c}2"), format!("{c}a{c}\u{301} {c}"), format!("a{c}1'{c} ’{c}b_{c}")]
            {
                assert_eq!(shown(&text), by_library(&text), "{c:?}");
            }
        }
    }

    #[test]
    fn words_of_all_files_equal_the_librarys() {
        assert!(compared("corpora") > 10_000);
    }

    /// On the development data, where they stand beside the project.
    #[test]
    #[ignore = "takes seconds; .ci/run asks for it"]
    fn words_of_development_data_equal_the_librarys() {
        compared("../shared/data");
    }

    /// How many words the files of a folder have, all of them as the library has them.
    #[expect(clippy::print_stdout, reason = "a test that is smaller than it could be says so")]
    fn compared(folder: &str) -> usize {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut folders, mut words) = (vec![root.join(folder)], 0);
        while let Some(folder) = folders.pop() {
            let Ok(entries) = std::fs::read_dir(&folder) else {
                println!("skipped: there is no {}", folder.display());
                continue;
            };
            for path in entries.map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                // As they are, without regard to their formats: every byte is part of the test.
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).replace('\u{202F}', " ");
                let found = shown(&text);
                assert!(found == by_library(&text), "{}", path.display());
                words += found.len();
            }
        }
        words
    }

    #[test]
    fn letters_end_where_they_do_byte_by_byte() {
        for byte in 0..=255u8 {
            for (place, length) in (0..20).flat_map(|length| (0..length).map(move |place| (place, length))) {
                let mut bytes = vec![b"aZzA"[length % 4]; length];
                bytes[place] = byte;
                let end = bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(length);
                assert_eq!(letters_end(&bytes, 0), end, "{bytes:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6_000) })]

        #[test]
        fn long_words_equal_the_librarys(text in "([a-zA-Z]{1,20}|[ .,'_1-]|é|@|\\[){0,9}") {
            prop_assert_eq!(shown(&text), by_library(&text));
        }

        #[test]
        fn words_equal_the_librarys(
            text in "[a1_.,;:'\" \n\r\t!\\-é’\u{301}\u{200D}\u{FEFF}\u{AD}א水の한🇩🇪👩\u{3000}\u{2003}]{0,24}"
        ) {
            prop_assert_eq!(shown(&text), by_library(&text));
        }

        #[test]
        fn words_past_ascii_equal_the_librarys(
            text in "[a1_.,: éÉ×ÿĀɏɯжӂ҃҈҂ʰ‘’‚“”„–—…•·«» §°ªº\u{301}\u{200D}\u{FE0F}\u{AD}\u{2024}\u{2027}α水א]{0,20}"
        ) {
            prop_assert_eq!(shown(&text), by_library(&text));
        }

        #[test]
        fn words_of_any_text_equal_the_librarys(text in "\\PC{0,40}") {
            prop_assume!(!text.contains('\u{202F}'));
            prop_assert_eq!(shown(&text), by_library(&text));
        }
    }
}
