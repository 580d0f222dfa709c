//! The links that leave the catalog, each address once, with the places that name it.
//!
//! In: a `Catalog`. Out: addresses without fragments, in order, with spans: links and images of the list and of all published
//! pages, source links, and DOIs of works to cite.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::link_record::place;
use crate::catalog::web_link::WebLink;
use crate::parse::page::Page;
use crate::parse::{Link, autolink};
use crate::source::Sources;
use crate::source::{FileId, Span};

/// Places by address.
pub type ExternalLinks = BTreeMap<String, Vec<Span>>;

/// All links that leave the catalog.
pub fn collect_external_links(catalog: &Catalog) -> ExternalLinks {
    let mut found = ExternalLinks::new();
    let mut add =
        |url: &str, span: Span| found.entry(place(url).to_owned()).or_default().push(span);
    let in_list = catalog.list_links.iter().chain(&catalog.list_images);
    for link in in_list.filter_map(|link| WebLink::from_link(link, Sources::README)) {
        add(&link.url, link.span);
    }
    for link in catalog.datasets.iter().flat_map(of_dataset) {
        add(&link.url, link.span.clone());
    }
    for (file, page) in catalog.published_pages() {
        of_page(file, page).for_each(|(url, span)| add(&url, span));
        for link in bare(catalog.sources.text(file), page)
            .iter()
            .filter_map(|link| WebLink::from_link(link, file))
        {
            add(&link.url, link.span);
        }
    }
    if let Some(glossary) = &catalog.glossary {
        let text = catalog.sources.text(glossary.file);
        let known: Vec<&Link> = glossary.links.iter().chain(&glossary.images).collect();
        for link in known
            .into_iter()
            .cloned()
            .chain(autolink::in_markdown(text))
        {
            if let Some(link) = WebLink::from_link(&link, glossary.file) {
                add(&link.url, link.span);
            }
        }
    }
    found.values_mut().for_each(narrow);
    found
}

fn of_dataset(dataset: &Dataset) -> impl Iterator<Item = &WebLink> {
    let other = dataset.other_links.iter().map(|(_, link)| link);
    dataset
        .websites
        .iter()
        .chain(&dataset.downloads)
        .chain(&dataset.papers)
        .chain(other)
}

fn of_page(file: FileId, page: &Page) -> impl Iterator<Item = (String, Span)> {
    let link = move |link: &Link| WebLink::from_link(link, file).map(|link| (link.url, link.span));
    let links = page.links.iter().chain(&page.images).filter_map(link);
    let works = page
        .citations
        .iter()
        .filter_map(move |work| Some((work.doi_url()?, Span::new(file, work.span.clone()))));
    links.chain(works)
}

/// URLs without markup in the text of a page. It is parsed once more for them, but only when one stands in no place that is
/// known already.
fn bare(text: &str, page: &Page) -> Vec<Link> {
    let source = [
        &page.source.website,
        &page.source.download,
        &page.source.paper,
    ];
    let links = page
        .links
        .iter()
        .chain(&page.images)
        .chain(source.into_iter().flatten());
    let known = links
        .map(|link| &link.span)
        .chain(page.citations.iter().map(|work| &work.span));
    let known: Vec<_> = known.collect();
    let is_known = |at: &Range<usize>| {
        known
            .iter()
            .any(|span| span.start <= at.start && at.end <= span.end)
    };
    if autolink::urls(text).iter().all(is_known) {
        return Vec::new();
    }
    autolink::in_markdown(text)
}

/// Sorts the places of an address and drops those that hold another one: the cell around a link says nothing more.
fn narrow(spans: &mut Vec<Span>) {
    spans.sort_by_key(|span| (span.file, span.range.start, span.range.end));
    spans.dedup();
    let holds = |outer: &Span, inner: &Span| {
        outer != inner
            && outer.file == inner.file
            && outer.range.start <= inner.range.start
            && outer.range.end >= inner.range.end
    };
    // What a place holds comes soon after it, or begins where it does.
    let is_outer: Vec<bool> = (0..spans.len())
        .map(|at| {
            let near = at.saturating_sub(2)..(at + 3).min(spans.len());
            spans[near].iter().any(|other| holds(&spans[at], other))
        })
        .collect();
    let mut is_outer = is_outer.into_iter();
    spans.retain(|_| !is_outer.next().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_places() {
        let span = |file: u32, start, end| Span::new(FileId(file), start..end);
        let mut spans = vec![
            span(1, 4, 8),
            span(0, 0, 9),
            span(0, 2, 5),
            span(0, 2, 5),
            span(0, 2, 7),
        ];
        narrow(&mut spans);
        assert_eq!(spans, [span(0, 2, 5), span(1, 4, 8)]);
    }
}
