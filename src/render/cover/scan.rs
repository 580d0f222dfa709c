//! Draws scans of the body: CT, MRI, functional MRI, PET, X-ray, ultrasound.

use std::f64::consts::{PI, TAU};

use crate::render::cover::Subject;
use crate::render::cover::body::Part;
use crate::render::cover::pen::{Ink, Pen, Point, blob, ring, wave};
use crate::render::cover::seed::Seed;

const MIDDLE: Point = (320.0, 168.0);

/// Draws a cross-section inside a gantry with marks.
pub(super) fn ct(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let part = Part::of(of.area);
    pen.circle(Ink::Line, MIDDLE, 142.0);

    let turn = seed.within(0.0, TAU);
    let marks = 24 + 4 * seed.pick(5);
    for n in 0..marks {
        let angle = turn + TAU * n as f64 / marks as f64;
        let long = if n % 4 == 0 { 16.0 } else { 9.0 };
        let mark =
            [142.0, 142.0 - long].map(|r| (MIDDLE.0 + r * angle.cos(), MIDDLE.1 + r * angle.sin()));
        pen.straight(Ink::Fine, &mark);
    }

    let outline = part.outline(seed, MIDDLE, 92.0, 1.0);
    pen.round(Ink::Line, &outline);
    part.inside(pen, seed, MIDDLE, 84.0, of.regions(), true);
}

/// Draws nested contours of a part of the body.
pub(super) fn mri(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let part = Part::of(of.area);
    let outer = part.outline(seed, MIDDLE, 128.0, 1.0);
    pen.round(Ink::Line, &outer);

    let lines = 4 + seed.pick(3);
    let (dx, dy) = (seed.within(-14.0, 14.0), seed.within(-12.0, 12.0));
    for n in 1..lines {
        let share = n as f64 / lines as f64;
        let middle = (MIDDLE.0 + dx * share, MIDDLE.1 + dy * share);
        let inner = part.outline(seed, middle, 128.0, 1.0 - share * 0.9);
        pen.round(Ink::Fine, &inner);
    }

    part.inside(
        pen,
        seed,
        (MIDDLE.0 + dx / 2.0, MIDDLE.1 + dy / 2.0),
        96.0,
        of.regions(),
        false,
    );

    if part == Part::Head {
        let bend = seed.within(-10.0, 10.0);
        pen.smooth(
            Ink::Line,
            &[
                (MIDDLE.0, 46.0),
                (MIDDLE.0 + bend, 168.0),
                (MIDDLE.0, 290.0),
            ],
        );
    }

    // The phase encoding lines of the acquisition.
    for side in [-1.0, 1.0] {
        for n in 0..4 {
            let x = MIDDLE.0 + side * (206.0 + 14.0 * n as f64);
            let high = seed.within(30.0, 92.0);
            pen.straight(Ink::Fine, &[(x, MIDDLE.1 - high), (x, MIDDLE.1 + high)]);
        }
    }
}

/// Draws a head with active regions and the time course of their signals.
pub(super) fn fmri(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let middle = (230.0, MIDDLE.1);
    pen.round(Ink::Line, &Part::Head.outline(seed, middle, 128.0, 1.0));
    pen.round(Ink::Fine, &Part::Head.outline(seed, middle, 128.0, 0.86));
    pen.smooth(Ink::Fine, &[(230.0, 48.0), (234.0, 168.0), (230.0, 288.0)]);

    for _ in 0..2 + of.regions() {
        let at = (
            middle.0 + seed.within(-62.0, 62.0),
            middle.1 + seed.within(-80.0, 80.0),
        );
        let size = seed.within(10.0, 24.0);
        pen.circle(Ink::Wash, at, size * 1.7);
        pen.circle(Ink::Solid, at, size * 0.5);
    }

    for n in 0..4 {
        let (base, faster, late) = (
            84.0 + 56.0 * n as f64,
            seed.within(9.0, 16.0),
            seed.within(0.0, TAU),
        );
        pen.smooth(
            Ink::Line,
            &wave(400.0, 590.0, 22, |share| {
                base + 15.0 * (share * faster + late).sin()
            }),
        );
    }
}

/// Draws decays, dense where tissue takes up the tracer; `with_ct` adds the section around them.
pub(super) fn pet(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>, with_ct: bool) {
    let part = Part::of(of.area);
    pen.circle(Ink::Line, MIDDLE, 142.0);
    if with_ct {
        pen.circle(Ink::Fine, MIDDLE, 132.0);
        pen.round(Ink::Line, &part.outline(seed, MIDDLE, 96.0, 1.0));
    }

    for _ in 0..70 {
        let (angle, far) = (seed.within(0.0, TAU), seed.within(0.0, 1.0).sqrt() * 104.0);
        let at = (
            MIDDLE.0 + far * angle.cos(),
            MIDDLE.1 + far * angle.sin() * 0.9,
        );
        pen.straight(Ink::Fine, &[at, (at.0 + 3.0, at.1)]);
    }

    for _ in 0..(1 + of.regions()).min(5) {
        let (angle, far) = (seed.within(0.0, TAU), seed.within(10.0, 74.0));
        let at = (MIDDLE.0 + far * angle.cos(), MIDDLE.1 + far * angle.sin());
        let size = seed.within(13.0, 26.0);
        pen.circle(Ink::Wash, at, size * 1.5);
        pen.circle(Ink::Wash, at, size);
        pen.circle(Ink::Solid, at, size * 0.45);
    }
}

/// Draws a film with the shadow of a part of the body.
pub(super) fn xray(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (x, y) = MIDDLE;
    pen.frame(Ink::Line, MIDDLE, (124.0, 148.0));
    pen.straight(Ink::Fine, &[(x - 112.0, y + 136.0), (x - 84.0, y + 136.0)]);

    match Part::of(of.area) {
        Part::Breast => breast(pen, seed),
        Part::Neck => teeth(pen, seed),
        Part::Bone | Part::Pelvis => bones(pen, seed),
        _ => ribs(pen, seed, of),
    }

    for _ in 0..of.regions().min(4) {
        let at = (x + seed.within(-70.0, 70.0), y + seed.within(-84.0, 84.0));
        pen.round(Ink::Wash, &blob(seed, at, (26.0, 24.0), 0.2));
    }
}

fn ribs(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (x, y) = MIDDLE;
    let drop = seed.within(22.0, 40.0);
    let count = 5 + seed.pick(3);

    for side in [-1.0, 1.0] {
        for n in 0..count {
            let share = n as f64 / (count - 1) as f64;
            let (top, wide) = (
                y - 104.0 + 168.0 * share,
                62.0 + 40.0 * (share * 1.4).min(1.0),
            );
            let points = [
                (x + side * 12.0, top),
                (x + side * wide * 0.7, top - 8.0),
                (x + side * wide, top + drop),
            ];
            pen.smooth(Ink::Line, &points);
        }

        let lung = [
            (x + side * 22.0, y - 96.0),
            (x + side * 78.0, y - 40.0),
            (x + side * 92.0, y + 70.0),
            (x + side * 26.0, y + 84.0),
        ];
        if of.regions() > 0 {
            pen.round(Ink::Wash, &lung);
        }
    }

    for n in 0..9 {
        let top = y - 122.0 + 27.0 * n as f64;
        pen.straight(Ink::Fine, &[(x - 7.0, top), (x + 7.0, top)]);
    }
}

fn breast(pen: &mut Pen, seed: &mut Seed) {
    let (x, y) = MIDDLE;
    let side = seed.side();
    let wall = x - side * 112.0;
    let reach = seed.within(150.0, 180.0);
    pen.smooth(
        Ink::Line,
        &[
            (wall, y - 120.0),
            (wall + side * reach * 0.8, y - 70.0),
            (wall + side * reach, y + 14.0),
            (wall + side * reach * 0.7, y + 90.0),
            (wall, y + 122.0),
        ],
    );

    for n in 0..7 {
        let angle = -0.9 + 1.8 * n as f64 / 6.0 + seed.within(-0.08, 0.08);
        let tip = (wall + side * (reach - 8.0), y + 14.0);

        let far = seed.within(70.0, 120.0);
        let end = (tip.0 - side * far * angle.cos(), tip.1 + far * angle.sin());
        let bend = (
            (tip.0 + end.0) / 2.0,
            (tip.1 + end.1) / 2.0 + seed.within(-10.0, 10.0),
        );
        pen.smooth(Ink::Fine, &[tip, bend, end]);
    }
}

fn teeth(pen: &mut Pen, seed: &mut Seed) {
    let (x, y) = MIDDLE;

    for row in [-1.0, 1.0] {
        for n in 0..6 {
            let (left, root) = (x - 108.0 + 37.0 * n as f64, seed.within(48.0, 66.0));
            let near = y + row * 6.0;
            pen.round(
                Ink::Line,
                &[
                    (left, near),
                    (left + 31.0, near),
                    (left + 25.0, near + row * 34.0),
                    (left + 15.0, near + row * root),
                    (left + 6.0, near + row * 34.0),
                ],
            );
        }
    }
}

fn bones(pen: &mut Pen, seed: &mut Seed) {
    let (x, y) = MIDDLE;
    let lean = seed.within(-16.0, 16.0);

    for (side, end) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
        let w = seed.within(20.0, 28.0);
        pen.smooth(
            Ink::Line,
            &[
                (x + side * w + lean, y + end * 130.0),
                (x + side * (w - 4.0), y + end * 70.0),
                (x + side * (w + 30.0), y + end * 24.0),
                (x, y + end * 12.0),
            ],
        );
    }

    pen.circle(Ink::Fine, (x + lean, y), seed.within(20.0, 30.0));
}

/// Draws the fan of an ultrasound probe with echoes and structures.
pub(super) fn ultrasound(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let half = seed.within(0.56, 0.72);
    let (near, deep) = (58.0, 304.0);
    pen.straight(Ink::Line, &[in_fan(-half, near), in_fan(-half, deep)]);
    pen.straight(Ink::Line, &[in_fan(half, near), in_fan(half, deep)]);
    pen.smooth(Ink::Line, &arc(deep, -half, half));
    pen.smooth(Ink::Line, &arc(near, -half, half));

    for n in 0..10 {
        let far = 80.0 + 22.0 * f64::from(n);
        let from = seed.within(-half, half * 0.2);
        let to = (from + seed.within(0.2, 0.8)).min(half);
        pen.smooth(Ink::Fine, &arc(far, from, to));
    }

    for n in 0..of.regions().clamp(1, 4) {
        let middle = in_fan(
            seed.within(-half * 0.55, half * 0.55),
            130.0 + 44.0 * n as f64 + seed.within(-10.0, 10.0),
        );
        let size = (42.0 - 5.0 * n as f64, 28.0 - 3.0 * n as f64);
        let shape = blob(seed, middle, size, 0.2);
        pen.round(Ink::Wash, &shape);
        pen.round(Ink::Line, &shape);
    }

    pen.round(Ink::Fine, &ring(APEX, (10.0, 4.0), 6, |_| 1.0));
    let edge = -half - PI / 60.0;
    pen.smooth(Ink::Fine, &[in_fan(edge, near), in_fan(edge, deep)]);
}

/// The point from which the ultrasound fan opens.
const APEX: Point = (320.0, 8.0);

/// The point of the fan at an angle and a distance from the apex.
fn in_fan(angle: f64, far: f64) -> Point {
    (APEX.0 + far * angle.sin(), APEX.1 + far * angle.cos())
}

/// An arc of the fan at a distance from the apex.
fn arc(far: f64, from: f64, to: f64) -> Vec<Point> {
    (0..=6)
        .map(|n| in_fan(from + (to - from) * f64::from(n) / 6.0, far))
        .collect()
}
