//! URLs of the repository that holds the catalog.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::render::context::Context;
use crate::source::{FileId, Span};

/// What is encoded in a path: all but letters, digits and these characters.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

impl Context<'_> {
    /// Where the repository shows a line of a file.
    pub(super) fn source_url(&self, span: &Span) -> Option<String> {
        let url = self.repository_url("blob", span.file)?;
        let line = self.catalog.sources.line(span);

        Some(format!("{url}#L{line}"))
    }

    /// Where the repository edits a file.
    pub(super) fn edit_url(&self, span: &Span) -> Option<String> {
        self.repository_url("edit", span.file)
    }

    /// Where the repository creates the page of a dataset that has none.
    pub(super) fn new_page_url(&self, name: &str) -> Option<String> {
        let settings = self.settings;
        let repository = settings.repository.as_ref()?;
        let branch = &settings.branch;
        let folder = format!("{}{}", settings.repository_path, settings.pages);

        Some(format!(
            "{repository}/new/{branch}/{}?filename={}.md",
            utf8_percent_encode(&folder, PATH),
            utf8_percent_encode(name, NON_ALPHANUMERIC)
        ))
    }

    fn repository_url(&self, action: &str, file: FileId) -> Option<String> {
        let settings = self.settings;
        let repository = settings.repository.as_ref()?;
        let branch = &settings.branch;
        let path = format!(
            "{}{}",
            settings.repository_path,
            self.catalog.sources.path(file)
        );

        Some(format!(
            "{repository}/{action}/{branch}/{}",
            utf8_percent_encode(&path, PATH)
        ))
    }
}
