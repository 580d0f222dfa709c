//! The files of the site: a list of jobs, run in parallel as pure functions of the catalog.
//!
//! In: a `Catalog`, the `Settings`, a `Theme`. Out: `OutputFile`s by path. Nothing here touches the disk; images are
//! named, not read.

pub mod data;
mod dataset_json;
pub mod markdown;
mod minify;
mod pages;
mod prose;
mod statistics;
pub mod theme;
pub mod view;

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;

use crate::config::Settings;
use crate::model::Catalog;
use crate::model::asset::AssetId;
use crate::model::category::CategoryId;
use crate::model::dataset::DatasetId;
use crate::model::route::Route;
use crate::model::term::TermKind;
use crate::output::{Content, OutputFile};
use theme::Theme;

/// One file to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Home,
    /// The n-th page of the list, from 1.
    Datasets(usize),
    Dataset(DatasetId),
    DatasetJson(DatasetId),
    Compare,
    Categories,
    Category(CategoryId),
    Terms(TermKind),
    Term(TermKind, usize),
    More(usize),
    Statistics,
    NotFound,
    Json,
    Schema,
    DatasetSchema,
    Csv,
}

/// What every job reads.
#[derive(Clone, Copy)]
struct Context<'a> {
    catalog: &'a Catalog,
    settings: &'a Settings,
    theme: &'a Theme,
}

/// A file and the images that it shows.
struct Made {
    file: OutputFile,
    images: BTreeSet<AssetId>,
}

/// Makes all files of the site, sorted by path.
///
/// # Errors
/// A template of the theme fails.
pub fn render(catalog: &Catalog, settings: &Settings, theme: &Theme) -> Result<Vec<OutputFile>> {
    let context = Context { catalog, settings, theme };
    let made: Vec<Made> =
        plan(catalog).into_par_iter().map(|job| run(context, job)).collect::<Result<_>>()?;
    let mut images = BTreeSet::new();
    let mut files = theme.files();
    for made in made {
        images.extend(made.images);
        files.push(made.file);
    }
    files.extend(images.into_iter().map(|id| {
        let image = &catalog.images.list[id];
        OutputFile { path: image.route.output(), content: Content::Asset(image.asset.source.clone()) }
    }));
    // GitHub Pages otherwise runs Jekyll over the site and drops files whose names start with an underscore.
    files.push(OutputFile { path: ".nojekyll".to_owned(), content: Content::Bytes(Vec::new()) });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// All jobs, the long ones first so that no core waits for one at the end.
fn plan(catalog: &Catalog) -> Vec<Job> {
    let mut jobs =
        vec![Job::Json, Job::Csv, Job::Home, Job::Statistics, Job::Categories, Job::NotFound, Job::Schema];
    jobs.extend((1..=pages::explorer::pages(catalog.datasets.len())).map(Job::Datasets));
    jobs.extend((0..catalog.categories.len()).map(Job::Category));
    for kind in TermKind::ALL {
        let terms = &catalog.terms(kind).list;
        if !terms.is_empty() {
            jobs.push(Job::Terms(kind));
        }
        jobs.extend((0..terms.len()).map(|at| Job::Term(kind, at)));
    }
    jobs.extend((0..catalog.more.len()).map(Job::More));
    jobs.extend([Job::Compare, Job::DatasetSchema]);
    jobs.extend((0..catalog.datasets.len()).flat_map(|id| [Job::Dataset(id), Job::DatasetJson(id)]));
    jobs
}

fn run(context: Context<'_>, job: Job) -> Result<Made> {
    let Context { catalog, settings, .. } = context;
    match job {
        Job::Json => Ok(data_file("catalog.json", data::json(catalog, settings)?)),
        Job::Schema => Ok(data_file("catalog.schema.json", data::schema()?)),
        Job::DatasetSchema => Ok(data_file("dataset.schema.json", dataset_json::schema()?)),
        Job::Csv => Ok(data_file("catalog.csv", data::csv(catalog, settings)?)),
        Job::Home => pages::home::render(context),
        Job::Datasets(number) => pages::explorer::render(context, number),
        Job::Dataset(id) => pages::dataset::render(context, id),
        Job::DatasetJson(id) => dataset_json::render(context, id),
        Job::Compare => pages::compare::render(context),
        Job::Categories => pages::index::categories(context),
        Job::Category(id) => pages::list::category(context, id),
        Job::Terms(kind) => pages::index::terms(context, kind),
        Job::Term(kind, at) => pages::list::term(context, kind, at),
        Job::More(at) => pages::more::render(context, at),
        Job::Statistics => pages::statistics::render(context),
        Job::NotFound => pages::not_found::render(context),
    }
}

fn data_file(path: &str, bytes: Vec<u8>) -> Made {
    Made {
        file: OutputFile { path: Route::file(path).output(), content: Content::Bytes(bytes) },
        images: BTreeSet::new(),
    }
}

impl Context<'_> {
    /// Renders a page's view and minifies it.
    fn page(
        &self,
        route: &Route,
        template: &str,
        view: &impl serde::Serialize,
        images: BTreeSet<AssetId>,
    ) -> Result<Made> {
        let html = self.theme.render(template, view)?;
        let bytes = if self.settings.minify { minify::page(html) } else { html.into_bytes() };
        Ok(Made { file: OutputFile { path: route.output(), content: Content::Bytes(bytes) }, images })
    }
}

/// Program and version, as the site names them.
pub fn generator() -> String {
    format!("medatlas {}", env!("CARGO_PKG_VERSION"))
}

/// The absolute address of a route when the site knows its own, else the address below the site's root.
pub fn full_url(settings: &Settings, route: &Route) -> String {
    format!("{}{}", settings.base_url.as_deref().unwrap_or_default(), route.url())
}
