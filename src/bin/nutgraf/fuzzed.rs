//! What the fuzz targets of the program do with an input: they run a command on files that are made of it, as `main` would.
//! `tests/targets.rs` has those of the library. `fuzz/` builds this program with `--cfg fuzzing`, and names the target in
//! the environment; the tests below ask for the inputs that it kept.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Parser;
use serde_json::Value;

use crate::args::Args;
use crate::output::Status;

/// A target's name, and what it does with an input: it panics if something does not hold that is to hold for any.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 4] = [("baseline", baseline), ("config", config), ("resume", resume), ("rows", rows)];

/// A draft that has findings, so that there is something to configure and to know already.
const DRAFT: &str = "# Heat pump\n\nThe heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat \
                     pump. A heat pump is what it is.\n";

/// The name of the target that is fuzzed.
#[cfg(fuzzing)]
const CHOICE: &str = "NUTGRAF_FUZZED";

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    static TARGET: std::sync::OnceLock<Target> = std::sync::OnceLock::new();
    let chosen = || {
        let name = std::env::var(CHOICE).expect("the target's name is in the environment");
        TARGETS.into_iter().find(|(known, _)| *known == name).expect("a target of that name")
    };
    TARGET.get_or_init(chosen).1(input);
});

/// An empty folder of this process and target. Removed when it is dropped, but for a panic: then it shows what was read.
struct Folder(PathBuf);

impl Folder {
    fn new(target: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("nutgraf-fuzzed-{target}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder can be made");
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.0.join(name), bytes).expect("a file can be written");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

/// Runs the program. An error is one line and steers nothing.
fn run(arguments: &[&str]) -> Result<Status> {
    let args = Args::try_parse_from([&["nutgraf"], arguments].concat()).expect("these are good arguments");
    let status = crate::run(&args);
    if let Err(error) = &status {
        let shown = format!("{error:#}");
        assert!(!shown.is_empty() && shown.len() < 20_000, "{shown}");
    }
    status
}

/// Any file of known findings is an error, or takes findings away and adds none.
fn baseline(input: &[u8]) {
    let folder = Folder::new("baseline");
    let (known, draft) = (folder.write("known.jsonl", input), folder.write("draft.md", DRAFT.as_bytes()));
    let found = |more: &[&str]| {
        let out = folder.path("out.jsonl");
        let common = ["audit", "--quiet", "--no-config", "--format", "jsonl", "--output", &out, &draft];
        let is_done =
            run(&[&common[..], more].concat()).is_ok_and(|status| !matches!(status, Status::Failed));
        is_done.then(|| lines(&fs::read(&out).expect("there is an output")).len())
    };
    let all = found(&[]).expect("the draft can be audited");
    assert!(all > 0);
    assert!(found(&["--baseline", &known]).is_none_or(|left| left <= all));
}

/// Any configuration is an error, or options of an audit that ends.
fn config(input: &[u8]) {
    let folder = Folder::new("config");
    let (config, draft) = (folder.write("nutgraf.toml", input), folder.write("draft.md", DRAFT.as_bytes()));
    let out = folder.path("out.jsonl");
    match run(&["audit", "--quiet", "--config", &config, "--format", "json", "--output", &out, &draft]) {
        // A draft that could not be audited was told.
        Err(_) | Ok(Status::Failed) => assert!(!Path::new(&out).exists()),
        Ok(_) => assert_eq!(lines(&fs::read(&out).expect("there is an output")).len(), 1),
    }
}

/// Whatever an earlier run left is refused and not touched, or continued: one answer for each row, and none changed.
fn resume(input: &[u8]) {
    let folder = Folder::new("resume");
    let mut parts = input.splitn(2, |byte| *byte == 0xFF);
    let (earlier, rows) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let (out, input) = (folder.write("out.jsonl", earlier), folder.write("rows.jsonl", rows));
    let arguments = ["batch", "sentences", "--quiet", "--resume", "--jobs", "1", "--output", &out, &input];
    let ran = run(&arguments);
    let now = fs::read(&out).expect("there is an output");
    match ran {
        Err(_) => assert_eq!(now, earlier, "what was refused was changed"),
        Ok(_) => {
            let kept = earlier.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            assert_eq!(now.get(..kept), Some(&earlier[..kept]), "an answer was changed");
            assert_eq!(now.iter().filter(|byte| **byte == b'\n').count(), count(rows));
            assert!(run(&arguments).is_ok());
            assert_eq!(fs::read(&out).expect("there is an output"), now, "what was done was done again");
        }
    }
}

/// Any bytes are rows, each of which has one answer on one line, whatever is wrong with it.
fn rows(input: &[u8]) {
    let Some((choice, rows)) = input.split_first() else { return };
    let folder = Folder::new("rows");
    let (out, input) = (folder.path("out.jsonl"), folder.write("rows.jsonl", rows));
    let task = ["summarize", "keywords", "sentences", "audit"][usize::from(choice % 4)];
    let ran = run(&["batch", task, "--quiet", "--jobs", "2", "--output", &out, &input]);
    match ran {
        // A table of Parquet by its first bytes.
        Err(error) => assert!(rows.starts_with(b"PAR1"), "{error:#}"),
        Ok(_) => {
            let answers = fs::read(&out).expect("there is an output");
            assert!(answers.is_empty() || answers.ends_with(b"\n"));
            let answers = lines(&answers);
            assert_eq!(answers.len(), count(rows));
            assert!(answers.iter().all(|answer| answer.get("id").is_some()));
        }
    }
}

/// How many rows there are: lines that are not blank.
fn count(rows: &[u8]) -> usize {
    let rows = rows.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rows);
    rows.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count()
}

/// The lines of an output, each of them JSON.
fn lines(output: &[u8]) -> Vec<Value> {
    let output = str::from_utf8(output).expect("an output is UTF-8");
    output.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Says to this test that it is to do the work itself.
    const INSIDE: &str = "NUTGRAF_FUZZED_INSIDE";

    /// In a process of its own, as the errors of inputs go to standard error, past the harness.
    #[test]
    fn what_fuzzing_kept_holds() {
        // The published package is without it.
        if !Path::new("fuzz").is_dir() {
            return;
        }
        if std::env::var_os(INSIDE).is_some() {
            TARGETS.iter().for_each(replay);
            return;
        }
        let mut inside = Command::new(std::env::current_exe().expect("this program is a file"));
        inside.args(["fuzzed::tests::what_fuzzing_kept_holds", "--exact"]).env(INSIDE, "1");
        let ran = inside.output().expect("it starts again");
        let printed = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && printed.contains("1 passed"), "{printed}");
    }

    #[expect(clippy::print_stdout, reason = "the harness shows the input if the target panics")]
    fn replay((name, target): &Target) {
        let folder = Path::new("fuzz/seeds").join(name);
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut inputs: Vec<_> = entries.map(|entry| entry.expect("a folder can be read").path()).collect();
        inputs.sort();
        assert!(!inputs.is_empty(), "{} has nothing in it", folder.display());
        for path in inputs {
            println!("{}", path.display());
            target(&fs::read(&path).expect("an input can be read"));
        }
    }
}
