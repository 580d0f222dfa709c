//! The catalog: list and pages joined into one immutable value that all later stages read.
//!
//! In: `Sources` and what `parse` found in them. Out: a `Catalog`: datasets with facts, normalised terms and routes; the
//! tree of categories; the rest of the README. It is here that missing pages, collisions and doubles are found.

pub mod access;
pub mod alias;
pub mod anchor;
pub mod asset;
pub mod category;
pub mod contents;
pub mod count;
pub mod dataset;
pub mod date;
pub mod day;
pub mod fact;
mod facts;
mod family;
pub mod glossary;
mod grouping;
pub mod health;
mod join;
mod license;
pub mod link;
mod out_links;
pub mod outside;
pub mod route;
mod sections;
pub mod slug;
pub mod stated;
pub mod term;
pub mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, FileId, Place, Span};
use crate::load::Sources;
use crate::parse::Link;
use crate::parse::glossary::Glossary as ParsedGlossary;
use crate::parse::page::Page;
use crate::parse::readme::{EntryForm, Readme};
use asset::Images;
use category::{Category, CategoryId, More};
use contents::ContentsLink;
use dataset::{Dataset, DatasetId};
use glossary::{Glossary, Known};
use health::Health;
use link::Files;
use route::Route;
use term::{TermKind, Terms};
use vocabulary::Vocabulary;

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
    pub more: Vec<More>,
    /// Modalities, tasks and areas.
    modalities: Terms,
    tasks: Terms,
    areas: Terms,
    /// Images.
    pub images: Images,
    /// What links can point at.
    pub files: Files,
    /// Entries of the list, by form: rows, lines.
    pub entries: (usize, usize),
    /// The table of contents that the list writes by hand.
    pub contents: Vec<ContentsLink>,
    /// Editions and parts of one undertaking, two or more each.
    pub families: Vec<Vec<DatasetId>>,
    /// Addresses that lead elsewhere, sorted.
    pub aliases: Vec<alias::Alias>,
    /// Every image of the list.
    pub list_images: Vec<Link>,
    /// Every link of the list.
    pub list_links: Vec<Link>,
    /// What is known of the links that leave the catalog.
    pub health: Health,
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
    pub fn text_of(&self, dataset: &Dataset) -> Option<&str> {
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
    pub fn relatives(&self, id: DatasetId) -> impl Iterator<Item = DatasetId> {
        let family = self.datasets[id].family.map(|at| &self.families[at]);
        family.into_iter().flatten().copied().filter(move |other| *other != id)
    }

    /// The pages of datasets, each once, in the order of their files.
    pub fn published_pages(&self) -> impl Iterator<Item = (FileId, &Page)> {
        let published: BTreeSet<FileId> = self.datasets.iter().filter_map(|dataset| dataset.page).collect();
        self.pages
            .iter()
            .filter(move |(file, _)| published.contains(file))
            .map(|(file, page)| (*file, page.as_ref()))
    }

    /// The datasets that entries of the list name, in its order.
    pub fn listed(&self) -> impl Iterator<Item = (DatasetId, &Dataset)> {
        self.datasets.iter().enumerate().filter(|(_, dataset)| dataset.listed)
    }
}

/// Joins list and pages. `pages` holds one value for each text but the README and the glossary, in their order.
pub fn assemble(
    mut sources: Sources,
    settings: &Settings,
    vocabulary: &Vocabulary,
    mut readme: Readme,
    pages: Vec<(FileId, Arc<Page>)>,
    glossary: Option<ParsedGlossary>,
) -> (Catalog, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let assets = std::mem::take(&mut sources.assets);
    let files = Files::new(
        sources.texts.iter().enumerate().map(|(at, text)| (text.path.as_str(), FileId(at as u32))),
    );
    // A line that leads to the glossary looks like an entry, and is none.
    let is_glossary = |link: &Link| {
        let page = files.page(&settings.readme, &link.target);
        page.is_some_and(|(file, _)| sources.glossary == Some(file))
    };
    readme
        .entries
        .retain(|entry| entry.form == EntryForm::Row || !entry.page.as_ref().is_some_and(is_glossary));
    let (mut categories, more, of_section) = sections::split(&readme, sources.text(Sources::README));
    let group_by = settings.list.group_by.as_deref();
    let of_entry = grouping::of_entries(&readme, vocabulary, group_by, &mut categories, &of_section);
    if readme.entries.is_empty() && !sources.is_listless {
        found.push(no_entries(&readme, &sources));
    }
    let title = settings.title.clone().or_else(|| readme.title.take().map(|title| title.text));
    let mut catalog = Catalog {
        title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| "Dataset catalog".to_owned()),
        description: settings.description.clone().unwrap_or_default(),
        intro: std::mem::take(&mut readme.intro),
        references: std::mem::take(&mut readme.references),
        list_images: std::mem::take(&mut readme.images),
        list_links: std::mem::take(&mut readme.links),
        health: health(&sources, settings, &mut found),
        entries: count_forms(&readme),
        contents: contents::contents(&readme, sources.text(Sources::README), &of_section),
        pages: pages.into_iter().collect(),
        images: Images::new(assets),
        categories,
        more,
        files,
        ..Catalog::default()
    };
    let inputs = join::Inputs {
        sources: &sources,
        settings,
        vocabulary,
        files: &catalog.files,
        images: &catalog.images,
        categories: &catalog.categories,
    };
    catalog.datasets = join::datasets(&inputs, &readme, &catalog.pages, &of_entry, &mut found);
    catalog.families = family::families(&catalog.datasets, &catalog.pages);
    for (at, family) in catalog.families.iter().enumerate() {
        family.iter().for_each(|&id| catalog.datasets[id].family = Some(at));
    }
    fill_categories(&mut catalog);
    for (kind, terms) in [
        (TermKind::Modality, &mut catalog.modalities),
        (TermKind::Task, &mut catalog.tasks),
        (TermKind::Area, &mut catalog.areas),
    ] {
        *terms = Terms::collect(kind, &catalog.datasets);
    }
    catalog.glossary = sources.glossary.zip(glossary).map(|(file, read)| {
        let (modalities, tasks, areas) = (&catalog.modalities, &catalog.tasks, &catalog.areas);
        Glossary::new(read, file, Known { vocabulary, modalities, tasks, areas })
    });
    catalog.sources = sources;
    fill_links(&mut catalog);
    let (aliases, faults) = alias::aliases(&catalog, settings);
    catalog.aliases = aliases;
    found.extend(faults);
    (catalog, found)
}

/// What the record of tested links says, but of those that the settings leave alone.
fn health(sources: &Sources, settings: &Settings, found: &mut Vec<Diagnostic>) -> Health {
    let mut health = Health::read(&sources.link_record).unwrap_or_else(|why| {
        let place = Place::File(health::FILE_NAME.to_owned());
        let message = format!("the record of tested links cannot be read: {why}");
        found.push(
            Diagnostic::warning("link-record", place, message).help("Mend it, or delete it to start anew"),
        );
        Health::default()
    });
    health.retain(|url| !settings.links.ignores(url));
    health
}

fn count_forms(readme: &Readme) -> (usize, usize) {
    let rows = readme.entries.iter().filter(|entry| entry.form == EntryForm::Row).count();
    (rows, readme.entries.len() - rows)
}

/// What was seen in place of a list, each with its line and why it is none.
fn no_entries(readme: &Readme, sources: &Sources) -> Diagnostic {
    /// A text may hold hundreds of tables; the first ones tell.
    const SHOWN: usize = 12;
    let at = readme.refused.first().map_or(0..0, |(range, _)| range.clone());
    let line = |range: &Range<usize>| sources.line(&Span::new(Sources::README, range.clone()));
    let path = sources.path(Sources::README);
    let mut help = String::from(
        "an entry is a row of a table with a column headed Dataset, a line or an item that starts with a link, or a heading that is one",
    );
    if readme.refused.is_empty() {
        help.push_str("; the text holds no table and no list");
    }
    for (range, why) in readme.refused.iter().take(SHOWN) {
        help.push_str(&format!("; {path}:{}: {why}", line(range)));
    }
    let more = readme.refused.len().saturating_sub(SHOWN);
    if more > 0 {
        help.push_str(&format!("; and {more} more"));
    }
    Diagnostic::error("no-entries", Span::new(Sources::README, at), "the list holds no datasets").help(help)
}

/// Puts datasets into their categories and all categories around, and counts.
fn fill_categories(catalog: &mut Catalog) {
    for (id, dataset) in catalog.datasets.iter().enumerate() {
        for &own in &dataset.categories {
            catalog.categories[own].own.push(id);
            let mut next = Some(own);
            while let Some(at) = next {
                let category = &mut catalog.categories[at];
                if category.all.last() != Some(&id) {
                    category.all.push(id);
                }
                category.entries += 1;
                next = category.parent;
            }
        }
    }
}

/// Tells the link table what is published where.
fn fill_links(catalog: &mut Catalog) {
    for dataset in catalog.datasets.iter().rev() {
        if let Some(file) = dataset.page {
            catalog.files.routes.insert(file, dataset.route.clone());
        }
    }
    if let Some(glossary) = &catalog.glossary {
        catalog.files.routes.insert(glossary.file, Route::glossary());
        let ids = glossary.entries.iter().map(|entry| entry.id.clone()).collect();
        catalog.files.glossary = Some((catalog.sources.path(glossary.file).to_owned(), ids));
    }
    let headed: Vec<(String, Route)> = (catalog.categories.iter().map(|c| (&c.name, &c.route)))
        .chain(catalog.more.iter().map(|m| (&m.title, &m.route)))
        .map(|(name, route)| (anchor::anchor(name), route.clone()))
        .collect();
    for (anchor, route) in headed {
        catalog.files.anchors.entry(anchor).or_insert(route);
    }
}
