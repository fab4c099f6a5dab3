//! Tests of the Markdown reader.

use proptest::prelude::*;

use super::read;
use crate::document::{Block, BlockKind, Document, ImageSource, Inline, MAX_DEPTH, dump, plain_text_of_blocks, walk};
use crate::notice::{Notice, Notices};

fn parsed(text: &str) -> (Document, Vec<Notice>) {
    let mut notices = Notices::default();
    let document = read(text, &mut notices);
    (document, notices.into_vec().into_iter().map(|noted| noted.notice).collect())
}

fn tree(text: &str) -> String {
    dump(&parsed(text).0)
}

#[test]
fn blocks_know_their_lines() {
    let text = "\u{feff}Title\r\n=====\r\n\r\ntext\r\nmore  \r\nlast\r\n\r\n> - a\r\n>   b\r\n\r\n| h |\r\n|---|\r\n| c |\r\n\r\n```rs x\r\ncode\r\n\r\n```\r\n";
    assert_eq!(
        tree(text),
        "heading 1 [1-2] \"Title\"\n\
         paragraph [4-6] \"text\" / \"more\" // \"last\"\n\
         quote [8-9]\n  list [8-9] bullets\n    item\n      paragraph [8-9] \"a\" / \"b\"\n\
         table [11-13] header rows 1 [-]\n  row\n    cell\n      paragraph [11] \"h\"\n  row\n    cell\n      paragraph [13] \"c\"\n\
         code [15-18] rs \"code\\n\"\n"
    );
    let mut lines = Vec::new();
    let document = parsed(text).0;
    walk::inlines(&document.blocks, &mut |inline, _| {
        if let Inline::Break(end) = inline {
            lines.extend(end.line);
        }
    });
    assert_eq!(lines, [5, 6, 9]);
}

#[test]
fn trees_are_as_github_renders_them() {
    for (text, expected) in [
        ("##NoSpace", "paragraph [1] \"##NoSpace\"\n"),
        ("# Title {#title}\n\n## \n", "heading 1 [1] \"Title\"\n"),
        (
            "- [x] done\n- [ ] open",
            "list [1-2] bullets\n  item [x]\n    paragraph [1] \"done\"\n  item [ ]\n    paragraph [2] \"open\"\n",
        ),
        ("3. a\n4. b", "list [1-2] numbers from 3\n  item\n    paragraph [1] \"a\"\n  item\n    paragraph [2] \"b\"\n"),
        ("2023. It was\n1000. so", "paragraph [1] \"2023. It was\"\nparagraph [2] \"1000. so\"\n"),
        ("    code", "indented code [1] - \"code\"\n"),
        ("```\nopen", "code [1-2] - \"open\"\n"),
        ("a <b>b *c*</b> d</i> <u>e", "paragraph [1] \"a \" strong{\"b \" emphasis{\"c\"}} \" d e\"\n"),
        (
            "x<sup>2</sup> <kbd>C</kbd> <server>",
            "paragraph [1] \"x\" superscript{\"2\"} \" \" code{\"C\"} \" <server>\"\n",
        ),
        ("<img src=a.png alt=A> <a href=u>t</a>", "paragraph [1] image<a.png>{\"A\"} \" \" link<u>{\"t\"}\n"),
        ("a<br>b<br/>\nc", "paragraph [1-2] \"a\" // \"b\" // \"c\"\n"),
        ("see https://a.b.", "paragraph [1] \"see \" link<https://a.b>{\"https://a.b\"} \".\"\n"),
        ("[https://a.b](x) `https://a.b`", "paragraph [1] link<x>{\"https://a.b\"} \" \" code{\"https://a.b\"}\n"),
        ("<a@b.c>", "paragraph [1] link<mailto:a@b.c>{\"a@b.c\"}\n"),
        (
            "[a]: /u 'T'\n\n[b]\n\n[b]: /v",
            "paragraph [1] \"[a]: \" link</u>{\"/u\"} \" 'T'\"\nparagraph [3] link</v>{\"b\"}\n",
        ),
        ("| |\n|-|\n| a |", "table [1-3] header rows 0 [-]\n  row\n    cell\n      paragraph [3] \"a\"\n"),
        (
            "| h |\n|-|\n| a | b\\|c |",
            "table [1-3] header rows 1 [-]\n  row\n    cell\n      paragraph [1] \"h\"\n  row\n    cell\n      paragraph [3] \"a\"\n    cell\n      paragraph [3] \"b|c\"\n",
        ),
        (
            "a[^1]\n\n[^1]: note\n    more",
            "paragraph [1] \"a\" note{\"1\"}\nfootnote [3-4] \"1\"\n  paragraph [3-4] \"note\" / \"more\"\n",
        ),
        ("<!-- open\n\ntext", "paragraph [1] \"<!-- open\"\nparagraph [3] \"text\"\n"),
        ("<host>\ntext", "paragraph [1-2] \"<host>\" / \"text\"\n"),
        ("> \n\n- a", "list [3] bullets\n  item\n    paragraph [3] \"a\"\n"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn front_matter_gives_the_title() {
    let (document, _) = parsed("---\ntitle: Outage\n---\n# x\n");
    assert_eq!(document.title.as_deref(), Some("Outage"));
    assert_eq!(dump(&document), "title \"Outage\"\ncode [1-3] yaml \"title: Outage\"\nheading 1 [4] \"x\"\n");
}

#[test]
fn markdown_between_html_tags_is_kept() {
    let details = tree("<details>\n<summary>Logs</summary>\n\n- **a**\n\n</details>\n");
    assert!(details.contains("Logs") && details.contains("strong{\"a\"}"), "{details}");
    let table = tree("<table>\n<tr>\n\n<td>\n\n`a`\n\n</td>\n<td>b</td>\n</tr>\n</table>\n\nafter");
    assert!(
        table.contains("\"a\"") && table.contains("\"b\"") && table.ends_with("paragraph [13] \"after\"\n"),
        "{table}"
    );
}

#[test]
fn comments_are_noted() {
    let comment = Notice::MarkupCommentsDropped;
    for text in ["<!-- x -->", "a <!-- x --> b", "[//]: # (x)"] {
        assert_eq!(parsed(text).1, std::slice::from_ref(&comment), "{text}");
    }
    assert_eq!(parsed("a\n\n<!-- -->\n\nb").1, []);
}

#[test]
fn pictures_of_a_google_export_are_media() {
    let data = "data:image/png;base64,iVBORw0KGgo=";
    let other = "data:image/gif;base64,R0lG";
    let text = format!(
        "![A][image1] ![][image1] ![]({other})\n\n[image1]: <{data}>\n\n[image2]: <data:image/png;base64,AA==>\n"
    );
    let (document, _) = parsed(&text);
    let mut sources = Vec::new();
    walk::inlines(&document.blocks, &mut |inline, _| {
        if let Inline::Image(image) = inline {
            sources.push(image.source.clone());
        }
    });
    assert!(sources.iter().all(|source| matches!(source, ImageSource::Embedded(_))), "{sources:?}");
    let names: Vec<_> = document.media.iter().map(|media| media.name.as_str()).collect();
    assert_eq!((sources.len(), names), (4, vec!["image1.png", "image2.gif", "image2-2.png"]));
    assert_eq!(document.blocks[1].at.start, 5);
}

/// How deep the tree is, blocks and inlines apart.
fn depths(blocks: &[Block]) -> (usize, usize) {
    let of_text = |text: &[Inline]| text.iter().map(inline_depth).max().unwrap_or(0);
    let mut deepest = (0, 0);
    for block in blocks {
        let inside = match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => (0, of_text(text)),
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => depths(blocks),
            BlockKind::List(list) => {
                let items: Vec<_> = list.items.iter().map(|item| depths(&item.blocks)).collect();
                (items.iter().map(|d| d.0).max().unwrap_or(0), items.iter().map(|d| d.1).max().unwrap_or(0))
            }
            BlockKind::Table(_) | BlockKind::Code(_) | BlockKind::Divider => (0, 0),
        };
        deepest = (deepest.0.max(inside.0 + 1), deepest.1.max(inside.1));
    }
    deepest
}

fn inline_depth(inline: &Inline) -> usize {
    1 + inline.children().map_or(0, |inside| inside.iter().map(inline_depth).max().unwrap_or(0))
}

#[test]
fn deep_nesting_is_flattened_with_its_text() {
    let lists: String = (0..300).flat_map(|depth| ["  ".repeat(depth), "- w\n".to_owned()]).collect();
    for text in [
        format!("{}word", "> ".repeat(50_000)),
        format!("{}word", "- ".repeat(10_000)),
        format!("{}word{}", "[".repeat(50_000), "]".repeat(50_000)),
        format!("{}word{}", "[".repeat(50_000), "](u)".repeat(50_000)),
        format!("{}word{}", "![".repeat(5_000), "](u)".repeat(5_000)),
        format!("{}word{}", "*a **b ".repeat(5_000), "** c* d".repeat(5_000)),
        format!("{}word{}", "<b><i>".repeat(20_000), "</i></b>".repeat(20_000)),
        format!("{}word", "<b>x ".repeat(20_000)),
        format!("{}word", "x</b> ".repeat(20_000)),
        format!("{}word", "<br>".repeat(20_000)),
        format!("{}word", "`a ``".repeat(20_000)),
        format!("{}word", "<a href=u>x</a> ".repeat(2_000)),
        format!("{}word", "<table>\n\n".repeat(20_000)),
        format!("{}word", "[a]: b\n".repeat(20_000)),
        format!("{}word", "[^1]: ".repeat(5_000)),
        format!("{lists}\nword"),
    ] {
        let start: String = text.chars().take(20).collect();
        let (document, _) = parsed(&text);
        let (blocks, inlines) = depths(&document.blocks);
        assert!(blocks <= MAX_DEPTH && inlines <= MAX_DEPTH, "{start}: {blocks} {inlines}");
        assert!(plain_text_of_blocks(&document.blocks).contains("word"), "{start}");
    }
}

/// All words of a tree: text, addresses, tooltips.
fn words(document: &Document) -> String {
    let mut all = plain_text_of_blocks(&document.blocks);
    let mut add = |text: &str| {
        all.push(' ');
        all.push_str(text);
    };
    walk::inlines(&document.blocks, &mut |inline, _| match inline {
        Inline::Link(link) => {
            add(&link.url);
            add(link.title.as_deref().unwrap_or_default());
        }
        Inline::Image(image) => {
            add(image.title.as_deref().unwrap_or_default());
            if let ImageSource::Url(url) = &image.source {
                add(url);
            }
        }
        _ => {}
    });
    all
}

/// Numbered words with markup between them. Angle brackets stand either for tags or for themselves: inside an HTML
/// block, what looks like a tag is one.
fn marked_words() -> impl Strategy<Value = String> {
    let common = [
        " ",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "[",
        "]",
        "](",
        ")",
        "![",
        "\n# ",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n2023. ",
        "\n> ",
        "\n    ",
        "\n```\n",
        "\n~~~\n",
        " | ",
        "\n| ",
        "\n| - | - |\n",
        "\n---\n",
        "\n===\n",
        "\n[a]: ",
        "[a]",
        " \"",
        "\"",
        "[^1]",
        "\n[^1]: ",
        "  \n",
        "\\\n",
        "\\",
        "&amp;",
        "https://a.b/",
        "www.",
        "- [ ] ",
        "\t",
        "$",
        "{#",
        "}",
        "\n---\ntitle: ",
    ];
    let tags = ["<b>", "</b>", "<br>", "<u>", "</u>", "\n<details>\n", "\n</details>\n", "<sup>", "</sup>"];
    let signs = ["<", ">", "<!", "<?", "\n<!-- ", "\n<host>\n", "</"];
    let glued = |angled: &[&'static str]| {
        let glue = prop::sample::select([common.as_slice(), angled].concat());
        prop::collection::vec(glue, 0..40).prop_map(|glue| {
            let pieces = glue.into_iter().enumerate();
            pieces.flat_map(|(index, glue)| [glue.to_owned(), format!("w{index}x")]).collect::<String>()
        })
    };
    prop_oneof![glued(&tags), glued(&signs)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(text in marked_words()) {
        let (document, notices) = parsed(&text);
        let found = words(&document);
        // A comment that does end is left out, and noted.
        prop_assume!(!notices.iter().any(|notice| matches!(notice, Notice::MarkupCommentsDropped | Notice::LinkTargetDropped { .. })));
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.ends_with('x')) {
            prop_assert!(found.contains(word), "{word} is lost:\n{}", dump(&document));
        }
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,200}") {
        parsed(&text);
    }
}
