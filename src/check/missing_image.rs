//! `missing-image`, `image-folder`, `image-case`, `remote-image`: images of a page that cannot be shown as written.
//!
//! Why: a missing image leaves a hole; one in another letter case works on some machines only; one on another host would
//! tell that host who reads the page, so it is linked and not loaded. Example: `<img src="appendix/A_0.PNG">`.

use crate::catalog::Catalog;
use crate::catalog::link::PathMatch;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::value::path::file_name;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let published = catalog.datasets.iter().filter_map(|dataset| dataset.page);
    let of_page = |file| catalog.pages.get(&file).map(|page| (file, &page.images));
    let of_glossary = catalog
        .glossary
        .iter()
        .map(|glossary| (glossary.file, &glossary.images));
    for (file, images) in published.filter_map(of_page).chain(of_glossary) {
        let from = catalog.sources.path(file);
        for image in images {
            let place = Span::new(file, image.span.clone());
            let target = &image.target;
            if target.contains("://") || target.starts_with("//") {
                found.push(
                    Diagnostic::warning(
                        "remote-image",
                        place,
                        format!("the image lies on another host: {target}"),
                    )
                    .help("put the image into the catalog; the site loads nothing from elsewhere"),
                );
                continue;
            }
            match catalog.link_resolver.image(&catalog.images, from, target) {
                None => found.push(missing(catalog, place, target)),
                Some((id, PathMatch::Case)) => found.push(
                    Diagnostic::warning(
                        "image-case",
                        place,
                        format!("the image {target} differs in letter case"),
                    )
                    .help(format!("write {}", catalog.images.list[id].asset.path)),
                ),
                Some(_) => {}
            }
        }
    }
    found
}

/// An image that is nowhere, or in another folder.
fn missing(catalog: &Catalog, place: Span, target: &str) -> Diagnostic {
    let name = |path: &str| file_name(path).to_lowercase();
    let wanted = name(target);
    match catalog
        .sources
        .listed_images
        .iter()
        .find(|(path, _)| name(path) == wanted)
    {
        Some((path, _)) => Diagnostic::warning(
            "image-folder",
            place,
            format!("the image {target} lies in another folder"),
        )
        .help(format!("Its path in the catalog is {path}")),
        None => Diagnostic::warning(
            "missing-image",
            place,
            format!("the image {target} is not there"),
        )
        .help("its alternative text is shown in its place"),
    }
}
