//! The links and images of the texts that become pages: those of datasets and the glossary.
//!
//! In: a `Catalog`. Out: links and images by file. A page that two entries share is returned twice,
//! as `emit::sort` drops duplicate findings.

use crate::catalog::Catalog;
use crate::parse::Link;
use crate::source::FileId;

/// The links of all published texts.
pub(super) fn links(catalog: &Catalog) -> impl Iterator<Item = (FileId, &[Link])> {
    let pages = catalog.datasets.iter().filter_map(|dataset| {
        let file = dataset.page?;
        Some((file, &catalog.pages.get(&file)?.links[..]))
    });
    let glossary = catalog.glossary.as_ref();
    pages.chain(glossary.map(|glossary| (glossary.file, &glossary.links[..])))
}

/// The images of all published texts.
pub(super) fn images(catalog: &Catalog) -> impl Iterator<Item = (FileId, &[Link])> {
    let pages = catalog.datasets.iter().filter_map(|dataset| {
        let file = dataset.page?;
        Some((file, &catalog.pages.get(&file)?.images[..]))
    });
    let glossary = catalog.glossary.as_ref();
    pages.chain(glossary.map(|glossary| (glossary.file, &glossary.images[..])))
}
