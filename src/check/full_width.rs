//! `fullwidth-punctuation`: full-width signs in a fact of a catalog that is not written in Chinese, Japanese or Korean.
//!
//! Why: facts are cut at commas, brackets and colons; the full-width ones look alike, and other programs do not know them.
//! Example: `CT， MRI`.

use std::ops::Range;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Sources;
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "fullwidth-punctuation",
    severity: Severity::Note,
    summary: "a full-width character in a fact of a catalog in another script",
    reason: "other programs do not split lists there",
    example: "`CT， MRI`",
};

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let language = settings.language.to_lowercase();
    if ["zh", "ja", "ko"].iter().any(|of| language.starts_with(of)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add =
        |file: FileId, range: Range<usize>| found.extend(one(&catalog.sources, file, range));
    for (_, dataset) in catalog.listed() {
        add(dataset.source.file, dataset.source.range.clone());
    }
    for (file, page) in catalog.published_pages() {
        let cells = page
            .meta
            .facts
            .iter()
            .map(|(_, fact)| fact)
            .chain(page.meta.extra.iter().map(|(_, fact)| fact));
        cells.for_each(|fact| add(file, fact.span.clone()));
        page.source
            .date
            .iter()
            .for_each(|date| add(file, date.span.clone()));
    }
    // Two entries may share a page.
    found.dedup();
    found
}

fn one(sources: &Sources, file: FileId, range: Range<usize>) -> Option<Diagnostic> {
    let words = sources.text(file).get(range.clone())?;
    let first = words.find(|c| narrow(c).is_some())?;
    let last = words
        .char_indices()
        .rev()
        .find(|(_, c)| narrow(*c).is_some())?;
    let end = last.0 + last.1.len_utf8();
    // A blank behind the last sign is there already.
    let blank = words[end..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let plain = narrowed(&words[..first], &words[first..end], blank);
    let place = |from: usize, to: usize| Span::new(file, range.start + from..range.start + to);
    let sign = words[first..].chars().next()?;
    let message = format!("a full-width {sign:?} stands in a fact");
    Some(
        RULE.at(place(first, first + sign.len_utf8()), message)
            .help(format!("Write {plain:?}"))
            .fix(place(first, end), plain),
    )
}

/// The ASCII signs for a full-width one, with the blanks that it holds in itself.
fn narrow(c: char) -> Option<&'static str> {
    Some(match c {
        '，' | '、' => ", ",
        '。' => ". ",
        '．' => ".",
        '：' => ": ",
        '；' => "; ",
        '（' => " (",
        '）' => ") ",
        '！' => "! ",
        '？' => "? ",
        '～' => "~",
        '％' => "%",
        '＋' => "+",
        '／' => "/",
        '\u{3000}' => " ",
        _ => return None,
    })
}

/// `words` with plain signs, and no more blanks than one between two words.
fn narrowed(before: &str, words: &str, blank_follows: bool) -> String {
    let mut out = String::new();
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(plain) = narrow(c) else {
            out.push(c);
            continue;
        };
        let at_blank = if out.is_empty() {
            before.ends_with(char::is_whitespace) || before.is_empty()
        } else {
            out.ends_with(' ')
        };
        out.push_str(if at_blank { plain.trim_start() } else { plain });
        let next_is_blank = match chars.peek() {
            Some(next) => {
                next.is_whitespace() || matches!(next, ',' | ')' | '，' | '）' | '、' | '。')
            }
            None => blank_follows,
        };
        if next_is_blank && out.ends_with(' ') {
            out.pop();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_signs() {
        for (before, words, follows, expect) in [
            ("CT", "，", true, ","),
            ("CT", "，", false, ", "),
            ("CT", "，MRI（T1）", true, ", MRI (T1)"),
            ("CT ", "（T1）、MRI：", false, "(T1), MRI: "),
            ("2", "～3", false, "~3"),
            (".mhd", "、.raw、", true, ", .raw,"),
        ] {
            assert_eq!(narrowed(before, words, follows), expect, "{before}{words}");
        }
    }
}
