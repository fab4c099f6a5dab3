//! Lines of logs, which have times and are no entries.

use super::super::glance::holds_pair;
use super::super::time::{ClockContext, clock_at, date_within};

/// Words that tell how grave a line of a log is, as logs write them.
const LEVELS: &[&str] = &[
    "emerg", "alert", "crit", "error", "err", "warn", "warning", "notice", "info", "debug", "fatal", "trace", "panic",
];

/// Whether a line was copied from a log.
///
/// It has a level in brackets or capitals behind its time, a process with its number (`nginx[31101]:`), fields (`level=error`), or the
/// form of an access log.
pub(crate) fn is_log(line: &str) -> bool {
    if !may_be_log(line) {
        return false;
    }
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '>' | '$'));
    has_process(line) || has_fields(line) || is_access(line) || has_level_behind_time(line)
}

/// Whether a line holds a bracket, a sign of equality, or two capitals side by side as every level in capitals has them, without which it
/// is no line of a log.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would stop the comparison of many bytes at a time")]
fn may_be_log(line: &str) -> bool {
    let in_level = |byte| (byte == b'A') | (byte == b'E') | (byte == b'N') | (byte == b'O') | (byte == b'R');
    line.as_bytes().contains(&b'[')
        || line.as_bytes().contains(&b'=')
        || holds_pair(line, |one, two| one.is_ascii_uppercase() & in_level(two))
}

/// `nginx[31101]:`, `Aug 16 10:00:00 web-01 sshd[812]: …`.
fn has_process(line: &str) -> bool {
    // Words are looked at only where one can be what is sought, here and below: every entry is asked.
    line.contains("]:")
        && line.split_whitespace().take(6).any(|word| {
            let Some((name, rest)) = word.split_once('[') else { return false };
            let number = rest.strip_suffix("]:").unwrap_or_default();
            !name.is_empty() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// `time="2024-05-03T10:00:00Z" level=error msg="…"`.
fn has_fields(line: &str) -> bool {
    if !line.contains('=') {
        return false;
    }
    let fields = line.split_whitespace().take(12).filter(|word| {
        let key = word.split_once('=').map_or("", |(key, _)| key);
        ["time", "ts", "level", "lvl", "msg", "severity", "status", "err", "error", "host"].contains(&key)
    });
    fields.count() >= 2
}

/// `10.0.0.1 - - [16/Aug/2024:10:00:00 +0000] "GET / HTTP/1.1" 502`.
fn is_access(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let address = words.next().is_some_and(|word| {
        word.contains(['.', ':']) && word.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | ':'))
    });
    address && words.next() == Some("-") && words.nth(1).is_some_and(|word| word.starts_with('['))
}

/// `2019/03/07 21:07:55 [emerg] …`, `[2024-05-03 10:00:00] ERROR: …`, `10:00:00.123 WARN …`.
fn has_level_behind_time(line: &str) -> bool {
    if !may_tell_level(line) {
        return false;
    }
    let mut offset = line.len() - line.trim_start_matches(['[', '(', '"']).len();
    if let Some(date) = date_within(line, 24) {
        offset = date.range.end + line[date.range.end..].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    }
    let Some(clock) = clock_at(line, offset, ClockContext::Lead).filter(|clock| clock.second.is_some()) else {
        return bracketed_level(line);
    };
    let behind = &line[clock.range.end..];
    bracketed_level(behind) || behind.split_whitespace().take(4).any(is_level)
}

/// Whether a line holds a bracket or a level in capitals anywhere, without which it has no level behind its time.
fn may_tell_level(line: &str) -> bool {
    const CAPITALS: &[&str] =
        &["EMERG", "ALERT", "CRIT", "ERR", "WARN", "NOTICE", "INFO", "DEBUG", "FATAL", "TRACE", "PANIC"];
    line.contains('[') || CAPITALS.iter().any(|level| line.contains(level))
}

/// `[error]`, `[Fri Aug 16 10:00:00 2024] [core:error]`, at the head of a line.
fn bracketed_level(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ']' | ' ' | '\t' | ')' | '-'));
    while let Some((inside, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let level = inside.rsplit(':').next().unwrap_or(inside);
        if LEVELS.iter().any(|known| level.eq_ignore_ascii_case(known)) {
            return true;
        }
        rest = behind.trim_start();
    }
    false
}

/// `ERROR`, `WARN:`, `[ERROR]`: a level in capitals.
fn is_level(word: &str) -> bool {
    let bare = word.trim_matches(['[', ']', ':', '|', '-', '(', ')']);
    LEVELS.iter().any(|level| bare.eq_ignore_ascii_case(level)) && !bare.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_logs_are_told_from_entries() {
        for line in [
            "2019/03/07 21:07:55 [emerg] 812#0: bind() to 0.0.0.0:80 failed",
            "[2024-05-03 10:00:00] ERROR: connection refused",
            "2024-05-03T10:00:00.123Z WARN pool exhausted",
            "10:00:00,456 ERROR [main] o.a.Server - stopped",
            "[Fri Aug 16 10:00:00 2024] [core:error] [pid 812] out of memory",
            "nginx[31101]: nginx: [emerg] invalid number of arguments",
            "Aug 16 10:00:00 web-01 sshd[812]: Failed password",
            "time=\"2024-05-03T10:00:00Z\" level=error msg=\"no route\"",
            "10.0.0.1 - - [16/Aug/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 502",
        ] {
            assert!(is_log(line), "{line}");
        }
        for line in [
            "10:00:00 - Alert: error rate above 5%",
            "10:00 AM [UTC] - Alert fired",
            "2024-05-03 10:00 - ERROR pages appear",
            "[10:00] Error pages appear",
            "10:00 UTC - Restarted nginx",
            "10:00 - `SELECT a[1]` is slow",
        ] {
            assert!(!is_log(line), "{line}");
        }
    }
}
