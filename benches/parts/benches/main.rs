//! How long the parts of nutgraf take, from bytes to output.
//!
//! ```text
//! cd benches/parts && cargo bench
//! cargo bench -- score/textrank
//! cargo bench -- --save-baseline before; cargo bench -- --baseline before
//! ```
//!
//! Criterion measures wall time: pin the process to a core that has nothing else to do (`taskset -c 1`), and compare
//! with a baseline of the same hour. Beside each figure stands the speed in bytes of the text. An article is `news`,
//! 200 KB of made-up text are `long`; with `news` the work that is done once for a text counts, with `long` that for
//! each word.

mod analysis;
mod flows;
mod reading;
mod rouge;
mod scoring;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    reading::bench,
    analysis::bench,
    scoring::bench,
    flows::bench,
    flows::bench_audit,
    flows::bench_render,
    rouge::bench
);
criterion_main!(benches);
