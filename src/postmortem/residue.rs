//! Text from outside: the course's own words, a chat assistant's, page furniture, links and signatures that stand by themselves.
//!
//! Each is known by its kind of wording, not by one document: the course's text by its fixed phrases, the rest by their form.

use std::sync::LazyLock;

use super::Reason;
use super::phrases::Phrases;
use super::time::clocks;
use crate::document::{Block, BlockKind, Inline, plain_text_of_blocks, walk};

/// Phrases of the course's own text, in lower-case letters and digits only.
const COURSE: &[&str] = &[
    "that is often what executives will read",
    "duration of the outage with start and end times",
    "what service was down slow",
    "what were user experiencing",
    "what were users experiencing",
    "how many of the users were affected",
    "what was the root cause",
    "format bullet point",
    "keep it short 1 or 2 sentences",
    "when was the issue detected",
    "how was the issue detected",
    "an engineer noticed something a customer complained",
    "what parts of the system were investigated",
    "misleading investigation debugging paths that were taken",
    "which team individuals was the incident escalated to",
    "how the incident was resolved",
    "explain in detail what was causing the issue",
    "explain in detail how the issue was fixed",
    "what are the things that can be improved fixed",
    "be very specific like a todo",
    "be brief and straight to the point",
    "while postmortem format can vary",
    "remember that these blogs must be written in english",
    "to further your technical ability",
    "add urls here",
    "using one of the web stack debugging project",
    "most of you will never have faced an outage",
    "we are constantly stormed by a quantity of information",
    "make your post mortem attractive",
    "request a review for your postmortem",
    "manual qa review",
    "we expect you to look at",
    "any software system will eventually fail",
    "a postmortem is a tool widely used",
    "to provide the rest of the company",
    "and to ensure that the root cause s of the outage",
    "make people want to read your postmortem",
    "project over took place from",
    "checks completed 100",
    "github repository alx",
    "github repository holberton",
];

/// Lines that go with the course's text where they stand beside it.
const BESIDE_COURSE: &[&str] = &[
    "by sylvain kalache",
    "weight 1",
    "in a nutshell",
    "altogether",
    "mandatory",
    "advanced",
    "optional",
    "calculation",
    "concepts",
    "on call",
    "background context",
    "resources",
    "read or watch",
    "more info",
    "tasks",
    "requirements",
    "score",
    "repo",
    "directory",
    "file",
    "copyright",
    "devopssysadmin",
    "devops",
    "project",
    "0 my first postmortem",
    "postmortem",
    "0x19",
    "must contain",
    "hint",
    "write a post",
];

/// What a chat assistant or its page says around a text.
const ASSISTANT: &[&str] = &[
    "you said",
    "chatgpt said",
    "chatgpt",
    "copy code",
    "copy",
    "regenerate",
    "regenerate response",
    "gemini said",
    "claude said",
];

const ASSISTANT_OPENINGS: &[&str] = &[
    "certainly",
    "sure",
    "absolutely",
    "of course",
    "here s a",
    "here is a",
    "here s an",
    "here is an",
    "here s your",
    "here is your",
];

const ASSISTANT_CLOSINGS: &[&str] = &[
    "feel free to adjust",
    "feel free to modify",
    "feel free to customize",
    "let me know if you",
    "would you like me to",
    "is there anything else",
];

/// Letters and digits of a text in lower case, words apart by one blank.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Texts are folded many times, so by whole words: most are ASCII.
    let apart = |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() };
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    out.make_ascii_lowercase();
    out
}

/// What each top-level block is, where it belongs to no write-up.
pub(super) fn marks(blocks: &[Block]) -> Vec<Option<Reason>> {
    let lines: Vec<Vec<String>> = blocks
        .iter()
        .map(|block| {
            let text = plain_text_of_blocks(std::slice::from_ref(block));
            text.lines().map(folded).filter(|line| !line.is_empty()).collect()
        })
        .collect();
    let texts: Vec<String> = lines.iter().map(|lines| lines.join(" ")).collect();
    let mut marks = vec![None; blocks.len()];
    mark_course(blocks, &lines, &mut marks);
    mark_assistant(blocks, &texts, &mut marks);
    for (index, block) in blocks.iter().enumerate() {
        if marks[index].is_none() {
            marks[index] = by_form(block, &texts[index]);
        }
    }
    mark_signature(blocks, &texts, &mut marks);
    marks
}

/// What only the course's page has around its text: who gave the project, its weight, its review.
const FURNITURE: &[&str] = &[
    "by sylvain kalache",
    "weight 1",
    "manual qa review must",
    "project will start",
    "project over",
    "read or watch",
    "0 my first postmortem",
    "what is an incident postmortem",
];

static FURNITURE_PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new([((), FURNITURE)]));

/// How many of the course page's own lines a folded text holds.
pub(super) fn course_furniture(text: &str) -> usize {
    distinct(&FURNITURE_PHRASES, text)
}

/// How many phrases of the course's text a folded text holds.
pub(crate) fn course_phrases(text: &str) -> usize {
    distinct(&COURSE_PHRASES, text)
}

fn distinct(phrases: &Phrases<()>, text: &str) -> usize {
    let mut found = Vec::new();
    phrases.each(text, |phrase, ()| {
        if !found.contains(&phrase) {
            found.push(phrase);
        }
    });
    found.len()
}

/// The course's phrases, ready to be looked for.
static COURSE_PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new([((), COURSE)]));

/// Marks runs of the course's text: three phrases or more with little between them that is not the course's.
fn mark_course(blocks: &[Block], texts: &[Vec<String>], marks: &mut [Option<Reason>]) {
    const GAP: usize = 8;
    let hits: Vec<usize> = texts.iter().map(|lines| lines.iter().map(|line| course_phrases(line)).sum()).collect();
    let strong: Vec<usize> = (0..texts.len()).filter(|index| hits[*index] > 0).collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for index in strong {
        match runs.last_mut() {
            Some((_, last)) if index - *last <= GAP => *last = index,
            _ => runs.push((index, index)),
        }
    }
    for (first, last) in runs {
        let phrases: usize = hits[first..=last].iter().sum();
        // Lines of the course against lines that are not: an author who keeps the questions and answers them is no paste.
        let lines = texts[first..=last].iter().flatten().filter(|line| !is_beside(line));
        let (course, own): (Vec<&String>, Vec<&String>) = lines.partition(|line| course_phrases(line) > 0);
        let words = |lines: &[&String]| lines.iter().map(|line| line.split(' ').count()).sum::<usize>();
        let answered = blocks[first..=last]
            .iter()
            .map(|block| clocks(&plain_text_of_blocks(std::slice::from_ref(block))).len())
            .sum::<usize>()
            >= 4;
        if phrases < 3 || answered || words(&own) > words(&course) * 2 {
            continue;
        }
        let beside = |index: usize| texts[index].iter().all(|line| is_beside(line));
        let mut start = first;
        while start > 0 && (beside(start - 1) || (start <= 4 && texts[start - 1].concat().split(' ').count() < 12)) {
            start -= 1;
        }
        let mut end = last;
        while end + 1 < texts.len() && beside(end + 1) && !texts[end + 1].iter().any(|line| opens_section(line)) {
            end += 1;
        }
        marks[start..=end].fill(Some(Reason::AssignmentText));
    }
}

fn opens_section(text: &str) -> bool {
    super::topic_of(text).is_some_and(|(topic, _)| super::outline::is_section(topic))
}

fn is_beside(text: &str) -> bool {
    let words = text.split(' ').count();
    // The phrase is the line, but for a few words such as a score or a date.
    let is_line = |phrase: &&'static str| {
        let more = if *phrase == "postmortem" { 1 } else { 3 };
        words <= phrase.split(' ').count() + more && (text.starts_with(*phrase) || text.ends_with(*phrase))
    };
    (words <= 16 && BESIDE_COURSE.iter().any(is_line)) || text.starts_with("write a post") || text.starts_with("http")
}

fn mark_assistant(blocks: &[Block], texts: &[String], marks: &mut [Option<Reason>]) {
    let mut asked = false;
    for (index, text) in texts.iter().enumerate() {
        let words = text.split(' ').count();
        let said = ASSISTANT.contains(&text.as_str());
        let opening = words <= 45
            && ASSISTANT_OPENINGS
                .iter()
                .any(|opening| text.strip_prefix(opening).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
            && (is_lead_in(&blocks[index])
                || ["postmortem", "post mortem", "report", "version", "example", "draft", "summary"]
                    .iter()
                    .any(|noun| text.contains(noun)));
        let closing = words <= 45 && ASSISTANT_CLOSINGS.iter().any(|closing| text.contains(closing));
        if said || opening || closing || (asked && words <= 60) {
            marks[index] = Some(Reason::AssistantResidue);
        }
        // What follows "You said:" is the author's request, up to the answer.
        asked = text == "you said" || (asked && !text.ends_with("said"));
        if words > 60 {
            asked = false;
        }
    }
}

/// Whether a paragraph ends in a colon, as what an assistant says before its text does.
fn is_lead_in(block: &Block) -> bool {
    plain_text_of_blocks(std::slice::from_ref(block)).trim_end().ends_with(':')
}

fn by_form(block: &Block, text: &str) -> Option<Reason> {
    let copyright = plain_text_of_blocks(std::slice::from_ref(block)).trim_start().starts_with(['©', '🄯']);
    if is_project_name(text) || text.starts_with("copyright ") || copyright {
        return Some(Reason::PageFurniture);
    }
    let (BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. }) = &block.kind else { return None };
    if is_badges(inlines) {
        return Some(Reason::PageFurniture);
    }
    let (links, words) = links_and_words(block);
    (links > 0 && words <= 8).then_some(Reason::Link)
}

/// `0x19. Postmortem`, `0x19-postmortem`, `alx-system_engineering-devops`.
fn is_project_name(text: &str) -> bool {
    matches!(text, "0x19 postmortem" | "0x19" | "alx system engineering devops" | "holberton system engineering devops")
}

/// Pictures that are links, as badges are, and nothing else.
fn is_badges(inlines: &[Inline]) -> bool {
    let is_badge = |inline: &Inline| match inline {
        Inline::Link(link) => matches!(link.text.as_slice(), [Inline::Image(_)]),
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break(_) => true,
        _ => false,
    };
    inlines.iter().any(|inline| matches!(inline, Inline::Link(_))) && inlines.iter().all(is_badge)
}

/// How many links a block holds, and how many words that are not a bare address.
pub(super) fn links_and_words(block: &Block) -> (usize, usize) {
    let mut links = 0;
    walk::inlines(std::slice::from_ref(block), &mut |inline, _| {
        links += usize::from(matches!(inline, Inline::Link(_)));
    });
    let text = plain_text_of_blocks(std::slice::from_ref(block));
    let (mut words, mut addresses) = (0, 0);
    for word in text.split_whitespace() {
        if word.contains("://") || word.starts_with("www.") || word.contains("docs.google.com/") {
            addresses += 1;
        } else {
            words += usize::from(word.chars().any(char::is_alphanumeric));
        }
    }
    (links.max(addresses), words)
}

/// A signature: a closing formula near the end and the few short lines behind it, a lone handle, or a by-line.
fn mark_signature(blocks: &[Block], texts: &[String], marks: &mut [Option<Reason>]) {
    const CLOSINGS: &[&str] = &[
        "sincerely",
        "best regards",
        "kind regards",
        "regards",
        "yours sincerely",
        "yours faithfully",
        "thank you",
        "thanks",
    ];
    const BY_LINES: &[&str] =
        &["by ", "author ", "authors ", "written by ", "prepared by ", "submitted by ", "reported by "];
    let total = texts.len();
    for index in 0..total {
        if marks[index].is_some() || !matches!(blocks[index].kind, BlockKind::Paragraph(_)) {
            continue;
        }
        let text = &texts[index];
        let words = text.split(' ').count();
        let near_end = index + 6 >= total;
        if near_end && CLOSINGS.contains(&text.as_str()) {
            marks[index..].iter_mut().filter(|mark| mark.is_none()).for_each(|mark| *mark = Some(Reason::Signature));
            return;
        }
        let plain = plain_text_of_blocks(std::slice::from_ref(&blocks[index]));
        let handle = words <= 2 && plain.trim_start().starts_with('@');
        let by_line = words <= 8
            && BY_LINES.iter().any(|by| text.starts_with(by))
            && !plain.trim_end().ends_with([':', '!', '?']);
        let lone_name = index + 1 == total && (2..=4).contains(&words) && is_name(&plain);
        if handle || lone_name || (by_line && (index < 6 || near_end)) {
            marks[index] = Some(Reason::Signature);
        }
    }
}

/// Two to four capitalized words and nothing else.
fn is_name(line: &str) -> bool {
    line.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '.' || c == '-')
    }) && super::topic_of(line).is_none()
}
