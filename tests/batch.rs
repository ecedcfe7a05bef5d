//! `nutgraf batch` as a program that runs for long: what it writes when it is stopped, killed and continued, how much it
//! holds, and that it makes nobody wait. What it answers is tested in `cli.rs`.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// What should happen at once may take so long on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);

fn batch(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.arg("batch").args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(args: &[&str]) -> Output {
    batch(args).output().expect("the program starts")
}

/// A folder of one test, removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("nutgraf-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Rows of all kinds, which are a second's work or so: some are broken, some blank, and `id` makes their ids.
fn rows(count: usize, id: impl Fn(usize) -> String) -> String {
    let text = fs::read_to_string("corpora/flood-wall.txt").expect("tests run in the root of the package");
    let text = serde_json::to_string(&text).unwrap();
    let row = |row: usize| match row % 20 {
        7 => format!("{{\"id\":{},\"text\":{row}}}\n\n", id(row)),
        13 => "no JSON\n".to_string(),
        _ => format!("{{\"id\":{},\"n\":{row},\"text\":{text}}}\n", id(row)),
    };
    (0..count).map(row).collect()
}

#[test]
fn answers_are_the_same_for_any_number_of_jobs() {
    let folder = Folder::new("jobs");
    // Rows of all lengths, so that ends of lines and of blocks fall together in all ways.
    let row = |row: usize| {
        let text = "The wall is up. ".repeat(row * row % 1013);
        format!("{{\"id\":{row},\"text\":\"{text}\"}}\n{}", if row.is_multiple_of(3) { "\n" } else { "" })
    };
    let input =
        folder.write("in.jsonl", &(0..400).map(row).chain(["{\"id\":400}".into()]).collect::<String>());
    let one = output(&["sentences", "--jobs", "1", &input]);
    assert_eq!((one.status.code(), one.stderr.as_slice()), (Some(1), &[] as &[u8]));
    let answers = String::from_utf8(one.stdout.clone()).unwrap();
    assert_eq!(answers.lines().count(), 401);
    for (row, answer) in answers.lines().enumerate() {
        assert!(
            answer.starts_with(&format!("{{\"id\":{row},\"{}", if row < 400 { "spans" } else { "error" }))
        );
    }
    assert!(answers.ends_with("{\"id\":400,\"error\":{\"line\":535,\"message\":\"no text: expected a string in \\\"text\\\", or a list in \\\"documents\\\"\"}}\n"));
    for jobs in ["2", "8"] {
        assert!(output(&["sentences", "--jobs", jobs, &input]).stdout == one.stdout, "{jobs} jobs");
    }
}

#[test]
fn a_run_is_continued_where_its_output_ends() {
    let folder = Folder::new("resume");
    // Ids that repeat, and rows that have none.
    let input = folder.write("in.jsonl", &rows(30, |row| (row % 3).to_string()));
    let files = [input.as_str(), input.as_str()];
    let whole = output(&[&["sentences"], &files[..]].concat()).stdout;
    let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').map(|at| at + 1).collect();
    assert_eq!(ends.len(), 60);
    let out = folder.path("out.jsonl");
    let resumed = || output(&[&["sentences", "--resume", "--output", &out], &files[..]].concat());
    // No file is as good as an empty one. Then after whole lines, at the end of a file, and inside of lines.
    assert_eq!(resumed().status.code(), Some(1));
    assert!(fs::read(&out).unwrap() == whole);
    for kept in
        [0, 1, ends[0] - 1, ends[0], ends[7], ends[12], ends[28] + 5, ends[29], ends[40] - 1, ends[58]]
    {
        fs::write(&out, &whole[..kept]).unwrap();
        let ran = resumed();
        // Errors that stand there already were those of another run.
        let has_error = whole[kept..].windows(8).any(|bytes| bytes == b"\"error\":");
        let expected = (Some(i32::from(has_error)), &[] as &[u8]);
        assert_eq!((ran.status.code(), ran.stderr.as_slice()), expected, "{kept}");
        assert!(fs::read(&out).unwrap() == whole, "{kept}");
    }
    // What is done is left alone, and its errors are not counted again.
    let ran = resumed();
    assert_eq!((ran.status.code(), ran.stderr.as_slice()), (Some(0), &[] as &[u8]));
    assert!(fs::read(&out).unwrap() == whole);
}

#[test]
fn answers_are_not_written_over_and_not_mixed_up() {
    let folder = Folder::new("refused");
    let input = folder.write("in.jsonl", "{\"id\":1,\"text\":\"A.\"}\n{\"id\":\"b\",\"text\":\"B.\"}\n");
    let out = folder.path("out.jsonl");
    let refused = |has: &str, args: &[&str], complaint: &str| {
        fs::write(&out, has).unwrap();
        let ran = output(&[&["sentences", "--quiet", &input, "--output", &out], args].concat());
        let expected = format!("error: {}\n", complaint.replace("OUT", &out));
        assert_eq!((ran.status.code(), String::from_utf8(ran.stderr).unwrap()), (Some(2), expected));
        assert_eq!(fs::read_to_string(&out).unwrap(), has);
    };
    refused("x", &[], "OUT is not empty: expected --resume to continue it, or another file");
    refused(
        "{\"id\":1,\"spans\":[]}\n{\"id\":2,\"spans\":[]}\n{\"id\":3",
        &["--resume"],
        "cannot resume OUT: its answer 2 has the id 2, but row 2 of the input has \"b\"; to start over, remove OUT",
    );
    refused(
        "{\"id\":1,\"spans\":[]}\n{\"id\":\"b\",\"error\":{}}\n{\"id\":3,\"spans\":[]}\n",
        &["--resume"],
        "cannot resume OUT: it has 3 answers, but the input has only 2 rows; to start over, remove OUT",
    );
    refused(
        "1\n",
        &["--resume"],
        "cannot resume OUT: line 1 is no answer of batch sentences, expected an object with \"id\" and \"spans\"; to \
         start over, remove OUT",
    );
    // What has no line break may be anybody's.
    for foreign in ["a note", "a\nb\nc", "{\"a\":1}", "{\"id\":1,\"spans\":[]}"] {
        refused(
            foreign,
            &["--resume"],
            "cannot resume OUT: its last line is no answer of a batch, not even the beginning of one; to start over, \
             remove OUT",
        );
    }
    refused("", &["--resume-after", "c"], "cannot resume: no row has the id c");
    // An empty file is nobody's.
    for (id, answers) in [("1", "{\"id\":\"b\",\"spans\":[[0,2]]}\n"), ("b", ""), ("\"b\"", "")] {
        fs::write(&out, "").unwrap();
        assert!(output(&["sentences", &input, "--output", &out, "--resume-after", id]).status.success());
        assert_eq!(fs::read_to_string(&out).unwrap(), answers);
    }
}

/// What another run has written is left alone, to the byte; what was killed is continued.
#[test]
fn a_run_is_continued_only_as_it_was_begun() {
    let folder = Folder::new("begun");
    // No ids: only the rows themselves tell them apart.
    let texts = ["One. Two.", "A. B.", "C? D.", "E! F. G."];
    let lines = |texts: &[&str]| -> String {
        texts.iter().map(|text| format!("{{\"text\":\"{text}\"}}\n")).collect()
    };
    let input = folder.write("in.jsonl", &lines(&texts));
    let changed = folder.write("changed.jsonl", &lines(&["One. Two.", "A. X.", "C? D.", "E! F. G."]));
    let shifted = folder.write("shifted.jsonl", &lines(&texts[1..]));
    let out = folder.path("out.jsonl");
    assert!(output(&["summarize", "-n", "1", "-o", &out, &input]).status.success());
    let whole = fs::read(&out).unwrap();
    let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').map(|at| at + 1).collect();
    for kept in [ends[1], ends[2] + 7] {
        fs::write(&out, &whole[..kept]).unwrap();
        for (args, complaint) in [
            (&["sentences", &input][..], "it has answers of batch summarize, not of batch sentences"),
            (&["summarize", "-n", "2", &input], "it was made with --sentences 1, this run has --sentences 2"),
            (
                &["summarize", "-n", "1", "--method", "lead", &input],
                "made with --method auto, this run has --method lead",
            ),
            (
                &["summarize", "-n", "1", "--lang", "de", &input],
                "made with no --lang, this run has --lang de",
            ),
            (&["summarize", "-n", "1", &changed], "row 2 of the input is not the one that was answered"),
            (&["summarize", "-n", "1", &shifted], "row 1 of the input is not the one that was answered"),
        ] {
            let ran = output(&[args, &["-o", &out, "--resume"]].concat());
            let told = String::from_utf8(ran.stderr).unwrap();
            assert_eq!(ran.status.code(), Some(2), "{told}");
            assert!(told.contains(complaint) && told.contains("to start over, remove"), "{told}");
            assert!(fs::read(&out).unwrap() == whole[..kept], "{args:?}");
        }
        assert!(output(&["summarize", "-n", "1", "-o", &out, "--resume", &input]).status.success());
        assert!(fs::read(&out).unwrap() == whole);
    }
    // Without its record only ids are compared, which is said.
    fs::remove_file(out.clone() + ".nutgraf-run").unwrap();
    fs::write(&out, &whole[..ends[1]]).unwrap();
    let ran = output(&["summarize", "-n", "1", "-o", &out, "--resume", &input]);
    assert!(String::from_utf8(ran.stderr).unwrap().contains("has no record of its run"));
    assert!(ran.status.success() && fs::read(&out).unwrap() == whole);
}

#[test]
fn a_row_that_was_being_written_is_answered_anew() {
    let folder = Folder::new("torn");
    let whole = "{\"text\":\"One. Two.\"}\n{\"text\":\"A. Ü.\"}\n{\"text\":\"C.\"}\n";
    let expected = output(&["sentences", &folder.write("whole.jsonl", whole)]).stdout;
    let (input, out) = (folder.path("in.jsonl"), folder.path("out.jsonl"));
    // Inside of a row, inside of a character, in the first row, before its end.
    for cut in [22 + 5, whole.find('Ü').unwrap() + 1, 9, 21, 22, whole.len() - 2] {
        let _ = fs::remove_file(&out);
        fs::write(&input, &whole.as_bytes()[..cut]).unwrap();
        output(&["sentences", "-o", &out, &input]);
        // Still so: the same answers.
        let before = fs::read(&out).unwrap();
        output(&["sentences", "-o", &out, "--resume", &input]);
        assert!(fs::read(&out).unwrap() == before);
        fs::write(&input, whole).unwrap();
        let ran = output(&["sentences", "-o", &out, "--resume", &input]);
        assert_eq!((ran.status.code(), ran.stderr.as_slice()), (Some(0), &[] as &[u8]), "{cut}");
        assert_eq!(String::from_utf8(fs::read(&out).unwrap()), String::from_utf8(expected.clone()), "{cut}");
    }
}

/// Which of two texts was meant nobody knows: each field is there once, whatever it is called.
#[test]
fn no_field_is_there_twice() {
    let folder = Folder::new("twice");
    let values = [
        ("text", "\"One.\""),
        ("documents", "[\"One.\"]"),
        ("lang", "\"en\""),
        ("title", "\"A\""),
        ("format", "\"text\""),
        ("focus", "\"a\""),
        ("dates", "[]"),
        ("keyphrase", "\"a\""),
        ("synonyms", "[]"),
        ("id", "7"),
    ];
    let row = |(name, value): &(&str, &str)| format!("{{\"{name}\":{value},\"x\":1,\"{name}\":{value}}}\n");
    let input = folder.write("in.jsonl", &values.iter().map(row).collect::<String>());
    let ran = output(&["summarize", &input]);
    let answers = String::from_utf8(ran.stdout).unwrap();
    assert_eq!((ran.status.code(), answers.lines().count()), (Some(1), values.len()));
    for (answer, (name, _)) in answers.lines().zip(values) {
        assert!(answer.contains(&format!("the field \\\"{name}\\\" appears twice")), "{answer}");
    }
    let input =
        folder.write("other.jsonl", "{\"body\":\"One.\",\"x\":1,\"x\":2,\"text\":\"\",\"text\":\"\"}\n");
    assert!(output(&["summarize", "--text-field", "body", &input]).status.success());
}

/// Files that were joined have the byte order marks that each began with.
#[test]
fn joined_files_keep_their_marks() {
    let folder = Folder::new("joined");
    let rows = "\u{feff}{\"id\":1,\"text\":\"One.\"}\n\u{feff}{\"id\":2,\"text\":\"Two.\"}\n\u{feff}\n";
    let input = folder.write("in.jsonl", rows);
    let ran = output(&["sentences", &input]);
    assert_eq!((ran.status.code(), String::from_utf8_lossy(&ran.stdout).lines().count()), (Some(0), 2));
}

/// A row without an end has its answer as soon as it is too long, and those before it theirs.
#[test]
fn endless_rows_are_answered() {
    let mut child = batch(&["sentences", "--max-row-bytes", "100000"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feed = thread::spawn(move || {
        let _ = stdin.write_all(b"{\"id\":1,\"text\":\"One.\"}\n");
        while stdin.write_all(&[b'a'; 1 << 16]).is_ok() {}
    });
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(answers.next().unwrap().contains("\"id\":1"));
    let answer = answers.next().unwrap();
    assert!(answer.contains("--max-row-bytes"), "{answer}");
    child.kill().unwrap();
    child.wait().unwrap();
    feed.join().unwrap();
}

#[test]
fn two_runs_do_not_share_an_output() {
    let folder = Folder::new("locked");
    let input = folder.write("in.jsonl", "{\"text\":\"Two.\"}\n");
    let out = folder.path("out.jsonl");
    let mut first = batch(&["sentences", "-o", &out]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = first.stdin.take().unwrap();
    stdin.write_all(b"{\"text\":\"One.\"}\n").unwrap();
    grown(&out, 0, &mut first);
    let before = fs::read(&out).unwrap();
    for more in [&[][..], &["--resume"]] {
        let ran = output(&[&["summarize", "-o", &out, &input], more].concat());
        let told = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2));
        assert!(told.contains("is being written by another run"), "{told}");
        assert!(fs::read(&out).unwrap() == before);
    }
    // A hard link is the same file by another name.
    #[cfg(unix)]
    {
        let link = folder.path("link.jsonl");
        fs::hard_link(&out, &link).unwrap();
        let ran = output(&["sentences", "-o", &link, "--resume", &input]);
        assert_eq!(ran.status.code(), Some(2));
        assert!(String::from_utf8(ran.stderr).unwrap().contains("is being written by another run"));
        assert!(fs::read(&out).unwrap() == before);
    }
    // A lock ends with the program that holds it, however that ends.
    let _ = first.kill();
    first.wait().unwrap();
    let both = folder.write("both.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    assert!(output(&["sentences", "-o", &out, "--resume", &both]).status.success());
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 2);
}

#[test]
fn a_row_that_is_too_long_is_an_error_and_the_others_go_on() {
    let folder = Folder::new("long");
    let long = "x".repeat(300_000);
    let input = folder.write(
        "in.jsonl",
        &format!(
            "{{\"id\":1,\"text\":\"A.\"}}\n{{\"id\":2,\"text\":\"{long}\"}}\n{{\"id\":3,\"text\":\"C.\"}}\n"
        ),
    );
    let error = "{\"id\":null,\"error\":{\"line\":2,\"message\":\"the row: exceeds 200000 bytes; help: raise --max-row-bytes\"}}";
    let expected = format!("{{\"id\":1,\"spans\":[[0,2]]}}\n{error}\n{{\"id\":3,\"spans\":[[0,2]]}}\n");
    let out = folder.path("out.jsonl");
    let args = ["sentences", "--max-row-bytes", "200000", "-o", &out, &input];
    assert_eq!(output(&args).status.code(), Some(1));
    assert_eq!(fs::read_to_string(&out).unwrap(), expected);
    fs::write(&out, &expected[..expected.find("{\"id\":3").unwrap()]).unwrap();
    assert_eq!(output(&[&args[..], &["--resume"]].concat()).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&out).unwrap(), expected);
}

#[test]
fn output_that_takes_nothing_more_is_named() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let ran = output(&["sentences", "tests/cmd/files/rows.jsonl", "--output", "/dev/full"]);
    let complaint = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(complaint.starts_with("error: cannot write /dev/full: No space left"), "{complaint}");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_there_is_no_parquet() {
    let folder = Folder::new("feature");
    let (input, out) = (folder.write("rows", "PAR1PAR1"), folder.path("out.parquet"));
    let expected = "this program was built without the feature parquet, expected";
    for (args, complaint) in [
        ([input.as_str(), "--quiet"], format!("error: cannot read {input}: {expected} JSON Lines\n")),
        (["--output", out.as_str()], format!("error: cannot write {out}: {expected} another name\n")),
    ] {
        let ran = output(&[&["sentences"], &args[..]].concat());
        assert_eq!((ran.status.code(), String::from_utf8(ran.stderr).unwrap()), (Some(2), complaint));
    }
    assert!(!Path::new(&out).exists());
}

#[test]
fn memory_does_not_grow_with_the_input() {
    if !Path::new("/proc/self/status").exists() {
        return;
    }
    let text = "The wall is high enough now, says the council. ".repeat(20_000);
    let slow = serde_json::json!({ "id": "slow", "text": text }).to_string() + "\n";
    let padding = "x".repeat(50_000);
    let row = format!("{{\"id\":1,\"text\":\"The wall is up.\",\"padding\":\"{padding}\"}}\n");
    let (count, mebibytes) = (4_000, |bytes: usize| bytes >> 20);
    assert!(mebibytes(count * row.len()) > 150);

    let (mut child, mut stdin, answers) = live(&["summarize", "--jobs", "2"]);
    stdin.write_all(slow.as_bytes()).unwrap();
    for _ in 0..count {
        stdin.write_all(row.as_bytes()).unwrap();
    }
    for _ in 0..=count {
        answers.recv_timeout(PATIENCE).expect("every row is answered");
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells the peak");
    let kibibytes: usize = peak.trim().trim_end_matches("kB").trim().parse().unwrap();
    assert!(kibibytes < 64 << 10, "{kibibytes} KiB");
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// The program between a pipe that stays open and a thread that sends on each line it prints.
fn live(args: &[&str]) -> (Child, ChildStdin, Receiver<String>) {
    let mut child = batch(args).stdin(Stdio::piped()).spawn().expect("the program starts");
    let stdin = child.stdin.take().unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let (lines, arrived) = mpsc::channel();
    thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| lines.send(line)));
    (child, stdin, arrived)
}

#[test]
fn a_row_is_answered_when_it_comes() {
    for jobs in ["1", "2"] {
        let (mut child, mut stdin, answers) = live(&["sentences", "--jobs", jobs]);
        for id in 0..5 {
            // The second half of the next row is not there yet.
            write!(stdin, "{{\"id\":{id},\"text\":\"Hi.\"}}\n{{\"id\":").unwrap();
            let answer = answers.recv_timeout(PATIENCE).expect("an answer before the next row");
            assert_eq!(answer, format!("{{\"id\":{id},\"spans\":[[0,3]]}}"));
            writeln!(stdin, "null}}").unwrap();
            assert!(answers.recv_timeout(PATIENCE).unwrap().starts_with("{\"id\":null,\"error\""));
        }
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
}

/// What waits for input ends when there is nobody to answer.
#[test]
fn a_reader_that_goes_away_ends_a_batch_that_waits() {
    let mut child = batch(&["sentences"]).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"text\":\"Hi.\"}\n").unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    // A program that another test starts at that moment may hold the end of the pipe a little longer.
    let writer = thread::spawn(move || {
        while stdin.write_all(b"{\"text\":\"Hi.\"}\n").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
    assert_eq!(ended(&mut child).code(), Some(0));
    writer.join().unwrap();
}

/// The exit status of a program that ends soon.
fn ended(child: &mut Child) -> ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if began.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("the program does not end");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until a file is longer than it was, or the program that writes it has ended.
fn grown(path: &str, before: u64, child: &mut Child) {
    let began = Instant::now();
    while fs::metadata(path).map_or(0, |metadata| metadata.len()) <= before
        && child.try_wait().unwrap().is_none()
    {
        assert!(began.elapsed() < PATIENCE, "nothing is written");
        thread::sleep(Duration::from_millis(1));
    }
}

#[cfg(unix)]
mod signals {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn signal(child: &Child, name: &str) {
        let status = Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
        assert!(status.expect("there is a kill").success());
    }

    /// Times to wait, different each time and the same in each run.
    fn pauses() -> impl Iterator<Item = Duration> {
        let mut state: u64 = 7;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            Duration::from_millis((state >> 33) % 12)
        })
    }

    #[test]
    fn a_run_that_is_killed_again_and_again_loses_nothing() {
        let folder = Folder::new("killed");
        let input = folder.write("in.jsonl", &rows(800, |row| (row % 5).to_string()));
        let whole = output(&["summarize", &input]).stdout;
        let out = folder.path("out.jsonl");
        let mut kills = 0;
        for pause in pauses() {
            let before = fs::metadata(&out).map_or(0, |metadata| metadata.len());
            let mut child = batch(&["summarize", "--output", &out, "--resume", &input]).spawn().unwrap();
            grown(&out, before, &mut child);
            thread::sleep(pause);
            let _ = child.kill();
            let ran = child.wait_with_output().unwrap();
            assert_eq!(String::from_utf8(ran.stderr).unwrap(), "");
            match ran.status.signal() {
                Some(_) => kills += 1,
                None => break,
            }
        }
        assert!(kills > 2, "{kills}");
        assert!(fs::read(&out).unwrap() == whole);
    }

    /// As somebody does it who keeps the answers elsewhere: all whole lines are kept, and the last tells the id.
    #[test]
    fn a_run_that_is_killed_is_continued_after_an_id() {
        let folder = Folder::new("after");
        let text: String = (0..300)
            .map(|row| format!("{{\"id\":\"r{row}\",\"text\":\"{}\"}}\n", "Up. ".repeat(2_000)))
            .collect();
        let input = folder.write("in.jsonl", &text);
        let whole = output(&["summarize", &input]).stdout;
        let out = folder.write("out.jsonl", "");
        let mut kills = 0;
        for pause in pauses() {
            let kept = fs::read_to_string(&out).unwrap();
            let kept = &kept[..kept.rfind('\n').map_or(0, |at| at + 1)];
            let file = OpenOptions::new().append(true).open(&out).unwrap();
            file.set_len(kept.len() as u64).unwrap();
            let last = kept.lines().last().map(|line| serde_json::from_str(line).unwrap());
            let id = last.map(|answer: serde_json::Value| answer["id"].as_str().unwrap().to_string());
            let more: Vec<&str> = id.iter().flat_map(|id| ["--resume-after", id]).collect();
            let mut child = batch(&["summarize", &input]).args(more).stdout(file).spawn().unwrap();
            grown(&out, kept.len() as u64, &mut child);
            thread::sleep(pause);
            let _ = child.kill();
            match child.wait().unwrap().signal() {
                Some(_) => kills += 1,
                None => break,
            }
        }
        assert!(kills > 2, "{kills}");
        assert!(fs::read(&out).unwrap() == whole);
    }

    #[test]
    fn a_signal_ends_a_run_at_the_end_of_a_row() {
        let folder = Folder::new("interrupted");
        let input = folder.write("in.jsonl", &rows(400, |row| row.to_string()));
        let whole = output(&["summarize", &input]).stdout;
        for (name, code) in [("INT", 130), ("TERM", 143)] {
            let out = folder.path(name);
            let mut child = batch(&["summarize", "--output", &out, &input]).spawn().unwrap();
            grown(&out, 0, &mut child);
            signal(&child, name);
            let ran = child.wait_with_output().unwrap();
            assert_eq!(ran.status.code(), Some(code));
            let note = "note: stopped by a signal; --resume continues\n";
            assert_eq!(String::from_utf8(ran.stderr).unwrap(), note);
            let written = fs::read(&out).unwrap();
            assert!(written.len() < whole.len() && written.ends_with(b"\n") && whole.starts_with(&written));
            assert_eq!(output(&["summarize", "--output", &out, "--resume", &input]).status.code(), Some(1));
            assert!(fs::read(&out).unwrap() == whole);
        }
    }

    #[test]
    fn a_signal_ends_a_run_that_waits_for_rows() {
        let (mut child, mut stdin, answers) = live(&["sentences"]);
        stdin.write_all(b"{\"text\":\"Hi.\"}\n{\"text\"").unwrap();
        answers.recv_timeout(PATIENCE).unwrap();
        signal(&child, "INT");
        assert_eq!(ended(&mut child).code(), Some(130));
        assert!(answers.recv_timeout(PATIENCE).is_err(), "half a row has no answer");
        drop(stdin);
    }

    #[test]
    fn a_second_signal_ends_a_run_at_once() {
        let (mut child, mut stdin, answers) = live(&["summarize"]);
        stdin.write_all(b"{\"text\":\"Hi.\"}\n").unwrap();
        answers.recv_timeout(PATIENCE).unwrap();
        let text = "The wall is high enough now, says the council. ".repeat(200_000);
        writeln!(stdin, "{}", serde_json::json!({ "text": text })).unwrap();
        thread::sleep(Duration::from_millis(50));
        signal(&child, "INT");
        thread::sleep(Duration::from_millis(20));
        signal(&child, "INT");
        assert_eq!(ended(&mut child).code(), Some(130));
        assert!(answers.recv_timeout(PATIENCE).is_err(), "the row was not done");
        drop(stdin);
    }
}

/// A keyphrase is refused as on the command line, and the answer says what was expected.
#[test]
fn a_keyphrase_of_a_row_has_a_word() {
    let folder = Folder::new("keyphrase");
    let values = ["\"\"", "\" \"", "\"...\"", "[\"a\",\"\"]", "5", "[5]"];
    let row = |value: &&str| format!("{{\"text\":\"One.\",\"keyphrase\":{value}}}\n");
    let input = folder.write("in.jsonl", &values.iter().map(row).collect::<String>());
    let ran = output(&["audit", &input]);
    let answers = String::from_utf8(ran.stdout).unwrap();
    assert_eq!((ran.status.code(), answers.lines().count()), (Some(1), values.len()));
    for (answer, value) in answers.lines().zip(values) {
        assert!(answer.contains("expected a"), "{value}: {answer}");
    }
}
