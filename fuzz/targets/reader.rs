//! What every target of a reader does.

use pmconvert::document::{Block, BlockKind, MAX_DEPTH, dump};
use pmconvert::format::InputFormat;
use pmconvert::notice::Notices;
use pmconvert::read::read;
use pmconvert::source::Source;

/// Reads bytes as a format. Any result will do, but a panic, a tree that is too deep, or one that is read differently the next time.
pub fn reads(format: InputFormat, bytes: &[u8]) {
    let mut source = Source::file("a", bytes);
    source.format = Some(format);
    let Ok((document, _)) = read(&source, &mut Notices::default()) else { return };
    assert!(depth(&document.blocks) <= MAX_DEPTH, "the tree is nested too deep");
    let again = read(&source, &mut Notices::default()).map(|(document, _)| dump(&document));
    assert_eq!(again.ok(), Some(dump(&document)), "the same bytes gave another tree");
}

fn depth(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| depth(&item.blocks)).max(),
        BlockKind::Table(table) => table.rows.iter().flat_map(|row| &row.cells).map(|cell| depth(&cell.blocks)).max(),
        BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => Some(depth(inside)),
        _ => None,
    };
    blocks.iter().map(|block| 1 + inside(block).unwrap_or(0)).max().unwrap_or(0)
}
