//! Draws tissue, cells and genes.

use std::f64::consts::TAU;

use crate::render::cover::Subject;
use crate::render::cover::pen::{Ink, Pen, Point, blob, ring};
use crate::render::cover::seed::Seed;

/// Draws tissue: adjacent cells, each with a nucleus.
pub(super) fn tissue(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let size = seed.within(34.0, 45.0);
    let (rows, columns) = ((250.0 / (size * 1.7)) as i32, (470.0 / (size * 2.0)) as i32);
    let classes = of.regions().max(1);

    for row in 0..=rows {
        for column in 0..=columns {
            let shift = if row % 2 == 0 { 0.0 } else { size };
            let at = (
                92.0 + shift + size * 2.0 * f64::from(column),
                44.0 + size * 1.72 * f64::from(row),
            );
            let at = (at.0 + seed.within(-4.0, 4.0), at.1 + seed.within(-4.0, 4.0));
            if !(80.0..=560.0).contains(&at.0) || at.1 > 300.0 {
                continue;
            }

            tissue_cell(pen, seed, at, size, classes);
        }
    }
}

fn tissue_cell(pen: &mut Pen, seed: &mut Seed, at: Point, size: f64, classes: usize) {
    let cell = ring(at, (size * 0.96, size * 0.9), 6, |_| {
        1.0 + seed.within(-0.1, 0.1)
    });
    let kind = seed.pick(classes + 2);
    if kind < classes {
        pen.round(Ink::Wash, &cell);
    }
    pen.round(if kind == 0 { Ink::Line } else { Ink::Fine }, &cell);

    let nucleus = (
        at.0 + seed.within(-0.25, 0.25) * size,
        at.1 + seed.within(-0.25, 0.25) * size,
    );
    pen.circle(Ink::Solid, nucleus, size * seed.within(0.16, 0.3));
}

/// Draws the field of a microscope with separate cells.
pub(super) fn microscopy(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let middle = (320.0, 168.0);
    pen.circle(Ink::Line, middle, 144.0);
    pen.straight(Ink::Fine, &[(300.0, 168.0), (340.0, 168.0)]);
    pen.straight(Ink::Fine, &[(320.0, 148.0), (320.0, 188.0)]);

    let count = 12 + seed.pick(8);
    let long = seed.within(0.6, 1.5);
    let turn = seed.within(0.0, TAU);

    for n in 0..count {
        // The spiral of a sunflower: even, but not a grid.
        let (angle, far) = (
            turn + 2.399_963 * n as f64,
            126.0 * ((n as f64 + 0.7) / count as f64).sqrt(),
        );
        let at = (middle.0 + far * angle.cos(), middle.1 + far * angle.sin());
        let size = seed.within(8.0, 15.0);
        let cell = blob(seed, at, (size * long.max(0.7), size / long.max(0.8)), 0.14);

        let kind = seed.pick(of.regions() + 2);
        if kind < of.regions() {
            pen.round(Ink::Wash, &cell);
            pen.circle(Ink::Solid, at, size * 0.32);
        }
        pen.round(if kind == 0 { Ink::Fine } else { Ink::Line }, &cell);
    }
}

/// Draws a helix beside a table of gene expression.
pub(super) fn gene(pen: &mut Pen, seed: &mut Seed, _: &Subject<'_>) {
    let (late, fast) = (seed.within(0.0, TAU), seed.within(0.024, 0.032));

    for half in [0.0, TAU / 2.0] {
        let strand: Vec<Point> = (0..=16)
            .map(|n| 24.0 + 18.0 * f64::from(n))
            .map(|y| on_strand(y, y * fast + late + half))
            .collect();
        pen.smooth(Ink::Line, &strand);
    }
    for n in 0..16 {
        let y = 33.0 + 18.0 * f64::from(n);
        let angle = y * fast + late;
        pen.straight(
            Ink::Fine,
            &[on_strand(y, angle), on_strand(y, angle + TAU / 2.0)],
        );
    }

    for row in 0..9 {
        for column in 0..8 {
            let at = (
                330.0 + 32.0 * f64::from(column),
                40.0 + 31.0 * f64::from(row),
            );
            let much = seed.within(0.0, 1.0);
            if much > 0.72 {
                pen.frame(Ink::Solid, at, (12.0, 12.0));
            } else if much > 0.3 {
                pen.frame(Ink::Wash, at, (12.0, 12.0));
            }
        }
    }
    pen.frame(Ink::Fine, (442.0, 164.0), (132.0, 144.0));
}

/// The point of a strand of the helix at a height and an angle.
fn on_strand(y: f64, angle: f64) -> Point {
    (190.0 + 52.0 * angle.sin(), y)
}
