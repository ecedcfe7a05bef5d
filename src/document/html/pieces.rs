//! The pieces of a run of text: stretches as they stand in the source, and what stands for something else.

use std::borrow::Cow;

use html5gum::emitters::callback::CallbackEvent;

use super::scan::Run;
use super::tokens::{self, Listener};
use crate::span::Span;

/// The pieces of a run, in order, each with its place: verbatim, if it is as long as that.
///
/// `O(n)`: what an entity says is recognized by reading it alone.
pub(super) fn of<'r>(run: &'r Run, source: &'r str) -> Vec<(Cow<'r, str>, Span)> {
    if run.is_verbatim() {
        return vec![(Cow::Borrowed(run.source.of(source)), run.source)];
    }
    let mut pieces: Vec<(Cow<'r, str>, Span)> = Vec::new();
    let (mut at, end) = (run.source.start, run.source.end);
    while at < end {
        let rest = &source[at..end];
        let plain =
            rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'\r' | 0)).unwrap_or(rest.len());
        if plain > 0 {
            pieces.push((Cow::Borrowed(&rest[..plain]), Span { start: at, end: at + plain }));
            at += plain;
            continue;
        }
        let stretch = &rest[..length_of_special(rest)];
        let said = read(stretch);
        // What stands behind the name of an entity that has no semicolon is as it stands.
        let same = common_end(&said, stretch);
        let (behind, next) = (at + stretch.len() - same, at + stretch.len());
        pieces.push((Cow::Owned(said[..said.len() - same].to_string()), Span { start: at, end: behind }));
        pieces.push((Cow::Borrowed(&stretch[stretch.len() - same..]), Span { start: behind, end: next }));
        at = next;
    }
    pieces.retain(|(said, _)| !said.is_empty());
    pieces
}

/// The bytes of what begins a text and may say something else than what it is: an entity, an end tag without a name, a
/// line break of two characters.
fn length_of_special(text: &str) -> usize {
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    match text.as_bytes() {
        [b'<', b'/', b'>', ..] => 3,
        [b'\r', b'\n', ..] => 2,
        [b'&', rest @ ..] => {
            let name = rest.iter().take_while(|byte| in_name(byte)).count();
            1 + name + usize::from(rest.get(name) == Some(&b';'))
        }
        _ => 1,
    }
}

/// What a stretch of source without tags says.
pub(super) fn read(stretch: &str) -> String {
    let mut said = Said(String::with_capacity(stretch.len()));
    tokens::read(stretch.as_bytes(), false, &mut said);
    said.0
}

/// What texts say, one behind the other.
struct Said(String);

impl Listener for Said {
    fn hear(&mut self, event: CallbackEvent<'_>, _: Span) -> bool {
        if let CallbackEvent::String { value } = event {
            self.0.push_str(&String::from_utf8_lossy(value));
        }
        false
    }
}

/// The bytes of the longest common end of two texts.
fn common_end(a: &str, b: &str) -> usize {
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}
