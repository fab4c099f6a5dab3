//! The blocks of one container, while it is being filled.
//!
//! Three things are put together here that HTML writes apart: the flat lists of Google's export, whose nesting is only in
//! their class names; list items outside of any list; lines of code that are paragraphs in a monospace font.

use crate::document::{At, Block, BlockKind, Code, CodeForm, Inline, Item, List};

/// Deepest list level of Google's editor, counted from 0.
const DEEPEST: usize = 8;

/// What `ul` or `ol` says about a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListMark {
    /// The first number; `None` for bullets.
    pub(super) start: Option<u64>,
    /// Identity and level, for a list of Google's export.
    pub(super) flat: Option<Flat>,
}

/// Identity and level of a list in Google's export: `lst-kix_ID-LEVEL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flat {
    identity: String,
    level: usize,
    /// Whether the list begins here, rather than going on.
    begins: bool,
}

impl Flat {
    /// What the classes of a list say.
    pub(super) fn from_classes(classes: &str) -> Option<Self> {
        let class = classes.split_ascii_whitespace().find(|class| class.starts_with("lst-"))?;
        let (identity, level) = class.rsplit_once('-')?;
        let level = level.parse::<usize>().ok()?.min(DEEPEST);
        let begins = classes.split_ascii_whitespace().any(|class| class == "start");
        Some(Self { identity: identity.to_owned(), level, begins })
    }
}

#[derive(Debug)]
struct FlatList {
    flat: Flat,
    list: List,
    at: At,
}

#[derive(Debug)]
struct CodeRun {
    lines: Vec<String>,
    /// The first line as running text, for a run of one line.
    text: Vec<Inline>,
    at: At,
}

/// The blocks of one container, while it is being filled.
#[derive(Debug, Default)]
pub(super) struct Container {
    done: Vec<Block>,
    flat: Vec<FlatList>,
    code: Option<CodeRun>,
    /// Whether the last block is a list made of items that stood outside of one.
    loose: bool,
}

impl Container {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.flat.is_empty() && self.code.is_none()
    }

    /// Adds a block.
    pub(super) fn push(&mut self, block: Block) {
        self.settle();
        self.done.push(block);
    }

    /// Adds lines of code; neighbors become one block.
    pub(super) fn push_code(&mut self, lines: impl IntoIterator<Item = String>, text: Vec<Inline>, at: At) {
        self.nest_above(0);
        match &mut self.code {
            Some(run) => {
                if run.lines.iter().all(|line| line.trim().is_empty()) {
                    run.text = text;
                }
                run.lines.extend(lines);
                run.at = run.at.to(at);
            }
            None => self.code = Some(CodeRun { lines: lines.into_iter().collect(), text, at }),
        }
    }

    /// Ends a run of code lines.
    fn end_code(&mut self) {
        let Some(run) = self.code.take() else { return };
        let blank = |line: &&String| line.trim().is_empty();
        let start = run.lines.iter().take_while(blank).count();
        let end = run.lines.len() - run.lines.iter().rev().take_while(blank).count();
        let lines = run.lines.get(start..end).unwrap_or_default();
        self.loose = false;
        // A line alone may be a path or a command in running text; with empty lines of code around it, it is a block.
        if lines.len() == 1 && run.lines.len() == 1 {
            self.done.push(Block::paragraph(run.text, run.at));
        } else if !lines.is_empty() {
            let code = Code { text: lines.join("\n"), language: None, form: CodeForm::Marked };
            self.done.push(Block { kind: BlockKind::Code(code), at: run.at });
        }
    }

    /// Adds a list.
    pub(super) fn push_list(&mut self, mark: ListMark, items: Vec<Item>, at: At) {
        if items.is_empty() {
            return;
        }
        let list = List { start: mark.start, items };
        let Some(flat) = mark.flat else {
            return self.push(Block { kind: BlockKind::List(list), at });
        };
        self.end_code();
        self.loose = false;
        self.nest_above(flat.level + 1);
        if let Some(top) = self.flat.last_mut().filter(|top| top.flat.level == flat.level) {
            let same_kind = top.list.start.is_some() == list.start.is_some();
            if top.flat.identity == flat.identity && same_kind && !(flat.begins && list.start.is_some()) {
                top.list.items.extend(list.items);
                top.at = top.at.to(at);
                return;
            }
            self.nest_above(flat.level);
        }
        self.flat.push(FlatList { flat, list, at });
    }

    /// Puts the open flat lists of this level and deeper into the last items of the lists above them.
    fn nest_above(&mut self, level: usize) {
        while self.flat.last().is_some_and(|last| last.flat.level >= level) {
            let Some(last) = self.flat.pop() else { return };
            let block = Block { kind: BlockKind::List(last.list), at: last.at };
            match self.flat.last_mut().and_then(|above| Some((&mut above.at, above.list.items.last_mut()?))) {
                Some((at, item)) => {
                    *at = at.to(block.at);
                    item.at = item.at.to(block.at);
                    item.blocks.push(block);
                }
                None => self.done.push(block),
            }
        }
    }

    /// Adds an item that stands outside of any list.
    pub(super) fn push_loose(&mut self, item: Item) {
        self.end_code();
        self.nest_above(0);
        let at = item.at;
        if self.loose
            && let Some(Block { kind: BlockKind::List(list), at: whole }) = self.done.last_mut()
        {
            *whole = whole.to(at);
            return list.items.push(item);
        }
        self.done.push(Block { kind: BlockKind::List(List { start: None, items: vec![item] }), at });
        self.loose = true;
    }

    fn settle(&mut self) {
        self.end_code();
        self.nest_above(0);
        self.loose = false;
    }

    /// The blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.settle();
        self.done
    }
}

/// The range that blocks cover, or `empty` if there are none.
pub(super) fn range(blocks: &[Block], empty: At) -> At {
    match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.at.to(last.at),
        _ => empty,
    }
}
