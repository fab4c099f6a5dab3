//! A write-up as a page: key facts, figure, timeline, sections, and on request how far the requirements are met.
//!
//! What is shown twice (facts, figure, requirements) is marked, so that the page reads back to the write-up alone: see
//! [`crate::made`].

use std::fmt::Write as _;

use jiff::civil::Date;

use super::page::Page;
use crate::check::{Need, RULES, tally};
use crate::document::BlockKind;
use crate::made::Marked;
use crate::postmortem::{Moment, Postmortem, Role, Status, Submission, Summary};
use crate::write::escape::xml as escape;
use crate::write::figure::{Figure, Ground, length, svg};
use crate::write::layout::{Arranged, Part, Shows};
use crate::write::{Diagram, WriteOptions};

/// Most characters of a fact; the section below has all of it.
const FACT: usize = 130;

impl<'a> Page<'a> {
    /// All write-ups, part by part.
    pub(super) fn parts(&mut self, submission: &'a Submission, arranged: &'a Arranged<'_>, options: &WriteOptions) {
        let mut drawn = None;
        for (index, part) in arranged.parts.iter().enumerate() {
            let Some(postmortem) = submission.postmortems.get(part.postmortem) else { continue };
            match part.shows {
                Shows::Title => self.title(part, arranged, postmortem),
                Shows::Section(Role::Timeline) => {
                    // Of several timelines in one write-up, the first has the figure of all.
                    let first = drawn.replace(part.postmortem) != Some(part.postmortem);
                    let figure = (first && options.diagram != Diagram::Omit).then(|| Figure::of(postmortem)).flatten();
                    self.timeline(part, arranged, postmortem, figure.as_ref());
                }
                Shows::Section(_) => self.section(part, arranged),
            }
            let next = arranged.parts.get(index + 1).map(|next| next.postmortem);
            if options.with_check && next != Some(part.postmortem) {
                self.requirements(part.postmortem, postmortem);
            }
        }
    }

    fn title(&mut self, part: &Part, arranged: &'a Arranged<'_>, postmortem: &Postmortem) {
        self.out.push_str("<header>\n");
        self.blocks(arranged.blocks(part));
        self.facts(&postmortem.summary);
        self.out.push_str("</header>\n");
    }

    /// A section whose heading names it.
    fn section(&mut self, part: &Part, arranged: &'a Arranged<'_>) {
        self.out.push_str("<section>\n");
        self.blocks(arranged.blocks(part));
        self.out.push_str("</section>\n");
    }

    fn timeline(
        &mut self,
        part: &Part,
        arranged: &'a Arranged<'_>,
        postmortem: &'a Postmortem,
        figure: Option<&Figure>,
    ) {
        self.out.push_str("<section>\n");
        let blocks = arranged.blocks(part);
        let headed = usize::from(matches!(blocks.first().map(|block| &block.kind), Some(BlockKind::Heading { .. })));
        let (heading, rest) = blocks.split_at(headed);
        self.blocks(heading);
        if let Some(figure) = figure {
            let number = part.postmortem + 1;
            let _ = writeln!(
                self.out,
                "<div class=\"figure\" {} role=\"region\" aria-label=\"Timeline as a figure\" tabindex=\"0\">",
                Marked::Figure.attribute()
            );
            self.out.push_str(&svg(figure, Ground::Page(number)));
            self.out.push_str("</div>\n");
        }
        self.entries(rest, &postmortem.timeline);
        self.out.push_str("</section>\n");
    }

    /// The key facts as a card.
    fn facts(&mut self, summary: &Summary) {
        let facts: Vec<(&str, Option<String>, String)> =
            [duration(summary), impact(summary), cause(summary)].into_iter().flatten().collect();
        if facts.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "<dl class=\"facts\" {}>", Marked::Facts.attribute());
        for (name, figure, text) in facts {
            let _ = write!(self.out, "<div>\n<dt>{name}</dt>\n<dd>");
            if let Some(figure) = figure {
                let _ = write!(self.out, "<strong>{}</strong> ", escape(&figure));
            }
            let _ = writeln!(self.out, "{}</dd>\n</div>", escape(&text));
        }
        self.out.push_str("</dl>\n");
    }

    /// The requirements and how far each is met.
    fn requirements(&mut self, number: usize, postmortem: &Postmortem) {
        let tally = tally(postmortem);
        let _ = writeln!(
            self.out,
            "<section class=\"check\" {} aria-labelledby=\"check.{number}\">\n<h2 id=\"check.{number}\">Requirements: {} of {} met</h2>\n<ul>",
            Marked::Check.attribute(),
            tally.met,
            tally.required
        );
        for requirement in &postmortem.requirements {
            let (class, state) = match requirement.status {
                Status::Met => ("met", "met"),
                Status::Partial => ("partial", "partly"),
                Status::Missing => ("missing", "missing"),
            };
            let asks = RULES.iter().find(|rule| rule.id == requirement.id).map_or(requirement.id, |rule| rule.asks);
            let optional = if requirement.need == Need::Optional { " (optional)" } else { "" };
            let asks = escape(asks);
            let _ = write!(
                self.out,
                "<li class=\"{class}\"><span class=\"state\">{state}</span> <span>{asks}{optional}</span>"
            );
            if let Some(advice) = &requirement.advice {
                let _ = write!(self.out, " <span class=\"advice\">{}</span>", escape(advice));
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n</section>\n");
    }
}

/// How long it lasted, and from when to when.
fn duration(summary: &Summary) -> Option<(&'static str, Option<String>, String)> {
    let duration = summary.duration.as_ref()?;
    #[expect(clippy::cast_possible_truncation, reason = "the number is small, and casts saturate")]
    let lasted = duration.minutes.filter(|minutes| *minutes >= 1.0).map(|minutes| length((minutes * 60.0) as i64));
    let span = match (&duration.start, &duration.end) {
        (Some(start), Some(end)) => {
            // A zone that holds for both stands once, behind both.
            let zone = start.zone.as_ref().filter(|zone| end.zone.as_ref() != Some(zone));
            let start = Moment { zone: zone.cloned(), ..start.clone() };
            Some(format!("{} to {}", moment(&start, None), moment(end, Some(&start))))
        }
        _ => None,
    };
    let text = span.unwrap_or_else(|| shortened(&duration.text));
    Some(("Duration", lasted, text))
}

/// A point in time as the author states it; of one behind another, only what differs.
fn moment(moment: &Moment, before: Option<&Moment>) -> String {
    let date = moment.date.as_ref().filter(|date| before.and_then(|before| before.date.as_ref()) != Some(date));
    let parts = [date.map(|date| day(date)), moment.time.clone(), moment.zone.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `3 May 2024`, or `3 May` where no year is known.
fn day(date: &str) -> String {
    let yearless = date.strip_prefix("--");
    let whole = yearless.map_or_else(|| date.to_owned(), |rest| format!("1972-{rest}"));
    let form = if yearless.is_some() { "%-d %b" } else { "%-d %b %Y" };
    // The parts of a date stay on one line.
    whole.parse::<Date>().map_or(whole, |date| date.strftime(form).to_string().replace(' ', "\u{a0}"))
}

fn impact(summary: &Summary) -> Option<(&'static str, Option<String>, String)> {
    let impact = summary.impact.as_ref()?;
    Some(("Impact", impact.percent_users.map(|percent| format!("{percent}% of users")), shortened(&impact.text)))
}

fn cause(summary: &Summary) -> Option<(&'static str, Option<String>, String)> {
    Some(("Root cause", None, shortened(&summary.root_cause.as_ref()?.text)))
}

/// A text on one line, cut at a word where it is long.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= FACT {
        return line;
    }
    let kept: String = line.chars().take(FACT).collect();
    let whole = kept.rsplit_once(' ').map_or(kept.as_str(), |(whole, _)| whole);
    format!("{}\u{2026}", whole.trim_end_matches([',', ';', ':', '.']))
}
