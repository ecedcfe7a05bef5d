//! Prints what is measured of every sentence of texts with summaries or labels, for `scripts/fit_summaries.py` to fit to.
//!
//! ```text
//! cargo run --release --features fitting --example summary_features -- ../shared/data/summaries/*.jsonl ../shared/data/picks/*.jsonl > features.jsonl
//! ```
//!
//! For each row of each file it prints a line of JSON: `{"file", "id", "names", "disorder", "sentences"}`, and for a page with labels one more, of its
//! main content alone (`main`); of each sentence `span`, in the source, `text`, `document`, `traits`, a number whose bits are the first names, `values` of the others, `terms` and `words`.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use nutgraf::{Analyzer, Document, Format, Span, SummaryFeatures, summary_features, summary_sights};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut analyzer = Analyzer::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let rows = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        for row in rows.lines() {
            let row: Value = serde_json::from_str(row).with_context(|| path.clone())?;
            let language = row["lang"].as_str().context("expected a language")?.parse()?;
            let texts: Vec<&str> = match row["docs"].as_array() {
                Some(docs) => docs.iter().filter_map(Value::as_str).collect(),
                None => row["text"].as_str().into_iter().collect(),
            };
            let is_page = !row["sentences"].is_null() && row["format"] == "html";
            for is_main in [false, true].into_iter().take(1 + usize::from(is_page)) {
                let documents: Vec<Document> =
                    texts.iter().map(|text| read(text, &row, is_main)).collect::<Result<_>>()?;
                let analysis = analyzer.analyze(&documents, Some(language));
                let (names, form, features) = summary_features(&analysis);
                let (sights, furnished) = summary_sights(&analysis);
                let sentence = |found: &SummaryFeatures| {
                    let sentence = &analysis.sentences()[found.sentence];
                    let span = documents[sentence.document]
                        .source_span(Span { start: sentence.content_start, end: sentence.span.end });
                    let source = texts[sentence.document];
                    let chars = |at: usize| source.get(..at).map_or(0, |text| text.chars().count());
                    json!({
                        "span": [chars(span.start), chars(span.end)], "text": analysis.readable_text(sentence),
                        "document": sentence.document, "block": sentence.block, "kind": format!("{:?}", sentence.kind),
                        "role": sentence.role.name(), "place": found.sentence,
                        "traits": found.traits, "sights": found.sights, "values": found.values, "terms": found.terms, "words": found.words,
                    })
                };
                let sentences: Vec<Value> = features.iter().map(sentence).collect();
                writeln!(
                    out,
                    "{}",
                    json!({"file": path, "id": row["id"], "names": names, "sights": sights, "furnished": furnished, "main": is_main, "disorder": form.disorder, "sentences": sentences})
                )?;
            }
        }
    }
    Ok(out.flush()?)
}

/// The document as batches read it. Titles of labelled rows are those of pages, which are not given to the program.
fn read<'t>(text: &'t str, row: &Value, is_main: bool) -> Result<Document<'t>> {
    let format = match row["format"].as_str() {
        Some("html") if !is_main => Format::HtmlPage,
        Some(name) => name.parse()?,
        None => Format::of_text(text),
    };
    let document = Document::read(text, format)?;
    let title = row["title"].as_str().filter(|title| !title.is_empty() && row["sentences"].is_null());
    Ok(match title {
        Some(title) => document.with_title(title),
        None => document,
    })
}
