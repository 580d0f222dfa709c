//! Pages with a table of datasets: one category, one term.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::catalog::category::CategoryId;
use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::render::pages::{Place, count, datasets as in_words, end_here, share, step};
use crate::render::prose::Prose;
use crate::render::view::{Alternate, ListPage, Strip, TermLink, TextLink, YearCount};
use crate::render::{Context, Made, has_dates};
use crate::source::Sources;
use crate::value::term_kind::TermKind;

/// `categories/…/`: one category with everything inside.
pub(in crate::render) fn category(context: Context<'_>, id: CategoryId) -> Result<Made> {
    let category = &context.catalog.categories[id];
    let route = category.route.clone();
    let place = Place::Page(route.clone());
    let mut prose = context.prose(&place, Sources::README, &category.name);
    let lead = prose.html(&category.prose);
    let siblings = context.children(category.parent);
    let at = siblings.iter().position(|&sibling| sibling == id);
    let neighbour = |at: Option<usize>| {
        let sibling = &context.catalog.categories[*siblings.get(at?)?];
        Some(TextLink {
            label: sibling.name.clone(),
            url: place.to(&sibling.route),
        })
    };
    let children = context.children(Some(id));
    let words = format!(
        "{} in the category {} of {}.",
        in_words(category.entries),
        category.name,
        context.catalog.title
    );
    let steps = end_here(context.category_steps(&place, id));
    let mut head = context.head_of("CollectionPage", &route, &category.name, &words, &steps);
    if context.settings.base_url.is_some() && has_dates(context.catalog, id) {
        head.alternates.insert(
            0,
            Alternate {
                kind: "application/atom+xml".to_owned(),
                title: format!("{}: {}", context.catalog.title, category.name),
                url: place.to(&Route::feed(&route)),
            },
        );
    }
    let view = ListPage {
        site: context.site(&place, "categories"),
        head,
        breadcrumbs: steps,
        kind: "category".to_owned(),
        name: category.name.clone(),
        lead_html: Some(lead).filter(|html| !html.is_empty()),
        previous: neighbour(at.and_then(|at| at.checked_sub(1))),
        next: neighbour(at.map(|at| at + 1)),
        show_category: !children.is_empty(),
        children: context.nodes(&place, &children, 1),
        ..list(context, &prose, &place, &category.all, None)
    };
    context.page(&route, "list.html", &view, prose.into_images())
}

/// `modalities/…/`, `tasks/…/`, `areas/…/`: one term.
pub(in crate::render) fn term(context: Context<'_>, kind: TermKind, at: usize) -> Result<Made> {
    let terms = &context.catalog.terms(kind).list;
    let term = &terms[at];
    let place = Place::Page(term.route.clone());
    let neighbour = |at: Option<usize>| {
        let term = terms.get(at?)?;
        Some(TextLink {
            label: term.name.clone(),
            url: place.to(&term.route),
        })
    };
    let mark = context.mark(kind, &term.name);
    let singular = singular(kind);
    let glossary = context.catalog.glossary.as_ref();
    let mut prose = context.prose(
        &place,
        glossary.map_or(Sources::README, |own| own.file),
        &term.name,
    );
    let entry = glossary.and_then(|own| own.entry_of_term(kind, &term.name));
    let lead = entry.map(|entry| {
        prose.skip_hover(entry);
        prose.html(std::slice::from_ref(&entry.body))
    });
    let lead = lead.filter(|html| !html.trim().is_empty());
    let counted = format!(
        "{} with the {singular} {} in {}.",
        in_words(term.datasets.len()),
        term.name,
        context.catalog.title
    );
    let words = if lead.is_some() {
        prose.words(300)
    } else {
        counted
    };
    let steps = vec![
        context.home_step(&place),
        step(
            crate::render::pages::plural(kind),
            Some(place.to(&Route::terms(kind.folder()))),
        ),
        step(&term.name, None),
    ];
    // A category may have the same name.
    let title = format!("{} ({singular})", term.name);
    let head = context.head_of("CollectionPage", &term.route, &title, &words, &steps);
    let view = ListPage {
        site: context.site(&place, kind.folder()),
        head,
        breadcrumbs: steps,
        kind: singular.to_owned(),
        name: term.name.clone(),
        glyph: mark.glyph,
        hue: mark.hue,
        meaning: context.meaning(kind, &term.name),
        lead_html: lead,
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
        show_category: true,
        ..list(context, &prose, &place, &term.datasets, Some(kind))
    };
    context.page(&term.route, "list.html", &view, prose.into_images())
}

pub(super) fn singular(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Modality => "modality",
        TermKind::Task => "task",
        TermKind::Area => "area",
    }
}

/// What all lists have; `own` is the kind of term that the page is about.
fn list(
    context: Context<'_>,
    prose: &Prose<'_>,
    place: &Place,
    ids: &[DatasetId],
    own: Option<TermKind>,
) -> ListPage {
    let cases = ids
        .iter()
        .filter_map(|&id| context.catalog.datasets[id].facts.cases.as_ref())
        .map(|fact| fact.value);
    let total: u64 = cases.sum();
    ListPage {
        count: ids.len(),
        cases: (total > 0).then(|| count(total)),
        years: years(context, ids),
        strips: TermKind::ALL
            .into_iter()
            .filter(|kind| Some(*kind) != own)
            .filter_map(|kind| strip(context, place, ids, kind))
            .collect(),
        rows: prose.explain(ids.iter().map(|&id| context.row(place, id)).collect()),
        ..ListPage::default()
    }
}

/// The terms of one kind inside a list, with their counts there, most first.
fn strip(context: Context<'_>, place: &Place, ids: &[DatasetId], kind: TermKind) -> Option<Strip> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &id in ids {
        for name in context.catalog.datasets[id].terms(kind) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let terms: Vec<TermLink> = counts
        .into_iter()
        .take(12)
        .map(|(name, count)| TermLink {
            count,
            ..context.term(place, kind, name)
        })
        .collect();
    (!terms.is_empty()).then(|| Strip {
        label: crate::render::pages::plural(kind).to_owned(),
        terms,
    })
}

/// Releases a year from the first to the last year, without gaps.
fn years(context: Context<'_>, ids: &[DatasetId]) -> Vec<YearCount> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for fact in ids
        .iter()
        .filter_map(|&id| context.catalog.datasets[id].facts.released.as_ref())
    {
        *counts.entry(i32::from(fact.value.year())).or_default() += 1;
    }
    let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return Vec::new();
    };
    // A slip such as the year 202 must not draw a thousand bars.
    if first == last || last - first > 80 {
        return Vec::new();
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let bar = |year| {
        let count = counts.get(&year).copied().unwrap_or(0);
        YearCount {
            year,
            count,
            share: share(count, most),
        }
    };
    (first..=last).map(bar).collect()
}
