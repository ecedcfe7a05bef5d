//! `nutgraf sentences`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::{Analyzer, Offsets};
use serde::Serialize;

use crate::args::{Common, Sentences, SentencesFormat};
use crate::input;
use crate::output::{self, DIM, RESET, Status};

pub(crate) fn run(args: &Sentences, common: &Common) -> Result<Status> {
    let mut analyzer = Analyzer::new();
    output::for_each(input::paths(&args.files), |path: &PathBuf, out| {
        let input = input::read(path, common)?;
        let documents = [input.document()?];
        let analysis = analyzer.analyze(&documents, common.lang);
        let offsets = Offsets::new(&input.text, common.offsets.into());
        let rows = analysis.sentences().iter().zip(1..).map(|(sentence, number)| {
            let span = offsets.span(documents[0].source_span(sentence.span));
            let text = analysis.source_text(sentence).split_whitespace().collect::<Vec<_>>().join(" ");
            Row { number: args.number.then_some(number), start: span.start, end: span.end, text }
        });
        write_rows(rows, args, out)
    })
}

fn write_rows(rows: impl Iterator<Item = Row>, args: &Sentences, out: &mut dyn Write) -> Result<()> {
    if args.format == SentencesFormat::Json {
        serde_json::to_writer(&mut *out, &rows.collect::<Vec<_>>())?;
        writeln!(out)?;
        return Ok(());
    }
    for row in rows {
        match (args.format, row.number) {
            (SentencesFormat::Jsonl, _) => {
                serde_json::to_writer(&mut *out, &row)?;
                writeln!(out)?;
            }
            (_, Some(number)) => writeln!(out, "{DIM}{number:>5}{RESET}  {}", row.text)?,
            (_, None) => writeln!(out, "{}", row.text)?,
        }
    }
    Ok(())
}

/// A sentence in JSON.
#[derive(Serialize)]
struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    start: usize,
    end: usize,
    text: String,
}
