//! `medatlas check --coverage`: how much of what the format Croissant requires the catalog states, and what is missing where.

use crate::catalog::Catalog;
use crate::catalog::croissant_fields::CROISSANT_FIELDS;
use crate::cli::Format;

/// The report: for people, or as JSON.
pub(crate) fn report(catalog: &Catalog, format: Format) -> String {
    let missing: Vec<(&str, Vec<&str>)> = catalog
        .datasets
        .iter()
        .map(|dataset| {
            (
                dataset.slug.as_str(),
                catalog.missing_croissant_fields(dataset),
            )
        })
        .collect();
    let complete = missing
        .iter()
        .filter(|(_, fields)| fields.is_empty())
        .count();
    if format == Format::Json {
        let datasets: Vec<_> = missing
            .iter()
            .map(|(slug, fields)| serde_json::json!({ "slug": slug, "missing": fields }))
            .collect();
        let all = serde_json::json!({ "format": "Croissant 1.1", "complete": complete, "datasets": datasets });
        return format!("{all:#}");
    }
    let all = missing.len();
    let mut out =
        format!("Croissant 1.1: {complete} of {all} datasets state all required fields\n");
    for field in CROISSANT_FIELDS {
        let without: Vec<&str> = missing
            .iter()
            .filter(|(_, fields)| fields.contains(&field))
            .map(|(slug, _)| *slug)
            .collect();
        out.push_str(&format!(
            "{field:>14}: {} of {all}{}\n",
            all - without.len(),
            examples(&without)
        ));
    }
    out
}

/// The first datasets that lack a field.
fn examples(without: &[&str]) -> String {
    const SHOWN: usize = 3;
    match without.len() {
        0 => String::new(),
        count if count <= SHOWN => format!("; missing in {}", without.join(", ")),
        count => format!(
            "; missing in {} and {} more",
            without[..SHOWN].join(", "),
            count - SHOWN
        ),
    }
}
