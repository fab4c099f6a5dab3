//! The section tree as JSON, and its schema.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use serde::Serialize as _;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::postmortem::Submission;

/// The submission as indented JSON, ending in a line break. Same input, same bytes.
#[must_use]
pub fn write(submission: &Submission) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Indented::default());
    let written = submission.serialize(&mut serializer);
    // The types hold nothing that JSON cannot: string keys only, finite numbers only.
    debug_assert!(written.is_ok(), "the section tree is JSON: {written:?}");
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    text.push('\n');
    text
}

/// Indents like [`PrettyFormatter`], but only so far: a list in a list in a list would be more blanks than text, hundreds of them
/// before each word.
#[derive(Default)]
struct Indented {
    depth: usize,
    inner: PrettyFormatter<'static>,
}

/// Deepest level that is indented; what lies deeper stands on the line of the level above.
const DEEPEST: usize = 24;

impl Indented {
    fn open<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return writer.write_all(bracket);
        }
        match bracket {
            b"[" => self.inner.begin_array(writer),
            _ => self.inner.begin_object(writer),
        }
    }

    fn close<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth >= DEEPEST {
            return writer.write_all(bracket);
        }
        match bracket {
            b"]" => self.inner.end_array(writer),
            _ => self.inner.end_object(writer),
        }
    }

    fn comma<W: Write + ?Sized>(writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
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
        if self.depth > DEEPEST { Self::comma(writer, first) } else { self.inner.begin_array_value(writer, first) }
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.depth > DEEPEST { Ok(()) } else { self.inner.end_array_value(writer) }
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if self.depth > DEEPEST { Self::comma(writer, first) } else { self.inner.begin_object_key(writer, first) }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.depth > DEEPEST { Ok(()) } else { self.inner.end_object_value(writer) }
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
