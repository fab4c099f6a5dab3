//! The parts around a write-up that the user asks for, and what they do for the form of the output.

use super::args::PartsArguments;
use super::output::Target;
use super::understand::Understood;
use crate::format::OutputFormat;
use crate::notice::{Noted, Notice};
use crate::postmortem::Submission;
use crate::write::figure::Figure;
use crate::write::{Diagram, Layout, Readme, WriteOptions};

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

/// Puts the reviewers' comments where an output can show them, or notes that this one cannot.
pub(super) fn keep_comments(can_show: bool, understood: &mut Understood) {
    if can_show {
        return understood.keep_comments();
    }
    let notice = Notice::OptionWithoutEffect { option: "--comments", why: "it is for JSON (.json) and templates" };
    understood.submission.notices.push(Noted { notice, at: None });
}

/// Notes what is asked for in vain where a template makes the output.
pub(super) fn note_beside_template(arguments: &PartsArguments, submission: &mut Submission) {
    let given = [
        ("--diagram", arguments.diagram.is_some()),
        ("--toc", arguments.toc),
        ("--front-matter", arguments.front_matter),
        ("--scaffold", arguments.scaffold),
        ("--with-check", arguments.with_check),
    ];
    let why = "the template decides what the output shows";
    let notices =
        given.into_iter().filter(|(_, given)| *given).map(|(option, _)| Notice::OptionWithoutEffect { option, why });
    submission.notices.extend(notices.map(|notice| Noted { notice, at: None }));
}

/// Notes what has no effect on this output.
pub(super) fn note(
    arguments: &PartsArguments,
    format: OutputFormat,
    options: &WriteOptions,
    target: &Target,
    submission: &mut Submission,
) {
    let arranged = submission.verdict.kind.is_postmortem() && options.layout == Layout::Canonical;
    let vain = without_effect(arguments, format, target, arranged);
    let mut notices: Vec<Notice> =
        vain.into_iter().map(|(option, why)| Notice::OptionWithoutEffect { option, why }).collect();
    let drawn = match format {
        OutputFormat::Markdown => matches!(options.diagram, Diagram::Mermaid | Diagram::Svg),
        OutputFormat::Html => options.diagram != Diagram::Omit,
        _ => false,
    };
    if drawn && arranged && submission.postmortems.iter().any(|postmortem| Figure::of(postmortem).is_none()) {
        notices.push(Notice::NoFigure);
    }
    submission.notices.extend(notices.into_iter().map(|notice| Noted { notice, at: None }));
}

/// Options and why they do nothing. `arranged` says whether the output has the canonical sections.
fn without_effect(
    arguments: &PartsArguments,
    format: OutputFormat,
    target: &Target,
    arranged: bool,
) -> Vec<(&'static str, &'static str)> {
    const OF_READMES: &str = "it is for a README (.md)";
    const OF_PAGES: &str = "it is for a page (.html)";
    const OF_WRITE_UPS: &str = "the output has not the sections of a postmortem";
    let is = |form| format == form;
    let diagram = match (arguments.diagram.map(Diagram::from), format) {
        (None | Some(Diagram::Omit), _) => None,
        (Some(_), OutputFormat::Markdown | OutputFormat::Html) if !arranged => Some(OF_WRITE_UPS),
        (Some(Diagram::Mermaid), OutputFormat::Html) => Some("a page draws its timeline itself"),
        (Some(Diagram::Svg), OutputFormat::Markdown) if *target == Target::Stdout => {
            Some("a picture needs a place beside the README; say where with -o")
        }
        (Some(_), OutputFormat::Markdown | OutputFormat::Html) => None,
        (Some(_), _) => Some("it is for a README or a page (.md, .html)"),
    };
    let of_readmes = |given: bool, needs_sections: bool| match (given, is(OutputFormat::Markdown)) {
        (true, false) => Some(OF_READMES),
        (true, true) if needs_sections && !arranged => Some(OF_WRITE_UPS),
        _ => None,
    };
    let check = match (arguments.with_check, is(OutputFormat::Html)) {
        (true, false) => Some(OF_PAGES),
        (true, true) if !arranged => Some(OF_WRITE_UPS),
        _ => None,
    };
    let all = [
        ("--diagram", diagram),
        ("--toc", of_readmes(arguments.toc, false)),
        ("--front-matter", of_readmes(arguments.front_matter, true)),
        ("--scaffold", of_readmes(arguments.scaffold, true)),
        ("--with-check", check),
    ];
    all.into_iter().filter_map(|(option, why)| Some((option, why?))).collect()
}
