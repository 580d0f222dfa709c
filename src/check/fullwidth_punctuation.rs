//! `fullwidth-punctuation`: see `RULE`. Catalogs in Chinese, Japanese or Korean are not checked.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::protected::ProtectedRanges;
use crate::source::{FileId, Span};

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

    let mut protected: BTreeMap<FileId, ProtectedRanges> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for span in spans_of_facts(catalog) {
        let text = catalog.sources.text(span.file);
        let fact = text.get(span.range.clone()).unwrap_or_default();
        if !fact.contains(is_fullwidth) {
            continue;
        }

        let protected = protected
            .entry(span.file)
            .or_insert_with(|| ProtectedRanges::of(text));
        diagnostics.extend(check_span(text, &span, protected));
    }

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

/// One finding about the words of a fact. Link targets, URLs and code are left alone, because these
/// characters have a meaning there.
fn check_span(text: &str, span: &Span, protected: &ProtectedRanges) -> Option<Diagnostic> {
    let edits: Vec<(Range<usize>, String)> = protected
        .outside(&span.range)
        .into_iter()
        .filter_map(|words| edit(text, &span.range, words))
        .collect();
    let (Range { start, .. }, _) = edits.first()?.clone();

    let first = text[start..].chars().next()?;
    let written: Vec<String> = edits.iter().map(|(_, new)| format!("{new:?}")).collect();
    let caret = Span::new(span.file, start..start + first.len_utf8());
    let diagnostic = RULE
        .at(caret, format!("a fact contains a full-width {first:?}"))
        .help(format!("Write {}", written.join(" and ")));

    Some(
        edits
            .into_iter()
            .fold(diagnostic, |diagnostic, (range, new)| {
                diagnostic.fix(Span::new(span.file, range), new)
            }),
    )
}

/// The edit of a run of words in a fact: from its first to its last full-width character.
fn edit(text: &str, fact: &Range<usize>, words: Range<usize>) -> Option<(Range<usize>, String)> {
    let run = text.get(words.clone())?;
    let start = words.start + run.find(is_fullwidth)?;
    let (last, c) = run.char_indices().rev().find(|(_, c)| is_fullwidth(*c))?;
    let end = words.start + last + c.len_utf8();

    // A space after the last character is there already.
    let space_follows = text[end..fact.end]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let ascii = to_ascii(&text[fact.start..start], &text[start..end], space_follows);
    Some((start..end, ascii))
}

fn is_fullwidth(c: char) -> bool {
    ascii_for(c).is_some()
}

/// The ASCII text for a full-width character, with the spaces that it includes.
pub(crate) fn ascii_for(c: char) -> Option<&'static str> {
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
