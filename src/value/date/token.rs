//! The parts of a written date: numbers, names of months, other words.
//!
//! In: a text. Out: its tokens, in order.

/// One part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number of at most eight digits.
    Number {
        /// Its value.
        value: u32,
        /// How many digits it was written with.
        digits: usize,
        /// Whether only a separator of dates is between it and the number or month before it.
        joined: bool,
    },
    /// A month by its name, 1 to 12.
    Month(u32),
    /// Any other word.
    Word,
}

impl Token {
    /// The number of a month that is written as a name.
    pub(super) fn month_name(&self) -> Option<u32> {
        match self {
            Self::Month(month) => Some(*month),
            _ => None,
        }
    }

    /// A number of one or two digits.
    pub(super) fn short_number(&self) -> Option<u32> {
        match self {
            Self::Number {
                value,
                digits: ..=2,
                ..
            } => Some(*value),
            _ => None,
        }
    }

    /// A number that a separator joins to the token before it.
    pub(super) fn joined_number(&self) -> Option<u32> {
        match self {
            Self::Number {
                value,
                joined: true,
                ..
            } => Some(*value),
            _ => None,
        }
    }
}

/// Takes a text apart.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end_of_last = 0;
    let mut rest = text.char_indices().peekable();

    while let Some((start, first)) = rest.next() {
        if !is_word_character(first) {
            continue;
        }

        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| is_word_character(*c)) {
            end = at + c.len_utf8();
        }

        let joined = is_separator(&text[end_of_last..start]);
        tokens.push(token(&text[start..end], joined));
        end_of_last = end;
    }

    tokens
}

/// Letters and digits. The Chinese characters after year, month and day separate.
fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '年' | '月' | '日')
}

/// `-`, `/`, `.` or `年`, with spaces around at most. A full stop has none after it.
fn is_separator(between: &str) -> bool {
    matches!(between, "." | "_")
        || matches!(between.trim(), "-" | "–" | "/" | "年" | "月" | "．" | "－")
}

fn token(word: &str, joined: bool) -> Token {
    let digits: Option<String> = without_ordinal_suffix(word)
        .chars()
        .map(ascii_digit)
        .collect();

    match digits {
        Some(digits) if digits.len() <= 8 => Token::Number {
            value: digits.parse().unwrap_or(0),
            digits: digits.len(),
            joined,
        },
        _ => month_of_name(word).map_or(Token::Word, Token::Month),
    }
}

/// The "8" of "8th", the "3" of "3rd".
fn without_ordinal_suffix(word: &str) -> &str {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| word.strip_suffix(suffix))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(word)
}

/// The ASCII form of a digit of either width.
fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// The number of a month by its English name or abbreviation. In a long name, one typo is tolerated
/// ("Feburary").
fn month_of_name(word: &str) -> Option<u32> {
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
    let exact = NAMES.iter().position(|name| {
        word == *name || word == name[..3] || (*name == "september" && word == "sept")
    });

    let position = exact.or_else(|| {
        NAMES
            .iter()
            .position(|name| name.len() > 5 && strsim::osa_distance(name, &word) == 1)
    })?;
    u32::try_from(position + 1).ok()
}
