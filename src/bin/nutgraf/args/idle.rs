//! Options that were given and do nothing beside the others: each is a mistake, and an error says what it would need.
//!
//! What depends on which files a script happens to pass is none: `--exclude` and `--timeout` do nothing where no folder and no URL is
//! among them, and are taken.

use std::ffi::OsStr;

use clap::ArgMatches;
use clap::parser::ValueSource;

/// The arguments of one command.
struct Given<'a> {
    command: &'a str,
    matches: &'a ArgMatches,
}

impl<'a> Given<'a> {
    /// Whether the command has an option, and it was given.
    fn has(&self, option: &str) -> bool {
        self.matches.try_contains_id(option).is_ok()
            && self.matches.value_source(option) == Some(ValueSource::CommandLine)
    }

    /// The first of some options that were given.
    fn first(&self, options: &[&'static str]) -> Option<&'static str> {
        options.iter().copied().find(|option| self.has(option))
    }

    /// The first value of an option, whether it was given or is the default.
    fn value(&self, option: &str) -> Option<&'a str> {
        self.values(option).next()?.to_str()
    }

    fn values(&self, option: &str) -> impl Iterator<Item = &'a OsStr> {
        self.matches.try_get_raw(option).ok().flatten().into_iter().flatten()
    }

    /// What is to be read: the files, and the references.
    fn inputs(&self) -> impl Iterator<Item = &'a OsStr> {
        ["files", "file", "against"].into_iter().flat_map(|option| self.values(option))
    }

    fn reads_standard_input(&self) -> bool {
        let is_none = !self.has("files") && !self.has("file") && !self.has("changed");
        is_none || self.inputs().any(|input| input == "-")
    }
}

/// The formats of a command that have what an option sets.
struct OfFormats {
    command: &'static str,
    option: &'static str,
    formats: &'static [&'static str],
    /// Said of the other formats, if there is something to say.
    why: &'static str,
}

const fn of(
    command: &'static str,
    option: &'static str,
    formats: &'static [&'static str],
    why: &'static str,
) -> OfFormats {
    OfFormats { command, option, formats, why }
}

const NO_OFFSETS: &str = ", which has no offsets";
const ALL_PHRASES: &str = "";
const IN_JSON: &str = "; json has the comparison too";

const OF_FORMATS: [OfFormats; 13] = [
    of("summarize", "offsets", &["json"], NO_OFFSETS),
    of("summarize", "scores", &["text"], ""),
    of("summarize", "explain", &["text", "markdown", "json"], ", which explains every score"),
    of("audit", "offsets", &["json", "jsonl"], NO_OFFSETS),
    of("audit", "top", &["text", "markdown", "html"], ALL_PHRASES),
    of("audit", "cuts", &["text"], "; json has the cuts of every finding"),
    of("audit", "against", &["text", "markdown", "json", "html"], IN_JSON),
    of("density", "offsets", &["json"], NO_OFFSETS),
    of("diff", "offsets", &["json"], NO_OFFSETS),
    of("diff", "top", &["text", "markdown", "html"], ", which has all of them"),
    of("keywords", "offsets", &["json", "jsonl"], NO_OFFSETS),
    of("keywords", "scores", &["text"], ", which has them always"),
    of("sentences", "offsets", &["json", "jsonl"], NO_OFFSETS),
];

/// What is wrong with the arguments of a command, if one of them does nothing.
pub(super) fn idle(command: &str, matches: &ArgMatches) -> Option<String> {
    let given = Given { command, matches };
    printed_and_done(&given).or_else(|| of_input(&given)).or_else(|| of_output(&given))
}

fn needs(option: &str, what: &str) -> Option<String> {
    Some(format!("'--{}' does nothing without {what}", option.replace('_', "-")))
}

/// What is printed instead of doing anything: all else would be for nothing.
fn printed_and_done(given: &Given<'_>) -> Option<String> {
    let option = given.first(&["schema", "explain"]).filter(|option| match *option {
        "explain" => given.command == "audit",
        _ => matches!(given.command, "audit" | "density" | "diff"),
    })?;
    // The format that the schema is of may be named.
    let is_of_schema =
        |other: &str| option == "schema" && other == "format" && given.value("format") == Some("json");
    let ids = given.matches.ids().map(clap::Id::as_str);
    let other = ids
        // Those of groups begin with capitals.
        .filter(|id| id.starts_with(|first: char| first.is_ascii_lowercase()) && *id != option)
        .filter(|id| !["output", "color", "quiet"].contains(id) && !is_of_schema(id))
        .find(|id| given.has(id))?;
    let other = match other {
        "files" => "FILE".to_string(),
        other => format!("--{}", other.replace('_', "-")),
    };
    Some(format!("'{other}' does nothing with '--{option}', which prints and exits"))
}

fn of_input(given: &Given<'_>) -> Option<String> {
    let reads =
        given.matches.try_contains_id("files").is_ok() || given.matches.try_contains_id("file").is_ok();
    if !reads {
        return None;
    }
    if given.has("stdin_filename") && !given.reads_standard_input() {
        return needs("stdin_filename", "standard input, which is read where there is no FILE, or for -");
    }
    if given.has("whole_page") {
        let format = given.value("input_format").filter(|_| given.has("input_format"));
        match format {
            Some("html" | "html-page") => {}
            Some(format) => {
                return Some(format!("'--whole-page' does nothing with '--input-format {format}'"));
            }
            None => {}
        }
    }
    None
}

fn of_output(given: &Given<'_>) -> Option<String> {
    let is_summary = matches!(given.command, "summarize" | "report" | "batch summarize");
    if is_summary && given.has("seed") && given.value("method") != Some("random") {
        return needs("seed", "'--method random'");
    }
    let format = given.value("format");
    let other = OF_FORMATS.iter().find(|of| {
        of.command == given.command
            && given.has(of.option)
            && format.is_some_and(|it| !of.formats.contains(&it))
    });
    if let Some((of, format)) = other.zip(format) {
        return Some(format!("'--{}' does nothing with '--format {format}'{}", of.option, of.why));
    }
    match given.command {
        "keywords" if given.has("scores") && given.has("explain") => {
            Some("'--scores' does nothing with '--explain', which has them too".into())
        }
        "evaluate" if given.has("recall") && format == Some("jsonl") => {
            Some("'--recall' does nothing with '--format jsonl', which has precision, recall and F1".into())
        }
        "corpus show" if given.has("top") && given.has("terms") => {
            Some("'--top' does nothing with TERM, which is looked up instead of the most frequent".into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Args;

    /// What is said of a command line, without its usage.
    fn said(line: &str) -> Option<String> {
        let refused = Args::parsed(line.split(' ').map(std::ffi::OsString::from)).err()?;
        Some(refused.to_string().lines().next().unwrap_or_default().to_string())
    }

    #[test]
    fn what_does_nothing_is_an_error() {
        for line in [
            "summarize --seed 7 a.txt",
            "summarize --seed 7 --method lead a.txt",
            "report --seed 7 a.txt",
            "batch summarize --seed 7 in.jsonl",
            "summarize --stdin-filename b.md a.txt",
            "audit --stdin-filename b.md --changed",
            "diff --stdin-filename b.md old.md new.md",
            "summarize --whole-page --input-format text a.html",
            "summarize --scores --format json a.txt",
            "summarize --scores --format markdown a.txt",
            "summarize --explain --format html a.txt",
            "summarize --offsets chars a.txt",
            "report --offsets chars a.txt",
            "audit --offsets chars --format sarif a.txt",
            "audit --top 5 --format json a.txt",
            "audit --cuts --format markdown a.txt",
            "audit --format unix a.txt --against b.txt",
            "audit --schema a.txt",
            "audit --explain long-sentence --preset seo",
            "density --schema --words 2",
            "diff --schema --format html",
            "diff --top 5 --format json a.txt b.txt",
            "keywords --scores --format jsonl a.txt",
            "keywords --scores --explain a.txt",
            "keywords --corpus t.tsv a.txt",
            "sentences --corpus t.tsv a.txt",
            "batch keywords --corpus t.tsv in.jsonl",
            "batch sentences --corpus t.tsv in.jsonl",
            "batch audit --stdin-filename x.md",
            "evaluate --recall --format jsonl rows.jsonl",
            "corpus build --corpus t.tsv drafts",
            "corpus show --lang de t.tsv",
            "corpus show --top 3 t.tsv pier",
            "config --stdin-filename x.md a.md",
        ] {
            let said = said(&format!("nutgraf {line}")).unwrap_or_else(|| panic!("{line} is taken"));
            assert!(said.contains("' does nothing "), "{line}: {said}");
        }
    }

    #[test]
    fn what_does_something_is_taken() {
        for line in [
            "summarize --seed 7 --method random a.txt",
            "evaluate --seed 7 rows.jsonl",
            "audit --stdin-filename b.md -",
            "audit --stdin-filename b.md",
            "audit --stdin-filename b.md - --against a.txt",
            "diff --stdin-filename b.md old.md -",
            "sentences --timeout 5 https://example.org/a",
            "audit --timeout 5 a.txt --against HTTP://example.org/a",
            "density --whole-page a.html",
            "density --whole-page a.txt",
            "density --whole-page a.md",
            "sentences --timeout 5 a.txt",
            "audit --allow-private-redirects a.txt --against b.txt",
            "summarize --whole-page --input-format html a.txt",
            "summarize --scores --highlight a.txt",
            "summarize --explain --format json --offsets chars a.txt",
            "audit --schema --format json -o schema.json",
            "audit --explain",
            "audit --cuts --top 3 a.txt --against b.txt",
            "keywords --explain --format json a.txt",
            "batch audit --offsets chars --corpus t.tsv in.jsonl",
            "batch keywords --offsets chars in.jsonl",
            "corpus show t.tsv pier",
            "corpus build --lang de drafts",
        ] {
            assert_eq!(said(&format!("nutgraf {line}")), None, "{line}");
        }
    }
}
