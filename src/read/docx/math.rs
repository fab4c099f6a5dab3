//! Office Math (ECMA-376 part 1, 22.1) as text: plain where a line of text says it all (`x^2`, `1/2`), else LaTeX.
//!
//! | what | LaTeX |
//! |---|---|
//! | fractions, also without a bar or on one line | `\frac{a}{b}`, `{a \atop b}`, `a/b` |
//! | raised and lowered, before and behind | `x_{i}^{2}`, `{}_{a}^{b}x` |
//! | roots | `\sqrt[3]{x}` |
//! | sums, products, integrals | `\sum_{i=1}^{n} x` |
//! | delimiters | `\left( a \right)` |
//! | matrices, arrays of equations | `\begin{matrix} a & b \\ c & d \end{matrix}` |
//! | functions, limits | `\sin x`, `\lim_{x→0} f` |
//! | accents, bars, braces | `\hat{x}`, `\overline{x}`, `\underbrace{x}` |
//!
//! Symbols stay Unicode. Whatever else may stand in an equation is read through, so that its characters are kept.

use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// Deepest nesting that is written out; deeper parts are characters only. Structures are read by recursion.
const MAX_DEPTH: usize = 24;

/// An equation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Equation {
    /// One that a line of text shows.
    Plain(String),
    /// One that needs LaTeX.
    Latex(String),
}

/// The `m:oMath` opened last.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Equation, PartError> {
    let all = content(xml, 0)?;
    Ok(if all.is_simple { Equation::Plain(trimmed(all.plain)) } else { Equation::Latex(trimmed(all.latex)) })
}

fn trimmed(text: String) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// A part of an equation in both forms.
#[derive(Debug, Default)]
struct Part {
    plain: String,
    latex: String,
    /// Whether the plain form says it all.
    is_simple: bool,
}

impl Part {
    fn new() -> Self {
        Self { is_simple: true, ..Self::default() }
    }

    fn latex(latex: String, plain: String) -> Self {
        Self { plain, latex, is_simple: false }
    }

    fn push(&mut self, other: &Self) {
        self.plain.push_str(&other.plain);
        // A command must not run into the letter behind it.
        let ends_in_command = self
            .latex
            .rsplit_once('\\')
            .is_some_and(|(_, name)| !name.is_empty() && name.chars().all(char::is_alphabetic));
        if ends_in_command && other.latex.starts_with(char::is_alphabetic) {
            self.latex.push(' ');
        }
        self.latex.push_str(&other.latex);
        self.is_simple &= other.is_simple;
    }

    /// Characters of a run.
    fn push_text(&mut self, text: &str, kind: Letters) {
        self.plain.push_str(text);
        let is_words = kind == Letters::Words || text.trim().contains(' ') && text.contains(char::is_alphabetic);
        if is_words {
            self.latex.push_str("\\text{");
        }
        for character in text.chars() {
            match character {
                '%' | '#' | '&' | '$' | '_' | '{' | '}' => self.latex.extend(['\\', character]),
                '\\' => self.latex.push_str("\\backslash "),
                // A backtick would end the code that the LaTeX is written as.
                '`' => self.latex.push('\u{2018}'),
                _ => self.latex.push(character),
            }
        }
        if is_words {
            self.latex.push('}');
        }
    }

    /// Whether it is one word or number, which needs no grouping.
    fn is_word(&self) -> bool {
        self.is_simple && !self.plain.is_empty() && self.plain.chars().all(|c| c.is_alphanumeric() || c == '.')
    }

    fn is_empty(&self) -> bool {
        self.latex.trim().is_empty()
    }

    /// Whether it is higher than a line, so that what stands around it must grow.
    fn is_tall(&self) -> bool {
        ["\\frac", "\\begin", "\\sum", "\\int", "\\prod", "\\atop"].iter().any(|tall| self.latex.contains(tall))
    }
}

/// Whether letters are variables or words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Variables,
    Words,
}

/// What properties of a structure say.
#[derive(Debug, Default)]
struct Properties {
    character: Option<String>,
    begin: Option<String>,
    end: Option<String>,
    separator: Option<String>,
    kind: Option<String>,
    position: Option<String>,
}

impl Properties {
    fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        xml.each(|element| {
            let place = match element.local() {
                "chr" => &mut read.character,
                "begChr" => &mut read.begin,
                "endChr" => &mut read.end,
                "sepChr" => &mut read.separator,
                "type" => &mut read.kind,
                "pos" => &mut read.position,
                _ => return,
            };
            *place = Some(element.val().unwrap_or_default().into_owned());
        })?;
        Ok(read)
    }

    fn is_at(&self, position: &str) -> bool {
        self.position.as_deref() == Some(position)
    }
}

/// The arguments of a structure by name, in order.
struct Arguments(Vec<(&'static str, Part)>);

impl Arguments {
    /// The first argument of a name.
    fn take(&mut self, name: &str) -> Part {
        let found = self.0.iter_mut().find(|(own, _)| *own == name);
        found.map_or_else(Part::new, |(_, part)| std::mem::take(part))
    }

    fn all(self, name: &str) -> impl Iterator<Item = Part> {
        self.0.into_iter().filter(move |(own, _)| *own == name).map(|(_, part)| part)
    }
}

/// Everything inside the element opened last, side by side.
fn content(xml: &mut Xml<'_>, depth: usize) -> Result<Part, PartError> {
    let mut all = Part::new();
    // Elements that mean nothing here; their content counts.
    let mut plain = 0_usize;
    let mut letters = Letters::Variables;
    loop {
        match xml.next()? {
            Event::Open(element) => match meaning(&element) {
                Meaning::Text => all.push_text(&xml.characters()?, letters),
                Meaning::Skip => xml.skip()?,
                Meaning::Run => {
                    letters = Letters::Variables;
                    plain += 1;
                }
                Meaning::Words => {
                    letters = Letters::Words;
                    plain += 1;
                }
                Meaning::Structure(name) if depth < MAX_DEPTH => all.push(&structure(name, xml, depth + 1)?),
                Meaning::Structure(_) | Meaning::Nothing => plain += 1,
            },
            Event::Close if plain == 0 => return Ok(all),
            Event::Close => plain -= 1,
            Event::Text(_) | Event::Nothing => {}
        }
    }
}

/// What an element of an equation means.
enum Meaning {
    Text,
    Run,
    /// What says that the letters of a run are words.
    Words,
    Structure(&'static str),
    Skip,
    Nothing,
}

/// The structures that are written in a way of their own; all others are read through.
const STRUCTURES: [&str; 17] = [
    "f", "sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "d", "m", "eqArr", "func", "limLow", "limUpp", "acc", "bar",
    "groupChr", "mr",
];
/// The arguments of structures.
const ARGUMENTS: [&str; 9] = ["e", "num", "den", "sup", "sub", "deg", "fName", "lim", "mr"];

fn meaning(element: &Element<'_>) -> Meaning {
    let name = element.local();
    match element.space {
        Space::Math | Space::Word if name == "t" => Meaning::Text,
        Space::Math if name == "r" => Meaning::Run,
        Space::Math if name == "nor" && element.is_on() => Meaning::Words,
        // Of the properties of runs only `m:nor` says anything.
        Space::Math if name == "rPr" => Meaning::Nothing,
        Space::Math if name.ends_with("Pr") => Meaning::Skip,
        Space::Math => {
            STRUCTURES.iter().find(|known| **known == name).map_or(Meaning::Nothing, |name| Meaning::Structure(name))
        }
        Space::Word if matches!(name, "rPr" | "del" | "moveFrom") => Meaning::Skip,
        _ => Meaning::Nothing,
    }
}

/// The structure opened last.
fn structure(name: &str, xml: &mut Xml<'_>, depth: usize) -> Result<Part, PartError> {
    let mut properties = Properties::default();
    let mut arguments = Arguments(Vec::new());
    loop {
        match xml.next()? {
            Event::Open(element) if element.space == Space::Math => {
                let own = element.local();
                if own.ends_with("Pr") {
                    properties = Properties::read(xml)?;
                    continue;
                }
                match ARGUMENTS.iter().find(|known| **known == own) {
                    Some(argument @ &"mr") if depth < MAX_DEPTH => {
                        let row = structure(argument, xml, depth + 1)?;
                        arguments.0.push((argument, row));
                    }
                    Some(argument) => {
                        let part = content(xml, depth)?;
                        arguments.0.push((argument, part));
                    }
                    // Not where the standard has it: its characters are kept as an argument of no name.
                    None => {
                        let part = content(xml, depth)?;
                        arguments.0.push(("", part));
                    }
                }
            }
            Event::Open(element)
                if element.space == Space::Word && matches!(element.local(), "rPr" | "del" | "moveFrom") =>
            {
                xml.skip()?;
            }
            Event::Open(_) => {
                let part = content(xml, depth)?;
                arguments.0.push(("", part));
            }
            Event::Close => return Ok(written(name, &properties, arguments)),
            Event::Text(_) | Event::Nothing => {}
        }
    }
}

fn written(name: &str, properties: &Properties, mut arguments: Arguments) -> Part {
    let stray: String =
        arguments.0.iter().filter(|(name, _)| name.is_empty()).map(|(_, part)| part.plain.as_str()).collect();
    let mut part = match name {
        "f" => fraction(properties, &arguments.take("num"), &arguments.take("den")),
        "sSup" | "sSub" | "sSubSup" | "limLow" | "limUpp" => {
            let (base, lower, upper) = (arguments.take("e"), arguments.take("sub"), arguments.take("sup"));
            let limit = arguments.take("lim");
            match name {
                "limLow" => scripted(base, &limit, &upper),
                "limUpp" => scripted(base, &lower, &limit),
                _ => scripted(base, &lower, &upper),
            }
        }
        "sPre" => {
            let mut before = scripted(
                Part { latex: "{}".to_owned(), ..Part::new() },
                &arguments.take("sub"),
                &arguments.take("sup"),
            );
            before.is_simple = false;
            before.push(&arguments.take("e"));
            before
        }
        "rad" => root(&arguments.take("deg"), &arguments.take("e")),
        "nary" => {
            let sign = properties.character.as_deref().unwrap_or("∫");
            let operator = Part::latex(operator(sign).to_owned(), sign.to_owned());
            let mut all = scripted(operator, &arguments.take("sub"), &arguments.take("sup"));
            all.latex.push(' ');
            all.push(&arguments.take("e"));
            all
        }
        "d" => delimited(properties, &arguments.all("e").collect::<Vec<_>>()),
        "m" => matrix(&arguments.all("mr").collect::<Vec<_>>()),
        "mr" => joined(&arguments.all("e").collect::<Vec<_>>(), " & ", " "),
        "eqArr" => matrix(&arguments.all("e").collect::<Vec<_>>()),
        "func" => function(&arguments.take("fName"), &arguments.take("e")),
        "acc" => wrapped(accent(properties.character.as_deref().unwrap_or("\u{302}")), &arguments.take("e")),
        "bar" => wrapped(if properties.is_at("top") { "\\overline" } else { "\\underline" }, &arguments.take("e")),
        "groupChr" => {
            wrapped(if properties.is_at("top") { "\\overbrace" } else { "\\underbrace" }, &arguments.take("e"))
        }
        _ => Part::new(),
    };
    if !stray.is_empty() {
        part.push_text(&stray, Letters::Variables);
    }
    part
}

fn fraction(properties: &Properties, above: &Part, below: &Part) -> Part {
    let plain = format!("{}/{}", grouped(&above.plain), grouped(&below.plain));
    let (above_latex, below_latex) = (above.latex.trim(), below.latex.trim());
    match properties.kind.as_deref() {
        Some("noBar") => Part::latex(format!("{{{above_latex} \\atop {below_latex}}}"), plain),
        _ if above.is_word() && below.is_word() => Part { latex: plain.clone(), plain, is_simple: true },
        Some("lin") => Part {
            latex: format!("{}/{}", grouped(above_latex), grouped(below_latex)),
            plain,
            is_simple: above.is_simple && below.is_simple,
        },
        _ => Part::latex(format!("\\frac{{{above_latex}}}{{{below_latex}}}"), plain),
    }
}

/// In parentheses if it is more than one word.
fn grouped(text: &str) -> String {
    let is_word = text.chars().all(|c| c.is_alphanumeric() || c == '.');
    if is_word { text.to_owned() } else { format!("({text})") }
}

/// A base with what stands below and above at its right.
fn scripted(mut base: Part, lower: &Part, upper: &Part) -> Part {
    for (mark, script) in [('_', lower), ('^', upper)].into_iter().filter(|(_, script)| !script.is_empty()) {
        base.plain.push(mark);
        base.plain.push_str(&grouped(&script.plain));
        let text = script.latex.trim();
        base.latex.push(mark);
        if text.chars().count() == 1 {
            base.latex.push_str(text);
        } else {
            base.latex.extend(["{", text, "}"]);
        }
        base.is_simple &= script.is_word();
    }
    base
}

fn root(degree: &Part, inside: &Part) -> Part {
    let plain = format!("√({})", inside.plain);
    if degree.is_empty() {
        Part::latex(format!("\\sqrt{{{}}}", inside.latex.trim()), plain)
    } else {
        let latex = format!("\\sqrt[{}]{{{}}}", degree.latex.trim(), inside.latex.trim());
        Part::latex(latex, format!("{}{plain}", degree.plain))
    }
}

fn delimited(properties: &Properties, inside: &[Part]) -> Part {
    let or = |stated: &Option<String>, usual: &str| stated.clone().unwrap_or_else(|| usual.to_owned());
    let (begin, end) = (or(&properties.begin, "("), or(&properties.end, ")"));
    let separator = or(&properties.separator, "|");
    let inner = joined(inside, &separator, &separator);
    let (left, right) = if inner.is_tall() {
        (format!("\\left{} ", delimiter(&begin)), format!(" \\right{}", delimiter(&end)))
    } else {
        let bare = |character: &str| if character.is_empty() { String::new() } else { delimiter(character) };
        (bare(&begin), bare(&end))
    };
    Part {
        plain: format!("{begin}{}{end}", inner.plain),
        latex: format!("{left}{}{right}", inner.latex.trim()),
        is_simple: inner.is_simple,
    }
}

/// A delimiter as LaTeX writes it; a dot for none.
fn delimiter(character: &str) -> String {
    match character {
        "" => ".".to_owned(),
        "{" | "}" => format!("\\{character}"),
        "⟨" => "\\langle ".to_owned(),
        "⟩" => "\\rangle ".to_owned(),
        "‖" => "\\|".to_owned(),
        other => other.to_owned(),
    }
}

fn matrix(rows: &[Part]) -> Part {
    let all = joined(rows, " \\\\ ", "; ");
    Part::latex(format!("\\begin{{matrix}} {} \\end{{matrix}}", all.latex), all.plain)
}

fn joined(parts: &[Part], latex: &str, plain: &str) -> Part {
    let mut all = Part::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            all.latex.push_str(latex);
            all.plain.push_str(plain);
        }
        all.push(part);
    }
    all
}

/// A function with its name upright, where LaTeX knows it.
fn function(name: &Part, of: &Part) -> Part {
    const KNOWN: [&str; 24] = [
        "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln",
        "lg", "exp", "min", "max", "lim", "sup", "inf", "det", "gcd", "arg",
    ];
    let plain = format!("{} {}", name.plain.trim(), of.plain.trim());
    let word: String = name.latex.chars().take_while(|c| c.is_alphabetic()).collect();
    let known = if KNOWN.contains(&word.as_str()) { "\\" } else { "" };
    let latex = format!("{known}{} {}", name.latex.trim(), of.latex.trim());
    Part { plain, latex, is_simple: name.is_simple && of.is_simple }
}

fn wrapped(command: &str, inside: &Part) -> Part {
    Part::latex(format!("{command}{{{}}}", inside.latex.trim()), inside.plain.clone())
}

/// The command of a large operator, or the sign itself.
fn operator(sign: &str) -> &str {
    match sign {
        "∑" => "\\sum",
        "∏" => "\\prod",
        "∐" => "\\coprod",
        "∫" => "\\int",
        "∬" => "\\iint",
        "∭" => "\\iiint",
        "∮" => "\\oint",
        "⋃" => "\\bigcup",
        "⋂" => "\\bigcap",
        other => other,
    }
}

/// The command of an accent, written as a combining character or as a sign of its own.
fn accent(sign: &str) -> &'static str {
    match sign {
        "\u{303}" | "~" => "\\tilde",
        "\u{304}" | "\u{305}" | "¯" => "\\bar",
        "\u{307}" | "˙" => "\\dot",
        "\u{308}" | "¨" => "\\ddot",
        "\u{20d7}" | "→" => "\\vec",
        "\u{30c}" | "ˇ" => "\\check",
        "\u{306}" | "˘" => "\\breve",
        "\u{300}" | "`" => "\\grave",
        "\u{301}" | "´" => "\\acute",
        _ => "\\hat",
    }
}
