//! Porter's stemmer of 1980, with the departures of the Natural Language Toolkit.
//!
//! ROUGE is defined by the stems that its scorer takes, so this follows NLTK's `PorterStemmer` in its default mode,
//! which Google's scorer uses. Everything else in this crate is stemmed by Snowball. Time is linear in the word.
//!
//! Porter, *An algorithm for suffix stripping*, Program 14(3), 1980.
//!
//! # Where this differs from the paper
//!
//! As NLTK does, and nowhere else:
//!
//! * a few irregular words have their stems in a list; words of two letters are left alone
//! * step 1a: `dies` becomes `die`, not `di`; step 1b: `spied` becomes `spi`, `died` becomes `die`
//! * step 1c: `y` becomes `i` after a consonant that does not begin the word, so that `enjoy` stays and `try` does not
//! * step 2: `bli` for `abli`; `alli` first, and the others after it; `fulli` and `logi` are new
//! * \*o holds for two letters, a vowel and a consonant, too

/// Words that the rules get wrong, with their stems.
const IRREGULAR: &[(&str, &str)] = &[
    ("sky", "sky"),
    ("skies", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("news", "news"),
    ("innings", "inning"),
    ("inning", "inning"),
    ("outings", "outing"),
    ("outing", "outing"),
    ("cannings", "canning"),
    ("canning", "canning"),
    ("howe", "howe"),
    ("proceed", "proceed"),
    ("exceed", "exceed"),
    ("succeed", "succeed"),
];

/// Suffixes and what becomes of them if the rest has a measure over 0; the first that fits is the only one tried.
const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("fulli", "ful"),
];

/// As [`STEP_2`].
const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

/// Suffixes that go if the rest has a measure over 1, `ion` only after `s` or `t`.
const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
];

/// The stem of a word of ASCII letters and digits in lower case.
pub(super) fn stem(word: &str) -> String {
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*stem).to_string();
    }
    let mut word = word.to_string();
    if word.len() > 2 {
        step_1a(&mut word);
        step_1b(&mut word);
        step_1c(&mut word);
        step_2(&mut word);
        replace_first(&mut word, STEP_3);
        step_4(&mut word);
        step_5(&mut word);
    }
    word
}

fn step_1a(word: &mut String) {
    if word.ends_with("ies") {
        cut(word, if word.len() == 4 { 1 } else { 2 });
    } else if word.ends_with("sses") {
        cut(word, 2);
    } else if word.ends_with('s') && !word.ends_with("ss") {
        cut(word, 1);
    }
}

fn step_1b(word: &mut String) {
    if word.ends_with("ied") {
        return cut(word, if word.len() == 4 { 1 } else { 2 });
    }
    if let Some(rest) = word.strip_suffix("eed") {
        if measure(rest) > 0 {
            cut(word, 1);
        }
        return;
    }
    let rest = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing"));
    let Some(rest) = rest.filter(|rest| kinds(rest).any(|consonant| !consonant)).map(str::len) else {
        return;
    };
    word.truncate(rest);
    if ["at", "bl", "iz"].iter().any(|end| word.ends_with(end)) {
        word.push('e');
    } else if ends_in_double_consonant(word) {
        if !word.ends_with(['l', 's', 'z']) {
            cut(word, 1);
        }
    } else if measure(word) == 1 && ends_in_cvc(word) {
        word.push('e');
    }
}

fn step_1c(word: &mut String) {
    let rest = word.strip_suffix('y').filter(|rest| rest.len() > 1);
    if rest.is_some_and(|rest| kinds(rest).last() == Some(true)) {
        cut(word, 1);
        word.push('i');
    }
}

fn step_2(word: &mut String) {
    if word.strip_suffix("alli").is_some_and(|rest| measure(rest) > 0) {
        cut(word, 2);
    }
    if replace_first(word, STEP_2) {
        return;
    }
    // The `l` counts as part of the rest, so that `geologi` is treated as `archaeologi` is.
    if word.ends_with("logi") && measure(&word[..word.len() - 3]) > 0 {
        cut(word, 1);
    }
}

fn step_4(word: &mut String) {
    let Some(suffix) = STEP_4.iter().find(|suffix| word.ends_with(**suffix)) else { return };
    let rest = &word[..word.len() - suffix.len()];
    if measure(rest) > 1 && (*suffix != "ion" || rest.ends_with(['s', 't'])) {
        word.truncate(rest.len());
    }
}

fn step_5(word: &mut String) {
    if let Some(rest) = word.strip_suffix('e') {
        let measure = measure(rest);
        if measure > 1 || measure == 1 && !ends_in_cvc(rest) {
            cut(word, 1);
        }
    }
    if word.ends_with("ll") && measure(&word[..word.len() - 1]) > 1 {
        cut(word, 1);
    }
}

/// Takes this many bytes from the end.
fn cut(word: &mut String, bytes: usize) {
    word.truncate(word.len() - bytes);
}

/// Finds the first suffix that the word has, and replaces it if the rest has a measure over 0. Whether there was one.
fn replace_first(word: &mut String, rules: &[(&str, &str)]) -> bool {
    let Some((suffix, replacement)) = rules.iter().find(|(suffix, _)| word.ends_with(suffix)) else {
        return false;
    };
    let rest = word.len() - suffix.len();
    if measure(&word[..rest]) > 0 {
        word.truncate(rest);
        word.push_str(replacement);
    }
    true
}

/// For each letter, whether it is a consonant: no `aeiou`, and no `y` behind a consonant.
fn kinds(word: &str) -> impl Iterator<Item = bool> {
    word.bytes().scan(false, |consonant, letter| {
        *consonant = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => !*consonant,
            _ => true,
        };
        Some(*consonant)
    })
}

/// How often a vowel comes before a consonant: the paper's m.
fn measure(word: &str) -> usize {
    let mut before = true;
    kinds(word).filter(|consonant| !std::mem::replace(&mut before, *consonant) && *consonant).count()
}

/// The paper's \*d.
fn ends_in_double_consonant(word: &str) -> bool {
    let [.., one, other] = word.as_bytes() else { return false };
    one == other && kinds(word).last() == Some(true)
}

/// The paper's \*o: ends in consonant, vowel, consonant, the last not `w`, `x` or `y`.
fn ends_in_cvc(word: &str) -> bool {
    let all = kinds(word).collect::<Vec<_>>();
    match all[..] {
        [.., true, false, true] => !word.ends_with(['w', 'x', 'y']),
        [false, true] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stems by NLTK 3.10.4: `PorterStemmer().stem(word)`.
    #[test]
    fn stems_are_those_of_nltk() {
        for line in include_str!("porter.txt").lines() {
            let (word, expected) = line.split_once(' ').unwrap();
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
