//! Running text cut at byte offsets of its plain text.

use super::{Inline, plain_text};

/// Running text without its first bytes of plain text; marks around what remains are kept.
#[must_use]
pub fn without_prefix(mut text: Vec<Inline>, bytes: usize) -> Vec<Inline> {
    let (mut whole, mut offset) = (0, 0);
    let mut cut = None;
    for inline in &text {
        if bytes <= offset {
            break;
        }
        let end = offset + plain_length(inline);
        if bytes < end {
            cut = Some(bytes - offset);
            break;
        }
        offset = end;
        whole += 1;
    }
    text.drain(..whole);
    if let (Some(bytes), Some(first)) = (cut, text.first_mut())
        && !cut_prefix(first, bytes)
    {
        text.remove(0);
    }
    text
}

/// Takes the first bytes off an inline that is longer; tells whether anything remains. What cannot be cut stays whole.
fn cut_prefix(inline: &mut Inline, bytes: usize) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code(text) if text.is_char_boundary(bytes) => {
            text.drain(..bytes);
        }
        wrapped => {
            if let Some(inside) = wrapped.children_mut() {
                *inside = without_prefix(std::mem::take(inside), bytes);
                return !inside.is_empty();
            }
        }
    }
    true
}

/// The length of an inline's plain text.
fn plain_length(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.len(),
        Inline::Break(_) => 1,
        inline => plain_text(std::slice::from_ref(inline)).len(),
    }
}

/// Running text in two at a byte offset of its plain text (see [`plain_text`]); marks that the split cuts stand on both sides.
#[must_use]
pub fn split_at(text: Vec<Inline>, bytes: usize) -> (Vec<Inline>, Vec<Inline>) {
    let mut pieces = split_all(text, &[bytes]).into_iter();
    (pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default())
}

/// Running text cut at rising byte offsets of its plain text, in one pass: one piece more than there are cuts.
#[must_use]
pub fn split_all(text: Vec<Inline>, cuts: &[usize]) -> Vec<Vec<Inline>> {
    let mut pieces: Vec<Vec<Inline>> = Vec::with_capacity(cuts.len() + 1);
    let mut piece = Vec::new();
    let (mut cuts, mut offset) = (cuts, 0);
    for inline in text {
        while let Some((_, later)) = cuts.split_first().filter(|(cut, _)| **cut <= offset) {
            pieces.push(std::mem::take(&mut piece));
            cuts = later;
        }
        let end = offset + plain_length(&inline);
        let within = cuts.partition_point(|cut| *cut < end);
        if within == 0 {
            piece.push(inline);
        } else {
            let inside: Vec<usize> = cuts[..within].iter().map(|cut| cut - offset).collect();
            cuts = &cuts[within..];
            let mut parts = split_inline(inline, &inside).into_iter();
            piece.extend(parts.next().flatten());
            for part in parts {
                pieces.push(std::mem::take(&mut piece));
                piece.extend(part);
            }
        }
        offset = end;
    }
    pieces.push(piece);
    pieces.resize_with(pieces.len() + cuts.len(), Vec::new);
    pieces
}

/// One inline cut in its midst; a part that would hold nothing is `None`.
fn split_inline(inline: Inline, cuts: &[usize]) -> Vec<Option<Inline>> {
    match inline {
        Inline::Text(text) if fits(&text, cuts) => slices(&text, cuts).map(|part| Some(Inline::Text(part))).collect(),
        Inline::Code(text) if fits(&text, cuts) => slices(&text, cuts).map(|part| Some(Inline::Code(part))).collect(),
        wrapped => {
            let Some(inside) = wrapped.children() else {
                let mut parts: Vec<Option<Inline>> = vec![None; cuts.len()];
                parts.push(Some(wrapped));
                return parts;
            };
            let parts = split_all(inside.to_vec(), cuts);
            parts.into_iter().map(|part| (!part.is_empty()).then(|| wrapped.with_children(part))).collect()
        }
    }
}

fn fits(text: &str, cuts: &[usize]) -> bool {
    cuts.iter().all(|cut| text.is_char_boundary(*cut))
}

fn slices(text: &str, cuts: &[usize]) -> impl Iterator<Item = String> {
    let ends = cuts.iter().copied().chain(std::iter::once(text.len()));
    std::iter::once(0).chain(cuts.iter().copied()).zip(ends).map(|(start, end)| text[start..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Image, ImageSource};

    #[test]
    fn a_split_keeps_marks_on_both_sides() {
        let text = vec![Inline::Strong(vec![Inline::text("Impact: all")]), Inline::text(" users")];
        let (left, right) = split_at(text, 7);
        assert_eq!(left, [Inline::Strong(vec![Inline::text("Impact:")])]);
        assert_eq!(right, [Inline::Strong(vec![Inline::text(" all")]), Inline::text(" users")]);
    }

    #[test]
    fn a_prefix_is_cut_as_a_split_cuts_it() {
        let image = Image { alt: "ä b".to_owned(), source: ImageSource::Embedded(0), title: None };
        let text = vec![
            Inline::text("ä"),
            Inline::Strong(vec![Inline::text(""), Inline::Code("bc".to_owned()), Inline::hard_break()]),
            Inline::Emphasis(vec![Inline::Image(image)]),
            Inline::FootnoteReference("1".to_owned()),
            Inline::text(" g"),
        ];
        for bytes in 0..=plain_text(&text).len() + 1 {
            assert_eq!(without_prefix(text.clone(), bytes), split_at(text.clone(), bytes).1, "{bytes}");
        }
    }

    #[test]
    fn all_cuts_are_made_in_one_pass() {
        let text = vec![Inline::text("ab"), Inline::Strong(vec![Inline::text("cdef")]), Inline::text("g")];
        let plain = |cuts: &[usize]| -> Vec<String> {
            split_all(text.clone(), cuts).iter().map(|piece| plain_text(piece)).collect()
        };
        assert_eq!(plain(&[1, 3, 5, 6]), ["a", "bc", "de", "f", "g"]);
        assert_eq!(plain(&[0, 2, 7, 9]), ["", "ab", "cdefg", "", ""]);
    }
}
