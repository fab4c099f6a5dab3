//! Turns incident write-ups of any common format into one canonical postmortem.

pub mod document;
pub mod error;
pub mod fetch;
pub mod format;
pub mod link;
pub mod notice;
pub mod read;
pub mod source;
