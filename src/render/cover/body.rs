//! Outlines of the parts of the body, as a cross-section shows them, with regions inside.
//!
//! In: a normalised area, a middle and half a size. Out: strokes of the pen.

use crate::render::cover::pen::{Ink, Pen, Point, blob, ring};
use crate::render::cover::seed::Seed;

/// Families of outlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Head,
    Neck,
    Chest,
    Heart,
    Breast,
    Abdomen,
    Pelvis,
    Bone,
    Whole,
    Round,
}

impl Part {
    /// The part that the words of an area name.
    pub(super) fn of(area: &str) -> Self {
        let area = area.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| area.contains(word));
        match () {
            () if has(&["whole body"]) => Self::Whole,
            () if has(&["brain", "head"]) => Self::Head,
            () if has(&["neck", "thyroid", "oral", "tooth", "dental", "throat"]) => Self::Neck,
            () if has(&["heart", "cardi", "vessel"]) => Self::Heart,
            () if has(&["breast"]) => Self::Breast,
            () if has(&["chest", "lung", "thora"]) => Self::Chest,
            () if has(&[
                "abdomen", "liver", "kidney", "pancrea", "spleen", "stomach", "colon", "gastro",
            ]) =>
            {
                Self::Abdomen
            }
            () if has(&[
                "pelvi", "prostat", "uter", "cervi", "fetal", "bladder", "obstet",
            ]) =>
            {
                Self::Pelvis
            }
            () if has(&[
                "bone", "spine", "knee", "hip", "limb", "hand", "foot", "musc", "joint",
            ]) =>
            {
                Self::Bone
            }
            () => Self::Round,
        }
    }

    /// How wide and how high it is, as shares of half a size.
    fn shape(self) -> Point {
        match self {
            Self::Head => (0.78, 0.98),
            Self::Neck => (0.72, 0.7),
            Self::Chest => (1.25, 0.86),
            Self::Heart => (0.85, 0.9),
            Self::Breast => (1.1, 0.8),
            Self::Abdomen => (1.2, 0.82),
            Self::Pelvis => (1.2, 0.7),
            Self::Bone => (0.7, 0.95),
            Self::Whole => (0.5, 1.0),
            Self::Round => (0.95, 0.9),
        }
    }

    /// Its outline; `scale` gives the inner ones of a set.
    pub(super) fn outline(
        self,
        seed: &mut Seed,
        middle: Point,
        size: f64,
        scale: f64,
    ) -> Vec<Point> {
        if self == Self::Whole {
            return standing(seed, middle, size * scale);
        }
        let (w, h) = self.shape();
        let (w, h) = (w * size * scale, h * size * scale);
        let wobble = match self {
            Self::Round | Self::Heart => 0.1,
            _ => 0.035,
        };
        ring(middle, (w, h), 12, |angle| {
            let side = angle.cos();
            let own = match self {
                // Flat behind, a dent in front.
                Self::Chest | Self::Abdomen | Self::Pelvis => {
                    1.0 - 0.1 * (angle.sin() > 0.8 || angle.sin() < -0.8) as u8 as f64
                }
                // A point below.
                Self::Heart => {
                    1.0 + 0.28 * (angle.sin().max(0.0)).powi(4)
                        - 0.22 * ((-angle.sin()).max(0.0)).powi(6)
                }
                Self::Breast => 1.0 - 0.3 * side.max(0.0).powi(3) + 0.1 * (-side).max(0.0),
                _ => 1.0,
            };
            own + seed.within(-wobble, wobble)
        })
    }

    /// What lies inside: as many washed regions as there are labelled categories, up to a few, and `all` others as lines.
    pub(super) fn inside(
        self,
        pen: &mut Pen,
        seed: &mut Seed,
        middle: Point,
        size: f64,
        regions: usize,
        all: bool,
    ) {
        let (x, y) = middle;
        let s = size;
        let organs: &[(f64, f64, f64, f64)] = match self {
            Self::Head => &[
                (-0.3, -0.3, 0.24, 0.34),
                (0.3, -0.3, 0.24, 0.34),
                (-0.3, 0.35, 0.24, 0.3),
                (0.3, 0.35, 0.24, 0.3),
                (0.0, 0.05, 0.12, 0.2),
            ],
            Self::Neck => &[
                (0.0, -0.2, 0.16, 0.18),
                (-0.32, -0.05, 0.15, 0.22),
                (0.32, -0.05, 0.15, 0.22),
                (0.0, 0.32, 0.22, 0.16),
            ],
            Self::Chest => &[
                (-0.62, 0.0, 0.4, 0.6),
                (0.62, 0.0, 0.4, 0.6),
                (0.1, -0.12, 0.24, 0.3),
                (0.0, 0.58, 0.14, 0.13),
            ],
            Self::Heart => &[
                (-0.24, 0.1, 0.27, 0.34),
                (0.3, 0.12, 0.24, 0.32),
                (-0.2, -0.42, 0.22, 0.18),
                (0.26, -0.42, 0.2, 0.17),
            ],
            Self::Breast => &[
                (0.05, 0.0, 0.32, 0.3),
                (-0.45, -0.2, 0.22, 0.18),
                (-0.4, 0.3, 0.2, 0.16),
            ],
            Self::Abdomen => &[
                (-0.5, -0.1, 0.46, 0.42),
                (0.72, -0.08, 0.22, 0.28),
                (-0.5, 0.46, 0.17, 0.2),
                (0.42, 0.42, 0.17, 0.2),
                (0.18, -0.22, 0.26, 0.16),
                (0.0, 0.56, 0.14, 0.12),
            ],
            Self::Pelvis => &[
                (0.0, -0.12, 0.3, 0.26),
                (-0.72, 0.1, 0.24, 0.3),
                (0.72, 0.1, 0.24, 0.3),
                (0.0, 0.42, 0.2, 0.15),
            ],
            Self::Bone => &[
                (0.0, -0.5, 0.36, 0.26),
                (0.0, 0.5, 0.36, 0.26),
                (0.0, 0.0, 0.17, 0.26),
            ],
            Self::Whole => &[
                (0.0, -0.8, 0.11, 0.11),
                (-0.17, -0.28, 0.13, 0.19),
                (0.17, -0.28, 0.13, 0.19),
                (0.0, 0.06, 0.2, 0.12),
                (0.0, 0.46, 0.13, 0.19),
            ],
            Self::Round => &[
                (-0.25, -0.2, 0.32, 0.28),
                (0.35, 0.15, 0.26, 0.3),
                (-0.2, 0.42, 0.22, 0.18),
            ],
        };
        let first = seed.pick(organs.len());
        for (at, (dx, dy, w, h)) in organs.iter().enumerate() {
            let shift = (seed.within(-0.05, 0.05), seed.within(-0.05, 0.05));
            let shape = blob(
                seed,
                (x + (dx + shift.0) * s, y + (dy + shift.1) * s),
                (w * s, h * s),
                0.14,
            );
            // The regions are those after a first one, so that two datasets with one label each differ.
            let turn = (at + organs.len() - first) % organs.len();
            if turn < regions {
                pen.round(Ink::Wash, &shape);
                pen.round(Ink::Line, &shape);
            } else if all {
                pen.round(Ink::Fine, &shape);
            }
        }
    }
}

/// A person from the front: head, shoulders, hips, feet.
fn standing(seed: &mut Seed, (x, y): Point, size: f64) -> Vec<Point> {
    const SIDE: [Point; 8] = [
        (0.2, -0.98),
        (0.24, -0.78),
        (0.13, -0.62),
        (0.46, -0.5),
        (0.5, -0.06),
        (0.33, 0.2),
        (0.34, 0.62),
        (0.22, 1.04),
    ];
    let wide = seed.within(0.9, 1.12);
    let at = |side: f64, (dx, dy): Point| (x + side * dx * wide * size, y + dy * size);
    SIDE.iter()
        .map(|point| at(1.0, *point))
        .chain(SIDE.iter().rev().map(|point| at(-1.0, *point)))
        .collect()
}
