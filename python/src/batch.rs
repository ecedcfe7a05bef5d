//! Batches in Arrow: columns in, columns out, a row for a row.
//!
//! Rows are worked on by as many threads as asked for, without the interpreter's lock. What cannot be answered has a message
//! in the column `error` and nothing in the others: one bad row must not cost a job all others.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{Field, FieldRef, Schema};
use nutgraf::{Format, Language};
use rayon::prelude::*;

use crate::arguments::{format_of, language};
use crate::columns::Column;
use crate::error::Problem;
use crate::table::{Given, Named, Table, strings};
use crate::work::{Input, Pool, Worker};

/// Which columns have what, and how to work on them: a dict of Python.
#[derive(pyo3::FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Plan {
    text: String,
    id: Option<String>,
    lang_column: Option<String>,
    title_column: Option<String>,
    focus_column: Option<String>,
    format_column: Option<String>,
    keyphrase_column: Option<String>,
    lang: Option<String>,
    format: String,
    /// One for each core, if not set.
    threads: Option<usize>,
    /// A text that is longer is an error.
    max_bytes: usize,
}

/// A row of a batch.
pub(crate) struct Row<'b> {
    pub(crate) input: Input<'b>,
    pub(crate) focus: Option<&'b str>,
    pub(crate) keyphrases: Vec<&'b str>,
}

/// The columns of a batch that was given.
pub(crate) struct Columns {
    rows: usize,
    text: Column,
    lang: Option<Column>,
    title: Option<Column>,
    focus: Option<Column>,
    format: Option<Column>,
    keyphrase: Option<Column>,
}

/// What a row has unless its columns say otherwise.
struct Defaults {
    language: Option<Language>,
    /// Told by the content of each text, if there is none.
    format: Option<Format>,
}

impl Columns {
    fn new(given: &Given, batch: &ArrayRef, plan: &Plan) -> Result<Columns, Problem> {
        let column = |name: &str| {
            let (place, _) = given.find(name)?;
            Column::new(name, &given.column(batch, place))
        };
        let optional = |name: &Option<String>| name.as_deref().map(column).transpose();
        Ok(Columns {
            rows: batch.len(),
            text: column(&plan.text)?,
            lang: optional(&plan.lang_column)?,
            title: optional(&plan.title_column)?,
            focus: optional(&plan.focus_column)?,
            format: optional(&plan.format_column)?,
            keyphrase: optional(&plan.keyphrase_column)?,
        })
    }

    fn row(&self, row: usize, plan: &Plan, defaults: &Defaults) -> Result<Row<'_>, Problem> {
        let bytes = self.text.size(row);
        if bytes > plan.max_bytes {
            return Err(Problem::new(format!(
                "a text of {bytes} bytes: expected at most {}",
                plan.max_bytes
            )));
        }
        let texts = self.text.strings(row)?;
        if texts.is_empty() {
            return Err(Problem::new(format!("no text: expected a string in \"{}\"", plan.text)));
        }
        let language =
            optional(&self.lang, row)?.map_or(Ok(defaults.language), |code| code.parse().map(Some))?;
        let format = optional(&self.format, row)?.map_or(Ok(defaults.format), format_of)?;
        let title = optional(&self.title, row)?;
        let input = Input { texts, own: Vec::new(), title, format, language, dates: Vec::new() };
        let keyphrases = self.keyphrase.as_ref().map_or(Ok(Vec::new()), |column| column.strings(row))?;
        Ok(Row { input, focus: optional(&self.focus, row)?, keyphrases })
    }
}

fn optional(column: &Option<Column>, row: usize) -> Result<Option<&str>, Problem> {
    column.as_ref().map_or(Ok(None), |column| column.one(row))
}

/// What rows are answered with: nothing where there is an error.
pub(crate) type Answers<A> = Vec<Option<A>>;

impl Plan {
    /// Answers all rows: with the columns that are made of the answers, the id before them and the error behind.
    pub(crate) fn answer<A: Send>(
        &self,
        given: &Given,
        pool: &Pool,
        answer: impl Fn(Row<'_>, &mut Worker) -> Result<A, Problem> + Sync,
        columns: impl Fn(&Answers<A>) -> Result<Vec<Named>, Problem>,
    ) -> Result<Table, Problem> {
        let id = self.id(given)?;
        let mut batches = Vec::with_capacity(given.batches.len());
        for batch in &given.batches {
            let answered = self.answer_batch(given, batch, pool, &answer)?;
            let mut named = columns(&answered.0)?;
            if let Some((place, field)) = &id {
                named.insert(0, (field.clone(), given.column(batch, *place)));
            }
            named.push(strings("error", answered.1.iter().map(Option::as_deref))?);
            batches.push(record_batch(named)?);
        }
        if let Some(first) = batches.first() {
            return Ok(Table::new(first.schema(), batches));
        }
        // Of no batches there are the columns all the same.
        let mut named = columns(&Vec::new())?;
        let error = strings("error", std::iter::empty())?;
        let id = id.map(|(_, field)| (field.clone(), arrow_array::new_empty_array(field.data_type())));
        named = id.into_iter().chain(named).chain([error]).collect();
        Ok(Table::new(record_batch(named)?.schema(), Vec::new()))
    }

    /// The answers to a batch, and the errors.
    fn answer_batch<A: Send>(
        &self,
        given: &Given,
        batch: &ArrayRef,
        pool: &Pool,
        answer: &(impl Fn(Row<'_>, &mut Worker) -> Result<A, Problem> + Sync),
    ) -> Result<(Answers<A>, Vec<Option<String>>), Problem> {
        let columns = Columns::new(given, batch, self)?;
        let defaults = self.defaults()?;
        let respond = |row: usize| {
            let answered = columns
                .row(row, self, &defaults)
                .and_then(|row| caught(|| pool.with(|worker| answer(row, worker))));
            match answered {
                Ok(answer) => (Some(answer), None),
                Err(problem) => (None, Some(problem.0)),
            }
        };
        if self.threads == Some(1) {
            return Ok((0..columns.rows).map(respond).unzip());
        }
        Ok(self.threads()?.install(|| (0..columns.rows).into_par_iter().map(respond).unzip()))
    }

    fn threads(&self) -> Result<rayon::ThreadPool, Problem> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(self.threads.unwrap_or(0)).build();
        threads.map_err(|error| Problem::new(format!("cannot start threads: {error}")))
    }

    /// The place and field of the column of ids. A column without a name has none beside it.
    pub(crate) fn id(&self, given: &Given) -> Result<Option<(usize, FieldRef)>, Problem> {
        match (&self.id, given.has_names()) {
            (Some(name), true) => given.find(name).map(Some),
            _ => Ok(None),
        }
    }

    /// The columns of all batches.
    pub(crate) fn columns(&self, given: &Given) -> Result<Vec<Columns>, Problem> {
        given.batches.iter().map(|batch| Columns::new(given, batch, self)).collect()
    }

    /// Goes through the rows that can be read, in order, each with its number; the others are left out.
    pub(crate) fn for_each<'c>(
        &self,
        batches: &'c [Columns],
        mut each: impl FnMut(usize, Row<'c>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let defaults = self.defaults()?;
        let rows = batches.iter().flat_map(|columns| (0..columns.rows).map(move |row| (columns, row)));
        for (number, (columns, row)) in rows.enumerate() {
            if let Ok(row) = columns.row(row, self, &defaults) {
                each(number, row)?;
            }
        }
        Ok(())
    }

    fn defaults(&self) -> Result<Defaults, Problem> {
        Ok(Defaults { language: language(self.lang.as_deref())?, format: format_of(&self.format)? })
    }

    /// Adds up what is made of each row that can be read; the others are left out. The order does not matter.
    pub(crate) fn add_up<S: Send>(
        &self,
        given: &Given,
        none: impl Fn() -> S + Sync,
        add: impl Fn(&mut S, Row<'_>) -> Result<(), Problem> + Sync,
        merge: impl Fn(S, S) -> Result<S, Problem> + Sync,
    ) -> Result<S, Problem> {
        let defaults = self.defaults()?;
        let threads = self.threads()?;
        let mut sum = none();
        for batch in &given.batches {
            let columns = Columns::new(given, batch, self)?;
            let counted = threads.install(|| {
                (0..columns.rows)
                    .into_par_iter()
                    .try_fold(&none, |mut sum, row| {
                        if let Ok(row) = columns.row(row, self, &defaults) {
                            add(&mut sum, row)?;
                        }
                        Ok(sum)
                    })
                    .try_reduce(&none, &merge)
            });
            sum = merge(sum, counted?)?;
        }
        Ok(sum)
    }
}

/// A panic would be an error of ours; it is told of the row that met it.
fn caught<A>(work: impl FnOnce() -> Result<A, Problem>) -> Result<A, Problem> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err(Problem::new("an error of nutgraf: please report this text")))
}

/// Columns, as a batch.
pub(crate) fn record_batch(named: Vec<Named>) -> Result<RecordBatch, Problem> {
    let (fields, arrays): (Vec<FieldRef>, Vec<ArrayRef>) = named.into_iter().unzip();
    let fields: Vec<FieldRef> =
        fields.into_iter().map(|field| Arc::new(Field::clone(&field).with_nullable(true))).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
        .map_err(|error| Problem::new(error.to_string()))
}
