//! Charts as inline SVG. Each says in words what it shows, for those who do not see it.

use std::io::{self, Write};

use super::{Line, counted, escape};
use crate::check::Pack;
use crate::postmortem::WordRange;

/// Width of a chart in its own units.
const WIDTH: usize = 480;
const HEIGHT: usize = 170;
/// Room below the bars, for their labels.
const FOOT: usize = 22;
/// Room above them, for their numbers.
const HEAD: usize = 18;
/// The last bar of hundreds holds all that is longer.
const HUNDREDS: usize = 10;

/// How often each value occurs.
pub(super) struct Histogram {
    title: &'static str,
    bars: Vec<Bar>,
}

struct Bar {
    label: String,
    count: usize,
    /// Whether it is what is asked for.
    is_asked: bool,
}

impl Histogram {
    /// One bar for each number from 0 to `most`, of which `most` is asked for.
    pub(super) fn of_each(title: &'static str, most: usize, values: impl Iterator<Item = usize>) -> Self {
        let mut bars: Vec<Bar> =
            (0..=most).map(|value| Bar { label: value.to_string(), count: 0, is_asked: value == most }).collect();
        for value in values {
            if let Some(bar) = bars.get_mut(value.min(most)) {
                bar.count += 1;
            }
        }
        Self { title, bars }
    }

    /// One bar for each hundred; those within the range are asked for.
    pub(super) fn of_hundreds(title: &'static str, range: WordRange, values: impl Iterator<Item = usize>) -> Self {
        let bar = |hundred: usize| Bar {
            label: if hundred == HUNDREDS { format!("{}+", hundred * 100) } else { (hundred * 100).to_string() },
            count: 0,
            is_asked: hundred * 100 >= range.fewest && (hundred + 1) * 100 <= range.most,
        };
        let mut bars: Vec<Bar> = (0..=HUNDREDS).map(bar).collect();
        for value in values {
            // The upper end of the range belongs to it: 600 words are no more than asked for.
            let value = if value == range.most { value.saturating_sub(1) } else { value };
            if let Some(bar) = bars.get_mut((value / 100).min(HUNDREDS)) {
                bar.count += 1;
            }
        }
        Self { title, bars }
    }

    pub(super) fn write(&self, file: &mut dyn Write) -> io::Result<()> {
        writeln!(
            file,
            "<figure><figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
            escape(self.title),
            escape(&self.in_words())
        )?;
        let step = WIDTH / self.bars.len().max(1);
        let most = self.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
        let room = HEIGHT - FOOT - HEAD;
        writeln!(file, "<line x1=\"0\" x2=\"{WIDTH}\" y1=\"{0}\" y2=\"{0}\"/>", HEIGHT - FOOT)?;
        for (index, bar) in self.bars.iter().enumerate() {
            let (left, middle) = (index * step, index * step + step / 2);
            // A bar that is there is seen, however many there are of others.
            let height = if bar.count == 0 { 0 } else { (bar.count * room / most).max(2) };
            let top = HEIGHT - FOOT - height;
            let class = if bar.is_asked { " class=\"asked\"" } else { "" };
            writeln!(
                file,
                "<rect{class} x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{height}\"/>",
                left + 2,
                step.saturating_sub(4)
            )?;
            if bar.count > 0 {
                writeln!(file, "<text x=\"{middle}\" y=\"{}\">{}</text>", top - 4, bar.count)?;
            }
            writeln!(file, "<text class=\"label\" x=\"{middle}\" y=\"{}\">{}</text>", HEIGHT - 6, escape(&bar.label))?;
        }
        writeln!(file, "</svg></figure>")
    }

    fn in_words(&self) -> String {
        let bars = self.bars.iter().filter(|bar| bar.count > 0);
        let parts: Vec<String> = bars.map(|bar| format!("{}: {}", bar.label, bar.count)).collect();
        format!("{} - submissions by number. {}", self.title, parts.join(", "))
    }
}

/// One bar for each requirement: how many meet it, in part, or not at all.
pub(super) fn requirements(rows: &[Line<'_>], pack: &Pack, file: &mut dyn Write) -> io::Result<()> {
    writeln!(
        file,
        "<h2>Requirements</h2>\n\
         <p class=\"legend\"><b class=\"good\">met</b>, <b class=\"fair\">in part</b>, missing</p>\n<div class=\"scroll\"><table class=\"requirements\">\n\
         <thead><tr><th>Requirement<th><span class=\"key\">met, in part, missing</span>\
         <th class=\"number\">Met<th class=\"number\">Part<th class=\"number\">Missing</thead>\n<tbody>"
    )?;
    for asked in pack.asked() {
        let id = asked.rule.id;
        let count = |status: &str| {
            let is =
                |(_, record): &&Line<'_>| record.is_some_and(|record| record.requirements.status(id) == Some(status));
            rows.iter().filter(is).count()
        };
        let (met, partial, missing) = (count("met"), count("partial"), count("missing"));
        let all = (met + partial + missing).max(1);
        let part = |count: usize| count * 1000 / all;
        writeln!(
            file,
            "<tr><th scope=\"row\" data-id=\"{id}\"><span>{}</span> <small>{id}</small>\
             <td><svg viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">\
             <rect class=\"met\" width=\"{}\" height=\"16\"/><rect class=\"partial\" x=\"{}\" width=\"{}\" height=\"16\"/>\
             <rect class=\"missing\" x=\"{}\" width=\"{}\" height=\"16\"/></svg>\
             <td class=\"number\">{met}<td class=\"number\">{partial}<td class=\"number\">{missing}",
            escape(asked.rule.asks),
            escape(&format!("{} of {} met", met, counted(met + partial + missing, "write-up"))),
            part(met),
            part(met),
            part(met + partial) - part(met),
            part(met + partial),
            1000 - part(met + partial),
        )?;
    }
    writeln!(file, "</tbody></table></div>")
}
