//! From bytes to what was understood of them: read, then recognize. The one way in for every command.

use crate::check::Pack;
use crate::document::Document;
use crate::error::ReadError;
use crate::link::Target;
use crate::notice::{Notice, Notices};
use crate::postmortem::{Kind, Submission, recognize_by, recognize_unjudged};
use crate::read::read;
use crate::source::Source;
use crate::write::Images;

/// A document that was read and recognized.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The bytes it was read from.
    pub source: Source,
    /// The neutral tree.
    pub document: Document,
    /// What was recognized.
    pub submission: Submission,
}

/// How far a document is looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its structure and its facts: all that a README shows.
    Recognized,
    /// Also which requirements it meets and what contradicts itself.
    Judged,
}

/// Reads a source, recognizes it and checks it by the rules of a pack; pictures that the output will not hold are named in a notice.
///
/// # Errors
///
/// [`ReadError`] when the source cannot be read.
pub fn understand(source: Source, pack: &Pack, images: &Images, notices: Notices) -> Result<Understood, ReadError> {
    understand_to(Depth::Judged, source, pack, images, notices)
}

/// [`understand`] to this depth: checking takes as long as all else together, and not every output shows it.
///
/// # Errors
///
/// [`ReadError`] when the source cannot be read.
pub fn understand_to(
    depth: Depth,
    source: Source,
    pack: &Pack,
    images: &Images,
    mut notices: Notices,
) -> Result<Understood, ReadError> {
    let (document, format) = read(&source, &mut notices)?;
    if *images == Images::Drop {
        for picture in &document.media {
            notices.note(Notice::ImageDropped { name: picture.name.clone() });
        }
    }
    let submission = match depth {
        Depth::Recognized => recognize_unjudged(pack, &document, &source, format, notices),
        Depth::Judged => recognize_by(pack, &document, &source, format, notices),
    };
    Ok(Understood { source, document, submission })
}

/// What a document that is nothing but links leads to, each target once, with the link as it stands in the document.
/// `None` for a document that is more than that.
#[must_use]
pub fn leads(submission: &Submission) -> Option<Vec<(&str, Target)>> {
    if submission.verdict.kind != Kind::Link {
        return None;
    }
    let mut leads: Vec<(&str, Target)> = Vec::new();
    for link in &submission.links {
        let Ok(target) = Target::parse(&link.url) else { continue };
        if !leads.iter().any(|(_, known)| known.key() == target.key()) {
            leads.push((&link.url, target));
        }
    }
    Some(leads)
}

/// The notice on a document that was converted in place of one that only links to it.
#[must_use]
pub fn followed(target: &Target) -> Notice {
    Notice::FetchedAs {
        what: format!("the document is only a link; converted what it links to: {}", target.canonical()),
    }
}
