//! The questions of `medatlas new` on a terminal.

use std::io::{BufRead as _, Write as _};

use anyhow::{Context, Result, bail};

use crate::catalog::Catalog;
use crate::cli::terminal;
use crate::config::Settings;
use crate::edit::new::{NewDataset, NewFacts};

/// Asks for everything that is not known yet. An empty answer skips an optional question.
///
/// # Errors
/// The input ends or cannot be read.
pub(super) fn ask(dataset: &mut NewDataset, settings: &Settings, catalog: &Catalog) -> Result<()> {
    terminal::report(&format!(
        "Adding a dataset to {}. Press Enter to skip an optional question.",
        settings.config.readme
    ));

    while dataset.name.is_empty() {
        dataset.name = ask_one("Name", "")?.unwrap_or_default();
    }
    if dataset.category.is_empty() {
        dataset.category = ask_category(catalog)?;
    }

    ask_texts(&mut dataset.facts)?;
    ask_number("Number of cases", &mut dataset.facts.cases)?;
    ask_number("Number of labeled categories", &mut dataset.facts.classes)
}

/// Lists the categories and asks for one by its number, name or path.
fn ask_category(catalog: &Catalog) -> Result<String> {
    let paths: Vec<String> = (0..catalog.categories.len())
        .map(|id| catalog.category_path(id).join(" > "))
        .collect();
    for (index, path) in paths.iter().enumerate() {
        terminal::report(&format!("  {:>2}  {path}", index + 1));
    }

    let answer = loop {
        if let Some(answer) = ask_one("Category", "number or name")? {
            break answer;
        }
    };

    let index = answer.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let path = index.and_then(|index| paths.get(index));
    Ok(path.cloned().unwrap_or(answer))
}

fn ask_texts(facts: &mut NewFacts) -> Result<()> {
    let questions = [
        ("Dimensions", "3D", &mut facts.dimensions),
        ("Modality", "CT", &mut facts.modality),
        ("Task", "Lung Lobe Segmentation", &mut facts.task),
        ("Anatomical area", "Chest", &mut facts.area),
        ("File format", ".nii.gz", &mut facts.format),
        ("Official website", "https://…", &mut facts.website),
        ("Download", "https://…", &mut facts.download),
        ("Paper", "https://…", &mut facts.paper),
        ("Release date", "2024-05", &mut facts.released),
        ("Challenge", "MICCAI'2024", &mut facts.challenge),
    ];

    for (label, example, answer) in questions {
        if answer.is_none() {
            *answer = ask_one(label, example)?;
        }
    }
    Ok(())
}

/// Asks until the answer is a number or empty.
fn ask_number(label: &str, answer: &mut Option<u64>) -> Result<()> {
    while answer.is_none() {
        let Some(text) = ask_one(label, "a number")? else {
            break;
        };
        *answer = text.replace(',', "").parse().ok();
    }
    Ok(())
}

/// Asks one question; `None` for an empty answer.
fn ask_one(label: &str, example: &str) -> Result<Option<String>> {
    let hint = if example.is_empty() {
        String::new()
    } else {
        format!(" ({example})")
    };
    let mut stderr = std::io::stderr().lock();
    let _ = write!(stderr, "{label}{hint}: ");
    let _ = stderr.flush();

    let mut line = String::new();
    let bytes = std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("cannot read from the terminal")?;
    if bytes == 0 {
        bail!("the input ended");
    }

    let answer = line.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}
