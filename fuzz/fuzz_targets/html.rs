//! Every span of a page leads back to a span of its source, and what is read of it alone is what was read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Analyzer, Document, summarize_documents};
use nutgraf_fuzz::{check_blocks, check_sources, check_summary, language, options};

fuzz_target!(|input: ([u8; 4], &str)| {
    let (bytes, source) = input;
    let options = options(bytes);
    let read = if bytes[3] % 2 == 0 { Document::html(source) } else { Document::html_page(source) };
    let Ok(document) = read else { return };
    let documents = [document];
    let document = &documents[0];
    check_blocks(document);

    check_sources(document, source, language(bytes[0]));

    let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
    check_summary(&summary, &documents, options.budget);
});
