//! Release dates as people write them, no more precise than what is written.
//!
//! In: `2022-07`, `May, 2021.`, `March 8th, 2017.`, `11.21.2019.`, `2010-07 till now.` and their like. Out: a
//! `ReleaseDate` of a year, a month or a day, or nothing where no year stands.

use std::fmt;

/// A year, a month of a year, or a day. Dates order by time; a year comes before its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseDate {
    year: u16,
    /// 0 when not stated.
    month: u8,
    /// 0 when not stated.
    day: u8,
}

impl ReleaseDate {
    /// Reads the first date of a text. Months and days that do not exist, or that could be read two ways
    /// (`03.04.2019`), leave the year.
    pub fn parse(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        tokens
            .iter()
            .enumerate()
            .find_map(|(at, token)| match *token {
                Token::Number {
                    value, digits: 8, ..
                } => {
                    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
                    plausible(year).map(|year| Self::new(year, Some(month), Some(day)))
                }
                Token::Number {
                    value, digits: 6, ..
                } => plausible(value / 100).map(|year| Self::new(year, Some(value % 100), None)),
                Token::Number {
                    value, digits: 4, ..
                } => plausible(value)
                    .map(|year| Self::around(year, &tokens[..at], &tokens[at + 1..])),
                _ => None,
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

    /// Whether two dates may be the same: the less precise one holds the other.
    pub fn agrees_with(self, other: Self) -> bool {
        let same = |one: u8, two: u8| one == 0 || two == 0 || one == two;
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }

    fn new(year: u16, month: Option<u32>, day: Option<u32>) -> Self {
        let only_year = Self {
            year,
            month: 0,
            day: 0,
        };
        let Some(month) = month.and_then(|month| u8::try_from(month).ok()) else {
            return only_year;
        };
        if !(1..=12).contains(&month) {
            return only_year;
        }
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

    /// The date of a year with what stands before and behind it.
    fn around(year: u16, before: &[Token], behind: &[Token]) -> Self {
        use Token::{Month, Number};
        match (before, behind) {
            // 2022-07-04, 2022年7月4日; 2022-Jul-04.
            (
                _,
                [
                    Number {
                        value: month,
                        joined: true,
                        ..
                    },
                    Number {
                        value: day,
                        joined: true,
                        digits: ..=2,
                    },
                    ..,
                ],
            )
            | (
                _,
                [
                    Month(month),
                    Number {
                        value: day,
                        joined: true,
                        digits: ..=2,
                    },
                    ..,
                ],
            ) => Self::new(year, Some(*month), Some(*day)),
            (
                _,
                [
                    Number {
                        value: month,
                        joined: true,
                        ..
                    }
                    | Month(month),
                    ..,
                ],
            ) => Self::new(year, Some(*month), None),
            // March 8th, 2017; 8 March 2017.
            (
                [
                    ..,
                    Month(month),
                    Number {
                        value: day,
                        digits: ..=2,
                        ..
                    },
                ],
                _,
            )
            | (
                [
                    ..,
                    Number {
                        value: day,
                        digits: ..=2,
                        ..
                    },
                    Month(month),
                ],
                _,
            ) => Self::new(year, Some(*month), Some(*day)),
            ([.., Month(month)], _) => Self::new(year, Some(*month), None),
            // 11.21.2019: one of both must be too large for a month.
            (
                [
                    ..,
                    Number {
                        value: one,
                        digits: ..=2,
                        ..
                    },
                    Number {
                        value: two,
                        joined: true,
                        digits: ..=2,
                    },
                ],
                _,
            ) => match (*one, *two) {
                (month, day) if day > 12 || month == day => Self::new(year, Some(month), Some(day)),
                (day, month) if day > 12 => Self::new(year, Some(month), Some(day)),
                _ => Self::new(year, None, None),
            },
            _ => Self::new(year, None, None),
        }
    }
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

/// What a date is made of. Other words are `Word`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// `joined`: a date separator and nothing else stands between it and the number or month before it.
    Number {
        value: u32,
        digits: usize,
        joined: bool,
    },
    Month(u32),
    Word,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut between_start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if !first.is_alphanumeric() || is_date_sign(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() && !is_date_sign(*c)) {
            end = at + c.len_utf8();
        }
        found.push(token(
            &text[start..end],
            is_joint(&text[between_start..start]),
        ));
        between_start = end;
    }
    found
}

fn token(word: &str, joined: bool) -> Token {
    let folded: Option<String> = without_ordinal(word).chars().map(fold_digit).collect();
    match folded {
        Some(digits) if digits.len() <= 8 => Token::Number {
            value: digits.parse().unwrap_or(0),
            digits: digits.len(),
            joined,
        },
        _ => month(word).map_or(Token::Word, Token::Month),
    }
}

/// A number without the ending of "8th", "3rd".
fn without_ordinal(word: &str) -> &str {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(word)
}

fn fold_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// `-`, `/`, `.` or `年` with at most blanks around; a full stop has none behind it.
fn is_joint(between: &str) -> bool {
    matches!(between, "." | "_")
        || matches!(between.trim(), "-" | "–" | "/" | "年" | "月" | "．" | "－")
}

fn is_date_sign(c: char) -> bool {
    matches!(c, '年' | '月' | '日')
}

/// The number of a month's English name or abbreviation; one slip of the pen ("Feburary") is forgiven in a long name.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let position = NAMES
        .iter()
        .position(|name| {
            word == *name || word == name[..3] || (*name == "september" && word == "sept")
        })
        .or_else(|| {
            NAMES
                .iter()
                .position(|name| name.len() > 5 && strsim::osa_distance(name, &word) == 1)
        })?;
    u32::try_from(position + 1).ok()
}

fn plausible(year: u32) -> Option<u16> {
    u16::try_from(year)
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
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

    #[test]
    fn order_and_agreement() {
        let date = |text| ReleaseDate::parse(text).expect("a date");
        assert!(date("2021") < date("2021-01") && date("2021-01") < date("2021-01-02"));
        assert!(date("2021-12-31") < date("2022"));
        assert!(date("2021").agrees_with(date("2021-05-01")));
        assert!(!date("2021-06").agrees_with(date("2021-05-01")));
    }
}
