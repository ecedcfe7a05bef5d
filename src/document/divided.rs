//! Words that a plain text divides at the ends of its lines, put together again: `har-` and `bour`.
//!
//! Whether the hyphen belongs to the word, as in `low-lying`, the text itself shows, if it has the word undivided
//! somewhere else; then its language: German and its like write compounds as one word, English has parts that stand before a
//! hyphen (`well-`) and syllables that stand behind none (`-ness`), French has pronouns behind verbs (`dit-il`). Else the hyphen was put
//! there to divide. One before a conjunction, `Vor-` and `und Nachteile`, is neither: the break stays a blank.
//!
//! * time: `O(n)`; texts without a hyphen at the end of a line are searched for one and no more
//! * space: the text, if it has any; its distinct words

use std::borrow::Cow;

use memchr::memchr_iter;
use rustc_hash::FxHashSet;

use super::{Block, Document, Piece};
use crate::language::Language;
use crate::span::Span;
use crate::words::for_each_word;

/// What begins compounds in English and hardly any other word. Chosen.
const ENGLISH_FIRST: [&str; 69] = [
    "after", "all", "best", "better", "broad", "close", "cold", "cost", "cross", "deep", "double", "eight",
    "energy", "evidence", "far", "fast", "five", "four", "free", "full", "good", "half", "hard", "heavy",
    "high", "hot", "large", "left", "light", "long", "low", "mid", "multi", "near", "new", "nine", "non",
    "off", "old", "quasi", "right", "second", "self", "seven", "short", "single", "slow", "small", "state",
    "third", "three", "top", "two", "well", "wide", "world", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "user", "time", "hand", "first", "vice",
];

/// What begins compounds in English and other words as well: `pre-war` and `pre-sent`. The text has to show the second part. Chosen.
const ENGLISH_EITHER: [&str; 21] = [
    "air", "anti", "bi", "counter", "ever", "ex", "fine", "ill", "much", "one", "open", "part", "post",
    "pre", "pro", "semi", "six", "so", "ten", "under", "over",
];

/// What English words that are written as one begin with, though both parts are words: `with-out`. Chosen.
const ENGLISH_JOINED: [&str; 26] = [
    "any", "can", "ever", "every", "fore", "for", "her", "here", "him", "how", "in", "it", "my", "never",
    "no", "not", "our", "some", "them", "there", "to", "what", "where", "when", "with", "your",
];

/// Second parts that English puts behind a hyphen. Chosen.
const ENGLISH_SECOND: [&str; 12] = [
    "based", "driven", "friendly", "looking", "minded", "oriented", "related", "shaped", "sized", "speaking",
    "specific", "south",
];

/// Syllables that end English words and are no words: `well-ness`, `high-ly`. Chosen.
const ENGLISH_ENDS: [&str; 38] = [
    "able", "age", "al", "ance", "ation", "dle", "dom", "ed", "eenth", "en", "ence", "ened", "er", "ern",
    "ers", "est", "eth", "hood", "ible", "ic", "ing", "ings", "ish", "ity", "less", "ly", "ment", "ness",
    "or", "ship", "sion", "some", "teen", "teenth", "tion", "ty", "ward", "wards",
];

/// What begins compounds in French and hardly any other word. Chosen.
const FRENCH_FIRST: [&str; 27] = [
    "après",
    "arrière",
    "avant",
    "chef",
    "cinquante",
    "demi",
    "dix",
    "grand",
    "grands",
    "nord",
    "non",
    "ouest",
    "peut",
    "porte",
    "quarante",
    "quatre",
    "quelques",
    "rendez",
    "semi",
    "soixante",
    "sous",
    "sud",
    "trente",
    "vice",
    "vingt",
    "week",
    "pays",
];

/// Pronouns that stand behind a French verb, and how the verb ends then: `dit-il`, `allez-vous`.
const FRENCH_PRONOUNS: [(&str, &[char]); 7] = [
    ("il", &['t', 'd']),
    ("ils", &['t']),
    ("elle", &['t', 'd']),
    ("elles", &['t']),
    ("on", &['t', 'd']),
    ("nous", &['s', 'z']),
    ("vous", &['z', 's']),
];

/// Conjunctions before which a hyphen stands for what is left out, in languages that leave it out: `Vor- und Nachteile`. None is a
/// syllable of a word. Chosen.
const CONJUNCTIONS: [&str; 11] =
    ["und", "oder", "sowie", "bis", "bzw", "og", "eller", "och", "samt", "sekä", "resp"];

/// English ones, which are, behind what begins compounds: `short- and long-term`.
const ENGLISH_CONJUNCTIONS: [&str; 3] = ["and", "or", "to"];

/// So long have two parts to be that the text also has by themselves, in letters, if the word that it does not have is to be written
/// with a hyphen: in languages with many short words, `sur-tout` is none.
const SHORTEST_PART: usize = 5;
const SHORTEST_ENGLISH_PART: usize = 3;

/// Whether a line break between these is none in what is read: Chinese and Japanese have no blanks, and their lines are broken anywhere.
pub(super) fn is_unparted(before: &str, behind: &str) -> bool {
    // One byte tells of most texts.
    before.as_bytes().last().is_some_and(|byte| *byte >= 0x80)
        && behind.as_bytes().first().is_some_and(|byte| *byte >= 0xE2)
        && before.chars().next_back().is_some_and(is_wide)
        && behind.chars().next().is_some_and(is_wide)
}

/// Whether a character is of Chinese or Japanese; Korean has blanks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The document of a plain text with its divided words put together; none if it has none.
pub(super) fn joined(source: &str, blocks: &[Block]) -> Option<Document<'static>> {
    let breaks = breaks(source, blocks);
    let mut cuts = unparted(source, blocks);
    if !breaks.is_empty() {
        let vocabulary = Vocabulary::of(source);
        cuts.extend(breaks.iter().map(|found| found.cut(source, &vocabulary)));
        cuts.sort_unstable_by_key(|cut| cut.start);
    }
    (!cuts.is_empty()).then(|| without(source, blocks, &cuts))
}

/// The line breaks inside sentences of Chinese and Japanese, which have no blanks. Short lines are those of a verse.
fn unparted(source: &str, blocks: &[Block]) -> Vec<Span> {
    let mut found = Vec::new();
    let bytes = source.as_bytes();
    let mut start = 0;
    for at in memchr_iter(b'\n', bytes) {
        let end = at - usize::from(at > 0 && bytes[at - 1] == b'\r');
        let line = &source[std::mem::replace(&mut start, at + 1)..end];
        if line.len() < SHORTEST_UNPARTED || bytes[end - 1] < 0x80 {
            continue;
        }
        let behind = source[at + 1..].trim_start_matches([' ', '\t', '\u{3000}']);
        let next = source.len() - behind.len();
        let block = blocks.partition_point(|block| block.span.end <= at);
        let is_inside =
            blocks.get(block).is_some_and(|block| block.content_start < end && next < block.span.end);
        if is_inside && is_unparted(line, behind) {
            found.push(Span { start: end, end: next });
        }
    }
    found
}

/// A line that is broken because it is full has this many bytes or more: 16 characters.
const SHORTEST_UNPARTED: usize = 48;

/// A line break inside a word or compound.
pub(super) struct Break {
    /// The letters before the hyphen and behind the break.
    first: Span,
    second: Span,
    /// The hyphen.
    hyphen: Span,
}

/// The line breaks inside words that the blocks hold.
fn breaks(source: &str, blocks: &[Block]) -> Vec<Break> {
    let mut found = Vec::new();
    let mut blocks = blocks.iter();
    let mut block = blocks.next();
    for at in memchr_iter(b'\n', source.as_bytes()) {
        let line = source[..at].strip_suffix('\r').unwrap_or(&source[..at]);
        let Some(mark) = line.chars().next_back().filter(|c| is_hyphen(*c)) else { continue };
        let hyphen = Span { start: line.len() - mark.len_utf8(), end: line.len() };
        let before = line[..hyphen.start].trim_end_matches(char::is_alphanumeric);
        let behind = source[at + 1..].trim_start_matches([' ', '\t']);
        let letters = behind.len() - behind.trim_start_matches(char::is_alphanumeric).len();
        let start = source.len() - behind.len();
        let first = Span { start: before.len(), end: hyphen.start };
        let second = Span { start, end: start + letters };
        while block.is_some_and(|block| block.span.end <= at) {
            block = blocks.next();
        }
        let is_inside =
            block.is_some_and(|block| block.content_start <= first.start && second.end <= block.span.end);
        let found_here = Break { first, second, hyphen };
        if is_inside && !first.is_empty() && !second.is_empty() && !found_here.is_suspended(source) {
            found.push(found_here);
        }
    }
    found
}

/// Whether a character at the end of a line may divide a word.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

impl Break {
    /// What is to be left out: the break, and the hyphen too if it only divides.
    fn cut(&self, source: &str, vocabulary: &Vocabulary) -> Span {
        let end = self.second.start;
        match self.divides(source, vocabulary) {
            true => Span { start: self.hyphen.start, end },
            false => Span { start: self.hyphen.end, end },
        }
    }

    /// The break between two lines, one of which ends in a hyphen; none, if they do not share a word. They need not
    /// follow each other.
    #[cfg(feature = "pdf")]
    pub(super) fn between(source: &str, line: Span, next: Span) -> Option<Break> {
        let mark = line.of(source).chars().next_back().filter(|c| is_hyphen(*c))?;
        let hyphen = Span { start: line.end - mark.len_utf8(), end: line.end };
        let before = source[line.start..hyphen.start].trim_end_matches(char::is_alphanumeric);
        let behind = next.of(source);
        let letters = behind.len() - behind.trim_start_matches(char::is_alphanumeric).len();
        let first = Span { start: line.start + before.len(), end: hyphen.start };
        let second = Span { start: next.start, end: next.start + letters };
        let found = Break { first, second, hyphen };
        (!first.is_empty() && !second.is_empty() && !found.is_suspended(source)).then_some(found)
    }

    /// Whether the hyphen stands for a part that is said once for two words: `Vor-` and `und Nachteile`.
    fn is_suspended(&self, source: &str) -> bool {
        let (first, second) = (self.first.of(source), self.second.of(source));
        self.hyphen.of(source) != "\u{AD}"
            && (CONJUNCTIONS.contains(&second)
                || ENGLISH_CONJUNCTIONS.contains(&second)
                    && ENGLISH_FIRST.contains(&&*first.to_ascii_lowercase()))
    }

    /// Whether the hyphen only divides a word.
    pub(super) fn divides(&self, source: &str, vocabulary: &Vocabulary) -> bool {
        if self.hyphen.of(source) == "\u{AD}" {
            return true;
        }
        let (first, second) = (self.first.of(source), self.second.of(source));
        let is_compound =
            source[..self.first.start].ends_with('-') || source[self.second.end..].starts_with('-');
        let is_lower = second.starts_with(char::is_lowercase);
        // `DataBase`, and a word in capitals: only if the text has it whole.
        let is_upper = second.starts_with(char::is_uppercase);
        if is_compound || !(is_lower || is_upper) || first.contains(char::is_numeric) {
            return false;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        let is_pair = || vocabulary.words.contains(&*format!("{first}-{second}"));
        if vocabulary.words.contains(&*format!("{first}{second}")) {
            return is_lower || !is_pair();
        }
        is_lower && !(is_pair() || vocabulary.is_compound(&first, &second))
    }
}

/// The words of a text in lower case, and its pairs with a hyphen between, but for those that lines divide.
pub(super) struct Vocabulary {
    words: FxHashSet<Box<str>>,
    language: Language,
}

impl Vocabulary {
    /// Whether two parts are written with a hyphen between, as far as the language says so.
    fn is_compound(&self, first: &str, second: &str) -> bool {
        let has_both = |shortest: usize| {
            let is_word = |part: &str| part.chars().nth(shortest - 1).is_some() && self.words.contains(part);
            is_word(first) && is_word(second)
        };
        match self.language {
            // Compounds are one word, and begin with a capital behind a hyphen where they have one. `E-mail` is one of a letter.
            Language::German
            | Language::Dutch
            | Language::Danish
            | Language::Norwegian
            | Language::Swedish
            | Language::Icelandic
            | Language::Finnish
            | Language::Estonian
            | Language::Hungarian => first.chars().nth(1).is_none(),
            Language::English | Language::Undetermined => {
                !ENGLISH_ENDS.contains(&second)
                    && (ENGLISH_FIRST.contains(&first)
                        || ENGLISH_SECOND.contains(&second)
                        || ENGLISH_EITHER.contains(&first) && self.words.contains(second)
                        || !ENGLISH_JOINED.contains(&first) && has_both(SHORTEST_ENGLISH_PART))
            }
            Language::French => {
                FRENCH_FIRST.contains(&first)
                    || matches!(second, "même" | "mêmes" | "là")
                    || FRENCH_PRONOUNS
                        .iter()
                        .any(|(pronoun, ends)| *pronoun == second && first.ends_with(*ends))
                    || has_both(SHORTEST_PART)
            }
            _ => has_both(SHORTEST_PART),
        }
    }

    pub(super) fn of(source: &str) -> Vocabulary {
        let mut words: FxHashSet<Box<str>> = FxHashSet::default();
        let mut before = Span { start: 0, end: 0 };
        for_each_word(source, |at, word| {
            let span = Span { start: at, end: at + word.len() };
            if matches!(&source[before.end..at], "-" | "\u{2010}" | "\u{2011}") {
                let (first, second) = (before.of(source), span.of(source));
                words.insert(format!("{first}-{second}").to_lowercase().into());
            }
            before = span;
            let behind = source[span.end..].strip_prefix(is_hyphen).unwrap_or_default();
            let is_divided = behind.starts_with(['\n', '\r'])
                || source[..at].ends_with(['\n', ' ', '\t']) && source[..at].trim_end().ends_with(is_hyphen);
            if !is_divided {
                words.insert(word.to_lowercase().into());
            }
        });
        #[cfg(feature = "detect")]
        let language = Language::detect(source).unwrap_or_default();
        #[cfg(not(feature = "detect"))]
        let language = Language::Undetermined;
        Vocabulary { words, language }
    }
}

/// A plain text without some stretches, which lie inside its blocks.
fn without(source: &str, blocks: &[Block], cuts: &[Span]) -> Document<'static> {
    let mut text = String::with_capacity(source.len());
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    let end = Span { start: source.len(), end: source.len() };
    for cut in cuts.iter().chain([&end]) {
        let kept = Span { start: from, end: cut.start };
        let start = text.len();
        text.push_str(kept.of(source));
        if !kept.is_empty() {
            pieces.push(Piece { text: Span { start, end: text.len() }, source: kept });
        }
        from = cut.end;
    }
    // No place that is asked for lies in a cut.
    let moved = |at: usize| {
        let place = pieces.partition_point(|piece: &Piece| piece.source.end < at);
        pieces.get(place).map_or(text.len(), |piece| piece.text.start + at.saturating_sub(piece.source.start))
    };
    let blocks = blocks
        .iter()
        .map(|block| Block {
            span: Span { start: moved(block.span.start), end: moved(block.span.end) },
            content_start: moved(block.content_start),
            ..*block
        })
        .collect();
    Document { text: Cow::Owned(text), blocks, pieces, ..Document::default() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bytes::Bytes;
    use super::super::plain;
    use super::*;

    #[test]
    fn hyphens_go_that_only_divide() {
        for (source, expected) in [
            ("A har-\nbour wall is a harbour wall.", "A harbour wall is a harbour wall."),
            ("He has mon-\n  ey for the low-\r\nlying town.", "He has money for the low-lying town."),
            ("The on-site crew and the on-\nsite team met.", "The on-site crew and the on-site team met."),
            ("It was state-of-the-\nart.", "It was state-of-the-art."),
            ("Die Hafen-\nmauer ist neu.", "Die Hafenmauer ist neu."),
            ("A soft\u{AD}\nware.", "A software."),
            // What the language says.
            (
                "A well-\nknown road and a high-\nly pre-\nsent ten-\nsion.",
                "A well-known road and a highly present tension.",
            ),
            ("The north-\nsouth road of twenty-\nfive miles.", "The north-south road of twenty-five miles."),
            (
                "The coun‐\ncil met with-\nout the others, with or out.",
                "The council met without the others, with or out.",
            ),
            (
                "Die Lage der Brücke und des Hafens: die Hafen-\nbrücke.",
                "Die Lage der Brücke und des Hafens: die Hafenbrücke.",
            ),
            (
                "Le maire a-t-il dit que peut-\nêtre le so-\nleil, dit-\nil, est là ?",
                "Le maire a-t-il dit que peut-être le soleil, dit-il, est là ?",
            ),
            // Half of a word that is left out.
            ("Die Vor-\nund Nachteile sind bekannt.", "Die Vor-\nund Nachteile sind bekannt."),
            ("Both short-\nand long-term plans.", "Both short-\nand long-term plans."),
        ] {
            // Who cannot tell languages does not know what French writes.
            if cfg!(not(feature = "detect")) && source.starts_with("Le maire") {
                continue;
            }
            let document = Document::plain(source);
            assert_eq!(document.text(), expected);
            for (at, _) in expected.char_indices() {
                let length = expected[at..].chars().next().unwrap().len_utf8();
                let span = document.source_span(Span { start: at, end: at + length });
                assert_eq!(span.of(source), &expected[at..at + length]);
            }
        }
        let source = "- one -\n- two\n\nAn en-\n\ntrance.";
        assert_eq!(Document::plain(source).text(), source);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn blocks_lead_to_the_same_source(source in "([a-zé]{1,6}|-\n|-\r\n  |\n\n|[ .A-Z-]|\u{AD}\n){0,30}") {
            let document = Document::plain(&source);
            let blocks: Vec<Block> = plain::blocks(&source, &Bytes::of(source.as_bytes())).collect();
            prop_assert_eq!(document.blocks().len(), blocks.len());
            for (moved, block) in document.blocks().iter().zip(&blocks) {
                prop_assert_eq!(document.source_span(moved.span), block.span);
                prop_assert!(moved.span.start <= moved.content_start && moved.content_start <= moved.span.end);
            }
        }
    }
}
