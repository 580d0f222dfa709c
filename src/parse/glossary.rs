//! The glossary: its entries, each a heading with the text below it.
//!
//! In: the text of `GLOSSARY.md`. Out: a `ParsedGlossary`. Headings of the third level are entries,
//! and those above them are sections. In a text without headings of the third level, those of the
//! second level are entries. Deeper headings belong to the text of an entry.

use std::ops::Range;

use crate::parse::Link;
use crate::parse::outline::{Block, BlockKind, outline};
use crate::value::term_kind::TermKind;

/// The content of a glossary.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParsedGlossary {
    /// The blocks outside the entries.
    pub lead: Vec<Range<usize>>,
    /// The entries, in the order of the text.
    pub entries: Vec<ParsedGlossaryEntry>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every link in the text.
    pub links: Vec<Link>,
    /// Every image in the text.
    pub images: Vec<Link>,
}

/// One heading with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParsedGlossaryEntry {
    /// The heading as a reader sees it; may be empty.
    pub title: String,
    /// The name before the brackets, then the names inside them.
    pub names: Vec<String>,
    /// The kind of terms in its section.
    pub section: Option<TermKind>,
    /// The heading in the text.
    pub heading: Range<usize>,
    /// The text below it.
    pub body: Range<usize>,
}

/// Reads a glossary.
pub(crate) fn glossary(text: &str) -> ParsedGlossary {
    let outline = outline(text);
    let has_third_level = outline
        .blocks
        .iter()
        .any(|block| heading_level(block) == Some(3));
    let entry_level = if has_third_level { 3 } else { 2 };

    let mut glossary = ParsedGlossary::default();
    let mut section = None;
    let mut in_entry = false;

    for block in &outline.blocks {
        match &block.kind {
            BlockKind::Heading { level, title, .. } if *level <= entry_level => {
                if let Some(entry) = glossary.entries.last_mut().filter(|_| in_entry) {
                    entry.body.end = block.span.start;
                }

                in_entry = *level == entry_level;
                if in_entry {
                    let entry = entry(&title.text, section, block.span.clone(), text.len());
                    glossary.entries.push(entry);
                } else {
                    section = section_kind(&title.text);
                }
            }
            _ if !in_entry => glossary.lead.push(block.span.clone()),
            _ => {}
        }
    }

    ParsedGlossary {
        references: outline.references,
        links: outline.links,
        images: outline.images,
        ..glossary
    }
}

fn heading_level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// The entry of a heading whose text ends at `end` so far.
fn entry(
    title: &str,
    section: Option<TermKind>,
    heading: Range<usize>,
    end: usize,
) -> ParsedGlossaryEntry {
    let title = title.trim().to_owned();
    ParsedGlossaryEntry {
        names: names(&title),
        title,
        section,
        body: heading.end..end,
        heading,
    }
}

/// Parts of the headings of sections, and the kind of terms that each names.
const SECTION_WORDS: &[(&str, TermKind)] = &[
    ("modalit", TermKind::Modality),
    ("模态", TermKind::Modality),
    ("task", TermKind::Task),
    ("任务", TermKind::Task),
    ("area", TermKind::Area),
    ("anatom", TermKind::Area),
    ("body", TermKind::Area),
    ("部位", TermKind::Area),
];

/// The kind of terms in a section, by a word of its heading.
fn section_kind(title: &str) -> Option<TermKind> {
    let title = title.to_lowercase();
    SECTION_WORDS
        .iter()
        .find(|(word, _)| title.contains(word))
        .map(|(_, kind)| *kind)
}

/// The names in `Computed tomography (CT)`: the one before the brackets at the end, and those
/// inside them, separated by commas.
fn names(title: &str) -> Vec<String> {
    let brackets = title
        .strip_suffix([')', '）'])
        .and_then(|inner| inner.split_once(['(', '（']));
    let (main, others) = brackets.unwrap_or((title, ""));

    [main]
        .into_iter()
        .chain(others.split([',', ';', '，', '；', '、']))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Option<TermKind>, &str)]) {
        let glossary = glossary(text);
        let entries: Vec<_> = glossary
            .entries
            .iter()
            .map(|entry| {
                (
                    entry.title.as_str(),
                    entry.section,
                    text[entry.body.clone()].trim(),
                )
            })
            .collect();
        assert_eq!(entries, expect, "{text}");
    }

    #[test]
    fn sections_and_entries() {
        use TermKind::{Area, Modality, Task};
        check(
            "# Glossary\n\nLead.\n\n## Imaging modalities\n\n### CT\n\nOne.\n\n\
             #### More\n\nTwo.\n\n## Other\n\n### X\n",
            &[
                ("CT", Some(Modality), "One.\n\n#### More\n\nTwo."),
                ("X", None, ""),
            ],
        );
        check(
            "# Words\n\n## ROI (region of interest)\n\nA part.\n",
            &[("ROI (region of interest)", None, "A part.")],
        );
        check(
            "# Tasks\n## VQA\nx\n# Anatomical areas\n## Eye\ny\n",
            &[("VQA", Some(Task), "x"), ("Eye", Some(Area), "y")],
        );
        check("", &[]);
    }

    #[test]
    fn names_in_brackets() {
        for (title, expect) in [
            (
                "Computed tomography (CT)",
                &["Computed tomography", "CT"][..],
            ),
            (
                "MRI (magnetic resonance imaging, MR)",
                &["MRI", "magnetic resonance imaging", "MR"],
            ),
            ("眼底 （fundus）", &["眼底", "fundus"]),
            (
                "Action / workflow recognition",
                &["Action / workflow recognition"],
            ),
            ("Other optical (eye) data", &["Other optical (eye) data"]),
            ("()", &[]),
        ] {
            assert_eq!(names(title), expect, "{title}");
        }
    }
}
