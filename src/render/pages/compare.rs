//! `compare/`: an empty frame that a script fills with the datasets that its address names.

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::pages::{Place, end_here, step};
use crate::render::view::ComparePage;
use crate::render::{Context, Made};

/// Fills and renders the page.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let route = Route::compare();
    let place = Place::Page(route.clone());
    let asset = |name: &str| {
        context
            .theme
            .asset(name)
            .map_or(String::new(), |route| place.to(route))
    };
    let steps = end_here(vec![context.home_step(&place), step("Compare", None)]);
    let view = ComparePage {
        site: context.site(&place, ""),
        head: context.head_of(
            "WebPage",
            &route,
            "Compare datasets",
            "Facts of two to six datasets side by side.",
            &steps,
        ),
        breadcrumbs: steps,
        css_url: asset("choose/choose.css"),
        script_url: asset("choose/compare.js"),
        datasets_url: place.to(&Route::datasets()),
    };
    context.page(&route, "compare.html", &view, Default::default())
}
