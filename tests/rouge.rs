//! ROUGE on the texts in `corpora/`, held against the numbers of Google's scorer.
//!
//! `scripts/rouge_expected.py` made them, and says what is scored against what.

use std::path::Path;

use nutgraf::Language;
use nutgraf::rouge::Scorer;

/// The last digit of a number from 0 to 1: sums may round differently.
const LAST_DIGIT: f64 = 1e-12;

#[test]
fn scores_are_those_of_googles_scorer() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let read = |name: String| std::fs::read_to_string(corpora.join(name)).unwrap();
    for line in include_str!("rouge.tsv").lines() {
        let [name, language, stemmed, ref numbers @ ..] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let language: Language = language.parse().unwrap();
        let mut scorer = match stemmed {
            "stemmed" => Scorer::new(language),
            _ => Scorer::unstemmed(language),
        };
        let reference = read(format!("{name}.summary.txt")).replace(". ", ".\n");
        let gold = read(format!("{name}.gold"));
        let summary = gold.split('\n').take(12).collect::<Vec<_>>().join("\n");
        let found = scorer.score(&reference, &summary).all();
        let found = found.iter().flat_map(|score| [score.precision, score.recall, score.f1]);
        for (found, expected) in found.zip(numbers) {
            let expected: f64 = expected.parse().unwrap();
            assert!((found - expected).abs() < LAST_DIGIT, "{name} {stemmed}: {found}, expected {expected}");
        }
    }
}
