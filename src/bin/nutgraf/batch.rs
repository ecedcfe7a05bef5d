//! `nutgraf batch`: JSON Lines in, JSON Lines out, in the same order.

mod answers;
mod lines;
mod pipeline;
mod resume;
pub(crate) mod row;
mod signals;

use std::io::Write;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::thread;

use anyhow::Result;
use nutgraf::{
    Analyzer, AuditOptions, Auditor, KeywordOptions, Language, Offsets, Options, Span, Splitter,
    keywords_of_documents, summarize_documents,
};
use serde_json::value::RawValue;

use crate::args::{Batch, BatchTask, Common, Rows};
use crate::corpus::Tables;
use crate::input;
use crate::output::{self, Status, note};
use crate::progress::Progress;
use answers::Answer;
use lines::{Files, Lines};
use resume::{Id, Skip};
use row::{Fields, Row};
use signals::Stop;

pub(crate) fn run(args: &Batch, common: &Common) -> Result<Status> {
    let tables = Tables::read(common)?;
    match &args.task {
        BatchTask::Sentences(rows) => {
            answer_all(rows, common, || (), |row, (), answer| sentences(row, common, answer))
        }
        BatchTask::Summarize(task) => {
            let options = task.how.options();
            answer_all(
                &task.rows,
                common,
                || tables.analyzer(),
                |row, analyzer, answer| summarize(row, analyzer, options.clone(), common, answer),
            )
        }
        BatchTask::Keywords(task) => {
            let options = task.which.options();
            answer_all(&task.rows, common, Analyzer::new, |row, analyzer, answer| {
                keywords(row, analyzer, options, common, answer)
            })
        }
        BatchTask::Audit(rows) => answer_all(
            rows,
            common,
            || tables.auditor(),
            |row, auditor, answer| audit(row, auditor, common, answer),
        ),
    }
}

/// The sentences of a row as offsets into its text.
fn sentences(row: &Row<'_>, common: &Common, answer: Answer<'_>) -> Result<()> {
    let document = row.document()?;
    let detect = || Language::detect(document.text()).unwrap_or_default();
    let language = row.language()?.or(common.lang).unwrap_or_else(detect);
    let offsets = Offsets::new(row.texts()[0].as_ref(), answer.unit);
    let splitter = Splitter::new(language);
    let pair = |span: Span| {
        let span = offsets.span(document.source_span(span));
        [span.start, span.end]
    };
    answer.spans(&splitter.split(&document).map(pair).collect::<Vec<_>>())
}

fn summarize(
    row: &Row<'_>,
    analyzer: &mut Analyzer,
    mut options: Options,
    common: &Common,
    answer: Answer<'_>,
) -> Result<()> {
    let texts: Vec<&str> = row.texts().iter().map(AsRef::as_ref).collect();
    let mut documents = row.documents()?;
    for (document, date) in documents.iter_mut().zip(row.dates()?) {
        *document = std::mem::take(document).with_date(date);
    }
    if let Some(focus) = &row.focus {
        options = options.focus(focus.as_ref());
    }
    let options = options.language(row.language()?.or(common.lang));
    answer.summary(&summarize_documents(analyzer, &documents, options), &texts)
}

fn keywords(
    row: &Row<'_>,
    analyzer: &mut Analyzer,
    options: KeywordOptions,
    common: &Common,
    answer: Answer<'_>,
) -> Result<()> {
    let documents = row.documents()?;
    let options = options.language(row.language()?.or(common.lang));
    answer.keywords(&keywords_of_documents(analyzer, &documents, options))
}

fn audit(row: &Row<'_>, auditor: &mut Auditor, common: &Common, answer: Answer<'_>) -> Result<()> {
    let document = row.document()?;
    let mut options = AuditOptions::new().language(row.language()?.or(common.lang));
    options.keyphrases = row.keyphrases.iter().map(|phrase| phrase.as_ref().into()).collect();
    if let Some(first) = options.keyphrases.first_mut() {
        first.synonyms = row.synonyms.iter().map(|phrase| phrase.as_ref().to_string()).collect();
    }
    answer.audit(&auditor.audit(&document, &options), row.texts()[0].as_ref())
}

/// How much room for answers a block keeps when it is used again.
const KEPT_BYTES: usize = 1 << 18;

/// Rows and their answers.
#[derive(Default)]
struct Block {
    lines: Lines,
    /// One line for each row that is answered.
    answers: Vec<u8>,
    rows: usize,
    /// Whether an answer is an error.
    has_failed: bool,
    /// Whether a signal came before all were answered.
    is_cut: bool,
}

impl pipeline::Block for Block {
    fn size(&self) -> usize {
        self.lines.size()
    }
}

/// Answers every row of the files.
fn answer_all<W>(
    args: &Rows,
    common: &Common,
    worker: impl Fn() -> W + Sync,
    answer: impl Fn(&Row<'_>, &mut W, Answer<'_>) -> Result<()> + Sync,
) -> Result<Status> {
    let (mut out, skip) = output(args)?;
    let paths = input::paths(&args.files);
    let progress = Progress::rows(&paths, args.output.is_some(), common);
    let mut files = Files::new(paths, skip, args, common);
    let stop = Stop::on_signals()?;
    let mut status = Status::Done;
    let write = |block: &mut Block| {
        out.write_all(&block.answers)?;
        out.flush()?;
        progress.skip(block.lines.skipped);
        progress.add_rows(block.rows, block.lines.size() - block.lines.skipped);
        if block.has_failed {
            status = Status::Found;
        }
        Ok(if block.is_cut { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    };
    let jobs = args.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get));
    let read = move |block: &mut Block| files.read(&mut block.lines);
    let work = |worker: &mut W, block: &mut Block| {
        answer_block(block, args, common, &stop, |row, to| answer(row, worker, to));
    };
    pipeline::run(jobs, read, worker, work, write, &stop)?;
    drop(progress);
    let Some(code) = stop.status() else { return Ok(status) };
    if args.output.is_some() {
        note(common, "stopped by a signal; --resume continues");
    }
    Ok(Status::Stopped(code))
}

/// Where answers go, and which rows have theirs already.
fn output(args: &Rows) -> Result<(Box<dyn Write>, Skip)> {
    let (out, mut skip): (Box<dyn Write>, Skip) = match &args.output {
        None => (Box::new(output::plain_stdout()), Skip::Nothing),
        Some(path) => {
            let (file, skip) = resume::open(path, args.resume)?;
            (Box::new(file), skip)
        }
    };
    if let Some(id) = &args.resume_after {
        skip = Skip::UpTo(Id::new(id));
    }
    Ok((out, skip))
}

/// Answers the rows of a block, unless a signal comes before.
fn answer_block(
    block: &mut Block,
    args: &Rows,
    common: &Common,
    stop: &Stop,
    mut answer: impl FnMut(&Row<'_>, Answer<'_>) -> Result<()>,
) {
    let Block { lines, answers, rows, has_failed, is_cut } = block;
    answers.clear();
    // A block whose answers were long is no reason to keep so much.
    answers.shrink_to(KEPT_BYTES);
    (*rows, *has_failed, *is_cut) = (0, false, false);
    let fields = Fields { text: &args.text_field, id: &args.id_field };
    for (number, line) in lines.rows() {
        if stop.is_set() {
            *is_cut = true;
            return;
        }
        *has_failed |= !respond(number, line, &fields, answers, common, &mut answer);
        *rows += 1;
    }
}

/// Answers one line; whether it went well.
fn respond(
    number: usize,
    line: &[u8],
    fields: &Fields<'_>,
    out: &mut Vec<u8>,
    common: &Common,
    mut answer: impl FnMut(&Row<'_>, Answer<'_>) -> Result<()>,
) -> bool {
    let unit = common.offsets.into();
    let begin = out.len();
    let (id, answered) = match row::parse(line, fields) {
        Ok(row) => {
            let id = row.id.unwrap_or(RawValue::NULL).get();
            (id, answer(&row, Answer { id, out, unit }))
        }
        Err(error) => (row::id(line, fields), Err(error)),
    };
    let Err(error) = answered else { return true };
    out.truncate(begin);
    Answer { id, out, unit }.error(number, &error).expect("a number and a string are JSON");
    false
}
