//! Relationships: what the ids in a part refer to (ECMA-376 part 2, 9.3).

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::read::office::xml::{Event, PartError, Space, Xml};

/// Most relationships of a part; those past it lead nowhere.
const MAX_RELATIONSHIPS: usize = 65_536;
/// Most folders deep that a target is followed.
const MAX_FOLDERS: usize = 32;

/// What a relationship leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A part of the package, by its name without a leading slash.
    Part(String),
    /// An address outside.
    Address(String),
}

/// One relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Relationship {
    /// The last step of its type, which strict and transitional documents share: `hyperlink`.
    kind: String,
    target: Target,
}

/// The relationships of one part.
#[derive(Debug, Default)]
pub(super) struct Relationships {
    by_id: HashMap<String, Relationship>,
    /// Ids in the order of the file.
    order: Vec<String>,
}

impl Relationships {
    /// The part that lists the relationships of another part: `word/_rels/document.xml.rels`.
    pub(super) fn part_of(part: &str) -> String {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        format!("{folder}{slash}_rels/{name}.rels")
    }

    /// Reads the list; targets are taken from the folder of the part that owns them.
    pub(super) fn read(xml: &mut Xml<'_>, owner: &str) -> Result<Self, PartError> {
        let mut relationships = Self::default();
        while let Some(event) = xml.next_or_end()? {
            let Event::Open(element) = event else { continue };
            let full = relationships.order.len() == MAX_RELATIONSHIPS;
            if full || element.space != Space::Package || element.local() != "Relationship" {
                continue;
            }
            let (Some(id), Some(kind), Some(target)) = (element.get("Id"), element.get("Type"), element.get("Target"))
            else {
                continue;
            };
            let outside = element.get("TargetMode").is_some_and(|mode| mode == "External");
            let target =
                if outside { Target::Address(target.trim().to_owned()) } else { Target::Part(resolve(owner, &target)) };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relationships.order.push(id.clone().into_owned());
            relationships.by_id.entry(id.into_owned()).or_insert(Relationship { kind, target });
        }
        Ok(relationships)
    }

    /// What an id leads to.
    pub(super) fn target(&self, id: &str) -> Option<&Target> {
        self.by_id.get(id).map(|relationship| &relationship.target)
    }

    /// The parts of a kind, in the order of the file.
    pub(super) fn parts<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        let all = self.order.iter().filter_map(|id| self.by_id.get(id));
        all.filter(move |relationship| relationship.kind == kind).filter_map(|relationship| {
            match &relationship.target {
                Target::Part(part) => Some(part.as_str()),
                Target::Address(_) => None,
            }
        })
    }
}

/// The name of a part that is given relative to the folder of another.
fn resolve(owner: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let target = target.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = match owner.rsplit_once('/') {
        Some((folder, _)) if !target.starts_with('/') => folder.split('/').collect(),
        _ => Vec::new(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step if steps.len() < MAX_FOLDERS => steps.push(step),
            _ => {}
        }
    }
    percent_decode_str(&steps.join("/")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_owner() {
        for (owner, target, part) in [
            ("word/document.xml", "media/image1.png", "word/media/image1.png"),
            ("word/document.xml", "/word/media/a%20b.png", "word/media/a b.png"),
            ("word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"),
            ("word/document.xml", "../../../../x.xml", "x.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "media\\image1.png", "word/media/image1.png"),
        ] {
            assert_eq!(resolve(owner, target), part, "{target}");
        }
    }

    #[test]
    fn relationships_stand_beside_their_part() {
        assert_eq!(Relationships::part_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(Relationships::part_of("document.xml"), "_rels/document.xml.rels");
    }
}
