//! The glossary of a catalog: what its words mean, and which terms of the catalog they are.
//!
//! In: the entries as parsed, the vocabulary, the catalog's terms. Out: a `Glossary`. An entry of a section for modalities,
//! tasks or areas is matched with a term by any of its names, also as the vocabulary spells them; an entry of another section
//! only by a term's own name, so that a mere abbreviation introduces no page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalog::anchor::heading_anchor;
use crate::catalog::term::Terms;
use crate::parse::{self, Link};
use crate::source::FileId;
use crate::value::term_kind::TermKind;
use crate::vocabulary::{TermField, Vocabulary};

/// Ids that every page has for parts of its own.
const TAKEN: &[&str] = &["main", "search", "live"];

/// All entries, and what finds them.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The text that it stands in.
    pub file: FileId,
    /// Blocks that stand in no entry.
    pub lead: Vec<Range<usize>>,
    /// In the order of the text.
    pub entries: Vec<GlossaryEntry>,
    /// Headings of entries without a name.
    pub unnamed: Vec<Range<usize>>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every link of its text.
    pub links: Vec<Link>,
    /// Every image of its text.
    pub images: Vec<Link>,
    by_term: BTreeMap<(TermKind, String), usize>,
    abbreviations: Vec<Abbreviation>,
    /// Abbreviations by their first character, long ones first.
    by_first: BTreeMap<char, Vec<usize>>,
}

/// One entry.
#[derive(Clone, Debug, Default)]
pub struct GlossaryEntry {
    /// The heading as a reader sees it.
    pub title: String,
    /// Its names, the one before the brackets first.
    pub names: Vec<String>,
    /// The fragment of its place on the glossary's page, which is that of the heading on a code host.
    pub id: String,
    /// The first of its names that is no abbreviation.
    pub meaning: Option<String>,
    /// The kind of terms that its section is about.
    pub section: Option<TermKind>,
    /// The term that it is about, of the catalog or only of the vocabulary.
    pub term: Option<(TermKind, String)>,
    /// An earlier entry of the same name or about the same term.
    pub repeats: Option<usize>,
    /// The heading in the text.
    pub heading: Range<usize>,
    /// The text below it.
    pub body: Range<usize>,
}

/// A short word and what it stands for.
#[derive(Clone, Debug)]
pub struct Abbreviation {
    /// As it is written in texts, letter case included.
    pub short: String,
    /// The words, with a capital.
    pub meaning: String,
    /// Its entry.
    pub entry: usize,
}

/// What the terms of a name are looked for in.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) modalities: &'a Terms,
    pub(super) tasks: &'a Terms,
    pub(super) areas: &'a Terms,
}

impl Glossary {
    /// Matches the entries with terms and gathers their abbreviations.
    pub(super) fn new(read: parse::glossary::ParsedGlossary, file: FileId, known: Known<'_>) -> Self {
        let mut made = Self {
            file,
            lead: read.lead,
            references: read.references,
            links: read.links,
            images: read.images,
            ..Self::default()
        };
        let mut ids: BTreeSet<String> = TAKEN.iter().map(|id| (*id).to_owned()).collect();
        let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
        for entry in read.entries {
            if entry.names.is_empty() {
                made.unnamed.push(entry.heading);
                continue;
            }
            let at = made.entries.len();
            let term = entry
                .section
                .and_then(|kind| Some((kind, known.spelled(kind, &entry.names)?)));
            let same_term = term
                .as_ref()
                .and_then(|term| made.by_term.get(term))
                .copied();
            let same_name = entry
                .names
                .iter()
                .find_map(|name| by_name.get(&name.to_lowercase()))
                .copied();
            if let Some(term) = &term {
                made.by_term.entry(term.clone()).or_insert(at);
            }
            for name in &entry.names {
                by_name.entry(name.to_lowercase()).or_insert(at);
            }
            made.abbreviate(at, &entry.names);
            made.entries.push(GlossaryEntry {
                id: unique(&mut ids, &entry.title),
                title: entry.title,
                meaning: meaning(&entry.names),
                names: entry.names,
                section: entry.section,
                term,
                repeats: same_term.or(same_name),
                heading: entry.heading,
                body: entry.body,
            });
        }
        made.match_others(known);
        made
    }

    /// Entries of other sections, for terms that no section of their kind has.
    fn match_others(&mut self, known: Known<'_>) {
        let (by_term, entries) = (&mut self.by_term, &mut self.entries);
        let others = entries.iter_mut().enumerate();
        for (at, entry) in
            others.filter(|(_, entry)| entry.section.is_none() && entry.repeats.is_none())
        {
            let of_kind = |kind| {
                Some((
                    kind,
                    entry.names.iter().find_map(|name| known.own(kind, name))?,
                ))
            };
            let free = |term: &(TermKind, String)| !by_term.contains_key(term);
            if let Some(term) = TermKind::ALL.into_iter().filter_map(of_kind).find(free) {
                by_term.insert(term.clone(), at);
                entry.term = Some(term);
            }
        }
    }

    fn abbreviate(&mut self, entry: usize, names: &[String]) {
        let Some(meaning) = meaning(names) else {
            return;
        };
        for short in names.iter().filter(|name| is_abbreviation(name)) {
            if self.abbreviations.iter().any(|known| known.short == *short) {
                continue;
            }
            let Some(first) = short.chars().next() else {
                continue;
            };
            let at = self.abbreviations.len();
            self.abbreviations.push(Abbreviation {
                short: short.clone(),
                meaning: meaning.clone(),
                entry,
            });
            let list = self.by_first.entry(first).or_default();
            list.push(at);
            list.sort_by_key(|&at| std::cmp::Reverse(self.abbreviations[at].short.len()));
        }
    }

    /// Whether there is anything to show.
    pub fn has_page(&self) -> bool {
        !self.entries.is_empty()
    }

    /// The entry about a term.
    pub fn of(&self, kind: TermKind, name: &str) -> Option<&GlossaryEntry> {
        self.by_term
            .get(&(kind, name.to_owned()))
            .map(|&at| &self.entries[at])
    }

    /// The abbreviations in a run of text, as whole words, by their numbers.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let here = |short: &str| {
                text[at..].starts_with(short)
                    && begins(&text[..at])
                    && ends(&text[at + short.len()..])
            };
            let candidates = self.by_first.get(&c).into_iter().flatten().copied();
            match candidates
                .map(|id| (id, &self.abbreviations[id].short))
                .find(|(_, short)| here(short))
            {
                Some((id, short)) => {
                    found.push((at..at + short.len(), id));
                    at += short.len();
                }
                None => at += c.len_utf8(),
            }
        }
        found
    }

    /// All abbreviations; `find` gives their numbers.
    pub fn abbreviations(&self) -> &[Abbreviation] {
        &self.abbreviations
    }
}

impl Known<'_> {
    fn terms(&self, kind: TermKind) -> (&Terms, TermField) {
        match kind {
            TermKind::Modality => (self.modalities, TermField::Modality),
            TermKind::Task => (self.tasks, TermField::Task),
            TermKind::Area => (self.areas, TermField::Area),
        }
    }

    /// The term of the catalog that has this very name.
    fn own(&self, kind: TermKind, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        self.terms(kind)
            .0
            .list
            .iter()
            .map(|term| &term.name)
            .find(|own| own.to_lowercase() == name)
            .cloned()
    }

    /// The term of one of these names, or of a spelling of it.
    fn spelled(&self, kind: TermKind, names: &[String]) -> Option<String> {
        let spelled = |name: &String| {
            self.vocabulary
                .named(self.terms(kind).1, name)
                .map(str::to_owned)
        };
        names
            .iter()
            .find_map(|name| self.own(kind, name))
            .or_else(|| names.iter().find_map(spelled))
    }
}

/// Two capitals, or one and a digit, and no blank: `CT`, `fMRI`, `H&E`, `T1`, but not `X-ray`.
fn is_abbreviation(name: &str) -> bool {
    let count = |is: fn(&char) -> bool| name.chars().filter(is).count();
    let (capitals, digits) = (count(|c| c.is_uppercase()), count(char::is_ascii_digit));
    (2..=12).contains(&name.chars().count())
        && (capitals > 1 || (capitals == 1 && digits > 0))
        && !name.contains(char::is_whitespace)
        && name.starts_with(char::is_alphanumeric)
        && name.ends_with(char::is_alphanumeric)
}

fn meaning(names: &[String]) -> Option<String> {
    let words = names.iter().find(|name| !is_abbreviation(name))?;
    let mut letters = words.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// Whether a word may begin after these characters: `CT` is one in "PET/CT" and none in "micro-CT".
fn begins(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        None => true,
        Some('-' | '.') => !back.next().is_some_and(is_letter),
        Some(c) => !is_letter(c) && c != '_',
    }
}

/// Whether a word may end before these characters: `CT` is one in "CT-based" and none in "CT-ORG". A plural "s" may follow.
fn ends(after: &str) -> bool {
    let mut next = after.chars();
    match (next.next(), next.next()) {
        (Some('s'), Some(c)) => !is_letter(c) && c != '_',
        (None | Some('s'), _) => true,
        (Some('-'), Some(c)) => !(c.is_uppercase() || c.is_ascii_digit()),
        (Some('.'), Some(c)) => !is_letter(c),
        (Some(c), _) => !is_letter(c) && c != '_',
    }
}

/// Letters and digits of scripts that put blanks between words.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

fn unique(ids: &mut BTreeSet<String>, title: &str) -> String {
    let wanted = Some(heading_anchor(title))
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| "entry".to_owned());
    let numbered = (1..).map(|n| {
        if n == 1 {
            wanted.clone()
        } else {
            format!("{wanted}-{n}")
        }
    });
    let id = numbered
        .into_iter()
        .find(|id| !ids.contains(id))
        .unwrap_or_default();
    ids.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(text: &str) -> Glossary {
        let (vocabulary, none) = (Vocabulary::built_in(), Terms::default());
        let known = Known {
            vocabulary: &vocabulary,
            modalities: &none,
            tasks: &none,
            areas: &none,
        };
        Glossary::new(parse::glossary::glossary(text), FileId(1), known)
    }

    #[test]
    fn whole_words() {
        let glossary = glossary(
            "### CT (computed tomography)\n### Positron emission tomography with CT (PET-CT)\n### T1 (weighting)\n",
        );
        for (text, expect) in [
            (
                "CT, (CT) PET/CT CT-based CTs 胸部CT检查",
                &["CT", "CT", "CT", "CT", "CT", "CT"][..],
            ),
            (
                "CT-ORG micro-CT AbdomenCT ct CTA a.CT CT.nii CT_1 CTsx CT-2",
                &[],
            ),
            ("PET-CT and T1, T1-weighted, T12", &["PET-CT", "T1", "T1"]),
            ("ends in CT.", &["CT"]),
        ] {
            let found: Vec<&str> = glossary
                .find(text)
                .into_iter()
                .map(|(range, _)| &text[range])
                .collect();
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn abbreviations() {
        for (name, expect) in [
            ("CT", true),
            ("fMRI", true),
            ("BI-RADS", true),
            ("H&E", true),
            ("T1", true),
            ("X-ray", false),
        ] {
            assert_eq!(is_abbreviation(name), expect, "{name}");
        }
        let glossary =
            glossary("## Modalities\n### Computed tomography (CT)\n### CT (cat)\n### Search\n");
        assert_eq!(glossary.abbreviations()[0].meaning, "Computed tomography");
        assert_eq!(glossary.abbreviations().len(), 1);
        let ids: Vec<&str> = glossary
            .entries
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        assert_eq!(ids, ["computed-tomography-ct", "ct-cat", "search-2"]);
        assert_eq!(glossary.entries[1].repeats, Some(0));
    }
}
