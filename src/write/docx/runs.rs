//! Running text: inlines to runs and hyperlinks.

use docx_rs::{
    BreakType, Footnote, Hyperlink, HyperlinkData, HyperlinkType, Paragraph, ParagraphChild, Run, RunProperty,
    VertAlignType,
};

use super::blocks::Writer;
use super::{pictures, styles};
use crate::document::{BreakKind, Image, ImageSource, Inline, Link};
use crate::write::Images;
use crate::write::address::{cleaned, is_shown};

/// What marks apply to the characters that follow.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    property: RunProperty,
    in_link: bool,
}

impl Marks {
    fn with(&self, change: impl FnOnce(RunProperty) -> RunProperty) -> Self {
        Self { property: change(self.property.clone()), in_link: self.in_link }
    }

    fn run(&self) -> Run {
        Run { run_property: self.property.clone(), ..Run::new() }
    }
}

impl Writer<'_> {
    /// Adds running text to a paragraph.
    pub(super) fn running(&mut self, paragraph: Paragraph, text: &[Inline]) -> Paragraph {
        let mut children = Vec::new();
        self.inlines(text, &Marks::default(), &mut children);
        children.into_iter().fold(paragraph, |paragraph, child| match child {
            ParagraphChild::Run(run) => paragraph.add_run(*run),
            ParagraphChild::Hyperlink(link) => paragraph.add_hyperlink(link),
            // Nothing else is made here.
            _ => paragraph,
        })
    }

    fn inlines(&mut self, text: &[Inline], marks: &Marks, out: &mut Vec<ParagraphChild>) {
        for inline in text {
            self.inline(inline, marks, out);
        }
    }

    fn inline(&mut self, inline: &Inline, marks: &Marks, out: &mut Vec<ParagraphChild>) {
        match inline {
            Inline::Text(text) => push_text(text, marks, out),
            Inline::Code(text) => push_text(text, &marks.with(|of| of.style(styles::INLINE_CODE)), out),
            Inline::Strong(inside) => self.inlines(inside, &marks.with(RunProperty::bold), out),
            Inline::Emphasis(inside) => self.inlines(inside, &marks.with(RunProperty::italic), out),
            Inline::Underline(inside) => self.inlines(inside, &marks.with(|of| of.underline("single")), out),
            Inline::Strike(inside) => self.inlines(inside, &marks.with(RunProperty::strike), out),
            Inline::Superscript(inside) => {
                self.inlines(inside, &marks.with(|of| of.vert_align(VertAlignType::SuperScript)), out);
            }
            Inline::Subscript(inside) => {
                self.inlines(inside, &marks.with(|of| of.vert_align(VertAlignType::SubScript)), out);
            }
            Inline::Link(link) => self.link(link, marks, out),
            Inline::Image(image) => self.image(image, marks, out),
            Inline::Break(end) => match end.kind {
                BreakKind::Soft => push_text(" ", marks, out),
                BreakKind::Hard => push(marks.run().add_break(BreakType::TextWrapping), out),
            },
            Inline::FootnoteReference(label) => self.note(label, marks, out),
        }
    }

    fn link(&mut self, link: &Link, marks: &Marks, out: &mut Vec<ParagraphChild>) {
        let target = cleaned(&link.url);
        if marks.in_link || !is_shown(&target) || target.is_empty() {
            return self.inlines(&link.text, marks, out);
        }
        if self.in_note {
            // A footnote's part has no relationships of its own, so its links cannot be hyperlinks.
            self.inlines(&link.text, marks, out);
            if crate::document::plain_text(&link.text) != target {
                push_text(&format!(" ({target})"), marks, out);
            }
            return;
        }
        let mut inside = Vec::new();
        let marks = Marks { property: marks.property.clone().style(styles::LINK), in_link: true };
        self.inlines(&link.text, &marks, &mut inside);
        let mut hyperlink = match target.strip_prefix('#') {
            Some(anchor) => Hyperlink::new(bookmark(anchor), HyperlinkType::Anchor),
            None => Hyperlink::new(target, HyperlinkType::External),
        };
        if let HyperlinkData::External { rid, .. } = &mut hyperlink.link {
            self.links += 1;
            // docx-rs counts links over the whole process; outputs shall depend on their document alone.
            *rid = format!("rIdLink{}", self.links);
        }
        hyperlink.children = inside;
        out.push(ParagraphChild::Hyperlink(hyperlink));
    }

    fn image(&mut self, image: &Image, marks: &Marks, out: &mut Vec<ParagraphChild>) {
        let media = match &image.source {
            ImageSource::Url(url) => {
                let alternative = if image.alt.trim().is_empty() { url } else { &image.alt };
                let text = vec![Inline::text(alternative.as_str())];
                return self.link(&Link { text, url: url.clone(), title: None }, marks, out);
            }
            ImageSource::Embedded(index) => self.document.media.get(*index).filter(|_| *self.images != Images::Drop),
        };
        let id = format!("rIdPicture{}", self.pictures.len() + 1);
        let Some((picture, extension)) =
            media.filter(|_| !self.in_note).and_then(|media| pictures::picture(media, &id))
        else {
            return push_text(&image.alt, marks, out);
        };
        self.pictures.push(pictures::Placed { id, alternative: image.alt.clone(), extension });
        push(Run::new().add_image(picture), out);
    }

    fn note(&mut self, label: &str, marks: &Marks, out: &mut Vec<ParagraphChild>) {
        let blocks = self.notes.get(label).copied();
        match blocks.filter(|_| !self.in_note && !marks.in_link) {
            Some(blocks) if self.told.insert(label.to_owned()) => {
                self.in_note = true;
                let content = self.note_paragraphs(blocks);
                self.in_note = false;
                // Numbers 0 and below are taken by separators.
                let id = self.told.len();
                push(Run::new().add_footnote_reference(Footnote { id, content }), out);
            }
            _ => push_text(&format!("[{label}]"), marks, out),
        }
    }
}

fn push(run: Run, out: &mut Vec<ParagraphChild>) {
    out.push(ParagraphChild::Run(Box::new(run)));
}

/// Characters that XML can hold; line ends read as blanks, and controls become their pictures (U+2400 on).
fn push_text(text: &str, marks: &Marks, out: &mut Vec<ParagraphChild>) {
    if text.is_empty() {
        return;
    }
    let mut run = marks.run();
    for (index, part) in text.split('\t').enumerate() {
        if index > 0 {
            run = run.add_tab();
        }
        if !part.is_empty() {
            run = run.add_text(part.chars().map(shown).collect::<String>());
        }
    }
    push(run, out);
}

/// A character as XML 1.0 can hold it (2.2).
fn shown(character: char) -> char {
    match character {
        '\n' | '\r' => ' ',
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        character => character,
    }
}

/// The name of the bookmark for an anchor: letters, digits and `_`, at most 40 characters (Word's limit).
pub(super) fn bookmark(anchor: &str) -> String {
    let name = anchor.chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
    std::iter::once('_').chain(name).take(40).collect()
}
