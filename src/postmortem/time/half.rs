//! Halves of the day: `AM`, `p.m.`, `in the evening`, `o'clock`.

use super::Cursor;

/// Which half of the day a time is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// Midnight to noon.
    Morning,
    /// Noon to midnight.
    Afternoon,
    /// `at night`: the afternoon from six on, the morning before.
    Night,
    /// `o'clock` or `noon` alone: an hour, and no half of the day.
    Unsaid,
}

impl Half {
    /// The hour of 24 that an hour on the dial is in this half.
    pub(super) fn hour(self, hour: u32) -> u32 {
        match self {
            Self::Morning | Self::Night if hour == 12 => 0,
            Self::Afternoon if (1..12).contains(&hour) => hour + 12,
            Self::Night if (6..12).contains(&hour) => hour + 12,
            _ => hour,
        }
    }
}

/// Takes the half of the day behind a time, blanks and a parenthesis before it.
pub(super) fn take_half(cursor: &mut Cursor<'_>) -> Option<Half> {
    let mut ahead = *cursor;
    ahead.skip_blanks(2);
    if !matches!(ahead.letter(), b'(' | b'a' | b'p' | b'o' | b'i' | b'n' | b'm') {
        return None;
    }
    let (half, end) = marks(ahead).or_else(|| words(ahead))?;
    cursor.offset = end;
    Some(half)
}

/// `AM`, `pm`, `a.m.`, `p.m`, `(AM)`, `:AM`.
fn marks(mut cursor: Cursor<'_>) -> Option<(Half, usize)> {
    let opened = cursor.take_if(|c| c == '(').is_some();
    let half = match cursor.take_if(char::is_alphabetic)? {
        'a' | 'A' => Half::Morning,
        'p' | 'P' => Half::Afternoon,
        _ => return None,
    };
    let dotted = cursor.take_if(|c| c == '.').is_some();
    if dotted {
        cursor.skip_blanks(1);
    }
    cursor.take_if(|c| c == 'm' || c == 'M')?;
    if cursor.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    if dotted {
        cursor.take_if(|c| c == '.');
    }
    if opened {
        cursor.take_if(|c| c == ')')?;
    }
    Some((half, cursor.offset))
}

/// `o'clock`, `in the evening`, `at night`, `noon` and `midnight` behind an hour.
fn words(mut cursor: Cursor<'_>) -> Option<(Half, usize)> {
    const WORDS: &[(&str, Half)] = &[
        ("in the morning", Half::Morning),
        ("in the afternoon", Half::Afternoon),
        ("in the evening", Half::Afternoon),
        ("at night", Half::Night),
        ("noon", Half::Unsaid),
        ("midnight", Half::Morning),
    ];
    let clock = ["o'clock", "o’clock", "o clock", "oclock"].iter().any(|word| cursor.take_ignoring_case(word));
    let clock = clock.then_some((Half::Unsaid, cursor.offset));
    cursor.skip_blanks(usize::from(clock.is_some()));
    let said = WORDS.iter().find(|(words, _)| cursor.take_ignoring_case(words)).map(|(_, half)| (*half, cursor.offset));
    said.or_else(|| clock.and_then(|_| marks(cursor))).or(clock)
}
