//! Charts, as numbers for SVG of our own.
//!
//! Strips are drawn 1,000 wide and stretched to their column; scales use percentages, so that their words keep their
//! size on any screen.

use serde::Serialize;

use super::texts::Texts;
use crate::audit::{Audit, Limits, reference};
use crate::order::Arrange;
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
pub(super) fn strip_told(spans: &[Span], length: usize, texts: &Texts) -> String {
    let mut quarters = [0usize; 4];
    for span in spans {
        quarters[thousandth(*span, length) * 4 / WIDTH] += 1;
    }
    let [first, second, third, fourth] = quarters.map(|count| count.to_string());
    texts.fill("quarters", &[&first, &second, &third, &fourth])
}

/// Where a value lies among those of the reference, and the limits.
#[derive(Debug, Serialize)]
pub(super) struct Scale {
    /// What it is measured against.
    reference: String,
    value: String,
    /// The share of the reference that has less.
    standing: String,
    /// How long the bar of the value is, and the level of the value.
    width: String,
    level: &'static str,
    /// What is written under the bar.
    own: String,
    /// All of it in words.
    label: String,
    /// The stretches of the reference, palest first: from, width.
    bands: Vec<(String, String)>,
    /// Lines across, each with a label to its right, from left to right: so a label is above all lines that it could meet.
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    at: String,
    label: String,
}

/// Drafts of fewer words have no scale: there are no reference posts that short. Chosen: a paragraph or two.
const LEAST_WORDS: usize = 100;

/// How far to the right the last line may be, as a share of the width, so that its label has room on a phone.
const LAST_LINE: f64 = 0.6;

/// The scale of family coverage; none for a draft of a few words.
pub(super) fn family(audit: &Audit, limits: &Limits, texts: &Texts) -> Option<Scale> {
    if audit.words < LEAST_WORDS {
        return None;
    }
    let value = audit.measures.family_coverage;
    // Where no phrase is repeated there is nothing to compare.
    if value == 0.0 {
        return None;
    }
    let reference = reference::family_coverage(audit.words);
    let (note, warning) = audit.family_limits(limits);
    let [least, low, half, high, most, all] = [0, 4, 9, 14, 18, 20].map(|step: usize| reference.table[step]);
    let mut lines = vec![
        ("half", half, "line_half"),
        ("most", most, "line_most"),
        ("note", note, "line_note"),
        ("warning", warning, "line_warning"),
    ];
    lines.retain(|(_, at, _)| at.is_finite());
    lines.arrange_by(|a, b| a.1.total_cmp(&b.1));
    let last = lines.last().map_or(0.0, |(_, at, _)| *at);
    // Room for what is drawn, and a little more.
    let end = [1.05 * value, 1.05 * all, last / LAST_LINE, 1.0].into_iter().fold(0.0, f64::max);
    let share = |value: f64| format!("{:.2}%", 100.0 * value / end);
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|(kind, at, label)| Line {
            kind,
            at: share(at),
            label: texts.fill(label, &[&texts.percent(at)]),
        })
        .collect();
    let own = texts.fill("line_own", &[&texts.percent(value)]);
    let labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    let band = if reference::is_short(audit.words) { "scale_short" } else { "scale_long" };
    let percentile = reference.percentile(value);
    Some(Scale {
        reference: texts.fill(band, &[&reference.drafts.to_string()]),
        value: texts.percent(value),
        standing: match percentile {
            100.0.. => texts.get("stands_all").to_string(),
            50.0.. => texts.fill("stands_share", &[&format!("{percentile:.0}")]),
            _ => texts.get("stands_low").to_string(),
        },
        width: share(value),
        level: match value {
            _ if value >= warning => "warning",
            _ if value >= note => "note",
            _ => "clean",
        },
        label: format!("{own}; {}", labels.join("; ")),
        own,
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
        let texts = Texts::of(crate::Language::English);
        assert_eq!(strip_told(&spans, 100, &texts), "By quarters of the draft: 1, 0, 2, 1");
        assert_eq!((strip(&[], 0), thousandth(Span::new(0, 0), 0)), (String::new(), 0));
    }
}
