//! The table of contents that a list writes by hand, joined with the sections that it names.
//!
//! In: the `Readme` and its text. Out: one `ContentsLink` a line, with the count that it states.

use std::ops::Range;

use crate::catalog::anchor::heading_anchor;
use crate::catalog::category::CategoryId;
use crate::catalog::contents::ContentsLink;
use crate::parse::Link;
use crate::parse::readme::Readme;

/// Joins the links with the sections; `of_section` gives each section's category.
pub(super) fn contents(
    readme: &Readme,
    text: &str,
    of_section: &[Option<CategoryId>],
) -> Vec<ContentsLink> {
    // The code host takes letters of either case.
    let anchors: Vec<String> = readme
        .sections
        .iter()
        .map(|section| heading_anchor(&section.title).to_lowercase())
        .collect();
    let join = |link: &Link| {
        let wanted = link.target.trim_start_matches('#').to_lowercase();
        let decoded = percent_encoding::percent_decode_str(&wanted)
            .decode_utf8_lossy()
            .into_owned();
        let at = anchors
            .iter()
            .position(|anchor| *anchor == decoded || *anchor == wanted);
        // Emoji and their selectors leave hyphens behind that nobody writes twice alike.
        let at = at.or_else(|| {
            anchors
                .iter()
                .position(|anchor| !bare(anchor).is_empty() && bare(anchor) == bare(&decoded))
        });
        ContentsLink {
            link: link.clone(),
            resolves: at.is_some() || decoded.is_empty(),
            category: at.and_then(|at| of_section[at]),
            stated: stated(text, &link.span),
        }
    };
    readme.contents.iter().map(join).collect()
}

/// Letters and digits alone.
fn bare(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The number of `Chest (24)`, in the label or between the link and the end of its line.
fn stated(text: &str, span: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let line_end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |at| span.end + at);
    // The target may hold brackets and digits too: the label ends where it starts.
    let label_end = text[span.clone()]
        .rfind("](")
        .map_or(span.end, |at| span.start + at);
    [span.start..label_end, span.end..line_end]
        .into_iter()
        .find_map(|part| {
            let close = text[part.clone()].rfind(')')? + part.start;
            let open = text[part.start..close].rfind('(')? + part.start + 1;
            let digits = text[open..close].trim();
            Some((digits.parse().ok()?, open..close))
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
            let found = stated(line, &(0..end));
            assert_eq!(found.as_ref().map(|(count, _)| *count), expect, "{line}");
            if let Some((count, range)) = found {
                assert_eq!(line[range].trim(), count.to_string());
            }
        }
    }
}
