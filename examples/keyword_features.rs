//! Prints what is measured of every candidate, for `scripts/fit_keywords.py`.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use nutgraf::{Analyzer, Document, keyword_features};

fn main() -> Result<()> {
    let most: usize = std::env::args().nth(1).context("expected the most documents of a file")?.parse()?;
    let mut analyzer = Analyzer::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(2) {
        let rows = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        for row in rows.lines().take(most) {
            let row: serde_json::Value = serde_json::from_str(row).with_context(|| path.clone())?;
            let text = row["text"].as_str().context("expected a text")?;
            let language = row["lang"].as_str().context("expected a language")?.parse()?;
            let documents = [Document::plain(text)];
            let (names, length, candidates) = keyword_features(&mut analyzer, &documents, Some(language), true);
            let phrases: Vec<&str> = candidates.iter().map(|(phrase, _)| phrase.as_str()).collect();
            let head = serde_json::json!({
                "source": path, "lang": row["lang"], "keys": row["keys"], "names": names, "length": length, "phrases": phrases,
            });
            writeln!(out, "{head}")?;
            for value in candidates.iter().flat_map(|(_, values)| values) {
                out.write_all(&(*value as f32).to_le_bytes())?;
            }
        }
    }
    Ok(out.flush()?)
}
