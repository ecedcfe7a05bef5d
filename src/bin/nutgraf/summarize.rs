//! `nutgraf summarize`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::html::{self, SummaryPage};
use nutgraf::render::{highlight, json, markdown, text, visible};
use nutgraf::{Document, Options, Summary, SummarySentence, summarize_documents};
use serde::Serialize;

use crate::args::{Common, Summarize, SummaryFormat};
use crate::corpus::Tables;
use crate::input::{self, Input};
use crate::output::{self, Paint, Status, note};
use crate::page::{Pair, only_file};
use crate::progress::Progress;

pub(crate) fn run(args: &Summarize, common: &Common) -> Result<Status> {
    args.check();
    output::refuse_input(args.output.as_deref(), &args.files)?;
    output::with_output(args.output.as_deref(), |out| summarize_all(args, common, out))
}

fn summarize_all(args: &Summarize, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let paths = input::paths(&args.files);
    let options = args.how.options().language(common.lang);
    if args.together {
        return together(&paths, &options, args, common, out);
    }
    if args.format == SummaryFormat::Html {
        let path = only_file(&paths, "one summary of all is made by --together")?;
        let input = input::read(path, common)?;
        let document = input.document()?;
        input.note_doubts(&document, common);
        let mut analyzer = Tables::read(common)?.analyzer();
        let pair = Pair::of(&mut analyzer, std::slice::from_ref(&document), &options);
        note_faults(&pair.summary, Some(&input.name), common);
        note_no_prose(&pair.summary, &document, &input.name, common);
        let page = SummaryPage::new(&input.name, &document, &pair.summary, &pair.ranked);
        out.write_all(html::summary(&page).as_bytes())?;
        return Ok(Status::Done);
    }
    let several = paths.len() > 1;
    let mut analyzer = Tables::read(common)?.analyzer();
    let mut first = true;
    let progress = Progress::each(paths.len(), "files", common);
    output::for_each_into(out, paths, |path: &PathBuf, out| {
        let input = input::read(path, common)?;
        let documents = [input.document()?];
        input.note_doubts(&documents[0], common);
        let summary = summarize_documents(&mut analyzer, &documents, &options);
        note_faults(&summary, Some(&input.name), common);
        note_no_prose(&summary, &documents[0], &input.name, common);
        if args.format != SummaryFormat::Json && several {
            heading(&input, &documents[0], args, first, out)?;
        }
        first = false;
        progress.add();
        if args.format == SummaryFormat::Json {
            let shape = json::Summary::new(&summary, &[&input.text], common.offsets.into());
            return write_json(Some(&input.name), shape, &summary, &documents, args, out);
        }
        match args.highlight {
            true => write_article(&documents[0], 0, &summary, args, out)?,
            false => write_sentences(&summary, args, out)?,
        }
        write_explanation(&summary, &documents, args, out)
    })
}

/// One summary of all files. One that cannot be read is reported and left out.
fn together(
    paths: &[PathBuf],
    options: &Options,
    args: &Summarize,
    common: &Common,
    out: &mut dyn Write,
) -> Result<Status> {
    let mut inputs = Vec::new();
    let progress = Progress::each_until_end(paths.len(), "files", common);
    let mut status = output::for_each_into(out, paths, |path, _| {
        inputs.push(input::read(path, common)?);
        progress.add();
        Ok(())
    })?;
    let (mut documents, mut read): (Vec<Document<'_>>, Vec<&Input>) = Default::default();
    for input in &inputs {
        match input.document() {
            Ok(document) => {
                input.note_doubts(&document, common);
                documents.push(document);
                read.push(input);
            }
            Err(error) => status = status.max(Status::of_error(&error)),
        }
    }
    let inputs = read;
    drop(progress);
    let mut analyzer = Tables::read(common)?.analyzer();
    if args.format == SummaryFormat::Html {
        let pair = Pair::of(&mut analyzer, &documents, options);
        note_faults(&pair.summary, None, common);
        let sources = inputs.iter().map(|input| input.name.as_str()).zip(&documents).collect();
        let page = SummaryPage::of_several(sources, &pair.summary, &pair.ranked);
        out.write_all(html::summary(&page).as_bytes())?;
        return Ok(status);
    }
    let mut summary = summarize_documents(&mut analyzer, &documents, options);
    note_faults(&summary, None, common);
    if args.format == SummaryFormat::Json {
        let texts: Vec<&str> = inputs.iter().map(|input| input.text.as_str()).collect();
        let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
        let shape = json::Summary::new(&summary, &texts, common.offsets.into()).sourced(&summary, &names);
        write_json(None, shape, &summary, &documents, args, out)?;
    } else if args.highlight {
        for (i, place) in in_order(&documents).into_iter().enumerate() {
            heading(inputs[place], &documents[place], args, i == 0, out)?;
            write_article(&documents[place], place, &summary, args, out)?;
        }
        write_explanation(&summary, &documents, args, out)?;
    } else {
        let sentences = std::mem::take(&mut summary.sentences);
        for (i, part) in sentences.chunk_by(|a, b| a.document == b.document).enumerate() {
            let place = part[0].document;
            heading(inputs[place], &documents[place], args, i == 0, out)?;
            summary.sentences = part.to_vec();
            write_sentences(&summary, args, out)?;
        }
        summary.sentences = sentences;
        write_explanation(&summary, &documents, args, out)?;
    }
    Ok(status)
}

/// The places of documents in the order that a summary of all has them in: if each has a date, that of the dates.
fn in_order(documents: &[Document<'_>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..documents.len()).collect();
    if documents.iter().all(|document| document.fields().date.is_some()) {
        places.sort_by_key(|place| documents[*place].fields().date);
    }
    places
}

/// Says what is odd about a summary.
pub(crate) fn note_faults(summary: &Summary, name: Option<&str>, common: &Common) {
    let name = name.map_or(String::new(), |name| format!("{name}: "));
    if summary.is_over_budget {
        note(common, &format!("{name}every sentence exceeds the budget; printed the best one"));
    }
    if summary.is_off_focus {
        note(common, &format!("{name}the text contains none of the focus words; summarized without a focus"));
    }
}

/// Says that a text has no prose to summarize: a form, contact data, a chart. What a page has is noted when it is read.
fn note_no_prose(summary: &Summary, document: &Document<'_>, name: &str, common: &Common) {
    let is_noted =
        document.extent().is_some_and(|extent| extent.is_index || extent.read == 0 && extent.page > 0);
    if !summary.sentences.is_empty() && !is_noted && !summary.sentences.iter().any(SummarySentence::is_prose)
    {
        let printed =
            if is_described(summary, document) { "the page's description" } else { "a heading or a label" };
        note(common, &format!("{name}: no sentences of prose; printed {printed} instead"));
    }
}

/// Whether all that a summary says stands in the description of the page.
fn is_described(summary: &Summary, document: &Document<'_>) -> bool {
    let Some(description) = &document.fields().description else { return false };
    let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
    summary.sentences.iter().all(|sentence| description.contains(&*sentence.text))
}

/// Says which file comes now.
fn heading(
    input: &Input,
    document: &Document<'_>,
    args: &Summarize,
    first: bool,
    out: &mut dyn Write,
) -> Result<()> {
    if !first {
        writeln!(out)?;
    }
    match args.format {
        SummaryFormat::Markdown => {
            write!(out, "{}", markdown::heading(document.title().unwrap_or(&input.name)))?
        }
        _ => writeln!(out, "{}", Paint::of(args.output.is_some()).bold(&visible::line(&input.name)))?,
    }
    Ok(())
}

/// A document with the sentences that were chosen of it marked.
fn write_article(
    document: &Document<'_>,
    place: usize,
    summary: &Summary,
    args: &Summarize,
    out: &mut dyn Write,
) -> Result<()> {
    let is_file = args.output.is_some();
    let layout = highlight::Layout::new(output::columns(is_file))
        .colors(output::has_colors(is_file))
        .scores(args.scores);
    Ok(out.write_all(highlight::article(document, place, summary, &layout).as_bytes())?)
}

/// The sentences as text or Markdown.
fn write_sentences(summary: &Summary, args: &Summarize, out: &mut dyn Write) -> Result<()> {
    match args.format {
        SummaryFormat::Markdown => write!(out, "{}", markdown::summary(summary))?,
        _ if args.scores => write!(out, "{}", text::with_scores(summary))?,
        _ => write!(out, "{}", text::summary(summary))?,
    }
    Ok(())
}

/// The table of what gave each sentence its place, and what was not chosen from, if it was requested.
fn write_explanation(
    summary: &Summary,
    documents: &[Document<'_>],
    args: &Summarize,
    out: &mut dyn Write,
) -> Result<()> {
    if args.explain && !summary.sentences.is_empty() {
        let table = |width| text::explanation(summary, width) + &text::left_out(documents);
        match args.format {
            SummaryFormat::Markdown => write!(out, "\n```text\n{}```\n", table(text::COLUMNS))?,
            _ => {
                let is_file = args.output.is_some();
                write!(out, "\n{}", Paint::of(is_file).dim(&table(output::columns(is_file))))?
            }
        }
    }
    Ok(())
}

fn write_json<'a>(
    file: Option<&'a str>,
    shape: json::Summary<'a>,
    summary: &'a Summary,
    documents: &[Document<'_>],
    args: &Summarize,
    out: &mut dyn Write,
) -> Result<()> {
    let summary = if args.explain { shape.explained(summary).with_left_out(documents) } else { shape };
    let line = json::line(&FileSummary { file, method: args.how.method.name(), summary })?;
    Ok(out.write_all(line.as_bytes())?)
}

/// A summary in JSON: `{"file", "method"}` and then as in a batch; without `file` if it is of several.
#[derive(Serialize)]
struct FileSummary<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    method: &'a str,
    #[serde(flatten)]
    summary: json::Summary<'a>,
}
