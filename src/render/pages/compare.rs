//! `compare/`: an empty frame that a script fills with the datasets that are named in its URL.

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;
use crate::render::view::ComparePage;

/// `compare/`.
pub(in crate::render) const COMPARE: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::page(Route::compare(), "Compare", ())],
    render,
};

fn render(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let base = LinkBase::Page(route.clone());
    let texts = context.texts();
    let breadcrumbs = context.breadcrumbs(&base, texts.get("compare.name"));

    let view = ComparePage {
        site: context.site(&base, ""),
        head: context.structured_head(
            "WebPage",
            route,
            texts.get("compare.title"),
            texts.get("compare.description"),
            &breadcrumbs,
        ),
        breadcrumbs,
        css_url: context.asset_url(&base, "choose/choose.css"),
        script_url: context.asset_url(&base, "choose/compare.js"),
        datasets_url: base.url(&Route::datasets()),
    };

    context.render_page("compare.html", &view, Default::default())
}
