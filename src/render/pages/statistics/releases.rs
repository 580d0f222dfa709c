//! The growth of modalities: releases per year in layers, and each layer alone.

use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;

use crate::render::pages::statistics::words::number;
use crate::render::pages::statistics::{plot, words};
use crate::render::statistics::releases::{Group, Layer, Releases};
use crate::render::theme::Texts;
use crate::render::view::{
    Caption, LayerView, PlotView, ReleasesRow, ReleasesView, Shape, TermLink, Tick,
};
use crate::value::term_kind::TermKind;

/// Height of the small charts in pixels.
const SMALL: u32 = 28;

/// The chart. `None` if no dataset states a date.
pub(super) fn view(context: Context<'_>, base: &LinkBase) -> Option<ReleasesView> {
    let texts = context.texts();
    let releases = Releases::of(&years_and_modalities(context))?;
    let terms: Vec<TermLink> = releases
        .layers
        .iter()
        .map(|layer| term(context, base, layer))
        .collect();

    Some(ReleasesView {
        words: Caption {
            answer: answer(texts, &releases),
            note: note(texts, &releases),
        },
        plot: stacked_plot(texts, &releases, &terms),
        layers: layer_views(&releases, &terms),
        layer_height: SMALL,
        rows: rows(&releases),
    })
}

fn years_and_modalities(context: Context<'_>) -> Vec<(Option<u16>, &[String])> {
    context
        .catalog
        .datasets
        .iter()
        .map(|dataset| {
            let released = dataset.facts.released.as_ref();
            let year = released.map(|fact| fact.value.year());
            (year, dataset.terms(TermKind::Modality))
        })
        .collect()
}

/// All layers on top of each other.
fn stacked_plot(texts: &Texts, releases: &Releases, terms: &[TermLink]) -> PlotView {
    let counts: Vec<&[usize]> = releases
        .layers
        .iter()
        .map(|layer| layer.counts.as_slice())
        .collect();
    let (mut plot, paths) = plot::stacked(&counts, releases.totals.len());

    plot.spots = plot::spots(releases.totals.len(), |at| {
        year_text(texts, releases, terms, at)
    });
    plot.labels = labels(releases);
    plot.shapes = paths
        .into_iter()
        .zip(layer_shapes(&releases.layers, terms))
        .map(|(path, shape)| Shape { path, ..shape })
        .collect();

    plot
}

/// Each layer alone, on the same scale.
fn layer_views(releases: &Releases, terms: &[TermLink]) -> Vec<LayerView> {
    let counts = releases.layers.iter().flat_map(|layer| &layer.counts);
    let most = counts.copied().max().unwrap_or(0);

    releases
        .layers
        .iter()
        .zip(terms)
        .zip(layer_shapes(&releases.layers, terms))
        .map(|((layer, term), shape)| LayerView {
            term: term.clone(),
            shape: Shape {
                path: plot::small(&layer.counts, most, SMALL),
                ..shape
            },
        })
        .collect()
}

/// The colour and the fill of each layer, without its path.
fn layer_shapes(layers: &[Layer], terms: &[TermLink]) -> Vec<Shape> {
    terms
        .iter()
        .zip(fills(layers, terms))
        .map(|(term, fill)| Shape {
            hue: Some(term.hue),
            fill: fill.to_owned(),
            path: String::new(),
        })
        .collect()
}

/// The name and mark of a layer, with the number of its releases.
fn term(context: Context<'_>, base: &LinkBase, layer: &Layer) -> TermLink {
    let term = match &layer.group {
        Group::Modality(name) => context.term_link(base, TermKind::Modality, name),
        Group::Other => unlinked_term(context.texts().get("releases.others"), "other"),
        Group::NotStated => unlinked_term(context.texts().get("shared.not_stated"), ""),
    };

    TermLink {
        count: layer.total(),
        ..term
    }
}

fn unlinked_term(name: &str, glyph: &str) -> TermLink {
    TermLink {
        name: name.to_owned(),
        glyph: glyph.to_owned(),
        ..TermLink::default()
    }
}

/// How each layer is filled: two layers of the same hue must differ.
fn fills(layers: &[Layer], terms: &[TermLink]) -> Vec<&'static str> {
    layers
        .iter()
        .enumerate()
        .map(|(at, layer)| match layer.group {
            Group::NotStated => "hollow",
            _ if terms[..at].iter().any(|term| term.hue == terms[at].hue) => "light",
            _ => "full",
        })
        .collect()
}

/// The text of one year: `2019: 25 datasets (CT 7, MRI 5)`.
fn year_text(texts: &Texts, releases: &Releases, terms: &[TermLink], at: usize) -> String {
    let parts: Vec<String> = releases
        .layers
        .iter()
        .zip(terms)
        .filter(|(layer, _)| layer.counts[at] > 0)
        .map(|(layer, term)| format!("{} {}", term.name, number(layer.counts[at])))
        .collect();

    let year = usize::from(releases.first) + at;
    let key = if parts.is_empty() {
        "releases.year"
    } else {
        "releases.year_with_modalities"
    };

    texts.fill(
        key,
        &[
            ("year", &year.to_string()),
            ("datasets", &texts.datasets(releases.totals[at])),
            ("modalities", &parts.join(", ")),
        ],
    )
}

/// The years below the line: all of them if they fit, else every fifth.
fn labels(releases: &Releases) -> Vec<Tick<String>> {
    let columns = releases.totals.len();
    let years = (releases.first..=releases.last()).enumerate();
    years
        .filter(|(_, year)| columns <= 20 || year % 5 == 0)
        .map(|(at, year)| Tick {
            place: plot::percent(at as f64 + 0.5, columns),
            text: year.to_string(),
            minor: columns > 7 && year % 5 != 0,
        })
        .collect()
}

fn rows(releases: &Releases) -> Vec<ReleasesRow> {
    (releases.first..=releases.last())
        .enumerate()
        .map(|(at, year)| ReleasesRow {
            year,
            total: releases.totals[at],
            counts: releases
                .layers
                .iter()
                .map(|layer| layer.counts[at])
                .collect(),
        })
        .collect()
}

fn answer(texts: &Texts, releases: &Releases) -> String {
    let named: Vec<(&str, &Layer)> = releases
        .layers
        .iter()
        .filter_map(|layer| match &layer.group {
            Group::Modality(name) => Some((name.as_str(), layer)),
            _ => None,
        })
        .collect();

    let drawn = texts.datasets(releases.totals.iter().sum());
    let Some((_, first)) = named.first() else {
        return texts.fill("releases.no_modality", &[("datasets", &drawn)]);
    };
    if releases.totals.len() > 5 {
        return growth(texts, releases, &named);
    }

    let equal: Vec<&str> = named
        .iter()
        .filter(|(_, layer)| layer.total() == first.total())
        .map(|(name, _)| *name)
        .collect();
    let leaders = words::leading(texts, &equal, first.total());

    texts.fill(
        "releases.leaders",
        &[("leaders", &leaders), ("datasets", &drawn)],
    )
}

/// The modality that grew most, and the one with most releases. Among equals it is the first one,
/// which has the most releases of all years.
fn growth(texts: &Texts, releases: &Releases, named: &[(&str, &Layer)]) -> String {
    let (Some((name, layer)), Some((leader, most))) = (
        first_largest(named, grown),
        first_largest(named, |layer| layer.recent().0),
    ) else {
        return String::new();
    };

    let last = releases.last();
    let (now, before) = (format!("{}–{last}", last - 4), years_before(releases));
    let key = if grown(layer) == 0 {
        "releases.no_growth"
    } else if name == leader {
        "releases.growth_of_leader"
    } else {
        "releases.growth"
    };

    let (new, old) = layer.recent();
    texts.fill(
        key,
        &[
            ("name", name),
            ("new", &number(new)),
            ("old", &number(old)),
            ("now", &now),
            ("before", &before),
            ("leader", leader),
            ("most", &number(most.recent().0)),
        ],
    )
}

/// How many more releases the last five years had than the five years before.
fn grown(layer: &Layer) -> usize {
    let (now, before) = layer.recent();

    now.saturating_sub(before)
}

/// The first of the layers with the largest value.
fn first_largest<'a, 'b>(
    named: &'a [(&'b str, &'b Layer)],
    value: impl Fn(&Layer) -> usize,
) -> Option<&'a (&'b str, &'b Layer)> {
    named.iter().rev().max_by_key(|(_, layer)| value(layer))
}

/// The five years before the last five, as far as the chart shows them.
fn years_before(releases: &Releases) -> String {
    let end = releases.last() - 5;
    let start = end.saturating_sub(4).max(releases.first);
    if start == end {
        end.to_string()
    } else {
        format!("{start}–{end}")
    }
}

fn note(texts: &Texts, releases: &Releases) -> String {
    let mut sentences = vec![texts.get("releases.note").to_owned()];

    if releases.outside > 0 {
        sentences.push(texts.fill_count(
            "releases.outside",
            releases.outside,
            &[
                ("first", &releases.first.to_string()),
                ("last", &releases.last().to_string()),
            ],
        ));
    }
    if releases.undated > 0 {
        sentences.push(texts.count("releases.undated", releases.undated));
    }

    sentences.join(" ")
}
