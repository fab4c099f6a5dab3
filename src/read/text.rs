//! Plain text: paragraphs between blank lines, bullets and numbers, rules, addresses.
//!
//! | kept | simplified | dropped |
//! |---|---|---|
//! | every word, the line on which it stands | lines that wrap become a paragraph | blank lines, indentation |
//! | bullets, numbers, check boxes, by their signs; nesting by indent | lists of one kind side by side become one | the signs themselves |
//! | headings underlined with `===` or `---` | rows of one sign (`____`, `----`) become a rule | the rows themselves |
//! | addresses, as links | | signs that close a sentence behind them |
//!
//! Total: any text gives a document. Line ends are CR LF, LF, CR, VT, FF, U+0085, U+2028 or U+2029, and each ends a physical line
//! for positions. Whether a line end inside a paragraph was meant is judged by [`crate::lines::line_end`].

use crate::document::{At, Block, BlockKind, Document, Inline, Link, plain_text};
use crate::lines::{Line, blocks_from_lines};

/// Reads plain text.
#[must_use]
pub fn read(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    for (line, number) in physical_lines(text).zip(1_u32..) {
        let at = At::lines(number, number);
        let trimmed = line.trim();
        if trimmed.is_empty() {
            flush(&mut group, &mut blocks);
        } else if let Some(level) = underline(trimmed, &group) {
            let heading = group.pop();
            flush(&mut group, &mut blocks);
            blocks.extend(heading.map(|line| Block::heading(level, line.text, line.at.to(at))));
        } else if is_rule(trimmed) {
            flush(&mut group, &mut blocks);
            blocks.push(Block { kind: BlockKind::Divider, at });
        } else {
            group.push(Line { indent: indent(line), text: linked(trimmed), at });
        }
    }
    flush(&mut group, &mut blocks);
    Document { blocks: join_lists(blocks), ..Document::default() }
}

/// The lines of a text, by every line end that Unicode names (UAX 14, mandatory breaks).
pub fn physical_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text.trim_start_matches('\u{feff}'));
    std::iter::from_fn(move || {
        let text = rest?;
        let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
        let Some(end) = text.find(ends) else {
            rest = None;
            return Some(text);
        };
        let after = &text[end..];
        let width = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(1, char::len_utf8) };
        rest = Some(&after[width..]);
        Some(&text[..end])
    })
}

fn flush(group: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    if !group.is_empty() {
        blocks.extend(blocks_from_lines(std::mem::take(group)));
    }
}

fn indent(line: &str) -> usize {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .fold(0, |column, c| if c == '\t' { (column / 4 + 1) * 4 } else { column + 1 })
}

/// The level of the heading that this row underlines: `=====` or `-----` directly below a line of about its length.
fn underline(row: &str, above: &[Line]) -> Option<u8> {
    let level = match row.chars().next()? {
        '=' => 1,
        '-' => 2,
        _ => return None,
    };
    let heading = plain_text(&above.last()?.text);
    let (width, length) = (row.chars().count(), heading.chars().count());
    let fits = row.chars().all(|c| row.starts_with(c))
        && width >= 3
        && length <= 60
        && width * 2 >= length
        && width <= length * 2 + 4;
    (fits && !heading.ends_with(['.', ','])).then_some(level)
}

/// A row of one repeated mark: a page break or a rule.
fn is_rule(line: &str) -> bool {
    let Some(first) = line.chars().next().filter(|c| matches!(c, '-' | '_' | '=' | '*' | '~' | '—' | '─')) else {
        return false;
    };
    line.chars().filter(|c| !c.is_whitespace()).all(|c| c == first) && line.chars().count() >= 3
}

/// Lists of one kind that only blank lines keep apart are one list.
fn join_lists(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let (Some(Block { kind: BlockKind::List(list), at }), BlockKind::List(next)) =
            (joined.last_mut(), &block.kind)
            && list.goes_on_in(next)
        {
            list.items.extend(next.items.iter().cloned());
            *at = at.to(block.at);
            continue;
        }
        joined.push(block);
    }
    joined
}

/// The text of a line, with its addresses as links.
fn linked(line: &str) -> Vec<Inline> {
    // Most lines have no address, and need no look at their words.
    if !line.contains("://") {
        return vec![Inline::text(line)];
    }
    let mut text = Vec::new();
    let mut plain = String::new();
    for piece in line.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let start = word.find("http://").or_else(|| word.find("https://"));
        let Some(start) = start else {
            plain.push_str(piece);
            continue;
        };
        let address =
            word[start..].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '”', '’', '*']);
        if address.len() < 10 {
            plain.push_str(piece);
            continue;
        }
        plain.push_str(&word[..start]);
        if !plain.is_empty() {
            text.push(Inline::Text(std::mem::take(&mut plain)));
        }
        text.push(Inline::Link(Link { text: vec![Inline::text(address)], url: address.to_owned(), title: None }));
        plain.push_str(&piece[start + address.len()..]);
    }
    if !plain.is_empty() {
        text.push(Inline::Text(plain));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::dump;

    #[test]
    fn every_line_end_ends_a_line() {
        let lines: Vec<&str> = physical_lines("a\r\nb\rc\nd\u{2028}e\u{b}f\u{c}g\u{85}h").collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "f", "g", "h"]);
    }

    #[test]
    fn rules_lists_and_links_are_seen() {
        let text = "Title\n\n* one\n\n* two https://example.com/a.\n___________\n1. first\n2. second\n";
        assert_eq!(
            dump(&read(text)),
            "paragraph [1] \"Title\"\nlist [3-5] bullets\n  item\n    paragraph [3] \"one\"\n  item\n    paragraph [5] \"two \" \
             link<https://example.com/a>{\"https://example.com/a\"} \".\"\ndivider [6]\nlist [7-8] numbers from 1\n  item\n    \
             paragraph [7] \"first\"\n  item\n    paragraph [8] \"second\"\n"
        );
    }
}
