//! Matches the entries of a glossary with the terms of a catalog, and gathers their abbreviations.
//!
//! In: the entries as parsed, the vocabulary, the catalog's terms. Out: a `Glossary`. An entry in a
//! section about modalities, tasks or areas is matched with a term by any of its names, or by the
//! term that the vocabulary has for them. An entry in another section is matched only with a term
//! that has the same name, so that a mere abbreviation introduces no page.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::abbreviation::{Abbreviation, is_abbreviation};
use crate::catalog::anchor::heading_anchor;
use crate::catalog::glossary::{Glossary, GlossaryEntry};
use crate::parse::glossary::{ParsedGlossary, ParsedGlossaryEntry};
use crate::source::FileId;
use crate::value::term_kind::TermKind;
use crate::value::text::capitalize;
use crate::vocabulary::{TermField, Vocabulary};

/// Ids that every page uses for parts of its own.
const RESERVED_IDS: &[&str] = &["main", "search", "live"];

/// Matches the entries with terms and gathers their abbreviations. The terms of `catalog` are
/// known.
pub(super) fn assemble_glossary(
    parsed: ParsedGlossary,
    file: FileId,
    catalog: &Catalog,
    vocabulary: &Vocabulary,
) -> Glossary {
    let matcher = TermMatcher {
        catalog,
        vocabulary,
    };
    let mut builder = GlossaryBuilder {
        glossary: Glossary {
            file,
            lead: parsed.lead,
            references: parsed.references,
            links: parsed.links,
            images: parsed.images,
            ..Glossary::default()
        },
        ids: RESERVED_IDS.iter().map(|id| (*id).to_owned()).collect(),
        by_name: BTreeMap::new(),
    };

    for entry in parsed.entries {
        if entry.names.is_empty() {
            builder.glossary.unnamed.push(entry.heading);
        } else {
            builder.add(entry, matcher);
        }
    }
    match_other_sections(&mut builder.glossary, matcher);

    builder.glossary
}

/// A glossary that is being assembled.
struct GlossaryBuilder {
    glossary: Glossary,
    /// The ids that are taken.
    ids: BTreeSet<String>,
    /// The first entry with each name, in lowercase.
    by_name: BTreeMap<String, usize>,
}

impl GlossaryBuilder {
    fn add(&mut self, parsed: ParsedGlossaryEntry, matcher: TermMatcher<'_>) {
        let at = self.glossary.entries.len();
        let term = parsed
            .section
            .and_then(|kind| Some((kind, matcher.term_or_spelling(kind, &parsed.names)?)));
        let repeats = self.repeated(term.as_ref(), &parsed.names);
        let meaning = meaning(&parsed.names);

        if let Some(term) = &term {
            self.glossary.by_term.entry(term.clone()).or_insert(at);
        }
        for name in &parsed.names {
            self.by_name.entry(name.to_lowercase()).or_insert(at);
        }
        if let Some(meaning) = &meaning {
            self.add_abbreviations(&parsed.names, meaning, at);
        }

        let id = self.unique_id(&parsed.title);
        self.glossary.entries.push(GlossaryEntry {
            id,
            title: parsed.title,
            names: parsed.names,
            meaning,
            section: parsed.section,
            term,
            repeats,
            heading: parsed.heading,
            body: parsed.body,
        });
    }

    /// The earlier entry about the same term, else with one of the same names.
    fn repeated(&self, term: Option<&(TermKind, String)>, names: &[String]) -> Option<usize> {
        let of_term = term.and_then(|term| self.glossary.by_term.get(term));
        let mut of_names = names
            .iter()
            .filter_map(|name| self.by_name.get(&name.to_lowercase()));

        of_term.or_else(|| of_names.next()).copied()
    }

    fn add_abbreviations(&mut self, names: &[String], meaning: &str, entry: usize) {
        for short in names.iter().filter(|name| is_abbreviation(name)) {
            self.glossary.abbreviations.add(Abbreviation {
                short: short.clone(),
                meaning: meaning.to_owned(),
                entry,
            });
        }
    }

    /// The anchor of a title; with a number if it is taken.
    fn unique_id(&mut self, title: &str) -> String {
        let anchor = match heading_anchor(title) {
            anchor if anchor.is_empty() => "entry".to_owned(),
            anchor => anchor,
        };
        let mut id = anchor.clone();
        let mut number = 1;

        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{anchor}-{number}");
        }

        id
    }
}

/// Matches the entries of sections that are about no kind of terms, for terms without an entry.
fn match_other_sections(glossary: &mut Glossary, matcher: TermMatcher<'_>) {
    let by_term = &mut glossary.by_term;

    for (at, entry) in glossary.entries.iter_mut().enumerate() {
        if entry.section.is_some() || entry.repeats.is_some() {
            continue;
        }
        let term = TermKind::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, matcher.first_term(kind, &entry.names)?)))
            .find(|term| !by_term.contains_key(term));

        if let Some(term) = term {
            by_term.insert(term.clone(), at);
            entry.term = Some(term);
        }
    }
}

/// What the names of entries are matched with.
#[derive(Clone, Copy)]
struct TermMatcher<'a> {
    catalog: &'a Catalog,
    vocabulary: &'a Vocabulary,
}

impl TermMatcher<'_> {
    /// The first term of the catalog that has one of these names, in any letter case.
    fn first_term(self, kind: TermKind, names: &[String]) -> Option<String> {
        let terms = &self.catalog.terms(kind).list;

        names.iter().find_map(|name| {
            let name = name.to_lowercase();
            let mut terms = terms.iter().map(|term| &term.name);
            terms.find(|term| term.to_lowercase() == name).cloned()
        })
    }

    /// The first term of the catalog that has one of these names, else the first term of the
    /// vocabulary that one of them is a spelling of.
    fn term_or_spelling(self, kind: TermKind, names: &[String]) -> Option<String> {
        let field = match kind {
            TermKind::Modality => TermField::Modality,
            TermKind::Task => TermField::Task,
            TermKind::Area => TermField::Area,
        };

        self.first_term(kind, names).or_else(|| {
            let mut terms = names
                .iter()
                .filter_map(|name| self.vocabulary.term_spelled(field, name));
            terms.next().map(str::to_owned)
        })
    }
}

/// The first name that is no abbreviation, with a capital first letter.
fn meaning(names: &[String]) -> Option<String> {
    let full = names.iter().find(|name| !is_abbreviation(name))?;

    Some(capitalize(full)).filter(|meaning| !meaning.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn assemble(text: &str) -> Glossary {
        let (catalog, vocabulary) = (Catalog::default(), Vocabulary::built_in());

        assemble_glossary(
            parse::glossary::glossary(text),
            FileId(1),
            &catalog,
            &vocabulary,
        )
    }

    const TEXT: &str = "\
## Modalities

### Computed tomography (CT)

### CT (cat)

### Search
";

    #[test]
    fn the_first_entry_explains_an_abbreviation() {
        let glossary = assemble(TEXT);

        assert_eq!(glossary.abbreviations().len(), 1);
        assert_eq!(glossary.abbreviations()[0].meaning, "Computed tomography");
        assert_eq!(glossary.entries[1].repeats, Some(0));
    }

    #[test]
    fn ids_are_unique_on_the_page() {
        let glossary = assemble(TEXT);
        let ids: Vec<&str> = glossary
            .entries
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();

        assert_eq!(ids, ["computed-tomography-ct", "ct-cat", "search-2"]);
    }
}
