//! The share of users that an incident affected.

/// Who a share can be a share of, best first.
const USERS: &[&str] = &[
    "user",
    "customer",
    "client",
    "player",
    "visitor",
    "subscriber",
    "student",
    "shopper",
    "people",
    "employee",
    "member",
    "guest",
    "buyer",
    "passenger",
    "driver",
    "visit",
    "patient",
    "reader",
    "viewer",
    "account",
    "merchant",
    "seller",
    "household",
    "couple",
    "teacher",
    "caller",
];
const TRAFFIC: &[&str] =
    &["traffic", "request", "transaction", "audience", "attempt", "service disruption", "order", "connection", "call"];

/// Words that make a share one of something else, or of the time after the incident.
const OTHER: &[&str] = &[
    "back online",
    "restored",
    "utilization",
    "utilisation",
    "cpu",
    "memory",
    "disk",
    "pool",
    "capacity",
    "packet",
    "degradation",
    "decrease",
    "increase",
    "reduction",
    "reduced",
    "drop in",
    "uptime",
    "sla",
    "width",
    "height",
    "usage of",
    "recovered",
    "bandwidth",
    "storage",
    "engagement",
    "revenue",
    "improve",
    "faster",
    "slower",
    "normal",
    "operational",
    "coverage",
];

const EVERYONE: &[&str] = &[
    "all users",
    "all our users",
    "all of our users",
    "every user",
    "all customers",
    "all clients",
    "no one could",
    "nobody could",
    "no user could",
    "all of the users",
    "all the users",
    "all active users",
    "entire user base",
    "all visitors",
    "everyone was",
];

/// The share of users stated in a text, 0 to 100.
#[must_use]
pub(super) fn of_users(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let mut best: Option<(u8, f64)> = None;
    for sentence in sentences(&lower) {
        for (start, end, value) in shares(sentence) {
            let Some(rank) = rank(sentence, start, end) else { continue };
            if best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, value));
            }
        }
    }
    best.map(|(_, value)| value).or_else(|| EVERYONE.iter().any(|phrase| lower.contains(phrase)).then_some(100.0))
}

/// Sentences, without cutting at the point of a decimal number.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', ';']).flat_map(|line| line.split(". "))
}

/// Every `45%`, `45 percent`, `45 per cent`: byte range and value.
fn shares(text: &str) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    for (position, _) in
        text.match_indices('%').chain(text.match_indices("percent")).chain(text.match_indices("per cent"))
    {
        let before = text[..position].trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let number = &before[before.len() - digits..];
        let Ok(value) = number.trim_start_matches('.').parse::<f64>() else { continue };
        if (0.0..=100.0).contains(&value) && !text[..before.len() - digits].ends_with(['=', '/', '-']) {
            found.push((before.len() - digits, position, value));
        }
    }
    found.sort_by_key(|(start, _, _)| *start);
    found
}

/// How surely a share is one of users: 3 with users beside it, 2 with traffic, 1 alone.
fn rank(sentence: &str, start: usize, end: usize) -> Option<u8> {
    let unit = ["%", "percent", "per cent"]
        .iter()
        .find(|unit| sentence[end..].starts_with(**unit))
        .map_or(0, |unit| unit.len());
    let after: String = sentence[end + unit..].chars().take(70).collect();
    let before: String = sentence[..start].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let near = |list: &[&str]| list.iter().any(|word| after.contains(word));
    let close_before = |list: &[&str]| list.iter().any(|word| before.contains(word));
    let directly: String = after
        .chars()
        .skip_while(|c| c.is_whitespace())
        .take_while(|c| !matches!(c, ',' | ';' | '('))
        .take(28)
        .collect();
    if OTHER.iter().any(|word| directly.contains(word)) {
        return None;
    }
    if near(USERS) {
        return Some(3);
    }
    if near(TRAFFIC) || close_before(USERS) {
        return Some(2);
    }
    if OTHER.iter().any(|word| sentence.contains(word)) {
        return None;
    }
    let of_service = directly.starts_with("of ")
        && ["offline", "down", "unavailable", "inaccessible", "outage"].iter().any(|word| sentence.contains(word));
    // `36% of buildings lost heating`: a share of things in the plural, in a sentence that tells of harm.
    let of_things = directly.starts_with("of ")
        && directly.split_whitespace().skip(1).take(4).any(|word| word.len() > 3 && word.ends_with('s'))
        && ["affect", "impact", "lost", "could not", "unable", "failed", "fail", "hit", "without", "error", "wrong"]
            .iter()
            .any(|word| sentence.contains(word));
    (close_before(TRAFFIC) || of_service || of_things).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_users_are_found() {
        for (text, want) in [
            ("slow or failed uploads for 45% of users.", Some(45.0)),
            ("Approximately 85 percent of our active user base was affected", Some(85.0)),
            ("affecting 60 % of customers, with a CPU at 90%", Some(60.0)),
            ("100% of traffic back online", None),
            ("the pool was at 80% utilisation", None),
            ("<img width=100%>", None),
            ("All users were affected.", Some(100.0)),
            ("12.5% of requests failed", Some(12.5)),
            ("Users were unable to log in.", None),
        ] {
            assert_eq!(of_users(text), want, "{text}");
        }
    }
}
