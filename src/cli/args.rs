//! The types of the command line; their help text is the reference.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::error::CliError;
use crate::check::comparison;
use crate::check::report::Form;
use crate::format::{InputFormat, OutputFormat};
use crate::write::{Diagram, Layout};

/// Turn an incident write-up into one canonical postmortem.
///
/// Reads Google Docs links, .docx, .html, .md and .txt, finds the sections, times and facts that the write-up holds
/// under whatever headings, and writes README.md, JSON or HTML.
#[derive(Debug, Parser)]
#[command(
    name = "pmconvert",
    version,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
#[command(
    after_help = "Exit codes: 0 converted, 1 the document failed, 2 wrong usage or environment, 130 interrupted."
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) convert: ConvertArguments,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The arguments without the subcommands: those take longer to set up than all else takes before a document is opened.
#[derive(Debug, Parser)]
struct OfConversion {
    #[command(flatten)]
    convert: ConvertArguments,
}

/// What leads past [`OfConversion`] wherever it stands.
const LEADS_PAST: [&str; 10] =
    ["check", "diff", "show", "batch", "explain", "rules", "schema", "completions", "man", "help"];

impl Arguments {
    /// Takes arguments apart, the program's name first.
    ///
    /// # Errors
    ///
    /// What clap says of arguments that are wrong, and of those that ask for help or the version.
    pub(super) fn take(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let plain = |argument: &OsString| {
            let text = argument.to_str();
            text.is_some_and(|text| {
                !LEADS_PAST.contains(&text) && !matches!(text, "--help" | "--version" | "-h" | "-V")
            })
        };
        if arguments.len() > 1
            && arguments.iter().skip(1).all(plain)
            && let Ok(OfConversion { convert }) = OfConversion::try_parse_from(arguments)
        {
            return Ok(Self { convert, command: None });
        }
        Self::try_parse_from(arguments)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Hold write-ups against the requirements of the course
    ///
    /// Shows which requirements are met and by which words, what is missing and how to mend it, and what contradicts itself.
    #[command(after_help = "Exit codes: 0 all required requirements met, 1 not all, 2 an input failed or wrong usage.")]
    Check(CheckArguments),
    /// Compare two versions of a write-up, requirement by requirement
    #[command(after_help = "Exit codes: 0 nothing newly broken, 1 something is, 2 an input failed or wrong usage.")]
    Diff(DiffArguments),
    /// Show a write-up for reading on the terminal
    Show(ShowArguments),
    /// Convert a whole cohort: a list, a folder or an archive of submissions
    ///
    /// Takes CSV, TSV, XLSX, ODS and JSONL lists, a text of links, a folder, a zip, and the downloads of Canvas, Moodle, Gradescope and
    /// GitHub Classroom. Writes each submission, a journal, a grade sheet and a report into one folder. Killed at any moment, the same
    /// command goes on where it was.
    #[command(
        after_help = "Exit codes: 0 all converted, 1 a submission failed, 2 wrong usage or environment, 130 interrupted."
    )]
    Batch(BatchArguments),
    /// Explain a requirement or a finding
    #[command(arg_required_else_help = true)]
    Explain {
        /// Its name, such as summary.duration or time.order
        #[arg(required_unless_present = "all")]
        id: Option<String>,
        /// Explain all of them, as Markdown
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
    /// Print the rule pack of the course, to copy and change
    Rules,
    /// Print the JSON Schema of the JSON output
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// How an input is opened and read, whatever is done with it.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "one field for each flag of the command line")]
pub(super) struct ReadArguments {
    /// Read this form, whatever the content and name of the input
    #[arg(short, long, value_name = "FORM")]
    pub(super) from: Option<From>,

    /// Take what a document links to, when it is nothing but one link
    #[arg(long, overrides_with = "no_follow")]
    pub(super) follow: bool,

    /// Take a document that is nothing but a link as it is (the default for one document)
    #[arg(long, overrides_with = "follow")]
    pub(super) no_follow: bool,

    /// Time for fetching a link, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,

    /// Keep fetched documents in DIR, and take them from there when the same link is given again
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,

    /// Fetch documents that are in the cache anew
    #[arg(long, requires = "cache")]
    pub(super) refresh: bool,

    /// Largest input, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 100_000_000)]
    pub(super) max_size: u64,

    /// Read the page view of a Google Doc whose owner has turned downloading off
    #[arg(long)]
    pub(super) web_view: bool,

    /// Read only the tab that the link names, not the whole document
    #[arg(long)]
    pub(super) tab: bool,
}

/// One document in, one output out.
#[derive(Debug, Args)]
pub(super) struct ConvertArguments {
    /// A link, a path, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(super) input: Option<String>,

    /// Write to FILE (.md, .json, .html, .docx), or to README.md in DIR/; Markdown on standard output without it
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Write this form, whatever the name of the output
    #[arg(short, long, value_name = "FORM")]
    pub(super) to: Option<To>,

    /// Fill a template (Jinja) in place of the README; its ending says what it makes
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub(super) template: Option<PathBuf>,

    /// Put the required headings in the required order, or keep the document's own
    #[arg(long, value_name = "ORDER", default_value = "canonical")]
    pub(super) layout: LayoutArgument,

    /// Embedded pictures: into images/ beside the output, into it as data URLs, or out
    #[arg(long, value_name = "WHERE", default_value = "extract")]
    pub(super) images: ImagesArgument,

    /// Put the reviewers' comments into the JSON
    #[arg(long)]
    pub(super) comments: bool,

    #[command(flatten)]
    pub(super) reading: ReadArguments,

    /// Print no notices
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Print what was recognized as what
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,

    /// Check by the rules and headings of a rule pack, not by the course's (`pmconvert rules` prints those)
    #[arg(long, value_name = "FILE.toml", global = true)]
    pub(super) rules: Option<PathBuf>,

    /// Color on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorArgument,

    #[command(flatten)]
    pub(super) parts: PartsArguments,
}

/// What stands around the write-up in a README or a page.
#[derive(Debug, Args)]
#[command(next_help_heading = "Parts of a README or a page")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct PartsArguments {
    /// Draw the timeline: as a Mermaid chart in a README, or as a picture (timeline.svg beside a README, inside a page)
    ///
    /// Without it, a page has a picture and a README has none.
    #[arg(long, value_name = "FORM")]
    pub(super) diagram: Option<DiagramArgument>,

    /// Put a table of contents below the title of a README
    #[arg(long)]
    pub(super) toc: bool,

    /// Put title, date, duration, share of users and source on top of a README, as YAML
    #[arg(long)]
    pub(super) front_matter: bool,

    /// Put a TODO line into a README for each requirement that is not met at all
    #[arg(long)]
    pub(super) scaffold: bool,

    /// End a page with the requirements and how far each is met
    #[arg(long)]
    pub(super) with_check: bool,
}

/// Write-ups in, one report out.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Links, paths, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(super) inputs: Vec<String>,

    /// The form of the report
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) format: ReportForm,

    /// Look only for these requirements and findings (`pmconvert explain --all` lists them)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) only: Vec<String>,

    /// Give points and their total, by the rule pack
    #[arg(long)]
    pub(super) score: bool,

    /// Write the report to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) reading: ReadArguments,
}

/// Two versions in, what changed out.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The earlier version: a link or a path
    pub(super) old: String,

    /// The later version: a link, a path, or - for standard input
    pub(super) new: String,

    /// The form of the comparison
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) format: DiffForm,

    #[command(flatten)]
    pub(super) reading: ReadArguments,
}

/// One write-up, for reading.
#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// A link, a path, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(super) input: String,

    /// Width of the text in columns; by default that of the terminal, at most 100
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,

    /// Put the required headings in the required order, or keep the document's own
    #[arg(long, value_name = "ORDER", default_value = "canonical")]
    pub(super) layout: LayoutArgument,

    #[command(flatten)]
    pub(super) reading: ReadArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffForm {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// Feedback to paste to an author
    Markdown,
}

impl std::convert::From<DiffForm> for comparison::Form {
    fn from(form: DiffForm) -> Self {
        match form {
            DiffForm::Text => Self::Text,
            DiffForm::Json => Self::Json,
            DiffForm::Markdown => Self::Markdown,
        }
    }
}

/// A cohort in, a folder of results out.
#[derive(Debug, Args)]
pub(super) struct BatchArguments {
    /// Lists, folders or archives of submissions
    #[arg(value_name = "LIST", required = true)]
    pub(super) lists: Vec<PathBuf>,

    /// The folder for the results
    #[arg(short, long, value_name = "DIR", required = true)]
    pub(super) out: PathBuf,

    /// What to write for each submission: md, json, html
    #[arg(short, long, value_name = "FORMS", value_delimiter = ',', default_value = "md,json")]
    pub(super) to: Vec<BatchForm>,

    /// The column that tells whose a row is, by name or number
    #[arg(long, value_name = "COLUMN")]
    pub(super) id_column: Option<String>,

    /// The column that holds the link or path
    #[arg(long, value_name = "COLUMN")]
    pub(super) input_column: Option<String>,

    /// The column that holds the author's name
    #[arg(long, value_name = "COLUMN")]
    pub(super) name_column: Option<String>,

    /// Most requests under way, to one host as in all [default: 1 to each host, 4 in all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) concurrency: Option<u16>,

    /// Most requests a second to one host, all of Google being one; 0 for no limit [default: a little less than 1]
    #[arg(long, value_name = "N", value_parser = rate)]
    pub(super) rate: Option<f64>,

    /// Replace ids and names by pseudonyms; their key and the names go to DIR-names, beside the results
    #[arg(long)]
    pub(super) anonymize: bool,

    /// Time for converting one document, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) convert_timeout: u64,

    /// Try rows again that failed in an earlier run
    #[arg(long)]
    pub(super) retry_failed: bool,

    /// Begin no more rows when one has failed
    #[arg(long)]
    pub(super) fail_fast: bool,

    /// Put the required headings in the required order, or keep the document's own
    #[arg(long, value_name = "ORDER", default_value = "canonical")]
    pub(super) layout: LayoutArgument,

    /// Embedded pictures: into images/ beside the output, into it as data URLs, or out
    #[arg(long, value_name = "WHERE", default_value = "extract")]
    pub(super) images: ImagesArgument,

    /// How progress is shown: a bar on a terminal and lines elsewhere, or JSON lines for programs
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub(super) progress: ProgressArgument,

    #[command(flatten)]
    pub(super) reading: ReadArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BatchForm {
    /// README.md
    Md,
    /// The section tree, in submission.json
    Json,
    /// One self-contained page, index.html
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProgressArgument {
    /// A bar on a terminal, lines elsewhere
    Auto,
    /// Lines
    Plain,
    /// JSON, one object a line, on standard error
    Json,
    /// Nothing
    None,
}

/// A number of requests a second.
fn rate(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(rate) if rate.is_finite() && (0.0..=1000.0).contains(&rate) => Ok(rate),
        _ => Err("expected a number from 0 to 1000".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportForm {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// One JSON object a line for each input
    Jsonl,
    /// Feedback to paste to an author
    Markdown,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit's XML
    Junit,
}

impl std::convert::From<ReportForm> for Form {
    fn from(form: ReportForm) -> Self {
        match form {
            ReportForm::Text => Self::Text,
            ReportForm::Json => Self::Json,
            ReportForm::Jsonl => Self::Jsonl,
            ReportForm::Markdown => Self::Markdown,
            ReportForm::Github => Self::Github,
            ReportForm::Sarif => Self::Sarif,
            ReportForm::Junit => Self::Junit,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum To {
    /// README.md
    Md,
    /// The section tree
    Json,
    /// One self-contained page
    Html,
    /// A Word file
    Docx,
    /// The document tree as indented text, for a look at what was read
    Tree,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum From {
    Txt,
    Md,
    Html,
    Docx,
    Odt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LayoutArgument {
    Canonical,
    Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImagesArgument {
    Extract,
    Embed,
    Drop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiagramArgument {
    /// A chart that GitHub draws
    Mermaid,
    /// A picture
    Svg,
    /// None
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArgument {
    Auto,
    Always,
    Never,
}

impl std::convert::From<To> for OutputFormat {
    fn from(to: To) -> Self {
        match to {
            To::Md => Self::Markdown,
            To::Json => Self::Json,
            To::Html => Self::Html,
            To::Docx => Self::Docx,
            To::Tree => Self::Tree,
        }
    }
}

impl std::convert::From<From> for InputFormat {
    fn from(from: From) -> Self {
        match from {
            From::Txt => Self::Text,
            From::Md => Self::Markdown,
            From::Html => Self::Html,
            From::Docx => Self::Docx,
            From::Odt => Self::Odt,
        }
    }
}

impl std::convert::From<DiagramArgument> for Diagram {
    fn from(diagram: DiagramArgument) -> Self {
        match diagram {
            DiagramArgument::Mermaid => Self::Mermaid,
            DiagramArgument::Svg => Self::Svg,
            DiagramArgument::None => Self::Omit,
        }
    }
}

impl std::convert::From<LayoutArgument> for Layout {
    fn from(layout: LayoutArgument) -> Self {
        match layout {
            LayoutArgument::Canonical => Self::Canonical,
            LayoutArgument::Source => Self::Source,
        }
    }
}

/// The error for a command line without an input.
pub(super) fn missing_input(command: &mut clap::Command) -> clap::Error {
    command.error(
        clap::error::ErrorKind::MissingRequiredArgument,
        "no input: give a link, a path, or - for standard input",
    )
}

/// The completion script for a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut <Arguments as clap::CommandFactory>::command(), "pmconvert", &mut script);
    script
}

/// The manual page in troff.
pub(super) fn manual() -> Result<Vec<u8>, CliError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(<Arguments as clap::CommandFactory>::command())
        .render(&mut page)
        .map_err(|source| CliError::Output { name: "standard output".to_owned(), source })?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_subcommands_lead_past_the_short_way() {
        let mut command = <Arguments as clap::CommandFactory>::command();
        command.build();
        let names: Vec<_> = command.get_subcommands().map(|subcommand| subcommand.get_name().to_owned()).collect();
        assert_eq!(names, LEADS_PAST);
        assert!(command.get_subcommands().all(|subcommand| subcommand.get_all_aliases().next().is_none()));
    }

    #[test]
    fn both_ways_lead_to_the_same() {
        for line in [
            "x.md",
            "-q x.md -t json",
            "-o check x.md",
            "x.md check",
            "check x.md",
            "-v",
            "",
            "--quiet",
            "-q -v x.md",
            "-qt",
            "x.md y.md",
            "--nonsense x.md",
            "-o out.json --comments x.docx --timeout 5",
            "--timeout 0 x.md",
            "-- check",
            "-- x.md",
            "--version",
            "-V",
            "-h",
            "--help",
            "help",
            "rules -q",
            "-qV",
            "--color never x.md",
            "--color x",
            "--follow --no-follow x.md",
        ] {
            let arguments: Vec<OsString> =
                std::iter::once("pmconvert").chain(line.split_whitespace()).map(Into::into).collect();
            let told = |taken: Result<Arguments, clap::Error>| match taken {
                Ok(arguments) => format!("{arguments:?}"),
                Err(error) => error.to_string(),
            };
            assert_eq!(told(Arguments::take(&arguments)), told(Arguments::try_parse_from(&arguments)), "{line}");
        }
    }
}
