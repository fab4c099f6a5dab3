//! What stands around the text of an ordinary web page: menus, footers, side columns, cookie banners, share bars.
//!
//! It is set apart, not lost. A page is taken for a document with nothing around it unless it shows signs of a site: an
//! element or a role for navigation, or one word in eight inside a link. Then what the page marks counts most: the text
//! is its only `article`, else its only `main`, else all that is not marked as something else. Where a page marks nothing,
//! the part that a scorer of running text takes for the article is the text (feature `article`).

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::node::{Element, Node};

/// Fewest words of a text; with fewer, the whole page is the text.
const FEWEST: usize = 60;
/// Roles of what stands around a text.
const ROLES: [&str; 4] = ["navigation", "banner", "contentinfo", "search"];
/// Words in the class or id of what sites put around and into a text.
const ADDED: [&str; 22] = [
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "related",
    "recommended",
    "newsletter",
    "subscribe",
    "signup",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "comments",
    "respond",
    "pagination",
    "advertisement",
    "navbar",
    "paywall",
];

/// The outermost elements that stand around the text below a body; empty where all of it is text.
pub(super) fn around(body: NodeRef<'_, Node>) -> HashSet<NodeId> {
    let counts = Counts::of(body);
    let all = counts.words(body);
    if all < FEWEST || !(has_menu(body) || counts.linked(body) * 8 >= all) {
        return HashSet::new();
    }
    let marked = marked(body, &counts);
    let root = marked.or_else(|| scored(body, &counts).filter(|_| !is_marked_up(body))).unwrap_or(body);
    let title = title_of(body, root);
    let mut apart = Apart { counts: &counts, all, title, found: HashSet::new() };
    apart.outside(body, root);
    apart.inside(root);
    let rest =
        all.saturating_sub(apart.found.iter().filter_map(|id| counts.by_node.get(id)).map(|count| count.words).sum());
    if rest < FEWEST.min(all / 4) { HashSet::new() } else { apart.found }
}

/// How many words an element holds.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    words: usize,
    /// Those in links.
    linked: usize,
}

/// The words of all elements.
#[derive(Debug, Default)]
struct Counts {
    by_node: HashMap<NodeId, Count>,
}

impl Counts {
    /// Counts bottom up: each element once, so that nesting costs nothing.
    fn of(body: NodeRef<'_, Node>) -> Self {
        let mut counts = Self::default();
        let mut order: Vec<NodeRef<'_, Node>> = body.descendants().collect();
        while let Some(node) = order.pop() {
            let own = match node.value() {
                Node::Text(text) if !is_unseen(node) => Count { words: text.split_whitespace().count(), linked: 0 },
                _ => counts.by_node.get(&node.id()).copied().unwrap_or_default(),
            };
            let linked = if is_named(node, &["a", "button"]) { own.words } else { own.linked };
            let own = Count { linked, ..own };
            if own.words == 0 {
                continue;
            }
            counts.by_node.insert(node.id(), own);
            if let Some(parent) = node.parent().filter(|_| node.id() != body.id()) {
                let sum = counts.by_node.entry(parent.id()).or_default();
                sum.words += own.words;
                sum.linked += own.linked;
            }
        }
        counts
    }

    fn words(&self, node: NodeRef<'_, Node>) -> usize {
        self.by_node.get(&node.id()).map_or(0, |count| count.words)
    }

    fn linked(&self, node: NodeRef<'_, Node>) -> usize {
        self.by_node.get(&node.id()).map_or(0, |count| count.linked)
    }
}

/// Whether a text is none that is read.
fn is_unseen(text: NodeRef<'_, Node>) -> bool {
    text.parent().is_some_and(|parent| is_named(parent, &["script", "style", "noscript", "template", "title"]))
}

fn is_named(node: NodeRef<'_, Node>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

fn has_role(element: &Element, roles: &[&str]) -> bool {
    element.attr("role").is_some_and(|role| roles.contains(&role))
}

fn has_menu(body: NodeRef<'_, Node>) -> bool {
    body.descendants().any(|node| {
        is_named(node, &["nav"]) || node.value().as_element().is_some_and(|element| has_role(element, &ROLES))
    })
}

/// Whether the page says which of its parts are not the text.
fn is_marked_up(body: NodeRef<'_, Node>) -> bool {
    has_menu(body) && body.descendants().any(|node| is_named(node, &["footer", "header", "aside"]))
}

/// The only `article` of a page, or its only `main`, if at least a third of the words stand there.
fn marked<'a>(body: NodeRef<'a, Node>, counts: &Counts) -> Option<NodeRef<'a, Node>> {
    let only = |fits: &dyn Fn(&Element) -> bool| {
        let mut found = body.descendants().filter(|node| {
            node.value().as_element().is_some_and(fits) && counts.words(*node) * 3 >= counts.words(body)
        });
        // Of several inside each other, the outermost.
        let first = found.next()?;
        found.all(|node| node.ancestors().any(|ancestor| ancestor.id() == first.id())).then_some(first)
    };
    only(&|element| element.name() == "article")
        .or_else(|| only(&|element| element.name() == "main" || has_role(element, &["main"])))
        .filter(|node| counts.words(*node) >= FEWEST)
}

/// The first main heading of a page, if it stands outside of the text and the text has none.
fn title_of<'a>(body: NodeRef<'a, Node>, root: NodeRef<'a, Node>) -> Option<NodeRef<'a, Node>> {
    let is_title = |node: &NodeRef<'_, Node>| is_named(*node, &["h1"]);
    let inside = root.descendants().find(is_title);
    if inside.is_some() && root.id() != body.id() {
        return None;
    }
    body.descendants().find(is_title)
}

/// The elements that are being set apart.
struct Apart<'c, 'a> {
    counts: &'c Counts,
    all: usize,
    /// A heading that stays.
    title: Option<NodeRef<'a, Node>>,
    found: HashSet<NodeId>,
}

impl<'a> Apart<'_, 'a> {
    /// Sets apart all that stands beside the way from the body down to the text.
    fn outside(&mut self, body: NodeRef<'a, Node>, root: NodeRef<'a, Node>) {
        let mut inner = root;
        while inner.id() != body.id() {
            let Some(outer) = inner.parent() else { return };
            for sibling in outer.children().filter(|sibling| sibling.id() != inner.id()) {
                self.set(sibling);
            }
            inner = outer;
        }
    }

    /// Sets apart what a site put into the text.
    fn inside(&mut self, root: NodeRef<'a, Node>) {
        let mut next = root.first_child();
        while let Some(node) = next {
            let added = node.value().as_element().is_some_and(|element| self.is_added(node, element, root));
            if added {
                self.set(node);
            }
            let child = node.first_child().filter(|_| !added);
            next = child.or_else(|| {
                let up = std::iter::successors(Some(node), |node| node.parent().filter(|up| up.id() != root.id()));
                up.into_iter().find_map(|node| node.next_sibling())
            });
        }
    }

    /// Sets an element apart, but for the title in it. Blanks stay where they are.
    fn set(&mut self, node: NodeRef<'a, Node>) {
        let holds = |title: NodeRef<'a, Node>| title.ancestors().any(|ancestor| ancestor.id() == node.id());
        match self.title {
            Some(title) if title.id() == node.id() => {}
            // The title is not far below the body, or it is none.
            Some(title) if holds(title) && title.ancestors().count() < 64 => {
                node.children().for_each(|child| self.set(child));
            }
            _ if self.counts.words(node) > 0 => drop(self.found.insert(node.id())),
            _ => {}
        }
    }

    fn is_added(&self, node: NodeRef<'_, Node>, element: &Element, root: NodeRef<'_, Node>) -> bool {
        // What holds most of the page is its text, whatever it is called.
        if self.counts.words(node) * 2 > self.all {
            return false;
        }
        match element.name() {
            "nav" | "aside" | "form" | "dialog" => true,
            // The header of an article holds its title, the footer of a quotation its author.
            "header" | "footer" => {
                !node.ancestors().any(|outer| is_named(outer, &["article", "main", "section", "blockquote"]))
                    || is_named(root, &["body"]) && node.parent().is_some_and(|parent| parent.id() == root.id())
            }
            "body" | "main" | "article" | "p" | "li" | "h1" | "h2" | "h3" | "table" | "pre" | "td" | "tr" => false,
            _ => {
                has_role(element, &ROLES)
                    || [element.attr("id"), element.attr("class")].into_iter().flatten().any(is_added_name)
            }
        }
    }
}

/// Whether a class or an id holds one of the words for what sites add: `cookie-banner`, `ShareBar`, `related_posts`.
fn is_added_name(names: &str) -> bool {
    let mut words = Vec::new();
    let mut before = ' ';
    for character in names.chars().take(512) {
        let starts = !before.is_alphanumeric() || (character.is_uppercase() && before.is_lowercase());
        if character.is_alphanumeric() {
            if starts || words.is_empty() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(character.to_lowercase());
            }
        }
        before = character;
    }
    words.iter().any(|word| ADDED.contains(&word.as_str()))
}

/// The smallest element that holds nearly all of what a scorer of running text takes for the article.
#[cfg(feature = "article")]
fn scored<'a>(body: NodeRef<'a, Node>, counts: &Counts) -> Option<NodeRef<'a, Node>> {
    /// Pages with more elements are no article.
    const MOST_ELEMENTS: usize = 50_000;
    if counts.by_node.len() > MOST_ELEMENTS {
        return None;
    }
    let page = scraper::ElementRef::wrap(body)?.html();
    let config = dom_smoothie::Config { max_elements_to_parse: MOST_ELEMENTS, ..dom_smoothie::Config::default() };
    let article = dom_smoothie::Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    let content = scraper::Html::parse_fragment(&article.content);
    let dense = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts: HashSet<String> =
        content.tree.nodes().filter_map(|node| node.value().as_text()).map(|text| dense(text)).collect();
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    let mut order: Vec<NodeRef<'_, Node>> = body.descendants().collect();
    while let Some(node) = order.pop() {
        let own = match node.value() {
            Node::Text(text) if texts.contains(&dense(text)) => text.split_whitespace().count(),
            _ => held.get(&node.id()).copied().unwrap_or(0),
        };
        if own > 0 {
            held.insert(node.id(), own);
            if let Some(parent) = node.parent().filter(|_| node.id() != body.id()) {
                *held.entry(parent.id()).or_default() += own;
            }
        }
    }
    let all = held.get(&body.id()).copied().filter(|all| *all >= FEWEST)?;
    let mut root = body;
    let mut seen = 0_usize;
    while let Some(inner) = root
        .children()
        .find(|child| child.value().is_element() && held.get(&child.id()).is_some_and(|own| own * 10 >= all * 9))
    {
        seen += 1;
        if seen > 512 {
            break;
        }
        root = inner;
    }
    Some(root)
}

#[cfg(not(feature = "article"))]
fn scored<'a>(_: NodeRef<'a, Node>, _: &Counts) -> Option<NodeRef<'a, Node>> {
    None
}
