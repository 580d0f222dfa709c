//! Draws what cameras and scanners record of the body: endoscopy, surgery, skin, photographs,
//! teeth, surfaces.

use std::f64::consts::{PI, TAU};

use crate::render::cover::Subject;
use crate::render::cover::pen::{Ink, Pen, Point, blob, ring};
use crate::render::cover::seed::Seed;

const MIDDLE: Point = (320.0, 168.0);

/// Draws the view of an endoscope: folds of a cavity, and polyps.
pub(super) fn endoscopy(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    pen.circle(Ink::Line, MIDDLE, 144.0);
    let (dx, dy) = (seed.within(-44.0, 44.0), seed.within(-36.0, 36.0));
    let corners = 3.0 + seed.pick(2) as f64;
    let turn = seed.within(0.0, TAU);
    let folds = 5;

    for n in 0..folds {
        let share = n as f64 / (folds - 1) as f64;
        let middle = (MIDDLE.0 + dx * share, MIDDLE.1 + dy * share);
        let size = 124.0 - 98.0 * share;
        let bend = seed.within(0.05, 0.12);

        let fold = ring(middle, (size, size * 0.94), 14, |angle| {
            1.0 + bend * (corners * angle + turn).cos()
        });
        let ink = if n + 1 == folds {
            Ink::Solid
        } else if n % 2 == 0 {
            Ink::Fine
        } else {
            Ink::Line
        };
        pen.round(ink, &fold);
    }

    for _ in 0..of.regions().min(3) {
        let (angle, far) = (seed.within(0.0, TAU), seed.within(70.0, 104.0));
        let at = (MIDDLE.0 + far * angle.cos(), MIDDLE.1 + far * angle.sin());
        let polyp = blob(seed, at, (24.0, 20.0), 0.16);
        pen.round(Ink::Wash, &polyp);
        pen.round(Ink::Line, &polyp);
    }
}

/// Draws two instruments at an operating field.
pub(super) fn surgery(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let field = (
        MIDDLE.0 + seed.within(-30.0, 30.0),
        MIDDLE.1 + seed.within(10.0, 40.0),
    );
    pen.round(Ink::Wash, &blob(seed, field, (104.0, 74.0), 0.1));
    pen.round(Ink::Line, &blob(seed, field, (104.0, 74.0), 0.1));
    for n in 0..3 {
        let size = (76.0 - 22.0 * f64::from(n), 52.0 - 16.0 * f64::from(n));
        pen.round(Ink::Fine, &blob(seed, field, size, 0.16));
    }

    for side in [-1.0, 1.0] {
        let tip = (
            field.0 + side * seed.within(12.0, 40.0),
            field.1 + seed.within(-24.0, 10.0),
        );
        let from = (
            320.0 + side * seed.within(230.0, 290.0),
            seed.within(14.0, 70.0),
        );
        instrument(pen, tip, from);
    }

    for _ in 0..of.regions().min(4) {
        let at = (
            field.0 + seed.within(-60.0, 60.0),
            field.1 + seed.within(-36.0, 36.0),
        );
        pen.circle(Ink::Solid, at, 5.0);
    }
}

/// Draws an instrument with a pointed tip that comes from `from`.
fn instrument(pen: &mut Pen, tip: Point, from: Point) {
    let along = (from.0 - tip.0, from.1 - tip.1);
    let across = (-along.1, along.0);
    let long = (along.0 * along.0 + along.1 * along.1).sqrt();

    let [
        handle_left,
        left,
        end,
        right,
        handle_right,
        joint_left,
        joint_right,
    ] = [
        (1.0, -8.0),
        (0.24, -8.0),
        (0.0, 0.0),
        (0.24, 8.0),
        (1.0, 8.0),
        (0.26, -8.0),
        (0.26, 8.0),
    ]
    .map(|(far, off)| {
        (
            tip.0 + along.0 * far + across.0 / long * off,
            tip.1 + along.1 * far + across.1 / long * off,
        )
    });
    pen.straight(Ink::Line, &[handle_left, left, end, right, handle_right]);
    pen.straight(Ink::Line, &[joint_left, joint_right]);
}

/// Draws a skin lesion with its pigment network.
pub(super) fn dermoscopy(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    pen.circle(Ink::Line, MIDDLE, 144.0);
    let middle = (
        MIDDLE.0 + seed.within(-16.0, 16.0),
        MIDDLE.1 + seed.within(-14.0, 14.0),
    );
    let size = (seed.within(78.0, 104.0), seed.within(62.0, 88.0));
    let edge = blob(seed, middle, size, 0.2);
    pen.round(Ink::Wash, &edge);
    pen.round(Ink::Line, &edge);
    for n in 0..of.regions().min(3) {
        let share = 0.62 - 0.16 * n as f64;
        let inner = (size.0 * share, size.1 * share);
        pen.round(Ink::Wash, &blob(seed, middle, inner, 0.2));
    }

    pigment_network(pen, seed, middle, size);
    for n in 0..8 {
        // The marks of a ruler at the edge.
        let angle = PI * (0.62 + 0.1 * f64::from(n));
        let mark = [144.0, 134.0].map(|r| (MIDDLE.0 + r * angle.cos(), MIDDLE.1 - r * angle.sin()));
        pen.straight(Ink::Fine, &mark);
    }
}

/// Draws a grid of points inside an ellipse.
fn pigment_network(pen: &mut Pen, seed: &mut Seed, middle: Point, size: Point) {
    for row in -4..5 {
        for column in -5..6 {
            let shift = if row % 2 == 0 { 0.0 } else { 9.0 };
            let at = (
                middle.0 + 18.0 * f64::from(column) + shift,
                middle.1 + 16.0 * f64::from(row),
            );
            let far = ((at.0 - middle.0) / size.0).powi(2) + ((at.1 - middle.1) / size.1).powi(2);
            if far < 0.72 {
                pen.circle(Ink::Solid, at, seed.within(1.0, 4.6));
            }
        }
    }
}

/// Draws a photograph: the corners of a viewfinder, and its subject.
pub(super) fn photo(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (x, y) = MIDDLE;

    for (side, up) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
        let corner = (x + side * 200.0, y + up * 136.0);
        pen.straight(
            Ink::Line,
            &[
                (corner.0, corner.1 - up * 44.0),
                corner,
                (corner.0 - side * 44.0, corner.1),
            ],
        );
    }

    let size = (seed.within(84.0, 120.0), seed.within(64.0, 92.0));
    let shape = blob(seed, MIDDLE, size, 0.16);
    pen.round(Ink::Line, &shape);
    for n in 0..of.regions().clamp(1, 4) {
        let at = (
            x + seed.within(-0.4, 0.4) * size.0,
            y + seed.within(-0.4, 0.4) * size.1,
        );
        let spot = blob(
            seed,
            at,
            (30.0 - 4.0 * n as f64, 24.0 - 3.0 * n as f64),
            0.22,
        );
        pen.round(Ink::Wash, &spot);
        pen.round(Ink::Fine, &spot);
    }
}

/// Draws an arch of teeth.
pub(super) fn teeth(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (wide, high) = (seed.within(150.0, 180.0), seed.within(190.0, 220.0));
    let count = 14;

    for n in 0..count {
        let angle = PI * (n as f64 + 0.5) / f64::from(count);
        let middle = (320.0 - wide * angle.cos(), 300.0 - high * angle.sin());
        let size = 15.0 + 8.0 * angle.cos().abs() + seed.within(-1.5, 1.5);
        let tooth = blob(seed, middle, (size, size * 0.9), 0.1);
        if of.regions() > 0 && n % (8 - of.regions() as i32).max(1) == 0 {
            pen.round(Ink::Wash, &tooth);
        }
        pen.round(Ink::Line, &tooth);
    }

    for share in [0.74, 0.5] {
        let arch: Vec<Point> = (0..=8)
            .map(|n| PI * f64::from(n) / 8.0)
            .map(|angle| {
                (
                    320.0 - wide * share * angle.cos(),
                    300.0 - high * share * angle.sin(),
                )
            })
            .collect();
        pen.smooth(Ink::Fine, &arch);
    }
}

/// Draws a surface as a mesh.
pub(super) fn mesh(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (tilt, turn, dent) = (
        seed.within(0.3, 0.7),
        seed.within(0.0, TAU),
        seed.within(0.08, 0.22),
    );
    let lobes = 2.0 + seed.pick(3) as f64;

    let at = |across: f64, down: f64| {
        let r = 132.0 * (1.0 + dent * (lobes * across + turn).cos() * down.sin());
        let (x, y, z) = (
            r * down.sin() * across.cos(),
            r * down.cos(),
            r * down.sin() * across.sin(),
        );
        (MIDDLE.0 + x, MIDDLE.1 + y * tilt.cos() - z * tilt.sin())
    };

    for n in 0..9 {
        let across = TAU * f64::from(n) / 9.0 + turn;
        let line: Vec<Point> = (0..=8)
            .map(|m| at(across, PI * f64::from(m) / 8.0))
            .collect();
        pen.smooth(Ink::Fine, &line);
    }

    for m in 1..8 {
        let down = PI * f64::from(m) / 8.0;
        let line: Vec<Point> = (0..12)
            .map(|n| at(TAU * f64::from(n) / 12.0, down))
            .collect();
        if m as usize <= of.regions() {
            pen.round(Ink::Wash, &line);
        }
        pen.round(if m == 4 { Ink::Line } else { Ink::Fine }, &line);
    }
}
