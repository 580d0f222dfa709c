//! The table of facts of a dataset's page.
//!
//! In: a dataset. Out: one `FactView` per fact, including the facts that are not stated.

use crate::catalog::dataset::Dataset;
use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;
use crate::render::pages::number::grouped;
use crate::render::view::FactView;
use crate::value::access::{Access, AccessBasis, AccessLevel};
use crate::value::fact::Fact;
use crate::value::term_kind::TermKind;

/// All facts in the order in which they are shown.
pub(in crate::render) fn facts(
    context: Context<'_>,
    base: &LinkBase,
    dataset: &Dataset,
) -> Vec<FactView> {
    let facts = &dataset.facts;

    let mut views = vec![
        list_fact("Modality", &facts.modalities),
        list_fact("Dimensions", &facts.dimensions),
        fact("Cases", &facts.cases, |value| grouped(*value)),
        fact("Classes", &facts.classes, |value| grouped(*value)),
        list_fact("Task", &facts.tasks),
        list_fact("Area", &facts.areas),
        fact("Structures", &facts.structures, Clone::clone),
        list_fact("Format", &facts.formats),
        fact("Released", &facts.released, ToString::to_string),
        fact("Challenge", &facts.challenge, Clone::clone),
        fact("Licence", &facts.license, Clone::clone),
        access_fact(facts.access.as_ref()),
    ];

    for view in &mut views {
        if let Some(kind) = term_kind(&view.label) {
            view.terms = context.terms_of(base, kind, dataset);
        }
    }
    // Structures and a challenge are rare: their absence means nothing.
    views.retain(|view| view.stated || !matches!(view.label.as_str(), "Structures" | "Challenge"));
    views.extend(
        facts
            .extra
            .iter()
            .map(|(label, fact)| stated_fact(label, fact, fact.value.clone())),
    );

    views
}

/// The kind of terms that a fact holds.
fn term_kind(label: &str) -> Option<TermKind> {
    match label {
        "Modality" => Some(TermKind::Modality),
        "Task" => Some(TermKind::Task),
        "Area" => Some(TermKind::Area),
        _ => None,
    }
}

fn list_fact(label: &str, list: &Option<Fact<Vec<String>>>) -> FactView {
    fact(label, list, |value| value.join(", "))
}

/// A fact, with its value as text; without one if it is not stated.
fn fact<T>(label: &str, fact: &Option<Fact<T>>, text: impl Fn(&T) -> String) -> FactView {
    match fact {
        Some(fact) => stated_fact(label, fact, text(&fact.value)),
        None => unstated_fact(label),
    }
}

fn stated_fact<T>(label: &str, fact: &Fact<T>, value: String) -> FactView {
    FactView {
        label: label.to_owned(),
        raw: raw_text(fact, &value),
        value,
        source: fact.from.as_str().to_owned(),
        stated: true,
        ..FactView::default()
    }
}

fn unstated_fact(label: &str) -> FactView {
    FactView {
        label: label.to_owned(),
        ..FactView::default()
    }
}

/// Who can obtain the data, and what this was inferred from if no text states it.
fn access_fact(fact: Option<&Fact<Access>>) -> FactView {
    let Some(fact) = fact else {
        return unstated_fact("Access");
    };

    let value = match fact.value.level {
        AccessLevel::Open => "Open",
        AccessLevel::Registration => "After registration",
        AccessLevel::Application => "By application",
    };
    let raw = match fact.value.basis {
        AccessBasis::Stated => raw_text(fact, value),
        AccessBasis::Phrase => Some(format!(
            "Inferred from the words \u{201c}{}\u{201d}",
            fact.raw
        )),
        AccessBasis::Host => Some(format!("Inferred from the download at {}", fact.raw)),
    };

    FactView {
        raw,
        ..stated_fact("Access", fact, value.to_owned())
    }
}

/// The text as written, if it says more than the value.
fn raw_text<T>(fact: &Fact<T>, value: &str) -> Option<String> {
    let (written, shown) = (letters(&fact.raw), letters(value));

    let is_repeated = shown.starts_with(&written)
        || without_noun(&written, ["cases", "case"]) == shown
        || without_noun(&written, ["categories", "category"]) == shown;

    (!is_repeated).then(|| fact.raw.clone())
}

/// The letters and digits of a text, in lowercase.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn without_noun<'a>(text: &'a str, [plural, singular]: [&str; 2]) -> &'a str {
    text.trim_end_matches(plural).trim_end_matches(singular)
}
