//! The texts and images that a catalog was read from, and positions in them.
//!
//! In: what `load` read. Out: `Sources`, and a `Span` for every place that a later stage refers to.
//! This is the ground floor: it imports nothing but `digest`.

pub(crate) mod asset;
pub(crate) mod hidden;
pub(crate) mod text;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::digest::Hasher;
use asset::Asset;
use text::Text;

/// Name of the glossary file beside the README. Any letter case is accepted.
pub(crate) const GLOSSARY_FILE: &str = "GLOSSARY.md";

/// Name of the file beside the README that records the results of link checks.
pub(crate) const LINK_RECORD_FILE: &str = "medatlas-links.json";

/// Index of a text in [`Sources::texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// Byte offsets into the decoded text.
    pub range: Range<usize>,
}

impl Span {
    /// The bytes `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, range }
    }
}

/// Everything that a build reads of a catalog.
#[derive(Debug, Default)]
pub struct Sources {
    /// The catalog folder.
    pub root: PathBuf,
    /// All texts: the README first, then the pages by path, then the glossary.
    pub texts: Vec<Arc<Text>>,
    /// The text of `GLOSSARY.md`, after those of all pages.
    pub glossary: Option<FileId>,
    /// Whether the folder holds pages and no list, so that each page is an entry.
    pub is_listless: bool,
    /// The images that some text names, by path. See `load::read_images`.
    pub assets: Vec<Asset>,
    /// All images of the catalog: the path below the catalog folder, and the path on disk.
    pub listed_images: Vec<(String, PathBuf)>,
    /// The content of `medatlas-links.json`. It is empty when there is no such file.
    pub link_record: String,
}

impl Sources {
    /// The README, which always exists.
    pub const README: FileId = FileId(0);

    /// All texts with their numbers, the README first.
    pub fn numbered_texts(&self) -> impl Iterator<Item = (FileId, &Text)> {
        let texts = self.texts.iter().enumerate();

        texts.map(|(at, text)| (FileId(at as u32), text.as_ref()))
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        &self.texts[file.0 as usize].text
    }

    /// The path of a file below the catalog folder.
    pub fn path(&self, file: FileId) -> &str {
        &self.texts[file.0 as usize].path
    }

    /// The line and the column where a span starts, both from 1. The column counts characters.
    pub fn line_column(&self, span: &Span) -> (usize, usize) {
        self.texts[span.file.0 as usize].line_column(span.range.start)
    }

    /// The line where a span starts, from 1.
    pub fn line(&self, span: &Span) -> usize {
        self.texts[span.file.0 as usize].line(span.range.start)
    }

    /// A digest of everything that was read.
    pub fn digest(&self) -> String {
        let mut hasher = Hasher::default();

        // A catalog without a list has an empty text in its place, but other pages.
        hasher.add(if self.is_listless { "pages" } else { "list" });
        hasher.add(if self.glossary.is_some() {
            "glossary"
        } else {
            ""
        });

        for text in &self.texts {
            hasher.add(&text.path);
            hasher.add(&text.text);
        }
        for asset in &self.assets {
            hasher.add(&asset.path);
            hasher.add(&asset.sha256);
        }
        hasher.add(&self.link_record);

        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::source::Sources;
    use crate::source::text::Text;

    #[test]
    fn the_digest_differs_without_a_list() {
        let texts = || vec![Arc::new(Text::new("README.md".to_owned(), String::new()))];
        let with_list = Sources {
            texts: texts(),
            ..Sources::default()
        };
        let without_list = Sources {
            texts: texts(),
            is_listless: true,
            ..Sources::default()
        };

        assert_ne!(with_list.digest(), without_list.digest());
    }
}
