//! The words of a text are those of UAX #29, which `unicode-segmentation` knows, however they are found.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Analyzer, Document, Language};
use unicode_segmentation::UnicodeSegmentation;

fuzz_target!(|text: &str| {
    // The one place where the library does otherwise: src/words.rs says why.
    if text.contains('\u{202F}') {
        return;
    }
    let documents = [Document::plain(text)];
    let mut analyzer = Analyzer::new();
    let analysis = analyzer.analyze(&documents, Some(Language::English));
    for sentence in analysis.sentences() {
        let content = &text[sentence.content_start..sentence.span.end];
        let expected = content.unicode_word_indices().map(|(at, word)| (sentence.content_start + at, word));
        let found = analysis.tokens_of(sentence).iter().map(|token| token.span(sentence));
        assert!(found.map(|span| (span.start, span.of(text))).eq(expected), "{content:?}");
    }
});
