//! Generates `docs/settings.md` from the declarations of the settings.
//!
//! In: the names, documentation, defaults and examples of the fields. Out: Markdown. A test
//! compares it with the file; `SNAPSHOTS=overwrite cargo test --lib reference` updates the file.

use std::fmt::Write as _;

use schemars::{JsonSchema, schema_for};
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde_json::Value;

use super::{
    AuthorConfig, CheckConfig, Config, ExceptionConfig, LinksConfig, ListConfig, SearchConfig,
    VocabularyConfig,
};

/// A table of `medatlas.toml`.
struct TableReference {
    /// Its header in the file, such as `[list]`; empty for the keys at the top.
    header: &'static str,
    /// Its JSON Schema.
    schema: Value,
    /// Its keys in the order of their declaration.
    keys: Vec<&'static str>,
}

impl TableReference {
    fn of<T: JsonSchema + DeserializeOwned>(header: &'static str) -> Self {
        let mut keys = Vec::new();
        let _ = T::deserialize(KeyCollector(&mut keys));

        Self {
            header,
            schema: serde_json::to_value(schema_for!(T)).unwrap(),
            keys,
        }
    }

    fn property(&self, key: &str) -> &Value {
        &self.schema["properties"][key]
    }

    /// The description, the list of keys, and an example.
    fn section(&self) -> String {
        let mut out = String::new();
        if !self.header.is_empty() {
            let _ = writeln!(out, "## `{}`\n", self.header);
        }
        let _ = writeln!(out, "{}\n", text(&self.schema["description"]));

        out.push_str("| Key | Type | Default | Meaning |\n|:--|:--|:--|:--|\n");
        for key in &self.keys {
            let property = self.property(key);
            let _ = writeln!(
                out,
                "| `{key}` | {} | {} | {} |",
                type_name(property),
                self.default(key),
                text(&property["description"]).replace('\n', " "),
            );
        }

        let _ = writeln!(out, "\n```toml\n{}```", self.example());
        out
    }

    fn default(&self, key: &str) -> String {
        let property = self.property(key);
        let required = self.schema["required"].as_array();
        if required.is_some_and(|keys| keys.iter().any(|required| required == key)) {
            return "required".to_owned();
        }
        if let Some(text) = property["x-default"].as_str() {
            return text.to_owned();
        }

        match &property["default"] {
            Value::Null | Value::Array(_) | Value::Object(_) => "none".to_owned(),
            value => format!("`{value}`"),
        }
    }

    /// All examples of the table's keys; those that are tables come last.
    fn example(&self) -> String {
        let examples = || {
            self.keys
                .iter()
                .map(|key| (key, &self.property(key)["examples"][0]))
        };

        let mut out = String::new();
        for (key, example) in examples().filter(|(_, example)| !example.is_object()) {
            if !example.is_null() {
                let _ = writeln!(out, "{key} = {example}");
            }
        }
        if !out.is_empty() && !self.header.is_empty() {
            out.insert_str(0, &format!("{}\n", self.header));
        }

        for (key, example) in examples() {
            let Some(entries) = example.as_object() else {
                continue;
            };

            let gap = if out.is_empty() { "" } else { "\n" };
            let parent = self.header.trim_matches(['[', ']']);
            let path = [parent, key].join(".");
            let _ = writeln!(out, "{gap}[{}]", path.trim_start_matches('.'));
            for (name, value) in entries {
                let _ = writeln!(out, "{name:?} = {value}");
            }
        }
        out
    }
}

/// The type of a key, in the words of TOML.
fn type_name(schema: &Value) -> &'static str {
    let is = |schema: &Value, name: &str| {
        schema["type"] == name || schema["type"][0] == name && schema["type"][1] == "null"
    };

    if is(schema, "array") && is(&schema["items"], "string") {
        "array of strings"
    } else if is(schema, "array") {
        "array of tables"
    } else if is(schema, "string") {
        "string"
    } else if is(schema, "boolean") {
        "boolean"
    } else if is(schema, "integer") {
        "integer"
    } else {
        "table"
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A deserializer that collects the keys of a struct and then fails.
struct KeyCollector<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for KeyCollector<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.extend(fields);
        Err(Self::Error::custom("only the keys were wanted"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("not a struct"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// All tables, in the order of the reference.
fn tables() -> Vec<TableReference> {
    vec![
        TableReference::of::<Config>(""),
        TableReference::of::<ListConfig>("[list]"),
        TableReference::of::<VocabularyConfig>("[vocabulary]"),
        TableReference::of::<SearchConfig>("[search]"),
        TableReference::of::<CheckConfig>("[check]"),
        TableReference::of::<ExceptionConfig>("[[check.exceptions]]"),
        TableReference::of::<LinksConfig>("[links]"),
        TableReference::of::<AuthorConfig>("[[authors]]"),
    ]
}

#[test]
fn the_reference_is_current() {
    let sections: Vec<String> = tables().iter().map(TableReference::section).collect();
    let reference = format!(
        "<!-- Generated from src/config/ by `SNAPSHOTS=overwrite cargo test --lib`. -->\n\n\
         # Settings\n\n{}",
        sections.join("\n")
    );

    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(reference, snapbox::Data::read_from(&path, None));
}

#[test]
fn the_reference_has_every_table() {
    let schema = serde_json::to_value(schema_for!(Config)).unwrap();
    let structs = schema["$defs"].as_object().unwrap().values();
    let count = structs.filter(|schema| schema["type"] == "object").count();

    assert_eq!(count + 1, tables().len());
}

#[test]
fn every_key_is_documented() {
    for table in tables() {
        assert!(!table.keys.is_empty(), "{}", table.header);

        for key in &table.keys {
            let description = text(&table.property(key)["description"]);
            assert!(description.ends_with('.'), "{} {key}", table.header);
        }
    }
}

#[test]
fn the_examples_are_valid_settings() {
    for table in tables() {
        let example = table.example();
        let mut config: Config = toml::from_str(&example)
            .unwrap_or_else(|error| panic!("{}: {error}\n{example}", table.header));

        config.validate().unwrap();
    }
}
