//! The table of facts of a dataset's page.
//!
//! In: a dataset. Out: one `FactView` a fact, those that nobody states included.

use crate::catalog::dataset::Dataset;
use crate::render::Context;
use crate::render::pages::{Place, grouped};
use crate::render::view::{FactView, TermLink};
use crate::value::access::{Access, AccessBasis, AccessLevel};
use crate::value::fact::Fact;
use crate::value::term_kind::TermKind;

/// All facts in the order in which they are shown.
pub(in crate::render) fn facts(
    context: Context<'_>,
    place: &Place,
    dataset: &Dataset,
) -> Vec<FactView> {
    let facts = &dataset.facts;
    let terms = |kind: TermKind| context.terms_of(place, kind, dataset);
    let mut rows = vec![
        term_fact("Modality", &facts.modalities, terms(TermKind::Modality)),
        plain_fact("Dimensions", &facts.dimensions, |value| value.join(", ")),
        plain_fact("Cases", &facts.cases, |value| grouped(*value)),
        plain_fact("Classes", &facts.classes, |value| grouped(*value)),
        term_fact("Task", &facts.tasks, terms(TermKind::Task)),
        term_fact("Area", &facts.areas, terms(TermKind::Area)),
        plain_fact("Structures", &facts.structures, Clone::clone),
        plain_fact("Format", &facts.formats, |value| value.join(", ")),
        plain_fact("Released", &facts.released, ToString::to_string),
        plain_fact("Challenge", &facts.challenge, Clone::clone),
        plain_fact("Licence", &facts.license, Clone::clone),
        access_fact(facts.access.as_ref()),
    ];
    // Structures and a challenge are rare: their absence says nothing.
    rows.retain(|fact| fact.stated || !matches!(fact.label.as_str(), "Structures" | "Challenge"));
    rows.extend(
        facts
            .extra
            .iter()
            .map(|(label, fact)| plain(label, fact, fact.value.clone())),
    );
    rows
}

fn plain_fact<T>(label: &str, fact: &Option<Fact<T>>, value: impl Fn(&T) -> String) -> FactView {
    match fact {
        Some(fact) => plain(label, fact, value(&fact.value)),
        None => FactView {
            label: label.to_owned(),
            ..FactView::default()
        },
    }
}

fn plain<T>(label: &str, fact: &Fact<T>, value: String) -> FactView {
    FactView {
        label: label.to_owned(),
        raw: raw(fact, &value),
        value,
        source: fact.from.as_str().to_owned(),
        stated: true,
        ..FactView::default()
    }
}

/// Who gets the data, and what that was read from when no text states it as such.
fn access_fact(fact: Option<&Fact<Access>>) -> FactView {
    let Some(fact) = fact else {
        return FactView {
            label: "Access".to_owned(),
            ..FactView::default()
        };
    };
    let value = match fact.value.level {
        AccessLevel::Open => "Open",
        AccessLevel::Registration => "After registration",
        AccessLevel::Application => "By application",
    };
    let raw = match fact.value.basis {
        AccessBasis::Stated => raw(fact, value),
        AccessBasis::Phrase => Some(format!(
            "Inferred from the words \u{201c}{}\u{201d}",
            fact.raw
        )),
        AccessBasis::Host => Some(format!("Inferred from the download at {}", fact.raw)),
    };
    FactView {
        raw,
        ..plain("Access", fact, value.to_owned())
    }
}

fn term_fact(label: &str, fact: &Option<Fact<Vec<String>>>, terms: Vec<TermLink>) -> FactView {
    FactView {
        terms,
        ..plain_fact(label, fact, |value| value.join(", "))
    }
}

/// The words as written, where they say more than the value.
fn raw<T>(fact: &Fact<T>, value: &str) -> Option<String> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (said, shown) = (plain(&fact.raw), plain(value));
    let says_more = !shown.starts_with(&said)
        && !said
            .trim_end_matches("cases")
            .trim_end_matches("case")
            .eq(&shown);
    let only_noun = said
        .trim_end_matches("categories")
        .trim_end_matches("category")
        == shown;
    (says_more && !only_noun).then(|| fact.raw.clone())
}
