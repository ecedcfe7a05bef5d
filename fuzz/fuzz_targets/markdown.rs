//! Every span of a Markdown document of any dialect, of MDX and of a notebook leads back to a span of its source.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Analyzer, Document, Format, Span, summarize_documents};
use nutgraf_fuzz::{check_blocks, check_sources, check_summary, language, options};

fuzz_target!(|input: ([u8; 4], &str)| {
    let (bytes, source) = input;
    let options = options(bytes);
    for format in [Format::Markdown, Format::Mdx, Format::Notebook] {
        let Ok(document) = Document::read(source, format) else { continue };
        check_blocks(&document);
        check_sources(&document, source, language(bytes[0]));
        for block in document.blocks() {
            for (at, c) in block.span.of(document.text()).char_indices() {
                let start = block.span.start + at;
                let back = document.source_span(Span::new(start, start + c.len_utf8()));
                assert!(source.get(back.range()).is_some(), "{start} comes from {back}");
            }
        }
        let documents = [document];
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        check_summary(&summary, &documents, options.budget);
    }
});
