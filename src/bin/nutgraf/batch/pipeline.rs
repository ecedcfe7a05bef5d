//! Blocks of rows go from a reader through workers to a writer, in order and in bounded memory.
//!
//! ```text
//! reader ──▶ caller ──▶ workers ──▶ caller ──▶ output
//!   ▲────── empty blocks ──────────────┘
//! ```
//!
//! * The reader has a thread of its own, which is left behind where a run ends early: it may be waiting for a pipe.
//! * A worker has a thread for the whole run and owns what it works with. So there is nothing for a pool of threads such
//!   as rayon's to share out, and all that is needed is channels.
//! * The caller hands blocks out and writes what comes back. Workers take from a channel that it owns, so that they end
//!   when it does, for whatever reason.
//! * memory: [`BYTES_IN_FLIGHT`] of blocks for each worker, with their answers. Of blocks that are longer, because a row
//!   is, one for each worker and [`READ_AHEAD`] more.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::jobs;
use crate::signals::Stop;

/// How many bytes of rows are read ahead of the first that is not written yet, for each worker. It is what the other
/// workers have to do while one is at a row that takes long: a second's work or two, where a row is an article.
const BYTES_IN_FLIGHT: usize = 1 << 20;

/// How many empty blocks the reader has: one that it reads into, and one to go on with while that is handed out.
const READ_AHEAD: usize = 2;

/// How often the caller looks whether a signal came while nothing else does.
const WATCH: Duration = Duration::from_millis(50);

/// What is said when a thread panicked, beside what the panic itself says.
const LOST: &str = "a thread of the batch ended before its work did";

/// Some rows and, later, their answers.
pub(super) trait Block: Default + Send + 'static {
    /// How many bytes its rows have.
    fn size(&self) -> usize;
}

/// What the caller waits for.
enum Event<B> {
    Read(B),
    /// The block of this number is answered.
    Answered(usize, B),
    /// There is no more to read, or it cannot be.
    End(Result<()>),
    /// A thread panicked, and what it had is lost.
    Lost,
}

/// Reads blocks until `read` says that there are no more, lets `jobs` workers answer them by `work`, and gives them to
/// `write` in the order they were read in.
///
/// `write` breaks off where a block was not answered to its end, which is when a signal has stopped the work.
pub(super) fn run<B: Block, W>(
    jobs: usize,
    read: impl FnMut(&mut B) -> Result<bool> + Send + 'static,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &mut B) + Sync,
    write: impl FnMut(&mut B) -> Result<ControlFlow<()>>,
    stop: &Stop,
) -> Result<()> {
    let (events, arrivals) = mpsc::channel();
    let (empty, empties) = mpsc::channel();
    let (tasks, queue) = mpsc::channel();
    let queue = Mutex::new(queue);
    let alarm = Alarm(events.clone());
    let reader = thread::Builder::new().spawn(move || read_all(read, &empties, &alarm));
    reader.with_context(|| jobs::cannot_start(jobs))?;
    thread::scope(|scope| {
        for _ in 0..jobs {
            let alarm = Alarm(events.clone());
            let (queue, worker, work) = (&queue, &worker, &work);
            let started =
                thread::Builder::new().spawn_scoped(scope, move || work_all(queue, worker(), work, &alarm));
            started.with_context(|| jobs::cannot_start(jobs))?;
        }
        Caller {
            jobs,
            flight: VecDeque::new(),
            written: 0,
            held: 0,
            ahead: 0,
            spare: Vec::new(),
            empty,
            tasks,
        }
        .run(&arrivals, write, stop)
    })
}

/// A sender that says so when its thread panics: else the caller would wait for it for ever.
struct Alarm<B>(Sender<Event<B>>);

impl<B> Drop for Alarm<B> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Lost);
        }
    }
}

fn read_all<B>(
    mut read: impl FnMut(&mut B) -> Result<bool>,
    empties: &Receiver<B>,
    Alarm(events): &Alarm<B>,
) {
    while let Ok(mut block) = empties.recv() {
        let event = match read(&mut block) {
            Ok(true) => Event::Read(block),
            end => Event::End(end.map(drop)),
        };
        let is_last = matches!(event, Event::End(_));
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

fn work_all<B, W>(
    queue: &Mutex<Receiver<(usize, B)>>,
    mut worker: W,
    work: impl Fn(&mut W, &mut B),
    Alarm(events): &Alarm<B>,
) {
    loop {
        // Who waits for a block has the lock, and the others wait for the lock.
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, mut block)) = task else { return };
        work(&mut worker, &mut block);
        if events.send(Event::Answered(number, block)).is_err() {
            return;
        }
    }
}

/// What the caller knows of the blocks.
struct Caller<B> {
    jobs: usize,
    /// The blocks that were read and are not written, in order; none stands for one that is being worked on.
    flight: VecDeque<Option<B>>,
    /// How many were written: the number of the first in flight.
    written: usize,
    /// How many bytes the rows in flight have.
    held: usize,
    /// How many empty blocks the reader has.
    ahead: usize,
    spare: Vec<B>,
    empty: Sender<B>,
    tasks: Sender<(usize, B)>,
}

impl<B: Block> Caller<B> {
    fn run(
        mut self,
        arrivals: &Receiver<Event<B>>,
        mut write: impl FnMut(&mut B) -> Result<ControlFlow<()>>,
        stop: &Stop,
    ) -> Result<()> {
        let mut end = None;
        loop {
            self.refill();
            match arrivals.recv_timeout(WATCH) {
                Ok(Event::Read(_)) if stop.is_set() => {}
                Ok(Event::Read(block)) => self.hand_out(block)?,
                Ok(Event::Answered(number, block)) => {
                    self.flight[number - self.written] = Some(block);
                    if self.write_out(&mut write)?.is_break() {
                        return Ok(());
                    }
                }
                Ok(Event::End(result)) => end = Some(result),
                Ok(Event::Lost) | Err(RecvTimeoutError::Disconnected) => {
                    bail!(LOST)
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.flight.is_empty() {
                if let Some(result) = end.take() {
                    return result;
                }
                if stop.is_set() {
                    return Ok(());
                }
            }
        }
    }

    /// Lets the reader go on while there is room.
    fn refill(&mut self) {
        let has_room = self.held < self.jobs * BYTES_IN_FLIGHT || self.flight.len() < self.jobs;
        while has_room && self.ahead < READ_AHEAD {
            // If the reader has ended, it needs none.
            let _ = self.empty.send(self.spare.pop().unwrap_or_default());
            self.ahead += 1;
        }
    }

    fn hand_out(&mut self, block: B) -> Result<()> {
        self.ahead -= 1;
        self.held += block.size();
        let number = self.written + self.flight.len();
        self.flight.push_back(None);
        match self.tasks.send((number, block)) {
            Ok(()) => Ok(()),
            Err(_) => bail!(LOST),
        }
    }

    /// Writes what is answered, up to the first block that is not.
    fn write_out(
        &mut self,
        mut write: impl FnMut(&mut B) -> Result<ControlFlow<()>>,
    ) -> Result<ControlFlow<()>> {
        while self.flight.front().is_some_and(Option::is_some) {
            let Some(mut block) = self.flight.pop_front().flatten() else { break };
            self.written += 1;
            self.held -= block.size();
            if write(&mut block)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            self.spare.push(block);
        }
        Ok(ControlFlow::Continue(()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A number instead of rows, and of what size it says it is.
    #[derive(Default)]
    struct Numbered(usize, usize);

    impl Block for Numbered {
        fn size(&self) -> usize {
            self.1
        }
    }

    /// What is written of `count` blocks of `size` bytes, of which the first takes long, and how many blocks were read
    /// at most before it was written.
    fn written(jobs: usize, count: usize, size: usize) -> (Vec<usize>, usize) {
        static READ: AtomicUsize = AtomicUsize::new(0);
        READ.store(0, Ordering::SeqCst);
        let read = move |block: &mut Numbered| {
            *block = Numbered(READ.fetch_add(1, Ordering::SeqCst), size);
            Ok(block.0 < count)
        };
        let work = |_: &mut (), block: &mut Numbered| {
            // All the others could be read meanwhile.
            let pause = if block.0 == 0 { 100 } else { 0 };
            thread::sleep(Duration::from_millis(pause));
        };
        let (mut written, mut ahead) = (Vec::new(), 0);
        let write = |block: &mut Numbered| {
            if block.0 == 0 {
                ahead = READ.load(Ordering::SeqCst);
            }
            written.push(block.0);
            Ok(ControlFlow::Continue(()))
        };
        run(jobs, read, || (), work, write, &Stop::never()).unwrap();
        (written, ahead)
    }

    #[test]
    fn blocks_are_written_in_order_and_not_all_read_before() {
        for jobs in [1, 2, 7] {
            let (found, ahead) = written(jobs, 5_000, BYTES_IN_FLIGHT / 10);
            assert_eq!(found, Vec::from_iter(0..5_000), "{jobs} jobs");
            assert!(ahead > jobs && ahead <= 10 * jobs + READ_AHEAD + 1, "{ahead} blocks for {jobs} jobs");
            let (found, ahead) = written(jobs, 50, 10 * BYTES_IN_FLIGHT);
            assert_eq!(found, Vec::from_iter(0..50), "{jobs} jobs");
            assert!(ahead <= jobs + READ_AHEAD + 1, "{ahead} long blocks for {jobs} jobs");
        }
    }

    /// Reads four blocks, then does what `end` does.
    fn run_until(end: fn() -> Result<bool>, write: impl FnMut(&mut Numbered)) -> Result<()> {
        let (mut next, mut write) = (0, write);
        let read = move |block: &mut Numbered| {
            *block = Numbered(next, 1);
            next += 1;
            if next > 4 { end() } else { Ok(true) }
        };
        let write = |block: &mut Numbered| {
            write(block);
            Ok(ControlFlow::Continue(()))
        };
        run(2, read, || (), |(), _| {}, write, &Stop::never())
    }

    #[test]
    fn what_was_read_before_an_error_is_written() {
        let mut count = 0;
        let ran = run_until(|| bail!("broken"), |_| count += 1);
        assert_eq!((ran.unwrap_err().to_string().as_str(), count), ("broken", 4));
    }

    #[test]
    fn a_reader_that_panics_ends_the_run() {
        assert_eq!(run_until(|| panic!("as it should"), |_| {}).unwrap_err().to_string(), LOST);
    }
}
