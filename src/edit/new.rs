//! Adds a dataset to a catalog: its page, its entry in the list, and the counts in the contents.
//!
//! In: a catalog and a `NewDataset`. Out: a `DatasetAddition`: edits of the list and the text of a
//! page. Nothing is read or written here.

mod category;
mod cells;
mod entry;
mod page;
mod position;

use anyhow::{Result, bail};

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
use crate::config::Settings;
use crate::diagnostics::Edit;
use crate::source::{Sources, Span};
use crate::value::date::ReleaseDate;
use crate::value::url::is_web;

/// What a contributor knows about a dataset.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewDataset {
    /// Its name.
    pub(crate) name: String,
    /// Name of a category of the list, or its path: `Medical images > Chest`.
    pub(crate) category: String,
    /// What else is known about it.
    pub(crate) facts: NewFacts,
    /// Its citation.
    pub(crate) bibtex: Option<String>,
}

/// The optional facts about a new dataset, which are options of `medatlas new` as well.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct NewFacts {
    /// Dimensions of the images, such as 2D or 3D
    #[arg(long)]
    pub(crate) dimensions: Option<String>,
    /// Imaging modality, such as CT or MRI
    #[arg(long)]
    pub(crate) modality: Option<String>,
    /// Number of cases
    #[arg(long, value_name = "N")]
    pub(crate) cases: Option<u64>,
    /// Number of labeled categories
    #[arg(long, value_name = "N")]
    pub(crate) classes: Option<u64>,
    /// Task, such as Segmentation
    #[arg(long)]
    pub(crate) task: Option<String>,
    /// Anatomical area
    #[arg(long)]
    pub(crate) area: Option<String>,
    /// Labeled anatomical structures
    #[arg(long)]
    pub(crate) structures: Option<String>,
    /// File format
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// URL of the official website
    #[arg(long, value_name = "URL")]
    pub(crate) website: Option<String>,
    /// URL of the download
    #[arg(long, value_name = "URL")]
    pub(crate) download: Option<String>,
    /// URL of the publication
    #[arg(long, value_name = "URL")]
    pub(crate) paper: Option<String>,
    /// Release date: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) released: Option<String>,
    /// Challenge that the dataset was created for
    #[arg(long)]
    pub(crate) challenge: Option<String>,
    /// License
    #[arg(long)]
    pub(crate) license: Option<String>,
    /// A paragraph about the dataset
    #[arg(long, value_name = "TEXT")]
    pub(crate) about: Option<String>,
}

/// What a new dataset changes.
#[derive(Clone, Debug)]
pub(crate) struct DatasetAddition {
    /// Edits of the list, in the order of their positions.
    pub(crate) list_edits: Vec<Edit>,
    /// Path of the page below the catalog.
    pub(crate) page_path: String,
    /// Text of the page.
    pub(crate) page: String,
}

/// Creates the page and the entry.
///
/// # Errors
/// The category is unknown, the dataset or the page exists, or a date or a URL is invalid.
pub(crate) fn add_dataset(
    catalog: &Catalog,
    settings: &Settings,
    dataset: &NewDataset,
) -> Result<DatasetAddition> {
    validate(dataset)?;

    let category = category::find(catalog, &dataset.category)?;
    let page_path = choose_page_path(catalog, settings, &dataset.name)?;

    let mut list_edits = vec![entry::insertion(catalog, category, dataset, &page_path)];
    list_edits.extend(raise_counts(catalog, category));
    list_edits.sort_by_key(|edit| (edit.span.range.start, edit.span.range.end));

    Ok(DatasetAddition {
        list_edits,
        page_path,
        page: page::page(dataset),
    })
}

fn validate(dataset: &NewDataset) -> Result<()> {
    if !dataset.name.contains(char::is_alphanumeric) {
        bail!("the name {:?} has no letter or digit", dataset.name);
    }

    let facts = &dataset.facts;
    if let Some(date) = &facts.released
        && ReleaseDate::parse(date).is_none_or(|parsed| parsed.to_string() != *date)
    {
        bail!("the release date {date:?} must be YYYY, YYYY-MM or YYYY-MM-DD");
    }

    let urls = [&facts.website, &facts.download, &facts.paper];
    for url in urls.into_iter().flatten() {
        // These characters would end the link or the cell of the table.
        let has_forbidden_character =
            url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()|".contains(c));

        if !is_web(url) || has_forbidden_character {
            bail!("{url:?} must be a full URL such as https://example.org/data");
        }
    }

    Ok(())
}

/// A path for the page: its file name contains letters, digits, hyphens, underscores and dots, and
/// differs from those of all pages in more than letter case.
fn choose_page_path(catalog: &Catalog, settings: &Settings, name: &str) -> Result<String> {
    let mut listed = catalog.listed_datasets();
    if listed.any(|(_, dataset)| dataset.name.eq_ignore_ascii_case(name)) {
        bail!("{name} is in the list already");
    }

    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && !"-_.".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let stem = words.join("_");
    let path = format!("{}{}.md", settings.pages_prefix(), stem.trim_matches('.'));

    let folded = path.to_lowercase();
    let texts = &catalog.sources.texts;
    if let Some(text) = texts.iter().find(|text| text.path.to_lowercase() == folded) {
        bail!("the page {} exists already", text.path);
    }
    Ok(path)
}

/// Raises the counts in the table of contents for a category and those around it.
fn raise_counts(catalog: &Catalog, category: CategoryId) -> Vec<Edit> {
    let ancestors: Vec<CategoryId> =
        std::iter::successors(Some(category), |&id| catalog.categories[id].parent).collect();

    let mut edits = Vec::new();
    for line in &catalog.contents {
        if let (Some(id), Some((_, range))) = (line.category, &line.count)
            && ancestors.contains(&id)
        {
            edits.push(Edit {
                span: Span::new(Sources::README, range.clone()),
                text: (catalog.categories[id].entries + 1).to_string(),
            });
        }
    }
    edits
}
