//! Turns incident write-ups of any common format into one canonical postmortem.

#[cfg(feature = "cli")]
pub mod cli;
pub mod document;
pub mod error;
pub mod format;
pub mod lines;
pub mod notice;
pub mod postmortem;
pub mod read;
pub mod source;
pub mod write;
