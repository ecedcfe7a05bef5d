//! Prints what is measured of every candidate of texts with keywords, for `scripts/fit_keywords.py` to fit weights to.
//!
//! ```text
//! cargo run --release --features fitting --example keyword_features -- 300 ../shared/data/keywords/*.jsonl > features.bin
//! ```
//!
//! The arguments: the most texts to take of each file, and files of JSON Lines whose rows have `text`, `lang` and `keys`.
//! For each text it prints a line of JSON, `{"file", "lang", "keys", "names", "length", "name_share", "phrases"}`, and then for each
//! phrase the values of all features, as 32-bit floating-point numbers, the lowest byte first. A text's own count is left
//! out of the background's, which was made from such texts.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use nutgraf::{Analyzer, Document, keyword_features};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let most: usize = arguments.next().context("expected the most texts of a file")?.parse()?;
    let mut analyzer = Analyzer::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in arguments {
        let rows = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        for row in rows.lines().take(most) {
            let row: Value = serde_json::from_str(row).with_context(|| path.clone())?;
            let documents = [Document::plain(row["text"].as_str().context("expected a text")?)];
            let language = row["lang"].as_str().context("expected a language")?.parse()?;
            let (names, [length, name_share], found) =
                keyword_features(&mut analyzer, &documents, Some(language), true);
            let phrases: Vec<&str> = found.iter().map(|candidate| candidate.phrase.as_str()).collect();
            let head = json!({
                "file": path, "lang": row["lang"], "keys": row["keys"], "names": names, "length": length, "name_share": name_share,
                "phrases": phrases,
            });
            writeln!(out, "{head}")?;
            for value in found.iter().flat_map(|candidate| candidate.values) {
                out.write_all(&(value as f32).to_le_bytes())?;
            }
        }
    }
    Ok(out.flush()?)
}
