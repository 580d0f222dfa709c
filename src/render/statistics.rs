//! What the page of statistics counts: pure functions from facts to numbers, without words, addresses or pixels.
//!
//! In: facts of datasets. Out: tallies, tables and histograms in an order that depends on the numbers and names alone.
//! Every dataset counts at most once in each number, however often a text repeats itself.

pub(super) mod coverage;
pub(super) mod histogram;
pub(super) mod matrix;
pub(super) mod releases;
pub(super) mod tally;
