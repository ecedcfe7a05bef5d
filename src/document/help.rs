//! Help files of Vim: what they say, without the tags, bars and columns that its reader shows in colors.
//!
//! A line that says what a command is called and, further right, what it does is parted: the name is code, the words are prose
//! and go on in the lines below that begin in the same column. Lines of a paragraph are joined, since these files are wrapped.
//!
//! * time: linear
//! * space: the text written anew

use super::frames::Framed;
use super::{Document, Role};
use crate::span::{Span, boundary_at_or_before, holds};

/// The most bytes of a last line that tells the editor what to do, where the first line names the file.
const LONGEST_MODELINE: usize = 200;
const LONGEST_FILE_NAME: usize = 80;

/// Columns of a tab.
const TAB: usize = 8;

/// What a command does begins in this column or further right.
const FIRST_COLUMN: usize = 14;

/// Lines at the beginning may say who wrote the file, and under which licence.
const HEAD_LINES: usize = 12;

/// The most words of the value of an option.
const VALUE_WORDS: usize = 3;

/// The least characters of a line of a picture made of them, of which fewer than this of ten are letters or digits.
const LEAST_DRAWN: usize = 8;
const LETTERS_OF_TEN: usize = 5;

/// Whether a text is a help file: its first line names it, or its last line tells the editor.
pub(super) fn is_one(text: &str) -> bool {
    let name = text.trim_start_matches('\u{FEFF}').strip_prefix('*').map(|rest| {
        let window = &rest[..boundary_at_or_before(rest, LONGEST_FILE_NAME)];
        window.split('*').next().unwrap_or_default()
    });
    let is_named = name.is_some_and(|name| name.ends_with(".txt") && !name.contains([' ', '\n']));
    if is_named {
        return true;
    }
    let tail = &text[boundary_at_or_before(text, text.len().saturating_sub(LONGEST_MODELINE))..];
    holds(tail.as_bytes(), b"=help", 0)
        && is_modeline(tail.trim_end().rsplit('\n').next().unwrap_or_default())
}

fn is_modeline(line: &str) -> bool {
    line.contains("vim:") && (line.contains("ft=help") || line.contains("filetype=help"))
}

pub(super) fn read(text: &str) -> Document<'static> {
    let mut help = Help { text, framed: Framed::new(text), column: None, end: 0, is_open: false };
    let (mut is_in_code, mut at) = (false, 0);
    for (number, raw) in text.split_inclusive('\n').enumerate() {
        let line = Span { start: at, end: at + raw.trim_end().len() };
        at += raw.len();
        let said = line.of(text);
        if is_in_code {
            is_in_code = said.starts_with([' ', '\t']) || said.is_empty();
            if is_in_code || said == "<" {
                help.close();
                help.keep(line, Role::Code);
                continue;
            }
        }
        // `<` ends code, and may have words behind it.
        let line = Span {
            start: line.start + usize::from(said.starts_with('<') && said[1..].starts_with([' ', '\t'])),
            ..line
        };
        let said = line.of(text);
        is_in_code = said == ">" || said.ends_with(" >") || said.rsplit(' ').next().is_some_and(is_fence);
        let line = match is_in_code {
            true => Span { end: line.start + said.rfind('>').unwrap_or(0), ..line },
            false => line,
        };
        help.line(line, number);
    }
    help.framed.read()
}

/// `>vim`: code in a language begins below.
fn is_fence(word: &str) -> bool {
    word.strip_prefix('>')
        .is_some_and(|name| (2..12).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase()))
}

struct Help<'t> {
    text: &'t str,
    framed: Framed<'t>,
    /// The column of the paragraph at hand.
    column: Option<usize>,
    /// Where what was read last ends.
    end: usize,
    /// Whether a paragraph is open.
    is_open: bool,
}

impl Help<'_> {
    /// Ends the paragraph at hand.
    fn close(&mut self) {
        self.framed.part(self.end);
        (self.is_open, self.column) = (false, None);
    }

    /// Keeps a line that is no prose.
    fn keep(&mut self, line: Span, role: Role) {
        let line = line.trim(self.text);
        if !line.is_empty() {
            self.framed.part(line.start);
            self.framed.keep(line, role);
            self.end = line.end;
            self.close();
        }
    }

    fn line(&mut self, line: Span, number: usize) {
        let text = self.text;
        let bare = line.trim(text);
        let said = bare.of(text);
        if said.is_empty() {
            return self.close();
        }
        if is_modeline(said) {
            return self.keep(bare, Role::Notice);
        }
        let is_rule = said.len() > 2 && said.bytes().all(|b| matches!(b, b'=' | b'-' | b'~'));
        if is_rule || is_only_tags(said) {
            return self.close();
        }
        if said.contains("....") && said.ends_with('|') {
            return self.keep(bare, Role::Contents);
        }
        if is_drawn(said) {
            return self.keep(bare, Role::Code);
        }
        let is_field = |(name, value): (&str, &str)| {
            let is_short =
                value.split_whitespace().count() <= VALUE_WORDS && !value.ends_with(['.', '!', '?', ':']);
            name.len() < 14
                && !name.contains(' ')
                && value.starts_with(' ')
                && (number < HEAD_LINES || is_short)
        };
        if said.starts_with(char::is_uppercase) && said.split_once(':').is_some_and(is_field) {
            return self.keep(bare, Role::Field);
        }
        // The name of an option or a command, alone on its line.
        if !said.contains([' ', '\t'])
            && said.contains(['_', ':', '/', '(', '<'])
            && !said.ends_with(['.', ':', ','])
        {
            return self.keep(bare, Role::Code);
        }
        let indent = columns(&text[line.start..bare.start]);
        // A title ends with a wave, or stands above its tag.
        let is_title = said.ends_with(" ~") || indent == 0 && said.ends_with('*') && said.contains("  ");
        if is_title {
            self.close();
            self.words(Span { end: bare.end - usize::from(said.ends_with('~')), ..bare }.trim(text));
            return self.close();
        }
        if let Some(words) = described(said, indent) {
            self.keep(Span { end: bare.start + words, ..bare }, Role::Code);
            let words = Span { start: bare.start + words, end: bare.end }.trim(text);
            self.column = Some(indent + columns(&text[bare.start..words.start]));
            self.words(words);
            self.is_open = true;
            return;
        }
        let is_item = said.starts_with(['-', '*', '•']) && said[1..].starts_with(' ');
        let goes_on =
            self.is_open && !is_item && self.column.is_none_or(|column| column.abs_diff(indent) <= 3);
        if goes_on {
            self.framed.put(" ", Span { start: self.end, end: bare.start });
        } else {
            self.close();
            self.column = Some(indent + 2 * usize::from(is_item));
        }
        self.words(bare);
        self.is_open = true;
    }

    /// Keeps words without the marks around tags.
    fn words(&mut self, span: Span) {
        let (text, mut run) = (self.text, span.start);
        let mut at = span.start;
        while let Some(found) = memchr::memchr3(b'*', b'|', b'`', &text.as_bytes()[at..span.end]) {
            let start = at + found;
            at = start + 1;
            let mark = &text[start..=start];
            let is_begun = text[span.start..start]
                .ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\''))
                || start == span.start;
            let inner = &text[start + 1..span.end];
            let Some(length) = inner.find(mark).filter(|length| *length > 0 && is_begun) else { continue };
            if mark != "`" && inner[..length].contains([' ', '\t']) {
                continue;
            }
            self.framed.keep(Span { start: run, end: start }, Role::Prose);
            let behind = start + length + 2;
            if mark != "*" {
                self.framed.keep(Span { start: start + 1, end: behind - 1 }, Role::Prose);
            }
            (run, at) = (behind, behind);
        }
        self.framed.keep(Span { start: run, end: span.end }, Role::Prose);
        self.end = span.end;
    }
}

fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// `*one* *two*`: tags that others link to.
fn is_only_tags(said: &str) -> bool {
    said.split_whitespace().all(|word| word.len() > 2 && word.starts_with('*') && word.ends_with('*'))
}

/// A line of a picture or a table made of characters.
fn is_drawn(said: &str) -> bool {
    let all = said.chars().filter(|c| !c.is_whitespace()).count();
    let letters = said.chars().filter(|c| c.is_alphanumeric()).count();
    all >= LEAST_DRAWN && letters * 10 < all * LETTERS_OF_TEN
}

/// Where the name of a command ends that the line says something about, further right.
fn described(said: &str, indent: usize) -> Option<usize> {
    let gap = [said.find("  "), said.find('\t')].into_iter().flatten().min()?;
    let words = said[gap..].trim_start();
    let column = indent + columns(&said[..said.len() - words.len()]);
    // Two blanks behind a stop are the habit of typists.
    let is_sentence = said[..gap].ends_with(['.', '!', '?', ':', ',']);
    (column >= FIRST_COLUMN && !words.is_empty() && !is_sentence && indent < column).then_some(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_help_file_is_read_without_its_tags_and_columns() {
        let help = "*quay.txt*  A plugin that keeps the tides\n\nAuthor:  Ann Vale\n\n\
                    1. Tides......................|quay-tides|\n2. Boats......................|quay-boats|\n\n\
                    ==============================================================================\n\
                    TIDES                                           *quay-tides*\n\n\
                    Whenever you open a log of the harbour, the tides of that day are written beside\n\
                    each line, see |quay-boats|. You can turn this off: >\n\tlet g:quay = 0\n<\n\
                    \x20                                               *:Quay*\n\
                    :Quay {port}            Show the tides of a port. On a small screen only the\n\
                    \x20                       next of them is shown.\n\n vim:tw=78:ft=help:norl:\n";
        let document = Document::plain(help);
        let prose: Vec<&str> = document
            .blocks()
            .iter()
            .filter(|block| block.role == Role::Prose)
            .map(|block| block.span.of(document.text()))
            .collect();
        assert_eq!(
            prose,
            [
                "A plugin that keeps the tides",
                "TIDES",
                "Whenever you open a log of the harbour, the tides of that day are written beside each line, see \
                 quay-boats. You can turn this off:",
                "Show the tides of a port. On a small screen only the next of them is shown.",
            ]
        );
        let shown = document.text().find("Show the tides").unwrap();
        let span = document.source_span(Span { start: shown, end: shown + 14 });
        assert_eq!(span.of(help), "Show the tides");
    }

    #[test]
    fn a_letter_with_stars_is_no_help_file() {
        for text in ["*quay* is a harbour.", "The file quay.txt* is old.", "One\nvim: is an editor with help"]
        {
            assert!(!is_one(text), "{text}");
        }
    }
}
