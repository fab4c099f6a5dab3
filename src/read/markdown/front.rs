//! Front matter: a YAML block between `---` lines at the very start of the text.
//!
//! No YAML is read: the block is kept as it stands, and the line `title:` gives the document its title.

/// A front matter block.
pub(super) struct FrontMatter<'a> {
    /// The text between the two lines of dashes.
    pub(super) yaml: &'a str,
    /// The title it gives, without quotes.
    pub(super) title: Option<String>,
    /// Bytes from the start of the text to the end of the closing line.
    pub(super) length: usize,
}

/// The front matter of a text in which every line ends in `\n`.
///
/// The first line after the dashes must be `key:`, so that a text that begins with a divider is left alone.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let inside = text.strip_prefix("---")?;
    let first_end = inside.find('\n')?;
    if !inside.get(..first_end)?.trim().is_empty() {
        return None;
    }
    let body = inside.get(first_end + 1..)?;
    if !body.lines().next().is_some_and(begins_with_key) {
        return None;
    }
    let mut length = 0;
    for line in body.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = body.get(..length)?.trim_end_matches('\n');
            let length = text.len() - body.len() + length + line.len();
            return Some(FrontMatter { yaml, title: title(yaml), length });
        }
        length += line.len();
    }
    None
}

fn begins_with_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        key.starts_with(|c: char| c.is_alphabetic())
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
            && (value.is_empty() || value.starts_with([' ', '\t']))
    })
}

fn title(yaml: &str) -> Option<String> {
    let value = yaml.lines().find_map(|line| line.strip_prefix("title:"))?.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
    let title = quoted('"').or_else(|| quoted('\'')).unwrap_or(value).trim();
    // `|` and `>` open a block of lines, which is no title that one line could hold.
    (!title.is_empty() && !title.starts_with(['|', '>'])).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<String>, usize)> {
        front_matter(text).map(|front| (front.yaml, front.title, front.length))
    }

    #[test]
    fn a_block_with_keys_is_front_matter() {
        assert_eq!(
            read("---\ntitle: \"Outage\"\ntags: [a]\n---\n# x\n"),
            Some(("title: \"Outage\"\ntags: [a]", Some("Outage".into()), 34))
        );
        assert_eq!(read("---\ndate: today\n...\n"), Some(("date: today", None, 20)));
    }

    #[test]
    fn dividers_and_open_blocks_are_not() {
        assert_eq!(read("---\n\ntitle: x\n\n---\n"), None);
        assert_eq!(read("---\ntitle: x\n"), None);
        assert_eq!(read("---\n14:30 it broke\n---\n"), None);
        assert_eq!(read("----\ntitle: x\n---\n"), None);
        assert_eq!(read("x\n---\ntitle: x\n---\n"), None);
    }
}
