//! Markdown of all dialects: its blocks, and their places.

use nutgraf::{BlockKind, Document, Format, Language, Role, Splitter};
use proptest::prelude::*;

const CASES: &str = include_str!("markdown/dialects.txt");

/// The cases of a file: name, source, expected lines.
fn cases() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    CASES.split("\n@@ ").skip(1).map(|case| {
        let (name, rest) = case.split_once('\n').unwrap();
        let (source, expected) = rest.rsplit_once("\n---\n").unwrap();
        (name, source, expected.trim_end())
    })
}

fn read<'s>(name: &str, source: &'s str) -> Document<'s> {
    let format = if name.ends_with(".mdx") { Format::Mdx } else { Format::Markdown };
    Document::read(source, format).unwrap()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn dialects_are_read() {
    let mut wrong = String::new();
    for (name, source, expected) in cases() {
        let document = read(name, source);
        let block = |block: &nutgraf::Block| {
            format!("{:?} {}", block.kind, on_one_line(block.span.of(document.text())))
        };
        let found = document.blocks().iter().map(block).collect::<Vec<_>>().join("\n");
        if found != expected {
            wrong += &format!("--- {name}: expected\n{expected}\n--- found\n{found}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Every letter of a sentence stands in its place in the source, in the order of the text.
fn assert_places(source: &str, document: &Document<'_>) {
    for sentence in Splitter::default().split(document) {
        let text = sentence.of(document.text());
        let mut there = document.source_span(sentence).of(source);
        // In what the parser alone takes for code, a sign of money stays the entity that it was made.
        for c in text.replace("&#36;", "$").chars().filter(|c| c.is_alphanumeric()) {
            // Raised digits stand in the source as digits between tags.
            let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip('0'..='9').find(|(raised, _)| *raised == c);
            let c = raised.map_or(c, |(_, digit)| digit);
            let found = there.find(c);
            assert!(found.is_some(), "{c:?} of {text:?} is not in its place in {source:?}");
            there = &there[found.unwrap() + c.len_utf8()..];
        }
    }
}

#[test]
fn places_lead_to_the_source() {
    for (name, source, _) in cases() {
        assert_places(source, &read(name, source));
        let quoted = source.replace('\n', "\r\n");
        assert_places(&quoted, &read(name, &quoted));
    }
}

/// What a tag of a template shows of the page is what front matter says.
#[test]
fn tags_show_what_front_matter_says() {
    let source = "---\ntitle: \"The new pier\"\nauthor:\n---\n\nIt is {{ page.title | escape }} by {{ page.author }}.\n";
    let document = Document::markdown(source);
    assert_eq!(document.text().trim(), "It is The new pier by ….");
}

#[test]
fn every_prefix_is_read() {
    for (name, source, _) in cases() {
        for (at, _) in source.char_indices() {
            assert_places(&source[..at], &read(name, &source[..at]));
        }
    }
}

/// Pieces of which hostile sources are made.
const PIECES: [&str; 40] = [
    "word",
    " ",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "# ",
    "```",
    "`",
    "{{<",
    ">}}",
    "{{%",
    "{{",
    "}}",
    "{%",
    "%}",
    "{",
    "}",
    "[[",
    "]]",
    "![[",
    "==",
    "%%",
    "$",
    "$$",
    "\\(",
    "\\)",
    ":::note",
    ":::",
    "!!! tip \"x\"",
    "=== \"y\"",
    "[!NOTE]",
    "<Card>",
    "</Card>",
    "<div>",
    "</div>",
    "^id",
    "#tag",
    "é漢",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_panics_and_places_hold(pieces in prop::collection::vec(0..PIECES.len(), 0..60), is_mdx: bool) {
        let source: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let name = if is_mdx { "x.mdx" } else { "x.md" };
        assert_places(&source, &read(name, &source));
    }
}

#[test]
fn runs_of_open_marks_are_read() {
    runs_of_open_marks(2_000);
}

/// Long runs of marks that never end cost no more than the text: some hundred texts of up to 200 kB are read in seconds where
/// cost is linear, in hours where it is not.
#[test]
#[ignore = "7 seconds without optimization: .ci/run asks for it"]
fn runs_of_open_marks_are_read_in_time() {
    runs_of_open_marks(20_000);
}

fn runs_of_open_marks(count: usize) {
    for piece in PIECES {
        for name in ["x.md", "x.mdx"] {
            for source in [format!("{piece} ").repeat(count), piece.repeat(count)] {
                let read = read(name, &source);
                assert!(read.text().len() <= 4 * source.len(), "{piece}");
            }
        }
    }
}

#[test]
fn notebooks_that_are_cut_off_or_empty_say_so() {
    for (source, why) in [
        ("", "it is empty"),
        ("{\"cells\": [{\"cell_type\": \"markdown\", \"source\": [\"The wall", "it is cut off"),
        ("{\"cells\": [{\"cell_type\": \"markdown\"},", "it is cut off"),
        ("{\"cells\": [}]", "no JSON at byte 11"),
    ] {
        let error = Document::read(source, Format::Notebook).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn notebooks_are_read_by_their_markdown() {
    let source = r##"{"cells": [{"cell_type": "markdown", "source": ["# Wall\n", "It sinks by $x_0$.\n"]},
        {"cell_type": "code", "source": ["no"]}], "nbformat": 4}"##;
    let document = Document::read(source, Format::Notebook).unwrap();
    let texts: Vec<&str> = document.blocks().iter().map(|block| block.span.of(document.text())).collect();
    assert_eq!(texts, ["Wall", "It sinks by $x_0$."]);
    assert_places(source, &document);
    assert_eq!(Format::of_content(source.as_bytes()).unwrap(), Format::Notebook);
    assert!(Format::of_content(b"{\"a\": 1}").unwrap_err().to_string().contains("JSON"));
}

fn role(markdown: &str) -> (Role, BlockKind) {
    let document = Document::markdown(markdown);
    let block = document.blocks()[0];
    (document.role_of(&block, block.span), block.kind)
}

#[test]
fn lines_of_links_are_no_prose() {
    for line in [
        "[English](a) | [Deutsch](b) | 简体中文",
        "[Home](/) · [Docs](/docs) · [Blog](/blog)",
        "Read this in other languages: [en](a), [de](b), [fr](c).",
        "[Home](/) > [Boats](/b) > Fees",
        "- [Other page](x)",
        "<p align=center><a href=\"a\">Site</a> • <a href=\"b\">Docs</a></p>",
    ] {
        assert_eq!(role(line).0, Role::Navigation, "{line}");
    }
    assert_eq!(role("- [Install](#install)").0, Role::Contents);
    assert_eq!(role("See [the plan](x) and [the log](y).").0, Role::LeadIn);
    for line in [
        "[Rita](x) met [Ned](y) at the wall on Monday.",
        "[The wall has sunk by nine inches since the great storm](x)",
        "[Rust](a) beats [C](b) by far.",
    ] {
        assert_eq!(role(line).0, Role::Prose, "{line}");
    }
}

#[test]
fn formulas_are_stretches_of_their_own() {
    // A letter is read without its dollars; what has an index is kept, and its sentence comes last.
    for (source, formula, role) in
        [("The rate $r$ grows.", "r", Role::Prose), ("The rate $r_0$ grows.", "$r_0$", Role::LeadIn)]
    {
        let document = Document::markdown(source);
        let [stretch] = document.stretches() else { panic!("{:?}", document.stretches()) };
        assert_eq!((stretch.role, stretch.span.of(document.text())), (Role::Formula, formula));
        assert_eq!(document.role_of(&document.blocks()[0], document.blocks()[0].span), role);
    }
}

/// What stands for something that is not shown ends no sentence, whatever the next word begins with.
#[test]
fn a_gap_ends_no_sentence() {
    let source = "Die Mauer ist {props.height} Meter hoch. Sie kostet {props.price} Euro, sagt Rita.\n";
    let document = Document::read(source, Format::Mdx).unwrap();
    let found: Vec<&str> = Splitter::new(Language::German)
        .split(&document)
        .map(|sentence| sentence.of(document.text()))
        .collect();
    assert_eq!(found, ["Die Mauer ist … Meter hoch.", "Sie kostet … Euro, sagt Rita."]);
}
