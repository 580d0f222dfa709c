//! Pages with a table of datasets: one per category and one per term.
//!
//! In: the datasets of a page. Out: the parts of the view that both kinds of pages share.

mod category;
mod term;

use std::collections::BTreeMap;

use crate::catalog::dataset::DatasetId;
use crate::render::context::Context;
use crate::render::number::{count, share};
use crate::render::pages::link_base::LinkBase;
use crate::render::prose::Prose;
use crate::render::view::{ListPage, Strip, TermLink, YearCount};
use crate::value::term_kind::TermKind;

pub(in crate::render) use category::CATEGORY;
pub(in crate::render) use term::TERM;

/// The number of terms in a strip.
const MAX_STRIP: usize = 12;

/// The number of years above which no years are drawn: a typo such as the year 202 must not draw a
/// thousand bars.
const MAX_YEARS: i32 = 80;

/// The parts that all lists have. `own` is the kind of the term that the page is about.
fn shared_view(
    context: Context<'_>,
    prose: &Prose<'_>,
    base: &LinkBase,
    ids: &[DatasetId],
    own: Option<TermKind>,
) -> ListPage {
    let cases: u64 = ids
        .iter()
        .filter_map(|&id| context.catalog.datasets[id].facts.cases.as_ref())
        .map(|fact| fact.value)
        .sum();

    let strips = TermKind::ALL
        .into_iter()
        .filter(|kind| Some(*kind) != own)
        .filter_map(|kind| strip(context, base, ids, kind))
        .collect();
    let rows = ids.iter().map(|&id| context.row(base, id)).collect();

    ListPage {
        count: ids.len(),
        cases: (cases > 0).then(|| count(cases)),
        years: years(context, ids),
        strips,
        rows: prose.explain_rows(rows),
        ..ListPage::default()
    }
}

/// The most frequent terms of one kind in a list, with their counts in this list.
fn strip(
    context: Context<'_>,
    base: &LinkBase,
    ids: &[DatasetId],
    kind: TermKind,
) -> Option<Strip> {
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
        .take(MAX_STRIP)
        .map(|(name, count)| TermLink {
            count,
            ..context.term_link(base, kind, name)
        })
        .collect();

    (!terms.is_empty()).then(|| Strip {
        label: context.plural(kind).to_owned(),
        terms,
    })
}

/// Releases per year from the first to the last year, without gaps. Empty for a single year.
fn years(context: Context<'_>, ids: &[DatasetId]) -> Vec<YearCount> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for date in ids.iter().filter_map(|&id| context.release_date(id)) {
        *counts.entry(i32::from(date.year())).or_default() += 1;
    }

    let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return Vec::new();
    };
    if first == last || last - first > MAX_YEARS {
        return Vec::new();
    }

    let most = counts.values().copied().max().unwrap_or(0);
    (first..=last)
        .map(|year| {
            let count = counts.get(&year).copied().unwrap_or(0);
            YearCount {
                year,
                count,
                share: share(count, most),
            }
        })
        .collect()
}
