//! Outputs as text.

use pmconvert::document::Document;
use pmconvert::format::OutputFormat;
use pmconvert::postmortem::Submission;
use pmconvert::write::{WriteOptions, write};

/// What is written in a text form.
pub fn written(submission: &Submission, document: &Document, format: OutputFormat, options: &WriteOptions) -> String {
    String::from_utf8(write(submission, document, format, options)).expect("text forms are UTF-8")
}
