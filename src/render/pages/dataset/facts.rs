//! The table of facts of a dataset's page.
//!
//! In: a dataset. Out: one `FactView` per fact, including the facts that are not stated.

use crate::catalog::dataset::Dataset;
use crate::render::context::Context;
use crate::render::number::grouped;
use crate::render::pages::link_base::LinkBase;
use crate::render::theme::Texts;
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
    let texts = context.theme.texts();

    let mut views = vec![
        list_fact(texts.get("facts.modality"), &facts.modalities),
        list_fact(texts.get("facts.dimensions"), &facts.dimensions),
        fact(texts.get("facts.cases"), &facts.cases, |value| {
            grouped(*value)
        }),
        fact(texts.get("facts.classes"), &facts.classes, |value| {
            grouped(*value)
        }),
        list_fact(texts.get("facts.task"), &facts.tasks),
        list_fact(texts.get("facts.area"), &facts.areas),
        fact(
            texts.get("facts.structures"),
            &facts.structures,
            Clone::clone,
        ),
        list_fact(texts.get("facts.format"), &facts.formats),
        fact(
            texts.get("facts.released"),
            &facts.released,
            ToString::to_string,
        ),
        fact(texts.get("facts.challenge"), &facts.challenge, Clone::clone),
        fact(texts.get("facts.license"), &facts.license, Clone::clone),
        access_fact(texts, facts.access.as_ref()),
    ];

    for view in &mut views {
        if let Some(kind) = term_kind(texts, &view.label) {
            view.terms = context.terms_of(base, kind, dataset);
        }
    }
    // Structures and a challenge are rare: their absence means nothing.
    let rare = [texts.get("facts.structures"), texts.get("facts.challenge")];
    views.retain(|view| view.stated || !rare.contains(&view.label.as_str()));
    views.extend(
        facts
            .extra
            .iter()
            .map(|(label, fact)| stated_fact(label, fact, fact.value.clone())),
    );

    views
}

/// The kind of terms that a fact holds.
fn term_kind(texts: &Texts, label: &str) -> Option<TermKind> {
    [
        ("facts.modality", TermKind::Modality),
        ("facts.task", TermKind::Task),
        ("facts.area", TermKind::Area),
    ]
    .into_iter()
    .find_map(|(key, kind)| (texts.get(key) == label).then_some(kind))
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
fn access_fact(texts: &Texts, fact: Option<&Fact<Access>>) -> FactView {
    let label = texts.get("facts.access");
    let Some(fact) = fact else {
        return unstated_fact(label);
    };

    let value = match fact.value.level {
        AccessLevel::Open => texts.get("facts.access_open"),
        AccessLevel::Registration => texts.get("facts.access_registration"),
        AccessLevel::Application => texts.get("facts.access_application"),
    };
    let raw = match fact.value.basis {
        AccessBasis::Stated => raw_text(fact, value),
        AccessBasis::Phrase => {
            Some(texts.fill("facts.access_from_phrase", &[("phrase", &fact.raw)]))
        }
        AccessBasis::Host => Some(texts.fill("facts.access_from_host", &[("host", &fact.raw)])),
    };

    FactView {
        raw,
        ..stated_fact(label, fact, value.to_owned())
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
