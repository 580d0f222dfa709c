//! `image-extension-mismatch`, `image-too-large` and `unused-image`: see the rules. They look at
//! the files of images.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::parse::Link;
use crate::source::asset::Asset;
use crate::source::{FileId, Sources};

pub(crate) const IMAGE_EXTENSION: Rule = Rule {
    code: "image-extension-mismatch",
    severity: Severity::Warning,
    summary: "an image whose file extension belongs to another format",
    reason: "servers send it with the wrong type",
    example: "a JPEG named `scan.png`",
};

pub(crate) const IMAGE_TOO_LARGE: Rule = Rule {
    code: "image-too-large",
    severity: Severity::Note,
    summary: "an image of more than 2 MB",
    reason: "readers wait for it",
    example: "a scan of 12 MB",
};

pub(crate) const UNUSED_IMAGE: Rule = Rule {
    code: "unused-image",
    severity: Severity::Note,
    summary: "an image that no page shows",
    reason: "it takes up space for nothing",
    example: "`images/old.png`",
};

/// Images with more bytes than this are reported.
const LARGE: u64 = 2_000_000;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let used = used_images(catalog);
    let mut diagnostics = Vec::new();

    for image in &catalog.images.list {
        if used.contains(image.asset.path.as_str()) {
            diagnostics.extend(check_extension(&image.asset));
            diagnostics.extend(check_size(&image.asset));
        }
    }
    for (path, _) in &catalog.sources.listed_images {
        if !used.contains(path.as_str()) {
            let location = Location::File(path.clone());
            diagnostics.push(
                UNUSED_IMAGE
                    .at(location, "no page shows the image")
                    .help("Delete it, or show it"),
            );
        }
    }
    diagnostics
}

/// The paths of all images that a text shows.
fn used_images(catalog: &Catalog) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for (file, images) in texts_with_images(catalog) {
        let from = catalog.sources.path(file);
        for image in images {
            let shown = catalog
                .link_resolver
                .image(&catalog.images, from, &image.target);
            used.extend(shown.map(|(id, _)| catalog.images.list[id].asset.path.as_str()));
        }
    }

    used
}

/// The images of all pages, of the glossary and of the list.
pub(super) fn texts_with_images(catalog: &Catalog) -> impl Iterator<Item = (FileId, &[Link])> {
    let pages = catalog
        .pages
        .iter()
        .map(|(file, page)| (*file, &page.images[..]));
    let glossary = catalog.glossary.as_ref();

    pages
        .chain(glossary.map(|glossary| (glossary.file, &glossary.images[..])))
        .chain([(Sources::README, &catalog.list_images[..])])
}

fn check_extension(asset: &Asset) -> Option<Diagnostic> {
    let (_, extension) = asset.path.rsplit_once('.').unwrap_or_default();
    let expected = asset.endings;
    if expected.iter().any(|of| of.eq_ignore_ascii_case(extension)) {
        return None;
    }

    let right = expected.first()?;
    let message = format!("the image is a {right} file, but has another extension");
    Some(
        IMAGE_EXTENSION
            .at(Location::File(asset.path.clone()), message)
            .help(format!("Change the extension to .{right}")),
    )
}

fn check_size(asset: &Asset) -> Option<Diagnostic> {
    if asset.size <= LARGE {
        return None;
    }

    let message = format!("the image has {:.1} MB", asset.size as f64 / 1e6);
    Some(
        IMAGE_TOO_LARGE
            .at(Location::File(asset.path.clone()), message)
            .help("Scale it down or save it as WebP: readers load it with the page"),
    )
}
