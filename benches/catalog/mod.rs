//! The catalog that all benchmarks read.

use medatlas::catalog::Catalog;
use medatlas::config::{Overrides, Settings};
use medatlas::pipeline::{self, Clock};

/// The catalog and its settings.
pub(crate) fn read() -> (Catalog, Settings) {
    let folder = std::env::var("MEDATLAS_BENCH").unwrap_or_else(|_| "content".to_owned());
    let overrides = Overrides {
        catalog: Some(folder.into()),
        ..Overrides::default()
    };
    let settings = Settings::resolve(overrides).expect("settings");
    let (catalog, _) = pipeline::load_and_check(&settings, &mut Clock::default()).expect("catalog");
    (catalog, settings)
}
