//! Time zones.

use std::ops::Range;

use super::{Cursor, begins_word};

/// A zone as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// The author's words, without parentheses around them.
    pub name: String,
    /// Minutes east of UTC, where the name has one meaning.
    pub offset_minutes: Option<i32>,
    /// Where it stands, parentheses included, in bytes.
    pub range: Range<usize>,
}

/// Abbreviations that name a zone, with minutes east of UTC where there is one meaning.
///
/// Those with several meanings (India or Israel or Ireland, Central or China, British or Bangladesh) and those
/// that change with daylight saving (PT, ET) have none.
const ABBREVIATIONS: &[(&str, Option<i32>)] = &[
    ("UTC", Some(0)),
    ("GMT", Some(0)),
    ("WAT", Some(60)),
    ("WCAT", Some(60)),
    ("CAT", Some(120)),
    ("EAT", Some(180)),
    ("SAST", Some(120)),
    ("CET", Some(60)),
    ("CEST", Some(120)),
    ("EET", Some(120)),
    ("EEST", Some(180)),
    ("WET", Some(0)),
    ("WEST", Some(60)),
    ("MSK", Some(180)),
    ("EST", Some(-300)),
    ("EDT", Some(-240)),
    ("CDT", Some(-300)),
    ("MST", Some(-420)),
    ("MDT", Some(-360)),
    ("PST", Some(-480)),
    ("PDT", Some(-420)),
    ("AKST", Some(-540)),
    ("HST", Some(-600)),
    ("COT", Some(-300)),
    ("BRT", Some(-180)),
    ("ART", Some(-180)),
    ("PKT", Some(300)),
    ("SGT", Some(480)),
    ("JST", Some(540)),
    ("KST", Some(540)),
    ("AEST", Some(600)),
    ("AEDT", Some(660)),
    ("NZST", Some(720)),
    ("NZDT", Some(780)),
    ("IST", None),
    ("CST", None),
    ("BST", None),
    ("AST", None),
    ("ECT", None),
    ("PT", None),
    ("ET", None),
    ("CT", None),
    ("MT", None),
];

/// Letters of the longest of them.
const LONGEST_ABBREVIATION: usize = 4;

/// Words before `Time` that name a zone together with it.
const NAMED: &[&str] = &[
    "pacific",
    "eastern",
    "central",
    "mountain",
    "kigali",
    "nairobi",
    "lagos",
    "cairo",
    "accra",
    "addis",
    "ababa",
    "africa",
    "african",
    "west",
    "east",
    "south",
    "north",
    "european",
    "europe",
    "greenwich",
    "mean",
    "universal",
    "coordinated",
    "indian",
    "india",
    "standard",
    "daylight",
    "summer",
    "winter",
    "moscow",
    "london",
    "paris",
    "berlin",
    "british",
    "egypt",
    "egyptian",
    "ethiopian",
    "kenyan",
    "nigerian",
    "ghana",
    "morocco",
    "moroccan",
    "local",
    "server",
    "tunisian",
    "colombia",
    "colombian",
    "bogota",
    "atlantic",
    "arabia",
    "arabian",
    "casablanca",
    "johannesburg",
    "harare",
    "lusaka",
    "kampala",
    "dakar",
    "tunis",
    "us",
    "new",
    "york",
];

/// The zone that stands at this byte offset, after blanks, an opening parenthesis or a comma at most.
#[must_use]
pub fn zone_at(text: &str, offset: usize) -> Option<Zone> {
    let mut cursor = Cursor::new(text, offset);
    if let Some(zone) = numeric_offset(cursor, offset) {
        return Some(zone);
    }
    cursor.skip_blanks(3);
    let open = cursor.take_if(|c| c == '(' || c == '[').is_some();
    cursor.skip_blanks(1);
    let Named { name, end, offset_minutes } = named_zone(cursor).or_else(|| short_zone(cursor))?;
    let mut after = Cursor::new(text, end);
    if open {
        after.skip_blanks(1);
        after.take_if(|c| c == ')' || c == ']')?;
    }
    Some(Zone { name: text[name].trim().to_owned(), offset_minutes, range: offset..after.offset })
}

/// A zone that was read: the bytes of its name, where it ends, and its offset.
struct Named {
    name: Range<usize>,
    end: usize,
    offset_minutes: Option<i32>,
}

fn short_zone(cursor: Cursor<'_>) -> Option<Named> {
    let (end, offset_minutes) = abbreviation(cursor)?;
    Some(Named { name: cursor.offset..end, end, offset_minutes })
}

/// All zones that stand by themselves in a text, such as the one in `Timeline (all times in WAT)`.
#[must_use]
pub fn zones(text: &str) -> Vec<Zone> {
    let mut found: Vec<Zone> = Vec::new();
    let mut offset = 0;
    while let Some(step) = text[offset..].find(char::is_alphabetic) {
        let at = offset + step;
        let cursor = Cursor::new(text, at);
        let zone =
            begins_word(text, at).then(|| named_zone(cursor).or_else(|| short_zone(cursor))).flatten().map(|found| {
                Zone {
                    name: text[found.name].trim().to_owned(),
                    offset_minutes: found.offset_minutes,
                    range: at..found.end,
                }
            });
        offset = zone.as_ref().map_or(at + cursor.word().len(), |zone| zone.range.end);
        found.extend(zone);
    }
    found
}

/// `UTC`, `GMT+1`, `EAT + 3`: where it ends and its offset.
fn abbreviation(cursor: Cursor<'_>) -> Option<(usize, Option<i32>)> {
    let word = cursor.word();
    if word.len() > LONGEST_ABBREVIATION {
        return None;
    }
    let upper = word.to_ascii_uppercase();
    let (_, own) = ABBREVIATIONS.iter().find(|(name, _)| *name == upper)?;
    // Lower-case words such as `et` or `cat` are zones only where nothing else could be meant.
    if word != upper && !matches!(upper.as_str(), "UTC" | "GMT" | "WAT" | "EAT") {
        return None;
    }
    let mut after = cursor;
    after.offset += word.len();
    let plain = after.offset;
    let Some((end, shift)) = signed_hours(after) else { return Some((plain, *own)) };
    let offset = match upper.as_str() {
        "UTC" | "GMT" => Some(shift),
        // `EAT + 3` repeats the offset of EAT; anything else contradicts itself.
        _ => own.filter(|own| *own == shift),
    };
    Some((end, offset))
}

/// `+1`, ` - 05:30`, `+0100` behind an abbreviation, in minutes.
fn signed_hours(mut cursor: Cursor<'_>) -> Option<(usize, i32)> {
    cursor.skip_blanks(1);
    let sign = match cursor.take_if(|c| matches!(c, '+' | '-' | '−'))? {
        '+' => 1,
        _ => -1,
    };
    let spaced = cursor.peek() == Some(' ');
    cursor.skip_blanks(1);
    let (number, count) = cursor.digits(4)?;
    let mut minutes = if count > 2 { number / 100 * 60 + number % 100 } else { number * 60 };
    let mut ahead = cursor;
    if count <= 2
        && ahead.take_if(|c| c == ':').is_some()
        && let Some((extra, 2)) = ahead.digits(2)
    {
        minutes += extra;
        cursor = ahead;
    }
    // `UTC - 16:30` is a range of times and `UTC - 3 alerts` a sentence.
    let hours = minutes / 60;
    let reads_on = cursor.peek().is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '%');
    let mut next = cursor;
    next.skip_blanks(1);
    let spaced_word = sign < 0 && spaced && next.peek().is_some_and(char::is_alphabetic);
    if hours > 14 || reads_on || spaced_word {
        return None;
    }
    Some((cursor.offset, sign * i32::try_from(minutes).ok()?))
}

/// `+0100` or `+01:00` or `Z` directly behind the digits of a time.
fn numeric_offset(mut cursor: Cursor<'_>, offset: usize) -> Option<Zone> {
    let begin = cursor.offset;
    if cursor.peek() == Some('Z') && cursor.word() == "Z" {
        return Some(Zone { name: "Z".to_owned(), offset_minutes: Some(0), range: offset..begin + 1 });
    }
    let sign = match cursor.take_if(|c| c == '+' || c == '-')? {
        '+' => 1,
        _ => -1,
    };
    let (number, count) = cursor.digits(4)?;
    let minutes = match count {
        4 => number / 100 * 60 + number % 100,
        2 if cursor.take_if(|c| c == ':').is_some() => {
            let (minutes, 2) = cursor.digits(2)? else { return None };
            number * 60 + minutes
        }
        _ => return None,
    };
    let plausible = minutes <= 14 * 60 && minutes % 15 == 0 && !cursor.peek().is_some_and(char::is_alphanumeric);
    plausible.then(|| Zone {
        name: cursor.text[begin..cursor.offset].to_owned(),
        offset_minutes: i32::try_from(minutes).ok().map(|minutes| sign * minutes),
        range: offset..cursor.offset,
    })
}

/// `Kigali Time`, `West Africa Time`, `Pacific Standard Timezone`: up to four known words and `Time`.
fn named_zone(cursor: Cursor<'_>) -> Option<Named> {
    let mut ahead = cursor;
    let mut words = Vec::new();
    loop {
        let word = ahead.word();
        if word.is_empty() || words.len() > 5 {
            return None;
        }
        let is = |name: &&str| name.eq_ignore_ascii_case(word);
        ahead.offset += word.len();
        if !words.is_empty() && (is(&"time") || is(&"timezone")) {
            // `Central African Time (CAT)`: the abbreviation is the zone's name.
            let mut short = ahead;
            short.skip_blanks(1);
            if short.take_if(|c| c == '(').is_some()
                && let Some((end, offset)) = abbreviation(short).filter(|(end, _)| cursor.text[*end..].starts_with(')'))
            {
                return Some(Named { name: short.offset..end, end: end + 1, offset_minutes: offset });
            }
            let offset = match words.join(" ").as_str() {
                "west africa" | "west african" | "west africa standard" | "west african standard" => Some(60),
                "east africa" | "east african" => Some(180),
                "central africa" | "central african" | "kigali" => Some(120),
                "greenwich mean" | "coordinated universal" | "universal" => Some(0),
                "eastern standard" => Some(-300),
                "eastern daylight" => Some(-240),
                "pacific standard" => Some(-480),
                "pacific daylight" => Some(-420),
                _ => None,
            };
            return Some(Named { name: cursor.offset..ahead.offset, end: ahead.offset, offset_minutes: offset });
        }
        words.push(*NAMED.iter().find(|name| is(name))?);
        ahead.take_if(|c| c == ' ' || c == '-')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, Option<i32>)> {
        zone_at(text, 0).map(|zone| (zone.name, zone.offset_minutes))
    }

    #[test]
    fn zones_keep_the_authors_words() {
        for (text, name, offset) in [
            (" UTC", "UTC", Some(0)),
            (" (UTC-5) and", "UTC-5", Some(-300)),
            (" GMT+1.", "GMT+1", Some(60)),
            (" EAT + 3", "EAT + 3", Some(180)),
            (" (West Africa Time)", "West Africa Time", Some(60)),
            (" Pacific Time", "Pacific Time", None),
            (" IST", "IST", None),
            ("+0100", "+0100", Some(60)),
            (" UTC - 16:00 UTC", "UTC", Some(0)),
            (" UTC - 3 alerts", "UTC", Some(0)),
        ] {
            assert_eq!(found(text), Some((name.to_owned(), offset)), "{text}");
        }
    }

    #[test]
    fn words_are_no_zones() {
        for text in [" the", " cat", " Start Time", " (the end)", " Est", " - 4"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
