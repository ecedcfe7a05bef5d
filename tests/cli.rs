//! The program, run as its users run it.
//!
//! What it prints stands in `tests/cmd/`: a command and its output in `*.trycmd`, one with standard input in
//! `*.toml` and the files of the same name. To make them follow the program, after reading the difference:
//!
//! ```sh
//! TRYCMD=overwrite cargo test --test cli
//! ```
//!
//! What a transcript cannot show is tested here: colors, broken pipes, many rows, and that outputs agree.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

use serde_json::Value;

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    // Whoever runs the tests may have told programs how wide the terminal is.
    cases.env("COLUMNS", "80").case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
    if !cfg!(feature = "fetch") {
        cases.skip("tests/cmd/urls.trycmd");
    }
}

#[cfg(not(feature = "fetch"))]
#[test]
fn without_the_feature_nothing_is_fetched() {
    for command in ["summarize", "audit", "keywords", "sentences"] {
        let ran = output(&mut nutgraf(&[command, "https://nutgraf.invalid/"]));
        assert_eq!(ran.status.code(), Some(2));
        let complaint = String::from_utf8(ran.stderr).unwrap();
        let expected = "this program was built without the feature fetch: expected a file";
        assert_eq!(complaint, format!("error: https://nutgraf.invalid/: {expected}\n"));
    }
}

/// The program, in an environment that says nothing of colors and widths.
fn nutgraf(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.args(args);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the program starts")
}

/// Runs the program on a standard input of any length.
fn run(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = nutgraf(args).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("it is piped");
    thread::scope(|scope| {
        // In a thread of its own, or both sides would wait for the other to read.
        scope.spawn(move || pipe.write_all(stdin).expect("the program reads all of its input"));
        child.wait_with_output().expect("the program ends")
    })
}

/// What a run that went well has printed.
fn printed(output: Output) -> String {
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {complaint}", output.status);
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// The texts of `corpora/`, by path.
fn corpora() -> Vec<(String, String)> {
    let files = std::fs::read_dir("corpora").expect("tests run in the root of the package");
    let mut paths: Vec<String> = files.map(|file| file.unwrap().path().display().to_string()).collect();
    paths.retain(|path| path.ends_with(".txt") || path.ends_with(".md"));
    paths.sort();
    let read = |path: String| (path.clone(), std::fs::read_to_string(path).unwrap());
    paths.into_iter().map(read).collect()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The part of `source` between the offsets of a sentence in JSON, which count bytes.
fn slice<'s>(source: &'s str, sentence: &Value) -> &'s str {
    let offset = |name: &str| sentence[name].as_u64().expect("an offset is a number") as usize;
    &source[offset("start")..offset("end")]
}

#[test]
fn the_formats_of_sentences_agree_and_lead_into_the_source() {
    for (path, source) in corpora() {
        let of = |format| printed(output(&mut nutgraf(&["sentences", "--format", format, &path])));
        let (text, rows, array) = (of("text"), of("jsonl"), json(&of("json")));
        let rows: Vec<Value> = rows.lines().map(json).collect();
        assert_eq!(&rows, array.as_array().unwrap(), "{path}");
        assert_eq!(
            rows.iter().map(|row| row["text"].as_str().unwrap()).collect::<Vec<_>>(),
            text.lines().collect::<Vec<_>>(),
            "{path}"
        );
        for row in rows.iter().filter(|_| path.ends_with(".txt")) {
            assert_eq!(row["text"], collapse(slice(&source, row)), "{path}");
        }
    }
}

#[test]
fn the_formats_of_summaries_agree_and_lead_into_the_source() {
    let corpora = corpora();
    let paths = || corpora.iter().map(|(path, _)| path.as_str());
    let of = |format| {
        let args: Vec<&str> =
            ["summarize", "-n", "4", "--format", format].into_iter().chain(paths()).collect();
        printed(output(&mut nutgraf(&args)))
    };
    let (text, rows) = (of("text"), of("json"));
    let mut stanzas = text.split("\n\n");
    for ((path, source), row) in corpora.iter().zip(rows.lines().map(json)) {
        assert_eq!(&row["file"], path);
        let sentences = row["sentences"].as_array().unwrap();
        let words = |sentence: &Value| sentence["text"].as_str().unwrap().to_string();
        let lines: Vec<String> = std::iter::once(path.clone()).chain(sentences.iter().map(words)).collect();
        assert_eq!(stanzas.next().map(|stanza| stanza.trim_end().to_string()), Some(lines.join("\n")));
        assert_eq!(row["summary"], sentences.iter().map(words).collect::<Vec<_>>().join(" "), "{path}");
        for sentence in sentences.iter().filter(|_| path.ends_with(".txt")) {
            assert_eq!(collapse(&words(sentence)), collapse(slice(source, sentence)), "{path}");
        }
    }
    assert_eq!(stanzas.next(), None);
}

#[test]
fn pages_are_one_file_on_standard_output_or_in_a_file() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = "corpora/smart-thermostat-rebate.txt";
    for command in [
        &["summarize", "--format", "html"][..],
        &["audit", "--format", "html", "--fail-on", "never"],
        &["report"],
        &["summarize", "--format", "json"],
        &["summarize"],
    ] {
        let shown = printed(output(nutgraf(command).arg(path)));
        let file = folder.join("page.html");
        std::fs::write(&file, "what was there before").unwrap();
        assert_eq!(printed(output(nutgraf(command).args([path, "--output"]).arg(&file))), "");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), shown, "{command:?}");
        assert_eq!(shown.starts_with("<!doctype html>"), !matches!(command, ["summarize"] | [_, _, "json"]));
    }
    // A page is there to be looked at, unless it is asked to fail.
    let status = |args: &[&str]| output(nutgraf(&["report", path]).args(args)).status.code();
    assert_eq!(status(&[]), Some(0));
    assert_eq!(status(&["--fail-on", "warning"]), Some(1));
    assert_eq!(status(&["--fail-on", "error"]), Some(0));
    assert_eq!(status(&["--fail-on", "note", "--allow", "smart thermostat rebate program"]), Some(0));
}

#[test]
fn a_batch_answers_as_the_commands_do() {
    let corpora = corpora();
    let row = |(path, text): &(String, String)| {
        let format = if path.ends_with(".md") { "markdown" } else { "text" };
        serde_json::json!({ "id": path, "text": text, "format": format }).to_string() + "\n"
    };
    let rows: String = corpora.iter().map(row).collect();
    let paths: Vec<&str> = corpora.iter().map(|(path, _)| path.as_str()).collect();

    let answers = printed(run(&["batch", "summarize", "--words", "60"], rows.as_bytes()));
    let files = printed(output(nutgraf(&["summarize", "--words", "60", "--format", "json"]).args(&paths)));
    for (answer, file) in answers.lines().map(json).zip(files.lines().map(json)) {
        assert_eq!(answer["id"], file["file"]);
        for field in ["summary", "sentences", "lang"] {
            assert_eq!(answer[field], file[field], "{field} of {}", answer["id"]);
        }
    }

    let answers = printed(run(&["batch", "sentences", "--offsets", "utf16"], rows.as_bytes()));
    let files = printed(output(
        nutgraf(&["sentences", "--roles", "--offsets", "utf16", "--format", "json"]).args(&paths),
    ));
    for (answer, file) in answers.lines().map(json).zip(files.lines().map(json)) {
        let pair = |sentence: &Value| Value::from(vec![sentence["start"].clone(), sentence["end"].clone()]);
        let spans: Vec<Value> = file.as_array().unwrap().iter().map(pair).collect();
        assert_eq!(answer["spans"], Value::from(spans), "{}", answer["id"]);
    }
    assert_eq!(answers.lines().count(), paths.len());
}

/// Some hundred rows, each different, a few of them broken.
fn many_rows() -> String {
    let nouns = ["wall", "river", "council", "bridge", "house", "flood", "debate", "city"];
    let noun = |i: usize| nouns[i % nouns.len()];
    let sentence = |row: usize, i: usize| {
        format!(
            "The {} of the {} met the {} no. {i} in May. ",
            noun(row + i),
            noun(row * i + 1),
            noun(i * i + row)
        )
    };
    let row = |row: usize| {
        let text: String = (0..row % 12).map(|i| sentence(row, i)).collect();
        match row % 50 {
            49 => format!("{{\"id\":{row},\"text\":\n"),
            _ => serde_json::json!({ "id": row, "text": text }).to_string() + "\n",
        }
    };
    (0..400).map(row).collect()
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let rows = many_rows();
    for task in ["summarize", "sentences"] {
        let of = |jobs: &str| run(&["batch", task, "--jobs", jobs], rows.as_bytes());
        let one = of("1");
        assert_eq!(one.status.code(), Some(1), "some rows are broken");
        for jobs in ["3", "4"] {
            let several = of(jobs);
            assert!(several.stdout == one.stdout, "{task} by {jobs} threads");
            assert_eq!(several.status, one.status);
        }
        let answers = String::from_utf8(one.stdout).unwrap();
        for (row, answer) in answers.lines().map(json).enumerate() {
            let broken = row % 50 == 49;
            assert_eq!(answer["id"], if broken { Value::Null } else { row.into() });
            assert_eq!(answer["error"]["line"].as_u64(), broken.then_some(row as u64 + 1));
        }
        assert_eq!(answers.lines().count(), 400);
    }
}

/// Rows that are longer than what is read at a time are neither cut nor lost.
#[test]
fn long_rows_keep_their_order_and_number() {
    let text = "flood wall ".repeat(150_000);
    let row = |id: usize| format!("{{\"id\":{id},\"text\":\"{text}\"}}\n\n");
    let rows: String = (0..6).map(row).chain(["{\"id\":6}".to_string()]).collect();
    let ran = run(&["batch", "sentences", "--lang", "en"], rows.as_bytes());
    assert_eq!(ran.status.code(), Some(1));
    let answers = String::from_utf8(ran.stdout).unwrap();
    let answers: Vec<Value> = answers.lines().map(json).collect();
    assert_eq!(answers.len(), 7);
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], id);
        let spans = if id < 6 { serde_json::json!([[0, text.trim().len()]]) } else { Value::Null };
        assert_eq!(answer["spans"], spans);
    }
    assert_eq!(answers[6]["error"]["line"], 13);
}

#[test]
fn lines_are_counted_in_each_file_of_a_batch() {
    let ran = output(&mut nutgraf(&[
        "batch",
        "sentences",
        "tests/cmd/files/rows.jsonl",
        "tests/cmd/files/rows.jsonl",
    ]));
    assert_eq!(ran.status.code(), Some(1));
    let stdout = String::from_utf8(ran.stdout).unwrap();
    let place = |answer: Value| answer["error"]["line"].as_u64();
    assert_eq!(stdout.lines().map(json).map(place).collect::<Vec<_>>(), [None, Some(2), None, Some(2)]);
}

#[test]
fn colors_are_for_terminals_and_whoever_asks_for_them() {
    let colored = |command: &mut Command| {
        let ran = output(command);
        let has = |bytes: &[u8]| bytes.contains(&0x1B);
        (has(&ran.stdout), has(&ran.stderr))
    };
    // Numbers are dim on standard output, and the word `error` is red on standard error.
    let command = |color: &[&str]| {
        let mut command = nutgraf(&["sentences", "--number", "tests/cmd/files/wall.txt", "nowhere.txt"]);
        command.args(color);
        command
    };
    assert_eq!(colored(&mut command(&[])), (false, false));
    assert_eq!(colored(command(&[]).env("NO_COLOR", "1")), (false, false));
    assert_eq!(colored(&mut command(&["--color", "auto"])), (false, false));
    assert_eq!(colored(&mut command(&["--color", "never"])), (false, false));
    assert_eq!(colored(command(&["--color", "never"]).env("CLICOLOR_FORCE", "1")), (false, false));
    assert_eq!(colored(&mut command(&["--color", "always"])), (true, true));
    // Who asks twice is answered by the nearer one.
    assert_eq!(colored(command(&["--color", "always"]).env("NO_COLOR", "1")), (true, true));

    let summary = |args: &[&str]| {
        let mut command =
            nutgraf(&["summarize", "--explain", "tests/cmd/files/wall.txt", "tests/cmd/files/bread.md"]);
        colored(command.args(args)).0
    };
    assert!(summary(&["--color", "always"]) && !summary(&[]));
    assert!(!summary(&["--color", "always", "--format", "json"]), "JSON is for machines");
    assert!(!summary(&["--color", "always", "--format", "markdown"]), "so is Markdown");
}

#[test]
fn an_article_is_as_wide_as_it_is_told_and_80_columns_otherwise() {
    let shown = |columns: Option<&str>| {
        let mut command = nutgraf(&["summarize", "--highlight", "corpora/flood-wall.txt"]);
        columns.map(|columns| command.env("COLUMNS", columns));
        printed(output(&mut command))
    };
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    let plain = shown(None);
    for (columns, width) in [("60", 60), ("100", 100), ("9", 40), ("1000", 120), ("80", 80)] {
        let text = shown(Some(columns));
        assert!((width - 9..=width).contains(&longest(&text)), "{columns}: {}", longest(&text));
        // However wide, it is the same text.
        let words = |text: &str| collapse(&text.replace(['█', '▌', '▎', '─', '═'], ""));
        assert_eq!(words(&text), words(&plain));
    }
    for nonsense in ["", "0", "-5", "wide"] {
        assert_eq!(shown(Some(nonsense)), plain, "{nonsense}");
    }
    // What is marked is what the summary has.
    let summary = printed(output(&mut nutgraf(&["summarize", "corpora/flood-wall.txt"])));
    let words = collapse(&plain.replace(['█', '▌', '▎'], ""));
    let marked: Vec<&str> = words.split('»').skip(1).filter_map(|rest| rest.split('«').next()).collect();
    assert_eq!(marked, summary.lines().collect::<Vec<_>>());
}

#[test]
fn an_article_is_colored_instead_of_marked() {
    let shown = |args: &[&str]| {
        printed(output(nutgraf(&["summarize", "--highlight", "tests/cmd/files/wall.txt"]).args(args)))
    };
    let (colored, plain) = (shown(&["--color", "always"]), shown(&[]));
    assert!(colored.contains('\x1b') && !colored.contains('»'), "{colored}");
    assert!(!plain.contains('\x1b') && plain.contains('»'), "{plain}");
}

/// Runs the program for a reader that goes away after so many bytes, as `head` does: that must be no error.
fn run_for_reader_of(bytes: usize, args: &[&str], stdin: &[u8]) {
    let mut child = nutgraf(args).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut reader = child.stdout.take().expect("it is piped");
    let mut pipe = child.stdin.take().expect("it is piped");
    thread::scope(|scope| {
        // The program may end before it has read everything.
        scope.spawn(move || drop(pipe.write_all(stdin)));
        reader.read_exact(&mut vec![0; bytes]).expect("the program prints so much");
        drop(reader);
    });
    let ran = child.wait_with_output().expect("the program ends");
    let complaint = String::from_utf8_lossy(&ran.stderr);
    assert_eq!((ran.status.code(), complaint.as_ref()), (Some(0), ""), "{args:?}");
}

#[test]
fn a_reader_that_goes_away_at_once_is_no_error() {
    let text = "The wall is up. Is it high? ".repeat(3_000);
    for format in ["text", "json", "jsonl"] {
        run_for_reader_of(0, &["sentences", "--format", format, "--number"], text.as_bytes());
        run_for_reader_of(0, &["sentences", "--format", format, "--color", "always"], text.as_bytes());
    }
    for format in ["text", "json", "markdown"] {
        run_for_reader_of(0, &["summarize", "--format", format], text.as_bytes());
        run_for_reader_of(0, &["summarize", "--format", format], b"One is here.");
    }
    run_for_reader_of(0, &["batch", "sentences"], many_rows().as_bytes());
    run_for_reader_of(0, &["batch", "summarize"], many_rows().as_bytes());
    for args in [&["man"] as &[&str], &["completions", "bash"], &["completions", "zsh"]] {
        run_for_reader_of(0, args, b"");
    }
}

#[test]
fn a_reader_that_goes_away_in_mid_sentence_is_no_error() {
    // Longer than any buffer and any pipe, so that the program is still writing when the reader goes.
    let long = "a long sentence ".repeat(50_000);
    let rows = serde_json::json!({ "id": long, "text": "One." }).to_string() + "\n";
    for format in ["text", "json", "jsonl"] {
        run_for_reader_of(1, &["sentences", "--format", format], long.as_bytes());
    }
    for format in ["text", "json", "markdown"] {
        run_for_reader_of(1, &["summarize", "--format", format], long.as_bytes());
    }
    run_for_reader_of(1, &["batch", "sentences"], rows.as_bytes());
    run_for_reader_of(1, &["batch", "summarize"], rows.as_bytes());
}

/// What `--format json` prints, given back as the baseline, leaves nothing to tell of any file.
#[test]
fn a_baseline_of_the_same_run_leaves_nothing() {
    let directory = std::env::temp_dir().join(format!("nutgraf-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let known = directory.join("known.jsonl").display().to_string();
    let corpora = corpora();
    let audit = |more: &[&str]| {
        let mut command = nutgraf(&["audit", "--keyphrase", "the"]);
        output(command.args(more).args(corpora.iter().map(|(path, _)| path)))
    };
    let first = audit(&["--format", "json", "--output", &known]);
    assert_eq!((first.status.code(), first.stdout.as_slice()), (Some(1), &[] as &[u8]));
    assert_eq!(std::fs::read_to_string(&known).unwrap().lines().count(), corpora.len());
    assert_eq!(printed(audit(&["--baseline", &known, "--format", "jsonl", "--fail-on", "note"])), "");
    // The file that is read may be the one that is written.
    let again = printed(audit(&["--baseline", &known, "--format", "json", "--output", &known]));
    assert_eq!(again, "");
    let rows = std::fs::read_to_string(&known).unwrap();
    assert!(rows.lines().map(json).all(|row| row["findings"] == Value::Array(vec![])));
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1, "no other file is left");
    std::fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn completions_and_the_manual_name_the_commands() {
    let commands = ["summarize", "audit", "sentences", "batch", "completions"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(output(&mut nutgraf(&["completions", shell])));
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
    }
    let page = printed(output(&mut nutgraf(&["man"])));
    assert!(page.contains(".TH nutgraf 1") && commands.iter().all(|command| page.contains(command)));
    let of = |args: &[&str]| printed(output(&mut nutgraf(args)));
    assert!(of(&["man", "batch", "audit"]).contains(".TH nutgraf-batch-audit 1"));
    let configuration = of(&["man", "nutgraf.toml"]);
    assert!(configuration.contains(".TH nutgraf.toml 5") && configuration.contains("sentence\\-words"));
    assert!(configuration.lines().all(|line| !line.starts_with('\'')));
    let folder = std::env::temp_dir().join(format!("nutgraf-man-{}", std::process::id()));
    of(&["man", "-o", folder.to_str().unwrap()]);
    let mut pages: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    for name in ["nutgraf.1", "nutgraf-corpus-build.1", "nutgraf-summarize.1", "nutgraf.toml.5"] {
        assert!(pages.iter().any(|page| page == name), "{name} among {pages:?}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// Completions offer languages by their codes, and files only where an option takes one.
#[test]
fn completions_tell_files_from_values() {
    let script = printed(output(&mut nutgraf(&["completions", "fish"])));
    let of = |name: &str| -> Vec<&str> {
        script
            .lines()
            .filter(|line| line.contains("subcommand audit") && line.contains(&format!("-l {name} ")))
            .collect()
    };
    assert!(of("lang")[0].contains("de") && of("lang")[0].contains(" -f"), "{:?}", of("lang"));
    assert!(
        of("keyphrase")[0].contains(" -r") && !of("keyphrase")[0].contains(" -F"),
        "{:?}",
        of("keyphrase")
    );
    assert!(of("baseline")[0].contains(" -F"), "{:?}", of("baseline"));
}

#[test]
fn help_and_version_are_no_errors() {
    for args in
        [&["--help"] as &[&str], &["help", "batch"], &["summarize", "--help"], &["batch", "sentences", "-h"]]
    {
        assert!(printed(output(&mut nutgraf(args))).contains("Usage: nutgraf"), "{args:?}");
    }
    assert_eq!(
        printed(output(&mut nutgraf(&["--version"]))),
        concat!("nutgraf ", env!("CARGO_PKG_VERSION"), "\n")
    );
    // Without a command, help is what is wanted, but nothing has been done.
    assert_eq!(output(&mut nutgraf(&[])).status.code(), Some(2));
}

/// A folder of its own with one draft.
fn folder_with_draft(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("everyday").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("my draft.md"), "# A title\n\nThe office closed early. Nobody knew why.\n")
        .unwrap();
    folder
}

#[test]
fn what_was_meant_is_said() {
    let folder = folder_with_draft("meant");
    let run = |args: &[&str], input: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command
            .current_dir(&folder)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut program = command.spawn().unwrap();
        // Where it is not read, nobody may be there to take it.
        let _ = program.stdin.take().unwrap().write_all(input.as_bytes());
        let output = program.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let text = "One line of a text.\nAnother line, with 3 words.\n{\"a row\": 1}\n";
    for (args, input, expected) in [
        (
            &["my draft.md"][..],
            "",
            "did you mean nutgraf summarize 'my draft.md', or nutgraf audit 'my draft.md'?",
        ),
        (&["--quiet", "later.txt"], "", "later.txt is not a command"),
        (&["https://example.org/"], "", "did you mean nutgraf summarize https://example.org/"),
        (&["summarise"], "", "a similar subcommand exists"),
        (&["batch", "audit", "my draft.md"], "", "did you mean nutgraf audit 'my draft.md'?"),
        (
            &["batch", "keywords"],
            text,
            "standard input: not JSON Lines\nhelp: did you mean nutgraf keywords?",
        ),
    ] {
        let (code, message, printed) = run(args, input);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{args:?}: {message}");
        assert!(message.contains(expected), "{args:?}: {message}");
    }
    // Rows with a fault are answered all the same, and a text among rows is one.
    for rows in
        ["{\"text\": \"A.\"}\nno row\nno row\nno row\n", "{\"text\"\n", "\n7\n", "[1]\nx\n", "\"a\"\nb\nc\n"]
    {
        assert_eq!(run(&["batch", "sentences"], rows).0, Some(1), "{rows:?}");
    }
    fs::write(folder.join("empty.txt"), " \n\n").unwrap();
    for command in ["summarize", "audit", "keywords", "sentences", "report"] {
        let (code, message, _) = run(&[command, "empty.txt"], "");
        assert_eq!(
            (code, message.contains("empty.txt: no text found")),
            (Some(0), true),
            "{command}: {message}"
        );
        assert_eq!(run(&[command, "--quiet", "empty.txt"], "").1, "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn reports_are_written_beside_where_one_works_and_opened() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder_with_draft("opened");
    let tools = folder.join("tools");
    fs::create_dir(&tools).unwrap();
    // What the system opens files with.
    let opener = tools.join("xdg-open");
    fs::write(&opener, format!("#!/bin/sh\necho \"$1\" > '{}'\n", folder.join("opened").display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let report = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        let output =
            command.current_dir(&folder).arg("report").args(args).env("PATH", &path).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    // Twice: what is there is a report of ours.
    for _ in 0..2 {
        let (code, message) = report(&["--open", "my draft.md"]);
        assert_eq!((code, message.contains("note: wrote my draft.html")), (Some(0), true), "{message}");
    }
    assert!(fs::read_to_string(folder.join("my draft.html")).unwrap().starts_with("<!doctype html>"));
    let begun = Instant::now();
    let opened = loop {
        match fs::read_to_string(folder.join("opened")) {
            Ok(opened) if !opened.is_empty() => break opened,
            _ => assert!(begun.elapsed() < Duration::from_secs(30), "nothing was opened"),
        }
        thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(opened.trim(), "my draft.html");
    // What is no report is not replaced.
    fs::write(folder.join("page.html"), "<p>A page of somebody. It is not ours.</p>").unwrap();
    let (code, message) = report(&["--open", "page.html"]);
    assert_eq!((code, message.contains("page.html already exists")), (Some(2), true), "{message}");
    assert!(fs::read_to_string(folder.join("page.html")).unwrap().starts_with("<p>A page"));
    let (code, message) = report(&["--open", "page.html", "-o", "named.html"]);
    assert_eq!((code, message.as_str()), (Some(0), ""));
    assert!(folder.join("named.html").exists());
}

/// Reports that stand among the drafts are no drafts, and one in a folder of its own replaces only an earlier one.
#[test]
fn reports_among_the_drafts_are_not_read() {
    let folder = folder_with_draft("among");
    fs::write(folder.join("second.md"), "# The quay\n\nThe quay opened in May.\n").unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        let output = command.current_dir(&folder).args(args).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let drafts =
        || run(&["audit", ".", "-f", "json"]).1.lines().filter(|line| line.starts_with("{\"file\"")).count();
    let before = drafts();
    assert_eq!(before, 2);
    for args in [
        &["report", "my draft.md", "-o", "report.html"][..],
        &["report", "my draft.md", "-o", "report.htm"],
        &["audit", "my draft.md", "-f", "markdown", "-o", "audit.md"],
        &["audit", "my draft.md", "-f", "sarif", "-o", "audit.sarif"],
        &["density", "my draft.md", "-f", "html", "-o", "density.html"],
        &["report", ".", "-o", "site/"],
        &["report", ".", "-o", "site/"],
    ] {
        let (code, _, message) = run(args);
        assert!(code.is_some_and(|code| code < 2), "{args:?}: {message}");
        assert_eq!(drafts(), before, "{args:?}");
    }
    let pages = || fs::read_dir(folder.join("site/drafts")).unwrap().count();
    assert_eq!(pages(), before);
    // A page whose draft is gone goes too; what is not ours stays.
    fs::write(folder.join("site/drafts/0009-mine.css"), "p {}").unwrap();
    fs::remove_file(folder.join("second.md")).unwrap();
    assert_eq!(run(&["report", ".", "-o", "site/"]).0, Some(0));
    assert_eq!(pages(), before);
    assert!(folder.join("site/drafts/0009-mine.css").exists());
    fs::create_dir(folder.join("other")).unwrap();
    fs::write(folder.join("other/index.html"), "<p>A page of somebody. It is not ours.</p>").unwrap();
    let (code, _, message) = run(&["report", ".", "-o", "other/"]);
    assert_eq!((code, message.contains("no report of nutgraf")), (Some(2), true), "{message}");
    assert!(run(&["report", ".", "-o", "./"]).0 == Some(2));
}

/// `exclude` and `extensions` of the configuration that a folder has itself, however the folder is named.
#[test]
fn a_folders_own_configuration_says_what_of_it_is_read() {
    let folder = std::env::temp_dir().join(format!("nutgraf-own-configuration-{}", std::process::id()));
    fs::create_dir_all(folder.join("drafts")).unwrap();
    fs::write(folder.join("drafts/nutgraf.toml"), "exclude = [\"old.md\"]\nextensions = [\"md\"]\n").unwrap();
    for name in ["new.md", "old.md", "other.txt"] {
        fs::write(folder.join("drafts").join(name), "The pier is closed.\n").unwrap();
    }
    for (working, given) in [("", "drafts"), ("", "drafts/"), ("drafts", ".")] {
        for task in ["audit", "density"] {
            let output = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
                .current_dir(folder.join(working))
                .args([task, given, "--format", "json"])
                .output()
                .unwrap();
            let out = String::from_utf8(output.stdout).unwrap();
            let is_read = ["new.md", "old.md", "other.txt"].map(|name| out.contains(name));
            assert_eq!(is_read, [true, false, false], "{task} {given}: {out}");
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
