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
    assert!(phrases > 200 && singles > 300, "{phrases} {singles}");
}
