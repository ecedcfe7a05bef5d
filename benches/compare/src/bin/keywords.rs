//! Finds the ten best keywords of every English text of a file with the library of NAME: `keywords NAME FILE`.
//!
//! Prints how many texts and keywords there were. `ke-` are the methods of keyword_extraction. rake and
//! keyword_extraction are given the list of stop words that nutgraf has, NLTK's; yake-rust has its own.

use std::collections::HashSet;

use compare::arguments;
use keyword_extraction::rake::{Rake, RakeParams};
use keyword_extraction::text_rank::{TextRank, TextRankParams};
use keyword_extraction::tf_idf::{TextSplit, TfIdf, TfIdfParams};
use keyword_extraction::yake::{Yake, YakeParams};
use nutgraf::{Analyzer, Document, KeywordOptions, Language, keywords_of_documents};

const COUNT: usize = 10;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (name, texts) = arguments()?;
    let stop: Vec<String> = stop_words::get("en").iter().map(ToString::to_string).collect();
    let found: usize = match name.as_str() {
        "nutgraf" => nutgraf(&texts),
        "rake" => {
            let rake = rake::Rake::new(stop.into_iter().collect::<HashSet<_>>().into());
            texts.iter().map(|text| rake.run(text).into_iter().take(COUNT).count()).sum()
        }
        "ke-tfidf" => each(&texts, |text| {
            TfIdf::new(TfIdfParams::TextBlock(text, &stop, None, TextSplit::Sentences))
                .get_ranked_words(COUNT)
        }),
        "ke-rake" => {
            each(&texts, |text| Rake::new(RakeParams::WithDefaults(text, &stop)).get_ranked_phrases(COUNT))
        }
        "ke-textrank" => each(&texts, |text| {
            TextRank::new(TextRankParams::WithDefaults(text, &stop)).get_ranked_phrases(COUNT)
        }),
        "ke-yake" => {
            each(&texts, |text| Yake::new(YakeParams::WithDefaults(text, &stop)).get_ranked_keywords(COUNT))
        }
        "yake-rust" => {
            let stop = yake_rust::StopWords::predefined("en").ok_or("yake-rust has no English stop words")?;
            let config = yake_rust::Config::default();
            texts.iter().map(|text| yake_rust::get_n_best(COUNT, text, &stop, &config).len()).sum()
        }
        _ => return Err(format!("no library is called {name:?} here").into()),
    };
    println!("{} texts, {found} keywords", texts.len());
    Ok(())
}

fn nutgraf(texts: &[String]) -> usize {
    let mut analyzer = Analyzer::new();
    let options = KeywordOptions::new(COUNT).language(Language::English);
    let found = texts
        .iter()
        .map(|text| keywords_of_documents(&mut analyzer, &[Document::plain(text)], options).keywords.len());
    found.sum()
}

fn each(texts: &[String], find: impl Fn(&str) -> Vec<String>) -> usize {
    texts.iter().map(|text| find(text).len()).sum()
}
