//! `missing-image`, `image-folder-mismatch`, `image-case-mismatch`, `remote-image`: images of a page that cannot be shown as written.
//!
//! Why: a missing image leaves a hole; one in another letter case works on some machines only; one on another host would
//! tell that host who reads the page, so it is linked and not loaded. Example: `<img src="appendix/A_0.PNG">`.

use crate::catalog::Catalog;
use crate::catalog::link::Step;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const IMAGE_CASE: Rule = Rule {
    code: "image-case-mismatch",
    severity: Severity::Warning,
    summary: "a link to an image in another letter case than its file",
    reason: "the image is shown on some machines only",
    example: "`scan.PNG` for `scan.png`",
};

pub(crate) const IMAGE_FOLDER: Rule = Rule {
    code: "image-folder-mismatch",
    severity: Severity::Warning,
    summary: "an image that is in another folder than its link says",
    reason: "its alternative text is shown instead",
    example: "`![](scan.png)` for `images/scan.png`",
};

pub(crate) const MISSING_IMAGE: Rule = Rule {
    code: "missing-image",
    severity: Severity::Warning,
    summary: "a link to an image that does not exist",
    reason: "its alternative text is shown instead",
    example: "`![](images/a.png)` without such a file",
};

pub(crate) const REMOTE_IMAGE: Rule = Rule {
    code: "remote-image",
    severity: Severity::Warning,
    summary: "an image on another host",
    reason: "the host would learn who reads the page, so the image is linked instead of loaded",
    example: "`![](https://example.org/a.png)`",
};

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
                    REMOTE_IMAGE
                        .at(place, format!("the image lies on another host: {target}"))
                        .help(
                            "put the image into the catalog; the site loads nothing from elsewhere",
                        ),
                );
                continue;
            }
            match catalog.files.image(&catalog.images, from, target) {
                None => found.push(missing(catalog, place, target)),
                Some((id, Step::Case)) => found.push(
                    IMAGE_CASE
                        .at(place, format!("the image {target} differs in letter case"))
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
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let wanted = name(target);
    match catalog
        .sources
        .listed_images
        .iter()
        .find(|(path, _)| name(path) == wanted)
    {
        Some((path, _)) => IMAGE_FOLDER
            .at(place, format!("the image {target} lies in another folder"))
            .help(format!("Its path in the catalog is {path}")),
        None => MISSING_IMAGE
            .at(place, format!("the image {target} is not there"))
            .help("its alternative text is shown in its place"),
    }
}
