//! Trimmed sentences: examples by language, and what must be true of any text.

use nutgraf::{Analyzer, Budget, Document, Language, Options, Summary, summarize_documents};
use proptest::prelude::*;

/// A trimmed summary of a plain text.
fn trimmed(text: &str, options: Options) -> Summary {
    summarize_documents(&mut Analyzer::new(), &[Document::plain(text)], options.trim(true))
}

/// Each line of `trimming.tsv`: a language, a sentence, and what remains of it.
#[test]
fn examples() {
    let mut wrong = Vec::new();
    for line in include_str!("trimming.tsv").lines() {
        let [language, sentence, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}")
        };
        let options = Options::new(1).language(language.parse::<Language>().ok());
        let summary = trimmed(sentence, options);
        if summary.to_string() != expected {
            wrong.push(format!("{language} {sentence}\n   {summary}\n   {expected}"));
        }
        let is_cut = !summary.sentences[0].parts.is_empty();
        assert_eq!(is_cut, sentence != expected, "{line}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The parts of the sentences of a summary stand in these in order, and read as what is shown, but for a first capital and line breaks.
fn check_parts(text: &str, summary: &Summary) -> Result<(), TestCaseError> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    for sentence in &summary.sentences {
        let mut end = sentence.span.start;
        for part in &sentence.parts {
            prop_assert!(part.start >= end && part.end <= sentence.span.end && !part.is_empty());
            end = part.end;
        }
        if !sentence.parts.is_empty() {
            let shown: String = sentence.parts.iter().map(|part| part.of(text)).collect();
            prop_assert_eq!(plain(&shown), plain(&sentence.text));
            prop_assert!(shown.len() < sentence.span.len());
        }
    }
    Ok(())
}

#[test]
fn what_remains_stands_in_the_source() {
    let text = "LONDON (Reuters) - However, the board (which\nmet twice) closes the\nold pier in June, he said on Tuesday.\n\n\
                But the islanders (all of them) want to keep the old pier open.";
    let summary = trimmed(text, Options::new(2));
    assert_eq!(
        summary.to_string(),
        "The board closes the old pier in June.\nThe islanders (all of them) want to keep the old pier open."
    );
    check_parts(text, &summary).unwrap();
    assert_eq!(summary.sentences[0].parts.len(), 3);
    let whole = nutgraf::summarize(text, 2);
    let spans = |summary: &Summary| summary.sentences.iter().map(|s| s.span).collect::<Vec<_>>();
    assert_eq!(spans(&whole), spans(&summary));
}

/// Nine words and 45 characters are shown of a sentence of seventeen.
#[test]
fn budgets_count_what_is_shown() {
    let text = "However, the harbor board (which met twice) closes the old pier in June, he said on Tuesday.";
    let shown = "The harbor board closes the old pier in June.";
    for (budget, is_over) in [
        (Budget::Words(9), false),
        (Budget::Words(8), true),
        (Budget::Chars(shown.len()), false),
        (Budget::Chars(shown.len() - 1), true),
        (Budget::Ratio(0.6), false),
    ] {
        let summary = trimmed(text, Options::new(budget));
        assert_eq!((summary.to_string().as_str(), summary.is_over_budget), (shown, is_over), "{budget:?}");
    }
    assert!(nutgraf::summarize(text, Budget::Words(9)).is_over_budget);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Whatever stands where, with marks that open and close nothing.
    #[test]
    fn parts_stand_in_any_text(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "However, ", "But ", "the ", "Wall ", "(", ")", "(which ", "sank) ", ", he said", ", ", ". ", "LONDON ", "(AP) ", "- ", "— ",
            "--", "\n", "\n\n", "\"", "“", "é", "İ", "on Tuesday", "not ", "14 ", "river ", "closes ", "opens ", "ß", "- ", "日本。", "\u{301}",
        ]), 0..40),
        language in prop::sample::select(vec!["en", "de", "tr", "nl", "ar", "ja", "und"]),
        budget in prop::sample::select(vec![Budget::Sentences(3), Budget::Words(9), Budget::Chars(50), Budget::Ratio(0.3)]),
    ) {
        let text = pieces.concat();
        let summary = trimmed(&text, Options::new(budget).language(language.parse::<Language>().ok()));
        check_parts(&text, &summary)?;
        if let (Budget::Chars(most), false) = (budget, summary.is_over_budget) {
            let shown: Vec<&str> = summary.sentences.iter().map(|s| s.text.as_str()).collect();
            prop_assert!(shown.join(" ").chars().count() <= most);
        }
    }
}
