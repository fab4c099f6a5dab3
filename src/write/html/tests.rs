//! What the page holds, and what hostile text comes out as.

use super::write;
use crate::document::{
    Alignment, At, Block, BlockKind, Cell, Code, CodeForm, Document, Image, ImageSource, Inline, Item, Link, List,
    Media, Row, Table,
};
use crate::format::OutputFormat;
use crate::notice::Notices;
use crate::postmortem::recognize;
use crate::read::html::read;
use crate::source::Source;
use crate::write::{Diagram, Images, WriteOptions};

const AT: At = At { unit: crate::document::Unit::Paragraph, start: 1, end: 1 };

fn page(blocks: Vec<Block>) -> String {
    write(&Document { title: None, blocks, media: Vec::new(), ..Document::default() }, &Images::Embed)
}

/// What stands between the tags of `main`.
fn main_of(page: &str) -> String {
    let inside = page.split_once("<main>\n").and_then(|(_, rest)| rest.split_once("</main>"));
    inside.map(|(inside, _)| inside.trim_end().to_owned()).unwrap_or_default()
}

fn paragraph(text: Vec<Inline>) -> Block {
    Block::paragraph(text, AT)
}

fn line(text: Vec<Inline>) -> String {
    main_of(&page(vec![paragraph(text)]))
}

fn link(url: &str) -> Inline {
    Inline::Link(Link { text: vec![Inline::text("t")], url: url.to_owned(), title: None })
}

#[test]
fn hostile_text_comes_out_as_text() {
    let hostile = "</main><script>alert(1)</script> ]]> \" ' & \u{0}\u{1b}\u{7f}\u{85}";
    let escaped =
        "&lt;/main&gt;&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &quot; &#39; &amp; \u{2400}\u{241b}\u{2421}\u{fffd}";
    let text = || vec![Inline::text(hostile)];
    let code = Code { text: hostile.to_owned(), language: Some(hostile.to_owned()), form: CodeForm::Marked };
    let image = Image {
        alt: hostile.into(),
        source: ImageSource::Url(format!("https://a.test/{hostile}")),
        title: Some(hostile.into()),
    };
    let link = Link { text: text(), url: format!("https://a.test/{hostile}"), title: Some(hostile.to_owned()) };
    let blocks = vec![
        Block::heading(1, text(), AT),
        Block { kind: BlockKind::Code(code), at: AT },
        paragraph(vec![Inline::Code(hostile.into()), Inline::Image(image), Inline::Link(link)]),
        paragraph(vec![Inline::FootnoteReference(hostile.into())]),
    ];
    let page = write(
        &Document { title: Some(hostile.into()), blocks, media: Vec::new(), ..Document::default() },
        &Images::Embed,
    );
    assert!(!page.contains("<script"));
    assert_eq!(page.matches("</main>").count(), 1);
    assert!(page.contains("<title>&lt;/main&gt;&lt;script&gt;"));
    assert_eq!(page.matches(escaped).count(), 9);
    assert_eq!(page.matches("&lt;script&gt;alert(1)").count(), 12);
    assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn only_web_mail_and_relative_targets_are_links() {
    for url in
        ["https://a.test/", "HTTP://a.test", "mailto:a@b.test", "#top", "b.html?c:d", "../x", "//a.test/", "?q=a:b"]
    {
        assert_eq!(line(vec![link(url)]), format!("<p><a href=\"{url}\">t</a></p>"));
    }
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        " java\nscript:x",
        "\u{1}javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "ftp://x",
    ] {
        assert_eq!(line(vec![link(url)]), "<p>t</p>");
    }
}

#[test]
fn links_do_not_nest() {
    let inner = Link { text: vec![link("https://b.test/")], url: "https://a.test/".to_owned(), title: None };
    assert_eq!(
        line(vec![Inline::Link(inner), link("c")]),
        "<p><a href=\"https://a.test/\">t</a><a href=\"c\">t</a></p>"
    );
}

#[test]
fn pictures_go_where_they_are_told() {
    let document = |source| Document {
        blocks: vec![paragraph(vec![Inline::Image(Image { alt: "alt".into(), source, title: None })])],
        media: vec![Media { name: "a b\".png".into(), content_type: "image/png".into(), bytes: [1, 2, 3].into() }],
        ..Document::default()
    };
    let written = |source, images| main_of(&write(&document(source), &images));
    let embedded = || ImageSource::Embedded(0);
    assert_eq!(written(embedded(), Images::Embed), "<p><img src=\"data:image/png;base64,AQID\" alt=\"alt\"></p>");
    assert_eq!(
        written(embedded(), Images::Refer("images".into())),
        "<p><img src=\"images/a%20b%22.png\" alt=\"alt\"></p>"
    );
    assert_eq!(written(embedded(), Images::Refer(String::new())), "<p><img src=\"a%20b%22.png\" alt=\"alt\"></p>");
    assert_eq!(written(embedded(), Images::Drop), "<p>alt</p>");
    assert_eq!(written(ImageSource::Embedded(7), Images::Embed), "<p>alt</p>");
    assert_eq!(written(ImageSource::Url("x.png".into()), Images::Drop), "<p><img src=\"x.png\" alt=\"alt\"></p>");
    assert_eq!(written(ImageSource::Url("javascript:x".into()), Images::Embed), "<p>alt</p>");
    assert_eq!(written(ImageSource::Url("data:text/html,x".into()), Images::Embed), "<p>alt</p>");
}

#[test]
fn lists_have_boxes_and_start_numbers() {
    let item = |checked| Item { checked, blocks: vec![paragraph(vec![Inline::text("a")])], at: AT };
    let list = |start, items| Block { kind: BlockKind::List(List { start, items }), at: AT };
    assert_eq!(main_of(&page(vec![list(Some(4), vec![item(None)])])), "<ol start=\"4\">\n<li>a</li>\n</ol>");
    assert!(main_of(&page(vec![list(Some(100), vec![item(None)])])).starts_with("<ol start=\"100\" class=\"wide\">"));
    let boxes = main_of(&page(vec![list(None, vec![item(Some(true)), item(Some(false))])]));
    assert_eq!(boxes.matches("type=\"checkbox\" disabled").count(), 2);
    assert_eq!(boxes.matches(" checked aria-label=\"done\"").count(), 1);
}

#[test]
fn tables_have_header_cells() {
    let cell = |text: &str| Cell::new(vec![paragraph(vec![Inline::text(text)])]);
    let wide = Cell { columns: 2, ..cell("b") };
    let rows = vec![Row { cells: vec![cell("a")], at: AT }, Row { cells: vec![wide, cell("c")], at: AT }];
    let alignments = vec![Alignment::None, Alignment::None, Alignment::Right];
    let table = Block { kind: BlockKind::Table(Table { header_rows: 1, alignments, rows }), at: AT };
    let written = main_of(&page(vec![table]));
    assert!(written.contains("<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>"));
    assert!(written.contains("<td colspan=\"2\">b</td>\n<td class=\"right\">c</td>"));
}

#[test]
fn footnotes_stand_at_the_end_with_links_back() {
    let note = |label: &str| Block {
        kind: BlockKind::Footnote { label: label.into(), blocks: vec![paragraph(vec![Inline::text("n")])] },
        at: AT,
    };
    let reference = |label: &str| Inline::FootnoteReference(label.into());
    let written = main_of(&page(vec![
        note("b"),
        paragraph(vec![reference("a"), reference("b"), reference("a"), reference("none")]),
        note("a"),
    ]));
    assert!(written.starts_with("<p><sup><a role=\"doc-noteref\" href=\"#fn.1\" id=\"fnref.1.1\">1</a></sup><sup><a role=\"doc-noteref\" href=\"#fn.2\""));
    assert!(written.contains("[none]</p>\n<section class=\"notes\""));
    assert_eq!(written.matches("href=\"#fnref.1.").count(), 2);
    assert_eq!(written.matches("<li id=\"fn.").count(), 2);
}

#[test]
fn headings_can_be_reached_once_each() {
    let heading = || Block::heading(2, vec![Inline::text("Root Cause & Resolution")], AT);
    let written = main_of(&page(vec![heading(), heading()]));
    assert_eq!(written.matches("<h2 id=\"root-cause--resolution\">").count(), 1);
}

#[test]
fn what_is_written_is_read_again() {
    let html = "<h2>A <i>b</i></h2><p>c<br><b>d</b> <u>e</u> <s>f</s> x<sup>2</sup> <code>g</code> <a href='https://h.test/'>i</a></p><ol start=2><li>j<ul><li><input type=checkbox checked>k</ul><li>l<p>m</ol><table><thead><tr><th>n<th>o<tbody><tr><td>p<td align=center>q</table><pre><code class=language-sh>r\n  s</code></pre><blockquote>t</blockquote><hr><p>u<a role=doc-noteref href='#1'>1</a> <img src='data:image/png;base64,AQID' alt=v></p><section role=doc-endnotes><ol><li id=1>w</ol></section>";
    let document = read(html, &mut Notices::default());
    let mut again = read(&write(&document, &Images::Embed), &mut Notices::default());
    again.title = None;
    assert_eq!(again, document);
}

#[test]
fn the_page_is_closed_to_the_outside() {
    let page = page(Vec::new());
    assert!(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    assert!(!page.contains("url(") && !page.contains("@import") && !page.contains("<link"));
    assert!(page.contains("<title>Document</title>"));
}

/// The page of a write-up with this timeline.
fn page_of(timeline: &str, options: &WriteOptions) -> String {
    let text = format!(
        "# Uploads down\n\n## Issue Summary\n\n- Duration: 2024-05-03 14:00 to 15:30 UTC\n- Impact: 40% of users saw errors\n\
         - Root cause: a full disk\n\n## Timeline\n\n{timeline}\n\n## Root cause and resolution\n\nA full disk. We emptied it.\n\n\
         ## Corrective and preventative measures\n\n- [ ] Add an alert for the disk\n"
    );
    let source = Source::file("a.md", text);
    let mut notices = Notices::default();
    let Ok((document, format)) = crate::read::read(&source, &mut notices) else { return String::new() };
    let submission = recognize(&document, &source, format, notices);
    String::from_utf8_lossy(&crate::write::write(&submission, &document, OutputFormat::Html, options)).into_owned()
}

const TIMED: &str = "- 14:00 UTC - An alert fires\n- 15:30 UTC - Uploads work again";

#[test]
fn a_write_up_begins_with_its_key_facts() {
    let main = main_of(&page_of(TIMED, &WriteOptions::default()));
    let header = main.split_once("</header>").map(|(header, _)| header.to_owned()).unwrap_or_default();
    let told = [
        "<dt>Duration</dt>",
        "<strong>1 h 30 min</strong> 3\u{a0}May\u{a0}2024 14:00 to 15:30 UTC",
        "40% of users",
        "a full disk",
    ];
    assert!(told.iter().all(|told| header.contains(told)), "{header}");
}

#[test]
fn a_timeline_is_a_list_of_moments() {
    let page = page_of(TIMED, &WriteOptions::default());
    let moment = "<li class=\"detected\"><time class=\"time\" datetime=\"14:00\"><strong>14:00 UTC</strong></time>";
    assert!(page.contains(moment), "{page}");
    let untimed = page_of("- Ana looks at it\n- Bob calls Ana", &WriteOptions::default());
    assert!(!untimed.contains("<time") && !untimed.contains("<ol"));
}

#[test]
fn a_figure_stands_where_there_are_times_unless_it_is_not_wanted() {
    let figures = |timeline: &str, diagram| {
        page_of(timeline, &WriteOptions { diagram, ..WriteOptions::default() }).matches("<svg").count()
    };
    assert_eq!(
        (figures(TIMED, Diagram::Usual), figures(TIMED, Diagram::Svg), figures(TIMED, Diagram::Omit)),
        (1, 1, 0)
    );
    assert_eq!(figures("- Ana looks at it\n- Bob calls Ana", Diagram::Usual), 0);
}

#[test]
fn requirements_are_shown_when_asked_for() {
    let checked = page_of(TIMED, &WriteOptions { with_check: true, ..WriteOptions::default() });
    assert!(checked.contains("<h2 id=\"check.0\">Requirements: ") && checked.contains("<li class=\"missing\">"));
    assert!(!page_of(TIMED, &WriteOptions::default()).contains("Requirements: "));
}
