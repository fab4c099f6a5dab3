//! Formats by name, extension and content.

use std::fmt;

use memchr::memmem;

use crate::notice::Notices;
use crate::read::{decode, utf_16_without_mark};
use crate::source::Source;

/// How many leading bytes of a text are looked at.
const LOOKED_AT: usize = 64 * 1024;

/// Formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// Plain text.
    Text,
    /// CommonMark with GitHub's extensions.
    Markdown,
    /// HTML, Google's export included.
    Html,
    /// Office Open XML word processing (ECMA-376).
    Docx,
    /// OpenDocument text, as a package or as one XML file (ODF 1.3).
    Odt,
}

/// Formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// `README.md`.
    Markdown,
    /// The section tree.
    Json,
    /// One self-contained page.
    Html,
    /// A Word file.
    #[cfg(feature = "docx")]
    Docx,
    /// The neutral tree as indented text.
    Tree,
}

/// What a file is, by its first bytes, where it is nothing that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// Compound File Binary: an old `.doc`, or an office file with a password ([MS-CFB]).
    CompoundFile,
    /// PDF.
    Pdf,
    /// A picture, by the name of its format.
    Picture(&'static str),
    /// A zip that is no office document.
    Zip,
    /// An office document of another kind, by its name.
    Office(&'static str),
    /// Rich Text Format.
    Rtf,
    /// Compressed, by the name of its format.
    Compressed(&'static str),
    /// No text and no known format.
    Binary,
}

/// What the content of a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detected {
    /// Can be read.
    Known(InputFormat),
    /// Cannot be read.
    Foreign(Foreign),
    /// No bytes, or nothing but white space.
    Empty,
}

impl InputFormat {
    /// Every format, for messages and help.
    pub const ALL: [Self; 5] = [Self::Text, Self::Markdown, Self::Html, Self::Docx, Self::Odt];

    /// The name in the JSON and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }

    /// The format that this extension (lower case, no dot) stands for.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "txt" | "text" | "log" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" | "docm" | "dotx" => Some(Self::Docx),
            "odt" | "fodt" | "ott" => Some(Self::Odt),
            _ => None,
        }
    }

    /// What a source is: by its content first, by its name second.
    #[must_use]
    pub fn detect(source: &Source) -> Detected {
        if let Some(format) = source.format {
            return Detected::Known(format);
        }
        if let Some(binary) = detect_binary(&source.bytes) {
            return binary;
        }
        let named = source.extension().and_then(|extension| Self::from_extension(&extension)).or_else(|| {
            let stated = source.content_type.as_deref()?.split(';').next()?.trim().to_ascii_lowercase();
            match stated.as_str() {
                "text/html" | "application/xhtml+xml" => Some(Self::Html),
                "text/markdown" | "text/x-markdown" => Some(Self::Markdown),
                _ => None,
            }
        });
        detect_text(&source.bytes, named)
    }
}

impl fmt::Display for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl OutputFormat {
    /// The format that this extension (lower case, no dot) stands for.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "html" | "htm" => Some(Self::Html),
            #[cfg(feature = "docx")]
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CompoundFile => f.write_str("an old Word file (.doc), or an office file with a password"),
            Self::Pdf => f.write_str("a PDF"),
            Self::Picture(name) => write!(f, "a picture ({name})"),
            Self::Zip => f.write_str("a zip archive without a document"),
            Self::Office(name) => f.write_str(name),
            Self::Rtf => f.write_str("a Rich Text file (.rtf)"),
            Self::Compressed(name) => write!(f, "a compressed file ({name})"),
            Self::Binary => f.write_str("a binary file"),
        }
    }
}

fn detect_binary(bytes: &[u8]) -> Option<Detected> {
    const SIGNATURES: &[(&[u8], Foreign)] = &[
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::CompoundFile),
        (b"%PDF-", Foreign::Pdf),
        (b"\x89PNG\r\n\x1A\n", Foreign::Picture("PNG")),
        (b"\xFF\xD8\xFF", Foreign::Picture("JPEG")),
        (b"GIF87a", Foreign::Picture("GIF")),
        (b"GIF89a", Foreign::Picture("GIF")),
        (b"II*\0", Foreign::Picture("TIFF")),
        (b"MM\0*", Foreign::Picture("TIFF")),
        (b"{\\rtf", Foreign::Rtf),
        (b"\x1F\x8B", Foreign::Compressed("gzip")),
        (b"BZh", Foreign::Compressed("bzip2")),
        (b"\xFD7zXZ\0", Foreign::Compressed("xz")),
        (b"7z\xBC\xAF\x27\x1C", Foreign::Compressed("7-Zip")),
        (b"Rar!\x1A\x07", Foreign::Compressed("RAR")),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(detect_zip(bytes));
    }
    if bytes.len() > 12 && bytes.starts_with(b"RIFF") && &bytes[8..12] == b"WEBP" {
        return Some(Detected::Foreign(Foreign::Picture("WebP")));
    }
    if bytes.len() > 12 && &bytes[4..8] == b"ftyp" && matches!(&bytes[8..11], b"hei" | b"avi" | b"mif") {
        return Some(Detected::Foreign(Foreign::Picture("HEIF")));
    }
    SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, foreign)| Detected::Foreign(*foreign))
}

/// Tells containers apart by the names of their members, which stand uncompressed in local headers and directory.
fn detect_zip(bytes: &[u8]) -> Detected {
    let holds = |name: &[u8]| memmem::find(bytes, name).is_some();
    let mimetype = bytes.get(38..100).unwrap_or_default();
    if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
        Detected::Known(InputFormat::Odt)
    } else if mimetype.starts_with(b"application/vnd.oasis.opendocument") {
        Detected::Foreign(Foreign::Office("an OpenDocument spreadsheet or presentation"))
    } else if mimetype.starts_with(b"application/epub+zip") {
        Detected::Foreign(Foreign::Office("an e-book (.epub)"))
    } else if holds(b"xl/workbook.xml") {
        Detected::Foreign(Foreign::Office("a spreadsheet (.xlsx)"))
    } else if holds(b"ppt/presentation.xml") {
        Detected::Foreign(Foreign::Office("a presentation (.pptx)"))
    } else if holds(b"[Content_Types].xml") || holds(b"word/") || holds(b"_rels/.rels") {
        Detected::Known(InputFormat::Docx)
    } else if holds(b"META-INF/manifest.xml") && holds(b"content.xml") {
        Detected::Known(InputFormat::Odt)
    } else {
        Detected::Foreign(Foreign::Zip)
    }
}

fn detect_text(bytes: &[u8], named: Option<InputFormat>) -> Detected {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let marked = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let wide = marked || utf_16_without_mark(head).is_some();
    if !wide && head.contains(&0) {
        return Detected::Foreign(Foreign::Binary);
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF | 0)) {
        return Detected::Empty;
    }
    let text = if wide { decode(head, None, &mut Notices::default()) } else { String::from_utf8_lossy(head) };
    if looks_like_flat_odt(&text, named) {
        return Detected::Known(InputFormat::Odt);
    }
    let format = match named {
        Some(InputFormat::Markdown | InputFormat::Text) | None if looks_like_html_page(&text) => InputFormat::Html,
        Some(InputFormat::Text) | None if looks_like_markdown(&text) => InputFormat::Markdown,
        // A container by name only: its content says that it is text.
        Some(InputFormat::Docx | InputFormat::Odt) | None => InputFormat::Text,
        Some(format) => format,
    };
    Detected::Known(format)
}

fn looks_like_html_page(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start =
        start.strip_prefix("<?xml").and_then(|rest| rest.split_once('>')).map_or(start, |(_, rest)| rest.trim_start());
    let head: String = start.chars().take(14).flat_map(char::to_lowercase).collect();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<head")
        || head.starts_with("<body")
}

/// OpenDocument text as one XML file: its outermost element states its namespace, and its kind unless its name does.
fn looks_like_flat_odt(text: &str, named: Option<InputFormat>) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<')
        && text.contains("urn:oasis:names:tc:opendocument:xmlns:office:1.0")
        && (named == Some(InputFormat::Odt) || text.contains("application/vnd.oasis.opendocument.text"))
}

/// Whether a text without a telling name is written in Markdown: a heading mark together with another mark, or links or fences.
fn looks_like_markdown(text: &str) -> bool {
    let (mut headings, mut marks) = (0, 0);
    for line in text.lines().take(2000) {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') && line[hashes..].trim().len() > 1 {
            headings += 1;
        }
        if line.starts_with("```")
            || line.contains("](")
            || (line.contains("**") && line.matches("**").count() % 2 == 0)
        {
            marks += 1;
        }
    }
    headings >= 2 || (headings >= 1 && marks >= 1) || marks >= 3
}
