//! Numbers as text, and as shares of the largest number.

use crate::render::view::CountView;

/// A number to read and to sort by.
pub(super) fn count(value: u64) -> CountView {
    CountView {
        value,
        text: grouped(value),
    }
}

/// A number with its digits in groups of three: `61,097`.
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);

    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }

    out
}

/// A number in percent of the largest one, at least 1 unless the number is 0.
pub(super) fn share(value: usize, most: usize) -> u8 {
    if value == 0 || most == 0 {
        0
    } else {
        (value * 100 / most).clamp(1, 100) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        for (value, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (26_000_000, "26,000,000"),
        ] {
            assert_eq!(grouped(value), expected);
        }
    }

    #[test]
    fn a_share_is_zero_only_for_zero() {
        assert_eq!((share(0, 9), share(1, 900), share(9, 9)), (0, 1, 100));
    }
}
