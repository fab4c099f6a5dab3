//! Running text as it stands in a page: links lead to the web alone, pictures are those of the document.

use std::fmt::Write as _;

use base64::Engine;

use super::page::{Page, Within};
use crate::document::{BreakKind, Image, ImageSource, Inline, Link};
use crate::write::Images;
use crate::write::address::{cleaned, is_shown, scheme};
use crate::write::escape::xml as escape;

impl<'a> Page<'a> {
    pub(super) fn inlines(&mut self, text: &'a [Inline]) {
        for inline in text {
            self.inline(inline);
        }
    }

    pub(super) fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => self.out.push_str(&escape(text)),
            Inline::Strong(inside) => self.wrap("strong", inside),
            Inline::Emphasis(inside) => self.wrap("em", inside),
            Inline::Underline(inside) => self.wrap("u", inside),
            Inline::Strike(inside) => self.wrap("s", inside),
            Inline::Superscript(inside) => self.wrap("sup", inside),
            Inline::Subscript(inside) => self.wrap("sub", inside),
            Inline::Code(text) => {
                let _ = write!(self.out, "<code>{}</code>", escape(text));
            }
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::Break(end) => self.out.push_str(match end.kind {
                BreakKind::Soft => "\n",
                BreakKind::Hard => "<br>\n",
            }),
            Inline::FootnoteReference(label) => self.reference(label),
        }
    }

    pub(super) fn wrap(&mut self, name: &str, inside: &'a [Inline]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(inside);
        let _ = write!(self.out, "</{name}>");
    }

    pub(super) fn link(&mut self, link: &'a Link) {
        let target = cleaned(&link.url);
        if self.link == Within::Link || !is_shown(&target) {
            return self.inlines(&link.text);
        }
        let _ = write!(self.out, "<a href=\"{}\"", escape(&target));
        self.title_attribute(link.title.as_deref());
        self.out.push('>');
        self.link = Within::Link;
        self.inlines(&link.text);
        self.link = Within::Text;
        self.out.push_str("</a>");
    }

    pub(super) fn image(&mut self, image: &Image) {
        let Some(source) = self.source(&image.source) else {
            return self.out.push_str(&escape(&image.alt));
        };
        let _ = write!(self.out, "<img src=\"{}\" alt=\"{}\"", escape(&source), escape(&image.alt));
        self.title_attribute(image.title.as_deref());
        self.out.push('>');
    }

    pub(super) fn title_attribute(&mut self, title: Option<&str>) {
        if let Some(title) = title {
            let _ = write!(self.out, " title=\"{}\"", escape(title));
        }
    }

    /// The address of a picture; `None` if only its text is to stay.
    pub(super) fn source(&self, source: &ImageSource) -> Option<String> {
        let media = match source {
            ImageSource::Url(url) => {
                let url = cleaned(url);
                let is_picture = || url.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("data:image/"));
                return match scheme(&url).as_deref() {
                    None | Some("http" | "https") => Some(url),
                    Some("data") if is_picture() && *self.images != Images::Drop => Some(url),
                    Some(_) => None,
                };
            }
            ImageSource::Embedded(index) => self.document.media.get(*index)?,
        };
        match self.images {
            Images::Drop => None,
            Images::Refer(folder) => {
                let name = path(&media.name);
                Some(if folder.is_empty() { name } else { format!("{}/{name}", path(folder)) })
            }
            Images::Embed => {
                let data = base64::engine::general_purpose::STANDARD.encode(&media.bytes);
                Some(format!("data:{};base64,{data}", media.content_type))
            }
        }
    }
}

/// A file name or a path as part of an address.
fn path(name: &str) -> String {
    const KEPT: percent_encoding::AsciiSet =
        percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
    percent_encoding::utf8_percent_encode(name, &KEPT).to_string()
}
