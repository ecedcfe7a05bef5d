//! The fast scorers and the lazy queues beside their slow twins, on our own texts and on random ones.

use proptest::prelude::*;

use super::greedy::{Lazy, tests};
use super::matrix::TermMatrix;
use super::{candidates, klsum, lexrank, mmr, submodular, textrank, tfidf};
use crate::analysis::Analyzer;
use crate::document::Document;
use crate::language::Language;

/// Scores are ranks times the number of sentences, 1 on average: so close must the twins be.
const CLOSE: f64 = 1e-5;

fn agree(text: &str, language: Option<Language>) -> Result<(), String> {
    let mut analyzer = Analyzer::new();
    let documents = [Document::plain(text)];
    let analysis = analyzer.analyze(&documents, language);
    let matrix = TermMatrix::new(&analysis, &candidates(&analysis));
    let vectors = matrix.weighted(&matrix.idf(&analysis));
    for (name, fast, slow) in [
        ("lexrank", lexrank::scores(&vectors, &matrix.joins()), lexrank::tests::dense(&vectors)),
        (
            "lexrank by terms",
            lexrank::tests::by_terms(&vectors, &matrix.joins()),
            lexrank::tests::dense(&vectors),
        ),
        ("textrank", textrank::scores(&matrix, &matrix.joins()), textrank::tests::dense(&matrix)),
        (
            "textrank by stems",
            textrank::tests::by_stems(&matrix, &matrix.joins()),
            textrank::tests::dense(&matrix),
        ),
    ] {
        for (i, (fast, slow)) in fast.iter().zip(&slow).enumerate() {
            if (fast - slow).abs() > CLOSE {
                return Err(format!("{name}, sentence {i}: {fast} for {slow}"));
            }
        }
    }
    let tiers: Vec<u8> = (0..matrix.rows()).map(|row| u8::from(matrix.length(row) < 2)).collect();
    let divergence = || klsum::Divergence::new(&matrix);
    let relevance = || mmr::Relevance::new(&vectors, tfidf::scores(&vectors));
    let coverage = || submodular::Coverage::new(&vectors);
    let klsum = tests::all(&mut Lazy::new(divergence(), &tiers, Vec::new()));
    let mmr = tests::all(&mut Lazy::new(relevance(), &tiers, Vec::new()));
    let submodular = tests::all(&mut Lazy::new(coverage(), &tiers, Vec::new()));
    tests::check_plain(divergence(), &tiers, &klsum).map_err(|error| format!("klsum: {error}"))?;
    tests::check_plain(relevance(), &tiers, &mmr).map_err(|error| format!("mmr: {error}"))?;
    tests::check_plain(coverage(), &tiers, &submodular).map_err(|error| format!("submodular: {error}"))
}

#[test]
fn twins_agree_on_our_texts() {
    let corpora = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpora")).unwrap();
    let mut texts = 0;
    for path in corpora.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".md") && (!name.ends_with(".txt") || name.ends_with(".summary.txt")) {
            continue;
        }
        agree(&std::fs::read_to_string(&path).unwrap(), None)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        texts += 1;
    }
    assert!(texts >= 12, "only {texts} texts were found");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Few distinct words and short sentences, so that lone words, repeats and sentences without edges are common.
    #[test]
    fn twins_agree_on_random_texts(sentences in prop::collection::vec(prop::collection::vec(0..30u8, 1..9), 0..25)) {
        let word = |n: &u8| format!("w{}", char::from(b'a' + n % 26).to_string().repeat(1 + usize::from(n / 26)));
        let sentence = |words: &Vec<u8>| words.iter().map(word).collect::<Vec<_>>().join(" ");
        let text = sentences.iter().map(|words| sentence(words) + ". W").collect::<Vec<_>>().join(" ");
        prop_assert_eq!(agree(&text, Some(Language::Undetermined)), Ok(()));
        prop_assert_eq!(agree(&text, Some(Language::English)), Ok(()));
    }
}
