//! `404.html`: the page for unknown URLs. It is served at any depth; so its links start at the root
//! of the host.

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{NotFoundPage, TextLink};
use crate::value::term_kind::TermKind;

/// The number of modalities that the page links to.
const MODALITIES: usize = 6;

/// `404.html`.
pub(in crate::render) const NOT_FOUND: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::not_found(), ())],
    render,
};

fn render(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let base = LinkBase::Root(context.settings.base_path().to_owned());

    let texts = context.texts();

    let view = NotFoundPage {
        site: context.site(&base, ""),
        head: context.head(
            route,
            texts.get("not_found.name"),
            texts.get("not_found.title"),
        ),
        ways: suggestions(context, &base),
    };

    context.render_page("404.html", &view, Default::default())
}

/// Links to the datasets, the categories and the most frequent modalities.
fn suggestions(context: Context<'_>, base: &LinkBase) -> Vec<TextLink> {
    let texts = context.texts();
    let modalities = &context.catalog.terms(TermKind::Modality).list;

    let mut targets = vec![
        (texts.get("home.all"), Route::datasets()),
        (texts.get("categories.title"), Route::categories()),
    ];
    targets.extend(
        modalities
            .iter()
            .take(MODALITIES)
            .map(|term| (term.name.as_str(), term.route.clone())),
    );

    targets
        .into_iter()
        .map(|(label, route)| TextLink {
            label: label.to_owned(),
            url: base.url(&route),
        })
        .collect()
}
