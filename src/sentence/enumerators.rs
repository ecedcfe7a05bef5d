//! Enumerators: the numbers and letters of clauses, as `3.`, `b)`, `(iv)`, `§ 4º`, `Art. 12 -`, `[19]`, `*494`.
//!
//! As a rule one belongs to the sentence behind it. Legal corpora count it as a sentence of its own, and so does
//! [`Splitter::enumerators`](super::Splitter::enumerators). Here too stands what an item of a list begins with where its layout does
//! not say it.

use super::candidate::is_blank;
use crate::document::plain;
use crate::span::{Span, boundary_at_or_before};

/// The longest enumerator, in bytes: `DECIMOCUARTO.-` and a quote before it.
const LONGEST: usize = 32;

/// The most digits of a number that counts: four are a year.
const MOST_DIGITS: usize = 3;

/// The last letter that counts clauses with a period behind it. Later ones are initials, unless they are Roman numbers.
const LAST_LETTER: u8 = b'L';

/// Where the enumerator ends that a text begins with, if words follow it.
pub(super) fn end(text: &str, rest: Span, begins_line: bool) -> Option<usize> {
    let ahead = rest.of(text);
    let near = &ahead[..boundary_at_or_before(ahead, LONGEST)];
    let words = near.trim_start_matches(['"', '“', '«', '„', '\'']);
    let len = label(words)
        .or_else(|| bracketed(words))
        .or_else(|| star(words))
        .or_else(|| counted(words, begins_line))
        .or_else(|| ordinal_word(words))?;
    let end = near.len() - words.len() + len;
    let behind = &ahead[end..];
    let words = behind.trim_start().trim_start_matches(is_opener);
    // What goes on in lower case is one sentence with its enumerator, as in `(i) the wall, (ii) the pier`.
    let begins = words.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase() || c == '_')
        || bracketed(behind.trim_start()).is_some();
    (behind.starts_with(char::is_whitespace) && begins).then_some(rest.start + end)
}

/// What may open a sentence behind its enumerator.
fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '«' | '(' | '\'' | '¿' | '¡' | '[')
}

/// Where the sentence from `rest.start` to `end` ends before, at a colon or semicolon with an enumerator behind it: `The facts: A. The
/// owner …`. Items that are `joined` are one sentence, and end none at their semicolons.
pub(super) fn lead_in(text: &str, rest: Span, end: usize, joined: bool) -> Option<usize> {
    let bytes = &text.as_bytes()[rest.start..end];
    // Behind a semicolon a star is that of a note.
    let is_note = |at: &usize| bytes[at + 1..].trim_ascii_start().starts_with(b"*");
    let mut marks =
        memchr::memchr2_iter(b':', b';', bytes).filter(|at| !joined || bytes[*at] == b':' || is_note(at));
    let begins = |end: &usize| {
        let rest = Span { start: *end, end: rest.end };
        let words = rest.trim(text);
        words.start > rest.start
            && self::end(text, words, false).is_some()
            && !(joined && is_joined(text, words))
    };
    marks.find_map(|at| Some(rest.start + at + 1).filter(begins))
}

/// Whether the item that `rest` begins with ends in a semicolon before another, where such items are one sentence with their numbers:
/// `1° Les navires ;⏎2° Les quais.`
pub(super) fn is_joined(text: &str, rest: Span) -> bool {
    const SEARCHED: usize = 1_200;
    const LETTERS: usize = 3;
    let item = rest.of(text);
    let item = &item[..boundary_at_or_before(item, SEARCHED)];
    for at in memchr::memchr2_iter(b';', b'.', item.as_bytes()) {
        let behind = item[at + 1..].trim_start_matches(|c| is_blank(c) && c != '\n');
        if item.as_bytes()[at] == b';' {
            if is_numbered(behind.trim_start()) {
                return true;
            }
        } else if behind.starts_with('\n')
            || behind.starts_with(char::is_uppercase)
                && item[..at].chars().rev().take_while(|c| c.is_lowercase()).take(LETTERS).count() == LETTERS
        {
            return false;
        }
    }
    false
}

/// Whether a number begins a sentence in text without layout, where paragraphs are numbered: `… en 2003. 11 El tribunal …`
pub(super) fn is_bare_number(words: &str, is_starter: impl Fn(&str) -> bool) -> bool {
    let digits = words.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let Some(next) = words[digits..].strip_prefix(' ').filter(|_| (1..=MOST_DIGITS).contains(&digits)) else {
        return false;
    };
    let word = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
    word.starts_with(char::is_uppercase) && is_starter(word)
}

/// Whether a block is an item of a list that its layout does not show: `II – the second;`, `2° the second`, or what goes on in small
/// letters.
pub(super) fn begins_item(block: &str) -> bool {
    let near = &block[..boundary_at_or_before(block, LONGEST)];
    let dash = || near.starts_with(['–', '-', '—', '•']);
    let is_page = || plain::is_page_number(block);
    is_page() || near.starts_with(char::is_lowercase) || dash() || is_numbered(block)
}

/// Whether it begins with the number or letter of an item.
fn is_numbered(block: &str) -> bool {
    let near = &block[..boundary_at_or_before(block, LONGEST)];
    let dashed = || {
        let len = near.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        let (number, behind) = near.split_at(len);
        let is_number = number.bytes().all(|b| b"IVXLC".contains(&b))
            || count(number).is_some_and(|at| at == number.len());
        !number.is_empty() && is_number && behind.trim_start().starts_with(['–', '-', '—'])
    };
    counted(near, false).is_some() || bracketed(near).is_some() || dashed()
}

/// `§ 4º`, `Art. 12 -`, `Art. 5º`.
fn label(words: &str) -> Option<usize> {
    let sign = words.strip_prefix('§');
    let word = words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len());
    let is_article = words.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("art"));
    let behind = match sign {
        Some(behind) => behind,
        None if is_article => words[word..].trim_start_matches('.'),
        None => return None,
    };
    let number = behind.trim_start_matches([' ', '\u{A0}']);
    let len = number.bytes().take_while(|b| b.is_ascii_digit()).count();
    if number.len() == behind.len() || !(1..=MOST_DIGITS + 1).contains(&len) {
        return None;
    }
    let mut tail = &number[len..];
    if let Some(letter) =
        tail.strip_prefix('-').filter(|tail| tail.starts_with(|c: char| c.is_ascii_uppercase()))
    {
        tail = &letter[1..];
    }
    let marked = tail.trim_start_matches(['º', '°', 'ª', '.']);
    let dash = marked.trim_start_matches([' ', '\u{A0}']);
    // Behind the whole word the heading follows: `Articolo 12 - Moli e ponti`.
    let is_whole = sign.is_none() && word > "arts".len();
    let end = match dash.strip_prefix(['-', '–', '—']) {
        Some(_) if is_whole => return None,
        Some(behind) => behind,
        None if marked.len() < tail.len() => marked,
        None => return None,
    };
    Some(words.len() - end.len())
}

/// `(b)`, `(iv)`, `[19]`, `(*1)`, `[...]`.
fn bracketed(words: &str) -> Option<usize> {
    let inside = words.strip_prefix(['(', '['])?;
    let len = inside.find([')', ']'])?;
    let number = &inside[..len];
    let bare = number.trim_start_matches('*');
    let is_number = match bare {
        "" => number.len() <= 2,
        "..." | "…" => true,
        _ => count(bare).is_some_and(|at| at == bare.len()),
    };
    is_number.then_some(len + 2)
}

/// `*494`: where a page of another edition begins; `*` and `**`, which notes begin with.
fn star(words: &str) -> Option<usize> {
    let behind = words.trim_start_matches('*');
    let stars = words.len() - behind.len();
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&stars) && digits <= 4).then_some(stars + digits)
}

/// `3.`, `4.1`, `2.º`, `1.-`, `b)`, `A.`, `A.a`, `II. –`; at the start of a line also `37 The`, `XIV The`.
fn counted(words: &str, begins_line: bool) -> Option<usize> {
    let len = count(words)?;
    let number = &words[..len];
    let behind = &words[len..];
    let mut tail = behind.trim_start_matches(['.', ')', 'º', '°', 'ª']);
    // `1.a`: an ordinal, as typewriters had it.
    let is_marked = tail.len() < behind.len();
    let is_digit = number.starts_with(|c: char| c.is_ascii_digit());
    if is_marked {
        let dash = tail.trim_start_matches([' ', '\u{A0}']);
        if let Some(behind) =
            dash.strip_prefix(['-', '–', '—']).filter(|behind| behind.starts_with(char::is_whitespace))
        {
            tail = behind;
        }
    }
    let next = tail.trim_start().trim_start_matches(is_opener);
    let is_dotted = number.contains('.');
    let is_roman = number.bytes().all(|b| b"IVX".contains(&b));
    let small = number.starts_with(|c: char| c.is_ascii_lowercase());
    let holds = match is_marked {
        true if is_digit || behind.starts_with([')', 'º', '°', 'ª']) => true,
        // `A. Maddox said` is a name, as is `A. B. Maddox`.
        true if small => begins_line,
        true => {
            let counts = is_roman || is_dotted || number.as_bytes()[0] <= LAST_LETTER;
            let initial = next.chars().nth(1) == Some('.')
                && next.chars().nth(2) != Some('_')
                && !next.starts_with(|c: char| c.is_ascii_digit());
            counts && !initial
        }
        false => !small && (begins_line || is_dotted) && (is_digit || is_dotted || is_roman && len > 1),
    };
    (holds && tail.starts_with(char::is_whitespace)).then_some(words.len() - tail.len())
}

/// `SEXTO.-`: ordinals in capitals, with a period and a dash.
fn ordinal_word(words: &str) -> Option<usize> {
    let len = words.find(".-").or_else(|| words.find(".–"))?;
    let dash = words[len + 1..].chars().next().map_or(0, char::len_utf8);
    let is_word = len > 1 && words[..len].chars().all(|c| c.is_uppercase() || c == ' ');
    is_word.then_some(len + 1 + dash)
}

/// The bytes of the number or letter that words begin with: `12`, `4.16`, `b`, `iv`, `A.a`.
fn count(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let roman = |set: &[u8]| bytes.iter().take_while(|b| set.contains(b)).count();
    let first = match digits(0) {
        0 => match roman(b"IVX").max(roman(b"ivx")) {
            len @ 2..=5 => len,
            _ => usize::from(bytes.first()?.is_ascii_alphabetic()),
        },
        len => len,
    };
    if first == 0 || digits(0) > MOST_DIGITS {
        return None;
    }
    let mut end = first;
    while bytes.get(end) == Some(&b'.') {
        let more = match digits(end + 1) {
            0 if bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase) => 1,
            len => len,
        };
        if !(1..=MOST_DIGITS).contains(&more) {
            break;
        }
        end += 1 + more;
    }
    // What goes on is a word.
    words[end..].chars().next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, 'º' | 'ª')).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_of_clauses_are_found() {
        for (text, enumerator) in [
            ("3. The wall has sunk.", "3."),
            ("4.16. The wall has sunk.", "4.16."),
            ("1.- El muelle.", "1.-"),
            ("2.º El muelle.", "2.º"),
            ("1º) El muelle.", "1º)"),
            ("\"1. El muelle.", "\"1."),
            ("b) El muelle", "b)"),
            ("(iv) The wall", "(iv)"),
            ("[19] The wall has sunk.", "[19]"),
            ("*494 The wall has sunk.", "*494"),
            ("§ 4º O porto", "§ 4º"),
            ("Art. 14 - O porto", "Art. 14 -"),
            ("Art. 5º O porto", "Art. 5º"),
            ("A. La casa", "A."),
            ("A.- La casa", "A.-"),
            ("A.a La casa", "A.a"),
            ("II. – Le port", "II. –"),
            ("SEXTO.- El muelle", "SEXTO.-"),
        ] {
            let found = end(text, Span::new(0, text.len()), false);
            assert_eq!(found.map(|end| &text[..end]), Some(enumerator), "{text}");
        }
    }

    #[test]
    fn words_and_names_are_none() {
        for text in [
            "",
            "3.",
            "R. Maddox",
            "A. B. Maddox",
            "2019 was dry.",
            "The wall",
            "12 monkeys",
            "(iv) the wall",
            "b) el muelle",
            "(see below) it",
            "* * *",
            "a",
        ] {
            assert_eq!(end(text, Span::new(0, text.len()), false), None, "{text}");
        }
        let bare = "37 Ahora bien";
        assert_eq!(end(bare, Span::new(0, bare.len()), true), Some(2));
        assert_eq!(end(bare, Span::new(0, bare.len()), false), None);
    }

    #[test]
    fn joined_items_are_told_by_their_semicolons() {
        for (text, joined) in [
            ("1° Les navires ;\n2° Les quais.", true),
            ("a) 9 barcos, no porto maior; b) 11 barcos.", true),
            ("2. El puerto abre; la lonja no.\n3. Nadie entra.", false),
            ("1.º Por abandono.\n2.º Por cesión; o por venta;\n3.º Por daño.", false),
        ] {
            assert_eq!(is_joined(text, Span::new(0, text.len())), joined, "{text}");
        }
        let starter = |word: &str| word == "El";
        assert!(is_bare_number("11 El puerto", starter));
        assert!(!is_bare_number("11 barcos", starter) && !is_bare_number("2011 El puerto", starter));
        let whole = "Articolo 14 - Moli";
        assert_eq!(end(whole, Span::new(0, whole.len()), false), None);
    }

    #[test]
    fn items_begin_with_a_number_a_dash_or_in_small_letters() {
        for block in ["II – reparar", "2° le second", "b) o sigilo", "- la mer", "et la mer"] {
            assert!(begins_item(block), "{block}");
        }
        for block in ["Le port", "Vide", "", "2019 fut sec"] {
            assert!(!begins_item(block), "{block}");
        }
    }
}
