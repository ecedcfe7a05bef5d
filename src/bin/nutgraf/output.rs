//! Standard output, standard error, and the exit status.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anyhow::Result;

use crate::args::Common;

pub(crate) const BOLD: &str = "\x1b[1m";
pub(crate) const DIM: &str = "\x1b[2m";
pub(crate) const RED: &str = "\x1b[1;31m";
pub(crate) const RESET: &str = "\x1b[0m";

/// How the program ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All is done.
    #[default]
    Done,
    /// An audit found something, or some rows of a batch failed.
    Found,
    /// The program could not do what it was asked.
    Failed,
}

impl Status {
    /// Reports an error and says how it ends the program. A reader that went away is no error.
    pub(crate) fn of_error(error: &anyhow::Error) -> Status {
        let closed = |cause: &(dyn std::error::Error + 'static)| {
            let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
            io.or(json) == Some(io::ErrorKind::BrokenPipe)
        };
        if error.chain().any(closed) {
            return Status::Done;
        }
        complain(error);
        Status::Failed
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        match status {
            Status::Done => ExitCode::SUCCESS,
            Status::Found => ExitCode::from(1),
            Status::Failed => ExitCode::from(2),
        }
    }
}

/// Standard output, buffered. Colors are dropped where they are not wanted.
pub(crate) fn stdout() -> BufWriter<AutoStream<io::StdoutLock<'static>>> {
    BufWriter::with_capacity(1 << 16, AutoStream::auto(io::stdout().lock()))
}

/// Standard output, buffered, for what never has colors.
pub(crate) fn plain_stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Does the same for each path; one that fails is reported and the others go on.
pub(crate) fn for_each<P>(
    paths: impl IntoIterator<Item = P>,
    mut work: impl FnMut(&P, &mut dyn Write) -> Result<()>,
) -> Result<Status> {
    let mut out = stdout();
    let mut status = Status::Done;
    for path in paths {
        if let Err(error) = work(&path, &mut out) {
            out.flush()?;
            match Status::of_error(&error) {
                Status::Done => return Ok(Status::Done),
                failed => status = status.max(failed),
            }
        }
    }
    out.flush()?;
    Ok(status)
}

/// Prints an error and its causes.
pub(crate) fn complain(error: &anyhow::Error) {
    let _ = writeln!(anstream::stderr(), "{RED}error{RESET}: {error:#}");
}

/// Prints a note, unless it was asked to be quiet.
pub(crate) fn note(common: &Common, message: &str) {
    if !common.quiet {
        let _ = writeln!(anstream::stderr(), "{DIM}note{RESET}: {message}");
    }
}
