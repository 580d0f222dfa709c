//! The image at the head of a dataset's page: the first image of the page. A dataset without an
//! image has a drawing, in the page in the colours of the theme, and as a file for cards.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::cover::{self, Subject};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;
use crate::render::theme::Texts;
use crate::render::view::{CoverView, ImageView, Mark};
use crate::value::term_kind::TermKind;

/// Colours of the lines of cover files, by step of the colour wheel. The files are shown on light
/// and on dark backgrounds; so their lightness is 0.6 in OKLCH, between the two of `style.css`.
const COLORS: [&str; 13] = [
    "#788288", "#b4685e", "#af6e45", "#a17833", "#82863a", "#5f8f54", "#399372", "#0e9294",
    "#2f8baf", "#5a81bc", "#7f75b8", "#9b6ca5", "#af6683",
];

/// `datasets/SLUG/cover.svg`: the drawing of a dataset without an image.
pub(in crate::render) const COVER: FileKind<DatasetId> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<DatasetId>> {
    catalog
        .datasets
        .iter()
        .enumerate()
        .filter(|(_, dataset)| dataset.image.is_none())
        .map(|(id, dataset)| PlannedFile::file(Route::cover(&dataset.slug), id))
        .collect()
}

fn render(context: Context<'_>, _: &Route, id: DatasetId) -> Result<RenderedFile> {
    let dataset = &context.catalog.datasets[id];
    let mark = first_mark(context, dataset);
    let color = COLORS.get(usize::from(mark.hue)).unwrap_or(&COLORS[0]);
    let subject = Subject::of(dataset, &mark.glyph);

    Ok(RenderedFile::new(cover::file(&subject, color)))
}

/// The glyph, the hue and, for a dataset without an image, the drawing.
pub(super) fn cover_view(context: Context<'_>, dataset: &Dataset) -> CoverView {
    let mark = first_mark(context, dataset);
    let drawing = match dataset.image {
        Some(_) => String::new(),
        None => cover::elements(&Subject::of(dataset, &mark.glyph)),
    };

    CoverView {
        drawing,
        label: label(context.texts(), dataset),
        glyph: mark.glyph,
        hue: mark.hue,
    }
}

/// The first image of a page, wherever it is in the text.
pub(super) fn first_image(
    context: Context<'_>,
    base: &LinkBase,
    dataset: &Dataset,
) -> Option<ImageView> {
    let image = &context.catalog.images.list[dataset.image?];

    Some(ImageView {
        src: base.url(&image.route),
        width: known_size(image.asset.width),
        height: known_size(image.asset.height),
        alt: dataset.name.clone(),
        caption_html: None,
    })
}

/// A width or height in pixels, unless the file does not state it.
fn known_size(pixels: u32) -> Option<u32> {
    (pixels > 0).then_some(pixels)
}

/// The mark of the first modality.
fn first_mark(context: Context<'_>, dataset: &Dataset) -> Mark {
    let modality = first_term(dataset, TermKind::Modality).unwrap_or_default();

    context.mark(TermKind::Modality, &modality)
}

fn first_term(dataset: &Dataset, kind: TermKind) -> Option<String> {
    dataset.terms(kind).first().cloned()
}

/// The alternative text of the drawing: `Drawing: CT, Chest, 3D, 40 cases`.
fn label(texts: &Texts, dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let dimensions = facts.dimensions.as_ref().map(|fact| fact.value.join(", "));
    let cases = facts.cases.as_ref().map(|fact| {
        let count = usize::try_from(fact.value).unwrap_or(usize::MAX);
        texts.count("dataset.drawing_cases", count)
    });

    let parts: Vec<String> = [
        first_term(dataset, TermKind::Modality),
        first_term(dataset, TermKind::Area),
        dimensions,
        cases,
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect();

    if parts.is_empty() {
        texts.get("dataset.drawing").to_owned()
    } else {
        texts.fill("dataset.drawing_of", &[("parts", &parts.join(", "))])
    }
}
