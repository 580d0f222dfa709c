//! The glossary: its entries, each a heading with the text below it.
//!
//! In: the text of `GLOSSARY.md`. Out: a `ParsedGlossary`. Headings of the third level are entries and those above them sections; a
//! text without any of the third level has its entries at the second. Deeper headings belong to the text of an entry.

use std::ops::Range;

use crate::parse::Link;
use crate::parse::outline::{Block, BlockKind, outline};
use crate::value::term_kind::TermKind;

/// What a glossary says.
#[derive(Clone, Debug, Default)]
pub struct ParsedGlossary {
    /// Blocks that stand in no entry.
    pub lead: Vec<Range<usize>>,
    /// In the order of the text.
    pub entries: Vec<ParsedGlossaryEntry>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every link of the text.
    pub links: Vec<Link>,
    /// Every image of the text.
    pub images: Vec<Link>,
}

/// One heading with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedGlossaryEntry {
    /// The heading as a reader sees it; may be empty.
    pub title: String,
    /// What stands before its brackets, then the names inside them.
    pub names: Vec<String>,
    /// The kind of terms that its section is about.
    pub section: Option<TermKind>,
    /// The heading in the text.
    pub heading: Range<usize>,
    /// The text below it.
    pub body: Range<usize>,
}

/// Reads a glossary.
pub fn glossary(text: &str) -> ParsedGlossary {
    let outline = outline(text);
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => level,
        _ => u8::MAX,
    };
    let depth = if outline.blocks.iter().any(|block| level(block) == 3) {
        3
    } else {
        2
    };
    let mut read = ParsedGlossary::default();
    let (mut section, mut inside) = (None, false);
    for block in &outline.blocks {
        match &block.kind {
            BlockKind::Heading { level, title, .. } if *level <= depth => {
                if let Some(entry) = read.entries.last_mut().filter(|_| inside) {
                    entry.body.end = block.span.start;
                }
                inside = *level == depth;
                if inside {
                    read.entries
                        .push(entry(&title.text, section, block.span.clone(), text.len()));
                } else {
                    section = kind(&title.text);
                }
            }
            _ if !inside => read.lead.push(block.span.clone()),
            _ => {}
        }
    }
    ParsedGlossary {
        references: outline.references,
        links: outline.links,
        images: outline.images,
        ..read
    }
}

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

/// What a section is about, by a word of its heading.
fn kind(title: &str) -> Option<TermKind> {
    let title = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["modalit", "模态"]) {
        Some(TermKind::Modality)
    } else if says(&["task", "任务"]) {
        Some(TermKind::Task)
    } else if says(&["area", "anatom", "body", "部位"]) {
        Some(TermKind::Area)
    } else {
        None
    }
}

/// The names of `Computed tomography (CT)`: before the brackets at the end, and inside them, between commas.
fn names(title: &str) -> Vec<String> {
    let brackets = title
        .strip_suffix([')', '）'])
        .and_then(|inner| inner.split_once(['(', '（']));
    let (main, others) = brackets.unwrap_or((title, ""));
    let names = [main]
        .into_iter()
        .chain(others.split([',', ';', '，', '；', '、']));
    names
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Option<TermKind>, &str)]) {
        let read = glossary(text);
        let found: Vec<_> = read
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
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn sections_and_entries() {
        use TermKind::{Area, Modality, Task};
        check(
            "# Glossary\n\nLead.\n\n## Imaging modalities\n\n### CT\n\nOne.\n\n#### More\n\nTwo.\n\n## Other\n\n### X\n",
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
