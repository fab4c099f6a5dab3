//! `PMCONVERT_ORIGIN_MAP`: requests for a host go to a loopback address instead, for tests and mirrors.
//!
//! ```text
//! map     = rule *( "," rule )
//! rule    = pattern "=" target
//! pattern = host | "*." host | "*"
//! target  = "http://" ( loopback-address / "localhost" ) ":" port
//! ```
//!
//! The map changes where the bytes come from and nothing else: every rule is judged on the logical `https` address, and the
//! logical host is sent as `Host`. Only loopback targets are accepted, so nobody can be led to a foreign server by it.

use std::fmt;
use std::net::Ipv4Addr;

use thiserror::Error;
use url::{Host, Url};

/// The environment variable that holds the map.
pub const VARIABLE: &str = "PMCONVERT_ORIGIN_MAP";

/// Which hosts are served from loopback addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OriginMap {
    rules: Vec<(Pattern, Url)>,
}

/// Why a map cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OriginMapError {
    /// A rule without `=`, or without a host before it.
    #[error("`{rule}` is no rule, expected `HOST=http://127.0.0.1:PORT`")]
    Rule {
        /// The rule.
        rule: String,
    },
    /// A target that is no plain `http` address of this machine.
    #[error("`{target}` is no loopback address, expected `http://127.0.0.1:PORT`")]
    Target {
        /// The target.
        target: String,
    },
    /// The variable holds bytes that are no UTF-8.
    #[error("it is not valid UTF-8")]
    Encoding,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    Any,
    Under(String),
    Is(String),
}

impl OriginMap {
    /// The map of a text; empty for an empty text.
    ///
    /// # Errors
    ///
    /// [`OriginMapError`] when a rule is malformed or its target is not on this machine.
    pub fn parse(text: &str) -> Result<Self, OriginMapError> {
        let rules = text.split(',').map(str::trim).filter(|rule| !rule.is_empty());
        Ok(Self { rules: rules.map(parse_rule).collect::<Result<_, _>>()? })
    }

    /// The map in the environment; empty where the variable is not set.
    ///
    /// # Errors
    ///
    /// As for [`OriginMap::parse`].
    pub fn from_environment() -> Result<Self, OriginMapError> {
        match std::env::var(VARIABLE) {
            Ok(text) => Self::parse(&text),
            Err(std::env::VarError::NotPresent) => Ok(Self::default()),
            Err(std::env::VarError::NotUnicode(_)) => Err(OriginMapError::Encoding),
        }
    }

    /// Whether it has no rules.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether no request leaves this machine.
    #[must_use]
    pub fn serves_every_host(&self) -> bool {
        self.rules.iter().any(|(pattern, _)| *pattern == Pattern::Any)
    }

    /// Where a request for a logical address goes; `None` to that address itself. The first rule that fits counts.
    pub(super) fn target(&self, logical: &Url) -> Option<Url> {
        let host = logical.host_str()?;
        let (_, base) = self.rules.iter().find(|(pattern, _)| pattern.matches(host))?;
        let mut target = base.clone();
        target.set_path(logical.path());
        target.set_query(logical.query());
        Some(target)
    }
}

fn parse_rule(rule: &str) -> Result<(Pattern, Url), OriginMapError> {
    let malformed = || OriginMapError::Rule { rule: rule.to_owned() };
    let (pattern, target) = rule.split_once('=').ok_or_else(malformed)?;
    let pattern = parse_pattern(pattern.trim()).ok_or_else(malformed)?;
    let refused = || OriginMapError::Target { target: target.to_owned() };
    let mut url = Url::parse(target.trim()).map_err(|_| refused())?;
    if url.host_str() == Some("localhost") {
        // Written as an address, since names are looked up on the public internet only.
        url.set_ip_host(Ipv4Addr::LOCALHOST.into()).map_err(|()| refused())?;
    }
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    };
    let plain = url.scheme() == "http"
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if loopback && plain { Ok((pattern, url)) } else { Err(refused()) }
}

fn parse_pattern(text: &str) -> Option<Pattern> {
    let host = |text: &str| {
        let legal = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        (legal && !text.is_empty()).then(|| text.to_ascii_lowercase())
    };
    match text.strip_prefix('*') {
        Some("") => Some(Pattern::Any),
        Some(rest) => rest.strip_prefix('.').and_then(host).map(Pattern::Under),
        None => host(text).map(Pattern::Is),
    }
}

impl Pattern {
    fn matches(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Under(parent) => host.strip_suffix(parent.as_str()).is_some_and(|label| label.ends_with('.')),
            Self::Is(name) => host == name,
        }
    }
}

impl fmt::Display for OriginMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (pattern, target)) in self.rules.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            let target = target.as_str().trim_end_matches('/');
            match pattern {
                Pattern::Any => write!(f, "{separator}*={target}")?,
                Pattern::Under(parent) => write!(f, "{separator}*.{parent}={target}")?,
                Pattern::Is(name) => write!(f, "{separator}{name}={target}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn rules_send_hosts_to_loopback() {
        let text = "docs.google.com=http://127.0.0.1:8080,*.googleusercontent.com=http://[::1]:81";
        let map = OriginMap::parse(&format!(" {text}, ")).unwrap();
        assert_eq!(map.to_string(), text);
        for (logical, target) in [
            ("https://docs.google.com/a/b?c=d#e", Some("http://127.0.0.1:8080/a/b?c=d")),
            ("https://x-y.googleusercontent.com/*/a%20b", Some("http://[::1]:81/*/a%20b")),
            ("https://googleusercontent.com/", None),
            ("https://evilgoogleusercontent.com/", None),
            ("https://docs.google.com.evil.test/", None),
        ] {
            let found = map.target(&Url::parse(logical).unwrap());
            assert_eq!(found.as_ref().map(Url::as_str), target, "{logical}");
        }
        assert_eq!(OriginMap::parse("a.test=http://localhost:1").unwrap().to_string(), "a.test=http://127.0.0.1:1");
        assert!(!map.serves_every_host() && OriginMap::parse("*=http://127.0.0.1:1").unwrap().serves_every_host());
        assert!(OriginMap::parse("").unwrap().is_empty());
        assert!(
            OriginMap::parse("*=http://127.0.0.1:1").unwrap().target(&Url::parse("https://x.test").unwrap()).is_some()
        );
    }

    #[test]
    fn only_plain_loopback_targets_are_accepted() {
        for text in [
            "docs.google.com",
            "=http://127.0.0.1:1",
            "a b=http://127.0.0.1:1",
            "*docs=http://127.0.0.1:1",
            "docs.google.com=https://127.0.0.1:1",
            "docs.google.com=http://10.0.0.1:1",
            "docs.google.com=http://evil.test",
            "docs.google.com=http://localhost.evil.test:1",
            "docs.google.com=http://127.0.0.1.evil.test:1",
            "docs.google.com=http://u@127.0.0.1:1",
            "docs.google.com=http://127.0.0.1:1/path",
            "docs.google.com=127.0.0.1:1",
        ] {
            assert!(OriginMap::parse(text).is_err(), "{text}");
        }
    }
}
