//! Who can obtain a dataset: everyone, everyone with an account, or everyone whose application is
//! granted.
//!
//! In: the text of a page, and the hosts of the downloads. Out: an `Access` with the phrase or the
//! host that it was inferred from. What is stated in a column wins over a phrase, and a phrase over
//! a host. Without any of them, access stays unknown.

use std::ops::Range;

use crate::catalog::web_link::WebLink;
use crate::parse::page::{Page, SectionKind};
use crate::source::{FileId, Sources, Span};
use crate::value::access::{Access, AccessBasis, AccessLevel};
use crate::value::fact::{Fact, Origin};
use crate::value::hosting_service::HostingService;

/// Phrases that say who can obtain the data. Phrases that are often about other data ("publicly
/// available") are not among them.
const PHRASES: &[(AccessLevel, &[&str])] = &[
    (
        AccessLevel::Application,
        &[
            "data use agreement",
            "data usage agreement",
            "user agreement",
            "upon request",
            "on request",
            "request access",
            "access request",
            "access by application",
            "apply for access",
            "application for access",
            "application form",
            "credentialed access",
        ],
    ),
    (
        AccessLevel::Registration,
        &[
            "after signing up",
            "registered users",
            "registered teams",
            "registration is required",
            "registration is needed",
            "requires registration",
            "need to register",
            "have to register",
            "must register",
            "create an account",
        ],
    ),
    (
        AccessLevel::Open,
        &[
            "without registration",
            "no registration",
            "freely downloadable",
            "free to download",
            "downloaded freely",
            "downloaded directly",
        ],
    ),
];

/// Infers the access from a phrase in the text of a page.
pub(super) fn find_access_phrase(text: &str, file: FileId, page: &Page) -> Option<Fact<Access>> {
    // ASCII lowercase keeps the offset of every byte.
    let lowercase = text.to_ascii_lowercase();
    let prose = prose_about_access(page);

    let (level, range) = PHRASES.iter().find_map(|(level, phrases)| {
        let mut prose = prose.iter();
        let range = prose.find_map(|range| find_any(&lowercase, range, phrases))?;
        Some((*level, range))
    })?;

    Some(Fact {
        value: Access {
            level,
            basis: AccessBasis::Phrase,
        },
        raw: text[range.clone()].to_owned(),
        from: Origin::Page,
        span: Span::new(file, range),
    })
}

/// The lead of a page, and the prose of the sections that may describe access.
fn prose_about_access(page: &Page) -> Vec<Range<usize>> {
    let mut prose = vec![page.lead.clone()];
    for section in &page.sections {
        if matches!(
            section.kind,
            SectionKind::Information | SectionKind::Source | SectionKind::Other
        ) {
            prose.extend(section.prose.iter().cloned());
        }
    }

    prose
}

/// The first of some phrases that occurs in a range of a text, and where it occurs.
fn find_any(text: &str, range: &Range<usize>, phrases: &[&str]) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;

    phrases.iter().find_map(|phrase| {
        let start = range.start + part.find(phrase)?;
        Some(start..start + phrase.len())
    })
}

/// Infers the access from the hosts of the downloads: the least restrictive one counts.
pub(super) fn infer_from_host(downloads: &[WebLink]) -> Option<Fact<Access>> {
    let (level, link) = downloads
        .iter()
        .filter_map(|link| Some((level_of_host(link)?, link)))
        .min_by_key(|(level, _)| *level)?;
    let from = if link.span.file == Sources::README {
        Origin::Entry
    } else {
        Origin::Page
    };

    Some(Fact {
        value: Access {
            level,
            basis: AccessBasis::Host,
        },
        raw: link.host().to_owned(),
        from,
        span: link.span.clone(),
    })
}

fn level_of_host(link: &WebLink) -> Option<AccessLevel> {
    // A DOI with Zenodo's prefix resolves to Zenodo.
    let host = if link.url.contains("doi.org/10.5281/zenodo") {
        "zenodo.org"
    } else {
        link.host()
    };

    HostingService::at(host)?.access
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_text(text: &str) -> Option<AccessLevel> {
        let (page, _) = crate::parse::page::page(text, FileId(1));
        find_access_phrase(text, FileId(1), &page).map(|fact| fact.value.level)
    }

    #[test]
    fn phrases_of_pages() {
        for (text, expect) in [
            (
                "# A\n\n## Source Information\n\nAfter signing a user agreement.",
                Some(AccessLevel::Application),
            ),
            (
                "# A\n\nLinks go to registered teams.",
                Some(AccessLevel::Registration),
            ),
            (
                "# A\n\nDeformable image registration; publicly available images were collected.",
                None,
            ),
            (
                "# A\n\n## Citation\n\n```\n@misc{a, note={upon request}}\n```",
                None,
            ),
            (
                "# A\n\nIt can be had without registration.",
                Some(AccessLevel::Open),
            ),
        ] {
            assert_eq!(of_text(text), expect, "{text}");
        }
    }

    #[test]
    fn hosts_of_downloads() {
        let of = |urls: &[&str]| {
            let links: Vec<WebLink> = urls
                .iter()
                .map(|url| WebLink {
                    label: String::new(),
                    url: (*url).into(),
                    span: Span::new(FileId(0), 0..0),
                })
                .collect();
            infer_from_host(&links).map(|fact| fact.value.level)
        };
        assert_eq!(
            of(&[
                "https://www.kaggle.com/a",
                "https://doi.org/10.5281/zenodo.1"
            ]),
            Some(AccessLevel::Open)
        );
        assert_eq!(
            of(&["https://a.grand-challenge.org/"]),
            Some(AccessLevel::Registration)
        );
        assert_eq!(of(&["https://notkaggle.com/"]), None);
    }
}
