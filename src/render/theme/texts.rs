//! The texts of the user interface, by key.
//!
//! In: `texts.toml` of the theme, and that of the user's folder on top. Out: `Texts`. Templates
//! read them by the function `text(key="page.name")`, the program by the methods of `Texts`.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tera::Tera;

use crate::render::number::grouped;

/// The file of the texts in a theme's folder.
pub(super) const FILE_NAME: &str = "texts.toml";

/// All texts: `page.name` to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(BTreeMap<String, InterfaceText>);

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum InterfaceText {
    Plain(String),
    Counted { one: String, other: String },
}

impl Texts {
    /// Reads the texts of one file; `bytes` is TOML with one table per page.
    ///
    /// # Errors
    /// The file is not valid: the message says where.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let pages: BTreeMap<String, BTreeMap<String, InterfaceText>> =
            toml::from_slice(bytes).context("the theme's texts.toml is not valid")?;

        let mut texts = BTreeMap::new();
        for (page, named) in pages {
            for (name, text) in named {
                texts.insert(format!("{page}.{name}"), text);
            }
        }
        Ok(Self(texts))
    }

    /// Replaces texts by those of `other` and adds the ones that are new.
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The text of `key`; the key itself if there is none, which a test of the program excludes.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.form(key, None)
    }

    /// The text of `key` with `{name}` replaced by the value of each name.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        replace_placeholders(self.get(key), |name| find(values, name))
    }

    /// The text of `key` for a count, which replaces `{count}` in groups of three digits.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        self.fill_count(key, count, &[])
    }

    /// The text of `key` for a count, with `{name}` replaced by the value of each name.
    pub(crate) fn fill_count(&self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let count = count as u64;

        replace_placeholders(self.form(key, Some(count)), |name| match name {
            "count" => Some(grouped(count)),
            _ => find(values, name),
        })
    }

    /// `1 dataset`, `1,024 datasets`.
    pub(crate) fn datasets(&self, count: usize) -> String {
        self.count("shared.datasets", count)
    }

    /// The text for a count. English has two forms; other languages will need a rule of their own.
    fn form<'a>(&'a self, key: &'a str, count: Option<u64>) -> &'a str {
        match self.0.get(key) {
            Some(InterfaceText::Plain(text)) => text,
            Some(InterfaceText::Counted { one, .. }) if count == Some(1) => one,
            Some(InterfaceText::Counted { other, .. }) => other,
            None => key,
        }
    }

    /// Checks that all texts that a template reads exist.
    ///
    /// # Errors
    /// The message names the template and the key.
    pub(super) fn check_template(&self, name: &str, template: &str) -> Result<()> {
        for key in keys_of(template) {
            if !self.0.contains_key(key) {
                bail!("template {name} uses the text {key:?}, which texts.toml lacks");
            }
        }
        Ok(())
    }

    /// Makes `text(key=…)` known to the templates. Further arguments fill placeholders.
    pub(super) fn register(&self, tera: &mut Tera) {
        let texts = self.clone();

        tera.register_function(
            "text",
            move |arguments: tera::Kwargs, _: &tera::State<'_>| -> tera::TeraResult<String> {
                let key = arguments.must_get::<&str>("key")?;
                if !texts.0.contains_key(key) {
                    return Err(tera::Error::message(format!(
                        "texts.toml lacks the text {key:?}"
                    )));
                }

                let count = arguments.get::<u64>("count")?;
                Ok(replace_placeholders(texts.form(key, count), |name| {
                    if let ("count", Some(count)) = (name, count) {
                        return Some(grouped(count));
                    }
                    let value = arguments.get::<&tera::Value>(name).ok().flatten()?;
                    Some(value.to_string())
                }))
            },
        );
    }
}

/// The keys that a template names. They are literals, so that they can be checked.
fn keys_of(template: &str) -> impl Iterator<Item = &str> {
    template
        .split("text(key=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

fn find(values: &[(&str, &str)], name: &str) -> Option<String> {
    values
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, value)| (*value).to_owned())
}

/// Replaces `{name}` where `value` knows the name; other braces stay.
fn replace_placeholders(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;

    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let placeholder = after.split_once('}');
        match placeholder.and_then(|(name, behind)| Some((value(name)?, behind))) {
            Some((value, behind)) => {
                filled.push_str(&value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r#"
[home]
title = "Home of {name}"
datasets = { one = "{count} dataset", other = "{count} datasets" }
"#;

    #[test]
    fn placeholders_and_counts() {
        let texts = Texts::parse(EXAMPLE.as_bytes()).unwrap();
        assert_eq!(
            texts.fill("home.title", &[("name", "{name}")]),
            "Home of {name}"
        );
        assert_eq!(texts.fill("home.title", &[]), "Home of {name}");
        assert_eq!(texts.form("home.datasets", Some(1)), "{count} dataset");
        assert_eq!(texts.form("home.datasets", Some(2)), "{count} datasets");
    }

    #[test]
    fn counts_are_shown_in_groups_of_digits() {
        let texts = Texts::parse(EXAMPLE.as_bytes()).unwrap();
        assert_eq!(texts.count("home.datasets", 1), "1 dataset");
        assert_eq!(texts.count("home.datasets", 1_024), "1,024 datasets");
    }

    #[test]
    fn a_user_changes_single_texts() {
        let mut texts = Texts::parse(EXAMPLE.as_bytes()).unwrap();
        texts.extend(Texts::parse(b"[home]\ntitle = \"Start\"\n").unwrap());
        assert_eq!(texts.get("home.title"), "Start");
        assert_eq!(texts.form("home.datasets", Some(1)), "{count} dataset");
    }

    #[test]
    fn a_template_with_an_unknown_key_is_named() {
        let texts = Texts::parse(EXAMPLE.as_bytes()).unwrap();
        texts
            .check_template("a.html", r#"{{ text(key="home.title") }}"#)
            .unwrap();
        let error = texts
            .check_template("a.html", r#"{{ text(key="home.lost") }}"#)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "template a.html uses the text \"home.lost\", which texts.toml lacks"
        );
    }
}
