//! The page of a new dataset: every section of the home format, filled as far as the answers go.
//!
//! In: the answers. Out: Markdown. What nobody answered is a dash; the sentence that asks for a lead is one that
//! `medatlas check` reports until it is replaced.

use crate::edit::new::Answers;
use crate::edit::new::entry::plain;
use crate::value::placeholder::LEAD_PLACEHOLDER;

pub(super) fn page(answers: &Answers) -> String {
    let about = answers
        .about
        .as_deref()
        .map_or(LEAD_PLACEHOLDER.to_owned(), |about| about.trim().to_owned());
    let bibtex = answers.bibtex.as_deref().map_or("-".to_owned(), |bibtex| {
        let fence = if bibtex.contains("```") {
            "~~~~"
        } else {
            "```"
        };
        format!("{fence}bibtex\n{}\n{fence}", bibtex.trim())
    });
    let (header, row) = meta(answers);
    let source = source(answers);
    format!(
        "# {name}\n\n## Dataset Information\n\n{about}\n\n## Dataset Meta Information\n\n{header}\n{row}\n\n\
         ## File Structure\n\n-\n\n## Authors and Institutions\n\n-\n\n## Source Information\n\n{source}\n\n\
         ## Citation\n\n{bibtex}\n",
        name = plain(&answers.name),
    )
}

/// Header and row of the table of meta information.
fn meta(answers: &Answers) -> (String, String) {
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let mut columns = vec![
        ("Dimensions", answers.dimensions.clone()),
        ("Modality", answers.modality.clone()),
        ("Task Type", answers.task.clone()),
        ("Anatomical Structures", answers.structures.clone()),
        ("Anatomical Area", answers.area.clone()),
        ("Number of Categories", number(answers.classes)),
        ("Data Volume", number(answers.cases)),
        ("File Format", answers.format.clone()),
    ];
    if answers.license.is_some() {
        columns.push(("License", answers.license.clone()));
    }
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let cells: Vec<String> = columns
        .iter()
        .map(|(_, cell)| cell.as_deref().map_or("-".to_owned(), plain))
        .collect();
    let header = format!("| {} |\n|{}", names.join(" | "), ":--|".repeat(names.len()));
    (header, format!("| {} |", cells.join(" | ")))
}

fn source(answers: &Answers) -> String {
    let lines = [
        ("Official Website", &answers.website),
        ("Download Link", &answers.download),
        ("Article Address", &answers.paper),
        ("Publication Date", &answers.released),
    ];
    let lines = lines.map(|(label, value)| format!("{label}: {}", value.as_deref().unwrap_or("-")));
    lines.join("\n\n")
}
