//! `[check.rules]` of the settings: how much the findings of each rule matter in this catalog.
//!
//! In: `CheckConfig` as read from medatlas.toml. Out: findings with the severity that the settings give them, or an error
//! for settings that name an unknown rule.

use anyhow::{Result, bail};

use crate::check::rules;
use crate::config::{CheckConfig, FILE_NAME, Level, Settings};
use crate::diagnostics::{Diagnostic, Severity};

/// Refuses settings of the checks that cannot be applied.
///
/// # Errors
/// `[check]` names an unknown rule, or an exception has no reason: the message names the file.
pub(crate) fn validate(settings: &Settings) -> Result<()> {
    match fault(&settings.check) {
        Some(fault) => bail!(
            "{}: check {fault}",
            settings.catalog.join(FILE_NAME).display()
        ),
        None => Ok(()),
    }
}

fn fault(config: &CheckConfig) -> Option<String> {
    let excepted = config.exceptions.iter().map(|exception| &exception.rule);

    for code in config.rules.keys().chain(excepted) {
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

/// The finding with the severity that the settings give it; `None` when its rule is off. Errors keep theirs.
pub(super) fn apply(mut diagnostic: Diagnostic, config: &CheckConfig) -> Option<Diagnostic> {
    if diagnostic.severity == Severity::Error {
        return Some(diagnostic);
    }

    match config.rules.get(diagnostic.code) {
        Some(Level::Off) => return None,
        Some(Level::Note) => diagnostic.severity = Severity::Note,
        Some(Level::Warning) => diagnostic.severity = Severity::Warning,
        Some(Level::Error) => diagnostic.severity = Severity::Error,
        None => {}
    }
    Some(diagnostic)
}
