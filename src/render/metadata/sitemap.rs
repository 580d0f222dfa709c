//! `sitemap.xml`, `robots.txt`, `opensearch.xml`: the addresses of the site for search engines and browsers.
//!
//! In: the routes of all pages. Out: text by the sitemap protocol 0.9, the robots exclusion protocol and OpenSearch 1.1
//! draft 6.

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::full_url;
use crate::render::metadata::xml;

/// All canonical addresses. The protocol allows 50,000 a file; further ones are left out, since every page is linked from
/// others.
pub(in crate::render) fn sitemap(settings: &Settings, routes: &[Route]) -> String {
    const MOST: usize = 50_000;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for route in routes.iter().take(MOST) {
        out.push_str(&format!(
            "<url><loc>{}</loc></url>\n",
            xml(&full_url(settings, route))
        ));
    }
    out.push_str("</urlset>\n");
    out
}

/// Everything may be read; where the site knows its address it names its map.
pub(in crate::render) fn robots(settings: &Settings) -> String {
    let map = settings
        .base_url
        .as_ref()
        .map(|_| full_url(settings, &Route::file("sitemap.xml")));
    let map = map.map_or(String::new(), |url| format!("Sitemap: {url}\n"));
    format!("User-agent: *\nAllow: /\n{map}")
}

/// The search of the site as a browser's search engine.
pub(in crate::render) fn opensearch(catalog: &Catalog, settings: &Settings) -> String {
    // The short name has at most 16 characters, the description at most 1024.
    let name: String = catalog.title.chars().take(16).collect();
    let words = if catalog.description.is_empty() {
        &catalog.title
    } else {
        &catalog.description
    };
    let words: String = words.chars().take(1024).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
        xml(name.trim()),
        xml(&words),
        xml(&full_url(settings, &Route::datasets())),
    )
}
