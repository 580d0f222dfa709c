//! Sections of the README as categories, or as pages of their own when they hold no datasets.

use std::ops::Range;

use crate::catalog::category::{Category, CategoryId, ProseSection};
use crate::catalog::route::Route;
use crate::catalog::slug::{UniqueSlugs, slugify};
use crate::parse::readme::Readme;

/// Splits the sections. The third value maps each section to its category.
pub fn split(readme: &Readme, text: &str) -> (Vec<Category>, Vec<ProseSection>, Vec<Option<CategoryId>>) {
    let holds_entries = holds_entries(readme);
    let (mut categories, mut more) = (Vec::new(), Vec::new());
    let mut of_section: Vec<Option<CategoryId>> = vec![None; readme.sections.len()];
    let mut slugs: Vec<UniqueSlugs> = vec![UniqueSlugs::default()];
    let mut more_slugs = UniqueSlugs::default();
    for (at, section) in readme.sections.iter().enumerate() {
        if holds_entries[at] {
            let parent = section.parent.and_then(|parent| of_section[parent]);
            let (own, _) = slugs[parent.map_or(0, |id: usize| id + 1)]
                .take(&slugify(&section.title, "category"), at);
            let mut path: Vec<String> =
                parent.map_or(Vec::new(), |id| categories_slugs(&categories, id));
            path.push(own);
            of_section[at] = Some(categories.len());
            slugs.push(UniqueSlugs::default());
            categories.push(Category {
                name: section.title.clone(),
                route: Route::category(&path),
                slugs: path,
                parent,
                own: Vec::new(),
                all: Vec::new(),
                entries: 0,
                prose: prose(&section.prose, text),
                heading: section.heading.clone(),
            });
        } else if section.parent.is_none_or(|parent| holds_entries[parent]) && !section.is_contents
        {
            let parts = parts(readme, at, text);
            if parts.iter().any(|(_, _, prose)| !prose.is_empty()) {
                let (own, _) = more_slugs.take(&slugify(&section.title, "section"), at);
                let (title, heading) = (section.title.clone(), section.heading.clone());
                more.push(ProseSection {
                    title,
                    route: Route::prose_section(&own),
                    parts,
                    heading,
                });
            }
        }
    }
    (categories, more, of_section)
}

fn categories_slugs(categories: &[Category], id: CategoryId) -> Vec<String> {
    categories[id].slugs.clone()
}

/// For each section, whether it or a section inside holds entries.
fn holds_entries(readme: &Readme) -> Vec<bool> {
    let mut holds = vec![false; readme.sections.len()];
    for entry in &readme.entries {
        let mut next = entry.section;
        while let Some(at) = next.filter(|&at| !holds[at]) {
            holds[at] = true;
            next = readme.sections[at].parent;
        }
    }
    holds
}

/// A section and all inside it, with levels from 1.
fn parts(readme: &Readme, top: usize, text: &str) -> Vec<(u8, String, Vec<Range<usize>>)> {
    let mut depth: Vec<Option<u8>> = vec![None; readme.sections.len()];
    let mut parts = Vec::new();
    for (at, section) in readme.sections.iter().enumerate().skip(top) {
        let level = if at == top {
            Some(1)
        } else {
            section.parent.and_then(|p| depth[p]).map(|level| level + 1)
        };
        depth[at] = level;
        if let Some(level) = level {
            parts.push((level, section.title.clone(), prose(&section.prose, text)));
        } else if at > top {
            break;
        }
    }
    parts
}

/// Blocks that say something: rules between sections do not.
fn prose(blocks: &[Range<usize>], text: &str) -> Vec<Range<usize>> {
    let says = |range: &&Range<usize>| text[(*range).clone()].chars().any(char::is_alphanumeric);
    blocks.iter().filter(says).cloned().collect()
}
