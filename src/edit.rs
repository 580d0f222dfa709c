//! Everything that writes into a catalog: fixes, aliases in the settings, new datasets, and the
//! files of a new catalog.
//!
//! In: a catalog and what to change. Out: changed or new files, each replaced in one step, or the
//! changes as a diff. The output folder is written by `write`, and never here.

pub(crate) mod aliases;
mod align;
pub(crate) mod bytes;
pub(crate) mod file;
pub(crate) mod fix;
pub(crate) mod init;
pub(crate) mod new;
pub(crate) mod statements;
