//! Everything that writes into a catalog: fixes, new datasets, the files of a new catalog.

mod align;
pub mod bytes;
pub mod fix;
pub mod init;
pub mod new;
