//! Templates of people's own, in the language of Jinja.
//!
//! A template sees the JSON of the submission under the same names (`postmortems`, `verdict`, `source`, …), and besides
//! `readme`, the canonical README as Markdown. What it writes is escaped for what it makes: HTML in `x.html` or `x.html.j2`,
//! Markdown in `x.md` or `x.md.j2`, nothing elsewhere; `|safe` turns that off for one value. A name that does not exist is an
//! error, `null` is false. No other file is loaded and nothing is run.

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, context, escape_formatter};
use thiserror::Error;

use super::{WriteOptions, markdown, write};
use crate::document::Document;
use crate::format::OutputFormat;
use crate::postmortem::Submission;

/// The name by which the escape of Markdown is known to the engine.
const MARKDOWN: &str = "markdown";
/// Longest piece of a template's line that an error shows, in characters.
const SHOWN: usize = 120;

/// Why a template cannot be used.
#[derive(Debug, Error)]
#[error("{}", message(.line.as_ref(), .text.as_deref(), .problem))]
pub struct TemplateError {
    /// The line at fault, from 1.
    pub line: Option<usize>,
    /// That line.
    pub text: Option<String>,
    /// What is wrong.
    pub problem: String,
}

/// What a template makes, by its name: it decides what is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Makes {
    /// HTML or XML.
    Html,
    /// Markdown.
    Markdown,
    /// Any other text.
    Text,
}

impl Makes {
    /// By the ending of the template's file name; endings of templates (`.j2`, `.jinja`) do not count.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let own = [".j2", ".jinja", ".jinja2", ".tmpl"].iter().find_map(|ending| lower.strip_suffix(ending));
        match own.unwrap_or(&lower).rsplit('.').next() {
            Some("html" | "htm" | "xhtml" | "xml" | "svg") => Self::Html,
            Some("md" | "markdown") => Self::Markdown,
            _ => Self::Text,
        }
    }

    fn escape(self) -> AutoEscape {
        match self {
            Self::Html => AutoEscape::Html,
            Self::Markdown => AutoEscape::Custom(MARKDOWN.into()),
            Self::Text => AutoEscape::None,
        }
    }
}

/// Fills a template. `name` is that of its file, `document` the tree that the submission was recognized from.
///
/// # Errors
///
/// [`TemplateError`] when the template is no template, or asks for what does not exist.
pub fn render(
    name: &str,
    template: &str,
    submission: &Submission,
    document: &Document,
    options: &WriteOptions,
) -> Result<String, TemplateError> {
    let makes = Makes::from_name(name);
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    engine.set_auto_escape_callback(move |_| makes.escape());
    engine.set_formatter(format);
    engine.set_debug(true);
    let readme = || String::from_utf8_lossy(&write(submission, document, OutputFormat::Markdown, options)).into_owned();
    let data = context! {
        readme => Value::from_safe_string(readme()),
        // The JSON lacks them where there are none.
        comments => Value::from(Serde(&submission.comments)),
        ..Value::from(Serde(submission))
    };
    engine.render_named_str(name, template, data).map_err(|error| told(&error, template))
}

/// Writes one value, escaped for Markdown where that is made.
fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    if !matches!(state.auto_escape(), AutoEscape::Custom(_)) || value.is_undefined() {
        return escape_formatter(out, state, value);
    }
    let written = match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&markdown::write_text(text)),
        _ => out.write_str(&value.to_string()),
    };
    written.map_err(minijinja::Error::from)
}

fn told(error: &minijinja::Error, template: &str) -> TemplateError {
    let line = error.line();
    let text = line.and_then(|line| template.lines().nth(line.checked_sub(1)?));
    let problem = match (error.kind(), error.detail()) {
        (ErrorKind::SyntaxError, Some(detail)) => detail.to_owned(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
        (kind, None) => kind.to_string(),
    };
    TemplateError { line, text: text.map(|text| text.trim().chars().take(SHOWN).collect()), problem }
}

fn message(line: Option<&usize>, text: Option<&str>, problem: &str) -> String {
    match (line, text) {
        (Some(line), Some(text)) => format!("line {line}, `{text}`: {problem}"),
        (Some(line), None) => format!("line {line}: {problem}"),
        (None, _) => problem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Notices;
    use crate::source::Source;

    const WRITE_UP: &str = "Uploads down <script>alert(1)</script>\n\nIssue Summary\n\
        Duration: May 3, 2024, 14:30 to 16:00 UTC\nImpact: 45% of users could not upload.\n\n\
        Timeline\n14:30 UTC - *An alert* reported [failed](javascript:x) uploads.\n16:00 UTC - Uploads work again.\n\n\
        Root cause and resolution\nA full disk. It was fixed by deleting old logs.\n\nCorrective measures\nTODO:\nAdd a disk alert.\n";

    fn rendered(name: &str, template: &str) -> Result<String, TemplateError> {
        let source = Source::file("uploads.txt", WRITE_UP);
        let mut notices = Notices::default();
        let (document, format) = crate::read::read(&source, &mut notices).map_err(|error| TemplateError {
            line: None,
            text: None,
            problem: error.to_string(),
        })?;
        let submission = crate::postmortem::recognize(&document, &source, format, notices);
        render(name, template, &submission, &document, &WriteOptions::default())
    }

    #[track_caller]
    fn fills(name: &str, template: &str, expected: &str) {
        assert_eq!(rendered(name, template).map_err(|error| error.to_string()).as_deref(), Ok(expected));
    }

    #[test]
    fn a_document_without_comments_has_an_empty_list_of_them() {
        fills("x.txt", "{% for comment in comments %}{{ comment.text }}{% else %}none{% endfor %}", "none");
    }

    #[track_caller]
    fn fails(template: &str, expected: &str) {
        assert_eq!(rendered("a.md", template).map_err(|error| error.to_string()).err().as_deref(), Some(expected));
    }

    #[test]
    fn the_names_are_those_of_the_json() {
        fills(
            "a.txt",
            "{{ verdict.kind }}: {{ postmortems[0].summary.impact.percent_users }} %, {{ postmortems[0].timeline|length }} entries",
            "postmortem: 45 %, 2 entries",
        );
        fills("a.txt", "{% for e in postmortems[0].timeline %}{{ e.time }} {% endfor %}", "14:30 16:00 ");
    }

    #[test]
    fn text_of_documents_is_escaped_for_what_is_made() {
        let title = "{{ postmortems[0].title }}";
        fills("a.html.j2", title, "Uploads down &lt;script&gt;alert(1)&lt;&#x2f;script&gt;");
        fills("a.md", title, "Uploads down \\<script>alert(1)\\</script>");
        fills("a.txt", title, "Uploads down <script>alert(1)</script>");
        fills(
            "a.md",
            "- {{ postmortems[0].timeline[0].text }}",
            "- An alert\\* reported [failed\\](javascript:x) uploads.",
        );
        fills(
            "a.md",
            "{{ postmortems[0].words }} {{ postmortems[0].title|safe }}",
            "62 Uploads down <script>alert(1)</script>",
        );
    }

    #[test]
    fn text_begins_no_block_in_markdown() {
        for (text, expected) in
            [("# a", "\\# a"), ("12. a", "12\\. a"), ("- a", "\\- a"), ("> a", "\\> a"), ("a\n# b", "a<br>\\# b")]
        {
            assert_eq!(markdown::write_text(text), expected);
        }
    }

    #[test]
    fn the_readme_is_there_as_markdown() {
        let text = rendered("a.md", "{{ readme }}").unwrap_or_default();
        assert!(text.contains("- **14:30 UTC** - An alert\\*"), "{text}");
    }

    #[test]
    fn null_is_false_and_what_does_not_exist_is_an_error() {
        fills("a.txt", "{% if postmortems[0].summary.root_cause %}yes{% else %}no{% endif %}", "no");
        fails(
            "a\n{{ postmortems[0].tittle }}",
            "line 2, `{{ postmortems[0].tittle }}`: undefined value: `postmortems[0].tittle` is undefined",
        );
    }

    #[test]
    fn errors_name_the_line() {
        fails("a\nb\n{% for x %}", "line 3, `{% for x %}`: unexpected end of block, expected in");
        fails("{{ 1|nothing }}", "line 1, `{{ 1|nothing }}`: unknown filter: filter nothing is unknown");
        fails("{% include 'etc' %}", "line 1, `{% include 'etc' %}`: unknown statement include");
    }
}
