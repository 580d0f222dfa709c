//! The cover of a dataset without an image: a drawing of its modality and area, made from its facts
//! and its slug.
//!
//! In: a `Subject`. Out: SVG. The glyph of the modality selects the family of drawings, the slug
//! seeds all random choices: a family is recognisable, and no two covers of it are the same. All
//! information in a drawing is also available as text beside it.

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

/// The input of a drawing.
#[derive(Clone, Debug, Default)]
pub struct Subject<'a> {
    /// Seeds all random choices.
    pub slug: &'a str,
    /// The id of the modality's glyph, which selects the family.
    pub glyph: &'a str,
    /// The first area, normalised; empty when none is known.
    pub area: &'a str,
    /// The dataset has volumes: the cover is the first sheet of a stack.
    pub is_volume: bool,
    /// The dataset has videos: the cover has the perforation of a film.
    pub is_video: bool,
    /// The number of cases, shown on the scale.
    pub cases: Option<u64>,
    /// The number of labelled categories, shown as filled regions.
    pub classes: Option<u64>,
}

impl<'a> Subject<'a> {
    /// Takes the facts of a dataset; `glyph` is that of its first modality.
    pub fn of(dataset: &'a Dataset, glyph: &'a str) -> Self {
        let facts = &dataset.facts;

        Self {
            slug: &dataset.slug,
            glyph,
            area: dataset
                .terms(TermKind::Area)
                .first()
                .map_or("", String::as_str),
            is_volume: has_dimension(dataset, "3D") || has_dimension(dataset, "4D"),
            is_video: has_dimension(dataset, "Video") && glyph != "video",
            cases: facts.cases.as_ref().map(|fact| fact.value),
            classes: facts.classes.as_ref().map(|fact| fact.value),
        }
    }

    /// The number of filled regions.
    fn regions(&self) -> usize {
        self.classes.map_or(1, |count| count.min(6) as usize)
    }
}

fn has_dimension(dataset: &Dataset, name: &str) -> bool {
    dataset.facts.dimensions.as_ref().is_some_and(|fact| {
        fact.value
            .iter()
            .any(|value| value.eq_ignore_ascii_case(name))
    })
}

/// The elements of a cover in `currentColor`, 640 x 360 units, for the inside of an `<svg>`.
pub fn elements(of: &Subject<'_>) -> String {
    let mut pen = Pen::default();
    let mut seed = Seed::of(of.slug);

    draw_figure(&mut pen, &mut seed, of);
    if of.is_volume {
        stack(&mut pen);
    }
    if of.is_video {
        trace::film(&mut pen);
    }
    scale(&mut pen, of.cases);

    pen.elements()
}

/// Draws the figure of the modality.
fn draw_figure(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    match of.glyph {
        "ct" => scan::ct(pen, seed, of),
        "mri" => scan::mri(pen, seed, of),
        "fmri" => scan::fmri(pen, seed, of),
        "pet" => scan::pet(pen, seed, of, false),
        "pet-ct" => scan::pet(pen, seed, of, true),
        "xray" => scan::xray(pen, seed, of),
        "ultrasound" => scan::ultrasound(pen, seed, of),
        "fundus" => eye::fundus(pen, seed, of),
        "oct" => eye::oct(pen, seed, of),
        "eye" => eye::front(pen, seed, of),
        "endoscopy" => surface::endoscopy(pen, seed, of),
        "microsurgery" => surface::surgery(pen, seed, of),
        "dermoscopy" => surface::dermoscopy(pen, seed, of),
        "photo" => surface::photo(pen, seed, of),
        "tooth" => surface::teeth(pen, seed, of),
        "geometry" => surface::mesh(pen, seed, of),
        "pathology" => cell::tissue(pen, seed, of),
        "microscopy" => cell::microscopy(pen, seed, of),
        "gene" => cell::gene(pen, seed, of),
        "eeg" => trace::eeg(pen, seed, of),
        "ecg" => trace::ecg(pen, seed, of),
        "text" => trace::text(pen, seed, of),
        "image-text" => trace::image_text(pen, seed, of),
        "image" => trace::image(pen, seed, of),
        "video" => trace::video(pen, seed, of),
        _ => trace::other(pen, seed, of),
    }
}

/// The cover as a file. `color` is the colour of the lines, since a file does not inherit that of
/// the page.
pub fn file(of: &Subject<'_>, color: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\" \
         width=\"640\" height=\"360\" color=\"{color}\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">{}</svg>\n",
        elements(of)
    )
}

/// Draws the corners of a stack at the bottom right, since cards have a box at the top.
fn stack(pen: &mut Pen) {
    for n in 0..3 {
        let (x, y) = (602.0 + 7.0 * f64::from(n), 330.0 + 5.0 * f64::from(n));
        pen.straight(Ink::Fine, &[(x, y - 50.0), (x, y), (x - 70.0, y)]);
    }
}

/// Draws a logarithmic scale from 1 to 1,000,000 cases, filled up to the number of cases.
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
