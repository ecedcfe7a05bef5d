//! Every span of a page leads back to a span of its source, and what is read of it alone is what was read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Analyzer, Document, Span, Splitter, summarize_documents};
use nutgraf_fuzz::{check_blocks, check_spans, check_summary, language, options};

fuzz_target!(|input: ([u8; 4], &str)| {
    let (bytes, source) = input;
    let options = options(bytes);
    let read = if bytes[3] % 2 == 0 { Document::html(source) } else { Document::html_page(source) };
    let Ok(document) = read else { return };
    let documents = [document];
    let document = &documents[0];
    check_blocks(document);

    let sentences: Vec<Span> = Splitter::new(language(bytes[0])).split(document).collect();
    check_spans(document.text(), &sentences);
    let mut before = Span::new(0, 0);
    for span in sentences {
        let back = document.source_span(span);
        assert!(source.get(back.range()).is_some_and(|found| !found.is_empty()), "{span} comes from {back}");
        assert!(before.start <= back.start && before.end <= back.end, "{back} stands behind {before}");
        before = back;
    }

    let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
    check_summary(&summary, &documents, options.budget);
});
