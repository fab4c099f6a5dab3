//! What the elements of HTML are, as far as a reader of text cares (WHATWG HTML, section 4 and the obsolete ones of 16).

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Inline,
    /// Begins and ends a block, without a meaning of its own: `div`.
    Block,
    /// `p`
    Paragraph,
    /// `h1` to `h6`, with its level.
    Heading(u8),
    /// `ul`, `ol` and the obsolete `menu` and `dir`.
    List,
    /// `li`
    Item,
    /// `dt` and `dd`
    Term,
    /// `table`
    Table,
    /// `tr`, `thead`, `tbody`, `tfoot`
    Row,
    /// `td`, `th`, `caption`
    Cell,
    /// `option`, `optgroup`
    Option,
    /// `pre` and its obsolete kin.
    Preformatted,
    /// `blockquote`
    Quote,
    /// Has no contents: `br`.
    Void,
    /// `svg`, `math`: other vocabularies.
    Foreign,
    /// Not in the standard.
    Unknown,
}

/// The kind of an element, by its name in lower case.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "p" => Kind::Paragraph,
        "ul" | "ol" | "menu" | "dir" => Kind::List,
        "li" => Kind::Item,
        "dt" | "dd" => Kind::Term,
        "table" => Kind::Table,
        "tr" | "thead" | "tbody" | "tfoot" => Kind::Row,
        "td" | "th" | "caption" => Kind::Cell,
        "option" | "optgroup" => Kind::Option,
        "pre" | "listing" | "xmp" | "plaintext" => Kind::Preformatted,
        "blockquote" => Kind::Quote,
        "svg" | "math" => Kind::Foreign,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "image" | "img"
        | "input" | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr" => Kind::Void,
        "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "div" | "dl" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "frameset" | "header" | "hgroup" | "html" | "legend"
        | "main" | "nav" | "search" | "section" | "summary" => Kind::Block,
        "a" | "abbr" | "acronym" | "applet" | "audio" | "b" | "bdi" | "bdo" | "big" | "blink" | "button" | "canvas"
        | "cite" | "code" | "colgroup" | "data" | "datalist" | "del" | "dfn" | "em" | "font" | "head" | "i"
        | "iframe" | "ins" | "kbd" | "label" | "map" | "mark" | "marquee" | "meter" | "nobr" | "noembed"
        | "noframes" | "noscript" | "object" | "output" | "picture" | "progress" | "q" | "rb" | "rp" | "rt" | "rtc"
        | "ruby" | "s" | "samp" | "script" | "select" | "slot" | "small" | "span" | "strike" | "strong" | "style"
        | "sub" | "sup" | "template" | "textarea" | "time" | "title" | "tt" | "u" | "var" | "video" => Kind::Inline,
        _ => Kind::Unknown,
    }
}

/// Whether the parser keeps the element in its list of active formatting elements (WHATWG 13.2.4.3).
pub(super) fn is_formatting(name: &str) -> bool {
    const NAMES: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}
