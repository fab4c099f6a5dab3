//! Entries of the timeline that are too long.

use super::article::Article;
use super::sign::Found;
use super::timeline::is_short;
use super::words::count;

/// Entries of more than a few sentences.
pub(super) fn long(article: &Article<'_>) -> Found {
    article
        .postmortem
        .timeline
        .iter()
        .filter(|entry| entry.time.is_some() && !is_short(entry))
        .map(|entry| {
            (format!("the entry has {} words; one or two sentences are asked for", count(&entry.text)), Some(entry.at))
        })
        .collect()
}
