//! Improvements and tasks.
//!
//! Items are list items, or lines. A line that introduces a list is no item. A list that no heading or label sorts holds tasks when most of its
//! items begin with a verb, as a TODO does, else improvements; the items below each heading are judged together.

use super::model::{Measure, Measures, Role, Section, Task};
use super::outline::label_of;
use super::topic::Topic;
use super::wording::Wording;
use crate::document::walk::text_of;
use crate::document::{At, Block, BlockKind, Item, plain_text, plain_text_of_blocks, row_text};

/// What the sections on measures list.
pub(super) fn measures(sections: &[Section]) -> Measures {
    let mut found = Found::default();
    for section in sections.iter().filter(|section| section.role == Role::Measures) {
        found.undivided.push(Vec::new());
        found.section(section, section.topic);
    }
    let Found { improvements, tasks, undivided } = found;
    let mut measures = Measures::default();
    measures.improvements.extend(improvements.into_iter().map(|(text, _, at)| Measure { text, at }));
    measures.tasks.extend(tasks.into_iter().map(|(text, done, at)| Task { text, done, at }));
    let has_tasks = !measures.tasks.is_empty();
    for list in undivided {
        let as_tasks = !has_tasks && is_todo(&list);
        for (text, done, at) in list {
            if as_tasks || done.is_some() {
                measures.tasks.push(Task { text, done, at });
            } else {
                measures.improvements.push(Measure { text, at });
            }
        }
    }
    measures.improvements.sort_by_key(|item| item.at.start);
    measures.tasks.sort_by_key(|item| item.at.start);
    measures
}

type Entry = (String, Option<bool>, At);

#[derive(Default)]
struct Found {
    improvements: Vec<Entry>,
    tasks: Vec<Entry>,
    /// Items that no heading or label sorts, those below each heading together.
    undivided: Vec<Vec<Entry>>,
}

impl Found {
    fn push(&mut self, topic: Topic, entry: Entry) {
        match (topic, self.undivided.last_mut()) {
            (Topic::Improvements, _) => self.improvements.push(entry),
            (Topic::Tasks, _) => self.tasks.push(entry),
            (_, Some(list)) => list.push(entry),
            (_, None) => self.undivided.push(vec![entry]),
        }
    }

    fn section(&mut self, section: &Section, topic: Topic) {
        self.blocks(&section.blocks, topic);
        for child in section.children.iter().filter(|child| child.topic != Topic::Aside) {
            let own = match child.topic {
                Topic::Improvements | Topic::Tasks => child.topic,
                _ => topic,
            };
            // A label of its own over sentences is an item: "Monitoring:" and what shall be done about it.
            let is_item = child.topic == Topic::Unknown
                && !child.blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_)));
            if is_item {
                let text =
                    format!("{} {}", child.heading.as_deref().unwrap_or_default(), plain_text_of_blocks(&child.blocks));
                self.push(own, (text.trim().to_owned(), None, child.at));
            } else {
                self.undivided.push(Vec::new());
                self.section(child, own);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], mut topic: Topic) {
        // Beside a list, paragraphs introduce or conclude it; without one, what stands before the introduction is no item either.
        let beside = if blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_))) {
            Beside::List
        } else {
            Beside::Lines
        };
        let introduction = blocks.iter().position(
            |block| matches!(&block.kind, BlockKind::Paragraph(text) if is_introduction(text_of(text).trim())),
        );
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::List(list) => topic = self.items(&list.items, topic),
                BlockKind::Paragraph(text)
                    if introduction.is_none_or(|last| index > last) || beside == Beside::List =>
                {
                    let text = text_of(text);
                    topic = self.line(text.trim(), block.at, topic, beside);
                }
                BlockKind::Table(table) => {
                    for row in table.body() {
                        self.push(topic, (row_text(row), None, row.at));
                    }
                }
                BlockKind::Quote(inside) => self.blocks(inside, topic),
                BlockKind::Paragraph(_)
                | BlockKind::Heading { .. }
                | BlockKind::Code(_)
                | BlockKind::Divider
                | BlockKind::Footnote { .. } => {}
            }
        }
    }

    /// A paragraph: a label that sorts what follows, an introduction, or an item.
    fn line(&mut self, text: &str, at: At, topic: Topic, beside: Beside) -> Topic {
        if text.is_empty() {
            return topic;
        }
        if let Some((width, named @ (Topic::Improvements | Topic::Tasks))) = label_of(text) {
            let rest = text[width..].trim();
            if !rest.is_empty() {
                self.push(named, (rest.to_owned(), None, at));
            }
            return named;
        }
        if beside == Beside::Lines && !is_introduction(text) {
            self.push(topic, (text.to_owned(), None, at));
        }
        topic
    }

    /// Items; one that is only a label sorts or groups the items below it.
    fn items(&mut self, items: &[Item], mut topic: Topic) -> Topic {
        for item in items {
            let Some(first) = item.blocks.first() else { continue };
            let own = match &first.kind {
                BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => plain_text(text),
                _ => plain_text_of_blocks(std::slice::from_ref(first)),
            };
            let head = own.trim();
            let nested = item.blocks[1..].iter().find_map(|block| match &block.kind {
                BlockKind::List(list) => Some(&list.items),
                _ => None,
            });
            let named = match label_of(head) {
                Some((width, named @ (Topic::Improvements | Topic::Tasks))) => Some((named, head[width..].trim())),
                _ => nested.and_then(|_| match super::topic_of(head) {
                    Some((named @ (Topic::Improvements | Topic::Tasks), super::topic::Fit::Whole)) => Some((named, "")),
                    _ => None,
                }),
            };
            match (named, nested) {
                (Some((named, rest)), nested) => {
                    if !rest.is_empty() && nested.is_none() {
                        self.push(named, (rest.to_owned(), item.checked, item.at));
                    }
                    if let Some(nested) = nested {
                        self.items(nested, named);
                    } else if rest.is_empty() {
                        topic = named;
                    }
                }
                (None, Some(nested)) if head.ends_with(':') => {
                    self.items(nested, topic);
                }
                _ if head.is_empty() => {}
                _ => {
                    let text = if item.blocks.len() == 1 { own } else { plain_text_of_blocks(&item.blocks) };
                    self.push(topic, (text, item.checked, item.at));
                }
            }
        }
        topic
    }
}

/// What the paragraphs of a section stand beside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// A list, so they are no items.
    List,
    /// One another, so each is an item.
    Lines,
}

/// Whether a sentence says that items follow.
fn is_introduction(text: &str) -> bool {
    static POINTS: Wording = Wording::new(&[
        "the following",
        "as follows",
        "these include",
        "listed below",
        "below are",
        "among which",
        "here are",
    ]);
    text.ends_with([':', ';']) || (POINTS.is_in(text) && text.split_whitespace().count() <= 45)
}

/// Whether a line says what shall be done: it begins with the plain form of a verb, or says `should`, `will`, `must`.
pub(super) fn is_demand(text: &str) -> bool {
    const MODALS: &[&str] = &["should", "will", "must", "shall", "todo", "ought"];
    static ANYWHERE: Wording = Wording::new(MODALS);
    let mut words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    begins_with_verb(text)
        || (ANYWHERE.is_in(text) && words.any(|word| MODALS.iter().any(|modal| modal.eq_ignore_ascii_case(word))))
}

/// Whether most items begin with the plain form of a verb.
fn is_todo(items: &[Entry]) -> bool {
    let todo = items.iter().filter(|(text, _, _)| begins_with_verb(text)).count();
    todo * 2 > items.len()
}

/// Whether a line, or what stands behind its label, begins with the plain form of a verb.
fn begins_with_verb(text: &str) -> bool {
    let after_label = text.split_once(':').and_then(|(label, rest)| {
        (label.split_whitespace().count() <= 6).then(|| rest.split_whitespace().next()).flatten()
    });
    text.split_whitespace().next().is_some_and(is_verb) || after_label.is_some_and(is_verb)
}

/// Whether a word, apart from the marks around it, is the plain form of a verb.
fn is_verb(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic());
    if !word.is_ascii() {
        return VERBS.binary_search(&word.to_lowercase().as_str()).is_ok();
    }
    VERBS.binary_search_by(|verb| verb.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))).is_ok()
}

/// Plain forms of verbs, and what stands for one before the verb, sorted.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "add", "adjust", "adopt", "agree", "alert", "allocate", "always", "apply", "ask", "assess", "assign", "audit", "automate",
    "avoid", "back", "backup", "benchmark", "block", "bound", "build", "buy", "cache", "cap", "carry", "change", "check",
    "clarify", "clean", "close", "collect", "communicate", "conduct", "configure", "convert", "copy", "correct", "count",
    "create", "decide", "define", "delete", "deploy", "design", "develop", "disable", "document", "double", "draw", "drop",
    "educate", "eliminate", "enable", "encrypt", "enhance", "ensure", "establish", "evaluate", "expand", "explore", "expose",
    "extend", "fail", "find", "fix", "follow", "give", "handle", "harden", "hire", "hold", "implement", "improve", "include",
    "increase", "initiate", "install", "integrate", "introduce", "invest", "investigate", "isolate", "keep", "label", "launch",
    "let", "limit", "lint", "list", "lock", "log", "look", "lower", "make", "measure", "migrate", "modify", "monitor", "move",
    "name", "notify", "optimize", "order", "organize", "page", "patch", "perform", "pin", "plan", "practice", "prepare",
    "prevent", "print", "protect", "provide", "publish", "purchase", "put", "raise", "read", "rebuild", "record", "reduce",
    "refactor", "refuse", "regularly", "rehearse", "reject", "remove", "rename", "renew", "replace", "require", "restore",
    "restrict", "resume", "retry", "review", "revise", "rewrite", "rotate", "run", "scale", "scan", "schedule", "secure",
    "send", "separate", "set", "setup", "share", "show", "simulate", "split", "spread", "standardize", "start", "stop", "store",
    "strengthen", "subscribe", "switch", "tag", "teach", "tell", "test", "track", "train", "tune", "turn", "update", "upgrade",
    "use", "validate", "verify", "warn", "watch", "wire", "write",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted_so_that_they_can_be_looked_up() {
        assert!(VERBS.is_sorted_by(|one, two| one < two));
        for text in VERBS {
            assert!(
                begins_with_verb(text) && begins_with_verb(&format!("Label: \"{}!\" it", text.to_uppercase())),
                "{text}"
            );
        }
        assert!(begins_with_verb("Ma\u{212a}e it so") && !begins_with_verb("Makes it so") && !begins_with_verb(""));
    }
}
