//! The files of the site: a list of jobs, run in parallel as pure functions of the catalog.
//!
//! In: a `Catalog`, the `Settings`, a `Theme`. Out: `OutputFile`s by path. Nothing here touches the disk; images are
//! named, not read.

mod abbreviations;
pub mod cover;
pub mod data;
mod dataset_json;
mod hosting;
pub mod markdown;
pub mod metadata;
mod minify;
mod pages;
mod prose;
mod statistics;
pub mod theme;
pub mod view;

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
use crate::catalog::dataset::DatasetId;
use crate::catalog::image::ImageId;
use crate::catalog::pages::public_pages;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::output::{Content, OutputFile};
use crate::render::metadata::{
    bibliography, cff, croissant, dataset_markdown, feed, llms, sitemap,
};
use crate::value::term_kind::TermKind;
use theme::Theme;

/// One file to make: a build makes all, a preview those that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Home,
    /// The n-th page of the list, from 1.
    Datasets(usize),
    Dataset(DatasetId),
    DatasetJson(DatasetId),
    Cover(DatasetId),
    Compare,
    Categories,
    Category(CategoryId),
    Terms(TermKind),
    Term(TermKind, usize),
    More(usize),
    Glossary,
    Statistics,
    NotFound,
    Json,
    Schema,
    DatasetSchema,
    Csv,
    Redirect(usize),
    Redirects,
    Headers,
    Cname,
    Robots,
    Sitemap,
    OpenSearch,
    Atom,
    CategoryFeed(CategoryId),
    JsonFeed,
    Twin(DatasetId),
    Croissant(DatasetId),
    Llms,
    Bibliography,
    CitationFile,
}

/// What every job reads.
#[derive(Clone, Copy)]
struct Context<'a> {
    catalog: &'a Catalog,
    settings: &'a Settings,
    theme: &'a Theme,
}

/// A file and the images that it shows.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub file: OutputFile,
    /// Images that are published because of it.
    pub images: BTreeSet<ImageId>,
}

/// Makes all files of the site, sorted by path.
///
/// # Errors
/// A template of the theme fails.
pub fn render(catalog: &Catalog, settings: &Settings, theme: &Theme) -> Result<Vec<OutputFile>> {
    let jobs = plan(catalog, settings);
    let made: Vec<Made> = jobs
        .into_par_iter()
        .map(|job| make(catalog, settings, theme, job))
        .collect::<Result<_>>()?;
    let mut images = BTreeSet::new();
    let mut files = fixed(theme);
    for made in made {
        images.extend(made.images);
        files.push(made.file);
    }
    files.extend(images.into_iter().map(|id| {
        let image = &catalog.images.list[id];
        OutputFile {
            path: image.route.output_path(),
            content: Content::Asset(image.asset.source.clone()),
        }
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The files that no catalog changes.
pub fn fixed(theme: &Theme) -> Vec<OutputFile> {
    let mut files = theme.files();
    // GitHub Pages otherwise runs Jekyll over the site and drops files whose names start with an underscore.
    files.push(OutputFile {
        path: ".nojekyll".to_owned(),
        content: Content::Bytes(Vec::new()),
    });
    files
}

/// Makes one file of the plan.
///
/// # Errors
/// A template of the theme fails.
pub fn make(catalog: &Catalog, settings: &Settings, theme: &Theme, job: Job) -> Result<Made> {
    run(
        Context {
            catalog,
            settings,
            theme,
        },
        job.0,
    )
}

/// All jobs, the long ones first so that no core waits for one at the end.
pub fn plan(catalog: &Catalog, settings: &Settings) -> Vec<Job> {
    let mut jobs = vec![
        Kind::Json,
        Kind::Csv,
        Kind::Home,
        Kind::Statistics,
        Kind::Categories,
        Kind::NotFound,
        Kind::Schema,
    ];
    jobs.extend((1..=pages::explorer::pages(catalog.datasets.len())).map(Kind::Datasets));
    jobs.extend((0..catalog.categories.len()).map(Kind::Category));
    for kind in TermKind::ALL {
        let terms = &catalog.terms(kind).list;
        if !terms.is_empty() {
            jobs.push(Kind::Terms(kind));
        }
        jobs.extend((0..terms.len()).map(|at| Kind::Term(kind, at)));
    }
    jobs.extend((0..catalog.prose_sections.len()).map(Kind::More));
    jobs.extend(
        catalog
            .glossary
            .as_ref()
            .filter(|own| own.has_page())
            .map(|_| Kind::Glossary),
    );
    jobs.extend([
        Kind::Compare,
        Kind::DatasetSchema,
        Kind::Robots,
        Kind::Headers,
    ]);
    jobs.extend((!catalog.aliases.is_empty()).then_some(Kind::Redirects));
    jobs.extend((0..catalog.aliases.len()).map(Kind::Redirect));
    jobs.extend(settings.cname.as_ref().map(|_| Kind::Cname));
    // These hold absolute addresses.
    if settings.base_url.is_some() {
        jobs.extend([
            Kind::Sitemap,
            Kind::OpenSearch,
            Kind::Atom,
            Kind::JsonFeed,
            Kind::Llms,
        ]);
        let dated = (0..catalog.categories.len()).filter(|&id| has_dates(catalog, id));
        jobs.extend(dated.map(Kind::CategoryFeed));
        jobs.extend((!settings.authors.is_empty()).then_some(Kind::CitationFile));
        let whole = |id: &DatasetId| croissant::missing(catalog, &catalog.datasets[*id]).is_empty();
        jobs.extend(
            (0..catalog.datasets.len())
                .filter(whole)
                .map(Kind::Croissant),
        );
    }
    jobs.push(Kind::Bibliography);
    let of_dataset = |id| [Kind::Dataset(id), Kind::DatasetJson(id), Kind::Twin(id)];
    jobs.extend((0..catalog.datasets.len()).flat_map(of_dataset));
    jobs.extend(
        (0..catalog.datasets.len())
            .filter(|&id| catalog.datasets[id].image.is_none())
            .map(Kind::Cover),
    );
    jobs.into_iter().map(Job).collect()
}

impl Job {
    /// The path of its file, known before the file is made.
    pub fn path(self, catalog: &Catalog) -> String {
        let route = match self.0 {
            Kind::Home => Route::home(),
            Kind::Datasets(number) => Route::datasets_page(number),
            Kind::Dataset(id) => catalog.datasets[id].route.clone(),
            Kind::DatasetJson(id) => Route::dataset_json(&catalog.datasets[id].slug),
            Kind::Cover(id) => Route::cover(&catalog.datasets[id].slug),
            Kind::Compare => Route::compare(),
            Kind::Categories => Route::categories(),
            Kind::Category(id) => catalog.categories[id].route.clone(),
            Kind::Terms(kind) => Route::terms(kind.folder()),
            Kind::Term(kind, at) => catalog.terms(kind).list[at].route.clone(),
            Kind::More(at) => catalog.prose_sections[at].route.clone(),
            Kind::Glossary => Route::glossary(),
            Kind::Statistics => Route::statistics(),
            Kind::NotFound => Route::file("404.html"),
            Kind::Json => Route::file("catalog.json"),
            Kind::Schema => Route::file("catalog.schema.json"),
            Kind::DatasetSchema => Route::file("dataset.schema.json"),
            Kind::Csv => Route::file("catalog.csv"),
            Kind::Redirect(at) => catalog.aliases[at].from.clone(),
            Kind::Redirects => Route::file("_redirects"),
            Kind::Headers => Route::file("_headers"),
            Kind::Cname => Route::file("CNAME"),
            Kind::Robots => Route::file("robots.txt"),
            Kind::Sitemap => Route::file("sitemap.xml"),
            Kind::OpenSearch => Route::file("opensearch.xml"),
            Kind::Atom => Route::file("feed.xml"),
            Kind::CategoryFeed(id) => Route::feed(&catalog.categories[id].route),
            Kind::JsonFeed => Route::file("feed.json"),
            Kind::Twin(id) => Route::dataset_markdown(&catalog.datasets[id].slug),
            Kind::Croissant(id) => Route::croissant(&catalog.datasets[id].slug),
            Kind::Llms => Route::file("llms.txt"),
            Kind::Bibliography => Route::file("catalog.bib"),
            Kind::CitationFile => Route::file("CITATION.cff"),
        };
        route.output_path()
    }
}

fn run(context: Context<'_>, kind: Kind) -> Result<Made> {
    let Context {
        catalog, settings, ..
    } = context;
    match kind {
        Kind::Json => Ok(data_file("catalog.json", data::json(catalog, settings)?)),
        Kind::Schema => Ok(data_file("catalog.schema.json", data::schema()?)),
        Kind::DatasetSchema => Ok(data_file("dataset.schema.json", dataset_json::schema()?)),
        Kind::Csv => Ok(data_file("catalog.csv", data::csv(catalog, settings)?)),
        Kind::Home => pages::home::render(context),
        Kind::Datasets(number) => pages::explorer::render(context, number),
        Kind::Dataset(id) => pages::dataset::render(context, id),
        Kind::DatasetJson(id) => dataset_json::render(context, id),
        Kind::Cover(id) => Ok(pages::cover::file(context, id)),
        Kind::Compare => pages::compare::render(context),
        Kind::Categories => pages::index::categories(context),
        Kind::Category(id) => pages::list::category(context, id),
        Kind::Terms(kind) => pages::index::terms(context, kind),
        Kind::Term(kind, at) => pages::list::term(context, kind, at),
        Kind::More(at) => pages::prose_section::render(context, at),
        Kind::Glossary => pages::glossary::render(context),
        Kind::Statistics => pages::statistics::render(context),
        Kind::NotFound => pages::not_found::render(context),
        Kind::Redirect(at) => pages::redirect::render(context, &catalog.aliases[at]),
        Kind::Redirects => Ok(text_file(
            &Route::file("_redirects"),
            hosting::redirects(settings, &catalog.aliases),
        )),
        Kind::Headers => Ok(text_file(
            &Route::file("_headers"),
            hosting::headers(settings),
        )),
        Kind::Cname => Ok(text_file(
            &Route::file("CNAME"),
            format!("{}\n", settings.cname.as_deref().unwrap_or_default()),
        )),
        Kind::Robots => Ok(data_file(
            "robots.txt",
            sitemap::robots(settings).into_bytes(),
        )),
        Kind::Sitemap => Ok(data_file(
            "sitemap.xml",
            sitemap::sitemap(settings, &addresses(catalog)).into_bytes(),
        )),
        Kind::OpenSearch => Ok(data_file(
            "opensearch.xml",
            sitemap::opensearch(catalog, settings).into_bytes(),
        )),
        Kind::Atom => {
            let (home, newest) = (Route::home(), context.dated(&listed(catalog)));
            Ok(text_file(
                &Route::feed(&home),
                feed::atom(catalog, settings, &home, &catalog.title, &newest),
            ))
        }
        Kind::CategoryFeed(id) => {
            let category = &catalog.categories[id];
            let (title, newest) = (
                format!("{}: {}", catalog.title, category.name),
                context.dated(&category.all),
            );
            let text = feed::atom(catalog, settings, &category.route, &title, &newest);
            Ok(text_file(&Route::feed(&category.route), text))
        }
        Kind::JsonFeed => Ok(data_file(
            "feed.json",
            feed::json_feed(catalog, settings, &context.dated(&listed(catalog)))?,
        )),
        Kind::Twin(id) => dataset_markdown::render(context, id),
        Kind::Croissant(id) => pages::dataset::croissant(context, id),
        Kind::Llms => Ok(text_file(
            &Route::file("llms.txt"),
            llms::llms(catalog, settings),
        )),
        Kind::Bibliography => Ok(text_file(
            &Route::file("catalog.bib"),
            bibliography::bibliography(catalog),
        )),
        Kind::CitationFile => Ok(text_file(
            &Route::file("CITATION.cff"),
            cff::cff(catalog, settings),
        )),
    }
}

/// The addresses of all pages that search engines may show, sorted.
fn addresses(catalog: &Catalog) -> Vec<Route> {
    let mut routes: Vec<Route> = public_pages(catalog).into_keys().collect();
    routes.extend((2..=pages::explorer::pages(catalog.datasets.len())).map(Route::datasets_page));
    routes.sort_by_key(Route::url);
    routes
}

fn listed(catalog: &Catalog) -> Vec<DatasetId> {
    catalog.listed_datasets().map(|(id, _)| id).collect()
}

/// Whether a category has a feed.
fn has_dates(catalog: &Catalog, id: CategoryId) -> bool {
    catalog.categories[id]
        .all
        .iter()
        .any(|&id| catalog.datasets[id].facts.released.is_some())
}

fn text_file(route: &Route, text: String) -> Made {
    let file = OutputFile {
        path: route.output_path(),
        content: Content::Bytes(text.into_bytes()),
    };
    Made {
        file,
        images: BTreeSet::new(),
    }
}

fn data_file(path: &str, bytes: Vec<u8>) -> Made {
    Made {
        file: OutputFile {
            path: Route::file(path).output_path(),
            content: Content::Bytes(bytes),
        },
        images: BTreeSet::new(),
    }
}

impl Context<'_> {
    /// Those of some datasets with a date, the newest first.
    fn dated(&self, ids: &[DatasetId]) -> Vec<DatasetId> {
        let dated = |id: &DatasetId| self.catalog.datasets[*id].facts.released.is_some();
        let dated: Vec<DatasetId> = ids.iter().copied().filter(dated).collect();
        self.newest_ids(&dated, dated.len())
    }

    /// Renders a page's view and minifies it.
    fn page(
        &self,
        route: &Route,
        template: &str,
        view: &impl serde::Serialize,
        images: BTreeSet<ImageId>,
    ) -> Result<Made> {
        let html = self.theme.render(template, view)?;
        let bytes = if self.settings.minify {
            minify::page(html)
        } else {
            html.into_bytes()
        };
        Ok(Made {
            file: OutputFile {
                path: route.output_path(),
                content: Content::Bytes(bytes),
            },
            images,
        })
    }
}

/// Program and version, as the site names them.
pub fn generator() -> String {
    format!("medatlas {}", env!("CARGO_PKG_VERSION"))
}

/// The absolute address of a route when the site knows its own, else the address below the site's root.
pub fn full_url(settings: &Settings, route: &Route) -> String {
    format!(
        "{}{}",
        settings.base_url.as_deref().unwrap_or_default(),
        route.url()
    )
}
