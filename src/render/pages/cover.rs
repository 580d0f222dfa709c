//! The picture of a dataset where its text leads with none: its first image; without one a drawing, in the page in the page's
//! colours, and as a file for cards.

use std::collections::BTreeSet;

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::output::{Content, OutputFile};
use crate::render::cover::{self, Subject};
use crate::render::pages::Place;
use crate::render::view::{CoverView, ImageView, Mark};
use crate::render::{Context, Made};
use crate::value::term_kind::TermKind;

/// Lines of covers that are files, by step of the colour wheel: they are shown on light and dark paper, so their lightness
/// is between the two of `style.css`, 0.6 in OKLCH.
const COLORS: [&str; 13] = [
    "#788288", "#b4685e", "#af6e45", "#a17833", "#82863a", "#5f8f54", "#399372", "#0e9294",
    "#2f8baf", "#5a81bc", "#7f75b8", "#9b6ca5", "#af6683",
];

/// Mark and cover for a dataset's page; drawn only when it has no image.
pub(super) fn view(context: Context<'_>, dataset: &Dataset) -> CoverView {
    let mark = mark(context, dataset);
    let drawn = dataset
        .image
        .is_none()
        .then(|| cover::elements(&Subject::of(dataset, &mark.glyph)));
    CoverView {
        drawing: drawn.unwrap_or_default(),
        label: label(dataset),
        glyph: mark.glyph,
        hue: mark.hue,
    }
}

/// The first image of a page, wherever it stands in the text.
pub(super) fn first_image(
    context: Context<'_>,
    place: &Place,
    dataset: &Dataset,
) -> Option<ImageView> {
    let image = &context.catalog.images.list[dataset.image?];
    let (width, height) = (image.asset.width, image.asset.height);
    let size = |pixels: u32| Some(pixels).filter(|pixels| *pixels > 0);
    Some(ImageView {
        src: place.to(&image.route),
        width: size(width),
        height: size(height),
        alt: dataset.name.clone(),
        caption_html: None,
    })
}

/// `datasets/SLUG/cover.svg`.
pub(in crate::render) fn file(context: Context<'_>, id: DatasetId) -> Made {
    let dataset = &context.catalog.datasets[id];
    let mark = mark(context, dataset);
    let color = COLORS.get(usize::from(mark.hue)).unwrap_or(&COLORS[0]);
    let text = cover::file(&Subject::of(dataset, &mark.glyph), color);
    let path = Route::cover(&dataset.slug).output_path();
    Made {
        file: OutputFile {
            path,
            content: Content::Bytes(text.into_bytes()),
        },
        images: BTreeSet::new(),
    }
}

/// The mark of the first modality.
fn mark(context: Context<'_>, dataset: &Dataset) -> Mark {
    let first = dataset
        .terms(TermKind::Modality)
        .first()
        .map_or("", String::as_str);
    context.mark(TermKind::Modality, first)
}

/// What the drawing stands for, in words: `Drawing: CT, Chest, 3D, 40 cases`.
fn label(dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let first = |kind: TermKind| dataset.terms(kind).first().cloned();
    let dimensions = facts.dimensions.as_ref().map(|fact| fact.value.join(", "));
    let cases = facts
        .cases
        .as_ref()
        .map(|fact| format!("{} cases", fact.value));
    let parts = [
        first(TermKind::Modality),
        first(TermKind::Area),
        dimensions,
        cases,
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        "Drawing".to_owned()
    } else {
        format!("Drawing: {}", parts.join(", "))
    }
}
