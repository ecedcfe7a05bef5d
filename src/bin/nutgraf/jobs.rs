//! How many threads work at once.

use std::num::NonZero;
use std::thread;

use anyhow::{Context, Result};

/// The most threads to work with: as many as the largest servers of today have cores. More only wait for each other, and
/// from some ten thousand on systems give out.
pub(crate) const MOST_JOBS: usize = 256;

/// As many threads as were requested, or one for each core.
pub(crate) fn count(jobs: Option<usize>) -> usize {
    jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get)).min(MOST_JOBS)
}

/// Threads that share out work.
pub(crate) fn pool(jobs: Option<usize>) -> Result<rayon::ThreadPool> {
    let count = count(jobs);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
    pool.with_context(|| cannot_start(count))
}

/// What to say where the system has no room for that many threads.
pub(crate) fn cannot_start(count: usize) -> String {
    format!("cannot start {count} threads: expected fewer, by --jobs, or a system with more room")
}
