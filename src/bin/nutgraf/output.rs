//! Standard output, standard error, and the exit status.

mod target;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Result, anyhow, bail};
use nutgraf::Format;
use nutgraf::render::text::COLUMNS;
use nutgraf::render::visible;

use crate::args::Common;
use crate::progress;
pub(crate) use target::Target;

/// Colors, or none: they are put around text that is visible already, and nothing is ever stripped from what is written.
#[derive(Clone, Copy)]
pub(crate) struct Paint(bool);

impl Paint {
    /// Those of standard output, or of a file that is written instead.
    pub(crate) fn of(is_file: bool) -> Paint {
        Paint(has_colors(is_file))
    }

    fn of_stderr() -> Paint {
        Paint(AutoStream::choice(&io::stderr()) != ColorChoice::Never)
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.around("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.around("2", text)
    }

    fn red(self, text: &str) -> String {
        self.around("1;31", text)
    }

    fn around(self, code: &str, text: &str) -> String {
        match self.0 {
            true => format!("\x1b[{code}m{text}\x1b[0m"),
            false => text.to_string(),
        }
    }
}

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
    /// A signal stopped the program, which ends with this.
    Stopped(u8),
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
            Status::Stopped(code) => ExitCode::from(code),
        }
    }
}

/// Standard output, buffered.
pub(crate) fn stdout() -> impl Write {
    Named(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
}

/// Standard output, whose errors say that they are its own.
struct Named<W>(W);

/// An error of standard output: of what kind it is stays as it was.
pub(crate) fn named(error: io::Error) -> io::Error {
    match error.kind() {
        // It is tried again, and not seen by anybody.
        io::ErrorKind::Interrupted => error,
        kind => io::Error::new(kind, format!("cannot write standard output: {error}")),
    }
}

impl<W: Write> Write for Named<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(named)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(named)
    }
}

/// The widths that text is laid out for: with fewer columns tables have no room, with more lines are hard to read.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// The columns to lay text out for: those of the terminal, or 80 if what is written is no terminal. `COLUMNS` in the
/// environment overrules both, as POSIX has it.
pub(crate) fn columns(is_file: bool) -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let given = given.filter(|columns| *columns > 0);
    let seen = || match is_file {
        true => None,
        false => terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0)),
    };
    let columns = given.or_else(seen).filter(|columns| *columns > 0).unwrap_or(COLUMNS);
    columns.clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Whether colors are wanted on standard output, or in a file that is written instead: a file is no terminal, so it has
/// them only where they are always wanted.
pub(crate) fn has_colors(is_file: bool) -> bool {
    let choice = match is_file {
        true => AutoStream::choice(&Vec::new()),
        false => AutoStream::choice(&io::stdout()),
    };
    choice != ColorChoice::Never
}

/// Does the same for each path; one that fails is reported and the others go on.
pub(crate) fn for_each_into<P>(
    out: &mut dyn Write,
    paths: impl IntoIterator<Item = P>,
    mut work: impl FnMut(&P, &mut dyn Write) -> Result<()>,
) -> Result<Status> {
    let mut status = Status::Done;
    for path in paths {
        if let Err(error) = work(&path, out) {
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

/// Runs `work` on standard output, or on what becomes the file at `path` when it is done.
pub(crate) fn with_output(
    path: Option<&Path>,
    work: impl FnOnce(&mut dyn Write) -> Result<Status>,
) -> Result<Status> {
    let Some(path) = path else {
        let mut out = stdout();
        let status = work(&mut out)?;
        out.flush()?;
        return Ok(status);
    };
    into_file(path, |bytes| work(bytes))
}

/// Refuses an output that is one of the inputs, or a draft in a folder of them: they would be lost.
pub(crate) fn refuse_input(path: Option<&Path>, inputs: &[PathBuf]) -> Result<()> {
    let Some(path) = path else { return Ok(()) };
    let Ok(full) = path.canonicalize() else { return Ok(()) };
    let is_draft = |path: &Path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        // Pages may be reports of ours that are written anew.
        matches!(Format::of_extension(&extension), Ok(Some(format)) if format != Format::Html)
    };
    let is_lost = |input: &PathBuf| {
        input.canonicalize().is_ok_and(|input| match input.is_dir() {
            true => full.is_file() && full.starts_with(&input) && is_draft(&full),
            false => full == input,
        })
    };
    match inputs.iter().any(is_lost) {
        true => {
            bail!("--output {}: this is an input, which would be lost: expected another file", path.display())
        }
        false => Ok(()),
    }
}

/// Makes the file at `path` what `work` writes, if that ends as it should. If not all could be done, what there was is
/// worth more than a part of what there should be: the file stays as it was.
fn into_file(path: &Path, work: impl FnOnce(&mut Vec<u8>) -> Result<Status>) -> Result<Status> {
    let target = Target::new(path)?;
    let mut bytes = Vec::new();
    let ended = work(&mut bytes);
    let status = match &ended {
        Ok(status) => *status,
        Err(error) => Status::of_error(error).max(Status::Failed),
    };
    if ended.is_err() || status >= Status::Failed && !target.is_stream() {
        let is = if target.exists() { "left as it was" } else { "not written" };
        complain(&anyhow!("{} is {is}: some input could not be read", path.display()));
        return Ok(status);
    }
    target.write(&bytes)?;
    Ok(status)
}

/// A path or a URL as one word of a shell.
pub(crate) fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/:._-+%@,".contains(c);
    match name.chars().all(is_plain) {
        true => name.to_string(),
        false => format!("'{}'", name.replace('\'', r"'\''")),
    }
}

/// What begins, at the end of a message, what there is to do. Where messages are one line, as in rows, it stays as it is.
const HELP: &str = "; help: ";

/// Prints an error and its causes in one line, and what there is to do in another.
pub(crate) fn complain(error: &anyhow::Error) {
    let message = format!("{error:#}");
    let paint = Paint::of_stderr();
    match message.rsplit_once(HELP) {
        Some((message, help)) => {
            tell(&paint.red("error"), message);
            tell(&paint.dim("help"), help);
        }
        None => tell(&paint.red("error"), &message),
    }
}

/// Writes a line to standard error, past whatever progress is shown there.
fn tell(what: &str, message: &str) {
    progress::aside(|| drop(writeln!(io::stderr(), "{what}: {}", visible::message(message))));
}

/// Prints a note, unless it was asked to be quiet.
pub(crate) fn note(common: &Common, message: &str) {
    if !common.quiet {
        tell(&Paint::of_stderr().dim("note"), message);
    }
}
