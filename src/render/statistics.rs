//! The figures of the statistics page: pure functions from facts to numbers, without texts, URLs or
//! pixels.
//!
//! In: facts of datasets. Out: tallies, tables and histograms whose order depends only on numbers
//! and names. Every dataset counts at most once in each number, however often a text repeats
//! itself.

pub(super) mod coverage;
pub(super) mod histogram;
pub(super) mod matrix;
pub(super) mod releases;
pub(super) mod tally;
