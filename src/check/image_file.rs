//! `image-extension-mismatch`, `image-too-large`, `unused-image`, `missing-alt-text`: images as files, and their words.
//!
//! Why: a wrong ending is served as the wrong type; a picture of many megabytes keeps readers waiting; a picture that no
//! page shows is weight alone; one without words says nothing to who cannot see it. Example: a JPEG named `scan.png`.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Place, Rule, Severity};
use crate::parse::Link;
use crate::source::{FileId, Span};

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

pub(crate) const MISSING_ALT_TEXT: Rule = Rule {
    code: "missing-alt-text",
    severity: Severity::Note,
    summary: "images without alternative text",
    reason: "they say nothing to readers who cannot see them",
    example: "`![](scan.png)`",
};

pub(crate) const UNUSED_IMAGE: Rule = Rule {
    code: "unused-image",
    severity: Severity::Note,
    summary: "an image that no page shows",
    reason: "it takes up space for nothing",
    example: "`images/old.png`",
};

/// Larger images than this, in bytes, are worth a word.
const LARGE: u64 = 2_000_000;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let texts = catalog
        .pages
        .iter()
        .map(|(file, page)| (*file, &page.images[..]));
    let of_glossary = catalog
        .glossary
        .iter()
        .map(|glossary| (glossary.file, &glossary.images[..]));
    for (file, images) in texts
        .chain(of_glossary)
        .chain([(crate::source::Sources::README, &catalog.list_images[..])])
    {
        let from = catalog.sources.path(file);
        for image in images {
            let shown = catalog.files.image(&catalog.images, from, &image.target);
            used.extend(shown.map(|(id, _)| catalog.images.list[id].asset.path.as_str()));
        }
        found.extend(without_alt(file, images));
    }
    for asset in catalog
        .images
        .list
        .iter()
        .map(|image| &image.asset)
        .filter(|asset| used.contains(asset.path.as_str()))
    {
        let place = || Place::File(asset.path.clone());
        if !asset
            .endings
            .iter()
            .any(|ending| has_ending(&asset.path, ending))
        {
            let is = asset.endings.first().copied().unwrap_or_default();
            let message = format!("the image is of the kind {is}, but its name has another ending");
            found.push(
                IMAGE_EXTENSION
                    .at(place(), message)
                    .help(format!("End the name in .{is}")),
            );
        }
        if asset.size > LARGE {
            let message = format!("the image has {:.1} MB", asset.size as f64 / 1e6);
            found.push(
                IMAGE_TOO_LARGE
                    .at(place(), message)
                    .help("Save it smaller, or as WebP: readers load it with the page"),
            );
        }
    }
    for (path, _) in catalog
        .sources
        .listed_images
        .iter()
        .filter(|(path, _)| !used.contains(path.as_str()))
    {
        let message = "no page shows the image".to_owned();
        found.push(
            UNUSED_IMAGE
                .at(Place::File(path.clone()), message)
                .help("Delete it, or show it"),
        );
    }
    found
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, has)| has.eq_ignore_ascii_case(ending))
}

/// One finding a text: a catalog has either words for its pictures or none.
fn without_alt(file: FileId, images: &[Link]) -> Option<Diagnostic> {
    let silent: Vec<&Link> = images
        .iter()
        .filter(|image| image.label.trim().is_empty())
        .collect();
    let first = silent.first()?;
    let message = match images.len() {
        1 => "the image has no alternative text".to_owned(),
        many => format!("{} of {many} images have no alternative text", silent.len()),
    };
    Some(
        MISSING_ALT_TEXT
            .at(Span::new(file, first.span.clone()), message)
            .help("Say in a few words what the picture shows"),
    )
}
