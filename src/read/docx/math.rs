//! Office Math as readable text on one line (ECMA-376 part 1, 22.1): `x^2`, `(a+b)/c`, `√(x)`.

use crate::read::office::xml::{Event, PartError, Space, Xml};

/// Deepest nesting that is written out; deeper parts are characters only.
const MAX_DEPTH: usize = 24;

/// The text of the `m:oMath` opened last.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<String, PartError> {
    Ok(part(xml, 0)?.trim().to_owned())
}

/// The text of the element opened last.
fn part(xml: &mut Xml<'_>, depth: usize) -> Result<String, PartError> {
    let mut text = String::new();
    // Elements that mean nothing here; their content counts.
    let mut plain = 0_usize;
    let mut in_text = false;
    loop {
        let name = match xml.next()? {
            Event::Open(element) => match (element.space, element.local()) {
                (Space::Math | Space::Word, "t") => Some("t"),
                (Space::Math, "den") => Some("den"),
                (Space::Math, "num") => Some("num"),
                (Space::Math, "sup") => Some("sup"),
                (Space::Math, "sub") => Some("sub"),
                (Space::Math, "deg") => Some("deg"),
                (Space::Math, "rad") => Some("rad"),
                (Space::Math, "d") => Some("d"),
                (Space::Math, "mr") => Some("mr"),
                (Space::Math, "chr") => {
                    text.push_str(&element.val().unwrap_or_default());
                    Some("skip")
                }
                (Space::Math, name) if name.ends_with("Pr") => {
                    // The sign of a sum or an integral stands in its properties.
                    (name != "naryPr").then_some("skip")
                }
                (Space::Word, "rPr" | "del") => Some("skip"),
                _ => None,
            },
            Event::Close if plain == 0 => return Ok(text),
            Event::Close => {
                plain -= 1;
                in_text = false;
                continue;
            }
            Event::Text(characters) => {
                if in_text {
                    text.push_str(&characters);
                }
                continue;
            }
            Event::Nothing => continue,
        };
        match name {
            Some("skip") => xml.skip()?,
            Some("t") => {
                plain += 1;
                in_text = true;
            }
            Some(name) if depth < MAX_DEPTH => {
                let inside = part(xml, depth + 1)?;
                push(&mut text, name, inside.trim());
            }
            _ => plain += 1,
        }
    }
}

fn push(text: &mut String, name: &str, inside: &str) {
    match name {
        "num" => text.push_str(&grouped(inside)),
        "den" => text.extend(["/", &grouped(inside)]),
        "rad" => text.extend(["√(", inside, ")"]),
        "d" => text.extend(["(", inside, ")"]),
        "mr" => text.extend([inside, "; "]),
        _ if inside.is_empty() => {}
        "sup" => text.extend(["^", &grouped(inside)]),
        "sub" => text.extend(["_", &grouped(inside)]),
        _ => text.push_str(inside),
    }
}

/// In parentheses if it is more than one word.
fn grouped(inside: &str) -> String {
    let is_word = inside.chars().all(|c| c.is_alphanumeric() || c == '.');
    if is_word || inside.starts_with('(') && inside.ends_with(')') { inside.to_owned() } else { format!("({inside})") }
}
