//! The names of a dataset as terms: as written, joined, split, and with the other form of a year.
//!
//! In: the name of the entry, the title and the file name of the page. Out: terms with impacts.
//! Readers search for the same dataset with different spellings: `kits 2019` and `kits19`, or
//! `3d ircadb` and `3dircadb`.

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::search::index::Weights;
use crate::search::language::{Analyzer, capped, folded, is_cjk, split, squashed};
use crate::value::path::file_stem;

/// The impact of a whole name, by which the engine recognises exact matches.
pub(super) const WHOLE: u8 = 63;
/// The impact of another whole name: the title of the page or the name of its file.
const OTHER: u8 = 62;
/// The smallest impact of a word of a name.
pub(super) const NAME: u8 = 32;

/// Adds all forms of a dataset's names.
pub(super) fn add(analyzer: &mut Analyzer, catalog: &Catalog, id: DatasetId, words: &mut Weights) {
    for (at, name) in names(catalog, id).iter().enumerate() {
        add_name(analyzer, name, if at == 0 { WHOLE } else { OTHER }, words);
    }
}

/// The name of the entry, the title of the page, and the file name without extension, without
/// duplicates.
fn names(catalog: &Catalog, id: DatasetId) -> Vec<String> {
    let dataset = &catalog.datasets[id];
    let mut names = vec![dataset.name.clone()];
    names.extend(catalog.page(dataset).and_then(|page| page.title.clone()));
    if let Some(file) = dataset.page {
        let path = catalog.sources.path(file);
        names.push(file_stem(path).to_owned());
    }

    let mut seen: Vec<String> = Vec::new();
    names.retain(|name| {
        let form = squashed(&folded(name));
        let is_new = !form.is_empty() && !seen.contains(&form);
        seen.push(form);
        is_new
    });
    names
}

/// Adds all forms of one name.
fn add_name(analyzer: &mut Analyzer, name: &str, whole_impact: u8, words: &mut Weights) {
    let lower = folded(name);
    let whole = squashed(&lower);

    // A title of many words is a sentence that contains the name, not the name.
    let is_sentence = lower.split_whitespace().count() > 10;
    let impact = if is_sentence { NAME } else { whole_impact };
    words.put(analyzer.own(capped(&whole)), &whole, impact);

    // A word weighs more the larger its share of the name is.
    let length = whole.chars().count().max(1);
    words.add_with(analyzer, &lower, |word| {
        NAME + 4 + (20 * word.chars().count() / length).min(20) as u8
    });
    for word in camel_parts(name) {
        words.add_text(analyzer, &word, NAME + 1);
    }

    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() || is_cjk(c))
        .filter(|part| !part.is_empty())
        .collect();
    for count in 2..=3 {
        for adjacent in parts.windows(count) {
            let joined = adjacent.concat();
            words.put(analyzer.own(capped(&joined)), &joined, NAME + 2);
        }
    }

    for (before, year) in other_years(&parts) {
        words.put(analyzer.own(&year), &year, NAME);
        let joined = format!("{before}{year}");
        words.put(analyzer.own(capped(&joined)), &joined, NAME + 2);
    }
}

/// The parts of words in camel case that have three or more letters: `ChestXRay` has Chest and Ray.
fn camel_parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for word in name.split(|c: char| !c.is_alphabetic()) {
        parts.extend(
            split_camel_case(word)
                .into_iter()
                .filter(|part| part.len() < word.len() && part.chars().count() >= 3)
                .map(str::to_owned),
        );
    }

    parts
}

/// Divides a word before each uppercase letter that follows a lowercase letter.
fn split_camel_case(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        if at > 0 && c.is_uppercase() && before.is_lowercase() {
            parts.push(&word[start..at]);
            start = at;
        }
        before = c;
    }

    parts.push(&word[start..]);
    parts
}

/// The years of a name in their other form, each with the word before: (kits, 2019) for `kits19`,
/// (flare, 23) for `flare 2023`.
fn other_years(parts: &[&str]) -> Vec<(String, String)> {
    let pieces: Vec<&str> = parts.iter().flat_map(|part| split(part)).collect();

    pieces
        .windows(2)
        .filter(|pair| {
            pair[0].chars().any(char::is_alphabetic) && pair[1].bytes().all(|b| b.is_ascii_digit())
        })
        .filter_map(|pair| Some((pair[0].to_owned(), other_year(pair[1])?)))
        .collect()
}

/// The two digits of a year after 2000, or all four digits of a year of two digits.
fn other_year(digits: &str) -> Option<String> {
    match digits.as_bytes() {
        [b'2', b'0', _, _] => Some(digits[2..].to_owned()),
        [b'0'..=b'2', _] => Some(format!("20{digits}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(name: &str) -> Vec<String> {
        let mut analyzer = Analyzer::default();
        let mut words = Weights::default();
        add_name(&mut analyzer, name, WHOLE, &mut words);

        words
            .terms()
            .map(|id| analyzer.term(id).to_owned())
            .collect()
    }

    #[test]
    fn a_name_has_joined_split_and_year_forms() {
        for (name, expect) in [
            ("KiTS19", &["kits19", "kit", "19", "2019", "kits2019"][..]),
            (
                "FLARE 2023",
                &["flare2023", "flare", "2023", "23", "flare23"],
            ),
            (
                "Retinal OCT-C8",
                &["retinaloctc8", "retin", "oct", "c8", "octc8", "retinaloct"],
            ),
            (
                "ChestXray-NIHCC",
                &["chestxraynihcc", "chest", "xray", "nihcc"],
            ),
            ("肝脏CT数据集", &["肝脏ct数据集", "肝脏", "数据", "ct"]),
        ] {
            let forms = forms(name);
            for form in expect {
                assert!(
                    forms.iter().any(|found| found == form),
                    "{name}: no {form} in {forms:?}"
                );
            }
        }
    }

    #[test]
    fn other_numbers_are_not_taken_for_years() {
        assert!(!forms("CIFAR-100").contains(&"20100".to_owned()));
        assert!(!forms("OCTA-500").contains(&"00".to_owned()));
    }
}
