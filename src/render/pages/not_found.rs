//! `404.html`: served for addresses of any depth, so its links start at the root of the host.

use anyhow::Result;

use super::Place;
use crate::model::route::Route;
use crate::model::term::TermKind;
use crate::render::view::{NotFoundPage, TextLink};
use crate::render::{Context, Made};

/// Fills and renders the page.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let route = Route::file("404.html");
    let place = Place::Rooted(base_path(context.settings.base_url.as_deref()));
    let link = |label: &str, route: &Route| TextLink { label: label.to_owned(), url: place.to(route) };
    let mut ways = vec![link("All datasets", &Route::datasets()), link("Categories", &Route::categories())];
    ways.extend(
        context
            .catalog
            .terms(TermKind::Modality)
            .list
            .iter()
            .take(6)
            .map(|term| link(&term.name, &term.route)),
    );
    let view = NotFoundPage {
        site: context.site(&place, ""),
        head: context.head(&route, "Page not found", "There is no page at this address."),
        ways,
    };
    context.page(&route, "404.html", &view, Default::default())
}

/// The path of the base URL: `/atlas/`, or `/`.
fn base_path(base_url: Option<&str>) -> String {
    let rest = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..]).to_owned()
}
