//! `fullwidth-punctuation`: see `RULE`. Catalogs in Chinese, Japanese or Korean are not checked.

use std::ops::Range;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{Sources, Span};

pub(crate) const RULE: Rule = Rule {
    code: "fullwidth-punctuation",
    severity: Severity::Note,
    summary: "a full-width character in a fact of a catalog in another script",
    reason: "other programs do not split lists there",
    example: "`CT， MRI`",
};

/// Languages that are written with full-width punctuation.
const LANGUAGES: &[&str] = &["zh", "ja", "ko"];

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let language = settings.config.language.to_lowercase();
    if LANGUAGES.iter().any(|tag| language.starts_with(tag)) {
        return Vec::new();
    }

    let mut diagnostics: Vec<Diagnostic> = spans_of_facts(catalog)
        .iter()
        .filter_map(|span| check_span(&catalog.sources, span))
        .collect();

    // Two entries may share a page.
    diagnostics.dedup();
    diagnostics
}

/// The entries, and the cells and dates of pages.
fn spans_of_facts(catalog: &Catalog) -> Vec<Span> {
    let mut spans: Vec<Span> = catalog
        .listed_datasets()
        .map(|(_, dataset)| dataset.source.clone())
        .collect();

    for (file, page) in catalog.published_pages() {
        let known = page.meta.facts.iter().map(|(_, fact)| &fact.span);
        let extra = page.meta.extra.iter().map(|(_, fact)| &fact.span);
        let date = page.source.date.iter().map(|date| &date.span);
        let ranges = known.chain(extra).chain(date);
        spans.extend(ranges.map(|range| Span::new(file, range.clone())));
    }
    spans
}

fn check_span(sources: &Sources, span: &Span) -> Option<Diagnostic> {
    let text = sources.text(span.file).get(span.range.clone())?;
    let Range { start, end } = full_width_range(text)?;

    // A space after the last character is there already.
    let space_follows = text[end..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let ascii = to_ascii(&text[..start], &text[start..end], space_follows);

    let first = text[start..].chars().next()?;
    let offset = span.range.start;
    let caret = offset + start..offset + start + first.len_utf8();
    let message = format!("a fact contains a full-width {first:?}");
    Some(
        RULE.at(Span::new(span.file, caret), message)
            .help(format!("Write {ascii:?}"))
            .fix(Span::new(span.file, offset + start..offset + end), ascii),
    )
}

/// From the first to the last full-width character of a text.
fn full_width_range(text: &str) -> Option<Range<usize>> {
    let start = text.find(|c| ascii_for(c).is_some())?;
    let (last, c) = text
        .char_indices()
        .rev()
        .find(|(_, c)| ascii_for(*c).is_some())?;
    Some(start..last + c.len_utf8())
}

/// The ASCII text for a full-width character, with the spaces that it includes.
fn ascii_for(c: char) -> Option<&'static str> {
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

/// `text` with ASCII punctuation, and at most one space between two words.
fn to_ascii(before: &str, text: &str, space_follows: bool) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(ascii) = ascii_for(c) else {
            out.push(c);
            continue;
        };

        let after_space = if out.is_empty() {
            before.is_empty() || before.ends_with(char::is_whitespace)
        } else {
            out.ends_with(' ')
        };
        out.push_str(if after_space {
            ascii.trim_start()
        } else {
            ascii
        });

        let before_space = match chars.peek() {
            Some(next) => {
                next.is_whitespace() || matches!(next, ',' | ')' | '，' | '）' | '、' | '。')
            }
            None => space_follows,
        };
        if before_space && out.ends_with(' ') {
            out.pop();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_become_ascii_with_single_spaces() {
        for (before, text, space_follows, expect) in [
            ("CT", "，", true, ","),
            ("CT", "，", false, ", "),
            ("CT", "，MRI（T1）", true, ", MRI (T1)"),
            ("CT ", "（T1）、MRI：", false, "(T1), MRI: "),
            ("2", "～3", false, "~3"),
            (".mhd", "、.raw、", true, ", .raw,"),
        ] {
            assert_eq!(
                to_ascii(before, text, space_follows),
                expect,
                "{before}{text}"
            );
        }
    }
}
