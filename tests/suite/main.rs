//! The suite: whole catalogs go in, the real program runs, and what it made is looked at.
//!
//! There is one binary with one module per feature. `support` has [`support::CatalogTest`]. The tests
//! in a real browser are in `tests/browser`.

// A test may panic, also in its helpers, and prints what it skips.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

#[cfg(unix)]
mod action;
mod addresses;
mod architecture;
mod check;
mod confinement;
mod content;
mod control_characters;
mod covers;
mod data;
mod errors;
mod fix;
mod found;
mod glossary;
mod init;
mod interface_texts;
mod links;
mod lists;
mod model;
mod mojibake;
mod new;
#[cfg(feature = "links")]
mod outside_links;
mod page;
mod properties;
#[cfg(target_os = "linux")]
mod publication;
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
mod serve_siege;
mod site;
mod statistics;
mod transcripts;
mod writing;
