//! Draws signals, texts, images of any kind, and everything without a figure of its own.

use std::f64::consts::TAU;

use crate::render::cover::Subject;
use crate::render::cover::pen::{Ink, Pen, Point, blob, wave};
use crate::render::cover::seed::Seed;

/// Draws the channels of an electroencephalogram.
pub(super) fn eeg(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let channels = 5 + of.regions().min(3);
    for n in 0..channels {
        let base = 40.0 + 250.0 * n as f64 / (channels - 1) as f64;
        let (slow, fast, late) = (
            seed.within(14.0, 30.0),
            seed.within(46.0, 90.0),
            seed.within(0.0, TAU),
        );

        let line = wave(60.0, 580.0, 56, |share| {
            base + 9.0 * (share * slow + late).sin()
                + 6.0 * (share * fast).sin()
                + seed.within(-4.0, 4.0)
        });
        pen.straight(if n % 2 == 0 { Ink::Line } else { Ink::Fine }, &line);
    }
}

/// Draws the leads of an electrocardiogram over a grid.
pub(super) fn ecg(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    for n in 0..12 {
        let at = 48.0 + 48.0 * f64::from(n);
        pen.straight(Ink::Fine, &[(at, 24.0), (at, 308.0)]);
    }

    let leads = 3 + of.regions().min(2);
    for n in 0..leads {
        let base = 80.0 + 210.0 * n as f64 / (leads - 1) as f64;
        let beat = seed.within(92.0, 140.0);
        let (high, wide) = (seed.within(34.0, 58.0), seed.within(0.8, 1.2));

        let mut line = vec![(48.0, base)];
        let mut x = 60.0 + seed.within(0.0, 40.0);
        while x + beat * 0.7 < 590.0 {
            line.extend(heartbeat(high).map(|(dx, dy)| (x + dx * wide, base + dy)));
            x += beat;
        }
        line.push((592.0, base));
        pen.straight(Ink::Line, &line);
    }
}

/// The P wave, the QRS complex with an R wave of this height, and the T wave.
fn heartbeat(high: f64) -> [Point; 9] {
    [
        (0.0, 0.0),
        (9.0, -9.0),
        (18.0, 0.0),
        (26.0, 6.0),
        (32.0, -high),
        (39.0, 14.0),
        (45.0, 0.0),
        (60.0, -13.0),
        (74.0, 0.0),
    ]
}

/// Draws lines of text, `marked` of them with a highlighted word.
fn lines(
    pen: &mut Pen,
    seed: &mut Seed,
    (left, top): Point,
    (right, bottom): Point,
    marked: usize,
) {
    let count = ((bottom - top) / 22.0) as usize;
    let first = seed.pick(count.max(1));

    for n in 0..count {
        let y = top + 22.0 * n as f64;
        let is_last = n % 5 == 4 || n + 1 == count;
        let end = if is_last {
            left + (right - left) * seed.within(0.3, 0.7)
        } else {
            right - seed.within(0.0, 26.0)
        };
        pen.straight(
            if is_last { Ink::Fine } else { Ink::Line },
            &[(left, y), (end, y)],
        );

        if n >= first && n < first + marked {
            let from = left + (end - left) * seed.within(0.05, 0.4);
            pen.frame(Ink::Wash, (from + 44.0, y), (44.0, 9.0));
        }
    }
}

/// Draws a page of text.
pub(super) fn text(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let middle = seed.within(300.0, 340.0);
    lines(
        pen,
        seed,
        (100.0, 44.0),
        (middle - 18.0, 300.0),
        of.regions().clamp(1, 4),
    );

    lines(pen, seed, (middle + 18.0, 44.0), (540.0, 300.0), 1);
}

/// Draws an image beside a text.
pub(super) fn image_text(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    pen.frame(Ink::Line, (210.0, 168.0), (120.0, 130.0));
    for n in 0..3 {
        let size = 96.0 - 30.0 * f64::from(n);
        let middle = (
            210.0 + seed.within(-12.0, 12.0),
            168.0 + seed.within(-14.0, 14.0),
        );
        let shape = blob(seed, middle, (size * 0.86, size), 0.1);
        if n == 2 {
            pen.round(Ink::Wash, &shape);
        }
        pen.round(if n == 0 { Ink::Line } else { Ink::Fine }, &shape);
    }

    lines(
        pen,
        seed,
        (366.0, 52.0),
        (548.0, 296.0),
        of.regions().clamp(1, 4),
    );
}

/// Draws a grid of images of several kinds.
pub(super) fn image(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (first, stride) = (seed.pick(5), 1 + 2 * seed.pick(2));
    for n in 0..6 {
        let middle = (
            170.0 + 150.0 * (n % 3) as f64,
            96.0 + 144.0 * (n / 3) as f64,
        );
        pen.frame(Ink::Line, middle, (66.0, 62.0));

        let ink = if n < of.regions() {
            Ink::Wash
        } else {
            Ink::Fine
        };
        small(pen, seed, middle, (first + n * stride) % 5, ink);
    }
}

/// Draws a small image of one of five kinds: a section, a film, a fan, cells, layers.
fn small(pen: &mut Pen, seed: &mut Seed, middle: Point, kind: usize, ink: Ink) {
    match kind {
        0 => small_section(pen, seed, middle, ink),
        1 => small_film(pen, seed, middle, ink),
        2 => small_fan(pen, seed, middle, ink),
        3 => small_cells(pen, seed, middle, ink),
        _ => small_layers(pen, seed, middle),
    }
}

fn small_section(pen: &mut Pen, seed: &mut Seed, middle: Point, ink: Ink) {
    pen.circle(Ink::Line, middle, 46.0);
    pen.round(ink, &blob(seed, middle, (30.0, 24.0), 0.2));
}

fn small_film(pen: &mut Pen, seed: &mut Seed, (x, y): Point, ink: Ink) {
    for side in [-1.0, 1.0] {
        pen.round(ink, &blob(seed, (x + side * 24.0, y), (17.0, 40.0), 0.14));
    }
    pen.straight(Ink::Line, &[(x, y - 50.0), (x, y + 50.0)]);
}

fn small_fan(pen: &mut Pen, seed: &mut Seed, (x, y): Point, ink: Ink) {
    let (left, right) = ((x - 44.0, y + 36.0), (x + 44.0, y + 36.0));
    pen.smooth(Ink::Line, &[left, (x, y + 50.0), right]);
    pen.straight(
        Ink::Line,
        &[left, (x - 8.0, y - 48.0), (x + 8.0, y - 48.0), right],
    );

    let off = seed.within(-10.0, 10.0);
    pen.round(ink, &blob(seed, (x + off, y + 8.0), (17.0, 13.0), 0.2));
}

fn small_cells(pen: &mut Pen, seed: &mut Seed, (x, y): Point, ink: Ink) {
    for _ in 0..6 {
        let at = (x + seed.within(-46.0, 46.0), y + seed.within(-42.0, 42.0));
        pen.circle(ink, at, seed.within(9.0, 15.0));
        pen.circle(Ink::Solid, at, 3.0);
    }
}

fn small_layers(pen: &mut Pen, seed: &mut Seed, (x, y): Point) {
    for line in 0..4 {
        let (base, late) = (y - 36.0 + 24.0 * f64::from(line), seed.within(0.0, TAU));
        let layer = wave(x - 58.0, x + 58.0, 6, |share| {
            base + 6.0 * (share * 6.0 + late).sin()
        });
        pen.smooth(if line == 0 { Ink::Line } else { Ink::Fine }, &layer);
    }
}

/// Draws frames one after another.
pub(super) fn video(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let (mut dx, mut dy) = (seed.within(-16.0, 16.0), seed.within(-20.0, 20.0));
    for n in 0..3 {
        let middle = (150.0 + 170.0 * f64::from(n), 168.0);
        pen.frame(Ink::Line, middle, (76.0, 84.0));

        let shape = blob(seed, (middle.0 + dx, middle.1 + dy), (40.0, 44.0), 0.12);
        pen.round(Ink::Wash, &shape);
        pen.round(Ink::Line, &shape);
        for _ in 0..of.regions().min(3) {
            let at = (
                middle.0 + dx + seed.within(-26.0, 26.0),
                middle.1 + dy + seed.within(-28.0, 28.0),
            );
            pen.circle(Ink::Solid, at, 4.0);
        }

        (dx, dy) = (dx + seed.within(-12.0, 12.0), dy + seed.within(-16.0, 16.0));
    }
    film(pen);
}

/// Draws the perforation of a film at the top and at the bottom.
pub(super) fn film(pen: &mut Pen) {
    for n in 0..17 {
        for y in [26.0, 310.0] {
            pen.frame(Ink::Fine, (64.0 + 32.0 * f64::from(n), y), (7.0, 5.0));
        }
    }
}

/// Draws an unknown kind: a field of points, some of them joined.
pub(super) fn other(pen: &mut Pen, seed: &mut Seed, of: &Subject<'_>) {
    let mut joined = Vec::new();
    for row in 0..7 {
        for column in 0..13 {
            let at = (
                80.0 + 40.0 * f64::from(column),
                48.0 + 40.0 * f64::from(row),
            );
            let size = seed.within(1.5, 4.0);
            pen.circle(Ink::Fine, at, size);

            if seed.within(0.0, 1.0) > 0.93 {
                joined.push(at);
            }
        }
    }

    joined.truncate(3 + of.regions());
    pen.straight(Ink::Line, &joined);
    for at in joined {
        pen.circle(Ink::Solid, at, 7.0);
    }
}
