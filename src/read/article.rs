//! The document within a web page: without menus, side columns and footers.
//!
//! What the author of the page marked counts most: its only `article`, else its only `main`, else everything outside `nav`,
//! `header`, `footer` and `aside`. Only a page that marks nothing and is full of links is left to a scorer of text. A page that
//! has nothing around its text, such as a document saved as a page, stays as it is.

use std::collections::HashSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

use super::html::bounded;
use crate::notice::Notices;

/// Fewest words of a document.
const FEWEST: usize = 60;
/// Elements around a document. A `header` inside an `article` holds its title.
const AROUND: &[&str] = &["nav", "aside", "footer", "form", "dialog"];
/// Elements without text to read, anywhere.
const TEXTLESS: &[&str] = &["script", "style", "noscript", "template", "iframe", "svg", "button"];
/// Words in the class or id of what blogs add to an article.
const ADDED: &[&str] = &[
    "comments",
    "respond",
    "sharedaddy",
    "share-buttons",
    "social-share",
    "related-posts",
    "newsletter",
    "subscribe",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "cookie-banner",
    "post-navigation",
    "author-box",
];

/// The document within a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) title: Option<String>,
    /// A page that holds the document and nothing else.
    pub(crate) html: String,
}

/// The document within a page; `None` where the whole page is the document.
pub(crate) fn main_content(text: &str) -> Option<Article> {
    let bounded = bounded(text, &mut Notices::default());
    let mut page = Html::parse_document(&bounded);
    let body = page.tree.nodes().find(|node| is_one_of(node, &["body"]))?;
    let title = title(&page);
    let marked = marked(body);
    let root = marked.unwrap_or(body.id());
    let dropped: HashSet<NodeId> =
        body.descendants().filter(|node| is_around(*node, root)).map(|node| node.id()).collect();
    if marked.is_none() && dropped.is_empty() {
        return if is_full_of_links(body) { scored(&bounded) } else { None };
    }
    let heading = heading_outside(body, root);
    for id in dropped {
        if let Some(mut node) = page.tree.get_mut(id) {
            node.detach();
        }
    }
    let content = ElementRef::wrap(page.tree.get(root)?)?;
    if count(*content).words < FEWEST {
        return None;
    }
    let content = if marked.is_some() { content.html() } else { content.inner_html() };
    Some(Article::new(title.or_else(|| heading.clone()), heading.as_deref(), &content))
}

/// The document within a page of a site that was saved to a file: one that names its own address on the web. Documents that
/// office programs write as pages do not, and stay as they are.
pub(crate) fn of_saved_page(text: &str) -> Option<Article> {
    /// How much of the page is searched for these marks.
    const LOOKED_AT: usize = 256 * 1024;
    const MARKS: &[&str] = &["<!-- saved from url=", "rel=\"canonical\"", "rel=canonical", "property=\"og:url\""];
    let head = (0..4).find_map(|less| text.get(..LOOKED_AT - less)).unwrap_or(text);
    if MARKS.iter().any(|mark| head.contains(mark)) { main_content(text) } else { None }
}

impl Article {
    /// A page of a document and, where that lacks one, the heading above it.
    pub(crate) fn new(title: Option<String>, heading: Option<&str>, content: &str) -> Self {
        let shown = escape(title.as_deref().unwrap_or_default());
        let heading = heading.map(|heading| format!("<h1>{}</h1>", escape(heading))).unwrap_or_default();
        let head = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{shown}</title></head>");
        Self { title, html: format!("{head}<body>{heading}{content}</body></html>") }
    }
}

/// The element that the page marks as its document: its only `article`, or its only `main`, if most of its words stand there.
fn marked(body: NodeRef<'_, Node>) -> Option<NodeId> {
    let all = words_outside(body, body.id());
    let only = |is_marked: &dyn Fn(&Element) -> bool| {
        let mut found = body.descendants().filter(|node| {
            node.value().as_element().is_some_and(is_marked)
                && !node.ancestors().any(|ancestor| ancestor.value().as_element().is_some_and(is_marked))
        });
        let first = found.next()?;
        let words = words_outside(first, first.id());
        (found.next().is_none() && words >= FEWEST && words * 2 >= all).then(|| first.id())
    };
    only(&|element| element.name() == "article")
        .or_else(|| only(&|element| element.name() == "main" || element.attr("role") == Some("main")))
}

/// Words of a document without what is around it.
fn words_outside(node: NodeRef<'_, Node>, root: NodeId) -> usize {
    count_where(node, &|inside| is_around(inside, root)).words
}

/// Whether an element stands around the document that `root` holds.
fn is_around(node: NodeRef<'_, Node>, root: NodeId) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    let name = element.name();
    if node.id() == root || matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    // The header of a page is around it; the header of an article holds its title.
    let inside = |ancestor: NodeRef<'_, Node>| {
        is_one_of(&ancestor, &["article", "main"]) || (ancestor.id() == root && !is_one_of(&ancestor, &["body"]))
    };
    let header = name == "header" && !node.ancestors().any(inside);
    AROUND.contains(&name)
        || header
        || element.attr("role").is_some_and(|role| matches!(role, "navigation" | "banner" | "contentinfo" | "search"))
        || is_added(element)
}

/// Whether class or id says that a blog added this.
fn is_added(element: &Element) -> bool {
    let names = [element.attr("id"), element.attr("class")];
    names
        .into_iter()
        .flatten()
        .flat_map(str::split_whitespace)
        .any(|name| ADDED.iter().any(|added| name.eq_ignore_ascii_case(added)))
}

/// The text of the page's first main heading, if the document itself has none.
fn heading_outside(body: NodeRef<'_, Node>, root: NodeId) -> Option<String> {
    let heading = body.descendants().find(|node| is_one_of(node, &["h1"]))?;
    let kept = heading.ancestors().any(|ancestor| ancestor.id() == root)
        && !heading.ancestors().any(|ancestor| is_around(ancestor, root));
    let text = ElementRef::wrap(heading)?.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    (!kept && !text.is_empty()).then_some(text)
}

/// The title that the page gives to those who share it, which lacks the name of the site.
fn title(page: &Html) -> Option<String> {
    let shared = page
        .tree
        .nodes()
        .filter_map(|node| node.value().as_element())
        .find(|element| element.name() == "meta" && element.attr("property") == Some("og:title"))?;
    let title = shared.attr("content")?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    words: usize,
    /// Words within links.
    linked: usize,
}

fn count(node: NodeRef<'_, Node>) -> Count {
    count_where(node, &|_| false)
}

/// Counts words outside what is left out.
fn count_where(node: NodeRef<'_, Node>, left_out: &dyn Fn(NodeRef<'_, Node>) -> bool) -> Count {
    let mut count = Count::default();
    let (mut skipping, mut links) = (None, 0_usize);
    for edge in node.traverse() {
        match edge {
            Edge::Open(inside) if skipping.is_none() => {
                if is_one_of(&inside, TEXTLESS) || left_out(inside) {
                    skipping = Some(inside.id());
                }
                links += usize::from(is_one_of(&inside, &["a"]));
                if let Some(text) = inside.value().as_text() {
                    let words = text.split_whitespace().count();
                    count.words += words;
                    count.linked += if links > 0 { words } else { 0 };
                }
            }
            Edge::Open(_) => {}
            Edge::Close(inside) => {
                if skipping == Some(inside.id()) {
                    skipping = None;
                }
                if skipping.is_none() && is_one_of(&inside, &["a"]) {
                    links = links.saturating_sub(1);
                }
            }
        }
    }
    count
}

/// Whether one word in eight is a link: documents have fewer, menus consist of them.
fn is_full_of_links(body: NodeRef<'_, Node>) -> bool {
    let count = count(body);
    count.linked * 8 >= count.words && count.words >= FEWEST
}

fn is_one_of(node: &NodeRef<'_, Node>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The part of a page that scores best as running text.
#[cfg(feature = "article")]
fn scored(page: &str) -> Option<Article> {
    /// Pages with more elements are no article.
    const MOST_ELEMENTS: usize = 50_000;
    let config = dom_smoothie::Config { max_elements_to_parse: MOST_ELEMENTS, ..dom_smoothie::Config::default() };
    let article = dom_smoothie::Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    let words = article.text_content.split_whitespace().count();
    let title = Some(article.title.trim().to_owned()).filter(|title| !title.is_empty());
    (words >= FEWEST).then(|| Article::new(title.clone(), title.as_deref(), &article.content))
}

#[cfg(not(feature = "article"))]
fn scored(_: &str) -> Option<Article> {
    None
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::format_collect, reason = "tests")]
mod tests {
    use super::*;

    fn words(count: usize) -> String {
        "the disk was full and nobody looked at it ".repeat(count / 9 + 1)
    }

    fn kept(page: &str) -> String {
        main_content(page).unwrap().html
    }

    #[test]
    fn what_the_page_marks_is_its_document() {
        let text = words(90);
        for page in [
            format!(
                "<body><nav>Home Blog About</nav><article><h1>Outage</h1><p>{text}</p></article><footer>Imprint</footer>"
            ),
            format!(
                "<body><header><a>Site</a></header><main><h1>Outage</h1><p>{text}</p><aside>Popular</aside></main>"
            ),
            format!("<body><header>Site</header><div><h1>Outage</h1><p>{text}</p></div><footer>Imprint</footer>"),
            format!(
                "<body><article><header><h1>Outage</h1></header><p>{text}</p><div class=\"x comments\">Nice post</div>\
                 <section id=respond><form>Reply</form></section></article><div class=sidebar>Popular</div>"
            ),
        ] {
            let html = kept(&page);
            assert_eq!(html.matches("<h1>Outage</h1>").count(), 1, "{html}");
            assert_eq!(html.matches("the disk was full").count(), text.matches("the disk was full").count());
            for gone in ["Home", "Site", "Popular", "Imprint", "Nice post", "Reply"] {
                assert!(!html.contains(gone), "{gone} in {html}");
            }
        }
    }

    #[test]
    fn a_heading_outside_comes_along() {
        let page = format!(
            "<head><meta property=\"og:title\" content=\"Outage &amp; more\"><title>Outage | Site</title></head>\
             <body><header><h1>Outage <b>of May</b></h1></header><article><p>{}</p></article>",
            words(90)
        );
        let article = main_content(&page).unwrap();
        assert_eq!(article.title.as_deref(), Some("Outage & more"));
        assert!(article.html.contains("<title>Outage &amp; more</title>"), "{}", article.html);
        assert!(article.html.contains("<body><h1>Outage of May</h1><article>"), "{}", article.html);
    }

    #[test]
    fn a_plain_document_stays_as_it_is() {
        let text = words(90);
        for page in [
            format!("<html><body><h1>Outage</h1><p>{text}</p><p><a href=x>source</a></p></body></html>"),
            "<html><body><p>short</p></body></html>".to_owned(),
            "<html><body><nav>Menu</nav><p>short</p></body></html>".to_owned(),
            String::new(),
        ] {
            assert_eq!(main_content(&page), None, "{page}");
        }
    }

    #[test]
    fn a_page_of_a_site_is_told_from_a_document_saved_as_a_page() {
        let body = format!("<body><nav>Menu</nav><article><p>{}</p></article></body>", words(90));
        assert_eq!(of_saved_page(&body), None);
        for mark in
            ["<link rel=\"canonical\" href=\"https://x.test/a\">", "<!-- saved from url=(0016)https://x.test/a -->"]
        {
            let article = of_saved_page(&format!("<html><head>{mark}</head>{body}")).unwrap();
            assert!(!article.html.contains("Menu"), "{}", article.html);
        }
    }

    #[test]
    fn one_teaser_is_not_the_document() {
        let page = format!("<body><div><p>{}</p></div><article>{}</article><footer>x</footer>", words(500), words(63));
        assert_eq!(kept(&page).matches("the disk").count(), page.matches("the disk").count());
    }

    #[test]
    #[cfg(feature = "article")]
    fn a_page_that_marks_nothing_is_scored() {
        let menu: String = (0..60).map(|number| format!("<li><a href=\"/{number}\">Topic {number}</a></li>")).collect();
        let paragraphs = format!("<p>{}</p>", words(80)).repeat(4);
        let html = kept(&format!(
            "<html><head><title>Outage</title></head><body><div><ul>{menu}</ul></div><div>{paragraphs}</div></body></html>"
        ));
        assert!(html.contains("the disk was full") && !html.contains("Topic 7"), "{html}");
    }

    #[test]
    fn hostile_pages_end_quickly() {
        for piece in ["<div>", "<article>", "<a>", "<nav><main>", "<b><i>", "<table>", "<p>x<a>y"] {
            let page = format!("<body>{}", piece.repeat(20_000));
            let _ = main_content(&page);
        }
    }
}
