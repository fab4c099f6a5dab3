//! Laws that hold for every document.

use std::collections::HashMap;

use pmconvert::document::{Document, dump, plain_text_of_blocks};
use pmconvert::format::OutputFormat;
use pmconvert::lines::Marker;
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Kind, Postmortem, Submission, recognize};
use pmconvert::read::read;
use pmconvert::source::Source;
use pmconvert::write::{Diagram, Images, Readme, WriteOptions};
use serde_json::Value;

use super::outputs::written;

/// Every word of the document stands in the JSON, as often as in the document.
pub fn words_are_conserved(document: &Document, json: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut texts = Vec::new();
    collect(&value, &mut texts);
    let kept = counted(&texts.join(" "));
    // `12.` and `3)` are marks of items, whether typed or set: lists count for themselves.
    let text = plain_text_of_blocks(&document.blocks) + "\n" + &plain_text_of_blocks(&document.around);
    let is_mark = |word: &&str| Marker::of(&format!("{word} x")).is_some_and(|marker| marker.number.is_some());
    let source = text.split_whitespace().filter(|word| !is_mark(word)).collect::<Vec<_>>().join(" ");
    for (word, count) in counted(&source) {
        let found = kept.get(&word).copied().unwrap_or(0);
        if found < count {
            return Err(format!(
                "the word `{word}` stands {count} times in the document and {found} times in the JSON"
            ));
        }
    }
    Ok(())
}

/// The words of a text and how often each occurs.
pub fn counted(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// The texts of a JSON value that come from the document.
fn collect(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            // The numbers of a list are kept as its first number and its length.
            if let (Some(start), Some(items)) =
                (object.get("start").and_then(Value::as_u64), object.get("items").and_then(Value::as_array))
            {
                out.extend((start..).take(items.len()).map(|number| number.to_string()));
            }
            for (key, value) in object {
                match value {
                    Value::String(text) if matches!(key.as_str(), "text" | "heading" | "title" | "alt" | "label") => {
                        out.push(text.clone());
                    }
                    _ => collect(value, out),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, out)),
        _ => {}
    }
}

/// The README of a postmortem reads back to the same facts, and its own README is the same to the byte.
pub fn readme_reads_back(submission: &Submission, readme: &str) -> Result<(), String> {
    reads_back(submission, "README.md", readme, &[(WriteOptions::default(), readme)])
}

/// What is put around a write-up in a README is not taken for a part of it, and is put there again, byte for byte.
pub fn parts_are_told_apart(submission: &Submission, document: &Document, plain: &str) -> Result<(), String> {
    for diagram in [Diagram::Mermaid, Diagram::Svg] {
        let readme = Readme { contents: true, front_matter: true, scaffold: true };
        let options = WriteOptions { diagram, readme, ..WriteOptions::default() };
        let dressed = written(submission, document, OutputFormat::Markdown, &options);
        reads_back(submission, "README.md", &dressed, &[(options, &dressed), (WriteOptions::default(), plain)])?;
    }
    Ok(())
}

/// A page reads back to the same facts and the same README: what it shows twice is told apart.
pub fn page_reads_back(submission: &Submission, document: &Document, readme: &str) -> Result<(), String> {
    let options = WriteOptions { with_check: true, images: Images::Embed, ..WriteOptions::default() };
    let page = written(submission, document, OutputFormat::Html, &options);
    reads_back(submission, "index.html", &page, &[(WriteOptions::default(), readme)])
}

/// An output of a postmortem reads back to the same facts, and to the same READMEs.
fn reads_back(
    submission: &Submission,
    name: &str,
    output: &str,
    readmes: &[(WriteOptions, &str)],
) -> Result<(), String> {
    if !matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple) {
        return Ok(());
    }
    let mut notices = Notices::default();
    let source = Source::file(name, output);
    let (document, format) = read(&source, &mut notices).map_err(|error| error.to_string())?;
    let again = recognize(&document, &source, format, notices);
    if again.postmortems.len() != submission.postmortems.len() {
        return Err(format!("{} write-ups became {} in {name}", submission.postmortems.len(), again.postmortems.len()));
    }
    for (before, after) in submission.postmortems.iter().zip(&again.postmortems) {
        same_facts(before, after)?;
    }
    for (options, readme) in readmes {
        let twice = written(&again, &document, OutputFormat::Markdown, options);
        if twice != *readme {
            let differing = readme.lines().zip(twice.lines()).find(|(a, b)| a != b);
            return Err(format!("the README of {name} differs with {:?}: {differing:?}", options.readme));
        }
    }
    Ok(())
}

/// The Word file of a postmortem reads back to the same facts.
#[cfg(feature = "docx")]
pub fn word_file_reads_back(submission: &Submission, word_file: Vec<u8>) -> Result<(), String> {
    let source = Source::file("postmortem.docx", word_file);
    let mut notices = Notices::default();
    let (document, format) = read(&source, &mut notices).map_err(|error| error.to_string())?;
    if !matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple) {
        return Ok(());
    }
    let again = recognize(&document, &source, format, notices);
    same("number of write-ups", &submission.postmortems.len(), &again.postmortems.len())?;
    let mut pairs = submission.postmortems.iter().zip(&again.postmortems);
    pairs
        .try_for_each(|(before, after)| same_facts(before, after))
        .map_err(|broken| format!("as a Word file: {broken}"))
}

fn same_facts(before: &Postmortem, after: &Postmortem) -> Result<(), String> {
    same("title", &before.title.as_deref().unwrap_or("Postmortem"), &after.title.as_deref().unwrap_or("Postmortem"))?;
    let span = |postmortem: &Postmortem| {
        postmortem.summary.duration.as_ref().map(|d| (d.start.clone(), d.end.clone(), d.minutes))
    };
    same("duration", &span(before), &span(after))?;
    let percent = |postmortem: &Postmortem| postmortem.summary.impact.as_ref().and_then(|impact| impact.percent_users);
    same("percent", &percent(before), &percent(after))?;
    let entries = |postmortem: &Postmortem| -> Vec<_> {
        postmortem
            .timeline
            .iter()
            .map(|e| (e.time.clone(), e.end_time.clone(), e.date.clone(), folded(&e.text), e.events.clone()))
            .collect()
    };
    same("timeline", &entries(before), &entries(after))?;
    let improvements =
        |postmortem: &Postmortem| postmortem.measures.improvements.iter().map(|m| folded(&m.text)).collect::<Vec<_>>();
    same("improvements", &improvements(before), &improvements(after))?;
    let tasks = |postmortem: &Postmortem| postmortem.measures.tasks.iter().map(|m| folded(&m.text)).collect::<Vec<_>>();
    same("tasks", &tasks(before), &tasks(after))?;
    let told = |postmortem: &Postmortem| {
        let both = &postmortem.cause_and_resolution;
        (
            both.cause.as_ref().map(|quote| folded(&quote.text)),
            both.resolution.as_ref().map(|quote| folded(&quote.text)),
        )
    };
    same("cause and resolution", &told(before), &told(after))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, before: &T, after: &T) -> Result<(), String> {
    if before == after {
        Ok(())
    } else {
        Err(format!("{what} changed on the way\n  before: {before:?}\n  after:  {after:?}"))
    }
}

/// Another implementation of GitHub's dialect shows the blocks, marks, links and tasks that the README is made of.
pub fn github_shows_the_same(readme: &str) -> Result<(), String> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    let shown = comrak::markdown_to_html(readme, &options);
    let tree = |name: &str, text: &str| -> Result<String, String> {
        let source = Source::file(name, text);
        let (document, _) = read(&source, &mut Notices::default()).map_err(|error| error.to_string())?;
        Ok(without_places(&dump(&document)))
    };
    // The Markdown reader takes `text` for no language at all.
    let (own, other) =
        (tree("README.md", readme)?, tree("README.html", &shown)?.replace("code  text \"", "code  - \""));
    // Columns without alignment are not told in HTML, and addresses are percent-encoded there.
    let folded = |tree: &str| -> String {
        let unaligned = |line: &str| {
            if line.trim_start().starts_with("table ") { line.replace(['-', ' '], "") } else { line.to_owned() }
        };
        tree.lines().map(unaligned).collect::<Vec<_>>().join("\n").replace("%5D", "]").replace("%5B", "[")
    };
    let (own, other) = (folded(&own), folded(&other));
    if own == other {
        return Ok(());
    }
    let differing = own.lines().zip(other.lines()).find(|(a, b)| a != b);
    Err(format!("GitHub shows the README otherwise: {differing:?}"))
}

/// A dump without positions.
fn without_places(dump: &str) -> String {
    let without = |line: &str| {
        let place = line.find('[').filter(|start| !line[..*start].contains('"'));
        let end = place.and_then(|start| line[start..].find(']').map(|length| start + length + 1));
        place.zip(end).map_or_else(|| line.to_owned(), |(start, end)| format!("{}{}", &line[..start], &line[end..]))
    };
    dump.lines().map(without).collect::<Vec<_>>().join("\n")
}

/// A page runs nothing and asks nobody. What looks like an address that runs something may stand in its text.
pub fn page_is_inert(html: &str) -> Result<(), String> {
    let lower = html.to_lowercase();
    for forbidden in ["<script", "=\"javascript:", "<iframe", "<object", "<link"] {
        if lower.contains(forbidden) {
            return Err(format!("the page holds `{forbidden}`"));
        }
    }
    if lower.contains("content-security-policy") {
        Ok(())
    } else {
        Err("the page states no content security policy".to_owned())
    }
}
