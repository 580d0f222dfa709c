//! A page at an old URL that leads to the page at the new one.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile, full_url};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;
use crate::render::view::RedirectPage;

/// The old URLs of pages, by the index in `Catalog::aliases`.
pub(in crate::render) const REDIRECT: FileKind<usize> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<usize>> {
    catalog
        .aliases
        .iter()
        .enumerate()
        .map(|(at, alias)| PlannedFile::file(alias.from.clone(), at))
        .collect()
}

fn render(context: Context<'_>, route: &Route, at: usize) -> Result<RenderedFile> {
    let alias = &context.catalog.aliases[at];
    let base = LinkBase::Page(route.clone());

    let view = RedirectPage {
        language: context.settings.config.language.clone(),
        name: alias.name.clone(),
        url: base.url(&alias.to),
        canonical_url: context
            .settings
            .base_url
            .as_ref()
            .map(|_| full_url(context.settings, &alias.to)),
        css_url: context.asset_url(&base, "style.css"),
    };

    context.render_page("redirect.html", &view, Default::default())
}
