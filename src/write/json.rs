//! The section tree as JSON, and its schema.

use schemars::generate::SchemaSettings;

use crate::postmortem::Submission;

/// The submission as indented JSON, ending in a line break. Same input, same bytes.
#[must_use]
pub fn write(submission: &Submission) -> String {
    let mut text = serde_json::to_string_pretty(submission).unwrap_or_else(|error| {
        // The types hold nothing that JSON cannot: string keys only, finite numbers only.
        debug_assert!(false, "the section tree is JSON: {error}");
        String::from("null")
    });
    text.push('\n');
    text
}

/// The JSON Schema (draft 2020-12) of [`write()`]'s output, ending in a line break.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Submission>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
