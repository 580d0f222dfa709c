//! `modalities/…/`, `tasks/…/`, `areas/…/`: one term with its datasets.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::catalog::term::Term;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::breadcrumbs::last_step;
use crate::render::pages::link_base::LinkBase;
use crate::render::pages::list::shared_view;

use crate::render::prose::Prose;
use crate::render::view::{Breadcrumb, ListPage, TextLink};
use crate::source::Sources;
use crate::value::term_kind::TermKind;

/// The number of characters of the lead that become the description of the page.
const MAX_DESCRIPTION: usize = 300;

/// `modalities/…/`, `tasks/…/`, `areas/…/`, by the kind of the term and its index in the list of
/// all terms of this kind.
pub(in crate::render) const TERM: FileKind<(TermKind, usize)> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<(TermKind, usize)>> {
    TermKind::ALL
        .into_iter()
        .flat_map(|kind| {
            let terms = catalog.terms(kind).list.iter().enumerate();
            terms.map(move |(at, term)| {
                PlannedFile::page(term.route.clone(), &term.name, (kind, at))
            })
        })
        .collect()
}

fn render(
    context: Context<'_>,
    route: &Route,
    (kind, at): (TermKind, usize),
) -> Result<RenderedFile> {
    let terms = &context.catalog.terms(kind).list;
    let term = &terms[at];
    let base = LinkBase::Page(route.clone());

    let (prose, lead_html) = lead(context, &base, kind, term);
    let description = match &lead_html {
        Some(_) => prose.text(MAX_DESCRIPTION),
        None => count_sentence(context, kind, term),
    };
    // A category may have the same name.
    let title = context.texts().fill(
        "terms.title_of_one",
        &[("name", &term.name), ("kind", context.singular(kind))],
    );
    let breadcrumbs = breadcrumbs(context, &base, kind, term);
    let mark = context.mark(kind, &term.name);

    let view = ListPage {
        site: context.site(&base, kind.folder()),
        head: context.structured_head("CollectionPage", route, &title, &description, &breadcrumbs),
        breadcrumbs,
        kind: context.singular(kind).to_owned(),
        name: term.name.clone(),
        glyph: mark.glyph,
        hue: mark.hue,
        meaning: context.meaning(kind, &term.name),
        lead_html,
        previous: term_link(&base, terms[..at].last()),
        next: term_link(&base, terms.get(at + 1)),
        show_category: true,
        ..shared_view(context, &prose, &base, &term.datasets, Some(kind))
    };

    context.render_page("list.html", &view, prose.into_images())
}

/// The prose of the page, and the text of the glossary about the term.
fn lead<'a>(
    context: Context<'a>,
    base: &LinkBase,
    kind: TermKind,
    term: &'a Term,
) -> (Prose<'a>, Option<String>) {
    let Some(glossary) = &context.catalog.glossary else {
        return (context.prose(base, Sources::README, &term.name), None);
    };
    let mut prose = context.prose(base, glossary.file, &term.name);

    let html = glossary.entry_of_term(kind, &term.name).map(|entry| {
        prose.skip_abbreviations_of(entry);
        prose.html(std::slice::from_ref(&entry.body))
    });

    (prose, html.filter(|html| !html.trim().is_empty()))
}

fn count_sentence(context: Context<'_>, kind: TermKind, term: &Term) -> String {
    let texts = context.texts();

    texts.fill(
        "terms.description_of_one",
        &[
            ("datasets", &texts.datasets(term.datasets.len())),
            ("kind", context.singular(kind)),
            ("name", &term.name),
            ("catalog", &context.catalog.title),
        ],
    )
}

fn breadcrumbs(
    context: Context<'_>,
    base: &LinkBase,
    kind: TermKind,
    term: &Term,
) -> Vec<Breadcrumb> {
    vec![
        context.home_step(base),
        context.terms_step(base, kind),
        last_step(&term.name),
    ]
}

fn term_link(base: &LinkBase, term: Option<&Term>) -> Option<TextLink> {
    let term = term?;

    Some(TextLink {
        label: term.name.clone(),
        url: base.url(&term.route),
    })
}
