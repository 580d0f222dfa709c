//! Datasets as rows of tables and as links.

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::render::context::Context;
use crate::render::number::count;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{DatasetRow, TextLink};
use crate::value::term_kind::TermKind;

impl Context<'_> {
    /// A row of a table of datasets.
    pub(super) fn row(&self, base: &LinkBase, id: DatasetId) -> DatasetRow {
        let dataset = &self.catalog.datasets[id];
        let facts = &dataset.facts;
        let category = dataset
            .categories
            .first()
            .map(|&id| &self.catalog.categories[id]);

        DatasetRow {
            dimensions: facts
                .dimensions
                .as_ref()
                .map_or(Vec::new(), |fact| fact.value.clone()),
            tasks: self.terms_of(base, TermKind::Task, dataset),
            areas: self.terms_of(base, TermKind::Area, dataset),
            category: category.map(|category| TextLink {
                label: category.name.clone(),
                url: base.url(&category.route),
            }),
            cases: facts.cases.as_ref().map(|fact| count(fact.value)),
            classes: facts.classes.as_ref().map(|fact| count(fact.value)),
            ..self.short_row(base, id)
        }
    }

    /// A row of a short list of datasets. It has only the fields that such a list shows, because
    /// every page of a dataset has one.
    pub(super) fn short_row(&self, base: &LinkBase, id: DatasetId) -> DatasetRow {
        let dataset = &self.catalog.datasets[id];

        DatasetRow {
            name: dataset.name.clone(),
            url: base.url(&dataset.route),
            description: dataset.description.clone(),
            modalities: self.terms_of(base, TermKind::Modality, dataset),
            released: self.release_date(id).map(|date| date.to_string()),
            has_page: dataset.page.is_some(),
            ..DatasetRow::default()
        }
    }

    /// Links to the newest of these datasets.
    pub(super) fn newest_links(
        &self,
        base: &LinkBase,
        ids: &[DatasetId],
        limit: usize,
    ) -> Vec<TextLink> {
        self.newest_first(ids, limit)
            .into_iter()
            .map(|id| dataset_link(base, &self.catalog.datasets[id]))
            .collect()
    }
}

/// A link to the page of a dataset.
pub(super) fn dataset_link(base: &LinkBase, dataset: &Dataset) -> TextLink {
    TextLink {
        label: dataset.name.clone(),
        url: base.url(&dataset.route),
    }
}
