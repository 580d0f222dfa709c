//! Files for hosting services: `.nojekyll` and `CNAME` for GitHub Pages, `_headers` and
//! `_redirects` for Netlify.
//!
//! In: the settings and the aliases. Out: text.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::alias::Alias;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};

/// The content security policy that every page states in a `<meta>` element.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; img-src 'self'; \
     style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/// Above this number of rules the host gets slow. Then only the aliases of the settings are
/// written.
const MAX_REDIRECTS: usize = 10_000;

/// `.nojekyll`: without it, GitHub Pages runs Jekyll over the site, which drops files whose names
/// start with an underscore.
pub(super) const NO_JEKYLL: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::file(".nojekyll"), ())],
    render: |_, _, ()| Ok(RenderedFile::new("")),
};

/// `CNAME`: the domain of the site on GitHub Pages.
pub(super) const CNAME: FileKind = FileKind {
    plan: plan_cname,
    render: render_cname,
};

/// `_headers`: <https://docs.netlify.com/manage/routing/headers/>.
pub(super) const HEADERS: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::file("_headers"), ())],
    render: |context, _, ()| Ok(RenderedFile::new(headers(context.settings))),
};

/// `_redirects`: <https://docs.netlify.com/manage/routing/redirects/overview/>. Its rules take
/// precedence over the redirect pages, which serve the other hosts.
pub(super) const REDIRECTS: FileKind = FileKind {
    plan: plan_redirects,
    render: |context, _, ()| {
        let text = redirects(context.settings, &context.catalog.aliases);
        Ok(RenderedFile::new(text))
    },
};

fn plan_cname(_: &Catalog, settings: &Settings) -> Vec<PlannedFile> {
    settings
        .config
        .cname
        .iter()
        .map(|_| PlannedFile::file(Route::file("CNAME"), ()))
        .collect()
}

fn render_cname(context: Context<'_>, _: &Route, (): ()) -> Result<RenderedFile> {
    let domain = context.settings.config.cname.as_deref().unwrap_or_default();

    Ok(RenderedFile::new(format!("{domain}\n")))
}

fn plan_redirects(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile> {
    if catalog.aliases.is_empty() {
        return Vec::new();
    }

    vec![PlannedFile::file(Route::file("_redirects"), ())]
}

/// No other site may frame a page, which only a header can say. Files whose paths contain their
/// digest never change.
fn headers(settings: &Settings) -> String {
    let base = settings.base_path();

    format!(
        "{base}*\n  \
           Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'none'\n  \
           X-Content-Type-Options: nosniff\n  \
           Referrer-Policy: strict-origin-when-cross-origin\n  \
           Permissions-Policy: camera=(), geolocation=(), microphone=()\n\
         {base}assets/*\n  \
           Cache-Control: public, max-age=31536000, immutable\n\
         {base}*.md\n  \
           Content-Type: text/markdown; charset=utf-8\n"
    )
}

fn redirects(settings: &Settings, aliases: &[Alias]) -> String {
    let all_fit = aliases.len() <= MAX_REDIRECTS;

    aliases
        .iter()
        .filter(|alias| all_fit || alias.from_settings)
        .map(|alias| redirect_rule(settings.base_path(), alias))
        .collect()
}

fn redirect_rule(base: &str, alias: &Alias) -> String {
    // A rule for the name without the slash covers the folder, too.
    let from = alias.from.url();
    let from = from.trim_end_matches('/');

    format!("{base}{from} {base}{} 301!\n", alias.to.url())
}
