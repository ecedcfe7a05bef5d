//! Counts in how many documents each stem occurs, and how often, and prints the table that `src/corpus.rs` embeds.
//!
//! ```text
//! cargo run --release --example background -- en 200 2 FILE.jsonl... > src/corpus/en.tsv
//! ```
//!
//! The arguments: the language, the most documents to take of each file (so that no kind of text outweighs the
//! others), the least number of documents that a stem must occur in to be listed, and files of JSON Lines whose rows
//! have a `text` or a list of `docs`. Of each document the first 3,000 words count.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use nutgraf::{Analyzer, Document, Language, TermId};

/// Long documents would bring so many stems that "in how many documents" meant "in how many long ones".
const MOST_WORDS: usize = 3_000;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what| arguments.next().with_context(|| format!("expected {what}"));
    let language: Language = next("a language")?.parse()?;
    let most: usize = next("the most documents of a file")?.parse()?;
    let least: u32 = next("the least documents of a stem")?.parse()?;

    let mut analyzer = Analyzer::new();
    let (mut documents, mut words, mut counts) = (0u32, 0usize, BTreeMap::<String, (u32, u32)>::new());
    for path in arguments {
        let rows = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        for row in rows.lines().take(most) {
            let row: serde_json::Value = serde_json::from_str(row).with_context(|| path.clone())?;
            let text = match &row["docs"] {
                serde_json::Value::Array(docs) => {
                    docs.iter().filter_map(|text| text.as_str()).collect::<Vec<_>>().join("\n\n")
                }
                _ => row["text"].as_str().context("expected a text")?.to_string(),
            };
            let parts = [Document::plain(&text)];
            let analysis = analyzer.analyze(&parts, Some(language));
            let tokens = analysis.tokens().iter().take(MOST_WORDS).filter(|token| token.is_content);
            let mut terms: Vec<TermId> = tokens.map(|token| token.term).collect();
            terms.sort_unstable();
            for same in terms.chunk_by(|one, next| one == next) {
                let (frequency, occurrences) = counts.entry(analysis.stem(same[0]).to_string()).or_default();
                *frequency += 1;
                *occurrences += same.len() as u32;
            }
            words += analysis.tokens().len().min(MOST_WORDS);
            documents += 1;
        }
    }

    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "documents\t{documents}\twords\t{words}\tleast {least}")?;
    for (stem, (frequency, occurrences)) in counts.iter().filter(|(_, (frequency, _))| *frequency >= least) {
        writeln!(out, "{stem}\t{frequency}\t{occurrences}")?;
    }
    Ok(out.flush()?)
}
