//! Dates, clock times, zones and lengths of time as people write them.
//!
//! # Grammar
//!
//! ```text
//! clock    = ["T"] hour sep minute [":" second] [half] [zone]        14:00   6: 35 AM   14h30   12;45PM   00.40   T14:30Z
//!          | hour (half | "o'clock") [zone]                          6PM   2 p.m.   8 o'clock in the evening
//!          | hhmm ["hrs"] [zone]             (one of them)           0830HRS   1430 UTC   0930Z
//!          | number "." hour ":" minute                              10.12:30 PM: item 10, at 12:30
//!          | "noon" | "midday" | "midnight"
//! range    = clock join clock | hour join clock half                 10:00-11:30   10-11:30 AM   from 2 to 4 PM
//! join     = "-" | "–" | "—" | "~" | "→" | "->" | "to" | "until" | "till" | "through" | "and"
//! sep      = ":" | "." | ";" | "h"        ("." and ";" only before a half, a unit or a zone, or where a line begins with the time;
//!                                          "h" with one digit before it only there)
//! half     = "am" | "pm" | "a.m." | "p.m." | "in the morning" | "in the afternoon" | "in the evening" | "at night"
//! zone     = "(" zone ")" | abbreviation [sign digits] | sign hhmm | sign digits "GMT" | Place "Time" | Area "/" City
//!                                                                    UTC   GMT + 1   UTC-5   +0100   Kigali Time   Africa/Lagos
//! date     = [weekday] month day [","] [year] | day ["of"] month [year] | year "-" month "-" day | year month day
//!          | day "/" month "/" year       (order certain: a number above 12, both the same, or a range that counts on)
//! days     = month day "-" day ["," year] | day "-" day month [year]
//! day      = "Day" number | weekday | "next day"                     a day without a date
//! elapsed  = ["T"] sign length | "T" sign h ":" mm | "T0"            T+5m   +5 min   T+00:05
//! length   = number unit { ["and" | ","] number unit } ["and" fraction]
//!                                                                    1 hour, 46 minutes   2hrs   a day and a half   1h30m
//! number   = digits ["." digits] [fraction] | word ["and a half"]    2.5   2 1/2   2½   twenty-five   two and a half
//!          | hours ":" minutes            (before "hours")           1:25 hours
//! ```
//!
//! A side of a range without a half of the day takes the one that makes the range shortest, where the other side has one. A month may be
//! shortened or misspelled by one letter, by two where it is long. Nothing is guessed: a numeric date whose order of day and month is not
//! certain gives no date, a length with two bounds (`2 to 3 hours`) no length, and a zone with several meanings (`IST`, `CST`, `BST`),
//! with clocks that change (`PT`, `Cairo Time`) or without a known place no offset.

mod abbreviation;
mod clock;
mod date;
mod half;
mod length;
mod month;
mod number;
mod order;
mod place;
mod plain;
mod range;
mod relative;
mod written;
mod zone;

pub use clock::{Clock, ClockContext, clock_at, clocks, has_clock, next_clock, tells_time_only_first};
pub use date::{Date, date_at, date_within, dates};
pub use length::{has_length, length_in_minutes};
pub(super) use month::opens_month;
pub(super) use number::{part_of_whole, small_number};
pub use order::{ambiguous_date, numeric_range};
pub use plain::plain_clock;
pub use range::range_end;
pub use relative::{UndatedDay, elapsed_at, undated_day_at, weekday_at};
pub use zone::{Zone, zone_at, zones};

/// Whether the text at this byte offset begins a word: nothing, or no letter or digit, stands before it.
fn begins_word(text: &str, offset: usize) -> bool {
    match offset.checked_sub(1).map(|before| text.as_bytes()[before]) {
        None => true,
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        Some(_) => !text[..offset].ends_with(char::is_alphanumeric),
    }
}

/// Whether a word ends at this byte offset.
fn ends_word(text: &str, offset: usize) -> bool {
    !text[offset..].starts_with(char::is_alphanumeric)
}

/// A cursor over text for the hand-written scanners of this module.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn new(text: &'a str, offset: usize) -> Self {
        Self { text, offset }
    }

    #[inline]
    fn rest(&self) -> &'a str {
        &self.text[self.offset..]
    }

    #[inline]
    fn peek(&self) -> Option<char> {
        match self.byte() {
            byte if byte != 0 && byte.is_ascii() => Some(char::from(byte)),
            _ => self.rest().chars().next(),
        }
    }

    /// The next byte, by which most of what could stand here is ruled out; 0 at the end.
    #[inline]
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.offset).copied().unwrap_or_default()
    }

    /// The next byte as a small letter, if it is one.
    #[inline]
    fn letter(&self) -> u8 {
        self.byte().to_ascii_lowercase()
    }

    #[inline]
    fn take_if(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|c| accept(*c))?;
        self.offset += next.len_utf8();
        Some(next)
    }

    /// Skips blanks, no more than this many.
    fn skip_blanks(&mut self, most: usize) {
        for _ in 0..most {
            match self.byte() {
                b' ' | b'\t' => self.offset += 1,
                byte if byte.is_ascii() => break,
                _ if self.take_if(|c| c == '\u{a0}' || c == '\u{202f}').is_none() => break,
                _ => {}
            }
        }
    }

    /// Up to `most` digits and how many they were.
    fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self.rest().bytes().take(most).take_while(u8::is_ascii_digit);
        let (value, count) =
            digits.fold((0_u32, 0), |(value, count), digit| (value * 10 + u32::from(digit - b'0'), count + 1));
        self.offset += count;
        (count > 0).then_some((value, count))
    }

    /// Takes these ASCII letters in either case.
    fn take_ignoring_case(&mut self, word: &str) -> bool {
        let word = word.as_bytes();
        let differs = |first: &u8| !self.byte().eq_ignore_ascii_case(first);
        if word.first().is_some_and(differs) {
            return false;
        }
        let Some(head) = self.rest().as_bytes().get(..word.len()) else { return false };
        let same = head.eq_ignore_ascii_case(word);
        if same {
            self.offset += word.len();
        }
        same
    }

    /// The letters from here, without moving.
    fn word(&self) -> &'a str {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        // Nearly all words are ASCII, for which no character is decoded.
        let mut end = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
            end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        }
        &rest[..end]
    }
}
