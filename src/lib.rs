//! Turns incident write-ups of any common format into one canonical postmortem.
//!
//! A write-up comes as a Google Doc, a Word file, a web page, Markdown or plain text, with real headings or bold lines or none.
//! pmconvert recovers its structure, finds the sections that a postmortem has, and writes it in one form.
//!
//! ```
//! use pmconvert::format::OutputFormat;
//! use pmconvert::notice::Notices;
//! use pmconvert::postmortem::{Role, recognize};
//! use pmconvert::read::read;
//! use pmconvert::source::Source;
//! use pmconvert::write::{WriteOptions, write};
//!
//! let text = "Uploads down\n\nIssue Summary\nDuration: May 3, 2024, 14:30 to 16:00 UTC\nImpact: 45% of users could not upload.\n\n\
//!     Timeline\n14:30 UTC - An alert reported failed uploads.\n16:00 UTC - Uploads work again.\n\n\
//!     Root cause and resolution\nA full disk. It was fixed by deleting old logs.\n\nCorrective measures\nTODO:\nAdd a disk alert.\n";
//! let source = Source::file("uploads.txt", text);
//!
//! let mut notices = Notices::default();
//! let (document, format) = read(&source, &mut notices)?;
//! let submission = recognize(&document, &source, format, notices);
//!
//! let postmortem = &submission.postmortems[0];
//! assert_eq!(postmortem.sections[1].role, Role::Timeline);
//! assert_eq!(postmortem.summary.duration.as_ref().and_then(|duration| duration.minutes), Some(90.0));
//! assert_eq!(postmortem.timeline[0].time.as_deref(), Some("14:30"));
//!
//! let readme = write(&submission, &document, OutputFormat::Markdown, &WriteOptions::default());
//! assert!(String::from_utf8_lossy(&readme).contains("- **14:30 UTC** - An alert reported failed uploads."));
//! # Ok::<(), pmconvert::error::ReadError>(())
//! ```
//!
//! The types in the order in which a document passes through them:
//!
//! 1. [`source::Source`]: bytes and where they came from.
//! 2. [`document::Document`]: the neutral tree that every reader makes and every writer takes.
//! 3. [`postmortem::Submission`]: the section tree, with the facts found in it. It is the JSON.
//! 4. the text of one output, by [`write::write`].
//!
//! Reading, recognizing and writing are plain functions: same input, same output; no clock, disk, network or terminal. The features
//! `fetch` (links) and `cli` (the command line) add the edges. What this crate does not do: it judges no content, it invents none,
//! and it renders no page layout.

#[cfg(feature = "batch")]
pub mod batch;
mod bytes;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod digest;
pub mod document;
pub mod error;
pub mod fetch;
pub mod format;
pub mod lines;
pub mod link;
pub mod made;
pub mod notice;
pub mod postmortem;
pub mod read;
pub mod source;
pub mod understand;
pub mod visible;
pub mod write;
