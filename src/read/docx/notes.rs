//! Footnotes and endnotes: numbered together in the order in which the text refers to them.

use std::collections::HashMap;

use crate::document::{At, Block, BlockKind};

use super::elements::NoteKind;
use super::story::Story;
use crate::read::office::xml::{Event, PartError, Xml};

/// The notes that the text refers to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_id: HashMap<(NoteKind, String), usize>,
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Note {
    at: At,
    blocks: Vec<Block>,
}

impl Notes {
    /// The label of a note; `at` is where the text refers to it.
    pub(super) fn refer(&mut self, kind: NoteKind, id: String, at: At) -> String {
        let next = self.notes.len();
        let index = *self.by_id.entry((kind, id)).or_insert(next);
        if index == next {
            self.notes.push(Note { at, blocks: Vec::new() });
        }
        (index + 1).to_string()
    }

    /// Whether the text refers to a note of this kind.
    pub(super) fn has(&self, kind: NoteKind) -> bool {
        self.by_id.keys().any(|(of, _)| *of == kind)
    }

    fn index(&self, kind: NoteKind, id: &str) -> Option<(usize, At)> {
        let index = *self.by_id.get(&(kind, id.to_owned()))?;
        Some((index, self.notes.get(index)?.at))
    }

    fn set(&mut self, index: usize, blocks: Vec<Block>) {
        if let Some(note) = self.notes.get_mut(index) {
            note.blocks = blocks;
        }
    }

    /// The notes as blocks. A note stands where the text refers to it.
    pub(super) fn into_blocks(self) -> impl Iterator<Item = Block> {
        (1..).zip(self.notes).map(|(number, note): (usize, Note)| Block {
            kind: BlockKind::Footnote { label: number.to_string(), blocks: note.blocks },
            at: note.at,
        })
    }
}

impl Story<'_, '_> {
    /// Reads the part that holds the notes of a kind; those that the text does not refer to are no text.
    pub(super) fn notes(&mut self, xml: &mut Xml<'_>, kind: NoteKind) -> Result<(), PartError> {
        let name = match kind {
            NoteKind::Footnote => "footnote",
            NoteKind::Endnote => "endnote",
        };
        while let Some(event) = xml.next_or_end()? {
            let Event::Open(element) = event else { continue };
            if !element.is_word(name) {
                continue;
            }
            let id = element.get("id").unwrap_or_default().into_owned();
            match self.registered().index(kind, &id) {
                Some((index, at)) => {
                    let blocks = self.blocks_at(xml, at)?;
                    self.registered().set(index, blocks);
                }
                None => xml.skip()?,
            }
        }
        Ok(())
    }
}
