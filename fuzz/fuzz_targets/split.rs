//! Sentences are in order, apart, inside blocks, and hold all but white space and rules.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, Span, Splitter};
use nutgraf_fuzz::{check_blocks, check_spans, language};

fuzz_target!(|input: (u8, &str)| {
    let (byte, text) = input;
    let splitter = Splitter::new(language(byte));
    let document = Document::plain(text);
    check_blocks(&document);

    let spans: Vec<Span> = splitter.split(&document).collect();
    check_spans(text, &spans);
    let indices = splitter.sentence_indices(text);
    assert!(
        indices.map(|(start, sentence)| Span::new(start, start + sentence.len())).eq(spans.iter().copied())
    );

    let mut rest = spans.iter().peekable();
    for block in document.blocks() {
        let mut at = block.span.start;
        while let Some(span) = rest.next_if(|span| block.span.contains(**span)) {
            assert!(text[at..span.start].trim().is_empty(), "lost before {span}");
            at = span.end;
        }
        assert_eq!(at, block.span.end, "lost at the end of {block:?}");
    }
    assert_eq!(rest.next(), None, "outside of all blocks");

    let mut at = 0;
    for block in document.blocks() {
        check_gap(&text[at..block.span.start]);
        at = block.span.end;
    }
    check_gap(&text[at..]);
});

/// Between blocks there is nothing but white space and lines of marks.
fn check_gap(gap: &str) {
    assert!(gap.chars().all(|c| c.is_whitespace() || "-=_*~#".contains(c)), "{gap:?} is in no block");
}
