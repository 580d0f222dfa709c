//! Facts that are found by searching the whole text of a page.
//!
//! In: a page and its text. Out: a `PageReading`. It depends on nothing else, so that the pipeline
//! can keep it with the page and a preview searches only the pages that changed.

use std::sync::Arc;

use crate::assemble::access::find_access_phrase;
use crate::assemble::license::find_license;
use crate::parse::page::Page;
use crate::source::FileId;
use crate::value::access::Access;
use crate::value::fact::Fact;

/// What the text of a page says besides its tables and links.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageReading {
    /// The access that a phrase implies.
    pub access: Option<Fact<Access>>,
    /// The first licence that is named.
    pub license: Option<Fact<String>>,
}

impl PageReading {
    /// Searches the text of one page.
    pub(crate) fn new(text: &str, file: FileId, page: &Page) -> Self {
        Self {
            access: find_access_phrase(text, file, page),
            license: find_license(text, file, page),
        }
    }
}

/// A page with the facts found in its text. A clone is cheap.
#[derive(Clone, Debug)]
pub(crate) struct ReadPage {
    /// The page as parsed.
    pub page: Arc<Page>,
    /// What its text says.
    pub reading: Arc<PageReading>,
}

impl ReadPage {
    /// Searches the text of a page.
    pub(crate) fn new(text: &str, file: FileId, page: Page) -> Self {
        let reading = PageReading::new(text, file, &page);

        Self {
            page: Arc::new(page),
            reading: Arc::new(reading),
        }
    }
}
