//! The texts in `corpora/`: each is read and split as its gold file says.
//!
//! A gold file has a line for each sentence: `# ` before those of titles and headings, `- ` before those of list
//! items, `| ` before table cells, nothing before prose. `~ ` before any of these marks a boundary that is known to
//! be missed today: the sentence runs on into the next line. When it no longer does, the mark goes.

use std::path::{Path, PathBuf};

use nutgraf::{Analyzer, BlockKind, Document, Format, Method, Options, summarize_documents};

/// Names, texts and gold files of all articles.
fn articles() -> Vec<(String, String, String, Format)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut gold: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "gold"))
        .collect();
    gold.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (text, format) = match std::fs::read_to_string(path.with_extension("md")) {
            Ok(text) => (text, Format::Markdown),
            Err(_) => (std::fs::read_to_string(path.with_extension("txt")).unwrap(), Format::Text),
        };
        (name, text, std::fs::read_to_string(&path).unwrap(), format)
    };
    gold.into_iter().map(read).collect()
}

/// The gold lines, those with a known fault joined to the next.
fn expected(gold: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut joined = String::new();
    for line in gold.lines() {
        match line.strip_prefix("~ ") {
            Some(line) => joined = joined + line + " ",
            None => lines.push(std::mem::take(&mut joined) + line),
        }
    }
    lines
}

#[test]
fn every_article_is_split_as_its_gold_says() {
    let articles = articles();
    assert!(articles.len() >= 12);
    let mut faults = Vec::new();
    for (name, text, gold, format) in &articles {
        let documents = [Document::read(text, *format).unwrap()];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, None);
        let found = analysis.sentences().iter().map(|sentence| {
            let prefix = match sentence.kind {
                BlockKind::Title | BlockKind::Heading => "# ",
                BlockKind::Item => "- ",
                BlockKind::Cell => "| ",
                _ => "",
            };
            format!("{prefix}{}", analysis.readable_text(sentence))
        });
        let (found, expected): (Vec<_>, _) = (found.collect(), expected(gold));
        let first = (0..found.len().max(expected.len())).find(|i| found.get(*i) != expected.get(*i));
        if let Some(i) = first {
            faults.push(format!(
                "{name}, line {}\n   found {:?}\nexpected {:?}",
                i + 1,
                found.get(i),
                expected.get(i)
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_language_is_detected() {
    for (name, text, _, format) in articles() {
        let expected = match name.as_str() {
            "hafenbruecke" | "pendlerrat" => "de",
            "moulin-a-maree" => "fr",
            "biblioteca-nocturna" => "es",
            "tramvai-po-raspisaniyu" => "ru",
            "feira-das-sementes" => "pt",
            _ => "en",
        };
        let documents = [Document::read(&text, format).unwrap()];
        assert_eq!(Analyzer::new().analyze(&documents, None).language().code(), expected, "{name}");
    }
}

/// A heading, a navigation line or a table cell is nothing that a summary should say.
#[test]
fn summaries_hold_prose_only() {
    for (name, text, gold, format) in articles() {
        let documents = [Document::read(&text, format).unwrap()];
        for method in Method::ALL {
            let summary =
                summarize_documents(&mut Analyzer::new(), &documents, Options::new(5).method(method));
            assert_eq!(summary.sentences.len(), 5, "{name}");
            for sentence in &summary.sentences {
                let line = |prefix: &str| format!("{prefix}{}", sentence.text);
                let lines: Vec<String> = expected(&gold);
                assert!(
                    lines.contains(&line("")) || lines.contains(&line("- ")),
                    "{name}: {}",
                    sentence.text
                );
            }
        }
    }
}
