//! Fountain, the screenplays of text editors: scenes as headings, what is done and what is said as paragraphs.

use super::inline::{Lines, Mark, Place, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// What scenes begin with.
const SCENES: [&str; 8] = ["INT.", "EXT.", "INT ", "EXT ", "EST.", "I/E.", "I/E ", "INT/EXT"];

/// Whether a text is one: two scenes, each on a line of its own.
pub(in crate::document) fn is_one(text: &str) -> bool {
    if !["\nINT. ", "\nEXT. "]
        .iter()
        .any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
    {
        return false;
    }
    let mut is_behind_blank = true;
    let scenes = text.lines().filter(|line| {
        let was_blank = std::mem::replace(&mut is_behind_blank, line.trim().is_empty());
        was_blank && is_scene(line)
    });
    scenes.take(2).count() > 1
}

fn is_scene(line: &str) -> bool {
    SCENES.iter().any(|scene| line.get(..scene.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scene)))
}

pub(super) fn read(source: &str) -> Document<'static> {
    let last_end = memchr::memmem::rfind(source.as_bytes(), b"*/").unwrap_or(0);
    let mut reader =
        Reader { lines: Lines::new(source), at: 0, last_end, builder: Builder::with_capacity(source.len()) };
    reader.title_page();
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// Where the last part that is left out ends.
    last_end: usize,
    builder: Builder,
}

impl<'t> Reader<'t> {
    /// `Title: …` and other fields above everything else.
    fn title_page(&mut self) {
        let is_field = |line: &str| {
            line.split_once(':').is_some_and(|(name, _)| {
                !name.is_empty()
                    && name.len() < 30
                    && name.starts_with(char::is_alphabetic)
                    && !is_scene(line)
                    && name.chars().all(|c| c.is_alphabetic() || c == ' ')
            })
        };
        if !is_field(self.lines.get(0)) {
            return;
        }
        while self.at < self.lines.len() && !self.lines.is_blank(self.at) {
            let line = self.lines.get(self.at);
            if line.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("title:")) {
                // The title may stand on the line below.
                let below = self.lines.get(self.at + 1);
                let place = if line.len() > 6 { self.at } else { self.at + 1 };
                if line.len() > 6 || below.starts_with([' ', '\t']) {
                    let skip = if line.len() > 6 { 6 } else { 0 };
                    let span =
                        Span { start: self.lines.span(place).start + skip, end: self.lines.span(place).end };
                    self.words(span.trim(self.lines.source), BlockKind::Title);
                }
            }
            self.at += 1;
        }
    }

    fn block(&mut self) {
        let line = self.lines.get(self.at);
        let words = line.trim();
        let span = self.lines.span(self.at).trim(self.lines.source);
        let inner = |skip: usize, behind: usize| {
            Span { start: span.start + skip, end: (span.end - behind).max(span.start + skip) }
                .trim(self.lines.source)
        };
        let is_behind_blank = self.at == 0 || self.lines.is_blank(self.at - 1);
        if words.is_empty() || words.bytes().all(|byte| byte == b'=') {
            self.at += 1;
        } else if words.starts_with("/*") {
            let is_ended = self.last_end >= span.start;
            let end = (self.at..self.lines.len()).find(|at| is_ended && self.lines.get(*at).contains("*/"));
            self.at = end.unwrap_or(self.at) + 1;
        } else if words.starts_with('#') {
            let level = words.bytes().take_while(|byte| *byte == b'#').count();
            self.builder.heading_alone(level.min(6) as u8);
            self.at += 1;
            self.words(inner(level, 0), BlockKind::Heading);
        } else if words.starts_with('=') {
            self.at += 1;
            self.words(inner(1, 0), BlockKind::Paragraph);
        } else if is_scene(words) || words.starts_with('.') && !words.starts_with("..") {
            // The number of a scene stands behind it.
            let number =
                words.strip_suffix('#').and_then(|words| words.rfind('#')).map_or(0, |at| words.len() - at);
            self.at += 1;
            // Whether it is inside or outside is said by a mark, `INT.`, which is no word of the place.
            let skip = match is_scene(words) {
                true => words.find(' ').map_or(0, |blank| blank + 1),
                false => 1,
            };
            self.words(inner(skip, number), BlockKind::Heading);
        } else if words.starts_with('>') {
            // A line in the middle, or how the scene ends.
            self.at += 1;
            if words.len() > 2 && words.ends_with('<') {
                self.words(inner(1, 1), BlockKind::Paragraph);
            }
        } else if is_behind_blank && is_transition(words) {
            self.at += 1;
        } else if is_behind_blank && is_name(words) && !self.lines.is_blank(self.at + 1) {
            self.at += 1;
            self.paragraph(true);
        } else {
            self.paragraph(false);
        }
    }

    /// The lines up to a blank one; of what is said, not how it is.
    fn paragraph(&mut self, is_speech: bool) {
        let mut start = self.at;
        while self.at < self.lines.len() && !self.lines.is_blank(self.at) {
            let line = self.lines.get(self.at).trim();
            if is_speech && line.starts_with('(') && line.ends_with(')') {
                self.lines_from(start);
                start = self.at + 1;
            }
            self.at += 1;
        }
        self.lines_from(start);
    }

    /// A paragraph of the lines from one to that at hand.
    fn lines_from(&mut self, start: usize) {
        if start < self.at {
            let skip = usize::from(self.lines.get(start).trim_start().starts_with(['!', '~']));
            self.words(self.lines.between(start, skip, self.at - 1), BlockKind::Paragraph);
        }
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        write(&mut self.builder, self.lines.source, span, mark);
        self.builder.end_block(kind);
    }
}

fn is_capital(words: &str) -> bool {
    words.contains(char::is_alphabetic) && !words.contains(char::is_lowercase)
}

/// Whether a line is the name of who speaks: `ANN (V.O.)`, `@McVale`.
fn is_name(words: &str) -> bool {
    words.starts_with('@')
        || is_capital(words.split('(').next().unwrap_or_default()) && !words.ends_with(['.', '!', '?', ':'])
}

fn is_transition(words: &str) -> bool {
    is_capital(words)
        && (words.ends_with("TO:")
            || words.ends_with("IN:")
            || words.ends_with("OUT.")
            || words.ends_with("BLACK."))
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    match rest.as_bytes()[0] {
        b'[' if rest.starts_with("[[") => Some(Mark::Out(place.find(2, "]]")? + 2)),
        b'/' if rest.starts_with("/*") => Some(Mark::Out(place.find(2, "*/")? + 2)),
        b'\\' if rest[1..].starts_with(['*', '_']) => Some(Mark::Out(1)),
        b'*' | b'_' => {
            let mark = ["***", "**", "*", "_"].into_iter().find(|mark| rest.starts_with(mark))?;
            let words = place.constrained(mark)?;
            Some(Mark::Around { open: mark.len(), words, close: mark.len() })
        }
        _ => None,
    }
}
