//! The plan of the site: one table of all kinds of files, and one job per file.
//!
//! In: a `Catalog` and the `Settings`. Out: the jobs. The plan, the output paths, the sitemap, the
//! targets of aliases and the rendering all follow from `KINDS`. A new kind of page is one file
//! in `render/pages/` that declares a `FileKind`, and one line in this table.

use std::fmt;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::public_page::PublicPage;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::theme::Theme;
use crate::render::{data, hosting, metadata, pages};

/// All kinds of files, in the order in which their jobs start: the long ones come first, so that no
/// core waits for one of them at the end.
const KINDS: &[&dyn PlanJobs] = &[
    &data::CATALOG_JSON,
    &data::csv::CATALOG_CSV,
    &pages::home::HOME,
    &pages::statistics::STATISTICS,
    &pages::index::CATEGORIES,
    &pages::explorer::DATASETS,
    &pages::list::CATEGORY,
    &pages::index::TERMS,
    &pages::list::TERM,
    &pages::prose_section::PROSE_SECTION,
    &pages::glossary::GLOSSARY,
    &pages::compare::COMPARE,
    &pages::not_found::NOT_FOUND,
    &data::CATALOG_SCHEMA,
    &data::dataset_file::DATASET_SCHEMA,
    &hosting::HEADERS,
    &hosting::REDIRECTS,
    &hosting::CNAME,
    &hosting::NO_JEKYLL,
    &pages::redirect::REDIRECT,
    &metadata::sitemap::ROBOTS,
    &metadata::sitemap::SITEMAP,
    &metadata::opensearch::OPENSEARCH,
    &metadata::feed::ATOM,
    &metadata::feed::CATEGORY_ATOM,
    &metadata::feed::JSON_FEED,
    &metadata::llms::LLMS,
    &metadata::cff::CITATION_CFF,
    &metadata::croissant::CROISSANT,
    &metadata::bibliography::BIBLIOGRAPHY,
    &pages::dataset::DATASET,
    &data::dataset_file::DATASET_JSON,
    &metadata::dataset_markdown::DATASET_MARKDOWN,
    &pages::cover::COVER,
];

/// A kind of file: which files of this kind a site has, and how one of them is made.
///
/// `S` is the subject that tells files of one kind apart, such as a `DatasetId`.
pub(super) struct FileKind<S = ()> {
    /// Lists the files of this kind.
    pub(super) plan: fn(&Catalog, &Settings) -> Vec<PlannedFile<S>>,
    /// Makes the file with this route and subject.
    pub(super) render: fn(Context<'_>, &Route, S) -> Result<RenderedFile>,
}

/// A file that the site will have.
pub(super) struct PlannedFile<S = ()> {
    route: Route,
    subject: S,
    public_page: Option<PublicPage>,
}

impl<S> PlannedFile<S> {
    /// A page with a title: it is in the sitemap, and an alias may lead to it.
    pub(super) fn page(route: Route, title: impl Into<String>, subject: S) -> Self {
        Self::public(route, title.into(), false, subject)
    }

    /// A further page of a list that is too long for one page: it is in the sitemap, but no alias
    /// leads to it.
    pub(super) fn continuation(route: Route, title: impl Into<String>, subject: S) -> Self {
        Self::public(route, title.into(), true, subject)
    }

    /// Any other file: data, feeds, redirects, the 404 page.
    pub(super) fn file(route: Route, subject: S) -> Self {
        Self {
            route,
            subject,
            public_page: None,
        }
    }

    fn public(route: Route, title: String, is_continuation: bool, subject: S) -> Self {
        Self {
            public_page: Some(PublicPage {
                route: route.clone(),
                title,
                is_continuation,
            }),
            route,
            subject,
        }
    }
}

/// A [`FileKind`] of any subject.
trait PlanJobs {
    /// One job per file of this kind.
    fn plan_jobs(&self, catalog: &Catalog, settings: &Settings) -> Vec<Job>;
}

impl<S: Copy + Send + Sync + 'static> PlanJobs for FileKind<S> {
    fn plan_jobs(&self, catalog: &Catalog, settings: &Settings) -> Vec<Job> {
        let render = self.render;

        (self.plan)(catalog, settings)
            .into_iter()
            .map(|file| Job {
                route: file.route,
                public_page: file.public_page,
                render: Box::new(move |context, route| render(context, route, file.subject)),
            })
            .collect()
    }
}

/// One file to make. A build runs all jobs; the preview runs those whose files are requested.
pub struct Job {
    route: Route,
    public_page: Option<PublicPage>,
    render: Box<RenderFn>,
}

type RenderFn = dyn Fn(Context<'_>, &Route) -> Result<RenderedFile> + Send + Sync;

impl Job {
    /// The path of the file below the site's root, known before the file is made.
    pub fn path(&self) -> String {
        self.route.output_path()
    }

    /// Makes the file.
    ///
    /// # Errors
    /// A template of the theme fails.
    pub fn run(
        &self,
        catalog: &Catalog,
        settings: &Settings,
        theme: &Theme,
    ) -> Result<RenderedFile> {
        let context = Context {
            catalog,
            settings,
            theme,
        };

        (self.render)(context, &self.route)
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Job").field(&self.route).finish()
    }
}

/// The jobs of a site, the long ones first.
pub fn plan(catalog: &Catalog, settings: &Settings) -> Vec<Job> {
    KINDS
        .iter()
        .flat_map(|kind| kind.plan_jobs(catalog, settings))
        .collect()
}

/// The pages of a site that search engines may show, sorted by route, and the paths of all planned
/// files.
pub fn public_pages(catalog: &Catalog, settings: &Settings) -> (Vec<PublicPage>, Vec<String>) {
    let jobs = plan(catalog, settings);
    let outputs = jobs.iter().map(Job::path).collect();

    let mut pages: Vec<PublicPage> = jobs.into_iter().filter_map(|job| job.public_page).collect();
    pages.sort_by(|a, b| a.route.cmp(&b.route));

    (pages, outputs)
}
