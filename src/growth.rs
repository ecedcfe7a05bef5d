//! Cost in line with the size of a text, and output of bounded size, for texts made to break both.
//!
//! What is counted is work, not time: the steps of `work::count`, and the bytes that are allocated.

use std::ops::Range;

use crate::audit::{Audit, AuditOptions, Auditor};
use crate::document::Document;
use crate::random::SplitMix64;
use crate::render::{Report, checkstyle, github, html, json, junit, markdown, sarif, text, unix};
use crate::{Level, Limits, Method, OffsetUnit, Options, work};

/// What makes a text of at least this many bytes, with its name.
type Family = (&'static str, fn(usize) -> String);

/// What writes an audit down, with its name.
type Writer = (&'static str, fn(&Report<'_>) -> String);

/// Texts of at least this many bytes.
const FAMILIES: [Family; 10] = [
    ("one word", |bytes| "word ".repeat(bytes / 5)),
    ("one word a sentence", |bytes| "a. ".repeat(bytes / 3)),
    ("doubled words", |bytes| "tick tick. ".repeat(bytes / 11)),
    ("marks of emphasis", |bytes| "*a ".repeat(bytes / 3)),
    ("no-break spaces", |bytes| "\u{A0}a".repeat(bytes / 3)),
    ("Fibonacci words", |bytes| {
        let (mut one, mut two) = ("aa ".to_string(), "aa bb ".to_string());
        while two.len() < bytes {
            (one, two) = (two.clone(), two + &one);
        }
        two.truncate(bytes / 3 * 3);
        two
    }),
    ("drawn of six words", |bytes| {
        let mut numbers = SplitMix64::new(1);
        let mut word = || ["tick ", "tock ", "bell ", "wall ", "road ", "gate "][numbers.below(6)];
        (0..bytes / 5).map(|_| word()).collect()
    }),
    ("near copies", |bytes| {
        let sentence = |n: usize| {
            let wall = ["flood", "river", "old", "new"][n * n % 7 % 4];
            format!("The council approved the {wall} wall on Monday after a long debate about money. ")
        };
        (0..bytes / 75).map(sentence).collect()
    }),
    ("one opening", |bytes| (0..bytes / 20).map(|n| format!("We saw the {n:x} gate. ")).collect()),
    ("all words doubled", |bytes| {
        let word =
            |n: usize| -> String { format!("{n:06}").bytes().map(|b| char::from(b + b'b' - b'0')).collect() };
        (0..bytes / 25).map(|n| format!("A {0} {0} stood. ", word(n))).collect()
    }),
];

/// All ways to write an audit down.
const FORMATS: [Writer; 10] = [
    ("text", |report| text::audit(report, 10, 80)),
    ("markdown", |report| markdown::audit(report, 10)),
    ("unix", unix::audit),
    ("github", github::audit),
    ("sarif", |report| sarif::audits(&[*report])),
    ("junit", |report| junit::audits(&[(*report, Some(Level::Warning))])),
    ("checkstyle", |report| checkstyle::audits(&[*report])),
    ("json", |report| {
        serde_json::to_string(&json::Audit::new(report.audit, report.source, OffsetUnit::Chars)).unwrap()
    }),
    ("jsonl", |report| serde_json::to_string(&json::FindingRow::all(report, OffsetUnit::Utf16)).unwrap()),
    ("html", |report| {
        let document = Document::plain(report.source);
        html::audit(&html::AuditPage::new(*report, &document, &Limits::default()))
    }),
];

fn audited(source: &str) -> Audit {
    Auditor::new()
        .audit(&Document::plain(source), &AuditOptions::new().language(Some(crate::Language::English)))
}

/// The steps and the allocated kilobytes of something.
fn cost(run: impl FnOnce()) -> [usize; 2] {
    let mut steps = 0;
    let allocated = allocation_counter::measure(|| steps = work::of(run));
    [steps, allocated.bytes_total as usize / 1024]
}

/// Twice the text costs at most this many times as much: an exponent of 1.2 is 2.3, and buffers double.
const MOST_GROWTH: f64 = 2.5;

/// What may be spent on top, in steps and in kilobytes: tables, templates, and output that has a bound of its own.
const FIXED: [f64; 2] = [100_000.0, 1_000.0];

#[track_caller]
fn check_growth(what: &str, one: [usize; 2], two: [usize; 2]) {
    for ((one, two), fixed) in one.into_iter().zip(two).zip(FIXED) {
        assert!(two as f64 <= MOST_GROWTH * one as f64 + fixed, "{what}: {one}, {two}");
    }
}

#[test]
fn audits_and_all_formats_grow_with_the_text() {
    const SIZES: Range<usize> = 30_000..60_000;
    // What is made once is made before.
    for (_, write) in FORMATS {
        let source = "The wall is a wall is a wall.";
        write(&Report::new("x", source, &audited(source)));
    }
    for (family, make) in FAMILIES {
        let texts = [make(SIZES.start), make(SIZES.end)];
        let [one, two] = texts.each_ref().map(|text| cost(|| drop(audited(text))));
        check_growth(&format!("{family}, audit"), one, two);
        let audits = texts.each_ref().map(|text| audited(text));
        for (format, write) in FORMATS {
            let of = |at: usize| {
                let report = Report::new("draft.md", &texts[at], &audits[at]);
                cost(|| drop(write(&report)))
            };
            check_growth(&format!("{family}, {format}"), of(0), of(1));
        }
    }
}

/// Of 150 KB; a page has the draft in it, and up to 5,000 marks.
#[test]
fn no_format_writes_more_than_its_bound() {
    for (family, make) in FAMILIES {
        let source = make(150_000);
        let audit = audited(&source);
        assert!(audit.findings.len() <= 3 * Audit::MOST_OF_RULE, "{family}: {}", audit.findings.len());
        let report = Report::new("draft.md", &source, &audit);
        for (format, write) in FORMATS {
            let bytes = write(&report).len();
            let most = match format {
                "text" | "markdown" | "github" | "junit" | "checkstyle" => 150_000,
                "html" => 1_200_000,
                _ => 1_000_000,
            };
            assert!(bytes <= most, "{family}, {format}: {bytes}");
        }
    }
}

#[test]
fn what_is_left_out_is_said_in_every_format() {
    let (_, make) = FAMILIES[FAMILIES.len() - 1];
    let source = make(20_000);
    let audit = audited(&source);
    assert!(audit.left_out > 100, "{}", audit.left_out);
    let report = Report::new("draft.md", &source, &audit);
    for (format, write) in FORMATS {
        let said = match format {
            "json" | "jsonl" => format!("\"findings_left_out\":{}", audit.left_out),
            _ => format!("{} more findings left out", audit.left_out),
        };
        let written = write(&report);
        // Lines for a terminal may end between the words.
        assert!(written.split_whitespace().collect::<Vec<_>>().join(" ").contains(&said), "{format}: {said}");
    }
}

#[test]
fn long_submodular_summaries_grow_with_the_text() {
    let text = |sentences: usize| {
        let mut numbers = SplitMix64::new(2);
        // Few words are common, and many rare.
        let mut word = || format!("w{}", 4_000 / (1 + numbers.below(4_000)) + numbers.below(400));
        let mut sentence = || format!("The {}. ", (0..11).map(|_| word()).collect::<Vec<_>>().join(" "));
        (0..sentences).map(|_| sentence()).collect::<String>()
    };
    let [one, two] = [2_000, 4_000].map(|sentences| {
        let text = text(sentences);
        let options = Options::new(500).method(Method::Submodular).language(Some(crate::Language::English));
        cost(|| drop(crate::summarize(&text, options)))
    });
    check_growth("submodular", one, two);
}
