//! Findings for a terminal: what they say, and the lines of the draft where they stand.
//!
//! A paragraph is often one line of many hundred characters, so what is shown is a window around each place, cut at
//! words. (annotate-snippets cuts in the middle of words, lets a long mark run over the width, and draws a separator
//! between places of one file.)

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Report;
use super::report::counted;
use crate::audit::{Finding, Level};
use crate::span::{LineIndex, Span};

/// The columns of a terminal.
const WIDTH: usize = 80;

/// How many places of a finding are shown.
const PLACES: usize = 3;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[94m";
const HELP: &str = "\x1b[1;96m";
const RESET: &str = "\x1b[0m";

/// The line that says it all: `draft.md: 1 warning, 2 notes; 943 words, 7 paragraphs, English`.
pub(super) fn verdict(report: &Report<'_>) -> String {
    let mut verdict = report.verdict();
    for (count, level) in report.counts() {
        let plain = counted(count, level.name());
        verdict = verdict.replacen(&plain, &format!("{}{plain}{RESET}", color(level)), 1);
    }
    format!("{BOLD}{}{RESET}: {verdict}; {}\n", visible(report.name), report.measure())
}

/// The colors of levels, as compilers have them.
fn color(level: Level) -> &'static str {
    match level {
        Level::Error => "\x1b[1;91m",
        Level::Warning => "\x1b[1;33m",
        Level::Note => "\x1b[1;92m",
    }
}

/// The findings, an empty line before each:
///
/// ```text
/// warning: "garden tool" 24 times [overused-phrase]
///         ╭▸ draft.md:9:5
///     9:5 │ The garden tool rental opens in May, and until then the…
///         │     ━━━━━━━━━━━ opens its paragraph
///         ├ and 23 more
///         ╰ help: cut or shorten about 8
/// ```
pub(super) fn findings(report: &Report<'_>) -> String {
    let lines = LineIndex::new(report.source);
    let mut out = String::new();
    for finding in &report.audit.findings {
        let (level, color) = (finding.level, color(finding.level));
        let title = format!("{} [{}]", visible(&finding.message), finding.rule);
        let indent = level.name().len() + 2;
        let _ = write!(out, "\n{color}{level}{RESET}: ");
        for (number, line) in wrapped(&title, WIDTH - indent).lines().enumerate() {
            let indent = if number == 0 { 0 } else { indent };
            let _ = writeln!(out, "{:indent$}{BOLD}{line}{RESET}", "");
        }
        below(finding, report, &lines, &mut out);
    }
    out
}

/// What stands below the message of a finding, behind a margin with the places.
fn below(finding: &Finding, report: &Report<'_>, lines: &LineIndex<'_>, out: &mut String) {
    let shown = &finding.occurrences[..finding.occurrences.len().min(PLACES)];
    let places: Vec<String> = shown
        .iter()
        .map(|occurrence| {
            let (line, column) = lines.place(occurrence.span.start);
            format!("{line}:{column}")
        })
        .collect();
    let margin = places.iter().map(String::len).max().unwrap_or(0).max(7);
    let mut notes: Vec<String> = Vec::new();
    if finding.occurrences.len() > shown.len() {
        notes.push(format!("and {} more", finding.occurrences.len() - shown.len()));
    }
    if !finding.advice.is_empty() {
        let advice = wrapped(&visible(&finding.advice), WIDTH - margin - 9);
        notes.push(format!("{HELP}help{RESET}: {advice}"));
    }
    if let Some(first) = places.first() {
        let _ = writeln!(out, "{:margin$} {DIM}╭▸{RESET} {}:{first}", "", visible(report.name));
    }
    let color = color(finding.level);
    for (number, (occurrence, place)) in shown.iter().zip(&places).enumerate() {
        let window = Window::around(report.source, occurrence.span, WIDTH - margin - 3);
        let indent = window.text[..window.mark.start].width();
        let line = "━".repeat(window.text[window.mark].width().max(1));
        let opens = if occurrence.opens { " opens its paragraph" } else { "" };
        let last = number + 1 == shown.len() && notes.is_empty();
        let edge = if last { '╰' } else { '│' };
        let _ = writeln!(out, "{DIM}{place:>margin$} │{RESET} {}", window.text);
        let _ = writeln!(out, "{:margin$} {DIM}{edge}{RESET} {:indent$}{color}{line}{opens}{RESET}", "", "");
    }
    for (number, note) in notes.iter().enumerate() {
        let edge = if number + 1 == notes.len() { '╰' } else { '├' };
        for (row, line) in note.lines().enumerate() {
            let (edge, indent) = if row == 0 { (edge, 0) } else { (' ', "help: ".len()) };
            let _ = writeln!(out, "{:margin$} {DIM}{edge}{RESET} {:indent$}{line}", "", "");
        }
    }
}

/// A piece of one line that holds a place.
#[derive(Debug)]
struct Window {
    text: String,
    /// The bytes of the text that are marked.
    mark: std::ops::Range<usize>,
}

impl Window {
    /// The piece of at most `width` columns around the first line of a place. Cut at spaces where there are some.
    fn around(source: &str, span: Span, width: usize) -> Window {
        let start = source[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = source[span.start..].find('\n').map_or(source.len(), |at| span.start + at);
        let before = visible(&source[start..span.start]);
        let marked = visible(source[span.start..span.end.min(end)].trim_end());
        let after = visible(&source[span.end.min(end)..end]);
        let before = before.trim_start();

        let full = marked.len();
        let marked = cut_end(&marked, width.saturating_sub(2));
        // What is behind a place that is cut is not shown: one `…` stands for all.
        let after = if marked.len() == full { after.trim_end() } else { "" };
        let room = width.saturating_sub(marked.width());
        // Twice as much behind it as before it, unless one side leaves room.
        let left = (room / 3).max(room.saturating_sub(after.width())).min(before.width());
        let before = cut_start(before, left);
        let after = cut_end(after, room - before.width().min(room));
        let mark = before.len()..before.len() + marked.len();
        Window { text: format!("{before}{marked}{after}"), mark }
    }
}

/// The end of a text that fits into `width` columns, `…` for the rest.
fn cut_start(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| match room.checked_sub(c.width().unwrap_or(0)) {
        Some(rest) => {
            room = rest;
            true
        }
        None => false,
    };
    let kept: usize = text.chars().rev().take_while(fits).map(char::len_utf8).sum();
    let (cut, kept) = text.split_at(text.len() - kept);
    let word = match kept.find(' ') {
        Some(at) if !cut.ends_with(' ') && at + 1 < kept.len() => at + 1,
        _ => 0,
    };
    if width == 0 { String::new() } else { format!("…{}", &kept[word..]) }
}

/// The beginning of a text that fits into `width` columns, `…` for the rest.
fn cut_end(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| match room.checked_sub(c.width().unwrap_or(0)) {
        Some(rest) => {
            room = rest;
            true
        }
        None => false,
    };
    let kept: usize = text.chars().take_while(fits).map(char::len_utf8).sum();
    let (kept, cut) = text.split_at(kept);
    let word = match kept.rfind(' ') {
        Some(at) if !cut.starts_with(' ') => at,
        _ => kept.len(),
    };
    if width == 0 { String::new() } else { format!("{}…", &kept[..word]) }
}

/// The text with a space for every control character: one from the draft must not steer the terminal.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text with line breaks instead of some of its spaces, so that its lines have at most `width` columns.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for (number, word) in text.split(' ').enumerate() {
        let breaks = number > 0 && used + 1 + word.width() > width;
        if number > 0 {
            out.push(if breaks { '\n' } else { ' ' });
        }
        used = if breaks { word.width() } else { used + usize::from(number > 0) + word.width() };
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::report::samples;
    use super::*;

    fn window(source: &str, word: &str, width: usize) -> (String, String) {
        let at = source.find(word).unwrap();
        let window = Window::around(source, Span::new(at, at + word.len()), width);
        (window.text[window.mark].to_string(), window.text)
    }

    #[test]
    fn windows_are_cut_at_words() {
        let line = "before\nThe wall that the town built of clay in the year of the flood fell in the night of May.\n";
        let (mark, text) = window(line, "clay", 40);
        assert_eq!((mark.as_str(), text.as_str()), ("clay", "…built of clay in the year of the flood…"));
        let (mark, text) = window(line, "The wall", 40);
        assert_eq!((mark.as_str(), text.as_str()), ("The wall", "The wall that the town built of clay in…"));
        let (mark, text) = window(line, "May", 40);
        assert_eq!((mark.as_str(), text.as_str()), ("May", "…of the flood fell in the night of May."));
        let (mark, text) = window(line, &line[7..line.len() - 2], 40);
        assert_eq!((mark.as_str(), text.as_str()), (&text[..], "The wall that the town built of clay…"));
    }

    proptest! {
        #[test]
        fn findings_fit((name, source, findings) in samples::drafts()) {
            let mut document = samples::empty();
            document.findings = findings;
            let name = &visible(&name);
            for line in findings_of(&Report::new(name, &source, &document)).lines() {
                prop_assert!(!line.contains('\r'));
            }
            for finding in &document.findings {
                for place in &finding.occurrences {
                    let window = Window::around(&source, place.span, 60);
                    prop_assert!(window.text.width() <= 61, "{:?}", window);
                    prop_assert!(window.text.is_char_boundary(window.mark.start));
                    prop_assert!(window.text.is_char_boundary(window.mark.end));
                }
            }
        }
    }

    use super::findings as findings_of;
}
