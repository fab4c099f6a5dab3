//! Formulas (MathML 3, chapter 3) as readable text on one line: `x^2`, `(a+b)/c`, `√(x)`.

use crate::read::office::xml::{Event, PartError, Space, Xml};

/// Deepest nesting that is written out; deeper parts are characters only.
const MAX_DEPTH: usize = 24;

/// The text of a part that is a formula; `None` if it is something else.
pub(super) fn read_part(xml: &mut Xml<'_>) -> Result<Option<String>, PartError> {
    while let Some(event) = xml.next_or_end()? {
        match event {
            Event::Open(element) if element.is(Space::MathMl, "math") => return read(xml).map(Some),
            Event::Open(_) => return Ok(None),
            _ => {}
        }
    }
    Ok(None)
}

/// The text of the `math:math` opened last.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<String, PartError> {
    Ok(part(xml, "math", 0)?.trim().to_owned())
}

/// The text of the element opened last, which has this name.
fn part(xml: &mut Xml<'_>, name: &str, depth: usize) -> Result<String, PartError> {
    if depth == MAX_DEPTH {
        return xml.characters();
    }
    let mut own = String::new();
    let mut children = Vec::new();
    loop {
        let child = match xml.next()? {
            Event::Open(element) if element.local().starts_with("annotation") => None,
            Event::Open(element) => Some(element.local().to_owned()),
            Event::Close => break,
            Event::Text(text) => {
                own.push_str(text.trim());
                continue;
            }
            Event::Nothing => continue,
        };
        match child {
            Some(child) => children.push(part(xml, &child, depth + 1)?),
            None => xml.skip()?,
        }
    }
    Ok(written(name, own, &children))
}

fn written(name: &str, own: String, children: &[String]) -> String {
    match (name, children) {
        ("mfrac", [above, below]) => format!("{}/{}", grouped(above), grouped(below)),
        ("msup" | "mover", [base, above]) => format!("{base}^{}", grouped(above)),
        ("msub" | "munder", [base, below]) => format!("{base}_{}", grouped(below)),
        ("msubsup" | "munderover", [base, below, above]) => format!("{base}_{}^{}", grouped(below), grouped(above)),
        ("mroot", [base, degree]) => format!("{degree}√({base})"),
        ("msqrt", _) => format!("√({})", children.concat()),
        ("mtable", _) => children.join("; "),
        ("mtr" | "mfenced", _) => format!("({})", children.join(", ")),
        ("mspace", _) => " ".to_owned(),
        _ => own + &children.concat(),
    }
}

/// In parentheses if it is more than one word.
fn grouped(inside: &str) -> String {
    let is_word = inside.chars().all(|c| c.is_alphanumeric() || c == '.');
    if is_word || inside.starts_with('(') && inside.ends_with(')') { inside.to_owned() } else { format!("({inside})") }
}
