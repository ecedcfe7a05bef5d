//! Markdown.
//!
//! ```
//! use nutgraf::render::{Report, markdown};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! assert!(markdown::audit(&report, 10).starts_with("### wall.txt: 1 note\n"));
//! ```

use std::fmt::Write;

use super::Report;
use super::report::{advised, and_more, counted};
use super::visible;
use crate::audit::{Finding, Phrase};
use crate::document::BlockKind;
use crate::span::{LineIndex, Span};
use crate::summary::Summary;

/// A summary as paragraphs: sentences of the same block stand in the same one, those of list items as items. Ends in
/// a line break unless empty.
pub fn summary(summary: &Summary) -> String {
    let mut out = String::new();
    let mut last = None;
    for sentence in &summary.sentences {
        let place = Some((sentence.document, sentence.block, sentence.kind));
        let is_item = |kind| kind == BlockKind::Item;
        let between = match (last, place) {
            (None, _) => "",
            (Some(_), _) if last == place => " ",
            (Some((_, _, before)), _) if is_item(before) && is_item(sentence.kind) => "\n",
            _ => "\n\n",
        };
        out.push_str(between);
        if is_item(sentence.kind) && last != place {
            out.push_str("- ");
        }
        last = place;
        out.push_str(&escape(&sentence.text, between != " "));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The name of a summary among several, as a heading. Ends in an empty line.
pub fn heading(text: &str) -> String {
    format!("## {}\n\n", escape(text, false))
}

/// The text, made visible, with a backslash before each character that Markdown would take for markup, and before what
/// a runner of continuous integration would take for a command.
fn escape(text: &str, begins_line: bool) -> String {
    let text = visible::characters(text);
    let mut out = String::with_capacity(text.len() + 8);
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let marks_line = begins_line && at == 0 && matches!(c, '#' | '+' | '-' | '>' | '=' | '~' | '|' | ':');
        let numbers_line = begins_line && number > 0 && at == number && matches!(c, '.' | ')');
        if marks_line || numbers_line || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        let _ = out.write_char(c);
    }
    out
}

/// A report to be pasted into a pull request or a chat: the verdict, the first 50 findings, and a table of the `top`
/// phrases. Ends in a line break.
///
/// Nothing of the draft becomes markup; nobody whose name follows an `@` in it is notified.
pub fn audit(report: &Report<'_>, top: usize) -> String {
    let mut out = format!("### {}: {}\n\n{}\n", inline(report.name), report.verdict(), report.measure());
    let lines = LineIndex::new(report.source);
    for (place, finding) in report.audit.findings.iter().take(FINDINGS).enumerate() {
        let between = if place == 0 { "\n" } else { "" };
        let text = advised(finding);
        let text = visible::clipped(&text, LONGEST);
        let _ = writeln!(out, "{between}- **{}** {}: {}", finding.level, finding.rule, inline(&text));
        places(finding, report.source, &lines, &mut out);
    }
    let more = report.audit.findings.len().saturating_sub(FINDINGS);
    if more > 0 {
        let _ = writeln!(out, "- … and {}", counted(more, "more finding"));
    }
    for (place, check) in report.audit.checklist.iter().enumerate() {
        let between = if place == 0 { "\n" } else { "" };
        let mark = if check.passed { "✓" } else { "✗" };
        let _ = writeln!(out, "{between}- {mark} {}", inline(&visible::clipped(&check.text, LONGEST)));
    }
    for (title, phrases) in [("keyphrase", &report.audit.keyphrases), ("repeated", &report.audit.phrases)] {
        if !phrases.is_empty() {
            table(title, phrases, top, &mut out);
        }
    }
    let words = &report.audit.single_words;
    if !words.is_empty() && top > 0 {
        out.push_str("\n| single words | times | share | of content words |\n|---|---:|---:|---:|\n");
        for word in words.iter().take(top) {
            let text = code(&word.text).replace('|', "\\|");
            let (count, density, share) = (word.count, word.density, word.content_share);
            let _ = writeln!(out, "| {text} | {count} | {density:.1}% | {share:.1}% |");
        }
    }
    out
}

/// How many findings are shown, and how much of each, in characters: with three places each they fit into a comment, which
/// GitHub cuts off at 65,536 characters.
const FINDINGS: usize = 50;
const LONGEST: usize = 300;

/// How many places of a finding are shown.
const PLACES: usize = 3;

/// How much is shown before and behind a place, in characters.
const AROUND: usize = 30;

/// How much is shown of a place, in characters: a passage of many sentences is known by its beginning.
const MARKED: usize = 120;

fn places(finding: &Finding, source: &str, lines: &LineIndex<'_>, out: &mut String) {
    for occurrence in finding.occurrences.iter().take(PLACES) {
        let place = lines.locate(occurrence.span.start);
        let (noun, line) = (if place.page.is_some() { "" } else { "line " }, place.line());
        let _ = writeln!(out, "  - {noun}{line}: {}", code(&excerpt(source, lines, occurrence.span)));
    }
    if finding.occurrences.len() > PLACES {
        let _ = writeln!(out, "  - {}", and_more(finding.occurrences.len() - PLACES));
    }
}

/// A place with what stands around it in its lines, `…` for what is left out. Takes a bounded number of steps.
fn excerpt(source: &str, lines: &LineIndex<'_>, span: Span) -> String {
    let before = &source[lines.around(span.start).start..span.start];
    let after = &source[span.end..lines.around(span.end).end.max(span.end)];
    let cut_before = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = |text: &str, most: usize| text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let (marked, cut_after) = (span.of(source), end(after, AROUND));
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let (opening, before) = (dots(cut_before > 0), &before[cut_before..]);
    let shown = end(marked, MARKED);
    match shown < marked.len() {
        true => format!("{opening}{before}{}…", &marked[..shown]),
        false => format!("{opening}{before}{marked}{}{}", &after[..cut_after], dots(cut_after < after.len())),
    }
}

fn table(title: &str, phrases: &[Phrase], top: usize, out: &mut String) {
    let _ = write!(out, "\n| {title} | times | share | opens paragraphs |\n|---|---:|---:|---:|\n");
    for phrase in phrases.iter().take(top) {
        // A table splits at pipes before it looks for code.
        let text = code(&phrase.text).replace('|', "\\|");
        let (count, coverage, openers) = (phrase.occurrences.len(), phrase.coverage, phrase.openers);
        let _ = writeln!(out, "| {text} | {count} | {coverage:.1}% | {openers} |");
    }
    if phrases.len() > top {
        let _ = writeln!(out, "\n… and {} more", phrases.len() - top);
    }
}

/// A text inside a line, without any markup.
pub(super) fn inline(text: &str) -> String {
    let text = visible::characters(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            // A service looks for names and numbers to link after markup is read, so that a backslash is no help.
            '@' | '#' => out.extend([c, '\u{200B}']),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | '$' => {
                out.extend(['\\', c])
            }
            c => out.push(c),
        }
    }
    out
}

/// A text as code, in one line: between more backticks than it has in a row.
pub(super) fn code(text: &str) -> String {
    let text = visible::line(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_items_stay_apart() {
        let text = "The *old* wall fell in the night. It had stood for ninety years on clay.\n\n\
                    • Forty houses were flooded by the river\n• Nobody was hurt when the wall fell\n\n\
                    1990 brought the last flood of that kind to the town.";
        let all = crate::summarize(text, 9);
        assert_eq!(
            summary(&all),
            "The \\*old\\* wall fell in the night. It had stood for ninety years on clay.\n\n\
             - Forty houses were flooded by the river\n- Nobody was hurt when the wall fell\n\n\
             1990 brought the last flood of that kind to the town.\n"
        );
        assert_eq!(escape("12. Juni", true), "12\\. Juni");
    }

    #[test]
    fn code_has_more_backticks_outside_than_inside() {
        assert_eq!(code("a\n b"), "`a b`");
        assert_eq!(code("a `` b`"), "``` a `` b` ```");
        assert_eq!(code(" \n"), "");
    }

    /// Read again, a report has the markup it was given, and the draft is text in it.
    #[cfg(feature = "markdown")]
    mod read_again {
        use proptest::prelude::*;
        use pulldown_cmark::{Event, Options, Parser, Tag};

        use super::super::super::report::samples;
        use super::super::*;

        proptest! {
            #[test]
            fn nothing_of_the_draft_is_markup((name, source, findings) in samples::drafts()) {
                let mut document = samples::empty();
                document.findings = findings;
                let text = audit(&Report::new(&name, &source, &document), 9);
                let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
                let (mut items, mut spans) = (0, 0);
                for event in Parser::new_ext(&text, options) {
                    match event {
                        Event::Start(Tag::Item) => items += 1,
                        Event::Start(Tag::Strong) => spans += 1,
                        Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Heading { .. }) | Event::End(_)
                        | Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
                        other => prop_assert!(false, "{:?} in {}", other, text),
                    }
                }
                let places = |finding: &Finding| match finding.occurrences.len() {
                    count if count > PLACES => PLACES + 1,
                    count => count,
                };
                prop_assert_eq!(spans, document.findings.len());
                prop_assert_eq!(items, document.findings.iter().map(|finding| 1 + places(finding)).sum::<usize>());
            }
        }
    }
}
