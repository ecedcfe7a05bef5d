//! Who may ask. A server on loopback is reached by every page that a browser on this machine has open: the page of a foreign site may
//! post to it, and a site whose name is made to lead to loopback (DNS rebinding) may read it as its own. So a request says by `Host`
//! that it means this server, by an address that no name server hands out or by a name that was allowed; and if a page sent it, that
//! the page is from here.

use std::net::IpAddr;

use super::http::{Fault, Head};

/// What is held against each request.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    /// Names that `Host` may have beside `localhost` and addresses, in lower case.
    pub(crate) hosts: Vec<String>,
    pub(crate) token: Option<String>,
}

impl Guard {
    /// Refuses what is not meant for this server, or comes from elsewhere.
    pub(crate) fn check(&self, head: &Head) -> Result<(), Fault> {
        let Some(host) = head.header("host") else {
            return Err(Fault::refused(400, "expected a Host"));
        };
        if !self.is_ours(host) {
            let message = "this host name is not served here: use an IP address or localhost, or start nutgraf with \
                           --allow-host NAME";
            return Err(Fault::refused(421, message));
        }
        let is_read = matches!(head.method.as_str(), "GET" | "HEAD");
        // What browsers say of a request that a page makes, and pages cannot change.
        let foreign_site = matches!(head.header("sec-fetch-site"), Some("cross-site" | "same-site"));
        let foreign_origin = head.header("origin").is_some_and(|origin| {
            let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            !authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        });
        if foreign_origin || foreign_site && !is_read {
            return Err(Fault::refused(403, "requests of pages from other sites are not answered"));
        }
        Ok(())
    }

    /// Refuses a request without the token, if there is one.
    pub(crate) fn authorize(&self, head: &Head) -> Result<(), Fault> {
        let Some(token) = &self.token else { return Ok(()) };
        let given = head.header("authorization").and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
        });
        match given.is_some_and(|given| same(given, token)) {
            true => Ok(()),
            false => Err(Fault::refused(401, "expected the header Authorization: Bearer TOKEN")),
        }
    }

    fn is_ours(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((address, port)) => {
                let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
                return is_port && address.parse::<std::net::Ipv6Addr>().is_ok();
            }
            None => match host.split_once(':') {
                Some((name, port)) if is_port(port) => name,
                Some(_) => return false,
                None => host,
            },
        };
        let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
        name == "localhost" || name.parse::<IpAddr>().is_ok() || self.hosts.contains(&name)
    }
}

fn is_port(port: &str) -> bool {
    port.parse::<u16>().is_ok() && !port.starts_with('+')
}

/// Whether two tokens are the same, in a time that does not tell how much of them is.
fn same(one: &str, other: &str) -> bool {
    let differ = one.bytes().zip(other.bytes()).fold(0, |differ, (one, other)| differ | (one ^ other));
    one.len() == other.len() && differ == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_addresses_localhost_or_allowed() {
        let guard = Guard { hosts: vec!["desk.example".into()], token: None };
        for (host, expected) in [
            ("127.0.0.1:7575", true),
            ("192.168.1.7", true),
            ("[::1]:7575", true),
            ("[::1]", true),
            ("localhost", true),
            ("LocalHost.:80", true),
            ("Desk.example:443", true),
            ("evil.example", false),
            ("evil.example:7575", false),
            ("127.0.0.1.evil.example", false),
            ("localhost.evil.example", false),
            ("localhost:x", false),
            ("localhost:80:80", false),
            ("[evil.example]", false),
            ("[::1]x", false),
            ("a@localhost", false),
            ("", false),
        ] {
            assert_eq!(guard.is_ours(host), expected, "{host}");
        }
    }

    #[test]
    fn tokens_are_compared_whole() {
        for (given, expected) in
            [("secret", true), ("secre", false), ("secret2", false), ("", false), ("Secret", false)]
        {
            assert_eq!(same(given, "secret"), expected, "{given}");
        }
    }
}
