//! `llms.txt`: the catalog for language models, as one list of links to the Markdown of each
//! dataset.
//!
//! In: a catalog. Out: Markdown by <https://llmstxt.org>: the title, a quotation, sections of
//! links.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{RenderedFile, full_url};
use crate::render::job::FileKind;
use crate::render::metadata::markdown_text::escaped;
use crate::render::metadata::plan_with_base_url;

/// `llms.txt`.
pub(in crate::render) const LLMS: FileKind = FileKind {
    plan: |_, settings| plan_with_base_url(settings, Route::file("llms.txt")),
    render: |context, _, ()| Ok(RenderedFile::new(llms(context.catalog, context.settings))),
};

/// One section per category, with each dataset once, in the first category that lists it.
fn llms(catalog: &Catalog, settings: &Settings) -> String {
    let mut out = header(catalog);
    let mut unlisted: BTreeSet<DatasetId> = (0..catalog.datasets.len()).collect();

    for (id, category) in catalog.categories.iter().enumerate() {
        let own: Vec<&Dataset> = category
            .own
            .iter()
            .filter(|id| unlisted.remove(id))
            .map(|&id| &catalog.datasets[id])
            .collect();
        let title = catalog.category_path(id).join(" > ");

        push_section(&mut out, settings, &title, &own);
    }

    let rest: Vec<&Dataset> = unlisted.iter().map(|&id| &catalog.datasets[id]).collect();
    push_section(&mut out, settings, "Further datasets", &rest);
    push_data_files(&mut out, settings);

    out
}

fn header(catalog: &Catalog) -> String {
    let mut out = format!("# {}\n", escaped(&catalog.title));

    if !catalog.description.is_empty() {
        out.push_str(&format!("\n> {}\n", escaped(&catalog.description)));
    }
    out.push_str(
        "\nEach link leads to a dataset's facts and text as Markdown. \
         The whole catalog as data is in catalog.json.\n",
    );

    out
}

fn push_section(out: &mut String, settings: &Settings, title: &str, datasets: &[&Dataset]) {
    if datasets.is_empty() {
        return;
    }

    out.push_str(&format!("\n## {}\n\n", escaped(title)));
    for dataset in datasets {
        out.push_str(&dataset_item(settings, dataset));
    }
}

fn dataset_item(settings: &Settings, dataset: &Dataset) -> String {
    let name = escaped(&dataset.name);
    let url = full_url(settings, &Route::dataset_markdown(&dataset.slug));

    match dataset.description.trim() {
        "" => format!("- [{name}]({url})\n"),
        description => format!("- [{name}]({url}): {}\n", escaped(description)),
    }
}

fn push_data_files(out: &mut String, settings: &Settings) {
    out.push_str("\n## Optional\n\n");

    for (route, text) in [
        (
            Route::catalog_json(),
            "all datasets with their facts and where each is stated",
        ),
        (Route::catalog_csv(), "the same as a table"),
        (Route::bibliography(), "all works to cite, as BibTeX"),
    ] {
        let name = route.output_path();
        let url = full_url(settings, &route);
        out.push_str(&format!("- [{name}]({url}): {text}\n"));
    }
}
