//! `404.html`: served for addresses of any depth, so its links start at the root of the host.

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::pages::Place;
use crate::render::view::{NotFoundPage, TextLink};
use crate::render::{Context, Made};
use crate::value::term_kind::TermKind;

/// Fills and renders the page.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let route = Route::file("404.html");
    let place = Place::Rooted(context.settings.base_path().to_owned());
    let link = |label: &str, route: &Route| TextLink {
        label: label.to_owned(),
        url: place.to(route),
    };
    let mut ways = vec![
        link("All datasets", &Route::datasets()),
        link("Categories", &Route::categories()),
    ];
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
        head: context.head(
            &route,
            "Page not found",
            "There is no page at this address.",
        ),
        ways,
    };
    context.page(&route, "404.html", &view, Default::default())
}
