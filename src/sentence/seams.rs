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

use super::candidate::{LABEL_WORDS, char_at};
use super::table::{Table, push_lower};
use crate::language::Language;
use crate::span::{Span, boundary_at_or_before};

/// What a sum has to be above, and then the fitted weights.
const MODEL: &[u8; 4 + BUCKETS] = include_bytes!("seams.bin");
const THRESHOLD: i32 = i32::from_le_bytes([MODEL[0], MODEL[1], MODEL[2], MODEL[3]]);
const BUCKETS: usize = 1 << 16;

/// The longest part of a sentence that is searched, in bytes: each part is split off and the rest read again.
const LONGEST: usize = 2_000;

/// The longest code of a language.
const LONGEST_CODE: usize = 3;

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
    let (mut code, letters) = ([0; LONGEST_CODE + 1], language.code().as_bytes());
    code[..letters.len()].copy_from_slice(letters);
    let seam = Seam { code: &code[..=letters.len()], table, is_marked: ends_in_mark(whole.trim_end()) };
    // Persian and Korean have no capitals, so that any word may begin a sentence.
    let anywhere = matches!(language, Language::Korean | Language::Persian);
    let (mut before, mut last) = ("", "");
    let mut capitals = 0;
    let mut ahead = Words { text: words, at: 0 };
    let (mut count, mut total) = (0, None);
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
            let left = *total.get_or_insert_with(|| count + 1 + ahead.clone().count()) - count;
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

/// The words of a text, as `str::split_whitespace` has them, without decoding what is ASCII.
#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Words<'_> {
    /// How many bytes the white space has that begins at a byte; none if there is none.
    #[inline]
    fn blank(&self, at: usize) -> usize {
        match self.text.as_bytes()[at] {
            b' ' | b'\t'..=b'\r' => 1,
            // The first bytes of all white space that is not ASCII.
            0xC2 | 0xE1..=0xE3 => {
                let blank = char_at(self.text, at);
                if blank.is_whitespace() { blank.len_utf8() } else { 0 }
            }
            _ => 0,
        }
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let end = self.text.len();
        let mut start = self.at;
        while start < end {
            match self.blank(start) {
                0 => break,
                len => start += len,
            }
        }
        self.at = start;
        while self.at < end && self.blank(self.at) == 0 {
            self.at += 1;
        }
        (start < self.at).then(|| &self.text[start..self.at])
    }
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
    /// The code of the language, and a zero.
    code: &'t [u8],
    table: &'t Table,
    is_marked: bool,
}

impl Seam<'_> {
    /// What the features of the gap in the middle of five words weigh: two stand before it. `since` words of the sentence are
    /// before it, of which this many have capitals, and `left` behind it.
    fn weight(&self, words: [&str; 5], since: usize, left: usize, capitals: usize) -> i32 {
        let [a2, a, b, b2, _] = words;
        let [sa2, sa, sb, sb2, sb3] = &words.map(Shape::of);
        let [ea2, ea, eb, eb2] = &[a2, a, b, b2].map(End::of);
        let [ca, cb, cb2] = [a, b, b2].map(|word| self.class(word));
        let count = |words: usize| [b'0' + words.min(MANY_WORDS) as u8, 0];
        // How many of the words have a capital, in quarters.
        let share = &[b'0' + (capitals * 399 / (since * 100)) as u8, 0];
        let (since, left) = (&count(since), &count(left));
        let ends = &[if self.is_marked { b'.' } else { b'-' }, 0];
        let [ua, ub, ub2] = [sa, sb, sb2].map(Shape::first);
        let (of_a2, of_a, of_b, of_b2, of_b3) = (sa2.part(), sa.part(), sb.part(), sb2.part(), sb3.part());
        let (wa2, wa, wb, wb2) = (ea2.part(), ea.part(), eb.part(), eb2.part());
        let last = a.char_indices().next_back().map_or("", |(at, _)| &a[at..]).as_bytes();
        let code = self.code;
        [
            weight(b'0', &[of_a, of_b]),
            weight(b'1', &[of_a2, of_a, of_b, of_b2]),
            weight(b'2', &[of_b, of_b2, of_b3]),
            weight(b'3', &[since, ends]),
            weight(b'4', &[left, ends]),
            weight(b'5', &[ca, cb, ub, ZERO, ub2, ZERO, ua, ZERO]),
            weight(b'6', &[ca, cb, cb2, of_a]),
            weight(b'7', &[last, ZERO, of_b]),
            weight(b'8', &[since, of_a, of_b]),
            weight(b'9', &[share, cb, ua, ZERO, ub, ZERO, ub2, ZERO]),
            weight(b'9' + 1, &[share, since, ends]),
            weight(b'9' + 2, &[code]),
            weight(b'9' + 3, &[code, wa]),
            weight(b'9' + 4, &[code, wb]),
            weight(b'9' + 5, &[code, ea.last(3)]),
            weight(b'9' + 6, &[code, ea.last(2), of_b]),
            weight(b'9' + 7, &[code, wb, ub2, ZERO]),
            weight(b'9' + 8, &[code, wb, of_a]),
            weight(b'9' + 9, &[code, wb2]),
            weight(b'9' + 10, &[code, wa2]),
            weight(b'9' + 11, &[code, of_a, of_b]),
            weight(b'9' + 12, &[code, since, ends]),
            weight(b'9' + 13, &[code, ca, cb, cb2, ua, ZERO, ub, ZERO, ub2, ZERO]),
        ]
        .into_iter()
        .sum()
    }

    /// Whether a word is a starter.
    fn class(&self, word: &str) -> &'static [u8] {
        let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bare = match word.as_bytes() {
            [] => return ZERO,
            bytes if is_bare(bytes.first()) && is_bare(bytes.last()) => word,
            _ => word.trim_matches(AROUND),
        };
        if self.table.is_starter(bare) { b"s\0" } else { b"n\0" }
    }
}

/// What stands behind each part of a feature.
const ZERO: &[u8] = &[0];

/// The most bytes that a character has.
const LONGEST_CHAR: usize = 4;

/// The last characters of a word in lower case, and a zero.
struct End {
    lower: [u8; LONGEST_WORD * LONGEST_CHAR + 1],
    len: usize,
    /// Where the last three characters begin, and the last two.
    starts: [usize; 2],
}

impl End {
    fn of(word: &str) -> End {
        let mut end = End { lower: [0; LONGEST_WORD * LONGEST_CHAR + 1], len: 0, starts: [0; 2] };
        let from = match word.len() > LONGEST_WORD {
            true => word.char_indices().rev().take(LONGEST_WORD).last().map_or(0, |(at, _)| at),
            false => 0,
        };
        let mut starts = [0; 3];
        for c in word[from..].chars() {
            starts = [starts[1], starts[2], end.len];
            push_lower(c, &mut end.lower, &mut end.len);
        }
        end.starts = [starts[0], starts[1]];
        end
    }

    fn part(&self) -> &[u8] {
        &self.lower[..=self.len]
    }

    /// The last two characters or three.
    fn last(&self, count: usize) -> &[u8] {
        &self.lower[self.starts[3 - count]..=self.len]
    }
}

/// The runs of capitals, small letters, digits, other letters and each other character of a word, and a zero.
struct Shape {
    runs: [u8; LONGEST_SHAPE * LONGEST_CHAR + 1],
    len: usize,
    first: usize,
}

impl Shape {
    fn of(word: &str) -> Shape {
        let mut shape = Shape { runs: [0; LONGEST_SHAPE * LONGEST_CHAR + 1], len: 0, first: 0 };
        let (mut last, mut count) = (None, 0);
        for c in word.chars() {
            let kind = match c {
                'a'..='z' => 'a',
                'A'..='Z' => 'A',
                '0'..='9' => '0',
                _ if c.is_ascii() => c,
                _ if c.is_uppercase() => 'A',
                _ if c.is_lowercase() => 'a',
                _ if c.is_alphabetic() => 'c',
                other => other,
            };
            if last != Some(kind) {
                last = Some(kind);
                shape.len += kind.encode_utf8(&mut shape.runs[shape.len..]).len();
                if count == 0 {
                    shape.first = shape.len;
                }
                count += 1;
                if count == LONGEST_SHAPE {
                    break;
                }
            }
        }
        shape
    }

    fn part(&self) -> &[u8] {
        &self.runs[..=self.len]
    }

    /// The first run.
    fn first(&self) -> &[u8] {
        &self.runs[..self.first]
    }
}

/// The weight of a feature by its number and parts, each with a zero behind it: that of the bucket of their FNV-1a hash.
fn weight(number: u8, parts: &[&[u8]]) -> i32 {
    i32::from(MODEL[4 + bucket(number, parts)] as i8)
}

fn bucket(number: u8, parts: &[&[u8]]) -> usize {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x100_0000_01B3;
    let with = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let hash = parts
        .iter()
        .fold(with(START, number), |hash, part| part.iter().fold(hash, |hash, byte| with(hash, *byte)));
    (hash >> 32) as usize % BUCKETS
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
        let shapes = ["Straße-3", "год.", "항구"]
            .map(|word| String::from_utf8(Shape::of(word).part().to_vec()).unwrap());
        assert_eq!(shapes, ["Aa-0\0", "a.\0", "c\0"]);
        assert_eq!(bucket(b'0', &[End::of("ÄRGER").last(3)]), 17665);
    }
}
