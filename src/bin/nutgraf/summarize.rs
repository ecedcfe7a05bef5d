//! `nutgraf summarize`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{json, markdown, text};
use nutgraf::{Document, Options, Summary, summarize_documents};
use serde::Serialize;

use crate::args::{Common, Summarize, SummaryFormat};
use crate::corpus::Tables;
use crate::input::{self, Input};
use crate::output::{self, BOLD, DIM, RESET, Status, note};

pub(crate) fn run(args: &Summarize, common: &Common) -> Result<Status> {
    let paths = input::paths(&args.files);
    let options = Options::new(args.how.budget()).method(args.how.method).language(common.lang);
    let several = paths.len() > 1;
    let mut analyzer = Tables::read(common)?.analyzer();
    let mut first = true;
    output::for_each(paths, |path: &PathBuf, out| {
        let input = input::read(path, common)?;
        let documents = [Document::read(&input.text, input.format)];
        let summary = summarize_documents(&mut analyzer, &documents, options);
        if summary.is_over_budget {
            note(
                common,
                &format!("{}: every sentence is longer than the budget, this is the best one", input.name),
            );
        }
        if args.format != SummaryFormat::Json && several {
            let title = documents[0].title().unwrap_or(&input.name);
            heading(&input, title, args.format, first, out)?;
        }
        first = false;
        write_summary(&summary, &input, args, common, out)
    })
}

/// Says which file comes now.
fn heading(
    input: &Input,
    title: &str,
    format: SummaryFormat,
    first: bool,
    out: &mut dyn Write,
) -> Result<()> {
    if !first {
        writeln!(out)?;
    }
    match format {
        SummaryFormat::Markdown => writeln!(out, "## {title}\n")?,
        _ => writeln!(out, "{BOLD}{}{RESET}", input.name)?,
    }
    Ok(())
}

fn write_summary(
    summary: &Summary,
    input: &Input,
    args: &Summarize,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    match args.format {
        SummaryFormat::Text if args.scores => write!(out, "{}", text::with_scores(summary))?,
        SummaryFormat::Text if summary.sentences.is_empty() => {}
        SummaryFormat::Text => writeln!(out, "{summary}")?,
        SummaryFormat::Markdown => write!(out, "{}", markdown::summary(summary))?,
        SummaryFormat::Json => {
            let shape = json::Summary::new(summary, &[&input.text], common.offsets.into());
            let summary = if args.explain { shape.explained(summary) } else { shape };
            let method = args.how.method.name();
            serde_json::to_writer(&mut *out, &FileSummary { file: &input.name, method, summary })?;
            writeln!(out)?;
        }
    }
    if args.explain && args.format != SummaryFormat::Json && !summary.sentences.is_empty() {
        let table = text::explanation(summary);
        match args.format {
            SummaryFormat::Markdown => write!(out, "\n```text\n{table}```\n")?,
            _ => write!(out, "\n{DIM}{table}{RESET}")?,
        }
    }
    Ok(())
}

/// A summary in JSON: `{"file", "method"}` and then as in a batch.
#[derive(Serialize)]
struct FileSummary<'a> {
    file: &'a str,
    method: &'a str,
    #[serde(flatten)]
    summary: json::Summary<'a>,
}
