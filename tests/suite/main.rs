//! The suite: whole catalogs go in, the real program runs, and what it made is looked at.
//!
//! One binary, one module a feature. `support` holds [`support::CatalogTest`]; `browser` tests stand in `tests/browser`.

// A test may stop at the first surprise, in helpers too, and says what it skips.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

#[cfg(unix)]
mod action;
mod addresses;
mod architecture;
mod check;
mod content;
mod covers;
mod data;
mod errors;
mod fix;
mod found;
mod glossary;
mod init;
mod links;
mod lists;
mod model;
mod mojibake;
mod new;
#[cfg(feature = "links")]
mod outside_links;
mod page;
mod properties;
mod readme;
mod real_catalog;
mod repeat;
mod rules;
mod search;
mod series;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod serve_edits;
mod site;
mod statistics;
mod transcripts;
mod writing;
