//! Finds the words of every text of a file with the library of NAME: `words NAME FILE`. Prints how many there were.
//!
//! nutgraf's iterator of words is no part of its API. What is measured is `Analyzer::analyze`, which is told that a
//! text is English and finds its blocks, sentences and words, and stems each distinct word; so it does more than its
//! peers here.

use compare::arguments;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use nutgraf::{Analyzer, Document, Language};
use unicode_segmentation::UnicodeSegmentation;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (name, texts) = arguments()?;
    let words: usize = match name.as_str() {
        "nutgraf-analysis" => {
            let mut analyzer = Analyzer::new();
            let counts = texts.iter().map(|text| {
                analyzer.analyze(&[Document::plain(text)], Some(Language::English)).tokens().len()
            });
            counts.sum()
        }
        "unicode-segmentation" => texts.iter().map(|text| text.unicode_words().count()).sum(),
        "icu_segmenter" => {
            let segmenter = WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
            let counts = texts.iter().map(|text| {
                segmenter
                    .segment_str(text)
                    .iter_with_word_type()
                    .filter(|(_, kind)| kind.is_word_like())
                    .count()
            });
            counts.sum()
        }
        _ => return Err(format!("no library is called {name:?} here").into()),
    };
    println!("{} texts, {words} words", texts.len());
    Ok(())
}
