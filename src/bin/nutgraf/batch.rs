//! `nutgraf batch`: JSON Lines in, JSON Lines out, in the same order.
//!
//! Lines are read in chunks, each chunk is worked on by all threads, and its answers are written in order. So memory
//! is bounded by the chunk, and the output does not depend on the number of threads.

pub(crate) mod row;

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use nutgraf::{
    Analyzer, AuditOptions, Auditor, KeywordOptions, Language, OffsetUnit, Offsets, Options, Span, Splitter,
    keywords_of_documents, render, summarize_documents,
};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::{Batch, BatchTask, Common, Rows};
use crate::corpus::Tables;
use crate::input;
use crate::output::{self, Status};
use crate::progress::Progress;
use row::{Fields, Row};

/// How much is read before work begins on it: lines up to so many bytes, or one line that is longer.
const CHUNK_BYTES: usize = 4 << 20;

pub(crate) fn run(args: &Batch, common: &Common) -> Result<Status> {
    let tables = Tables::read(common)?;
    match &args.task {
        BatchTask::Sentences(rows) => answer_all(rows, common, || (), |row, ()| sentences(&row, common)),
        BatchTask::Summarize(task) => {
            let options = task.how.options();
            answer_all(
                &task.rows,
                common,
                || tables.analyzer(),
                |row, analyzer| summarize(&row, analyzer, options.clone(), common),
            )
        }
        BatchTask::Keywords(task) => {
            let options = task.which.options();
            answer_all(&task.rows, common, Analyzer::new, |row, analyzer| {
                keywords(&row, analyzer, options, common)
            })
        }
        BatchTask::Audit(rows) => {
            answer_all(rows, common, || tables.auditor(), |row, auditor| audit(&row, auditor, common))
        }
    }
}

/// What one row is answered with, written: an object to which the id is added.
type Answer = String;

/// The sentences of a row as offsets into its text.
fn sentences(row: &Row<'_>, common: &Common) -> Result<Answer> {
    let document = row.document()?;
    let detect = || Language::detect(document.text()).unwrap_or_default();
    let language = row.language()?.or(common.lang).unwrap_or_else(detect);
    let offsets = Offsets::new(row.texts()[0].as_ref(), common.offsets.into());
    let splitter = Splitter::new(language);
    let pair = |span: Span| {
        let span = offsets.span(document.source_span(span));
        [span.start, span.end]
    };
    let spans = splitter.split(&document).map(pair).collect();
    Ok(serde_json::to_string(&Spans { spans })?)
}

fn summarize(
    row: &Row<'_>,
    analyzer: &mut Analyzer,
    mut options: Options,
    common: &Common,
) -> Result<Answer> {
    let texts: Vec<&str> = row.texts().iter().map(AsRef::as_ref).collect();
    let mut documents = row.documents()?;
    for (document, date) in documents.iter_mut().zip(row.dates()?) {
        *document = std::mem::take(document).with_date(date);
    }
    if let Some(focus) = &row.focus {
        options = options.focus(focus.as_ref());
    }
    let summary =
        summarize_documents(analyzer, &documents, options.language(row.language()?.or(common.lang)));
    let unit: OffsetUnit = common.offsets.into();
    let shape = render::json::Summary::new(&summary, &texts, unit);
    Ok(serde_json::to_string(&shape)?)
}

fn keywords(
    row: &Row<'_>,
    analyzer: &mut Analyzer,
    options: KeywordOptions,
    common: &Common,
) -> Result<Answer> {
    let documents = row.documents()?;
    let options = options.language(row.language()?.or(common.lang));
    let keywords = keywords_of_documents(analyzer, &documents, options);
    Ok(serde_json::to_string(&render::json::Keywords::new(&keywords))?)
}

fn audit(row: &Row<'_>, auditor: &mut Auditor, common: &Common) -> Result<Answer> {
    let document = row.document()?;
    let mut options = AuditOptions::new().language(row.language()?.or(common.lang));
    options.keyphrases = row.keyphrases.iter().map(|phrase| phrase.as_ref().into()).collect();
    if let Some(first) = options.keyphrases.first_mut() {
        first.synonyms = row.synonyms.iter().map(|phrase| phrase.as_ref().to_string()).collect();
    }
    let audit = auditor.audit(&document, &options);
    Ok(serde_json::to_string(&render::json::Audit::new(
        &audit,
        row.texts()[0].as_ref(),
        common.offsets.into(),
    ))?)
}

/// Answers every row of the files, with a worker for each thread.
fn answer_all<W: Send, F>(
    args: &Rows,
    common: &Common,
    worker: impl Fn() -> W + Sync,
    answer: F,
) -> Result<Status>
where
    F: Fn(Row<'_>, &mut W) -> Result<Answer> + Sync,
{
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build()?;
    let fields = Fields { text: &args.text_field, id: &args.id_field };
    // Workers are lent to rows, not made for them: what they know of words is worth keeping.
    let workers: Mutex<Vec<W>> = Mutex::default();
    let mut out = output::plain_stdout();
    let mut status = Status::Done;
    let paths = input::paths(&args.files);
    let progress = Progress::rows(&paths, common);
    for path in paths {
        let mut lines = BufReader::with_capacity(1 << 16, input::open(&path, common)?);
        let (mut chunk, mut number) = (Vec::new(), 1);
        while read_chunk(&mut lines, &mut chunk)
            .with_context(|| format!("cannot read {}", input::name(&path)))?
        {
            let rows: Vec<(usize, &[u8])> = chunk
                .split_inclusive(|byte| *byte == b'\n')
                .enumerate()
                .map(|(i, line)| (number + i, line.trim_ascii()))
                .collect();
            let count = rows.len();
            number += count;
            let filled = rows.into_par_iter().filter(|(_, line)| !line.is_empty());
            let answers: Vec<(String, bool)> = threads.install(|| {
                filled
                    .map(|(number, line)| {
                        let mut worker = take(&workers).unwrap_or_else(&worker);
                        let answered = respond(number, line, &fields, &answer, &mut worker);
                        put(&workers, worker);
                        answered
                    })
                    .collect()
            });
            for (line, failed) in answers {
                out.write_all(line.as_bytes())?;
                if failed {
                    status = Status::Found;
                }
            }
            out.flush()?;
            progress.add_rows(count, chunk.len());
        }
    }
    Ok(status)
}

fn take<W>(workers: &Mutex<Vec<W>>) -> Option<W> {
    workers.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

fn put<W>(workers: &Mutex<Vec<W>>, worker: W) {
    workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
}

/// Fills `chunk` with whole lines; false at the end of the input.
pub(crate) fn read_chunk(lines: &mut impl BufRead, chunk: &mut Vec<u8>) -> std::io::Result<bool> {
    chunk.clear();
    lines.take(CHUNK_BYTES as u64).read_to_end(chunk)?;
    if !chunk.is_empty() && chunk.last() != Some(&b'\n') {
        lines.read_until(b'\n', chunk)?;
    }
    Ok(!chunk.is_empty())
}

/// The answer to one line, as a line of its own, and whether it is an error.
fn respond<W, F>(
    number: usize,
    line: &[u8],
    fields: &Fields<'_>,
    answer: &F,
    worker: &mut W,
) -> (String, bool)
where
    F: Fn(Row<'_>, &mut W) -> Result<Answer>,
{
    let null = RawValue::NULL;
    let (id, answered) = match row::parse(line, fields) {
        Ok(row) => {
            let id = row.id.unwrap_or(null);
            (id, answer(row, worker))
        }
        Err(error) => (row::id(line, fields).unwrap_or(null), Err(error)),
    };
    let failed = answered.is_err();
    let object = answered.unwrap_or_else(|error| {
        let error = Problem { line: number, message: format!("{error:#}") };
        serde_json::to_string(&Failure { error }).expect("a number and a string are JSON")
    });
    // The id comes first, as it was written.
    (format!("{{\"id\":{},{}\n", id.get(), &object[1..]), failed)
}

#[derive(Serialize)]
struct Spans {
    spans: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct Failure {
    error: Problem,
}

#[derive(Serialize)]
struct Problem {
    line: usize,
    message: String,
}
