//! Laws and tables of the reader. A case is HTML and the tree that it gives, as [`dump`] writes it.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{read, read_fragment};
use crate::document::{At, Block, BlockKind, Comment, Document, MAX_DEPTH, dump};
use crate::notice::{Notice, Notices};

fn tree(html: &str) -> String {
    dump(&read(html, &mut Notices::default()))
}

fn notices(html: &str) -> Vec<Notice> {
    let mut notices = Notices::default();
    read(html, &mut notices);
    notices.into_vec().into_iter().map(|noted| noted.notice).collect()
}

/// A page as Google writes it: a style sheet, then the body.
fn google(css: &str, body: &str) -> String {
    format!("<html><head><style>{css}</style></head><body class=\"c9 doc-content\">{body}</body></html>")
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(tree(html).lines().collect::<Vec<_>>(), expected, "{html}");
}

#[test]
fn text_between_blocks_is_a_paragraph() {
    check(
        "<title> A\n b </title><div>text<br>more<p>one<div>two</div>three</div>",
        &[
            "title \"A b\"",
            "paragraph [1] \"text\" // \"more\"",
            "paragraph [2] \"one\"",
            "paragraph [3] \"two\"",
            "paragraph [4] \"three\"",
        ],
    );
}

#[test]
fn blanks_collapse_and_entities_are_read() {
    check(
        "<p> a\n\t b <b> c</b> </p><p>&lt;x&gt; &amp;amp; &rsquo;&#128512;",
        &["paragraph [1] \"a b \" strong{\"c\"}", "paragraph [2] \"<x> &amp; \u{2019}\u{1F600}\""],
    );
}

#[test]
fn marks_come_from_elements_and_styles() {
    check(
        "<style>.x{font-weight:700}h2{font-style:italic}</style><h2>a <i>b</i></h2><p><span class=x>c</span>d<b style='font-weight:normal'>e</b>",
        &["heading 2 [1] \"a \" emphasis{\"b\"}", "paragraph [2] strong{\"c\"} \"de\""],
    );
    check(
        "<p><del>a</del> <ins>b</ins> x<sup>2</sup><sub>3</sub> <code>d</code> <q>e</q> <font face='Courier New'>f</font>",
        &[
            "paragraph [1] strike{\"a\"} \" \" underline{\"b\"} \" x\" superscript{\"2\"} subscript{\"3\"} \" \" code{\"d\"} \" \u{201C}e\u{201D} \" code{\"f\"}",
        ],
    );
}

#[test]
fn lists_nest_in_every_way_they_are_written() {
    let nested = [
        "list [1-2] bullets",
        "  item",
        "    paragraph [1] \"a\"",
        "    list [2] bullets",
        "      item",
        "        paragraph [2] \"b\"",
    ];
    check("<ul><li>a<ul><li>b</ul></ul>", &nested);
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", &nested);
    check(
        &google("", "<ul class=\"lst-kix_q-0 start\"><li>a</li></ul><ul class=\"lst-kix_q-1 start\"><li>b</li></ul>"),
        &nested,
    );
    check("<li>a<ul><li>b</ul><p>", &nested);
}

#[test]
fn numbered_lists_go_on_after_nested_ones() {
    let body = "<ol class=\"lst-kix_q-0 start\"><li>a</ol><ul class=\"lst-kix_q-1 start\"><li>b</ul><ol class=\"lst-kix_q-0\" start=\"2\"><li>c</ol><p>d</p><ol class=\"lst-kix_q-0\" start=\"3\"><li>e</ol>";
    check(
        &google("", body),
        &[
            "list [1-3] numbers from 1",
            "  item",
            "    paragraph [1] \"a\"",
            "    list [2] bullets",
            "      item",
            "        paragraph [2] \"b\"",
            "  item",
            "    paragraph [3] \"c\"",
            "paragraph [4] \"d\"",
            "list [5] numbers from 3",
            "  item",
            "    paragraph [5] \"e\"",
        ],
    );
}

#[test]
fn check_boxes_are_states_of_items() {
    check(
        "<ul><li><input type=checkbox checked> a<li><p><input type=checkbox>b</ul><p><input type=checkbox>c",
        &[
            "list [1-2] bullets",
            "  item [x]",
            "    paragraph [1] \"a\"",
            "  item [ ]",
            "    paragraph [2] \"b\"",
            "paragraph [3] \"\u{2610} c\"",
        ],
    );
    check(
        &google(".s{text-decoration:line-through}", "<ul class=\"lst-kix_q-0\"><li class=s>a<li>b</ul>"),
        &["list [1-2] bullets", "  item [x]", "    paragraph [1] \"a\"", "  item [ ]", "    paragraph [2] \"b\""],
    );
}

#[test]
fn tables_keep_headers_spans_and_captions() {
    check(
        "<table><caption>cap</caption><tr><th>a<th align=right>b<tr><td colspan=2>c<tr><td rowspan=0>d<td><table><tr><td>e</table></table>",
        &[
            "paragraph [1] \"cap\"",
            "table [2-6] header rows 1 []",
            "  row",
            "    cell",
            "      paragraph [2] \"a\"",
            "    cell",
            "      paragraph [3] \"b\"",
            "  row",
            "    cell 2x1",
            "      paragraph [4] \"c\"",
            "  row",
            "    cell",
            "      paragraph [5] \"d\"",
            "    cell",
            "      table [6] header rows 0 []",
            "        row",
            "          cell",
            "            paragraph [6] \"e\"",
        ],
    );
}

#[test]
fn preformatted_text_is_code() {
    check(
        "<pre><code class=\"language-Rust x\">\nfn a() {\n  <b>b</b>\n}\n</code></pre><pre>\nx<br>y</pre>",
        &["code [1] rust \"\\nfn a() {\\n  b\\n}\"", "code [2] - \"x\\ny\""],
    );
}

#[test]
fn lines_in_a_monospace_font_are_code() {
    let css = ".m{font-family:\"Roboto Mono\"}";
    let body = "<p>Some words to read first, so that prose prevails here.</p><p><span class=m>a</span></p><p><span class=m>&nbsp; b</span></p><p><span>see </span><span class=m>c d</span></p><p><span>Run:<br></span><span class=m>e<br>f</span></p><p><span class=m>alone</span></p>";
    check(
        &google(css, body),
        &[
            "paragraph [1] \"Some words to read first, so that prose prevails here.\"",
            "code [2-3] - \"a\\nb\"",
            "paragraph [4] \"see \" code{\"c d\"}",
            "paragraph [5] \"Run:\"",
            "code [6-7] - \"e\\nf\\nalone\"",
        ],
    );
    check(
        &google(css, "<p class=m>All of this is written in</p><p class=m>one font.</p>"),
        &["paragraph [1] \"All of this is written in\"", "paragraph [2] \"one font.\""],
    );
}

#[test]
fn code_between_the_marks_of_google() {
    let body = "<p><span>&#60419;let a;</span></p><p><span>&nbsp; b<br>c</span></p><p><span></span></p><p><span>d&#60418;</span></p><p>e\u{e907}f</p>";
    check(&google("", body), &["code [1-3] - \"let a;\\n  b\\nc\\n\\nd\"", "paragraph [4] \"ef\""]);
}

#[test]
fn links_are_unwrapped() {
    let html = "<a href='https://www.google.com/url?q=https://a.test/%23b&sa=D'>a<p>b</p></a><a href='#c'>c</a><p><a href='https://d.test/'></a><a name=e>f</a>";
    check(
        html,
        &[
            "paragraph [1] link<https://a.test/#b>{\"a\"}",
            "paragraph [2] link<https://a.test/#b>{\"b\"}",
            "paragraph [3] link<#c>{\"c\"}",
            "paragraph [4] link<https://d.test/>{\"https://d.test/\"} \"f\"",
        ],
    );
    assert!(notices(html).is_empty());
}

#[test]
fn pictures() {
    let html = "<p><img src=a.png alt=' x  y'><img src='data:image/gif;base64,AQID' alt=b><img alt=gone><img src='data:image/png;base64,@' alt=broken>";
    let mut notices = Notices::default();
    let document = read(html, &mut notices);
    assert_eq!(
        dump(&document),
        "media image1.gif image/gif 3 bytes\nparagraph [1] image<a.png>{\"x y\"} image#0{\"b\"} \"gonebroken\"\n"
    );
    assert_eq!(notices.into_vec().len(), 2);
}

#[test]
fn footnotes_and_comments_of_google() {
    let body = "<p>a<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup>b</p><hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span>&nbsp;Note.</span></p></div><div><p><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a>Why?</p><p>More.</p></div>";
    check(
        &google("", body),
        &["paragraph [1] \"a\" note{\"1\"} \"b\"", "footnote [2] \"1\"", "  paragraph [2] \"Note.\""],
    );
    assert_eq!(notices(&google("", body)), [Notice::CommentsDropped { count: 1 }]);
    let comment = Comment { at: Some(At::paragraph(1)), ..Comment::new(None, "Why?\nMore.") };
    assert_eq!(read(&google("", body), &mut Notices::default()).comments, [comment]);
}

#[test]
fn comments_stand_where_their_marks_are() {
    let mark = |n: u8| format!("<sup><a href='#cmnt{n}' id='cmnt_ref{n}'>[x]</a></sup>");
    let text = |n: u8| format!("<div><p><a href='#cmnt_ref{n}' id='cmnt{n}'>[x]</a><span>c{n}</span></p></div>");
    let body = format!(
        "<p>one</p><ul><li>two{}</li></ul><p>three</p><p>four{}</p><p>{}</p>{}{}{}{}",
        mark(2),
        mark(1),
        mark(3),
        text(1),
        text(2),
        text(3),
        text(4)
    );
    let comments = read(&google("", &body), &mut Notices::default()).comments;
    let found: Vec<_> = comments.iter().map(|comment| (&*comment.text, comment.at.map(|at| at.start))).collect();
    assert_eq!(found, [("c1", Some(4)), ("c2", Some(2)), ("c3", Some(4)), ("c4", None)]);
}

#[test]
fn breaks_rules_and_quotes() {
    check(
        "<p><br>a<br><br>b<br></p><hr><hr style='page-break-before:always;display:none'><blockquote>c<p>d</blockquote><details><summary>e</summary>f</details><dl><dt>g<dd>h</dl>",
        &[
            "paragraph [1] \"a\"",
            "paragraph [2] \"b\"",
            "divider [2]",
            "quote [3-4]",
            "  paragraph [3] \"c\"",
            "  paragraph [4] \"d\"",
            "paragraph [5] strong{\"e\"}",
            "paragraph [6] \"f\"",
            "paragraph [7] strong{\"g\"}",
            "paragraph [8] \"h\"",
        ],
    );
}

#[test]
fn only_the_document_of_a_published_page_is_read() {
    let html = "<div id=banners>Published using Google Docs</div><div id=contents><style>.c1{font-weight:700}</style><div class=doc-content><p class=c1>a</p></div></div><div id=footer>Updated</div>";
    check(html, &["paragraph [1] strong{\"a\"}"]);
    assert!(matches!(notices(html).as_slice(), [Notice::PublishedFrameDropped]));
}

#[test]
fn what_is_not_shown_is_left_out_and_what_is_unknown_stays() {
    let html = "<head><style>p{}</style></head><body><nav hidden>menu</nav><p hidden>a</p><script>b</script><x-c>d</x-c><o:p>e</o:p>";
    check(html, &["paragraph [1] \"a\"", "paragraph [2] \"de\""]);
    let expected = [
        Notice::ScriptsDropped,
        Notice::HiddenDropped { what: "a `nav`".into() },
        Notice::UnknownElement { name: "x-c".into() },
    ];
    assert_eq!(notices(html), expected);
}

#[test]
fn line_ends_of_a_formatter_are_no_blanks_in_a_google_export() {
    let body = "\n\t<p>\n\t\t<span>\n\t\t\tFirst \n\t\t</span>\n\t\t<span>\n\t\t\the\n\t\t</span>\n\t\t<span>\n\t\t\tading\n\t\t</span>\n\t</p>\n";
    check(&google("", body), &["paragraph [1] \"First heading\""]);
    check(body, &["paragraph [1] \"First he ading\""]);
}

#[test]
fn fragments_stand_where_they_are_told() {
    let at = At::lines(7, 9);
    let blocks = |html: &str| {
        dump(&Document {
            title: None,
            blocks: read_fragment(html, at, &mut Notices::default()),
            media: Vec::new(),
            ..Document::default()
        })
    };
    assert_eq!(
        blocks("<li><strong>10:30 AM:</strong> x</li>"),
        "list [7-9] bullets\n  item\n    paragraph [7-9] strong{\"10:30 AM:\"} \" x\"\n"
    );
    assert_eq!(
        blocks("<p align=\"center\"><img src=\"data:image/png;base64,AQ==\"></p>"),
        "paragraph [7-9] image<data:image/png;base64,AQ==>{\"\"}\n"
    );
    assert_eq!(blocks("<tr><td>a</td></tr></div>"), "paragraph [7-9] \"a\"\n");
    assert_eq!(blocks("  <!-- x -->"), "");
}

fn depth(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| depth(&cell.blocks)).max().unwrap_or(0)
        }
        BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => depth(inside),
        _ => 0,
    };
    blocks.iter().map(inside).max().map_or(0, |inside| inside + 1)
}

/// Markup that is quadratic or deep for a careless reader. The limit on time is far above what is needed.
#[test]
#[expect(clippy::disallowed_methods, reason = "the test is about time")]
fn hostile_pages_end_quickly_and_stay_shallow() {
    let many = |part: &str, count: usize| part.repeat(count);
    let numbered = |part: &str, count: usize| (0..count).map(|n| part.replace('#', &n.to_string())).collect::<String>();
    let pages = [
        many("<ul><li>x", 20_000),
        many("<ul>", 20_000) + "x" + &many("</ul>", 20_000),
        many("<li>", 50_000),
        many("<b>", 100_000),
        numbered("<b id=#>x<p>", 10_000),
        numbered("<p><font size=#>x</p>", 10_000),
        many("<div>", 50_000) + &many("<p>x", 20_000),
        many("<table><tr><td>", 10_000) + "x",
        many("<table>", 20_000) + "x",
        many("<blockquote>", 20_000) + "x",
        many("</p>", 50_000),
        many("<a href=x>", 50_000),
        format!("<p{}>x", numbered(" a#=#", 50_000)),
        numbered("<body a#>", 10_000),
        many("<svg><style><div>", 10_000),
        many("<!-- x ", 50_000),
        many("<!-->", 50_000),
        many("<", 100_000),
        many("\0", 100_000),
        many("<style>a{", 10_000),
        format!("<style>{}</style>x", many("@a{", 50_000)),
        format!("<a href='{}'>{}", many("x", 60_000), many("<p>y", 20_000)),
        google("", &numbered("<ul class=\"lst-k-#\"><li>x</ul>", 5_000)),
        google("", &numbered("<p>x<a href=\"#ftnt#\">[1]</a></p><p><a href=\"#ftnt_ref#\">", 5_000)),
        numbered("<a role=doc-noteref href=\"#n#\">[#]</a>", 20_000),
        many("<select><option>x", 10_000),
        many("<dl><dd>x", 20_000),
    ];
    for page in pages {
        let start = Instant::now();
        let document = read(&page, &mut Notices::default());
        let head: String = page.chars().take(60).collect();
        assert!(start.elapsed() < Duration::from_secs(20), "{head}: {:?}", start.elapsed());
        assert!(depth(&document.blocks) <= MAX_DEPTH, "{head}");
        assert!(dump(&document).len() < 64 * 1024 * 1024, "{head}");
    }
}

#[test]
fn too_deep_nesting_is_told() {
    assert!(notices(&"<blockquote>x".repeat(200)).contains(&Notice::DepthFlattened));
    let text = tree(&"<blockquote>x".repeat(1000));
    assert_eq!(text.matches('x').count(), 1000);
    assert!(!text.contains("xx"));
}

/// Pieces of markup, so that arbitrary sequences of them are likely to mean something.
fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    let pieces = [
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<ol start=3>",
        "</ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<thead>",
        "<tr>",
        "<td rowspan=9>",
        "<th>",
        "<caption>",
        "<b>",
        "</b>",
        "<i>",
        "<a href=x>",
        "</a>",
        "<h1>",
        "</h1>",
        "<pre>",
        "</pre>",
        "<br>",
        "<hr>",
        "<blockquote>",
        "</blockquote>",
        "<img src=x>",
        "<input type=checkbox>",
        "<svg>",
        "</svg>",
        "<style>",
        "</style>",
        "<template>",
        "<select>",
        "<option>",
        "<dl>",
        "<dt>",
        "<dd>",
        "word ",
        " ",
        "\u{EC03}",
        "\u{EC02}",
        "&nbsp;",
        "<!--",
        "-->",
        "<ul class=lst-a-0>",
        "<ul class=lst-a-3>",
        "<span style=font-family:monospace>",
        "</span>",
        "<div>",
        "</div>",
        "<a href=#ftnt1>",
        "<a href=#ftnt_ref1>",
        "<a href=#cmnt_ref1>",
        "<math>",
        "<body class=doc-content>",
        "<frameset>",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60)
}

/// Pieces after which words are no text.
const UNSHOWN: [&str; 9] =
    ["<!--", "style>", "<template>", "cmnt", "ftnt", "<frameset>", "<svg>", "<math>", "<select>"];

fn markup() -> impl Strategy<Value = String> {
    pieces().prop_map(|pieces| pieces.concat())
}

fn words(text: &str) -> usize {
    text.matches("word").count()
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        read(&text, &mut Notices::default());
        read_fragment(&text, At::lines(1, 1), &mut Notices::default());
    }

    #[test]
    fn arbitrary_markup_never_panics_and_stays_shallow(html in markup()) {
        let document = read(&html, &mut Notices::default());
        prop_assert!(depth(&document.blocks) <= MAX_DEPTH);
        read_fragment(&html, At::lines(1, 1), &mut Notices::default());
    }

    #[test]
    fn no_word_is_lost(pieces in pieces()) {
        let shown = |piece: &&str| !UNSHOWN.iter().any(|unshown| piece.contains(unshown));
        let html: String = pieces.into_iter().filter(shown).collect();
        prop_assert_eq!(words(&tree(&html)), words(&html));
    }
}

#[test]
fn a_loose_item_in_a_caption_is_kept() {
    assert_eq!(words(&tree("<table><caption><li>word</table>")), 1);
}

#[test]
fn positions_are_counted_from_one_without_gaps() {
    let document = read("<h1>a</h1><p></p><p>b</p><ul><li>c</ul>", &mut Notices::default());
    assert_eq!(
        document.blocks.iter().map(|block| block.at).collect::<Vec<_>>(),
        (1..=3).map(At::paragraph).collect::<Vec<_>>()
    );
    assert_eq!(document.blocks.first().unwrap().at, At::paragraph(1));
}
