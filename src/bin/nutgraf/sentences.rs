//! `nutgraf sentences`.

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::{Document, Language, Offsets, Splitter};
use serde::Serialize;

use crate::args::{Common, Sentences, SentencesFormat};
use crate::input;
use crate::output::{self, DIM, RESET, Status};

pub(crate) fn run(args: &Sentences, common: &Common) -> Result<Status> {
    let print = |path: &PathBuf, out: &mut dyn Write| {
        let input = input::read(path, common)?;
        let document = input.document()?;
        let splitter = Splitter::new(common.lang.unwrap_or_else(|| language(&document)));
        let offsets = Offsets::new(&input.text, common.offsets.into());
        let mut blocks = document.blocks();
        let rows = splitter.split(&document).zip(1..).map(|(sentence, number)| {
            while blocks[0].span.end < sentence.end {
                blocks = &blocks[1..];
            }
            let role = args.roles.then(|| document.role_of(&blocks[0], sentence).name());
            let span = offsets.span(document.source_span(sentence));
            let text = on_one_line(sentence.of(document.text()));
            Row { number: args.number.then_some(number), start: span.start, end: span.end, role, text }
        });
        write_rows(rows, args, out)
    };
    // Only numbers have a color. What has none is written as it is, to the byte.
    match args.number && args.format == SentencesFormat::Text {
        true => output::for_each(input::paths(&args.files), print),
        false => output::for_each_into(&mut output::plain_stdout(), input::paths(&args.files), print),
    }
}

/// The language of a document: that of its text, or else what it says of itself.
fn language(document: &Document<'_>) -> Language {
    let told = || document.fields().language.as_deref()?.parse().ok();
    Language::detect(document.text()).or_else(told).unwrap_or_default()
}

/// A sentence with single spaces for whatever white space it has.
fn on_one_line(sentence: &str) -> Cow<'_, str> {
    let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
    match sentence.split(' ').all(is_word) {
        true => Cow::Borrowed(sentence),
        false => Cow::Owned(sentence.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn write_rows<'t>(rows: impl Iterator<Item = Row<'t>>, args: &Sentences, out: &mut dyn Write) -> Result<()> {
    if args.format == SentencesFormat::Json {
        serde_json::to_writer(&mut *out, &rows.collect::<Vec<_>>())?;
        writeln!(out)?;
        return Ok(());
    }
    for row in rows {
        if let (SentencesFormat::Text, Some(role)) = (args.format, row.role) {
            write!(out, "{role:<10}  ")?;
        }
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
struct Row<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    text: Cow<'t, str>,
}
