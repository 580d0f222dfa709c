//! A link that leaves the site.
//!
//! In: a link as parsed. Out: an `WebLink` with an absolute URL, or nothing where it is no web address.

use crate::parse::Link;
use crate::source::{FileId, Span};

/// A link that leaves the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink {
    /// Its label in the text; the host when it has none.
    pub label: String,
    /// http or https.
    pub url: String,
    /// Where it stands.
    pub span: Span,
}

impl WebLink {
    /// A link to the web, tidied; `None` for anything else.
    pub fn from_link(link: &Link, file: FileId) -> Option<WebLink> {
        let url = link.target.trim().trim_end_matches(['.', ',', ';']);
        // `[text]([https://a](https://b))` reads as one link with a target that holds another.
        let url = url
            .rfind("](")
            .map_or(url, |at| url[at + 2..].trim_end_matches(')'));
        let scheme = url
            .split_once("://")
            .map(|(scheme, _)| scheme.to_ascii_lowercase())?;
        let plain = !url
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'));
        if !matches!(scheme.as_str(), "http" | "https") || !plain {
            return None;
        }
        let label =
            Some(link.label.trim()).filter(|label| !label.is_empty() && !label.contains("://"));
        let label = label
            .unwrap_or_else(|| crate::catalog::web_link::host(url))
            .to_owned();
        Some(WebLink {
            label,
            url: url.to_owned(),
            span: Span::new(file, link.span.clone()),
        })
    }

    /// The host of its URL, without `www.`.
    pub fn host(&self) -> &str {
        host(&self.url)
    }
}

/// The host of a URL, without user, port and `www.`.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest[..end]
        .rsplit_once('@')
        .map_or(&rest[..end], |(_, host)| host);
    let host = authority.split(':').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
