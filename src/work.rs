//! Counting of work, so that tests can hold cost to the size of a text on any machine: nothing outside of tests.

/// Notes that this many bytes, words or sentences were looked at.
#[cfg(not(test))]
#[inline(always)]
pub(crate) fn count(_steps: usize) {}

#[cfg(test)]
pub(crate) use counted::{count, of};

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    pub(crate) fn count(steps: usize) {
        STEPS.with(|counted| counted.set(counted.get() + steps));
    }

    /// How many steps `run` takes on this thread.
    pub(crate) fn of(run: impl FnOnce()) -> usize {
        let before = STEPS.with(Cell::get);
        run();
        STEPS.with(Cell::get) - before
    }
}
