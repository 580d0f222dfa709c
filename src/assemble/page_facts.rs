//! The facts that a page states: in its meta table, and in its source section.
//!
//! In: a `Page`. Out: `Facts`.

use crate::assemble::facts::FactCell;
use crate::catalog::dataset::{Facts, UnreadField};
use crate::parse::meta_table::{MetaKey, RawFact};
use crate::parse::page::Page;
use crate::source::FileId;
use crate::value::count::Count;
use crate::value::fact::{Fact, Origin};
use crate::vocabulary::{TermField, Vocabulary};

/// Rows of the meta table that the site shows as they are, with their labels.
const TEXT_ROWS: &[(MetaKey, &str)] = &[
    (MetaKey::Language, "Language"),
    (MetaKey::Train, "Training"),
    (MetaKey::Validation, "Validation"),
    (MetaKey::Test, "Test"),
    (MetaKey::Size, "Size"),
    (MetaKey::Annotated, "Annotated"),
];

/// Reads the facts of one page.
pub(super) fn page_facts(vocabulary: &Vocabulary, file: FileId, page: &Page) -> Facts {
    let source = PageSource {
        vocabulary,
        file,
        page,
    };
    let mut facts = source.facts();
    source.add_unread_counts(&mut facts);
    source.add_release_date(&mut facts);
    source.add_text_rows(&mut facts);

    facts
}

/// A page that is being read.
#[derive(Clone, Copy)]
struct PageSource<'a> {
    vocabulary: &'a Vocabulary,
    file: FileId,
    page: &'a Page,
}

impl<'a> PageSource<'a> {
    fn facts(self) -> Facts {
        Facts {
            dimensions: self
                .cell(MetaKey::Dimensions)
                .and_then(FactCell::dimensions),
            modalities: self.terms(MetaKey::Modality, TermField::Modality),
            tasks: self.terms(MetaKey::Task, TermField::Task),
            areas: self.terms(MetaKey::Area, TermField::Area),
            formats: self.terms(MetaKey::Formats, TermField::Format),
            structures: self.cell(MetaKey::Structures).and_then(FactCell::text),
            cases: self.count(MetaKey::Volume),
            classes: self.count(MetaKey::Classes),
            license: self.cell(MetaKey::License).and_then(FactCell::text),
            access: self.cell(MetaKey::Access).and_then(FactCell::access),
            ..Facts::default()
        }
    }

    /// The cell of a row of the meta table.
    fn cell(self, key: MetaKey) -> Option<FactCell<'a>> {
        self.page.meta.get(key).map(|fact| self.cell_of(fact))
    }

    fn cell_of(self, fact: &'a RawFact) -> FactCell<'a> {
        FactCell {
            from: Origin::Page,
            file: self.file,
            text: &fact.value,
            span: &fact.span,
        }
    }

    fn terms(self, key: MetaKey, field: TermField) -> Option<Fact<Vec<String>>> {
        self.cell(key)?.terms(self.vocabulary, field)
    }

    fn count(self, key: MetaKey) -> Option<Fact<u64>> {
        let cell = self.cell(key)?;

        cell.fact(Count::parse_splits(cell.text).map(|count| count.value))
    }

    fn add_unread_counts(self, facts: &mut Facts) {
        for key in [MetaKey::Volume, MetaKey::Classes] {
            if let Some(cell) = self.cell(key) {
                let count = Count::parse_splits(cell.text);
                let unread = cell.unread(UnreadField::Count, count.as_ref());
                facts.unread.extend(unread);
            }
        }
    }

    fn add_release_date(self, facts: &mut Facts) {
        let Some(stated) = &self.page.source.date else {
            return;
        };
        let cell = FactCell {
            from: Origin::Page,
            file: self.file,
            text: &stated.raw,
            span: &stated.span,
        };

        let unread = cell.unread(UnreadField::Date, stated.date.as_ref());
        facts.unread.extend(unread);
        facts.released = cell.fact(stated.date);
    }

    fn add_text_rows(self, facts: &mut Facts) {
        let meta = &self.page.meta;
        let known = TEXT_ROWS
            .iter()
            .flat_map(|(key, label)| meta.all(*key).map(|fact| (*label, fact)));
        let further = meta
            .extra
            .iter()
            .map(|(label, fact)| (label.as_str(), fact));

        for (label, fact) in known.chain(further) {
            let text = self.cell_of(fact).text();
            facts
                .extra
                .extend(text.map(|text| (label.to_owned(), text)));
        }
    }
}
