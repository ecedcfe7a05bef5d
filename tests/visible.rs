//! Nothing that is not ours is carried out by who reads our output: control sequences in drafts, names, configurations,
//! phrases, ids and addresses, through every command and every format; and no sentence is lost on the way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What terminals, logs and readers carry out. None is a color of ours.
const SEQUENCES: [(&str, &str); 24] = [
    ("OSC 0 without an end", "\u{1b}]0;x"),
    ("OSC 0 to BEL", "\u{1b}]0;x\u{7}"),
    ("OSC 0 to ST", "\u{1b}]0;x\u{1b}\\"),
    ("OSC 8", "\u{1b}]8;;http://a.example\u{1b}\\y\u{1b}]8;;\u{1b}\\"),
    ("OSC 8 without an end", "\u{1b}]8;;http:"),
    ("CSI that erases", "\u{1b}[2J"),
    ("CSI of a color", "\u{1b}[38;5;9m"),
    ("CSI without an end", "\u{1b}["),
    ("DCS", "\u{1b}Px"),
    ("APC", "\u{1b}_x"),
    ("PM", "\u{1b}^x"),
    ("SOS", "\u{1b}Xx"),
    ("BEL", "\u{7}"),
    ("BS", "\u{8}\u{8}"),
    ("CR", "\r"),
    ("CSI of C1", "\u{9b}31m"),
    ("NEL", "\u{85}"),
    ("DEL", "\u{7f}"),
    ("override", "\u{202e}"),
    ("isolate", "\u{2066}"),
    ("line separator", "\u{2028}"),
    ("byte order mark", "\u{feff}"),
    ("a command of GitHub", "::error::"),
    ("an older command", "##[error]"),
];

/// How a table begins.
const TABLE: &str = "nutgraf-corpus 1\tlanguage en\tterms 1\tdocuments 2\twords 9\tleast 1\n";

/// How our own colors are written.
const COLORS: [&str; 13] =
    ["0", "1", "2", "4", "1;31", "33", "94", "1;96", "1;91", "1;33", "1;92", "1;30;103", "30;43"];

/// All of them in one text, each a word's beginning once and in its middle once.
fn all() -> String {
    let of = |(_, sequence): &(&str, &str)| format!("a{sequence}b {sequence}c ");
    SEQUENCES.iter().map(of).collect()
}

/// A text in the quotes of JSON, YAML and TOML.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\u{:04x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// A folder with drafts, tables and configurations that hold all of it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("visible-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("site")).unwrap();
        Folder(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(args).current_dir(&self.0).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "HTTP_PROXY", "ALL_PROXY"] {
            command.env_remove(name);
        }
        let output = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Ran { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The text without our own colors.
fn uncolored(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        match part.split_once('m') {
            Some((code, rest)) if COLORS.contains(&code) => out.push_str(rest),
            _ => out.push_str(&format!("\u{1b}[{part}")),
        }
    }
    out
}

/// Fails if something in the text would be carried out.
#[track_caller]
fn assert_dead(text: &str, of: &str) {
    for line in uncolored(text).split('\n') {
        let is_alive = |c: char| {
            // Tables have columns, which their reader parts by tabs.
            c.is_control() && !(c == '\t' && of.contains("corpus"))
                || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        assert!(!line.contains(is_alive), "{of}: {line:?}");
        assert!(!line.contains("##["), "{of}: {line:?}");
        // Commands of ours name a file.
        let line = line.trim_start();
        let is_ours =
            ["error", "warning", "notice"].iter().any(|name| line.starts_with(&format!("::{name} file=")));
        let is_command =
            line.strip_prefix("::").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        assert!(!is_command || is_ours && of.contains("github"), "{of}: {line:?}");
    }
}

/// The marks of sentences that a text has.
fn marks(text: &str) -> BTreeSet<&str> {
    let marks = text.match_indices("mark").filter_map(|(at, _)| text.get(at..at + 6));
    marks.filter(|mark| mark.ends_with(|c: char| c.is_ascii_digit())).collect()
}

/// A draft of sentences with marks, and a sequence in the middle and at the beginning of some.
fn draft() -> String {
    let mut draft = format!(
        "---\ntitle: {}\nkeyphrases: [{}]\n---\n\n# Heat {}\n\n",
        quoted(&format!("Heat {}", all())),
        quoted(&format!("heat {}", all())),
        all().replace('\r', "").replace(['\u{2028}', '\u{85}'], " ")
    );
    for (place, (_, sequence)) in SEQUENCES.iter().enumerate() {
        draft.push_str(&format!(
            "The heat{sequence} pump of the house mark{:02} warms the street in winter. {sequence}Nobody on the island \
             mark{:02} paid for it. The [heat {sequence} pump](https://a.example/) mark{:02} is a heat pump.\n\n",
            3 * place,
            3 * place + 1,
            3 * place + 2
        ));
    }
    draft
}

/// A name that a file may have, and begin a line with.
#[cfg(unix)]
fn name() -> String {
    let short: String = SEQUENCES.iter().filter(|(_, s)| !s.contains('/')).map(|(_, s)| *s).collect();
    format!("::error::x\n::error::{short}.md")
}

/// Windows has no such names.
#[cfg(not(unix))]
fn name() -> String {
    "##[error]\u{202e}\u{2066}\u{feff}.md".into()
}

fn filled(folder: &str) -> (Folder, String) {
    let (folder, name, all) = (Folder::new(folder), name(), all());
    folder.write(&name, draft());
    folder.write(&format!("site/{name}"), draft());
    folder.write("site/other.md", draft().replace("island", "shore"));
    folder.write("plain.txt", "Nobody came. The wall fell.\n");
    let expired = format!(
        "keyphrases = [{0}]\n[[allow]]\nphrase = {0}\nreason = {0}\nexpires = 2001-01-01\n",
        quoted(&all)
    );
    folder.write("nutgraf.toml", expired);
    folder.write("key.toml", format!("{} = 1\n", quoted(&all)));
    folder.write("value.toml", format!("[rules]\nlong-sentence = {}\n", quoted(&all)));
    folder.write("glob.toml", format!("[[overrides]]\nfiles = [{}]\n", quoted(&format!("[{all}"))));
    let row = |id: Value| json!({ "id": id, "text": draft(), "keyphrase": all, "title": all, "reference": "The heat pump." });
    let rows = [
        row(json!(format!("{all}\0"))),
        row(json!({ &all: [&all] })),
        json!({ "id": all, "text": "x", "reference": "x", "lang": all }),
        json!({ "id": all, "text": "x", "reference": "x", "format": all }),
        json!({ "id": all, "text": 7, "reference": "x" }),
    ];
    let lines = |rows: &[Value]| rows.iter().map(|row| format!("{row}\n")).collect::<String>();
    // Written raw, as far as JSON lets them stand.
    folder.write("rows.jsonl", lines(&rows));
    folder.write("good.jsonl", lines(&rows[..2]));
    folder.write("bad.jsonl", lines(&rows[2..3]));
    folder.write(
        "base.json",
        json!({ "file": name, "findings": [{ "rule": all, "level": all, "fingerprint": all }] }).to_string(),
    );
    folder.write("table.tsv", &all);
    let stem = all.replace(['\r', '\u{85}', '\u{2028}'], "");
    folder.write("stems.tsv", format!("{TABLE}{stem}\t1\t1\nend\t1\n"));
    (folder, name)
}

/// Every command, every format, and every kind of source; results and errors.
#[test]
fn nothing_is_carried_out() {
    let (folder, name) = filled("all");
    let all = all();
    let name = name.as_str();
    let url = format!("http://127.0.0.1:1/{all}");
    let host = format!("http://a{all}/");
    let missing = format!("missing{name}");
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for format in ["text", "markdown", "json", "html"] {
        runs.push(vec!["summarize", "-n", "99", "-f", format, name]);
        runs.push(vec!["summarize", "-n", "99", "-f", format, "--together", "--explain", name, "plain.txt"]);
        runs.push(vec!["summarize", "-n", "3", "-f", format, "--focus", &all, name, "plain.txt"]);
    }
    for options in
        [&["--scores"][..], &["--explain"], &["--highlight"], &["--highlight", "--scores", "--explain"]]
    {
        runs.push([&["summarize", "-n", "99"], options, &[name, "plain.txt"]].concat());
    }
    for format in ["text", "json", "jsonl"] {
        runs.push(vec!["sentences", "-f", format, name, &missing]);
        runs.push(vec!["sentences", "--number", "-f", format, name]);
        runs.push(vec!["keywords", "-n", "99", "-f", format, name, "plain.txt"]);
        runs.push(vec!["keywords", "-n", "99", "--scores", "-f", format, name]);
    }
    let formats =
        ["text", "json", "jsonl", "markdown", "sarif", "github", "junit", "checkstyle", "unix", "html"];
    for format in formats {
        runs.push(vec!["audit", "-f", format, "-k", &all, "--synonym", &all, "--min-count", "2", name]);
    }
    for format in &formats[..9] {
        runs.push(vec!["audit", "-f", format, "--fail-on", "never", "site", &missing]);
    }
    runs.push(vec!["report", name, "-k", &all]);
    for format in ["text", "json", "jsonl", "markdown"] {
        runs.push(vec!["evaluate", "-f", format, "good.jsonl"]);
    }
    for task in ["sentences", "summarize", "keywords", "audit"] {
        runs.push(vec!["batch", task, "rows.jsonl"]);
        runs.push(vec!["batch", task, "good.jsonl", &missing]);
        runs.push(vec!["batch", task, "--id-field", &all, "--resume-after", &all, "rows.jsonl"]);
    }
    runs.push(vec!["corpus", "build", name, "plain.txt"]);
    runs.push(vec!["corpus", "build", "--jsonl", "--lang", "en", "good.jsonl"]);
    // What is wrong is told of, and what is quoted of it is dead.
    for command in ["summarize", "keywords", "sentences", "audit", "report", "evaluate"] {
        runs.push(vec![command, &missing]);
        runs.push(vec![command, "--lang", &all, "plain.txt"]);
        runs.push(vec![command, "--corpus", "table.tsv", "plain.txt"]);
        runs.push(vec![command, &all, &missing, "--no-such-option"]);
    }
    if cfg!(feature = "fetch") {
        runs.push(vec!["summarize", &url]);
        runs.push(vec!["summarize", &host]);
        runs.push(vec!["audit", "--timeout", &all, &url]);
    }
    for config in ["key.toml", "value.toml", "glob.toml", &missing] {
        runs.push(vec!["audit", "--config", config, name]);
    }
    runs.push(vec!["audit", "--baseline", "base.json", name]);
    runs.push(vec!["audit", "--baseline", &missing, name]);
    runs.push(vec!["audit", "--format", &all, name]);
    runs.push(vec!["audit", "-k", "a", "-k", "b", "--synonym", &all, name]);
    runs.push(vec!["evaluate", "bad.jsonl"]);
    runs.push(vec!["evaluate", "--reference", &missing, name]);
    runs.push(vec!["corpus", "show", "table.tsv", &all]);
    runs.push(vec!["corpus", "show", "stems.tsv"]);
    runs.push(vec!["corpus", "merge", "stems.tsv"]);
    runs.push(vec!["corpus", "merge", &missing]);
    runs.push(vec!["summarize", "-o", &missing, &missing]);
    runs.push(vec![&all]);
    for run in runs {
        let of = format!(
            "{:?}",
            run.iter().map(|arg| arg.chars().take(30).collect::<String>()).collect::<Vec<_>>()
        );
        let colored = folder.run(&[&["--color", "always"], &run[..]].concat());
        let plain = folder.run(&[&["--color", "never"], &run[..]].concat());
        for ran in [&colored, &plain] {
            assert!(ran.status.is_some_and(|status| status < 3), "{of}: {:?} {}", ran.status, ran.stderr);
            assert!(!ran.stdout.is_empty() || !ran.stderr.is_empty() || run[0] == "summarize", "{of}");
            assert_dead(&ran.stdout, &of);
            assert_dead(&ran.stderr, &of);
        }
        assert!(!plain.stdout.contains('\u{1b}') && !plain.stderr.contains("\u{1b}[1;31merror"), "{of}");
        if !run.contains(&"--highlight") {
            assert_eq!(uncolored(&colored.stdout), plain.stdout, "{of}");
        }
    }
}

/// What text has is what JSON has: on standard output, with and without colors, and in a file.
#[test]
fn no_sentence_is_lost() {
    let (folder, name) = filled("lost");
    let name = name.as_str();
    let json = folder.run(&["summarize", "-n", "999", "-f", "json", name]).stdout;
    let expected = marks(&json);
    assert_eq!(expected.len(), 3 * SEQUENCES.len());
    let value: Value = serde_json::from_str(&json).unwrap();
    let text = value["summary"].as_str().unwrap();
    for (what, sequence) in
        SEQUENCES.iter().filter(|(_, sequence)| !["\r", "\u{85}", "\u{2028}"].contains(sequence))
    {
        // Markdown takes a backslash for an escape.
        assert!(text.contains(&sequence.replace('\\', "")) || text.contains(sequence), "{what}");
    }
    for color in ["always", "never"] {
        for options in [
            &["summarize", "-n", "999"][..],
            &["summarize", "-n", "999", "-f", "markdown"],
            &["summarize", "-n", "999", "-f", "html"],
            &["summarize", "-n", "999", "--scores"],
            &["summarize", "-n", "999", "--highlight"],
            &["summarize", "-n", "999", "--together"],
            &["sentences"],
            &["sentences", "--number"],
            &["sentences", "-f", "jsonl"],
        ] {
            let ran = folder.run(&[options, &["--color", color, name]].concat());
            assert_eq!(marks(&ran.stdout), expected, "{options:?} {color}: {}", ran.stderr);
            if options[0] == "summarize" && !options.contains(&"--highlight") {
                let into = folder.run(&[options, &["--color", color, "-o", "out", name]].concat());
                assert_eq!((into.status, into.stdout.as_str()), (Some(0), ""), "{}", into.stderr);
                assert_eq!(
                    fs::read_to_string(folder.0.join("out")).unwrap(),
                    ran.stdout,
                    "{options:?} {color}"
                );
            }
        }
    }
    // One file silences nothing of another.
    folder.write(
        "b.md",
        "The heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat pump.\n",
    );
    let annotations = |files: &[&str]| {
        let ran = folder.run(&[&["audit", "--no-config", "-f", "github"], files].concat());
        ran.stdout.lines().filter(|line| line.contains(" file=b.md,")).count()
    };
    assert!(annotations(&["b.md"]) > 0);
    assert_eq!(annotations(&[name, "b.md"]), annotations(&["b.md"]));
}

/// Strict readers of JSON take every answer, and rows are still told apart by their ids.
#[test]
fn ids_are_strict_json() {
    let folder = Folder::new("ids");
    let ids = [
        r#""\udc00""#,
        r#""\ud800x""#,
        "1e999",
        "-1E+400",
        r#"{"a":["\udfff"]}"#,
        "12345678901234567890123",
        "1.50",
        "1e3",
        r#""\u00e9\ud83d\ude00""#,
        "\"\u{7f}\u{202e}\u{2028}\"",
        "null",
    ];
    let rows: String = ids.iter().map(|id| format!("{{\"id\":{id},\"text\":\"It rains.\"}}\n")).collect();
    folder.write("rows.jsonl", format!("{rows}{{\"id\":{},\"text\":\"It rains.\"}}\n", "9".repeat(400)));
    let ran = folder.run(&["batch", "sentences", "rows.jsonl"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!((ran.status, lines.len()), (Some(1), ids.len() + 1), "{}", ran.stderr);
    for (place, line) in lines.iter().enumerate() {
        assert_dead(line, "ids");
        let answer: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let is_refused = place < 5 || place == ids.len();
        assert_eq!(answer["error"].is_object(), is_refused, "{line}");
        match is_refused {
            true => assert!(
                answer["id"].is_null() && answer["error"]["message"].as_str().unwrap().starts_with("the id ")
            ),
            false => assert_eq!(answer["id"], serde_json::from_str::<Value>(ids[place]).unwrap()),
        }
    }
    assert!(
        lines[5].starts_with("{\"id\":12345678901234567890123,") && lines[6].starts_with("{\"id\":1.50,")
    );
    // What was answered is found again, also where an id is escaped.
    for kept in [3, 10] {
        folder.write("out.jsonl", lines[..kept].iter().map(|line| format!("{line}\n")).collect::<String>());
        let again = folder.run(&["batch", "sentences", "-q", "--resume", "-o", "out.jsonl", "rows.jsonl"]);
        assert_eq!(again.status, Some(1), "{}", again.stderr);
        assert_eq!(fs::read_to_string(folder.0.join("out.jsonl")).unwrap(), ran.stdout);
    }
}

/// A mistake in a glob is told of whatever is audited: a file, of which no folder is read, or a folder.
#[test]
fn globs_of_a_configuration_are_checked_for_files_and_folders() {
    let folder = Folder::new("globs");
    folder.write("plain.txt", "Nobody came.\n");
    for bad in ["exclude = [\"good/**\", \"a{\"]\n", "[[overrides]]\nfiles = [\"a{\"]\n"] {
        folder.write("nutgraf.toml", bad);
        for given in [&["plain.txt"][..], &["."], &["--config", "nutgraf.toml", "plain.txt"]] {
            let ran = folder.run(&[&["audit"], given].concat());
            assert_eq!(ran.status, Some(2), "{given:?}");
            assert!(ran.stderr.contains("nutgraf.toml") && ran.stderr.contains("a{"), "{}", ran.stderr);
        }
    }
}

/// However long what is quoted is, an error is a line that can be read, and says what was expected.
#[test]
fn errors_are_one_line_that_can_be_read() {
    let folder = Folder::new("long");
    let long = "a".repeat(200_000);
    folder.write("key.toml", format!("{long} = 1\n"));
    folder.write("value.toml", format!("[rules]\nlong-sentence = \"{long}\"\n"));
    folder.write("glob.toml", format!("[[overrides]]\nfiles = [\"[{long}\"]\n"));
    folder.write("plain.txt", "Nobody came.\n");
    folder.write("rows.jsonl", format!("{{\"id\":1,\"text\":\"x\",\"lang\":\"{long}\"}}\n"));
    let long = &long[..100_000];
    for args in [
        &["audit", "--config", "key.toml", "plain.txt"][..],
        &["audit", "--config", "value.toml", "plain.txt"],
        &["audit", "--config", "glob.toml", "plain.txt"],
        &["audit", "--lang", long, "plain.txt"],
        &["audit", long],
        &["summarize", "--no-such", long],
    ] {
        let ran = folder.run(args);
        assert_eq!(ran.status, Some(2), "{}", args[1]);
        let longest = ran.stderr.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!((10..1_100).contains(&longest), "{}: {longest} characters", args[1]);
        let errors = ran.stderr.lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!(errors, 1, "{}", args[1]);
    }
    let row = folder.run(&["batch", "sentences", "rows.jsonl"]).stdout;
    assert!(row.contains("expected a code such as en") && row.len() < 1_200, "{} bytes", row.len());
}
