//! Zones by their abbreviations.

use super::Cursor;

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
    ("TRT", Some(180)),
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
    ("NPT", Some(345)),
    ("WIB", Some(420)),
    ("ICT", Some(420)),
    ("SGT", Some(480)),
    ("HKT", Some(480)),
    ("PHT", Some(480)),
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
    ("GST", None),
    ("PT", None),
    ("ET", None),
    ("CT", None),
    ("MT", None),
];

/// Abbreviations that are no words, so that they name a zone in small letters too: anywhere, or only behind a time.
const ANYWHERE: &[&str] = &["UTC", "GMT", "WAT", "EAT"];

/// See [`ANYWHERE`].
pub(super) const BEHIND_TIME: &[&str] =
    &["EST", "EDT", "CST", "CDT", "PST", "PDT", "MST", "MDT", "IST", "BST", "CET", "CEST", "EET", "SAST", "AEST"];

/// An abbreviation in capitals, with minutes east of UTC where it has one meaning.
pub(super) fn exact(word: &str) -> Option<(&'static str, Option<i32>)> {
    ABBREVIATIONS.iter().find(|(name, _)| *name == word).copied()
}

/// `UTC`, `GMT+1`, `EAT + 3`, `UTC/GMT +3`: where it ends and its offset.
pub(super) fn abbreviation(cursor: Cursor<'_>, small: &[&str]) -> Option<(usize, Option<i32>)> {
    let word = cursor.word();
    if !(2..=4).contains(&word.len()) {
        return None;
    }
    let first = word.as_bytes()[0].to_ascii_uppercase();
    let named = |name: &str| name.as_bytes()[0] == first && name.eq_ignore_ascii_case(word);
    let (name, own) = ABBREVIATIONS.iter().find(|(name, _)| named(name))?;
    // Lower-case words such as `et` or `cat` are zones only where nothing else could be meant.
    if word != *name && !ANYWHERE.contains(name) && !small.contains(name) {
        return None;
    }
    let mut after = cursor;
    after.offset += word.len();
    let universal = |name: &str| ["UTC", "GMT"].iter().any(|universal| universal.eq_ignore_ascii_case(name));
    let mut both = after;
    if universal(name) && both.take_if(|c| c == '/').is_some() && universal(both.word()) {
        both.offset += both.word().len();
        after = both;
    }
    let plain = after.offset;
    let Some((end, shift)) = signed_hours(after) else { return Some((plain, *own)) };
    // `EAT + 3` repeats the offset of EAT; anything else contradicts itself.
    let offset = if universal(name) { Some(shift) } else { own.filter(|own| *own == shift) };
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
    // `UTC - 16:30` and `UTC - 10 PM` are ranges of times, and `UTC - 3 alerts` is a sentence.
    let hours = minutes / 60;
    let reads_on = cursor.peek().is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '%');
    let mut next = cursor;
    next.skip_blanks(1);
    let spaced_word = sign < 0 && (spaced || is_half(next)) && next.peek().is_some_and(char::is_alphabetic);
    if hours > 14 || reads_on || spaced_word {
        return None;
    }
    Some((cursor.offset, sign * i32::try_from(minutes).ok()?))
}

fn is_half(cursor: Cursor<'_>) -> bool {
    let word = cursor.word();
    word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm")
}
