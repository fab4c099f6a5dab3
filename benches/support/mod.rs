//! Write-ups of any length, the same at every run, in every format that is read.
#![allow(dead_code, reason = "each bench uses its part")]
#![expect(clippy::expect_used, reason = "nothing here can fail but for want of memory")]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Paragraphs of a write-up of about 600 words.
pub(crate) const USUAL: usize = 45;

const WORDS: [&str; 48] = [
    "server",
    "database",
    "request",
    "traffic",
    "node",
    "cache",
    "memory",
    "alert",
    "engineer",
    "team",
    "users",
    "page",
    "latency",
    "error",
    "deploy",
    "configuration",
    "restarted",
    "service",
    "queue",
    "worker",
    "balancer",
    "disk",
    "log",
    "monitor",
    "the",
    "was",
    "of",
    "and",
    "to",
    "a",
    "in",
    "for",
    "on",
    "with",
    "were",
    "that",
    "it",
    "by",
    "after",
    "before",
    "until",
    "failed",
    "slow",
    "checked",
    "found",
    "again",
    "because",
    "new",
];

/// A part of a write-up.
pub(crate) enum Part {
    Title(String),
    Heading(String),
    /// Text, the first word of it strong and the last one a link where `linked`.
    Paragraph {
        text: String,
        linked: bool,
    },
    Item(String),
}

/// A write-up of so many paragraphs: a summary, and a third each of timeline, cause and measures.
pub(crate) fn write_up(paragraphs: usize) -> Vec<Part> {
    let mut words = Words(7);
    let third = paragraphs.saturating_sub(8) / 3;
    let mut parts = vec![
        Part::Title("Postmortem: uploads down for ninety minutes".to_owned()),
        Part::Heading("Issue Summary".to_owned()),
        Part::Paragraph { text: "Duration: May 3, 2024, 14:30 to 16:00 UTC.".to_owned(), linked: false },
        Part::Paragraph { text: "Impact: 45% of users could not upload.".to_owned(), linked: false },
        Part::Paragraph { text: "Root cause: a full disk.".to_owned(), linked: false },
        Part::Heading("Timeline".to_owned()),
    ];
    for minute in 0..third {
        let minute = 870 + minute;
        parts.push(Part::Item(format!("{:02}:{:02} UTC - {}", minute / 60 % 24, minute % 60, words.sentence(11))));
    }
    parts.push(Part::Heading("Root cause and resolution".to_owned()));
    for number in 0..third {
        parts.push(Part::Paragraph { text: words.sentence(16), linked: number % 8 == 0 });
    }
    parts.push(Part::Heading("Corrective and preventative measures".to_owned()));
    for _ in 0..third {
        parts.push(Part::Item(words.sentence(9)));
    }
    parts
}

/// Words in an order that looks like none: a linear congruence (Knuth, MMIX).
struct Words(u64);

impl Words {
    fn next(&mut self) -> &'static str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[usize::try_from(self.0 >> 33).unwrap_or_default() % WORDS.len()]
    }

    fn sentence(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.next()).collect();
        format!("The {}.", words.join(" "))
    }
}

/// As Markdown.
pub(crate) fn markdown(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Title(text) => out.extend(["# ", text, "\n\n"]),
            Part::Heading(text) => out.extend(["\n## ", text, "\n\n"]),
            Part::Paragraph { text, linked: false } => out.extend([text, "\n\n"]),
            Part::Paragraph { text, linked: true } => {
                let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
                out.extend(["**", first, "** ", rest, " [log](https://example.com/log)\n\n"]);
            }
            Part::Item(text) => out.extend(["- ", text, "\n"]),
        }
    }
    out
}

/// As plain text.
pub(crate) fn text(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Title(text) | Part::Heading(text) | Part::Paragraph { text, .. } => out.extend([text, "\n\n"]),
            Part::Item(text) => out.extend(["- ", text, "\n"]),
        }
    }
    out
}

/// As a web page.
pub(crate) fn html(parts: &[Part]) -> String {
    let mut out = "<!DOCTYPE html><html><body>".to_owned();
    for part in parts {
        match part {
            Part::Title(text) => out.extend(["<h1>", text, "</h1>\n"]),
            Part::Heading(text) => out.extend(["<h2>", text, "</h2>\n"]),
            Part::Paragraph { text, .. } => out.extend(["<p>", text, "</p>\n"]),
            Part::Item(text) => out.extend(["<ul><li>", text, "</li></ul>\n"]),
        }
    }
    out + "</body></html>"
}

/// As a Word file, as noisy as Google's exports: properties on every run, widths nobody needs.
pub(crate) fn docx(parts: &[Part]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("_rels/.rels", ROOT.to_owned()),
        ("word/document.xml", document(parts)),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/_rels/document.xml.rels", RELATIONSHIPS.to_owned()),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).expect("names are short");
        archive.write_all(content.as_bytes()).expect("memory does not fail");
    }
    archive.finish().expect("memory does not fail").into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/></Relationships>";
const RELATIONSHIPS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" \
    Target=\"https://example.com/log\" TargetMode=\"External\"/></Relationships>";
const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
    </w:styles>";
const NUMBERING: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"●\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
const SPACING: &str = "<w:spacing w:after=\"0\" w:before=\"0\" w:line=\"276\" w:lineRule=\"auto\"/>";
const PLAIN: &str = "<w:rPr><w:rFonts w:ascii=\"Arial\" w:cs=\"Arial\" w:hAnsi=\"Arial\"/><w:rtl w:val=\"0\"/></w:rPr>";

fn document(parts: &[Part]) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {WORD}><w:body>");
    for part in parts {
        let (properties, text) = match part {
            Part::Title(text) => ("<w:pStyle w:val=\"Title\"/>", text),
            Part::Heading(text) => ("<w:pStyle w:val=\"Heading2\"/>", text),
            Part::Paragraph { text, .. } => ("", text),
            Part::Item(text) => ("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", text),
        };
        out.extend(["<w:p w:rsidR=\"00000000\" w:rsidDel=\"00000000\"><w:pPr>", properties, SPACING, "</w:pPr>"]);
        if let Part::Paragraph { linked: true, .. } = part {
            let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
            run(&mut out, "<w:rPr><w:b w:val=\"1\"/><w:rtl w:val=\"0\"/></w:rPr>", first);
            run(&mut out, PLAIN, " ");
            run(&mut out, PLAIN, rest);
            out.push_str("<w:hyperlink r:id=\"rId3\">");
            run(&mut out, PLAIN, " log");
            out.push_str("</w:hyperlink>");
        } else {
            run(&mut out, PLAIN, text);
        }
        out.push_str("</w:p>");
    }
    out + "<w:sectPr/></w:body></w:document>"
}

fn run(out: &mut String, properties: &str, text: &str) {
    out.extend(["<w:r w:rsidR=\"00000000\">", properties, "<w:t xml:space=\"preserve\">", text, "</w:t></w:r>"]);
}
