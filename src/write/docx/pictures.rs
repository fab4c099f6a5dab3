//! Pictures that came inside the document.

use docx_rs::Pic;

use crate::document::Media;

/// Widest a picture may be shown, in pixels of 1/96 inch: the text of a page of A4 with the usual margins.
const WIDEST: usize = 600;
/// Highest a picture may be shown, in the same pixels.
const HIGHEST: usize = 850;

/// A picture in its order in the text: which one it is, and what stands for it.
#[derive(Debug)]
pub(super) struct Placed {
    /// The name of its relationship.
    pub(super) id: String,
    /// Text that stands for the picture.
    pub(super) alternative: String,
    /// The extension of its part.
    pub(super) extension: &'static str,
}

/// Whether Word shows a picture of this kind.
pub(super) fn is_shown(media: &Media) -> bool {
    kind(media).is_some() && imagesize::blob_size(&media.bytes).is_ok()
}

/// The picture for a text, if Word shows its kind, and the extension of its part.
pub(super) fn picture(media: &Media, id: &str) -> Option<(Pic, &'static str)> {
    let extension = kind(media)?;
    let size = imagesize::blob_size(&media.bytes).ok()?;
    let (width, height) = fitted(size.width, size.height)?;
    Some((Pic::new_with_dimensions(media.bytes.to_vec(), width, height).id(id), extension))
}

/// The extension for a picture, by its first bytes.
fn kind(media: &Media) -> Option<&'static str> {
    match imagesize::image_type(&media.bytes).ok()? {
        imagesize::ImageType::Png => Some("png"),
        imagesize::ImageType::Jpeg => Some("jpeg"),
        imagesize::ImageType::Gif => Some("gif"),
        imagesize::ImageType::Bmp => Some("bmp"),
        _ => None,
    }
}

/// Width and height that fit onto a page, in the same proportion.
fn fitted(width: usize, height: usize) -> Option<(u32, u32)> {
    if width == 0 || height == 0 {
        return None;
    }
    let (mut wide, mut high) = (width, height);
    if wide > WIDEST {
        (wide, high) = (WIDEST, scaled(high, WIDEST, wide));
    }
    if high > HIGHEST {
        (wide, high) = (scaled(wide, HIGHEST, high), HIGHEST);
    }
    Some((u32::try_from(wide.max(1)).ok()?, u32::try_from(high.max(1)).ok()?))
}

/// `length` times `part` by `whole`.
fn scaled(length: usize, part: usize, whole: usize) -> usize {
    usize::try_from(length as u128 * part as u128 / whole as u128).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_fit_onto_a_page_in_their_proportion() {
        assert_eq!(fitted(300, 200), Some((300, 200)));
        assert_eq!(fitted(1200, 800), Some((600, 400)));
        assert_eq!(fitted(100, 8500), Some((10, 850)));
        assert_eq!(fitted(1, 4_000_000_000), Some((1, 850)));
        assert_eq!(fitted(0, 5), None);
    }
}
