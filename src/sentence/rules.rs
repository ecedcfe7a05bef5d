//! The rules: which candidates do end a sentence.
//!
//! Each rule may refuse a candidate; one that none refuses is a boundary. Their order matters only where noted.

use super::candidate::{Candidate, RunKind, char_at, skip_space};
use super::table::{Class, Table};
use crate::span::{Span, boundary_at_or_after, boundary_at_or_before};

/// A word longer than this is no abbreviation, and looking further back would make long runs without white space
/// cost the square of their length.
const LONGEST_TOKEN: usize = 48;

/// How far a bracket may have opened before the candidate, and how far behind it may close, in bytes.
/// From the prototype that the rules were measured with.
const BRACKET_BEFORE: usize = 250;
const BRACKET_BEHIND: usize = 200;

/// What follows a candidate: its openers are quotes, brackets and dashes, its word the letters behind them.
struct Following<'t> {
    opener: Option<char>,
    initial: Option<char>,
    word: &'t str,
}

/// Where the sentence ends, if the candidate ends it. `rest` begins with the sentence and ends with the block.
pub(super) fn boundary(text: &str, rest: Span, candidate: &Candidate, table: &Table) -> Option<usize> {
    let next = char_at(text, candidate.next);
    if candidate.kind == RunKind::Full {
        return (!matches!(next, '、' | '，' | ',' | '：')).then_some(candidate.after);
    }
    let token = token(text, rest.start, candidate.run.start);
    if !candidate.is_spaced() && !is_glued_start(text, token, candidate, rest.end) {
        return None;
    }
    // What only goes on with a sentence; among it emoticons, `:)`.
    if matches!(next, ',' | ';' | ':' | ')' | ']' | '}' | '%' | '/') {
        return None;
    }
    let following = following(text, candidate.next, rest.end);
    let refused = following.initial.is_some_and(char::is_lowercase)
        && !is_careless_start(text, token, candidate, &following, table)
        || candidate.kind == RunKind::Ellipsis && !can_follow_ellipsis(&following)
        || candidate.kind == RunKind::Period
            && is_abbreviation(text, rest.start, token, candidate, &following, table)
        || is_inside_bracket(text, rest, candidate);
    (!refused).then_some(candidate.after)
}

/// The word before a candidate, without the openers that it begins with.
fn token(text: &str, start: usize, end: usize) -> &str {
    let from = boundary_at_or_after(text, start.max(end.saturating_sub(LONGEST_TOKEN)));
    let word = &text[from..end];
    let word = word.rsplit(|c: char| c.is_whitespace() || matches!(c, '—' | '–')).next().unwrap_or(word);
    word.trim_start_matches(is_opener)
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '„' | '‚' | '«' | '‹' | '»' | '(' | '[' | '{' | '*' | '_')
        || matches!(c, '¿' | '¡' | '-' | '–' | '—' | '•')
}

fn following(text: &str, next: usize, end: usize) -> Following<'_> {
    let opener = Some(char_at(text, next)).filter(|c| is_opener(*c));
    let mut at = next;
    while at < end && is_opener(char_at(text, at)) {
        at = skip_space(text, at + char_at(text, at).len_utf8(), end);
    }
    let rest = &text[at..end];
    let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    Following { opener, initial: rest.chars().next(), word }
}

/// Without a space, only `word.Next` is two sentences: three small letters, a capital and a small letter.
fn is_glued_start(text: &str, token: &str, candidate: &Candidate, end: usize) -> bool {
    let mut last = token.chars().rev();
    let plain =
        (0..3).all(|_| last.next().is_some_and(char::is_lowercase)) && !token.contains(['.', '/', '@']);
    let rest = text[candidate.next..end].trim_start_matches(['"', '“', '(']);
    let mut first = rest.chars();
    plain && first.next().is_some_and(char::is_uppercase) && first.next().is_some_and(char::is_lowercase)
}

/// Whether a sentence may begin in lower case here, as careless writers have it: after an ordinary word and a
/// period, or after `!` or `?`, with nothing that opens or closes between.
fn is_careless_start(
    text: &str,
    token: &str,
    candidate: &Candidate,
    following: &Following<'_>,
    table: &Table,
) -> bool {
    if !candidate.closers(text).is_empty() || following.opener.is_some() || !candidate.is_spaced() {
        return false;
    }
    match candidate.kind {
        RunKind::Period => {
            let letters = token.chars().filter(|c| c.is_alphabetic()).count();
            let word =
                letters >= 3 && token.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
            table.careless_starts && word && table.class(token).is_none()
        }
        RunKind::Exclamation => true,
        RunKind::Ellipsis | RunKind::Full => false,
    }
}

fn can_follow_ellipsis(following: &Following<'_>) -> bool {
    following.opener.is_some() || following.initial.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}

/// Whether the period belongs to the word before it and does not end a sentence as well.
fn is_abbreviation(
    text: &str,
    start: usize,
    token: &str,
    candidate: &Candidate,
    following: &Following<'_>,
    table: &Table,
) -> bool {
    let closers = candidate.closers(text);
    if !matches!(closers, "" | ")" | "]") {
        return false;
    }
    let near = candidate.run.start - start <= LONGEST_TOKEN;
    let begins_sentence =
        near && text[start..candidate.run.start].trim_start_matches(is_opener).len() == token.len();
    if begins_sentence && is_list_number(token.trim_end_matches([')', ']'])) {
        return true;
    }
    if !closers.is_empty() || token.is_empty() {
        return false;
    }
    let starts = table.is_starter(following.word) || matches!(following.opener, Some('"' | '“' | '„' | '«'));
    let mut chars = token.chars();
    if let (Some(letter), None) = (chars.next(), chars.next())
        && letter.is_alphabetic()
    {
        // An initial; the pronoun `I` and the like may end a sentence.
        return !(token == "I" && starts && table.is_english);
    }
    let digit = following.initial.is_some_and(|c| c.is_ascii_digit() || c == '§');
    match table.class(token) {
        Some(Class::Title) => true,
        Some(Class::Number) if digit => true,
        Some(Class::Close) => false,
        // `No.` is an answer.
        Some(_) if begins_sentence => false,
        Some(_) => !starts,
        None if is_dotted_acronym(token) => !starts,
        None if table.ordinals && is_ordinal(token) => {
            table.is_month(following.word)
                || !starts && !digit && !follows_number_word(text, start, candidate, token, table)
        }
        None => false,
    }
}

/// Whether the word before a number says that it is no ordinal: `Nr. 7.`
fn follows_number_word(text: &str, start: usize, candidate: &Candidate, number: &str, table: &Table) -> bool {
    let before = text[start..candidate.run.start - number.len()].trim_end();
    let end = start + before.len();
    before.ends_with('.') && table.class(token(text, start, end - 1)) == Some(Class::Number)
}

/// `1`, `12`, `a`, `iv`: what stands before an item rather than a sentence.
fn is_list_number(token: &str) -> bool {
    let all = |test: fn(&u8) -> bool| token.bytes().all(|b| test(&b));
    match token.len() {
        0 => false,
        1 => token.is_ascii() && token.bytes().all(|b| b.is_ascii_alphanumeric()) && token != "I",
        2..=3 => all(u8::is_ascii_digit) || all(|b| b"ivxIVX".contains(b)),
        _ => all(|b| b"ivx".contains(b)) && token.len() <= 5,
    }
}

/// Single letters with periods between, then one or two more: `U.S`, `W.H.S`, `a.m`, `Ph.D`.
fn is_dotted_acronym(token: &str) -> bool {
    let mut parts = token.rsplit('.');
    let last = parts.next().unwrap_or_default();
    let short = |part: &str, most: usize| {
        (1..=most).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    token.contains('.') && short(last, 2) && parts.all(|part| short(part, 2))
}

/// A number of one to three digits, or a Roman one: with a period, an ordinal in many languages.
fn is_ordinal(token: &str) -> bool {
    let digits = token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit());
    let roman = token.len() <= 6 && token.bytes().all(|b| b"IVXLC".contains(&b));
    digits || roman
}

/// Whether the candidate stands inside round brackets that opened in mid sentence and close soon.
///
/// Brackets that hold whole sentences open after a mark, or at the start.
fn is_inside_bracket(text: &str, rest: Span, candidate: &Candidate) -> bool {
    let from = boundary_at_or_after(text, rest.start.max(candidate.run.start.saturating_sub(BRACKET_BEFORE)));
    let before = &text.as_bytes()[from..candidate.run.start];
    let Some(at) = memchr::memrchr2(b'(', b')', before).filter(|at| before[*at] == b'(') else {
        return false;
    };
    let to = boundary_at_or_before(text, rest.end.min(candidate.after + BRACKET_BEHIND));
    let behind = &text.as_bytes()[candidate.after..to];
    let closes = memchr::memchr2(b'(', b')', behind).is_some_and(|at| behind[at] == b')');
    let lead = text[rest.start..from + at].trim_end();
    closes && !(lead.is_empty() || lead.ends_with(['.', '!', '?', '"', '”']))
}
