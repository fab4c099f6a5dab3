//! Blocks as they come in: list items to nested lists, lines of code to code, quoted paragraphs to quotations.
//!
//! Word knows only paragraphs in a row; what belongs together is told by numbering and styles.

use crate::document::{At, Block, BlockKind, Code, CodeForm, Inline, Item, List};

use super::line::Line;
use super::marks::Marks;
use super::role::Role;

/// Left indent beyond which running text is set apart as a quotation, in twips (5 cm).
///
/// Word has no other sign of it where no style is used, and lesser indents are layout.
const QUOTE_INDENT: i64 = 2835;

/// What stands before the items of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Marker {
    /// A sign.
    Bullet,
    /// A number or letter.
    #[default]
    Number,
    /// Nothing.
    None,
}

/// The place of a paragraph in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Place {
    /// The list.
    pub(in crate::read) number: i64,
    /// The level, counted from 0.
    pub(in crate::read) level: usize,
    /// What stands before the item.
    pub(in crate::read) marker: Marker,
    /// Its number, where the marker is one.
    pub(in crate::read) value: u64,
    /// Where the text of the item stands, in twips.
    pub(in crate::read) indent: i64,
}

/// A paragraph that has been read.
#[derive(Debug, Default)]
pub(in crate::read) struct Paragraph {
    pub(in crate::read) line: Line,
    pub(in crate::read) role: Role,
    pub(in crate::read) place: Option<Place>,
    /// Its own left indent, and that of its first line against it, in twips.
    pub(in crate::read) indent: Option<i64>,
    pub(in crate::read) hanging: i64,
    /// Google's marks of a code block were in it.
    pub(in crate::read) code_begins: bool,
    pub(in crate::read) code_ends: bool,
}

impl Paragraph {
    /// Begins it with the sign of a check box.
    pub(in crate::read) fn check_box(&mut self, checked: Option<bool>) {
        if let Some(checked) = checked {
            self.line.push_text(if checked { "☒ " } else { "☐ " }, Marks::none(), None);
        }
    }
}

/// A list that may go on.
#[derive(Debug)]
struct OpenList {
    level: usize,
    /// Its id and its last number; `None` for bullets.
    number: Option<(i64, u64)>,
    indent: i64,
    list: List,
    at: At,
}

/// A run of paragraphs that make one block.
#[derive(Debug, Default)]
enum Gathered {
    #[default]
    Nothing,
    /// Lines of code, from where to where.
    Code(Vec<String>, Option<At>),
    /// Paragraphs of a quotation.
    Quote(Vec<Block>),
    /// A Google code block whose end has not come: its lines, and its paragraphs in case it never does.
    Fence(Vec<String>, Vec<Block>),
}

/// The blocks of one container: the body, a cell, a note, a text box.
#[derive(Debug, Default)]
pub(in crate::read) struct Flow {
    blocks: Vec<Block>,
    lists: Vec<OpenList>,
    gathered: Gathered,
}

impl Flow {
    /// Adds a paragraph.
    pub(in crate::read) fn paragraph(&mut self, mut paragraph: Paragraph, at: At) {
        if self.fence(&mut paragraph, at) {
            return;
        }
        let numbered = paragraph.place.is_some_and(|place| place.marker != Marker::None);
        match paragraph.role {
            Role::Code if !numbered => return self.code(paragraph.line, at),
            _ if paragraph.line.is_blank() => return self.settle(),
            Role::Heading(level) => {
                let text = paragraph.line.into_inlines();
                return self.block(Block::heading(level, text, at));
            }
            _ => {}
        }
        let quoted = is_quote(&paragraph);
        let text = paragraph.line.into_inlines();
        match paragraph.place {
            Some(place) if place.marker != Marker::None => self.item(place, text, at),
            _ if quoted => self.quote(Block::paragraph(text, at)),
            place => {
                let indent = paragraph.indent.or(place.map(|place| place.indent));
                self.body(Block::paragraph(text, at), paragraph.role, indent);
            }
        }
    }

    /// Adds a block that stands by itself; lists before it end.
    pub(in crate::read) fn block(&mut self, block: Block) {
        self.settle();
        self.give_up_fence();
        self.close_lists(0);
        self.blocks.push(block);
    }

    /// All blocks.
    pub(in crate::read) fn finish(mut self) -> Vec<Block> {
        self.settle();
        self.give_up_fence();
        self.close_lists(0);
        self.blocks
    }

    /// Makes plain paragraphs of a Google code block that is still open.
    fn give_up_fence(&mut self) {
        if let Gathered::Fence(_, blocks) = std::mem::take(&mut self.gathered) {
            let has_text = |block: &Block| !matches!(&block.kind, BlockKind::Paragraph(text) if text.is_empty());
            self.blocks.extend(blocks.into_iter().filter(has_text));
        }
    }

    /// Ends what is gathered, an open Google code block aside.
    fn settle(&mut self) {
        match std::mem::take(&mut self.gathered) {
            Gathered::Nothing => {}
            fence @ Gathered::Fence(..) => self.gathered = fence,
            Gathered::Code(lines, at) => self.push_code(&lines, at),
            Gathered::Quote(blocks) => {
                let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return };
                let at = first.at.to(last.at);
                self.blocks.push(Block { kind: BlockKind::Quote(blocks), at });
            }
        }
    }

    fn push_code(&mut self, lines: &[String], at: Option<At>) {
        let text = lines.join("\n").trim_end().trim_start_matches('\n').to_owned();
        if let Some(at) = at.filter(|_| !text.is_empty()) {
            let code = Code { text, language: None, form: CodeForm::Marked };
            self.blocks.push(Block { kind: BlockKind::Code(code), at });
        }
    }

    fn code(&mut self, line: Line, at: At) {
        let (text, rest) = line.into_plain();
        if !matches!(self.gathered, Gathered::Code(..)) {
            self.settle();
            self.close_lists(0);
            self.gathered = Gathered::Code(Vec::new(), None);
        }
        if let Gathered::Code(lines, range) = &mut self.gathered {
            lines.push(text);
            *range = Some(range.map_or(at, |range| range.to(at)));
        }
        if !rest.is_empty() {
            self.block(Block::paragraph(rest, at));
        }
    }

    fn quote(&mut self, block: Block) {
        if let Gathered::Quote(blocks) = &mut self.gathered {
            return blocks.push(block);
        }
        self.settle();
        self.close_lists(0);
        self.gathered = Gathered::Quote(vec![block]);
    }

    /// Takes a paragraph into a Google code block, if one is open or begins here.
    fn fence(&mut self, paragraph: &mut Paragraph, at: At) -> bool {
        if paragraph.code_begins && !matches!(self.gathered, Gathered::Fence(..)) {
            self.settle();
            self.close_lists(0);
            self.gathered = Gathered::Fence(Vec::new(), Vec::new());
        }
        let Gathered::Fence(lines, blocks) = &mut self.gathered else { return false };
        let line = std::mem::take(&mut paragraph.line);
        lines.push(line.clone().into_plain().0);
        blocks.push(Block::paragraph(line.into_inlines(), at));
        if !paragraph.code_ends {
            return true;
        }
        if let Gathered::Fence(lines, blocks) = std::mem::take(&mut self.gathered) {
            let range = blocks.iter().map(|block| block.at).reduce(At::to);
            self.push_code(&lines, range);
        }
        true
    }

    fn item(&mut self, place: Place, text: Vec<Inline>, at: At) {
        self.settle();
        let numbered = place.marker == Marker::Number;
        self.close_lists(place.level + 1);
        let goes_on = self.lists.last().is_none_or(|top| {
            top.level < place.level
                || match top.number {
                    None => !numbered,
                    Some((id, last)) => {
                        numbered
                            && (id == place.number && place.value > last || last.checked_add(1) == Some(place.value))
                    }
                }
        });
        if !goes_on {
            self.close_lists(place.level);
        }
        let top = match self.lists.last_mut() {
            Some(top) if top.level == place.level => top,
            _ => {
                let list = List { start: numbered.then_some(place.value), items: Vec::new() };
                let open = OpenList { level: place.level, number: None, indent: place.indent, list, at };
                self.lists.push(open);
                let Some(top) = self.lists.last_mut() else { return };
                top
            }
        };
        top.number = numbered.then_some((place.number, place.value));
        top.indent = place.indent;
        top.list.items.push(item(text, at));
        top.at = top.at.to(at);
    }

    /// Adds running text: to the item before it, if it is indented like that item or its style says so.
    fn body(&mut self, block: Block, role: Role, indent: Option<i64>) {
        self.settle();
        match (indent, role) {
            (Some(indent), _) if indent > 0 && self.lists.iter().any(|open| open.indent <= indent) => {
                let inner = self.lists.iter().rposition(|open| open.indent <= indent);
                let level = inner.and_then(|inner| self.lists.get(inner)).map_or(0, |open| open.level + 1);
                self.close_lists(level);
            }
            (None, Role::Continuation) => {}
            _ => self.close_lists(0),
        }
        match self.lists.last_mut() {
            Some(top) => {
                top.at = top.at.to(block.at);
                match top.list.items.last_mut() {
                    Some(item) => {
                        item.at = item.at.to(block.at);
                        item.blocks.push(block);
                    }
                    None => self.blocks.push(block),
                }
            }
            None => self.blocks.push(block),
        }
    }

    /// Closes open lists of this level and deeper ones, each into the last item of the list around it.
    fn close_lists(&mut self, level: usize) {
        while self.lists.last().is_some_and(|open| open.level >= level) {
            let Some(open) = self.lists.pop() else { return };
            let block = Block { kind: BlockKind::List(open.list), at: open.at };
            match self.lists.last_mut() {
                Some(outer) => {
                    outer.at = outer.at.to(block.at);
                    match outer.list.items.last_mut() {
                        Some(item) => {
                            item.at = item.at.to(block.at);
                            item.blocks.push(block);
                        }
                        None => self.blocks.push(block),
                    }
                }
                None => self.blocks.push(block),
            }
        }
    }
}

fn is_quote(paragraph: &Paragraph) -> bool {
    let deep = || paragraph.indent.is_some_and(|indent| indent.saturating_sub(paragraph.hanging) >= QUOTE_INDENT);
    match paragraph.role {
        Role::Quote => true,
        Role::Body => paragraph.place.is_none() && deep(),
        _ => false,
    }
}

/// An item, with the state of the check box that its text begins with.
fn item(mut text: Vec<Inline>, at: At) -> Item {
    let mut checked = None;
    if let Some(Inline::Text(first)) = text.first_mut()
        && let Some((state, rest)) = check_box(first)
    {
        checked = Some(state);
        *first = rest.to_owned();
        if first.is_empty() {
            text.remove(0);
        }
    }
    Item { checked, blocks: vec![Block::paragraph(text, at)], at }
}

fn check_box(text: &str) -> Option<(bool, &str)> {
    let state = match text.chars().next()? {
        '☐' => false,
        '☑' | '☒' => true,
        _ => return None,
    };
    let rest = text.get('☐'.len_utf8()..)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (state, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, dump};

    fn read(paragraphs: Vec<Paragraph>) -> String {
        let mut flow = Flow::default();
        for (number, paragraph) in (1..).zip(paragraphs) {
            flow.paragraph(paragraph, At::paragraph(number));
        }
        dump(&Document { blocks: flow.finish(), ..Document::default() })
    }

    fn plain(text: &str) -> Paragraph {
        let mut line = Line::default();
        line.push_text(text, Marks::none(), None);
        Paragraph { line, ..Paragraph::default() }
    }

    fn listed(text: &str, level: usize, value: Option<u64>) -> Paragraph {
        let marker = if value.is_some() { Marker::Number } else { Marker::Bullet };
        let indent = 720 * (i64::try_from(level).unwrap_or(0) + 1);
        let place = Place { number: 1, level, marker, value: value.unwrap_or(1), indent };
        Paragraph { place: Some(place), ..plain(text) }
    }

    #[test]
    fn lists_nest_by_level_and_split_by_kind() {
        let tree = read(vec![
            listed("a", 0, Some(3)),
            listed("b", 2, None),
            listed("c", 1, None),
            listed("d", 0, Some(4)),
            listed("e", 0, None),
        ]);
        assert_eq!(
            tree,
            "list [1-4] numbers from 3\n  item\n    paragraph [1] \"a\"\n    list [2] bullets\n      item\n        \
             paragraph [2] \"b\"\n    list [3] bullets\n      item\n        paragraph [3] \"c\"\n  item\n    \
             paragraph [4] \"d\"\nlist [5] bullets\n  item\n    paragraph [5] \"e\"\n"
        );
    }

    #[test]
    fn text_goes_on_in_an_item_by_indent_or_style() {
        let indented = Paragraph { indent: Some(720), ..plain("b") };
        let styled = Paragraph { role: Role::Continuation, ..plain("c") };
        let tree = read(vec![listed("a", 0, None), indented, styled, plain("d"), listed("e", 0, None)]);
        assert_eq!(
            tree,
            "list [1-3] bullets\n  item\n    paragraph [1] \"a\"\n    paragraph [2] \"b\"\n    paragraph [3] \"c\"\n\
             paragraph [4] \"d\"\nlist [5] bullets\n  item\n    paragraph [5] \"e\"\n"
        );
    }

    #[test]
    fn check_boxes_become_the_state_of_items() {
        let tree = read(vec![listed("☐ a", 0, None), listed("☒ b", 0, None), listed("☐c", 0, None), plain("☐ d")]);
        assert_eq!(
            tree,
            "list [1-3] bullets\n  item [ ]\n    paragraph [1] \"a\"\n  item [x]\n    paragraph [2] \"b\"\n  item\n    \
             paragraph [3] \"☐c\"\nparagraph [4] \"☐ d\"\n"
        );
    }
}
