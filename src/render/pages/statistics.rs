//! `statistics/`: the catalog in pictures, each a question with its answer and its numbers.
//!
//! In: the catalog. Out: the page. Counting is the work of `render/statistics`; here numbers get words, addresses and
//! shapes. All datasets count, listed or not, as on the page that the links lead to.

mod bars;
mod columns;
mod matrix;
mod plot;
mod releases;
mod words;

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::pages::{Place, datasets, step};
use crate::render::view::StatisticsPage;
use crate::render::{Context, Made};

/// Fills and renders the page.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let route = Route::statistics();
    let view = view(context, &route);
    context.page(&route, "statistics.html", &view, Default::default())
}

fn view(context: Context<'_>, route: &Route) -> StatisticsPage {
    let Context { catalog, theme, .. } = context;
    let place = Place::Page(route.clone());
    let about = format!(
        "{} of {} in pictures.",
        datasets(catalog.datasets.len()),
        catalog.title
    );
    let steps = vec![context.home_step(&place), step("Statistics", None)];
    let mut view = StatisticsPage {
        site: context.site(&place, "statistics"),
        head: context.head_of("WebPage", route, "Statistics", &about, &steps),
        breadcrumbs: steps,
        css_url: theme
            .asset("statistics.css")
            .map_or(String::new(), |route| place.to(route)),
        summary: String::new(),
        releases: releases::view(context, &place),
        matrix: matrix::view(context, &place, route),
        sizes: columns::sizes(catalog),
        classes: columns::classes(catalog),
        formats: bars::formats(catalog, route),
        hosts: bars::hosts(catalog),
        coverage: bars::coverage(catalog),
    };
    view.summary = match (catalog.datasets.len(), view.coverage.is_some()) {
        (0, _) => "The catalog has no datasets yet.".to_owned(),
        (_, false) => {
            "The catalog states no facts of its datasets yet, so there is nothing to draw."
                .to_owned()
        }
        (count, true) => {
            format!(
                "{} in pictures. The numbers of each are in a table below it.",
                datasets(count)
            )
        }
    };
    view
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::catalog::Catalog;
    use crate::render::theme::Theme;

    #[test]
    fn an_empty_catalog_has_a_page_with_one_sentence() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let overrides = crate::config::Overrides {
            catalog: Some(folder.path().to_owned()),
            ..Default::default()
        };
        let settings = crate::config::Settings::resolve(overrides)?;
        let theme = Theme::load(BTreeMap::new())?;
        let catalog = Catalog::default();
        let context = Context {
            catalog: &catalog,
            settings: &settings,
            theme: &theme,
        };
        let html = theme.render("statistics.html", &view(context, &Route::statistics()))?;
        assert!(html.contains("The catalog has no datasets yet."), "{html}");
        assert!(!html.contains("<figure") && !html.contains("<h2"), "{html}");
        Ok(())
    }
}
