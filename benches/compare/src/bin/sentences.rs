//! How fast nutgraf splits English into sentences, beside other crates that do.
//!
//! ```text
//! cd benches/compare && cargo build --release --locked && taskset -c 1 target/release/sentences
//! MEGABYTES=2 ROUNDS=3 ONLY=nutgraf target/release/sentences my-article.txt my-novel.txt
//! ```
//!
//! The text is that of the English articles in `corpora/`, or of the files given, over and over until it has
//! `MEGABYTES` (20) million bytes; 0 means once. Each of `ROUNDS` (7) rounds runs every splitter once, in turn, on
//! one thread, and takes its CPU time. `ONLY` names the one splitter to run. Prints a Markdown table:
//!
//! * MB/s: the median over the rounds, in million bytes a second
//! * ratio: the median over the rounds of the speed divided by that of unicode-segmentation in the same round
//! * sentences: the pieces that hold a letter or digit
//! * allocations: of memory, new or grown, for each such piece
//!
//! # What it is unfair about
//!
//! * The splitters do different work. unicode-segmentation and icu_segmenter follow UAX #29, which knows neither
//!   abbreviations nor languages, and ends a sentence at every line break. sentencex has abbreviations, and looks for
//!   paragraphs but not for headings, items or wrapped lines.
//! * sentencex answers with a vector, the others with iterators.
//! * Allocations are counted while the time is taken, which costs a few nanoseconds each.
//! * Repeated text is easier on the branch predictor than text that is all new. Give long files to see how much.

use std::alloc::System;
use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use unicode_segmentation::UnicodeSegmentation;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Calls its second argument with each sentence of the first.
type Split = fn(&str, &mut dyn FnMut(&str));

/// The splitters, by the names of their crates.
const SPLITTERS: [(&str, Split); 4] = [
    ("nutgraf", |text, each| nutgraf::sentence_indices(text).for_each(|(_, sentence)| each(sentence))),
    (BASELINE, |text, each| text.split_sentence_bounds().for_each(each)),
    ("icu_segmenter", |text, each| {
        let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
        let mut start = 0;
        for end in segmenter.segment_str(text).skip(1) {
            each(&text[start..end]);
            start = end;
        }
    }),
    ("sentencex", |text, each| sentencex::segment("en", text).into_iter().for_each(each)),
];

/// The splitter that the others are compared with.
const BASELINE: &str = "unicode-segmentation";

/// The English articles of `corpora/` in plain text.
const ARTICLES: [&str; 7] = [
    include_str!("../../../../corpora/data-processing-clause.txt"),
    include_str!("../../../../corpora/flood-wall.txt"),
    include_str!("../../../../corpora/four-day-week.txt"),
    include_str!("../../../../corpora/harrow-point-light.txt"),
    include_str!("../../../../corpora/roadmap-meeting.txt"),
    include_str!("../../../../corpora/seagrass-carbon.txt"),
    include_str!("../../../../corpora/smart-thermostat-rebate.txt"),
];

/// What one splitter did.
struct Record {
    name: &'static str,
    split: Split,
    sentences: usize,
    allocations: usize,
    /// The CPU time of each round.
    times: Vec<Duration>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = 1_000_000 * setting("MEGABYTES", 20)?;
    let rounds = setting("ROUNDS", 7)?.max(1);
    let only = std::env::var("ONLY").ok();
    let files = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let texts = if files.is_empty() { ARTICLES.map(String::from).to_vec() } else { files };
    let text = repeated(&texts, bytes);

    let wanted = SPLITTERS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name));
    let mut records: Vec<Record> = wanted.map(|(name, split)| rehearse(name, *split, &text)).collect();
    for _ in 0..rounds {
        for record in &mut records {
            let began = ThreadTime::now();
            (record.split)(black_box(&text), &mut |sentence| {
                black_box(sentence);
            });
            record.times.push(began.elapsed());
        }
    }
    println!("{:.1} MB, {rounds} rounds\n", text.len() as f64 / 1e6);
    print_table(&records, text.len());
    Ok(())
}

/// A number from the environment.
fn setting(name: &str, default: usize) -> Result<usize, String> {
    match std::env::var(name) {
        Ok(value) => value.parse().map_err(|_| format!("{name} is a whole number, not {value:?}")),
        Err(_) => Ok(default),
    }
}

/// The texts one after the other, a blank line behind each, repeated whole until there are so many bytes.
fn repeated(texts: &[String], bytes: usize) -> String {
    let once: String = texts.iter().flat_map(|text| [text.as_str(), "\n\n"]).collect();
    once.repeat(bytes.div_ceil(once.len().max(1)).max(1))
}

/// Runs a splitter once, which reads its tables, and once more to count.
fn rehearse(name: &'static str, split: Split, text: &str) -> Record {
    split(text, &mut |_| {});
    let mut sentences = 0;
    let region = Region::new(ALLOCATOR);
    split(text, &mut |sentence| sentences += usize::from(sentence.contains(char::is_alphanumeric)));
    let change = region.change();
    let allocations = change.allocations + change.reallocations;
    Record { name, split, sentences, allocations, times: Vec::new() }
}

fn print_table(records: &[Record], bytes: usize) {
    println!("| splitter | MB/s | ratio | sentences | allocations |");
    println!("|---|---:|---:|---:|---:|");
    let baseline = records.iter().find(|record| record.name == BASELINE);
    for Record { name, sentences, allocations, times, .. } in records {
        let speed = median(times.iter().map(|time| bytes as f64 / 1e6 / time.as_secs_f64()));
        let ratio = baseline.map_or(f64::NAN, |baseline| {
            let pairs = baseline.times.iter().zip(times);
            median(pairs.map(|(baseline, time)| baseline.as_secs_f64() / time.as_secs_f64()))
        });
        let each = *allocations as f64 / (*sentences).max(1) as f64;
        println!("| {name} | {speed:.1} | {ratio:.2} | {sentences} | {each:.4} |");
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    if numbers.len() % 2 == 1 { numbers[middle] } else { (numbers[middle - 1] + numbers[middle]) / 2.0 }
}
