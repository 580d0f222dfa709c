//! The search index two ways: our packed tiers fed by the crate's words, and the crate's own index with its JSON.
//!
//! `cargo bench --bench search`; the catalog is `content`, or the folder that `MEDATLAS_BENCH` names.

mod catalog;

use criterion::{Criterion, criterion_group, criterion_main};
use elasticlunr::IndexBuilder;
use medatlas::search::{self, language::Mixed, plain};

fn index(criterion: &mut Criterion) {
    let (catalog, settings) = catalog::read();
    let mut group = criterion.benchmark_group("index");
    group.sample_size(20);
    group.bench_function("packed", |bencher| {
        bencher.iter(|| search::search(&catalog, &settings))
    });
    group.bench_function("of the crate", |bencher| {
        bencher.iter(|| {
            let mut index = IndexBuilder::with_language(Box::new(Mixed))
                .save_docs(false)
                .add_fields(["name", "facts", "text"])
                .build();
            for dataset in &catalog.datasets {
                let text = dataset.page.map_or(String::new(), |file| {
                    plain::text(catalog.sources.text(file))
                });
                index.add_doc(&dataset.slug, [&dataset.name, &dataset.description, &text]);
            }
            index.to_json().len()
        });
    });
    group.finish();
}

criterion_group!(benches, index);
criterion_main!(benches);
