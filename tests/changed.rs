//! `nutgraf audit --changed`: in repositories of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A repository with drafts that are committed.
struct Repository(PathBuf);

const CLEAN: &str = "# A quiet week\n\nNothing was broken on Monday, and the office closed early. On Tuesday we met old friends.\n";

/// Has a phrase too often, and a sentence twice.
const STUFFED: &str = "# Heat pump\n\nThe heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat pump. A heat \
                       pump is what it is. Ask for a heat pump.\n";

impl Repository {
    fn new(name: &str) -> Repository {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let repository = Repository(folder);
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command
            .current_dir(&self.0)
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments);
        let output = command.output().expect("git is there");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    fn audit(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.current_dir(&self.0).arg("audit").args(arguments);
        command.output().expect("the program starts")
    }

    /// The files that are audited and the rules of their findings, and the exit status.
    fn found(&self, arguments: &[&str]) -> (Vec<(String, Vec<String>)>, i32) {
        let output = self.audit(&[&["--format", "json"], arguments].concat());
        let lines = String::from_utf8(output.stdout).unwrap();
        let rules = |row: &Value| {
            let findings = row["findings"].as_array().unwrap().iter();
            findings.map(|finding| finding["rule"].as_str().unwrap().to_string()).collect()
        };
        let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let found = rows.map(|row| (row["file"].as_str().unwrap().replace('\\', "/"), rules(&row))).collect();
        (found, output.status.code().unwrap())
    }
}

fn row(file: &str, rules: &[&str]) -> (String, Vec<String>) {
    (file.to_string(), rules.iter().map(|rule| rule.to_string()).collect())
}

#[test]
fn only_drafts_and_findings_that_a_change_brought_count() {
    let repository = Repository::new("brought");
    repository.write("clean.md", CLEAN);
    repository.write("old.md", STUFFED);
    repository.write("sub/other.md", STUFFED);
    repository.commit();
    assert_eq!(repository.found(&["--changed"]), (vec![], 0));
    // What was wrong before is no fault of this change.
    repository.write("old.md", &format!("{STUFFED}\nNobody else was there on that day.\n"));
    assert_eq!(repository.found(&["--changed"]), (vec![row("./old.md", &[])], 0));
    repository.write("clean.md", &format!("{CLEAN}\n{STUFFED}"));
    let brought = ["overused-phrase", "repeated-sentence"];
    let (found, status) = repository.found(&["--changed"]);
    assert_eq!((found, status), (vec![row("./clean.md", &brought), row("./old.md", &[])], 1));
    // Those that git does not follow are new; those that it ignores are none.
    repository.write("sub/new draft.md", STUFFED);
    repository.write("ignored.md", STUFFED);
    repository.write(".gitignore", "ignored.md\n");
    let (found, _) = repository.found(&["--changed", "sub", "ignored.md"]);
    assert_eq!(found, [row("sub/new draft.md", &brought)]);
    repository.commit();
    assert_eq!(repository.found(&["--changed"]), (vec![], 0));
    let (found, status) = repository.found(&["--changed=HEAD~1"]);
    let files: Vec<&str> = found.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!((&files[..], status), (&["./clean.md", "./old.md", "./sub/new draft.md"][..], 1));
    // From a folder below the root.
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.current_dir(repository.0.join("sub")).args(["audit", "--changed=HEAD~1", "--format", "jsonl"]);
    let below = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(below.contains("new draft.md") && !below.contains("clean.md"), "{below}");
}

#[test]
fn a_draft_that_was_renamed_keeps_its_findings() {
    let repository = Repository::new("renamed");
    repository.write("old.md", STUFFED);
    repository.commit();
    repository.git(&["mv", "old.md", "neu \u{e4}.md"]);
    assert_eq!(repository.found(&["--changed"]), (vec![row("./neu \u{e4}.md", &[])], 0));
}

#[test]
fn what_git_does_not_know_is_said() {
    let repository = Repository::new("unknown");
    repository.write("a.md", CLEAN);
    repository.commit();
    for (arguments, message) in [
        (&["--changed=nothing"][..], "--changed nothing: git: "),
        (&["--changed=--output=x"], "expected a git revision"),
        (&["--changed", "-"], "standard input"),
        (&["--changed", "--baseline", "x"], "cannot be used with"),
    ] {
        let output = repository.audit(arguments);
        let message_given = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message_given}");
        assert!(message_given.contains(message), "{arguments:?}: {message_given}");
    }
    let output = repository.audit(&["--changed"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no draft has changed"));
}
