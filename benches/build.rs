//! Whole builds in memory: everything up to the finished files, with and without minifying.
//!
//! `cargo bench --bench build`; the catalog is `content`, or the folder that `MEDATLAS_BENCH` names.

mod catalog;

use criterion::{Criterion, criterion_group, criterion_main};
use medatlas::pipeline::{self, Clock};
use medatlas::render::{self, theme::Theme};

fn build(criterion: &mut Criterion) {
    let (catalog, mut settings) = catalog::read();
    let Ok(theme) = Theme::load(Default::default()) else {
        return;
    };
    let mut group = criterion.benchmark_group("build");
    group.sample_size(20);
    group.bench_function("load to check", |bencher| {
        bencher.iter(|| pipeline::load_and_check(&settings, &mut Clock::default()));
    });
    for minify in [true, false] {
        settings.minify = minify;
        let name = if minify {
            "pages"
        } else {
            "pages, not minified"
        };
        group.bench_function(name, |bencher| {
            bencher.iter(|| render::render(&catalog, &settings, &theme))
        });
    }
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
