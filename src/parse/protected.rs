//! The parts of a text that are not words: link targets, URLs, HTML and code.
//!
//! In: a Markdown text. Out: `ProtectedRanges`. A fix of a rule about words must not touch them,
//! because every character counts there.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::parse::autolink;
use crate::parse::outline::OPTIONS;

/// Sorted ranges of bytes that do not overlap.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProtectedRanges(Vec<Range<usize>>);

impl ProtectedRanges {
    /// The protected parts of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut ranges: Vec<Range<usize>> = autolink::in_markdown(text)
            .into_iter()
            .map(|link| link.span)
            .collect();

        let parser = Parser::new_ext(text, OPTIONS);
        let definitions = parser.reference_definitions().iter();
        ranges.extend(definitions.map(|(_, definition)| definition.span.clone()));
        ranges.extend(ranges_of_markup(parser));

        Self(merged(ranges))
    }

    /// Whether a range contains a protected byte, or inserts text into a protected part.
    pub(crate) fn touches(&self, range: &Range<usize>) -> bool {
        let next = self.0.partition_point(|known| known.end <= range.start);

        self.0.get(next).is_some_and(|known| {
            let end = range
                .end
                .max(range.start + usize::from(known.start < range.start));
            known.start < end
        })
    }

    /// The parts of a range that are not protected.
    pub(crate) fn outside(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.0.partition_point(|known| known.end <= range.start);
        let mut outside = Vec::new();
        let mut at = range.start;

        for known in &self.0[first..] {
            if known.start >= range.end {
                break;
            }
            if known.start > at {
                outside.push(at..known.start);
            }
            at = known.end;
        }
        if at < range.end {
            outside.push(at..range.end);
        }
        outside
    }
}

/// Code, HTML, and what follows the label of each link and each image.
fn ranges_of_markup(parser: Parser<'_>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    // The links around the current event: the end of what was read of the label, and the whole.
    let mut open: Vec<(usize, Range<usize>)> = Vec::new();

    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let is_whole = is_target_itself(link_type);
                let label = if is_whole {
                    range.start
                } else {
                    range.start + 1
                };
                ranges.extend(is_whole.then(|| range.clone()));
                open.push((label, range));
                continue;
            }
            Event::Start(Tag::CodeBlock(_))
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_) => ranges.push(range.clone()),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                ranges.extend(open.pop().map(|(label, whole)| label..whole.end));
            }
            _ => {}
        }

        if let Some((label, whole)) = open.last_mut() {
            *label = range.end.clamp(*label, whole.end);
        }
    }
    ranges
}

/// Whether the label of a link is also its target, or the name of its definition.
fn is_target_itself(link_type: LinkType) -> bool {
    !matches!(
        link_type,
        LinkType::Inline | LinkType::Reference | LinkType::ReferenceUnknown
    )
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));

    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged.retain(|range| !range.is_empty());
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let protected = ProtectedRanges::of(text);
        let words: Vec<&str> = protected
            .outside(&(0..text.len()))
            .into_iter()
            .map(|range| text[range].trim())
            .filter(|words| !words.is_empty())
            .collect();
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn words_are_what_remains_without_targets_urls_html_and_code() {
        check("a [b](c) d `e` f", &["a [b", "d", "f"]);
        check(
            "[LiTS（2017）](LiTS（2017）.md)，x",
            &["[LiTS（2017）", "，x"],
        );
        check("![b **c**](d \"e\") <https://f.org> g", &["![b **c**", "g"]);
        check("a https://b.org/c，d", &["a", "，d"]);
        check("a <b c=\"d\">e</b>", &["a", "e"]);
        check("a [b][c]\n\n[c]: https://d.org\n", &["a [b"]);
        check(
            "a\n\n```\nb\n```\n\n| c | [d](e) |\n",
            &["a", "| c | [d", "|"],
        );
        check("[![a](b)](c) d", &["[![a", "d"]);
    }

    #[test]
    fn edits_touch_what_they_replace_or_enter() {
        let protected = ProtectedRanges::of("a `b` c");
        for (range, expect) in [(0..2, false), (0..3, true), (2..5, true), (5..7, false)] {
            assert_eq!(protected.touches(&range), expect, "{range:?}");
        }
        for (at, expect) in [(2, false), (3, true), (5, false)] {
            assert_eq!(protected.touches(&(at..at)), expect, "{at}");
        }
    }
}
