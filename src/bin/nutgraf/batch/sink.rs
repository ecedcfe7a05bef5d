//! Where answers go: JSON Lines to standard output or a file, or a Parquet file.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

use super::answers::{Answers, Kind};
use super::magic::has_parquet_name;
use super::record::Header;
use super::resume::{self, Id, Output, Skip};
#[cfg(feature = "parquet")]
use super::table::{Schema, Writer};
use crate::args::{BatchTask, Common, Rows};
use crate::corpus::Tables;
use crate::output;

pub(super) enum Sink {
    /// Standard output.
    Lines(Box<dyn Write>),
    File(Box<Output>),
    #[cfg(feature = "parquet")]
    Table(Box<Writer>),
}

/// Opens what the answers go to, and says which rows have theirs already.
pub(super) fn open(task: &BatchTask, common: &Common, tables: &Tables) -> Result<(Sink, Kind, Skip)> {
    let args = task.rows();
    let skip = args.resume_after.as_deref().map(|id| Skip::UpTo(Id::new(id)));
    let (sink, kind, done) = match &args.output {
        None => (Sink::Lines(Box::new(output::stdout())), Kind::Lines, Skip::Nothing),
        Some(path) if has_parquet_name(path) => {
            let (sink, kind) = open_table(task, args, path)?;
            (sink, kind, Skip::Nothing)
        }
        Some(path) => {
            let header = Header {
                nutgraf: env!("CARGO_PKG_VERSION").into(),
                task: task.name().into(),
                options: task.settings(common, tables.sums()),
            };
            let (out, done) = resume::open(path, args.resume, header, task.field(), common)?;
            (Sink::File(Box::new(out)), Kind::Lines, done)
        }
    };
    Ok((sink, kind, skip.unwrap_or(done)))
}

#[cfg(feature = "parquet")]
fn open_table(task: &BatchTask, args: &Rows, path: &Path) -> Result<(Sink, Kind)> {
    if args.resume {
        bail!(
            "cannot resume {}: a Parquet file cannot be continued, expected --resume-after and another file",
            path.display()
        );
    }
    resume::refuse_answers(path)?;
    let schema = Schema::of(task);
    Ok((Sink::Table(Box::new(Writer::new(path, &schema)?)), Kind::Table(schema)))
}

#[cfg(not(feature = "parquet"))]
fn open_table(_: &BatchTask, _: &Rows, path: &Path) -> Result<(Sink, Kind)> {
    bail!(
        "cannot write {}: this program was built without the feature parquet, expected another name",
        path.display()
    )
}

impl Sink {
    /// Writes the answers of a block, of whose rows there are marks. Those in lines are out of the program's hands when
    /// this is done.
    pub(super) fn write(&mut self, answers: &mut Answers, marks: &[u8]) -> Result<()> {
        match (self, answers) {
            (Sink::Lines(out), Answers::Lines(lines)) => {
                Ok(out.write_all(lines).and_then(|()| out.flush())?)
            }
            (Sink::File(out), Answers::Lines(lines)) => out.write(lines, marks),
            #[cfg(feature = "parquet")]
            (Sink::Table(out), Answers::Table(columns)) => out.write(columns),
            #[cfg(feature = "parquet")]
            _ => bail!("answers of one kind were made for output of another"),
        }
    }

    /// Ends the output: a table is not there before.
    pub(super) fn finish(self, is_stopped: bool) -> Result<()> {
        match self {
            Sink::Lines(..) => Ok(()),
            Sink::File(out) => out.finish(is_stopped),
            #[cfg(feature = "parquet")]
            Sink::Table(out) => out.finish(),
        }
    }
}
