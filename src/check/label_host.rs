//! `link-label-mismatch`: a link whose label names a service that its address does not lead to.
//!
//! Why: readers choose by the label: an account, a licence and a way to download come with it. Example: `[Zenodo]` over a
//! link to kaggle.com.

use crate::catalog::Catalog;
use crate::catalog::out_link::OutLink;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "link-label-mismatch",
    severity: Severity::Warning,
    summary: "a link whose label names another service than the one that its URL leads to",
    reason: "readers choose a link by its label",
    example: "`[Zenodo](https://www.kaggle.com/a)`",
};

/// Hosts that lead on to any other.
const RESOLVERS: &[&str] = &[
    "doi.org",
    "hdl.handle.net",
    "bit.ly",
    "goo.gl",
    "tinyurl.com",
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for dataset in &catalog.datasets {
        for link in dataset
            .websites
            .iter()
            .chain(&dataset.downloads)
            .chain(&dataset.papers)
        {
            if let Some(service) = contradicted(link) {
                let message = format!(
                    "the label {:?} stands over a link to {}",
                    link.label,
                    link.host()
                );
                found.push(
                    RULE.at(link.span.clone(), message)
                        .label(format!("leads to no page of {service}"))
                        .help("Correct the label or the address"),
                );
            }
        }
    }
    found
}

/// The name of the service that the label promises, if the URL leads elsewhere.
fn contradicted(link: &OutLink) -> Option<&'static str> {
    let label = words(&link.label);
    let host = link.host();

    let mut services = HostingService::labelled(&label).peekable();
    let name = services.peek()?.name;
    let leads_there = services.any(|service| service.is_at(host))
        || RESOLVERS.iter().any(|domain| is_below(host, domain));
    (!leads_there).then_some(name)
}

/// The label in lowercase, without digits and punctuation.
fn words(label: &str) -> String {
    let letters: String = label
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphabetic() { c } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn services() {
        for (label, url, expect) in [
            ("Zenodo", "https://zenodo.org/records/1", None),
            ("Zenodo", "https://www.kaggle.com/a", Some("Zenodo")),
            ("ArXiv'2021", "https://arxiv.org/abs/1", None),
            ("ArXiv'2021", "https://doi.org/10.1/1", None),
            ("Grand Challenge", "https://a.grand-challenge.org/", None),
            (
                "Grand Challenge",
                "https://notgrand-challenge.org/",
                Some("Grand Challenge"),
            ),
            ("Github page of Kaggle", "https://example.org", None),
        ] {
            let link = OutLink {
                label: label.into(),
                url: url.into(),
                span: Span::new(FileId(0), 0..0),
            };
            assert_eq!(contradicted(&link), expect, "{label} {url}");
        }
    }
}
