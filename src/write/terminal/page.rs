//! Blocks to lines.

use textwrap::core::display_width;

use super::look::{Look, sign};
use super::{Entries, Screen};
use crate::check::report::Paint;
use crate::document::{
    Block, BlockKind, BreakKind, Image, ImageSource, Inline, Item, List, Table, plain_text, row_text,
};
use crate::visible::visible;
use crate::write::figure::{Figure, Kind};

/// Deepest indent, in columns: deeper lists stay there, so that their text keeps room.
const DEEPEST: usize = 24;

/// A page that is being written.
pub(super) struct Page {
    out: String,
    screen: Screen,
    /// Columns that lines are indented by.
    indent: usize,
}

impl Page {
    pub(super) fn new(screen: Screen) -> Self {
        Self { out: String::new(), screen, indent: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn paint(&self) -> Paint {
        self.screen.paint
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// A timeline: its heading, the entries on a line, then each by its sign.
    pub(super) fn timeline(&mut self, blocks: &[Block], entries: &Entries) {
        let has_heading = matches!(blocks.first(), Some(Block { kind: BlockKind::Heading { .. }, .. }));
        let (heading, rest) = blocks.split_at(usize::from(has_heading));
        self.blocks(heading);
        if let Some(figure) = &entries.figure {
            let strip = self.strip(figure);
            self.line(&strip);
        }
        for block in rest {
            match &block.kind {
                BlockKind::List(list) => {
                    self.gap();
                    self.list(list, |item| entries.kinds.get(&item.at.start).copied());
                }
                _ => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(*level, text),
            BlockKind::Paragraph(text) => {
                self.gap();
                let text = self.text(text);
                self.wrapped(&text, "", "");
            }
            BlockKind::List(list) => {
                self.gap();
                self.list(list, |_| None);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code(code) => {
                self.gap();
                for line in code.text.split('\n') {
                    let line = Look::Code.on(&visible(line), self.paint());
                    self.line(&format!("    {line}"));
                }
            }
            BlockKind::Quote(inside) => {
                let before = self.out.len();
                self.within(2, |page| page.blocks(inside));
                self.mark_quote(before);
            }
            BlockKind::Divider => {
                self.gap();
                let rule = "─".repeat(self.screen.columns.min(24));
                self.line(&Look::Dim.on(&rule, self.paint()));
            }
            BlockKind::Footnote { label, blocks } => {
                self.gap();
                let label = Look::Dim.on(&format!("[{}]", visible(label)), self.paint());
                self.line(&label);
                self.within(2, |page| page.blocks(blocks));
            }
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline]) {
        self.gap();
        let plain = visible(&plain_text(text).replace('\n', " "));
        let widest = textwrap::wrap(&plain, self.screen.columns).iter().map(|line| display_width(line)).max();
        let shown = Look::Heading.on(&plain, self.paint());
        self.wrapped(&shown, "", "");
        let rule = match level {
            1 => Some("═"),
            2 => Some("─"),
            _ => None,
        };
        if let Some(rule) = rule {
            let rule = rule.repeat(widest.unwrap_or_default());
            self.line(&Look::Dim.on(&rule, self.paint()));
        }
    }

    /// The entries on a line in true proportion.
    fn strip(&self, figure: &Figure) -> String {
        let (first, last) = figure.ends();
        let (first, last) = (visible(&first), visible(&last));
        let room = self.screen.columns.saturating_sub(display_width(&first) + display_width(&last) + 2).max(2);
        let mut line = String::new();
        for run in figure.cells(room).chunk_by(|one, next| one == next) {
            let (look, sign) =
                run.first().copied().flatten().map_or((Look::Dim, "─"), |kind| (Look::Kind(kind), sign(kind)));
            line.push_str(&look.on(&sign.repeat(run.len()), self.paint()));
        }
        format!("{first} {line} {last}")
    }

    fn list(&mut self, list: &List, kind: impl Fn(&Item) -> Option<Kind>) {
        let end = list.start.map_or(0, |start| start.saturating_add(list.items.len() as u64));
        for (number, item) in (list.start.unwrap_or_default()..).zip(&list.items) {
            let bullet = match (kind(item), list.start) {
                (Some(kind), _) => self.entry_sign(kind),
                (None, Some(_)) => format!("{number:>width$}. ", width = end.to_string().len()),
                (None, None) => "• ".to_owned(),
            };
            self.item(item, &bullet);
        }
    }

    fn entry_sign(&self, kind: Kind) -> String {
        format!("{} ", Look::Kind(kind).on(sign(kind), self.paint()))
    }

    fn item(&mut self, item: &Item, bullet: &str) {
        let bullet = match item.checked {
            None => bullet.to_owned(),
            Some(false) => "☐ ".to_owned(),
            Some(true) => format!("{} ", Look::Kind(Kind::Resolved).on("☑", self.paint())),
        };
        let width = display_width(&bullet);
        let mut rest = item.blocks.as_slice();
        let mut text = String::new();
        if let Some((Block { kind: BlockKind::Paragraph(inside), .. }, behind)) = rest.split_first() {
            text = self.text(inside);
            rest = behind;
        }
        self.wrapped(&text, &bullet, &" ".repeat(width));
        self.within(width, |page| {
            for block in rest {
                match &block.kind {
                    BlockKind::List(list) => page.list(list, |_| None),
                    _ => page.block(block),
                }
            }
        });
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        for (index, row) in table.rows.iter().enumerate() {
            let text = visible(&row_text(row).replace('\n', " "));
            let text = if index < table.header_rows { Look::Strong.on(&text, self.paint()) } else { text };
            self.wrapped(&text, "| ", "|   ");
        }
    }

    /// Puts a bar before the lines written since a place.
    fn mark_quote(&mut self, since: usize) {
        let bar = Look::Dim.on("│", self.paint());
        let quoted = self.out.split_off(since.min(self.out.len()));
        let indent = self.indent;
        for line in quoted.split_inclusive('\n') {
            match line.get(indent..).and_then(|rest| rest.strip_prefix(' ')) {
                Some(rest) => {
                    self.out.push_str(&" ".repeat(indent));
                    self.out.push_str(&bar);
                    self.out.push_str(rest);
                }
                None => self.out.push_str(line),
            }
        }
    }

    fn within(&mut self, columns: usize, write: impl FnOnce(&mut Self)) {
        let before = self.indent;
        self.indent = (before + columns).min(DEEPEST).min(self.screen.columns / 2);
        write(self);
        self.indent = before;
    }

    /// An empty line between blocks.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Text in lines that fit; `first` stands before the first, `next` before the others.
    fn wrapped(&mut self, text: &str, first: &str, next: &str) {
        let indent = " ".repeat(self.indent);
        let (first, next) = (format!("{indent}{first}"), format!("{indent}{next}"));
        for (index, line) in text.split('\n').enumerate() {
            let options = textwrap::Options::new(self.screen.columns)
                .initial_indent(if index == 0 { &first } else { &next })
                .subsequent_indent(&next)
                .break_words(true);
            for line in textwrap::wrap(line, options) {
                self.out.push_str(line.trim_end());
                self.out.push('\n');
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(&" ".repeat(self.indent));
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn text(&self, text: &[Inline]) -> String {
        text.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        let look = |look: Look, inside: &[Inline]| look.on(&self.text(inside), self.paint());
        match inline {
            Inline::Text(text) => visible(text),
            Inline::Code(text) => Look::Code.on(&visible(text), self.paint()),
            Inline::Strong(inside) => look(Look::Strong, inside),
            Inline::Emphasis(inside) => look(Look::Emphasis, inside),
            Inline::Underline(inside) => look(Look::Underline, inside),
            Inline::Strike(inside) => look(Look::Strike, inside),
            Inline::Superscript(inside) | Inline::Subscript(inside) => self.text(inside),
            Inline::Link(link) => {
                let text = look(Look::Underline, &link.text);
                let url = visible(link.url.trim());
                if url.is_empty() || plain_text(&link.text).trim() == url { text } else { format!("{text} <{url}>") }
            }
            Inline::Image(image) => self.image(image),
            Inline::Break(end) => if end.kind == BreakKind::Hard { "\n" } else { " " }.to_owned(),
            Inline::FootnoteReference(label) => format!("[{}]", visible(label)),
        }
    }

    fn image(&self, image: &Image) -> String {
        let alternative = visible(&image.alt);
        let named = match (&image.source, alternative.is_empty()) {
            (_, false) => format!("[picture: {alternative}]"),
            (ImageSource::Url(url), true) if !url.starts_with("data:") => format!("[picture: {}]", visible(url)),
            _ => "[picture]".to_owned(),
        };
        Look::Dim.on(&named, self.paint())
    }
}
