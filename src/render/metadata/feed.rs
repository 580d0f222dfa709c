//! `feed.xml`, also one per category, and `feed.json`: the newest datasets, for feed readers.
//!
//! In: the catalog. Out: Atom 1.0 (RFC 4287) and JSON Feed 1.1 (<https://www.jsonfeed.org>).
//! Entries are dated by the release that the catalog states and not by a clock, so that the same
//! catalog gives the same feed.

use anyhow::Result;
use serde_json::json;

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile, full_url};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::plan_with_base_url;
use crate::render::metadata::xml::XmlWriter;
use crate::value::date::ReleaseDate;

/// The maximum number of entries in a feed.
const MAX_ENTRIES: usize = 30;

/// `feed.xml`: the Atom feed of all datasets.
pub(in crate::render) const ATOM: FileKind = FileKind {
    plan: |_, settings| plan_with_base_url(settings, Route::feed(&Route::home())),
    render: render_atom,
};

/// `categories/…/feed.xml`: the Atom feed of a category.
pub(in crate::render) const CATEGORY_ATOM: FileKind<CategoryId> = FileKind {
    plan: plan_category_atom,
    render: render_category_atom,
};

/// `feed.json`: the JSON Feed of all datasets.
pub(in crate::render) const JSON_FEED: FileKind = FileKind {
    plan: |_, settings| plan_with_base_url(settings, Route::json_feed()),
    render: render_json_feed,
};

/// Whether a category has a feed: the site knows its own URL, and a dataset has a date.
pub(in crate::render) fn has_feed(
    catalog: &Catalog,
    settings: &Settings,
    category: CategoryId,
) -> bool {
    settings.base_url.is_some()
        && catalog.categories[category]
            .all
            .iter()
            .any(|&id| catalog.datasets[id].facts.released.is_some())
}

fn plan_category_atom(catalog: &Catalog, settings: &Settings) -> Vec<PlannedFile<CategoryId>> {
    (0..catalog.categories.len())
        .filter(|&id| has_feed(catalog, settings, id))
        .map(|id| PlannedFile::file(Route::feed(&catalog.categories[id].route), id))
        .collect()
}

fn render_atom(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let feed = AtomFeed {
        title: context.catalog.title.clone(),
        route,
        page: &Route::home(),
        entries: newest(context, &listed(context.catalog)),
    };

    Ok(RenderedFile::new(feed.write(context)))
}

fn render_category_atom(
    context: Context<'_>,
    route: &Route,
    category: CategoryId,
) -> Result<RenderedFile> {
    let category = &context.catalog.categories[category];
    let feed = AtomFeed {
        title: format!("{}: {}", context.catalog.title, category.name),
        route,
        page: &category.route,
        entries: newest(context, &category.all),
    };

    Ok(RenderedFile::new(feed.write(context)))
}

/// An Atom feed of the datasets on one page.
struct AtomFeed<'a> {
    title: String,
    route: &'a Route,
    page: &'a Route,
    entries: Vec<FeedEntry<'a>>,
}

/// A dataset and the date of its release.
type FeedEntry<'a> = (&'a Dataset, ReleaseDate);

impl AtomFeed<'_> {
    fn write(&self, context: Context<'_>) -> String {
        let settings = context.settings;
        let mut xml = XmlWriter::new();

        xml.open(
            "feed",
            &[
                ("xmlns", "http://www.w3.org/2005/Atom"),
                ("xml:lang", &settings.config.language),
            ],
        );
        self.push_header(&mut xml, context);
        for (dataset, date) in &self.entries {
            push_atom_entry(&mut xml, settings, dataset, *date);
        }
        xml.close("feed");

        xml.finish()
    }

    fn push_header(&self, xml: &mut XmlWriter, context: Context<'_>) {
        let page = full_url(context.settings, self.page);
        let own = full_url(context.settings, self.route);

        xml.text("title", &self.title);
        xml.text("id", &page);
        xml.empty(
            "link",
            &[
                ("rel", "self"),
                ("type", "application/atom+xml"),
                ("href", &own),
            ],
        );
        push_html_link(xml, &page);
        xml.text("updated", &self.updated());
        xml.nested_text("author", "name", &context.catalog.title);
        xml.text_with(
            "generator",
            &[("version", env!("CARGO_PKG_VERSION"))],
            "medatlas",
        );
    }

    /// The time of the newest entry. A feed without entries needs a time, too.
    fn updated(&self) -> String {
        self.entries
            .iter()
            .map(|(_, date)| timestamp(*date))
            .max()
            .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
    }
}

fn push_atom_entry(xml: &mut XmlWriter, settings: &Settings, dataset: &Dataset, date: ReleaseDate) {
    let url = full_url(settings, &dataset.route);

    xml.open("entry", &[]);
    xml.text("title", &dataset.name);
    xml.text("id", &url);
    push_html_link(xml, &url);
    xml.text("updated", &timestamp(date));
    xml.text("summary", &dataset.description);
    xml.close("entry");
}

fn push_html_link(xml: &mut XmlWriter, url: &str) {
    xml.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", url)],
    );
}

fn render_json_feed(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let Context {
        catalog, settings, ..
    } = context;

    let items: Vec<serde_json::Value> = newest(context, &listed(catalog))
        .into_iter()
        .map(|(dataset, date)| json_feed_item(settings, dataset, date))
        .collect();

    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": catalog.title,
        "home_page_url": full_url(settings, &Route::home()),
        "feed_url": full_url(settings, route),
        "description": catalog.description,
        "language": settings.config.language,
        "items": items,
    });

    Ok(RenderedFile::new(feed.to_string()))
}

fn json_feed_item(settings: &Settings, dataset: &Dataset, date: ReleaseDate) -> serde_json::Value {
    let url = full_url(settings, &dataset.route);
    let text = if dataset.description.is_empty() {
        &dataset.name
    } else {
        &dataset.description
    };
    let tags = dataset.facts.modalities.as_ref().map(|fact| &fact.value);

    json!({
        "id": url,
        "url": url,
        "title": dataset.name,
        "content_text": text,
        "date_published": timestamp(date),
        "tags": tags.map_or(&[][..], Vec::as_slice),
    })
}

fn listed(catalog: &Catalog) -> Vec<DatasetId> {
    catalog.listed_datasets().map(|(id, _)| id).collect()
}

/// The datasets with a date, the newest first.
fn newest<'a>(context: Context<'a>, ids: &[DatasetId]) -> Vec<FeedEntry<'a>> {
    let catalog = context.catalog;

    context
        .newest_first(ids, MAX_ENTRIES)
        .into_iter()
        .filter_map(|id| Some((&catalog.datasets[id], context.release_date(id)?)))
        .collect()
}

/// The first moment of a date, in the form of RFC 3339.
fn timestamp(date: ReleaseDate) -> String {
    format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year(),
        date.month().unwrap_or(1),
        date.day().unwrap_or(1)
    )
}
