//! The course's own text, pasted in, and its questions where authors answer below them.

use super::super::phrases::{Phrases, bytes, count};
use super::super::topic::is_question_of_course;
use super::{Part, each_line, folded};
use crate::document::{Block, plain_text_of_blocks};
use crate::postmortem::time::clocks;
use crate::postmortem::{Reason, topic_of};

/// Phrases of the course's own text, in lower-case letters and digits only.
const COURSE: &[((), &[&str])] = &[(
    (),
    &[
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
    ],
)];
static COURSE_PHRASES: Phrases<(), { count(COURSE) }, { bytes(COURSE) }> = Phrases::new(COURSE);

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

/// What only the course's page has around its text: who gave the project, its weight, its review.
const FURNITURE: &[((), &[&str])] = &[(
    (),
    &[
        "by sylvain kalache",
        "weight 1",
        "manual qa review must",
        "project will start",
        "project over",
        "read or watch",
        "0 my first postmortem",
        "what is an incident postmortem",
    ],
)];
static FURNITURE_PHRASES: Phrases<(), { count(FURNITURE) }, { bytes(FURNITURE) }> = Phrases::new(FURNITURE);

/// How many of the course page's own lines a folded text holds.
pub(in crate::postmortem) fn course_furniture(text: &str) -> usize {
    distinct(&FURNITURE_PHRASES, text)
}

/// How many phrases of the course's text a folded text holds.
pub(crate) fn course_phrases(text: &str) -> usize {
    distinct(&COURSE_PHRASES, text)
}

fn distinct<const COUNT: usize, const BYTES: usize>(phrases: &Phrases<(), COUNT, BYTES>, text: &str) -> usize {
    let mut found = Vec::new();
    phrases.each(text, |phrase, ()| {
        if !found.contains(&phrase) {
            found.push(phrase);
        }
    });
    found.len()
}

/// Marks runs of the course's text: three phrases or more with little between them that is not the course's.
pub(super) fn mark(blocks: &[Block], parts: &[Part<'_>], marks: &mut [Option<Reason>]) {
    const GAP: usize = 8;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for index in (0..parts.len()).filter(|index| parts[*index].phrases > 0) {
        match runs.last_mut() {
            Some((_, last)) if index - *last <= GAP => *last = index,
            _ => runs.push((index, index)),
        }
    }
    for (first, last) in runs {
        let phrases: usize = parts[first..=last].iter().map(|part| part.phrases).sum();
        if phrases < 3 {
            continue;
        }
        // Lines of the course against lines that are not: an author who keeps the questions and answers them is no paste.
        let lines: Vec<String> = blocks[first..=last].iter().flat_map(lines_of).collect();
        let lines = lines.iter().filter(|line| !is_beside(line));
        let (course, own): (Vec<&String>, Vec<&String>) = lines.partition(|line| course_phrases(line) > 0);
        let words = |lines: &[&String]| lines.iter().map(|line| line.split(' ').count()).sum::<usize>();
        let answered = blocks[first..=last]
            .iter()
            .map(|block| clocks(&plain_text_of_blocks(std::slice::from_ref(block))).len())
            .sum::<usize>()
            >= 4
            || answers(&blocks[first..=last]) >= 3;
        if answered || words(&own) > words(&course) * 2 {
            continue;
        }
        let beside = |index: usize| lines_of(&blocks[index]).iter().all(|line| is_beside(line));
        let few = |index: usize| lines_of(&blocks[index]).concat().split(' ').count() < 12;
        let mut start = first;
        while start > 0 && (beside(start - 1) || (start <= 4 && few(start - 1))) {
            start -= 1;
        }
        let mut end = last;
        while end + 1 < parts.len()
            && beside(end + 1)
            && !lines_of(&blocks[end + 1]).iter().any(|line| opens_section(line))
        {
            end += 1;
        }
        marks[start..=end].fill(Some(Reason::AssignmentText));
    }
}

/// The lines of a block, folded, but for empty ones.
fn lines_of(block: &Block) -> Vec<String> {
    let mut lines = Vec::new();
    each_line(block, |line| lines.push(folded(line)));
    lines.retain(|line| !line.is_empty());
    lines
}

/// How many of the course's questions are answered, on their line behind a colon or on the next line.
fn answers(blocks: &[Block]) -> usize {
    let text = plain_text_of_blocks(blocks);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let own = |text: &str| {
        let text = folded(text);
        text.split(' ').count() >= 2 && course_phrases(&text) == 0 && !is_beside(&text) && !opens_section(&text)
    };
    let answered = |index: &usize| {
        let line = lines[*index];
        // What stands in parentheses is the course's.
        let question = line.split(['(', ':']).next().unwrap_or_default();
        let behind = line.split_once(':').map(|(_, behind)| behind.trim()).filter(|behind| !behind.is_empty());
        is_question_of_course(question)
            && match behind {
                Some(behind) => !question.contains('(') && own(behind),
                None => lines.get(index + 1).is_some_and(|next| own(next)),
            }
    };
    (0..lines.len()).filter(answered).count()
}

fn opens_section(text: &str) -> bool {
    topic_of(text).is_some_and(|(topic, _)| super::super::outline::is_section(topic))
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
