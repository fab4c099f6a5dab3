//! Running text of one block: inline events to inlines.
//!
//! Markdown's own marks arrive nested. HTML tags arrive one by one; they are paired within the mark they stand in, and
//! a tag without a partner is dropped while its text stays.

use std::ops::Range;

use super::autolink::Run;
use super::pictures::Pictures;
use super::tags::{ELEMENTS, Element, Markup};
use super::tidy::tidy;
use crate::document::{Break, BreakKind, Image, Inline, Link, MAX_DEPTH, plain_text};

/// What encloses text.
pub(super) enum Wrap {
    /// The block itself.
    Block,
    /// `**strong**`
    Strong,
    /// `*emphasis*`
    Emphasis,
    /// `~~struck~~`
    Strike,
    /// `[text](url "title")`
    Link {
        /// Where it leads.
        url: String,
        /// The tooltip.
        title: Option<String>,
    },
    /// `![text](url "title")`
    Image {
        /// Its address.
        url: String,
        /// The name of its definition.
        name: String,
        /// The tooltip.
        title: Option<String>,
    },
}

/// Running text as it grows.
pub(super) struct Running {
    frames: Vec<Frame>,
    /// Marks that are too deep to be kept and still open.
    skipped: usize,
    /// HTML tags that are open in all frames.
    open: usize,
    /// Links and pictures that are open, in Markdown's notation.
    links: usize,
    /// Whether marks were flattened.
    pub(super) flattened: bool,
    /// Whether a link inside another link was reduced to its text.
    pub(super) lost_link: bool,
}

struct Frame {
    wrap: Wrap,
    inlines: Vec<Inline>,
    /// HTML tags that are open here.
    tags: Vec<OpenTag>,
    /// How many of each element they are.
    counts: [usize; ELEMENTS],
    run: Run,
    /// Where the source of the run's last text ended.
    run_end: Option<usize>,
}

struct OpenTag {
    element: Element,
    link: Option<Link>,
    /// How many inlines of its frame stand before it.
    start: usize,
}

impl Frame {
    fn new(wrap: Wrap) -> Self {
        Self { wrap, inlines: Vec::new(), tags: Vec::new(), counts: [0; ELEMENTS], run: Run::default(), run_end: None }
    }

    fn count(&mut self, element: Element) -> Option<&mut usize> {
        self.counts.get_mut(element as usize)
    }
}

impl Running {
    /// No text yet.
    pub(super) fn new() -> Self {
        let frames = vec![Frame::new(Wrap::Block)];
        Self { frames, skipped: 0, open: 0, links: 0, flattened: false, lost_link: false }
    }

    /// Adds characters that stand at `range` of the source.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let Some(frame) = self.frames.last_mut() else { return };
        let is_literal = range.len() == text.len();
        if !is_literal || frame.run_end != Some(range.start) {
            frame.run.seam();
        }
        frame.run.push(text);
        frame.run_end = is_literal.then_some(range.end);
    }

    /// Adds something that is no text and encloses none.
    pub(super) fn leaf(&mut self, inline: Inline) {
        self.flush();
        self.push(inline);
    }

    /// Adds the end of a line; the text after it stands on `line`.
    pub(super) fn line_end(&mut self, kind: BreakKind, line: u32) {
        self.leaf(Inline::Break(Break { kind, line: Some(line) }));
    }

    /// Opens a mark of Markdown.
    pub(super) fn open(&mut self, wrap: Wrap) {
        self.flush();
        let is_link = matches!(wrap, Wrap::Link { .. } | Wrap::Image { .. });
        // Links cannot nest, so that they may stand one level deeper than other marks.
        let limit = if is_link { MAX_DEPTH } else { MAX_DEPTH - 1 };
        if self.skipped > 0 || self.frames.len() + self.open >= limit {
            self.skipped += 1;
            self.flattened = true;
            return;
        }
        self.links += usize::from(is_link);
        self.frames.push(Frame::new(wrap));
    }

    /// Closes the innermost mark of Markdown.
    pub(super) fn close(&mut self, pictures: &mut Pictures) {
        self.flush();
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        // Tags without a partner go; their text has been in place all along.
        self.open = self.open.saturating_sub(frame.tags.len());
        let inside = frame.inlines;
        let inline = match frame.wrap {
            Wrap::Block => return,
            Wrap::Strong => Inline::Strong(inside),
            Wrap::Emphasis => Inline::Emphasis(inside),
            Wrap::Strike => Inline::Strike(inside),
            Wrap::Link { url, title } => {
                self.links = self.links.saturating_sub(1);
                Inline::Link(Link { text: inside, url, title })
            }
            Wrap::Image { url, name, title } => {
                self.links = self.links.saturating_sub(1);
                let alt = plain_text(&inside).replace('\n', " ");
                Inline::Image(Image { alt, source: pictures.source(&url, &name), title })
            }
        };
        self.push(inline);
    }

    /// Adds what an HTML tag means; tags without meaning must not get here.
    pub(super) fn markup(&mut self, markup: Markup, pictures: &mut Pictures) {
        match markup {
            Markup::Open(element) => self.open_tag(element, None),
            Markup::OpenLink { url, title } => {
                self.open_tag(Element::Link, Some(Link { text: Vec::new(), url, title }));
            }
            Markup::Close(element) => self.close_tag(element),
            Markup::Image { url, alt, title } => {
                let source = pictures.source(&url, "");
                self.leaf(Inline::Image(Image { alt, source, title }));
            }
            Markup::Break | Markup::Comment | Markup::Text | Markup::Nothing => {}
        }
    }

    fn open_tag(&mut self, element: Element, link: Option<Link>) {
        self.flush();
        if link.is_some() && self.links > 0 {
            self.lost_link = true;
        } else if self.frames.len() + self.open + 1 >= MAX_DEPTH {
            self.flattened = true;
        } else {
            self.open += 1;
            if let Some(frame) = self.frames.last_mut() {
                frame.tags.push(OpenTag { element, link, start: frame.inlines.len() });
                frame.count(element).into_iter().for_each(|count| *count += 1);
            }
        }
    }

    /// Makes a mark of what stands behind the tag that this one closes. Linear: an inline moves once a level.
    fn close_tag(&mut self, element: Element) {
        self.flush();
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.count(element).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(tag) = frame.tags.pop() {
            self.open = self.open.saturating_sub(1);
            frame.count(tag.element).into_iter().for_each(|count| *count -= 1);
            if tag.element == element {
                let inside = frame.inlines.split_off(tag.start.min(frame.inlines.len()));
                match wrapped(element, tag.link, inside) {
                    Ok(inline) => frame.inlines.push(inline),
                    Err(inside) => {
                        self.lost_link |= element == Element::Link;
                        frame.inlines.extend(inside);
                    }
                }
                break;
            }
        }
    }

    /// The finished text.
    pub(super) fn finish(mut self, pictures: &mut Pictures) -> (Vec<Inline>, Self) {
        self.skipped = 0;
        while self.frames.len() > 1 {
            self.close(pictures);
        }
        self.flush();
        let inlines = self.frames.pop().map(|frame| frame.inlines).unwrap_or_default();
        (tidy(inlines), self)
    }

    fn push(&mut self, inline: Inline) {
        if let Some(frame) = self.frames.last_mut() {
            frame.inlines.push(inline);
        }
    }

    fn flush(&mut self) {
        let is_linked = self.links > 0 || self.frames.iter().any(|frame| has_open(frame, Element::Link));
        let Some(frame) = self.frames.last_mut() else { return };
        frame.run_end = None;
        let run = std::mem::take(&mut frame.run);
        if is_linked {
            frame.inlines.push(Inline::text(run.into_text()));
        } else {
            frame.inlines.extend(run.into_inlines());
        }
    }
}

fn has_open(frame: &Frame, element: Element) -> bool {
    frame.counts.get(element as usize).is_some_and(|count| *count > 0)
}

/// The mark of an element around inlines; the inlines alone where it cannot stand around them.
fn wrapped(element: Element, link: Option<Link>, inside: Vec<Inline>) -> Result<Inline, Vec<Inline>> {
    Ok(match (element, link) {
        (Element::Strong, _) => Inline::Strong(inside),
        (Element::Emphasis, _) => Inline::Emphasis(inside),
        (Element::Underline, _) => Inline::Underline(inside),
        (Element::Strike, _) => Inline::Strike(inside),
        (Element::Superscript, _) => Inline::Superscript(inside),
        (Element::Subscript, _) => Inline::Subscript(inside),
        (Element::Code, _) if inside.iter().all(|inline| matches!(inline, Inline::Text(_))) => {
            Inline::Code(plain_text(&inside))
        }
        (Element::Link, Some(link)) if !has_link(&inside) => Inline::Link(Link { text: inside, ..link }),
        (Element::Code | Element::Link, _) => return Err(inside),
    })
}

fn has_link(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::Link(_)) || inline.children().is_some_and(has_link))
}
