//! A new dataset: the page to be filled in, its entry at the right place of the list, and the counts raised.
//!
//! In: a catalog and the `Answers` of a contributor. Out: a `Contribution`: changes of the list and the text of a page.
//! Nothing is read or written here.

mod entry;
mod page;

use anyhow::{Result, bail};
use strsim::jaro_winkler;

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
use crate::config::Settings;
use crate::diagnostics::Edit;
use crate::source::Sources;
use crate::source::Span;
use crate::value::date::ReleaseDate;
use crate::value::url::is_web;

/// What a contributor says of a dataset; only name and category are needed.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The dataset's name.
    pub name: String,
    /// Name of a category of the list, or its path: `Medical images > Chest`.
    pub category: String,
    /// `3D`.
    pub dimensions: Option<String>,
    /// `CT`, or several with commas.
    pub modality: Option<String>,
    /// Number of cases.
    pub cases: Option<u64>,
    /// Number of labelled categories.
    pub classes: Option<u64>,
    /// `Lung Lobe Segmentation`.
    pub task: Option<String>,
    /// Part of the body.
    pub area: Option<String>,
    /// What is labelled.
    pub structures: Option<String>,
    /// File format.
    pub format: Option<String>,
    /// Official website.
    pub website: Option<String>,
    /// Where to get it.
    pub download: Option<String>,
    /// What was published about it.
    pub paper: Option<String>,
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    pub released: Option<String>,
    /// The challenge that it was made for.
    pub challenge: Option<String>,
    /// Licence.
    pub license: Option<String>,
    /// A paragraph about it.
    pub about: Option<String>,
    /// Its citation.
    pub bibtex: Option<String>,
}

/// What a new dataset changes.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// Changes of the list, by place.
    pub edits: Vec<Edit>,
    /// Path of the page below the catalog.
    pub path: String,
    /// Text of the page.
    pub page: String,
}

/// Makes page and entry.
///
/// # Errors
/// The answers do not fit: an unknown category, a name or a file that is there, a date or an address that is none.
pub fn contribute(
    catalog: &Catalog,
    settings: &Settings,
    answers: &Answers,
) -> Result<Contribution> {
    sound(answers)?;
    let category = category(catalog, &answers.category)?;
    let path = free_path(catalog, settings, &answers.name)?;
    let mut edits = vec![entry::entry(catalog, category, answers, &path)];
    edits.extend(counts(catalog, category));
    edits.sort_by_key(|edit| (edit.span.range.start, edit.span.range.end));
    Ok(Contribution {
        edits,
        path,
        page: page::page(answers),
    })
}

fn sound(answers: &Answers) -> Result<()> {
    if !answers.name.contains(char::is_alphanumeric) {
        bail!("the name {:?} names nothing", answers.name);
    }
    if let Some(date) = &answers.released
        && ReleaseDate::parse(date).is_none_or(|read| read.to_string() != *date)
    {
        bail!("the release date {date:?} must be YYYY, YYYY-MM or YYYY-MM-DD");
    }
    for url in [&answers.website, &answers.download, &answers.paper]
        .into_iter()
        .flatten()
    {
        let web = is_web(url);
        if !web
            || url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()|".contains(c))
        {
            bail!("{url:?} must be a full address such as https://example.org/data");
        }
    }
    Ok(())
}

/// The category by its name or path, in any letter case.
fn category(catalog: &Catalog, wanted: &str) -> Result<CategoryId> {
    let folded = wanted.to_lowercase();
    let path = |id: CategoryId| catalog.category_path(id).join(" > ");
    let fits = |id: &CategoryId| {
        catalog.categories[*id].name.to_lowercase() == folded || path(*id).to_lowercase() == folded
    };
    let all = 0..catalog.categories.len();
    let found: Vec<CategoryId> = all.clone().filter(fits).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let alike = |id: &CategoryId| {
                jaro_winkler(&catalog.categories[*id].name.to_lowercase(), &folded)
            };
            let near = all.clone().max_by(|a, b| alike(a).total_cmp(&alike(b)));
            let near = near.map_or(String::new(), |id| {
                format!("; did you mean {:?}?", path(id))
            });
            bail!(
                "the list has no category {wanted:?}{near} It has: {}",
                all.map(path).collect::<Vec<_>>().join(", ")
            )
        }
        several => bail!(
            "several categories are named {wanted:?}; write one of: {}",
            several
                .iter()
                .map(|id| path(*id))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

/// A file name of letters, digits, hyphens, underscores and dots that no page has in any letter case.
fn free_path(catalog: &Catalog, settings: &Settings, name: &str) -> Result<String> {
    if catalog
        .listed_datasets()
        .any(|(_, dataset)| dataset.name.eq_ignore_ascii_case(name))
    {
        bail!("{name} is in the list already");
    }
    let signs: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    let stem = signs.split_whitespace().collect::<Vec<_>>().join("_");
    let path = format!("{}{}.md", settings.pages_prefix(), stem.trim_matches('.'));
    let taken = catalog
        .sources
        .texts
        .iter()
        .find(|text| text.path.to_lowercase() == path.to_lowercase());
    match taken {
        Some(text) => bail!("the page {} is there already", text.path),
        None => Ok(path),
    }
}

/// The counts that the table of contents states for a category and those around it, as they are with the new entry.
fn counts(catalog: &Catalog, category: CategoryId) -> Vec<Edit> {
    let around = std::iter::successors(Some(category), |&id| catalog.categories[id].parent);
    let around: Vec<CategoryId> = around.collect();
    let stated = catalog
        .contents
        .iter()
        .filter(|line| line.category.is_some_and(|id| around.contains(&id)));
    stated
        .filter_map(|line| {
            let (id, (_, range)) = (line.category?, line.count.as_ref()?);
            let text = (catalog.categories[id].entries + 1).to_string();
            Some(Edit {
                span: Span::new(Sources::README, range.clone()),
                text,
            })
        })
        .collect()
}
