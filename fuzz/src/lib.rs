//! What the fuzz targets share.
//!
//! ```sh
//! cargo +nightly fuzz run split -- -max_len=4096 -max_total_time=60
//! ```
//!
//! The properties are those of `tests/properties.rs`; here a fuzzer looks for texts that break them.

use nutgraf::{Audit, Budget, Document, Language, Method, Options, Span, Splitter, Summary};
use unicode_segmentation::UnicodeSegmentation;

/// A language for a byte, each for some.
pub fn language(byte: u8) -> Language {
    let all = Language::ALL;
    all.get(usize::from(byte) % (all.len() + 1)).copied().unwrap_or(Language::Undetermined)
}

/// Options for some bytes: any method, budget and language, or none.
pub fn options([language_byte, method, kind, limit]: [u8; 4]) -> Options {
    let limit = usize::from(limit);
    let budget = match kind % 4 {
        0 => Budget::Sentences(limit % 9),
        1 => Budget::Words(limit),
        2 => Budget::Chars(4 * limit),
        _ => Budget::Ratio(limit as f64 / 255.0),
    };
    let given = (language_byte < 0xF0).then(|| language(language_byte));
    Options::new(budget).method(Method::ALL[usize::from(method) % Method::ALL.len()]).language(given)
}

/// Panics unless spans are in order, apart, on character boundaries, and without white space at their ends.
pub fn check_spans(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end, "{span} in {spans:?}");
        assert_eq!(span.of(text), span.of(text).trim(), "{span}");
        end = span.end;
    }
}

/// Panics unless the blocks of a document are as spans must be, and begin with their bullets.
pub fn check_blocks(document: &Document<'_>) {
    let spans: Vec<Span> = document.blocks().iter().map(|block| block.span).collect();
    check_spans(document.text(), &spans);
    for block in document.blocks() {
        assert!((block.span.start..block.span.end).contains(&block.content_start), "{block:?}");
        assert!(document.text().is_char_boundary(block.content_start), "{block:?}");
    }
}

/// Panics unless the places of each phrase are in order and apart, and all places are on character boundaries.
pub fn check_audit(audit: &Audit, source: &str) {
    for phrase in audit.phrases.iter().chain(&audit.keyphrases) {
        let mut end = 0;
        for occurrence in &phrase.occurrences {
            let span = occurrence.span;
            assert!(end <= span.start && span.start < span.end, "{span} of {:?}", phrase.text);
            end = span.end;
        }
        assert!(phrase.inside <= phrase.occurrences.len(), "{:?}", phrase.text);
    }
    let phrases = audit.phrases.iter().chain(&audit.keyphrases).map(|phrase| &phrase.occurrences);
    for occurrence in phrases.chain(audit.findings.iter().map(|finding| &finding.occurrences)).flatten() {
        assert!(source.get(occurrence.span.range()).is_some_and(|words| !words.is_empty()), "{occurrence:?}");
    }
    let shares = audit.phrases.iter().map(|phrase| phrase.coverage).chain([audit.measures.family_coverage]);
    assert!(shares.into_iter().all(|share| (0.0..=100.0).contains(&share)));
}

/// Panics unless a summary is within its budget, or says that it is not, and has a sentence if one has words.
pub fn check_summary(summary: &Summary, documents: &[Document<'_>], budget: Budget) {
    let content = |document: &Document<'_>| -> usize {
        let words = |start, end| document.text()[start..end].unicode_words().count();
        document.blocks().iter().map(|block| words(block.content_start, block.span.end)).sum()
    };
    let all: usize = documents.iter().map(content).sum();
    assert_eq!(summary.sentences.is_empty(), all == 0);
    assert!(summary.sentences.iter().all(|sentence| sentence.score.get().is_finite()));
    let mut ranks: Vec<usize> = summary.sentences.iter().map(|sentence| sentence.rank).collect();
    ranks.sort_unstable();
    assert!(ranks.into_iter().eq(1..=summary.sentences.len()));
    if summary.is_over_budget {
        assert_eq!(summary.sentences.len(), 1);
        return;
    }
    let words: usize = summary.sentences.iter().map(|sentence| sentence.text.unicode_words().count()).sum();
    match budget {
        Budget::Sentences(limit) => assert!(summary.sentences.len() <= limit),
        Budget::Words(limit) => assert!(words <= limit, "{words} words"),
        Budget::Chars(limit) => assert!(summary.to_string().chars().count() <= limit, "{summary}"),
        // No exact check: a word that holds a full stop, `end.Next`, is two words once sentences part there.
        Budget::Ratio(_) => {}
        other => panic!("{other:?} is new"),
    }
}

/// Whether the sentences of a document lead back to its source, in their order; for formats that have markup.
pub fn check_sources(document: &Document<'_>, source: &str, language: Language) {
    let sentences: Vec<Span> = Splitter::new(language).split(document).collect();
    check_spans(document.text(), &sentences);
    let mut before = Span::new(0, 0);
    for span in sentences {
        let back = document.source_span(span);
        assert!(source.get(back.range()).is_some_and(|found| !found.is_empty()), "{span} comes from {back}");
        assert!(before.start <= back.start && before.end <= back.end, "{back} stands behind {before}");
        before = back;
    }
}
