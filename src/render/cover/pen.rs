//! Draws into four SVG paths: lines, fine lines, washes and solid spots.
//!
//! In: points in the units of the cover, 640 x 360. Out: SVG elements in `currentColor`. To keep
//! covers small, points are rounded to whole units (half a pixel on a page) and written relative to
//! the previous point.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use crate::render::cover::seed::Seed;

/// A point, or the half axes of a shape.
pub(super) type Point = (f64, f64);

/// One of the four paths.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    /// The outline of the figure.
    Line,
    /// Details behind or inside it.
    Fine,
    /// A filled region.
    Wash,
    /// A spot.
    Solid,
}

/// Collects the path data of the four inks.
#[derive(Default)]
pub(super) struct Pen {
    paths: [String; 4],
    /// The end of the last stroke.
    at: (i64, i64),
}

impl Pen {
    /// The `<path>` elements, without empty ones.
    pub(super) fn elements(&self) -> String {
        let looks = [
            "fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\"",
            "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" opacity=\".45\"",
            "fill=\"currentColor\" opacity=\".16\"",
            "fill=\"currentColor\" opacity=\".75\"",
        ];

        // Washes are drawn below the lines.
        [2, 1, 0, 3]
            .into_iter()
            .filter(|&at: &usize| !self.paths[at].is_empty())
            .map(|at| format!("<path {} d=\"{}\"/>", looks[at], self.paths[at]))
            .collect()
    }

    /// Begins a stroke at a point.
    fn start(&mut self, ink: Ink, point: Point) {
        self.at = rounded(point);
        let _ = write!(self.paths[ink as usize], "M{} {}", self.at.0, self.at.1);
    }

    /// Writes a command with points relative to the end of the last stroke.
    fn step(&mut self, ink: Ink, command: char, points: &[Point]) {
        let path = &mut self.paths[ink as usize];
        path.push(command);

        for (at, point) in points.iter().enumerate() {
            let (x, y) = rounded(*point);
            let (dx, dy) = (x - self.at.0, y - self.at.1);
            let before_x = if at > 0 && dx >= 0 { " " } else { "" };
            let before_y = if dy >= 0 { " " } else { "" };
            let _ = write!(path, "{before_x}{dx}{before_y}{dy}");
        }

        if let Some(last) = points.last() {
            self.at = rounded(*last);
        }
    }

    /// Draws straight lines from point to point.
    pub(super) fn straight(&mut self, ink: Ink, points: &[Point]) {
        let Some((first, rest)) = points.split_first() else {
            return;
        };

        self.start(ink, *first);
        for point in rest {
            self.step(ink, 'l', &[*point]);
        }
    }

    /// Draws a polygon.
    pub(super) fn corners(&mut self, ink: Ink, points: &[Point]) {
        self.straight(ink, points);
        self.paths[ink as usize].push('z');
    }

    /// Draws a smooth curve through points (a Catmull-Rom spline).
    pub(super) fn smooth(&mut self, ink: Ink, points: &[Point]) {
        let Some(first) = points.first() else { return };
        let last = points.len() - 1;

        self.start(ink, *first);
        for n in 0..last {
            let before = points[n.saturating_sub(1)];
            let after = points[(n + 2).min(last)];
            self.curve(ink, [before, points[n], points[n + 1], after]);
        }
    }

    /// Draws a closed smooth curve through points.
    pub(super) fn round(&mut self, ink: Ink, points: &[Point]) {
        let Some(first) = points.first() else { return };
        let count = points.len();

        self.start(ink, *first);
        for n in 0..count {
            let around = [n + count - 1, n, n + 1, n + 2].map(|at| points[at % count]);
            self.curve(ink, around);
        }
        self.paths[ink as usize].push('z');
    }

    /// Draws the cubic curve between the two middle points.
    fn curve(&mut self, ink: Ink, [before, from, to, after]: [Point; 4]) {
        let one = (
            from.0 + (to.0 - before.0) / 6.0,
            from.1 + (to.1 - before.1) / 6.0,
        );

        let two = (
            to.0 - (after.0 - from.0) / 6.0,
            to.1 - (after.1 - from.1) / 6.0,
        );

        self.step(ink, 'c', &[one, two, to]);
    }

    /// Draws a circle.
    pub(super) fn circle(&mut self, ink: Ink, (x, y): Point, radius: f64) {
        let r = radius.round().max(1.0) as i64;

        self.start(ink, (x - r as f64, y));
        let _ = write!(
            self.paths[ink as usize],
            "a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0-{} 0",
            2 * r,
            2 * r
        );
    }

    /// Draws a rectangle with this centre and half this size.
    pub(super) fn frame(&mut self, ink: Ink, (x, y): Point, (w, h): Point) {
        self.corners(
            ink,
            &[
                (x - w, y - h),
                (x + w, y - h),
                (x + w, y + h),
                (x - w, y + h),
            ],
        );
    }
}

fn rounded((x, y): Point) -> (i64, i64) {
    (x.round() as i64, y.round() as i64)
}

/// Points around a centre. `radius` returns the distance at each angle as a share of the half axes.
pub(super) fn ring(
    (x, y): Point,
    (w, h): Point,
    count: usize,
    mut radius: impl FnMut(f64) -> f64,
) -> Vec<Point> {
    (0..count)
        .map(|n| {
            let angle = TAU * n as f64 / count as f64;
            let share = radius(angle);
            (x + w * share * angle.cos(), y + h * share * angle.sin())
        })
        .collect()
}

/// A soft shape that differs with every seed.
pub(super) fn blob(seed: &mut Seed, middle: Point, size: Point, wobble: f64) -> Vec<Point> {
    ring(middle, size, 8, |_| 1.0 + seed.within(-wobble, wobble))
}

/// Points of a line from `from` to `to` whose height is `wave` of the share from 0 to 1.
pub(super) fn wave(
    from: f64,
    to: f64,
    count: usize,
    mut wave: impl FnMut(f64) -> f64,
) -> Vec<Point> {
    (0..count)
        .map(|n| {
            let share = n as f64 / (count - 1) as f64;
            (from + (to - from) * share, wave(share))
        })
        .collect()
}
