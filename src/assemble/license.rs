//! A licence that a page names in its text.
//!
//! In: a page. Out: the usual short name of the licence, with its location. Only unambiguous names
//! are read: Creative Commons, and others next to the word "licence".

use std::ops::Range;

use crate::parse::page::{Page, SectionKind};
use crate::source::{FileId, Span};
use crate::value::fact::{Fact, Origin};

/// Licences whose name counts only next to the word "licence".
const OTHER_LICENSES: &[&str] = &["MIT", "Apache", "GPL", "BSD", "ODbL"];

/// Finds the first licence that the prose of a page names.
pub(super) fn find_license(text: &str, file: FileId, page: &Page) -> Option<Fact<String>> {
    let of_sections = page
        .sections
        .iter()
        .filter(|section| section.kind != SectionKind::Files)
        .flat_map(|section| &section.prose);
    let mut prose = std::iter::once(&page.lead).chain(of_sections);

    prose.find_map(|part| {
        let (range, value) = named_license(text.get(part.clone())?)?;
        let range = part.start + range.start..part.start + range.end;
        Some(Fact {
            value,
            raw: text[range.clone()].to_owned(),
            from: Origin::Page,
            span: Span::new(file, range),
        })
    })
}

/// The first licence in a text: its location, and its usual name.
fn named_license(text: &str) -> Option<(Range<usize>, String)> {
    creative_commons(text).or_else(|| {
        let mut others = OTHER_LICENSES.iter();
        others.find_map(|name| Some((other_license(text, name)?, (*name).to_owned())))
    })
}

/// Where a text names a licence as "MIT License" does.
fn other_license(text: &str, name: &str) -> Option<Range<usize>> {
    let start = text.find(name)?;
    let rest = &text[start..];
    let nearby = rest.get(..40).unwrap_or(rest).to_lowercase();

    let is_license = nearby.contains("license") || nearby.contains("licence");
    let is_word = !text[..start].ends_with(char::is_alphanumeric);
    (is_license && is_word).then_some(start..start + name.len())
}

/// `CC BY-NC 4.0`, `CC-BY-SA`, `CC0 1.0`.
fn creative_commons(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices("CC").find_map(|(start, _)| {
        if text[..start].ends_with(char::is_alphanumeric) {
            return None;
        }
        let (length, name) = creative_commons_name(&text[start + 2..])?;

        Some((start..start + 2 + length, name))
    })
}

/// The name of a Creative Commons licence from the text after "CC", and the length of what it was
/// read from.
fn creative_commons_name(after: &str) -> Option<(usize, String)> {
    let end = after
        .find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || " -.".contains(c)))
        .unwrap_or(after.len());
    let mut words = after[..end]
        .split([' ', '-'])
        .filter(|word| !word.is_empty());

    let mut elements: Vec<&str> = Vec::new();
    let mut version = None;
    for word in words.by_ref() {
        if !["0", "BY", "NC", "SA", "ND"].contains(&word) {
            version = Some(word.trim_end_matches('.')).filter(|word| is_version(word));
            break;
        }
        elements.push(word);
    }

    let mut name = match *elements.first()? {
        "0" => "CC0".to_owned(),
        "BY" => format!("CC {}", elements.join("-")),
        _ => return None,
    };
    if let Some(version) = version {
        name = format!("{name} {version}");
    }

    let last = version.or(elements.last().copied())?;
    let length = after[..end].rfind(last)? + last.len();
    Some((length, name))
}

/// `4.0`.
fn is_version(word: &str) -> bool {
    word.len() == 3 && word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.')
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
                named_license(text).map(|(_, name)| name).as_deref(),
                expect,
                "{text}"
            );
        }
        assert_eq!(
            named_license("x CC BY 4.0. y").map(|(range, _)| range),
            Some(2..11)
        );
    }
}
