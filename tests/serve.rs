//! The server, talked to over real sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const DRAFT: &str = "# Heat pump\n\nThe heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat pump. A \
                     heat pump is what it is.\n";

/// A server of its own, on a free port.
struct Server {
    program: Child,
    address: String,
}

impl Server {
    fn start(more: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--no-config", "--quiet"]).args(more);
        let mut program = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        Server { program, address: address.expect("it says where it is").to_string() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends bytes as they are and reads what comes until the other side has no more.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // Of what is too much, the other side may not read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str, more: &str) -> Answer {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n");
        Answer::of(&self.send(request.as_bytes()))
    }

    fn post(&self, path: &str, body: &Value, more: &str) -> Answer {
        self.post_bytes(path, body.to_string().as_bytes(), "application/json", more)
    }

    fn post_bytes(&self, path: &str, body: &[u8], kind: &str, more: &str) -> Answer {
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             {more}\r\n",
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        Answer::of(&self.send(&request))
    }

    /// Asks it to stop, and says how it ended.
    #[cfg(unix)]
    fn stop(&mut self) -> Option<i32> {
        let killed = Command::new("kill").args(["-TERM", &self.program.id().to_string()]).status();
        assert!(killed.expect("kill is there").success());
        self.program.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn of(answer: &str) -> Answer {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer { status: status.expect("a status"), head: head.to_string(), body: body.to_string() }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    fn message(&self) -> String {
        self.json()["error"]["message"].as_str().expect("a message").to_string()
    }
}

/// What `nutgraf batch` answers to the same row.
fn batch(task: &[&str], row: &Value) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.arg("batch").args(task).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = command.spawn().unwrap();
    program.stdin.take().unwrap().write_all(row.to_string().as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn answers_are_those_of_a_batch() {
    let server = Server::start(&["--jobs", "2"]);
    let row = json!({ "id": [1, "a"], "text": DRAFT, "lang": "en", "keyphrase": "heat pump" });
    for (path, task) in [
        ("/v1/summarize?sentences=2", &["summarize", "--sentences", "2"][..]),
        (
            "/v1/summarize?words=9&method=lead&offsets=utf16",
            &["summarize", "-w", "9", "-m", "lead", "--offsets", "utf16"],
        ),
        ("/v1/keywords?count=3&unnested", &["keywords", "-n", "3", "--unnested"]),
        ("/v1/sentences?offsets=chars", &["sentences", "--offsets", "chars"]),
    ] {
        let answer = server.post(path, &row, "");
        assert_eq!((answer.status, answer.json()), (200, batch(task, &row)), "{path}");
    }
    // An audit has the topic too, which the desk shows.
    let mut audit = server.post("/v1/audit", &row, "").json();
    assert!(audit.as_object_mut().unwrap().remove("topic").is_some());
    assert_eq!(audit, batch(&["audit"], &row));
}

#[test]
fn the_views_of_the_desk_answer() {
    let server = Server::start(&["--jobs", "2"]);
    let references = json!([{ "name": "one", "text": "A stove warms the room. The stove is old." }]);
    let row =
        json!({ "id": 7, "text": DRAFT, "old": "# Heat pump\n\nOne sentence.\n", "references": references });
    let density = server.post("/v1/density?words=2&top=1", &row, "").json();
    assert_eq!(density["id"], 7);
    assert_eq!(density["tables"][0]["phrases"][0]["phrase"], "heat pump");
    let compared = server.post("/v1/compare", &row, "").json();
    assert_eq!(compared["references"], json!(["one"]));
    let changes = server.post("/v1/diff", &row, "").json();
    assert_eq!((&changes["id"], &changes["worse"]), (&json!(7), &json!(true)));
    for (kind, begin) in [("html", "<!doctype html>"), ("markdown", "#"), ("text", "draft.md")] {
        let report = server.post(&format!("/v1/report?as={kind}&name=draft.md"), &row, "");
        assert_eq!(report.status, 200);
        assert!(report.body.starts_with(begin) || report.body.contains("heat pump"), "{}", report.body);
    }
    let page = server.post_bytes(
        "/v1/read?name=a.html",
        b"<html><body><p>Caf\xE9 and <b>more</b> of it.</p></body></html>",
        "application/octet-stream",
        "",
    );
    assert_eq!(
        page.json(),
        json!({ "name": "a.html", "format": "text", "text": "Caf\u{e9} and more of it." })
    );
    let pdf = std::fs::read("tests/pdf/aes-128.pdf").unwrap();
    let read = server.post_bytes("/v1/read?name=x.pdf", &pdf, "application/octet-stream", "").json();
    assert_eq!(
        (&read["format"], read["text"].as_str().is_some_and(|text| text.len() > 20)),
        (&json!("text"), true)
    );
    let preset = server.post("/v1/audit?preset=seo", &row, "").json();
    assert!(preset["checklist"].as_array().is_some_and(|checks| !checks.is_empty()));
}

#[test]
fn files_and_figures_are_there() {
    let server = Server::start(&["--jobs", "2"]);
    for (path, kind) in [
        ("/", "text/html"),
        ("/desk.css", "text/css"),
        ("/desk.js", "text/javascript"),
        ("/icon.svg", "image/svg+xml"),
        ("/openapi.json", "application/json"),
        ("/health", "application/json"),
        ("/metrics", "text/plain"),
    ] {
        let answer = server.get(path, "");
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.contains(&format!("Content-Type: {kind}")), "{path}: {}", answer.head);
        assert!(answer.head.contains("Content-Security-Policy: default-src 'none'"), "{path}");
        assert!(answer.head.contains("X-Content-Type-Options: nosniff"), "{path}");
        assert!(!answer.body.is_empty(), "{path}");
        let head = server
            .send(format!("HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes());
        assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{path}: {head}");
    }
    assert_eq!(server.get("/health", "").json()["status"], "ok");
    let figures = server.get("/metrics", "").body;
    assert!(figures.contains("nutgraf_requests_total{status=\"2xx\"}"), "{figures}");
}

#[test]
fn what_is_wrong_with_a_request_is_said() {
    let server = Server::start(&["--jobs", "2"]);
    let row = json!({ "text": "A text." });
    for (path, body, expected, message) in [
        ("/v1/audit", json!([]), 400, "expected an object"),
        ("/v1/audit", json!({}), 400, "no text"),
        ("/v1/audit", json!({ "documents": ["a", "b"] }), 400, "expected one text"),
        ("/v1/audit", json!({ "text": "a", "lang": "xx1" }), 400, "unknown language"),
        ("/v1/audit", json!({ "text": "a", "format": "pdf" }), 400, "format pdf"),
        ("/v1/audit?preset=loud", row.clone(), 400, "preset"),
        ("/v1/audit?sentences=3", row.clone(), 400, "unknown parameter sentences"),
        ("/v1/summarize?sentences=0", row.clone(), 400, "at least 1"),
        ("/v1/summarize?sentences=3&words=9", row.clone(), 400, "expected one of"),
        ("/v1/summarize?ratio=2", row.clone(), 400, "ratio"),
        ("/v1/density?words=3-1", row.clone(), 400, "words"),
        ("/v1/sentences?offsets=feet", row.clone(), 400, "offsets"),
        ("/v1/diff", row.clone(), 400, "\"old\""),
        ("/v1/compare", row.clone(), 400, "\"references\""),
        ("/v1/report?as=docx", row.clone(), 400, "expected html"),
        ("/v1/nothing", row.clone(), 404, "openapi"),
        ("/", row.clone(), 405, "GET"),
    ] {
        let answer = server.post(path, &body, "");
        assert_eq!(answer.status, expected, "{path} {body}");
        assert!(answer.message().contains(message), "{path} {body}: {}", answer.message());
    }
    assert_eq!(server.get("/v1/audit", "").status, 405);
    let form = server.post_bytes("/v1/audit", b"{\"text\":\"a\"}", "text/plain", "");
    assert_eq!((form.status, form.message().contains("Content-Type")), (415, true));
    let binary = server.post_bytes("/v1/read?name=a.zip", b"PK\x03\x04\x00", "application/octet-stream", "");
    assert_eq!(binary.status, 400);
    // A name is never opened.
    let name = server.post_bytes("/v1/read?name=/etc/passwd", b"Some words.", "application/octet-stream", "");
    assert_eq!(name.json()["text"], "Some words.");
    let url =
        server.post_bytes("/v1/read?name=http://127.0.0.1/", b"Some words.", "application/octet-stream", "");
    assert_eq!(url.json()["text"], "Some words.");
}

#[test]
fn pages_of_other_sites_are_not_answered() {
    let server = Server::start(&["--jobs", "2"]);
    let row = json!({ "text": "A text." });
    for (more, expected) in [
        ("", 200),
        ("Origin: http://localhost\r\n", 200),
        ("Origin: https://localhost\r\nSec-Fetch-Site: same-origin\r\n", 200),
        ("Origin: http://evil.example\r\n", 403),
        ("Origin: http://localhost:1\r\n", 403),
        ("Origin: http://localhost.evil.example\r\n", 403),
        ("Origin: null\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\n", 403),
    ] {
        assert_eq!(server.post("/v1/audit", &row, more).status, expected, "{more}");
    }
    // A link may lead here, but what is read stays here.
    assert_eq!(server.get("/", "Sec-Fetch-Site: cross-site\r\n").status, 200);
    assert_eq!(server.get("/", "Origin: http://evil.example\r\n").status, 403);
    for (host, expected) in [
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ] {
        let answer =
            server.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(Answer::of(&answer).status, expected, "{host}");
    }
    assert_eq!(Answer::of(&server.send(b"GET / HTTP/1.1\r\n\r\n")).status, 400);
}

#[test]
fn requests_that_two_could_read_differently_are_refused() {
    let server = Server::start(&["--jobs", "2"]);
    for (request, expected) in [
        ("POST /v1/audit HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("garbage\r\n\r\n", 400),
        ("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400),
    ] {
        let answer = server.send(request.as_bytes());
        assert_eq!(Answer::of(&answer).status, expected, "{request}");
        assert!(answer.contains("Connection: close"), "{request}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(20_000));
    assert_eq!(Answer::of(&server.send(long.as_bytes())).status, 431);
}

#[test]
fn connections_are_kept_and_requests_may_be_sent_ahead() {
    let server = Server::start(&["--jobs", "2"]);
    let one = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let body = json!({ "text": "A text." }).to_string();
    let two = format!(
        "POST /v1/sentences HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json; charset=utf-8\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let last = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answers = server.send(format!("{one}{two}\r\n{two}{last}").as_bytes());
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 4, "{answers}");
    assert_eq!(answers.matches("\"spans\":[[0,7]]").count(), 2, "{answers}");
    // Who waits for leave is given it.
    let mut stream = server.connect();
    let waiting =
        two.replace("Content-Length", "Connection: close\r\nExpect: 100-continue\r\nContent-Length");
    let (head, body) = waiting.split_at(waiting.find("\r\n\r\n").unwrap() + 4);
    stream.write_all(head.as_bytes()).unwrap();
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    reader.read_line(&mut line).unwrap();
    assert_eq!(line.trim(), "HTTP/1.1 100 Continue");
    stream.write_all(body.as_bytes()).unwrap();
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("HTTP/1.1 200 OK"), "{rest}");
}

#[test]
fn a_token_opens_what_is_not_the_page() {
    let server = Server::start(&["--token", "secret-1"]);
    let row = json!({ "text": "A text." });
    assert_eq!(server.get("/", "").status, 200);
    assert_eq!(server.get("/health", "").status, 200);
    assert_eq!(server.get("/metrics", "").status, 401);
    for (more, expected) in [
        ("", 401),
        ("Authorization: Bearer secret-1\r\n", 200),
        ("Authorization: bearer secret-1\r\n", 200),
        ("Authorization: Bearer secret-2\r\n", 401),
        ("Authorization: Bearer \r\n", 401),
        ("Authorization: Basic secret-1\r\n", 401),
    ] {
        let answer = server.post("/v1/sentences", &row, more);
        assert_eq!(answer.status, expected, "{more}");
        assert_eq!(answer.head.contains("WWW-Authenticate: Bearer"), expected == 401);
    }
}

#[test]
fn what_others_can_reach_needs_a_token() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    let output =
        command.args(["serve", "--listen", "0.0.0.0:0"]).env_remove("NUTGRAF_TOKEN").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--token"));
}

#[test]
fn bodies_and_time_have_limits() {
    let server = Server::start(&["--max-body-bytes", "1000", "--request-timeout", "0.5"]);
    let long = json!({ "text": "word ".repeat(300) });
    let answer = server.post("/v1/audit", &long, "");
    assert_eq!((answer.status, answer.message().contains("1000 bytes")), (413, true));
    // It is refused by its head: nothing of a body is waited for, or held.
    let huge =
        server.send(b"POST /v1/audit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n{");
    assert_eq!(Answer::of(&huge).status, 413);
    // A client that is slow is told so, whatever part it is slow with.
    for begin in
        ["GET / HTTP/1.1\r\nHo", "POST /v1/audit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"]
    {
        let mut stream = server.connect();
        stream.write_all(begin.as_bytes()).unwrap();
        let begun = Instant::now();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(Answer::of(&answer).status, 408, "{begin}");
        assert!(begun.elapsed() > Duration::from_millis(400), "{begin}");
    }
    // One byte at a time is no way around it.
    let mut stream = server.connect();
    let begun = Instant::now();
    for _ in 0..600 {
        if stream.write_all(b"a").is_err() || begun.elapsed() > Duration::from_secs(5) {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
    assert!(begun.elapsed() < Duration::from_secs(5));
    // Slow clients keep nobody waiting.
    let slow: Vec<TcpStream> = (0..50).map(|_| server.connect()).collect();
    for mut stream in &slow {
        stream.write_all(b"POST /v1/audit HTTP/1.1\r\n").unwrap();
    }
    assert_eq!(server.post("/v1/audit", &json!({ "text": "A text." }), "").status, 200);
}

#[test]
fn a_thousand_connections_stand_open_and_more_are_turned_away() {
    let server = Server::start(&["--max-connections", "1000"]);
    let mut open: Vec<TcpStream> = Vec::new();
    for _ in 0..1_000 {
        // The limit of open files of who runs the tests may be lower.
        let Ok(stream) = TcpStream::connect(&server.address) else { break };
        open.push(stream);
    }
    let text = |mut stream: &TcpStream| {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut bytes = [0; 12];
        stream.read_exact(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    for stream in open.iter().step_by(97) {
        assert_eq!(text(stream), "HTTP/1.1 200");
    }
    if open.len() == 1_000 {
        let mut answer = String::new();
        let _ = server.connect().read_to_string(&mut answer);
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    }
    drop(open);
    // Those that are gone make room.
    let begun = Instant::now();
    loop {
        let answer = server.send(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if answer.starts_with("HTTP/1.1 200") {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{answer}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn clients_that_go_away_harm_nobody() {
    let server = Server::start(&["--jobs", "2"]);
    let row = json!({ "text": DRAFT.repeat(50) }).to_string();
    let request = format!(
        "POST /v1/audit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{row}",
        row.len()
    );
    for length in [0, 1, 20, 60, request.len() / 2, request.len()] {
        let mut stream = server.connect();
        stream.write_all(&request.as_bytes()[..length]).unwrap();
        let _ = stream.shutdown(Shutdown::Both);
    }
    assert_eq!(server.get("/health", "").status, 200);
    assert_eq!(server.post("/v1/sentences", &json!({ "text": "A text." }), "").status, 200);
}

#[cfg(unix)]
#[test]
fn it_stops_when_what_is_at_work_is_done() {
    let mut server = Server::start(&[]);
    // One that waits between requests is not waited for, one whose request is on its way is.
    let idle = server.connect();
    let mut busy = server.connect();
    let body = json!({ "text": "A text." }).to_string();
    let head = format!(
        "POST /v1/sentences HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    busy.write_all(head.as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(200));
    let address = server.address.clone();
    let rest = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        // It takes no more connections by now.
        let is_closed = TcpStream::connect(address).is_err();
        busy.write_all(body.as_bytes()).unwrap();
        let mut answer = String::new();
        busy.read_to_string(&mut answer).unwrap();
        (is_closed, answer)
    });
    let begun = Instant::now();
    assert_eq!(server.stop(), Some(0));
    let (is_closed, answer) = rest.join().unwrap();
    assert!(is_closed);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Connection: close"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(20));
    drop(idle);
}
