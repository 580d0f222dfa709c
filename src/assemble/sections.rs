//! Sections of the README as categories, or as pages of their own if they hold no datasets.
//!
//! In: the sections and entries of the list. Out: categories, prose sections, and which section is
//! which category.

use std::ops::Range;

use crate::catalog::category::{Category, CategoryId, ProsePart, ProseSection};
use crate::catalog::route::Route;
use crate::catalog::slug::{UniqueSlugs, slugify};
use crate::parse::readme::{Readme, ReadmeSection};

/// The sections of a README, divided.
pub(super) struct SplitSections {
    /// Sections that hold entries, a parent before its children.
    pub(super) categories: Vec<Category>,
    /// Sections that hold none.
    pub(super) prose_sections: Vec<ProseSection>,
    /// The category of each section of the README.
    pub(super) categories_of_sections: Vec<Option<CategoryId>>,
}

/// Divides the sections of the list, whose text is `text`.
pub(super) fn split_sections(list: &Readme, text: &str) -> SplitSections {
    let holds_entries = holds_entries(list);
    let mut split = SplitSections {
        categories: Vec::new(),
        prose_sections: Vec::new(),
        categories_of_sections: vec![None; list.sections.len()],
    };
    // Slugs are unique among the children of one category. The first set is that of the root.
    let mut category_slugs = vec![UniqueSlugs::default()];
    let mut prose_slugs = UniqueSlugs::default();

    for (at, section) in list.sections.iter().enumerate() {
        if holds_entries[at] {
            let parent = section
                .parent
                .and_then(|parent| split.categories_of_sections[parent]);
            let siblings = &mut category_slugs[parent.map_or(0, |id| id + 1)];
            let (slug, _) = siblings.take(&slugify(&section.title, "category"), at);

            split.categories_of_sections[at] = Some(split.categories.len());
            let category = category_of(section, slug, parent, &split.categories, text);
            split.categories.push(category);
            category_slugs.push(UniqueSlugs::default());
        } else if is_outermost(section, &holds_entries) && !section.is_contents {
            let parts = parts(list, at, text);
            if parts.iter().any(|part| !part.prose.is_empty()) {
                let (slug, _) = prose_slugs.take(&slugify(&section.title, "section"), at);
                split.prose_sections.push(ProseSection {
                    title: section.title.clone(),
                    route: Route::prose_section(&slug),
                    parts,
                    heading: section.heading.clone(),
                });
            }
        }
    }

    split
}

/// For each section, whether it or a section inside it holds entries.
fn holds_entries(list: &Readme) -> Vec<bool> {
    let mut holds = vec![false; list.sections.len()];

    for entry in &list.entries {
        let mut next = entry.section;
        while let Some(at) = next.filter(|&at| !holds[at]) {
            holds[at] = true;
            next = list.sections[at].parent;
        }
    }

    holds
}

/// Whether a section without entries is in no other section without entries.
fn is_outermost(section: &ReadmeSection, holds_entries: &[bool]) -> bool {
    section.parent.is_none_or(|parent| holds_entries[parent])
}

fn category_of(
    section: &ReadmeSection,
    slug: String,
    parent: Option<CategoryId>,
    categories: &[Category],
    text: &str,
) -> Category {
    Category {
        prose: without_rules(&section.prose, text),
        ..new_category(
            &section.title,
            slug,
            parent,
            section.heading.clone(),
            categories,
        )
    }
}

/// A category without datasets and prose.
pub(super) fn new_category(
    name: &str,
    slug: String,
    parent: Option<CategoryId>,
    heading: Range<usize>,
    categories: &[Category],
) -> Category {
    let mut slugs = parent.map_or(Vec::new(), |id| categories[id].slugs.clone());
    slugs.push(slug);

    Category {
        name: name.to_owned(),
        route: Route::category(&slugs),
        slugs,
        parent,
        own: Vec::new(),
        all: Vec::new(),
        entries: 0,
        prose: Vec::new(),
        heading,
    }
}

/// A section and all sections inside it, with levels from 1.
fn parts(list: &Readme, top: usize, text: &str) -> Vec<ProsePart> {
    let mut levels: Vec<Option<u8>> = vec![None; list.sections.len()];
    let mut parts = Vec::new();

    for (at, section) in list.sections.iter().enumerate().skip(top) {
        let level = if at == top {
            1
        } else {
            match section.parent.and_then(|parent| levels[parent]) {
                Some(level) => level + 1,
                None => break,
            }
        };
        levels[at] = Some(level);
        parts.push(ProsePart {
            level,
            title: section.title.clone(),
            prose: without_rules(&section.prose, text),
        });
    }

    parts
}

/// The blocks that hold text: a rule between sections does not.
fn without_rules(blocks: &[Range<usize>], text: &str) -> Vec<Range<usize>> {
    blocks
        .iter()
        .filter(|range| text[(*range).clone()].contains(char::is_alphanumeric))
        .cloned()
        .collect()
}
