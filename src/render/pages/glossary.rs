//! The page of the glossary, and what other pages take from it.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::catalog::glossary::{Glossary, GlossaryEntry};
use crate::catalog::route::Route;
use crate::render::pages::{Place, list::singular, step};
use crate::render::prose::Prose;
use crate::render::view::{GlossaryEntryView, GlossaryPage, TextLink};
use crate::render::{Context, Made};
use crate::source::Span;
use crate::value::term_kind::TermKind;

/// A row of letters pays from this number of entries on, and up to this number of letters.
const LETTERS: (usize, usize) = (12, 40);

/// `glossary/`.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let none = Glossary::default();
    let glossary = context.catalog.glossary.as_ref().unwrap_or(&none);
    let route = Route::glossary();
    let place = Place::Page(route.clone());
    let mut prose = context
        .prose(&place, glossary.file, "Glossary")
        .without_hover();
    let lead = prose.html(&glossary.lead);
    let mut sorted: Vec<&GlossaryEntry> = glossary.entries.iter().collect();
    sorted.sort_by_cached_key(|entry| entry.title.to_lowercase());
    let entries: Vec<GlossaryEntryView> = sorted
        .iter()
        .map(|entry| view(context, &place, &mut prose, entry))
        .collect();
    let words = format!(
        "{} words of {} explained.",
        entries.len(),
        context.catalog.title
    );
    let steps = vec![context.home_step(&place), step("Glossary", None)];
    let view = GlossaryPage {
        site: context.site(&place, "glossary"),
        head: context.head_of("WebPage", &route, "Glossary", &words, &steps),
        breadcrumbs: steps,
        lead_html: Some(lead).filter(|html| !html.trim().is_empty()),
        letters: letters(&entries),
        entries,
        edit_url: context.edit_url(&Span::new(glossary.file, 0..0)),
    };
    context.page(&route, "glossary.html", &view, prose.into_images())
}

fn view(
    context: Context<'_>,
    place: &Place,
    prose: &mut Prose<'_>,
    entry: &GlossaryEntry,
) -> GlossaryEntryView {
    let term = entry
        .term
        .as_ref()
        .filter(|(kind, name)| context.catalog.terms(*kind).get(name).is_some());
    let (name, others) = entry
        .names
        .split_first()
        .map_or(("", &[][..]), |(name, rest)| (name, rest));
    GlossaryEntryView {
        id: entry.id.clone(),
        name: name.to_owned(),
        others: others.join(", "),
        html: prose.html(std::slice::from_ref(&entry.body)),
        kind: term.map_or("", |(kind, _)| singular(*kind)).to_owned(),
        term: term.map(|(kind, name)| context.term(place, *kind, name)),
    }
}

/// First letters, each with the first entry that begins with it.
fn letters(entries: &[GlossaryEntryView]) -> Vec<TextLink> {
    let mut seen = BTreeSet::new();
    let first = |entry: &GlossaryEntryView| {
        let letter: String = entry
            .name
            .chars()
            .find(|c| c.is_alphanumeric())?
            .to_uppercase()
            .collect();
        let label = if letter.starts_with(|c: char| c.is_ascii_digit()) {
            "0\u{2013}9".to_owned()
        } else {
            letter
        };
        seen.insert(label.clone()).then(|| TextLink {
            label,
            url: format!("#{}", entry.id),
        })
    };
    let letters: Vec<TextLink> = entries.iter().filter_map(first).collect();
    let pays = entries.len() >= LETTERS.0 && letters.len() <= LETTERS.1;
    if pays { letters } else { Vec::new() }
}

impl Context<'_> {
    /// Whether the site has a page of the glossary.
    pub(super) fn has_glossary(&self) -> bool {
        self.catalog
            .glossary
            .as_ref()
            .is_some_and(Glossary::has_page)
    }

    /// What a term stands for, where the glossary says it in other words than its name.
    pub(super) fn meaning(&self, kind: TermKind, name: &str) -> Option<String> {
        let meaning = self
            .catalog
            .glossary
            .as_ref()?
            .entry_of_term(kind, name)?
            .meaning
            .clone()?;
        (meaning.to_lowercase() != name.to_lowercase()).then_some(meaning)
    }
}
