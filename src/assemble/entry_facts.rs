//! The facts that an entry of the list states: in its description, and in its columns.
//!
//! In: an `Entry`. Out: `Facts`. The description wins over the columns.

use crate::assemble::facts::{FactCell, fill_missing, names};
use crate::catalog::dataset::{Facts, UnreadField};
use crate::parse::Cell;
use crate::parse::column::Column;
use crate::parse::description::{Description, DescriptionPart, description};
use crate::parse::readme::Entry;
use crate::source::{Sources, Span};
use crate::value::count::Count;
use crate::value::date::ReleaseDate;
use crate::value::fact::{Fact, Origin};
use crate::vocabulary::{TermField, Vocabulary};

/// The label of the column of keywords.
const KEYWORDS: &str = "Keywords";

/// Reads the facts of one entry.
pub(super) fn entry_facts(vocabulary: &Vocabulary, entry: &Entry) -> Facts {
    let description = EntryDescription {
        vocabulary,
        span: Span::new(Sources::README, entry.description.span.clone()),
        parts: description(&entry.description.text),
    };
    let mut facts = description.facts();
    let mut of_columns = Facts::default();
    for (column, cell) in &entry.columns {
        add_column(vocabulary, &mut of_columns, column, cell);
    }
    fill_missing(&mut facts, of_columns);

    facts
}

/// The description of an entry, taken apart.
struct EntryDescription<'a> {
    vocabulary: &'a Vocabulary,
    /// The whole description. The parts are ranges of its plain text, not of the source.
    span: Span,
    parts: Description,
}

impl EntryDescription<'_> {
    fn facts(&self) -> Facts {
        let parts = &self.parts;
        let dimensions = parts.dimensions.iter().map(|part| part.text.to_uppercase());
        let dimensions: Vec<String> = dimensions.collect();
        let cases = parts.cases.as_ref();
        let classes = parts.classes.as_ref();

        Facts {
            dimensions: parts
                .dimensions
                .first()
                .map(|first| self.fact(dimensions, first)),
            cases: cases.map(|(count, part)| self.fact(count.value, part)),
            classes: classes.map(|(count, part)| self.fact(count.value, part)),
            modalities: self.modalities(),
            tasks: self.tasks(),
            ..Facts::default()
        }
    }

    fn fact<T>(&self, value: T, part: &DescriptionPart) -> Fact<T> {
        Fact {
            value,
            raw: part.text.clone(),
            from: Origin::Entry,
            span: self.span.clone(),
        }
    }

    /// The terms in the position of the modality, and those in the text before the brackets, as in
    /// "chest CT (Caption, 3)". There, "Image" is too general to be listed beside CT.
    fn modalities(&self) -> Option<Fact<Vec<String>>> {
        let (lead, modality) = (self.parts.lead.as_ref(), self.parts.modality.as_ref());
        let mut modalities = lead.map_or(Vec::new(), |lead| {
            let terms = self
                .vocabulary
                .find_in_text(TermField::Modality, &lead.text);
            names(terms)
        });
        let is_specific = !modalities.is_empty();

        if let Some(part) = modality {
            let terms = self
                .vocabulary
                .terms_of_cell(TermField::Modality, &part.text);
            for name in names(terms) {
                let is_too_general = is_specific && name == "Image";
                if !is_too_general && !modalities.contains(&name) {
                    modalities.push(name);
                }
            }
        }

        if modalities.is_empty() {
            return None;
        }
        Some(self.fact(modalities, modality.or(lead)?))
    }

    fn tasks(&self) -> Option<Fact<Vec<String>>> {
        let part = self.parts.task.as_ref()?;
        let terms = self.vocabulary.terms_of_cell(TermField::Task, &part.text);
        let tasks = names(terms);

        (!tasks.is_empty()).then(|| self.fact(tasks, part))
    }
}

/// Adds the fact of one column.
fn add_column(vocabulary: &Vocabulary, facts: &mut Facts, column: &Column, cell: &Cell) {
    let has_links = !cell.links.is_empty();
    let cell = FactCell::of_list(&cell.text, &cell.span);

    match column {
        Column::Dimensions => facts.dimensions = cell.dimensions(),
        Column::Modality => facts.modalities = cell.terms(vocabulary, TermField::Modality),
        Column::Task => facts.tasks = cell.terms(vocabulary, TermField::Task),
        Column::Area => facts.areas = cell.terms(vocabulary, TermField::Area),
        Column::Format => facts.formats = cell.terms(vocabulary, TermField::Format),
        Column::Cases => {
            let count = Count::parse_splits(cell.text).map(|count| count.value);
            let unread = cell.unread(UnreadField::Count, count.as_ref());
            facts.unread.extend(unread);
            facts.cases = cell.fact(count);
        }
        Column::Classes => {
            let count = Count::parse(cell.text).map(|count| count.value);
            let unread = cell.unread(UnreadField::Count, count.as_ref());
            facts.unread.extend(unread);
            facts.classes = cell.fact(count);
        }
        Column::Released => {
            let date = ReleaseDate::parse(cell.text);
            let unread = cell.unread(UnreadField::Date, date.as_ref());
            facts.unread.extend(unread);
            facts.released = cell.fact(date);
        }
        Column::Challenge => facts.challenge = cell.text(),
        Column::License => facts.license = cell.text(),
        Column::Access => facts.access = cell.access(),
        Column::Keywords => add_keywords(vocabulary, facts, cell),
        Column::Other(header) if !has_links && !header.is_empty() => {
            let fact = cell.text().map(|fact| (header.clone(), fact));
            facts.extra.extend(fact);
        }
        _ => {}
    }
}

/// Adds the terms among keywords as facts, and all keywords as text.
fn add_keywords(vocabulary: &Vocabulary, facts: &mut Facts, cell: FactCell<'_>) {
    let known = facts.extra.iter_mut().find(|(label, _)| label == KEYWORDS);
    if let Some((_, known)) = known {
        known.value = format!("{}, {}", known.value, cell.text);
    }

    let all = Fact {
        value: cell.text.to_owned(),
        raw: cell.text.to_owned(),
        from: Origin::Entry,
        span: Span::new(Sources::README, cell.span.clone()),
    };
    let of_keywords = Facts {
        modalities: cell.terms_in_text(vocabulary, TermField::Modality),
        tasks: cell.terms_in_text(vocabulary, TermField::Task),
        areas: cell.terms_in_text(vocabulary, TermField::Area),
        dimensions: cell.dimensions(),
        extra: vec![(KEYWORDS.to_owned(), all)],
        ..Facts::default()
    };
    fill_missing(facts, of_keywords);
}
