//! The language server, talked to over its pipes as an editor does.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use nutgraf::{AuditOptions, Auditor, Document, Span};
use serde_json::{Value, json};

/// An editor with a server of its own.
struct Editor {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    next: i64,
    /// What the server sent without being asked.
    heard: Vec<Value>,
}

impl Editor {
    /// Starts a server and says what the editor can do.
    fn start(capabilities: Value) -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut server = command.spawn().expect("the program starts");
        let to = server.stdin.take().unwrap();
        let from = BufReader::new(server.stdout.take().unwrap());
        let mut editor = Editor { server, to, from, next: 0, heard: Vec::new() };
        let answer = editor
            .ask("initialize", json!({ "capabilities": capabilities, "processId": null, "rootUri": null }));
        assert_eq!(answer["serverInfo"]["name"], "nutgraf");
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = None;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).unwrap() > 0, "the server went away");
            if line.trim().is_empty() {
                break;
            }
            length =
                line.trim().strip_prefix("Content-Length: ").map(|length| length.parse().unwrap()).or(length);
        }
        let mut body = vec![0; length.expect("a length")];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The whole answer to a request.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.heard.push(message);
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// The next message of a kind that the server sends by itself.
    fn hear(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.heard.iter().position(|message| message["method"] == method) {
                return self.heard.remove(at);
            }
            let message = self.receive();
            self.heard.push(message);
        }
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn pull(&mut self, uri: &str) -> Vec<Value> {
        let report = self.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
        report["items"].as_array().unwrap().clone()
    }

    fn end(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

/// A draft that says one phrase too often.
fn stuffed() -> String {
    let sentence = "The garden tool rental is open, and the garden tool rental is cheap.\n\n";
    format!("# Garden tools\n\n{}## Prices\n\nAsk for the price.\n", sentence.repeat(12))
}

const DRAFT: &str = "file:///nowhere/draft.md";

/// A place as editors with UTF-16 have it.
fn position(text: &str, at: usize) -> Value {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": line, "character": text[start..at].encode_utf16().count() })
}

fn range(text: &str, span: Span) -> Value {
    json!({ "start": position(text, span.start), "end": position(text, span.end) })
}

#[test]
fn findings_are_pushed_and_go_when_the_draft_is_closed() {
    let mut editor = Editor::start(json!({}));
    let text = stuffed();
    editor.open(DRAFT, "markdown", &text);
    let pushed = editor.hear("textDocument/publishDiagnostics")["params"].clone();
    assert_eq!((&pushed["uri"], &pushed["version"]), (&json!(DRAFT), &json!(1)));
    let marks = pushed["diagnostics"].as_array().unwrap();
    let overused: Vec<&Value> = marks.iter().filter(|mark| mark["code"] == "overused-phrase").collect();
    assert_eq!(overused.len(), 24);
    assert_eq!((&overused[0]["severity"], &overused[0]["source"]), (&json!(2), &json!("nutgraf")));
    let first = text.find("garden tool rental").unwrap();
    assert_eq!(overused[0]["range"], range(&text, Span::new(first, first + "garden tool rental".len())));
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": DRAFT } }));
    assert_eq!(editor.hear("textDocument/publishDiagnostics")["params"]["diagnostics"], json!([]));
    editor.end();
}

#[test]
fn a_draft_is_explained_and_edited() {
    let mut editor = Editor::start(json!({
        "textDocument": { "diagnostic": {} },
        "window": { "showDocument": { "support": true } },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
    }));
    let text = stuffed();
    editor.open(DRAFT, "markdown", &text);
    let at = text.find("tool rental").unwrap();
    let document = json!({ "uri": DRAFT });
    let hover = editor
        .ask("textDocument/hover", json!({ "textDocument": document, "position": position(&text, at) }));
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(told.contains("garden tool rental**: 24 times") && told.contains("(overused-phrase)"), "{told}");
    let symbols = editor.ask("textDocument/documentSymbol", json!({ "textDocument": document }));
    assert_eq!(symbols[0]["name"], "Garden tools");
    assert_eq!(symbols[0]["children"][0]["name"], "Prices");
    let lenses = editor.ask("textDocument/codeLens", json!({ "textDocument": document }));
    assert!(lenses[0]["command"]["title"].as_str().unwrap().contains("words"), "{lenses}");
    let asked = json!({
        "textDocument": document, "range": range(&text, Span::new(at, at)), "context": { "diagnostics": [] },
    });
    let actions = editor.ask("textDocument/codeAction", asked);
    let actions = actions.as_array().unwrap();
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    for wanted in ["Go to the next of 24 places", "in this draft", "in nutgraf.toml", "Insert a summary"] {
        assert!(titles.iter().any(|title| title.contains(wanted)), "{wanted}: {titles:?}");
    }
    // The next place is shown by asking the editor to.
    let next = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("Go to")).unwrap();
    editor.ask("workspace/executeCommand", next["command"].clone());
    let shown = editor.hear("window/showDocument");
    assert_eq!(shown["params"]["uri"], DRAFT);
    // Allowed, it is no finding any more.
    let wanted = "Allow \"garden tool rental\" in this draft";
    let allow = actions.iter().find(|action| action["title"] == wanted).expect(wanted);
    let edit = &allow["edit"]["changes"][DRAFT][0];
    let change = json!({ "range": edit["range"], "text": edit["newText"] });
    let is_told =
        |mark: &Value| mark["message"].as_str().unwrap().starts_with("\"garden tool rental\" appears");
    assert!(editor.pull(DRAFT).iter().any(is_told));
    let version = json!({ "uri": DRAFT, "version": 2 });
    editor.tell("textDocument/didChange", json!({ "textDocument": version, "contentChanges": [change] }));
    assert!(!editor.pull(DRAFT).iter().any(is_told));
    editor.end();
}

#[test]
fn a_configuration_is_completed_and_takes_effect_when_it_is_saved() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lsp");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let uri = |name: &str| format!("file://{}", folder.join(name).display());
    let mut editor = Editor::start(json!({ "textDocument": { "diagnostic": {} } }));
    editor.open(&uri("draft.md"), "markdown", &stuffed());
    assert!(editor.pull(&uri("draft.md")).iter().any(|mark| mark["code"] == "overused-phrase"));
    let source = "[rules]\noverused-phrase = \"off\"\n";
    std::fs::write(folder.join("nutgraf.toml"), source).unwrap();
    editor.open(&uri("nutgraf.toml"), "toml", source);
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri("nutgraf.toml") } }));
    assert!(!editor.pull(&uri("draft.md")).iter().any(|mark| mark["code"] == "overused-phrase"));
    let labels = |answer: &Value| -> Vec<String> {
        answer.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().into()).collect()
    };
    let place = |line: usize, character: usize| json!({ "textDocument": { "uri": uri("nutgraf.toml") }, "position": { "line": line, "character": character } });
    let rules = labels(&editor.ask("textDocument/completion", place(1, 0)));
    assert!(rules.contains(&"long-sentence".to_string()), "{rules:?}");
    let values = labels(&editor.ask("textDocument/completion", place(1, 19)));
    assert_eq!(values, ["off", "on", "note", "warning", "error"]);
    assert!(labels(&editor.ask("textDocument/completion", place(0, 0))).contains(&"[limits]".to_string()));
    editor.end();
}

#[test]
fn what_is_not_understood_is_said_and_does_no_harm() {
    let mut editor = Editor::start(json!({ "textDocument": { "diagnostic": {} } }));
    assert_eq!(editor.answer("textDocument/nothing", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.answer("textDocument/hover", json!({ "position": 7 }))["error"]["code"], -32602);
    editor.tell("textDocument/nothing", json!({}));
    editor.tell("textDocument/didChange", json!({ "textDocument": 1 }));
    let version = json!({ "uri": "file:///closed.md", "version": 2 });
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": version, "contentChanges": [{ "text": "a" }] }),
    );
    assert_eq!(editor.pull("file:///closed.md"), Vec::<Value>::new());
    // What nutgraf does not read has no findings.
    editor.open("file:///nowhere/main.rs", "rust", &stuffed());
    assert_eq!(editor.pull("file:///nowhere/main.rs"), Vec::<Value>::new());
    editor.end();
}

/// Edits at random places of a text that has all widths of characters: after each, what the server marks is what an audit of the
/// editor's text finds.
fn edits(rounds: u64, steps: u32) {
    const PIECES: [&str; 12] =
        ["garden tool rental ", "🙂", "é", "漢字", "\n", "\r\n", "\n\n", ". ", "The ", "prices ", "# ", "a"];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut editor = Editor::start(json!({ "textDocument": { "diagnostic": {} } }));
    let mut auditor = Auditor::new();
    for round in 0..rounds {
        let uri = format!("file:///nowhere/{round}.md");
        let mut text = stuffed();
        editor.open(&uri, "markdown", &text);
        for step in 0..steps {
            let boundary =
                |at: usize, text: &str| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let one = boundary(random(text.len() + 1), &text);
            let other = boundary((one + random(12)).min(text.len()), &text);
            // No editor has a place between the two marks of a line's end.
            let splits = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
            if splits(one) || splits(other) || text[one..other].contains('\r') {
                continue;
            }
            let piece = PIECES[random(PIECES.len())];
            let change = json!({ "range": range(&text, Span::new(one, other)), "text": piece });
            text.replace_range(one..other, piece);
            let version = json!({ "uri": uri, "version": step + 2 });
            editor.tell(
                "textDocument/didChange",
                json!({ "textDocument": version, "contentChanges": [change] }),
            );
        }
        let marks = editor.pull(&uri);
        let audit = auditor.audit(&Document::markdown(&text), &AuditOptions::new());
        let mut expected = Vec::new();
        for finding in &audit.findings {
            let mut spans: Vec<Span> = finding.occurrences.iter().map(|occurrence| occurrence.span).collect();
            if spans.is_empty() {
                // What is about something that is not there stands at the first line.
                spans.push(Span::new(0, text.find(['\n', '\r']).unwrap_or(text.len())));
            }
            spans.sort();
            expected.extend(spans.into_iter().map(|span| range(&text, span)));
        }
        let found: Vec<Value> = marks.iter().map(|mark| mark["range"].clone()).collect();
        assert_eq!(found, expected, "round {round}: {text:?}");
        editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    editor.end();
}

#[test]
fn the_text_of_the_server_is_that_of_the_editor() {
    edits(20, 30);
}

#[test]
#[ignore = "a thousand sessions take a minute: .ci/run asks for them"]
fn a_thousand_sessions() {
    edits(1_000, 30);
}
