//! Plain values that texts of a catalog state: dates, numbers, access, and facts with their origin.
//!
//! In: strings. Out: values. These modules import nothing but `source`.

pub mod access;
pub mod count;
pub mod date;
pub mod day;
pub mod fact;
pub(crate) mod hosting_service;
pub mod placeholder;
pub mod term_kind;
