//! `nutgraf sentences`.

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{json, visible};
use nutgraf::{Format, Offsets, Role, Splitter};
use serde::Serialize;

use crate::args::{Common, Sentences, SentencesFormat};
use crate::input;
use crate::output::{self, Paint, Status};

pub(crate) fn run(args: &Sentences, common: &Common) -> Result<Status> {
    let paint = Paint::of(args.output.is_some());
    let print = |path: &PathBuf, out: &mut dyn Write| {
        let input = input::read(path, common)?;
        let document = input.document()?;
        input::note_extent(&input.name, &document, common);
        let splitter =
            Splitter::new(common.lang.unwrap_or_else(|| document.detect_language().unwrap_or_default()));
        let offsets = Offsets::new(&input.text, common.offsets.into());
        let mut blocks = document.blocks();
        let is_whole_page = common.whole_page || common.input_format == Some(Format::HtmlPage);
        let has_prose = blocks.iter().any(|block| block.role.is_prose());
        let listed = splitter.split(&document).filter_map(|sentence| {
            while blocks[0].span.end < sentence.end {
                blocks = &blocks[1..];
            }
            // What stands around the text is listed where roles are, or there is nothing else.
            let is_listed = args.roles
                || is_whole_page
                || !has_prose
                || !matches!(blocks[0].role, Role::Notice | Role::Navigation);
            is_listed.then_some((blocks[0], sentence))
        });
        let rows = listed.zip(1..).map(|((block, sentence), number)| {
            let role = args.roles.then(|| document.role_of(&block, sentence).name());
            let span = offsets.span(document.source_span(sentence));
            let text = on_one_line(sentence.of(document.text()));
            Row { number: args.number.then_some(number), start: span.start, end: span.end, role, text }
        });
        write_rows(rows, args, paint, out)
    };
    let (path, files) = (args.output.as_deref(), input::paths(&args.files));
    output::with_output(path, |out| output::for_each_into(out, files, print))
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
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    text: Cow<'t, str>,
}
