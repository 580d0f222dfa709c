//! Structured data of a page: one JSON-LD block by schema.org, with the context of Croissant 1.1.
//!
//! In: a dataset, or the breadcrumbs of a page. Out: JSON for a `<script
//! type="application/ld+json">` element, if the site knows its own URL. It states only what the
//! page shows.

mod citation;
mod context;
pub(super) mod dataset;

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::full_url;
use crate::render::view::Breadcrumb;

pub(in crate::render) use dataset::dataset_block;

/// A page and its breadcrumbs. `kind` is `CollectionPage` for lists, else `WebPage`.
pub(in crate::render) fn page_block(
    settings: &Settings,
    kind: &str,
    route: &Route,
    name: &str,
    breadcrumbs: &[Breadcrumb],
) -> Option<String> {
    settings.base_url.as_ref()?;

    let page = json!({ "@type": kind, "name": name, "url": full_url(settings, route) });
    let mut nodes = vec![page];
    if !breadcrumbs.is_empty() {
        nodes.push(breadcrumb_list(settings, route, breadcrumbs));
    }

    Some(script_text(settings, nodes))
}

/// The catalog as a whole, for the home page.
pub(in crate::render) fn catalog_block(
    catalog: &Catalog,
    settings: &Settings,
    description: &str,
) -> Option<String> {
    settings.base_url.as_ref()?;

    let node = json!({
        "@type": "sc:DataCatalog",
        "name": catalog.title,
        "description": description,
        "url": full_url(settings, &Route::home()),
    });

    Some(script_text(settings, vec![node]))
}

/// The text of the script element with these nodes.
fn script_text(settings: &Settings, nodes: Vec<Value>) -> String {
    let context = context::context(&settings.config.language);
    let graph = json!({ "@context": context, "@graph": nodes });

    escape_for_script(&graph.to_string())
}

/// Escapes brackets and ampersands in JSON: HTML ends a script at its end tag, even inside a
/// string.
fn escape_for_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// `BreadcrumbList`: the steps to a page with their URLs. The last one is the page itself.
fn breadcrumb_list(settings: &Settings, route: &Route, breadcrumbs: &[Breadcrumb]) -> Value {
    let own = full_url(settings, route);

    let items: Vec<Value> = breadcrumbs
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let url = step
                .url
                .as_ref()
                .map_or_else(|| own.clone(), |relative| absolute_url(&own, relative));
            json!({ "@type": "ListItem", "position": at + 1, "name": step.name, "item": url })
        })
        .collect();

    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// Resolves a relative URL of this site against the absolute URL of a page.
fn absolute_url(page: &str, relative: &str) -> String {
    let mut base = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    let mut rest = relative.strip_prefix("./").unwrap_or(relative);

    while let Some(next) = rest.strip_prefix("../") {
        base = base.rsplit_once('/').map_or(base, |(folder, _)| folder);
        rest = next;
    }

    format!("{base}/{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_urls_become_absolute() {
        for (relative, expected) in [
            ("../../", "https://e.org/r/"),
            ("../", "https://e.org/r/datasets/"),
            ("../b/", "https://e.org/r/datasets/b/"),
        ] {
            assert_eq!(
                absolute_url("https://e.org/r/datasets/a/", relative),
                expected,
                "{relative}"
            );
        }
    }

    #[test]
    fn no_tag_ends_the_script() {
        let text = escape_for_script(&json!({ "name": "</script><script>x" }).to_string());

        assert!(!text.contains('<') && !text.contains('>'), "{text}");
    }
}
