//! Generated write-ups: the same facts in every format and under every kind of heading.

use std::fmt::Write as _;

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, NumberFormat, Numbering, NumberingId, Paragraph,
    Run, Start, Style as DocxStyle, StyleType,
};
use pmconvert::postmortem::Postmortem;
use proptest::prelude::*;

/// What a write-up says.
#[derive(Debug, Clone)]
pub struct WriteUp {
    service: String,
    start: u32,
    length: u32,
    percent: u32,
    times: Times,
    separator: &'static str,
    entries: Vec<String>,
    cause: String,
    resolution: String,
    improvements: Vec<String>,
    tasks: Vec<String>,
}

/// How times look.
#[derive(Debug, Clone, Copy)]
pub enum Times {
    /// `14:30 UTC`.
    Colon,
    /// `2:30 PM UTC`.
    Halves,
    /// `1430 UTC`.
    Run,
    /// `14h30 UTC`.
    Letter,
    /// `2023-05-10T14:30Z`.
    Iso,
    /// `May 10, 2023, 14:30 UTC`.
    Dated,
    /// `Wednesday 14:30 UTC`.
    Weekday,
    /// `approx. 14:30 UTC`.
    About,
    /// `[14:30 UTC]`.
    Brackets,
}

impl Times {
    fn any() -> impl Strategy<Value = Self> {
        proptest::sample::select(vec![
            Self::Colon,
            Self::Halves,
            Self::Run,
            Self::Letter,
            Self::Iso,
            Self::Dated,
            Self::Weekday,
            Self::About,
            Self::Brackets,
        ])
    }

    /// The head of an entry at this minute of 10 May 2023.
    fn head(self, minutes: u32) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60);
        match self {
            Self::Colon => format!("{hour:02}:{minute:02} UTC"),
            Self::Halves => format!("{} UTC", half_of_day(hour, minute)),
            Self::Run => format!("{hour:02}{minute:02} UTC"),
            Self::Letter => format!("{hour:02}h{minute:02} UTC"),
            Self::Iso => format!("2023-05-10T{hour:02}:{minute:02}Z"),
            Self::Dated => format!("May 10, 2023, {hour:02}:{minute:02} UTC"),
            Self::Weekday => format!("Wednesday {hour:02}:{minute:02} UTC"),
            Self::About => format!("approx. {hour:02}:{minute:02} UTC"),
            Self::Brackets => format!("[{hour:02}:{minute:02} UTC]"),
        }
    }

    /// The duration from one minute of 10 May 2023 to another.
    fn span(self, from: u32, to: u32) -> String {
        let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let half = |minutes: u32| half_of_day(minutes / 60, minutes % 60);
        match self {
            Self::Colon | Self::Weekday => format!("May 10, 2023, {} to {} UTC", clock(from), clock(to)),
            Self::Halves => format!("from {} until {} (UTC) on the 10th of May 2023", half(from), half(to)),
            Self::Run => format!("{} to {} on 10 May 2023", self.head(from), self.head(to)),
            Self::Letter => format!("10 May 2023, {}-{} UTC", clock(from), clock(to)),
            Self::Iso | Self::Brackets => format!("{} - {}", Self::Iso.head(from), Self::Iso.head(to)),
            Self::Dated => format!("{} – {}", self.head(from), self.head(to)),
            Self::About => format!("around {} to approx. {} Etc/UTC on 2023/05/10", clock(from), clock(to)),
        }
    }
}

fn half_of_day(hour: u32, minute: u32) -> String {
    let mark = if hour < 12 { "AM" } else { "PM" };
    format!("{}:{minute:02} {mark}", (hour + 11) % 12 + 1)
}

/// How headings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Headings of the format.
    Real,
    /// Lines in bold.
    Bold,
    /// `Label:` lines.
    Label,
    /// Bare lines.
    Bare,
}

/// A line of a write-up, before it has a format.
enum Line<'a> {
    Title(String),
    Section(&'a str),
    Part(&'a str),
    Labelled(&'a str, String),
    Entry(String, &'a str),
    Text(&'a str),
    Item(&'a str),
}

impl Style {
    pub fn any() -> impl Strategy<Value = Self> {
        prop_oneof![Just(Self::Real), Just(Self::Bold), Just(Self::Label), Just(Self::Bare)]
    }
}

/// A sentence of words that name no topic, no time and no number.
fn sentence() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "printer", "lorry", "garden", "bicycle", "kettle", "window", "river", "yellow", "quiet", "seven", "carpet",
        "lantern", "pepper", "saddle", "violin", "marble",
    ];
    proptest::collection::vec(proptest::sample::select(WORDS), 5..11)
        .prop_map(|words| format!("The {} of the house.", words.join(" and the ")))
}

impl WriteUp {
    pub fn any() -> impl Strategy<Value = Self> {
        let lists = (
            proptest::collection::vec(sentence(), 2..7),
            proptest::collection::vec(sentence(), 1..4),
            proptest::collection::vec(sentence(), 1..4),
        );
        let looks = (Times::any(), proptest::sample::select(vec![" - ", ": ", " – ", " — ", " | "]));
        (60_u32..1200, 10_u32..200, 1_u32..100, looks, sentence(), sentence(), lists).prop_map(
            |(start, length, percent, (times, separator), cause, resolution, lists)| {
                let (entries, improvements, tasks) = lists;
                Self {
                    service: "Harbor ferry booking".to_owned(),
                    start,
                    length,
                    percent,
                    times,
                    separator,
                    entries,
                    cause,
                    resolution,
                    improvements,
                    tasks,
                }
            },
        )
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = vec![
            Line::Title(format!("Postmortem: {} outage", self.service)),
            Line::Section("Issue Summary"),
            Line::Labelled("Duration", self.times.span(self.start, self.start + self.length)),
            Line::Labelled("Impact", format!("{}% of users could not book.", self.percent)),
            Line::Labelled("Root cause", self.cause.clone()),
            Line::Section("Timeline"),
        ];
        for (index, entry) in self.entries.iter().enumerate() {
            let minutes = self.start + u32::try_from(index).unwrap_or(0);
            lines.push(Line::Entry(self.times.head(minutes), entry));
        }
        lines.extend([
            Line::Section("Root cause and resolution"),
            Line::Part("Root cause"),
            Line::Text(&self.cause),
            Line::Part("Resolution"),
            Line::Text(&self.resolution),
            Line::Section("Corrective and preventative measures"),
            Line::Part("Improvements"),
        ]);
        lines.extend(self.improvements.iter().map(|item| Line::Item(item)));
        lines.push(Line::Part("Tasks"));
        lines.extend(self.tasks.iter().map(|item| Line::Item(item)));
        lines
    }

    /// Plain text; a real heading is an underlined line.
    pub fn text(&self, style: Style) -> String {
        let mut out = String::new();
        for line in self.lines() {
            let _ = match line {
                Line::Title(text) => write!(out, "{text}\n\n"),
                Line::Section(text) if style == Style::Real => write!(out, "\n{text}\n{}\n\n", "=".repeat(text.len())),
                Line::Part(text) if style == Style::Real => write!(out, "\n{text}\n{}\n\n", "-".repeat(text.len())),
                Line::Section(text) | Line::Part(text) => write!(out, "\n{}\n", heading_line(text, style, ("", ""))),
                Line::Labelled(label, text) => writeln!(out, "{label}: {text}"),
                Line::Entry(time, text) => writeln!(out, "{time}{}{text}", self.separator),
                Line::Text(text) => writeln!(out, "{text}"),
                Line::Item(text) => writeln!(out, "- {text}"),
            };
        }
        out
    }

    pub fn markdown(&self, style: Style) -> String {
        let mut out = String::new();
        for line in self.lines() {
            let _ = match line {
                Line::Title(text) => write!(out, "# {text}\n\n"),
                Line::Section(text) if style == Style::Real => write!(out, "\n## {text}\n\n"),
                Line::Part(text) if style == Style::Real => write!(out, "\n### {text}\n\n"),
                Line::Section(text) | Line::Part(text) => {
                    write!(out, "\n{}\n\n", heading_line(text, style, ("**", "**")))
                }
                Line::Labelled(label, text) => writeln!(out, "{label}: {text}"),
                Line::Entry(time, text) => writeln!(out, "{time}{}{text}", self.separator),
                Line::Text(text) => writeln!(out, "{text}"),
                Line::Item(text) => writeln!(out, "- {text}"),
            };
        }
        out
    }

    /// As Google exports it: flat lists, bold by class.
    pub fn html(&self, style: Style) -> String {
        let mut out =
            String::from("<html><head><style>.c1{font-weight:700}</style></head><body class=\"doc-content\">");
        for line in self.lines() {
            let _ = match line {
                Line::Title(text) => write!(out, "<h1>{text}</h1>"),
                Line::Section(text) if style == Style::Real => write!(out, "<h2>{text}</h2>"),
                Line::Part(text) if style == Style::Real => write!(out, "<h3>{text}</h3>"),
                Line::Section(text) | Line::Part(text) => {
                    write!(out, "<p>{}</p>", heading_line(text, style, ("<span class=\"c1\">", "</span>")))
                }
                Line::Labelled(label, text) => write!(out, "<p><span>{label}: </span><span>{text}</span></p>"),
                Line::Entry(time, text) => {
                    write!(out, "<p><span class=\"c1\">{time}</span><span>{}{text}</span></p>", self.separator)
                }
                Line::Text(text) => write!(out, "<p><span>{text}</span></p>"),
                Line::Item(text) => write!(out, "<ul class=\"lst-kix_a-0\"><li><span>{text}</span></li></ul>"),
            };
        }
        out + "</body></html>"
    }

    /// As one XML file, the flat form of odt.
    pub fn fodt(&self, style: Style) -> String {
        let names = "urn:oasis:names:tc:opendocument:xmlns";
        let mut out = format!(
            "<office:document xmlns:office=\"{names}:office:1.0\" xmlns:style=\"{names}:style:1.0\" xmlns:text=\"{names}:text:1.0\" \
             xmlns:fo=\"{names}:xsl-fo-compatible:1.0\"><office:automatic-styles><style:style style:name=\"T1\" \
             style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles>\
             <office:body><office:text>"
        );
        let heading = |level: u8, text: &str| format!("<text:h text:outline-level=\"{level}\">{text}</text:h>");
        let bold = ("<text:span text:style-name=\"T1\">", "</text:span>");
        for line in self.lines() {
            let _ = match line {
                Line::Title(text) => write!(out, "{}", heading(1, &text)),
                Line::Section(text) if style == Style::Real => write!(out, "{}", heading(2, text)),
                Line::Part(text) if style == Style::Real => write!(out, "{}", heading(3, text)),
                Line::Section(text) | Line::Part(text) => {
                    write!(out, "<text:p>{}</text:p>", heading_line(text, style, bold))
                }
                Line::Labelled(label, text) => write!(out, "<text:p>{label}: <text:span>{text}</text:span></text:p>"),
                Line::Entry(time, text) => {
                    write!(out, "<text:p>{}{time}{}{}{text}</text:p>", bold.0, bold.1, self.separator)
                }
                Line::Text(text) => write!(out, "<text:p>{text}</text:p>"),
                Line::Item(text) => {
                    write!(out, "<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>")
                }
            };
        }
        out + "</office:text></office:body></office:document>"
    }

    pub fn docx(&self, style: Style) -> Vec<u8> {
        let level =
            Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("●"), LevelJc::new("left"));
        let mut docx = Docx::new()
            .add_abstract_numbering(AbstractNumbering::new(1).add_level(level))
            .add_numbering(Numbering::new(1, 1));
        for (id, name) in [("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Heading3", "heading 3")] {
            docx = docx.add_style(DocxStyle::new(id, StyleType::Paragraph).name(name));
        }
        let plain = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
        for line in self.lines() {
            let paragraph = match line {
                Line::Title(text) => plain(&text).style("Heading1"),
                Line::Section(text) if style == Style::Real => plain(text).style("Heading2"),
                Line::Part(text) if style == Style::Real => plain(text).style("Heading3"),
                Line::Section(text) | Line::Part(text) if style == Style::Bold => {
                    Paragraph::new().add_run(Run::new().add_text(text).bold())
                }
                Line::Section(text) | Line::Part(text) => plain(&heading_line(text, style, ("", ""))),
                Line::Labelled(label, text) => plain(&format!("{label}: {text}")),
                Line::Entry(time, text) => Paragraph::new()
                    .add_run(Run::new().add_text(time).bold())
                    .add_run(Run::new().add_text(format!("{}{text}", self.separator))),
                Line::Text(text) => plain(text),
                Line::Item(text) => plain(text).numbering(NumberingId::new(1), IndentLevel::new(0)),
            };
            docx = docx.add_paragraph(paragraph);
        }
        let mut file = std::io::Cursor::new(Vec::new());
        docx.build().pack(&mut file).expect("a document in memory is written");
        file.into_inner()
    }

    /// Whether a recognized write-up says what this one says.
    pub fn is_told_by(&self, got: &Postmortem) -> Result<(), String> {
        let same = |what: &str, want: String, got: String| {
            if want == got { Ok(()) } else { Err(format!("{what}: want {want}, got {got}")) }
        };
        same("title", format!("Postmortem: {} outage", self.service), got.title.clone().unwrap_or_default())?;
        let duration = got.summary.duration.as_ref();
        same(
            "minutes",
            format!("{:?}", Some(f64::from(self.length))),
            format!("{:?}", duration.and_then(|d| d.minutes)),
        )?;
        let start = duration.and_then(|d| d.start.as_ref()).and_then(|start| start.instant.clone());
        same(
            "start",
            format!("2023-05-10T{:02}:{:02}:00Z", self.start / 60, self.start % 60),
            start.unwrap_or_default(),
        )?;
        let percent = got.summary.impact.as_ref().and_then(|impact| impact.percent_users);
        same("percent", format!("{:?}", Some(f64::from(self.percent))), format!("{percent:?}"))?;
        same(
            "summary cause",
            self.cause.clone(),
            got.summary.root_cause.as_ref().map(|quote| quote.text.clone()).unwrap_or_default(),
        )?;
        let entries: Vec<&str> = got.timeline.iter().map(|entry| entry.text.as_str()).collect();
        same("entries", format!("{:?}", self.entries), format!("{entries:?}"))?;
        let instant = |minutes: u32| format!("2023-05-10T{:02}:{:02}:00Z", minutes / 60, minutes % 60);
        let instants: Vec<String> = (self.start..).take(self.entries.len()).map(instant).collect();
        let told: Vec<&str> = got.timeline.iter().map(|entry| entry.instant.as_deref().unwrap_or_default()).collect();
        same("instants", format!("{instants:?}"), format!("{told:?}"))?;
        same(
            "cause",
            self.cause.clone(),
            got.cause_and_resolution.cause.as_ref().map(|quote| quote.text.clone()).unwrap_or_default(),
        )?;
        same(
            "resolution",
            self.resolution.clone(),
            got.cause_and_resolution.resolution.as_ref().map(|quote| quote.text.clone()).unwrap_or_default(),
        )?;
        let improvements: Vec<&str> = got.measures.improvements.iter().map(|item| item.text.as_str()).collect();
        same("improvements", format!("{:?}", self.improvements), format!("{improvements:?}"))?;
        let tasks: Vec<&str> = got.measures.tasks.iter().map(|item| item.text.as_str()).collect();
        same("tasks", format!("{:?}", self.tasks), format!("{tasks:?}"))
    }
}

/// A heading that is no heading of its format.
fn heading_line(text: &str, style: Style, bold: (&str, &str)) -> String {
    match style {
        Style::Label => format!("{text}:"),
        Style::Bold => format!("{}{text}{}", bold.0, bold.1),
        Style::Real | Style::Bare => text.to_owned(),
    }
}
