//! Entries and pages become datasets: which page an entry links to, which entries are one dataset.
//!
//! In: the list and the pages. Out: `Dataset`s, in the order of the list; unlisted pages come last.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::assemble::ReadPage;
use crate::assemble::dataset::assemble_dataset;
use crate::assemble::dataset_slugs::assign_slugs;
use crate::assemble::page_link::resolve_page;
use crate::catalog::category::{Category, CategoryId};
use crate::catalog::dataset::Dataset;
use crate::catalog::image::Images;
use crate::catalog::link::LinkResolver;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::column::Column;
use crate::parse::readme::{Entry, Readme};
use crate::source::{FileId, Sources, Span};
use crate::vocabulary::Vocabulary;

pub(crate) const UNLISTED_PAGE: Rule = Rule {
    code: "unlisted-page",
    severity: Severity::Warning,
    summary: "a page that no entry lists",
    reason: "readers of the list never find it",
    example: "`resources/Old.md`",
};

/// What datasets are made of, besides their entries.
pub(super) struct JoinContext<'a> {
    pub(super) sources: &'a Sources,
    pub(super) settings: &'a Settings,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) link_resolver: &'a LinkResolver,
    pub(super) images: &'a Images,
    pub(super) categories: &'a [Category],
    pub(super) pages: &'a BTreeMap<FileId, ReadPage>,
}

/// A dataset to be: one entry, or several that state the same; or a page that no entry links to.
pub(super) struct Draft<'a> {
    pub(super) entry: Option<&'a Entry>,
    pub(super) page: Option<FileId>,
    pub(super) categories: Vec<CategoryId>,
}

impl JoinContext<'_> {
    /// Whether a file is the template for new pages.
    pub(super) fn is_template(&self, file: FileId) -> bool {
        let path = self.sources.path(file);
        let in_folder = path.strip_prefix(&self.settings.pages_prefix());

        in_folder.unwrap_or(path) == self.settings.config.template
    }
}

impl Draft<'_> {
    /// Where the dataset is stated: its entry, else its page.
    pub(super) fn span(&self) -> Span {
        match (self.entry, self.page) {
            (Some(entry), _) => Span::new(Sources::README, entry.span.clone()),
            (None, Some(file)) => Span::new(file, 0..0),
            (None, None) => Span::new(Sources::README, 0..0),
        }
    }
}

/// All datasets: those of the list in its order, then unlisted pages by path.
pub(super) fn join_datasets(
    context: &JoinContext<'_>,
    list: &Readme,
    categories_of_entries: &[Vec<CategoryId>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Dataset> {
    let mut drafts = drafts_of_list(context, list, categories_of_entries, diagnostics);
    add_unlisted_pages(context, &mut drafts, diagnostics);
    let slugs = assign_slugs(context, &drafts, diagnostics);

    drafts
        .par_iter()
        .zip(slugs)
        .map(|(draft, slug)| assemble_dataset(context, draft, slug))
        .collect()
}

/// One draft per entry. Entries that state the same in several sections are one.
fn drafts_of_list<'a>(
    context: &JoinContext<'_>,
    list: &'a Readme,
    categories_of_entries: &[Vec<CategoryId>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Draft<'a>> {
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    let mut first_of_name: BTreeMap<(Option<FileId>, &str), usize> = BTreeMap::new();

    for (entry, categories) in list.entries.iter().zip(categories_of_entries) {
        let page = entry
            .page
            .as_ref()
            .and_then(|link| resolve_page(context, link, diagnostics));
        let key = (page, entry.name.as_str());
        let first = first_of_name.get(&key).copied();

        if let Some(first) = first.filter(|&at| states_the_same(drafts[at].entry, entry)) {
            let known = &mut drafts[first].categories;
            for id in categories {
                if !known.contains(id) {
                    known.push(*id);
                }
            }
        } else {
            first_of_name.entry(key).or_insert(drafts.len());
            drafts.push(Draft {
                entry: Some(entry),
                page,
                categories: categories.clone(),
            });
        }
    }

    drafts
}

/// Whether two entries with the same name and the same page are one dataset.
fn states_the_same(first: Option<&Entry>, second: &Entry) -> bool {
    let Some(first) = first else {
        return false;
    };
    let (website, other_website) = (website(first), website(second));

    // Without a page, the website distinguishes two datasets of one name.
    let is_known_by_website = first.page.is_none() && second.page.is_none() && website.is_some();
    if is_known_by_website {
        website == other_website
    } else {
        first.description.text == second.description.text && has_equal_columns(first, second)
    }
}

fn website(entry: &Entry) -> Option<&str> {
    let mut columns = entry.columns.iter();
    let (_, cell) = columns.find(|(column, _)| *column == Column::Website)?;

    cell.links.first().map(|link| link.target.as_str())
}

fn has_equal_columns(first: &Entry, second: &Entry) -> bool {
    let texts = |entry: &Entry| -> Vec<(Column, String)> {
        let columns = entry.columns.iter();
        columns
            .map(|(column, cell)| (column.clone(), cell.text.clone()))
            .collect()
    };

    texts(first) == texts(second)
}

/// Reports the pages that no entry links to, and adds drafts of them if they are published.
fn add_unlisted_pages(
    context: &JoinContext<'_>,
    drafts: &mut Vec<Draft<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_listless = context.sources.is_listless;
    // Where the folder of pages is not known, other texts of the repository are no pages.
    if context.settings.pages_are_anywhere && !is_listless {
        return;
    }

    let listed: BTreeSet<FileId> = drafts.iter().filter_map(|draft| draft.page).collect();
    for &file in context.pages.keys() {
        if listed.contains(&file) || context.is_template(file) {
            continue;
        }

        if !is_listless {
            diagnostics.push(unlisted_page(context, file));
        }
        if context.settings.config.publish_unlisted || is_listless {
            drafts.push(Draft {
                entry: None,
                page: Some(file),
                categories: Vec::new(),
            });
        }
    }
}

fn unlisted_page(context: &JoinContext<'_>, file: FileId) -> Diagnostic {
    let consequence = if context.settings.config.publish_unlisted {
        "published with a notice"
    } else {
        "not published"
    };

    UNLISTED_PAGE
        .at(
            Span::new(file, 0..0),
            format!("no entry of the list names this page; it is {consequence}"),
        )
        .help(format!(
            "add a row to {}, or remove the page",
            context.settings.config.readme
        ))
}
