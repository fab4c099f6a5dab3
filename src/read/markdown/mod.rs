//! Markdown, as GitHub reads it, to the neutral tree.
//!
//! | Kept | as |
//! |---|---|
//! | CommonMark blocks and inlines, tables, task lists, strikethrough, footnotes | what they are |
//! | bare URLs | links (`autolink`) |
//! | inline HTML with a meaning (`<br>`, `<u>`, `<sup>`, `<img>`, ...) | what it means (`tags`, `running`) |
//! | HTML blocks | what [`crate::read::html`] reads; Markdown inside an HTML table belongs to it (`fragments`) |
//! | front matter | a code block in `yaml`; `title:` is the title of the document (`front`) |
//! | what pmconvert made when it wrote the text | nothing, with a notice ([`crate::made`]) |
//! | pictures in data URLs, Google's trailing definitions | media (`pictures`) |
//! | link definitions that nothing uses | a paragraph (`definitions`) |
//! | cells behind the last column of a table | cells |
//! | a whole write-up between fences, or behind one that is never closed | what it is without them (`fences`) |
//! | a list that begins with a number over 999 | paragraphs that begin with the number: a year, not a list |
//!
//! Dropped: `{#anchor}` behind a heading, empty paragraphs and headings, `text` as the language of code; with a notice:
//! comments. Positions are the physical lines of the text.
//!
//! Nothing here recurses on the depth of the input: the parser gives events, and nesting beyond
//! [`crate::document::MAX_DEPTH`] is flattened.

mod autolink;
mod blocks;
mod containers;
mod definitions;
mod fences;
mod fragments;
mod front;
mod html;
mod lines;
mod pictures;
mod running;
mod tags;
mod tidy;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::document::{At, Block, BlockKind, Code, CodeForm, Document, Image, Inline};
use crate::made;
use crate::notice::{Notice, Notices};

use blocks::Builder;
use definitions::Definitions;
use lines::Lines;
use pictures::{Definition, Pictures};

/// An event of the parser and the bytes it was made from.
type Spanned<'a> = (Event<'a>, Range<usize>);

/// Reads a Markdown text. Total: any text gives a document.
#[must_use]
pub fn read(text: &str, notices: &mut Notices) -> Document {
    let text = with_plain_characters(text.strip_prefix('\u{feff}').unwrap_or(text));
    let (text, made) = made::without(&text);
    for what in made {
        notices.note(Notice::MadeDropped { what });
    }
    let text = fences::without_false_fences(&text);
    let lines = Lines::of(&text);
    let front = front::front_matter(&text);
    let start = front.as_ref().map_or(0, |front| front.length);
    let (body, definitions) = pictures::split_definitions(text.get(start..).unwrap_or_default());
    let labels: HashMap<String, &Definition<'_>> =
        definitions.iter().rev().map(|definition| (definition.label.to_lowercase(), definition)).collect();

    let events = parse(body, start, &labels);
    let used = used_pictures(&events);
    let mut builder = Builder::new(&lines, notices, Definitions::used_by(&events), start, &labels);
    builder.run(&events);
    let (mut blocks, mut pictures) = builder.finish(start + body.len());

    for definition in definitions.iter().filter(|definition| !used.contains(&definition.label.to_lowercase())) {
        let line = lines.line(start + definition.offset);
        blocks.push(unused_picture(definition, line, &mut pictures));
    }
    if let Some(front) = &front {
        let code = Code { text: front.yaml.to_owned(), language: Some("yaml".to_owned()), form: CodeForm::Marked };
        blocks.insert(0, Block { kind: BlockKind::Code(code), at: lines.at(&(0..front.length)) });
    }
    Document { title: front.and_then(|front| front.title), blocks, media: pictures.into_media(), ..Document::default() }
}

/// The events of a text, with offsets moved by `start`.
fn parse<'a>(body: &'a str, start: usize, labels: &HashMap<String, &Definition<'a>>) -> Vec<Spanned<'a>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    // A label of a split-off definition resolves to an empty address; the label itself leads to the picture.
    let resolve = |link: BrokenLink<'_>| {
        labels.contains_key(&link.reference.to_lowercase()).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    Parser::new_with_broken_link_callback(body, options, Some(resolve))
        .into_offset_iter()
        .map(|(event, range)| (event, range.start + start..range.end + start))
        .collect()
}

/// Whether a link got its address from a split-off definition.
fn is_resolved(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown)
}

fn used_pictures(events: &[Spanned<'_>]) -> HashSet<String> {
    let used = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Image { link_type, id, .. } | Tag::Link { link_type, id, .. }) if is_resolved(*link_type) => {
            Some(id.to_lowercase())
        }
        _ => None,
    });
    used.collect()
}

fn unused_picture(definition: &Definition<'_>, line: u32, pictures: &mut Pictures) -> Block {
    let source = pictures.source(definition.url, definition.label);
    let image = Image { alt: definition.label.to_owned(), source, title: None };
    Block::paragraph(vec![Inline::Image(image)], At::lines(line, line))
}

/// The text with `\n` for every line ending (CommonMark 2.1), so that lines are counted alike everywhere, and U+FFFD for
/// U+0000 (2.3).
fn with_plain_characters(text: &str) -> Cow<'_, str> {
    if text.contains(['\r', '\0']) {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
