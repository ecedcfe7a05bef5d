//! The manual against the program: the generated pages are what the program prints, links lead somewhere, and the examples of
//! the help run.
//!
//! To make the generated pages follow the program:
//!
//! ```sh
//! DOCS=overwrite cargo test --test program manual::
//! ```

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nutgraf::AuditRule;

/// Commands that have a section, with those inside others.
const COMMANDS: [&str; 27] = [
    "",
    "summarize",
    "audit",
    "report",
    "density",
    "diff",
    "keywords",
    "sentences",
    "languages",
    "batch",
    "batch sentences",
    "batch summarize",
    "batch keywords",
    "batch audit",
    "evaluate",
    "corpus",
    "corpus build",
    "corpus merge",
    "corpus show",
    "lsp",
    "serve",
    "watch",
    "init",
    "config",
    "rules",
    "completions",
    "man",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn nutgraf(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.args(args).env("COLUMNS", "100").env("NO_COLOR", "1").stdin(Stdio::null());
    let ran = command.output().expect("the program starts");
    assert!(ran.status.success(), "nutgraf {}", args.join(" "));
    String::from_utf8(ran.stdout).unwrap()
}

/// The subcommands that a help lists.
fn listed(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = lines
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

fn commands() -> String {
    let mut page =
        String::from("# Commands\n\nThe help of each command, as `nutgraf COMMAND --help` prints it.\n");
    for name in COMMANDS {
        let args: Vec<&str> = name.split_whitespace().chain(["--help"]).collect();
        let help: Vec<String> = nutgraf(&args).lines().map(|line| line.trim_end().to_string()).collect();
        let title = format!("nutgraf {name}");
        page += &format!("\n## {}\n\n```text\n{}\n```\n", title.trim_end(), help.join("\n").trim_end());
    }
    page
}

fn rules() -> String {
    let mut page = String::from(
        "# Rules\n\nWhat an audit checks. `nutgraf audit --explain RULE` prints the page of a rule.\n\n| rule | reports |\n|---|---|\n",
    );
    let pages: Vec<(AuditRule, String)> =
        AuditRule::ALL.iter().map(|rule| (*rule, nutgraf(&["audit", "--explain", rule.name()]))).collect();
    for (rule, text) in &pages {
        let first = text.lines().nth(2).unwrap_or_default();
        page += &format!("| [{0}](#{0}) | {first} |\n", rule.name());
    }
    for (_, text) in &pages {
        page += &format!("\n#{}\n", text.trim_end());
    }
    page
}

fn check(name: &str, expected: &str) {
    let path = root().join("docs").join(name);
    if std::env::var_os("DOCS").is_some_and(|value| value == "overwrite") {
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    let line = found.lines().zip(expected.lines()).position(|(one, other)| one != other);
    assert!(found == expected, "docs/{name}, line {}: run with DOCS=overwrite", line.unwrap_or(0) + 1);
}

#[test]
fn the_generated_pages_are_what_the_program_prints() {
    check("commands.md", &commands());
    check("rules.md", &rules());
}

#[test]
fn every_command_has_a_section() {
    let missing = |parent: &str, args: &[&str]| -> Vec<String> {
        let help = nutgraf(args);
        let names = listed(&help).into_iter().map(|name| format!("{parent} {name}").trim().to_string());
        names.filter(|name| !COMMANDS.contains(&name.as_str())).collect()
    };
    assert_eq!(missing("", &["--help"]), Vec::<String>::new());
    for parent in ["batch", "corpus"] {
        assert_eq!(missing(parent, &[parent, "--help"]), Vec::<String>::new());
    }
}

/// The documents that have links.
fn documents() -> Vec<PathBuf> {
    let mut documents: Vec<PathBuf> =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.sort();
    let top = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "DESIGN.md", "CHANGELOG.md"];
    documents.extend(top.map(|name| root().join(name)));
    documents
}

/// A document without its code, which holds brackets of its own.
fn without_code(text: &str) -> String {
    let mut is_code = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            let pieces: Vec<&str> = line.split('`').step_by(2).collect();
            prose += &pieces.join("");
            prose.push('\n');
        }
    }
    prose
}

/// The targets of the links of a document.
fn links(text: &str) -> Vec<String> {
    let prose = without_code(text);
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.map(str::to_string).collect()
}

/// What the headings of a document are called in links.
fn anchors(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut anchors = Vec::new();
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        if !is_code && line.starts_with('#') {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            anchors.push(kept.map(|c| if c == ' ' { '-' } else { c }).collect());
        }
    }
    anchors
}

/// Where the files of the repository are on the web. The pages of `docs/` are also a book, in which nothing else is beside them, so
/// they link to the rest of the repository by this.
const REPOSITORY: &str = "https://github.com/nutgraf/nutgraf/blob/main/";

#[test]
fn links_lead_somewhere() {
    let mut lost = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let is_page = document.parent().is_some_and(|folder| folder.ends_with("docs"));
        for link in links(&text) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match file.strip_prefix(REPOSITORY) {
                Some(inside) => root().join(inside),
                None if file.contains("://") => continue,
                None if file.is_empty() => document.clone(),
                None => document.parent().unwrap().join(file),
            };
            let is_there = target.exists()
                && !(is_page && file.starts_with("../"))
                && (anchor.is_empty()
                    || anchors(&fs::read_to_string(&target).unwrap()).contains(&anchor.to_string()));
            if !is_there {
                lost.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let contents = fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let listed = links(&contents);
    for page in documents().iter().filter(|page| page.parent().unwrap().ends_with("docs")) {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(name == "SUMMARY.md" || listed.iter().any(|link| link == name), "docs/{name}");
    }
}

/// What examples have that are not run: they need the network, a repository or a browser, or run until they are stopped.
const NOT_RUN: [&str; 8] = [
    "://",
    "--rev",
    "audit --changed",
    "--open",
    "reviewdog",
    "nutgraf serve",
    "nutgraf watch",
    "nutgraf lsp",
];

/// A new folder with copies of these files of the repository, and rows to read.
fn folder_with(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (from, to) in files {
        let to = folder.join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(root().join(from), to).unwrap();
    }
    let row = r#"{"id": 1, "text": "The wall holds. The river rose.", "reference": "The wall holds."}"#;
    fs::write(folder.join("in.jsonl"), format!("{row}\n")).unwrap();
    fs::write(folder.join("rows.jsonl"), format!("{row}\n")).unwrap();
    folder
}

/// Runs a line of a shell in a folder, which is its home too: it ends well, or finds something.
fn run_line(command: &str, folder: &Path) {
    let program = Path::new(env!("CARGO_BIN_EXE_nutgraf"));
    let mut path = std::ffi::OsString::from(program.parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).env("PATH", &path).env("HOME", folder);
    let ran = shell.stdin(Stdio::null()).output().expect("a shell");
    let complaint = String::from_utf8_lossy(&ran.stderr);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{command}\n{complaint}");
}

fn is_run(command: &str) -> bool {
    !NOT_RUN.iter().any(|part| command.contains(part))
}

/// Each example of each help is run in a folder with the files that examples name, but for [`NOT_RUN`].
#[test]
fn the_examples_of_the_help_run() {
    let files = [
        ("corpora/flood-wall.txt", "article.txt"),
        ("corpora/flood-wall.summary.txt", "article.summary.txt"),
        ("corpora/sourdough-mistakes.md", "notes.md"),
        ("corpora/pendlerrat.md", "draft.md"),
        ("corpora/trailhead-kettle.md", "drafts/kettle.md"),
    ];
    let folder = folder_with("examples", &files);
    let mut count = 0;
    for name in COMMANDS {
        let args: Vec<&str> = name.split_whitespace().chain(["--help"]).collect();
        let help = nutgraf(&args);
        let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
        let examples: Vec<&str> = lines.take_while(|line| line.starts_with("  nutgraf ")).collect();
        assert!(examples.len() >= 3 || name.is_empty() || name.contains(' ') || name == "serve", "{name}");
        for example in examples.into_iter().filter(|example| is_run(example)) {
            // What it does stands behind two spaces.
            run_line(example.trim_start().split("  ").next().unwrap(), &folder);
            count += 1;
        }
    }
    assert!(count >= 20, "only {count} examples");
}

/// The commands of the README and of `docs/` whose output is not shown (blocks of `sh`) run too, in the order of each document, in a
/// folder with the files that they name, but for [`NOT_RUN`]. `documented.rs` runs those whose output is shown.
#[test]
fn the_commands_of_the_documents_run() {
    let draft = "corpora/sourdough-mistakes.md";
    let files = [
        ("corpora/flood-wall.txt", "article.txt"),
        ("corpora/moulin-a-maree.txt", "archive/moulin.txt"),
        ("corpora/moulin-a-maree.txt", "archive/moulin-2.txt"),
        ("tests/pdf/aes-128.pdf", "report.pdf"),
        (draft, "draft.md"),
        (draft, "new.md"),
        (draft, "content/bread.md"),
        ("corpora/trailhead-kettle.md", "old.md"),
        ("corpora/trailhead-kettle.md", "drafts/kettle.md"),
        ("corpora/trailhead-kettle.md", "content/kettle.md"),
        ("corpora/trailhead-kettle.md", "last-year/kettle.md"),
        ("corpora/flood-wall.txt", "best-of/wall.txt"),
        ("corpora/trailhead-kettle.md", "best-of/kettle.md"),
        ("docs/index.md", "docs/index.md"),
    ];
    let mut count = 0;
    let pages = documents()
        .into_iter()
        .filter(|page| !page.ends_with("DESIGN.md") && !page.ends_with("CONTRIBUTING.md"));
    for (at, page) in pages.enumerate() {
        let text = fs::read_to_string(&page).unwrap();
        let mut lines = Vec::new();
        let mut is_inside = false;
        for line in text.lines() {
            if line.starts_with("```") {
                is_inside = line == "```sh";
            } else if is_inside
                && (line.starts_with("nutgraf ") || line.starts_with("mkdir "))
                && is_run(line)
            {
                lines.push(line);
            }
        }
        if lines.is_empty() {
            continue;
        }
        let folder = folder_with(&format!("documents-{at}"), &files);
        fs::create_dir_all(folder.join("trusted")).unwrap();
        fs::write(folder.join("trusted/nutgraf.toml"), "min-count = 4\n").unwrap();
        for line in lines {
            run_line(line, &folder);
            count += 1;
        }
    }
    assert!(count >= 30, "only {count} commands");
}

/// What means nothing to a command is not in its help, and a mistake if it is given, before the command or behind it.
#[test]
fn options_that_do_nothing_are_refused() {
    let ran = |args: &[&str]| {
        let program = env!("CARGO_BIN_EXE_nutgraf");
        let ran = Command::new(program).args(args).stdin(Stdio::null()).output().expect("the program");
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    for (command, option, value) in [
        ("languages", "timeout", "3"),
        ("rules", "input-format", "pdf"),
        ("init", "lang", "de"),
        ("completions", "offsets", "chars"),
        ("man", "corpus", "table.tsv"),
        ("config", "lang", "de"),
        ("lsp", "stdin-filename", "a.md"),
        ("serve", "offsets", "utf16"),
        ("watch", "timeout", "3"),
        ("batch", "timeout", "3"),
        ("evaluate", "offsets", "chars"),
        ("report", "offsets", "chars"),
        ("keywords", "corpus", "table.tsv"),
        ("sentences", "corpus", "table.tsv"),
    ] {
        let named = format!("--{option}");
        assert!(!nutgraf(&[command, "--help"]).contains(&format!("{named} <")), "{command} {named}");
        let behind = match command {
            "completions" => vec![command, "bash", &named, value],
            "batch" => vec![command, "summarize", &named, value],
            "config" => vec![command, "draft.md", &named, value],
            _ => vec![command, &named, value],
        };
        let before: Vec<&str> = [&[&named, value], &behind[..behind.len() - 2]].concat();
        for args in [behind, before] {
            let (code, complaint) = ran(&args);
            assert_eq!(code, Some(2), "{args:?} {complaint}");
            assert!(
                complaint.starts_with(&format!("error: '{named}' does nothing in 'nutgraf {command}'")),
                "{complaint}"
            );
        }
    }
    assert!(nutgraf(&["density", "--help"]).contains("--timeout <"));
    assert_eq!(ran(&["languages", "--quiet", "--color", "never"]).0, Some(0));
}
