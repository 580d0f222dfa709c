//! `missing-image`, `image-folder-mismatch`, `image-case-mismatch` and `remote-image`: see the
//! rules. They look at the targets of images in published texts.

use crate::catalog::Catalog;
use crate::catalog::link::PathMatch;
use crate::check::texts;
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
    let mut diagnostics = Vec::new();
    for (file, images) in texts::images(catalog) {
        let from = catalog.sources.path(file);
        for image in images {
            let location = Span::new(file, image.span.clone());
            diagnostics.extend(check_image(catalog, from, location, &image.target));
        }
    }

    diagnostics
}

/// Checks one image in the file `from`.
fn check_image(catalog: &Catalog, from: &str, location: Span, target: &str) -> Option<Diagnostic> {
    if target.contains("://") || target.starts_with("//") {
        let message = format!("the image is on another host: {target}");
        let help = "Put the image into the catalog; the site loads nothing from other hosts";
        return Some(REMOTE_IMAGE.at(location, message).help(help));
    }

    match catalog.link_resolver.image(&catalog.images, from, target) {
        Some((id, PathMatch::Case)) => {
            let path = &catalog.images.list[id].asset.path;
            let message = format!("the image {target} differs in letter case");
            Some(
                IMAGE_CASE
                    .at(location, message)
                    .help(format!("Write {path}")),
            )
        }
        Some(_) => None,
        None => Some(not_found(catalog, location, target)),
    }
}

/// An image that does not exist, or is in another folder.
fn not_found(catalog: &Catalog, location: Span, target: &str) -> Diagnostic {
    let name = file_name(target);
    let mut images = catalog.sources.listed_images.iter();

    match images.find(|(path, _)| file_name(path) == name) {
        Some((path, _)) => IMAGE_FOLDER
            .at(location, format!("the image {target} is in another folder"))
            .help(format!("Its path in the catalog is {path}")),
        None => MISSING_IMAGE
            .at(location, format!("the image {target} does not exist"))
            .help("Its alternative text is shown instead"),
    }
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_lowercase()
}
