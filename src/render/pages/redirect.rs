//! A page at an old address that leads to the one that took its place.

use anyhow::Result;

use crate::catalog::alias::Alias;
use crate::render::view::RedirectPage;
use crate::render::{Context, Made, full_url};

/// Fills and renders the page.
pub(in crate::render) fn render(context: Context<'_>, alias: &Alias) -> Result<Made> {
    let css = context.theme.asset("style.css");
    let view = RedirectPage {
        language: context.settings.language.clone(),
        name: alias.name.clone(),
        url: alias.to.relative_to(&alias.from),
        canonical_url: context
            .settings
            .base_url
            .as_ref()
            .map(|_| full_url(context.settings, &alias.to)),
        css_url: css.map_or(String::new(), |route| route.relative_to(&alias.from)),
    };
    context.page(&alias.from, "redirect.html", &view, Default::default())
}
