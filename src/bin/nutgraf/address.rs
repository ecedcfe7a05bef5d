//! Addresses of pages, as people write them and as servers redirect to them.

use anyhow::{Result, anyhow, bail};
use ureq::http::Uri;
use ureq::http::uri::Scheme;

/// Reads an address that begins with `http://` or `https://`, in any case.
///
/// What browsers encode without a word is encoded here too: letters beyond ASCII and blanks behind the host. What stands
/// behind `#` is for the reader of the page alone.
pub(crate) fn parse(given: &str) -> Result<Uri> {
    let given = given.split('#').next().unwrap_or_default();
    let host_at = given.find("://").map_or(0, |at| at + "://".len());
    let path_at = given[host_at..].find(['/', '?']).map_or(given.len(), |at| host_at + at);
    let (origin, path) = given.split_at(path_at);
    if host_at > 0 && path_at == host_at {
        bail!("URL has no host: expected an address such as https://example.org/article");
    }
    if !origin.is_ascii() {
        bail!(
            "the host has letters beyond ASCII: expected it as its server is registered, such as xn--mller-kva.de"
        );
    }
    let address: Uri = match format!("{origin}{}", encoded(path)).parse() {
        Ok(address) => address,
        Err(error) => bail!("{error}: expected an address such as https://example.org/article"),
    };
    if ![Some(&Scheme::HTTP), Some(&Scheme::HTTPS)].contains(&address.scheme()) {
        bail!("expected an address that begins with http:// or https://");
    }
    if address.host().is_none_or(str::is_empty) {
        bail!("URL has no host: expected an address such as https://example.org/article");
    }
    // A port that is no number is kept by the parser and taken for none by who connects.
    if let Some(port) = port(&address)
        && !port.is_empty()
        && port.parse::<u16>().is_err()
    {
        bail!("port {port}: expected a number up to 65535");
    }
    Ok(address)
}

/// Where a server redirects to from a page: `location` may be a whole address or any rest of one.
pub(crate) fn join(from: &Uri, location: &str) -> Result<Uri> {
    let location = location.trim();
    if let Some(scheme) = scheme(location) {
        return match scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
            true => parse(location),
            false => Err(anyhow!("expected an address that begins with http:// or https://")),
        };
    }
    let scheme = from.scheme_str().unwrap_or_default();
    if location.starts_with("//") {
        return parse(&format!("{scheme}:{location}"));
    }
    let (path, query) = match location.find(['?', '#']) {
        Some(at) => location.split_at(at),
        None => (location, ""),
    };
    let folder = &from.path()[..from.path().rfind('/').map_or(0, |at| at + 1)];
    let path = match path {
        "" => from.path().to_string(),
        path if path.starts_with('/') => without_dots(path),
        path => without_dots(&format!("{folder}{path}")),
    };
    let query = match (location, from.query()) {
        ("", Some(query)) => format!("?{query}"),
        _ => query.to_string(),
    };
    let authority = from.authority().map_or("", |authority| authority.as_str());
    parse(&format!("{scheme}://{authority}{path}{query}"))
}

/// The last part of an address that says something, without an extension: what an audit takes for its slug.
pub(crate) fn slug(address: &Uri) -> Option<String> {
    let part = address.path().split('/').rfind(|part| !part.is_empty())?;
    let part = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let slug = decoded(part);
    (!slug.is_empty()).then_some(slug)
}

/// The extension of the last part of an address, without its dot.
pub(crate) fn extension(address: &Uri) -> &str {
    let part = address.path().rsplit('/').next().unwrap_or_default();
    part.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The scheme of a whole address.
pub(crate) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_scheme)).then_some(scheme)
}

/// The port as it is written.
fn port(address: &Uri) -> Option<&str> {
    let authority = address.authority()?.as_str();
    let host = authority.rsplit('@').next()?;
    host[host.rfind(']').unwrap_or(0)..].split_once(':').map(|(_, port)| port)
}

/// A path without the steps `.` and `..`; those above the root lead to the root.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut steps = path.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        match step {
            "." | ".." => {
                if step == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            step => kept.push(step),
        }
    }
    format!("/{}", kept.join("/"))
}

/// A path and query with everything encoded that may not stand there; what is encoded already stays.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(byte.into()),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$' | b'&' => {
                encoded.push(byte.into())
            }
            b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b'%' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// A part of a path to be read.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, others @ ..] = rest {
        let digits = others.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let code = digits
            .filter(|digits| !digits.starts_with('+'))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        (rest, _) = match (first, code) {
            (b'%', Some(code)) => (&others[2..], bytes.push(code)),
            _ => (others, bytes.push(*first)),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        for (given, expected) in [
            ("http://a.example", "http://a.example/"),
            ("HTTPS://A.example/X?y#z", "https://A.example/X?y"),
            (
                "https://de.example/wiki/Grünkohl und Pinkel",
                "https://de.example/wiki/Gr%C3%BCnkohl%20und%20Pinkel",
            ),
            ("http://a.example:8080?q=ä|b%20c", "http://a.example:8080/?q=%C3%A4%7Cb%20c"),
            ("http://[::1]:80/x", "http://[::1]:80/x"),
            ("http://user:word@a.example/", "http://user:word@a.example/"),
        ] {
            assert_eq!(parse(given).unwrap().to_string(), expected, "{given}");
        }
        for (given, expected) in [
            ("http://", "expected an address"),
            ("http:///x", "expected an address"),
            ("https://?q", "expected an address"),
            ("http://a b/x", "expected an address"),
            ("http://müller.de/", "xn--"),
            ("http://a.example:99999/", "port 99999"),
            ("http://a.example:x/", "expected"),
        ] {
            let message = parse(given).unwrap_err().to_string();
            assert!(message.contains(expected), "{given}: {message}");
        }
    }

    #[test]
    fn redirects_lead_where_browsers_go() {
        let from = parse("https://a.example:81/b/c/d?q=1").unwrap();
        for (location, expected) in [
            ("", "https://a.example:81/b/c/d?q=1"),
            ("e", "https://a.example:81/b/c/e"),
            ("./e?f", "https://a.example:81/b/c/e?f"),
            ("../e/", "https://a.example:81/b/e/"),
            ("..", "https://a.example:81/b/"),
            ("../../../../e", "https://a.example:81/e"),
            ("/e/../f/.", "https://a.example:81/f/"),
            ("?r", "https://a.example:81/b/c/d?r"),
            ("#r", "https://a.example:81/b/c/d"),
            ("//h/e", "https://h/e"),
            (" HTTP://h ", "http://h/"),
            ("/ü b", "https://a.example:81/%C3%BC%20b"),
            ("/to?next=http://h/", "https://a.example:81/to?next=http://h/"),
        ] {
            assert_eq!(join(&from, location).unwrap().to_string(), expected, "{location}");
        }
        for location in ["ftp://h/", "javascript:alert(1)", "file:///etc/passwd", "http://", "//"] {
            assert!(join(&from, location).is_err(), "{location}");
        }
    }

    #[test]
    fn slugs_are_the_last_part() {
        for (address, expected, ending) in [
            ("http://h/2026/heat-pumps.html?x=a.b/c", Some("heat-pumps"), "html"),
            ("http://h/guide/heat-pumps/", Some("heat-pumps"), ""),
            ("http://h/W%C3%A4rme+50%/", Some("Wärme+50%"), ""),
            ("http://h/v1.2/%ff%+1", Some("\u{FFFD}%+1"), ""),
            ("http://h/.html", None, "html"),
            ("http://h", None, ""),
        ] {
            let address = parse(address).unwrap();
            assert_eq!((slug(&address).as_deref(), extension(&address)), (expected, ending), "{address}");
        }
    }
}
