//! Style sheets that number their classes otherwise than the text does.
//!
//! Google's export numbers classes anew each time, so tools that keep exports under version control number those of the
//! text by first appearance, and some forget the sheet. Bold, code and all else is then lost, or worse, stands on other
//! words. Google's own page can be told from such a one: the class of its body always limits the width of the page.
//!
//! What a class is used for says much about its rule, and what is left open is settled in this order:
//!
//! 1. A rule fits an element by its properties: a width limit the body, borders a cell, a line height a paragraph.
//! 2. Two classes of one element never state the same property; no two classes have one rule.
//! 3. The span of an empty paragraph states all properties of its text.
//! 4. Of the rules that state all, the plain one is that of the class that stands on empty lines most.
//! 5. Of what is left, the choice under which the look changes least from one span to the next and rules that state all
//!    stand at the ends of paragraphs, where Google puts them; then the one that gives a monospace font to text with signs
//!    and digits rather than to plain words; then the one with the least text in italics.
//!
//! Classes between which even that does not decide keep no look.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ego_tree::NodeRef;
use scraper::node::Node;

use super::style::{Declared, Format, Sheet};

/// Most rules and most classes that are matched: work grows with their cube. Long documents have some hundred.
const MAX_RULES: usize = 160;
/// Most classes beside one that are looked at.
const MAX_BESIDE: usize = 8;
/// Most rounds of striking out.
const MAX_ROUNDS: usize = 8;
/// Most classes for which choices are tried out.
const MAX_OPEN: usize = 6;
/// Most rules for each of them.
const MAX_LEFT: usize = 12;
/// Most pairs of neighbors that choices are judged by.
const MAX_PAIRS: usize = 2_000;
/// Most choices that are tried out.
const MAX_TRIALS: usize = 1_000;
/// What a rule states that stands for all of the text's properties.
const WHOLE: [&str; 4] = ["font-size", "font-style", "text-decoration", "vertical-align"];

/// How little a choice pleases: the most weighty reasons first.
type Cost = (usize, usize, usize);

/// What a rule is for, by its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Page,
    Table,
    Cell,
    List,
    Item,
    /// A paragraph, or an empty one.
    Paragraph {
        heading: bool,
        empty: bool,
    },
    /// A height alone: that of an empty paragraph, or of a row.
    Height,
    Indent,
    Link,
    /// The span around a link, or text that looks like one.
    LinkText,
    Characters,
}

#[derive(Debug)]
struct Rule {
    name: String,
    properties: BTreeSet<String>,
    purpose: Purpose,
    look: Format,
}

/// How a class is used.
#[derive(Debug, Default)]
struct Use<'a> {
    elements: BTreeSet<&'a str>,
    /// Classes that stand on one element with it.
    beside: BTreeSet<usize>,
    count: usize,
    empty: usize,
    /// It stands on the one span of an empty paragraph.
    whole: bool,
    /// Spans around links.
    linked: usize,
    /// Texts, and those of them that hold signs or digits.
    texts: usize,
    odd: usize,
    /// Spans that end their paragraph.
    last: usize,
}

/// The classes of the text with the classes of the sheet that they stand for; `None` where both number alike.
pub(super) fn matched(root: NodeRef<'_, Node>, sheet: &Sheet) -> Option<HashMap<String, String>> {
    let rules: Vec<Rule> = sheet.numbered().iter().map(|(name, text)| Rule::read(name, text)).collect();
    let mut pages = rules.iter().filter(|rule| rule.purpose == Purpose::Page);
    let page = pages.next().filter(|_| pages.next().is_none() && rules.len() <= MAX_RULES)?;
    let own = root.value().as_element()?.attr("class").unwrap_or_default();
    let mut own = own.split_ascii_whitespace().filter(|class| is_numbered(class)).peekable();
    own.peek()?;
    if own.any(|class| class == page.name) {
        return None;
    }
    let text = Text::read(root);
    let mut choices = Choices::new(&text.uses, &rules);
    choices.narrow();
    choices.choose_plain();
    choices.choose_calmest(&text.neighbors);
    let chosen = choices.open.iter().zip(&text.names).filter_map(|(open, name)| match open.as_slice() {
        [rule] => rules.get(*rule).map(|rule| ((*name).to_owned(), rule.name.clone())),
        _ => None,
    });
    Some(chosen.collect())
}

/// Whether it is one of the classes that Google numbers: `c12`.
pub(super) fn is_numbered(class: &str) -> bool {
    class.strip_prefix('c').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Rule {
    fn read(name: &str, declarations: &str) -> Self {
        let stated = |text: &str| text.split_once(':').map(|(name, _)| name.trim().to_ascii_lowercase());
        let properties: BTreeSet<String> = declarations.split(';').filter_map(stated).collect();
        let purpose = Purpose::of(&properties, declarations);
        let look = Declared::parse(declarations).apply(Format::default());
        Self { name: name.to_owned(), properties, purpose, look }
    }

    /// Whether it states all that there is to say about a text.
    fn is_whole(&self) -> bool {
        WHOLE.iter().all(|property| self.properties.contains(*property))
    }
}

impl Purpose {
    fn of(properties: &BTreeSet<String>, declarations: &str) -> Self {
        let has = |name: &str| properties.contains(name);
        match () {
            () if has("max-width") => Self::Page,
            () if has("border-collapse") || has("border-spacing") => Self::Table,
            () if properties.iter().any(|name| name.starts_with("border-")) => Self::Cell,
            () if has("line-height") => Self::Paragraph { heading: has("page-break-after"), empty: has("height") },
            () if has("height") => Self::Height,
            () if has("margin") && has("padding") => Self::List,
            () if has("padding-left") => Self::Item,
            () if properties.iter().all(|name| name.starts_with("margin") || name == "text-indent") => Self::Indent,
            () if has("color") && declarations.contains("inherit") => Self::Link,
            () if has("text-decoration-skip-ink") => Self::LinkText,
            () => Self::Characters,
        }
    }

    fn fits(self, used: &Use<'_>) -> bool {
        let all_empty = used.count == used.empty;
        let only = |names: &[&str]| used.elements.iter().all(|name| names.contains(name));
        let blocks = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6"];
        match self {
            Self::Page => only(&["body", "div"]),
            Self::Table => only(&["table"]),
            Self::Cell => only(&["td", "th"]),
            Self::List => only(&["ul", "ol"]),
            Self::Item => only(&["li"]),
            Self::Paragraph { heading, empty } => {
                let headings = used.elements.iter().any(|name| name.starts_with('h'));
                only(&blocks) && (!headings || heading) && (!empty || all_empty)
            }
            Self::Height => only(&["tr"]) || (only(&blocks) && all_empty),
            Self::Indent => only(&blocks) || only(&["table"]),
            Self::Link => only(&["a"]),
            Self::LinkText => only(&["span"]),
            Self::Characters => only(&["span", "a"]) && used.linked == 0,
        }
    }
}

/// How the text uses its classes.
struct Text<'a> {
    names: Vec<&'a str>,
    uses: Vec<Use<'a>>,
    /// The classes of spans that follow each other.
    neighbors: Vec<(Vec<usize>, Vec<usize>)>,
}

impl<'a> Text<'a> {
    fn read(root: NodeRef<'a, Node>) -> Self {
        let mut text = Self { names: Vec::new(), uses: Vec::new(), neighbors: Vec::new() };
        let mut known = BTreeMap::new();
        for node in std::iter::once(root).chain(root.descendants().skip(1)) {
            let Some(element) = node.value().as_element() else { continue };
            let classes = text.classes(node, &mut known);
            let empty = is_empty(node);
            let alone = element.name() == "span" && empty && node.parent().is_some_and(is_empty);
            let is_blank = |node: &NodeRef<'_, Node>| node.value().as_text().is_some_and(|text| text.trim().is_empty());
            let next = node.next_siblings().find(|next| !is_blank(next));
            for class in &classes {
                let Some(used) = text.uses.get_mut(*class) else { continue };
                used.elements.insert(element.name());
                used.beside.extend(classes.iter().filter(|other| *other != class));
                used.count += 1;
                used.empty += usize::from(empty);
                used.whole |= alone && classes.len() == 1;
                used.linked += usize::from(node.children().any(|child| is_named(child, "a")));
                used.texts += usize::from(!empty);
                used.last += usize::from(next.is_none());
                used.odd += usize::from(has_signs(node));
            }
            let both_spans = |next: &NodeRef<'_, Node>| is_named(*next, "span") && is_named(node, "span");
            if let Some(next) = next.filter(both_spans).filter(|_| text.neighbors.len() < MAX_PAIRS) {
                let following = text.classes(next, &mut known);
                text.neighbors.push((classes, following));
            }
        }
        text
    }

    /// The numbered classes of an element, by their place in the order of first appearance.
    fn classes(&mut self, node: NodeRef<'a, Node>, known: &mut BTreeMap<&'a str, usize>) -> Vec<usize> {
        let names = node.value().as_element().and_then(|element| element.attr("class")).unwrap_or_default();
        let mut classes = Vec::new();
        for name in names.split_ascii_whitespace().filter(|name| is_numbered(name)).take(8) {
            let next = self.names.len();
            let class = *known.entry(name).or_insert(next);
            if class == next {
                self.names.push(name);
                self.uses.push(Use::default());
            }
            classes.push(class);
        }
        classes
    }
}

fn is_named(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

/// Whether a text holds what words do not: digits, and signs inside of words.
fn has_signs(node: NodeRef<'_, Node>) -> bool {
    let is_sign =
        |c: char| c.is_ascii_digit() || matches!(c, '_' | '/' | '\\' | '=' | '(' | '{' | '<' | '$' | '|' | '#');
    node.children().filter_map(|child| child.value().as_text()).any(|text| {
        text.contains(is_sign)
            || text.split_whitespace().any(|word| word.trim_end_matches(['.', ':']).contains(['.', ':']))
    })
}

/// Whether nothing in it shows. Only what stands near is looked at: paragraphs of an export are flat.
fn is_empty(node: NodeRef<'_, Node>) -> bool {
    !node.descendants().take(64).any(|inside| match inside.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => matches!(element.name(), "img" | "hr" | "table"),
        _ => false,
    })
}

/// The rules that each class may stand for.
struct Choices<'t> {
    uses: &'t [Use<'t>],
    rules: &'t [Rule],
    open: Vec<Vec<usize>>,
}

impl<'t> Choices<'t> {
    fn new(uses: &'t [Use<'t>], rules: &'t [Rule]) -> Self {
        let fits = |used: &Use<'_>| {
            let fitting = rules.iter().enumerate().filter(|(_, rule)| {
                rule.purpose.fits(used) && (!used.whole || rule.purpose != Purpose::Characters || rule.is_whole())
            });
            fitting.map(|(index, _)| index).collect()
        };
        Self { uses, rules, open: uses.iter().take(MAX_RULES).map(fits).collect() }
    }

    /// Strikes out what cannot be, until nothing changes. Each round strikes out at least one, and few rounds are needed.
    fn narrow(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let before: usize = self.open.iter().map(Vec::len).sum();
            let taken: BTreeMap<usize, usize> = (0..)
                .zip(&self.open)
                .filter_map(|(class, open)| {
                    (open.len() == 1).then(|| open.first().map(|rule| (*rule, class))).flatten()
                })
                .collect();
            for class in 0..self.open.len() {
                let kept = self.open.get(class).into_iter().flatten().copied();
                let kept = kept.filter(|rule| taken.get(rule).is_none_or(|owner| *owner == class));
                let kept: Vec<usize> = kept.filter(|rule| self.is_apart(class, *rule)).collect();
                if let Some(open) = self.open.get_mut(class) {
                    *open = kept;
                }
            }
            if self.open.iter().map(Vec::len).sum::<usize>() == before {
                return;
            }
        }
    }

    /// Whether each class beside this one has a rule left that states no property of this rule.
    fn is_apart(&self, class: usize, rule: usize) -> bool {
        let Some(used) = self.uses.get(class) else { return false };
        used.beside.iter().take(MAX_BESIDE).all(|other| {
            self.open
                .get(*other)
                .is_none_or(|open| open.is_empty() || open.iter().any(|other| self.disjoint(rule, *other)))
        })
    }

    fn disjoint(&self, a: usize, b: usize) -> bool {
        match (self.rules.get(a), self.rules.get(b)) {
            (Some(a), Some(b)) => a.properties.is_disjoint(&b.properties),
            _ => false,
        }
    }

    /// Gives the plain rule to the class that stands on empty lines most.
    fn choose_plain(&mut self) {
        let is_plain =
            |rule: &Rule| rule.purpose == Purpose::Characters && rule.is_whole() && rule.look == Format::default();
        let mut plain = (0..).zip(self.rules).filter(|(_, rule)| is_plain(rule)).map(|(index, _)| index);
        let (Some(plain), None) = (plain.next(), plain.next()) else { return };
        let share =
            |class: &usize| self.uses.get(*class).map(|used| (used.empty * 1_000 / used.count.max(1), used.count));
        let wanting = (0..self.open.len()).filter(|class| {
            self.open.get(*class).is_some_and(|open| open.contains(&plain))
                && self.uses.get(*class).is_some_and(|used| used.empty > 0)
        });
        if let Some(open) = wanting.max_by_key(share).and_then(|class| self.open.get_mut(class)) {
            *open = vec![plain];
            self.narrow();
        }
    }

    /// Settles what is left: the choice under which the look changes least between neighbors.
    fn choose_calmest(&mut self, neighbors: &[(Vec<usize>, Vec<usize>)]) {
        let undecided: Vec<usize> =
            (0..self.open.len()).filter(|class| self.open.get(*class).is_some_and(|open| open.len() > 1)).collect();
        let is_wide = |class: &usize| self.open.get(*class).is_some_and(|open| open.len() > MAX_LEFT);
        if undecided.is_empty() || undecided.len() > MAX_OPEN || undecided.iter().any(is_wide) {
            return;
        }
        let mut best: Vec<(Cost, Vec<Vec<usize>>)> = Vec::new();
        let mut tried = 0_usize;
        let mut stack = vec![self.open.clone()];
        // Depth first; a choice for one class strikes out others, so most branches end early.
        while let Some(open) = stack.pop().filter(|_| tried < MAX_TRIALS) {
            tried += 1;
            let trial = Self { uses: self.uses, rules: self.rules, open };
            let left = |class: usize| trial.open.get(class).map_or(0, Vec::len);
            let Some(class) = undecided.iter().copied().find(|class| left(*class) > 1) else {
                if undecided.iter().all(|class| left(*class) == 1) {
                    let cost = trial.cost(neighbors);
                    best.retain(|(least, _)| *least <= cost);
                    if best.iter().all(|(least, _)| *least >= cost) {
                        best.push((cost, trial.open));
                    }
                }
                continue;
            };
            for rule in trial.open.get(class).into_iter().flatten() {
                let mut next = Self { uses: self.uses, rules: self.rules, open: trial.open.clone() };
                if let Some(open) = next.open.get_mut(class) {
                    *open = vec![*rule];
                }
                next.narrow();
                stack.push(next.open);
            }
        }
        for class in undecided {
            let choices = best.iter().filter_map(|(_, open)| open.get(class)?.first().copied());
            let mut looks = choices.filter_map(|rule| Some((rule, self.rules.get(rule)?.look)));
            let first = looks.next();
            let decided = first.filter(|(_, look)| looks.all(|(_, other)| other == *look));
            if let Some(open) = self.open.get_mut(class) {
                *open = decided.map(|(rule, _)| rule).into_iter().collect();
            }
        }
    }

    /// How little the choice pleases.
    fn cost(&self, neighbors: &[(Vec<usize>, Vec<usize>)]) -> Cost {
        let chosen =
            self.open.iter().zip(self.uses).filter_map(|(open, used)| Some((self.rules.get(*open.first()?)?, used)));
        let (mut misplaced, mut words, mut italics) = (0, 0, 0);
        for (rule, used) in chosen.filter(|(rule, _)| rule.purpose == Purpose::Characters) {
            misplaced += if rule.is_whole() { used.count - used.last.min(used.count) } else { used.last };
            words += if rule.look.mono { used.texts - used.odd.min(used.texts) } else { 0 };
            italics += if rule.look.emphasis { used.texts } else { 0 };
        }
        (self.changes(neighbors) + misplaced, words, italics)
    }

    /// How often the look changes from one span to the next.
    fn changes(&self, neighbors: &[(Vec<usize>, Vec<usize>)]) -> usize {
        let look = |classes: &[usize]| {
            let rules = classes
                .iter()
                .filter_map(|class| self.open.get(*class)?.first().and_then(|rule| self.rules.get(*rule)));
            rules.fold(Format::default(), |look, rule| Format {
                strong: look.strong || rule.look.strong,
                emphasis: look.emphasis || rule.look.emphasis,
                underline: look.underline || rule.look.underline,
                strike: look.strike || rule.look.strike,
                mono: look.mono || rule.look.mono,
                ..look
            })
        };
        let differing = |a: Format, b: Format| {
            [
                a.strong != b.strong,
                a.emphasis != b.emphasis,
                a.underline != b.underline,
                a.strike != b.strike,
                a.mono != b.mono,
            ]
            .into_iter()
            .filter(|differs| *differs)
            .count()
        };
        neighbors.iter().map(|(before, after)| differing(look(before), look(after))).sum()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    const PAGE: &str = ".c9{max-width:468pt;padding:72pt}.c7{line-height:1.15;orphans:2}.c8{height:11pt}\
                        .c5{font-size:11pt;font-style:normal;text-decoration:none;vertical-align:baseline}\
                        .c2{font-size:11pt;font-style:normal;text-decoration:none;vertical-align:baseline;font-weight:700}\
                        .c4{font-family:\"Roboto Mono\"}";

    fn matched_in(css: &str, body: &str) -> Option<HashMap<String, String>> {
        let page = scraper::Html::parse_document(body);
        let mut sheet = Sheet::default();
        sheet.add(css);
        let root = page.tree.nodes().find(|node| is_named(*node, "body")).unwrap();
        matched(root, &sheet)
    }

    #[test]
    fn classes_are_matched_by_what_they_are_used_for() {
        let body = "<body class='c1'><p class='c2'><span class='c3'>Plain.</span></p><p class='c2 c4'><span class='c3'></span></p>\
                    <p class='c2'><span class='c5'>Loud</span></p><p class='c2'><span>See </span><span class='c6'>a_b</span><span>.</span></p>";
        let found = matched_in(PAGE, body).unwrap();
        let expected = [("c1", "c9"), ("c2", "c7"), ("c3", "c5"), ("c4", "c8"), ("c5", "c2"), ("c6", "c4")];
        let expected: HashMap<String, String> =
            expected.into_iter().map(|(text, sheet)| (text.to_owned(), sheet.to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_whose_body_has_its_width_is_numbered_alike() {
        assert_eq!(matched_in(PAGE, "<body class='c9'><p class='c7'>x</p>"), None);
        assert_eq!(matched_in(PAGE, "<body><p class='c1'>x</p>"), None);
        assert_eq!(matched_in(".c1{font-weight:700}", "<body class='c3'><p class='c1'>x</p>"), None);
    }

    #[test]
    fn many_rules_and_classes_end_quickly() {
        let (mut css, mut body) = (".c0{max-width:1pt}".to_owned(), "<body class='c999'>".to_owned());
        for number in 1..MAX_RULES {
            write!(css, ".c{number}{{font-weight:{number};p{number}:x}}").unwrap();
            write!(body, "<span class='c{number} c{}'>x</span>", number + 1).unwrap();
        }
        assert!(matched_in(&css, &body).is_some());
        write!(css, ".c998{{color:red}}").unwrap();
        assert_eq!(matched_in(&css, &body), None);
    }
}
