//! How a dataset is had: by anyone, after signing up, or after an application.
//!
//! In: the words of a page, and where the dataset's downloads lie. Out: an `Access` with the words or the host that it was
//! read from. A column of the list wins over words, and words over the host; what nothing says stays unknown.

use crate::catalog::out_link::OutLink;
use crate::parse::page::{Page, SectionKind};
use crate::source::Sources;
use crate::source::{FileId, Span};
use crate::value::access::{Access, AccessLevel, Basis};
use crate::value::fact::{Fact, Origin};
use crate::value::hosting_service::HostingService;

/// Words that say how the data is had. Words that often speak of other data ("publicly available") are not among them.
const WORDS: &[(AccessLevel, &[&str])] = &[
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

/// Reads how a dataset is had from its page's words, else from its downloads.
pub(super) fn access(
    sources: &Sources,
    page: Option<(FileId, &Page)>,
    downloads: &[OutLink],
) -> Option<Fact<Access>> {
    let said = |(file, page): (FileId, &Page)| {
        page.words
            .access
            .get_or_init(|| words(sources.text(file), file, page))
            .clone()
    };
    page.and_then(said).or_else(|| host(downloads))
}

fn words(text: &str, file: FileId, page: &Page) -> Option<Fact<Access>> {
    let speaks = |kind: SectionKind| {
        matches!(
            kind,
            SectionKind::Information | SectionKind::Source | SectionKind::Other
        )
    };
    let prose = page
        .sections
        .iter()
        .filter(|section| speaks(section.kind))
        .flat_map(|section| &section.prose);
    let parts: Vec<_> = std::iter::once(&page.lead).chain(prose).cloned().collect();
    // ASCII lower case keeps every byte in its place.
    let folded = text.to_ascii_lowercase();
    WORDS.iter().find_map(|(level, phrases)| {
        let (part, at, phrase) = parts.iter().find_map(|part| {
            let words = folded.get(part.clone())?;
            phrases
                .iter()
                .find_map(|phrase| Some((part, words.find(phrase)?, *phrase)))
        })?;
        let start = part.start + at;
        let range = start..start + phrase.len();
        let value = Access {
            level: *level,
            basis: Basis::Words,
        };
        Some(Fact {
            value,
            raw: text[range.clone()].to_owned(),
            from: Origin::Page,
            span: Span::new(file, range),
        })
    })
}

/// The least that any of the downloads asks for.
fn host(downloads: &[OutLink]) -> Option<Fact<Access>> {
    let (level, link) = downloads
        .iter()
        .filter_map(|link| Some((of_host(link)?, link)))
        .min_by_key(|(level, _)| *level)?;
    let from = if link.span.file == Sources::README {
        Origin::Entry
    } else {
        Origin::Page
    };
    let value = Access {
        level,
        basis: Basis::Host,
    };
    Some(Fact {
        value,
        raw: link.host().to_owned(),
        from,
        span: link.span.clone(),
    })
}

fn of_host(link: &OutLink) -> Option<AccessLevel> {
    // A DOI of Zenodo leads there.
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
        words(text, FileId(1), &page).map(|fact| fact.value.level)
    }

    #[test]
    fn words_of_pages() {
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
            let links: Vec<OutLink> = urls
                .iter()
                .map(|url| OutLink {
                    label: String::new(),
                    url: (*url).into(),
                    span: Span::new(FileId(0), 0..0),
                })
                .collect();
            host(&links).map(|fact| fact.value.level)
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
