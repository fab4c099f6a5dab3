//! Headings that a rule pack names: those that open a section beside the ones known by word families, and those that are written.
//!
//! A line is such a heading when all of it, numbering and a colon aside, is what the pack says, in any case; or when it begins with it and
//! a colon, as a label does.

use std::collections::HashMap;

use super::model::Role;
use super::reline::lines_of;
use super::residue::folded;
use super::topic::Topic;
use crate::document::{Block, BlockKind, Break, BreakKind, Inline, plain_text};

/// Most bytes of a label.
const LONGEST_LABEL: usize = 120;

/// What sections are called: by authors, and in what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    /// In canonical order.
    written: [(Role, String); 4],
    /// By their letters and digits in lower case.
    accepted: HashMap<String, Role>,
}

impl Default for Headings {
    /// The course's headings, and none beyond the word families.
    fn default() -> Self {
        let course = [
            (Role::Summary, "Issue Summary"),
            (Role::Timeline, "Timeline"),
            (Role::CauseAndResolution, "Root Cause and Resolution"),
            (Role::Measures, "Corrective and Preventative Measures"),
        ];
        Self { written: course.map(|(role, heading)| (role, heading.to_owned())), accepted: HashMap::new() }
    }
}

impl Headings {
    /// The canonical headings, in order.
    pub fn written(&self) -> impl Iterator<Item = (Role, &str)> {
        self.written.iter().map(|(role, heading)| (*role, heading.as_str()))
    }

    /// Writes this heading for a role, and accepts it too.
    pub fn write(&mut self, role: Role, heading: &str) {
        if let Some((_, kept)) = self.written.iter_mut().find(|(known, kept)| *known == role && kept != heading) {
            heading.clone_into(kept);
            self.accept(role, heading);
        }
    }

    /// Lets a heading open sections of a role. The first role of a heading stays.
    pub fn accept(&mut self, role: Role, heading: &str) {
        self.accepted.entry(key(heading)).or_insert(role);
    }

    /// The role that all of a line names.
    #[must_use]
    pub fn role_of(&self, line: &str) -> Option<Role> {
        if self.accepted.is_empty() || line.len() > LONGEST_LABEL {
            return None;
        }
        let key = key(line);
        let numbered = || key.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        self.accepted.get(&key).or_else(|| self.accepted.get(numbered())).copied()
    }

    /// A label at the head of a line with text behind it: the bytes that it takes, colon included, and its role.
    #[must_use]
    pub fn label_of(&self, line: &str) -> Option<(usize, Role)> {
        if self.accepted.is_empty() {
            return None;
        }
        let end = line.find(':').filter(|end| *end <= LONGEST_LABEL && !line[end + 1..].trim().is_empty())?;
        Some((end + 1, self.role_of(&line[..end])?))
    }

    /// Blocks in which each line that names a section, or begins with a label that does, is a paragraph of its own.
    pub(super) fn set_apart(&self, blocks: Vec<Block>) -> Vec<Block> {
        if self.accepted.is_empty() {
            return blocks;
        }
        blocks.into_iter().flat_map(|block| self.parted(block)).collect()
    }

    fn parted(&self, block: Block) -> Vec<Block> {
        let at = block.at;
        let BlockKind::Paragraph(text) = block.kind else { return vec![block] };
        let mut out: Vec<Block> = Vec::new();
        let mut goes_on = false;
        for (before, line, at) in lines_of(text, at) {
            let plain = plain_text(&line);
            let names = self.role_of(&plain).is_some();
            let labels = self.label_of(&plain).is_some();
            match out.last_mut() {
                Some(Block { kind: BlockKind::Paragraph(text), at: kept }) if goes_on && !names && !labels => {
                    text.push(Inline::Break(before.unwrap_or(Break { kind: BreakKind::Soft, line: None })));
                    text.extend(line);
                    *kept = kept.to(at);
                }
                _ => out.push(Block::paragraph(line, at)),
            }
            goes_on = !names;
        }
        // A paragraph that was not cut keeps its extent.
        if let [only] = out.as_mut_slice() {
            only.at = at;
        }
        out
    }
}

/// The topic of a section that is named by its role alone.
pub(super) fn topic(role: Role) -> Topic {
    match role {
        Role::Summary => Topic::Summary,
        Role::Timeline => Topic::Timeline,
        Role::CauseAndResolution => Topic::CauseAndResolution,
        Role::Measures => Topic::Measures,
        Role::Other => Topic::Aside,
    }
}

/// Letters and digits in lower case, without what stands in parentheses at the end.
fn key(heading: &str) -> String {
    let trimmed = heading.trim().trim_end_matches([':', ';', '*', ' ']);
    let bare = match trimmed.rfind('(') {
        Some(open) if trimmed.ends_with(')') && open > 0 => &trimmed[..open],
        _ => trimmed,
    };
    folded(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_labels_are_known_by_what_the_pack_says() {
        let mut headings = Headings::default();
        headings.accept(Role::Summary, "Blast radius");
        headings.write(Role::Measures, "What we change");
        for (line, role) in [
            ("Blast radius", Some(Role::Summary)),
            ("  2. BLAST RADIUS: ", Some(Role::Summary)),
            ("Blast radius (EU only)", Some(Role::Summary)),
            ("What we change", Some(Role::Measures)),
            ("The blast radius was small", None),
        ] {
            assert_eq!(headings.role_of(line), role, "{line}");
        }
        assert_eq!(headings.label_of("Blast radius: all users"), Some((13, Role::Summary)));
        assert_eq!(headings.label_of("Blast radius:"), None);
        assert_eq!(Headings::default().role_of("Blast radius"), None);
    }
}
