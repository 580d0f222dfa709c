//! medatlas turns a Markdown catalog of medical datasets into a static site.
//!
//! Data flows in one direction, in the order of the modules below: a module uses only modules
//! listed before it. [`load`] reads the catalog folder, `parse` turns its texts into plain
//! values, `assemble` joins them into one [`catalog::Catalog`], [`mod@search`] indexes it,
//! `check` looks for defects in it, [`render`] makes the files of the site, and `write`
//! writes them to disk. [`pipeline`] calls these stages in this order.

// The ground floor: plain values that know nothing of a site.

/// SHA-256 digests.
mod digest;

/// The texts and images that a catalog is read from, and positions in them.
mod source;

/// Dates, numbers, access, facts with their origin; operations on texts, paths and URLs.
mod value;

/// A file of the site, before it is written.
pub mod output;

// What a run reports, and how it is configured.

/// Findings about a catalog, and their output as text, JSON and SARIF.
pub mod diagnostics;

/// The settings: `medatlas.toml`, arguments, the environment.
pub mod config;

// The stages of a build.

/// Reads the catalog folder.
pub mod load;

/// Turns texts into plain values.
mod parse;

/// Turns spellings into terms.
mod vocabulary;

/// The finished catalog.
pub mod catalog;

/// Joins what was parsed into a catalog.
mod assemble;

/// Builds the search index.
pub mod search;

/// Looks for defects in a catalog.
mod check;

/// Makes the files of the site.
pub mod render;

/// Writes the files of the site.
mod write;

// What changes a catalog, and what asks other sites.

/// Writes to a catalog: fixes, new entries, starter files.
mod edit;

/// Tests links to other sites.
#[cfg(feature = "links")]
pub mod link_check;

// What runs the stages.

/// The stages in their order.
pub mod pipeline;

/// The preview.
#[cfg(feature = "serve")]
pub mod serve;

/// The command line.
pub mod cli;
