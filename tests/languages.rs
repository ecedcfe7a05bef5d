//! What is said of languages is what the library has.

use nutgraf::{Language, Resources};

/// The table of docs/languages.md: made by this test with `LANGUAGES=overwrite`.
#[cfg(feature = "cli")]
#[test]
fn the_page_of_languages_says_what_there_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/languages.md");
    let page = std::fs::read_to_string(path).unwrap();
    let head = "| language | code |";
    let start = page.find(head).expect("the page has the table");
    let end = start + page[start..].find("\n\n").map_or(page.len() - start, |at| at + 1);
    let table = table();
    if std::env::var_os("LANGUAGES").is_some_and(|how| how == "overwrite") {
        std::fs::write(path, format!("{}{table}{}", &page[..start], &page[end..])).unwrap();
        return;
    }
    assert!(
        page[start..end] == table,
        "docs/languages.md is out of date: LANGUAGES=overwrite cargo test --test library languages::"
    );
}

#[cfg(feature = "cli")]
fn table() -> String {
    let mut table = String::from(
        "| language | code | detected by | abbreviations | stop words | stemmer | inflection | judged | weak words | role words | \
         background | tagger |\n|---|---|---|--:|--:|---|---|---|--:|--:|---|---|\n",
    );
    for language in Language::ALL {
        let has = Resources::of(language);
        let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        let yes = |is: bool| if is { "yes" } else { "" };
        table += &format!(
            "| {} | `{}` | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            language.name(),
            language.code(),
            has.detection.map_or("", |detection| detection.name()),
            count(has.abbreviations),
            count(has.stop_words),
            yes(has.stemmer),
            yes(has.inflection),
            yes(has.judged),
            count(has.weak_words),
            count(has.role_words),
            yes(has.background),
            yes(has.tagger),
        );
    }
    table
}

/// What is judged has stop words and a stemmer, and what has no spaces has neither.
#[test]
fn resources_agree_with_each_other() {
    for language in Language::ALL {
        let has = Resources::of(language);
        assert!(!has.judged || has.stemmer && has.stop_words > 100 && has.role_words > 0, "{language}");
        assert!(has.spaces || !has.stemmer, "{language}");
        assert_eq!(has.detection.is_some(), cfg!(feature = "detect"), "{language}");
        assert_eq!(has.judged, language.has_stop_words());
    }
    let none = Resources::of(Language::Undetermined);
    assert_eq!((none.abbreviations, none.stop_words, none.detection), (0, 0, None));
}

#[cfg(feature = "detect")]
#[test]
fn a_text_contradicts_what_is_said_of_it_only_if_that_is_plain() {
    use nutgraf::Document;

    let english = "The council approved the new flood wall on Monday after a long debate, and the people of the town are glad. ";
    let said = |text: &str, language| Document::plain(text).contradicts(language);
    assert_eq!(said(&english.repeat(3), Language::German), Some(Language::English));
    assert_eq!(said(&english.repeat(3), Language::English), None);
    assert_eq!(said("The wall.", Language::German), None);
    assert_eq!(said("", Language::German), None);
    let danish =
        "Byrådet vedtog den nye mur i mandags efter en lang debat, og folk i byen er glade for det. "
            .repeat(3);
    assert_eq!(said(&danish, Language::Norwegian), None);
    assert_eq!(said(&danish, Language::Swedish), Some(Language::Danish));
}

/// `tests/languages/detected.tsv` has a sentence, or several, in sixty languages a line, each behind the code of its language. Where it is
/// taken for another today, that one's code stands behind an arrow: the day it is right, the test fails until that is removed.
#[test]
fn sentences_tell_their_language() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/languages/detected.tsv");
    let lines = std::fs::read_to_string(path).unwrap();
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    let (mut count, mut wrong) = (0, Vec::new());
    for line in lines {
        let (codes, text) = line.split_once('\t').expect("a code, a tab and a text");
        let expected = codes.split("->").last().unwrap_or(codes);
        let found = Language::detect(text).map_or("none", Language::code);
        count += 1;
        if found != expected {
            wrong.push(format!("{codes}: found {found}: {text}"));
        }
    }
    assert!(count >= 300 && wrong.is_empty(), "of {count}:\n{}", wrong.join("\n"));
}
