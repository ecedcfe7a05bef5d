//! Densities agree with audits to the digit: one place counts words.

use std::fs;

use nutgraf::{Auditor, DensityOptions, Document, Format, Language};

/// All texts of `corpora/`, and a longer text in each language that the splitter is tested in.
fn texts() -> Vec<(String, String, Format, Option<Language>)> {
    let mut texts = Vec::new();
    for folder in ["corpora", "tests/sentences"] {
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let format = match path.extension().and_then(|extension| extension.to_str()) {
                #[cfg(feature = "markdown")]
                Some("md") => Format::Markdown,
                Some("txt") => Format::Text,
                _ => continue,
            };
            let language = path.file_stem().unwrap().to_str().unwrap().parse().ok();
            let language = language.filter(|_| folder == "tests/sentences");
            texts.push((path.display().to_string(), fs::read_to_string(&path).unwrap(), format, language));
        }
    }
    texts
}

#[test]
fn phrases_have_the_numbers_that_an_audit_gives_them() {
    let mut auditor = Auditor::new();
    let (mut phrases, mut singles) = (0, 0);
    for (name, text, format, language) in texts() {
        let document = Document::read(&text, format).unwrap();
        let audit = auditor.audit(&document, &nutgraf::AuditOptions::new().language(language));
        let options = DensityOptions::new().words(1, 6).language(language);
        let density = auditor.density(std::slice::from_ref(&document), &options);
        assert_eq!((density.words, density.paragraphs), (audit.words, audit.paragraphs), "{name}");
        assert_eq!(
            (density.content_words, density.sentences),
            (audit.measures.content_words, audit.measures.sentences),
            "{name}"
        );
        for phrase in audit.phrases.iter().filter(|phrase| phrase.words <= 6) {
            phrases += 1;
            let first = phrase.occurrences[0].span;
            let rows = &density.tables[phrase.words - 1].rows;
            let row = rows.iter().find(|row| row.first.span == first);
            let row = row.unwrap_or_else(|| panic!("{name}: {} is missing", phrase.text));
            assert_eq!((row.count, row.paragraphs), (phrase.occurrences.len(), phrase.paragraphs), "{name}");
            assert_eq!((row.density, row.share), (phrase.density, phrase.window_density), "{name}");
            assert_eq!(row.text, phrase.text, "{name}");
        }
        for word in &audit.single_words {
            singles += 1;
            let row = density.tables[0].rows.iter().find(|row| row.text == word.text);
            let row = row.unwrap_or_else(|| panic!("{name}: {} is missing", word.text));
            assert_eq!((row.count, row.density), (word.count, word.density), "{name}");
        }
    }
    assert!(phrases > 150 && singles > 300, "{phrases} {singles}");
}

/// The texts of `corpora/against`, the draft first.
#[cfg(feature = "markdown")]
fn planted() -> Vec<String> {
    let names =
        ["draft", "reference-1", "reference-2", "reference-3", "reference-4", "reference-5", "reference-6"];
    names.map(|name| fs::read_to_string(format!("corpora/against/{name}.md")).unwrap()).to_vec()
}

#[cfg(feature = "markdown")]
#[test]
fn planted_terms_are_found_and_what_one_reference_says_is_not() {
    let texts = planted();
    let documents: Vec<Document<'_>> = texts.iter().map(|text| Document::markdown(text)).collect();
    let compared = Auditor::new().compare(&documents, None);
    let names = |terms: &[nutgraf::Term]| -> Vec<String> {
        terms.iter().take(10).map(|term| term.text.to_lowercase()).collect()
    };
    let missing = names(&compared.missing);
    for planted in ["downspout", "overflow", "diverter", "mosquito screen", "foundation", "frost"] {
        assert!(missing.iter().any(|term| term == planted), "{planted}: {missing:?}");
    }
    let under = names(&compared.under_used);
    assert!(under.iter().any(|term| term == "roof"), "{under:?}");
    let over = names(&compared.over_used);
    assert!(over.iter().any(|term| term.contains("quality")), "{over:?}");
    let all: Vec<String> = [&compared.missing, &compared.under_used, &compared.over_used]
        .into_iter()
        .flatten()
        .map(|term| term.text.to_lowercase())
        .collect();
    for single in ["marta", "lindqvist", "hollins", "newsletter", "ostrava", "comments"] {
        assert!(!all.iter().any(|term| term.contains(single)), "{single}: {all:?}");
    }
    for term in [&compared.missing, &compared.under_used, &compared.over_used].into_iter().flatten() {
        assert!(term.range.0 <= term.median && term.median <= term.range.1, "{}", term.text);
        assert!(term.references <= 6 && term.g2 >= 0.0, "{}", term.text);
    }
    assert_eq!((compared.references, compared.measures[0].name), (6, "words"));
}

/// A hundred references of 1,500 words take as long as ten times ten: steps are not counted here, but a second bounds them.
#[test]
fn a_hundred_references_take_no_time() {
    let word = |number: usize| format!("w{}", number * 7919 % 4001);
    let text = |seed: usize| {
        (0..1500)
            .map(|at| word(seed * 31 + at) + if at % 12 == 11 { "." } else { "" })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let texts: Vec<String> = (0..101).map(text).collect();
    let documents: Vec<Document<'_>> = texts.iter().map(|text| Document::plain(text)).collect();
    let began = std::time::Instant::now();
    let compared = Auditor::new().compare(&documents, Some(Language::English));
    let took = began.elapsed();
    assert_eq!(compared.references, 100);
    // Tests are built without all optimization and run beside others.
    assert!(took.as_secs() < 20, "{took:?}");
}
