//! Pages by their URL, with a limit on everything: time, bytes, redirects.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, anyhow, bail};
use nutgraf::Format;
use ureq::http::{HeaderMap, Response, StatusCode, Uri, header};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use crate::address;
use crate::args::{Common, Fetching};
use crate::output::{note, quoted};
use crate::reach::{Guard, Refused};

/// How often a server may lead elsewhere: as in ureq, and half of what browsers allow.
const MOST_REDIRECTS: usize = 10;

/// The most bytes of a page, unless `--max-bytes` says otherwise: some fifty times what a long article has.
const PAGE_BYTES: usize = 20_000_000;

/// What is requested, what is read best first.
const ACCEPTED: &str = "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.8";

/// The types that formats are sent as, and the extension that tells the same.
const TYPES: [(&str, &str); 18] = [
    ("text/html", "html"),
    ("application/xhtml+xml", "xhtml"),
    ("text/markdown", "md"),
    ("text/x-markdown", "md"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.template", "dotx"),
    ("application/vnd.ms-word.document.macroenabled.12", "docm"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.slideshow", "ppsx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.text-template", "ott"),
    ("application/epub+zip", "epub"),
    ("application/pdf", "pdf"),
    ("application/x-pdf", "pdf"),
    ("application/rtf", "rtf"),
    ("text/rtf", "rtf"),
    ("application/rss+xml", "rss"),
    ("application/atom+xml", "atom"),
];

/// The types of files that their server knows nothing of, or not enough.
const VAGUE_TYPES: [&str; 8] = [
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/x-download",
    "application/force-download",
    "application/zip",
    "application/x-zip-compressed",
    "application/msword",
];

/// What has come for an address.
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    /// Where it came from in the end.
    address: Uri,
    /// Its type as the server has it, in lower case; empty if it has none.
    kind: String,
    /// The encoding of its text, as the server has it.
    pub(crate) charset: Option<String>,
}

/// Fetches what stands at an address, which begins with `http://` or `https://`.
pub(crate) fn get(given: &str, common: &Common) -> Result<Page> {
    let guard = Guard::new(DefaultResolver::default(), common.fetching.allow_private_redirects);
    get_by(guard, given, common)
}

/// As [`get`], with names resolved by whoever is given.
fn get_by<R: Resolver>(guard: Guard<R>, given: &str, common: &Common) -> Result<Page> {
    let mut fetch = Fetch::new(common, guard)?;
    let mut address = address::parse(given)?;
    for redirects in 0..=MOST_REDIRECTS {
        let response = fetch.ask(&address)?;
        let Some(next) = led_on(&response, &address)? else {
            if redirects > 0 {
                note(common, &format!("{given}: redirected to {address}"));
            }
            return fetch.read(response, address);
        };
        fetch.check_proxied::<R>(&address, &next)?;
        if address.scheme_str() == Some("https") && next.scheme_str() == Some("http") {
            note(
                common,
                &format!("{given}: redirected from https to http, where anybody can change what is sent"),
            );
        }
        address = next;
    }
    bail!(
        "redirected more than {MOST_REDIRECTS} times, the last time to {address}: expected a page by then (some servers \
         do so to whoever keeps no cookies)"
    )
}

/// A fetch on its way.
struct Fetch<'a> {
    how: &'a Fetching,
    /// How much of a page is read.
    most: usize,
    agent: Agent,
    deadline: Instant,
    /// How much of a page has come.
    read: usize,
}

impl Fetch<'_> {
    fn new<R: Resolver>(common: &Common, guard: Guard<R>) -> Result<Fetch<'_>> {
        let (how, most) = (&common.fetching, common.max_bytes.unwrap_or(PAGE_BYTES));
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(authorities()?).build())
            .user_agent(&how.user_agent)
            .accept(ACCEPTED)
            // Both are said better from here: with the reason, and with the address.
            .http_status_as_error(false)
            .max_redirects(0);
        let agent = Agent::with_parts(config.build(), DefaultConnector::default(), guard);
        Ok(Fetch { how, most, agent, deadline: Instant::now() + how.timeout, read: 0 })
    }

    /// An error if a proxy would be asked for what a redirect may not lead to: it resolves names itself.
    fn check_proxied<R>(&self, from: &Uri, next: &Uri) -> Result<(), Refused> {
        let is_inside = Guard::<R>::check_name(from).is_err() || self.how.allow_private_redirects;
        match self.agent.config().proxy() {
            Some(proxy) if !is_inside && !proxy.is_no_proxy(next) => Guard::<R>::check_name(next),
            _ => Ok(()),
        }
    }

    /// The answer to one request, up to its headers.
    fn ask(&self, address: &Uri) -> Result<Response<Body>> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        // No time at all would mean no limit.
        let left = left.max(Duration::from_millis(1));
        let request = self.agent.get(address).config().timeout_global(Some(left)).build();
        request.call().map_err(|error| self.explained(error, address))
    }

    /// The page that an answer brings.
    fn read(&mut self, response: Response<Body>, address: Uri) -> Result<Page> {
        check_status(response.status())?;
        check_encoding(response.headers())?;
        let (kind, charset) = content_type(response.headers());
        let mut body = response.into_body().into_with_config().limit(self.most as u64).reader();
        let mut bytes = Vec::new();
        if let Err(error) = body.read_to_end(&mut bytes) {
            self.read = bytes.len();
            return Err(self.explained(error.into(), &address));
        }
        Ok(Page { bytes, address, kind, charset })
    }

    /// An error in words that say what was expected.
    fn explained(&self, error: ureq::Error, address: &Uri) -> Error {
        let host = address.host().unwrap_or_default();
        let of_it = match self.read {
            0 => "nothing of it has come".to_string(),
            read => format!("only the first {read} bytes of it have come"),
        };
        match error {
            ureq::Error::Timeout(_) => {
                let seconds = self.how.timeout.as_secs_f64();
                anyhow!("{of_it} after {seconds} s; help: raise --timeout")
            }
            ureq::Error::BodyExceedsLimit(most) => {
                anyhow!("page exceeds {most} bytes; help: raise --max-bytes")
            }
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                anyhow!("{host} ended the connection, {of_it}: expected all of it")
            }
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                anyhow!("no secure connection to {host}: {error}")
            }
            ureq::Error::Io(error) => anyhow!("cannot reach {host}: {error}"),
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
                anyhow!("no secure connection to {host}: {error}")
            }
            ureq::Error::Other(error) if error.is::<Refused>() => anyhow!("{error}"),
            ureq::Error::HostNotFound => anyhow!("cannot reach {host}: there is no such host"),
            ureq::Error::Decompress(name, error) => {
                anyhow!("its {name} cannot be unpacked ({error}), {of_it}: expected all of it")
            }
            ureq::Error::Protocol(error) => anyhow!("{host} sent an answer that is not HTTP: {error}"),
            error => anyhow!("cannot fetch it from {host}: {error}"),
        }
    }
}

/// Who vouches for servers: those that Mozilla knows, or those in the file that `SSL_CERT_FILE` names, as for OpenSSL.
/// In networks that look into what passes, only the second can say that a server is who it is.
fn authorities() -> Result<RootCerts> {
    let Some(path) = std::env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()) else {
        return Ok(RootCerts::WebPki);
    };
    let name = format!("SSL_CERT_FILE {}", path.display());
    let pem = std::fs::read(&path).with_context(|| format!("cannot read {name}"))?;
    let certificates = parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    match certificates.is_empty() {
        true => bail!("{name} has no certificate: expected at least one in PEM"),
        false => Ok(certificates.into()),
    }
}

/// Where an answer leads instead of bringing a page.
fn led_on(response: &Response<Body>, from: &Uri) -> Result<Option<Uri>> {
    let status = response.status();
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers().get(header::LOCATION) else {
        bail!("the server answered {} without saying where to: expected a page", said(status));
    };
    let location = String::from_utf8_lossy(location.as_bytes());
    address::join(from, &location).map(Some).with_context(|| format!("redirected to {location}"))
}

fn check_status(status: StatusCode) -> Result<()> {
    let advice = match status.as_u16() {
        200 | 201 | 203 => return Ok(()),
        403 | 406 | 429 => " (some servers refuse programs that they do not know: --user-agent may help)",
        401 | 407 => " (it wants to know who asks)",
        _ => "",
    };
    bail!("the server answered {}{advice}: expected a page", said(status))
}

/// A status as servers write it.
fn said(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

/// Refuses what is compressed in another way than was requested. Names that say nothing of compression do no harm.
fn check_encoding(headers: &HeaderMap) -> Result<()> {
    // That of a page that is decompressed is not among them any more.
    let encoding =
        headers.get(header::CONTENT_ENCODING).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let Some(encoding) = encoding else { return Ok(()) };
    let lower = encoding.to_ascii_lowercase();
    let known = ["gzip", "deflate", "compress", "br", "zstd", "dcb", "dcz"];
    let is_compressed = |name: &str| known.contains(&name.trim().trim_start_matches("x-"));
    match lower.split(',').any(is_compressed) {
        true => bail!("the server sent it compressed as {encoding}: expected gzip, or nothing"),
        false => Ok(()),
    }
}

/// The type of a page and its charset: `text/html; charset=utf-8`.
fn content_type(headers: &HeaderMap) -> (String, Option<String>) {
    let value = headers.get(header::CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let value = value.unwrap_or_default();
    let mut parts = value.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, charset) = part.split_once('=')?;
        let charset = charset.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !charset.is_empty()).then(|| charset.to_string())
    });
    (kind, charset)
}

impl Page {
    /// The format of the page: by its type, or where that says too little, by its address, or by its content.
    pub(crate) fn format(&self, given: &str) -> Result<Format> {
        let extension = address::extension(&self.address);
        let kind = self.kind.as_str();
        let format = match TYPES.iter().find(|(name, _)| *name == kind) {
            Some((_, extension)) => Format::of_extension(extension),
            // Servers know that a page or a Markdown file is text, and no more.
            None if kind == "text/plain" => {
                let by_name = Format::of_extension(extension).unwrap_or_default();
                Ok(Some(by_name.filter(|format| format.is_text()).unwrap_or_default()))
            }
            None if VAGUE_TYPES.contains(&kind) => match Format::of_extension(extension) {
                Ok(Some(format)) => Ok(Some(format)),
                // The end of an address may name the program that made the page, such as `.php`.
                named => match Format::of_content(&self.bytes) {
                    Ok(Format::Text) => named.map(|_| Some(Format::Text)),
                    found => found.map(Some),
                },
            },
            // XHTML may be sent as what it is made of.
            None if matches!(kind, "application/xml" | "text/xml") => {
                Format::of_content(&self.bytes).map(|format| (format != Format::Text).then_some(format))
            }
            None => Ok(None),
        };
        let format = format.map_err(|error| anyhow!("{}", piped(&error.to_string(), given)))?;
        format.with_context(|| {
            format!("the server sent {kind}: expected a page, text, Markdown, PDF, DOCX, PPTX, ODT, RTF or EPUB, or --input-format")
        })
    }

    /// The last part of its address that says something.
    pub(crate) fn slug(&self) -> Option<String> {
        address::slug(&self.address)
    }
}

/// How to get at a text, said of a file, for an address.
fn piped(advice: &str, given: &str) -> String {
    advice.replace("catdoc FILE", &format!("curl -L {} | catdoc", quoted(given)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(kind: &str, address: &str, bytes: &[u8]) -> Page {
        let address = address::parse(address).unwrap();
        Page { bytes: bytes.to_vec(), address, kind: kind.into(), charset: None }
    }

    #[cfg(target_os = "linux")]
    /// A server on one address of loopback, which stands for one of the internet here, leads to one on another.
    #[test]
    fn nobody_is_led_inside() {
        use std::io::Write;
        use std::net::{IpAddr, TcpListener};

        use clap::Parser;

        use crate::args::Args;
        use crate::reach::tests::Names;

        fn answering(ip: &str, answer: String) -> u16 {
            let listener = TcpListener::bind((ip, 0)).unwrap();
            let port = listener.local_addr().unwrap().port();
            std::thread::spawn(move || {
                for mut stream in listener.incoming().flatten() {
                    let _ = stream.read(&mut [0; 4096]);
                    let _ = stream.write_all(answer.as_bytes());
                }
            });
            port
        }
        fn purpose(ip: IpAddr) -> Option<&'static str> {
            (ip.to_string() != "127.0.0.2").then_some("loopback")
        }

        let head = "Connection: close\r\nContent-Length: 4\r\nContent-Type: text/plain\r\n";
        let inside = answering("127.0.0.1", format!("HTTP/1.1 200 OK\r\n{head}\r\nYes."));
        let location = format!("Location: http://inside.example:{inside}/\r\n");
        let outside = answering("127.0.0.2", format!("HTTP/1.1 302 Found\r\n{location}{head}\r\nGo.."));
        let fetch = |url: &str, option: &str| {
            let args = ["nutgraf", "--quiet", "sentences", url, option];
            let args = Args::parse_from(args.into_iter().filter(|arg| !arg.is_empty()));
            let names = Names(vec![("outside.example", "127.0.0.2"), ("inside.example", "127.0.0.1")]);
            let guard = Guard::new(names, args.common.fetching.allow_private_redirects).by(purpose);
            get_by(guard, url, &args.common).map(|page| page.bytes).map_err(|error| error.to_string())
        };
        let (outside, inside) =
            (format!("http://outside.example:{outside}/"), format!("http://inside.example:{inside}/"));
        let refused = "redirected to 127.0.0.1, a loopback address: expected one of the internet";
        assert!(fetch(&outside, "").unwrap_err().starts_with(refused), "{:?}", fetch(&outside, ""));
        assert_eq!(fetch(&outside, "--allow-private-redirects").unwrap(), b"Yes.");
        assert_eq!(fetch(&inside, "").unwrap(), b"Yes.");
    }

    #[test]
    fn the_type_tells_the_format_then_the_name_then_the_content() {
        for (kind, address, bytes, expected) in [
            ("text/html", "http://h/a.md", &b"x"[..], Format::Html),
            ("application/xhtml+xml", "http://h/", b"x", Format::Html),
            ("text/plain", "http://h/", b"<!doctype html>", Format::Text),
            ("text/plain", "http://h/a.md?x=y.txt", b"x", Format::Markdown),
            ("text/plain", "http://h/a.html", b"x", Format::Html),
            ("text/plain", "http://h/a.docx", b"x", Format::Text),
            ("text/plain", "http://h/a.pdf", b"x", Format::Text),
            ("text/markdown", "http://h/", b"x", Format::Markdown),
            ("application/epub+zip", "http://h/", b"x", Format::Epub),
            ("application/pdf", "http://h/a?b&c", b"x", Format::Pdf),
            ("", "http://h/a.pdf", b"", Format::Pdf),
            ("", "http://h/a", b"%PDF-1.7", Format::Pdf),
            ("", "http://h/a.MD", b"<html>", Format::Markdown),
            ("", "http://h/a.php", b"<html>", Format::Html),
            ("application/octet-stream", "http://h/a.odt", b"x", Format::Odt),
            ("application/zip", "http://h/a", b"PK\x03\x04 word/document.xml", Format::Docx),
            ("application/xml", "http://h/a", b"<?xml version='1.0'?><html>", Format::Html),
            ("application/rss+xml", "http://h/feed", b"<rss version='2.0'>", Format::Xml),
            ("text/xml", "http://h/feed", b"<?xml version='1.0'?><rss version='2.0'>", Format::Xml),
        ] {
            let format = page(kind, address, bytes).format(address).unwrap();
            assert_eq!(format, expected, "{kind} {address}");
        }
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (kind, address, bytes, expected) in [
            (
                "application/msword",
                "http://h/a.doc",
                &b""[..],
                "curl -L http://h/a.doc | catdoc | nutgraf summarize",
            ),
            (
                "application/msword",
                "http://h/a.doc?b&c",
                b"",
                "curl -L 'http://h/a.doc?b&c' | catdoc | nutgraf summarize",
            ),
            ("image/png", "http://h/a", b"", "the server sent image/png: expected a page"),
            ("application/json", "http://h/a.html", b"<html>", "the server sent application/json"),
            (
                "text/xml",
                "http://h/map",
                b"<?xml version='1.0'?><urlset>",
                "XML of this kind is not supported",
            ),
        ] {
            let error = page(kind, address, bytes).format(address).unwrap_err().to_string();
            assert!(error.contains(expected) && !error.contains("FILE"), "{kind} {address}: {error}");
        }
    }
}
