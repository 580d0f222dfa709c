//! Services that host datasets and papers: their domains, their names, and what a download
//! requires.
//!
//! In: a host or the label of a link. Out: the service. The access of downloads, the check of
//! labels and the labels of new entries follow from this table.

use crate::value::access::AccessLevel;
use crate::value::url::is_within_domain;

/// A service with some of its domains; a service whose domains differ in access has several rows.
#[derive(Debug)]
pub(crate) struct HostingService {
    /// The name, as the label of a link.
    pub(crate) name: &'static str,
    /// Labels of links that promise this service: lowercase words.
    labels: &'static [&'static str],
    /// Domains; their subdomains belong to the service as well.
    domains: &'static [&'static str],
    /// What a download requires, where it is the same for all datasets.
    pub(crate) access: Option<AccessLevel>,
}

const fn service(
    name: &'static str,
    labels: &'static [&'static str],
    domains: &'static [&'static str],
    access: Option<AccessLevel>,
) -> HostingService {
    HostingService {
        name,
        labels,
        domains,
        access,
    }
}

const OPEN: Option<AccessLevel> = Some(AccessLevel::Open);
const REGISTRATION: Option<AccessLevel> = Some(AccessLevel::Registration);
const APPLICATION: Option<AccessLevel> = Some(AccessLevel::Application);

/// All services; a subdomain with access of its own comes before its domain.
#[rustfmt::skip]
const SERVICES: &[HostingService] = &[
    service("Academic Torrents", &[], &["academictorrents.com"], OPEN),
    service("ADNI", &[], &["adni.loni.usc.edu"], APPLICATION),
    service("arXiv", &["arxiv"], &["arxiv.org"], None),
    service("Baidu AI Studio", &["baidu"], &["aistudio.baidu.com"], REGISTRATION),
    service("Baidu", &["baidu"], &["baidu.com"], None),
    service("CodaLab", &[], &["codalab.org", "codalab.lisn.upsaclay.fr"], REGISTRATION),
    service("Dropbox", &[], &["dropbox.com"], OPEN),
    service("Figshare", &["figshare"], &["figshare.com"], OPEN),
    service("GitHub", &["github"], &["github.com"], OPEN),
    service("GitHub Pages", &["github"], &["github.io"], OPEN),
    service("GitHub", &["github"], &["githubusercontent.com"], None),
    service("Google Drive", &["google drive"], &["drive.google.com"], OPEN),
    service("Google Docs", &["google drive"], &["docs.google.com"], None),
    service("Grand Challenge", &["grand challenge"], &["grand-challenge.org"], REGISTRATION),
    service("Hugging Face", &["hugging face", "huggingface"], &["huggingface.co"], OPEN),
    service("IEEE DataPort", &[], &["ieee-dataport.org"], REGISTRATION),
    service("Kaggle", &["kaggle"], &["kaggle.com"], REGISTRATION),
    service("Mendeley", &["mendeley"], &["mendeley.com"], OPEN),
    service("OpenNeuro", &[], &["openneuro.org"], OPEN),
    service("OSF", &["osf"], &["osf.io"], OPEN),
    service("PhysioNet", &["physionet"], &["physionet.org"], None),
    service("Synapse", &["synapse"], &["synapse.org"], REGISTRATION),
    service("TCIA", &["tcia"], &["cancerimagingarchive.net"], OPEN),
    service("Tianchi", &[], &["tianchi.aliyun.com"], REGISTRATION),
    service("UK Biobank", &[], &["ukbiobank.ac.uk"], APPLICATION),
    service("Zenodo", &["zenodo"], &["zenodo.org"], OPEN),
];

impl HostingService {
    /// The service at a host.
    pub(crate) fn at(host: &str) -> Option<&'static Self> {
        SERVICES.iter().find(|service| service.is_at(host))
    }

    /// All rows of the service that a label names; `label` is in lowercase words with single
    /// spaces.
    pub(crate) fn labelled(label: &str) -> impl Iterator<Item = &'static Self> {
        SERVICES
            .iter()
            .filter(move |service| service.labels.contains(&label))
    }

    /// Whether a host belongs to the service.
    pub(crate) fn is_at(&self, host: &str) -> bool {
        self.domains
            .iter()
            .any(|domain| is_within_domain(host, domain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_belong_to_services_with_their_subdomains() {
        for (host, expect) in [
            ("www.kaggle.com", Some("Kaggle")),
            ("KAGGLE.com", Some("Kaggle")),
            ("notkaggle.com", None),
            ("aistudio.baidu.com", Some("Baidu AI Studio")),
            ("pan.baidu.com", Some("Baidu")),
            ("", None),
        ] {
            let name = HostingService::at(host).map(|service| service.name);
            assert_eq!(name, expect, "{host}");
        }
    }

    #[test]
    fn a_label_names_all_domains_of_a_service() {
        let domains = HostingService::labelled("github").flat_map(|service| service.domains);
        assert_eq!(domains.count(), 3);
        assert_eq!(HostingService::labelled("dropbox").count(), 0);
    }
}
