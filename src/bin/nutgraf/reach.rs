//! Where a fetch may lead: a page on the web is no reason to ask a machine that only this network can reach.
//!
//! What is looked at are the addresses that a name was resolved to, and that are connected to then: so a server of names
//! that answers otherwise the next time gains nothing.
//!
//! * The address that a user gives is his to choose. If it is one of his own network, redirects may lead there too.
//! * Of a name that has addresses of both kinds only those of the internet are used.
//! * Behind a proxy, which resolves names itself, redirects to names are the proxy's to refuse; what is written as an
//!   address, and `localhost`, is refused here.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, Ordering};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// What an address is for that is not one of the internet; none if it is.
pub(crate) fn purpose(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => purpose_v4(address),
        IpAddr::V6(address) => purpose_v6(address),
    }
}

/// By the IANA's registry of special-purpose addresses, but for those that are for documents only.
fn purpose_v4(address: Ipv4Addr) -> Option<&'static str> {
    match address.octets() {
        [0, ..] => Some("unspecified"),
        [127, ..] => Some("loopback"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some("private"),
        [169, 254, ..] => Some("link-local"),
        [100, 64..=127, ..] => Some("carrier-grade NAT"),
        [224..=239, ..] => Some("multicast"),
        // Protocol assignments, benchmarks, the future, and all machines of a network.
        [192, 0, 0, _] | [198, 18..=19, ..] | [240..=255, ..] => Some("reserved"),
        _ => None,
    }
}

fn purpose_v6(address: Ipv6Addr) -> Option<&'static str> {
    let embedded = |high: u16, low: u16| purpose_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some("unspecified"),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("loopback"),
        // An address of IPv4: mapped, compatible, translated by NAT64, and by 6to4.
        [0, 0, 0, 0, 0, 0xFFFF | 0, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => embedded(high, low),
        [0x2002, high, low, ..] => embedded(high, low),
        [0x64, 0xFF9B, 1, ..] => Some("private"),
        [0xFC00..=0xFDFF, ..] | [0xFEC0..=0xFEFF, ..] => Some("private"),
        [0xFE80..=0xFEBF, ..] => Some("link-local"),
        [0xFF00..=0xFFFF, ..] => Some("multicast"),
        _ => None,
    }
}

/// Resolves names, and leaves out the addresses that a fetch may not be led to. For one fetch with its redirects.
#[derive(Debug)]
pub(crate) struct Guard<R> {
    names: R,
    /// What tells addresses apart: [`purpose`], but in tests.
    purpose: fn(IpAddr) -> Option<&'static str>,
    /// Whether redirects may lead anywhere.
    is_open: AtomicBool,
    /// Whether the address that the user gave has been resolved.
    is_led: AtomicBool,
}

impl<R> Guard<R> {
    /// One that lets redirects lead anywhere if that is allowed.
    pub(crate) fn new(names: R, is_allowed: bool) -> Guard<R> {
        let is_open = AtomicBool::new(is_allowed);
        Guard { names, purpose, is_open, is_led: AtomicBool::new(false) }
    }
}

#[cfg(test)]
impl<R> Guard<R> {
    /// Tells addresses apart by something else.
    pub(crate) fn by(self, purpose: fn(IpAddr) -> Option<&'static str>) -> Guard<R> {
        Guard { purpose, ..self }
    }
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        address: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(address, config, timeout)?;
        // A proxy is where its user says it is.
        if config.proxy().is_some_and(|proxy| proxy.uri().authority() == address.authority()) {
            return Ok(found);
        }
        let is_first = !self.is_led.swap(true, Ordering::Relaxed);
        if self.is_open.load(Ordering::Relaxed) {
            return Ok(found);
        }
        let mut kept = self.names.empty();
        for address in found.iter().filter(|address| (self.purpose)(address.ip()).is_none()) {
            kept.push(*address);
        }
        let refused = found.iter().find_map(|address| Some((address.ip(), (self.purpose)(address.ip())?)));
        match refused {
            Some(_) if kept.is_empty() && is_first => {
                self.is_open.store(true, Ordering::Relaxed);
                Ok(found)
            }
            Some((address, purpose)) if kept.is_empty() => {
                Err(ureq::Error::Other(Box::new(Refused { address, purpose })))
            }
            _ => Ok(kept),
        }
    }
}

impl<R> Guard<R> {
    /// Whether a redirect may lead to a host by its name alone: for proxies, which resolve names themselves.
    pub(crate) fn check_name(address: &Uri) -> Result<(), Refused> {
        let host = address.host().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        let is_local =
            host.eq_ignore_ascii_case("localhost") || host.to_ascii_lowercase().ends_with(".localhost");
        let address = match host.parse() {
            Ok(address) => address,
            Err(_) if is_local => IpAddr::V4(Ipv4Addr::LOCALHOST),
            Err(_) => return Ok(()),
        };
        purpose(address).map_or(Ok(()), |purpose| Err(Refused { address, purpose }))
    }
}

/// A redirect that is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    address: IpAddr,
    purpose: &'static str,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refused { address, purpose } = self;
        write!(
            f,
            "redirected to {address}, a {purpose} address: expected one of the internet, or --allow-private-redirects"
        )
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
pub(crate) mod tests {
    use std::net::SocketAddr;

    use ureq::Timeout;
    use ureq::unversioned::transport::time::Duration;

    use super::*;

    #[test]
    fn addresses_of_the_internet_are_told_from_others() {
        for (address, expected) in [
            ("127.0.0.1", "loopback"),
            ("127.255.255.254", "loopback"),
            ("0.0.0.0", "unspecified"),
            ("0.1.2.3", "unspecified"),
            ("10.0.0.1", "private"),
            ("172.16.0.1", "private"),
            ("172.31.255.255", "private"),
            ("192.168.1.1", "private"),
            ("169.254.169.254", "link-local"),
            ("100.64.0.1", "carrier-grade NAT"),
            ("100.127.255.255", "carrier-grade NAT"),
            ("224.0.0.1", "multicast"),
            ("239.255.255.255", "multicast"),
            ("198.18.0.1", "reserved"),
            ("255.255.255.255", "reserved"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("fc00::1", "private"),
            ("fdff::1", "private"),
            ("fec0::1", "private"),
            ("fe80::1", "link-local"),
            ("febf::1", "link-local"),
            ("ff02::1", "multicast"),
            ("::ffff:127.0.0.1", "loopback"),
            ("::ffff:10.0.0.1", "private"),
            ("::ffff:169.254.169.254", "link-local"),
            ("::127.0.0.1", "loopback"),
            ("64:ff9b::a00:1", "private"),
            ("64:ff9b:1::1", "private"),
            ("2002:7f00:1::", "loopback"),
        ] {
            assert_eq!(purpose(address.parse().unwrap()), Some(expected), "{address}");
        }
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.0.1",
            "192.169.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00::1",
            "fbff::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2002:101:101::",
        ] {
            assert_eq!(purpose(address.parse().unwrap()), None, "{address}");
        }
    }

    /// Names with their addresses, as a server of names has them; what stands last for a name stays.
    #[derive(Debug)]
    pub(crate) struct Names(pub(crate) Vec<(&'static str, &'static str)>);

    impl Resolver for Names {
        fn resolve(
            &self,
            address: &Uri,
            _: &Config,
            _: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            for (_, ip) in self.0.iter().filter(|(name, _)| address.host() == Some(name)) {
                found.push(SocketAddr::new(ip.parse().unwrap(), address.port_u16().unwrap_or(80)));
            }
            match found.is_empty() {
                true => Err(ureq::Error::HostNotFound),
                false => Ok(found),
            }
        }
    }

    /// The addresses that a fetch connects to, one for each of these hosts, the first of them given by the user; or why not.
    fn led(hosts: &[&str], is_allowed: bool) -> Result<Vec<String>, String> {
        let names = vec![
            ("a.example", "93.184.216.34"),
            ("inside.example", "10.0.0.5"),
            ("metadata.example", "169.254.169.254"),
            ("mapped.example", "::ffff:127.0.0.1"),
            ("both.example", "127.0.0.1"),
            ("both.example", "93.184.216.35"),
            ("six.example", "2606:4700::1111"),
        ];
        let guard = Guard::new(Names(names), is_allowed);
        let timeout =
            NextTimeout { after: Duration::NotHappening, reason: Timeout::Global, ..NextTimeout::default() };
        let one = |host: &&str| {
            let address = format!("http://{host}/").parse().unwrap();
            let found =
                guard.resolve(&address, &Config::default(), timeout).map_err(|error| error.to_string())?;
            Ok(found.iter().map(|address| address.ip().to_string()).collect::<Vec<_>>().join(" "))
        };
        hosts.iter().map(one).collect()
    }

    #[test]
    fn redirects_stay_in_the_internet_unless_the_user_was_inside() {
        for (hosts, expected) in [
            (&["a.example", "six.example"][..], Ok("2606:4700::1111")),
            (&["a.example", "inside.example"], Err("10.0.0.5, a private address")),
            (&["a.example", "six.example", "metadata.example"], Err("169.254.169.254, a link-local address")),
            (&["a.example", "mapped.example"], Err("::ffff:127.0.0.1, a loopback address")),
            // An address of each kind: only that of the internet is used, and nobody was inside.
            (&["both.example"], Ok("93.184.216.35")),
            (&["a.example", "both.example"], Ok("93.184.216.35")),
            (&["both.example", "inside.example"], Err("10.0.0.5, a private address")),
            (&["inside.example", "metadata.example"], Ok("169.254.169.254")),
            (&["inside.example", "a.example", "mapped.example"], Ok("::ffff:127.0.0.1")),
        ] {
            let found = led(hosts, false);
            match (&found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found.last().unwrap(), expected, "{hosts:?}"),
                (Err(message), Err(expected)) => {
                    assert!(
                        message.contains(expected) && message.contains("--allow-private-redirects"),
                        "{message}"
                    )
                }
                _ => panic!("{hosts:?}: {found:?}"),
            }
            assert!(led(hosts, true).is_ok(), "{hosts:?}");
        }
    }

    /// A name that has another address when it is looked up again.
    #[test]
    fn each_connection_is_looked_at() {
        #[derive(Debug)]
        struct Turning(Names, Names, AtomicBool);

        impl Resolver for Turning {
            fn resolve(
                &self,
                address: &Uri,
                config: &Config,
                timeout: NextTimeout,
            ) -> Result<ResolvedSocketAddrs, ureq::Error> {
                let names = if self.2.swap(true, Ordering::Relaxed) { &self.1 } else { &self.0 };
                names.resolve(address, config, timeout)
            }
        }

        let names = |ip| Names(vec![("a.example", ip)]);
        let turning = Turning(names("93.184.216.34"), names("127.0.0.1"), AtomicBool::new(false));
        let guard = Guard::new(turning, false);
        let timeout =
            NextTimeout { after: Duration::NotHappening, reason: Timeout::Global, ..NextTimeout::default() };
        let address = "http://a.example/".parse().unwrap();
        assert!(guard.resolve(&address, &Config::default(), timeout).is_ok());
        assert!(guard.resolve(&address, &Config::default(), timeout).is_err());
    }

    #[test]
    fn behind_a_proxy_names_are_looked_at() {
        for (address, is_refused) in [
            ("http://127.0.0.1/", true),
            ("http://[::1]:80/", true),
            ("http://[::ffff:10.0.0.1]/", true),
            ("http://LOCALHOST./", true),
            ("http://a.localhost/", true),
            ("http://a.example/", false),
            ("http://1.1.1.1/", false),
        ] {
            assert_eq!(
                Guard::<Names>::check_name(&address.parse().unwrap()).is_err(),
                is_refused,
                "{address}"
            );
        }
    }
}
