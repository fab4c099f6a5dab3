//! Numbers and fractions, in digits and words.

use super::Cursor;

/// The numbers by their first letter.
#[rustfmt::skip]
const NUMBERS: &[(u8, &[(&str, u32)])] = &[
    (b'o', &[("one", 1)]),
    (b't', &[("two", 2), ("three", 3), ("ten", 10), ("twelve", 12), ("thirteen", 13), ("twenty", 20), ("thirty", 30)]),
    (b'f', &[("four", 4), ("five", 5), ("fourteen", 14), ("fifteen", 15), ("forty", 40), ("fifty", 50)]),
    (b's', &[("six", 6), ("seven", 7), ("sixteen", 16), ("seventeen", 17), ("sixty", 60), ("seventy", 70)]),
    (b'e', &[("eight", 8), ("eleven", 11), ("eighteen", 18), ("eighty", 80)]),
    (b'n', &[("nine", 9), ("nineteen", 19), ("ninety", 90)]),
];

/// The number that a word names, up to ninety.
pub(crate) fn small_number(word: &str) -> Option<u32> {
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let first = word.as_bytes()[0].to_ascii_lowercase();
    let (_, names) = NUMBERS.iter().find(|(letter, _)| *letter == first)?;
    named(names, word)
}

/// Whether a word is a number or a part of one, or an article before either: what is counted begins with one or with a digit.
pub(super) fn opens_count(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(b'a' | b'A') => word.len() == 1 || word.eq_ignore_ascii_case("an"),
        Some(b'h' | b'H') => word.eq_ignore_ascii_case("half"),
        Some(_) => small_number(word).is_some(),
        None => false,
    }
}

/// What a table says of a word in either case. Nearly all words end at the first letter: it is compared before the rest.
fn named(table: &[(&str, u32)], word: &str) -> Option<u32> {
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    let is_word =
        |name: &str| name.len() == word.len() && name.as_bytes()[0] == first && name.eq_ignore_ascii_case(word);
    table.iter().find(|(name, _)| is_word(name)).map(|(_, number)| *number)
}

/// The part that a word such as `thirds` names, as how many of it make a whole.
pub(crate) fn part_of_whole(word: &str) -> Option<u32> {
    const PARTS: &[(&str, u32)] = &[
        ("half", 2),
        ("halves", 2),
        ("third", 3),
        ("thirds", 3),
        ("quarter", 4),
        ("quarters", 4),
        ("fourth", 4),
        ("fourths", 4),
        ("fifth", 5),
        ("fifths", 5),
        ("sixth", 6),
        ("sixths", 6),
        ("eighth", 8),
        ("eighths", 8),
        ("tenth", 10),
        ("tenths", 10),
    ];
    named(PARTS, word)
}

/// Takes `½`, `1/2`, `half`, `a half`, `a quarter`, `three quarters`.
pub(super) fn fraction(cursor: &mut Cursor<'_>) -> Option<f64> {
    let mut ahead = *cursor;
    let value = match ahead.take_if(|c| matches!(c, '½' | '¼' | '¾')) {
        Some('½') => 0.5,
        Some('¼') => 0.25,
        Some(_) => 0.75,
        None => in_digits(&mut ahead).or_else(|| in_words(&mut ahead))?,
    };
    *cursor = ahead;
    Some(value)
}

/// `1/2`, `3/4`.
fn in_digits(cursor: &mut Cursor<'_>) -> Option<f64> {
    let mut ahead = *cursor;
    let (part, 1) = ahead.digits(2)? else { return None };
    ahead.take_if(|c| c == '/')?;
    let (whole, 1) = ahead.digits(2)? else { return None };
    if !(part < whole && matches!(whole, 2..=5)) {
        return None;
    }
    *cursor = ahead;
    Some(f64::from(part) / f64::from(whole))
}

/// `half`, `a half`, `a quarter`, `three quarters`.
fn in_words(cursor: &mut Cursor<'_>) -> Option<f64> {
    let mut ahead = *cursor;
    let word = ahead.word();
    let mut count = 1;
    if !word.eq_ignore_ascii_case("half") {
        count = if word.eq_ignore_ascii_case("a") { 1 } else { small_number(word)? };
        ahead.offset += word.len();
        ahead.take_if(|c| c == ' ' || c == '-')?;
    }
    let word = ahead.word();
    let parts = part_of_whole(word).filter(|parts| *parts <= 4 && count < *parts)?;
    ahead.offset += word.len();
    *cursor = ahead;
    Some(f64::from(count) / f64::from(parts))
}

/// `2`, `2.5`, `2 1/2`, `2½`, `1,440`, `two`, `twenty-five`, `two and a half`, `half a`, `three quarters of an`.
pub(super) fn number(cursor: &mut Cursor<'_>) -> Option<f64> {
    if !opens_number(*cursor) {
        return None;
    }
    let mut ahead = *cursor;
    if let Some(part) = fraction(&mut ahead) {
        ahead.skip_blanks(1);
        ahead.take_ignoring_case("of ");
        let _article = ahead.take_ignoring_case("an ") || ahead.take_ignoring_case("a ");
        *cursor = ahead;
        return Some(part);
    }
    let whole = whole_number(cursor)?;
    let mut ahead = *cursor;
    ahead.skip_blanks(1);
    let joined = ahead.take_ignoring_case("and ");
    let symbol = ahead.peek().is_some_and(|c| c == '½' || c.is_ascii_digit());
    if (joined || symbol)
        && let Some(part) = fraction(&mut ahead)
    {
        *cursor = ahead;
        return Some(whole + part);
    }
    Some(whole)
}

/// Whether a number may begin here: most words are ruled out by their first letter.
fn opens_number(cursor: Cursor<'_>) -> bool {
    cursor.peek().is_some_and(|c| {
        !c.is_ascii_alphabetic() || matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'f' | 'h' | 'n' | 'o' | 's' | 't')
    })
}

fn whole_number(cursor: &mut Cursor<'_>) -> Option<f64> {
    let word = cursor.word();
    if !word.is_empty() {
        return written_number(cursor);
    }
    let (whole, count) = cursor.digits(4)?;
    let mut number = f64::from(whole);
    let mut ahead = *cursor;
    // `1,440 minutes`.
    if count <= 3
        && ahead.take_if(|c| c == ',').is_some()
        && let Some((thousands, 3)) = ahead.digits(4)
    {
        number = number * 1000.0 + f64::from(thousands);
        *cursor = ahead;
    }
    let mut ahead = *cursor;
    if ahead.take_if(|c| c == '.').is_some()
        && let Some((part, count @ (1 | 2))) = ahead.digits(3)
    {
        number += f64::from(part) / if count == 1 { 10.0 } else { 100.0 };
        *cursor = ahead;
    }
    // `3+ hours`.
    cursor.take_if(|c| c == '+');
    Some(number)
}

/// `two`, `twenty-five`, `a`.
fn written_number(cursor: &mut Cursor<'_>) -> Option<f64> {
    let word = cursor.word();
    let first = if word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an") { 1 } else { small_number(word)? };
    cursor.offset += word.len();
    let mut ahead = *cursor;
    ahead.take_if(|c| c == '-' || c == ' ');
    let one = small_number(ahead.word()).filter(|one| first >= 20 && first % 10 == 0 && (1..10).contains(one));
    if let Some(one) = one {
        ahead.offset += ahead.word().len();
        *cursor = ahead;
        return Some(f64::from(first + one));
    }
    Some(f64::from(first))
}
