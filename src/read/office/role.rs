//! What a paragraph is, by its outline level or by the name of its style.

use super::xml::whole;

/// What a paragraph of a style is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Role {
    /// Running text.
    #[default]
    Body,
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// Preformatted text.
    Code,
    /// A quotation.
    Quote,
    /// Running text that belongs to the list item before it, unless it is numbered itself.
    Continuation,
}

/// The heading level of an outline level (0 to 8; 9 is body text).
pub(in crate::read) fn level_of_outline(outline: i64) -> Option<u8> {
    u8::try_from(outline).ok().filter(|outline| *outline < 9).map(|outline| (outline + 1).min(6))
}

/// What a paragraph style's name means. Built-in names are English in every language of Word.
pub(in crate::read) fn role_of(name: &str) -> Role {
    let name = folded(name);
    let level = name.strip_prefix("heading").and_then(|rest| rest.get(..1)).and_then(whole);
    match name.as_str() {
        "title" => Role::Heading(1),
        "sourcecode" | "code" | "codeblock" | "htmlpreformatted" | "preformattedtext" | "macrotext" | "verbatim"
        | "preformatted" => Role::Code,
        "listparagraph" => Role::Continuation,
        _ if level.is_some() && name.len() <= "heading1".len() => {
            level.and_then(|level| level_of_outline(level - 1)).map_or(Role::Body, Role::Heading)
        }
        _ if name.starts_with("listcontinue") => Role::Continuation,
        _ if name.contains("quote") || name.contains("quotation") || name.contains("blocktext") => Role::Quote,
        _ => Role::Body,
    }
}

/// Whether a character style's name says that its text is code.
pub(in crate::read) fn is_code(name: &str) -> bool {
    matches!(
        folded(name).as_str(),
        "verbatimchar"
            | "verbatim"
            | "code"
            | "codechar"
            | "inlinecode"
            | "sourcetext"
            | "sourcecode"
            | "sourcecodechar"
            | "htmlcode"
            | "htmltypewriter"
            | "htmlsample"
            | "htmlkeyboard"
            | "htmlpreformattedchar"
            | "teletype"
    )
}

/// A name without blanks and letter case: `Source Code` and `SourceCode` are one.
pub(in crate::read) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_what_they_say() {
        for (name, role) in [
            ("heading 1", Role::Heading(1)),
            ("Heading6", Role::Heading(6)),
            ("heading 9", Role::Heading(6)),
            ("heading 0", Role::Body),
            ("Heading 1 Unlike", Role::Body),
            ("Title", Role::Heading(1)),
            ("Subtitle", Role::Body),
            ("Source Code", Role::Code),
            ("HTML Preformatted", Role::Code),
            ("Intense Quote", Role::Quote),
            ("Block Text", Role::Quote),
            ("List Paragraph", Role::Continuation),
            ("Normal", Role::Body),
            ("", Role::Body),
        ] {
            assert_eq!(role_of(name), role, "{name}");
        }
    }
}
