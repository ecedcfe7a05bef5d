//! What the fuzz targets of the program do with an input: they run a command on files that are made of it, as `main` would.
//! `tests/targets.rs` has those of the library. `fuzz/` builds this program with `--cfg fuzzing`, and names the target in
//! the environment; the tests below ask for the inputs that it kept.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::Result;
use clap::Parser;
use lsp_server::Message;
use serde_json::Value;

use crate::args::{Args, Command};
use crate::output::Status;
use crate::serve::Server;
use crate::serve::http::{Connection, Wire};

/// A target's name, and what it does with an input: it panics if something does not hold that is to hold for any.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 6] = [
    ("baseline", baseline),
    ("config", config),
    ("http", http),
    ("lsp", lsp),
    ("resume", resume),
    ("rows", rows),
];

/// A draft that has findings, so that there is something to configure and to know already.
const DRAFT: &str = "# Heat pump\n\nThe heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat \
                     pump. A heat pump is what it is.\n";

/// The name of the target that is fuzzed.
#[cfg(fuzzing)]
const CHOICE: &str = "NUTGRAF_FUZZED";

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    static TARGET: OnceLock<Target> = OnceLock::new();
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
        // A draft that could not be audited was reported.
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
        // A table of Parquet by its first bytes, or a text that was taken for rows: no line of it begins an object.
        Err(error) => {
            let is_object = |line: &[u8]| line.trim_ascii_start().starts_with(b"{");
            let is_text = format!("{error:#}").contains("not JSON Lines");
            let begin = rows.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rows);
            let has_object = begin.split(|byte| *byte == b'\n').take(1).any(is_object);
            assert!(rows.starts_with(b"PAR1") || is_text && !has_object, "{error:#}");
        }
        Ok(_) => {
            let answers = fs::read(&out).expect("there is an output");
            assert!(answers.is_empty() || answers.ends_with(b"\n"));
            let answers = lines(&answers);
            assert_eq!(answers.len(), count(rows));
            assert!(answers.iter().all(|answer| answer.get("id").is_some()));
        }
    }
}

/// A client that sends bytes and takes what it is answered.
struct Client<'i> {
    input: &'i [u8],
    output: Vec<u8>,
}

impl Read for Client<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.input.read(bytes)
    }
}

impl Write for Client<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Wire for Client<'_> {
    fn until(&mut self, _: Instant) {}
}

/// Any bytes that a connection brings have whole answers, of the length that they say, and those in JSON are JSON.
fn http(input: &[u8]) {
    static SERVER: OnceLock<Server> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let arguments = ["nutgraf", "serve", "--no-config", "--jobs", "1", "--max-body-bytes", "100000"];
        let args = Args::try_parse_from(arguments).expect("these are good arguments");
        let Command::Serve(serve) = &args.command else { unreachable!("it is the one that was given") };
        Server::new(serve, &args.common).expect("a server can be made")
    });
    let mut connection = Connection::new(Client { input, output: Vec::new() });
    while connection.wait(server.limits()) && server.exchange(&mut connection) == Some(true) {}
    let mut output = &connection.wire.output[..];
    // Those to HEAD have no body.
    let has_head = input.windows(4).any(|bytes| bytes == b"HEAD");
    while !output.is_empty() && !has_head {
        let end = output.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head ends") + 4;
        let (head, rest) = output.split_at(end);
        let head = str::from_utf8(head).expect("a head is ASCII");
        assert!(head.starts_with("HTTP/1.1 "), "{head}");
        if head.starts_with("HTTP/1.1 100 ") {
            output = rest;
            continue;
        }
        let length = head.split("Content-Length: ").nth(1).and_then(|rest| rest.lines().next());
        let length: usize = length.and_then(|length| length.parse().ok()).expect("a length");
        let (body, next) = rest.split_at(length);
        if head.contains("application/json") {
            serde_json::from_slice::<Value>(body).expect("it is JSON");
        }
        output = next;
    }
}

/// Whatever messages a client sends, a request has one answer, and the text that the server holds can be audited.
fn lsp(input: &[u8]) {
    let args =
        Args::try_parse_from(["nutgraf", "lsp", "--no-config", "--quiet"]).expect("these are good arguments");
    let Command::Lsp(lsp) = &args.command else { unreachable!("it is the one that was given") };
    let lines = input.split(|byte| *byte == b'\n');
    let messages = lines.filter_map(|line| serde_json::from_slice::<Message>(line).ok()).take(MOST_MESSAGES);
    let messages: Vec<Message> = messages.collect();
    let asked = messages.iter().filter(|message| matches!(message, Message::Request(_))).count();
    let sent = crate::lsp::replay(messages, lsp, &args.common).expect("a server can be made");
    let answers = sent.iter().filter(|message| matches!(message, Message::Response(_))).count();
    assert_eq!(answers, asked);
    for message in sent {
        serde_json::to_string(&message).expect("a message is JSON");
    }
}

/// The most messages of an input: what comes behind them finds nothing new.
const MOST_MESSAGES: usize = 50;

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
    use std::process;

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
        let mut inside = process::Command::new(std::env::current_exe().expect("this program is a file"));
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
