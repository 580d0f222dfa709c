//! The catalog: one immutable value that all later stages read.
//!
//! In: what `assemble` joined. Out: datasets with facts, terms and routes; the tree of categories;
//! the rest of the README; look-ups among them.

pub mod abbreviation;
pub mod alias;
pub mod anchor;
pub mod category;
pub mod contents;
pub mod croissant_fields;
pub mod dataset;
pub mod external_links;
pub mod glossary;
pub mod image;
pub mod link;
pub mod link_record;
pub mod public_page;
pub mod route;
pub mod slug;
pub mod term;
pub mod web_link;

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
use crate::catalog::public_page::PublicPage;
use crate::catalog::term::Terms;
use crate::parse::Link;
use crate::parse::page::Page;
use crate::source::{FileId, Sources};
use crate::value::term_kind::TermKind;

/// A whole catalog.
///
/// Ranges of bytes are those of the README, unless a span names another file.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The texts that everything was read from.
    pub sources: Sources,
    /// The title of the site.
    pub title: String,
    /// One sentence about the catalog; empty if the settings have none.
    pub description: String,
    /// Blocks of the README before the first section.
    pub intro: Vec<Range<usize>>,
    /// Link reference definitions of the README: label and target.
    pub references: Vec<(String, String)>,
    /// All datasets: those of the list in its order, then those that no entry lists.
    pub datasets: Vec<Dataset>,
    /// All categories, a parent before its children.
    pub categories: Vec<Category>,
    /// Sections of the README that hold no datasets.
    pub prose_sections: Vec<ProseSection>,
    /// The modalities of the datasets. See also [`Catalog::terms`].
    pub modalities: Terms,
    /// The tasks of the datasets.
    pub tasks: Terms,
    /// The anatomical areas of the datasets.
    pub areas: Terms,
    /// All images that a page may show.
    pub images: Images,
    /// Resolves links in the texts of the catalog.
    pub link_resolver: LinkResolver,
    /// How many entries the list has.
    pub entry_counts: EntryCounts,
    /// The table of contents that the list writes by hand.
    pub contents: Vec<ContentsLink>,
    /// Series of datasets: editions and parts of one undertaking, two or more each.
    pub series: Vec<Vec<DatasetId>>,
    /// The pages of the site that search engines may show, sorted by route.
    pub public_pages: Vec<PublicPage>,
    /// Old paths that redirect to pages, sorted.
    pub aliases: Vec<Alias>,
    /// All images of the list.
    pub list_images: Vec<Link>,
    /// All links of the list.
    pub list_links: Vec<Link>,
    /// Results of link checks.
    pub link_records: LinkRecords,
    /// The meanings of terms and abbreviations, if the catalog has a glossary.
    pub glossary: Option<Glossary>,
    /// All pages of the folder of pages, also those that are not published.
    pub pages: BTreeMap<FileId, Arc<Page>>,
}

/// How many entries a list has, by their form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryCounts {
    /// Rows of tables.
    pub rows: usize,
    /// Lines, items of lists, and headings.
    pub lines: usize,
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

    /// The public pages that an alias may lead to: all but the further pages of a long list.
    pub fn alias_targets(&self) -> impl Iterator<Item = &PublicPage> {
        self.public_pages
            .iter()
            .filter(|page| !page.is_continuation)
    }

    /// The text about a dataset: its page, or the text below its heading in the list.
    pub fn dataset_text(&self, dataset: &Dataset) -> Option<&str> {
        match (dataset.page, &dataset.body) {
            (Some(file), _) => Some(self.sources.text(file)),
            (None, Some(body)) => self.sources.text(Sources::README).get(body.clone()),
            (None, None) => None,
        }
    }

    /// The names of a category and the categories around it, the outermost first.
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

    /// The other members of a dataset's series, in the order of the list.
    pub fn others_in_series(&self, id: DatasetId) -> impl Iterator<Item = DatasetId> {
        let series = self.datasets[id].series.map(|at| &self.series[at]);
        let members = series.into_iter().flatten().copied();

        members.filter(move |member| *member != id)
    }

    /// The pages of datasets, each once, in the order of their files.
    pub fn published_pages(&self) -> impl Iterator<Item = (FileId, &Page)> {
        let published: BTreeSet<FileId> = self
            .datasets
            .iter()
            .filter_map(|dataset| dataset.page)
            .collect();
        let pages = self.pages.iter();

        pages
            .filter(move |(file, _)| published.contains(file))
            .map(|(file, page)| (*file, page.as_ref()))
    }

    /// The datasets that entries of the list name, in its order.
    pub fn listed_datasets(&self) -> impl Iterator<Item = (DatasetId, &Dataset)> {
        let datasets = self.datasets.iter().enumerate();

        datasets.filter(|(_, dataset)| dataset.is_listed)
    }
}
