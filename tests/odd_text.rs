//! Odd texts: each has an answer that is defined, dull, and quick to come by.
//!
//! No test looks at the clock. The long texts are so long that a step whose cost grows with the square of the
//! text would keep its test from ever ending.

use nutgraf::{
    Analyzer, Budget, Document, Language, Method, Options, Scores, Splitter, sentences, summarize,
};
use unicode_segmentation::UnicodeSegmentation;

/// A text, its sentences, and the best of them: empty if none has a word.
type Case = (&'static str, &'static [&'static str], &'static str);

fn check(cases: &[Case]) {
    for (text, expected, best) in cases {
        assert_eq!(sentences(text).collect::<Vec<_>>(), *expected, "sentences of {text:?}");
        for method in Method::ALL {
            let summary = summarize(text, Options::new(1).method(method));
            assert_eq!(summary.sentences.len(), usize::from(!best.is_empty()), "{method} of {text:?}");
            assert!(!summary.is_over_budget, "{method} of {text:?}");
        }
        assert_eq!(summarize(text, 1).to_string(), *best, "best sentence of {text:?}");
    }
}

#[test]
fn nothing_gives_nothing() {
    check(&[
        ("", &[], ""),
        (" ", &[], ""),
        ("\n\n\n", &[], ""),
        ("\r\n \t\u{A0}\u{3000}\u{B}\u{C}\u{85}\u{2028}\u{2029}", &[], ""),
        // Lines that are drawn are no prose.
        ("---", &[], ""),
        ("* * *\n\n=====\n", &[], ""),
    ]);
}

#[test]
fn nothing_has_no_budget_to_exceed() {
    for budget in [Budget::Sentences(0), Budget::Words(0), Budget::Chars(0), Budget::Ratio(1.0)] {
        let summary = summarize(" \n", budget);
        assert!(summary.sentences.is_empty() && !summary.is_over_budget, "{budget:?}");
        assert_eq!(summary.language, Language::English);
    }
}

#[test]
fn a_budget_of_nothing_gives_the_best_sentence_and_says_so() {
    let text = "The wall is up. It holds.";
    let nothing =
        [Budget::Sentences(0), Budget::Words(0), Budget::Chars(0), Budget::Ratio(0.0), Budget::Ratio(-1.0)];
    for budget in nothing.into_iter().chain([Budget::Ratio(f64::NAN), Budget::Words(1), Budget::Chars(8)]) {
        let summary = summarize(text, budget);
        assert_eq!(
            (summary.to_string().as_str(), summary.is_over_budget),
            ("The wall is up.", true),
            "{budget:?}"
        );
    }
}

#[test]
fn a_budget_beyond_all_gives_the_whole_text() {
    let text = "The wall is up. It holds.";
    let most = usize::MAX;
    // Not Budget::Chars(most): one is added to it (reported).
    for budget in
        [Budget::Sentences(most), Budget::Words(most), Budget::Chars(most - 1), Budget::Ratio(f64::INFINITY)]
    {
        let summary = summarize(text, budget);
        assert_eq!((summary.sentences.len(), summary.is_over_budget), (2, false), "{budget:?}");
    }
}

#[test]
fn a_word_is_a_sentence() {
    check(&[
        ("word", &["word"], "word"),
        ("Word.", &["Word."], "Word."),
        ("a", &["a"], "a"),
        ("7", &["7"], "7"),
        ("  I\n", &["I"], "I"),
        ("1)", &["1)"], "1)"),
    ]);
}

#[test]
fn without_letters_numbers_are_words() {
    check(&[
        ("123 !!! ---", &["123 !!! ---"], "123 !!! ---"),
        ("123 456. 789!", &["123 456.", "789!"], "123 456."),
    ]);
}

#[test]
fn marks_alone_are_sentences_but_no_summary() {
    check(&[
        ("...", &["..."], ""),
        ("?!", &["?!"], ""),
        ("(\"')", &["(\"')"], ""),
        ("، ؛ ؟", &["، ؛ ؟"], ""),
        ("•", &["•"], ""),
        ("\u{301}", &["\u{301}"], ""),
        // Characters of no width are no white space.
        ("\u{200B}\u{FEFF}", &["\u{200B}\u{FEFF}"], ""),
        ("\u{FFFD}\u{FFFD}", &["\u{FFFD}\u{FFFD}"], ""),
        ("...\n...", &["...", "..."], ""),
        // The number of an item is not one of its words.
        ("1) !!!", &["1) !!!"], ""),
    ]);
}

#[test]
fn text_from_right_to_left() {
    check(&[
        (
            "وافق المجلس على الجدار الجديد يوم الاثنين. سيحمي الجدار البيوت القريبة من النهر. هل يكفي \
             المال؟ لا أحد يعرف.",
            &[
                "وافق المجلس على الجدار الجديد يوم الاثنين.",
                "سيحمي الجدار البيوت القريبة من النهر.",
                "هل يكفي المال؟",
                "لا أحد يعرف.",
            ],
            "وافق المجلس على الجدار الجديد يوم الاثنين.",
        ),
        (
            "המועצה אישרה את החומה החדשה ביום שני. החומה תגן על הבתים ליד הנהר. האם יש מספיק כסף? \
             איש אינו יודע.",
            &[
                "המועצה אישרה את החומה החדשה ביום שני.",
                "החומה תגן על הבתים ליד הנהר.",
                "האם יש מספיק כסף?",
                "איש אינו יודע.",
            ],
            "המועצה אישרה את החומה החדשה ביום שני.",
        ),
    ]);
}

#[test]
fn emoji() {
    check(&[
        ("🙂🙂🙂", &["🙂🙂🙂"], ""),
        ("🙂. 🎉! 👍🏽", &["🙂. 🎉! 👍🏽"], ""),
        (
            "The wall is up! 🎉 It holds. 👍🏽 Well done 👩‍👩‍👧.",
            &["The wall is up! 🎉", "It holds. 👍🏽", "Well done 👩‍👩‍👧."],
            "The wall is up! 🎉",
        ),
        // A face stands for the mark that is missing before a capital.
        (
            "Done 🙂 The next wall comes in May.",
            &["Done 🙂", "The next wall comes in May."],
            "The next wall comes in May.",
        ),
    ]);
}

#[test]
fn line_breaks_of_every_system() {
    let expected: &[&str] = &["The wall is up.", "It holds well."];
    for line_break in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}"] {
        for breaks in 1..3 {
            let text = ["The wall is up.", "It holds well.", ""].join(&line_break.repeat(breaks));
            assert_eq!(sentences(&text).collect::<Vec<_>>(), expected, "{text:?}");
            assert_eq!(summarize(&text, 2).to_string(), "The wall is up.\nIt holds well.", "{text:?}");
        }
        // A line that was wrapped is joined again, and the break shown as a space.
        let text =
            format!("The river council approved the new flood wall on{line_break}Monday. It holds well.");
        assert_eq!(
            summarize(&text, 2).to_string(),
            "The river council approved the new flood wall on Monday.\nIt holds well.",
            "{text:?}"
        );
    }
}

#[test]
fn zero_and_other_controls_are_characters_like_others() {
    check(&[
        ("\0", &["\0"], ""),
        (
            "The wall\0 is up. It holds\0. \0Well.",
            &["The wall\0 is up.", "It holds\0.", "\0Well."],
            "The wall\0 is up.",
        ),
        (
            "\u{1B}[31mThe wall\u{1B}[0m is up. It holds.",
            &["\u{1B}[31mThe wall\u{1B}[0m is up.", "It holds."],
            "\u{1B}[31mThe wall\u{1B}[0m is up.",
        ),
    ]);
}

/// A text of about `bytes` bytes.
fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

const MEGABYTE: usize = 1_000_000;

#[test]
fn ten_megabytes_of_words_without_a_full_stop() {
    let text = repeat("the flood wall of the river council ", 10 * MEGABYTE);
    assert_eq!(sentences(&text).count(), 1);
    let summary = summarize(&text, Budget::Words(10));
    assert!(summary.is_over_budget);
    assert_eq!(summary.to_string(), text.trim());
}

#[test]
fn ten_megabytes_of_one_word() {
    let text = repeat("wall", 10 * MEGABYTE);
    assert_eq!(sentences(&text).count(), 1);
    assert_eq!(summarize(&text, 3).to_string(), text);
}

#[test]
fn a_giant_word_in_every_language() {
    for language in Language::ALL.into_iter().filter(|language| language.has_stop_words()) {
        for letters in ["é", "க", "ه", "ά", "ы"] {
            let text = repeat(letters, MEGABYTE / 4);
            let summary = summarize(&text, Options::new(1).language(language));
            assert_eq!(summary.to_string(), text, "{letters} in {language}");
        }
    }
}

/// How many sentences a text has, and how many of them may stand in a summary.
fn count(text: &str, language: Language) -> (usize, usize) {
    let documents = [Document::plain(text)];
    let mut analyzer = Analyzer::new();
    let analysis = analyzer.analyze(&documents, Some(language));
    (analysis.sentences().len(), Scores::new(&analysis, Method::Auto).sentences.len())
}

#[test]
fn a_megabyte_of_the_same() {
    // A piece, the sentences of a megabyte of it, and how many of these have a word.
    let cases: &[(&str, (usize, usize))] = &[
        (".", (1, 0)),
        (". ", (1, 0)),
        (". . . ", (1, 0)),
        ("…", (1, 0)),
        ("(", (1, 0)),
        (")", (1, 0)),
        ("\"", (1, 0)),
        ("«", (1, 0)),
        ("•", (1, 0)),
        ("\u{301}", (1, 0)),
        ("\0", (1, 0)),
        ("[1]", (1, 1)),
        ("日", (1, 1)),
        // Initials do not end a sentence, whatever their number.
        ("a. ", (1, 1)),
        ("\n", (0, 0)),
        ("\r\n", (0, 0)),
        (" ", (0, 0)),
        ("- ", (0, 0)),
        // The end of a bracket is not looked for to the end of the text. Where nothing has a capital, small letters begin sentences.
        ("a! (", (250_000, 250_000)),
    ];
    for (piece, expected) in cases {
        assert_eq!(count(&repeat(piece, MEGABYTE), Language::English), *expected, "{piece:?}");
    }
}

#[test]
fn a_megabyte_of_short_sentences() {
    let cases = [
        ("No! ", Language::English, 250_000),
        ("日。", Language::English, 166_666),
        // Here it is UAX #29 that splits.
        ("日。", Language::Undetermined, 166_666),
    ];
    for (piece, language, expected) in cases {
        let text = repeat(piece, MEGABYTE);
        assert_eq!(Splitter::new(language).sentences(&text).count(), expected, "{piece:?} in {language}");
    }
}

#[test]
fn two_hundred_thousand_lines_of_one_word() {
    let text = "word\n".repeat(200_000);
    assert_eq!(sentences(&text).count(), 200_000);
    // The methods that go through the text many times have their turn below, with fewer sentences.
    let summary = summarize(&text, Options::new(3).method(Method::TfIdf));
    assert_eq!(summary.to_string(), "word\nword\nword");
    // All say the same, and ties go to the earlier.
    assert_eq!(summary.sentences.iter().map(|s| s.span.start).collect::<Vec<_>>(), [0, 5, 10]);
}

#[test]
fn a_hundred_thousand_words_of_which_none_recurs() {
    let text: String = (0..20_000).map(|i| format!("The word{i} is no verb{i}. ")).collect();
    assert_eq!(sentences(&text).count(), 20_000);
    for method in Method::ALL {
        let summary = summarize(&text, Options::new(Budget::Ratio(0.01)).method(method));
        let words: usize = summary.sentences.iter().map(|s| s.text.unicode_words().count()).sum();
        assert!((900..=1000).contains(&words), "{method}: {words} of 100,000 words");
    }
}

#[test]
fn fifty_thousand_long_items_in_one_list() {
    let text = format!("• Item {}\n", "word ".repeat(26)).repeat(50_000);
    assert_eq!(sentences(&text).count(), 50_000);
}

#[cfg(feature = "markdown")]
fn summarize_markdown(source: &str) -> String {
    nutgraf::summarize_documents(&mut Analyzer::new(), &[Document::markdown(source)], 1).to_string()
}

#[cfg(feature = "markdown")]
#[test]
fn markdown_ten_thousand_levels_deep() {
    let text = "The wall is up.";
    let cases = [
        (">", "", text),
        ("> ", "", text),
        ("- ", "", text),
        ("1. ", "", text),
        ("- > ", "", text),
        ("**", "**", text),
        // The alternative text of an image is left out.
        ("![", "](x)", ""),
    ];
    for (open, close, expected) in cases {
        let source = format!("{}{text}{}", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(summarize_markdown(&source), expected, "{open:?}");
    }
    // What never closes is text, however often it opens.
    for open in ["[", "`a", "<", "|a", "&", "\\[", "[^1]", "*a ", "_"] {
        let source = format!("{} The wall is up.", open.repeat(100_000));
        assert!(summarize_markdown(&source).ends_with(text), "{open:?}");
    }
}

/// Each line is indented further than the one above, so a thousand levels make a megabyte.
#[cfg(feature = "markdown")]
#[test]
fn a_list_a_thousand_levels_deep_line_by_line() {
    let source: String =
        (0..1000).map(|level| format!("{}- The wall is up.\n", "  ".repeat(level))).collect();
    let document = Document::markdown(&source);
    assert_eq!(document.blocks().len(), 1000);
    assert_eq!(summarize_markdown(&source), "The wall is up.");
}
