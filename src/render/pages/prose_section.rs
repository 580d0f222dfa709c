//! `more/SLUG/`: a section of the README that holds no datasets.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{MorePage, NavLink};
use crate::source::{Sources, Span};

/// `more/SLUG/`, by the index of the section in `Catalog::more`.
pub(in crate::render) const PROSE_SECTION: FileKind<usize> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<usize>> {
    catalog
        .prose_sections
        .iter()
        .enumerate()
        .map(|(at, section)| PlannedFile::page(section.route.clone(), &section.title, at))
        .collect()
}

fn render(context: Context<'_>, route: &Route, at: usize) -> Result<RenderedFile> {
    let section = &context.catalog.prose_sections[at];
    let base = LinkBase::Page(route.clone());
    let mut prose = context.prose(&base, Sources::README, &section.title);

    let mut html = String::new();
    let mut toc = Vec::new();
    for part in &section.parts {
        if part.level > 1 {
            let heading = prose.heading(&part.title, part.level.min(6));
            html.push_str(&heading.html);
            toc.push(heading.toc);
        }
        html.push_str(&prose.html(&part.prose));
    }

    let description = format!("{}: {}", section.title, context.catalog.title);
    let breadcrumbs = context.breadcrumbs(&base, &section.title);
    let view = MorePage {
        site: context.site(&base, "more"),
        head: context.structured_head("WebPage", route, &section.title, &description, &breadcrumbs),
        breadcrumbs,
        name: section.title.clone(),
        toc,
        html,
        siblings: siblings(context, &base, at),
        edit_url: context.edit_url(&Span::new(Sources::README, section.heading.clone())),
    };

    context.render_page("more.html", &view, prose.into_images())
}

/// Links to all pages of this kind.
fn siblings(context: Context<'_>, base: &LinkBase, current: usize) -> Vec<NavLink> {
    context
        .catalog
        .prose_sections
        .iter()
        .enumerate()
        .map(|(at, section)| NavLink {
            label: section.title.clone(),
            url: base.url(&section.route),
            current: at == current,
        })
        .collect()
}
