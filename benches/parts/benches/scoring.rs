//! Scores by each method, from an analysis that is there already.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use nutgraf::{Analyzer, Document, Language, Method, Scores};
use parts::{ARTICLE, long_text};

pub fn bench(criterion: &mut Criterion) {
    let long = long_text(200_000);
    let mut group = criterion.benchmark_group("score");
    group.sample_size(20);
    for (name, text) in [("news", ARTICLE), ("long", long.as_str())] {
        let documents = [Document::plain(text)];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        group.throughput(Throughput::Bytes(text.len() as u64));
        for method in Method::ALL {
            group.bench_function(format!("{method}/{name}"), |bencher| {
                bencher.iter(|| Scores::new(black_box(&analysis), method))
            });
        }
    }
    group.finish();
}
