//! The files of a batch, read one after the other, and the blocks of rows that they are read in.

use std::path::{Path, PathBuf};
use std::vec;

use anyhow::{Result, bail};

use super::lines::{LineFile, Lines};
use super::magic::is_parquet;
use super::resume::Skip;
use super::row::{Fields, Request};
#[cfg(feature = "parquet")]
use super::table::{Table, TableFile};
use crate::args::{self, BatchTask, Common};
use crate::input;
use crate::output;

/// Rows of a file, of which the first may be skipped.
pub(super) enum Rows {
    Lines(Lines),
    #[cfg(feature = "parquet")]
    Table(Table),
}

impl Default for Rows {
    fn default() -> Rows {
        Rows::Lines(Lines::default())
    }
}

impl Rows {
    /// Lines to read into: what was used before has room already.
    fn into_lines(self) -> Lines {
        match self {
            Rows::Lines(lines) => lines,
            #[cfg(feature = "parquet")]
            Rows::Table(_) => Lines::default(),
        }
    }

    /// How many bytes are held.
    pub(super) fn size(&self) -> usize {
        match self {
            Rows::Lines(lines) => lines.size(),
            #[cfg(feature = "parquet")]
            Rows::Table(table) => table.size(),
        }
    }

    /// How many bytes of the file these are: those of rows that are skipped, and those of the others.
    pub(super) fn read(&self) -> (usize, usize) {
        match self {
            Rows::Lines(lines) => (lines.skipped, lines.size() - lines.skipped),
            #[cfg(feature = "parquet")]
            Rows::Table(table) => table.read(),
        }
    }

    /// The ids of the first rows, if they have a type.
    #[cfg(feature = "parquet")]
    pub(super) fn ids(&self, count: usize) -> Option<arrow_array::ArrayRef> {
        match self {
            Rows::Lines(_) => None,
            Rows::Table(table) => Some(table.ids(count)),
        }
    }

    /// The rows to be answered, each read when it is its turn.
    pub(super) fn requests<'r>(&'r self, fields: &Fields<'r>) -> Box<dyn Iterator<Item = Request<'r>> + 'r> {
        match self {
            Rows::Lines(lines) => Box::new(lines.requests(*fields)),
            #[cfg(feature = "parquet")]
            Rows::Table(table) => Box::new(table.requests(*fields)),
        }
    }
}

/// The files that are left, and the one that is open.
pub(super) struct Files {
    paths: vec::IntoIter<PathBuf>,
    open: Option<Open>,
    skip: Skip,
    args: args::Rows,
    common: Common,
    /// What is done with each row.
    task: &'static str,
    /// Whether no row has been read yet.
    is_first: bool,
}

enum Open {
    Lines(LineFile),
    #[cfg(feature = "parquet")]
    Table(Box<TableFile>),
}

impl Files {
    pub(super) fn new(paths: Vec<PathBuf>, skip: Skip, task: &BatchTask, common: &Common) -> Files {
        let (args, common) = (task.rows().clone(), common.clone());
        Files { paths: paths.into_iter(), open: None, skip, args, common, task: task.name(), is_first: true }
    }

    /// Reads the next block; false if there is none. A file is opened when all before it is read.
    pub(super) fn read(&mut self, rows: &mut Rows) -> Result<bool> {
        loop {
            let fields = Fields::new(&self.args);
            let is_read = match &mut self.open {
                Some(Open::Lines(file)) => {
                    let mut lines = std::mem::take(rows).into_lines();
                    let is_read = file.read(&mut lines, &mut self.skip, &fields)?;
                    if std::mem::take(&mut self.is_first) && lines.is_other() {
                        let (name, task) = (file.name(), self.task);
                        let is_file = name != input::name(Path::new("-"));
                        let path = if is_file { format!(" {}", output::quoted(name)) } else { String::new() };
                        bail!("{name}: not JSON Lines; help: did you mean nutgraf {task}{path}?");
                    }
                    *rows = Rows::Lines(lines);
                    is_read
                }
                #[cfg(feature = "parquet")]
                Some(Open::Table(file)) => match file.read(&mut self.skip, &fields)? {
                    Some(table) => {
                        *rows = Rows::Table(table);
                        true
                    }
                    None => false,
                },
                None => false,
            };
            if is_read {
                return Ok(true);
            }
            let Some(path) = self.paths.next() else {
                self.skip.end()?;
                return Ok(false);
            };
            self.open = Some(self.open(&path)?);
        }
    }

    fn open(&self, path: &Path) -> Result<Open> {
        if !is_parquet(path) {
            let (name, file) = (input::name(path), input::open(path, &self.common)?);
            return Ok(Open::Lines(LineFile::new(name, file, self.args.max_row_bytes)));
        }
        #[cfg(feature = "parquet")]
        return Ok(Open::Table(Box::new(TableFile::open(path, &self.args, self.skip.is_over())?)));
        #[cfg(not(feature = "parquet"))]
        bail!(
            "cannot read {}: this program was built without the feature parquet, expected JSON Lines",
            path.display()
        )
    }
}
