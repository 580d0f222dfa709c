//! What was read before, so that a preview reads again only what changed.
//!
//! In: the paths that something happened to. Out: texts and images as they were read, for files that still have the size
//! and the time stamp of then and that nothing was told of. A build starts with an empty memo: there is one way to read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostics::Diagnostic;
use crate::load::Listed;
use crate::source::FileId;
use crate::source::asset::Asset;
use crate::source::text::Text;

/// Everything that was read the last time.
#[derive(Debug, Default)]
pub struct Memo {
    texts: BTreeMap<PathBuf, (Stamp, Read)>,
    images: BTreeMap<PathBuf, (Stamp, Result<Asset, Diagnostic>)>,
    /// Which files there are.
    listing: Option<Listing>,
}

/// Pages, images and the glossary below the catalog folder, and what was found on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    pub(super) pages: Listed,
    pub(super) images: Listed,
    pub(super) glossary: Option<(String, PathBuf)>,
    pub(super) found: Vec<Diagnostic>,
}

/// A text that was read, and what was found in its bytes.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) text: Arc<Text>,
    found: Arc<[Diagnostic]>,
}

impl Read {
    pub(super) fn new(text: Text, found: Vec<Diagnostic>) -> Self {
        Self {
            text: Arc::new(text),
            found: found.into(),
        }
    }

    /// The findings, for the number that the file has now: another file may have come before it.
    pub(super) fn found(&self, file: FileId) -> impl Iterator<Item = Diagnostic> {
        self.found
            .iter()
            .map(move |found| found.clone().of_file(file))
    }
}

/// What the system says of a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    /// Compared, never shown: no output depends on it.
    modified: Option<SystemTime>,
}

impl Stamp {
    /// Of a file that is not there: no file has this one.
    pub(super) const NONE: Self = Self {
        size: u64::MAX,
        modified: None,
    };

    pub(super) fn new(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            modified: meta.modified().ok(),
        }
    }
}

impl Memo {
    /// Forgets files that changed, and all below folders that did. `listing` when files came or went, or the settings say
    /// anew which files count.
    pub fn forget(&mut self, changed: &BTreeSet<PathBuf>, listing: bool) {
        if listing {
            self.listing = None;
        }
        let kept = |path: &Path| !path.ancestors().any(|path| changed.contains(path));
        self.texts.retain(|path, _| kept(path));
        self.images.retain(|path, _| kept(path));
    }

    /// The text as it was read, when the file is still that one.
    pub(super) fn text(&self, path: &Path, stamp: Stamp) -> Option<Read> {
        let (known, read) = self.texts.get(path)?;
        (*known == stamp).then(|| read.clone())
    }

    /// The image as it was read, when the file is still that one.
    pub(super) fn image(&self, path: &Path, stamp: Stamp) -> Option<Result<Asset, Diagnostic>> {
        let (known, asset) = self.images.get(path)?;
        (*known == stamp).then(|| asset.clone())
    }

    /// The listing, when no file came or went since.
    pub(super) fn listing(&self) -> Option<Listing> {
        self.listing.clone()
    }

    /// Keeps the listing.
    pub(super) fn keep_listing(&mut self, listing: &Listing) {
        self.listing = Some(listing.clone());
    }

    /// Keeps these texts and no others.
    pub(super) fn keep_texts(&mut self, texts: impl Iterator<Item = (PathBuf, Stamp, Read)>) {
        self.texts = texts
            .map(|(path, stamp, read)| (path, (stamp, read)))
            .collect();
    }

    /// Keeps these images and no others.
    pub(super) fn keep_images(
        &mut self,
        images: impl Iterator<Item = (PathBuf, Stamp, Result<Asset, Diagnostic>)>,
    ) {
        self.images = images
            .map(|(path, stamp, asset)| (path, (stamp, asset)))
            .collect();
    }
}
