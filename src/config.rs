//! The settings of a catalog: `medatlas.toml` as written, and `Settings` as resolved.
//!
//! In: the text of `medatlas.toml`, the options of the command line, and the environment variables
//! of build services. Out: `Settings` with defaults, absolute paths and a validated base URL. This
//! is the only module that reads `medatlas.toml`, and it does so before `load`.
//!
//! Every key is declared once, as a field of `Config` or of one of its tables, with its
//! documentation. Parsing, `docs/settings.md` and the fingerprint of the settings follow from it.

mod author;
mod check;
mod cleaned;
mod confined;
mod environment;
mod file;
mod links;
mod list;
pub mod pattern;
#[cfg(test)]
mod reference;
mod search;
mod settings;
mod url;
mod vocabulary;

pub use self::author::AuthorConfig;
pub use self::check::{CheckConfig, ExceptionConfig, Level};
pub use self::file::{Config, FILE_NAME};
pub use self::links::LinksConfig;
pub use self::list::ListConfig;
pub use self::search::SearchConfig;
pub use self::settings::{Overrides, Settings};
pub use self::url::pages_url;
pub use self::vocabulary::VocabularyConfig;
