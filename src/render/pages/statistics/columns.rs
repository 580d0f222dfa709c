//! Histograms: the sizes of datasets, and the numbers of labelled classes.

use crate::catalog::Catalog;
use crate::catalog::dataset::Facts;
use crate::render::context::Context;
use crate::render::number::{grouped, share};
use crate::render::pages::statistics::plot;
use crate::render::pages::statistics::words::{compact, median_text, number, percent, range};
use crate::render::statistics::histogram::{Bucket, Median, half_decades, label_classes};
use crate::render::theme::Texts;
use crate::render::view::{BarRow, Caption, ColumnsView, Marker, PlotView, Tick};
use crate::value::fact::Fact;

/// Cases per dataset, on a logarithmic scale that marks the median.
pub(super) fn sizes(context: Context<'_>) -> Option<ColumnsView> {
    let Context { catalog, .. } = context;
    let texts = context.texts();
    let values = positive(catalog, |facts| facts.cases.as_ref());
    let median = Median::of(&values)?;
    let buckets = half_decades(&values);

    let mut plot = histogram(texts, &buckets, "sizes.spot");
    plot.labels = decades(&buckets);
    plot.marker = median.place(&buckets).map(|position| Marker {
        x: plot::percent(position, buckets.len()),
        text: texts.fill("sizes.median", &[("number", &median_text(median))]),
        before: plot::right_half(position, buckets.len()),
    });

    Some(ColumnsView {
        words: Caption {
            answer: sizes_answer(texts, &values, median)?,
            note: note(texts, texts.get("sizes.note"), &values, catalog),
        },
        plot,
        rows: rows(texts, &buckets),
    })
}

fn sizes_answer(texts: &Texts, values: &[u64], median: Median) -> Option<String> {
    if let [only] = values {
        return Some(texts.fill("sizes.only", &[("number", &grouped(*only))]));
    }

    let (least, most) = (values.iter().min()?, values.iter().max()?);
    Some(texts.fill(
        "sizes.answer",
        &[
            ("datasets", &texts.datasets(values.len())),
            ("median", &median_text(median)),
            ("least", &grouped(*least)),
            ("most", &grouped(*most)),
        ],
    ))
}

/// Labelled classes per dataset.
pub(super) fn classes(context: Context<'_>) -> Option<ColumnsView> {
    let Context { catalog, .. } = context;
    let texts = context.texts();
    let values = positive(catalog, |facts| facts.classes.as_ref());
    let median = Median::of(&values)?;
    let buckets = label_classes(&values);

    let mut plot = histogram(texts, &buckets, "classes.spot");
    plot.labels = buckets
        .iter()
        .enumerate()
        .map(|(at, bucket)| Tick {
            place: plot::percent(at as f64 + 0.5, buckets.len()),
            text: bucket
                .high
                .map_or_else(|| format!("{}+", bucket.low), |_| range(texts, bucket)),
            minor: false,
        })
        .collect();

    Some(ColumnsView {
        words: Caption {
            answer: classes_answer(texts, &values, &buckets, median),
            note: note(texts, "", &values, catalog),
        },
        plot,
        rows: rows(texts, &buckets),
    })
}

fn classes_answer(texts: &Texts, values: &[u64], buckets: &[Bucket], median: Median) -> String {
    if let [only] = values {
        return texts.fill("classes.only", &[("number", &grouped(*only))]);
    }

    let single = buckets.first().map_or(0, |bucket| bucket.count);
    texts.fill(
        "classes.answer",
        &[
            ("number", &number(single)),
            ("datasets", &texts.datasets(values.len())),
            ("median", &median_text(median)),
        ],
    )
}

/// The stated numbers of all datasets, without 0, which says nothing about the size.
fn positive(catalog: &Catalog, number: impl Fn(&Facts) -> Option<&Fact<u64>>) -> Vec<u64> {
    catalog
        .datasets
        .iter()
        .filter_map(|dataset| number(&dataset.facts))
        .map(|fact| fact.value)
        .filter(|value| *value > 0)
        .collect()
}

/// The columns. The text with the key `spot` describes one of them.
fn histogram(texts: &Texts, buckets: &[Bucket], spot: &str) -> PlotView {
    let counts: Vec<usize> = buckets.iter().map(|bucket| bucket.count).collect();

    plot::histogram(&counts, |at| {
        texts.fill(
            spot,
            &[
                ("range", &range(texts, &buckets[at])),
                ("datasets", &texts.datasets(counts[at])),
            ],
        )
    })
}

/// The edges of the decades. If there are many, every other one is minor.
fn decades(buckets: &[Bucket]) -> Vec<Tick<String>> {
    let edges: Vec<(usize, u64)> = buckets
        .iter()
        .enumerate()
        .filter(|(_, bucket)| is_power_of_ten(bucket.low) || buckets.len() < 6)
        .map(|(at, bucket)| (at, bucket.low))
        .collect();

    edges
        .iter()
        .enumerate()
        .map(|(nth, &(at, low))| Tick {
            place: plot::percent(at as f64, buckets.len()),
            text: compact(low),
            minor: edges.len() > 8 && nth % 2 == 1,
        })
        .collect()
}

fn is_power_of_ten(number: u64) -> bool {
    number.to_string().trim_end_matches('0') == "1"
}

fn rows(texts: &Texts, buckets: &[Bucket]) -> Vec<BarRow> {
    let all: usize = buckets.iter().map(|bucket| bucket.count).sum();

    buckets
        .iter()
        .map(|bucket| BarRow {
            label: range(texts, bucket),
            url: None,
            count: number(bucket.count),
            share: share(bucket.count, all),
            percent: percent(bucket.count, all),
        })
        .collect()
}

/// The text `first`, and how many datasets state no number.
fn note(texts: &Texts, first: &str, values: &[u64], catalog: &Catalog) -> String {
    let rest = match catalog.datasets.len() - values.len() {
        0 => String::new(),
        count => texts.count("sizes.unstated", count),
    };

    format!("{first} {rest}").trim().to_owned()
}
