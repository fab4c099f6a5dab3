//! Running text that Markdown shows as it is: nothing in it can be markup, and none of its blanks is lost.
//!
//! Most lines are such text, at most with words in bold, code and links in it, and are written without building their normal form. What
//! is not sure to be such text is left to [`super::inline`], which knows every case; so this may take plain text for markup, but
//! never markup for plain text.

use super::inline::{Place, is_autolink};
use crate::document::{Break, BreakKind, Inline, Link};

/// Appends running text if it is plain; else leaves the output as it was.
pub(super) fn push_plain(out: &mut String, text: &[Inline], place: Place) -> bool {
    let start = out.len();
    let is_plain = push_pieces(out, text, place).is_some();
    if !is_plain {
        out.truncate(start);
    }
    is_plain
}

/// Appends running text piece by piece; `None` where it may not be plain.
fn push_pieces(out: &mut String, text: &[Inline], place: Place) -> Option<()> {
    let [first, ..] = text else { return Some(()) };
    let is_alone = text.len() == 1;
    // A bare text in front begins the line, and one at the end ends it, where blanks are dropped.
    if let Inline::Text(text) = first
        && (text.starts_with(' ') || (place == Place::Paragraph && may_open_block(text, is_alone)))
    {
        return None;
    }
    if matches!(first, Inline::Break(_)) || !is_unpadded_end(text.last()?) {
        return None;
    }
    let mut rest = text;
    while let Some((inline, behind)) = rest.split_first() {
        rest = behind;
        match inline {
            Inline::Text(text) if text.ends_with('!') && matches!(behind.first(), Some(Inline::Link(_))) => {
                return None;
            }
            Inline::Text(text) => push_text(out, text, place)?,
            Inline::Break(Break { kind: BreakKind::Soft, .. }) => out.push(' '),
            Inline::Strong(inside) => push_marked(out, "**", inside, behind, place)?,
            Inline::Emphasis(inside) => push_marked(out, "*", inside, behind, place)?,
            Inline::Code(text) => push_code(out, text, behind, place)?,
            Inline::Link(link) => push_link(out, link, place)?,
            _ => return None,
        }
    }
    Some(())
}

/// Whether the last piece ends in no blank.
fn is_unpadded_end(last: &Inline) -> bool {
    match last {
        Inline::Text(text) => !text.ends_with(' '),
        Inline::Break(_) => false,
        // Text in a mark is looked at as a whole.
        _ => true,
    }
}

fn push_text(out: &mut String, text: &str, place: Place) -> Option<()> {
    is_plain(text, place).then(|| out.push_str(text))
}

/// Appends text in a mark whose stars are sure to be read as such (CommonMark 6.2): a letter stands inside of each, or a punctuation
/// mark in front of a blank, and no other stars beside them.
fn push_marked(out: &mut String, stars: &str, inside: &[Inline], behind: &[Inline], place: Place) -> Option<()> {
    let [Inline::Text(text)] = inside else { return None };
    let (first, last) = (text.bytes().next()?, text.bytes().next_back()?);
    let blank_follows = match behind.first() {
        None | Some(Inline::Break(_)) => true,
        Some(Inline::Text(text)) => text.starts_with(' '),
        Some(_) => return None,
    };
    let is_read = first.is_ascii_alphanumeric()
        && (last.is_ascii_alphanumeric() || (blank_follows && last.is_ascii_punctuation()));
    if !is_read {
        return None;
    }
    out.push_str(stars);
    push_text(out, text, place)?;
    out.push_str(stars);
    Some(())
}

/// Appends code that needs one backtick on each side.
fn push_code(out: &mut String, text: &str, behind: &[Inline], place: Place) -> Option<()> {
    let (first, last) = (text.bytes().next()?, text.bytes().next_back()?);
    let holds_special =
        text.bytes().any(|byte| matches!(byte, b'`' | b'\n' | b'\r') || (byte == b'|' && place == Place::Cell));
    if first == b' ' || last == b' ' || holds_special || matches!(behind.first(), Some(Inline::Code(_))) {
        return None;
    }
    out.push('`');
    out.push_str(text);
    out.push('`');
    Some(())
}

/// Appends a link whose text and address are plain.
fn push_link(out: &mut String, link: &Link, place: Place) -> Option<()> {
    let [Inline::Text(text)] = link.text.as_slice() else { return None };
    let is_bare = !link.url.is_empty() && link.url.bytes().all(is_plain_in_address);
    if !is_bare || link.title.is_some() || text.starts_with(' ') || text.ends_with(' ') || !text.is_ascii() {
        return None;
    }
    if is_autolink(text, &link.url) {
        out.push('<');
        out.push_str(text);
        out.push('>');
        return Some(());
    }
    out.push('[');
    push_text(out, text, place)?;
    out.push_str("](");
    out.push_str(&link.url);
    out.push(')');
    Some(())
}

/// Whether a byte stands for itself in the address of a link.
fn is_plain_in_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$*+,;=%'".contains(&byte)
}

/// Whether a text at the start of a line may open a block there: a heading, a list, a divider.
fn may_open_block(text: &str, is_alone: bool) -> bool {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'#' | b'>' | b'-' | b'+' | b'*' | b'_' | b'=' | b'`' | b'~' | b':' | b'|' | b'[') => true,
        Some(b'0'..=b'9') => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            match bytes.get(digits..).unwrap_or_default() {
                // The next piece may go on with a dot.
                [] => !is_alone,
                [b'.' | b')', rest @ ..] => matches!(rest, [] | [b' ', ..]),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Nothing but itself.
const PLAIN: u8 = 0;
/// What its neighbors make of it.
const DEPENDS: u8 = 1;
/// Markup, or no character of a line.
const MARKUP: u8 = 2;

/// What each byte may be, wherever it stands.
const BYTES: [u8; 256] = {
    let mut bytes = [PLAIN; 256];
    let mut byte = 0;
    while byte < 0x20 {
        bytes[byte] = MARKUP;
        byte += 1;
    }
    let markup = b"\\*~`[]\x7f";
    let mut index = 0;
    while index < markup.len() {
        bytes[markup[index] as usize] = MARKUP;
        index += 1;
    }
    // 0xC2, 0xE2 and 0xEF begin characters that end a line or vanish.
    let depends = b"_<&:.|#{\xc2\xe2\xef";
    let mut index = 0;
    while index < depends.len() {
        bytes[depends[index] as usize] = DEPENDS;
        index += 1;
    }
    bytes
};

/// So many bytes are looked at together: few of them hold anything but plain ones.
const TOGETHER: usize = 16;

/// Whether each character of a text stands for itself. An empty text is left to those who know what stands around it.
fn is_plain(text: &str, place: Place) -> bool {
    let bytes = text.as_bytes();
    // A piece may go on with an address that the one before began.
    let goes_on = matches!(bytes.first(), None | Some(b'.' | b'/'));
    let is_plain_from = |start: usize, chunk: &[u8]| {
        (start..).zip(chunk).all(|(at, byte)| match BYTES[usize::from(*byte)] {
            PLAIN => true,
            DEPENDS => is_plain_at(bytes, at, place),
            _ => false,
        })
    };
    !goes_on
        && bytes.chunks(TOGETHER).enumerate().all(|(number, chunk)| {
            let any = chunk.iter().fold(PLAIN, |any, byte| any | BYTES[usize::from(*byte)]);
            any == PLAIN || is_plain_from(number * TOGETHER, chunk)
        })
}

/// Whether a byte stands for itself where it stands.
fn is_plain_at(bytes: &[u8], at: usize, place: Place) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let (after, second) = (bytes.get(at + 1), bytes.get(at + 2));
    match bytes.get(at) {
        Some(b'_') => [before, after].into_iter().all(|byte| byte.is_some_and(u8::is_ascii_alphanumeric)),
        Some(b'<' | b'&') => after == Some(&b' '),
        Some(b':') => after != Some(&b'/'),
        Some(b'.') => !matches!(before, Some(b'w' | b'W')),
        Some(b'|') => place != Place::Cell,
        Some(b'#' | b'{') => place != Place::Heading,
        Some(0xc2) => after != Some(&0x85),
        Some(0xe2) => !(after == Some(&0x80) && matches!(second, Some(0xa8 | 0xa9))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Media;
    use crate::write::Images;
    use crate::write::markdown::inline::{Pictures, push_any};

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-c ]{1,4}",
            "[ -~]{0,3}",
            proptest::sample::select(vec![
                "www", ".", "http", ":", "//", "/", "1", "12)", "- ", "_", "a_b", "&amp;", " & ", "< ", "<b", "#",
                "{#", "|", "\u{a0}", "\u{85}", "\u{2028}", "\u{2019}", "\u{feff}", "é", "!", "**", "\t", " ", "wW.",
                "x",
            ])
            .prop_map(str::to_owned),
        ];
        proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    fn inline() -> impl Strategy<Value = Inline> {
        let end = |kind| Inline::Break(Break { kind, line: None });
        let link =
            |(text, url): (String, String)| Inline::Link(Link { text: vec![Inline::Text(text)], url, title: None });
        let url = prop_oneof![Just("https://a.b/c_d".to_owned()), Just("a".to_owned()), "[a-c()<> &_*:/|`\\\\]{0,5}",];
        prop_oneof![
            1 => text().prop_map(Inline::Code),
            1 => (text(), url).prop_map(link),
            1 => Just(link(("https://a.b".to_owned(), "https://a.b".to_owned()))),
            4 => text().prop_map(Inline::Text),
            2 => text().prop_map(|text| Inline::Strong(vec![Inline::Text(text)])),
            1 => text().prop_map(|text| Inline::Emphasis(vec![Inline::Text(text)])),
            1 => Just(end(BreakKind::Soft)),
            1 => Just(end(BreakKind::Hard)),
        ]
    }

    fn place() -> impl Strategy<Value = Place> {
        proptest::sample::select(vec![Place::Paragraph, Place::Heading, Place::Cell, Place::Piece])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn plain_text_is_written_as_any_text_is(text in proptest::collection::vec(inline(), 0..4), place in place()) {
            let media: &[Media] = &[];
            let (mut plain, mut any) = ("before\n".to_owned(), "before\n".to_owned());
            if push_plain(&mut plain, &text, place) {
                push_any(&mut any, &text, place, Pictures { images: &Images::Drop, media });
            }
            prop_assert_eq!(plain, any);
        }
    }

    #[test]
    fn most_lines_are_plain() {
        let strong = |text: &str| Inline::Strong(vec![Inline::text(text)]);
        for text in [
            vec![Inline::text(
                "At 14:30 the deploy of api_gateway (v1.2) went out, with 45% of \u{201c}users\u{201d}.",
            )],
            vec![strong("14:00 UTC"), Inline::text(" - the disk is full")],
            vec![strong("Impact:"), Inline::text(" all of them")],
            vec![Inline::text("1.5 hours")],
            vec![Inline::text("run "), Inline::Code("df -h".to_owned()), Inline::text(" on it")],
        ] {
            assert!(push_plain(&mut String::new(), &text, Place::Paragraph), "{text:?}");
        }
    }
}
