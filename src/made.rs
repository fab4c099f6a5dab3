//! What pmconvert itself puts around a write-up in a README or a page, and how it is told apart again.
//!
//! | part | how it is marked |
//! |---|---|
//! | front matter | its first line is the comment [`FRONT`] |
//! | table of contents | between `<!-- pmconvert:toc -->` and `<!-- /pmconvert:toc -->`, nothing but links to headings |
//! | figure | between `<!-- pmconvert:figure -->` and `<!-- /pmconvert:figure -->`, one chart in Mermaid or one picture |
//! | line to fill in | `<!-- pmconvert:todo 1a2b3c4d -->` at its end: a check of the words before it |
//! | heading over such lines alone | `<!-- pmconvert:section -->` above it |
//! | facts, figure, requirements in a page | the attribute [`ATTRIBUTE`] |
//!
//! A part that does not look as it was made is the author's: whoever fills in a line has written it. So a README can be read again,
//! and written again with the same parts, and nothing but what was made is left out.

use std::borrow::Cow;

/// The first line of front matter that was made.
pub const FRONT: &str = "# made by pmconvert from the write-up below";
/// Stands above a heading that was made.
pub const SECTION: &str = "<!-- pmconvert:section -->";

/// Most lines of a part: a mark that nothing closes shall not be looked behind without end.
const MOST_LINES: usize = 2000;

/// The attribute that marks elements of a page.
pub const ATTRIBUTE: &str = "data-pmconvert";

const TODO: &str = "<!-- pmconvert:todo ";

/// Parts with a beginning and an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framed {
    /// A table of contents.
    Contents,
    /// A figure of the timeline.
    Figure,
}

impl Framed {
    const ALL: [Self; 2] = [Self::Contents, Self::Figure];

    fn name(self) -> &'static str {
        match self {
            Self::Contents => "toc",
            Self::Figure => "figure",
        }
    }

    /// The part for messages.
    fn what(self) -> &'static str {
        match self {
            Self::Contents => "a table of contents",
            Self::Figure => "a figure",
        }
    }

    /// Puts the marks around a part.
    #[must_use]
    pub fn around(self, inside: &str) -> String {
        format!("{}\n\n{}\n\n{}", self.opens(), inside.trim_end(), self.closes())
    }

    fn opens(self) -> String {
        format!("<!-- pmconvert:{} -->", self.name())
    }

    fn closes(self) -> String {
        format!("<!-- /pmconvert:{} -->", self.name())
    }

    /// Whether a line can stand in such a part, given the fence that is open.
    fn holds(self, line: &str) -> bool {
        let trimmed = line.trim();
        match self {
            Self::Contents => {
                trimmed.is_empty() || (trimmed.starts_with("- [") && trimmed.ends_with(')') && trimmed.contains("](#"))
            }
            Self::Figure => trimmed.is_empty() || (trimmed.starts_with("![") && trimmed.ends_with(".svg)")),
        }
    }
}

/// Elements of a page that are marked, by an attribute that tells how they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// The key facts, which the sections state too.
    Facts,
    /// A figure of the timeline, which is a list too.
    Figure,
    /// How far requirements are met.
    Check,
    /// A list whose numbers are not shown and were none.
    Bullets,
}

impl Marked {
    const ALL: [Self; 4] = [Self::Facts, Self::Figure, Self::Check, Self::Bullets];

    fn name(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Figure => "figure",
            Self::Check => "check",
            Self::Bullets => "bullets",
        }
    }

    /// The attribute with its value.
    #[must_use]
    pub fn attribute(self) -> String {
        format!("{ATTRIBUTE}=\"{}\"", self.name())
    }

    /// The mark that an attribute's value is.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == value)
    }

    /// The part for messages, if it is left out.
    #[must_use]
    pub fn left_out(self) -> Option<&'static str> {
        match self {
            Self::Facts => Some("a card of facts"),
            Self::Figure => Some("a figure"),
            Self::Check => Some("a list of requirements"),
            Self::Bullets => None,
        }
    }
}

/// A line to fill in, with its mark.
#[must_use]
pub fn todo(line: &str) -> String {
    format!("{line} {TODO}{:08x} -->", check(line))
}

/// FNV-1a: tells a line from one that was changed by hand.
fn check(line: &str) -> u32 {
    line.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn is_todo(line: &str) -> bool {
    let Some((words, mark)) = line.rsplit_once(TODO) else { return false };
    mark.trim_end().strip_suffix(" -->").is_some_and(|mark| mark == format!("{:08x}", check(words.trim_end())))
}

/// What the front matter of a README names as the source that it was made from.
#[must_use]
pub fn source_of(text: &str) -> Option<String> {
    let yaml = &text.lines().take(front(text)?).collect::<Vec<_>>();
    let stated = yaml.iter().find_map(|line| line.strip_prefix("source: "))?;
    serde_json::from_str(stated).ok()
}

/// How many lines the front matter has that was made; `None` if there is none.
fn front(text: &str) -> Option<usize> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines();
    (lines.next()? == "---" && lines.next()? == FRONT).then_some(())?;
    lines.position(|line| line == "---").map(|behind| behind + 3)
}

/// A Markdown text without the parts that were made, every other line in its place, and what was left out.
#[must_use]
pub fn without(text: &str) -> (Cow<'_, str>, Vec<&'static str>) {
    let marked = text.contains("<!-- pmconvert:") || text.contains(FRONT);
    if !marked {
        return (Cow::Borrowed(text), Vec::new());
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut dropped = vec![false; lines.len()];
    let mut what = Vec::new();
    let front = front(text).unwrap_or(0);
    if front > 0 {
        what.push("front matter");
        dropped.iter_mut().take(front).for_each(|line| *line = true);
    }
    mark_parts(&lines, front, &mut dropped, &mut what);
    mark_headings(&lines, &mut dropped);
    if what.is_empty() {
        return (Cow::Borrowed(text), what);
    }
    let kept: Vec<&str> = lines.iter().zip(dropped).map(|(line, dropped)| if dropped { "" } else { line }).collect();
    (Cow::Owned(kept.join("\n")), what)
}

/// Marks the parts and lines that were made, outside of code.
fn mark_parts(lines: &[&str], from: usize, dropped: &mut [bool], what: &mut Vec<&'static str>) {
    let mut fence: Option<&str> = None;
    let mut index = from;
    while let Some(line) = lines.get(index) {
        let trimmed = line.trim_start();
        match fence {
            Some(open) => fence = Some(open).filter(|open| !trimmed.starts_with(open)),
            None if trimmed.starts_with("```") => fence = Some("```"),
            None if trimmed.starts_with("~~~") => fence = Some("~~~"),
            None => {
                let length = Framed::ALL.into_iter().find_map(|part| Some((part, length(part, &lines[index..])?)));
                if let Some((part, length)) = length {
                    dropped.iter_mut().skip(index).take(length).for_each(|line| *line = true);
                    what.push(part.what());
                    index += length;
                    continue;
                }
                if is_todo(line) {
                    dropped[index] = true;
                    what.push("a line to fill in");
                }
            }
        }
        index += 1;
    }
}

/// How many lines a part has that begins here, its marks included; `None` if none does, or if it was changed.
fn length(part: Framed, lines: &[&str]) -> Option<usize> {
    if lines.first()?.trim_end() != part.opens() {
        return None;
    }
    let mut fenced = false;
    for (index, line) in lines.iter().enumerate().take(MOST_LINES).skip(1) {
        let line = line.trim_end();
        match (fenced, part) {
            (true, _) => fenced = line != "```",
            (false, Framed::Figure) if line == "```mermaid" => fenced = true,
            (false, _) if line == part.closes() => return Some(index + 1),
            (false, _) if part.holds(line) => {}
            (false, _) => return None,
        }
    }
    None
}

/// Marks the headings that were made and have nothing below them.
fn mark_headings(lines: &[&str], dropped: &mut [bool]) {
    for index in 0..lines.len() {
        if lines[index].trim_end() != SECTION || dropped[index] {
            continue;
        }
        let full = |at: &usize| !lines[*at].trim().is_empty() && !dropped[*at];
        let mut below = (index + 1..lines.len()).filter(full);
        let Some(heading) = below.next().filter(|at| lines[*at].starts_with("## ")) else { continue };
        let next = below.next();
        // What follows is the next section, the next write-up, or the footnotes.
        let is_over = next.is_none_or(|at| ["## ", "# ", "[^", SECTION].iter().any(|mark| lines[at].starts_with(mark)));
        dropped[index] = true;
        dropped[heading] = is_over;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> (String, Vec<&'static str>) {
        let (text, what) = without(text);
        (text.into_owned(), what)
    }

    #[test]
    fn a_made_part_is_left_out_and_every_line_keeps_its_number() {
        let text = format!("# T\n\n{}\n\ntext\n", Framed::Contents.around("- [A](#a)\n  - [B](#b)"));
        let (rest, what) = kept(&text);
        assert_eq!(what, ["a table of contents"]);
        assert_eq!(rest.lines().position(|line| line == "text"), text.lines().position(|line| line == "text"));
        assert_eq!(rest.split_whitespace().collect::<Vec<_>>(), ["#", "T", "text"]);
    }

    #[test]
    fn a_part_that_was_changed_is_the_authors() {
        let own = Framed::Contents.around("- [A](#a)\n\nwords of my own");
        assert_eq!(kept(&own), (own.clone(), vec![]));
        let open = "<!-- pmconvert:toc -->\n- [A](#a)\n";
        assert_eq!(kept(open).0, open);
        let code = format!("```\n{}\n```\n", Framed::Contents.around("- [A](#a)"));
        assert_eq!(kept(&code).0, code);
    }

    #[test]
    fn a_line_that_was_filled_in_is_the_authors() {
        let line = todo("**TODO:** Say when it began.");
        assert_eq!(kept(&line), (String::new(), vec!["a line to fill in"]));
        let filled = line.replace("Say when it began", "It began at noon");
        assert_eq!(kept(&filled).0, filled);
    }

    #[test]
    fn a_heading_goes_with_the_lines_below_it() {
        let made = format!("{SECTION}\n\n## Timeline\n\n{}\n\n## Next\n", todo("**TODO:** a"));
        assert_eq!(kept(&made).0.trim(), "## Next");
        let filled = made.replace("**TODO:** a", "14:00 - It began");
        assert!(kept(&filled).0.contains("## Timeline"), "{filled}");
    }

    #[test]
    fn a_chart_and_a_picture_are_figures() {
        for inside in ["```mermaid\ngantt\n    title x\n```", "![Timeline](timeline.svg)"] {
            assert_eq!(kept(&Framed::Figure.around(inside)).1, ["a figure"]);
        }
    }

    #[test]
    fn front_matter_tells_its_source() {
        let text = format!("---\n{FRONT}\ntitle: \"T\"\nsource: \"a \\\"b\\\".txt\"\n---\n\n# T\n");
        assert_eq!(source_of(&text).as_deref(), Some("a \"b\".txt"));
        assert_eq!(kept(&text).0.trim(), "# T");
        assert_eq!(source_of("---\ntitle: x\nsource: \"y\"\n---\n"), None);
    }
}
