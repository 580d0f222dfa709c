//! The glyphs and hues of terms, as the `theme.toml` of the theme states them.
//!
//! In: the text of `theme.toml`. Out: a [`Mark`] for any term, by its normalised name, ignoring
//! letter case.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Glyph and hue of one term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mark {
    /// Id in `glyphs.svg`.
    pub glyph: String,
    /// Step of the colour wheel, 1 to 12, 0 for no hue.
    pub hue: u8,
}

/// The marks of all terms that the theme knows.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    modalities: BTreeMap<String, Mark>,
    tasks: BTreeMap<String, Mark>,
    areas: BTreeMap<String, Mark>,
}

/// The content of `theme.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ThemeFile {
    name: String,
    description: String,
    modalities: BTreeMap<String, Mark>,
    tasks: BTreeMap<String, Mark>,
    areas: BTreeMap<String, Mark>,
}

impl Marks {
    /// Reads the text of a `theme.toml`.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let file: ThemeFile = toml::from_str(text)?;
        let ThemeFile {
            name: _,
            description: _,
            modalities,
            tasks,
            areas,
        } = file;
        Ok(Self {
            modalities: folded(modalities),
            tasks: folded(tasks),
            areas: folded(areas),
        })
    }

    /// The mark of a modality; one that the theme does not know gets the glyph `other`.
    pub fn modality(&self, name: &str) -> Mark {
        self.modalities
            .get(&name.to_lowercase())
            .cloned()
            .unwrap_or(Mark {
                glyph: "other".into(),
                hue: 0,
            })
    }

    /// The mark of a task; one that the theme does not know gets the glyph `task`.
    pub fn task(&self, name: &str) -> Mark {
        self.tasks
            .get(&name.to_lowercase())
            .cloned()
            .unwrap_or(Mark {
                glyph: "task".into(),
                hue: 0,
            })
    }

    /// The mark of an area; one that the theme does not know has no glyph.
    pub fn area(&self, name: &str) -> Mark {
        self.areas
            .get(&name.to_lowercase())
            .cloned()
            .unwrap_or_default()
    }
}

fn folded(marks: BTreeMap<String, Mark>) -> BTreeMap<String, Mark> {
    marks
        .into_iter()
        .map(|(name, mark)| (name.to_lowercase(), mark))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(toml: &str, name: &str, expect: (&str, u8)) {
        let marks = Marks::from_toml(toml).map(|marks| marks.modality(name));
        assert_eq!(
            marks,
            Ok(Mark {
                glyph: expect.0.into(),
                hue: expect.1
            })
        );
    }

    #[test]
    fn known_terms_are_found_in_any_letter_case() {
        check(
            "[modalities]\nCT = { glyph = \"ct\", hue = 3 }",
            "ct",
            ("ct", 3),
        );
    }

    #[test]
    fn unknown_terms_get_the_other_glyph() {
        check("name = \"x\"", "Thermography", ("other", 0));
    }

    #[test]
    fn unknown_keys_are_errors() {
        assert!(Marks::from_toml("[modality]\nCT = { glyph = \"ct\" }").is_err());
    }
}
