//! Dates, clock times, zones and lengths of time as people write them.
//!
//! # Grammar
//!
//! ```text
//! clock    = ["T"] hour sep minute [":" second] [half] [zone]        14:00   6: 35 AM   14h30   12;45PM   00.40
//!          | hour half [zone]                                        6PM   2 p.m.
//!          | hhmm "hrs" [zone]                                       0830HRS
//!          | "noon" | "midnight"
//! sep      = ":" | "." | ";" | "h"        ("." only before a half of the day, or where a line begins with the time)
//! half     = "am" | "pm" | "a.m." | "p.m."
//! zone     = "(" zone ")" | abbreviation [sign digits] | sign hhmm | Name "Time"
//!                                                                    UTC   GMT + 1   UTC-5   +0100   Kigali Time
//! date     = [weekday] month day [","] [year] | day ["of"] month [year] | year "-" month "-" day | day "/" month "/" year
//! length   = number unit { ["and" | ","] number unit }               1 hour, 46 minutes   2hrs   a day and a half   1h30m
//! ```
//!
//! A month may be shortened or misspelled by one letter. A numeric date whose order of day and month is not certain gives no date:
//! nothing is guessed.

mod clock;
mod date;
mod length;
mod zone;

pub use clock::{Clock, ClockContext, clock_at, clocks};
pub use date::{Date, dates, numeric_range};
pub use length::length_in_minutes;
pub use zone::{Zone, zone_at, zones};

/// Whether the text at this byte offset begins a word: nothing, or no letter or digit, stands before it.
fn begins_word(text: &str, offset: usize) -> bool {
    !text[..offset].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Whether a word ends at this byte offset.
fn ends_word(text: &str, offset: usize) -> bool {
    !text[offset..].chars().next().is_some_and(char::is_alphanumeric)
}

/// A cursor over text for the hand-written scanners of this module.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        Self { text, offset }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.offset..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take_if(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|c| accept(*c))?;
        self.offset += next.len_utf8();
        Some(next)
    }

    /// Skips blanks, no more than this many.
    fn skip_blanks(&mut self, most: usize) {
        for _ in 0..most {
            if self.take_if(|c| c == ' ' || c == '\t' || c == '\u{a0}' || c == '\u{202f}').is_none() {
                break;
            }
        }
    }

    /// Up to `most` digits and how many they were.
    fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let (mut value, mut count) = (0_u32, 0);
        while count < most {
            let Some(digit) = self.take_if(|c| c.is_ascii_digit()).and_then(|c| c.to_digit(10)) else { break };
            value = value * 10 + digit;
            count += 1;
        }
        (count > 0).then_some((value, count))
    }

    /// Takes these ASCII letters in either case.
    fn take_ignoring_case(&mut self, word: &str) -> bool {
        let Some(head) = self.rest().get(..word.len()) else { return false };
        let same = head.eq_ignore_ascii_case(word);
        if same {
            self.offset += word.len();
        }
        same
    }

    /// The letters from here, without moving.
    fn word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        &rest[..end]
    }
}
