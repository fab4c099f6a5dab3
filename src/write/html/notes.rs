//! Footnotes: numbers where the text refers to them, their texts at the end of the page.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::page::{Page, Within};
use crate::document::{Block, BlockKind, Document, Inline, walk};
use crate::write::escape::xml as escape;

/// The footnotes, numbered in the order in which the text refers to them.
pub(super) struct Notes<'a> {
    numbers: HashMap<&'a str, usize>,
    texts: Vec<&'a [Block]>,
    /// How often each was referred to so far, by number.
    references: Vec<usize>,
}

impl<'a> Notes<'a> {
    pub(super) fn number(document: &'a Document) -> Self {
        let mut texts: HashMap<&str, &[Block]> = HashMap::new();
        let mut order = Vec::new();
        walk::inlines(&document.blocks, &mut |inline, _| {
            if let Inline::FootnoteReference(label) = inline {
                order.push(label.as_str());
            }
        });
        walk::blocks(&document.blocks, &mut |block| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                texts.entry(label).or_insert(blocks);
                order.push(label);
            }
        });
        let mut notes = Self { numbers: HashMap::new(), texts: Vec::new(), references: Vec::new() };
        for label in order {
            if let Some(text) = texts.remove(label) {
                notes.numbers.insert(label, notes.texts.len());
                notes.texts.push(text);
                notes.references.push(0);
            }
        }
        notes
    }
}

impl Page<'_> {
    pub(super) fn reference(&mut self, label: &str) {
        let number = self.notes.numbers.get(label).copied();
        let count = number.and_then(|number| self.notes.references.get_mut(number));
        match (number, count) {
            (Some(number), Some(count)) if self.link == Within::Text => {
                *count += 1;
                let shown = number + 1;
                let _ = write!(
                    self.out,
                    "<sup><a role=\"doc-noteref\" href=\"#fn.{shown}\" id=\"fnref.{shown}.{count}\">{shown}</a></sup>"
                );
            }
            (Some(number), _) => {
                let _ = write!(self.out, "<sup>{}</sup>", number + 1);
            }
            (None, _) => {
                let _ = write!(self.out, "[{}]", escape(label));
            }
        }
    }

    pub(super) fn footnotes(&mut self) {
        if self.notes.texts.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        let mut number = 0;
        while let Some(text) = self.notes.texts.get(number).copied() {
            number += 1;
            let _ = write!(self.out, "<li id=\"fn.{number}\">");
            self.compact(text);
            let references = self.notes.references.get(number - 1).copied().unwrap_or_default();
            for reference in 1..=references {
                let _ = write!(
                    self.out,
                    " <a role=\"doc-backlink\" href=\"#fnref.{number}.{reference}\" aria-label=\"back to the text\">\u{21A9}\u{FE0E}</a>"
                );
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}
