//! Namespaces: families that the reader tells apart, and the declarations in force.

use quick_xml::events::BytesStart;
use quick_xml::name::PrefixDeclaration;

use super::xml::PartError;

/// Deepest nesting of elements.
pub(in crate::read) const MAX_LEVELS: usize = 65_535;
/// Most namespaces declared around one element.
pub(in crate::read) const MAX_NAMESPACES: usize = 256;

/// What the namespaces of OpenDocument begin with.
const OPEN_DOCUMENT: &str = "urn:oasis:names:tc:opendocument:xmlns:";

/// Families of namespaces that the reader tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Space {
    /// `WordprocessingML`.
    Word,
    /// Microsoft's later additions to it: `w14`, `w15`, `w16…`.
    LaterWord,
    /// `DrawingML` in all its parts, charts and diagrams aside.
    Drawing,
    /// Charts and diagrams.
    Chart,
    /// Pictures of Word before 2010: VML and its office additions.
    Vml,
    /// Alternate content (ECMA-376 part 3).
    Compatibility,
    /// Office Math.
    Math,
    /// The namespace of relationship ids.
    Relationship,
    /// The parts that list relationships.
    Package,
    /// Dublin Core: the document's title.
    Dublin,
    /// OpenDocument: the frame of a document, styles, text, tables, drawings (ODF 1.3 part 3, 2.2.2).
    Office,
    /// OpenDocument styles.
    Style,
    /// OpenDocument text.
    Text,
    /// OpenDocument tables.
    Table,
    /// OpenDocument drawings.
    Draw,
    /// OpenDocument forms.
    Form,
    /// What OpenDocument takes from XSL.
    Fo,
    /// What OpenDocument takes from SVG.
    Svg,
    /// The list of the files of an OpenDocument package.
    Manifest,
    /// LibreOffice's additions to OpenDocument.
    LaterOffice,
    /// Addresses of links in OpenDocument.
    XLink,
    /// `MathML`.
    MathMl,
    /// Any other.
    Other,
    /// None.
    None,
}

impl Space {
    fn of(uri: &str) -> Self {
        let (family, name) = match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => return Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => return Self::Compatibility,
            "http://schemas.openxmlformats.org/package/2006/relationships" => return Self::Package,
            "http://purl.org/dc/elements/1.1/" => return Self::Dublin,
            "http://www.w3.org/1999/xlink" => return Self::XLink,
            "http://www.w3.org/1998/Math/MathML" => return Self::MathMl,
            "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
            | "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" => return Self::LaterOffice,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" => return Self::Drawing,
            uri if uri.starts_with(OPEN_DOCUMENT) => return Self::of_open_document(uri),
            uri => uri
                .strip_prefix("http://schemas.openxmlformats.org/")
                .or_else(|| uri.strip_prefix("http://purl.oclc.org/ooxml/"))
                .and_then(|rest| rest.split_once('/'))
                .unwrap_or(("", uri)),
        };
        match family {
            "officeDocument" if name.ends_with("relationships") => Self::Relationship,
            "officeDocument" if name.ends_with("math") => Self::Math,
            "drawingml" if name.ends_with("chart") || name.ends_with("diagram") => Self::Chart,
            "drawingml" => Self::Drawing,
            _ if name.starts_with("urn:schemas-microsoft-com:") => Self::Vml,
            _ if name.starts_with("http://schemas.microsoft.com/office/drawing/") => Self::Drawing,
            _ if name.starts_with("http://schemas.microsoft.com/office/word/") => Self::LaterWord,
            _ => Self::Other,
        }
    }

    fn of_open_document(uri: &str) -> Self {
        // The version at the end has been 1.0 in all versions of the format.
        let name = uri.strip_prefix(OPEN_DOCUMENT).and_then(|rest| rest.split(':').next()).unwrap_or_default();
        match name {
            "office" => Self::Office,
            "style" => Self::Style,
            "text" => Self::Text,
            "table" => Self::Table,
            "drawing" | "presentation" | "dr3d" => Self::Draw,
            "form" => Self::Form,
            "xsl-fo-compatible" => Self::Fo,
            "svg-compatible" => Self::Svg,
            "manifest" => Self::Manifest,
            _ => Self::Other,
        }
    }
}

/// The namespaces declared around the current element.
///
/// quick-xml resolves names too, but looks through all declarations for each name; Word declares some thirty.
/// Here the prefix seen last is remembered, which is nearly always the next one as well.
#[derive(Debug, Default)]
pub(in crate::read) struct Scopes {
    depth: usize,
    declared: Vec<Declaration>,
    /// How often one was declared or given up.
    changes: u64,
    last: (Vec<u8>, Option<Space>),
}

/// A declared prefix; the empty one is the default namespace.
#[derive(Debug)]
struct Declaration {
    depth: usize,
    prefix: String,
    space: Space,
}

impl Scopes {
    /// Enters an element.
    #[inline]
    pub(in crate::read) fn open(&mut self) -> Result<(), PartError> {
        if self.depth == MAX_LEVELS {
            return Err(PartError::TooDeep);
        }
        self.depth += 1;
        Ok(())
    }

    /// Takes the declarations among the attributes of the element that was entered last.
    pub(in crate::read) fn declare(&mut self, attributes: &str) -> Result<(), PartError> {
        for attribute in BytesStart::from_content(attributes, 0).attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => "",
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                None => continue,
            };
            if self.declared.len() == MAX_NAMESPACES {
                return Err(PartError::TooManyNamespaces);
            }
            let space = if attribute.value.is_empty() { Space::None } else { Space::of(&attribute.value) };
            self.declared.push(Declaration { depth: self.depth, prefix: prefix.to_owned(), space });
            self.last.1 = None;
            self.changes += 1;
        }
        Ok(())
    }

    #[inline]
    pub(in crate::read) fn close(&mut self) {
        while self.declared.pop_if(|declaration| declaration.depth == self.depth).is_some() {
            self.last.1 = None;
            self.changes += 1;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// How often namespaces were declared or given up.
    pub(in crate::read) fn declared(&self) -> u64 {
        self.changes
    }

    /// How many elements are open.
    pub(in crate::read) fn depth(&self) -> usize {
        self.depth
    }

    /// The space of an element with this prefix.
    #[inline]
    pub(in crate::read) fn of_element(&mut self, prefix: &[u8]) -> Space {
        if let (last, Some(space)) = &self.last
            && last == prefix
        {
            return *space;
        }
        let space = self.space(prefix);
        self.last.0.clear();
        self.last.0.extend_from_slice(prefix);
        self.last.1 = Some(space);
        space
    }

    pub(in crate::read) fn space(&self, prefix: &[u8]) -> Space {
        let declared = self.declared.iter().rev().find(|declaration| declaration.prefix.as_bytes() == prefix);
        let undeclared = if prefix.is_empty() { Space::None } else { Space::Other };
        declared.map_or(undeclared, |declaration| declaration.space)
    }
}
