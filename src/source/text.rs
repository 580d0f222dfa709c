//! One Markdown file of a catalog, decoded.
//!
//! In: a path and a decoded text. Out: a `Text` that turns byte offsets into lines and columns.

/// One Markdown file.
#[derive(Debug)]
pub struct Text {
    /// The path below the catalog folder, with `/` as separator.
    pub path: String,
    /// The decoded and repaired content.
    pub text: String,
    /// Byte offsets of the line feeds. They make the line of an offset a binary search, which
    /// matters for lists of 100,000 rows.
    line_feeds: Vec<usize>,
}

impl Text {
    /// Indexes the lines of `text`.
    pub fn new(path: String, text: String) -> Self {
        let bytes = text.bytes().enumerate();
        let line_feeds = bytes
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at)
            .collect();

        Self {
            path,
            text,
            line_feeds,
        }
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.line_feeds.partition_point(|at| *at < offset) + 1
    }

    /// The line and the column of a byte offset, both from 1. The column counts characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = if line == 1 {
            0
        } else {
            self.line_feeds[line - 2] + 1
        };
        let end = self.text.floor_char_boundary(offset.min(self.text.len()));

        (line, self.text[start..end].chars().count() + 1)
    }
}
