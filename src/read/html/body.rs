//! Elements to blocks: what each element opens and closes.

use ego_tree::NodeRef;
use scraper::node::{Element, Node};

use super::code::Preformatted;
use super::container::{Flat, ListMark};
use super::element::{self, Kind};
use super::google::{self, Program};
use super::inline::{Blanks, Piece};
use super::reader::{Close, Frame, FrameKind, Level, Reader};
use super::style::{self, Align, Declared, Format};
use super::table::{self, CellMark, OpenTable, RowPlace};
use crate::made::{self, Marked};
use crate::notice::Notice;

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Whether the children of a node are walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Walk,
    Skip,
}

impl Reader<'_, '_> {
    /// Reads everything below a node, without recursion.
    pub(super) fn walk(&mut self, root: NodeRef<'_, Node>) {
        let mut next = root.first_child();
        while let Some(node) = next {
            if self.open(node) == Inside::Walk {
                if let Some(child) = node.first_child() {
                    next = Some(child);
                    continue;
                }
                self.close();
            }
            let mut last = node;
            next = loop {
                if let Some(sibling) = last.next_sibling() {
                    break Some(sibling);
                }
                match last.parent().filter(|parent| parent.id() != root.id()) {
                    Some(parent) => last = parent,
                    None => break None,
                }
                self.close();
            };
        }
    }

    fn open(&mut self, node: NodeRef<'_, Node>) -> Inside {
        match node.value() {
            Node::Text(text) => {
                self.text(text);
                Inside::Skip
            }
            Node::Element(element) => self.open_element(node, element),
            Node::Document | Node::Fragment => {
                self.enter(self.format(), self.blanks(), Close::Nothing);
                Inside::Walk
            }
            Node::Doctype(_) | Node::Comment(_) | Node::ProcessingInstruction(_) => Inside::Skip,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.preformatted {
            return open.text.push_str(text);
        }
        if self.page.laid_out {
            return self.push_text(google::without_layout(text));
        }
        // Blanks between the tags of lists and tables are no text.
        self.push_text(text);
    }

    fn enter(&mut self, format: Format, blanks: Blanks, close: Close) -> Inside {
        self.levels.push(Level { format, blanks, close });
        Inside::Walk
    }

    fn close(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        match level.close {
            Close::Nothing => {}
            Close::Flush => self.flush(),
            Close::Paragraph => self.end_paragraph(),
            Close::Heading => {
                self.flush();
                self.heading = None;
            }
            Close::Frame => self.pop_frame(),
            Close::Preformatted => self.end_preformatted(),
            Close::Link(start) => self.close_link(start, level.format),
            Close::Quotation => self.push_text("\u{201D}"),
        }
    }

    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Inside {
        let page = self.page;
        let name = element.name();
        if page.notes.dropped.contains(&node.id()) || is_furniture(name) {
            self.note_dropped(node, name);
            return Inside::Skip;
        }
        if let Some(what) = element.attr(made::ATTRIBUTE).and_then(Marked::of).and_then(Marked::left_out) {
            self.notices.note(Notice::MadeDropped { what });
            return Inside::Skip;
        }
        if page.around.contains(&node.id()) {
            let close = self.open_frame(FrameKind::Around);
            return self.enter(Format::default(), Blanks::Collapse, close);
        }
        let declared = page.sheet.declared(element);
        let hidden = declared.hidden || element.attr("hidden").is_some();
        if hidden && matches!(name, "nav" | "header" | "footer" | "aside" | "dialog" | "form" | "button" | "menu") {
            self.notices.note(Notice::HiddenDropped { what: format!("a `{name}`") });
            return Inside::Skip;
        }
        if let Some(label) = page.notes.references.get(&node.id()) {
            self.line.push(Piece::Note(label.clone()));
            return Inside::Skip;
        }
        let blanks = match declared.preserve {
            Some(true) => Blanks::Preserve,
            Some(false) => Blanks::Collapse,
            None => self.blanks(),
        };
        if let Some(label) = page.notes.texts.get(&node.id()) {
            let close = self.open_frame(FrameKind::Footnote(label.clone()));
            return self.enter(Format::default(), blanks, close);
        }
        let format = declared.apply(style::by_element(name, self.format()));
        if self.preformatted.is_some() {
            return self.open_in_preformatted(element, format, blanks);
        }
        if &*element.name.ns != XHTML {
            return self.open_foreign(name, format, blanks);
        }
        self.open_kind(node, element, &declared, format, blanks)
    }

    fn open_kind(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        declared: &Declared,
        format: Format,
        blanks: Blanks,
    ) -> Inside {
        let name = element.name();
        match element::kind(name) {
            Kind::Heading(level) => {
                self.flush();
                self.heading = Some(level);
                self.enter(unmarked(self.format()), blanks, Close::Heading)
            }
            Kind::Paragraph => self.open_paragraph(element, declared, format, blanks),
            Kind::List => self.open_list(node, element, format, blanks),
            Kind::Item => {
                let struck = declared.strikes() && self.is_flat_list();
                let close = self.open_item(if struck { Some(true) } else { None });
                let format = if struck { Format { strike: false, ..format } } else { format };
                self.enter(format, blanks, close)
            }
            Kind::Table => {
                let close = self.open_frame(FrameKind::Table(OpenTable::default()));
                self.enter(format, blanks, close)
            }
            Kind::Row => {
                self.open_row(node, name);
                self.enter(format, blanks, Close::Flush)
            }
            Kind::Cell => self.open_cell(element, declared, format, blanks),
            Kind::Quote => {
                let close = self.open_frame(FrameKind::Quote);
                self.enter(format, blanks, close)
            }
            Kind::Preformatted => {
                self.flush();
                let language = language(element);
                self.preformatted = Some(Preformatted { language, ..Preformatted::default() });
                self.enter(format, Blanks::Preserve, Close::Preformatted)
            }
            Kind::Void => {
                self.void(node, element, declared);
                Inside::Skip
            }
            Kind::Block | Kind::Term => {
                self.flush();
                self.enter(format, blanks, Close::Flush)
            }
            Kind::Option => {
                self.line.push_blank(format);
                self.enter(format, blanks, Close::Nothing)
            }
            Kind::Inline | Kind::Foreign | Kind::Unknown => self.open_inline(element, declared, format, blanks),
        }
    }

    fn open_paragraph(&mut self, element: &Element, declared: &Declared, format: Format, blanks: Blanks) -> Inside {
        self.flush();
        // Google aligns the paragraphs of a cell, not the cell.
        if let Some(Frame { kind: FrameKind::Cell(cell), inside }) = self.frames.last_mut()
            && inside.is_empty()
        {
            cell.align = cell.align.or(declared.align);
        }
        let google = self.page.program == Program::Google;
        if google && google::has_class(element, "title") {
            self.heading = Some(1);
            return self.enter(unmarked(self.format()), blanks, Close::Heading);
        }
        let subtitle = google && google::has_class(element, "subtitle");
        self.enter(if subtitle { unmarked(self.format()) } else { format }, blanks, Close::Paragraph)
    }

    /// Ends the text block and opens a frame.
    fn open_frame(&mut self, kind: FrameKind) -> Close {
        self.flush();
        self.push_frame(kind)
    }

    fn is_flat_list(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::List { mark, .. }, .. }) if mark.flat.is_some())
    }

    fn open_list(&mut self, node: NodeRef<'_, Node>, element: &Element, format: Format, blanks: Blanks) -> Inside {
        if self.page.notes.is_frame(node) {
            self.flush();
            return self.enter(format, blanks, Close::Flush);
        }
        let bullets = element.attr(made::ATTRIBUTE).and_then(Marked::of) == Some(Marked::Bullets);
        let ordered = element.name() == "ol" && !bullets;
        let number = element.attr("start").and_then(|start| start.trim().parse().ok());
        let flat = element.attr("class").and_then(Flat::from_classes);
        let mark = ListMark { start: ordered.then(|| number.unwrap_or(1)), flat };
        let close = self.open_frame(FrameKind::List { mark, items: Vec::new() });
        self.enter(format, blanks, close)
    }

    fn open_item(&mut self, checked: Option<bool>) -> Close {
        self.flush();
        self.push_frame(FrameKind::Item { checked })
    }

    fn open_row(&mut self, node: NodeRef<'_, Node>, name: &str) {
        self.flush();
        let in_head =
            node.parent().and_then(|parent| parent.value().as_element()).is_some_and(|parent| parent.name() == "thead");
        if let Some(Frame { kind: FrameKind::Table(table), .. }) = self.frames.last_mut()
            && name == "tr"
        {
            table.begin_row(if in_head { RowPlace::Head } else { RowPlace::Body });
        }
    }

    fn open_cell(&mut self, element: &Element, declared: &Declared, format: Format, blanks: Blanks) -> Inside {
        let name = element.name();
        self.flush();
        if name == "caption" || !matches!(self.frames.last(), Some(Frame { kind: FrameKind::Table(_), .. })) {
            return self.enter(format, blanks, Close::Flush);
        }
        let align = match element.attr("align").map(str::to_ascii_lowercase).as_deref() {
            Some("center") => Some(Align::Center),
            Some("right") => Some(Align::Right),
            _ => declared.align,
        };
        let mark = CellMark {
            columns: table::span(element.attr("colspan")),
            rows: table::span(element.attr("rowspan")),
            header: name == "th",
            align,
        };
        let close = self.push_frame(FrameKind::Cell(mark));
        self.enter(if mark.header { unmarked(self.format()) } else { format }, blanks, close)
    }

    fn open_inline(&mut self, element: &Element, declared: &Declared, mut format: Format, blanks: Blanks) -> Inside {
        let name = element.name();
        if declared.block {
            self.flush();
        }
        let mut close = if declared.block { Close::Flush } else { Close::Nothing };
        match name {
            "a" => {
                if let Some(link) = self.link(element) {
                    format.link = Some(link);
                    close = if declared.block { close } else { Close::Link(self.line.pushed()) };
                }
            }
            "q" => {
                self.push_text("\u{201C}");
                close = Close::Quotation;
            }
            "font" => {
                format.mono |= element.attr("face").is_some_and(|face| style::is_monospace(&face.to_ascii_lowercase()));
            }
            "audio" | "video" | "object" | "applet" | "canvas" => {
                self.notices.note(Notice::EmbeddedDropped { what: format!("a `{name}`") });
            }
            _ if element::kind(name) == Kind::Unknown && !name.contains(':') => {
                self.notices.note(Notice::UnknownElement { name: name.chars().take(64).collect() });
            }
            _ => {}
        }
        self.expect_code(format);
        self.enter(format, blanks, close)
    }

    /// Elements of drawings and formulas: their text stays.
    fn open_foreign(&mut self, name: &str, format: Format, blanks: Blanks) -> Inside {
        match name {
            "svg" => self.notices.note(Notice::DrawingDropped),
            "style" | "defs" | "metadata" | "script" | "annotation" | "annotation-xml" => return Inside::Skip,
            "text" | "tspan" | "title" | "desc" => self.line.push_blank(format),
            _ => {}
        }
        self.enter(format, blanks, Close::Nothing)
    }

    fn open_in_preformatted(&mut self, element: &Element, format: Format, blanks: Blanks) -> Inside {
        let image = (element.name() == "img").then(|| self.image(element)).flatten();
        let Some(open) = &mut self.preformatted else { return Inside::Walk };
        match element.name() {
            "br" => open.text.push('\n'),
            "code" if open.language.is_none() => open.language = language(element),
            "a" if element.attr("href").is_some_and(|href| !href.starts_with('#')) => {
                self.notices.note(Notice::LinkTargetDropped { what: "a link in code" });
            }
            // Highlighters that make a block of each line.
            "div" | "p" | "li" | "tr" if !open.text.is_empty() && !open.text.ends_with('\n') => open.text.push('\n'),
            _ => open.images.extend(image),
        }
        if element::kind(element.name()) == Kind::Void {
            return Inside::Skip;
        }
        self.enter(format, blanks, Close::Nothing)
    }

    fn note_dropped(&mut self, node: NodeRef<'_, Node>, name: &str) {
        if let Some(index) = self.page.notes.comment_marks.get(&node.id()) {
            self.commented.push((*index, self.place_of_line()));
        }
        let what = match name {
            "template" if node.has_children() => "the contents of `template`",
            _ => return,
        };
        self.notices.note(Notice::HiddenDropped { what: what.to_owned() });
    }
}

/// Elements that are never shown.
fn is_furniture(name: &str) -> bool {
    matches!(name, "head" | "script" | "style" | "template" | "noscript" | "datalist" | "colgroup" | "rp")
}

/// The format without the marks that a heading has by its style: what is all in bold is not strong on top.
fn unmarked(around: Format) -> Format {
    Format { link: around.link, ..Format::default() }
}

/// The language of code, from classes as highlighters want them: `language-rust`, `lang-rust`.
fn language(element: &Element) -> Option<String> {
    let mut classes = element.attr("class").unwrap_or_default().split_ascii_whitespace();
    let by_class = classes.find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")));
    let language = by_class
        .or_else(|| element.attr("data-lang"))
        .or_else(|| element.attr("lang").filter(|_| element.name() == "pre"))?;
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    (!language.is_empty() && language.len() <= 32 && language.chars().all(known)).then(|| language.to_ascii_lowercase())
}
