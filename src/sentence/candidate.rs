//! Candidates: marks that can end a sentence, with what closes after them.

use super::rules::{Grammar, Rule};
use super::table::Table;
use crate::span::Span;

/// A run of marks, the closers after it, and where the text goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) kind: RunKind,
    /// The marks themselves, such as `.` or `?!` or `. . .`.
    pub(super) run: Span,
    /// Behind the quotes, brackets and footnote marks that close after the run: the boundary, if it is one.
    pub(super) after: usize,
    /// The first character behind that is not white space; the end of the block if there is none.
    pub(super) next: usize,
}

/// What a run of marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunKind {
    /// One period, the only mark with other uses than to end a sentence.
    Period,
    /// A run that begins with an exclamation or question mark.
    Exclamation,
    /// Two or more periods, or `…`.
    Ellipsis,
    /// A mark that does nothing but end sentences, with or without a space after it: `。`, `।`, `۔`.
    Full,
}

impl Candidate {
    /// The first candidate that begins inside `within`.
    pub(super) fn find(text: &str, within: Span, grammar: Grammar) -> Option<Candidate> {
        let bytes = text.as_bytes();
        let mut at = within.start;
        loop {
            at += bytes[at..within.end].iter().position(|b| CAN_BEGIN_MARK[usize::from(*b)])?;
            let c = char_at(text, at);
            if let Some(kind) = mark_kind(c, grammar.table) {
                return Some(Candidate::at(text, at, kind, within.end, grammar));
            }
            at += c.len_utf8();
        }
    }

    /// The candidate whose run begins at `start` with a mark of `kind`.
    fn at(text: &str, start: usize, kind: RunKind, end: usize, grammar: Grammar) -> Candidate {
        let (mut run, kind) = run(text, start, kind, end, grammar.table);
        let mut after = skip_closers(text, run.end, end);
        let four = is_period_and_ellipsis(run.of(text)) && !text[..start].ends_with(char::is_whitespace);
        if grammar.has(Rule::SpacedEllipsis) && four && after == run.end && skip_space(text, after, end) < end {
            run.end = start + 1;
            let next = skip_space(text, run.end, end);
            return Candidate { kind: RunKind::Period, run, after: run.end, next };
        }
        if grammar.has(Rule::SpacedCloser) {
            after = skip_spaced_closer(text, after, end, grammar.table);
        }
        if grammar.has(Rule::Emoticon) {
            after = skip_emoticon(text, after, end);
        }
        if grammar.has(Rule::FootnoteMark) {
            after = skip_footnote_marks(text, after, end);
        }
        Candidate { kind, run, after, next: skip_space(text, after, end) }
    }

    /// Whether white space stands between the candidate and what follows.
    pub(super) fn is_spaced(&self) -> bool {
        self.next > self.after
    }

    /// The closers after the run.
    pub(super) fn closers<'t>(&self, text: &'t str) -> &'t str {
        &text[self.run.end..self.after]
    }
}

/// The first bytes of all marks. Only where one stands is a character decoded.
static CAN_BEGIN_MARK: [bool; 256] = {
    let mut table = [false; 256];
    // ASCII; then U+037E, U+061F, U+06D4, U+0964, U+203C to U+2049 with U+2026, U+3002, U+FF01 to U+FF61.
    let firsts = [b'.', b'!', b'?', b';', 0xCD, 0xD8, 0xDB, 0xE0, 0xE2, 0xE3, 0xEF];
    let mut i = 0;
    while i < firsts.len() {
        table[firsts[i] as usize] = true;
        i += 1;
    }
    table
};

/// What a run that begins with `c` is, if `c` is a mark.
fn mark_kind(c: char, table: &Table) -> Option<RunKind> {
    match c {
        '.' | '．' => Some(RunKind::Period),
        '!' | '?' | '؟' | '‼' | '⁇' | '⁈' | '⁉' | '\u{37E}' => Some(RunKind::Exclamation),
        ';' if table.semicolon_asks => Some(RunKind::Exclamation),
        '…' => Some(RunKind::Ellipsis),
        '。' | '！' | '？' | '｡' | '।' | '॥' | '۔' => Some(RunKind::Full),
        _ => None,
    }
}

/// The run of marks from `start`, spaced periods (`. . .`) included, and what it is as a whole.
fn run(text: &str, start: usize, first: RunKind, limit: usize, table: &Table) -> (Span, RunKind) {
    let mut end = start;
    let mut marks = 0;
    let mut kind = first;
    while end < limit {
        let c = char_at(text, end);
        match mark_kind(c, table) {
            Some(RunKind::Full) => kind = RunKind::Full,
            Some(_) => {}
            None => {
                // A period, one blank, a period: an ellipsis in the old style.
                let spaced = matches!(c, ' ' | '\u{A0}') && text[start..end].ends_with('.');
                let behind = end + c.len_utf8();
                if !(spaced && behind < limit && text[behind..].starts_with('.')) {
                    break;
                }
                end = behind;
                continue;
            }
        }
        end += c.len_utf8();
        marks += 1;
    }
    if kind == RunKind::Period && marks > 1 {
        kind = RunKind::Ellipsis;
    }
    (Span { start, end }, kind)
}

/// Behind the quotes and brackets that follow a mark without a space. A quote that opens in some languages and
/// closes in others closes here unless a word follows it at once.
fn skip_closers(text: &str, mut at: usize, end: usize) -> usize {
    while at < end {
        let c = char_at(text, at);
        let behind = at + c.len_utf8();
        let closes = match c {
            '"' | '\'' | '”' | '’' | ')' | ']' | '}' | '）' | '」' | '』' | '*' | '_' => true,
            '»' | '›' | '«' | '‹' | '“' | '‘' => {
                !(behind < end && char_at(text, behind).is_alphanumeric())
            }
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '†' | '‡' => true,
            _ => false,
        };
        if !closes {
            break;
        }
        at = behind;
    }
    at
}

/// A period and then an ellipsis in the old style, `. . . .`: the first ends the sentence, the others begin one.
fn is_period_and_ellipsis(run: &str) -> bool {
    run.starts_with(". ") && run.bytes().filter(|b| *b == b'.').count() == 4
}

/// Behind a closing quote that stands apart from the mark, and whatever closes after it: two apostrophes, as
/// typewriters have it, or, in some languages, a guillemet.
fn skip_spaced_closer(text: &str, at: usize, end: usize, table: &Table) -> usize {
    let next = skip_space(text, at, end);
    let ahead = &text[next..end];
    let len = match ahead {
        _ if next == at => 0,
        _ if ahead.starts_with("''") => 2,
        _ if table.spaced_guillemets && ahead.starts_with('»') => '»'.len_utf8(),
        _ => 0,
    };
    if len > 0 { skip_closers(text, next + len, end) } else { at }
}

/// Behind an emoticon such as `:)` or `;-D`, apart from the mark or not, if nothing else is glued to it.
fn skip_emoticon(text: &str, at: usize, end: usize) -> usize {
    let next = skip_space(text, at, end);
    let bytes = &text.as_bytes()[next..end];
    let nose = usize::from(bytes.get(1) == Some(&b'-'));
    let eyes = matches!(bytes.first(), Some(b':' | b';' | b'='));
    let mouth = matches!(bytes.get(1 + nose), Some(b')' | b'(' | b'D' | b'P' | b'/' | b'|' | b'*'));
    let len = 2 + nose;
    match eyes && mouth && bytes.get(len).is_none_or(u8::is_ascii_whitespace) {
        true => next + len,
        false => at,
    }
}

/// Behind footnote marks such as `[8]` or `[2][3]`, which belong to the sentence before them.
fn skip_footnote_marks(text: &str, mut at: usize, end: usize) -> usize {
    loop {
        let bytes = &text.as_bytes()[at..end];
        let spaces = usize::from(bytes.first() == Some(&b' '));
        if bytes.get(spaces) != Some(&b'[') {
            return at;
        }
        let digits = bytes[spaces + 1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        if !(1..=3).contains(&digits) || bytes.get(spaces + 1 + digits) != Some(&b']') {
            return at;
        }
        at += spaces + digits + 2;
    }
}

/// The first character from `at` on that is neither white space nor of no width.
pub(super) fn skip_space(text: &str, at: usize, end: usize) -> usize {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    end - text[at..end].trim_start_matches(blank).len()
}

/// The character that begins at byte `at`, which is before the end of the text.
pub(super) fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("a position before the end")
}
