//! The pages of the site: one file per kind of page, which fills its view from the catalog, and the
//! parts that several pages share.

mod breadcrumbs;
mod categories;
pub(super) mod compare;
pub(super) mod cover;
pub(super) mod dataset;
pub(super) mod explorer;
pub(super) mod glossary;
mod head;
pub(super) mod home;
pub(super) mod index;
pub(super) mod link_base;
pub(super) mod list;
pub(super) mod not_found;
pub(super) mod prose_section;
pub(super) mod redirect;
mod rows;
mod site;
pub(super) mod statistics;
mod terms;
pub(super) mod text;
