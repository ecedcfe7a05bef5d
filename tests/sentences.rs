//! Sentences: cases for the splitter, each a stanza of `tests/sentences/LANG.txt`.
//!
//! ```text
//! # What the case shows. May be left out.
//! The text. It may stand on one line
//! or on several.
//! ---
//! The text.
//! It may stand on one line / or on several.
//! ===
//! ```
//!
//! * Between `---` and `===` stand the sentences, one a line. A line break inside a sentence, with the blanks
//!   around it, is shown as ` / `.
//! * Line breaks of the text are real ones, and so are blank lines in it; blank lines before a stanza are not
//!   part of it. Anything else that the eye cannot see is an escape: `\r`, `\t`, `\u{A0}`, and `\\` is a
//!   backslash. A text that begins with `#` or has a line `---` needs one too.
//! * A case that the splitter still gets wrong says so: behind the right sentences comes a line `!today`, and
//!   then the sentences that are found today. The day it is right, the test fails until the mark is removed.
//!
//! Each rule and each section of a table has a case that fails without it. To see how many:
//!
//! ```sh
//! cargo test --test sentences -- --nocapture
//! ```

#![allow(clippy::print_stdout)] // The counts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use nutgraf::{Language, Rule, Splitter};

/// A stanza.
struct Case {
    language: Language,
    /// `tests/sentences/en.txt:12`, where its text begins.
    place: String,
    text: String,
    /// The right sentences, with line breaks shown as ` / `.
    expected: Vec<String>,
    /// The sentences that are found, where they are known to be wrong.
    today: Option<Vec<String>>,
}

#[test]
fn the_cases_hold() {
    let mut report = String::new();
    let mut cases_of = BTreeMap::new();
    for case in cases() {
        let found = split(&Splitter::new(case.language), &case.text);
        let (cases, marked): &mut (usize, usize) = cases_of.entry(case.language.code()).or_default();
        *cases += 1;
        *marked += usize::from(case.today.is_some());
        let problem = match &case.today {
            None if found == case.expected => continue,
            None => "wrong",
            Some(_) if found == case.expected => "right now: remove its `!today` and what follows it",
            Some(today) if found == *today => continue,
            Some(_) => "still wrong, in another way than `!today` says",
        };
        write!(report, "\n{}: {problem}", case.place).unwrap();
        for (name, sentences) in [("expected", &case.expected), ("found", &found)] {
            write!(report, "\n  {name}").unwrap();
            sentences.iter().for_each(|sentence| write!(report, "\n    {}", encode(sentence)).unwrap());
        }
    }
    println!("language: cases (of them wrong today)");
    for language in languages() {
        let (cases, marked) = cases_of.get(language.code()).copied().unwrap_or_default();
        println!("{language}: {cases} ({marked})");
        let minimum = minimum(language);
        if cases < minimum {
            write!(report, "\n{language}: {cases} cases, at least {minimum} expected").unwrap();
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_rule_has_a_case() {
    let cases = sound_cases();
    let mut idle = Vec::new();
    println!("rule: cases that fail without it");
    for rule in Rule::ALL {
        let fails =
            |case: &&Case| split(&Splitter::new(case.language).without(rule), &case.text) != case.expected;
        let count = cases.iter().filter(fails).count();
        println!("{rule:?}: {count}");
        if count == 0 {
            idle.push(rule);
        }
    }
    assert!(idle.is_empty(), "no case fails without {idle:?}");
}

/// Nothing can take a section out of a table, but its words can be taken out of the texts: where a table has
/// `mr`, the text gets `Mrmrmr.` for `Mr.`, which no table has.
#[test]
fn every_section_has_a_case() {
    let cases = sound_cases();
    let mut idle = Vec::new();
    let mut totals: BTreeMap<String, usize> = BTreeMap::new();
    println!("section: cases that fail without its words");
    for language in languages().filter(|language| is_grown(*language)) {
        let own = || cases.iter().filter(|case| case.language == language);
        for (section, words) in sections(language) {
            // Polite pronouns and divisions of laws count only without layout, which cases have.
            if matches!(&*section, "options" | "polite" | "divisions") {
                continue;
            }
            let fails = |case: &&Case| {
                let expected: Vec<_> = case.expected.iter().map(|line| disguise(line, &words)).collect();
                split(&Splitter::new(language), &disguise(&case.text, &words)) != expected
            };
            let count = own().filter(fails).count();
            println!("{language} {section}: {count}");
            // In most languages these change nothing: months tell ordinals only where nouns have capitals,
            // and `etc.` is a word like any other but before lower case in careless writing.
            if count == 0 && section != "months" && section != "closes" {
                idle.push(format!("{language} {section}"));
            }
            *totals.entry(section).or_default() += count;
        }
    }
    idle.extend(totals.into_iter().filter(|(_, count)| *count == 0).map(|(section, _)| section));
    assert!(idle.is_empty(), "no case fails without the words of {idle:#?}");
}

/// A case shows an option if it is right in every language that has the option, and wrong in every other.
#[test]
fn every_option_has_a_case() {
    let cases = sound_cases();
    let options_of = |language| sections(language).remove("options").unwrap_or_default();
    let options: BTreeSet<String> = languages().flat_map(options_of).collect();
    assert!(!options.is_empty());
    println!("option: cases that it decides");
    // Two count only without layout, which cases have: src/sentence/capitals.rs tests them. The third needs a starter, and no word is one
    // in all languages that have it.
    let is_for_lines = |option: &String| !matches!(&**option, "capitals" | "divisions" | "leads");
    for option in options.into_iter().filter(is_for_lines) {
        let shows = |case: &&Case| {
            // Where a colon is a full stop, what is quoted begins a sentence anyway.
            let is_free =
                |language: &Language| option != "quoted" || !options_of(*language).contains("colons");
            languages().filter(is_free).all(|language| {
                let right = split(&Splitter::new(language), &case.text) == case.expected;
                right == options_of(language).contains(&option)
            })
        };
        let count = cases.iter().filter(shows).count();
        println!("{option}: {count}");
        assert!(count > 0, "no case shows the option {option}");
    }
}

/// The languages with a file of cases: those with tables of their own, and the undetermined one.
fn languages() -> impl Iterator<Item = Language> {
    let has_none = |language: &Language| matches!(language, Language::Khmer | Language::Lao | Language::Thai);
    Language::ALL.into_iter().filter(move |language| !has_none(language)).chain([Language::Undetermined])
}

/// Those whose tables have been measured word by word. Of the others each has a case or two.
fn is_grown(language: Language) -> bool {
    language.has_stop_words() || language == Language::Undetermined
}

/// The least number of cases a language may have.
fn minimum(language: Language) -> usize {
    match language {
        Language::English | Language::German | Language::French | Language::Spanish => 45,
        Language::Undetermined => 10,
        _ if is_grown(language) => 16,
        _ => 1,
    }
}

/// The cases of all files.
fn cases() -> Vec<Case> {
    languages().flat_map(cases_of).collect()
}

/// The cases that are right today.
fn sound_cases() -> Vec<Case> {
    cases().into_iter().filter(|case| case.today.is_none()).collect()
}

/// The cases of one file.
fn cases_of(language: Language) -> Vec<Case> {
    let file = format!("tests/sentences/{}.txt", language.code());
    let source = read(&file);
    let mut lines = (1..).zip(source.lines()).peekable();
    let mut cases = Vec::new();
    loop {
        while lines.next_if(|(_, line)| line.is_empty() || line.starts_with('#')).is_some() {}
        let Some((first, _)) = lines.peek() else { return cases };
        let place = format!("{file}:{first}");
        let mut parts = vec![("", Vec::new())];
        loop {
            let (_, line) = lines.next().unwrap_or_else(|| panic!("{place}: the stanza does not end"));
            match line {
                "===" => break,
                "---" | "!today" => parts.push((line, Vec::new())),
                _ => parts.last_mut().expect("one to begin with").1.push(decode(line, &place)),
            }
        }
        let names: Vec<_> = parts.iter().map(|(name, _)| *name).collect();
        assert!(
            matches!(names[..], ["", "---"] | ["", "---", "!today"]),
            "{place}: a stanza is a text, `---`, sentences, `===`"
        );
        let mut parts = parts.into_iter().map(|(_, lines)| lines);
        let text = parts.next().expect("a text").join("\n");
        let (expected, today) = (parts.next().expect("sentences"), parts.next());
        assert_ne!(today.as_ref(), Some(&expected), "{place}: what is found today is right");
        cases.push(Case { language, place, text, expected, today });
    }
}

/// The sections of the table of a language: the name of each and its words.
fn sections(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let source = read(&format!("src/sentence/tables/{}.txt", language.code()));
    let mut sections: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut section = String::new();
    for line in source.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name.to_owned(),
            None => {
                let words = line.split_whitespace().map(str::to_owned);
                sections.entry(section.clone()).or_default().extend(words);
            }
        }
    }
    sections.retain(|_, words| !words.is_empty());
    sections
}

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The sentences of a text, with line breaks shown as ` / `.
fn split(splitter: &Splitter, text: &str) -> Vec<String> {
    splitter.sentences(text).map(show_breaks).collect()
}

fn show_breaks(sentence: &str) -> String {
    let lines =
        sentence.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']).map(str::trim);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// A line of a file, with its escapes replaced by what they stand for.
fn decode(line: &str, place: &str) -> String {
    let mut decoded = String::new();
    let mut rest = line;
    while let Some((before, escape)) = rest.split_once('\\') {
        decoded.push_str(before);
        let (c, len) = match escape.chars().next() {
            Some('n') => ('\n', 1),
            Some('r') => ('\r', 1),
            Some('t') => ('\t', 1),
            Some('\\') => ('\\', 1),
            _ => {
                let digits = escape.strip_prefix("u{").and_then(|rest| Some(rest.split_once('}')?.0));
                let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let c = number.and_then(char::from_u32);
                let c = c.unwrap_or_else(|| panic!("{place}: no such escape: \\{escape}"));
                (c, "u{}".len() + digits.map_or(0, str::len))
            }
        };
        decoded.push(c);
        rest = &escape[len..];
    }
    decoded + rest
}

/// A sentence as it would stand in a file.
fn encode(sentence: &str) -> String {
    let mut encoded = String::new();
    for c in sentence.chars() {
        match c {
            '\t' => encoded.push_str("\\t"),
            '\\' => encoded.push_str("\\\\"),
            ' ' => encoded.push(c),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {
                encoded.extend(c.escape_unicode())
            }
            _ if c.is_whitespace() || c.is_control() => encoded.extend(c.escape_unicode()),
            _ => encoded.push(c),
        }
    }
    encoded
}

/// A text with each of `words`, whatever its case, replaced by three times its letters.
fn disguise(text: &str, words: &BTreeSet<String>) -> String {
    let mut disguised = String::new();
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let begins = c.is_alphanumeric() && !before.is_some_and(|b: char| b.is_alphanumeric() || b == '.');
        let piece = match known_word(rest, words).filter(|_| begins) {
            Some(word) => {
                let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
                disguised.push_str(&letters);
                disguised.push_str(&letters.to_lowercase().repeat(2));
                word
            }
            None => {
                disguised.push(c);
                &rest[..c.len_utf8()]
            }
        };
        before = piece.chars().next_back();
        rest = &rest[piece.len()..];
    }
    disguised
}

/// The longest of `words`, in any case, that the text begins with, if it is no part of a longer one.
fn known_word<'t>(text: &'t str, words: &BTreeSet<String>) -> Option<&'t str> {
    let ends = |at: &usize| {
        let mut behind = text[*at..].chars();
        !match behind.next() {
            Some('.') => behind.next().is_some_and(char::is_alphanumeric),
            next => next.is_some_and(char::is_alphanumeric),
        }
    };
    let len = text.find(char::is_whitespace).unwrap_or(text.len());
    let bounds = text[..len].char_indices().map(|(at, c)| at + c.len_utf8());
    let known = |at: &usize| ends(at) && words.contains(&text[..*at].to_lowercase());
    bounds.rev().find(known).map(|at| &text[..at])
}

#[test]
fn escapes_are_read_and_written() {
    assert_eq!(decode(r"a\u{A0}b\tc\\n\r", "here"), "a\u{A0}b\tc\\n\r");
    assert_eq!(encode("a\u{A0}b\tc\\n\u{200B}"), r"a\u{a0}b\tc\\n\u{200b}");
}

#[test]
fn words_are_disguised_whole_and_in_their_case() {
    let words = BTreeSet::from(["mr".to_owned(), "e.g".to_owned(), "e".to_owned()]);
    assert_eq!(disguise("Mr. E. Mrs, e.g. Eve (mr)", &words), "Mrmrmr. Eee. Mrs, egegeg. Eve (mrmrmr)");
}
