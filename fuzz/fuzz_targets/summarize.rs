//! Nothing panics, a summary keeps its budget, and a used analyzer gives the same as a new one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Analyzer, Document, OffsetUnit, render, summarize_documents};
use nutgraf_fuzz::{check_summary, options};

fuzz_target!(|input: ([u8; 4], &str, &str)| {
    let (bytes, first, second) = input;
    let options = options(bytes);
    let documents = [Document::plain(first), Document::plain(second).with_title("The title of the second")];

    let mut analyzer = Analyzer::new();
    let one = summarize_documents(&mut analyzer, &documents[..1], &options);
    check_summary(&one, &documents[..1], options.budget);
    let both = summarize_documents(&mut analyzer, &documents, &options);
    check_summary(&both, &documents, options.budget);
    assert_eq!(both, summarize_documents(&mut Analyzer::new(), &documents, &options));

    let _ = render::text::with_scores(&both);
    let _ = render::text::explanation(&both, 80);
    let _ = render::markdown::summary(&both);
    let layout = render::highlight::Layout::new(bytes[0].into()).scores(true);
    let _ = render::highlight::article(&documents[1], 1, &both, &layout);
    let shape = render::json::Summary::new(&both, &[first, second], OffsetUnit::Utf16).explained(&both);
    let line = serde_json::to_string(&shape).expect("a summary is JSON");
    assert!(!line.contains('\n'));
});
