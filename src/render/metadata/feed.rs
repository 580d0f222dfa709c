//! `feed.xml`, one a category too, and `feed.json`: the newest datasets, for who wants to hear of them.
//!
//! In: the catalog. Out: Atom 1.0 (RFC 4287) and JSON Feed 1.1. Entries are dated by the release that the catalog states; no
//! clock is asked, so that the same catalog gives the same feed.

use anyhow::Result;
use serde_json::json;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::full_url;
use crate::render::metadata::xml;
use crate::value::date::ReleaseDate;

/// Entries of a feed.
const NEWEST: usize = 30;

/// Atom 1.0 of what `page` lists.
pub(in crate::render) fn atom(
    catalog: &Catalog,
    settings: &Settings,
    page: &Route,
    title: &str,
    newest: &[DatasetId],
) -> String {
    let (home, own) = (
        full_url(settings, page),
        full_url(settings, &Route::feed(page)),
    );
    let entries = dated(catalog, newest);
    let updated = entries.iter().map(|(_, date)| instant(*date)).max();
    // A feed without entries still needs a time of its own.
    let updated = updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <id>{home}</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n\
         <updated>{updated}</updated>\n<author><name>{}</name></author>\n<generator version=\"{}\">medatlas</generator>\n",
        xml(&settings.language),
        xml(title),
        xml(&catalog.title),
        env!("CARGO_PKG_VERSION"),
        home = xml(&home),
        own = xml(&own),
    );
    for (dataset, date) in entries {
        let url = xml(&full_url(settings, &dataset.route));
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n<updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            xml(&dataset.name),
            instant(date),
            xml(&dataset.description),
        ));
    }
    out.push_str("</feed>\n");
    out
}

/// JSON Feed 1.1.
///
/// # Errors
/// Never in practice: the values have string keys only.
pub(in crate::render) fn json_feed(
    catalog: &Catalog,
    settings: &Settings,
    newest: &[DatasetId],
) -> Result<Vec<u8>> {
    let items: Vec<_> = dated(catalog, newest)
        .into_iter()
        .map(|(dataset, date)| {
            let url = full_url(settings, &dataset.route);
            let words = if dataset.description.is_empty() { &dataset.name } else { &dataset.description };
            json!({
                "id": url,
                "url": url,
                "title": dataset.name,
                "content_text": words,
                "date_published": instant(date),
                "tags": dataset.facts.modalities.as_ref().map_or(Vec::new(), |fact| fact.value.clone()),
            })
        })
        .collect();
    Ok(serde_json::to_vec(&json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": catalog.title,
        "home_page_url": full_url(settings, &Route::home()),
        "feed_url": full_url(settings, &Route::file("feed.json")),
        "description": catalog.description,
        "language": settings.language,
        "items": items,
    }))?)
}

fn dated<'a>(catalog: &'a Catalog, newest: &[DatasetId]) -> Vec<(&'a Dataset, ReleaseDate)> {
    let of = |id: &DatasetId| {
        let dataset = &catalog.datasets[*id];
        Some((dataset, dataset.facts.released.as_ref()?.value))
    };
    newest.iter().filter_map(of).take(NEWEST).collect()
}

/// The first moment that a date may mean, as RFC 3339 wants it.
fn instant(date: ReleaseDate) -> String {
    format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year(),
        date.month().unwrap_or(1),
        date.day().unwrap_or(1)
    )
}
