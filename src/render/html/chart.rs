//! Charts, as numbers for SVG of our own.
//!
//! Strips are drawn 1,000 wide and stretched to their column; scales use percentages, so that their words keep their
//! size on any screen.

use serde::Serialize;

use super::told;
use crate::audit::{Audit, Limits, reference};
use crate::span::Span;

/// How wide a strip is drawn.
const WIDTH: usize = 1000;

/// How far into a text of `length` bytes a span begins, in thousandths.
pub(super) fn thousandth(span: Span, length: usize) -> usize {
    (span.start * WIDTH / length.max(1)).min(WIDTH - 1)
}

/// A tick for each place, as an SVG path. Those that fall on each other are drawn once.
pub(super) fn strip(spans: &[Span], length: usize) -> String {
    let mut columns: Vec<usize> = spans.iter().map(|span| thousandth(*span, length)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.iter().map(|column| format!("M{column} 0v20")).collect()
}

/// The same in words: how many stand in each quarter of the draft.
pub(super) fn strip_told(spans: &[Span], length: usize) -> String {
    let mut quarters = [0usize; 4];
    for span in spans {
        quarters[thousandth(*span, length) * 4 / WIDTH] += 1;
    }
    let [first, second, third, fourth] = quarters;
    format!("By quarters of the draft: {first}, {second}, {third}, {fourth}")
}

/// Where a value lies among those of the reference, and the limits.
#[derive(Debug, Serialize)]
pub(super) struct Scale {
    /// What it is measured against.
    reference: &'static str,
    value: String,
    /// The share of the reference that has less.
    standing: String,
    /// How long the bar of the value is, whether its label fits into it, and the level of the value.
    width: String,
    is_within: bool,
    level: &'static str,
    /// All of it in words.
    told: String,
    /// The stretches of the reference, palest first: from, width.
    bands: Vec<(String, String)>,
    /// Lines across, each with a label.
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    at: String,
    /// On which side of the line the label stands.
    anchor: &'static str,
    label: String,
}

/// The scale of family coverage; none for a draft without words.
pub(super) fn family(audit: &Audit, limits: &Limits) -> Option<Scale> {
    if audit.words == 0 {
        return None;
    }
    let value = audit.measures.family_coverage;
    let reference = reference::family_coverage(audit.words);
    let (note, warning) = audit.family_limits(limits);
    let [least, low, half, high, most, all] = [0, 4, 9, 14, 18, 20].map(|step: usize| reference.table[step]);
    // Room for what is drawn, and a tenth more.
    let end = 1.08 * [value, all, note, warning, 1.0].into_iter().fold(0.0, f64::max);
    let share = |value: f64| format!("{:.2}%", 100.0 * value / end);
    let line = |kind, value: f64, label: String| Line {
        kind,
        at: share(value),
        anchor: match value / end {
            at if at < 0.25 => "start",
            at if at > 0.75 => "end",
            _ => "middle",
        },
        label,
    };
    let lines = vec![
        line("half", half, format!("half of them {}", told::percent(half))),
        line("most", most, format!("95 of 100 {}", told::percent(most))),
        line("note", note, format!("note from {}", told::percent(note))),
        line("warning", warning, format!("warning from {}", told::percent(warning))),
    ];
    let labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    Some(Scale {
        reference: reference::band(audit.words),
        value: told::percent(value),
        standing: reference.standing(value, "posts"),
        width: share(value),
        is_within: value > end / 2.0,
        level: match value {
            _ if value >= warning => "warning",
            _ if value >= note => "note",
            _ => "clean",
        },
        told: format!("This draft {}; {}", told::percent(value), labels.join("; ")),
        bands: [(0.0, all), (least, most), (low, high)]
            .map(|(from, to): (f64, f64)| (share(from), share(to - from)))
            .to_vec(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_stand_where_the_phrase_does() {
        let spans = [Span::new(0, 4), Span::new(50, 54), Span::new(50, 60), Span::new(100, 100)];
        assert_eq!(strip(&spans, 100), "M0 0v20M500 0v20M999 0v20");
        assert_eq!(strip_told(&spans, 100), "By quarters of the draft: 1, 0, 2, 1");
        assert_eq!((strip(&[], 0), thousandth(Span::new(0, 0), 0)), (String::new(), 0));
    }
}
