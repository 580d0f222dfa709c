//! The view of `statistics/`: charts as shapes with texts, each with its numbers in a table.
//!
//! In charts, horizontal lengths are percent of the width or steps of [`PlotView::span`], so that a
//! chart fits any screen while its letters keep their size. Vertical lengths are pixels.

use serde::Serialize;

use crate::render::view::{Breadcrumb, Head, SiteView, TermLink};

/// `statistics/index.html`. A chart without data is absent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatisticsPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// `statistics.css`, which no other page loads.
    pub css_url: String,
    /// One line under the heading.
    pub summary: String,
    /// Releases per year by modality.
    pub releases: Option<ReleasesView>,
    /// Modalities against tasks.
    pub matrix: Option<MatrixView>,
    /// Cases per dataset.
    pub sizes: Option<ColumnsView>,
    /// Labelled classes per dataset.
    pub classes: Option<ColumnsView>,
    /// File formats.
    pub formats: Option<BarsView>,
    /// Hosts of download links.
    pub hosts: Option<BarsView>,
    /// How many datasets state each fact.
    pub coverage: Option<BarsView>,
}

/// The texts about a chart.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Caption {
    /// One sentence that answers the question of the chart.
    pub answer: String,
    /// What readers must know to read the chart, in small print; may be empty.
    pub note: String,
}

/// Columns over a line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlotView {
    /// Height of the whole chart.
    pub height: u32,
    /// The distance of the base line from the top.
    pub base: u32,
    /// Width of the area of the columns, in steps of its own.
    pub span: u32,
    /// The columns, by colour.
    pub shapes: Vec<Shape>,
    /// Invisible areas over the columns, with texts for the pointer.
    pub spots: Vec<Spot>,
    /// Lines across, with their numbers.
    pub lines: Vec<Tick<u32>>,
    /// Labels below the base line.
    pub labels: Vec<Tick<String>>,
    /// Numbers on top of the columns.
    pub values: Vec<ColumnNumber>,
    /// Whether the numbers on top are too close together for a narrow screen.
    pub dense: bool,
    /// A position that is marked, such as the median.
    pub marker: Option<Marker>,
}

/// Columns of one colour.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Shape {
    /// Step of the colour wheel, none for the accent.
    pub hue: Option<u8>,
    /// How it is filled: `full`; `light` where an earlier shape has the same hue; `hollow` for what
    /// is not stated.
    pub fill: String,
    /// Path data.
    pub path: String,
}

/// The area of one column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Spot {
    /// Left edge, in steps of the span.
    pub x: u32,
    /// Width, in steps of the span.
    pub width: u32,
    /// The text of the column.
    pub words: String,
}

/// A label at a position: pixels from the top, or percent from the left.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tick<P> {
    /// The position.
    pub place: P,
    /// The text.
    pub text: String,
    /// Whether it is omitted on a narrow screen.
    pub minor: bool,
}

/// A number on top of a column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ColumnNumber {
    /// Middle, in percent.
    pub x: String,
    /// Top of the column.
    pub y: u32,
    /// The number.
    pub text: String,
}

/// A line from the top to the base, with a label at the top.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Marker {
    /// The position in percent.
    pub x: String,
    /// The label.
    pub text: String,
    /// Whether the label is before the line.
    pub before: bool,
}

/// Releases per year: all layers stacked, then each one alone on the same years.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReleasesView {
    /// Answer and note.
    pub words: Caption,
    /// All layers.
    pub plot: PlotView,
    /// Each layer; the legend.
    pub layers: Vec<LayerView>,
    /// Height of the small charts.
    pub layer_height: u32,
    /// The table.
    pub rows: Vec<ReleasesRow>,
}

/// One layer alone.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LayerView {
    /// Name, glyph and hue; the count is that of the releases drawn.
    pub term: TermLink,
    /// Its small columns.
    pub shape: Shape,
}

/// One year of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReleasesRow {
    /// The year.
    pub year: u16,
    /// Datasets released in it.
    pub total: usize,
    /// Datasets per layer.
    pub counts: Vec<usize>,
}

/// A histogram.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ColumnsView {
    /// Answer and note.
    pub words: Caption,
    /// The picture.
    pub plot: PlotView,
    /// The table: ranges and their numbers of datasets.
    pub rows: Vec<BarRow>,
}

/// Names with bars.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BarsView {
    /// Answer and note.
    pub words: Caption,
    /// The most frequent.
    pub bars: Vec<BarRow>,
    /// The table: all of them.
    pub rows: Vec<BarRow>,
}

/// One name with its number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BarRow {
    /// The name.
    pub label: String,
    /// The URL of the datasets that were counted, if the explorer can show them.
    pub url: Option<String>,
    /// Number of datasets as text.
    pub count: String,
    /// Length of the bar in percent of the longest, or of all datasets.
    pub share: u8,
    /// The number in percent of the datasets that the chart is about: `36%`.
    pub percent: String,
}

/// Modalities against tasks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixView {
    /// Answer and note.
    pub words: Caption,
    /// Headers of the columns.
    pub columns: Vec<TermLink>,
    /// Rows, most datasets first.
    pub rows: Vec<MatrixRow>,
}

/// One modality.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixRow {
    /// The modality.
    pub term: TermLink,
    /// One cell per task.
    pub cells: Vec<MatrixCell>,
}

/// One pair.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixCell {
    /// Number of datasets.
    pub count: usize,
    /// Strength of the colour, from 0 for none to 5 for the most.
    pub strength: u8,
    /// The URL of these datasets in the explorer; `None` if there are none.
    pub url: Option<String>,
    /// The number with what it counts, for screen readers.
    pub words: String,
}
