//! HTML inside running text: what a single tag means.

use scraper::{Html, Node};

/// An element that opens and closes around running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// `<b>`, `<strong>`
    Strong,
    /// `<i>`, `<em>`
    Emphasis,
    /// `<u>`, `<ins>`
    Underline,
    /// `<s>`, `<del>`, `<strike>`
    Strike,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `<code>`, `<kbd>`, `<samp>`, `<tt>`
    Code,
    /// `<a href>`
    Link,
}

/// How many elements there are, for counting by kind.
pub(super) const ELEMENTS: usize = 8;

/// What a piece of inline HTML means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// A tag that begins formatting.
    Open(Element),
    /// `<a href="url" title="title">`
    OpenLink {
        /// Where it leads.
        url: String,
        /// The tooltip.
        title: Option<String>,
    },
    /// A tag that ends formatting.
    Close(Element),
    /// `<br>`
    Break,
    /// `<img>`
    Image {
        /// Its address.
        url: String,
        /// Text that stands for it.
        alt: String,
        /// The tooltip.
        title: Option<String>,
    },
    /// A comment with text, or a processing instruction.
    Comment,
    /// No element of HTML: text in angle brackets, such as `<server-name>`.
    Text,
    /// A tag without meaning for the tree.
    Nothing,
}

/// What one tag, comment or declaration of running text means.
pub(super) fn markup(raw: &str) -> Markup {
    if let Some(comment) = raw.strip_prefix("<!--") {
        let is_blank = comment.trim_end_matches("-->").trim().is_empty();
        return if is_blank { Markup::Nothing } else { Markup::Comment };
    }
    if raw.starts_with("<![CDATA[") {
        return Markup::Text;
    }
    if raw.starts_with("<?") || raw.starts_with("<!") {
        return Markup::Comment;
    }
    let Some(name) = element_name(raw) else { return Markup::Text };
    match (name.as_str(), raw.starts_with("</")) {
        ("br", _) => Markup::Break,
        ("img", false) => image(raw),
        ("a", false) => link(raw),
        ("a", true) => Markup::Close(Element::Link),
        (name, is_closing) => match (element(name), is_closing) {
            (Some(element), false) => Markup::Open(element),
            (Some(element), true) => Markup::Close(element),
            (None, _) if is_html(name) => Markup::Nothing,
            (None, _) => Markup::Text,
        },
    }
}

/// The name of a tag in lower case.
pub(super) fn element_name(raw: &str) -> Option<String> {
    let inside = raw.strip_prefix("</").or_else(|| raw.strip_prefix('<'))?;
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    inside.get(..end).filter(|name| !name.is_empty()).map(str::to_ascii_lowercase)
}

fn element(name: &str) -> Option<Element> {
    Some(match name {
        "b" | "strong" => Element::Strong,
        "i" | "em" | "cite" | "dfn" => Element::Emphasis,
        "u" | "ins" => Element::Underline,
        "s" | "del" | "strike" => Element::Strike,
        "sup" => Element::Superscript,
        "sub" => Element::Subscript,
        "code" | "kbd" | "samp" | "tt" => Element::Code,
        _ => return None,
    })
}

fn link(raw: &str) -> Markup {
    match attributes(raw, ["href", "title"]) {
        [Some(url), title] => Markup::OpenLink { url, title },
        [None, _] => Markup::Nothing,
    }
}

fn image(raw: &str) -> Markup {
    match attributes(raw, ["src", "alt", "title"]) {
        [None, None, None] => Markup::Nothing,
        [url, alt, title] => Markup::Image { url: url.unwrap_or_default(), alt: alt.unwrap_or_default(), title },
    }
}

/// The attributes of a tag, read by the HTML parser for its entities and quotes.
fn attributes<const N: usize>(raw: &str, names: [&str; N]) -> [Option<String>; N] {
    let html = Html::parse_fragment(raw);
    let elements = html.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) if matches!(element.name(), "a" | "img") => Some(element),
        _ => None,
    });
    let found = elements.take(1).last();
    names.map(|name| found.and_then(|element| element.attr(name)).map(str::to_owned))
}

/// Whether a name is that of an HTML element.
pub(super) fn is_html(name: &str) -> bool {
    HTML.binary_search(&name).is_ok()
}

/// The elements of HTML, past and present, in alphabetical order.
#[rustfmt::skip]
const HTML: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont",
    "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption",
    "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog",
    "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "g", "g-emoji", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr",
    "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark",
    "marquee", "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol", "optgroup",
    "option", "output", "p", "param", "path", "picture", "pre", "progress", "q", "rect", "rp", "rt", "ruby",
    "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strike", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_what_they_mean() {
        for (raw, expected) in [
            ("<b>", Markup::Open(Element::Strong)),
            ("</EM>", Markup::Close(Element::Emphasis)),
            ("<kbd class='x'>", Markup::Open(Element::Code)),
            ("<br/>", Markup::Break),
            ("<BR />", Markup::Break),
            ("<span style='x'>", Markup::Nothing),
            ("<a name='x'>", Markup::Nothing),
            ("<server-name>", Markup::Text),
            ("<!-- -->", Markup::Nothing),
            ("<!-- todo -->", Markup::Comment),
            ("<?php x ?>", Markup::Comment),
            ("<a href='/x?a=1&amp;b' title=t>", Markup::OpenLink { url: "/x?a=1&b".into(), title: Some("t".into()) }),
            (
                "<img width=1 src=a.png alt=\"An &quot;x&quot;\" />",
                Markup::Image { url: "a.png".into(), alt: "An \"x\"".into(), title: None },
            ),
        ] {
            assert_eq!(markup(raw), expected, "{raw}");
        }
    }

    #[test]
    fn elements_are_sorted_for_the_search() {
        assert!(HTML.is_sorted());
    }
}
