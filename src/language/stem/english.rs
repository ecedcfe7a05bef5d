//! Porter's stemmer for English of 2001, as rust-stemmers has it, for words in ASCII.
//!
//! Every distinct word of an English text is stemmed once, which took a fifth of all instructions of a summary: Snowball's
//! machine searches a table of endings for each step and allocates for each change. This looks at the last letters and
//! changes a copy on the stack. Tests hold it against rust-stemmers, word by word.
//!
//! * time: `O(n)` in the word
//! * space: nothing is allocated where the stem begins the word, as most do
//!
//! Porter, *The English (Porter2) stemming algorithm*, 2001, for the steps and their names.

use std::borrow::Cow;

use super::LONGEST_STEMMED;

/// Words of fewer letters stay as they are.
const SHORTEST: usize = 3;

/// The stem of a word in ASCII of at most [`LONGEST_STEMMED`] bytes without capitals.
///
/// `None` if it is no such word: then Snowball decides.
pub(super) fn stem(word: &str) -> Option<Cow<'_, str>> {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST_STEMMED || !bytes.iter().all(is_small) {
        return None;
    }
    if let Some(stem) = irregular(bytes) {
        return Some(Cow::Borrowed(stem.unwrap_or(word)));
    }
    if bytes.len() < SHORTEST {
        return Some(Cow::Borrowed(word));
    }
    let mut copy = Word::new(bytes);
    copy.step_1a();
    if !is_kept(copy.letters()) {
        copy.step_1b();
        copy.step_1c();
        copy.step_2();
        copy.step_3();
        copy.step_4();
        copy.step_5();
    }
    let stem = copy.finish();
    if bytes.starts_with(stem) {
        return Some(Cow::Borrowed(&word[..stem.len()]));
    }
    str::from_utf8(stem).ok().map(|stem| Cow::Owned(stem.to_owned()))
}

/// Whether a byte is of ASCII and no capital, which stands for a consonant inside of the algorithm.
fn is_small(byte: &u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_uppercase()
}

/// Stems that no rule gives; an inner `None` for words that stay.
fn irregular(word: &[u8]) -> Option<Option<&'static str>> {
    Some(match word {
        b"skis" => Some("ski"),
        b"skies" => Some("sky"),
        b"dying" => Some("die"),
        b"lying" => Some("lie"),
        b"tying" => Some("tie"),
        b"idly" => Some("idl"),
        b"gently" => Some("gentl"),
        b"ugly" => Some("ugli"),
        b"early" => Some("earli"),
        b"only" => Some("onli"),
        b"singly" => Some("singl"),
        b"sky" | b"news" | b"howe" | b"atlas" | b"cosmos" | b"bias" | b"andes" => None,
        _ => return None,
    })
}

/// Words that stay once their plural is gone.
fn is_kept(word: &[u8]) -> bool {
    matches!(
        word,
        b"inning" | b"outing" | b"canning" | b"herring" | b"earring" | b"proceed" | b"exceed" | b"succeed"
    )
}

/// What begins words that are longer than their first region says.
const LONG_BEGINNINGS: [&[u8]; 3] = [b"gener", b"commun", b"arsen"];

/// What may stand before `li`.
fn is_before_li(byte: u8) -> bool {
    matches!(byte, b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't')
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether the last of three letters makes no syllable short.
fn is_vowel_w_x(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'x' | b'Y')
}

/// A word that is being cut.
struct Word {
    bytes: [u8; LONGEST_STEMMED],
    len: usize,
    /// Where its two regions begin: each behind a consonant that follows a vowel.
    regions: [usize; 2],
    /// Whether a `y` is a consonant, and written as a capital meanwhile.
    has_capital: bool,
}

impl Word {
    fn new(word: &[u8]) -> Word {
        let word = word.strip_prefix(b"'").unwrap_or(word);
        let mut bytes = [0; LONGEST_STEMMED];
        bytes[..word.len()].copy_from_slice(word);
        let mut made = Word { bytes, len: word.len(), regions: [0; 2], has_capital: false };
        made.mark_consonants();
        made.mark_regions();
        made
    }

    fn letters(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// A `y` that begins the word or follows a vowel is a consonant.
    fn mark_consonants(&mut self) {
        let mut after_vowel = true;
        for byte in &mut self.bytes[..self.len] {
            if *byte == b'y' && after_vowel {
                *byte = b'Y';
                self.has_capital = true;
            }
            after_vowel = is_vowel(*byte);
        }
    }

    fn mark_regions(&mut self) {
        let letters = self.letters();
        let begins = LONG_BEGINNINGS.iter().find(|begins| letters.starts_with(begins));
        let first = begins.map_or_else(|| region(letters, 0), |begins| begins.len());
        self.regions = [first, region(letters, first)];
    }

    fn ends(&self, suffix: &[u8]) -> bool {
        self.letters().ends_with(suffix)
    }

    fn last(&self) -> u8 {
        self.letters().last().copied().unwrap_or_default()
    }

    /// Whether the last this many bytes are in the first region.
    fn in_first(&self, count: usize) -> bool {
        self.regions[0] <= self.len - count
    }

    /// Whether the last this many bytes are in the second region.
    fn in_second(&self, count: usize) -> bool {
        self.regions[1] <= self.len - count
    }

    /// Puts others in the place of the last bytes.
    fn replace(&mut self, count: usize, by: &[u8]) {
        let from = self.len - count;
        self.len = from + by.len();
        self.bytes[from..self.len].copy_from_slice(by);
    }

    fn has_vowel_before(&self, end: usize) -> bool {
        self.bytes[..end].iter().any(|byte| is_vowel(*byte))
    }

    /// Whether the first bytes end in a short syllable: a vowel between consonants, of which the last is not `w`, `x` or `Y`, or at the
    /// beginning, before a consonant.
    fn ends_short(&self, end: usize) -> bool {
        match self.bytes[..end] {
            [.., first, second, third] if !is_vowel_w_x(third) && is_vowel(second) && !is_vowel(first) => {
                true
            }
            [first, second] => is_vowel(first) && !is_vowel(second),
            _ => false,
        }
    }

    /// Plurals and the genitive.
    fn step_1a(&mut self) {
        for suffix in [&b"'s'"[..], b"'s", b"'"] {
            if self.ends(suffix) {
                self.replace(suffix.len(), b"");
                break;
            }
        }
        match self.letters() {
            [.., b's', b's', b'e', b's'] => self.replace(2, b""),
            [.., b'i', b'e', b'd' | b's'] => {
                let by: &[u8] = if self.len - 3 >= 2 { b"i" } else { b"ie" };
                self.replace(3, by);
            }
            [.., b's' | b'u', b's'] => {}
            [.., _, b's'] if self.has_vowel_before(self.len - 2) => self.replace(1, b""),
            _ => {}
        }
    }

    /// `-ed` and `-ing`.
    fn step_1b(&mut self) {
        let count = match self.letters() {
            [.., b'e', b'e', b'd', b'l', b'y'] => return self.shorten_to_ee(5),
            [.., b'i', b'n', b'g', b'l', b'y'] => 5,
            [.., b'e', b'd', b'l', b'y'] => 4,
            [.., b'e', b'e', b'd'] => return self.shorten_to_ee(3),
            [.., b'i', b'n', b'g'] => 3,
            [.., b'e', b'd'] => 2,
            _ => return,
        };
        let end = self.len - count;
        if !self.has_vowel_before(end) {
            return;
        }
        self.len = end;
        match self.letters() {
            [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => self.replace(0, b"e"),
            [.., first, second]
                if first == second
                    && matches!(first, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') =>
            {
                self.replace(1, b"");
            }
            _ if self.regions[0] == end && self.ends_short(end) => self.replace(0, b"e"),
            _ => {}
        }
    }

    fn shorten_to_ee(&mut self, count: usize) {
        if self.in_first(count) {
            self.replace(count, b"ee");
        }
    }

    /// A final `y` behind a consonant that does not begin the word.
    fn step_1c(&mut self) {
        if let [_, .., before, b'y' | b'Y'] = self.letters()
            && !is_vowel(*before)
        {
            self.replace(1, b"i");
        }
    }

    fn step_2(&mut self) {
        if !matches!(self.last(), b'i' | b'l' | b'm' | b'n' | b'r' | b's') {
            return;
        }
        // The longest comes first.
        let (count, by): (usize, &[u8]) = match self.letters() {
            [.., b'f', b'u', b'l', b'l', b'i'] => (5, b"ful"),
            [.., b'l', b'e', b's', b's', b'l', b'i'] => (6, b"less"),
            [.., b'o', b'u', b's', b'l', b'i'] => (5, b"ous"),
            [.., b'e', b'n', b't', b'l', b'i'] => (5, b"ent"),
            [.., b'a', b'b', b'l', b'i'] => (4, b"able"),
            [.., b'a', b'l', b'l', b'i'] => (4, b"al"),
            [.., b'b', b'l', b'i'] => (3, b"ble"),
            [.., b'l', b'i'] => {
                let before = self.len.checked_sub(3).map(|at| self.bytes[at]);
                if self.in_first(2) && before.is_some_and(is_before_li) {
                    self.replace(2, b"");
                }
                return;
            }
            [.., b'a', b'n', b'c', b'i'] => (4, b"ance"),
            [.., b'e', b'n', b'c', b'i'] => (4, b"ence"),
            [.., b'o', b'g', b'i'] => {
                if self.in_first(3) && self.ends(b"logi") {
                    self.replace(3, b"og");
                }
                return;
            }
            [.., b'a', b'l', b'i', b't', b'i'] => (5, b"al"),
            [.., b'b', b'i', b'l', b'i', b't', b'i'] => (6, b"ble"),
            [.., b'i', b'v', b'i', b't', b'i'] => (5, b"ive"),
            [.., b'a', b't', b'i', b'o', b'n', b'a', b'l'] => (7, b"ate"),
            [.., b't', b'i', b'o', b'n', b'a', b'l'] => (6, b"tion"),
            [.., b'a', b'l', b'i', b's', b'm'] => (5, b"al"),
            [.., b'i', b'z', b'a', b't', b'i', b'o', b'n'] => (7, b"ize"),
            [.., b'a', b't', b'i', b'o', b'n'] => (5, b"ate"),
            [.., b'i', b'z', b'e', b'r'] => (4, b"ize"),
            [.., b'a', b't', b'o', b'r'] => (4, b"ate"),
            [.., b'i', b'v', b'e', b'n', b'e', b's', b's'] => (7, b"ive"),
            [.., b'f', b'u', b'l', b'n', b'e', b's', b's'] => (7, b"ful"),
            [.., b'o', b'u', b's', b'n', b'e', b's', b's'] => (7, b"ous"),
            _ => return,
        };
        if self.in_first(count) {
            self.replace(count, by);
        }
    }

    fn step_3(&mut self) {
        if !matches!(self.last(), b'e' | b'i' | b'l' | b's') {
            return;
        }
        let (count, by): (usize, &[u8]) = match self.letters() {
            [.., b'a', b't', b'i', b'o', b'n', b'a', b'l'] => (7, b"ate"),
            [.., b't', b'i', b'o', b'n', b'a', b'l'] => (6, b"tion"),
            [.., b'a', b'l', b'i', b'z', b'e'] => (5, b"al"),
            [.., b'i', b'c', b'a', b't', b'e'] | [.., b'i', b'c', b'i', b't', b'i'] => (5, b"ic"),
            [.., b'i', b'c', b'a', b'l'] => (4, b"ic"),
            [.., b'f', b'u', b'l'] => (3, b""),
            [.., b'n', b'e', b's', b's'] => (4, b""),
            [.., b'a', b't', b'i', b'v', b'e'] if self.in_second(5) => (5, b""),
            _ => return,
        };
        if self.in_first(count) {
            self.replace(count, by);
        }
    }

    fn step_4(&mut self) {
        let count = match self.letters() {
            [.., b'e', b'm', b'e', b'n', b't'] => 5,
            [.., b'm', b'e', b'n', b't']
            | [.., b'a' | b'e', b'n', b'c', b'e']
            | [.., b'a' | b'i', b'b', b'l', b'e'] => 4,
            [.., b'a' | b'e', b'n', b't']
            | [.., b'a', b't', b'e']
            | [.., b'i', b'v' | b'z', b'e']
            | [.., b'i', b't', b'i']
            | [.., b'i', b's', b'm']
            | [.., b'o', b'u', b's'] => 3,
            [.., b'i', b'o', b'n'] => {
                let before = self.len.checked_sub(4).map(|at| self.bytes[at]);
                if self.in_second(3) && matches!(before, Some(b's' | b't')) {
                    self.replace(3, b"");
                }
                return;
            }
            [.., b'i', b'c'] | [.., b'a', b'l'] | [.., b'e', b'r'] => 2,
            _ => return,
        };
        if self.in_second(count) {
            self.replace(count, b"");
        }
    }

    /// A final `e`, and the second of two `l`.
    fn step_5(&mut self) {
        let is_cut = match self.last() {
            b'e' => self.in_second(1) || self.in_first(1) && !self.ends_short(self.len - 1),
            b'l' => self.in_second(1) && self.ends(b"ll"),
            _ => false,
        };
        if is_cut {
            self.replace(1, b"");
        }
    }

    /// The letters, small again.
    fn finish(&mut self) -> &[u8] {
        let letters = &mut self.bytes[..self.len];
        if self.has_capital {
            letters.make_ascii_lowercase();
        }
        letters
    }
}

/// Where the region begins behind the first consonant that follows a vowel; at the end, if there is none.
fn region(letters: &[u8], from: usize) -> usize {
    let rest = &letters[from..];
    let vowel = rest.iter().position(|byte| is_vowel(*byte));
    let consonant =
        vowel.and_then(|vowel| rest[vowel..].iter().position(|byte| !is_vowel(*byte)).map(|at| vowel + at));
    consonant.map_or(letters.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    use super::*;

    fn twin(word: &str) -> String {
        Stemmer::create(Algorithm::English).stem(word).into_owned()
    }

    #[test]
    fn words_of_english_texts_have_the_stems_of_snowball() {
        let texts = [
            include_str!("../../background/en.tsv"),
            include_str!("../../sentence/tables/en.txt"),
            include_str!("../../document/roles/wording.txt"),
            include_str!("../../../DESIGN.md"),
            include_str!("../../../CHANGELOG.md"),
        ];
        let endings = [
            "", "s", "ed", "ing", "ly", "'s", "ness", "ful", "ation", "ional", "ement", "y", "ies", "eedly",
            "ogi",
        ];
        let mut seen = 0;
        for word in texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '\'')) {
            let word = word.to_lowercase();
            for ending in endings {
                let word = format!("{word}{ending}");
                if let Some(stem) = stem(&word) {
                    assert_eq!(stem, twin(&word), "{word}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 200_000, "{seen}");
    }

    #[test]
    fn what_has_no_rule_has_the_stems_of_snowball() {
        for word in [
            "skis",
            "skies",
            "dying",
            "lying",
            "tying",
            "idly",
            "gently",
            "ugly",
            "early",
            "only",
            "singly",
            "sky",
            "news",
            "howe",
            "atlas",
            "cosmos",
            "bias",
            "andes",
            "inning",
            "innings",
            "outings",
            "cannings",
            "herrings",
            "earrings",
            "proceeds",
            "exceeds",
            "succeeds",
            "proceeded",
            "generic",
            "communism",
            "arsenal",
            "general",
            "",
            "'",
            "''",
            "'''",
            "'s'",
            "y",
            "yy",
            "yyy",
            "'yes",
            "ies",
            "ied",
            "sses",
            "ss",
            "us",
            "li",
            "ogi",
            "eed",
            "eedly",
            "e",
            "le",
            "ll",
            "aed",
            "3s",
            "a.b.c's",
        ] {
            assert_eq!(stem(word).unwrap(), twin(word), "{word}");
        }
        let long = "o".repeat(LONGEST_STEMMED - 1) + "s";
        assert_eq!(stem(&long).unwrap(), twin(&long));
        assert_eq!((stem("Yes"), stem("café"), stem(&(long + "s"))), (None, None, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

        #[test]
        fn words_of_letters_have_the_stems_of_snowball(word in "'?[a-z0-9'.-]{0,9}") {
            prop_assert_eq!(stem(&word).unwrap(), twin(&word));
        }

        #[test]
        fn words_of_syllables_have_the_stems_of_snowball(
            word in "(gener|commun|[bcdfgty]{0,2}[aeiouy]{1,2}){0,3}(at|ion|al|iz|er|ous|ness|ful|iv|iti|bl|il|ent|em|an|en|c|e|li|ly|ing|ed|eed|ies?|ogi|s|ss|'s?|t|e|l|y){0,6}"
        ) {
            prop_assert_eq!(stem(&word).unwrap(), twin(&word));
        }
    }
}
