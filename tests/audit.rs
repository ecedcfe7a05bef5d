//! Audits: which phrases count, in cases of `tests/audit/phrases.txt`; which drafts are found unusual.
//!
//! A case is a comment line with its reason, lines of `text:`, `markdown:` or `line:` (lines of a plain text), a
//! `phrase:`, and `count:` with the folded and the exact count. A blank line ends it.

use nutgraf::{AuditOptions, Auditor, Document, Format, Level, audit};

struct Case {
    line: usize,
    text: String,
    format: Format,
    phrase: String,
    counts: (usize, usize),
}

fn cases() -> Vec<Case> {
    let source = include_str!("audit/phrases.txt");
    let mut cases = Vec::new();
    let mut start = 0;
    for stanza in source.split("\n\n").filter(|stanza| !stanza.trim().is_empty()) {
        let line = source[..start].lines().count() + 1;
        start += stanza.len() + 2;
        let field = |name: &str| {
            let lines = stanza.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            let found: Vec<String> = lines.map(unescape).collect();
            (!found.is_empty()).then(|| found.join("\n"))
        };
        let Some(counts) = field("count") else { continue };
        let counts = counts.split_once(' ').expect("two counts");
        let format = if field("markdown").is_some() { "markdown" } else { "text" };
        cases.push(Case {
            line,
            text: field(format).expect("a text"),
            format: format.parse().expect("a format of this build"),
            phrase: field("phrase").unwrap_or_default(),
            counts: (counts.0.parse().expect("a count"), counts.1.parse().expect("a count")),
        });
    }
    cases
}

/// `\n` and `\u{…}` stand for what they stand for in Rust.
fn unescape(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(code) = rest.strip_prefix("u{") {
            let (digits, behind) = code.split_once('}').expect("a closing brace");
            out.extend(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
            rest = behind;
        } else {
            rest = rest.strip_prefix('n').expect("only \\n and \\u{…} are escapes");
            out.push('\n');
        }
    }
    out + rest
}

#[test]
fn phrases_are_counted_as_written() {
    let mut faults = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 30, "only {} cases were read", cases.len());
    for case in cases {
        let options =
            AuditOptions::new().keyphrase(case.phrase.as_str()).language(nutgraf::Language::English);
        let audit = Auditor::new().audit(&Document::read(&case.text, case.format), &options);
        let found = (audit.keyphrases[0].occurrences.len(), audit.keyphrases[0].exact);
        if found != case.counts {
            faults.push(format!("line {}: {:?} {found:?} times in {:?}", case.line, case.phrase, case.text));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The draft written to be stuffed, and a report that is not.
#[test]
fn the_stuffed_draft_is_found_and_the_report_is_not() {
    let read =
        |name| std::fs::read_to_string(format!("{}/corpora/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let stuffed = audit(&read("smart-thermostat-rebate.txt"), &AuditOptions::new());
    assert_eq!(stuffed.phrases[0].text, "smart thermostat rebate program");
    assert!(stuffed.phrases[0].occurrences.len() >= 16);
    assert_eq!(stuffed.findings[0].level, Level::Warning);
    let report = audit(&read("flood-wall.txt"), &AuditOptions::new());
    assert_eq!(report.findings, []);
}

#[test]
fn spans_point_at_the_phrase_and_figures_add_up() {
    let text =
        "# Heat pumps\n\nA *heat* pump is loud. Our heat pump hums.\n\n- heat pump: buy a heat pump now\n";
    let options = AuditOptions::new().keyphrase("heat pump");
    let audit = Auditor::new().audit(&Document::read(text, "markdown".parse().unwrap()), &options);
    let asked = &audit.keyphrases[0];
    let found: Vec<&str> = asked.occurrences.iter().map(|occurrence| occurrence.span.of(text)).collect();
    assert_eq!(found, ["Heat pumps", "heat* pump", "heat pump", "heat pump", "heat pump"]);
    assert_eq!(
        (audit.words, asked.words, asked.places.title, asked.paragraphs, asked.openers),
        (18, 2, 1, 1, 1)
    );
    assert!((asked.coverage - 100.0 * 10.0 / 18.0).abs() < 1e-9);
    assert_eq!(asked.variants.iter().map(|(_, count)| count).sum::<usize>(), 5);
    assert_eq!(audit.phrases[0].occurrences.len(), 5);
}

#[test]
fn odd_drafts_are_no_error() {
    for text in ["", " ", "word", "!!!", "1 2 1 2 1 2", "🙂 🙂 🙂", "\u{0}\u{0}", "a a a a a a a a"] {
        let audit = audit(text, &AuditOptions::new().keyphrase("").keyphrase("\"\"").keyphrase("a a"));
        assert_eq!(audit.keyphrases[0].occurrences.len() + audit.keyphrases[1].occurrences.len(), 0);
        assert!(
            audit.measures.family_coverage.is_finite() && audit.measures.family_coverage <= 100.0,
            "{text:?}"
        );
    }
}

/// What an auditor has read before changes nothing.
#[test]
fn audits_do_not_depend_on_those_before() {
    let one = "The heat pump hums. A heat pump hums. Every heat pump hums at night.";
    let other = "Pump the heat out. Heat pump owners hum. Heat pump owners sing. Heat pump owners sleep.";
    let options = AuditOptions::new().keyphrase("heat pump");
    let mut used = Auditor::new();
    let _ = used.audit(&Document::plain(one), &options);
    assert_eq!(used.audit(&Document::plain(other), &options), audit(other, &options));
}
