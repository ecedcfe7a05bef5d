//! What each rule of the splitter is worth: boundary F1 on gold data, and how it changes without each rule.
//!
//! ```text
//! cargo run --release --features fitting --example ablation -- ../shared/data/sentences/*.jsonl
//! ```
//!
//! Rows are `{"lang", "text", "spans": [[start, end], …]}` with offsets in code points. A boundary is the end of a
//! sentence, the last one of each text left out, counted in characters that are not white space. Prints a Markdown
//! table: a column for each file, a row for each rule, with the points that F1 loses (-) or gains (+) without it.

#![allow(clippy::print_stdout)] // Its table is all there is to this program.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::{Language, Rule, Splitter};

/// A text with the ends of its sentences, and the stretches before its first and after its last one, which gold
/// leaves open.
struct Row {
    language: Language,
    text: String,
    ends: BTreeSet<usize>,
    first: usize,
    last: usize,
}

fn main() -> Result<()> {
    let mut sets = Vec::new();
    for path in std::env::args().skip(1) {
        let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().replace("ud_", "");
        sets.push((name, read(&path).with_context(|| path.clone())?));
    }
    let names: Vec<&str> = sets.iter().map(|(name, _)| name.as_str()).collect();
    println!("| without | {} |", names.join(" | "));
    println!("|---|{}", "---:|".repeat(names.len()));
    let full: Vec<f64> = sets.iter().map(|(_, rows)| f1(rows, |splitter| splitter)).collect();
    println!("| (nothing) | {} |", join(full.iter().map(|score| format!("{score:.2}"))));
    for rule in Rule::ALL {
        let scores = sets.iter().map(|(_, rows)| f1(rows, |splitter| splitter.without(rule)));
        let changes = scores.zip(&full).map(|(score, full)| match score - full {
            change if change.abs() < 0.005 => "·".to_string(),
            change => format!("{change:+.2}"),
        });
        println!("| {rule:?} | {} |", join(changes));
    }
    Ok(())
}

fn join(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(" | ")
}

fn read(path: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().context("expected a text")?.to_string();
        // Characters that are not white space, before each code point.
        let mut before = vec![0];
        before.extend(text.chars().scan(0, |count, c| {
            *count += usize::from(!c.is_whitespace());
            Some(*count)
        }));
        let end = |span: &serde_json::Value, side: usize| span[side].as_u64().map(|at| before[at as usize]);
        let spans = row["spans"].as_array().context("expected spans")?;
        let mut ends: BTreeSet<usize> = spans.iter().filter_map(|span| end(span, 1)).collect();
        let first = spans.first().and_then(|span| end(span, 0)).unwrap_or(0);
        let last = ends.pop_last().unwrap_or(0);
        let language = row["lang"].as_str().unwrap_or("en").parse()?;
        rows.push(Row { language, text, ends, first, last });
    }
    Ok(rows)
}

/// Boundary F1 in points, micro over the rows.
fn f1(rows: &[Row], change: impl Fn(Splitter) -> Splitter) -> f64 {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for row in rows {
        let splitter = change(Splitter::new(row.language));
        let mut count = 0;
        let ends: BTreeSet<usize> = splitter
            .sentences(&row.text)
            .map(|sentence| {
                count += sentence.chars().filter(|c| !c.is_whitespace()).count();
                count
            })
            .filter(|end| (row.first + 1..row.last).contains(end))
            .collect();
        right += ends.intersection(&row.ends).count();
        found += ends.len();
        gold += row.ends.len();
    }
    100.0 * 2.0 * right as f64 / (found + gold) as f64
}
