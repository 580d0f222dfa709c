//! `image-ending`, `image-too-large`, `unused-image`, `image-without-alt`: images as files, and their words.
//!
//! Why: a wrong ending is served as the wrong type; a picture of many megabytes keeps readers waiting; a picture that no
//! page shows is weight alone; one without words says nothing to who cannot see it. Example: a JPEG named `scan.png`.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Place};
use crate::parse::Link;
use crate::source::{FileId, Span};
use crate::value::path::extension;

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
            let shown = catalog
                .link_resolver
                .image(&catalog.images, from, &image.target);
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
                Diagnostic::warning("image-ending", place(), message)
                    .help(format!("End the name in .{is}")),
            );
        }
        if asset.size > LARGE {
            let message = format!("the image has {:.1} MB", asset.size as f64 / 1e6);
            found.push(
                Diagnostic::note("image-too-large", place(), message)
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
            Diagnostic::note("unused-image", Place::File(path.clone()), message)
                .help("Delete it, or show it"),
        );
    }
    found
}

fn has_ending(path: &str, ending: &str) -> bool {
    extension(path).is_some_and(|own| own.eq_ignore_ascii_case(ending))
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
        Diagnostic::note(
            "image-without-alt",
            Span::new(file, first.span.clone()),
            message,
        )
        .help("Say in a few words what the picture shows"),
    )
}
