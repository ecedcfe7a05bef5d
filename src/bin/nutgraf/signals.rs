//! Ctrl-C, and SIGTERM, which service managers send: the first stops a batch or a server at the end of what is at work, so that what
//! is written is whole; the second ends it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What shells add to the number of a signal to make the exit status of who it ended.
const SHELL: i32 = 128;

/// Whether a signal asked to stop. SIGHUP is left as it is, since `nohup` may have set it.
#[derive(Clone)]
pub(crate) struct Stop {
    is_set: Arc<AtomicBool>,
    status: Arc<AtomicUsize>,
}

impl Stop {
    /// Watches for signals from now on.
    pub(crate) fn on_signals() -> std::io::Result<Stop> {
        let stop = Stop { is_set: Arc::default(), status: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            // In this order: what looks at the flag comes before what sets it.
            flag::register_conditional_shutdown(signal, SHELL + signal, Arc::clone(&stop.is_set))?;
            flag::register_usize(signal, Arc::clone(&stop.status), (SHELL + signal) as usize)?;
            flag::register(signal, Arc::clone(&stop.is_set))?;
        }
        Ok(stop)
    }

    /// What no signal sets.
    #[cfg(test)]
    pub(crate) fn never() -> Stop {
        Stop { is_set: Arc::default(), status: Arc::default() }
    }

    pub(crate) fn is_set(&self) -> bool {
        self.is_set.load(Ordering::Relaxed)
    }

    /// The exit status that it asked for, if it did.
    pub(crate) fn status(&self) -> Option<u8> {
        self.is_set().then(|| self.status.load(Ordering::SeqCst) as u8)
    }
}
