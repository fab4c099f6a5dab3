//! Headings that are no headings: the document as a sequence of headings and blocks, line by line where lines were meant.
//!
//! Half of all write-ups have no real headings. A heading here is, in falling order of trust:
//!
//! 1. a heading of the document, also `##NoSpace`; not one that begins with a clock time (a line over `-----` by accident);
//! 2. a paragraph all in bold or underlined, of 14 words at most;
//! 3. a label: a line that ends in a colon or semicolon, or the words before the first colon of a line, when they name a topic;
//! 4. a bare line of 9 words at most without a full stop, when every word of it is known to [`topic_of`].
//!
//! The items of a list are looked at in the same way, since `1. Issue Summary:` is often a heading.

use super::conclusion::concludes;
use super::time::{ClockContext, clock_at};
use super::topic::{Fit, Topic, topic_of};
use crate::document::{At, Block, BlockKind, Break, BreakKind, Code, CodeForm, Inline, Item, List, plain_text};
use crate::lines::{Line, LineEnd, Marker, Shape, blocks_from_lines, line_end, split_at, without_prefix};

/// A heading or a block.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Something that opens a part.
    Heading(Heading),
    /// Content.
    Block(Block),
}

/// A line that opens a part.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// What it names.
    pub(super) topic: Topic,
    /// How well.
    pub(super) fit: Fit,
    /// How it is marked.
    pub(super) form: Form,
    /// Its text.
    pub(super) text: Vec<Inline>,
    /// Whether text of its part stands on the same line.
    pub(super) inline: InlineText,
    /// Where it stands.
    pub(super) at: At,
}

/// How a heading is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A heading of the document, of this level.
    Real(u8),
    /// All in bold or underlined.
    Bold,
    /// A colon behind it.
    Label,
    /// Nothing but its words.
    Bare,
}

/// Whether text of its part follows a heading on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InlineText {
    /// Nothing follows.
    None,
    /// Text follows, as the next piece.
    Follows,
}

/// The document as lines that were meant: paragraphs split, bullets assembled, accidental code read as text.
pub(super) fn relined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let at = block.at;
        match block.kind {
            BlockKind::Paragraph(text) => out.extend(relined_paragraph(text, at)),
            BlockKind::List(list) => relined_list(list, at, &mut out),
            BlockKind::Code(code) if code.form == CodeForm::Indented && is_prose(&code.text) => {
                out.extend(relined_code(&code, at));
            }
            BlockKind::Heading { text, .. } if is_sentence(&plain_text(&text)) => {
                out.extend(relined_paragraph(text, at));
            }
            kind => out.push(Block { kind, at }),
        }
    }
    joined(numbered(out))
}

/// Paragraphs with typed numbers that count up are a numbered list.
fn numbered(blocks: Vec<Block>) -> Vec<Block> {
    let number = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => Marker::of(&plain_text(text)).and_then(|marker| marker.number),
        _ => None,
    };
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

/// Headings and blocks of relined blocks.
pub(super) fn pieces(blocks: Vec<Block>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let at = block.at;
        match block.kind {
            BlockKind::Heading { level, text } => heading_pieces(text, Form::Real(level), at, &mut out),
            BlockKind::Paragraph(text) => paragraph_pieces(text, at, &mut out),
            BlockKind::List(list) if list.items.iter().any(opens_section) => exploded(list, at, &mut out),
            kind => out.push(Piece::Block(Block { kind, at })),
        }
    }
    out
}

/// Whether the text of a heading is none: an entry or a sentence that stands over a rule by accident.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_entry(text) || words > 24 || (words > 8 && text.trim_end().ends_with('.'))
}

/// Whether a line begins with a clock time, as an entry of a timeline does.
pub(super) fn is_entry(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    clock_at(text, 0, ClockContext::Lead).is_some()
}

/// A label at the head of a text: the bytes of its words and colon, and what it names.
#[must_use]
pub fn label_of(text: &str) -> Option<(usize, Topic)> {
    let end = text.find(':').filter(|end| *end <= 90)?;
    let words = &text[..end];
    if words.split_whitespace().count() > 9
        || is_entry(words)
        || words.contains('.') && !words.trim_start().starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    // `:-` and `: :` are one separator.
    let width = end
        + 1
        + text[end + 1..].chars().take_while(|c| matches!(c, ':' | '-' | '*')).map(char::len_utf8).sum::<usize>();
    match topic_of(words)? {
        (topic, Fit::Whole) => Some((width, topic)),
        _ => None,
    }
}

/// The lines of a paragraph, each with the break before it.
fn lines_of(text: Vec<Inline>, at: At) -> Vec<(Option<Break>, Vec<Inline>, At)> {
    let mut lines = vec![(None, Vec::new(), at.at_line(at.start))];
    for inline in flattened_breaks(text) {
        if let Inline::Break(end) = inline {
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
            || begins_anew(&plains[index]);
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

/// Whether a line cannot be the rest of the line before it.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    Marker::of(line).is_some()
        || is_entry(line)
        || label_of(line).is_some()
        || line.starts_with("**")
        || no_space_heading(line).is_some()
        || (line.split_whitespace().count() <= 6
            && line.starts_with(char::is_uppercase)
            && topic_of(line).is_some_and(|(_, fit)| fit == Fit::Whole))
}

/// One line as a block: `##NoSpace` is a heading, a bullet an item.
fn single_line(text: Vec<Inline>, at: At) -> Vec<Block> {
    let plain = plain_text(&text);
    if plain.trim().is_empty() && !text.iter().any(|inline| matches!(inline, Inline::Image(_) | Inline::Link(_))) {
        return Vec::new();
    }
    if let Some(level) = no_space_heading(&plain) {
        let (_, text) = split_at(text, usize::from(level));
        return vec![Block::heading(level, text, at)];
    }
    if let Some(RunOn { cut, label }) = run_on_label(&plain) {
        let (head, tail) = split_at(text, cut);
        let mut blocks = single_line(head, at);
        blocks.extend(single_line(without_prefix(tail, label - cut), at));
        return blocks;
    }
    if Marker::of(&plain).is_some_and(|marker| marker.number.is_none()) {
        return blocks_from_lines(vec![Line { indent: 0, text, at }]);
    }
    vec![Block::paragraph(text, at)]
}

/// Where a label begins that was run on to the sentence before it: `… until noon. - Impact: all users`.
fn run_on_label(line: &str) -> Option<RunOn> {
    let spaced = line.match_indices(". - ").map(|(index, _)| RunOn { cut: index + 1, label: index + 4 });
    // `… before noon.Impact: all users`: no blank at all.
    let bare = line.match_indices('.').map(|(index, _)| RunOn { cut: index + 1, label: index + 1 });
    let glued = bare.filter(|run| line[run.label..].starts_with(char::is_uppercase));
    spaced.chain(glued).find(|run| label_of(&line[run.label..]).is_some())
}

/// Where a line is cut, and where the label behind the cut begins.
struct RunOn {
    cut: usize,
    label: usize,
}

/// The level of `##Heading`, which lacks the blank that CommonMark asks for.
fn no_space_heading(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[level..];
    let heading = (1..=6).contains(&level)
        && rest.starts_with(|c: char| c.is_alphabetic() || c == '*')
        && rest.split_whitespace().count() <= 14;
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
        let Item { checked, blocks, at: item_at } = item;
        let mut blocks = blocks.into_iter();
        let Some(Block { kind: BlockKind::Paragraph(text), at: text_at }) = blocks.next_if_paragraph() else {
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

/// The first block of an item, if it is a paragraph.
trait NextIfParagraph {
    fn next_if_paragraph(&mut self) -> Option<Block>;
}

impl NextIfParagraph for std::vec::IntoIter<Block> {
    fn next_if_paragraph(&mut self) -> Option<Block> {
        matches!(self.as_slice().first(), Some(Block { kind: BlockKind::Paragraph(_), .. }))
            .then(|| self.next())
            .flatten()
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

/// A heading, its text split off where its line goes on.
fn heading_pieces(text: Vec<Inline>, form: Form, at: At, out: &mut Vec<Piece>) {
    let plain = plain_text(&text);
    let (topic, fit) = topic_of(&plain).unwrap_or((Topic::Unknown, Fit::Part));
    if fit == Fit::Part
        && let Some((width, topic)) =
            label_of(&plain).filter(|(width, topic)| is_section(*topic) && !plain[*width..].trim().is_empty())
    {
        let (label, rest) = split_at(text, width);
        out.push(Piece::Heading(Heading {
            topic,
            fit: Fit::Whole,
            form,
            text: label,
            inline: InlineText::Follows,
            at,
        }));
        return paragraph_pieces(trimmed(rest), at, out);
    }
    out.push(Piece::Heading(Heading { topic, fit, form, text, inline: InlineText::None, at }));
}

fn paragraph_pieces(text: Vec<Inline>, at: At, out: &mut Vec<Piece>) {
    let plain = plain_text(&text);
    let trimmed_text = plain.trim();
    let words = outside_parentheses(trimmed_text);
    // The words of a picture are no heading.
    if trimmed_text.is_empty() || is_entry(trimmed_text) || is_picture(&text) {
        return out.push(Piece::Block(Block::paragraph(text, at)));
    }
    if is_emphasized(&text) && words <= 14 && !trimmed_text.ends_with('.') {
        return heading_pieces(text, Form::Bold, at, out);
    }
    if let Some((width, topic)) = label_of(&plain) {
        let rest = plain[width..].trim();
        if rest.is_empty() {
            return out.push(Piece::Heading(Heading {
                topic,
                fit: Fit::Whole,
                form: Form::Label,
                text,
                inline: InlineText::None,
                at,
            }));
        }
        // A label inside a section, such as `Impact: …`, stays with its text.
        if !is_section(topic) {
            return out.push(Piece::Block(Block::paragraph(text, at)));
        }
        let (label, rest) = split_at(text, width);
        let heading =
            Heading { topic, fit: Fit::Whole, form: Form::Label, text: label, inline: InlineText::Follows, at };
        out.push(Piece::Heading(heading));
        return paragraph_pieces(trimmed(rest), at, out);
    }
    // Looking words up costs, so only what has the form of a heading is.
    let labelled = trimmed_text.ends_with([':', ';']) && words <= 12;
    let bare = words <= 9 && !trimmed_text.ends_with(['.', ',', '!', '?']) && begins_title(trimmed_text);
    let fit = (labelled || bare).then(|| topic_of(trimmed_text)).flatten();
    match fit {
        Some((topic, fit))
            if trimmed_text.ends_with([':', ';']) && words <= 12 && (fit == Fit::Whole || words <= 8) =>
        {
            out.push(Piece::Heading(Heading { topic, fit, form: Form::Label, text, inline: InlineText::None, at }));
        }
        Some((topic, Fit::Whole))
            if words <= 9 && !trimmed_text.ends_with(['.', ',', '!', '?']) && begins_title(trimmed_text) =>
        {
            out.push(Piece::Heading(Heading {
                topic,
                fit: Fit::Whole,
                form: Form::Bare,
                text,
                inline: InlineText::None,
                at,
            }));
        }
        _ => out.push(Piece::Block(Block::paragraph(text, at))),
    }
}

/// Words that stand outside parentheses.
fn outside_parentheses(text: &str) -> usize {
    let mut depth = 0_i32;
    text.split_whitespace()
        .filter(|word| {
            let outside = depth == 0 && !word.starts_with('(');
            let (opened, closed) = (word.matches('(').count(), word.matches(')').count());
            depth = (depth + i32::try_from(opened).unwrap_or(0) - i32::try_from(closed).unwrap_or(0)).max(0);
            outside
        })
        .count()
}

/// Whether a paragraph holds pictures and nothing else.
pub(super) fn is_picture(text: &[Inline]) -> bool {
    let blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break(_) => true,
        _ => false,
    };
    let picture = |inline: &Inline| match inline {
        Inline::Image(_) => true,
        Inline::Link(link) => link.text.iter().any(|inside| matches!(inside, Inline::Image(_))),
        _ => false,
    };
    text.iter().any(picture) && text.iter().all(|inline| picture(inline) || blank(inline))
}

/// Topics that open a section of their own.
pub(super) fn is_section(topic: Topic) -> bool {
    matches!(topic, Topic::Summary | Topic::Timeline | Topic::CauseAndResolution | Topic::Measures)
}

fn begins_title(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Whether all visible text is bold or underlined.
pub(super) fn is_emphasized(text: &[Inline]) -> bool {
    let mut any = false;
    for inline in text {
        match inline {
            Inline::Strong(inside) | Inline::Underline(inside) => any |= !plain_text(inside).trim().is_empty(),
            Inline::Text(text)
                if text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).is_empty() => {}
            Inline::Emphasis(inside) if is_emphasized(inside) => any = true,
            Inline::Break(_) => {}
            _ => return false,
        }
    }
    any
}

pub(super) fn trimmed(mut text: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = text.first_mut() {
        *first = first.trim_start().to_owned();
        if first.is_empty() {
            text.remove(0);
        }
    }
    text
}

/// Whether an item of a list is the heading of a section.
fn opens_section(item: &Item) -> bool {
    let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first() else { return false };
    let plain = plain_text(text);
    let plain = plain.trim();
    if plain.split_whitespace().count() > 9 {
        return label_of(plain).is_some_and(|(width, topic)| is_section(topic) && width < plain.len());
    }
    match topic_of(plain) {
        Some((topic, Fit::Whole)) => {
            is_section(topic) && (plain.ends_with([':', ';']) || begins_title(plain)) && !plain.ends_with('.')
        }
        _ => false,
    }
}

/// A list whose items are headings, as the headings and what stands between them.
fn exploded(list: List, at: At, out: &mut Vec<Piece>) {
    let mut kept = List { start: list.start, items: Vec::new() };
    let flush = |kept: &mut List, out: &mut Vec<Piece>| {
        if let (Some(first), Some(last)) = (kept.items.first(), kept.items.last()) {
            let at = first.at.to(last.at);
            let start = kept.start;
            let list = std::mem::replace(kept, List { start, items: Vec::new() });
            out.push(Piece::Block(Block { kind: BlockKind::List(list), at }));
        }
    };
    let _ = at;
    for item in list.items {
        if !opens_section(&item) {
            kept.items.push(item);
            continue;
        }
        flush(&mut kept, out);
        let inside = pieces(item.blocks);
        out.extend(inside);
    }
    flush(&mut kept, out);
}
