//! HTTP/1.1 as far as this server needs it: requests of known length, answers of known length, connections that are kept. Heads are
//! parsed by `httparse`; what stands here is limits, time and bodies.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of a request's head. Chosen: browsers send about one thousand, with a large cookie eight.
const HEAD_BYTES: usize = 1 << 14;

/// The most header lines of a request. Browsers send about twenty.
const HEADERS: usize = 64;

/// How much is read at a time, and how much of a body has room before any of it has come.
const READ_BYTES: usize = 1 << 16;

/// The most bytes that are still read of a request that was refused, so that its sender hears why: a socket that is closed with
/// something unread is reset.
const DRAINED_BYTES: usize = 1 << 22;

/// The longest that is done.
const DRAINED_TIME: Duration = Duration::from_secs(2);

/// What a client may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The most bytes of a body.
    pub(crate) body: usize,
    /// The longest from the first byte of a request to its last, and the longest to take an answer.
    pub(crate) request: Duration,
    /// The longest between two requests.
    pub(crate) idle: Duration,
}

/// What a connection is to this module: bytes both ways, until a moment.
pub(crate) trait Wire: Read + Write {
    /// From then on reading and writing fail.
    fn until(&mut self, deadline: Instant);
}

/// A connection of TCP. Each read and write may take what is left of its time.
pub(crate) struct Socket {
    stream: TcpStream,
    deadline: Instant,
}

impl Socket {
    pub(crate) fn new(stream: TcpStream) -> Socket {
        // Answers are written whole: nothing is won by waiting for more.
        let _ = stream.set_nodelay(true);
        Socket { stream, deadline: Instant::now() }
    }

    /// Closes the connection so that the other side can still read what was written to it.
    pub(crate) fn close(mut self) {
        let _ = self.stream.shutdown(Shutdown::Write);
        self.until(Instant::now() + DRAINED_TIME);
        let _ = io::copy(&mut Read::by_ref(&mut self).take(DRAINED_BYTES as u64), &mut io::sink());
    }

    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        match left.is_zero() {
            true => Err(io::ErrorKind::TimedOut.into()),
            false => Ok(Some(left)),
        }
    }
}

impl Wire for Socket {
    fn until(&mut self, deadline: Instant) {
        self.deadline = deadline;
    }
}

impl Read for Socket {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The head of a request.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) method: String,
    pub(crate) path: String,
    /// The parameters behind `?`, decoded.
    pub(crate) query: Vec<(String, String)>,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    /// Bytes of the body.
    length: usize,
    /// Whether the client waits for leave to send the body.
    waits: bool,
    /// Whether the connection may be used again.
    pub(crate) keeps: bool,
}

impl Head {
    /// The value of a header that stands there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The bytes of the body.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Whether a header stands there more than once.
    pub(crate) fn repeats(&self, name: &str) -> bool {
        self.headers.iter().filter(|(known, _)| known == name).count() > 1
    }
}

/// Why there is no request.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The other side is gone, or has nothing more to say.
    Gone,
    /// It gets what is wrong, and the connection ends.
    Refused(u16, String),
}

impl Fault {
    pub(crate) fn refused(status: u16, message: impl Into<String>) -> Fault {
        Fault::Refused(status, message.into())
    }

    /// A failure to read in the middle of a request.
    fn of_read(error: &io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                Fault::refused(408, "the request took too long")
            }
            _ => Fault::Gone,
        }
    }
}

/// A connection with what was read of it and is not used yet.
pub(crate) struct Connection<W> {
    pub(crate) wire: W,
    buffer: Vec<u8>,
}

impl<W: Wire> Connection<W> {
    pub(crate) fn new(wire: W) -> Connection<W> {
        Connection { wire, buffer: Vec::new() }
    }

    /// Waits for the first byte of a request; false if none comes.
    pub(crate) fn wait(&mut self, limits: Limits) -> bool {
        self.wire.until(Instant::now() + limits.idle);
        // Some clients end a request with a line break too many.
        let blank = self.buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.buffer.drain(..blank);
        !self.buffer.is_empty() || matches!(self.fill(), Ok(1..))
    }

    fn fill(&mut self) -> io::Result<usize> {
        let begin = self.buffer.len();
        self.buffer.resize(begin + READ_BYTES.min(HEAD_BYTES), 0);
        let read = loop {
            match self.wire.read(&mut self.buffer[begin..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(begin + *read.as_ref().unwrap_or(&0));
        read
    }

    /// Reads the head of a request.
    pub(crate) fn head(&mut self, limits: Limits) -> Result<Head, Fault> {
        self.wire.until(Instant::now() + limits.request);
        loop {
            if let Some((head, length)) = parse(&self.buffer, limits)? {
                self.buffer.drain(..length);
                return Ok(head);
            }
            if self.buffer.len() >= HEAD_BYTES {
                return Err(Fault::refused(431, format!("expected a head of at most {HEAD_BYTES} bytes")));
            }
            match self.fill() {
                Ok(0) => return Err(Fault::Gone),
                Ok(_) => {}
                Err(error) => return Err(Fault::of_read(&error)),
            }
        }
    }

    /// Reads the body behind a head.
    pub(crate) fn body(&mut self, head: &Head) -> Result<Vec<u8>, Fault> {
        if head.waits && self.buffer.is_empty() && head.length > 0 {
            self.wire.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| Fault::Gone)?;
        }
        let ready = self.buffer.len().min(head.length);
        let mut body = Vec::with_capacity(head.length.min(READ_BYTES));
        body.extend(self.buffer.drain(..ready));
        // A buffer that once was large is no reason to keep it so.
        self.buffer.shrink_to(HEAD_BYTES);
        let left = (head.length - ready) as u64;
        let read = Read::by_ref(&mut self.wire).take(left).read_to_end(&mut body);
        match read {
            Ok(read) if read as u64 == left => Ok(body),
            Ok(_) => Err(Fault::Gone),
            Err(error) => Err(Fault::of_read(&error)),
        }
    }

    /// Writes an answer; false if it could not be written.
    pub(crate) fn answer(
        &mut self,
        response: &Response,
        with_body: bool,
        keeps: bool,
        limits: Limits,
    ) -> bool {
        self.wire.until(Instant::now() + limits.request);
        let mut bytes = response.head(keeps);
        if with_body {
            bytes.extend_from_slice(&response.body);
        }
        self.wire.write_all(&bytes).and_then(|()| self.wire.flush()).is_ok()
    }
}

/// The head at the beginning of some bytes and its length, if all of it is there.
fn parse(bytes: &[u8], limits: Limits) -> Result<Option<(Head, usize)>, Fault> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Fault::refused(431, format!("expected at most {HEADERS} header lines")));
        }
        Err(error) => return Err(Fault::refused(400, format!("not a request of HTTP: {error}"))),
    };
    let target = request.path.unwrap_or_default();
    if !target.starts_with('/') {
        return Err(Fault::refused(400, "expected a path that begins with /"));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let text = |value: &[u8]| String::from_utf8_lossy(value).trim().to_string();
    let headers: Vec<(String, String)> =
        request.headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect();
    let mut head = Head {
        method: request.method.unwrap_or_default().to_string(),
        path: path.to_string(),
        query: parameters(query)?,
        headers,
        ..Head::default()
    };
    // Where two programs read the end of a request differently, one of them takes a body for a request. So there is one way.
    if head.header("transfer-encoding").is_some() {
        return Err(Fault::refused(411, "expected a Content-Length, not a Transfer-Encoding"));
    }
    if ["content-length", "host"].into_iter().any(|name| head.repeats(name)) {
        return Err(Fault::refused(400, "expected one Content-Length and one Host"));
    }
    head.length = match head.header("content-length") {
        None => 0,
        Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().unwrap_or(usize::MAX)
        }
        Some(_) => return Err(Fault::refused(400, "expected a number of bytes as Content-Length")),
    };
    if head.length > limits.body {
        let message = format!("expected a body of at most {} bytes, not {}", limits.body, head.length);
        return Err(Fault::refused(413, message));
    }
    let says = |name, value: &str| {
        let said = head.header(name).unwrap_or_default();
        said.split(',').any(|part| part.trim().eq_ignore_ascii_case(value))
    };
    let waits = says("expect", "100-continue");
    let keeps = request.version == Some(1) && !says("connection", "close");
    (head.waits, head.keeps) = (waits, keeps);
    Ok(Some((head, length)))
}

/// The parameters of an address.
fn parameters(query: &str) -> Result<Vec<(String, String)>, Fault> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Ok((decoded(name)?, decoded(value)?))
    };
    parts.map(pair).collect()
}

/// A part of a query to be read.
fn decoded(part: &str) -> Result<String, Fault> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                match (digit(rest.next()), digit(rest.next())) {
                    (Some(high), Some(low)) => (16 * high + low) as u8,
                    _ => return Err(Fault::refused(400, "expected two hexadecimal digits behind %")),
                }
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| Fault::refused(400, "expected parameters in UTF-8"))
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    kind: &'static str,
    pub(crate) body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

/// What pages from here may do: load what is of this server, talk to it, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

impl Response {
    pub(crate) fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
        Response { status, kind, body: body.into(), headers: Vec::new() }
    }

    pub(crate) fn json(body: impl Into<Vec<u8>>) -> Response {
        Response::new(200, "application/json", body)
    }

    /// What went wrong, as JSON.
    pub(crate) fn error(status: u16, message: &str) -> Response {
        let body = serde_json::json!({ "error": { "message": message } }).to_string() + "\n";
        Response::new(status, "application/json", body)
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    fn head(&self, keeps: bool) -> Vec<u8> {
        let mut head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {}\r\nCache-Control: no-store\r\n\
             Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n",
            self.status,
            reason(self.status),
            self.kind,
            self.body.len(),
            if keeps { "keep-alive" } else { "close" },
        );
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        head.into_bytes()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits =
        Limits { body: 100, request: Duration::from_secs(1), idle: Duration::from_secs(1) };

    /// The status of a head that is refused, 0 for one that is not whole, 200 for one that is taken.
    fn status(head: &str) -> u16 {
        match parse(head.as_bytes(), LIMITS) {
            Ok(Some((_, length))) => {
                assert_eq!(length, head.len());
                200
            }
            Ok(None) => 0,
            Err(Fault::Refused(status, _)) => status,
            Err(Fault::Gone) => unreachable!("nothing is read"),
        }
    }

    #[test]
    fn heads_are_taken_or_refused() {
        for (head, expected) in [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200),
            ("GET /?a=%C3%A4+b&c HTTP/1.0\r\n\r\n", 200),
            ("GET / HTTP/1.1\r\nHost: a\r\n", 0),
            ("GET", 0),
            ("", 0),
            ("GET http://a/ HTTP/1.1\r\n\r\n", 400),
            ("OPTIONS * HTTP/1.1\r\n\r\n", 400),
            ("GET /?%zz HTTP/1.1\r\n\r\n", 400),
            ("GET /?a=%ff HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/2.0\r\n\r\n", 400),
            ("\x16\x03\x01\x02", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n", 200),
            ("POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ] {
            assert_eq!(status(head), expected, "{head:?}");
        }
        let lines = "A: b\r\n".repeat(HEADERS + 1);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\n{lines}\r\n")), 431);
    }

    #[test]
    fn parameters_are_decoded() {
        let head = "GET /p?a=%C3%A4+b&c=&d=1%262 HTTP/1.1\r\nConnection: x, Close\r\n\r\n";
        let (head, _) = parse(head.as_bytes(), LIMITS).unwrap().unwrap();
        let expected = [("a", "ä b"), ("c", ""), ("d", "1&2")];
        assert_eq!(head.query, expected.map(|(name, value)| (name.to_string(), value.to_string())));
        assert_eq!((head.path.as_str(), head.keeps), ("/p", false));
    }
}
