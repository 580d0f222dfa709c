//! `datasets/SLUG/index.json`: one dataset for scripts, with what exports need and `catalog.json` leaves out.
//!
//! In: a dataset. Out: bytes, and the images that they name. Its fields are those of `catalog.json`, and more: see
//! `dataset.schema.json`.

use std::collections::BTreeSet;

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::output::{Content, OutputFile};
use crate::parse::citation::Citation;
use crate::parse::citation::csl::CslItem;
use crate::render::data::{CitationJson, DatasetJson, citation_json, dataset_json};
use crate::render::{Context, Made};

/// A dataset with its pictures, and its citations in forms for reference managers.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "medatlas dataset", deny_unknown_fields)]
struct DatasetFile {
    #[serde(flatten)]
    dataset: DatasetJson<Work>,
    /// The pictures of its page in their order.
    images: Vec<ImageJson>,
}

/// A work to cite, as in `catalog.json` and in further forms.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Work {
    #[serde(flatten)]
    citation: CitationJson,
    /// The work as a CSL-JSON item; null for plain words and for what cannot be read.
    csl: Option<CslItem>,
    /// The entry in a form that BibTeX reads; null when it is fine as written, and when it cannot be repaired.
    repaired_bibtex: Option<String>,
    /// Whether it is meant as BibTeX and cannot be read or repaired.
    broken: bool,
}

/// A picture.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ImageJson {
    /// Address relative to the site's root.
    url: String,
    /// Width in pixels.
    width: u32,
    /// Height in pixels.
    height: u32,
    /// Its words, else the dataset's name.
    alt: String,
}

/// `datasets/SLUG/index.json`.
///
/// # Errors
/// Never in practice: the values have string keys only.
pub(super) fn render(context: Context<'_>, id: DatasetId) -> Result<Made> {
    let dataset = &context.catalog.datasets[id];
    let (images, shown) = images(context, dataset);
    let file = DatasetFile {
        dataset: dataset_json(context.catalog, context.settings, id, work),
        images,
    };
    let bytes = serde_json::to_vec(&file)?;
    let path = Route::dataset_json(&dataset.slug).output_path();
    Ok(Made {
        file: OutputFile {
            path,
            content: Content::Bytes(bytes),
        },
        images: shown,
    })
}

/// The JSON Schema of these files.
///
/// # Errors
/// Never in practice.
pub(super) fn schema() -> Result<Vec<u8>> {
    Ok(serde_json::to_vec_pretty(&schemars::schema_for!(
        DatasetFile
    ))?)
}

fn work(citation: &Citation) -> Work {
    Work {
        citation: citation_json(citation),
        csl: citation.csl.clone(),
        repaired_bibtex: citation.repaired.clone(),
        broken: !citation.kind.is_empty() && citation.csl.is_none(),
    }
}

/// The pictures that the page names and the catalog holds, each once.
fn images(context: Context<'_>, dataset: &Dataset) -> (Vec<ImageJson>, BTreeSet<ImageId>) {
    let catalog = context.catalog;
    let (mut list, mut shown) = (Vec::new(), BTreeSet::new());
    let Some((file, page)) = dataset.page.zip(catalog.page(dataset)) else {
        return (list, shown);
    };
    for link in &page.images {
        let found = catalog.link_resolver.image(
            &catalog.images,
            catalog.sources.path(file),
            link.target.trim(),
        );
        let Some((id, _)) = found.filter(|(id, _)| shown.insert(*id)) else {
            continue;
        };
        let image = &catalog.images.list[id];
        let alt = if link.label.trim().is_empty() {
            &dataset.name
        } else {
            &link.label
        };
        list.push(ImageJson {
            url: image.route.url(),
            width: image.asset.width,
            height: image.asset.height,
            alt: alt.trim().to_owned(),
        });
    }
    (list, shown)
}
