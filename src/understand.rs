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

impl Understood {
    /// Puts the reviewers' comments into the submission, in place of the notice that they are left out.
    pub fn keep_comments(&mut self) {
        let Self { document, submission, .. } = self;
        submission.comments = std::mem::take(&mut document.comments);
        let kept = submission.comments.len();
        submission.notices.retain_mut(|noted| {
            let Notice::CommentsDropped { count } = noted.notice else { return true };
            let beyond = count.saturating_sub(kept);
            noted.notice = Notice::CommentsBeyondLimit { count: beyond };
            beyond > 0
        });
    }
}

/// How far a document is looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its structure and its facts: all that a README shows.
    Recognized,
    /// Also what is reported of it, which requirements it meets, and what contradicts itself.
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::format::InputFormat;
    use crate::source::Origin;

    /// A page of Google's with so many comments.
    fn commented(count: usize) -> Understood {
        let mark = |n: usize| format!("<sup><a href='#cmnt{n}' id='cmnt_ref{n}'>[a]</a></sup>");
        let text = |n: usize| format!("<div><p><a href='#cmnt_ref{n}' id='cmnt{n}'>[a]</a>c{n}</p></div>");
        let marks: String = (1..=count).map(mark).collect();
        let texts: String = (1..=count).map(text).collect();
        let page = format!("<html><body class='doc-content'><p>text{marks}</p>{texts}</body></html>");
        let mut source = Source::new(Origin::File("page.html".to_owned()), page.into_bytes());
        source.format = Some(InputFormat::Html);
        understand(source, Pack::course(), &Images::Embed, Notices::default()).unwrap()
    }

    fn about_comments(understood: &Understood) -> Vec<String> {
        let notices = understood.submission.notices.iter().map(|noted| noted.notice.to_string());
        notices.filter(|message| message.contains("comment")).collect()
    }

    #[test]
    fn comments_are_kept_on_request() {
        let mut understood = commented(2);
        assert_eq!(understood.submission.comments, []);
        assert_eq!(about_comments(&understood), ["2 comments are left out; `--comments` keeps them in the JSON"]);
        understood.keep_comments();
        let texts: Vec<_> = understood.submission.comments.iter().map(|comment| &*comment.text).collect();
        assert_eq!(texts, ["c1", "c2"]);
        assert_eq!(about_comments(&understood), [""; 0]);
    }

    #[test]
    fn comments_beyond_the_limit_are_counted() {
        let mut understood = commented(2_500);
        understood.keep_comments();
        assert_eq!(understood.submission.comments.len(), 2_000);
        assert_eq!(about_comments(&understood), ["500 comments are left out: more are not kept"]);
    }
}
