//! The section tree as JSON, and its schema.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use serde::Serialize as _;
use serde_json::ser::Formatter;

use crate::postmortem::Submission;

/// Bytes of a short document, and those that each word adds at least: room for most of the text at once.
const FIRST: usize = 16 << 10;
const PER_WORD: usize = 24;

/// The submission as indented JSON, ending in a line break. Same input, same bytes.
#[must_use]
pub fn write(submission: &Submission) -> String {
    let mut bytes = Vec::with_capacity(FIRST + submission.source.words * PER_WORD);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Indented::default());
    let written = submission.serialize(&mut serializer);
    // The types hold nothing that JSON cannot: string keys only, finite numbers only.
    debug_assert!(written.is_ok(), "the section tree is JSON: {written:?}");
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    text.push('\n');
    text
}

/// Indents like [`serde_json::ser::PrettyFormatter`], but only so far: a list in a list in a list would be more blanks than text, hundreds
/// of them before each word.
#[derive(Default)]
struct Indented {
    depth: usize,
    /// Whether anything stands in the innermost list or object that is indented.
    has_value: bool,
}

/// Deepest level that is indented; what lies deeper stands on the line of the level above.
const DEEPEST: usize = 24;

/// A comma, the end of the line, and the blanks of the deepest level: each place takes its part of it at once.
const LINE: &[u8; 2 + 2 * DEEPEST] = b",\n                                                ";

impl Indented {
    fn open<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value &= self.depth > DEEPEST;
        writer.write_all(bracket)
    }

    fn close<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < DEEPEST && self.has_value {
            writer.write_all(&LINE[1..2 + 2 * self.depth])?;
        }
        writer.write_all(bracket)
    }

    /// What stands before a value of a list or a key.
    fn next<W: Write + ?Sized>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        match (first, self.depth > DEEPEST) {
            (true, true) => Ok(()),
            (false, true) => writer.write_all(b", "),
            (_, false) => writer.write_all(&LINE[usize::from(first)..2 + 2 * self.depth]),
        }
    }
}

impl Formatter for Indented {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

/// The JSON Schema (draft 2020-12) of [`write()`]'s output, ending in a line break.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Submission>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde::Serialize;
    use serde_json::{Value, json};

    use super::*;

    fn indented(value: &Value) -> String {
        let mut bytes = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Indented::default())).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_is_flat_looks_as_usual() {
        let value = json!({"a": [1, {"b": []}, {}], "c": {"d": [[2, 3]]}});
        assert_eq!(indented(&value), serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn what_is_deep_takes_no_more_room_than_what_is_flat() {
        let deep = (0..60).fold(json!(["end", {"k": 1}]), |inside, _| json!({"a": [inside, 0]}));
        let text = indented(&deep);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), deep);
        assert!(text.len() < 6_000, "{}", text.len());
        assert!(text.contains("[\"end\", {\"k\": 1}]"));
    }
}
