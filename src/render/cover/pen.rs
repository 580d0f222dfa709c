//! Draws into four paths: lines, fine lines, washes and solid spots.
//!
//! In: points in the units of the cover, 640 x 360. Out: SVG elements in `currentColor`. Points are rounded to whole units,
//! half a pixel on a page, and written from one to the next: covers stay small.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use crate::render::cover::seed::Seed;

/// A point or a distance.
pub(super) type Point = (f64, f64);

/// Which of the four paths.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    /// What the figure is.
    Line,
    /// What is behind or inside it.
    Fine,
    /// A region.
    Wash,
    /// A spot.
    Solid,
}

#[derive(Default)]
pub(super) struct Pen {
    paths: [String; 4],
    /// Where the path last drawn into is.
    at: (i64, i64),
}

impl Pen {
    /// The elements; paths without a stroke are left out.
    pub(super) fn elements(&self) -> String {
        let looks = [
            "fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\"",
            "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" opacity=\".45\"",
            "fill=\"currentColor\" opacity=\".16\"",
            "fill=\"currentColor\" opacity=\".75\"",
        ];
        // Washes lie below the lines.
        let order = [2, 1, 0, 3];
        let drawn = order.into_iter().filter(|&at| !self.paths[at].is_empty());
        drawn
            .map(|at| format!("<path {} d=\"{}\"/>", looks[at], self.paths[at]))
            .collect()
    }

    fn start(&mut self, ink: Ink, point: Point) {
        self.at = rounded(point);
        let _ = write!(self.paths[ink as usize], "M{} {}", self.at.0, self.at.1);
    }

    /// Writes a command with these points, told from where the pen is.
    fn step(&mut self, ink: Ink, command: char, points: &[Point]) {
        let path = &mut self.paths[ink as usize];
        path.push(command);
        for (at, point) in points.iter().enumerate() {
            let (x, y) = rounded(*point);
            let (dx, dy) = (x - self.at.0, y - self.at.1);
            let blank = if at > 0 && dx >= 0 { " " } else { "" };
            let between = if dy >= 0 { " " } else { "" };
            let _ = write!(path, "{blank}{dx}{between}{dy}");
        }
        if let Some(last) = points.last() {
            self.at = rounded(*last);
        }
    }

    /// Straight lines from point to point.
    pub(super) fn straight(&mut self, ink: Ink, points: &[Point]) {
        let Some((first, rest)) = points.split_first() else {
            return;
        };
        self.start(ink, *first);
        rest.iter().for_each(|point| self.step(ink, 'l', &[*point]));
    }

    /// A closed shape of straight lines.
    pub(super) fn corners(&mut self, ink: Ink, points: &[Point]) {
        self.straight(ink, points);
        self.paths[ink as usize].push('z');
    }

    /// A smooth line through points (Catmull and Rom).
    pub(super) fn smooth(&mut self, ink: Ink, points: &[Point]) {
        let Some(first) = points.first() else { return };
        self.start(ink, *first);
        let at = |n: isize| points[n.clamp(0, points.len() as isize - 1) as usize];
        for n in 0..points.len() as isize - 1 {
            self.curve(ink, [at(n - 1), at(n), at(n + 1), at(n + 2)]);
        }
    }

    /// A closed smooth line through points.
    pub(super) fn round(&mut self, ink: Ink, points: &[Point]) {
        let Some(first) = points.first() else { return };
        self.start(ink, *first);
        let at = |n: usize| points[n % points.len()];
        let count = points.len();
        for n in 0..count {
            self.curve(ink, [at(n + count - 1), at(n), at(n + 1), at(n + 2)]);
        }
        self.paths[ink as usize].push('z');
    }

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

    /// A circle.
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

    /// A frame with its middle and half its size.
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

/// Points around a middle: `radius` says how far at each angle, as a share of the half axes.
pub(super) fn ring(
    (x, y): Point,
    (w, h): Point,
    count: usize,
    mut radius: impl FnMut(f64) -> f64,
) -> Vec<Point> {
    let point = |n: usize| {
        let angle = TAU * n as f64 / count as f64;
        let share = radius(angle);
        (x + w * share * angle.cos(), y + h * share * angle.sin())
    };
    (0..count).map(point).collect()
}

/// A soft shape that no two seeds give alike.
pub(super) fn blob(seed: &mut Seed, middle: Point, size: Point, wobble: f64) -> Vec<Point> {
    ring(middle, size, 8, |_| 1.0 + seed.within(-wobble, wobble))
}

/// Points of a line from `from` to `to` whose height follows `wave`, which gets 0 to 1.
pub(super) fn wave(
    from: f64,
    to: f64,
    count: usize,
    mut wave: impl FnMut(f64) -> f64,
) -> Vec<Point> {
    let point = |n: usize| {
        let share = n as f64 / (count - 1) as f64;
        (from + (to - from) * share, wave(share))
    };
    (0..count).map(point).collect()
}
