//! A day of the calendar: no time, no time zone.
//!
//! In: `2026-11-24`, or a number of seconds. Out: the same as text, and differences in days.
//! Release dates, which may consist of a year alone, are in `date`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

const SECONDS_PER_DAY: u64 = 86_400;

/// Days from March 1 of the year 0 to January 1 of 1970.
const EPOCH: i64 = 719_468;

impl Day {
    /// The day that contains a moment, given as seconds since 1970-01-01T00:00:00Z.
    pub fn of_seconds(seconds: u64) -> Self {
        Self((seconds / SECONDS_PER_DAY).min(2_000_000) as i64)
    }

    /// A day of the years 1970 to 9999; `None` for a date that does not exist.
    ///
    /// The formula is `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms".
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let is_plausible =
            (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        if !is_plausible {
            return None;
        }

        // Here, the year begins in March, so that the leap day is its last day.
        let year = if month > 2 { year } else { year - 1 };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let leap_days = year / 4 - year / 100 + year / 400;
        let result = Self(365 * year + leap_days + day_of_year - EPOCH);

        // February 30 would become March 1 or 2.
        let (_, _, result_day) = result.parts();
        (result_day == day).then_some(result)
    }

    /// The number of days since `other`; negative if `other` is later.
    pub fn since(self, other: Self) -> i64 {
        self.0 - other.0
    }

    /// The start of the day, in seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> u64 {
        self.0.unsigned_abs() * SECONDS_PER_DAY
    }

    /// Year, month and day; the inverse of `new`.
    fn parts(self) -> (i64, i64, i64) {
        let days = self.0 + EPOCH;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let leap_days = day_of_era / 1460 - day_of_era / 36_524 + day_of_era / 146_096;
        let year = (day_of_era - leap_days) / 365;
        let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);

        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };

        (era * 400 + year + i64::from(month <= 2), month, day)
    }

    /// Reads `2026-11-24`, where every part has all its digits.
    fn from_digits(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').zip([4, 2, 2]).map(|(part, width)| {
            let is_whole = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| is_whole)
        });

        Self::new(parts.next()??, parts.next()??, parts.next()??)
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
        Self::from_digits(text).ok_or_else(|| format!("{text:?} is no day such as 2026-11-24"))
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
