//! Each quote that a check gives as evidence stands where it says: in the lines of a text, in the paragraphs of a page or Word file.

#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::path::Path;

use pmconvert::document::{At, Block, BlockKind, Document, Unit, plain_text_of_blocks};
use pmconvert::format::InputFormat;
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Status, recognize};
use pmconvert::read::{decode, read};
use pmconvert::source::Source;
use proptest::prelude::*;
use support::write_up::{Style, WriteUp};

/// What ends a line of plain text (Unicode, 5.8).
const TEXT_ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The lines of a text, or the paragraphs of the tree, that a position names.
struct Places {
    parts: Vec<(At, String)>,
    lines: Option<Vec<String>>,
}

impl Places {
    fn of(source: &Source, format: InputFormat, document: &Document) -> Self {
        let mut parts = Vec::new();
        collect(&document.blocks, &mut parts);
        let text = || decode(&source.bytes, None, &mut Notices::default()).replace("\r\n", "\n");
        // Plain text has more characters that end a line.
        let lines = match format {
            InputFormat::Text => Some(text().split(TEXT_ENDS).map(str::to_owned).collect()),
            InputFormat::Markdown => Some(text().split(['\n', '\r']).map(str::to_owned).collect()),
            _ => None,
        };
        Self { parts, lines }
    }

    fn text(&self, at: At) -> String {
        if let (Some(lines), Unit::Line) = (&self.lines, at.unit) {
            let count = (at.end - at.start) as usize + 1;
            return lines.iter().skip(at.start as usize - 1).take(count).cloned().collect::<Vec<_>>().join("\n");
        }
        let inside = self.parts.iter().filter(|(part, _)| part.start <= at.end && at.start <= part.end);
        inside.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// The paragraphs of blocks, each with its position.
fn collect(blocks: &[Block], parts: &mut Vec<(At, String)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| collect(&item.blocks, parts)),
            BlockKind::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| collect(&cell.blocks, parts));
            }
            BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => collect(inside, parts),
            _ => parts.push((block.at, plain_text_of_blocks(std::slice::from_ref(block)))),
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether the words of a quote stand in a text, in their order; `1<sup>st</sup>` is one word.
fn holds(text: &str, quote: &str) -> bool {
    let in_order = |text: &str| {
        let mut there = words(text);
        words(quote).all(|wanted| there.any(|word| word == wanted))
    };
    in_order(text)
        || in_order(
            &text.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect::<String>(),
        )
}

/// How many quotes were looked at; an error names the first that does not stand where it says.
fn evidence_stands(source: &Source) -> Result<usize, String> {
    let mut notices = Notices::default();
    let Ok((document, format)) = read(source, &mut notices) else { return Ok(0) };
    let places = Places::of(source, format, &document);
    let submission = recognize(&document, source, format, notices);
    let mut seen = 0;
    for requirement in submission.postmortems.iter().flat_map(|postmortem| &postmortem.requirements) {
        for quote in &requirement.evidence {
            let text = places.text(quote.at);
            if !holds(&text, &quote.text) {
                return Err(format!(
                    "{}: {}: `{}` is not at {:?}: `{text}`",
                    source.origin, requirement.id, quote.text, quote.at
                ));
            }
            seen += 1;
        }
        let advised = requirement.advice.as_deref().is_some_and(is_one_sentence);
        if advised == (requirement.status == Status::Met) {
            return Err(format!("{}: {}: advice {:?}", source.origin, requirement.id, requirement.advice));
        }
    }
    Ok(seen)
}

/// One sentence, as advice is: it ends with the only point that a blank follows.
fn is_one_sentence(text: &str) -> bool {
    text.ends_with('.') && !text.trim_end_matches('.').contains(". ")
}

#[test]
fn evidence_stands_where_it_says_in_every_sample() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = support::samples::all(&root.join("samples"));
    for file in std::fs::read_dir(root.join("tests/findings/clean")).expect("the folder is there").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        sources.push(Source::file(name, std::fs::read(file.path()).expect("a file")));
    }
    let mut seen = 0;
    for source in &sources {
        seen += evidence_stands(source).unwrap_or_else(|broken| panic!("{broken}"));
    }
    assert!(seen > 1000, "{seen} quotes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// The same in generated write-ups, in every format and under every kind of heading.
    #[test]
    fn evidence_stands_where_it_says_in_every_format(write_up in WriteUp::any(), style in Style::any()) {
        for source in [
            Source::file("a.txt", write_up.text(style)),
            Source::file("a.md", write_up.markdown(style)),
            Source::file("a.html", write_up.html(style)),
            Source::file("a.docx", write_up.docx(style)),
        ] {
            let seen = evidence_stands(&source).map_err(TestCaseError::fail)?;
            prop_assert!(seen > 0, "{}", source.origin);
        }
    }
}
