//! The picture of a dataset that has none: a figure of its modality and area, drawn from its facts and its slug.
//!
//! In: a `Subject`. Out: SVG. The glyph of the modality chooses the family, the slug all that is left to chance, so that a
//! family is known at a glance and no two of it are alike. What can be read in it stands in words beside it.

mod body;
mod cell;
mod eye;
mod pen;
mod scan;
mod seed;
mod surface;
mod trace;

use crate::catalog::dataset::Dataset;
use crate::value::term_kind::TermKind;
use pen::{Ink, Pen};
use seed::Seed;

/// What a cover is drawn from.
#[derive(Clone, Debug, Default)]
pub struct Subject<'a> {
    /// Chooses all that no fact says.
    pub slug: &'a str,
    /// Id of the modality's glyph: the family.
    pub glyph: &'a str,
    /// The first area, normalised; empty when none is known.
    pub area: &'a str,
    /// There are volumes: the plate is the first of a stack.
    pub is_volume: bool,
    /// There are videos: the plate has the holes of a film.
    pub is_video: bool,
    /// Number of cases: how far the scale is filled.
    pub cases: Option<u64>,
    /// Number of labelled categories: how many regions are washed.
    pub classes: Option<u64>,
}

impl<'a> Subject<'a> {
    /// The facts of a dataset; `glyph` is that of its first modality.
    pub fn of(dataset: &'a Dataset, glyph: &'a str) -> Self {
        let facts = &dataset.facts;
        let has = |word: &str| {
            facts.dimensions.as_ref().is_some_and(|fact| {
                fact.value
                    .iter()
                    .any(|value| value.eq_ignore_ascii_case(word))
            })
        };
        Self {
            slug: &dataset.slug,
            glyph,
            area: dataset
                .terms(TermKind::Area)
                .first()
                .map_or("", String::as_str),
            is_volume: has("3D") || has("4D"),
            is_video: has("Video") && glyph != "video",
            cases: facts.cases.as_ref().map(|fact| fact.value),
            classes: facts.classes.as_ref().map(|fact| fact.value),
        }
    }

    /// Regions that are washed.
    fn regions(&self) -> usize {
        self.classes.map_or(1, |count| count.min(6) as usize)
    }
}

/// The elements of a cover in `currentColor`, 640 x 360 units, for the inside of an `<svg>`.
pub fn elements(of: &Subject<'_>) -> String {
    let mut pen = Pen::default();
    let mut seed = Seed::of(of.slug);
    match of.glyph {
        "ct" => scan::ct(&mut pen, &mut seed, of),
        "mri" => scan::mri(&mut pen, &mut seed, of),
        "fmri" => scan::fmri(&mut pen, &mut seed, of),
        "pet" => scan::pet(&mut pen, &mut seed, of, false),
        "pet-ct" => scan::pet(&mut pen, &mut seed, of, true),
        "xray" => scan::xray(&mut pen, &mut seed, of),
        "ultrasound" => scan::ultrasound(&mut pen, &mut seed, of),
        "fundus" => eye::fundus(&mut pen, &mut seed, of),
        "oct" => eye::oct(&mut pen, &mut seed, of),
        "eye" => eye::front(&mut pen, &mut seed, of),
        "endoscopy" => surface::endoscopy(&mut pen, &mut seed, of),
        "microsurgery" => surface::surgery(&mut pen, &mut seed, of),
        "dermoscopy" => surface::dermoscopy(&mut pen, &mut seed, of),
        "photo" => surface::photo(&mut pen, &mut seed, of),
        "tooth" => surface::teeth(&mut pen, &mut seed, of),
        "geometry" => surface::mesh(&mut pen, &mut seed, of),
        "pathology" => cell::tissue(&mut pen, &mut seed, of),
        "microscopy" => cell::microscopy(&mut pen, &mut seed, of),
        "gene" => cell::gene(&mut pen, &mut seed, of),
        "eeg" => trace::eeg(&mut pen, &mut seed, of),
        "ecg" => trace::ecg(&mut pen, &mut seed, of),
        "text" => trace::text(&mut pen, &mut seed, of),
        "image-text" => trace::image_text(&mut pen, &mut seed, of),
        "image" => trace::image(&mut pen, &mut seed, of),
        "video" => trace::video(&mut pen, &mut seed, of),
        _ => trace::other(&mut pen, &mut seed, of),
    }
    if of.is_volume {
        stack(&mut pen);
    }
    if of.is_video {
        trace::film(&mut pen);
    }
    scale(&mut pen, of.cases);
    pen.elements()
}

/// The whole cover as a file. `color` is that of the lines: files do not know the page's.
pub fn file(of: &Subject<'_>, color: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\" width=\"640\" height=\"360\" color=\"{color}\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">{}</svg>\n",
        elements(of)
    )
}

/// Corners of the plates of a stack, below on the right: cards have their box above.
fn stack(pen: &mut Pen) {
    for n in 0..3 {
        let (x, y) = (602.0 + 7.0 * f64::from(n), 330.0 + 5.0 * f64::from(n));
        pen.straight(Ink::Fine, &[(x, y - 50.0), (x, y), (x - 70.0, y)]);
    }
}

/// A scale from 1 to 1,000,000 cases, filled as far as the dataset reaches.
fn scale(pen: &mut Pen, cases: Option<u64>) {
    let Some(cases) = cases else { return };
    let (left, long, y) = (24.0, 120.0, 338.0);
    for n in 0..=6 {
        let x = left + long * f64::from(n) / 6.0;
        pen.straight(
            Ink::Fine,
            &[(x, y), (x, y - if n % 3 == 0 { 10.0 } else { 6.0 })],
        );
    }
    pen.straight(Ink::Fine, &[(left, y), (left + long, y)]);
    let share = ((cases.max(1) as f64).log10() / 6.0).clamp(0.02, 1.0);
    pen.frame(
        Ink::Solid,
        (left + long * share / 2.0, y - 2.0),
        (long * share / 2.0, 2.5),
    );
}
