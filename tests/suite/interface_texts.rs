//! The texts of the user interface: `texts.toml` of the theme holds exactly the texts that the
//! templates and the program read.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{list, root};

#[test]
fn every_text_is_used_and_every_used_text_exists() {
    let stated = stated_keys();
    let used = used_keys(&pages_of(&stated));

    let unused: Vec<&String> = stated.difference(&used).collect();
    assert!(unused.is_empty(), "nothing reads these texts: {unused:#?}");

    let missing: Vec<&String> = used.difference(&stated).collect();
    assert!(missing.is_empty(), "texts.toml lacks these: {missing:#?}");
}

/// The keys of `texts.toml`, as `page.name`.
fn stated_keys() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("themes/default/texts.toml")).unwrap();
    let pages: toml::Table = text.parse().unwrap();

    pages
        .iter()
        .flat_map(|(page, names)| {
            let names = names.as_table().unwrap().keys();
            names.map(move |name| format!("{page}.{name}"))
        })
        .collect()
}

fn pages_of(keys: &BTreeSet<String>) -> BTreeSet<&str> {
    keys.iter()
        .filter_map(|key| Some(key.split_once('.')?.0))
        .collect()
}

/// The keys that templates and the code of `render` name: literals such as `"home.title"` whose
/// first part is a page of `texts.toml`.
fn used_keys(pages: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();

    for folder in ["themes/default/templates", "src/render"] {
        for code in program_texts(&root().join(folder)) {
            let keys = code.split('"').filter(|literal| is_key(literal, pages));
            used.extend(keys.map(str::to_owned));
        }
    }

    used
}

/// The files below a folder, without the unit tests of Rust files.
fn program_texts(folder: &Path) -> Vec<String> {
    list(folder)
        .iter()
        .map(|path| std::fs::read_to_string(folder.join(path)).unwrap())
        .map(|text| text.split("#[cfg(test)]").next().unwrap().to_owned())
        .collect()
}

fn is_key(literal: &str, pages: &BTreeSet<&str>) -> bool {
    literal.split_once('.').is_some_and(|(page, name)| {
        let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let is_file = matches!(name, "html" | "css" | "js" | "md" | "json" | "svg");

        pages.contains(page) && is_name && !is_file && !name.is_empty()
    })
}
