//! Reads every page of a file with the library of NAME: `pages NAME FILE`. Prints how many letters of main content there were.
//!
//! Both find the main content. nutgraf keeps the place of each letter in the source and gives each block its role; rs-trafilatura reads
//! metadata, tells the kind of the page and makes HTML of the content, too.

use compare::arguments;
use nutgraf::Document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (name, texts) = arguments()?;
    let mut letters = 0;
    for text in &texts {
        letters += match name.as_str() {
            "nutgraf" => Document::html(text)?.text().len(),
            "rs-trafilatura" => rs_trafilatura::extract(text).map_or(0, |found| found.content_text.len()),
            _ => return Err(format!("no library is called {name:?} here").into()),
        };
    }
    println!("{} pages, {letters} bytes", texts.len());
    Ok(())
}
