//! Boundaries without a mark before a capital, in text that has no layout: `… aprovou o projeto Os deputados chegam cedo`.
//!
//! In languages that write nouns small, a starter (`os`, `det`, `после`) with a capital begins a sentence. What else has one is a
//! name (`El País`, `Det hvite hus`): a capital follows, or a preposition, an article or another starter stands before. Headings and
//! captions that lost their lines are found so. In paragraphs the rule adds more errors than it mends, since headings have lines of
//! their own there.

use super::table::Table;
use crate::span::Span;

/// Where the first part of a sentence ends, if it has several without a mark between them.
pub(super) fn boundary(text: &str, sentence: Span, table: &Table) -> Option<usize> {
    let words = sentence.of(text);
    let mut before: Option<&str> = None;
    let mut at = 0;
    let mut count = 0;
    while let Some(space) = memchr::memchr(b' ', &words.as_bytes()[at..]) {
        let (word, behind) = (&words[at..at + space], &words[at + space + 1..]);
        if let Some(before) = before.filter(|_| count > 1)
            && starts(before, word.trim_end_matches(','), behind, table)
        {
            return Some(sentence.start + words[..at].trim_end().len());
        }
        (before, at, count) = (Some(word), at + space + 1, count + 1);
    }
    None
}

/// Whether a word with a capital begins a sentence behind the word `before` it.
fn starts(before: &str, word: &str, behind: &str, table: &Table) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let small = !letters.as_str().is_empty() && letters.all(char::is_lowercase);
    let ends = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '»' | ')' | '%'));
    let bare = before.trim_matches(|c: char| !c.is_alphanumeric());
    let is_word = bare.chars().nth(1).is_some() || bare.starts_with(|c: char| c.is_ascii_digit());
    capital
        && small
        && ends
        && is_word
        && behind.trim_start().starts_with(char::is_lowercase)
        && table.is_capital_start(word)
        && !table.is_starter(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_starter_with_a_capital_begins_a_sentence_and_names_do_not() {
        let end = |text: &'static str, language| {
            boundary(text, Span::new(0, text.len()), Table::of(language)).map(|end| &text[end..])
        };
        assert_eq!(
            end("A comissão aprovou o projeto Os deputados chegam cedo.", Language::Portuguese),
            Some(" Os deputados chegam cedo.")
        );
        assert_eq!(
            end("Vedtaket kom i natt Det er ventet i dag.", Language::Norwegian),
            Some(" Det er ventet i dag.")
        );
        for (text, language) in [
            ("Lo dice el diario El País este lunes.", Language::Spanish),
            ("Etter svar fra Det hvite hus ble det stille.", Language::Norwegian),
            ("Myślę, że zna Pan odpowiedź na to pytanie.", Language::Polish),
            ("", Language::Polish),
        ] {
            assert_eq!(end(text, language), None, "{text}");
        }
    }
}
