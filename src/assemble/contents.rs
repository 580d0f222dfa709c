//! The table of contents that a list writes by hand, joined with the sections that it names.
//!
//! In: the list and its text. Out: one `ContentsLink` per line, with the count that it states.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::assemble::sections::SplitSections;
use crate::catalog::anchor::heading_anchor;
use crate::catalog::contents::ContentsLink;
use crate::parse::Link;
use crate::parse::readme::Readme;
use crate::source::Sources;

/// Joins the links of the table of contents with the sections.
pub(super) fn join_contents(
    list: &Readme,
    sources: &Sources,
    sections: &SplitSections,
) -> Vec<ContentsLink> {
    let text = sources.text(Sources::README);
    // The code host matches anchors in any letter case.
    let anchors: Vec<String> = list
        .sections
        .iter()
        .map(|section| heading_anchor(&section.title).to_lowercase())
        .collect();

    list.contents
        .iter()
        .map(|link| {
            let section = section_of(link, &anchors);
            ContentsLink {
                link: link.clone(),
                resolves: section.is_some() || link.target.trim_start_matches('#').is_empty(),
                category: section.and_then(|at| sections.categories_of_sections[at]),
                count: stated_count(text, &link.span),
            }
        })
        .collect()
}

/// The index of the section that a link leads to.
fn section_of(link: &Link, anchors: &[String]) -> Option<usize> {
    let written = link.target.trim_start_matches('#').to_lowercase();
    let decoded = percent_decode_str(&written).decode_utf8_lossy();
    let exact = anchors
        .iter()
        .position(|anchor| *anchor == decoded || *anchor == written);

    // Emoji and their variation selectors leave hyphens behind, which people write differently.
    exact.or_else(|| {
        let plain = letters_and_digits(&decoded);
        let is_same = |anchor: &String| letters_and_digits(anchor) == plain;
        anchors
            .iter()
            .position(is_same)
            .filter(|_| !plain.is_empty())
    })
}

fn letters_and_digits(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The number of `Chest (24)`, in the label or between the link and the end of its line, with its
/// location in the text.
fn stated_count(text: &str, link: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let line_end = text[link.end..]
        .find('\n')
        .map_or(text.len(), |at| link.end + at);
    // The target may hold brackets and digits, too; the label ends where the target starts.
    let label_end = text[link.clone()]
        .rfind("](")
        .map_or(link.end, |at| link.start + at);

    [link.start..label_end, link.end..line_end]
        .into_iter()
        .find_map(|part| {
            let close = text[part.clone()].rfind(')')? + part.start;
            let open = text[part.start..close].rfind('(')? + part.start + 1;
            let count = text[open..close].trim().parse().ok()?;
            Some((count, open..close))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_and_after_labels() {
        for (line, expect) in [
            ("[Chest (24)](#chest)", Some(24)),
            ("[Chest](#chest-3) (5)", Some(5)),
            ("[Chest](#chest)", None),
            ("[CT (2D)](#ct)", None),
        ] {
            let end = line.rfind(")](").or(line.find("](")).map_or(0, |_| {
                line.rfind(" (")
                    .filter(|at| line[..*at].ends_with(')'))
                    .unwrap_or(line.len())
            });
            let found = stated_count(line, &(0..end));
            assert_eq!(found.as_ref().map(|(count, _)| *count), expect, "{line}");
            if let Some((count, range)) = found {
                assert_eq!(line[range].trim(), count.to_string());
            }
        }
    }
}
