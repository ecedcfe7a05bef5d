//! The words of a draft as the audit counts them, and where no phrase may cross.

use super::fold::{Folded, Folder};
use crate::analysis::{Analysis, for_each_word};
use crate::span::Span;

/// A word that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) folded: Folded,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// The place of its sentence in the analysis.
    pub(super) sentence: u32,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that matters.
    Space,
    /// A hyphen of any kind.
    Hyphen,
    /// An en dash without spaces.
    Dash,
    /// The end of a sentence or block, a clause mark, or code: no phrase goes on.
    Break,
}

/// All words of an analysis that count: of every block, less those of inline code.
pub(super) fn words(analysis: &Analysis<'_>, folder: &mut Folder) -> Vec<Word> {
    let mut words = Vec::with_capacity(analysis.tokens().len());
    for (place, sentence) in analysis.sentences().iter().enumerate() {
        let document = &analysis.documents()[sentence.document];
        let text = document.text();
        let content = Span { start: sentence.content_start, end: sentence.span.end };
        let shouted = is_shouted(content.of(text));
        let first = words.len();
        let mut code = document.code().iter().skip_while(|code| code.end <= content.start).peekable();
        let mut end = content.start;
        let mut broken = true;
        for token in analysis.tokens_of(sentence) {
            while code.next_if(|code| code.end <= token.span.start).is_some() {
                broken = true;
            }
            if code.peek().is_some_and(|code| code.start < token.span.end) {
                broken = true;
                continue;
            }
            if broken {
                end = token.span.start;
            }
            push(text, token.span, &mut end, place as u32, shouted, folder, &mut words);
            if std::mem::take(&mut broken)
                && let Some(word) = words.last_mut()
            {
                word.gap = Gap::Break;
            }
        }
        if let Some(word) = words.get_mut(first) {
            word.gap = Gap::Break;
        }
    }
    words
}

/// The words of a phrase that someone asks for.
pub(super) fn of_phrase(phrase: &str, folder: &mut Folder) -> Vec<Word> {
    let mut words = Vec::new();
    let mut end = 0;
    for_each_word(phrase, |at, word| {
        let span = Span { start: at, end: at + word.len() };
        push(phrase, span, &mut end, 0, false, folder, &mut words);
    });
    words
}

/// Adds the word at `span`, `end` being where the word before ends; or joins the `’s` of `2.0’s` to its word.
fn push(
    text: &str,
    mut span: Span,
    end: &mut usize,
    sentence: u32,
    shouted: bool,
    folder: &mut Folder,
    words: &mut Vec<Word>,
) {
    let between = &text[*end..span.start];
    if matches!(span.of(text), "s" | "S")
        && matches!(between, "'" | "’")
        && let Some(word) = words.last_mut()
    {
        word.span.end = span.end;
        *end = span.end;
        // Another form of the same word: its own exact form is not the bare one.
        let whole = word.span.of(text);
        word.folded.exact = folder.fold(whole, shouted).exact;
        return;
    }
    // The signs of C++ and C# are part of the name.
    let behind = &text[span.end..];
    let sign = ["++", "#"].iter().find(|sign| behind.starts_with(**sign)).map_or(0, |sign| sign.len());
    if span.len() == 1 && !behind[sign..].starts_with(char::is_alphanumeric) {
        span.end += sign;
    }
    words.push(Word { span, folded: folder.fold(span.of(text), shouted), gap: gap(between), sentence });
    *end = span.end;
}

/// What a stretch between two words is.
fn gap(between: &str) -> Gap {
    // The dot of an acronym may come first: `U.S.–Pakistan`.
    match between.strip_prefix('.').unwrap_or(between) {
        " " => return Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" => return Gap::Hyphen,
        "–" => return Gap::Dash,
        _ => {}
    }
    let mark = |c: char| {
        matches!(
            c,
            ',' | ';'
                | ':'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '/'
                | '|'
                | '!'
                | '?'
                | '…'
                | '—'
                | '–'
                | '-'
        ) || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '،' | '؛' | '·' | '•' | '、' | '，' | '。')
    };
    if between.contains(mark) { Gap::Break } else { Gap::Space }
}

/// Whether a line is all capitals.
fn is_shouted(line: &str) -> bool {
    !line.contains(char::is_lowercase) && line.split_whitespace().nth(1).is_some()
}

/// The words as a sequence of numbers for [`SuffixArray`](super::repeats::SuffixArray): with a number of its own at
/// each break, above all words', and for each number the place of its word (of the next one, at a break).
pub(super) fn sequence(words: &[Word], keys: u32) -> (Vec<u32>, Vec<u32>) {
    let mut sequence = Vec::with_capacity(words.len() + words.len() / 4);
    let mut places = Vec::with_capacity(sequence.capacity());
    let mut separator = keys;
    for (place, word) in words.iter().enumerate() {
        if word.gap == Gap::Break {
            sequence.push(separator);
            places.push(place as u32);
            separator += 1;
        }
        sequence.push(word.folded.key);
        places.push(place as u32);
    }
    (sequence, places)
}
