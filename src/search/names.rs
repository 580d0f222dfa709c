//! A dataset's names as terms: as written, joined, split, and with the other form of a year.
//!
//! In: the entry's name, the page's title and file name. Out: terms with impacts. People type `kits 2019`, `kits19`,
//! `flare 23`, `3dircadb` for one and the same thing.

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::search::index::Weights;
use crate::search::language::{Analyzer, capped, folded, is_cjk, split, squashed};
use crate::value::path::file_stem;

/// Impact of a whole name; the engine knows exact names by it.
pub(super) const WHOLE: u8 = 63;
/// Impact of a whole name that is not the first: the title of the page, the name of its file.
const OTHER: u8 = 62;
/// Smallest impact of a word of a name.
pub(super) const NAME: u8 = 32;

/// Adds all forms of a dataset's names.
pub(super) fn add(analyzer: &mut Analyzer, catalog: &Catalog, id: DatasetId, words: &mut Weights) {
    for (at, name) in names(catalog, id).iter().enumerate() {
        add_name(analyzer, name, if at == 0 { WHOLE } else { OTHER }, words);
    }
}

/// The entry's name, the page's title, the file's name without ending.
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
        let new = !form.is_empty() && !seen.contains(&form);
        seen.push(form);
        new
    });
    names
}

fn add_name(analyzer: &mut Analyzer, name: &str, whole_impact: u8, words: &mut Weights) {
    let lower = folded(name);
    let whole = squashed(&lower);
    // A title of many words is a sentence that holds the name, not the name.
    let long = lower.split_whitespace().count() > 10;
    words.put(
        analyzer.own(capped(&whole)),
        &whole,
        if long { NAME } else { whole_impact },
    );
    let length = whole.chars().count().max(1);
    let impact = |part: &str| NAME + 4 + (20 * part.chars().count() / length).min(20) as u8;
    words.add_with(analyzer, &lower, impact);
    for word in camel_parts(name) {
        words.add_text(analyzer, &word, NAME + 1);
    }
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() || is_cjk(c))
        .filter(|part| !part.is_empty())
        .collect();
    for count in 2..=3 {
        for run in parts.windows(count) {
            let joined = run.concat();
            words.put(analyzer.own(capped(&joined)), &joined, NAME + 2);
        }
    }
    for (before, year) in years(&parts) {
        words.put(analyzer.own(&year), &year, NAME);
        let joined = format!("{before}{year}");
        words.put(analyzer.own(capped(&joined)), &joined, NAME + 2);
    }
}

/// The parts of three letters and more of words in camel case: `ChestXRay` has Chest and Ray.
fn camel_parts(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in name.split(|c: char| !c.is_alphabetic()) {
        let mut start = 0;
        let mut before = ' ';
        let mut cut = |part: &str| {
            if part.len() < word.len() && part.chars().count() >= 3 {
                found.push(part.to_owned());
            }
        };
        for (at, c) in word.char_indices() {
            if at > 0 && c.is_uppercase() && before.is_lowercase() {
                cut(&word[start..at]);
                start = at;
            }
            before = c;
        }
        cut(&word[start..]);
    }
    found
}

/// Years in a name, written the other way, with the word before: `kits19` gives (kits, 2019), `flare 2023` (flare, 23).
fn years(parts: &[&str]) -> Vec<(String, String)> {
    let pieces: Vec<&str> = parts.iter().flat_map(|part| split(part)).collect();
    let other = |digits: &str| match digits.as_bytes() {
        [b'2', b'0', _, _] => Some(digits[2..].to_owned()),
        [b'0'..=b'2', _] => Some(format!("20{digits}")),
        _ => None,
    };
    pieces
        .windows(2)
        .filter(|pair| {
            pair[0].chars().any(char::is_alphabetic) && pair[1].bytes().all(|b| b.is_ascii_digit())
        })
        .filter_map(|pair| Some((pair[0].to_owned(), other(pair[1])?)))
        .collect()
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
    fn a_name_is_found_in_many_forms() {
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
    fn years_are_told_from_other_numbers() {
        assert!(!forms("CIFAR-100").contains(&"20100".to_owned()));
        assert!(!forms("OCTA-500").contains(&"00".to_owned()));
    }
}
