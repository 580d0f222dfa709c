//! Draws images of the eye: fundus, OCT, and the front of the eye.

use std::f64::consts::TAU;

use crate::render::cover::Subject;
use crate::render::cover::pen::{Ink, Pen, Point, blob, wave};
use crate::render::cover::seed::Seed;

const MIDDLE: Point = (320.0, 168.0);

/// Draws the back of the eye: optic disc, macula, branching vessels, lesions.
pub(super) fn fundus(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    pen.circle(Ink::Line, MIDDLE, 144.0);

    let side = seed.side();
    let disc = (
        MIDDLE.0 + side * seed.within(58.0, 84.0),
        MIDDLE.1 + seed.within(-16.0, 16.0),
    );
    pen.circle(Ink::Wash, disc, 24.0);
    pen.circle(Ink::Line, disc, 24.0);
    pen.circle(Ink::Fine, disc, 10.0);

    let macula = (
        MIDDLE.0 - side * seed.within(20.0, 44.0),
        MIDDLE.1 + seed.within(-8.0, 14.0),
    );
    pen.circle(Ink::Wash, macula, 13.0);

    for up in [-1.0, 1.0] {
        vessel(pen, seed, disc, (side, up), 1.0, Ink::Line);
        vessel(pen, seed, disc, (side, up), 0.55, Ink::Fine);
        rim_vessel(pen, seed, disc, (side, up));
    }

    for _ in 0..(of.regions() * 2).min(9) {
        let (angle, far) = (seed.within(0.0, TAU), seed.within(20.0, 112.0));
        pen.circle(
            Ink::Solid,
            (MIDDLE.0 + far * angle.cos(), MIDDLE.1 + far * angle.sin()),
            seed.within(2.0, 6.0),
        );
    }
}

/// Draws a vessel from the disc across the picture, with three branches.
fn vessel(
    pen: &mut Pen,
    seed: &mut Seed,
    disc: Point,
    (side, up): (f64, f64),
    wide: f64,
    ink: Ink,
) {
    let reach = seed.within(138.0, 168.0) * wide;
    let rise = seed.within(74.0, 94.0) * up * (0.5 + wide / 2.0);
    let stem = [(0.02, 0.2), (0.2, 0.8), (0.6, 1.0), (1.0, 0.72)]
        .map(|(share, lift)| (disc.0 - side * reach * share, disc.1 + rise * lift));
    pen.smooth(ink, &stem);

    for n in 0..3 {
        let from = stem[1 + n % 3];
        let away = seed.within(24.0, 46.0);
        let end = inside((
            from.0 - side * seed.within(14.0, 44.0),
            from.1 + up * away * if n == 1 { -1.0 } else { 0.6 },
        ));
        let bend = ((from.0 + end.0) / 2.0, from.1 + (end.1 - from.1) * 0.7);
        pen.smooth(Ink::Fine, &[from, bend, end]);
    }
}

/// Draws a vessel from the disc to the nearer edge of the picture.
fn rim_vessel(pen: &mut Pen, seed: &mut Seed, disc: Point, (side, up): (f64, f64)) {
    let end = (
        MIDDLE.0 + side * 127.0,
        MIDDLE.1 + up * seed.within(36.0, 62.0),
    );
    pen.smooth(
        Ink::Line,
        &[
            (disc.0 + side * 4.0, disc.1 + up * 20.0),
            (disc.0 + side * 24.0, disc.1 + up * 40.0),
            end,
        ],
    );
}

/// The point itself, or the nearest one inside the circle of the picture.
fn inside((x, y): Point) -> Point {
    let (dx, dy) = (x - MIDDLE.0, y - MIDDLE.1);
    let share = 138.0 / (dx * dx + dy * dy).sqrt().max(138.0);
    (MIDDLE.0 + dx * share, MIDDLE.1 + dy * share)
}

/// Draws the layers of the retina with the fovea.
pub(super) fn oct(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let pit = seed.within(220.0, 420.0);
    let (deep, tilt, swell) = (
        seed.within(26.0, 50.0),
        seed.within(-18.0, 18.0),
        seed.within(0.0, 14.0),
    );

    let layers = 6 + seed.pick(3);
    let mut lines = Vec::new();
    for n in 0..layers {
        let share = n as f64 / (layers - 1) as f64;
        let base = 70.0 + 190.0 * share;
        let (fall, faster, late) = (
            deep * (1.0 - share).powi(2),
            seed.within(8.0, 16.0),
            seed.within(0.0, TAU),
        );

        lines.push(wave(40.0, 600.0, 18, |along| {
            let x = 40.0 + 560.0 * along;
            let near = (-((x - pit) / 70.0).powi(2)).exp();
            base + fall * near - swell * near * share
                + tilt * (along - 0.5)
                + 3.0 * (along * faster + late).sin()
        }));
    }

    let first = seed.pick(layers - 1);
    for n in 0..of.regions().clamp(1, layers - 1) {
        let at = (first + 2 * n) % (layers - 1);
        let band: Vec<Point> = lines[at]
            .iter()
            .copied()
            .chain(lines[at + 1].iter().rev().copied())
            .collect();
        pen.corners(Ink::Wash, &band);
    }

    for (n, line) in lines.iter().enumerate() {
        pen.smooth(
            if n == 0 || n + 2 >= layers {
                Ink::Line
            } else {
                Ink::Fine
            },
            line,
        );
    }
}

/// Draws the front of the eye.
pub(super) fn front(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (x, y) = MIDDLE;
    let open = seed.within(84.0, 112.0);
    for up in [-open, open] {
        let lid = [
            (x - 210.0, y + 6.0),
            (x - 110.0, y + up * 0.8),
            (x, y + up),
            (x + 120.0, y + up * 0.74),
            (x + 210.0, y),
        ];
        pen.smooth(Ink::Line, &lid);
    }

    let iris = (x + seed.within(-30.0, 30.0), y);
    let (radius, pupil) = (open * 0.84, open * seed.within(0.26, 0.4));
    pen.circle(Ink::Wash, iris, radius);
    pen.circle(Ink::Line, iris, radius);
    pen.circle(Ink::Solid, iris, pupil);

    let rays = 28 + 2 * seed.pick(8);
    for n in 0..rays {
        let angle = TAU * n as f64 / rays as f64;
        let ray = [pupil + 6.0, radius - seed.within(6.0, 22.0)]
            .map(|r| (iris.0 + r * angle.cos(), iris.1 + r * angle.sin()));
        pen.straight(Ink::Fine, &ray);
    }

    for _ in 0..of.regions().min(3) {
        let at = (
            iris.0 + seed.within(-0.6, 0.6) * radius,
            iris.1 + seed.within(-0.6, 0.6) * radius,
        );
        pen.round(Ink::Wash, &blob(seed, at, (18.0, 16.0), 0.2));
    }
}
