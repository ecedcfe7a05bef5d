//! Folders: what of them is read, and what is passed over.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use nutgraf::Format;

/// The name of the file in which a folder says what of it is not to be read, as `.gitignore` does.
const IGNORE_FILE: &str = ".nutgrafignore";

/// Of the extensions that were passed over, this many are named.
const MOST_NAMED: usize = 8;

/// How deep the folders of a site may lie in each other: deeper ones are made by mistake, as by a folder that was copied
/// into itself.
pub(crate) const MOST_FOLDERS: usize = 64;

/// Extensions of what holds no text to be read: that it is passed over needs no word.
const NO_TEXT: [&str; 34] = [
    "avif", "bmp", "css", "eot", "gif", "gz", "ico", "jpeg", "jpg", "js", "json", "lock", "map", "mov",
    "mp3", "mp4", "ogg", "otf", "png", "scss", "sh", "svg", "tar", "tif", "tiff", "toml", "ttf", "wav",
    "webm", "webp", "woff", "woff2", "yaml", "yml",
];

/// What of a folder is read.
#[derive(Default)]
pub(crate) struct Choice {
    excluded: Vec<Gitignore>,
    /// Extensions in lower case; those of all formats if none are given.
    extensions: Option<Vec<String>>,
    /// Whether what is passed over is reported.
    pub(crate) reports: bool,
}

impl Choice {
    /// The same less what globs match, as lines of `.gitignore` in a folder do.
    pub(crate) fn without(mut self, folder: &Path, globs: &[String]) -> Result<Choice> {
        if globs.is_empty() {
            return Ok(self);
        }
        let folder = std::path::absolute(folder).with_context(|| folder.display().to_string())?;
        let mut builder = GitignoreBuilder::new(folder);
        for glob in globs {
            builder.add_line(None, glob).with_context(|| format!("cannot exclude {glob}"))?;
        }
        self.excluded.push(builder.build()?);
        Ok(self)
    }

    /// The same, with a report of what is passed over.
    pub(crate) fn reported(self) -> Choice {
        Choice { reports: true, ..self }
    }

    /// The same with other extensions than those of all formats.
    pub(crate) fn with_extensions(self, extensions: Option<&[String]>) -> Choice {
        let bare = |extension: &String| extension.trim_start_matches('.').to_ascii_lowercase();
        Choice { extensions: extensions.map(|all| all.iter().map(bare).collect()), ..self }
    }

    /// What stands in a folder, in the order of names, less what is excluded.
    pub(crate) fn walk(&self, folder: &Path) -> ignore::Walk {
        let excluded = self.excluded.clone();
        let is_kept = move |entry: &ignore::DirEntry| {
            let Ok(path) = std::path::absolute(entry.path()) else { return true };
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            !excluded
                .iter()
                .any(|globs| path.starts_with(globs.path()) && globs.matched(&path, is_folder).is_ignore())
        };
        WalkBuilder::new(folder)
            .add_custom_ignore_filename(IGNORE_FILE)
            .filter_entry(is_kept)
            .max_depth(Some(MOST_FOLDERS))
            .sort_by_file_name(Ord::cmp)
            .build()
    }

    /// Whether a file is a draft, by its extension. Templates, and books, which are no drafts any more, are none unless
    /// they are requested.
    pub(crate) fn takes(&self, path: &Path) -> bool {
        let extension = extension(path);
        match (&self.extensions, extension.as_str()) {
            (Some(given), extension) => given.iter().any(|given| given == extension),
            (None, "docm" | "dotx" | "ott" | "epub") => false,
            (None, extension) => matches!(Format::of_extension(extension), Ok(Some(_))),
        }
    }

    /// What files are expected.
    pub(crate) fn expected(&self) -> String {
        match &self.extensions {
            Some(extensions) => {
                let dotted: Vec<String> =
                    extensions.iter().map(|extension| format!(".{extension}")).collect();
                format!("files that end in {}", dotted.join(", "))
            }
            None => "files that end in .md, .mdx, .txt, .adoc, .rst, .tex, .html, .docx, .odt, .rtf or .pdf"
                .into(),
        }
    }
}

/// What the first bytes of a page of ours have, and how many these are.
const GENERATOR: &[u8] = b"<meta name=\"generator\" content=\"nutgraf ";
const PAGE_BEGIN: u64 = 4_096;

/// Whether a file was written by nutgraf: a page by what it says of itself, an audit in Markdown by its first lines. So a folder
/// that holds reports is no draft's folder with more drafts in it. What cannot be read is none.
pub(crate) fn is_own(path: &Path) -> bool {
    let begin = || {
        let mut begin = Vec::new();
        File::open(path).and_then(|file| file.take(PAGE_BEGIN).read_to_end(&mut begin)).ok()?;
        Some(begin)
    };
    match extension(path).as_str() {
        "html" | "htm" => begin().is_some_and(|begin| memchr::memmem::find(&begin, GENERATOR).is_some()),
        "md" | "markdown" => begin().is_some_and(|begin| is_audit(&String::from_utf8_lossy(&begin))),
        _ => false,
    }
}

/// Whether Markdown begins as an audit does: `### draft.md: 2 notes`, and below it `943 words, 7 paragraphs, English`.
fn is_audit(begin: &str) -> bool {
    let mut lines = begin.lines();
    let (head, blank, measure) = (lines.next(), lines.next(), lines.next());
    let is_verdict = |head: &str| {
        let verdict = head.strip_prefix("### ").and_then(|head| head.rsplit_once(": "));
        let counts = ["note", "notes", "warning", "warnings", "error", "errors", "findings", "new", "known"];
        verdict.is_some_and(|(_, verdict)| {
            verdict.split(", ").all(|part| part.split(' ').any(|word| counts.contains(&word)))
        })
    };
    let is_measure = |measure: &str| {
        let mut parts = measure.split(", ");
        let counts = |part: Option<&str>, noun: &str| {
            part.is_some_and(|part| {
                part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',')
                    .strip_prefix(noun)
                    .is_some_and(|rest| rest.is_empty() || rest == "s")
            })
        };
        counts(parts.next(), " word") && counts(parts.next(), " paragraph") && parts.next().is_some()
    };
    head.is_some_and(is_verdict) && blank == Some("") && measure.is_some_and(is_measure)
}

/// Whether an entry is a folder that lies too deep to be read.
pub(crate) fn is_too_deep(entry: &ignore::DirEntry) -> bool {
    entry.depth() == MOST_FOLDERS && entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// The files of folders that were not read, counted by extension.
#[derive(Default)]
pub(crate) struct PassedOver(BTreeMap<String, usize>);

impl PassedOver {
    /// Counts a file, unless it holds no text.
    pub(crate) fn add(&mut self, path: &Path) {
        let extension = extension(path);
        if !NO_TEXT.contains(&extension.as_str()) {
            *self.0.entry(extension).or_default() += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there were, of what; nothing if there were none.
    pub(crate) fn summary(&self) -> String {
        let count: usize = self.0.values().sum();
        if count == 0 {
            return String::new();
        }
        let mut kinds: Vec<(&String, &usize)> = self.0.iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let named = kinds.iter().take(MOST_NAMED).map(|(extension, count)| match extension.as_str() {
            "" => format!("{count} without an extension"),
            extension => format!("{count} .{extension}"),
        });
        let mut named: Vec<String> = named.collect();
        named.extend((kinds.len() > MOST_NAMED).then(|| "…".to_string()));
        let files = if count == 1 { "file" } else { "files" };
        format!("; {count} {files} skipped: {}", named.join(", "))
    }
}

fn extension(path: &Path) -> String {
    let path: PathBuf = path.file_name().unwrap_or_default().into();
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_is_counted_by_extension() {
        let mut passed_over = PassedOver::default();
        assert_eq!(passed_over.summary(), "");
        for name in ["a.adoc", "b.rst", "x/c.rst", "d.png", "LICENSE", "e.css"] {
            passed_over.add(Path::new(name));
        }
        assert_eq!(passed_over.summary(), "; 4 files skipped: 2 .rst, 1 without an extension, 1 .adoc");
    }

    #[test]
    fn an_audit_in_markdown_is_told_by_its_first_lines() {
        for audit in [
            "### a: b.md: 2 notes\n\n943 words, 7 paragraphs, English\n\n- **note** …",
            "### a.md: no findings\n\n1 word, 1 paragraph, unknown language\n",
            "### a.md: 1 warning, 2 notes, 3 known\n\n1,943 words, 7 paragraphs, German\n",
        ] {
            assert!(is_audit(audit), "{audit}");
        }
        for draft in [
            "### Harbour: notes\n\nThe wall sinks.\n",
            "# a.md: 2 notes\n\n943 words, 7 paragraphs, English\n",
            "### a.md: 2 boats\n\n943 words, 7 paragraphs, English\n",
            "",
        ] {
            assert!(!is_audit(draft), "{draft}");
        }
    }

    #[test]
    fn globs_and_extensions_choose() {
        let choice = Choice::default().with_extensions(Some(&[".MD".into(), "adoc".into()]));
        let taken = ["a.md", "b.adoc", "c.txt", "d"].map(|name| choice.takes(Path::new(name)));
        assert_eq!(taken, [true, true, false, false]);
        assert!(Choice::default().without(Path::new("."), &["{a".into()]).is_err());
    }
}
