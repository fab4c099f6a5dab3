//! Which hosts may be asked: links are written by strangers, and none may reach into the network that pmconvert runs in.
//!
//! A name is looked up once for each connection, every address it has is judged, and the connection goes to the judged
//! address: a second lookup with another answer (DNS rebinding) does not happen. An address stands for itself.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;
use url::{Host, Url};

/// Why a host may not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AddressError {
    /// An address inside a private network, this machine, or a reserved range.
    #[error("`{host}` leads to the address {address} of a private network")]
    Private {
        /// The host.
        host: String,
        /// Its address.
        address: IpAddr,
    },
    /// The link has no host.
    #[error("the link has no host")]
    NoHost,
}

/// The addresses of a name, or why there are none.
pub type Addresses = Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>>;

/// Looks up names. The system's way is [`SystemLookup`]; tests bring their own.
pub trait Lookup: Send + Sync + 'static {
    /// All addresses of a name.
    fn addresses(&self, host: String) -> Addresses;
}

/// The lookup of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn addresses(&self, host: String) -> Addresses {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, 0)).await?.map(|address| address.ip()).collect()) })
    }
}

/// A lookup that lets public addresses through and nothing else.
#[derive(Clone)]
pub(super) struct PublicOnly(pub(super) Arc<dyn Lookup>);

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, host) = (Arc::clone(&self.0), name.as_str().to_owned());
        Box::pin(async move {
            let addresses = lookup.addresses(host.clone()).await?;
            judge_all(&host, &addresses)?;
            // The port 0 stands for the one in the link.
            let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

/// Judges the host of a link as far as its text shows; names are judged when they are looked up.
pub(super) fn judge(link: &Url) -> Result<(), AddressError> {
    match link.host() {
        Some(Host::Ipv4(address)) => judge_all(&address.to_string(), &[IpAddr::V4(address)]),
        Some(Host::Ipv6(address)) => judge_all(&address.to_string(), &[IpAddr::V6(address)]),
        Some(Host::Domain(_)) => Ok(()),
        None => Err(AddressError::NoHost),
    }
}

fn judge_all(host: &str, addresses: &[IpAddr]) -> Result<(), AddressError> {
    match addresses.iter().find(|address| !is_public(**address)) {
        Some(address) => Err(AddressError::Private { host: host.to_owned(), address: *address }),
        None => Ok(()),
    }
}

/// Whether an address belongs to the public internet, by the special-purpose registries of IANA (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

#[expect(clippy::match_same_arms, reason = "one row for each reason")]
fn is_public_v4(address: Ipv4Addr) -> bool {
    let octets = address.octets();
    let special = match octets {
        // "This network", private use, loopback.
        [0 | 10 | 127, ..] => true,
        // Shared by a provider's customers (RFC 6598).
        [100, second, ..] => second & 0xC0 == 64,
        // Link-local: where clouds keep their metadata.
        [169, 254, ..] | [192, 168, ..] => true,
        [172, second, ..] => second & 0xF0 == 16,
        // Protocol assignments, documentation, 6to4 relays.
        [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        // Benchmarks (RFC 2544).
        [198, 18 | 19, ..] => true,
        // Multicast, reserved, broadcast.
        [224..=255, ..] => true,
        _ => false,
    };
    !special
}

#[expect(clippy::match_same_arms, reason = "one row for each reason")]
fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    match segments {
        // An IPv4 address in another spelling (RFC 4291, section 2.5.5.2; RFC 6052): the inner one decides.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => is_public_v4(inner(high, low)),
        // 6to4 (RFC 3056).
        [0x2002, high, low, ..] => is_public_v4(inner(high, low)),
        // Protocol assignments with Teredo, and documentation.
        [0x2001, 0..0x200 | 0xDB8, ..] | [0x3FFF, 0..0x1000, ..] => false,
        // The only range that is given out.
        [first, ..] => first & 0xE000 == 0x2000,
    }
}

fn inner(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_pass() {
        for (address, public) in [
            ("8.8.8.8", true),
            ("100.63.255.255", true),
            ("100.128.0.1", true),
            ("172.15.0.1", true),
            ("172.32.0.1", true),
            ("192.0.1.1", true),
            ("223.255.255.255", true),
            ("0.0.0.0", false),
            ("10.0.0.5", false),
            ("100.64.0.1", false),
            ("100.127.255.255", false),
            ("127.0.0.1", false),
            ("169.254.169.254", false),
            ("172.16.0.1", false),
            ("172.31.255.255", false),
            ("192.168.1.1", false),
            ("192.0.0.1", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("240.0.0.1", false),
            ("255.255.255.255", false),
            ("2a00:1450:4001::200e", true),
            ("2001:4860:4860::8888", true),
            ("::", false),
            ("::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::10.0.0.1", false),
            ("64:ff9b::8.8.8.8", true),
            ("2002:7f00:1::", false),
            ("2001:db8::1", false),
            ("2001::1", false),
            ("fe80::1", false),
            ("fc00::1", false),
            ("fd12::1", false),
            ("ff02::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    #[test]
    fn odd_spellings_of_addresses_are_seen_through() {
        for link in [
            "http://127.1/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://[::ffff:7f00:1]/",
            "http://169.254.169.254/latest",
        ] {
            assert!(judge(&Url::parse(link).unwrap()).is_err(), "{link}");
        }
        assert_eq!(judge(&Url::parse("https://x.test/").unwrap()), Ok(()));
    }

    /// Answers each lookup with the next address.
    struct Rebinding(std::sync::Mutex<Vec<IpAddr>>);

    impl Lookup for Rebinding {
        fn addresses(&self, _: String) -> Addresses {
            let next = self.0.lock().unwrap().pop();
            Box::pin(async move { Ok(next.into_iter().collect()) })
        }
    }

    #[test]
    fn the_address_that_is_judged_is_the_one_that_is_asked() {
        let answers = ["127.0.0.1", "8.8.8.8"].map(|address| address.parse().unwrap());
        let resolver = PublicOnly(Arc::new(Rebinding(std::sync::Mutex::new(answers.to_vec()))));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let resolve = || runtime.block_on(resolver.resolve("x.test".parse().unwrap()));
        // One lookup for one connection: what it gave is what comes out.
        let asked: Vec<SocketAddr> = resolve().unwrap().collect();
        assert_eq!(asked, ["8.8.8.8:0".parse().unwrap()]);
        // The name was given to this machine meanwhile; the next connection is refused.
        assert!(resolve().is_err_and(|error| error.downcast_ref::<AddressError>().is_some()));
    }

    #[test]
    fn one_private_address_spoils_a_name() {
        let addresses = ["8.8.8.8".parse().unwrap(), "10.0.0.1".parse().unwrap()];
        assert!(judge_all("x.test", &addresses).is_err());
        assert!(judge_all("x.test", &addresses[..1]).is_ok());
    }
}
