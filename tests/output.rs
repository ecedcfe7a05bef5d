//! Where results go and how much is read: a file that is there is replaced by a whole one or stays, and what never ends
//! is an error that says what its limit is.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of one test, in which its programs run; removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("nutgraf-output-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.0.join(name).parent().unwrap()).unwrap();
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(line.split(' ')).current_dir(&self.0).stdin(Stdio::null());
        command
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().expect("the program starts")
    }

    /// What a run that fails says.
    fn complaint(&self, line: &str) -> String {
        let ran = self.run(line);
        let told = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{line}: {told}");
        told
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const TEXT: &str = "The council closed the pier. It was rotten. Nobody knows when it opens again.\n";

/// Every command and format that writes a file, without the file to write to.
const COMMANDS: [&str; 24] = [
    "summarize",
    "summarize --together",
    "summarize --highlight",
    "summarize --explain --scores",
    "summarize --format markdown",
    "summarize --format json",
    "summarize --format json --together",
    "audit",
    "audit --format json",
    "audit --format jsonl",
    "audit --format markdown",
    "audit --format sarif",
    "audit --format github",
    "audit --format junit",
    "audit --format checkstyle",
    "audit --format unix",
    "keywords",
    "keywords --format json",
    "keywords --format jsonl",
    "sentences",
    "sentences --number",
    "sentences --format json",
    "sentences --format jsonl",
    "corpus build",
];

#[test]
fn what_fails_leaves_the_old_file() {
    let folder = Folder::new("fails");
    folder.write("good.txt", TEXT);
    folder.write("binary.txt", b"\0\0\0");
    let one = ["summarize --format html", "audit --format html", "report"];
    for command in COMMANDS.into_iter().chain(one) {
        for files in ["missing.txt", "binary.txt", "good.txt missing.txt"] {
            if files.contains(' ') && one.contains(&command) {
                continue;
            }
            folder.write("old", "old");
            folder.complaint(&format!("{command} -o old {files}"));
            folder.complaint(&format!("{command} -o new {files}"));
            assert_eq!(folder.read("old"), "old", "{command} {files}");
            assert_eq!(folder.names(), ["binary.txt", "good.txt", "old"], "{command} {files}");
        }
        let ran = folder.run(&format!("{command} -o old good.txt"));
        assert_eq!(ran.status.code(), Some(0), "{command}");
        assert_ne!(folder.read("old"), "old", "{command}");
        fs::remove_file(folder.0.join("old")).unwrap();
    }
    assert!(folder.complaint("audit -o good.txt missing.txt").contains("good.txt is left as it was"));
    assert!(folder.complaint("audit -o new missing.txt").contains("new is not written"));
    for command in ["evaluate -o good.txt missing.jsonl", "corpus merge -o good.txt missing.tsv"] {
        folder.complaint(command);
    }
    assert_eq!(folder.read("good.txt"), TEXT);
}

/// A document without findings says that all is well, which nobody knows who has read nothing.
#[test]
fn nothing_read_is_no_document() {
    let folder = Folder::new("nothing");
    for format in ["sarif", "junit", "checkstyle", "html"] {
        let ran = folder.run(&format!("audit --format {format} missing.txt"));
        assert_eq!((ran.status.code(), ran.stdout.len()), (Some(2), 0), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_permissions_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("links");
    folder.write("in.txt", TEXT);
    folder.write("there/old", "old");
    fs::set_permissions(folder.0.join("there/old"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("there/old", folder.0.join("link")).unwrap();
    symlink("link", folder.0.join("chain")).unwrap();
    symlink("there/new", folder.0.join("dangling")).unwrap();
    symlink("two", folder.0.join("one")).unwrap();
    symlink("one", folder.0.join("two")).unwrap();
    for (to, file) in [("chain", "there/old"), ("dangling", "there/new")] {
        assert!(folder.run(&format!("sentences -o {to} in.txt")).status.success());
        assert!(folder.0.join(to).is_symlink() && folder.read(file).contains("rotten"), "{to}");
    }
    let mode = fs::metadata(folder.0.join("there/old")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(folder.complaint("sentences -o one in.txt").contains("form a loop"));
    assert!(folder.complaint("sentences -o there in.txt").contains("is a directory"));
    assert!(folder.complaint("sentences -o nowhere/out in.txt").contains("no folder nowhere"));
    // As long as names can be, for a batch and its record too.
    let name = "x".repeat(255);
    assert!(folder.run(&format!("sentences -o {name} in.txt")).status.success());
    folder.write("in.jsonl", "{\"text\":\"A.\"}\n");
    folder.write(&name, "");
    assert!(folder.run(&format!("batch sentences -o {name} in.jsonl")).status.success());
    assert!(folder.read(&name).contains("spans"));
    assert!(!folder.names().iter().any(|name| name.ends_with(".tmp")));
    let ran = folder.run("sentences -o /dev/stdout in.txt");
    assert!(String::from_utf8(ran.stdout).unwrap().contains("rotten"));
}

#[test]
fn a_full_disk_is_named() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = Folder::new("full");
    folder.write("in.txt", TEXT);
    folder.write("in.jsonl", "{\"text\":\"A.\"}\n");
    let commands = COMMANDS.map(|command| format!("{command} in.txt"));
    let others = [
        "--help",
        "--version",
        "audit --help",
        "man",
        "completions bash",
        "audit --schema",
        "audit --explain",
    ];
    let others = others.map(str::to_string).into_iter().chain(["batch sentences in.jsonl".to_string()]);
    for command in commands.into_iter().chain(others) {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran =
            folder.command(&command).arg("--quiet").stdout(full).stderr(Stdio::piped()).output().unwrap();
        let told = String::from_utf8(ran.stderr).unwrap();
        // One line, however much there was to write.
        let is_empty = told.is_empty() && command.contains("jsonl in.txt")
            || command.contains("unix")
            || command.contains("github");
        let named = told.starts_with("error: cannot write standard output: ") && told.lines().count() == 1;
        assert!(named && ran.status.code() == Some(2) || is_empty, "{command}: {told}");
    }
    let told = folder.complaint("sentences -o /dev/full in.txt");
    assert!(told.starts_with("error: cannot write /dev/full: "), "{told}");
}

#[test]
fn what_is_too_long_is_an_error_that_names_its_limit() {
    let folder = Folder::new("long");
    folder.write("long.txt", TEXT);
    folder.write("long.jsonl", "{\"text\":\"A long row.\",\"reference\":\"A long row.\"}\n");
    folder.write("short.txt", "A.");
    let limit = "exceeds 10 bytes\nhelp: raise --max-bytes";
    for command in [
        "summarize long.txt",
        "audit long.txt",
        "keywords long.txt",
        "sentences long.txt",
        "report long.txt",
        "evaluate long.jsonl",
        "corpus build long.txt",
        "corpus show long.txt",
        "audit --baseline long.jsonl short.txt",
        "summarize --corpus long.txt short.txt",
    ] {
        let told = folder.complaint(&format!("{command} --max-bytes 10"));
        assert!(told.contains(limit), "{command}: {told}");
    }
    let told = folder.complaint("corpus build --jsonl --max-row-bytes 10 long.jsonl");
    assert!(told.contains("exceeds 10 bytes") && told.contains("--max-row-bytes"), "{told}");
    if Path::new("/dev/zero").exists() {
        let endless = |line: &str| {
            let ran = folder.command(line).stdin(File::open("/dev/zero").unwrap()).output().unwrap();
            (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
        };
        for line in ["summarize --max-bytes 1000000 /dev/zero", "summarize --max-bytes 1000000"] {
            let (code, told) = endless(line);
            assert!(code == Some(2) && told.contains("exceeds 1000000 bytes"), "{told}");
        }
        let (code, told) = endless("audit --config /dev/zero short.txt");
        assert!(code == Some(2) && told.contains("exceeds 1000000 bytes"), "{told}");
    }
    for command in ["batch sentences", "evaluate", "corpus build"] {
        for jobs in ["0", "257", "100000", "-1"] {
            let told = folder.complaint(&format!("{command} --jobs={jobs} short.txt"));
            assert!(told.contains("expected a whole number from 1 to 256"), "{told}");
        }
    }
    for option in ["--allow=", "--keyphrase=", "--min-count=0", "--max-words=nan", "--max-bytes=0"] {
        folder.complaint(&format!("audit short.txt {option}"));
    }
}

#[test]
fn a_byte_order_mark_is_accepted_wherever_text_is() {
    let folder = Folder::new("mark");
    let marked = |text: &str| format!("\u{feff}{text}");
    folder.write("text.txt", marked(TEXT));
    folder.write(
        "rows.jsonl",
        marked("{\"id\":1,\"text\":\"A pier. It is old.\",\"reference\":\"A pier.\"}\n"),
    );
    folder.write("nutgraf.toml", marked("[limits]\nsentence-words = 2\n"));
    for command in [
        "summarize text.txt",
        "batch sentences rows.jsonl",
        "evaluate rows.jsonl",
        "corpus build --jsonl --lang en -o table.tsv rows.jsonl",
        "audit --fail-on never --format json -o known.json text.txt",
    ] {
        let ran = folder.run(command);
        assert_eq!(ran.status.code(), Some(0), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
    }
    assert!(folder.read("known.json").contains("long-sentence"));
    for name in ["table.tsv", "known.json"] {
        folder.write(name, marked(&folder.read(name)));
    }
    assert!(folder.run("corpus show table.tsv").status.success());
    assert!(folder.run("summarize --corpus table.tsv text.txt").status.success());
    assert!(folder.run("audit --fail-on note --baseline known.json text.txt").status.success());
}

#[test]
fn folders_that_cannot_be_read_are_told_and_the_others_are_read() {
    let folder = Folder::new("folders");
    let deep = format!("site/{}", "d/".repeat(70));
    folder.write(&format!("{deep}a.md"), TEXT);
    folder.write("site/b.md", "The pump. ".repeat(3) + "is is here.");
    let ran = folder.run("audit --format json site");
    let told = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(told.contains("expected at most 64 nested folders"), "{told}");
    assert!(String::from_utf8(ran.stdout).unwrap().contains("site/b.md"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = folder.0.join("site/closed");
        fs::remove_dir_all(folder.0.join("site/d")).unwrap();
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        // Whoever may read everything cannot try this.
        if fs::read_dir(&closed).is_err() {
            let ran = folder.run("audit --format json site");
            assert_eq!(ran.status.code(), Some(2));
            assert!(String::from_utf8(ran.stderr).unwrap().contains("closed"));
            assert!(String::from_utf8(ran.stdout).unwrap().contains("site/b.md"));
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// What fails a run fails in the document too, also where the configuration says what that is.
#[test]
fn junit_fails_what_the_configuration_says() {
    let folder = Folder::new("junit");
    folder.write("draft.md", TEXT);
    for (level, failures, code) in [("note", false, 1), ("warning", true, 0), ("never", true, 0)] {
        folder.write("nutgraf.toml", format!("fail-on = \"{level}\"\nlimits.sentence-words = 5\n"));
        let ran = folder.run("audit --format junit draft.md");
        let is_clean = String::from_utf8(ran.stdout).unwrap().contains("failures=\"0\"");
        assert_eq!((is_clean, ran.status.code()), (failures, Some(code)), "{level}");
    }
}

/// A longer phrase that is allowed says nothing of the shorter one where it stands alone.
#[test]
fn what_is_allowed_is_allowed_where_it_stands() {
    let folder = Folder::new("allowed");
    folder.write("draft.md", "A heat pump is here. The heat pump is new. My heat pump hums. ".repeat(2));
    folder.write(
        "long.md",
        "A heat pump grant is here. The heat pump grant is new. My heat pump grant is big. ".repeat(2),
    );
    let finds = |line: &str| {
        let ran = folder.run(&format!("audit --only overused-phrase --format jsonl {line}"));
        !ran.stdout.is_empty()
    };
    assert!(finds("draft.md") && finds("long.md"));
    assert!(!finds("--allow=heat\u{a0}pump draft.md") && finds("--allow=heat\u{a0}pump\u{a0}grant draft.md"));
    assert!(!finds("--allow=heat\u{a0}pump\u{a0}grant long.md"));
}

#[test]
fn endless_input_of_a_batch_takes_bounded_memory() {
    let folder = Folder::new("endless");
    let mut child = folder.command("batch sentences --max-row-bytes 1000000 --jobs 1");
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..200 {
        stdin.write_all(&[b'x'; 1 << 20]).unwrap();
    }
    if let Ok(status) = fs::read_to_string(format!("/proc/{}/status", child.id())) {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells the peak");
        let kibibytes: usize = peak.trim().trim_end_matches("kB").trim().parse().unwrap();
        assert!(kibibytes < 64 << 10, "{kibibytes} KiB");
    }
    stdin.write_all(b"\n{\"id\":2,\"text\":\"A.\"}\n").unwrap();
    drop(stdin);
    let ran = child.wait_with_output().unwrap();
    let answers = String::from_utf8(ran.stdout).unwrap();
    assert_eq!((ran.status.code(), answers.lines().count()), (Some(1), 2));
    assert!(answers.ends_with("{\"id\":2,\"spans\":[[0,2]]}\n"), "{answers}");
}
