//! The pieces of a run of text: stretches as they stand in the source, and what stands for something else.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use super::scan::Run;
use crate::span::Span;

/// The pieces of a run, in order, each with its place: verbatim, if it is as long as that.
///
/// `O(n)`: what an entity says is told by reading it alone.
pub(super) fn of<'r>(run: &'r Run, source: &'r str) -> Vec<(Cow<'r, str>, Span)> {
    if run.is_verbatim() {
        return vec![(Cow::Borrowed(run.source.of(source)), run.source)];
    }
    let mut pieces = Vec::new();
    let (mut at, end) = (run.source.start, run.source.end);
    let is_special = |byte: u8| matches!(byte, b'&' | b'\r' | 0);
    while at < end {
        let bytes = source[at..end].as_bytes();
        let plain = bytes.iter().position(|byte| is_special(*byte)).unwrap_or(bytes.len());
        if plain > 0 {
            pieces.push((Cow::Borrowed(&source[at..at + plain]), Span { start: at, end: at + plain }));
            at += plain;
            continue;
        }
        let next = bytes[1..].iter().position(|byte| is_special(*byte)).map_or(bytes.len(), |next| next + 1);
        let stretch = Span { start: at, end: at + next };
        let said = read(stretch.of(source));
        // Behind the entity all is as it stands.
        let same = common_end(&said, stretch.of(source));
        let (entity, rest) = (stretch.end - same, said.len() - same);
        pieces.push((Cow::Owned(said[..rest].to_string()), Span { start: at, end: entity }));
        if same > 0 {
            pieces.push((Cow::Owned(said[rest..].to_string()), Span { start: entity, end: stretch.end }));
        }
        at = stretch.end;
    }
    pieces
}

/// What a stretch of source without tags says.
fn read(stretch: &str) -> String {
    let mut said = String::with_capacity(stretch.len());
    for Ok(token) in Tokenizer::new(stretch) {
        if let Token::String(text) = token {
            said.push_str(&String::from_utf8_lossy(&text));
        }
    }
    said
}

/// The bytes of the longest common end of two texts.
fn common_end(a: &str, b: &str) -> usize {
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}
