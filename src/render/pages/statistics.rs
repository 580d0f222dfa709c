//! `statistics/`: the catalog in figures, each of which answers a question and has its numbers in a
//! table.
//!
//! In: the catalog. Out: the page. `render/statistics` counts; this module adds texts, URLs and
//! shapes. All datasets count, whether they are listed or not, as on the page that the links lead
//! to.

mod bars;
mod columns;
mod matrix;
mod plot;
mod releases;
mod words;

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;

use crate::render::theme::Texts;
use crate::render::view::StatisticsPage;

/// `statistics/`.
pub(in crate::render) const STATISTICS: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::page(Route::statistics(), "Statistics", ())],
    render,
};

fn render(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let view = view(context, route);

    context.render_page("statistics.html", &view, Default::default())
}

fn view(context: Context<'_>, route: &Route) -> StatisticsPage {
    let catalog = context.catalog;
    let base = LinkBase::Page(route.clone());

    let texts = context.texts();
    let title = texts.get("statistics.title");
    let description = texts.fill(
        "statistics.description",
        &[
            ("datasets", &texts.datasets(catalog.datasets.len())),
            ("catalog", &catalog.title),
        ],
    );
    let breadcrumbs = context.breadcrumbs(&base, title);
    let coverage = bars::coverage(context);

    StatisticsPage {
        site: context.site(&base, "statistics"),
        head: context.structured_head("WebPage", route, title, &description, &breadcrumbs),
        breadcrumbs,
        css_url: context.asset_url(&base, "statistics.css"),
        summary: summary(texts, catalog.datasets.len(), coverage.is_some()),
        releases: releases::view(context, &base),
        matrix: matrix::view(context, &base, route),
        sizes: columns::sizes(context),
        classes: columns::classes(context),
        formats: bars::formats(context, route),
        hosts: bars::hosts(context),
        coverage,
    }
}

fn summary(texts: &Texts, count: usize, states_facts: bool) -> String {
    if count == 0 {
        return texts.get("statistics.no_datasets").to_owned();
    }
    if !states_facts {
        return texts.get("statistics.no_facts").to_owned();
    }

    let datasets = texts.datasets(count);
    texts.fill("statistics.summary", &[("datasets", &datasets)])
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
