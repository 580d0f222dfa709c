//! Columns over a base line: numbers to pixels and percent.
//!
//! Across, a column takes [`SLOT`] steps; the page stretches them to its width. Down, all is in
//! whole pixels, so that edges are sharp and stacked columns meet.

use crate::render::pages::statistics::words::number;
use crate::render::view::{ColumnNumber, PlotView, Shape, Spot, Tick};

/// Steps of the width that one column takes, its gaps included.
const SLOT: u32 = 10;

/// The number of columns that the width is made for at least, so that a single one is not huge.
const LEAST: usize = 6;

/// Room above the columns of a histogram, for numbers and a marker.
const TOP: u32 = 40;

/// Room above stacked columns.
const TOP_STACKED: u32 = 8;

/// Height of the columns.
const TALL: u32 = 176;

/// Room for the labels below the base line.
const BELOW: u32 = 28;

/// An empty chart for this number of columns.
fn empty(columns: usize, top: u32) -> PlotView {
    PlotView {
        height: top + TALL + BELOW,
        base: top + TALL,
        span: columns.max(LEAST) as u32 * SLOT,
        ..PlotView::default()
    }
}

/// A histogram: columns of one colour with their numbers on top. `text` describes each column.
pub(super) fn histogram(counts: &[usize], text: impl Fn(usize) -> String) -> PlotView {
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut plot = empty(counts.len(), TOP);

    let bars: Vec<Bar> = counts
        .iter()
        .enumerate()
        .map(|(at, &count)| Bar {
            at,
            low: 0,
            high: pixels(count, most, TALL),
        })
        .collect();

    plot.values = bars
        .iter()
        .filter(|bar| counts[bar.at] > 0)
        .map(|bar| ColumnNumber {
            x: percent(bar.at as f64 + 0.5, counts.len()),
            y: plot.base - bar.high - 6,
            text: number(counts[bar.at]),
        })
        .collect();
    // On a phone the chart is about 280 pixels wide, a digit 8.
    let widest = plot
        .values
        .iter()
        .map(|value| value.text.len())
        .max()
        .unwrap_or(0);
    plot.dense = counts.len() * (widest * 8 + 2) > 280;
    plot.shapes = vec![Shape {
        hue: None,
        fill: "full".to_owned(),
        path: path(&bars, plot.base),
    }];
    plot.spots = spots(counts.len(), text);

    plot
}

/// Layers on top of each other, with horizontal lines, and the path of each layer.
pub(super) fn stacked(layers: &[&[usize]], columns: usize) -> (PlotView, Vec<String>) {
    let most = (0..columns)
        .map(|at| layers.iter().map(|layer| layer[at]).sum::<usize>())
        .max()
        .unwrap_or(0);

    let mut plot = empty(columns, TOP_STACKED);
    let mut below = vec![0; columns];
    let mut paths = Vec::with_capacity(layers.len());
    for layer in layers {
        let bars: Vec<Bar> = (0..columns)
            .map(|at| {
                let low = pixels(below[at], most, TALL);
                below[at] += layer[at];
                Bar {
                    at,
                    low,
                    high: pixels(below[at], most, TALL),
                }
            })
            .collect();
        paths.push(path(&bars, plot.base));
    }

    plot.lines = ticks(most)
        .into_iter()
        .map(|tick| Tick {
            place: plot.base - pixels(tick, most, TALL),
            text: number(tick),
            minor: false,
        })
        .collect();

    (plot, paths)
}

/// Small columns of one layer, `most` as high as `tall`.
pub(super) fn small(counts: &[usize], most: usize, tall: u32) -> String {
    let bars: Vec<Bar> = counts
        .iter()
        .enumerate()
        .map(|(at, &count)| Bar {
            at,
            low: 0,
            high: pixels(count, most, tall),
        })
        .collect();
    path(&bars, tall)
}

/// Areas for the pointer over all columns, with a text each.
pub(super) fn spots(columns: usize, words: impl Fn(usize) -> String) -> Vec<Spot> {
    (0..columns)
        .map(|at| Spot {
            x: at as u32 * SLOT,
            width: SLOT,
            words: words(at),
        })
        .collect()
}

/// A position that is counted in columns, in percent of the width of all columns.
pub(super) fn percent(place: f64, columns: usize) -> String {
    let text = format!("{:.2}", place * 100.0 / columns.max(LEAST) as f64);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Whether a position is in the right half of the width.
pub(super) fn right_half(place: f64, columns: usize) -> bool {
    place * 2.0 > columns.max(LEAST) as f64
}

/// One column: its position, and its lower and upper end.
struct Bar {
    at: usize,
    low: u32,
    high: u32,
}

fn path(bars: &[Bar], base: u32) -> String {
    bars.iter()
        .filter(|bar| bar.high > bar.low)
        .map(|Bar { at, low, high }| {
            format!(
                "M{} {}h{}V{}h-{}z",
                *at as u32 * SLOT + 1,
                base - low,
                SLOT - 2,
                base - high,
                SLOT - 2
            )
        })
        .collect()
}

/// A number in pixels, at least 1 unless the number is 0.
fn pixels(count: usize, most: usize, tall: u32) -> u32 {
    if count == 0 || most == 0 {
        return 0;
    }
    ((count as f64 / most as f64 * f64::from(tall)).round() as u32).max(1)
}

/// Round numbers for two to five horizontal lines.
fn ticks(most: usize) -> Vec<usize> {
    let tens = std::iter::successors(Some(1_usize), |ten| ten.checked_mul(10));
    let mut steps = tens.flat_map(|ten| [1, 2, 5].map(|n| ten.saturating_mul(n)));
    let step = steps.find(|step| most / step <= 5).unwrap_or(most.max(1));
    (1..=most / step).map(|n| n * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_at_round_numbers() {
        for (most, expected) in [
            (0, vec![]),
            (1, vec![1]),
            (4, vec![1, 2, 3, 4]),
            (7, vec![2, 4, 6]),
            (38, vec![10, 20, 30]),
        ] {
            assert_eq!(ticks(most), expected, "{most}");
        }
        assert!(ticks(usize::MAX).len() <= 5);
    }

    #[test]
    fn positions_are_in_percent() {
        assert_eq!(
            (percent(0.0, 8), percent(0.5, 10), percent(1.0, 3)),
            ("0%".into(), "5%".into(), "16.67%".into())
        );
    }

    #[test]
    fn stacked_columns_meet() {
        let (plot, paths) = stacked(&[&[1, 0], &[1, 2]], 2);
        assert_eq!(paths[0], "M1 184h8V96h-8z");
        assert_eq!(paths[1], "M1 96h8V8h-8zM11 184h8V8h-8z");
        assert_eq!((plot.span, plot.base, plot.lines.len()), (60, 184, 2));
    }

    #[test]
    fn the_smallest_column_can_be_seen() {
        assert_eq!(
            (
                pixels(0, 900, 176),
                pixels(1, 900, 176),
                pixels(900, 900, 176)
            ),
            (0, 1, 176)
        );
    }
}
