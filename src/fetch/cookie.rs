//! Cookies of one chain of redirects (RFC 6265), for sites that hand out a key on the way to a public file.
//!
//! They live in memory, for one request and its redirects, and go back to the very host that set them.

/// Most cookies of a chain, and most bytes of each.
const MOST: usize = 30;
const LONGEST: usize = 8192;

/// The cookies of one chain.
#[derive(Debug, Default)]
pub(super) struct Jar {
    /// Host, name and value.
    cookies: Vec<(String, String, String)>,
}

impl Jar {
    /// Keeps the cookie of one `Set-Cookie` header. An empty value takes an earlier cookie out. Returns whether anything
    /// changed, so that the same address may be asked again.
    pub(super) fn set(&mut self, host: &str, header: &str) -> bool {
        let pair = header.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
            return false;
        };
        let legal = pair.len() <= LONGEST && !name.is_empty() && !pair.contains(|c: char| c.is_control());
        let known = self.cookies.iter().position(|(owner, known, _)| owner == host && known == name);
        match known {
            _ if !legal => false,
            Some(index) if value.is_empty() => {
                self.cookies.remove(index);
                true
            }
            Some(index) => self.cookies.get_mut(index).is_some_and(|cookie| {
                let changed = cookie.2 != value;
                value.clone_into(&mut cookie.2);
                changed
            }),
            None if value.is_empty() || self.cookies.len() >= MOST => false,
            None => {
                self.cookies.push((host.to_owned(), name.to_owned(), value.to_owned()));
                true
            }
        }
    }

    /// The `Cookie` header for a host, if it set any.
    pub(super) fn header(&self, host: &str) -> Option<String> {
        let own = self.cookies.iter().filter(|(owner, ..)| owner == host);
        let pairs: Vec<String> = own.map(|(_, name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_go_back_to_their_host_only() {
        let mut jar = Jar::default();
        assert!(jar.set("a.test", "FedAuth=x=1; path=/; HttpOnly"));
        assert!(jar.set("a.test", " rtFa = y"));
        assert!(!jar.set("a.test", "rtFa=y; secure"));
        assert!(jar.set("b.test", "c=1; Domain=a.test"));
        assert_eq!(jar.header("a.test").as_deref(), Some("FedAuth=x=1; rtFa=y"));
        assert_eq!(jar.header("sub.a.test"), None);
        assert!(jar.set("a.test", "rtFa=; expires=Thu, 01 Jan 1970 00:00:00 GMT"));
        assert_eq!(jar.header("a.test").as_deref(), Some("FedAuth=x=1"));
    }

    #[test]
    fn hostile_cookies_are_dropped() {
        let mut jar = Jar::default();
        for header in ["", "novalue", "=x", "a\r\nb=c", &format!("a={}", "x".repeat(10_000))] {
            assert!(!jar.set("a.test", header), "{header:.20}");
        }
        let kept = (0..100).filter(|number| jar.set("a.test", &format!("c{number}=1"))).count();
        assert_eq!(kept, MOST);
    }
}
