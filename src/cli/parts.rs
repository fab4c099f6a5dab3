//! The parts around a write-up that the user asks for, and what they do for the form of the output.

use super::args::PartsArguments;
use super::output::Target;
use crate::format::OutputFormat;
use crate::notice::{Noted, Notice};
use crate::postmortem::Submission;
use crate::write::figure::Figure;
use crate::write::{Diagram, Readme};

/// What a README has around the write-up.
pub(super) fn readme(arguments: &PartsArguments) -> Readme {
    Readme { contents: arguments.toc, front_matter: arguments.front_matter, scaffold: arguments.scaffold }
}

/// How the timeline is drawn. Nothing stands beside standard output, so no picture either.
pub(super) fn diagram(arguments: &PartsArguments, format: OutputFormat, target: &Target) -> Diagram {
    let asked = arguments.diagram.map(Diagram::from).unwrap_or_default();
    match (asked, format, target) {
        (Diagram::Svg, OutputFormat::Markdown, Target::Stdout) => Diagram::Omit,
        (Diagram::Mermaid, OutputFormat::Html, _) => Diagram::Usual,
        (asked, ..) => asked,
    }
}

/// Notes what has no effect on this output.
pub(super) fn note(arguments: &PartsArguments, format: OutputFormat, target: &Target, submission: &mut Submission) {
    let mut notices = without_effect(arguments, format, target);
    let of_postmortem = submission.verdict.kind.is_postmortem();
    let scaffolds = arguments.scaffold && format == OutputFormat::Markdown;
    if scaffolds && !of_postmortem {
        notices.push(("--scaffold", "there is no write-up to finish"));
    }
    let noted = |notice| Noted { notice, at: None };
    submission
        .notices
        .extend(notices.into_iter().map(|(option, why)| noted(Notice::OptionWithoutEffect { option, why })));
    let drawn = match format {
        OutputFormat::Markdown => matches!(diagram(arguments, format, target), Diagram::Mermaid | Diagram::Svg),
        OutputFormat::Html => diagram(arguments, format, target) != Diagram::Omit,
        _ => false,
    };
    if drawn && of_postmortem && !submission.postmortems.iter().all(|postmortem| Figure::of(postmortem).is_some()) {
        submission.notices.push(noted(Notice::NoFigure));
    }
}

fn without_effect(
    arguments: &PartsArguments,
    format: OutputFormat,
    target: &Target,
) -> Vec<(&'static str, &'static str)> {
    const OF_READMES: &str = "it is for a README (.md)";
    const OF_PAGES: &str = "it is for a page (.html)";
    let asked = arguments.diagram.map(Diagram::from);
    let is = |form| format == form;
    let diagram = match (asked, format) {
        (Some(Diagram::Mermaid), OutputFormat::Html) => Some("a page draws its timeline itself"),
        (Some(Diagram::Svg), OutputFormat::Markdown) if *target == Target::Stdout => {
            Some("a picture needs a place beside the README; say where with -o")
        }
        (Some(_), OutputFormat::Markdown | OutputFormat::Html) | (None, _) => None,
        (Some(_), _) => Some("it is for a README or a page (.md, .html)"),
    };
    let readme =
        [("--toc", arguments.toc), ("--front-matter", arguments.front_matter), ("--scaffold", arguments.scaffold)];
    let readme = readme.into_iter().filter(|(_, given)| *given && !is(OutputFormat::Markdown));
    let check = (arguments.with_check && !is(OutputFormat::Html)).then_some(("--with-check", OF_PAGES));
    diagram
        .map(|why| ("--diagram", why))
        .into_iter()
        .chain(readme.map(|(option, _)| (option, OF_READMES)))
        .chain(check)
        .collect()
}
