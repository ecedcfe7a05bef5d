//! What the documents show, run: each `console` block of the README and of `docs/` with a line of `$ nutgraf …` prints what
//! stands below it. `[..]` stands for any part of a line. A block is passed over if it names a file that is not in the
//! repository, and so is what is no command of ours.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command of a document and what it prints there.
struct Shown {
    document: PathBuf,
    line: usize,
    command: String,
    output: Vec<String>,
}

/// The commands of a document that are ours and can be run here.
fn shown(document: &Path) -> Vec<Shown> {
    let text = fs::read_to_string(document).unwrap();
    let mut found: Vec<Shown> = Vec::new();
    let mut is_inside = false;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            is_inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| is_inside) {
            found.push(Shown {
                document: document.into(),
                line: number + 1,
                command: command.into(),
                output: Vec::new(),
            });
        } else if is_inside && let Some(shown) = found.last_mut() {
            shown.output.push(line.into());
        }
    }
    found.retain(|shown| is_ours(&shown.command) && has_inputs(&shown.command));
    found
}

fn is_ours(command: &str) -> bool {
    command.starts_with("nutgraf ") || command.contains("| nutgraf ")
}

/// Whether the files that a command names are there; a pattern such as `{}.summary.txt` names none.
fn has_inputs(command: &str) -> bool {
    let parts = command.split('|').filter(|part| part.trim_start().starts_with("nutgraf "));
    let names = parts.flat_map(str::split_whitespace).filter(|word| {
        word.contains(['.', '/']) && !word.starts_with(['-', '{', '\'', '"']) && word.parse::<f64>().is_err()
    });
    names.map(|name| root().join(name)).all(|path| path.exists())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a command prints on both of its streams, the errors behind the rest.
fn printed(command: &str) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_nutgraf"));
    let mut path = OsString::from(program.parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(root()).env("PATH", path).env("COLUMNS", "80");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        shell.env_remove(name);
    }
    let ran = shell.stdin(Stdio::null()).output().expect("a shell");
    let text = [ran.stdout, ran.stderr].concat();
    String::from_utf8(text).unwrap().lines().map(str::to_string).collect()
}

/// Whether a line is as a document has it.
fn is_as_shown(line: &str, shown: &str) -> bool {
    let mut parts = shown.trim_end().split("[..]");
    let line = line.trim_end();
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut is_open = false;
    for part in parts {
        let Some(at) = rest.rfind(part) else { return false };
        rest = &rest[at + part.len()..];
        is_open = part.is_empty();
    }
    rest.is_empty() || is_open
}

#[test]
fn documents_show_what_the_program_prints() {
    let mut documents: Vec<PathBuf> =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.sort();
    documents.insert(0, root().join("README.md"));
    let all: Vec<Shown> = documents.iter().flat_map(|document| shown(document)).collect();
    assert!(all.len() >= 3, "only {} commands are shown", all.len());
    let mut faults = Vec::new();
    for shown in all {
        let printed = printed(&shown.command);
        let mut expected = shown.output.clone();
        // A blank line before the next command is for the eye.
        while expected.last().is_some_and(|line| line.is_empty()) {
            expected.pop();
        }
        let is_same = printed.len() == expected.len()
            && printed.iter().zip(&expected).all(|(line, shown)| is_as_shown(line, shown));
        if !is_same {
            let place = format!("{}:{}", shown.document.display(), shown.line);
            faults.push(format!("{place}: $ {}\n{}\n", shown.command, printed.join("\n")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_hole_stands_for_any_part_of_a_line() {
    for (line, shown, expected) in [
        ("12 texts in 3.1 s", "12 texts in [..] s", true),
        ("12 texts in 3.1 s", "[..] s", true),
        ("12 texts in 3.1 s", "12 texts[..]", true),
        ("12 texts in 3.1 s", "12 texts", false),
        ("12 texts in 3.1 s", "[..] texts in 3.1 min", false),
        ("12 texts  ", "12 texts", true),
    ] {
        assert_eq!(is_as_shown(line, shown), expected, "{line} {shown}");
    }
}
