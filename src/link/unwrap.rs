//! Links inside other links: redirect services whose target stands in a parameter.

use url::Url;

/// How many wrappings are taken off.
const DEEPEST: usize = 5;

/// One wrapping: a host, the paths under it, and the parameters that may hold the link, best first.
struct Wrapping {
    host: Host,
    paths: &'static [&'static str],
    parameters: &'static [&'static str],
}

enum Host {
    /// This host.
    Is(&'static str),
    /// Any host below this one.
    Under(&'static str),
}

/// Every path of the host.
const ANY: &[&str] = &["/"];

const WRAPPINGS: &[Wrapping] = &[
    // Every link inside an HTML export of Google Docs.
    Wrapping { host: Host::Is("www.google.com"), paths: &["/url"], parameters: &["q", "url"] },
    Wrapping { host: Host::Is("google.com"), paths: &["/url"], parameters: &["q", "url"] },
    // Address bars of people who were asked to sign in.
    Wrapping { host: Host::Is("accounts.google.com"), paths: ANY, parameters: &["continue", "followup"] },
    Wrapping { host: Host::Is("docs.google.com"), paths: &["/accounts/"], parameters: &["continue"] },
    Wrapping { host: Host::Is("consent.google.com"), paths: ANY, parameters: &["continue"] },
    Wrapping { host: Host::Is("www.google.com"), paths: &["/sorry/"], parameters: &["continue"] },
    Wrapping { host: Host::Is("docs.google.com"), paths: &["/viewer", "/gview"], parameters: &["url"] },
    Wrapping { host: Host::Is("drive.google.com"), paths: &["/viewerng/"], parameters: &["url"] },
    Wrapping { host: Host::Is("l.facebook.com"), paths: &["/l.php"], parameters: &["u"] },
    Wrapping { host: Host::Is("www.linkedin.com"), paths: &["/redir/"], parameters: &["url"] },
    Wrapping { host: Host::Under("safelinks.protection.outlook.com"), paths: ANY, parameters: &["url"] },
    Wrapping { host: Host::Is("t.umblr.com"), paths: &["/redirect"], parameters: &["z"] },
    Wrapping { host: Host::Is("slack-redir.net"), paths: &["/link"], parameters: &["url"] },
];

/// The link inside a link, without any request; the link itself where it is no wrapping.
#[must_use]
pub fn unwrap(link: &Url) -> Url {
    let mut link = link.clone();
    for _ in 0..DEEPEST {
        match inner(&link) {
            Some(next) => link = next,
            None => break,
        }
    }
    link
}

fn inner(link: &Url) -> Option<Url> {
    let wrapping = WRAPPINGS.iter().find(|wrapping| wrapping.matches(link))?;
    wrapping.parameters.iter().find_map(|name| {
        let (_, value) = link.query_pairs().find(|(key, value)| key == name && !value.is_empty())?;
        let inner = Url::parse(value.trim()).ok()?;
        matches!(inner.scheme(), "http" | "https").then_some(inner)
    })
}

impl Wrapping {
    fn matches(&self, link: &Url) -> bool {
        let Some(host) = link.host_str() else { return false };
        let host_matches = match self.host {
            Host::Is(name) => host == name,
            Host::Under(name) => host.strip_suffix(name).is_some_and(|label| label.ends_with('.')),
        };
        host_matches && self.paths.iter().any(|path| link.path().starts_with(path))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const DOC: &str = "https://docs.google.com/document/d/1OK00000000000000000000000000000000000000001/edit?tab=t.0";

    fn wrapped(prefix: &str, inner: &str) -> String {
        let inner: String = url::form_urlencoded::byte_serialize(inner.as_bytes()).collect();
        format!("{prefix}{inner}&sa=D&ust=1")
    }

    #[test]
    fn every_wrapping_comes_off() {
        for prefix in [
            "https://www.google.com/url?q=",
            "https://www.google.com/url?sa=D&url=",
            "https://accounts.google.com/ServiceLogin?service=wise&continue=",
            "https://accounts.google.com/v3/signin/identifier?followup=",
            "https://accounts.google.com/AccountChooser?continue=",
            "https://docs.google.com/accounts/SetOSID?authuser=0&continue=",
            "https://docs.google.com/viewer?url=",
            "https://docs.google.com/gview?embedded=true&url=",
            "https://drive.google.com/viewerng/viewer?url=",
            "https://consent.google.com/ml?continue=",
            "https://www.google.com/sorry/index?continue=",
            "https://l.facebook.com/l.php?u=",
            "https://www.linkedin.com/redir/redirect?url=",
            "https://eur01.safelinks.protection.outlook.com/?url=",
            "https://t.umblr.com/redirect?z=",
            "https://slack-redir.net/link?url=",
        ] {
            let link = wrapped(prefix, DOC);
            assert_eq!(unwrap(&Url::parse(&link).unwrap()).as_str(), DOC, "{prefix}");
            let twice = wrapped("https://www.google.com/url?q=", &link);
            assert_eq!(unwrap(&Url::parse(&twice).unwrap()).as_str(), DOC, "{prefix} twice");
        }
    }

    #[test]
    fn what_is_no_wrapping_stays() {
        for link in [
            DOC,
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=",
            "https://www.google.com/search?q=https://x.test/",
            "https://accounts.google.com/",
            "https://evilsafelinks.protection.outlook.com.evil.test/?url=https://x.test/",
        ] {
            assert_eq!(unwrap(&Url::parse(link).unwrap()).as_str(), link);
        }
    }

    #[test]
    fn wrappings_end() {
        let mut link = DOC.to_owned();
        for _ in 0..8 {
            link = wrapped("https://www.google.com/url?q=", &link);
        }
        assert_eq!(unwrap(&Url::parse(&link).unwrap()).host_str(), Some("www.google.com"));
    }
}
