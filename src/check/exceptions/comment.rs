//! Comments in a text that accept findings: `<!-- medatlas: allow CODE: reason -->` and
//! `allow-file`.
//!
//! In: a text. Out: where each comment is, and what it accepts or why it cannot be read.

use std::ops::Range;

/// What opens a comment for the checks.
const OPENING: &str = "<!-- medatlas:";

/// What a comment accepts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Allowance {
    /// Whether it holds for the whole file instead of the next line.
    pub(super) whole_file: bool,
    /// Codes of rules as written.
    pub(super) codes: Vec<String>,
}

/// All comments of a text: their bytes without the closing `-->`, and what each of them accepts.
pub(super) fn comments(
    text: &str,
) -> impl Iterator<Item = (Range<usize>, Result<Allowance, String>)> {
    text.match_indices(OPENING).map(|(start, _)| {
        let body = &text[start + OPENING.len()..];
        let length = body
            .find("-->")
            .or_else(|| body.find('\n'))
            .unwrap_or(body.len());

        let range = start..start + OPENING.len() + length;
        (range, parse(&body[..length]))
    })
}

/// Parses `allow CODE, CODE: reason` or `allow-file CODE: reason`.
fn parse(body: &str) -> Result<Allowance, String> {
    let (head, reason) = body
        .split_once(':')
        .ok_or("the exception states no reason")?;

    let (verb, codes) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
    let whole_file = match verb {
        "allow" => false,
        "allow-file" => true,
        other => return Err(format!("{other:?} is neither allow nor allow-file")),
    };
    if reason.trim().is_empty() {
        return Err("the exception states no reason".to_owned());
    }

    let codes: Vec<String> = codes
        .split([',', ' '])
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    if codes.is_empty() {
        return Err("the exception names no rule".to_owned());
    }
    Ok(Allowance { whole_file, codes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_every_form_are_parsed() {
        for (body, whole_file, codes) in [
            (
                " allow missing-case-count, mojibake: quoted ",
                false,
                &["missing-case-count", "mojibake"][..],
            ),
            (
                " allow-file missing-case-count: none known ",
                true,
                &["missing-case-count"],
            ),
        ] {
            let codes = codes.iter().map(|code| (*code).to_owned()).collect();
            assert_eq!(parse(body), Ok(Allowance { whole_file, codes }), "{body}");
        }
    }

    #[test]
    fn comments_without_a_code_a_reason_or_a_verb_are_refused() {
        for body in [
            "",
            " allow missing-case-count",
            " allow missing-case-count: ",
            " allow : why",
            " deny missing-case-count: why",
        ] {
            assert!(parse(body).is_err(), "{body}");
        }
    }
}
