//! `sitemap.xml` and `robots.txt`: the URLs of the site for search engines.
//!
//! In: the public pages of a catalog. Out: text by the sitemap protocol 0.9
//! (<https://www.sitemaps.org/protocol.html>) and the robots exclusion protocol (RFC 9309).

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{RenderedFile, full_url};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::plan_with_base_url;
use crate::render::metadata::xml::XmlWriter;

/// The number of URLs that the protocol allows per file. Further pages are left out: other pages
/// link to them.
const MAX_URLS: usize = 50_000;

/// `sitemap.xml`.
pub(in crate::render) const SITEMAP: FileKind = FileKind {
    plan: |_, settings| plan_with_base_url(settings, Route::sitemap()),
    render: |context, _, ()| {
        Ok(RenderedFile::new(sitemap(
            context.catalog,
            context.settings,
        )))
    },
};

/// `robots.txt`.
pub(in crate::render) const ROBOTS: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::file("robots.txt"), ())],
    render: |context, _, ()| Ok(RenderedFile::new(robots(context.settings))),
};

/// The URLs of all public pages, sorted.
fn sitemap(catalog: &Catalog, settings: &Settings) -> String {
    let mut routes: Vec<&Route> = catalog
        .public_pages
        .iter()
        .map(|page| &page.route)
        .collect();
    routes.sort_by_cached_key(|route| route.url());

    let mut xml = XmlWriter::new();
    xml.open(
        "urlset",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
    );
    for route in routes.into_iter().take(MAX_URLS) {
        xml.nested_text("url", "loc", &full_url(settings, route));
    }
    xml.close("urlset");

    xml.finish()
}

/// Robots may read everything. If the site knows its own URL, the file names the sitemap.
fn robots(settings: &Settings) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();

    if settings.base_url.is_some() {
        let sitemap = full_url(settings, &Route::sitemap());
        text.push_str(&format!("Sitemap: {sitemap}\n"));
    }

    text
}
