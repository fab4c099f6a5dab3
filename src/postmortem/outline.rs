//! Headings that are no headings: the document as a sequence of headings and blocks, line by line where lines were meant.
//!
//! Half of all write-ups have no real headings. A heading here is, in falling order of trust:
//!
//! 1. a heading of the document, also `##NoSpace`; not one that begins with a clock time (a line over `-----` by accident);
//! 2. a paragraph all in bold or underlined, of 14 words at most;
//! 3. a label: a line that ends in a colon or semicolon, or the words before the first colon of a line, when they name a topic;
//! 4. a bare line of 9 words at most (12 for a question) without a full stop, when every word of it is known to [`topic_of`]; behind a
//!    blank line and in the capitals of a title, when most are.
//!
//! The items of a list are looked at in the same way, since `1. Issue Summary:` is often a heading.

use super::count::{count_apart, has_more_words};
use super::glance::holds_digit;
use super::infer::Content;
use super::named::{Headings, topic};
use super::time::{ClockContext, clock_at};
use super::topic::{Fit, Topic, is_question_of_course, topic_of};
use crate::document::walk::text_of;
use crate::document::{At, Block, BlockKind, Inline, Item, List, Unit, plain_text};
use crate::lines::{enumerator, split_at};

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
    /// What stands below it, where that decided what it names.
    pub(super) inferred: Option<Content>,
    /// Where it stands.
    pub(super) at: At,
}

impl Heading {
    /// A heading on a line of its own.
    fn alone((topic, fit): (Topic, Fit), form: Form, text: Vec<Inline>, at: At) -> Self {
        Self { topic, fit, form, text, inline: InlineText::None, inferred: None, at }
    }

    /// A label with text of its part behind it.
    fn with_text(topic: Topic, form: Form, text: Vec<Inline>, at: At) -> Self {
        Self { topic, fit: Fit::Whole, form, text, inline: InlineText::Follows, inferred: None, at }
    }
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

/// Headings and blocks of relined blocks; what `named` says opens a section does, whatever its words.
pub(super) fn pieces(blocks: Vec<Block>, named: &Headings) -> Vec<Piece> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut before: Option<At> = None;
    for block in blocks {
        let at = block.at;
        match block.kind {
            BlockKind::Heading { level, text } => heading_pieces(text, Form::Real(level), at, named, &mut out),
            BlockKind::Paragraph(text) => {
                // Right below a heading stands the first line of its text.
                let below = matches!(out.last(), Some(Piece::Heading(Heading { form: Form::Real(_), .. })));
                let place = if !below && stands_apart(before, at) { Place::Apart } else { Place::Close };
                paragraph_pieces(text, at, place, named, &mut out);
            }
            BlockKind::List(list) if list.items.iter().any(|item| opens_section(item, named)) => {
                exploded(list, at, named, &mut out);
            }
            kind => out.push(Piece::Block(Block { kind, at })),
        }
        before = Some(at);
    }
    out
}

/// Whether a line has a blank line above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Apart,
    Close,
}

fn stands_apart(before: Option<At>, at: At) -> bool {
    at.unit == Unit::Line && before.is_none_or(|before| before.end + 1 < at.start)
}

/// Whether a line begins with a clock time, or with a day, a word such as `approx.` and a time, as an entry of a timeline does.
pub(super) fn is_entry(text: &str) -> bool {
    // Of lines without a digit, only those that begin with `noon` and its like are entries.
    let opens = |byte: &u8| !byte.is_ascii_alphabetic() || matches!(byte, b'M' | b'm' | b'N' | b'n');
    if !text.as_bytes().first().is_some_and(opens) && enumerator(text) == 0 && !holds_digit(text) {
        return false;
    }
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = &bare[enumerator(bare)..];
    clock_at(bare, 0, ClockContext::Lead).is_some() || super::timeline::opens_entry(text)
}

/// Whether a colon stands where that of a label would.
fn may_begin_with_label(text: &str) -> bool {
    const FARTHEST: usize = 90;
    text.as_bytes()[..text.len().min(FARTHEST + 1)].contains(&b':')
}

/// A label at the head of a text: the bytes of its words and colon, and what it names.
#[must_use]
pub fn label_of(text: &str) -> Option<(usize, Topic)> {
    if !may_begin_with_label(text) {
        return None;
    }
    let end = text.find(':')?;
    let words = &text[..end];
    // The colon of a clock time ends no label.
    if words.ends_with(|c: char| c.is_ascii_digit()) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if has_more_words(words, 9)
        || words[enumerator(words)..].contains('.') && !words.trim_start().starts_with(|c: char| c.is_ascii_digit())
        || is_entry(words)
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

/// The name of a section with a dash behind it and text of the section behind that: `Timeline - all times in UTC`.
fn dashed_label(text: &str) -> Option<(usize, Topic)> {
    /// The first byte of dashes beyond ASCII.
    const DASHES: u8 = 0xE2;
    const FARTHEST: usize = 60;
    let head = match text.as_bytes().get(..FARTHEST) {
        Some(head) if head.is_ascii() => &text[..FARTHEST],
        _ => text.char_indices().nth(FARTHEST).map_or(text, |(end, _)| &text[..end]),
    };
    if !head.as_bytes().contains(&b'-') && !head.as_bytes().contains(&DASHES) {
        return None;
    }
    let (start, dash) = [" - ", " – ", " — "].iter().filter_map(|dash| Some((head.find(dash)?, dash))).min()?;
    let (topic, fit) = topic_of(&text[..start]).filter(|_| begins_title(text))?;
    let width = start + dash.len();
    (fit == Fit::Whole && is_section(topic) && !text[width..].trim().is_empty()).then_some((width, topic))
}

/// The name of a section in bold at the head of a paragraph, with text behind it: `**TIMELINE** 10:00 …`.
fn bold_label(text: &[Inline]) -> Option<(usize, Topic)> {
    let (first, rest) = text.split_first()?;
    if rest.is_empty() || !is_emphasized(std::slice::from_ref(first)) {
        return None;
    }
    let label = text_of(std::slice::from_ref(first));
    let (topic, fit) = topic_of(&label)?;
    (fit == Fit::Whole && is_section(topic)).then_some((label.len(), topic))
}

/// A heading, its text split off where its line goes on.
fn heading_pieces(text: Vec<Inline>, form: Form, at: At, named: &Headings, out: &mut Vec<Piece>) {
    let plain = text_of(&text);
    if let Some(role) = named.role_of(&plain) {
        return out.push(Piece::Heading(Heading::alone((topic(role), Fit::Whole), form, text, at)));
    }
    let (topic, fit) = topic_of(&plain).unwrap_or((Topic::Unknown, Fit::Part));
    if fit == Fit::Part
        && let Some((width, topic)) =
            label_of(&plain).filter(|(width, topic)| is_section(*topic) && !plain[*width..].trim().is_empty())
    {
        let (label, rest) = split_at(text, width);
        out.push(Piece::Heading(Heading::with_text(topic, form, label, at)));
        return paragraph_pieces(trimmed(rest), at, Place::Close, named, out);
    }
    out.push(Piece::Heading(Heading::alone((topic, fit), form, text, at)));
}

fn paragraph_pieces(text: Vec<Inline>, at: At, place: Place, named: &Headings, out: &mut Vec<Piece>) {
    let plain = text_of(&text);
    let trimmed_text = plain.trim();
    let words = || outside_parentheses(trimmed_text);
    // The words of a picture are no heading.
    if trimmed_text.is_empty() || is_entry(trimmed_text) || is_picture(&text) {
        return out.push(Piece::Block(Block::paragraph(text, at)));
    }
    if is_emphasized(&text) && words() <= 14 && !trimmed_text.ends_with('.') {
        return heading_pieces(text, Form::Bold, at, named, out);
    }
    if named.role_of(trimmed_text).is_some() {
        let form = if trimmed_text.ends_with(':') { Form::Label } else { Form::Bare };
        return heading_pieces(text, form, at, named, out);
    }
    if let Some((width, role)) = named.label_of(&plain) {
        let (label, rest) = split_at(text, width);
        out.push(Piece::Heading(Heading::with_text(topic(role), Form::Label, label, at)));
        return paragraph_pieces(trimmed(rest), at, Place::Close, named, out);
    }
    if let Some((width, topic)) = label_of(&plain) {
        let rest = plain[width..].trim();
        if rest.is_empty() {
            return out.push(Piece::Heading(Heading::alone((topic, Fit::Whole), Form::Label, text, at)));
        }
        // A label inside a section, such as `Impact: …`, stays with its text.
        if !is_section(topic) {
            return out.push(Piece::Block(Block::paragraph(text, at)));
        }
        let (label, rest) = split_at(text, width);
        out.push(Piece::Heading(Heading::with_text(topic, Form::Label, label, at)));
        return paragraph_pieces(trimmed(rest), at, Place::Close, named, out);
    }
    if let Some((width, topic)) = dashed_label(&plain).or_else(|| bold_label(&text)) {
        let (label, rest) = split_at(text, width);
        out.push(Piece::Heading(Heading::with_text(topic, Form::Label, label, at)));
        return paragraph_pieces(trimmed(rest), at, Place::Close, named, out);
    }
    // Looking words up costs, so only what has the form of a heading is.
    let labelled = trimmed_text.ends_with([':', ';']) && words() <= 12;
    let bare = (has_form_of_title(trimmed_text) || is_name_with_stop(trimmed_text)) && words() <= 12;
    let fit = (labelled || bare).then(|| topic_of(trimmed_text)).flatten();
    match fit {
        Some((topic, fit)) if labelled && (fit == Fit::Whole || words() <= 8) => {
            out.push(Piece::Heading(Heading::alone((topic, fit), Form::Label, text, at)));
        }
        Some((topic, Fit::Whole)) if bare => {
            out.push(Piece::Heading(Heading::alone((topic, Fit::Whole), Form::Bare, text, at)));
        }
        Some((topic, Fit::Part)) if place == Place::Apart && names_apart(topic) && is_title(trimmed_text) => {
            out.push(Piece::Heading(Heading::alone((topic, Fit::Part), Form::Bare, text, at)));
        }
        _ => out.push(Piece::Block(Block::paragraph(text, at))),
    }
}

/// What a line of its own may name where only some of its words are known.
fn names_apart(topic: Topic) -> bool {
    is_section(topic) || matches!(topic, Topic::Cause | Topic::Resolution | Topic::Tasks)
}

/// Whether a line is written as a title: three words or more, the long ones with capitals, and no end of a sentence.
fn is_title(text: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    has_more_words(text, 2)
        && !text.ends_with(['.', ',', '!', '?', ':', ';'])
        && text.split_whitespace().filter(long).all(capital)
}

/// Words that stand outside parentheses, counted as far as a heading may have any.
fn outside_parentheses(text: &str) -> usize {
    const ENOUGH: usize = 15;
    if !text.as_bytes().contains(&b'(') && !text.as_bytes().contains(&b')') {
        return count_apart(text, ENOUGH);
    }
    let mut depth = 0_i32;
    text.split_whitespace()
        .filter(|word| {
            let outside = depth == 0 && !word.starts_with('(');
            let (opened, closed) = (word.matches('(').count(), word.matches(')').count());
            depth = (depth + i32::try_from(opened).unwrap_or(0) - i32::try_from(closed).unwrap_or(0)).max(0);
            outside
        })
        .take(ENOUGH)
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

/// Whether a line may be a heading by its form: it begins with a capital and ends as no sentence does, or asks a question.
fn has_form_of_title(text: &str) -> bool {
    if text.ends_with('.') {
        return false;
    }
    let words = outside_parentheses(text);
    let asks = text.ends_with('?') || begins_question(text);
    (begins_title(text) || is_question_of_course(text))
        && ((asks && words <= 12) || ((words <= 9 || is_title(text)) && !text.ends_with([',', '!'])))
}

fn begins_question(text: &str) -> bool {
    const WORDS: &[&str] = &["what", "why", "how", "when", "who", "where", "which"];
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    WORDS.contains(&first.as_str())
}

/// Whether a line is the bare name of a section with a full stop behind it.
fn is_name_with_stop(text: &str) -> bool {
    text.ends_with('.')
        && !has_more_words(text, 6)
        && begins_title(text)
        && matches!(topic_of(text), Some((topic, Fit::Whole)) if is_section(topic))
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
fn opens_section(item: &Item, named: &Headings) -> bool {
    let Some(Block { kind: BlockKind::Paragraph(text) | BlockKind::Heading { text, .. }, .. }) = item.blocks.first()
    else {
        return false;
    };
    let plain = text_of(text);
    let plain = plain.trim();
    if named.role_of(plain).is_some() || named.label_of(plain).is_some() {
        return true;
    }
    // Most items end as sentences do.
    if plain.ends_with('.') && !may_begin_with_label(plain) {
        return false;
    }
    if has_more_words(plain, 9) {
        return label_of(plain).is_some_and(|(width, topic)| is_section(topic) && width < plain.len());
    }
    (plain.ends_with([':', ';']) || begins_title(plain))
        && !plain.ends_with('.')
        && matches!(topic_of(plain), Some((topic, Fit::Whole)) if is_section(topic))
}

/// A list whose items are headings, as the headings and what stands between them.
fn exploded(list: List, at: At, named: &Headings, out: &mut Vec<Piece>) {
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
        if !opens_section(&item, named) {
            kept.items.push(item);
            continue;
        }
        flush(&mut kept, out);
        let inside = pieces(item.blocks, named);
        out.extend(inside);
    }
    flush(&mut kept, out);
}
