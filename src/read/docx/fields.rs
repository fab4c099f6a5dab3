//! Fields: what Word computes, as an instruction and its last result (ECMA-376 part 1, 17.16).
//!
//! The result is text like any other. Of the instructions only hyperlinks matter.

use std::rc::Rc;

use crate::read::office::line::LinkTarget;

/// What a `w:fldChar` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldMark {
    Begin,
    Separate,
    End,
}

/// A field whose end has not come.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Text met in the instruction. It is shown if no result ever follows.
    swallowed: String,
    in_result: bool,
    /// The link in force before the result.
    before: Option<Rc<LinkTarget>>,
}

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

impl Fields {
    /// Opens a field.
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// Whether text belongs to an instruction now.
    pub(super) fn in_instruction(&self) -> bool {
        self.open.last().is_some_and(|field| !field.in_result)
    }

    /// Adds to the instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.instruction.push_str(text);
        }
    }

    /// Keeps text that stands in an instruction.
    pub(super) fn swallow(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.swallowed.push_str(text);
        }
    }

    /// Turns from the instruction to the result; `link` becomes the link in force.
    pub(super) fn separate(&mut self, link: &mut Option<Rc<LinkTarget>>) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.in_result = true;
            field.before.clone_from(link);
            if let Some(target) = hyperlink(&field.instruction) {
                *link = Some(Rc::new(target));
            }
        }
    }

    /// Closes a field; `link` goes back to what it was.
    pub(super) fn end(&mut self, link: &mut Option<Rc<LinkTarget>>) {
        if let Some(field) = self.open.pop()
            && field.in_result
        {
            *link = field.before;
        }
    }

    /// Gives up fields that have no result at the end of a paragraph and returns the text that they swallowed.
    pub(super) fn abandon(&mut self) -> String {
        let mut text = String::new();
        while self.in_instruction() {
            if let Some(field) = self.open.pop() {
                text.insert_str(0, &field.swallowed);
            }
        }
        text
    }
}

/// The target of a `HYPERLINK` instruction (17.16.5.25); `None` for other fields.
pub(super) fn hyperlink(instruction: &str) -> Option<LinkTarget> {
    let mut words = words(instruction).into_iter();
    if !words.next()?.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (mut url, mut anchor, mut title) = (String::new(), None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "\\l" | "\\L" => anchor = words.next(),
            "\\o" | "\\O" => title = words.next(),
            "\\t" | "\\T" => drop(words.next()),
            flag if flag.starts_with('\\') && flag.chars().count() == 2 => {}
            _ if url.is_empty() => url = word,
            _ => {}
        }
    }
    if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
        url.push('#');
        url.push_str(&anchor);
    }
    (!url.is_empty()).then(|| LinkTarget { url, title: title.filter(|title| !title.is_empty()) })
}

/// Words of an instruction; quotes hold words together, and a backslash in them keeps the next character.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut characters = instruction.chars().peekable();
    while let Some(first) = characters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut word = String::new();
        if matches!(first, '"' | '“' | '”') {
            while let Some(character) = characters.next() {
                match character {
                    '"' | '“' | '”' => break,
                    '\\' => word.extend(characters.next_if(|next| matches!(next, '\\' | '"')).or(Some('\\'))),
                    character => word.push(character),
                }
            }
        } else {
            word.push(first);
            while let Some(character) = characters.next_if(|next| !next.is_whitespace() && *next != '"') {
                word.push(character);
            }
        }
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyperlinks_are_read_from_instructions() {
        for (instruction, expected) in [
            (r#" HYPERLINK "https://example.org/a b" "#, Some(("https://example.org/a b", None))),
            (r"HYPERLINK https://example.org", Some(("https://example.org", None))),
            (
                r#"hyperlink "https://example.org" \l "part" \o "A tip" \t "_blank" \h"#,
                Some(("https://example.org#part", Some("A tip"))),
            ),
            (r#"HYPERLINK \l "_Toc1""#, Some(("#_Toc1", None))),
            (r#"HYPERLINK "C:\\folder\\\"x\"""#, Some((r#"C:\folder\"x""#, None))),
            (r#"HYPERLINK "never closed"#, Some(("never closed", None))),
            ("HYPERLINK", None),
            ("PAGE", None),
            ("", None),
        ] {
            let found = hyperlink(instruction);
            let found = found.as_ref().map(|target| (target.url.as_str(), target.title.as_deref()));
            assert_eq!(found, expected, "{instruction}");
        }
    }

    #[test]
    fn text_of_a_field_without_result_is_given_back() {
        let mut fields = Fields::default();
        fields.begin();
        fields.swallow("lost ");
        fields.begin();
        fields.swallow("and found");
        assert_eq!(fields.abandon(), "lost and found");
        assert!(!fields.in_instruction());
    }
}
