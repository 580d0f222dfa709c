//! Other words for the same thing: a table of ours, and what a catalog adds.
//!
//! In: `[search.synonyms]` of the settings. Out: groups as lines for the engine. In a group of ours every word stands
//! for every other: `mri, mr, magnetic resonance, 磁共振`. A one-way line, also each of the settings', leads from what
//! people type to what pages say: `cxr > chest x ray`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::search::language::{Analyzer, folded};

/// The table of ours.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Words that mean the same.
    groups: Vec<Vec<String>>,
    /// What is typed, and the narrower or wider words that are meant.
    one_way: BTreeMap<String, Vec<String>>,
}

static BUILT_IN: LazyLock<Option<Table>> =
    LazyLock::new(|| toml::from_str(include_str!("synonyms.toml")).ok());

/// The lines for the engine: words joined by `|`; before `>` stands what is typed.
pub(super) fn groups(added: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if let Some(table) = &*BUILT_IN {
        lines.extend(table.groups.iter().map(|group| {
            group
                .iter()
                .map(|word| plain(word))
                .collect::<Vec<_>>()
                .join("|")
        }));
        lines.extend(table.one_way.iter().map(one_way));
    }
    lines.extend(added.iter().map(one_way));
    lines
}

fn one_way((typed, meant): (&String, &Vec<String>)) -> String {
    let meant: Vec<String> = meant.iter().map(|words| plain(words)).collect();
    format!("{}>{}", plain(typed), meant.join("|"))
}

/// Words as the engine compares them: folded, separated by single blanks, runs of CJK characters whole.
pub fn plain(text: &str) -> String {
    let folded = folded(text);
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether all words of a synonym are among these terms.
pub fn is_in(terms: &std::collections::BTreeSet<String>, synonym: &str) -> bool {
    let mut analyzer = Analyzer::default();
    let mut ids = Vec::new();
    analyzer.terms(&plain(synonym), |id, _| ids.push(id));
    ids.into_iter().all(|id| terms.contains(analyzer.term(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_has_no_word_twice_in_a_group() {
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
    fn settings_add_one_way_lines() {
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
