//! From a source to a document of blocks, for each format, and telling a language.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use nutgraf::{Document, Language};
use parts::{ARTICLE, POST, long_text, page};

pub fn bench(criterion: &mut Criterion) {
    let long = long_text(200_000);
    let (markdown, html) = (format!("{POST}\n\n").repeat(20), page(&long));
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(long.len() as u64));
    group.bench_function("plain/long", |bencher| bencher.iter(|| Document::plain(black_box(&long))));
    group.throughput(Throughput::Bytes(markdown.len() as u64));
    group
        .bench_function("markdown/long", |bencher| bencher.iter(|| Document::markdown(black_box(&markdown))));
    group.throughput(Throughput::Bytes(html.len() as u64));
    group.bench_function("html-page/long", |bencher| {
        bencher.iter(|| Document::html_page(black_box(&html)).expect("a page within the limits"))
    });
    group.bench_function("html/long", |bencher| {
        bencher.iter(|| Document::html(black_box(&html)).expect("a page within the limits"))
    });
    group.throughput(Throughput::Bytes(ARTICLE.len() as u64));
    group.bench_function("language/news", |bencher| bencher.iter(|| Language::detect(black_box(ARTICLE))));
    group.finish();
}
