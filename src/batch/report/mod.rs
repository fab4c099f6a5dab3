//! `report.html`: the cohort at a glance, one self-contained page.
//!
//! All of it can be read without a script: numbers, charts, and the table of every submission. The script sorts and filters the table and
//! shows it page by page, so that ten thousand rows stay quick. Nothing is loaded and nothing can be: the content security policy allows
//! the page's own style and script, by their hash, and nothing else, so text of strangers has no way to act. That is also why no element
//! has a `style` attribute: lengths of bars are attributes of SVG.

mod chart;
mod table;

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::plan::Task;
use super::record::Record;
use super::summary::Summary;
use crate::check::Pack;
use crate::visible::visible;
use crate::write::escape::xml;
use chart::Histogram;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// A row of the plan and its line in the journal, if it has one.
pub(super) type Line<'a> = (&'a Task, Option<&'a Record>);

/// Writes the page of all rows.
pub(super) fn write(rows: &[Line<'_>], pack: &Pack, file: &mut dyn Write) -> io::Result<()> {
    let summary = Summary::of(rows.iter().map(|(_, record)| *record));
    head(&summary, file)?;
    tiles(rows, &summary, file)?;
    charts(rows, pack, file)?;
    troubles(&summary, file)?;
    table::write(rows, pack, file)?;
    writeln!(file, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

fn head(summary: &Summary, file: &mut dyn Write) -> io::Result<()> {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(STYLE)),
        STANDARD.encode(Sha256::digest(SCRIPT)),
    );
    writeln!(
        file,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{} submissions</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>",
        summary.rows,
        counted(summary.rows, "submission"),
    )
}

/// The numbers that matter most.
fn tiles(rows: &[Line<'_>], summary: &Summary, file: &mut dyn Write) -> io::Result<()> {
    let of = |test: fn(&Record) -> bool| rows.iter().filter(|(_, record)| record.is_some_and(test)).count();
    let write_ups = of(|record| matches!(record.verdict.as_deref(), Some("postmortem" | "multiple")));
    let tiles = [
        ("postmortems", write_ups, ""),
        ("meet every requirement", summary.all_met, "good"),
        ("other documents", summary.ok() - write_ups, "fair"),
        ("failed", summary.failed(), "bad"),
        ("not tried", summary.not_tried(), "fair"),
        ("late", of(|record| record.late), "fair"),
        ("handed in the same document as another", of(|record| record.same_as.is_some()), "fair"),
    ];
    writeln!(file, "<ul class=\"tiles\">")?;
    for (label, count, tone) in tiles.iter().filter(|(_, count, tone)| *count > 0 || tone.is_empty()) {
        writeln!(file, "<li class=\"{tone}\"><b>{count}</b> {label}</li>")?;
    }
    writeln!(file, "</ul>")
}

fn charts(rows: &[Line<'_>], pack: &Pack, file: &mut dyn Write) -> io::Result<()> {
    let required = rows.iter().find_map(|(_, record)| record.and_then(|record| record.required)).unwrap_or(0);
    if required == 0 {
        return Ok(());
    }
    writeln!(file, "<div class=\"charts\">")?;
    let met = rows.iter().filter_map(|(_, record)| record.and_then(|record| record.met));
    Histogram::of_each("Requirements met", required, met).write(file)?;
    let words = rows.iter().filter_map(|(_, record)| record.filter(|record| record.met.is_some())?.words);
    Histogram::of_hundreds("Words", pack.words(), words).write(file)?;
    writeln!(file, "</div>")?;
    chart::requirements(rows, pack, file)
}

/// What went wrong, by the code of the error, and what can be done.
fn troubles(summary: &Summary, file: &mut dyn Write) -> io::Result<()> {
    if summary.errors.is_empty() {
        return Ok(());
    }
    writeln!(
        file,
        "<h2>What went wrong</h2>\n<div class=\"scroll\"><table class=\"troubles\">\n\
         <thead><tr><th>Error<th class=\"number\">Rows<th>What to do</thead>\n<tbody>"
    )?;
    for (code, trouble) in &summary.errors {
        writeln!(file, "<tr><td>{}<td class=\"number\">{}<td>{}", escape(code), trouble.count, escape(&trouble.hint))?;
    }
    writeln!(file, "</tbody></table></div>")
}

/// Text of strangers as it stands in the page, its controls of direction included.
fn escape(text: &str) -> String {
    xml(&visible(text))
}

/// `1 submission`, `2 submissions`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
