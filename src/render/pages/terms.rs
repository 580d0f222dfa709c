//! Modalities, tasks and areas as links, with their glyphs and meanings.

use crate::catalog::dataset::Dataset;
use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{Mark, TermLink};
use crate::value::term_kind::TermKind;

impl<'a> Context<'a> {
    /// The name of a kind of terms, as sentences use it: `modality`.
    pub(super) fn singular(&self, kind: TermKind) -> &'a str {
        self.texts().get(match kind {
            TermKind::Modality => "terms.modality",
            TermKind::Task => "terms.task",
            TermKind::Area => "terms.area",
        })
    }

    /// The heading over all terms of a kind: `Modalities`.
    pub(super) fn plural(&self, kind: TermKind) -> &'a str {
        self.texts().get(match kind {
            TermKind::Modality => "terms.modalities",
            TermKind::Task => "terms.tasks",
            TermKind::Area => "terms.areas",
        })
    }

    /// The terms of one kind that a dataset has, as links.
    pub(super) fn terms_of(
        &self,
        base: &LinkBase,
        kind: TermKind,
        dataset: &Dataset,
    ) -> Vec<TermLink> {
        dataset
            .terms(kind)
            .iter()
            .map(|name| self.term_link(base, kind, name))
            .collect()
    }

    /// A term as a link, with the number of its datasets in the whole catalog.
    pub(super) fn term_link(&self, base: &LinkBase, kind: TermKind, name: &str) -> TermLink {
        let term = self.catalog.terms(kind).get(name);
        let mark = self.mark(kind, name);

        TermLink {
            name: name.to_owned(),
            title: self.meaning(kind, name),
            url: term.map(|term| base.url(&term.route)),
            count: term.map_or(0, |term| term.datasets.len()),
            glyph: mark.glyph,
            hue: mark.hue,
        }
    }

    /// The glyph and hue of a term.
    pub(super) fn mark(&self, kind: TermKind, name: &str) -> Mark {
        let marks = self.theme.marks();

        match kind {
            TermKind::Modality => marks.modality(name),
            TermKind::Task => marks.task(name),
            TermKind::Area => marks.area(name),
        }
    }

    /// What a term stands for, if the glossary says more than its name.
    pub(super) fn meaning(&self, kind: TermKind, name: &str) -> Option<String> {
        let glossary = self.catalog.glossary.as_ref()?;
        let meaning = glossary.entry_of_term(kind, name)?.meaning.clone()?;

        (meaning.to_lowercase() != name.to_lowercase()).then_some(meaning)
    }
}
