//! Takes the pictures out of Google's Markdown while it arrives.
//!
//! The pictures stand at the end, each on one line of up to many megabytes: `[image1]: <data:image/png;base64,…>`. A document
//! that is too large as a .docx is mostly pictures, so its Markdown without these lines is small.

/// What a line of a picture begins with, before and after its number.
const OPENING: &[u8] = b"[image";
const CLOSING: &[u8] = b"]: <data:";
/// Longest beginning of a line that is needed to tell: the two above and the number between them.
const LONGEST: usize = OPENING.len() + 10 + CLOSING.len();

/// A filter that is given the text in parts.
#[derive(Debug, Default)]
pub(super) struct PictureCut {
    /// The beginning of the current line, while it may still be a picture's.
    held: Vec<u8>,
    line: Line,
    /// How many pictures were taken out.
    pub(super) pictures: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Not yet known.
    #[default]
    Open,
    Kept,
    Dropped,
}

impl PictureCut {
    /// Adds what is kept of the next part to the text.
    pub(super) fn push(&mut self, part: &[u8], text: &mut Vec<u8>) {
        for piece in part.split_inclusive(|byte| *byte == b'\n') {
            self.push_piece(piece, text);
            if piece.ends_with(b"\n") {
                self.finish(text);
                self.line = Line::Open;
            }
        }
    }

    /// Adds what was held back at the end of the text.
    pub(super) fn finish(&mut self, text: &mut Vec<u8>) {
        text.append(&mut self.held);
    }

    fn push_piece(&mut self, piece: &[u8], text: &mut Vec<u8>) {
        match self.line {
            Line::Kept => text.extend_from_slice(piece),
            Line::Dropped => {}
            Line::Open => {
                // Few bytes are needed to decide, so little is held back.
                let (start, rest) = piece.split_at(piece.len().min(LONGEST.saturating_sub(self.held.len())));
                self.held.extend_from_slice(start);
                self.line = decide(&self.held);
                match self.line {
                    Line::Open => {}
                    Line::Kept => {
                        text.append(&mut self.held);
                        text.extend_from_slice(rest);
                    }
                    Line::Dropped => {
                        self.held.clear();
                        self.pictures += 1;
                    }
                }
            }
        }
    }
}

fn decide(start: &[u8]) -> Line {
    let Some(rest) = start.strip_prefix(OPENING) else {
        return if OPENING.starts_with(start) { Line::Open } else { Line::Kept };
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = rest.get(digits..).unwrap_or_default();
    if behind.starts_with(CLOSING) {
        Line::Dropped
    } else if CLOSING.starts_with(behind) && start.len() < LONGEST {
        Line::Open
    } else {
        Line::Kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, size: usize) -> (String, usize) {
        let (mut cut, mut kept) = (PictureCut::default(), Vec::new());
        text.as_bytes().chunks(size).for_each(|part| cut.push(part, &mut kept));
        cut.finish(&mut kept);
        (String::from_utf8_lossy(&kept).into_owned(), cut.pictures)
    }

    #[test]
    fn pictures_go_and_all_else_stays_however_it_arrives() {
        let picture = format!("[image12]: <data:image/png;base64,{}>", "A".repeat(500));
        for (text, kept, pictures) in [
            (format!("# T\n\n![][image12]\n\n{picture}\n"), "# T\n\n![][image12]\n\n".to_owned(), 1),
            (format!("{picture}\n{picture}"), String::new(), 2),
            ("[image1]: https://x.test/a.png\n".to_owned(), "[image1]: https://x.test/a.png\n".to_owned(), 0),
            (format!(" {picture}"), format!(" {picture}"), 0),
            ("[image99999999999999999999]: <data:x>".to_owned(), "[image99999999999999999999]: <data:x>".to_owned(), 0),
            ("[im\n[image1\n\n".to_owned(), "[im\n[image1\n\n".to_owned(), 0),
            ("[image1]: <da".to_owned(), "[image1]: <da".to_owned(), 0),
            (String::new(), String::new(), 0),
        ] {
            for size in [1, 2, 3, 7, 1000] {
                assert_eq!(cut(&text, size), (kept.clone(), pictures), "{text:.40} in parts of {size}");
            }
        }
    }
}
