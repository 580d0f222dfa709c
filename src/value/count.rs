//! Numbers of cases and classes as people write them: `61,097`, `14K`, `1.1M`, `112例`.
//!
//! In: a short text. Out: a `Count`, or nothing if the text is ambiguous.

/// A number of cases or classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// The number itself.
    pub value: u64,
    /// Whether it was written as `14K`, `~500` or `500+`, so that the true number may differ a
    /// little.
    pub rounded: bool,
}

impl Count {
    /// Reads a text that is one count, with or without a noun for what is counted: `3022 images`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(['.', ',', '。', '，']);
        let (mut count, length) = leading_count(text)?;
        let mut rest = text[length..].trim_start();

        if let Some(after) = rest.strip_prefix('+') {
            count.rounded = true;
            rest = after.trim_start();
        }

        let is_noun = rest.chars().all(char::is_alphabetic) && !is_unit_of_size(rest);
        is_noun.then_some(count)
    }

    /// Reads the size of a dataset from the sizes of its parts: `70 for training, 30 for test`,
    /// `train: 38, test: 15`, `4510+1246+3400`.
    ///
    /// Every part must be a count. Where there are words, they must name the splits of machine
    /// learning.
    pub(crate) fn parse_splits(text: &str) -> Option<Self> {
        if let Some(count) = Self::parse(text) {
            return Some(count);
        }

        let text = text.trim().trim_end_matches(['.', '。']);
        let is_sum = text.contains('+') && !text.chars().any(char::is_alphabetic);
        let parts: Vec<&str> = if is_sum {
            text.split('+').collect()
        } else {
            text.split(", ").flat_map(|part| part.split(';')).collect()
        };

        let mut total = Self {
            value: 0,
            rounded: false,
        };
        for part in parts.iter().filter(|part| !part.trim().is_empty()) {
            let count = if is_sum {
                Self::parse(part)?
            } else {
                split_size(part)?
            };
            total.value = total.value.checked_add(count.value)?;
            total.rounded |= count.rounded;
        }

        (parts.len() > 1).then_some(total)
    }

    /// Whether two counts can be the same number. A rounded one may be off by a twentieth.
    pub(crate) fn agrees_with(self, other: Self) -> bool {
        let (low, high) = (self.value.min(other.value), self.value.max(other.value));

        low == high || ((self.rounded || other.rounded) && high - low <= high / 20)
    }
}

/// `70 for training`, `train: 38`, `test 40`, `316 for generalization test`.
fn split_size(part: &str) -> Option<Count> {
    let words: Vec<&str> = part.split_whitespace().collect();

    match words.as_slice() {
        [count, "for", .., name] | [name, count] | [count, name] if is_split_name(name) => {
            Count::parse(count)
        }
        _ => None,
    }
}

fn is_split_name(word: &str) -> bool {
    const NAMES: [&str; 8] = [
        "train",
        "training",
        "val",
        "valid",
        "validation",
        "test",
        "testing",
        "evaluation",
    ];
    let word = word.trim_end_matches([':', '：']).to_lowercase();

    NAMES.contains(&word.as_str())
}

/// Reads a count at the start of a text. Returns it with the number of bytes that it takes.
pub(crate) fn leading_count(text: &str) -> Option<(Count, usize)> {
    let number = text.trim_start_matches(['~', '≈', '～', '>', ' ']);
    let signs = text.len() - number.len();
    let is_about = text[..signs].contains(['~', '≈', '～', '>']);

    let length = number_length(number);
    let digits: String = number[..length].chars().filter_map(fold_digit).collect();
    let (multiplier, unit) = multiplier(&number[length..]);
    let count = Count {
        value: value_of(&digits, multiplier)?,
        rounded: is_about || multiplier > 1,
    };

    Some((count, signs + length + unit))
}

/// The length in bytes of the number that `text` starts with: digits, with `,` or a space before
/// each group of three, and a decimal point.
fn number_length(text: &str) -> usize {
    let (_, mut end) = leading_digits(text);

    while end > 0 {
        let Some(separator) = text[end..].chars().next() else {
            break;
        };
        let next = end + separator.len_utf8();
        let (digits, length) = leading_digits(&text[next..]);

        let is_group = matches!(separator, ',' | '，' | ' ' | '\u{a0}' | '\u{202f}') && digits == 3;
        let is_fraction = separator == '.' && digits > 0;
        if !is_group && !is_fraction {
            break;
        }
        end = next + length;
    }

    end
}

/// How many digits `text` starts with, and their length in bytes.
fn leading_digits(text: &str) -> (usize, usize) {
    let digits = text
        .chars()
        .take_while(|c| *c != '.' && fold_digit(*c).is_some());

    digits.fold((0, 0), |(count, length), c| {
        (count + 1, length + c.len_utf8())
    })
}

/// The ASCII form of a digit of either width, or the decimal point; nothing for a separator.
fn fold_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// The factor of `K`, `M`, `B` (thousand, million, billion) or `万` (ten thousand) after a number,
/// and its length in bytes. Without one, the factor is 1.
fn multiplier(after: &str) -> (u64, usize) {
    let Some(unit) = after.chars().next() else {
        return (1, 0);
    };

    let factor = match unit {
        'K' | 'k' => 1_000,
        'M' => 1_000_000,
        'B' => 1_000_000_000,
        '万' => return (10_000, unit.len_utf8()),
        _ => return (1, 0),
    };

    let is_word = after[1..].starts_with(char::is_alphanumeric);
    if is_word { (1, 0) } else { (factor, 1) }
}

/// The value of ASCII digits with at most one decimal point. A fraction needs a multiplier that
/// makes the value whole.
fn value_of(digits: &str, multiplier: u64) -> Option<u64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let value = whole.parse::<u64>().ok()?.checked_mul(multiplier)?;
    if fraction.is_empty() {
        return Some(value);
    }

    let scale = 10u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part = fraction.parse::<u64>().ok()?.checked_mul(multiplier)?;
    if multiplier == 1 || part % scale != 0 {
        return None;
    }

    value.checked_add(part / scale)
}

/// Whether a word is a unit of storage, time or length: `29.3 MB` is no count.
fn is_unit_of_size(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "b" | "kb" | "mb" | "gb" | "tb" | "g" | "t" | "m" | "h" | "mm" | "gib" | "mib"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<u64>) {
        assert_eq!(
            Count::parse(text).map(|count| count.value),
            expect,
            "{text:?}"
        );
    }

    #[test]
    fn plain_and_grouped() {
        check("140", Some(140));
        check(" 61,097 ", Some(61_097));
        check("61 097", Some(61_097));
        check("26,239,047", Some(26_239_047));
        check("１２，３４５", Some(12_345));
        check("3022 images", Some(3022));
        check("112例", Some(112));
        check("49.", Some(49));
    }

    #[test]
    fn rounded() {
        check("14K", Some(14_000));
        check("1.1M", Some(1_100_000));
        check("26M", Some(26_000_000));
        check("61.2k", Some(61_200));
        check("~500", Some(500));
        check("10,000+", Some(10_000));
        check("1.2万", Some(12_000));
        assert_eq!(Count::parse("14K").map(|count| count.rounded), Some(true));
        assert_eq!(Count::parse("140").map(|count| count.rounded), Some(false));
    }

    #[test]
    fn doubtful() {
        for text in [
            "",
            "-",
            "K",
            "27 + 12",
            "65%",
            "29.3MB",
            "106G",
            "1.5",
            "1.100",
            "61,09",
            "4 (tissue), 2 (image)",
        ] {
            check(text, None);
        }
        for text in [
            "59 videos ( ~15h)",
            "76*2",
            "English 10178",
            "99999999999999999999",
            "99999999999B",
            "2019-03",
        ] {
            check(text, None);
        }
    }

    fn total(text: &str) -> Option<u64> {
        Count::parse_splits(text).map(|count| count.value)
    }

    #[test]
    fn splits() {
        assert_eq!(
            total("300 for Training, 50 for Validation, 150 for test"),
            Some(500)
        );
        assert_eq!(total("60 for training, 30 for test."), Some(90));
        assert_eq!(total("train: 400, val: 400, test: 400"), Some(1200));
        assert_eq!(total("train 105, val 30, test 40"), Some(175));
        assert_eq!(total("4510+1246+3400"), Some(9156));
        assert_eq!(total("1,204"), Some(1204));
        assert_eq!(total("40,266 labeled, 861,400 unlabeled"), None);
        assert_eq!(total("Task 1: 60 for training, 34 for test"), None);
    }

    fn agree(one: &str, other: &str) -> Option<bool> {
        Some(Count::parse(one)?.agrees_with(Count::parse(other)?))
    }

    #[test]
    fn agreement() {
        assert_eq!(agree("14K", "13,596"), Some(true));
        assert_eq!(agree("14,000", "13,596"), Some(false));
        assert_eq!(agree("1.1M", "900000"), Some(false));
    }
}
