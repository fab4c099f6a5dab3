//! Running text in the form in which the reader hands it on: adjacent text joined, nothing empty, no blanks around
//! line ends and at the ends of the block.

use crate::document::{Break, BreakKind, Inline};

const BLANKS: [char; 3] = [' ', '\t', '\n'];

/// Tidies the text of a block.
pub(super) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = join(inlines);
    let breaks = out.iter().take_while(|inline| matches!(inline, Inline::Break(_))).count();
    out.drain(..breaks);
    while let Some(Inline::Break(_)) = out.last() {
        out.pop();
    }
    if let Some(Inline::Text(text)) = out.first_mut() {
        *text = text.trim_start_matches(BLANKS).to_owned();
    }
    if let Some(Inline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end_matches(BLANKS).len());
    }
    out.retain(|inline| !is_empty(inline));
    out
}

fn join(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let inline = match inline.children() {
            Some(_) => with_joined(inline),
            None => inline,
        };
        if is_empty(&inline) {
            continue;
        }
        match (out.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (Some(Inline::Break(_)), Inline::Text(text)) => {
                let text = text.trim_start_matches(BLANKS);
                if !text.is_empty() {
                    out.push(Inline::text(text));
                }
            }
            (Some(Inline::Break(before)), Inline::Break(end)) if is_one(*before, end) => {
                let kind = if before.kind == BreakKind::Hard { BreakKind::Hard } else { end.kind };
                *before = Break { kind, line: end.line };
            }
            (Some(Inline::Text(before)), Inline::Break(end)) => {
                before.truncate(before.trim_end_matches(BLANKS).len());
                if before.is_empty() {
                    out.pop();
                }
                match out.last_mut() {
                    Some(Inline::Break(before)) if is_one(*before, end) => before.line = end.line,
                    _ => out.push(Inline::Break(end)),
                }
            }
            (_, inline) => out.push(inline),
        }
    }
    out
}

/// Whether two line ends in a row are one: `<br>` at the end of a source line.
fn is_one(before: Break, end: Break) -> bool {
    before.kind == BreakKind::Soft || end.kind == BreakKind::Soft
}

fn with_joined(inline: Inline) -> Inline {
    match inline {
        Inline::Strong(inside) => Inline::Strong(join(inside)),
        Inline::Emphasis(inside) => Inline::Emphasis(join(inside)),
        Inline::Underline(inside) => Inline::Underline(join(inside)),
        Inline::Strike(inside) => Inline::Strike(join(inside)),
        Inline::Superscript(inside) => Inline::Superscript(join(inside)),
        Inline::Subscript(inside) => Inline::Subscript(join(inside)),
        Inline::Link(mut link) => {
            link.text = join(link.text);
            Inline::Link(link)
        }
        leaf => leaf,
    }
}

/// Whether nothing would be lost without it; a link is kept for its target.
fn is_empty(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.is_empty(),
        Inline::Link(link) => link.text.is_empty() && link.url.is_empty(),
        Inline::Image(_) | Inline::Break(_) | Inline::FootnoteReference(_) => false,
        wrapped => wrapped.children().is_none_or(<[Inline]>::is_empty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(kind: BreakKind, line: u32) -> Inline {
        Inline::Break(Break { kind, line: Some(line) })
    }

    #[test]
    fn text_is_joined_and_edges_are_bare() {
        let text = |text: &str| Inline::text(text);
        let tidied = tidy(vec![
            end(BreakKind::Soft, 1),
            text(" a"),
            text("b "),
            end(BreakKind::Hard, 1),
            end(BreakKind::Soft, 2),
            text("  c"),
            Inline::Strong(vec![text("")]),
            text("d "),
            end(BreakKind::Hard, 3),
        ]);
        assert_eq!(tidied, [text("ab"), end(BreakKind::Hard, 2), text("cd")]);
    }
}
