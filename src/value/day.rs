//! A day of the calendar: no time, no zone.
//!
//! In: `2026-11-24`, or a number of days. Out: the same as text, and differences. Release dates, which may be a year alone,
//! are in `date`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// The day that so many seconds after the beginning of 1970 (UTC) lie in.
    pub fn of_seconds(seconds: u64) -> Self {
        Self((seconds / 86_400).min(2_000_000) as i64)
    }

    /// A day of the calendar; `None` for one that there is not. Years from 1970 to 9999.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day)
        {
            return None;
        }
        // The year begins in March here, so that the odd day of leap years is its last.
        let year = if month > 2 { year } else { year - 1 };
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let found = Self(365 * year + year / 4 - year / 100 + year / 400 + of_year - 719_468);
        (found.parts().2 == day).then_some(found)
    }

    /// How many days lie between; negative when the other one is later.
    pub fn since(self, other: Self) -> i64 {
        self.0 - other.0
    }

    /// Seconds from the beginning of 1970 to its own beginning.
    pub fn seconds(self) -> u64 {
        self.0.unsigned_abs() * 86_400
    }

    fn parts(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (era * 400 + year + i64::from(month <= 2), month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = || {
            let mut parts = text.splitn(3, '-').zip([4, 2, 2]).map(|(part, width)| {
                let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
                part.parse().ok().filter(|_| digits)
            });
            Self::new(parts.next()??, parts.next()??, parts.next()??)
        };
        numbers().ok_or_else(|| format!("{text:?} is no day such as 2026-11-24"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, days: Option<i64>) {
        let read = text.parse::<Day>().ok();
        assert_eq!(read, days.map(Day), "{text}");
        if let Some(day) = read {
            assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn days() {
        check("1970-01-01", Some(0));
        check("2000-02-29", Some(11_016));
        check("2026-11-24", Some(20_781));
        check("2024-12-31", Some(20_088));
        check("2023-02-29", None);
        check("2026-13-01", None);
        check("2026-04-31", None);
        check("2026-4-1", None);
        check("+026-04-01", None);
        check("2026-11-24T00", None);
        check("", None);
    }

    #[test]
    fn every_day_reads_as_it_is_written() {
        for days in 0..60_000 {
            let day = Day(days);
            assert_eq!(day.to_string().parse(), Ok(day));
        }
        assert_eq!(
            Day::of_seconds(20_781 * 86_400 + 5).to_string(),
            "2026-11-24"
        );
    }
}
