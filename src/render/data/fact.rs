//! The facts of a dataset in `catalog.json`, each with the text that it was read from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::value::access::AccessBasis;
use crate::value::fact::Fact;

/// A fact with its provenance.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct FactJson {
    /// The normalised value.
    value: Value,
    /// The text as written.
    raw: String,
    /// `entry` (the list) or `page`.
    from: &'static str,
    /// Line of the text, from 1.
    line: usize,
    /// What it was inferred from: `words` of the page, or `host` of the download.
    #[serde(skip_serializing_if = "Option::is_none")]
    inferred: Option<&'static str>,
}

/// Facts by name.
struct FactMap<'a> {
    catalog: &'a Catalog,
    map: BTreeMap<String, FactJson>,
}

/// All facts of a dataset that are known.
pub(super) fn facts_json(catalog: &Catalog, dataset: &Dataset) -> BTreeMap<String, FactJson> {
    let facts = &dataset.facts;
    let mut known = FactMap {
        catalog,
        map: BTreeMap::new(),
    };

    known.add("dimensions", &facts.dimensions);
    known.add("modalities", &facts.modalities);
    known.add("tasks", &facts.tasks);
    known.add("areas", &facts.areas);
    known.add("structures", &facts.structures);
    known.add("formats", &facts.formats);
    known.add("cases", &facts.cases);
    known.add("classes", &facts.classes);
    known.add_text("released", &facts.released, ToString::to_string);
    known.add("challenge", &facts.challenge);
    known.add("license", &facts.license);

    for (label, fact) in &facts.extra {
        known.insert(&label.to_lowercase(), fact, fact.value.clone().into());
    }
    known.add_access(dataset);

    known.map
}

impl FactMap<'_> {
    fn add<T: Clone + Into<Value>>(&mut self, name: &str, fact: &Option<Fact<T>>) {
        if let Some(fact) = fact {
            self.insert(name, fact, fact.value.clone().into());
        }
    }

    fn add_text<T>(&mut self, name: &str, fact: &Option<Fact<T>>, text: impl Fn(&T) -> String) {
        if let Some(fact) = fact {
            self.insert(name, fact, text(&fact.value).into());
        }
    }

    fn add_access(&mut self, dataset: &Dataset) {
        let Some(fact) = &dataset.facts.access else {
            return;
        };

        self.insert("access", fact, fact.value.level.as_str().into());

        let basis = fact.value.basis;
        if basis != AccessBasis::Stated
            && let Some(json) = self.map.get_mut("access")
        {
            json.inferred = Some(basis.as_str());
        }
    }

    fn insert<T>(&mut self, name: &str, fact: &Fact<T>, value: Value) {
        let json = FactJson {
            value,
            raw: fact.raw.clone(),
            from: fact.from.as_str(),
            line: self.catalog.sources.line(&fact.span),
            inferred: None,
        };

        self.map.insert(name.to_owned(), json);
    }
}
