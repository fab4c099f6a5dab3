//! The table of all submissions, and the controls that the script brings to life.

use std::io::{self, Write};

use super::{Line, counted, escape};
use crate::batch::folder::Folder;
use crate::batch::plan::Task;
use crate::batch::record::{Record, Status};
use crate::check::Pack;

/// The columns: what sorts them, their heading, and whether they hold numbers.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("row", "Row", "number"),
    ("name", "Submission", ""),
    ("kind", "Kind", ""),
    ("met", "Met", "number"),
    ("words", "Words", "number"),
    ("notes", "To look at", ""),
];

pub(super) fn write(rows: &[Line<'_>], pack: &Pack, file: &mut dyn Write) -> io::Result<()> {
    let requirements: Vec<&str> = pack.asked().map(|asked| asked.rule.id).collect();
    writeln!(file, "<h2 id=\"submissions\">Submissions</h2>")?;
    controls(&requirements, file)?;
    writeln!(
        file,
        "<div class=\"scroll\"><table id=\"rows\" data-requirements=\"{}\">\n<thead><tr>",
        requirements.join(" ")
    )?;
    for (key, heading, class) in COLUMNS {
        write!(file, "<th scope=\"col\" data-key=\"{key}\" class=\"{class}\">{heading}")?;
    }
    writeln!(file, "</thead>\n<tbody>")?;
    for (task, record) in rows {
        match record {
            Some(record) => row(record, &requirements, file)?,
            None => untried(task, file)?,
        }
    }
    writeln!(file, "</tbody></table></div>\n<p id=\"none\" hidden>No submission fits.</p>\n{PAGES}")
}

/// Where one goes on; only the script needs it.
const PAGES: &str = "<nav id=\"pages\" aria-label=\"Pages\" hidden><button type=\"button\" id=\"previous\">Previous</button>\
     <output id=\"shown\" aria-live=\"polite\"></output><button type=\"button\" id=\"next\">Next</button></nav>";

fn controls(requirements: &[&str], file: &mut dyn Write) -> io::Result<()> {
    let shows = [
        ("", "all"),
        ("ok", "converted"),
        ("short", "short of a requirement"),
        ("complete", "every requirement met"),
        ("failed", "failed"),
        ("open", "not tried"),
        ("late", "late"),
        ("other", "no postmortem"),
        ("same", "same document as another"),
    ];
    writeln!(
        file,
        "<form id=\"controls\" hidden>\n<label>Find <input id=\"find\" type=\"search\" autocomplete=\"off\"></label>\n<label>Show <select id=\"show\">"
    )?;
    for (value, label) in shows {
        writeln!(file, "<option value=\"{value}\">{label}")?;
    }
    writeln!(file, "</select></label>\n<label>Lacks <select id=\"lacks\"><option value=\"\">anything")?;
    for id in requirements {
        writeln!(file, "<option>{id}")?;
    }
    writeln!(file, "</select></label>\n<button type=\"reset\">Clear</button>\n</form>")
}

/// A row that has no line in the journal so far.
fn untried(task: &Task, file: &mut dyn Write) -> io::Result<()> {
    let (name, id) = (escape(&task.row.name), escape(&task.row.id));
    write!(file, "<tr data-s=\"open\"><td class=\"number\">{}<td>{name} <small>{id}</small>", task.row.number)?;
    writeln!(file, "<td>not tried<td><td><td>")
}

fn row(record: &Record, requirements: &[&str], file: &mut dyn Write) -> io::Result<()> {
    let state = match record.status {
        Status::Ok => "ok",
        Status::Failed => "failed",
        Status::NotTried => "open",
    };
    write!(file, "<tr data-s=\"{state}\"")?;
    if !record.requirements.is_empty() {
        let mark = |id: &&str| match record.requirements.status(id) {
            Some("met") => '+',
            Some("partial") => '~',
            _ => '-',
        };
        write!(file, " data-r=\"{}\"", requirements.iter().map(mark).collect::<String>())?;
    }
    for (is, name) in [(record.late, "late"), (record.same_as.is_some(), "same"), (is_complete(record), "complete")] {
        if is {
            write!(file, " data-{name}")?;
        }
    }
    write!(file, "><td class=\"number\">{}<td>", record.row)?;
    name(record, file)?;
    let kind = record.verdict.as_deref().unwrap_or(if state == "open" { "not tried" } else { "failed" });
    write!(file, "<td>{}", escape(kind))?;
    match (record.met, record.required) {
        (Some(met), Some(required)) => write!(file, "<td class=\"number\">{met}<small>/{required}</small>")?,
        _ => write!(file, "<td>")?,
    }
    let words = record.words.map_or_else(String::new, |words| words.to_string());
    write!(file, "<td class=\"number\">{words}<td>")?;
    notes(record, file)?;
    writeln!(file)
}

/// The author's name, or the id, linked to the page.
fn name(record: &Record, file: &mut dyn Write) -> io::Result<()> {
    let shown = escape(if record.name.is_empty() { &record.id } else { &record.name });
    match ["html", "md", "json"].iter().find_map(|form| record.outputs.get(*form)) {
        Some(output) => write!(file, "<a href=\"{}\">{shown}</a>", escape(&Folder::href(output)))?,
        None => write!(file, "{shown}")?,
    }
    if record.name.is_empty() { Ok(()) } else { write!(file, " <small>{}</small>", escape(&record.id)) }
}

/// What a grader should look at.
fn notes(record: &Record, file: &mut dyn Write) -> io::Result<()> {
    if record.late {
        write!(file, "<b class=\"fair\">late</b> ")?;
    }
    if let Some(error) = &record.error {
        write!(
            file,
            "<b class=\"bad\">{}</b> {} <small>{}</small> ",
            escape(&error.code),
            escape(&error.message),
            escape(&error.hint)
        )?;
    }
    if let Some(first) = &record.same_as {
        write!(file, "same document as {} ", escape(first))?;
    }
    let not = |status: &str| {
        let found = record.requirements.0.iter().filter(|(_, found)| found == status);
        found.map(|(id, _)| id.as_ref()).collect::<Vec<_>>().join(" ")
    };
    for (label, ids) in [("missing", not("missing")), ("in part", not("partial"))] {
        if !ids.is_empty() {
            write!(file, "<div><small>{label}: {}</small></div>", escape(&ids))?;
        }
    }
    if let Some(errors) = record.findings.get("error") {
        write!(file, "<small>{}</small> ", counted(*errors, "contradiction"))?;
    }
    if !record.others.is_empty() {
        let others: Vec<String> =
            record.others.iter().map(|other| format!("{} ({})", other.input, other.reason)).collect();
        write!(file, "<div><small>also: {}</small></div>", escape(&others.join("; ")))?;
    }
    Ok(())
}

fn is_complete(record: &Record) -> bool {
    record.met.is_some() && record.met == record.required
}
