//! Joins list, pages and glossary into the catalog that all later stages read.
//!
//! In: `Sources`, and what `parse` made of them. Out: a `Catalog` with datasets, facts, normalised
//! terms, routes, the tree of categories and the rest of the README; and diagnostics about missing
//! pages, collisions and duplicates.

mod access;
pub(crate) mod alias;
mod contents;
mod dataset;
mod dataset_links;
pub(crate) mod dataset_slugs;
pub(crate) mod empty_list;
mod entry_facts;
mod facts;
mod glossary;
mod grouping;
pub(crate) mod join;
mod license;
pub(crate) mod link_records;
mod page_facts;
pub(crate) mod page_link;
mod page_reading;
mod sections;
mod series;
mod taken_paths;

use std::collections::BTreeMap;

use crate::assemble::alias::collect_aliases;
use crate::assemble::contents::join_contents;
use crate::assemble::empty_list::empty_list;
use crate::assemble::glossary::assemble_glossary;
use crate::assemble::grouping::assign_categories;
use crate::assemble::join::{JoinContext, join_datasets};

use crate::assemble::link_records::read_link_records;
use crate::assemble::sections::split_sections;
use crate::assemble::series::group_series;
use crate::catalog::anchor::heading_anchor;
use crate::catalog::image::Images;
use crate::catalog::link::LinkResolver;
use crate::catalog::public_page::PublicPage;
use crate::catalog::route::Route;
use crate::catalog::term::Terms;
use crate::catalog::{Catalog, EntryCounts};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::parse::Link;
use crate::parse::glossary::ParsedGlossary;
use crate::parse::readme::{EntryForm, Readme};
use crate::source::{FileId, Sources};
use crate::value::term_kind::TermKind;
use crate::vocabulary::Vocabulary;

pub(crate) use crate::assemble::page_reading::ReadPage;

/// What was parsed of all sources.
#[derive(Debug)]
pub(crate) struct ParsedSources {
    /// The list.
    pub list: Readme,
    /// The pages: one for each text that is neither the README nor the glossary.
    pub pages: BTreeMap<FileId, ReadPage>,
    /// The glossary, if there is one.
    pub glossary: Option<ParsedGlossary>,
}

impl ParsedSources {
    /// The targets of all images.
    pub(crate) fn image_targets(&self) -> impl Iterator<Item = &str> {
        let in_pages = self.pages.values().flat_map(|page| &page.page.images);
        let in_glossary = self.glossary.iter().flat_map(|glossary| &glossary.images);

        in_pages
            .chain(&self.list.images)
            .chain(in_glossary)
            .map(|image| image.target.as_str())
    }
}

/// Joins list, pages and glossary.
pub(crate) fn assemble(
    mut sources: Sources,
    parsed: ParsedSources,
    settings: &Settings,
    vocabulary: &Vocabulary,
) -> (Catalog, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let ParsedSources {
        mut list,
        pages,
        glossary,
    } = parsed;

    let images = Images::new(std::mem::take(&mut sources.assets));
    let link_resolver = resolver_of(&sources);
    let link_records = read_link_records(&sources, settings, &mut diagnostics);
    remove_glossary_entries(&mut list, &sources, settings, &link_resolver);
    if list.entries.is_empty() && !sources.is_listless {
        diagnostics.push(empty_list(&list, &sources));
    }

    let mut sections = split_sections(&list, sources.text(Sources::README));
    let categories_of_entries = assign_categories(&list, vocabulary, settings, &mut sections);
    let contents = join_contents(&list, &sources, &sections);
    let context = JoinContext {
        sources: &sources,
        settings,
        vocabulary,
        link_resolver: &link_resolver,
        images: &images,
        categories: &sections.categories,
        pages: &pages,
    };
    let datasets = join_datasets(&context, &list, &categories_of_entries, &mut diagnostics);

    let mut catalog = Catalog {
        link_records,
        modalities: Terms::collect(TermKind::Modality, &datasets),
        tasks: Terms::collect(TermKind::Task, &datasets),
        areas: Terms::collect(TermKind::Area, &datasets),
        datasets,
        categories: sections.categories,
        prose_sections: sections.prose_sections,
        contents,
        images,
        link_resolver,
        pages: pages
            .into_iter()
            .map(|(file, page)| (file, page.page))
            .collect(),
        ..catalog_of_list(list, settings)
    };
    fill_series(&mut catalog);
    fill_categories(&mut catalog);
    catalog.glossary = sources
        .glossary
        .zip(glossary)
        .map(|(file, parsed)| assemble_glossary(parsed, file, &catalog, vocabulary));
    catalog.sources = sources;
    fill_link_resolver(&mut catalog);

    (catalog, diagnostics)
}

/// Adds the public pages of the site, which `render` plans, and the aliases that lead to them.
pub(crate) fn add_public_pages(
    catalog: &mut Catalog,
    settings: &Settings,
    pages: Vec<PublicPage>,
    outputs: &[String],
) -> Vec<Diagnostic> {
    catalog.public_pages = pages;

    let (aliases, diagnostics) = collect_aliases(catalog, settings, outputs);
    catalog.aliases = aliases;

    diagnostics
}

/// What the catalog takes over from the list and the settings as it is.
fn catalog_of_list(list: Readme, settings: &Settings) -> Catalog {
    Catalog {
        title: title(&list, settings),
        description: settings.config.description.clone().unwrap_or_default(),
        entry_counts: count_entries(&list),
        intro: list.intro,
        references: list.references,
        list_images: list.images,
        list_links: list.links,
        ..Catalog::default()
    }
}

/// The link resolver, which does not know any route yet.
fn resolver_of(sources: &Sources) -> LinkResolver {
    let texts = sources.numbered_texts();

    LinkResolver::new(texts.map(|(file, text)| (text.path.as_str(), file)))
}

/// Removes line entries that link to the glossary: they look like entries of datasets.
fn remove_glossary_entries(
    list: &mut Readme,
    sources: &Sources,
    settings: &Settings,
    resolver: &LinkResolver,
) {
    let Some(glossary) = sources.glossary else {
        return;
    };
    let is_glossary = |link: &Link| {
        let page = resolver.page(&settings.config.readme, &link.target);
        page.is_some_and(|(file, _)| file == glossary)
    };

    list.entries.retain(|entry| {
        entry.form == EntryForm::Row || !entry.page.as_ref().is_some_and(is_glossary)
    });
}

/// The title of the settings, else that of the list.
fn title(list: &Readme, settings: &Settings) -> String {
    let of_list = list.title.as_ref().map(|title| &title.text);

    settings
        .config
        .title
        .as_ref()
        .or(of_list)
        .filter(|title| !title.is_empty())
        .map_or_else(|| "Dataset catalog".to_owned(), String::clone)
}

fn count_entries(list: &Readme) -> EntryCounts {
    let rows = list
        .entries
        .iter()
        .filter(|entry| entry.form == EntryForm::Row)
        .count();

    EntryCounts {
        rows,
        lines: list.entries.len() - rows,
    }
}

/// Groups the datasets into series, and marks the members.
fn fill_series(catalog: &mut Catalog) {
    catalog.series = group_series(&catalog.datasets, &catalog.pages);

    for (at, members) in catalog.series.iter().enumerate() {
        for &id in members {
            catalog.datasets[id].series = Some(at);
        }
    }
}

/// Adds each dataset to its categories and to all categories around them, and counts the entries.
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

/// Tells the link resolver where everything is published.
fn fill_link_resolver(catalog: &mut Catalog) {
    let resolver = &mut catalog.link_resolver;

    // Where several datasets share a page, links lead to the first.
    for dataset in catalog.datasets.iter().rev() {
        if let Some(file) = dataset.page {
            resolver.routes.insert(file, dataset.route.clone());
        }
    }

    if let Some(glossary) = &catalog.glossary {
        let ids = glossary.entries.iter().map(|entry| entry.id.clone());
        let path = catalog.sources.path(glossary.file).to_owned();
        resolver.routes.insert(glossary.file, Route::glossary());
        resolver.glossary = Some((path, ids.collect()));
    }

    for category in &catalog.categories {
        resolver.add_anchor(heading_anchor(&category.name), &category.route);
    }
    for section in &catalog.prose_sections {
        resolver.add_anchor(heading_anchor(&section.title), &section.route);
    }
}
