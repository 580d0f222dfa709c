//! `link-label-mismatch`: see `RULE`. An account, a license and a way to download come with the
//! service that a label names.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::web_link::WebLink;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::value::hosting_service::HostingService;
use crate::value::url::is_within_domain;

pub(crate) const RULE: Rule = Rule {
    code: "link-label-mismatch",
    severity: Severity::Warning,
    summary: "a link whose label names another service than the one that its URL leads to",
    reason: "readers choose a link by its label",
    example: "`[Zenodo](https://www.kaggle.com/a)`",
};

/// Hosts that redirect to any other.
const RESOLVERS: &[&str] = &[
    "doi.org",
    "hdl.handle.net",
    "bit.ly",
    "goo.gl",
    "tinyurl.com",
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    catalog
        .datasets
        .iter()
        .flat_map(links)
        .filter_map(check_link)
        .collect()
}

fn links(dataset: &Dataset) -> impl Iterator<Item = &WebLink> {
    let links = [&dataset.websites, &dataset.downloads, &dataset.papers];
    links.into_iter().flatten()
}

fn check_link(link: &WebLink) -> Option<Diagnostic> {
    let service = contradicted_service(link)?;
    let message = format!("the label {:?} is on a link to {}", link.label, link.host());

    Some(
        RULE.at(link.span.clone(), message)
            .label(format!("does not lead to {service}"))
            .help("Correct the label or the URL"),
    )
}

/// The name of the service that the label promises, if the URL leads elsewhere.
fn contradicted_service(link: &WebLink) -> Option<&'static str> {
    let label = words(&link.label);
    let host = link.host();
    let name = HostingService::labelled(&label).next()?.name;

    let leads_there = HostingService::labelled(&label).any(|service| service.is_at(host));
    let redirects = RESOLVERS
        .iter()
        .any(|domain| is_within_domain(host, domain));
    (!leads_there && !redirects).then_some(name)
}

/// The label in lowercase, without digits and punctuation.
fn words(label: &str) -> String {
    let letters = label
        .to_lowercase()
        .replace(|c: char| !c.is_alphabetic(), " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn a_label_that_names_a_service_leads_there() {
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
            let link = WebLink {
                label: label.into(),
                url: url.into(),
                span: Span::new(FileId(0), 0..0),
            };
            assert_eq!(contradicted_service(&link), expect, "{label} {url}");
        }
    }
}
