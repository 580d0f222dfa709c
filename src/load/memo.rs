//! Files that were read before, so that a preview reads only what changed.
//!
//! In: the paths of changed files. Out: texts and images as they were read, for files that still
//! have their size and time stamp and for which no change was reported. A build starts with an
//! empty memo, so that there is one way to read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostics::Diagnostic;
use crate::load::encoding;
use crate::load::listing::Listing;
use crate::source::FileId;
use crate::source::asset::Asset;
use crate::source::text::Text;

/// All files of the last run.
#[derive(Debug, Default)]
pub struct FileMemo {
    texts: BTreeMap<PathBuf, (Stamp, StoredText)>,
    images: BTreeMap<PathBuf, (Stamp, Result<Asset, Diagnostic>)>,
    listing: Option<Listing>,
}

/// A decoded text, and the findings about its bytes.
#[derive(Clone, Debug)]
pub(super) struct StoredText {
    pub(super) text: Arc<Text>,
    diagnostics: Arc<[Diagnostic]>,
}

impl StoredText {
    pub(super) fn new(text: Text, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            text: Arc::new(text),
            diagnostics: diagnostics.into(),
        }
    }

    /// The findings, for the index that the file has now: other files may have been added before
    /// it.
    pub(super) fn diagnostics(&self, file: FileId) -> impl Iterator<Item = Diagnostic> {
        self.diagnostics
            .iter()
            .map(move |diagnostic| diagnostic.clone().of_file(file))
    }
}

/// What the system reports about a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    /// Compared, never shown: no output depends on it.
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The stamp of a missing file: no file has this one.
    pub(super) const NONE: Self = Self {
        size: u64::MAX,
        modified: None,
    };

    pub(super) fn new(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}

impl FileMemo {
    /// Forgets changed files, and everything below changed folders. With `listing`, files were
    /// added or removed, or the settings changed which files belong to the catalog.
    pub fn forget(&mut self, changed: &BTreeSet<PathBuf>, listing: bool) {
        if listing {
            self.listing = None;
        }
        self.texts.retain(|path, _| !is_below(path, changed));
        self.images.retain(|path, _| !is_below(path, changed));
    }

    /// Replaces the text of a known file, as if the file had these bytes. This tries out a change
    /// before it is made.
    pub(crate) fn replace_text(&mut self, file: &Path, bytes: Vec<u8>) {
        if let Some((_, stored)) = self.texts.get_mut(file) {
            let (text, diagnostics) = encoding::decode(bytes, FileId::default());
            *stored = StoredText::new(Text::new(stored.text.path.clone(), text), diagnostics);
        }
    }

    /// The text as it was read, if the file is unchanged.
    pub(super) fn text(&self, path: &Path, stamp: Stamp) -> Option<StoredText> {
        let (known, text) = self.texts.get(path)?;
        (*known == stamp).then(|| text.clone())
    }

    /// The image as it was read, if the file is unchanged.
    pub(super) fn image(&self, path: &Path, stamp: Stamp) -> Option<Result<Asset, Diagnostic>> {
        let (known, asset) = self.images.get(path)?;
        (*known == stamp).then(|| asset.clone())
    }

    /// The listing, if no file was added or removed.
    pub(super) fn listing(&self) -> Option<Listing> {
        self.listing.clone()
    }

    /// Stores the listing.
    pub(super) fn keep_listing(&mut self, listing: &Listing) {
        self.listing = Some(listing.clone());
    }

    /// Stores these texts and no others.
    pub(super) fn keep_texts(&mut self, texts: Vec<(PathBuf, Stamp, StoredText)>) {
        self.texts = texts
            .into_iter()
            .map(|(path, stamp, text)| (path, (stamp, text)))
            .collect();
    }

    /// Stores these images and no others; those without a stamp disappeared.
    pub(super) fn keep_images(
        &mut self,
        images: Vec<(PathBuf, Option<Stamp>, Result<Asset, Diagnostic>)>,
    ) {
        self.images = images
            .into_iter()
            .filter_map(|(path, stamp, asset)| Some((path, (stamp?, asset))))
            .collect();
    }
}

/// Whether one of the paths is `path` or a folder above it.
fn is_below(path: &Path, paths: &BTreeSet<PathBuf>) -> bool {
    path.ancestors().any(|path| paths.contains(path))
}
