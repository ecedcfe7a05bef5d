//! What a written word looks like: its length, its capitals, whether it is a number. Each form of a language is looked at once.

use super::{bare, is_code};
use crate::language::Language;

/// In a language without stop words, a word of this many small letters or fewer is taken for one. On the Polish development
/// texts it lifts F1@10 by a point.
const SHORT: u32 = 3;

/// What a word looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// How many characters it has.
    pub(crate) chars: u32,
    /// Whether it begins with a capital.
    pub(crate) is_capital: bool,
    pub(crate) has_capital: bool,
    pub(crate) has_small: bool,
    pub(crate) has_hyphen: bool,
    /// Whether it has digits and what stands between them, and nothing else.
    pub(crate) is_number: bool,
    /// Whether it has [`SHORT`] letters or fewer, all small.
    pub(crate) is_short: bool,
    /// Whether it is a key or a hash, which is no word.
    pub(crate) is_code: bool,
}

/// What is seen of a written word wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// The part that says what it is, as [`bare`] has it: where that begins and ends.
    start: u32,
    end: u32,
    /// What that part looks like.
    shape: Shape,
    /// Whether that part is all of it, and no number, no key and no acronym.
    is_simple: bool,
}

/// What is longer, in bytes, is no word of a language: a key, an address, a line of signs.
pub(crate) const LONGEST_WORD: usize = 200;

impl Seen {
    fn of(word: &str, language: Language) -> Seen {
        let bare = bare(word, language);
        let shape = Shape::of(&word[bare.clone()]);
        let is_simple = bare == (0..word.len())
            && word.len() <= LONGEST_WORD
            && !(shape.is_number || shape.is_code || shape.is_acronym());
        Seen { start: bare.start as u32, end: bare.end as u32, shape, is_simple }
    }

    /// The part of the word that says what it is.
    pub(crate) fn bare(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What a part of `word` looks like, which this is of: mostly the one that is known.
    pub(crate) fn shape_of(&self, word: &str, part: std::ops::Range<usize>) -> Shape {
        if part == self.bare() { self.shape } else { Shape::of(&word[part]) }
    }
}

/// What is seen of the words of one language, by numbers that their owner gives them.
#[derive(Debug, Default)]
pub(crate) struct Shapes(Vec<Option<Seen>>);

impl Shapes {
    /// What is seen of a word whose number is known.
    #[inline]
    pub(crate) fn get(&mut self, number: usize, word: &str, language: Language) -> Seen {
        match self.0.get(number) {
            Some(Some(seen)) => *seen,
            _ => self.add(number, word, language),
        }
    }

    /// The shape of a word that was seen, if nothing but its letters says what it is: no article or ending that is no part of it, no
    /// digits alone, not all in capitals.
    #[inline]
    pub(crate) fn simple(&self, number: usize) -> Option<Shape> {
        self.0.get(number)?.as_ref().filter(|seen| seen.is_simple).map(|seen| seen.shape)
    }

    #[cold]
    fn add(&mut self, number: usize, word: &str, language: Language) -> Seen {
        if self.0.len() <= number {
            self.0.resize(number + 1, None);
        }
        *self.0[number].insert(Seen::of(word, language))
    }

    /// Forgets all of them.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

/// What an ASCII character is to a shape.
const CAPITAL: u8 = 1;
const SMALL: u8 = 2;
const NUMBER: u8 = 4;
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'A'..=b'Z' => CAPITAL,
            b'a'..=b'z' => SMALL,
            b'0'..=b'9' | b'.' | b',' | b':' | b';' | b'\'' | b'_' => NUMBER,
            _ => 0,
        };
        byte += 1;
    }
    classes
}

impl Shape {
    pub(crate) fn of(word: &str) -> Shape {
        if word.is_ascii() {
            Shape { is_code: is_code(word), ..Shape::of_ascii(word.as_bytes()) }
        } else {
            Shape::of_chars(word)
        }
    }

    /// As [`of_chars`](Shape::of_chars), by a look at a table for each byte.
    fn of_ascii(word: &[u8]) -> Shape {
        let (mut any, mut all) = (0, CAPITAL | SMALL | NUMBER);
        for byte in word {
            any |= CLASSES[*byte as usize];
            all &= CLASSES[*byte as usize];
        }
        Shape {
            chars: word.len() as u32,
            is_capital: word.first().is_some_and(u8::is_ascii_uppercase),
            has_capital: any & CAPITAL != 0,
            has_small: any & SMALL != 0,
            has_hyphen: false,
            is_number: all & NUMBER != 0,
            is_short: word.len() as u32 <= SHORT && all & SMALL != 0,
            is_code: false,
        }
    }

    fn of_chars(word: &str) -> Shape {
        let mut shape = Shape { is_number: true, ..Shape::default() };
        let mut small = 0;
        for c in word.chars() {
            let is_capital = c.is_uppercase();
            shape.is_capital |= is_capital && shape.chars == 0;
            shape.chars += 1;
            shape.has_capital |= is_capital;
            small += u32::from(c.is_lowercase());
            shape.is_number &= c.is_numeric() || matches!(c, '.' | ',' | ':' | ';' | '\'' | '_' | '\u{202F}');
        }
        shape.has_small = small > 0;
        shape.is_short = shape.chars <= SHORT && small == shape.chars;
        shape
    }

    /// The shape of a word and what is joined to it by a mark.
    pub(crate) fn joined(self, other: Shape, by_hyphen: bool) -> Shape {
        Shape {
            chars: self.chars + 1 + other.chars,
            is_capital: self.is_capital,
            has_capital: self.has_capital || other.has_capital,
            has_small: self.has_small || other.has_small,
            has_hyphen: self.has_hyphen || by_hyphen,
            is_number: self.is_number && other.is_number,
            is_short: false,
            is_code: self.is_code || other.is_code,
        }
    }

    /// Whether it has two characters or more, capitals among them and no small letter.
    pub(crate) fn is_acronym(self) -> bool {
        self.chars > 1 && self.has_capital && !self.has_small
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_ascii_as_those_of_characters() {
        for word in
            ["", "a", "A", "aB", "Ab", "ABC", "1,200", "a1", "_", "can't", "abc", "abcd", "x@y", "-", "7.5"]
        {
            assert_eq!(Shape::of_ascii(word.as_bytes()), Shape::of_chars(word), "{word}");
        }
        for byte in 0..128u8 {
            let word = [b'a', byte];
            let text = str::from_utf8(&word).unwrap();
            assert_eq!(Shape::of_ascii(&word), Shape::of_chars(text), "{text:?}");
            assert_eq!(Shape::of_ascii(&word[1..]), Shape::of_chars(&text[1..]), "{text:?}");
        }
    }
}
