//! Prints the best sentences of files, with their ranks and where they begin.
//!
//!     cargo run --example summarize -- corpora/flood-wall.txt

#![allow(clippy::print_stdout, reason = "a program prints")]

use nutgraf::{Analyzer, Budget, Document, LineIndex, Options, summarize_documents};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut analyzer = Analyzer::new();
    let options = Options::new(Budget::Words(80));
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path)?;
        let lines = LineIndex::new(&source);
        println!("{path}");
        for sentence in &summarize_documents(&mut analyzer, &[Document::plain(&source)], &options) {
            let (line, _) = lines.place(sentence.span.start);
            println!("  line {line}, choice {}: {}", sentence.rank, sentence.text);
        }
    }
    Ok(())
}
