//! Time zones.

use std::ops::Range;

use super::abbreviation::{BEHIND_TIME, abbreviation};
use super::{Cursor, begins_word, place};

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

/// First parts of names of the tz database: `Africa/Nairobi`.
const AREAS: &[&str] =
    &["Africa", "America", "Asia", "Atlantic", "Australia", "Etc", "Europe", "Indian", "Pacific", "US"];

/// What a zone stands behind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind {
    /// The time of day before it, in minutes.
    pub(super) minutes: i64,
    /// Whether that time is of the form of ISO 8601, so that `-05:00` is its offset.
    pub(super) iso: bool,
}

/// The zone behind a clock time: `10:00-11:30` and `10:00 UTC-11:30 UTC` are ranges, and no offsets.
pub(super) fn zone_behind(text: &str, offset: usize, behind: Behind) -> Option<Zone> {
    let zone = zone_at(text, offset)?;
    let minus = zone.name.find(['-', '−']);
    let Some(at) = minus else { return Some(zone) };
    if at == 0 {
        return Some(zone).filter(|_| behind.iso);
    }
    // `10:00 UTC-11:30`: a clock time later than this one. No zone is 11:30 behind.
    let hours = zone.name[at..].trim_start_matches(['-', '−', ' ']);
    let later = hours
        .split_once(':')
        .and_then(|(hour, minute)| Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?));
    if later.is_none_or(|later| later <= behind.minutes) {
        return Some(zone);
    }
    let name = zone.name[..at].trim_end().to_owned();
    let end = text[offset..].find(&name).map_or(zone.range.end, |start| offset + start + name.len());
    let offset_minutes = zone_at(&name, 0).and_then(|zone| zone.offset_minutes);
    Some(Zone { name, offset_minutes, range: offset..end })
}

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
    // A name begins with a letter, and an offset before its zone with its sign.
    if !matches!(cursor.byte(), b'A'..=b'Z' | b'a'..=b'z' | b'+' | 0x80..) {
        return None;
    }
    let named = named_zone(cursor)
        .or_else(|| short_zone(cursor, BEHIND_TIME))
        .or_else(|| area_zone(cursor))
        .or_else(|| signed_zone(cursor))?;
    let mut after = Cursor::new(text, named.end);
    if open {
        after.skip_blanks(1);
        after.take_if(|c| c == ')' || c == ']')?;
    }
    Some(named.zone(text, offset..after.offset))
}

/// A zone that was read: the bytes of its name, where it ends, and its offset.
struct Named {
    name: Range<usize>,
    end: usize,
    offset_minutes: Option<i32>,
}

impl Named {
    fn zone(self, text: &str, range: Range<usize>) -> Zone {
        Zone { name: text[self.name].trim().to_owned(), offset_minutes: self.offset_minutes, range }
    }
}

fn short_zone(cursor: Cursor<'_>, small: &[&str]) -> Option<Named> {
    let (end, offset_minutes) = abbreviation(cursor, small)?;
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
        let zone = begins_word(text, at)
            .then(|| named_zone(cursor).or_else(|| short_zone(cursor, &[])).or_else(|| area_zone(cursor)))
            .flatten()
            .map(|found| {
                let range = at..found.end;
                found.zone(text, range)
            });
        offset = zone.as_ref().map_or(at + cursor.word().len(), |zone| zone.range.end);
        found.extend(zone);
    }
    found
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

/// `+3 GMT`: an offset before the zone that it is an offset from.
fn signed_zone(cursor: Cursor<'_>) -> Option<Named> {
    let mut ahead = cursor;
    ahead.take_if(|c| c == '+')?;
    let (hours, 1 | 2) = ahead.digits(3)? else { return None };
    ahead.skip_blanks(1);
    let word = ahead.word();
    let end = ahead.offset + word.len();
    let plausible = hours <= 14 && (word.eq_ignore_ascii_case("GMT") || word.eq_ignore_ascii_case("UTC"));
    plausible.then_some(Named { name: cursor.offset..end, end, offset_minutes: i32::try_from(hours * 60).ok() })
}

/// `Africa/Nairobi`, `America/New_York`, `Etc/UTC`: names of the tz database. No database is read: only places that keep one offset
/// all year have one.
fn area_zone(cursor: Cursor<'_>) -> Option<Named> {
    let area = cursor.word();
    let rest = cursor.rest().get(area.len()..)?.strip_prefix('/')?;
    if !AREAS.contains(&area) {
        return None;
    }
    let length = rest.find(|c: char| !(c.is_alphabetic() || matches!(c, '_' | '/' | '-'))).unwrap_or(rest.len());
    let city = rest[..length].trim_end_matches(['-', '/']);
    if !city.starts_with(char::is_uppercase) {
        return None;
    }
    let place = city.rsplit('/').next().unwrap_or(city).replace('_', " ");
    let offset_minutes = match place.as_str() {
        "UTC" | "GMT" => Some(0),
        place => place::place(place).and_then(|place| place.offset_minutes),
    };
    let end = cursor.offset + area.len() + 1 + city.len();
    Some(Named { name: cursor.offset..end, end, offset_minutes })
}

/// `Kigali Time`, `West Africa Time`, `Pacific Standard Timezone`: a known place and `Time`.
fn named_zone(cursor: Cursor<'_>) -> Option<Named> {
    let mut ahead = cursor;
    for count in 0..=place::MOST_WORDS {
        let word = ahead.word();
        if word.is_empty() {
            return None;
        }
        if count > 0 && (word.eq_ignore_ascii_case("time") || word.eq_ignore_ascii_case("timezone")) {
            let words = cursor.text[cursor.offset..ahead.offset].trim().replace('-', " ");
            let offset_minutes = place::place(&words)?.offset_minutes;
            ahead.offset += word.len();
            return Some(in_short(cursor, ahead).unwrap_or(Named {
                name: cursor.offset..ahead.offset,
                end: ahead.offset,
                offset_minutes,
            }));
        }
        ahead.offset += word.len();
        ahead.take_if(|c| c == ' ' || c == '-')?;
    }
    None
}

/// `Central African Time (CAT)`: the abbreviation is the zone's name.
fn in_short(cursor: Cursor<'_>, mut ahead: Cursor<'_>) -> Option<Named> {
    ahead.skip_blanks(1);
    ahead.take_if(|c| c == '(')?;
    let (end, offset_minutes) = abbreviation(ahead, &[]).filter(|(end, _)| cursor.text[*end..].starts_with(')'))?;
    Some(Named { name: ahead.offset..end, end: end + 1, offset_minutes })
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
            (" EAT + 2", "EAT + 2", None),
            (" UTC/GMT +3", "UTC/GMT +3", Some(180)),
            (" (+3 GMT)", "+3 GMT", Some(180)),
            (" UTC+05:30", "UTC+05:30", Some(330)),
            (" (West Africa Time)", "West Africa Time", Some(60)),
            (" West African Time (WAT)", "WAT", Some(60)),
            (" Pacific Time", "Pacific Time", None),
            (" Douala time", "Douala time", Some(60)),
            (" Nairobi local time", "Nairobi local time", Some(180)),
            (" server time", "server time", None),
            (" Africa/Nairobi", "Africa/Nairobi", Some(180)),
            (" (Africa/Addis_Ababa)", "Africa/Addis_Ababa", Some(180)),
            (" America/New_York", "America/New_York", None),
            (" America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", Some(-180)),
            (" Etc/UTC", "Etc/UTC", Some(0)),
            (" pst", "pst", Some(-480)),
            (" IST", "IST", None),
            (" CST", "CST", None),
            (" BST", "BST", None),
            ("+0100", "+0100", Some(60)),
            (" UTC - 16:00 UTC", "UTC", Some(0)),
            (" UTC-10 PM", "UTC", Some(0)),
            (" UTC - 3 alerts", "UTC", Some(0)),
        ] {
            assert_eq!(found(text), Some((name.to_owned(), offset)), "{text}");
        }
    }

    #[test]
    fn words_are_no_zones() {
        for text in [" the", " cat", " Start Time", " (the end)", " - 4", " and/or", " Response time", " +3 alerts"] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(zones("the best est. time and mst").len(), 0);
    }

    #[test]
    fn zones_stand_in_headings() {
        let names = |text| zones(text).into_iter().map(|zone| zone.name).collect::<Vec<_>>();
        assert_eq!(names("Timeline (all times in WAT)"), ["WAT"]);
        assert_eq!(names("Timeline - Africa/Lagos"), ["Africa/Lagos"]);
        assert_eq!(names("Timeline (Kigali time, GMT+2)"), ["Kigali time", "GMT+2"]);
    }
}
