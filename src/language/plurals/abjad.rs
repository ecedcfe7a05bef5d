//! Arabic, Hebrew and Persian nouns without what is written together with them: conjunctions, prepositions and the article before them,
//! the signs of the plural behind them.
//!
//! A letter that may be a conjunction may begin a root as well, `و` of `وزير`, so one goes only where the article follows it. That a
//! word loses the letters with which its root begins does no harm where all its forms lose them.

use std::borrow::Cow;

/// How many letters are left of a word at least.
const LEAST_LETTERS: usize = 3;

/// What stands before an Arabic noun and ends in the article, the longer before the shorter.
const ARABIC: [&str; 13] =
    ["وبال", "وكال", "فبال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "آل", "ال"];

/// What stands before a Hebrew noun and ends in the article.
const HEBREW: [&str; 7] = ["וכשה", "כשה", "ושה", "וה", "שה", "מה", "ה"];

/// What stands behind a Persian noun and a joiner of no width, the longer before the shorter.
const PERSIAN_JOINED: [&str; 12] =
    ["هایشان", "هایمان", "هایش", "هایی", "های", "ها", "ای", "ام", "اند", "است", "اش", "ی"];

/// The plurals that are written without a joiner as well.
const PERSIAN_PLURAL: [&str; 3] = ["هایی", "های", "ها"];

const JOINER: char = '\u{200C}';

/// The sign of the ezafe over a silent letter: `کتابخانهٔ شهر`.
const EZAFE: char = '\u{654}';

pub(super) fn arabic(word: &str) -> Cow<'_, str> {
    without_prefix(word, &ARABIC).into()
}

pub(super) fn hebrew(word: &str) -> Cow<'_, str> {
    without_prefix(word, &HEBREW).into()
}

pub(super) fn persian(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix(EZAFE).unwrap_or(word);
    if let Some((noun, ending)) = word.rsplit_once(JOINER)
        && has_left(noun)
        && PERSIAN_JOINED.contains(&ending)
    {
        return noun.trim_end_matches(JOINER).into();
    }
    let plural = PERSIAN_PLURAL.iter().find_map(|ending| word.strip_suffix(ending));
    plural.filter(|noun| has_left(noun)).map_or(word, |noun| noun.trim_end_matches(JOINER)).into()
}

/// A word without the first of these that it begins with and that leaves enough of it.
fn without_prefix<'w>(word: &'w str, prefixes: &[&str]) -> &'w str {
    let mut left = prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix));
    left.find(|noun| has_left(noun)).unwrap_or(word)
}

fn has_left(noun: &str) -> bool {
    noun.chars().filter(|c| c.is_alphabetic()).nth(LEAST_LETTERS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_and_without_what_is_joined_to_them_are_one() {
        for forms in [
            ["مكتبة", "المكتبة", "والمكتبة", "بالمكتبة", "للمكتبة"],
            ["كتاب", "الكتاب", "والكتاب", "كالكتاب", "وللكتاب"],
        ] {
            assert!(forms.iter().all(|form| arabic(form) == forms[0]), "{forms:?}");
        }
        // A root may begin with each of the letters.
        assert_eq!([arabic("وزير"), arabic("بيت"), arabic("الله")], ["وزير", "بيت", "الله"]);
        for forms in [["ספרייה", "הספרייה", "והספרייה", "שהספרייה"], ["בית", "הבית", "והבית", "מהבית"]]
        {
            assert!(forms.iter().all(|form| hebrew(form) == forms[0]), "{forms:?}");
        }
        assert_eq!([hebrew("ורד"), hebrew("הר")], ["ורד", "הר"]);
        let forms =
            ["کتابخانه", "کتابخانه\u{200C}ها", "کتابخانهٔ", "کتابخانه\u{200C}ی", "کتابخانه\u{200C}هایی"];
        assert!(forms.iter().all(|form| persian(form) == forms[0]));
        assert_eq!(
            [persian("کتاب\u{200C}های"), persian("کتابها"), persian("تنها")],
            ["کتاب", "کتاب", "تنها"]
        );
    }
}
