//! The facts of a dataset, from its entry's words and columns and from its page's meta table.
//!
//! The entry speaks first, since the list is what a maintainer looks after; the page fills what the entry leaves open.

use crate::catalog::category::Category;
use crate::catalog::dataset::{Facts, Unread, UnreadField};
use crate::parse::Cell;
use crate::parse::column::Column;
use crate::parse::description::{Description, Words, description};
use crate::parse::meta_table::{MetaKey, RawFact};
use crate::parse::page::Page;
use crate::parse::readme::Entry;
use crate::source::Sources;
use crate::source::{FileId, Span};
use crate::value::access::{Access, AccessLevel, AccessBasis};
use crate::value::count::Count;
use crate::value::date::ReleaseDate;
use crate::value::fact::{Fact, Origin};
use crate::value::placeholder::is_stated;
use crate::vocabulary::{TermField, Vocabulary};

/// Reads all facts of one dataset: those that hold, and those that its page states.
pub(super) fn facts(
    vocabulary: &Vocabulary,
    entry: Option<&Entry>,
    page: Option<(FileId, &Page)>,
) -> (Facts, Facts) {
    let entry = entry.map(|entry| Said {
        entry,
        words: description(&entry.description.text),
    });
    let mut facts = entry.map_or_else(Facts::default, |said| said.facts(vocabulary));
    let of_page = page.map_or_else(Facts::default, |(file, page)| {
        PageSaid { file, page }.facts(vocabulary)
    });
    fill(&mut facts, of_page.clone());
    (facts, of_page)
}

/// Fills what `facts` leave open.
fn fill(facts: &mut Facts, more: Facts) {
    fn open<T>(fact: &mut Option<T>, more: Option<T>) {
        if fact.is_none() {
            *fact = more;
        }
    }
    open(&mut facts.dimensions, more.dimensions);
    open(&mut facts.modalities, more.modalities);
    open(&mut facts.tasks, more.tasks);
    open(&mut facts.areas, more.areas);
    open(&mut facts.structures, more.structures);
    open(&mut facts.cases, more.cases);
    open(&mut facts.classes, more.classes);
    open(&mut facts.formats, more.formats);
    open(&mut facts.released, more.released);
    open(&mut facts.challenge, more.challenge);
    open(&mut facts.license, more.license);
    open(&mut facts.access, more.access);
    facts.unread.extend(more.unread);
    for (label, fact) in more.extra {
        if !facts
            .extra
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(&label))
        {
            facts.extra.push((label, fact));
        }
    }
}

/// An entry and its words taken apart.
struct Said<'a> {
    entry: &'a Entry,
    words: Description,
}

impl Said<'_> {
    fn facts(&self, vocabulary: &Vocabulary) -> Facts {
        let words = &self.words;
        let dimensions: Vec<String> = words
            .dimensions
            .iter()
            .map(|words| words.text.to_uppercase())
            .collect();
        let mut facts = Facts {
            dimensions: words
                .dimensions
                .first()
                .map(|first| self.fact(dimensions, first)),
            cases: words
                .cases
                .as_ref()
                .map(|(count, said)| self.fact(count.value, said)),
            classes: words
                .classes
                .as_ref()
                .map(|(count, said)| self.fact(count.value, said)),
            modalities: self.modalities(vocabulary),
            tasks: words
                .task
                .as_ref()
                .and_then(|said| self.terms(vocabulary, TermField::Task, said)),
            ..Facts::default()
        };
        let mut columns = Facts::default();
        for (column, cell) in &self.entry.columns {
            self.column(vocabulary, &mut columns, column, cell);
        }
        fill(&mut facts, columns);
        facts
    }

    fn fact<T>(&self, value: T, said: &Words) -> Fact<T> {
        // The words stand in plain text; in the source they are found again, or the whole description stands for them.
        let span = self.entry.description.span.clone();
        Fact {
            value,
            raw: said.text.clone(),
            from: Origin::Entry,
            span: Span::new(Sources::README, span),
        }
    }

    /// The words in the modality's place, and what the words before the bracket name, as in "chest CT (Caption, 3)":
    /// there "image" is too general to say beside CT.
    fn modalities(&self, vocabulary: &Vocabulary) -> Option<Fact<Vec<String>>> {
        let said = self.words.modality.as_ref();
        let lead = self.words.lead.as_ref();
        let mut names = lead.map_or(Vec::new(), |lead| self.named(vocabulary, lead));
        let specific = !names.is_empty();
        for name in said.map_or(Vec::new(), |said| {
            names_of(vocabulary, TermField::Modality, &said.text)
        }) {
            let too_general = specific && name == "Image";
            if !too_general && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then_some(())?;
        Some(self.fact(names, said.or(lead)?))
    }

    fn named(&self, vocabulary: &Vocabulary, words: &Words) -> Vec<String> {
        vocabulary
            .find(TermField::Modality, &words.text)
            .into_iter()
            .map(|term| term.name)
            .collect()
    }

    fn terms(
        &self,
        vocabulary: &Vocabulary,
        field: TermField,
        said: &Words,
    ) -> Option<Fact<Vec<String>>> {
        let names = names_of(vocabulary, field, &said.text);
        (!names.is_empty()).then(|| self.fact(names, said))
    }

    fn column(&self, vocabulary: &Vocabulary, facts: &mut Facts, column: &Column, cell: &Cell) {
        let fact = Source {
            from: Origin::Entry,
            file: Sources::README,
        };
        let (text, span) = (cell.text.as_str(), cell.span.clone());
        match column {
            Column::Dimensions => facts.dimensions = fact.made(dimensions(text), text, span),
            Column::Modality => {
                facts.modalities = fact.made(listed(vocabulary, TermField::Modality, text), text, span)
            }
            Column::Task => {
                facts.tasks = fact.made(listed(vocabulary, TermField::Task, text), text, span)
            }
            Column::Area => {
                facts.areas = fact.made(listed(vocabulary, TermField::Area, text), text, span)
            }
            Column::Format => {
                facts.formats = fact.made(listed(vocabulary, TermField::Format, text), text, span)
            }
            Column::Cases => {
                let count = Count::parse_splits(text).map(|count| count.value);
                facts
                    .unread
                    .extend(fact.unread(UnreadField::Count, &count, text, &span));
                facts.cases = fact.made(count, text, span);
            }
            Column::Classes => {
                let count = Count::parse(text).map(|count| count.value);
                facts
                    .unread
                    .extend(fact.unread(UnreadField::Count, &count, text, &span));
                facts.classes = fact.made(count, text, span);
            }
            Column::Released => {
                let date = ReleaseDate::parse(text);
                facts
                    .unread
                    .extend(fact.unread(UnreadField::Date, &date, text, &span));
                facts.released = fact.made(date, text, span);
            }
            Column::Challenge => facts.challenge = fact.made(Some(text.to_owned()), text, span),
            Column::License => facts.license = fact.made(Some(text.to_owned()), text, span),
            Column::Access => facts.access = fact.made(stated_access(text), text, span),
            Column::Keywords => self.keywords(vocabulary, facts, text, span),
            Column::Other(name) if cell.links.is_empty() && !name.is_empty() => {
                facts.extra.extend(
                    fact.made(Some(text.to_owned()), text, span)
                        .map(|fact| (name.clone(), fact)),
                );
            }
            _ => {}
        }
    }
}

impl Said<'_> {
    /// Keywords: terms that the vocabulary knows are facts; all of them stay to be read.
    fn keywords(
        &self,
        vocabulary: &Vocabulary,
        facts: &mut Facts,
        text: &str,
        span: std::ops::Range<usize>,
    ) {
        let source = Source {
            from: Origin::Entry,
            file: Sources::README,
        };
        let known = |field: TermField| -> Option<Vec<String>> {
            let names: Vec<String> = vocabulary
                .find(field, text)
                .into_iter()
                .map(|term| term.name)
                .collect();
            Some(names).filter(|names| !names.is_empty())
        };
        let terms = Facts {
            modalities: source.made(known(TermField::Modality), text, span.clone()),
            tasks: source.made(known(TermField::Task), text, span.clone()),
            areas: source.made(known(TermField::Area), text, span.clone()),
            dimensions: source.made(dimensions(text), text, span.clone()),
            extra: vec![(
                "Keywords".to_owned(),
                Fact {
                    value: text.to_owned(),
                    raw: text.to_owned(),
                    from: Origin::Entry,
                    span: Span::new(Sources::README, span),
                },
            )],
            ..Facts::default()
        };
        if let Some((_, known)) = facts
            .extra
            .iter_mut()
            .find(|(label, _)| label == "Keywords")
        {
            known.value = format!("{}, {text}", known.value);
        }
        fill(facts, terms);
    }
}

/// Columns of the meta table that the site shows as they are.
const EXTRA: &[(MetaKey, &str)] = &[
    (MetaKey::Language, "Language"),
    (MetaKey::Train, "Training"),
    (MetaKey::Validation, "Validation"),
    (MetaKey::Test, "Test"),
    (MetaKey::Size, "Size"),
    (MetaKey::Annotated, "Annotated"),
];

struct PageSaid<'a> {
    file: FileId,
    page: &'a Page,
}

impl PageSaid<'_> {
    fn facts(&self, vocabulary: &Vocabulary) -> Facts {
        let source = Source {
            from: Origin::Page,
            file: self.file,
        };
        let terms = |field: MetaKey, kind: TermField| {
            self.cell(field)
                .and_then(|cell| source.cell(listed(vocabulary, kind, &cell.value), cell))
        };
        let count = |field: MetaKey| {
            self.cell(field).and_then(|cell| {
                source.cell(
                    Count::parse_splits(&cell.value).map(|count| count.value),
                    cell,
                )
            })
        };
        let mut facts = Facts {
            dimensions: self
                .cell(MetaKey::Dimensions)
                .and_then(|cell| source.cell(dimensions(&cell.value), cell)),
            modalities: terms(MetaKey::Modality, TermField::Modality),
            tasks: terms(MetaKey::Task, TermField::Task),
            areas: terms(MetaKey::Area, TermField::Area),
            formats: terms(MetaKey::Formats, TermField::Format),
            structures: self
                .cell(MetaKey::Structures)
                .and_then(|cell| source.cell(Some(cell.value.clone()), cell)),
            cases: count(MetaKey::Volume),
            classes: count(MetaKey::Classes),
            license: self
                .cell(MetaKey::License)
                .and_then(|cell| source.cell(Some(cell.value.clone()), cell)),
            access: self
                .cell(MetaKey::Access)
                .and_then(|cell| source.cell(stated_access(&cell.value), cell)),
            ..Facts::default()
        };
        for key in [MetaKey::Volume, MetaKey::Classes] {
            if let Some(cell) = self.cell(key) {
                let count = Count::parse_splits(&cell.value);
                facts.unread.extend(source.unread(
                    UnreadField::Count,
                    &count,
                    &cell.value,
                    &cell.span,
                ));
            }
        }
        if let Some(said) = &self.page.source.date {
            facts.unread.extend(source.unread(
                UnreadField::Date,
                &said.date,
                &said.raw,
                &said.span,
            ));
            facts.released = source.made(said.date, &said.raw, said.span.clone());
        }
        let named = EXTRA
            .iter()
            .flat_map(|(key, label)| self.page.meta.all(*key).map(|cell| (*label, cell)));
        let further = self
            .page
            .meta
            .extra
            .iter()
            .map(|(label, cell)| (label.as_str(), cell));
        for (label, cell) in named.chain(further) {
            facts.extra.extend(
                source
                    .cell(Some(cell.value.clone()), cell)
                    .map(|fact| (label.to_owned(), fact)),
            );
        }
        facts
    }

    fn cell(&self, field: MetaKey) -> Option<&RawFact> {
        self.page.meta.get(field)
    }
}

fn stated_access(text: &str) -> Option<Access> {
    Level::parse(text).map(|level| Access {
        level,
        basis: AccessBasis::Stated,
    })
}

/// Where facts come from.
#[derive(Clone, Copy)]
struct Source {
    from: Origin,
    file: FileId,
}

impl Source {
    fn made<T>(self, value: Option<T>, raw: &str, span: std::ops::Range<usize>) -> Option<Fact<T>> {
        let value = value.filter(|_| is_stated(raw))?;
        Some(Fact {
            value,
            raw: raw.to_owned(),
            from: self.from,
            span: Span::new(self.file, span),
        })
    }

    /// Words that state something, but not what they should.
    fn unread<T>(
        self,
        field: UnreadField,
        value: &Option<T>,
        raw: &str,
        span: &std::ops::Range<usize>,
    ) -> Option<Unread> {
        let stated = value.is_none() && is_stated(raw);
        stated.then(|| Unread {
            field,
            raw: raw.to_owned(),
            span: Span::new(self.file, span.clone()),
        })
    }

    fn cell<T>(self, value: Option<T>, cell: &RawFact) -> Option<Fact<T>> {
        self.made(value, &cell.value, cell.span.clone())
    }
}

/// The area that a category's heading names.
pub(super) fn area_of(vocabulary: &Vocabulary, category: &Category) -> Option<Fact<Vec<String>>> {
    let names: Vec<String> = vocabulary
        .find(TermField::Area, &category.name)
        .into_iter()
        .map(|term| term.name)
        .collect();
    let source = Source {
        from: Origin::Entry,
        file: Sources::README,
    };
    source.made(
        Some(names).filter(|names| !names.is_empty()),
        &category.name,
        category.heading.clone(),
    )
}

fn names_of(vocabulary: &Vocabulary, field: TermField, text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for term in vocabulary.terms(field, text) {
        if !names.contains(&term.name) {
            names.push(term.name);
        }
    }
    names
}

fn listed(vocabulary: &Vocabulary, field: TermField, text: &str) -> Option<Vec<String>> {
    Some(names_of(vocabulary, field, text)).filter(|names| !names.is_empty())
}

/// "2D", "3D & 4D": every digit before a D.
fn dimensions(text: &str) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let folded = text.to_uppercase();
    let letters: Vec<char> = folded.chars().collect();
    for pair in letters.windows(2) {
        if matches!(pair[0], '1'..='5') && pair[1] == 'D' {
            let name = format!("{}D", pair[0]);
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    (!found.is_empty()).then_some(found)
}
