//! A licence that a page names in its words.
//!
//! In: a page. Out: the licence by its usual short name, with its place. Only names that are licences wherever they stand
//! are read: Creative Commons, and others with the word "licence" beside them.

use crate::parse::page::{Page, SectionKind};
use crate::source::{FileId, Span};
use crate::value::fact::{Fact, Origin};

/// Reads the first licence that the page's prose names.
pub(super) fn license(text: &str, file: FileId, page: &Page) -> Option<Fact<String>> {
    let prose = page
        .sections
        .iter()
        .filter(|section| section.kind != SectionKind::Files)
        .flat_map(|section| &section.prose);
    std::iter::once(&page.lead).chain(prose).find_map(|part| {
        let (at, length, value) = named(text.get(part.clone())?)?;
        let range = part.start + at..part.start + at + length;
        Some(Fact {
            value,
            raw: text[range.clone()].to_owned(),
            from: Origin::Page,
            span: Span::new(file, range),
        })
    })
}

/// Licences that have no parts, beside whose name the word "licence" must stand.
const WHOLE: &[&str] = &["MIT", "Apache", "GPL", "BSD", "ODbL"];

fn named(text: &str) -> Option<(usize, usize, String)> {
    creative_commons(text).or_else(|| {
        WHOLE.iter().find_map(|name| {
            let at = text.find(name)?;
            let around = text[at..].get(..40).unwrap_or(&text[at..]).to_lowercase();
            let whole = text[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            (whole && (around.contains("license") || around.contains("licence")))
                .then(|| (at, name.len(), (*name).to_owned()))
        })
    })
}

/// `CC BY-NC 4.0`, `CC-BY-SA`, `CC0 1.0`.
fn creative_commons(text: &str) -> Option<(usize, usize, String)> {
    text.match_indices("CC").find_map(|(at, _)| {
        if text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
        {
            return None;
        }
        let rest = &text[at + 2..];
        let end = rest
            .find(|c: char| {
                !(c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'))
            })
            .unwrap_or(rest.len());
        let words: Vec<&str> = rest[..end]
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .collect();
        let parts: Vec<&str> = words
            .iter()
            .copied()
            .take_while(|word| ["0", "BY", "NC", "SA", "ND"].contains(word))
            .collect();
        let first = *parts.first().filter(|first| ["0", "BY"].contains(first))?;
        let version = words
            .get(parts.len())
            .map(|word| word.trim_end_matches('.'))
            .filter(|word| {
                word.len() == 3
                    && word.starts_with(|c: char| c.is_ascii_digit())
                    && word.contains('.')
            });
        let mut name = if first == "0" {
            "CC0".to_owned()
        } else {
            format!("CC {}", parts.join("-"))
        };
        version
            .iter()
            .for_each(|version| name = format!("{name} {version}"));
        let last = version.or(parts.last().copied())?;
        let length = 2 + rest[..end].rfind(last).unwrap_or_default() + last.len();
        Some((at, length, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, expect) in [
            ("It is under CC BY-NC 4.0.", Some("CC BY-NC 4.0")),
            ("Licence: CC-BY-SA 3.0", Some("CC BY-SA 3.0")),
            ("CC0 1.0", Some("CC0 1.0")),
            ("in CC and MLO views", None),
            ("of MIT and Harvard", None),
            ("the MIT License", Some("MIT")),
        ] {
            assert_eq!(
                named(text).map(|(_, _, name)| name).as_deref(),
                expect,
                "{text}"
            );
        }
        assert_eq!(
            named("x CC BY 4.0. y").map(|(at, length, _)| (at, length)),
            Some((2, 9))
        );
    }
}
