//! `catalog.bib`: every work to cite, once, under a key that no other has.
//!
//! In: a catalog. Out: BibTeX. Entries stand as their pages have them, or repaired; those that cannot be read are left out
//! and counted at the top.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::parse::citation::Citation;
use crate::value::text::collapse_whitespace;

/// Makes the file.
pub(in crate::render) fn bibliography(catalog: &Catalog) -> String {
    let (mut entries, mut broken) = (Vec::new(), 0_usize);
    let mut by_words: BTreeSet<String> = BTreeSet::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for citation in works(catalog) {
        if citation.csl.is_none() {
            broken += 1;
            continue;
        }
        let text = citation
            .repaired
            .as_ref()
            .unwrap_or(&citation.bibtex)
            .trim();
        // The same entry stands on the pages of all editions of a dataset.
        if by_words.insert(collapse_whitespace(text)) {
            entries.push(with_own_key(text, &citation.key, &mut taken));
        }
    }
    let left_out = match broken {
        0 => String::new(),
        1 => " One that cannot be read is left out.".to_owned(),
        many => format!(" {many} that cannot be read are left out."),
    };
    // What stands outside of entries is a comment; an at sign would start one.
    format!(
        "% {} works to cite.{left_out}\n\n{}\n",
        entries.len(),
        entries.join("\n\n")
    )
}

fn works(catalog: &Catalog) -> impl Iterator<Item = &Citation> {
    catalog
        .datasets
        .iter()
        .filter_map(|dataset| catalog.page(dataset))
        .flat_map(|page| &page.citations)
        .filter(|citation| !citation.kind.is_empty())
}

/// The entry; where another has its key, in any letter case, with a number behind it.
fn with_own_key(text: &str, key: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let own = |taken: &BTreeMap<String, usize>, key: &str| !taken.contains_key(&key.to_lowercase());
    let mut free = key.to_owned();
    let mut number = *taken.get(&key.to_lowercase()).unwrap_or(&1);
    while free.is_empty() || !own(taken, &free) {
        number += 1;
        free = format!("{}-{number}", if key.is_empty() { "work" } else { key });
    }
    taken.insert(key.to_lowercase(), number);
    taken.insert(free.to_lowercase(), 1);
    if free == key {
        return text.to_owned();
    }
    let Some((head, rest)) = text.split_once(['{', '(']) else {
        return text.to_owned();
    };
    let after = rest.find(',').map_or("", |at| &rest[at..]);
    let brace = text[head.len()..].chars().next().unwrap_or('{');
    format!("{head}{brace}{free}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_differ() {
        let mut taken = BTreeMap::new();
        let mut check = |text: &str, key: &str, expect: &str| {
            assert_eq!(with_own_key(text, key, &mut taken), expect);
        };
        check("@article{a, title={x}}", "a", "@article{a, title={x}}");
        check("@article{A, title={y}}", "A", "@article{A-2, title={y}}");
        check("@article(a, title={z})", "a", "@article(a-3, title={z})");
        check("@misc{, title={z}}", "", "@misc{work-2, title={z}}");
    }
}
