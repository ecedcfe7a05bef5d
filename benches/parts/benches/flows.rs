//! The flows from a document to their results, with an analyzer that has seen the words; and writing results as JSON.
//!
//! Selection has no API of its own: `summarize/lead` less `analyze/used-analyzer` and `score/lead` is what it takes.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use nutgraf::{
    Analyzer, AuditOptions, Auditor, Document, KeywordOptions, Language, Method, OffsetUnit, Options,
    keywords_of_documents, render::json, summarize_documents,
};
use parts::{ARTICLE, POST, long_text};

pub fn bench(criterion: &mut Criterion) {
    let long = long_text(200_000);
    for (name, text) in [("news", ARTICLE), ("long", long.as_str())] {
        let documents = [Document::plain(text)];
        let mut analyzer = Analyzer::new();

        let mut group = criterion.benchmark_group("summarize");
        group.throughput(Throughput::Bytes(text.len() as u64));
        for method in [Method::Auto, Method::Lead, Method::Mmr] {
            let options = Options::new(3).method(method).language(Language::English);
            group.bench_function(format!("{method}/{name}"), |bencher| {
                bencher.iter(|| summarize_documents(&mut analyzer, black_box(&documents), &options))
            });
        }
        group.finish();

        let mut group = criterion.benchmark_group("keywords");
        group.throughput(Throughput::Bytes(text.len() as u64));
        let options = KeywordOptions::new(10).language(Language::English);
        group.bench_function(name, |bencher| {
            bencher.iter(|| keywords_of_documents(&mut analyzer, black_box(&documents), options))
        });
        group.finish();
    }
}

pub fn bench_audit(criterion: &mut Criterion) {
    let long = long_text(200_000);
    let mut group = criterion.benchmark_group("audit");
    for (name, document, bytes) in [
        ("post", Document::markdown(POST), POST.len()),
        ("news", Document::plain(ARTICLE), ARTICLE.len()),
        ("long", Document::plain(&long), long.len()),
    ] {
        let mut auditor = Auditor::new();
        let mut options = AuditOptions::new();
        options.language = Some(Language::English);
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(name, |bencher| bencher.iter(|| auditor.audit(black_box(&document), &options)));
    }
    group.finish();
}

pub fn bench_render(criterion: &mut Criterion) {
    let summary = nutgraf::summarize(ARTICLE, 3);
    let audit = nutgraf::audit(ARTICLE, AuditOptions::new());
    let mut group = criterion.benchmark_group("json");
    group.throughput(Throughput::Bytes(ARTICLE.len() as u64));
    for unit in [OffsetUnit::Bytes, OffsetUnit::Chars] {
        group.bench_function(format!("summary/{unit:?}"), |bencher| {
            bencher.iter(|| serde_json::to_string(&json::Summary::new(black_box(&summary), &[ARTICLE], unit)))
        });
        group.bench_function(format!("audit/{unit:?}"), |bencher| {
            bencher.iter(|| serde_json::to_string(&json::Audit::new(black_box(&audit), ARTICLE, unit)))
        });
    }
    group.finish();
}
