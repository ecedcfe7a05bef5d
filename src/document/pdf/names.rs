//! What the names of glyphs stand for: a table of those that are words, rules for all that are put together.

use unicode_normalization::UnicodeNormalization;

use crate::span::boundary_at_or_before;

/// Names and characters, sorted by name: those of the Adobe Glyph List that texts in Latin, Greek and Cyrillic letters
/// have, and those of common fonts of mathematics.
const NAMES: &str = include_str!("names.txt");

/// Endings that say which letter is meant to bear which mark.
const MARKS: [(&str, char); 18] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("tilde", '\u{303}'),
    ("caron", '\u{30C}'),
    ("cedilla", '\u{327}'),
    ("commaaccent", '\u{326}'),
    ("ogonek", '\u{328}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("dotaccent", '\u{307}'),
    ("dot", '\u{307}'),
    ("hungarumlaut", '\u{30B}'),
    ("ring", '\u{30A}'),
    ("dotbelow", '\u{323}'),
    ("hookabove", '\u{309}'),
    ("slash", '\u{338}'),
];

/// The characters that a name stands for, if it says.
pub(super) fn characters(name: &str) -> Option<String> {
    // What stands behind a full stop says how it looks: `a.sc`.
    let name = match name.split_once('.') {
        Some(("", _)) => return None,
        Some((name, _)) => name,
        None => name,
    };
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    listed(name)
        .map(str::to_string)
        .or_else(|| by_number(name))
        .or_else(|| marked(name))
        .or_else(|| joined(name))
}

fn listed(name: &str) -> Option<&'static str> {
    // A name is looked up once a font, so the lines are searched as they are.
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = boundary_at_or_before(NAMES, low + (high - low) / 2);
        let start = NAMES[..middle].rfind('\n').map_or(0, |at| at + 1).max(low);
        let end = NAMES[middle..].find('\n').map_or(NAMES.len(), |at| middle + at);
        let (known, characters) = NAMES[start..end].split_once('\t')?;
        match known.cmp(name) {
            std::cmp::Ordering::Equal => return Some(characters),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// `uni20AC`, also of several; `u1F600`; `afii10017`, of the Cyrillic alphabet.
fn by_number(name: &str) -> Option<String> {
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.is_ascii()) {
        let codes = digits.as_bytes().chunks_exact(4).map(|four| str::from_utf8(four).ok().and_then(code));
        return codes.collect();
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())) {
        return code(digits).map(String::from);
    }
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    // The alphabet without Ё, which has a number behind its neighbour's.
    let letter = match number {
        10017..=10022 => number - 10017,
        10024..=10049 => number - 10018,
        10065..=10070 => number - 10065 + 32,
        10072..=10097 => number - 10066 + 32,
        _ => return None,
    };
    char::from_u32(0x410 + letter).map(String::from)
}

/// A letter with a mark: `eacute`.
fn marked(name: &str) -> Option<String> {
    MARKS.iter().find_map(|(ending, mark)| {
        let base = name.strip_suffix(ending).filter(|base| !base.is_empty())?;
        let base = match base.len() {
            1 => base.to_string(),
            _ => characters(base)?,
        };
        let composed: String = base.chars().chain([*mark]).nfc().collect();
        Some(composed)
    })
}

/// Letters that are joined: `f_f_i`.
fn joined(name: &str) -> Option<String> {
    name.contains('_').then(|| name.split('_').map(characters).collect()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds() {
        for (name, expected) in [
            ("a", "a"),
            ("A.sc", "A"),
            ("eacute", "é"),
            ("Lslash", "Ł"),
            ("ffi", "ffi"),
            ("f_f_i", "ffi"),
            ("uni20AC", "€"),
            ("uni00410042", "AB"),
            ("u1F600", "😀"),
            ("afii10017", "А"),
            ("afii10065", "а"),
            ("afii10097", "я"),
            ("afii10049", "Я"),
            ("zero", "0"),
            ("quoteright", "’"),
            ("scommaaccent", "ș"),
            ("Aringacute", "Ǻ"),
        ] {
            assert_eq!(characters(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["", ".notdef", "g123", "c45", "uniXYZW", "u12"] {
            assert_eq!(characters(name), None, "{name}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        let names: Vec<&str> = NAMES.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(names.is_sorted() && names.iter().all(|name| listed(name).is_some()));
    }
}
