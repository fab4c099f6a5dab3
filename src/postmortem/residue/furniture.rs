//! What belongs to the page around a text: project names, badges, tables of contents, and what blogs put around an article.
//!
//! A line of a page is sure (`4 min read`, `Open in app`) or loose (`Share`, a name, a number): a loose one is furniture only in an
//! unbroken run beside a sure one, before the first heading of a section or behind the last.

use std::ops::ControlFlow;

use super::{Part, begins_with, link, signature::is_name};
use crate::document::{Block, BlockKind, ImageSource, Inline, Item, walk};
use crate::postmortem::{Fit, Reason, topic_of};

/// Lines that only a page has.
const SURE: &[&str] = &[
    "open in app",
    "sign up",
    "sign in",
    "sign in sign up",
    "sign up sign in",
    "follow",
    "following",
    "follow us",
    "listen",
    "listen share",
    "listen share more",
    "text to speech",
    "get the app",
    "member only story",
    "skip to content",
    "skip to main content",
    "report this article",
    "report this post",
    "no responses yet",
    "write a response",
    "what are your thoughts",
    "recommended from medium",
    "see more recommendations",
    "others also viewed",
    "explore topics",
    "agree join linkedin",
    "top highlight",
    "like comment share",
    "like comment",
    "like reply",
    "to view or add a comment sign in",
    "reject accept",
    "accept all",
    "accept all cookies",
    "accept cookies",
    "subscribe",
    "view profile",
    "published using google docs",
    "report abuse",
    "learn more",
    "updated automatically every 5 minutes",
];

/// Beginnings of such lines, in lines of a few words.
const SURE_BEGINNINGS: &[&str] = &[
    "subscribe to our",
    "subscribe to my",
    "subscribe to the",
    "more from ",
    "see all from ",
    "recommended from ",
    "more articles by ",
    "this website uses cookies",
    "this site uses cookies",
    "we use cookies",
    "we and our partners use cookies",
    "published with hashnode",
];

/// What a page counts: `4 min read`, `23 claps`.
const COUNTED: &[&str] = &[
    "min read",
    "minute read",
    "mins read",
    "minutes read",
    "clap",
    "claps",
    "follower",
    "followers",
    "like",
    "likes",
    "comment",
    "comments",
    "view",
    "views",
    "reaction",
    "reactions",
    "response",
    "responses",
    "connections",
];

/// Words that stand on pages and elsewhere.
const LOOSE: &[&str] = &[
    "share",
    "more",
    "help",
    "status",
    "about",
    "careers",
    "press",
    "blog",
    "privacy",
    "terms",
    "teams",
    "rules",
    "search",
    "write",
    "like",
    "comment",
    "comments",
    "reply",
    "respond",
    "cancel",
    "home",
    "library",
    "profile",
    "stories",
    "stats",
    "save",
    "next",
    "previous",
    "tags",
    "reactions",
    "celebrate",
    "support",
    "love",
    "insightful",
    "funny",
    "copy link",
    "privacy policy",
    "terms of service",
    "cookie policy",
    "facebook",
    "twitter",
    "linkedin",
    "get started",
    "edit",
    "linkedin facebook twitter",
    "home about contact",
];

/// Lines behind which nothing belongs to the text.
const ENDS: &[&str] = &["more from ", "recommended from ", "others also viewed", "more articles by "];

/// Marks what belongs to the page.
pub(super) fn mark(parts: &[Part<'_>], marks: &mut [Option<Reason>]) {
    mark_contents(parts, marks);
    for (part, mark) in parts.iter().zip(marks.iter_mut()) {
        if mark.is_none() {
            *mark = by_form(part);
        }
    }
    let sure: Vec<bool> = parts.iter().map(|part| is_sure(&part.text)).collect();
    if sure.contains(&true) {
        mark_page(parts, &sure, marks);
    }
}

/// Sure lines, loose ones beside them, and what stands behind a line that ends an article.
fn mark_page(parts: &[Part<'_>], sure: &[bool], marks: &mut [Option<Reason>]) {
    let opens = |part: &Part<'_>| matches!(topic_of(&part.text), Some((topic, Fit::Whole)) if super::super::outline::is_section(topic));
    let total = parts.len();
    let first = parts.iter().position(opens).unwrap_or(total);
    let last = parts.iter().rposition(opens).unwrap_or(0);
    let outside = |index: usize| index < first || index > last;
    let mut page: Vec<bool> = sure.to_vec();
    let spread = |index: usize, beside: usize, page: &mut Vec<bool>| {
        page[index] |=
            page[beside] && outside(index) && is_loose(&parts[index], sure[beside] || parts[beside].text.is_empty());
    };
    for index in 1..total {
        spread(index, index - 1, &mut page);
    }
    for index in (1..total).rev() {
        spread(index - 1, index, &mut page);
    }
    // A few words between two lines of a page are the page's.
    for index in 1..total.saturating_sub(1) {
        let few = parts[index].words <= 6 && !matches!(parts[index].block.kind, BlockKind::Heading { .. });
        page[index] |= few && page[index - 1] && page[index + 1] && outside(index) && index > last;
    }
    let end = (last..total).find(|index| sure[*index] && begins_with(&parts[*index].text, ENDS));
    if let Some(end) = end {
        page[end..].fill(true);
    }
    for (mark, page) in marks.iter_mut().zip(page) {
        if page && mark.is_none() {
            *mark = Some(Reason::PageFurniture);
        }
    }
}

fn is_sure(text: &str) -> bool {
    const LONGEST: usize = 160;
    /// Longer than any of the lines that are known as a whole.
    const LONG: usize = 48;
    text.len() <= LONGEST
        && (text.len() <= LONG && SURE.contains(&text)
            || begins_with(text, SURE_BEGINNINGS)
            || is_count(text)
            || text.contains("uses cookies") && text.contains("accept"))
}

/// A number and what a page counts, several of them perhaps, or a date behind them.
fn is_count(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = number.strip_prefix("k ").unwrap_or(number).trim_start();
    let goes_on = |more: &str| more.is_empty() || (more.starts_with(' ') && more.split(' ').count() <= 6);
    text.starts_with(|c: char| c.is_ascii_digit())
        && COUNTED.iter().any(|noun| rest.strip_prefix(noun).is_some_and(goes_on))
}

/// Whether a block may be furniture beside furniture.
fn is_loose(part: &Part<'_>, beside_sure: bool) -> bool {
    const NOUNS: &[&str] = &["postmortem", "post mortem", "incident", "outage", "report", "failure", "down", "crash"];
    let Part { block, text, words, .. } = part;
    if !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Divider) {
        return false;
    }
    let plain = walk::text_of_block(block);
    let tag = *words == 1 && text.chars().all(char::is_alphanumeric);
    let dated = *words <= 4 && text.split(' ').any(|word| word.len() == 4 && word.starts_with("20"));
    let named = beside_sure && is_name(plain.trim()) && !NOUNS.iter().any(|noun| text.contains(noun));
    text.is_empty()
        || tag
        || dated
        || named
        || LOOSE.contains(&text.as_str())
        || (*words <= 8 && begins_with(text, &["written by ", "published "]))
}

/// A table of contents: a list of links into the document, or the list below a heading that says so.
fn mark_contents(parts: &[Part<'_>], marks: &mut [Option<Reason>]) {
    for (index, part) in parts.iter().enumerate() {
        let BlockKind::List(list) = &part.block.kind else { continue };
        let headed = index.checked_sub(1).filter(|above| is_contents(&parts[*above].text));
        if headed.is_some() || (!list.items.is_empty() && list.items.iter().all(leads_inside)) {
            marks[index] = Some(Reason::PageFurniture);
            if let Some(above) = headed {
                marks[above] = Some(Reason::PageFurniture);
            }
        }
    }
}

fn is_contents(text: &str) -> bool {
    matches!(text, "table of contents" | "contents" | "toc" | "on this page" | "in this article")
}

/// Whether an item is a link to a heading of the same document and nothing else, those below it too.
fn leads_inside(item: &Item) -> bool {
    !item.blocks.is_empty()
        && item.blocks.iter().all(|block| match &block.kind {
            BlockKind::Paragraph(text) => {
                text.iter().all(|inline| matches!(inline, Inline::Link(link) if link.url.starts_with('#')))
            }
            BlockKind::List(list) => list.items.iter().all(leads_inside),
            _ => false,
        })
}

fn by_form(Part { block, text, .. }: &Part<'_>) -> Option<Reason> {
    let head = head_of(block);
    let copyright = matches!(head, Some('©' | '🄯'));
    // In parentheses it is the caption of a list that was a table.
    let columns = head != Some('(') && is_heading_of_columns(text);
    if is_project_name(text) || columns || text.starts_with("copyright ") || copyright {
        return Some(Reason::PageFurniture);
    }
    let (BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. }) = &block.kind else { return None };
    if is_badges(inlines) || (head == Some('#') && is_hashtags(&walk::text_of(inlines))) {
        return Some(Reason::PageFurniture);
    }
    let heads = || matches!(block.kind, BlockKind::Heading { .. }) && matches!(topic_of(text), Some((_, Fit::Whole)));
    (link::stands_alone(block, inlines) && !heads()).then_some(Reason::Link)
}

/// The first character of a block that is no blank.
fn head_of(block: &Block) -> Option<char> {
    let mut head = None;
    let _ = walk::texts(std::slice::from_ref(block), &mut |text| {
        head = text.trim_start().chars().next();
        if head.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    head
}

/// `#DevOps #Postmortem`, two or more and nothing else.
fn is_hashtags(text: &str) -> bool {
    let is_tag = |word: &str| word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic));
    text.split_whitespace().count() >= 2 && text.split_whitespace().all(is_tag)
}

/// What heads the columns of a table of sections and says nothing.
fn is_heading_of_columns(text: &str) -> bool {
    const FIRST: &[&str] = &["section", "sections", "field", "item", "part", "heading"];
    const SECOND: &[&str] = &["content", "contents", "details", "detail", "description", "value", "text"];
    const LONGEST: usize = 24;
    text.len() <= LONGEST
        && text.split_once(' ').is_some_and(|(first, second)| FIRST.contains(&first) && SECOND.contains(&second))
}

/// `0x19. Postmortem`, `0x19-postmortem`, `alx-system_engineering-devops`.
fn is_project_name(text: &str) -> bool {
    matches!(text, "0x19 postmortem" | "0x19" | "alx system engineering devops" | "holberton system engineering devops")
}

/// Pictures that are links, as badges are, or come from where badges are made, and nothing else.
fn is_badges(inlines: &[Inline]) -> bool {
    let made = |inline: &Inline| matches!(inline, Inline::Image(image) if comes_from_badges(&image.source));
    let is_badge = |inline: &Inline| match inline {
        Inline::Link(link) => matches!(link.text.as_slice(), [Inline::Image(_)]),
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break(_) => true,
        image => made(image),
    };
    inlines.iter().any(|inline| matches!(inline, Inline::Link(_)) || made(inline)) && inlines.iter().all(is_badge)
}

fn comes_from_badges(source: &ImageSource) -> bool {
    matches!(source, ImageSource::Url(url) if url.contains("shields.io") || url.contains("badge"))
}
