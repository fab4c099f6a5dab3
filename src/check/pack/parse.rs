//! From the text of a rule pack to the pack, with the place of each mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Pack, PackError, PackFault};
use crate::check::nearest;
use crate::check::rule::Need;
use crate::postmortem::Role;

/// Most bytes of a pack.
const LARGEST: usize = 100_000;
/// Most characters of a name or heading.
const LONGEST: usize = 100;
/// Most points of one requirement.
const MOST_POINTS: f64 = 1000.0;
/// Most words that a range may speak of.
const MOST_WORDS: usize = 100_000;

/// The keys of roles.
const ROLES: [(&str, Role); 4] = [
    ("summary", Role::Summary),
    ("timeline", Role::Timeline),
    ("cause_and_resolution", Role::CauseAndResolution),
    ("measures", Role::Measures),
];
const NEEDS: [(&str, Need); 3] = [("required", Need::Required), ("optional", Need::Optional), ("off", Need::Off)];

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;
type Outcome<T = ()> = Result<T, PackError>;

pub(super) fn pack(bytes: &[u8]) -> Outcome<Pack> {
    if bytes.len() > LARGEST {
        let fault = PackFault::TooLarge { bytes: bytes.len(), most: LARGEST };
        return Err(PackError::at("", 0..0, fault));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        PackError::at(&good, good.len()..good.len(), PackFault::NotText)
    })?;
    let mut reader =
        Reader { text, pack: Pack { sha256: crate::digest::sha256(bytes), ..Pack::new() }, named: Vec::new() };
    reader.document()?;
    Ok(reader.pack)
}

struct Reader<'t> {
    text: &'t str,
    pack: Pack,
    /// The headings that were named, with the key of their role.
    named: Vec<(String, &'static str)>,
}

impl Reader<'_> {
    fn fail<T>(&self, span: Range<usize>, fault: PackFault) -> Outcome<T> {
        Err(PackError::at(self.text, span, fault))
    }

    fn document(&mut self) -> Outcome {
        let parsed = DeTable::parse(self.text).map_err(|error| {
            let fault = PackFault::Syntax(error.message().to_owned());
            PackError::at(self.text, error.span().unwrap_or(0..0), fault)
        })?;
        let (mut requirements, mut headings) = (None, None);
        for (key, value) in parsed.get_ref() {
            match self.known(key, &["name", "partial", "words", "requirements", "headings"])? {
                "name" => self.pack.name = self.line(value)?,
                "partial" => self.pack.partial = self.number(value, 1.0, "a number from 0 to 1")?,
                "words" => self.words(value)?,
                "requirements" => requirements = Some(value),
                _ => headings = Some(value),
            }
        }
        requirements.map_or(Ok(()), |value| self.requirements(value))?;
        headings.map_or(Ok(()), |value| self.headings(value))
    }

    fn words(&mut self, value: &Value<'_>) -> Outcome {
        for (key, value) in self.table(value)? {
            let number = self.number(value, 100_000.0, "a whole number from 1 to 100000")?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100000")]
            let words = number as usize;
            if number.fract() != 0.0 || !(1..=MOST_WORDS).contains(&words) {
                let fault =
                    PackFault::OutOfRange { expected: "a whole number from 1 to 100000", found: number.to_string() };
                return self.fail(value.span(), fault);
            }
            match self.known(key, &["fewest", "most"])? {
                "fewest" => self.pack.words.fewest = words,
                _ => self.pack.words.most = words,
            }
        }
        let range = self.pack.words;
        if range.fewest > range.most {
            return self.fail(value.span(), PackFault::EmptyRange { fewest: range.fewest, most: range.most });
        }
        Ok(())
    }

    /// `"summary.percent" = …`, or the same without quotes, which TOML reads as a table in a table.
    fn requirements(&mut self, value: &Value<'_>) -> Outcome {
        for (key, value) in self.table(value)? {
            match value.get_ref() {
                DeValue::Table(inside) if !key.get_ref().contains('.') => {
                    for (rest, value) in inside {
                        self.requirement(&format!("{}.{}", key.get_ref(), rest.get_ref()), rest.span(), value)?;
                    }
                }
                _ => self.requirement(key.get_ref(), key.span(), value)?,
            }
        }
        if self.pack.asked.iter().any(|asked| asked.need == Need::Required) {
            return Ok(());
        }
        self.fail(value.span(), PackFault::NothingRequired)
    }

    fn requirement(&mut self, id: &str, span: Range<usize>, value: &Value<'_>) -> Outcome {
        let Some(index) = self.pack.asked.iter().position(|asked| asked.rule.id == id) else {
            let nearest = nearest(id, self.pack.asked.iter().map(|asked| asked.rule.id));
            return self.fail(span, PackFault::UnknownRequirement { id: id.to_owned(), nearest });
        };
        let (mut need, mut points) = (None, None);
        match value.get_ref() {
            DeValue::String(_) => need = Some(self.need(value)?),
            DeValue::Integer(_) | DeValue::Float(_) => points = Some(self.points(value)?),
            DeValue::Table(inside) => {
                for (key, value) in inside {
                    match self.known(key, &["need", "points"])? {
                        "need" => need = Some(self.need(value)?),
                        _ => points = Some(self.points(value)?),
                    }
                }
            }
            other => {
                let expected = "required, optional, off, a number of points, or { need = …, points = … }";
                return self.fail(value.span(), PackFault::WrongType { expected, found: other.type_str() });
            }
        }
        let asked = &mut self.pack.asked[index];
        asked.need = need.unwrap_or(asked.need);
        asked.points = points.unwrap_or(asked.points);
        Ok(())
    }

    fn need(&self, value: &Value<'_>) -> Outcome<Need> {
        let word = self.string(value, "required, optional or off")?;
        let Some((_, need)) = NEEDS.iter().find(|(name, _)| *name == word) else {
            let nearest = nearest(word, NEEDS.iter().map(|(name, _)| *name));
            return self.fail(value.span(), PackFault::UnknownNeed { word: word.to_owned(), nearest });
        };
        Ok(*need)
    }

    fn points(&self, value: &Value<'_>) -> Outcome<f64> {
        self.number(value, MOST_POINTS, "a number of points from 0 to 1000")
    }

    fn headings(&mut self, value: &Value<'_>) -> Outcome {
        for (key, value) in self.table(value)? {
            let name = self.known(key, &ROLES.map(|(name, _)| name))?;
            let Some((name, role)) = ROLES.iter().find(|(known, _)| *known == name) else { continue };
            for (key, value) in self.table(value)? {
                match self.known(key, &["write", "accept"])? {
                    "write" => {
                        let heading = self.heading(value, name)?;
                        self.pack.headings.write(*role, &heading);
                    }
                    _ => self.accepted(value, name, *role)?,
                }
            }
        }
        Ok(())
    }

    fn accepted(&mut self, value: &Value<'_>, name: &'static str, role: Role) -> Outcome {
        let DeValue::Array(list) = value.get_ref() else {
            let found = value.get_ref().type_str();
            return self.fail(value.span(), PackFault::WrongType { expected: "a list of headings", found });
        };
        for value in list {
            let heading = self.heading(value, name)?;
            self.pack.headings.accept(role, &heading);
        }
        Ok(())
    }

    /// A heading that no other role has.
    fn heading(&mut self, value: &Value<'_>, name: &'static str) -> Outcome<String> {
        let heading = self.line(value)?;
        let same = |known: &&(String, &str)| known.0.eq_ignore_ascii_case(&heading) && known.1 != name;
        if let Some((_, role)) = self.named.iter().find(same) {
            return self.fail(value.span(), PackFault::TwoRoles { heading, role });
        }
        self.named.push((heading.clone(), name));
        Ok(heading)
    }

    /// The key as it is known, or an error that names the nearest.
    fn known(&self, key: &Key<'_>, known: &[&'static str]) -> Outcome<&'static str> {
        let word: &str = key.get_ref();
        if let Some(found) = known.iter().find(|name| **name == word) {
            return Ok(found);
        }
        let nearest = nearest(word, known.iter().copied());
        self.fail(key.span(), PackFault::UnknownKey { key: word.to_owned(), nearest })
    }

    fn table<'v, 'i>(&self, value: &'v Value<'i>) -> Outcome<&'v DeTable<'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            other => self.fail(value.span(), PackFault::WrongType { expected: "a table", found: other.type_str() }),
        }
    }

    fn string<'v>(&self, value: &'v Value<'_>, expected: &'static str) -> Outcome<&'v str> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text),
            other => self.fail(value.span(), PackFault::WrongType { expected, found: other.type_str() }),
        }
    }

    /// A name or heading: one line with a letter in it.
    fn line(&self, value: &Value<'_>) -> Outcome<String> {
        let text = self.string(value, "a text in quotes")?.trim();
        let fits = text.chars().count() <= LONGEST
            && text.chars().any(char::is_alphanumeric)
            && !text.contains(char::is_control);
        if fits {
            Ok(text.to_owned())
        } else {
            self.fail(
                value.span(),
                PackFault::BadText { expected: "one line of 1 to 100 characters, with a letter in it" },
            )
        }
    }

    fn number(&self, value: &Value<'_>, most: f64, expected: &'static str) -> Outcome<f64> {
        let digits = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            other => return self.fail(value.span(), PackFault::WrongType { expected, found: other.type_str() }),
        };
        match digits.replace('_', "").parse::<f64>() {
            Ok(number) if (0.0..=most).contains(&number) => Ok(number),
            _ => self.fail(value.span(), PackFault::OutOfRange { expected, found: digits.to_owned() }),
        }
    }
}
