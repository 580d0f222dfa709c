//! `llms.txt`: the catalog for programs that read text, as one list of links to the Markdown of each dataset.
//!
//! In: a catalog. Out: Markdown by <https://llmstxt.org>: the title, a quotation, sections of links.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::full_url;
use crate::render::metadata::markdown_text::escaped;

/// Makes the file: a section a category, each dataset once, at the first category that lists it.
pub(in crate::render) fn llms(catalog: &Catalog, settings: &Settings) -> String {
    let mut out = format!("# {}\n", escaped(&catalog.title));
    if !catalog.description.is_empty() {
        out.push_str(&format!("\n> {}\n", escaped(&catalog.description)));
    }
    out.push_str(
        "\nEach link leads to a dataset's facts and text as Markdown. The whole catalog as data is in catalog.json.\n",
    );
    let mut rest: BTreeSet<DatasetId> = (0..catalog.datasets.len()).collect();
    for category in &catalog.categories {
        let own: Vec<DatasetId> = category
            .own
            .iter()
            .copied()
            .filter(|id| rest.remove(id))
            .collect();
        push(
            &mut out,
            catalog,
            settings,
            &heading(catalog, category.parent, &category.name),
            &own,
        );
    }
    push(
        &mut out,
        catalog,
        settings,
        "Further datasets",
        &Vec::from_iter(rest),
    );
    out.push_str("\n## Optional\n\n");
    for (file, words) in [
        (
            "catalog.json",
            "all datasets with their facts and where each is stated",
        ),
        ("catalog.csv", "the same as a table"),
        ("catalog.bib", "all works to cite, as BibTeX"),
    ] {
        out.push_str(&format!(
            "- [{file}]({}): {words}\n",
            full_url(settings, &Route::file(file))
        ));
    }
    out
}

/// The names from the outermost category to this one.
fn heading(catalog: &Catalog, mut parent: Option<usize>, name: &str) -> String {
    let mut names = vec![name];
    while let Some(at) = parent {
        names.push(&catalog.categories[at].name);
        parent = catalog.categories[at].parent;
    }
    names.reverse();
    names.join(" > ")
}

fn push(out: &mut String, catalog: &Catalog, settings: &Settings, title: &str, ids: &[DatasetId]) {
    if ids.is_empty() {
        return;
    }
    out.push_str(&format!("\n## {}\n\n", escaped(title)));
    for &id in ids {
        let dataset = &catalog.datasets[id];
        let url = full_url(settings, &Route::dataset_markdown(&dataset.slug));
        let words = match dataset.description.trim() {
            "" => String::new(),
            words => format!(": {}", escaped(words)),
        };
        out.push_str(&format!("- [{}]({url}){words}\n", escaped(&dataset.name)));
    }
}
