//! Files and standard input, read and decoded.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ignore::WalkBuilder;
use nutgraf::{Document, Format};

use crate::args::Common;
use crate::output::note;

/// An input, and what to call it.
pub(crate) struct Input {
    /// The path as it was given, or `standard input`.
    pub(crate) name: String,
    /// What offsets, lines and columns count in: the file as text. Of formats that are no text, what is read in it.
    pub(crate) text: String,
    content: Content,
}

enum Content {
    /// The text is in this format.
    Text(Format),
    /// Read already, since it is no text.
    Read(Document<'static>),
}

impl Input {
    /// The document that it is.
    pub(crate) fn document(&self) -> Result<Document<'_>> {
        match &self.content {
            Content::Text(format) => Document::read(&self.text, *format).with_context(|| self.name.clone()),
            Content::Read(document) => Ok(document.clone()),
        }
    }
}

/// The paths to read: standard input if none is given.
pub(crate) fn paths(files: &[PathBuf]) -> Vec<PathBuf> {
    match files {
        [] => vec![PathBuf::from("-")],
        files => files.to_vec(),
    }
}

/// The files to audit: those given, and the drafts in folders that are given, in the order of their names. Whether
/// there is a folder among them.
pub(crate) fn walked(files: &[PathBuf]) -> Result<(Vec<PathBuf>, bool)> {
    let mut found = Vec::new();
    let mut has_folder = false;
    for path in paths(files) {
        if path == Path::new("-") || !path.is_dir() {
            found.push(path);
            continue;
        }
        has_folder = true;
        let before = found.len();
        for entry in WalkBuilder::new(&path).sort_by_file_name(Ord::cmp).build() {
            let entry = entry.with_context(|| format!("cannot read {}", name(&path)))?;
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            if is_file && is_draft(entry.path()) {
                found.push(entry.into_path());
            }
        }
        if found.len() == before {
            bail!("no drafts in {}: expected files that end in .md, .markdown or .txt", name(&path));
        }
    }
    Ok((found, has_folder))
}

/// Whether a file of a folder is a draft, by its extension.
fn is_draft(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(extension.as_str(), "md" | "markdown" | "mdown" | "mkd" | "txt" | "text")
}

/// Reads a file, or standard input for `-`, as text.
pub(crate) fn read(path: &Path, common: &Common) -> Result<Input> {
    let name = name(path);
    let mut bytes = Vec::new();
    open(path, common)?.read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    let format = match common.input_format {
        Some(format) => format,
        None => format_of(path, &bytes).with_context(|| name.clone())?,
    };
    if !format.is_text() {
        let document = Document::office(&bytes, format).with_context(|| name.clone())?;
        return Ok(Input { name, text: document.text().to_string(), content: Content::Read(document) });
    }
    let decoded = nutgraf::decode(&bytes).with_context(|| name.clone())?;
    if !matches!(decoded.encoding, "UTF-8" | "UTF-16LE" | "UTF-16BE") {
        note(common, &format!("{name}: not UTF-8, read as {}", decoded.encoding));
    }
    Ok(Input { name, text: decoded.text.into_owned(), content: Content::Text(format) })
}

/// The format of a file, by its extension if that tells, else by its content.
fn format_of(path: &Path, bytes: &[u8]) -> Result<Format> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    Ok(match Format::of_extension(&extension)? {
        Some(format) => format,
        None => Format::of_content(bytes)?,
    })
}

/// Opens a file, or standard input for `-`.
pub(crate) fn open(path: &Path, common: &Common) -> Result<Box<dyn Read>> {
    if path == Path::new("-") {
        if io::stdin().is_terminal() {
            note(common, "reading from standard input; end it with Ctrl-D");
        }
        return Ok(Box::new(io::stdin().lock()));
    }
    let name = name(path);
    let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        bail!("cannot read {name}: it is a directory, expected a file");
    }
    Ok(Box::new(file))
}

/// What to call a path in messages and output.
pub(crate) fn name(path: &Path) -> String {
    match path == Path::new("-") {
        true => "standard input".into(),
        false => path.display().to_string(),
    }
}
