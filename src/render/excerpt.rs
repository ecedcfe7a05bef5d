//! Findings for a terminal: what they say, and the lines of the draft where they stand.
//!
//! A paragraph is often one line of many hundred characters, so what is shown is a window around each place, cut at
//! words. (annotate-snippets cuts in the middle of words, lets a long mark run over the width, and draws a separator
//! between places of one file.)
//!
//! A line is drawn under the place where all terminals agree which columns those are. They do not where right-to-left
//! text or an emoji of several characters stands before the end of it: there the place stands between two marks.

use std::fmt::Write;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Report;
use super::bidi::{self, Direction};
use super::columns::{self, cut_end, cut_start, visible, width};
use super::report::{and_more, counted};
use super::styled::{BOLD, Ink, MARGIN, PLAIN, RESET, Styled, hang};
use super::text::Terminal;
use crate::audit::{AuditRule, Finding, Level};
use crate::order::Arrange;
use crate::span::{LineIndex, Span, boundary_at_or_after, boundary_at_or_before};

/// How many places of a finding are shown.
const PLACES: usize = 3;

const HELP: &str = "\x1b[1;96m";

/// The line that says it all: `draft.md: 1 warning, 2 notes; 943 words, 7 paragraphs, English`.
pub(super) fn verdict(report: &Report<'_>, terminal: Terminal) -> String {
    let ink = terminal.ink();
    let mut line = Styled::new(report.name, ink.code(BOLD));
    line.push(": ", PLAIN);
    let verdict = report.verdict();
    let mut rest = verdict.as_str();
    for (count, level) in report.counts() {
        let plain = counted(count, level.name());
        if let Some((before, after)) = rest.split_once(&plain) {
            line.push(before, PLAIN);
            line.push(&plain, ink.code(color(level)));
            rest = after;
        }
    }
    line.push(&format!("{rest}; {}", report.measure()), PLAIN);
    line.lines(terminal.width()).map(|line| line + "\n").collect()
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
///         ├ … and 23 more places
///         ╰ help: cut or shorten about 8
/// ```
pub(super) fn findings(report: &Report<'_>, terminal: Terminal) -> String {
    let mut out = String::new();
    if report.audit.findings.is_empty() {
        return out;
    }
    let (width, ink) = (terminal.width(), terminal.ink());
    let (lines, marks) = (LineIndex::new(report.source), marks_around(report.source));
    for finding in &report.audit.findings {
        let level = finding.level.name();
        let title = Styled::new(&format!("{} [{}]", finding.message, finding.rule), ink.code(BOLD));
        let mut text = String::new();
        hang(&mut text, &format!("{level}: "), title.lines(width - level.len() - 2));
        let text = text.strip_prefix(level).unwrap_or(&text);
        let (color, reset) = (ink.code(color(finding.level)), ink.code(RESET));
        let _ = write!(out, "\n{color}{level}{reset}{text}");
        below(finding, report, (&lines, marks), terminal, &mut out);
    }
    out
}

/// What stands below the message of a finding, behind a margin with the places.
fn is_overuse(rule: AuditRule) -> bool {
    matches!(rule, AuditRule::OverusedPhrase | AuditRule::OverusedWord | AuditRule::KeyphraseOverused)
}

fn below(
    finding: &Finding,
    report: &Report<'_>,
    (lines, marks): (&LineIndex<'_>, [&'static str; 2]),
    terminal: Terminal,
    out: &mut String,
) {
    let (width, ink) = (terminal.width(), terminal.ink());
    let (color, line_of, reset) = (ink.code(color(finding.level)), ink.code(MARGIN), ink.code(RESET));
    // Those to change first, in the order of the text.
    let mut shown = finding.occurrences[..finding.occurrences.len().min(PLACES)].to_vec();
    shown.arrange_by_key(|occurrence| occurrence.span.start);
    let places: Vec<String> =
        shown.iter().map(|occurrence| lines.locate(occurrence.span.start).to_string()).collect();
    let margin = places.iter().map(String::len).max().unwrap_or(0).max(7);
    let room = width.saturating_sub(margin + 3);
    let notes = notes(finding, shown.len(), room, ink);
    if let Some(first) = places.first() {
        let name = visible(report.name);
        let name = bidi::isolated(&cut_start(&name, room.saturating_sub(first.len() + 2)));
        let _ = writeln!(out, "{:margin$} {line_of}╭▸{reset} {name}:{first}", "");
    }
    for (number, (occurrence, place)) in shown.iter().zip(&places).enumerate() {
        let window = Window::around(report.source, lines, occurrence.span, room, marks);
        let _ = writeln!(out, "{line_of}{place:>margin$} │{reset} {}", window.line(color));
        // Where overuse is concerned, openings are to be changed first; elsewhere it says nothing.
        let below = window.below(occurrence.opens && is_overuse(finding.rule), room);
        let is_last = number + 1 == shown.len() && notes.is_empty();
        for (row, (indent, text)) in below.iter().enumerate() {
            let edge = if is_last && row + 1 == below.len() { '╰' } else { '│' };
            let _ = writeln!(out, "{:margin$} {line_of}{edge}{reset} {:indent$}{color}{text}{reset}", "", "");
        }
    }
    for (number, note) in notes.iter().enumerate() {
        let edge = if number + 1 == notes.len() { '╰' } else { '├' };
        for (row, line) in note.iter().enumerate() {
            let edge = if row == 0 { edge } else { ' ' };
            let _ = writeln!(out, "{:margin$} {line_of}{edge}{reset} {line}", "");
        }
    }
}

/// What is said under the places of a finding, in lines: how many more there are, and what to do.
fn notes(finding: &Finding, shown: usize, room: usize, ink: Ink) -> Vec<Vec<String>> {
    let mut notes = Vec::new();
    if finding.occurrences.len() > shown {
        notes.push(vec![and_more(finding.occurrences.len() - shown)]);
    }
    if !finding.advice.is_empty() {
        let label = "help: ";
        let advice = Styled::new(&finding.advice, PLAIN);
        let lines = advice.lines(room.saturating_sub(label.len())).enumerate();
        notes.push(
            lines
                .map(|(row, line)| match row {
                    0 => format!("{}help{}: {line}", ink.code(HELP), ink.code(RESET)),
                    _ => format!("{:indent$}{line}", "", indent = label.len()),
                })
                .collect(),
        );
    }
    notes
}

/// A piece of one line that holds a place. Visible text, cut to fit.
#[derive(Debug)]
struct Window {
    before: String,
    marked: String,
    after: String,
    /// The direction of the line that it is a piece of.
    direction: Direction,
    /// What stands around the place, if no line can be drawn under it.
    marks: Option<[&'static str; 2]>,
}

/// How far into a line its first letter is looked for, which tells its direction: one line may be as long as a text, and
/// all of it marks.
const DIRECTION_BYTES: usize = 1_000;

/// How many bytes of a line are looked at for each column of a window, to each side: more than are needed, but for
/// text of which nothing is to be seen.
const REACH: usize = 16;

impl Window {
    /// The piece of at most `width` columns around the first line of a place. Cut at spaces where there are some.
    fn around(
        source: &str,
        lines: &LineIndex<'_>,
        span: Span,
        columns: usize,
        marks: [&'static str; 2],
    ) -> Window {
        let line = Line::around(source, lines, span, REACH * columns);
        let window = Window::of(&line, columns);
        match window.is_certain() {
            true => window,
            false => Window { marks: Some(marks), ..Window::of(&line, columns.saturating_sub(2)) },
        }
    }

    fn of(line: &Line, columns: usize) -> Window {
        let before = line.text[..line.mark.start].trim_start();
        let after = line.text[line.mark.end..].trim_end();
        let whole = line.text[line.mark.clone()].trim_end();
        let marked = cut_end(whole, columns.saturating_sub(2));
        // What is behind a place that is cut is not shown: one `…` stands for all.
        let after = if marked.len() == whole.len() { after } else { "" };
        // A place of no width is marked by one column.
        let room = columns.saturating_sub(width(&marked).max(1));
        // Twice as much behind it as before it, unless one side leaves room.
        let left = (room / 3).max(room.saturating_sub(width(after))).min(width(before));
        let before = cut_start(before, left);
        let after = cut_end(after, room - width(&before).min(room));
        Window {
            before: before.into_owned(),
            marked: marked.into_owned(),
            after: after.into_owned(),
            direction: line.direction,
            marks: None,
        }
    }

    /// Whether it is certain in which columns the place is drawn. What is behind it does not matter.
    fn is_certain(&self) -> bool {
        let until = format!("{}{}", self.before, self.marked);
        self.direction == Direction::LeftToRight
            && !bidi::holds_right_to_left(&until)
            && columns::is_certain(&until)
    }

    /// The piece as it is shown.
    fn line(&self, color: &'static str) -> String {
        let [open, close] = self.marks.unwrap_or_default();
        let mut line = Styled::of_draft(self.direction);
        line.push(&self.before, PLAIN);
        line.push(open, color);
        line.push(&self.marked, if self.marks.is_some() { color } else { PLAIN });
        line.push(close, color);
        line.push(&self.after, PLAIN);
        let end = line.text.len();
        line.line(0..end)
    }

    /// What stands in the lines below it, and how far to the right: none, if the place is marked in its line.
    fn below(&self, opens: bool, room: usize) -> Vec<(usize, String)> {
        let opens = if opens { "opens its paragraph" } else { "" };
        let mut below = Vec::new();
        if self.marks.is_none() {
            let indent = width(&self.before);
            let line = "━".repeat(width(&self.marked).max(1));
            if opens.is_empty() || indent + width(&line) + 1 + opens.len() > room {
                below.push((indent, line));
            } else {
                return vec![(indent, format!("{line} {opens}"))];
            }
        }
        if !opens.is_empty() {
            below.push((0, opens.to_string()));
        }
        below
    }
}

/// What stands around what is marked where colors alone cannot be relied on: guillemets that point to it, or bars in a
/// text that has guillemets of its own.
pub(super) fn marks_around(text: &str) -> [&'static str; 2] {
    // Both begin with the same byte, which few texts have.
    let bytes = text.as_bytes();
    let has_own = memchr::memchr_iter(b'\xC2', bytes).any(|at| matches!(bytes[at + 1], 0xAB | 0xBB));
    if has_own { ["▐", "▌"] } else { ["»", "«"] }
}

/// A line with a place in it, made visible.
struct Line {
    text: String,
    /// The bytes of the place, at ends of clusters.
    mark: Range<usize>,
    direction: Direction,
}

impl Line {
    /// The line that a place begins in, as far as `reach` bytes to each side, `…` for the rest.
    fn around(source: &str, lines: &LineIndex<'_>, span: Span, reach: usize) -> Line {
        let Span { start, end } = lines.around(span.start);
        let from = boundary_at_or_after(source, start.max(span.start.saturating_sub(reach)));
        let mark_end = span.end.min(end);
        let to = boundary_at_or_before(source, end.min(mark_end.saturating_add(reach)));
        let mark_to = boundary_at_or_before(source, mark_end.min(span.start + reach));
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };

        let mut text = dots(from > start).to_string();
        columns::push(&mut text, &source[from..span.start]);
        let marked = text.len();
        columns::push(&mut text, &source[span.start..mark_to]);
        text.push_str(dots(mark_to < mark_end));
        let behind = text.len();
        if mark_to == mark_end {
            columns::push(&mut text, &source[mark_end..to.max(mark_end)]);
            text.push_str(dots(to < end));
        }
        let mark = whole_clusters(&text, marked..behind);
        let opening = boundary_at_or_before(source, end.min(start + DIRECTION_BYTES)).max(start);
        Line { text, mark, direction: Direction::of(&source[start..opening]) }
    }
}

/// The range without ends inside a cluster: nothing is put between a letter and its accents.
fn whole_clusters(text: &str, range: Range<usize>) -> Range<usize> {
    if text.is_ascii() {
        return range;
    }
    let ends = || text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
    let start = ends().take_while(|at| *at <= range.start).last().unwrap_or(0);
    let end = ends().find(|at| *at >= range.end).unwrap_or(text.len());
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(source: &str, word: &str, width: usize) -> (String, String) {
        let at = source.find(word).unwrap();
        let span = Span::new(at, at + word.len());
        let window = Window::around(source, &LineIndex::new(source), span, width, marks_around(source));
        (window.marked.clone(), format!("{}{}{}", window.before, window.marked, window.after))
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

    /// The lines of a place of a word: what is shown of it, and what stands below.
    fn place(source: &str, word: &str) -> String {
        let at = source.find(word).unwrap();
        let span = Span::new(at, at + word.len());
        let window = Window::around(source, &LineIndex::new(source), span, 40, marks_around(source));
        let below = window.below(true, 40);
        let below: String = below.iter().map(|(indent, text)| format!("{:indent$}{text}\n", "")).collect();
        format!("{}\n{below}", window.line(PLAIN))
    }

    #[test]
    fn a_line_is_drawn_where_all_terminals_agree_on_columns() {
        assert_eq!(place("\tthe wall fell", "wall"), "the wall fell\n    ━━━━ opens its paragraph\n");
        assert_eq!(place("the\twall fell", "wall"), "the    wall fell\n       ━━━━ opens its paragraph\n");
        assert_eq!(place("町の堤防が壊れた。", "堤防"), "町の堤防が壊れた。\n    ━━━━ opens its paragraph\n");
        assert_eq!(place("cafe\u{301} wall", "wall"), "cafe\u{301} wall\n     ━━━━ opens its paragraph\n");
        assert_eq!(
            place("🙂 wall 👩\u{200D}👧", "wall"),
            "🙂 wall 👩\u{200D}👧\n   ━━━━ opens its paragraph\n"
        );
        assert_eq!(place("👩\u{200D}👧 wall", "wall"), "👩\u{200D}👧 »wall«\nopens its paragraph\n");
        assert_eq!(place("جدار السد هنا", "السد"), "\u{2067}جدار »السد« هنا\u{2069}\nopens its paragraph\n");
        // What is behind a place does not move it.
        assert_eq!(place("wall جدار", "wall"), "\u{2066}wall جدار\u{2069}\n━━━━ opens its paragraph\n");
        assert_eq!(place("سد «جدار» ", "جدار"), "\u{2067}سد «▐جدار▌»\u{2069}\nopens its paragraph\n");
    }

    #[test]
    fn what_does_not_fit_behind_a_line_stands_below_it() {
        let word = "a-word-of-thirty-five-letters-or-so";
        let expected = format!("{word} is\n{}\nopens its paragraph\n", "━".repeat(35));
        assert_eq!(place(&format!("{word} is"), word), expected);
    }

    #[test]
    fn marks_stand_outside_of_clusters() {
        let source = "ne\u{301}e";
        let window =
            Window::around(source, &LineIndex::new(source), Span::new(0, 2), 40, marks_around(source));
        assert_eq!((window.marked.as_str(), window.after.as_str()), ("ne\u{301}", "e"));
        let source = format!("x{} wall", "\u{300}".repeat(9000));
        let shown = place(&source, "wall");
        assert!(shown.starts_with('…') && shown.contains(" wall\n  ━━━━"), "{shown}");
    }
}
