//! `catalog.bib`: each work to cite once, with a unique key.
//!
//! In: a catalog. Out: BibTeX. Entries are as their pages have them, or repaired. Entries that
//! cannot be read are left out, and their number is stated at the top.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::parse::citation::Citation;
use crate::render::context::RenderedFile;
use crate::render::job::{FileKind, PlannedFile};

/// `catalog.bib`.
pub(in crate::render) const BIBLIOGRAPHY: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::bibliography(), ())],
    render: |context, _, ()| Ok(RenderedFile::new(bibliography(context.catalog))),
};

/// The keys in use, in lowercase, with the last number that was appended to each.
type UsedKeys = BTreeMap<String, usize>;

fn bibliography(catalog: &Catalog) -> String {
    let mut entries = Vec::new();
    let mut unreadable = 0;
    let mut texts = BTreeSet::new();
    let mut keys = UsedKeys::new();

    for citation in bibtex_citations(catalog) {
        if citation.csl.is_none() {
            unreadable += 1;
            continue;
        }

        // The pages of all editions of a dataset have the same entry.
        let text = readable_text(citation).trim();
        if texts.insert(text.split_whitespace().collect::<Vec<_>>().join(" ")) {
            entries.push(with_unique_key(text, &citation.key, &mut keys));
        }
    }

    // BibTeX takes text outside of entries for a comment, but an at sign would start an entry.
    format!(
        "% {} works to cite.{}\n\n{}\n",
        entries.len(),
        left_out(unreadable),
        entries.join("\n\n")
    )
}

fn bibtex_citations(catalog: &Catalog) -> impl Iterator<Item = &Citation> {
    catalog
        .datasets
        .iter()
        .filter_map(|dataset| catalog.page(dataset))
        .flat_map(|page| &page.citations)
        .filter(|citation| !citation.kind.is_empty())
}

/// The BibTeX of a citation in a form that can be read.
pub(super) fn readable_text(citation: &Citation) -> &str {
    citation.repaired.as_ref().unwrap_or(&citation.bibtex)
}

fn left_out(unreadable: usize) -> String {
    match unreadable {
        0 => String::new(),
        1 => " One that cannot be read is left out.".to_owned(),
        count => format!(" {count} that cannot be read are left out."),
    }
}

/// The entry; if another entry has its key, in upper or lower case, with a number appended to the
/// key.
fn with_unique_key(text: &str, key: &str, used: &mut UsedKeys) -> String {
    let unique = unique_key(key, used);
    if unique == key {
        return text.to_owned();
    }

    let Some((head, rest)) = text.split_once(['{', '(']) else {
        return text.to_owned();
    };
    let fields = rest.find(',').map_or("", |at| &rest[at..]);
    let bracket = text[head.len()..].chars().next().unwrap_or('{');

    format!("{head}{bracket}{unique}{fields}")
}

fn unique_key(key: &str, used: &mut UsedKeys) -> String {
    let base = if key.is_empty() { "work" } else { key };
    let mut number = used.get(&key.to_lowercase()).copied().unwrap_or(1);

    let mut unique = key.to_owned();
    while unique.is_empty() || used.contains_key(&unique.to_lowercase()) {
        number += 1;
        unique = format!("{base}-{number}");
    }

    used.insert(key.to_lowercase(), number);
    used.insert(unique.to_lowercase(), 1);
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique() {
        let mut used = UsedKeys::new();
        for (text, key, expected) in [
            ("@article{a, title={x}}", "a", "@article{a, title={x}}"),
            ("@article{A, title={y}}", "A", "@article{A-2, title={y}}"),
            ("@article(a, title={z})", "a", "@article(a-3, title={z})"),
            ("@misc{, title={z}}", "", "@misc{work-2, title={z}}"),
        ] {
            assert_eq!(with_unique_key(text, key, &mut used), expected);
        }
    }
}
