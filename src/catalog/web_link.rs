//! A link to the web.
//!
//! In: a link as parsed. Out: a `WebLink` with an absolute URL, or nothing if the target is no URL
//! of the web.

use crate::parse::Link;
use crate::source::{FileId, Span};
use crate::value::url::{has_forbidden_characters, host, is_web};

/// A link to the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink {
    /// Its label in the text; the host if it has none.
    pub label: String,
    /// A URL with the scheme `http` or `https`.
    pub url: String,
    /// Its location.
    pub span: Span,
}

impl WebLink {
    /// The link if it leads to the web, without punctuation at its end.
    pub fn from_link(link: &Link, file: FileId) -> Option<Self> {
        let url = link.target.trim().trim_end_matches(['.', ',', ';']);
        // `[text]([https://a](https://b))` is parsed as one link, whose target holds another.
        let url = match url.rfind("](") {
            Some(at) => url[at + 2..].trim_end_matches(')'),
            None => url,
        };
        if !is_web(url) || has_forbidden_characters(url) {
            return None;
        }

        let label = link.label.trim();
        let is_url = label.is_empty() || label.contains("://");
        Some(Self {
            label: if is_url { host(url) } else { label }.to_owned(),
            url: url.to_owned(),
            span: Span::new(file, link.span.clone()),
        })
    }

    /// The host of its URL, without `www.`.
    pub fn host(&self) -> &str {
        host(&self.url)
    }
}
