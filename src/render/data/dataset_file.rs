//! `datasets/SLUG/index.json`: one dataset for scripts, with what exports need and `catalog.json`
//! leaves out.
//!
//! In: a dataset. Out: bytes, and the images that they name. The fields are those of `catalog.json`
//! and some more: see `dataset.schema.json`.

use std::collections::BTreeSet;

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::parse::Link;
use crate::parse::citation::Citation;
use crate::parse::citation::csl::CslItem;
use crate::render::context::{Context, RenderedFile};
use crate::render::data::dataset::{DatasetJson, dataset_json};
use crate::render::data::parts::{CitationJson, citation_json};
use crate::render::data::schema_file;
use crate::render::job::{FileKind, PlannedFile};

/// `datasets/SLUG/index.json`.
pub(in crate::render) const DATASET_JSON: FileKind<DatasetId> = FileKind { plan, render };

/// `dataset.schema.json`: the JSON Schema of these files.
pub(in crate::render) const DATASET_SCHEMA: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::file("dataset.schema.json"), ())],
    render: |_, _, ()| schema_file::<DatasetFile>(),
};

/// A dataset with its images, and its citations in forms for reference managers.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "medatlas dataset", deny_unknown_fields)]
struct DatasetFile {
    #[serde(flatten)]
    dataset: DatasetJson<Work>,
    /// The images of its page in their order.
    images: Vec<ImageJson>,
}

/// A work to cite, as in `catalog.json` and in further forms.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Work {
    #[serde(flatten)]
    citation: CitationJson,
    /// The work as a CSL-JSON item; null for plain text and for what cannot be read.
    csl: Option<CslItem>,
    /// The repaired entry; null when it is valid as written, and when it cannot be repaired.
    repaired_bibtex: Option<String>,
    /// Whether it is meant as BibTeX and cannot be read or repaired.
    broken: bool,
}

/// An image.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ImageJson {
    /// URL relative to the site's root.
    url: String,
    /// Width in pixels.
    width: u32,
    /// Height in pixels.
    height: u32,
    /// Its alternative text, else the dataset's name.
    alt: String,
}

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<DatasetId>> {
    catalog
        .datasets
        .iter()
        .enumerate()
        .map(|(id, dataset)| PlannedFile::file(Route::dataset_json(&dataset.slug), id))
        .collect()
}

fn render(context: Context<'_>, _: &Route, id: DatasetId) -> Result<RenderedFile> {
    let mut shown = BTreeSet::new();
    let file = DatasetFile {
        dataset: dataset_json(context.catalog, context.settings, id, work),
        images: images(context.catalog, &context.catalog.datasets[id], &mut shown),
    };

    Ok(RenderedFile {
        bytes: serde_json::to_vec(&file)?,
        images: shown,
    })
}

fn work(citation: &Citation) -> Work {
    Work {
        citation: citation_json(citation),
        csl: citation.csl.clone(),
        repaired_bibtex: citation.repaired.clone(),
        broken: !citation.kind.is_empty() && citation.csl.is_none(),
    }
}

/// The images that the page of a dataset shows and the catalog holds, each once.
fn images(catalog: &Catalog, dataset: &Dataset, shown: &mut BTreeSet<ImageId>) -> Vec<ImageJson> {
    let Some((file, page)) = dataset.page.zip(catalog.page(dataset)) else {
        return Vec::new();
    };
    let path = catalog.sources.path(file);

    let mut images = Vec::new();
    for link in &page.images {
        let image = catalog
            .link_resolver
            .image(&catalog.images, path, link.target.trim());
        if let Some((id, _)) = image
            && shown.insert(id)
        {
            images.push(image_json(catalog, dataset, link, id));
        }
    }

    images
}

fn image_json(catalog: &Catalog, dataset: &Dataset, link: &Link, id: ImageId) -> ImageJson {
    let image = &catalog.images.list[id];
    let alt = match link.label.trim() {
        "" => dataset.name.trim(),
        label => label,
    };

    ImageJson {
        url: image.route.url(),
        width: image.asset.width,
        height: image.asset.height,
        alt: alt.to_owned(),
    }
}
