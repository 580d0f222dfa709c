//! Outlines of the parts of the body in cross-section, with regions inside.
//!
//! In: a normalised area, a centre and half a size. Out: strokes of the pen.

use crate::render::cover::pen::{Ink, Pen, Point, blob, ring};
use crate::render::cover::seed::Seed;

/// A part of the body with an outline of its own; `Round` is any other part.
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

/// Words of an area with the part that they mean, in order of precedence.
const PARTS: &[(Part, &[&str])] = &[
    (Part::Whole, &["whole body"]),
    (Part::Head, &["brain", "head"]),
    (
        Part::Neck,
        &["neck", "thyroid", "oral", "tooth", "dental", "throat"],
    ),
    (Part::Heart, &["heart", "cardi", "vessel"]),
    (Part::Breast, &["breast"]),
    (Part::Chest, &["chest", "lung", "thora"]),
    (
        Part::Abdomen,
        &[
            "abdomen", "liver", "kidney", "pancrea", "spleen", "stomach", "colon", "gastro",
        ],
    ),
    (
        Part::Pelvis,
        &[
            "pelvi", "prostat", "uter", "cervi", "fetal", "bladder", "obstet",
        ],
    ),
    (
        Part::Bone,
        &[
            "bone", "spine", "knee", "hip", "limb", "hand", "foot", "musc", "joint",
        ],
    ),
];

/// An organ relative to the centre of its part: offset and half axes, as shares of half a size.
type Organ = (f64, f64, f64, f64);

impl Part {
    /// The part that an area names.
    pub(super) fn of(area: &str) -> Self {
        let area = area.to_lowercase();

        PARTS
            .iter()
            .find(|(_, words)| words.iter().any(|word| area.contains(word)))
            .map_or(Self::Round, |(part, _)| *part)
    }

    /// The half axes, as shares of half a size.
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

    /// The outline; a `scale` below 1 draws one of several nested outlines.
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
                // Flat at the back, with a dent in front.
                Self::Chest | Self::Abdomen | Self::Pelvis => {
                    1.0 - 0.1 * (angle.sin() > 0.8 || angle.sin() < -0.8) as u8 as f64
                }
                // Pointed at the bottom.
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

    /// Draws the organs: as many filled regions as there are labelled categories, and with `all`
    /// the other organs as lines.
    pub(super) fn inside(
        self,
        pen: &mut Pen,
        seed: &mut Seed,
        (x, y): Point,
        size: f64,
        regions: usize,
        all: bool,
    ) {
        let organs = self.organs();
        // The filled regions begin at any organ, so that two datasets with one label each differ.
        let first = seed.pick(organs.len());

        for (at, (dx, dy, w, h)) in organs.iter().enumerate() {
            let shift = (seed.within(-0.05, 0.05), seed.within(-0.05, 0.05));
            let middle = (x + (dx + shift.0) * size, y + (dy + shift.1) * size);
            let shape = blob(seed, middle, (w * size, h * size), 0.14);

            let turn = (at + organs.len() - first) % organs.len();
            if turn < regions {
                pen.round(Ink::Wash, &shape);
                pen.round(Ink::Line, &shape);
            } else if all {
                pen.round(Ink::Fine, &shape);
            }
        }
    }

    fn organs(self) -> &'static [Organ] {
        match self {
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
        }
    }
}

/// A standing person: head, shoulders, hips, feet.
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

    let right = SIDE.iter().map(|point| (1.0, point));
    let left = SIDE.iter().rev().map(|point| (-1.0, point));
    right
        .chain(left)
        .map(|(side, (dx, dy))| (x + side * dx * wide * size, y + dy * size))
        .collect()
}
