//! `medatlas new`: a dataset's page and its entry, from flags or from questions on a terminal.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use anyhow::{Context, Result, bail};

use crate::catalog::Catalog;
use crate::cli::{NewArguments, Outcome, say};
use crate::config::{Overrides, Settings};
use crate::diagnostics::Severity;
use crate::edit::bytes;
use crate::edit::fix;
use crate::edit::new::{Answers, Contribution, contribute};
use crate::load;
use crate::pipeline::{self, Clock};
use crate::source::Sources;
use crate::write::patch;

pub(super) fn run(arguments: NewArguments) -> Result<Outcome> {
    let overrides = Overrides {
        catalog: arguments.catalog.clone(),
        ..Overrides::default()
    };
    let settings = Settings::resolve(overrides)?;
    let (catalog, found) = pipeline::load_and_check(&settings, &mut Clock::default())?;
    if let Some(error) = found.iter().find(|found| found.severity == Severity::Error) {
        bail!(
            "the catalog has errors; `medatlas check` shows them: {}",
            error.message
        );
    }
    let dry = arguments.dry_run;
    let answers = answers(arguments, &settings, &catalog)?;
    let made = contribute(&catalog, &settings, &answers)?;
    let (old, new) = list(&settings, &catalog, &made)?;
    if dry {
        let _ = std::io::stdout().write_all(fix::diff(&old, &new, &settings.config.readme).as_bytes());
        let _ = std::io::stdout()
            .write_all(fix::diff(b"", made.page.as_bytes(), &made.path).as_bytes());
        return Ok(Outcome::Good);
    }
    patch::create(&settings.catalog, &made.path, made.page.as_bytes())?;
    patch::patch(&settings.catalog.join(&settings.config.readme), &new)?;
    say(&format!(
        "{} is in {}; its page is {}",
        answers.name, settings.config.readme, made.path
    ));
    if answers.about.is_none() || answers.bibtex.is_none() {
        say("write the lead and the citation there; `medatlas check` says what is missing");
    }
    Ok(Outcome::Good)
}

/// The bytes of the list before and after.
fn list(settings: &Settings, catalog: &Catalog, made: &Contribution) -> Result<(Vec<u8>, Vec<u8>)> {
    let old = load::raw(settings, catalog.sources.path(Sources::README))?;
    // New lines end as those of the file do.
    let dos = old.windows(2).any(|pair| pair == b"\r\n");
    let words: Vec<String> = made
        .edits
        .iter()
        .map(|edit| {
            if dos {
                edit.text.replace('\n', "\r\n")
            } else {
                edit.text.clone()
            }
        })
        .collect();
    let edits: Vec<_> = made
        .edits
        .iter()
        .zip(&words)
        .map(|(edit, words)| (edit.span.range.clone(), words.as_str()))
        .collect();
    let (new, count) =
        bytes::edit(&old, &edits).with_context(|| format!("{} is not UTF-8", settings.config.readme))?;
    if count != edits.len() {
        bail!(
            "{} cannot be changed there; mend it with `medatlas check --fix` first",
            settings.config.readme
        );
    }
    Ok((old, new))
}

/// The flags as answers; on a terminal, what is open is asked for.
fn answers(arguments: NewArguments, settings: &Settings, catalog: &Catalog) -> Result<Answers> {
    let bibtex = arguments.bibtex.map(|path| load::file(&path)).transpose()?;
    let mut answers = Answers {
        name: arguments.name.unwrap_or_default(),
        category: arguments.category.unwrap_or_default(),
        dimensions: arguments.dimensions,
        modality: arguments.modality,
        cases: arguments.cases,
        classes: arguments.classes,
        task: arguments.task,
        area: arguments.area,
        structures: arguments.structures,
        format: arguments.format,
        website: arguments.website,
        download: arguments.download,
        paper: arguments.paper,
        released: arguments.released,
        challenge: arguments.challenge,
        license: arguments.license,
        about: arguments.about,
        bibtex,
    };
    let complete = !answers.name.is_empty() && !answers.category.is_empty();
    if !complete && std::io::stdin().is_terminal() {
        ask(&mut answers, settings, catalog)?;
    } else if !complete {
        bail!("name the dataset and its category: medatlas new NAME --category CATEGORY");
    }
    Ok(answers)
}

/// Questions on the terminal; an empty answer leaves a fact open.
fn ask(answers: &mut Answers, settings: &Settings, catalog: &Catalog) -> Result<()> {
    say(&format!(
        "A new dataset for {}. An empty answer leaves a fact open.",
        settings.config.readme
    ));
    while answers.name.is_empty() {
        answers.name = question("Name", "")?.unwrap_or_default();
    }
    if answers.category.is_empty() {
        for id in 0..catalog.categories.len() {
            say(&format!(
                "  {:>2}  {}",
                id + 1,
                catalog.category_path(id).join(" > ")
            ));
        }
    }
    while answers.category.is_empty() {
        let said = question("Category", "number or name")?.unwrap_or_default();
        let numbered = said
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let known = numbered.filter(|&id| id < catalog.categories.len());
        answers.category = known.map_or(said, |id| catalog.category_path(id).join(" > "));
    }
    let open = [
        ("Dimensions", "3D", &mut answers.dimensions),
        ("Modality", "CT", &mut answers.modality),
        ("Task", "Lung Lobe Segmentation", &mut answers.task),
        ("Anatomical area", "Chest", &mut answers.area),
        ("File format", ".nii.gz", &mut answers.format),
        ("Official website", "https://…", &mut answers.website),
        ("Download", "https://…", &mut answers.download),
        ("Paper", "https://…", &mut answers.paper),
        ("Release date", "2024-05", &mut answers.released),
        ("Challenge", "MICCAI'2024", &mut answers.challenge),
    ];
    for (words, example, answer) in open {
        if answer.is_none() {
            *answer = question(words, example)?;
        }
    }
    for (words, answer) in [
        ("Cases", &mut answers.cases),
        ("Labelled categories", &mut answers.classes),
    ] {
        while answer.is_none() {
            let Some(said) = question(words, "a number")? else {
                break;
            };
            *answer = said.replace(',', "").parse().ok();
        }
    }
    Ok(())
}

/// One line from the terminal.
fn question(words: &str, example: &str) -> Result<Option<String>> {
    let hint = if example.is_empty() {
        String::new()
    } else {
        format!(" ({example})")
    };
    let mut error = std::io::stderr().lock();
    let _ = write!(error, "{words}{hint}: ");
    let _ = error.flush();
    let mut line = String::new();
    if std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("the terminal cannot be read")?
        == 0
    {
        bail!("no more answers");
    }
    Ok(Some(line.trim().to_owned()).filter(|line| !line.is_empty()))
}
