//! Boundaries without a mark before a capital, in text that has no layout: `… aprovou o projeto Os deputados chegam cedo`.
//!
//! In languages that write nouns small, a starter (`os`, `det`, `после`) with a capital begins a sentence. What else has one is a
//! name (`El País`, `Det hvite hus`): a capital follows, or a preposition, an article or another starter stands before. Headings and
//! captions that lost their lines are found so. In paragraphs the rule adds more errors than it corrects, since headings have lines of
//! their own there.
//!
//! The divisions of a law are headings too: `… de las Cámaras Artículo 66. Las Cortes`, `Titre III LE GOUVERNEMENT Article 20 Le
//! Gouvernement`. A sentence ends before one. Where laws print its number on a line of its own, one ends behind it as well, unless
//! the name is cut short, as in `Art. 12`.

use super::table::Table;
use crate::language::Language;
use crate::span::Span;

/// Where the first part of a sentence ends, if it has several without a mark between them.
pub(super) fn boundary(text: &str, sentence: Span, table: &Table) -> Option<usize> {
    let words = sentence.of(text);
    let mut before: Option<&str> = None;
    let mut at = 0;
    let mut count = 0;
    while let Some(space) = memchr::memchr(b' ', &words.as_bytes()[at..]) {
        let (word, behind) = (&words[at..at + space], &words[at + space + 1..]);
        if let Some(number) = division(word, behind, table) {
            match before {
                // What is cut off behind the number may be a reference.
                Some(before) if number == behind.len() && (count < 2 || refers(before)) => {}
                Some(before) if ends_before_division(before, table) => {
                    return Some(sentence.start + words[..at].trim_end().len());
                }
                None if table.apart_divisions && !word.ends_with('.') => {
                    let (end, next) = (at + space + 1 + number, &behind[number..]);
                    if next.trim_start().trim_start_matches(['"', '«', '“']).starts_with(char::is_uppercase)
                    {
                        return Some(sentence.start + end);
                    }
                }
                _ => {}
            }
        }
        // `… DO PORTO RELATORA : ANA SOUSA`: the next line of a head.
        if behind.starts_with(": ") && count > 0 && is_shouted(word) {
            return Some(sentence.start + words[..at].trim_end().len());
        }
        if let Some(before) = before.filter(|_| count > 1)
            && starts(before, word.trim_end_matches(','), behind, table)
        {
            return Some(sentence.start + words[..at].trim_end().len());
        }
        (before, at, count) = (Some(word), at + space + 1, count + 1);
    }
    None
}

/// How many bytes the number of a division and the marks behind it have, if `word` is the name of one that begins a heading: what
/// follows the number has a capital or a number too.
fn division(word: &str, behind: &str, table: &Table) -> Option<usize> {
    // Cheap, and nearly no word comes further.
    let first = behind.chars().next().filter(|c| c.is_ascii_digit() || c.is_uppercase())?;
    if !word.starts_with(char::is_uppercase) || !table.is_division(word.trim_end_matches('.')) {
        return None;
    }
    let end = behind.find(' ').unwrap_or(behind.len());
    let number = behind[..end].trim_end_matches(['.', ':', 'º', '°', 'ª', ',', ')']);
    let shouted = |word: &str| word.chars().all(|c| c.is_uppercase() || c == '.');
    let is_number = match first.is_ascii_digit() {
        true => number.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.')),
        // `CAPO PRIMO`: an ordinal as loud as its division.
        false => {
            !number.is_empty()
                && (number.bytes().all(|b| b"IVXLC".contains(&b)) || shouted(word) && shouted(number))
        }
    };
    let marked = &behind[..end];
    if !is_number || marked.ends_with([',', ')']) {
        return None;
    }
    // A dash or colon that stands apart from the number is one of its marks.
    let rest = &behind[end..];
    let mark = rest.strip_prefix(' ').filter(|mark| mark.starts_with([':', '-', '–', '—']));
    let end = match mark.and_then(|mark| mark.find(' ')) {
        Some(len) if len <= '—'.len_utf8() => end + 1 + len,
        _ => end,
    };
    let next = behind[end..].trim_start();
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '«' | '“' | '(');
    // The period of the number may end the sentence: `… de las Cámaras Artículo 66.`
    let is_last = next.is_empty() && marked.ends_with('.') && marked.len() > 1;
    (is_last || end < behind.len() && next.starts_with(begins)).then_some(end)
}

/// Whether a word sends the reader to the division behind it.
fn refers(word: &str) -> bool {
    const WORDS: [&str; 12] =
        ["véase", "vea", "ver", "vide", "veja", "vedi", "voir", "siehe", "consulte", "según", "vid", "cf"];
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    word.ends_with('.') || WORDS.iter().any(|other| bare.eq_ignore_ascii_case(other))
}

/// Whether a heading that names a division may follow the word `before` it: no article or preposition, no comma or bracket.
fn ends_before_division(before: &str, table: &Table) -> bool {
    let bare = before.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty() && !before.ends_with([',', '(', '\'', '’', '—', '–', '-']) && !table.is_starter(bare)
}

/// A word of a head in capitals.
fn is_shouted(word: &str) -> bool {
    const SHORTEST: usize = 5;
    word.len() >= SHORTEST && word.chars().all(char::is_uppercase)
}

/// Whether a word with a capital begins a sentence behind the word `before` it.
fn starts(before: &str, word: &str, behind: &str, table: &Table) -> bool {
    let (start, word) = elided(word, table);
    let mut letters = word.chars();
    let capital = start || letters.next().is_some_and(char::is_uppercase);
    let small = (start || !letters.as_str().is_empty()) && letters.all(char::is_lowercase);
    let ends = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '»' | ')' | '%'));
    let bare = before.trim_matches(|c: char| !c.is_alphanumeric());
    let is_word = bare.chars().nth(1).is_some() || bare.starts_with(|c: char| c.is_ascii_digit());
    capital
        && small
        && ends
        && is_word
        && behind.trim_start().starts_with(char::is_lowercase)
        && (start || table.is_capital_start(word))
        && !table.is_starter(bare)
}

/// Whether an elided article or preposition with a capital begins a word, `L'istanza`, and what stands behind it.
fn elided<'t>(word: &'t str, table: &Table) -> (bool, &'t str) {
    let whole = (false, word);
    // Names have a capital behind it, and those that have none are few.
    if !matches!(table.language, Language::Catalan | Language::French | Language::Italian) {
        return whole;
    }
    let Some((article, noun)) = word.split_once(['\'', '’']) else { return whole };
    let is_start = article == "L" || article.len() > 1 && table.is_capital_start(article);
    if is_start && article.starts_with(char::is_uppercase) && noun.len() > 1 { (true, noun) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn elided_articles_heads_and_last_divisions_begin_parts() {
        for (text, language, first) in [
            ("Termine dei lavori L'istanza è inutile.", Language::Italian, Some("Termine dei lavori")),
            ("Il ponte dell'Adda è chiuso.", Language::Italian, None),
            ("NO CAIS RELATORA : ANA SOUSA", Language::Portuguese, Some("NO CAIS")),
            ("De las cámaras Artículo 66.", Language::Spanish, Some("De las cámaras")),
            ("Para los muelles véase Artículo 66.", Language::Spanish, None),
        ] {
            let found = boundary(text, Span::new(0, text.len()), Table::of(language));
            assert_eq!(found.map(|end| &text[..end]), first, "{text}");
        }
    }

    #[test]
    fn divisions_of_laws_are_headings() {
        let parts = |text: &'static str, language| {
            let (mut parts, mut rest) = (Vec::new(), Span::new(0, text.len()));
            while let Some(end) = boundary(text, rest, Table::of(language)) {
                parts.push(&text[rest.start..end]);
                rest = Span { start: end, end: text.len() }.trim(text);
            }
            parts.push(rest.of(text));
            parts
        };
        for (text, language, expected) in [
            (
                "CAPÍTULO PRIMERO De los muelles Artículo 66. Nadie fondea sin permiso.",
                Language::Spanish,
                &["CAPÍTULO PRIMERO", "De los muelles", "Artículo 66.", "Nadie fondea sin permiso."][..],
            ),
            (
                "Titre III LE PORT Article 20-1 Le quai est public.",
                Language::French,
                &["Titre III", "LE PORT", "Article 20-1", "Le quai est public."],
            ),
            (
                "La banchina è pubblica TITOLO II Disciplina del porto Art. 12 Ormeggio delle barche.",
                Language::Italian,
                &[
                    "La banchina è pubblica",
                    "TITOLO II Disciplina del porto",
                    "Art. 12 Ormeggio delle barche.",
                ],
            ),
            (
                "Port jest wolny Art. 12. 1. Statki cumują.",
                Language::Polish,
                &["Port jest wolny", "Art. 12. 1. Statki cumują."],
            ),
            ("según el Artículo 66 de la ley", Language::Spanish, &["según el Artículo 66 de la ley"]),
            (
                "infracción (Artículo 66 Ley 3), que",
                Language::Spanish,
                &["infracción (Artículo 66 Ley 3), que"],
            ),
            (
                "conforme al Artículo 66 Ley de Puertos",
                Language::Spanish,
                &["conforme al Artículo 66 Ley de Puertos"],
            ),
        ] {
            assert_eq!(parts(text, language), expected, "{text}");
        }
    }

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
