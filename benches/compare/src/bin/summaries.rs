//! Summarizes every text of a file with the library of NAME, in one process and on one thread: `summaries NAME FILE`.
//!
//! Prints how many texts there were and how many bytes the summaries have. All are asked for what they do by default:
//! nutgraf and pithy for three sentences, lede, which counts characters, for 500. pithy runs on rayon's threads; set
//! `RAYON_NUM_THREADS=1`. nutgraf is told that the text is English, which is the only language that lede knows.

use compare::arguments;
use nutgraf::{Analyzer, Document, Language, Method, Options, summarize_documents};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (name, texts) = arguments()?;
    let bytes: usize = match name.as_str() {
        "nutgraf" => nutgraf(&texts, Method::Auto),
        "nutgraf-textrank" => nutgraf(&texts, Method::TextRank),
        "lede" => {
            texts.iter().map(|text| lede::summarize(text, 500, lede::Mode::Default).summary.len()).sum()
        }
        "pithy" => texts.iter().map(|text| pithy(text)).sum(),
        _ => return Err(format!("no library is called {name:?} here").into()),
    };
    println!("{} texts, {bytes} bytes", texts.len());
    Ok(())
}

fn nutgraf(texts: &[String], method: Method) -> usize {
    let mut analyzer = Analyzer::new();
    let options = Options::new(3).method(method).language(Language::English);
    let summaries = texts.iter().map(|text| {
        let summary = summarize_documents(&mut analyzer, &[Document::plain(text)], &options);
        summary.to_string().len()
    });
    summaries.sum()
}

/// As its program calls it.
fn pithy(text: &str) -> usize {
    let mut summarizer = pithy::Summariser::new();
    summarizer.add_raw_text(String::new(), text.to_owned(), ".", 50, 1500, false);
    let sentences = summarizer.top_sentences(
        3,
        false,
        None,
        false,
        0.6,
        false,
        3.0,
        None,
        Some(6.0),
        false,
        String::new(),
    );
    sentences.iter().map(|sentence| sentence.text.len()).sum()
}
