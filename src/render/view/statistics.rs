//! The view of `statistics/`: pictures as shapes with words beside them, each with its numbers as a table.
//!
//! In pictures, lengths across are percent of the width or steps of [`PlotView::span`], so that a picture fits any screen
//! while its letters keep their size; lengths down are pixels.

use serde::Serialize;

use crate::render::view::{Breadcrumb, Head, SiteView, TermLink};

/// `statistics/index.html`. A picture without data is absent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatisticsPage {
    /// The site around the page.
    pub site: SiteView,
    /// Words for the `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// `statistics.css`, which no other page loads.
    pub css_url: String,
    /// One line under the heading.
    pub summary: String,
    /// Releases a year by modality.
    pub releases: Option<ReleasesView>,
    /// Modalities against tasks.
    pub matrix: Option<MatrixView>,
    /// Cases a dataset.
    pub sizes: Option<ColumnsView>,
    /// Labelled classes a dataset.
    pub classes: Option<ColumnsView>,
    /// File formats.
    pub formats: Option<BarsView>,
    /// Hosts of download links.
    pub hosts: Option<BarsView>,
    /// How many datasets state each fact.
    pub coverage: Option<BarsView>,
}

/// What is said of a picture.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Caption {
    /// One sentence that answers the picture's question.
    pub answer: String,
    /// What one must know to read the picture rightly, in small letters; may be empty.
    pub note: String,
}

/// Columns over a line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlotView {
    /// Height of the whole picture.
    pub height: u32,
    /// Where the base line lies, from the top.
    pub base: u32,
    /// Width of the area of the columns, in steps of its own.
    pub span: u32,
    /// The columns, by colour.
    pub shapes: Vec<Shape>,
    /// Invisible fields over the columns, with words for the mouse.
    pub spots: Vec<Spot>,
    /// Lines across, with their numbers.
    pub lines: Vec<Tick<u32>>,
    /// Words below the base line.
    pub labels: Vec<Tick<String>>,
    /// Numbers on top of the columns.
    pub values: Vec<ColumnNumber>,
    /// Whether the numbers on top are too close together for a narrow screen.
    pub dense: bool,
    /// A place that is pointed out, such as the median.
    pub marker: Option<Marker>,
}

/// Columns of one colour.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Shape {
    /// Step of the colour wheel, none for the accent.
    pub hue: Option<u8>,
    /// How it is filled: `full`; `light` where an earlier shape has the same hue; `hollow` for what is not stated.
    pub fill: String,
    /// Path data.
    pub path: String,
}

/// The field of one column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Spot {
    /// Left edge, in steps of the span.
    pub x: u32,
    /// Width, in steps of the span.
    pub width: u32,
    /// What stands here.
    pub words: String,
}

/// Words at a place: pixels from the top, or percent from the left.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tick<P> {
    /// Where.
    pub place: P,
    /// What.
    pub text: String,
    /// Whether it gives way on a narrow screen.
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

/// A line from top to base with words at its head.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Marker {
    /// Where, in percent.
    pub x: String,
    /// The words.
    pub text: String,
    /// Whether the words stand before the line.
    pub before: bool,
}

/// Releases a year: all layers on top of each other, then each by itself on the same years.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReleasesView {
    /// Answer and note.
    pub words: Caption,
    /// All layers.
    pub plot: PlotView,
    /// Each layer; the legend.
    pub layers: Vec<LayerView>,
    /// Height of the small pictures.
    pub layer_height: u32,
    /// The table.
    pub rows: Vec<ReleasesRow>,
}

/// One layer by itself.
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
    /// Datasets of each layer.
    pub counts: Vec<usize>,
}

/// A histogram.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ColumnsView {
    /// Answer and note.
    pub words: Caption,
    /// The picture.
    pub plot: PlotView,
    /// The table: the class of numbers in words, how many datasets.
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
    /// The datasets behind the number, where the explorer can show them.
    pub url: Option<String>,
    /// Number of datasets, to read.
    pub count: String,
    /// Length of the bar in percent of the longest, or of all datasets.
    pub share: u8,
    /// The number in percent of the datasets that the picture is about: `36%`.
    pub percent: String,
}

/// Modalities against tasks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixView {
    /// Answer and note.
    pub words: Caption,
    /// Heads of the columns.
    pub columns: Vec<TermLink>,
    /// Rows, most datasets first.
    pub rows: Vec<MatrixRow>,
}

/// One modality.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixRow {
    /// The modality.
    pub term: TermLink,
    /// A cell for each task.
    pub cells: Vec<MatrixCell>,
}

/// One pair.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixCell {
    /// Number of datasets.
    pub count: usize,
    /// Strength of the wash, 0 for none to 5 for the most.
    pub strength: u8,
    /// These datasets in the explorer; none where there are none.
    pub url: Option<String>,
    /// The number with what it counts, for those who hear it.
    pub words: String,
}
