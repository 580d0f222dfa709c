//! `glossary/`: the entries of the glossary in alphabetical order.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::glossary::{Glossary, GlossaryEntry};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::link_base::LinkBase;
use crate::render::prose::Prose;
use crate::render::view::{GlossaryEntryView, GlossaryPage, TextLink};
use crate::source::Span;

/// The number of entries from which on links to the first letters are shown.
const MIN_ENTRIES: usize = 12;

/// The number of first letters above which no links to them are shown.
const MAX_LETTERS: usize = 40;

/// `glossary/`.
pub(in crate::render) const GLOSSARY: FileKind = FileKind { plan, render };

impl Context<'_> {
    /// Whether the site has a page of the glossary.
    pub(super) fn has_glossary(&self) -> bool {
        has_page(self.catalog)
    }
}

fn has_page(catalog: &Catalog) -> bool {
    catalog.glossary.as_ref().is_some_and(Glossary::has_page)
}

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile> {
    if !has_page(catalog) {
        return Vec::new();
    }

    vec![PlannedFile::page(Route::glossary(), "Glossary", ())]
}

fn render(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let empty = Glossary::default();
    let glossary = context.catalog.glossary.as_ref().unwrap_or(&empty);
    let base = LinkBase::Page(route.clone());

    let texts = context.texts();
    let title = texts.get("glossary.title");

    let mut prose = context
        .prose(&base, glossary.file, title)
        .without_abbreviations();
    let lead = prose.html(&glossary.lead);
    let entries = entry_views(context, &base, &mut prose, glossary);

    let description = texts.fill_count(
        "glossary.description",
        entries.len(),
        &[("catalog", &context.catalog.title)],
    );
    let breadcrumbs = context.breadcrumbs(&base, title);
    let view = GlossaryPage {
        site: context.site(&base, "glossary"),
        head: context.structured_head("WebPage", route, title, &description, &breadcrumbs),
        breadcrumbs,
        lead_html: Some(lead).filter(|html| !html.trim().is_empty()),
        letters: letter_links(&entries),
        entries,
        edit_url: context.edit_url(&Span::new(glossary.file, 0..0)),
    };

    context.render_page("glossary.html", &view, prose.into_images())
}

fn entry_views(
    context: Context<'_>,
    base: &LinkBase,
    prose: &mut Prose<'_>,
    glossary: &Glossary,
) -> Vec<GlossaryEntryView> {
    let mut sorted: Vec<&GlossaryEntry> = glossary.entries.iter().collect();
    sorted.sort_by_cached_key(|entry| entry.title.to_lowercase());

    sorted
        .into_iter()
        .map(|entry| entry_view(context, base, prose, entry))
        .collect()
}

fn entry_view(
    context: Context<'_>,
    base: &LinkBase,
    prose: &mut Prose<'_>,
    entry: &GlossaryEntry,
) -> GlossaryEntryView {
    let term = entry
        .term
        .as_ref()
        .filter(|(kind, name)| context.catalog.terms(*kind).get(name).is_some());

    GlossaryEntryView {
        id: entry.id.clone(),
        name: entry.names.first().cloned().unwrap_or_default(),
        others: entry.names.get(1..).unwrap_or_default().join(", "),
        html: prose.html(std::slice::from_ref(&entry.body)),
        kind: term
            .map_or("", |(kind, _)| context.singular(*kind))
            .to_owned(),
        term: term.map(|(kind, name)| context.term_link(base, *kind, name)),
    }
}

/// The first letters of the entries, each with a link to the first entry that starts with it.
fn letter_links(entries: &[GlossaryEntryView]) -> Vec<TextLink> {
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();

    for entry in entries {
        if let Some(label) = letter_label(&entry.name)
            && seen.insert(label.clone())
        {
            links.push(TextLink {
                label,
                url: format!("#{}", entry.id),
            });
        }
    }

    if entries.len() >= MIN_ENTRIES && links.len() <= MAX_LETTERS {
        links
    } else {
        Vec::new()
    }
}

/// The first letter of a name in uppercase. All digits have one label.
fn letter_label(name: &str) -> Option<String> {
    let first = name.chars().find(|c| c.is_alphanumeric())?;

    if first.is_ascii_digit() {
        Some("0\u{2013}9".to_owned())
    } else {
        Some(first.to_uppercase().collect())
    }
}
