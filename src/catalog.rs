//! The catalog: one immutable value that all later stages read.
//!
//! In: what `assemble` joined. Out: datasets with facts, terms, routes; the tree of categories; the rest of the README.

pub mod alias;
pub mod anchor;
pub mod category;
pub mod contents;
pub mod dataset;
pub mod external_links;
pub mod glossary;
pub mod image;
pub mod link;
pub mod link_record;
pub mod web_link;
pub mod pages;
pub mod route;
pub mod slug;
pub mod term;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::catalog::alias::Alias;
use crate::catalog::category::{Category, CategoryId, ProseSection};
use crate::catalog::contents::ContentsLink;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::glossary::Glossary;
use crate::catalog::image::Images;
use crate::catalog::link::LinkResolver;
use crate::catalog::link_record::LinkRecords;
use crate::catalog::term::Terms;
use crate::parse::Link;
use crate::parse::page::Page;
use crate::source::{FileId, Sources};
use crate::value::term_kind::TermKind;

/// A whole catalog.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The texts that everything stands in.
    pub sources: Sources,
    /// Title of the site.
    pub title: String,
    /// One sentence about it; empty when none is given.
    pub description: String,
    /// Blocks of the README before the first section.
    pub intro: Vec<Range<usize>>,
    /// Link reference definitions of the README.
    pub references: Vec<(String, String)>,
    /// All datasets: the list's in its order, then those that no entry lists.
    pub datasets: Vec<Dataset>,
    /// All categories, a parent before its children.
    pub categories: Vec<Category>,
    /// Sections of the README that hold no datasets.
    pub prose_sections: Vec<ProseSection>,
    /// Modalities, tasks and areas.
    modalities: Terms,
    tasks: Terms,
    areas: Terms,
    /// Images.
    pub images: Images,
    /// What links can point at.
    pub link_resolver: LinkResolver,
    /// Entries of the list, by form: rows, lines.
    pub entries: (usize, usize),
    /// The table of contents that the list writes by hand.
    pub contents: Vec<ContentsLink>,
    /// Editions and parts of one undertaking, two or more each.
    pub series: Vec<Vec<DatasetId>>,
    /// Addresses that lead elsewhere, sorted.
    pub aliases: Vec<Alias>,
    /// Every image of the list.
    pub list_images: Vec<Link>,
    /// Every link of the list.
    pub list_links: Vec<Link>,
    /// What is known of the links that leave the catalog.
    pub link_records: LinkRecords,
    /// What the catalog's words mean, where it has a glossary.
    pub glossary: Option<Glossary>,
    /// Every page of the pages folder.
    pub pages: BTreeMap<FileId, Arc<Page>>,
}

impl Catalog {
    /// The terms of one kind.
    pub fn terms(&self, kind: TermKind) -> &Terms {
        match kind {
            TermKind::Modality => &self.modalities,
            TermKind::Task => &self.tasks,
            TermKind::Area => &self.areas,
        }
    }

    /// The page of a dataset, if it has one.
    pub fn page(&self, dataset: &Dataset) -> Option<&Page> {
        self.pages.get(&dataset.page?).map(Arc::as_ref)
    }

    /// The text about a dataset: its page, or what stands below its heading in the list.
    pub fn dataset_text(&self, dataset: &Dataset) -> Option<&str> {
        match (dataset.page, &dataset.body) {
            (Some(file), _) => Some(self.sources.text(file)),
            (None, Some(body)) => self.sources.text(Sources::README).get(body.clone()),
            (None, None) => None,
        }
    }

    /// Names of a category from outer to inner.
    pub fn category_path(&self, id: CategoryId) -> Vec<&str> {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(at) = next {
            names.push(self.categories[at].name.as_str());
            next = self.categories[at].parent;
        }
        names.reverse();
        names
    }

    /// The other members of a dataset's family, in the order of the list.
    pub fn others_in_series(&self, id: DatasetId) -> impl Iterator<Item = DatasetId> {
        let family = self.datasets[id].series.map(|at| &self.series[at]);
        family
            .into_iter()
            .flatten()
            .copied()
            .filter(move |other| *other != id)
    }

    /// The pages of datasets, each once, in the order of their files.
    pub fn published_pages(&self) -> impl Iterator<Item = (FileId, &Page)> {
        let published: BTreeSet<FileId> = self
            .datasets
            .iter()
            .filter_map(|dataset| dataset.page)
            .collect();
        self.pages
            .iter()
            .filter(move |(file, _)| published.contains(file))
            .map(|(file, page)| (*file, page.as_ref()))
    }

    /// The datasets that entries of the list name, in its order.
    pub fn listed_datasets(&self) -> impl Iterator<Item = (DatasetId, &Dataset)> {
        self.datasets
            .iter()
            .enumerate()
            .filter(|(_, dataset)| dataset.listed)
    }
}
