//! Release dates as people write them, no more precise than what is written.
//!
//! In: `2022-07`, `May, 2021.`, `March 8th, 2017.`, `11.21.2019.`, `2010-07 till now.` and the
//! like. Out: a `ReleaseDate` of a year, a month or a day, or nothing where there is no year.

mod token;

use std::fmt;

use self::token::{Token, tokens};

/// A year, a month of a year, or a day. Dates order by time; a year comes before its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseDate {
    year: u16,
    /// 0 if not stated.
    month: u8,
    /// 0 if not stated.
    day: u8,
}

impl ReleaseDate {
    /// Reads the first date of a text. If the month or the day does not exist, or if it is unclear
    /// which is which (`03.04.2019`), the result is the year alone.
    pub fn parse(text: &str) -> Option<Self> {
        let tokens = tokens(text);

        tokens.iter().enumerate().find_map(|(at, token)| {
            let Token::Number { value, digits, .. } = *token else {
                return None;
            };
            match digits {
                8 => plausible_year(value / 10_000)
                    .map(|year| Self::new(year, Some(value / 100 % 100), Some(value % 100))),
                6 => {
                    plausible_year(value / 100).map(|year| Self::new(year, Some(value % 100), None))
                }
                4 => plausible_year(value)
                    .map(|year| Self::around(year, &tokens[..at], &tokens[at + 1..])),
                _ => None,
            }
        })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12, if stated.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// 1 to 31, if stated.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Whether two dates can be the same day: the less precise one contains the other.
    pub fn agrees_with(self, other: Self) -> bool {
        self.year == other.year
            && may_equal(self.month, other.month)
            && may_equal(self.day, other.day)
    }

    /// A date; only its year if the month or the day does not exist.
    fn new(year: u16, month: Option<u32>, day: Option<u32>) -> Self {
        let only_year = Self {
            year,
            month: 0,
            day: 0,
        };
        let month = month.and_then(|month| u8::try_from(month).ok());
        let Some(month) = month.filter(|month| (1..=12).contains(month)) else {
            return only_year;
        };

        match day.map(u8::try_from) {
            None => Self {
                year,
                month,
                day: 0,
            },
            Some(Ok(day)) if (1..=days_in(year, month)).contains(&day) => Self { year, month, day },
            Some(_) => only_year,
        }
    }

    /// The date of a year, with the tokens before and after it.
    fn around(year: u16, before: &[Token], after: &[Token]) -> Self {
        Self::year_first(year, after)
            .or_else(|| Self::year_last(year, before))
            .unwrap_or_else(|| Self::new(year, None, None))
    }

    /// `2022-07-04`, `2022年7月4日`, `2022-Jul-04`, `2022-07`, `2022 Jul`.
    fn year_first(year: u16, after: &[Token]) -> Option<Self> {
        let first = after.first()?;
        let month = first.month_name().or(first.joined_number())?;
        let day = after
            .get(1)
            .filter(|second| second.joined_number().is_some())
            .and_then(Token::short_number);

        Some(Self::new(year, Some(month), day))
    }

    /// `March 8th, 2017`, `8 March 2017`, `March 2017`, `11.21.2019`.
    fn year_last(year: u16, before: &[Token]) -> Option<Self> {
        let (last, rest) = before.split_last()?;
        let previous = rest.last().unwrap_or(&Token::Word);

        if let Some(month) = last.month_name() {
            return Some(Self::new(year, Some(month), previous.short_number()));
        }

        let number = last.short_number()?;
        if let Some(month) = previous.month_name() {
            return Some(Self::new(year, Some(month), Some(number)));
        }

        last.joined_number()?;
        let (month, day) = month_and_day(previous.short_number()?, number)?;
        Some(Self::new(year, Some(month), Some(day)))
    }
}

/// Which of two numbers is the month, and which the day: one of them must be too large for a month,
/// or both must be the same.
fn month_and_day(first: u32, second: u32) -> Option<(u32, u32)> {
    if second > 12 || first == second {
        Some((first, second))
    } else if first > 12 {
        Some((second, first))
    } else {
        None
    }
}

/// Whether two parts of dates can be the same. 0 stands for a part that is not stated.
fn may_equal(one: u8, other: u8) -> bool {
    one == 0 || other == 0 || one == other
}

impl fmt::Display for ReleaseDate {
    /// `2022`, `2022-07` or `2022-07-04`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month(), self.day()].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }

        Ok(())
    }
}

fn plausible_year(year: u32) -> Option<u16> {
    u16::try_from(year)
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));

    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found = ReleaseDate::parse(text).map_or("none".to_owned(), |date| date.to_string());
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn year_first() {
        check("2022-07", "2022-07");
        check("2023.9", "2023-09");
        check("2023.", "2023");
        check("2019-04.", "2019-04");
        check("2023/11/16", "2023-11-16");
        check("2015-2-20", "2015-02-20");
        check("2020 - 03", "2020-03");
        check("2023年4月1日", "2023-04-01");
        check("２０２３年４月", "2023-04");
        check("20230414", "2023-04-14");
        check("2010-07 till now.", "2010-07");
    }

    #[test]
    fn month_names() {
        check("May, 2021.", "2021-05");
        check("Feburary, 2019.", "2019-02");
        check("September 2023", "2023-09");
        check("March 8th, 2017.", "2017-03-08");
        check("January 3rd, 2023", "2023-01-03");
        check("8 Sept. 2017", "2017-09-08");
        check("2021 Jun", "2021-06");
    }

    #[test]
    fn year_last() {
        check("11.21.2019.", "2019-11-21");
        check("06.19.2018.", "2018-06-19");
        check("21/11/2019", "2019-11-21");
        check("03.04.2019", "2019");
        check("04.04.2019", "2019-04-04");
    }

    #[test]
    fn no_invented_precision() {
        check("2021-13", "2021");
        check("2021-02-30", "2021");
        check("2019-2021", "2019");
        check("Spring 2020", "2020");
        check("2021. 5 parts", "2021");
        check("2021 (v1), 2023 (v2)", "2021");
        check("2021-00", "2021");
    }

    #[test]
    fn no_date() {
        for text in [
            "TBD",
            "-",
            "",
            "None",
            "May",
            "12",
            "3021",
            "arXiv:2107.02314",
            "123456789012",
        ] {
            check(text, "none");
        }
    }

    fn date(text: &str) -> ReleaseDate {
        ReleaseDate::parse(text).expect("a date")
    }

    #[test]
    fn order_and_agreement() {
        assert!(date("2021") < date("2021-01") && date("2021-01") < date("2021-01-02"));
        assert!(date("2021-12-31") < date("2022"));
        assert!(date("2021").agrees_with(date("2021-05-01")));
        assert!(!date("2021-06").agrees_with(date("2021-05-01")));
    }
}
