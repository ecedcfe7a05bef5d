//! Scoring a summary, and the oracle that scores thousands.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use nutgraf::evaluation::Choice;
use nutgraf::rouge::{Across, Reference, Scorer};
use nutgraf::{Analyzer, Budget, Document, Language};
use parts::{ARTICLE, REFERENCE};

pub fn bench(criterion: &mut Criterion) {
    let summary = nutgraf::summarize(ARTICLE, 3).to_string();
    let mut scorer = Scorer::new(Language::English);
    let mut group = criterion.benchmark_group("rouge");
    group.throughput(Throughput::Bytes((REFERENCE.len() + summary.len()) as u64));
    group.bench_function("score", |bencher| {
        bencher.iter(|| scorer.score(black_box(REFERENCE), black_box(&summary)))
    });

    let documents = [Document::plain(ARTICLE)];
    let mut analyzer = Analyzer::new();
    let analysis = analyzer.analyze(&documents, Some(Language::English));
    let choice = Choice::new(&analysis, Budget::Sentences(3));
    let references = [Reference::new(&scorer.text(REFERENCE))];
    group.bench_function("oracle", |bencher| {
        bencher.iter(|| choice.oracle(&mut scorer, black_box(&references), Across::Mean))
    });
    group.finish();
}
