//! Which modalities grow: releases a year in layers, and each layer by itself.

use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;
use crate::render::pages::number::datasets;
use crate::render::pages::statistics::words::{number, some};
use crate::render::pages::statistics::{plot, words};
use crate::render::statistics::releases::{Group, Layer, Releases};
use crate::render::view::{Caption, LayerView, ReleasesRow, ReleasesView, Shape, TermLink, Tick};
use crate::value::term_kind::TermKind;

/// Height of the small pictures.
const SMALL: u32 = 28;

/// The picture; none where no dataset states a date.
pub(super) fn view(context: Context<'_>, base: &LinkBase) -> Option<ReleasesView> {
    let datasets: Vec<(Option<u16>, &[String])> = context
        .catalog
        .datasets
        .iter()
        .map(|dataset| {
            let year = dataset
                .facts
                .released
                .as_ref()
                .map(|fact| fact.value.year());
            (year, dataset.terms(TermKind::Modality))
        })
        .collect();
    let releases = Releases::of(&datasets)?;
    let most = releases
        .layers
        .iter()
        .flat_map(|layer| &layer.counts)
        .copied()
        .max()
        .unwrap_or(0);
    let counts: Vec<&[usize]> = releases
        .layers
        .iter()
        .map(|layer| layer.counts.as_slice())
        .collect();
    let (mut plot, paths) = plot::stacked(&counts, releases.totals.len());
    let terms: Vec<TermLink> = releases
        .layers
        .iter()
        .map(|layer| term(context, base, layer))
        .collect();
    let fills = fills(&releases.layers, &terms);
    plot.spots = plot::spots(releases.totals.len(), |at| said(&releases, &terms, at));
    plot.labels = labels(&releases);
    let shape = |at: usize, path| Shape {
        hue: Some(terms[at].hue),
        fill: fills[at].to_owned(),
        path,
    };
    plot.shapes = paths
        .into_iter()
        .enumerate()
        .map(|(at, path)| shape(at, path))
        .collect();
    let layers = releases
        .layers
        .iter()
        .zip(&terms)
        .enumerate()
        .map(|(at, (layer, term))| LayerView {
            term: term.clone(),
            shape: shape(at, plot::small(&layer.counts, most, SMALL)),
        })
        .collect();
    let words = Caption {
        answer: answer(&releases),
        note: note(&releases),
    };
    Some(ReleasesView {
        words,
        plot,
        layers,
        layer_height: SMALL,
        rows: rows(&releases),
    })
}

/// Name and mark of a layer; the count is that of its releases.
fn term(context: Context<'_>, base: &LinkBase, layer: &Layer) -> TermLink {
    let plain = |name: &str, glyph: &str| TermLink {
        name: name.to_owned(),
        glyph: glyph.to_owned(),
        ..TermLink::default()
    };
    let term = match &layer.group {
        Group::Modality(name) => context.term_link(base, TermKind::Modality, name),
        Group::Other => plain("All others", "other"),
        Group::NotStated => plain("Not stated", ""),
    };
    TermLink {
        count: layer.total(),
        ..term
    }
}

/// How each layer is filled: two of one hue must differ.
fn fills(layers: &[Layer], terms: &[TermLink]) -> Vec<&'static str> {
    let fill = |(at, layer): (usize, &Layer)| match layer.group {
        Group::NotStated => "hollow",
        _ if terms[..at].iter().any(|term| term.hue == terms[at].hue) => "light",
        _ => "full",
    };
    layers.iter().enumerate().map(fill).collect()
}

/// `2019: 25 datasets (CT 7, MRI 5)`
fn said(releases: &Releases, terms: &[TermLink], at: usize) -> String {
    let parts = releases
        .layers
        .iter()
        .zip(terms)
        .filter(|(layer, _)| layer.counts[at] > 0);
    let parts: Vec<String> = parts
        .map(|(layer, term)| format!("{} {}", term.name, number(layer.counts[at])))
        .collect();
    let head = format!(
        "{}: {}",
        usize::from(releases.first) + at,
        datasets(releases.totals[at])
    );
    if parts.is_empty() {
        head
    } else {
        format!("{head} ({})", parts.join(", "))
    }
}

/// Years below the line: all of them while there is room, else every fifth.
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
    let row = |(at, year)| ReleasesRow {
        year,
        total: releases.totals[at],
        counts: releases
            .layers
            .iter()
            .map(|layer| layer.counts[at])
            .collect(),
    };
    (releases.first..=releases.last())
        .enumerate()
        .map(row)
        .collect()
}

fn answer(releases: &Releases) -> String {
    let named: Vec<(&str, &Layer)> = releases
        .layers
        .iter()
        .filter_map(|layer| match &layer.group {
            Group::Modality(name) => Some((name.as_str(), layer)),
            _ => None,
        })
        .collect();
    let drawn = datasets(releases.totals.iter().sum());
    let Some((_, first)) = named.first() else {
        return format!("{drawn} with a release date, none with a modality.");
    };
    if releases.totals.len() > 5 {
        return growth(releases, &named);
    }
    let equal = named
        .iter()
        .filter(|(_, layer)| layer.total() == first.total());
    let equal: Vec<&str> = equal.map(|(name, _)| *name).collect();
    let (verb, each) = if equal.len() == 1 {
        ("leads", "")
    } else {
        ("lead", " each")
    };
    format!(
        "{} {verb} with {}{each}, of {drawn}.",
        words::named(&equal),
        number(first.total())
    )
}

/// Who grew most, and who has most. Of equals it is the first, which has most releases of all years.
fn growth(releases: &Releases, named: &[(&str, &Layer)]) -> String {
    let grown = |layer: &Layer| {
        let (now, before) = layer.recent();
        now.saturating_sub(before)
    };
    let first_most =
        |value: &dyn Fn(&Layer) -> usize| named.iter().rev().max_by_key(|(_, layer)| value(layer));
    let (Some((name, layer)), Some((leader, most))) =
        (first_most(&grown), first_most(&|layer| layer.recent().0))
    else {
        return String::new();
    };
    let last = releases.last();
    let (now, before) = (format!("{}–{last}", last - 4), years_before(releases));
    let most = number(most.recent().0);
    if grown(layer) == 0 {
        return format!(
            "None: no modality had more releases in {now} than in {before}; {leader} has most, {most}."
        );
    }
    let (new, old) = layer.recent();
    let (new, old) = (number(new), number(old));
    let lead = if name == leader {
        "and has most".to_owned()
    } else {
        format!("while {leader} has most, {most}")
    };
    format!("{name} grew most, from {old} releases in {before} to {new} in {now}, {lead}.")
}

/// The five years before the last five, as far as they are drawn.
fn years_before(releases: &Releases) -> String {
    let end = releases.last() - 5;
    let start = end.saturating_sub(4).max(releases.first);
    if start == end {
        end.to_string()
    } else {
        format!("{start}–{end}")
    }
}

fn note(releases: &Releases) -> String {
    let mut note = "A dataset with several modalities counts once in each.".to_owned();
    let mut add = |count: usize, one: &str, many: &str| {
        if count > 0 {
            note.push_str(&format!(" {}.", some(count, one, many)));
        }
    };
    let shown = format!(
        "released before {} or after {} is not drawn",
        releases.first,
        releases.last()
    );
    add(
        releases.outside,
        &shown,
        &shown.replace(" is not", " are not"),
    );
    add(
        releases.undated,
        "states no release date",
        "state no release date",
    );
    note
}
