//! The tree as indented text: for samples, for `--to tree`, and for looking at what a reader saw.
//!
//! One block a line, children indented by two blanks, the position in brackets.
//! Inline marks are written as `*strong*`-like pairs of a name and braces: `strong{text}`.

use super::{Alignment, Block, BlockKind, BreakKind, CodeForm, Document, ImageSource, Inline};

/// The document as indented text, ending in a line break.
#[must_use]
pub fn dump(document: &Document) -> String {
    let mut out = String::new();
    if let Some(title) = &document.title {
        push(&mut out, 0, &format!("title {title:?}"));
    }
    for media in &document.media {
        push(&mut out, 0, &format!("media {} {} {} bytes", media.name, media.content_type, media.bytes.len()));
    }
    blocks(&mut out, 0, &document.blocks);
    if !document.around.is_empty() {
        push(&mut out, 0, "around");
        blocks(&mut out, 1, &document.around);
    }
    out
}

fn blocks(out: &mut String, depth: usize, list: &[Block]) {
    for block in list {
        self::block(out, depth, block);
    }
}

fn block(out: &mut String, depth: usize, block: &Block) {
    let at = if block.at.start == block.at.end {
        format!("[{}]", block.at.start)
    } else {
        format!("[{}-{}]", block.at.start, block.at.end)
    };
    match &block.kind {
        BlockKind::Heading { level, text } => push(out, depth, &format!("heading {level} {at} {}", inlines(text))),
        BlockKind::Paragraph(text) => push(out, depth, &format!("paragraph {at} {}", inlines(text))),
        BlockKind::List(list) => {
            let kind = list.start.map_or_else(|| "bullets".to_owned(), |start| format!("numbers from {start}"));
            push(out, depth, &format!("list {at} {kind}"));
            for item in &list.items {
                let state = match item.checked {
                    None => "item",
                    Some(false) => "item [ ]",
                    Some(true) => "item [x]",
                };
                push(out, depth + 1, state);
                blocks(out, depth + 2, &item.blocks);
            }
        }
        BlockKind::Table(table) => {
            let aligned: Vec<&str> = table.alignments.iter().map(|a| alignment(*a)).collect();
            push(out, depth, &format!("table {at} header rows {} [{}]", table.header_rows, aligned.join(" ")));
            for row in &table.rows {
                push(out, depth + 1, "row");
                for cell in &row.cells {
                    let span = if (cell.columns, cell.rows) == (1, 1) {
                        "cell".to_owned()
                    } else {
                        format!("cell {}x{}", cell.columns, cell.rows)
                    };
                    push(out, depth + 2, &span);
                    blocks(out, depth + 3, &cell.blocks);
                }
            }
        }
        BlockKind::Code(code) => {
            let form = match code.form {
                CodeForm::Marked => "code",
                CodeForm::Indented => "indented code",
            };
            let language = code.language.as_deref().unwrap_or("-");
            push(out, depth, &format!("{form} {at} {language} {:?}", code.text));
        }
        BlockKind::Quote(inside) => {
            push(out, depth, &format!("quote {at}"));
            blocks(out, depth + 1, inside);
        }
        BlockKind::Divider => push(out, depth, &format!("divider {at}")),
        BlockKind::Footnote { label, blocks: inside } => {
            push(out, depth, &format!("footnote {at} {label:?}"));
            blocks(out, depth + 1, inside);
        }
    }
}

fn inlines(text: &[Inline]) -> String {
    text.iter().map(inline).collect::<Vec<_>>().join(" ")
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => format!("{text:?}"),
        Inline::Code(text) => format!("code{{{text:?}}}"),
        Inline::Strong(inside) => format!("strong{{{}}}", inlines(inside)),
        Inline::Emphasis(inside) => format!("emphasis{{{}}}", inlines(inside)),
        Inline::Underline(inside) => format!("underline{{{}}}", inlines(inside)),
        Inline::Strike(inside) => format!("strike{{{}}}", inlines(inside)),
        Inline::Superscript(inside) => format!("superscript{{{}}}", inlines(inside)),
        Inline::Subscript(inside) => format!("subscript{{{}}}", inlines(inside)),
        Inline::Link(link) => format!("link<{}>{{{}}}", link.url, inlines(&link.text)),
        Inline::Image(image) => match &image.source {
            ImageSource::Url(url) => format!("image<{url}>{{{:?}}}", image.alt),
            ImageSource::Embedded(index) => format!("image#{index}{{{:?}}}", image.alt),
        },
        Inline::Break(end) => match end.kind {
            BreakKind::Soft => "/".to_owned(),
            BreakKind::Hard => "//".to_owned(),
        },
        Inline::FootnoteReference(label) => format!("note{{{label:?}}}"),
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "-",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn push(out: &mut String, depth: usize, line: &str) {
    out.extend(std::iter::repeat_n("  ", depth));
    out.push_str(line.trim_end());
    out.push('\n');
}
