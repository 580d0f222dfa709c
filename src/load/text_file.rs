//! Reads one text of the catalog, or takes it from the memo.
//!
//! In: a file and the memo. Out: its content, not yet decoded. A page that cannot be read is a
//! diagnostic, but a list that cannot be read is an error.

use std::fs::Metadata;
use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::load::encoding;
use crate::load::listing::ListedFile;
use crate::load::memo::{FileMemo, Stamp, StoredText};
use crate::source::FileId;
use crate::source::text::Text;

pub(crate) const UNREADABLE_PAGE: Rule = Rule {
    code: "unreadable-page",
    severity: Severity::Error,
    summary: "a page that cannot be read",
    reason: "the dataset has no text of its own",
    example: "a file without read permission",
};

/// The largest list that is read, in bytes: a list of 100,000 rows is smaller.
const MAX_LIST_SIZE: u64 = 20 << 20;

/// The largest page that is read, in bytes.
const MAX_PAGE_SIZE: u64 = 5 << 20;

/// What a file contains now.
pub(super) struct FileContent {
    pub(super) stamp: Stamp,
    content: TextState,
}

enum TextState {
    /// Decoded before, and unchanged since.
    Stored(StoredText),
    Bytes(Vec<u8>),
}

impl FileContent {
    /// The content of a file that does not exist.
    pub(super) fn empty() -> Self {
        Self {
            stamp: Stamp::NONE,
            content: TextState::Bytes(Vec::new()),
        }
    }

    /// The stamp is taken before the file is read, so that a change in between is noticed.
    fn read(file: &Path, metadata: &Metadata, memo: &FileMemo) -> std::io::Result<Self> {
        let stamp = Stamp::new(metadata);
        let content = match memo.text(file, stamp) {
            Some(stored) => TextState::Stored(stored),
            None => TextState::Bytes(std::fs::read(file)?),
        };
        Ok(Self { stamp, content })
    }

    /// Decodes the bytes of the file with this path below the catalog folder.
    pub(super) fn decode(self, path: String) -> StoredText {
        match self.content {
            TextState::Stored(stored) => stored,
            TextState::Bytes(bytes) => {
                // `StoredText::diagnostics` sets the index of the file.
                let (text, diagnostics) = encoding::decode(bytes, FileId::default());
                StoredText::new(Text::new(path, text), diagnostics)
            }
        }
    }
}

/// Reads the list.
///
/// # Errors
/// It is missing, too large, not a regular file, or cannot be read.
pub(super) fn read_list(file: &Path, settings: &Settings, memo: &FileMemo) -> Result<FileContent> {
    let metadata = fs::symlink_metadata(file).with_context(|| {
        format!(
            "there is no catalog in {}: {} is missing",
            settings.catalog.display(),
            settings.config.readme
        )
    })?;

    if !metadata.is_file() {
        bail!("{} is not a regular file", file.display());
    }
    if metadata.len() > MAX_LIST_SIZE {
        bail!(
            "{} is larger than the limit of {} MB",
            file.display(),
            MAX_LIST_SIZE >> 20
        );
    }
    FileContent::read(file, &metadata, memo)
        .with_context(|| format!("{} cannot be read", file.display()))
}

/// Reads a page or the glossary.
pub(super) fn read_page(page: &ListedFile, memo: &FileMemo) -> Result<FileContent, Diagnostic> {
    let metadata =
        fs::symlink_metadata(&page.file).map_err(|error| unreadable(page, &error.to_string()))?;
    if metadata.len() > MAX_PAGE_SIZE {
        let why = format!("it is larger than the limit of {} MB", MAX_PAGE_SIZE >> 20);
        return Err(unreadable(page, &why));
    }

    FileContent::read(&page.file, &metadata, memo)
        .map_err(|error| unreadable(page, &error.to_string()))
}

fn unreadable(page: &ListedFile, why: &str) -> Diagnostic {
    UNREADABLE_PAGE.at(
        Location::File(page.path.clone()),
        format!("the page cannot be read: {why}"),
    )
}
