//! The bytes of every command and format over all of `corpora/`, as digests: what changes one is a change to be seen.
//!
//! `tests/golden.tsv` has a line for each command: the SHA-256 of what it prints, and the command, in which `TEXTS` stands
//! for all texts of `corpora/` and `ROWS` for a file of JSON Lines with one row for each. After a change that is meant:
//!
//! ```sh
//! GOLDEN=overwrite cargo test --test program golden::
//! ```
//!
//! `NUTGRAF` names another program, such as the release build, which has to print the same.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

const GOLDEN: &str = "tests/golden.tsv";

/// All texts of `corpora/`, in order, without their summaries.
fn texts() -> Vec<String> {
    let entries = fs::read_dir("corpora").expect("tests run in the root of the package");
    let mut texts: Vec<String> = entries
        .map(|entry| entry.expect("a folder can be read").path().display().to_string())
        .filter(|path| path.ends_with(".md") || path.ends_with(".txt"))
        .filter(|path| !path.ends_with(".summary.txt") && !path.ends_with("README.md"))
        .collect();
    texts.sort();
    texts
}

/// What stands for `ROWS`: a row for each text, with a keyphrase, and one that is an error.
fn rows(texts: &[String]) -> PathBuf {
    let mut rows = String::new();
    for (id, path) in texts.iter().enumerate() {
        let text = fs::read_to_string(path).expect("a text of ours can be read");
        let format = if path.ends_with(".md") { "markdown" } else { "text" };
        let row = serde_json::json!({ "id": id, "text": text, "format": format, "keyphrase": "flood wall" });
        writeln!(rows, "{row}").expect("there is memory");
    }
    rows.push_str("{\"id\": \"none\"}\n");
    let path = std::env::temp_dir().join(format!("nutgraf-golden-{}.jsonl", std::process::id()));
    fs::write(&path, rows).expect("a file can be written");
    path
}

#[test]
fn every_format_prints_the_same_bytes() {
    let program = std::env::var_os("NUTGRAF").unwrap_or_else(|| env!("CARGO_BIN_EXE_nutgraf").into());
    let golden = fs::read_to_string(GOLDEN).expect("tests run in the root of the package");
    let texts = texts();
    let rows = rows(&texts);
    let (mut now, mut without_jobs) = (String::new(), Vec::<(String, String)>::new());
    for line in golden.lines() {
        let (_, command) = line.split_once('\t').expect("a digest, a tab and a command");
        let mut run = Command::new(&program);
        for word in command.split(' ') {
            match word {
                "TEXTS" => run.args(&texts),
                "ROWS" => run.arg(&rows),
                word => run.arg(word),
            };
        }
        run.env("COLUMNS", "80").env_remove("NO_COLOR").stdin(Stdio::null());
        let ran = run.output().expect("the program starts");
        // 1 says that there are findings, or that a row is an error.
        assert!(
            matches!(ran.status.code(), Some(0 | 1)),
            "{command}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        assert!(!ran.stdout.is_empty(), "{command}");
        let mut digest = String::new();
        for byte in Sha256::digest(&ran.stdout) {
            write!(digest, "{byte:02x}").expect("there is memory");
        }
        writeln!(now, "{digest}\t{command}").expect("there is memory");
        let of_any = command.split(" --jobs ").next().unwrap_or_default().to_string();
        without_jobs.push((of_any, digest));
    }
    let _ = fs::remove_file(rows);
    for (one, next) in without_jobs.iter().zip(&without_jobs[1..]) {
        assert!(one.0 != next.0 || one.1 == next.1, "{} depends on --jobs", one.0);
    }
    if std::env::var_os("GOLDEN").is_some_and(|what| what == "overwrite") {
        fs::write(GOLDEN, now).expect("the file can be written");
        return;
    }
    let changed: Vec<&str> = now.lines().filter(|line| !golden.lines().any(|old| old == *line)).collect();
    assert!(changed.is_empty(), "these print other bytes than {GOLDEN} has:\n{}", changed.join("\n"));
}
