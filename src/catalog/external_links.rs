//! The links that leave the catalog: each URL once, with the locations that name it.
//!
//! In: a `Catalog`. Out: URLs without fragments, in order, with spans: links and images of the list
//! and of all published pages, links of the source sections, and DOIs of works to cite.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::web_link::WebLink;
use crate::parse::page::Page;
use crate::parse::{Link, autolink};
use crate::source::{FileId, Sources, Span};
use crate::value::url::without_fragment;

/// Locations by URL.
pub type ExternalLinks = BTreeMap<String, Vec<Span>>;

/// Collects all links that leave the catalog.
pub fn collect_external_links(catalog: &Catalog) -> ExternalLinks {
    let mut links = ExternalLinks::new();

    for link in catalog.list_links.iter().chain(&catalog.list_images) {
        add_link(&mut links, link, Sources::README);
    }
    for dataset in &catalog.datasets {
        for link in links_of_dataset(dataset) {
            add(&mut links, &link.url, link.span.clone());
        }
    }
    for (file, page) in catalog.published_pages() {
        add_page(&mut links, catalog.sources.text(file), file, page);
    }
    add_glossary(&mut links, catalog);

    links.values_mut().for_each(keep_innermost);
    links
}

fn add(links: &mut ExternalLinks, url: &str, span: Span) {
    let url = without_fragment(url).to_owned();

    links.entry(url).or_default().push(span);
}

/// Adds a link of a text if it leads to the web.
fn add_link(links: &mut ExternalLinks, link: &Link, file: FileId) {
    if let Some(link) = WebLink::from_link(link, file) {
        add(links, &link.url, link.span);
    }
}

fn links_of_dataset(dataset: &Dataset) -> impl Iterator<Item = &WebLink> {
    let other = dataset.other_links.iter().map(|(_, link)| link);

    dataset
        .websites
        .iter()
        .chain(&dataset.downloads)
        .chain(&dataset.papers)
        .chain(other)
}

fn add_page(links: &mut ExternalLinks, text: &str, file: FileId, page: &Page) {
    for link in page.links.iter().chain(&page.images) {
        add_link(links, link, file);
    }
    for work in &page.citations {
        if let Some(url) = work.doi_url() {
            add(links, &url, Span::new(file, work.span.clone()));
        }
    }

    for link in bare_urls(text, page) {
        add_link(links, &link, file);
    }
}

fn add_glossary(links: &mut ExternalLinks, catalog: &Catalog) {
    let Some(glossary) = &catalog.glossary else {
        return;
    };
    let text = catalog.sources.text(glossary.file);

    for link in glossary.links.iter().chain(&glossary.images) {
        add_link(links, link, glossary.file);
    }
    for link in autolink::in_markdown(text) {
        add_link(links, &link, glossary.file);
    }
}

/// URLs without markup in the text of a page. The text is parsed again for them, but only if there
/// is one outside of all links, images and works that are known already.
fn bare_urls(text: &str, page: &Page) -> Vec<Link> {
    let source = &page.source;
    let links = page
        .links
        .iter()
        .chain(&page.images)
        .chain(&source.website)
        .chain(&source.download)
        .chain(&source.paper);
    let works = page.citations.iter().map(|work| &work.span);
    let known = Vec::from_iter(links.map(|link| &link.span).chain(works));

    let are_known = autolink::urls(text).iter().all(|url| {
        let mut known = known.iter();
        known.any(|span| span.start <= url.start && url.end <= span.end)
    });
    if are_known {
        Vec::new()
    } else {
        autolink::in_markdown(text)
    }
}

/// Sorts the locations of a URL and removes those that contain another one: the cell around a link
/// adds nothing.
fn keep_innermost(spans: &mut Vec<Span>) {
    spans.sort_by_key(|span| (span.file, span.range.start, span.range.end));
    spans.dedup();

    // What a span contains follows it closely, or starts where it does.
    let is_outer: Vec<bool> = (0..spans.len())
        .map(|at| {
            let near = at.saturating_sub(2)..(at + 3).min(spans.len());
            spans[near].iter().any(|other| contains(&spans[at], other))
        })
        .collect();
    let mut is_outer = is_outer.into_iter();
    spans.retain(|_| !is_outer.next().unwrap_or_default());
}

/// Whether `outer` contains `inner` and is longer.
fn contains(outer: &Span, inner: &Span) -> bool {
    outer != inner
        && outer.file == inner.file
        && outer.range.start <= inner.range.start
        && outer.range.end >= inner.range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(file: u32, start: usize, end: usize) -> Span {
        Span::new(FileId(file), start..end)
    }

    #[test]
    fn only_the_innermost_spans_stay() {
        let mut spans = vec![
            span(1, 4, 8),
            span(0, 0, 9),
            span(0, 2, 5),
            span(0, 2, 5),
            span(0, 2, 7),
        ];
        keep_innermost(&mut spans);
        assert_eq!(spans, [span(0, 2, 5), span(1, 4, 8)]);
    }
}
