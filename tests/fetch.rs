//! Pages by their URL, from servers of these tests' own on loopback: they answer as the worst of the web do.
//!
//! Every wait has an end: that of the program in [`run`], those of servers in [`PATIENCE`].

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long the program or a server is waited for, at most.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server on a port of its own, which remembers what it was asked.
struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
    is_over: Arc<AtomicBool>,
}

impl Server {
    /// A server that answers to a path and the whole request as it likes.
    fn new(
        answer: impl Fn(&str, &str, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (requests, is_over): (Arc<Mutex<Vec<String>>>, Arc<AtomicBool>) = Default::default();
        let (kept, ended, answer) = (Arc::clone(&requests), Arc::clone(&is_over), Arc::new(answer));
        thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                let Ok((mut stream, _)) = listener.accept() else {
                    thread::sleep(Duration::from_millis(2));
                    continue;
                };
                let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                thread::spawn(move || {
                    stream.set_nonblocking(false).unwrap();
                    stream.set_read_timeout(Some(PATIENCE)).unwrap();
                    stream.set_write_timeout(Some(PATIENCE)).unwrap();
                    let request = request(&mut stream);
                    kept.lock().unwrap().push(request.clone());
                    let path = request.split(' ').nth(1).unwrap_or_default().to_string();
                    // A program that has heard enough hangs up: no fault of the server's.
                    let _ = answer(&path, &request, &mut stream);
                });
            }
        });
        Server { port, requests, is_over }
    }

    /// A server that says the same to everybody.
    fn saying(bytes: impl Into<Vec<u8>>) -> Server {
        let bytes = bytes.into();
        Server::new(move |_, _, stream| stream.write_all(&bytes))
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

/// The head of a request; what has come of it, if it is none.
fn request(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && head.len() < 10_000 {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => break,
        }
        // The first message of TLS has no end that this would see.
        if head[0] == 0x16 && head.len() > 5 {
            break;
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// An answer with these headers and this body, of the length it says.
fn answer(headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = format!("Content-Length: {}", body.len());
    cut_answer(&[headers, &[&length]].concat(), body)
}

/// An answer that says nothing of its length.
fn cut_answer(headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{}\r\n\r\n", headers.join("\r\n"));
    [head.as_bytes(), body.as_ref()].concat()
}

fn redirect(status: &str, location: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\nLocation: {location}\r\n\r\n")
        .into_bytes()
}

const TEXT: &str = "Content-Type: text/plain";
const PAGE: &str = "Content-Type: text/html";

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Ran {
    /// What was printed by a run that went well.
    #[track_caller]
    fn printed(self) -> String {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self.stdout
    }

    /// What was complained of, on one line, and nothing printed.
    #[track_caller]
    fn complaint(self) -> String {
        assert_eq!((self.status, self.stdout.as_str()), (2, ""), "{}", self.stderr);
        assert_eq!(
            self.stderr.lines().filter(|line| line.starts_with("error: ")).count(),
            1,
            "{}",
            self.stderr
        );
        self.stderr
    }
}

/// Runs the program, without the proxies and authorities of whoever runs the tests, for no longer than is bearable.
fn run(args: &[&str]) -> Ran {
    run_in(&[], args, b"")
}

fn run_in(environment: &[(&str, &str)], args: &[&str], stdin: &[u8]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    command.args(args).envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().unwrap().write_all(stdin).expect("it is short");
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |pipe: &mut dyn Read| {
        let mut text = String::new();
        pipe.read_to_string(&mut text).expect("the program prints UTF-8");
        text
    };
    thread::scope(|scope| {
        let stdout = scope.spawn(move || read(&mut out));
        let stderr = scope.spawn(move || read(&mut err));
        let began = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if began.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("{args:?} does not end");
            }
            thread::sleep(Duration::from_millis(3));
        };
        let (stdout, stderr) = (stdout.join().unwrap(), stderr.join().unwrap());
        Ran { status: status.code().expect("no signal ends it"), stdout, stderr }
    })
}

/// The sentences of what a server says, by its first path.
fn sentences(said: impl Into<Vec<u8>>) -> Ran {
    run(&["sentences", &Server::saying(said).url("/")])
}

#[test]
fn every_command_takes_urls() {
    let body = "The wall of the river is up.\n\nThe wall of the river is high.";
    let server = Server::saying(answer(&[TEXT], body));
    let url = server.url("/wall?of=river");
    let upper = url.replace("http", "HTTP");
    assert_eq!(
        run(&["sentences", &url]).printed(),
        "The wall of the river is up.\nThe wall of the river is high.\n"
    );
    assert_eq!(run(&["summarize", "-n", "1", &upper]).printed(), "The wall of the river is up.\n");
    assert_eq!(run(&["keywords", "-n", "1", &url]).printed(), "river\n");
    let audit = run(&["audit", "--format", "json", &url]).printed();
    assert!(audit.contains(&format!("\"file\":\"{url}\"")), "{audit}");
    let both = run(&["summarize", "-n", "1", &url, "tests/cmd/files/wall.txt"]).printed();
    assert!(both.starts_with(&url) && both.contains("\ntests/cmd/files/wall.txt\n"), "{both}");
    let together = run(&["summarize", "--together", "-n", "1", "-f", "json", &url]).printed();
    assert!(together.contains(&url), "{together}");
    let requests = server.requests();
    assert_eq!(requests.len(), 6);
    assert!(requests.iter().all(|request| request.starts_with("GET /wall?of=river HTTP/1.1\r\n")));
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let server = Server::new(|path, _, stream| match path {
        "/good" => stream.write_all(&answer(&[TEXT], "It is here.")),
        _ => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot here."),
    });
    let ran = run(&["sentences", &server.url("/bad"), &server.url("/good")]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, "It is here.\n"));
    assert_eq!(
        ran.stderr,
        format!("error: {}: the server answered 404 Not Found: expected a page\n", server.url("/bad"))
    );
}

/// What begins as a URL does, and nothing else.
#[test]
fn nothing_is_fetched_unless_a_url_is_given() {
    let server = Server::saying(answer(&[TEXT], "Fetched."));
    let directory = std::env::temp_dir().join(format!("nutgraf-fetch-{}", std::process::id()));
    std::fs::create_dir_all(directory.join("http:")).unwrap();
    let file = |name: &str| {
        let path = directory.join(name);
        std::fs::write(&path, format!("See {} for it.", server.url("/"))).unwrap();
        path.display().to_string()
    };
    let linked = format!("See {} for it.\n", server.url("/"));
    for name in ["http", "http:/page.txt", "https.md"] {
        assert_eq!(run(&["sentences", &file(name)]).printed(), linked, "{name}");
    }
    assert_eq!(run_in(&[], &["sentences"], linked.as_bytes()).printed(), linked);
    let url = server.url("/").replace("http://", "");
    for given in [url.as_str(), &format!("ftp://{url}"), &format!("file://{url}"), &format!("http:{url}")] {
        assert!(run(&["sentences", given]).complaint().starts_with("error: cannot open"), "{given}");
    }
    let complaint = run(&["sentences", &format!("ftp://{url}")]).complaint();
    assert!(
        complaint.ends_with("expected a file, or a URL that begins with http:// or https://\n"),
        "{complaint}"
    );
    // What is for machines, and what says how to work, is not fetched at all.
    let url = server.url("/");
    let batch = run(&["batch", "sentences", &url]).complaint();
    assert!(batch.ends_with("JSON Lines are not fetched, expected a file\n"), "{batch}");
    assert!(run(&["evaluate", &url]).complaint().contains(&url));
    assert!(run(&["summarize", "--corpus", &url, "tests/cmd/files/wall.txt"]).complaint().contains(&url));
    assert!(run(&["audit", "--config", &url, "tests/cmd/files/wall.txt"]).complaint().contains("cannot"));
    std::fs::remove_dir_all(&directory).unwrap();
    assert_eq!(server.requests(), [""; 0]);
}

#[test]
fn servers_learn_who_asks() {
    let server = Server::saying(answer(&[TEXT], "It is here."));
    run(&["sentences", &server.url("/")]).printed();
    run(&["sentences", "--user-agent", "Mozilla/5.0 (X11; of a kind)", &server.url("/")]).printed();
    run(&["sentences", &server.url("/"), "--user-agent", ""]).printed();
    let [by_itself, given, none] = &server.requests()[..] else { panic!("three were asked") };
    let agent = |request: &str| {
        let line = request.lines().find(|line| line.to_lowercase().starts_with("user-agent:"))?;
        Some(line.split_once(": ")?.1.to_string())
    };
    assert_eq!(agent(by_itself).unwrap(), concat!("nutgraf/", env!("CARGO_PKG_VERSION")));
    assert_eq!(agent(given).unwrap(), "Mozilla/5.0 (X11; of a kind)");
    assert_eq!(agent(none), None);
    let complaint = run(&["sentences", &server.url("/"), "--user-agent", "a\r\nCookie: b"]);
    assert_eq!((complaint.status, server.requests().len()), (2, 3));
    assert!(complaint.stderr.contains("expected one line of ASCII"), "{}", complaint.stderr);
}

#[test]
fn the_type_tells_what_it_is() {
    let markdown = "# One\n\nIt is *here*.";
    for (headers, path, expected) in [
        (&[TEXT] as &[&str], "/a", "# One\nIt is *here*.\n"),
        (&[TEXT], "/a.md", "One\nIt is here.\n"),
        (&["content-type: TEXT/Markdown; charset=utf-8"], "/a", "One\nIt is here.\n"),
        (&["Content-Type: application/octet-stream"], "/a.md?b=c.txt", "One\nIt is here.\n"),
        (&[], "/a.md#b", "One\nIt is here.\n"),
        (&[], "/a", "One\nIt is here.\n"),
    ] {
        let server = Server::saying(answer(headers, markdown));
        assert_eq!(run(&["sentences", &server.url(path)]).printed(), expected, "{headers:?} {path}");
    }
    let server = Server::saying(answer(&["Content-Type: image/svg+xml"], markdown));
    let given = run(&["sentences", "--input-format", "markdown", &server.url("/a")]);
    assert_eq!(given.printed(), "One\nIt is here.\n");
}

#[test]
fn what_is_not_read_says_what_to_do() {
    for (headers, body, expected) in [
        ("Content-Type: application/pdf", &b"%PDF-1.7"[..], "not a readable PDF: it is damaged or cut off"),
        ("X-Nothing: x", b"%PDF-1.7", "not a readable PDF: it is damaged or cut off"),
        (
            "Content-Type: image/png",
            b"\x89PNG\0",
            "the server sent image/png: expected a page, text, Markdown, PDF, DOCX",
        ),
        ("Content-Type: audio/mpeg", b"ID3", "the server sent audio/mpeg: expected a page"),
        ("Content-Type: application/json", b"{}", "the server sent application/json: expected a page"),
        ("Content-Type: text/plain", b"\x89PNG\0", "looks like a picture"),
        ("Content-Type: text/html", b"\x89PNG\0", "not a page in HTML: it looks like a picture"),
        ("Content-Type: text/html", b"%PDF-1.7", "another kind of file, PDF (format pdf)"),
    ] {
        let server = Server::saying(answer(&[headers], body));
        let url = server.url("/a");
        let complaint = run(&["summarize", &url]).complaint();
        let expected = expected.replace("URL", &url);
        assert!(
            complaint.starts_with(&format!("error: {url}: ")) && complaint.contains(&expected),
            "{complaint}"
        );
    }
}

#[test]
fn a_status_that_is_no_page_is_named() {
    for (status, expected) in [
        ("404 Gone Fishing", "the server answered 404 Not Found: expected a page"),
        (
            "403 Forbidden",
            "403 Forbidden (some servers refuse programs that they do not know: --user-agent may help)",
        ),
        ("429 Too Many Requests", "429 Too Many Requests (some servers refuse"),
        ("401 Unauthorized", "401 Unauthorized (it wants to know who asks)"),
        ("500 Internal Server Error", "500 Internal Server Error: expected a page"),
        ("204 No Content", "204 No Content: expected a page"),
        ("206 Partial Content", "206 Partial Content: expected a page"),
        ("304 Not Modified", "304 Not Modified: expected a page"),
        ("799 Odd", "the server answered 799: expected a page"),
        ("302 Found", "302 Found without saying where to: expected a page"),
    ] {
        let body = "An error page. It is no article.";
        let head = format!("HTTP/1.1 {status}\r\n{TEXT}\r\nContent-Length: {}\r\n\r\n", body.len());
        let complaint = sentences(head + body).complaint();
        assert!(complaint.contains(expected), "{status}: {complaint}");
    }
}

#[test]
fn redirects_are_followed() {
    let server = Server::new(|path, request, stream| {
        let host = request.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
        stream.write_all(&match path {
            "/a/one" => redirect("301 Moved Permanently", "two?x"),
            "/a/two?x" => redirect("302 Found", "../b/three"),
            "/b/three" => redirect("307 Temporary Redirect", "/four here"),
            "/four%20here" => redirect("308 Permanent Redirect", "?five=5#part"),
            "/four%20here?five=5" => redirect("303 See Other", &format!("//{host}/six.md")),
            "/six.md" => answer(&[TEXT], "*It* is here."),
            _ => answer(&[TEXT], "Lost."),
        })
    });
    // A redirect to another host by the same scheme, to the same server all the same.
    let second = server.url("").replace("http:", "");
    let first = Server::new(move |path, _, stream| {
        stream.write_all(&match path {
            "/" => redirect("301 Moved Permanently", &format!("{second}/a/one")),
            _ => redirect("301 Moved Permanently", &format!("http:{second}/six.md")),
        })
    });
    let ran = run(&["sentences", &first.url("/x")]);
    assert_eq!(ran.stderr, format!("note: {}: redirected to {}\n", first.url("/x"), server.url("/six.md")));
    assert_eq!(ran.printed(), "It is here.\n");
    let quiet = run(&["sentences", "--quiet", &first.url("/x")]);
    assert_eq!((quiet.stderr.as_str(), quiet.stdout.as_str()), ("", "It is here.\n"));
    assert_eq!(run(&["sentences", &first.url("/")]).printed(), "It is here.\n");
}

/// Whoever names a server of his own machine may be led to another there; the option allows it to everybody.
#[test]
fn redirects_stay_where_the_user_is() {
    let server = Server::saying(answer(&[TEXT], "It rains."));
    let port = server.port;
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
        let leading = Server::saying(redirect("302 Found", &format!("http://{host}:{port}/x")));
        for url in [leading.url("/"), format!("http://localhost:{}/", leading.port)] {
            assert_eq!(run(&["sentences", "-q", &url]).printed(), "It rains.\n");
            assert_eq!(run(&["sentences", "-q", "--allow-private-redirects", &url]).printed(), "It rains.\n");
        }
    }
    // A proxy of this machine is where its user says it is, and what it brings is of the internet.
    for (location, is_refused) in [
        ("http://127.0.0.1/", true),
        ("http://localhost/", true),
        ("http://[::1]/", true),
        ("http://b.example/", false),
    ] {
        let proxy = Server::new(move |_, asked, stream| {
            if asked.starts_with("CONNECT") {
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            }
            let leads = asked.contains("a.example");
            let _ = request(stream);
            stream.write_all(&if leads {
                redirect("302 Found", location)
            } else {
                answer(&[TEXT], "It rains.")
            })
        });
        let proxy = proxy.url("");
        let fetch = |options: &[&str]| {
            let args = [&["sentences", "-q", "http://a.example/"], options].concat();
            run_in(&[("HTTP_PROXY", &proxy)], &args, b"")
        };
        match is_refused {
            true => {
                let complaint = fetch(&[]).complaint();
                assert!(complaint.contains("expected one of the internet"), "{complaint}");
            }
            false => assert_eq!(fetch(&[]).printed(), "It rains.\n"),
        }
        assert_eq!(fetch(&["--allow-private-redirects"]).printed(), "It rains.\n", "{location}");
    }
}

#[test]
fn redirects_are_counted() {
    let server = Server::new(|path, _, stream| {
        let left: usize = path[1..].parse().unwrap();
        stream.write_all(&match left {
            0 => answer(&[TEXT], "At last."),
            left => redirect("302 Found", &format!("/{}", left - 1)),
        })
    });
    assert_eq!(run(&["sentences", &server.url("/10")]).printed(), "At last.\n");
    let complaint = run(&["sentences", &server.url("/11")]).complaint();
    let expected =
        format!("redirected more than 10 times, the last time to {}: expected a page", server.url("/0"));
    assert!(complaint.contains(&expected), "{complaint}");
    assert!(!server.requests()[11..].iter().any(|request| request.starts_with("GET /0 ")));
    let circle = Server::saying(redirect("301 Moved Permanently", "/x"));
    let complaint = run(&["sentences", &circle.url("/")]).complaint();
    assert!(complaint.contains(&circle.url("/x")) && complaint.contains("10 times"), "{complaint}");
    assert_eq!(circle.requests().len(), 11);
}

#[test]
fn redirects_lead_to_pages_only() {
    for location in ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://"] {
        let complaint = sentences(redirect("302 Found", location)).complaint();
        assert!(complaint.contains(&format!("redirected to {location}: ")), "{complaint}");
        assert!(complaint.contains("expected an address"), "{complaint}");
    }
}

#[test]
fn whoever_is_slow_is_waited_for_so_long() {
    let began = Instant::now();
    let drip = |said: &'static [u8], drop: &'static [u8]| {
        Server::new(move |_, _, stream| {
            stream.write_all(said)?;
            let began = Instant::now();
            while began.elapsed() < PATIENCE {
                stream.write_all(drop)?;
                thread::sleep(Duration::from_millis(50));
            }
            Ok(())
        })
    };
    let body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n";
    let chunks = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
    let cases = [
        (drip(b"", b""), "nothing of it has come after 1 s"),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "nothing of it has come after 1 s"),
        (drip(body, b""), "nothing of it has come after 1 s"),
        (drip(body, b"a "), "bytes of it have come after 1 s"),
        (drip(chunks, b"1\r\na\r\n"), "bytes of it have come after 1 s"),
        (drip(b"HTTP/1.1 100 Continue\r\n\r\n", b""), "nothing of it has come after 1 s"),
    ];
    thread::scope(|scope| {
        for (server, expected) in &cases {
            scope.spawn(move || {
                let complaint = run(&["sentences", "--timeout", "1", &server.url("/")]).complaint();
                assert!(complaint.contains(expected), "{complaint}");
            });
        }
    });
    // Redirects are no way to more time.
    let server = Server::new(|_, _, stream| {
        thread::sleep(Duration::from_millis(300));
        stream.write_all(&redirect("302 Found", "/"))
    });
    let complaint = run(&["sentences", "--timeout", "1", &server.url("/")]).complaint();
    assert!(complaint.contains("after 1 s"), "{complaint}");
    assert!(server.requests().len() <= 4);
    assert!(began.elapsed() < Duration::from_secs(14), "{:?}", began.elapsed());
    let wrong = run(&["sentences", "--timeout", "0", &server.url("/")]);
    assert!(wrong.stderr.contains("expected a number of seconds, at most 86400"), "{}", wrong.stderr);
}

/// As a server that has better things to do compresses it.
fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn whatever_is_huge_ends_somewhere() {
    let endless = |headers: &'static str, piece: Vec<u8>| {
        Server::new(move |_, _, stream| {
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{TEXT}\r\n{headers}\r\n").as_bytes())?;
            loop {
                stream.write_all(&piece)?;
            }
        })
    };
    let words = b"word ".repeat(2_000);
    let chunk = [b"2710\r\n".as_slice(), &words, b"\r\n"].concat();
    for server in [
        endless("", words.clone()),
        endless("Transfer-Encoding: chunked\r\n", chunk),
        endless("Content-Length: 18446744073709551615\r\n", words.clone()),
        // Endless whichever length it is: 150 MB of nothing in 150 kB.
        Server::saying(answer(&[TEXT, "Content-Encoding: gzip"], gzipped(&vec![b' '; 150_000_000]))),
    ] {
        let complaint = run(&["sentences", &server.url("/")]).complaint();
        assert!(complaint.contains("page exceeds 20000000 bytes"), "{complaint}");
    }
    let headers = Server::new(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            stream.write_all(b"X-Header: and so on and so on and so on\r\n")?;
        }
    });
    let complaint = run(&["sentences", &headers.url("/")]).complaint();
    assert!(complaint.contains("header"), "{complaint}");
}

#[test]
fn the_limit_is_what_may_come() {
    let server = Server::saying(answer(&[TEXT], "It is here."));
    assert_eq!(run(&["sentences", "--max-bytes", "11", &server.url("/")]).printed(), "It is here.\n");
    let complaint = run(&["sentences", "--max-bytes", "10", &server.url("/")]).complaint();
    assert!(complaint.contains("exceeds 10 bytes"), "{complaint}");
    let packed = Server::saying(answer(&[TEXT, "Content-Encoding: gzip"], gzipped(b"It is here.")));
    assert_eq!(run(&["sentences", "--max-bytes", "11", &packed.url("/")]).printed(), "It is here.\n");
    assert!(
        run(&["sentences", "--max-bytes", "10", &packed.url("/")]).complaint().contains("exceeds 10 bytes")
    );
}

#[test]
fn half_a_page_is_an_error() {
    let body = "The first half is here. The second half is not. ".repeat(100);
    let packed = gzipped(body.as_bytes());
    let gzip = "Content-Encoding: gzip";
    let long = format!("Content-Length: {}", body.len() + 1);
    let length = format!("Content-Length: {}", packed.len());
    let chunked = "Transfer-Encoding: chunked";
    let chunk = |part: &[u8], end: &str| {
        [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n", end.as_bytes()].concat()
    };
    for (name, said, expected) in [
        (
            "shorter than it says",
            cut_answer(&[TEXT, &long], &body),
            "ended the connection, only the first 4800 bytes of it have come",
        ),
        (
            "empty against its word",
            cut_answer(&[TEXT, &long], ""),
            "ended the connection, nothing of it has come",
        ),
        ("no last chunk", cut_answer(&[TEXT, chunked], chunk(body.as_bytes(), "")), "ended the connection"),
        (
            "half a chunk",
            cut_answer(&[TEXT, chunked], &chunk(body.as_bytes(), "")[..2000]),
            "ended the connection",
        ),
        (
            "chunks of no length",
            cut_answer(&[TEXT, chunked], "zz\r\nx\r\n0\r\n\r\n"),
            "sent an answer that is not HTTP",
        ),
        (
            "gzip cut, length told",
            cut_answer(&[TEXT, gzip, &length], &packed[..packed.len() / 2]),
            "its gzip cannot be unpacked (Peer disconnected)",
        ),
        (
            "gzip cut, length adapted",
            answer(&[TEXT, gzip], &packed[..packed.len() / 2]),
            "its gzip cannot be unpacked",
        ),
        (
            "gzip cut, no length",
            cut_answer(&[TEXT, gzip], &packed[..packed.len() - 4]),
            "its gzip cannot be unpacked",
        ),
        ("gzip cut in its head", answer(&[TEXT, gzip], &packed[..5]), "its gzip cannot be unpacked"),
        ("no gzip", answer(&[TEXT, gzip], &body), "its gzip cannot be unpacked"),
        (
            "brotli",
            answer(&[TEXT, "Content-Encoding: br"], &body),
            "compressed as br: expected gzip, or nothing",
        ),
        (
            "twice",
            answer(&[TEXT, "Content-Encoding: gzip, gzip"], &body),
            "compressed as gzip, gzip: expected",
        ),
        ("hung up", Vec::new(), "ended the connection, nothing of it has come: expected all of it"),
        (
            "hung up in its head",
            b"HTTP/1.1 200 OK\r\nContent-Le".to_vec(),
            "ended the connection, nothing of it",
        ),
        ("no HTTP", b"220 mail.example ESMTP\r\n\r\n".to_vec(), "sent an answer that is not HTTP"),
    ] {
        let complaint = sentences(said).complaint();
        assert!(complaint.contains(expected), "{name}: {complaint}");
    }
}

#[test]
fn what_is_whole_is_read() {
    let whole = "It is here.";
    let packed = gzipped(whole.as_bytes());
    let halves = packed.split_at(9);
    let chunks = format!("5;x=y\r\n{}\r\n6\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", &whole[..5], &whole[5..]);
    for (name, said) in [
        ("gzip", answer(&[TEXT, "Content-Encoding: gzip"], &packed)),
        (
            "gzip in two parts",
            answer(&[TEXT, "Content-Encoding: gzip"], [gzipped(b"It is "), gzipped(b"here.")].concat()),
        ),
        ("chunks", cut_answer(&[TEXT, "Transfer-Encoding: chunked"], chunks)),
        ("no length", cut_answer(&[TEXT], whole)),
        ("a coding that is none", answer(&[TEXT, "Content-Encoding: utf-8"], whole)),
        (
            "after a word before",
            [b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".as_slice(), &answer(&[TEXT], whole)].concat(),
        ),
        ("an old server", format!("HTTP/1.0 200 OK\r\n{TEXT}\r\n\r\n{whole}").into_bytes()),
    ] {
        let ran = sentences(said);
        assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("It is here.\n", ""), "{name}");
    }
    let dripping = {
        let parts: Vec<Vec<u8>> = vec![halves.0.to_vec(), halves.1.to_vec()];
        let head = cut_answer(&[TEXT, "Content-Encoding: gzip"], "");
        Server::new(move |_, _, stream| {
            stream.write_all(&head)?;
            for part in &parts {
                thread::sleep(Duration::from_millis(20));
                stream.write_all(part)?;
            }
            Ok(())
        })
    };
    assert_eq!(run(&["sentences", &dripping.url("/")]).printed(), "It is here.\n");
}

#[test]
fn an_empty_page_is_empty() {
    let ran = sentences(answer(&[TEXT], ""));
    assert!(
        ran.stderr.starts_with("note: ") && ran.stderr.ends_with(": the server sent an empty page\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.printed(), "");
}

#[test]
fn the_charset_that_is_sent_is_minded() {
    let russian: Vec<u8> = b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0.".to_vec();
    for (charset, body, expected) in [
        ("windows-1251", russian.clone(), "Привет, мир.\n"),
        ("\"Windows-1251\"; x=y", russian, "Привет, мир.\n"),
        ("Shift_JIS", b"\x93\xFA\x96\x7B\x8C\xEA\x81B".to_vec(), "日本語。\n"),
        ("utf-16be", "Ja, né.".encode_utf16().flat_map(u16::to_be_bytes).collect(), "Ja, né.\n"),
        ("iso-8859-1", b"\xFF\xFEJ\0a\0.\0".to_vec(), "Ja.\n"),
        ("iso-8859-1", "Ça va.".into(), "Ça va.\n"),
        ("iso-8859-1", b"\x93\xC7a va\x94.".to_vec(), "“Ça va”.\n"),
        ("nonsense", "Ça va.".into(), "Ça va.\n"),
    ] {
        let ran = sentences(answer(&[&format!("{TEXT}; charset={charset}")], body));
        assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), (expected, ""), "{charset}");
    }
    let ran =
        sentences(answer(&[&format!("{TEXT}; charset=utf-8")], b"\xC3\x87a va, \xC3\xA9\xFF, \xC3\xA0."));
    assert!(ran.stderr.ends_with(": 1 place is not UTF-8, read as U+FFFD\n"), "{}", ran.stderr);
    assert_eq!(ran.printed(), "Ça va, é\u{FFFD}, à.\n");
}

/// A page with an article in it, and with what surrounds articles.
fn page(head: &str, article: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head>{head}<title>News</title></head><body><nav><a href=/>Home</a></nav>\
         <article><p>{article}</p></article><footer>Subscribe now.</footer></body></html>"
    )
}

#[test]
fn pages_are_read_for_their_article() {
    let article = "The river council approved the new flood wall on Monday, after three years of debate. It will stand.";
    let server =
        Server::saying(answer(&[PAGE, "Content-Encoding: gzip"], gzipped(page("", article).as_bytes())));
    let lines = article.replace(". ", ".\n") + "\n";
    assert_eq!(run(&["sentences", &server.url("/")]).printed(), lines);
    let whole = run(&["sentences", "--whole-page", &server.url("/")]).printed();
    assert_eq!(whole, format!("Home\n{lines}Subscribe now.\n"));
    // What says nothing of its type says it by its content.
    assert_eq!(sentences(answer(&[], page("", article))).printed(), lines);
    let source = run(&["sentences", "--input-format", "text", &server.url("/")]).printed();
    assert!(source.contains("<article>"), "{source}");
}

#[test]
fn servers_are_believed_before_pages() {
    let koi8 = |text: &str| encoding_rs::KOI8_R.encode(text).0.into_owned();
    let article = "Совет одобрил новую стену у реки в понедельник, после трёх лет споров.";
    let meta = |label: &str| page(&format!("<meta charset={label}>"), article);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(meta("x").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, charset, body) in [
        ("both say the same", "; charset=koi8-r", koi8(&meta("koi8-r"))),
        ("the page alone", "", koi8(&meta("koi8-r"))),
        ("the server", "; charset=koi8-r", koi8(&meta("windows-1251"))),
        ("the page, since nobody knows the server's", "; charset=default", koi8(&meta("koi8-r"))),
        ("UTF-8 that is sound", "; charset=iso-8859-1", meta("windows-1251").into_bytes()),
        ("its mark", "; charset=koi8-r", utf16),
    ] {
        let ran = sentences(answer(&[&format!("{PAGE}{charset}")], body));
        assert_eq!((ran.stdout.trim_end(), ran.stderr.as_str()), (article, ""), "{name}");
    }
    // What fits nothing that was said is guessed, and what fits nothing at all is counted.
    let ran = sentences(answer(&[&format!("{PAGE}; charset=utf-8")], koi8(&meta("utf-8"))));
    assert!(ran.stderr.ends_with(": not UTF-8, read as KOI8-U\n"), "{}", ran.stderr);
    assert_eq!(ran.printed().trim_end(), article);
    let broken = [meta("utf-8").as_bytes(), b"\xD1"].concat();
    let ran = sentences(answer(&[PAGE], broken));
    assert!(ran.stderr.ends_with(": 1 place is not UTF-8, read as U+FFFD\n"), "{}", ran.stderr);
}

#[test]
fn who_is_not_there_is_named() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let complaint = run(&["sentences", &format!("http://127.0.0.1:{port}/")]).complaint();
    assert!(complaint.contains("cannot reach 127.0.0.1: "), "{complaint}");
    // A name that is never given away: RFC 2606.
    let complaint = run(&["sentences", "--timeout", "3", "http://nutgraf.invalid/"]).complaint();
    // Where there is no network, nobody may be there to say so.
    let is_named = complaint.contains("cannot reach nutgraf.invalid: ") || complaint.contains("after 3 s");
    assert!(is_named, "{complaint}");
    for (address, expected) in
        [("http://", "expected an address"), ("https://h:0x/", "expected"), ("http://ü.de", "xn--")]
    {
        let complaint = run(&["sentences", address]).complaint();
        assert!(complaint.contains(expected), "{complaint}");
    }
}

#[test]
fn no_secure_connection_is_no_page() {
    let plain = Server::saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    let complaint = run(&["sentences", &plain.url("/").replace("http", "https")]).complaint();
    assert!(complaint.contains("no secure connection to 127.0.0.1: "), "{complaint}");
    let url = plain.url("/").replace("http", "https");
    for (file, expected) in [
        ("nowhere.pem", "cannot read SSL_CERT_FILE nowhere.pem"),
        ("Cargo.toml", "expected at least one in PEM"),
    ] {
        let complaint = run_in(&[("SSL_CERT_FILE", file)], &["sentences", &url], b"").complaint();
        assert!(complaint.contains(expected), "{complaint}");
    }
    let hung_up = Server::saying("");
    let complaint = run(&["sentences", &hung_up.url("/").replace("http", "https")]).complaint();
    assert!(complaint.contains("127.0.0.1"), "{complaint}");
}

#[test]
fn proxies_of_the_environment_are_asked() {
    let proxy = Server::saying("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    let server = Server::saying(answer(&[TEXT], "It is here."));
    let (url, proxy_url) = (server.url("/"), proxy.url(""));
    let ran = run_in(&[("HTTP_PROXY", &proxy_url)], &["sentences", &url], b"");
    assert!(ran.complaint().contains("502"));
    assert_eq!((server.requests().len(), proxy.requests().len()), (0, 1));
    let environment = [("HTTP_PROXY", proxy_url.as_str()), ("NO_PROXY", "127.0.0.1")];
    assert_eq!(run_in(&environment, &["sentences", &url], b"").printed(), "It is here.\n");
}

/// An audit looks for keyphrases in the last part of the address.
#[test]
fn the_address_is_where_a_keyphrase_may_stand() {
    let body = "A heat pump warms a house. It is a pump.";
    let server = Server::new(move |path, _, stream| {
        stream.write_all(&match path {
            "/x" => redirect("301 Moved Permanently", "/guide/heat-pump-costs.html"),
            "/costs?canonical" => answer(&[PAGE], page("<link rel=canonical href=/a-heat-pump>", body)),
            "/heat-pump?canonical" => answer(&[PAGE], page("<link rel=canonical href=/costs>", body)),
            _ => answer(&[PAGE], body),
        })
    });
    let place = |path: &str| {
        let args = ["audit", "-q", "--keyphrase", "heat pump", "--format", "json", "--fail-on", "never"];
        let audit = run(&[&args[..], &[&server.url(path)]].concat()).printed();
        let audit: serde_json::Value = serde_json::from_str(&audit).unwrap();
        audit["keyphrases"][0]["places"]["slug"].clone()
    };
    assert_eq!(place("/heat-pump-costs/"), 1);
    assert_eq!(place("/x"), 1);
    assert_eq!(place("/costs"), 0);
    // But what the page says of its address goes before it.
    assert_eq!(place("/costs?canonical"), 1);
    assert_eq!(place("/heat-pump?canonical"), 0);
}
