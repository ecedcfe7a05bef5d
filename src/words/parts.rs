//! What a written word is made of: an elided article before it, a possessive or case ending behind it, the signs of its
//! name, the mark of a footnote.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::language::Language;

/// The French and Italian articles, pronouns, prepositions and numerals that lose their vowel, without the apostrophe.
const ELIDED: [&str; 52] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "dell", "all",
    "nell", "sull", "dall", "coll", "quell", "quest", "bell", "sant", "cent", "gl", "v", "anch", "com",
    "dov", "ch", "mezz", "tutt", "senz", "vent", "trent", "quarant", "cinquant", "sessant", "settant",
    "ottant", "novant", "degl", "agl", "negl", "dagl", "sugl", "quegl", "nessun", "ciascun", "alcun",
    "qualcun",
];

/// Those of Catalan, and of Occitan, which is read without a language of its own.
const ELIDED_ELSEWHERE: [&str; 6] = ["l", "d", "m", "n", "s", "t"];

/// An apostrophe: straight, curly, turned, as a letter, wide.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | '＇')
}

/// What stands for one in careless writing, but only inside a word.
pub(crate) fn is_like_apostrophe(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '´' | '`' | '′')
}

/// A hyphen that joins the parts of a compound: an en dash joins two words of their own.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// English acronyms that are function words in lower case.
pub(crate) const ACRONYMS: [&str; 3] = ["IT", "US", "WHO"];

/// Whether a word, without its apostrophe, is one that loses its vowel before the next.
pub(crate) fn is_elided(word: &str, language: Language) -> bool {
    let list: &[&str] = match language {
        Language::French | Language::Italian => &ELIDED,
        Language::Catalan | Language::Undetermined => &ELIDED_ELSEWHERE,
        _ => return false,
    };
    list.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

/// The part of a written word that says what it is: without an elided article before it, the English `'s` or the Turkish
/// ending of a name behind it.
#[inline]
pub(crate) fn bare(word: &str, language: Language) -> Range<usize> {
    let all = 0..word.len();
    // The first bytes of all apostrophes.
    let may_have_apostrophe = || word.bytes().any(|byte| matches!(byte, b'\'' | 0xCA | 0xE2 | 0xEF));
    match language {
        // The end by its bytes, for most words have neither.
        Language::English => match word.as_bytes() {
            [.., b'\'', b's' | b'S'] => 0..word.len() - 2,
            [.., b's' | b'S'] => {
                let bare = word[..word.len() - 1].strip_suffix(is_apostrophe);
                bare.map_or(all, |word| 0..word.len())
            }
            _ => all,
        },
        Language::Catalan | Language::French | Language::Italian | Language::Undetermined
            if may_have_apostrophe() =>
        {
            match word.find(is_apostrophe) {
                Some(at) if is_elided(&word[..at], language) => {
                    let start = at + word[at..].chars().next().map_or(0, char::len_utf8);
                    if start < word.len() { start..word.len() } else { all }
                }
                _ => all,
            }
        }
        Language::Turkish if may_have_apostrophe() => match word.find(is_apostrophe) {
            Some(at) if at > 0 => 0..at,
            _ => all,
        },
        _ => all,
    }
}

/// How many bytes of signs behind a word belong to its name, as in `C++`, `A+`, `F#` and, of a single capital, `A*`.
#[inline]
pub(crate) fn signs(text: &str, word: Range<usize>) -> usize {
    // Hardly a word has one behind it.
    match text.as_bytes().get(word.end) {
        Some(b'+' | b'#' | b'*') => signs_behind(text, word),
        _ => 0,
    }
}

fn signs_behind(text: &str, word: Range<usize>) -> usize {
    let end = word.end;
    let length = match &text.as_bytes()[end..] {
        [b'+', b'+', ..] => 2,
        [b'+' | b'#', ..] => 1,
        [b'*', ..] if is_single_capital(&text[word]) => 1,
        _ => return 0,
    };
    // A mark that combines with the sign, or what joins it, makes it a letter of another word.
    let goes_on = text[end + length..].starts_with(|c: char| {
        c.is_alphanumeric()
            || matches!(c, '+' | '#' | '*' | '_' | '\u{200C}' | '\u{200D}')
            || is_combining_mark(c)
    });
    if goes_on { 0 } else { length }
}

/// Whether a word is one capital letter, whatever stands before it: a phrase is read alike by itself and in its text.
fn is_single_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether the dot before a word is part of its name, as in `.NET` and `.org`: it stands behind a space, and no sentence
/// begins with the word.
#[inline]
pub(crate) fn has_dot(text: &str, start: usize) -> bool {
    // Every word comes here, and hardly any has one.
    start > 0 && text.as_bytes()[start - 1] == b'.' && is_dot_of_name(text, start)
}

fn is_dot_of_name(text: &str, start: usize) -> bool {
    let opens = text[..start - 1]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | '/'));
    let mut word = text[start..].chars();
    let (first, second) = (word.next(), word.next());
    let is_title = first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase);
    opens && first.is_some_and(char::is_alphabetic) && !is_title
}

/// Whether a character is one that marks of footnotes are made of.
pub(crate) fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | 'ᵃ' | 'ᵇ' | 'ᶜ')
}

/// Where the mark of a footnote ends that a word is, if it is one: raised digits right behind another word, or digits or
/// a letter in square brackets there. `end` is where the word before ends.
pub(crate) fn note_mark(text: &str, end: usize, word: Range<usize>) -> Option<usize> {
    let mark = &text[word.clone()];
    if end == word.start {
        return mark.chars().all(is_raised).then_some(word.end);
    }
    let is_short = mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit())
        || mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase());
    let in_brackets = &text[end..word.start] == "[" && text[word.end..].starts_with(']');
    (is_short && in_brackets).then_some(word.end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart_where_their_language_says() {
        use Language::*;
        for (language, word, expected) in [
            (English, "council’s", "council"),
            (English, "council‛S", "council"),
            (English, "O'Brien", "O'Brien"),
            (English, "l'eau", "l'eau"),
            (French, "L’eau", "eau"),
            (French, "d‘aujourd'hui", "aujourd'hui"),
            (French, "presqu'île", "presqu'île"),
            (French, "l'", "l'"),
            (Italian, "dell'acqua", "acqua"),
            (Italian, "trent'anni", "anni"),
            (Turkish, "Ankara'da", "Ankara"),
            (Undetermined, "l’aigua", "aigua"),
            (Undetermined, "don't", "don't"),
            (German, "Hans'", "Hans'"),
        ] {
            assert_eq!(&word[bare(word, language)], expected, "{language:?} {word}");
        }
    }

    #[test]
    fn signs_dots_and_marks_belong_to_names() {
        let sign = |text: &str, word: &str| {
            let start = text.find(word).unwrap();
            signs(text, start..start + word.len())
        };
        assert_eq!(
            (sign("C++ is", "C"), sign("F#.", "F"), sign("A+ b", "A"), sign("a+b", "a")),
            (2, 1, 1, 0)
        );
        assert_eq!(
            (sign("u+\u{ACD}\u{AFC}", "u"), sign("u++\u{301}", "u"), sign("u#\u{200D}x", "u")),
            (0, 0, 0)
        );
        assert_eq!((sign("(E*$a", "E"), sign("E*$a", "E"), sign("AE* x", "AE")), (1, 1, 0));
        let dot = |text: &str, word: &str| has_dot(text, text.find(word).unwrap());
        assert!(dot("A .NET course", "NET") && dot(".org", "org"));
        assert!(!dot("end .Then", "Then") && !dot("a...and", "and") && !dot("x.org", "org"));
        let mark = |text: &str, end: usize, word: &str| {
            let start = text.rfind(word).unwrap();
            note_mark(text, end, start..start + word.len())
        };
        assert_eq!(mark("meter² is", 5, "²"), Some(7));
        assert_eq!(mark("meter[12] is", 5, "12"), Some(9));
        assert_eq!(mark("meter [12] is", 5, "12"), None);
        assert_eq!(mark("meter, 12", 5, "12"), None);
    }
}
