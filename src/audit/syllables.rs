//! How many syllables a word is spoken in, about.

use crate::language::Language;

/// How many syllables a word in lower case has: its groups of vowels, one at least; in English less the ones that
/// are not spoken (`-e`, `-ed`, `-es`), with those that are spoken apart (`radio`, `area`). A number counts as one.
pub(super) fn syllables(word: &str, language: Language) -> u8 {
    let mut groups = 0u8;
    let mut inside = false;
    let mut count = |is_vowel: bool| {
        groups = groups.saturating_add(u8::from(is_vowel && !inside));
        inside = is_vowel;
    };
    match word.is_ascii() {
        true => word.bytes().for_each(|byte| count(is_ascii_vowel(byte))),
        false => word.chars().for_each(|c| count(is_vowel(c))),
    }
    if language == Language::English {
        let open = groups > 1 && word.ends_with("ea");
        groups = groups.saturating_sub(silent(word)).saturating_add(u8::from(open || hiatus(word)));
    }
    groups.max(1)
}

fn is_ascii_vowel(byte: u8) -> bool {
    const VOWELS: u32 = {
        let (mut bits, mut at, vowels) = (0, 0, b"aeiouy");
        while at < vowels.len() {
            bits |= 1 << (vowels[at] - b'a');
            at += 1;
        }
        bits
    };
    byte.is_ascii_lowercase() && VOWELS >> (byte - b'a') & 1 == 1
}

fn is_vowel(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_ascii_vowel)
        || !c.is_ascii() && "áàâäãåāæéèêëēíìîïīıóòôöõøōœúùûüūýÿăаеёиоуыэюяαεηιουωάέήίόύώϊϋΐΰ".contains(c)
}

/// The last group of vowels of an English word, if it is not spoken: `-e` but not `-le`, `-ed` but for `-ted` and
/// `-ded`, `-es` but after a hiss.
fn silent(word: &str) -> u8 {
    if !word.ends_with(['e', 'd', 's']) {
        return 0; // Most words, recognized by one byte.
    }
    let before = |ending: &str| {
        word.strip_suffix(ending).filter(|stem| stem.contains(is_vowel) && !stem.ends_with(is_vowel))
    };
    let unspoken = if let Some(stem) = before("e") {
        let le = stem.strip_suffix('l').is_some_and(|stem| stem.ends_with(|c: char| !is_vowel(c)));
        !le
    } else if let Some(stem) = before("ed") {
        !stem.ends_with(['t', 'd'])
    } else if let Some(stem) = before("es") {
        let hiss = ["s", "x", "z", "ch", "sh", "c", "g"].iter().any(|hiss| stem.ends_with(hiss));
        let le = stem.strip_suffix('l').is_some_and(|stem| stem.ends_with(|c: char| !is_vowel(c)));
        !hiss && !le
    } else {
        false
    };
    u8::from(unspoken)
}

/// Whether two vowels of an English word that stand together are spoken apart: `-ia`, `-io` but in `-ion` and `-ious`.
fn hiatus(word: &str) -> bool {
    let apart = |at: usize| {
        let rest = &word[at + 2..];
        let before = word[..at].chars().next_back();
        !(rest.starts_with('n') || rest.starts_with("us"))
            || !matches!(before, Some('t' | 's' | 'c' | 'g' | 'x'))
    };
    // Few words have two such vowels side by side.
    let is_pair = |two: &[u8]| matches!(two, [b'i' | b'e' | b'u', b'a' | b'o' | b'u']);
    if !word.as_bytes().windows(2).any(is_pair) {
        return false;
    }
    let first = |pair: &[u8; 2]| word.as_bytes().windows(2).position(|two| two == pair);
    [b"ia", b"io", b"eo", b"iu", b"ua"]
        .into_iter()
        .any(|pair| first(pair).is_some_and(|at| at > 0 && apart(at) && !word[..at].ends_with(['q', 'g'])))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What [`syllables`] does, letter by letter and without a look at what a word ends in.
    fn slow_syllables(word: &str) -> u8 {
        let vowels: Vec<bool> = word.chars().map(|c| "aeiouy".contains(c) || is_vowel(c)).collect();
        let starts = vowels.iter().enumerate().filter(|(at, is)| **is && (*at == 0 || !vowels[at - 1]));
        let groups = starts.count().min(255) as u8;
        let is_open = groups > 1 && word.ends_with("ea");
        let pairs = ["ia", "io", "eo", "iu", "ua"];
        let has_hiatus = pairs.iter().any(|pair| word.contains(pair)) && hiatus(word);
        let ends = ["e", "ed", "es"].iter().any(|end| word.ends_with(end));
        let silent = if ends { silent(word) } else { 0 };
        groups.saturating_sub(silent).saturating_add(u8::from(is_open || has_hiatus)).max(1)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

        #[test]
        fn syllables_equal_those_of_the_slow_twin(word in "([a-z]|[aeiou]{2}|qua|ion|ious|ted|es|é|ü|'){0,12}") {
            prop_assert_eq!(syllables(&word, Language::English), slow_syllables(&word));
        }
    }

    #[test]
    fn english_syllables() {
        for (word, expected) in [
            ("the", 1),
            ("cake", 1),
            ("table", 2),
            ("tables", 2),
            ("jumped", 1),
            ("wanted", 2),
            ("houses", 2),
            ("makes", 1),
            ("nation", 2),
            ("radio", 3),
            ("area", 3),
            ("rhythm", 1),
            ("readability", 5),
            ("1,200", 1),
            ("idea", 3),
            ("tea", 1),
        ] {
            assert_eq!(syllables(word, Language::English), expected, "{word}");
        }
        assert_eq!(syllables("Straße", Language::German), 2);
        assert_eq!(syllables("молоко", Language::Russian), 3);
    }
}
