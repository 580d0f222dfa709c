//! Plain values that the texts of a catalog state, and small operations on texts.
//!
//! In: strings. Out: values. These modules import nothing but `source`.

pub(crate) mod access;
pub(crate) mod count;
pub(crate) mod date;
pub(crate) mod day;
pub(crate) mod fact;
pub(crate) mod hosting_service;
pub(crate) mod path;
pub(crate) mod placeholder;
pub(crate) mod term_kind;
pub(crate) mod text;
pub(crate) mod url;
