//! Plain values that the texts of a catalog state, and small operations on texts.
//!
//! In: strings. Out: values. These modules import nothing but `source`.

pub mod access;
pub mod count;
pub mod date;
pub mod day;
pub mod fact;
pub(crate) mod hosting_service;
pub mod path;
pub mod placeholder;
pub mod term_kind;
pub mod text;
pub mod url;
