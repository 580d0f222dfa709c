//! medatlas turns a Markdown catalog of medical datasets into a static site.
//!
//! Data moves one way: [`load`] reads the catalog folder, [`parse`] turns texts into plain structs, [`assemble`] joins them
//! into one [`catalog::Catalog`], [`mod@search`] indexes it, [`check`] looks for defects in it, [`render`] makes the files of the site, [`mod@write`] puts
//! them on disk. Only the two ends touch the disk; [`pipeline`] calls the stages in this order.

pub mod assemble;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod digest;
pub mod edit;
#[cfg(feature = "links")]
pub mod link_check;
pub mod load;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod value;
pub mod vocabulary;
pub mod write;
