//! How far long work is, on standard error. For people who wait: only on a terminal, not with `--quiet`, and not before
//! half a second has passed; when the work ends, nothing of it is left.
//!
//! Results and progress never share a terminal. Who writes results as they come shows none while standard output is a
//! terminal, since the results show it themselves; who writes them at the end ends the progress first.

use std::fmt;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{
    HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle,
};

use crate::args::Common;

/// What is done sooner shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line is drawn while nothing happens, so that the time goes on.
const TICK: Duration = Duration::from_millis(200);

/// The bar that is drawn, for messages that have to get past it.
static DRAWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// The progress of some work; it ends with this value. Costs nothing where it is not shown.
pub(crate) struct Progress(Option<Shown>);

struct Shown {
    bar: ProgressBar,
    rows: Arc<AtomicU64>,
    /// Going away wakes the thread that waits to draw.
    _alive: Sender<()>,
}

impl Progress {
    /// Progress through the rows of files that are answered as they come, into a file or on standard output.
    pub(crate) fn rows(files: &[PathBuf], has_output: bool, common: &Common) -> Progress {
        match !has_output && io::stdout().is_terminal() {
            true => Progress(None),
            false => Progress::rows_until_end(files, common),
        }
    }

    /// Progress through the rows of files whose results are written when it has ended.
    pub(crate) fn rows_until_end(files: &[PathBuf], common: &Common) -> Progress {
        // Who types rows is not to be written over.
        if files.iter().any(|path| path == Path::new("-")) && io::stdin().is_terminal() {
            return Progress(None);
        }
        Progress::new(common, || Total::Bytes(files.iter().map(|path| size(path)).sum()))
    }

    /// Progress through this many things, such as `files`, whose results are written as they come.
    pub(crate) fn each(count: usize, things: &'static str, common: &Common) -> Progress {
        match io::stdout().is_terminal() {
            true => Progress(None),
            false => Progress::each_until_end(count, things, common),
        }
    }

    /// Progress through this many things whose results are written when it has ended.
    pub(crate) fn each_until_end(count: usize, things: &'static str, common: &Common) -> Progress {
        match count {
            0 | 1 => Progress(None),
            count => Progress::new(common, || Total::Things(count, things)),
        }
    }

    fn new(common: &Common, total: impl FnOnce() -> Total) -> Progress {
        let target = ProgressDrawTarget::stderr();
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        if common.quiet || is_dumb || target.is_hidden() {
            return Progress(None);
        }
        let rows = Arc::new(AtomicU64::new(0));
        let bar = total().bar(&rows);
        let (alive, ended) = mpsc::channel();
        let drawn = bar.clone();
        let draw = move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let mut shown = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
                // It may have ended while this waited.
                if !drawn.is_finished() {
                    drawn.set_draw_target(target);
                    drawn.enable_steady_tick(TICK);
                    *shown = Some(drawn.clone());
                }
            }
        };
        // Without a thread there is no progress to be seen, and nothing else is missing.
        let _ = thread::Builder::new().spawn(draw);
        Progress(Some(Shown { bar, rows, _alive: alive }))
    }

    /// This many rows more are done, of this many bytes.
    pub(crate) fn add_rows(&self, rows: usize, bytes: usize) {
        if let Some(shown) = &self.0 {
            shown.rows.fetch_add(rows as u64, Ordering::Relaxed);
            shown.bar.inc(bytes as u64);
        }
    }

    /// So many bytes were done by an earlier run: they tell nothing of how fast this one is.
    pub(crate) fn skip(&self, bytes: usize) {
        if let Some(shown) = self.0.as_ref().filter(|_| bytes > 0) {
            shown.bar.inc(bytes as u64);
            shown.bar.reset_eta();
            shown.bar.reset_elapsed();
        }
    }

    /// One thing more is done.
    pub(crate) fn add(&self) {
        if let Some(shown) = &self.0 {
            shown.bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(shown) = &self.0 {
            let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
            shown.bar.finish_and_clear();
            *drawn = None;
        }
    }
}

/// Writes to standard error past whatever progress is shown there.
pub(crate) fn aside<R>(write: impl FnOnce() -> R) -> R {
    let drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    match drawn.as_ref() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// What there is to do.
enum Total {
    /// So many bytes of rows, if it is known how many.
    Bytes(Option<u64>),
    Things(usize, &'static str),
}

impl Total {
    /// A bar that is not drawn yet.
    fn bar(self, rows: &Arc<AtomicU64>) -> ProgressBar {
        let hidden = ProgressDrawTarget::hidden;
        let (bar, template) = match self {
            Total::Bytes(None) => (ProgressBar::with_draw_target(None, hidden()), "{spinner} {done}"),
            Total::Bytes(bytes) => (ProgressBar::with_draw_target(bytes, hidden()), "{bar:20} {done}{left}"),
            Total::Things(count, things) => (
                ProgressBar::with_draw_target(Some(count as u64), hidden()).with_message(things),
                "{bar:20} {human_pos} of {human_len} {msg}{left}",
            ),
        };
        let rows = Arc::clone(rows);
        let tell_done = move |state: &ProgressState, out: &mut dyn fmt::Write| {
            let _ = tell_rows(state, rows.load(Ordering::Relaxed), out);
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("━╾─").with_key("done", tell_done).with_key("left", tell_left));
        bar
    }
}

/// `12,000 rows, 2,400 rows/s, 3.1 MiB of 9.2 MiB`.
fn tell_rows(state: &ProgressState, rows: u64, out: &mut dyn fmt::Write) -> fmt::Result {
    write!(out, "{} rows, ", HumanCount(rows))?;
    if rows > 0 {
        let rate = rows as f64 / state.elapsed().as_secs_f64().max(0.001);
        write!(out, "{} rows/s, ", HumanCount(rate as u64))?;
    }
    write!(out, "{}", HumanBytes(state.pos()))?;
    match state.len() {
        Some(bytes) => write!(out, " of {}", HumanBytes(bytes)),
        None => Ok(()),
    }
}

/// `, 3 seconds left`, once it is known.
fn tell_left(state: &ProgressState, out: &mut dyn fmt::Write) {
    if state.pos() > 0 {
        let _ = write!(out, ", {} left", HumanDuration(state.eta()));
    }
}

/// How many bytes a file has, or standard input if it is a file.
fn size(path: &Path) -> Option<u64> {
    let metadata = match path == Path::new("-") {
        true => stdin_metadata(),
        false => std::fs::metadata(path).ok(),
    };
    metadata.filter(std::fs::Metadata::is_file).map(|metadata| metadata.len())
}

#[cfg(unix)]
fn stdin_metadata() -> Option<std::fs::Metadata> {
    use std::os::fd::AsFd;
    let stdin = io::stdin().as_fd().try_clone_to_owned().ok()?;
    std::fs::File::from(stdin).metadata().ok()
}

#[cfg(not(unix))]
fn stdin_metadata() -> Option<std::fs::Metadata> {
    None
}
