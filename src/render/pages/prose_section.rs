//! Sections of the README that hold no datasets, each as a page.

use anyhow::Result;

use crate::catalog::category::ProsePart;
use crate::render::pages::{Place, shorten, step};
use crate::render::view::{MorePage, NavLink};
use crate::render::{Context, Made};
use crate::source::Sources;
use crate::source::Span;

/// `more/SLUG/`.
pub(in crate::render) fn render(context: Context<'_>, at: usize) -> Result<Made> {
    let more = &context.catalog.prose_sections[at];
    let place = Place::Page(more.route.clone());
    let mut prose = context.prose(&place, Sources::README, &more.title);
    let mut html = String::new();
    let mut toc = Vec::new();
    for ProsePart {
        level,
        title,
        prose: blocks,
    } in &more.parts
    {
        if *level > 1 {
            let item = prose.heading(title, (*level).min(6));
            html.push_str(&item.html);
            toc.push(item.toc);
        }
        html.push_str(&prose.html(blocks));
    }
    let words = format!("{}: {}", more.title, context.catalog.title);
    let steps = vec![context.home_step(&place), step(&more.title, None)];
    let view = MorePage {
        site: context.site(&place, "more"),
        head: context.head_of(
            "WebPage",
            &more.route,
            &more.title,
            &shorten(&words, 160),
            &steps,
        ),
        breadcrumbs: steps,
        name: more.title.clone(),
        toc,
        html,
        siblings: context
            .catalog
            .prose_sections
            .iter()
            .enumerate()
            .map(|(other, more)| NavLink {
                label: more.title.clone(),
                url: place.to(&more.route),
                current: other == at,
            })
            .collect(),
        edit_url: context.edit_url(&Span::new(Sources::README, more.heading.clone())),
    };
    context.page(&more.route, "more.html", &view, prose.into_images())
}
