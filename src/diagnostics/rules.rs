//! All kinds of findings: their codes, how much each matters, what it finds, why, and an example.
//!
//! In: nothing. Out: the table behind `medatlas check --rules` and `docs/rules.md`. A test holds that it names every code
//! in the source and no other.

mod file;
mod list;
mod page;

use std::fmt::Write as _;

use crate::diagnostics::Severity;

/// What is known of one code.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable kebab-case word.
    pub code: &'static str,
    /// How much a finding matters.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// Words of a catalog that it finds.
    pub example: &'static str,
}

const fn rule(
    code: &'static str,
    severity: Severity,
    finds: &'static str,
    why: &'static str,
    example: &'static str,
) -> Rule {
    Rule {
        code,
        severity,
        finds,
        why,
        example,
    }
}

/// All rules, by code.
pub fn all() -> Vec<&'static Rule> {
    let mut all: Vec<&Rule> = [list::RULES, page::RULES, file::RULES]
        .into_iter()
        .flatten()
        .collect();
    all.sort_by_key(|rule| rule.code);
    all
}

/// The rule of a code.
pub fn of(code: &str) -> Option<&'static Rule> {
    [list::RULES, page::RULES, file::RULES]
        .into_iter()
        .flatten()
        .find(|rule| rule.code == code)
}

/// The table of all rules as Markdown.
pub fn table() -> String {
    let mut out = String::from(
        "| Code | Severity | Finds | Why it matters | Example |\n|---|---|---|---|---|\n",
    );
    for Rule {
        code,
        severity,
        finds,
        why,
        example,
    } in all()
    {
        let example = example.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| `{code}` | {} | {finds} | {why} | {example} |",
            severity.word()
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_and_distinct() {
        let all = all();
        assert!(all.is_sorted_by(|a, b| a.code < b.code));
        assert!(
            all.iter()
                .all(|rule| ![rule.finds, rule.why, rule.example].contains(&""))
        );
        assert!(of("mojibake").is_some() && of("nothing").is_none());
    }
}
