//! `medatlas check --coverage`: how many datasets have the fields that the Croissant format
//! requires, and which fields are missing.

use std::fmt::Write as _;

use serde_json::json;

use super::report::OutputFormat;
use crate::catalog::Catalog;
use crate::catalog::croissant_fields::CROISSANT_FIELDS;

/// Number of datasets that are named as examples of a missing field.
const EXAMPLES: usize = 3;

/// A dataset, by its slug, and the required fields that it lacks.
type DatasetCoverage<'a> = (&'a str, Vec<&'static str>);

/// The report, as text or as JSON.
pub(super) fn report(catalog: &Catalog, format: OutputFormat) -> String {
    let datasets: Vec<DatasetCoverage<'_>> = catalog
        .datasets
        .iter()
        .map(|dataset| {
            let missing = catalog.missing_croissant_fields(dataset);
            (dataset.slug.as_str(), missing)
        })
        .collect();
    let complete = datasets
        .iter()
        .filter(|(_, missing)| missing.is_empty())
        .count();

    if format == OutputFormat::Json {
        json_report(&datasets, complete)
    } else {
        text_report(&datasets, complete)
    }
}

fn json_report(datasets: &[DatasetCoverage<'_>], complete: usize) -> String {
    let datasets: Vec<_> = datasets
        .iter()
        .map(|(slug, missing)| json!({ "slug": slug, "missing": missing }))
        .collect();

    let report = json!({
        "format": "Croissant 1.1",
        "complete": complete,
        "datasets": datasets,
    });
    format!("{report:#}")
}

fn text_report(datasets: &[DatasetCoverage<'_>], complete: usize) -> String {
    let total = datasets.len();
    let mut out =
        format!("Croissant 1.1: {complete} of {total} datasets have all required fields\n");

    for field in CROISSANT_FIELDS {
        let without: Vec<&str> = datasets
            .iter()
            .filter(|(_, missing)| missing.contains(&field))
            .map(|(slug, _)| *slug)
            .collect();

        let with = total - without.len();
        let _ = writeln!(out, "{field:>14}: {with} of {total}{}", examples(&without));
    }

    out
}

/// Names the first datasets without a field.
fn examples(without: &[&str]) -> String {
    match without.len() {
        0 => String::new(),
        count if count <= EXAMPLES => format!("; missing in {}", without.join(", ")),
        count => format!(
            "; missing in {} and {} more",
            without[..EXAMPLES].join(", "),
            count - EXAMPLES
        ),
    }
}
