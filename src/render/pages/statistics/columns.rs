//! How large the datasets are, and how many classes they label: histograms.

use crate::catalog::Catalog;
use crate::render::pages::number::{datasets, grouped, share};
use crate::render::pages::statistics::plot;
use crate::render::pages::statistics::words::{compact, median, number, percent, range, some};
use crate::render::statistics::histogram::{Bucket, Median, half_decades, label_classes};
use crate::render::view::{BarRow, Caption, ColumnsView, Marker, PlotView, Tick};

/// Cases a dataset, on a scale of logarithms with the median on it.
pub(super) fn sizes(catalog: &Catalog) -> Option<ColumnsView> {
    let values: Vec<u64> = catalog
        .datasets
        .iter()
        .filter_map(|dataset| Some(dataset.facts.cases.as_ref()?.value))
        .collect();
    let values = positive(values);
    let buckets = half_decades(&values);
    let middle = Median::of(&values)?;
    let mut plot = histogram(&buckets, "cases");
    plot.labels = decades(&buckets);
    plot.marker = middle.place(&buckets).map(|place| Marker {
        x: plot::percent(place, buckets.len()),
        text: format!("Median {}", median(middle)),
        before: plot::right_half(place, buckets.len()),
    });
    let (least, most) = (values.iter().min()?, values.iter().max()?);
    let answer = if let [only] = values.as_slice() {
        format!(
            "The one dataset that states its cases has {}.",
            grouped(*only)
        )
    } else {
        format!(
            "The median of the {} that state their cases is {}, with a range from {} to {}.",
            datasets(values.len()),
            median(middle),
            grouped(*least),
            grouped(*most)
        )
    };
    let note = note(
        "The scale is logarithmic: each step is about three times the one before.",
        &values,
        catalog,
    );
    Some(ColumnsView {
        words: Caption { answer, note },
        plot,
        rows: rows(&buckets),
    })
}

/// Labelled classes a dataset.
pub(super) fn classes(catalog: &Catalog) -> Option<ColumnsView> {
    let values: Vec<u64> = catalog
        .datasets
        .iter()
        .filter_map(|dataset| Some(dataset.facts.classes.as_ref()?.value))
        .collect();
    let values = positive(values);
    let buckets = label_classes(&values);
    let middle = Median::of(&values)?;
    let mut plot = histogram(&buckets, "classes");
    let label = |(at, bucket): (usize, &Bucket)| Tick {
        place: plot::percent(at as f64 + 0.5, buckets.len()),
        text: bucket
            .high
            .map_or_else(|| format!("{}+", bucket.low), |_| range(bucket)),
        minor: false,
    };
    plot.labels = buckets.iter().enumerate().map(label).collect();
    let single = buckets.first().map_or(0, |bucket| bucket.count);
    let answer = if let [only] = values.as_slice() {
        format!(
            "The one dataset that states its classes labels {}.",
            grouped(*only)
        )
    } else {
        format!(
            "{} of {} that state their classes label a single one, and the median is {}.",
            number(single),
            datasets(values.len()),
            median(middle)
        )
    };
    let note = note("", &values, catalog);
    Some(ColumnsView {
        words: Caption { answer, note },
        plot,
        rows: rows(&buckets),
    })
}

/// A stated 0 says nothing of size.
fn positive(mut values: Vec<u64>) -> Vec<u64> {
    values.retain(|value| *value > 0);
    values
}

fn histogram(buckets: &[Bucket], unit: &str) -> PlotView {
    let counts: Vec<usize> = buckets.iter().map(|bucket| bucket.count).collect();
    plot::histogram(&counts, |at| {
        format!("{} {unit}: {}", range(&buckets[at]), datasets(counts[at]))
    })
}

/// The edges of the decades, every other one minor where there are many.
fn decades(buckets: &[Bucket]) -> Vec<Tick<String>> {
    let round = |low: u64| low.to_string().trim_end_matches('0') == "1";
    let edges: Vec<(usize, u64)> = buckets
        .iter()
        .enumerate()
        .filter(|(_, bucket)| round(bucket.low) || buckets.len() < 6)
        .map(|(at, bucket)| (at, bucket.low))
        .collect();
    let tick = |(nth, &(at, low)): (usize, &(usize, u64))| Tick {
        place: plot::percent(at as f64, buckets.len()),
        text: compact(low),
        minor: edges.len() > 8 && nth % 2 == 1,
    };
    edges.iter().enumerate().map(tick).collect()
}

fn rows(buckets: &[Bucket]) -> Vec<BarRow> {
    let all: usize = buckets.iter().map(|bucket| bucket.count).sum();
    let row = |bucket: &Bucket| BarRow {
        label: range(bucket),
        url: None,
        count: number(bucket.count),
        share: share(bucket.count, all),
        percent: percent(bucket.count, all),
    };
    buckets.iter().map(row).collect()
}

fn note(first: &str, values: &[u64], catalog: &Catalog) -> String {
    let silent = catalog.datasets.len() - values.len();
    let rest = if silent == 0 {
        String::new()
    } else {
        format!("{}.", some(silent, "states no number", "state no number"))
    };
    format!("{first} {rest}").trim().to_owned()
}
