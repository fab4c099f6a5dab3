//! How text looks, as far as it has a meaning: by element, by style sheet, by `style` attribute.
//!
//! Google's export marks bold, italic and all else by classes only. Selectors are understood as far as Google and plain
//! pages write them: `name`, `.class` and `name.class`, with commas; any other selector is passed over, as are `@` rules.

use std::collections::HashMap;

use scraper::node::Element;

use super::renumbered::is_numbered;

/// Classes of one element that are looked up.
const CLASSES: usize = 64;

/// Raised or lowered text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Raise {
    /// On the line.
    #[default]
    None,
    /// Superscript.
    Up,
    /// Subscript.
    Down,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks, as the tree has them")]
pub(super) struct Format {
    /// Bold.
    pub(super) strong: bool,
    /// Italic.
    pub(super) emphasis: bool,
    /// Underlined.
    pub(super) underline: bool,
    /// Struck through.
    pub(super) strike: bool,
    /// Marked as code by an element.
    pub(super) code: bool,
    /// In a monospace font.
    pub(super) mono: bool,
    /// Superscript or subscript.
    pub(super) raise: Raise,
    /// The link it belongs to: an index into the reader's links.
    pub(super) link: Option<usize>,
}

/// Where text stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// `left`, `start`, `justify`
    Left,
    /// `center`
    Center,
    /// `right`, `end`
    Right,
}

/// What declarations say; `None` where they say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Declared {
    strong: Option<bool>,
    emphasis: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    mono: Option<bool>,
    raise: Option<Raise>,
    /// `text-align`
    pub(super) align: Option<Align>,
    /// `display: none`
    pub(super) hidden: bool,
    /// `display` makes a block of it.
    pub(super) block: bool,
    /// `white-space` keeps line breaks and blanks.
    pub(super) preserve: Option<bool>,
}

impl Declared {
    /// The declarations of a rule or of a `style` attribute.
    pub(super) fn parse(declarations: &str) -> Self {
        let mut declared = Self::default();
        for declaration in declarations.split(';') {
            if let Some((property, value)) = declaration.split_once(':') {
                let value = value.trim().trim_end_matches("!important").trim();
                declared.declare(&property.trim().to_ascii_lowercase(), &value.to_ascii_lowercase());
            }
        }
        declared
    }

    fn declare(&mut self, property: &str, value: &str) {
        match property {
            "font-weight" => self.strong = weight(value),
            "font-style" => self.emphasis = Some(value.starts_with("italic") || value.starts_with("oblique")),
            "text-decoration" | "text-decoration-line" if value != "inherit" => {
                self.underline = Some(value.contains("underline"));
                self.strike = Some(value.contains("line-through"));
            }
            "vertical-align" => {
                self.raise = match value {
                    "super" => Some(Raise::Up),
                    "sub" => Some(Raise::Down),
                    "baseline" => Some(Raise::None),
                    _ => self.raise,
                }
            }
            "font-family" if value != "inherit" => self.mono = Some(is_monospace(value)),
            "text-align" => {
                self.align = match value {
                    "center" | "-webkit-center" => Some(Align::Center),
                    "right" | "end" => Some(Align::Right),
                    "left" | "start" | "justify" => Some(Align::Left),
                    _ => None,
                }
            }
            "display" => {
                self.hidden = value == "none";
                self.block = matches!(value, "block" | "flex" | "grid" | "list-item" | "flow-root");
            }
            "white-space" => self.preserve = Some(value.starts_with("pre") || value == "break-spaces"),
            _ => {}
        }
    }

    /// These declarations with stronger ones laid over them.
    fn under(self, over: Self) -> Self {
        Self {
            strong: over.strong.or(self.strong),
            emphasis: over.emphasis.or(self.emphasis),
            underline: over.underline.or(self.underline),
            strike: over.strike.or(self.strike),
            mono: over.mono.or(self.mono),
            raise: over.raise.or(self.raise),
            align: over.align.or(self.align),
            hidden: over.hidden || self.hidden,
            block: over.block || self.block,
            preserve: over.preserve.or(self.preserve),
        }
    }

    /// Whether the text is struck through by this element itself.
    pub(super) fn strikes(&self) -> bool {
        self.strike == Some(true)
    }

    /// How text looks inside an element with these declarations.
    ///
    /// Decorations of the elements around it go on through it, whatever it declares (CSS Text Decoration 3, 2.1).
    pub(super) fn apply(&self, around: Format) -> Format {
        Format {
            strong: self.strong.unwrap_or(around.strong),
            emphasis: self.emphasis.unwrap_or(around.emphasis),
            underline: around.underline || self.underline == Some(true),
            strike: around.strike || self.strike == Some(true),
            mono: self.mono.unwrap_or(around.mono),
            raise: self.raise.unwrap_or(around.raise),
            ..around
        }
    }
}

/// `None` where the value is that of the element around it.
fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|number| number >= 600),
    }
}

/// Whether a font, or list of fonts in lower case, is one with characters of equal width.
pub(super) fn is_monospace(family: &str) -> bool {
    const NAMES: [&str; 14] = [
        "mono",
        "courier",
        "consolas",
        "menlo",
        "monaco",
        "inconsolata",
        "source code",
        "fira code",
        "cascadia code",
        "anonymous pro",
        "lucida console",
        "terminal",
        "hack",
        "typewriter",
    ];
    let first = family.split(',').next().unwrap_or_default();
    NAMES.iter().any(|name| first.contains(name))
}

/// The rules of a page's style sheets that can be looked up by element and class.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// By selector: `p`, `.c1`, `p.c1`; with the position of the last rule in the sheet.
    rules: HashMap<String, (usize, Declared)>,
    count: usize,
    /// The rules of numbered classes, as they are written.
    numbered: Vec<(String, String)>,
    /// The classes of the text by those of the sheet, where they are numbered otherwise.
    renamed: Option<HashMap<String, String>>,
}

impl Sheet {
    /// Adds the rules of one `style` element.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(end) = rest.find(['{', ';', '}']) {
            let (head, tail) = rest.split_at(end);
            let body = tail.get(1..).unwrap_or_default();
            rest = body;
            if !tail.starts_with('{') {
                continue;
            }
            if head.trim_start().starts_with('@') {
                rest = after_block(body);
                continue;
            }
            let (declarations, after) = body.split_once('}').unwrap_or((body, ""));
            rest = after;
            self.add_rule(head, Declared::parse(declarations));
            let class = head.trim().strip_prefix('.').filter(|class| is_numbered(class));
            self.numbered.extend(class.map(|class| (class.to_owned(), declarations.to_owned())));
        }
    }

    fn add_rule(&mut self, selectors: &str, declared: Declared) {
        if declared == Declared::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let simple = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            if selector.is_empty() || !selector.chars().all(simple) {
                continue;
            }
            self.count += 1;
            let rule = self.rules.entry(selector.to_owned()).or_default();
            *rule = (self.count, rule.1.under(declared));
        }
    }

    /// What the sheets and its own `style` attribute declare for an element.
    pub(super) fn declared(&self, element: &Element) -> Declared {
        let name = element.name();
        let mut found = Vec::new();
        if !self.rules.is_empty() {
            found.extend(self.rules.get(name).map(|(order, declared)| (0, *order, *declared)));
            for class in element.attr("class").unwrap_or_default().split_ascii_whitespace().take(CLASSES) {
                let class = match &self.renamed {
                    Some(renamed) if is_numbered(class) => renamed.get(class).map_or("", String::as_str),
                    _ => class,
                };
                found.extend(self.rules.get(&format!(".{class}")).map(|(order, declared)| (1, *order, *declared)));
                found
                    .extend(self.rules.get(&format!("{name}.{class}")).map(|(order, declared)| (2, *order, *declared)));
            }
            found.sort_by_key(|(specificity, order, _)| (*specificity, *order));
        }
        let own = element.attr("style").map(Declared::parse).unwrap_or_default();
        found.into_iter().fold(Declared::default(), |under, (_, _, over)| under.under(over)).under(own)
    }

    /// The rules of numbered classes, as they are written.
    pub(super) fn numbered(&self) -> &[(String, String)] {
        &self.numbered
    }

    /// Looks the numbered classes of the text up by other names from now on.
    pub(super) fn rename(&mut self, classes: HashMap<String, String>) {
        self.renamed = Some(classes);
    }

    /// Whether there are rules for this selector.
    pub(super) fn has(&self, selector: &str) -> bool {
        self.rules.contains_key(selector)
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// What stands behind the block whose inside begins here.
fn after_block(inside: &str) -> &str {
    let mut depth = 1_usize;
    for (index, byte) in inside.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return inside.get(index + 1..).unwrap_or_default();
        }
    }
    ""
}

/// The format that an element gives by its name alone.
pub(super) fn by_element(name: &str, around: Format) -> Format {
    let mut format = around;
    match name {
        "b" | "strong" | "dt" | "summary" => format.strong = true,
        "i" | "em" | "cite" | "dfn" | "var" => format.emphasis = true,
        "u" | "ins" => format.underline = true,
        "s" | "strike" | "del" => format.strike = true,
        "sup" => format.raise = Raise::Up,
        "sub" => format.raise = Raise::Down,
        "code" | "kbd" | "samp" | "tt" => format.code = true,
        _ => {}
    }
    format
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(css: &str, html: &str) -> Format {
        let mut sheet = Sheet::default();
        sheet.add(css);
        let page = scraper::Html::parse_fragment(html);
        let element = page
            .tree
            .nodes()
            .filter_map(|node| node.value().as_element())
            .fold(None, |_, element| Some(element.clone()));
        element.map(|element| sheet.declared(&element).apply(Format::default())).unwrap_or_default()
    }

    #[test]
    fn rules_are_found_by_class_and_element() {
        let css = "@import url(x);@media print{.a{font-style:italic}} /* } */ .a , p{font-weight:700}\np.b{font-style:italic}";
        assert!(format(css, "<p>x").strong);
        assert!(format(css, "<i class='c a'>x").strong);
        assert!(!format(css, "<i class='a'>x").emphasis);
        assert!(format(css, "<p class='b'>x").emphasis);
        assert!(!format(css, "<i class='b'>x").emphasis);
    }

    #[test]
    fn the_stronger_and_the_later_rule_wins() {
        let css = ".a{font-weight:400}.b{font-weight:bold}p{font-weight:100}";
        assert!(format(css, "<p class='b a'>x").strong);
        assert!(!format(css, "<p class='a' style='font-style:italic'>x").strong);
        assert!(!format(css, "<p class='b' style='font-weight: normal'>x").strong);
    }

    #[test]
    fn values_are_understood() {
        let look = |css: &str| format("", &format!("<p style='{css}'>x"));
        assert!(look("text-decoration: underline").underline);
        assert!(look("TEXT-DECORATION:line-through;").strike);
        assert_eq!(look("vertical-align:super").raise, Raise::Up);
        assert_eq!(look("vertical-align:top").raise, Raise::None);
        assert!(look("font-family:\"Roboto Mono\",Arial").mono);
        assert!(!look("font-family:Arial,monospace").mono);
        assert!(!look("font-weight:400 !important").strong);
        assert_eq!(look(";;:;x"), Format::default());
    }

    #[test]
    fn broken_sheets_end() {
        for css in ["{", "}", "@", "@x{", "a{", ".a{b:c", "/*", "@media{{}", "a{}}}b{font-weight:700}"] {
            Sheet::default().add(css);
        }
    }
}
