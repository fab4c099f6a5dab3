//! Posts as the programs of blogs give them out: the text alone, without the page around it.

use serde_json::Value;
use url::Url;

/// How much of a page is searched for its links in the head.
const LOOKED_AT: usize = 128 * 1024;
/// Most bytes of a title.
const LONGEST_TITLE: usize = 2048;

/// A post in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkdownPost {
    pub(super) title: Option<String>,
    pub(super) markdown: String,
}

/// A post of dev.to: `{"title": "…", "body_markdown": "…"}`.
pub(super) fn dev_to(body: &[u8]) -> Option<MarkdownPost> {
    let post: Value = serde_json::from_slice(body).ok()?;
    let markdown = text(&post["body_markdown"])?;
    Some(MarkdownPost { title: text(&post["title"]), markdown })
}

/// A post of WordPress: `{"title": {"rendered": "…"}, "content": {"rendered": "…"}}`. Both are HTML.
pub(super) fn word_press(body: &[u8]) -> Option<Article> {
    let post: Value = serde_json::from_slice(body).ok()?;
    let content = text(&post["content"]["rendered"])?;
    let title = text(&post["title"]["rendered"]).map(|title| plain(&title));
    Some(Article::new(title.clone(), title.as_deref(), &content))
}

/// Where the page of a WordPress post says that the post can be had: on its own host, under `/wp-json/`.
pub(super) fn word_press_address(page: &str, address: &Url) -> Option<Url> {
    let head = beginning(page, LOOKED_AT);
    head.split("<link").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        if !tag.contains("application/json") {
            return None;
        }
        let href = tag.split("href=").nth(1)?;
        let quote = href.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let link = address.join(&href.get(1..)?.split(quote).next()?.replace("&amp;", "&")).ok()?;
        let own = link.host_str() == address.host_str() && link.scheme() == address.scheme();
        let post = link.path().contains("/wp-json/wp/v2/posts/") || link.path().contains("/wp-json/wp/v2/pages/");
        (own && post && link.port().is_none()).then_some(link)
    })
}

/// A document that a site gave without the page around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) title: Option<String>,
    /// A page that holds the document and nothing else.
    pub(super) html: String,
}

impl Article {
    /// A page of a document and, where that lacks one, the heading above it.
    fn new(title: Option<String>, heading: Option<&str>, content: &str) -> Self {
        let shown = escape(title.as_deref().unwrap_or_default());
        let heading = heading.map(|heading| format!("<h1>{}</h1>", escape(heading))).unwrap_or_default();
        let head = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{shown}</title></head>");
        Self { title, html: format!("{head}<body>{heading}{content}</body></html>") }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of an article that a page holds for search engines (schema.org), though only scripts show it.
pub(super) fn article_body(page: &str) -> Option<Article> {
    page.split("application/ld+json").skip(1).find_map(|rest| {
        let json = rest.split_once('>')?.1.split("</script").next()?;
        let data: Value = serde_json::from_str(json).ok()?;
        let candidates = match &data {
            Value::Array(several) => several.iter().collect(),
            Value::Object(object) => match object.get("@graph") {
                Some(Value::Array(several)) => several.iter().collect(),
                _ => vec![&data],
            },
            _ => vec![],
        };
        let (headline, body) =
            candidates.into_iter().find_map(|item| Some((text(&item["headline"]), text(&item["articleBody"])?)))?;
        let paragraphs: String = body.lines().map(str::trim).filter(|line| !line.is_empty()).map(paragraph).collect();
        Some(Article::new(headline.clone(), headline.as_deref(), &paragraphs))
    })
}

fn paragraph(line: &str) -> String {
    format!("<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;"))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The first bytes of a text, up to the end of a character.
fn beginning(text: &str, most: usize) -> &str {
    (0..4).find_map(|less| text.get(..most.saturating_sub(less))).unwrap_or(text)
}

/// The text of a line of HTML.
fn plain(html: &str) -> String {
    let fragment = scraper::Html::parse_fragment(beginning(html, LONGEST_TITLE));
    fragment.root_element().text().collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn posts_come_out_of_their_json() {
        let post = dev_to(br##"{"title": "Outage", "body_markdown": "# Summary\nwords", "tags": ["a"]}"##).unwrap();
        assert_eq!((post.title.as_deref(), post.markdown.as_str()), (Some("Outage"), "# Summary\nwords"));
        let article =
            word_press(br#"{"title": {"rendered": "A &amp; B"}, "content": {"rendered": "<p>words</p>"}}"#).unwrap();
        assert_eq!(article.title.as_deref(), Some("A & B"));
        assert!(article.html.contains("<h1>A &amp; B</h1><p>words</p>"), "{}", article.html);
        for broken in ["", "{}", "[]", "{\"title\": 1, \"body_markdown\": \"\"}", "<html>"] {
            assert!(dev_to(broken.as_bytes()).is_none() && word_press(broken.as_bytes()).is_none(), "{broken}");
        }
    }

    #[test]
    fn only_the_own_host_is_asked_for_a_post() {
        let address = Url::parse("https://blog.test/2024/outage/").unwrap();
        let page = |href: &str| {
            format!("<head><link rel='x'><link rel=\"alternate\" type=\"application/json\" href=\"{href}\">")
        };
        for (href, expected) in [
            ("https://blog.test/wp-json/wp/v2/posts/12", Some("https://blog.test/wp-json/wp/v2/posts/12")),
            ("/wp-json/wp/v2/pages/3", Some("https://blog.test/wp-json/wp/v2/pages/3")),
            ("https://evil.test/wp-json/wp/v2/posts/12", None),
            ("http://blog.test/wp-json/wp/v2/posts/12", None),
            ("https://blog.test:8080/wp-json/wp/v2/posts/12", None),
            ("https://blog.test/feed.json", None),
        ] {
            let found = word_press_address(&page(href), &address);
            assert_eq!(found.as_ref().map(Url::as_str), expected, "{href}");
        }
    }

    #[test]
    fn text_for_search_engines_is_read() {
        let page = r#"<html><script type="application/ld+json">{"@graph": [{"@type": "Person"},
            {"headline": "Outage", "articleBody": "First line <b>.\n\nSecond line."}]}</script><div id=app></div>"#;
        let html = article_body(page).unwrap().html;
        assert!(html.contains("<h1>Outage</h1><p>First line &lt;b>.</p><p>Second line.</p>"), "{html}");
        assert_eq!(article_body("<script type=\"application/ld+json\">{\"headline\": 1}</script>"), None);
    }
}
