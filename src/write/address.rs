//! Addresses of links as outputs may hold them, and the anchors of headings.

/// An address as a browser reads it (URL standard, 4.4): without line ends and tabs, and without controls around it.
pub(super) fn cleaned(url: &str) -> String {
    let url: String = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    url.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_owned()
}

/// The scheme of an address in lower case; `None` if it is relative. What stands before a colon counts as a scheme
/// whatever its characters, so that no browser can see one where this does not.
pub(super) fn scheme(url: &str) -> Option<String> {
    let end = url.find([':', '/', '?', '#'])?;
    let (scheme, rest) = url.split_at(end);
    rest.starts_with(':').then(|| scheme.to_ascii_lowercase())
}

/// Whether a link may lead there: a web address, a mail address or a place beside the document.
pub(super) fn is_shown(url: &str) -> bool {
    matches!(scheme(url).as_deref(), None | Some("http" | "https" | "mailto"))
}

/// The name by which links within the document reach a heading, as GitHub makes it.
pub(super) fn anchor(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
