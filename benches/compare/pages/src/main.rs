//! Reads every page of a file of JSON Lines with the library of NAME: `compare-pages NAME FILE`. Prints how much text there was.
//!
//! Both find the main content. nutgraf keeps the place of each letter in the source and gives each block its role; rs-trafilatura reads
//! metadata, tells the kind of the page and makes HTML of the content, too.

use std::error::Error;

use nutgraf::Document;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("two arguments are expected: whose work to do, and a file".into());
    };
    let file = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let (mut pages, mut bytes) = (0, 0);
    for line in file.lines() {
        let Row { text } = serde_json::from_str(line)?;
        bytes += match name.as_str() {
            "nutgraf" => Document::html(&text)?.text().len(),
            "rs-trafilatura" => rs_trafilatura::extract(&text).map_or(0, |found| found.content_text.len()),
            _ => return Err(format!("no library is called {name:?} here").into()),
        };
        pages += 1;
    }
    println!("{pages} pages, {bytes} bytes");
    Ok(())
}
