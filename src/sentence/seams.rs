//! Boundaries without a mark in text without layout, in seventeen languages, and in six of them in paragraphs too: headings,
//! captions and last lines that are followed by a sentence on the same line, as in `Vzťahy s Európou 20. februára sa začal summit`.
//!
//! A linear model looks at the gaps between words that the rules leave joined, as in [`super::unmarked`], and adds boundaries. It
//! sees words, their ends and shapes, whether they are starters of the table, and how many words the sentence has; all but the
//! first eleven features know the language. Weights are fitted by `scripts/fit_seams.py` to treebanks of Universal Dependencies
//! under CC BY, CC BY-SA and LGPL-LR, whose sentences were joined by blanks. It is consulted only in languages where it gains on what
//! was left out of the fit.
//!
//! * time: a pass over the sentence, and 23 look-ups at gaps before a capital, digit or sign; in Korean and Persian at all gaps
//! * space: 64 KB of weights; nothing is allocated

use super::candidate::LABEL_WORDS;
use super::table::Table;
use crate::language::Language;
use crate::span::{Span, boundary_at_or_before};

/// What a sum has to be above, and then the fitted weights.
const MODEL: &[u8; 4 + BUCKETS] = include_bytes!("seams.bin");
const THRESHOLD: i32 = i32::from_le_bytes([MODEL[0], MODEL[1], MODEL[2], MODEL[3]]);
const BUCKETS: usize = 1 << 16;

/// The longest part of a sentence that is searched, in bytes: each part is split off and the rest read again.
const LONGEST: usize = 2_000;

/// What ends sentences in Korean: endings of verbs and of nouns made of them.
const KOREAN_ENDS: [char; 18] = [
    '다', '요', '까', '음', '임', '함', '됨', '죠', '네', '지', '자', '라', '줘', '야', '냐', '니', '나', '~',
];

/// From this many words on, those before or behind a gap are many.
const MANY_WORDS: usize = 12;

/// The longest end of a word that is looked at, in characters.
const LONGEST_WORD: usize = 24;

/// The longest shape, in runs of like characters.
const LONGEST_SHAPE: usize = 6;

/// What stands around a word and is no part of it.
const AROUND: [char; 24] = [
    '"', '\'', '“', '”', '„', '«', '»', '‘', '’', '(', ')', '¿', '¡', '[', ']', '*', '-', '–', '—', '#', ',',
    ':', ';', '.',
];

/// Whether the model is consulted in a language.
pub(super) fn knows(language: Language) -> bool {
    use Language::*;
    matches!(
        language,
        Belarusian
            | Danish
            | English
            | Finnish
            | French
            | Galician
            | German
            | Greek
            | Italian
            | Korean
            | Norwegian
            | Persian
            | Portuguese
            | Slovak
            | Spanish
            | Swedish
            | Turkish
    )
}

/// Whether it is consulted in paragraphs too, where headings mostly have lines of their own: in languages where it gains there as well, on
/// parts of treebanks that it was not fitted to. Off in Belarusian, Portuguese and Slovak, where it gained on such parts too: of 2,473 sentences of
/// Slovak files it cut 16, twelve of them in the middle.
pub(super) fn knows_in_paragraphs(language: Language) -> bool {
    use Language::*;
    matches!(language, Danish | Finnish | Korean | Norwegian | Swedish | Turkish)
}

/// Where the first part of a sentence ends, if it has several without a mark between them.
///
/// In paragraphs none ends behind the letter of an item alone, `b)`, nor behind a semicolon or colon, which other rules look at: behind a
/// colon in the languages only where sentences begin there, and behind more than a label.
pub(super) fn boundary(text: &str, mut sentence: Span, table: &Table, no_layout: bool) -> Option<usize> {
    let language = table.language;
    let whole = sentence.of(text);
    if sentence.len() > LONGEST {
        sentence.end = boundary_at_or_before(text, sentence.start + LONGEST);
    }
    let words = sentence.of(text);
    // Most sentences have words in lower case only, behind the first.
    let may_have_gap = || {
        let bytes = words.as_bytes();
        let begins = |blank: usize| bytes.get(blank + 1).is_some_and(|byte| !byte.is_ascii_lowercase());
        memchr::memchr2_iter(b' ', b'\n', bytes).any(begins)
    };
    if !no_layout && !may_have_gap() {
        return None;
    }
    let seam = Seam { code: language.code(), table, is_marked: ends_in_mark(whole.trim_end()) };
    // Persian and Korean have no capitals, so that any word may begin a sentence.
    let anywhere = matches!(language, Language::Korean | Language::Persian);
    let (mut before, mut last) = ("", "");
    let mut capitals = 0;
    let mut ahead = words.split_whitespace();
    let mut count = 0;
    while let Some(word) = ahead.next() {
        let begins = match anywhere {
            // Sentences in Korean end in a few syllables where they have a mark, too.
            true => no_layout || last.ends_with(KOREAN_ENDS),
            false => may_begin(word),
        };
        let is_inside = || {
            !no_layout
                && match last.as_bytes().last() {
                    Some(b';') => true,
                    Some(b':') => !table.leads || count <= LABEL_WORDS,
                    Some(b')') => count == 1,
                    _ => false,
                }
        };
        if count > 0 && begins && !ends_in_mark(last) && !is_inside() {
            let left = 1 + ahead.clone().take(MANY_WORDS - 1).count();
            let mut behind = ahead.clone();
            let around =
                [before, last, word, behind.next().unwrap_or_default(), behind.next().unwrap_or_default()];
            if seam.weight(around, count, left, capitals) > THRESHOLD {
                let start = word.as_ptr() as usize - words.as_ptr() as usize;
                return Some(sentence.start + words[..start].trim_end().len());
            }
        }
        capitals += usize::from(word.starts_with(char::is_uppercase));
        (before, last, count) = (last, word, count + 1);
    }
    None
}

/// Whether a sentence may begin with a word: a capital, a digit, a sign, or quotes and such before a capital.
fn may_begin(word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    if first.is_lowercase() {
        return false;
    }
    first.is_uppercase()
        || first.is_ascii_digit()
        || !first.is_alphabetic()
        || word.trim_start_matches(is_opening).starts_with(char::is_uppercase)
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '„' | '«' | '»' | '‘' | '(' | '¿' | '¡' | '[' | '*' | '-' | '–' | '—' | '#'
    )
}

/// Whether a word or sentence ends in a mark, perhaps inside quotes or brackets.
fn ends_in_mark(word: &str) -> bool {
    let open = word.trim_end_matches(['"', '\'', '”', '»', ')', '’', '“']);
    open.ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
}

/// What is the same for all gaps of a sentence.
struct Seam<'t> {
    code: &'static str,
    table: &'t Table,
    is_marked: bool,
}

impl Seam<'_> {
    /// What the features of the gap in the middle of five words weigh: two stand before it. `since` words of the sentence are
    /// before it, of which this many have capitals, and `left` behind it.
    fn weight(&self, words: [&str; 5], since: usize, left: usize, capitals: usize) -> i32 {
        let [a2, a, b, b2, _] = words;
        let shapes = words.map(Shape::of);
        let [sa2, sa, sb, sb2, sb3] = &shapes;
        let [ca, cb, cb2] = [a, b, b2].map(|word| self.class(word));
        let count = |words: usize| Part::Byte(b'0' + words.min(MANY_WORDS) as u8);
        // How many of the words have a capital, in quarters.
        let share = Part::Byte(b'0' + (capitals * 399 / (since * 100)) as u8);
        let (since, left) = (count(since), count(left));
        let ends = Part::Byte(if self.is_marked { b'.' } else { b'-' });
        let [ua, ub, ub2] = [sa, sb, sb2].map(Shape::first);
        let of = Part::Shape;
        let code = Part::Code(self.code);
        let features: [&[Part<'_>]; 23] = [
            &[of(sa), of(sb)],
            &[of(sa2), of(sa), of(sb), of(sb2)],
            &[of(sb), of(sb2), of(sb3)],
            &[since, ends],
            &[left, ends],
            &[ca, cb, ub, ub2, ua],
            &[ca, cb, cb2, of(sa)],
            &[Part::Last(a), of(sb)],
            &[since, of(sa), of(sb)],
            &[share, cb, ua, ub, ub2],
            &[share, since, ends],
            &[code],
            &[code, Part::End(a, LONGEST_WORD)],
            &[code, Part::End(b, LONGEST_WORD)],
            &[code, Part::End(a, 3)],
            &[code, Part::End(a, 2), of(sb)],
            &[code, Part::End(b, LONGEST_WORD), ub2],
            &[code, Part::End(b, LONGEST_WORD), of(sa)],
            &[code, Part::End(b2, LONGEST_WORD)],
            &[code, Part::End(a2, LONGEST_WORD)],
            &[code, of(sa), of(sb)],
            &[code, since, ends],
            &[code, ca, cb, cb2, ua, ub, ub2],
        ];
        features.iter().zip(b'0'..).map(|(parts, number)| weight(number, parts)).sum()
    }

    /// Whether a word is a starter.
    fn class(&self, word: &str) -> Part<'static> {
        let bare = word.trim_matches(AROUND);
        match word {
            "" => Part::Nothing,
            _ if self.table.is_starter(bare) => Part::Byte(b's'),
            _ => Part::Byte(b'n'),
        }
    }
}

/// A part of a feature.
#[derive(Clone, Copy)]
enum Part<'t> {
    Nothing,
    Byte(u8),
    /// A character of a shape.
    Char(char),
    Code(&'static str),
    Shape(&'t Shape),
    /// The last character of a word, as it is written.
    Last(&'t str),
    /// The last characters of a word in lower case.
    End(&'t str, usize),
}

/// The runs of capitals, small letters, digits, other letters and each other character of a word.
struct Shape([char; LONGEST_SHAPE], usize);

impl Shape {
    fn of(word: &str) -> Shape {
        let mut shape = Shape(['\0'; LONGEST_SHAPE], 0);
        for c in word.chars() {
            let kind = match c {
                _ if c.is_uppercase() => 'A',
                _ if c.is_lowercase() => 'a',
                _ if c.is_ascii_digit() => '0',
                _ if c.is_alphabetic() => 'c',
                other => other,
            };
            if shape.1 == 0 || shape.0[shape.1 - 1] != kind {
                shape.0[shape.1] = kind;
                shape.1 += 1;
                if shape.1 == LONGEST_SHAPE {
                    break;
                }
            }
        }
        shape
    }

    fn first(&self) -> Part<'static> {
        if self.1 == 0 { Part::Nothing } else { Part::Char(self.0[0]) }
    }
}

/// The FNV-1a hash of a feature's number and parts, with a zero behind each part.
struct Hash(u64);

impl Hash {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x100_0000_01B3;

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(Hash::PRIME);
    }

    fn char(&mut self, c: char) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.byte(byte));
    }

    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Nothing => {}
            Part::Byte(byte) => self.byte(byte),
            Part::Char(c) => self.char(c),
            Part::Code(code) => code.bytes().for_each(|byte| self.byte(byte)),
            Part::Shape(Shape(runs, count)) => runs[..*count].iter().for_each(|c| self.char(*c)),
            Part::Last(word) => word.chars().next_back().into_iter().for_each(|c| self.char(c)),
            Part::End(word, count) => {
                let start = word.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
                word[start..].chars().flat_map(char::to_lowercase).for_each(|c| self.char(c));
            }
        }
        self.byte(0);
    }
}

/// The weight of a feature.
fn weight(number: u8, parts: &[Part<'_>]) -> i32 {
    let mut hash = Hash(Hash::START);
    hash.byte(number);
    parts.iter().for_each(|part| hash.part(*part));
    i32::from(MODEL[4 + (hash.0 >> 32) as usize % BUCKETS] as i8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::Splitter;

    fn parts(language: Language, text: &str) -> Vec<&str> {
        Splitter::new(language).layout(false).sentences(text).collect()
    }

    #[test]
    fn headings_and_requests_end_where_the_next_sentence_begins() {
        for (language, is_in_paragraphs, text, first) in [
            (
                Language::Portuguese,
                false,
                "Obras no cais do porto A câmara aprovou ontem o novo plano. O muro fica pronto em maio.",
                "Obras no cais do porto",
            ),
            (
                Language::Korean,
                true,
                "항구 근처에 있는 식당이 참 좋네요 다음에 또 가고 싶어요 벽은 오월에 무너졌다.",
                "항구 근처에 있는 식당이 참 좋네요",
            ),
            (
                Language::Belarusian,
                false,
                "Рамонт прыстані #порт Горад пачне працу ў маі.",
                "Рамонт прыстані #порт",
            ),
        ] {
            assert_eq!(parts(language, text)[0], first);
            // Where there are lines, they say so in most languages.
            let in_paragraphs = Splitter::new(language).sentences(text).next();
            assert_eq!(in_paragraphs == Some(first), is_in_paragraphs, "{language:?}");
        }
    }

    #[test]
    fn names_and_plain_sentences_are_left_as_they_are() {
        for (language, text) in [
            (Language::German, "Die Stadt Bremen hat Anna Moss im Mai nach Hamburg geschickt."),
            (
                Language::Portuguese,
                "A Câmara Municipal de Lisboa recebeu ontem Ana Sousa no Palácio da Ajuda.",
            ),
            (Language::Korean, "시의회는 항구의 벽을 고치기로 했다."),
            (Language::Spanish, "Ana Sousa visitó ayer El Escorial con 3 amigos de Toledo."),
            (Language::Finnish, ""),
        ] {
            assert!(parts(language, text).len() <= 1, "{text}");
        }
    }

    #[test]
    fn many_parts_without_a_mark_are_found_in_one_pass() {
        let text = "항구 근처에 있는 식당이 참 좋네요 다음에 또 가고 싶어요 ".repeat(20_000);
        let found = parts(Language::Korean, &text);
        assert!(found.len() >= 20_000);
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(found.iter().map(|part| letters(part)).sum::<usize>(), letters(&text));
    }

    #[test]
    fn features_hash_as_those_of_the_script() {
        // As `bucket` in `scripts/fit_seams.py` has it.
        let shapes =
            ["Straße-3", "год.", "항구"].map(|word| Shape::of(word).0.iter().take(4).collect::<String>());
        assert_eq!(shapes, ["Aa-0", "a.\0\0", "c\0\0\0"]);
        let mut hash = Hash(Hash::START);
        hash.byte(b'0');
        hash.part(Part::End("ÄRGER", 3));
        assert_eq!((hash.0 >> 32) as usize % BUCKETS, 17665);
    }
}
