//! The response of a site, or the lack of one.
//!
//! In: parts of an HTTP response. Out: an `Answer`, its reason phrase, and the wait that it asks
//! for.

use std::time::Duration;

use crate::value::day::Day;

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The site responded.
    Status {
        /// The status code.
        code: u16,
        /// The redirect target as the response has it.
        location: Option<String>,
        /// The wait that the site asks for.
        wait: Option<Duration>,
    },
    /// There was no response. A later request may succeed.
    Silent(&'static str),
    /// There was no usable response, and a retry would not help.
    Unusable(&'static str),
    /// The state of the site cannot be determined from here.
    Unsure(&'static str),
    /// The host must not be contacted.
    Forbidden(&'static str),
}

impl Answer {
    /// A response of this status code and nothing else.
    pub fn code(code: u16) -> Self {
        Self::Status {
            code,
            location: None,
            wait: None,
        }
    }
}

/// A status code with its reason phrase.
pub(super) fn words(code: u16) -> String {
    let word = match code {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        429 => "Too Many Requests",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => return format!("status {code}"),
    };
    format!("{code} {word}")
}

/// The wait of a `Retry-After` header: seconds, or a date that is compared with the response's
/// `Date`.
pub(super) fn wait(retry_after: &str, date: Option<&str>) -> Option<Duration> {
    if let Ok(seconds) = retry_after.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let (until, now) = (seconds(retry_after)?, seconds(date?)?);
    Some(Duration::from_secs(until.saturating_sub(now)))
}

/// The seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
fn seconds(date: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, rest) = date.split_once(", ")?;
    let mut parts = rest.split(' ');
    let day: i64 = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as i64 + 1;
    let year: i64 = parts.next()?.parse().ok()?;
    let mut time = parts
        .next()?
        .split(':')
        .map(|part| part.parse::<u8>().ok().map(u64::from));
    let (hours, minutes, seconds) = (time.next()??, time.next()??, time.next()??);

    Some(Day::new(year, month, day)?.seconds() + hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(retry_after: &str, date: Option<&str>, expect: Option<u64>) {
        assert_eq!(
            wait(retry_after, date),
            expect.map(Duration::from_secs),
            "{retry_after} {date:?}"
        );
    }

    #[test]
    fn waits() {
        let now = Some("Tue, 24 Nov 2026 23:59:30 GMT");
        check("120", None, Some(120));
        check("Wed, 25 Nov 2026 00:00:30 GMT", now, Some(60));
        check("Mon, 23 Nov 2026 00:00:30 GMT", now, Some(0));
        check("Wed, 25 Nov 2026 00:00:30 GMT", None, None);
        check("soon", now, None);
        check("-1", now, None);
        check("99999999999999999999999", now, None);
        check("Wed, 31 Feb 2026 00:00:30 GMT", now, None);
    }
}
