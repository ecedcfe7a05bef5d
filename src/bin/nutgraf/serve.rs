//! `nutgraf serve`: a desk in the browser, and the tasks of a batch over HTTP.
//!
//! One thread accepts connections and gives each a thread of its own, up to a bound; a request takes a worker when all of it has come,
//! so that slow clients keep nobody waiting. There is no asynchronous runtime: a thousand idle threads cost less than one would.
//! [`http`] reads requests, [`guard`] says who may ask, [`api`] answers. Nothing that a client sends is taken for a path or an address.

mod api;
mod guard;
pub(crate) mod http;
mod metrics;

use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::args::{Common, Serve};
use crate::jobs;
use crate::output::{self, Status, note};
use crate::signals::Stop;
use api::{Api, ROUTES};
use guard::Guard;
use http::{Connection, Fault, Head, Limits, Response, Socket, Wire};
use metrics::Metrics;

const OPEN_API: &str = include_str!("serve/openapi.json");

/// What is there to be read: the path, its media type, and what it is.
const FILES: [(&str, &str, &str); 5] = [
    ("/", "text/html; charset=utf-8", include_str!("serve/desk.html")),
    ("/desk.css", "text/css; charset=utf-8", include_str!("serve/desk.css")),
    ("/desk.js", "text/javascript; charset=utf-8", include_str!("serve/desk.js")),
    ("/icon.svg", "image/svg+xml", include_str!("serve/icon.svg")),
    ("/openapi.json", "application/json", OPEN_API),
];

/// What has the token in its environment, so that it stands in no list of processes.
const TOKEN: &str = "NUTGRAF_TOKEN";

/// The longest between two requests of one connection. Chosen: what proxies in front of servers mostly have.
const IDLE: Duration = Duration::from_secs(60);

/// How many bodies of the greatest length may be held at a time, or as many bytes of shorter ones. Chosen: 160 MB by default, of what
/// waits for a worker.
const BODIES: usize = 16;

/// How often what waits for a signal looks for it, and what waits for requests to end for them.
const GLANCE: Duration = Duration::from_millis(20);

/// How long is waited after the system had no room for a connection.
const BREATH: Duration = Duration::from_millis(50);

pub(crate) fn run(args: &Serve, common: &Common) -> Result<Status> {
    let server = Arc::new(Server::new(args, common)?);
    let stop = Stop::on_signals()?;
    let listener = TcpListener::bind(args.listen).with_context(|| {
        format!("cannot listen on {}: expected a free address, such as --listen 127.0.0.1:0", args.listen)
    })?;
    let address = reachable(listener.local_addr()?);
    let mut out = output::stdout();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    drop(out);
    note(common, "Ctrl-C stops it");
    if args.open {
        // What stands behind # is not sent to a server.
        let token = server.guard.token.as_ref().map_or(String::new(), |token| format!("#token={token}"));
        if let Err(error) = open::that_detached(format!("http://{address}/{token}")) {
            note(common, &format!("cannot open a browser: {error}"));
        }
    }
    let watching = Arc::clone(&server);
    let stopped = stop.clone();
    thread::spawn(move || {
        while !stopped.is_set() {
            thread::sleep(GLANCE);
        }
        watching.stopping.store(true, Ordering::SeqCst);
        // So that accepting ends.
        let _ = TcpStream::connect(address);
    });
    server.accept(&listener);
    drop(listener);
    let end = Instant::now() + server.limits.request;
    while server.active.load(Ordering::SeqCst) > 0 && Instant::now() < end {
        thread::sleep(GLANCE);
    }
    Ok(Status::Done)
}

/// Where a server on any address can be reached from here.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(any) if any.ip().is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        SocketAddr::V6(any) if any.ip().is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

pub(crate) struct Server {
    api: Api,
    guard: Guard,
    limits: Limits,
    metrics: Metrics,
    /// How many connections there may be.
    most: usize,
    connections: AtomicUsize,
    /// How many requests are being read or answered.
    active: AtomicUsize,
    /// The bytes of their bodies.
    held: AtomicUsize,
    stopping: AtomicBool,
}

/// Counts while it is there.
struct Counted<'c> {
    counter: &'c AtomicUsize,
    count: usize,
}

impl<'c> Counted<'c> {
    fn new(counter: &'c AtomicUsize, count: usize) -> Counted<'c> {
        counter.fetch_add(count, Ordering::SeqCst);
        Counted { counter, count }
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.counter.fetch_sub(self.count, Ordering::SeqCst);
    }
}

impl Server {
    pub(crate) fn new(args: &Serve, common: &Common) -> Result<Server> {
        let token =
            args.token.clone().or_else(|| std::env::var(TOKEN).ok()).filter(|token| !token.is_empty());
        if token.as_ref().is_some_and(|token| !token.bytes().all(|byte| byte.is_ascii_graphic())) {
            bail!("the token: expected ASCII letters, digits and marks without blanks");
        }
        if !args.listen.ip().is_loopback() && token.is_none() {
            bail!(
                "--listen {}: expected --token or {TOKEN} in the environment, as others can reach that address",
                args.listen
            );
        }
        let hosts = args.allow_host.iter().map(|host| host.to_ascii_lowercase()).collect();
        Ok(Server {
            api: Api::new(jobs::count(args.jobs), &args.what, common)?,
            guard: Guard { hosts, token },
            limits: Limits { body: args.max_body_bytes, request: args.request_timeout, idle: IDLE },
            metrics: Metrics::default(),
            most: args.max_connections,
            connections: AtomicUsize::new(0),
            active: AtomicUsize::new(0),
            held: AtomicUsize::new(0),
            stopping: AtomicBool::new(false),
        })
    }

    #[cfg(any(test, fuzzing))]
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Accepts connections until it is to stop.
    fn accept(self: &Arc<Server>, listener: &TcpListener) {
        loop {
            let accepted = listener.accept();
            if self.stopping.load(Ordering::SeqCst) {
                return;
            }
            let Ok((stream, _)) = accepted else {
                thread::sleep(BREATH);
                continue;
            };
            if self.connections.load(Ordering::SeqCst) >= self.most {
                self.turn_away(stream);
                continue;
            }
            // Counted here, so that no second connection comes between.
            self.connections.fetch_add(1, Ordering::SeqCst);
            let server = Arc::clone(self);
            let talk = move || {
                let counter = Leaving(server);
                counter.0.talk(stream);
            };
            if thread::Builder::new().name("connection".into()).spawn(talk).is_err() {
                self.connections.fetch_sub(1, Ordering::SeqCst);
                self.metrics.refuse();
            }
        }
    }

    /// Says that there is no room, to who may hear it.
    fn turn_away(&self, stream: TcpStream) {
        self.metrics.refuse();
        let mut connection = Connection::new(Socket::new(stream));
        let response = Response::error(503, "too many connections").with("Retry-After", "1");
        // What fits into a socket that is new is written without waiting.
        connection.answer(&response, true, false, Limits { request: BREATH, ..self.limits });
    }

    /// Answers requests until the other side has no more.
    fn talk(&self, stream: TcpStream) {
        let mut connection = Connection::new(Socket::new(stream));
        while connection.wait(self.limits) {
            let _active = Counted::new(&self.active, 1);
            match self.exchange(&mut connection) {
                None => return,
                Some(true) => {}
                Some(false) => break,
            }
        }
        connection.wire.close();
    }

    /// Reads a request and answers it: whether the connection can be used again; none if there is nothing left to say.
    pub(crate) fn exchange<W: Wire>(&self, connection: &mut Connection<W>) -> Option<bool> {
        let begun = Instant::now();
        let (head, answered, received) = match self.read(connection) {
            Ok((head, body, _held)) => {
                let begun = Instant::now();
                let answered = self.answer(&head, &body);
                self.count(&answered, begun, body.len());
                (head, answered, true)
            }
            Err(Fault::Gone) => return None,
            Err(fault) => {
                let answered = Err(fault);
                self.count(&answered, begun, 0);
                (Head::default(), answered, false)
            }
        };
        let response = answered.unwrap_or_else(refusal);
        let keeps = received && head.keeps && !self.stopping.load(Ordering::SeqCst);
        let is_sent = connection.answer(&response, head.method != "HEAD", keeps, self.limits);
        Some(is_sent && keeps)
    }

    /// A request that is allowed. What is not is refused before its body is read.
    fn read<W: Wire>(&self, connection: &mut Connection<W>) -> Result<(Head, Vec<u8>, Counted<'_>), Fault> {
        let head = connection.head(self.limits)?;
        self.guard.check(&head)?;
        // The page asks for the token; whether the server is well is no secret.
        let is_open = head.path == "/health" || FILES.iter().any(|(path, _, _)| *path == head.path);
        if !is_open {
            self.guard.authorize(&head)?;
        }
        let held = Counted::new(&self.held, head.length());
        if self.held.load(Ordering::SeqCst) > self.limits.body.saturating_mul(BODIES) {
            return Err(Fault::refused(503, "too many bytes at a time"));
        }
        let body = connection.body(&head)?;
        Ok((head, body, held))
    }

    fn answer(&self, head: &Head, body: &[u8]) -> Result<Response, Fault> {
        let is_read = matches!(head.method.as_str(), "GET" | "HEAD");
        if let Some((_, route, _)) = ROUTES.into_iter().find(|(path, _, _)| *path == head.path) {
            if head.method != "POST" {
                return Ok(Response::error(405, "expected POST").with("Allow", "POST"));
            }
            let kind = head.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
            if !kind.trim().eq_ignore_ascii_case(route.kind()) {
                return Err(Fault::refused(
                    415,
                    format!("expected the header Content-Type: {}", route.kind()),
                ));
            }
            return self.api.answer(route, head, body, Instant::now() + self.limits.request);
        }
        let file = FILES.into_iter().find(|(path, _, _)| *path == head.path);
        let response = match (head.path.as_str(), file) {
            (_, Some((_, kind, content))) => Response::new(200, kind, content),
            ("/health", _) => Response::json(format!(
                "{{\"status\":\"{}\",\"version\":\"{}\"}}\n",
                if self.stopping.load(Ordering::SeqCst) { "stopping" } else { "ok" },
                env!("CARGO_PKG_VERSION")
            )),
            ("/metrics", _) => {
                let load = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
                let text = self.metrics.text(load(&self.connections), load(&self.active));
                Response::new(200, "text/plain; version=0.0.4; charset=utf-8", text)
            }
            _ => return Err(Fault::refused(404, "nothing is here; /openapi.json says what there is")),
        };
        match is_read {
            true => Ok(response),
            false => Ok(Response::error(405, "expected GET").with("Allow", "GET, HEAD")),
        }
    }

    fn count(&self, answered: &Result<Response, Fault>, begun: Instant, received: usize) {
        let (status, sent) = match answered {
            Ok(response) => (response.status, response.body.len()),
            Err(Fault::Refused(status, _)) => (*status, 0),
            Err(Fault::Gone) => return,
        };
        self.metrics.add(status, begun.elapsed(), received, sent);
    }
}

/// A connection that is no longer there when this is not.
struct Leaving(Arc<Server>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The answer to what is refused.
fn refusal(fault: Fault) -> Response {
    let (status, message) = match fault {
        Fault::Refused(status, message) => (status, message),
        Fault::Gone => (500, String::new()),
    };
    let response = Response::error(status, &message);
    match status {
        401 => response.with("WWW-Authenticate", "Bearer"),
        503 => response.with("Retry-After", "1"),
        _ => response,
    }
}
