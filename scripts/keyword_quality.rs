//! Prints what is measured of every keyword that a list to be read may have, for `scripts/fit_quality.py` to fit weights to.
//!
//! ```text
//! cargo run --release --features fitting --example keyword_quality -- 40 documents.jsonl > measured.jsonl
//! ```
//!
//! The arguments: the most keywords to print of each document, and files of JSON Lines whose rows have `id`, `text`, `lang` and `format`.
//! For each document it prints a line of JSON, `{"id", "names", "keywords": [{"phrase", "values"}]}`.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use nutgraf::{Analyzer, Document, keyword_quality};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let most: usize = arguments.next().context("expected the most keywords of a document")?.parse()?;
    let mut analyzer = Analyzer::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in arguments {
        let rows = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        for row in rows.lines() {
            let row: Value = serde_json::from_str(row).with_context(|| path.clone())?;
            let field = |name: &str| row[name].as_str().with_context(|| format!("expected {name}"));
            let documents = [Document::read(field("text")?, field("format")?.parse()?)?];
            let (names, found) =
                keyword_quality(&mut analyzer, &documents, Some(field("lang")?.parse()?), most);
            let keywords: Vec<Value> = found
                .iter()
                .map(|keyword| json!({ "phrase": keyword.phrase, "values": keyword.values }))
                .collect();
            writeln!(out, "{}", json!({ "id": row["id"], "names": names, "keywords": keywords }))?;
        }
    }
    Ok(out.flush()?)
}
