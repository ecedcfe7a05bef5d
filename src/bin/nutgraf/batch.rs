//! `nutgraf batch`: rows in, answers out, in the same order; both as JSON Lines or as Parquet.

mod answers;
mod files;
mod lines;
mod magic;
mod pipeline;
mod record;
mod resume;
pub(crate) mod row;
mod sink;
#[cfg(feature = "parquet")]
mod table;

use std::ops::ControlFlow;

use anyhow::Result;
use nutgraf::{
    Analyzer, AuditOptions, Auditor, KeywordOptions, Offsets, Options, Span, keywords_of_documents,
    summarize_documents,
};

use crate::args::{Batch, BatchTask, Common, KeywordsRows, Rows, SentencesRows, Splitting, SummarizeRows};
use crate::corpus::Tables;
use crate::input;
use crate::jobs;
use crate::output::{Status, note};
use crate::progress::Progress;
use crate::signals::Stop;
use answers::Kind;
pub(crate) use answers::{Answer, Answers};
use files::Files;
use row::{Fields, Request, Row};

pub(crate) fn run(args: &Batch, common: &Common) -> Result<Status> {
    let tables = Tables::read(common)?;
    let task = &args.task;
    match task {
        BatchTask::Sentences(SentencesRows { how, .. }) => {
            answer_all(task, common, &tables, || (), |row, (), answer| sentences(row, *how, common, answer))
        }
        BatchTask::Summarize(SummarizeRows { how, .. }) => {
            let options = how.options();
            answer_all(
                task,
                common,
                &tables,
                || tables.analyzer(),
                |row, analyzer, answer| summarize(row, analyzer, options.clone(), common, answer),
            )
        }
        BatchTask::Keywords(KeywordsRows { which, .. }) => {
            let options = which.options(true);
            answer_all(task, common, &tables, Analyzer::new, |row, analyzer, answer| {
                keywords(row, analyzer, options, common, answer)
            })
        }
        BatchTask::Audit(_) => answer_all(
            task,
            common,
            &tables,
            || tables.auditor(),
            |row, auditor, answer| audit(row, auditor, common, answer),
        ),
    }
}

/// The sentences of a row as offsets into its text.
pub(crate) fn sentences(row: &Row<'_>, how: Splitting, common: &Common, answer: Answer<'_>) -> Result<()> {
    let document = row.document()?;
    let detect = || document.detect_language().unwrap_or_default();
    let language = row.language()?.or(common.lang).unwrap_or_else(detect);
    let offsets = Offsets::new(row.texts()[0].as_ref(), answer.unit);
    let splitter = how.splitter(language);
    let pair = |span: Span| {
        let span = offsets.span(document.source_span(span));
        [span.start, span.end]
    };
    answer.spans(&splitter.split_text(&document).map(pair).collect::<Vec<_>>())
}

pub(crate) fn summarize(
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

pub(crate) fn keywords(
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

/// Rows and their answers.
#[derive(Default)]
struct Block {
    rows: files::Rows,
    answers: Answers,
    /// What the rows that are answered are recognized by.
    marks: Vec<u8>,
    /// How many rows are answered.
    count: usize,
    /// Whether an answer is an error.
    has_failed: bool,
    /// Whether a signal came before all were answered.
    is_cut: bool,
}

impl pipeline::Block for Block {
    fn size(&self) -> usize {
        self.rows.size()
    }
}

/// Answers every row of the files.
fn answer_all<W>(
    task: &BatchTask,
    common: &Common,
    tables: &Tables,
    worker: impl Fn() -> W + Sync,
    answer: impl Fn(&Row<'_>, &mut W, Answer<'_>) -> Result<()> + Sync,
) -> Result<Status> {
    let args = task.rows();
    let (mut sink, kind, skip) = sink::open(task, common, tables)?;
    let paths = input::paths(&args.files);
    let progress = Progress::rows(&paths, args.output.is_some(), common);
    let mut files = Files::new(paths, skip, task, common);
    let stop = Stop::on_signals()?;
    let mut status = Status::Done;
    let write = |block: &mut Block| {
        sink.write(&mut block.answers, &block.marks)?;
        let (skipped, read) = block.rows.read();
        progress.skip(skipped);
        progress.add_rows(block.count, read);
        if block.has_failed {
            status = Status::Found;
        }
        Ok(if block.is_cut { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    };
    let jobs = jobs::count(args.jobs);
    let read = move |block: &mut Block| files.read(&mut block.rows);
    let work = |worker: &mut W, block: &mut Block| {
        answer_block(block, &kind, args, common, &stop, |row, to| answer(row, worker, to));
    };
    pipeline::run(jobs, read, worker, work, write, &stop)?;
    sink.finish(stop.is_set())?;
    drop(progress);
    let Some(code) = stop.status() else { return Ok(status) };
    if args.output.is_some() {
        let how = if matches!(kind, Kind::Lines) { "--resume" } else { "--resume-after" };
        note(common, &format!("stopped by a signal; {how} continues"));
    }
    Ok(Status::Stopped(code))
}

/// Answers the rows of a block, unless a signal comes before.
fn answer_block(
    block: &mut Block,
    kind: &Kind,
    args: &Rows,
    common: &Common,
    stop: &Stop,
    mut answer: impl FnMut(&Row<'_>, Answer<'_>) -> Result<()>,
) {
    let Block { rows, answers, marks, count, has_failed, is_cut } = block;
    answers.begin(kind);
    marks.clear();
    (*count, *has_failed, *is_cut) = (0, false, false);
    let unit = common.offsets.into();
    for Request { number, id, row, mark } in rows.requests(&Fields::new(args)) {
        if stop.is_set() {
            *is_cut = true;
            break;
        }
        let answered = row.and_then(|row| answer(&row, Answer { id: &id, to: answers, unit }));
        if let Err(error) = answered {
            // Nothing is written of an answer before it is known to be one.
            Answer { id: &id, to: answers, unit }.error(number, &error);
            *has_failed = true;
        }
        mark.write(marks);
        *count += 1;
    }
    #[cfg(feature = "parquet")]
    if let Answers::Table(columns) = answers {
        columns.finish(rows.ids(*count));
    }
}
