//! The lines that were meant: paragraphs split where their author began a new line, typed bullets and numbers assembled into lists,
//! text that was indented or underlined by accident read as text.

use super::conclusion::concludes;
use super::count::has_more_words;
use super::glance::holds_pair;
use super::outline::{is_emphasized, is_entry, is_section, label_of};
use super::topic::{Fit, is_question_of_course, topic_of};
use crate::document::walk::text_of;
use crate::document::{
    At, Block, BlockKind, Break, BreakKind, Code, CodeForm, Inline, Item, List, Row, Table, plain_text,
    plain_text_of_blocks, row_text,
};
use crate::lines::{Line, LineEnd, Marker, Shape, blocks_from_lines, line_end, split_all, split_at};

/// The document as lines that were meant: paragraphs split, bullets assembled, accidental code read as text.
pub(super) fn relined(blocks: Vec<Block>) -> Vec<Block> {
    let quoted = quotes_sections(&blocks);
    let mut headings = 0;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let at = block.at;
        match block.kind {
            BlockKind::Paragraph(text) if is_one_line(&text) => out.push(Block::paragraph(text, at)),
            BlockKind::Paragraph(text) => out.extend(relined_paragraph(text, at)),
            BlockKind::List(list) if list.items.iter().all(is_as_meant) => {
                if !list.items.is_empty() {
                    out.push(Block { kind: BlockKind::List(list), at });
                }
            }
            BlockKind::List(list) => relined_list(list, at, &mut out),
            BlockKind::Code(code) if code.form == CodeForm::Indented && is_prose(&code.text) => {
                out.extend(relined_code(&code, at));
            }
            BlockKind::Code(code) if names_section(&code.text) && !code.text.trim().contains('\n') => {
                out.push(Block::paragraph(vec![Inline::text(code.text.trim())], at));
            }
            BlockKind::Table(table) if is_table_of_sections(&table) => out.extend(relined_table(table)),
            BlockKind::Quote(inside) if quoted => out.extend(relined(inside)),
            BlockKind::Heading { level, text } => {
                headings += 1;
                let plain = text_of(&text);
                if is_sentence(&plain) || (headings > 1 && is_short_sentence(&plain)) {
                    out.extend(relined_paragraph(text, at));
                } else if holds_break(&text) {
                    out.extend(relined_heading(level, text, at));
                } else {
                    out.push(Block::heading(level, text, at));
                }
            }
            kind => out.push(Block { kind, at }),
        }
    }
    joined(numbered(out))
}

/// Paragraphs with typed numbers that count up are a numbered list.
fn numbered(blocks: Vec<Block>) -> Vec<Block> {
    let number = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => Marker::of(&text_of(text)).and_then(|marker| marker.number),
        _ => None,
    };
    if blocks.iter().all(|block| number(block).is_none()) {
        return blocks;
    }
    let numbers: Vec<Option<u64>> = blocks.iter().map(number).collect();
    let counts = |index: usize, next: usize| matches!((numbers.get(index), numbers.get(next)), (Some(Some(a)), Some(Some(b))) if *b == a + 1);
    let mut out = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.into_iter().enumerate() {
        let in_run = counts(index, index + 1) || index.checked_sub(1).is_some_and(|before| counts(before, index));
        match block.kind {
            BlockKind::Paragraph(text) if in_run => {
                out.extend(blocks_from_lines(vec![Line { indent: 0, text, at: block.at }]));
            }
            kind => out.push(Block { kind, at: block.at }),
        }
    }
    out
}

/// Lists that stand side by side and count on are one list: authors mix `-` and `*`, and type bullets line by line.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let goes_on = |pair: &[Block]| match pair {
        [Block { kind: BlockKind::List(list), .. }, Block { kind: BlockKind::List(next), .. }] => list.goes_on_in(next),
        _ => false,
    };
    if !blocks.windows(2).any(goes_on) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let at = block.at;
        match (out.last_mut(), block.kind) {
            (Some(Block { kind: BlockKind::List(list), at: before }), BlockKind::List(next))
                if list.goes_on_in(&next) =>
            {
                list.items.extend(next.items);
                *before = before.to(at);
            }
            (_, kind) => out.push(Block { kind, at }),
        }
    }
    out
}

/// Whether the quotes of a document name sections, so that they are the write-up itself.
fn quotes_sections(blocks: &[Block]) -> bool {
    let quotes = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Quote(inside) => Some(inside),
        _ => None,
    });
    let named = quotes.flatten().filter(|block| match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => plain_text(text).lines().any(names_section),
        _ => false,
    });
    named.take(2).count() == 2
}

/// Whether the first cells of a table name sections: a write-up that was typed into a table.
fn is_table_of_sections(table: &Table) -> bool {
    table.rows.iter().filter(|row| row.cells.len() >= 2 && heads_section(row)).take(2).count() == 2
}

fn heads_section(row: &Row) -> bool {
    row.cells.first().is_some_and(|cell| names_section(&plain_text_of_blocks(&cell.blocks)))
}

/// The rows of a table of sections: a heading each, and what stands beside it.
fn relined_table(table: Table) -> Vec<Block> {
    const SECTION: u8 = 2;
    let mut out = Vec::new();
    for (index, row) in table.rows.into_iter().enumerate() {
        if index < table.header_rows && !heads_section(&row) {
            out.push(Block::paragraph(vec![Inline::Text(row_text(&row))], row.at));
            continue;
        }
        let headed = heads_section(&row);
        let mut cells = row.cells.into_iter();
        match cells.next() {
            Some(name) if headed => {
                let text = vec![Inline::Text(plain_text_of_blocks(&name.blocks))];
                out.push(Block::heading(SECTION, text, row.at));
            }
            Some(name) => out.extend(name.blocks),
            None => {}
        }
        out.extend(cells.flat_map(|cell| cell.blocks));
    }
    relined(out)
}

/// A heading of several lines, all of a paragraph that stands over a rule: where its lines were meant, the last one is the heading.
fn relined_heading(level: u8, text: Vec<Inline>, at: At) -> Vec<Block> {
    let lines = lines_of(text.clone(), at);
    let anew = lines.iter().skip(1).any(|(_, line, _)| begins_anew(&plain_text(line)))
        || lines.first().is_some_and(|(_, line, _)| no_space_heading(&plain_text(line)).is_some());
    if !anew {
        return vec![Block::heading(level, text, at)];
    }
    let mut blocks = relined_paragraph(text, at);
    if let Some(Block { kind, .. }) = blocks.last_mut()
        && let BlockKind::Paragraph(text) = kind
        && !is_sentence(&plain_text(text))
    {
        *kind = BlockKind::Heading { level, text: std::mem::take(text) };
    }
    blocks
}

/// Whether the text of a heading is none: an entry or a sentence that stands over a rule by accident.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_entry(text) || words > 24 || (words > 8 && text.trim_end().ends_with('.'))
}

/// Whether a text ends as a sentence does and names nothing; the first heading of a document may be a title that does.
fn is_short_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with('.')
        && text.split_whitespace().count() >= 4
        && topic_of(text).is_none_or(|(_, fit)| fit == Fit::Part)
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// The lines of a paragraph, each with the break before it. Where breaks tell no line, as in HTML, each line stands somewhere in the whole.
pub(super) fn lines_of(text: Vec<Inline>, at: At) -> Vec<(Option<Break>, Vec<Inline>, At)> {
    let mut lines = vec![(None, Vec::new(), at)];
    for inline in flattened_breaks(text) {
        if let Inline::Break(end) = inline {
            if let (Some(_), [(_, _, first)]) = (end.line, lines.as_mut_slice()) {
                *first = at.at_line(at.start);
            }
            let at = end.line.map_or(at, |line| at.at_line(line));
            lines.push((Some(end), Vec::new(), at));
        } else if let Some((_, line, _)) = lines.last_mut() {
            line.push(inline);
        }
    }
    lines
}

/// Running text in which no break stands inside a mark: the mark is repeated on both sides of it.
fn flattened_breaks(text: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(text.len());
    for inline in text {
        match inline.children() {
            Some(inside) if holds_break(inside) => {
                let mut run = Vec::new();
                for part in flattened_breaks(inside.to_vec()) {
                    if matches!(part, Inline::Break(_)) {
                        if !run.is_empty() {
                            out.push(inline.with_children(std::mem::take(&mut run)));
                        }
                        out.push(part);
                    } else {
                        run.push(part);
                    }
                }
                if !run.is_empty() {
                    out.push(inline.with_children(run));
                }
            }
            _ => out.push(inline),
        }
    }
    out
}

fn holds_break(text: &[Inline]) -> bool {
    text.iter().any(|inline| matches!(inline, Inline::Break(_)) || inline.children().is_some_and(holds_break))
}

/// Whether a paragraph is a single line, and nothing but its text.
fn is_one_line(text: &[Inline]) -> bool {
    if holds_break(text) {
        return false;
    }
    let plain = text_of(text);
    !plain.trim().is_empty()
        && no_space_heading(&plain).is_none()
        && Marker::of(&plain).is_none_or(|marker| marker.number.is_some())
        && run_on(&plain).is_empty()
}

/// Whether an item holds no lines but its own.
fn is_as_meant(item: &Item) -> bool {
    match item.blocks.first() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => is_one_line(text),
        _ => true,
    }
}

/// A paragraph as the lines that were meant. Lines with a bullet or number become lists.
fn relined_paragraph(text: Vec<Inline>, at: At) -> Vec<Block> {
    let lines = lines_of(text, at);
    if lines.len() == 1 {
        return lines.into_iter().flat_map(|(_, text, at)| single_line(text, at)).collect();
    }
    let plains: Vec<String> = lines.iter().map(|(_, line, _)| plain_text(line)).collect();
    let shape = Shape::of(&plains.iter().map(String::as_str).collect::<Vec<_>>());
    let mut groups: Vec<(Vec<Inline>, At)> = Vec::new();
    for (index, (before, line, at)) in lines.into_iter().enumerate() {
        // `<br>` in the midst of a sentence was no line of its own.
        let meant = before.is_none_or(|end| {
            end.kind == BreakKind::Hard && !plains[index].trim_start().starts_with(char::is_lowercase)
        }) || line_end(&plains[index - 1], &plains[index], shape) == LineEnd::Meant
            || begins_anew(&plains[index])
            || names_section(&plains[index - 1])
            || is_question_of_course(&plains[index - 1]);
        match (groups.last_mut(), before) {
            (Some((text, last)), Some(end)) if !meant => {
                text.push(Inline::Break(Break { kind: BreakKind::Soft, ..end }));
                text.extend(line);
                *last = last.to(at);
            }
            _ => groups.push((line, at)),
        }
    }
    let mut out = Vec::new();
    let mut listed: Vec<Line> = Vec::new();
    for (text, at) in groups {
        if Marker::of(&plain_text(&text)).is_some() {
            listed.push(Line { indent: 0, text, at });
        } else {
            out.extend(blocks_from_lines(std::mem::take(&mut listed)));
            out.extend(single_line(text, at));
        }
    }
    out.extend(blocks_from_lines(listed));
    out
}

/// Whether a line is the bare name of a section, whatever the next one begins with.
fn names_section(line: &str) -> bool {
    let line = line.trim();
    !has_more_words(line, 6)
        && line.starts_with(char::is_uppercase)
        && matches!(topic_of(line), Some((topic, Fit::Whole)) if is_section(topic))
}

/// Whether a line cannot be the rest of the line before it.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    Marker::of(line).is_some()
        || is_entry(line)
        || label_of(line).is_some()
        || line.starts_with("**")
        || no_space_heading(line).is_some()
        || is_question_of_course(line)
        || (!has_more_words(line, 6)
            && line.starts_with(char::is_uppercase)
            && topic_of(line).is_some_and(|(_, fit)| fit == Fit::Whole))
}

/// One line as a block: `##NoSpace` is a heading, a bullet an item.
fn single_line(text: Vec<Inline>, at: At) -> Vec<Block> {
    let plain = text_of(&text);
    if plain.trim().is_empty() && !text.iter().any(|inline| matches!(inline, Inline::Image(_) | Inline::Link(_))) {
        return Vec::new();
    }
    if let Some(level) = no_space_heading(&plain) {
        let (_, text) = split_at(text, usize::from(level));
        return vec![Block::heading(level, text, at)];
    }
    let run_on = run_on(&plain);
    if !run_on.is_empty() {
        let cuts: Vec<usize> = run_on.iter().flat_map(|run| [run.cut, run.label]).collect();
        // Between cut and label stands nothing but the dash.
        return split_all(text, &cuts).into_iter().step_by(2).flat_map(|text| single_line(text, at)).collect();
    }
    if Marker::of(&plain).is_some_and(|marker| marker.number.is_none()) {
        return blocks_from_lines(vec![Line { indent: 0, text, at }]);
    }
    vec![Block::paragraph(text, at)]
}

/// Where labels and entries begin that were run on to the sentence before them: `… until noon. - Impact: all users`,
/// `… before noon.Impact: all users`, `… was read.3:20 PM UTC - the cause was found`.
fn run_on(line: &str) -> Vec<RunOn> {
    let mut found: Vec<RunOn> = Vec::new();
    // Right behind the stop stands a blank, a capital or a digit; and what is run on is a label, or begins with a time of digits.
    let begins = |byte: u8| (byte == b' ') | byte.is_ascii_uppercase() | byte.is_ascii_digit() | !byte.is_ascii();
    if !holds_pair(line, |one, two| (one == b'.') & begins(two))
        || (!line.contains(':') && !holds_pair(line, |one, two| (one == b'.') & two.is_ascii_digit()))
    {
        return found;
    }
    for (index, _) in line.match_indices('.') {
        let cut = index + 1;
        let rest = &line[cut..];
        let dashed = rest.strip_prefix(" - ");
        let blank = rest.strip_prefix(' ').filter(|rest| rest.starts_with(char::is_uppercase));
        let label = cut + if dashed.is_some() { 3 } else { usize::from(blank.is_some()) };
        let runs_on = match dashed {
            Some(rest) => label_of(rest).is_some(),
            None if rest.starts_with(char::is_uppercase) => label_of(rest).is_some(),
            None if blank.is_some() => label_of(&line[label..]).is_some_and(|(_, topic)| is_section(topic)),
            None => line[..index].ends_with(|c: char| c.is_alphabetic() || c == ')') && begins_glued_entry(rest),
        };
        if runs_on {
            found.push(RunOn { cut, label });
        }
    }
    // Where sections are run on to one another, the first is run on to the title.
    if found.iter().filter(|run| label_of(&line[run.label..]).is_some_and(|(_, topic)| is_section(topic))).count() >= 2
        && let Some(label) = summary_behind_title(&line[..found[0].cut])
    {
        found.insert(0, RunOn { cut: label, label });
    }
    found
}

/// Where the label of the summary begins that was run on to a title: `Postmortem: mail Issue Summary: …`.
fn summary_behind_title(line: &str) -> Option<usize> {
    const NAMES: &[&str] =
        &["Issue Summary", "ISSUE SUMMARY", "Incident Summary", "Executive Summary", "Summary", "Overview"];
    let starts = NAMES.iter().filter_map(|name| {
        let start = line.find(&format!(" {name}:"))? + 1;
        Some(start)
    });
    starts.min().filter(|start| *start <= 120 && label_of(line).is_none_or(|(_, topic)| !is_section(topic)))
}

/// Where a line is cut, and where the label behind the cut begins.
struct RunOn {
    cut: usize,
    label: usize,
}

/// Whether a text begins with a clock time of two parts and a separator: `3:20 PM UTC - …`.
fn begins_glued_entry(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(text.as_bytes().get(digits), Some(b':' | b'h')) && is_entry(text)
}

/// The level of `##Heading`, which lacks the blank that CommonMark asks for.
fn no_space_heading(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if level == 0 {
        return None;
    }
    let rest = &line[level..];
    let heading = (1..=6).contains(&level)
        && rest.starts_with(|c: char| c.is_alphabetic() || c == '*')
        && !has_more_words(rest, 14);
    // Hashtags are none.
    let tags = rest.contains(" #") || rest.starts_with(char::is_lowercase);
    (heading && (level > 1 || topic_of(rest).is_some() || !tags)).then(|| u8::try_from(level).unwrap_or(6))
}

/// Items whose paragraph took in lines that were no part of it give them back.
fn relined_list(list: List, at: At, out: &mut Vec<Block>) {
    let start = list.start;
    let mut kept = List { start, items: Vec::new() };
    let mut number = start;
    let mut kept_at = at;
    for item in list.items {
        number = number.map(|number| number + 1);
        if is_as_meant(&item) {
            kept.items.push(item);
            continue;
        }
        let Item { checked, blocks, at: item_at } = item;
        let mut blocks = blocks.into_iter().peekable();
        let Some(Block { kind: BlockKind::Paragraph(text), at: text_at }) =
            blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_)))
        else {
            kept.items.push(Item { checked, blocks: blocks.collect(), at: item_at });
            continue;
        };
        let mut lines = relined_paragraph(text, text_at).into_iter();
        let Some(first) = lines.next() else {
            kept.items.push(Item { checked, blocks: blocks.collect(), at: item_at });
            continue;
        };
        let rest: Vec<Block> = lines.collect();
        // A line that opens a part or tells of another time ends the list; anything else stays in the item.
        let leaves = rest.iter().position(|block| match &block.kind {
            BlockKind::Paragraph(text) => {
                let plain = plain_text(text);
                let names = is_emphasized(text) && topic_of(&plain).is_some();
                names || label_of(&plain).is_some() || is_entry(&plain) || concludes(&plain)
            }
            BlockKind::Heading { .. } => true,
            _ => false,
        });
        let mut inside = vec![first];
        let mut outside = Vec::new();
        for (index, block) in rest.into_iter().enumerate() {
            if leaves.is_some_and(|leaves| index >= leaves) { outside.push(block) } else { inside.push(block) }
        }
        if outside.is_empty() {
            inside.extend(blocks);
        } else {
            outside.extend(blocks);
        }
        kept.items.push(Item { checked, blocks: inside, at: item_at });
        if !outside.is_empty() {
            kept_at = At { end: item_at.end, ..kept_at };
            out.push(Block {
                kind: BlockKind::List(std::mem::replace(&mut kept, List { start: number, items: Vec::new() })),
                at: kept_at,
            });
            kept_at = At { start: item_at.end, ..at };
            out.extend(outside);
        }
    }
    if !kept.items.is_empty() {
        out.push(Block { kind: BlockKind::List(kept), at: kept_at });
    }
}

/// Whether indented code is text that was indented by accident: entries, labels, bullets, or sentences.
fn is_prose(code: &str) -> bool {
    let lines: Vec<&str> = code.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let told = lines.iter().filter(|line| {
        let words = line.split_whitespace().count();
        Marker::of(line).is_some()
            || is_entry(line)
            || label_of(line).is_some()
            || topic_of(line).is_some_and(|(_, fit)| fit == Fit::Whole)
            || (words >= 6 && !line.contains(['{', '}', '=', '|', '$', '<', ';']))
    });
    !lines.is_empty() && told.count() * 3 >= lines.len() * 2
}

fn relined_code(code: &Code, at: At) -> Vec<Block> {
    let mut out = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    for (line, number) in code.text.split('\n').zip(at.start..) {
        if line.trim().is_empty() {
            out.extend(blocks_from_lines(std::mem::take(&mut group)));
        } else {
            let indent = line.len() - line.trim_start().len();
            group.push(Line { indent, text: vec![Inline::text(line.trim())], at: at.at_line(number) });
        }
    }
    out.extend(blocks_from_lines(group));
    relined(out)
}
