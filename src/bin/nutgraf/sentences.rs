//! `nutgraf sentences`.

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{json, visible};
use nutgraf::{Document, LineIndex, Offsets, Span, Splitter};
use serde::Serialize;

use crate::args::{Common, Sentences, SentencesFormat};
use crate::input;
use crate::output::{self, Paint, Status};

pub(crate) fn run(args: &Sentences, common: &Common) -> Result<Status> {
    let paint = Paint::of(args.output.is_some());
    let print = |path: &PathBuf, out: &mut dyn Write| {
        let input = input::read(path, common)?;
        let document = input.document()?;
        input.note_doubts(&document, common);
        let language = common.lang.unwrap_or_else(|| document.detect_language().unwrap_or_default());
        let splitter = args.how.splitter(language);
        let offsets = Offsets::new(&input.text, common.offsets.into());
        let lines = LineIndex::new(&input.text);
        let mut blocks = document.blocks();
        let listed = listed(&splitter, &document, args.roles).map(|sentence| {
            while blocks[0].span.end < sentence.end {
                blocks = &blocks[1..];
            }
            (blocks[0], sentence)
        });
        let rows = listed.zip(1..).map(|((block, sentence), number)| {
            let role = args.roles.then(|| document.role_of(&block, sentence).name());
            let source = document.source_span(sentence);
            let span = offsets.span(source);
            let place = lines.locate(source.start);
            let line = place.page.map(|_| place.line);
            let text = on_one_line(sentence.of(document.text()));
            Row {
                number: args.number.then_some(number),
                start: span.start,
                end: span.end,
                page: place.page,
                line,
                role,
                text,
            }
        });
        write_rows(rows, args, paint, out)
    };
    let (path, files) = (args.output.as_deref(), input::paths(&args.files));
    output::refuse_input(args.output.as_deref(), &args.files)?;
    output::with_output(path, |out| output::for_each_into(out, files, print))
}

/// The sentences of a document: with what stands around the text of a page, if all are requested.
fn listed<'d>(
    splitter: &Splitter,
    document: &'d Document<'_>,
    all: bool,
) -> Box<dyn Iterator<Item = Span> + 'd> {
    match all {
        true => Box::new(splitter.split(document)),
        false => Box::new(splitter.split_text(document)),
    }
}

/// A sentence with single spaces for whatever white space it has.
fn on_one_line(sentence: &str) -> Cow<'_, str> {
    let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
    match sentence.split(' ').all(is_word) {
        true => Cow::Borrowed(sentence),
        false => Cow::Owned(sentence.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn write_rows<'t>(
    rows: impl Iterator<Item = Row<'t>>,
    args: &Sentences,
    paint: Paint,
    out: &mut dyn Write,
) -> Result<()> {
    if args.format == SentencesFormat::Json {
        return Ok(out.write_all(json::line(&rows.collect::<Vec<_>>())?.as_bytes())?);
    }
    for row in rows {
        if let (SentencesFormat::Text, Some(role)) = (args.format, row.role) {
            write!(out, "{role:<10}  ")?;
        }
        match (args.format, row.number) {
            (SentencesFormat::Jsonl, _) => {
                out.write_all(json::line(&row)?.as_bytes())?;
            }
            (_, Some(number)) => {
                let number = paint.dim(&format!("{number:>5}"));
                writeln!(out, "{number}  {}", visible::line(&row.text))?;
            }
            (_, None) => writeln!(out, "{}", visible::line(&row.text))?,
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
    /// The page and the line on it, where the input has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    text: Cow<'t, str>,
}
