//! `--select` and `--ignore`: which rules are reported.

use anyhow::{Result, bail};
use strsim::jaro_winkler;

use crate::check::rules;
use crate::cli::terminal;
use crate::diagnostics::Diagnostic;

/// The rules that are reported.
#[derive(Debug, Default, clap::Args)]
pub(super) struct RuleFilter {
    /// Report only these rules
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    select: Vec<String>,
    /// Report all rules except these
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    ignore: Vec<String>,
}

impl RuleFilter {
    /// Replaces former codes by the current ones, with a note, and refuses codes that no rule has.
    ///
    /// # Errors
    /// The message names the unknown code and the most similar one.
    pub(super) fn resolve_codes(&mut self) -> Result<()> {
        for code in self.select.iter_mut().chain(&mut self.ignore) {
            let Some(rule) = rules::named(code) else {
                bail!(
                    "there is no rule {code:?}; did you mean {:?}? \
                     `medatlas check --rules` lists all rules",
                    most_similar(code)
                );
            };

            if rule.code != code.as_str() {
                terminal::report(&format!("note: the rule {code} is now named {}", rule.code));
                *code = rule.code.to_owned();
            }
        }
        Ok(())
    }

    /// The diagnostics of the selected rules.
    pub(super) fn apply<'a>(&self, diagnostics: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
        diagnostics
            .iter()
            .filter(|diagnostic| self.includes(diagnostic.code))
            .collect()
    }

    fn includes(&self, code: &str) -> bool {
        let is_selected = self.select.is_empty() || self.select.iter().any(|known| known == code);
        is_selected && !self.ignore.iter().any(|known| known == code)
    }
}

/// The rule code that is most similar to a text.
fn most_similar(text: &str) -> &'static str {
    rules::all()
        .map(|rule| rule.code)
        .max_by(|a, b| jaro_winkler(a, text).total_cmp(&jaro_winkler(b, text)))
        .unwrap_or_default()
}
