//! The catalog: list and pages joined into one immutable value that all later stages read.
//!
//! In: `Sources` and what `parse` found in them. Out: a `Catalog`: datasets with facts, normalised terms and routes; the
//! tree of categories; the rest of the README. It is here that missing pages, collisions and doubles are found.

mod access;
pub(crate) mod alias;
mod contents;
mod dataset_links;
mod facts;
mod grouping;
pub(crate) mod join;
mod license;
mod sections;
mod series;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::assemble::contents::ContentsLink;
use crate::catalog::category::{Category, CategoryId, More};
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::glossary::{Glossary, Known};
use crate::catalog::image::Images;
use crate::catalog::link::Files;
use crate::catalog::link_record::Health;
use crate::catalog::route::Route;
use crate::catalog::term::Terms;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::parse::Link;
use crate::parse::glossary::Glossary as ParsedGlossary;
use crate::parse::page::Page;
use crate::parse::readme::{EntryForm, Readme};
use crate::source::Sources;
use crate::source::{FileId, Span};
use crate::value::term_kind::TermKind;
use crate::vocabulary::Vocabulary;

pub(crate) const INVALID_LINK_RECORD: Rule = Rule {
    code: "invalid-link-record",
    severity: Severity::Warning,
    summary: "a record of checked links that cannot be read",
    reason: "the site shows no state of links, and the failures of earlier days are forgotten",
    example: "a merge conflict marker in `medatlas-links.json`",
};

pub(crate) const EMPTY_LIST: Rule = Rule {
    code: "empty-list",
    severity: Severity::Error,
    summary: "a list without datasets",
    reason: "there is nothing to publish",
    example: "a README without a table or list of datasets",
};

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
        sources
            .texts
            .iter()
            .enumerate()
            .map(|(at, text)| (text.path.as_str(), FileId(at as u32))),
    );
    // A line that leads to the glossary looks like an entry, and is none.
    let is_glossary = |link: &Link| {
        let page = files.page(&settings.readme, &link.target);
        page.is_some_and(|(file, _)| sources.glossary == Some(file))
    };
    readme.entries.retain(|entry| {
        entry.form == EntryForm::Row || !entry.page.as_ref().is_some_and(is_glossary)
    });
    let (mut categories, more, of_section) =
        sections::split(&readme, sources.text(Sources::README));
    let group_by = settings.list.group_by.as_deref();
    let of_entry =
        grouping::of_entries(&readme, vocabulary, group_by, &mut categories, &of_section);
    if readme.entries.is_empty() && !sources.is_listless {
        found.push(no_entries(&readme, &sources));
    }
    let title = settings
        .title
        .clone()
        .or_else(|| readme.title.take().map(|title| title.text));
    let mut catalog = Catalog {
        title: title
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| "Dataset catalog".to_owned()),
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
        family
            .iter()
            .for_each(|&id| catalog.datasets[id].family = Some(at));
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
        Glossary::new(
            read,
            file,
            Known {
                vocabulary,
                modalities,
                tasks,
                areas,
            },
        )
    });
    catalog.sources = sources;
    fill_links(&mut catalog);
    let (aliases, faults) = crate::catalog::alias::aliases(&catalog, settings);
    catalog.aliases = aliases;
    found.extend(faults);
    (catalog, found)
}

/// What the record of tested links says, but of those that the settings leave alone.
fn health(sources: &Sources, settings: &Settings, found: &mut Vec<Diagnostic>) -> Health {
    let mut health = Health::read(&sources.link_record).unwrap_or_else(|why| {
        let place = Location::File(crate::source::LINK_RECORD_FILE.to_owned());
        let message = format!("the record of tested links cannot be read: {why}");
        found.push(
            INVALID_LINK_RECORD
                .at(place, message)
                .help("Mend it, or delete it to start anew"),
        );
        Health::default()
    });
    health.retain(|url| !settings.links.ignores(url));
    health
}

fn count_forms(readme: &Readme) -> (usize, usize) {
    let rows = readme
        .entries
        .iter()
        .filter(|entry| entry.form == EntryForm::Row)
        .count();
    (rows, readme.entries.len() - rows)
}

/// What was seen in place of a list, each with its line and why it is none.
fn no_entries(readme: &Readme, sources: &Sources) -> Diagnostic {
    /// A text may hold hundreds of tables; the first ones tell.
    const SHOWN: usize = 12;
    let at = readme
        .refused
        .first()
        .map_or(0..0, |(range, _)| range.clone());
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
    EMPTY_LIST
        .at(Span::new(Sources::README, at), "the list holds no datasets")
        .help(help)
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
        catalog
            .files
            .routes
            .insert(glossary.file, Route::glossary());
        let ids = glossary
            .entries
            .iter()
            .map(|entry| entry.id.clone())
            .collect();
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
