//! The timeline as a figure in a README: a chart in Mermaid, or a picture beside it.

use crate::document::{Image, ImageSource, Inline};
use crate::made::Framed;
use crate::postmortem::{Role, Submission};
use crate::write::Diagram;
use crate::write::figure::{Figure, Ground, mermaid, svg};
use crate::write::layout::{Arranged, Shows};
use crate::write::markdown::{Insert, write_inlines};

/// A figure below the heading of each timeline that can be drawn.
pub(super) fn inserts(submission: &Submission, arranged: &Arranged<'_>, diagram: Diagram) -> Vec<Insert> {
    let mut out: Vec<Insert> = Vec::new();
    let mut drawn = None;
    for part in arranged.parts.iter().filter(|part| part.shows == Shows::Section(Role::Timeline)) {
        // Of several timelines in one write-up, the first has the figure of all.
        if drawn.replace(part.postmortem) == Some(part.postmortem) {
            continue;
        }
        let Some(figure) = submission.postmortems.get(part.postmortem).and_then(Figure::of) else { continue };
        let inside = match diagram {
            Diagram::Mermaid => format!("```mermaid\n{}```", mermaid(&figure)),
            _ => picture(&figure, &name(part.postmortem)),
        };
        out.push(Insert { before: part.blocks.start + 1, text: Framed::Figure.around(&inside) });
    }
    out
}

/// The pictures that stand beside a README, by name: `timeline.svg`, and `timeline-2.svg` for a second write-up.
#[must_use]
pub fn files(submission: &Submission) -> Vec<(String, String)> {
    let figures = submission.postmortems.iter().enumerate();
    figures.filter_map(|(index, postmortem)| Some((name(index), svg(&Figure::of(postmortem)?, Ground::File)))).collect()
}

fn name(postmortem: usize) -> String {
    if postmortem == 0 { "timeline.svg".to_owned() } else { format!("timeline-{}.svg", postmortem + 1) }
}

fn picture(figure: &Figure, name: &str) -> String {
    let source = ImageSource::Url(name.to_owned());
    write_inlines(&[Inline::Image(Image { alt: figure.alternative(), source, title: None })])
}
