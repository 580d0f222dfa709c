//! Synonyms: a built-in table and the additions of a catalog.
//!
//! In: `[search.synonyms]` of the settings. Out: one line per group for the engine. In a built-in
//! group every word is a synonym of every other: `mri, mr, magnetic resonance, 磁共振`. A one-way
//! line leads from the text of a query to the text of pages: `cxr > chest x ray`. Each synonym in
//! the settings is a one-way line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::search::language::{Analyzer, folded};

/// The format of `synonyms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymTable {
    /// Words with the same meaning.
    groups: Vec<Vec<String>>,
    /// A query, and the narrower or wider words that it also finds.
    one_way: BTreeMap<String, Vec<String>>,
}

static BUILT_IN: LazyLock<Option<SynonymTable>> =
    LazyLock::new(|| toml::from_str(include_str!("synonyms.toml")).ok());

/// The lines for the engine: synonyms joined by `|`; a one-way line starts with the query and `>`.
pub(super) fn groups(added: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if let Some(table) = &*BUILT_IN {
        lines.extend(table.groups.iter().map(|group| alternatives(group)));
        lines.extend(table.one_way.iter().map(one_way));
    }

    lines.extend(added.iter().map(one_way));
    lines
}

fn one_way((query, synonyms): (&String, &Vec<String>)) -> String {
    format!("{}>{}", plain(query), alternatives(synonyms))
}

fn alternatives(synonyms: &[String]) -> String {
    synonyms
        .iter()
        .map(|synonym| plain(synonym))
        .collect::<Vec<_>>()
        .join("|")
}

/// A text as the engine compares it: folded, words separated by single spaces, runs of CJK
/// characters undivided.
pub fn plain(text: &str) -> String {
    let folded = folded(text);
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether all words of a synonym are among these terms.
pub fn is_in(terms: &BTreeSet<String>, synonym: &str) -> bool {
    let mut analyzer = Analyzer::default();
    let mut ids = Vec::new();
    analyzer.terms(&plain(synonym), |id, _| ids.push(id));
    ids.into_iter().all(|id| terms.contains(analyzer.term(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_valid_and_repeats_no_word_in_a_group() {
        let table = BUILT_IN.as_ref().unwrap();
        assert!(table.groups.len() >= 60, "{}", table.groups.len());
        for group in &table.groups {
            let mut words: Vec<String> = group.iter().map(|word| plain(word)).collect();
            assert!(
                words.len() > 1 && words.iter().all(|word| !word.is_empty()),
                "{group:?}"
            );

            words.sort();
            words.dedup();
            assert_eq!(words.len(), group.len(), "{group:?}");
        }
    }

    #[test]
    fn synonyms_of_the_settings_become_one_way_lines() {
        let added = BTreeMap::from([(
            "NPC".to_owned(),
            vec!["Nasopharyngeal-Carcinoma".to_owned()],
        )]);

        assert_eq!(
            groups(&added).last().unwrap(),
            "npc>nasopharyngeal carcinoma"
        );
    }
}
