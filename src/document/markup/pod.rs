//! POD, the documentation of Perl: headings, paragraphs, items. Code beside it is not read.

use super::inline::{Lines, Mark, Place, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Role};
use crate::span::Span;

/// What sections of a manual are, by their titles.
const SECTIONS: [(&str, Role); 12] = [
    ("SYNOPSIS", Role::Code),
    ("SEE ALSO", Role::References),
    ("AUTHOR", Role::Byline),
    ("AUTHORS", Role::Byline),
    ("MAINTAINER", Role::Byline),
    ("CONTRIBUTORS", Role::Byline),
    ("COPYRIGHT", Role::Notice),
    ("LICENSE", Role::Notice),
    ("LICENCE", Role::Notice),
    ("COPYRIGHT AND LICENSE", Role::Notice),
    ("LICENSE AND COPYRIGHT", Role::Notice),
    ("COPYRIGHT AND LICENCE", Role::Notice),
];

/// Signs with a name: `E<gt>`.
#[rustfmt::skip] // Several to a line.
const SIGNS: [(&str, &str); 14] = [
    ("lt", "<"), ("gt", ">"), ("verbar", "|"), ("sol", "/"), ("lchevron", "«"), ("rchevron", "»"), ("quot", "\""), ("amp", "&"),
    ("pound", "£"), ("copy", "©"), ("reg", "®"), ("nbsp", "\u{A0}"), ("mdash", "—"), ("ndash", "–"),
];

/// Whether a text is one: commands of POD begin paragraphs.
pub(in crate::document) fn is_one(text: &str) -> bool {
    let begins = |mark: &str| {
        text.starts_with(mark)
            || memchr::memmem::find_iter(text.as_bytes(), mark.as_bytes())
                .any(|at| text[..at].ends_with('\n') || text[..at].ends_with('\r'))
    };
    memchr::memmem::find(text.as_bytes(), b"=head").is_some() && (begins("=head1 ") || begins("=head2 "))
}

pub(super) fn read(source: &str) -> Document<'static> {
    let mut reader = Reader {
        lines: Lines::new(source),
        at: 0,
        last_end: memchr::memmem::rfind(source.as_bytes(), b"\n=end").unwrap_or(0),
        builder: Builder::with_capacity(source.len()),
        role: Role::Prose,
        is_name: false,
        is_item: false,
    };
    reader.run();
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    /// Where the last part in another format ends.
    last_end: usize,
    builder: Builder,
    /// What the section at hand is.
    role: Role,
    /// Whether the next paragraph names what the page is about.
    is_name: bool,
    /// Whether the next paragraph is an item.
    is_item: bool,
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        // What stands before the first command is code.
        let mut is_pod = false;
        while self.at < self.lines.len() {
            let line = self.lines.get(self.at);
            if line.is_empty() {
                self.at += 1;
            } else if let Some(command) =
                line.strip_prefix('=').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                is_pod = !command.starts_with("cut");
                self.command(command);
            } else if !is_pod {
                self.at += 1;
            } else if line.starts_with([' ', '\t']) {
                self.builder.lead_to_code();
                while !self.lines.is_blank(self.at) {
                    self.at += 1;
                }
            } else {
                let span = self.paragraph(0);
                let kind = match (std::mem::take(&mut self.is_name), std::mem::take(&mut self.is_item)) {
                    (true, _) if self.builder.fields.title.is_none() => {
                        let words =
                            span.of(self.lines.source).split_whitespace().collect::<Vec<_>>().join(" ");
                        self.builder.fields.title = Some(words);
                        BlockKind::Title
                    }
                    (_, true) => BlockKind::Item,
                    _ => BlockKind::Paragraph,
                };
                self.words(span, kind, self.role);
            }
        }
    }

    /// The paragraph at hand without the first bytes of its first line.
    fn paragraph(&mut self, skip: usize) -> Span {
        let start = self.at;
        while self.at < self.lines.len() && !self.lines.is_blank(self.at) {
            self.at += 1;
        }
        let first = self.lines.span(start);
        Span { start: (first.start + skip).min(first.end), end: self.lines.span(self.at - 1).end }
    }

    fn command(&mut self, command: &str) {
        let name = command.split([' ', '\t']).next().unwrap_or_default();
        let skip = 1 + name.len();
        match name {
            "head1" | "head2" | "head3" | "head4" | "head5" | "head6" => {
                let span = self.paragraph(skip).trim(self.lines.source);
                let title = span.of(self.lines.source);
                let level = name.as_bytes()[4] - b'0';
                if level == 1 {
                    let section = SECTIONS.iter().find(|(name, _)| title.eq_ignore_ascii_case(name));
                    self.role = section.map_or(Role::Prose, |(_, role)| *role);
                    self.is_name = title == "NAME";
                }
                self.builder.heading_alone(level);
                self.builder.fields.is_titled_elsewhere = true;
                self.words(span, BlockKind::Heading, Role::Prose);
            }
            "item" => {
                let span = self.paragraph(skip).trim(self.lines.source);
                let words = span.of(self.lines.source);
                let bare = words.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '*' | '.' | ')' | '-' | 'o')
                });
                let bullet = words.len() - bare.len();
                self.is_item = bare.trim().is_empty();
                if self.is_item {
                    return;
                }
                // What stands behind a bullet is an item, anything else is what the next paragraph describes.
                let (kind, skip) = match bullet > 0 && bare.starts_with(' ') {
                    true => (BlockKind::Item, bullet),
                    false => (BlockKind::Heading, 0),
                };
                let span = Span { start: span.start + skip, end: span.end }.trim(self.lines.source);
                self.words(span, kind, self.role);
                self.is_item = kind == BlockKind::Heading;
            }
            "begin" => {
                let format = command["begin".len()..].trim();
                if !format.starts_with(':') && !format.starts_with("text") {
                    let is_ended = self.last_end > self.lines.span(self.at).start;
                    let end = (self.at..self.lines.len())
                        .find(|at| is_ended && self.lines.get(*at).starts_with("=end"));
                    self.at = end.unwrap_or(self.at);
                }
                self.paragraph(0);
            }
            _ => {
                self.paragraph(0);
            }
        }
    }

    fn words(&mut self, span: Span, kind: BlockKind, role: Role) {
        write(&mut self.builder, self.lines.source, span, mark);
        self.builder.end_block_as(kind, role);
    }
}

/// `B<words>`, `C<< $a > $b >>`, `L<words|target>`.
fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    let code = *rest.as_bytes().first().filter(|byte| byte.is_ascii_uppercase())?;
    let brackets = rest.bytes().skip(1).take_while(|byte| *byte == b'<').count();
    if brackets == 0 || !place.is_open() && brackets > 1 {
        return None;
    }
    let open = 1 + brackets;
    let (open, close, len) = match brackets {
        1 => (open, end(rest, open)?, 1),
        _ => {
            let close = place.find(open, &format!(" {}", ">".repeat(brackets)))?;
            (open + usize::from(rest[open..].starts_with(' ')), close, brackets + 1)
        }
    };
    let words = rest.get(open..close)?;
    Some(match code {
        // What is code all the same may have signs that are written so.
        b'C' if words.contains("E<") => Mark::Around { open, words: words.len(), close: len },
        b'C' => Mark::Code { open, words: words.len(), close: len },
        b'B' | b'I' | b'F' | b'S' => Mark::Around { open, words: words.len(), close: len },
        b'X' | b'Z' => Mark::Out(close + len),
        b'L' => {
            // Words before what they lead to.
            if let Some(bar) = words.find('|') {
                return Some(Mark::Around { open, words: bar, close: words.len() - bar + len });
            }
            if words.contains("://") {
                return Some(Mark::Code { open, words: words.len(), close: len });
            }
            // A section of a page, with or without it.
            let skip = usize::from(words.starts_with('/'));
            let mut shown = words[skip..].trim_start_matches('"');
            // `Wall::Tide/"x"`: the section is what is meant.
            if let Some((_, section)) = shown.split_once("/\"").filter(|(_, section)| section.ends_with('"'))
            {
                shown = section;
            }
            let (skip, shown) = (words.len() - shown.len(), shown.trim_end_matches('"'));
            let behind = words.len() - skip - shown.len();
            Mark::Around { open: open + skip, words: shown.len(), close: behind + len }
        }
        b'E' => {
            let number = words
                .strip_prefix("0x")
                .map_or_else(|| words.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            let sign = SIGNS.iter().find(|(name, _)| *name == words).map(|(_, sign)| (*sign).to_string());
            let sign = sign.or_else(|| number.and_then(char::from_u32).map(String::from));
            Mark::Put(close + len, sign.unwrap_or_else(|| letter(words)).into())
        }
        _ => return None,
    })
}

/// A letter of HTML with an accent, by its name: the letter itself where the accent is not known.
fn letter(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    const ACCENTS: [(&str, char); 6] = [
        ("acute", '\u{301}'),
        ("grave", '\u{300}'),
        ("circ", '\u{302}'),
        ("uml", '\u{308}'),
        ("tilde", '\u{303}'),
        ("cedil", '\u{327}'),
    ];
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().collect();
    match ACCENTS.iter().find(|(accent, _)| *accent == letters.as_str()) {
        Some((_, accent)) => first.chars().chain([*accent]).nfc().collect(),
        None => "…".to_string(),
    }
}

/// Where the bracket ends what a code holds, with codes in it.
fn end(rest: &str, open: usize) -> Option<usize> {
    const LONGEST: usize = 2_000;
    let bytes = rest.as_bytes();
    let mut depth = 0usize;
    for at in open..bytes.len().min(LONGEST) {
        match bytes[at] {
            b'<' if bytes[at - 1].is_ascii_uppercase() => depth += 1,
            b'>' if depth == 0 => return Some(at),
            b'>' => depth -= 1,
            _ => {}
        }
    }
    None
}
