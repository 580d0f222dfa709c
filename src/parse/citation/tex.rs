//! Removes the TeX that biblatex leaves in titles and names.
//!
//! In: a formatted field. Out: text without braces and commands, with accents on their letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The field as people read it.
pub(super) fn plain(field: &str) -> String {
    let text = field
        .replace(['{', '}'], "")
        .replace("\\&", "&")
        .replace("---", "—")
        .replace("--", "–");

    let text = if text.matches('$').count() >= 2 {
        without_math(&text)
    } else {
        text
    };

    if text.contains('\\') || text.contains(is_combining_mark) {
        accents(&text)
    } else {
        text
    }
}

/// `$\mathcal X$-Metric` as "X-Metric".
fn without_math(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (nth, part) in text.split('$').enumerate() {
        let mut words = part.split('\\');
        plain.push_str(words.next().unwrap_or(""));
        for word in words {
            // Within `$…$` the name of a command is dropped; outside of it the backslash stays.
            let rest = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if nth % 2 == 1 {
                plain.push_str(rest.trim_start());
            } else {
                plain.push('\\');
                plain.push_str(word);
            }
        }
    }

    plain
}

/// `\'\i` comes as a backslash, a combining accent and "i": the accent belongs after its letter.
fn accents(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();

    while let Some(c) = letters.next() {
        match letters.next_if(|next| c == '\\' && is_combining_mark(*next)) {
            Some(mark) => {
                plain.extend(letters.next());
                plain.push(mark);
            }
            None => plain.push(c),
        }
    }

    plain.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expect: &str) {
        assert_eq!(plain(field), expect, "{field:?}");
    }

    #[test]
    fn leftover_tex_is_removed() {
        check("{AMOS}: A \\& B -- c", "AMOS: A & B – c");
        check("$\\mathcal X$-Metric", "X-Metric");
        check("US$ 5", "US$ 5");
        check("Jiř\\\u{301}i", "Jiří");
        check("Muller u\u{308}", "Muller ü");
        check("a \\ b", "a \\ b");
        check("\\\u{301}", "\u{301}");
        check("$a\\", "$a\\");
    }
}
