//! `[check.rules]` of the settings: how much the findings of each rule matter in this catalog.
//!
//! In: `CheckConfig` as read from medatlas.toml. Out: findings with the severity that the settings
//! give them, or an error for settings that name an unknown rule.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::check::{renamed, rules};
use crate::config::{CheckConfig, FILE_NAME, Level, Settings};
use crate::diagnostics::{Diagnostic, Location, Severity};

/// Refuses settings of the checks that cannot be applied.
///
/// # Errors
/// `[check]` names an unknown rule, or an exception has no reason: the message names the file.
pub(crate) fn validate(settings: &Settings) -> Result<()> {
    if let Some(fault) = fault(&settings.config.check) {
        let file = settings.catalog.join(FILE_NAME);
        bail!("{}: check {fault}", file.display());
    }
    Ok(())
}

fn fault(config: &CheckConfig) -> Option<String> {
    let accepted = config.exceptions.iter().map(|exception| &exception.rule);
    for code in config.rules.keys().chain(accepted) {
        if rules::named(code).is_none() {
            return Some(format!(
                "names {code:?}, but `medatlas check --rules` lists no such rule"
            ));
        }
    }

    let without_reason = config
        .exceptions
        .iter()
        .find(|exception| exception.reason.trim().is_empty())?;
    Some(format!(
        "excepts {} from {} without a reason",
        without_reason.file, without_reason.rule
    ))
}

/// The levels of rules by their codes of today.
pub(super) struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// The levels that the settings state; the code of today wins over a former one.
    pub(super) fn new(config: &CheckConfig) -> Self {
        let mut levels = BTreeMap::new();
        for (code, level) in &config.rules {
            let Some(rule) = rules::named(code) else {
                continue;
            };
            if rule.code == code {
                levels.insert(rule.code, *level);
            } else {
                levels.entry(rule.code).or_insert(*level);
            }
        }

        Self(levels)
    }

    /// Findings about former codes in the settings.
    pub(super) fn renamed(config: &CheckConfig) -> Vec<Diagnostic> {
        let location = Location::File(FILE_NAME.to_owned());
        config
            .rules
            .keys()
            .filter_map(|code| renamed::check(code, location.clone()))
            .collect()
    }

    /// The finding with the severity that the settings give it; `None` if its rule is off. Errors
    /// keep theirs.
    pub(super) fn apply(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        if diagnostic.severity == Severity::Error {
            return Some(diagnostic);
        }

        match self.0.get(diagnostic.code) {
            Some(Level::Off) => return None,
            Some(Level::Note) => diagnostic.severity = Severity::Note,
            Some(Level::Warning) => diagnostic.severity = Severity::Warning,
            Some(Level::Error) => diagnostic.severity = Severity::Error,
            None => {}
        }
        Some(diagnostic)
    }
}
