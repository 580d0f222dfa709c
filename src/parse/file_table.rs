//! A table of files that can be downloaded, with their checksums: `| File | Size | SHA-256 |`.
//!
//! In: a table of a page. Out: its files. A table counts only when it has a column of checksums,
//! and a row counts only when it holds a whole checksum and a URL.

use crate::parse::{Cell, Table, autolink};
use crate::value::path::file_name;
use crate::value::url::is_web;

/// A file that can be downloaded directly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataFile {
    /// The name of the file.
    pub name: String,
    /// The URL that it is downloaded from.
    pub url: String,
    /// The size as stated, such as `1.2 GB`.
    pub size: Option<String>,
    /// 64 hexadecimal digits in lowercase.
    pub sha256: Option<String>,
    /// 32 hexadecimal digits in lowercase.
    pub md5: Option<String>,
}

/// Headers of the column of SHA-256 checksums.
const SHA256: &[&str] = &["sha-256", "sha256", "sha256sum"];

/// Headers of the column of MD5 checksums.
const MD5: &[&str] = &["md5", "md5sum"];

/// Headers of the column of sizes.
const SIZE: &[&str] = &["size", "file size"];

/// Reads the files of a table; empty when it is not a table of files.
pub(crate) fn files(table: &Table) -> Vec<DataFile> {
    let columns = FileColumns {
        sha256: header_position(table, SHA256),
        md5: header_position(table, MD5),
        size: header_position(table, SIZE),
    };
    if columns.sha256.is_none() && columns.md5.is_none() {
        return Vec::new();
    }

    table
        .rows
        .iter()
        .filter_map(|row| file(row, &columns))
        .collect()
}

/// The positions of the columns.
struct FileColumns {
    sha256: Option<usize>,
    md5: Option<usize>,
    size: Option<usize>,
}

fn header_position(table: &Table, names: &[&str]) -> Option<usize> {
    table
        .header
        .iter()
        .position(|cell| names.contains(&cell.text.trim().to_ascii_lowercase().as_str()))
}

/// Reads the file of a row.
fn file(row: &[Cell], columns: &FileColumns) -> Option<DataFile> {
    let (label, url) = row.iter().find_map(label_and_url)?;
    let sha256 = text_at(row, columns.sha256).and_then(|text| checksum(&text, 64));
    let md5 = text_at(row, columns.md5).and_then(|text| checksum(&text, 32));
    if !is_web(url) || (sha256.is_none() && md5.is_none()) {
        return None;
    }

    let label = label.trim();
    let name = if label.is_empty() || label == url {
        file_name(url.trim_end_matches('/'))
    } else {
        label
    };
    Some(DataFile {
        name: name.to_owned(),
        url: url.to_owned(),
        size: text_at(row, columns.size),
        sha256,
        md5,
    })
}

/// The text of a cell, unless it is empty.
fn text_at(row: &[Cell], at: Option<usize>) -> Option<String> {
    let text = row.get(at?)?.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The label and the target of the first link in a cell, or else its first bare URL without a
/// label.
fn label_and_url(cell: &Cell) -> Option<(&str, &str)> {
    if let Some(link) = cell.links.first() {
        return Some((&link.label, &link.target));
    }

    let url = autolink::urls(&cell.text).into_iter().next()?;
    Some(("", &cell.text[url]))
}

/// A checksum of this many hexadecimal digits, in lowercase.
fn checksum(text: &str, digits: usize) -> Option<String> {
    let is_whole = text.len() == digits && text.chars().all(|c| c.is_ascii_hexdigit());
    is_whole.then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::outline::{BlockKind, outline};

    fn check(text: &str, expect: &[(&str, &str, bool)]) {
        let table = outline(text)
            .blocks
            .into_iter()
            .find_map(|block| match block.kind {
                BlockKind::Table(table) => Some(table),
                _ => None,
            });
        let files = files(&table.unwrap());
        let files: Vec<(&str, &str, bool)> = files
            .iter()
            .map(|file| (file.name.as_str(), file.url.as_str(), file.sha256.is_some()))
            .collect();
        assert_eq!(files, expect, "{text}");
    }

    fn sha256_table(checksum: &str) -> String {
        let row = format!("| [a.zip](https://h.org/a.zip) | {checksum} |");
        format!("| File | SHA-256 |\n|---|---|\n{row}\n")
    }

    #[test]
    fn only_whole_checksums_count() {
        let (sha, md5) = ("A".repeat(64), "0".repeat(32));
        check(
            &sha256_table(&sha),
            &[("a.zip", "https://h.org/a.zip", true)],
        );
        check(&sha256_table("abc"), &[]);
        check(&sha256_table(&md5), &[]);
        check(
            &format!("| Link | MD5 |\n|---|---|\n| https://h.org/x/b.tar.gz | {md5} |\n"),
            &[("b.tar.gz", "https://h.org/x/b.tar.gz", false)],
        );
        check(
            &format!("| File | Sum |\n|---|---|\n| [a](https://h.org/a) | {sha} |\n"),
            &[],
        );
    }
}
