//! Sentences, and the whole analysis: sentences, words, and the terms that they are.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use nutgraf::{Analyzer, Document, Language, sentence_indices};
use parts::{ARTICLE, long_text};

pub fn bench(criterion: &mut Criterion) {
    let long = long_text(200_000);
    let mut group = criterion.benchmark_group("analyze");
    for (name, text) in [("news", ARTICLE), ("long", long.as_str())] {
        let documents = [Document::plain(text)];
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("sentences/{name}"), |bencher| {
            bencher.iter(|| {
                sentence_indices(black_box(text)).map(|(start, _)| start).fold(0, usize::wrapping_add)
            })
        });
        group.bench_function(format!("new-analyzer/{name}"), |bencher| {
            bencher.iter(|| {
                Analyzer::new().analyze(black_box(&documents), Some(Language::English)).tokens().len()
            })
        });
        // As from the second document on: every word has been seen before.
        let mut analyzer = Analyzer::new();
        group.bench_function(format!("used-analyzer/{name}"), |bencher| {
            bencher.iter(|| analyzer.analyze(black_box(&documents), Some(Language::English)).tokens().len())
        });
    }
    group.finish();
}
