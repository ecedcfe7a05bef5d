//! Prints what is measured of the blocks of pages, and what is read of them, for `scripts/fit_pages.py`.
//!
//! ```text
//! cargo run --no-default-features --features html --example page_features -- measure FOLDER > features.bin
//! cargo run --no-default-features --features html --example page_features -- read FOLDER > read.txt
//! cargo run --no-default-features --features html --example page_features -- blocks FOLDER > blocks.tsv
//! ```
//!
//! The folder has pages named `*.html`. `measure` prints for each page, in the order of their names, what `fit_pages.py`
//! reads: counts as 32-bit numbers, the lowest byte first, and texts with their lengths before them. `read` prints what is
//! read of each page behind a line with a form feed and its name, `blocks` what `fit_furniture.py` reads.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::{env, fs, io};

use nutgraf::{Document, Format, Role, page_blocks, page_features};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let folder = arguments.next().unwrap_or_default();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    paths.sort();
    let mut out = BufWriter::new(io::stdout().lock());
    for path in paths {
        let bytes = fs::read(&path)?;
        let Ok(decoded) = nutgraf::decode_page(&bytes, None) else { continue };
        let source = decoded.text;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        match task.as_str() {
            "measure" => measure(&name, &source, &mut out)?,
            "blocks" => blocks(&name, &source, &mut out)?,
            task => {
                let format = if task == "whole" { Format::HtmlPage } else { Format::Html };
                writeln!(out, "\u{C}{name}")?;
                let Ok(document) = Document::read(&source, format) else { continue };
                for block in document.blocks() {
                    if !matches!(block.role, Role::Notice | Role::Navigation) {
                        writeln!(out, "{}", block.span.of(document.text()).replace('\u{C}', " "))?;
                    }
                }
            }
        }
    }
    out.flush()
}

/// A line of tabs a block: the page, the kind, from where to where it stands in the source, in bytes, its length, its features.
fn blocks(name: &str, source: &str, out: &mut impl Write) -> io::Result<()> {
    let Some((names, blocks)) = page_blocks(source) else { return Ok(()) };
    writeln!(out, "#\t{}", names.join("\t"))?;
    for (kind, span, text, values) in &blocks {
        let text = text.replace(['\t', '\n', '\r'], " ");
        write!(out, "{name}\t{kind:?}\t{}\t{}\t{text}", span.start, span.end)?;
        for value in values {
            write!(out, "\t{value}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn measure(name: &str, source: &str, out: &mut impl Write) -> io::Result<()> {
    let Ok(page) = page_features(source) else { return Ok(()) };
    let mut text = |text: &str| -> io::Result<()> {
        out.write_all(&(text.len() as u32).to_le_bytes())?;
        out.write_all(text.as_bytes())
    };
    text(name)?;
    text(&page.names.join("\t"))?;
    let elements: Vec<String> =
        page.elements.iter().map(|(parent, words)| format!("{parent} {}", words.join(" "))).collect();
    text(&elements.join("\n"))?;
    out.write_all(&(page.blocks.len() as u32).to_le_bytes())?;
    for (words, values, element) in &page.blocks {
        out.write_all(&(words.len() as u32).to_le_bytes())?;
        out.write_all(words.as_bytes())?;
        out.write_all(&(*element as u32).to_le_bytes())?;
        for value in values {
            out.write_all(&value.to_le_bytes())?;
        }
    }
    Ok(())
}
