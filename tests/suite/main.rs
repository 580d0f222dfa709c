//! Whole catalogs in, files of the site out.
