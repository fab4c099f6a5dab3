//! Code: preformatted text, lines in a monospace font, and what stands between Google's marks for code.

use super::google::{CODE_CLOSES, CODE_OPENS};
use super::inline::{Piece, plain, trim};
use super::reader::{Frame, FrameKind, Reader};
use super::style::Format;
use crate::document::{At, Block, BlockKind, Code, CodeForm, Image};

/// Preformatted text that is being collected.
#[derive(Default)]
pub(super) struct Preformatted {
    pub(super) text: String,
    pub(super) language: Option<String>,
    pub(super) images: Vec<Image>,
}

/// A code block between Google's marks.
pub(super) struct MarkedCode {
    lines: Vec<String>,
    /// How many blocks were open where it begins.
    pub(super) frames: usize,
    at: At,
}

impl Reader<'_, '_> {
    /// A paragraph of Google's export, whose lines may be lines of code: all in a monospace font.
    pub(super) fn flush_code_lines(&mut self, pieces: &[Piece]) {
        let lines: Vec<&[Piece]> = pieces.split(|piece| *piece == Piece::Break).collect();
        if lines.iter().all(|line| is_code_line(line)) {
            let at = self.next_place();
            let text = lines.iter().map(|line| plain(line)).collect();
            return self.push_code(text, pieces, at);
        }
        let mut text: Vec<Piece> = Vec::new();
        for group in lines.chunk_by(|a, b| is_code_line(a) == is_code_line(b)) {
            if group.len() > 1 && group.iter().all(|line| is_code_line(line)) {
                self.flush_paragraphs(&std::mem::take(&mut text));
                let at = self.next_place();
                self.push_code(group.iter().map(|line| plain(line)).collect(), &[], at);
                continue;
            }
            for line in group {
                text.extend_from_slice(line);
                text.push(Piece::Break);
            }
        }
        self.flush_paragraphs(&trim(text));
    }

    pub(super) fn push_code(&mut self, lines: Vec<String>, pieces: &[Piece], at: At) {
        let text = self.links.fold(pieces);
        let loose =
            matches!(self.frames.last(), Some(Frame { kind: FrameKind::List { .. } | FrameKind::Table(_), .. }));
        if loose && !text.is_empty() {
            self.push_block(Block::paragraph(text, at));
        } else if let Some(container) = self.container().filter(|_| !loose) {
            container.push_code(lines, text, at);
        }
    }

    /// Takes what stands between Google's marks for code; gives back the rest, with plain blanks.
    pub(super) fn take_marked_code(&mut self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        for piece in &mut pieces {
            if let Piece::Text(text, _) = piece
                && text.contains('\u{a0}')
            {
                *text = text.replace('\u{a0}', " ");
            }
        }
        let text = plain(&pieces);
        if pieces.is_empty() || (self.marked.is_none() && !text.contains(CODE_OPENS)) {
            return pieces;
        }
        let at = if text.trim().is_empty() { self.here() } else { self.next_place() };
        let frames = self.frames.len();
        let marked = self.marked.get_or_insert_with(|| MarkedCode { lines: Vec::new(), frames, at });
        marked.at = marked.at.to(at);
        let kept = text.chars().filter(|c| !is_private(*c)).collect::<String>();
        marked.lines.extend(kept.split('\n').map(str::to_owned));
        if text.contains(CODE_CLOSES) {
            self.end_marked_code();
        }
        Vec::new()
    }

    /// Ends a paragraph. An empty one is an empty line of code, between the marks for code.
    pub(super) fn end_paragraph(&mut self) {
        if self.line.is_empty()
            && let Some(marked) = &mut self.marked
        {
            marked.lines.push(String::new());
        }
        self.flush();
    }

    pub(super) fn end_marked_code(&mut self) {
        let Some(marked) = self.marked.take() else { return };
        let text = marked.lines.join("\n");
        let text = text.trim_matches('\n').trim_end();
        if !text.is_empty() {
            let code = Code { text: text.to_owned(), language: None, form: CodeForm::Marked };
            self.push_block(Block { kind: BlockKind::Code(code), at: marked.at });
        }
    }

    /// Ends preformatted text.
    pub(super) fn end_preformatted(&mut self) {
        let Some(open) = self.preformatted.take() else { return };
        // The parser has taken the line end after the tag; the one before the end tag is no line either.
        let text = open.text.strip_suffix('\n').unwrap_or(&open.text).to_owned();
        if !text.trim().is_empty() {
            let code = Code { text, language: open.language, form: CodeForm::Marked };
            let at = self.next_place();
            self.push_block(Block { kind: BlockKind::Code(code), at });
        }
        for image in open.images {
            self.push_paragraph(&[Piece::Image(image, Format::default())]);
        }
    }
}

/// Characters without a meaning of their own, which Google uses for marks and chips.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Whether a line is all in a monospace font, and nothing else.
fn is_code_line(line: &[Piece]) -> bool {
    let is_code = |piece: &Piece| match piece {
        Piece::Text(_, format) => (format.mono && format.link.is_none()) || piece.is_blank(),
        Piece::Image(..) | Piece::Note(_) | Piece::Break => false,
    };
    let some = line.iter().any(|piece| matches!(piece, Piece::Text(_, format) if format.mono) && !piece.is_blank());
    some && line.iter().all(is_code)
}
